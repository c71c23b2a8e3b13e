import { type Blocks, blocksAllocated } from '../baseline/blocks.ts';
import { type AllocationFunction, type Counts, countsOf, type OptionalFunction, totalOf } from '../baseline/counts.ts';
import { type Measurement, type SingleRuns, summarizeRuns } from '../baseline/measurement.ts';
import type { Benchmark } from '../config/settings.ts';
import { MeasurementError } from '../errors.ts';
import type { Workload } from '../perf/workload.ts';
import type { CallKind } from '../probes/call-kinds.ts';
import type { Calls } from '../probes/relays.ts';
import type { CountedRun } from './probed-allocator.ts';

/**
 * Runs the benchmark once with this many iterations (null: it has none) and returns the calls it made, and the blocks
 * it freed where these are wanted and can be counted.
 */
export type CountOnce = (iterations: number | null, wantsFreed: boolean) => Promise<CountedRun>;

/** How often the smallest total must be seen before it is believed. */
const settledAfter = 3;

/** A benchmark's numbers, and the single runs that they were taken from. */
export interface Counted {
  readonly measurement: Measurement;
  readonly singleRuns: readonly SingleRuns[];
}

/** Counts a benchmark until its numbers have settled, or as often as it is to be run. */
export async function countBenchmark(
  countOnce: CountOnce,
  benchmark: Benchmark,
  totalIncludes: readonly OptionalFunction[],
): Promise<Counted> {
  const count = (iterations: number | null) => countLevel(countOnce, iterations, benchmark, totalIncludes);
  const summarize = ({ counts, blocks }: CountedLevel) => summarizeRuns(counts, totalIncludes, blocks);
  const common = totalIncludes.length === 0 ? {} : { totalIncludes };
  if (benchmark.iterations === null) {
    const all = await count(null);
    refuseSilence(benchmark, [all]);
    return {
      measurement: { unit: 'run', runs: all.counts.length, ...common, ...summarize(all) },
      singleRuns: [singleRunsOf(all)],
    };
  }
  const { from, to } = benchmark.iterations;
  const [low, high] = [await count(from), await count(to)];
  refuseSilence(benchmark, [low, high]);
  return {
    measurement: {
      unit: 'iteration',
      runs: Math.max(low.counts.length, high.counts.length),
      ...common,
      from: { iterations: from, ...summarize(low) },
      to: { iterations: to, ...summarize(high) },
    },
    singleRuns: [low, high].map(singleRunsOf),
  };
}

type CountedLevel = SingleRuns & { readonly blocks: Blocks | null };

function singleRunsOf({ iterations, counts }: CountedLevel): SingleRuns {
  return { iterations, counts };
}

/**
 * Freed blocks are counted in one run only, since that takes as long again as counting allocations: in the second,
 * so that a program which cannot be measured at all has shown it by then.
 */
async function countLevel(
  countOnce: CountOnce,
  iterations: number | null,
  benchmark: Benchmark,
  totalIncludes: readonly OptionalFunction[],
): Promise<CountedLevel> {
  const counts: Counts[] = [];
  let blocks: Blocks | null = null;
  while (counts.length < benchmark.runs && !isSettled(counts.map((one) => totalOf(one, totalIncludes)))) {
    const wantsFreed = counts.length === Math.min(1, benchmark.runs - 1);
    const { calls, freed } = await countOnce(iterations, wantsFreed);
    const run = countsFrom(calls);
    counts.push(run);
    if (freed !== null) blocks = { allocated: blocksAllocated(run), freed };
  }
  return { iterations, counts, blocks };
}

/**
 * Zero per iteration is a fine result, and so is a program that allocates nothing before its first iteration. But one
 * that never calls the allocator at all, at no level, allocates in a way that the probes do not see (facts 4).
 */
function refuseSilence({ name }: Benchmark, levels: readonly SingleRuns[]): void {
  const all = levels.flatMap(({ counts }) => counts.flatMap((one) => Object.values(one)));
  if (all.every((count) => count === 0)) throw zeroHits(name);
}

function isSettled(totals: readonly number[]): boolean {
  const smallest = Math.min(...totals);
  return totals.filter((total) => total === smallest).length >= settledAfter;
}

const kindsOfFunction: Readonly<Record<AllocationFunction, readonly CallKind[]>> = {
  malloc: ['malloc'],
  calloc: ['calloc'],
  posix_memalign: ['posix_memalign_small', 'posix_memalign_large'],
  realloc_null: ['realloc_null'],
  realloc: ['realloc_existing'],
  aligned_alloc: ['aligned_alloc_small', 'aligned_alloc_large'],
  memalign: ['memalign_small', 'memalign_large'],
};

/** Calls of each function, whatever the alignment. */
export function countsFrom(calls: Calls): Counts {
  return countsOf((name) => kindsOfFunction[name].reduce((sum, kind) => sum + calls[kind], 0));
}

function zeroHits(name: string): MeasurementError {
  return new MeasurementError(`${name} did not call the probed allocator once in a whole run.`, {
    remedy: 'It allocates in another way (its own allocator, or another libc), or it does nothing at all.',
  });
}

/** How the benchmark is started: its command, with the number of iterations in its place. */
export function workloadOf(
  benchmark: Benchmark,
  program: string,
  iterations: number | null,
  directory: string,
  environment: (added: Readonly<Record<string, string>>) => Readonly<Record<string, string>>,
): Workload {
  const given = benchmark.kind === 'command' ? benchmark.command.slice(1) : [];
  const spec = benchmark.iterations;
  const count = String(iterations ?? '');
  const inArgument = spec?.kind === 'argument' ? [spec.argument.replaceAll('{iterations}', count)] : [];
  const inVariable = spec?.kind === 'variable' ? { [spec.variable]: count } : {};
  return {
    command: [program, ...given, ...benchmark.arguments, ...inArgument],
    directory,
    environment: environment({ ...benchmark.environment, ...inVariable }),
    timeoutSeconds: benchmark.timeoutSeconds,
  };
}
