import type { Client } from '../github/client.ts';
import { lookAgain } from '../github/look-again.ts';
import { chooseReports, downloadReport, listRunArtifacts } from '../github/report-artifacts.ts';
import { fullNameOf } from '../github/repository.ts';
import type { WorkflowRun } from '../github/workflow-run.ts';
import { type Refusal, refused } from '../model/refusal.ts';
import { type Candidate, readCandidate } from '../report-file/read-candidate.ts';
import type { AcceptanceRequest } from './acceptance-request.ts';

/** What the jobs of a run left. */
export interface FetchedCandidates {
  readonly outcome: 'fetched';
  readonly candidates: readonly Candidate[];
  /** Of all its jobs, also of those that could measure nothing. */
  readonly keys: readonly string[];
}

const otherwise = 'Set the label again after that, or accept on your own machine with `swift-allocation-gate accept`.';

/**
 * Downloads the reports of a run and reads the candidates in them; one that is not what it should be refuses them
 * all. Throws what GitHub answers where it fails.
 */
export async function fetchCandidates(
  client: Client,
  { repository, pullRequest }: AcceptanceRequest,
  run: WorkflowRun,
  folders: readonly string[],
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<FetchedCandidates | Refusal> {
  const { headSha } = pullRequest;
  const look = async () => {
    const listed = await listRunArtifacts(client, repository, run.id);
    return chooseReports(listed, { headSha, attempt: run.attempt });
  };
  const isSettled = (seen: Awaited<ReturnType<typeof look>>) => seen.outcome === 'refused' || seen.artifacts.length > 0;
  const chosen = await lookAgain(look, isSettled, sleep);
  if (chosen.outcome === 'refused') return chosen;
  if (chosen.artifacts.length === 0) {
    return refused(
      'The run of the gate left no numbers that could be accepted: run it again, then set the label again.',
    );
  }
  const candidates: Candidate[] = [];
  const keys: string[] = [];
  for (const artifact of chosen.artifacts) {
    const content = await downloadReport(client, repository, artifact);
    if (!Buffer.isBuffer(content)) return refused(`${content.sentence} ${otherwise}`);
    const read = readCandidate(content, {
      ...{ repository: fullNameOf(repository), pullRequest: pullRequest.number, headSha, folders },
      ...{ runId: run.id, runAttempt: artifact.attempt, artifactName: artifact.name },
    });
    if (read.outcome === 'refused') return read;
    if (read.outcome === 'candidate') candidates.push(read.candidate);
    keys.push(read.outcome === 'candidate' ? read.candidate.key : read.key);
  }
  return { outcome: 'fetched', candidates, keys };
}
