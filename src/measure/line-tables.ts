import { codeWithLines, isInRanges } from '../elf/code-with-lines.ts';
import { readElf } from '../elf/elf-file.ts';
import type { MappedPlace } from '../elf/memory-map.ts';
import { messageOf } from '../model/errors.ts';
import { type CodeLine, parseCodeLines } from '../stacks/code-lines.ts';
import type { Host } from '../system/host.ts';

/** The lines of places in ELF files, by the files' own line tables. Each place is looked up once. */
export interface LineTables {
  /**
   * Looks up places, so that `at` knows them, and tells whether each file that has a line table could be read, these and
   * those before. Throws nothing: what cannot be found out has no lines.
   */
  find(places: Iterable<MappedPlace>): Promise<boolean>;
  /** What is at a place, what was inlined there innermost first; empty where nothing is known. */
  at(place: MappedPlace): readonly CodeLine[];
  /** Why no line of any place is known, as a sentence; null where some are, or nothing was asked. */
  whyNone(): string | null;
}

/** Of one file, in a process of its own; what a program allocates from is some thousands of places. */
const mostPlaces = 50_000;
const mostFiles = 50;
/** For all files together, in milliseconds: a program of 16 MB takes a tenth of a second (facts 34). */
const patience = 20_000;

/**
 * What resolves places, the first that is there; both print the same. Neither is asked about code without lines, which a
 * static standard library is: addr2line looks through all symbols for each place of it (facts 34).
 */
const resolvers = [
  {
    file: 'llvm-symbolizer',
    arguments: (path: string) => [
      ...['--functions=linkage', '--no-demangle', '-i', '-a', '--output-style=GNU'],
      `--obj=${path}`,
    ],
  },
  { file: 'addr2line', arguments: (path: string) => ['-f', '-i', '-a', '-e', path] },
] as const;

/** Line tables as `llvm-symbolizer` reads them, or `addr2line` where that is not there. */
export function createLineTables({ run, environment }: Pick<Host, 'run' | 'environment'>): LineTables {
  const files = new Map<string, KnownFile>();
  const problems: string[] = [];
  let timeLeft = patience;
  const fileAt = (path: string): KnownFile => {
    const known = files.get(path) ?? openFile(path, files.size < mostFiles);
    files.set(path, known);
    return known;
  };
  const resolve = async (path: string, addresses: readonly number[]) => {
    const input = addresses.map((address) => `0x${address.toString(16)}\n`).join('');
    let problem = 'neither llvm-symbolizer nor addr2line is on PATH';
    for (const resolver of resolvers) {
      if (timeLeft <= 0) throw new Error(`to find them took more than ${patience / 1000} s`);
      const begun = performance.now();
      const { exitCode, stdout } = await run({
        ...{ file: resolver.file, arguments: resolver.arguments(path), input },
        // Neither may ask the network for debug information (facts 14).
        environment: { PATH: environment.PATH ?? '', LC_ALL: 'C', DEBUGINFOD_URLS: '' },
        killAfterMilliseconds: Math.ceil(timeLeft),
      });
      timeLeft -= performance.now() - begun;
      if (exitCode === 0) return parseCodeLines(stdout, addresses);
      if (exitCode !== 127) problem = `${resolver.file} failed`;
    }
    throw new Error(problem);
  };
  return {
    find: async (places) => {
      const wanted = new Map<KnownFile, Set<number>>();
      for (const { path, offset } of places) {
        const file = fileAt(path);
        const address = file.addressAt(offset);
        if (address === null || file.lines.has(address)) continue;
        const addresses = wanted.get(file) ?? new Set();
        wanted.set(file, addresses);
        if (file.lines.size + addresses.size < mostPlaces) addresses.add(address);
      }
      for (const [file, addresses] of wanted) {
        const asked = [...addresses];
        // What is not found is not asked for again, either.
        for (const address of asked) file.lines.set(address, []);
        try {
          for (const [address, lines] of await resolve(file.path, asked)) file.lines.set(address, lines);
        } catch (error) {
          problems.push(messageOf(error));
        }
      }
      return problems.length === 0;
    },
    at: ({ path, offset }) => {
      const file = files.get(path);
      const address = file?.addressAt(offset) ?? null;
      return address === null ? [] : (file?.lines.get(address) ?? []);
    },
    whyNone: () => {
      const asked = [...files.values()].flatMap(({ lines }) => [...lines.values()]);
      if (files.size === 0 || asked.some((levels) => levels.some(({ line }) => line > 0))) return null;
      return `Source lines are not known: ${problems[0] ?? 'what was measured has no line tables'}.`;
    },
  };
}

interface KnownFile {
  readonly path: string;
  /** The address in the file's own numbering; null where there is no code, or none that has lines. */
  addressAt(offset: number): number | null;
  readonly lines: Map<number, readonly CodeLine[]>;
}

function openFile(path: string, mayRead: boolean): KnownFile {
  const file = { path, lines: new Map<number, readonly CodeLine[]>() };
  try {
    const elf = mayRead ? readElf(path) : null;
    if (!elf?.hasSection('.debug_line')) return { ...file, addressAt: () => null };
    // A section that is compressed is as good, but is not read here.
    const lines = elf.section('.debug_line');
    const ranges = lines === null ? null : codeWithLines(lines.bytes);
    const addressAt = (offset: number) => {
      const address = elf.addressAt(offset);
      return address === null || ranges === null || isInRanges(ranges, address) ? address : null;
    };
    return { ...file, addressAt };
  } catch {
    // `[vdso]`, or a file that is gone.
  }
  return { ...file, addressAt: () => null };
}
