import { createSymbols, createSymbolTables, type SymbolTables } from '../../elf/symbols.ts';
import { type AllocationFunction, type CallKind, callKinds } from '../../model/counted-functions.ts';
import { displayName } from '../../model/counts.ts';
import { type AllocatedType, boxName, type Frame, type SiteNaming, type SourceLine } from '../../model/recording.ts';
import { addTypes } from '../../stacks/allocated-types.ts';
import { unknownName } from '../../stacks/call-tree.ts';
import { type CodeLevel, lineOfStack } from '../../stacks/line-of-stack.ts';
import { memoryWords } from '../../stacks/memory-words.ts';
import {
  moduleOfSymbol,
  type NamedFrame,
  type Naming,
  nameResolved,
  nameSymbol,
  type Resolved,
} from '../../stacks/name-frame.ts';
import { shownFrames } from '../../stacks/named-stack.ts';
import { roleOf, runtimeLibraries } from '../../stacks/role-of.ts';
import { typeWords } from '../../stacks/type-words.ts';
import { demangle, isMangled, type RunWithInput } from '../../swift/demangle.ts';
import type { RecordedStacks } from '../measurer.ts';
import { noSourceLines, type SourceLines } from '../source-lines.ts';
import { type CodePlace, mapStacks } from './map-stacks.ts';
import { countedKind } from './recorded-calls.ts';
import type { RecordedStack, Recording } from './recording.ts';
import { recordedKinds, type StackEnd } from './recording-layout.ts';

/** What is kept of recordings. */
export interface Wished {
  readonly functions: readonly AllocationFunction[];
  /** The kinds of calls that have probes. */
  readonly kinds: readonly CallKind[];
  /** The recorder's own file: its frames are not the program's. */
  readonly library: string;
}

/** Names that are known from earlier runs of the same programs, and where their lines are found. */
export interface KnownNames {
  readonly tables: SymbolTables;
  /** By mangled name. */
  readonly demangled: Map<string, string>;
  readonly lines: SourceLines;
}

export function noNamesYet(lines: SourceLines = noSourceLines): KnownNames {
  return { tables: createSymbolTables(), demangled: new Map(), lines };
}

/**
 * The stacks of a run under names that people know: those that perf's have, with who awaits in place of the concurrency
 * runtime's own frames. `note`: why names were left as they are, or null.
 */
export async function nameRecordings(
  recordings: readonly Recording[],
  { functions, kinds, library }: Wished,
  run: RunWithInput,
  { tables, demangled, lines }: KnownNames = noNamesYet(),
): Promise<{ readonly stacks: RecordedStacks; readonly note: string | null }> {
  const allocations = new Map(
    recordedKinds.map((kind) => {
      const counted = countedKind(kind, kinds);
      const row = callKinds.find((one) => one.kind === counted && one.makesBlock && functions.includes(one.countedAs));
      return [kind, row?.countedAs ?? null];
    }),
  );
  const countedAs = ({ kind }: RecordedStack) => allocations.get(kind) ?? null;
  const { stacks, places, maps } = mapStacks(recordings, library, (stack) => countedAs(stack) !== null);
  const symbols = createSymbols(maps, tables);
  // A return address lies behind the call, as in what perf records.
  const resolved = new Map(places.map((place) => [place, symbols.at(place.address - 1n, place.space)]));
  // Who awaits is known by the start of a function, which tells nothing of what was inlined.
  const mayHaveLines = (place: CodePlace) => !place.isAwait && mayHoldCode(resolved.get(place) ?? null);
  const returns = places.filter(mayHaveLines).map(({ address, space }) => ({ address, thread: space }));
  const { levelsAt, naming: siteNaming } = await lines.inSpaces(returns, maps);
  const levelsOf = ({ address, isAwait, space }: CodePlace) => (isAwait ? [] : levelsAt(address, space));
  const isNew = (symbol: string) => isMangled(symbol) && !demangled.has(symbol);
  const symbolsOf = (place: CodePlace) => [
    resolved.get(place)?.symbol ?? '',
    ...levelsOf(place).map(({ symbol }) => symbol ?? ''),
  ];
  const { names, note } = await demangle(places.flatMap(symbolsOf).filter(isNew), run);
  // Names that could not be had are asked for again.
  if (note === null) for (const [symbol, name] of names) demangled.set(symbol, name);
  const naming = { demangled, libraryOf: symbols.libraryOf };
  const nameOne = (place: CodePlace) =>
    framesAt({ place, resolved: resolved.get(place) ?? null, levels: levelsOf(place) }, siteNaming, naming);
  const framesOf = new Map(places.map((place) => [place, nameOne(place)]));
  const named = stacks.map(({ stack, frames }) => {
    const allocation = countedAs(stack) ?? 'malloc';
    const symbol = callKinds.find((one) => one.countedAs === allocation)?.symbol ?? allocation;
    const leaf = { name: displayName(allocation), module: symbols.libraryOf(symbol) ?? unknownName };
    const isTrusted = wholeEnds.has(stack.end);
    const callers = frames.flatMap((place) => framesOf.get(place) ?? []);
    const cut = isTrusted ? [] : [unknownFrame];
    const { calls: count, bytes } = stack;
    const line = lineOfStack(callers, (index) => callers[index]?.lines ?? []);
    return {
      frames: shownFrames([...cut, ...callers], leaf),
      count,
      bytes,
      types: typesOf(stack, callers, line),
      isTrusted,
    };
  });
  const samples = named.reduce((sum, { count }) => sum + count, 0);
  return {
    stacks: {
      ...{ stacks: named, callGraph: 'inside', naming: siteNaming, samples },
      lost: lostCalls(recordings, functions, kinds),
      whyNoLines: lines.whyNone(),
    },
    note,
  };
}

