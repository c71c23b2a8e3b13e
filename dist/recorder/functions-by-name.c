#include "functions-by-name.h"

#include <elf.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

#include "system-calls.h"
#include "text.h"

/* What the dynamic section of a mapped file says of its exported symbols. */
struct exports {
  const ElfW(Sym) * symbols;
  const char *names;
  const uint32_t *gnu_hash;
  const uint16_t *versions;
};

/* The loader has relocated these addresses already, but for the vdso's, which it leaves as they are. */
static const void *address_in(const struct dl_phdr_info *info, uintptr_t value) {
  return (const void *)(value < info->dlpi_addr ? value + info->dlpi_addr : value);
}

static struct exports exports_of(const struct dl_phdr_info *info) {
  struct exports exports = {0};
  const ElfW(Dyn) *entry = NULL;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    if (info->dlpi_phdr[i].p_type == PT_DYNAMIC) {
      entry = (const ElfW(Dyn) *)(info->dlpi_addr + info->dlpi_phdr[i].p_vaddr);
    }
  }
  for (; entry != NULL && entry->d_tag != DT_NULL; entry++) {
    const void *address = address_in(info, entry->d_un.d_ptr);
    if (entry->d_tag == DT_SYMTAB) exports.symbols = address;
    if (entry->d_tag == DT_STRTAB) exports.names = address;
    if (entry->d_tag == DT_GNU_HASH) exports.gnu_hash = address;
    if (entry->d_tag == DT_VERSYM) exports.versions = address;
  }
  return exports;
}

static uint32_t gnu_hash(const char *name) {
  uint32_t hash = 5381;
  for (; *name != '\0'; name++) hash = hash * 33 + (uint8_t)*name;
  return hash;
}

static bool is_function(const ElfW(Sym) * symbol) {
  int type = ELF64_ST_TYPE(symbol->st_info);
  return symbol->st_shndx != SHN_UNDEF && (type == STT_FUNC || type == STT_GNU_IFUNC);
}

/* An older version of a symbol, which nothing that is linked today would get, has this bit. */
static const uint16_t hidden_version = 0x8000;

/* A file without DT_GNU_HASH exports nothing that is looked for here. */
static const ElfW(Sym) * find_export(const struct dl_phdr_info *info, const char *name) {
  struct exports exports = exports_of(info);
  if (exports.symbols == NULL || exports.names == NULL || exports.gnu_hash == NULL) return NULL;
  uint32_t buckets = exports.gnu_hash[0], first = exports.gnu_hash[1], filter_words = exports.gnu_hash[2];
  const uint32_t *bucket = exports.gnu_hash + 4 + filter_words * (sizeof(ElfW(Addr)) / sizeof(uint32_t));
  const uint32_t *chain = bucket + buckets;
  uint32_t hash = gnu_hash(name);
  uint32_t index = buckets == 0 ? 0 : bucket[hash % buckets];
  if (index < first || index == 0) return NULL;
  for (;; index++) {
    uint32_t entry = chain[index - first];
    const ElfW(Sym) *symbol = &exports.symbols[index];
    bool is_default = exports.versions == NULL || (exports.versions[index] & hidden_version) == 0;
    if ((entry | 1) == (hash | 1) && is_default && is_function(symbol) &&
        same_text(exports.names + symbol->st_name, name)) {
      return symbol;
    }
    if ((entry & 1) != 0) return NULL;
  }
}

static uintptr_t address_of(const struct dl_phdr_info *info, const ElfW(Sym) * symbol) {
  uintptr_t address = info->dlpi_addr + symbol->st_value;
  if (ELF64_ST_TYPE(symbol->st_info) != STT_GNU_IFUNC) return address;
  return ((uintptr_t(*)(void))address)();
}

uintptr_t function_defined_by(const struct dl_phdr_info *info, const char *name) {
  const ElfW(Sym) *symbol = find_export(info, name);
  return symbol == NULL ? 0 : address_of(info, symbol);
}

struct search {
  const char *name;
  uintptr_t after; /* an address in the file that has to come before, 0 for none */
  struct function found;
};

static bool holds(const struct dl_phdr_info *info, uintptr_t address) {
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
    if (segment->p_type != PT_LOAD) continue;
    if (address - (info->dlpi_addr + segment->p_vaddr) < segment->p_memsz) return true;
  }
  return false;
}

