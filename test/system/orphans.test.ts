import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { endProcessesNaming } from '../../src/system/orphans.ts';

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
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
