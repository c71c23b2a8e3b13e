import { UsageError } from '../errors.ts';
import { parseBenchmarkName } from './benchmark-name.ts';
import type { ConfigFile } from './file.ts';
import type { Iterations, OptionalFunction, Overrides, Program } from './file-schema.ts';
import type { Inputs } from './inputs.ts';
import type { Limit } from './limit.ts';
import { quoted } from './parsed.ts';

/** What holds for every benchmark that does not say otherwise. */
export interface BenchmarkDefaults {
  readonly environment: Readonly<Record<string, string>>;
  readonly limit: Limit;
  /** How often it is run. */
  readonly runs: number;
  /** Of one run. */
  readonly timeoutSeconds: number;
}

/** A benchmark with everything that is needed to measure and judge it. */
export type Benchmark = Program &
  BenchmarkDefaults & {
    /** Also the name of its files; see {@link parseBenchmarkName}. */
    readonly name: string;
    readonly arguments: readonly string[];
    /** Null: the unit is the run. */
    readonly iterations: Iterations | null;
  };

/** The one validated value that commands use. */
export interface Settings extends Omit<Inputs, 'products' | keyof BenchmarkDefaults> {
  /** Null: the package's only executable product, to be made with {@link productBenchmark}. */
  readonly benchmarks: readonly Benchmark[] | null;
  readonly defaults: BenchmarkDefaults;
  /** What the total includes besides the functions that it always does. */
  readonly totalIncludes: readonly OptionalFunction[];
}

/**
 * Puts inputs and configuration file (null: there is none) together. For each benchmark the most specific wins:
 * its own entry, then the file's `defaults`, then the input. Environments are merged in the same order.
 *
 * @throws UsageError when both the input `products` and the file name benchmarks.
 */
export function resolveSettings(inputs: Inputs, configFile: ConfigFile | null): Settings {
  const { products, limit, runs, timeoutSeconds, ...flags } = inputs;
  const defaults = overridden({ environment: {}, limit, runs, timeoutSeconds }, configFile?.defaults);
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
  return { name: name.value, kind: 'product', product, arguments: [], iterations: null, ...defaults };
}

function overridden(defaults: BenchmarkDefaults, overrides: Overrides | undefined): BenchmarkDefaults {
  return {
    environment: { ...defaults.environment, ...overrides?.environment },
    limit: overrides?.limit ?? defaults.limit,
    runs: overrides?.runs ?? defaults.runs,
    timeoutSeconds: overrides?.timeoutSeconds ?? defaults.timeoutSeconds,
  };
}
