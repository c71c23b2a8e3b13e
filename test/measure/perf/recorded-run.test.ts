import { describe, expect, it } from 'vitest';
import type { Allocator } from '../../../src/measure/perf/allocator.ts';
import { noOwnCalls, type OwnCalls } from '../../../src/measure/perf/own-calls.ts';
import type { ProbedAllocator } from '../../../src/measure/perf/probed-allocator.ts';
import { noEntryPoints, type ProbedEntryPoints } from '../../../src/measure/perf/probed-entry-points.ts';
import { recordRun } from '../../../src/measure/perf/recorded-run.ts';
import type { Tools } from '../../../src/measure/perf/tools.ts';
import type { Relays } from '../../../src/measure/relays.ts';
import { noSourceLines } from '../../../src/measure/source-lines.ts';
import type { OptionalFunction, ProbedFunction } from '../../../src/model/counted-functions.ts';
import { functionsInTotal } from '../../../src/model/counts.ts';
import type { NamedStack, PerfCallGraph } from '../../../src/model/recording.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import type { Host } from '../../../src/system/host.ts';
import type { Completion } from '../../../src/system/process.ts';
import { recorded } from '../../elf/recorded.ts';
import { demangledNames } from '../../stacks/recordings.ts';
import { collectingLogger } from '../../system/collecting-logger.ts';
import { elfFile } from '../../system/elf-files.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';
import { libcAllocator } from './allocators.ts';
import { kernelInMemory } from './kernel-in-memory.ts';
import { notHeld, scriptedPerf, workloadOf } from './scripted-perf.ts';

const glibc: Relays = new Map([['malloc', ['posix_memalign_small', 'realloc_null']]]);

/** Where glibc 2.41 was mapped when `toy` was recorded, without address randomisation, in all of its threads. */
const memoryMaps = [...new Set(recorded('perf/toy.folded.txt').match(/\d+(?=:Toy )/g))]
  .flatMap((thread) => [
    `     3022 ${thread.padStart(8)}     2993 |  Toy`,
    `      7ffff73e5000-7ffff7548000 r-xs 00028000 16044058 ${elfFile('glibc-2.41-x86_64/libc.so.6')}`,
  ])
  .join('\n');

/** How many hits of malloc in the fixture return to this address. */
function hitsReturningTo(address: string): number {
  const [, malloc = ''] = /of event 'sagstacks:malloc'([\s\S]*?)# Samples/.exec(recorded('perf/toy.folded.txt')) ?? [];
  const rows = malloc.split('\n').filter((line) => line.trimEnd().endsWith(address));
  return rows.reduce((sum, line) => sum + Number(/^ +[\d.]+% +(\d+)/.exec(line)?.[1]), 0);
}

interface Arrangement {
  readonly folded?: string;
  readonly maps?: string;
  readonly relays?: Relays;
  readonly totalIncludes?: readonly OptionalFunction[];
  readonly functions?: readonly ProbedFunction[];
  readonly demangler?: Partial<Completion>;
  readonly callGraph?: PerfCallGraph;
  readonly ownCalls?: OwnCalls;
  readonly allocator?: Allocator;
  readonly entryPoints?: ProbedEntryPoints;
}

/** Records the `toy` fixture, as if by dwarf: its frames have names. 414 hits of malloc, 40 of calloc, 20 of posix_memalign, 10 of these aligned to 16. */
async function record({
  folded,
  maps = memoryMaps,
  relays = glibc,
  totalIncludes = [],
  functions,
  demangler,
  callGraph = 'dwarf',
  ownCalls = noOwnCalls,
  allocator = libcAllocator(),
  entryPoints = noEntryPoints,
}: Arrangement = {}) {
  const run = scriptedPerf((command, { input = '' }) => {
    if (command.startsWith('swift demangle')) {
      const lines = input.split('\n').slice(0, -1);
      return demangler ?? { stdout: lines.map((line) => `${demangledNames.get(line) ?? line}\n`).join('') };
    }
    if (command.includes('--mmaps')) return { stdout: maps };
    if (!command.includes(' report ')) return {};
    return { stdout: folded ?? recorded('perf/toy.folded.txt') };
  });
  const logger = collectingLogger();
  const cleanup = new Cleanup(logger);
  const host: Host = {
    ...{ run, runAlways: run, logger, cleanup, environment: {}, mayInstall: false, repository: '/shop' },
  };
  const tools: Tools = {
    tracefs: kernelInMemory(),
    perf: { path: '/usr/bin/perf', version: '6.12.107' },
    launcher: '/tmp/gate/launcher',
    probes: notHeld,
    folder: temporaryDirectory(),
  };
  const probed: ProbedAllocator = {
    allocator,
    group: {
      name: 'sagstacks',
      functions: functions ?? ['malloc', 'calloc', 'posix_memalign', 'realloc'],
      remove: async () => {},
    },
    relays,
    ownCalls,
    entryPoints,
    free: { outcome: 'uncountable', reason: 'not placed here' },
  };
  const request = { callGraph, functions: functionsInTotal(totalIncludes) };
  const result = await recordRun(probed, workloadOf('./Toy'), request, tools, host, noSourceLines);
  if (result.outcome === 'failed' || result.stacks === null) throw new Error('there are no stacks');
  return { ...result.stacks, run, lines: logger.lines };
}

