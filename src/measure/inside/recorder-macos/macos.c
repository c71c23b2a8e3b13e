/* What macOS answers to system.h and memory.h. System calls are no interface there: libSystem's functions are. */
#include <errno.h>
#include <fcntl.h>
#include <mach/mach.h>
#include <mach/mach_vm.h>
#include <pthread.h>
#include <sched.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <unistd.h>

#include "../recorder/memory.h"
#include "../recorder/system.h"
#include "../recorder/thread.h"
#include "macos.h"

static pthread_key_t key_of_thread;

static void forget_thread(void *thread) { unmap(thread, sizeof(struct thread)); }

bool start_threads(void) { return pthread_key_create(&key_of_thread, forget_thread) == 0; }

/* Where there is no memory for it, the thread is one whose handlers are too many: its calls are only counted. */
struct thread *own_thread(void) {
  static struct thread without_memory = {.level = LEVELS};
  struct thread *thread = pthread_getspecific(key_of_thread);
  if (thread != NULL) return thread;
  thread = map_private(sizeof *thread);
  if (thread == NULL) return &without_memory;
  pthread_setspecific(key_of_thread, thread);
  return thread;
}

uint32_t process_id(void) { return (uint32_t)getpid(); }

uint32_t parent_process_id(void) { return (uint32_t)getppid(); }

/* The name of its port: the thread keeps that until it ends. */
uint32_t thread_id(void) { return pthread_mach_thread_np(pthread_self()); }

bool is_gone(uint32_t thread) {
  mach_port_type_t type;
  return mach_port_type(mach_task_self(), thread, &type) != KERN_SUCCESS || (type & MACH_PORT_TYPE_SEND) == 0;
}

uintptr_t own_stack_end(void) { return (uintptr_t)pthread_get_stackaddr_np(pthread_self()); }

void let_others_run(void) { sched_yield(); }

void *map_private(size_t bytes) {
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_NORESERVE, -1, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

void unmap(void *memory, size_t bytes) { munmap(memory, bytes); }

/* The kernel copies, and answers with an error where a load or a store would be a fault. */
static bool copies(uintptr_t from, uintptr_t to) {
  mach_vm_size_t copied = 0;
  return mach_vm_read_overwrite(mach_task_self(), from, sizeof(uint64_t), to, &copied) == KERN_SUCCESS &&
         copied == sizeof(uint64_t);
}

bool is_readable(uintptr_t address) {
  uint64_t word;
  return copies(address, (uintptr_t)&word);
}

bool make_writable(uint8_t *start, size_t bytes) {
  static const uint64_t nothing;
  for (uint8_t *page = start; page < start + bytes; page += PAGE_BYTES) {
    if (!copies((uintptr_t)&nothing, (uintptr_t)page)) return false;
  }
  return true;
}

uint64_t file_size_limit(void) {
  struct rlimit limit;
  return getrlimit(RLIMIT_FSIZE, &limit) == 0 ? limit.rlim_cur : UINT64_MAX;
}

int create_file(const char *path) {
  int before = errno;
  int file = open(path, O_CREAT | O_EXCL | O_RDWR | O_CLOEXEC | O_NOFOLLOW, 0600);
  int error = errno;
  errno = before;
  return file < 0 ? -error : file;
}

bool set_file_length(int file, uint64_t bytes) { return ftruncate(file, (off_t)bytes) == 0; }

uint8_t *map_file(int file, uint64_t bytes) {
  void *memory = mmap(NULL, bytes, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  return memory == MAP_FAILED ? NULL : memory;
}

void close_file(int file) { close(file); }

void map_zeroes_over(uint8_t *start, size_t bytes) {
  mmap(start, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON | MAP_NORESERVE | MAP_FIXED, -1, 0);
}
