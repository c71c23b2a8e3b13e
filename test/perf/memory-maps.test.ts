import { describe, expect, it } from 'vitest';
import { type MemoryMap, parseMemoryMaps } from '../../src/perf/memory-maps.ts';
import { recorded } from './recorded.ts';

const shown = (maps: readonly MemoryMap[] | undefined) =>
  maps?.map(
    ({ start, end, offset, path }) => `${start.toString(16)}-${end.toString(16)} ${offset.toString(16)} ${path}`,
  );

describe('memory maps', () => {
  it('are those of each process: range, place in the file, path', () => {
    const maps = parseMemoryMaps(recorded('memory-maps/processes.txt'));
    expect([...maps.keys()]).toEqual([0, 24242, 24247, 24249]);
    expect(shown(maps.get(24242))).toEqual([
      '555555558000-55555556c000 4000 /usr/bin/dash',
      '7ffff7dee000-7ffff7f51000 28000 /usr/lib/x86_64-linux-gnu/libc.so.6',
      '7ffff7fc5000-7ffff7fc7000 0 [vdso]',
      '7ffff7fc8000-7ffff7ff0000 1000 /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2',
    ]);
  });

  it('keep a path with spaces, parentheses and a colon whole', () => {
    const maps = parseMemoryMaps(recorded('memory-maps/processes.txt'));
    expect(shown(maps.get(24249))?.[0]).toBe('555555555000-555555556000 1000 /build/my prog (2): x');
  });

  it('are those of each thread', () => {
    const maps = parseMemoryMaps(recorded('memory-maps/threads.txt'));
    expect([...maps.keys()]).toEqual([0, 26015, 26017, 26018]);
    expect(maps.get(26017)).toEqual(maps.get(26015));
    expect(maps.get(26018)?.length).toBe(4);
  });

  it('leave out what is not executable', () => {
    const text = recorded('memory-maps/threads.txt').replaceAll('r-xs 00028000', 'r--p 00028000');
    expect(shown(parseMemoryMaps(text).get(26015))?.some((map) => map.includes('libc'))).toBe(false);
  });

  it('are none where perf says none', () => {
    expect(parseMemoryMaps('').size).toBe(0);
    expect(parseMemoryMaps('#      pid      tid     ppid  comm\n').size).toBe(0);
  });
});
