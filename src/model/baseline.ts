import { z } from 'zod';
import { fingerprintSchema } from './fingerprint.ts';
import type { Immutable } from './immutable.ts';
import { measurementSchema, mostRuns, perUnit } from './measurement.ts';
import { callGraphs, siteNamings } from './recording.ts';
import { baselineSiteSchema, nameSchema } from './site.ts';
import { workloadSchema } from './workload.ts';

/** The tools whose threshold files can be imported. */
export const thresholdSources = ['swift-nio', 'package-benchmark'] as const;
export type ThresholdSource = (typeof thresholdSources)[number];

const text = z.string().min(1).max(10_000);

/**
 * A threshold of another tool: one number, of what that tool counts, with nothing known of functions, noise or call
 * sites. It stands for a benchmark until measured numbers are accepted.
 */
export const importedThresholdSchema = z.strictObject({
  from: z.enum(thresholdSources),
  /** The file that it was read from, as the repository has it. */
  file: text,
  /** What the file calls it: foreign text. */
  name: text,
  /** What the number is a count of. */
  unit: z.enum(['run', 'iteration']),
  /** The largest count that the other tool lets pass. */
  total: z.int().nonnegative(),
});
export type ImportedThreshold = Immutable<z.infer<typeof importedThresholdSchema>>;

export const baselineFormatVersion = 2;

/** Largest baseline file that is read, in bytes. */
export const largestBaselineBytes = 8 * 1024 * 1024;

/** Where the JSON Schema of the baseline file is published, for editors. */
export const baselineSchemaUrl =
  'https://raw.githubusercontent.com/swift-allocation-gate/swift-allocation-gate/main/schemas/baseline.json';

export const baselineBenchmarkSchema = z.strictObject({
  measurement: measurementSchema,
  /** Null where it is not known: the first version of the gate did not write it. */
  workload: workloadSchema.nullable(),
  /** How the sites and the call tree were recorded; left out where they were not. */
  callGraph: z.enum(callGraphs).optional(),
  /** How frames are named; left out where sites were not recorded, and by versions that knew no inlined frames. */
  naming: z.enum(siteNamings).optional(),
  /** How many runs the sites are the middle of; left out where that is one. */
  recordedRuns: z.int().min(2).max(mostRuns).optional(),
  /** Complete: where all runs are alike, their counts add up to the total. */
  sites: z.array(baselineSiteSchema).max(20_000),
  /** The call tree as indented lines (`"  1000 buildList(_:)"`), pruned to what explains the counts. */
  callTree: z.array(z.string().max(20_000)).max(20_000),
});
export type BaselineBenchmark = Immutable<z.infer<typeof baselineBenchmarkSchema>>;

/** The committed numbers of one package in one environment. */
export const baselineSchema = z.strictObject({
  $schema: z.string().max(1000).optional(),
  formatVersion: z.literal(baselineFormatVersion),
  /** Name of the Swift package: two packages must not share one folder. */
  package: nameSchema,
  /** Null where nothing was measured yet: the file holds imported thresholds only. */
  fingerprint: fingerprintSchema.nullable(),
  /** Resolved versions of the dependencies, by identity. Informational. */
  dependencies: z.record(nameSchema, z.string().max(1000)),
  benchmarks: z.record(nameSchema, baselineBenchmarkSchema),
  /** Thresholds of another tool, for benchmarks whose own numbers were not accepted yet. */
  imported: z.record(nameSchema, importedThresholdSchema).optional(),
});
export type Baseline = Immutable<z.infer<typeof baselineSchema>>;

/** The numbers of one benchmark; undefined when the baseline has none of this name (which may be `constructor`). */
export function benchmarkIn(baseline: Baseline, name: string): BaselineBenchmark | undefined {
  return Object.hasOwn(baseline.benchmarks, name) ? baseline.benchmarks[name] : undefined;
}

/** The imported threshold that stands for a benchmark; undefined where there is none, or measured numbers instead. */
export function importedIn(baseline: Baseline, name: string): ImportedThreshold | undefined {
  const { imported = {} } = baseline;
  return benchmarkIn(baseline, name) === undefined && Object.hasOwn(imported, name) ? imported[name] : undefined;
}

/**
 * The benchmarks without a single allocation per iteration that had some before, or were not there: most likely they do
 * nothing, as the recipe's empty loop does.
 */
export function idleBenchmarks(now: Baseline, before: Baseline | null): readonly string[] {
  const isIdle = ({ measurement }: BaselineBenchmark) =>
    measurement.unit === 'iteration' && perUnit(measurement).total === 0;
  return Object.entries(now.benchmarks).flatMap(([name, benchmark]) => {
    const known = before === null ? undefined : benchmarkIn(before, name);
    return isIdle(benchmark) && (known === undefined || !isIdle(known)) ? [name] : [];
  });
}

/** Every benchmark that the baseline knows, measured or imported. */
export function benchmarkNames({ benchmarks, imported = {} }: Baseline): readonly string[] {
  return [...new Set([...Object.keys(benchmarks), ...Object.keys(imported)])];
}
