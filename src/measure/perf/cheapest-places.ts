import { readElf } from '../../elf/elf-file.ts';
import { emulatedPlace } from '../../elf/emulated-place.ts';
import { countedFunctions, type ProbedFunction } from '../../model/counted-functions.ts';
import type { Allocator } from './allocator.ts';

/**
 * The offset in the file, for each function of the allocator, of the instruction where its probe costs least and sees the same
 * calls with the same arguments (facts 31, 42); calibration proves that. Throws like `readElf`.
 */
export function cheapestPlaces({ path, offsets }: Allocator): ReadonlyMap<ProbedFunction, number> {
  const elf = readElf(path);
  if (elf === null) return offsets;
  return new Map([...offsets].map(([name, start]) => [name, emulatedPlace(elf, start, fetchedPositions(name))]));
}

/** The positions of the arguments that the function's probe reads. */
function fetchedPositions(name: ProbedFunction): readonly number[] {
  const parameters = countedFunctions.find(({ symbol }) => symbol === name)?.parameters ?? [];
  return parameters.flatMap((parameter, position) => (parameter === null ? [] : [position]));
}
