#include "types.h"

#include "hash.h"
#include "memory.h"
#include "recording-file.h"
#include "system.h"
#include "thread.h"
#include "type-names.h"

/*
 * An announced block: its address, and in the lowest bits, which an object's address leaves free, how far its word is.
 * Who takes it from ANNOUNCED reads it; the place is free again when its word has been counted.
 */
enum announcement_state { ANNOUNCED = 0, BEING_READ = 1, READ_BY_FREER = 2, STATES = 15 };

struct announcement {
  uintptr_t block; /* 0: free */
  uintptr_t word;  /* once it is READ_BY_FREER */
};

/* The places in which a block may be announced, in one cache line. */
struct bucket {
  struct announcement place[4];
};

#define BUCKETS 1024u

static struct bucket no_buckets[1];
static struct bucket *buckets = no_buckets;
static uint32_t bucket_mask;

void start_types(void) {
  struct bucket *mapped = map_private(BUCKETS * sizeof *mapped);
  if (mapped == NULL) return;
  buckets = mapped;
  bucket_mask = BUCKETS - 1;
}

void forget_awaited_objects(void) { start_types(); }

static struct bucket *bucket_of(uintptr_t block) {
  return &buckets[(uint32_t)(block * 0x9e3779b97f4a7c15 >> 40) & bucket_mask];
}

static struct announcement *announce(uintptr_t block) {
  struct bucket *bucket = bucket_of(block);
  for (unsigned i = 0; i < 4; i++) {
    uintptr_t nothing = 0;
    uintptr_t *place = &bucket->place[i].block;
    if (__atomic_load_n(place, __ATOMIC_RELAXED) != 0) continue;
    bool is_ours = __atomic_compare_exchange_n(place, &nothing, block, false, __ATOMIC_RELEASE, __ATOMIC_RELAXED);
    if (is_ours) return &bucket->place[i];
  }
  return NULL;
}

static struct announcement *find_announcement(uintptr_t block) {
  struct bucket *bucket = bucket_of(block);
  for (unsigned i = 0; i < 4; i++) {
    uintptr_t there = __atomic_load_n(&bucket->place[i].block, __ATOMIC_RELAXED);
    if ((there & ~(uintptr_t)STATES) == block) return &bucket->place[i];
  }
  return NULL;
}

static bool take(struct announcement *announcement, uintptr_t block, uintptr_t *state) {
  *state = block | ANNOUNCED;
  return __atomic_compare_exchange_n(&announcement->block, state, block | BEING_READ, false, __ATOMIC_ACQUIRE,
                                     __ATOMIC_ACQUIRE);
}

/* Another thread is at it: one load, unless it was interrupted there. Nobody waits for ever. */
static uintptr_t wait_for_reader(struct announcement *announcement, uintptr_t block) {
  for (unsigned attempt = 0; attempt < 1000; attempt++) {
    uintptr_t state = __atomic_load_n(&announcement->block, __ATOMIC_ACQUIRE);
    if (state != (block | BEING_READ)) return state;
    if (attempt > 100) let_others_run();
  }
  return 0;
}

void read_type_for_owner(void *pointer) {
  uintptr_t block = (uintptr_t)pointer, state;
  struct announcement *announcement = find_announcement(block);
  if (__builtin_expect(announcement == NULL, 1)) return;
  if (take(announcement, block, &state)) {
    announcement->word = *(const uintptr_t *)pointer;
    __atomic_store_n(&announcement->block, block | READ_BY_FREER, __ATOMIC_RELEASE);
  } else if (state == (block | BEING_READ)) {
    wait_for_reader(announcement, block);
  }
}

/* The first word of an announced block, for who counts it; false where that has been somebody else. */
static bool take_word(struct announcement *announcement, uintptr_t block, uintptr_t *word) {
  uintptr_t state;
  if (take(announcement, block, &state)) {
    *word = *(const uintptr_t *)block;
  } else {
    if (state == (block | BEING_READ)) state = wait_for_reader(announcement, block);
    if (state != (block | READ_BY_FREER)) return false;
    *word = announcement->word;
  }
  __atomic_store_n(&announcement->block, 0, __ATOMIC_RELEASE);
  return true;
}

static struct type_record *find_type(struct slot *slot, uintptr_t metadata) {
  struct index_entry *entry = find_in_index(slot, hash_with(RECORD_TYPE, metadata));
  if (entry == NULL) return NULL;
  if (entry->record != NULL) return entry->record;
  struct type_name name;
  describe_type(metadata, &name);
  struct type_record *type = new_record(&slot->chunk, sizeof *type + name.length + 1, RECORD_TYPE);
  if (type == NULL) return NULL;
  type->metadata = metadata;
  type->kind = name.kind;
  type->descriptor = name.descriptor;
  for (uint32_t i = 0; i <= name.length; i++) type->name[i] = name.characters[i];
  commit_record(slot->chunk, type);
  entry->record = type;
  return type;
}

static struct typed_record *find_typed(struct slot *slot, const struct stack_record *stack, uintptr_t metadata) {
  uint64_t hash = hash_with(hash_with(RECORD_TYPED, (uintptr_t)stack), metadata);
  struct index_entry *entry = find_in_index(slot, hash);
  if (entry == NULL || entry->record != NULL) return entry == NULL ? NULL : entry->record;
  struct type_record *type = find_type(slot, metadata);
  if (type == NULL) return NULL;
  struct typed_record *typed = new_record(&slot->chunk, sizeof *typed, RECORD_TYPED);
  if (typed == NULL) return NULL;
  typed->stack = offset_of(stack);
  typed->type = offset_of(type);
  commit_record(slot->chunk, typed);
  entry = find_in_index(slot, hash); /* the index may have grown meanwhile */
  if (entry != NULL) entry->record = typed;
  return typed;
}

static void count_type(struct slot *slot, const struct awaited_object *object, uintptr_t metadata) {
  struct typed_record *typed = is_recorded(object->stack) ? find_typed(slot, object->stack, metadata) : NULL;
  if (typed == NULL) {
    __atomic_fetch_add(&recording_header->types_unread, 1, __ATOMIC_RELAXED);
    return;
  }
  typed->calls++;
  typed->requested += object->bytes;
}

void read_awaited_type(struct slot *slot) {
  struct awaited_object *object = &slot->object;
  uintptr_t metadata;
  if (take_word(object->announcement, object->block, &metadata)) count_type(slot, object, metadata);
  object->block = 0;
}

void await_type(const struct stack_record *stack, void *block, size_t bytes, uintptr_t frame) {
  if (block == NULL) return;
  struct slot *slot = enter(frame);
  if (slot == NULL) return;
  read_type(slot);
  struct announcement *announcement = announce((uintptr_t)block);
  if (announcement == NULL) {
    __atomic_fetch_add(&recording_header->types_unread, 1, __ATOMIC_RELAXED);
  } else {
    slot->object = (struct awaited_object){(uintptr_t)block, stack, bytes, announcement};
  }
  leave();
}

/*
 * Threads that are gone, or that sleep, have left their last objects announced. While one is taken here, its thread
 * cannot go on past it, so what the slot says of it holds; it is counted in this thread's slot.
 */
void read_last_types(uintptr_t frame) {
  struct slot *own = enter(frame);
  if (own == NULL) return;
  for (struct slot *slot = first_slot(); slot != NULL; slot = slot->next) {
    struct awaited_object object = slot->object;
    uintptr_t metadata;
    if (object.block == 0 || !take_word(object.announcement, object.block, &metadata)) continue;
    count_type(own, &object, metadata);
    if (slot == own) slot->object.block = 0;
  }
  leave();
}
