#include "tasks.h"

#include <stdbool.h>
#include <stddef.h>

#include "awaits.h"
#include "frame-entries.h"
#include "recording-file.h"
#include "rules.h"
#include "swift-runtime.h"

/*
 * The beginning of a task (swift/ABI/Task.h, Job and AsyncTask; of what the runtime keeps in it for itself,
 * TaskPrivate.h). The parent is behind all that, at a place that differs between versions (facts 57).
 */
struct task {
  uintptr_t metadata, references, scheduler[2];
  uintptr_t flags; /* the kind of job in the lowest byte, 0 for a task; in the upper half the task's number */
  uintptr_t voucher, reserved, function, context, reserved_too;
  uintptr_t exclusivity[2], status[2];
  uintptr_t last_allocation, first_slab; /* the task's own stack (StackAllocator.h) */
};

enum { KIND_BITS = 0xff, IS_CHILD = 1 << 24, IS_IN_GROUP = 1 << 26 };
enum { PARENT_AT_LEAST = 0xc0, PARENT_AT_MOST = 0x120, SLAB_HEADER = 0x20 };

static bool is_child(const struct task *task) {
  return (task->flags & KIND_BITS) == 0 && (task->flags & IS_CHILD) != 0;
}

static bool is_in_group(const struct task *task) { return (task->flags & IS_IN_GROUP) != 0; }

struct relative {
  uintptr_t address;
  struct task task; /* as it was read */
};

/* A task that may be none, or be another thread's at the moment: what it says is only believed where it fits together. */
static bool read_task(uintptr_t address, struct view *view, struct task *task) {
  uintptr_t *word = (uintptr_t *)task;
  for (unsigned i = 0; i < sizeof *task / sizeof *word; i++) {
    if (!read_word(view, address + i * sizeof *word, &word[i])) return false;
  }
  return true;
}

/* Where a slab of a task's stack ends: its own header has the size of the rest. */
static bool read_end_of_slab(uintptr_t slab, struct view *view, uintptr_t *end) {
  uintptr_t sizes; /* the whole in the lower half, what is taken of it in the upper */
  if (!read_word(view, slab + 2 * sizeof slab, &sizes)) return false;
  *end = slab + SLAB_HEADER + (uint32_t)sizes;
  return true;
}

/* A block on a task's stack: its header, before which the slab begins that it lies in. Slabs all begin with one word. */
struct stack_block {
  uintptr_t previous, slab, end_of_slab;
};

static bool read_stack_block(uintptr_t address, uintptr_t slab_mark, struct view *view, struct stack_block *block) {
  uintptr_t mark;
  if (address % (2 * sizeof address) != 0) return false;
  if (!read_word(view, address, &block->previous)) return false;
  if (!read_word(view, address + sizeof address, &block->slab)) return false;
  if (!read_word(view, block->slab, &mark) || mark != slab_mark) return false;
  if (!read_end_of_slab(block->slab, view, &block->end_of_slab)) return false;
  return address - block->slab >= SLAB_HEADER && address < block->end_of_slab;
}

static bool is_context(uintptr_t address, struct view *view) {
  uintptr_t awaiting, resume;
  return read_word(view, address, &awaiting) && read_word(view, address + sizeof address, &resume) &&
         awaiting % sizeof awaiting == 0 && may_be_resumed(resume);
}

/* Whether an address is on a task's stack, or may be. */
static bool lies_in_slab(const struct task *task, uintptr_t address, struct view *view) {
  const unsigned slabs_at_most = 1 << 12;
  uintptr_t slab = task->first_slab, next, end;
  for (unsigned i = 0; slab != 0; slab = next, i++) {
    if (i == slabs_at_most || !read_word(view, slab + sizeof slab, &next)) return true;
    if (!read_end_of_slab(slab, view, &end) || (address >= slab && address < end)) return true;
  }
  return false;
}

/*
 * The context of the function of a task that keeps something at `place`: the block on the task's stack in which that is,
 * which has to be one; 0 where it is in a context that lies in the task itself, the first, which nobody awaits.
 */
static bool find_context(const struct relative *parent, uintptr_t place, struct view *view, uintptr_t *context) {
  const unsigned blocks_at_most = 1 << 16;
  const uintptr_t header = 2 * sizeof place, task_at_most = 1 << 20;
  struct stack_block block;
  uintptr_t at = parent->task.last_allocation, slab_mark = 0;
  if (at != 0 && !read_word(view, parent->task.first_slab, &slab_mark)) return false;
  for (unsigned i = 0; at != 0; at = block.previous, i++) {
    if (i == blocks_at_most || !read_stack_block(at, slab_mark, view, &block)) return false;
    if (place < at + header || place >= block.end_of_slab) continue;
    *context = at + header;
    return is_context(*context, view);
  }
  *context = 0;
  bool is_in_task = place - parent->address - sizeof parent->task < task_at_most;
  return is_in_task && !lies_in_slab(&parent->task, place, view);
}

