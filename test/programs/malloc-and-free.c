/*
 * malloc-and-free N THREADS: N blocks are allocated and freed by so many threads; nothing else of the allocator is called,
 * so that a static program carries no more of it.
 */
#include <pthread.h>
#include <stdlib.h>

static void *volatile sink;
static long each;

static void *work(void *context) {
  for (long i = 0; i < each; i++) {
    void *block = malloc(24);
    sink = block;
    free(block);
  }
  return context;
}

int main(int argc, char **argv) {
  int threads = argc > 2 ? atoi(argv[2]) : 1;
  each = argc > 1 ? atol(argv[1]) / threads : 0;
  for (int i = 0; i < threads; i++) {
    pthread_t thread;
    if (pthread_create(&thread, 0, work, 0) || pthread_join(thread, 0)) abort();
  }
  return 0;
}
