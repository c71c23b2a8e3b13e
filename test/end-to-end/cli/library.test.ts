import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';

const repository = fileURLToPath(new URL('../../../', import.meta.url));
const baseline = '.github/allocations/swift-6.0-debian-13-x86_64.json';
const once = ['--runs', '1', '--json'];

/** The commands of README's section, as they stand there. */
function commandsInReadme(section: string): readonly string[] {
  const text = readFileSync(join(repository, 'README.md'), 'utf8');
  const [, block = ''] =
    new RegExp(`^### ${section}\\n(?:(?!^#).*\\n)*?\`\`\`sh\\n([^\`]+)\`\`\``, 'm').exec(text) ?? [];
  return block.split('\n').filter((line) => line !== '');
}

/** One library's life, in order: each test goes on from where the one before left it. */
describe('a library with a nested package of benchmarks', () => {
  let sandbox: Sandbox;
  const shell = (command: string) =>
    execFileSync('sh', ['-ec', command], {
      cwd: sandbox.folder,
      env: { PATH: process.env.PATH, HOME: process.env.HOME, CI: 'true' },
      encoding: 'utf8',
    });

  beforeAll(() => {
    sandbox = createSandbox(examplePackage('comma-separated'));
    rmSync(join(sandbox.folder, '.github/allocations'), { recursive: true });
    sandbox.write('.gitignore', '.build\n');
    symlinkSync(repository, join(dirname(sandbox.folder), 'swift-allocation-gate'));
    shell('git init --quiet && git config user.name test && git config user.email test@localhost');
    shell("git add --all && git commit --quiet --message 'A library'");
  });
  afterAll(() => sandbox.remove());

  it('gets from nothing to a committed baseline by the three commands of README', () => {
    const commands = commandsInReadme('A library');
    expect(commands).toHaveLength(3);
    const [gate = '', accept = '', commit = ''] = commands;
    expect(shell(gate)).toMatch(/^There is no baseline yet: 2 benchmarks were measured, with nothing to compare\./);
    expect(shell(accept)).toContain(`Wrote ${baseline}.`);
    shell(commit);
    expect(shell('git status --short')).toBe('');
    expect(shell('git show --format= --name-only HEAD').trim()).toBe(baseline);
  });

  it('has the numbers of the committed example, under a name that says where its benchmarks are', () => {
    const committed = readFileSync(join(examplePackage('comma-separated'), baseline), 'utf8');
    const countsIn = (text: string) =>
      Object.entries<{ measurement: { from: object; to: object } }>(JSON.parse(text).benchmarks).map(
        ([name, { measurement }]) => ({ name, from: measurement.from, to: measurement.to }),
      );
    expect(countsIn(sandbox.read(baseline))).toEqual(countsIn(committed));
    expect(JSON.parse(sandbox.read(baseline)).package).toBe('comma-separated/Benchmarks');
  });

  it('passes, and fails with an allocation more in the library, whose code is own code', async () => {
    const unchanged = await sandbox.run(['gate', ...once]);
    expect({ exitCode: unchanged.exitCode, stderr: unchanged.stderr }).toEqual({ exitCode: 0, stderr: '' });
    expect(reportOf(unchanged).package).toBe('comma-separated/Benchmarks');

    sandbox.replace(
      'Sources/CommaSeparated/Table.swift',
      'self.records = records',
      'self.records = records.map { $0 }',
    );
    const changed = await sandbox.run(['gate', ...once]);
    expect(changed.exitCode).toBe(1);
    const report = reportOf(changed);
    expect(measuredIn(report, 'rewrite-records')).toMatchObject({ verdict: 'pass', delta: { total: 0 } });
    const { verdict, attribution, sites } = measuredIn(report, 'read-table');
    expect({ verdict, attribution }).toEqual({
      verdict: 'regression',
      attribution: [{ origin: { kind: 'own' }, delta: 1 }],
    });
    expect(sites[0]).toMatchObject({ name: 'Table.init(reading:)', module: 'CommaSeparated', delta: 1 });
  });

  it('is compared with a base commit, though its benchmarks know the library by the name of its folder', async () => {
    sandbox.replace(
      'Benchmarks/Package.swift',
      '.package(name: "comma-separated", path: "..")',
      '.package(path: "..")',
    );
    shell("git commit --quiet --all --message 'Allocate more'");
    shell('git commit --quiet --allow-empty --message Nothing');
    const ended = await sandbox.run(['gate', '--base', 'HEAD~1', ...once]);
    expect({ exitCode: ended.exitCode, notices: reportOf(ended).notices }).toEqual({ exitCode: 0, notices: [] });
    expect(reportOf(ended)).toMatchObject({ verdict: 'pass', base: { differences: [] } });
  });
});
