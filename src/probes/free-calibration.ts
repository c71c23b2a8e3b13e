import { blocksOfThread } from './calibration-program.ts';
import { allCallKinds, type CallKind } from './call-kinds.ts';

/** What the calibration program does besides calls of the kinds, in the order of its arguments. */
const otherActs = ['free_null', 'realloc_to_zero', 'thread'] as const;
type Act = CallKind | (typeof otherActs)[number];
const acts: readonly Act[] = [...allCallKinds, ...otherActs];

/** Blocks that each act frees; `realloc(p, 0)` frees p itself (glibc) or returns a block that is freed then (musl). */
function freedBy(act: Act): number {
  if (act === 'thread') return blocksOfThread;
  return act === 'realloc_existing' || act === 'free_null' ? 0 : 1;
}

/** Arguments of the calibration program, and how many blocks it frees more than without any act. */
export interface FreeCalibration {
  readonly arguments: readonly string[];
  readonly freed: number;
}

/**
 * Does everything that frees, each a power of two times, so that no two mistakes of one hit a call cancel out;
 * functions without a probe are not called.
 */
export function freeCalibration(kinds: readonly CallKind[]): FreeCalibration {
  const isCalled = (act: Act) => otherActs.some((other) => other === act) || kinds.some((kind) => kind === act);
  const times = acts.map((act, index) => (isCalled(act) ? 2 ** (acts.length - 1 - index) : 0));
  return {
    arguments: times.map(String),
    freed: acts.reduce((sum, act, index) => sum + freedBy(act) * (times[index] ?? 0), 0),
  };
}

/** Does nothing: what starting the program frees. */
export const idleCalibration: readonly string[] = acts.map(() => '0');

/** Starts one thread, which frees its blocks and ends, and does nothing else. */
export const threadCalibration: readonly string[] = acts.map((act) => (act === 'thread' ? '1' : '0'));
