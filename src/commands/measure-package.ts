import { countingMethod, type Fingerprint } from '../baseline/fingerprint.ts';
import type { Measurement, SingleRuns } from '../baseline/measurement.ts';
import { type Baseline, benchmarkIn } from '../baseline/schema.ts';
import { baselineSitesPerUnit } from '../baseline/sites.ts';
import { type Benchmark, productBenchmark, type Settings } from '../config/settings.ts';
import { MeasurementError, messageOf } from '../errors.ts';
import { findAllocator } from '../probes/allocator.ts';
import { build } from '../swift/build.ts';
import { readBuiltModules } from '../swift/built-modules.ts';
import { type Dependencies, readDependencies } from '../swift/dependencies.ts';
import { describeMeasuredPackage } from '../swift/measured-package.ts';
import { onlyExecutable, requireExecutable, type SwiftPackage } from '../swift/package.ts';
import type { Toolchain } from '../swift/toolchain.ts';
import { resolveInside } from '../system/inside.ts';
import type { Machine } from '../system/machine.ts';
import { countBenchmark, workloadOf } from './count-benchmark.ts';
import { measuredEnvironment } from './measured-environment.ts';
import { type ProbedAllocator, probeAllocator } from './probed-allocator.ts';
import { programOf } from './program.ts';
import { type Recording, recordUnit } from './record-unit.ts';
import type { Surroundings } from './surroundings.ts';
import { prepareTools, type Tools } from './tools.ts';

/** What became of one benchmark. */
export type BenchmarkOutcome = { readonly benchmark: Benchmark } & (
  | {
      readonly outcome: 'measured';
      readonly measurement: Measurement;
      readonly singleRuns: readonly SingleRuns[];
      readonly fingerprint: Fingerprint;
      /** Null where stacks were not asked for or could not be taken. */
      readonly recording: Recording | null;
    }
  | { readonly outcome: 'failed'; readonly error: MeasurementError }
);

/** All that a gate learns by building and running. */
export interface PackageMeasurement {
  readonly package: SwiftPackage;
  readonly toolchain: Toolchain;
  readonly machine: Machine;
  /** Version of perf. */
  readonly perf: string;
  readonly dependencies: Dependencies;
  /** Every module in the build folder, the package's own among them. */
  readonly builtModules: readonly string[];
  readonly benchmarks: readonly BenchmarkOutcome[];
}

/**
 * Builds the package and measures its benchmarks, as src/commands/gate.ts tells. A benchmark that fails does not
 * keep the others from being measured; whatever else fails (no perf, a broken build) throws.
 */
export async function measurePackage(
  settings: Settings,
  toolchain: Toolchain,
  baseline: Baseline | null,
  surroundings: Surroundings,
): Promise<PackageMeasurement> {
  const { run, logger, repository } = surroundings;
  const given = await resolveInside(repository, settings.packagePath, 'package-path');
  const tools = await prepareTools(surroundings, settings.perfPath);
  logger.info(`${toolchain.description}, perf ${tools.perf.version}, Linux ${tools.machine.kernel}`);

  const swiftPackage = await describeMeasuredPackage(run, given, needsProduct(settings));
  const packagePath = swiftPackage.path;
  if (packagePath !== given) logger.info(`Measuring ${swiftPackage.name}: the package around it is a library.`);
  const benchmarks = benchmarksOf(settings, swiftPackage);
  const binaries = await build(run, logger, {
    packagePath,
    products: productsOf(benchmarks),
    arguments: settings.buildArguments,
  });

  const measure = createMeasure(settings, tools, toolchain, { packagePath, binaries }, baseline, surroundings);
  const outcomes: BenchmarkOutcome[] = [];
  for (const benchmark of benchmarks) outcomes.push(await measure(benchmark));
  const builtModules = await readBuiltModules(binaries);
  const modules = builtModules.filter((module) => !swiftPackage.modules.includes(module));
  return {
    package: swiftPackage,
    toolchain,
    machine: tools.machine,
    perf: tools.perf.version,
    dependencies: await readDependencies(run, { packagePath, binaries, modules, ownFolders: swiftPackage.folders }),
    builtModules,
    benchmarks: outcomes,
  };
}

