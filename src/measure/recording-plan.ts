import { baselineSitesPerUnit } from '../baseline/sites.ts';
import { type Baseline, benchmarkIn } from '../model/baseline.ts';
import type { AllocationFunction } from '../model/counted-functions.ts';
import { functionsInTotal } from '../model/counts.ts';
import type { PerfCallGraph, Recorder } from '../model/recording.ts';
import type { Site } from '../model/site.ts';
import type { Inputs } from '../settings/inputs.ts';
import type { Settings } from '../settings/settings.ts';
import type { RecordRequest } from './measurer.ts';
import type { ReadyBenchmark, RunLevel } from './run-level.ts';

/** What takes a benchmark's stacks, and what may take its place. */
export interface RecordingPlan {
  readonly functions: readonly AllocationFunction[];
  readonly recorder: Recorder;
  /** Why it is this one, as a part of a sentence. */
  readonly because: string;
  /** perf takes the place of a recorder inside that does not see what the probes count. */
  readonly mayFallBack: boolean;
  readonly perf: ChosenCallGraph;
}

/** How perf takes stacks, and when it takes them in the slower way. */
export interface ChosenCallGraph {
  readonly first: PerfCallGraph;
  /** Take them once more by DWARF where those by frame pointers will not do. */
  readonly mayRepeat: boolean;
  /** Sites of the baseline, per unit; null without a baseline. */
  readonly baselineSites: readonly Site[] | null;
}

/** The settings that decide how stacks are taken. */
export type PlanSettings = Pick<Settings, 'totalIncludes' | 'flameGraph' | 'counter' | 'recorder' | 'callGraph'>;

/** Whether the settings let stacks be taken inside the program. */
export function mayRecordInside({ recorder, callGraph }: Pick<Settings, 'recorder' | 'callGraph'>): boolean {
  return recorder !== 'perf' && callGraph === 'auto';
}

/**
 * Which recorder takes stacks follows from settings and program, never from what the stacks look like. Null where only
 * perf could, which takes a run or two more, and without a flame graph may not.
 */
export async function planRecording(
  { totalIncludes, flameGraph, counter, recorder, callGraph }: PlanSettings,
  { benchmark, program }: ReadyBenchmark,
  baseline: Baseline | null,
): Promise<RecordingPlan | null> {
  const functions = functionsInTotal(totalIncludes);
  const perf = chooseCallGraph(callGraph, benchmark.name, baseline);
  const byPerf = (because: string): RecordingPlan | null => {
    return !flameGraph ? null : { functions, recorder: 'perf', because, mayFallBack: false, perf };
  };
  if (recorder === 'perf') return byPerf('recorder: perf asks for it');
  if (callGraph !== 'auto') return byPerf(`call-graph: ${callGraph} asks for it`);
  const whyNot = await program.whyNotInside();
  if (whyNot !== null && recorder === 'auto') return byPerf(whyNot);
  const because =
    counter === 'inside'
      ? 'counter: inside asks for it'
      : 'the recorder saw the calls that the probes counted, in a run with both';
  return { functions, recorder: 'inside', because, mayFallBack: flameGraph && recorder === 'auto', perf };
}

/** What to ask of the next run, after these: of a recorder that has failed, or that is perf, nothing. */
export function requestInside(
  { recorder, functions }: RecordingPlan,
  levels: readonly RunLevel[],
): RecordRequest | null {
  return recorder === 'perf' || disagreementIn(levels) !== null ? null : { callGraph: 'inside', functions };
}

/** What kept the recorder inside from being believed; null where it was. */
export function disagreementIn(levels: readonly RunLevel[]): string | null {
  return levels.flatMap(({ runs }) => runs.map((run) => run.disagreement)).find((one) => one !== null) ?? null;
}

/** A baseline that needed dwarf is compared with dwarf: two ways of looking would differ by themselves. */
function chooseCallGraph(setting: Inputs['callGraph'], name: string, baseline: Baseline | null): ChosenCallGraph {
  const before = baseline === null ? undefined : benchmarkIn(baseline, name);
  const auto = before?.callGraph === 'dwarf' ? 'dwarf' : 'fp';
  const isByPerf = before?.callGraph !== 'inside' && before?.naming === 'functions';
  return {
    first: setting === 'auto' ? auto : setting,
    mayRepeat: setting === 'auto' && auto === 'fp',
    baselineSites: before === undefined || !isByPerf ? null : baselineSitesPerUnit(before),
  };
}
