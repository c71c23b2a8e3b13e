#include "type-names.h"

#include <stdbool.h>

#include "layout.h"
#include "memory.h"

/*
 * A type's descriptor (facts 33; swift/ABI/Metadata.h): flags at 0, the descriptor of what it is in at 4, its
 * name at 8, the latter two relative to their own place; in a class's metadata it is the sixth word, in a
 * structure's or an enumeration's the second.
 */
static const uintptr_t class_descriptor = 40, value_descriptor = 8;
enum context_kind { CONTEXT_MODULE = 0, CONTEXT_PROTOCOL = 3, CONTEXT_FIRST_TYPE = 16 };
enum context_flags { CONTEXT_KIND = 0x1f, IS_GENERIC = 0x80, HAS_RESILIENT_SUPERCLASS = 1u << 29 };

/* Arguments within arguments, and tuples of arguments, are written so deep, and so many of one type. */
enum { DEEPEST = 4, MOST_ARGUMENTS = 8 };

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
static bool read_parent(struct view *view, uintptr_t place, uintptr_t *target) {
  if (!read_relative(view, place, target)) return false;
  if ((*target & 1) == 0) return true;
  return read_word(view, *target & ~(uintptr_t)1, target);
}

static bool add_character(struct type_name *name, char character) {
  if (name->length + 1 == TYPE_NAME_BYTES) return false;
  name->characters[name->length++] = character;
  return true;
}

static bool add_text(struct type_name *name, const char *text) {
  for (; *text != '\0'; text++)
    if (!add_character(name, *text)) return false;
  return true;
}

static bool copy_name(struct view *view, uintptr_t from, struct type_name *name) {
  for (;; from++) {
    uintptr_t word;
    if (!read_word(view, from / 8 * 8, &word)) return false;
    char character = (char)(word >> from % 8 * 8);
    if (character == '\0') return true;
    if (!add_character(name, character)) return false;
  }
}

/* Outer contexts first: at most eight, since nesting is finite where the descriptors are what they seem. */
static bool append_context(struct view *view, uintptr_t descriptor, struct type_name *name, uint32_t start,
                           unsigned depth) {
  uint32_t flags;
  uintptr_t parent, text;
  if (descriptor == 0) return true;
  if (depth == 8 || !read_32(view, descriptor, &flags) || !read_parent(view, descriptor + 4, &parent)) return false;
  uint32_t kind = flags & CONTEXT_KIND;
  if (!append_context(view, parent, name, start, depth + 1)) return false;
  bool has_name = kind == CONTEXT_MODULE || kind == CONTEXT_PROTOCOL || kind >= CONTEXT_FIRST_TYPE;
  if (!has_name) return true; /* an extension, or what is private to something */
  if (name->length != start && !add_character(name, '.')) return false;
  return read_relative(view, descriptor + 8, &text) && text != 0 && copy_name(view, text, name);
}

static bool append_type(struct view *view, uintptr_t metadata, struct type_name *name, unsigned depth);

/* `A, B`: metadata, `step` bytes apart. */
static bool append_types(struct view *view, uintptr_t first, uintptr_t step, uintptr_t count, struct type_name *name,
                         unsigned depth) {
  if (count > MOST_ARGUMENTS) return false;
  for (uintptr_t i = 0; i < count; i++) {
    uintptr_t metadata;
    if (i > 0 && !add_text(name, ", ")) return false;
    if (!read_word(view, first + i * step, &metadata) || !append_type(view, metadata, name, depth + 1)) return false;
  }
  return true;
}

/*
 * The arguments of a generic type are words in its metadata, those of its parameters first and in their order; what is
 * generic says the descriptor: behind its own numbers and 8 bytes for the runtime the count of parameters, of
 * requirements and of arguments, flags (any: packs or the like, which are left alone), and a byte for each parameter.
 */
static bool append_arguments(struct view *view, uintptr_t arguments, uintptr_t generics, struct type_name *name,
                             unsigned depth) {
  uint32_t counts, flags, bytes;
  if (!read_32(view, generics + 8, &counts) || !read_32(view, generics + 12, &flags)) return false;
  uint32_t parameters = counts & 0xffff, passed = 0;
  if (parameters == 0 || parameters > MOST_ARGUMENTS || flags >> 16 != 0) return false;
  for (uint32_t i = 0; i < parameters; i++) {
    if (!read_32(view, generics + 16 + i / 4 * 4, &bytes)) return false;
    uint32_t parameter = bytes >> i % 4 * 8 & 0xff;
    if ((parameter & 0x3f) != 0) return false; /* no type: a pack or a number */
    if ((parameter & 0x80) != 0) passed++;
  }
  return add_character(name, '<') && append_types(view, arguments, 8, passed, name, depth) &&
         add_character(name, '>');
}

