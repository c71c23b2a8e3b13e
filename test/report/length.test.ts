import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Report, reportSchema } from '../../src/model/report.ts';
import { renderComment } from '../../src/report/comment-and-summary.ts';
import { parseMarker } from '../../src/report/marker.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { hostileName } from './hostile.ts';
import { overviewOf } from './overviews.ts';
import { benchmark, failedBenchmark, links, report } from './reports.ts';

/** Text as long as the schema takes it, of what grows most when it is escaped. */
const long = hostileName.chain((name) =>
  fc.constantFrom(name, '|'.repeat(160), '| '.repeat(4990), `${name} `.repeat(1000).slice(0, 9_980)),
);

interface Given {
  readonly name: string;
  readonly text: string;
  readonly each: number;
}

/** A report that says the same foreign things wherever it can, and as often as the schema takes them. */
function hostile({ name, text, each }: Given): Report {
  const range = Array.from({ length: each }, (_, index) => index);
  const differences = range.map((index) => ({ field: `${index}${text}`, baseline: text, measured: text }));
  const given = report({
    verdict: 'failed',
    passes: false,
    key: `${name}key`.slice(0, 200),
    package: name,
    base: { commit: 'a'.repeat(40), differences, newEnvironment: null, dependencies: 'same-as-head' },
    baselineFile: { path: text, exists: true, blob: 'b10b'.repeat(10) },
    dependencyChanges: range.map((index) => ({ identity: `${index}${text}`, baseline: text, measured: text })),
    notices: range.slice(0, 50).map((index) => [{ prose: `${index} ${text}` }, { code: text }, { prose: text }]),
    benchmarks: range.slice(0, 30).flatMap((index) => [
      failedBenchmark({
        name: `${index}${name}`,
        failure: { message: text, remedy: text, lastLines: [text.slice(0, 4000)] },
      }),
      benchmark({ name: `more${index}${name}`, verdict: 'regression', before: { malloc: 1 }, suspicious: true }),
    ]),
    removed: range.slice(0, 500).map((index) => `${index}${name}`),
  });
  // What the door would not let in proves nothing.
  expect(reportSchema.safeParse(given).success).toBe(true);
  return given;
}

const given: fc.Arbitrary<Given> = fc.record({ name: long, text: long, each: fc.constantFrom(1, 30, 300) });

describe('a comment that GitHub takes', () => {
  test('is made of any report that the schema takes, and keeps its marker and verdict', () => {
    fc.assert(
      fc.property(given, (given) => {
        const comment = renderComment(overviewOfOne(hostile(given), links()));
        expect(comment.length).toBeLessThanOrEqual(60_000);
        expect(parseMarker(comment)).not.toBeNull();
        expect(comment.split('\n')[1]).toMatch(/^❌ \*\*/);
      }),
      { numRuns: 12 },
    );
  });

  test('is made of any overview of them', () => {
    fc.assert(
      fc.property(given, given, (one, two) => {
        const environments = [one, two].map((each) => ({ name: each.text, report: hostile(each), links: links() }));
        const missing = [{ name: one.text, reason: two.text, url: null }];
        const comment = renderComment({ ...overviewOf(environments, missing), refusals: [one.text, two.text] });
        expect(comment.length).toBeLessThanOrEqual(60_000);
        expect(comment.split('\n')[1]).toMatch(/^❌ \*\*/);
      }),
      { numRuns: 4 },
    );
  });
});

test('what a base commit differs in is said of the first ten fields', () => {
  const differences = Array.from({ length: 10_000 }, (_, index) => ({
    ...{ field: `f${index}|`, baseline: '1', measured: '2' },
  }));
  const given = report({
    base: { commit: 'a'.repeat(40), differences, newEnvironment: null, dependencies: 'as-resolved' },
  });
  const comment = renderComment(overviewOfOne(given, links()));
  expect(comment).toContain(' and 9,990 more differ too); compared with the base commit');
  expect(comment.length).toBeLessThan(20_000);
});
