/* Where in the program the Swift runtime does what the recorder follows; nothing in a program without Swift. */
#ifndef SWIFT_RUNTIME_H
#define SWIFT_RUNTIME_H

#include <stdbool.h>
#include <stdint.h>

/* Finds the functions: those of libraries by their exports, those of a static runtime in the program's symbol table. */
void find_swift_runtime(void);

/* Whether a return address is in swift_allocObject: the block becomes an object. */
bool is_object_allocation(uintptr_t address);

/* Whether it is in swift_task_create_common: the block becomes a task. */
bool is_making_of_task(uintptr_t address);

/* The task that this thread runs at the moment, 0: none. Only to be asked where a task's function has been called. */
uintptr_t running_task(void);

#endif
