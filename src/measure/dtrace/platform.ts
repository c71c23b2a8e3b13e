import { readFileSync } from 'node:fs';
import { readElf } from '../../elf/elf-file.ts';
import { MeasurementError } from '../../model/errors.ts';
import { type Run, succeed } from '../../system/process.ts';
import { appleKinds, type DTraceKind, linuxKinds } from './kinds.ts';

/** What DTrace has to know of an operating system: the seam behind which a test puts another. */
export interface Platform {
  /** `macOS`, `Linux`. */
  readonly name: string;
  /** A glob of the names of the libraries that have the allocation functions. */
  readonly module: string;
  /** What `exit` calls last, with the status: library and function. */
  readonly exit: string;
  readonly kinds: readonly DTraceKind[];
  /** Whether functions still have names once the program has ended; if not, it is held where it ends. */
  readonly namesTheDead: boolean;
  /** Name, version and build of the system's library, as fingerprints have them. */
  library(run: Run): Promise<Library>;
}

export interface Library {
  /** `libSystem of macOS 15.6`. */
  readonly name: string;
  readonly build: string;
}

/**
 * macOS: its libraries lie in one cache file, which changes with the build of the system alone. Names: DTrace keeps the
 * symbols of a target that it has started. Not tried by us on any Mac.
 */
export const macOS: Platform = {
  name: 'macOS',
  module: 'libsystem_malloc.dylib',
  exit: 'libsystem_kernel.dylib:__exit',
  kinds: appleKinds,
  namesTheDead: true,
  library: async (run) => {
    const ask = (what: string) =>
      succeed(run, 'asking for the system’s version', { file: 'sw_vers', arguments: [what] });
    const [version, build] = [await ask('-productVersion'), await ask('-buildVersion')];
    return { name: `libSystem of macOS ${version.trim()}`, build: build.trim() };
  },
};

/** Linux with glibc. There DTrace reads symbols from /proc, which a program that has ended is not in any more. */
export const linux: Platform = {
  name: 'Linux',
  module: 'libc.so.6',
  exit: 'libc.so.6:_exit',
  kinds: linuxKinds,
  namesTheDead: false,
  library: async (run) => {
    const version = await succeed(run, 'asking for libc’s version', {
      file: 'getconf',
      arguments: ['GNU_LIBC_VERSION'],
    });
    // The libc of this very process is the machine's.
    const path = /\S*\/libc\.so\.6$/m.exec(readFileSync('/proc/self/maps', 'utf8'))?.[0];
    const build = path === undefined ? undefined : readElf(path)?.buildId;
    if (build === undefined || build === null)
      throw new MeasurementError('The build of this machine’s libc is not known.');
    return { name: version.trim(), build };
  },
};
