import { mostRuns } from '../model/measurement.ts';
import type { Wanted } from './measurer.ts';
import { type RecordingPlan, requestInside } from './recording-plan.ts';
import type { RunLevel } from './run-level.ts';

/** Runs of which all show the same, that this is believed. */
const fewest = 5;
/** The same of a program whose runs take longer than is patience for. */
const fewestOfSlow = 3;
/** Runs that differ, that their middle and their spread are known. */
const manyThatDiffer = 20;
/** For all runs of one benchmark, in ms: of those that repeat, and of those that differ, before there are many and after. */
const patience = 4000;
const patienceForMany = 20_000;
const patienceForMore = 1500;

/** How often each level was run: all of them alike. */
export function runsOf(levels: readonly RunLevel[]): number {
  return Math.min(...levels.map(({ runs }) => runs.length));
}

/**
 * What the next run of a level is to show, after so many. The first has both instruments on, which have to agree. Freed
 * blocks are counted in the second, since that takes as long again as counting allocations, and a program that cannot be
 * measured has shown it by then. From then on the recorder counts alone, which takes far less time.
 */
export function nextWanted(
  levels: readonly RunLevel[],
  after: number,
  atMost: number | null,
  plan: RecordingPlan | null,
): Wanted {
  const record = plan === null ? null : requestInside(plan, levels);
  if (after === 0) return { count: true, countFreed: atMost === 1, record };
  if (after === 1 || record === null) return { count: true, countFreed: after === 1, record: null };
  return { count: false, countFreed: false, record };
}

/**
 * Whether these runs, which took so many ms, are enough: `wanted`, where that is said. Else a few of a program that
 * repeats, and of one that does not as many as there is patience for, if they cost little.
 */
export function areEnough(
  levels: readonly RunLevel[],
  wanted: number | null,
  plan: RecordingPlan | null,
  milliseconds: number,
): boolean {
  const runs = runsOf(levels);
  if (wanted !== null || runs === mostRuns) return runs >= (wanted ?? mostRuns);
  if (levels.every(repeats)) return runs >= fewest || (runs >= fewestOfSlow && milliseconds > patience);
  if (plan === null || requestInside(plan, levels) === null) return runs >= fewest;
  return milliseconds > (runs < manyThatDiffer ? patienceForMany : patienceForMore) && runs >= fewest;
}

/** Whether all runs of a level show the same. */
function repeats({ runs }: RunLevel): boolean {
  return new Set(runs.map(({ counts }) => JSON.stringify(counts))).size === 1;
}
