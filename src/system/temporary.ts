import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from './cleanup.ts';
import { isDead, ownerId, ownerPattern } from './owner.ts';

const prefix = 'swift-allocation-gate-';
const leftover = new RegExp(`^${prefix}(${ownerPattern})-`);

/** A new folder for temporary files that only this user can read; it is removed with everything in it. */
export async function temporaryFolder(cleanup: Cleanup): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), `${prefix}${ownerId()}-`));
  cleanup.add(() => rm(folder, { recursive: true, force: true }));
  return folder;
}

/** Removes the temporary folders of gates that were killed. */
export async function removeLeftoverFolders(): Promise<void> {
  for (const entry of await readdir(tmpdir())) {
    const owner = leftover.exec(entry)?.[1];
    if (owner !== undefined && isDead(owner)) await rm(join(tmpdir(), entry), { recursive: true, force: true });
  }
}
