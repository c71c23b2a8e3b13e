import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readElf } from '../../../src/elf/elf-file.ts';
import { nameRecordings } from '../../../src/measure/inside/name-recordings.ts';
import type { Recording } from '../../../src/measure/inside/recording.ts';
import type { RecordedKind } from '../../../src/measure/inside/recording-layout.ts';
import { findAllocator } from '../../../src/measure/perf/allocator.ts';
import {
  type ProbeGroup,
  placeFreeProbe,
  placeInstructionProbes,
  placeProbes,
} from '../../../src/measure/perf/probe-group.ts';
import { parseCounts, selectEvents } from '../../../src/measure/perf/stat.ts';
import { openTraceFs, type TraceFs } from '../../../src/measure/perf/tracefs.ts';
import { type CallKind, callKinds, kindsOf } from '../../../src/model/counted-functions.ts';
import { sitesOf } from '../../../src/stacks/sites.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import { createRun } from '../../../src/system/process.ts';
import { silentLogger } from '../../system/silent-logger.ts';
import { compileC, plainly } from '../c-program.ts';
import { copyPackage, examplePackage, testProgram } from '../sandbox.ts';
import { beside, callsOf, prepareRecorder, type Recorder } from './record.ts';

/** What glibc relays to a function that has a probe: the recorder sees only what the program calls. */
const relayedTo: Readonly<Partial<Record<CallKind | 'free', readonly RecordedKind[]>>> = {
  malloc: [
    'malloc',
    'posix_memalign_small',
    'aligned_alloc_small',
    'memalign_small',
    'realloc_null',
    'reallocarray_null',
  ],
  realloc_null: ['realloc_null', 'reallocarray_null'],
  realloc_existing: ['realloc_existing', 'reallocarray_existing'],
  free: ['free', 'free_null', 'realloc_freeing', 'reallocarray_freeing'],
};

const cleanup = new Cleanup(silentLogger);
let recorder: Recorder;
let folder: string;
let group: ProbeGroup;
let freeProbe: readonly string[];
let tracefs: TraceFs;
let programs: string;
let surroundings: string;

beforeAll(async () => {
  recorder = await prepareRecorder();
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'proof-'));
  programs = join(folder, 'programs');
  surroundings = join(folder, 'surroundings');
  for (const program of [programs, surroundings]) {
    compileC(beside(`${basename(program)}.c`), program, [...plainly, '-D_GNU_SOURCE']);
  }
  const run = createRun({ PATH: process.env.PATH ?? '' });
  tracefs = await openTraceFs(run, cleanup);
  const allocator = await findAllocator(run, programs, {});
  group = await placeProbes(tracefs, allocator, cleanup);
  if (allocator.free === null) throw new Error('glibc has no free');
  freeProbe = await placeFreeProbe(tracefs, allocator, allocator.free, cleanup);
});

afterAll(async () => {
  await cleanup.undoAll();
  recorder.remove();
  rmSync(folder, { recursive: true, force: true });
});

/** perf's command line before the program, and what it has counted afterwards; `more`: further events by their names. */
function probing(more: Readonly<Record<string, string>> = {}) {
  const kinds = kindsOf(group.functions);
  const events = [
    ...callKinds
      .filter(({ symbol }) => group.functions.includes(symbol))
      .map(({ symbol, filter }) => ({ event: `${group.name}:${symbol}`, filter })),
    ...[freeProbe[0] ?? '', ...Object.values(more)].map((event) => ({ event, filter: null })),
  ];
  const file = join(folder, 'counted');
  const hits = () => {
    const counts = parseCounts(readFileSync(file, 'utf8'), events) ?? [];
    return Object.fromEntries([...kinds, 'free', ...Object.keys(more)].map((name, index) => [name, counts[index]]));
  };
  return { kinds, prefix: ['perf', 'stat', '-x;', '-o', file, ...selectEvents(events), '--'], hits };
}

/** What probes count where nothing is recorded. */
function countPlain(program: string) {
  const { prefix, hits } = probing();
  const [perf = '', ...args] = [...prefix, program];
  execFileSync(perf, args, { env: { PATH: process.env.PATH ?? '' }, stdio: 'pipe' });
  return hits();
}

/** Runs a program with probes and the recorder on, and gives what each has counted of every kind. */
function countBoth(program: string, ...args: readonly string[]) {
  const { kinds, prefix, hits } = probing();
  const { status, recordings, unreadable } = recorder.record([program, ...args], { prefix });
  expect({ status, unreadable }).toEqual({ status: 0, unreadable: [] });
  // perf itself is recorded too, up to where it executes the program.
  const own = recordings.filter(isNotPerf);
  const calls = (kind: CallKind | 'free') =>
    (relayedTo[kind] ?? [kind]).reduce((sum, one) => sum + callsOfAll(own, one), 0);
  return {
    probes: hits(),
    recorder: Object.fromEntries([...kinds, 'free' as const].map((kind) => [kind, calls(kind)])),
    recordings: own,
  };
}

