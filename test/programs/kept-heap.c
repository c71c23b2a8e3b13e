/*
 * A library with a heap that it keeps to itself: its `malloc` is nobody else's. Linked with an allocator's archive it is
 * that one's; with -DBUMP it is one of its own, which nobody knows.
 */
#include <stddef.h>
#include <stdlib.h>

#ifdef BUMP
static char memory[1 << 20];
static size_t used;

__attribute__((visibility("hidden"), noinline)) void *malloc(size_t size) {
  char *block = memory + used;
  used += (size + 15) / 16 * 16;
  return block;
}
#endif

/* What a program calls: one block of the library's own. */
void *allocate_kept(size_t size) { return malloc(size); }
