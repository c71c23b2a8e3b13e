import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { hashSources } from '../../src/swift/source-hash.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

const files = { 'Package.swift': 'let package', 'Sources/Kit/A.swift': 'a', 'Tests/KitTests/A.swift': 'test' };

function createPackage(given: Readonly<Record<string, string>> = files): string {
  const folder = temporaryDirectory();
  for (const [path, text] of Object.entries(given)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const hashOf = (given: Readonly<Record<string, string>>) => hashSources(createPackage(given));

describe('the hash of a package', () => {
  it('is the same wherever it lies', async () => {
    const hash = await hashOf(files);
    expect(hash).toMatch(/^[0-9a-f]{7}$/);
    expect(await hashOf(files)).toBe(hash);
  });

  it('is another when a manifest or a source is', async () => {
    const hashes = [
      files,
      { ...files, 'Package.swift': 'let other' },
      { ...files, 'Package@swift-6.0.swift': 'let package' },
      { ...files, 'Sources/Kit/A.swift': 'b' },
      { 'Package.swift': 'let package', 'Sources/Kit/B.swift': 'a' },
      { ...files, 'Sources/Kit/include/kit.h': '' },
    ].map(hashOf);
    expect(new Set(await Promise.all(hashes)).size).toBe(6);
  });

  it('does not look at tests, documentation, and what was built', async () => {
    const more = {
      ...files,
      'Tests/KitTests/A.swift': 'x',
      'README.md': 'x',
      '.build/debug.yaml': 'x',
      '.git/HEAD': 'x',
    };
    expect(await hashOf(more)).toBe(await hashOf(files));
  });

  it('takes a link as where it leads, and follows none', async () => {
    const folder = createPackage();
    symlinkSync('/nonexistent', join(folder, 'Sources/Kit/Link.swift'));
    const hash = await hashSources(folder);
    expect(hash).not.toBe(await hashOf(files));
    rmSync(join(folder, 'Sources/Kit/Link.swift'));
    symlinkSync('/elsewhere', join(folder, 'Sources/Kit/Link.swift'));
    expect(await hashSources(folder)).not.toBe(hash);
  });

  it('is not taken where a file cannot be read: its name is no UTF-8', async () => {
    const folder = createPackage();
    writeFileSync(Buffer.concat([Buffer.from(`${folder}/Sources/Kit/`), Buffer.from([0xff])]), '');
    expect(await hashSources(folder)).toBeNull();
  });

  it('is not taken of what is no package, or too large for one', async () => {
    expect(await hashOf({ 'Sources/Kit/A.swift': 'a' })).toBeNull();
    expect(await hashSources('/nonexistent')).toBeNull();
    const folder = createPackage();
    truncateSync(join(folder, 'Sources/Kit/A.swift'), 257 * 1024 * 1024);
    expect(await hashSources(folder)).toBeNull();
  });
});
