import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { dtraceOn } from '../../../src/measure/dtrace/dtrace.ts';
import { appleKinds } from '../../../src/measure/dtrace/kinds.ts';
import { macOS } from '../../../src/measure/dtrace/platform.ts';
import { layout, type RecordedKind, recordedKinds } from '../../../src/measure/inside/recording-layout.ts';
import type { RunResult, Wanted, Workload } from '../../../src/measure/measurer.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import type { Completion, Invocation } from '../../../src/system/process.ts';
import { collectingLogger } from '../../system/collecting-logger.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';
import { fakeMac, pathWithTools } from './fake-dtrace.ts';

type Calls = Readonly<Partial<Record<RecordedKind, number>>>;

/** What the recorder leaves of a process whose calls it could only count. */
function recordingOfCalls(calls: Calls): Buffer {
  const header = Buffer.alloc(layout.chunkBytes);
  header.writeBigUInt64LE(layout.magic, 0);
  header.writeUInt32LE(layout.version, 8);
  header.writeUInt32LE(layout.chunkBytes, 12);
  header.writeUInt32LE(recordedKinds.length, 20);
  recordedKinds.forEach((kind, index) => {
    header.writeBigUInt64LE(BigInt(calls[kind] ?? 0), 88 + 16 * index);
  });
  return header;
}

/** As which kind the recorder for macOS counts a call: alignments are not told apart, families neither. */
function recordedAs(kind: string): RecordedKind {
  const plain = kind.replace(/^malloc_(?:type_)?(?:zone_)?(?=\w)/, '').replace(/^memalign$/, 'posix_memalign');
  const name = /^(?:posix_memalign|aligned_alloc)$/.test(plain) ? `${plain}_large` : plain;
  const found = recordedKinds.find((one) => one === name);
  if (found === undefined) throw new Error(`${kind} is recorded as ${name}`);
  return found;
}

/** A Mac whose dyld loads the recorder: `see` says what it would see of calls, `play` how the program goes. */
function macWith(
  play: (environment: Invocation['environment']) => Partial<Completion> & { readonly leaves?: readonly Calls[] },
  see: (kind: string) => number = () => 1,
) {
  const folder = temporaryDirectory();
  const logger = collectingLogger();
  const run = fakeMac(
    () => ({}),
    (_, { file, arguments: given = [], environment = {} }) => {
      const { ALLOCATION_RECORDER_FOLDER: left, DYLD_INSERT_LIBRARIES: library = '' } = environment;
      if (left === undefined || !library.endsWith('/recorder.dylib')) return undefined;
      if (!file.endsWith('/calibration')) {
        const { leaves = [{}], ...completion } = play(environment);
        leaves.forEach((calls, index) => {
          writeFileSync(join(left, `77-${index}.recording`), recordingOfCalls(calls));
        });
        return completion;
      }
      const calls = appleKinds.map(
        ({ kind }, index) => [recordedAs(kind), see(kind) * Number(given[index] ?? 0)] as const,
      );
      const sums = new Map<RecordedKind, number>();
      for (const [kind, times] of calls) sums.set(kind, (sums.get(kind) ?? 0) + times);
      writeFileSync(join(left, '76-0.recording'), recordingOfCalls(Object.fromEntries(sums)));
      return undefined;
    },
  );
  const host = {
    ...{ run, runAlways: run, logger, cleanup: new Cleanup(logger), mayInstall: false, repository: folder },
    environment: { PATH: pathWithTools(join(folder, 'bin')) },
  };
  const kind = dtraceOn(macOS, false);
  const workload: Workload = {
    ...{ command: ['/srv/Tool', 'a b'], directory: folder, environment: { PATH: '/usr/bin' }, timeoutSeconds: 10 },
    ...{ status: 0, leftovers: { waitMilliseconds: 0, allowed: false }, server: null },
  };
  const wanted: Wanted = { count: true, countFreed: false, record: null };
  const measure = async (): Promise<RunResult> => {
    const measurer = await kind.open(host, { perfPath: null, mayRecordInside: true, counter: 'inside' });
    const program = await measurer.prepare('/srv/Tool', {});
    return program.run(workload, wanted);
  };
  return { host, kind, logger, measure, run };
}

describe('counter: inside on a Mac, played', () => {
  it('counts without DTrace or sudo, words with spaces too, and says that nobody has tried it', async () => {
    const { measure, logger, run } = macWith(() => ({ leaves: [{ malloc: 20, realloc_null: 3 }, { malloc: 2 }] }));
    expect(await measure()).toMatchObject({
      ...{ outcome: 'completed', counts: { malloc: 22, realloc_null: 3, calloc: 0 } },
    });
    expect(logger.lines).toContain('warning: `counter: inside` is untested on macOS: nobody has run it on a Mac yet.');
    expect(run.commands.filter((command) => /dtrace|sudo/.test(command))).toEqual([]);
    expect(run.invocations.at(-1)).toMatchObject({ file: '/srv/Tool', arguments: ['a b'] });
  });

  it('has numbers of its own, which are never compared with DTrace’s', async () => {
    const { host, kind } = macWith(() => ({}));
    const measurer = await kind.open(host, { perfPath: null, mayRecordInside: true, counter: 'inside' });
    expect(measurer.counter).toBe('inside');
    expect(await measurer.prepare('/srv/Tool', {})).toMatchObject({
      ...{ libc: 'libSystem of macOS 15.6.1 by the recorder', libcBuild: '24G90' },
    });
  });

  it('is refused where a kind of call does not come by', async () => {
    const { measure } = macWith(
      () => ({}),
      (kind) => (kind === 'malloc_type_malloc' ? 0 : 1),
    );
    await expect(measure()).rejects.toThrow(/^The recorder saw \d+ of \d+ calls of malloc\.$/);
  });

  it('believes nothing where the recorder was not loaded', async () => {
    const { measure } = macWith(() => ({ leaves: [] }));
    await expect(measure()).rejects.toThrow('The recorder was not loaded into /srv/Tool.');
  });

  it.each<readonly [string, Partial<Completion>, unknown]>([
    ['a status', { exitCode: 7 }, { kind: 'exited', status: 7 }],
    ['a signal', { exitCode: null, signal: 5 }, { kind: 'signalled', signal: 5 }],
  ])('tells how the program failed: %s', async (_, completion, end) => {
    expect(await macWith(() => completion).measure()).toMatchObject({ outcome: 'failed', report: { end } });
  });

  it.each([
    [1, 'counter: inside is off by default and untested on macOS; here its calibration is right'],
    [0, 'counter: inside is off by default and untested on macOS; here it does not count: The recorder saw 0 of '],
  ])('is no need of doctor, which says whether it would count', async (seen, words) => {
    const { host, kind } = macWith(
      () => ({}),
      () => seen,
    );
    const needs = kind.needs(host, { perfPath: null, mayRecordInside: true, counter: 'probes' });
    expect(await needs.find(({ name }) => name === 'recorder')?.find()).toContain(words);
  });
});
