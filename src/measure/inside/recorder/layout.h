/*
 * What the recorder leaves: one file for each process image, named PID-SEQUENCE.recording, in the folder that the
 * environment names. It is mapped shared while the program runs, so nothing is written at the end, and what ends
 * the program loses nothing. All numbers are in the machine's own byte order (both machines are little-endian),
 * offsets count from the file's start, and every record begins at a multiple of eight.
 *
 *   header    one chunk's size, of which `struct header` is used
 *   chunk 0   `struct chunk`, then records one after the other, up to `used`
 *   chunk 1   …, `header.chunks` in all; the file is longer than that, and sparse
 *
 * A chunk belongs to one thread at a time, or to the process. A record counts once `used` covers it; numbers in it
 * that grow (calls, bytes) do so until the program ends. recording.ts reads this; change both, and the version.
 */
#ifndef LAYOUT_H
#define LAYOUT_H

#include <stdint.h>

#define RECORDING_MAGIC 0x434552434f4c4c41ull /* "ALLOCREC" */
#define RECORDING_VERSION 1
#define CHUNK_BYTES 65536u
#define CHUNKS_AT_MOST 32768u /* 2 GiB */

/* Frames that are kept of a stack, from the innermost; what is cut off at the outer end is marked. */
#define FRAMES_AT_MOST 512u

/* The ways of calling the allocator that are told apart, because allocators treat them differently. */
enum kind {
  KIND_MALLOC,
  KIND_CALLOC,
  KIND_POSIX_MEMALIGN_SMALL, /* alignment up to 16: glibc relays to malloc */
  KIND_POSIX_MEMALIGN_LARGE,
  KIND_REALLOC_NULL,
  KIND_REALLOC_EXISTING,
  KIND_REALLOC_FREEING, /* realloc(p, 0) */
  KIND_ALIGNED_ALLOC_SMALL,
  KIND_ALIGNED_ALLOC_LARGE,
  KIND_MEMALIGN_SMALL,
  KIND_MEMALIGN_LARGE,
  KIND_VALLOC,
  KIND_PVALLOC,
  KIND_REALLOCARRAY_NULL,
  KIND_REALLOCARRAY_EXISTING,
  KIND_REALLOCARRAY_FREEING,
  KIND_FREE,
  KIND_FREE_NULL,
  KINDS
};

/* Why a stack has no more frames. */
enum stack_end {
  END_OF_STACK,      /* the outermost frame says that nothing called it */
  END_NOT_WALKED,    /* only counted: calls of free, and what came when nothing could be kept */
  END_TOO_DEEP,      /* cut off after FRAMES_AT_MOST */
  END_NO_UNWIND,     /* the last frame's code has no unwind information */
  END_UNREADABLE,    /* the next frame would not lie on readable memory, or its unwind information is not understood */
  END_OF_TASK,       /* the chain of awaits ends with the task */
  END_OF_CHILD_TASK, /* it ends with a task that another task has as its child, and who started that is not known */
  END_AWAIT_CUT,     /* the next address of the chain is not the start of a function */
};

/* Why recording stopped; calls after that are counted in `unrecorded`. */
enum stop { STOP_NONE, STOP_NO_SPACE, STOP_FULL };

struct header {
  uint64_t magic;
  uint32_t version;
  uint32_t chunk_bytes;
  uint32_t chunks; /* handed out so far */
  uint32_t kinds;
  uint32_t pid;
  uint32_t parent;   /* its process id when recording began */
  uint32_t forked;   /* 1: began in a child that fork made; 0: in an executed program */
  uint32_t stop;     /* enum stop */
  uint64_t resolved; /* bit n: the n-th of the functions below is the recorder's where the program looks it up */
  uint64_t check;    /* 0: not checked; 1: checked; 2: asked for, but there is no other unwinder in the process */
  uint64_t checked, different; /* stacks that were unwound a second time, and how many of them differed */
  uint64_t unwound_in_full;    /* stacks for which the kept rules did not suffice */
  uint64_t types_unread;       /* objects whose first word could not be read */
  struct {
    uint64_t calls, bytes;
  } unrecorded[KINDS]; /* calls that have no record of their own */
  /* Threads that the end of the program may have cut off inside a call: those alive beside the one that ended it; of a
     program that did not come so far, all that recorded at one time. */
  uint64_t unfinished;
};

