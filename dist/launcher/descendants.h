#ifndef DESCENDANTS_H
#define DESCENDANTS_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "text.h"

struct process {
  pid_t pid;
  pid_t parent;
  char state; /* as in proc_pid_stat(5): R, S, D, T… */
  bool descendant;
};

/*
 * Finds all living processes below this one, and calls `visit` with each. Returns how many there are. They are found
 * in /proc, whatever session they moved to: this process is the subreaper of all that lose their parent.
 */
size_t for_each_descendant(void (*visit)(const struct process *process, void *context), void *context);

/* Appends a process's arguments, or its name where it has none, escaped and cut. */
void append_command_line(struct text *text, pid_t pid);

#endif
