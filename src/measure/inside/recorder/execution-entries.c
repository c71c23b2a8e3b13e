/*
 * The functions that execute a program, each with the recorder's variables put back for it where the program can take
 * the recorder. `system`, `popen` and the exec*p family reach the kernel past execve and posix_spawn, so all of them
 * are here. A child of vfork is in its parent's memory: nothing is allocated, and what is on the stack is enough.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <unistd.h>

#include "environment.h"
#include "memory.h"
#include "next.h"
#include "process.h"
#include "programs.h"
#include "recording-file.h"
#include "system-calls.h"
#include "thread.h"

#define PUBLIC __attribute__((visibility("default")))
#define FRAME ((uintptr_t)__builtin_frame_address(0))

/* Notes in this process's recording that what it executes is not recorded. */
static void note_left_out(const char *path, enum left_out reason, uintptr_t frame) {
  struct slot *slot = enter(frame);
  if (slot == NULL) return;
  size_t length = text_length(path);
  struct left_out_record *record = new_record(&slot->chunk, sizeof *record + length + 1, RECORD_LEFT_OUT);
  if (record != NULL) {
    record->reason = reason;
    for (size_t i = 0; i <= length; i++) record->path[i] = path[i];
    commit_record(slot->chunk, record);
  }
  leave();
}

static bool can_be_recorded(const char *path, uintptr_t frame) {
  if (!is_started_here() && !start_here()) return false;
  if (recording_folder() == NULL) return false;
  enum left_out reason = look_at_program(path);
  if (reason == 0) return true;
  note_left_out(path, reason, frame);
  return false;
}

/* A program's name as execvp takes it. */
static bool named_can_be_recorded(const char *name, uintptr_t frame) {
  struct text path;
  return name == NULL || can_be_recorded(find_on_path(name, &path) ? path.characters : name, frame);
}

/* One call that executes a program, whatever its arguments are, with the environment that it is to have. */
struct execution {
  int (*run)(const struct execution *execution, char *const environment[]);
  int folder;
  const char *program;
  char *const *arguments;
  char *const *environment;
  int flags;
  pid_t *child;
  const posix_spawn_file_actions_t *actions;
  const posix_spawnattr_t *attributes;
};

static int execute(const struct execution *execution, bool is_recorded) {
  if (!is_recorded) return execution->run(execution, execution->environment);
  const size_t on_the_stack = 512;
  size_t places = places_for(execution->environment);
  const char *few[places <= on_the_stack ? places : 1];
  const char **all = places <= on_the_stack ? few : map_private(places * sizeof *all);
  if (all == NULL) return execution->run(execution, execution->environment);
  add_own_variables(execution->environment, all);
  int result = execution->run(execution, (char *const *)all);
  if (all != few) unmap(all, places * sizeof *all);
  return result;
}

static int run_execve(const struct execution *e, char *const environment[]) {
  return next.execve(e->program, e->arguments, environment);
}

static int run_execvpe(const struct execution *e, char *const environment[]) {
  return next.execvpe(e->program, e->arguments, environment);
}

static int run_fexecve(const struct execution *e, char *const environment[]) {
  return next.fexecve(e->folder, e->arguments, environment);
}

static int run_execveat(const struct execution *e, char *const environment[]) {
  return next.execveat(e->folder, e->program, e->arguments, environment, e->flags);
}

static int run_posix_spawn(const struct execution *e, char *const environment[]) {
  return next.posix_spawn(e->child, e->program, e->actions, e->attributes, e->arguments, environment);
}

static int run_posix_spawnp(const struct execution *e, char *const environment[]) {
  return next.posix_spawnp(e->child, e->program, e->actions, e->attributes, e->arguments, environment);
}

static int execute_path(const char *path, char *const arguments[], char *const environment[], uintptr_t frame) {
  bool is_recorded = can_be_recorded(path, frame);
  const struct execution execution = {
      .run = run_execve, .program = path, .arguments = arguments, .environment = environment};
  return execute(&execution, is_recorded);
}

static int execute_name(const char *name, char *const arguments[], char *const environment[], uintptr_t frame) {
  bool is_recorded = named_can_be_recorded(name, frame);
  const struct execution execution = {
      .run = run_execvpe, .program = name, .arguments = arguments, .environment = environment};
  return execute(&execution, is_recorded);
}

PUBLIC int execve(const char *path, char *const arguments[], char *const environment[]) {
  return execute_path(path, arguments, environment, FRAME);
}

PUBLIC int execv(const char *path, char *const arguments[]) { return execute_path(path, arguments, environ, FRAME); }

PUBLIC int execvp(const char *name, char *const arguments[]) { return execute_name(name, arguments, environ, FRAME); }

PUBLIC int execvpe(const char *name, char *const arguments[], char *const environment[]) {
  return execute_name(name, arguments, environment, FRAME);
}

