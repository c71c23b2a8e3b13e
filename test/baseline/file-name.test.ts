import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { baselineFileName, nameOf, siblingEnvironment } from '../../src/baseline/file-name.ts';

it.each([
  ['6.2.1', 'ubuntu-24.04', 'x86_64', 'swift-6.2-ubuntu-24.04-x86_64.json'],
  ['6.2', 'debian-13', 'aarch64', 'swift-6.2-debian-13-aarch64.json'],
  ['nightly-main', 'ubuntu-24.04', 'x86_64', 'swift-nightly-main-ubuntu-24.04-x86_64.json'],
  ['nightly-6.3', 'amzn-2023', 'x86_64', 'swift-nightly-6.3-amzn-2023-x86_64.json'],
  ['6.3-dev', 'Debian GNU/Linux 13', 'x86_64', 'swift-6.3-dev-debian-gnu-linux-13-x86_64.json'],
  ['6.2.3', 'amzn-2023', 'aarch64', 'swift-6.2-amzn-2023-aarch64.json'],
  ['6.2.3', 'rhel-9.4', 'x86_64', 'swift-6.2-rhel-9.4-x86_64.json'],
  ['6.2.3', 'debian', 'x86_64', 'swift-6.2-debian-x86_64.json'],
  ['nightly-6.4', 'fedora-42', 'x86_64', 'swift-nightly-6.4-fedora-42-x86_64.json'],
  ['../../x', '..', '', 'swift-x-unknown-unknown.json'],
])('Swift %s on %s, %s: %s', (swift, os, arch, name) => {
  expect(baselineFileName({ swift, os, arch })).toBe(name);
});

it('is one plain file name, whatever the environment calls itself', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.array(fc.constantFrom('..', '/', '.', '-', 'a')).map((a) => a.join('')),
  );
  fc.assert(
    fc.property(text, text, text, (swift, os, arch) => {
      const name = baselineFileName({ swift, os, arch });
      expect(name).toMatch(/^swift-[a-z0-9_.+-]{5,130}\.json$/);
      expect(name).not.toContain('..');
    }),
  );
});

describe('a file of the same kind of environment', () => {
  const here = { swift: '6.2.1', os: 'ubuntu-24.04', arch: 'x86_64' };

  it.each([
    ['swift-6.1-ubuntu-24.04-x86_64.json', { swift: '6.1', os: 'ubuntu-24.04' }],
    ['swift-6.2-ubuntu-22.04-x86_64.json', { swift: '6.2', os: 'ubuntu-22.04' }],
    ['swift-nightly-main-ubuntu-24.04-x86_64.json', { swift: 'nightly-main', os: 'ubuntu-24.04' }],
    ['swift-nightly-6.3-ubuntu-26.04-x86_64.json', { swift: 'nightly-6.3', os: 'ubuntu-26.04' }],
    ['swift-nightly-6.4-ubuntu-24.04-x86_64.json', { swift: 'nightly-6.4', os: 'ubuntu-24.04' }],
    ['swift-6.1-ubuntu-x86_64.json', { swift: '6.1', os: 'ubuntu' }],
  ])('is %s', (name, expected) => {
    expect(siblingEnvironment(name, here)).toEqual(expected);
  });

  it.each([
    ['another architecture', 'swift-6.1-ubuntu-24.04-aarch64.json'],
    ['another distribution', 'swift-6.1-debian-13-x86_64.json'],
    ['one that only ends alike', 'swift-6.1-xubuntu-24.04-x86_64.json'],
    ['a file of somebody else', 'README.md'],
    ['an editor’s copy', 'swift-6.1-ubuntu-24.04-x86_64.json~'],
  ])('is not %s: %s', (_what, name) => {
    expect(siblingEnvironment(name, here)).toBeNull();
  });

  it('may be of a distribution whose own name has a hyphen', () => {
    const leap = { swift: '6.2', os: 'opensuse-leap-15.6', arch: 'aarch64' };
    expect(siblingEnvironment('swift-6.1-opensuse-leap-15.5-aarch64.json', leap)).toEqual({
      swift: '6.1',
      os: 'opensuse-leap-15.5',
    });
    expect(siblingEnvironment('swift-6.1-opensuse-tumbleweed-20260101-aarch64.json', leap)).toBeNull();
  });

  it('is found under the name that the file has', () => {
    const text = fc.constantFrom('6.0.3', '6.2', 'nightly-main', 'nightly-6.3', '6.3-dev');
    const os = fc.constantFrom('ubuntu-24.04', 'debian-13', 'amzn-2023', 'rhel-9.4', 'linux');
    fc.assert(
      fc.property(text, os, fc.constantFrom('x86_64', 'aarch64'), (swift, system, arch) => {
        const environment = { swift, os: system, arch };
        expect(siblingEnvironment(baselineFileName(environment), environment)).toEqual(nameOf(environment));
      }),
    );
  });
});
