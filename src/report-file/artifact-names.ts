import { createHash } from 'node:crypto';

export interface ArtifactNames {
  /** Of the report with the candidate baseline in it. */
  readonly report: string;
  /** Of the flame graph page. */
  readonly flameGraph: string;
  /** Of the zip with folded stacks and static flame graphs. */
  readonly stacks: string;
}

/**
 * The names of a job's artifacts, which are also the names of the uploaded files (facts 20).
 *
 * A run keeps one artifact of a name, and a re-run belongs to the same run, so key and attempt are both in it. A key
 * may hold anything; what a file system could stumble over becomes `-`, and a hash then keeps different keys apart.
 */
export function artifactNames(of: {
  readonly key: string;
  readonly headSha: string;
  readonly runAttempt: number;
}): ArtifactNames {
  const stem = `allocations-${fileNamePart(of.key)}-${of.headSha.slice(0, 12)}-${of.runAttempt}`;
  return { report: `${stem}.json`, flameGraph: `${stem}.html`, stacks: `${stem}-stacks` };
}

/** At most 70 characters, lower case since some file systems do not tell `A` from `a`. */
function fileNamePart(key: string): string {
  const safe = key
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 60);
  if (safe === key && safe !== '') return safe;
  const hash = createHash('sha256').update(key).digest('hex').slice(0, 8);
  return safe === '' ? hash : `${safe}-${hash}`;
}
