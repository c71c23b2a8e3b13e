import { existsSync, readdirSync } from 'node:fs';
import { copyFile, mkdir, realpath, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readElf } from '../../elf/elf-file.ts';
import { MeasurementError } from '../../model/errors.ts';
import type { Logger } from '../../system/logger.ts';
import { type Run, succeed } from '../../system/process.ts';

/** A perf that runs on this machine. */
export interface Perf {
  readonly path: string;
  /** As it names itself: `6.12.107`. */
  readonly version: string;
}

/**
 * Where perf may be. On GitHub's images /usr/bin/perf is a wrapper that often finds no perf for the running
 * kernel, while one that works lies in /usr/lib/linux-tools* (facts 19): every candidate is asked to run.
 */
function candidates(searchPath: string): readonly string[] {
  const onPath = searchPath.split(':').map((folder) => `${folder}/perf`);
  const collections = entries('/usr/lib').filter((folder) => /\/linux-tools(-|$)/.test(folder));
  const versioned = collections.flatMap((folder) => [`${folder}/perf`, ...entries(folder).map((one) => `${one}/perf`)]);
  return [...onPath, ...versioned.sort().reverse()].filter((path) => path.startsWith('/') && existsSync(path));
}

function entries(folder: string): readonly string[] {
  try {
    return readdirSync(folder).map((entry) => `${folder}/${entry}`);
  } catch {
    return [];
  }
}

/** The oldest perf whose `stat` and `report` the gate relies on. */
const oldest = [5, 15] as const;

/** Where to look for perf. */
export interface PerfSearch {
  /** The only one to try; empty to search. */
  readonly preferred: string;
  /** `PATH`: folders separated by colons. */
  readonly searchPath: string;
  /** `uname -r`, for the name of the package to install. */
  readonly kernel: string;
  /** Private, temporary. */
  readonly folder: string;
}

/**
 * The first perf that runs: the program itself where it is started by a wrapper. A wrapper that hides its program is taken
 * where there is nothing else. Throws a {@link MeasurementError} that names what was tried and what to install.
 */
export async function findPerf(run: Run, { preferred, searchPath, kernel, folder }: PerfSearch): Promise<Perf> {
  const tried: string[] = [];
  const wrappers: Perf[] = [];
  for (const path of preferred === '' ? candidates(searchPath) : [preferred]) {
    const version = await versionOf(run, path);
    if (version === null || !isRecent(version)) {
      tried.push(version === null ? `${path} does not run` : `${path} is too old (${version})`);
      continue;
    }
    const program = await programBehind(run, path, searchPath, folder);
    const isPerf = program !== null && (program === path || (await versionOf(run, program)) === version);
    if (isPerf) return { path: program, version };
    wrappers.push({ path, version });
  }
  const [wrapper] = wrappers;
  if (wrapper !== undefined) return wrapper;
  throw new MeasurementError(`No perf that works was found${tried.length === 0 ? '' : `: ${tried.join('; ')}`}.`, {
    remedy:
      preferred === ''
        ? `Install one of ${perfPackages(kernel).join(', ')} (whichever your distribution has), or name one with \`perf-path\`.`
        : 'Correct `perf-path`, or leave it out to let the gate search.',
  });
}

/** No command of perf's own. */
const unknownCommand = 'allocation-gate-parent';

/** Prints which program has started it. */
const askedScript = '#!/bin/sh\nexec readlink "/proc/$PPID/exe"\n';

/**
 * The program that runs when this perf is started: Ubuntu's is a script that starts the one of the running kernel, and each
 * version of it looks in other places (facts 19). So it is asked by a command that perf does not know: perf starts
 * `perf-COMMAND` on PATH for it (`execv_dashed_external` in tools/perf/perf.c), which sees who its parent is. `folder` is
 * private. Null for a script that does not tell.
 */
async function programBehind(run: Run, perf: string, searchPath: string, folder: string): Promise<string | null> {
  const bin = join(folder, 'perf-commands');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, `perf-${unknownCommand}`), askedScript, { mode: 0o700 });
  const { exitCode, stdout } = await run({
    file: perf,
    arguments: [unknownCommand],
    environment: { PATH: `${bin}:${searchPath}` },
  });
  const answer = stdout.trim();
  if (exitCode === 0 && answer.startsWith('/') && existsSync(answer)) return answer;
  return existsSync(perf) && readElf(perf) !== null ? realpath(perf) : null;
}

/** `perf version 6.12.107` → `6.12.107`; null when it does not run. */
async function versionOf(run: Run, path: string): Promise<string | null> {
  const completion = await run({ file: path, arguments: ['version'] }).catch(() => null);
  if (completion?.exitCode !== 0) return null;
  return /^perf version (\S+)/m.exec(completion.stdout)?.[1] ?? null;
}

function isRecent(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}

/** The packages that carry perf on Debian and Ubuntu, most fitting first. */
function perfPackages(kernel: string): readonly string[] {
  return [`linux-tools-${kernel}`, 'linux-tools-azure', 'linux-tools-generic', 'linux-perf', 'perf'];
}

/**
 * Installs packages that carry perf, one by one, until `isFound` (facts 19: which one there is depends on the
 * distribution and the runner's kernel). `asRoot` makes a command one that root runs. Says what it does; whatever
 * fails is left to the search for perf, which knows what to say.
 */
export async function installPerf(
  run: Run,
  logger: Logger,
  kernel: string,
  asRoot: (command: readonly string[]) => { readonly file: string; readonly arguments: readonly string[] },
  isFound: () => Promise<boolean>,
): Promise<void> {
  const apt = (...given: readonly string[]) =>
    run(asRoot(['env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', '-qq', ...given]));
  if ((await apt('update')).exitCode !== 0) return;
  for (const name of perfPackages(kernel)) {
    const { exitCode } = await apt('install', '--yes', '--no-install-recommends', name);
    if (exitCode !== 0) continue;
    logger.info(`perf was not found here; installed ${name}.`);
    if (await isFound()) return;
  }
}

/**
 * The capabilities with which perf may count and record probes as an ordinary user: perfmon opens the events,
 * dac_read_search reads their ids in tracefs, ipc_lock allows large buffers, sys_admin is what Ubuntu's `perf_event_paranoid = 4` asks for.
 */
const capabilities = 'cap_perfmon,cap_dac_read_search,cap_sys_ptrace,cap_ipc_lock,cap_sys_admin=ep';

/**
 * A copy of perf in `folder` (private, temporary) that carries capabilities, for users who are not root but may
 * use sudo. The program that it starts loses them at exec, so it runs as the user, unwrapped: the count is the
 * same as root's to the last allocation, and neither `perf_event_paranoid` nor the rights of tracefs have to be
 * changed (and put back) for the whole machine. Throws a {@link MeasurementError} where it cannot be made.
 */
export async function capablePerf(run: Run, perf: Perf, folder: string): Promise<Perf> {
  if (readElf(perf.path) === null) {
    throw new MeasurementError(`${perf.path} is a script, which the kernel gives no capabilities.`, {
      remedy: 'Name the program that it starts with `perf-path`.',
    });
  }
  const path = join(folder, 'perf');
  await copyFile(await realpath(perf.path), path);
  await succeed(run, 'giving perf its capabilities', { file: 'sudo', arguments: ['-n', 'setcap', capabilities, path] });
  return { ...perf, path };
}
