import { isUtf8 } from 'node:buffer';
import { findJsonProblem } from '../baseline/json-text.ts';
import { artifactNames } from '../github/artifact-names.ts';
import { type Report, reportSchema, type Source } from '../report/schema.ts';
import { type Refusal, refused } from './acceptance-refusal.ts';
import { contradictionIn } from './contradiction.ts';

/** What a report must say about itself. */
export interface ExpectedSource extends Pick<Source, 'repository' | 'event' | 'headSha' | 'runId' | 'runAttempt'> {
  /** The commit that was checked out; null where it is not known. */
  readonly measuredSha: string | null;
  /** Whether a pull request may be this one. */
  readonly isPullRequest: (number: number | null) => boolean;
  readonly artifactName: string;
}

/** A report of a job on GitHub. */
export type GateReport = Report & { readonly source: Source };

/**
 * Reads a report of the gate as hostile data: the code of the pull request ran beside the gate and may have written
 * it. What comes out has the form of a report, belongs to exactly this commit, run, pull request and repository, and
 * does not contradict itself.
 */
export function readGateReport(
  content: Buffer,
  expected: ExpectedSource,
): { readonly outcome: 'report'; readonly report: GateReport } | Refusal {
  const wrong = (why: string) => refused(`The artifact \`${expected.artifactName}\` is not taken: ${why}.`);
  if (content.subarray(0, 2).toString('latin1') === 'PK') return wrong('it is a zip, and the gate leaves a JSON file');
  if (!isUtf8(content)) return wrong('it is no text in UTF-8');
  const text = content.toString('utf8');
  // Stricter than JSON.parse, which keeps the last of two equal keys and takes any depth.
  if (findJsonProblem(text) !== null) return wrong('it is no JSON that the gate writes');
  const parsed = reportSchema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    // The first key is one of ours; what is deeper in the path may be a word of the report.
    const [place = 'the whole'] = parsed.error.issues[0]?.path ?? [];
    return wrong(`it is no report of this version (\`${String(place)}\` is wrong)`);
  }
  const { source, ...report } = parsed.data;
  if (source === null) return wrong('it is not of a run on GitHub');
  const why = strangeness(report.key, source, expected) ?? contradictionIn(parsed.data);
  return why === null ? { outcome: 'report', report: { ...report, source } } : wrong(why);
}

/** Where the report says that it is of something else; null where it is the expected one. */
function strangeness(key: string, source: Source, expected: ExpectedSource): string | null {
  if (source.repository !== expected.repository) return 'it is of another repository';
  if (source.event !== expected.event || !expected.isPullRequest(source.pullRequest)) {
    return 'it is of another pull request';
  }
  if (source.headSha !== expected.headSha) return 'it is of another commit';
  if (expected.measuredSha !== null && source.measuredSha !== expected.measuredSha) return 'it is of another commit';
  if (source.runId !== expected.runId || source.runAttempt !== expected.runAttempt) return 'it is of another run';
  const name = artifactNames({ key, ...source }).report;
  return name === expected.artifactName ? null : 'its name does not fit its key';
}
