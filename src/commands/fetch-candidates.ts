import type { Client } from '../github/client.ts';
import { fullNameOf, type Repository } from '../github/context.ts';
import { downloadRunArtifact, listRunArtifacts } from '../github/run-artifacts.ts';
import type { WorkflowRun } from '../github/workflow-runs.ts';
import { type Refusal, refused } from './acceptance-refusal.ts';
import type { AcceptanceRequest } from './acceptance-request.ts';
import {
  chooseArtifacts,
  expiredSentence,
  largestReportBytes,
  type ReportArtifact,
  tooLargeSentence,
} from './choose-artifacts.ts';
import { type Candidate, readCandidate } from './read-candidate.ts';

/** What the jobs of a run left. */
export interface FetchedCandidates {
  readonly outcome: 'fetched';
  readonly candidates: readonly Candidate[];
  /** Of all its jobs, also of those that could measure nothing. */
  readonly keys: readonly string[];
}

/**
 * Downloads the reports of a run and reads the candidates in them; one that is not what it should be refuses them
 * all. Throws what GitHub answers where it fails.
 */
export async function fetchCandidates(
  client: Client,
  { repository, pullRequest }: AcceptanceRequest,
  run: WorkflowRun,
  folders: readonly string[],
): Promise<FetchedCandidates | Refusal> {
  const { headSha } = pullRequest;
  const listed = await listRunArtifacts(client, repository, run.id);
  const chosen = chooseArtifacts(listed, { headSha, attempt: run.attempt });
  if (chosen.outcome === 'refused') return chosen;
  const candidates: Candidate[] = [];
  const keys: string[] = [];
  for (const artifact of chosen.artifacts) {
    const content = await download(client, repository, artifact);
    if (!Buffer.isBuffer(content)) return content;
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

async function download(client: Client, repository: Repository, artifact: ReportArtifact): Promise<Buffer | Refusal> {
  const downloaded = await downloadRunArtifact(client, repository, artifact.id, largestReportBytes);
  switch (downloaded.outcome) {
    case 'downloaded':
      return downloaded.content;
    case 'expired':
      return refused(expiredSentence(artifact.name));
    case 'too-large':
      return refused(tooLargeSentence({ ...artifact, bytes: Math.max(artifact.bytes, largestReportBytes + 1) }));
    case 'zipped':
      return refused(
        `The artifact \`${artifact.name}\` is a zip, and the gate leaves a JSON file: it is not unpacked.`,
      );
  }
}
