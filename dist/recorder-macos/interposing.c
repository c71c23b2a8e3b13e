/* The allocator's public functions, as all but libmalloc itself call them: each call is counted once, and passed on. */
#include <malloc/malloc.h>
#include <stdlib.h>

#include "../recorder/calls.h"
#include "macos.h"

#define FRAME ((uintptr_t)__builtin_frame_address(0))
#define INLINE static inline __attribute__((always_inline))

/* Who awaits is not followed here: no context is handed on. */
INLINE void count(enum kind kind, size_t bytes) { count_allocation(kind, bytes, FRAME, 0); }

/* What a block that was asked for by a count of elements takes; a product that overflows is not to be had. */
INLINE size_t product(size_t number, size_t size) {
  size_t bytes;
  return __builtin_mul_overflow(number, size, &bytes) ? 0 : bytes;
}

INLINE void count_resizing(void *block, size_t bytes) {
  if (block == NULL) {
    count(KIND_REALLOC_NULL, bytes);
  } else if (bytes == 0) {
    count_freeing(KIND_REALLOC_FREEING, block, FRAME);
  } else {
    count(KIND_REALLOC_EXISTING, bytes);
  }
}

INLINE void count_free(void *block) { count_freeing(block == NULL ? KIND_FREE_NULL : KIND_FREE, block, FRAME); }

/*
 * A family has the plain functions under a prefix, with an argument more before the others or behind them: a zone, or the
 * type, which compilers give since macOS 14 (malloc/_malloc_type.h), and Swift's runtime with them.
 */
#define FAMILY(prefix, ZONE, TYPE, zone_first, type_last)                       \
  INTERPOSE(void *, prefix##malloc, (ZONE size_t bytes TYPE)) {                 \
    count(KIND_MALLOC, bytes);                                                  \
    return prefix##malloc(zone_first bytes type_last);                          \
  }                                                                             \
  INTERPOSE(void *, prefix##calloc, (ZONE size_t number, size_t size TYPE)) {   \
    count(KIND_CALLOC, product(number, size));                                  \
    return prefix##calloc(zone_first number, size type_last);                   \
  }                                                                             \
  INTERPOSE(void *, prefix##realloc, (ZONE void *block, size_t bytes TYPE)) {   \
    count_resizing(block, bytes);                                               \
    return prefix##realloc(zone_first block, bytes type_last);                  \
  }                                                                             \
  INTERPOSE(void *, prefix##valloc, (ZONE size_t bytes TYPE)) {                 \
    count(KIND_VALLOC, bytes);                                                  \
    return prefix##valloc(zone_first bytes type_last);                          \
  }                                                                             \
  INTERPOSE(void, prefix##free, (ZONE void *block TYPE)) {                      \
    count_free(block);                                                          \
    prefix##free(zone_first block type_last);                                   \
  }

/* Aligned blocks are asked for in one way without a zone, and in another with one. */
#define ALIGNED_WITHOUT_ZONE(prefix, TYPE, type_last)                                           \
  INTERPOSE(int, prefix##posix_memalign, (void **block, size_t alignment, size_t bytes TYPE)) { \
    count(KIND_POSIX_MEMALIGN_LARGE, bytes);                                                    \
    return prefix##posix_memalign(block, alignment, bytes type_last);                           \
  }                                                                                             \
  INTERPOSE(void *, prefix##aligned_alloc, (size_t alignment, size_t bytes TYPE)) {             \
    count(KIND_ALIGNED_ALLOC_LARGE, bytes);                                                     \
    return prefix##aligned_alloc(alignment, bytes type_last);                                   \
  }

#define ALIGNED_ON_ZONE(prefix, TYPE, type_last)                                                 \
  INTERPOSE(void *, prefix##memalign, (malloc_zone_t *zone, size_t alignment, size_t bytes TYPE)) { \
    count(KIND_POSIX_MEMALIGN_LARGE, bytes);                                                     \
    return prefix##memalign(zone, alignment, bytes type_last);                                   \
  }

#define NONE
#define ZONE malloc_zone_t *zone,
#define ZONE_FIRST zone,
#define TYPE , malloc_type_id_t type
#define TYPE_LAST , type

FAMILY(, NONE, NONE, NONE, NONE)
ALIGNED_WITHOUT_ZONE(, NONE, NONE)

FAMILY(malloc_zone_, ZONE, NONE, ZONE_FIRST, NONE)
ALIGNED_ON_ZONE(malloc_zone_, NONE, NONE)

FAMILY(malloc_type_, NONE, TYPE, NONE, TYPE_LAST)
ALIGNED_WITHOUT_ZONE(malloc_type_, TYPE, TYPE_LAST)

FAMILY(malloc_type_zone_, ZONE, TYPE, ZONE_FIRST, TYPE_LAST)
ALIGNED_ON_ZONE(malloc_type_zone_, TYPE, TYPE_LAST)
