#include "programs.h"

#include <elf.h>
#include <fcntl.h>
#include <link.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "system-calls.h"

/* A program's file, mapped to read it. */
struct image {
  const uint8_t *start;
  uint64_t bytes;
  struct stat status;
  bool has_capabilities;
};

/* By its path first: what a program may do with privileges of its own is known of one that may not be read, too. */
static bool open_image(const char *path, struct image *image) {
  *image = (struct image){0};
  system_call4(SYS_newfstatat, AT_FDCWD, path, &image->status, 0);
  image->has_capabilities = system_call4(SYS_getxattr, path, "security.capability", 0, 0) > 0;
  long file = system_call4(SYS_openat, AT_FDCWD, path, O_RDONLY | O_CLOEXEC | O_NONBLOCK, 0);
  if (file < 0) return false;
  bool is_file =
      system_call2(SYS_fstat, file, &image->status) == 0 && S_ISREG(image->status.st_mode) && image->status.st_size > 0;
  image->bytes = is_file ? (uint64_t)image->status.st_size : 0;
  long address = is_file ? system_call6(SYS_mmap, 0, image->bytes, PROT_READ, MAP_PRIVATE, file, 0) : -1;
  system_call1(SYS_close, file);
  image->start = (const uint8_t *)address;
  return address > 0 || address < -4096;
}

static void close_image(const struct image *image) { system_call2(SYS_munmap, image->start, image->bytes); }

/* `count` bytes at an offset, or NULL where the file does not have them. */
static const void *part_of(const struct image *image, uint64_t offset, uint64_t count) {
  return offset <= image->bytes && count <= image->bytes - offset ? image->start + offset : NULL;
}

/* A text that ends within the file. */
static const char *text_in(const struct image *image, uint64_t offset) {
  for (uint64_t end = offset; end < image->bytes; end++) {
    if (image->start[end] == '\0') return (const char *)image->start + offset;
  }
  return NULL;
}

/* The loader goes into secure mode where the effective ids are not the real ones, or where capabilities come in. */
static bool is_privileged(const struct image *image) {
  uid_t user = (uid_t)system_call0(SYS_getuid);
  gid_t group = (gid_t)system_call0(SYS_getgid);
  bool is_set_user = (image->status.st_mode & S_ISUID) != 0 && image->status.st_uid != user;
  const mode_t set_group = S_ISGID | S_IXGRP;
  bool is_set_group = (image->status.st_mode & set_group) == set_group && image->status.st_gid != group;
  return is_set_user || is_set_group || (image->has_capabilities && user != 0);
}

/* Program headers within the file; NULL where they are not. */
static const ElfW(Phdr) * segments_of(const struct image *image, unsigned *count) {
  const ElfW(Ehdr) *header = part_of(image, 0, sizeof *header);
  if (header == NULL || header->e_phentsize != sizeof(ElfW(Phdr))) return NULL;
  *count = header->e_phnum;
  return part_of(image, header->e_phoff, (uint64_t)header->e_phnum * sizeof(ElfW(Phdr)));
}

static const char *interpreter_of(const struct image *image) {
  unsigned count = 0;
  const ElfW(Phdr) *segment = segments_of(image, &count);
  for (unsigned i = 0; segment != NULL && i < count; i++) {
    if (segment[i].p_type == PT_INTERP) return text_in(image, segment[i].p_offset);
  }
  return NULL;
}

static int find_own_interpreter(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    if (info->dlpi_phdr[i].p_type == PT_INTERP) {
      *(const char **)context = (const char *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
    }
  }
  return 1; /* The main program comes first. */
}

static bool is_own_interpreter(const char *path) {
  const char *own = NULL;
  dl_iterate_phdr(find_own_interpreter, &own);
  if (own == NULL || same_text(own, path)) return true;
  struct stat one, other;
  bool both = system_call4(SYS_newfstatat, AT_FDCWD, own, &one, 0) == 0 &&
              system_call4(SYS_newfstatat, AT_FDCWD, path, &other, 0) == 0;
  return both && one.st_dev == other.st_dev && one.st_ino == other.st_ino;
}

/* The offset in the file of what is mapped at an address; its length where there is none. */
static uint64_t offset_of_address(const struct image *image, uint64_t address) {
  unsigned count = 0;
  const ElfW(Phdr) *segment = segments_of(image, &count);
  for (unsigned i = 0; segment != NULL && i < count; i++) {
    if (segment[i].p_type == PT_LOAD && address - segment[i].p_vaddr < segment[i].p_filesz) {
      return address - segment[i].p_vaddr + segment[i].p_offset;
    }
  }
  return image->bytes;
}

static bool begins_with_any(const char *text, const char *const starts[], unsigned count) {
  for (unsigned i = 0; i < count; i++) {
    if (after_start(text, starts[i]) != NULL) return true;
  }
  return false;
}

/*
 * A sanitizer's library, or its runtime in the program itself: that asks for an optional symbolizer, by names in the
 * dynamic string table, which the libraries' are in, too.
 */
