import { describe, expect, it } from 'vitest';
import { findAllocator } from '../../../src/measure/perf/allocator.ts';
import { findEntryPoints } from '../../../src/measure/perf/entry-points.ts';
import { elfFile } from '../../system/elf-files.ts';
import { scriptedRun } from '../../system/scripted-run.ts';

const glibc = elfFile('glibc-2.41-x86_64/libc.so.6');
const jemalloc = elfFile('jemalloc-5.3.0-x86_64/libjemalloc.so.2');
const mimalloc = elfFile('mimalloc-3.0.1-x86_64/libmimalloc.so.3');

/** The entry points of a program that starts with these libraries, in the loader's order. */
async function entryPointsWith(...libraries: readonly string[]) {
  const listing = libraries.map((path) => `\t${path} (0x1)\n`).join('');
  const allocator = await findAllocator(
    scriptedRun(() => ({ stdout: listing })),
    elfFile('programs/dynamic'),
    {},
  );
  const found = findEntryPoints(allocator).map(({ countedAs, entry, allocator: of }) => [countedAs, entry.symbol, of]);
  return found.map((words) => words.join(' '));
}

describe('the functions that a program may call directly', () => {
  it('are none where nobody but libc allocates', async () => {
    expect(await entryPointsWith(glibc)).toEqual([]);
  });

  it('are those of its allocator that are none of the counted ones under another name, as `mi_malloc`', async () => {
    const [first, ...rest] = await entryPointsWith(mimalloc, glibc);
    expect(first).toBe('operator_new _Znwm mimalloc');
    expect(rest.filter((words) => words.includes('mimalloc'))).toEqual([]);
  });

  it('are `malloc` and its like of another allocator beside it, and of libc where that is the other', async () => {
    expect(await entryPointsWith(mimalloc, jemalloc, glibc)).toEqual([
      'operator_new _Znwm mimalloc',
      ...['malloc', 'valloc', 'calloc', 'posix_memalign', 'realloc', 'aligned_alloc', 'memalign'].map(
        (name) => `other_malloc ${name} jemalloc 5.3.0`,
      ),
      ...['operator_new _Znwm jemalloc 5.3.0', 'mallocx mallocx jemalloc 5.3.0'],
      ...['malloc', 'calloc', 'posix_memalign', 'realloc', 'aligned_alloc', 'memalign'].map(
        (name) => `other_malloc ${name} glibc 2.41`,
      ),
    ]);
  });
});
