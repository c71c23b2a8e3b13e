#include "options.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

static bool read_number(const char *word, long most, long *number) {
  char *end;
  errno = 0;
  *number = strtol(word, &end, 10);
  return errno == 0 && *word != '\0' && *end == '\0' && *number >= 0 && *number <= most;
}

/* An option with a value; the settings are gathered at the front of argv, whose words have been read there. */
static bool read_option(const char *name, char *value, struct options *options) {
  long channel;
  if (strcmp(name, "--channel") == 0) {
    if (!read_number(value, INT_MAX, &channel)) return false;
    options->channel = (int)channel;
    return true;
  }
  if (strcmp(name, "--time-limit") == 0) return read_number(value, INT_MAX, &options->time_limit);
  if (strcmp(name, "--leftover-wait") == 0) return read_number(value, INT_MAX, &options->leftover_wait);
  if (strcmp(name, "--grace") == 0) return read_number(value, INT_MAX, &options->grace);
  if (strcmp(name, "--set") != 0 || strchr(value, '=') == NULL || value[0] == '=') return false;
  options->settings[options->setting_count++] = value;
  return true;
}

bool read_options(int argc, char **argv, struct options *options) {
  *options = (struct options){.channel = -1, .grace = 2000, .settings = argv};
  int next = 1;
  while (next < argc && strcmp(argv[next], "--") != 0) {
    if (strcmp(argv[next], "--no-randomize") == 0) {
      options->no_randomize = true;
      next += 1;
    } else {
      if (next + 1 >= argc || !read_option(argv[next], argv[next + 1], options)) return false;
      next += 2;
    }
  }
  options->command = argv + next + 1;
  return options->channel >= 0 && next + 1 < argc;
}
