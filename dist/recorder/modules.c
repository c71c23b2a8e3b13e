#include "modules.h"

#include <elf.h>
#include <link.h>
#include <sched.h>

#include "memory.h"
#include "recording-file.h"
#include "rules.h"
#include "swift-runtime.h"
#include "system-calls.h"
#include "system.h"
#include "text.h"
#include "thread.h"

uint32_t moment_of_departure;

static const struct modules nothing_mapped;
static const struct modules *current = &nothing_mapped;

struct loader loader = {.calls = 1};

static unsigned long long seen_added, seen_removed; /* the loader's own counts of changes */
static struct chunk *module_chunk;
static uint32_t looking; /* thread id of who looks at what is mapped */

const struct modules *mapped_modules(void) { return __atomic_load_n(&current, __ATOMIC_ACQUIRE); }

static const struct module *find_in(const struct modules *modules, uintptr_t address) {
  size_t low = 0, high = modules->count;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const struct module *module = &modules->module[middle];
    if (address < module->start) {
      high = middle;
    } else if (address >= module->end) {
      low = middle + 1;
    } else {
      return module;
    }
  }
  return NULL;
}

const struct module *find_module(uintptr_t address) { return find_in(mapped_modules(), address); }

static int count_segments(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
    if (segment->p_type == PT_LOAD && (segment->p_flags & PF_X) != 0) *(size_t *)context += 1;
  }
  return 0;
}

/* Copies the GNU build-id of a mapped file; returns its length, 0 where it has none. */
static uint32_t copy_build_id(const struct dl_phdr_info *info, uint8_t *target, uint32_t room) {
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
    if (segment->p_type != PT_NOTE) continue;
    const uint8_t *note = (const uint8_t *)(info->dlpi_addr + segment->p_vaddr);
    const uint8_t *end = note + segment->p_memsz;
    while ((size_t)(end - note) >= sizeof(ElfW(Nhdr))) {
      const ElfW(Nhdr) *header = (const ElfW(Nhdr) *)note;
      const uint8_t *content = note + sizeof *header + (header->n_namesz + 3) / 4 * 4;
      if (content > end || header->n_descsz > (size_t)(end - content)) break;
      if (header->n_type == NT_GNU_BUILD_ID && header->n_namesz == 4 && header->n_descsz <= room) {
        for (uint32_t k = 0; k < header->n_descsz; k++) target[k] = content[k];
        return header->n_descsz;
      }
      note = content + (header->n_descsz + 3) / 4 * 4;
    }
  }
  return 0;
}

/* Tells files apart that were mapped at one address, one after the other. */
static uint64_t identity_of(const struct dl_phdr_info *info) {
  uint8_t id[32];
  uint32_t length = copy_build_id(info, id, sizeof id);
  uint64_t hash = length;
  for (uint32_t i = 0; i < length; i++) hash = (hash ^ id[i]) * 0x100000001b3;
  for (const char *name = info->dlpi_name; *name != '\0'; name++) hash = (hash ^ (uint8_t)*name) * 0x100000001b3;
  return hash;
}

/* What is the same for all segments of one file. */
static struct module describe_file(const struct dl_phdr_info *info) {
  struct module file = {.bias = info->dlpi_addr, .low = UINTPTR_MAX, .identity = identity_of(info)};
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
    uintptr_t start = info->dlpi_addr + segment->p_vaddr;
    if (segment->p_type == PT_GNU_EH_FRAME) file.frame_header = start;
    if (segment->p_type != PT_LOAD) continue;
    if (start < file.low) file.low = start;
    if (start + segment->p_memsz > file.high) file.high = start + segment->p_memsz;
  }
  file.is_program = info->dlpi_name[0] == '\0';
  return file;
}

struct listing {
  struct modules *modules;
  size_t room;
};

static int add_segments(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  struct listing *listing = context;
  struct module module = describe_file(info);
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
    if (segment->p_type != PT_LOAD || (segment->p_flags & PF_X) == 0) continue;
    if (listing->modules->count == listing->room) return 1;
    module.start = info->dlpi_addr + segment->p_vaddr;
    module.end = module.start + segment->p_memsz;
    size_t place = listing->modules->count++;
    for (; place > 0 && listing->modules->module[place - 1].start > module.start; place--) {
      listing->modules->module[place] = listing->modules->module[place - 1];
    }
    listing->modules->module[place] = module;
  }
  return 0;
}

static int read_changes(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  unsigned long long *changes = context;
  changes[0] = info->dlpi_adds;
  changes[1] = info->dlpi_subs;
  return 1;
}

/* The main program has no name for the loader; a library's may be relative. */
static void append_path(struct text *path, const char *name) {
  if (name[0] == '/') {
    append_text(path, name);
    return;
  }
  const size_t room = sizeof path->characters;
  if (name[0] == '\0') {
    long length = system_call4(SYS_readlinkat, -100 /* AT_FDCWD */, "/proc/self/exe", path->characters, room - 1);
    path->length = length > 0 ? (size_t)length : 0;
    path->characters[path->length] = '\0';
    return;
  }
  bool has_folder = last_component(name) != name;
  long length = has_folder ? system_call2(SYS_getcwd, path->characters, room) : 0;
  path->length = length > 0 ? (size_t)length - 1 : 0;
  if (has_folder) append_character(path, '/');
  append_text(path, name);
}

