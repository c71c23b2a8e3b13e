import { expect, it } from 'vitest';
import { unfreedLines } from '../../src/report/changes.ts';
import { plainOf } from '../../src/report/phrase.ts';
import { benchmark, report } from './reports.ts';

const unfreed = { allocated: 473, freed: 472, baseline: { allocated: 473, freed: 473 }, change: 1 };
const base = { commit: 'ba5e'.repeat(10), differences: [], newEnvironment: null, dependencies: 'as-resolved' } as const;

it('what remains is compared by name with what it was compared with: the base commit, or the committed baseline', () => {
  const fromFile = benchmark({ name: 'a', unfreed, baselineLine: 7 });
  const fromBase = benchmark({ name: 'b', unfreed, baselineLine: null });
  expect(unfreedLines(report({ base, benchmarks: [fromFile, fromBase] })).map(plainOf)).toEqual([
    'a leaves 1 block more per run unfreed than the baseline: 473 allocated, 472 freed (baseline: 473 and 473).',
    'b leaves 1 block more per run unfreed than the base commit: 473 allocated, 472 freed (base commit: 473 and 473).',
  ]);
});
