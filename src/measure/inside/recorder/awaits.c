#include "awaits.h"

#include <stdbool.h>
#include <stddef.h>

#include "layout.h"
#include "rules.h"

/*
 * A context begins with the context of who awaits it and the function that goes on there (swift/ABI/Task.h,
 * AsyncContext; facts 32).
 */
struct context {
  uintptr_t parent;
  uintptr_t resume;
};

static bool read_context(uintptr_t address, struct view *view, struct context *context) {
  const uintptr_t user_space = (uintptr_t)1 << 47;
  if (address % sizeof address != 0 || address < PAGE_BYTES || address >= user_space) return false;
  if (view != NULL) {
    return read_word(view, address, &context->parent) && read_word(view, address + sizeof address, &context->resume);
  }
  *context = *(const struct context *)address;
  return true;
}

uint16_t follow_awaits(uintptr_t address, struct view *view, uintptr_t *frame, uint16_t room, uint16_t *end) {
  struct context context;
  uint16_t found = 0;
  for (; address != 0; address = context.parent) {
    *end = END_AWAIT_CUT;
    if (!read_context(address, view, &context) || !may_be_resumed(context.resume)) return found;
    *end = END_TOO_DEEP;
    if (found == room) return found;
    frame[found++] = context.resume;
  }
  *end = END_OF_TASK;
  return found;
}
