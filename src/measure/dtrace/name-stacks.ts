import type { AllocationFunction } from '../../model/counted-functions.ts';
import { displayName } from '../../model/counts.ts';
import { MeasurementError } from '../../model/errors.ts';
import type { Frame, NamedStack } from '../../model/recording.ts';
import { unknownName } from '../../stacks/call-tree.ts';
import { type Naming, nameFrame } from '../../stacks/name-frame.ts';
import { shownFrames } from '../../stacks/named-stack.ts';
import { demangle } from '../../swift/demangle.ts';
import type { Host } from '../../system/host.ts';
import { succeed } from '../../system/process.ts';
import type { RecordedStacks } from '../measurer.ts';
import type { Relays } from '../relays.ts';
import type { DTraceKind } from './kinds.ts';
import type { DTraceStack } from './parse-output.ts';

/**
 * The stacks of the calls of these functions, each call once, under names that people know. `calls` is how often each kind
 * was called. Throws a {@link MeasurementError} where the stacks do not tell which calls another function passed on.
 */
export async function nameStacks(
  stacks: readonly DTraceStack[],
  calls: ReadonlyMap<string, number>,
  { kinds, relays }: { readonly kinds: readonly DTraceKind[]; readonly relays: Relays<string> },
  functions: readonly AllocationFunction[],
  { run, logger }: Pick<Host, 'run' | 'logger'>,
): Promise<RecordedStacks> {
  const read = stacks.map(({ kind, frames, count }) => {
    return { kind, count, places: frames.map(readPlace), callers: frames.slice(1).join('\n') };
  });
  const { names, note } = await demangle(
    read.flatMap(({ places }) => places.flatMap(({ symbol }) => symbol ?? [])),
    (file, given, input) => succeed(run, 'demangling names', { file, arguments: given, input }),
  );
  if (note !== null) logger.warning(note);
  const named = kinds.flatMap((row) => {
    const relaying = relays.get(row.kind) ?? [];
    const passedOn = new Set(relaying.map((kind) => kinds.find((one) => one.kind === kind)?.symbol));
    const direct = read.filter(
      ({ kind, places }) => kind === row.kind && !places.slice(1).some(({ symbol }) => passedOn.has(symbol ?? '')),
    );
    const own = withoutJumps(
      direct,
      read.filter(({ kind }) => relaying.includes(kind)),
    );
    const sum = own.reduce((all, { count }) => all + count, 0);
    if (sum !== (calls.get(row.kind) ?? 0)) {
      throw new MeasurementError(`${calls.get(row.kind)} calls of ${row.kind} have ${sum} stacks of their own.`);
    }
    if (!functions.includes(row.countedAs)) return [];
    return own.map(({ places, count }) => nameStack(places, count, displayName(row.countedAs), names));
  });
  const samples = named.reduce((all, { count }) => all + count, 0);
  const whyNoLines = 'Source lines are not known: DTrace tells functions, and no lines.';
  return { stacks: named, callGraph: 'fp', naming: 'functions', samples, lost: 0, whyNoLines };
}

/** Stacks and how often they were taken; `callers`: as DTrace has them. */
interface Called {
  readonly callers: string;
  readonly count: number;
}

/** A function that passes a call on by a jump leaves no frame: then both have the same callers, and the call is the first's. */
function withoutJumps<Stack extends Called>(stacks: readonly Stack[], jumping: readonly Called[]): readonly Stack[] {
  const jumps = new Map<string, number>();
  for (const { callers, count } of jumping) jumps.set(callers, (jumps.get(callers) ?? 0) + count);
  return stacks.flatMap((stack) => {
    const count = stack.count - (jumps.get(stack.callers) ?? 0);
    return count > 0 ? [{ ...stack, count }] : [];
  });
}

/** One frame as DTrace prints it. */
interface Place {
  readonly module: string;
  /** As in the symbol table; null where there is none. */
  readonly symbol: string | null;
}

/** Of ``Toy`$s3Toy3runyyF+0x2c``, ``libfoo.dylib`0x1b2`` or `0x104f8a2c0`. */
function readPlace(frame: string): Place {
  const tick = frame.indexOf('`');
  if (tick < 0) return { module: unknownName, symbol: null };
  const symbol = frame.slice(tick + 1).replace(/\+0x[0-9a-f]+$/, '');
  return { module: frame.slice(0, tick), symbol: /^(?:0x[0-9a-f]+)?$/.test(symbol) ? null : symbol };
}

function nameStack(
  places: readonly Place[],
  count: number,
  allocation: string,
  demangled: Naming['demangled'],
): NamedStack & { readonly isTrusted: boolean } {
  const frames = places.map(({ module, symbol }): Frame => {
    if (module === unknownName) return { name: unknownName, module };
    if (symbol === null) return { name: `[${module}]`, module };
    return nameFrame(symbol, 0, { demangled, resolve: () => null, libraryOf: () => module });
  });
  const leaf = { name: allocation, module: places[0]?.module ?? unknownName };
  return { frames: shownFrames(frames.slice(1).reverse(), leaf), count, bytes: null, isTrusted: true };
}
