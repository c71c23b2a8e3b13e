/*
 * The allocator's public functions, as the program calls them: each call is counted once, and passed on to whoever
 * defines the function next. What libc relays inside itself does not come by here.
 */
#include <stdbool.h>

#include "calls.h"
#include "modules.h"
#include "next.h"
#include "tasks.h"
#include "thread.h"
#include "types.h"

#define PUBLIC __attribute__((visibility("default")))
#define FRAME ((uintptr_t)__builtin_frame_address(0))

/* The register in which async functions have their context; where the compiler uses it here, it has been saved. */
static inline __attribute__((always_inline)) uintptr_t context_register(void) {
  uintptr_t context;
#if defined(__x86_64__)
  __asm__ volatile("movq %%r14, %0" : "=r"(context));
#else
  __asm__ volatile("mov %0, x22" : "=r"(context));
#endif
  return context;
}

/* glibc's own functions relay to malloc up to this alignment. */
static bool is_small(size_t alignment) { return alignment <= 16; }

/* What a block becomes is looked at when it is there. */
static void note_block(const struct stack_record *stack, void *block, size_t bytes, uintptr_t frame) {
  if (stack->block == BLOCK_OBJECT) await_type(stack, block, bytes, frame);
  if (stack->block == BLOCK_TASK) note_task((uintptr_t)block, stack);
}

/* What a block that was asked for by a count of elements takes; a product that overflows is not to be had. */
static size_t product(size_t count, size_t size) {
  size_t bytes;
  return __builtin_mul_overflow(count, size, &bytes) ? 0 : bytes;
}

PUBLIC void *malloc(size_t bytes) {
  struct stack_record *stack = count_allocation(KIND_MALLOC, bytes, FRAME, context_register());
  void *block = next.malloc(bytes);
  if (stack != NULL) note_block(stack, block, bytes, FRAME);
  return block;
}

PUBLIC void *calloc(size_t count, size_t size) {
  count_allocation(KIND_CALLOC, product(count, size), FRAME, context_register());
  return next.calloc(count, size);
}

PUBLIC int posix_memalign(void **block, size_t alignment, size_t bytes) {
  enum kind kind = is_small(alignment) ? KIND_POSIX_MEMALIGN_SMALL : KIND_POSIX_MEMALIGN_LARGE;
  struct stack_record *stack = count_allocation(kind, bytes, FRAME, context_register());
  int error = next.posix_memalign(block, alignment, bytes);
  if (stack != NULL && error == 0) note_block(stack, *block, bytes, FRAME);
  return error;
}

PUBLIC void *aligned_alloc(size_t alignment, size_t bytes) {
  enum kind kind = is_small(alignment) ? KIND_ALIGNED_ALLOC_SMALL : KIND_ALIGNED_ALLOC_LARGE;
  struct stack_record *stack = count_allocation(kind, bytes, FRAME, context_register());
  void *block = next.aligned_alloc(alignment, bytes);
  if (stack != NULL) note_block(stack, block, bytes, FRAME);
  return block;
}

PUBLIC void *memalign(size_t alignment, size_t bytes) {
  count_allocation(is_small(alignment) ? KIND_MEMALIGN_SMALL : KIND_MEMALIGN_LARGE, bytes, FRAME, context_register());
  return next.memalign(alignment, bytes);
}

PUBLIC void *valloc(size_t bytes) {
  count_allocation(KIND_VALLOC, bytes, FRAME, context_register());
  return next.valloc(bytes);
}

PUBLIC void *pvalloc(size_t bytes) {
  count_allocation(KIND_PVALLOC, bytes, FRAME, context_register());
  return next.pvalloc(bytes);
}

/* The kinds of one resizing function. */
struct resizing {
  enum kind of_null, existing, freeing;
};

static inline __attribute__((always_inline)) void count_resizing(struct resizing kinds, void *block, size_t bytes) {
  if (block == NULL) {
    count_allocation(kinds.of_null, bytes, FRAME, context_register());
  } else if (bytes == 0) {
    count_freeing(kinds.freeing, block, FRAME);
  } else {
    give_up_block(block, FRAME);
    count_allocation(kinds.existing, bytes, FRAME, context_register());
  }
}

PUBLIC void *realloc(void *block, size_t bytes) {
  count_resizing((struct resizing){KIND_REALLOC_NULL, KIND_REALLOC_EXISTING, KIND_REALLOC_FREEING}, block, bytes);
  return next.realloc(block, bytes);
}

/*
 * glibc's calls realloc as a program would, so that one call would be counted twice: it is left out. A product that
 * overflows is refused before anything is asked for.
 */
PUBLIC void *reallocarray(void *block, size_t count, size_t size) {
  const struct resizing kinds = {KIND_REALLOCARRAY_NULL, KIND_REALLOCARRAY_EXISTING, KIND_REALLOCARRAY_FREEING};
  size_t bytes;
  if (__builtin_mul_overflow(count, size, &bytes)) return next.reallocarray(block, count, size);
  count_resizing(kinds, block, bytes);
  return next.realloc(block, bytes);
}

PUBLIC void free(void *block) {
  count_freeing(block == NULL ? KIND_FREE_NULL : KIND_FREE, block, FRAME);
  next.free(block);
}

static __attribute__((destructor)) void end_with_program(void) {
  notice_caller(0); /* What was opened last may have called nobody here since: it may have an allocator of its own. */
  read_last_types(FRAME);
  note_unfinished_threads();
}
