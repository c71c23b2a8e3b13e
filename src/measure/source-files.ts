import { realpathSync, statSync } from 'node:fs';
import { join, normalize, sep } from 'node:path';

/** A source file that is there: of the repository, or of a dependency that was built with it. */
export interface SourceFile {
  /** Relative to the repository, or to the dependency's folder. */
  readonly file: string;
  /** Name of the dependency's folder (`swift-nio`); null for the repository's own. */
  readonly package: string | null;
}

/** Finds the source file that a line table means; null where it is none of the repository or of a dependency. */
export type FindSourceFile = (path: string) => SourceFile | null;

/** Debug information may name any file: only what is source code is looked at. */
const sourceNames = /\.(?:swift|c|cc|cpp|cxx|h|hpp|m|mm)$/;
/** Longer paths are not shown to people. */
const longestPath = 1000;
const mostPaths = 20_000;

/**
 * Files of the repository in this folder. A path that a build elsewhere has written (`/build/Sources/App/main.swift`) is
 * taken for the file with the longest end of it, of a folder and a name at least, that the repository has.
 */
export function createSourceFiles(repository: string): FindSourceFile {
  const top = realOrNull(repository);
  const known = new Map<string, SourceFile | null>();
  return (path) => {
    const found = known.get(path);
    if (found !== undefined || top === null) return found ?? null;
    const file = known.size < mostPaths && isPlausible(path) ? locate(normalize(path), top) : null;
    known.set(path, file);
    return file;
  };
}

/** `/build/swift-nio/Sources/NIOCore/Channel.swift`: how packages are laid out, whatever machine they are built on. */
const inSomePackage = /^\/(?:[^/]+\/)*?([^/]+)\/(Sources\/.+)$/;

/**
 * The file of a program that was built elsewhere, of which nothing is here: that of the package in the folder of this name.
 * Null where the path is not laid out as a package's.
 */
export const fileElsewhere: FindSourceFile = (path) => {
  const [, folder, file] = isPlausible(path) ? (inSomePackage.exec(normalize(path)) ?? []) : [];
  if (folder === undefined || file === undefined || `${folder}/${file}`.split('/').some(isHidden)) return null;
  return { file, package: folder };
};

const isHidden = (step: string) => step.startsWith('.');

function isPlausible(path: string): boolean {
  return path.length <= longestPath && sourceNames.test(path) && path.startsWith('/') && !path.includes('\0');
}

/** `.build/checkouts/swift-nio/Sources/NIOCore/Channel.swift`, `.build/registry/downloads/apple/swift-nio/2.81.0/Sources/…` */
const dependencyFile = /^(?:.*\/)?(?:checkouts\/([^/]+)|registry\/downloads\/[^/]+\/([^/]+)\/[^/]+)\/(.+)$/;

function locate(path: string, top: string): SourceFile | null {
  const [, checkout, download, inPackage] = dependencyFile.exec(path) ?? [];
  if (inPackage !== undefined) {
    return isFile(path) ? { file: inPackage, package: checkout ?? download ?? '' } : null;
  }
  const real = realOrNull(path);
  if (real !== null) return real.startsWith(top + sep) ? ownFile(real.slice(top.length + 1), top) : null;
  const steps = path.split('/').filter((step) => step !== '');
  for (let first = 0; first + 1 < steps.length; first += 1) {
    const found = ownFile(steps.slice(first).join('/'), top);
    if (found !== null) return found;
  }
  return null;
}

/** The file of the repository at this path, if it is one: no link out of it, and nothing in a hidden folder. */
function ownFile(file: string, top: string): SourceFile | null {
  if (file.split('/').some(isHidden)) return null;
  const path = join(top, file);
  return isFile(path) && realOrNull(path) === path ? { file, package: null } : null;
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}

function realOrNull(path: string): string | null {
  try {
    return realpathSync(path);
  } catch {
    return null;
  }
}
