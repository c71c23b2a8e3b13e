import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { askForProcesses, parseProcessTable } from '../../src/system/process-table.ts';

describe('the processes that ps tells', () => {
  it('have a state, a parent, and a start time in digits', () => {
    const text = [
      '    1     0 Ss   Mon Nov 30 04:59:42 2026',
      ' 4242     1 Z+   Mon Nov 30 05:07:57 2026   ',
      'ps: warning',
    ];
    expect([...parseProcessTable(text.join('\n'))]).toEqual([
      [1, { state: 'S', parent: 0, startTime: '1796014782' }],
      [4242, { state: 'Z', parent: 1, startTime: '1796015277' }],
    ]);
  });

  it('are those that run', () => {
    const all = askForProcesses();
    expect(all.get(process.pid)).toMatchObject({ parent: process.ppid, startTime: expect.stringMatching(/^\d+$/) });
    expect(all.size).toBeGreaterThan(1);
    expect(execFileSync('/bin/ps', ['-o', 'pid=', '-p', String(process.ppid)], { encoding: 'utf8' })).toContain(
      String(all.get(process.pid)?.parent),
    );
  });
});
