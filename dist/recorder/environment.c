#include "environment.h"

#include <link.h>
#include <stdint.h>

#include "memory.h"
#include "modules.h"
#include "text.h"

/* `NAME=` and what it is set to. The strings outlive what the program does to the memory of its own. */
static struct text preload, folder, check;
static const char preload_name[] = "LD_PRELOAD=";
static const char folder_name[] = "ALLOCATION_RECORDER_FOLDER=";
static const char check_name[] = "ALLOCATION_RECORDER_CHECK=";
static struct text preload_of_others; /* what LD_PRELOAD named besides the recorder */

extern void *__libc_stack_end __attribute__((weak));

/* Above the end of the first stack the kernel has put argc, the arguments, a null, and the environment. */
static char **first_environment(void) {
  if (&__libc_stack_end == NULL || __libc_stack_end == NULL) return NULL;
  intptr_t arguments = *(intptr_t *)__libc_stack_end;
  return (char **)__libc_stack_end + 1 + arguments + 1;
}

static int compare_own_path(struct dl_phdr_info *info, size_t size, void *context) {
  (void)size;
  const char **path = context;
  uintptr_t own = (uintptr_t)&take_environment;
  for (int i = 0; i < info->dlpi_phnum; i++) {
    const ElfW(Phdr) *segment = &info->dlpi_phdr[i];
    if (segment->p_type != PT_LOAD || own - (info->dlpi_addr + segment->p_vaddr) >= segment->p_memsz) continue;
    *path = info->dlpi_name;
    return 1;
  }
  return 0;
}

/* As LD_PRELOAD named it: the loader keeps that name where it has a slash. */
static const char *own_path(void) {
  const char *path = "";
  dl_iterate_phdr(compare_own_path, &path);
  return path;
}

/* LD_PRELOAD is a list, separated by colons or spaces. */
static void copy_others(const char *list, const char *own) {
  preload_of_others.length = 0;
  append_text(&preload_of_others, preload_name);
  bool is_first = true;
  while (*list != '\0') {
    const char *rest = after_start(list, own);
    bool is_own = rest != NULL && (*rest == '\0' || *rest == ':' || *rest == ' ');
    if (!is_own && !is_first) append_character(&preload_of_others, ':');
    for (; *list != '\0' && *list != ':' && *list != ' '; list++) {
      if (!is_own) append_character(&preload_of_others, *list);
    }
    if (!is_own) is_first = false;
    while (*list == ':' || *list == ' ') list++;
  }
}

static bool has_others(void) { return preload_of_others.length > sizeof preload_name - 1; }

/* True where the variable is one of the recorder's and has to go; it is remembered. */
static bool take(char **variable) {
  const char *value = after_start(*variable, folder_name);
  if (value != NULL) {
    append_text(&folder, *variable);
    return true;
  }
  value = after_start(*variable, check_name);
  if (value != NULL) {
    append_text(&check, *variable);
    return true;
  }
  value = after_start(*variable, preload_name);
  if (value == NULL) return false;
  copy_others(value, own_path());
  if (!has_others()) return true;
  *variable = preload_of_others.characters;
  return false;
}

void take_environment(void) {
  append_text(&preload, preload_name);
  append_text(&preload, own_path());
  char **variable = first_environment(), **kept = variable;
  if (variable == NULL) return;
  for (; *variable != NULL; variable++) {
    if (!take(variable)) *kept++ = *variable;
  }
  *kept = NULL;
  /* Behind the null some look for pairs of the auxiliary vector: AT_IGNORE where a pair fits, else its end. */
  for (char **place = kept + 1; place + 1 <= variable; place += 2) {
    place[0] = (char *)(uintptr_t)(place + 1 == variable ? AT_NULL : AT_IGNORE);
    place[1] = NULL;
  }
}

const char *recording_folder(void) { return folder.length == 0 ? NULL : folder.characters + sizeof folder_name - 1; }

bool is_check_wanted(void) { return check.length > sizeof check_name - 1; }

static bool is_own_variable(const char *variable) {
  return variable == folder.characters || variable == check.characters || variable == preload.characters ||
         after_start(variable, folder_name) != NULL || after_start(variable, check_name) != NULL;
}

size_t places_for(char *const environment[]) {
  size_t count = 0;
  while (environment != NULL && environment[count] != NULL) count++;
  return count + OWN_VARIABLES + 1;
}

/* The recorder first, then what the program preloads: in memory that stays, since an exec may still fail. */
static const char *preload_with(const char *others) {
  struct text *both = map_private(sizeof *both);
  if (both == NULL) return preload.characters;
  append_text(both, preload.characters);
  append_character(both, ':');
  append_text(both, others);
  return both->characters;
}

void add_own_variables(char *const environment[], const char **target) {
  const char *preloaded = preload.characters;
  for (; environment != NULL && *environment != NULL; environment++) {
    const char *others = after_start(*environment, preload_name);
    if (others != NULL && *others != '\0') {
      preloaded = *environment == preload.characters ? preloaded : preload_with(others);
    } else if (others == NULL && !is_own_variable(*environment)) {
      *target++ = *environment;
    }
  }
  *target++ = preloaded;
  *target++ = folder.characters;
  if (check.length != 0) *target++ = check.characters;
  *target = NULL;
}

void remove_own_variables(char **environment) {
  char **kept = environment;
  for (; *environment != NULL; environment++) {
    if (!is_own_variable(*environment)) *kept++ = *environment;
  }
  *kept = NULL;
}