/** Allocations by the function that was called. */
function byFunction(stacks: readonly NamedStack[]): Readonly<Record<string, number>> {
  const sums = new Map<string, number>();
  for (const { frames, count } of stacks) {
    const name = frames.at(-1)?.name ?? '';
    sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return Object.fromEntries(sums);
}

describe('the recorded stacks', () => {
  it('are each allocation once: what posix_memalign passed on to malloc is posix_memalign’s', async () => {
    const { stacks, samples, lost } = await record();
    expect(byFunction(stacks)).toEqual({ malloc: 404, calloc: 40, posix_memalign: 20 });
    expect({ samples, lost }).toEqual({ samples: 474, lost: 0 });
  });

  it('are without those of calls that the allocator makes of itself', async () => {
    const path = elfFile('glibc-2.41-x86_64/libc.so.6');
    // As if it had called malloc 60 times, where `swift_allocObject` did: at 0x7ffff7c44749, which no libc is mapped at.
    const maps = memoryMaps.replaceAll('7ffff7548000', '7ffff8000000');
    const offset = 0x7ffff7c44749 - 0x7ffff73e5000 + 0x28000;
    const ownCalls: OwnCalls = { events: [], kinds: [], returns: new Set([offset]) };
    const allocator = libcAllocator({}, path);
    const all = byFunction((await record({ maps })).stacks).malloc ?? 0;
    const left = byFunction((await record({ maps, ownCalls, allocator })).stacks).malloc ?? 0;
    expect(all - left).toBe(hitsReturningTo('0x7ffff7c44749'));
  });

  it('are told apart by their alignment: above 16, glibc passes nothing on', async () => {
    const folded = recorded('perf/toy.folded.txt').replaceAll(/ 16( +80 )/g, ' 32$1');
    expect(byFunction((await record({ folded })).stacks)).toEqual({ malloc: 414, calloc: 40, posix_memalign: 20 });
  });

  it('are all of malloc’s where nothing relays', async () => {
    const { stacks } = await record({ relays: new Map() });
    expect(byFunction(stacks)).toEqual({ malloc: 414, calloc: 40, posix_memalign: 20 });
  });

  it('are of new blocks only: realloc of an existing one is not recorded', async () => {
    const { run } = await record();
    const recording = run.commands.find((command) => command.includes(' record --quiet '));
    expect(recording).toContain("-e sagstacks:posix_memalign -e sagstacks:realloc --filter 'ptr == 0'");
  });

  it('are of the functions in the total: of others, relays are told apart and no more', async () => {
    const folded = recorded('perf/toy.folded.txt').replaceAll('sagstacks:posix_memalign', 'sagstacks:memalign');
    const relays: Relays = new Map([['malloc', ['memalign_small']]]);
    const functions: readonly ProbedFunction[] = ['malloc', 'calloc', 'memalign'];
    const without = await record({ folded, relays, functions });
    expect(byFunction(without.stacks)).toEqual({ malloc: 404, calloc: 40 });
    const included = await record({ folded, relays, functions, totalIncludes: ['memalign'] });
    expect(byFunction(included.stacks)).toEqual({ malloc: 404, calloc: 40, memalign: 20 });
  });

  it('are of functions that are called directly, too, where those are counted: not of calls that others make of them', async () => {
    const folded = recorded('perf/toy.folded.txt').replaceAll('sagstacks:calloc', 'direct:at_0');
    const one = {
      kind: 'direct 0',
      countedAs: 'mallocx',
      allocator: 'jemalloc 5.3.0',
      path: '/usr/lib/libjemalloc.so.2',
    };
    const recordWith = (isCounted: boolean, relaying: readonly 'posix_memalign_small'[]) => {
      const functions = [{ ...one, isCounted } as const] as ProbedEntryPoints['functions'];
      const events = [{ event: 'direct:at_0', filter: 'ptr == 0' }];
      const entryPoints = { functions, events, relays: new Map([['direct 0', relaying]] as const) };
      return record({ folded, functions: ['malloc'], relays: new Map(), totalIncludes: ['mallocx'], entryPoints });
    };
    const { stacks, run } = await recordWith(true, []);
    expect(byFunction(stacks)).toEqual({ malloc: 414, posix_memalign: 20, mallocx: 40 });
    const recording = run.commands.find((command) => command.includes(' record --quiet '));
    expect(recording).toContain("-e sagstacks:malloc -e direct:at_0 --filter 'ptr == 0'");
    const silent = await recordWith(false, []);
    expect(silent.run.commands.find((command) => command.includes('direct:at_0'))).toBeUndefined();
  });

  it('are called realloc(NULL) where they made a new block', async () => {
    const [before = '', ofCalloc = ''] = recorded('perf/toy.folded.txt').split(/(?=^# Samples: .*calloc'$)/m);
    const ofRealloc = ofCalloc.replace('sagstacks:calloc', 'sagstacks:realloc').replace('  n  ', 'ptr  ');
    const folded = before + ofRealloc.replace(/( [0-9a-f]{12} +)\d+( +\d+ +0x)/g, '$10$2');
    expect(byFunction((await record({ folded, relays: new Map() })).stacks)).toMatchObject({ 'realloc(NULL)': 40 });
  });
});

describe('lost samples', () => {
  const folded = recorded('perf/toy.folded.txt');

  it('are what perf says it lost', async () => {
    expect((await record({ folded: folded.replace('Lost Samples: 0', 'Lost Samples: 7') })).lost).toBe(7);
  });

  it('are what it counted and did not keep, where it says nothing', async () => {
    const silent = folded.replace('# Total Lost Samples: 0\n', '');
    const counted = silent.replace('(approx.): 414', '(approx.): 514').replace('(approx.): 40', '(approx.): 41');
    expect((await record({ folded: counted })).lost).toBe(101);
  });
});

describe('a recording that loses samples', () => {
  it('is repeated with larger buffers until nothing is lost', async () => {
    const buffers = async (lost: number) => {
      const folded = recorded('perf/toy.folded.txt').replace('Lost Samples: 0', `Lost Samples: ${lost}`);
      const { run } = await record({ folded });
      return run.commands.flatMap((command) => / record .* -m (\S+) /.exec(command)?.[1] ?? []);
    };
    expect(await buffers(0)).toEqual(['128M']);
    expect(await buffers(1)).toEqual(['128M', '512M', '1G']);
  });
});

describe('names', () => {
  it('are demangled', async () => {
    const { stacks, lines } = await record();
    const names = stacks.flatMap(({ frames }) => frames.map(({ name }) => name));
    expect(names.filter((name) => name.startsWith('$s'))).toEqual([]);
    expect(names).toContain('aligned()');
    expect(lines).toEqual([]);
  });

  it('stay mangled, with a warning, where swift fails: stacks explain and never decide', async () => {
    const { stacks, lines } = await record({ demangler: { exitCode: 1 } });
    expect(byFunction(stacks)).toEqual({ malloc: 404, calloc: 40, posix_memalign: 20 });
    expect(lines).toEqual([expect.stringMatching(/^warning: Names are shown mangled: swift demangle failed/)]);
  });
});

describe('lines of perf’s report that are not understood', () => {
  it('are a warning with their number and the first of them: their stacks are missing', async () => {
    const folded = recorded('perf/toy.folded.txt').replace(
      /^(# Samples: .*'sagstacks:calloc')$/m,
      '12 lost;frames\n$1',
    );
    expect((await record({ folded })).lines).toEqual([
      'warning: One line of perf’s report was not understood, so that stacks may be missing; the first: 12 lost;frames',
    ]);
    const maps = memoryMaps.replaceAll('r-xs 0', 'r-xs @');
    expect((await record({ maps })).lines[0]).toMatch(
      /^warning: \d+ lines of perf’s report were not understood.* r-xs @/,
    );
    const odd = folded.replace('12 lost;frames', `${'x'.repeat(1000)}\n13 more`);
    const [line = ''] = (await record({ folded: odd })).lines;
    expect(line).toMatch(/^warning: 2 lines of perf’s report were not understood.*; the first: x+$/);
    expect(line.length).toBeLessThan(400);
  });
});

describe('stacks that frame pointers do not tell', () => {
  it('are counted in the log, by reason', async () => {
    const { lines, stacks } = await record({ callGraph: 'fp' });
    const untrusted = stacks.filter(({ isTrusted }) => !isTrusted).reduce((sum, { count }) => sum + count, 0);
    const [line = ''] = lines;
    expect(line).toMatch(/^info: Allocations whose stack frame pointers do not tell: (\d+ [a-z-]+(, |\.))+$/);
    const counted = [...line.matchAll(/(\d+) [a-z]/g)].reduce((sum, [, count]) => sum + Number(count), 0);
    expect(counted).toBe(untrusted);
  });
});
