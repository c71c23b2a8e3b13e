import type { IterationLevels } from '../settings/configuration-schema.ts';

/** What one run showed, and how long it took. */
export interface Trial {
  readonly iterations: number;
  readonly total: number;
  readonly milliseconds: number;
}

/** A run at the larger number is to take about so long beyond start-up, in ms, and where noise asks for more so long. */
const shortEnough = 400;
const longestForNoise = 2000;
/** What all iterations of a run take is told from start-up once it is so long, in ms. */
const tellingTime = 100;
/** For all runs that are made to choose, in ms; after it, what they showed has to do. */
const patience = 10_000;
/** The larger of the two numbers is eleven times the smaller, so that ten times the smaller one lies between them. */
const ratio = 11;
/** Finer than any noise, even of a program that hardly allocates. */
const mostAtFrom = 10_000;
/** Runs at the larger number whose totals show the noise. */
const runsForNoise = 3;
/** How much of an allocation per iteration the noise of both numbers may hide. */
const finestWanted = 0.25;

/**
 * Chooses the two numbers of iterations of a benchmark that names none: as many as give a resolution well below one
 * allocation per iteration, if that takes few seconds. `tryOnce` runs the program with that many iterations, at most
 * some twenty times.
 */
export async function chooseIterations(tryOnce: (iterations: number) => Promise<Trial>): Promise<IterationLevels> {
  const begun = performance.now();
  const isLate = () => performance.now() - begun > patience;
  // The first run reads the program from disk: how long it takes says nothing.
  await tryOnce(1);
  const trials = [await tryOnce(1)];
  for (let next = nextTrial(trials); next !== null && !isLate(); next = nextTrial(trials)) {
    trials.push(await tryOnce(next));
  }
  const from = affordable(trials, shortEnough);
  if (from === mostAtFrom || isLate()) return levelsFrom(from);
  const totals: number[] = [];
  while (totals.length < runsForNoise && !isLate()) totals.push((await tryOnce(ratio * from)).total);
  const noise = Math.max(...totals) - Math.min(...totals);
  const wanted = (2 * noise) / finestWanted / (ratio - 1);
  return levelsFrom(Math.max(from, Math.min(roundUp(wanted), affordable(trials, longestForNoise))));
}

function levelsFrom(from: number): IterationLevels {
  return { from, to: ratio * from };
}

/** How many iterations to try after these; null where their time can be told from start-up. */
function nextTrial(trials: readonly Trial[]): number | null {
  const last = trials.at(-1);
  if (last === undefined) return 1;
  const isTold = trials.length > 1 && last.milliseconds - quickest(trials).milliseconds >= tellingTime;
  if (isTold || last.iterations >= ratio * mostAtFrom) return null;
  // A slow program may have a slow start, or slow iterations.
  return last.iterations * (last.milliseconds > longestForNoise ? 2 : 10);
}

/** The largest of 1, 2, 5, 10, 20 … with which a run at the larger number takes so long, in ms; 1 where none does. */
function affordable(trials: readonly Trial[], milliseconds: number): number {
  const [last, least] = [trials.at(-1), quickest(trials)];
  if (last === undefined || last.iterations <= least.iterations) return mostAtFrom;
  const each = (last.milliseconds - least.milliseconds) / (last.iterations - least.iterations);
  return each <= 0 ? mostAtFrom : roundDown(milliseconds / each / ratio);
}

function quickest(trials: readonly Trial[]): Trial {
  return trials.reduce((best, trial) => (trial.milliseconds < best.milliseconds ? trial : best));
}

const roundNumbers: readonly number[] = [0, 1, 2, 3, 4].flatMap((power) => [1, 2, 5].map((one) => one * 10 ** power));
const choices: readonly number[] = roundNumbers.filter((one) => one <= mostAtFrom);

function roundDown(number: number): number {
  return choices.findLast((one) => one <= number) ?? 1;
}

function roundUp(number: number): number {
  return choices.find((one) => one >= number) ?? mostAtFrom;
}
