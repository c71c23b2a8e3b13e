import { type MappedPlace, type MemoryMap, placeIn } from '../elf/memory-map.ts';
import type { SourceLine } from '../model/recording.ts';
import type { LinesAt } from '../stacks/line-of-stack.ts';
import type { Host } from '../system/host.ts';
import { createLineTables, type LineTables } from './line-tables.ts';
import { createSourceFiles, type FindSourceFile } from './source-files.ts';

/** A return address in the process of a thread. */
export interface ReturnAddress {
  readonly address: bigint;
  readonly thread: number;
}

/** The lines of source files that people can open. */
export interface SourceLines {
  /** Finds those of return addresses, in what was mapped in each thread's process. */
  inSpaces(addresses: Iterable<ReturnAddress>, maps: ReadonlyMap<number, readonly MemoryMap[]>): Promise<LinesAt>;
  /** Why no line is known, as a sentence; null where some are, or none was looked for. */
  whyNone(): string | null;
}

/** For programs whose lines nobody asks for. */
export const noSourceLines: SourceLines = { inSpaces: async () => () => [], whyNone: () => null };

/** The lines of the repository's files, and of its dependencies'. */
export function createSourceLines(
  host: Pick<Host, 'run' | 'environment' | 'repository'>,
  tables: LineTables = createLineTables(host),
  fileAt: FindSourceFile = createSourceFiles(host.repository),
): SourceLines {
  return {
    inSpaces: async (addresses, maps) => {
      // A return address lies behind the call, mostly on the next line.
      const placeOf = ({ address, thread }: ReturnAddress) => placeIn(maps.get(thread), address - 1n);
      await tables.find(distinct(Array.from(addresses, placeOf)));
      return (address, thread) => {
        const place = placeOf({ address, thread });
        return place === null ? [] : tables.at(place).flatMap(({ file, line }) => sourceLine(file, line, fileAt));
      };
    },
    whyNone: () => tables.whyNone(),
  };
}

function distinct(places: readonly (MappedPlace | null)[]): Iterable<MappedPlace> {
  const known = new Map<string, MappedPlace>();
  for (const place of places) if (place !== null) known.set(`${place.offset} ${place.path}`, place);
  return known.values();
}

function sourceLine(path: string, line: number, fileAt: FindSourceFile): readonly SourceLine[] {
  const file = line > 0 ? fileAt(path) : null;
  return file === null ? [] : [{ ...file, line }];
}
