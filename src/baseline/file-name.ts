import type { Fingerprint } from '../model/fingerprint.ts';

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
  const named = nameOf({ swift, os });
  return `swift-${named.swift}-${named.os}-${part(arch)}.json`;
}

/** Whether {@link baselineFileName} gives this name for some distribution, which no fingerprint holds. */
export function isNameFor(fileName: string, { swift, target }: Pick<Fingerprint, 'swift' | 'target'>): boolean {
  const [arch = ''] = target.split('-');
  const before = baselineFileName({ swift, os: 'x', arch: 'x' }).slice(0, -'x-x.json'.length);
  const after = baselineFileName({ swift: 'x', os: 'x', arch }).slice('swift-x-x'.length);
  const os = fileName.slice(before.length, -after.length);
  return fileName === `${before}${os}${after}` && fileName === baselineFileName({ swift, os, arch });
}

/** Swift and distribution as they are in the names of baseline files: `6.2`, `ubuntu-24.04`. */
export type NamedEnvironment = Omit<BaselineEnvironment, 'arch'>;

/** How an environment is called in the name of its baseline file. */
export function nameOf({ swift, os }: NamedEnvironment): NamedEnvironment {
  const release = /^(\d+\.\d+)(?:\.\d+)*$/.exec(swift)?.[1];
  return { swift: part(release ?? swift), os: part(os) };
}

/**
 * The environment of which a file of this name is the baseline, if it is of the same kind: the same distribution, in
 * any version, on the same architecture, with any Swift. Null for every other name.
 */
export function siblingEnvironment(fileName: string, { os, arch }: BaselineEnvironment): NamedEnvironment | null {
  const distribution = part(os).replace(/-\d[^-]*$/, '');
  const [family, machine] = [distribution, part(arch)].map((text) => text.replaceAll(/[.+]/g, '\\$&'));
  const [, swift, found] = new RegExp(`^swift-(.+?)-(${family}(?:-\\d[^-]*)?)-${machine}\\.json$`).exec(fileName) ?? [];
  return swift === undefined || found === undefined ? null : { swift, os: found };
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