/* How many arguments follow the first, the null that ends them included. */
static size_t count_arguments(va_list list) {
  va_list copy;
  va_copy(copy, list);
  size_t count = 1;
  while (va_arg(copy, char *) != NULL) count++;
  va_end(copy);
  return count;
}

static void collect_arguments(const char *first, va_list *list, char **target, size_t count) {
  target[0] = (char *)(uintptr_t)first;
  for (size_t i = 1; i <= count; i++) target[i] = va_arg(*list, char *);
}

/* Arguments one by one become an array on this stack frame, which lives until the call is over. */
#define COLLECT(first)                  \
  va_list list;                         \
  va_start(list, first);                \
  size_t count = count_arguments(list); \
  char *arguments[count + 1];           \
  collect_arguments(first, &list, arguments, count)

PUBLIC int execl(const char *path, const char *first, ...) {
  COLLECT(first);
  va_end(list);
  return execute_path(path, arguments, environ, FRAME);
}

PUBLIC int execlp(const char *name, const char *first, ...) {
  COLLECT(first);
  va_end(list);
  return execute_name(name, arguments, environ, FRAME);
}

PUBLIC int execle(const char *path, const char *first, ...) {
  COLLECT(first);
  char *const *environment = va_arg(list, char *const *);
  va_end(list);
  return execute_path(path, arguments, environment, FRAME);
}

/* What an open file is called, so that it can be looked at. */
static void append_descriptor(struct text *path, int file) {
  append_text(path, "/proc/self/fd/");
  append_number(path, (uint64_t)file);
}

PUBLIC int fexecve(int file, char *const arguments[], char *const environment[]) {
  struct text path = {.length = 0};
  append_descriptor(&path, file);
  bool is_recorded = file < 0 || can_be_recorded(path.characters, FRAME);
  const struct execution execution = {
      .run = run_fexecve, .folder = file, .arguments = arguments, .environment = environment};
  return execute(&execution, is_recorded);
}

PUBLIC int execveat(int folder, const char *name, char *const arguments[], char *const environment[], int flags) {
  struct text path = {.length = 0};
  bool is_in_folder = folder >= 0 && name[0] != '/';
  if (is_in_folder) append_descriptor(&path, folder);
  if (is_in_folder && name[0] != '\0') append_character(&path, '/');
  append_text(&path, name);
  bool is_recorded = can_be_recorded(path.characters, FRAME);
  const struct execution execution = {.run = run_execveat,
                                      .folder = folder,
                                      .program = name,
                                      .arguments = arguments,
                                      .environment = environment,
                                      .flags = flags};
  return execute(&execution, is_recorded);
}

PUBLIC int posix_spawn(pid_t *child, const char *path, const posix_spawn_file_actions_t *actions,
                       const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
  bool is_recorded = can_be_recorded(path, FRAME);
  const struct execution execution = {.run = run_posix_spawn,
                                      .program = path,
                                      .arguments = arguments,
                                      .environment = environment,
                                      .child = child,
                                      .actions = actions,
                                      .attributes = attributes};
  return execute(&execution, is_recorded);
}

PUBLIC int posix_spawnp(pid_t *child, const char *name, const posix_spawn_file_actions_t *actions,
                        const posix_spawnattr_t *attributes, char *const arguments[], char *const environment[]) {
  bool is_recorded = named_can_be_recorded(name, FRAME);
  const struct execution execution = {.run = run_posix_spawnp,
                                      .program = name,
                                      .arguments = arguments,
                                      .environment = environment,
                                      .child = child,
                                      .actions = actions,
                                      .attributes = attributes};
  return execute(&execution, is_recorded);
}

/*
 * `system` and `popen` take the environment from `environ` and execute a shell inside libc. For that time `environ` is
 * another array with the same strings and the recorder's.
 */
struct lent_environment {
  char **before, **lent;
  size_t places;
};

static struct lent_environment lend_environment(uintptr_t frame) {
  struct lent_environment lending = {.before = environ, .places = places_for(environ)};
  if (!can_be_recorded("/bin/sh", frame)) return lending;
  lending.lent = map_private(lending.places * sizeof *lending.lent);
  if (lending.lent == NULL) return lending;
  add_own_variables(environ, (const char **)lending.lent);
  environ = lending.lent;
  return lending;
}

/* Where another thread has changed the environment meanwhile, its array stays, without what was lent. */
static void take_environment_back(struct lent_environment lending) {
  if (lending.lent == NULL) return;
  if (environ == lending.lent) {
    environ = lending.before;
  } else if (environ != NULL) {
    remove_own_variables(environ);
  }
  unmap(lending.lent, lending.places * sizeof *lending.lent);
}

PUBLIC int system(const char *command) {
  if (command == NULL) return next.system(NULL);
  struct lent_environment lending = lend_environment(FRAME);
  int status = next.system(command);
  take_environment_back(lending);
  return status;
}

PUBLIC FILE *popen(const char *command, const char *type) {
  struct lent_environment lending = lend_environment(FRAME);
  FILE *pipe = next.popen(command, type);
  take_environment_back(lending);
  return pipe;
}
