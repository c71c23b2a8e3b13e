/*
 * The stacks that one thread was seen with, as a tree from the innermost address outwards: a path is the beginning of
 * some of them, and knows how to go on from its last frame. A program comes by the same few again and again, so each
 * path also knows with which address it went on the last time, and which came after that one when it was new, as in a
 * loop: then nothing has to be looked up on the way out.
 */
#ifndef PATHS_H
#define PATHS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "layout.h"
#include "modules.h"
#include "rules.h"

struct path {
  uintptr_t address; /* the last one; 0: the path of no address */
  uint64_t hash;     /* of all its addresses */
  struct path *next; /* one address longer, as it was the last time; an empty path before that */
  struct path *then; /* goes on where this one does; was new when this one had been the last; in a circle */
  struct stack_record *stack; /* of the stacks that end here, the last one that nobody awaits; NULL: none yet */
  /* What a walk needs of the rule at the last address, in bytes; the places as seen from the frame address: */
  int32_t distance, return_place, pointer_place, context_place; /* 0: not saved */
  int32_t size;       /* that a frame has at least; more than any has where the rule is not of a simple kind */
  bool from_frame;    /* the frame address is found from the frame pointer */
  bool is_outermost;  /* nothing called this */
  bool keeps_context; /* of a task's function, in its frame */
  bool may_be_task;   /* the concurrency runtime has perhaps called the function before the last */
};

#define PATHS_AT_MOST (1u << 15)
#define PATH_PLACES (2 * PATHS_AT_MOST)

/* One memory mapping, of which only what is used is real. Full, it begins anew. */
struct paths {
  uint32_t used;
  uint32_t moment;             /* of mapped code, at which it began */
  uint16_t place[PATH_PLACES]; /* numbers of paths, by hash with open addressing; 0: free */
  _Alignas(sizeof(struct path)) struct path path[PATHS_AT_MOST]; /* first an empty one for each kind of call */
};

/* An empty tree, in place of the one there is; NULL where there is no memory. */
struct paths *renew_paths(struct paths *paths);

/* Takes another rule for a path's last address. */
void set_rule_of_path(struct path *path, rule_t rule);

/* Finds the path that goes on to an address, or begins it. */
struct path *find_next_path(struct paths *paths, struct path *path, uintptr_t address, struct row_space *space);

/* The tree, with room for one more stack, and of code that is still there. */
static inline struct paths *current_paths(struct paths *paths) {
  uint32_t moment = __atomic_load_n(&moment_of_departure, __ATOMIC_ACQUIRE);
  const uint32_t room = FRAMES_AT_MOST + 2; /* with the entry point, and the runtime's function that runs tasks */
  bool is_good = paths != NULL && paths->moment == moment && paths->used < PATHS_AT_MOST - room;
  return __builtin_expect(is_good, 1) ? paths : renew_paths(paths);
}

static inline struct path *next_path(struct paths *paths, struct path *path, uintptr_t address,
                                     struct row_space *space) {
  struct path *next = path->next;
  if (__builtin_expect(next->address == address, 1)) return next;
  next = next->then;
  return next->address == address ? path->next = next : find_next_path(paths, path, address, space);
}

#endif