/*
 * The same by the `async let` whose child this is: one of the records of what the parent has to do with
 * (swift/ABI/TaskStatus.h). That it waits for the child is another, which is in no context.
 */
static bool find_context_by_record(const struct relative *parent, uintptr_t child, struct view *view,
                                   uintptr_t *context) {
  const unsigned records_at_most = 1 << 12;
  uintptr_t record = parent->task.status[1], of;
  for (unsigned i = 0; record != 0 && i < records_at_most; i++) {
    if (!read_word(view, record + 2 * sizeof of, &of)) return false;
    if (of == child && find_context(parent, record, view, context)) return true;
    if (!read_word(view, record + sizeof of, &record)) return false;
  }
  return false;
}

/*
 * The context of the function that started a child. Until the child has ended, that keeps its group, whose address is
 * behind the parent's in the child and behind one or, from 6.5 on, two of its siblings'; or an `async let`, which has the
 * child in itself, unless it needed more room.
 */
static bool find_starter(const struct relative *child, uintptr_t place_of_parent, const struct relative *parent,
                         struct view *view, uintptr_t *context) {
  if (!is_in_group(&child->task)) {
    return find_context(parent, child->address, view, context) ||
           find_context_by_record(parent, child->address, view, context);
  }
  uintptr_t group, first_word = 0;
  if (!read_word(view, place_of_parent + 2 * sizeof group, &group)) return false;
  bool is_sibling = group == 0 || !read_word(view, group, &first_word) || first_word == child->task.metadata;
  if (is_sibling && !read_word(view, place_of_parent + 3 * sizeof group, &group)) return false;
  return find_context(parent, group, view, context);
}

/*
 * A child's parent, the first address of another task behind what the runtime keeps for itself. Before 0xc0, 6.0 has words
 * that it never writes, with what was there before: another task's address, too. From there to the parent, 6.2 has a mutex.
 */
static bool find_parent(const struct relative *child, struct view *view, struct relative *parent, uintptr_t *context) {
  for (uintptr_t place = PARENT_AT_LEAST; place < PARENT_AT_MOST; place += sizeof place) {
    uintptr_t metadata;
    if (!read_word(view, child->address + place, &parent->address) || parent->address == child->address) continue;
    if (!read_word(view, parent->address, &metadata) || metadata != child->task.metadata) continue;
    return read_task(parent->address, view, &parent->task) &&
           find_starter(child, child->address + place, parent, view, context);
  }
  return false;
}

/* While a parent runs, its stack changes, and may be found half changed. If it does not, asking again is of no use. */
static bool find_parent_at_last(const struct relative *child, struct view *view, struct relative *parent,
                                uintptr_t *context) {
  uintptr_t before = 0;
  for (unsigned attempt = 0, unchanged = 0; attempt < 100 && unchanged < 3; attempt++) {
    parent->task.last_allocation = 0;
    if (find_parent(child, view, parent, context)) return true;
    unchanged = parent->task.last_allocation == before ? unchanged + 1 : 0;
    before = parent->task.last_allocation;
  }
  return false;
}

/* Where the runtime made a task: the record of the call with which it asked for the memory. */
struct origin {
  uintptr_t task;
  const struct stack_record *stack;
};

enum { ORIGINS = 1 << 20, PLACES_FOR_ONE = 64 };

static struct origin *origins;

static struct origin *first_place_for(struct origin *table, uintptr_t task) {
  return &table[(uint32_t)(task * 0x9e3779b97f4a7c15 >> 40) % (ORIGINS - PLACES_FOR_ONE)];
}

static struct origin *origin_table(void) {
  struct origin *table = __atomic_load_n(&origins, __ATOMIC_ACQUIRE), *made;
  if (table != NULL) return table;
  made = map_private(ORIGINS * sizeof *made);
  if (made == NULL) return NULL;
  if (__atomic_compare_exchange_n(&origins, &table, made, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE)) return made;
  unmap(made, ORIGINS * sizeof *made);
  return table;
}

