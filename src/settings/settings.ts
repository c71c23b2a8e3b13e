import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OptionalFunction } from '../model/counted-functions.ts';
import type { DirectFunction } from '../model/direct-functions.ts';
import { messageOf, UsageError } from '../model/errors.ts';
import type { Limit } from '../model/limit.ts';
import { resolveInside } from '../system/inside.ts';
import { parseBenchmarkName } from './benchmark-name.ts';
import { type ConfigFile, parseConfigFile } from './configuration-file.ts';
import {
  type Iterations,
  type LeftoverPolicy,
  type Overrides,
  type Program,
  strictLeftovers,
} from './configuration-schema.ts';
import { type Inputs, inputName } from './inputs.ts';
import { nearest } from './nearest.ts';
import { quoted } from './parsers.ts';
import type { Server } from './server-schema.ts';

/** What holds for every benchmark that does not say otherwise. */
export interface BenchmarkDefaults {
  readonly environment: Readonly<Record<string, string>>;
  readonly limit: Limit;
  /** How often it is run, at each number of iterations; null: as often as a few seconds allow. */
  readonly runs: number | null;
  /** Of one run. */
  readonly timeoutSeconds: number;
  /** The exit status with which it has to end. */
  readonly status: number;
  readonly leftovers: LeftoverPolicy;
  /** What is counted, and in the total, besides the functions that every allocator has. */
  readonly alsoCount: readonly DirectFunction[];
}

/** A benchmark with everything that is needed to measure and judge it. */
export type Benchmark = Program &
  BenchmarkDefaults & {
    /** Also the name of its files; see {@link parseBenchmarkName}. */
    readonly name: string;
    readonly arguments: readonly string[];
    /** Null: the unit is the run. */
    readonly iterations: Iterations | null;
    /** Null: the program ends by itself. */
    readonly server: Server | null;
  };

/** The one validated value that commands use. */
export interface Settings extends Omit<Inputs, 'products' | keyof BenchmarkDefaults> {
  /** Null: the package's only executable product, to be made with {@link productBenchmark}. */
  readonly benchmarks: readonly Benchmark[] | null;
  readonly defaults: BenchmarkDefaults;
  /** What the total includes besides the functions that it always does. */
  readonly totalIncludes: readonly OptionalFunction[];
  /** Where the configuration file says what a benchmark runs, `path:line:column`, by the benchmark's name. */
  readonly places: Readonly<Record<string, string>>;
  /** The file's benchmarks that somebody chose to leave out this time: neither measured nor missed. */
  readonly leftOut: readonly string[];
}

/** A configuration file is written by people; more than this is not one. */
const largestFile = 256 * 1024;

/** Inputs and configuration file as the one validated value; it is read before anything is built. */
export async function readSettings(inputs: Inputs, repository: string): Promise<Settings> {
  return resolveSettings(inputs, await readConfigFile(inputs, repository));
}

async function readConfigFile({ config: path, door }: Inputs, repository: string): Promise<ConfigFile | null> {
  const found = await stat(join(repository, path)).catch(() => null);
  if (found === null) return null;
  const name = inputName(door, 'config');
  const file = await resolveInside(repository, path, name);
  if (!found.isFile()) throw new UsageError(`${name}: ${JSON.stringify(path)} is not a file.`);
  if (found.size > largestFile) {
    throw new UsageError(
      `${name}: ${JSON.stringify(path)} is larger than ${largestFile / 1024} KiB; is it the right file?`,
    );
  }
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new UsageError(`${name}: ${JSON.stringify(path)} cannot be read: ${messageOf(error)}`);
  });
  return parseConfigFile(text, path);
}

/**
 * Puts inputs and configuration file (null: there is none) together. For each benchmark the most specific wins:
 * its own entry, then the file's `defaults`, then the input. Environments are merged in the same order.
 *
 * @throws UsageError when both the input `products` and the file name benchmarks.
 */
export function resolveSettings(inputs: Inputs, configFile: ConfigFile | null): Settings {
  const { products, limit, runs, timeoutSeconds, alsoCount, ...flags } = inputs;
  const defaults = overridden(
    { environment: {}, limit, runs, timeoutSeconds, status: 0, leftovers: strictLeftovers, alsoCount },
    configFile?.defaults,
  );
  const entries = configFile?.benchmarks ?? [];
  const totalIncludes = configFile?.totalIncludes ?? [];
  const common = { ...flags, defaults, totalIncludes, places: configFile?.places ?? {}, leftOut: [] };
  if (products.length > 0 && entries.length > 0) {
    const [name, instead] =
      inputs.door === 'workflow' ? ['products', 'empty products'] : ['--product', 'pick some of them with --benchmark'];
    throw new UsageError(
      `${name}: contradicts ${configFile?.path}, which names benchmarks; add the products there, or ${instead}`,
    );
  }
  if (entries.length > 0) {
    return { ...common, benchmarks: entries.map((entry) => ({ ...entry, ...overridden(defaults, entry) })) };
  }
  if (products.length > 0) {
    return { ...common, benchmarks: products.map((product) => productBenchmark(product, defaults)) };
  }
  return { ...common, benchmarks: null };
}

/**
 * The settings with these benchmarks of the configuration file alone, in the file's order; with all where none is named.
 *
 * @throws UsageError for a name that is no benchmark's, with the nearest one and all that there are.
 */
export function chooseBenchmarks(settings: Settings, names: readonly string[]): Settings {
  if (names.length === 0) return settings;
  const { benchmarks, config, places } = settings;
  if (benchmarks === null || Object.keys(places).length === 0) {
    throw new UsageError(`--benchmark: picks from the benchmarks of ${config}, which names none; leave it out`);
  }
  const all = benchmarks.map(({ name }) => name);
  for (const name of names) {
    if (all.includes(name)) continue;
    const meant = nearest(name, all);
    const hint = meant === null ? 'it' : `did you mean ${meant}? It`;
    throw new UsageError(
      `--benchmark: there is no benchmark ${quoted(name)} in ${config}; ${hint} has: ${all.slice(0, 50).join(', ')}`,
    );
  }
  return {
    ...settings,
    benchmarks: benchmarks.filter(({ name }) => names.includes(name)),
    leftOut: all.filter((name) => !names.includes(name)),
  };
}

/**
 * The benchmark that runs a product as it is, under the product's name.
 *
 * @throws UsageError when the product's name cannot be a benchmark's.
 */
export function productBenchmark(product: string, defaults: BenchmarkDefaults): Benchmark {
  const name = parseBenchmarkName(product);
  if (!name.ok) {
    throw new UsageError(
      `the product ${quoted(product)} needs a benchmark with another name in the configuration file: ${name.problem}`,
    );
  }
  return { name: name.value, kind: 'product', product, arguments: [], iterations: null, server: null, ...defaults };
}

function overridden(defaults: BenchmarkDefaults, overrides: Overrides | undefined): BenchmarkDefaults {
  return {
    environment: { ...defaults.environment, ...overrides?.environment },
    limit: overrides?.limit ?? defaults.limit,
    runs: overrides?.runs ?? defaults.runs,
    timeoutSeconds: overrides?.timeoutSeconds ?? defaults.timeoutSeconds,
    status: overrides?.status ?? defaults.status,
    leftovers: overrides?.leftovers ?? defaults.leftovers,
    alsoCount: overrides?.alsoCount ?? defaults.alsoCount,
  };
}
