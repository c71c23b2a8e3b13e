import type { OptionalFunction } from '../../src/model/counted-functions.ts';
import { type Counts, countsOf, totalOf } from '../../src/model/counts.ts';
import type { Fingerprint } from '../../src/model/fingerprint.ts';
import type { CountsAndTotal, Level, Measurement, SingleRuns } from '../../src/model/measurement.ts';
import type { WorkloadIdentity } from '../../src/model/workload.ts';

export const fingerprint: Fingerprint = {
  swift: '6.2.1',
  target: 'x86_64-unknown-linux-gnu',
  libc: 'glibc 2.39',
  libcBuild: '282c2c16e7b6600b0b22ea0c99010d2795752b5f',
  countingMethod: 1,
  cpus: 4,
};

/** The product `Server`, run as it is. */
export const workload: WorkloadIdentity = {
  ...{ product: 'Server', arguments: [], environment: [] },
  ...{ iterations: null, buildArguments: [] },
};

/** Counts with everything 0 that is not given. */
export function counts(given: Partial<Counts>): Counts {
  return countsOf((name) => given[name] ?? 0);
}

/** A level whose total is the sum of its counts; `noise` is 0 where it is not given. */
export function level(given: Partial<Counts>, noise: Partial<CountsAndTotal> = {}): Level {
  const all = counts(given);
  return {
    counts: all,
    total: totalOf(all),
    noise: { ...counts(noise), total: noise.total ?? 0 },
  };
}

/** A measurement per run. */
export function perRun(given: Partial<Counts>, noise: Partial<CountsAndTotal> = {}): Measurement {
  return { unit: 'run', runs: 5, ...level(given, noise) };
}

/** A measurement per iteration: so many counts at 1 iteration, so many at the other. */
export function perIteration(from: Partial<Counts>, to: Partial<Counts>, iterations = 11): Measurement {
  return {
    unit: 'iteration',
    runs: 5,
    from: { iterations: 1, ...level(from) },
    to: { iterations, ...level(to) },
  };
}

/** Five runs at each level that all show what the measurement says. */
export function repeated(measurement: Measurement): readonly SingleRuns[] {
  const levels =
    measurement.unit === 'run' ? [{ ...measurement, iterations: null }] : [measurement.from, measurement.to];
  return levels.map(({ iterations, counts: each }) => ({ iterations, counts: Array.from({ length: 5 }, () => each) }));
}

/** The measurement with a total that includes more functions. */
export function including(measurement: Measurement, ...functions: OptionalFunction[]): Measurement {
  return { ...measurement, totalIncludes: functions };
}
