import type { Host } from '../../system/host.ts';
import { readMachine } from '../../system/machine.ts';
import type { Environment } from '../../system/process.ts';
import { removeLeftoverFolders, temporaryFolder } from '../../system/temporary.ts';
import { together } from '../../system/together.ts';
import { anyCompiler } from '../compiler.ts';
import { compileLauncher } from '../inside/launcher.ts';
import { capablePerf, findPerf, installPerf, type Perf, type PerfSearch } from './find-perf.ts';
import { createHeldProbes, type HeldProbes } from './held-probes.ts';
import { removeLeftovers } from './probe-group.ts';
import { elevated, openTraceFs, type TraceFs } from './tracefs.ts';
import { tryProbe } from './try-probe.ts';

/** What measuring needs of the machine, found and tried. */
export interface Tools {
  readonly tracefs: TraceFs;
  readonly perf: Perf;
  readonly probes: HeldProbes;
  /** Path of the launcher, between perf and each measured program. */
  readonly launcher: string;
  /** Private, temporary. */
  readonly folder: string;
}

/** The kernel's probes, open, and the folder for what is made on the way. */
export type Opened = Pick<Tools, 'tracefs' | 'folder'>;

/** A probe was tried. */
export interface Tried {
  /** When that probe is out of the kernel again, which takes its time; rejects where it does not come out. */
  readonly trialPutBack: Promise<void>;
}

/** Opens the kernel's probes, and puts away what a killed gate left behind. Throws a `MeasurementError` where it may not. */
export async function openProbes({ runAlways, cleanup }: Host): Promise<Opened> {
  const tracefs = await openTraceFs(runAlways, cleanup);
  await removeLeftovers(tracefs);
  await removeLeftoverFolders();
  return { tracefs, folder: await temporaryFolder(cleanup) };
}

/**
 * Finds perf, and tries it with a probe. It comes before the build, which may take minutes. Throws a `MeasurementError` that
 * says what is missing.
 */
export async function prepareTools(
  host: Host,
  perfPath: string | null,
  { tracefs, folder }: Opened,
): Promise<Tools & Tried> {
  const { run, environment } = host;
  const search = perfSearch(perfPath, environment, folder);
  if (host.mayInstall && search.preferred === '') await installMissingPerf(search, tracefs, host);
  const compiling = compileLauncher(run, anyCompiler(environment.PATH ?? ''), folder);
  const findAndTry = async () => {
    const found = await findPerf(run, search);
    const perf = tracefs.elevation === 'root' ? found : await capablePerf(run, found, folder);
    const trial = { tracefs, folder, perf, probes: createHeldProbes(perf.path, host) };
    return { ...trial, trialPutBack: (await tryProbe(trial, compiling, host)).putBack };
  };
  const [tried, launcher] = await together([findAndTry(), compiling]);
  return { ...tried, launcher };
}

/** How perf is searched for with this `perf-path`. `folder` is private and temporary. */
export function perfSearch(perfPath: string | null, { PATH = '' }: Environment, folder: string): PerfSearch {
  return { preferred: perfPath ?? '', searchPath: PATH, kernel: readMachine().kernel, folder };
}

/** A fresh container has no perf; a step that has to be added by hand would be one too many. */
async function installMissingPerf(search: PerfSearch, { elevation }: TraceFs, { run, logger }: Host): Promise<void> {
  const isFound = () =>
    findPerf(run, search).then(
      () => true,
      () => false,
    );
  if (await isFound()) return;
  await installPerf(run, logger, search.kernel, (command) => elevated(elevation, command), isFound);
}
