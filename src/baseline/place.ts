import { lstat, realpath } from 'node:fs/promises';
import { join, posix } from 'node:path';
import type { Baseline } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import { readBaseline } from './file.ts';
import { isNameFor } from './file-name.ts';

/** In bytes, which are fewer than the shortest limit of a file system for one name. */
const longestPath = 250;

/** Also as HFS+ (without invisible characters) and NTFS (`git~1`, dots and spaces at the end) know it. */
function isGitFolder(segment: string): boolean {
  return /^(\.git|git~\d+)[ .]*$/i.test(segment.replaceAll(/\p{Cf}/gu, ''));
}

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
  const isPlain = !/^[/~]|[\p{Cc}\\]|\/$/u.test(path) && posix.normalize(path) === path && segments[0] !== '..';
  if (!isPlain) throw refuse('a baseline has a plain path inside of the repository');
  if (Buffer.byteLength(path) > longestPath) throw refuse('no baseline has so long a path');
  if (segments.some(isGitFolder)) throw refuse('this is git’s own folder');
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
