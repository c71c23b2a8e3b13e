import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readElf } from '../../elf/elf-file.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { succeed } from '../../system/process.ts';
import { compilerFor } from '../compiler.ts';
import { measuredEnvironment } from '../workload.ts';
import type { Allocator } from './allocator.ts';
import { type CalibrationProgram, calibrationWorkload } from './calibration-program.ts';
import { type ProbeGroup, placeInstructionProbes } from './probe-group.ts';
import { countHits, type ProbeEvent, requireHits } from './stat.ts';
import type { Tools } from './tools.ts';

/** Functions by which an allocator makes blocks past those that are counted. */
interface EntryPoint {
  readonly symbol: string;
  readonly shownAs: string;
  /** Its parameters, and what to pass for a block of 24 bytes, in C. */
  readonly parameters: string;
  readonly given: string;
}

const operatorNew = (symbol: string, parameters: string, given: string): EntryPoint => ({
  ...{ symbol, shownAs: symbol.startsWith('_Zna') ? 'operator new[]' : 'operator new', parameters, given },
});
const function_ = (symbol: string, parameters: string, given: string): EntryPoint => ({
  ...{ symbol, shownAs: symbol, parameters, given },
});

const entryPoints: readonly EntryPoint[] = [
  ...['_Znwm', '_Znam'].flatMap((symbol) => [
    operatorNew(symbol, 'size_t', '24'),
    operatorNew(`${symbol}RKSt9nothrow_t`, 'size_t, const void *', '24, ""'),
    operatorNew(`${symbol}St11align_val_t`, 'size_t, size_t', '24, 64'),
    operatorNew(`${symbol}St11align_val_tRKSt9nothrow_t`, 'size_t, size_t, const void *', '24, 64, ""'),
  ]),
  function_('mallocx', 'size_t, int', '24, 0'),
  function_('strdup', 'const char *', '"a string of 24 characters"'),
  function_('strndup', 'const char *, size_t', '"a string of 24 characters", 24'),
  function_('reallocarray', 'void *, size_t, size_t', '0, 3, 8'),
  ...['mi_malloc', 'mi_zalloc', 'mi_malloc_small', 'mi_zalloc_small', 'tc_malloc'].map((symbol) =>
    function_(symbol, 'size_t', '24'),
  ),
  function_('mi_calloc', 'size_t, size_t', '3, 8'),
  function_('mi_mallocn', 'size_t, size_t', '3, 8'),
  function_('mi_malloc_aligned', 'size_t, size_t', '24, 64'),
];

/** Probes on an allocator's other entry points, whose calls are said to exist. */
export interface ProbedEntryPoints {
  readonly events: readonly ProbeEvent[];
  /** What is called, in the order of the events; two may have one name. */
  readonly names: readonly string[];
}

export const noEntryPoints: ProbedEntryPoints = { events: [], names: [] };

/**
 * Places probes on the entry points of an allocator that are functions of their own, until the cleanup. A program that calls
 * one of them shows whether it makes its blocks past the functions that are counted, and past the others: those that do not
 * are left out (jemalloc's aligned `new` calls `aligned_alloc`). None of an allocator that a program carries, where nobody
 * else can call it, and none where that program cannot be made or counted: they explain, and never decide.
 */
export async function probeEntryPoints(
  ...[allocator, calibration, group, tools, host]: Parameters<typeof findEntryPoints>
): Promise<ProbedEntryPoints> {
  try {
    return await findEntryPoints(allocator, calibration, group, tools, host);
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    host.logger.info(`What is allocated past malloc is not told: ${messageOf(error)}`);
    return noEntryPoints;
  }
}

