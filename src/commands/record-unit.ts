import type { Measurement } from '../baseline/measurement.ts';
import type { CallGraph as CallGraphSetting } from '../config/inputs.ts';
import { MeasurementError, messageOf } from '../errors.ts';
import type { CallGraph } from '../perf/record.ts';
import type { Workload } from '../perf/workload.ts';
import { mergeStacks, stacksBetween } from '../stacks/between.ts';
import { unknownName } from '../stacks/call-tree.ts';
import type { NamedStack } from '../stacks/named-stack.ts';
import type { ProbedAllocator } from './probed-allocator.ts';
import { recordBenchmark } from './record-benchmark.ts';
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
  /** Share (0 to 1) of the allocations whose stack holds a frame without a name. */
  readonly unresolved: number;
}

/**
 * Records the stacks of one run, or of both levels of iterations, and subtracts. Stacks explain and never decide:
 * what goes wrong here is a warning and null.
 */
export async function recordUnit(
  probes: ProbedAllocator,
  workload: (iterations: number | null) => Workload,
  measurement: Measurement,
  setting: CallGraphSetting,
  tools: Tools,
  surroundings: Surroundings,
): Promise<Recording | null> {
  const callGraph = setting === 'dwarf' ? 'dwarf' : 'fp';
  const record = (iterations: number | null) =>
    recordBenchmark(probes, workload(iterations), callGraph, tools, surroundings);
  try {
    if (measurement.unit === 'run') {
      const { stacks, ...rest } = await record(null);
      return withUnresolved({ ...rest, stacks: mergeStacks(stacks), units: 1 });
    }
    const { from, to } = measurement;
    const low = await record(from.iterations);
    const high = await record(to.iterations);
    return withUnresolved({
      stacks: stacksBetween(low.stacks, high.stacks),
      units: to.iterations - from.iterations,
      callGraph,
      samples: low.samples + high.samples,
      lost: low.lost + high.lost,
    });
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    surroundings.logger.warning(`The counts stand, but stacks could not be recorded: ${messageOf(error)}`);
    return null;
  }
}

function withUnresolved(recording: Omit<Recording, 'unresolved'>): Recording {
  const sum = (stacks: readonly NamedStack[]) => stacks.reduce((total, { count }) => total + count, 0);
  const all = sum(recording.stacks);
  const unresolved = recording.stacks.filter(({ frames }) => frames.some(({ name }) => name === unknownName));
  return { ...recording, unresolved: all === 0 ? 0 : sum(unresolved) / all };
}
