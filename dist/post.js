import { C as removeLeftoverFolders, Kn as childEnvironment, Mt as createRun, c as Cleanup, cr as messageOf, l as createActionLogger, n as openTraceFs, r as removeLeftovers } from "./shared.js";
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
