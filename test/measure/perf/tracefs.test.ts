import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { elevated, elevationOf, openTraceFs } from '../../../src/measure/perf/tracefs.ts';
import { MeasurementError } from '../../../src/model/errors.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import type { Completion } from '../../../src/system/process.ts';
import { scriptedRun } from '../../system/scripted-run.ts';
import { silentLogger } from '../../system/silent-logger.ts';

beforeEach(() => {
  vi.spyOn(process, 'getuid').mockReturnValue(1000);
});
afterEach(() => {
  vi.restoreAllMocks();
});

const probes = 'p:probe_libc/malloc /usr/lib/x86_64-linux-gnu/libc.so.6:0x00000000000a28d0\n';
const refused: Partial<Completion> = { exitCode: 1, stderr: 'No such file or directory\n' };
const tracing = 'sudo -n cat /sys/kernel/tracing/uprobe_events';
const debugging = 'sudo -n cat /sys/kernel/debug/tracing/uprobe_events';
const mounting = 'sudo -n mount -t tracefs nodev /sys/kernel/tracing';

async function failure(work: Promise<unknown>): Promise<string> {
  const error = await work.catch((thrown: unknown) => thrown);
  if (error instanceof MeasurementError) return `${error.message}\n${error.remedy}`;
  throw new Error(`not a failure to measure: ${error}`);
}

describe('opening tracefs', () => {
  it('goes through sudo for an ordinary user', async () => {
    const run = scriptedRun((command) => (command === tracing ? { stdout: probes } : {}));
    const tracefs = await openTraceFs(run, new Cleanup(silentLogger), 'linux');
    expect(tracefs.elevation).toBe('sudo');
    expect(await tracefs.readProbes()).toBe(probes);
  });

  it('appends what it writes and never truncates: that would remove everybody’s probes', async () => {
    const run = scriptedRun(() => ({}));
    const tracefs = await openTraceFs(run, new Cleanup(silentLogger), 'linux');
    await tracefs.writeProbe('-:group/malloc');
    expect(run.invocations.at(-1)).toEqual({
      file: 'sudo',
      arguments: [
        ...['-n', 'dd', 'status=none', 'bs=64k', 'oflag=append', 'conv=notrunc'],
        'of=/sys/kernel/tracing/uprobe_events',
      ],
      input: '-:group/malloc\n',
    });
  });

  it('passes on the kernel’s refusal', async () => {
    const run = scriptedRun((command) =>
      command.includes(' dd ') ? { exitCode: 1, stderr: 'dd: write error: Invalid argument\n' } : {},
    );
    const tracefs = await openTraceFs(run, new Cleanup(silentLogger), 'linux');
    const error = await tracefs.writeProbe('p:nonsense').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ lastLines: ['dd: write error: Invalid argument'] });
  });

  it('finds it below debugfs where it is not mounted by itself', async () => {
    const run = scriptedRun((command) => (command === tracing ? refused : { stdout: probes }));
    const tracefs = await openTraceFs(run, new Cleanup(silentLogger), 'linux');
    expect(await tracefs.readProbes()).toBe(probes);
    expect(run.commands.at(-1)).toBe(debugging);
    expect(run.commands).not.toContain(mounting);
  });

  it.each([
    ['puts that back', probes, true],
    ['leaves it to another gate that has probes still', 'p:allocation_gate_1_2_3_1/malloc /libc.so.6:0x1\n', false],
  ])('mounts it where it is nowhere, as in a bare container, and %s', async (_what, present, isUnmounted) => {
    let mounted = false;
    const run = scriptedRun((command) => {
      if (command === mounting) mounted = true;
      return command.includes(' cat ') && !(mounted && command === tracing) ? refused : { stdout: present };
    });
    const cleanup = new Cleanup(silentLogger);
    expect(await (await openTraceFs(run, cleanup, 'linux')).readProbes()).toBe(present);
    await cleanup.undoAll();
    expect(run.commands.includes('sudo -n umount /sys/kernel/tracing')).toBe(isUnmounted);
  });
});

