import { capablePerf } from '../perf/capable-perf.ts';
import { findPerf, type Perf, type PerfSearch } from '../perf/find-perf.ts';
import { installPerf } from '../perf/install-perf.ts';
import { removeLeftovers } from '../probes/probe-group.ts';
import { elevated, openTraceFs, type TraceFs } from '../probes/tracefs.ts';
import { type Machine, readMachine } from '../system/machine.ts';
import { removeLeftoverFolders, temporaryFolder } from '../system/temporary.ts';
import type { Surroundings } from './surroundings.ts';

/** What measuring needs of the machine, found and tried. */
export interface Tools {
  readonly machine: Machine;
  readonly tracefs: TraceFs;
  readonly perf: Perf;
  /** Private, temporary. */
  readonly folder: string;
}

/**
 * Finds perf and opens the kernel's probes, and puts away what a killed gate left behind. It comes before the
 * build, which may take minutes. Throws a `MeasurementError` that says what is missing.
 */
export async function prepareTools(surroundings: Surroundings, perfPath: string | null): Promise<Tools> {
  const { run, cleanup, environment } = surroundings;
  const machine = readMachine();
  const tracefs = await openTraceFs(surroundings.runAlways, cleanup);
  await removeLeftovers(tracefs);
  await removeLeftoverFolders();
  const folder = await temporaryFolder(cleanup);
  const search = { preferred: perfPath ?? '', searchPath: environment.PATH ?? '', kernel: machine.kernel };
  if (surroundings.mayInstall && search.preferred === '') await installMissingPerf(search, tracefs, surroundings);
  const perf = await findPerf(run, search);
  return { machine, tracefs, folder, perf: tracefs.elevation === 'root' ? perf : await capablePerf(run, perf, folder) };
}

/** A fresh container has no perf; a step that has to be added by hand would be one too many. */
async function installMissingPerf(
  search: PerfSearch,
  { elevation }: TraceFs,
  { run, logger }: Surroundings,
): Promise<void> {
  const isFound = () =>
    findPerf(run, search).then(
      () => true,
      () => false,
    );
  if (await isFound()) return;
  await installPerf(run, logger, search.kernel, (command) => elevated(elevation, command), isFound);
}
