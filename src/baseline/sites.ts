import type { BaselineBenchmark } from '../model/baseline.ts';
import { rangeOf, unitsOf } from '../model/measurement.ts';
import type { SampledSite } from '../model/recording.ts';
import type { BaselineSite } from '../model/site.ts';
import { ofRuntimeAt } from '../stacks/memory-words.ts';
import { bySize, sitePerUnit } from '../stacks/sites.ts';

/** The sites of a baseline's benchmark per run or iteration; the file holds the integers of all iterations measured. */
export function baselineSitesPerUnit({ sites, measurement }: BaselineBenchmark): readonly BaselineSite[] {
  const units = unitsOf(measurement);
  if (units === 1) return sites;
  return sites
    .map(({ range, ownRange, ...site }) => ({
      ...sitePerUnit(site, units),
      ...(range === undefined ? {} : { range: { low: range.low / units, high: range.high / units } }),
      ...(ownRange === undefined ? {} : { ownRange: { low: ownRange.low / units, high: ownRange.high / units } }),
    }))
    .sort(bySize);
}

/** The sites of several runs as a baseline has them: those that are there in the middle, with the range of what varies. */
export function sitesToCommit(sites: readonly SampledSite[]): readonly BaselineSite[] {
  return sites
    .filter(({ site }) => site.count > 0)
    .map(({ site, counts, own }) => {
      const range = rangeBetween(counts);
      if (range === null || range.low === range.high) return site;
      const ownRange = own === undefined ? null : rangeBetween(own);
      return ownRange === null ? { ...site, range } : { ...site, range, ownRange };
    });
}

/** From the lowest to the highest of the only level's runs, or of what the second's are more than the first's. */
function rangeBetween(levels: SampledSite['counts']): NonNullable<BaselineSite['range']> | null {
  const [first, second] = levels.map(rangeOf);
  if (first === undefined || second === undefined) return first ?? null;
  return { low: second.low - first.high, high: second.high - first.low };
}

/** Committed sites as if they had just been recorded: of what varies, its range stands for the runs. */
export function asRecorded({ sites, measurement, recordedRuns = 1 }: BaselineBenchmark) {
  return {
    sites: sites.map(({ range, ownRange, ...site }): SampledSite => {
      const { count } = site;
      const own = count - ofRuntimeAt(site);
      return {
        ...{ site, counts: [range === undefined ? [count] : [range.low, count, count, range.high]] },
        ...(ownRange === undefined ? {} : { own: [[ownRange.low, own, own, ownRange.high]] }),
      };
    }),
    runs: recordedRuns,
    units: unitsOf(measurement),
  };
}
