import { type ElfFile, readElf } from '../../elf/elf-file.ts';
import { callLengths } from '../../elf/machine-code.ts';
import { sameCall } from '../../elf/same-call.ts';
import { type CallKind, callKinds } from '../../model/counted-functions.ts';
import type { Host } from '../../system/host.ts';
import type { Relays } from '../relays.ts';
import type { Allocator } from './allocator.ts';
import { type CalibrationProgram, calibrationWorkload } from './calibration-program.ts';
import { namesOfGroup, type ProbeGroup, placeInstructionProbes } from './probe-group.ts';
import { recordedKind } from './recorded-kind.ts';
import { returnsInto } from './recorded-returns.ts';
import type { ProbeEvent } from './stat.ts';
import type { Tools } from './tools.ts';

/** Calls that an allocator makes of its own functions: nobody asked for these blocks, and they are subtracted. */
export interface OwnCalls {
  /** A probe on each call. */
  readonly events: readonly ProbeEvent[];
  /** What is called there, in the order of the events. */
  readonly kinds: readonly CallKind[];
  /** Where they return to: offsets in the allocator's file. */
  readonly returns: ReadonlySet<number>;
}

export const noOwnCalls: OwnCalls = { events: [], kinds: [], returns: new Set() };

/**
 * Finds the calls that an allocator makes of itself when it starts, as tcmalloc does to set up its tables, by a program
 * that does nothing else, and places probes on them until the cleanup. What is relayed is none of them: where other
 * functions make calls of one for whoever called them, none of its calls is taken for the allocator's own. `group` has the probes of the calibration's copy. Throws a `MeasurementError` where perf fails.
 */
export async function findOwnCalls(
  allocator: Allocator,
  calibration: CalibrationProgram,
  group: ProbeGroup,
  relays: Relays,
  tools: Tools,
  host: Host,
): Promise<OwnCalls> {
  const known = calibration.allocator;
  const file = readElf(known.path);
  const measured = allocator.isCarried ? readElf(allocator.path) : file;
  if (file === null || measured === null) return noOwnCalls;
  const events = namesOfGroup(group).map((event) => ({ event, filter: null }));
  const workload = calibrationWorkload(calibration, null, tools.folder, host);
  const found = (await returnsInto(file.path, workload, events, tools, host)).flatMap(({ offset, call }) => {
    const kind = recordedKind(call);
    if (kind === undefined || (relays.get(kind) ?? []).length > 0 || isInNew(file, offset)) return [];
    const at = placeIn(measured, offset - callLengths[file.machine], file, allocator, kind);
    return at === null ? [] : [{ kind, at }];
  });
  if (found.length === 0) return noOwnCalls;
  const places = found.map(({ at }) => at);
  const placed = await placeInstructionProbes(tools.tracefs, measured.path, places, host.cleanup);
  await tools.probes.hold(placed.events);
  return {
    events: placed.events.map((event) => ({ event, filter: null })),
    kinds: found.map(({ kind }) => kind),
    returns: new Set(places.map((at) => at + callLengths[file.machine])),
  };
}

/** Whether a call is one that C++'s `operator new` makes: for whoever wants the object. */
function isInNew(file: ElfFile, offset: number): boolean {
  const address = file.addressAt(offset) ?? -1;
  return [...file.symbols, ...file.dynamicSymbols].some(
    ({ name, address: start, size, defined }) =>
      defined && /^_Zn[wa]/.test(name) && start < address && address <= start + size,
  );
}

/** Where the measured program has a call of the calibration's; null where a copy has not the same one. */
function placeIn(measured: ElfFile, call: number, file: ElfFile, { places }: Allocator, kind: CallKind): number | null {
  if (measured === file) return call;
  const symbol = callKinds.find((one) => one.kind === kind)?.symbol;
  const callee = symbol === undefined ? undefined : places.get(symbol);
  return callee === undefined ? null : sameCall(file, call, measured, callee.offset);
}
