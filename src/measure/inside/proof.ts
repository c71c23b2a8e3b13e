import type { CallKind } from '../../model/counted-functions.ts';
import type { Recordings } from './read-recordings.ts';
import { recordedCalls } from './recorded-calls.ts';
import type { LeftOut, Recording } from './recording.ts';

/** Why what the recorder left of a run is not to be believed. */
export interface Disagreement {
  /** As a part of a sentence, in which names are foreign text. */
  readonly because: string;
  /** The kind of call whose numbers differ most; null where there was nothing to compare. */
  readonly kind: CallKind | null;
}

/**
 * Compares the recorder's calls of one run with those that the probes counted in the same run; null where they agree, for
 * every kind of call. `free` is no part of it (facts 50). A thread that the end of the program cuts off may be inside a
 * call that the recorder has counted and the allocator has not begun: it may have one call more for each, and none less,
 * so that no process can hide behind another's threads.
 */
export function disagreement(
  program: string,
  probed: ReadonlyMap<CallKind, number>,
  { recordings, unreadable }: Recordings,
): Disagreement | null {
  const [damaged] = unreadable;
  if (damaged !== undefined) {
    const because = `what the recorder left in ${program} cannot be read (${damaged.name}: ${damaged.problem})`;
    return { because, kind: null };
  }
  if (recordings.length === 0) {
    const because =
      `the recorder was not loaded into ${program}, as the loader leaves it out where a program has privileges of its ` +
      'own (set-user-id, file capabilities)';
    return { because, kind: null };
  }
  const recorded = recordedCalls(recordings, [...probed.keys()]);
  const differences = [...probed]
    .map(([kind, counted]) => ({ kind, counted, difference: (recorded.get(kind) ?? 0) - counted }))
    .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
  const more = differences.reduce((all, { difference }) => all + difference, 0);
  const allowed = recordings.reduce((all, { unfinished }) => all + unfinished, 0);
  const [worst] = differences;
  if (worst === undefined || (more <= allowed && differences.every(({ difference }) => difference >= 0))) return null;
  const { kind, counted, difference } = worst;
  const moreOrLess = `${Math.abs(difference)} ${difference < 0 ? 'fewer' : 'more'}`;
  const because =
    `of ${counted} calls of ${kind} that the probes counted in ${program} and its children, the recorder saw ` +
    `${counted + difference}, ${moreOrLess}${sayLeftOut(recordings)}`;
  return { because, kind };
}

/** The hits of one kind's probe in one process: its threads, and all programs that it executed. */
export interface ProcessHits {
  readonly pid: number;
  /** As the kernel calls it, by the last program that it executed. */
  readonly name: string;
  readonly hits: number;
}

/**
 * The process in which the recorder's calls of a kind are furthest from its probe's hits, with both numbers, as a part of
 * a sentence; null where they agree in each. `relays`: the kinds whose calls hit this probe, too.
 */
export function disagreeingProcess(
  kind: CallKind,
  relays: readonly CallKind[],
  processes: readonly ProcessHits[],
  recordings: readonly Recording[],
): string | null {
  const compared = processes.map(({ pid, name, hits }) => {
    const own = recordings.filter((recording) => recording.pid === pid);
    const recorded = recordedCalls(own, [kind, ...relays]);
    const relayed = relays.reduce((sum, one) => sum + (recorded.get(one) ?? 0), 0);
    return { pid, name, counted: hits - relayed, seen: recorded.get(kind) ?? 0 };
  });
  const [worst] = compared.toSorted((a, b) => Math.abs(b.seen - b.counted) - Math.abs(a.seen - a.counted));
  if (worst === undefined || worst.seen === worst.counted) return null;
  return `${worst.seen} of ${worst.counted} in process ${worst.pid} (${worst.name})`;
}

/**
 * What a program executed that neither the recorder nor the probes see, so that both agree on it; null where there was
 * nothing of the kind. A sentence, in which names are foreign text.
 */
export function sayUncounted(program: string, recordings: readonly Recording[]): string | null {
  const [first, ...others] = new Map(leftOutOf(recordings).map((one) => [one.path, one])).values();
  if (first === undefined) return null;
  const more = others.length === 0 ? '' : `, and ${others.length} more such programs`;
  return `${program} executes ${first.path}, which ${reasons[first.reason]}${more}: what that allocates is not counted.`;
}

const reasons: Readonly<Record<LeftOut['reason'], string>> = {
  privileged: 'has privileges of its own',
  static: 'is statically linked',
  'other-machine': 'is for another machine',
  'other-loader': 'has another libc’s loader',
  sanitizer: 'is built with a sanitizer',
  'not-followed': 'is not followed',
};

function sayLeftOut(recordings: readonly Recording[]): string {
  const [first] = leftOutOf(recordings);
  return first === undefined ? '' : `; it executes ${first.path}, which ${reasons[first.reason]}`;
}

function leftOutOf(recordings: readonly Recording[]): readonly LeftOut[] {
  return recordings.flatMap(({ leftOut }) => leftOut);
}
