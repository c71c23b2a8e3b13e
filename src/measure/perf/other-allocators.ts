import { realpathSync } from 'node:fs';
import { type ElfFile, readElf } from '../../elf/elf-file.ts';
import type { Allocator } from './allocator.ts';
import { describeForeign, isForeign } from './foreign-allocator.ts';
import type { ProbedEntryPoints } from './probed-entry-points.ts';

/** A program that maps thousands of files was written to keep the gate busy. */
const readAtMost = 500;

/**
 * What a run may have allocated with and no probe has seen, as a sentence; null where that is nothing. `mapped` are the
 * paths of what its processes had in memory: programs that the measured one started may have another allocator, and so may
 * libraries that were opened later. Those that the program starts with are told by their own probes, but for libraries
 * that keep a heap to themselves.
 */
export function sayOtherAllocators(
  program: string,
  mapped: readonly string[],
  { path, objects, others }: Pick<Allocator, 'path' | 'objects' | 'others'>,
  { functions }: Pick<ProbedEntryPoints, 'functions'>,
): string | null {
  const told = new Set(functions.map((one) => one.path));
  const known = new Set([path, ...objects]);
  const came = [...new Set(mapped)].filter((one) => one.startsWith('/')).slice(0, readAtMost);
  const later = came.map(realPathOf).filter((one) => !known.has(one));
  const files = [...new Set([...others.filter((one) => !told.has(one)), ...later])].map(tryToRead);
  const found = files
    .filter((elf) => elf !== null)
    .filter(isForeign)
    .map(describeForeign);
  if (found.length === 0) return null;
  return `${program} and its children have ${found.join(', ')} beside their allocator: what that serves is not counted.`;
}

function realPathOf(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    return path; // It is gone.
  }
}

function tryToRead(path: string): ElfFile | null {
  try {
    return readElf(path);
  } catch {
    return null;
  }
}
