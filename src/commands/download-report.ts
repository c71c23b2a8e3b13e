import type { Client } from '../github/client.ts';
import type { Repository } from '../github/context.ts';
import { downloadRunArtifact } from '../github/run-artifacts.ts';
import { formatBytes } from '../report/numbers.ts';
import { type Refusal, refused } from './acceptance-refusal.ts';
import type { ReportArtifact } from './choose-artifacts.ts';

/** Largest report that is downloaded, in bytes. */
export const largestReportBytes = 5 * 1024 * 1024;

/**
 * Downloads a report as bytes; its size is known before, and looked at again on the way. Refuses what has expired, is
 * too large or a zip. Throws what GitHub answers where it fails.
 */
export async function downloadReport(
  client: Client,
  repository: Repository,
  artifact: ReportArtifact,
): Promise<Buffer | Refusal> {
  if (artifact.expired) return expired(artifact);
  if (artifact.bytes > largestReportBytes) return tooLarge(artifact, formatBytes(artifact.bytes));
  const downloaded = await downloadRunArtifact(client, repository, artifact.id, largestReportBytes);
  switch (downloaded.outcome) {
    case 'downloaded':
      return downloaded.content;
    case 'expired':
      return expired(artifact);
    case 'too-large':
      return tooLarge(artifact, 'more than it said');
    case 'zipped':
      return refused(
        `The artifact \`${artifact.name}\` is a zip, and the gate leaves a JSON file: it is not unpacked.`,
      );
  }
}

function expired({ name }: ReportArtifact): Refusal {
  return refused(`The numbers have expired (\`${name}\`): run the gate again.`);
}

function tooLarge({ name }: ReportArtifact, size: string): Refusal {
  return refused(`The report \`${name}\` has ${size}, and at most ${formatBytes(largestReportBytes)} are read.`);
}
