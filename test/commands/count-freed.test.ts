import { describe, expect, it } from 'vitest';
import { type CountHits, countCalls, countCallsAndFreed } from '../../src/commands/count-freed.ts';
import type { ProbedFree } from '../../src/commands/probed-free.ts';
import { MeasurementError } from '../../src/errors.ts';
import { collectingLogger } from '../system/collecting-logger.ts';

const free: ProbedFree = {
  outcome: 'countable',
  events: [
    { event: 'g:free', filter: 'ptr != 0' },
    { event: 'h:at_0', filter: null },
  ],
  freedFrom: ([all = 0, again = 0]) => all - again,
};
const hits = new Map([['malloc', 10]] as const);

/** A program whose runs are counted, unless free is counted beside and `failure` is thrown. */
function program(failure: Error | null = null) {
  const asked: number[] = [];
  const count: CountHits = async (more) => {
    asked.push(more.length);
    if (more.length > 0 && failure !== null) throw failure;
    return { hits, more: [12, 3].slice(0, more.length) };
  };
  return { asked, count };
}

describe('a run', () => {
  it('is counted without freed blocks where nobody wants them', async () => {
    const { asked, count } = program();
    expect(await countCalls(count)).toEqual({ hits, freed: null });
    expect(asked).toEqual([0]);
  });

  it('has the blocks that it freed, once each', async () => {
    expect(await countCallsAndFreed(program().count, free, collectingLogger())).toEqual({ hits, freed: 9 });
  });

  it('is counted all the same where free cannot be', async () => {
    const { asked, count } = program();
    const uncountable = { outcome: 'uncountable', reason: 'no free' } as const;
    expect(await countCallsAndFreed(count, uncountable, collectingLogger())).toEqual({ hits, freed: null });
    expect(asked).toEqual([0]);
  });

  it('is repeated without freed blocks where counting them fails: they never cost a measurement', async () => {
    const { asked, count } = program(new MeasurementError('perf stat could not count ./server.'));
    const logger = collectingLogger();
    expect(await countCallsAndFreed(count, free, logger)).toEqual({ hits, freed: null });
    expect(asked).toEqual([2, 0]);
    expect(logger.lines).toEqual(['info: Once more, without freed blocks: perf stat could not count ./server.']);
  });

  it('does not hide a bug of ours', async () => {
    const { asked, count } = program(new TypeError('undefined is not a function'));
    await expect(countCallsAndFreed(count, free, collectingLogger())).rejects.toThrow(TypeError);
    expect(asked).toEqual([2]);
  });
});
