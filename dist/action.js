import { n as maskToken, t as createActionLogger } from "./shared-action-post.js";
import { o as UsageError } from "./shared-action-post-cli-demo-modes.js";
import { l as runnerVariables, s as Cleanup } from "./shared-action-post-cli-modes.js";
import { n as endStep, s as readEvent, t as endFailedStep } from "./shared-action-modes.js";
import { c as refuseUnknownInputs, n as createLifetime, s as parseInputs } from "./shared-action-cli-modes.js";
// src/github/context.ts
/**
* Reads what GitHub tells a job about itself: the environment, and the event's payload file.
*
* @throws UsageError outside a job, and for events that the gate refuses or does not know.
*/
function readContext(env) {
	if (/^[0-9a-f]{64}$/.test(env.GITHUB_SHA ?? "")) throw new UsageError("This repository names its objects by SHA-256, which this version does not support: it knows commits and baselines by SHA-1.");
	const parsed = runnerVariables.safeParse(env);
	if (!parsed.success) {
		const variables = parsed.error.issues.map((issue) => issue.path.join("."));
		throw new UsageError(`Missing or malformed in the environment: ${variables.join(", ")}. GitHub sets them in every job; elsewhere use the command line, \`swift-allocation-gate gate\`.`);
	}
	const variables = parsed.data;
	const { name: eventName, headSha, ...event } = readEvent(variables.GITHUB_EVENT_NAME, variables.GITHUB_EVENT_PATH);
	const [owner = "", name = ""] = variables.GITHUB_REPOSITORY.split("/");
	const { GITHUB_RUN_ID: runId, GITHUB_RUN_ATTEMPT: runAttempt, GITHUB_SERVER_URL: serverUrl } = variables;
	const { ImageOS, ImageVersion } = variables;
	return {
		...event,
		eventName,
		repository: {
			owner,
			name
		},
		headSha: headSha ?? variables.GITHUB_SHA,
		measuredSha: variables.GITHUB_SHA,
		merged: event.pullRequest !== null && headSha !== variables.GITHUB_SHA,
		mergedBase: null,
		runId,
		runAttempt,
		runUrl: `${serverUrl}/${owner}/${name}/actions/runs/${runId}/attempts/${runAttempt}`,
		job: variables.GITHUB_JOB,
		workflow: /([^/@]+\.ya?ml)@/.exec(variables.GITHUB_WORKFLOW_REF ?? "")?.[1] ?? null,
		workspace: variables.GITHUB_WORKSPACE,
		resultFolder: variables.RUNNER_TEMP ?? variables.GITHUB_WORKSPACE,
		serverUrl,
		apiUrl: variables.GITHUB_API_URL,
		retentionDays: variables.GITHUB_RETENTION_DAYS,
		image: ImageOS ? [ImageOS, ImageVersion].filter(Boolean).join(" ") : null,
		isHosted: variables.RUNNER_ENVIRONMENT === "github-hosted"
	};
}
// src/action.ts
/**
* The Action: reads the runner's side of the contract, runs one mode, maps the outcome to an exit status. Tokens are masked
* before the rest is even loaded.
*/
const logger = createActionLogger();
const cleanup = new Cleanup(logger);
const lifetime = createLifetime(cleanup);
async function main() {
	refuseUnknownInputs(process.env);
	const inputs = parseInputs((name) => process.env[`INPUT_${name.toUpperCase()}`] ?? "");
	for (const token of [inputs.token, inputs.commitToken]) if (token !== null) maskToken(logger, token);
	const context = readContext(process.env);
	const { runMode } = await import("./modes.js");
	return runMode(inputs, context, {
		logger,
		cleanup,
		signal: lifetime.signal
	});
}
try {
	endStep(logger, await lifetime.during(main));
} catch (error) {
	endFailedStep(logger, error);
}
process.exit();
export {};
