#include "thread.h"

#include "memory.h"
#include "modules.h"
#include "process.h"
#include "recording-file.h"
#include "system.h"

static struct slot *slots, *next_to_ask;

static const uint32_t nobody = UINT32_MAX; /* no thread's id, and tgkill refuses it */

static bool is_own(const struct slot *slot) {
  for (unsigned level = 0; level < LEVELS; level++) {
    if (this_thread.slot[level] == slot) return true;
  }
  return false;
}

/*
 * Takes the slot of a thread that is gone. A slot that names this thread without being one of its own belonged to
 * another one with the same id. Of many slots a few are asked each time, in turn.
 */
static struct slot *take_abandoned(uint32_t thread) {
  struct slot *slot = __atomic_load_n(&next_to_ask, __ATOMIC_RELAXED);
  for (unsigned asked = 0; asked < 16; asked++) {
    if (slot == NULL) slot = __atomic_load_n(&slots, __ATOMIC_ACQUIRE);
    if (slot == NULL) return NULL;
    uint32_t owner = __atomic_load_n(&slot->owner, __ATOMIC_RELAXED);
    bool is_free = owner == thread ? !is_own(slot) : is_gone(owner);
    bool is_taken =
        is_free && __atomic_compare_exchange_n(&slot->owner, &owner, thread, false, __ATOMIC_ACQUIRE, __ATOMIC_RELAXED);
    __atomic_store_n(&next_to_ask, slot->next, __ATOMIC_RELAXED);
    if (is_taken) return slot;
    slot = slot->next;
  }
  return NULL;
}

static struct slot *make_slot(uint32_t thread) {
  struct slot *slot = map_private(sizeof *slot);
  if (slot == NULL) return NULL;
  slot->owner = thread;
  __atomic_fetch_add(&recording_header->unfinished, 1, __ATOMIC_RELAXED);
  slot->next = __atomic_load_n(&slots, __ATOMIC_RELAXED);
  while (!__atomic_compare_exchange_n(&slots, &slot->next, slot, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED)) continue;
  return slot;
}

struct slot *first_slot(void) {
  return __atomic_load_n(&slots, __ATOMIC_ACQUIRE);
}

void note_unfinished_threads(void) {
  uint32_t own = thread_id();
  uint64_t alive = 0;
  for (struct slot *slot = first_slot(); slot != NULL; slot = slot->next) {
    uint32_t owner = __atomic_load_n(&slot->owner, __ATOMIC_RELAXED);
    if (owner != own && owner != nobody && !is_gone(owner)) alive++;
  }
  __atomic_store_n(&recording_header->unfinished, alive, __ATOMIC_RELAXED);
}

void forget_slots(void) {
  slots = next_to_ask = NULL;
  for (unsigned level = 0; level < LEVELS; level++) this_thread.slot[level] = NULL;
}

static void find_stack_bounds(void) {
  this_thread.stack_high = own_stack_end() / sizeof(uintptr_t) * sizeof(uintptr_t);
  this_thread.stack_low = this_thread.stack_high;
  this_thread.not_stack_below = 0;
}

struct slot *claim_slot(unsigned level) {
  uint32_t thread = thread_id();
  if (this_thread.stack_high == 0) find_stack_bounds();
  struct slot *slot = take_abandoned(thread);
  if (slot == NULL) slot = make_slot(thread);
  this_thread.slot[level] = slot;
  if (slot == NULL) leave();
  return slot;
}

static bool is_on_own_stack(uintptr_t frame) {
  return frame >= this_thread.stack_low && frame < this_thread.stack_high;
}

/* What a handler has jumped out of may be half done: the slot's records count, but nobody records into it again. */
static void retire_slot(unsigned level) {
  if (this_thread.slot[level] != NULL) this_thread.slot[level]->owner = nobody;
  this_thread.slot[level] = NULL;
}

/*
 * How many recordings are really under way: a handler may have jumped out of one (siglongjmp), and then the frame in
 * which it was is gone. Only on one and the same stack can that be told.
 */
unsigned living_level(uintptr_t frame) {
  unsigned level = this_thread.level;
  while (level > 0) {
    uintptr_t entered = this_thread.entered_at[level - 1];
    bool is_left = is_on_own_stack(frame) && is_on_own_stack(entered) && frame >= entered;
    if (!is_left) break;
    retire_slot(--level);
  }
  return level;
}

/*
 * Pages from what is known of the thread's stack down to the frame: all there, or the frame is on another stack (a
 * handler's, a coroutine's), from which the guard page separates it. They are asked for once, and stay while the
 * thread lives.
 */
static bool reaches(uintptr_t frame) {
  const uintptr_t deepest = (uintptr_t)64 << 20;
  if (frame < this_thread.not_stack_below || this_thread.stack_low - frame > deepest) return false;
  for (uintptr_t page = this_thread.stack_low; page > frame;) {
    page = (page - 1) / PAGE_BYTES * PAGE_BYTES;
    if (!is_readable(page)) {
      this_thread.not_stack_below = page + PAGE_BYTES;
      return false;
    }
    this_thread.stack_low = page;
  }
  return true;
}

bool is_on_stack(uintptr_t frame) {
  return frame < this_thread.stack_high && (frame >= this_thread.stack_low || reaches(frame));
}

static struct index_entry *find_place(struct record_index *index, uint64_t hash) {
  uint32_t place = (uint32_t)(hash >> 32) & index->mask;
  while (index->entry[place].hash != hash && index->entry[place].hash != 0) place = (place + 1) & index->mask;
  return &index->entry[place];
}

static bool grow_index(struct record_index *index) {
  const uint32_t first_places = 1024;
  uint32_t places = index->entry == NULL ? first_places : (index->mask + 1) * 2;
  struct record_index larger = {.mask = places - 1, .used = index->used, .moment = index->moment};
  larger.entry = map_private(places * sizeof *larger.entry);
  if (larger.entry == NULL) return false;
  if (index->entry != NULL) {
    for (uint32_t i = 0; i <= index->mask; i++) {
      struct index_entry entry = index->entry[i];
      if (entry.hash != 0) *find_place(&larger, entry.hash) = entry;
    }
    unmap(index->entry, (index->mask + 1) * sizeof *index->entry);
  }
  *index = larger;
  return true;
}

/* What was recorded before code went stays in the file; the same addresses are another stack from now on. */
static void empty_index(struct record_index *index, uint32_t moment) {
  if (index->entry != NULL) unmap(index->entry, (index->mask + 1) * sizeof *index->entry);
  *index = (struct record_index){.moment = moment};
}

struct index_entry *search_index(struct slot *slot, uint64_t hash) {
  struct record_index *index = &slot->index;
  uint32_t moment = __atomic_load_n(&moment_of_departure, __ATOMIC_ACQUIRE);
  if (__builtin_expect(index->moment != moment, 0)) empty_index(index, moment);
  if (__builtin_expect(index->entry == NULL || index->used > index->mask / 4 * 3, 0) && !grow_index(index)) return NULL;
  struct index_entry *entry = find_place(index, hash);
  if (entry->hash == 0) {
    entry->hash = hash;
    entry->record = NULL;
    index->used++;
  }
  return entry;
}
