import type { SampledSite } from '../model/recording.ts';
import type { MeasuredBenchmark } from '../model/report.ts';
import type { BaselineSite, Site } from '../model/site.ts';
import { compareTypes } from '../stacks/allocated-types.ts';
import { compareNames } from '../stacks/call-tree.ts';
import { isOfRuntime, ofRuntimeAt } from '../stacks/memory-words.ts';
import { type Pair, pairUp } from '../stacks/pair-up.ts';
import { sitePerUnit } from '../stacks/sites.ts';
import { exceeds } from './compare.ts';
import { differenceOfMiddles, isVarying, lowestOf, toleranceOf } from './tolerance.ts';

type ReportedSite = MeasuredBenchmark['sites'][number];

/** A site on both sides: as it is now, or, where it vanished, as the baseline has it with count 0. Per unit. */
export interface SiteDelta extends Omit<Site, 'allocates'>, Pick<ReportedSite, 'allocates'> {
  readonly baselineCount: number;
  /** Zero where the counts differ by no more than noise. */
  readonly delta: number;
  /** Up to where its counts differ by noise; left out where it is zero. */
  readonly tolerance?: number;
  /** What it was called, where it is likely the same under another name, or in another place. */
  readonly movedFrom?: Pick<Site, 'name' | 'module'>;
}

/** What became of the sites, per unit. */
export interface SitesComparison {
  /** Largest absolute delta first, then largest count, then name. */
  readonly sites: readonly SiteDelta[];
  /** Sites that vary and that only one side has, as one sum. */
  readonly unmatched: { readonly delta: number; readonly tolerance: number };
  /** What all of them changed by. */
  readonly delta: number;
  /** The largest increase of any of them that could not have been told from noise. */
  readonly resolution: number;
}

/** How sites of now are compared with those of before. */
export interface SiteRules {
  /** What counts are divided by to be per unit. */
  readonly units: number;
  /** How many runs the sites of before are the middle of. */
  readonly runsBefore: number;
  /**
   * Null where sites decide. Else totals do, and this is up to where the counts of a site whose runs are alike differ by
   * noise, per unit.
   */
  readonly tolerance: number | null;
}

/** One side's site, per unit, with what is known of how it varies. */
interface Side extends Site {
  readonly runs: SampledSite['counts'];
  readonly range: BaselineSite['range'];
  /** The two without what the runtime allocates for itself there; undefined where it does not. */
  readonly ownRuns: SampledSite['own'];
  readonly ownRange: BaselineSite['range'];
}

/**
 * Compares sites of several runs with those of a baseline, per unit. What repeats is compared exactly. What varies is
 * compared by the middle of its runs, with the noise that the runs of now show: what the baseline says about its own can
 * only keep a decrease from being praised, or the smallest increases from being said. A site that varies and has no counterpart may be another's new name: these
 * are compared as one sum. What the runtime allocates for itself at a site that varies is no part of it: how much that is
 * follows the scheduler, and so whatever else the machine does (facts 55).
 */
export function compareSites(
  now: readonly SampledSite[],
  before: readonly BaselineSite[],
  rules: SiteRules,
): SitesComparison {
  const { units, runsBefore } = rules;
  const sides = {
    before: before.map(
      (site): Side => ({ ...site, runs: [], range: site.range, ownRuns: [], ownRange: site.ownRange }),
    ),
    now: now.map(({ site, counts, own }): Side => {
      return { ...sitePerUnit(site, units), runs: counts, range: undefined, ownRuns: own, ownRange: undefined };
    }),
  };
  const pairs = pairModules(sides.before, sides.now);
  const isLonely = ({ before: one, after }: Pair<Side>) =>
    rules.tolerance === null &&
    ((one === null && isVarying(after.runs)) || (after === null && one.range !== undefined));
  const renamed = onlyOnes(pairs, isLonely);
  const isRenamed = ({ before: one, after }: Pair<Side>) =>
    renamed.some((pair) => pair.before === one || pair.after === after);
  const rest = pairs.filter((pair) => !isRenamed(pair));
  const [lonely, others] = [rest.filter(isLonely), rest.filter((pair) => !isLonely(pair))];
  // What changed by more than noise is told by its name where nothing in its module can be its other one.
  const haveChanged = compareUnmatched(lonely, units, runsBefore).delta !== 0;
  const named = haveChanged ? lonely.filter((pair) => !mayBeRenamed(pair, lonely)) : [];
  const nameless = lonely.filter((pair) => !named.includes(pair));
  const compared = [...movedTogether(others), ...renamed, ...named].map((pair) => compareSite(pair, rules));
  const sites = compared.map(({ site }) => site);
  const unmatched = compareUnmatched(nameless, units, runsBefore);
  const shown = [...sites, ...nameless.map((pair) => ({ ...siteOf(pair), delta: 0, tolerance: unmatched.tolerance }))];
  return {
    sites: shown.filter(({ count, baselineCount }) => count > 0 || baselineCount > 0).sort(byDelta),
    unmatched,
    delta: sites.reduce((sum, { delta }) => sum + delta, unmatched.delta),
    resolution: Math.max(unmatched.tolerance, ...compared.map(({ resolution }) => resolution)),
  };
}

