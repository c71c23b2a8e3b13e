import { z } from 'zod';
import { countsSchema } from '../baseline/counts.ts';
import { fingerprintSchema } from '../baseline/fingerprint.ts';
import type { Immutable } from '../baseline/immutable.ts';
import { importedThresholdSchema } from '../baseline/imported.ts';
import { measurementSchema, singleRunsSchema } from '../baseline/measurement.ts';
import { largestBaselineBytes } from '../baseline/parse-text.ts';
import { policySchema } from '../baseline/policy.ts';
import { nameSchema, siteSchema } from '../baseline/schema.ts';
import { longestDiff } from '../baseline/unified-diff.ts';
import { verdicts } from '../baseline/verdict.ts';

export const reportFormatVersion = 1;

const text = z.string().max(10_000);
const count = z.number();
const quantities = z.strictObject(
  Object.fromEntries(Object.keys(countsSchema.shape).map((name) => [name, count])) as {
    [name in keyof typeof countsSchema.shape]: z.ZodNumber;
  },
);

/** Why something could not be measured. `lastLines` is the failing tool's own output. */
export const failureSchema = z.strictObject({
  message: text,
  remedy: text.nullable(),
  lastLines: z.array(z.string().max(4000)).max(50),
});
export type Failure = Immutable<z.infer<typeof failureSchema>>;

/** The allowed increase as configured; the larger of the two counts, and never less than the baseline's spread. */
export const limitSchema = z.strictObject({
  absolute: z.number().nonnegative(),
  percent: z.number().nonnegative(),
});
export type Limit = Immutable<z.infer<typeof limitSchema>>;

const stacksSchema = z.strictObject({
  /** How the stacks were taken. */
  callGraph: z.enum(['fp', 'dwarf']),
  samples: z.int().nonnegative(),
  lost: z.int().nonnegative(),
  /** Share (0 to 1) of allocations whose stack frame pointers led astray; what is right of it is shown. */
  untrusted: z.number().min(0).max(1),
  /** Share (0 to 1) of allocations whose stack holds a frame without a name. */
  unresolved: z.number().min(0).max(1),
  /** Allocations per unit in the recorded run minus the counted total: what the sites show too many or too few. */
  difference: count,
});

/** A field in which two fingerprints differ. */
const difference = z.strictObject({ field: text, baseline: text, measured: text });

const modulesSchema = z.strictObject({
  own: z.array(text).max(10_000),
  dependencies: z.array(text).max(10_000),
  /** Identity of the package that a dependency's module belongs to, by module, where it is known. */
  packages: z.record(text, text),
});

/** A dependency whose version differs; null where one side does not have it. */
const dependencyChange = z.strictObject({
  identity: text,
  baseline: text.nullable(),
  measured: text.nullable(),
});

/** Part of a delta: `own code`, `dependency NIOCore`, `Foundation`, …, as src/stacks/attribution.ts names them. */
const attributionSchema = z.strictObject({
  origin: text,
  delta: count,
  /** The package that a dependency's module belongs to; left out where its version did not move. */
  moved: dependencyChange.optional(),
});

const blocks = z.strictObject({ allocated: count, freed: count });

const remainingSchema = blocks.extend({
  /** The same of the baseline; null where it has none, or one that cannot be compared. */
  baseline: blocks.nullable(),
  /** What is left unfreed more than in the baseline; 0 where that is within the noise, null without a baseline. */
  change: count.nullable(),
});

const reportedSite = siteSchema.extend({ baselineCount: count, delta: count });

const measured = z.strictObject({
  name: nameSchema,
  verdict: z.enum(verdicts).exclude(['failed']),
  unit: z.enum(['run', 'iteration']),
  runs: z.int().positive(),
  /** Per unit: integers per run, fractions per iteration. */
  counts: quantities,
  total: count,
  spread: quantities.extend({ total: count }),
  /** What it was compared with, per unit; null where there is none. */
  baseline: z
    .strictObject({ counts: quantities, total: count, spread: quantities.extend({ total: count }) })
    .nullable(),
  /** The line (from 1) of the committed baseline file on which it begins; null where its numbers are not from there. */
  baselineLine: z.int().positive().nullable(),
  /** Measured minus baseline, per unit; null where there is no baseline. */
  delta: quantities.extend({ total: count }).nullable(),
  /** Another tool's threshold for the total, compared with for want of a measured baseline; left out where there is none. */
  imported: importedThresholdSchema.pick({ from: true, file: true, total: true }).extend({ delta: count }).optional(),
  limit: limitSchema,
  /** The increase of the total that was allowed, limit and baseline spread taken together; null without baseline and threshold. */
  allowed: z.number().nonnegative().nullable(),
  /** The fell-to-almost-nothing warning: the benchmark probably no longer does its work. */
  suspicious: z.boolean(),
  /** Blocks allocated and freed, per unit; left out where `free` could not be counted. It decides nothing. */
  remaining: remainingSchema.optional(),
  /** Where fingerprints differ: the fields. */
  differences: z.array(difference).max(20),
  measurement: measurementSchema,
  /** What each run showed, at each number of iterations. */
  singleRuns: z.array(singleRunsSchema).min(1).max(2),
  stacks: stacksSchema.nullable(),
  /** Largest absolute delta first (largest count first where there is no baseline). */
  sites: z.array(reportedSite).max(20_000),
  /** Whose sites the delta of the total comes from, largest absolute delta first; they add up to it. */
  attribution: z.array(attributionSchema).max(20_000),
});
export type MeasuredBenchmark = Immutable<z.infer<typeof measured>>;

