import { readFileSync } from 'node:fs';
import type { NamedStack } from '../../src/model/recording.ts';
import type { Naming, Resolve } from '../../src/stacks/name-frame.ts';
import { nameStack } from '../../src/stacks/named-stack.ts';
import { type PerfFolded, parsePerfFolded } from '../../src/stacks/perf-folded.ts';

/** A file of test/fixtures/perf. */
export function fixture(name: string): string {
  return readFileSync(new URL(`../fixtures/perf/${name}`, import.meta.url), 'utf8');
}

const rowsOf = (name: string) =>
  fixture(name)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\t'));

/** What lay where when the fixture was recorded. */
export function recordedResolve(recording: string): Resolve {
  const places = new Map(
    rowsOf(`${recording}.symbols.txt`).map(([thread, address, library = '', symbol = '-', ...aliases]) => [
      `${thread} ${address}`,
      { symbol: symbol === '-' ? null : symbol, aliases, library },
    ]),
  );
  return (address, thread) => places.get(`${thread} 0x${address.toString(16)}`) ?? null;
}

/** What `swift demangle --simplified` answered for the names of the recorded Swift program. */
export const demangledNames: ReadonlyMap<string, string> = new Map(
  rowsOf('toy.demangled.txt').map(([mangled = '', simplified = '']) => [mangled, simplified]),
);

/** Mangled name and the long form, which spells out the module. */
export const qualifiedNames: readonly (readonly [string, string])[] = rowsOf('toy.demangled.txt').map(
  ([mangled = '', , qualified = '']) => [mangled, qualified],
);

export function recordedNaming(recording: string): Naming {
  const libraries = new Map(
    rowsOf(`${recording}.symbols.txt`)
      .filter(([, address]) => address === '-')
      .map(([, , library, symbol]) => [symbol, library]),
  );
  const libraryOf = (symbol: string) => libraries.get(symbol) ?? null;
  return { demangled: demangledNames, resolve: recordedResolve(recording), libraryOf };
}

export function recorded(recording: string): PerfFolded {
  return parsePerfFolded(fixture(`${recording}.folded.txt`));
}

/** The recording as it is shown. */
export function namedStacks(recording: string): readonly NamedStack[] {
  const naming = recordedNaming(recording);
  return recorded(recording).stacks.map((raw) => nameStack(raw, raw.event.replace(/^.*:/, ''), naming));
}
