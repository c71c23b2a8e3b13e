import { describe, expect, it } from 'vitest';
import { parseProgramReport, parseStarted } from '../../../src/measure/inside/parse-program-report.ts';

const rest = 'running=0 unended=0 failures=0 wall=1520 user=800 system=400 memory=1900 .';
const endOf = (end: string) => parseProgramReport(`key end=${end} ${rest}\n`, 'key')?.end;

describe('a launcher’s report', () => {
  it('says how the program ended and what that took', () => {
    expect(parseProgramReport(`key started=4243\nkey end=exited:3 ${rest}\n`, 'key')).toEqual({
      end: { kind: 'exited', status: 3 },
      ...{ running: [], runningCount: 0, unendedCount: 0, failed: [], failedCount: 0 },
      ...{ wallMicroseconds: 1520, userMicroseconds: 800, systemMicroseconds: 400, memoryKibibytes: 1900 },
    });
  });

  it.each([
    ['exited:0', { kind: 'exited', status: 0 }],
    ['signalled:11:1', { kind: 'signalled', signal: 11, dumpedCore: true }],
    ['signalled:9:0', { kind: 'signalled', signal: 9, dumpedCore: false }],
    ['timed-out', { kind: 'timed-out' }],
    ['stopped:19', { kind: 'stopped', signal: 19 }],
    ['interrupted:15', { kind: 'interrupted', signal: 15 }],
    ['not-started:exec:2', { kind: 'not-started', step: 'exec', errno: 2 }],
  ])('reads %s', (text, end) => {
    expect(endOf(text)).toEqual(end);
  });

  it.each([
    '',
    'exited',
    'exited:',
    'exited:x',
    'exited:-1',
    'signalled:',
    'vanished:1',
    'not-started:exec',
    'stopped',
  ])('with the end "%s" is none', (text) => {
    expect(endOf(text)).toBeUndefined();
  });

  it('names processes by their command line, whatever bytes that has', () => {
    const processes = 'process=12:S:sleep%2030 process=13:T:a%0Ab%25%C3%BC=: process=14:R:cut%C3 process=15:D:';
    const report = parseProgramReport(
      `key end=timed-out ${processes} ${rest.replace('running=0', 'running=9')}\n`,
      'key',
    );
    expect(report?.running).toEqual([
      { pid: 12, state: 'S', commandLine: 'sleep 30' },
      { pid: 13, state: 'T', commandLine: 'a\nb%ü=:' },
      { pid: 14, state: 'R', commandLine: 'cut\uFFFD' },
      { pid: 15, state: 'D', commandLine: '' },
    ]);
    expect(report?.runningCount).toBe(9);
  });

  it('tells of processes that ended badly on their own', () => {
    const failures = 'failure=12:exited:3 failure=13:signalled:11:1';
    const report = parseProgramReport(
      `key end=exited:0 ${failures} ${rest.replace('failures=0', 'failures=2')}\n`,
      'key',
    );
    expect(report).toMatchObject({
      failedCount: 2,
      failed: [
        { pid: 12, end: { kind: 'exited', status: 3 } },
        { pid: 13, end: { kind: 'signalled', signal: 11, dumpedCore: true } },
      ],
    });
  });

  it('is that of the key alone: what was written without it says nothing', () => {
    const forged = `other end=exited:0 ${rest}\nend=exited:0 ${rest}\nkeyend=exited:0 ${rest}\n`;
    expect(parseProgramReport(forged, 'key')).toBeNull();
    expect(parseProgramReport(`${forged}key end=exited:3 ${rest}\n`, 'key')?.end).toEqual({
      kind: 'exited',
      status: 3,
    });
  });

  it('is none as long as a byte of it is missing', () => {
    const whole = `key end=exited:3 process=12:S:sleep%2030 ${rest}\n`;
    for (let length = 0; length < whole.length; length += 1) {
      expect(parseProgramReport(whole.slice(0, length), 'key')).toBeNull();
    }
    expect(parseProgramReport(whole, 'key')).not.toBeNull();
  });

  it.each(['running', 'unended', 'failures', 'wall', 'user', 'system', 'memory'])('is none without %s', (field) => {
    const without = rest.replace(new RegExp(`${field}=\\d+ `), '');
    expect(parseProgramReport(`key end=exited:0 ${without}\n`, 'key')).toBeNull();
    expect(parseProgramReport(`key end=exited:0 ${rest.replace(`${field}=`, `${field}=x`)}\n`, 'key')).toBeNull();
  });

  it('begins with the program’s process id', () => {
    expect(parseStarted('key started=4243\n', 'key')).toBe(4243);
    expect(parseStarted('key started=42', 'key')).toBeNull();
    expect(parseStarted('other started=4243\n', 'key')).toBeNull();
  });
});
