/*
 * What an object is: its first word is its metadata, written as soon as malloc has returned. It is read at the
 * thread's next call of the allocator, by when another thread may have freed the block. So the block is announced in a
 * table; who frees an announced block reads the word for its owner first, while the block is still there.
 */
#ifndef TYPES_H
#define TYPES_H

#include <stddef.h>
#include <stdint.h>

#include "layout.h"
#include "thread.h"

void start_types(void);

/* After an allocation for an object. */
void await_type(const struct stack_record *stack, void *block, size_t bytes, uintptr_t frame);

/* Reads the type of the slot's last object, if it is not yet read. */
void read_awaited_type(struct slot *slot);
static inline void read_type(struct slot *slot) {
  if (__builtin_expect(slot->object.block != 0, 0)) read_awaited_type(slot);
}

/* Before a block is freed: reads its first word for the thread that still has to. */
void read_type_for_owner(void *block);

/* At the end of the program: the last object of each thread. */
void read_last_types(uintptr_t frame);

/* In a child of fork. */
void forget_awaited_objects(void);

#endif