async function findEntryPoints(
  allocator: Allocator,
  calibration: CalibrationProgram,
  { name, functions }: ProbeGroup,
  tools: Tools,
  host: Host,
): Promise<ProbedEntryPoints> {
  const file = allocator.isCarried ? null : readElf(allocator.path);
  const taken = new Set([...allocator.places.values()].map(({ offset }) => offset));
  const found: { readonly entry: EntryPoint; readonly offset: number }[] = [];
  for (const entry of file === null ? [] : entryPoints) {
    const symbol = file?.dynamicSymbols.find((one) => one.name === entry.symbol && one.defined && one.isFunction);
    const offset = symbol === undefined ? null : (file?.fileOffset(symbol.address) ?? null);
    if (offset === null || taken.has(offset)) continue;
    taken.add(offset);
    found.push({ entry, offset });
  }
  if (found.length === 0) return noEntryPoints;
  const program = await compileCaller(
    found.map(({ entry }) => entry),
    allocator,
    tools,
    host,
  );
  const offsets = found.map(({ offset }) => offset);
  const placed = await placeInstructionProbes(tools.tracefs, allocator.path, offsets, host.cleanup);
  await tools.holdProbes(placed.events);
  const own = placed.events.map((event) => ({ event, filter: null }));
  const counted = functions.map((symbol) => ({ event: `${name}:${symbol}`, filter: null }));
  const count = async (...given: readonly string[]) => {
    const like = calibrationWorkload(calibration, null, tools.folder, host);
    const environment = measuredEnvironment(host.environment, calibration.environment);
    const workload = { ...like, environment, command: [program, ...given] as const };
    return requireHits(countHits(host.run, tools, [...own, ...counted], workload, `${tools.folder}/stat`), workload);
  };
  const idle = await count();
  const isPast = async (index: number) => {
    const busy = await count(String(index));
    return busy.every((hits, event) => hits - (idle[event] ?? 0) === (event === index ? 1 : 0));
  };
  const kept: number[] = [];
  for (const index of found.keys()) if (await isPast(index)) kept.push(index);
  return {
    events: own.filter((_, index) => kept.includes(index)),
    names: kept.map((index) => found[index]?.entry.shownAs ?? ''),
  };
}

/** A program that calls the one of these whose index is its argument, once. */
async function compileCaller(
  entries: readonly EntryPoint[],
  { path, libc }: Allocator,
  { folder }: Tools,
  { run, environment }: Host,
): Promise<string> {
  const [source, program] = [join(folder, 'entry-points.c'), join(folder, 'entry-points')];
  // Looked up in any case, so that what the look-up allocates cancels out.
  const called = entries.map(
    ({ symbol, parameters, given }, index) =>
      `  { void *(*call)(${parameters}) = dlsym(RTLD_DEFAULT, "${symbol}"); if (call && act == ${index}) free(call(${given})); }`,
  );
  const includes = ['#include <dlfcn.h>', '#include <stdlib.h>'];
  await writeFile(
    source,
    [
      ...includes,
      'int main(int argc, char **argv) {',
      '  int act = argc > 1 ? atoi(argv[1]) : -1;',
      ...called,
      '  return 0;',
      '}',
      '',
    ].join('\n'),
  );
  await succeed(run, 'compiling the program that calls the allocator’s entry points', {
    file: compilerFor(path, libc, environment.PATH ?? ''),
    arguments: ['-D_GNU_SOURCE', '-O0', '-fno-builtin', '-o', program, source, '-ldl'],
  });
  return program;
}

/** What was called and not counted, as a sentence; null where nothing was. `hits` are in the order of the events. */
export function sayEntryPoints(
  program: string,
  { names }: ProbedEntryPoints,
  hits: readonly number[],
  allocator: string,
): string | null {
  const calls = new Map<string, number>();
  for (const [index, name] of names.entries()) calls.set(name, (calls.get(name) ?? 0) + (hits[index] ?? 0));
  const called = [...calls].filter(([, count]) => count > 0).map(([name, count]) => `${count} of ${name}`);
  if (called.length === 0) return null;
  return `${program} and its children made calls of ${allocator} that are not counted: ${called.join(', ')}.`;
}
