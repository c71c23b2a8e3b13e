import { readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join, sep } from 'node:path';
import { z } from 'zod';
import { describeOwnRepository } from '../system/git.ts';
import type { Run } from '../system/process.ts';
import { readModuleSource } from './built-modules.ts';
import { hashSources } from './source-hash.ts';

/** The packages that were built with a package. */
export interface Dependencies {
  /** By identity: what SwiftPM resolved, and for a dependency by path `local` and a hash of its sources, or its tag. */
  readonly versions: Readonly<Record<string, string>>;
  /** Identities of those that SwiftPM resolved, which a Package.resolved decides. */
  readonly resolved: readonly string[];
  /** Identity of the package that a built module belongs to, by module. */
  readonly packages: Readonly<Record<string, string>>;
}

/** A package that was built: its folder, the folder of its executables, and the modules there. */
export interface BuiltPackage {
  readonly packagePath: string;
  readonly binaries: string;
  readonly modules: readonly string[];
  /** Folders of packages that are measured, not depended on: what is in them is the change itself. */
  readonly ownFolders: readonly string[];
}

/** Reads which dependencies a package was built with; what cannot be found out is left out. */
export async function readDependencies(run: Run, built: BuiltPackage): Promise<Dependencies> {
  const resolved = await readResolvedDependencies(built.packagePath);
  const own = await Promise.all(built.ownFolders.map((folder) => realFolder(folder)));
  const managed: ManagedDependency[] = [];
  for (const dependency of await readManagedDependencies(built.binaries)) {
    if (!own.includes(await realFolder(dependency.folder))) managed.push(dependency);
  }
  const versions = { ...resolved };
  for (const { identity, folder, isLocal } of managed) {
    const version = isLocal ? await localVersion(run, folder, built.packagePath) : null;
    if (version !== null) versions[identity] = version;
  }
  return { versions, resolved: Object.keys(resolved), packages: await packagesOfModules(managed, built) };
}

/**
 * The tag or commit of a dependency that is a repository of its own (a submodule, say). One that lies in the
 * package's own repository is told apart by its content: the repository's commit says nothing of it, and a commit that
 * was fetched to be measured is in no repository at all.
 */
async function localVersion(run: Run, folder: string, packagePath: string): Promise<string | null> {
  const described = await describeOwnRepository(run, folder, packagePath);
  if (described !== null) return described;
  const hash = await hashSources(folder);
  return hash === null ? null : `local ${hash}`;
}

function realFolder(folder: string): Promise<string> {
  return realpath(folder).catch(() => folder);
}

/** By a source file of each module: it lies in the folder of its package. */
async function packagesOfModules(
  managed: readonly ManagedDependency[],
  { binaries, modules }: BuiltPackage,
): Promise<Readonly<Record<string, string>>> {
  if (managed.length === 0) return {};
  const folders = await Promise.all(
    managed.map(async ({ identity, folder }) => ({
      identity,
      folder: await realFolder(folder),
    })),
  );
  // The innermost folder first: a package may lie in another.
  folders.sort((a, b) => b.folder.length - a.folder.length);
  const owned: [string, string][] = [];
  for (const module of modules) {
    const source = await readModuleSource(binaries, module);
    const file = source === null ? null : await realpath(source).catch(() => source);
    const owner = folders.find(({ folder }) => file?.startsWith(folder + sep));
    if (owner !== undefined) owned.push([module, owner.identity]);
  }
  return Object.fromEntries(owned);
}

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

const pin = z.object({
  identity: z.string(),
  state: z.object({ version: z.string().nullish(), branch: z.string().nullish(), revision: z.string().nullish() }),
});
const resolvedFile = z.object({ pins: z.array(pin) });

/**
 * The versions of the dependencies that were built, by identity, from Package.resolved (formats 2 and 3):
 * `1.2.3`, or `main@0123abc` for a branch. Empty where there is no such file: the package has none.
 */
export async function readResolvedDependencies(packagePath: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(join(packagePath, 'Package.resolved'), 'utf8').catch(() => null);
  const parsed = text === null ? null : resolvedFile.safeParse(JSON.parse(text));
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
