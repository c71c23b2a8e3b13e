/* Who comes next: the definitions that the recorder's entry points pass each call on to. */
#ifndef NEXT_H
#define NEXT_H

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <spawn.h>

struct next {
  void *(*malloc)(size_t);
  void *(*calloc)(size_t, size_t);
  void *(*realloc)(void *, size_t);
  void *(*reallocarray)(void *, size_t, size_t);
  int (*posix_memalign)(void **, size_t, size_t);
  void *(*aligned_alloc)(size_t, size_t);
  void *(*memalign)(size_t, size_t);
  void *(*valloc)(size_t);
  void *(*pvalloc)(size_t);
  void (*free)(void *);
  int (*execve)(const char *, char *const[], char *const[]);
  int (*execvpe)(const char *, char *const[], char *const[]);
  int (*fexecve)(int, char *const[], char *const[]);
  int (*execveat)(int, const char *, char *const[], char *const[], int);
  int (*posix_spawn)(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *,
                     char *const[], char *const[]);
  int (*posix_spawnp)(pid_t *, const char *, const posix_spawn_file_actions_t *, const posix_spawnattr_t *,
                      char *const[], char *const[]);
  int (*system)(const char *);
  FILE *(*popen)(const char *, const char *);
};

extern struct next next;

/* Without dlsym, which may allocate: the files' own tables are read, in the loader's order. */
void find_next_definitions(void);

/* Which of RECORDED_FUNCTIONS (layout.h) a program that looks them up finds here: a program may have its own. */
uint64_t resolved_functions(void);

#endif