/* Who takes a place marks it until both words are there: another may be about to take the same. */
static bool take_place(struct origin *place, uintptr_t holder, uintptr_t task, const struct stack_record *stack) {
  const uintptr_t being_written = 1;
  if (holder == being_written) return false;
  bool is_ours =
      __atomic_compare_exchange_n(&place->task, &holder, being_written, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
  if (!is_ours) return false;
  __atomic_store_n(&place->stack, stack, __ATOMIC_RELAXED);
  __atomic_store_n(&place->task, task, __ATOMIC_RELEASE);
  return true;
}

/* A task that has ended leaves its place to the next one at its address; where all are taken, the first is lost. */
void note_task(uintptr_t task, const struct stack_record *stack) {
  struct origin *table = origin_table();
  if (task == 0 || table == NULL) return;
  struct origin *place = first_place_for(table, task);
  for (unsigned i = 0; i < PLACES_FOR_ONE; i++) {
    uintptr_t holder = __atomic_load_n(&place[i].task, __ATOMIC_RELAXED);
    if ((holder == 0 || holder == task) && take_place(&place[i], holder, task, stack)) return;
  }
  take_place(place, __atomic_load_n(&place->task, __ATOMIC_RELAXED), task, stack);
}

void forget_tasks(void) { origins = NULL; }

/*
 * The whole stack with which a child was made; NULL where it is not known. For each child of a group, the allocator is
 * asked; that of an `async let` may lie where another task was before.
 */
static const struct stack_record *find_origin(const struct relative *child) {
  struct origin *table = is_in_group(&child->task) ? __atomic_load_n(&origins, __ATOMIC_ACQUIRE) : NULL;
  uintptr_t task = child->address;
  const struct stack_record *stack = NULL;
  struct origin *place = table == NULL ? NULL : first_place_for(table, task);
  for (unsigned i = 0; place != NULL && stack == NULL && i < PLACES_FOR_ONE; i++) {
    if (__atomic_load_n(&place[i].task, __ATOMIC_ACQUIRE) != task) continue;
    stack = __atomic_load_n(&place[i].stack, __ATOMIC_ACQUIRE);
    if (__atomic_load_n(&place[i].task, __ATOMIC_ACQUIRE) != task) stack = NULL;
  }
  return stack != NULL && is_recorded(stack) && stack->end == END_OF_TASK ? stack : NULL;
}

/* The async function that made a task, which awaits it before it ends, and who awaits that. */
static uint16_t follow_origin(const struct stack_record *stack, uintptr_t *frame, uint16_t room) {
  const uint16_t frames = stack->frames, awaits = stack->awaits;
  if (awaits >= frames || awaits >= room) return 0;
  const uintptr_t *outermost = &stack->frame[frames - awaits - 1];
  struct frame_entry entry;
  if (!find_frame_entry(*outermost - 1, &entry)) return 0;
  frame[0] = entry.start;
  for (uint16_t i = 1; i <= awaits; i++) frame[i] = outermost[i];
  return awaits + 1;
}

/* Above the root of a child, the runtime's end of it gives way to who awaits the function that started it. */
static void find_parents(struct parents *found, uintptr_t address, struct view *view) {
  struct relative child = {.address = address}, parent;
  found->awaits = 0;
  found->end = END_OF_TASK;
  if (!read_task(address, view, &child.task)) return;
  for (; is_child(&child.task); child = parent) {
    uint16_t end_of_child = found->awaits == 0 ? 0 : found->awaits - 1;
    uintptr_t *frame = &found->frame[end_of_child];
    uint16_t room = FRAMES_AT_MOST - end_of_child;
    const struct stack_record *origin = find_origin(&child);
    uint16_t awaits = origin == NULL ? 0 : follow_origin(origin, frame, room);
    if (awaits != 0) {
      found->end = END_OF_TASK;
      found->awaits = end_of_child + awaits;
      return; /* where a task was made, its parents are known */
    }
    uintptr_t context;
    found->end = END_OF_CHILD_TASK;
    if (!find_parent_at_last(&child, view, &parent, &context)) return;
    found->end = END_OF_TASK;
    if (context != 0) awaits = follow_awaits(context, view, frame, room, &found->end);
    if (awaits != 0) found->awaits = end_of_child + awaits;
    if (found->end != END_OF_TASK) return;
  }
}

uint16_t follow_parents(struct parents *known, struct view *view, uintptr_t *frame, uint16_t room, uint16_t *end) {
  const struct task *task = (const struct task *)running_task();
  if (task == NULL || !is_child(task)) return 0;
  uint32_t id = task->flags >> 32;
  if (known->task != (uintptr_t)task || known->id != id) {
    known->task = 0;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    find_parents(known, (uintptr_t)task, view);
    known->id = id;
    __atomic_signal_fence(__ATOMIC_SEQ_CST);
    known->task = (uintptr_t)task;
  }
  bool is_cut = known->awaits > room;
  *end = is_cut ? END_TOO_DEEP : known->end;
  uint16_t awaits = is_cut ? room : known->awaits;
  for (uint16_t i = 0; i < awaits; i++) frame[i] = known->frame[i];
  return awaits;
}
