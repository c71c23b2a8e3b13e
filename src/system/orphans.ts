import { readdirSync, readFileSync } from 'node:fs';

/**
 * Ends the processes whose command line contains this text, such as the perf of a gate that was killed (by SIGKILL, so
 * that it could not do it itself). Those of other users, and those that have just ended, are left alone.
 */
export function endProcessesNaming(text: string): void {
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry) || Number(entry) === process.pid || !commandLineOf(entry).includes(text)) continue;
    try {
      process.kill(Number(entry), 'SIGTERM');
    } catch {
      // It has ended, or is another user's.
    }
  }
}

function commandLineOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8');
  } catch {
    return '';
  }
}
