/* programs HOW [NUMBER…]: makes calls whose number is known, in one of the ways in which recording could go wrong. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <malloc.h>
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <ucontext.h>
#include <unistd.h>

extern char **environ;
static const char *self;
static int number;

static void allocate(int count) {
  for (int i = 0; i < count; i++) free(malloc(24));
}

static void must(int is_true, const char *what) {
  if (is_true) return;
  dprintf(2, "%s\n", what);
  _exit(99);
}

static void wait_for(pid_t child) {
  int status;
  must(waitpid(child, &status, 0) == child, "waitpid");
}

/* One call of each kind and size. */
static void every_kind(void) {
  void *block;
  free(malloc(10));
  free(calloc(3, 7));
  must(posix_memalign(&block, 8, 20) == 0, "posix_memalign");
  free(block);
  must(posix_memalign(&block, 64, 30) == 0, "posix_memalign");
  free(block);
  block = realloc(NULL, 40);
  block = realloc(block, 50);
  block = realloc(block, 0);
  block = reallocarray(NULL, 2, 30);
  block = reallocarray(block, 2, 35);
  free(block);
  free(aligned_alloc(16, 80));
  free(aligned_alloc(64, 128));
  free(memalign(8, 90));
  free(memalign(64, 100));
  free(valloc(110));
  free(pvalloc(120));
  free(NULL);
}

/* What a caller can tell: errno, alignments, the environment, refusals. */
static void as_without(void) {
  void *block = NULL;
  errno = 77;
  free(malloc(10));
  must(errno == 77, "errno changed");
  must(posix_memalign(&block, 24, 8) == EINVAL, "posix_memalign took 24");
  must(reallocarray(NULL, (size_t)1 << 40, (size_t)1 << 40) == NULL && errno == ENOMEM, "reallocarray took it");
  must(malloc((size_t)-100) == NULL, "malloc took it");
  for (size_t alignment = 8; alignment <= 4096; alignment *= 2) {
    must(posix_memalign(&block, alignment, 100) == 0 && (size_t)block % alignment == 0, "not aligned");
    free(block);
  }
  must(getenv("LD_PRELOAD") == NULL, "LD_PRELOAD is visible");
  for (char **one = environ; *one != NULL; one++) {
    must(strncmp(*one, "ALLOCATION_RECORDER", 19) != 0, "a variable is visible");
  }
}

static void child(int how) {
  pid_t pid = fork();
  if (pid != 0) {
    wait_for(pid);
    return;
  }
  allocate(number);
  if (how == 0) exit(0);
  if (how == 1) _exit(0);
  if (how == 2) abort();
  kill(getpid(), SIGKILL);
}

/* Executes `self leaf COUNT` in each way that libc has; the counts are 1, 2, 3… */
static void execute(int way) {
  char count[20], command[400];
  snprintf(count, sizeof count, "%d", way + 1);
  snprintf(command, sizeof command, "%s leaf %s", self, count);
  char *path = (char *)self, *arguments[] = {path, "leaf", count, NULL}, *few[] = {"A=B", NULL};
  pid_t pid = 0;
  switch (way) {
    case 8: must(posix_spawn(&pid, path, NULL, NULL, arguments, few) == 0, "posix_spawn"); break;
    case 9: must(posix_spawnp(&pid, path, NULL, NULL, arguments, environ) == 0, "posix_spawnp"); break;
    case 10: must(system(command) == 0, "system"); return;
    case 11: must(pclose(popen(command, "r")) == 0, "popen"); return;
    case 12: pid = vfork(); break;
    default: pid = fork();
  }
  if (pid != 0) {
    wait_for(pid);
    return;
  }
  switch (way) {
    case 0: execve(path, arguments, few); break;
    case 1: execv(path, arguments); break;
    case 2: execvp(path, arguments); break;
    case 3: execvpe(path, arguments, few); break;
    case 4: execl(path, path, "leaf", count, (char *)NULL); break;
    case 5: execlp(path, path, "leaf", count, (char *)NULL); break;
    case 6: execle(path, path, "leaf", count, (char *)NULL, few); break;
    case 7: fexecve(open(path, O_RDONLY | O_CLOEXEC), arguments, few); break;
    case 12: execve(path, arguments, few); break;
    case 13: execveat(AT_FDCWD, path, arguments, few, 0); break;
  }
  _exit(98);
}

static void *in_thread(void *context) {
  allocate(number);
  return context;
}

/* `threads` that come and go, a few at a time. */
static void threads(int total, int at_once) {
  pthread_t thread[64];
  for (int done = 0; done < total; done += at_once) {
    for (int i = 0; i < at_once; i++) must(pthread_create(&thread[i], NULL, in_thread, NULL) == 0, "pthread_create");
    for (int i = 0; i < at_once; i++) pthread_join(thread[i], NULL);
  }
}

