import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { compileLauncher, type Launch, launcherCommand } from '../../../src/measure/inside/launcher.ts';
import { scriptedRun } from '../../system/scripted-run.ts';

const launch: Launch = {
  command: ['./Tool', '--requests', '1000'],
  settings: {},
  channel: 3,
  limitMilliseconds: null,
  leftoverMilliseconds: 1000,
  graceMilliseconds: 2000,
  fixedAddresses: false,
};

describe('the launcher', () => {
  it('is compiled from all its sources with the given compiler', async () => {
    const run = scriptedRun(() => undefined);
    expect(await compileLauncher(run, '/toolchain/clang', '/folder')).toBe('/folder/launcher');
    expect(run.commands).toHaveLength(1);
    expect(run.commands[0]).toMatch(/^\/toolchain\/clang -std=c11 -D_GNU_SOURCE -static -s -o \/folder\/launcher /);
    expect(run.commands[0]).toMatch(/ -x c -$/);
    const [{ directory = '', input } = {}] = run.invocations;
    const sources = readdirSync(directory).filter((name) => name.endsWith('.c'));
    expect(sources).toContain('main.c');
    expect(input).toBe(sources.map((name) => `#include "${name}"\n`).join(''));
  });

  it('is linked dynamically where there is no static libc', async () => {
    const run = scriptedRun((command) => (command.includes(' -static ') ? { exitCode: 1 } : undefined));
    expect(await compileLauncher(run, 'clang', '/folder')).toBe('/folder/launcher');
    expect(run.commands).toHaveLength(2);
    expect(run.commands[1]).toMatch(/^clang -std=c11 -D_GNU_SOURCE -o \/folder\/launcher /);
  });

  it('that cannot be compiled is a failure to measure, with the compiler’s words', async () => {
    const run = scriptedRun(() => ({ exitCode: 1, stderr: 'main.c:1: fatal error: no headers' }));
    await expect(compileLauncher(run, 'clang', '/folder')).rejects.toMatchObject({
      message: expect.stringContaining('compiling the launcher failed'),
      lastLines: ['main.c:1: fatal error: no headers'],
    });
  });

  it('is told what to start, and how long it waits', () => {
    expect(launcherCommand('/folder/launcher', launch).join(' ')).toBe(
      '/folder/launcher --channel 3 --leftover-wait 1000 --grace 2000 -- ./Tool --requests 1000',
    );
  });

  it('is told a time limit, variables and fixed addresses where there are any', () => {
    const more = { limitMilliseconds: 600_000, settings: { LD_PRELOAD: '/a b.so', EMPTY: '' }, fixedAddresses: true };
    expect(launcherCommand('launcher', { ...launch, ...more })).toEqual([
      ...['launcher', '--channel', '3', '--time-limit', '600000', '--leftover-wait', '1000', '--grace', '2000'],
      ...['--no-randomize', '--set', 'LD_PRELOAD=/a b.so', '--set', 'EMPTY=', '--', './Tool', '--requests', '1000'],
    ]);
  });
});
