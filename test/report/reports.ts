import { gitBlob } from '../../src/baseline/file.ts';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { unifiedDiff } from '../../src/baseline/unified-diff.ts';
import { judgeChange, notCompared } from '../../src/judge/compare.ts';
import { type Baseline, baselineFormatVersion, baselineSchemaUrl } from '../../src/model/baseline.ts';
import type { AllocationFunction } from '../../src/model/counted-functions.ts';
import { type Counts, countsOf, totalOf } from '../../src/model/counts.ts';
import type { Level, Measurement } from '../../src/model/measurement.ts';
import {
  type FailedBenchmark,
  type MeasuredBenchmark,
  type Report,
  reportFormatVersion,
} from '../../src/model/report.ts';
import type { BaselineSite } from '../../src/model/site.ts';
import type { Links } from '../../src/report/links.ts';
import { workload } from '../baseline/measurements.ts';

/** Counts with everything 0 that is not given. */
export function counts(given: Partial<Counts>): Counts {
  return countsOf((name: AllocationFunction) => given[name] ?? 0);
}

type Site = MeasuredBenchmark['sites'][number];
type Override<T> = Partial<{ [Key in keyof T]: T[Key] }>;

export interface BenchmarkGiven extends Override<Omit<MeasuredBenchmark, 'baseline' | 'counts'>> {
  readonly now?: Partial<Counts>;
  /** Null: there is no baseline. Not given: it is as now. */
  readonly before?: Partial<Counts> | null;
  readonly noiseBefore?: number;
}

/** A measured benchmark whose numbers agree with each other. */
export function benchmark(given: BenchmarkGiven): MeasuredBenchmark {
  const { now = { malloc: 1000 }, before = now, noiseBefore = 0, ...rest } = given;
  const nowCounts = counts(now);
  const noNoise = { ...counts({}), total: 0 };
  const limit = given.limit ?? { absolute: 0, percent: 0 };
  const compared = before === null ? null : comparison(nowCounts, counts(before), noiseBefore);
  const measured = { counts: nowCounts, total: totalOf(nowCounts), tolerance: noNoise, lowest: noNoise };
  const judged = compared === null ? notCompared : judgeChange(measured, compared.baseline, limit, null);
  return {
    name: 'http-requests',
    verdict: before === null ? 'no-baseline' : 'pass',
    unit: 'run',
    runs: 5,
    counts: nowCounts,
    total: totalOf(nowCounts),
    noise: noNoise,
    ...{ resolution: 0, comparedBy: 'totals' },
    baseline: compared?.baseline ?? null,
    baselineLine: null,
    delta: compared?.delta ?? null,
    limit,
    decidedBy: judged.decidedBy,
    allowed: judged.allowed,
    suspicious: false,
    differences: [],
    measurement: measurement(nowCounts),
    workload,
    singleRuns: [{ iterations: null, counts: Array.from({ length: 5 }, () => whole(nowCounts)) }],
    stacks: { callGraph: 'fp', samples: 2000, lost: 0, untrusted: 0, unresolved: 0, difference: 0 },
    ...{ sites: [], attribution: [] },
    ...rest,
  };
}

function comparison(now: Counts, before: Counts, noise: number) {
  const total = totalOf(before);
  return {
    baseline: { counts: before, total, noise: { ...counts({}), total: noise }, runs: 5 },
    delta: { ...countsOf((name) => now[name] - before[name]), total: totalOf(now) - total },
  };
}

function whole(measured: Counts): Counts {
  return countsOf((name) => Math.max(0, Math.round(measured[name])));
}

function measurement(measured: Counts): Measurement {
  const integers = whole(measured);
  const level: Level = { counts: integers, total: totalOf(integers), noise: { ...counts({}), total: 0 } };
  return { unit: 'run', runs: 5, ...level };
}

/** So much more of the total is allowed, by the limit. */
export function allowedOfTotal(increase: number): MeasuredBenchmark['allowed'] {
  return { total: { increase, by: 'absolute' }, realloc: null };
}

/** A benchmark that makes so many allocations per iteration, beside the threshold of another tool. */
export function importedBenchmark(
  name: string,
  total: number,
  threshold: number,
  given: Partial<MeasuredBenchmark> = {},
): MeasuredBenchmark {
  const now = { malloc: total };
  const verdict = total > threshold ? 'regression' : 'pass';
  const file = 'IntegrationTests/Thresholds/6.2.json';
  return benchmark({
    ...{ name, verdict, unit: 'iteration', now, before: null, allowed: allowedOfTotal(0) },
    imported: { from: 'swift-nio', file, total: threshold, delta: total - threshold },
    ...given,
  });
}

export function failedBenchmark(given: Partial<FailedBenchmark> = {}): FailedBenchmark {
  return {
    name: 'echo-server',
    verdict: 'failed',
    failure: {
      message: '`echo-server` was ended by SIGTRAP after 0.4 s',
      remedy: 'Run it once without the gate; its last lines are below.',
      lastLines: [
        'EchoServer/main.swift:41: Fatal error: Index out of range',
        'Current stack trace:',
        '0  EchoServer  0x1f3a',
      ],
    },
    ...given,
  };
}

