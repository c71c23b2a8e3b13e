import { describe, expect, test } from 'vitest';
import { chooseReports, type RunArtifact } from '../../src/github/report-artifacts.ts';

import { artifactNames } from '../../src/report-file/artifact-names.ts';

const headSha = 'c'.repeat(40);
const nameOf = (key: string, runAttempt = 1) => artifactNames({ key, headSha, runAttempt }).report;
let nextId = 1;
const artifact = (name: string, given: Partial<RunArtifact> = {}): RunArtifact => ({
  ...{ id: nextId++, name, bytes: 1000, expired: false, expiresAt: null },
  ...given,
});
const names = (artifacts: readonly RunArtifact[], attempt = 9) => {
  const chosen = chooseReports(artifacts, { headSha, attempt });
  return chosen.outcome === 'chosen' ? chosen.artifacts.map(({ name }) => name) : chosen.sentence;
};

describe('the reports of a run', () => {
  test('are found by the names that the gate gives, for any key', () => {
    const keys = ['allocations', 'Swift 6.2 / ubuntu', '日本語', 'a'.repeat(100)];
    expect(names(keys.map((key) => artifact(nameOf(key))))).toEqual(keys.map((key) => nameOf(key)).sort());
  });

  test('are of each key that of the highest attempt', () => {
    const all = [nameOf('a', 1), nameOf('a', 10), nameOf('a', 9), nameOf('b', 1)].map((name) => artifact(name));
    expect(names(all, 10)).toEqual([nameOf('a', 10), nameOf('b', 1)]);
  });

  test('are none of an attempt that has not been', () => {
    expect(names([artifact(nameOf('a', 1)), artifact(nameOf('a', 99))], 2)).toEqual([nameOf('a', 1)]);
  });

  test('are not other artifacts, nor those of another commit', () => {
    const other = artifactNames({ key: 'a', headSha: 'e'.repeat(40), runAttempt: 1 }).report;
    const strangers = [
      other,
      'report.json',
      `x${nameOf('a')}`,
      `${nameOf('a')}.zip`,
      nameOf('a').replace('.json', '.html'),
    ];
    expect(names(strangers.map((name) => artifact(name)))).toEqual([]);
  });
});

describe('nothing is read', () => {
  test('where two artifacts have one name', () => {
    expect(names([artifact(nameOf('a')), artifact(nameOf('a'))])).toContain('two artifacts called');
  });

  test('where there are more than a matrix can make', () => {
    const many = Array.from({ length: 257 }, (_, index) => artifact(nameOf(`job-${index}`)));
    expect(names(many)).toContain('left 257 reports');
  });
});
