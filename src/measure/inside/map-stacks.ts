import { realpathSync } from 'node:fs';
import type { MemoryMap } from '../../elf/memory-map.ts';
import type { RecordedModule, RecordedStack, Recording } from './recording.ts';

/** Where stacks lead through. */
export interface CodePlace {
  /** Behind the code that it stands for, as return addresses are. */
  readonly address: bigint;
  readonly isAwait: boolean;
  /** The key of its address space, in {@link MappedStacks}. */
  readonly space: number;
}

/** A recorded stack, and what was mapped when it was recorded. */
export interface MappedStack {
  readonly stack: RecordedStack;
  /** Root first; the recorder's own are left out. */
  readonly frames: readonly CodePlace[];
}

export interface MappedStacks {
  readonly stacks: readonly MappedStack[];
  /** Of all stacks, each once: one object for each. */
  readonly places: readonly CodePlace[];
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
  const places: CodePlace[] = [];
  const stacks = recordings.flatMap((recording) => {
    const own = recording.modules.filter(({ path }) => path === library).slice(0, ownAtMost);
    const isOwn = (address: number) => own.some(({ start, end }) => address > start && address <= end);
    const spaceAt = spacesOf(recording, library, addSpace);
    const [returnTo, awaitIn] = [createPlaces(places, false), createPlaces(places, true)];
    return recording.stacks.filter(isWanted).map((stack) => {
      const space = spaceAt(stack.moment);
      const awaits = stack.awaits.toReversed().map((start) => awaitIn(start + 1, space));
      const returns = stack.returns
        .toReversed()
        .filter((address) => !isOwn(address))
        .map((address) => returnTo(address, space));
      // Who awaits is known by the start of the function that goes on: one byte behind it lies in it, too.
      return { stack, frames: [...awaits, ...returns] };
    });
  });
  return { stacks, places, maps };
}

/** Makes a place where there is none yet, and notes it. */
function createPlaces(places: CodePlace[], isAwait: boolean): (address: number, space: number) => CodePlace {
  const spaces = new Map<number, Map<number, CodePlace>>();
  return (address, space) => {
    const inSpace = spaces.get(space) ?? new Map<number, CodePlace>();
    spaces.set(space, inSpace);
    const known = inSpace.get(address);
    if (known !== undefined) return known;
    const place = { address: BigInt(address), isAwait, space };
    places.push(place);
    inSpace.set(address, place);
    return place;
  };
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
