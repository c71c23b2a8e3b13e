#include "recording-file.h"

#include <errno.h>

#include "memory.h"
#include "system.h"
#include "text.h"

static struct header no_recording;
struct header *recording_header = &no_recording;

static uint8_t *base;
static size_t mapped_bytes;
static uint32_t chunk_limit; /* 0: nothing is recorded, or no more */

static const uint64_t smallest_file = 4 * CHUNK_BYTES;

/* A file must not grow beyond RLIMIT_FSIZE: that would raise SIGXFSZ. */
static uint64_t largest_file(void) {
  const uint64_t wanted = (uint64_t)(CHUNKS_AT_MOST + 1) * CHUNK_BYTES, limit = file_size_limit();
  return limit < wanted ? limit / CHUNK_BYTES * CHUNK_BYTES : wanted;
}

/* Process ids repeat in other namespaces, and an exec keeps its own: the sequence tells the files apart. */
static int create_in(const char *folder) {
  const unsigned attempts = 100000;
  for (unsigned sequence = 0; sequence < attempts; sequence++) {
    static struct text path; /* One thread at a time starts, and stacks may be small. */
    path.length = 0;
    append_text(&path, folder);
    append_text(&path, "/");
    append_number(&path, process_id());
    append_text(&path, "-");
    append_number(&path, sequence);
    append_text(&path, ".recording");
    int file = create_file(path.characters);
    if (file != -EEXIST) return file;
  }
  return -EEXIST;
}

/* The whole of the sparse file, or as much of it as the address space's limit allows. */
static uint8_t *map_whole(int file, uint64_t *bytes) {
  for (; *bytes >= smallest_file; *bytes = *bytes / 2 / CHUNK_BYTES * CHUNK_BYTES) {
    uint8_t *mapped = set_file_length(file, *bytes) ? map_file(file, *bytes) : NULL;
    if (mapped != NULL) return mapped;
  }
  return NULL;
}

bool open_recording(const char *folder, bool forked) {
  int file = create_in(folder);
  if (file < 0) return false;
  uint64_t bytes = largest_file();
  uint8_t *mapped = map_whole(file, &bytes);
  close_file(file);
  if (mapped == NULL || !make_writable(mapped, sizeof(struct header))) return false;

  struct header *header = (struct header *)mapped;
  header->version = RECORDING_VERSION;
  header->chunk_bytes = CHUNK_BYTES;
  header->kinds = KINDS;
  header->pid = process_id();
  header->parent = parent_process_id();
  header->forked = forked;
  base = mapped;
  mapped_bytes = bytes;
  chunk_limit = (uint32_t)(bytes / CHUNK_BYTES - 1);
  __atomic_store_n(&recording_header, header, __ATOMIC_RELEASE);
  __atomic_store_n(&header->magic, RECORDING_MAGIC, __ATOMIC_RELEASE);
  return true;
}

/* Zeroed memory in place of the file, where it was: the addresses stay good, what is written there is dropped. */
void leave_parents_recording(void) {
  if (base == NULL) return;
  map_zeroes_over(base + CHUNK_BYTES, mapped_bytes - CHUNK_BYTES);
  base = NULL;
  mapped_bytes = 0;
  chunk_limit = 0;
}

static void stop_recording(enum stop reason) {
  __atomic_store_n(&chunk_limit, 0, __ATOMIC_RELAXED);
  __atomic_store_n(&recording_header->stop, (uint32_t)reason, __ATOMIC_RELAXED);
}

struct chunk *new_chunk(void) {
  uint32_t *handed_out = &recording_header->chunks;
  uint32_t number = __atomic_load_n(handed_out, __ATOMIC_RELAXED);
  do {
    uint32_t limit = __atomic_load_n(&chunk_limit, __ATOMIC_RELAXED);
    if (limit == 0) return NULL;
    if (number >= limit) {
      stop_recording(STOP_FULL);
      return NULL;
    }
  } while (!__atomic_compare_exchange_n(handed_out, &number, number + 1, false, __ATOMIC_RELAXED, __ATOMIC_RELAXED));
  uint8_t *start = base + (size_t)(number + 1) * CHUNK_BYTES;
  if (!make_writable(start, CHUNK_BYTES)) {
    stop_recording(STOP_NO_SPACE);
    return NULL;
  }
  struct chunk *chunk = (struct chunk *)start;
  __atomic_store_n(&chunk->used, (uint32_t)sizeof *chunk, __ATOMIC_RELEASE);
  return chunk;
}

void *new_record(struct chunk **chunk, size_t bytes, enum record_type type) {
  bytes = (bytes + 7) / 8 * 8;
  if (bytes > CHUNK_BYTES - sizeof(struct chunk)) return NULL;
  if (*chunk == NULL || CHUNK_BYTES - (*chunk)->used < bytes) {
    struct chunk *fresh = new_chunk();
    if (fresh == NULL) return NULL;
    *chunk = fresh;
  }
  struct record *record = (struct record *)((uint8_t *)*chunk + (*chunk)->used);
  record->bytes = (uint32_t)bytes;
  record->type = type;
  return record;
}

void commit_record(struct chunk *chunk, const void *record) {
  uint32_t used = chunk->used + ((const struct record *)record)->bytes;
  __atomic_store_n(&chunk->used, used, __ATOMIC_RELEASE);
}

uint64_t offset_of(const void *record) { return (uint64_t)((const uint8_t *)record - base); }

bool is_recorded(const void *record) { return (uintptr_t)record - (uintptr_t)base < mapped_bytes; }

void count_unrecorded(enum kind kind, size_t bytes) {
  struct header *header = __atomic_load_n(&recording_header, __ATOMIC_ACQUIRE);
  __atomic_fetch_add(&header->unrecorded[kind].calls, 1, __ATOMIC_RELAXED);
  __atomic_fetch_add(&header->unrecorded[kind].bytes, bytes, __ATOMIC_RELAXED);
}
