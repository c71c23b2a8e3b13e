#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/resource.h>

#include "memory.h"
#include "system-calls.h"
#include "system.h"
#include "thread.h"

__thread struct thread this_thread __attribute__((tls_model("initial-exec"), visibility("hidden")));

uint32_t process_id(void) { return (uint32_t)system_call0(SYS_getpid); }

uint32_t parent_process_id(void) { return (uint32_t)system_call0(SYS_getppid); }

uint32_t thread_id(void) { return (uint32_t)system_call0(SYS_gettid); }

bool is_gone(uint32_t thread) {
  const long no_such_process = -3;
  return system_call3(SYS_tgkill, process_id(), thread, 0) == no_such_process;
}

/* The highest address of the main thread's stack: where the kernel put the arguments. */
extern void *__libc_stack_end __attribute__((weak));

/* What the compiler has a builtin for, but gcc before 11 not on x86_64: there, a thread block begins with its own address. */
static uintptr_t thread_pointer(void) {
#if defined(__x86_64__)
  uintptr_t pointer;
  __asm__("mov %%fs:0, %0" : "=r"(pointer));
  return pointer;
#else
  return (uintptr_t)__builtin_thread_pointer();
#endif
}

/* The main thread's stack ends at its arguments; another thread's at its thread block, which glibc puts above it. */
uintptr_t own_stack_end(void) {
  if (thread_id() != process_id()) return thread_pointer();
  return &__libc_stack_end == NULL ? 0 : (uintptr_t)__libc_stack_end;
}

void let_others_run(void) { system_call0(SYS_sched_yield); }

void *map_private(size_t bytes) {
  const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE;
  long address = system_call6(SYS_mmap, 0, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
  return address < 0 && address > -4096 ? NULL : (void *)address;
}

void unmap(void *memory, size_t bytes) { system_call2(SYS_munmap, memory, bytes); }

/*
 * rt_sigprocmask copies the new mask before it looks at `how` (kernel/signal.c): with one that does not exist it
 * answers EFAULT where there is nothing to read and EINVAL where there is, and changes nothing.
 */
bool is_readable(uintptr_t address) {
  const int no_such_way = -1;
  return system_call4(SYS_rt_sigprocmask, no_such_way, address, 0, sizeof(uint64_t)) != -EFAULT;
}

/* The same call, writing the old mask: it answers EFAULT where touching the page would raise SIGBUS. */
bool make_writable(uint8_t *start, size_t bytes) {
  for (uint8_t *page = start; page < start + bytes; page += PAGE_BYTES) {
    if (system_call4(SYS_rt_sigprocmask, SIG_BLOCK, 0, page, sizeof(uint64_t)) != 0) return false;
    *(uint64_t *)page = 0;
  }
  return true;
}

uint64_t file_size_limit(void) {
  struct rlimit limit;
  return system_call4(SYS_prlimit64, 0, RLIMIT_FSIZE, 0, &limit) == 0 ? limit.rlim_cur : UINT64_MAX;
}

int create_file(const char *path) {
  const int flags = O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW;
  return (int)system_call4(SYS_openat, AT_FDCWD, path, flags, 0600);
}

bool set_file_length(int file, uint64_t bytes) { return system_call2(SYS_ftruncate, file, bytes) == 0; }

uint8_t *map_file(int file, uint64_t bytes) {
  long address = system_call6(SYS_mmap, 0, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return address < 0 && address > -4096 ? NULL : (uint8_t *)address;
}

void close_file(int file) { system_call1(SYS_close, file); }

void map_zeroes_over(uint8_t *start, size_t bytes) {
  const int flags = MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_FIXED;
  system_call6(SYS_mmap, start, bytes, PROT_READ | PROT_WRITE, flags, -1, 0);
}
