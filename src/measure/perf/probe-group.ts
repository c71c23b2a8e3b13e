import { symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ElfFile } from '../../elf/elf-file.ts';
import { callKinds, countedFunctions, kindsOf, type ProbedFunction } from '../../model/counted-functions.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import type { Cleanup, Undo } from '../../system/cleanup.ts';
import { isDead, ownerId, ownerPattern } from '../../system/owner.ts';
import { endProcessesNaming } from '../../system/processes.ts';
import { temporaryFolder } from '../../system/temporary.ts';
import type { Hits } from '../relays.ts';
import type { Allocator, Place } from './allocator.ts';
import type { ProbeEvent } from './stat.ts';
import type { TraceFs } from './tracefs.ts';

/** Probes on an allocator's functions, in a group of our own: the events `NAME:malloc`, `NAME:calloc`… */
export interface ProbeGroup {
  readonly name: string;
  readonly functions: readonly ProbedFunction[];
  readonly remove: Undo;
}

/** First, second and third integer argument, and where the return address is at a function's first instruction (facts 3). */
const registers = {
  x86_64: { arguments: ['%di', '%si', '%dx'], returnAddress: '+0(%sp)' },
  aarch64: { arguments: ['%x0', '%x1', '%x2'], returnAddress: '%lr' },
} as const;

/**
 * What a probe fetches at each hit, in the syntax of uprobe_events (Documentation/trace/uprobetracer.rst): the
 * arguments that have a name and, as `ret`, the address that the function will return to.
 */
function fetchArguments(parameters: readonly (string | null)[], machine: ElfFile['machine']): string {
  const { arguments: places, returnAddress } = registers[machine];
  const fetched = parameters.map((parameter, index) => parameter && `${parameter}=${places[index]}:u64`);
  return [...fetched.filter((one) => one !== null), `ret=${returnAddress}:x64`].join(' ');
}

function fetchedAt(name: ProbedFunction, machine: ElfFile['machine']): string {
  return fetchArguments(countedFunctions.find(({ symbol }) => symbol === name)?.parameters ?? [], machine);
}

/** A group's name carries its owner, so that the probes of a killed gate are told from those of a living one. */
const ownedGroup = new RegExp(`^allocation_gate_(${ownerPattern})_\\d+$`);

let groups = 0;

function nextGroupName(): string {
  groups += 1;
  return `allocation_gate_${ownerId()}_${groups}`;
}

/**
 * Places one probe on each function of the allocator, at exactly the offset given: `perf probe --add malloc` would also
 * match the `malloc@plt` inside libc and count twice (facts 1). They are removed by `remove` or the cleanup.
 */
export async function placeProbes(
  tracefs: TraceFs,
  { places, machine }: Pick<Allocator, 'places' | 'machine'>,
  cleanup: Cleanup,
): Promise<ProbeGroup> {
  const probes = [...places].map(([event, place]) => ({ event, ...place, fetched: fetchedAt(event, machine) }));
  return { functions: [...places.keys()], ...(await placeAll(tracefs, probes, cleanup)) };
}

/** The group's events, `NAME:malloc`, one for each function. */
export function namesOfGroup({ name, functions }: Pick<ProbeGroup, 'name' | 'functions'>): readonly string[] {
  return functions.map((symbol) => `${name}:${symbol}`);
}

/** An event for each kind of call that a group can count, in the order of the kinds. */
export function eventsOf({ name, functions }: Pick<ProbeGroup, 'name' | 'functions'>): readonly ProbeEvent[] {
  return callKinds
    .filter(({ symbol }) => functions.includes(symbol))
    .map(({ symbol, filter }) => ({ event: `${name}:${symbol}`, filter }));
}

/** The hits of those events, in their order, by kind. */
export function hitsByKind({ functions }: Pick<ProbeGroup, 'functions'>, hits: readonly number[]): Hits {
  return new Map(kindsOf(functions).map((kind, index) => [kind, hits[index] ?? 0]));
}

/** Places probes at the first instructions of functions that fetch these arguments, until they are removed or the cleanup. */
export async function placeFunctionProbes(
  tracefs: TraceFs,
  { machine }: Pick<Allocator, 'machine'>,
  functions: readonly (Place & { readonly parameters: readonly (string | null)[] })[],
  cleanup: Cleanup,
): Promise<PlacedProbes> {
  const probes = functions.map(({ path, offset, parameters }, index) => {
    return { event: `at_${index}`, path, offset, fetched: fetchArguments(parameters, machine) };
  });
  const { name, remove } = await placeAll(tracefs, probes, cleanup);
  return { events: probes.map(({ event }) => `${name}:${event}`), remove };
}

/** Places a probe at this place in a `free`, until the cleanup; returns it as `GROUP:EVENT`. */
export async function placeFreeProbe(
  tracefs: TraceFs,
  { machine }: Pick<Allocator, 'machine'>,
  place: Place,
  cleanup: Cleanup,
): Promise<readonly string[]> {
  const probes = [{ event: 'free', ...place, fetched: fetchArguments(['ptr'], machine) }];
  const { name } = await placeAll(tracefs, probes, cleanup);
  return [`${name}:free`];
}

