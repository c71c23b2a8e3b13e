import { describe, expect, it } from 'vitest';
import { MeasurementError } from '../../src/errors.ts';
import { runWorkload, type Workload } from '../../src/perf/workload.ts';
import { type Completion, createRun } from '../../src/system/process.ts';
import { scriptedRun } from '../system/scripted-run.ts';

const run = createRun({ PATH: '/usr/bin:/bin' });
const workload = (script: string, timeoutSeconds: number): Workload => ({
  command: ['sh', '-c', script],
  directory: '/',
  environment: { PATH: '/usr/bin:/bin' },
  timeoutSeconds,
});
/** Where perf would stand; the program behind it runs for real. */
const nothing = ['env'];

const failed = async (completion: Partial<Completion>): Promise<unknown> => {
  const scripted = scriptedRun(() => completion);
  return runWorkload(scripted, ['perf'], { ...workload('', 600), command: ['./server'] }).catch((error) => error);
};

describe('a workload', () => {
  it('may end as it likes: its exit status is the caller’s to judge', async () => {
    const completion = await runWorkload(run, nothing, workload('echo working; exit 3', 10));
    expect(completion).toMatchObject({ exitCode: 3, stdout: 'working\n' });
  });

  it('fails at its time limit, with what it printed until then', async () => {
    const error = await runWorkload(run, nothing, workload('echo waiting for ever; sleep 60', 1)).catch(
      (thrown) => thrown,
    );
    expect(error).toBeInstanceOf(MeasurementError);
    expect(error.message).toBe('sh did not end within 1 s.');
    expect(error.remedy).toContain('`timeout`');
    expect(error.lastLines).toEqual(['waiting for ever']);
  });

  it('may itself end with the exit status that `timeout` has for the limit', async () => {
    expect((await runWorkload(run, nothing, workload('exit 124', 10))).exitCode).toBe(124);
    expect((await runWorkload(run, nothing, workload('exit 137', 10))).exitCode).toBe(137);
  });

  it.each(['Segmentation fault', 'Aborted', 'Illegal instruction', 'Trace/breakpoint trap', 'Killed'])(
    'fails when perf says that it crashed, whatever the exit status: %s',
    async (signal) => {
      const error = await failed({ exitCode: 0, stdout: 'out\n', stderr: `err\n./server: ${signal}\n` });
      expect(error).toBeInstanceOf(MeasurementError);
      expect(error).toMatchObject({
        message: `./server crashed: ${signal}.`,
        lastLines: ['out', 'err', `./server: ${signal}`],
      });
    },
  );

  it.each(['./server: Listening', './other: Aborted', './server: Aborted\nbye'])(
    'does not fail because its own last line looks a little like that: %j',
    async (stderr) => {
      expect(await failed({ exitCode: 0, stderr })).toMatchObject({ exitCode: 0, stderr });
    },
  );
});
