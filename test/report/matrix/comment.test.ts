import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderComment } from '../../../src/report/comment.ts';
import { parseMarker } from '../../../src/report/marker.ts';
import { renderMatrixComment } from '../../../src/report/matrix/comment.ts';
import type { Leg, Matrix } from '../../../src/report/matrix/matrix.ts';
import { renderMatrixSummary } from '../../../src/report/matrix/summary.ts';
import type { MeasuredBenchmark, Report } from '../../../src/report/schema.ts';
import { hostileName } from '../hostile.ts';
import { benchmark, failedBenchmark, links, report, site } from '../reports.ts';
import { matrix, situations } from './situations.ts';

const legOf = (name: string, given: Partial<Report> = {}): Leg => ({ name, report: report(given), links: links() });

const regression = (given: Partial<MeasuredBenchmark> = {}) =>
  benchmark({
    verdict: 'regression',
    before: { malloc: 1 },
    now: { malloc: 4 },
    sites: [site({ delta: 3 })],
    ...given,
  });

const redLeg = (name: string, benchmarks: Report['benchmarks']) =>
  legOf(name, { verdict: 'regression', passes: false, benchmarks });

const range = (length: number) => Array.from({ length }, (_, index) => index);

describe('a comment over a matrix', () => {
  test('begins with the marker of the matrix, and with none where there is none', () => {
    const comment = renderMatrixComment(situations['matrix-six-legs'] ?? matrix([]));
    expect(parseMarker(comment)).toMatchObject({ key: 'Allocations', runId: 15_812_345_678, runAttempt: 1 });
    expect(renderMatrixComment({ ...matrix([]), marker: null })).toMatch(/^❌ /);
  });

  test('has one emoji in every situation', () => {
    for (const each of Object.values(situations)) {
      expect(renderMatrixComment(each).match(/\p{Extended_Pictographic}/gu)).toHaveLength(1);
    }
  });

  test('of a single leg is the comment of its report, but for the marker', () => {
    const single = situations['matrix-single-leg'] ?? matrix([]);
    const [leg = legOf('none')] = single.legs;
    const [marker, ...lines] = renderMatrixComment(single).split('\n');
    expect(parseMarker(marker ?? '')?.key).toBe('Allocations');
    expect(lines).toEqual(renderComment(leg.report, leg.links).split('\n').slice(1));
    expect(lines[0]).toContain('1 benchmark allocates more');
  });

  test('names every missing leg with its reason and its job, however green the others are', () => {
    const comment = renderMatrixComment(
      matrix(
        [legOf('one'), legOf('two')],
        [{ name: 'three', reason: 'was skipped', url: 'https://example.com/job/3' }],
      ),
    );
    expect(comment.split('\n')[1]).toBe(
      '❌ **1 of 3 environments is missing**: `three` was skipped. Besides, 2 are unchanged.',
    );
    expect(comment).toContain('- `three` was skipped ([job](https://example.com/job/3))\n');
    expect(comment).toContain('| `http-requests` | 1,000 | 1,000 | missing |');
  });

  test('opens the leg of the verdict, and no other', () => {
    const comment = renderMatrixComment(situations['matrix-six-legs'] ?? matrix([]));
    expect(comment.match(/<details open>.*/g)).toEqual([
      '<details open><summary><code>Swift 6.2.1 on ubuntu-24.04</code>: 1 benchmark allocates more, 5 are unchanged</summary>',
    ]);
  });

  test('shows what a leg warns of above everything that is collapsed, once for all legs that say it', () => {
    const notices = ['This pull request edits its own baseline.'];
    const [first, second, third] = [legOf('one', { notices }), legOf('two', { notices }), legOf('three')];
    const two = renderMatrixComment(matrix([first, second, third]));
    expect(two.split('<details')[0]).toContain('> On `one` and `two`: This pull request edits its own baseline.\n');
    expect(renderMatrixComment(matrix([first, second]))).toContain('> This pull request edits its own baseline.\n');
  });

  test('names no label where no leg belongs to a pull request', () => {
    const { source } = report();
    const pushed = [legOf('one'), redLeg('two', [regression()])].map(
      (leg): Leg => ({
        ...leg,
        report: { ...leg.report, source: source && { ...source, pullRequest: null } },
      }),
    );
    expect(renderMatrixComment(matrix(pushed))).not.toContain('label');
    expect(renderMatrixComment(matrix([legOf('one'), redLeg('two', [regression()])]))).toContain('add the label');
  });
});

