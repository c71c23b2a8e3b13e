import fc from 'fast-check';
import { expect, test } from 'vitest';
import { annotationsOf } from '../../src/report/annotations.ts';
import { noLinks } from '../../src/report/links.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { hostileName } from './hostile.ts';
import { benchmark, report, site } from './reports.ts';
import { situations } from './situations.ts';

const of = (name: string) => annotationsOf(overviewOfOne(situations[name]?.report ?? report(), noLinks));

test('a green gate says nothing', () => {
  for (const name of ['unchanged', 'inside-limit', 'improvement']) expect(of(name)).toEqual([]);
});

test('a regression is an error with the verdict, and one on each line that grew', () => {
  expect(of('one-regression')).toEqual([
    {
      level: 'error',
      title: 'Swift Allocation Gate',
      message:
        '1 benchmark allocates more: +1,024 malloc per run in http-requests (+3.1 %, limit +1 %). Besides, 3 are unchanged.',
    },
    {
      level: 'error',
      title: '+1,000 [UInt8] storage per run in http-requests',
      message: 'in HTTPRequestBuilder.append(header:); total 33,000 → 34,024 (+1,024), malloc 31,800 → 32,824 (+1,024)',
      file: 'Sources/HTTPBench/HTTPRequestBuilder.swift',
      line: 35,
    },
  ]);
});

const atLine = { file: 'Sources/App/Headers.swift', line: 35, name: 'parseHeaders(_:)' };
const head = (count: number) => [{ name: 'RequestHead', count, baselineCount: 0 }];
const twice = report({
  verdict: 'regression',
  passes: false,
  filesAtHead: [atLine.file],
  benchmarks: [
    benchmark({
      ...{ name: 'whole-program', verdict: 'regression', before: { malloc: 40 }, now: { malloc: 50 } },
      sites: [site({ ...atLine, delta: 10, allocates: head(10) })],
    }),
    benchmark({
      ...{ name: 'loop-turn', verdict: 'regression', unit: 'iteration', before: { malloc: 4 }, now: { malloc: 5 } },
      ...{ baselineLine: 9, sites: [site({ ...atLine, delta: 1, allocates: head(1) })] },
    }),
  ],
});

test('a line at which several benchmarks grew is marked once, with all of them', () => {
  expect(annotationsOf(overviewOfOne(twice, noLinks)).slice(1)).toEqual([
    {
      level: 'error',
      title: '+10 RequestHead per run in whole-program',
      message:
        'in parseHeaders(_:); total 40 → 50 (+10), malloc 40 → 50 (+10); +1 RequestHead per iteration in loop-turn',
      ...{ file: atLine.file, line: 35 },
    },
  ]);
});

test('where the head commit has another file than was measured, the baseline’s line is marked', () => {
  const annotations = annotationsOf(overviewOfOne({ ...twice, filesAtHead: [] }, noLinks));
  expect(annotations.slice(1).map(({ title, line }) => [title, line])).toEqual([
    ['whole-program allocates more', undefined],
    ['loop-turn allocates more', 9],
  ]);
  // On the command line nobody knows a head commit.
  const { filesAtHead, ...local } = twice;
  expect(annotationsOf(overviewOfOne(local, noLinks))[1]).toMatchObject({ file: atLine.file, line: 35 });
});

test('each benchmark is marked on its line of the baseline file, the verdict on none', () => {
  expect(of('many-regressions').map(({ line }) => line)).toEqual([undefined, 57, 49, 41, 33, 25, 17]);
});

const base = { commit: 'a'.repeat(40), differences: [], newEnvironment: null, dependencies: 'as-resolved' } as const;

