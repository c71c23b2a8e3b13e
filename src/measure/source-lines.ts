import { type MappedPlace, type MemoryMap, placeIn } from '../elf/memory-map.ts';
import type { SiteNaming, SourceLine } from '../model/recording.ts';
import type { LevelsAt } from '../stacks/line-of-stack.ts';
import type { Host } from '../system/host.ts';
import { createLineTables, type LineTables } from './line-tables.ts';
import { createSourceFiles, type FindSourceFile, fileElsewhere } from './source-files.ts';

/** A return address in the process of a thread. */
export interface ReturnAddress {
  readonly address: bigint;
  readonly thread: number;
}

/** What was found at return addresses. */
export interface FoundLevels {
  readonly levelsAt: LevelsAt;
  /** `inlined` where each line table could be read, and one of the addresses, if there are any, has a line. */
  readonly naming: SiteNaming;
}

/** The functions at addresses, with what was inlined there, and lines of source files that people can open. */
export interface SourceLines {
  /** Finds those of return addresses, in what was mapped in each thread's process. */
  inSpaces(addresses: Iterable<ReturnAddress>, maps: ReadonlyMap<number, readonly MemoryMap[]>): Promise<FoundLevels>;
  /** Why no line is known, as a sentence; null where some are, or none was looked for. */
  whyNone(): string | null;
}

/** For programs whose lines nobody asks for. */
export const noSourceLines: SourceLines = {
  inSpaces: async () => ({ levelsAt: () => [], naming: 'functions' }),
  whyNone: () => null,
};

/** The lines of the repository's files, and of its dependencies'; of a program of which no file is here, those it names. */
export function createSourceLines(
  host: Pick<Host, 'run' | 'environment' | 'repository'>,
  tables: LineTables = createLineTables(host),
  fileAt: FindSourceFile = createSourceFiles(host.repository),
): SourceLines {
  return {
    inSpaces: async (addresses, maps) => {
      // A return address lies behind the call, mostly on the next line.
      const placeOf = ({ address, thread }: ReturnAddress) => placeIn(maps.get(thread), address - 1n);
      const places = distinct(Array.from(addresses, placeOf));
      const isWhole = await tables.find(places);
      const hasLine = (place: MappedPlace) => tables.at(place).some(({ line }) => line > 0);
      const areKnown = isWhole && (places.length === 0 || places.some(hasLine));
      const isHere = places.some((place) => tables.at(place).some(({ file }) => fileAt(file) !== null));
      const levelsAt: LevelsAt = (address, thread) => {
        const place = placeOf({ address, thread });
        const levels = place === null ? [] : tables.at(place);
        return levels.map(({ symbol, file, line }) => ({
          symbol,
          line: sourceLine(file, line, isHere ? fileAt : fileElsewhere),
        }));
      };
      return { levelsAt, naming: areKnown ? 'inlined' : 'functions' };
    },
    whyNone: () => tables.whyNone(),
  };
}

function distinct(places: readonly (MappedPlace | null)[]): readonly MappedPlace[] {
  const known = new Map<string, MappedPlace>();
  for (const place of places) if (place !== null) known.set(`${place.offset} ${place.path}`, place);
  return [...known.values()];
}

function sourceLine(path: string, line: number, fileAt: FindSourceFile): SourceLine | null {
  const file = line > 0 ? fileAt(path) : null;
  return file === null ? null : { ...file, line };
}