const unknownFrame: Frame = { name: unknownName, module: unknownName };

/** Where a stack leads to the start of its program, thread or task. */
const wholeEnds: ReadonlySet<StackEnd> = new Set(['end-of-stack', 'end-of-task', 'end-of-child-task']);

/** Calls without a record of their own. */
function lostCalls(
  recordings: readonly Recording[],
  functions: readonly AllocationFunction[],
  kinds: readonly CallKind[],
): number {
  const unrecorded = recordings.flatMap((recording) => [...recording.unrecorded]);
  return unrecorded.reduce((sum, [recorded, { calls }]) => {
    const kind = countedKind(recorded, kinds);
    const isWanted = callKinds.some((one) => one.kind === kind && one.makesBlock && functions.includes(one.countedAs));
    return isWanted ? sum + calls : sum;
  }, 0);
}

/** What the blocks are: objects under the names of their types, and memory without a type by the way it was allocated. */
function typesOf(
  { types, calls, bytes }: RecordedStack,
  callers: readonly Frame[],
  line: SourceLine | null,
): readonly AllocatedType[] {
  const named = types.flatMap(({ type, calls: count, bytes: size }) => {
    const name = type.kind === 'class' ? typeWords(type.name) : type.kind === 'box' ? boxName : '';
    return name === '' ? [] : [{ name, line, count, bytes: size }];
  });
  const left = named.reduce((rest, type) => rest - type.count, calls);
  const leftBytes = named.reduce((rest, type) => rest - type.bytes, bytes);
  if (left <= 0) return addTypes(named);
  return addTypes([...named, { name: memoryWords(callers), line, count: left, bytes: Math.max(0, leftBytes) }]);
}

/** A frame, and the lines that its code is of; several where what was inlined is no frame of its own. */
type PlacedFrame = NamedFrame & { readonly lines: readonly SourceLine[] };

/** A place, with what lies there and what was inlined into that. */
interface KnownPlace {
  readonly place: CodePlace;
  readonly resolved: Resolved | null;
  readonly levels: readonly CodeLevel[];
}

/** The frames of a place, root first: the function that it is in and, where that is known, what was inlined there. */
function framesAt(
  { place, resolved, levels }: KnownPlace,
  siteNaming: SiteNaming,
  naming: Omit<Naming, 'resolve'>,
): readonly PlacedFrame[] {
  const frame = nameResolved(resolved, naming);
  if (place.isAwait) {
    const isNamed = roleOf(frame) === 'code' && !frame.name.startsWith('[');
    return [{ ...frame, name: isNamed ? `await in ${frame.name}` : frame.name, lines: [] }];
  }
  if (siteNaming === 'functions') return [{ ...frame, lines: levels.flatMap(({ line }) => line ?? []) }];
  const library = resolved?.library ?? null;
  const [inlined, whole] = [levels.slice(0, -1).toReversed(), levels.slice(-1)];
  return [
    { ...frame, lines: whole.flatMap(({ line }) => line ?? []) },
    // A frame of which nothing is known would cut off what is above it.
    ...inlined
      .map(({ symbol, line }) => ({
        ...nameSymbol(symbol ?? unknownName, naming, library),
        inlined: 'always' as const,
        lines: line === null ? [] : [line],
      }))
      .filter(({ name }) => name !== unknownName),
  ];
}

/** Whether code that somebody wrote can lie at a place: the standard library has some where it is specialised for it. */
function mayHoldCode(resolved: Resolved | null): boolean {
  if (resolved === null) return false;
  const { symbol, library } = resolved;
  if (symbol === null) return !runtimeLibraries.test(library);
  const isCode = roleOf({ name: symbol, module: moduleOfSymbol(symbol) ?? library }) === 'code';
  return isCode || (isMangled(symbol) && /T(?:[gG]|f\d|m$)/.test(symbol));
}
