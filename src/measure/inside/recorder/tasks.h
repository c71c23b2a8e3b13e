/* Who awaits a task that is another task's child: where the chain of its own contexts ends, it goes on in the parent. */
#ifndef TASKS_H
#define TASKS_H

#include <stdint.h>

#include "layout.h"
#include "memory.h"

/* What was found for the task that a thread has asked for last; it does not change while that task runs. */
struct parents {
  uintptr_t task; /* 0: none */
  uint32_t id;    /* the task's: another one at the same address has another */
  uint16_t end;   /* enum stack_end */
  uint16_t awaits;
  uintptr_t frame[FRAMES_AT_MOST];
};

/* After the concurrency runtime has asked for the memory of a task, with the record of that call. */
void note_task(uintptr_t task, const struct stack_record *stack);

/* In a child of fork. */
void forget_tasks(void);

/*
 * Fills `frame` with the functions that resume those who await the task that this thread runs, innermost first, if it is
 * a child of a task group or an `async let`; returns how many there are, and why there are no more in `end`. What is
 * above its root is then asked of the parent in the same way.
 */
uint16_t follow_parents(struct parents *known, struct view *view, uintptr_t *frame, uint16_t room, uint16_t *end);

#endif
