import { readdir } from 'node:fs/promises';

/**
 * Names of the modules that were built, from the folder of the executables: SwiftPM compiles each target, a
 * dependency's too, in `MODULE.build` there. What an earlier build left counts as well. Throws nothing: without the
 * folder there are none.
 */
export async function readBuiltModules(binaries: string): Promise<readonly string[]> {
  const names = await readdir(binaries).catch(() => []);
  return names.flatMap((name) => (name.endsWith('.build') ? [name.slice(0, -'.build'.length)] : [])).sort();
}
