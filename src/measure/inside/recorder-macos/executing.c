/*
 * The functions that execute a program: passed on, and noted. The recorder's variables are not put back for it, so what
 * it allocates is not counted, and whoever reads the recording has to know.
 */
#include <spawn.h>
#include <unistd.h>

#include "../recorder/recording-file.h"
#include "../recorder/text.h"
#include "../recorder/thread.h"
#include "macos.h"

#define FRAME ((uintptr_t)__builtin_frame_address(0))

static void note(const char *path, uintptr_t frame) {
  struct slot *slot = enter(frame);
  if (slot == NULL) return;
  size_t length = text_length(path);
  struct left_out_record *record = new_record(&slot->chunk, sizeof *record + length + 1, RECORD_LEFT_OUT);
  if (record != NULL) {
    record->reason = LEFT_OUT_NOT_FOLLOWED;
    for (size_t i = 0; i <= length; i++) record->path[i] = path[i];
    commit_record(slot->chunk, record);
  }
  leave();
}

INTERPOSE(int, execve, (const char *path, char *const arguments[], char *const environment[])) {
  note(path, FRAME);
  return execve(path, arguments, environment);
}

INTERPOSE(int, posix_spawn,
          (pid_t * child, const char *path, const posix_spawn_file_actions_t *actions,
           const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[])) {
  note(path, FRAME);
  return posix_spawn(child, path, actions, attributes, arguments, environment);
}

INTERPOSE(int, posix_spawnp,
          (pid_t * child, const char *name, const posix_spawn_file_actions_t *actions,
           const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[])) {
  note(name, FRAME);
  return posix_spawnp(child, name, actions, attributes, arguments, environment);
}
