import type { BaselineBenchmark } from '../model/baseline.ts';
import { rangeOf, unitsOf } from '../model/measurement.ts';
import type { SampledSite } from '../model/recording.ts';
import type { BaselineSite } from '../model/site.ts';
import { bySize, sitePerUnit } from '../stacks/sites.ts';

/** The sites of a baseline's benchmark per run or iteration; the file holds the integers of all iterations measured. */
export function baselineSitesPerUnit({ sites, measurement }: BaselineBenchmark): readonly BaselineSite[] {
  const units = unitsOf(measurement);
  if (units === 1) return sites;
  return sites
    .map(({ range, ...site }) => ({
      ...sitePerUnit(site, units),
      ...(range === undefined ? {} : { range: { low: range.low / units, high: range.high / units } }),
    }))
    .sort(bySize);
}

/** The sites of several runs as a baseline has them: those that are there in the middle, with the range of what varies. */
export function sitesToCommit(sites: readonly SampledSite[]): readonly BaselineSite[] {
  return sites
    .filter(({ site }) => site.count > 0)
    .map(({ site, counts }) => {
      const [first, second] = counts.map(rangeOf);
      if (first === undefined) return site;
      const range = second === undefined ? first : { low: second.low - first.high, high: second.high - first.low };
      return range.low === range.high ? site : { ...site, range };
    });
}

/** Committed sites as if they had just been recorded: of what varies, its range stands for the runs. */
export function asRecorded({ sites, measurement, recordedRuns = 1 }: BaselineBenchmark) {
  return {
    sites: sites.map(({ range, ...site }): SampledSite => {
      const { count } = site;
      return { site, counts: [range === undefined ? [count] : [range.low, count, count, range.high]] };
    }),
    runs: recordedRuns,
    units: unitsOf(measurement),
  };
}
