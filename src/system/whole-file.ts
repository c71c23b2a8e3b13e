import { randomUUID } from 'node:crypto';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { ReportingError } from '../model/errors.ts';

/** What the system says that people should not have to look up. */
const reasons: ReadonlyMap<string, string> = new Map([
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'there is no room left for this user'],
  ['EROFS', 'the file system can only be read'],
  ['EACCES', 'this user may not write there'],
  // What Node says where it cannot make a folder on a file system that can only be read.
  ['ENOENT', 'its folder cannot be made'],
  ['EISDIR', 'there is a folder of this name'],
  ['ENOTDIR', 'a part of its path is a file'],
  ['EEXIST', 'a part of its path is a file'],
  ['ENAMETOOLONG', 'its name is too long'],
]);

/**
 * Writes a file and makes its folder. A reader sees the old file or the new one, never a part of one.
 *
 * @throws ReportingError where the system refuses, with its reason; the old file stays.
 */
export async function writeWhole(path: string, text: string): Promise<void> {
  // In a working directory that a program removed, Node tries for ever to make a folder by a relative path.
  const file = resolve(path);
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, text, { flag: 'wx', flush: true });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {});
    const code = error instanceof Error && 'code' in error ? String(error.code) : null;
    if (code === null) throw error;
    throw new ReportingError(`${path} could not be written: ${reasons.get(code) ?? code}.`, { cause: error });
  }
}
