import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { capablePerf } from '../../src/perf/capable-perf.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

describe('a perf with capabilities', () => {
  it('is a copy of the real file, so that the one on the machine stays as it is', async () => {
    const machine = temporaryDirectory();
    writeFileSync(join(machine, 'perf_6.12'), 'the program');
    symlinkSync('perf_6.12', join(machine, 'perf'));
    const folder = temporaryDirectory();
    const run = scriptedRun(() => ({}));
    const perf = await capablePerf(run, { path: join(machine, 'perf'), version: '6.12.107' }, folder);
    expect(perf).toEqual({ path: join(folder, 'perf'), version: '6.12.107' });
    expect(readFileSync(perf.path, 'utf8')).toBe('the program');
    expect(run.commands).toEqual([
      `sudo -n setcap cap_perfmon,cap_dac_read_search,cap_sys_ptrace,cap_ipc_lock,cap_sys_admin=ep ${folder}/perf`,
    ]);
  });

  it('cannot be had where setcap fails', async () => {
    const machine = temporaryDirectory();
    writeFileSync(join(machine, 'perf'), '');
    const run = scriptedRun(() => ({ exitCode: 1, stderr: 'Operation not supported\n' }));
    const made = capablePerf(run, { path: join(machine, 'perf'), version: '6.12' }, temporaryDirectory());
    await expect(made).rejects.toThrow('giving perf its capabilities failed');
  });
});
