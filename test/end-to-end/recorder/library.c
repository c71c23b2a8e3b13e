/* A library that is loaded and closed again; PADDING makes the same address another place in the code. */
#include <stdlib.h>

static void *volatile kept;

__attribute__((noinline)) static void inner(void) {
  volatile char space[PADDING];
  space[0] = 1;
  kept = malloc(sizeof space);
  free(kept);
}

void run(int count) {
  for (int i = 0; i < count; i++) inner();
}
