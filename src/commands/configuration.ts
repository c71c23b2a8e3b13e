import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConfigFile, parseConfigFile } from '../config/file.ts';
import type { Inputs } from '../config/inputs.ts';
import { resolveSettings, type Settings } from '../config/settings.ts';
import { UsageError } from '../errors.ts';
import { resolveInside } from '../system/inside.ts';

/** A configuration file is written by people; more than this is not one. */
const largestFile = 256 * 1024;

/** Inputs and configuration file as the one validated value; it is read before anything is built. */
export async function readSettings(inputs: Inputs, repository: string): Promise<Settings> {
  return resolveSettings(inputs, await readConfigFile(inputs.config, repository));
}

async function readConfigFile(path: string, repository: string): Promise<ConfigFile | null> {
  const found = await stat(join(repository, path)).catch(() => null);
  if (found === null) return null;
  const file = await resolveInside(repository, path, 'config');
  if (!found.isFile()) throw new UsageError(`config: ${JSON.stringify(path)} is not a file.`);
  if (found.size > largestFile) {
    throw new UsageError(
      `config: ${JSON.stringify(path)} is larger than ${largestFile / 1024} KiB; is it the right file?`,
    );
  }
  return parseConfigFile(await readFile(file, 'utf8'), path);
}
