#include "stack-walk.h"

#include <stddef.h>

#include "awaits.h"
#include "tasks.h"
#include "undescribed-code.h"

/* A frame on the way out: the path to the address that is returned to, and the registers there. */
struct frame {
  struct path *path;
  uintptr_t stack_pointer;
  uintptr_t frame_pointer;
  const uintptr_t *context_place; /* where the register of async contexts was saved last, NULL: nowhere yet */
};

enum step { STEP_DONE, STEP_ENDED, STEP_IN_FULL };

/* A frame in code without unwind information: its rule is found once by what is on the stack, or never. */
static rule_t describe_frame(const struct frame *frame, rule_t rule, struct view *view) {
  if ((rule & RULE_GIVEN_UP) != 0) return rule;
  rule_t found = read_undescribed(frame->path->address, frame->stack_pointer, frame->frame_pointer, view);
  found = kind_of(found) == RULE_MISSING ? rule | RULE_GIVEN_UP : found;
  keep_rule(frame->path->address, found);
  return found;
}

/* Why there is no simple way out of a frame with this rule. */
static enum step cannot_step(enum rule_kind kind, uint16_t *end) {
  if (kind == RULE_IN_FULL) return STEP_IN_FULL;
  *end = kind == RULE_OUTERMOST ? END_OF_STACK : kind == RULE_MISSING ? END_NO_UNWIND : END_UNREADABLE;
  return STEP_ENDED;
}

static inline uintptr_t frame_address_of(const struct frame *frame) {
  const struct path *path = frame->path;
  return (path->from_frame ? frame->frame_pointer : frame->stack_pointer) + (uintptr_t)path->distance;
}

static inline void move_to(struct frame *frame, uintptr_t frame_address) {
  int32_t saved = frame->path->context_place;
  if (saved != 0) frame->context_place = (const uintptr_t *)(frame_address + (intptr_t)saved);
  frame->stack_pointer = frame_address;
}

/*
 * Goes from a frame to its caller's by the rule at its address, and gives that address; says in `end` why it cannot.
 * Stacks grow downwards: a caller's frame is further up, or the rule or the registers are not what they seem.
 */
static __attribute__((noinline)) enum step step_out(struct frame *frame, struct row_space *space, struct view *view,
                                                    uintptr_t *address, uint16_t *end) {
  struct path *path = frame->path;
  rule_t rule = find_rule(path->address, space);
  if (kind_of(rule) == RULE_MISSING) {
    rule = describe_frame(frame, rule, view);
    set_rule_of_path(path, rule);
  }
  enum rule_kind kind = kind_of(rule);
  if (kind != RULE_FROM_STACK && kind != RULE_FROM_FRAME) return cannot_step(kind, end);
  uintptr_t frame_address = frame_address_of(frame);
  *end = END_UNREADABLE;
  if (frame_address <= frame->stack_pointer) return STEP_ENDED;
  if (!read_word(view, frame_address + (intptr_t)path->return_place, address)) return STEP_ENDED;
  if (path->pointer_place != 0 &&
      !read_word(view, frame_address + (intptr_t)path->pointer_place, &frame->frame_pointer)) {
    return STEP_ENDED;
  }
  frame->frame_pointer = without_mark(frame->frame_pointer);
  move_to(frame, frame_address);
  *address = without_signature(*address);
  *end = END_OF_STACK;
  return *address == 0 ? STEP_ENDED : STEP_DONE;
}

/* The same where nothing can be wrong: what is read lies in the frame, and that below `high`. */
static inline __attribute__((always_inline)) bool step_out_at_once(struct frame *frame, uintptr_t high,
                                                                   uintptr_t *address) {
  const struct path *path = frame->path;
  uintptr_t frame_address = frame_address_of(frame);
  intptr_t size = (intptr_t)(frame_address - frame->stack_pointer);
  bool is_there = size >= path->size && frame_address <= high && size % (intptr_t)sizeof *address == 0;
  if (__builtin_expect(!is_there, 0)) return false;
  *address = without_signature(*(const uintptr_t *)(frame_address + (intptr_t)path->return_place));
  if (path->pointer_place != 0) {
    frame->frame_pointer = without_mark(*(const uintptr_t *)(frame_address + (intptr_t)path->pointer_place));
  }
  move_to(frame, frame_address);
  return *address != 0;
}

