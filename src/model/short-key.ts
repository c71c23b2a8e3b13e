import { createHash } from 'node:crypto';

const longest = 100;

/** The parts as one key of at most 100 characters; what is cut ends in a hash of the whole, so that two keys never become one. */
export function shortKey(parts: readonly string[]): string {
  const key = parts.join(' ');
  if (key.length <= longest) return key;
  const ending = ` ${createHash('sha256').update(key).digest('hex').slice(0, 8)}`;
  return `${key.slice(0, longest - ending.length).toWellFormed()}${ending}`;
}
