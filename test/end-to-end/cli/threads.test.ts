import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OpenMeasurer } from '../../../src/measure/measurer.ts';
import { perf } from '../../../src/measure/perf/perf.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import { createRun } from '../../../src/system/process.ts';
import { temporaryFolder } from '../../../src/system/temporary.ts';
import { silentLogger } from '../../system/silent-logger.ts';
import { compileC, plainly } from '../c-program.ts';

/** Threads of short life, for each of which its starter waits: two tasks change places on a CPU, and one of them ends. */
const source = `#include <pthread.h>
#include <stdlib.h>
static void *work(void *none) { free(malloc(100)); return none; }
int main(void) {
  for (int turn = 0; turn < 200; turn++) {
    pthread_t thread;
    if (pthread_create(&thread, NULL, work, NULL) != 0) return 1;
    pthread_join(thread, NULL);
    free(malloc(33));
  }
}
`;

describe('a program whose threads come and go', () => {
  const cleanup = new Cleanup(silentLogger);
  const environment = { PATH: process.env.PATH ?? '' };
  let program: string;
  let measurer: OpenMeasurer;

  beforeAll(async () => {
    const folder = await temporaryFolder(cleanup);
    program = join(folder, 'threads');
    writeFileSync(`${program}.c`, source);
    compileC(`${program}.c`, program, plainly);
    const run = createRun(environment);
    const host = { run, runAlways: run, logger: silentLogger, cleanup, environment, mayInstall: false };
    measurer = await perf.open(
      { ...host, repository: folder },
      { perfPath: null, mayRecordInside: false, counter: 'probes' },
    );
  });
  afterAll(() => cleanup.undoAll());

  // By a shell too, as servers are often started: all tasks of the program are its children then.
  it.each([
    ['itself', (path: string) => [path] as const],
    ['by a shell', (path: string) => ['/bin/sh', '-c', `${path}; true`] as const],
  ])('loses no call in a hundred runs, started %s', async (_, commandOf) => {
    const measurable = await measurer.prepare(program, environment);
    const workload = {
      ...{ command: commandOf(program), directory: '/', environment, timeoutSeconds: 60, status: 0 },
      leftovers: { allowed: false, waitMilliseconds: 100 },
      server: null,
    } as const;
    const seen = new Set<number>();
    for (let index = 0; index < 100; index += 1) {
      const wanted = { count: true, countFreed: false, record: null };
      const result = await measurable.run(workload, wanted);
      seen.add(result.outcome === 'completed' ? (result.counts?.malloc ?? -1) : -2);
    }
    expect([...seen]).toHaveLength(1);
    expect(Math.min(...seen)).toBeGreaterThanOrEqual(400);
  });
});
