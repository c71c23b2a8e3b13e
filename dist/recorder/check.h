/* Unwinding every stack a second time by the compiler's own unwinder, and counting differences. */
#ifndef CHECK_H
#define CHECK_H

#include <stdbool.h>
#include <stdint.h>

struct slot;
struct walked;

/* As header.check has it. */
uint64_t check_state(void);
void check_stack(struct slot *slot, const struct walked *walked);

extern bool checks_stacks;
static inline bool is_checked(void) { return checks_stacks; }

#endif
