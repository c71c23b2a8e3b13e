import { setTimeout as sleep } from 'node:timers/promises';
import { MeasurementError, messageOf } from '../errors.ts';
import type { Cleanup, Undo } from '../system/cleanup.ts';
import { endProcessesNaming } from '../system/orphans.ts';
import { isDead, ownerId, ownerPattern } from '../system/owner.ts';
import type { Allocator } from './allocator.ts';
import { fetchArguments, freeingFunction, type ProbedFunction } from './functions.ts';
import type { TraceFs } from './tracefs.ts';

/** Probes on an allocator's functions, in a group of our own: the events `NAME:malloc`, `NAME:calloc`… */
export interface ProbeGroup {
  readonly name: string;
  readonly functions: readonly ProbedFunction[];
  readonly remove: Undo;
}

/** A group's name carries its owner, so that the probes of a killed gate are told from those of a living one. */
const ownedGroup = new RegExp(`^allocation_gate_(${ownerPattern})_\\d+$`);

let groups = 0;

function nextGroupName(): string {
  groups += 1;
  return `allocation_gate_${ownerId()}_${groups}`;
}

/**
 * Places one probe on each function of the allocator, at its exact offset: `perf probe --add malloc` would also
 * match the `malloc@plt` inside libc and count twice (facts 1). They are removed by `remove` or the cleanup.
 */
export async function placeProbes(tracefs: TraceFs, allocator: Allocator, cleanup: Cleanup): Promise<ProbeGroup> {
  const functions = [...allocator.offsets.keys()];
  const places = [...allocator.offsets].map(([event, offset]) => {
    return { event, offset, fetched: fetchArguments(event, allocator.machine) };
  });
  return { functions, ...(await placeAll(tracefs, allocator.path, places, cleanup)) };
}

/** Places a probe at the start of the allocator's `free`, until the cleanup; returns it as `GROUP:EVENT`. */
export async function placeFreeProbe(
  tracefs: TraceFs,
  { path, machine }: Allocator,
  offset: number,
  cleanup: Cleanup,
): Promise<readonly string[]> {
  const places = [{ event: freeingFunction, offset, fetched: fetchArguments(freeingFunction, machine) }];
  const { name } = await placeAll(tracefs, path, places, cleanup);
  return [`${name}:${freeingFunction}`];
}

/** Places probes on instructions at these offsets in the file, until the cleanup; returns them as `GROUP:EVENT`. */
export async function placeInstructionProbes(
  tracefs: TraceFs,
  path: string,
  offsets: readonly number[],
  cleanup: Cleanup,
): Promise<readonly string[]> {
  const places = offsets.map((offset, index) => ({ event: `at_${index}`, offset, fetched: '' }));
  const { name } = await placeAll(tracefs, path, places, cleanup);
  return places.map(({ event }) => `${name}:${event}`);
}

interface Place {
  readonly event: string;
  readonly offset: number;
  /** In the syntax of uprobe_events. */
  readonly fetched: string;
}

async function placeAll(
  tracefs: TraceFs,
  path: string,
  places: readonly Place[],
  cleanup: Cleanup,
): Promise<Pick<ProbeGroup, 'name' | 'remove'>> {
  const name = nextGroupName();
  const remove = cleanup.add(() => removeGroup(tracefs, name));
  for (const { event, offset, fetched } of places) {
    const place = `${path}:0x${offset.toString(16)}`;
    try {
      await tracefs.writeProbe(`p:${name}/${event} ${place} ${fetched}`.trimEnd());
    } catch (error) {
      await remove();
      throw new MeasurementError(`The kernel refused a probe on ${event} at ${place}: ${messageOf(error)}`, {
        remedy:
          'Uprobes need a file system with real inodes: put the package on a disk, not on FUSE or a network share.',
      });
    }
  }
  return { name, remove };
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
