import { readFileSync } from 'node:fs';

/** What the kernel says of where this process lives; empty where it says nothing. */
export interface KernelState {
  /** `/sys/kernel/security/lockdown`. */
  readonly lockdown: string;
  /** `/proc/self/uid_map`. */
  readonly userIds: string;
  /** `/proc/self/mountinfo`. */
  readonly mounts: string;
}

/** Why no probe can be placed or counted here, and what helps. */
export interface Confinement {
  readonly sentence: string;
  readonly remedy: string;
}

export function readKernelState(): KernelState {
  return {
    lockdown: textOf('/sys/kernel/security/lockdown'),
    userIds: textOf('/proc/self/uid_map'),
    mounts: textOf('/proc/self/mountinfo'),
  };
}

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

/** The programs by which a probe was tried. */
export interface OwnPrograms {
  /** Where they lie. */
  readonly folder: string;
  /** Whether one of them needs the capabilities of its file. */
  readonly haveCapabilities: boolean;
}

/**
 * What forbids probes here, asked once they have failed; null where nothing is known to. `programs` is null
 * where it did not come as far as to start one.
 */
export function whatForbidsProbes(
  { lockdown, userIds, mounts }: KernelState,
  programs: OwnPrograms | null,
): Confinement | null {
  // `none integrity [confidentiality]`: the mode in force; only this one closes tracefs (security/lockdown in the kernel).
  if (lockdown.includes('[confidentiality]')) {
    return {
      sentence: 'This kernel is locked down (confidentiality), so that nobody may place a probe.',
      remedy: 'Start it without `lockdown=confidentiality`, use another machine, or count by `counter: inside`.',
    };
  }
  // `         0          0 4294967295`: all user ids are those of the machine.
  if (!/^\s*(0\s+0\s+4294967295\s*)?$/.test(userIds)) {
    return {
      sentence: 'This is a user namespace, such as a rootless container, whose root may not use the kernel’s probes.',
      remedy:
        'Run it outside of it, in a container that the machine’s root has started with `--privileged`, or count by `counter: inside`.',
    };
  }
  const all = parseMounts(mounts);
  return readOnly(all) ?? (programs === null ? null : unusable(programs, all));
}

function readOnly(all: readonly Mount[]): Confinement | null {
  const tracefs = all.findLast(({ kind }) => kind === 'tracefs');
  if (!tracefs?.options.includes('ro')) return null;
  return {
    sentence: `The kernel’s tracing file system is mounted read-only at ${tracefs.path}.`,
    remedy: `In a container job, add \`options: --privileged\` to \`container:\`; elsewhere, run \`mount -o remount,rw ${tracefs.path}\`.`,
  };
}

function unusable({ folder, haveCapabilities }: OwnPrograms, all: readonly Mount[]): Confinement | null {
  const disk = mountOf(folder, all);
  const forbidding = ['noexec', ...(haveCapabilities ? ['nosuid'] : [])].find((option) =>
    disk?.options.includes(option),
  );
  if (disk === undefined || forbidding === undefined) return null;
  const what = forbidding === 'noexec' ? 'Programs may not be executed' : 'The capabilities of programs are ignored';
  return {
    sentence: `${what} below ${disk.path}, which is mounted \`${forbidding}\`.`,
    remedy: 'Set `TMPDIR` to a folder on another disk.',
  };
}

interface Mount {
  readonly path: string;
  readonly kind: string;
  readonly options: readonly string[];
}

/** One line a mount: `36 24 0:12 / /sys/kernel/tracing rw,nosuid shared:8 - tracefs tracefs rw`. */
function parseMounts(text: string): readonly Mount[] {
  return [...text.matchAll(/^\S+ \S+ \S+ \S+ (\S+) (\S+) (?:\S+ )*?- (\S+) \S+ (\S+)$/gm)].map(
    ([, path = '', own = '', kind = '', whole = '']) => ({
      path,
      kind,
      options: [...own.split(','), ...whole.split(',')],
    }),
  );
}

/** The mount that a folder is on: of those around it the innermost, and of several there the last. */
function mountOf(folder: string, all: readonly Mount[]): Mount | undefined {
  const around = all.filter(({ path }) => path === '/' || folder === path || folder.startsWith(`${path}/`));
  const innermost = Math.max(...around.map(({ path }) => path.length));
  return around.findLast(({ path }) => path.length === innermost);
}
