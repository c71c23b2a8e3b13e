import { createHash, type Hash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { lstat, readdir, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** The folders in which SwiftPM looks for targets (PackageBuilder.predefinedSourceDirectories). */
const sourceFolders = ['Sources', 'Source', 'src', 'srcs'];
const manifest = /^Package(?:@swift-[\d.]+)?\.swift$/;

/** A package is source code; beyond this it is not read to its end only to be named. */
const mostFiles = 20_000;
const mostBytes = 256 * 1024 * 1024;

/**
 * A hash of what makes a package what it is: its manifests and the files in its folders of sources, with their paths;
 * tests, documentation and what was built are not in it. Seven hexadecimal digits, which tell apart versions of one
 * package; null where it has no manifest, a file that cannot be read, or more than 20,000 files or 256 MiB.
 */
export async function hashSources(folder: string): Promise<string | null> {
  const names = await readdir(folder).catch(() => []);
  const manifests = names.filter((name) => manifest.test(name));
  if (manifests.length === 0) return null;
  const paths = [...manifests];
  for (const name of names.filter((one) => sourceFolders.includes(one))) {
    const below = await readdir(join(folder, name), { recursive: true }).catch(() => []);
    paths.push(...below.map((path) => join(name, path)));
    if (paths.length > mostFiles) return null;
  }
  const hash = createHash('sha256');
  let bytes = 0;
  for (const path of paths.sort()) {
    const added = await addFile(hash, folder, path, mostBytes - bytes).catch(() => null);
    if (added === null) return null;
    bytes += added;
    if (bytes > mostBytes) return null;
  }
  return hash.digest('hex').slice(0, 7);
}

/** Adds the file's path, size and content, or where a link leads; a larger file than `room` is only measured. */
async function addFile(hash: Hash, folder: string, path: string, room: number): Promise<number> {
  const file = join(folder, path);
  const found = await lstat(file);
  if (found.isSymbolicLink()) hash.update(JSON.stringify([path, await readlink(file)]));
  if (!found.isFile() || found.size > room) return found.isFile() ? found.size : 0;
  hash.update(JSON.stringify([path, found.size]));
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return found.size;
}
