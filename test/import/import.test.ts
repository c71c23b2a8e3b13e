import { describe, expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { parseBaseline } from '../../src/baseline/parse-text.ts';
import { chooseThresholds, withThresholds } from '../../src/import/import.ts';
import type { ForeignThreshold } from '../../src/import/read-thresholds.ts';
import { UsageError } from '../../src/model/errors.ts';
import { fingerprint } from '../baseline/measurements.ts';
import { baselineOf, run } from '../gate/measured.ts';

const threshold = (name: string, total = 1000, line = 2): ForeignThreshold => ({
  ...{ name, total, file: 'Thresholds/6.2.json', place: { line, column: 9 } },
});
const choose = (names: readonly string[], benchmarks: readonly string[], baseline = baselineOf({})) => {
  const chosen = chooseThresholds(
    names.map((name, index) => threshold(name, 1000, index + 2)),
    benchmarks,
    baseline,
  );
  const of = (group: keyof typeof chosen) => chosen[group].map(({ benchmark }) => benchmark);
  return { taken: of('taken'), measured: of('measured'), unknown: of('unknown') };
};

describe('thresholds', () => {
  it('are taken for benchmarks of the configuration that have no measured numbers', () => {
    expect(choose(['a', 'b', 'c'], ['b', 'a'], baselineOf({ b: run(1) }))).toEqual({
      ...{ taken: ['a'], measured: ['b'], unknown: ['c'] },
    });
  });

  it('get the nearest name that a benchmark can have', () => {
    const names = ['Router.match(path:)', 'a/b, c', '…x', 'A..B'];
    expect(choose(names, []).unknown).toEqual(['Router.match-path', 'a-b- c', 'x', 'A.B']);
  });

  it.each(['日本', '()', 'x'.repeat(101)])('called %s cannot be a benchmark: refused with place and reason', (name) => {
    expect(() => choose(['a', name], [])).toThrow(UsageError);
    expect(() => choose(['a', name], [])).toThrow(`Thresholds/6.2.json:3:9: ${JSON.stringify(name).slice(0, 20)}`);
    expect(() => choose(['a', name], [])).toThrow('cannot be the name of a benchmark; a name starts with a letter');
  });

  it('that would become one benchmark are refused with both places', () => {
    expect(() => choose(['read(_:)', 'x', 'Read__'], ['x'])).not.toThrow();
    expect(() => choose(['read(a)', 'x', 'READ a', 'read-A'], ['x'])).toThrow(
      'Thresholds/6.2.json:5:9: "read-A" would be the same benchmark as "read(a)" (Thresholds/6.2.json:2:9), "read-A"',
    );
  });
});

describe('a baseline with imported thresholds', () => {
  const taken = [{ benchmark: 'match-path', threshold: threshold('match(path:)', 44) }];
  const how = { from: 'package-benchmark', unit: 'iteration' } as const;
  const entry = {
    ...{ from: 'package-benchmark', file: 'Thresholds/6.2.json', name: 'match(path:)', unit: 'iteration', total: 44 },
  };

  it('has no fingerprint where nothing was measured, and is a baseline all the same', () => {
    const baseline = withThresholds(null, 'router', taken, how);
    expect(baseline).toMatchObject({ package: 'router', fingerprint: null, benchmarks: {} });
    expect(baseline.imported).toEqual({ 'match-path': entry });
    expect(parseBaseline(formatBaseline(baseline), 'baseline.json')).toEqual(baseline);
  });

  it('keeps what was measured and what was imported before, and renews what is imported again', () => {
    const before = withThresholds(
      baselineOf({ http: run(5) }),
      'server',
      [...taken, { benchmark: 'old', threshold: threshold('old') }],
      how,
    );
    const again = [{ benchmark: 'match-path', threshold: threshold('match(path:)', 43) }];
    const { fingerprint: kept, benchmarks, imported } = withThresholds(before, 'server', again, how);
    expect(kept).toEqual(fingerprint);
    expect(Object.keys(benchmarks)).toEqual(['http']);
    expect(imported).toMatchObject({ 'match-path': { total: 43 }, old: { total: 1000 } });
  });
});
