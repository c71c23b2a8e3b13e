import { describe, expect, it } from 'vitest';
import { type KernelState, whatForbidsProbes } from '../../../src/measure/perf/confinement.ts';

const machine: KernelState = {
  lockdown: '[none] integrity confidentiality\n',
  userIds: '         0          0 4294967295\n',
  mounts: `27 1 254:0 / / rw,relatime - ext4 /dev/root rw
23 27 0:22 / /sys rw,nosuid,nodev,noexec,relatime shared:7 - sysfs sysfs rw
30 23 0:12 / /sys/kernel/tracing rw,nosuid,nodev,noexec,relatime shared:8 - tracefs tracefs rw
40 27 0:30 / /tmp rw,nosuid,nodev - tmpfs tmpfs rw
41 27 0:31 / /tmpfs rw,noexec - tmpfs tmpfs rw
`,
};
const own = { folder: '/tmp/gate', haveCapabilities: false };
const sentence = (given: Partial<KernelState>, programs: typeof own | null = own) =>
  whatForbidsProbes({ ...machine, ...given }, programs)?.sentence;

describe('what forbids probes', () => {
  it('is nothing on a machine of one’s own, nor where the kernel says nothing', () => {
    expect(whatForbidsProbes(machine, own)).toBeNull();
    expect(whatForbidsProbes({ lockdown: '', userIds: '', mounts: '' }, own)).toBeNull();
  });

  it('is a kernel in lockdown, where that is to keep secrets', () => {
    expect(sentence({ lockdown: 'none [integrity] confidentiality\n' })).toBeUndefined();
    expect(sentence({ lockdown: 'none integrity [confidentiality]\n' })).toMatch(/^This kernel is locked down/);
  });

  it.each(['         0       1000          1\n', '         0          0          1\n', '0 0 65536\n65536 65536 9\n'])(
    'is a user namespace: %j',
    (userIds) => expect(sentence({ userIds }, null)).toMatch(/^This is a user namespace/),
  );

  it('is a tracefs that is mounted read-only, there or as a whole; the last mount covers those before it', () => {
    const mounts = `${machine.mounts}50 30 0:12 / /sys/kernel/tracing ro,relatime - tracefs tracefs rw\n`;
    const whole = machine.mounts.replace('tracefs tracefs rw', 'tracefs tracefs ro');
    for (const text of [mounts, whole]) {
      expect(sentence({ mounts: text }, null)).toBe(
        'The kernel’s tracing file system is mounted read-only at /sys/kernel/tracing.',
      );
    }
    expect(sentence({ mounts: `${mounts}51 30 0:12 / /sys/kernel/tracing rw - tracefs tracefs rw\n` })).toBeUndefined();
  });

  it('is a disk for our programs that ignores capabilities, where they are needed, or executes nothing', () => {
    const capable = { ...own, haveCapabilities: true };
    expect(sentence({}, capable)).toBe(
      'The capabilities of programs are ignored below /tmp, which is mounted `nosuid`.',
    );
    expect(sentence({}, { ...capable, folder: '/var/tmp' })).toBeUndefined();
    expect(sentence({}, { ...own, folder: '/tmpfs/gate' })).toBe(
      'Programs may not be executed below /tmpfs, which is mounted `noexec`.',
    );
  });
});