describe('call sites', () => {
  const lists = (legs: readonly Leg[]) => {
    const comment = renderMatrixComment(matrix(legs));
    return { lists: comment.match(/\*\*Call sites that grew\*\*/g)?.length ?? 0, comment };
  };

  test('that several legs have in common are listed once', () => {
    const legs = ['one', 'two', 'three'].map((name) => redLeg(name, [regression()]));
    const { lists: count, comment } = lists(legs);
    expect(count).toBe(1);
    expect(comment).toContain('<code>one</code> and 2 others: ');
    expect(comment).toContain('The same call sites grew, by as much, on `two` and `three`.');
  });

  test('are listed of each leg where a delta, a name or a module differs', () => {
    for (const other of [{ delta: 2 }, { delta: 3, name: 'other()' }, { delta: 3, module: 'Other' }]) {
      const legs = [redLeg('one', [regression()]), redLeg('two', [regression({ sites: [site(other)] })])];
      expect(lists(legs).lists).toBe(2);
    }
  });

  test('are referred to by a leg that shows something else besides', () => {
    const legs = [redLeg('one', [regression()]), redLeg('two', [regression(), failedBenchmark()])];
    const { lists: count, comment } = lists(legs);
    expect(count).toBe(1);
    expect(comment).toContain('The call sites that grew are the same as on `one`.');
    expect(comment).toContain('`echo-server` could not be measured');
  });
});

describe('the table over all environments', () => {
  const header = (comment: string) => comment.split('\n').find((line) => line.startsWith('| '));

  test('says of each cell what became of the benchmark there', () => {
    const comment = renderMatrixComment(
      matrix([
        redLeg('a', [regression({ name: 'x' }), benchmark({ name: 'same' })]),
        legOf('b', { benchmarks: [benchmark({ name: 'x', before: null, now: { malloc: 7 } })], removed: ['same'] }),
        legOf('c', { verdict: 'failed', passes: false, benchmarks: [failedBenchmark({ name: 'x' })] }),
        legOf('d', { benchmarks: [benchmark({ name: 'x', verdict: 'incomparable' })] }),
        redLeg('e', [regression({ name: 'x', ...movedRealloc() })]),
        legOf('f', { benchmarks: [benchmark({ name: 'x', unit: 'iteration', now: { malloc: 0.5 } })] }),
      ]),
    );
    expect(comment).toContain(
      '| `x` | 4&nbsp;(**+3**) | 7&nbsp;new | failed | incomparable | 2&nbsp;(**+900** `realloc`) | 0.5, per iteration |\n',
    );
    expect(comment).toContain('| `same` | 1,000 | removed | – | – | – | – |\n');
  });

  test('has environments across while they are few, and down when they are many', () => {
    const legs = (count: number) => range(count).map((index) => redLeg(`job ${index}`, [regression()]));
    expect(header(renderMatrixComment(matrix(legs(8))))).toMatch(/^\| Benchmark \| `0` \|.* `7` \|$/);
    const turned = renderMatrixComment(matrix(legs(9)));
    expect(header(turned)).toBe('| Environment | `http-requests` |');
    expect(turned).toContain('| `8` | 4&nbsp;(**+3**) |\n');
  });

  test('shows the worst of very many environments, and says how many are not shown', () => {
    const names = range(30).map((index) => `more-${index}`);
    const legs = range(20).map((index) =>
      index === 19
        ? redLeg(
            'bad job',
            names.map((name) => regression({ name })),
          )
        : legOf(`job ${index}`),
    );
    const comment = renderMatrixComment(matrix(legs));
    expect(header(comment)).toMatch(/^\| Benchmark \| `bad job` \|/);
    expect(comment).toContain('*8 environments omitted.*');
  });
});

function movedRealloc(): Partial<MeasuredBenchmark> {
  const { total, counts, baseline, delta, allowed } = benchmark({
    before: { malloc: 2 },
    now: { malloc: 2, realloc: 900 },
  });
  return { total, counts, baseline, delta, allowed, sites: [] };
}

