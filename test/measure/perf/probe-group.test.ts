import { existsSync, mkdirSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it, vi } from 'vitest';
import type { Allocator } from '../../../src/measure/perf/allocator.ts';
import {
  placeFreeProbe,
  placeInstructionProbes,
  placeProbes,
  removeLeftovers,
} from '../../../src/measure/perf/probe-group.ts';
import { probedFunctions } from '../../../src/model/counted-functions.ts';
import { MeasurementError } from '../../../src/model/errors.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import { ownerId } from '../../../src/system/owner.ts';
import { collectingLogger } from '../../system/collecting-logger.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';
import { libcAllocator } from './allocators.ts';
import { kernelInMemory } from './kernel-in-memory.ts';

const libc = '/usr/lib/x86_64-linux-gnu/libc.so.6';
const offsets = { malloc: 0xa28d0, posix_memalign: 0xa47d0 };
const allocator = libcAllocator(offsets, libc);
const somebodyElses = [
  `p:probe_libc/malloc ${libc}:0x00000000000a28d0`,
  `r:probe_libc/malloc__return ${libc}:0x00000000000a28d0 arg1=$retval`,
  `p:allocation_gate/malloc ${libc}:0x00000000000a28d0`,
];
const [namespace, , startTime] = ownerId().split('_');
const probesOf = (owner: string) => [
  `p:allocation_gate_${owner}_1/malloc ${libc}:0x00000000000a28d0 size=%di:u64`,
  `p:allocation_gate_${owner}_1/calloc ${libc}:0x00000000000a3b00 size=%si:u64`,
];
const noPid = 2 ** 22 + 1;

