import { describe, expect, it } from 'vitest';
import { chooseIterations, type Trial } from '../../src/measure/choose-iterations.ts';

interface Program {
  /** In ms. */
  readonly start?: number;
  readonly each: number;
  /** Allocations that come and go from run to run. */
  readonly noise?: number;
}

/** Runs a program that takes so long, and tells with how many iterations it was run. */
async function choose({ start = 30, each, noise = 0 }: Program) {
  const tried: number[] = [];
  const tryOnce = async (iterations: number): Promise<Trial> => {
    tried.push(iterations);
    const total = 100 + 10 * iterations + (tried.length % 2) * noise;
    // The first run of a program reads it from disk.
    const milliseconds = start + each * iterations + (tried.length === 1 ? 200 : 0);
    return { iterations, total, milliseconds };
  };
  const levels = await chooseIterations(tryOnce);
  const milliseconds = tried.reduce((sum, iterations) => sum + start + each * iterations, 0);
  return { ...levels, milliseconds, tried };
}

describe('numbers of iterations that nobody names', () => {
  it.each([
    { each: 0.0001, from: 10_000 },
    { each: 0.01, from: 2000 },
    { each: 0.1, from: 200 },
    { each: 1, from: 20 },
    { each: 40, from: 1 },
  ])('are $from and eleven times as many of $each ms each', async ({ each, from }) => {
    expect(await choose({ each })).toMatchObject({ from, to: 11 * from });
  });

  it('are the same whether the program starts at once or in a second', async () => {
    const slow = await choose({ each: 1, start: 1000 });
    expect(slow).toMatchObject({ from: 20, to: 220 });
  });

  it('are more where the program’s noise would hide an allocation an iteration', async () => {
    const { from, to } = await choose({ each: 1, noise: 100 });
    expect((2 * 100) / (to - from)).toBeLessThanOrEqual(0.25);
  });

  it('are not so many, whatever the noise, that a run takes more than two seconds longer', async () => {
    const { to } = await choose({ each: 10, noise: 1_000_000 });
    expect(to * 10).toBeLessThanOrEqual(2000);
  });

  it('are found in few seconds, and at the least possible where each iteration takes one', async () => {
    expect((await choose({ each: 1, noise: 20 })).milliseconds).toBeLessThan(5000);
    const slow = await choose({ each: 1000 });
    expect(slow).toMatchObject({ from: 1, to: 11 });
    expect(Math.max(...slow.tried)).toBeLessThanOrEqual(11);
  });

  it('are large where the number changes nothing that can be seen', async () => {
    expect(await choose({ each: 0 })).toMatchObject({ from: 10_000, to: 110_000 });
  });
});
