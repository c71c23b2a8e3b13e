/* A hash of words, wide enough that two stacks of one thread do not share it; its upper half is the better one. */
#ifndef HASH_H
#define HASH_H

#include <stdint.h>

#define HASH_START 0x243f6a8885a308d3ull

static inline uint64_t hash_with(uint64_t hash, uint64_t word) {
  hash = (hash ^ word) * 0x9e3779b97f4a7c15;
  return hash ^ hash >> 32;
}

#endif
