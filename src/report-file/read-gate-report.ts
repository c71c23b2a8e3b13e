import { isUtf8 } from 'node:buffer';
import { findJsonProblem } from '../baseline/json-text.ts';
import { type Refusal, refused } from '../model/refusal.ts';
import type { Report, Source } from '../model/report.ts';
import { artifactNames } from './artifact-names.ts';
import { contradictionIn } from './contradiction.ts';
import { parseReport } from './read-report.ts';

/** What a report must say about itself. */
export interface ExpectedSource extends Pick<Source, 'repository' | 'event' | 'headSha' | 'runId' | 'runAttempt'> {
  /** The merge of the pull request that the run was started with; null where it is not known. */
  readonly mergeSha: string | null;
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
  const parsed = parseReport(JSON.parse(text));
  if (parsed.outcome === 'newer') return wrong(`it was ${parsed.sentence}`);
  if (parsed.outcome === 'wrong') {
    // The first key is one of ours; what is deeper may be a word of the report.
    const [key = 'the whole'] = parsed.key;
    return wrong(`it is no report of this version (\`${key}\` is wrong)`);
  }
  const { source, ...report } = parsed.report;
  if (source === null) return wrong('it is not of a run on GitHub');
  const why = strangeness(report.key, source, expected) ?? contradictionIn(parsed.report);
  return why === null ? { outcome: 'report', report: { ...report, source } } : wrong(why);
}

/** Where the report says that it is of something else; null where it is the expected one. */
function strangeness(key: string, source: Source, expected: ExpectedSource): string | null {
  if (source.repository !== expected.repository) return 'it is of another repository';
  if (source.event !== expected.event || !expected.isPullRequest(source.pullRequest)) {
    return 'it is of another pull request';
  }
  const { mergeSha, headSha } = expected;
  if (source.headSha !== headSha) return 'it is of another commit';
  if (mergeSha !== null && ![mergeSha, headSha].includes(source.measuredSha)) return 'it is of another commit';
  if (source.runId !== expected.runId || source.runAttempt !== expected.runAttempt) return 'it is of another run';
  const name = artifactNames({ key, ...source }).report;
  return name === expected.artifactName ? null : 'its name does not fit its key';
}
