import { posix } from 'node:path';
import { isNameFor } from '../baseline/file-name.ts';
import { parseCanonicalBaseline } from '../baseline/parse-text.ts';
import { type Baseline, benchmarkNames } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import { type Fingerprint, fingerprintSchema } from '../model/fingerprint.ts';
import { type Refusal, refused } from '../model/refusal.ts';
import type { Report, Source } from '../model/report.ts';
import { parseBenchmarkName } from '../settings/benchmark-name.ts';
import { readGateReport } from './read-gate-report.ts';

/** A baseline file that a gate of the pull request proposes, checked. */
export interface Candidate {
  /** Of the gate's job: whose comment it is. */
  readonly key: string;
  /** Made here, never taken over: a folder of our own input, the name of the environment. */
  readonly path: string;
  readonly baseline: Baseline;
  /** The file's canonical text: what is committed. */
  readonly text: string;
  /** Git's name for the content that the gate compared with; null where there was no file. */
  readonly comparedBlob: string | null;
  /** Benchmarks that failed: they keep their old numbers. */
  readonly failed: readonly string[];
}

/** What a report must say about itself. */
export interface ExpectedReport extends Pick<Source, 'repository' | 'headSha' | 'runId' | 'runAttempt'> {
  readonly pullRequest: number;
  readonly artifactName: string;
  /** Folders of baselines that this workflow may write to. */
  readonly folders: readonly string[];
}

/** What was read: a candidate, a report without numbers (the gate failed to measure), or why it is refused. */
export type ReadCandidate =
  | { readonly outcome: 'candidate'; readonly candidate: Candidate }
  | { readonly outcome: 'unmeasured'; readonly key: string }
  | Refusal;

/**
 * Reads a report of the gate as hostile data: the code of the pull request ran beside the gate and may have
 * written it. What comes out has the form of a baseline, whole numbers, a path that was made here, and says that
 * it belongs to exactly this commit, run, pull request and repository.
 */
export function readCandidate(content: Buffer, expected: ExpectedReport): ReadCandidate {
  const read = readGateReport(content, {
    ...expected,
    event: 'pull_request',
    mergeSha: null,
    isPullRequest: (number) => number === expected.pullRequest,
  });
  if (read.outcome === 'refused') return read;
  const { report } = read;
  if (report.candidate === null) return { outcome: 'unmeasured', key: report.key };
  return candidateOf(report, report.candidate, expected);
}

function candidateOf(
  report: Report,
  { path, text }: NonNullable<Report['candidate']>,
  expected: ExpectedReport,
): ReadCandidate {
  const wrong = (why: string) => refused(`The artifact \`${expected.artifactName}\` is not taken: ${why}.`);
  const { fingerprint, baselineFile } = report;
  const baseline = readBaseline(text);
  if (baseline === null) return wrong('its baseline is none, or not as the gate writes one');
  if (fingerprint === null || baseline.fingerprint === null || !isSame(fingerprint, baseline.fingerprint)) {
    return wrong("the baseline's fingerprint is not the report's");
  }
  if (baseline.package !== report.package) return wrong("the baseline's package is not the report's");
  const name = benchmarkNames(baseline).find((benchmark) => !parseBenchmarkName(benchmark).ok);
  if (name !== undefined) return wrong('a benchmark has a name that none can have');
  const fileName = posix.basename(path);
  if (!isNameFor(fileName, baseline.fingerprint)) return wrong('the file name is not that of its environment');
  const own = expected.folders.map((folder) => posix.join(folder, fileName)).find((one) => one === path);
  if (own === undefined) {
    const folders = expected.folders.map((folder) => `\`${folder}\``).join(', ');
    return wrong(
      `the file lies outside of ${folders}; give the input \`baseline\` of this workflow the folder of the gate's`,
    );
  }
  if (baselineFile?.path !== own || baselineFile.exists !== (baselineFile.blob !== null)) {
    return wrong('it does not tell which baseline it was compared with');
  }
  const failed = report.benchmarks.filter(({ verdict }) => verdict === 'failed').map(({ name }) => name);
  const { key } = report;
  return {
    outcome: 'candidate',
    candidate: { key, path: own, baseline, text, comparedBlob: baselineFile.blob, failed },
  };
}

/** Null where the text is not the one and only text of the numbers in it. */
function readBaseline(text: string): Baseline | null {
  try {
    return parseCanonicalBaseline(text, 'the baseline');
  } catch (error) {
    if (error instanceof UsageError) return null;
    throw error;
  }
}

function isSame(a: Fingerprint, b: Fingerprint): boolean {
  return Object.keys(fingerprintSchema.shape).every((field) => Reflect.get(a, field) === Reflect.get(b, field));
}
