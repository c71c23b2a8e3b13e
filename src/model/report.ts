import { z } from 'zod';
import { importedThresholdSchema, largestBaselineBytes } from './baseline.ts';
import { countsShape } from './counts.ts';
import { baseDependencies, dependencyChangeSchema } from './dependency-changes.ts';
import { failureSchema } from './errors.ts';
import { fingerprintSchema } from './fingerprint.ts';
import type { Immutable } from './immutable.ts';
import { limitSchema } from './limit.ts';
import { measurementSchema, singleRunsSchema } from './measurement.ts';
import { noticeSchema } from './notice.ts';
import { policySchema } from './policy.ts';
import { callGraphs, counters, recorders, siteNamings } from './recording.ts';
import { allocatedSchema, nameSchema, originSchema, siteSchema } from './site.ts';
import { verdicts } from './verdict.ts';
import { workloadSchema } from './workload.ts';

export const reportFormatVersion = 2;

/** Longest diff of a candidate, in characters: the lines of a baseline may be long. */
export const longestDiff = 256 * 1024;

const text = z.string().max(10_000);
const count = z.number();
const quantities = z.strictObject(countsShape(count));

const stacksSchema = z.strictObject({
  /** How the stacks were taken. */
  callGraph: z.enum(callGraphs),
  /** What took them, and why it was this; left out in older reports. */
  recorder: z.strictObject({ name: z.enum(recorders), because: text }).optional(),
  /** How the baseline's were taken, where sites cannot be compared because that was another recorder. */
  baselineCallGraph: z.enum(callGraphs).optional(),
  /** How frames are named; left out in older reports. */
  naming: z.enum(siteNamings).optional(),
  /** How the baseline's are, where sites cannot be compared because of that: `older` is a version without inlined frames. */
  baselineNaming: z.enum([...siteNamings, 'older']).optional(),
  /** How many runs the sites are the middle of, at each number of iterations; left out in older reports. */
  runs: z.int().positive().optional(),
  /** Why no source line is known, as a sentence. */
  whyNoLines: text.optional(),
  samples: z.int().nonnegative(),
  lost: z.int().nonnegative(),
  /** Share (0 to 1) of allocations whose stack frame pointers led astray, or that was cut; what is right of it is shown. */
  untrusted: z.number().min(0).max(1),
  /** Share (0 to 1) of allocations whose stack holds a frame without a name. */
  unresolved: z.number().min(0).max(1),
  /** Allocations per unit in the recorded run minus the counted total: what the sites show too many or too few. */
  difference: count,
});

/** Whether the sites can be compared with the baseline's, if there is one. */
export function areSitesComparable({ baselineCallGraph, baselineNaming }: z.infer<typeof stacksSchema>): boolean {
  return baselineCallGraph === undefined && baselineNaming === undefined;
}

/** A field in which two fingerprints differ. */
const difference = z.strictObject({ field: text, baseline: text, measured: text });

const modulesSchema = z.strictObject({
  own: z.array(text).max(10_000),
  dependencies: z.array(text).max(10_000),
  /** Identity of the package that a dependency's module belongs to, by module, where it is known. */
  packages: z.record(text, text),
});

/** Part of a delta. */
const attributionSchema = z.strictObject({
  /** Null: no code, but what two recordings of the same program differ by. */
  origin: originSchema.nullable(),
  delta: count,
  /** The package that a dependency's module belongs to; left out where its version did not move. */
  moved: dependencyChangeSchema.optional(),
});

const blocks = z.strictObject({ allocated: count, freed: count });

const unfreedSchema = blocks.extend({
  /** The same of the baseline; null where it has none, or one that cannot be compared. */
  baseline: blocks.nullable(),
  /** What is left unfreed more than in the baseline; 0 where that is within the noise, null without a baseline. */
  change: count.nullable(),
});

/** A line of a source file; nothing says that a report from elsewhere does not name what is not there. */
const sourceLineSchema = z.strictObject({
  /** Relative to the repository, or to the folder of a dependency. */
  file: z.string().min(1).max(1000),
  /** Name of that folder (`swift-nio`); left out for the repository's own files. */
  package: z.string().min(1).max(1000).optional(),
  line: z.int().positive(),
});

/** Most lines that are kept of a site. */
export const mostLines = 20;

const reportedSite = siteSchema.extend({
  /** Types that are gone are among them, with count 0; left out where they are not known. */
  allocates: z
    .array(
      allocatedSchema.extend({
        /** Left out where the baseline does not say. */
        baselineCount: count.optional(),
      }),
    )
    .max(200)
    .optional(),
  /** The line that most of its change is from, or most of its count; left out where none is known, as the next two. */
  ...sourceLineSchema.partial().shape,
  /** What stands there, where that was looked at. */
  text: z.string().max(200).optional(),
  /** The lines at which it allocates most, by what they allocate; left out where none is known. */
  lines: z
    .array(sourceLineSchema.extend({ type: nameSchema.optional(), count }))
    .max(mostLines)
    .optional(),
  baselineCount: count,
  /** Zero where the counts differ by no more than noise. */
  delta: count,
  /** Up to where its counts differ by noise; left out where it is zero. */
  tolerance: z.number().nonnegative().optional(),
  /** What it was called, where it is likely the same under another name, or in another place. */
  movedFrom: siteSchema.pick({ name: true, module: true }).optional(),
});

/** An increase that was allowed, per unit, and which part of the limit allowed it. */
const allowanceSchema = z.strictObject({
  increase: z.number().nonnegative(),
  by: z.enum(['absolute', 'percent']),
});
export type Allowance = Immutable<z.infer<typeof allowanceSchema>>;

