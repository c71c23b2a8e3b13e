import { MeasurementError, messageOf } from '../errors.ts';
import { holdProbes } from '../perf/hold-probes.ts';
import { directCallBefore, emulatedPlace } from '../perf/machine-code.ts';
import { type MemoryMap, parseMemoryMaps } from '../perf/memory-maps.ts';
import { readRecording, recordStacks } from '../perf/record.ts';
import { countHits, type ProbeEvent } from '../perf/stat.ts';
import type { Workload } from '../perf/workload.ts';
import type { Allocator } from '../probes/allocator.ts';
import type { CallKind } from '../probes/call-kinds.ts';
import { freeCalibration, idleCalibration, threadCalibration } from '../probes/free-calibration.ts';
import { placeFreeProbe, placeInstructionProbes } from '../probes/probe-group.ts';
import { parsePerfFolded } from '../stacks/perf-folded.ts';
import { type ElfFile, readElf } from '../system/elf.ts';
import type { Surroundings } from './surroundings.ts';
import type { Tools } from './tools.ts';

/** The counting of freed blocks, proved right; or why there is none. It explains: whatever fails here, the rest stands. */
export type ProbedFree =
  | {
      readonly outcome: 'countable';
      readonly events: readonly ProbeEvent[];
      /** Blocks freed, from the hits of the events in their order. */
      readonly freedFrom: (hits: readonly number[]) => number;
    }
  | { readonly outcome: 'uncountable'; readonly reason: string };

/** The calibration program on the allocator that is to be probed, or (static) on another copy of it. */
export interface FreeCalibrationRequest {
  readonly allocator: Allocator;
  readonly calibrated: Allocator;
  readonly kinds: readonly CallKind[];
  readonly workload: (args: readonly string[]) => Workload;
}

/**
 * Places and calibrates a probe on `free`.
 *
 * When a thread ends, glibc frees what it had cached for that thread, and what was freed once hits the probe again
 * (`tcache_thread_shutdown` in malloc/malloc.c calls `__libc_free`). No symbol tells where; so a program with one
 * such thread is recorded, and the calls in libc that it makes get probes, whose hits are subtracted. (The instructions
 * behind them would not do: those are reached in other ways too.)
 */
export async function probeFree(
  request: FreeCalibrationRequest,
  tools: Tools,
  surroundings: Surroundings,
): Promise<ProbedFree> {
  try {
    return await placeAndCalibrate(request, tools, surroundings);
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    return { outcome: 'uncountable', reason: messageOf(error) };
  }
}

async function placeAndCalibrate(
  request: FreeCalibrationRequest,
  tools: Tools,
  surroundings: Surroundings,
): Promise<ProbedFree> {
  const { allocator, calibrated } = request;
  const held = (events: readonly string[]) => {
    surroundings.cleanup.add(holdProbes(tools.perf.path, events));
    return events;
  };
  const free = async (target: Allocator) => {
    const offset = emulatedPlace(...freeOf(target));
    return freeEvents(held(await placeFreeProbe(tools.tracefs, target, offset, surroundings.cleanup)));
  };
  const freed = await free(calibrated);
  if (calibrated.path !== allocator.path) {
    await proveRight(request, freed, tools, surroundings);
    return { outcome: 'countable', events: await free(allocator), freedFrom };
  }
  const calls = await callsOfEndingThread(request, freed, tools, surroundings);
  const again =
    calls.length === 0
      ? []
      : held(await placeInstructionProbes(tools.tracefs, allocator.path, calls, surroundings.cleanup));
  const events = [...freed, ...again.map((event) => ({ event, filter: null }))];
  await proveRight(request, events, tools, surroundings);
  return { outcome: 'countable', events, freedFrom };
}

function freeEvents(events: readonly string[]): readonly ProbeEvent[] {
  return events.map((event) => ({ event, filter: 'ptr != 0' }));
}

/** Those freed again come after those freed. */
function freedFrom([all = 0, ...again]: readonly number[]): number {
  return again.reduce((left, hits) => left - hits, all);
}

/** Throws unless the calibration program is seen to free as many blocks as it does. */
async function proveRight(
  { kinds, workload }: FreeCalibrationRequest,
  events: readonly ProbeEvent[],
  tools: Tools,
  { run }: Surroundings,
): Promise<void> {
  const count = async (args: readonly string[]) =>
    freedFrom(await countHits(run, tools.perf.path, events, workload(args), `${tools.folder}/stat`));
  const known = freeCalibration(kinds);
  const counted = (await count(known.arguments)) - (await count(idleCalibration));
  if (counted === known.freed) return;
  throw new MeasurementError(
    `Calibration of free is wrong: ${known.freed} blocks were freed, ${counted} were counted.`,
  );
}

/** Where in libc `free` is called when a thread ends: the offsets in its file of those calls. */
async function callsOfEndingThread(
  { allocator, workload }: FreeCalibrationRequest,
  events: readonly ProbeEvent[],
  tools: Tools,
  { run }: Surroundings,
): Promise<readonly number[]> {
  const data = `${tools.folder}/free.data`;
  const how = { callGraph: 'fp', bufferSize: '1M' } as const;
  await recordStacks(run, tools.perf.path, events, how, workload(threadCalibration), data);
  const { folded, memoryMaps } = await readRecording(run, tools.perf.path, how.callGraph, data, tools.folder);
  const [libc, free] = freeOf(allocator);
  return returnOffsets(folded, memoryMaps, libc.path)
    .map((offset) => directCallBefore(libc, offset, free))
    .filter((offset) => offset !== null);
}

function freeOf({ path, freeOffset }: Allocator): readonly [file: ElfFile, offset: number] {
  const file = readElf(path);
  if (file === null || freeOffset === null) throw new MeasurementError(`${path} defines no free.`);
  return [file, freeOffset];
}

/** The offsets in the file to which recorded calls return; those that return elsewhere are the program's own. */
function returnOffsets(folded: string, memoryMaps: string, path: string): readonly number[] {
  const threads = parseMemoryMaps(memoryMaps);
  const offsets = parsePerfFolded(folded).stacks.flatMap(({ thread, fields: { ret } }) => {
    const maps: readonly MemoryMap[] = threads.get(thread) ?? [];
    const map = maps.find(({ start, end }) => ret !== undefined && ret >= start && ret < end);
    return map === undefined || ret === undefined || map.path !== path ? [] : [Number(ret - map.start + map.offset)];
  });
  return [...new Set(offsets)];
}
