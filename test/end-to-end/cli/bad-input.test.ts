import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Ended } from '../command-line.ts';
import { createSandbox, examplePackage, type Sandbox, testProgram } from '../sandbox.ts';

const config = '.github/allocations.yml';

/** Wrong usage and configuration: exit 2, one message that says what and where, before anything is built. */
describe('the command line refuses', () => {
  let sandbox: Sandbox;
  let baseline: string;
  let original: { readonly config: string; readonly baseline: string };

  beforeAll(() => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
    const [file = ''] = readdirSync(join(sandbox.folder, '.github/allocations'));
    baseline = `.github/allocations/${file}`;
    original = { config: sandbox.read(config), baseline: sandbox.read(baseline) };
  });
  beforeEach(() => {
    sandbox.write(config, original.config);
    sandbox.write(baseline, original.baseline);
  });
  afterAll(() => {
    expect(existsSync(join(sandbox.folder, '.build'))).toBe(false);
    sandbox.remove();
  });

  const refusal = async (args: readonly string[]): Promise<string> => {
    const ended: Ended = await sandbox.run(args);
    expect(ended).toMatchObject({ exitCode: 2, stdout: '' });
    expect(ended.stderr).not.toContain('bug');
    return ended.stderr;
  };

  it('an unknown key in the configuration, with its line and what is meant', async () => {
    sandbox.replace(config, 'iterations: {', 'iteration: {');
    expect(await refusal(['gate'])).toMatch(
      /^\.github\/allocations\.yml:6:5: benchmarks\.loop-turn: .*"iteration".*"?iterations/,
    );
  });

  it('a configuration that is indented by tabs', async () => {
    sandbox.write(config, 'benchmarks:\n\tloop-turn:\n\t\tproduct: ObjectsAndStrings\n');
    expect(await refusal(['gate'])).toMatch(/^\.github\/allocations\.yml:2:1: a tab indents this line/);
  });

  it('an option with a typo, and a command that does not exist', async () => {
    expect(await refusal(['gate', '--basline', 'x'])).toMatch(
      /--basline; did you mean --baseline\?\nSee `swift-allocation-gate gate --help`/,
    );
    expect(await refusal(['gat'])).toContain('did you mean gate? The commands are measure, gate');
    expect(await refusal(['gate', 'ObjectsAndStrings'])).toContain('takes options only');
  });

  it('a value that is none, with the accepted form', async () => {
    expect(await refusal(['gate', '--runs', '0'])).toMatch(/^--runs: .*1 to 100/);
    expect(await refusal(['gate', '--timeout', 'soon'])).toMatch(/^--timeout: .*10m/);
    expect(await refusal(['gate', '--fail-on', 'anything'])).toMatch(/^--fail-on: .*any-change/);
  });

  it('a package path that is missing or leads outside, directly or by a link', async () => {
    expect(await refusal(['gate', '--package-path', '../elsewhere'])).toContain('is outside the repository');
    expect(await refusal(['gate', '--package-path', '/etc'])).toContain('"/etc" is outside the working directory');
    expect(await refusal(['gate', '--package-path', 'nowhere'])).toMatch(/^--package-path: "nowhere" does not exist/);
    symlinkSync('/etc', join(sandbox.folder, 'link'));
    expect(await refusal(['gate', '--package-path', 'link'])).toContain('leads outside of the repository, to /etc');
  });

  it('a product that is not the package’s, with those that are', async () => {
    sandbox.write(config, 'benchmarks:\n  turn: { product: ObjectAndStrings }\n');
    expect(await refusal(['gate'])).toContain(
      '.github/allocations.yml:2:20: the package objects-and-strings has no executable product named "ObjectAndStrings"; it has: ObjectsAndStrings',
    );
  });

  it('a baseline that is no JSON, newer than itself, or holds impossible numbers', async () => {
    sandbox.write(baseline, original.baseline.slice(0, 3000));
    expect(await refusal(['gate'])).toMatch(new RegExp(`^${baseline}:\\d+:\\d+: `));
    sandbox.write(baseline, original.baseline.replace('"formatVersion": 2', '"formatVersion": 3'));
    expect(await refusal(['gate'])).toContain('written by a newer version of the gate');
    sandbox.write(baseline, original.baseline.replace(/"malloc": \d+/, '"malloc": -1'));
    expect(await refusal(['gate'])).toMatch(/benchmarks\..*malloc.*-1/);
    sandbox.write(baseline, original.baseline.replace(/"malloc": \d+/, '"malloc": 1.5'));
    expect(await refusal(['gate'])).toMatch(/benchmarks\..*malloc.*1\.5/);
  });

  it('a baseline of 50 MB, without reading it', async () => {
    sandbox.write(baseline, ' '.repeat(50_000_000));
    const { seconds, stderr } = await sandbox.run(['gate']);
    expect(stderr).toContain('the file has 48 MiB, and a baseline at most 8');
    expect(seconds).toBeLessThan(5);
  });

  it('a report that is missing or is none', async () => {
    expect(await refusal(['accept'])).toContain('--report is missing');
    expect(await refusal(['accept', '--report', 'nowhere.json'])).toContain('nowhere.json does not exist');
    expect(await refusal(['accept', '--report', 'Package.swift'])).toContain('Package.swift is not JSON');
    expect(await refusal(['accept', '--report', baseline])).toContain('is not a report of this version');
    expect(await refusal(['compare', '--report', baseline])).toContain('is not a report of this version');
    expect(sandbox.read(baseline)).toBe(original.baseline);
  });
});

describe.concurrent('a package that does not say what to measure', () => {
  it('is told its executable products when it has two, and each can be named', async () => {
    const sandbox = createSandbox(testProgram('Two'));
    try {
      const { exitCode, stderr } = await sandbox.run(['gate']);
      expect(exitCode).toBe(2);
      expect(stderr).toContain('The package Two has 2 executable products: First, Second.');
      const options = ['--product', 'Second', '--runs', '1', '--flame-graph', 'false'];
      const named = await sandbox.run(['gate', ...options]);
      expect(named.exitCode).toBe(0);
      expect(named.stdout).toMatch(/^Second +per run +[\d,]+$/m);
    } finally {
      sandbox.remove();
    }
  });

  it('is given a package of benchmarks to paste when it is a library, and that package is measured', async () => {
    const sandbox = createSandbox(testProgram('Library'));
    try {
      const { exitCode, stderr } = await sandbox.run(['gate']);
      expect(exitCode).toBe(2);
      const files = [...stderr.matchAll(/ into ([\w./]+)[^\n]*:\n\n((?: {4}[^\n]+\n|\n)+)/g)];
      expect(files.map(([, path]) => path)).toEqual([
        'Benchmarks/Package.swift',
        'Benchmarks/Sources/AllocationBenchmark/main.swift',
        '.github/allocations.yml',
      ]);
      for (const [, path = '', text = ''] of files) sandbox.write(path, text.replaceAll(/^ {4}/gm, ''));
      const pasted = await sandbox.run(['gate', '--runs', '1', '--flame-graph', 'false']);
      expect(pasted.exitCode).toBe(0);
      expect(pasted.stdout).toMatch(/^everyday-use +per iteration +0$/m);
      const question = 'everyday-use allocates nothing per iteration: does its loop do the work already?';
      expect(pasted.stdout).toContain(`Note: ${question}`);
      const accepted = await sandbox.run(['accept', '--report', '.build/allocations/report.json']);
      expect(accepted.stderr).toContain(`warning: ${question}`);
    } finally {
      sandbox.remove();
    }
  });
});
