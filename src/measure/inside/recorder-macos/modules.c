/* What dyld has loaded. It tells of each image itself, one at a time, so nothing has to be looked for. */
#include "../recorder/modules.h"

#include <dlfcn.h>
#include <mach-o/dyld.h>
#include <mach-o/loader.h>

#include "../recorder/recording-file.h"
#include "../recorder/text.h"
#include "macos.h"

uint32_t moment_of_departure;

static struct modules current = {.moment = 1};
static struct chunk *module_chunk;
static bool has_started;

const struct modules *mapped_modules(void) { return &current; }

/* Nobody has to look: dyld is no caller of the allocator that means anything here. */
struct loader loader;

void follow_loader(bool is_loader) { (void)is_loader; }

static const struct load_command *next_command(const struct load_command *command) {
  return (const struct load_command *)((const uint8_t *)command + command->cmdsize);
}

/* Of the image's commands, the one that maps its code, and its UUID where it has one. */
struct image {
  const struct segment_command_64 *code;
  const struct uuid_command *uuid;
};

static struct image describe_image(const struct mach_header_64 *header) {
  struct image image = {NULL, NULL};
  const struct load_command *command = (const struct load_command *)(header + 1);
  for (uint32_t i = 0; i < header->ncmds; i++, command = next_command(command)) {
    const struct segment_command_64 *segment = (const struct segment_command_64 *)command;
    if (command->cmd == LC_SEGMENT_64 && same_text(segment->segname, SEG_TEXT)) image.code = segment;
    if (command->cmd == LC_UUID) image.uuid = (const struct uuid_command *)command;
  }
  return image;
}

static void write_module(const struct mach_header *header, intptr_t slide) {
  struct image image = describe_image((const struct mach_header_64 *)header);
  Dl_info place;
  if (image.code == NULL || dladdr(header, &place) == 0 || place.dli_fname == NULL) return;
  size_t length = text_length(place.dli_fname);
  struct module_record *record = new_record(&module_chunk, sizeof *record + length + 1, RECORD_MODULE);
  if (record == NULL) return;
  record->start = image.code->vmaddr + (uintptr_t)slide;
  record->end = record->start + image.code->vmsize;
  record->bias = (uintptr_t)slide;
  record->offset = image.code->fileoff;
  record->moment = current.moment;
  record->build_id_bytes = image.uuid == NULL ? 0 : sizeof image.uuid->uuid;
  for (uint32_t i = 0; i < record->build_id_bytes; i++) record->build_id[i] = image.uuid->uuid[i];
  for (size_t i = 0; i <= length; i++) record->path[i] = place.dli_fname[i];
  commit_record(module_chunk, record);
}

/* While it starts, dyld tells of what is there already: that is all of one moment. */
static void add_image(const struct mach_header *header, intptr_t slide) {
  if (has_started) __atomic_fetch_add(&current.moment, 1, __ATOMIC_RELEASE);
  write_module(header, slide);
}

static void remove_image(const struct mach_header *header, intptr_t slide) {
  struct image image = describe_image((const struct mach_header_64 *)header);
  struct module_gone_record *record = new_record(&module_chunk, sizeof *record, RECORD_MODULE_GONE);
  uint32_t moment = __atomic_add_fetch(&current.moment, 1, __ATOMIC_RELEASE);
  __atomic_store_n(&moment_of_departure, moment, __ATOMIC_RELEASE);
  if (record == NULL || image.code == NULL) return;
  record->start = image.code->vmaddr + (uintptr_t)slide;
  record->moment = moment;
  commit_record(module_chunk, record);
}

void start_modules(void) {
  _dyld_register_func_for_add_image(add_image);
  _dyld_register_func_for_remove_image(remove_image);
  has_started = true;
}

void record_modules_again(void) {
  module_chunk = NULL;
  for (uint32_t i = 0; i < _dyld_image_count(); i++) {
    write_module(_dyld_get_image_header(i), _dyld_get_image_vmaddr_slide(i));
  }
}
