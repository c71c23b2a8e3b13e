#include <crt_externs.h>

#include "../recorder/text.h"
#include "macos.h"

static bool is_own(const char *variable) {
  return after_start(variable, "DYLD_INSERT_LIBRARIES=") != NULL || after_start(variable, "ALLOCATION_RECORDER_") != NULL;
}

/* In place: one variable more costs a program that copies its environment some allocations. */
const char *take_folder(void) {
  static struct text folder;
  char **kept = *_NSGetEnviron();
  for (char **variable = kept; variable != NULL && *variable != NULL; variable++) {
    const char *value = after_start(*variable, "ALLOCATION_RECORDER_FOLDER=");
    if (value != NULL) append_text(&folder, value);
    if (!is_own(*variable)) *kept++ = *variable;
  }
  if (kept != NULL) *kept = NULL;
  return folder.length == 0 ? NULL : folder.characters;
}
