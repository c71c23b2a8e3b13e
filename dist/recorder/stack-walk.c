#include "stack-walk.h"

#include <stddef.h>

#include "awaits.h"
#include "hash.h"
#include "modules.h"
#include "undescribed-code.h"

enum step { STEP_DONE, STEP_ENDED, STEP_IN_FULL };

/* Goes from a frame to its caller's by the rule at its address; says in `end` why it cannot. */
static inline enum step step_out(const struct frame *frame, rule_t rule, struct view *view, struct frame *caller,
                                 uint16_t *end) {
  enum rule_kind kind = kind_of(rule);
  if (__builtin_expect(kind != RULE_FROM_STACK && kind != RULE_FROM_FRAME, 0)) {
    if (kind == RULE_IN_FULL) return STEP_IN_FULL;
    *end = kind == RULE_OUTERMOST ? END_OF_STACK : kind == RULE_MISSING ? END_NO_UNWIND : END_UNREADABLE;
    return STEP_ENDED;
  }
  uintptr_t base = kind == RULE_FROM_STACK ? frame->stack_pointer : frame->frame_pointer;
  uintptr_t frame_address = base + distance_of(rule);
  uintptr_t return_place = frame_address - return_below(rule);
  *end = END_UNREADABLE;
  /* Stacks grow downwards: a caller's frame is further up, or the rule or the registers are not what they seem. */
  if (frame_address <= frame->stack_pointer || !read_word(view, return_place, &caller->return_word)) return STEP_ENDED;
  uintptr_t saved = saved_frame_below(rule);
  uintptr_t pointer_place = saved == 0 ? return_place : frame_address - saved;
  if (!read_word(view, pointer_place, &caller->pointer_word)) return STEP_ENDED;
  caller->address = without_signature(caller->return_word);
  caller->stack_pointer = frame_address;
  caller->frame_pointer = saved == 0 ? frame->frame_pointer : caller->pointer_word;
  caller->return_place = (const uintptr_t *)return_place;
  caller->pointer_place = (const uintptr_t *)pointer_place;
  uintptr_t context_saved = saved_context_below(rule);
  caller->context_place = context_saved == 0 ? NULL : (const uintptr_t *)(frame_address - context_saved);
  if (caller->address != 0) return STEP_DONE;
  *end = END_OF_STACK;
  return STEP_ENDED;
}

/* A frame in code without unwind information: its rule is found once by what is on the stack, or never. */
static rule_t describe_frame(const struct frame *frame, rule_t rule, struct view *view) {
  if (kind_of(rule) != RULE_MISSING || (rule & RULE_GIVEN_UP) != 0) return rule;
  rule_t found = read_undescribed(frame->address, frame->stack_pointer, frame->frame_pointer, view);
  found = kind_of(found) == RULE_MISSING ? rule | RULE_GIVEN_UP : found;
  keep_rule(frame->address, found);
  return found;
}

/* Whether the words that led out of the known frame number `from` the last time still stand where they stood. */
static bool leads_out_as_before(const struct walk_space *space, int from) {
  uintptr_t differences = 0;
  for (int i = 0; i < from; i++) {
    const struct frame *frame = &space->known[i];
    differences |= *frame->return_place ^ frame->return_word;
    differences |= *frame->pointer_place ^ frame->pointer_word;
  }
  return differences == 0 && (space->end_place == NULL || *space->end_place == 0);
}

/* The known frame that this one is, -1 where there is none; `*from` is where to look on, outwards. */
static inline int find_known(const struct walk_space *space, const struct frame *frame, int *from) {
  while (*from >= 0 && space->known[*from].stack_pointer < frame->stack_pointer) --*from;
  if (*from < 0) return -1;
  const struct frame *known = &space->known[*from];
  bool is_same = known->stack_pointer == frame->stack_pointer && known->address == frame->address &&
                 known->frame_pointer == frame->frame_pointer;
  return is_same ? *from : -1;
}

/* Puts the walk's fresh frames inside the outermost `kept` known ones. */
static void remember(struct walk_space *space, uint16_t kept, uint16_t fresh) {
  uint64_t hash = kept == 0 ? HASH_START : space->known[kept - 1].hash;
  for (uint16_t i = 0; i < fresh; i++) {
    struct frame *known = &space->known[kept + i];
    *known = space->fresh[fresh - 1 - i];
    hash = hash_with(hash, known->address);
    known->hash = hash;
  }
  space->known_frames = kept + fresh;
}

/* How far a walk has come: fresh frames up to a known one, or up to the end. */
struct progress {
  uint16_t fresh;
  int known;           /* the last fresh frame is this known one, with all that is outside of it; -1: none is */
  bool passed_context; /* that nobody awaits: nothing of this walk is to be known again */
  bool ends_at_runner; /* the last fresh frame is the runtime's, which runs an async function that somebody awaits */
  uint16_t end;
  const uintptr_t *end_place;
  const uintptr_t *context_place; /* where the register of async contexts was saved last, NULL: nowhere yet */
};

/*
 * Who awaits the function that the concurrency runtime has called. It keeps its context in its frame, or has it in its
 * register still: then that is where the functions inside of it have saved it last, and may be something else.
 */
