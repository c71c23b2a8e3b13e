#include "environment.h"

#include <stdbool.h>
#include <string.h>

size_t count_of(char *const *list) {
  size_t count = 0;
  while (list[count] != NULL) count++;
  return count;
}

/* Both are NAME=VALUE with the same name. */
static bool has_same_name(const char *one, const char *other) {
  size_t length = strcspn(one, "=") + 1;
  return strncmp(one, other, length) == 0;
}

void make_environment(char **environment, char *const *inherited, char *const *settings, size_t setting_count) {
  size_t count = count_of(inherited);
  memcpy(environment, inherited, count * sizeof *environment);
  for (size_t i = 0; i < setting_count; i++) {
    size_t place = 0;
    while (place < count && !has_same_name(settings[i], environment[place])) place++;
    environment[place] = settings[i];
    if (place == count) count++;
  }
  environment[count] = NULL;
}

const char *value_of(const char *name, char *const *environment) {
  size_t length = strlen(name);
  for (; *environment != NULL; environment++) {
    if (strncmp(*environment, name, length) == 0 && (*environment)[length] == '=') return *environment + length + 1;
  }
  return NULL;
}
