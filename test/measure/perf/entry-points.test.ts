import { describe, expect, it } from 'vitest';
import { readElf } from '../../../src/elf/elf-file.ts';
import { findAllocator } from '../../../src/measure/perf/allocator.ts';
import { findEntryPoints } from '../../../src/measure/perf/entry-points.ts';
import { elfFile } from '../../system/elf-files.ts';
import { scriptedRun } from '../../system/scripted-run.ts';

const glibc = elfFile('glibc-2.41-x86_64/libc.so.6');
const jemalloc = elfFile('jemalloc-5.3.0-x86_64/libjemalloc.so.2');
const mimalloc = elfFile('mimalloc-3.0.1-x86_64/libmimalloc.so.3');

/** What is found of a program that starts with these libraries, in the loader's order. */
async function foundWith(...libraries: readonly string[]) {
  const listing = libraries.map((path) => `\t${path} (0x1)\n`).join('');
  const allocator = await findAllocator(
    scriptedRun(() => ({ stdout: listing })),
    elfFile('programs/dynamic'),
    {},
  );
  return findEntryPoints(allocator);
}

/** Those in words. */
async function entryPointsWith(...libraries: readonly string[]) {
  const found = await foundWith(...libraries);
  return found.map(({ countedAs, entry, allocator }) => [countedAs, entry.symbol, allocator].join(' '));
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

  it('are called by their names where a library exports them, and by where they are where it keeps them to itself', async () => {
    // Its functions are in its `.symtab` alone, as those of a library that hides them.
    const keeping = elfFile('programs/static');
    const found = await foundWith(glibc, keeping);
    const malloc = found.find(({ entry }) => entry.symbol === 'malloc');
    expect(malloc).toMatchObject({ countedAs: 'other_malloc', allocator: 'static', path: keeping });
    const address = readElf(keeping)?.symbols.find(({ name }) => name === 'malloc')?.address;
    expect(malloc?.reach).toEqual({ by: 'address', address });
    const exported = (await foundWith(glibc, jemalloc)).find(({ entry }) => entry.symbol === 'malloc');
    expect(exported?.reach).toEqual({ by: 'name' });
  });
});
