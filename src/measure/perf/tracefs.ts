import { appendFile, readFile } from 'node:fs/promises';
import { MeasurementError } from '../../model/errors.ts';
import type { Cleanup } from '../../system/cleanup.ts';
import { type Run, succeed } from '../../system/process.ts';
import { type KernelState, readKernelState, whatForbidsProbes } from './confinement.ts';

/** How this process may change the kernel's probes: itself, or through `sudo` without a password. */
export type Elevation = 'root' | 'sudo';

/** The kernel's tracing file system, opened for placing probes. */
export interface TraceFs {
  readonly elevation: Elevation;
  /** The whole of `uprobe_events`: the probes of everybody. */
  readProbes(): Promise<string>;
  /** Appends one definition (`p:…`) or one removal (`-:…`); never truncates, which would remove everybody's. */
  writeProbe(line: string): Promise<void>;
}

const folders = ['/sys/kernel/tracing', '/sys/kernel/debug/tracing'] as const;

/**
 * Opens tracefs, mounting it where it is not (a bare container) until the cleanup, which leaves it to another gate
 * that still has probes. Throws a {@link MeasurementError} that says which of Linux, root, `--privileged` or a kernel
 * with uprobes is missing.
 */
export async function openTraceFs(
  run: Run,
  cleanup: Cleanup,
  platform: NodeJS.Platform = process.platform,
  kernelState: () => KernelState = readKernelState,
): Promise<TraceFs> {
  if (platform !== 'linux') {
    throw new MeasurementError(
      `Allocations are counted with perf user probes, which only Linux has; this is ${platform}.`,
      {
        remedy: 'Run it on a Linux machine, in a Linux virtual machine, or in a privileged Linux container.',
      },
    );
  }
  const elevation = await elevationOf(run);
  const tracefs = elevation === 'root' ? asRoot : throughSudo(run);
  const found = await firstReadable(tracefs);
  if (found !== null) return found;

  const mounted = await run(elevated(elevation, ['mount', '-t', 'tracefs', 'nodev', folders[0]]));
  const afterMount = await firstReadable(tracefs);
  if (mounted.exitCode === 0) {
    cleanup.add(async () => {
      const inUse = /^p:allocation_gate_/m.test((await afterMount?.readProbes()) ?? '');
      if (!inUse) await run(elevated(elevation, ['umount', folders[0]]));
    });
  }
  if (afterMount !== null) return afterMount;
  const forbidden = whatForbidsProbes(kernelState(), null);
  if (forbidden !== null) throw new MeasurementError(forbidden.sentence, { remedy: forbidden.remedy });
  throw new MeasurementError(
    mounted.exitCode === 0
      ? 'This kernel has no uprobes (CONFIG_UPROBE_EVENTS).'
      : 'The kernel’s tracing file system (tracefs) is not mounted here and may not be mounted.',
    {
      remedy:
        mounted.exitCode === 0
          ? 'Use a virtual machine, or a hosted runner such as ubuntu-24.04; in an unprivileged container such as ' +
            '`ubuntu-slim`, `counter: inside` counts without probes.'
          : 'In a container job, add `options: --privileged` to `container:`. Where that cannot be, as on `ubuntu-slim`, ' +
            '`counter: inside` counts without probes.',
    },
  );
}

/** `root`, or `sudo` where that works without a password; throws when neither. */
export async function elevationOf(run: Run, uid = process.getuid?.()): Promise<Elevation> {
  if (uid === 0) return 'root';
  const sudo = await run({ file: 'sudo', arguments: ['-n', 'true'] }).catch(() => null);
  if (sudo?.exitCode === 0) return 'sudo';
  throw new MeasurementError('Placing probes needs root, and this user has no sudo without a password.', {
    remedy:
      'Run it as root, or allow this user `sudo` without a password (GitHub’s hosted runners do). Where neither can be ' +
      'had, `counter: inside` counts without probes.',
  });
}

/** The invocation of a program as root. */
export function elevated(elevation: Elevation, [file = '', ...rest]: readonly string[], input = '') {
  return elevation === 'root'
    ? { file, arguments: rest, input }
    : { file: 'sudo', arguments: ['-n', file, ...rest], input };
}

type Access = (folder: string) => TraceFs;

const asRoot: Access = (folder) => ({
  elevation: 'root',
  readProbes: () => readFile(`${folder}/uprobe_events`, 'utf8'),
  writeProbe: (line) => appendFile(`${folder}/uprobe_events`, `${line}\n`),
});

/** In one write. `tee -a` of coreutils 9.7 seeks to the end first, which tracefs refuses (EINVAL). */
const append = ['dd', 'status=none', 'bs=64k', 'oflag=append', 'conv=notrunc'] as const;

const throughSudo = (run: Run): Access => {
  return (folder) => ({
    elevation: 'sudo',
    readProbes: () => succeed(run, 'reading the kernel’s probes', elevated('sudo', ['cat', `${folder}/uprobe_events`])),
    writeProbe: async (line) => {
      const command = elevated('sudo', [...append, `of=${folder}/uprobe_events`], `${line}\n`);
      await succeed(run, 'changing the kernel’s probes', command);
    },
  });
};

async function firstReadable(access: Access): Promise<TraceFs | null> {
  for (const folder of folders) {
    const tracefs = access(folder);
    try {
      await tracefs.readProbes();
      return tracefs;
    } catch {
      // Not mounted there; the next one, or a mount, will show.
    }
  }
  return null;
}
