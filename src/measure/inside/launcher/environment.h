#ifndef ENVIRONMENT_H
#define ENVIRONMENT_H

#include <stddef.h>

size_t count_of(char *const *list);

/*
 * Fills `environment`, which has room for both and a null pointer, with the inherited variables and the settings
 * (NAME=VALUE), each of which replaces what had its name. Later settings win.
 */
void make_environment(char **environment, char *const *inherited, char *const *settings, size_t setting_count);

/* The value of a variable; null where there is none. */
const char *value_of(const char *name, char *const *environment);

#endif
