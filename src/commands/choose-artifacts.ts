import type { RunArtifact } from '../github/run-artifacts.ts';
import { formatBytes } from '../report/numbers.ts';
import { type Refusal, refused } from './acceptance-refusal.ts';

/** Largest report that is downloaded, in bytes. */
export const largestReportBytes = 5 * 1024 * 1024;

/** A matrix can have 256 jobs. */
const mostReports = 256;

/** An artifact that calls itself the report of a gate. */
export interface ReportArtifact extends RunArtifact {
  /** The attempt in its name. */
  readonly attempt: number;
}

/**
 * Chooses the reports that the gate left for a head commit in a run: of each key that of the highest attempt.
 * Everything here was written by the run, in which code of the pull request ran: a name promises nothing, and
 * other artifacts are of no interest.
 */
export function chooseArtifacts(
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
      return refused(
        `The run has two artifacts called \`${artifact.name}\`, where the gate leaves one: nothing was read.`,
      );
    }
  }
  const chosen = [...newest.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  if (chosen.length === 0) {
    return refused(
      'The run of the gate left no numbers that could be accepted: run it again, then set the label again.',
    );
  }
  if (chosen.length > mostReports) {
    return refused(`The run left ${chosen.length} reports, which is more than a gate does: nothing was read.`);
  }
  const expired = chosen.find((artifact) => artifact.expired);
  if (expired !== undefined) return refused(expiredSentence(expired.name));
  const large = chosen.find(({ bytes }) => bytes > largestReportBytes);
  return large === undefined ? { outcome: 'chosen', artifacts: chosen } : refused(tooLargeSentence(large));
}

export function expiredSentence(name: string): string {
  return `The numbers have expired (\`${name}\`): run the gate again, then set the label again.`;
}

export function tooLargeSentence({ name, bytes }: RunArtifact): string {
  return (
    `The report \`${name}\` has ${formatBytes(bytes)}, and at most ${formatBytes(largestReportBytes)} are read: ` +
    'accept it on your own machine with `swift-allocation-gate accept`.'
  );
}
