import { describe, expect, test } from 'vitest';
import { isMeant, parseJobs } from '../../src/settings/jobs.ts';

describe('the names of jobs', () => {
  test('are one on each line, each once', () => {
    expect(parseJobs('Swift *\n\n  unit (6.2, ubuntu)  \nSwift *')).toEqual({
      ok: true,
      value: ['Swift *', 'unit (6.2, ubuntu)'],
    });
  });

  test('may be none', () => {
    expect(parseJobs('')).toEqual({ ok: true, value: [] });
  });

  test('are refused where a line is longer than a name, or holds control characters', () => {
    expect(parseJobs('x'.repeat(501))).toMatchObject({ ok: false, problem: expect.stringContaining('too long') });
    expect(parseJobs('a\u0007b')).toMatchObject({ ok: false, problem: expect.stringContaining('control characters') });
    expect(parseJobs(Array.from({ length: 257 }, (_, index) => `job ${index}`).join('\n'))).toMatchObject({
      ok: false,
      problem: 'more than 256 jobs',
    });
  });
});

describe('a job is meant', () => {
  test.each([
    [['Swift 6.2'], 'Swift 6.2', true],
    [['Swift 6.2'], 'Swift 6.2.1', false],
    [['Swift *'], 'Swift 6.1 on ubuntu-24.04-arm', true],
    [['Swift *'], 'lint', false],
    [['* (6.2, *)'], 'allocations (6.2, x86_64)', true],
    [['* (6.2, *)'], 'allocations (6.1, x86_64)', false],
    [['ab*ba'], 'aba', false],
    [['ab*ba'], 'abba', true],
    [['a*b*c'], 'a-c-b', false],
    [['a.c'], 'abc', false],
    [['lint', 'Swift *'], 'Swift 6', true],
    [['*'], 'anything (at all)', true],
  ])('%j means %j: %s', (names, job, meant) => {
    expect(isMeant(names, job)).toBe(meant);
  });

  test('where no name is given', () => {
    expect(isMeant([], 'anything')).toBe(true);
  });

  test('or not in no time, whatever a stranger calls it', () => {
    expect(isMeant(['a*a*a*a*a*a*a*a*a*a*a*b'], 'a'.repeat(100_000))).toBe(false);
  });
});
