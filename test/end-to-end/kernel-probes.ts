import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDead, ownerPattern } from '../../src/system/owner.ts';
import { doAsRoot } from './privilege.ts';

const events = '/sys/kernel/tracing/uprobe_events';
const gateGroup = new RegExp(`^[pr]:allocation_gate_(${ownerPattern})_\\d+/`);

/** Lines that {@link placeProbe} has made and {@link removeProbe} has not removed. */
const placed = new Set<string>();

/** There while a test kills a gate: one in the whole machine, with the test's process in it. */
const killing = join(tmpdir(), 'allocation-gate-killing');

/**
 * Does what kills a gate so that its probes stay, up to where they are gone again. No other test process does so meanwhile,
 * or looks for what gates have left behind.
 */
export async function leavingProbes<Result>(kill: () => Promise<Result>): Promise<Result> {
  while (!takeTurn()) await new Promise((resolve) => setTimeout(resolve, 100));
  try {
    return await kill();
  } finally {
    rmSync(killing, { recursive: true });
  }
}

function takeTurn(): boolean {
  if (othersTurn()) return false;
  try {
    mkdirSync(killing);
    mkdirSync(join(killing, String(process.pid)));
    return true;
  } catch {
    return false;
  }
}

/** Whether another test process is at it; one that has ended there is not. */
function othersTurn(): boolean {
  try {
    const [pid] = readdirSync(killing);
    if (pid === undefined || pid === String(process.pid)) return false;
    process.kill(Number(pid), 0);
    return true;
  } catch {
    rmSync(killing, { recursive: true, force: true });
    return false;
  }
}

/**
 * The lines of `uprobe_events` that must not change: what gates have left behind, and what was placed by
 * {@link placeProbe}. Gates that are running at this moment, and other people's experiments, come and go.
 */
export function kernelProbes(): readonly string[] {
  while (othersTurn()) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  return allProbes().filter((line) => {
    const owner = gateGroup.exec(line)?.[1];
    return owner === undefined ? placed.has(line) : isDead(owner);
  });
}

/** The lines of the gate with this process id, dead or alive. */
export function probesOf(pid: number): readonly string[] {
  return allProbes().filter((line) => gateGroup.exec(line)?.[1]?.split('_')[1] === String(pid));
}

/** Places a probe in a group of our own, as somebody else would, and returns its line in the kernel. */
export function placeProbe(group: string, event: string, place: string): string {
  const name = `p:${group}_${process.pid}/${event}`;
  append(`${name} ${place}`);
  const line = allProbes().find((one) => one.startsWith(`${name} `));
  if (line === undefined) throw new Error(`The kernel does not show ${name}`);
  placed.add(line);
  return line;
}

/** Removes the probe that this line shows. */
export function removeProbe(line: string): void {
  const [name = ''] = line.replace(/^p:/, '').split(' ');
  append(`-:${name}`);
  placed.delete(line);
}

function append(line: string): void {
  doAsRoot(['dd', 'status=none', 'oflag=append', 'conv=notrunc', `of=${events}`], `${line}\n`);
}

function allProbes(): readonly string[] {
  return doAsRoot(['cat', events])
    .split('\n')
    .filter((line) => line !== '');
}
