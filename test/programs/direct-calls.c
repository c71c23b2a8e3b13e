/*
 * A program that calls functions by the names that its arguments give, each NAME=COUNT, of what it starts with:
 *
 *   LD_PRELOAD=libjemalloc.so.2 ./direct-calls malloc=5 mallocx=7 _Znwm=3
 *
 * From `open=FILE` on they are those of this library, opened now; from `namespace=FILE` on, in a namespace of its own.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void *volatile sink;

static void call(void *library, const char *name, long times) {
  /* A size and an alignment for those that take them; for what copies a text, that is in the first place. */
  void *(*function)(size_t, size_t, size_t) = (void *(*)(size_t, size_t, size_t))dlsym(library, name);
  if (function == NULL) exit(65);
  size_t first = strstr(name, "dup") == NULL ? 24 : (size_t)"a text of 24 characters";
  for (; times > 0; times--) sink = function(first, 64, 0);
}

int main(int argc, char **argv) {
  void *library = RTLD_DEFAULT;
  for (int index = 1; index < argc; index++) {
    char *value = strchr(argv[index], '=');
    if (value == NULL) return 64;
    *value++ = '\0';
    int is_opened = strcmp(argv[index], "open") == 0, is_apart = strcmp(argv[index], "namespace") == 0;
    if (is_opened) library = dlopen(value, RTLD_NOW | RTLD_LOCAL);
    if (is_apart) library = dlmopen(LM_ID_NEWLM, value, RTLD_NOW | RTLD_LOCAL);
    if (!is_opened && !is_apart) {
      call(library, argv[index], atol(value));
    } else if (library == NULL) {
      dprintf(2, "direct-calls: %s\n", dlerror());
      return 66;
    }
  }
  return 0;
}
