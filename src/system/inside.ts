import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { UsageError } from '../model/errors.ts';

/**
 * The absolute path of a file or folder that has to exist inside of `root`, links followed. Throws a
 * {@link UsageError} that names the input when it is missing or a link leads outside.
 */
export async function resolveInside(root: string, path: string, input: string): Promise<string> {
  const top = await realpath(root);
  const found = await realpath(join(top, path)).catch(() => null);
  if (found === null) throw new UsageError(`${input}: ${JSON.stringify(path)} does not exist in ${top}.`);
  if (found === top || found.startsWith(top + sep)) return found;
  throw new UsageError(`${input}: ${JSON.stringify(path)} leads outside of the repository, to ${found}.`);
}
