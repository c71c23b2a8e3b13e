import { describe, expect, it } from 'vitest';
import { sayOtherAllocators } from '../../../src/measure/perf/other-allocators.ts';
import { noEntryPoints, type ProbedEntryPoints } from '../../../src/measure/perf/probed-entry-points.ts';
import { elfFile } from '../../system/elf-files.ts';

const glibc = elfFile('glibc-2.41-x86_64/libc.so.6');
const jemalloc = elfFile('jemalloc-5.3.0-x86_64/libjemalloc.so.2');
const own = { path: glibc, objects: [glibc], others: [] };

describe('an allocator beside the one that is probed', () => {
  it('is said, with its file, where it came later, in whichever process', () => {
    expect(sayOtherAllocators('./server', [glibc, '[vdso]', jemalloc, jemalloc, '/gone'], own, noEntryPoints)).toBe(
      `./server and its children have jemalloc 5.3.0 (${jemalloc}) beside their allocator: what that serves is not counted.`,
    );
  });

  it('is said where the program starts with it, and no probe tells its calls', () => {
    const started = { ...own, objects: [glibc, jemalloc], others: [jemalloc] };
    const say = (entryPoints: Pick<ProbedEntryPoints, 'functions'>) =>
      sayOtherAllocators('./server', [glibc, jemalloc], started, entryPoints);
    expect(say(noEntryPoints)).toContain('have jemalloc 5.3.0');
    const probed = { kind: 'direct 0', countedAs: 'mallocx', allocator: 'jemalloc 5.3.0', path: jemalloc } as const;
    expect(say({ functions: [{ ...probed, isCounted: false }] })).toBeNull();
  });

  it('is none where it is the one that is probed, or nothing but libc was there', () => {
    expect(
      sayOtherAllocators('./server', [glibc, jemalloc], { ...own, path: jemalloc, objects: [] }, noEntryPoints),
    ).toBeNull();
    expect(
      sayOtherAllocators('./server', [glibc, elfFile('musl-1.2.5-x86_64/libc.so')], own, noEntryPoints),
    ).toBeNull();
  });
});
