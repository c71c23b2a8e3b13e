import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { type ElfFile, readElf } from '../../elf/elf-file.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import { type Environment, type Run, succeed } from '../../system/process.ts';

/** The executable that a command really starts: itself, or the interpreter of a script's `#!` line. */
export function executableOf(path: string, depth = 0): ElfFile {
  const { elf, interpreter } = readProgram(path);
  if (elf !== null) return elf;
  if (interpreter === null || depth === 4) {
    throw new MeasurementError(`${path} is neither a 64-bit ELF executable (x86_64 or aarch64) nor a script.`);
  }
  return executableOf(interpreter, depth + 1);
}

/** An executable, or the interpreter that a script names. */
function readProgram(path: string): { readonly elf: ElfFile | null; readonly interpreter: string | null } {
  try {
    // A named pipe would keep whoever opens it waiting.
    if (!statSync(path).isFile()) throw new Error('it is no file');
    const elf = readElf(path);
    return { elf, interpreter: elf === null ? shebang(path) : null };
  } catch (error) {
    throw new MeasurementError(`${path} could not be read, so its allocator is not known: ${messageOf(error)}`, {
      remedy: 'The gate’s user has to be able to read the program and, of a script, the interpreter in its first line.',
    });
  }
}

/** The program named by a script's first line, `#!/bin/sh -e`; null when there is none. */
function shebang(path: string): string | null {
  const file = openSync(path, 'r');
  try {
    const buffer = Buffer.alloc(256);
    const start = buffer.toString('utf8', 0, readSync(file, buffer, 0, buffer.length, 0));
    return /^#!\s*(\/[^\s]+)/.exec(start)?.[1] ?? null;
  } finally {
    closeSync(file);
  }
}

/**
 * The files that the dynamic loader maps for this executable, in the order in which it looks symbols up: the
 * executable first, then what is preloaded, then the libraries. The loader is asked itself (`ld.so --list`), so
 * that RUNPATH, LD_PRELOAD in `environment` and /etc/ld.so.preload count as they do for the real start.
 */
export async function loadedObjects(
  run: Run,
  executable: ElfFile,
  environment: Environment,
): Promise<readonly string[]> {
  if (executable.interpreter === null) return [executable.path];
  const listing = await succeed(run, `listing the libraries of ${executable.path}`, {
    file: executable.interpreter,
    arguments: ['--list', executable.path],
    environment,
  });
  return [executable.path, ...parseListing(listing, executable.path)];
}

/** Reads the loader's listing; throws when a library is missing. */
export function parseListing(listing: string, executable: string): readonly string[] {
  const paths: string[] = [];
  for (const line of listing.split('\n')) {
    // `	libc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f…)`, `	/lib64/ld-linux-x86-64.so.2 (0x…)`,
    // `	linux-vdso.so.1 (0x…)`, `	libmissing.so => not found`
    const missing = /^\s*(.+) => not found$/.exec(line)?.[1];
    if (missing !== undefined) {
      throw new MeasurementError(`${executable} needs the library ${missing}, which the loader does not find.`);
    }
    const path = /^\s*(?:.+ => )?(\/.+) \(0x[0-9a-f]+\)$/.exec(line)?.[1];
    if (path !== undefined) paths.push(path);
  }
  return paths;
}
