import { describe, expect, it } from 'vitest';
import { countBenchmark, countsFrom, workloadOf } from '../../src/commands/count-benchmark.ts';
import type { CountedRun } from '../../src/commands/probed-allocator.ts';
import { MeasurementError } from '../../src/errors.ts';
import { type Calls, callsFrom } from '../../src/probes/relays.ts';
import { counts } from '../baseline/measurements.ts';
import { benchmark } from './measured.ts';

const calls = (malloc: number, more: Parameters<typeof callsFrom>[0] = new Map()): Calls =>
  callsFrom(new Map([...more, ['malloc', malloc]]), new Map());

/** A run that made these calls, and whose freed blocks nobody counted. */
const runOf = (made: Calls): CountedRun => ({ calls: made, freed: null });

/** Counts with these totals, one run after the other; remembers at how many iterations. */
function program(...totals: readonly number[]) {
  const asked: (number | null)[] = [];
  const countOnce = async (iterations: number | null): Promise<CountedRun> => {
    asked.push(iterations);
    const total = totals[asked.length - 1];
    if (total === undefined) throw new Error('one run too many');
    return runOf(calls(total));
  };
  return { asked, countOnce };
}

describe('counting a benchmark', () => {
  it('stops once the smallest total was seen three times', async () => {
    const { countOnce } = program(100, 100, 100);
    const { measurement } = await countBenchmark(countOnce, benchmark('http', { runs: 10 }), []);
    expect(measurement).toMatchObject({ unit: 'run', runs: 3, total: 100, spread: { total: 0 } });
  });

  it('goes on while a smaller total turns up', async () => {
    const { countOnce } = program(102, 102, 101, 102, 100, 101, 100, 100);
    const { measurement } = await countBenchmark(countOnce, benchmark('http', { runs: 10 }), []);
    expect(measurement).toMatchObject({
      runs: 8,
      total: 100,
      counts: { malloc: 100 },
      spread: { total: 2, malloc: 2 },
    });
  });

  it('stops after as many runs as are wanted at most', async () => {
    const { countOnce, asked } = program(104, 103, 102, 101);
    const { measurement } = await countBenchmark(countOnce, benchmark('http', { runs: 4 }), []);
    expect(measurement).toMatchObject({ runs: 4, total: 101, spread: { total: 3 } });
    expect(asked).toEqual([null, null, null, null]);
  });

  it('keeps what every run showed', async () => {
    const { countOnce } = program(104, 103);
    const { singleRuns } = await countBenchmark(countOnce, benchmark('http', { runs: 2 }), []);
    expect(singleRuns).toEqual([{ iterations: null, counts: [counts({ malloc: 104 }), counts({ malloc: 103 })] }]);
  });

  it('counts both numbers of iterations, each until it has settled', async () => {
    const iterations = { kind: 'variable', variable: 'TURNS', from: 1, to: 11 } as const;
    const { countOnce, asked } = program(550, 550, 550, 1551, 1550, 1550, 1550);
    const { measurement, singleRuns } = await countBenchmark(countOnce, benchmark('http', { iterations }), []);
    expect(asked).toEqual([1, 1, 1, 11, 11, 11, 11]);
    expect(measurement).toMatchObject({
      ...{ unit: 'iteration', runs: 4 },
      from: { iterations: 1, total: 550, spread: { total: 0 } },
      to: { iterations: 11, total: 1550, spread: { total: 1 } },
    });
    expect(singleRuns.map(({ iterations: at, counts: all }) => [at, all.length])).toEqual([
      [1, 3],
      [11, 4],
    ]);
  });

  it('settles on a total of what it includes', async () => {
    let aligned = 10;
    const countOnce = async () => runOf(calls(100, new Map([['aligned_alloc_large', aligned--]])));
    const { measurement } = await countBenchmark(countOnce, benchmark('http', { runs: 5 }), ['aligned_alloc']);
    expect(measurement).toMatchObject({ runs: 5, total: 106, totalIncludes: ['aligned_alloc'] });
    const { measurement: without } = await countBenchmark(countOnce, benchmark('http', { runs: 5 }), []);
    expect(without).toMatchObject({ runs: 3, total: 100 });
    expect(without).not.toHaveProperty('totalIncludes');
  });

  it('wants freed blocks of the second run of each level, and keeps what that very run allocated beside them', async () => {
    const wanted: (readonly [number | null, boolean])[] = [];
    const countOnce = async (n: number | null, wantsFreed: boolean): Promise<CountedRun> => {
      wanted.push([n, wantsFreed]);
      // The second run allocates one block more than the others.
      const made = calls(100 * (n ?? 0) + (wantsFreed ? 1 : 0), new Map([['memalign_large', 3]]));
      return { calls: made, freed: wantsFreed ? 90 * (n ?? 0) : null };
    };
    const iterations = { kind: 'variable', variable: 'N', from: 1, to: 2 } as const;
    const { measurement, singleRuns } = await countBenchmark(countOnce, benchmark('http', { iterations }), []);
    expect(wanted).toEqual([1, 2].flatMap((n) => [false, true, false, false].map((wants) => [n, wants])));
    expect(measurement).toMatchObject({
      from: { total: 100, blocks: { allocated: 104, freed: 90 } },
      to: { total: 200, blocks: { allocated: 204, freed: 180 } },
    });
    expect(Object.keys(singleRuns[0] ?? {})).toEqual(['iterations', 'counts']);
  });

  it('wants them of the only run, and has no blocks where they could not be counted', async () => {
    const wanted: boolean[] = [];
    const countOnce = async (_: number | null, wantsFreed: boolean): Promise<CountedRun> => {
      wanted.push(wantsFreed);
      return runOf(calls(7));
    };
    const { measurement } = await countBenchmark(countOnce, benchmark('http', { runs: 1 }), []);
    expect(wanted).toEqual([true]);
    expect(measurement).not.toHaveProperty('blocks');
  });

  it('fails when nothing of a whole run hit a probe', async () => {
    const { countOnce } = program(0, 0, 0);
    const error = await countBenchmark(countOnce, benchmark('http'), []).catch((thrown: unknown) => thrown);
    if (!(error instanceof MeasurementError)) throw error;
    expect(error.message).toBe('http did not call the probed allocator once in a whole run.');
    expect(error.remedy).not.toBeUndefined();
  });

  it('does not fail when only the iterations allocate: zero before the first is a count', async () => {
    const iterations = { kind: 'variable', variable: 'N', from: 0, to: 2 } as const;
    const countOnce = async (n: number | null) => runOf(calls(6 * (n ?? 0)));
    const { measurement } = await countBenchmark(countOnce, benchmark('http', { iterations }), []);
    expect(measurement).toMatchObject({ from: { total: 0 }, to: { total: 12 } });
  });

  it('does not fail when a run made calls that are in no total', async () => {
    const countOnce = async () => runOf(calls(0, new Map([['realloc_existing', 3]])));
    const { measurement } = await countBenchmark(countOnce, benchmark('http'), []);
    expect(measurement).toMatchObject({ total: 0, counts: { realloc: 3 } });
  });
});