/** A number that a verdict can be about: the total, or `realloc` of existing blocks, which are not in it. */
export const decidingQuantities = ['total', 'realloc'] as const;
export type DecidingQuantity = (typeof decidingQuantities)[number];

export const measuredBenchmarkSchema = z.strictObject({
  name: nameSchema,
  verdict: z.enum(verdicts).exclude(['failed']),
  unit: z.enum(['run', 'iteration']),
  runs: z.int().positive(),
  /** Per unit: integers per run, fractions per iteration. */
  counts: quantities,
  total: count,
  noise: quantities.extend({ total: count }),
  /** The smallest increase that this comparison could have told from noise is beyond it, per unit; 0: it is exact. */
  resolution: z.number().nonnegative(),
  /** What the change of the total was read from: the totals of the runs, or, where these differ, the sites. */
  comparedBy: z.enum(['totals', 'sites']),
  /** What it was compared with, per unit; null where there is none. */
  baseline: z
    .strictObject({
      ...{ counts: quantities, total: count, noise: quantities.extend({ total: count }) },
      /** How many runs it is the middle of. */
      runs: z.int().positive(),
    })
    .nullable(),
  /** The line (from 1) of the committed baseline file on which it begins; null where its numbers are not from there. */
  baselineLine: z.int().positive().nullable(),
  /** Measured minus baseline, per unit, zero within the noise; null where there is no baseline. */
  delta: quantities.extend({ total: count }).nullable(),
  /** Another tool's threshold for the total, compared with for want of a measured baseline; left out where there is none. */
  imported: importedThresholdSchema.pick({ from: true, file: true, total: true }).extend({ delta: count }).optional(),
  limit: limitSchema,
  /**
   * Which number the verdict is about: the total where none moved past what is allowed, a call site where nothing but the
   * limit of call sites is exceeded.
   */
  decidedBy: z.enum([...decidingQuantities, 'site']),
  /** Of the package's own call sites the one that grew most, where that is more than the limit allows any of them. */
  siteBeyondLimit: siteSchema.pick({ name: true, module: true }).extend({ delta: count }).optional(),
  /** What was allowed of each; null where nothing was compared. An imported threshold is for the total alone. */
  allowed: z.strictObject({ total: allowanceSchema, realloc: allowanceSchema.nullable() }).nullable(),
  /** The fell-to-almost-nothing warning: the benchmark probably no longer does its work. */
  suspicious: z.boolean(),
  /** Blocks allocated and freed, per unit; left out where `free` could not be counted. It decides nothing. */
  unfreed: unfreedSchema.optional(),
  /** Where fingerprints or workloads differ: the fields. */
  differences: z.array(difference).max(20),
  measurement: measurementSchema,
  /** Null in reports of the first version of the gate, which did not write it. */
  workload: workloadSchema.nullable(),
  /** What each run showed, at each number of iterations. */
  singleRuns: z.array(singleRunsSchema).min(1).max(2),
  stacks: stacksSchema.nullable(),
  /** Largest absolute delta first (largest count first where there is no baseline). */
  sites: z.array(reportedSite).max(20_000),
  /** Sites that vary and that only one side has, as one sum; left out where there are none. */
  unmatched: z.strictObject({ delta: count, tolerance: z.number().nonnegative() }).optional(),
  /** Whose sites the delta of the total comes from, largest absolute delta first; they add up to it. */
  attribution: z.array(attributionSchema).max(20_000),
});
export type MeasuredBenchmark = Immutable<z.infer<typeof measuredBenchmarkSchema>>;

export const failedBenchmarkSchema = z.strictObject({
  name: nameSchema,
  verdict: z.literal('failed'),
  failure: failureSchema,
});
export type FailedBenchmark = Immutable<z.infer<typeof failedBenchmarkSchema>>;

export const benchmarkReportSchema = z.union([measuredBenchmarkSchema, failedBenchmarkSchema]);
export type BenchmarkReport = Immutable<z.infer<typeof benchmarkReportSchema>>;

const sha = z.string().regex(/^[0-9a-f]{40}$/);

/** What was measured, where GitHub knows it; null on the command line. */
export const sourceSchema = z.strictObject({
  repository: text,
  event: text,
  /** The commit people see: the pull request's head, or the commit of the push. */
  headSha: sha,
  /** The commit that was checked out and built; mostly the merge commit on a pull request. */
  measuredSha: sha,
  /** Whether that is the merge of the head with another commit, its base. */
  merged: z.boolean(),
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
  /** How the environment of the committed baseline, or a unit in it, differs; empty where there is none, and with `--base`. */
  differences: z.array(difference).max(10_000),
  /** Where it was measured because this environment has no baseline yet: null for every other reason. */
  newEnvironment: newEnvironmentSchema.nullable(),
  /** Which versions of the dependencies it was built with. */
  dependencies: z.enum(baseDependencies),
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
    /** What counted; left out where that is not known. */
    counter: z.enum(counters).optional(),
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
  dependencyChanges: z.array(dependencyChangeSchema).max(10_000),
  /** Of the source files that sites name, those that the head commit has as they were measured. */
  filesAtHead: z.array(z.string().min(1).max(1000)).max(1000).optional(),
  /** Sentences for the top of the comment: the pull request edits its own baseline, and the like. */
  notices: z.array(noticeSchema).max(50),
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

/** Exit status of the program, as README lists it. */
export type ExitStatus = 0 | 1 | 2 | 3;

/** The exit status that stands for a report. */
export function exitStatusOf(report: Report): ExitStatus {
  if (report.verdict === 'failed') return 3;
  return report.passes ? 0 : 1;
}
