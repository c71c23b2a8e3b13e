/* The code that is mapped: the main program, its libraries, and what comes and goes by dlopen and dlclose. */
#ifndef MODULES_H
#define MODULES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One executable segment of a mapped ELF file, with where its unwind table is. */
struct module {
  uintptr_t start, end;
  uintptr_t bias;
  uintptr_t low, high;    /* of everything that is mapped from the file */
  uintptr_t frame_header; /* .eh_frame_hdr, 0 where there is none */
  uint64_t identity;      /* of the file, from its name and build-id */
  uint32_t moment;        /* when it came */
  bool is_program;        /* not a library */
};

struct modules {
  uint32_t moment; /* how often what is mapped has changed */
  size_t count;
  struct module module[]; /* by address */
};

/* Those of this moment; what it returns is never freed and never changes. */
const struct modules *mapped_modules(void);
const struct module *find_module(uintptr_t address);

/* The last moment at which code went, so that addresses may mean something else since. */
extern uint32_t moment_of_departure;

/*
 * The loader's own code, and how often it has called the allocator: that means that what is mapped may be changing (it
 * allocates for every library that it opens, and frees when it closes one, whoever asked it to).
 */
struct loader {
  uintptr_t start, bytes;
  uint32_t calls, calls_followed; /* those before the last look at what is mapped */
};

extern struct loader loader;

static inline bool is_in_loader(uintptr_t address) { return address - loader.start < loader.bytes; }

/* Counts a call by the loader; after one, looks at what is mapped. */
void follow_loader(bool is_loader);

/* Looks at what is mapped if the loader may have changed it: who calls the allocator says so. */
static inline void notice_caller(uintptr_t caller) {
  bool is_loader = is_in_loader(caller);
  uint32_t calls = __atomic_load_n(&loader.calls, __ATOMIC_ACQUIRE);
  bool is_followed = __atomic_load_n(&loader.calls_followed, __ATOMIC_ACQUIRE) == calls;
  if (__builtin_expect(is_loader || !is_followed, 0)) follow_loader(is_loader);
}

/* In a child of fork, whose own file has to name the modules again. */
void record_modules_again(void);

#endif
