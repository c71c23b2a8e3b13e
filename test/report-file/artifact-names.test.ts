import fc from 'fast-check';
import { expect, test } from 'vitest';
import { artifactNames } from '../../src/report-file/artifact-names.ts';

const headSha = '0123456789abcdef0123456789abcdef01234567';
const nameOf = (key: string) => artifactNames({ key, headSha, runAttempt: 1 }).report;

test('a plain key is read off the names', () => {
  expect(artifactNames({ key: 'allocations-swift-6.2', headSha, runAttempt: 2 })).toEqual({
    report: 'allocations-allocations-swift-6.2-0123456789ab-2.json',
    flameGraph: 'allocations-allocations-swift-6.2-0123456789ab-2.html',
    stacks: 'allocations-allocations-swift-6.2-0123456789ab-2-stacks',
  });
});

test('any key gives a name that every file system takes', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (key) => {
      expect(nameOf(key)).toMatch(/^allocations-[a-z0-9._-]{1,70}-0123456789ab-1\.json$/);
    }),
  );
});

test('a key cannot leave the folder', () => {
  expect(nameOf('../../etc/passwd')).toMatch(/^allocations-etc-passwd-[0-9a-f]{8}-/);
});

test('different keys have different names, also where file systems do not tell case', () => {
  const keys = [
    'App',
    'app',
    'a/p',
    'a-p',
    'a:p',
    'a\np',
    '',
    '.',
    '..',
    'x'.repeat(100),
    `${'x'.repeat(100)}y`,
    'é',
    'è',
  ];
  expect(new Set(keys.map(nameOf)).size).toBe(keys.length);
  expect(new Set(keys.map((key) => nameOf(key).toLowerCase())).size).toBe(keys.length);
});

test('a re-run does not meet the names of the attempt before', () => {
  const [first, second] = [1, 2].map((runAttempt) => artifactNames({ key: 'a', headSha, runAttempt }).report);
  expect(first).not.toBe(second);
});
