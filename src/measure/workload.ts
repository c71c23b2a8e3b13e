import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { MeasurementError } from '../model/errors.ts';
import type { Server } from '../settings/server-schema.ts';
import type { Benchmark } from '../settings/settings.ts';
import type { Environment } from '../system/process.ts';
import type { ServedWorkload, Workload } from './measurer.ts';

/** Swift's own report of a crash allocates, and takes its time. */
export const noBacktrace = 'enable=no';

/**
 * The whole environment of a measured program, before what the user adds. It is fixed because it is part of what
 * is measured: two more variables cost a Foundation program about 16 allocations (facts 5).
 */
export function measuredEnvironment(own: Environment, added: Environment): Environment {
  return {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    HOME: own.HOME ?? '/',
    LANG: 'C.UTF-8',
    // Dictionaries and sets are laid out alike in every run.
    SWIFT_DETERMINISTIC_HASHING: '1',
    SWIFT_BACKTRACE: noBacktrace,
    ...added,
  };
}

/** Where a package is, and where its executables were built. */
export interface BuiltFolders {
  readonly packagePath: string;
  readonly binaries: string;
}

/** The absolute paths of what a benchmark starts: its program, and what drives that where it is a server. */
export interface Programs {
  readonly program: string;
  readonly driver: string | null;
}

/** Finds what a benchmark starts: the product's executable or the command's first word, and its driver's first word. */
export function programsOf(benchmark: Benchmark, folders: BuiltFolders, environment: Environment): Programs {
  const { name, server } = benchmark;
  const find = (word: string, what: string) =>
    findCommand(word, `The ${what} ${JSON.stringify(word)} of ${name}`, folders, environment);
  return {
    program:
      benchmark.kind === 'product' ? join(folders.binaries, benchmark.product) : find(benchmark.command[0], 'command'),
    driver: server === null ? null : find(server.drive[0], 'driver'),
  };
}

/** A word is relative to the package where it has a slash, and looked up on the measured program's PATH where it has none. */
function findCommand(word: string, what: string, { packagePath }: BuiltFolders, environment: Environment): string {
  const searched = (environment.PATH ?? '').split(':').map((folder) => join(folder, word));
  const found = word.includes('/') ? resolve(packagePath, word) : searched.find((path) => stat(path)?.isFile());
  const status = found === undefined ? undefined : stat(found);
  if (found === undefined || status === undefined) {
    throw new MeasurementError(`${what} was not found.`, {
      remedy: 'Write its path relative to the package, such as ./scripts/load.sh, or install it in a step before.',
    });
  }
  if (!status.isFile()) {
    const kind = status.isDirectory() ? 'a folder' : 'no file with a program in it';
    throw new MeasurementError(`${what} is ${kind}.`, {
      remedy: 'Write the path of a program or a script, such as ./scripts/load.sh.',
    });
  }
  try {
    accessSync(found, constants.X_OK);
  } catch {
    throw new MeasurementError(`${what} is not executable.`, {
      remedy: `Run \`git update-index --chmod=+x\` on it, and commit.`,
    });
  }
  return found;
}

/** What is at a path, links followed; undefined where it leads to nothing. */
function stat(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch {
    return undefined; // ENOTDIR, ELOOP, or a folder that may not be looked into.
  }
}

/** How the benchmark is started: its commands, with the number of iterations in its place; `own` is our environment. */
export function workloadOf(
  benchmark: Benchmark,
  { program, driver }: Programs,
  iterations: number | null,
  directory: string,
  own: Environment,
): Workload {
  const given = benchmark.kind === 'command' ? benchmark.command.slice(1) : [];
  const spec = benchmark.iterations;
  const withCount = (word: string) => word.replaceAll('{iterations}', String(iterations ?? ''));
  const inArgument = spec?.kind === 'argument' ? [withCount(spec.argument)] : [];
  const inVariable = spec?.kind === 'variable' ? { [spec.variable]: String(iterations ?? '') } : {};
  const common = {
    directory,
    // As a shell starts it.
    environment: { PWD: directory, ...measuredEnvironment(own, { ...benchmark.environment, ...inVariable }) },
    timeoutSeconds: benchmark.timeoutSeconds,
    leftovers: benchmark.leftovers,
  };
  const { server } = benchmark;
  const served = (file: string, { ready, drive, stop }: Server): ServedWorkload => {
    const command = [file, ...drive.slice(1).map(withCount)] as const;
    return { ready, stop, driver: { ...common, command, status: 0, server: null } };
  };
  return {
    ...common,
    command: [program, ...given, ...benchmark.arguments, ...inArgument],
    status: benchmark.status,
    server: server === null || driver === null ? null : served(driver, server),
  };
}
