import { readElf } from '../../elf/elf-file.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import type { Workload } from '../measurer.ts';
import { readKernelState, whatForbidsProbes } from './confinement.ts';
import { placeInstructionProbes } from './probe-group.ts';
import type { Starter } from './run-workload.ts';
import { countHits, requireHits } from './stat.ts';
import type { TraceFs } from './tracefs.ts';

/** What a probe is tried with. */
export interface Trial extends Starter {
  readonly tracefs: TraceFs;
  /** Private, temporary; what `perf` and `launcher` name lies there for a user who is not root. */
  readonly folder: string;
}

/** A program that is everywhere, on the disk of the libc, and mostly linked with that. */
export const shell = '/bin/sh';

/**
 * Places a probe where a shell begins, starts the shell once, and removes the probe: what may be opened and written may
 * still not be counted. Throws a {@link MeasurementError} that says what forbids it, where that is known.
 */
export async function tryProbe(tools: Trial, host: Host): Promise<void> {
  try {
    const hits = await hitsOfStart(tools, host);
    if (hits !== 1) throw new MeasurementError(`A probe on the start of ${shell} was hit ${hits} times, not once.`);
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
    const { folder, tracefs } = tools;
    const programs = { folder, haveCapabilities: tracefs.elevation === 'sudo' };
    const forbidden = whatForbidsProbes(readKernelState(), programs);
    if (forbidden === null) throw error;
    throw new MeasurementError(forbidden.sentence, {
      remedy: forbidden.remedy,
      lastLines: [messageOf(error), ...error.lastLines],
      cause: error,
    });
  }
}

async function hitsOfStart(tools: Trial, { run, cleanup }: Host): Promise<number> {
  const elf = readElf(shell);
  const start = elf === null ? null : elf.fileOffset(elf.entry);
  if (start === null) throw new MeasurementError(`${shell} is no program of this machine.`);
  const { events, remove } = await placeInstructionProbes(tools.tracefs, shell, [start], cleanup);
  const workload: Workload = {
    ...{ command: [shell, '-c', ':'], directory: tools.folder, environment: { PATH: '/usr/bin:/bin' } },
    ...{ timeoutSeconds: 60, status: 0, leftovers: { waitMilliseconds: 0, allowed: false } },
    server: null,
  };
  const selected = events.map((event) => ({ event, filter: null }));
  const hits = countHits(run, tools, selected, workload, `${tools.folder}/tried`);
  const [hit = 0] = await requireHits(hits, workload).finally(remove);
  return hit;
}