/* Two libraries, one after the other at the same addresses. */
static void load(const char *first, const char *second, int times) {
  for (int i = 0; i < times; i++) {
    const char *name = i % 2 == 0 ? first : second;
    void *library = dlopen(name, RTLD_NOW);
    must(library != NULL, "dlopen");
    void (*run)(int) = (void (*)(int))dlsym(library, "run");
    run(number);
    dlclose(library);
  }
}

static __attribute__((noinline)) int deep(int depth) {
  if (depth == 0) {
    allocate(number);
    return 0;
  }
  return deep(depth - 1) + 1;
}

static ucontext_t main_context, other_context;

static void on_other_stack(void) {
  allocate(number);
  swapcontext(&other_context, &main_context);
  allocate(number);
}

static void switch_stacks(void) {
  static char stack[65536];
  getcontext(&other_context);
  other_context.uc_stack.ss_sp = stack;
  other_context.uc_stack.ss_size = sizeof stack;
  other_context.uc_link = &main_context;
  makecontext(&other_context, on_other_stack, 0);
  swapcontext(&main_context, &other_context);
  allocate(number);
  swapcontext(&main_context, &other_context);
}

static volatile sig_atomic_t handled;

static void on_alarm(int signal) {
  (void)signal;
  free(malloc(48));
  handled++;
}

/* A handler that allocates, as often as it interrupts; malloc itself would not bear it, so its allocator is none. */
static void interrupt(int on_alternate_stack) {
  static char stack[65536];
  stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
  if (on_alternate_stack) sigaltstack(&alternate, NULL);
  struct sigaction action = {.sa_handler = on_alarm, .sa_flags = on_alternate_stack ? SA_ONSTACK : 0};
  sigaction(SIGUSR1, &action, NULL);
  for (int i = 0; i < number; i++) raise(SIGUSR1);
  must(handled == number, "not all handled");
}

static __attribute__((constructor)) void before_main(void) { free(malloc(1001)); }
static __attribute__((destructor)) void after_main(void) { free(malloc(1002)); }

static void fill_disk(void) {
  struct rlimit limit = {4 << 20, 4 << 20};
  must(setrlimit(RLIMIT_FSIZE, &limit) == 0, "setrlimit");
  char *path = (char *)self, *arguments[] = {path, "stacks", "40000", NULL};
  execv(path, arguments);
}

/* Very many different stacks: a path through a binary tree for each number. */
static __attribute__((noinline)) void descend(unsigned path, int depth) {
  if (depth == 0) {
    allocate(1);
  } else if (path % 2 == 0) {
    descend(path / 2, depth - 1);
    __asm__ volatile("" ::: "memory");
  } else {
    descend(path / 2, depth - 1);
    __asm__ volatile("nop" ::: "memory");
  }
}

int main(int argc, char **argv) {
  must(argc >= 2, "usage");
  self = argv[0];
  number = argc > 2 ? atoi(argv[2]) : 0;
  const char *how = argv[1];
  if (strcmp(how, "leaf") == 0) {
    as_without();
    allocate(number);
  } else if (strcmp(how, "kinds") == 0) {
    every_kind();
  } else if (strcmp(how, "children") == 0) {
    for (int way = 0; way < 4; way++) child(way);
  } else if (strcmp(how, "children-after-threads") == 0) {
    threads(8, 4);
    for (int i = 0; i < 4; i++) child(1);
  } else if (strcmp(how, "execute") == 0) {
    for (int way = 0; way < 14; way++) execute(way);
  } else if (strcmp(how, "past-wrappers") == 0) {
    char *arguments[] = {argv[0], "leaf", "5", NULL};
    pid_t pid = fork();
    if (pid == 0) syscall(SYS_execve, self, arguments, environ);
    wait_for(pid);
  } else if (strcmp(how, "run") == 0) {
    execvp(argv[2], argv + 2);
  } else if (strcmp(how, "threads") == 0) {
    threads(500, 10);
  } else if (strcmp(how, "load") == 0) {
    load(argv[3], argv[4], 6);
  } else if (strcmp(how, "deep") == 0) {
    deep(10000);
  } else if (strcmp(how, "switch") == 0) {
    switch_stacks();
  } else if (strcmp(how, "signal") == 0) {
    interrupt(argc > 3);
  } else if (strcmp(how, "limited") == 0) {
    fill_disk();
  } else if (strcmp(how, "stacks") == 0) {
    for (int i = 0; i < number; i++) descend((unsigned)i, 16);
  } else if (strcmp(how, "many") == 0) {
    allocate(number);
  } else {
    must(0, "no such way");
  }
  return 0;
}
