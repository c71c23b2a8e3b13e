/* How one frame leads to its caller's: the row of the unwind table that holds at an address. */
#ifndef FRAME_ROWS_H
#define FRAME_ROWS_H

#include <stdbool.h>
#include <stdint.h>

/* DWARF's numbers of the registers, as far as unwinding needs them; async functions get their context in one. */
#if defined(__x86_64__)
enum { REGISTER_FRAME = 6, REGISTER_STACK = 7, REGISTER_CONTEXT = 14, REGISTER_RETURN = 16, REGISTERS = 17 };
#else
enum { REGISTER_CONTEXT = 22, REGISTER_FRAME = 29, REGISTER_RETURN = 30, REGISTER_STACK = 31, REGISTERS = 32 };
#endif

enum rule_how {
  RULE_SAME,
  RULE_UNDEFINED,
  RULE_SAVED,            /* at canonical frame address + offset */
  RULE_VALUE,            /* is canonical frame address + offset */
  RULE_REGISTER,         /* in another register */
  RULE_SAVED_EXPRESSION, /* at the address that an expression gives */
  RULE_VALUE_EXPRESSION
};

struct register_rule {
  enum rule_how how;
  union {
    int64_t offset;
    uint64_t other;
    struct {
      const uint8_t *start;
      uint32_t bytes;
    } expression;
  };
};

struct frame_row {
  /* The canonical frame address: a register and an offset, or an expression. */
  uint32_t base;
  bool is_expression;
  bool is_signal_frame;
  int64_t offset;
  const uint8_t *expression;
  uint32_t expression_bytes;
  struct register_rule rule[REGISTERS];
};

/* Rows are large, and stacks may be small: this is where they are worked out. */
struct row_space {
  struct frame_row row, initial, remembered[6];
  uintptr_t function_start, function_end; /* of the function that the row was found in */
};

/*
 * The row that holds at an address, in space->row. A return address stands for the call before it: pass the address
 * less one. ROW_MISSING where there is no unwind information, ROW_STRANGE where it is not understood.
 */
enum row_found { ROW_FOUND, ROW_MISSING, ROW_STRANGE };
enum row_found find_row(uintptr_t address, struct row_space *space);

#endif
