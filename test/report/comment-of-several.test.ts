import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MeasuredBenchmark, Report } from '../../src/model/report.ts';
import { renderComment, renderSummary } from '../../src/report/comment-and-summary.ts';
import { parseMarker } from '../../src/report/marker.ts';
import { type Environment, type Overview, overviewOfOne } from '../../src/report/overview.ts';
import { hostileName } from './hostile.ts';
import { overviewOf, overviews } from './overviews.ts';
import { benchmark, failedBenchmark, links, report, site } from './reports.ts';

const environmentOf = (name: string, given: Partial<Report> = {}): Environment => ({
  name,
  report: report(given),
  links: links(),
});

const regression = (given: Partial<MeasuredBenchmark> = {}) =>
  benchmark({
    verdict: 'regression',
    before: { malloc: 1 },
    now: { malloc: 4 },
    sites: [site({ delta: 3 })],
    ...given,
  });

const redEnvironment = (name: string, benchmarks: Report['benchmarks']) =>
  environmentOf(name, { verdict: 'regression', passes: false, benchmarks });

const range = (length: number) => Array.from({ length }, (_, index) => index);

describe('a comment over several environments', () => {
  test('begins with the marker of the overview, and with none where there is none', () => {
    const comment = renderComment(overviews['matrix-six-legs'] ?? overviewOf([]));
    expect(parseMarker(comment)).toMatchObject({ key: 'Allocations', runId: 15_812_345_678, runAttempt: 1 });
    expect(renderComment({ ...overviewOf([]), marker: null })).toMatch(/^❌ /);
  });

  test('has one emoji in every situation', () => {
    for (const each of Object.values(overviews)) {
      expect(renderComment(each).match(/\p{Extended_Pictographic}/gu)).toHaveLength(1);
    }
  });

  test('of a single environment is the comment of its report, but for the marker', () => {
    const single = overviews['matrix-single-leg'] ?? overviewOf([]);
    const [environment = environmentOf('none')] = single.environments;
    const [marker, ...lines] = renderComment(single).split('\n');
    expect(parseMarker(marker ?? '')?.key).toBe('Allocations');
    expect(lines).toEqual(renderComment(overviewOfOne(environment.report, environment.links)).split('\n').slice(1));
    expect(lines[0]).toContain('1 benchmark allocates more');
  });

  test('names every missing environment with its reason and its job, however green the others are', () => {
    const comment = renderComment(
      overviewOf(
        [environmentOf('one'), environmentOf('two')],
        [{ name: 'three', reason: 'was skipped', url: 'https://example.com/job/3' }],
      ),
    );
    expect(comment.split('\n')[1]).toBe(
      '❌ **1 of 3 environments is missing**: `three` was skipped. Besides, 2 are unchanged.',
    );
    expect(comment).toContain('- `three` was skipped ([job](https://example.com/job/3))\n');
    expect(comment).toContain('| `http-requests` | 1,000 | 1,000 | missing |');
  });

  test('opens the environment of the verdict, and no other', () => {
    const comment = renderComment(overviews['matrix-six-legs'] ?? overviewOf([]));
    expect(comment.match(/<details open>.*/g)).toEqual([
      '<details open><summary><code>Swift 6.2.1 on ubuntu-24.04</code>: 1 benchmark allocates more, 5 are unchanged</summary>',
    ]);
  });

  test('shows what an environment warns of above everything that is collapsed, once for all environments that say it', () => {
    const notices = [[{ prose: 'This pull request edits its own baseline.' }]];
    const [first, second, third] = [
      environmentOf('one', { notices }),
      environmentOf('two', { notices }),
      environmentOf('three'),
    ];
    const two = renderComment(overviewOf([first, second, third]));
    expect(two.split('<details')[0]).toContain('> On `one` and `two`: This pull request edits its own baseline.\n');
    expect(renderComment(overviewOf([first, second]))).toContain('> This pull request edits its own baseline.\n');
  });

  test('names no label where no environment belongs to a pull request', () => {
    const { source } = report();
    const pushed = [environmentOf('one'), redEnvironment('two', [regression()])].map(
      (environment): Environment => ({
        ...environment,
        report: { ...environment.report, source: source && { ...source, pullRequest: null } },
      }),
    );
    expect(renderComment(overviewOf(pushed))).not.toContain('label');
    expect(renderComment(overviewOf([environmentOf('one'), redEnvironment('two', [regression()])]))).toContain(
      'add the label',
    );
  });
});

