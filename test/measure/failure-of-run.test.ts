import { describe, expect, it } from 'vitest';
import { failureOfRun } from '../../src/measure/failure-of-run.ts';
import { lostReport, type ProgramEnd, type ProgramReport } from '../../src/measure/inside/program-end.ts';
import {
  hasFailed,
  type RunEnd,
  type ServedWorkload,
  type ServerCourse,
  type Workload,
} from '../../src/measure/measurer.ts';
import { workloadOf } from './perf/scripted-perf.ts';

const byPort: ServedWorkload = {
  ready: { kind: 'port', port: 8080 },
  driver: workloadOf('./drive', '8080'),
  stop: 'SIGINT',
};
const byText: ServedWorkload = { ...byPort, ready: { kind: 'text', text: 'up "and" running' } };

const serving = (server: ServedWorkload = byPort): Workload => ({ ...workloadOf('./server'), server });
const exited = (status: number): ProgramEnd => ({ kind: 'exited', status });
const signalled = (signal: number): ProgramEnd => ({ kind: 'signalled', signal, dumpedCore: false });
const ended = (end: ProgramEnd, course: ServerCourse, more: Partial<ProgramReport> = {}): RunEnd => ({
  report: { ...lostReport, ...more, end },
  course,
});

const starting: ServerCourse = { stage: 'starting' };
const driven: ServerCourse = { stage: 'driven', driverLines: ['sent 3 requests'] };
const told: ServerCourse = { stage: 'told' };
const badly = (end: ProgramEnd, more: Partial<ProgramReport> = {}): ServerCourse => ({
  ...{ stage: 'driven-badly', driverLines: ['refused'] },
  driver: { report: { ...lostReport, ...more, end }, course: null },
});
const left = { running: [{ pid: 12, state: 'S', commandLine: 'sleep 30' }], runningCount: 1 };

describe('a server’s run is good', () => {
  it.each([
    ['ended by the signal that told it', signalled(2)],
    ['with the same in a shell’s words', exited(130)],
    ['with its status', exited(0)],
  ])('where it was driven and told, and is %s', (_, end) => {
    expect(hasFailed(ended(end, told), serving())).toBe(false);
  });

  it.each([
    ['another signal', ended(signalled(15), told)],
    ['another status', ended(exited(1), told)],
    ['the same end before it was ready', ended(signalled(2), starting)],
    ['the same end while it was driven', ended(exited(0), driven)],
    ['a driver that failed', ended(signalled(2), badly(exited(1)))],
    ['something left behind', ended(signalled(2), told, left)],
  ])('but not with %s', (_, end) => {
    expect(hasFailed(end, serving())).toBe(true);
  });

  it('and no other program may end by a signal', () => {
    const end = { report: { ...lostReport, end: signalled(15) }, course: null };
    expect(hasFailed(end, workloadOf('./tool'))).toBe(true);
  });
});

