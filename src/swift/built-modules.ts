import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Names of the modules that were built, from the folder of the executables: SwiftPM compiles each target, a
 * dependency's too, in `MODULE.build` there, and Swift Build leaves a `MODULE.swiftmodule`. What an earlier build left
 * counts as well. Throws nothing: without the folder there are none.
 */
export async function readBuiltModules(binaries: string): Promise<readonly string[]> {
  const names = await readdir(binaries).catch(() => []);
  const modules = names.flatMap((name) => /^(.+)\.(?:build|swiftmodule)$/.exec(name)?.[1] ?? []);
  return [...new Set(modules)].sort();
}

/** The path of a source file is at the start of what is read. */
const mostBytes = 8 * 1024;

/**
 * A source file of a module that was built, by which the package is known that it belongs to; null where the build
 * left no trace of one. SwiftPM lists the sources of a Swift module in `MODULE.build/sources`, one to a line; clang
 * writes `dependencies: /path/of/file.c \` to `MODULE.build/file.c.d`. Throws nothing.
 */
export async function readModuleSource(binaries: string, module: string): Promise<string | null> {
  const folder = join(binaries, `${module}.build`);
  const swift = await firstBytes(join(folder, 'sources'));
  // SwiftPM quotes paths with spaces in them.
  const listed = swift?.split('\n')[0]?.replace(/^'(.*)'$/, '$1');
  if (listed !== undefined && listed !== '') return listed;
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const dependencies = names.sort().find((name) => /\.(?:c|cc|cpp|cxx|m|mm|S)\.d$/.test(name));
  const text = dependencies === undefined ? null : await firstBytes(join(folder, dependencies));
  return text?.match(/^[^:]*:\s*(?:\\\n\s*)*((?:\\ |\S)+)/)?.[1]?.replaceAll('\\ ', ' ') ?? null;
}

async function firstBytes(path: string): Promise<string | null> {
  const file = await open(path).catch(() => null);
  if (file === null) return null;
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes), 0, mostBytes, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await file.close();
  }
}
