/* Text in memory of a fixed size; what does not fit is left off. */
#ifndef TEXT_H
#define TEXT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct text {
  size_t length;
  char characters[PATH_MAX];
};

static inline void append_character(struct text *text, char character) {
  if (text->length + 1 >= sizeof text->characters) return;
  text->characters[text->length++] = character;
  text->characters[text->length] = '\0';
}

static inline void append_text(struct text *text, const char *more) {
  while (*more != '\0') append_character(text, *more++);
}

static inline void append_number(struct text *text, uint64_t number) {
  if (number >= 10) append_number(text, number / 10);
  append_character(text, (char)('0' + number % 10));
}

static inline size_t text_length(const char *text) {
  size_t length = 0;
  while (text[length] != '\0') length++;
  return length;
}

static inline bool same_text(const char *one, const char *other) {
  while (*one != '\0' && *one == *other) one++, other++;
  return *one == *other;
}

/* What follows `start` in the text, or NULL where the text does not begin with it. */
static inline const char *after_start(const char *text, const char *start) {
  while (*start != '\0') {
    if (*text++ != *start++) return NULL;
  }
  return text;
}

/* What follows the last slash. */
static inline const char *last_component(const char *path) {
  const char *last = path;
  for (; *path != '\0'; path++) {
    if (*path == '/') last = path + 1;
  }
  return last;
}

#endif
