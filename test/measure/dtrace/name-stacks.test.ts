import { describe, expect, it } from 'vitest';
import { linuxKinds } from '../../../src/measure/dtrace/kinds.ts';
import { nameStacks } from '../../../src/measure/dtrace/name-stacks.ts';
import { collectingLogger } from '../../system/collecting-logger.ts';
import { scriptedRun } from '../../system/scripted-run.ts';

const run = scriptedRun((_, { input }) => ({ stdout: (input ?? '').replaceAll(/^(.+)$/gm, '<$1>') }));
const host = { run, logger: collectingLogger() };
const relays = new Map([['malloc', ['posix_memalign_small']]]);
const plain = ['libc.so.6`malloc', 'Toy`$s3Toy3runyyF+0x97', 'Toy`main+0x49'];
const passedOn = ['libc.so.6`malloc', 'libc.so.6`posix_memalign+0x12', 'Toy`main+0x49'];
const aligned = ['libc.so.6`posix_memalign', 'Toy`main+0x49'];

describe('the stacks of DTrace', () => {
  it('are there once for each call, those that another function passed on left out', async () => {
    const { stacks, samples } = await nameStacks(
      [
        { kind: 'malloc', frames: plain, count: 20 },
        { kind: 'malloc', frames: passedOn, count: 6 },
        { kind: 'posix_memalign_small', frames: aligned, count: 6 },
      ],
      new Map([
        ['malloc', 20],
        ['posix_memalign_small', 6],
      ]),
      { kinds: linuxKinds, relays },
      ['malloc', 'posix_memalign'],
      host,
    );
    expect(samples).toBe(26);
    const shown = stacks.map(({ frames, count }) => `${frames.map(({ name }) => name).join(';')} ${count}`);
    expect(shown).toEqual(['main;<$s3Toy3runyyF>;malloc 20', 'main;posix_memalign 6']);
    expect(stacks[0]?.frames.map(({ module }) => module)).toEqual(['Toy', 'Toy', 'libc.so.6']);
  });

  it('are that of the function which was called, where it jumped into the one that allocates', async () => {
    const { stacks } = await nameStacks(
      [
        { kind: 'malloc', frames: ['libc.so.6`malloc', ...aligned.slice(1)], count: 8 },
        { kind: 'malloc', frames: plain, count: 20 },
        { kind: 'posix_memalign_small', frames: aligned, count: 8 },
      ],
      new Map([
        ['malloc', 20],
        ['posix_memalign_small', 8],
      ]),
      { kinds: linuxKinds, relays },
      ['malloc', 'posix_memalign'],
      host,
    );
    const shown = stacks.map(({ frames, count }) => `${frames.map(({ name }) => name).join(';')} ${count}`);
    expect(shown).toEqual(['main;<$s3Toy3runyyF>;malloc 20', 'main;posix_memalign 8']);
  });

  it('are refused where they do not show which calls were passed on', async () => {
    const named = nameStacks(
      [{ kind: 'malloc', frames: plain, count: 26 }],
      new Map([['malloc', 20]]),
      { kinds: linuxKinds, relays },
      ['malloc'],
      host,
    );
    await expect(named).rejects.toThrow('20 calls of malloc have 26 stacks of their own.');
  });
});
