/**
 * The numbers of `recorder/layout.h`, which says what they mean, in the same order. A test compares both.
 */
export const layout = {
  magic: 0x434552434f4c4c41n,
  version: 1,
  chunkBytes: 65536,
  chunksAtMost: 32768,
  framesAtMost: 512,
} as const;

/** The ways of calling the allocator that are told apart; the names of a probe's kinds where there is one. */
export const recordedKinds = [
  'malloc',
  'calloc',
  'posix_memalign_small',
  'posix_memalign_large',
  'realloc_null',
  'realloc_existing',
  'realloc_freeing',
  'aligned_alloc_small',
  'aligned_alloc_large',
  'memalign_small',
  'memalign_large',
  'valloc',
  'pvalloc',
  'reallocarray_null',
  'reallocarray_existing',
  'reallocarray_freeing',
  'free',
  'free_null',
] as const;
export type RecordedKind = (typeof recordedKinds)[number];

/** Why a stack has no more frames. */
export const stackEnds = [
  'end-of-stack',
  'not-walked',
  'too-deep',
  'no-unwind-information',
  'unreadable',
  'end-of-task',
  'end-of-child-task',
  'await-cut',
] as const;
export type StackEnd = (typeof stackEnds)[number];

/** Why recording stopped before the program ended. */
export const stops = ['none', 'no-space', 'full'] as const;
export type Stop = (typeof stops)[number];

/** The allocator's functions, as bits of the header's `resolved`. */
export const recordedFunctions = [
  'malloc',
  'calloc',
  'realloc',
  'reallocarray',
  'posix_memalign',
  'aligned_alloc',
  'memalign',
  'valloc',
  'pvalloc',
  'free',
] as const;
export type RecordedFunction = (typeof recordedFunctions)[number];

/** Types of records; 0 is none. */
export const recordTypes = ['none', 'stack', 'typed', 'type', 'module', 'module-gone', 'left-out'] as const;

/** Why a program that was executed is not recorded; 0 is none. */
export const leftOutReasons = [
  'none',
  'privileged',
  'static',
  'other-machine',
  'other-loader',
  'sanitizer',
  'not-followed',
] as const;
export type LeftOutReason = Exclude<(typeof leftOutReasons)[number], 'none'>;
