import type { Client } from '../github/client.ts';
import {
  chooseReports,
  downloadReport,
  listRunArtifacts,
  type ReportArtifact,
  type RunArtifact,
} from '../github/report-artifacts.ts';
import { fullNameOf, type Repository } from '../github/repository.ts';
import { type ExpectedSource, type GateReport, readGateReport } from '../report-file/read-gate-report.ts';
import type { PublishedRun } from './published-run.ts';

/** A report that a job of the run left, checked. */
export interface FetchedReport {
  readonly report: GateReport;
  readonly artifact: ReportArtifact;
}

/** What was found among a run's artifacts. */
export interface FetchedReports {
  readonly reports: readonly FetchedReport[];
  /** Why others are not taken, a sentence each. */
  readonly refusals: readonly string[];
  /** All artifacts of the run: a report's companions are among them. */
  readonly artifacts: readonly RunArtifact[];
}

/** Bytes of all reports of a run together: they are held in memory at once. */
const mostBytes = 128 * 1024 * 1024;

/**
 * Downloads and checks the reports of a run, of each key that of the last attempt. One that is not what it should be
 * is refused and the others stand. Throws what GitHub answers where it fails.
 */
export async function fetchReports(
  client: Client,
  repository: Repository,
  run: PublishedRun,
  isPullRequest: ExpectedSource['isPullRequest'],
): Promise<FetchedReports> {
  const artifacts = await listRunArtifacts(client, repository, run.id);
  const chosen = chooseReports(artifacts, run);
  if (chosen.outcome === 'refused') return { reports: [], refusals: [chosen.sentence], artifacts };
  const reports: FetchedReport[] = [];
  const refusals: string[] = [];
  let bytes = 0;
  for (const artifact of chosen.artifacts) {
    const content = await downloadReport(client, repository, artifact);
    bytes += Buffer.isBuffer(content) ? content.length : 0;
    if (bytes > mostBytes) {
      refusals.push('The reports of this run are larger than all of a matrix should be: the rest was not read.');
      break;
    }
    const read = Buffer.isBuffer(content)
      ? readGateReport(content, {
          repository: fullNameOf(repository),
          event: run.event,
          isPullRequest,
          headSha: run.headSha,
          mergeSha: run.mergeSha,
          runId: run.id,
          runAttempt: artifact.attempt,
          artifactName: artifact.name,
        })
      : content;
    if (read.outcome === 'report') reports.push({ report: read.report, artifact });
    else refusals.push(read.sentence);
  }
  return { reports, refusals, artifacts };
}
