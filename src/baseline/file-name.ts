/** What tells the baselines of a matrix apart. */
export interface BaselineEnvironment {
  /** `6.2.1`, `nightly-main`, `nightly-6.3`. */
  readonly swift: string;
  /** Distribution and its version: `ubuntu-24.04`, `debian-13`. */
  readonly os: string;
  /** `x86_64`, `aarch64`. */
  readonly arch: string;
}

/**
 * The name of the baseline file of an environment: `swift-6.2-ubuntu-24.04-x86_64.json`. Of a release of Swift
 * the name holds major and minor only; the exact version is in the fingerprint. Whatever the parts are, the name
 * is one file's: lower-case ASCII letters, digits, `_ . + -`, at most 140 characters, no two dots in a row.
 */
export function baselineFileName({ swift, os, arch }: BaselineEnvironment): string {
  const release = /^(\d+\.\d+)(?:\.\d+)*$/.exec(swift)?.[1];
  return `swift-${[release ?? swift, os, arch].map(part).join('-')}.json`;
}

function part(text: string): string {
  const name = text
    .toLowerCase()
    .replaceAll(/[^a-z0-9_.+]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .slice(0, 40)
    .replaceAll(/^[-.]+|[-.]+$/g, '');
  return name === '' ? 'unknown' : name;
}
