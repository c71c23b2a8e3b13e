#include "next.h"

#include <malloc.h>
#include <stdlib.h>

#include "functions-by-name.h"
#include "layout.h"

struct next next;

/* A function's address from its own library, by the name of the field that keeps it. */
#define FIND(name) next.name = (__typeof__(next.name))next_definition(#name, &next);

void find_next_definitions(void){RECORDED_FUNCTIONS(FIND) FIND(execve) FIND(execvpe) FIND(fexecve) FIND(execveat)
                                     FIND(posix_spawn) FIND(posix_spawnp) FIND(system) FIND(popen)}

uint64_t resolved_functions(void) {
  uint64_t resolved = 0, bit = 1;
#define RESOLVE(name)                                                              \
  if (find_function(#name).start == own_definition(#name, &next)) resolved |= bit; \
  bit <<= 1;
  RECORDED_FUNCTIONS(RESOLVE)
#undef RESOLVE
  return resolved;
}
