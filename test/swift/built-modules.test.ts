import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBuiltModules, readModuleSource } from '../../src/swift/built-modules.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

describe('the modules that were built', () => {
  it('are those with a build folder beside the executables', async () => {
    const binaries = temporaryDirectory();
    for (const name of ['Server.build', 'NIOCore.build', 'Server.product', 'ModuleCache'])
      mkdirSync(join(binaries, name));
    expect(await readBuiltModules(binaries)).toEqual(['NIOCore', 'Server']);
  });

  it('are those with a Swift module there, where Swift Build has built', async () => {
    const binaries = temporaryDirectory();
    for (const name of ['Server.swiftmodule', 'NIOCore.swiftmodule', 'Server.resources'])
      mkdirSync(join(binaries, name));
    expect(await readBuiltModules(binaries)).toEqual(['NIOCore', 'Server']);
  });

  it('are none where nothing was built', async () => {
    expect(await readBuiltModules('/nonexistent')).toEqual([]);
  });
});

function read(files: Readonly<Record<string, string>>) {
  const binaries = temporaryDirectory();
  for (const [path, text] of Object.entries(files)) {
    const file = join(binaries, 'Kit.build', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  return readModuleSource(binaries, 'Kit');
}

describe('a source file of a module', () => {
  it('is the first that SwiftPM gave the compiler', async () => {
    expect(await read({ sources: '/build/kit/Sources/Kit/A.swift\n/build/kit/Sources/Kit/B.swift\n' })).toBe(
      '/build/kit/Sources/Kit/A.swift',
    );
    expect(await read({ sources: "'/build/my kit/Sources/Kit/A.swift'\n" })).toBe('/build/my kit/Sources/Kit/A.swift');
  });

  it('is what clang read, where it is of C', async () => {
    const text = 'dependencies: /build/kit/Sources/Kit/kit.c \\\n  /build/kit/Sources/Kit/include/kit.h\n';
    expect(await read({ 'deep/kit.c.d': text })).toBe('/build/kit/Sources/Kit/kit.c');
    expect(await read({ 'kit.cpp.d': 'dependencies: \\\n  /build/my\\ kit/kit.cpp\n' })).toBe('/build/my kit/kit.cpp');
  });

  it('is not known where the build left no trace of one', async () => {
    expect(await read({})).toBeNull();
    expect(await read({ 'Kit.d': '/build/out.swiftmodule : /build/kit/A.swift\n' })).toBeNull();
  });
});
