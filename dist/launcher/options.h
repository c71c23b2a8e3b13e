#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

/* What the command line says; the strings and lists are argv's own. */
struct options {
  int channel;
  long time_limit;    /* milliseconds; 0: none */
  long leftover_wait; /* milliseconds */
  long grace;         /* milliseconds */
  bool no_randomize;
  char **settings; /* NAME=VALUE each */
  int setting_count;
  char **command; /* ends in a null pointer */
};

/* Reads the command line that main.c describes; false where it is not of that form. */
bool read_options(int argc, char **argv, struct options *options);

#endif
