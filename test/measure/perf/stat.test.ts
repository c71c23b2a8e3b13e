import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { countHits, type ProbeEvent, parseCounts, requireHits, selectEvents } from '../../../src/measure/perf/stat.ts';
import { MeasurementError } from '../../../src/model/errors.ts';
import { recorded } from '../../elf/recorded.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';
import { type Scripted, scriptedPerf, starter, workloadOf } from './scripted-perf.ts';

const group = 'allocation_gate_1_2_3_4';
const events: readonly ProbeEvent[] = [
  { event: `${group}:malloc`, filter: null },
  { event: `${group}:calloc`, filter: null },
];
const normal = recorded('perf-stat/normal.txt');

describe('the counts of perf stat', () => {
  it('are those of the events, in their order', () => {
    expect(parseCounts(normal, events)).toEqual([100, 20]);
  });

  it('are there for a program that failed too: its exit status is judged elsewhere', () => {
    expect(parseCounts(recorded('perf-stat/exit-3.txt'), events)).toEqual([100, 20]);
  });

  it('may be 0', () => {
    expect(parseCounts(normal.replace(/^20;/m, '0;'), events)).toEqual([100, 0]);
  });

  it('are read whatever the decimal separator of the workload’s locale is', () => {
    expect(parseCounts(recorded('perf-stat/german.txt'), events)).toEqual([100, 20]);
  });

  it.each([
    ['was not counted', recorded('perf-stat/not-counted.txt')],
    ['is not supported', recorded('perf-stat/not-supported.txt').replace('cycles', `${group}:calloc`)],
    ['shared its counter with others', normal.replace('869524;100.00', '498325;57.31')],
    ['was counted for a little less than all the time', normal.replace('100.00', '99.99')],
    ['has no line', normal.replace(/^20.*\n/m, '')],
    ['has a line too many', `${normal}20;;${group}:calloc;1;100.00;;\n`],
    ['is another one', normal.replace(':calloc', ':calloc_1')],
    ['comes in another order', normal.split('\n').toReversed().join('\n')],
    ['has a fraction for a count', normal.replace(/^20;/m, '20.5;')],
    ['has a negative count', normal.replace(/^20;/m, '-20;')],
    ['belongs to a program that was not started', recorded('perf-stat/not-started.txt')],
    ['was never written', ''],
  ])('are none when an event %s', (_, text) => {
    expect(parseCounts(text, events)).toBeNull();
  });
});

describe('the selection of events', () => {
  it('puts each filter behind the event that it belongs to', () => {
    const selection = selectEvents([
      { event: 'g:malloc', filter: null },
      { event: 'g:posix_memalign', filter: 'align <= 16' },
      { event: 'g:posix_memalign', filter: 'align > 16' },
    ]);
    expect(selection).toEqual([
      ...['-e', 'g:malloc'],
      ...['-e', 'g:posix_memalign', '--filter', 'align <= 16'],
      ...['-e', 'g:posix_memalign', '--filter', 'align > 16'],
    ]);
  });
});

describe('counting the hits of a workload', () => {
  const workload = workloadOf('./calls', '--turns', '3');

  const tasksOf = (started: number, ended: number) =>
    `${started};;sched:sched_process_fork;1;100.00;;\n${ended};;sched:sched_process_exit;1;100.00;;\n`;

  /** perf, which writes this file and ends like that, as does the program behind it. */
  async function count(written: string | null, scripted: Scripted = {}, tasks = tasksOf(1, 2)) {
    const file = join(temporaryDirectory(), 'stat');
    const run = scriptedPerf(() => {
      if (written !== null) writeFileSync(file, `${written}${tasks}`);
      return scripted;
    });
    return { run, counted: await countHits(run, starter, events, workload, file).catch((error) => error), file };
  }

  it('runs it in its folder and environment, through the launcher, and answers the counts', async () => {
    const { run, counted, file } = await count(normal);
    expect(counted).toEqual({ outcome: 'counted', hits: [100, 20] });
    expect(run.commands).toEqual([
      `/usr/bin/perf stat '-x;' -o ${file} -e ${group}:malloc -e ${group}:calloc` +
        ' -e sched:sched_process_fork -e sched:sched_process_exit -- /tmp/gate/launcher --channel 3 --time-limit 60000 --leftover-wait 0 --grace 2000 --set PATH=/bin --set MODE=fast -- ./calls --turns 3',
    ]);
    expect(run.invocations[0]).toMatchObject({ directory: '/build', environment: { PATH: '/bin' } });
  });

  it('is a failed run, with the program’s last lines, when the program fails', async () => {
    const { counted } = await count(recorded('perf-stat/exit-3.txt'), { end: 'exited:3', stderr: 'no such table\n' });
    expect(counted).toMatchObject({
      outcome: 'failed',
      report: { end: { kind: 'exited', status: 3 } },
      lastLines: ['no such table'],
    });
  });

  it('is a failed run when the program fails or crashes, although perf’s exit status is 0 then', async () => {
    for (const [end, sentence] of [
      ['exited:3', './calls ended with exit status 3.'],
      ['signalled:4:0', './calls was ended by SIGILL (an illegal instruction).'],
    ] as const) {
      const { counted } = await count(recorded('perf-stat/crash.txt'), { exitCode: 0, end });
      expect(counted).toMatchObject({ outcome: 'failed' });
      await expect(requireHits(Promise.resolve(counted), workload)).rejects.toThrow(sentence);
    }
  });

  it('fails when a task that was started was not seen to end, since the kernel took the probes from it', async () => {
    const { counted } = await count(normal, {}, tasksOf(3, 3));
    expect(counted.message).toBe(
      'One process of ./calls could not be counted to the end: the kernel took the probes from it.',
    );
    expect(counted.remedy).toContain('set-user-id');
    expect((await count(normal, {}, tasksOf(3, 2))).counted.message).toMatch(/^2 processes of/);
    expect((await count(normal, {}, tasksOf(3, 4))).counted).toMatchObject({ outcome: 'counted' });
  });

  it('fails when the program puts a file of its own in the place of perf’s', async () => {
    const file = join(temporaryDirectory(), 'stat');
    const run = scriptedPerf(() => {
      writeFileSync(file, `${normal}${tasksOf(1, 2)}`);
      rmSync(file);
      writeFileSync(file, `${normal.replace(/^100;/m, '1;')}${tasksOf(1, 2)}`);
      return {};
    });
    await expect(countHits(run, starter, events, workload, file)).rejects.toThrow(
      'The file with the counts of ./calls was replaced while it ran.',
    );
  });

  it('fails when perf did not start the program', async () => {
    const stderr = recorded('perf-stat/not-started.stderr.txt');
    const { counted } = await count(recorded('perf-stat/not-started.txt'), { exitCode: 255, end: null, stderr });
    expect(counted.message).toBe('perf stat did not start ./calls: it ended with exit status 255.');
    expect(counted.lastLines).toEqual(['Workload failed: No such file or directory']);
  });

  it('fails when perf counted nothing, or failed after the program’s good end', async () => {
    const { counted } = await count(recorded('perf-stat/not-counted.txt'));
    expect(counted.message).toBe('perf stat could not count ./calls (it ended with exit status 0).');
    expect((await count(normal, { exitCode: 1 })).counted).toBeInstanceOf(MeasurementError);
  });

  it('fails when perf wrote nothing, even if it says that all is well', async () => {
    const { counted } = await count(null);
    expect(counted).toBeInstanceOf(MeasurementError);
  });
});
