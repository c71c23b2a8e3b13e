/* The return addresses of a call, and where its chain of awaits goes on. */
#ifndef STACK_WALK_H
#define STACK_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "expressions.h"
#include "layout.h"
#include "memory.h"
#include "rules.h"

/* A frame on the way out: the address that is returned to, the registers there, and what on the stack says so. */
struct frame {
  uintptr_t address;
  uintptr_t stack_pointer;
  uintptr_t frame_pointer;
  const uintptr_t *return_place, *pointer_place; /* where the address and the frame pointer were read */
  uintptr_t return_word, pointer_word;           /* and what stood there */
  const uintptr_t *context_place;                /* where the register of async contexts was saved, NULL: it was not */
  uint64_t hash;                                 /* of this address and all outer ones; of known frames only */
};

/*
 * What a walk needs and what it leaves for the next one; it belongs to one thread's one level of signal handlers. Most
 * of a stack is what it was at the call before: once a walk meets a frame that it knows, it only has to look whether
 * the words that led it on from there are still the same, and these it need not read one after the other.
 */
struct walk_space {
  struct frame known[FRAMES_AT_MOST + 1]; /* the last walk's, outermost first; with a runner of jobs as the outermost */
  struct frame fresh[FRAMES_AT_MOST + 1]; /* this walk's so far, innermost first */
  bool is_known;                          /* whether the next walk may rely on this one */
  uint16_t known_frames;
  uint16_t known_end;
  bool known_has_runner;
  const uintptr_t *end_place; /* holds the return address 0 that ended the stack; NULL where a rule did */
  uint32_t moment;            /* of the mapped code, at the last walk */
  uintptr_t await[FRAMES_AT_MOST];
  uintptr_t frame[2 * FRAMES_AT_MOST]; /* see list_frames */
  struct row_space rows;
  struct registers registers, callers;
};

struct walked {
  uint64_t hash;
  uint16_t returns; /* return addresses */
  uint16_t awaits;  /* functions that await, in space->await */
  uint16_t end;     /* enum stack_end */
  bool in_full;
};

/* Where a walk begins: an address in the recorder's entry point, its registers, and what may be read at once. */
struct walk_start {
  uintptr_t address;
  uintptr_t frame_pointer;
  uintptr_t context; /* the register in which an async function has its context, if it is one */
  struct view view;
};

/* Finds the callers of the entry point. */
void walk_stack(const struct walk_start *start, struct walk_space *space, struct walked *walked);

/* The same by the rows themselves with all registers, for what a kept rule cannot say. Its frames are listed at once.
 */
void walk_in_full(const struct walk_start *start, struct walk_space *space, struct walked *walked);

/* Whether a signal handler returns to this address, in code of the kernel's that describes no frame. */
bool is_signal_return(uintptr_t address);

/* Puts the walk's frames into space->frame: return addresses from the innermost, then who awaits. */
void list_frames(struct walk_space *space, const struct walked *walked);

/* Return addresses may carry a signature in their upper bits (aarch64's pointer authentication). */
static inline uintptr_t without_signature(uintptr_t address) {
#if defined(__aarch64__)
  return address & 0x0000ffffffffffff;
#else
  return address;
#endif
}

#endif
