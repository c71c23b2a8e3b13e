import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readBuiltModules } from '../../src/swift/built-modules.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

describe('the modules that were built', () => {
  it('are those with a build folder beside the executables', async () => {
    const binaries = temporaryDirectory();
    for (const name of ['Server.build', 'NIOCore.build', 'Server.product', 'ModuleCache'])
      mkdirSync(join(binaries, name));
    expect(await readBuiltModules(binaries)).toEqual(['NIOCore', 'Server']);
  });

  it('are none where nothing was built', async () => {
    expect(await readBuiltModules('/nonexistent')).toEqual([]);
  });
});
