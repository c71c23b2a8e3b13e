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

  it('differ in the allocator, with both names, where one has another than libc’s own', () => {
    const jemalloc = { ...fingerprint, allocator: 'jemalloc 5.3.0', allocatorBuild: '16d086887ed57ed2' };
    const mimalloc = { ...fingerprint, allocator: 'mimalloc 3.0.1', allocatorBuild: '75c53b92e0913be4' };
    expect(fingerprintDifferences(fingerprint, jemalloc, 'iteration')).toEqual([
      { field: 'allocator', baseline: `${fingerprint.libc}’s own`, measured: 'jemalloc 5.3.0' },
    ]);
    expect(fingerprintDifferences(jemalloc, mimalloc, 'iteration')).toEqual([
      { field: 'allocator', baseline: 'jemalloc 5.3.0', measured: 'mimalloc 3.0.1' },
    ]);
    expect(fingerprintDifferences(jemalloc, { ...jemalloc, allocatorBuild: '93f70d1a' }, 'run')).toEqual([
      { field: 'allocatorBuild', baseline: '16d086887ed57ed2', measured: '93f70d1a' },
    ]);
  });

  it('show all that differs', () => {
    const fields = fingerprintDifferences(fingerprint, others, 'run').map(({ field }) => field);
    expect(fields).toEqual(Object.keys(fingerprint));
  });
});
