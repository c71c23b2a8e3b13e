import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, type Run, succeed } from '../../system/process.ts';
import { compileAsOne } from '../compiler.ts';

/** The launcher's C sources, of which `main.c` describes command line and report. */
const sources = fileURLToPath(new URL('launcher/', import.meta.url));

/**
 * Compiles the launcher into `folder` and returns its path; `compiler` is the toolchain's clang, or another compiler
 * of C11. Throws a `MeasurementError` with the compiler's last lines when it cannot be compiled.
 *
 * It is linked statically where there is a static libc: perf keeps a process's maps over an exec, and unwinds wrongly
 * with DWARF where the launcher had mapped the program's libc at another address (facts 51). It has no symbols, since
 * libc's in it would name the program's frames. Linked dynamically, too, nothing that it uses calls an allocator.
 */
export async function compileLauncher(run: Run, compiler: string, folder: string): Promise<string> {
  const path = join(folder, 'launcher');
  const files = (await readdir(sources)).filter((name) => name.endsWith('.c')).sort();
  const compile = (...linking: readonly string[]) =>
    compileAsOne(compiler, sources, files, ['-std=c11', '-D_GNU_SOURCE', ...linking, '-o', path]);
  const { exitCode } = await run(compile('-static', '-s'));
  if (exitCode !== 0) await succeed(run, 'compiling the launcher', compile());
  return path;
}

/** What the launcher is to start, and how long it waits for what. */
export interface Launch {
  /** The program, a path or a name to be looked up on its PATH, and its arguments. */
  readonly command: readonly [file: string, ...arguments: string[]];
  /** Variables that the program gets besides those that perf passes on, which they replace. */
  readonly settings: Environment;
  /** The file descriptor at which the launcher finds its end of the channel. */
  readonly channel: number;
  /** How long the program may take; null: as long as it wants. */
  readonly limitMilliseconds: number | null;
  /** How long it waits, after the program's end, for processes that were left in the background. */
  readonly leftoverMilliseconds: number;
  /** From SIGTERM to SIGKILL; and how long a program may be stopped. */
  readonly graceMilliseconds: number;
  /** Whether addresses are to be the same in every run (facts 13), where that may be asked for. */
  readonly fixedAddresses: boolean;
}

/** The command line that starts a program through the launcher, to follow perf's `--`. */
export function launcherCommand(launcher: string, launch: Launch): readonly [string, ...string[]] {
  const settings = Object.entries(launch.settings).flatMap(([name, value]) => ['--set', `${name}=${value}`]);
  return [
    ...([launcher, '--channel', String(launch.channel)] as const),
    ...(launch.limitMilliseconds === null ? [] : ['--time-limit', String(launch.limitMilliseconds)]),
    ...['--leftover-wait', String(launch.leftoverMilliseconds), '--grace', String(launch.graceMilliseconds)],
    ...(launch.fixedAddresses ? ['--no-randomize'] : []),
    ...settings,
    ...['--', ...launch.command],
  ];
}
