import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { linuxKinds } from '../../../src/measure/dtrace/kinds.ts';
import { linux } from '../../../src/measure/dtrace/platform.ts';
import { runDTrace, type SeenRun } from '../../../src/measure/dtrace/run-dtrace.ts';
import type { FailedRun, Workload } from '../../../src/measure/measurer.ts';
import { createRun } from '../../../src/system/process.ts';
import { compileC } from '../c-program.ts';

const source = fileURLToPath(new URL('../../fixtures/dtrace/known.c', import.meta.url));

/** A start of DTrace takes five seconds of the processor, so each run shows several things. */
describe('DTrace on Linux', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dtrace-'));
  const known = join(folder, 'known');
  const tools = { platform: linux, dtrace: '/usr/sbin/dtrace', elevation: [], folder };
  const host = { run: createRun({ PATH: process.env.PATH ?? '' }) };

  /** `known` with these arguments and settings (`KNOWN_…`). */
  function workload(calls: readonly number[], settings: Workload['environment'] = {}): Workload {
    return {
      ...{ command: [known, ...calls.map(String)], directory: folder, environment: { PATH: '/usr/bin', ...settings } },
      ...{ timeoutSeconds: 60, status: 0, leftovers: { waitMilliseconds: 0, allowed: true }, server: null },
    };
  }
  const run = (started: Workload, stacks = false) => runDTrace({ kinds: linuxKinds, stacks }, started, tools, host);
  const seen = (result: SeenRun | FailedRun): SeenRun => {
    if (result.outcome === 'failed') throw new Error('it failed');
    return result;
  };

  beforeAll(() => compileC(source, known, ['-O1', '-fno-builtin', '-fno-omit-frame-pointer', '-pthread']));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('counts every kind of known calls, and takes as many stacks', async () => {
    const { counts, stacks } = seen(await run(workload([20, 10, 6, 6, 4, 4]), true));
    const called = [...counts].filter(([, count]) => count > 0);
    expect(Object.fromEntries(called)).toEqual({
      // glibc passes the small posix_memalign and realloc(NULL) on to malloc, and the block that grows is one.
      ...{ malloc: 20 + 6 + 4 + 1, calloc: 10, posix_memalign_small: 6, posix_memalign_large: 6 },
      ...{ realloc_null: 4, realloc_existing: 4 },
    });
    const sums = new Map<string, number>();
    for (const { kind, count } of stacks) sums.set(kind, (sums.get(kind) ?? 0) + count);
    expect([...sums].sort()).toEqual(called.sort());
  });

  it('counts a million calls of eight threads', async () => {
    const { counts } = seen(await run(workload([125_000], { KNOWN_THREADS: '8' })));
    expect(counts.get('malloc')).toBe(1_000_000);
  });

  it('tells how a program ends: its status, the time limit, and a signal', async () => {
    const seven = await run(workload([20], { KNOWN_EXIT: '7' }));
    expect(seven).toMatchObject({ outcome: 'failed', report: { end: { kind: 'exited', status: 7 } } });
    const late = await run({ ...workload([20], { KNOWN_SLEEP: '1' }), timeoutSeconds: 3 });
    expect(late).toMatchObject({ outcome: 'failed', report: { end: { kind: 'timed-out' } } });
    const aborted = await run(workload([20], { KNOWN_SIGNAL: '6' }));
    expect(aborted).toMatchObject({ outcome: 'failed', report: { end: { kind: 'signalled', signal: 6 } } });
  });

  it('leaves children out and says so, and refuses a program that becomes another', async () => {
    const { counts, children } = seen(await run(workload([1000], { KNOWN_FORK: '1' })));
    expect([counts.get('malloc'), children]).toEqual([1000, 1]);
    const exec = { ...workload([]), command: ['/usr/bin/env', 'true'] as const };
    await expect(run(exec)).rejects.toThrow('the program became another one (exec)');
  });

  it('refuses what DTrace could not keep', async () => {
    const small = {
      run: (given: Parameters<typeof host.run>[0]) => host.run({ ...given, arguments: shrunk(given.arguments) }),
    };
    const request = { kinds: linuxKinds, stacks: true };
    await expect(runDTrace(request, workload([20, 10, 6, 6, 4, 4]), tools, small)).rejects.toThrow('it lost events');
  });
});

/** A buffer for aggregations that holds next to nothing. */
function shrunk(given: readonly string[] = []): readonly string[] {
  return given.map((word) => (word.startsWith('aggsize=') ? 'aggsize=4k' : word));
}
