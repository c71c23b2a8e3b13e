import { describe, expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { parseBaseline } from '../../src/baseline/parse-text.ts';
import { candidateBaseline, canKeepLeftOut } from '../../src/gate/candidate.ts';
import type { Baseline, ImportedThreshold } from '../../src/model/baseline.ts';
import type { BenchmarkOutcome } from '../../src/model/benchmark-outcome.ts';
import { parseIndented } from '../../src/stacks/indented.ts';
import { fingerprint, perIteration } from '../baseline/measurements.ts';
import { baselineOf, failed, measured, packageOf, recorded, run, stack } from './measured.ts';

function candidate(existing: Baseline | null, ...outcomes: readonly BenchmarkOutcome[]): Baseline {
  const made = candidateBaseline(packageOf(...outcomes), fingerprint, existing);
  expect(parseBaseline(formatBaseline(made), 'candidate.json')).toEqual(made);
  return made;
}

const threshold: ImportedThreshold = {
  ...{ from: 'swift-nio', file: 'Thresholds/6.2.json', name: 'json', unit: 'iteration', total: 12 },
};
const importedOnly = baselineOf({}, { fingerprint: null, imported: { http: threshold, json: threshold } });

describe('a candidate baseline', () => {
  it('is the measurement as it is', () => {
    expect(candidate(null, measured('http', run(100)))).toMatchObject({
      formatVersion: 2,
      package: 'server',
      fingerprint,
      dependencies: { 'swift-nio': '2.81.0' },
      benchmarks: { http: { measurement: run(100), sites: [], callTree: [] } },
    });
  });

  it('replaces what was measured and drops what is no longer configured', () => {
    const existing = baselineOf({ http: run(50), gone: run(1) });
    const { benchmarks } = candidate(existing, measured('http', run(100)), measured('new', run(7)));
    expect(Object.keys(benchmarks)).toEqual(['http', 'new']);
    expect(benchmarks.http?.measurement).toEqual(run(100));
  });

  it('keeps the numbers of a benchmark that failed', () => {
    const existing = baselineOf({ http: run(50), json: run(9) });
    const { benchmarks } = candidate(existing, failed('http'), measured('json', run(10)));
    expect(benchmarks.http?.measurement).toEqual(run(50));
    expect(benchmarks.json?.measurement).toEqual(run(10));
  });

  it('has no numbers of a benchmark that failed and was never measured', () => {
    expect(candidate(null, failed('http'), measured('json', run(10))).benchmarks).not.toHaveProperty('http');
    const existing = baselineOf({ json: run(9) });
    expect(Object.keys(candidate(existing, failed('constructor'), measured('json', run(10))).benchmarks)).toEqual([
      'json',
    ]);
  });

  it('keeps the numbers and thresholds of benchmarks that were left out, where they fit the new fingerprint', () => {
    const existing = baselineOf({ http: run(50), json: run(9) }, { imported: { route: threshold } });
    const part = { ...packageOf(measured('json', run(10))), leftOut: ['http', 'route', 'new'] };
    expect(canKeepLeftOut(part, fingerprint, existing)).toBe(true);
    const { benchmarks, imported } = candidateBaseline(part, fingerprint, existing);
    expect(benchmarks).toMatchObject({ http: { measurement: run(50) }, json: { measurement: run(10) } });
    expect(imported).toEqual({ route: threshold });
    const old = baselineOf({ http: run(50) }, { fingerprint: { ...fingerprint, swift: '6.2.0' } });
    expect(canKeepLeftOut(part, fingerprint, old)).toBe(false);
    expect(canKeepLeftOut(part, fingerprint, null)).toBe(true);
  });

  it('does not pass off old numbers as taken under the new fingerprint', () => {
    const old = { ...fingerprint, swift: '6.2.0' };
    const existing = baselineOf({ http: run(50) }, { fingerprint: old });
    expect(candidate(existing, failed('http'), measured('json', run(10))).benchmarks).not.toHaveProperty('http');
  });

  it('replaces an imported threshold by what was measured, and keeps it where that failed', () => {
    const { imported, benchmarks } = candidate(importedOnly, measured('http', run(100)), failed('json'));
    expect(Object.keys(benchmarks)).toEqual(['http']);
    expect(imported).toEqual({ json: threshold });
    expect(candidate(importedOnly, measured('http', run(1)), measured('json', run(1)))).not.toHaveProperty('imported');
  });

  it('keeps numbers per iteration on a machine with another number of CPUs, and none per run', () => {
    const existing = baselineOf(
      { turns: perIteration({ malloc: 5 }, { malloc: 15 }), http: run(50) },
      { fingerprint: { ...fingerprint, cpus: 64 } },
    );
    const { benchmarks } = candidate(existing, failed('turns'), failed('http'), measured('json', run(10)));
    expect(Object.keys(benchmarks)).toEqual(['turns', 'json']);
  });

  it('has the complete sites and the call tree of the recording, as integers', () => {
    const recording = recorded([stack(70, 'main', 'parse(_:)'), stack(30, 'main', 'respond()')], 10);
    const made = candidate(null, measured('http', perIteration({ malloc: 5 }, { malloc: 105 }), { recording }));
    expect(made.benchmarks.http).toMatchObject({
      sites: [
        { name: 'parse(_:)', module: 'Server', callers: ['main'], count: 70, bytes: 2240 },
        { name: 'respond()', module: 'Server', callers: ['main'], count: 30, bytes: 960 },
      ],
      callTree: ['100 main', '  70 parse(_:)', '    70 malloc', '  30 respond()', '    30 malloc'],
    });
  });

  it('prunes the call tree so that a benchmark stays below 64 KiB, and loses no allocation', () => {
    const path = (index: number) =>
      Array.from({ length: 8 }, (_, depth) => `function${(index * 7 + depth * 13) % 911}(_:)`);
    const stacks = Array.from({ length: 4000 }, (_, index) =>
      stack(1 + (index % 9), 'main', ...path(index), `site${index % 50}()`),
    );
    const total = stacks.reduce((sum, { count }) => sum + count, 0);
    const made = candidate(null, measured('http', run(total), { recording: recorded(stacks) }));
    const { callTree, sites } = made.benchmarks.http ?? { callTree: [], sites: [] };
    expect(Buffer.byteLength(JSON.stringify(sites)) + Buffer.byteLength(callTree.join('\n'))).toBeLessThan(64 * 1024);
    expect(callTree.length).toBeGreaterThan(500);
    expect(parseIndented(callTree).count).toBe(total);
    expect(sites.reduce((sum, { count }) => sum + count, 0)).toBe(total);
  });
});
