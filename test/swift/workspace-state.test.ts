import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readManagedDependencies } from '../../src/swift/workspace-state.ts';
import { recorded } from '../perf/recorded.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

function read(text: string | null, binaries = 'x86_64-unknown-linux-gnu/release') {
  const scratch = temporaryDirectory();
  mkdirSync(join(scratch, binaries), { recursive: true });
  if (text !== null) writeFileSync(join(scratch, 'workspace-state.json'), text);
  return { scratch, dependencies: readManagedDependencies(join(scratch, binaries)) };
}

describe('the dependencies that SwiftPM manages', () => {
  it('lie in its checkouts, or where their path says', async () => {
    const { scratch, dependencies } = read(recorded('swift/workspace-state.json'));
    expect(await dependencies).toEqual([
      { identity: 'kit', folder: join(scratch, 'checkouts/kit'), isLocal: false },
      { identity: 'near', folder: '/build/near', isLocal: true },
    ]);
  });

  it('are found from deeper folders of executables too', async () => {
    const { dependencies } = read(recorded('swift/workspace-state.json'), 'x86_64/Products/Release');
    expect(await dependencies).toHaveLength(2);
  });

  it.each([null, '', '{', '{"object": {"dependencies": [1]}}'])(
    'are none where the file says nothing: %s',
    async (text) => {
      expect(await read(text).dependencies).toEqual([]);
    },
  );
});
