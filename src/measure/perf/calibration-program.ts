import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type CallKind, callKinds, kindsOf } from '../../model/counted-functions.ts';
import { MeasurementError } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { type Environment, type Run, succeed } from '../../system/process.ts';
import { blocks } from '../calibration.ts';
import { compilerFor } from '../compiler.ts';
import type { Workload } from '../measurer.ts';
import { measuredEnvironment } from '../workload.ts';
import { type Allocator, areSameFunctions, findAllocator } from './allocator.ts';
import type { DirectKind, FoundEntryPoint, Reach } from './entry-points.ts';
import { linkWithArchive } from './link-with-archive.ts';

/** What the calibration program does: calls of the kinds, and what else frees. */
export type Act = CallKind | DirectKind | 'free_null' | 'realloc_to_zero' | 'thread';

/** How often to do each; what is not in it is not done. */
export type Times = ReadonlyMap<Act, number>;

/** The compiled calibration program, and the allocator that it uses. */
export interface CalibrationProgram {
  readonly allocator: Allocator;
  /** The kinds of calls that it can make: those of the functions that the allocator to be probed has. */
  readonly kinds: readonly CallKind[];
  /** Those whose blocks it does not free, since the allocator's `free` is of another file: it would not know them. */
  readonly kept: readonly CallKind[];
  /** Null: it starts and ends, and does nothing of its own. */
  readonly command: (times: Times | null) => readonly [file: string, ...arguments: string[]];
  /** What it needs in its environment to use that allocator. */
  readonly environment: Environment;
}

/** The blocks that each thread of the calibration program allocates and frees. */
const blocksOfThread = 6;

interface ActRow {
  readonly act: Act;
  /** In C, the `i`-th time. */
  readonly code: string;
  /** Blocks that it frees each time; `realloc(p, 0)` frees p itself (glibc) or returns a block that is freed then (musl). */
  readonly frees: number;
}

/** What the program does, in the order of its arguments, where only these functions may be called. */
function actsOf(
  kinds: readonly CallKind[],
  kept: readonly CallKind[],
  direct: readonly FoundEntryPoint[] = [],
): readonly ActRow[] {
  const calls = callKinds.filter(({ kind }) => kinds.includes(kind));
  return [
    ...calls.map(({ kind, call, makesBlock }) => {
      const isKept = kept.includes(kind);
      return {
        act: kind,
        code: isKept ? call.replace('keep(', 'sink = (') : call,
        frees: makesBlock && !isKept ? 1 : 0,
      };
    }),
    ...direct.map(({ kind, entry }) => ({
      ...{ act: kind, frees: 0 },
      code: `sink = ${callOf(kind)}(${entry.needs === undefined ? entry.given : entry.given.replace(entry.needs, `${callOf(kind)}_needed`)})`,
    })),
    { act: 'free_null', code: 'free(NULL)', frees: 0 },
    { act: 'realloc_to_zero', code: 'keep(realloc(malloc(24), 0))', frees: 1 },
    { act: 'thread', code: 'run_thread()', frees: blocksOfThread },
  ];
}

/** The calibration program, as it is started. */
export function calibrationWorkload(
  { command, environment: added }: CalibrationProgram,
  times: Times | null,
  directory: string,
  { environment }: Host,
): Workload {
  return {
    ...{ command: command(times), directory, environment: measuredEnvironment(environment, added) },
    ...{ timeoutSeconds: 60, status: 0, leftovers: { waitMilliseconds: 0, allowed: false } },
    server: null,
  };
}

/** How often the program does each thing, and how many blocks it frees more than without any. */
export interface FreeCalibration {
  readonly times: Times;
  readonly freed: number;
}

/** Everything that frees, each a power of two times, so that no two mistakes of one hit a call cancel out. */
export function freeCalibration(kinds: readonly CallKind[], kept: readonly CallKind[]): FreeCalibration {
  const acts = actsOf(kinds, kept);
  const timesOf = (index: number) => 2 ** (acts.length - 1 - index);
  return {
    times: new Map(acts.map(({ act }, index) => [act, timesOf(index)])),
    freed: acts.reduce((sum, { frees }, index) => sum + frees * timesOf(index), 0),
  };
}

/**
 * Compiles the calibration program in `folder` with the toolchain's own clang, linked as the allocator to be
 * probed is; libraries that take functions from libc are preloaded. Throws a {@link MeasurementError} when there is no
 * compiler, or when the program uses other functions than those that are probed. It can make calls of `direct`, too, and
 * keeps their blocks, which each allocator frees in its own way.
 */
