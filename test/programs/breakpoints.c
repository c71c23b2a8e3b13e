/*
 * Says whether somebody has changed the first instructions of `malloc` and `free` in its memory, where the kernel puts the
 * breakpoints of probes, by a line at the end of a file:
 *
 *   ./breakpoints seen.txt        malloc=1 free=0
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* In glibc, an address of code is its place in the file, too. */
static int is_changed(void *function) {
  Dl_info info;
  char original[24];
  if (dladdr(function, &info) == 0) exit(70);
  int file = open(info.dli_fname, O_RDONLY);
  off_t at = (char *)function - (char *)info.dli_fbase;
  if (pread(file, original, sizeof original, at) != sizeof original) exit(71);
  close(file);
  return memcmp(original, function, sizeof original) != 0;
}

int main(int argc, char **argv) {
  if (argc != 2) return 64;
  void *c_library = dlopen("libc.so.6", RTLD_NOW);
  int malloc_has = is_changed(dlsym(c_library, "malloc")), free_has = is_changed(dlsym(c_library, "free"));
  for (int i = 0; i < 100; i++) free(malloc(16));
  int seen = open(argv[1], O_WRONLY | O_APPEND | O_CREAT, 0644);
  dprintf(seen, "malloc=%d free=%d\n", malloc_has, free_has);
  return 0;
}
