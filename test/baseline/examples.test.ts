import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../../src/baseline/parse-text.ts';
import { baselineSitesPerUnit } from '../../src/baseline/sites.ts';
import { perUnit } from '../../src/model/measurement.ts';

const packages = fileURLToPath(new URL('../../examples/packages', import.meta.url));
const files = readdirSync(packages).flatMap((name) => {
  const folder = join(packages, name, '.github/allocations');
  return readdirSync(folder).map((file) => [name, join(folder, file)] as const);
});
const sumOf = (all: readonly { readonly count: number }[]) => all.reduce((sum, { count }) => sum + count, 0);

describe.each(files)('what was measured of %s', (_name, file) => {
  const baseline = parseBaseline(readFileSync(file, 'utf8'), file);

  it.each(Object.entries(baseline.benchmarks))(
    'adds up in %s: types to their site, sites to the total',
    (_, benchmark) => {
      const { measurement } = benchmark;
      const sites = baselineSitesPerUnit(benchmark);
      for (const { allocates = [], count } of sites) expect(sumOf(allocates)).toBeCloseTo(count, 9);
      const { total, noise } = perUnit(measurement);
      // Of what varies each site has the middle of its own runs.
      if (noise.total === 0 && sites.every(({ range }) => range === undefined))
        expect(sumOf(sites)).toBeCloseTo(total, 9);
    },
  );
});
