#include "memory.h"

bool read_elsewhere(struct view *view, uintptr_t address, uintptr_t *word) {
  if (address % sizeof *word != 0 || address < PAGE_BYTES) return false;
  uintptr_t page = address / PAGE_BYTES;
  if (page != view->page) {
    if (!is_readable(address)) return false;
    view->page = page;
  }
  *word = *(const uintptr_t *)address;
  return true;
}
