/*
 * Code without unwind information, of which Swift's runtime has some (outlined copies, accessors of metadata): its
 * frame is read from how the function begins, where the stack confirms it.
 */
#ifndef UNDESCRIBED_CODE_H
#define UNDESCRIBED_CODE_H

#include <stdbool.h>
#include <stdint.h>

#include "memory.h"
#include "rules.h"

/* The rule at a return address in such code, with the stack pointer and frame pointer there; RULE_MISSING if unsure. */
rule_t read_undescribed(uintptr_t address, uintptr_t stack_pointer, uintptr_t frame_pointer, struct view *view);

#endif