function isNotPerf({ modules }: Recording): boolean {
  return !modules.some(({ path }) => path.endsWith('/perf'));
}

/** libc frees what it keeps for a thread when that ends (2.43: the main thread too), past its own public function. */
function withoutFree({ free: _, ...calls }: Readonly<Record<string, number | undefined>>) {
  return calls;
}

function callsOfAll(recordings: readonly Recording[], kind: RecordedKind): number {
  return recordings.reduce((sum, recording) => sum + callsOf(recording, kind), 0);
}

describe('probes and recorder, on in the same run', () => {
  it.each([
    ['kinds'],
    ['many', '100000'],
    ['children', '100'],
    ['execute'],
    ['signal', '50'],
    ['switch', '5'],
    ['threads', '20'],
  ])('agree to the call on %s', (...args) => {
    const { probes, recorder: recorded } = countBoth(programs, ...args);
    expect(withoutFree(recorded)).toEqual(withoutFree(probes));
    expect(probes.malloc).toBeGreaterThan(0);
  });

  it('differ, where the end of the program cuts threads off, by what the recorder has more, a call for each at most', () => {
    const { probes, recorder: recorded } = countBoth(surroundings, 'cut-off', '8');
    const more = Object.entries(withoutFree(recorded)).map(([kind, calls = 0]) => calls - (probes[kind] ?? 0));
    expect(Math.min(...more)).toBeGreaterThanOrEqual(0);
    expect(more.reduce((sum, one) => sum + one, 0)).toBeLessThanOrEqual(8);
  });

  it('agree on what is freed but for what libc frees itself', () => {
    const { probes, recorder: recorded } = countBoth(programs, 'many', '1000');
    expect((probes.free ?? 0) - (recorded.free ?? 0)).toBeLessThan(10);
    expect(recorded.free).toBeGreaterThanOrEqual(1000);
  });
});

/** A probe on the function of Swift's runtime that makes objects, in the library that a program has loaded. */
async function probeObjects(recordings: readonly Recording[]): Promise<string> {
  const modules = recordings.flatMap((recording) => recording.modules);
  const library = realpathSync(modules.find(({ path }) => path.endsWith('/libswiftCore.so'))?.path ?? '');
  const elf = readElf(library);
  const symbol = elf?.dynamicSymbols.find(({ name }) => name === 'swift_allocObject');
  const offset = elf?.fileOffset(symbol?.address ?? 0) ?? 0;
  const { events } = await placeInstructionProbes(tracefs, library, [offset], cleanup);
  return events[0] ?? '';
}

describe('a Swift program', () => {
  it.each([
    ['objects-and-strings', examplePackage, 'ObjectsAndStrings', true],
    ['request-loop', examplePackage, 'RequestLoop', false],
    ['KnownCalls', testProgram, 'KnownCalls', true],
  ])(
    '%s is counted as by probes, every stack as by a full unwind, every object with its type',
    async (name, sourceOf, product, isDeterministic) => {
      const target = join(folder, name);
      copyPackage(sourceOf(name), target);
      execFileSync('swift', ['build', '-c', 'release'], { cwd: target, stdio: 'pipe' });
      const binary = realpathSync(join(target, '.build/release', product));

      const { probes, recorder: recorded, recordings } = countBoth(binary);
      expect(withoutFree(recorded)).toEqual(withoutFree(probes));
      expect(probes.malloc).toBeGreaterThan(100);

      if (isDeterministic) expect(countPlain(binary)).toEqual(probes);

      const [checked] = recorder.record([binary], { checksStacks: true }).recordings;
      expect(checked?.check).toMatchObject({ kind: 'on', different: 0 });
      expect(checked?.typesUnread).toBe(0);

      const { prefix, hits } = probing({ objects: await probeObjects(recordings) });
      const typed = recorder.record([binary], { prefix }).recordings.filter(isNotPerf);
      const objects = typed.flatMap(({ stacks }) => stacks).flatMap(({ types }) => types);
      expect(objects.map(({ type }) => type.kind)).not.toContain('unknown');
      expect(objects.reduce((sum, { calls }) => sum + calls, 0)).toBe(hits().objects);

      const sites = await sitesIn(typed);
      const types = sites.flatMap(({ allocates = [] }) => allocates.map((type) => type.name));
      expect(types.length).toBeGreaterThan(0);
      expect(types).not.toContain('object');
      for (const { count, allocates = [] } of sites) {
        expect(allocates.reduce((sum, type) => sum + type.count, 0)).toBe(count);
      }
    },
  );
});

async function sitesIn(recordings: readonly Recording[]) {
  const wished = { functions: ['malloc', 'calloc', 'posix_memalign'], kinds: kindsOf(group.functions) } as const;
  const { stacks } = await nameRecordings(
    recordings,
    { ...wished, library: recorder.library },
    async (file, args, input) => execFileSync(file, args, { input, encoding: 'utf8' }),
  );
  return sitesOf(stacks.stacks);
}
