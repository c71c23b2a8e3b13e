import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { askForProcesses, type ProcessStatus } from './process-table.ts';

/** macOS has none. */
const hasProc = process.platform !== 'darwin';

/**
 * Ends all processes that this one started, directly or not: first politely, after `graceMilliseconds` for
 * good. They are found by their parents, so that processes in groups of their own are found as well.
 */
export async function endDescendants(graceMilliseconds = 2000): Promise<void> {
  const deadline = Date.now() + graceMilliseconds;
  signalAll('SIGTERM');
  while (descendantsOf(process.pid).length > 0 && Date.now() < deadline) await sleep(20);
  signalAll('SIGKILL');
}

function signalAll(signal: NodeJS.Signals): void {
  for (const pid of descendantsOf(process.pid)) send(pid, signal);
}

function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in the meantime, or it is another user's (sudo passes our own end on to those).
  }
}

/** Kills a process and all that it started, those of other users aside. */
export function killTree(pid: number | undefined): void {
  if (pid !== undefined) for (const one of [pid, ...descendantsOf(pid)]) send(one, 'SIGKILL');
}

/** Process ids of all living descendants, parents before their children. */
export function descendantsOf(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const [child, { state, parent }] of hasProc ? readProcesses() : askForProcesses()) {
    if (state !== 'Z') children.set(parent, [...(children.get(parent) ?? []), child]);
  }
  const found: number[] = [];
  const visit = (parent: number): void => {
    for (const child of children.get(parent) ?? []) {
      found.push(child);
      visit(child);
    }
  };
  visit(pid);
  return found;
}

function* readProcesses(): Generator<readonly [pid: number, ProcessStatus]> {
  for (const entry of readdirSync('/proc')) {
    const status = /^\d+$/.test(entry) ? processStatus(Number(entry)) : null;
    if (status !== null) yield [Number(entry), status];
  }
}

/** Whether a thread of these processes runs, or waits for a CPU or a disk, and not for what somebody sends it. */
export function isAnyBusy(pids: readonly number[]): boolean {
  return pids.some((pid) =>
    threadsOf(pid).some((thread) => /^[RD]$/.test(statusIn(`${pid}/task/${thread}`)?.state ?? '')),
  );
}

function threadsOf(pid: number): readonly string[] {
  try {
    return readdirSync(`/proc/${pid}/task`);
  } catch {
    return []; // It has ended in the meantime.
  }
}

/** State, parent and start time (clock ticks since boot) of a process; null when there is none. */
export function processStatus(pid: number): ProcessStatus | null {
  return hasProc ? statusIn(String(pid)) : (askForProcesses().get(pid) ?? null);
}

/** What the folder of a process in /proc, or of one of its threads, says. */
function statusIn(folder: string): ProcessStatus | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${folder}/stat`, 'utf8');
  } catch {
    return null;
  }
  // `4242 (a name) with ) in it) S 1 …`: the name ends at the last parenthesis, see proc_pid_stat(5).
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  const [state, parent] = fields;
  const startTime = fields[19];
  if (state === undefined || parent === undefined || startTime === undefined) return null;
  return { state, parent: Number(parent), startTime };
}

/**
 * Ends the processes whose command line contains this text, such as the perf of a gate that was killed (by SIGKILL, so
 * that it could not do it itself). Those of other users, and those that have just ended, are left alone.
 */
export function endProcessesNaming(text: string): void {
  for (const entry of hasProc ? readdirSync('/proc') : []) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid || !commandLineOf(entry).includes(text)) continue;
    send(Number(entry), 'SIGTERM');
  }
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