function pairModules(before: readonly Side[], now: readonly Side[]): readonly Pair<Side>[] {
  const modules = new Set([...before, ...now].map(({ module }) => module));
  return [...modules].flatMap((module) => {
    const ofModule = (sides: readonly Side[]) => sides.filter((side) => side.module === module);
    return pairUp(ofModule(before), ofModule(now));
  });
}

/** A pair whose two sides have different names. */
type Moved = Pair<Side> & { readonly isMoved?: boolean };

/**
 * What vanished with what appeared, where it is likely the same: first with as many allocations as before, then with
 * about as many under a like name. Each side is used once, the largest first.
 */
function movedTogether(pairs: readonly Pair<Side>[]): readonly Moved[] {
  const gone = pairs.flatMap(({ before, after }) => (after === null ? [before] : []));
  const free = pairs.flatMap(({ before, after }) => (before === null ? [after] : []));
  const moved: Moved[] = [];
  let missed = gone.toSorted((a, b) => b.count - a.count);
  for (const areTheSame of [allocateAsMuch, areLike]) {
    missed = missed.filter((before) => {
      const index = free.findIndex((after) => areTheSame(before, after));
      const [after] = index < 0 ? [] : free.splice(index, 1);
      if (after !== undefined) moved.push({ before, after, isMoved: true });
      return after === undefined;
    });
  }
  const used = new Set(moved.flatMap(({ before, after }) => [before, after]));
  const isAlone = ({ before, after }: Pair<Side>) => before === null || after === null;
  return [...pairs.filter((pair) => !isAlone(pair) || !used.has(pair.before ?? pair.after)), ...moved];
}

/**
 * Of each module in which one site vanished and one appeared, the two, where either is lonely: whatever it is called, it is
 * the same.
 */
function onlyOnes(pairs: readonly Pair<Side>[], isLonely: (pair: Pair<Side>) => boolean): readonly Moved[] {
  const gone = pairs.filter((pair) => pair.after === null);
  const come = pairs.filter((pair) => pair.before === null);
  return gone.flatMap((vanished) => {
    const { before } = vanished;
    const ofModule = ({ before: one, after }: Pair<Side>) => (one ?? after).module === before.module;
    const [appeared, ...further] = come.filter(ofModule);
    const areTwo = appeared !== undefined && further.length === 0 && gone.filter(ofModule).length === 1;
    if (!areTwo || !(isLonely(vanished) || isLonely(appeared))) return [];
    return [{ before, after: appeared.after, isMoved: true }];
  });
}

/** Whether one of these sites of the same module is on the other side only. */
function mayBeRenamed({ before, after }: Pair<Side>, lonely: readonly Pair<Side>[]): boolean {
  const { module } = before ?? after;
  return lonely.some(
    (other) => (other.before ?? other.after).module === module && (other.before === null) === (after === null),
  );
}

/** As many allocations, called by the same, or in the same module, or under the same name in another one. */
function allocateAsMuch(before: Side, after: Side): boolean {
  if (Math.abs(before.count - after.count) > 1e-9 || before.count <= 0) return false;
  return areCalledAlike(before, after) || before.module === after.module || before.name === after.name;
}

/** Neither more than twice as many allocations as the other, in one module, called by the same, under names of which half is the same. */
function areLike(before: Side, after: Side): boolean {
  const [less, more] = [before.count, after.count].sort((a, b) => a - b);
  if (less === undefined || more === undefined || less <= 0 || more > 2 * less) return false;
  return before.module === after.module && areCalledAlike(before, after) && shareHalf(before.name, after.name);
}

function areCalledAlike(before: Side, after: Side): boolean {
  return before.callers.length > 0 && before.callers[0] === after.callers[0];
}

/** Whether at least half of the longer text begins or ends the other as well. */
function shareHalf(one: string, other: string): boolean {
  const [short, long] = one.length < other.length ? [one, other] : [other, one];
  let begin = 0;
  while (begin < short.length && short[begin] === long[begin]) begin += 1;
  let end = 0;
  while (end < short.length - begin && short.at(-1 - end) === long.at(-1 - end)) end += 1;
  return 2 * (begin + end) >= long.length;
}

function siteOf({ before, after }: Pair<Side>): Omit<SiteDelta, 'delta'> {
  const { name, module, callers, count, bytes } = after ?? {
    ...before,
    count: 0,
    bytes: before.bytes === null ? null : 0,
  };
  const allocates = compareTypes(before, after);
  const types = allocates === undefined ? {} : { allocates };
  return { name, module, callers, count, bytes, ...types, baselineCount: before?.count ?? 0 };
}