static bool has_sanitizer(const struct image *image, const ElfW(Dyn) * entry, uint64_t entries) {
  static const char *const names[] = {"libasan.",         "libtsan.",         "liblsan.",
                                      "libclang_rt.asan", "libclang_rt.tsan", "__sanitizer_symbolize_"};
  uint64_t start = image->bytes, bytes = 0;
  for (uint64_t i = 0; i < entries && entry[i].d_tag != DT_NULL; i++) {
    if (entry[i].d_tag == DT_STRTAB) start = offset_of_address(image, entry[i].d_un.d_ptr);
    if (entry[i].d_tag == DT_STRSZ) bytes = entry[i].d_un.d_val;
  }
  const char *strings = part_of(image, start, bytes);
  for (uint64_t at = 1; strings != NULL && at < bytes && strings[bytes - 1] == '\0'; at++) {
    bool is_start = strings[at - 1] == '\0';
    if (is_start && begins_with_any(strings + at, names, sizeof names / sizeof *names)) return true;
  }
  return false;
}

static bool needs_sanitizer(const struct image *image) {
  unsigned count = 0;
  const ElfW(Phdr) *segment = segments_of(image, &count);
  for (unsigned i = 0; segment != NULL && i < count; i++) {
    if (segment[i].p_type != PT_DYNAMIC) continue;
    const ElfW(Dyn) *entry = part_of(image, segment[i].p_offset, segment[i].p_filesz);
    if (entry != NULL && has_sanitizer(image, entry, segment[i].p_filesz / sizeof *entry)) return true;
  }
  return false;
}

static enum left_out look_at_elf(const struct image *image) {
#if defined(__x86_64__)
  const unsigned own_machine = EM_X86_64;
#else
  const unsigned own_machine = EM_AARCH64;
#endif
  const ElfW(Ehdr) *header = part_of(image, 0, sizeof *header);
  if (header == NULL || header->e_ident[EI_CLASS] != ELFCLASS64 || header->e_machine != own_machine) {
    return LEFT_OUT_OTHER_MACHINE;
  }
  const char *interpreter = interpreter_of(image);
  if (interpreter == NULL) return LEFT_OUT_STATIC;
  if (!is_own_interpreter(interpreter)) return LEFT_OUT_OTHER_LOADER;
  return needs_sanitizer(image) ? LEFT_OUT_SANITIZER : (enum left_out)0;
}

/* The interpreter of a script: what follows `#!`, up to a blank. False where its first line names none. */
static bool read_script(const struct image *image, struct text *interpreter) {
  const uint64_t longest = 256; /* of the line, for the kernel (BINPRM_BUF_SIZE) */
  uint64_t at = 2;
  while (at < image->bytes && (image->start[at] == ' ' || image->start[at] == '\t')) at++;
  for (; at < image->bytes && at < longest; at++) {
    char character = (char)image->start[at];
    if (character == '\n' || character == ' ' || character == '\t' || character == '\0') break;
    append_character(interpreter, character);
  }
  return interpreter->length != 0;
}

static enum left_out look_into(const char *path, unsigned depth);

static enum left_out look_at_script(const struct image *image, unsigned depth) {
  const unsigned scripts_at_most = 4; /* one script's interpreter may be another */
  struct text interpreter = {.length = 0};
  if (depth == scripts_at_most || !read_script(image, &interpreter)) return 0;
  return look_into(interpreter.characters, depth + 1);
}

static enum left_out look_into(const char *path, unsigned depth) {
  struct image image;
  if (!open_image(path, &image)) return is_privileged(&image) ? LEFT_OUT_PRIVILEGED : 0;
  enum left_out reason = 0;
  if (image.bytes >= 4 && image.start[0] == '#' && image.start[1] == '!') {
    reason = look_at_script(&image, depth);
  } else if (image.bytes >= 4 && after_start((const char *)image.start, ELFMAG) != NULL) {
    reason = is_privileged(&image) ? LEFT_OUT_PRIVILEGED : look_at_elf(&image);
  }
  close_image(&image);
  return reason;
}

enum left_out look_at_program(const char *path) { return look_into(path, 0); }

static bool can_be_executed(const char *path) {
  struct stat status;
  return system_call4(SYS_newfstatat, AT_FDCWD, path, &status, 0) == 0 && S_ISREG(status.st_mode) &&
         system_call3(SYS_faccessat, AT_FDCWD, path, X_OK) == 0;
}

static const char *search_path(void) {
  for (char **variable = environ; variable != NULL && *variable != NULL; variable++) {
    const char *value = after_start(*variable, "PATH=");
    if (value != NULL) return value;
  }
  return "/bin:/usr/bin";
}

bool find_on_path(const char *name, struct text *path) {
  path->length = 0;
  if (last_component(name) != name) {
    append_text(path, name);
    return true;
  }
  for (const char *folder = search_path();; folder++) {
    path->length = 0;
    for (; *folder != '\0' && *folder != ':'; folder++) append_character(path, *folder);
    if (path->length != 0) append_character(path, '/');
    append_text(path, name);
    if (can_be_executed(path->characters)) return true;
    if (*folder == '\0') return false;
  }
}
