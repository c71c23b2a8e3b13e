#include "program.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <string.h>
#include <sys/personality.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "environment.h"
#include "text.h"

#ifndef SYS_close_range
#define SYS_close_range 436 /* the same everywhere; headers before Linux 5.9 do not know it */
#endif

static void close_descriptors(unsigned first, unsigned last) {
  if (first > last || syscall(SYS_close_range, first, last, 0) == 0) return;
  struct rlimit limit;
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
  for (unsigned one = first; one <= last && one < limit.rlim_cur; one++) close((int)one);
}

/* An ignored signal stays ignored through exec, and a blocked one blocked: perf blocks SIGWINCH, for one. */
static void reset_signals(void) {
  for (int one = 1; one <= SIGRTMAX; one++) signal(one, SIG_DFL); /* SIGKILL and libc's own refuse, and need it not */
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
}

/* A name without a slash is looked up on the program's PATH, as execvp(3) does; scripts without #! are not run. */
static int execute(char **command, char *const *environment) {
  const char *file = command[0];
  if (strchr(file, '/') != NULL || *file == '\0') {
    execve(file, command, environment);
    return errno;
  }
  const char *folder = value_of("PATH", environment);
  if (folder == NULL) folder = "/usr/bin:/bin";
  int error = ENOENT;
  for (;;) {
    size_t length = strcspn(folder, ":");
    char path[PATH_MAX];
    if (length + strlen(file) + 2 <= sizeof path) {
      memcpy(path, folder, length);
      struct text rest = text_in(path + length, sizeof path - length);
      if (length > 0) append(&rest, "/");
      append(&rest, file);
      execve(path, command, environment);
      if (errno != ENOENT && errno != ENOTDIR) error = errno;
      if (error != ENOENT && error != EACCES) return error;
    }
    if (folder[length] == '\0') return error;
    folder += length + 1;
  }
}

/* In the child. Whatever fails is said through `failures`, which closes where the program begins. */
static _Noreturn void become_program(const struct options *options, char *const *environment, pid_t launcher,
                                     int failures) {
  struct failure failure = {.step = "exec"};
  /* Its group is its own: `kill 0` reaches neither launcher nor perf. It has no terminal that could stop it. */
  setsid();
  /* Where somebody kills the launcher for good, the program goes too. A set-user-id program forgets it. */
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (getppid() != launcher) _exit(1);
  if (options->no_randomize) {
    int current = personality(0xFFFFFFFF);
    if (current != -1) personality((unsigned long)current | ADDR_NO_RANDOMIZE);
  }
  int nothing = open("/dev/null", O_RDONLY);
  if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0) {
    failure = (struct failure){.step = "input", .error = errno};
  } else {
    reset_signals();
    close_descriptors(STDERR_FILENO + 1, (unsigned)failures - 1);
    close_descriptors((unsigned)failures + 1, ~0U);
    failure.error = execute(options->command, environment);
  }
  /* The string lies at the same address in the launcher, whose copy this is. */
  ssize_t written = write(failures, &failure, sizeof failure);
  _exit(written == (ssize_t)sizeof failure ? 0 : 1);
}

pid_t start_program(const struct options *options, char *const *environment, struct failure *failure) {
  int failures[2];
  if (pipe2(failures, O_CLOEXEC) != 0) {
    *failure = (struct failure){.step = "pipe", .error = errno};
    return -1;
  }
  pid_t launcher = getpid();
  pid_t program = fork();
  if (program == 0) become_program(options, environment, launcher, failures[1]);
  *failure = (struct failure){.step = "fork", .error = errno};
  close(failures[1]);
  ssize_t length = 0;
  if (program > 0) {
    do length = read(failures[0], failure, sizeof *failure);
    while (length < 0 && errno == EINTR);
  }
  close(failures[0]);
  return program > 0 && length == 0 ? program : -1;
}