/** What became of a site, and what it has more that could not be told from noise, per unit. */
function compareSite(
  pair: Moved,
  { units, runsBefore, tolerance: given }: SiteRules,
): { readonly site: SiteDelta; readonly resolution: number } {
  const comparable = given === null ? withoutRuntime(pair) : pair;
  const toleranceIn = ({ after }: Pair<Side>) =>
    isVarying(after?.runs ?? []) ? toleranceOf(after?.runs ?? [], runsBefore) / units : (given ?? 0);
  const { before, after } = comparable;
  const [count, baselineCount] = [after?.count ?? 0, before?.count ?? 0];
  const change = count - baselineCount;
  const { low, high } = before?.range ?? { low: baselineCount, high: baselineCount };
  // Where the totals decide, the baseline may say that it was noise: nothing passes by that.
  const mostExcused = given === null ? smallest(baselineCount, units) : Number.POSITIVE_INFINITY;
  // Where its runs lay, or where their middle is, may be as far from where it was as they lay from each other.
  const isSmall = Math.abs(change) < mostExcused && !exceeds(Math.abs(change), high - low);
  const isExcused = isSmall || (change < 0 && count >= low);
  const ofRuns = toleranceIn(comparable);
  const resolution = Math.max(ofRuns, given === null ? Math.min(mostExcused, high - low) : 0);
  const isCertain = given === null && exceeds(lowestOf(after?.runs ?? []) / units, baselineCount + high - low);
  const isNoise = isExcused || !(isCertain || exceeds(Math.abs(change), ofRuns));
  const tolerance = isNoise ? Math.max(toleranceIn(pair), resolution) : ofRuns;
  const { before: known, isMoved = false } = pair;
  const site = {
    ...siteOf(isNoise ? pair : comparable),
    delta: isNoise ? 0 : change,
    ...(tolerance === 0 ? {} : { tolerance }),
    ...(isMoved && known !== null ? { movedFrom: { name: known.name, module: known.module } } : {}),
  };
  return { site, resolution };
}

/**
 * What is less may be as it was where the baseline's runs differed as much: half an allocation an iteration, or the
 * hundredth part of what a run allocates. An array grows by what the heap looks like (facts 43), and that follows the
 * scheduler; a pull request that allocates once more does so in an iteration.
 */
function smallest(count: number, units: number): number {
  return units > 1 ? 0.5 : count / 100;
}

/** The same pair without what the runtime allocates for itself, where the site varies and that is known of both sides. */
function withoutRuntime(pair: Pair<Side>): Pair<Side> {
  const { before, after } = pair;
  const isKnown = [before, after].every((side) => side === null || side.allocates !== undefined);
  const varies = before?.range !== undefined || isVarying(after?.runs ?? []);
  if (!isKnown || !varies) return pair;
  if (before === null) return { before, after: ownPart(after) };
  return after === null ? { before: ownPart(before), after } : { before: ownPart(before), after: ownPart(after) };
}

function ownPart(side: Side): Side {
  const { count, allocates = [], runs, ownRuns = runs } = side;
  const ofRuntime = ofRuntimeAt(side);
  const range = ofRuntime > 0 ? side.ownRange : side.range;
  const own = allocates.filter((type) => !isOfRuntime(type));
  return { ...side, count: count - ofRuntime, allocates: own, runs: ownRuns, range };
}

function compareUnmatched(
  pairs: readonly Pair<Side>[],
  units: number,
  runsBefore: number,
): SitesComparison['unmatched'] {
  const own = pairs.map(withoutRuntime);
  const [first = [], ...more] = own.flatMap(({ after }) => (after === null ? [] : [after.runs]));
  const sums = first.map((runs, level) =>
    runs.map((count, run) => more.reduce((sum, counts) => sum + (counts[level]?.[run] ?? 0), count)),
  );
  const gone = own.flatMap(({ before }) => (before === null ? [] : [before]));
  const before = gone.reduce((sum, { count }) => sum + count, 0);
  const excused = gone.reduce((sum, { range, count }) => sum + Math.max(0, count - (range?.low ?? count)), 0);
  const tolerance = sums.length === 0 ? 0 : toleranceOf(sums, runsBefore) / units;
  const change = (sums.length === 0 ? 0 : differenceOfMiddles(sums) / units) - before;
  const isCertain = exceeds(lowestOf(sums) / units, before + gone.reduce((sum, { range }) => sum + widthOf(range), 0));
  const isNoise = !isCertain && !exceeds(Math.abs(change), tolerance + (change < 0 ? excused : 0));
  return { delta: isNoise ? 0 : change, tolerance };
}

function widthOf(range: BaselineSite['range']): number {
  return range === undefined ? 0 : range.high - range.low;
}

function byDelta(a: SiteDelta, b: SiteDelta): number {
  return (
    Math.abs(b.delta) - Math.abs(a.delta) ||
    b.count - a.count ||
    compareNames(a.name, b.name) ||
    compareNames(a.module, b.module)
  );
}
