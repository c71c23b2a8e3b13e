/* Finding a function's entry in .eh_frame through the sorted table of .eh_frame_hdr. */
#ifndef FRAME_ENTRIES_H
#define FRAME_ENTRIES_H

#include <stdbool.h>
#include <stdint.h>

/* A function's frame description with its common information, as the interpreter of its instructions needs it. */
struct frame_entry {
  uintptr_t start, end;                           /* of the code */
  const uint8_t *common, *common_end;             /* instructions of all functions that share it */
  const uint8_t *instructions, *instructions_end; /* the function's own */
  uint64_t code_factor;
  int64_t data_factor;
  uint64_t return_register;
  bool is_signal_frame;
};

/* False where the address's code has no entry, or none that is understood. */
bool find_frame_entry(uintptr_t address, struct frame_entry *entry);

/* Where the stretch of code without entries begins that an address is in; false where the address has an entry. */
bool find_gap(uintptr_t address, uintptr_t *start);

/* Whether a function starts at the address. */
bool is_function_start(uintptr_t address);

#endif
