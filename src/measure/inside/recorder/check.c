#include "check.h"

#include <unwind.h>

#include "environment.h"
#include "frame-entries.h"
#include "recording-file.h"
#include "thread.h"

/* Only what the program has loaded anyway: Swift's programs have libgcc's. */
#pragma weak _Unwind_Backtrace
#pragma weak _Unwind_GetIP

bool checks_stacks;

uint64_t check_state(void) {
  if (!is_check_wanted()) return 0;
  checks_stacks = &_Unwind_Backtrace != NULL && &_Unwind_GetIP != NULL;
  return checks_stacks ? 1 : 2;
}

struct comparison {
  const uintptr_t *expected;
  uint16_t frames, compared;
  bool has_begun; /* the recorder's own frames come first */
  bool is_cut;    /* there may be more frames than are expected */
  bool differs;
};

static _Unwind_Reason_Code compare_frame(struct _Unwind_Context *context, void *argument) {
  struct comparison *comparison = argument;
  uintptr_t address = without_signature(_Unwind_GetIP(context));
  if (!comparison->has_begun && address != comparison->expected[0]) return _URC_NO_REASON;
  comparison->has_begun = true;
  if (address == 0) return _URC_NO_REASON; /* behind the outermost frame */
  bool is_more = comparison->compared == comparison->frames;
  if (is_more ? !comparison->is_cut : comparison->expected[comparison->compared] != address) {
    comparison->differs = true;
  }
  if (!is_more) comparison->compared++;
  return is_more ? _URC_END_OF_STACK : _URC_NO_REASON;
}

/* The other unwinder goes no further than where unwind information is missing, the recorder sometimes does. */
static bool is_blocked(const struct comparison *comparison) {
  struct frame_entry entry;
  uint16_t last = comparison->compared - 1;
  return comparison->compared != 0 && !find_frame_entry(comparison->expected[last] - 1, &entry);
}

/* A stack that was cut off, or that goes on with who awaits it, is compared as far as it has return addresses. */
void check_stack(struct slot *slot, const struct walked *walked) {
  struct comparison comparison = {.expected = slot->walk.frame, .frames = walked->returns};
  if (comparison.frames == 0) return;
  comparison.is_cut = walked->awaits != 0 || walked->end == END_TOO_DEEP;
  _Unwind_Backtrace(compare_frame, &comparison);
  __atomic_fetch_add(&recording_header->checked, 1, __ATOMIC_RELAXED);
  bool is_short = comparison.compared != comparison.frames && !is_blocked(&comparison);
  if (comparison.differs || is_short) {
    __atomic_fetch_add(&recording_header->different, 1, __ATOMIC_RELAXED);
  }
}
