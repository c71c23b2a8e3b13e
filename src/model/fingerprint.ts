import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/**
 * The version of the counting method: raised whenever the same program would show another number than before
 * (the fixed environment, what is subtracted, what is counted).
 */
export const countingMethod = 1;

/** What must be equal for two counts to be comparable. Deliberately not in it: kernel and perf. */
export const fingerprintSchema = z.strictObject({
  /** `6.2.1`; `nightly-main` or `nightly-6.3` for snapshots. */
  swift: z.string().min(1).max(100),
  /** Target triple: `x86_64-unknown-linux-gnu`. */
  target: z.string().min(1).max(100),
  /** Name and version of the libc: `glibc 2.41`. */
  libc: z.string().min(1).max(100),
  /** Its build: the GNU build-id in hexadecimal, or `sha256:…` of the file where it has none. */
  libcBuild: z.string().min(1).max(100),
  /** Name and version of what serves allocations in place of the libc's own allocator: `jemalloc 5.3.0`. */
  allocator: z.string().min(1).max(200).optional(),
  /** Its build, as of the libc; `carried` where it is a part of the program and changes with it. */
  allocatorBuild: z.string().min(1).max(100).optional(),
  countingMethod: z.int().positive(),
  /** Number of CPUs the program could use. Counts per run follow it, counts per iteration do not. */
  cpus: z.int().positive(),
});
export type Fingerprint = Immutable<z.infer<typeof fingerprintSchema>>;

/** One field in which two fingerprints differ. */
export interface FingerprintDifference {
  readonly field: keyof Fingerprint;
  readonly baseline: string;
  readonly measured: string;
}

/** The fields that make counts in this unit incomparable; empty when they may be compared. */
export function fingerprintDifferences(
  baseline: Fingerprint,
  measured: Fingerprint,
  unit: 'run' | 'iteration',
): readonly FingerprintDifference[] {
  const fields = Object.keys(fingerprintSchema.shape) as (keyof Fingerprint)[];
  // Of different allocators, and of libc's own, whose build is the libc's, names say all.
  const sameAllocator = baseline.allocator === measured.allocator;
  return fields
    .filter((field) => baseline[field] !== measured[field])
    .filter((field) => (field !== 'cpus' || unit === 'run') && (field !== 'allocatorBuild' || sameAllocator))
    .map((field) => ({ field, baseline: inWords(baseline, field), measured: inWords(measured, field) }));
}

function inWords(fingerprint: Fingerprint, field: keyof Fingerprint): string {
  const value = fingerprint[field];
  return value === undefined ? `${fingerprint.libc}’s own` : String(value);
}
