import { MeasurementError, messageOf } from '../model/errors.ts';
import { middleOf } from '../model/measurement.ts';
import type { NamedStack, Recording, SiteNaming } from '../model/recording.ts';
import type { Site } from '../model/site.ts';
import { unknownName } from '../stacks/call-tree.ts';
import { mergeStacks, stacksBetween } from '../stacks/named-stack.ts';
import { sampleSites } from '../stacks/sample-sites.ts';
import { siteKey, sitesOf } from '../stacks/sites.ts';
import type { Logger } from '../system/logger.ts';
import type { RecordedStacks, RecordRequest } from './measurer.ts';
import { disagreementIn, type RecordingPlan } from './recording-plan.ts';
import { type ReadyBenchmark, type RunLevel, runOnce } from './run-level.ts';

/** Up to this share of untrusted stacks, frame pointers will do: start-up of the runtime, mostly. */
const tolerated = 0.01;

/**
 * The stacks of a benchmark: those that the recorder inside took, or perf's of one more run at each level; of two levels,
 * what lies between them. Stacks explain and never decide: what goes wrong here is a warning and null.
 */
export async function recordLevels(
  ready: ReadyBenchmark,
  levels: readonly RunLevel[],
  plan: RecordingPlan,
  logger: Logger,
): Promise<Recording | null> {
  try {
    if (plan.recorder === 'perf') return await recordByPerf(ready, levels, plan, plan.because, logger);
    const inside = recordingInside(levels, plan);
    if (inside !== null) return inside;
    const disagreement = disagreementIn(levels) ?? 'it took no stacks';
    if (!plan.mayFallBack) throw new MeasurementError(`perf may not take them, and ${disagreement}.`);
    logger.warning(`${ready.benchmark.name}: stacks are taken by perf, because ${disagreement}.`);
    return await recordByPerf(ready, levels, plan, disagreement, logger);
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    logger.warning(`The counts stand, but stacks could not be recorded: ${messageOf(error)}`);
    return null;
  }
}

/** What the recorder inside took in these runs; null where it is not to, or is not to be believed. */
export function recordingInside(levels: readonly RunLevel[], plan: RecordingPlan | null): Recording | null {
  if (plan === null || plan.recorder === 'perf' || disagreementIn(levels) !== null) return null;
  const taken = levels.map(inTheMiddle).filter((stacks) => stacks !== null);
  if (taken.length < levels.length) return null;
  const sites = levels.map(({ runs }) => runs.flatMap((run) => (run.sites === null ? [] : [run.sites])));
  const namings = levels.flatMap(({ runs }) => runs.flatMap(({ naming }) => naming ?? []));
  return summarize(taken, sites, namings, levels, plan.because).recording;
}

/** Of the runs whose stacks were kept, those of the one whose number is nearest to the middle of all. */
function inTheMiddle({ runs }: RunLevel): RecordedStacks | null {
  const kept = runs.flatMap(({ stacks }) => (stacks === null ? [] : [stacks]));
  const middle = middleOf(runs.map(({ sites }) => sumOf(sites ?? [])));
  const distance = ({ stacks }: RecordedStacks) => Math.abs(sumOf(stacks) - middle);
  return kept.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}

/**
 * By frame pointers they are taken once more with dwarf where too many went astray, or one of a site whose count changed.
 */
async function recordByPerf(
  ready: ReadyBenchmark,
  levels: readonly RunLevel[],
  { functions, perf: { first, mayRepeat, baselineSites } }: RecordingPlan,
  because: string,
  logger: Logger,
): Promise<Recording> {
  const { recording, astray } = await take({ callGraph: first, functions }, ready, levels, because);
  const isRight = recording.untrusted <= tolerated && !hasChanged(astray, recording, baselineSites);
  if (isRight || !mayRepeat) return recording;
  const percent = Math.ceil(recording.untrusted * 100);
  logger.info(`${percent} % of the stacks lack frame pointers: recording again with dwarf.`);
  return (await take({ callGraph: 'dwarf', functions }, ready, levels, because)).recording;
}

/** The stacks of one more run at each level. */
async function take(
  record: RecordRequest,
  ready: ReadyBenchmark,
  levels: readonly RunLevel[],
  because: string,
): Promise<Summary> {
  const taken: RecordedStacks[] = [];
  for (const { iterations } of levels) {
    const { stacks } = await runOnce(ready, iterations, { count: false, countFreed: false, record });
    if (stacks === null) throw new TypeError('A run whose stacks were to be taken has none.');
    taken.push(stacks);
  }
  return summarize(
    taken,
    taken.map(({ stacks }) => [sitesOf(stacks)]),
    taken.map(({ naming }) => naming),
    levels,
    because,
  );
}

interface Summary {
  readonly recording: Recording;
  /** The stacks that are not trusted. */
  readonly astray: readonly NamedStack[];
}

/** The stacks of the only level, or those between both, and the sites of all recorded runs of each. */
function summarize(
  taken: readonly RecordedStacks[],
  sitesOfRuns: readonly (readonly (readonly Site[])[])[],
  namings: readonly SiteNaming[],
  levels: readonly RunLevel[],
  because: string,
): Summary {
  const [low, high] = taken;
  if (low === undefined) throw new RangeError('a benchmark has at least one level');
  const combined = (of: (one: RecordedStacks) => readonly NamedStack[]) =>
    high === undefined ? mergeStacks(of(low)) : stacksBetween(of(low), of(high));
  const stacks = combined((one) => one.stacks);
  const astray = combined((one) => one.stacks.filter(({ isTrusted }) => !isTrusted));
  const all = sumOf(stacks);
  const share = (some: readonly NamedStack[]) => (all === 0 ? 0 : Math.min(1, sumOf(some) / all));
  const recording: Recording = {
    sites: sampleSites(sitesOfRuns, sitesOf(stacks)),
    runs: Math.min(...sitesOfRuns.map((runs) => runs.length)),
    stacks,
    units: high === undefined ? 1 : (levels[1]?.iterations ?? 1) - (levels[0]?.iterations ?? 0),
    callGraph: low.callGraph,
    naming: new Set(namings).size > 1 ? 'mixed' : low.naming,
    because,
    samples: low.samples + (high?.samples ?? 0),
    lost: low.lost + (high?.lost ?? 0),
    untrusted: share(astray),
    whyNoLines: low.whyNoLines,
    unresolved: share(stacks.filter(({ frames }) => frames.some(({ name }) => name === unknownName))),
  };
  return { recording, astray };
}

/** Whether a stack that went astray belongs to a site whose count is not the baseline's. */
function hasChanged(
  astray: readonly NamedStack[],
  { stacks, units }: Recording,
  before: readonly Site[] | null,
): boolean {
  if (before === null || astray.length === 0) return false;
  const known = new Map(before.map((site) => [siteKey(site), site.count]));
  const suspects = new Set(sitesOf(astray).map(siteKey));
  return sitesOf(stacks).some((site) => suspects.has(siteKey(site)) && known.get(siteKey(site)) !== site.count / units);
}

function sumOf(all: readonly { readonly count: number }[]): number {
  return all.reduce((sum, { count }) => sum + count, 0);
}
