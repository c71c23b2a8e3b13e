import { type ElfFile, readElf } from '../../elf/elf-file.ts';
import { emulatedPlace } from '../../elf/emulated-place.ts';
import { directCallBefore } from '../../elf/machine-code.ts';
import { placeIn } from '../../elf/memory-map.ts';
import { reentries } from '../../elf/reentries.ts';
import { sameCall } from '../../elf/same-call.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import { parsePerfFolded } from '../../stacks/perf-folded.ts';
import type { Host } from '../../system/host.ts';
import { failureOfRun } from '../failure-of-run.ts';
import type { Allocator } from './allocator.ts';
import { type CalibrationProgram, calibrationWorkload, freeCalibration, type Times } from './calibration-program.ts';
import { parseMemoryMaps } from './memory-maps.ts';
import { holdProbes, placeFreeProbe, placeInstructionProbes } from './probe-group.ts';
import { readRecording, recordStacks } from './record.ts';
import { countHits, type ProbeEvent, requireHits } from './stat.ts';
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

/**
 * Places and calibrates a probe on the `free` of an allocator; where the program has a copy of its own, all is found and
 * proved right on the calibration program's.
 *
 * When a thread ends, glibc frees what it had cached for that thread, and what was freed once hits the probe again
 * (`tcache_thread_shutdown` in malloc/malloc.c calls `__libc_free`). No symbol tells where; so a program with one
 * such thread is recorded, and the calls in libc that it makes get probes, whose hits are subtracted. (The instructions
 * behind them would not do: those are reached in other ways too.) So do the jumps by which `free` enters itself again.
 */
export async function probeFree(
  allocator: Allocator,
  calibration: CalibrationProgram,
  tools: Tools,
  host: Host,
): Promise<ProbedFree> {
  const { cleanup } = host;
  const place = async (target: Allocator): Promise<readonly ProbeEvent[]> => {
    const events = await placeFreeProbe(tools.tracefs, target, emulatedPlace(...freeOf(target), [0]), cleanup);
    await holdProbes(tools.perf.path, events, cleanup);
    return events.map((event) => ({ event, filter: 'ptr != 0' }));
  };
  const placeAgain = async (target: Allocator, calls: readonly number[]): Promise<readonly ProbeEvent[]> => {
    const places = [...calls, ...reentries(...freeOf(target))];
    if (places.length === 0) return [];
    const { events } = await placeInstructionProbes(tools.tracefs, target.path, places, cleanup);
    await holdProbes(tools.perf.path, events, cleanup);
    return events.map((event) => ({ event, filter: null }));
  };
  try {
    const freed = await place(calibration.allocator);
    const calls = await callsOfEndingThread(calibration, freed, tools, host);
    const events = [...freed, ...(await placeAgain(calibration.allocator, calls))];
    await proveRight(calibration, events, tools, host);
    if (calibration.allocator.path === allocator.path) return { outcome: 'countable', events, freedFrom };
    const own = callsInCopy(calls, calibration.allocator, allocator);
    return {
      outcome: 'countable',
      events: [...(await place(allocator)), ...(await placeAgain(allocator, own))],
      freedFrom,
    };
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    return { outcome: 'uncountable', reason: messageOf(error) };
  }
}

/** The same calls of `free` in a program that has a copy of the allocator. Throws where they are not found. */
function callsInCopy(calls: readonly number[], known: Allocator, copy: Allocator): readonly number[] {
  const [from] = freeOf(known);
  const [to, free] = freeOf(copy);
  return calls.map((call) => {
    const place = sameCall(from, call, to, free);
    if (place !== null) return place;
    throw new MeasurementError(`${copy.path} has another build of libc than the calibration program.`);
  });
}

/** Those freed again come after those freed. */
function freedFrom([all = 0, ...again]: readonly number[]): number {
  return again.reduce((left, hits) => left - hits, all);
}

/** Throws unless the calibration program is seen to free as many blocks as it does. */
async function proveRight(
  calibration: CalibrationProgram,
  events: readonly ProbeEvent[],
  tools: Tools,
  host: Host,
): Promise<void> {
  const count = async (times: Times) => {
    const workload = calibrationWorkload(calibration, times, tools.folder, host);
    const hits = countHits(host.run, tools, events, workload, `${tools.folder}/stat`);
    return freedFrom(await requireHits(hits, workload));
  };
  const known = freeCalibration(calibration.kinds);
  const counted = (await count(known.times)) - (await count(new Map()));
  if (counted === known.freed) return;
  throw new MeasurementError(
    `Calibration of free is wrong: ${known.freed} blocks were freed, ${counted} were counted.`,
  );
}

/** Where `free` is called when a thread ends: the offsets in the allocator's file of those calls. */
async function callsOfEndingThread(
  calibration: CalibrationProgram,
  events: readonly ProbeEvent[],
  tools: Tools,
  host: Host,
): Promise<readonly number[]> {
  const calls = (times: Times) => callsOfFree(calibration, times, events, tools, host);
  const all = await calls(new Map([['thread', 1]]));
  // In the file of a static program, it and its start free blocks too, with or without a thread.
  const others = calibration.allocator.linkage === 'static' ? await calls(new Map()) : [];
  return all.filter((call) => !others.includes(call));
}

/** The calls of `free` inside the allocator's file that the calibration program makes, by their offsets in that file. */
async function callsOfFree(
  calibration: CalibrationProgram,
  times: Times,
  events: readonly ProbeEvent[],
  tools: Tools,
  host: Host,
): Promise<readonly number[]> {
  const { perf, folder } = tools;
  const data = `${folder}/free.data`;
  const how = { callGraph: 'fp', bufferSize: '1M' } as const;
  const workload = calibrationWorkload(calibration, times, folder, host);
  const failure = await recordStacks(host.run, tools, events, how, workload, data);
  if (failure !== null) throw failureOfRun(workload, failure);
  const { folded, memoryMaps } = await readRecording(host.run, perf.path, how.callGraph, data, folder);
  const [file, free] = freeOf(calibration.allocator);
  return returnOffsets(folded, memoryMaps, file.path)
    .map((offset) => directCallBefore(file, offset, free))
    .filter((offset) => offset !== null);
}

function freeOf({ path, freeOffset }: Allocator): readonly [file: ElfFile, offset: number] {
  const file = readElf(path);
  if (file === null || freeOffset === null) throw new MeasurementError(`${path} defines no free.`);
  return [file, freeOffset];
}

/** The offsets in the file to which recorded calls return; those that return elsewhere are not of its code. */
function returnOffsets(folded: string, memoryMaps: string, path: string): readonly number[] {
  const { threads, unparsed } = parseMemoryMaps(memoryMaps);
  const report = parsePerfFolded(folded);
  const [unread] = [...report.unparsed.examples, ...unparsed.examples];
  if (unread !== undefined) throw new MeasurementError(`perf’s report was not understood: ${unread}`);
  const offsets = report.stacks.flatMap(({ thread, fields: { ret } }) => {
    const place = ret === undefined ? null : placeIn(threads.get(thread), ret);
    return place?.path === path ? [place.offset] : [];
  });
  return [...new Set(offsets)];
}
