/*
 * What each thread records into, without a lock: a slot of its own, and one more for each signal handler that
 * interrupts the recorder itself.
 */
#ifndef THREAD_H
#define THREAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout.h"
#include "modules.h"
#include "process.h"
#include "stack-walk.h"

/* Where a hash's record is: open addressing; 0 as a hash marks a free place. */
struct index_entry {
  uint64_t hash;
  void *record;
};

struct record_index {
  struct index_entry *entry;
  uint32_t mask;
  uint32_t used;
  uint32_t moment; /* stacks from before code went are not to be found any more */
};

/* An object whose first word is read at the thread's next call, when the program has written it; see types.h. */
struct awaited_object {
  uintptr_t block; /* 0: none */
  const struct stack_record *stack;
  size_t bytes;
  struct announcement *announcement;
};

struct slot {
  struct slot *next;
  uint32_t owner; /* thread id; a thread that is gone leaves its slot to the next */
  struct chunk *chunk;
  struct record_index index;
  struct stack_record *uncharted[KINDS]; /* calls that are only counted */
  struct awaited_object object;
  struct walk_space walk;
};

#define LEVELS 4 /* handlers that interrupt handlers inside the recorder */

/* All of it zero in a new thread. */
struct thread {
  unsigned level;               /* how many recordings are under way, each interrupted by the next */
  uintptr_t entered_at[LEVELS]; /* where on the stack each is */
  struct slot *slot[LEVELS];
  uintptr_t stack_low, stack_high; /* of the thread's own stack, what is known to be readable */
  uintptr_t not_stack_below;       /* what was asked for and is not part of it */
};

#if defined(__APPLE__)
/* There, the first use of a thread-local variable allocates. */
struct thread *own_thread(void);
#define this_thread (*own_thread())
#else
extern __thread struct thread this_thread __attribute__((tls_model("initial-exec"), visibility("hidden")));
#endif

/* How many recordings are really under way on this thread; LEVELS: no more can begin. */
unsigned living_level(uintptr_t frame);

/* A slot for a level that has none; NULL, and the level is left, where there is no room for one. */
struct slot *claim_slot(unsigned level);

static inline void leave(void) {
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  this_thread.level--;
}

/*
 * Begins to record on this thread; `frame` is the entry point's frame. NULL where there is no room left, or too many
 * handlers are under way: then the call is only counted, and it must not be left.
 */
static inline struct slot *enter(uintptr_t frame) {
  if (__builtin_expect(!is_started_here(), 0) && !start_here()) return NULL;
  unsigned level = this_thread.level;
  if (__builtin_expect(level != 0, 0)) {
    level = living_level(frame);
    if (level == LEVELS) return NULL;
  }
  this_thread.entered_at[level] = frame;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  this_thread.level = level + 1;
  __atomic_signal_fence(__ATOMIC_SEQ_CST);
  struct slot *slot = this_thread.slot[level];
  return __builtin_expect(slot != NULL, 1) ? slot : claim_slot(level);
}

/* Whether the thread's own stack is known to be readable from this frame on; looks for how far it is, if need be. */
bool is_on_stack(uintptr_t frame);

/* What a walk from this frame may read at once. */
static inline void view_from(uintptr_t frame, struct view *view) {
  bool is_known = frame >= this_thread.stack_low && frame < this_thread.stack_high;
  bool is_own = __builtin_expect(is_known, 1) || is_on_stack(frame);
  *view = is_own ? (struct view){.low = frame, .high = this_thread.stack_high} : (struct view){0};
}

/* In a child of fork: the other threads are gone, and their slots' records are in the parent's file. */
void forget_slots(void);

/* Every slot there is, for the end of the program. */
struct slot *first_slot(void);

/* Says in the recording how many threads the end of the program cuts off, which this one is not. */
void note_unfinished_threads(void);

/* The place for a hash's record in the index, free (its record NULL) where it is new; NULL where there is no memory. */
struct index_entry *search_index(struct slot *slot, uint64_t hash);

/* The same, where it is most often found at once. */
static inline struct index_entry *find_in_index(struct slot *slot, uint64_t hash) {
  hash |= 1; /* a free place has none */
  const struct record_index *index = &slot->index;
  bool is_current = index->entry != NULL && index->moment == __atomic_load_n(&moment_of_departure, __ATOMIC_ACQUIRE);
  struct index_entry *first = is_current ? &index->entry[(uint32_t)(hash >> 32) & index->mask] : NULL;
  return __builtin_expect(first != NULL && first->hash == hash, 1) ? first : search_index(slot, hash);
}

#endif
