/* Memory of the recorder's own, and looking at memory that may not be there. */
#ifndef MEMORY_H
#define MEMORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PAGE_BYTES 4096u /* the smallest of both machines; only a step width */

/* Zeroed pages that nobody else has, or NULL. */
void *map_private(size_t bytes);
void unmap(void *memory, size_t bytes);

/* Whether the eight bytes at an address can be read at this moment, found out without a fault. */
bool is_readable(uintptr_t address);

/*
 * Makes fresh pages of a mapped file real, so that writing to them cannot raise SIGBUS: false where the disk is full.
 * The pages stay zeroed.
 */
bool make_writable(uint8_t *start, size_t bytes);

/* Memory that a walk may read: at once between the bounds, elsewhere page by page after asking. */
struct view {
  uintptr_t low, high;
  uintptr_t page; /* the last page that was asked for and is there */
};

bool read_elsewhere(struct view *view, uintptr_t address, uintptr_t *word);

static inline bool read_word(struct view *view, uintptr_t address, uintptr_t *word) {
  if (__builtin_expect(address - view->low < view->high - view->low && address % sizeof *word == 0, 1)) {
    *word = *(const uintptr_t *)address;
    return true;
  }
  return read_elsewhere(view, address, word);
}

#endif
