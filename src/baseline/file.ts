import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readdir, readFile, realpath, stat } from 'node:fs/promises';
import { basename, dirname, isAbsolute, join, relative } from 'node:path';
import { type Baseline, largestBaselineBytes } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import { writeWhole } from '../system/whole-file.ts';
import { type BaselineEnvironment, baselineFileName, type NamedEnvironment, siblingEnvironment } from './file-name.ts';
import { formatBaseline } from './format-text.ts';
import { parseBaseline, tooLarge } from './parse-text.ts';

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
 * link; what {@link writeWhole} throws.
 */
export async function writeBaseline(root: string, path: string, baseline: Baseline): Promise<void> {
  const file = join(root, path);
  await refuseOutside(root, await resolvedFolder(dirname(file)), path);
  const owner = await packageIn(root, path);
  if (owner !== null) refuseSharedFolder({ package: owner }, baseline.package, path);
  await writeWhole(file, formatBaseline(baseline));
}

/** @throws UsageError when the baseline at `path` is that of another package than `packageName`. */
export function refuseSharedFolder(baseline: Pick<Baseline, 'package'>, packageName: string, path: string): void {
  if (baseline.package === packageName) return;
  throw new UsageError(
    `${path}: this is the baseline of the package ${JSON.stringify(baseline.package.slice(0, 200))}, not of ` +
      `${JSON.stringify(packageName.slice(0, 200))}. Two packages cannot share a folder of baselines: give each its ` +
      `own, such as ${dirname(path)}/server (\`baseline\` in a workflow, \`--baseline\` on the command line).`,
  );
}

/** The package that the file there belongs to; null when there is no file, or a broken one, which may be replaced. */
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

/** The SHA-1 by which git calls a file's content: equal names, equal bytes (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
export function gitBlob(content: Buffer): string {
  return createHash('sha1').update(`blob ${content.byteLength}\0`).update(content).digest('hex');
}

/** A baseline of the same kind of machine, measured with another Swift or on another version of the distribution. */
export interface SiblingBaseline extends NamedEnvironment {
  readonly name: string;
  /** Null where the file is broken, so that it does not say whose it is. */
  readonly package: string | null;
}

/** A folder of baselines has one for each job of a matrix. */
const mostFiles = 200;

/**
 * The baselines in a folder (relative to `root`) of environments of this kind, this one's own left out. Where there are
 * any, a missing baseline is not a first run: the environment changed.
 */
export async function readSiblingBaselines(
  root: string,
  folder: string,
  environment: BaselineEnvironment,
): Promise<readonly SiblingBaseline[]> {
  const names = await readdir(join(root, folder)).catch(() => []);
  const found: SiblingBaseline[] = [];
  for (const sibling of siblingsAmong(names, environment).slice(0, mostFiles)) {
    found.push({ ...sibling, package: await packageIn(root, join(folder, sibling.name)) });
  }
  return found;
}

/** Those of the names that are baselines of environments of this kind, in alphabetical order. */
export function siblingsAmong(
  names: readonly string[],
  environment: BaselineEnvironment,
): readonly (NamedEnvironment & { readonly name: string })[] {
  return names
    .toSorted()
    .filter((name) => name !== baselineFileName(environment))
    .flatMap((name) => {
      const sibling = siblingEnvironment(name, environment);
      return sibling === null ? [] : [{ name, ...sibling }];
    });
}
