import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { UsageError } from '../errors.ts';
import { readBaseline } from './file.ts';
import { type BaselineEnvironment, baselineFileName, kindredEnvironment, type NamedEnvironment } from './file-name.ts';

/** A baseline of the same kind of machine, measured with another Swift or on another version of the distribution. */
export interface KindredBaseline extends NamedEnvironment {
  readonly name: string;
  /** Null where the file is broken, so that it does not say whose it is. */
  readonly package: string | null;
}

/** A folder of baselines has one for each job of a matrix. */
const mostFiles = 200;

/**
 * The baselines in a folder (relative to `root`) of environments of this kind, this one's own left out. Where there are
 * any, a missing baseline is not a first run: the ground moved.
 */
export async function readKindredBaselines(
  root: string,
  folder: string,
  environment: BaselineEnvironment,
): Promise<readonly KindredBaseline[]> {
  const names = await readdir(join(root, folder)).catch(() => []);
  const found: KindredBaseline[] = [];
  for (const kindred of kindredAmong(names, environment).slice(0, mostFiles)) {
    found.push({ ...kindred, package: await packageOf(root, join(folder, kindred.name)) });
  }
  return found;
}

/** Those of the names that are baselines of environments of this kind, in alphabetical order. */
export function kindredAmong(
  names: readonly string[],
  environment: BaselineEnvironment,
): readonly (NamedEnvironment & { readonly name: string })[] {
  return names
    .toSorted()
    .filter((name) => name !== baselineFileName(environment))
    .flatMap((name) => {
      const kindred = kindredEnvironment(name, environment);
      return kindred === null ? [] : [{ name, ...kindred }];
    });
}

async function packageOf(root: string, path: string): Promise<string | null> {
  try {
    return (await readBaseline(root, path))?.package ?? null;
  } catch (thrown) {
    if (thrown instanceof UsageError) return null;
    throw thrown;
  }
}
