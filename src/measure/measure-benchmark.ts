import type { Baseline } from '../model/baseline.ts';
import { blocksAllocated, totalOf } from '../model/counts.ts';
import { MeasurementError } from '../model/errors.ts';
import {
  type Blocks,
  type Level,
  type Measurement,
  middleOf,
  mostRuns,
  type SingleRuns,
  summarizeRuns,
  unfreedOf,
} from '../model/measurement.ts';
import type { Recording } from '../model/recording.ts';
import type { IterationLevels } from '../settings/configuration-schema.ts';
import type { Benchmark, Settings } from '../settings/settings.ts';
import type { Logger } from '../system/logger.ts';
import { chooseIterations, type Trial } from './choose-iterations.ts';
import type { Wanted } from './measurer.ts';
import { recordingInside, recordLevels } from './record-levels.ts';
import { type PlanSettings, planRecording, type RecordingPlan, requestInside } from './recording-plan.ts';
import { type CountedRun, type ReadyBenchmark, type RunLevel, runAgain, runOnce } from './run-level.ts';

/** A benchmark's numbers, the single runs that they were taken from, and its stacks. */
export interface Numbers {
  readonly measurement: Measurement;
  readonly singleRuns: readonly SingleRuns[];
  /** Null where stacks were not asked for or could not be taken. */
  readonly recording: Recording | null;
}

/** What of the numbers so far is worth more runs, since it differs from run to run. */
export type WhatIsUndecided = (numbers: Numbers) => 'counts' | 'unfreed' | null;

/** What is known of a benchmark before it runs. */
export interface Known {
  readonly baseline: Baseline | null;
  /** The numbers of iterations of what it is compared with; null where that has none, or is another workload. */
  readonly levels: IterationLevels | null;
  readonly whatIsUndecided: WhatIsUndecided;
  /** Is called when the recorder is to count alone from then on. */
  readonly onCounted: () => void;
}

/**
 * Runs a benchmark at each of its numbers of iterations as often as its numbers need, more often where that leaves
 * something undecided, and sums up what the runs showed.
 */
export async function measureBenchmark(
  ready: ReadyBenchmark,
  settings: PlanSettings,
  known: Known,
  logger: Logger,
): Promise<Numbers> {
  const { benchmark } = ready;
  const { baseline, whatIsUndecided } = known;
  const totalIncludes = [...settings.totalIncludes, ...benchmark.alsoCount];
  const plan = await planRecording({ ...settings, totalIncludes }, ready, baseline);
  const begun = performance.now();
  const numbersOfIterations = await iterationsOf(ready, known, logger);
  let levels: readonly RunLevel[] = numbersOfIterations.map((iterations) => ({ iterations, runs: [] }));
  const runEach = async (wanted: Wanted | null = null) => {
    const taken = [...levels];
    for (const [index, level] of levels.entries()) {
      const next = wanted ?? nextWanted(taken, level.runs.length, benchmark.runs, plan);
      logger.progress(runWords(benchmark, level));
      if (!next.count) known.onCounted();
      taken[index] = await runAgain(ready, level, next);
    }
    levels = taken;
  };

  await runEach();
  refuseSilence(benchmark, levels);
  while (!areEnough(levels, benchmark.runs, plan, performance.now() - begun)) await runEach();

  const numbers = () => ({ ...numbersOf(levels, totalIncludes), recording: recordingInside(levels, plan) });
  for (
    let again = 0;
    again < mostRepeats && runsOf(levels) < enoughAtLast && whatIsUndecided(numbers()) === 'counts';
    again += 1
  ) {
    if (again === 0) logger.info(`Running ${benchmark.name} more often, to tell a change from noise.`);
    const wanted = Math.min(mostRuns, 2 * runsOf(levels));
    while (runsOf(levels) < wanted) await runEach();
  }

  if (benchmark.runs === null && whatIsUndecided(numbers()) === 'unfreed') {
    for (let again = 0; again < runsForUnfreed; again += 1) {
      await runEach({ count: true, countFreed: true, record: null });
    }
  }

  const recording = plan === null ? null : await recordLevels(ready, levels, plan, logger);
  return { ...numbersOf(levels, totalIncludes), recording };
}

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
/** How often the number of runs is doubled at most. */
const mostRepeats = 2;
/** So many runs are not doubled. */
const enoughAtLast = 40;
/** Beside the one that there is. */
const runsForUnfreed = 4;

