/* DWARF expressions of unwind tables: stack realignment, signal frames, procedure linkage tables. */
#ifndef EXPRESSIONS_H
#define EXPRESSIONS_H

#include <stdbool.h>
#include <stdint.h>

#include "frame-rows.h"
#include "memory.h"

/* The registers of one frame, as far as they are known. */
struct registers {
  uintptr_t value[REGISTERS];
  uint64_t known; /* a bit each */
};

static inline bool get_register(const struct registers *registers, uint64_t number, uintptr_t *value) {
  if (number >= REGISTERS || (registers->known >> number & 1) == 0) return false;
  *value = registers->value[number];
  return true;
}

static inline void set_register(struct registers *registers, uint64_t number, uintptr_t value) {
  registers->value[number] = value;
  registers->known |= (uint64_t)1 << number;
}

/* False where an operation or a register is not known, or memory cannot be read. Starts with `initial` on its stack
 * where it is not NULL. */
bool evaluate(const uint8_t *expression, uint32_t bytes, const struct registers *registers, const uintptr_t *initial,
              struct view *view, uintptr_t *result);

#endif
