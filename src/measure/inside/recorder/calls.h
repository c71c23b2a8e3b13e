/* One call of the allocator, counted. */
#ifndef CALLS_H
#define CALLS_H

#include <stddef.h>
#include <stdint.h>

#include "layout.h"

/*
 * Counts a call with its stack. `frame` is the entry point's frame pointer, `context` what the entry point has in the
 * register of async contexts. Returns the record where it is known what the block becomes, for that to be noted; else NULL.
 */
struct stack_record *count_allocation(enum kind kind, size_t bytes, uintptr_t frame, uintptr_t context);

/* Counts a call that frees a block, without a stack, before the block is gone. */
void count_freeing(enum kind kind, void *block, uintptr_t frame);

/* For both: realloc gives a block up and is an allocation. */
void give_up_block(void *block, uintptr_t frame);

#endif
