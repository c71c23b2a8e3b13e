#include "process.h"

#include <signal.h>
#include <stddef.h>
#include <sys/mman.h>

#include "check.h"
#include "environment.h"
#include "memory.h"
#include "modules.h"
#include "next.h"
#include "recording-file.h"
#include "rules.h"
#include "system-calls.h"
#include "tasks.h"
#include "thread.h"
#include "types.h"

static const uint64_t not_started;
const uint64_t *process_mark = &not_started;
uint32_t process_generation;

static bool has_started, is_starting;

/* Memory that a child of fork finds empty. */
static uint64_t *map_wiped_page(void) {
  uint64_t *page = map_private(PAGE_BYTES);
  if (page != NULL) system_call3(SYS_madvise, page, PAGE_BYTES, MADV_WIPEONFORK);
  return page;
}

static void describe_process(void) {
  recording_header->resolved = resolved_functions();
  recording_header->check = check_state();
}

static void start_first(void) {
  find_next_definitions();
  take_environment();
  if (recording_folder() != NULL) open_recording(recording_folder(), false);
  start_rules();
  start_types();
  notice_caller(0);
  describe_process();
}

/* Where no file can be opened any more (chroot, another user), calls are counted in the parent's, without a stack. */
static void start_in_child(void) {
  leave_parents_recording();
  forget_slots();
  forget_awaited_objects();
  forget_tasks();
  if (recording_folder() != NULL && open_recording(recording_folder(), true)) describe_process();
  record_modules_again();
}

/* No handler runs in between: it would find everything half made. */
bool start_here(void) {
  uint64_t every_signal = UINT64_MAX, before;
  system_call4(SYS_rt_sigprocmask, SIG_BLOCK, &every_signal, &before, sizeof before);
  bool is_first_here = !is_starting && !is_started_here();
  if (is_first_here) {
    is_starting = true;
    uint64_t *mark = map_wiped_page();
    if (has_started) {
      start_in_child();
    } else {
      start_first();
    }
    has_started = true;
    process_generation++;
    if (mark != NULL) {
      *mark = 1;
      process_mark = mark;
    }
    is_starting = false;
  }
  system_call4(SYS_rt_sigprocmask, SIG_SETMASK, &before, 0, sizeof before);
  return is_started_here();
}

/* Before the constructors of all other libraries: it is linked with `-z initfirst`. */
static __attribute__((constructor)) void start_with_program(void) {
  if (!is_started_here()) start_here();
}
