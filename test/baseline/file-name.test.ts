import fc from 'fast-check';
import { expect, it } from 'vitest';
import { baselineFileName } from '../../src/baseline/file-name.ts';

it.each([
  ['6.2.1', 'ubuntu-24.04', 'x86_64', 'swift-6.2-ubuntu-24.04-x86_64.json'],
  ['6.2', 'debian-13', 'aarch64', 'swift-6.2-debian-13-aarch64.json'],
  ['nightly-main', 'ubuntu-24.04', 'x86_64', 'swift-nightly-main-ubuntu-24.04-x86_64.json'],
  ['nightly-6.3', 'amzn-2023', 'x86_64', 'swift-nightly-6.3-amzn-2023-x86_64.json'],
  ['6.3-dev', 'Debian GNU/Linux 13', 'x86_64', 'swift-6.3-dev-debian-gnu-linux-13-x86_64.json'],
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
