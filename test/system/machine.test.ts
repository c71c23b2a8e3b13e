import { availableParallelism, release } from 'node:os';
import { describe, expect, it } from 'vitest';
import { distribution, kernelName, macOSRelease, readMachine } from '../../src/system/machine.ts';

describe('the distribution', () => {
  it.each([
    [
      'PRETTY_NAME="Ubuntu 24.04.3 LTS"\nVERSION_ID="24.04"\nVERSION="24.04.3 LTS"\nID=ubuntu\nID_LIKE=debian\n',
      'ubuntu-24.04',
    ],
    ['NAME="Debian GNU/Linux"\nVERSION_ID="13"\nID=debian\n', 'debian-13'],
    ["ID='amzn'\nVERSION_ID='2023'\n", 'amzn-2023'],
    ['ID=arch\n', 'arch'],
    ['', 'linux'],
  ])('is its id and its version: %j', (osRelease, name) => {
    expect(distribution(osRelease)).toBe(name);
  });
});

describe('the release of macOS', () => {
  it('is its major version', () => {
    const plist =
      '<dict>\n\t<key>ProductBuildVersion</key>\n\t<string>24G90</string>\n\t<key>ProductVersion</key>\n\t<string>15.6.1</string>\n</dict>\n';
    expect(macOSRelease(plist)).toBe('macos-15');
    expect(macOSRelease('')).toBe('macos');
  });
});

describe('the machine', () => {
  it('is the one we run on', () => {
    const { cpus, kernel, os } = readMachine();
    expect(cpus).toBe(availableParallelism());
    expect(kernel).toBe(release());
    expect(kernelName({ cpus, kernel, os })).toBe(`Linux ${release()}`);
    expect(os).toMatch(/^[a-z]+(-[\w.]+)?$/);
  });
});
