#include "descendants.h"

#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

/* getdents64(2); opendir(3) would allocate. */
struct entry {
  uint64_t inode;
  int64_t offset;
  unsigned short length;
  unsigned char type;
  char name[];
};

/* In the order of /proc, which is that of the process ids. Pages that are not needed are never touched. */
static struct process table[32768];
static const size_t capacity = sizeof table / sizeof *table;

/* Returns the number of bytes read, which a null character follows; 0 where the file cannot be read. */
static size_t read_start(int folder, const char *path, char *memory, size_t size) {
  int file = openat(folder, path, O_RDONLY | O_CLOEXEC);
  if (file < 0) return 0;
  ssize_t length = read(file, memory, size - 1);
  close(file);
  if (length < 0) length = 0;
  memory[length] = '\0';
  return (size_t)length;
}

/* `4242 (a name) with ) in it) S 1 …`: the name ends at the last parenthesis. */
static bool read_process(int proc, const char *name, struct process *process) {
  char path[64], stat[512], *end;
  struct text words = text_in(path, sizeof path);
  append(&words, name);
  append(&words, "/stat");
  if (read_start(proc, path, stat, sizeof stat) == 0) return false;
  char *after_name = strrchr(stat, ')');
  if (after_name == NULL || strlen(after_name) < 4) return false;
  process->pid = (pid_t)strtol(name, &end, 10);
  process->state = after_name[2];
  process->parent = (pid_t)strtol(after_name + 3, &end, 10);
  process->descendant = false;
  return true;
}

static size_t read_table(void) {
  int proc = open("/proc", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (proc < 0) return 0;
  _Alignas(struct entry) char entries[8192];
  size_t count = 0;
  long length;
  while ((length = syscall(SYS_getdents64, proc, entries, sizeof entries)) > 0) {
    for (long at = 0; at < length;) {
      const struct entry *entry = (const struct entry *)(entries + at);
      at += entry->length;
      if (entry->name[0] < '1' || entry->name[0] > '9' || count == capacity) continue;
      if (read_process(proc, entry->name, &table[count])) count++;
    }
  }
  close(proc);
  return count;
}

static int by_pid(const void *one, const void *other) {
  pid_t a = ((const struct process *)one)->pid, b = ((const struct process *)other)->pid;
  return (a > b) - (a < b);
}

static bool is_descendant(pid_t pid, size_t count) {
  const struct process wanted = {.pid = pid};
  const struct process *found = bsearch(&wanted, table, count, sizeof *table, by_pid);
  return found != NULL && found->descendant;
}

/* A child may have a smaller process id than its parent: look again until no more are found. */
static void mark_descendants(size_t count) {
  pid_t self = getpid();
  for (bool again = true; again;) {
    again = false;
    for (size_t i = 0; i < count; i++) {
      struct process *one = &table[i];
      if (one->descendant || !(one->parent == self || is_descendant(one->parent, count))) continue;
      one->descendant = again = true;
    }
  }
}

size_t for_each_descendant(void (*visit)(const struct process *process, void *context), void *context) {
  size_t count = read_table(), found = 0;
  mark_descendants(count);
  for (size_t i = 0; i < count; i++) {
    /* A zombie has ended; its parent has not asked yet. */
    if (!table[i].descendant || table[i].state == 'Z' || table[i].state == 'X') continue;
    visit(&table[i], context);
    found++;
  }
  return found;
}

static size_t read_file_of(pid_t pid, const char *name, char *memory, size_t size) {
  char path[64];
  struct text words = text_in(path, sizeof path);
  append(&words, "/proc/");
  append_number(&words, pid);
  append(&words, name);
  return read_start(AT_FDCWD, path, memory, size);
}

void append_command_line(struct text *text, pid_t pid) {
  char words[97];
  size_t length = read_file_of(pid, "/cmdline", words, sizeof words);
  if (length == 0) {
    length = read_file_of(pid, "/comm", words, sizeof words);
    if (length > 0 && words[length - 1] == '\n') length--;
  } else {
    /* Each argument ends in a null character. */
    while (length > 0 && words[length - 1] == '\0') length--;
    for (size_t i = 0; i < length; i++) {
      if (words[i] == '\0') words[i] = ' ';
    }
  }
  append_escaped(text, words, length);
}
