import { type AllocationFunction, type Counts, countsOf, totalOf } from '../baseline/counts.ts';
import { type Level, type Measurement, summarizeRuns } from '../baseline/measurement.ts';
import type { Benchmark } from '../config/settings.ts';
import { MeasurementError } from '../errors.ts';
import type { Workload } from '../perf/workload.ts';
import type { CallKind } from '../probes/call-kinds.ts';
import type { Calls } from '../probes/relays.ts';

/** Runs the benchmark once with this many iterations (null: it has none) and returns the calls it made. */
export type CountOnce = (iterations: number | null) => Promise<Calls>;

/** How often the smallest total must be seen before it is believed. */
const settledAfter = 3;

/** Counts a benchmark until its numbers have settled, or as often as it is to be run. */
export async function countBenchmark(countOnce: CountOnce, benchmark: Benchmark): Promise<Measurement> {
  if (benchmark.iterations === null) {
    const { runs, level } = await countLevel(() => countOnce(null), benchmark);
    return { unit: 'run', runs, ...level };
  }
  const { from, to } = benchmark.iterations;
  const low = await countLevel(() => countOnce(from), benchmark);
  const high = await countLevel(() => countOnce(to), benchmark);
  return {
    unit: 'iteration',
    runs: Math.max(low.runs, high.runs),
    from: { iterations: from, ...low.level },
    to: { iterations: to, ...high.level },
  };
}

async function countLevel(
  countOnce: () => Promise<Calls>,
  benchmark: Benchmark,
): Promise<{ readonly runs: number; readonly level: Level }> {
  const all: Counts[] = [];
  while (all.length < benchmark.runs && !isSettled(all)) {
    const calls = await countOnce();
    if (Object.values(calls).every((count) => count === 0)) throw zeroHits(benchmark.name);
    all.push(countsFrom(calls));
  }
  return { runs: all.length, level: summarizeRuns(all) };
}

function isSettled(all: readonly Counts[]): boolean {
  const totals = all.map(totalOf);
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
