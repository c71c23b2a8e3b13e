import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatMarker, type Marker, parseMarker } from '../../src/report/marker.ts';
import { hostileName } from './hostile.ts';

const marker: Marker = { key: 'allocations linux', headSha: 'a'.repeat(40), runId: 15_812_345_678, runAttempt: 2 };
const line = formatMarker(marker);

test('a marker is one readable HTML comment', () => {
  expect(line).toBe(
    `<!-- swift-allocation-gate/1 key=allocations%20linux sha=${'a'.repeat(40)} run=15812345678 attempt=2 -->`,
  );
});

test('a marker is read from the first line of a body, also with the line ends that GitHub sends', () => {
  expect(parseMarker(`${line}\r\nbody`)).toEqual(marker);
  expect(parseMarker(line)).toEqual(marker);
});

test.each([
  ['on the second line', `hello\n${line}`],
  ['with something after it', `${line} x`],
  ['of another version', line.replace('/1 ', '/2 ')],
  ['with a short commit', line.replace('a'.repeat(40), 'a'.repeat(39))],
  ['with a run of 0', line.replace('run=15812345678', 'run=0')],
  ['with a leading zero', line.replace('attempt=2', 'attempt=02')],
  ['with a key that is not percent-encoded', line.replace('%20', '%zz')],
  ['with a key encoded in another way', line.replace('%20linux', '%20%6Cinux')],
  ['that is empty', ''],
])('a marker %s is none', (_what, body) => {
  expect(parseMarker(body)).toBeNull();
});

test('every key survives, and none ends the comment early', () => {
  fc.assert(
    fc.property(hostileName, (key) => {
      const formatted = formatMarker({ ...marker, key });
      expect(formatted).toMatch(/^<!-- [\w%./= -]+ -->$/);
      expect(formatted.slice(4, -3)).not.toContain('--');
      expect(parseMarker(formatted)).toEqual({ ...marker, key: key.toWellFormed() });
    }),
    { numRuns: 1000 },
  );
});
