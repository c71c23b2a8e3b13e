import type { OwnCosts, TreeData } from './decode.ts';

/** The largest change of a frame of the call tree: where the colours end. */
export function largestChange({ parent }: TreeData, { before, after }: OwnCosts): number {
  const changes = after.map((value, index) => value - (before[index] ?? 0));
  let largest = 0;
  for (let index = changes.length - 1; index >= 0; index -= 1) {
    const change = changes[index] ?? 0;
    largest = Math.max(largest, Math.abs(change));
    const caller = parent[index] ?? -1;
    if (caller >= 0) changes[caller] = (changes[caller] ?? 0) + change;
  }
  return largest;
}
