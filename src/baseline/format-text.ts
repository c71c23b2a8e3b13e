import type { Baseline } from '../model/baseline.ts';
import { isLeftOut } from '../model/counts.ts';

/** Keys that come before the others: what the file is. */
const firstKeys = ['$schema', 'formatVersion'];

/**
 * The canonical text of a baseline: JSON with sorted keys, one line for each number, each site and each line of
 * the call tree, so that two competing edits conflict in git and a reviewer can read the difference. Equal
 * baselines give equal texts, and `parseBaseline` gives the baseline back.
 */
export function formatBaseline(baseline: Baseline): string {
  return `${block(baseline, '')}\n`;
}

/** Objects over several lines, one for each key; what is in a list, on one line each. */
function block(value: unknown, indent: string): string {
  const inner = `${indent}  `;
  const [opening, closing, lines] = Array.isArray(value)
    ? (['[', ']', value.map((element) => line(element))] as const)
    : isObject(value)
      ? ([
          '{',
          '}',
          sortedEntries(value).map(([key, child]) => `${JSON.stringify(key)}: ${block(child, inner)}`),
        ] as const)
      : (['', '', null] as const);
  if (lines === null) return JSON.stringify(value);
  if (lines.length === 0) return `${opening}${closing}`;
  return `${opening}\n${lines.map((text) => inner + text).join(',\n')}\n${indent}${closing}`;
}

function line(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(line).join(', ')}]`;
  if (!isObject(value)) return JSON.stringify(value);
  const entries = sortedEntries(value).map(([key, child]) => `${JSON.stringify(key)}: ${line(child)}`);
  return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`;
}

/** By code unit, the same everywhere; a key without a value is left out, as JSON does, and a number that need not be there. */
function sortedEntries(value: object): readonly (readonly [string, unknown])[] {
  return Object.entries(value)
    .filter(([key, child]) => child !== undefined && !isLeftOut(key, child))
    .sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}

function rank(key: string): number {
  const index = firstKeys.indexOf(key);
  return index === -1 ? firstKeys.length : index;
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
