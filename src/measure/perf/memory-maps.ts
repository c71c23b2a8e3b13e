import type { MemoryMap } from '../../elf/memory-map.ts';
import type { Unparsed } from '../../stacks/perf-folded.ts';

/** What `perf report --mmaps` says. */
export interface RecordedMaps {
  /** The executable maps of each thread, by thread id. */
  readonly threads: ReadonlyMap<number, readonly MemoryMap[]>;
  readonly unparsed: Unparsed;
}

//      31436    31438    31436 |  RequestLoop
const threadLine = /^ *\d+ +(\d+) +-?\d+ \|/;
// 7ffff7355000-7ffff74b8000 r-xs 00028000 16044058 /usr/lib/x86_64-linux-gnu/libc.so.6
// 7f1ab4499000-7f1ab45fc000 r-xs 00028000 93f70d1a8ae34f8e63c223f1500327fbd717f871 /usr/lib/x86_64-linux-gnu/libc.so.6
// 7f1ab46b0000-7f1ab46b2000 r-xs 00000000  [vdso]
const mapLine = /^ +([0-9a-f]+)-([0-9a-f]+) ..([x-]). ([0-9a-f]+) (?:[0-9a-f]+)? (.+)$/;

const maximumExamples = 5;
const maximumExampleLength = 200;

/**
 * Reads `perf report --mmaps`. Before the path stands the inode; where a perf from 6.17 on keeps maps with their build-ids
 * (facts 35), the build-id, which kernel code like `[vdso]` has none of. Throws nothing: see `unparsed`.
 */
export function parseMemoryMaps(text: string): RecordedMaps {
  const threads = new Map<number, MemoryMap[]>();
  const unread: string[] = [];
  let maps: MemoryMap[] | null = null;
  for (const line of text.split('\n')) {
    if (line === '' || line.startsWith('#')) continue;
    const thread = threadLine.exec(line)?.[1];
    const [, start, end, executable, offset, path] = mapLine.exec(line) ?? [];
    if (thread !== undefined) {
      maps = [];
      threads.set(Number(thread), maps);
    } else if (maps === null || path === undefined) {
      unread.push(line);
    } else if (executable === 'x') {
      maps.push({ start: BigInt(`0x${start}`), end: BigInt(`0x${end}`), offset: BigInt(`0x${offset}`), path });
    }
  }
  const examples = unread.slice(0, maximumExamples).map((line) => line.slice(0, maximumExampleLength));
  return { threads, unparsed: { lines: unread.length, examples } };
}