/** A machine's own, where nothing is forbidden. */
const open = { lockdown: '', userIds: '         0          0 4294967295\n', mounts: '' };

describe('what is missing', () => {
  it('is Linux', async () => {
    const run = scriptedRun(() => ({}));
    expect(await failure(openTraceFs(run, new Cleanup(silentLogger), 'darwin'))).toMatchInlineSnapshot(`
      "Allocations are counted with perf user probes, which only Linux has; this is darwin.
      Run it on a Linux machine, in a Linux virtual machine, or in a privileged Linux container."
    `);
    expect(run.commands).toEqual([]);
  });

  it('is root, where sudo asks for a password', async () => {
    const run = scriptedRun((command) => (command.startsWith('sudo') ? { exitCode: 1 } : {}));
    expect(await failure(openTraceFs(run, new Cleanup(silentLogger), 'linux'))).toMatchInlineSnapshot(`
      "Placing probes needs root, and this user has no sudo without a password.
      Run it as root, or allow this user \`sudo\` without a password (GitHub’s hosted runners do). Where neither can be had, \`counter: inside\` counts without probes."
    `);
  });

  it('is root, where there is no sudo', async () => {
    const run = scriptedRun(() => ({ exitCode: 127 }));
    expect(await failure(openTraceFs(run, new Cleanup(silentLogger), 'linux'))).toContain(
      'this user has no sudo without a password',
    );
    const broken = () => Promise.reject(new Error('spawn sudo ENOENT'));
    expect(await failure(openTraceFs(broken, new Cleanup(silentLogger), 'linux'))).toContain(
      'this user has no sudo without a password',
    );
  });

  it('is --privileged, in a container that may not mount', async () => {
    const run = scriptedRun((command) =>
      command === 'sudo -n true' ? {} : { exitCode: 32, stderr: 'mount: permission denied' },
    );
    expect(await failure(openTraceFs(run, new Cleanup(silentLogger), 'linux', () => open))).toMatchInlineSnapshot(`
      "The kernel’s tracing file system (tracefs) is not mounted here and may not be mounted.
      In a container job, add \`options: --privileged\` to \`container:\`. Where that cannot be, as on \`ubuntu-slim\`, \`counter: inside\` counts without probes."
    `);
  });

  it('is the machine’s own root, in a container that has none', async () => {
    const run = scriptedRun((command) => (command === 'sudo -n true' ? {} : { exitCode: 32 }));
    const confined = () => ({ ...open, userIds: '         0       1000          1\n' });
    expect(await failure(openTraceFs(run, new Cleanup(silentLogger), 'linux', confined))).toContain(
      'This is a user namespace',
    );
  });

  it('is a kernel with uprobes, where tracefs is mounted and has none', async () => {
    const run = scriptedRun((command) => (command.includes(' cat ') ? refused : {}));
    expect(await failure(openTraceFs(run, new Cleanup(silentLogger), 'linux', () => open))).toMatchInlineSnapshot(`
      "This kernel has no uprobes (CONFIG_UPROBE_EVENTS).
      Use a virtual machine, or a hosted runner such as ubuntu-24.04; in an unprivileged container such as \`ubuntu-slim\`, \`counter: inside\` counts without probes."
    `);
  });
});

describe('a command as root', () => {
  it('is the command itself for root, who needs no sudo', async () => {
    const run = scriptedRun(() => ({ exitCode: 1 }));
    expect(await elevationOf(run, 0)).toBe('root');
    expect(run.commands).toEqual([]);
    expect(elevated('root', ['mount', '-a'])).toEqual({ file: 'mount', arguments: ['-a'], input: '' });
  });

  it('never asks for a password', () => {
    expect(elevated('sudo', ['tee', '-a', 'x'], 'text')).toEqual({
      file: 'sudo',
      arguments: ['-n', 'tee', '-a', 'x'],
      input: 'text',
    });
  });
});
