import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedText, boundedTexts, workloadDifferences, workloadSchema } from '../../src/model/workload.ts';
import { workload } from '../baseline/measurements.ts';

describe('a text of a workload', () => {
  it('is itself where it is short', () => {
    expect(boundedText('--requests')).toBe('--requests');
    expect(boundedTexts(['a', ''])).toEqual(['a', '']);
  });

  it('is shortened where it is long, and still told from every other', () => {
    const long = (last: string) => boundedText(`${'a'.repeat(10_000)}${last}`);
    expect(long('b')).toMatch(/^a{100}… \(10001 characters, SHA-256 [0-9a-f]{32}\)$/);
    expect(long('b')).not.toBe(long('c'));
  });

  it('cannot pose as a longer one', () => {
    const long = boundedText('a'.repeat(10_000));
    expect(boundedText(long)).not.toBe(long);
  });

  it('has room in the schema, however many there are', () => {
    const texts = fc.array(fc.string({ maxLength: 400, unit: 'binary' }), { maxLength: 60 });
    fc.assert(
      fc.property(texts, (all) => {
        const bounded = boundedTexts(all);
        const parsed = workloadSchema.safeParse({ ...workload, arguments: bounded, environment: bounded });
        expect(parsed.success).toBe(true);
      }),
      { numRuns: 50 },
    );
  });

  it('beyond the fiftieth is still told from every other', () => {
    const all = (last: string) => boundedTexts([...Array.from({ length: 1000 }, String), last]);
    expect(all('a').length).toBe(50);
    expect(all('a')).not.toEqual(all('b'));
    expect(all('a').at(-1)).toMatch(/^… \(952 more, SHA-256 [0-9a-f]{32}\)$/);
  });
});

describe('the differences of two workloads', () => {
  it('are none where they are the same', () => {
    expect(workloadDifferences(workload, { ...workload })).toEqual([]);
  });

  it('tell a product from a command of its name', () => {
    const { product, ...rest } = workload;
    expect(workloadDifferences(workload, { ...rest, command: [product ?? ''] })).toEqual([
      { field: 'program', baseline: 'product Server', measured: 'Server' },
    ]);
  });

  it('tell one argument with a space from two', () => {
    const [difference] = workloadDifferences(
      { ...workload, arguments: ['a b'] },
      { ...workload, arguments: ['a', 'b'] },
    );
    expect(difference).toEqual({ field: 'arguments', baseline: '"a b"', measured: 'a b' });
  });

  it('of long lists are shown from the first entry on that differs, in bounds', () => {
    const same = Array.from({ length: 40 }, (_, index) => `--option-number-${index}`);
    const [difference] = workloadDifferences(
      { ...workload, arguments: [...same, '1000'] },
      { ...workload, arguments: [...same, 'x'.repeat(290), 'y'.repeat(290)] },
    );
    expect(difference?.baseline).toBe('… 1000');
    expect(difference?.measured).toMatch(/^… x+ y+…$/);
    expect(difference?.measured.length).toBe(301);
  });
});
