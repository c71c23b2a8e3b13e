#ifndef REPORT_H
#define REPORT_H

#include <stdbool.h>
#include <sys/types.h>

#include "program.h"
#include "text.h"
#include "watch.h"

/* The line that is sent at the end, as main.c describes it, while it grows. */
struct report {
  char line[8192];
  struct text text;
  size_t running;  /* processes that were found running when the launcher began to end them */
  size_t failures; /* orphans that ended badly, of their own */
};

void begin_report(struct report *report, const char *key);
void report_not_started(struct report *report, struct failure failure);
void report_end(struct report *report, struct process_end end);
/* `kind` is what it takes to end a program that does not: a time limit, a stop, an interruption. */
void report_ended_by_launcher(struct report *report, const char *kind, int signal);
void report_running(struct report *report, pid_t pid, char state);
void report_orphan(struct report *report, pid_t pid, struct process_end end);
/* Adds what all of it took; `unended` processes withstood SIGKILL. */
void finish_report(struct report *report, int64_t wall_microseconds, size_t unended);

#endif
