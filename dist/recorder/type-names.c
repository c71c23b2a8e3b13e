#include "type-names.h"

#include <stdbool.h>

#include "layout.h"
#include "memory.h"

/*
 * A type's descriptor (facts 33; swift/ABI/Metadata.h): flags at 0, the descriptor of what it is in at 4, its
 * name at 8, the latter two relative to their own place; in a class's metadata it is the sixth word.
 */
static const uintptr_t class_descriptor = 40;
enum context_kind { CONTEXT_MODULE = 0, CONTEXT_EXTENSION = 1, CONTEXT_ANONYMOUS = 2, CONTEXT_FIRST_TYPE = 16 };

static bool read_32(struct view *view, uintptr_t address, uint32_t *value) {
  uintptr_t word;
  if (address % 4 != 0 || !read_word(view, address / 8 * 8, &word)) return false;
  *value = (uint32_t)(word >> address % 8 * 8);
  return true;
}

static bool read_relative(struct view *view, uintptr_t place, uintptr_t *target) {
  uint32_t distance;
  if (!read_32(view, place, &distance)) return false;
  *target = distance == 0 ? 0 : place + (uintptr_t)(intptr_t)(int32_t)distance;
  return true;
}

/* The lowest bit says that the address of the descriptor is there, not the descriptor. */
static bool read_context(struct view *view, uintptr_t place, uintptr_t *target) {
  if (!read_relative(view, place, target)) return false;
  if ((*target & 1) == 0) return true;
  return read_word(view, *target & ~(uintptr_t)1, target);
}

static bool copy_name(struct view *view, uintptr_t from, struct type_name *name) {
  for (;; from++) {
    uintptr_t word;
    if (!read_word(view, from / 8 * 8, &word)) return false;
    char character = (char)(word >> from % 8 * 8);
    if (character == '\0') return true;
    if (name->length + 1 == TYPE_NAME_BYTES) return false;
    name->characters[name->length++] = character;
  }
}

/* Outer contexts first: at most eight, since nesting is finite where the descriptors are what they seem. */
static bool append_context(struct view *view, uintptr_t descriptor, struct type_name *name, unsigned depth) {
  uint32_t flags;
  uintptr_t parent, text;
  if (descriptor == 0) return true;
  if (depth == 8 || !read_32(view, descriptor, &flags) || !read_context(view, descriptor + 4, &parent)) return false;
  uint32_t kind = flags & 0x1f;
  if (!append_context(view, parent, name, depth + 1)) return false;
  if (kind != CONTEXT_MODULE && kind < CONTEXT_FIRST_TYPE) return true; /* has no name of its own */
  if (name->length != 0 && name->length + 1 < TYPE_NAME_BYTES) name->characters[name->length++] = '.';
  return read_relative(view, descriptor + 8, &text) && text != 0 && copy_name(view, text, name);
}

void describe_type(uintptr_t metadata, struct type_name *name) {
  struct view view = {0};
  uintptr_t kind;
  name->kind = UINT64_MAX;
  name->descriptor = 0;
  name->length = 0;
  name->characters[0] = '\0';
  if (!read_word(&view, metadata, &kind)) return;
  name->kind = kind;
  if (kind != METADATA_CLASS || !read_word(&view, metadata + class_descriptor, &name->descriptor)) return;
  if (!append_context(&view, name->descriptor, name, 0)) name->length = 0;
  name->characters[name->length] = '\0';
}
