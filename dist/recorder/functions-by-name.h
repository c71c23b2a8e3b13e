/* Functions by their names, read from the mapped files themselves: neither dlsym nor an allocation. */
#ifndef FUNCTIONS_BY_NAME_H
#define FUNCTIONS_BY_NAME_H

#include <link.h>
#include <stdbool.h>
#include <stdint.h>

/* Start and size of a function; start 0 where there is none. */
struct function {
  uintptr_t start;
  uintptr_t bytes;
};

/* The address of a function that a mapped file exports, 0 where it does not. */
uintptr_t function_defined_by(const struct dl_phdr_info *info, const char *name);

/* The first exporter in the loader's order; the first after the file that holds an address; and that file itself. */
struct function find_function(const char *name);
uintptr_t next_definition(const char *name, const void *after);
uintptr_t own_definition(const char *name, const void *within);

/*
 * Calls `found` for every function of the main program's full symbol table, which a statically linked runtime is
 * found by; the name is in the file's memory and only there during the call.
 */
void each_function_of_program(void (*found)(const char *name, struct function function));

#endif
