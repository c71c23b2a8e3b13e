import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createSourceFiles, fileElsewhere } from '../../src/measure/source-files.ts';

const top = mkdtempSync(join(realpathSync(tmpdir()), 'sources-'));
const repository = join(top, 'repository');
afterAll(() => rmSync(top, { recursive: true }));

const files = [
  'Sources/App/Headers.swift',
  'Sources/App/odd\n](javascript:alert(1)).swift',
  '.build/checkouts/swift-nio/Sources/NIOCore/Channel.swift',
  '.build/registry/downloads/apple/swift-log/1.6.0/Sources/Logging/Logging.swift',
  '.build/release/App.build/DerivedSources/resource_bundle_accessor.swift',
  '.git/hooks/hook.swift',
  'secret.txt',
];
for (const file of [...files.map((one) => join(repository, one)), join(top, 'outside/Kit.swift')]) {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, '');
}
symlinkSync(join(top, 'outside'), join(repository, 'Sources/Link'));
const find = createSourceFiles(repository);
const at = (path: string) => find(join(repository, path));
const own = (file: string) => ({ file, package: null });

describe('a source file that a line table names', () => {
  it('is one of the repository, relative to it', () => {
    expect(at('Sources/App/Headers.swift')).toEqual(own('Sources/App/Headers.swift'));
    expect(at('Sources/App/../App/./Headers.swift')).toEqual(own('Sources/App/Headers.swift'));
  });

  it('is one of a dependency, below the name of its folder', () => {
    expect(at('.build/checkouts/swift-nio/Sources/NIOCore/Channel.swift')).toEqual({
      file: 'Sources/NIOCore/Channel.swift',
      package: 'swift-nio',
    });
    expect(at('.build/registry/downloads/apple/swift-log/1.6.0/Sources/Logging/Logging.swift')).toEqual({
      file: 'Sources/Logging/Logging.swift',
      package: 'swift-log',
    });
  });

  it('is found where another folder was built, by its folder and name at least', () => {
    expect(find('/build/app/Sources/App/Headers.swift')).toEqual(own('Sources/App/Headers.swift'));
    expect(find('/build/Headers.swift')).toBeNull();
  });

  it.each([
    ['is not there', '/repository/Sources/App/Gone.swift'],
    ['lies outside', join(top, 'outside/Kit.swift')],
    ['lies outside, by a way through the repository', join(repository, '../outside/Kit.swift')],
    ['lies outside, by a link', join(repository, 'Sources/Link/Kit.swift')],
    ['is no source code', join(repository, 'secret.txt')],
    ['lies in a hidden folder', join(repository, '.git/hooks/hook.swift')],
    ['the build has made', join(repository, files[4] ?? '')],
    ['is a folder', join(repository, 'Sources/App')],
    ['is a dependency’s and not there', join(repository, '.build/checkouts/swift-nio/Sources/Gone.swift')],
    ['is relative', 'Sources/App/Headers.swift'],
    ['is no path', '<stdin>'],
    ['holds a zero', join(repository, 'Sources/App/Head\0ers.swift')],
    ['is longer than any', `/${'d/'.repeat(5000)}a.swift`],
    ['is another file of the system', '/etc/passwd'],
  ])('is none where it %s', (_, path) => {
    expect(find(path)).toBeNull();
  });

  it('may have an odd name, which is text', () => {
    expect(at(files[1] ?? '')).toEqual(own(files[1] ?? ''));
  });
});

describe('a source file of a program that was built elsewhere', () => {
  it('is one of the package in its folder', () => {
    const channel = { file: 'Sources/NIOCore/Channel.swift', package: 'swift-nio' };
    expect(fileElsewhere('/build/swift-nio/Sources/NIOCore/Channel.swift')).toEqual(channel);
    expect(fileElsewhere('/swift-nio/Sources/NIOCore/Channel.swift')).toEqual(channel);
    expect(fileElsewhere('/build/../swift-nio/./Sources/NIOCore/Channel.swift')).toEqual(channel);
    expect(fileElsewhere('/a/b/Sources/Sources/c.swift')).toEqual({ file: 'Sources/Sources/c.swift', package: 'b' });
  });

  it.each([
    ['is in no package', '/tmp/swift-generated-sources/@__swiftmacro_3App1a.swift'],
    ['is in no folder', '/Sources/App/main.swift'],
    ['is hidden', '/build/app/Sources/.hidden/main.swift'],
    ['the build has made', '/build/.build/Sources/main.swift'],
    ['is no source code', '/build/app/Sources/App/secret.txt'],
    ['is relative', 'app/Sources/App/main.swift'],
    ['leads out of the package', '/build/app/Sources/../../../etc/a.swift'],
    ['is longer than any', `/app/Sources/${'d/'.repeat(5000)}a.swift`],
  ])('is none where it %s', (_, path) => {
    expect(fileElsewhere(path)).toBeNull();
  });
});
