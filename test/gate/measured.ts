import { formatBaseline } from '../../src/baseline/format-text.ts';
import type { ReportSetting } from '../../src/gate/build-report.ts';
import type { MeasuredBase } from '../../src/gate/why-base.ts';
import type { PackageMeasurement } from '../../src/measure/measure-package.ts';
import { type Baseline, type BaselineBenchmark, baselineFormatVersion } from '../../src/model/baseline.ts';
import type { BenchmarkOutcome } from '../../src/model/benchmark-outcome.ts';
import type { Counts } from '../../src/model/counts.ts';
import { MeasurementError } from '../../src/model/errors.ts';
import type { Measurement } from '../../src/model/measurement.ts';
import type { Policy } from '../../src/model/policy.ts';
import type { NamedStack, Recording } from '../../src/model/recording.ts';
import type { Benchmark } from '../../src/settings/settings.ts';
import { sampleSites } from '../../src/stacks/sample-sites.ts';
import { sitesOf } from '../../src/stacks/sites.ts';
import { fingerprint, perRun, repeated, workload } from '../baseline/measurements.ts';

/** A benchmark of the product `Server`. */
export function benchmark(name: string, given: Partial<Omit<Benchmark, 'kind'>> = {}): Benchmark {
  return {
    ...{ kind: 'product', product: 'Server', name, arguments: [], iterations: null, server: null },
    ...{ environment: {}, limit: { absolute: 0, percent: 0 }, runs: 5, timeoutSeconds: 600 },
    ...{ status: 0, leftovers: { waitMilliseconds: 2000, allowed: false }, alsoCount: [] },
    ...given,
  };
}

export function measured(
  name: string,
  measurement: Measurement,
  given: { readonly recording?: Recording; readonly swift?: string; readonly limit?: Benchmark['limit'] } = {},
): BenchmarkOutcome {
  const { recording = null, swift = fingerprint.swift, limit } = given;
  return {
    benchmark: benchmark(name, limit && { limit }),
    outcome: 'measured',
    ...{ measurement, singleRuns: repeated(measurement), fingerprint: { ...fingerprint, swift }, workload, recording },
  };
}

export function failed(name: string, error = new MeasurementError('./server crashed: Aborted.')): BenchmarkOutcome {
  return { benchmark: benchmark(name), outcome: 'failed', error };
}

export function packageOf(...benchmarks: readonly BenchmarkOutcome[]): PackageMeasurement {
  return {
    package: {
      ...{ name: 'server', path: '/build/server', executables: ['Server'], modules: ['Server'] },
      folders: ['/build/server'],
      ...{ libraries: [], libraryModules: [], localDependencies: [] },
    },
    toolchain: {
      version: '6.2.1',
      description: 'Swift version 6.2.1 (swift-6.2.1-RELEASE)',
      target: fingerprint.target,
    },
    machine: { cpus: 4, kernel: '6.18.4', os: 'ubuntu-24.04' },
    counter: 'probes',
    perf: '6.12.107',
    dependencies: {
      versions: { 'swift-nio': '2.81.0' },
      resolved: ['swift-nio'],
      packages: { NIOCore: 'swift-nio' },
    },
    builtModules: ['NIOCore', 'Server'],
    benchmarks,
    leftOut: [],
  };
}

/** A committed baseline with these measurements. */
export function baselineOf(
  benchmarks: Readonly<Record<string, Measurement | BaselineBenchmark>>,
  given: Partial<Baseline> = {},
): Baseline {
  const entries = Object.entries(benchmarks).map(([name, one]): [string, BaselineBenchmark] => [
    name,
    'measurement' in one ? one : { measurement: one, workload, sites: [], callTree: [] },
  ]);
  return {
    ...{ formatVersion: baselineFormatVersion, package: 'server', fingerprint, dependencies: {} },
    benchmarks: Object.fromEntries(entries),
    ...given,
  };
}

export const defaultPolicy: Policy = {
  failOn: 'regression',
  onMissingBaseline: 'warn',
  onIncomparable: 'measure-base',
};

export function setting(baseline: Baseline | null, given: Partial<ReportSetting> = {}): ReportSetting {
  return {
    ...{ key: 'allocations', policy: defaultPolicy, source: null, image: 'ubuntu24 20251112.124.1' },
    ...{ baselinePath: '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json', baseline },
    ...{ baselineText: baseline && formatBaseline(baseline), baselineRemoved: false, removedEntries: [], notices: [] },
    ...given,
  };
}

/** A base commit that was measured here, since the committed baseline is of other ground. */
export function baseCommit(baseline: Baseline, given: Partial<MeasuredBase> = {}): MeasuredBase {
  return {
    ...{ commit: 'b'.repeat(40), baseline, failures: new Map(), isAskedFor: false },
    ...{ newEnvironment: null, dependencies: 'as-resolved' },
    ...given,
  };
}

/** A stack through functions of the module `Server`, ending in malloc. */
export function stack(count: number, ...names: readonly string[]): NamedStack {
  const frames = names.map((name) => ({ name, module: 'Server' }));
  return { frames: [...frames, { name: 'malloc', module: 'libc.so.6' }], count, bytes: count * 32 };
}

/** A measurement per run of so many mallocs, with these stacks. */
export function recorded(stacks: readonly NamedStack[], units = 1): Recording {
  const samples = stacks.reduce((sum, { count }) => sum + count, 0);
  const sites = sitesOf(stacks);
  return {
    sites: sampleSites([[sites]], sites),
    runs: 1,
    stacks,
    units,
    callGraph: 'fp',
    naming: 'functions',
    because: 'a test asks for it',
    samples,
    lost: 0,
    untrusted: 0,
    unresolved: 0,
    whyNoLines: null,
  };
}

export const run = (malloc: number, more: Partial<Counts> = {}): Measurement => perRun({ malloc, ...more });
