#include "report.h"

#include <signal.h>
#include <sys/resource.h>

#include "descendants.h"

/* More are counted, and not named. */
static const size_t named_processes = 8;

static void append_field(struct report *report, const char *name, long long value) {
  append(&report->text, name);
  append_number(&report->text, value);
}

static void append_end(struct report *report, struct process_end end) {
  append_field(report, end.signalled ? "signalled:" : "exited:", end.value);
  if (end.signalled) append_field(report, ":", end.core);
}

void begin_report(struct report *report, const char *key) {
  report->text = text_in(report->line, sizeof report->line);
  report->running = report->failures = 0;
  append(&report->text, key);
}

void report_not_started(struct report *report, struct failure failure) {
  append(&report->text, " end=not-started:");
  append(&report->text, failure.step);
  append_field(report, ":", failure.error);
}

void report_end(struct report *report, struct process_end end) {
  append(&report->text, " end=");
  append_end(report, end);
}

void report_ended_by_launcher(struct report *report, const char *kind, int signal) {
  append(&report->text, " end=");
  append(&report->text, kind);
  if (signal != 0) append_field(report, ":", signal);
}

void report_running(struct report *report, pid_t pid, char state) {
  if (report->running++ >= named_processes) return;
  const char states[] = {':', state, ':', '\0'};
  append_field(report, " process=", pid);
  append(&report->text, states);
  append_command_line(&report->text, pid);
}

/* A script that ends what it started in the background need not wait for it. */
static bool was_told_to_end(struct process_end end) {
  int signal = end.signalled ? end.value : end.value - 128; /* as shells put it */
  return signal == SIGHUP || signal == SIGINT || signal == SIGKILL || signal == SIGTERM;
}

void report_orphan(struct report *report, pid_t pid, struct process_end end) {
  if ((!end.signalled && end.value == 0) || was_told_to_end(end)) return;
  if (report->failures++ >= named_processes) return;
  append_field(report, " failure=", pid);
  append(&report->text, ":");
  append_end(report, end);
}

static long long microseconds(struct timeval time) { return (long long)time.tv_sec * 1000000 + time.tv_usec; }

void finish_report(struct report *report, int64_t wall_microseconds, size_t unended) {
  struct rusage usage = {0};
  getrusage(RUSAGE_CHILDREN, &usage);
  append_field(report, " running=", (long long)report->running);
  append_field(report, " unended=", (long long)unended);
  append_field(report, " failures=", (long long)report->failures);
  append_field(report, " wall=", wall_microseconds);
  append_field(report, " user=", microseconds(usage.ru_utime));
  append_field(report, " system=", microseconds(usage.ru_stime));
  append_field(report, " memory=", usage.ru_maxrss);
  append(&report->text, " .\n");
}