/** Too much of everything, every name of `length` characters. */
function crowded(legs: number, each: number, length: number): Matrix {
  // One candidate for all: to compare texts of a hundred megabytes is not what is tested here.
  const { candidate } = report();
  const name = (prefix: string, index: number) => `${prefix}${index}`.padEnd(length, 'x|');
  const sites = range(4).map((index) =>
    site({ name: name('site', index), callers: [name('caller', 0), name('caller', 1)], delta: 9 - index }),
  );
  const benchmarks = (leg: number): Report['benchmarks'] => [
    ...range(each).map((index) => benchmark({ name: name('same', index) })),
    ...range(each).map((index) => regression({ name: name('more', index), sites, ...moved(1 + leg + index) })),
    ...range(Math.min(each, 10)).map((index) =>
      failedBenchmark({
        name: name('broken', index),
        failure: { message: name('message', leg), remedy: name('remedy', index), lastLines: [name('line', index)] },
      }),
    ),
  ];
  return matrix(
    range(legs).map((index) =>
      legOf(name('job', index), {
        verdict: 'failed',
        passes: false,
        notices: [name('notice', index)],
        benchmarks: benchmarks(index),
        removed: [name('removed', index)],
        candidate,
      }),
    ),
    range(legs).map((index) => ({ name: name('gone', index), reason: 'was cancelled', url: 'https://example.com/1' })),
  );
}

function moved(by: number): Partial<MeasuredBenchmark> {
  const { total, counts, baseline, delta } = benchmark({ before: { malloc: 100 }, now: { malloc: 100 + by } });
  return { total, counts, baseline, delta };
}

describe('a comment over a matrix that is too long', () => {
  test('is cut to 60,000 characters and keeps the verdict', () => {
    for (const length of [10, 100, 1000]) {
      const comment = renderMatrixComment(crowded(12, 15, length));
      expect(comment.length).toBeLessThanOrEqual(60_000);
      expect(comment.split('\n')[1]).toContain('❌ **12 of 24 environments allocate more**');
      expect(comment.split('\n')[1]).toContain('12 are missing');
    }
  });

  test('loses unchanged rows, callers, call sites and whole sections before missing legs and regressed rows', () => {
    const states = [4, 20, 60, 120, 160].map((length) => {
      const comment = renderMatrixComment(crowded(9, 12, length)).replaceAll('<code>', '`');
      return [/^\| `same/m, /← /, /^- \*\*\[\+/m, /^<details><summary>`?job/m, /^\| `more/m, /^- `gone/m].map((row) =>
        row.test(comment),
      );
    });
    // What is left out is a beginning of the list.
    for (const state of states) expect(state).toEqual(state.toSorted((a, b) => Number(a) - Number(b)));
    expect(states.at(0)?.filter(Boolean).length).toBeGreaterThan(states.at(-1)?.filter(Boolean).length ?? 0);
    expect(states.map((state) => state.at(-1))).toEqual([true, true, true, true, true]);
  });

  test('over 256 legs of 500 benchmarks fits, as does their summary', { timeout: 60_000 }, () => {
    const large = crowded(256, 245, 10);
    const comment = renderMatrixComment(large);
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment.length).toBeGreaterThan(55_000);
    expect(comment).toContain('- <code>gone255');
    expect(comment).toContain('| <code>job');
    expect(Buffer.byteLength(renderMatrixSummary(large))).toBeLessThanOrEqual(900 * 1024);
  });
});

test('no name adds a line, a cell or a heading to the comment', () => {
  const shape = (text: string) =>
    text.split('\n').map((line) => (line.startsWith('|') ? line.split('|').length : line.slice(0, 2)));
  const withName = (name: string) => {
    const grown = regression({ name, sites: [site({ name, module: name, callers: [name], delta: 3 })] });
    const differences = [{ field: name, baseline: name, measured: name }];
    const odd = benchmark({ name: `${name}!`, verdict: 'incomparable', differences });
    const base = {
      commit: '9d7e'.repeat(10),
      differences: [...differences, ...differences],
      newEnvironment: null,
      dependencies: 'as-resolved' as const,
    };
    const given = { package: name, removed: [`${name}?`], notices: [name], base };
    return renderMatrixComment(
      matrix(
        [
          legOf(`one ${name}`, { ...given, verdict: 'regression', passes: false, benchmarks: [grown, odd] }),
          legOf(`two ${name}`, { ...given, benchmarks: [benchmark({ name })] }),
        ],
        [{ name: `three ${name}`, reason: name, url: name }],
      ),
    );
  };
  const plain = shape(withName('plain'));
  fc.assert(
    fc.property(hostileName, (name) => {
      expect(shape(withName(name))).toEqual(plain);
    }),
    { numRuns: 300 },
  );
});