describe('the counts of calls', () => {
  it('put small and large alignments together and keep both kinds of realloc apart', () => {
    const hits = new Map([
      ['malloc', 1],
      ['calloc', 2],
      ['posix_memalign_small', 4],
      ['posix_memalign_large', 8],
      ['realloc_null', 16],
      ['realloc_existing', 32],
      ['aligned_alloc_small', 64],
      ['aligned_alloc_large', 128],
      ['memalign_small', 256],
      ['memalign_large', 512],
    ] as const);
    expect(countsFrom(callsFrom(hits, new Map()))).toEqual({
      malloc: 1,
      calloc: 2,
      posix_memalign: 12,
      realloc_null: 16,
      realloc: 32,
      aligned_alloc: 192,
      memalign: 768,
    });
  });
});

describe('the start of a benchmark', () => {
  const environment = (added: Readonly<Record<string, string>>) => ({ LANG: 'C.UTF-8', ...added });
  const start = (one: ReturnType<typeof benchmark>, iterations: number | null) =>
    workloadOf(one, '/build/server', iterations, '/shop', environment);

  it('is the program with its arguments in its environment', () => {
    const one = benchmark('http', {
      arguments: ['--requests', '1000'],
      environment: { MODE: 'fast' },
      timeoutSeconds: 30,
    });
    expect(start(one, null)).toEqual({
      command: ['/build/server', '--requests', '1000'],
      directory: '/shop',
      environment: { LANG: 'C.UTF-8', MODE: 'fast' },
      timeoutSeconds: 30,
    });
  });

  it('passes the number of iterations on in a variable', () => {
    const iterations = { kind: 'variable', variable: 'TURNS', from: 1, to: 11 } as const;
    expect(start(benchmark('http', { iterations, environment: { TURNS: '5' } }), 11)).toMatchObject({
      command: ['/build/server'],
      environment: { TURNS: '11' },
    });
  });

  it('passes the number of iterations on in the last argument, wherever it stands in it', () => {
    const iterations = { kind: 'argument', argument: '--turns={iterations},{iterations}', from: 1, to: 11 } as const;
    expect(start(benchmark('http', { iterations, arguments: ['-v'] }), 11).command).toEqual([
      '/build/server',
      '-v',
      '--turns=11,11',
    ]);
  });

  it('puts a command’s own words before further arguments', () => {
    const command = {
      ...benchmark('load', { arguments: ['--fast'] }),
      kind: 'command',
      command: ['./load.sh', 'all'],
    } as const;
    expect(workloadOf(command, '/shop/load.sh', null, '/shop', environment).command).toEqual([
      '/shop/load.sh',
      'all',
      '--fast',
    ]);
  });
});
