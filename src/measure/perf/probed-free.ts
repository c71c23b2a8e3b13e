import { type ElfFile, readElf } from '../../elf/elf-file.ts';
import { emulatedPlace } from '../../elf/emulated-place.ts';
import { directCallBefore } from '../../elf/machine-code.ts';
import { reentries } from '../../elf/reentries.ts';
import { sameCall } from '../../elf/same-call.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { together } from '../../system/together.ts';
import type { Allocator } from './allocator.ts';
import { type CalibrationProgram, calibrationWorkload, freeCalibration, type Times } from './calibration-program.ts';
import { placeFreeProbe, placeInstructionProbes } from './probe-group.ts';
import { returnsInto } from './recorded-returns.ts';
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
    const [file, start] = freeOf(target);
    const place = { path: file.path, offset: emulatedPlace(file, start, [0]) };
    const events = await placeFreeProbe(tools.tracefs, target, place, cleanup);
    await tools.probes.hold(events);
    return events.map((event) => ({ event, filter: 'ptr != 0' }));
  };
  const placeAgain = async (target: Allocator, calls: readonly number[]): Promise<readonly ProbeEvent[]> => {
    const places = [...calls, ...reentries(...freeOf(target))];
    if (places.length === 0) return [];
    const { events } = await placeInstructionProbes(tools.tracefs, freeOf(target)[0].path, places, cleanup);
    await tools.probes.hold(events);
    return events.map((event) => ({ event, filter: null }));
  };
  try {
    refuseUnpaired(allocator);
    const freed = await place(calibration.allocator);
    const calls = await callsOfEndingThread(calibration, freed, tools, host);
    const events = [...freed, ...(await placeAgain(calibration.allocator, calls))];
    await proveRight(calibration, events, tools, host);
    if (!allocator.isCarried) return { outcome: 'countable', events, freedFrom };
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

/** Throws where `free` takes blocks that are made past the functions that are counted: more are freed than were made then. */
function refuseUnpaired({ foreign }: Allocator): void {
  if (foreign === null || !foreign.hasOwnNew) return;
  throw new MeasurementError(`${foreign.name} serves \`new\` and \`delete\` of C++ itself, past \`malloc\`.`);
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
  const count = async (times: Times, name: string) => {
    const workload = calibrationWorkload(calibration, times, tools.folder, host);
    const hits = countHits(host.run, tools, events, workload, `${tools.folder}/${name}`);
    return freedFrom(await requireHits(hits, workload));
  };
  const known = freeCalibration(calibration.kinds, calibration.kept);
  const [busy, idle] = await together([count(known.times, 'freed'), count(new Map(), 'freed-idle')]);
  const counted = busy - idle;
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
  // In the file of a program that carries it, it and its start free blocks too, with or without a thread.
  const others = calibration.allocator.isCarried ? await calls(new Map()) : [];
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
  const workload = calibrationWorkload(calibration, times, tools.folder, host);
  const [file, free] = freeOf(calibration.allocator);
  const returns = await returnsInto(file.path, workload, events, tools, host);
  return returns.map(({ offset }) => directCallBefore(file, offset, free)).filter((offset) => offset !== null);
}

function freeOf({ path, free }: Allocator): readonly [file: ElfFile, offset: number] {
  const file = free === null ? null : readElf(free.path);
  if (file === null || free === null) throw new MeasurementError(`${path} defines no free.`);
  return [file, free.offset];
}
