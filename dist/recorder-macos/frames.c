/*
 * On macOS every function that calls another keeps a frame record: its caller's frame pointer, and the return address
 * beside that (Apple's ABI for arm64; what clang does there for x86_64). So one rule leads out of every frame, and none
 * is learnt from unwind tables.
 */
#include "../recorder/rules.h"

/* One free place: nothing is ever kept, and the rule is asked for each time. */
static uint64_t nothing_kept[(sizeof(struct rule_table) + sizeof(struct kept_rule)) / sizeof(uint64_t)];
struct rule_table *kept_rules = (struct rule_table *)nothing_kept;

rule_t learn_rule(uintptr_t address, struct row_space *space) {
  (void)address, (void)space;
  const uint64_t words_to_frame = 2, frame_below = 2, return_below = 1;
  return RULE_FROM_FRAME | words_to_frame << 8 | frame_below << 22 | return_below << 36;
}
