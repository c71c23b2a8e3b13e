import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { processStatus } from './processes.ts';

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

/**
 * Whether the owner is known to be dead. One in another process namespace is where that has no process any more, as that
 * of a container that was killed; who cannot see all namespaces, being in a container itself, cannot know: false.
 */
export function isDead(owner: string, namespaces = livingNamespaces): boolean {
  const [namespace = '', pid, startTime] = owner.split('_');
  if (namespace === processNamespace()) return processStatus(Number(pid))?.startTime !== startTime;
  return namespaces()?.has(namespace) === false;
}

/** The namespace of the whole machine, in which all processes are seen: PROC_PID_INIT_INO in the kernel. */
const wholeMachine = '4026531836';

/** The process namespaces, other than this one, in which a process lives; null where not all can be seen. */
function livingNamespaces(): ReadonlySet<string> | null {
  if (processNamespace() !== wholeMachine) return null;
  const living = new Set<string>();
  for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
    try {
      if (isInner(pid)) living.add(processNamespace(pid));
    } catch {
      // It has ended; or it may not be looked at, being another user's.
      if ((processStatus(Number(pid))?.state ?? 'Z') !== 'Z') return null;
    }
  }
  return living;
}

/** Whether a process has an id in a namespace inside this one too, as everybody may see: `NSpid:\t4242\t1`. */
function isInner(pid: string): boolean {
  return !/^NSpid:\t\d+$/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}

/** Of a process, this one if not said: `pid:[4026531836]` → `4026531836`. macOS has but one. */
function processNamespace(pid = 'self'): string {
  if (process.platform === 'darwin') return '0';
  return /\d+/.exec(readlinkSync(`/proc/${pid}/ns/pid`))?.[0] ?? '0';
}