static uint16_t find_awaits(const struct walk_start *start, struct walk_space *space, rule_t rule,
                            const struct frame *frame, const uintptr_t *context_place, uint16_t *end) {
  if (keeps_context(rule)) {
    return follow_awaits(kept_context(frame->frame_pointer), NULL, space->await, FRAMES_AT_MOST, end);
  }
  struct view view = start->view;
  uintptr_t context = start->context;
  if (context_place != NULL && !read_word(&view, (uintptr_t)context_place, &context)) return 0;
  return follow_awaits(context, &view, space->await, FRAMES_AT_MOST, end);
}

static enum step walk_out(const struct walk_start *start, struct walk_space *space, bool may_know,
                          struct walked *walked, struct progress *progress) {
  struct view view = start->view;
  /* The entry point keeps a frame pointer; where its stack pointer counts instead (gcc on aarch64), both are one. */
  struct frame entry = {.address = start->address, .frame_pointer = start->frame_pointer};
  rule_t rule = find_rule(start->address, &space->rows);
  if (kind_of(rule) == RULE_FROM_STACK) entry.stack_pointer = start->frame_pointer;
  const struct frame *frame = &entry;
  int from = may_know ? space->known_frames - 1 : -1;
  *progress = (struct progress){.known = -1};
  for (;;) {
    struct frame *caller = &space->fresh[progress->fresh];
    if (__builtin_expect(kind_of(rule) == RULE_MISSING, 0)) rule = describe_frame(frame, rule, &view);
    enum step step = step_out(frame, rule, &view, caller, &progress->end);
    if (__builtin_expect(step != STEP_DONE, 0)) {
      if (step == STEP_ENDED && progress->end == END_OF_STACK && caller->address == 0 &&
          kind_of(rule) != RULE_OUTERMOST) {
        progress->end_place = caller->return_place;
      }
      return step;
    }
    if (__builtin_expect(progress->fresh == FRAMES_AT_MOST, 0)) {
      progress->end = END_TOO_DEEP;
      return STEP_ENDED;
    }
    progress->fresh++;
    rule_t callers_rule = find_rule(caller->address, &space->rows);
    if (__builtin_expect(keeps_context(rule) || runs_task(callers_rule), 0)) {
      walked->awaits = find_awaits(start, space, rule, frame, progress->context_place, &progress->end);
      if (walked->awaits != 0) {
        progress->ends_at_runner = true;
        return STEP_ENDED;
      }
      progress->passed_context = true;
    }
    if (caller->context_place != NULL) progress->context_place = caller->context_place;
    int known = find_known(space, caller, &from);
    if (known >= 0) {
      if (leads_out_as_before(space, known)) {
        progress->known = known;
        return STEP_ENDED;
      }
      from = -1;
    }
    rule = callers_rule;
    frame = caller;
  }
}

/* The awaits of a stack whose frames are known: contexts change where frames do not. */
static bool find_known_awaits(const struct walk_start *start, struct walk_space *space, const struct progress *progress,
                              struct walked *walked) {
  if (!space->known_has_runner) return true;
  const uintptr_t *context_place = progress->context_place;
  for (int i = progress->known - 1; i >= 1; i--) {
    if (space->known[i].context_place != NULL) context_place = space->known[i].context_place;
  }
  const struct frame *called = &space->known[1];
  rule_t rule = find_rule(called->address, &space->rows);
  walked->awaits = find_awaits(start, space, rule, called, context_place, &walked->end);
  return walked->awaits != 0;
}

static uint64_t hash_awaits(const struct walk_space *space, const struct walked *walked, uint64_t hash) {
  for (uint16_t i = 0; i < walked->awaits; i++) hash = hash_with(hash, space->await[i]);
  return hash;
}

void walk_stack(const struct walk_start *start, struct walk_space *space, struct walked *walked) {
  uint32_t moment = mapped_modules()->moment;
  bool may_know = start->view.high != 0 && space->is_known && space->moment == moment;
  struct progress progress;
  *walked = (struct walked){0};
  enum step step = walk_out(start, space, may_know, walked, &progress);
  if (progress.known >= 0) {
    walked->end = space->known_end;
    uint16_t inner = progress.fresh - 1;
    bool is_whole =
        progress.known + 1 + inner <= (int)FRAMES_AT_MOST && find_known_awaits(start, space, &progress, walked);
    if (is_whole) {
      remember(space, (uint16_t)(progress.known + 1), inner);
    } else {
      walked->awaits = 0;
      step = walk_out(start, space, false, walked, &progress);
    }
  }
  if (__builtin_expect(step == STEP_IN_FULL, 0)) {
    space->is_known = false;
    walk_in_full(start, space, walked);
    return;
  }
  if (progress.known < 0) {
    remember(space, 0, progress.fresh);
    space->known_has_runner = progress.ends_at_runner;
    space->known_end = walked->end = progress.end;
    space->end_place = progress.end_place;
    space->moment = moment;
  }
  uint16_t frames = space->known_frames;
  walked->returns = frames - space->known_has_runner;
  walked->hash = hash_awaits(space, walked, frames == 0 ? HASH_START : space->known[frames - 1].hash);
  space->is_known =
      start->view.high != 0 && !progress.passed_context && walked->end != END_TOO_DEEP && walked->end != END_UNREADABLE;
}

void list_frames(struct walk_space *space, const struct walked *walked) {
  if (walked->in_full) return;
  for (uint16_t i = 0; i < walked->returns; i++) space->frame[i] = space->known[space->known_frames - 1 - i].address;
  for (uint16_t i = 0; i < walked->awaits; i++) space->frame[walked->returns + i] = space->await[i];
}
