import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dtraceOn } from '../../../src/measure/dtrace/dtrace.ts';
import { linuxKinds } from '../../../src/measure/dtrace/kinds.ts';
import { linux } from '../../../src/measure/dtrace/platform.ts';
import { runDTrace } from '../../../src/measure/dtrace/run-dtrace.ts';
import type { MeasurableProgram, Workload } from '../../../src/measure/measurer.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import { createRun } from '../../../src/system/process.ts';
import { collectingLogger } from '../../system/collecting-logger.ts';

import { compileC } from '../c-program.ts';

const source = fileURLToPath(new URL('../../fixtures/dtrace/known.c', import.meta.url));
const counting = { count: true, countFreed: false, record: null };

describe('DTrace on Linux', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dtrace-'));
  const known = join(folder, 'known');
  const logger = collectingLogger();
  const cleanup = new Cleanup(logger);
  const environment = { PATH: process.env.PATH ?? '' };
  const run = createRun(environment);
  const host = { run, runAlways: run, logger, cleanup, environment, mayInstall: false, repository: folder };
  let program: MeasurableProgram;

  /** `known` with these arguments and settings (`KNOWN_…`). */
  function workload(calls: readonly number[], settings: Workload['environment'] = {}, timeoutSeconds = 60): Workload {
    return {
      ...{ command: [known, ...calls.map(String)], directory: folder, environment: { PATH: '/usr/bin', ...settings } },
      ...{ timeoutSeconds, status: 0, leftovers: { waitMilliseconds: 0, allowed: true }, server: null },
    };
  }

  beforeAll(async () => {
    compileC(source, known, ['-O1', '-fno-builtin', '-fno-omit-frame-pointer', '-pthread']);
    const measurer = await dtraceOn(linux).open(host, { perfPath: null, mayRecordInside: false, counter: 'probes' });
    program = await measurer.prepare(known, {});
  });
  afterAll(async () => {
    await cleanup.undoAll();
    rmSync(folder, { recursive: true, force: true });
  });

  it('counts every kind of known calls, each once', async () => {
    const { outcome, ...run } = await program.run(workload([20, 10, 6, 6, 4, 4]), counting);
    expect(outcome).toBe('completed');
    expect(run).toMatchObject({
      counts: {
        malloc: 21,
        calloc: 10,
        posix_memalign: 12,
        realloc_null: 4,
        realloc: 4,
        aligned_alloc: 0,
        memalign: 0,
      },
    });
  });

  it('counts a million calls, and those of eight threads', async () => {
    expect(await program.run(workload([1_000_000]), counting)).toMatchObject({ counts: { malloc: 1_000_000 } });
    // Of libc’s own, each thread costs a calloc.
    const threads = await program.run(workload([50_000], { KNOWN_THREADS: '8' }), counting);
    expect(threads).toMatchObject({ counts: { malloc: 400_000 } });
  });

  it('takes as many stacks as it counts', async () => {
    const tools = { platform: linux, dtrace: '/usr/sbin/dtrace', elevation: [], folder };
    const seen = await runDTrace({ kinds: linuxKinds, stacks: true }, workload([20, 10, 6, 6, 4, 4]), tools, host);
    if (seen.outcome === 'failed') throw new Error('it failed');
    const sums = new Map<string, number>();
    for (const { kind, count } of seen.stacks) sums.set(kind, (sums.get(kind) ?? 0) + count);
    expect([...sums].sort()).toEqual([...seen.counts].filter(([, count]) => count > 0).sort());
    expect(sums.get('malloc')).toBe(31);
  });

  it('tells how a program ends: its status, the time limit, and a signal', async () => {
    const seven = await program.run(workload([20], { KNOWN_EXIT: '7' }), counting);
    expect(seven).toMatchObject({ outcome: 'failed', report: { end: { kind: 'exited', status: 7 } } });
    const late = await program.run(workload([20], { KNOWN_SLEEP: '1' }, 3), counting);
    expect(late).toMatchObject({ outcome: 'failed', report: { end: { kind: 'timed-out' } } });
    const aborted = await program.run(workload([20], { KNOWN_SIGNAL: '6' }), counting);
    expect(aborted).toMatchObject({ outcome: 'failed', report: { end: { kind: 'signalled', signal: 6 } } });
  });

  it('leaves children out and says so, and refuses a program that becomes another', async () => {
    const forked = await program.run(workload([1000], { KNOWN_FORK: '1' }), counting);
    expect(forked).toMatchObject({ outcome: 'completed', counts: { malloc: 1000 } });
    expect(logger.lines.filter((line) => line.startsWith('warning: '))).toEqual([
      `warning: ${known} starts other processes, and DTrace counts none of their calls.`,
    ]);
    const exec = { ...workload([]), command: ['/usr/bin/env', 'true'] as const };
    await expect(program.run(exec, counting)).rejects.toThrow('the program became another one (exec)');
  });
});
