/*
 * A program whose allocations are known: it makes exactly the calls that its arguments ask for, and prints
 * what the counts must be, in the words of src/model/counted-functions.ts.
 *
 *   clang -O0 -fno-builtin -pthread -o known-calls known-calls.c     (musl-gcc -static works as well)
 *   ./known-calls malloc=100 posix_memalign_16=20 threads=8
 *
 * Calls, each NAME=COUNT:
 *   malloc, calloc, realloc_null, valloc   one call of that function each
 *   pvalloc                                the same, where libc has it (glibc)
 *   posix_memalign_A, aligned_alloc_A, memalign_A   with alignment A, a power of two (8 to 4096)
 *   realloc                                grows one block COUNT times; the block is one malloc more
 *   realloc_zero                           COUNT times realloc(p, 0), which is no count; each p is one malloc
 *   strdup, fopen                          one malloc each, made inside libc
 * Who makes them, each multiplying the calls:
 *   threads=T   T threads (default: none, the main thread); libc's own calls for a thread come on top of the
 *               printed line (glibc: one calloc each; measure `threads=T` alone to see them)
 *   forks=F     and F children, one after the other
 *   execs=E     and E times more, in the place of this program
 */
#define _GNU_SOURCE
#include <malloc.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum function {
  MALLOC, CALLOC, POSIX_MEMALIGN, REALLOC_NULL, REALLOC, ALIGNED_ALLOC, MEMALIGN, VALLOC, PVALLOC, FUNCTIONS
};
static const char *const names[FUNCTIONS] = {
    "malloc", "calloc", "posix_memalign", "realloc_null", "realloc", "aligned_alloc", "memalign", "valloc", "pvalloc",
};

/* One argument, `name=count` or `name_alignment=count`. */
struct order {
  char name[32];
  size_t alignment; /* 0 where the name has none */
  unsigned long count;
};

static struct order orders[64];
static int order_count;

/* Keeps the compiler from leaving out an allocation whose block nobody uses. */
static void *volatile sink;

static void fail(const char *message, const char *argument) {
  dprintf(STDERR_FILENO, "known-calls: %s: %s\n", message, argument);
  _exit(64);
}

static void *checked(void *block) {
  if (block == NULL) fail("out of memory", "");
  sink = block;
  return block;
}

static void make_malloc(size_t alignment) {
  (void)alignment;
  free(checked(malloc(24)));
}

static void make_calloc(size_t alignment) {
  (void)alignment;
  free(checked(calloc(3, 8)));
}

static void make_realloc_null(size_t alignment) {
  (void)alignment;
  free(checked(realloc(NULL, 40)));
}

static void make_posix_memalign(size_t alignment) {
  void *block = NULL;
  if (posix_memalign(&block, alignment, 56) != 0) fail("posix_memalign refused the alignment", "");
  free(checked(block));
}

static void make_aligned_alloc(size_t alignment) { free(checked(aligned_alloc(alignment, alignment * 2))); }

static void make_memalign(size_t alignment) { free(checked(memalign(alignment, 72))); }

static void make_valloc(size_t alignment) {
  (void)alignment;
  free(checked(valloc(72)));
}

#ifdef __GLIBC__
static void make_pvalloc(size_t alignment) {
  (void)alignment;
  free(checked(pvalloc(72)));
}
#endif

static void make_realloc_zero(size_t alignment) {
  (void)alignment;
  void *block = realloc(checked(malloc(88)), 0);
  if (block != NULL) free(block); /* glibc frees and returns NULL, musl returns a block */
}

static void make_strdup(size_t alignment) {
  (void)alignment;
  free(checked(strdup("a string that strdup copies to the heap")));
}

static void make_fopen(size_t alignment) {
  (void)alignment;
  FILE *file = fopen("/dev/null", "r"); /* nothing is read: a buffer would be a second malloc */
  fclose(checked(file));
}

/* Growing one block is one order, not one call: it needs the block of the turn before. */
static void grow(unsigned long times) {
  if (times == 0) return;
  char *block = checked(malloc(16));
  for (unsigned long turn = 1; turn <= times; turn++) block = checked(realloc(block, 16 + 16 * turn));
  free(block);
}

static const struct {
  const char *name;
  int aligned;                /* whether the name carries an alignment */
  void (*make)(size_t);       /* NULL: see run_order */
  enum function counted_as;   /* FUNCTIONS: as none */
  int mallocs_each;           /* further mallocs of each call */
} calls[] = {
    {"malloc", 0, make_malloc, MALLOC, 0},
    {"calloc", 0, make_calloc, CALLOC, 0},
    {"realloc_null", 0, make_realloc_null, REALLOC_NULL, 0},
    {"posix_memalign", 1, make_posix_memalign, POSIX_MEMALIGN, 0},
    {"aligned_alloc", 1, make_aligned_alloc, ALIGNED_ALLOC, 0},
    {"memalign", 1, make_memalign, MEMALIGN, 0},
    {"valloc", 0, make_valloc, VALLOC, 0},
#ifdef __GLIBC__
    {"pvalloc", 0, make_pvalloc, PVALLOC, 0},
#endif
    {"realloc", 0, NULL, REALLOC, 0},
    {"realloc_zero", 0, make_realloc_zero, FUNCTIONS, 1},
    {"strdup", 0, make_strdup, MALLOC, 0},
    {"fopen", 0, make_fopen, MALLOC, 0},
};
static const int call_count = sizeof calls / sizeof *calls;