export async function compileCalibrationProgram(
  run: Run,
  allocator: Allocator,
  folder: string,
  environment: Environment,
  direct: readonly FoundEntryPoint[] = [],
): Promise<CalibrationProgram> {
  const name = direct.length === 0 ? 'calibration' : 'direct-calls';
  const source = join(folder, `${name}.c`);
  const path = join(folder, `${name}-${allocator.linkage}`);
  const kinds = kindsOf([...allocator.places.keys()]);
  const kept = keptIn(allocator, kinds);
  const acts = actsOf(kinds, kept, direct);
  await writeFile(source, sourceOf(acts, kinds.length + direct.length, direct));
  const compiler = compilerFor(allocator.path, allocator.libc, environment.PATH ?? '');
  const options = ['-O0', '-fno-builtin', '-pthread', ...(allocator.linkage === 'static' ? ['-static'] : [])];
  const compile = (linked: readonly string[]) =>
    succeed(run, 'compiling the calibration program', {
      file: compiler,
      arguments: [...options, '-o', path, source, ...linked],
    });
  const carried = carriedBy(allocator, direct);
  if (carried !== null) {
    // musl-gcc does not look there by itself.
    const folders = (environment.LIBRARY_PATH ?? '').split(':').filter((folder) => folder !== '');
    const compileThere = (linked: readonly string[]) => compile([...folders.map((folder) => `-L${folder}`), ...linked]);
    await linkWithArchive(allocator.objects[0] ?? allocator.path, carried, path, ownFunctions, compileThere);
  } else {
    await compile(direct.length === 0 ? [] : ['-ldl']);
  }
  const preloads = [...allocator.preloads, ...startedWith(direct)];
  const added = preloads.length === 0 ? {} : { LD_PRELOAD: preloads.join(':') };
  const used = await findAllocator(run, path, added);
  const [its, theirs] = allocator.isCarried ? [used.libc, allocator.libc] : differingPlaces(used, allocator);
  if (its !== theirs) {
    throw new MeasurementError(
      `The calibration program uses ${its}, the measured program ${theirs}: its counts cannot be checked.`,
      { remedy: 'Link the program with the libc that the compiler of this machine links with.' },
    );
  }
  return {
    ...{ allocator: used, kinds, kept, environment: added },
    command: (times) => [path, ...(times === null ? [] : acts.map(({ act }) => String(times.get(act) ?? 0)))],
  };
}

/** Where two programs have the first function that is not the same one: twice the same where they all are. */
function differingPlaces(one: Allocator, other: Allocator): readonly [string, string] {
  if (areSameFunctions(one, other)) return [one.path, other.path];
  if (one.path !== other.path) return [one.path, other.path];
  const names = [...new Set([...one.places.keys(), ...other.places.keys(), 'free' as const])];
  const pathIn = (allocator: Allocator, name: (typeof names)[number]) => {
    const place = name === 'free' ? allocator.free : allocator.places.get(name);
    return place == null ? `no ${name}` : `${name} of ${place.path} at 0x${place.offset.toString(16)}`;
  };
  const differing = names.find((name) => pathIn(one, name) !== pathIn(other, name)) ?? 'free';
  return [pathIn(one, differing), pathIn(other, differing)];
}

/** jemalloc has no `pvalloc`: libc's makes the block then, which jemalloc's `free` would crash on. */
function keptIn({ places, free }: Allocator, kinds: readonly CallKind[]): readonly CallKind[] {
  return callKinds
    .filter(({ kind, symbol }) => kinds.includes(kind) && places.get(symbol)?.path !== free?.path)
    .map(({ kind }) => kind);
}

/** Libraries that cannot be opened later, since they have thread-local storage in the room that there is at the start. */
function startedWith(direct: readonly FoundEntryPoint[]): readonly string[] {
  return [
    ...new Set(direct.filter(({ reach, isOfLibc }) => reach.by !== 'linking' && !isOfLibc).map(({ path }) => path)),
  ];
}

/** The functions that the measured program carries of another allocator than libc's; null where it carries none. */
function carriedBy(
  { isCarried, foreign, path, places }: Allocator,
  direct: readonly FoundEntryPoint[],
): readonly string[] | null {
  const entries = direct.filter(({ reach }) => reach.by === 'linking').map(({ entry }) => entry.symbol);
  if (!isCarried || foreign === null) return entries.length === 0 ? null : entries;
  return [...[...places].filter(([, place]) => place.path === path).map(([name]) => name), ...entries];
}

