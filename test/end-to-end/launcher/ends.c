/* Ends, or does not end, in the way that its first argument names; the second is a number. */
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int number;

static void say(const char *words) {
  printf("%s", words);
  fflush(stdout);
}

static void wait_milliseconds(int milliseconds) { usleep((useconds_t)milliseconds * 1000); }

static void *exit_in_thread(void *context) {
  (void)context;
  exit(number);
}

static void wait_forever(void) {
  say("waits\n");
  for (;;) pause();
}

static void ignore_termination(void) { signal(SIGTERM, SIG_IGN); }

/* Leaves its parent, its session and its group, as daemon(3) does, but keeps the output. */
static int become_daemon(void) {
  if (fork() > 0) return 0;
  setsid();
  if (fork() > 0) _exit(0);
  return 1;
}

static void print_status_lines(const char *names[], int count) {
  char line[256];
  FILE *status = fopen("/proc/self/status", "r");
  while (fgets(line, sizeof line, status)) {
    for (int i = 0; i < count; i++) {
      if (strncmp(line, names[i], strlen(names[i])) == 0) say(line);
    }
  }
  fclose(status);
}

/* Names each process above this one whose descriptors or memory it may look into. */
static void look_up(void) {
  for (int pid = getppid(); pid > 1;) {
    char path[64], words[512] = "";
    snprintf(path, sizeof path, "/proc/%d/fd", pid);
    if (open(path, O_RDONLY | O_DIRECTORY) >= 0) printf("descriptors of %d\n", pid);
    snprintf(path, sizeof path, "/proc/%d/mem", pid);
    if (open(path, O_RDWR) >= 0) printf("memory of %d\n", pid);
    snprintf(path, sizeof path, "/proc/%d/stat", pid);
    int file = open(path, O_RDONLY);
    if (file < 0 || read(file, words, sizeof words - 1) <= 0) break;
    close(file);
    pid = atoi(strrchr(words, ')') + 4);
  }
}

static void print_descriptors(void) {
  for (int one = 0; one < 1024; one++) {
    if (fcntl(one, F_GETFD) >= 0) printf("%d ", one);
  }
}

int main(int argc, char **argv) {
  const char *how = argc > 1 ? argv[1] : "";
  number = argc > 2 ? atoi(argv[2]) : 0;
  if (strcmp(how, "status") == 0) _exit(number);
  if (strcmp(how, "thread") == 0) {
    pthread_t thread;
    pthread_create(&thread, NULL, exit_in_thread, NULL);
    pthread_join(thread, NULL);
  }
  if (strcmp(how, "signal") == 0) raise(number);
  if (strcmp(how, "words-and-signal") == 0) {
    say("a line\nprogress 10 %…");
    raise(number);
  }
  if (strcmp(how, "core") == 0) {
    setrlimit(RLIMIT_CORE, &(struct rlimit){RLIM_INFINITY, RLIM_INFINITY});
    abort();
  }
  if (strcmp(how, "killed-child") == 0) {
    if (fork() == 0) raise(SIGKILL);
    wait(NULL);
  }
  if (strcmp(how, "killed-parent") == 0) {
    if (fork() > 0) wait_forever();
    kill(getppid(), SIGKILL);
    wait_milliseconds(100);
    say("the child prints later\n");
  }
  if (strcmp(how, "orphan") == 0 && fork() == 0) {
    wait_milliseconds(number);
    say("the orphan prints later\n");
  }
  if (strcmp(how, "failing-orphan") == 0 && fork() == 0) {
    wait_milliseconds(100);
    _exit(number);
  }
  if (strcmp(how, "crashing-orphan") == 0 && fork() == 0) {
    wait_milliseconds(100);
    raise(number);
  }
  if (strcmp(how, "daemon") == 0 && become_daemon()) wait_forever();
  if (strcmp(how, "daemon-of-root") == 0 && become_daemon() && setuid(0) == 0) wait_forever();
  if (strcmp(how, "daemons") == 0) {
    for (int i = 0; i < number; i++) {
      if (become_daemon()) wait_forever();
    }
  }
  if (strcmp(how, "continued") == 0) {
    if (fork() == 0) {
      wait_milliseconds(100);
      kill(getppid(), SIGCONT);
      _exit(0);
    }
    raise(SIGSTOP);
    wait(NULL);
    _exit(number);
  }
  if (strcmp(how, "stopped-child") == 0) {
    if (fork() == 0) raise(SIGSTOP);
    wait(NULL);
  }
  if (strcmp(how, "forever") == 0) wait_forever();
  if (strcmp(how, "deaf") == 0) {
    ignore_termination();
    fork();
    if (become_daemon()) wait_forever();
    wait_forever();
  }
  if (strcmp(how, "read") == 0) printf("%d bytes\n", (int)read(STDIN_FILENO, &number, sizeof number));
  if (strcmp(how, "descriptors") == 0) print_descriptors();
  if (strcmp(how, "signals") == 0) print_status_lines((const char *[]){"SigBlk", "SigIgn"}, 2);
  if (strcmp(how, "look-up") == 0) look_up();
  if (strcmp(how, "kill-launcher") == 0) {
    kill(getppid(), SIGKILL);
    wait_forever();
  }
  if (strcmp(how, "where") == 0) printf("%p\n", (void *)&number);
  if (strcmp(how, "variables") == 0) printf("%s %s\n", getenv("FIRST"), getenv("SECOND"));
  return 0;
}
