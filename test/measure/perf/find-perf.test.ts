import { copyFileSync, mkdirSync, readFileSync, realpathSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capablePerf, findPerf, installPerf, type PerfSearch } from '../../../src/measure/perf/find-perf.ts';
import { elevated } from '../../../src/measure/perf/tracefs.ts';
import { MeasurementError } from '../../../src/model/errors.ts';
import type { Completion } from '../../../src/system/process.ts';
import { collectingLogger } from '../../system/collecting-logger.ts';
import { scriptedRun } from '../../system/scripted-run.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';

const kernel = '6.11.0-1018-azure';

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

const searchOf = (given: Partial<PerfSearch>): PerfSearch => ({
  ...{ preferred: '', searchPath: '', kernel, folder: temporaryDirectory() },
  ...given,
});

/** Each perf answers with its own output; one without does not run. */
const machine = (answers: ReadonlyMap<string, string>) =>
  scriptedRun((_, { file }) => {
    const stdout = answers.get(file);
    return stdout === undefined ? { exitCode: 2, stderr: 'WARNING: perf not found for kernel 6.11.0\n' } : { stdout };
  });

/** A wrapper around this program: all that does not ask for the version is asked which program it is. */
const wrapperOf = (program: string) =>
  scriptedRun((_, { file, arguments: [word] = [] }) => {
    if (word !== 'version') return { stdout: `${program}\n` };
    return file === process.execPath ? { exitCode: 9 } : { stdout: 'perf version 6.8.12\n' };
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
    expect(await findPerf(run, searchOf({ searchPath }))).toEqual({
      path: real,
      version: '6.12.107',
    });
  });

  it('is the program that a wrapper starts, which is asked where it lies', async () => {
    const { paths, searchPath } = folders('wrapper', 'linux-tools');
    const [wrapper = '', real = ''] = paths;
    const run = wrapperOf(real);
    expect(await findPerf(run, searchOf({ preferred: wrapper, searchPath }))).toEqual({
      path: real,
      version: '6.8.12',
    });
  });

  it('is another than a wrapper that does not tell its program, and that wrapper where there is none', async () => {
    const { paths, searchPath } = folders('wrapper', 'real');
    const [wrapper = '', real = ''] = paths;
    copyFileSync(process.execPath, real);
    const both = machine(new Map(paths.map((path) => [path, 'perf version 6.8.12\n'])));
    expect(await findPerf(both, searchOf({ searchPath }))).toEqual({ path: realpathSync(real), version: '6.8.12' });
    const one = { path: wrapper, version: '6.8.12' };
    expect(await findPerf(both, searchOf({ preferred: wrapper }))).toEqual(one);
    // The loader, by which a wrapper starts a perf of another distribution, is no perf.
    expect(await findPerf(wrapperOf(process.execPath), searchOf({ preferred: wrapper }))).toEqual(one);
  });

  it.each([
    ['perf version 5.15.179', '5.15.179'],
    ['perf version 6.8.12', '6.8.12'],
    ['perf version 6.17.g1234abcd', '6.17.g1234abcd'],
    ['some warning\nperf version 6.12.107\n', '6.12.107'],
  ])('says its version: %j', async (stdout, version) => {
    const run = scriptedRun(() => ({ stdout }));
    expect(await findPerf(run, searchOf({ preferred: '/opt/perf' }))).toEqual({
      path: '/opt/perf',
      version,
    });
  });

  it('is the preferred one or none', async () => {
    const { paths, searchPath } = folders('bin');
    const run = machine(new Map([[paths[0] ?? '', 'perf version 6.12']]));
    const found = findPerf(run, searchOf({ preferred: '/opt/perf', searchPath }));
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
    const error = await findPerf(run, searchOf({ searchPath })).catch((thrown: unknown) => thrown);
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
      await findPerf(run, searchOf({ searchPath: '.:bin:' })).catch(() => null);
      expect(run.commands.filter((command) => !command.startsWith('/'))).toEqual([]);
    } finally {
      process.chdir(own);
    }
  });
});

const apt = 'sudo -n env DEBIAN_FRONTEND=noninteractive apt-get -qq';

async function install(answer: (command: string) => Partial<Completion>, foundAfter: number) {
  const logger = collectingLogger();
  const run = scriptedRun(answer);
  let searches = 0;
  const isFound = async () => {
    searches += 1;
    return searches >= foundAfter;
  };
  await installPerf(run, logger, kernel, (command) => elevated('sudo', command), isFound);
  return { commands: run.commands, lines: logger.lines };
}

describe('installing perf', () => {
  it('tries one package after the other until a perf works', async () => {
    const missing = (command: string) => ({ exitCode: command.endsWith(`linux-tools-${kernel}`) ? 100 : 0 });
    const { commands, lines } = await install(missing, 2);
    expect(commands).toEqual([
      `${apt} update`,
      `${apt} install --yes --no-install-recommends linux-tools-${kernel}`,
      `${apt} install --yes --no-install-recommends linux-tools-azure`,
      `${apt} install --yes --no-install-recommends linux-tools-generic`,
    ]);
    expect(lines).toEqual([
      'info: perf was not found here; installed linux-tools-azure.',
      'info: perf was not found here; installed linux-tools-generic.',
    ]);
  });

  it('gives up in silence where there is no apt: the search for perf knows what to say', async () => {
    const { commands, lines } = await install(() => ({ exitCode: 127 }), 1);
    expect(commands).toEqual([`${apt} update`]);
    expect(lines).toEqual([]);
  });

  it('gives up after the last package', async () => {
    const { commands } = await install((command) => ({ exitCode: command.endsWith('update') ? 0 : 100 }), 1);
    expect(commands.length).toBe(1 + 5);
  });
});

describe('a perf with capabilities', () => {
  it('cannot be made of a script, whose capabilities the kernel ignores', async () => {
    const path = join(temporaryDirectory(), 'perf');
    writeFileSync(path, '#!/bin/bash\nexec /usr/lib/linux-tools/perf "$@"\n');
    const made = capablePerf(
      scriptedRun(() => ({})),
      { path, version: '6.8' },
      temporaryDirectory(),
    );
    await expect(made).rejects.toThrow(`${path} is a script, which the kernel gives no capabilities.`);
    expect(await made.catch((error) => error.remedy)).toBe('Name the program that it starts with `perf-path`.');
  });

  it('is a copy of the real file, so that the one on the machine stays as it is', async () => {
    const machine = temporaryDirectory();
    copyFileSync('/bin/true', join(machine, 'perf_6.12'));
    symlinkSync('perf_6.12', join(machine, 'perf'));
    const folder = temporaryDirectory();
    const run = scriptedRun(() => ({}));
    const perf = await capablePerf(run, { path: join(machine, 'perf'), version: '6.12.107' }, folder);
    expect(perf).toEqual({ path: join(folder, 'perf'), version: '6.12.107' });
    expect(readFileSync(perf.path).equals(readFileSync('/bin/true'))).toBe(true);
    expect(run.commands).toEqual([
      `sudo -n setcap cap_perfmon,cap_dac_read_search,cap_sys_ptrace,cap_ipc_lock,cap_sys_admin=ep ${folder}/perf`,
    ]);
  });

  it('cannot be had where setcap fails', async () => {
    const machine = temporaryDirectory();
    copyFileSync('/bin/true', join(machine, 'perf'));
    const run = scriptedRun(() => ({ exitCode: 1, stderr: 'Operation not supported\n' }));
    const made = capablePerf(run, { path: join(machine, 'perf'), version: '6.12' }, temporaryDirectory());
    await expect(made).rejects.toThrow('giving perf its capabilities failed');
  });
});
