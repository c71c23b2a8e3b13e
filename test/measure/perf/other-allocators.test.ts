import { describe, expect, it } from 'vitest';
import { sayOtherAllocators } from '../../../src/measure/perf/other-allocators.ts';
import { elfFile } from '../../system/elf-files.ts';

const glibc = elfFile('glibc-2.41-x86_64/libc.so.6');
const jemalloc = elfFile('jemalloc-5.3.0-x86_64/libjemalloc.so.2');
const own = { path: glibc, objects: [glibc], others: [] };

describe('an allocator beside the one that is probed', () => {
  it('is said, with its file, where it came later, in whichever process', () => {
    expect(sayOtherAllocators('./server', [glibc, '[vdso]', jemalloc, jemalloc, '/gone'], own)).toBe(
      `./server and its children have jemalloc 5.3.0 (${jemalloc}) beside their allocator: what that serves is not counted.`,
    );
  });

  it('is said where the program starts with it, though another serves malloc', () => {
    const started = { ...own, objects: [glibc, jemalloc], others: [`jemalloc 5.3.0 (${jemalloc})`] };
    expect(sayOtherAllocators('./server', [glibc, jemalloc], started)).toContain('have jemalloc 5.3.0');
  });

  it('is none where it is the one that is probed, or nothing but libc was there', () => {
    expect(sayOtherAllocators('./server', [glibc, jemalloc], { ...own, path: jemalloc, objects: [] })).toBeNull();
    expect(sayOtherAllocators('./server', [glibc, elfFile('musl-1.2.5-x86_64/libc.so')], own)).toBeNull();
  });
});
