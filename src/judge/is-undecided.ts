import { type Baseline, benchmarkIn, importedIn } from '../model/baseline.ts';
import type { MeasuredOutcome } from '../model/benchmark-outcome.ts';
import { perUnit } from '../model/measurement.ts';
import type { RunsOfBenchmark } from './compare.ts';
import { benchmarkReport } from './judge-benchmark.ts';
import { fewRuns } from './tolerance.ts';

/** Runs that differ, that a baseline is made of them. */
const enoughToCommit = 20;

/**
 * For what a benchmark is to be run more often before anything is said of it; null where for nothing. Its counts: the runs
 * differ, here or in the baseline, and it seems to have changed, or a baseline is to be made of a few of them. What it
 * leaves unfreed: that seems to have changed, in too few runs to know by how much they differ.
 */
export function whatIsUndecided(
  measured: Omit<MeasuredOutcome, 'outcome'>,
  baseline: Baseline | null,
): 'counts' | 'unfreed' | null {
  const { name } = measured.benchmark;
  if (baseline !== null && importedIn(baseline, name) !== undefined) return null;
  const known = baseline === null ? undefined : benchmarkIn(baseline, name);
  if (known === undefined) return runsDiffer(measured) && measured.measurement.runs < enoughToCommit ? 'counts' : null;
  const reference = { baseline, lines: new Map<string, number>(), moved: [] };
  const { report } = benchmarkReport({ ...measured, outcome: 'measured' }, reference, nobodysModules);
  if (report.verdict === 'failed') return null;
  const { noise } = perUnit(known.measurement);
  const mayBeNoise = runsDiffer(measured) || noise.total !== 0 || noise.realloc !== 0;
  if (mayBeNoise && (report.verdict === 'regression' || report.verdict === 'improvement')) return 'counts';
  // Whoever of several threads comes first pays for what is made once: more runs show it.
  const recordedRuns = measured.recording?.runs ?? 1;
  const haveMoved = report.delta?.total === 0 && report.sites.some(({ delta }) => delta !== 0);
  if (haveMoved && recordedRuns > 1 && recordedRuns < enoughToCommit - 1) return 'counts';
  const isCountedOften = measured.singleRuns.every(({ unfreed = [] }) => unfreed.length >= fewRuns);
  return (report.unfreed?.change ?? 0) === 0 || isCountedOften ? null : 'unfreed';
}

/** Whose code it is does not matter here. */
const nobodysModules = { own: [], dependencies: [], packages: {} };

/** Whether any run differs from the others, odd ones too: a program with two ways to go may have shown one of them once. */
function runsDiffer({ singleRuns }: Pick<RunsOfBenchmark, 'singleRuns'>): boolean {
  return singleRuns.some(({ counts }) => new Set(counts.map((each) => JSON.stringify(each))).size > 1);
}
