/* What a Swift object's metadata says of its type. */
#ifndef TYPE_NAMES_H
#define TYPE_NAMES_H

#include <stdint.h>

#define TYPE_NAME_BYTES 512u

struct type_name {
  uint64_t kind;       /* enum metadata_kind, or UINT64_MAX */
  uint64_t descriptor; /* 0 where there is none */
  uint32_t length;
  char characters[TYPE_NAME_BYTES]; /* ended by a zero */
};

/* The word may be anything: nothing is read that is not there. */
void describe_type(uintptr_t metadata, struct type_name *name);

#endif
