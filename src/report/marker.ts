/** What the hidden first line of a comment says about the report below it. */
export interface Marker {
  readonly key: string;
  /** The pull request's head that was measured, 40 hexadecimal digits. */
  readonly headSha: string;
  readonly runId: number;
  readonly runAttempt: number;
}

const line =
  /^<!-- swift-allocation-gate\/1 key=([\w%.-]{1,4000}) sha=([0-9a-f]{40}) run=([1-9]\d{0,15}) attempt=([1-9]\d{0,8}) -->$/;

/** The comment's first line. No key can end the HTML comment: only letters, digits, `%`, `_`, `.` and `-` are left of it. */
export function formatMarker({ key, headSha, runId, runAttempt }: Marker): string {
  return `<!-- swift-allocation-gate/1 key=${encodeKey(key)} sha=${headSha} run=${runId} attempt=${runAttempt} -->`;
}

/** The marker on the first line of a comment's body; null where there is none that {@link formatMarker} could have written. */
export function parseMarker(body: string): Marker | null {
  const firstLine = body.split(/\r?\n/, 1)[0] ?? '';
  const [, encodedKey, headSha, runId, runAttempt] = line.exec(firstLine) ?? [];
  if (encodedKey === undefined || headSha === undefined) return null;
  const key = decodeKey(encodedKey);
  if (key === null) return null;
  const marker = { key, headSha, runId: Number(runId), runAttempt: Number(runAttempt) };
  return formatMarker(marker) === firstLine ? marker : null;
}

/** Percent-encoded; of two hyphens the first is encoded too, since HTML gives `--` in a comment a meaning. */
function encodeKey(key: string): string {
  return encodeURIComponent(key.toWellFormed())
    .replace(/[!~*'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)
    .replace(/-(?=-)|-$/g, '%2D');
}

function decodeKey(encoded: string): string | null {
  try {
    return decodeURIComponent(encoded);
  } catch {
    return null;
  }
}
