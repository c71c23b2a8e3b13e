import { readlinkSync } from 'node:fs';
import { processStatus } from './descendants.ts';

/**
 * This process, in a form that can be part of a name: process namespace (a pid of another container means
 * nothing here), pid, and its start time (pids are used again). What carries it can be told from the
 * possessions of a gate that was killed.
 */
export function ownerId(): string {
  return `${processNamespace()}_${process.pid}_${processStatus(process.pid)?.startTime ?? '0'}`;
}

/** The pattern of an {@link ownerId}, for use inside a larger one. */
export const ownerPattern = String.raw`\d+_\d+_\d+`;

/** Whether the owner is known to be dead. Owners in other process namespaces cannot be judged: false. */
export function isDead(owner: string): boolean {
  const [namespace, pid, startTime] = owner.split('_');
  return namespace === processNamespace() && processStatus(Number(pid))?.startTime !== startTime;
}

/** `pid:[4026531836]` → `4026531836`. */
function processNamespace(): string {
  return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
}
