/* surroundings HOW [NUMBER or PATH]: allocates where little is allowed, little is there, or much is going on. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <linux/capability.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <pthread.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <sys/xattr.h>
#include <unistd.h>

static __attribute__((noinline)) void allocate(int count) {
  for (int i = 0; i < count; i++) free(malloc(24));
}

static void must(int is_true, const char *what) {
  if (is_true) return;
  dprintf(2, "%s: %s\n", what, strerror(errno));
  _exit(99);
}

static void wait_for(pid_t child) {
  int status;
  must(waitpid(child, &status, 0) == child && status == 0, "child");
}

/* 10 calls here, 20 in a thread, 30 in a child. */
static void *in_thread(void *context) {
  allocate(20);
  return context;
}

static void allocate_everywhere(void) {
  pthread_t thread;
  allocate(10);
  must(pthread_create(&thread, NULL, in_thread, NULL) == 0, "pthread_create");
  pthread_join(thread, NULL);
  pid_t child = fork();
  if (child == 0) {
    allocate(30);
    _exit(0);
  }
  wait_for(child);
}

static void forbid_opening(void) {
  struct sock_filter filter[] = {
      BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr)),
      BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_openat, 0, 1),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM),
      BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
  };
  struct sock_fprog program = {sizeof filter / sizeof *filter, filter};
  must(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0, "no_new_privs");
  must(prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0, "seccomp");
}

/* Children that no handler of pthread_atfork hears of. */
static void fork_unheard(void) {
  pid_t child = _Fork();
  if (child == 0) {
    allocate(40);
    _exit(0);
  }
  wait_for(child);
  child = (pid_t)syscall(SYS_clone, SIGCHLD, NULL, NULL, NULL, NULL);
  if (child == 0) {
    allocate(50);
    _exit(0);
  }
  wait_for(child);
}

enum { KEYS = 100 };
static pthread_key_t key[KEYS];

static void at_thread_end(void *value) {
  (void)value;
  allocate(1);
}

/* More keys than a thread has room for without allocating, each with a destructor that allocates. */
static void *set_keys(void *context) {
  for (int i = 0; i < KEYS; i++) must(pthread_setspecific(key[i], &key[i]) == 0, "pthread_setspecific");
  return context;
}

static void use_keys(void) {
  pthread_t thread;
  for (int i = 0; i < KEYS; i++) must(pthread_key_create(&key[i], at_thread_end) == 0, "pthread_key_create");
  must(pthread_create(&thread, NULL, set_keys, NULL) == 0, "pthread_create");
  pthread_join(thread, NULL);
}

/* Prints how many bytes of a thread's stack the first call of malloc from there takes. */
static void measure_stack(void) {
  const size_t bytes = 256 << 10;
  unsigned char *stack = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  must(stack != MAP_FAILED, "mmap");
  memset(stack, 0xa5, bytes);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstack(&attributes, stack, bytes);
  pthread_t thread;
  must(pthread_create(&thread, &attributes, in_thread, NULL) == 0, "pthread_create");
  pthread_join(thread, NULL);
  size_t untouched = 0;
  while (stack[untouched] == 0xa5) untouched++;
  printf("%zu\n", bytes - untouched);
}

static void *allocate_for_ever(void *started) {
  allocate(1);
  __atomic_fetch_add((int *)started, 1, __ATOMIC_SEQ_CST);
  for (;;) allocate(1);
}

/* Ends while its threads allocate. */
static void cut_threads_off(int threads) {
  static int started;
  for (int i = 0; i < threads; i++) {
    pthread_t thread;
    must(pthread_create(&thread, NULL, allocate_for_ever, &started) == 0, "pthread_create");
  }
  while (__atomic_load_n(&started, __ATOMIC_SEQ_CST) != threads) usleep(100);
}

/* Gives a program the capability to bind low ports, as setcap does. */
static void grant(const char *path) {
  struct vfs_cap_data data = {.magic_etc = VFS_CAP_REVISION_2 | VFS_CAP_FLAGS_EFFECTIVE};
  data.data[0].permitted = 1u << CAP_NET_BIND_SERVICE;
  must(setxattr(path, "security.capability", &data, sizeof data, 0) == 0, "setxattr");
}

int main(int argc, char **argv) {
  if (argc < 2) return 2;
  const char *how = argv[1], *what = argc > 2 ? argv[2] : "";
  if (strcmp(how, "closed") == 0) {
    for (int file = 0; file < 1024; file++) close(file);
    allocate_everywhere();
  } else if (strcmp(how, "elsewhere") == 0) {
    must(chdir(what) == 0 && chroot(".") == 0, "chroot");
    allocate_everywhere();
  } else if (strcmp(how, "forbidden") == 0) {
    forbid_opening();
    allocate_everywhere();
  } else if (strcmp(how, "unheard") == 0) {
    fork_unheard();
  } else if (strcmp(how, "keys") == 0) {
    use_keys();
  } else if (strcmp(how, "stack") == 0) {
    measure_stack();
  } else if (strcmp(how, "cut-off") == 0) {
    cut_threads_off(atoi(what));
  } else if (strcmp(how, "grant") == 0) {
    grant(what);
  } else {
    return 2;
  }
  return 0;
}
