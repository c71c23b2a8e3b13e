#ifndef TEXT_H
#define TEXT_H

#include <stddef.h>

/* Text that grows in memory of a fixed size, and is cut where that is full. It ends in a null character. */
struct text {
  char *at;
  char *end;
};

struct text text_in(char *memory, size_t size);
void append(struct text *text, const char *words);
void append_number(struct text *text, long long number);

/* Bytes that are not printable ASCII, spaces and % become %XX, as in a URL: none of them can end a field or a line. */
void append_escaped(struct text *text, const char *bytes, size_t count);

#endif
