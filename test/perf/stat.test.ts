import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MeasurementError } from '../../src/errors.ts';
import { countHits, type ProbeEvent, parseCounts, selectEvents } from '../../src/perf/stat.ts';
import type { Workload } from '../../src/perf/workload.ts';
import type { Completion } from '../../src/system/process.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';
import { recorded } from './recorded.ts';

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
  const workload: Workload = {
    command: ['./calls', '--turns', '3'],
    directory: '/build',
    environment: { MODE: 'fast' },
    timeoutSeconds: 600,
  };

  /** perf, which writes this file and ends like that. */
  async function count(written: string | null, completion: Partial<Completion> = {}) {
    const file = join(temporaryDirectory(), 'stat');
    const run = scriptedRun(() => {
      if (written !== null) writeFileSync(file, written);
      return completion;
    });
    return {
      run,
      counted: await countHits(run, '/usr/bin/perf', events, workload, file).catch((error) => error),
      file,
    };
  }

  it('runs it in its folder and environment, and answers the counts', async () => {
    const { run, counted, file } = await count(normal);
    expect(counted).toEqual([100, 20]);
    expect(run.invocations).toEqual([
      {
        file: 'timeout',
        arguments: [
          ...['--kill-after=5', '600', '/usr/bin/perf', 'stat', '-x;', '-o', file],
          ...['-e', `${group}:malloc`, '-e', `${group}:calloc`, '--', './calls', '--turns', '3'],
        ],
        directory: '/build',
        environment: { MODE: 'fast' },
      },
    ]);
  });

  it('fails with the program’s last lines when it fails', async () => {
    const { counted } = await count(recorded('perf-stat/exit-3.txt'), { exitCode: 3, stderr: 'no such table\n' });
    expect(counted).toBeInstanceOf(MeasurementError);
    expect(counted.message).toBe('./calls ended with exit status 3.');
    expect(counted.lastLines).toEqual(['no such table']);
  });

  it('fails when the program crashes, although perf’s exit status is 0 then', async () => {
    const stderr = recorded('perf-stat/crash.stderr.txt');
    const { counted } = await count(recorded('perf-stat/crash.txt'), { stderr });
    expect(counted).toBeInstanceOf(MeasurementError);
    expect(counted.message).toBe('./calls crashed: Illegal instruction.');
    expect(counted.lastLines).toEqual(['about to fail', './calls: Illegal instruction']);
  });

  it('fails when perf counted nothing', async () => {
    const stderr = recorded('perf-stat/not-started.stderr.txt');
    const { counted } = await count(recorded('perf-stat/not-started.txt'), { exitCode: 255, stderr });
    expect(counted.message).toBe('perf stat could not count ./calls (it ended with exit status 255).');
    expect(counted.lastLines).toEqual(['Workload failed: No such file or directory']);
  });

  it('fails when perf wrote nothing, even if it says that all is well', async () => {
    const { counted } = await count(null);
    expect(counted).toBeInstanceOf(MeasurementError);
  });
});
