import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readResolvedDependencies } from '../../src/swift/resolved-dependencies.ts';
import { recorded } from '../perf/recorded.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

function read(text: string | null) {
  const folder = temporaryDirectory();
  if (text !== null) writeFileSync(join(folder, 'Package.resolved'), text);
  return readResolvedDependencies(folder);
}

describe('the resolved dependencies', () => {
  it.each(['swift/resolved-format-2.json', 'swift/resolved-format-3.json'])(
    'are versions, or a branch with its commit: %s',
    async (name) => {
      expect(await read(recorded(name))).toEqual({ dep1: '1.2.3', dep2: 'main@25c36b2' });
    },
  );

  it('are commits where neither version nor branch was asked for', async () => {
    const pins = [{ identity: 'nio', state: { revision: '0123abcdef', version: null, branch: null } }];
    expect(await read(JSON.stringify({ pins, version: 2 }))).toEqual({ nio: '0123abc' });
  });

  it('are none without the file, and none in a format that nobody knows: they are for information', async () => {
    expect(await read(null)).toEqual({});
    expect(await read('{"object": {"pins": []}, "version": 1}')).toEqual({});
  });
});
