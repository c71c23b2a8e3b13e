import type { Baseline, BaselineBenchmark } from '../model/baseline.ts';
import type { BenchmarkOutcome, MeasuredOutcome } from '../model/benchmark-outcome.ts';
import { MeasurementError, messageOf } from '../model/errors.ts';
import { countingMethod, type Fingerprint } from '../model/fingerprint.ts';
import type { Counter } from '../model/recording.ts';
import { type WorkloadIdentity, workloadDifferences } from '../model/workload.ts';
import type { IterationLevels } from '../settings/configuration-schema.ts';
import { inputName } from '../settings/inputs.ts';
import { type Benchmark, productBenchmark, type Settings } from '../settings/settings.ts';
import { build } from '../swift/build.ts';
import { readBuiltModules } from '../swift/built-modules.ts';
import { type Dependencies, readDependencies } from '../swift/dependencies.ts';
import { readByManifests } from '../swift/manifest-variables.ts';
import {
  describeMeasuredPackage,
  onlyExecutable,
  requireExecutable,
  requirePackage,
  type SwiftPackage,
} from '../swift/package.ts';
import type { Toolchain } from '../swift/toolchain.ts';
import type { Host } from '../system/host.ts';
import { resolveInside } from '../system/inside.ts';
import { kernelName, type Machine, readMachine } from '../system/machine.ts';
import { withEnvironment } from '../system/process.ts';
import { together } from '../system/together.ts';
import { identifyWorkload } from './identify-workload.ts';
import { type Known, measureBenchmark, type WhatIsUndecided } from './measure-benchmark.ts';
import type { MeasurableProgram, Measurer, MeasuringHost } from './measurer.ts';
import { mayRecordInside } from './recording-plan.ts';
import type { ReadyBenchmark } from './run-level.ts';
import { type BuiltFolders, measuredEnvironment, programsOf, workloadOf } from './workload.ts';

/** All that a gate learns by building and running. */
export interface PackageMeasurement {
  readonly package: SwiftPackage;
  readonly toolchain: Toolchain;
  readonly machine: Machine;
  readonly counter: Counter;
  /** Version of perf; null where it has no part in it. */
  readonly perf: string | null;
  readonly dependencies: Dependencies;
  /** Every module in the build folder, the package's own among them. */
  readonly builtModules: readonly string[];
  readonly benchmarks: readonly BenchmarkOutcome[];
  /** Names of benchmarks that somebody chose to leave out this time. */
  readonly leftOut: readonly string[];
}

/** The fingerprint of the first benchmark that was measured; null when none was. */
export function fingerprintOf({ benchmarks }: PackageMeasurement): Fingerprint | null {
  for (const outcome of benchmarks) if (outcome.outcome === 'measured') return outcome.fingerprint;
  return null;
}

/** What is known before anything runs, and whether the numbers of a benchmark are worth more runs. */
export interface KnownBefore {
  readonly baseline: Baseline | null;
  /** The numbers that a benchmark's will be compared with, as far as they are known. */
  readonly comparedWith: (name: string) => Pick<BaselineBenchmark, 'measurement' | 'workload'> | undefined;
  readonly whatIsUndecided: (measured: Omit<MeasuredOutcome, 'outcome'>) => ReturnType<WhatIsUndecided>;
  /** Gets what is known each time that a benchmark is finished and others are to come: as long as these, they failed. */
  readonly onFinished?: (soFar: PackageMeasurement) => Promise<void>;
}

/**
 * Builds the package and measures its benchmarks, as src/gate/gate.ts tells. A benchmark that fails does not
 * keep the others from being measured; whatever else fails (nothing to measure with, a broken build) throws.
 */