export function site(given: Partial<Site> = {}): Site {
  return {
    name: 'HTTPRequestBuilder.append(header:)',
    module: 'HTTPBench',
    callers: ['HTTPRequestBuilder.build()', 'RequestLoop.run(count:)', 'main'],
    count: 1000,
    bytes: 32_000,
    baselineCount: 0,
    delta: 1000,
    ...given,
  };
}

export const fingerprint = {
  swift: '6.2.1',
  target: 'x86_64-unknown-linux-gnu',
  libc: 'glibc 2.39',
  libcBuild: '8e9fd827446c24067541ac5390e6f527fb5947bb',
  countingMethod: 1,
  cpus: 4,
};

const someBlob = 'b10b'.repeat(10);
const baselinePath = '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json';

/** A report of a pull request whose baseline is committed; verdict `pass` unless told. */
export function report(given: Partial<Report> = {}): Report {
  const made = given.candidate === undefined ? candidateOf(given) : { candidate: given.candidate, blob: someBlob };
  return {
    formatVersion: reportFormatVersion,
    key: 'allocations-swift-6.2',
    package: 'swift-http-bench',
    verdict: 'pass',
    passes: true,
    policy: { failOn: 'regression', onMissingBaseline: 'warn', onIncomparable: 'measure-base' },
    failure: null,
    fingerprint,
    modules: { own: ['HTTPBench'], dependencies: ['HTTPCore', 'JSON'], packages: {} },
    environment: {
      perf: '6.8.12',
      kernel: '6.11.0-1018-azure',
      image: 'ubuntu24 20261115.1',
      swift: 'Swift version 6.2.1',
    },
    source: {
      repository: 'example/swift-http-bench',
      event: 'pull_request',
      headSha: '3f1c8a2b9d7e6f504132435465768798a9bacbdc',
      measuredSha: '00c8a2b9d7e6f504132435465768798a9bacbdc1',
      merged: true,
      pullRequest: 42,
      runId: 15_812_345_678,
      runAttempt: 1,
      jobId: 4711,
    },
    baselineFile: { path: baselinePath, exists: true, blob: made.blob },
    base: null,
    dependencyChanges: [],
    filesAtHead: ['Sources/HTTPBench/HTTPRequestBuilder.swift'],
    notices: [],
    benchmarks: [benchmark({})],
    removed: [],
    candidate: made.candidate,
    ...given,
  };
}

/** The candidate of these benchmarks, and what it changes in a file with the numbers that they were compared with. */
function candidateOf({ benchmarks = [], baselineFile }: Partial<Report>): {
  readonly candidate: Report['candidate'];
  readonly blob: string;
} {
  const exists = baselineFile?.exists !== false;
  const measured = benchmarks.filter((one) => one.verdict !== 'failed');
  const differing = (side: 'baseline' | 'measured') =>
    Object.fromEntries(measured.flatMap((one) => one.differences.map((found) => [found.field, found[side]])));
  const text = formatBaseline(
    baselineWith(
      measured.map(({ name, measurement, workload: known, sites }) => [
        name,
        { measurement, workload: known, sites: sites.map((one) => siteOn('now', one)), callTree: [] },
      ]),
      differing('measured'),
    ),
  );
  const before = baselineWith(
    measured.flatMap(({ name, baseline, sites }) => {
      if (baseline === null) return [];
      const sitesBefore = sites.filter((one) => one.baselineCount > 0).map((one) => siteOn('before', one));
      return [[name, { measurement: measurement(baseline.counts), workload, sites: sitesBefore, callTree: [] }]];
    }),
    differing('baseline'),
  );
  const textBefore = formatBaseline(before);
  return {
    candidate: { path: baselinePath, text, diff: unifiedDiff(baselinePath, exists ? textBefore : null, text) },
    blob: gitBlob(Buffer.from(textBefore)),
  };
}

/** A site as a baseline has it, with the types of which there are any. */
function siteOn(side: 'now' | 'before', reported: Site): BaselineSite {
  const { name, module, callers, bytes, allocates } = reported;
  const countOf = (one: { readonly count: number; readonly baselineCount?: number | undefined }) =>
    side === 'now' ? one.count : (one.baselineCount ?? 0);
  const types = allocates?.map((type) => ({ name: type.name, count: countOf(type) })).filter(({ count }) => count > 0);
  return { name, module, callers, count: countOf(reported), bytes, ...(types && { allocates: types }) };
}

function baselineWith(
  benchmarks: readonly (readonly [string, Baseline['benchmarks'][string]])[],
  differences: Readonly<Record<string, string>>,
): Baseline {
  return {
    ...{
      $schema: baselineSchemaUrl,
      formatVersion: baselineFormatVersion,
      package: 'swift-http-bench',
      dependencies: {},
    },
    fingerprint: { ...fingerprint, ...differences },
    benchmarks: Object.fromEntries(benchmarks),
  };
}

export function links(given: Partial<Links> = {}): Links {
  const run = 'https://github.com/example/swift-http-bench/actions/runs/15812345678';
  return {
    runUrl: run,
    runId: 15_812_345_678,
    flameGraphUrl: `${run}/artifacts/3001`,
    flameGraphExpires: '2027-02-20T11:00:00Z',
    reportArtifactName: 'allocations-swift-6.2-attempt-1.json',
    reportArtifactUrl: `${run}/artifacts/3002`,
    label: 'update-allocation-baseline',
    ...given,
  };
}
