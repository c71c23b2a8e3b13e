#ifndef PROGRAM_H
#define PROGRAM_H

#include <sys/types.h>

#include "options.h"

/* Why there is no program: what was tried, and its errno. */
struct failure {
  const char *step;
  int error;
};

/*
 * Starts the program with this environment, in a session of its own, and returns its process id once it has replaced
 * the launcher's copy: what it does from then on is its own doing. Returns -1 and says why where it could not be.
 */
pid_t start_program(const struct options *options, char *const *environment, struct failure *failure);

#endif
