#include "text.h"

static void append_character(struct text *text, char character) {
  if (text->at == text->end) return;
  *text->at++ = character;
  *text->at = '\0';
}

struct text text_in(char *memory, size_t size) {
  memory[0] = '\0';
  return (struct text){.at = memory, .end = memory + size - 1};
}

void append(struct text *text, const char *words) {
  while (*words != '\0') append_character(text, *words++);
}

void append_number(struct text *text, long long number) {
  char digits[24];
  char *first = digits + sizeof digits - 1;
  unsigned long long rest = number < 0 ? 0ULL - (unsigned long long)number : (unsigned long long)number;
  *first = '\0';
  do *--first = (char)('0' + rest % 10);
  while ((rest /= 10) != 0);
  if (number < 0) *--first = '-';
  append(text, first);
}

void append_escaped(struct text *text, const char *bytes, size_t count) {
  static const char digits[] = "0123456789ABCDEF";
  for (size_t i = 0; i < count; i++) {
    unsigned char byte = (unsigned char)bytes[i];
    if (byte > ' ' && byte < 0x7F && byte != '%') {
      append_character(text, bytes[i]);
    } else {
      append_character(text, '%');
      append_character(text, digits[byte >> 4]);
      append_character(text, digits[byte & 0xF]);
    }
  }
}
