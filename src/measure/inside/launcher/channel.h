#ifndef CHANNEL_H
#define CHANNEL_H

#include <stdbool.h>
#include <stddef.h>

/* Reads the key: the first line. False where the gate has gone, or sends what is none. */
bool receive_key(int channel, char *key, size_t size);

/* Sends all of it, or returns false: nobody reads it. */
bool send_line(int channel, const char *line);

#endif
