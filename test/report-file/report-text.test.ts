import { describe, expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { candidateBaseline } from '../../src/gate/candidate.ts';
import { reportSchema } from '../../src/model/report.ts';
import { largestReportBytes, reportText } from '../../src/report-file/report-text.ts';
import { parseIndented } from '../../src/stacks/indented.ts';
import { fingerprint } from '../baseline/measurements.ts';
import { measured, packageOf, recorded, run, stack } from '../gate/measured.ts';
import { report } from '../report/reports.ts';

const withCandidate = (textBytes: number, diffBytes: number) =>
  report({ candidate: { path: 'x.json', text: 'x'.repeat(textBytes), diff: '+'.repeat(diffBytes) } });

describe('the text of a report', () => {
  it('is all of it where publish and accept read it', () => {
    const small = withCandidate(1000, 1000);
    const { text, warning } = reportText(small);
    expect(reportSchema.parse(JSON.parse(text))).toEqual(small);
    expect(warning).toBeNull();
  });

  it('loses the diff where it would be too large with it', () => {
    const { text, warning } = reportText(withCandidate(largestReportBytes - 100_000, 200_000));
    expect(warning).toBeNull();
    expect(JSON.parse(text)).toMatchObject({ candidate: { diff: null } });
    expect(Buffer.byteLength(text)).toBeLessThan(largestReportBytes);
  });

  it('comes with a warning that says what helps where it is too large all the same', () => {
    expect(reportText(withCandidate(7 * 1024 * 1024, 200_000)).warning).toMatch(
      /^The report has 7 MiB, .* read at most 5 MiB: they will refuse it\. Measure fewer benchmarks in this job/,
    );
  });
});

it('the candidate of sixty large benchmarks leaves room for the report around it', () => {
  // A deep tree with few sites in it: these are never left out.
  const stacks = Array.from({ length: 600 }, (_, index) =>
    stack(1 + index, 'main', ...path(index), 'encode()', 'append(_:)', 'grow()', `site${index % 5}()`),
  );
  const total = stacks.reduce((sum, { count }) => sum + count, 0);
  const outcomes = Array.from({ length: 60 }, (_, index) =>
    measured(`b${index}`, run(total), { recording: recorded(stacks) }),
  );
  const baseline = candidateBaseline(packageOf(...outcomes), fingerprint, null);
  const { callTree } = baseline.benchmarks.b59 ?? { callTree: [] };
  expect(callTree.length).toBeGreaterThan(100);
  expect(parseIndented(callTree).count).toBe(total);
  expect(Buffer.byteLength(formatBaseline(baseline))).toBeLessThan(2.5 * 1024 * 1024);
});

/** `branch2`, `branch2.1`, `branch2.1.4`: halves of a tree have something in common. */
function path(index: number): readonly string[] {
  const digits = index.toString(5).padStart(4, '0');
  return [1, 2, 3, 4].map((length) => `branch${digits.slice(0, length)}(_:)`);
}
