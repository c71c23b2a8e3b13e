/* What a program is that is about to be executed: whether the recorder can come along. */
#ifndef PROGRAMS_H
#define PROGRAMS_H

#include "layout.h"
#include "text.h"

/* 0 where it can, or where nothing is known against it: a file that cannot be read, a format of binfmt_misc. */
enum left_out look_at_program(const char *path);

/* Finds a program as execvp does, by the process's own PATH; false where there is none. */
bool find_on_path(const char *name, struct text *path);

#endif
