import { putAwayLeftovers } from './gate/leftovers.ts';
import { createActionLogger } from './github/action-logger.ts';
import { childEnvironment } from './github/environment.ts';
import { messageOf } from './model/errors.ts';
import { Cleanup } from './system/cleanup.ts';
import { createRun } from './system/process.ts';

/** The post step: removes what a job left behind that was cancelled too hard to do it itself. Never fails. */
const logger = createActionLogger();
const cleanup = new Cleanup(logger);
try {
  await putAwayLeftovers(createRun(childEnvironment(process.env)), cleanup);
  await cleanup.undoAll();
} catch (error) {
  logger.info(`Nothing could be put away: ${messageOf(error)}`);
}
