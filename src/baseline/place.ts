import { lstat, realpath } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Baseline } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import { readBaseline } from './file.ts';
import { isNameFor } from './file-name.ts';

/**
 * Makes sure that a path out of a report, which code of others may have written, is that of this baseline: below the
 * folder `root`, of the environment's name, reached through no symbolic link, not in git's own folder, and either free or
 * a baseline that is to be replaced.
 *
 * @throws UsageError where it is not.
 */
export async function requireBaselinePlace(root: string, path: string, { fingerprint }: Baseline): Promise<void> {
  const refuse = (why: string) => new UsageError(`${JSON.stringify(path)}: ${why}; nothing was written.`);
  const segments = path.split('/');
  if (posix.isAbsolute(path) || posix.normalize(path) !== path || segments[0] === '..') {
    throw refuse('a baseline lies inside of the repository');
  }
  if (segments.some((segment) => segment.toLowerCase() === '.git')) throw refuse('this is git’s own folder');
  if (fingerprint === null || !isNameFor(posix.basename(path), fingerprint)) {
    throw refuse('this is not the name of a baseline of this environment');
  }
  let place = await realpath(root);
  for (const segment of segments) {
    place = join(place, segment);
    const found = await lstat(place).catch(() => null);
    if (found?.isSymbolicLink() === true) throw refuse('a symbolic link is on the way');
  }
  // Throws for a file that is no baseline.
  await readBaseline(root, path);
}
