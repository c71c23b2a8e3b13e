import { realpathSync } from 'node:fs';
import { type ElfFile, readElf } from '../../elf/elf-file.ts';
import type { Allocator } from './allocator.ts';
import { describeForeign, isForeign } from './foreign-allocator.ts';

/** A program that maps thousands of files was written to keep the gate busy. */
const readAtMost = 500;

/**
 * What a run allocated with beside the allocator that is probed, as a sentence; null where that was nothing. `mapped` are
 * the paths of what its processes had in memory: programs that the measured one started may have another allocator, and
 * so may libraries that were opened later, or that keep a heap of their own.
 */
export function sayOtherAllocators(
  program: string,
  mapped: readonly string[],
  { path, objects, others }: Pick<Allocator, 'path' | 'objects' | 'others'>,
): string | null {
  const known = new Set([path, ...objects]);
  const came = [...new Set(mapped)].filter((one) => one.startsWith('/')).slice(0, readAtMost);
  const files = new Set(came.map(realPathOf).filter((one) => !known.has(one)));
  const found = [...files].map(tryToRead).filter((elf) => elf !== null && isForeign(elf));
  const all = [...others, ...found.flatMap((elf) => (elf === null ? [] : [describeForeign(elf)]))];
  if (all.length === 0) return null;
  return `${program} and its children have ${all.join(', ')} beside their allocator: what that serves is not counted.`;
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