/*
 * The chain of contexts of the function with this frame, which the concurrency runtime has called. It keeps its context in
 * its frame, or has it in its register still: then that is where the functions inside of it have saved it last, and may
 * be something else.
 */
static uint16_t find_contexts(struct walk_start *start, struct frame frame, uintptr_t *found, uint16_t *end) {
  if (frame.path->keeps_context) {
    return follow_awaits(kept_context(frame.frame_pointer), NULL, found, FRAMES_AT_MOST, end);
  }
  uintptr_t context = start->context;
  if (frame.context_place != NULL && !read_word(&start->view, (uintptr_t)frame.context_place, &context)) return 0;
  return follow_awaits(context, &start->view, found, FRAMES_AT_MOST, end);
}

static uint16_t find_awaits(struct walk_start *start, struct walk_space *space, struct frame frame, uintptr_t *found,
                            uint16_t *end) {
  uint16_t awaits = find_contexts(start, frame, found, end);
  if (awaits == 0 || *end != END_OF_TASK) return awaits;
  /* What the runtime does at the end of a child gives way to who awaits that. */
  uint16_t end_of_task = awaits - 1;
  uint16_t above = follow_parents(&space->parents, &start->view, found + end_of_task, FRAMES_AT_MOST - end_of_task, end);
  return above == 0 ? awaits : end_of_task + above;
}

/* How far up a walk may read at once from a frame: to the end of the thread's own stack, from any other not at all. */
static uintptr_t end_of_view(const struct view *view, uintptr_t stack_pointer) {
  return stack_pointer - view->low <= view->high - view->low ? view->high : stack_pointer;
}

static enum step walk_out(struct walk_start *start, struct walk_space *space, struct walked *walked) {
  struct paths *paths = space->paths;
  struct frame frame = {.path = next_path(paths, &paths->path[start->kind], start->address, &space->rows)};
  /* The entry point keeps a frame pointer; where its stack pointer counts instead (gcc on aarch64), both are one. */
  frame.stack_pointer = frame.frame_pointer = start->frame_pointer;
  uintptr_t high = end_of_view(&start->view, frame.stack_pointer);
  for (uintptr_t *next = space->frame;; next++) {
    const struct frame called = frame;
    enum step step = STEP_DONE;
    uintptr_t address;
    if (__builtin_expect(called.path->is_outermost, 0)) {
      walked->end = END_OF_STACK;
      step = STEP_ENDED;
    } else if (__builtin_expect(!step_out_at_once(&frame, high, &address), 0)) {
      struct frame caller = called;
      uintptr_t callers_address = 0;
      step = step_out(&caller, &space->rows, &start->view, &callers_address, &walked->end);
      frame = caller;
      address = callers_address;
      high = end_of_view(&start->view, frame.stack_pointer);
    }
    if (__builtin_expect(step == STEP_DONE, 1)) {
      frame.path = next_path(paths, called.path, address, &space->rows);
      if (__builtin_expect(next == space->frame + FRAMES_AT_MOST, 0)) {
        walked->end = END_TOO_DEEP;
        step = STEP_ENDED;
      } else if (__builtin_expect(frame.path->may_be_task, 0)) {
        walked->awaits = find_awaits(start, space, called, next, &walked->end);
        if (walked->awaits != 0) step = STEP_ENDED;
      }
    }
    if (__builtin_expect(step != STEP_DONE, 0)) {
      walked->returns = (uint16_t)(next - space->frame);
      walked->path = called.path;
      walked->hash = called.path->hash;
      return step;
    }
    *next = address;
  }
}

bool walk_stack(struct walk_start *start, struct walk_space *space, struct walked *walked) {
  space->paths = current_paths(space->paths);
  if (__builtin_expect(space->paths == NULL, 0)) return false;
  walked->awaits = 0;
  if (__builtin_expect(walk_out(start, space, walked) == STEP_IN_FULL, 0)) walk_in_full(start, space, walked);
  return true;
}
