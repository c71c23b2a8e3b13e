import { describe, expect, it } from 'vitest';
import type { MemoryMap } from '../../../src/elf/memory-map.ts';
import { parseMemoryMaps } from '../../../src/measure/perf/memory-maps.ts';
import { recorded } from '../../elf/recorded.ts';

const shown = (maps: readonly MemoryMap[] | undefined) =>
  maps?.map(
    ({ start, end, offset, path }) => `${start.toString(16)}-${end.toString(16)} ${offset.toString(16)} ${path}`,
  );

describe('memory maps', () => {
  it('are those of each process: range, place in the file, path', () => {
    const { threads: maps } = parseMemoryMaps(recorded('memory-maps/processes.txt'));
    expect([...maps.keys()]).toEqual([0, 24242, 24247, 24249]);
    expect(shown(maps.get(24242))).toEqual([
      '555555558000-55555556c000 4000 /usr/bin/dash',
      '7ffff7dee000-7ffff7f51000 28000 /usr/lib/x86_64-linux-gnu/libc.so.6',
      '7ffff7fc5000-7ffff7fc7000 0 [vdso]',
      '7ffff7fc8000-7ffff7ff0000 1000 /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2',
    ]);
  });

  it('keep a path with spaces, parentheses and a colon whole', () => {
    const { threads: maps } = parseMemoryMaps(recorded('memory-maps/processes.txt'));
    expect(shown(maps.get(24249))?.[0]).toBe('555555555000-555555556000 1000 /build/my prog (2): x');
  });

  it('are those of each thread', () => {
    const { threads: maps } = parseMemoryMaps(recorded('memory-maps/threads.txt'));
    expect([...maps.keys()]).toEqual([0, 26015, 26017, 26018]);
    expect(maps.get(26017)).toEqual(maps.get(26015));
    expect(maps.get(26018)?.length).toBe(4);
  });

  it('are read from a perf that keeps build-ids in them, of which the kernel’s own code has none', () => {
    const { threads, unparsed } = parseMemoryMaps(recorded('memory-maps/perf-7.2.txt'));
    expect(shown(threads.get(9421))).toEqual([
      '55aa1bf28000-55aa1bf3f000 4000 /usr/bin/ls',
      '7f1ab43c5000-7f1ab4440000 3000 /usr/lib/x86_64-linux-gnu/libpcre2-8.so.0.14.0',
      '7f1ab4499000-7f1ab45fc000 28000 /usr/lib/x86_64-linux-gnu/libc.so.6',
      '7f1ab4668000-7f1ab466d000 3000 /usr/lib/x86_64-linux-gnu/libcap.so.2.75',
      '7f1ab4678000-7f1ab4698000 7000 /usr/lib/x86_64-linux-gnu/libselinux.so.1',
      '7f1ab46b0000-7f1ab46b2000 0 [vdso]',
      '7f1ab46b3000-7f1ab46db000 1000 /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2',
    ]);
    expect(unparsed).toEqual({ lines: 0, examples: [] });
  });

  it.each(['processes', 'threads', 'perf-7.2'])('%s: are understood to the last line', (recording) => {
    expect(parseMemoryMaps(recorded(`memory-maps/${recording}.txt`)).unparsed.lines).toBe(0);
  });

  it('that are written otherwise are counted and shown, not skipped', () => {
    const text = recorded('memory-maps/threads.txt').replaceAll('r-xs 00028000', 'r-xs @28000');
    const { lines, examples } = parseMemoryMaps(text).unparsed;
    expect(lines).toBe(3);
    expect(examples[0]).toMatch(/^ +7ffff7dee000-7ffff7f51000 r-xs @28000 /);
  });

  it('leave out what is not executable', () => {
    const text = recorded('memory-maps/threads.txt').replaceAll('r-xs 00028000', 'r--p 00028000');
    expect(shown(parseMemoryMaps(text).threads.get(26015))?.some((map) => map.includes('libc'))).toBe(false);
  });

  it('are none where perf says none', () => {
    expect(parseMemoryMaps('').threads.size).toBe(0);
    expect(parseMemoryMaps('#      pid      tid     ppid  comm\n').threads.size).toBe(0);
  });
});
