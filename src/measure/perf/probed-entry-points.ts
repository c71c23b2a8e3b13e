import { readElf } from '../../elf/elf-file.ts';
import type { CallKind } from '../../model/counted-functions.ts';
import { displayName } from '../../model/counts.ts';
import type { DirectFunction } from '../../model/direct-functions.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { calibrate } from '../calibration.ts';
import { callsOfKinds, type Relays } from '../relays.ts';
import type { Allocator } from './allocator.ts';
import { type CalibrationProgram, calibrationWorkload, compileCalibrationProgram } from './calibration-program.ts';
import { type DirectKind, type FoundEntryPoint, findEntryPoints, placeOf } from './entry-points.ts';
import {
  eventsOf,
  hitsByKind,
  namesOfGroup,
  type ProbeGroup,
  placeFunctionProbes,
  placeProbes,
} from './probe-group.ts';
import { countHits, type ProbeEvent, requireHits } from './stat.ts';
import type { Tools } from './tools.ts';

/** Probes on functions that programs call directly, proved right. */
export interface ProbedEntryPoints {
  readonly functions: readonly (Pick<FoundEntryPoint, 'kind' | 'countedAs' | 'allocator' | 'path'> & {
    /** Whether its calls are counted; else they are said not to be. */
    readonly isCounted: boolean;
  })[];
  /** One for each function. */
  readonly events: readonly ProbeEvent[];
  /** What else hits their probes. */
  readonly relays: Relays<CallKind | DirectKind>;
}

export const noEntryPoints: ProbedEntryPoints = { functions: [], events: [], relays: new Map() };

/**
 * Places probes on the entry points of an allocator, and of those beside it, until the cleanup, and proves them right with
 * calls that are known. Throws a {@link MeasurementError} where that fails of what `alsoCount` names; the others explain
 * and never decide, so that they are left out then.
 */
export async function probeEntryPoints(
  allocator: Allocator,
  group: ProbeGroup,
  alsoCount: readonly DirectFunction[],
  tools: Tools,
  host: Host,
): Promise<ProbedEntryPoints> {
  const found = findEntryPoints(allocator).map((one) => ({ ...one, isCounted: alsoCount.includes(one.countedAs) }));
  const missing = alsoCount.filter((name) => !found.some(({ countedAs }) => countedAs === name));
  if (missing.length > 0) {
    const names = missing.map(displayName).join(', ');
    host.logger.warning(
      `also-count names ${names}, which is in no allocator that ${allocator.objects[0]} starts with.`,
    );
  }
  const exported = found.filter(({ reach, isCounted }) => isCounted || reach.by !== 'address');
  const counted = found.filter(({ isCounted }) => isCounted);
  const attempts = [
    { entries: found, lost: 'What is allocated past malloc' },
    ...(exported.length < found.length ? [{ entries: exported, lost: 'What libraries export for it' }] : []),
  ];
  for (const { entries, lost } of attempts) {
    try {
      return await probeAll(entries, allocator, group, tools, host);
    } catch (error) {
      if (!(error instanceof MeasurementError)) throw error;
      host.logger.info(`${lost} is not told: ${messageOf(error)}`);
    }
  }
  return probeAll(counted, allocator, group, tools, host);
}

type Entry = FoundEntryPoint & { readonly isCounted: boolean };

async function probeAll(
  found: readonly Entry[],
  allocator: Allocator,
  group: ProbeGroup,
  tools: Tools,
  host: Host,
): Promise<ProbedEntryPoints> {
  if (found.length === 0) return noEntryPoints;
  const program = await compileCalibrationProgram(host.run, allocator, tools.folder, host.environment, found);
  const placed = await placeFunctionProbes(tools.tracefs, allocator, found.map(probeOf), host.cleanup);
  const events = placed.events.map((event, index) => ({ event, filter: found[index]?.entry.filter ?? null }));
  await tools.probes.hold(placed.events);
  const relays = await calibrateWith(program, found, { group, events }, tools, host);
  // What makes its blocks by a function that is counted is counted there: jemalloc's aligned `new` calls `aligned_alloc`.
  const relaying = new Set(program.kinds.flatMap((kind) => relays.get(kind) ?? []));
  const kept = found.filter(({ kind }) => !relaying.has(kind));
  return {
    functions: kept,
    events: events.filter((_, index) => kept.some((one) => one === found[index])),
    relays: new Map(kept.map(({ kind }) => [kind, (relays.get(kind) ?? []).filter((one) => !relaying.has(one))])),
  };
}

