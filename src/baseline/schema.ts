import { z } from 'zod';
import { fingerprintSchema } from './fingerprint.ts';
import type { Immutable } from './immutable.ts';
import { type ImportedThreshold, importedThresholdSchema } from './imported.ts';
import { measurementSchema } from './measurement.ts';

export const baselineFormatVersion = 1;

/** Where the JSON Schema of the baseline file is published, for editors. */
export const baselineSchemaUrl =
  'https://raw.githubusercontent.com/swift-allocation-gate/swift-allocation-gate/main/schemas/baseline.json';

/** A name given by a person or a compiler: foreign text, to be escaped wherever it is shown. */
export const nameSchema = z.string().min(1).max(10_000);

export const siteSchema = z.strictObject({
  name: nameSchema,
  module: nameSchema,
  callers: z.array(nameSchema).max(8),
  count: z.number(),
  bytes: z.number().nullable(),
});

export const baselineBenchmarkSchema = z.strictObject({
  measurement: measurementSchema,
  /** How the sites and the call tree were recorded; left out where they were not. */
  callGraph: z.enum(['fp', 'dwarf']).optional(),
  /** Complete: their counts add up to the recorded run's total. */
  sites: z.array(siteSchema).max(20_000),
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

/** Every benchmark that the baseline knows, measured or imported. */
export function benchmarkNames({ benchmarks, imported = {} }: Baseline): readonly string[] {
  return [...new Set([...Object.keys(benchmarks), ...Object.keys(imported)])];
}
