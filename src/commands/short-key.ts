import { createHash } from 'node:crypto';

const longest = 100;

/** A key of these parts, at most 100 characters; where it has to be cut, a hash keeps different ones apart. */
export function shortKey(parts: readonly string[]): string {
  const whole = parts.join(' ');
  if (whole.length <= longest) return whole;
  const hash = createHash('sha256').update(whole).digest('hex').slice(0, 8);
  return `${whole.slice(0, longest - hash.length - 1)}-${hash}`;
}
