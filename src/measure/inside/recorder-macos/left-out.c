/* What the shared parts can ask for and macOS's recorder does not have (yet): checks, unwind tables, awaits, types. */
#include "../recorder/awaits.h"
#include "../recorder/check.h"
#include "../recorder/stack-walk.h"
#include "../recorder/tasks.h"
#include "../recorder/types.h"
#include "../recorder/undescribed-code.h"

bool checks_stacks;

void check_stack(struct slot *slot, const struct walked *walked) { (void)slot, (void)walked; }

void keep_rule(uintptr_t address, rule_t rule) { (void)address, (void)rule; }

rule_t read_undescribed(uintptr_t address, uintptr_t stack_pointer, uintptr_t frame_pointer, struct view *view) {
  (void)address, (void)stack_pointer, (void)frame_pointer, (void)view;
  return RULE_MISSING;
}

void walk_in_full(struct walk_start *start, struct walk_space *space, struct walked *walked) {
  (void)start, (void)space;
  *walked = (struct walked){.end = END_NO_UNWIND};
}

uint16_t follow_awaits(uintptr_t context, struct view *view, uintptr_t *frame, uint16_t room, uint16_t *end) {
  (void)context, (void)view, (void)frame, (void)room, (void)end;
  return 0;
}

uint16_t follow_parents(struct parents *known, struct view *view, uintptr_t *frame, uint16_t room, uint16_t *end) {
  (void)known, (void)view, (void)frame, (void)room, (void)end;
  return 0;
}

void read_awaited_type(struct slot *slot) { (void)slot; }

void read_type_for_owner(void *block) { (void)block; }