/** How often each level was run: all of them alike. */
function runsOf(levels: readonly RunLevel[]): number {
  return Math.min(...levels.map(({ runs }) => runs.length));
}

/**
 * What the next run of a level is to show, after so many. The first has both instruments on, which have to agree. Freed
 * blocks are counted in the second, since that takes as long again as counting allocations, and a program that cannot be
 * measured has shown it by then. From then on the recorder counts alone, which takes far less time.
 */
function nextWanted(
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
function areEnough(
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

function numbersOf(levels: readonly RunLevel[], totalIncludes: Settings['totalIncludes']) {
  const singleRuns = levels.map(({ iterations, runs }) => {
    const unfreed = blocksOf(runs).map(unfreedOf);
    return { iterations, counts: runs.map(({ counts }) => counts), ...(unfreed.length === 0 ? {} : { unfreed }) };
  });
  return { measurement: measurementOf(levels, totalIncludes), singleRuns };
}

/** `run 3 of 5 at 110 iterations`; without `of 5` where the numbers decide how many there are. */
function runWords({ runs: wanted }: Benchmark, { iterations, runs }: RunLevel): string {
  const number = `run ${runs.length + 1}${wanted === null || runs.length >= wanted ? '' : ` of ${wanted}`}`;
  return iterations === null ? number : `${number} at ${iterations} iteration${iterations === 1 ? '' : 's'}`;
}

/** The numbers of iterations that the settings name, else those of what it is compared with, else what runs well. */
async function iterationsOf(
  ready: ReadyBenchmark,
  { levels: known }: Known,
  logger: Logger,
): Promise<readonly (number | null)[]> {
  const { name, iterations } = ready.benchmark;
  if (iterations === null) return [null];
  const settled = iterations.levels ?? known;
  if (settled !== null) return [settled.from, settled.to];
  const tryOnce = async (number: number): Promise<Trial> => {
    const begun = performance.now();
    const { counts } = await runOnce(ready, number, { count: true, countFreed: false, record: null });
    if (counts === null) throw new TypeError('A run that was to be counted was not.');
    return { iterations: number, total: totalOf(counts), milliseconds: performance.now() - begun };
  };
  const { from, to } = await chooseIterations(tryOnce);
  logger.info(`${name}: ${from} and ${to} iterations, chosen by how long they take.`);
  return [from, to];
}

/**
 * Zero per iteration is a fine result, and so is a program that allocates nothing before its first iteration. But one
 * that never calls the allocator at all, at no level, allocates in a way that is not seen (facts 4).
 */
function refuseSilence({ name }: Benchmark, levels: readonly RunLevel[]): void {
  const all = levels.flatMap(({ runs }) => runs.flatMap(({ counts }) => Object.values(counts)));
  if (all.some((count) => count !== 0)) return;
  throw new MeasurementError(`${name} did not call the probed allocator once in a whole run.`, {
    remedy: 'It allocates in another way (its own allocator, or another libc), or it does nothing at all.',
  });
}

function measurementOf(levels: readonly RunLevel[], totalIncludes: Settings['totalIncludes']): Measurement {
  const summary = ({ runs }: RunLevel): Level =>
    summarizeRuns(
      runs.map(({ counts }) => counts),
      totalIncludes,
      inTheMiddle(blocksOf(runs)),
    );
  const common = {
    runs: runsOf(levels),
    ...(totalIncludes.length === 0 ? {} : { totalIncludes }),
  };
  const [low, high] = levels;
  if (low === undefined) throw new RangeError('a benchmark has at least one level');
  if (low.iterations === null || high === undefined || high.iterations === null) {
    return { unit: 'run', ...common, ...summary(low) };
  }
  return {
    unit: 'iteration',
    ...common,
    from: { iterations: low.iterations, ...summary(low) },
    to: { iterations: high.iterations, ...summary(high) },
  };
}

/** The blocks of the runs in which freed ones were counted. */
function blocksOf(runs: readonly CountedRun[]): readonly Blocks[] {
  return runs.flatMap(({ counts, freed }) => (freed === null ? [] : [{ allocated: blocksAllocated(counts), freed }]));
}

/** Those of which as many remained as in the middle of all; null where there are none. */
function inTheMiddle(all: readonly Blocks[]): Blocks | null {
  const middle = middleOf(all.map(unfreedOf));
  return all.find((blocks) => unfreedOf(blocks) === middle) ?? null;
}
