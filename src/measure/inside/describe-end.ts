import type { FailedProcess, ProgramEnd, ProgramReport, RunningProcess } from './program-end.ts';
import { signalHere } from './signals.ts';

/** A sentence, and a sentence about what the user can do. The text of processes is foreign: escape it where it is shown. */
export interface Description {
  readonly sentence: string;
  readonly remedy: string;
}

/** What has to be known to word a program's end. */
export interface Described {
  /** The program, as the user calls it. */
  readonly program: string;
  readonly limitMilliseconds: number | null;
}

/** Says how the program ended, by what its launcher saw, and what helps where that is not what was wanted. */
export function describeEnd({ program, limitMilliseconds }: Described, report: ProgramReport): Description {
  const { end } = report;
  switch (end.kind) {
    case 'exited':
      return {
        sentence: `${program} ended with exit status ${end.status}${fromShell(end.status)}.`,
        remedy: 'Make it end with status 0, or allow this status for the benchmark.',
      };
    case 'signalled': {
      const { name, cause, remedy } = signalHere(end.signal);
      const how = [...(cause === null ? [] : [cause]), ...(end.dumpedCore ? ['core dumped'] : [])].join('; ');
      return { sentence: `${program} was ended by ${name}${how === '' ? '' : ` (${how})`}.`, remedy };
    }
    case 'timed-out':
      return {
        sentence:
          `${program} did not end within ${(limitMilliseconds ?? 0) / 1000} s. ${stillRunning(report)}`.trimEnd(),
        remedy: 'Make the program end by itself, or give it more time with `timeout`.',
      };
    case 'stopped': {
      const { name, cause, remedy } = signalHere(end.signal);
      const why = cause === null ? '' : ` (${cause})`;
      return { sentence: `${program} was stopped by ${name}${why}, and nothing let it go on.`, remedy };
    }
    case 'interrupted':
      return {
        sentence: `The gate was told to end (${signalHere(end.signal).name}) while ${program} ran, and ended it.`,
        remedy: 'Run it again; where a job was cancelled, there is nothing to mend.',
      };
    case 'not-started':
      return describeRefusal(program, end);
    case 'lost':
      return {
        sentence: `It is not known how ${program} ended: the launcher that watched it was killed.`,
        remedy: 'See whether memory ran out (`dmesg`), or whether the program kills processes that are not its own.',
      };
  }
}

/** Says what the program left behind when it ended by itself; null where it left nothing. */
export function describeLeftovers(program: string, report: ProgramReport): Description | null {
  const { end, runningCount, unendedCount } = report;
  if ((end.kind !== 'exited' && end.kind !== 'signalled') || runningCount === 0) return null;
  const ended = runningCount === 1 ? 'It was ended.' : 'They were ended.';
  const outcome = unendedCount === 0 ? ended : `${unendedCount} of them could not be ended.`;
  return {
    sentence: `${program} left ${processes(runningCount)} running: ${namedRunning(report)}. ${outcome}`,
    remedy: 'Let it wait for what it starts in the background (`wait` in a script), or end that itself.',
  };
}

/** Says which processes failed after they had lost their parent, and so unnoticed; null where none did. */
export function describeFailures(program: string, { failed, failedCount }: ProgramReport): Description | null {
  if (failedCount === 0) return null;
  const named = withMore(
    failed.map(({ pid, end }) => `${pid} (${shortEnd(end)})`),
    failedCount,
  );
  return {
    sentence: `Of what ${program} left in the background, ${processes(failedCount)} failed: ${named}.`,
    remedy: 'Let it wait for what it starts in the background, and end with the status of that.',
  };
}

/** 126, 127 and 128 + signal are what shells answer for a command of theirs. */
function fromShell(status: number): string {
  if (status === 126) return ', a shell’s answer where a command cannot be executed';
  if (status === 127) return ', a shell’s answer where a command was not found';
  const signal = status - 128;
  return signal >= 1 && signal <= 31 ? `, a shell’s answer where ${signalHere(signal).name} ended a command` : '';
}

/** What ran when the time limit came, as a sentence; empty where that was the program alone. */
export function stillRunning(report: ProgramReport): string {
  // Of one alone it is known that it is the program.
  return report.runningCount < 2 ? '' : `Then ${processes(report.runningCount)} ran: ${namedRunning(report)}.`;
}

function namedRunning({ running, runningCount }: ProgramReport): string {
  return withMore(running.map(nameOf), runningCount);
}

function nameOf({ pid, state, commandLine }: RunningProcess): string {
  return `${pid} (${commandLine}${state === 'T' ? '; stopped' : ''})`;
}

function withMore(named: readonly string[], count: number): string {
  const more = count - named.length;
  return more > 0 ? `${named.join(', ')} and ${more} more` : named.join(', ');
}

function shortEnd(end: FailedProcess['end']): string {
  return end.kind === 'exited' ? `exit status ${end.status}` : signalHere(end.signal).name;
}

function processes(count: number): string {
  return count === 1 ? 'one process' : `${count} processes`;
}

/** errno(3) of Linux, where `execve` gives it, with what it means for a program and what helps. */
const refusals: Readonly<Record<number, readonly [name: string, sentence: string, remedy: string]>> = {
  1: ['EPERM', 'this user may not execute it', 'See its permissions, and whether a security policy forbids it.'],
  2: [
    'ENOENT',
    'it was not found, or the interpreter that it names was not',
    'See its path, the first line of a script (`#!`), and whether it was built for this system’s loader.',
  ],
  7: ['E2BIG', 'its arguments and environment are too long', 'Give it what is long by a file.'],
  8: [
    'ENOEXEC',
    'it is neither a program for this machine nor a script that begins with `#!`',
    'Begin a script with `#!/bin/sh`; build a program for this architecture.',
  ],
  11: ['EAGAIN', 'there are too many processes', 'Raise the limit (`ulimit -u`, or the container’s), or end some.'],
  12: ['ENOMEM', 'there is too little memory', 'Give the machine or the container more memory.'],
  13: [
    'EACCES',
    'it is not executable, or is a folder',
    'Run `git update-index --chmod=+x` on it and commit; a folder’s disk may be mounted `noexec`.',
  ],
  20: ['ENOTDIR', 'a part of its path is no folder', 'See its path.'],
  23: ['ENFILE', 'too many files are open', 'Close some, or raise the limit.'],
  24: ['EMFILE', 'too many files are open', 'Raise the limit (`ulimit -n`).'],
  26: ['ETXTBSY', 'another process has it open for writing', 'Wait until it is written before it is measured.'],
  36: ['ENAMETOOLONG', 'its path is too long', 'Put the package into a folder with a shorter path.'],
  40: ['ELOOP', 'its path is a circle of links', 'See where the links lead.'],
};

function describeRefusal(program: string, { step, errno }: Extract<ProgramEnd, { kind: 'not-started' }>): Description {
  const [name, why, remedy] = refusals[errno] ?? [`errno ${errno}`, 'the kernel refused it', 'See errno(3).'];
  const where = step === 'exec' ? '' : `, at ${step}`;
  return { sentence: `${program} could not be started: ${why} (${name}${where}).`, remedy };
}