describe('placing probes', () => {
  it('puts one on each function at its exact offset, in a group that carries its owner', async () => {
    const kernel = kernelInMemory(somebodyElses);
    const group = await placeProbes(kernel, allocator, new Cleanup(collectingLogger()));
    expect(group.name).toMatch(new RegExp(`^allocation_gate_${ownerId()}_\\d+$`));
    expect(group.functions).toEqual(['malloc', 'posix_memalign']);
    expect(kernel.written).toEqual([
      `p:${group.name}/malloc ${libc}:0xa28d0 size=%di:u64 ret=+0(%sp):x64`,
      `p:${group.name}/posix_memalign ${libc}:0xa47d0 align=%si:u64 size=%dx:u64 ret=+0(%sp):x64`,
    ]);
  });

  it('leaves none where the end comes in the middle of it', async () => {
    const kernel = kernelInMemory();
    const cleanup = new Cleanup(collectingLogger());
    const writeProbe = async (line: string) => {
      if (line.startsWith('p:')) await sleep(20);
      await kernel.writeProbe(line);
    };
    void placeProbes({ ...kernel, writeProbe }, allocator, cleanup);
    await sleep(10);
    await cleanup.undoAll();
    await sleep(50);
    expect(kernel.written).toEqual([expect.stringMatching(/^p:.*malloc /), expect.stringMatching(/^-:.*malloc$/)]);
    expect(kernel.probes).toEqual([]);
  });

  it.each(['/my bench/prog', '/café/à la carte', '/c#/prog', '/tab\there'])(
    'goes by a link where the kernel would not read the path as one word: %s',
    async (path) => {
      const kernel = kernelInMemory();
      const cleanup = new Cleanup(collectingLogger());
      await placeProbes(kernel, libcAllocator(offsets, path), cleanup);
      const [, link = ''] = /^p:\S+ (\/[!-~]+):0xa28d0 /.exec(kernel.written[0] ?? '') ?? [];
      expect(readlinkSync(link)).toBe(path);
      await cleanup.undoAll();
      expect(existsSync(link)).toBe(false);
    },
  );

  it('says so where no folder has a name that the kernel reads', async () => {
    const place = join(temporaryDirectory(), 'my temporary files');
    mkdirSync(place);
    vi.stubEnv('TMPDIR', place);
    const inIt = libcAllocator(offsets, '/my bench/prog');
    const placed = placeProbes(kernelInMemory(), inIt, new Cleanup(collectingLogger()));
    await expect(placed).rejects.toThrow('The kernel takes no probe on /my bench/prog: it has a space');
    vi.unstubAllEnvs();
  });

  /** What the probes on every function fetch, and that on `free`. */
  const fetched = async (machine: Allocator['machine']) => {
    const kernel = kernelInMemory();
    const cleanup = new Cleanup(collectingLogger());
    const places = new Map(probedFunctions.map((name, offset) => [name, { path: libc, offset }]));
    const everything = { ...allocator, machine, places };
    await placeProbes(kernel, everything, cleanup);
    await placeFreeProbe(kernel, everything, { path: libc, offset: 0xa2fc0 }, cleanup);
    return kernel.written.map((line) => line.replace(/^p:\w+\/(\w+) \S+ /, '$1: '));
  };

  it('follows the System V calling convention on x86_64: the return address lies on the stack', async () => {
    expect(await fetched('x86_64')).toEqual([
      'malloc: size=%di:u64 ret=+0(%sp):x64',
      'calloc: n=%di:u64 size=%si:u64 ret=+0(%sp):x64',
      'posix_memalign: align=%si:u64 size=%dx:u64 ret=+0(%sp):x64',
      'realloc: ptr=%di:u64 size=%si:u64 ret=+0(%sp):x64',
      'aligned_alloc: align=%di:u64 size=%si:u64 ret=+0(%sp):x64',
      'memalign: align=%di:u64 size=%si:u64 ret=+0(%sp):x64',
      'valloc: size=%di:u64 ret=+0(%sp):x64',
      'pvalloc: size=%di:u64 ret=+0(%sp):x64',
      'free: ptr=%di:u64 ret=+0(%sp):x64',
    ]);
  });

  it('follows AAPCS64 on aarch64: the return address is in the link register', async () => {
    expect(await fetched('aarch64')).toEqual([
      'malloc: size=%x0:u64 ret=%lr:x64',
      'calloc: n=%x0:u64 size=%x1:u64 ret=%lr:x64',
      'posix_memalign: align=%x1:u64 size=%x2:u64 ret=%lr:x64',
      'realloc: ptr=%x0:u64 size=%x1:u64 ret=%lr:x64',
      'aligned_alloc: align=%x0:u64 size=%x1:u64 ret=%lr:x64',
      'memalign: align=%x0:u64 size=%x1:u64 ret=%lr:x64',
      'valloc: size=%x0:u64 ret=%lr:x64',
      'pvalloc: size=%x0:u64 ret=%lr:x64',
      'free: ptr=%x0:u64 ret=%lr:x64',
    ]);
  });

  it('makes another group each time', async () => {
    const kernel = kernelInMemory();
    const cleanup = new Cleanup(collectingLogger());
    const [one, two] = [await placeProbes(kernel, allocator, cleanup), await placeProbes(kernel, allocator, cleanup)];
    expect(one.name).not.toBe(two.name);
    await one.remove();
    expect(kernel.probes.map((line) => line.split('/')[0])).toEqual([`p:${two.name}`, `p:${two.name}`]);
  });

  it('leaves none of ours and all of others when they are removed, in either way', async () => {
    for (const end of ['remove', 'cleanup'] as const) {
      const kernel = kernelInMemory(somebodyElses);
      const cleanup = new Cleanup(collectingLogger());
      const group = await placeProbes(kernel, allocator, cleanup);
      await (end === 'remove' ? group.remove() : cleanup.undoAll());
      expect(kernel.probes).toEqual(somebodyElses);
    }
  });

  it('takes back the first when the kernel refuses the second, and says which', async () => {
    const kernel = kernelInMemory(somebodyElses, (line) => (/^p:.*posix_memalign/.test(line) ? 'EINVAL' : null));
    const error = await placeProbes(kernel, allocator, new Cleanup(collectingLogger())).catch((thrown) => thrown);
    expect(kernel.probes).toEqual(somebodyElses);
    if (!(error instanceof MeasurementError)) throw error;
    expect(error.message).toMatchInlineSnapshot(
      `"The kernel refused a probe on posix_memalign at /usr/lib/x86_64-linux-gnu/libc.so.6:0xa47d0: EINVAL: write"`,
    );
    expect(error.remedy).toMatchInlineSnapshot(
      `"Uprobes need a file system with real inodes: put the package on a disk, not on FUSE or a network share."`,
    );
  });
});

