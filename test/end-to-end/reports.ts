import type { AllocationFunction } from '../../src/model/counted-functions.ts';
import { type Counts, countsOf } from '../../src/model/counts.ts';
import { directNames } from '../../src/model/direct-functions.ts';
import type { FailedBenchmark, MeasuredBenchmark, Report } from '../../src/model/report.ts';

/** The benchmark of this name, which must have been measured. */
export function measuredIn(report: Report, name: string): MeasuredBenchmark {
  const found = report.benchmarks.find((benchmark) => benchmark.name === name);
  if (found === undefined) throw new Error(`The report has no ${name}`);
  if (found.verdict === 'failed') throw new Error(`${name} failed: ${found.failure.message}`);
  return found;
}

/** The benchmark of this name, which must have failed. */
export function failedIn(report: Report, name: string): FailedBenchmark {
  const found = report.benchmarks.find((benchmark) => benchmark.name === name);
  if (found?.verdict !== 'failed') throw new Error(`${name} did not fail`);
  return found;
}

/** Counts of every function: those given, and 0 of the others. */
export function only(given: Partial<Counts>): Counts {
  return countsOf((name) => given[name] ?? 0);
}

/** What is called directly stands in no line: no program for tests but one calls it. */
const isDirect = (name: string) => directNames.some((one) => one === name);

/** Reads `malloc=3 calloc=0 …`, as the programs for tests print what must be counted. */
export function parseCounts(line: string): Counts {
  const fields = new Map(
    line
      .trim()
      .split(' ')
      .map((field) => [...field.split('='), ''] as [string, string]),
  );
  return countsOf((name: AllocationFunction) => {
    const count = Number(fields.get(name) ?? (isDirect(name) ? 0 : undefined));
    if (!Number.isInteger(count)) throw new Error(`No ${name} in ${line}`);
    return count;
  });
}

/** The counts of one minus those of the other. */
export function difference(counts: Counts, less: Counts): Counts {
  return countsOf((name) => counts[name] - less[name]);
}