export async function measurePackage(
  settings: Settings,
  toolchain: Toolchain,
  { baseline, comparedWith, whatIsUndecided, onFinished }: KnownBefore,
  host: MeasuringHost,
): Promise<PackageMeasurement> {
  const { run, logger, repository } = host;
  const named = inputName(settings.door, 'package-path');
  const given = await resolveInside(repository, settings.packagePath, named);
  await requirePackage(given, named);
  const building = withEnvironment(run, { ...host.environment, ...settings.buildEnvironment });
  // What is missing is found before the build, which may take minutes.
  const wishes = {
    perfPath: settings.perfPath,
    mayRecordInside: mayRecordInside(settings),
    counter: settings.counter,
  };
  const [measurer, swiftPackage] = await logger.group('Reading the package and preparing to count', () =>
    together([host.measurer.open(host, wishes), describeMeasuredPackage(building, given, needsProduct(settings))]),
  );
  const machine = readMachine();
  logger.info(`${toolchain.description}, ${`${measurer.name} ${measurer.version}`.trim()}, ${kernelName(machine)}`);

  const packagePath = swiftPackage.path;
  if (packagePath !== given) logger.info(`Measuring ${swiftPackage.name}: the package around it is a library.`);
  const benchmarks = benchmarksOf(settings, swiftPackage);
  await warnOfWithheld(swiftPackage, settings, host);
  const binaries = await build(building, logger, {
    packagePath,
    products: productsOf(benchmarks),
    executables: swiftPackage.executables,
    arguments: settings.buildArguments,
  });

  const builtModules = await readBuiltModules(binaries);
  const modules = builtModules.filter((module) => !swiftPackage.modules.includes(module));
  const measured = {
    package: swiftPackage,
    toolchain,
    machine,
    counter: measurer.counter,
    perf: measurer.name === 'perf' && measurer.counter === 'probes' ? measurer.version : null,
    dependencies: await readDependencies(run, { packagePath, binaries, modules, ownFolders: swiftPackage.folders }),
    builtModules,
    leftOut: settings.leftOut,
  };

  const outcomes: BenchmarkOutcome[] = [];
  for (const [index, benchmark] of benchmarks.entries()) {
    if (index > 0) {
      const missing = benchmarks.slice(index).map((one): BenchmarkOutcome => notYet(one));
      await onFinished?.({ ...measured, benchmarks: [...outcomes, ...missing] });
    }
    const which = benchmarks.length === 1 ? '' : ` (${index + 1} of ${benchmarks.length})`;
    outcomes.push(
      await logger.group(`Measuring ${benchmark.name}${which}`, async (): Promise<BenchmarkOutcome> => {
        try {
          const ready = await makeReady(benchmark, { packagePath, binaries }, measurer, host);
          const workload = identifyWorkload(benchmark, settings);
          const fixed = { benchmark, workload, fingerprint: fingerprintFor(ready.program, toolchain, machine) };
          const known: Known = {
            baseline,
            levels: levelsOf(comparedWith(benchmark.name), workload),
            whatIsUndecided: (numbers) => whatIsUndecided({ ...fixed, ...numbers }),
            onCounted: () => {
              if (index === benchmarks.length - 1) measurer.letGo?.();
            },
          };
          return { outcome: 'measured', ...fixed, ...(await measureBenchmark(ready, settings, known, logger)) };
        } catch (error) {
          if (!(error instanceof MeasurementError)) throw error;
          logger.warning(`${benchmark.name}: ${messageOf(error)}`);
          return { benchmark, outcome: 'failed', error };
        }
      }),
    );
  }
  // The kernel takes its time for each probe, and nobody has to wait for that before the end.
  void measurer.close();
  return { ...measured, benchmarks: outcomes };
}

function notYet(benchmark: Benchmark): BenchmarkOutcome {
  const error = new MeasurementError('It was not measured: the gate ended before its turn.');
  return { benchmark, outcome: 'failed', error };
}

/** Without a variable that its manifest reads, another product may be built than the one that people know. */
async function warnOfWithheld(
  { folders, localDependencies }: SwiftPackage,
  { buildEnvironment }: Settings,
  { withheld = [], logger }: Host,
): Promise<void> {
  const missing = withheld.filter((name) => !Object.hasOwn(buildEnvironment, name));
  const read = await readByManifests([...folders, ...localDependencies], missing);
  if (read.length === 0) return;
  const [are, them] = read.length === 1 ? ['is', 'it'] : ['are', 'them'];
  logger.warning(
    `The job sets ${read.join(', ')}, which Package.swift reads, but the build does not get ${them}: only what ${are} ` +
      'named in the input build-environment (NAME=value, one on each line), and what toolchains and the network need.',
  );
}

/** Commands alone run in any package, a library too. */
export function needsProduct({ benchmarks }: Settings): boolean {
  return benchmarks === null || benchmarks.some(({ kind }) => kind === 'product');
}

function benchmarksOf(settings: Settings, swiftPackage: SwiftPackage): readonly Benchmark[] {
  if (settings.benchmarks === null)
    return [productBenchmark(onlyExecutable(swiftPackage, inputName(settings.door, 'products')), settings.defaults)];
  for (const benchmark of settings.benchmarks) {
    if (benchmark.kind === 'product')
      requireExecutable(swiftPackage, benchmark.product, settings.places[benchmark.name]);
  }
  return settings.benchmarks;
}

/** The products to build; none named means all, which a command may need, and what drives a server. */
function productsOf(benchmarks: readonly Benchmark[]): readonly string[] {
  if (benchmarks.some(({ kind, server }) => kind === 'command' || server !== null)) return [];
  return [...new Set(benchmarks.flatMap((benchmark) => (benchmark.kind === 'product' ? [benchmark.product] : [])))];
}

/** Finds the benchmark's program, and makes the measurer ready for it. */
async function makeReady(
  benchmark: Benchmark,
  folders: BuiltFolders,
  measurer: Measurer,
  { environment }: Host,
): Promise<ReadyBenchmark> {
  const own = measuredEnvironment(environment, benchmark.environment);
  const programs = programsOf(benchmark, folders, own);
  return {
    benchmark,
    program: await measurer.prepare(programs.program, own, benchmark.alsoCount),
    workload: (iterations) => workloadOf(benchmark, programs, iterations, folders.packagePath, environment),
  };
}

/** The numbers of iterations of numbers that are of this workload; null where they are of another, or per run. */
function levelsOf(
  compared: ReturnType<KnownBefore['comparedWith']>,
  workload: WorkloadIdentity,
): IterationLevels | null {
  if (compared === undefined || compared.measurement.unit === 'run') return null;
  if (compared.workload && workloadDifferences(compared.workload, workload).length > 0) return null;
  const { from, to } = compared.measurement;
  return { from: from.iterations, to: to.iterations };
}

function fingerprintFor(
  { libc, libcBuild, allocator, allocatorBuild }: MeasurableProgram,
  { version, target }: Toolchain,
  { cpus }: Machine,
): Fingerprint {
  const foreign = allocator === undefined ? {} : { allocator, allocatorBuild };
  return { swift: version, target, libc, libcBuild, ...foreign, countingMethod, cpus };
}
