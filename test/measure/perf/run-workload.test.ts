import { describe, expect, it } from 'vitest';
import { runWorkload } from '../../../src/measure/perf/run-workload.ts';
import { type Scripted, scriptedPerf, starter, workloadOf } from './scripted-perf.ts';

const server = workloadOf('./server', '--port', '80');
const stat = { arguments: ['stat', '-o', 'counts'], events: ['g:malloc'], fixedAddresses: false } as const;

async function ended(scripted: Scripted) {
  const run = scriptedPerf(() => scripted);
  return { end: await runWorkload(run, starter, stat, server), run };
}

describe('a workload', () => {
  it('ends as its launcher says, whatever perf and the program print', async () => {
    const printed = { stdout: 'out\n', stderr: 'err\n./server: Segmentation fault\n' };
    const { end } = await ended({ ...printed, exitCode: 0, end: 'exited:3' });
    expect(end.report.end).toEqual({ kind: 'exited', status: 3 });
    expect(end.perfStatus).toBe(0);
    expect(end.lastLines).toEqual(['out', 'err', './server: Segmentation fault']);
  });

  it('has its whole environment from the launcher: perf gets no more than a PATH', async () => {
    const { run } = await ended({});
    expect(run.commands[0]).toMatch(/ --set PATH=\/bin --set MODE=fast -- \.\/server --port 80$/);
    expect(run.invocations[0]?.environment).toEqual({ PATH: '/bin' });
  });

  it('was not started where perf fails before, which is perf’s failure, with its last lines', async () => {
    const failed = ended({ exitCode: 129, stderr: 'no such event\n', end: null });
    await expect(failed).rejects.toMatchObject({
      message: 'perf stat did not start ./server: it ended with exit status 129.',
      lastLines: ['no such event'],
    });
  });

  it('is killed with its perf where the launcher does not keep the time limit, long after it', async () => {
    const { run } = await ended({});
    const [{ killAfterMilliseconds = 0 } = {}] = run.invocations;
    expect(killAfterMilliseconds).toBeGreaterThan(60_000 + 2 * 2000 + 5000);
  });
});
