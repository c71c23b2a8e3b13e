/* The file that a process leaves: opened and mapped once, handed out chunk by chunk. See layout.h. */
#ifndef RECORDING_FILE_H
#define RECORDING_FILE_H

#include <stdbool.h>
#include <stddef.h>

#include "layout.h"

/* The mapped file's header; before there is a file, one in private memory, so that counting never has to ask. */
extern struct header *recording_header;

/* Opens a new file in the folder for this process; false where there is none. Nothing is open afterwards. */
bool open_recording(const char *folder, bool forked);

/* In a child of fork: what is still under way in a handler's outer call writes to nobody's file from here on. */
void leave_parents_recording(void);

/* A fresh chunk, or NULL when recording stopped: the reason is in the header then. */
struct chunk *new_chunk(void);

/*
 * Room for one record at the end of `*chunk`, in a fresh chunk where it does not fit; NULL when recording stopped. It
 * counts for readers once commit_record has been called.
 */
void *new_record(struct chunk **chunk, size_t bytes, enum record_type type);
void commit_record(struct chunk *chunk, const void *record);

/* Where a record is in the file, and whether it is in the one that is written now. */
uint64_t offset_of(const void *record);
bool is_recorded(const void *record);

/* Counts a call that can have no record of its own; from any thread and any signal handler. */
void count_unrecorded(enum kind kind, size_t bytes);

#endif
