/*
 * An oracle for the counts: an LD_PRELOAD library that counts the calls of each allocation function that the
 * program and its libraries make, by another way than perf.
 *
 *   clang -O2 -shared -fPIC -o interpose.so interpose.c
 *   ORACLE_OUTPUT=counts.txt LD_PRELOAD=./interpose.so PROGRAM ARGUMENTS…
 *
 * When the first process ends, ORACLE_OUTPUT holds one line, `malloc=N calloc=N …`, the calls of that process
 * and of all it started until then. The names are those of src/model/counted-functions.ts. A process that ends by a
 * signal or _exit writes no line. Nothing is counted twice: where libc's posix_memalign(16) jumps into malloc,
 * it does so without the symbol that is interposed here.
 *
 * The counters lie in a file beside the output (NAME.counters), mapped by every process, so that they survive
 * fork and exec; the first process removes it. Give each run a name of its own.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdalign.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

enum function {
  MALLOC, CALLOC, POSIX_MEMALIGN, REALLOC_NULL, REALLOC, ALIGNED_ALLOC, MEMALIGN, VALLOC, PVALLOC, FUNCTIONS
};
static const char *const names[FUNCTIONS] = {
    "malloc", "calloc", "posix_memalign", "realloc_null", "realloc", "aligned_alloc", "memalign", "valloc", "pvalloc",
};

struct counters {
  pid_t owner; /* the first process: it writes the line */
  atomic_ulong calls[FUNCTIONS];
};

static struct {
  void *(*malloc)(size_t);
  void *(*calloc)(size_t, size_t);
  void *(*realloc)(void *, size_t);
  int (*posix_memalign)(void **, size_t, size_t);
  void *(*aligned_alloc)(size_t, size_t);
  void *(*memalign)(size_t, size_t);
  void *(*valloc)(size_t);
  void *(*pvalloc)(size_t);
  void (*free)(void *);
} real;

static struct counters *counters;
static char output[4096];
static pthread_once_t prepared = PTHREAD_ONCE_INIT;
/* Set while this thread prepares: dlsym may allocate, which neither counts nor may wait for the preparation. */
static __thread int preparing __attribute__((tls_model("initial-exec")));

/* Serves what dlsym asks for; never given back. */
static alignas(16) unsigned char bootstrap[4096];
static size_t bootstrap_used;

static int from_bootstrap(const void *block) {
  return (uintptr_t)block - (uintptr_t)bootstrap < sizeof bootstrap;
}

static void *take_bootstrap(size_t size) {
  size_t rounded = (size + 15) & ~(size_t)15;
  if (rounded < size || rounded > sizeof bootstrap - bootstrap_used) abort();
  void *block = bootstrap + bootstrap_used;
  bootstrap_used += rounded;
  return block;
}

static void *next(const char *symbol) {
  void *address = dlsym(RTLD_NEXT, symbol);
  if (address == NULL) abort();
  return address;
}

static void map_counters(void) {
  const char *name = getenv("ORACLE_OUTPUT");
  char path[sizeof output + sizeof ".counters"];
  if (name == NULL || strlen(name) >= sizeof output) return;
  strcpy(output, name);
  strcat(strcpy(path, name), ".counters");
  int file = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  int first = file >= 0;
  if (!first) file = open(path, O_RDWR | O_CLOEXEC);
  if (file < 0 || (first && ftruncate(file, sizeof *counters) != 0)) abort();
  counters = mmap(NULL, sizeof *counters, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
  if (counters == MAP_FAILED) abort();
  close(file);
  if (first) counters->owner = getpid();
}

static void prepare(void) {
  preparing = 1;
  real.malloc = next("malloc");
  real.calloc = next("calloc");
  real.realloc = next("realloc");
  real.posix_memalign = next("posix_memalign");
  real.aligned_alloc = next("aligned_alloc");
  real.memalign = next("memalign");
  real.valloc = next("valloc");
  real.pvalloc = next("pvalloc");
  real.free = next("free");
  map_counters();
  preparing = 0;
}

/* Counts a call; 0 when it is the oracle's own, to be served from the bootstrap buffer. */
static int count(enum function function) {
  if (preparing) return 0;
  pthread_once(&prepared, prepare);
  if (counters != NULL) atomic_fetch_add_explicit(&counters->calls[function], 1, memory_order_relaxed);
  return 1;
}

void *malloc(size_t size) { return count(MALLOC) ? real.malloc(size) : take_bootstrap(size); }

void *calloc(size_t number, size_t size) {
  /* Fresh bootstrap memory is zero, and dlsym does not ask for what would overflow. */
  return count(CALLOC) ? real.calloc(number, size) : take_bootstrap(number * size);
}

void *realloc(void *block, size_t size) {
  if (block == NULL) return count(REALLOC_NULL) ? real.realloc(NULL, size) : take_bootstrap(size);
  if (from_bootstrap(block) || preparing) abort();
  /* realloc(p, 0) frees: neither a new block nor a buffer that grows. */
  if (size != 0) count(REALLOC);
  return real.realloc(block, size);
}

int posix_memalign(void **block, size_t alignment, size_t size) {
  if (!count(POSIX_MEMALIGN)) abort();
  return real.posix_memalign(block, alignment, size);
}

void *aligned_alloc(size_t alignment, size_t size) {
  if (!count(ALIGNED_ALLOC)) abort();
  return real.aligned_alloc(alignment, size);
}

void *memalign(size_t alignment, size_t size) {
  if (!count(MEMALIGN)) abort();
  return real.memalign(alignment, size);
}

void *valloc(size_t size) {
  if (!count(VALLOC)) abort();
  return real.valloc(size);
}

void *pvalloc(size_t size) {
  if (!count(PVALLOC)) abort();
  return real.pvalloc(size);
}

void free(void *block) {
  if (block == NULL || from_bootstrap(block)) return;
  real.free(block);
}

__attribute__((constructor)) static void start(void) { pthread_once(&prepared, prepare); }

/* Only system calls and snprintf of integers: the line itself must not allocate. */
__attribute__((destructor)) static void write_line(void) {
  if (counters == NULL || counters->owner != getpid()) return;
  char path[sizeof output + sizeof ".counters"];
  unlink(strcat(strcpy(path, output), ".counters"));
  char line[512];
  int length = 0;
  for (int function = 0; function < FUNCTIONS; function++) {
    unsigned long calls = atomic_load(&counters->calls[function]);
    length += snprintf(line + length, sizeof line - (size_t)length, "%s%s=%lu", function == 0 ? "" : " ",
                       names[function], calls);
  }
  line[length++] = '\n';
  int file = open(output, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0 || write(file, line, (size_t)length) != length) abort();
  close(file);
}