/** In C, a function that a library exports, and one that it keeps to itself, so many bytes behind where it is. */
const findsInLibraries = `
static void *opened(const char *library) {
  void *handle = dlopen(library, RTLD_NOW);
  if (handle == NULL) fprintf(stderr, "%s\\n", dlerror()), exit(1);
  return handle;
}

static void *named(const char *library, const char *name) { return dlsym(opened(library), name); }

static void *placed(const char *library, unsigned long address) {
  struct link_map *map;
  if (dlinfo(opened(library), RTLD_DI_LINKMAP, &map) != 0) abort();
  return (void *)(map->l_addr + address);
}
`;

/** The calibration program's own functions, which may have any name in another. */
const ownFunctions = new Set([
  ...['main', 'keep', 'posix_aligned', 'opened', 'named', 'placed', 'open_libraries'],
  ...['fill_cache', 'run_thread', 'perform'],
]);

/** musl's headers have none, though an allocator that is linked with it may. */
const pageAligned = 'void *pvalloc(size_t);\n';

/**
 * A C program that does each thing exactly as many times as its arguments say, in their order; nothing without any. Before that it makes each
 * of the `calls` that come first in them once: a first call may be special, as in glibc 2.31, where `realloc` calls itself
 * (facts 44). It frees every block once, and is carried as source so that it is compiled against the allocator that will
 * be probed.
 */
function sourceOf(acts: readonly ActRow[], calls: number, direct: readonly FoundEntryPoint[]): string {
  return `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

${blocks}
${acts.some(({ act }) => act === 'pvalloc') ? pageAligned : ''}static void *block;
${direct.map(declarationOf).join('')}
${direct.some(({ reach }) => reach.by !== 'linking') ? findsInLibraries : ''}
static void open_libraries(void) {
${direct.map(lookUp).join('')}}

static void *fill_cache(void *context) {
  void *blocks[${blocksOfThread}];
  for (int i = 0; i < ${blocksOfThread}; i++) blocks[i] = malloc(24 << i % 3);
  for (int i = 0; i < ${blocksOfThread}; i++) keep(blocks[i]);
  return context;
}

static void run_thread(void) {
  pthread_t thread;
  if (pthread_create(&thread, 0, fill_cache, 0) || pthread_join(thread, 0)) abort();
}

static void perform(int act, long i) {
  switch (act) {
${acts.map(({ code }, index) => `    case ${index}: ${code}; break;`).join('\n')}
  }
}

int main(int argc, char **argv) {
  if (argc == 1) return 0;
  open_libraries();
  growing = malloc(16);
  for (int act = 0; act < ${calls}; act++) perform(act, 0);
  for (int act = 0; act + 1 < argc; act++) {
    long times = atol(argv[act + 1]);
    for (long i = 0; i < times; i++) perform(act, i);
  }
  keep(growing);
  return 0;
}
`;
}

/** In C, what a function that is called directly is called: its own name may be declared in another way. */
function callOf(kind: DirectKind): string {
  return kind.replace(' ', '_');
}

/** Declares a function that the program carries, or a pointer to one of a library. */
function declarationOf({ kind, entry: { symbol, types, needs }, reach }: FoundEntryPoint): string {
  const all = [{ name: callOf(kind), symbol, types }];
  if (needs !== undefined) all.push({ name: `${callOf(kind)}_needed`, symbol: needs, types: 'void' });
  const declare = ({ name, symbol: label, types: taken }: (typeof all)[number]) =>
    reach.by === 'linking'
      ? `extern void *${name}(${taken}) __asm__("${label}");\n`
      : `static void *(*${name})(${taken});\n`;
  return all.map(declare).join('');
}

/** Looks a function of a library up in that very library, whoever else defines one of its name. */
function lookUp({ kind, entry: { symbol, needs }, path, reach, neededReach }: FoundEntryPoint): string {
  const library = JSON.stringify(path);
  const find = (name: string, label: string, how: Reach) => {
    if (how.by === 'linking') return '';
    const found = how.by === 'name' ? `named(${library}, "${label}")` : `placed(${library}, ${how.address}ul)`;
    return `  ${name} = ${found};\n`;
  };
  const needed = needs === undefined || neededReach === null ? '' : find(`${callOf(kind)}_needed`, needs, neededReach);
  return find(callOf(kind), symbol, reach) + needed;
}