describe('call sites', () => {
  const lists = (environments: readonly Environment[]) => {
    const comment = renderComment(overviewOf(environments));
    return { lists: comment.match(/\*\*Call sites that grew\*\*/g)?.length ?? 0, comment };
  };

  test('that several environments have in common are listed once', () => {
    const environments = ['one', 'two', 'three'].map((name) => redEnvironment(name, [regression()]));
    const { lists: count, comment } = lists(environments);
    expect(count).toBe(1);
    expect(comment).toContain('<code>one</code> and 2 others: ');
    expect(comment).toContain('The same call sites grew, by as much, on `two` and `three`.');
  });

  test('are listed of each environment where a delta, a name or a module differs', () => {
    for (const other of [{ delta: 2 }, { delta: 3, name: 'other()' }, { delta: 3, module: 'Other' }]) {
      const environments = [
        redEnvironment('one', [regression()]),
        redEnvironment('two', [regression({ sites: [site(other)] })]),
      ];
      expect(lists(environments).lists).toBe(2);
    }
  });

  test('are referred to by an environment that shows something else besides', () => {
    const environments = [
      redEnvironment('one', [regression()]),
      redEnvironment('two', [regression(), failedBenchmark()]),
    ];
    const { lists: count, comment } = lists(environments);
    expect(count).toBe(1);
    expect(comment).toContain('The call sites that grew are the same as on `one`.');
    expect(comment).toContain('`echo-server` could not be measured');
  });
});

describe('the table over all environments', () => {
  const header = (comment: string) => comment.split('\n').find((line) => line.startsWith('| '));

  test('says of each cell what became of the benchmark there', () => {
    const comment = renderComment(
      overviewOf([
        redEnvironment('a', [regression({ name: 'x' }), benchmark({ name: 'same' })]),
        environmentOf('b', {
          benchmarks: [benchmark({ name: 'x', before: null, now: { malloc: 7 } })],
          removed: ['same'],
        }),
        environmentOf('c', { verdict: 'failed', passes: false, benchmarks: [failedBenchmark({ name: 'x' })] }),
        environmentOf('d', { benchmarks: [benchmark({ name: 'x', verdict: 'incomparable' })] }),
        redEnvironment('e', [regression({ name: 'x', ...movedRealloc() })]),
        environmentOf('f', { benchmarks: [benchmark({ name: 'x', unit: 'iteration', now: { malloc: 0.5 } })] }),
      ]),
    );
    expect(comment).toContain(
      '| `x` | 4&nbsp;(**+3**) | 7&nbsp;new | failed | incomparable | 2&nbsp;(**+900** `realloc`) | 0.5, per iteration |\n',
    );
    expect(comment).toContain('| `same` | 1,000 | removed | – | – | – | – |\n');
  });

  test('has environments across while they are few, and down when they are many', () => {
    const environments = (count: number) => range(count).map((index) => redEnvironment(`job ${index}`, [regression()]));
    expect(header(renderComment(overviewOf(environments(8))))).toMatch(/^\| Benchmark \| `0` \|.* `7` \|$/);
    const turned = renderComment(overviewOf(environments(9)));
    expect(header(turned)).toBe('| Environment | `http-requests` |');
    expect(turned).toContain('| `8` | 4&nbsp;(**+3**) |\n');
  });

  test('shows the worst of very many environments, and says how many are not shown', () => {
    const names = range(30).map((index) => `more-${index}`);
    const environments = range(20).map((index) =>
      index === 19
        ? redEnvironment(
            'bad job',
            names.map((name) => regression({ name })),
          )
        : environmentOf(`job ${index}`),
    );
    const comment = renderComment(overviewOf(environments));
    expect(header(comment)).toMatch(/^\| Benchmark \| `bad job` \|/);
    expect(comment).toContain('*8 environments omitted.*');
  });
});

