import { type CallKind, callKinds } from '../../model/counted-functions.ts';
import type { Recording } from './recording.ts';
import type { RecordedKind } from './recording-layout.ts';

/**
 * The kind as which probes would count a recorded call, where these kinds have probes; null where they count none, such
 * as `free`. glibc's `reallocarray` calls `realloc`; before 2.38, `memalign` is `aligned_alloc` under another name.
 */
export function countedKind(recorded: RecordedKind, probed: readonly CallKind[]): CallKind | null {
  const name = recorded.replace(/^reallocarray_/, 'realloc_');
  const names = [name, name.replace(/^memalign_/, 'aligned_alloc_')];
  return names.flatMap((one) => callKinds.filter(({ kind }) => kind === one && probed.includes(kind)))[0]?.kind ?? null;
}

/** The calls of each of these kinds that the processes of a run made, with a stack or without. */
export function recordedCalls(
  recordings: readonly Recording[],
  probed: readonly CallKind[],
): ReadonlyMap<CallKind, number> {
  const sums = new Map(probed.map((kind) => [kind, 0]));
  const add = (recorded: RecordedKind, calls: number) => {
    const kind = countedKind(recorded, probed);
    if (kind !== null) sums.set(kind, (sums.get(kind) ?? 0) + calls);
  };
  for (const { stacks, unrecorded } of recordings) {
    for (const { kind, calls } of stacks) add(kind, calls);
    for (const [kind, { calls }] of unrecorded) add(kind, calls);
  }
  return sums;
}
