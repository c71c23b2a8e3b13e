import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { OptionalFunction } from '../model/counted-functions.ts';
import { UsageError } from '../model/errors.ts';
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
import type { Inputs } from './inputs.ts';
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
}

/** A configuration file is written by people; more than this is not one. */
const largestFile = 256 * 1024;

/** Inputs and configuration file as the one validated value; it is read before anything is built. */
export async function readSettings(inputs: Inputs, repository: string): Promise<Settings> {
  return resolveSettings(inputs, await readConfigFile(inputs.config, repository));
}

async function readConfigFile(path: string, repository: string): Promise<ConfigFile | null> {
  const found = await stat(join(repository, path)).catch(() => null);
  if (found === null) return null;
  const file = await resolveInside(repository, path, 'config');
  if (!found.isFile()) throw new UsageError(`config: ${JSON.stringify(path)} is not a file.`);
  if (found.size > largestFile) {
    throw new UsageError(
      `config: ${JSON.stringify(path)} is larger than ${largestFile / 1024} KiB; is it the right file?`,
    );
  }
  return parseConfigFile(await readFile(file, 'utf8'), path);
}

/**
 * Puts inputs and configuration file (null: there is none) together. For each benchmark the most specific wins:
 * its own entry, then the file's `defaults`, then the input. Environments are merged in the same order.
 *
 * @throws UsageError when both the input `products` and the file name benchmarks.
 */
export function resolveSettings(inputs: Inputs, configFile: ConfigFile | null): Settings {
  const { products, limit, runs, timeoutSeconds, ...flags } = inputs;
  const defaults = overridden(
    { environment: {}, limit, runs, timeoutSeconds, status: 0, leftovers: strictLeftovers },
    configFile?.defaults,
  );
  const entries = configFile?.benchmarks ?? [];
  const totalIncludes = configFile?.totalIncludes ?? [];
  const common = { ...flags, defaults, totalIncludes };
  if (products.length > 0 && entries.length > 0) {
    throw new UsageError(
      `products: contradicts ${configFile?.path}, which names benchmarks; add the products there, or empty products`,
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
  };
}
