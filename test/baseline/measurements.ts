import { type Counts, countsOf, type OptionalFunction, totalOf } from '../../src/baseline/counts.ts';
import type { Fingerprint } from '../../src/baseline/fingerprint.ts';
import type { Level, Measurement } from '../../src/baseline/measurement.ts';

export const fingerprint: Fingerprint = {
  swift: '6.2.1',
  target: 'x86_64-unknown-linux-gnu',
  libc: 'glibc 2.39',
  libcBuild: '282c2c16e7b6600b0b22ea0c99010d2795752b5f',
  countingMethod: 1,
  cpus: 4,
};

/** Counts with everything 0 that is not given. */
export function counts(given: Partial<Counts>): Counts {
  return countsOf((name) => given[name] ?? 0);
}

/** A level whose total is the sum of its counts; `spread` is the total's, and realloc's where it is given. */
export function level(given: Partial<Counts>, spread: { total?: number; realloc?: number } = {}): Level {
  const all = counts(given);
  return {
    counts: all,
    total: totalOf(all),
    spread: { ...counts({ realloc: spread.realloc ?? 0 }), total: spread.total ?? 0 },
  };
}

/** A measurement per run. */
export function perRun(given: Partial<Counts>, spread: { total?: number; realloc?: number } = {}): Measurement {
  return { unit: 'run', runs: 5, ...level(given, spread) };
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

/** The measurement with a total that includes more functions. */
export function including(measurement: Measurement, ...functions: OptionalFunction[]): Measurement {
  return { ...measurement, totalIncludes: functions };
}
