/*
 * When recording begins. dyld binds libSystem's own calls to the recorder, too, before libSystem is ready, so what comes
 * before the constructor below is passed on and not counted: it is the same for every program.
 */
#include "../recorder/process.h"

#include <pthread.h>
#include <stddef.h>

#include "../recorder/modules.h"
#include "../recorder/recording-file.h"
#include "../recorder/thread.h"
#include "macos.h"

static const uint64_t not_started, started = 1;
const uint64_t *process_mark = &not_started;
uint32_t process_generation;

static const char *folder;

bool start_here(void) { return is_started_here(); }

/* The dynamic linker has done the interposing or has not: which, calibration shows. */
static void describe_process(void) { recording_header->resolved = UINT64_MAX; }

/* A child of fork has the parent's libraries; of what it executes nothing is recorded. */
static void start_in_child(void) {
  process_mark = &not_started;
  leave_parents_recording();
  forget_slots();
  if (open_recording(folder, true)) describe_process();
  record_modules_again();
  process_generation++;
  process_mark = &started;
}

static __attribute__((constructor)) void start_with_program(void) {
  folder = take_folder();
  if (folder == NULL || !start_threads() || !open_recording(folder, false)) return;
  describe_process();
  start_modules();
  pthread_atfork(NULL, NULL, start_in_child);
  process_generation++;
  process_mark = &started;
}

static __attribute__((destructor)) void end_with_program(void) {
  if (is_started_here()) note_unfinished_threads();
}
