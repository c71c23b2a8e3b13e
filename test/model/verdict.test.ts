import { describe, expect, it } from 'vitest';
import { verdicts, worstVerdict } from '../../src/model/verdict.ts';

describe('the worst verdict', () => {
  it('is, of any two, the one that is named first here', () => {
    const order = ['failed', 'regression', 'incomparable', 'no-baseline', 'improvement', 'pass'] as const;
    expect(verdicts).toEqual(order);
    for (const [index, worse] of order.entries()) {
      for (const better of order.slice(index)) {
        expect(worstVerdict([better, worse])).toBe(worse);
        expect(worstVerdict([worse, better])).toBe(worse);
      }
    }
  });

  it('of none is failed: nothing was measured', () => {
    expect(worstVerdict([])).toBe('failed');
  });
});
