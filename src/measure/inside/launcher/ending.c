#include "ending.h"

#include <signal.h>

#include "descendants.h"

/* How long SIGKILL may take: a process that waits for a disk ends after that. */
static const int64_t longest_end = 5000000;
/* Between two looks for processes that have appeared meanwhile. */
static const int64_t between_looks = 20000;

static void name_in_report(const struct process *process, void *report) {
  report_running(report, process->pid, process->state);
}

/* Their ends are the launcher's doing from now on, and say nothing about them. */
static void ignore_orphan(pid_t pid, struct process_end end, void *context) {
  (void)pid;
  (void)end;
  (void)context;
}

static void end_politely(struct watch *watch, int64_t grace) {
  int64_t until = now() + grace;
  int interruptions = watch->interruptions;
  signal_all(watch, SIGTERM);
  signal_all(watch, SIGCONT); /* what is stopped cannot end */
  while (!watch->alone && watch->channel >= 0 && watch->interruptions == interruptions && now() < until) {
    next_events(watch, until);
  }
}

size_t end_descendants(struct watch *watch, struct report *report, int64_t grace) {
  for_each_descendant(name_in_report, report);
  watch->orphan_ended = ignore_orphan;
  /* Nobody waits for a launcher whose gate has gone. */
  if (watch->channel >= 0) end_politely(watch, grace);
  int64_t give_up = now() + longest_end;
  while (!watch->alone) {
    size_t left = signal_all(watch, SIGKILL);
    if (now() >= give_up) return left;
    next_events(watch, now() + between_looks);
  }
  return 0;
}