function probeOf({ path, offset, entry }: FoundEntryPoint) {
  return { path, offset, parameters: entry.parameters };
}

/** Which kinds of calls hit which probes. Where the program carries the functions, its calibration's are others. */
async function calibrateWith(
  program: CalibrationProgram,
  found: readonly FoundEntryPoint[],
  measured: { readonly group: ProbeGroup; readonly events: readonly ProbeEvent[] },
  tools: Tools,
  host: Host,
): Promise<Relays<CallKind | DirectKind>> {
  const own = program.allocator;
  const group = own.isCarried ? await placeProbes(tools.tracefs, own, host.cleanup) : measured.group;
  const isCopied = found.some(({ reach }) => reach.by === 'linking');
  const copied = isCopied ? await placeFunctionProbes(tools.tracefs, own, found.map(inCopy(own)), host.cleanup) : null;
  const onlyHere = [...(group === measured.group ? [] : namesOfGroup(group)), ...(copied?.events ?? [])];
  const letGo = onlyHere.length === 0 ? null : await tools.probes.hold(onlyHere);
  const events = measured.events.map((one, index) => ({ ...one, event: copied?.events[index] ?? one.event }));
  const kinds = [...program.kinds, ...found.map(({ kind }) => kind)];
  const relays = await calibrate<CallKind | DirectKind>(async (times) => {
    const workload = calibrationWorkload(program, times, tools.folder, host);
    const all = [...eventsOf(group), ...events];
    const hits = await requireHits(countHits(host.run, tools, all, workload, `${tools.folder}/stat`), workload);
    return new Map([...hitsByKind(group, hits), ...hitsOf(found, hits.slice(-found.length))]);
  }, kinds);
  await letGo?.();
  if (group !== measured.group) await group.remove();
  await copied?.remove();
  return relays;
}

/** Where the calibration program has a function that it carries as the measured one does. */
function inCopy({ objects: [program = ''] }: Allocator) {
  const elf = readElf(program);
  return (one: FoundEntryPoint) => {
    const place = one.reach.by === 'linking' && elf !== null ? placeOf(elf, program, one.entry.symbol, true) : one;
    if (place === null) throw new MeasurementError(`${program} has no ${one.entry.symbol}.`);
    return { ...place, parameters: one.entry.parameters };
  };
}

function hitsOf(
  functions: readonly Pick<FoundEntryPoint, 'kind'>[],
  hits: readonly number[],
): ReadonlyMap<DirectKind, number> {
  return new Map(functions.map(({ kind }, index) => [kind, hits[index] ?? 0]));
}

/** What was called directly. */
export interface DirectCalls {
  /** Calls of the functions that are counted. */
  readonly counted: ReadonlyMap<DirectFunction, number>;
  /** What was called and is not counted, as a sentence; null where that is nothing. */
  readonly uncounted: string | null;
}

/** What a run called directly, from the hits of the events and the calls of all other functions. */
export function directCalls(
  program: string,
  { functions, relays }: ProbedEntryPoints,
  hits: readonly number[],
  calls: ReadonlyMap<CallKind, number>,
): DirectCalls {
  const kinds = functions.map(({ kind }) => kind);
  const all: ReadonlyMap<CallKind | DirectKind, number> = new Map([...calls, ...hitsOf(functions, hits)]);
  const direct = callsOfKinds<CallKind | DirectKind>(kinds, all, relays);
  const counted = new Map<DirectFunction, number>();
  const others = new Map<string, { readonly name: DirectFunction; readonly sum: number }>();
  for (const { kind, countedAs: name, allocator, isCounted } of functions) {
    const made = direct.get(kind) ?? 0;
    const words = `${displayName(name)} (${allocator})`;
    if (isCounted) counted.set(name, (counted.get(name) ?? 0) + made);
    else if (made > 0) others.set(words, { name, sum: (others.get(words)?.sum ?? 0) + made });
  }
  return { counted, uncounted: others.size === 0 ? null : sayUncounted(program, others) };
}

function sayUncounted(
  program: string,
  others: ReadonlyMap<string, { readonly name: DirectFunction; readonly sum: number }>,
): string {
  const called = [...others].map(([words, { sum }]) => `${sum} of ${words}`).join(', ');
  const names = [...new Set([...others.values()].map(({ name }) => name))].join(', ');
  return `${program} and its children made calls that are not counted: ${called}. With also-count: ${names} they are.`;
}
