import { removeLeftovers } from '../measure/perf/probe-group.ts';
import { openTraceFs } from '../measure/perf/tracefs.ts';
import type { Cleanup } from '../system/cleanup.ts';
import type { Run } from '../system/process.ts';
import { removeLeftoverFolders } from '../system/temporary.ts';

/** Removes the probes and temporary folders of gates that are dead. */
export async function putAwayLeftovers(run: Run, cleanup: Cleanup): Promise<void> {
  await removeLeftoverFolders();
  // Elsewhere nothing is left in the kernel.
  if (process.platform === 'linux') await removeLeftovers(await openTraceFs(run, cleanup));
}
