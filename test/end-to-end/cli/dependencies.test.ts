import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportSchema } from '../../../src/model/report.ts';
import { type Ended, reportOf } from '../command-line.ts';
import { commitAll, git } from '../git.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

const brief = ['--runs', '1'];
const source = 'Sources/Near/Near.swift';
/** The dependency's new version: one allocation more in each of ten calls. */
const withOneMore = (text: string) =>
  text.replace('last = Kept(value)', 'last = Kept(value)\n  last = Kept(value + 1)');

function measured(ended: Ended) {
  const report = reportOf(ended);
  return { report, benchmark: measuredIn(report, 'Depending') };
}

describe('a dependency by path whose new version allocates more', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = createSandbox(testProgram('Depending'));
    expect((await sandbox.run(['gate', ...brief])).exitCode).toBe(0);
    expect((await sandbox.run(['accept', '--report', '.build/allocations/report.json'])).exitCode).toBe(0);
    sandbox.write(`Near/${source}`, withOneMore(sandbox.read(`Near/${source}`)));
  });
  afterAll(() => sandbox.remove());

  it('is what the regression is attributed to, named with both versions', async () => {
    const { exitCode, stdout } = await sandbox.run(['gate', ...brief]);
    expect(exitCode).toBe(1);
    const report = reportSchema.parse(JSON.parse(sandbox.read('.build/allocations/report.json')));
    const benchmark = measuredIn(report, 'Depending');
    const local = expect.stringMatching(/^local [0-9a-f]{7}$/);
    expect(report.dependencyChanges).toEqual([{ identity: 'near', baseline: local, measured: local }]);
    const [moved] = report.dependencyChanges;
    expect(moved?.baseline).not.toBe(moved?.measured);
    expect(benchmark).toMatchObject({ verdict: 'regression', delta: { total: 10 } });
    expect(benchmark.attribution).toEqual([{ origin: { kind: 'dependency', module: 'Near' }, delta: 10, moved }]);
    const versions = `near ${moved?.baseline} -> ${moved?.measured}`;
    expect(stdout).toContain(`All +10 in dependency Near (${versions}).`);
    expect(stdout).toContain(`\nDependencies that moved: ${versions}.\n`);
  });
});

describe('a package in git with a dependency in git, which moved from 1.0.0 to 1.1.0 and nothing else', () => {
  let sandbox: Sandbox;
  let dependency: string;

  beforeAll(() => {
    sandbox = createSandbox(testProgram('Depending'));
    dependency = join(sandbox.folder, '../near');
    cpSync(join(sandbox.folder, 'Near'), dependency, { recursive: true });
    rmSync(join(sandbox.folder, 'Near'), { recursive: true });
    commitAll(dependency, 'first');
    git(dependency, 'tag', '1.0.0');
    sandbox.replace('Package.swift', '.package(path: "Near")', `.package(url: "file://${dependency}", from: "1.0.0")`);
    sandbox.replace('Package.swift', 'package: "Near"', 'package: "near"');
    sandbox.write('.gitignore', '.build\n');
  });
  afterAll(() => sandbox.remove());

  /** Commits the package with what SwiftPM resolves now. */
  function resolveAndCommit(message: string): void {
    rmSync(join(sandbox.folder, 'Package.resolved'), { force: true });
    rmSync(join(sandbox.folder, '.build'), { recursive: true, force: true });
    execFileSync('swift', ['package', 'resolve'], { cwd: sandbox.folder, stdio: 'pipe' });
    commitAll(sandbox.folder, message);
  }

  it('is red as resolved: the dependency is named with both versions', async () => {
    resolveAndCommit('with 1.0.0');
    const path = join(dependency, source);
    writeFileSync(path, withOneMore(readFileSync(path, 'utf8')));
    commitAll(dependency, 'second');
    git(dependency, 'tag', '1.1.0');
    resolveAndCommit('with 1.1.0');

    const ended = await sandbox.run(['gate', '--base', 'HEAD~1', ...brief, '--json']);
    expect(ended.exitCode).toBe(1);
    const { report, benchmark } = measured(ended);
    const moved = { identity: 'near', baseline: '1.0.0', measured: '1.1.0' };
    expect(report.dependencyChanges).toEqual([moved]);
    expect(benchmark.attribution).toEqual([{ origin: { kind: 'dependency', module: 'Near' }, delta: 10, moved }]);
    expect(report.modules.packages).toEqual({ Near: 'near' });
  });

  it('is green with the same versions on both sides', async () => {
    const ended = await sandbox.run(['gate', '--base', 'HEAD~1', '--dependencies', 'same-as-head', ...brief, '--json']);
    expect(ended.exitCode).toBe(0);
    const { report, benchmark } = measured(ended);
    expect(benchmark).toMatchObject({ verdict: 'pass', delta: { total: 0 } });
    expect(report).toMatchObject({ base: { dependencies: 'same-as-head' }, dependencyChanges: [] });
    expect(git(sandbox.folder, 'status', '--short')).toBe('');
  });

  it('cannot have the same versions where the manifest of the base wants another', async () => {
    sandbox.replace('Package.swift', 'from: "1.0.0"', 'exact: "1.0.0"');
    resolveAndCommit('pinned');
    sandbox.replace('Package.swift', 'exact: "1.0.0"', 'from: "1.0.0"');
    resolveAndCommit('free again');
    const ended = await sandbox.run(['gate', '--base', 'HEAD~1', '--dependencies', 'same-as-head', ...brief, '--json']);
    expect(ended.exitCode).toBe(3);
    const { verdict, failure } = reportOf(ended);
    expect(verdict).toBe('failed');
    expect(failure?.message).toMatch(
      /^The base commit [0-9a-f]{10} could not be measured: its manifest does not allow the dependencies of this run .*: near is 1\.1\.0 here, and SwiftPM resolves 1\.0\.0 there$/,
    );
  });
});
