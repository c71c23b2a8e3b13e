#ifndef WATCH_H
#define WATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

/* How one process ended, as waitid(2) says it. */
struct process_end {
  bool signalled;
  bool core;
  int value; /* exit status or signal */
};

/* What has been seen of the program and of what it left; `next_events` alone writes to it. */
struct watch {
  pid_t program;
  int signals; /* signalfd */
  int channel; /* -1 once the gate has gone */
  bool program_ended;
  struct process_end end;
  int stop_signal;    /* 0: the program runs */
  bool alone;         /* no process is left below this one */
  int interrupted_by; /* the first signal that told the launcher to end; 0: none */
  int interruptions;
  int told; /* the last signal that the gate had sent to all of them; 0: none */
  void (*orphan_ended)(pid_t pid, struct process_end end, void *context);
  void *context;
};

/* Microseconds on the monotonic clock. */
int64_t now(void);

/* Blocks all signals, which `next_events` takes from then on; returns their descriptor, or -1 with errno. */
int take_signals(void);

/* Sends a signal to every process below this one; returns how many there are. */
size_t signal_all(const struct watch *watch, int number);

/* Waits until something happens or the time has come (microseconds on the monotonic clock), and takes note of all of it. */
void next_events(struct watch *watch, int64_t until);

#endif
