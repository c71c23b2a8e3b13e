/* What the files of macOS's recorder ask of each other. */
#ifndef MACOS_H
#define MACOS_H

#include <stdbool.h>

/* Before anything is counted: from then on each thread has its own `struct thread`. */
bool start_threads(void);

/* Notes what dyld has loaded, and what it loads from now on. */
void start_modules(void);

/* Takes the recorder's variables out of the environment, and keeps the folder's name; NULL where there was none. */
const char *take_folder(void);

/*
 * A function in place of another, followed by what it does. dyld reads the pairs in __interpose, and binds the first of a
 * pair where the second was asked for: by the program, and by every library but this one, in which the second is itself.
 */
#define INTERPOSE(result, name, arguments)                                                             \
  static result recorded_##name arguments;                                                             \
  static __attribute__((used, section("__DATA,__interpose"))) const struct {                           \
    result(*replacement) arguments;                                                                    \
    result(*replaced) arguments;                                                                       \
  } pair_of_##name = {recorded_##name, name};                                                          \
  static result recorded_##name arguments

#endif
