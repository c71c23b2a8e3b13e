import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { z } from 'zod';

/** Where a dependency lies that SwiftPM has resolved. */
export interface ManagedDependency {
  readonly identity: string;
  /** Absolute. */
  readonly folder: string;
  /** Used as it lies there (`.package(path:)`, or edited), so that no version is resolved. */
  readonly isLocal: boolean;
}

/**
 * The parts of `workspace-state.json` that every version of it since 5 has
 * (https://github.com/swiftlang/swift-package-manager/blob/main/Sources/Workspace/Workspace%2BState.swift).
 */
const workspaceState = z.object({
  object: z.object({
    dependencies: z.array(
      z.object({
        packageRef: z.object({ identity: z.string() }),
        state: z.object({ name: z.string(), path: z.string().nullish() }),
        subpath: z.string(),
      }),
    ),
  }),
});

/** A workspace of thousands of packages; more is something else. */
const largestFile = 16 * 1024 * 1024;
/** `.build/x86_64-unknown-linux-gnu/release`, and one folder more with other build systems. */
const deepestBinaries = 5;

/**
 * The dependencies of the build whose executables lie in `binaries`, as SwiftPM notes them beside the build. Read from
 * its file and not asked of `swift package show-dependencies`, which would need the arguments of the build again. Empty
 * where there is no such file or it is not understood: it is for information.
 */
export async function readManagedDependencies(binaries: string): Promise<readonly ManagedDependency[]> {
  const scratch = await findScratchFolder(binaries);
  if (scratch === null) return [];
  const text = await readFile(join(scratch, 'workspace-state.json'), 'utf8').catch(() => '');
  const parsed = workspaceState.safeParse(parseJson(text));
  if (!parsed.success) return [];
  return parsed.data.object.dependencies.map(({ packageRef: { identity }, state, subpath }) => ({
    identity,
    folder:
      state.path ?? join(scratch, state.name === 'registryDownload' ? 'registry/downloads' : 'checkouts', subpath),
    isLocal: state.name === 'fileSystem' || state.name === 'edited',
  }));
}

async function findScratchFolder(binaries: string): Promise<string | null> {
  let folder = binaries;
  for (let level = 0; level < deepestBinaries; level++) {
    const found = await stat(join(folder, 'workspace-state.json')).catch(() => null);
    if (found !== null) return found.size <= largestFile ? folder : null;
    folder = dirname(folder);
  }
  return null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
