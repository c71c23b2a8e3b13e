import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Cleanup } from './cleanup.ts';
import { isDead, ownerId, ownerPattern } from './owner.ts';

const prefix = 'swift-allocation-gate-';
const leftover = new RegExp(`^${prefix}(${ownerPattern})-`);

/** A new folder that only this user can read, and whose name says whose it is; the caller removes it. */
function makeTemporaryFolder(): Promise<string> {
  return mkdtemp(join(tmpdir(), `${prefix}${ownerId()}-`));
}

/** A new folder for temporary files; it is removed with everything in it at the end. */
export async function temporaryFolder(cleanup: Cleanup): Promise<string> {
  const making = makeTemporaryFolder();
  cleanup.add(async () => {
    const folder = await making.catch(() => null);
    if (folder !== null) await rm(folder, { recursive: true, force: true });
  });
  return making;
}

/** Removes the temporary folders of gates that were killed; those of other users stay. */
export async function removeLeftoverFolders(): Promise<void> {
  for (const entry of await readdir(tmpdir())) {
    const owner = leftover.exec(entry)?.[1];
    if (owner === undefined || !isDead(owner)) continue;
    const path = join(tmpdir(), entry);
    const status = await lstat(path).catch(() => null);
    if (status?.uid === process.getuid?.()) await rm(path, { recursive: true, force: true }).catch(() => {});
  }
}
