import { t as createActionLogger } from "./shared-action-post.js";
import { c as childEnvironment, s as Cleanup } from "./shared-action-post-cli-modes.js";
import { b as removeLeftovers, n as openTraceFs, o as createRun, x as removeLeftoverFolders } from "./shared-post-cli-modes.js";
import { u as messageOf } from "./shared-action-post-cli-demo-modes.js";
// src/post.ts
/**
* The post step: removes the probes and temporary folders of gates that are dead, such as one whose job was cancelled too
* hard for it to do so itself. Never fails.
*/
const logger = createActionLogger();
const cleanup = new Cleanup(logger);
try {
	await removeLeftoverFolders();
	if (process.platform === "linux") await removeLeftovers(await openTraceFs(createRun(childEnvironment(process.env)), cleanup));
	await cleanup.undoAll();
} catch (error) {
	logger.info(`Nothing could be put away: ${messageOf(error)}`);
}
export {};
