/* Reading DWARF's numbers one after the other, never past the end: what is cut off reads as zero and is remembered. */
#ifndef BYTE_CURSOR_H
#define BYTE_CURSOR_H

#include <stdbool.h>
#include <stdint.h>

struct cursor {
  const uint8_t *at, *end;
  bool overran;
};

static inline uint64_t read_bytes(struct cursor *cursor, unsigned count) {
  if ((uintptr_t)(cursor->end - cursor->at) < count) {
    cursor->overran = true;
    cursor->at = cursor->end;
    return 0;
  }
  uint64_t value = 0;
  for (unsigned i = 0; i < count; i++) value |= (uint64_t)cursor->at[i] << 8 * i;
  cursor->at += count;
  return value;
}

static inline int64_t read_signed_bytes(struct cursor *cursor, unsigned count) {
  unsigned unused = 64 - 8 * count;
  return (int64_t)(read_bytes(cursor, count) << unused) >> unused;
}

static inline uint64_t read_uleb(struct cursor *cursor) {
  uint64_t value = 0;
  for (unsigned shift = 0;; shift += 7) {
    uint64_t byte = read_bytes(cursor, 1);
    if (shift < 64) value |= (byte & 0x7f) << shift;
    if ((byte & 0x80) == 0) return value;
  }
}

static inline int64_t read_sleb(struct cursor *cursor) {
  uint64_t value = 0;
  for (unsigned shift = 0;;) {
    uint64_t byte = read_bytes(cursor, 1);
    if (shift < 64) value |= (byte & 0x7f) << shift;
    shift += 7;
    if ((byte & 0x80) != 0) continue;
    bool is_negative = (byte & 0x40) != 0 && shift < 64;
    return (int64_t)(is_negative ? value | ~(uint64_t)0 << shift : value);
  }
}

/* A block with its length before it. */
static inline struct cursor read_block(struct cursor *cursor) {
  uint64_t length = read_uleb(cursor);
  if (length > (uint64_t)(cursor->end - cursor->at)) {
    cursor->overran = true;
    length = 0;
  }
  struct cursor block = {cursor->at, cursor->at + length, false};
  cursor->at += length;
  return block;
}

#endif
