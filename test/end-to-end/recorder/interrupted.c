/*
 * interrupted HOW library.so: a signal comes in the middle of the recording of a call. The recorder asks the loader
 * what is mapped at the first call after a library was opened; this program's own dl_iterate_phdr is what it asks then.
 */
#include <dlfcn.h>
#include <link.h>
#include <setjmp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static int is_armed;
static const char *how;
static sigjmp_buf outside;
static pid_t child = -1;

int dl_iterate_phdr(int (*callback)(struct dl_phdr_info *, size_t, void *), void *data) {
  int (*next)(int (*)(struct dl_phdr_info *, size_t, void *), void *) =
      (int (*)(int (*)(struct dl_phdr_info *, size_t, void *), void *))dlsym(RTLD_NEXT, "dl_iterate_phdr");
  if (is_armed) {
    is_armed = 0;
    raise(SIGUSR1);
  }
  return next(callback, data);
}

static void allocate(int count, size_t bytes) {
  for (int i = 0; i < count; i++) free(malloc(bytes));
}

static void handle(int signal) {
  (void)signal;
  allocate(3, 70);
  if (strcmp(how, "jump") == 0) siglongjmp(outside, 1);
  if (strcmp(how, "fork") == 0) child = fork();
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  how = argv[1];
  signal(SIGUSR1, handle);
  for (int i = 0; i < 5; i++) {
    void *library = dlopen(argv[2], RTLD_NOW);
    if (library == NULL) return 3;
    is_armed = 1;
    if (sigsetjmp(outside, 1) == 0) allocate(1, 90);
    allocate(10, 80);
    dlclose(library);
    if (child == 0) _exit(0);
    if (child > 0) wait(NULL);
    child = -1;
  }
  return 0;
}
