import type { MeasurementError } from './errors.ts';
import type { Fingerprint } from './fingerprint.ts';
import type { Limit } from './limit.ts';
import type { Measurement, SingleRuns } from './measurement.ts';
import type { Recording } from './recording.ts';
import type { WorkloadIdentity } from './workload.ts';

/** A benchmark that was measured: its numbers, and what must be equal for them to be compared. */
export interface MeasuredOutcome {
  readonly benchmark: JudgedBenchmark;
  readonly outcome: 'measured';
  readonly measurement: Measurement;
  readonly singleRuns: readonly SingleRuns[];
  readonly fingerprint: Fingerprint;
  readonly workload: WorkloadIdentity;
  /** Null where stacks were not asked for or could not be taken. */
  readonly recording: Recording | null;
}

/** A benchmark that could not be measured, and why. */
export interface FailedOutcome {
  readonly benchmark: JudgedBenchmark;
  readonly outcome: 'failed';
  readonly error: MeasurementError;
}

/** What became of one benchmark. */
export type BenchmarkOutcome = MeasuredOutcome | FailedOutcome;

/** What is known of a benchmark where it is judged. */
export interface JudgedBenchmark {
  readonly name: string;
  readonly limit: Limit;
}
