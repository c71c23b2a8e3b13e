/*
 * What the parts that Linux and macOS share ask of the operating system, beside memory.h: linux.c answers here, and
 * macOS's answers are in ../recorder-macos/. None of it allocates, and none leaves anything in errno where it succeeds.
 */
#ifndef SYSTEM_H
#define SYSTEM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

uint32_t process_id(void);
uint32_t parent_process_id(void);
uint32_t thread_id(void);

/* Whether no thread of this process has this id any more. */
bool is_gone(uint32_t thread);

/* The highest address of this thread's own stack, 0 where it is not known. */
uintptr_t own_stack_end(void);

void let_others_run(void);

/* How large the process may make a file, in bytes. */
uint64_t file_size_limit(void);

/* Makes a file that only its owner may read, without following a link: a descriptor, or a negative number of errno. */
int create_file(const char *path);
bool set_file_length(int file, uint64_t bytes);
/* NULL where there is no room for it. */
uint8_t *map_file(int file, uint64_t bytes);
void close_file(int file);

/* Private zeroes in place of what is mapped there. */
void map_zeroes_over(uint8_t *start, size_t bytes);

#endif
