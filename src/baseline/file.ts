import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import { mkdir, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { UsageError } from '../errors.ts';
import { formatBaseline } from './format-text.ts';
import { largestBaselineBytes, parseBaseline, tooLarge } from './parse-text.ts';
import type { Baseline } from './schema.ts';

/**
 * Reads the baseline file at `path`, which is relative to the folder `root`; null when there is none.
 *
 * @throws UsageError when it is no baseline, or lies outside the root by a symbolic link.
 */
export async function readBaseline(root: string, path: string): Promise<Baseline | null> {
  const text = await readBaselineText(root, path);
  return text === null ? null : parseBaseline(text, path);
}

/**
 * Reads the text of the baseline file at `path`, which is relative to the folder `root`; null when there is none. The
 * size is checked before the file is read.
 *
 * @throws UsageError when it is no text, or lies outside the root by a symbolic link.
 */
export async function readBaselineText(root: string, path: string): Promise<string | null> {
  const file = await existing(join(root, path), path);
  if (file === null) return null;
  await refuseOutside(root, file, path);
  const { size, isRegular } = await stat(file).then((found) => ({ size: found.size, isRegular: found.isFile() }));
  if (!isRegular) throw new UsageError(`${path}: not a file; the baseline is one JSON file in the baseline folder`);
  if (size > largestBaselineBytes) throw tooLarge(path, size);
  const bytes = await readFile(file);
  if (!isUtf8(bytes))
    throw new UsageError(`${path}: not a text in UTF-8, so not a baseline; restore the file from git`);
  return bytes.toString('utf8');
}

/**
 * Writes the baseline file at `path`, relative to the folder `root`, and makes its folder. A reader sees the old
 * file or the new one, never a part of one.
 *
 * @throws UsageError when the file there is another package's, or its folder lies outside the root by a symbolic
 * link.
 */
export async function writeBaseline(root: string, path: string, baseline: Baseline): Promise<void> {
  const file = join(root, path);
  await refuseOutside(root, await resolvedFolder(dirname(file)), path);
  await mkdir(dirname(file), { recursive: true });
  const owner = await packageIn(root, path);
  if (owner !== null) refuseSharedFolder({ package: owner }, baseline.package, path);

  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    await writeFile(temporary, formatBaseline(baseline), { flag: 'wx', flush: true });
    await rename(temporary, file);
  } catch (thrown) {
    await rm(temporary, { force: true });
    throw thrown;
  }
}

/** @throws UsageError when the baseline at `path` is that of another package than `packageName`. */
export function refuseSharedFolder(baseline: Pick<Baseline, 'package'>, packageName: string, path: string): void {
  if (baseline.package === packageName) return;
  throw new UsageError(
    `${path}: this is the baseline of the package ${JSON.stringify(baseline.package.slice(0, 200))}, not of ` +
      `${JSON.stringify(packageName.slice(0, 200))}. Two packages cannot share a folder of baselines: give each its ` +
      `own with the input baseline, such as ${dirname(path)}/server.`,
  );
}

/** The package that the file there belongs to; null when there is no file, or a broken one that may be replaced. */
async function packageIn(root: string, path: string): Promise<string | null> {
  try {
    return (await readBaseline(root, path))?.package ?? null;
  } catch (thrown) {
    if (thrown instanceof UsageError) return null;
    throw thrown;
  }
}

async function existing(file: string, path: string): Promise<string | null> {
  try {
    return await realpath(file);
  } catch (thrown) {
    const code = codeOf(thrown);
    if (code === 'ENOENT') return null;
    if (code === 'ENOTDIR') throw new UsageError(`${path}: a part of this path is a file, not a folder`);
    if (code === 'ELOOP') throw new UsageError(`${path}: symbolic links lead in a circle`);
    throw thrown;
  }
}

/** The folder with its symbolic links followed as far as it exists. */
async function resolvedFolder(folder: string): Promise<string> {
  const resolved = await existing(folder, folder);
  if (resolved !== null || dirname(folder) === folder) return resolved ?? folder;
  return join(await resolvedFolder(dirname(folder)), basename(folder));
}

async function refuseOutside(root: string, resolved: string, path: string): Promise<void> {
  const inside = relative(await realpath(root), resolved);
  if (inside === '..' || inside.startsWith('../') || isAbsolute(inside)) {
    throw new UsageError(`${path}: leads out of the repository; a baseline must lie inside it`);
  }
}

function codeOf(thrown: unknown): string | undefined {
  return thrown instanceof Error && 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : undefined;
}
