import { realpathSync } from 'node:fs';
import type { MemoryMap } from '../../elf/memory-map.ts';
import type { RecordedModule, RecordedStack, Recording } from './recording.ts';

/** A recorded stack, and what was mapped when it was recorded. */
export interface MappedStack {
  readonly stack: RecordedStack;
  /** The key of its address space, in {@link MappedStacks}. */
  readonly space: number;
  /** Root first, all behind the place that they stand for, as return addresses are; the recorder's own are left out. */
  readonly frames: readonly { readonly address: bigint; readonly isAwait: boolean }[];
}

export interface MappedStacks {
  readonly stacks: readonly MappedStack[];
  /** What was executable in each address space: a process, from one change of what it maps to the next. */
  readonly maps: ReadonlyMap<number, readonly MemoryMap[]>;
}

/** Together, all address spaces of a run have at most so many parts; of stacks beyond them nothing can be named. */
const partsAtMost = 2_000_000;
/** The recorder is mapped once; a recording may have been written by somebody else. */
const ownAtMost = 16;

/** The stacks of these kinds with the address spaces that their addresses are of; `library` is the recorder itself. */
export function mapStacks(
  recordings: readonly Recording[],
  library: string,
  isWanted: (stack: RecordedStack) => boolean,
): MappedStacks {
  const maps = new Map<number, readonly MemoryMap[]>();
  let parts = 0;
  const addSpace = (space: readonly MemoryMap[]): number => {
    parts += space.length;
    maps.set(maps.size, parts > partsAtMost ? [] : space);
    return maps.size - 1;
  };
  const stacks = recordings.flatMap((recording) => {
    const own = recording.modules.filter(({ path }) => path === library).slice(0, ownAtMost);
    const spaceAt = spacesOf(recording, library, addSpace);
    return recording.stacks.filter(isWanted).map((stack) => ({
      stack,
      space: spaceAt(stack.moment),
      frames: framesOf(stack, own),
    }));
  });
  return { stacks, maps };
}

/** Tells the address space of a moment; each is added once. */
function spacesOf({ modules }: Recording, library: string, addSpace: (space: readonly MemoryMap[]) => number) {
  const changes = [...new Set(modules.flatMap(({ came, went }) => [came, went ?? came]))].sort((a, b) => a - b);
  const spaces = new Map<number, number>();
  return (moment: number): number => {
    const last = lastUpTo(changes, moment);
    const space = spaces.get(last) ?? addSpace(mapsAt(modules, changes[last] ?? 0, library));
    spaces.set(last, space);
    return space;
  };
}

/** The index of the last of sorted numbers that is not beyond a limit; -1 where all are. */
function lastUpTo(sorted: readonly number[], limit: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Of two modules at one address, the later one is meant. */
function mapsAt(modules: readonly RecordedModule[], moment: number, library: string): readonly MemoryMap[] {
  return modules
    .filter(({ came, went, path }) => came <= moment && (went === null || went > moment) && path !== library)
    .toReversed()
    .map(({ start, end, offset, path }) => ({
      ...{ start: BigInt(start), end: BigInt(end), offset: BigInt(offset) },
      path: fileOf(path),
    }));
}

/** The loader knows `libstdc++.so.6`, the kernel, and so perf, the file that this leads to. */
function fileOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
}

function framesOf({ returns, awaits }: RecordedStack, own: readonly RecordedModule[]): MappedStack['frames'] {
  const isOwn = (address: number) => own.some(({ start, end }) => address > start && address <= end);
  return [
    // Who awaits is known by the start of the function that goes on: one byte behind it lies in it, too.
    ...awaits.toReversed().map((start) => ({ address: BigInt(start) + 1n, isAwait: true })),
    ...returns
      .toReversed()
      .filter((address) => !isOwn(address))
      .map((address) => ({ address: BigInt(address), isAwait: false })),
  ];
}
