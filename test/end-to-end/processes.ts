import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** Process ids of the programs that lie in this folder and run. */
export function programsIn(folder: string): readonly number[] {
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && executableOf(entry).startsWith(`${folder}/`))
    .map(Number);
}

/** The name of a process, cut to 15 characters; empty when there is none. */
export function nameOf(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/comm`, 'utf8').trimEnd();
  } catch {
    return '';
  }
}

/** Waits until `isTrue` is; throws when it does not come true within the time. */
export async function waitUntil(what: string, isTrue: () => boolean, seconds = 60): Promise<void> {
  const deadline = performance.now() + seconds * 1000;
  while (!isTrue()) {
    if (performance.now() > deadline) throw new Error(`Not within ${seconds} s: ${what}`);
    await sleep(20);
  }
}

function executableOf(pid: string): string {
  try {
    return readlinkSync(`/proc/${pid}/exe`);
  } catch {
    return ''; // A kernel thread, another user's process, or one that has just ended.
  }
}
