import { readElf } from '../../elf/elf-file.ts';
import { emulatedPlace } from '../../elf/emulated-place.ts';
import { countedFunctions, type ProbedFunction } from '../../model/counted-functions.ts';
import type { Place } from './allocator.ts';

/**
 * For the place of each function, that of the instruction in it where its probe costs least and sees the same calls with the
 * same arguments (facts 31, 42); calibration proves that. Throws like `readElf`.
 */
export function cheapestPlaces(starts: ReadonlyMap<ProbedFunction, Place>): ReadonlyMap<ProbedFunction, Place> {
  const files = new Map(
    [...new Set([...starts.values()].map(({ path }) => path))].map((path) => [path, readElf(path)]),
  );
  return new Map(
    [...starts].map(([name, { path, offset }]) => {
      const elf = files.get(path) ?? null;
      return [name, { path, offset: elf === null ? offset : emulatedPlace(elf, offset, fetchedPositions(name)) }];
    }),
  );
}

/** The positions of the arguments that the function's probe reads. */
function fetchedPositions(name: ProbedFunction): readonly number[] {
  const parameters = countedFunctions.find(({ symbol }) => symbol === name)?.parameters ?? [];
  return parameters.flatMap((parameter, position) => (parameter === null ? [] : [position]));
}
