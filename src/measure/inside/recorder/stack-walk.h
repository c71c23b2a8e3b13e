/* The return addresses of a call, and where its chain of awaits goes on. */
#ifndef STACK_WALK_H
#define STACK_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "expressions.h"
#include "layout.h"
#include "memory.h"
#include "paths.h"
#include "tasks.h"

/* What a walk needs and what it leaves; it belongs to one thread's one level of signal handlers. */
struct walk_space {
  struct paths *paths;
  uintptr_t frame[2 * FRAMES_AT_MOST]; /* return addresses from the innermost, then who awaits */
  struct parents parents;
  struct row_space rows;
  struct registers registers, callers;
};

struct walked {
  uint64_t hash;     /* of the kind of call and the return addresses */
  struct path *path; /* to the last return address; NULL where it was unwound in full */
  uint16_t returns; /* return addresses, in space->frame */
  uint16_t awaits;  /* functions that await, behind them */
  uint16_t end;     /* enum stack_end */
};

/* Where a walk begins: an address in the recorder's entry point, its registers, and what may be read at once. */
struct walk_start {
  enum kind kind;
  uintptr_t address;
  uintptr_t frame_pointer;
  uintptr_t context; /* the register in which an async function has its context, if it is one */
  struct view view;
};

/* Finds the callers of the entry point; false where there is no memory for that. */
bool walk_stack(struct walk_start *start, struct walk_space *space, struct walked *walked);

/* The same by the rows themselves with all registers, for what a kept rule cannot say. */
void walk_in_full(struct walk_start *start, struct walk_space *space, struct walked *walked);

/* Whether a signal handler returns to this address, in code of the kernel's that describes no frame. */
bool is_signal_return(uintptr_t address);

/* Return addresses may carry a signature in their upper bits (aarch64's pointer authentication). */
static inline uintptr_t without_signature(uintptr_t address) {
#if defined(__aarch64__)
  return address & 0x0000ffffffffffff;
#else
  return address;
#endif
}

/* A saved frame pointer: on macOS, an async function's has a mark in bit 60 (Swift's extended frames). */
static inline uintptr_t without_mark(uintptr_t frame_pointer) {
#if defined(__APPLE__)
  return frame_pointer & ~((uintptr_t)1 << 60);
#else
  return frame_pointer;
#endif
}

#endif
