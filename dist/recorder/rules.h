/*
 * What the walk has to know at a return address, in one word, worked out once and kept. Most frames need no more than
 * "the caller's frame begins at the frame pointer + 16, and its frame pointer is saved 16 below that".
 */
#ifndef RULES_H
#define RULES_H

#include <stdbool.h>
#include <stdint.h>

#include "frame-rows.h"

enum rule_kind {
  RULE_UNKNOWN,    /* not worked out yet */
  RULE_FROM_STACK, /* frame address = stack pointer + distance */
  RULE_FROM_FRAME, /* frame address = frame pointer + distance */
  RULE_OUTERMOST,  /* nothing called this */
  RULE_IN_FULL,    /* expressions, signal frames: one word does not say it */
  RULE_MISSING,    /* no unwind information */
  RULE_STRANGE     /* some that is not understood */
};

/*
 * A packed rule, from the lowest bit: 3 kind, 1 whether the function keeps a Swift async context, 1 whether it is
 * swift_allocObject, 1 whether it is the concurrency runtime's and has called a task's function, 1 whether nothing more
 * is to be tried where there is no unwind information, 1 whether it is the concurrency runtime's where it makes a task;
 * then in words of eight bytes, 14 bits each: the distance; and where below the frame address the frame pointer, the
 * return address and the register of async contexts are saved (0: that register is unchanged).
 */
typedef uint64_t rule_t;

#define RULE_KEEPS_CONTEXT 8u
#define RULE_ALLOCATES_OBJECT 16u
#define RULE_RUNS_TASK 32u
#define RULE_GIVEN_UP 64u
#define RULE_MAKES_TASK 128u

static inline enum rule_kind kind_of(rule_t rule) { return (enum rule_kind)(rule & 7); }
static inline bool keeps_context(rule_t rule) { return (rule & RULE_KEEPS_CONTEXT) != 0; }
static inline bool allocates_object(rule_t rule) { return (rule & RULE_ALLOCATES_OBJECT) != 0; }
static inline bool makes_task(rule_t rule) { return (rule & RULE_MAKES_TASK) != 0; }
static inline bool runs_task(rule_t rule) { return (rule & RULE_RUNS_TASK) != 0; }
static inline uintptr_t distance_of(rule_t rule) { return (rule >> 8 & 0x3fff) << 3; }
static inline uintptr_t saved_frame_below(rule_t rule) { return (rule >> 22 & 0x3fff) << 3; }
static inline uintptr_t return_below(rule_t rule) { return (rule >> 36 & 0x3fff) << 3; }
static inline uintptr_t saved_context_below(rule_t rule) { return rule >> 50 << 3; }

struct kept_rule {
  uintptr_t address;
  rule_t rule;
};

struct rule_table {
  uint32_t mask;
  uint32_t used;
  struct kept_rule kept[];
};

extern struct rule_table *kept_rules;

bool start_rules(void);

rule_t learn_rule(uintptr_t address, struct row_space *space);

/* Takes a rule that was found in another way than from the unwind table. */
void keep_rule(uintptr_t address, rule_t rule);

static inline uint32_t place_of(uintptr_t address, uint32_t mask) {
  return (uint32_t)(address * 0x9e3779b97f4a7c15 >> 40) & mask;
}

static inline rule_t find_rule(uintptr_t address, struct row_space *space) {
  const struct rule_table *table = __atomic_load_n(&kept_rules, __ATOMIC_ACQUIRE);
  for (uint32_t place = place_of(address, table->mask);; place = (place + 1) & table->mask) {
    const struct kept_rule *kept = &table->kept[place];
    uintptr_t holder = __atomic_load_n(&kept->address, __ATOMIC_RELAXED);
    if (holder == 0) break;
    if (holder != address) continue;
    rule_t rule = __atomic_load_n(&kept->rule, __ATOMIC_RELAXED);
    if (rule != 0) return rule;
    break; /* Another thread has taken the place and is about to write. */
  }
  return learn_rule(address, space);
}

/* Whether a function starts at the address, kept like the rules. */
bool may_be_resumed(uintptr_t address);

/* When code went: its addresses may mean something else. */
void forget_rules(void);

#endif
