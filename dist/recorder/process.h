/* The life of the process: when recording begins, and that a child of fork begins anew. */
#ifndef PROCESS_H
#define PROCESS_H

#include <stdbool.h>
#include <stdint.h>

/*
 * A word that is set once this process records. The kernel wipes its page in a child (MADV_WIPEONFORK), whatever made
 * the child: _Fork and clone call no handler of pthread_atfork. A child of vfork shares it, as it shares everything.
 */
extern const uint64_t *process_mark;

static inline bool is_started_here(void) { return *process_mark != 0; }

/* Starts recording in this process, or begins anew in a child; false while that is under way. */
bool start_here(void);

/* Changes in every child: what was begun before belongs to the parent. */
extern uint32_t process_generation;

#endif
