import { z } from 'zod';
import { type Refusal, refused } from '../model/refusal.ts';
import { formatBytes } from '../report/numbers.ts';
import { largestReportBytes } from '../report-file/report-text.ts';
import { askForPages } from './ask.ts';
import type { Client } from './client.ts';
import { type Download, download } from './download.ts';
import { parametersOf, type Repository } from './repository.ts';
import { requestFailureOf } from './request-failure.ts';

/** An artifact of a run, as GitHub describes it; its content and its name are whatever the run made them. */
export interface RunArtifact {
  readonly id: number;
  readonly name: string;
  readonly bytes: number;
  readonly expired: boolean;
  /** When GitHub deletes it, as an ISO date and time. */
  readonly expiresAt: string | null;
}

const artifactsShape = z.object({
  artifacts: z.array(
    z.object({
      id: z.int(),
      name: z.string(),
      size_in_bytes: z.number(),
      expired: z.boolean(),
      expires_at: z.string().nullable(),
    }),
  ),
});

/** All artifacts of a run, of all its attempts. Throws what the API answers. */
export async function listRunArtifacts(
  client: Client,
  repository: Repository,
  runId: number,
): Promise<readonly RunArtifact[]> {
  const route = 'GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts';
  const pages = await askForPages(client, route, { ...parametersOf(repository), run_id: runId }, artifactsShape);
  const artifacts = pages.flatMap((page) => page.artifacts);
  return artifacts.map(({ id, name, size_in_bytes: bytes, expired, expires_at: expiresAt }) => {
    return { id, name, bytes, expired, expiresAt };
  });
}

/** A matrix can have 256 jobs. */
const mostReports = 256;

/** An artifact that calls itself the report of a gate. */
export interface ReportArtifact extends RunArtifact {
  /** The attempt in its name. */
  readonly attempt: number;
}

/**
 * Chooses the reports that the gate left for a head commit in a run, by name: of each key that of the highest attempt.
 * Everything here was written by the run, in which code of the pull request ran: a name promises nothing, and
 * other artifacts are of no interest.
 */
export function chooseReports(
  artifacts: readonly RunArtifact[],
  { headSha, attempt }: { readonly headSha: string; readonly attempt: number },
): { readonly outcome: 'chosen'; readonly artifacts: readonly ReportArtifact[] } | Refusal {
  // See `artifactNames`: allocations-KEY-SHA-ATTEMPT.json
  const pattern = new RegExp(`^(allocations-[a-z0-9._-]{1,80}-${headSha.slice(0, 12)})-([1-9]\\d{0,8})\\.json$`);
  const newest = new Map<string, ReportArtifact>();
  for (const artifact of artifacts) {
    const [, stem = '', number] = pattern.exec(artifact.name) ?? [];
    const found = { ...artifact, attempt: Number(number) };
    const known = newest.get(stem);
    if (number === undefined || found.attempt > attempt) continue;
    if (known === undefined || known.attempt < found.attempt) newest.set(stem, found);
    else if (known.attempt === found.attempt) {
      const name = `\`${artifact.name}\``;
      return refused(`The run has two artifacts called ${name}, where the gate leaves one: nothing was read.`);
    }
  }
  const chosen = [...newest.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (chosen.length <= mostReports) return { outcome: 'chosen', artifacts: chosen };
  return refused(`The run left ${chosen.length} reports, which is more than a gate does: nothing was read.`);
}

/**
 * Downloads a report as bytes; its size is known before, and looked at again on the way. Refuses what has expired, is
 * too large or a zip. Throws what GitHub answers where it fails.
 */
export async function downloadReport(
  client: Client,
  repository: Repository,
  artifact: ReportArtifact,
): Promise<Buffer | Refusal> {
  const { id, name, bytes } = artifact;
  if (artifact.expired) return expired(name);
  if (bytes > largestReportBytes) return tooLarge(name, formatBytes(bytes));
  const downloaded = await downloadArtifact(client, repository, id, largestReportBytes);
  switch (downloaded.outcome) {
    case 'downloaded':
      return downloaded.content;
    case 'expired':
      return expired(name);
    case 'too-large':
      return tooLarge(name, 'more than it said');
    case 'unwanted':
      return refused(`The artifact \`${name}\` is a zip, and the gate leaves a JSON file: it is not unpacked.`);
  }
}

function expired(name: string): Refusal {
  return refused(`The numbers have expired (\`${name}\`): run the gate again.`);
}

function tooLarge(name: string, size: string): Refusal {
  return refused(`The report \`${name}\` has ${size}, and at most ${formatBytes(largestReportBytes)} are read.`);
}

/**
 * Downloads an artifact that was uploaded unzipped, as it is, and stops at the limit (bytes), whatever size was promised. Nothing
 * is ever unpacked: a zip is told by its media type and left alone. (`downloadArtifact` of @actions/artifact unpacks
 * without a limit, facts 23.)
 */
export async function downloadArtifact(
  client: Client,
  repository: Repository,
  id: number,
  limit: number,
): Promise<Download | { readonly outcome: 'expired' }> {
  const route = 'GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}';
  const artifact = { ...parametersOf(repository), artifact_id: id, archive_format: 'zip' };
  const isWanted = (mediaType: string) => !/^application\/(x-)?zip\b/i.test(mediaType);
  try {
    return await download(client, route, artifact, { isWanted, bytes: limit, milliseconds: 60_000 });
  } catch (error) {
    if (requestFailureOf(error)?.status === 410) return { outcome: 'expired' };
    throw error;
  }
}
