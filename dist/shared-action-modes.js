import { _ as object, b as string, c as datetime, p as int } from "./vendor.js";
import { i as MeasurementError, o as UsageError, u as messageOf } from "./shared-action-post-cli-demo-modes.js";
import { u as shaSchema } from "./shared-action-post-cli-modes.js";
import { readFileSync } from "node:fs";
import { posix } from "node:path";
import { appendFile } from "node:fs/promises";
// src/github/event.ts
/** The events the gate answers to. */
const eventNames = [
	"pull_request",
	"merge_group",
	"push",
	"workflow_dispatch",
	"schedule"
];
const ref = string().min(1).max(1e3);
const time = datetime({ offset: true }).optional();
const repository = object({
	id: int(),
	full_name: string().max(300)
});
const pullRequestPayload = object({
	action: string(),
	pull_request: object({
		number: int().positive(),
		updated_at: time,
		head: object({
			sha: shaSchema,
			ref,
			repo: repository.nullable()
		}),
		base: object({
			sha: shaSchema,
			ref,
			repo: repository
		})
	}),
	label: object({ name: string().max(1e3) }).nullish(),
	sender: object({ login: string().max(300) })
});
const mergeGroupPayload = object({ merge_group: object({
	head_sha: shaSchema,
	base_sha: shaSchema,
	base_ref: ref
}) });
const pushPayload = object({
	ref,
	before: shaSchema
});
const workflowRunPayload = object({ workflow_run: object({
	id: int().positive(),
	run_attempt: int().positive(),
	event: string().max(100),
	path: string().max(1e3),
	status: string().max(100),
	conclusion: string().max(100).nullish(),
	run_started_at: time,
	head_sha: shaSchema,
	head_branch: ref.nullable(),
	head_repository: object({ full_name: string().max(300) }).nullable()
}) });
/** GitHub's "no commit": `before` of the push that makes a branch. */
const noCommit = "0".repeat(40);
/**
* Reads the event of this run from its name and the file that holds its payload.
*
* @throws UsageError for an event that the gate does not answer to and for a payload that is not GitHub's.
*/
function readEvent(name, payloadPath) {
	const payload = (schema) => readPayload(name, payloadPath, schema);
	const none = {
		pullRequest: null,
		headSha: null,
		base: null,
		label: null,
		triggeringRun: null,
		since: null
	};
	switch (name) {
		case "pull_request": return pullRequestEvent(payload(pullRequestPayload));
		case "merge_group": {
			const { head_sha, base_sha, base_ref } = payload(mergeGroupPayload).merge_group;
			return {
				...none,
				name,
				headSha: head_sha,
				base: {
					sha: base_sha,
					ref: branchOf(base_ref)
				}
			};
		}
		case "push": {
			const { ref, before } = payload(pushPayload);
			return {
				...none,
				name,
				base: {
					sha: before === noCommit ? null : before,
					ref: branchOf(ref)
				}
			};
		}
		case "workflow_dispatch":
		case "schedule": return {
			...none,
			name
		};
		case "workflow_run": return finishedRunEvent(payload(workflowRunPayload));
		case "pull_request_target": throw new UsageError("The event `pull_request_target` is refused: it would run the code of the pull request with a token that can write to the repository. Start the workflow `on: pull_request`.");
		default: throw new UsageError(`The event \`${name}\` is not one the gate answers to. Start the workflow on one of: ${eventNames.join(", ")}.`);
	}
}
function pullRequestEvent({ action, pull_request, label, sender }) {
	const { number, head, base } = pull_request;
	return {
		name: "pull_request",
		pullRequest: {
			number,
			headSha: head.sha,
			headRef: head.ref,
			headRepository: head.repo?.full_name ?? null,
			baseSha: base.sha,
			baseRef: base.ref,
			fromFork: head.repo?.id !== base.repo.id
		},
		headSha: head.sha,
		base: {
			sha: base.sha,
			ref: base.ref
		},
		label: action === "labeled" && label ? {
			name: label.name,
			sender: sender.login
		} : null,
		triggeringRun: null,
		since: dateOf(pull_request.updated_at)
	};
}
function finishedRunEvent({ workflow_run: run }) {
	return {
		pullRequest: null,
		headSha: null,
		base: null,
		label: null,
		name: "workflow_run",
		triggeringRun: triggeringRun(run),
		since: dateOf(run.run_started_at)
	};
}
function dateOf(time) {
	return time === void 0 ? null : new Date(time);
}
function triggeringRun(run) {
	return {
		id: run.id,
		attempt: run.run_attempt,
		event: run.event,
		workflow: posix.basename(run.path.replace(/@.*$/, "")),
		hasEnded: run.status === "completed",
		conclusion: run.conclusion ?? null,
		headSha: run.head_sha,
		headRef: run.head_branch ?? "",
		headRepository: run.head_repository?.full_name ?? null
	};
}
function readPayload(name, path, schema) {
	let json;
	try {
		json = JSON.parse(readFileSync(path, "utf8"));
	} catch (error) {
		throw new UsageError(`The payload of the event \`${name}\` (GITHUB_EVENT_PATH) is not readable: ${messageOf(error)}`);
	}
	const result = schema.safeParse(json);
	if (result.success) return result.data;
	const [issue] = result.error.issues;
	const place = issue?.path.join(".") || "its top level";
	throw new UsageError(`The payload of the event \`${name}\` is not GitHub's: ${place}: ${issue?.message}`);
}
/** `refs/heads/main` is the branch `main`; a tag keeps its full name. */
function branchOf(ref) {
	return ref.replace(/^refs\/heads\//, "");
}
// src/github/outputs.ts
/** The outputs that action.yml promises. */
const outputNames = [
	"verdict",
	"report-path",
	"candidate-path",
	"comment-url",
	"flame-graph-url",
	"comment-body"
];
/** Bytes of a job summary. GitHub drops a longer one whole (facts 21). */
const longestSummary = 1048576;
const cutNotice = "\n\n_The summary was cut here: it is longer than GitHub takes._\n";
/**
* Sets the step's outputs, those that are not given to nothing; the runner keeps at most 1 MiB of them. A failure is a
* warning.
*/
async function writeOutputs(logger, outputs) {
	const { setOutput } = await import("./core2.js");
	try {
		for (const name of outputNames) setOutput(name, outputs[name] ?? "");
	} catch (error) {
		logger.warning(`The outputs of this step could not be written: ${messageOf(error)}`);
	}
}
/** Adds Markdown to the job's summary page, cut at a line's end where GitHub would drop it. A failure is a warning. */
async function writeSummary(logger, markdown) {
	try {
		await appendFile(process.env.GITHUB_STEP_SUMMARY ?? "", fitSummary(markdown));
	} catch (error) {
		logger.warning(`The job summary could not be written: ${messageOf(error)}`);
	}
}
/** Writes these annotations, which are as many as GitHub shows. */
function writeAnnotations(logger, annotations) {
	for (const { level, title, message, file, line } of annotations) logger.command(level, message, {
		title,
		file,
		line
	});
}
/** Ends the step: 0 passes; with 1 to 3 (the design's exit statuses) it fails, and the message says why. */
function endStep(logger, status, message) {
	if (status !== 0 && message !== void 0) logger.command("error", message);
	logger.endOutput();
	process.exitCode = status;
}
/** Ends a step that threw: 2 for the user's mistake, 3 for what could not be measured, and for a bug of ours. */
function endFailedStep(logger, error) {
	if (error instanceof UsageError) endStep(logger, 2, error.message);
	else if (error instanceof MeasurementError) endStep(logger, 3, [error.message, ...error.lastLines].join("\n"));
	else endStep(logger, 3, `This is a bug, please report it: ${error instanceof Error ? error.stack : messageOf(error)}`);
}
function fitSummary(markdown) {
	if (Buffer.byteLength(markdown) < longestSummary) return `${markdown}\n`;
	const head = Buffer.from(markdown).subarray(0, longestSummary - Buffer.byteLength(cutNotice));
	const end = head.lastIndexOf("\n");
	return head.subarray(0, Math.max(end, 0)).toString() + cutNotice;
}
export { writeSummary as a, writeOutputs as i, endStep as n, eventNames as o, writeAnnotations as r, readEvent as s, endFailedStep as t };
