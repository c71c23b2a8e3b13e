/*
 * The recorder's own variables: taken out of the environment before anybody looks, since one variable more costs a
 * program that copies its environment about eight allocations; put back for what is executed.
 */
#ifndef ENVIRONMENT_H
#define ENVIRONMENT_H

#include <stdbool.h>
#include <stddef.h>

/* In place, without an allocation; an array that somebody walks past its end still leads to the auxiliary vector. */
void take_environment(void);

/* The folder for recordings, NULL where none was named: then nothing is recorded. */
const char *recording_folder(void);
bool is_check_wanted(void);

#define OWN_VARIABLES 3

/* How many pointers the environment for an executed program takes at most. */
size_t places_for(char *const environment[]);

/* Fills `target` with the environment and the recorder's variables; a LD_PRELOAD of the program's own is kept. */
void add_own_variables(char *const environment[], const char **target);

/* Takes them out of an array again that was made from such a one. */
void remove_own_variables(char **environment);

#endif