/** Commands alone run in any package, a library too. */
export function needsProduct({ benchmarks }: Settings): boolean {
  return benchmarks === null || benchmarks.some(({ kind }) => kind === 'product');
}

function benchmarksOf(settings: Settings, swiftPackage: SwiftPackage): readonly Benchmark[] {
  if (settings.benchmarks === null) return [productBenchmark(onlyExecutable(swiftPackage), settings.defaults)];
  for (const benchmark of settings.benchmarks) {
    if (benchmark.kind === 'product') requireExecutable(swiftPackage, benchmark.product);
  }
  return settings.benchmarks;
}

/** The products to build; none named means all, which a command may need. */
function productsOf(benchmarks: readonly Benchmark[]): readonly string[] {
  if (benchmarks.some(({ kind }) => kind === 'command')) return [];
  return [...new Set(benchmarks.flatMap((benchmark) => (benchmark.kind === 'product' ? [benchmark.product] : [])))];
}

interface Folders {
  readonly packagePath: string;
  readonly binaries: string;
}

/** A function that measures one benchmark; each allocator is probed and calibrated once. */
function createMeasure(
  settings: Settings,
  tools: Tools,
  toolchain: Toolchain,
  folders: Folders,
  baseline: Baseline | null,
  surroundings: Surroundings,
): (benchmark: Benchmark) => Promise<BenchmarkOutcome> {
  const { run, logger, environment } = surroundings;
  const probed = new Map<string, ProbedAllocator>();
  const environmentOf = (added: Readonly<Record<string, string>>) => measuredEnvironment(environment, added);

  /** A baseline that needed dwarf is compared with dwarf: two ways of looking would differ by themselves. */
  const known = (name: string) => {
    const before = baseline === null ? undefined : benchmarkIn(baseline, name);
    const callGraph = settings.callGraph === 'auto' && before?.callGraph === 'dwarf' ? 'dwarf' : settings.callGraph;
    return { callGraph, baselineSites: before === undefined ? null : baselineSitesPerUnit(before) };
  };

  const measure = async (benchmark: Benchmark): Promise<BenchmarkOutcome> => {
    const program = programOf(benchmark, folders, environmentOf(benchmark.environment));
    const allocator = await findAllocator(run, program, environmentOf(benchmark.environment));
    const probes = probed.get(allocator.path) ?? (await probeAllocator(allocator, tools, surroundings));
    probed.set(allocator.path, probes);
    const workload = (iterations: number | null) =>
      workloadOf(benchmark, program, iterations, folders.packagePath, environmentOf);

    const { measurement, singleRuns } = await countBenchmark(
      (iterations, wantsFreed) => probes.count(workload(iterations), wantsFreed),
      benchmark,
      settings.totalIncludes,
    );
    const fingerprint: Fingerprint = {
      swift: toolchain.version,
      target: toolchain.target,
      libc: allocator.libc,
      libcBuild: allocator.libcBuild,
      countingMethod,
      cpus: tools.machine.cpus,
    };
    const recording = settings.flameGraph
      ? await recordUnit({ probes, workload, measurement, ...known(benchmark.name) }, tools, surroundings)
      : null;
    return { benchmark, outcome: 'measured', measurement, singleRuns, fingerprint, recording };
  };

  return (benchmark) =>
    logger.group(`Measuring ${benchmark.name}`, () =>
      measure(benchmark).catch((error: unknown) => {
        if (!(error instanceof MeasurementError)) throw error;
        logger.warning(`${benchmark.name}: ${messageOf(error)}`);
        return { benchmark, outcome: 'failed', error };
      }),
    );
}
