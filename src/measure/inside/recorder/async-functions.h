/* Swift's async functions and who runs them, told by their instructions. */
#ifndef ASYNC_FUNCTIONS_H
#define ASYNC_FUNCTIONS_H

#include <stdbool.h>
#include <stdint.h>

/* Whether the function that starts here keeps the address of its context in the word below its frame record. */
bool keeps_context_at_start(uintptr_t start, uintptr_t end);

/*
 * Whether the instructions before a return address are those with which the concurrency runtime calls a task's function
 * with its context: both are fields of the task at places that are part of Swift's ABI.
 */
bool is_behind_call_of_task(uintptr_t return_address);

#endif