static int call_of(const struct order *order) {
  for (int call = 0; call < call_count; call++)
    if (strcmp(calls[call].name, order->name) == 0 && calls[call].aligned == (order->alignment != 0)) return call;
  return -1;
}

/* Takes `malloc=3`, `posix_memalign_32=3` or `threads=8` apart. */
static struct order parse(const char *argument) {
  struct order order = {.alignment = 0};
  const char *equals = strchr(argument, '=');
  if (equals == NULL || (size_t)(equals - argument) >= sizeof order.name) fail("not name=count", argument);
  memcpy(order.name, argument, (size_t)(equals - argument));
  char *underscore = strrchr(order.name, '_');
  if (underscore != NULL && underscore[1] >= '0' && underscore[1] <= '9') {
    order.alignment = strtoul(underscore + 1, NULL, 10);
    *underscore = '\0';
  }
  char *end;
  order.count = strtoul(equals + 1, &end, 10);
  if (end == equals + 1 || *end != '\0') fail("not a count", argument);
  return order;
}

static void *run_orders(void *unused) {
  for (int index = 0; index < order_count; index++) {
    const struct order *order = &orders[index];
    void (*make)(size_t) = calls[call_of(order)].make;
    if (make == NULL) grow(order->count);
    else
      for (unsigned long turn = 0; turn < order->count; turn++) make(order->alignment);
  }
  return unused;
}

static void run_in_threads(unsigned long threads) {
  pthread_t started[256];
  if (threads == 0) {
    run_orders(NULL);
    return;
  }
  if (threads > sizeof started / sizeof *started) fail("too many", "threads");
  /* All are started before one is joined: how many stacks libc can use again depends on timing otherwise. */
  for (unsigned long thread = 0; thread < threads; thread++)
    if (pthread_create(&started[thread], NULL, run_orders, NULL) != 0) fail("pthread_create failed", "");
  for (unsigned long thread = 0; thread < threads; thread++) pthread_join(started[thread], NULL);
}

static void print_expected(unsigned long processes, unsigned long threads) {
  unsigned long expected[FUNCTIONS] = {0};
  for (int index = 0; index < order_count; index++) {
    int call = call_of(&orders[index]);
    unsigned long count = orders[index].count;
    if (calls[call].counted_as != FUNCTIONS) expected[calls[call].counted_as] += count;
    expected[MALLOC] += count * (unsigned long)calls[call].mallocs_each;
    if (calls[call].make == NULL && count > 0) expected[MALLOC] += 1; /* the block that grows */
  }
  unsigned long runs = processes * (threads == 0 ? 1 : threads);
  /* dprintf writes through a buffer on the stack: stdout would allocate one. */
  for (int function = 0; function < FUNCTIONS; function++)
    dprintf(STDOUT_FILENO, "%s%s=%lu", function == 0 ? "" : " ", names[function], expected[function] * runs);
  dprintf(STDOUT_FILENO, "\n");
}

int main(int argc, char **argv) {
  unsigned long threads = 0, forks = 0, execs = 0;
  int quiet = 0;          /* a program that took this one's place: the line is printed already */
  char **execs_argument = NULL;
  for (int index = 1; index < argc; index++) {
    struct order order = parse(argv[index]);
    if (strcmp(order.name, "threads") == 0) threads = order.count;
    else if (strcmp(order.name, "forks") == 0) forks = order.count;
    else if (strcmp(order.name, "quiet") == 0) quiet = order.count != 0;
    else if (strcmp(order.name, "execs") == 0) {
      execs = order.count;
      execs_argument = &argv[index];
    } else if (call_of(&order) < 0) fail("unknown call, or an alignment too much or missing", argv[index]);
    else if (order_count == sizeof orders / sizeof *orders) fail("too many arguments", argv[index]);
    else orders[order_count++] = order;
  }
  if (!quiet) print_expected((1 + forks) * (1 + execs), threads);

  run_in_threads(threads);
  for (unsigned long child = 0; child < forks; child++) {
    pid_t pid = fork();
    if (pid < 0) fail("fork failed", "");
    if (pid == 0) {
      run_in_threads(threads);
      _exit(0);
    }
    int status;
    if (waitpid(pid, &status, 0) != pid || status != 0) fail("a child failed", "");
  }
  if (execs == 0) return 0;

  char rest[32], silent[] = "quiet=1";
  snprintf(rest, sizeof rest, "execs=%lu", execs - 1);
  *execs_argument = rest;
  char *arguments[argc + 2];
  memcpy(arguments, argv, (size_t)argc * sizeof *argv);
  arguments[argc] = silent;
  arguments[argc + 1] = NULL;
  execv("/proc/self/exe", arguments);
  fail("exec failed", argv[0]);
}
