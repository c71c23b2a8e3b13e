import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManagedDependencies, readResolvedDependencies } from '../../src/swift/dependencies.ts';
import { recorded } from '../elf/recorded.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

function readManaged(text: string | null, binaries = 'x86_64-unknown-linux-gnu/release') {
  const scratch = temporaryDirectory();
  mkdirSync(join(scratch, binaries), { recursive: true });
  if (text !== null) writeFileSync(join(scratch, 'workspace-state.json'), text);
  return { scratch, dependencies: readManagedDependencies(join(scratch, binaries)) };
}

describe('the dependencies that SwiftPM manages', () => {
  it('lie in its checkouts, or where their path says', async () => {
    const { scratch, dependencies } = readManaged(recorded('swift/workspace-state.json'));
    expect(await dependencies).toEqual([
      { identity: 'kit', folder: join(scratch, 'checkouts/kit'), isLocal: false },
      { identity: 'near', folder: '/build/near', isLocal: true },
    ]);
  });

  it('are found from deeper folders of executables too', async () => {
    const { dependencies } = readManaged(recorded('swift/workspace-state.json'), 'x86_64/Products/Release');
    expect(await dependencies).toHaveLength(2);
  });

  it.each([null, '', '{', '{"object": {"dependencies": [1]}}'])(
    'are none where the file says nothing: %s',
    async (text) => {
      expect(await readManaged(text).dependencies).toEqual([]);
    },
  );
});

function readPins(text: string | null) {
  const folder = temporaryDirectory();
  if (text !== null) writeFileSync(join(folder, 'Package.resolved'), text);
  return readResolvedDependencies(folder);
}

describe('the resolved dependencies', () => {
  it.each(['swift/resolved-format-2.json', 'swift/resolved-format-3.json'])(
    'are versions, or a branch with its commit: %s',
    async (name) => {
      expect(await readPins(recorded(name))).toEqual({ dep1: '1.2.3', dep2: 'main@25c36b2' });
    },
  );

  it('are commits where neither version nor branch was asked for', async () => {
    const pins = [{ identity: 'nio', state: { revision: '0123abcdef', version: null, branch: null } }];
    expect(await readPins(JSON.stringify({ pins, version: 2 }))).toEqual({ nio: '0123abc' });
  });

  it('are none without the file, and none in a format that nobody knows: they are for information', async () => {
    expect(await readPins(null)).toEqual({});
    expect(await readPins('{"object": {"pins": []}, "version": 1}')).toEqual({});
  });
});