test('nothing is marked in a file whose numbers were not compared with', () => {
  const { report: regressed } = situations['one-regression'] ?? { report: report() };
  const based = {
    ...regressed,
    base,
    benchmarks: regressed.benchmarks.map((one) =>
      one.verdict === 'failed' ? one : { ...one, baselineLine: null, sites: [] },
    ),
  };
  const missing = {
    ...regressed,
    benchmarks: based.benchmarks,
    baselineFile: { path: 'x.json', exists: false, blob: null },
  };
  for (const one of [based, missing]) {
    const annotations = annotationsOf(overviewOfOne(one, noLinks));
    expect(annotations).toHaveLength(2);
    for (const annotation of annotations) {
      expect(annotation).not.toHaveProperty('file');
      expect(annotation).not.toHaveProperty('line');
    }
  }
});

test('what the baseline file still judges beside a base commit is marked in it', () => {
  const { report: regressed } = situations['many-regressions'] ?? { report: report() };
  expect(annotationsOf(overviewOfOne({ ...regressed, base }, noLinks)).map(({ line }) => line)).toEqual([
    undefined,
    57,
    49,
    41,
    33,
    25,
    17,
  ]);
});

test('a benchmark whose line is not known is marked on the file', () => {
  const { report: regressed } = situations['one-regression'] ?? { report: report() };
  const benchmarks = regressed.benchmarks.map((one) =>
    one.verdict === 'failed' ? one : { ...one, baselineLine: null, sites: [] },
  );
  const [, mark] = annotationsOf(overviewOfOne({ ...regressed, benchmarks }, noLinks));
  expect(mark).toHaveProperty('file', regressed.baselineFile?.path);
  expect(mark).not.toHaveProperty('line');
});

test('a total above an imported threshold is an error that names both', () => {
  const [, ...benchmarks] = of('imported-exceeded');
  expect(benchmarks.map(({ title, message }) => `${title}: ${message}`)).toEqual([
    '1000_greetings exceeds its imported threshold: total 47,120, threshold 46,050 (+1,070), imported from swift-nio',
    'routing exceeds its imported threshold: total 1,024, threshold 1,000 (+24), imported from swift-nio',
  ]);
  expect(of('imported-within')).toEqual([]);
});

test('what the settings let pass is a warning', () => {
  expect(of('regression-allowed-by-policy').map(({ level }) => level)).toEqual(['warning', 'warning']);
  expect(of('first-run').map(({ level }) => level)).toEqual(['warning']);
});

test('200 regressions are eight annotations', () => {
  expect(of('three-hundred-benchmarks')).toHaveLength(8);
});

test('a name cannot add a line to an annotation', () => {
  const benchmarks = [
    benchmark({ name: 'a\n::error::b', verdict: 'regression', before: { malloc: 1 }, now: { malloc: 2 } }),
  ];
  const texts = annotationsOf(overviewOfOne(report({ verdict: 'regression', passes: false, benchmarks }), noLinks));
  for (const { title, message } of texts) expect(title + message).not.toContain('\n');
});

test('whatever names and types are called, an annotation is two bounded lines, of a file that the head commit has', () => {
  const long = 'N'.repeat(4000);
  fc.assert(
    fc.property(fc.oneof(hostileName, fc.constantFrom(long, '](javascript:alert(1))', '../../etc/passwd')), (name) => {
      const allocates = [{ name, count: 10, baselineCount: 0 }];
      const grown = site({ name, module: name, file: name, line: 3, delta: 10, allocates });
      const given = { name, verdict: 'regression', before: { malloc: 40 }, now: { malloc: 50 } } as const;
      const one = { ...twice, filesAtHead: [name], benchmarks: [benchmark({ ...given, sites: [grown] })] };
      const marks = annotationsOf(overviewOfOne(one, noLinks)).slice(1);
      expect(marks).toMatchObject([{ file: name, line: 3 }]);
      for (const text of marks.flatMap(({ title, message }) => [title, message])) {
        expect(text).toMatch(/^[^\p{Cc}\p{Zl}\p{Zp}]+$/u);
        expect(text.length).toBeLessThan(1000);
      }
      expect(annotationsOf(overviewOfOne({ ...one, filesAtHead: [] }, noLinks))[1]).not.toHaveProperty('file', name);
    }),
    { numRuns: 100 },
  );
});
