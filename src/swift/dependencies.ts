import { realpath } from 'node:fs/promises';
import { sep } from 'node:path';
import { describeOwnRepository } from '../system/own-repository.ts';
import type { Run } from '../system/process.ts';
import { readModuleSource } from './module-source.ts';
import { readResolvedDependencies } from './resolved-dependencies.ts';
import { hashSources } from './source-hash.ts';
import { type ManagedDependency, readManagedDependencies } from './workspace-state.ts';

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
