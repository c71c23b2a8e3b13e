import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MeasurementError } from '../../src/errors.ts';
import { findPerf } from '../../src/perf/find-perf.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

/** Folders that each hold a `perf`, and the search path of them. */
function folders(...names: readonly string[]): { readonly paths: readonly string[]; readonly searchPath: string } {
  const root = temporaryDirectory();
  const all = names.map((name) => join(root, name));
  for (const folder of all) {
    mkdirSync(folder);
    writeFileSync(join(folder, 'perf'), '');
  }
  return { paths: all.map((folder) => join(folder, 'perf')), searchPath: all.join(':') };
}

/** Each perf answers with its own output; one without does not run. */
const machine = (answers: ReadonlyMap<string, string>) =>
  scriptedRun((_, { file }) => {
    const stdout = answers.get(file);
    return stdout === undefined ? { exitCode: 2, stderr: 'WARNING: perf not found for kernel 6.11.0\n' } : { stdout };
  });

describe('perf', () => {
  it('is the first that runs: the wrapper on PATH may find none for the running kernel', async () => {
    const { paths, searchPath } = folders('wrapper', 'real', 'later');
    const [, real = '', later = ''] = paths;
    const run = machine(
      new Map([
        [real, 'perf version 6.12.107\n'],
        [later, 'perf version 6.17\n'],
      ]),
    );
    expect(await findPerf(run, { preferred: '', searchPath, kernel: '6.11.0-1018-azure' })).toEqual({
      path: real,
      version: '6.12.107',
    });
  });

  it.each([
    ['perf version 5.15.179', '5.15.179'],
    ['perf version 6.8.12', '6.8.12'],
    ['perf version 6.17.g1234abcd', '6.17.g1234abcd'],
    ['some warning\nperf version 6.12.107\n', '6.12.107'],
  ])('says its version: %j', async (stdout, version) => {
    const run = scriptedRun(() => ({ stdout }));
    expect(await findPerf(run, { preferred: '/opt/perf', searchPath: '', kernel: '6.11.0' })).toEqual({
      path: '/opt/perf',
      version,
    });
  });

  it('is the preferred one or none', async () => {
    const { paths, searchPath } = folders('bin');
    const run = machine(new Map([[paths[0] ?? '', 'perf version 6.12']]));
    const found = findPerf(run, { preferred: '/opt/perf', searchPath, kernel: '6.11.0' });
    await expect(found).rejects.toThrow('No perf that works was found: /opt/perf does not run.');
    expect(await found.catch((error) => error.remedy)).toBe(
      'Correct `perf-path`, or leave it out to let the gate search.',
    );
    expect(run.commands).toEqual(['/opt/perf version']);
  });

  it('is not found where none runs or all are too old; the error says what was tried and what to install', async () => {
    const { paths, searchPath } = folders('broken', 'old', 'odd');
    const [broken = '', old = '', odd = ''] = paths;
    const run = machine(
      new Map([
        [old, 'perf version 5.14.0'],
        [odd, 'no version here'],
      ]),
    );
    const search = { preferred: '', searchPath, kernel: '6.11.0-1018-azure' };
    const error = await findPerf(run, search).catch((thrown: unknown) => thrown);
    if (!(error instanceof MeasurementError)) throw error;
    expect(error.message).toContain(`${broken} does not run; ${old} is too old (5.14.0); ${odd} does not run`);
    expect(error.remedy).toBe(
      'Install one of linux-tools-6.11.0-1018-azure, linux-tools-azure, linux-tools-generic, linux-perf, perf (whichever your distribution has), or name one with `perf-path`.',
    );
  });

  it('is not looked for in relative folders of PATH: the package could fill those', async () => {
    const { paths } = folders('bin');
    const own = process.cwd();
    process.chdir(dirname(dirname(paths[0] ?? '')));
    try {
      const run = scriptedRun(() => ({ stdout: 'perf version 6.12' }));
      await findPerf(run, { preferred: '', searchPath: '.:bin:', kernel: '6.11.0' }).catch(() => null);
      expect(run.commands.filter((command) => !command.startsWith('/'))).toEqual([]);
    } finally {
      process.chdir(own);
    }
  });
});