const failed = z.strictObject({ name: nameSchema, verdict: z.literal('failed'), failure: failureSchema });
export type FailedBenchmark = Immutable<z.infer<typeof failed>>;

export const benchmarkReportSchema = z.union([measured, failed]);
export type BenchmarkReport = Immutable<z.infer<typeof benchmarkReportSchema>>;

const sha = z.string().regex(/^[0-9a-f]{40}$/);

/** What was measured, where GitHub knows it; null on the command line. */
export const sourceSchema = z.strictObject({
  repository: text,
  event: text,
  /** The commit people see: the pull request's head, or the commit of the push. */
  headSha: sha,
  /** The commit that was checked out and built; the merge commit on a pull request. */
  measuredSha: sha,
  pullRequest: z.int().positive().nullable(),
  runId: z.int().positive(),
  runAttempt: z.int().positive(),
  /** The job of that attempt, as GitHub's API numbers it; null where the runner does not tell. */
  jobId: z.int().positive().nullable(),
});
export type Source = Immutable<z.infer<typeof sourceSchema>>;

/** A Swift version as it is in the names of baseline files, and a distribution: `6.2`, `ubuntu-24.04`. */
const environment = z.strictObject({ swift: text, os: text });

const newEnvironmentSchema = environment.extend({ others: z.array(environment).min(1).max(1000) });
/** An environment without a baseline, and those of the same kind that have one. */
export type NewEnvironment = Immutable<z.infer<typeof newEnvironmentSchema>>;

const baseSchema = z.strictObject({
  commit: sha,
  /** How the ground of the committed baseline, or a unit in it, differs; empty where there is none, and with `--base`. */
  differences: z.array(difference).max(10_000),
  /** Where it was measured because this environment has no baseline yet: null for every other reason. */
  newEnvironment: newEnvironmentSchema.nullable(),
  /** Which versions of the dependencies it was built with. */
  dependencies: z.enum(['as-resolved', 'same-as-head']),
});

/** The one machine-readable result of a gate, `report.json`: everything the comment is rendered from. */
export const reportSchema = z.strictObject({
  $schema: z.string().max(1000).optional(),
  formatVersion: z.literal(reportFormatVersion),
  /** Tells the reports (and comments) of several jobs apart. */
  key: z.string().min(1).max(200),
  package: nameSchema,
  verdict: z.enum(verdicts),
  /** Whether the gate is open under the policy it ran with: the exit status. */
  passes: z.boolean(),
  /** The settings that decided `passes`. */
  policy: policySchema,
  /** Why the whole measurement failed (build broke, no perf); null where benchmarks speak for themselves. */
  failure: failureSchema.nullable(),
  fingerprint: fingerprintSchema.nullable(),
  /** Modules that were built, by whose they are: what `attribution` rests on. */
  modules: modulesSchema,
  environment: z.strictObject({
    perf: text.nullable(),
    kernel: text.nullable(),
    image: text.nullable(),
    /** Exact compiler line, also of snapshots. */
    swift: text.nullable(),
  }),
  source: sourceSchema.nullable(),
  /**
   * The committed file, relative to the repository, whether it existed when the gate ran, and the SHA-1 by which git
   * calls the content that was compared with; null where it did not exist or is not the committed one.
   */
  baselineFile: z.strictObject({ path: text, exists: z.boolean(), blob: sha.nullable() }).nullable(),
  /** The base commit that was measured here and compared with. */
  base: baseSchema.nullable(),
  /** Dependencies whose version is another than in what was compared with. */
  dependencyChanges: z.array(dependencyChange).max(10_000),
  /** Sentences for the top of the comment: the pull request edits its own baseline, and the like. */
  notices: z.array(text).max(50),
  benchmarks: z.array(benchmarkReportSchema).max(500),
  /** In the baseline, or measured at the base commit, but not measured any more. */
  removed: z.array(nameSchema).max(500),
  /**
   * The ready-to-commit baseline file; null where nothing could be measured. `text` is its exact content, `diff` the
   * change from the committed file as a unified diff: empty where there is none, null where it is too long.
   */
  candidate: z
    .strictObject({
      path: text,
      text: z.string().max(largestBaselineBytes),
      diff: z.string().max(longestDiff).nullable(),
    })
    .nullable(),
});
export type Report = Immutable<z.infer<typeof reportSchema>>;
