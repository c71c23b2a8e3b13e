import type { RunArtifact } from '../github/report-artifacts.ts';
import type { Links } from '../report/links.ts';
import type { Environment, MissingEnvironment, Overview } from '../report/overview.ts';
import { artifactNames } from '../report-file/artifact-names.ts';
import type { FetchedReport } from './fetch-reports.ts';
import type { MatchedReport, UnmatchedJob } from './match-jobs.ts';
import type { PublishedRun } from './published-run.ts';

/** What was found of a run: reports with their jobs, jobs without, and sentences about what is not taken. */
export interface Findings {
  readonly matched: readonly MatchedReport<FetchedReport>[];
  readonly unmatched: readonly UnmatchedJob[];
  /** Names of jobs that are wanted and that no job of the run has. */
  readonly idle: readonly string[];
  readonly refusals: readonly string[];
}

export interface OverviewSetting {
  readonly run: PublishedRun;
  /** Of the comment. */
  readonly key: string;
  readonly label: string;
  readonly artifactUrl: (id: number) => string;
}

/** Puts together what one comment is made of. */
export function assembleOverview(
  { matched, unmatched, idle, refusals }: Findings,
  artifacts: readonly RunArtifact[],
  { run, key, label, artifactUrl }: OverviewSetting,
): Overview {
  const perJob = new Map<number, number>();
  for (const { job } of matched) perJob.set(job.id, (perJob.get(job.id) ?? 0) + 1);
  const environments = matched.map(({ report: { report, artifact }, job }): Environment => {
    // A job may gate several packages, in as many steps.
    const name = perJob.get(job.id) === 1 ? job.name : `${job.name}: ${report.package}`;
    const names = artifactNames({ key: report.key, ...report.source });
    const page = artifacts.find((one) => one.name === names.flameGraph && !one.expired);
    // A page that a fork made could be anything, and GitHub opens it in the browser of whoever follows the link.
    const flameGraph = run.fromFork ? undefined : page;
    const links: Links = {
      runUrl: run.url,
      runId: run.id,
      flameGraphUrl: flameGraph === undefined ? null : artifactUrl(flameGraph.id),
      flameGraphExpires: flameGraph?.expiresAt ?? null,
      reportArtifactName: artifact.name,
      reportArtifactUrl: artifactUrl(artifact.id),
      // Nobody can commit to a fork's branch with this repository's token.
      label: run.fromFork ? null : label,
    };
    return { name, report, links };
  });
  const missing: readonly MissingEnvironment[] = [
    ...unmatched.map(({ job, reason }) => ({ name: job.name, reason, url: job.url })),
    ...idle.map((name) => ({ name, reason: 'is the name of no job of this run', url: null })),
  ];
  const marker = { key, headSha: run.headSha, runId: run.id, runAttempt: run.attempt };
  return { marker, environments, missing, refusals, runUrl: run.url };
}
