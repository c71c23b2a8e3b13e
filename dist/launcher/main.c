/*
 * The launcher: starts the program, sees it to its end, and tells the gate how it ended.
 *
 *     launcher --channel N [--time-limit MS] [--leftover-wait MS] [--grace MS] [--no-randomize]
 *              [--set NAME=VALUE]… -- PROGRAM [ARGUMENT]…
 *
 * It stands between perf and the program, so perf counts it too: neither it nor libc on its behalf may allocate.
 * Therefore no stdio, no opendir, no getpwnam; tables and texts have a fixed size.
 *
 * What perf says about the program's end is not to be trusted: perf answers 0 for a program that a signal ended, and
 * sometimes for one that was quicker than perf (builtin-stat.c looks only once, before it begins to wait).
 *
 * CHANNEL is one end of a socket pair, inherited from the gate through perf:
 * - The gate writes a key, a line of at most 64 bytes, before anything starts. The launcher writes it before all that
 *   it says. The program has neither the channel, which is closed before it begins, nor the key: the launcher's memory
 *   and descriptors are not to be read by others of the same user (PR_SET_DUMPABLE), and a socket cannot be opened
 *   through /proc/PID/fd of perf or the gate. A record with the key is the launcher's.
 * - Each byte that follows is the number of a signal, which the program and all that it started get (as systemd does with
 *   its KillMode=control-group): where a shell started a server, both are told. What is left then has until the time
 *   limit to end, and one that lost its parent and ends by this signal has not failed.
 * - When the gate ends, however, the channel does: every process below the launcher is killed.
 *
 * The launcher writes two lines; the second ends in " .", so that one that was cut is seen:
 *
 *     KEY started=4243
 *     KEY end=exited:3 running=0 unended=0 failures=0 wall=1520 user=800 system=400 memory=1900 .
 *
 * end=exited:STATUS · signalled:SIGNAL:CORE (1 where it dumped core) · timed-out · stopped:SIGNAL (and nobody let it
 * go on within the grace) · interrupted:SIGNAL (which the launcher got) · not-started:STEP:ERRNO
 * process=PID:STATE:COMMAND%20LINE   one of those that ran when the launcher began to end them: left behind by a
 *                  program that ended, or the program itself and its children; at most 8 are named, running= counts all
 * unended=COUNT    of those, what SIGKILL did not end: processes of another user
 * failure=PID:exited:STATUS or PID:signalled:SIGNAL:CORE   a process that lost its parent and ended so, not with status
 *                  0, nor as one that was told to (SIGTERM and the like); at most 8 are named, failures= counts all
 * wall=            microseconds until the program ended
 * user= system= memory=   microseconds, and KiB of the largest, of all processes below the launcher
 *
 * Exit status: 0 when the end was reported, 1 when nobody reads it, 2 for a wrong command line.
 */
#include <errno.h>
#include <stdint.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "channel.h"
#include "ending.h"
#include "environment.h"
#include "options.h"
#include "program.h"
#include "report.h"
#include "watch.h"

extern char **environ;

static int64_t earlier(int64_t one, int64_t other) { return one < other ? one : other; }

static bool is_wanted(const struct watch *watch) { return watch->channel >= 0 && watch->interruptions == 0; }

/* Waits for the program's end, or until there is a reason to end it. */
static void watch_program(struct watch *watch, int64_t time_limit, int64_t grace) {
  int64_t stop_limit = INT64_MAX;
  while (!watch->program_ended && is_wanted(watch) && now() < earlier(time_limit, stop_limit)) {
    next_events(watch, earlier(time_limit, stop_limit));
    if (watch->stop_signal == 0) {
      stop_limit = INT64_MAX;
    } else if (stop_limit == INT64_MAX) {
      stop_limit = now() + grace;
    }
  }
}

static void report_what_ended(struct report *report, const struct watch *watch) {
  if (watch->program_ended) {
    report_end(report, watch->end);
  } else if (watch->interruptions > 0) {
    report_ended_by_launcher(report, "interrupted", watch->interrupted_by);
  } else if (watch->stop_signal != 0) {
    report_ended_by_launcher(report, "stopped", watch->stop_signal);
  } else {
    report_ended_by_launcher(report, "timed-out", 0);
  }
}

/* What the program leaves in the background is counted with it where it ends soon. */
static void watch_leftovers(struct watch *watch, int64_t until) {
  while (watch->program_ended && !watch->alone && is_wanted(watch) && now() < until) next_events(watch, until);
}

static void note_orphan(pid_t pid, struct process_end end, void *report) { report_orphan(report, pid, end); }

static void report_started(const struct options *options, const char *key, pid_t program) {
  char line[128];
  struct text text = text_in(line, sizeof line);
  append(&text, key);
  append(&text, " started=");
  append_number(&text, program);
  append(&text, "\n");
  send_line(options->channel, line); /* where nobody reads it, the watch finds the channel closed */
}

/* Runs the program and completes the report. */
static void run_program(const struct options *options, const char *key, struct report *report) {
  const int64_t millisecond = 1000;
  char *environment[count_of(environ) + (size_t)options->setting_count + 1];
  make_environment(environment, environ, options->settings, (size_t)options->setting_count);

  struct watch watch = {.channel = options->channel, .orphan_ended = note_orphan, .context = report};
  struct failure failure = {.step = "signals"};
  int64_t start = now();
  watch.signals = take_signals();
  if (watch.signals < 0) failure.error = errno;
  watch.program = watch.signals < 0 ? -1 : start_program(options, environment, &failure);
  if (watch.program < 0) {
    report_not_started(report, failure);
    finish_report(report, 0, 0);
    return;
  }
  report_started(options, key, watch.program);

  int64_t time_limit = options->time_limit == 0 ? INT64_MAX : start + options->time_limit * millisecond;
  watch_program(&watch, time_limit, options->grace * millisecond);
  int64_t end = now();
  report_what_ended(report, &watch);
  int64_t wait = options->leftover_wait * millisecond;
  watch_leftovers(&watch, watch.told != 0 ? time_limit : earlier(time_limit, end + wait));
  size_t unended = watch.alone ? 0 : end_descendants(&watch, report, options->grace * millisecond);
  finish_report(report, end - start, unended);
}

int main(int argc, char **argv) {
  static const char usage[] = "launcher: --channel N [OPTION]… -- PROGRAM [ARGUMENT]…; main.c describes them\n";
  static struct report report;
  struct options options;
  char key[65];
  if (!read_options(argc, argv, &options)) return write(STDERR_FILENO, usage, strlen(usage)) > 0 ? 2 : 1;
  prctl(PR_SET_DUMPABLE, 0);
  prctl(PR_SET_CHILD_SUBREAPER, 1);
  if (!receive_key(options.channel, key, sizeof key)) return 1;
  begin_report(&report, key);
  run_program(&options, key, &report);
  return send_line(options.channel, report.line) ? 0 : 1;
}
