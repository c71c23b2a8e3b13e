/** A dependency whose version differs; null where one side does not have it. */
export interface DependencyChange {
  readonly identity: string;
  readonly baseline: string | null;
  readonly measured: string | null;
}

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