static void write_module(const struct dl_phdr_info *info, const struct module *module, const ElfW(Phdr) * segment) {
  static struct text path; /* One thread at a time is here. */
  path.length = 0;
  path.characters[0] = '\0';
  append_path(&path, info->dlpi_name);
  struct module_record *record = new_record(&module_chunk, sizeof *record + path.length + 1, RECORD_MODULE);
  if (record == NULL) return;
  record->start = module->start;
  record->end = module->end;
  record->bias = module->bias;
  record->offset = segment->p_offset;
  record->moment = module->moment;
  record->build_id_bytes = copy_build_id(info, record->build_id, sizeof record->build_id);
  for (size_t i = 0; i <= path.length; i++) record->path[i] = path.characters[i];
  commit_record(module_chunk, record);
}

static int write_arrivals(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  const struct modules *modules = context;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
    if (segment->p_type != PT_LOAD || (segment->p_flags & PF_X) == 0) continue;
    const struct module *module = find_in(modules, info->dlpi_addr + segment->p_vaddr);
    if (module != NULL && module->moment == modules->moment) write_module(info, module, segment);
  }
  return 0;
}

static void write_departure(const struct module *module, uint32_t moment) {
  struct module_gone_record *record = new_record(&module_chunk, sizeof *record, RECORD_MODULE_GONE);
  if (record == NULL) return;
  record->start = module->start;
  record->moment = moment;
  commit_record(module_chunk, record);
}

static bool is_same(const struct module *one, const struct module *other) {
  return other != NULL && one->start == other->start && one->end == other->end && one->bias == other->bias &&
         one->identity == other->identity;
}

/* Gives those that stayed the moment at which they came; says whether any went. */
static bool compare_with(const struct modules *before, struct modules *after) {
  for (size_t i = 0; i < after->count; i++) {
    struct module *module = &after->module[i];
    const struct module *known = find_in(before, module->start);
    module->moment = is_same(module, known) ? known->moment : after->moment;
  }
  bool any_gone = false;
  for (size_t i = 0; i < before->count; i++) {
    const struct module *module = &before->module[i];
    if (is_same(module, find_in(after, module->start))) continue;
    write_departure(module, after->moment);
    any_gone = true;
  }
  return any_gone;
}

/* Where the loader itself is: the module that holds the function which it calls for debuggers. */
static void find_loader(const struct modules *modules) {
  const struct module *found = find_in(modules, (uintptr_t)_r_debug.r_brk);
  if (found == NULL) return;
  loader.start = found->start;
  loader.bytes = found->end - found->start;
}

static struct modules *list_modules(uint32_t moment) {
  size_t segments = 0;
  dl_iterate_phdr(count_segments, &segments);
  struct listing listing = {.room = segments + 8};
  listing.modules = map_private(sizeof(struct modules) + listing.room * sizeof(struct module));
  if (listing.modules == NULL) return NULL;
  listing.modules->moment = moment;
  dl_iterate_phdr(add_segments, &listing);
  return listing.modules;
}

static void look(void) {
  unsigned long long changes[2] = {0, 0};
  dl_iterate_phdr(read_changes, changes);
  if (changes[0] == seen_added && changes[1] == seen_removed && current->count != 0) return;
  struct modules *fresh = list_modules(current->moment + 1);
  if (fresh == NULL) return;
  bool any_gone = compare_with(current, fresh);
  dl_iterate_phdr(write_arrivals, fresh);
  if (loader.bytes == 0) find_loader(fresh);
  __atomic_store_n(&current, fresh, __ATOMIC_RELEASE);
  find_swift_runtime();
  if (any_gone) {
    forget_rules();
    __atomic_store_n(&moment_of_departure, fresh->moment, __ATOMIC_RELEASE);
  }
  seen_added = changes[0];
  seen_removed = changes[1];
}

/*
 * One thread looks, others wait for it. A handler that has interrupted it does not wait for its own thread; and nobody
 * waits for one that a handler has jumped out of, or that has ended there.
 */
static bool begin_to_look(uint32_t thread) {
  bool is_nested = this_thread.level > 1;
  uint32_t looker = 0;
  for (unsigned attempt = 0; attempt < 10000; attempt++) {
    looker = !is_nested && looker == thread ? thread : 0;
    if (__atomic_compare_exchange_n(&looking, &looker, thread, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED)) return true;
    if (looker == thread && is_nested) return false;
    if (looker != thread) let_others_run();
  }
  return is_gone(looker) &&
         __atomic_compare_exchange_n(&looking, &looker, thread, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
}

void follow_loader(bool is_loader) {
  if (is_loader) {
    __atomic_fetch_add(&loader.calls, 1, __ATOMIC_RELEASE);
    return;
  }
  if (!begin_to_look(thread_id())) return;
  uint32_t known = __atomic_load_n(&loader.calls, __ATOMIC_ACQUIRE);
  look();
  __atomic_store_n(&loader.calls_followed, known, __ATOMIC_RELEASE);
  __atomic_store_n(&looking, 0, __ATOMIC_RELEASE);
}

void record_modules_again(void) {
  module_chunk = NULL;
  looking = 0;
  seen_added = seen_removed = 0;
  uint32_t moment = current->moment;
  struct modules *fresh = list_modules(moment);
  if (fresh == NULL) return;
  for (size_t i = 0; i < fresh->count; i++) fresh->module[i].moment = moment;
  dl_iterate_phdr(write_arrivals, fresh);
  __atomic_store_n(&current, fresh, __ATOMIC_RELEASE);
}
