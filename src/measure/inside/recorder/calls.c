#include "calls.h"

#include "check.h"
#include "hash.h"
#include "modules.h"
#include "process.h"
#include "recording-file.h"
#include "thread.h"
#include "types.h"

/* The return address of a function with this frame pointer: beside the caller's frame pointer, on both machines. */
static uintptr_t caller_of(uintptr_t frame) { return without_signature(((const uintptr_t *)frame)[1]); }

/* The runtime calls the allocator through a function or two, inlined or not. */
static enum block becomes(struct walk_space *space, const struct walked *walked) {
  const uint16_t functions_between = 3;
  for (uint16_t i = 0; i <= functions_between && i < walked->returns; i++) {
    rule_t rule = find_rule(space->frame[i], &space->rows);
    if (allocates_object(rule)) return BLOCK_OBJECT;
    if (i == 0 && makes_task(rule)) return BLOCK_TASK; /* what it asks others for is no task */
  }
  return BLOCK_ANY;
}

static struct stack_record *new_stack(struct slot *slot, enum kind kind, const struct walked *walked) {
  uint16_t frames = walked->returns + walked->awaits;
  struct stack_record *stack = new_record(&slot->chunk, sizeof *stack + frames * sizeof stack->frame[0], RECORD_STACK);
  if (stack == NULL || !is_started_here()) return NULL;
  stack->kind = (uint16_t)kind;
  stack->end = walked->end;
  stack->frames = frames;
  stack->awaits = walked->awaits;
  stack->moment = mapped_modules()->moment;
  stack->block = becomes(&slot->walk, walked);
  for (uint16_t i = 0; i < frames; i++) stack->frame[i] = slot->walk.frame[i];
  commit_record(slot->chunk, stack);
  return stack;
}

/* What no address space has is refused, and would make the sum overflow. */
static void add(struct stack_record *stack, size_t bytes) {
  const size_t largest_request = (size_t)1 << 47;
  stack->calls++;
  if (bytes < largest_request) stack->requested += bytes;
}

/* Calls of a kind whose stack is not asked for, or cannot be kept. */
static struct stack_record *uncharted(struct slot *slot, enum kind kind) {
  if (slot->uncharted[kind] == NULL) {
    const struct walked nothing = {.end = END_NOT_WALKED};
    slot->uncharted[kind] = new_stack(slot, kind, &nothing);
  }
  return slot->uncharted[kind];
}

/* The record of a stack that has been walked just now. */
static struct stack_record *find_record(struct slot *slot, enum kind kind, const struct walked *walked) {
  uint64_t hash = hash_with(walked->hash, (uint64_t)walked->end << 16 | walked->awaits);
  const uintptr_t *await = &slot->walk.frame[walked->returns];
  for (uint16_t i = 0; i < walked->awaits; i++) hash = hash_with(hash, await[i]);
  struct index_entry *found = find_in_index(slot, hash);
  if (found == NULL) return NULL;
  if (found->record == NULL) found->record = new_stack(slot, kind, walked);
  if (walked->path != NULL && walked->awaits == 0) walked->path->stack = found->record;
  return found->record;
}

static struct stack_record *find_stack(struct slot *slot, struct walk_start *start) {
  struct walked walked;
  view_from(start->frame_pointer, &start->view);
  if (!walk_stack(start, &slot->walk, &walked)) return NULL;
  if (__builtin_expect(walked.path == NULL, 0)) {
    __atomic_fetch_add(&recording_header->unwound_in_full, 1, __ATOMIC_RELAXED);
  }
  if (__builtin_expect(is_checked(), 0)) check_stack(slot, &walked);
  struct stack_record *last = walked.path == NULL || walked.awaits != 0 ? NULL : walked.path->stack;
  return last != NULL && last->end == walked.end ? last : find_record(slot, start->kind, &walked);
}

static struct stack_record *count_once(struct slot *slot, size_t bytes, struct walk_start *start) {
  notice_caller(caller_of(start->frame_pointer));
  read_type(slot);
  struct stack_record *stack = find_stack(slot, start);
  if (__builtin_expect(stack == NULL, 0)) stack = uncharted(slot, start->kind);
  if (__builtin_expect(!is_started_here(), 0)) return NULL; /* a handler has forked: the file is the parent's */
  if (__builtin_expect(stack == NULL, 0)) {
    count_unrecorded(start->kind, bytes);
    return NULL;
  }
  add(stack, bytes);
  return stack->block != BLOCK_ANY ? stack : NULL;
}

__attribute__((noinline)) struct stack_record *count_allocation(enum kind kind, size_t bytes, uintptr_t frame,
                                                                uintptr_t context) {
  struct walk_start start = {.kind = kind, .frame_pointer = frame, .context = context};
  start.address = without_signature((uintptr_t)__builtin_return_address(0));
  for (;;) {
    struct slot *slot = enter(frame);
    if (__builtin_expect(slot == NULL, 0)) {
      count_unrecorded(kind, bytes);
      return NULL;
    }
    uint32_t generation = process_generation;
    struct stack_record *stack = count_once(slot, bytes, &start);
    leave();
    /* In a child that a handler has forked just now, the call has been counted in nobody's file. */
    if (__builtin_expect(generation == process_generation && is_started_here(), 1)) return stack;
  }
}

void count_freeing(enum kind kind, void *block, uintptr_t frame) {
  struct slot *slot = enter(frame);
  if (__builtin_expect(slot == NULL, 0)) {
    count_unrecorded(kind, 0);
    return;
  }
  notice_caller(caller_of(frame));
  read_type(slot);
  if (block != NULL) read_type_for_owner(block);
  struct stack_record *stack = uncharted(slot, kind);
  if (__builtin_expect(stack == NULL, 0)) {
    count_unrecorded(kind, 0);
  } else {
    add(stack, 0);
  }
  leave();
}

void give_up_block(void *block, uintptr_t frame) {
  struct slot *slot = enter(frame);
  if (slot == NULL) return;
  read_type(slot);
  read_type_for_owner(block);
  leave();
}
