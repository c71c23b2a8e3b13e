import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import {
  descendantsOf,
  endDescendants,
  endProcessesNaming,
  isAnyBusy,
  processStatus,
} from '../../src/system/processes.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) {
    for (const pid of child.pid === undefined ? [] : [...descendantsOf(child.pid), child.pid]) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It has ended, as it should.
      }
    }
  }
});

/** A shell with this script, once it has as many descendants as it is to have. */
async function shell(script: string, descendants: number): Promise<number> {
  const child = spawn('sh', ['-c', script], { stdio: 'ignore' });
  started.push(child);
  const pid = child.pid ?? 0;
  await until(() => descendantsOf(pid).length === descendants);
  return pid;
}

async function until(condition: () => boolean): Promise<void> {
  for (let attempt = 0; !condition(); attempt += 1) {
    if (attempt === 500) throw new Error('it did not happen within five seconds');
    await sleep(10);
  }
}

describe('descendants', () => {
  it('are found through generations and in process groups of their own, parents first', async () => {
    const pid = await shell('sh -c "sleep 60 & wait" & setsid sleep 60 & wait', 3);
    const found = descendantsOf(process.pid);
    expect(found).toContain(pid);
    expect(descendantsOf(pid).every((one) => found.indexOf(one) > found.indexOf(pid))).toBe(true);
    const inner = descendantsOf(pid).find((one) => descendantsOf(one).length === 1);
    const grandchild = descendantsOf(inner ?? 0)[0] ?? 0;
    expect(found.indexOf(grandchild)).toBeGreaterThan(found.indexOf(inner ?? 0));
  });

  it('do not include those that have ended and nobody has waited for', async () => {
    const pid = await shell('sleep 0.05 & exec sleep 60', 1);
    await until(() => descendantsOf(pid).length === 0);
    expect(processStatus(pid)?.state).not.toBe('Z');
  });

  it('end politely, so that they can put things back', async () => {
    const pid = await shell('trap "exit 7" TERM; sleep 60 & wait', 1);
    const child = started.at(-1);
    const exit = new Promise((resolve) => child?.on('exit', resolve));
    await endDescendants(3000);
    expect(await exit).toBe(7);
    expect(descendantsOf(pid)).toEqual([]);
  });

  it('are killed when they do not end within the grace', async () => {
    const pid = await shell('trap "" TERM; while :; do sleep 60; done', 1);
    const begun = Date.now();
    await endDescendants(200);
    await until(() => processStatus(pid) === null);
    expect(Date.now() - begun).toBeGreaterThanOrEqual(200);
    expect(descendantsOf(process.pid)).not.toContain(pid);
  });

  it('need no grace when there are none', async () => {
    const begun = Date.now();
    await endDescendants(10_000);
    expect(Date.now() - begun).toBeLessThan(1000);
  });
});

describe('the status of a process', () => {
  it('names its parent and its start, whatever its own name is', async () => {
    const child = spawn('sleep', ['60'], { stdio: 'ignore' });
    started.push(child);
    const renamed = await shell(`printf 'a) b (c' > /proc/$$/comm; sleep 60 & wait`, 1);
    for (const pid of [child.pid ?? 0, renamed]) {
      const status = processStatus(pid);
      expect(status?.parent).toBe(process.pid);
      expect(status?.state).toMatch(/^[RSD]$/);
      expect(status?.startTime).toMatch(/^\d+$/);
      expect(processStatus(pid)?.startTime).toBe(status?.startTime);
    }
  });

  it('is null where there is no such process', () => {
    expect(processStatus(2 ** 22 + 1)).toBeNull();
  });
});

describe('processes', () => {
  it('are busy while a thread of them computes, and not while all wait', async () => {
    const busy = spawn('sh', ['-c', 'while :; do :; done'], { stdio: 'ignore' });
    const waiting = spawn('sleep', ['60'], { stdio: 'ignore' });
    started.push(busy, waiting);
    const [computes = 0, waits = 0] = [busy.pid, waiting.pid];
    while (isAnyBusy([waits])) await nextTurn(); // It has only just begun.
    expect(isAnyBusy([computes])).toBe(true);
    expect(isAnyBusy([waits, computes])).toBe(true);
    expect(isAnyBusy([waits, 2 ** 22 + 1])).toBe(false);
    expect(isAnyBusy([])).toBe(false);
  });
});

/** A process with this word on its command line, once it runs. */
async function start(word: string): Promise<ChildProcess> {
  const child = spawn('sh', ['-c', 'echo started; read line', 'sh', word], { stdio: ['pipe', 'pipe', 'ignore'] });
  started.push(child);
  await once(child.stdout, 'data');
  return child;
}

describe('ending the processes of a killed gate', () => {
  it('ends those that name its probes, and no others', async () => {
    const [ours, others] = [randomUUID(), randomUUID()];
    const orphan = await start(`${ours}:malloc`);
    const bystander = await start(`${others}:malloc`);
    const ended = once(orphan, 'exit');
    endProcessesNaming(`${ours}:`);
    expect(await ended).toEqual([null, 'SIGTERM']);
    expect(bystander.exitCode ?? bystander.signalCode).toBeNull();
  });

  it('does nothing where there are none', () => {
    expect(() => endProcessesNaming(randomUUID())).not.toThrow();
  });
});