/* Bits of `resolved`, in this order. */
#define RECORDED_FUNCTIONS(F) \
  F(malloc)                   \
  F(calloc) F(realloc) F(reallocarray) F(posix_memalign) F(aligned_alloc) F(memalign) F(valloc) F(pvalloc) F(free)

struct chunk {
  uint32_t used; /* bytes, this structure included; 0: not begun */
  uint32_t reserved;
};

enum record_type { RECORD_STACK = 1, RECORD_TYPED, RECORD_TYPE, RECORD_MODULE, RECORD_MODULE_GONE, RECORD_LEFT_OUT };

struct record {
  uint32_t bytes; /* of the whole record, a multiple of eight */
  uint32_t type;  /* enum record_type */
};

/* What a stack's blocks become, where that is known by who asks for them. */
enum block { BLOCK_ANY, BLOCK_OBJECT, BLOCK_TASK };

/* All calls of one kind from one stack, in one thread; other threads have records of their own. */
struct stack_record {
  struct record record;
  uint64_t calls;
  uint64_t requested; /* bytes asked for */
  uint16_t kind;
  uint16_t end; /* enum stack_end */
  uint16_t frames;
  uint16_t
      awaits; /* of the frames, how many at the outer end are starts of functions that await, not return addresses */
  uint32_t moment;  /* see struct module_record */
  uint32_t block;   /* enum block */
  uint64_t frame[]; /* return addresses, innermost first */
};

/* Of a stack's calls, those whose block turned out to be an object of this type. */
struct typed_record {
  struct record record;
  uint64_t stack; /* offset of its stack_record */
  uint64_t type;  /* offset of its type_record */
  uint64_t calls;
  uint64_t requested;
};

/* swift/ABI/MetadataKind.def. Objects have the first or the last; the others are arguments of generic types. */
enum metadata_kind {
  METADATA_CLASS = 0,
  METADATA_STRUCT = 0x200,
  METADATA_ENUM = 0x201,
  METADATA_OPTIONAL = 0x202,
  METADATA_TUPLE = 0x301,
  METADATA_FUNCTION = 0x302,
  METADATA_EXISTENTIAL = 0x303,
  METADATA_METATYPE = 0x304,
  METADATA_BOX = 0x400
};

struct type_record {
  struct record record;
  uint64_t metadata;   /* the object's first word */
  uint64_t kind;       /* the metadata's first word, UINT64_MAX where it could not be read */
  uint64_t descriptor; /* of the class; 0 where there is none */
  char name[];         /* "Module.Outer.Name<Swift.Int>" from the descriptors, ended by a zero; empty: there is none */
};

/*
 * Code that was mapped from `start` to `end`. Moments count the changes of what is mapped: a stack's frames lie in the
 * modules that came at or before its moment, and of two at one address in the later one.
 */
struct module_record {
  struct record record;
  uint64_t start, end; /* of one executable segment */
  uint64_t bias;       /* address of a byte minus its address in the ELF file */
  uint64_t offset;     /* in the file, of `start` */
  uint32_t moment;
  uint32_t build_id_bytes;
  uint8_t build_id[32];
  char path[]; /* as the loader knows it, made absolute; ended by a zero */
};

/* The code from `start` on went at `moment`. */
struct module_gone_record {
  struct record record;
  uint64_t start;
  uint32_t moment;
  uint32_t reserved;
};

/* Why a program that this process executed is not recorded. */
enum left_out {
  LEFT_OUT_PRIVILEGED = 1, /* set-user-id, set-group-id or capabilities: the loader ignores LD_PRELOAD */
  LEFT_OUT_STATIC,
  LEFT_OUT_OTHER_MACHINE,
  LEFT_OUT_OTHER_LOADER, /* another libc's, which could not load the recorder */
  LEFT_OUT_SANITIZER,    /* AddressSanitizer's and ThreadSanitizer's libraries refuse to come second */
  LEFT_OUT_NOT_FOLLOWED, /* on macOS, nothing is put back for it */
};

struct left_out_record {
  struct record record;
  uint32_t reason; /* enum left_out */
  uint32_t reserved;
  char path[]; /* ended by a zero */
};

#endif
