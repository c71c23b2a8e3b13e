import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/**
 * Ends all processes that this one started, directly or not: first politely, after `graceMilliseconds` for
 * good. They are found through /proc, so that processes in groups of their own are found as well.
 */
export async function endDescendants(graceMilliseconds = 2000): Promise<void> {
  const deadline = Date.now() + graceMilliseconds;
  signalAll('SIGTERM');
  while (descendantsOf(process.pid).length > 0 && Date.now() < deadline) await sleep(20);
  signalAll('SIGKILL');
}

function signalAll(signal: NodeJS.Signals): void {
  for (const pid of descendantsOf(process.pid)) {
    try {
      process.kill(pid, signal);
    } catch {
      // It ended in the meantime, or it is another user's (sudo passes our own end on to those).
    }
  }
}

/** Process ids of all living descendants, parents before their children. */
export function descendantsOf(pid: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue;
    const status = processStatus(Number(entry));
    if (status === null || status.state === 'Z') continue;
    children.set(status.parent, [...(children.get(status.parent) ?? []), Number(entry)]);
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

/** State, parent and start time (clock ticks since boot) of a process; null when there is none. */
export function processStatus(pid: number): { state: string; parent: number; startTime: string } | null {
  let text: string;
  try {
    text = readFileSync(`/proc/${pid}/stat`, 'utf8');
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
