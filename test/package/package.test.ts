import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../', import.meta.url));

function run(file: string, args: readonly string[], directory: string) {
  const { status, stdout, stderr } = spawnSync(file, [...args], { cwd: directory, encoding: 'utf8' });
  return { status, stdout, stderr };
}

/** What `npm pack` makes, installed into an empty folder, with nothing to be fetched. */
describe('the package', () => {
  let folder: string;
  let packed: readonly string[];
  const gate = (...args: readonly string[]) => run('npx', ['--offline', 'swift-allocation-gate', ...args], folder);

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'installed-'));
    const { status, stdout, stderr } = run('npm', ['pack', '--json', '--pack-destination', folder], repository);
    expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
    const [{ filename, files }] = JSON.parse(stdout);
    packed = files.map(({ path }: { path: string }) => path);
    writeFileSync(join(folder, 'package.json'), '{ "private": true }\n');
    const installed = run('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], folder);
    expect(installed).toMatchObject({ status: 0 });
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('holds what is run and what describes it, and nothing of the development', () => {
    expect([...new Set(packed.map((path) => path.split('/')[0]))].sort()).toEqual([
      ...['LICENSE', 'README.md', 'THIRD_PARTY_LICENSES.md', 'action.yml', 'dist', 'package.json', 'schemas'],
    ]);
    expect(packed).toContain('dist/cli.js');
    expect(packed).toContain('dist/recorder/calls.c');
    const { scripts } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    const atInstall = ['preinstall', 'install', 'postinstall', 'prepare'].filter((name) => name in scripts);
    expect(atInstall).toEqual([]);
  });

  it('brings no other package along', () => {
    const names = run('ls', ['node_modules'], folder).stdout.trim().split('\n');
    expect(names).toEqual(['swift-allocation-gate']);
  });

  it('says its version, as npx runs it', () => {
    const { version } = JSON.parse(readFileSync(join(repository, 'package.json'), 'utf8'));
    expect(gate('--version')).toEqual({ status: 0, stdout: `swift-allocation-gate ${version}\n`, stderr: '' });
  });

  it('draws a flame graph', () => {
    writeFileSync(join(folder, 'a.folded'), 'main;serve;malloc 3\n');
    expect(gate('flamegraph', 'a.folded', '-o', 'a.html')).toMatchObject({ status: 0, stdout: 'Wrote a.html.\n' });
    expect(readFileSync(join(folder, 'a.html'), 'utf8')).toContain('serve');
    expect(existsSync(join(folder, 'a.html'))).toBe(true);
  });

  it('says what this machine can do', () => {
    const { status, stdout } = gate('doctor', '--json');
    expect([0, 3]).toContain(status);
    expect(JSON.parse(stdout).checks[0]).toMatchObject({ name: 'system', ok: true });
  });
});
