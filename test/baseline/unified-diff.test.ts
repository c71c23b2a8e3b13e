import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { unifiedDiff } from '../../src/baseline/unified-diff.ts';
import type { Baseline } from '../../src/model/baseline.ts';
import { exampleBaseline } from './baselines.ts';
import { perRun, workload } from './measurements.ts';

const path = '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json';
const folder = mkdtempSync(join(tmpdir(), 'diff-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What git makes of a file with a patch. */
function applied(before: string | null, patch: string, name = path): string {
  const file = join(folder, name);
  mkdirSync(dirname(file), { recursive: true });
  if (before === null) rmSync(file, { force: true });
  else writeFileSync(file, before);
  execFileSync('git', ['apply', '--whitespace=nowarn'], { cwd: folder, input: patch });
  return readFileSync(file, 'utf8');
}

const withTotals = (totals: Readonly<Record<string, number>>): string => {
  const benchmarks = Object.entries(totals).map(([name, malloc]): [string, Baseline['benchmarks'][string]] => [
    name,
    { measurement: perRun({ malloc }), workload, sites: [], callTree: [] },
  ]);
  return formatBaseline({ ...exampleBaseline, benchmarks: Object.fromEntries(benchmarks) });
};

describe('the diff of a baseline', () => {
  it('is what git needs to make the new file of the old one', () => {
    const [before, now] = [withTotals({ a: 10, b: 20, c: 30 }), withTotals({ a: 10, b: 21, d: 4 })];
    expect(applied(before, unifiedDiff(path, before, now) ?? '')).toBe(now);
    expect(applied(null, unifiedDiff(path, null, now) ?? '')).toBe(now);
    expect(applied(before, unifiedDiff('a "b"/é.json', before, now) ?? '', 'a "b"/é.json')).toBe(now);
  });

  it('also starts from a file that somebody has formatted otherwise', () => {
    const now = withTotals({ a: 11 });
    for (const before of [JSON.stringify(JSON.parse(withTotals({ a: 10 })), null, 4), '{"a":1}', 'a\r\nb']) {
      expect(applied(before, unifiedDiff(path, before, now) ?? '')).toBe(now);
    }
  });

  it('names the benchmark or the part of the file in which each hunk begins', () => {
    const before = withTotals({ first: 10, 'odd "name" {': 20 });
    const now = withTotals({ first: 11, 'odd "name" {': 22 }).replace('"package": "', '"package": "other-');
    const headers = (unifiedDiff(path, before, now) ?? '').split('\n').filter((line) => line.startsWith('@@'));
    const odd = '"odd \\"name\\" {"';
    expect(headers.map((line) => line.replace(/^@@ .* @@ ?/, ''))).toEqual([
      ...['"first"', '"first"', odd, odd, '"fingerprint"'],
    ]);
  });

  it('is empty where nothing changes', () => {
    expect(unifiedDiff(path, 'same\n', 'same\n')).toBe('');
  });

  it('is not known where thousands of lines differ, or the lines are very long', () => {
    const lines = (letter: string) => Array.from({ length: 50_000 }, (_, index) => `${letter}${index}\n`).join('');
    const started = performance.now();
    expect(unifiedDiff(path, lines('a'), lines('b'))).toBeNull();
    expect(performance.now() - started).toBeLessThan(10_000);
    expect(unifiedDiff(path, 'a\n', `${'x'.repeat(300_000)}\n`)).toBeNull();
  });

  it('leads from any text to any other', () => {
    const text = fc.array(
      fc.constantFrom('  "a": {\n', '    "b": {\n', '@@ -1,1 +1,1 @@\n', 'x\n', '--- a/x\n', '\\\n'),
      {
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(text, text, (before, now) => {
        const [one, other] = [before.join(''), now.join('')];
        const patch = unifiedDiff(path, one, other) ?? '';
        if (one !== other && other !== '') expect(applied(one, patch)).toBe(other);
      }),
      { numRuns: 40 },
    );
  });
});
