import { holdProbes } from '../perf/hold-probes.ts';
import { countHits } from '../perf/stat.ts';
import type { Workload } from '../perf/workload.ts';
import type { Allocator } from '../probes/allocator.ts';
import { calibrate } from '../probes/calibration.ts';
import { compileCalibrationProgram } from '../probes/calibration-program.ts';
import { callKinds, type Hits, kindsOf } from '../probes/call-kinds.ts';
import { type ProbeGroup, placeProbes } from '../probes/probe-group.ts';
import { type Calls, callsFrom, type Relays } from '../probes/relays.ts';
import { measuredEnvironment } from './measured-environment.ts';
import type { Surroundings } from './surroundings.ts';
import type { Tools } from './tools.ts';

/** An allocator whose probes are in place and proved right. */
export interface ProbedAllocator {
  readonly allocator: Allocator;
  readonly group: ProbeGroup;
  readonly relays: Relays;
  /** Runs a program once and returns the calls it made. */
  count(workload: Workload): Promise<Calls>;
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
  const relays = await calibrate(
    (calls) =>
      count(calibrated, {
        command: [calibration.path, ...calls],
        directory: tools.folder,
        environment: measuredEnvironment(environment, {}),
        timeoutSeconds: 60,
      }),
    kindsOf(calibrated.functions),
  );
  if (calibrated !== group) await calibrated.remove();
  logger.info(`Probes are on ${allocator.path} (${allocator.libc}), calibrated.`);

  async function count(probes: ProbeGroup, workload: Workload): Promise<Hits> {
    const kinds = kindsOf(probes.functions);
    const events = kinds.map((kind) => {
      const { probe, filter } = callKinds[kind];
      return { event: `${probes.name}:${probe}`, filter };
    });
    const hits = await countHits(surroundings.run, tools.perf.path, events, workload, `${tools.folder}/stat`);
    return new Map(kinds.map((kind, index) => [kind, hits[index] ?? 0]));
  }

  return {
    allocator,
    group,
    relays,
    count: async (workload) => callsFrom(await count(group, workload), relays),
  };
}