describe('what became of a server is worded', () => {
  const failure = (end: RunEnd, server?: ServedWorkload) =>
    failureOfRun(serving(server), { outcome: 'failed', ...end, lastLines: ['listening'] });
  const words = (end: RunEnd, server?: ServedWorkload) => {
    const { message, remedy } = failure(end, server);
    return `${message}\n${remedy}`;
  };
  const timedOut: ProgramEnd = { kind: 'timed-out' };

  it('where it was never ready', () => {
    expect(words(ended(timedOut, starting))).toMatchInlineSnapshot(`
      "./server was not ready within 60 s: nothing listened on port 8080.
      Let it listen on this port of 127.0.0.1 or ::1, or give it more time with \`timeout\`."
    `);
    expect(words(ended(timedOut, starting), byText)).toMatchInlineSnapshot(`
      "./server was not ready within 60 s: it did not print "up \\"and\\" running".
      Let it print this text and flush it (what goes to standard output waits in a buffer where that is no terminal), or wait for its port: ready: { port: 8080 }."
    `);
  });

  it('where it died before it was ready, or while it was driven', () => {
    expect(words(ended(exited(1), starting))).toMatchInlineSnapshot(`
      "./server died before it was ready: it ended with exit status 1.
      See its last lines, and let it serve until it gets SIGINT."
    `);
    expect(words(ended(exited(0), driven))).toMatchInlineSnapshot(`
      "./server died while it was driven: it ended with exit status 0.
      See its last lines, and let it serve until it gets SIGINT."
    `);
    expect(words(ended(signalled(11), driven))).toMatchInlineSnapshot(`
      "./server died while it was driven: it was ended by SIGSEGV (it used memory that is not its own).
      Run it outside of the gate with the same arguments and environment, in a debugger or with output, to see why."
    `);
  });

  it('where it did not stop, or otherwise than it should', () => {
    const running = { running: [...left.running, { pid: 13, state: 'S', commandLine: './server' }], runningCount: 2 };
    expect(words(ended(timedOut, told))).toMatchInlineSnapshot(`
      "./server did not stop: it got SIGINT after it had been driven, and had not ended when the run’s 60 s were over.
      Let it end at this signal, or name the one that it ends at with \`stop\`."
    `);
    expect(words(ended(timedOut, told, running))).toMatchInlineSnapshot(`
      "./server did not stop: it got SIGINT after it had been driven, and had not ended when the run’s 60 s were over. Then 2 processes ran: 12 (sleep 30), 13 (./server).
      Let it end at this signal, or name the one that it ends at with \`stop\`."
    `);
    expect(words(ended(exited(3), told))).toMatchInlineSnapshot(`
      "./server ended with exit status 3.
      Make it end with status 0, or allow this status for the benchmark."
    `);
    expect(words(ended(signalled(2), told, left))).toMatchInlineSnapshot(`
      "./server left one process running: 12 (sleep 30). It was ended.
      Let it wait for what it starts in the background (\`wait\` in a script), or end that itself."
    `);
  });

  it('where what drives it failed, or did not end', () => {
    expect(words(ended(signalled(2), badly(exited(7))))).toMatchInlineSnapshot(`
      "What drives ./server failed: ./drive ended with exit status 7.
      See its last lines, and make it end with status 0 once it has had its answers."
    `);
    expect(words(ended(signalled(2), badly({ kind: 'not-started', step: 'exec', errno: 8 })))).toMatchInlineSnapshot(`
      "What drives ./server failed: ./drive could not be started: it is neither a program for this machine nor a script that begins with \`#!\` (ENOEXEC).
      Begin a script with \`#!/bin/sh\`; build a program for this architecture."
    `);
    expect(words(ended(signalled(2), badly(exited(0), left)))).toMatchInlineSnapshot(`
      "What drives ./server failed: ./drive left one process running: 12 (sleep 30). It was ended.
      Let it wait for what it starts in the background (\`wait\` in a script), or end that itself."
    `);
    expect(words(ended(timedOut, driven))).toMatchInlineSnapshot(`
      "What drives ./server (./drive) had not ended when the run’s 60 s were over.
      Let it end by itself once it has had its answers, or give the run more time with \`timeout\`."
    `);
  });

  it('where the gate, the launcher or the kernel ended it', () => {
    expect(words(ended({ kind: 'lost' }, driven))).toMatch(/^It is not known how \.\/server ended/);
    expect(words(ended({ kind: 'interrupted', signal: 15 }, driven))).toMatch(/^The gate was told to end/);
    expect(words(ended({ kind: 'not-started', step: 'exec', errno: 2 }, starting))).toMatch(/could not be started/);
  });

  it('with the last lines of both, and both commands to run it again', () => {
    const again = expect.stringMatching(/^To run it again: cd \/build && env -i .* \.\/server$/);
    const drive = expect.stringMatching(/^To drive it then: cd \/build && env -i .* \.\/drive 8080$/);
    expect(failure(ended(signalled(2), badly(exited(7)))).lastLines).toEqual(['listening', 'refused', again, drive]);
    expect(failure(ended(timedOut, driven)).lastLines).toEqual(['listening', 'sent 3 requests']);
  });
});
