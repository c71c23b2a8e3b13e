#include "channel.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

static ssize_t read_byte(int channel, char *byte) {
  ssize_t length;
  do length = read(channel, byte, 1);
  while (length < 0 && errno == EINTR);
  return length;
}

bool receive_key(int channel, char *key, size_t size) {
  for (size_t length = 0; length < size; length++) {
    if (read_byte(channel, &key[length]) != 1) return false;
    if (key[length] != '\n') continue;
    key[length] = '\0';
    return length > 0;
  }
  return false;
}

bool send_line(int channel, const char *line) {
  size_t rest = strlen(line);
  while (rest > 0) {
    ssize_t sent = write(channel, line, rest);
    if (sent < 0 && errno == EINTR) continue;
    if (sent < 0) return false;
    line += sent;
    rest -= (size_t)sent;
  }
  return true;
}
