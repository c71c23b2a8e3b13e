/* Who awaits an async function: the chain of its contexts. */
#ifndef AWAITS_H
#define AWAITS_H

#include <stddef.h>
#include <stdint.h>

#include "memory.h"

/*
 * Fills `frame` with the functions that resume those who await, innermost first, beginning at an async function's
 * context; returns how many there are, and why there are no more in `end`. With a `view` nothing is read that is not
 * there; with NULL the context is certain, and while its function runs it is there, with all who await it.
 */
uint16_t follow_awaits(uintptr_t context, struct view *view, uintptr_t *frame, uint16_t room, uint16_t *end);

/* The context that a function with this frame pointer keeps below its frame record. */
static inline uintptr_t kept_context(uintptr_t frame_pointer) { return ((const uintptr_t *)frame_pointer)[-1]; }

#endif
