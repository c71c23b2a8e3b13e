import { readElf } from '../../elf/elf-file.ts';
import { MeasurementError, messageOf } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import type { Workload } from '../measurer.ts';
import { readKernelState, whatForbidsProbes } from './confinement.ts';
import type { HeldProbes } from './held-probes.ts';
import { placeInstructionProbes } from './probe-group.ts';
import type { Starter } from './run-workload.ts';
import { countHits, namesOf, requireHits, taskEvents } from './stat.ts';
import type { TraceFs } from './tracefs.ts';

/** What a probe is tried with, but for the launcher. */
export interface Trial extends Pick<Starter, 'perf'> {
  readonly tracefs: TraceFs;
  /** Private, temporary; what `perf` and the launcher's path name lies there for a user who is not root. */
  readonly folder: string;
  readonly probes: HeldProbes;
}

/** A program that is everywhere, on the disk of the libc, and mostly linked with that. */
export const shell = '/bin/sh';

/**
 * Places a probe where a shell begins, starts the shell once, and removes the probe: what may be opened and written may
 * still not be counted. `launcher` is its path, once that is compiled. Throws a {@link MeasurementError} that says what
 * forbids it, where that is known. It is over before the probe is removed.
 */
export async function tryProbe(
  tools: Trial,
  launcher: Promise<string>,
  host: Host,
): Promise<{ readonly putBack: Promise<void> }> {
  const { events, putBack } = await saidWhatForbids(tools, () => placeProbe(tools, host));
  const all = { ...tools, launcher: await launcher };
  await saidWhatForbids(tools, async () => {
    const hits = await hitsOfStart(events, all, host);
    if (hits !== 1) throw new MeasurementError(`A probe on the start of ${shell} was hit ${hits} times, not once.`);
  });
  const removing = putBack();
  removing.catch(() => {}); // Whoever wants to know waits for it.
  return { putBack: removing };
}

async function saidWhatForbids<T>({ folder, tracefs }: Trial, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof MeasurementError)) throw error;
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

/** The probe is held while the launcher is compiled, and so are the events that each run counts. */
async function placeProbe({ tracefs, probes }: Trial, { cleanup }: Host) {
  const elf = readElf(shell);
  const start = elf === null ? null : elf.fileOffset(elf.entry);
  if (start === null) throw new MeasurementError(`${shell} is no program of this machine.`);
  const { events, remove } = await placeInstructionProbes(tracefs, shell, [start], cleanup);
  const [letGo] = await Promise.all([probes.hold(events), probes.keep(namesOf(taskEvents))]);
  const putBack = cleanup.add(async () => {
    await letGo();
    await remove();
  });
  return { events, putBack };
}

async function hitsOfStart(events: readonly string[], tools: Trial & Starter, { run }: Host): Promise<number> {
  const workload: Workload = {
    ...{ command: [shell, '-c', ':'], directory: tools.folder, environment: { PATH: '/usr/bin:/bin' } },
    ...{ timeoutSeconds: 60, status: 0, leftovers: { waitMilliseconds: 0, allowed: false } },
    server: null,
  };
  const selected = events.map((event) => ({ event, filter: null }));
  const [hit = 0] = await requireHits(countHits(run, tools, selected, workload, `${tools.folder}/tried`), workload);
  return hit;
}
