#include "watch.h"

#include <errno.h>
#include <limits.h>
#include <poll.h>
#include <signal.h>
#include <sys/signalfd.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "descendants.h"

int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

int take_signals(void) {
  /* Were SIGCHLD ignored by who started us, children would vanish without a word. */
  signal(SIGCHLD, SIG_DFL);
  sigset_t all;
  sigfillset(&all);
  if (sigprocmask(SIG_BLOCK, &all, NULL) != 0) return -1;
  return signalfd(-1, &all, SFD_CLOEXEC | SFD_NONBLOCK);
}

static struct process_end end_of(const siginfo_t *info) {
  return (struct process_end){
      .signalled = info->si_code != CLD_EXITED, .core = info->si_code == CLD_DUMPED, .value = info->si_status};
}

/* An orphan that ends by the signal that the gate had sent to it ends well; 128 + signal is how shells put it. */
static bool did_as_told(struct process_end end, int told) {
  return told != 0 && end.value == (end.signalled ? told : 128 + told);
}

static void note_child(struct watch *watch, const siginfo_t *info) {
  bool stopped = info->si_code == CLD_STOPPED || info->si_code == CLD_TRAPPED;
  bool ended = !stopped && info->si_code != CLD_CONTINUED;
  if (info->si_pid != watch->program || watch->program_ended) {
    struct process_end end = end_of(info);
    if (ended && !did_as_told(end, watch->told)) watch->orphan_ended(info->si_pid, end, watch->context);
  } else if (ended) {
    watch->program_ended = true;
    watch->end = end_of(info);
  } else {
    watch->stop_signal = stopped ? info->si_status : 0;
  }
}

static void reap(struct watch *watch) {
  for (;;) {
    siginfo_t info = {.si_pid = 0};
    if (waitid(P_ALL, 0, &info, WEXITED | WSTOPPED | WCONTINUED | WNOHANG) != 0) {
      watch->alone = errno == ECHILD;
      return;
    }
    if (info.si_pid == 0) return;
    note_child(watch, &info);
  }
}

static void read_signals(struct watch *watch) {
  struct signalfd_siginfo info;
  while (read(watch->signals, &info, sizeof info) == (ssize_t)sizeof info) {
    int number = (int)info.ssi_signo;
    if (number != SIGTERM && number != SIGINT && number != SIGHUP && number != SIGQUIT) continue;
    if (watch->interruptions++ == 0) watch->interrupted_by = number;
  }
}

static void send_signal(const struct process *process, void *number) { kill(process->pid, *(const int *)number); }

size_t signal_all(const struct watch *watch, int number) {
  size_t found = for_each_descendant(send_signal, &number);
  /* Where /proc is not mounted there is still the group, whose number is not given to another as long as it lives. */
  if (found == 0 && !watch->program_ended) kill(-watch->program, number);
  return found;
}

/* Each byte from the gate is a signal for all of them; the end of the stream is the end of the gate. */
static void read_channel(struct watch *watch) {
  unsigned char wanted;
  ssize_t length = read(watch->channel, &wanted, 1);
  if (length < 0 && (errno == EINTR || errno == EAGAIN)) return;
  if (length <= 0) {
    watch->channel = -1;
  } else {
    watch->told = wanted;
    signal_all(watch, wanted);
  }
}

void next_events(struct watch *watch, int64_t until) {
  struct pollfd sources[] = {{.fd = watch->signals, .events = POLLIN}, {.fd = watch->channel, .events = POLLIN}};
  int64_t left = until - now();
  int64_t milliseconds = left <= 0 ? 0 : (left + 999) / 1000;
  poll(sources, 2, milliseconds > INT_MAX ? INT_MAX : (int)milliseconds);
  if (sources[0].revents != 0) read_signals(watch);
  if (sources[1].revents != 0) read_channel(watch);
  reap(watch);
}
