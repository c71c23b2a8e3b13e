/** A file's part that is mapped executable into a process. */
export interface MemoryMap {
  readonly start: bigint;
  readonly end: bigint;
  /** Offset in the file of what lies at `start`. */
  readonly offset: bigint;
  /** A path, or a name in brackets such as `[vdso]`. */
  readonly path: string;
}

/**
 * Reads `perf report --mmaps` into the executable maps of each thread, by thread id:
 *
 *     #      pid      tid     ppid  comm
 *          31436    31438    31436 |  RequestLoop
 *                                      7ffff7355000-7ffff74b8000 r-xs 00028000 16044058 /usr/lib/x86_64-linux-gnu/libc.so.6
 */
export function parseMemoryMaps(text: string): ReadonlyMap<number, readonly MemoryMap[]> {
  const threads = new Map<number, MemoryMap[]>();
  let maps: MemoryMap[] | null = null;
  for (const line of text.split('\n')) {
    const thread = /^ *\d+ +(\d+) +-?\d+ \|/.exec(line)?.[1];
    if (thread !== undefined) {
      maps = [];
      threads.set(Number(thread), maps);
      continue;
    }
    const [, start, end, offset, path] = /^ +([0-9a-f]+)-([0-9a-f]+) ..x. ([0-9a-f]+) \d+ (.+)$/.exec(line) ?? [];
    if (maps === null || start === undefined || end === undefined || offset === undefined || path === undefined)
      continue;
    maps.push({ start: BigInt(`0x${start}`), end: BigInt(`0x${end}`), offset: BigInt(`0x${offset}`), path });
  }
  return threads;
}