/* Where the words of a class's arguments begin: behind those of its superclass, of which the descriptor has the sum. */
static bool find_class_arguments(struct view *view, uintptr_t metadata, uintptr_t descriptor, uint32_t flags,
                                 uintptr_t *arguments) {
  uint32_t words, members;
  if ((flags & HAS_RESILIENT_SUPERCLASS) != 0) {
    uintptr_t bounds, offset;
    if (!read_relative(view, descriptor + 24, &bounds) || !read_word(view, bounds, &offset)) return false;
    *arguments = metadata + offset;
    return true;
  }
  if (!read_32(view, descriptor + 28, &words) || !read_32(view, descriptor + 32, &members)) return false;
  *arguments = metadata + 8 * ((uintptr_t)words - members);
  return words >= members;
}

/* The name, and behind it the arguments where they can be read and are short enough. */
static bool append_nominal(struct view *view, uintptr_t metadata, uintptr_t descriptor, bool is_class,
                           struct type_name *name, unsigned depth) {
  uint32_t flags;
  uintptr_t arguments = metadata + 16;
  if (!append_context(view, descriptor, name, name->length, 0) || !read_32(view, descriptor, &flags)) return false;
  if ((flags & IS_GENERIC) == 0 || depth == DEEPEST) return true;
  uint32_t length = name->length;
  if (is_class && !find_class_arguments(view, metadata, descriptor, flags, &arguments)) return true;
  if (!append_arguments(view, arguments, descriptor + (is_class ? 44 : 28), name, depth)) name->length = length;
  return true;
}

/* `any A & B`; its flags say `Any` where it has no protocol and need not be a class. */
static bool append_existential(struct view *view, uintptr_t metadata, struct type_name *name) {
  uint32_t flags, count;
  if (!read_32(view, metadata + 8, &flags) || !read_32(view, metadata + 12, &count)) return false;
  if (count == 0) return add_text(name, (flags & 0x80000000) != 0 ? "Any" : "AnyObject");
  if (count > MOST_ARGUMENTS || (flags & 0x40000000) != 0 || !add_text(name, "any ")) return false;
  for (uint32_t i = 0; i < count; i++) {
    uintptr_t protocol;
    if (i > 0 && !add_text(name, " & ")) return false;
    if (!read_word(view, metadata + 16 + 8 * i, &protocol)) return false;
    if (!append_context(view, protocol & ~(uintptr_t)1, name, name->length, 0)) return false;
  }
  return true;
}

static bool append_function(struct view *view, uintptr_t metadata, struct type_name *name, unsigned depth) {
  uintptr_t flags;
  return read_word(view, metadata + 8, &flags) && add_character(name, '(') &&
         append_types(view, metadata + 24, 8, flags & 0xffff, name, depth) && add_text(name, ") -> ") &&
         append_types(view, metadata + 16, 8, 1, name, depth);
}

static bool append_tuple(struct view *view, uintptr_t metadata, struct type_name *name, unsigned depth) {
  uintptr_t count;
  return read_word(view, metadata + 8, &count) && add_character(name, '(') &&
         append_types(view, metadata + 24, 16, count, name, depth) && add_character(name, ')');
}

/* A type that is an argument; `_` where it is none of these. */
static bool append_type(struct view *view, uintptr_t metadata, struct type_name *name, unsigned depth) {
  uintptr_t kind, descriptor;
  if (depth > DEEPEST || !read_word(view, metadata, &kind)) return false;
  switch (kind) {
    case METADATA_CLASS:
      return read_word(view, metadata + class_descriptor, &descriptor) &&
             append_nominal(view, metadata, descriptor, true, name, depth);
    case METADATA_STRUCT:
    case METADATA_ENUM:
    case METADATA_OPTIONAL:
      return read_word(view, metadata + value_descriptor, &descriptor) &&
             append_nominal(view, metadata, descriptor, false, name, depth);
    case METADATA_TUPLE:
      return append_tuple(view, metadata, name, depth);
    case METADATA_FUNCTION:
      return append_function(view, metadata, name, depth);
    case METADATA_EXISTENTIAL:
      return append_existential(view, metadata, name);
    case METADATA_METATYPE:
      return append_types(view, metadata + 8, 8, 1, name, depth) && add_text(name, ".Type");
    default:
      return add_character(name, '_');
  }
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
  if (!append_nominal(&view, metadata, name->descriptor, true, name, 0)) name->length = 0;
  name->characters[name->length] = '\0';
}
