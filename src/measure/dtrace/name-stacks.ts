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
  const read = stacks.map(({ kind, frames, count }) => ({ kind, count, places: frames.map(readPlace) }));
  const { names, note } = await demangle(
    read.flatMap(({ places }) => places.flatMap(({ symbol }) => symbol ?? [])),
    (file, given, input) => succeed(run, 'demangling names', { file, arguments: given, input }),
  );
  if (note !== null) logger.warning(note);
  const named = kinds.flatMap((row) => {
    const passedOn = new Set(
      (relays.get(row.kind) ?? []).map((kind) => kinds.find((one) => one.kind === kind)?.symbol),
    );
    const own = read.filter(
      ({ kind, places }) => kind === row.kind && !places.slice(1).some(({ symbol }) => passedOn.has(symbol ?? '')),
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
  return { stacks: named, callGraph: 'fp', samples, lost: 0, whyNoLines };
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