/** Places probes on instructions at these offsets in the file, until they are removed or the cleanup. */
export async function placeInstructionProbes(
  tracefs: TraceFs,
  path: string,
  offsets: readonly number[],
  cleanup: Cleanup,
): Promise<PlacedProbes> {
  const probes = offsets.map((offset, index) => ({ event: `at_${index}`, path, offset, fetched: '' }));
  const { name, remove } = await placeAll(tracefs, probes, cleanup);
  return { events: probes.map(({ event }) => `${name}:${event}`), remove };
}

interface PlacedProbes {
  /** `GROUP:EVENT`, in the order in which they were asked for. */
  readonly events: readonly string[];
  readonly remove: Undo;
}

interface Probe extends Place {
  readonly event: string;
  /** In the syntax of uprobe_events. */
  readonly fetched: string;
}

async function placeAll(
  tracefs: TraceFs,
  probes: readonly Probe[],
  cleanup: Cleanup,
): Promise<Pick<ProbeGroup, 'name' | 'remove'>> {
  const name = nextGroupName();
  const files = new Map<string, string>();
  for (const { path } of probes) if (!files.has(path)) files.set(path, await nameForKernel(path, cleanup));
  let placing = Promise.resolve();
  let isRemoved = false;
  const remove = cleanup.add(async () => {
    isRemoved = true;
    await placing.catch(() => {});
    await removeGroup(tracefs, name);
  });
  for (const { event, path, offset, fetched } of probes) {
    const place = `0x${offset.toString(16)}`;
    // A signal came meanwhile, and the program ends: nobody would remove what is placed now.
    if (isRemoved) await new Promise<never>(() => {});
    try {
      placing = tracefs.writeProbe(`p:${name}/${event} ${files.get(path)}:${place} ${fetched}`.trimEnd());
      await placing;
    } catch (error) {
      await remove();
      throw new MeasurementError(`The kernel refused a probe on ${event} at ${path}:${place}: ${messageOf(error)}`, {
        remedy:
          'Uprobes need a file system with real inodes: put the package on a disk, not on FUSE or a network share.',
      });
    }
  }
  return { name, remove };
}

/**
 * The kernel splits a probe's definition at white space, Latin-1's too, which may be a part of a letter in UTF-8, and ends
 * it at `#` (trace_parse_run_command in kernel/trace/trace.c, argv_split in lib/argv_split.c).
 */
const plain = /^[!"$-~]+$/;

/** The file's path, or that of a link to it where the kernel would not read the path as one word. */
async function nameForKernel(path: string, cleanup: Cleanup): Promise<string> {
  if (plain.test(path)) return path;
  const link = join(await temporaryFolder(cleanup), 'allocator');
  if (!plain.test(link)) {
    throw new MeasurementError(
      `The kernel takes no probe on ${path}: it has a space, a \`#\` or a letter beyond ASCII.`,
      {
        remedy: 'Move it to a folder without any, or set TMPDIR to one, where a link to it is made.',
      },
    );
  }
  await symlink(path, link);
  return link;
}

/**
 * Removes what gates that were killed left behind; probes of living gates and of others stay. Their perf may still be
 * running, with the measured program below it, and holds the probes: it is ended first.
 */
export async function removeLeftovers(tracefs: TraceFs): Promise<void> {
  for (const name of new Set(parseProbes(await tracefs.readProbes()).map(({ group }) => group))) {
    const owner = ownedGroup.exec(name)?.[1];
    if (owner === undefined || !isDead(owner)) continue;
    endProcessesNaming(`${name}:`);
    await removeGroup(tracefs, name).catch(() => {
      // Another gate that started at the same time was quicker.
    });
  }
}

/** Removes the probes of one group, one by one; waits while perf still holds one open. */
async function removeGroup(tracefs: TraceFs, name: string): Promise<void> {
  const attempts = 40;
  for (let attempt = 1; ; attempt += 1) {
    const left = parseProbes(await tracefs.readProbes()).filter(({ group }) => group === name);
    if (left.length === 0) return;
    try {
      for (const { event } of left) await tracefs.writeProbe(`-:${name}/${event}`);
    } catch (error) {
      if (attempt === attempts) {
        throw new Error(`The probes of group ${name} could not be removed: ${messageOf(error)}`);
      }
      await sleep(50);
    }
  }
}

/** The lines of `uprobe_events`: `p:GROUP/EVENT PATH:0xOFFSET ARGUMENTS`. */
function parseProbes(text: string): readonly { readonly group: string; readonly event: string }[] {
  return [...text.matchAll(/^[pr]:([^/\s]+)\/(\S+) /gm)].map(([, group = '', event = '']) => ({ group, event }));
}
