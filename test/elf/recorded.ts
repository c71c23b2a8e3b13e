import { readFileSync } from 'node:fs';

/** A file of test/fixtures, as text. */
export function recorded(name: string): string {
  return readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8');
}