function movedRealloc(): Partial<MeasuredBenchmark> {
  const { total, counts, baseline, delta, allowed } = benchmark({
    before: { malloc: 2 },
    now: { malloc: 2, realloc: 900 },
  });
  return { total, counts, baseline, delta, decidedBy: 'realloc', allowed, sites: [] };
}

/** Too much of everything, every name of `length` characters. */
function crowded(environments: number, each: number, length: number): Overview {
  // One candidate for all: to compare texts of a hundred megabytes is not what is tested here.
  const { candidate } = report();
  const name = (prefix: string, index: number) => `${prefix}${index}`.padEnd(length, 'x|');
  const sites = range(4).map((index) =>
    site({ name: name('site', index), callers: [name('caller', 0), name('caller', 1)], delta: 9 - index }),
  );
  const benchmarks = (environment: number): Report['benchmarks'] => [
    ...range(each).map((index) => benchmark({ name: name('same', index) })),
    ...range(each).map((index) => regression({ name: name('more', index), sites, ...moved(1 + environment + index) })),
    ...range(Math.min(each, 10)).map((index) =>
      failedBenchmark({
        name: name('broken', index),
        failure: {
          message: name('message', environment),
          remedy: name('remedy', index),
          lastLines: [name('line', index)],
        },
      }),
    ),
  ];
  return overviewOf(
    range(environments).map((index) =>
      environmentOf(name('job', index), {
        verdict: 'failed',
        passes: false,
        notices: [[{ prose: name('notice', index) }]],
        benchmarks: benchmarks(index),
        removed: [name('removed', index)],
        candidate,
      }),
    ),
    range(environments).map((index) => ({
      name: name('gone', index),
      reason: 'was cancelled',
      url: 'https://example.com/1',
    })),
  );
}

function moved(by: number): Partial<MeasuredBenchmark> {
  const { total, counts, baseline, delta } = benchmark({ before: { malloc: 100 }, now: { malloc: 100 + by } });
  return { total, counts, baseline, delta };
}

describe('a comment over several environments that is too long', () => {
  test('is cut to 60,000 characters and keeps the verdict', () => {
    for (const length of [10, 100, 1000]) {
      const comment = renderComment(crowded(12, 15, length));
      expect(comment.length).toBeLessThanOrEqual(60_000);
      expect(comment.split('\n')[1]).toContain('❌ **12 of 24 environments allocate more**');
      expect(comment.split('\n')[1]).toContain('12 are missing');
    }
  });

  test('loses unchanged rows, callers, call sites and whole sections before missing environments and regressed rows', () => {
    const states = [4, 20, 60, 120, 160].map((length) => {
      const comment = renderComment(crowded(9, 12, length)).replaceAll('<code>', '`');
      return [/^\| `same/m, /← /, /^- \*\*\[\+/m, /^<details><summary>`?job/m, /^\| `more/m, /^- `gone/m].map((row) =>
        row.test(comment),
      );
    });
    // What is left out is a beginning of the list.
    for (const state of states) expect(state).toEqual(state.toSorted((a, b) => Number(a) - Number(b)));
    expect(states.at(0)?.filter(Boolean).length).toBeGreaterThan(states.at(-1)?.filter(Boolean).length ?? 0);
    expect(states.map((state) => state.at(-1))).toEqual([true, true, true, true, true]);
  });

  test('over 256 environments of 500 benchmarks fits, as does their summary', () => {
    const large = crowded(256, 245, 10);
    const comment = renderComment(large);
    expect(comment.length).toBeLessThanOrEqual(60_000);
    expect(comment.length).toBeGreaterThan(55_000);
    expect(comment).toContain('- <code>gone255');
    expect(comment).toContain('| <code>job');
    expect(Buffer.byteLength(renderSummary(large))).toBeLessThanOrEqual(900 * 1024);
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
    const given = { package: name, removed: [`${name}?`], notices: [[{ prose: name }]], base };
    return renderComment(
      overviewOf(
        [
          environmentOf(`one ${name}`, { ...given, verdict: 'regression', passes: false, benchmarks: [grown, odd] }),
          environmentOf(`two ${name}`, { ...given, benchmarks: [benchmark({ name })] }),
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
