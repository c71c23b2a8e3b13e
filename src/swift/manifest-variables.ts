import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';

/** A manifest is written by people. */
const largestManifest = 1024 * 1024;

/**
 * Those of the variables that a manifest in one of the folders names as a text, in whatever way it reads them:
 *
 *     Context.environment["BENCHMARK_DISABLE_JEMALLOC"]
 */
export async function readByManifests(folders: readonly string[], variables: readonly string[]): Promise<string[]> {
  const texts: string[] = [];
  for (const folder of folders) {
    // `Package@swift-6.1.swift` is that of one version.
    const names = (await readdir(folder).catch(() => [])).filter((name) =>
      /^Package(@swift-[\d.]+)?\.swift$/.test(name),
    );
    for (const path of names.map((name) => join(folder, name))) {
      const found = await stat(path).catch(() => null);
      if (found?.isFile() && found.size <= largestManifest) texts.push(await readFile(path, 'utf8').catch(() => ''));
    }
  }
  return variables.filter((name) => texts.some((text) => text.includes(`"${name}"`)));
}
