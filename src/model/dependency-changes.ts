import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/** With which versions of the dependencies a base commit is built. */
export const baseDependencies = ['as-resolved', 'same-as-head'] as const;
export type BaseDependencies = (typeof baseDependencies)[number];

const text = z.string().max(10_000);

/** A dependency whose version differs; null where one side does not have it. */
export const dependencyChangeSchema = z.strictObject({
  identity: text,
  baseline: text.nullable(),
  measured: text.nullable(),
});
export type DependencyChange = Immutable<z.infer<typeof dependencyChangeSchema>>;

type Versions = Readonly<Record<string, string>>;

/** The dependencies whose version differs between two builds, in alphabetical order. */
export function dependencyChanges(baseline: Versions, measured: Versions): readonly DependencyChange[] {
  const identities = [...new Set([...Object.keys(baseline), ...Object.keys(measured)])].sort();
  return identities
    .map((identity) => ({
      identity,
      baseline: versionIn(baseline, identity),
      measured: versionIn(measured, identity),
    }))
    .filter((change) => change.baseline !== change.measured);
}

function versionIn(versions: Versions, identity: string): string | null {
  return Object.hasOwn(versions, identity) ? (versions[identity] ?? null) : null;
}
