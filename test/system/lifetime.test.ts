import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cleanup } from '../../src/system/cleanup.ts';
import { createLifetime, interruptible, type Lifetime } from '../../src/system/lifetime.ts';
import { collectingLogger } from './collecting-logger.ts';
import { scriptedRun } from './scripted-run.ts';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const { exit } = process;
const before = signals.map((name) => [name, process.listeners(name)] as const);
/** The program's exit statuses and what was undone, in order. */
let events: (string | number)[];
let lifetime: Lifetime;
let cleanup: Cleanup;
let output: EventEmitter;

beforeEach(() => {
  events = [];
  Object.defineProperty(process, 'exit', { value: (status: number) => events.push(status), configurable: true });
  cleanup = new Cleanup(collectingLogger());
  cleanup.add(async () => void events.push('undone'));
  output = new EventEmitter();
  lifetime = createLifetime(cleanup, [output]);
});
afterEach(() => {
  for (const [name, known] of before) {
    for (const listener of process.listeners(name)) if (!known.includes(listener)) process.off(name, listener);
  }
  Object.defineProperty(process, 'exit', { value: exit, configurable: true });
});

/** Sends the signal to what the lifetime installed, and to nothing of the test runner's. */
async function send(name: (typeof signals)[number]): Promise<void> {
  const known = before.find(([one]) => one === name)?.[1] ?? [];
  for (const listener of process.listeners(name)) if (!known.includes(listener)) listener(name);
  await vi.waitFor(() => expect(events.some((event) => typeof event === 'number')).toBe(true));
}

describe('a lifetime', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const)('is ended by %s: everything is put back, then the program exits with %i', async (name, status) => {
    await send(name);
    expect(events).toEqual(['undone', status]);
    expect(lifetime.signal.aborted).toBe(true);
  });

  it('is ended where nobody reads its output any more, and by nothing else that is wrong with it', async () => {
    const fail = (code: string) => output.emit('error', Object.assign(new Error(code), { code }));
    fail('ENOSPC');
    await sleep(50);
    expect(events).toEqual([]);
    fail('EPIPE');
    await vi.waitFor(() => expect(events).toEqual(['undone', 141]));
  });

  it('ends once, however many signals come', async () => {
    await send('SIGINT');
    await send('SIGTERM');
    await sleep(50);
    expect(events).toEqual(['undone', 130]);
  });

  it('that is ended while it puts things back has put them all back before the program exits', async () => {
    cleanup.add(async () => {
      await sleep(50);
      events.push('slowly undone');
    });
    const finished = lifetime.during(async () => 'result');
    await send('SIGTERM');
    expect(events).toEqual(['slowly undone', 'undone', 143]);
    await finished;
  });

  it('puts everything back after work that succeeds', async () => {
    expect(await lifetime.during(async () => 'result')).toBe('result');
    expect(events).toEqual(['undone']);
  });

  it('puts everything back after work that throws, and passes the error on', async () => {
    await expect(lifetime.during(() => Promise.reject(new Error('broken build')))).rejects.toThrow('broken build');
    expect(events).toEqual(['undone']);
  });
});

describe('an interruptible run', () => {
  it('is the run itself until the signal', async () => {
    const run = interruptible(
      scriptedRun(() => ({ exitCode: 3 })),
      lifetime.signal,
    );
    expect((await run({ file: 'true' })).exitCode).toBe(3);
  });

  it('starts nothing after the signal and never comes back', async () => {
    const inner = scriptedRun(() => ({}));
    const run = interruptible(inner, AbortSignal.abort());
    expect(await Promise.race([run({ file: 'true' }), sleep(50, 'still waiting')])).toBe('still waiting');
    expect(inner.commands).toEqual([]);
  });

  it('does not come back from a program that the signal ended, so that no verdict is made of half a run', async () => {
    const controller = new AbortController();
    const ended = interruptible(async () => {
      controller.abort();
      return { exitCode: 0, stdout: 'half', stderr: '' };
    }, controller.signal);
    const failed = interruptible(async () => {
      throw new Error('killed');
    }, controller.signal);
    const outcome = Promise.race([ended({ file: 'perf' }), failed({ file: 'perf' }), sleep(50, 'still waiting')]);
    expect(await outcome).toBe('still waiting');
  });
});
