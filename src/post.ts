import { createActionLogger } from './github/action-logger.ts';
import { childEnvironment } from './github/environment.ts';
import { removeLeftovers } from './measure/perf/probe-group.ts';
import { openTraceFs } from './measure/perf/tracefs.ts';
import { messageOf } from './model/errors.ts';
import { Cleanup } from './system/cleanup.ts';
import { createRun } from './system/process.ts';
import { removeLeftoverFolders } from './system/temporary.ts';

/**
 * The post step: removes the probes and temporary folders of gates that are dead, such as one whose job was cancelled too
 * hard for it to do so itself. Never fails.
 */
const logger = createActionLogger();
const cleanup = new Cleanup(logger);
try {
  await removeLeftoverFolders();
  // Elsewhere nothing is left in the kernel.
  if (process.platform === 'linux') {
    await removeLeftovers(await openTraceFs(createRun(childEnvironment(process.env)), cleanup));
  }
  await cleanup.undoAll();
} catch (error) {
  logger.info(`Nothing could be put away: ${messageOf(error)}`);
}
