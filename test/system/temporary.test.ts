import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Cleanup } from '../../src/system/cleanup.ts';
import { ownerId } from '../../src/system/owner.ts';
import { removeLeftoverFolders, temporaryFolder } from '../../src/system/temporary.ts';
import { collectingLogger } from './collecting-logger.ts';
import { temporaryDirectory } from './temporary-directory.ts';

let place: string;
beforeEach(() => {
  place = temporaryDirectory();
  vi.stubEnv('TMPDIR', place);
});
afterEach(() => {
  vi.unstubAllEnvs();
});

const [namespace, , startTime] = ownerId().split('_');
const deadOwner = `${namespace}_${2 ** 22 + 1}_${startTime}`;

describe('a temporary folder', () => {
  it('belongs to this user alone and is removed with everything in it', async () => {
    const cleanup = new Cleanup(collectingLogger());
    const folder = await temporaryFolder(cleanup);
    expect(dirname(folder)).toBe(place);
    expect(statSync(folder).mode & 0o777).toBe(0o700);
    mkdirSync(join(folder, 'below'));
    writeFileSync(join(folder, 'below', 'perf.data'), 'stacks');
    await cleanup.undoAll();
    expect(existsSync(folder)).toBe(false);
  });

  it('is removed where the end comes while it is being made', async () => {
    const cleanup = new Cleanup(collectingLogger());
    const making = temporaryFolder(cleanup);
    await cleanup.undoAll();
    expect(existsSync(await making)).toBe(false);
  });

  it('is another one each time', async () => {
    const cleanup = new Cleanup(collectingLogger());
    expect(await temporaryFolder(cleanup)).not.toBe(await temporaryFolder(cleanup));
  });
});

describe('removing leftovers', () => {
  it('removes the folders of killed gates, and nobody else’s', async () => {
    const living = await temporaryFolder(new Cleanup(collectingLogger()));
    const others = ['swift-allocation-gate-notes', `my-swift-allocation-gate-${deadOwner}-abc`];
    for (const name of [`swift-allocation-gate-${deadOwner}-abc`, ...others]) {
      mkdirSync(join(place, name));
      writeFileSync(join(place, name, 'file'), '');
    }
    await removeLeftoverFolders();
    expect(readdirSync(place).sort()).toEqual([...others, living.slice(place.length + 1)].sort());
  });

  it('leaves those of other users alone, for root too', async () => {
    const path = join(place, `swift-allocation-gate-${deadOwner}-abc`);
    mkdirSync(path);
    vi.spyOn(process, 'getuid').mockReturnValue(4321);
    await removeLeftoverFolders();
    vi.restoreAllMocks();
    expect(existsSync(path)).toBe(true);
  });
});
