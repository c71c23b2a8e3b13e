#include "memory.h"

#include <errno.h>
#include <signal.h>
#include <sys/mman.h>

#include "system-calls.h"

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

bool read_elsewhere(struct view *view, uintptr_t address, uintptr_t *word) {
  if (address % sizeof *word != 0 || address < PAGE_BYTES) return false;
  uintptr_t page = address / PAGE_BYTES;
  if (page != view->page) {
    if (!is_readable(address)) return false;
    view->page = page;
  }
  *word = *(const uintptr_t *)address;
  return true;
}
