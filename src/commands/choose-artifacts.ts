import type { RunArtifact } from '../github/run-artifacts.ts';
import { type Refusal, refused } from './acceptance-refusal.ts';

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
  if (chosen.length > mostReports) {
    return refused(`The run left ${chosen.length} reports, which is more than a gate does: nothing was read.`);
  }
  return { outcome: 'chosen', artifacts: chosen };
}
