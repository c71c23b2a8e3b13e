import type { Measurement } from '../baseline/measurement.ts';
import type { CallGraph as CallGraphSetting } from '../config/inputs.ts';
import { MeasurementError, messageOf } from '../errors.ts';
import type { CallGraph } from '../perf/record.ts';
import type { Workload } from '../perf/workload.ts';
import { mergeStacks, stacksBetween } from '../stacks/between.ts';
import { unknownName } from '../stacks/call-tree.ts';
import type { NamedStack } from '../stacks/named-stack.ts';
import type { Site } from '../stacks/site.ts';
import { sitesOf } from '../stacks/sites.ts';
import type { ProbedAllocator } from './probed-allocator.ts';
import { type RecordedStacks, recordBenchmark } from './record-benchmark.ts';
import type { Surroundings } from './surroundings.ts';
import type { Tools } from './tools.ts';

/** The stacks of a benchmark. */
export interface Recording {
  /** Of one run, or of all iterations between the two levels: integers. */
  readonly stacks: readonly NamedStack[];
  /** What the stacks' counts are divided by to be per unit: 1, or the iterations between the levels. */
  readonly units: number;
  readonly callGraph: CallGraph;
  readonly samples: number;
  readonly lost: number;
  /** Share (0 to 1) of the allocations whose stack frame pointers led astray; 0 with dwarf. */
  readonly untrusted: number;
  /** Share (0 to 1) of the allocations whose stack holds a frame without a name. */
  readonly unresolved: number;
}

/** What to record, and what is known of it. */
export interface RecordRequest {
  readonly probes: ProbedAllocator;
  readonly workload: (iterations: number | null) => Workload;
  readonly measurement: Measurement;
  readonly callGraph: CallGraphSetting;
  /** Sites of the baseline, per unit; null without a baseline. */
  readonly baselineSites: readonly Site[] | null;
}

/** Up to this share of untrusted stacks, frame pointers will do: start-up of the runtime, mostly. */
const tolerated = 0.01;

/**
 * Records the stacks of one run, or of both levels of iterations, and subtracts. `auto` follows frame pointers, and
 * records once more with dwarf where too many stacks went astray or one of a site whose count changed. Stacks
 * explain and never decide: what goes wrong here is a warning and null.
 */
export async function recordUnit(
  request: RecordRequest,
  tools: Tools,
  surroundings: Surroundings,
): Promise<Recording | null> {
  const { logger } = surroundings;
  try {
    if (request.callGraph === 'dwarf') return (await record(request, 'dwarf', tools, surroundings)).recording;
    const { recording, astray } = await record(request, 'fp', tools, surroundings);
    const wantsDwarf = recording.untrusted > tolerated || hasChanged(astray, recording, request.baselineSites);
    if (request.callGraph === 'fp' || !wantsDwarf) return recording;
    logger.info(
      `${Math.ceil(recording.untrusted * 100)} % of the stacks lack frame pointers: recording again with dwarf.`,
    );
    return (await record(request, 'dwarf', tools, surroundings)).recording;
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    logger.warning(`The counts stand, but stacks could not be recorded: ${messageOf(error)}`);
    return null;
  }
}

interface Recorded {
  readonly recording: Recording;
  /** The stacks that are not trusted. */
  readonly astray: readonly NamedStack[];
}

async function record(
  { probes, workload, measurement }: RecordRequest,
  callGraph: CallGraph,
  tools: Tools,
  surroundings: Surroundings,
): Promise<Recorded> {
  const recordLevel = (iterations: number | null) =>
    recordBenchmark(probes, workload(iterations), callGraph, measurement.totalIncludes ?? [], tools, surroundings);
  if (measurement.unit === 'run') return summarize([await recordLevel(null)], 1, mergeStacks);
  const { from, to } = measurement;
  const levels = [await recordLevel(from.iterations), await recordLevel(to.iterations)];
  return summarize(levels, to.iterations - from.iterations, (high, low) => stacksBetween(low, high));
}

function summarize(
  levels: readonly RecordedStacks[],
  units: number,
  combine: (high: readonly NamedStack[], low: readonly NamedStack[]) => readonly NamedStack[],
): Recorded {
  const high = levels.at(-1)?.stacks ?? [];
  const low = levels.length === 1 ? [] : (levels[0]?.stacks ?? []);
  const stacks = combine(high, low);
  const astray = combine(
    high.filter(({ isTrusted }) => !isTrusted),
    low.filter(({ isTrusted }) => !isTrusted),
  );
  const all = sumOf(stacks);
  const share = (some: readonly NamedStack[]) => (all === 0 ? 0 : Math.min(1, sumOf(some) / all));
  const recording: Recording = {
    ...{ stacks, units, callGraph: levels[0]?.callGraph ?? 'fp' },
    samples: levels.reduce((sum, { samples }) => sum + samples, 0),
    lost: levels.reduce((sum, { lost }) => sum + lost, 0),
    untrusted: share(astray),
    unresolved: share(stacks.filter(({ frames }) => frames.some(({ name }) => name === unknownName))),
  };
  return { recording, astray };
}

/** Whether a stack that went astray belongs to a site whose count is not the baseline's. */
function hasChanged(
  astray: readonly NamedStack[],
  { stacks, units }: Recording,
  before: readonly Site[] | null,
): boolean {
  if (before === null || astray.length === 0) return false;
  const keyOf = ({ module, name }: Site) => JSON.stringify([module, name]);
  const known = new Map(before.map((site) => [keyOf(site), site.count]));
  const suspects = new Set(sitesOf(astray).map(keyOf));
  return sitesOf(stacks).some((site) => suspects.has(keyOf(site)) && known.get(keyOf(site)) !== site.count / units);
}

function sumOf(stacks: readonly NamedStack[]): number {
  return stacks.reduce((sum, { count }) => sum + count, 0);
}
