import { execFileSync } from 'node:child_process';
import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { markdownOf } from '../../../src/report/phrase.ts';
import { reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { copyPackage, createSandbox, examplePackage, regression, type Sandbox } from '../sandbox.ts';

const once = ['--runs', '1', '--json'];

describe('a package in git, two commits long', () => {
  let sandbox: Sandbox;
  let git: (...args: readonly string[]) => string;

  beforeAll(() => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
    git = (...args) =>
      execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
        cwd: sandbox.folder,
        encoding: 'utf8',
      });
    sandbox.write('.gitignore', '.build\n');
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'before');
    copyPackage(regression, sandbox.folder);
    git('commit', '--quiet', '--all', '--message', 'after');
  });
  afterAll(() => sandbox.remove());

  it('is compared with a commit that is built and measured here: the allocation that came is found, with its site', async () => {
    const ended = await sandbox.run(['gate', '--base', 'HEAD~1', ...once]);
    expect(ended.exitCode).toBe(1);
    const report = reportOf(ended);
    expect(report.base).toMatchObject({ commit: git('rev-parse', 'HEAD~1').trim(), differences: [] });
    const turn = measuredIn(report, 'loop-turn');
    expect(turn).toMatchObject({ verdict: 'regression', delta: { total: 1, malloc: 1 } });
    expect(turn.sites[0]).toMatchObject({ name: 'parseHeaders(_:)', delta: 1 });
    expect(git('status', '--short')).toBe('');
    expect(await sandbox.temporaryFiles()).toEqual([]);
  });

  it('has no comparison of a benchmark that fails at that commit: incomparable, and the notice says why', async () => {
    const configuration = sandbox.read('.github/allocations.yml');
    sandbox.write('.github/allocations.yml', `${configuration}  load:\n    command: [./load.sh]\n`);
    sandbox.write('load.sh', '#!/bin/sh\nexec .build/release/ObjectsAndStrings\n');
    sandbox.makeExecutable('load.sh');
    const ended = await sandbox.run(['gate', '--base', 'HEAD', ...once]);
    git('checkout', '--quiet', '.');
    rmSync(join(sandbox.folder, 'load.sh'));
    expect(ended.exitCode).toBe(1);
    const report = reportOf(ended);
    expect(report).toMatchObject({ verdict: 'incomparable', passes: false });
    expect(report.benchmarks.map(({ verdict }) => verdict)).toEqual(['pass', 'pass', 'incomparable']);
    expect(report.notices.map(markdownOf)).toEqual([
      expect.stringMatching(
        /^`load` could not be measured at the base commit [0-9a-f]{10}, so it cannot be compared: .*load\.sh/,
      ),
    ]);
  });

  it('cannot be compared with a commit that is not there: exit 2', async () => {
    const { exitCode, stderr } = await sandbox.run(['gate', '--base', 'nowhere', ...once]);
    expect({ exitCode, stderr }).toEqual({ exitCode: 2, stderr: '--base: there is no commit "nowhere" here.\n' });
  });

  it('is incomparable with a baseline of another Swift, and says so when no base is known', async () => {
    const folder = join(sandbox.folder, '.github/allocations');
    const [name = ''] = readdirSync(folder);
    const path = join(folder, name);
    writeFileSync(path, sandbox.read(`.github/allocations/${name}`).replace('"swift": "6.0.3"', '"swift": "6.0.2"'));
    const ended = await sandbox.run(['gate', ...once]);
    expect(ended.exitCode).toBe(1);
    const report = reportOf(ended);
    expect(report).toMatchObject({ verdict: 'incomparable', base: null });
    expect(report.notices.map(markdownOf)).toEqual([
      'No base commit is known that could be measured instead (on the command line, name one: `gate --base REV`).',
    ]);
    expect(measuredIn(report, 'loop-turn').differences).toEqual([
      { field: 'swift', baseline: '6.0.2', measured: '6.0.3' },
    ]);
  });

  it('a base that was asked for and does not build is a failure, whatever the baseline could have said', async () => {
    sandbox.write('Package.swift', '// swift-tools-version: 5.9\nlet nothing = 1\n');
    git('commit', '--quiet', '--all', '--message', 'broken');
    git('revert', '--no-edit', 'HEAD');
    const ended = await sandbox.run(['gate', '--base', 'HEAD~1', ...once]);
    expect(ended.exitCode).toBe(3);
    const { verdict, failure } = reportOf(ended);
    expect(verdict).toBe('failed');
    expect(failure?.message).toMatch(/^The base commit [0-9a-f]{10} could not be measured: reading the package failed/);
  });
});
