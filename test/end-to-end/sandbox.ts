import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readElf } from '../../src/elf/elf-file.ts';
import { type Ended, type Running, startCommandLine } from './command-line.ts';
import { doAsRoot, type User } from './privilege.ts';

/** A private copy of a package, in which gates run with a temporary folder of their own. */
export interface Sandbox {
  /** The copy: the working directory of its gates. */
  readonly folder: string;
  /** Runs the command line to its end. */
  run(args: readonly string[], options?: RunOptions): Promise<Ended>;
  start(args: readonly string[], options?: RunOptions): Running;
  /** Writes a file of the copy; paths are relative to it. */
  write(path: string, text: string): void;
  read(path: string): string;
  /** Replaces a text that is there, or throws. */
  replace(path: string, before: string, after: string): void;
  makeExecutable(path: string): void;
  /** The user id of a file's owner. */
  ownerOf(path: string): number;
  /** Names of what gates have left in their temporary folder; SwiftPM leaves things of the sandbox's own package there. */
  temporaryFiles(): Promise<readonly string[]>;
  remove(): void;
}

/** What differs from the plain start. */
export interface RunOptions {
  readonly environment?: Readonly<Record<string, string>>;
  readonly user?: User;
  /** What starts the gate, as `unshare` does in a process namespace of its own. */
  readonly prefix?: readonly string[];
}

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** The folder of an example package. */
export const examplePackage = (name: string) => join(repository, 'examples/packages', name);
/** The path of a program for tests: a package's folder, or a C source. */
export const testProgram = (name: string) => join(repository, 'test/programs', name);
/** The demo's change: it makes one allocation more in each turn of the loop of `objects-and-strings`. */
export const regression = join(repository, 'examples/demo-regression/objects-and-strings');

/**
 * Copies a package, sources and baselines only: SwiftPM's module cache holds absolute paths, so a build folder
 * that was copied does not build. Each sandbox builds once, and after that only what changed.
 */
export function createSandbox(source: string): Sandbox {
  const top = mkdtempSync(join(realpathSync(tmpdir()), 'end-to-end-'));
  const folder = join(top, basename(source));
  const temporary = join(top, 'temporary');
  copyPackage(source, folder);
  adoptLibc(join(folder, '.github/allocations'));
  mkdirSync(temporary);

  const environmentFor = (user?: User) => ({
    PATH: process.env.PATH ?? '',
    HOME: user?.home ?? process.env.HOME ?? '/',
    LANG: 'C.UTF-8',
    TMPDIR: temporary,
  });
  const start: Sandbox['start'] = (args, { environment = {}, user, prefix = [] } = {}) => {
    const all = { ...environmentFor(user), ...environment };
    if (user !== undefined) doAsRoot(['chown', '-R', `${user.uid}:${user.gid}`, top]);
    return startCommandLine(args, { directory: folder, environment: all, user: user ?? null, prefix });
  };
  const write: Sandbox['write'] = (path, text) => {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  };
  const read: Sandbox['read'] = (path) => readFileSync(join(folder, path), 'utf8');
  return {
    folder,
    start,
    run: (args, options) => start(args, options).ended,
    write,
    read,
    replace: (path, before, after) => {
      const text = read(path);
      if (!text.includes(before)) throw new Error(`${path} does not contain ${before}`);
      write(path, text.replace(before, after));
    },
    makeExecutable: (path) => chmodSync(join(folder, path), 0o755),
    ownerOf: (path) => statSync(join(folder, path)).uid,
    temporaryFiles: async () => (await readdir(temporary)).filter((name) => name.includes('swift-allocation-gate-')),
    remove: () => void doAsRoot(['rm', '-rf', top]),
  };
}

/** Copies a package's own files: everything but what was built in it. */
export function copyPackage(source: string, target: string): void {
  cpSync(source, target, { recursive: true, filter: (path) => basename(path) !== '.build' });
}

/**
 * Takes committed baselines for ones of this machine's build of libc: a distribution brings a new build every few
 * months, and the examples' counts have been the same with each. What else a fingerprint says stays as it is.
 */
function adoptLibc(baselines: string): void {
  const [, libc] = / (\/\S*\/libc\.so\.6)$/m.exec(readFileSync('/proc/self/maps', 'utf8')) ?? [];
  const build = libc === undefined ? null : (readElf(libc)?.buildId ?? null);
  for (const name of existsSync(baselines) ? readdirSync(baselines) : []) {
    const path = join(baselines, name);
    writeFileSync(path, readFileSync(path, 'utf8').replace(/"libcBuild": "[^"]*"/, `"libcBuild": "${build}"`));
  }
}
