import type { Report } from '../model/report.ts';
import { type Verdict, worstVerdict } from '../model/verdict.ts';
import { hasMoved } from './benchmarks.ts';
import { unfreedLines } from './changes.ts';
import type { Links } from './links.ts';
import type { Marker } from './marker.ts';

/** What was measured in one environment, as one job of a run did. */
export interface Environment {
  /** The job as GitHub shows it, `Swift 6.2.1 on ubuntu-24.04-arm`; foreign text. */
  readonly name: string;
  readonly report: Report;
  readonly links: Links;
}

/** A job of the run that should have left a report and has not. */
export interface MissingEnvironment {
  /** As of {@link Environment}; foreign text. */
  readonly name: string;
  /** Ends the sentence that the name begins: `was cancelled`, `has not finished`. */
  readonly reason: string;
  /** Of the job; null where it is not known. */
  readonly url: string | null;
}

/** All that is told at once: what was measured, in one environment or many, and what is missing. */
export interface Overview {
  /** First line of the comment; null where there is no pull request. */
  readonly marker: Marker | null;
  /** In the order in which GitHub lists the jobs; may be empty. */
  readonly environments: readonly Environment[];
  readonly missing: readonly MissingEnvironment[];
  /** Why what else was found is not taken, a sentence each, names in backticks. */
  readonly refusals: readonly string[];
  readonly runUrl: string | null;
}

/** The overview of what a single gate measured. */
export function overviewOfOne(report: Report, links: Links): Overview {
  const { key, source } = report;
  const marker =
    source === null ? null : { key, headSha: source.headSha, runId: source.runId, runAttempt: source.runAttempt };
  return { marker, environments: [{ name: key, report, links }], missing: [], refusals: [], runUrl: links.runUrl };
}

/** The first environment where there is nothing besides it, so that nothing has to be told apart; else null. */
export function onlyOne<Each extends Environment>(
  [first, ...others]: readonly Each[],
  { missing, refusals }: Overview,
): Each | null {
  return first === undefined || others.length + missing.length + refusals.length > 0 ? null : first;
}

/** The worst verdict; `failed` where an environment is missing, a report is not taken, or none is there. */
export function overviewVerdict({ environments, missing, refusals }: Overview): Verdict {
  const isWhole = missing.length + refusals.length === 0;
  return isWhole ? worstVerdict(environments.map(({ report }) => report.verdict)) : 'failed';
}

/** Whether every environment's gate is open, nothing is missing or refused, and at least one was measured. */
export function overviewPasses({ environments, missing, refusals }: Overview): boolean {
  const isWhole = environments.length > 0 && missing.length + refusals.length === 0;
  return isWhole && environments.every(({ report }) => report.passes);
}

/** Anything that a reviewer should see: a verdict other than pass, a count that moved, blocks that are not freed. */
export function hasChanged(overview: Overview): boolean {
  const saysMore = ({ verdict, removed, notices }: Report) => verdict !== 'pass' || removed.length + notices.length > 0;
  return (
    !overviewPasses(overview) ||
    overview.environments.some(
      ({ report }) => saysMore(report) || unfreedLines(report).length > 0 || report.benchmarks.some(hasMoved),
    )
  );
}