static int search_file(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  struct search *search = context;
  if (search->after != 0) {
    if (holds(info, search->after)) search->after = 0;
    return 0;
  }
  const ElfW(Sym) *symbol = find_export(info, search->name);
  if (symbol == NULL) return 0;
  search->found = (struct function){address_of(info, symbol), symbol->st_size};
  return 1;
}

struct function find_function(const char *name) {
  struct search search = {.name = name};
  dl_iterate_phdr(search_file, &search);
  return search.found;
}

uintptr_t next_definition(const char *name, const void *after) {
  struct search search = {.name = name, .after = (uintptr_t)after};
  dl_iterate_phdr(search_file, &search);
  return search.found.start;
}

static int search_holder(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  struct search *search = context;
  if (!holds(info, search->after)) return 0;
  search->found.start = function_defined_by(info, search->name);
  return 1;
}

uintptr_t own_definition(const char *name, const void *within) {
  struct search search = {.name = name, .after = (uintptr_t)within};
  dl_iterate_phdr(search_holder, &search);
  return search.found.start;
}

/* A file's bytes, mapped to read them. */
struct bytes {
  const uint8_t *start;
  uint64_t count;
};

static struct bytes map_program(void) {
  struct bytes none = {NULL, 0};
  long file = system_call4(SYS_openat, AT_FDCWD, "/proc/self/exe", O_RDONLY | O_CLOEXEC, 0);
  if (file < 0) return none;
  long length = system_call3(SYS_lseek, file, 0, 2 /* SEEK_END */);
  long address = length <= 0 ? -1 : system_call6(SYS_mmap, 0, length, PROT_READ, MAP_PRIVATE, file, 0);
  system_call1(SYS_close, file);
  if (address < 0 && address > -4096) return none;
  return (struct bytes){(const uint8_t *)address, (uint64_t)length};
}

static bool lies_within(struct bytes file, uint64_t offset, uint64_t count) {
  return offset <= file.count && count <= file.count - offset;
}

/* The section table's entry of the full symbol table; NULL in a stripped file. */
static const ElfW(Shdr) * find_symbol_table(struct bytes file, const ElfW(Ehdr) * header) {
  if (!lies_within(file, header->e_shoff, (uint64_t)header->e_shnum * sizeof(ElfW(Shdr)))) return NULL;
  const ElfW(Shdr) *sections = (const ElfW(Shdr) *)(file.start + header->e_shoff);
  for (unsigned i = 0; i < header->e_shnum; i++) {
    const ElfW(Shdr) *section = &sections[i];
    if (section->sh_type != SHT_SYMTAB || section->sh_link >= header->e_shnum) continue;
    const ElfW(Shdr) *names = &sections[section->sh_link];
    bool is_whole = lies_within(file, section->sh_offset, section->sh_size) &&
                    lies_within(file, names->sh_offset, names->sh_size) && names->sh_size > 0 &&
                    file.start[names->sh_offset + names->sh_size - 1] == '\0';
    return is_whole ? section : NULL;
  }
  return NULL;
}

static int program_bias(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  *(uintptr_t *)context = info->dlpi_addr;
  return 1; /* The main program comes first. */
}

static void read_symbol_table(struct bytes file, void (*found)(const char *name, struct function function)) {
  const ElfW(Ehdr) *header = (const ElfW(Ehdr) *)file.start;
  const ElfW(Shdr) *table = find_symbol_table(file, header);
  if (table == NULL) return;
  const ElfW(Shdr) *names = (const ElfW(Shdr) *)(file.start + header->e_shoff) + table->sh_link;
  const ElfW(Sym) *symbols = (const ElfW(Sym) *)(file.start + table->sh_offset);
  uintptr_t bias = 0;
  dl_iterate_phdr(program_bias, &bias);
  for (uint64_t i = 0; i < table->sh_size / sizeof *symbols; i++) {
    if (!is_function(&symbols[i]) || symbols[i].st_name >= names->sh_size) continue;
    const char *name = (const char *)(file.start + names->sh_offset + symbols[i].st_name);
    found(name, (struct function){bias + symbols[i].st_value, symbols[i].st_size});
  }
}

void each_function_of_program(void (*found)(const char *name, struct function function)) {
  struct bytes file = map_program();
  if (file.start == NULL) return;
  if (file.count >= sizeof(ElfW(Ehdr))) read_symbol_table(file, found);
  system_call2(SYS_munmap, file.start, file.count);
}
