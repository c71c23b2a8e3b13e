import { execFileSync } from 'node:child_process';

/** What the system says of a process. */
export interface ProcessStatus {
  /** As in proc_pid_stat(5): `Z` has ended. */
  readonly state: string;
  readonly parent: number;
  /** Digits that tell it from others with its number, before and after it. */
  readonly startTime: string;
}

/** All processes by their ids, as ps(1) tells them: where there is no /proc. */
export function askForProcesses(): ReadonlyMap<number, ProcessStatus> {
  return parseProcessTable(
    execFileSync('/bin/ps', ['-axo', 'pid=,ppid=,stat=,lstart='], {
      ...{ encoding: 'utf8', env: { LC_ALL: 'C', TZ: 'UTC' }, maxBuffer: 16 * 1024 * 1024 },
    }),
  );
}

/** Reads lines such as ` 4242     1 Ss   Mon Nov 30 05:07:57 2026`; others are left out. */
export function parseProcessTable(text: string): ReadonlyMap<number, ProcessStatus> {
  const rows = text.split('\n').flatMap((line) => {
    const [, pid, parent, state, started = ''] = /^ *(\d+) +(\d+) +([A-Za-z?])\S* +(\S.*\S) *$/.exec(line) ?? [];
    const time = Date.parse(`${started} UTC`);
    if (pid === undefined || parent === undefined || state === undefined || Number.isNaN(time)) return [];
    return [[Number(pid), { state, parent: Number(parent), startTime: String(time / 1000) }] as const];
  });
  return new Map(rows);
}