describe('the probes by which freed blocks are counted', () => {
  it('are apart from those that decide, in groups that go as these do', async () => {
    const kernel = kernelInMemory(somebodyElses);
    const cleanup = new Cleanup(collectingLogger());
    const [free = ''] = await placeFreeProbe(kernel, allocator, { path: libc, offset: 0xa2fc3 }, cleanup);
    const { events: calls, remove } = await placeInstructionProbes(kernel, libc, [0xa321d, 0xa324c], cleanup);
    const [one, two] = [free.split(':')[0], calls[0]?.split(':')[0]];
    expect(one).not.toBe(two);
    expect([free, ...calls]).toEqual([`${one}:free`, `${two}:at_0`, `${two}:at_1`]);
    expect(kernel.written).toEqual([
      `p:${one}/free ${libc}:0xa2fc3 ptr=%di:u64 ret=+0(%sp):x64`,
      `p:${two}/at_0 ${libc}:0xa321d`,
      `p:${two}/at_1 ${libc}:0xa324c`,
    ]);
    await remove();
    expect(kernel.probes.some((line) => line.includes(`${two}/`))).toBe(false);
    await cleanup.undoAll();
    expect(kernel.probes).toEqual(somebodyElses);
  });
});

describe('removing probes', () => {
  it('waits while perf still holds one open', async () => {
    let busy = 3;
    const kernel = kernelInMemory(somebodyElses, (line) => (line.startsWith('-') && busy-- > 0 ? 'EBUSY' : null));
    const group = await placeProbes(kernel, allocator, new Cleanup(collectingLogger()));
    await group.remove();
    expect(kernel.probes).toEqual(somebodyElses);
  });

  it('gives up after two seconds, which is a warning at the end of the program', async () => {
    const logger = collectingLogger();
    const cleanup = new Cleanup(logger);
    const kernel = kernelInMemory([], (line) => (line.startsWith('-') ? 'EBUSY' : null));
    const { name } = await placeProbes(kernel, allocator, cleanup);
    await cleanup.undoAll();
    expect(logger.lines).toEqual([`warning: The probes of group ${name} could not be removed: EBUSY: write`]);
  });
});

describe('removing leftovers', () => {
  it('removes the probes of dead gates', async () => {
    const dead = [...probesOf(`${namespace}_${noPid}_${startTime}`), ...probesOf(`${namespace}_${process.pid}_1`)];
    const kernel = kernelInMemory([...somebodyElses, ...dead]);
    await removeLeftovers(kernel);
    expect(kernel.probes).toEqual(somebodyElses);
  });

  it('touches neither living gates nor anybody else’s', async () => {
    const present = [
      ...somebodyElses,
      ...probesOf(ownerId()),
      `p:my_allocation_gate_${namespace}_${noPid}_1_1/malloc ${libc}:0x00000000000a28d0`,
    ];
    const kernel = kernelInMemory(present);
    await removeLeftovers(kernel);
    expect(kernel.written).toEqual([]);
    expect(kernel.probes).toEqual(present);
  });

  it('does not mind another gate that removes the same ones at the same time', async () => {
    const dead = probesOf(`${namespace}_${noPid}_${startTime}`);
    const kernel = kernelInMemory([...somebodyElses, ...dead]);
    await Promise.all([removeLeftovers(kernel), removeLeftovers(kernel)]);
    expect(kernel.probes).toEqual(somebodyElses);
  });
});
