import { readElf } from '../../elf/elf-file.ts';
import { emulatedPlace } from '../../elf/emulated-place.ts';
import { type CallKind, countedFunctions, kindsOf, type ProbedFunction } from '../../model/counted-functions.ts';
import type { DirectFunction } from '../../model/direct-functions.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { together } from '../../system/together.ts';
import { calibrate } from '../calibration.ts';
import { failureOfRun } from '../failure-of-run.ts';
import type { FailedRun, RunResult, Workload } from '../measurer.ts';
import { callsFrom, countsOfCalls, type Hits, type Relays } from '../relays.ts';
import type { Allocator, Place } from './allocator.ts';
import { calibrationWorkload, compileCalibrationProgram, type Times } from './calibration-program.ts';
import { findOwnCalls, noOwnCalls, type OwnCalls } from './own-calls.ts';
import { eventsOf, hitsByKind, namesOfGroup, type ProbeGroup, placeProbes } from './probe-group.ts';
import { directCalls, type ProbedEntryPoints, probeEntryPoints } from './probed-entry-points.ts';
import { type ProbedFree, probeFree } from './probed-free.ts';
import { countHits, requireHits } from './stat.ts';
import type { Tools } from './tools.ts';

/** An allocator whose probes are in place and proved right. */
export interface ProbedAllocator {
  readonly allocator: Allocator;
  readonly group: ProbeGroup;
  readonly relays: Relays;
  readonly ownCalls: OwnCalls;
  readonly entryPoints: ProbedEntryPoints;
  readonly free: ProbedFree;
}

/**
 * Places probes on an allocator and calibrates them with a program whose calls are known. Where the measured program
 * carries its allocator, the calibration's is another copy, with probes of its own.
 */
export async function probeAllocator(
  allocator: Allocator,
  alsoCount: readonly DirectFunction[],
  tools: Tools,
  host: Host,
): Promise<ProbedAllocator> {
  const { run, cleanup, environment } = host;
  const place = (target: Allocator) => {
    return placeProbes(tools.tracefs, { ...target, places: cheapestPlaces(target.places) }, cleanup);
  };
  const program = await compileCalibrationProgram(run, allocator, tools.folder, environment);
  const group = await place(allocator);
  const events = namesOfGroup(group);
  await tools.probes.hold(events);
  const calibrated = allocator.isCarried ? await place(program.allocator) : group;
  const count = async (times: Times) => {
    const workload = calibrationWorkload(program, times, tools.folder, host);
    const hits = countHits(run, tools, eventsOf(calibrated), workload, `${tools.folder}/calibrated`);
    return hitsByKind(calibrated, await requireHits(hits, workload));
  };
  const calibrateAll = () =>
    together([calibrate(count, program.kinds), probeFree(allocator, program, tools, host)] as const);
  const letGo = calibrated === group ? null : await tools.probes.hold(namesOfGroup(calibrated));
  const [relays, free] = await tools.probes.during(events, calibrateAll);
  // No libc makes any.
  const ownCalls =
    allocator.foreign === null ? noOwnCalls : await findOwnCalls(allocator, program, calibrated, relays, tools, host);
  await letGo?.();
  if (calibrated !== group) await calibrated.remove();
  const entryPoints = await probeEntryPoints(allocator, group, alsoCount, tools, host);
  return { allocator, group, relays, ownCalls, entryPoints, free };
}

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

/** What the probes saw of one run. */
export interface CountedCalls {
  readonly outcome: 'counted';
  /** The calls of each kind that can be counted. */
  readonly calls: ReadonlyMap<CallKind, number>;
  /** Those of functions that are called directly, as far as `also-count` names them. */
  readonly direct: ReadonlyMap<DirectFunction, number>;
  readonly freed: number | null;
}

type CountableFree = Extract<ProbedFree, { readonly outcome: 'countable' }>;

/** Runs a program once and counts its calls, and the blocks that it frees where they are wanted. */
export async function countRun(
  probed: ProbedAllocator,
  workload: Workload,
  countFreed: boolean,
  tools: Tools,
  host: Host,
): Promise<RunResult> {
  const counted = await countFreedOrNot(probed, workload, countFreed, host, (free) =>
    countCalls(probed, workload, free, tools, host),
  );
  return counted.outcome === 'failed' ? counted : completedRun(counted);
}

/** The run as nothing but its numbers. */
export function completedRun({ calls, direct, freed }: CountedCalls) {
  return {
    ...({ outcome: 'completed', counts: { ...countsOfCalls(calls), ...Object.fromEntries(direct) }, freed } as const),
    ...{ stacks: null, disagreement: null },
  };
}

/** Freed blocks explain and never decide: where counting them fails, the program is run once more for its calls alone. */
export async function countFreedOrNot<Counted extends { readonly outcome: 'counted' }>(
  { free }: ProbedAllocator,
  workload: Workload,
  countFreed: boolean,
  { logger }: Host,
  count: (free: CountableFree | null) => Promise<Counted | FailedRun>,
): Promise<Counted | FailedRun> {
  if (!countFreed || free.outcome === 'uncountable') return count(null);
  try {
    const counted = await count(free);
    if (counted.outcome === 'counted') return counted;
    throw failureOfRun(workload, counted);
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    logger.info(`Once more, without freed blocks: ${messageOf(error)}`);
  }
  return count(null);
}

/** Runs a program once under the probes. */
export async function countCalls(
  { group, relays, ownCalls, entryPoints }: ProbedAllocator,
  workload: Workload,
  free: CountableFree | null,
  tools: Tools,
  { run, logger }: Host,
): Promise<CountedCalls | FailedRun> {
  const events = eventsOf(group);
  const all = [...events, ...ownCalls.events, ...entryPoints.events, ...(free?.events ?? [])];
  const counted = await countHits(run, tools, all, workload, `${tools.folder}/stat`);
  if (counted.outcome === 'failed') return counted;
  const others = counted.hits.slice(events.length);
  const own = others.splice(0, ownCalls.events.length);
  const entered = others.splice(0, entryPoints.events.length);
  const freed = free === null ? null : free.freedFrom(others);
  if (freed !== null && freed < 0) throw new MeasurementError('More blocks were counted as freed again than as freed.');
  const calls = callsFrom(withoutOwn(hitsByKind(group, counted.hits), ownCalls, own), relays);
  const direct = directCalls(workload.command[0], entryPoints, entered, calls);
  if (direct.uncounted !== null) logger.info(direct.uncounted);
  return {
    outcome: 'counted',
    calls: new Map(kindsOf(group.functions).map((kind) => [kind, calls.get(kind) ?? 0])),
    direct: direct.counted,
    freed,
  };
}

function withoutOwn(hits: Hits, { kinds }: OwnCalls, own: readonly number[]): Hits {
  const ofKind = (kind: CallKind) => own.reduce((sum, calls, index) => (kinds[index] === kind ? sum + calls : sum), 0);
  return new Map([...hits].map(([kind, all]) => [kind, all - ofKind(kind)]));
}
