import type { Site } from '../stacks/site.ts';
import { bySize } from '../stacks/sites.ts';
import type { Measurement } from './measurement.ts';
import type { BaselineBenchmark } from './schema.ts';

/** Sites whose counts are divided by a number of units, largest first. */
export function sitesPerUnit(sites: readonly Site[], units: number): readonly Site[] {
  if (units === 1) return sites;
  return sites
    .map((site) => ({ ...site, count: site.count / units, bytes: site.bytes === null ? null : site.bytes / units }))
    .sort(bySize);
}

/** The sites of a baseline's benchmark per run or iteration; the file holds the integers of all iterations measured. */
export function baselineSitesPerUnit({ sites, measurement }: BaselineBenchmark): readonly Site[] {
  return sitesPerUnit(sites, unitsOf(measurement));
}

function unitsOf(measurement: Measurement): number {
  return measurement.unit === 'run' ? 1 : measurement.to.iterations - measurement.from.iterations;
}
