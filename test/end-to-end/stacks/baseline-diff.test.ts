import { execFileSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parseBaseline } from '../../../src/baseline/parse-text.ts';
import { copyPackage, createSandbox, examplePackage, regression, type Sandbox } from '../sandbox.ts';

describe('the baseline of an example', () => {
  let sandbox: Sandbox;
  let path: string;
  const git = (...args: readonly string[]): string =>
    execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@example.com', ...args], {
      cwd: sandbox.folder,
      encoding: 'utf8',
    });
  const measureAndAccept = async () => {
    expect(await sandbox.run(['measure', '--runs', '1'])).toMatchObject({ exitCode: 0 });
    expect(await sandbox.run(['accept', '--report', '.build/allocations/report.json'])).toMatchObject({ exitCode: 0 });
  };

  beforeAll(async () => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
    await measureAndAccept();
    path = join('.github/allocations', readdirSync(join(sandbox.folder, '.github/allocations'))[0] ?? '');
    git('init', '--quiet');
    git('add', '--', path);
    git('commit', '--quiet', '--message', 'Baseline');
  });
  afterAll(() => sandbox.remove());

  it('is the same file when the same commit is measured again', async () => {
    await measureAndAccept();
    expect(git('status', '--porcelain', '--', path)).toBe('');
  });

  it('changes in a few lines for one allocation more in each turn: counts, one site, its path', async () => {
    copyPackage(regression, sandbox.folder);
    sandbox.write(path, git('show', `HEAD:${path}`));
    await measureAndAccept();
    const [added = 0, removed = 0] = git('diff', '--numstat', '--', path).split('\t').map(Number);
    const perBenchmark = (added + removed) / Object.keys(parseBaseline(sandbox.read(path), path).benchmarks).length;
    expect(perBenchmark).toBeGreaterThan(0);
    // Up to thirteen changed lines: counts, blocks, the site's two numbers, and its way from the start of the program.
    expect(perBenchmark).toBeLessThanOrEqual(28);
  });

  it('takes less than 64 KiB for each benchmark', () => {
    const { benchmarks } = parseBaseline(sandbox.read(path), path);
    for (const benchmark of Object.values(benchmarks)) {
      expect(Buffer.byteLength(JSON.stringify(benchmark, null, 2))).toBeLessThan(64 * 1024);
    }
  });
});
