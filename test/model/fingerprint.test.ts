import { describe, expect, it } from 'vitest';
import { type Fingerprint, fingerprintDifferences } from '../../src/model/fingerprint.ts';
import { fingerprint } from '../baseline/measurements.ts';

const others: Fingerprint = {
  swift: '6.2.2',
  target: 'aarch64-unknown-linux-gnu',
  libc: 'glibc 2.41',
  libcBuild: '5e5b51f4c39af9ac589408c1dc432ba390a273cc',
  countingMethod: 2,
  cpus: 2,
};

describe('two fingerprints', () => {
  it('do not differ when they are equal', () => {
    expect(fingerprintDifferences(fingerprint, { ...fingerprint }, 'run')).toEqual([]);
  });

  it.each(['swift', 'target', 'libc', 'libcBuild', 'countingMethod'] as const)(
    'differ in %s, whatever the unit',
    (field) => {
      const measured = { ...fingerprint, [field]: others[field] };
      const difference = { field, baseline: String(fingerprint[field]), measured: String(others[field]) };
      expect(fingerprintDifferences(fingerprint, measured, 'run')).toEqual([difference]);
      expect(fingerprintDifferences(fingerprint, measured, 'iteration')).toEqual([difference]);
    },
  );

  it('differ in the number of CPUs where counts follow it: per run', () => {
    const measured = { ...fingerprint, cpus: 2 };
    expect(fingerprintDifferences(fingerprint, measured, 'run')).toEqual([
      { field: 'cpus', baseline: '4', measured: '2' },
    ]);
    expect(fingerprintDifferences(fingerprint, measured, 'iteration')).toEqual([]);
  });

  it('show all that differs', () => {
    const fields = fingerprintDifferences(fingerprint, others, 'run').map(({ field }) => field);
    expect(fields).toEqual(Object.keys(fingerprint));
  });
});
