import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenMeasurer, Workload } from '../../../src/measure/measurer.ts';
import { perf } from '../../../src/measure/perf/perf.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import { createRun } from '../../../src/system/process.ts';
import { temporaryFolder } from '../../../src/system/temporary.ts';
import { silentLogger } from '../../system/silent-logger.ts';

/** More by hand, on a busy machine: `SHORT_PROGRAMS=2000`. */
const times = Number(process.env.SHORT_PROGRAMS ?? 60);

/** perf says of a program that has ended before it is waited for that it ended well (facts 46, and its exit status). */
describe('a program that ends at once', () => {
  const cleanup = new Cleanup(silentLogger);
  const environment = { PATH: process.env.PATH ?? '' };
  let measurer: OpenMeasurer;

  beforeAll(async () => {
    const repository = await temporaryFolder(cleanup);
    const run = createRun(environment);
    const host = { run, runAlways: run, logger: silentLogger, cleanup, environment, mayInstall: false };
    measurer = await perf.open({ ...host, repository }, { perfPath: null, mayRecordInside: false, counter: 'probes' });
  });
  afterAll(() => cleanup.undoAll());

  it.each([
    ['with status 3', 'exit 3', { kind: 'exited', status: 3 }],
    ['by SIGSEGV', 'kill -SEGV $$', { kind: 'signalled', signal: 11 }],
  ])('%s is never counted, however often it is run', async (_, script, end) => {
    const measurable = await measurer.prepare('/bin/sh', environment);
    const command: Workload['command'] = ['/bin/sh', '-c', script];
    const workload: Workload = {
      ...{ command, directory: '/', environment, timeoutSeconds: 60, status: 0, server: null },
      leftovers: { allowed: false, waitMilliseconds: 100 },
    };
    const ends = new Map<string, number>();
    for (let index = 0; index < times; index += 1) {
      const result = await measurable.run(workload, { count: true, countFreed: false, record: null });
      const what = JSON.stringify(result.outcome === 'failed' ? result.report.end : 'accepted');
      ends.set(what, (ends.get(what) ?? 0) + 1);
    }
    expect([...ends].map(([what, count]) => ({ end: JSON.parse(what), count }))).toMatchObject([{ end, count: times }]);
  });
});
