import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { parseBaseline, parseCanonicalBaseline } from '../../src/baseline/parse-text.ts';
import { type Report, reportSchema } from '../../src/model/report.ts';
import { renderComment } from '../../src/report/comment-and-summary.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { contradictionIn } from '../../src/report-file/contradiction.ts';
import { parseReport } from '../../src/report-file/read-report.ts';
import { anyBaseline } from '../baseline/baselines.ts';
import { links } from '../report/reports.ts';
import { gateSource } from './candidate-reports.ts';

const read = (name: string) => readFileSync(new URL(`../fixtures/version-1/${name}`, import.meta.url), 'utf8');

function reportIn(name: string): Report {
  const parsed = parseReport(JSON.parse(read(name)));
  if (parsed.outcome !== 'report') throw new Error(`${name}: ${JSON.stringify(parsed)}`);
  return parsed.report;
}

describe.each(['regression', 'within-limit', 'incomparable'])('a report of version 1: %s', (name) => {
  const report = reportIn(`${name}.json`);

  it('is one of this version that does not contradict itself', () => {
    expect(reportSchema.parse(report)).toEqual(report);
    expect(contradictionIn(report)).toBeNull();
  });

  it('is shown as version 1 showed it, but for the diff of the baseline’s version', () => {
    const run = 'https://github.com/octo-org/shop/actions/runs/1000';
    const none = { flameGraphUrl: null, flameGraphExpires: null, reportArtifactName: null, reportArtifactUrl: null };
    const shown = renderComment(overviewOfOne({ ...report, source }, links({ runUrl: run, runId: 1000, ...none })));
    expect(beforeDiff(shown)).toBe(beforeDiff(read(`${name}.md`)));
  });

  it('has a baseline of this version to be accepted', () => {
    const { text, diff } = report.candidate ?? { text: '', diff: null };
    expect(parseCanonicalBaseline(text, 'candidate').formatVersion).toBe(2);
    expect(diff).toContain('-  "formatVersion": 1,\n+  "formatVersion": 2,\n');
  });
});

const source = { ...gateSource, repository: 'octo-org/shop', pullRequest: 7 };
/** Without the diff, and with the numbers called what they are since: the fewest of the runs were the median. */
const beforeDiff = (comment: string) =>
  comment
    .split('<details><summary>The baseline')[0]
    // Nothing is listed any more where nothing changed.
    ?.replace(/<details><summary>\d+ unchanged [\s\S]*?<\/details>\n\n/, '')
    .replaceAll('fewest of', 'median of');

it('whose delta is in words is understood: whose code it was', () => {
  const named = (origin: string) => {
    const old = JSON.parse(read('regression.json'));
    old.benchmarks[0].attribution = [{ origin, delta: 1 }];
    const parsed = parseReport(old);
    const benchmark = parsed.outcome === 'report' ? parsed.report.benchmarks[0] : undefined;
    return benchmark?.verdict === 'regression' ? benchmark.attribution[0]?.origin : undefined;
  };
  expect(named('own code')).toEqual({ kind: 'own' });
  expect(named('dependency a\nb')).toEqual({ kind: 'dependency', module: 'a\nb' });
  expect(named('Swift standard library and runtime')).toEqual({ kind: 'runtime' });
  expect(named('Foundation')).toEqual({ kind: 'foundation' });
  expect(named('system')).toEqual({ kind: 'system' });
  expect(named('unknown')).toEqual({ kind: 'unknown' });
  expect(named('run-to-run difference')).toBeNull();
});

/** The lines of a baseline in one order: the place of a number among the sorted keys follows its name. */
const linesOf = (text: string) =>
  text
    .split('\n')
    .map((line) => line.replace(/,$/, ''))
    .sort();

describe('a baseline of version 1', () => {
  it.each(['comma-separated', 'objects-and-strings', 'request-loop'])(
    'is read, and written in this version: %s',
    (name) => {
      const text = read(`baseline-${name}.json`);
      const renamed = text
        .replace('"formatVersion": 1,', '"formatVersion": 2,')
        .replaceAll('"spread": {', '"noise": {');
      const upgraded = linesOf(formatBaseline(parseBaseline(text, name)));
      expect(upgraded.filter((line) => !line.includes('"workload": null'))).toEqual(linesOf(renamed));
    },
  );

  it('says the same as one of this version, whatever is in it', () => {
    fc.assert(
      fc.property(anyBaseline, (baseline) => {
        const entries = Object.entries(baseline.benchmarks);
        const before = entries.map(([name, { workload, ...rest }]) => [name, rest]);
        const after = entries.map(([name, rest]) => [name, { ...rest, workload: null }]);
        const text = JSON.stringify({ ...baseline, formatVersion: 1, benchmarks: Object.fromEntries(before) });
        expect(parseBaseline(text.replaceAll('"noise":{', '"spread":{'), 'old')).toEqual(
          parseBaseline(JSON.stringify({ ...baseline, benchmarks: Object.fromEntries(after) }), 'new'),
        );
      }),
      { numRuns: 30 },
    );
  });
});
