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

/* Whether an address is in the loader's own code. */
bool is_in_loader(uintptr_t address);

/* The last moment at which code went, so that addresses may mean something else since. */
extern uint32_t moment_of_departure;

/*
 * Looks at what is mapped if the loader may have changed it: a call of the allocator by the loader itself says so
 * (it allocates for every library that it opens, and frees when it closes one, whoever asked it to).
 */
void notice_caller(uintptr_t caller);

/* In a child of fork, whose own file has to name the modules again. */
void record_modules_again(void);

#endif
