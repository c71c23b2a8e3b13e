import { describe, expect, it } from 'vitest';
import { describeEnd, describeFailures, describeLeftovers } from '../../../src/measure/inside/describe-end.ts';
import { lostReport, type ProgramEnd, type ProgramReport } from '../../../src/measure/inside/program-end.ts';
import { signalHere } from '../../../src/measure/inside/signals.ts';

const described = { program: 'Tool', limitMilliseconds: 1500 };
const reportOf = (end: ProgramEnd, more: Partial<ProgramReport> = {}): ProgramReport => ({
  ...lostReport,
  ...more,
  end,
});
const sentenceOf = (end: ProgramEnd, more: Partial<ProgramReport> = {}) =>
  describeEnd(described, reportOf(end, more)).sentence;
const exited = (status: number): ProgramEnd => ({ kind: 'exited', status });
const sleeping = { pid: 12, state: 'S', commandLine: 'sleep 30' };
const stopped = { pid: 13, state: 'T', commandLine: './worker' };

describe('a program’s end is worded', () => {
  it.each<[ProgramEnd, string]>([
    [exited(0), 'Tool ended with exit status 0.'],
    [exited(3), 'Tool ended with exit status 3.'],
    [exited(126), 'Tool ended with exit status 126, a shell’s answer where a command cannot be executed.'],
    [exited(127), 'Tool ended with exit status 127, a shell’s answer where a command was not found.'],
    [exited(128), 'Tool ended with exit status 128.'],
    [exited(139), 'Tool ended with exit status 139, a shell’s answer where SIGSEGV ended a command.'],
    [exited(255), 'Tool ended with exit status 255.'],
    [
      { kind: 'signalled', signal: 11, dumpedCore: true },
      'Tool was ended by SIGSEGV (it used memory that is not its own; core dumped).',
    ],
    [{ kind: 'signalled', signal: 6, dumpedCore: false }, 'Tool was ended by SIGABRT (it aborted itself).'],
    [{ kind: 'signalled', signal: 15, dumpedCore: false }, 'Tool was ended by SIGTERM.'],
    [{ kind: 'signalled', signal: 37, dumpedCore: false }, 'Tool was ended by SIGRTMIN+3.'],
    [{ kind: 'timed-out' }, 'Tool did not end within 1.5 s.'],
    [{ kind: 'stopped', signal: 19 }, 'Tool was stopped by SIGSTOP, and nothing let it go on.'],
    [{ kind: 'interrupted', signal: 15 }, 'The gate was told to end (SIGTERM) while Tool ran, and ended it.'],
    [
      { kind: 'not-started', step: 'exec', errno: 2 },
      'Tool could not be started: it was not found, or the interpreter that it names was not (ENOENT).',
    ],
    [
      { kind: 'not-started', step: 'fork', errno: 11 },
      'Tool could not be started: there are too many processes (EAGAIN, at fork).',
    ],
    [
      { kind: 'not-started', step: 'exec', errno: 117 },
      'Tool could not be started: the kernel refused it (errno 117).',
    ],
    [{ kind: 'lost' }, 'It is not known how Tool ended: the launcher that watched it was killed.'],
  ])('%j', (end, sentence) => {
    expect(sentenceOf(end)).toBe(sentence);
    expect(describeEnd(described, reportOf(end)).remedy).toMatch(/^[A-Z].*\.$/);
  });

  it('with what ran when the time was over', () => {
    const running = { running: [sleeping, stopped], runningCount: 3 };
    expect(sentenceOf({ kind: 'timed-out' }, running)).toBe(
      'Tool did not end within 1.5 s. Then 3 processes ran: 12 (sleep 30), 13 (./worker; stopped) and 1 more.',
    );
  });

  it('by the signal’s name, and for each signal something helps', () => {
    expect([1, 9, 15, 19, 31, 32, 34, 64].map((number) => signalHere(number).name)).toEqual([
      ...['SIGHUP', 'SIGKILL', 'SIGTERM', 'SIGSTOP', 'SIGSYS', 'signal 32', 'SIGRTMIN', 'SIGRTMIN+30'],
    ]);
    for (let number = 1; number <= 64; number += 1) expect(signalHere(number).remedy).toMatch(/\.$/);
  });
});

describe('what a program left behind is worded', () => {
  it('where there was one process', () => {
    const report = reportOf(exited(0), { running: [sleeping], runningCount: 1 });
    expect(describeLeftovers('load.sh', report)).toEqual({
      sentence: 'load.sh left one process running: 12 (sleep 30). It was ended.',
      remedy: expect.stringContaining('`wait`'),
    });
  });

  it('where some could not be ended', () => {
    const report = reportOf(exited(0), { running: [sleeping, stopped], runningCount: 12, unendedCount: 2 });
    expect(describeLeftovers('load.sh', report)?.sentence).toBe(
      'load.sh left 12 processes running: 12 (sleep 30), 13 (./worker; stopped) and 10 more. 2 of them could not be ended.',
    );
  });

  it('as nothing where nothing was, or where the program itself had to be ended', () => {
    expect(describeLeftovers('load.sh', reportOf(exited(0)))).toBeNull();
    const running = { running: [sleeping], runningCount: 1 };
    for (const kind of ['timed-out', 'stopped', 'interrupted'] as const) {
      expect(describeLeftovers('load.sh', reportOf({ kind, signal: 15 }, running))).toBeNull();
    }
  });
});

describe('what went wrong in the background is worded', () => {
  it('by process and end', () => {
    const report = reportOf(exited(0), {
      failed: [
        { pid: 12, end: { kind: 'exited', status: 3 } },
        { pid: 13, end: { kind: 'signalled', signal: 11, dumpedCore: false } },
      ],
      failedCount: 2,
    });
    expect(describeFailures('load.sh', report)).toEqual({
      sentence: 'Of what load.sh left in the background, 2 processes failed: 12 (exit status 3), 13 (SIGSEGV).',
      remedy: expect.stringContaining('background'),
    });
  });

  it('as nothing where all ended well', () => {
    expect(describeFailures('load.sh', reportOf(exited(0)))).toBeNull();
  });
});
