import { writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { noOwnCalls, type OwnCalls } from '../../../src/measure/perf/own-calls.ts';
import { countRun, type ProbedAllocator } from '../../../src/measure/perf/probed-allocator.ts';
import { noEntryPoints, type ProbedEntryPoints } from '../../../src/measure/perf/probed-entry-points.ts';
import type { ProbedFree } from '../../../src/measure/perf/probed-free.ts';
import type { Tools } from '../../../src/measure/perf/tools.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import { only } from '../../end-to-end/reports.ts';
import { collectingLogger } from '../../system/collecting-logger.ts';
import { silentLogger } from '../../system/silent-logger.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';
import { libcAllocator } from './allocators.ts';
import { kernelInMemory } from './kernel-in-memory.ts';
import { notHeld, type Scripted, scriptedPerf, workloadOf } from './scripted-perf.ts';

const free: ProbedFree = {
  outcome: 'countable',
  events: [
    { event: 'g:free', filter: 'ptr != 0' },
    { event: 'h:at_0', filter: null },
  ],
  freedFrom: ([all = 0, again = 0]) => all - again,
};

const workload = workloadOf('./server');

interface Given {
  readonly free?: ProbedFree;
  readonly failure?: Scripted | Error;
  readonly ownCalls?: OwnCalls;
  readonly entryPoints?: ProbedEntryPoints;
}

/** One run of a program that calls malloc ten times and frees twelve blocks, three of them again. */
async function count(countFreed: boolean, given: Given = {}) {
  const tasks = { 'sched:sched_process_fork': 1, 'sched:sched_process_exit': 2 };
  const hits: Readonly<Record<string, number>> = {
    'g:malloc': 10,
    'g:free': 12,
    'h:at_0': 3,
    'o:at_0': 2,
    'e:at_0': 3,
    'e:at_1': 4,
    'e:at_2': 0,
    ...tasks,
  };
  const asked: number[] = [];
  const run = scriptedPerf((_, { arguments: words = [] }) => {
    const events = words.flatMap((word, index) => (words[index - 1] === '-e' ? [word] : []));
    const probes = events.filter((event) => !(event in tasks)).length;
    asked.push(probes);
    const failure = probes > 1 ? given.failure : undefined;
    if (failure instanceof Error) throw failure;
    const lines = events.map((event) => `${hits[event]};;${event};1;100.00;;\n`);
    const output = words[words.indexOf('-o') + 1];
    if (output !== undefined) writeFileSync(output, lines.join(''));
    return failure;
  });
  const logger = collectingLogger();
  const host = { run, runAlways: run, logger, cleanup: new Cleanup(silentLogger), environment: {} };
  const tools: Tools = {
    tracefs: kernelInMemory(),
    perf: { path: '/usr/bin/perf', version: '6.12.107' },
    probes: notHeld,
    launcher: '/tmp/gate/launcher',
    folder: temporaryDirectory(),
  };
  const probed: ProbedAllocator = {
    allocator: libcAllocator(),
    group: { name: 'g', functions: ['malloc'], remove: async () => {} },
    relays: new Map(),
    ownCalls: given.ownCalls ?? noOwnCalls,
    entryPoints: given.entryPoints ?? noEntryPoints,
    free: given.free ?? free,
  };
  const counted = countRun(probed, workload, countFreed, tools, { ...host, mayInstall: false, repository: '/' });
  return { counted, asked, lines: logger.lines };
}

const completed = (freed: number | null) => ({
  ...{ outcome: 'completed', counts: only({ malloc: 10 }), freed, stacks: null, disagreement: null },
});

describe('a run', () => {
  it('is counted without freed blocks where nobody wants them', async () => {
    const { counted, asked } = await count(false);
    expect(await counted).toEqual(completed(null));
    expect(asked).toEqual([1]);
  });

  it('has the blocks that it freed, once each', async () => {
    expect(await (await count(true)).counted).toEqual(completed(9));
  });

  it('is counted all the same where free cannot be', async () => {
    const { counted, asked } = await count(true, { free: { outcome: 'uncountable', reason: 'no free' } });
    expect(await counted).toEqual(completed(null));
    expect(asked).toEqual([1]);
  });

  it('is counted without what its allocator asks itself for', async () => {
    const event = { event: 'o:at_0', filter: null };
    const ownCalls: OwnCalls = { events: [event], kinds: ['malloc'], returns: new Set([0x21]) };
    const { counted, asked } = await count(true, { ownCalls });
    expect(await counted).toEqual({ ...completed(9), counts: only({ malloc: 8 }) });
    expect(asked).toEqual([4]);
  });

  it('has the calls of functions that are called directly, and says those that nobody asked for', async () => {
    const events = [0, 1, 2].map((index) => ({ event: `e:at_${index}`, filter: null }));
    const path = '/usr/lib/libmimalloc.so.3';
    const one = { allocator: 'mimalloc 3.0.1', path };
    const functions = [
      { ...one, kind: 'direct 0', countedAs: 'strdup', isCounted: false },
      { ...one, kind: 'direct 1', countedAs: 'mi_malloc', isCounted: true },
      { ...one, kind: 'direct 2', countedAs: 'operator_new', isCounted: true },
    ] as const;
    // `strdup` calls what is probed as `mi_malloc`, too: that block is the program's only once.
    const relays = new Map([['direct 1', ['direct 0']]] as const);
    const { counted, lines } = await count(true, { entryPoints: { events, functions, relays } });
    expect(await counted).toEqual({ ...completed(9), counts: only({ malloc: 10, mi_malloc: 1 }) });
    expect(lines).toEqual([
      'info: ./server and its children made calls that are not counted: 3 of strdup (mimalloc 3.0.1). With also-count: strdup they are.',
    ]);
  });

  it('is repeated without freed blocks where it fails with them: they never cost a measurement', async () => {
    const { counted, asked, lines } = await count(true, { failure: { end: 'exited:3' } });
    expect(await counted).toEqual(completed(null));
    expect(asked).toEqual([3, 1]);
    expect(lines).toEqual(['info: Once more, without freed blocks: ./server ended with exit status 3.']);
  });

  it('does not hide a bug of ours', async () => {
    const { counted, asked } = await count(true, { failure: new TypeError('undefined is not a function') });
    await expect(counted).rejects.toThrow(TypeError);
    expect(asked).toEqual([3]);
  });
});
