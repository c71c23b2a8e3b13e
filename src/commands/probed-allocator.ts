import { holdProbes } from '../perf/hold-probes.ts';
import { countHits, type ProbeEvent } from '../perf/stat.ts';
import type { Workload } from '../perf/workload.ts';
import type { Allocator } from '../probes/allocator.ts';
import { calibrate } from '../probes/calibration.ts';
import { compileCalibrationProgram } from '../probes/calibration-program.ts';
import { callKinds, kindsOf } from '../probes/call-kinds.ts';
import { type ProbeGroup, placeProbes } from '../probes/probe-group.ts';
import { type Calls, callsFrom, type Relays } from '../probes/relays.ts';
import { countCalls, countCallsAndFreed, type HitsAndMore } from './count-freed.ts';
import { measuredEnvironment } from './measured-environment.ts';
import { type ProbedFree, probeFree } from './probed-free.ts';
import type { Surroundings } from './surroundings.ts';
import type { Tools } from './tools.ts';

/** An allocator whose probes are in place and proved right. */
export interface ProbedAllocator {
  readonly allocator: Allocator;
  readonly group: ProbeGroup;
  readonly relays: Relays;
  readonly free: ProbedFree;
  /** Runs a program once and returns the calls it made, and the blocks it freed where these are wanted. */
  count(workload: Workload, wantsFreed: boolean): Promise<CountedRun>;
}

/** What one run showed. */
export interface CountedRun {
  readonly calls: Calls;
  /** Blocks freed; null where they were not counted. */
  readonly freed: number | null;
}

/**
 * Places probes on an allocator and calibrates them with a program whose calls are known. The calibration of a
 * static allocator has its own probes, since its allocator is another copy.
 */
export async function probeAllocator(
  allocator: Allocator,
  tools: Tools,
  surroundings: Surroundings,
): Promise<ProbedAllocator> {
  const { cleanup, environment, logger } = surroundings;
  const group = await placeProbes(tools.tracefs, allocator, cleanup);
  const events = group.functions.map((name) => `${group.name}:${name}`);
  cleanup.add(holdProbes(tools.perf.path, events));
  const calibration = await compileCalibrationProgram(surroundings.run, allocator, tools.folder, environment);
  const calibrated =
    allocator.linkage === 'dynamic' ? group : await placeProbes(tools.tracefs, calibration.allocator, cleanup);
  const calibrationOf = (calls: readonly string[]): Workload => ({
    command: [calibration.path, ...calls],
    directory: tools.folder,
    environment: measuredEnvironment(environment, {}),
    timeoutSeconds: 60,
  });
  const kinds = kindsOf(calibrated.functions);
  const relays = await calibrate(async (calls) => (await count(calibrated, calibrationOf(calls))).hits, kinds);
  if (calibrated !== group) await calibrated.remove();
  const free = await probeFree(
    {
      allocator,
      calibrated: calibrated === group ? allocator : calibration.allocator,
      kinds,
      workload: calibrationOf,
    },
    tools,
    surroundings,
  );
  logger.info(`Probes are on ${allocator.path} (${allocator.libc}), calibrated.`);
  if (free.outcome === 'uncountable') logger.info(`Freed blocks are not counted: ${free.reason}`);

  async function count(probes: ProbeGroup, workload: Workload, more: readonly ProbeEvent[] = []): Promise<HitsAndMore> {
    const kinds = kindsOf(probes.functions);
    const events = kinds.map((kind) => {
      const { probe, filter } = callKinds[kind];
      return { event: `${probes.name}:${probe}`, filter };
    });
    const all = [...events, ...more];
    const counted = await countHits(surroundings.run, tools.perf.path, all, workload, `${tools.folder}/stat`);
    const hits = new Map(kinds.map((kind, index) => [kind, counted[index] ?? 0]));
    return { hits, more: counted.slice(kinds.length) };
  }

  return {
    allocator,
    group,
    relays,
    free,
    count: async (workload, wantsFreed) => {
      const counted = (more: readonly ProbeEvent[]) => count(group, workload, more);
      const { hits, freed } = await (wantsFreed ? countCallsAndFreed(counted, free, logger) : countCalls(counted));
      return { calls: callsFrom(hits, relays), freed };
    },
  };
}
