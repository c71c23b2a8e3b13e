import { b as removeLeftoverFolders, n as openTraceFs, o as createRun, y as removeLeftovers } from "./shared-post-cli-modes.js";
import { t as createActionLogger } from "./shared-action-post.js";
import { c as childEnvironment, s as Cleanup } from "./shared-action-post-cli-modes.js";
import { u as messageOf } from "./shared-action-post-cli-demo-modes.js";
// src/gate/leftovers.ts
/** Removes the probes and temporary folders of gates that are dead. */
async function putAwayLeftovers(run, cleanup) {
	await removeLeftoverFolders();
	if (process.platform === "linux") await removeLeftovers(await openTraceFs(run, cleanup));
}
// src/post.ts
/** The post step: removes what a job left behind that was cancelled too hard to do it itself. Never fails. */
const logger = createActionLogger();
const cleanup = new Cleanup(logger);
try {
	await putAwayLeftovers(createRun(childEnvironment(process.env)), cleanup);
	await cleanup.undoAll();
} catch (error) {
	logger.info(`Nothing could be put away: ${messageOf(error)}`);
}
export {};
