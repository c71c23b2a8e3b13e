import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseBaseline } from '../../../src/baseline/parse-text.ts';
import { reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { copyPackage, createSandbox, examplePackage, regression, type Sandbox } from '../sandbox.ts';

const baseline = '.github/allocations/swift-6.0-debian-13-x86_64.json';
const quickly = ['--runs', '1', '--flame-graph', 'false'];

/** One package's way from another tool to its own baseline, in order; a loop turn makes 472 allocations. */
describe('a package that comes from elsewhere', () => {
  let sandbox: Sandbox;
  const baselineHere = () => parseBaseline(sandbox.read(baseline), baseline);

  beforeAll(() => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
    rmSync(join(sandbox.folder, '.github/allocations'), { recursive: true });
    sandbox.write('Thresholds/6.0.json', '{\n    "loop-turn": 472,\n    "opening_files": 37\n}\n');
    sandbox.write('Thresholds/6.1.json', '{ "loop-turn": 9000 }');
  });
  afterAll(() => sandbox.remove());

  it('imports the thresholds of its Swift, for the benchmarks that it has, and is told how to measure the others', async () => {
    const { exitCode, stdout, stderr } = await sandbox.run(['import', '--from', 'swift-nio', 'Thresholds']);
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(stdout).toContain(`Wrote ${baseline}: 1 threshold of swift-nio.\n`);
    expect(stdout).toContain('  loop-turn: at most 472 per iteration (Thresholds/6.0.json:2)\n');
    expect(stdout).toContain('benchmarks:\n  opening_files:\n');
    expect(baselineHere()).toEqual({
      ...{ $schema: expect.any(String), formatVersion: 2, package: 'objects-and-strings', fingerprint: null },
      ...{ dependencies: {}, benchmarks: {} },
      imported: {
        'loop-turn': {
          ...{ from: 'swift-nio', file: 'Thresholds/6.0.json', name: 'loop-turn', unit: 'iteration', total: 472 },
        },
      },
    });
  });

  it('passes at the threshold, says that it was counted differently, and has no baseline for the rest', async () => {
    const ended = await sandbox.run(['gate', ...quickly, '--on-missing-baseline', 'pass']);
    expect({ exitCode: ended.exitCode, stderr: ended.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(ended.stdout).toContain(
      'Compared with a threshold imported from swift-nio (counted differently), by the total alone.',
    );
    expect(ended.stdout).toMatch(/^loop-turn +per iteration +472 +472 +0 +0$/m);
    expect(ended.stdout).toMatch(/^whole-program +per run +4,867$/m);
    expect(ended.stdout).toMatch(
      /^To accept these numbers: node \S+cli\.js accept --report \.build\/allocations\/report\.json$/m,
    );
  });

  it('fails with one allocation more in each turn', async () => {
    copyPackage(regression, sandbox.folder);
    const ended = await sandbox.run(['gate', ...quickly, '--json']);
    expect(ended.exitCode).toBe(1);
    const report = reportOf(ended);
    expect(report).toMatchObject({ verdict: 'regression', passes: false });
    expect(measuredIn(report, 'loop-turn')).toMatchObject({
      ...{ verdict: 'regression', total: 473, baseline: null },
      imported: { from: 'swift-nio', total: 472, delta: 1 },
    });
  });

  it('has measured numbers once they are accepted, and passes by these', async () => {
    const accepted = await sandbox.run(['accept', '--report', '.build/allocations/report.json']);
    expect(accepted.exitCode).toBe(0);
    expect(baselineHere()).not.toHaveProperty('imported');
    expect(baselineHere().fingerprint).toMatchObject({ swift: '6.0.3' });
    const ended = await sandbox.run(['gate', ...quickly]);
    expect(ended.exitCode).toBe(0);
    expect(ended.stdout).toMatch(/^All allocations are unchanged in 2 benchmarks\./);
  });

  it('is not given a threshold in place of measured numbers', async () => {
    const before = sandbox.read(baseline);
    const { exitCode, stderr } = await sandbox.run(['import', '--from', 'swift-nio', 'Thresholds/6.0.json']);
    expect(exitCode).toBe(2);
    expect(stderr).toContain('There is nothing to import: the baseline has measured numbers for loop-turn.');
    expect(sandbox.read(baseline)).toBe(before);
  });

  it('imports package-benchmark’s thresholds too, for another machine, and fails above them', async () => {
    const other = 'swift-6.2-ubuntu-24.04-x86_64';
    const number = '{\n  "mallocCountTotal" : 471,\n  "wallClock" : 91263\n}';
    sandbox.write('Benchmarks/Thresholds/6.2/Turns.loop(turn:).p90.json', number);
    sandbox.replace('.github/allocations.yml', '  loop-turn:', '  Turns.loop-turn:');
    const from = ['import', '--from', 'package-benchmark', 'Benchmarks/Thresholds'];
    const mistaken = await sandbox.run([...from.slice(0, 3), 'Benchmarks/Thresholds/6.2']);
    expect(mistaken.stderr).toContain('These are thresholds of Swift 6.2, and the baseline is of Swift 6.0.');
    const imported = await sandbox.run([...from, '--environment', other]);
    expect({ exitCode: imported.exitCode, stderr: imported.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(imported.stdout).toContain('  Turns.loop-turn: at most 471 per iteration (Benchmarks/Thresholds/6.2/');
    const file = `.github/allocations/${other}.json`;
    const compared = ['compare', '--baseline', file, '--report', '.build/allocations/report.json'];

    await sandbox.run(['measure', ...quickly]);
    const above = await sandbox.run(compared);
    expect(above.exitCode).toBe(1);
    expect(above.stdout).toMatch(
      /^1 benchmark exceeds its imported threshold: \+2 allocations per iteration in Turns\.loop-turn \(threshold 471\)/,
    );
    expect(await sandbox.run([...compared, '--limit', '2'])).toMatchObject({ exitCode: 0 });
  });
});

describe.concurrent('a threshold file that is wrong', () => {
  const sandbox = createSandbox(examplePackage('objects-and-strings'));
  rmSync(join(sandbox.folder, '.github/allocations'), { recursive: true });
  afterAll(() => sandbox.remove());

  it.each([
    ['swift-nio', 'a.json', '{\n  "loop-turn": -5\n}', 'a.json:2:3: "loop-turn" is -5; it must be a whole number'],
    ['swift-nio', 'b.json', '{\n  "loop-turn": 5,\n}', 'b.json:3:1: not JSON: "}" where a key in double quotes should'],
    [
      'swift-nio',
      'c.json',
      '{\n  "x": 5\n}',
      'No benchmark of .github/allocations.yml has the name of this threshold.',
    ],
    [
      'package-benchmark',
      'T.b.p90.json',
      '{ "mallocCountTotal": 1.5 }',
      'T.b.p90.json:1:3: "mallocCountTotal" is 1.5;',
    ],
    ['package-benchmark', 'd.json', '{}', 'd.json: a threshold file of package-benchmark is called TARGET.BENCHMARK'],
    ['elsewhere', 'e.json', '{}', '--from: "elsewhere" is unknown; write swift-nio or package-benchmark.'],
  ])('of %s, %s, is refused with exit 2, and nothing is written', async (from, path, text, words) => {
    sandbox.write(path, text);
    const { exitCode, stderr } = await sandbox.run(['import', '--from', from, path]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: expect.stringContaining(words) });
    expect(existsSync(join(sandbox.folder, '.github/allocations'))).toBe(false);
  });
});
