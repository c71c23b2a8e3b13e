import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const pin = z.object({
  identity: z.string(),
  state: z.object({ version: z.string().nullish(), branch: z.string().nullish(), revision: z.string().nullish() }),
});
const resolved = z.object({ pins: z.array(pin) });

/**
 * The versions of the dependencies that were built, by identity, from Package.resolved (formats 2 and 3):
 * `1.2.3`, or `main@0123abc` for a branch. Empty where there is no such file: the package has none.
 */
export async function readResolvedDependencies(packagePath: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(packagePath, 'Package.resolved'), 'utf8').catch(() => null);
  const parsed = text === null ? null : resolved.safeParse(JSON.parse(text));
  const pins = parsed?.success ? parsed.data.pins : [];
  return Object.fromEntries(
    pins.map(({ identity, state }) => {
      const revision = state.revision?.slice(0, 7) ?? 'unknown';
      return [identity, state.version ?? (state.branch ? `${state.branch}@${revision}` : revision)];
    }),
  );
}

/**
 * Gives a package the Package.resolved of another, for SwiftPM to resolve the same versions as far as the manifest
 * allows them; where that one has none, so has this.
 */
export async function copyResolvedDependencies(from: string, to: string): Promise<void> {
  const resolved = await readFile(join(from, 'Package.resolved')).catch(() => null);
  // First removed: it might be a symbolic link to somewhere else.
  await rm(join(to, 'Package.resolved'), { force: true });
  if (resolved !== null) await writeFile(join(to, 'Package.resolved'), resolved, { flag: 'wx' });
}
