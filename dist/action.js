import { $ as grownSites, $t as formatCount, Bt as isOpen, C as isMeant, Cn as logLine, Ct as importedSuspicions, Dn as UsageError, Dt as succeed, En as MeasurementError, Et as createRun, Ft as isChanged, G as renderTerminal, Gt as baselineFileName, It as judgeChange, J as commitOf, Jt as downloadReport, K as remainingLines, Kt as parseCanonicalBaseline, Lt as reportSchema, Nt as nearest, On as messageOf, Pt as judgeTotal, Q as explainedBenchmarks, Qt as updateAndLabelAgain, Rt as worstVerdict, S as parseInputs, Sn as link, St as isMove, Tn as shellWord, Tt as writeCommitTree, Ut as parseBenchmarkName, Wt as quoted, X as comparedWithBase, Xt as gitBlob, Y as comparison, Yt as listRunArtifacts, Z as listedNames, Zt as refused$1, _n as requestFailureOf, _t as unwrittenChangesOf, a as createActionLogger, at as table$1, bn as code, bt as groupBenchmarks, cn as importedIn, ct as suspicion, d as reportText, dn as displayName, dt as verdictWords, en as formatDelta, et as movedSites, ft as changeIn, gn as createClient, gt as changesOf, ht as plainOf, i as childEnvironment, in as parseBaseline, it as omission, jt as parseConfigFile, kt as readSettings, ln as perUnit, lt as verdictSentence, mn as findJsonProblem, mt as markdownOf, n as interruptible, nn as formatQuantity, nt as cut, o as maskToken, on as benchmarkIn, ot as dependencyLine, pn as fingerprintSchema, pt as htmlOf, q as importedTable, qt as formatBaseline, r as Cleanup, rt as details, s as exitStatusOf, sn as benchmarkNames, st as policyOf, t as createLifetime, tn as formatPercent, tt as movement, u as writeResults, un as allocationFunctions, ut as verdictSign, vn as formatMarker, vt as changedBenchmarks, w as runGate, wn as prose, wt as resolveCommit, x as inputDefaults, xn as codeBlock, xt as hasMoved, yn as parseMarker, yt as decidingQuantity, zt as undoDiff } from "./shared.js";
import { C as url$1, _ as object, b as string, c as number, p as int } from "./vendor.js";
import { appendFile, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, posix } from "node:path";
import { readFileSync } from "node:fs";
import { createHash } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { isDeepStrictEqual } from "node:util";
// src/report/acceptance.ts
const acceptedTag = /^<!-- swift-allocation-gate\/accepted commit=([0-9a-f]{40}) measured=([0-9a-f]{40}) by=([\w[\]-]{1,100}) on=(\d{4}-\d{2}-\d{2}) -->$/;
const refusedTag = "<!-- swift-allocation-gate/not-accepted -->";
/** The comment with the news that it was accepted, instead of older news; `next` is what has to be done, if anything. */
function withAcceptance(body, acceptance, next) {
	const { head, rest } = takeApart(body);
	const sentence = `**Accepted** by ${prose(`\`${acceptance.by}\``)} on ${acceptance.on} in ${acceptance.commit}. ${prose(next)}`;
	return [
		...head,
		...notice(tagOf(acceptance), "NOTE", sentence),
		...rest
	].join("\n");
}
/** The comment with the sentence that says why nothing was accepted; an earlier acceptance stays. */
function withRefusal(body, sentence) {
	const { head, acceptance, rest } = takeApart(body);
	const refusal = notice(refusedTag, "WARNING", `**Not accepted.** ${prose(sentence)}`);
	return [
		...head,
		...earlier(acceptance, head),
		...refusal,
		...rest
	].join("\n");
}
/** A new report's comment with the acceptance that the one before it tells of, which stays true. */
function withEarlierAcceptance(body, previous) {
	const { acceptance } = takeApart(previous);
	if (acceptance === null) return body;
	const { head, rest } = takeApart(body);
	return [
		...head,
		...earlier(acceptance, head),
		...rest
	].join("\n");
}
function earlier(acceptance, [marker = "", verdict = ""]) {
	if (acceptance === null) return [];
	const { by, on, commit } = acceptance;
	const who = prose(`\`${by}\``);
	const sentence = verdict.startsWith("✅") && marker.includes(` sha=${commit} `) ? `**Resolved**: ${who} accepted the baseline of this commit on ${on} in ${commit}.` : `${who} accepted a baseline earlier, on ${on} in ${commit}.`;
	return notice(tagOf(acceptance), "NOTE", sentence);
}
function tagOf({ commit, measured, by, on }) {
	return `<!-- swift-allocation-gate/accepted commit=${commit} measured=${measured} by=${by} on=${on} -->`;
}
/** A commit's 40 digits are left as they are: GitHub makes a short link of them. */
function notice(tag, kind, sentence) {
	return [
		tag,
		`> [!${kind}]`,
		`> ${sentence.trimEnd()}`,
		""
	];
}
function takeApart(body) {
	const lines = body.replaceAll("\r\n", "\n").split("\n");
	const head = [
		lines[0] ?? "",
		lines[1] ?? "",
		""
	];
	let rest = lines.slice(3);
	let acceptance = null;
	for (;;) {
		const [first = ""] = rest;
		const found = acceptanceOf(first);
		if (found === null && first !== refusedTag) return {
			head,
			acceptance,
			rest
		};
		acceptance ??= found;
		const end = rest.indexOf("");
		rest = end === -1 ? [] : rest.slice(end + 1);
	}
}
function acceptanceOf(line) {
	const [, commit, measured, by, on] = acceptedTag.exec(line) ?? [];
	if (commit === void 0 || measured === void 0 || by === void 0 || on === void 0) return null;
	return {
		commit,
		measured,
		by,
		on
	};
}
// src/github/own-comments.ts
/** Owner and name as the REST API wants them. */
function locationOf({ repository }) {
	return {
		owner: repository.owner,
		repo: repository.name
	};
}
/**
* Our comments whose marker is wanted, oldest first as GitHub lists them, from all pages: a duplicate may be on the
* last. Throws what the API answers.
*/
async function findOwnComments(client, target, isWanted) {
	const candidates = [];
	const pages = client.paginate.iterator(client.rest.issues.listComments, {
		...locationOf(target),
		issue_number: target.pullRequest,
		per_page: 100
	});
	for await (const { data } of pages) for (const { id, node_id: nodeId, html_url: url, body = "", user } of data) {
		const marker = parseMarker(body);
		if (marker !== null && isWanted(marker) && user !== null) candidates.push({
			id,
			nodeId,
			url,
			body,
			marker,
			author: user.login
		});
	}
	if (candidates.length === 0) return [];
	const { viewer } = await client.graphql("query { viewer { login } }");
	return candidates.filter(({ author }) => isViewer(viewer.login, author));
}
/**
* REST names an app's author `github-actions[bot]`, and so does GraphQL for the viewer; elsewhere GraphQL leaves the
* suffix out, so both forms are taken. A person's login holds no bracket and cannot be mistaken for an app's.
*/
function isViewer(viewer, author) {
	return author === viewer || author === `${viewer}[bot]`;
}
// src/github/acceptance-comment.ts
/** The comment that is written where the gate has written none. */
const ownKey = "accept";
const ownVerdict = "**Allocation baseline**";
/**
* Writes into the gate's comments of these keys that their numbers were accepted, and into the one over all jobs of
* the run (its marker has the run, and a key that is no job's); returns the address of the first. Where there is none of them (the gate comments on nothing), into a comment of its own. Throws what the API
* answers.
*/
async function tellAcceptance(client, target, run, { keys, gate, acceptance, next }) {
	const comments = await ourComments(client, target);
	const concerned = comments.gate.filter(({ marker }) => keys.includes(marker.key) || marker.runId === gate.runId && !gate.keys.includes(marker.key));
	return tell$2(client, target, run, {
		own: comments.own,
		concerned
	}, (body) => withAcceptance(body, acceptance, next));
}
/** Writes into the gate's oldest comment why nothing was accepted; else as {@link tellAcceptance}. */
async function tellRefusal(client, target, run, sentence) {
	const { own, gate } = await ourComments(client, target);
	return tell$2(client, target, run, {
		own,
		concerned: gate.slice(0, 1)
	}, (body) => withRefusal(body, sentence));
}
/** While GraphQL alone is down nobody can tell which comments are ours: then none is, and a new one is written. */
async function ourComments(client, target) {
	const comments = await findOwnComments(client, target, () => true).catch((error) => {
		if ((requestFailureOf(error)?.status ?? 0) >= 500) return [];
		throw error;
	});
	return {
		own: comments.find(({ marker }) => marker.key === ownKey) ?? null,
		gate: comments.filter(({ marker }) => marker.key !== ownKey)
	};
}
async function tell$2(client, target, run, { own, concerned }, edited) {
	const location = locationOf(target);
	const update = ({ id, body }) => client.rest.issues.updateComment({
		...location,
		comment_id: id,
		body: edited(body)
	});
	const [first] = concerned;
	if (first !== void 0) {
		for (const comment of concerned) await update(comment);
		if (own !== null) await client.rest.issues.deleteComment({
			...location,
			comment_id: own.id
		});
		return first.url;
	}
	if (own !== null) {
		await update(own);
		return own.url;
	}
	const body = edited(`${formatMarker({
		...run,
		key: ownKey
	})}\n${ownVerdict}\n\n`);
	const { data } = await client.rest.issues.createComment({
		...location,
		issue_number: target.pullRequest,
		body
	});
	return data.html_url;
}
// src/github/failure-sentence.ts
/**
* What went wrong with a request to GitHub, as the end of a sentence without its full stop; null where the error
* is not a failed request. A missing permission is named as the answer itself names it.
*/
function failureSentence(thrown) {
	const failure = requestFailureOf(thrown);
	if (failure === null) return null;
	const { status, answered, rateLimited, message } = failure;
	const said = message.replace(/ - https:\S+$/, "");
	if (!answered && status >= 500) return `GitHub could not be reached (${said})`;
	if (status >= 500) return `GitHub failed (status ${status})`;
	if (rateLimited) return "GitHub asks for fewer requests, for longer than a job should wait";
	if (status === 401) return `GitHub does not accept the token (${said})`;
	if (status === 403 && /locked/i.test(said)) return "the conversation is locked";
	if (status === 403 || status === 404) {
		const permission = acceptedPermission(thrown);
		if (permission !== null) return `the token may not do this: it needs the permission \`${permission}\``;
	}
	if (status === 404) return `GitHub does not find it, or the token may not see it (${said})`;
	return `GitHub answered ${status} (${said})`;
}
/** `issues=write; pull_requests=write` are alternatives; the last is the one that pull requests have. */
function acceptedPermission(thrown) {
	const response = thrown instanceof Error && "response" in thrown ? thrown.response : null;
	const headers = typeof response === "object" && response !== null && "headers" in response ? response.headers : null;
	if (typeof headers !== "object" || headers === null) return null;
	const header = Reflect.get(headers, "x-accepted-github-permissions");
	const [, scope, access] = typeof header === "string" && /(\w+)=(read|write)$/.exec(header) || [];
	return scope === void 0 ? null : `${scope.replaceAll("_", "-")}: ${access}`;
}
// src/github/labels.ts
/** Takes a label off a pull request; one that is not there (any more) is fine. Throws what the API answers otherwise. */
async function removeLabel(client, { repository, pullRequest }, name) {
	try {
		const { owner, name: repo } = repository;
		await client.rest.issues.removeLabel({
			owner,
			repo,
			issue_number: pullRequest,
			name
		});
	} catch (error) {
		if (requestFailureOf(error)?.status !== 404) throw error;
	}
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
/** GitHub keeps ten annotations of each level a step; two are left for warnings and the failure itself. */
const annotationsPerLevel = 8;
/** Sets the step's outputs; the runner keeps at most 1 MiB of them. */
async function writeOutputs(outputs) {
	const { setOutput } = await import("./core2.js");
	for (const name of outputNames) setOutput(name, outputs[name]);
}
/** Adds Markdown to the job's summary page, cut at a line's end where GitHub would drop it. Never throws. */
async function writeSummary(markdown) {
	try {
		await appendFile(process.env.GITHUB_STEP_SUMMARY ?? "", fitSummary(markdown));
		return { outcome: "written" };
	} catch (error) {
		return {
			outcome: "failed",
			message: `The job summary could not be written: ${messageOf(error)}`
		};
	}
}
/** Writes the first annotations of each level as such; the others are in the summary, and their number is told. */
function writeAnnotations(logger, annotations) {
	for (const level of ["error", "warning"]) {
		const all = annotations.filter((annotation) => annotation.level === level);
		for (const { title, message, file, line } of all.slice(0, annotationsPerLevel)) logger.command(level, message, {
			title,
			file,
			line
		});
		const others = all.length - annotationsPerLevel;
		if (others > 0) logger.info(`${others} more of these (${level}) are in the job summary.`);
	}
}
/** Ends the step: 0 passes; with 1 to 3 (the design's exit statuses) it fails, and the message says why. */
function endStep(logger, status, message) {
	if (status !== 0 && message !== void 0) logger.command("error", message);
	logger.endOutput();
	process.exitCode = status;
}
function fitSummary(markdown) {
	if (Buffer.byteLength(markdown) < longestSummary) return `${markdown}\n`;
	const head = Buffer.from(markdown).subarray(0, longestSummary - Buffer.byteLength(cutNotice));
	const end = head.lastIndexOf("\n");
	return head.subarray(0, Math.max(end, 0)).toString() + cutNotice;
}
// src/github/history.ts
/** The commit that a branch points to; null where there is no such branch. Throws what the API answers otherwise. */
async function readTip(client, { owner, name }, branch) {
	try {
		const { data } = await client.rest.git.getRef({
			owner,
			repo: name,
			ref: `heads/${branch}`
		});
		return data.object.sha;
	} catch (error) {
		if (requestFailureOf(error)?.status === 404) return null;
		throw error;
	}
}
/** The commit where two histories parted. Throws what the API answers. */
async function readMergeBase(client, { owner, name }, base, head) {
	const { data } = await client.rest.repos.compareCommitsWithBasehead({
		owner,
		repo: name,
		basehead: `${base}...${head}`,
		per_page: 1
	});
	return data.merge_base_commit.sha;
}
/** Reads a commit. Throws what the API answers. */
async function readCommit(client, { owner, name }, sha) {
	const { data } = await client.rest.repos.getCommit({
		owner,
		repo: name,
		ref: sha,
		per_page: 1
	});
	return {
		message: data.commit.message,
		parents: data.parents.map((parent) => parent.sha)
	};
}
// src/github/commit.ts
/** Fixed text; everything that differs is in the variables. */
const commitMutation = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
/**
* Commits by GraphQL's createCommitOnBranch: atomic, signed by GitHub, and refused where the branch has moved
* (facts 24). Never throws, but for bugs.
*/
async function commitOnBranch(client, request) {
	try {
		return {
			outcome: "committed",
			sha: (await client.graphql(commitMutation, { input: inputOf(request) })).createCommitOnBranch.commit.oid
		};
	} catch (error) {
		const [first] = graphqlErrorsOf(error);
		if (first !== void 0) return refusalOf(first);
		const reason = failureSentence(error);
		if (reason === null) throw error;
		const sha = (requestFailureOf(error)?.status ?? 0) >= 500 ? await findCommit(client, request) : null;
		return sha === null ? {
			outcome: "failed",
			reason
		} : {
			outcome: "committed",
			sha
		};
	}
}
function inputOf({ repository, branch, expectedHead, message, files }) {
	return {
		branch: {
			repositoryNameWithOwner: `${repository.owner}/${repository.name}`,
			branchName: branch
		},
		expectedHeadOid: expectedHead,
		message,
		fileChanges: { additions: files.map(({ path, text }) => ({
			path,
			contents: Buffer.from(text).toString("base64")
		})) }
	};
}
/** The commit that was asked for, where it stands at the tip of the branch. */
async function findCommit(client, request) {
	try {
		const sha = await readTip(client, request.repository, request.branch);
		if (sha === null || sha === request.expectedHead) return null;
		const { message, parents } = await readCommit(client, request.repository, sha);
		const { headline, body } = request.message;
		return parents[0] === request.expectedHead && message.trim() === `${headline}\n\n${body}`.trim() ? sha : null;
	} catch {
		return null;
	}
}
/** The errors of an answer that GraphQL gave; empty where there was none. */
function graphqlErrorsOf(thrown) {
	if (!(thrown instanceof Error) || !("errors" in thrown) || !Array.isArray(thrown.errors)) return [];
	return thrown.errors.map((error) => ({
		type: textIn$1(error, "type"),
		message: textIn$1(error, "message")
	}));
}
function textIn$1(value, name) {
	const found = typeof value === "object" && value !== null ? Reflect.get(value, name) : void 0;
	return typeof found === "string" ? found : "";
}
function refusalOf({ type, message }) {
	if (type === "STALE_DATA" || /^Expected branch to point to/.test(message)) return { outcome: "moved" };
	if (type === "NOT_FOUND") return { outcome: "moved" };
	if (type === "FORBIDDEN") return {
		outcome: "failed",
		reason: "the token may not commit: it needs the permission `contents: write`"
	};
	const words = message.replace(/\s+/g, " ").trim().replace(/\.$/, "");
	return {
		outcome: "failed",
		reason: `GitHub refused the commit (${words === "" ? type : words})`
	};
}
// src/github/event.ts
/** The events the gate answers to. */
const eventNames = [
	"pull_request",
	"merge_group",
	"push",
	"workflow_dispatch",
	"schedule"
];
const shaSchema = string().regex(/^[0-9a-f]{40}$/);
const ref = string().min(1).max(1e3);
const repository = object({
	id: int(),
	full_name: string().max(300)
});
const pullRequestPayload = object({
	action: string(),
	pull_request: object({
		number: int().positive(),
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
		triggeringRun: null
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
		case "workflow_run": return {
			...none,
			name,
			triggeringRun: triggeringRun(payload(workflowRunPayload))
		};
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
		triggeringRun: null
	};
}
function triggeringRun({ workflow_run: run }) {
	return {
		id: run.id,
		attempt: run.run_attempt,
		event: run.event,
		workflow: posix.basename(run.path.replace(/@.*$/, "")),
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
	const issue = result.error.issues[0];
	const place = issue?.path.join(".") || "its top level";
	throw new UsageError(`The payload of the event \`${name}\` is not GitHub's: ${place}: ${issue?.message}`);
}
/** `refs/heads/main` is the branch `main`; a tag keeps its full name. */
function branchOf(ref) {
	return ref.replace(/^refs\/heads\//, "");
}
// src/github/context.ts
/** `owner/name` */
function fullNameOf({ owner, name }) {
	return `${owner}/${name}`;
}
const url = url$1({ protocol: /^https?$/ });
const positive = number().pipe(int().positive());
/** The runner's side of the contract: https://docs.github.com/actions/reference/workflows-and-actions/variables */
const environmentSchema = object({
	GITHUB_EVENT_NAME: string().min(1),
	GITHUB_EVENT_PATH: string().min(1),
	GITHUB_REPOSITORY: string().regex(/^[\w.-]+\/[\w.-]+$/),
	GITHUB_SHA: shaSchema,
	GITHUB_RUN_ID: positive,
	GITHUB_RUN_ATTEMPT: positive,
	GITHUB_JOB: string().min(1),
	GITHUB_WORKFLOW_REF: string().max(2e3).optional(),
	GITHUB_WORKSPACE: string().min(1),
	GITHUB_SERVER_URL: url.default("https://github.com"),
	GITHUB_API_URL: url.default("https://api.github.com"),
	GITHUB_RETENTION_DAYS: positive.catch(90),
	ImageOS: string().optional(),
	ImageVersion: string().optional()
});
/**
* Reads what GitHub tells a job about itself: the environment, and the event's payload file.
*
* @throws UsageError outside a job, and for events that the gate refuses or does not know.
*/
function readContext(env) {
	const parsed = environmentSchema.safeParse(env);
	if (!parsed.success) {
		const variables = parsed.error.issues.map((issue) => issue.path.join("."));
		throw new UsageError(`Missing or malformed in the environment: ${variables.join(", ")}. GitHub sets them in every job; elsewhere use the command line, \`swift-allocation-gate gate\`.`);
	}
	const variables = parsed.data;
	const { name: eventName, headSha, ...event } = readEvent(variables.GITHUB_EVENT_NAME, variables.GITHUB_EVENT_PATH);
	const [owner = "", name = ""] = variables.GITHUB_REPOSITORY.split("/");
	const { GITHUB_RUN_ID: runId, GITHUB_RUN_ATTEMPT: runAttempt, GITHUB_SERVER_URL: serverUrl } = variables;
	return {
		...event,
		eventName,
		repository: {
			owner,
			name
		},
		headSha: headSha ?? variables.GITHUB_SHA,
		measuredSha: variables.GITHUB_SHA,
		runId,
		runAttempt,
		runUrl: `${serverUrl}/${owner}/${name}/actions/runs/${runId}/attempts/${runAttempt}`,
		job: variables.GITHUB_JOB,
		workflow: /([^/@]+\.ya?ml)@/.exec(variables.GITHUB_WORKFLOW_REF ?? "")?.[1] ?? null,
		workspace: variables.GITHUB_WORKSPACE,
		serverUrl,
		apiUrl: variables.GITHUB_API_URL,
		retentionDays: variables.GITHUB_RETENTION_DAYS,
		image: variables.ImageOS ? [variables.ImageOS, variables.ImageVersion].filter(Boolean).join(" ") : null
	};
}
// src/github/folder.ts
/**
* What the folders at these paths hold in a commit, those below them left out. A folder that is not there holds
* nothing; null where a path is no folder (a symbolic link, say). Throws what the API answers otherwise.
*/
async function readFolders(client, repository, paths, commit) {
	const all = /* @__PURE__ */ new Map();
	for (const path of paths) {
		const entries = await readFolder(client, repository, path, commit);
		if (entries === null) return null;
		for (const { name, type, sha } of entries) all.set(posix.join(path, name), {
			type,
			blob: sha
		});
	}
	return all;
}
async function readFolder(client, { owner, name }, path, commit) {
	try {
		const asked = path === "." ? "" : path;
		const { data } = await client.rest.repos.getContent({
			owner,
			repo: name,
			path: asked,
			ref: commit
		});
		return Array.isArray(data) ? data : null;
	} catch (error) {
		if (requestFailureOf(error)?.status === 404) return [];
		throw error;
	}
}
/** The content that git calls by this SHA-1. Throws what the API answers. */
async function readBlob(client, { owner, name }, blob) {
	const { data } = await client.rest.git.getBlob({
		owner,
		repo: name,
		file_sha: blob
	});
	return Buffer.from(data.content, data.encoding === "base64" ? "base64" : "utf8");
}
// src/github/permission.ts
/**
* Whether somebody may push to the repository. Labels can be set from the role "triage" on, which may not
* (facts 23b). Throws what the API answers, but for a login that it does not know.
*/
async function mayPush(client, { owner, name }, login) {
	try {
		const { data } = await client.rest.repos.getCollaboratorPermissionLevel({
			owner,
			repo: name,
			username: login
		});
		return data.permission === "admin" || data.permission === "write";
	} catch (error) {
		if (requestFailureOf(error)?.status === 404) return false;
		throw error;
	}
}
// src/github/pull-request.ts
/** Reads a pull request. Throws what the API answers. */
async function readPullRequest(client, { repository: { owner, name }, pullRequest }) {
	const { data } = await client.rest.pulls.get({
		owner,
		repo: name,
		pull_number: pullRequest
	});
	const { state, head, base } = data;
	return {
		isOpen: state === "open",
		headSha: head.sha,
		headRepository: head.repo?.full_name ?? null,
		baseRef: base.ref
	};
}
/**
* The numbers of the open pull requests whose head is this commit of this branch and repository, which may be a fork
* (facts 22). Throws what the API answers.
*/
async function findPullRequests(client, { owner, name }, head) {
	const [headOwner] = head.repository.split("/");
	return (await client.paginate(client.rest.pulls.list, {
		owner,
		repo: name,
		state: "open",
		head: `${headOwner}:${head.ref}`,
		per_page: 100
	})).filter((pull) => pull.head.sha === head.sha && pull.head.ref === head.ref).filter((pull) => pull.head.repo?.full_name === head.repository).map(({ number }) => number);
}
// src/github/workflow-runs.ts
/**
* The runs of a workflow (its file's name) on `pull_request` for a head commit; null where there is no such
* workflow. Throws what the API answers otherwise.
*/
async function listPullRequestRuns(client, { owner, name }, workflow, headSha) {
	try {
		return (await client.paginate(client.rest.actions.listWorkflowRuns, {
			owner,
			repo: name,
			workflow_id: workflow,
			event: "pull_request",
			head_sha: headSha,
			per_page: 100
		})).map((run) => ({
			id: run.id,
			attempt: run.run_attempt ?? 1,
			event: run.event,
			status: run.status,
			conclusion: run.conclusion,
			headSha: run.head_sha,
			headRepository: run.head_repository?.full_name ?? null,
			pullRequests: (run.pull_requests ?? []).map(({ number }) => number),
			url: run.html_url
		}));
	} catch (error) {
		if (requestFailureOf(error)?.status === 404) return null;
		throw error;
	}
}
// src/commands/acceptance-message.ts
const mostRows = 50;
/** The commit's message: the change of the total, a table of what changed, and trailers that machines read. */
function acceptanceMessage({ changes, measured, runUrl, by }) {
	const trailers = [
		`Measured-Commit: ${measured}`,
		`Measured-Run: ${runUrl}`,
		`Accepted-By: ${by.replaceAll(/[^\w[\]-]/g, "-")}`,
		...changes.map(({ now }) => `Fingerprint: ${fingerprintText(now)}`)
	];
	return {
		headline: `${headline(changes)}`,
		body: [...changes.map(table), [...new Set(trailers)].join("\n")].join("\n\n")
	};
}
/** Whether a commit's message says that it accepts the numbers of this head. */
function acceptsNumbersOf(message, measured) {
	return (message.trimEnd().split("\n\n").at(-1)?.split("\n") ?? []).includes(`Measured-Commit: ${measured}`);
}
function headline(changes) {
	const baselines = changes.length === 1 ? "allocation baseline" : `${changes.length} allocation baselines`;
	const known = changes.flatMap(({ before, now }) => before === null || before.fingerprint === null ? [] : [totals(before, now)]);
	const [first] = known;
	if (first === void 0) return `Add ${changes.length === 1 ? "an " : ""}${baselines}`;
	const deltas = known.map(({ delta }) => delta);
	const [least, most] = [Math.min(...deltas), Math.max(...deltas)];
	const change = least === most ? formatDelta(most) : `${formatDelta(least)} to ${formatDelta(most)}`;
	const percent = known.length === 1 && first.delta !== 0 ? formatPercent(first.delta, first.before) : null;
	const each = known.length > 1 && least === most ? " each" : "";
	return `${`Update ${changes.length === 1 ? "the " : ""}${baselines}`}: ${change} ${most === 1 && least === 1 ? "allocation" : "allocations"}${each}${percent === null ? "" : ` (${percent})`}`;
}
/** The sum over the benchmarks that both have, in their units. */
function totals(before, now) {
	const rows = rowsOf(before, now).filter((row) => row.before !== null && row.now !== null);
	const sum = (pick) => rows.reduce((total, row) => total + (pick(row) ?? 0), 0);
	return {
		before: sum((row) => row.before),
		delta: sum((row) => row.now) - sum((row) => row.before)
	};
}
function rowsOf(before, now) {
	return [.../* @__PURE__ */ new Set([...Object.keys(before?.benchmarks ?? {}), ...Object.keys(now.benchmarks)])].sort().map((name) => ({
		name,
		before: totalIn$1(before, name),
		now: totalIn$1(now, name),
		imported: before !== null && importedIn(before, name) !== void 0
	}));
}
function totalIn$1(baseline, name) {
	const benchmark = baseline === null ? void 0 : benchmarkIn(baseline, name);
	return benchmark === void 0 ? null : perUnit(benchmark.measurement).total;
}
function table({ path, before, now }) {
	const changed = rowsOf(before, now).filter((row) => row.before !== row.now);
	if (changed.length === 0) return `${posix.basename(path)}: no total changed.`;
	const rows = changed.slice(0, mostRows).map((row) => [row.name, ...numbers(row)]);
	const header = [
		"benchmark",
		"before",
		"now",
		"change"
	];
	const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
	const line = (cells) => cells.map((cell, column) => column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)).join("  ");
	const omitted = changed.length - rows.length;
	const more = omitted > 0 ? [`  and ${formatQuantity(omitted, "other")}`] : [];
	return [
		`${posix.basename(path)}:`,
		"",
		...[header, ...rows].map((cells) => `  ${line(cells)}`),
		...more
	].join("\n");
}
function numbers({ before, now, imported }) {
	const written = (total) => total === null ? "none" : formatCount(total);
	const change = before === null || now === null ? "" : formatDelta(now - before);
	return [
		imported ? "imported" : written(before),
		written(now),
		change
	];
}
/** One line without spaces inside a value, so that no words of a foreign version form a sentence that GitHub obeys. */
function fingerprintText({ fingerprint }) {
	return Object.entries(fingerprint ?? {}).map(([field, value]) => `${field}=${String(value).replaceAll(/[^\w.+:-]/g, "-")}`).join(" ");
}
// src/commands/choose-run.ts
/**
* Chooses the newest finished run of the gate for a head commit; `runs` is null where there is no such workflow.
* While any of them is still at work nothing is chosen: nobody accepts numbers that they have not seen.
*/
function chooseRun(runs, wanted) {
	const { workflow } = wanted;
	if (runs === null) return refused$1(`There is no workflow \`${workflow}\` in this repository: the input \`workflow\` names the file of the gate's.`);
	const ours = runs.filter((run) => isWanted(run, wanted)).sort((a, b) => b.id - a.id);
	const shown = `\`${wanted.headSha.slice(0, 10)}\``;
	if (ours.some(({ status }) => status !== "completed")) return refused$1(`The gate has not finished for ${shown} yet: set the label again once its numbers are here.`);
	const run = ours.find(({ conclusion }) => conclusion === "success" || conclusion === "failure");
	if (run !== void 0) return {
		outcome: "chosen",
		run
	};
	const [latest] = ours;
	return refused$1(latest === void 0 ? `The workflow \`${workflow}\` has not run for ${shown}: set the label again once the gate's numbers are here.` : `The gate's run for ${shown} was not finished (${latest.conclusion ?? "no conclusion"}): run it again, then set the label again.`);
}
function isWanted(run, { repository, pullRequest, headSha }) {
	const { pullRequests } = run;
	return run.event === "pull_request" && run.headSha === headSha && run.headRepository === repository && (pullRequests.length === 0 || pullRequests.includes(pullRequest));
}
// src/commands/decide-acceptance.ts
/**
* Decides whether the candidates of a run may be committed to the head that they were measured for.
*
* They were measured on the merge with the base, and are committed to the head. So each file there must be the one
* that was compared with; and the base must not have changed it since the branch parted, for the commit would
* conflict, and a pull request that conflicts starts no run at all (facts 25).
*/
function decideAcceptance(candidates, files) {
	const { head, base, mergeBase } = files;
	const [first] = candidates;
	if (first === void 0) return refused$1("The gate could measure nothing, so there is nothing to accept.");
	if (head === null || base === null || mergeBase === null) return refused$1(`\`${posix.dirname(first.path)}\` is not a folder on the branch or its base: nothing can be committed to it.`);
	const twins = findTwins(candidates);
	if (twins !== null) return refused$1(twins);
	const accepted = [];
	for (const candidate of new Map(candidates.map((one) => [one.path, one])).values()) {
		const problem = problemOf(candidate, {
			head,
			base,
			mergeBase
		});
		if (problem !== null) return refused$1(problem);
		const replaced = head.get(candidate.path)?.blob ?? null;
		if (replaced !== gitBlob(Buffer.from(candidate.text))) accepted.push({
			candidate,
			replaced
		});
	}
	if (accepted.length > 0) return {
		outcome: "commit",
		files: accepted
	};
	return {
		outcome: "nothing",
		sentence: "The branch has exactly these numbers as its baseline already."
	};
}
function problemOf({ path, text, comparedBlob }, files) {
	const [head, base, mergeBase] = [
		files.head,
		files.base,
		files.mergeBase
	].map((all) => all.get(path));
	if ([head, base].some((entry) => entry !== void 0 && entry.type !== "file")) return `\`${path}\` is not a plain file on the branch or its base: nothing is written to it.`;
	if ((head?.blob ?? null) !== comparedBlob) return `\`${path}\` on this branch is not the one that the gate compared with, which has the base merged in. ${updateAndLabelAgain}`;
	if (![
		mergeBase?.blob,
		head?.blob,
		gitBlob(Buffer.from(text))
	].includes(base?.blob)) return `The base branch has changed \`${path}\` since this branch left it, and a commit here would conflict. ${updateAndLabelAgain}`;
	return null;
}
/** Two jobs that propose different contents for one file, as a sentence; null where there are none. */
function findTwins(candidates) {
	const byPath = /* @__PURE__ */ new Map();
	for (const other of candidates) {
		const one = byPath.get(other.path) ?? other;
		if (one.text !== other.text) return `The jobs \`${one.key}\` and \`${other.key}\` of that run have different numbers for the one file \`${one.path}\`: give each a folder of its own with the input \`baseline\`.`;
		byPath.set(other.path, one);
	}
	return null;
}
// src/commands/choose-artifacts.ts
/** A matrix can have 256 jobs. */
const mostReports = 256;
/**
* Chooses the reports that the gate left for a head commit in a run, by name: of each key that of the highest attempt.
* Everything here was written by the run, in which code of the pull request ran: a name promises nothing, and
* other artifacts are of no interest.
*/
function chooseArtifacts(artifacts, { headSha, attempt }) {
	const pattern = new RegExp(`^(allocations-[a-z0-9._-]{1,80}-${headSha.slice(0, 12)})-([1-9]\\d{0,8})\\.json$`);
	const newest = /* @__PURE__ */ new Map();
	for (const artifact of artifacts) {
		const [, stem = "", number] = pattern.exec(artifact.name) ?? [];
		const found = {
			...artifact,
			attempt: Number(number)
		};
		const known = newest.get(stem);
		if (number === void 0 || found.attempt > attempt) continue;
		if (known === void 0 || known.attempt < found.attempt) newest.set(stem, found);
		else if (known.attempt === found.attempt) return refused$1(`The run has two artifacts called \`${artifact.name}\`, where the gate leaves one: nothing was read.`);
	}
	const chosen = [...newest.values()].sort((a, b) => a.name < b.name ? -1 : 1);
	if (chosen.length > mostReports) return refused$1(`The run left ${chosen.length} reports, which is more than a gate does: nothing was read.`);
	return {
		outcome: "chosen",
		artifacts: chosen
	};
}
// src/github/artifact-names.ts
/**
* The names of a job's artifacts, which are also the names of the uploaded files.
*
* A run keeps one artifact of a name, and a re-run belongs to the same run, so key and attempt are both in it. A key
* may hold anything; what a file system could stumble over becomes `-`, and a hash then keeps different keys apart.
*/
function artifactNames(of) {
	const stem = `allocations-${fileNamePart(of.key)}-${of.headSha.slice(0, 12)}-${of.runAttempt}`;
	return {
		report: `${stem}.json`,
		flameGraph: `${stem}.html`,
		stacks: `${stem}-stacks`
	};
}
/** At most 70 characters, lower case since some file systems do not tell `A` from `a`. */
function fileNamePart(key) {
	const safe = key.toLowerCase().replace(/[^a-z0-9._]+/g, "-").replace(/^[-.]+|[-.]+$/g, "").slice(0, 60);
	if (safe === key && safe !== "") return safe;
	const hash = createHash("sha256").update(key).digest("hex").slice(0, 8);
	return safe === "" ? hash : `${safe}-${hash}`;
}
// src/commands/contradiction.ts
/**
* Where a report contradicts itself, as the end of a sentence; null where it does not. Nobody can say from a report
* alone whether its numbers are true. But the verdict must follow from them, and what is to be accepted must be they.
*/
function contradictionIn(report) {
	const { verdict, passes, failure, benchmarks, policy, removed } = report;
	const verdicts = benchmarks.map((benchmark) => benchmark.verdict);
	if (verdict !== (failure === null ? worstVerdict(verdicts) : "failed")) return "its verdict is not that of its benchmarks";
	const measured = benchmarks.filter((benchmark) => benchmark.verdict !== "failed");
	const anyChange = removed.length > 0 || measured.some((one) => one.delta !== null && isChanged(one));
	const mayPass = verdict !== "failed" && isOpen({
		verdicts,
		anyChange,
		baselineRemoved: false
	}, policy);
	if (passes && !mayPass) return "it passes against its own settings";
	if (new Set(benchmarks.map(({ name }) => name)).size < benchmarks.length) return "a benchmark is there twice";
	if (!measured.every(followsFrom)) return "a verdict does not follow from its numbers";
	return candidateProblem(report, measured);
}
/** People accept the candidate by what they see of the report: it must be that report's baseline, and its diff the true one. */
function candidateProblem({ candidate, baselineFile }, measured) {
	if (candidate === null) return null;
	const { path, text, diff } = candidate;
	if (!/(^|\/)swift-[\w.+-]+\.json$/.test(path)) return "its baseline has a name that no baseline has";
	if (path !== baselineFile?.path) return "its baseline is for another file than the one it was compared with";
	const baseline = readCanonical(text);
	if (baseline === null) return "its baseline is none, or not as the gate writes one";
	const isOfReport = ({ name, measurement }) => isDeepStrictEqual(benchmarkIn(baseline, name)?.measurement, measurement);
	if (!measured.every(isOfReport)) return "its baseline has other numbers than it shows";
	if (diff === null) return null;
	const before = undoDiff(path, diff, text);
	const blob = before === null || before === void 0 ? null : gitBlob(Buffer.from(before));
	return before !== void 0 && blob === baselineFile.blob ? null : "its diff is not that of its baseline";
}
function readCanonical(text) {
	try {
		return parseCanonicalBaseline(text, "the baseline");
	} catch (error) {
		if (error instanceof UsageError) return null;
		throw error;
	}
}
/** Whether a benchmark's verdict is the one that its measurement, its baseline (or imported threshold) and its limit give. */
function followsFrom(benchmark) {
	const { verdict, measurement, counts, total, spread, baseline, delta, limit, imported } = benchmark;
	if (measurement.unit === "iteration" && measurement.from.iterations >= measurement.to.iterations) return false;
	const now = perUnit(measurement);
	if (measurement.unit !== benchmark.unit || !areNear(now, {
		counts,
		total,
		spread
	})) return false;
	if (imported !== void 0) {
		const judged = judgeTotal(total, imported.total, limit);
		return baseline === null && judged.verdict === verdict && isNear(judged.delta, imported.delta);
	}
	if (baseline === null || delta === null) return verdict === "no-baseline" || verdict === "incomparable";
	const judged = judgeChange(now, baseline, limit);
	return judged.verdict === verdict && areNear(judged.delta, delta);
}
/** Whether all numbers of two values of the same form are equal but for rounding. */
function areNear(a, b) {
	return Object.entries(a).every(([key, one]) => {
		const other = Reflect.get(b, key);
		if (typeof one === "number" && typeof other === "number") return isNear(one, other);
		return typeof one === "object" && one !== null && typeof other === "object" && other !== null && areNear(one, other);
	});
}
/** Equal but for the rounding of fractions per iteration. */
function isNear(a, b) {
	return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
// src/commands/read-gate-report.ts
/**
* Reads a report of the gate as hostile data: the code of the pull request ran beside the gate and may have written
* it. What comes out has the form of a report, belongs to exactly this commit, run, pull request and repository, and
* does not contradict itself.
*/
function readGateReport(content, expected) {
	const wrong = (why) => refused$1(`The artifact \`${expected.artifactName}\` is not taken: ${why}.`);
	if (content.subarray(0, 2).toString("latin1") === "PK") return wrong("it is a zip, and the gate leaves a JSON file");
	if (!isUtf8(content)) return wrong("it is no text in UTF-8");
	const text = content.toString("utf8");
	if (findJsonProblem(text) !== null) return wrong("it is no JSON that the gate writes");
	const parsed = reportSchema.safeParse(JSON.parse(text));
	if (!parsed.success) {
		const [place = "the whole"] = parsed.error.issues[0]?.path ?? [];
		return wrong(`it is no report of this version (\`${String(place)}\` is wrong)`);
	}
	const { source, ...report } = parsed.data;
	if (source === null) return wrong("it is not of a run on GitHub");
	const why = strangeness(report.key, source, expected) ?? contradictionIn(parsed.data);
	return why === null ? {
		outcome: "report",
		report: {
			...report,
			source
		}
	} : wrong(why);
}
/** Where the report says that it is of something else; null where it is the expected one. */
function strangeness(key, source, expected) {
	if (source.repository !== expected.repository) return "it is of another repository";
	if (source.event !== expected.event || !expected.isPullRequest(source.pullRequest)) return "it is of another pull request";
	if (source.headSha !== expected.headSha) return "it is of another commit";
	if (expected.measuredSha !== null && source.measuredSha !== expected.measuredSha) return "it is of another commit";
	if (source.runId !== expected.runId || source.runAttempt !== expected.runAttempt) return "it is of another run";
	return artifactNames({
		key,
		...source
	}).report === expected.artifactName ? null : "its name does not fit its key";
}
// src/commands/read-candidate.ts
/**
* Reads a report of the gate as hostile data: the code of the pull request ran beside the gate and may have
* written it. What comes out has the form of a baseline, whole numbers, a path that was made here, and says that
* it belongs to exactly this commit, run, pull request and repository.
*/
function readCandidate(content, expected) {
	const read = readGateReport(content, {
		...expected,
		event: "pull_request",
		measuredSha: null,
		isPullRequest: (number) => number === expected.pullRequest
	});
	if (read.outcome === "refused") return read;
	const { report } = read;
	if (report.candidate === null) return {
		outcome: "unmeasured",
		key: report.key
	};
	return candidateOf(report, report.candidate, expected);
}
function candidateOf(report, { path, text }, expected) {
	const wrong = (why) => refused$1(`The artifact \`${expected.artifactName}\` is not taken: ${why}.`);
	const { fingerprint, baselineFile } = report;
	const baseline = readBaseline(text);
	if (baseline === null) return wrong("its baseline is none, or not as the gate writes one");
	if (fingerprint === null || baseline.fingerprint === null || !isSame(fingerprint, baseline.fingerprint)) return wrong("the baseline's fingerprint is not the report's");
	if (baseline.package !== report.package) return wrong("the baseline's package is not the report's");
	if (benchmarkNames(baseline).find((benchmark) => !parseBenchmarkName(benchmark).ok) !== void 0) return wrong("a benchmark has a name that none can have");
	const fileName = posix.basename(path);
	if (!isNameOf(fileName, baseline.fingerprint)) return wrong("the file name is not that of its environment");
	const own = expected.folders.map((folder) => posix.join(folder, fileName)).find((one) => one === path);
	if (own === void 0) return wrong(`the file lies outside of ${expected.folders.map((folder) => `\`${folder}\``).join(", ")}; give the input \`baseline\` of this workflow the folder of the gate's`);
	if (baselineFile?.path !== own || baselineFile.exists !== (baselineFile.blob !== null)) return wrong("it does not tell which baseline it was compared with");
	const failed = report.benchmarks.filter(({ verdict }) => verdict === "failed").map(({ name }) => name);
	const { key } = report;
	return {
		outcome: "candidate",
		candidate: {
			key,
			path: own,
			baseline,
			text,
			comparedBlob: baselineFile.blob,
			failed
		}
	};
}
/** Null where the text is not the one and only text of the numbers in it. */
function readBaseline(text) {
	try {
		return parseCanonicalBaseline(text, "the baseline");
	} catch (error) {
		if (error instanceof UsageError) return null;
		throw error;
	}
}
function isSame(a, b) {
	return Object.keys(fingerprintSchema.shape).every((field) => Reflect.get(a, field) === Reflect.get(b, field));
}
/** Whether {@link baselineFileName} gives this name for some distribution, which no fingerprint holds. */
function isNameOf(fileName, { swift, target }) {
	const [arch = ""] = target.split("-");
	const before = baselineFileName({
		swift,
		os: "x",
		arch: "x"
	}).slice(0, -8);
	const after = baselineFileName({
		swift: "x",
		os: "x",
		arch
	}).slice(9);
	const os = fileName.slice(before.length, -after.length);
	return fileName === `${before}${os}${after}` && fileName === baselineFileName({
		swift,
		os,
		arch
	});
}
// src/commands/fetch-candidates.ts
const otherwise = "Set the label again after that, or accept on your own machine with `swift-allocation-gate accept`.";
/**
* Downloads the reports of a run and reads the candidates in them; one that is not what it should be refuses them
* all. Throws what GitHub answers where it fails.
*/
async function fetchCandidates(client, { repository, pullRequest }, run, folders) {
	const { headSha } = pullRequest;
	const chosen = chooseArtifacts(await listRunArtifacts(client, repository, run.id), {
		headSha,
		attempt: run.attempt
	});
	if (chosen.outcome === "refused") return chosen;
	if (chosen.artifacts.length === 0) return refused$1("The run of the gate left no numbers that could be accepted: run it again, then set the label again.");
	const candidates = [];
	const keys = [];
	for (const artifact of chosen.artifacts) {
		const content = await downloadReport(client, repository, artifact);
		if (!Buffer.isBuffer(content)) return refused$1(`${content.sentence} ${otherwise}`);
		const read = readCandidate(content, {
			repository: fullNameOf(repository),
			pullRequest: pullRequest.number,
			headSha,
			folders,
			runId: run.id,
			runAttempt: artifact.attempt,
			artifactName: artifact.name
		});
		if (read.outcome === "refused") return read;
		if (read.outcome === "candidate") candidates.push(read.candidate);
		keys.push(read.outcome === "candidate" ? read.candidate.key : read.key);
	}
	return {
		outcome: "fetched",
		candidates,
		keys
	};
}
// src/commands/accept-numbers.ts
/**
* Commits the numbers that the gate measured for exactly the head on which somebody set the label. Runs nothing
* and checks nothing out. Throws what GitHub answers where it fails.
*/
async function acceptNumbers(request, settings, clients) {
	const { repository, pullRequest, sender } = request;
	const { headSha, number } = pullRequest;
	const client = clients.reading;
	if (!await mayPush(client, repository, sender)) return refused$1(`\`${sender}\` may not push to this repository, and accepting numbers is a push. Somebody who may can set the label.`);
	const moved = await movedSince(client, request);
	if (moved !== null) return moved;
	const wanted = {
		workflow: settings.workflow,
		repository: fullNameOf(repository),
		pullRequest: number,
		headSha
	};
	const chosen = chooseRun(await listPullRequestRuns(client, repository, settings.workflow, headSha), wanted);
	if (chosen.outcome === "refused") return chosen;
	const fetched = await fetchCandidates(client, request, chosen.run, settings.baselineFolders);
	if (fetched.outcome === "refused") return fetched;
	const folders = await readBaselineFiles(client, request, settings.baselineFolders);
	if (folders === null) return refused$1("The base branch of this pull request is gone.");
	const decision = decideAcceptance(fetched.candidates, folders);
	return decision.outcome === "commit" ? commit(decision.files, fetched, request, chosen.run, clients) : decision;
}
/** Why the request is too late; null where the pull request is as it was when the label was set. */
async function movedSince(client, { repository, pullRequest }) {
	const now = await readPullRequest(client, {
		repository,
		pullRequest: pullRequest.number
	});
	if (!now.isOpen) return refused$1("The pull request is closed.");
	if (now.baseRef !== pullRequest.baseRef) return refused$1(`The pull request has another base branch since the label was set. ${updateAndLabelAgain}`);
	if (now.headSha === pullRequest.headSha && now.headRepository === fullNameOf(repository)) return null;
	return afterMove(client, repository, pullRequest.headSha, now.headSha);
}
/** The head is another than the one that was measured: by our own commit for the same label, or by somebody's push. */
async function afterMove(client, repository, measured, head) {
	const tip = head === null ? null : await readCommit(client, repository, head);
	if (tip !== null && tip.parents[0] === measured && acceptsNumbersOf(tip.message, measured)) return {
		outcome: "accepted-already",
		sentence: `The numbers were accepted already, in \`${head?.slice(0, 10)}\`.`
	};
	return refused$1(`The branch has moved since the label was set on \`${measured.slice(0, 10)}\`: wait for the gate, look at its numbers, and set the label again.`);
}
/** Null where the base branch is gone. */
async function readBaselineFiles(client, { repository, pullRequest }, folders) {
	const { headSha, baseRef } = pullRequest;
	const base = await readTip(client, repository, baseRef);
	if (base === null) return null;
	const mergeBase = await readMergeBase(client, repository, base, headSha);
	const at = (commit) => readFolders(client, repository, folders, commit);
	const [atHead, atBase] = [await at(headSha), await at(base)];
	return {
		head: atHead,
		base: atBase,
		mergeBase: mergeBase === base ? atBase : await at(mergeBase)
	};
}
async function commit(files, { candidates, keys: gateKeys }, { repository, pullRequest, sender }, run, { reading, committing }) {
	const { headSha, headRef } = pullRequest;
	const changes = [];
	for (const { candidate, replaced } of files) {
		const before = replaced === null ? null : await readOldBaseline(reading, repository, replaced, candidate.path);
		changes.push({
			path: candidate.path,
			before,
			now: candidate.baseline
		});
	}
	const message = acceptanceMessage({
		changes,
		measured: headSha,
		runUrl: run.url,
		by: sender
	});
	const committed = await commitOnBranch(committing, {
		repository,
		branch: headRef,
		expectedHead: headSha,
		message,
		files: files.map(({ candidate: { path, text } }) => ({
			path,
			text
		}))
	});
	switch (committed.outcome) {
		case "committed": {
			const committedPaths = files.map(({ candidate }) => candidate.path);
			const keys = candidates.filter(({ path }) => committedPaths.includes(path)).map(({ key }) => key);
			const kept = [...new Set(files.flatMap(({ candidate }) => candidate.failed))];
			const gate = {
				runId: run.id,
				keys: gateKeys
			};
			return {
				outcome: "accepted",
				commit: committed.sha,
				headline: message.headline,
				keys,
				gate,
				kept
			};
		}
		case "moved": return afterMove(reading, repository, headSha, await readTip(reading, repository, headRef));
		case "failed": return refused$1(`Nothing was committed: ${committed.reason}.`);
	}
}
/** For the commit's message only; null where it is of a format that this version does not read. */
async function readOldBaseline(client, repository, blob, path) {
	const content = await readBlob(client, repository, blob);
	try {
		return parseBaseline(content.toString("utf8"), posix.basename(path));
	} catch (error) {
		if (error instanceof UsageError) return null;
		throw error;
	}
}
// src/commands/acceptance-request.ts
/**
* Whether an event asks for an acceptance. Other actions and labels do not, the `synchronize` and `unlabeled` of
* our own commit among them. On a pull request from a fork nothing can be done, not even taking the label off.
*
* @throws UsageError for an event other than `pull_request`: a mistake in the workflow.
*/
function readRequest({ eventName, pullRequest, label, repository }, wanted) {
	if (eventName !== "pull_request" || pullRequest === null) throw new UsageError(`mode: \`accept\` answers to the event \`pull_request\` of the type \`labeled\`, not to \`${eventName}\`; give it a workflow of its own, as in examples/workflows/accept.yml.`);
	if (label === null) return {
		outcome: "ignored",
		sentence: "No label was set: there is nothing to accept."
	};
	if (label.name !== wanted.label) return {
		outcome: "ignored",
		sentence: `The label ${JSON.stringify(label.name)} is not ${JSON.stringify(wanted.label)}: there is nothing to accept.`
	};
	if (pullRequest.fromFork || pullRequest.headRepository !== fullNameOf(repository)) return refused$1("The branch is in a fork, to which nothing can be committed from here. Its author can take the numbers over from the report of the gate with `swift-allocation-gate accept`, and commit them.");
	return {
		outcome: "requested",
		repository,
		pullRequest,
		sender: label.sender
	};
}
// src/commands/accept-label.ts
/**
* `mode: accept`: a maintainer has set the label, and the numbers that the gate measured become the baseline. Every
* end is told on the pull request in a sentence; the exit status is 1 where the label asked for something that was
* not done.
*/
async function acceptLabel(inputs, { context, logger }) {
	const request = readRequest(context, inputs);
	if (request.outcome === "ignored") {
		logger.info(request.sentence);
		return 0;
	}
	if (request.outcome === "refused") return finish(logger, request, "");
	const { token, commitToken } = inputs;
	if (token === null) throw new UsageError("token: is empty; leave it out to use the token of the job.");
	const reading = await createClient(token, { apiUrl: context.apiUrl });
	const ownToken = commitToken === null || commitToken === token;
	const committing = ownToken ? reading : await createClient(commitToken, { apiUrl: context.apiUrl });
	const target = {
		repository: context.repository,
		pullRequest: request.pullRequest.number
	};
	await takeLabelOff(reading, target, inputs.label, logger);
	const outcome = await acceptNumbers(request, inputs, {
		reading,
		committing
	}).catch(failed$1);
	return finish(logger, outcome, await tell$1(reading, target, context, {
		outcome,
		by: request.sender,
		measured: context.headSha,
		next: nextStep$1(ownToken)
	}, logger));
}
/** The label is a trigger, not a state. The numbers can be accepted though it sticks. */
async function takeLabelOff(client, target, label, logger) {
	try {
		await removeLabel(client, target, label);
	} catch (error) {
		logger.warning(`The label was not taken off: ${failureSentence(error) ?? messageOf(error)}.`);
	}
}
function failed$1(error) {
	const reason = failureSentence(error);
	if (reason === null) throw error;
	return refused$1(`Nothing was committed: ${reason}. Set the label again when that is mended.`);
}
/** A commit that is made with a job's own token starts no workflow, or one that waits for approval (facts 24). */
function nextStep$1(ownToken) {
	return ownToken ? "GitHub does not start checks by itself for a commit of a job: approve the waiting run below, or close and reopen the pull request, and the gate runs on it." : "The gate runs on that commit now.";
}
/** Writes the outcome into the comment; returns its address or nothing. A comment that is refused is a warning. */
async function tell$1(client, target, { runId, runAttempt, headSha }, { outcome, by, measured, next }, logger) {
	const run = {
		headSha,
		runId,
		runAttempt
	};
	try {
		switch (outcome.outcome) {
			case "accepted": {
				const { commit, keys, gate, kept } = outcome;
				return await tellAcceptance(client, target, run, {
					keys,
					gate,
					acceptance: {
						commit,
						measured,
						by,
						on: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10)
					},
					next: `${keptSentence(kept)}${next}`
				});
			}
			case "accepted-already": return "";
			default: return await tellRefusal(client, target, run, outcome.sentence);
		}
	} catch (error) {
		logger.warning(`The comment was not written: ${failureSentence(error) ?? messageOf(error)}.`);
		return "";
	}
}
function keptSentence(kept) {
	if (kept.length === 0) return "";
	const names = kept.slice(0, 5).map((name) => `\`${name.replaceAll("`", "'")}\``);
	const others = kept.length > names.length ? ` and ${kept.length - names.length} more` : "";
	return `What could not be measured keeps its numbers: ${names.join(", ")}${others}. `;
}
const titles = {
	accepted: "The allocations are accepted",
	"accepted-already": "The allocations are accepted already",
	nothing: "There is nothing to accept",
	refused: "The allocations are not accepted"
};
async function finish(logger, outcome, commentUrl) {
	const isRefused = outcome.outcome === "refused";
	const sentence = outcome.outcome === "accepted" ? `${outcome.headline}, in ${outcome.commit}.` : outcome.sentence;
	const title = titles[outcome.outcome];
	logger.command(isRefused ? "error" : "notice", logLine(sentence), { title });
	const summary = await writeSummary(`## ${title}\n\n${prose(sentence)}\n`);
	if (summary.outcome === "failed") logger.warning(summary.message);
	await writeOutputs({
		verdict: "",
		"report-path": "",
		"candidate-path": "",
		"flame-graph-url": "",
		"comment-body": "",
		"comment-url": commentUrl
	});
	return isRefused ? 1 : 0;
}
// src/github/artifact.ts
/**
* Uploads one file as it is, so that GitHub opens `.html` in the browser and nothing has to be unpacked. The file's
* name becomes the artifact's name and must be new in this run. Never throws.
*/
function uploadArtifact(file, context, logger, options = {}) {
	return upload({
		name: basename(file),
		files: [file],
		isArchive: false
	}, context, logger, options);
}
/** Uploads files of one folder as a zip of this name, for people to download. Never throws. */
function uploadArchive(name, files, context, logger, options = {}) {
	return upload({
		name,
		files,
		isArchive: true
	}, context, logger, options);
}
async function upload({ name, files, isArchive }, context, logger, { retentionDays = context.retentionDays, now = /* @__PURE__ */ new Date() }) {
	if (!isGitHubCloud(context.serverUrl)) return failed(name, "GitHub Enterprise Server does not take artifacts of this version.");
	const days = Math.max(1, Math.min(retentionDays, context.retentionDays));
	try {
		const { DefaultArtifactClient } = await import("./artifact.js");
		const { id } = await logger.group(`Upload ${name}`, () => new DefaultArtifactClient().uploadArtifact(name, [...files], dirname(files[0] ?? "."), {
			skipArchive: !isArchive,
			retentionDays: days
		}));
		if (id === void 0) return failed(name, "GitHub gave it no id.");
		const { owner, name: repository } = context.repository;
		return {
			outcome: "uploaded",
			id,
			url: `${context.serverUrl}/${owner}/${repository}/actions/runs/${context.runId}/artifacts/${id}`,
			name,
			expiresAt: new Date(now.getTime() + days * 24 * 60 * 60 * 1e3)
		};
	} catch (error) {
		return failed(name, reasonOf$1(messageOf(error)));
	}
}
/** Where the artifact service is: github.com and its data-residency hosts (as in @actions/artifact, `isGhes`). */
function isGitHubCloud(serverUrl) {
	const { hostname } = new URL(serverUrl);
	return hostname === "github.com" || hostname.endsWith(".ghe.com") || hostname.endsWith(".localhost");
}
function reasonOf$1(message) {
	if (message.includes("(409)")) return "This run has an artifact of that name already; give each job that runs the gate a `key` of its own.";
	if (/\((401|403)\)/.test(message)) return "The artifact service refused this job.";
	const firstLine = message.split("\n", 1)[0] ?? "";
	return /[.!?]$/.test(firstLine) ? firstLine : `${firstLine}.`;
}
function failed(name, reason) {
	return {
		outcome: "failed",
		message: `${name} could not be uploaded as an artifact. ${reason}`
	};
}
// src/github/base-commit.ts
/** A repository is source code; an archive beyond this is refused rather than held in memory. */
const largestArchive = 536870912;
/**
* The commit that the measured tree is to be compared with: of a pull request's merge commit its first parent, which
* is the base branch as it was merged (the payload's base may be older), else the event's base. Its files come from
* git where the checkout has them, else from the API, so that a shallow checkout without credentials will do. Null
* where there is no such commit, as for a new branch or a schedule.
*/
async function findBaseCommit(client, context, run) {
	const { measuredSha, headSha, base, pullRequest, workspace } = context;
	const isMerge = pullRequest !== null && measuredSha !== headSha;
	const commit = (isMerge ? await resolveCommit(run, workspace, `${measuredSha}^1`) : null) ?? (isMerge && client !== null ? await firstParent(client, context) : null) ?? base?.sha ?? null;
	if (commit === null) return null;
	if (await resolveCommit(run, workspace, commit) !== null) return {
		commit,
		writeTree: (folder) => writeCommitTree(run, workspace, commit, folder)
	};
	if (client === null) return null;
	return {
		commit,
		writeTree: (folder) => writeArchive(client, context, commit, folder, run)
	};
}
async function firstParent(client, { repository, measuredSha }) {
	const { owner, name: repo } = repository;
	const { data } = await client.rest.repos.getCommit({
		owner,
		repo,
		ref: measuredSha
	});
	return data.parents[0]?.sha ?? null;
}
async function writeArchive(client, { repository }, commit, folder, run) {
	const archive = `${folder}.tar.gz`;
	await mkdir(folder, { recursive: true });
	await writeFile(archive, await downloadArchive(client, repository, commit));
	await succeed(run, "unpacking the base commit", {
		file: "tar",
		arguments: [
			"-xzf",
			archive,
			"-C",
			folder,
			"--strip-components=1",
			"--no-same-owner"
		]
	});
	await rm(archive);
}
async function downloadArchive(client, { owner, name }, commit) {
	try {
		const data = (await client.rest.repos.downloadTarballArchive({
			owner,
			repo: name,
			ref: commit
		})).data;
		if (!(data instanceof ArrayBuffer)) throw new MeasurementError("GitHub answered no archive of the base commit.");
		if (data.byteLength > largestArchive) throw new MeasurementError("The base commit’s archive is larger than 512 MiB.");
		return Buffer.from(data);
	} catch (error) {
		const failure = requestFailureOf(error);
		if (failure === null) throw error;
		throw new MeasurementError(`The base commit could not be fetched: GitHub answered ${failure.status}.`, {
			remedy: "Give the job `contents: read`, or check out with `fetch-depth: 2`.",
			cause: error
		});
	}
}
// src/report/annotations.ts
/** The verdict where it is not a green one, then the worst regressions: at most ten, all of one level. */
function annotationsOf(report) {
	const { verdict, policy } = report;
	const isGreen = verdict === "pass" || verdict === "improvement";
	const isAccepted = verdict === "no-baseline" && policy.onMissingBaseline === "pass";
	if (report.passes && (isGreen || isAccepted)) return [];
	const level = report.passes ? "warning" : "error";
	const summary = {
		level,
		title: "Swift Allocation Gate",
		message: plainOf(verdictSentence(report))
	};
	const groups = groupBenchmarks(report);
	const regressions = groups.regressions.slice(0, 9);
	const exceeding = groups.imported.exceeding.slice(0, 9 - regressions.length);
	return [
		summary,
		...regressions.map((compared) => {
			const moves = changesOf(compared).map(({ quantity, baseline, now, delta }) => `${quantity} ${baseline} → ${now} (${delta})`);
			const site = movedSites(compared)[0];
			const where = site === void 0 ? "" : `; most of it from ${logLine(site.name, 160)} in ${logLine(site.module, 60)}`;
			const title = `${logLine(compared.benchmark.name, 160)} allocates more`;
			return {
				level,
				title,
				message: `${moves.join(", ")}${where}`,
				...placeOf(report, compared.benchmark)
			};
		}),
		...exceeding.map(({ benchmark, imported }) => {
			const title = `${logLine(benchmark.name, 160)} exceeds its imported threshold`;
			const message = `total ${formatCount(benchmark.total)}, threshold ${formatCount(imported.total)} (${formatDelta(imported.delta)}), imported from ${imported.from}`;
			return {
				level,
				title,
				message,
				...placeOf(report, benchmark)
			};
		})
	];
}
/** Where the number stands that was exceeded; nowhere in the repository where it is the base commit's, measured here. */
function placeOf({ baselineFile, base }, { baselineLine }) {
	if (baselineFile?.exists !== true || base !== null && baselineLine === null) return {};
	return {
		file: baselineFile.path,
		...baselineLine !== null && { line: baselineLine }
	};
}
// src/report/failures.ts
/** Why something could not be measured, how to mend it, and what the failing tool said last. */
function failures(report, failed, room) {
	const whole = report.failure === null ? [] : [...remedyOf(report.failure), lastLines(report.failure, room)];
	const { shown, omitted } = cut(failed, room.others, "failed benchmark");
	const single = shown.flatMap(({ name, failure }) => [
		`**${code(name)} could not be measured**: ${prose(failure.message)}`,
		...remedyOf(failure),
		lastLines(failure, room)
	]);
	return [
		...whole,
		...single,
		omitted
	];
}
function remedyOf({ remedy }) {
	return remedy === null ? [] : [`What helps: ${prose(remedy)}`];
}
/** The last lines; where not all have room, the later ones, since tools say last why they stop. */
function lastLines({ lastLines }, room) {
	const shown = lastLines.slice(Math.max(0, lastLines.length - room.lastLines));
	const { omitted } = cut(lastLines, shown.length, "line");
	return [omitted, shown.length > 0 ? codeBlock(shown, "text") : ""].filter((part) => part !== "").join("\n\n");
}
// src/report/command.ts
/** Longest command that is shown, in characters: the longest path that a file system takes is in it twice. */
const longest$1 = 2e3;
/**
* The command of a POSIX shell, where a code block shows exactly it; null where anything of it would be spelled out or
* left out, since people paste what they see, and a quoted word that lost a quote is another command.
*/
function pasteable(command) {
	return logLine(command, longest$1) === command ? command : null;
}
/** A fenced block of commands, one on each line; one that is not {@link pasteable} is not in it. */
function commandBlock(commands) {
	const shown = commands.filter((command) => pasteable(command) !== null);
	return shown.length === 0 ? "" : codeBlock(shown, "sh", longest$1);
}
// src/report/fetch-command.ts
/**
* One command that writes the candidate where the gate looks for it, to be run at the top of a checkout; null where
* the artifact is not known, where the path is none of a baseline, or where the command cannot be shown as it is.
*
* Not `gh run download`: it unzips whatever it gets, and the report is uploaded unzipped
* (https://github.com/cli/cli/issues/13012). The address ends in `/zip` for every artifact and answers with the
* file as it was uploaded. `jq -j` prints the text as it is; `-r` adds a line's end to the one that it has.
*/
function fetchCommand({ candidate, source }, { reportArtifactUrl }) {
	const artifact = /\/artifacts\/(\d+)$/.exec(reportArtifactUrl ?? "")?.[1];
	if (candidate === null || source === null || artifact === void 0) return null;
	if (!isInside(candidate.path) || !isRepository(source.repository)) return null;
	const folder = candidate.path.includes("/") ? candidate.path.replace(/\/[^/]*$/, "") : ".";
	const address = shellWord(`repos/${source.repository}/actions/artifacts/${artifact}/zip`);
	return pasteable(`mkdir -p -- ${shellWord(folder)} && gh api ${address} | jq -j .candidate.text > ${shellWord(candidate.path)}`);
}
/**
* People run the command, and code of the pull request may have written the report: it writes nothing but JSON files
* of the checkout, and nothing in their paths means anything to a shell.
*/
function isInside(path) {
	if (!/^[\w./@+ -]+$/.test(path)) return false;
	const segments = path.toLowerCase().split("/");
	return path.endsWith(".json") && !segments.some((segment) => [
		"",
		".",
		"..",
		".git"
	].includes(segment));
}
function isRepository(name) {
	return /^[\w.-]+\/[\w.-]+$/.test(name);
}
// src/report/baseline-diff.ts
/** A baseline is one line for each number: what is longer is a new call tree, which nobody reads here. */
const mostLines = 150;
/** How to accept where the label works: the diff and the command, folded away, for whoever cannot set it. */
function diffBesideLabel(report, links, room) {
	const command = fetchCommand(report, links);
	const diff = diffOf(report, Math.min(mostLines, room.diff));
	if (command === null && diff === null) return [];
	const byCommand = command === null ? [] : [`${toApply} the branch:`, commandBlock([command])];
	const content = [diff ?? tooLong$1, ...byCommand].join("\n\n");
	return [details("The baseline's diff, for whoever cannot set the label", content)];
}
/** How to accept where there is no label to set, as on a fork's pull request: the command, and the diff folded away. */
function diffInsteadOfLabel(report, links, room, purpose) {
	const command = fetchCommand(report, links);
	const diff = diffOf(report, Math.min(mostLines, room.diff));
	const attached = whereAttached(links);
	if (command === null && diff === null && attached === "") return [];
	return [...command === null ? [`To ${purpose}, commit the new baseline to the branch${attached}:`] : [`To ${purpose}, run this at the top of a checkout of the branch, and commit the file:`, commandBlock([command])], details("The baseline's diff", diff ?? tooLong$1)];
}
/** ` (candidate.text in the report)`; empty where nothing was uploaded. */
function whereAttached({ reportArtifactUrl }) {
	return reportArtifactUrl === null ? "" : ` (\`candidate.text\` in the ${link("report", reportArtifactUrl)})`;
}
const toApply = "This command writes the new baseline; run it at the top of a checkout of";
const tooLong$1 = "*Too many lines differ to show them here.*";
/** The diff's first lines, and how many there are besides; null where it is too long to be known. */
function diffOf({ candidate }, most) {
	if (candidate === null || candidate.diff === null) return null;
	const lines = candidate.diff.trimEnd().split("\n");
	const { shown, omitted } = cut(lines, most, "line");
	return [shown.length === 0 ? "" : codeBlock(shown, "diff"), omitted].filter((part) => part !== "").join("\n\n");
}
/** The diffs of several reports, each under a title (Markdown), in as many lines as one has. */
function diffsOf(reports, room) {
	const most = Math.ceil(Math.min(mostLines, room.diff) / reports.length);
	return reports.map(({ title, report }) => `${title}:\n\n${diffOf(report, most) ?? tooLong$1}`).join("\n\n");
}
// src/report/next-step.ts
/** How the measured numbers become the baseline; empty where there is nothing to accept. */
function nextStep(report, groups, links, room) {
	if (report.candidate === null || report.candidate.diff === "") return [];
	if (report.baselineFile?.exists !== true && !report.base?.newEnvironment) return firstBaseline(report, links);
	if (!hasNews(report, groups)) return [];
	const purpose = purposeOf(report, groups);
	const label = labelOf(report, links);
	if (label === null) return diffInsteadOfLabel(report, links, room, purpose);
	return [`To ${purpose}, add the label ${label}: they are committed to this branch as the new baseline.`, ...diffBesideLabel(report, links, room)];
}
/** Whether the numbers differ from a committed baseline, so that there is something to accept. */
function hasNews(report, groups) {
	return changedBenchmarks(groups).length + groups.withoutBaseline.length + groups.incomparable.length + (groups.imported.exceeding.length + groups.imported.within.length) + report.removed.length + remainingLines(report).length > 0 || report.base !== null;
}
function purposeOf({ base, removed }, groups) {
	if (groups.regressions.length === 0 && groups.improvements.length > 0) return "lock these numbers in";
	const hasChanges = changedBenchmarks(groups).length + groups.withoutBaseline.length + removed.length > 0;
	if (base === null || hasChanges) return "accept these numbers";
	return base.newEnvironment === null ? "renew the baseline" : "make a baseline of these numbers";
}
/** The first run: nothing is committed yet, the numbers are ready. */
function firstBaseline(report, links) {
	const label = labelOf(report, links);
	const fetching = fetchCommand(report, links);
	const attached = attachedReport(links);
	const creating = createLabelCommand(links);
	const toCommit = `To commit it to this branch, add the label ${label}.`;
	const withLabel = creating === null ? [toCommit] : [`${toCommit} Create the label once with`, commandBlock([creating])];
	const byLabel = label === null ? [] : withLabel;
	const byHand = fetching === null ? [] : [`${label === null ? "Fetch it" : "Or fetch it yourself"} with`, commandBlock([fetching])];
	return [
		attached,
		...byLabel,
		...byHand
	];
}
function attachedReport({ reportArtifactName, reportArtifactUrl }) {
	if (reportArtifactUrl === null) return "";
	const name = reportArtifactName === null ? "the report" : code(reportArtifactName);
	return `A ready baseline is attached to this run, as \`candidate.text\` in ${link(name, reportArtifactUrl)}.`;
}
/** The command that creates the label in the repository; null where there is none, or where it cannot be shown as it is. */
function createLabelCommand({ label }) {
	return label === null ? null : pasteable(`gh label create ${shellWord(label)} --description 'Commit the measured allocation counts as the new baseline'`);
}
/** The label as code; null where there is none to set. */
function labelOf({ source }, { label }) {
	return label === null || source?.pullRequest === null || source === null ? null : code(label);
}
/** Where to look further. */
function linkLine(links) {
	const { flameGraphUrl, flameGraphExpires, runUrl, runId, reportArtifactUrl } = links;
	const expiry = /^\d{4}-\d{2}-\d{2}/.exec(flameGraphExpires ?? "")?.[0];
	const run = runId === null ? "Run" : `Run ${runId}`;
	return [
		...flameGraphUrl === null ? [] : [`${link("Flame graph", flameGraphUrl)}${expiry ? ` (until ${expiry})` : ""}`],
		...runUrl === null ? [] : [link(run, runUrl)],
		...reportArtifactUrl === null ? [] : [link("Report", reportArtifactUrl)]
	].join(" · ");
}
// src/report/remarks.ts
/** The first sentences, a paragraph each, and how many there are besides. */
function remarks(sentences, room) {
	const { shown, omitted } = cut(sentences, room, "remark");
	return [...shown.map(markdownOf), omitted];
}
/** The first of the benchmarks that only the baseline has; empty where there is none. */
function removedList(names, room) {
	if (names.length === 0) return "";
	const { shown, omitted } = cut(names, room, "name");
	return `In the baseline, but not measured any more: ${[shown.map((name) => code(name)).join(", "), omitted].filter((part) => part !== "").join(" ")}`;
}
// src/report/tables.ts
const left = (title) => ({
	title,
	align: "left"
});
const right = (title) => ({
	title,
	align: "right"
});
/** What moved, regressions first: each benchmark's total, then its functions. */
function changedTable(groups, room) {
	const rows = changedBenchmarks(groups).flatMap(changeRows);
	if (rows.length === 0) return "";
	const { shown, omitted } = cut(rows, room.changed, "row");
	const columns = [
		left("Benchmark"),
		left("Function"),
		right("Baseline"),
		right("Now"),
		right("Delta"),
		right("Delta %"),
		right("Limit")
	];
	return withOmission(shown.length > 0 ? table$1(columns, shown.map((row) => row())) : "", omitted);
}
function changeRows(compared) {
	const regressed = compared.benchmark.verdict === "regression";
	return unwrittenChangesOf(compared).map((write, index) => () => {
		const change = write();
		return [
			index === 0 ? code(compared.benchmark.name) : "",
			index === 0 ? change.quantity : code(change.quantity),
			change.baseline,
			change.now,
			regressed && change.decides ? `**${change.delta}**` : change.delta,
			change.percent,
			change.limit
		];
	});
}
/** What did not move, collapsed. */
function unchangedTable(unchanged, room) {
	if (unchanged.length === 0) return "";
	const { shown, omitted } = cut(unchanged, room.unchanged, "row");
	const rows = shown.map(({ benchmark }) => [
		code(benchmark.name),
		formatCount(benchmark.total),
		benchmark.unit
	]);
	const columns = [
		left("Benchmark"),
		right("Total"),
		left("Per")
	];
	const content = withOmission(rows.length > 0 ? table$1(columns, rows) : "", omitted);
	return details(formatQuantity(unchanged.length, "unchanged benchmark"), content);
}
/** What was measured without a baseline to compare it with. */
function measuredTable(benchmarks, room) {
	if (benchmarks.length === 0) return "";
	const { shown, omitted } = cut(benchmarks, room.others, "row");
	const functions = allocationFunctions.filter((name) => benchmarks.some(({ counts }) => counts[name] !== 0));
	const columns = [
		left("Benchmark"),
		right("Total"),
		left("Per"),
		...functions.map((name) => right(code(displayName(name))))
	];
	const rows = shown.map(({ name, total, unit, counts }) => [
		code(name),
		formatCount(total),
		unit,
		...functions.map((each) => formatCount(counts[each]))
	]);
	return withOmission(rows.length > 0 ? `Measured without a baseline:\n\n${table$1(columns, rows)}` : "", omitted);
}
/** Which fields of the fingerprints differ, benchmark by benchmark; benchmarks that differ alike share a row. */
function incomparableTable(benchmarks, room) {
	const rows = /* @__PURE__ */ new Map();
	for (const { name, differences } of benchmarks) for (const { field, baseline, measured } of differences) {
		const cells = [
			code(field),
			code(baseline),
			code(measured)
		];
		const identity = JSON.stringify(cells);
		const row = rows.get(identity) ?? {
			cells,
			names: []
		};
		row.names.push(name);
		rows.set(identity, row);
	}
	if (rows.size === 0) return "";
	const { shown, omitted } = cut([...rows.values()], room.others, "row");
	const columns = [
		left("Differs"),
		left("Baseline"),
		left("Now"),
		left("Benchmarks")
	];
	const cells = shown.map((row) => [...row.cells, namesOf(row.names, benchmarks.length)]);
	return withOmission(cells.length > 0 ? table$1(columns, cells) : "", omitted);
}
function namesOf(names, all) {
	if (names.length === all && all > 1) return `all ${formatCount(all)}`;
	const shown = names.slice(0, 3).map((name) => code(name));
	return names.length > 3 ? `${shown.join(", ")} and ${formatCount(names.length - 3)} more` : shown.join(", ");
}
function withOmission(content, omitted) {
	return [content, omitted].filter((part) => part !== "").join("\n\n");
}
// src/report/compose.ts
/** The report's sections (Markdown), top-down as a reviewer needs them; `room` says what must be left out. */
function composeReport(report, links, lengths, room) {
	const groups = groupBenchmarks(report);
	return [
		`${verdictSign(report)} ${markdownOf(verdictSentence(report))}`,
		...notices(report, groups, room),
		markdownOf(comparison(report)),
		...failures(report, groups.failed, room),
		changedTable(groups, room),
		...remarks(remainingLines(report), room.changed),
		...grownSites(groups, lengths, room, links.flameGraphUrl),
		markdownOf(dependencyLine(report)),
		importedTable(groups.imported, room),
		incomparableTable(groups.incomparable, room),
		measuredTable(groups.withoutBaseline, room),
		removedList(report.removed, room.others),
		unchangedTable(groups.unchanged, room),
		...nextStep(report, groups, links, room),
		linkLine(links)
	];
}
/** What must not be overlooked, one quoted warning each. */
function notices(report, groups, room) {
	const suspicious = changedBenchmarks(groups).filter(({ benchmark }) => benchmark.suspicious).map((compared) => () => markdownOf(suspicion(compared)));
	const unlikely = importedSuspicions(groups.imported).map((phrase) => () => markdownOf(phrase));
	const all = [
		...report.notices.map((notice) => () => prose(notice)),
		...suspicious,
		...unlikely
	];
	const { shown, omitted } = cut(all, room.notices, "notice");
	return [...shown.map((notice) => `> [!WARNING]\n> ${notice()}`), omitted];
}
// src/report/fit.ts
/** More than there can be of anything. */
const enough = 1e5;
const roomForAll$1 = {
	diff: enough,
	unchanged: enough,
	callers: enough,
	sites: enough,
	changed: enough,
	lastLines: enough,
	others: enough,
	notices: enough
};
/** The order in which things are left out: what explains the verdict least goes first. */
const order$1 = [
	"diff",
	"unchanged",
	"callers",
	"sites",
	"changed",
	"lastLines",
	"others",
	"notices"
];
/** The longest text of one report that fits, as {@link fitInOrder} finds it. */
function fitReport(compose, fits) {
	return fitInOrder(order$1, roomForAll$1, compose, fits);
}
/**
* Composes the longest text that fits of sections (Markdown, the verdict first, empty ones dropped): kind after kind is
* left out in this order, and of the last of them only as much as must be. What fits with nothing left out is untouched;
* what is still too long loses whole sections from the end, and says so.
*/
function fitInOrder(order, roomForAll, compose, fits) {
	const composed = (room) => joined(compose(room));
	let room = roomForAll;
	let text = composed(room);
	for (const kind of order) {
		if (fits(text)) return text;
		const without = {
			...room,
			[kind]: 0
		};
		text = composed(without);
		if (fits(text)) return longestThatFits((count) => composed({
			...room,
			[kind]: count
		}), fits) ?? text;
		room = without;
	}
	return fits(text) ? text : mostSections(compose(room), fits);
}
function joined(sections) {
	return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}
const tooLong = "*The rest is too long to be shown here.*";
/** As many of the first sections as fit, and the last, which leads to the run; whole ones, so that none is left open. */
function mostSections(sections, fits) {
	const last = sections.at(-1) ?? "";
	for (let count = sections.length - 1; count > 0; count -= 1) {
		const shortened = joined([
			...sections.slice(0, count),
			tooLong,
			last
		]);
		if (fits(shortened)) return shortened;
	}
	const verdict = joined([...sections.slice(0, 1), tooLong]);
	return fits(verdict) ? verdict : joined([tooLong]);
}
/** Doubles the count until the text is too long, so that nothing much longer than what fits is ever composed. */
function longestThatFits(compose, fits) {
	let best = null;
	let fitting = 0;
	let tooMany = enough;
	while (tooMany - fitting > 1) {
		const count = tooMany === 1e5 ? Math.min(2 * fitting + 1, 99999) : Math.floor((fitting + tooMany) / 2);
		const text = compose(count);
		if (fits(text)) {
			best = text;
			fitting = count;
		} else tooMany = count;
	}
	return best;
}
// src/report/comment.ts
/** GitHub refuses a comment of more than 65,536 characters (facts 21). */
const mostCharacters = 6e4;
/** The sections' lengths before anything has to be left out: what a reviewer reads in ten seconds. */
const lengths$3 = {
	sitesPerBenchmark: 5,
	benchmarksWithSites: 3
};
/** The pull-request comment as Markdown, at most 60,000 characters; its marker is the report's unless another is given. */
function renderComment(report, links, marker = markerOf(report)) {
	const firstLine = marker === null ? "" : `${formatMarker(marker)}\n`;
	return `${firstLine}${fitReport((room) => composeReport(report, links, lengths$3, room), (markdown) => firstLine.length + markdown.length <= mostCharacters)}`;
}
function markerOf({ key, source }) {
	if (source === null) return null;
	const { headSha, runId, runAttempt } = source;
	return {
		key,
		headSha,
		runId,
		runAttempt
	};
}
// src/report/summary.ts
/** GitHub drops a job summary of more than 1 MiB as a whole (facts 21); other steps write to it too. */
const mostBytes$1 = 921600;
const lengths$2 = {
	sitesPerBenchmark: 50,
	benchmarksWithSites: 500
};
/** The job summary as Markdown, at most 900 KiB of UTF-8. */
function renderSummary(report, links) {
	return fitReport((room) => composeReport(report, links, lengths$2, room), (markdown) => Buffer.byteLength(markdown) <= mostBytes$1);
}
// src/github/base-branch.ts
/** A file of the repository at a commit, as text; null where there is none. Throws what the API answers otherwise. */
async function readFileAt(client, { owner, name }, path, sha) {
	try {
		const data = (await client.rest.repos.getContent({
			owner,
			repo: name,
			path,
			ref: sha,
			mediaType: { format: "raw" }
		})).data;
		return data instanceof ArrayBuffer ? Buffer.from(data).toString() : typeof data === "string" ? data : null;
	} catch (error) {
		if (requestFailureOf(error)?.status === 404) return null;
		throw error;
	}
}
// src/commands/configuration-notice.ts
const limitsNamed = 5;
/**
* Says that the pull request edits the configuration which judges it, and which limits it moves; nothing where the
* file is the base branch's. A limit that was raised would otherwise be a quiet way through the gate.
*/
async function configurationNotice(client, { repository, pullRequest, base, workspace }, path, logger) {
	if (client === null || pullRequest === null || !base?.sha) return [];
	const head = await readFile(join(workspace, path), "utf8").catch(() => null);
	try {
		const before = await readFileAt(client, repository, path, base.sha);
		if (before === null || before === head) return [];
		if (head === null) return [`This pull request removes the configuration ${code(path)} of the base branch.`];
		const moved = movedLimits(before, head, path);
		const shown = moved.slice(0, limitsNamed).join(", ");
		const more = moved.length > limitsNamed ? `, and ${moved.length - limitsNamed} more` : "";
		return [`This pull request edits the configuration that judges it, ${code(path)}: ${shown === "" ? "no limit moves" : shown + more}.`];
	} catch (error) {
		logger.warning(`The configuration of the base branch could not be read: ${messageOf(error)}`);
		return [];
	}
}
/** The limits that differ: of each benchmark, and the one for all. */
function movedLimits(before, head, path) {
	const [old, now] = [limitsOf(before, path), limitsOf(head, path)];
	if (old === null || now === null) return ["its old form is not understood"];
	return [.../* @__PURE__ */ new Set([...old.keys(), ...now.keys()])].filter((name) => old.get(name) !== now.get(name)).map((name) => `the limit of ${code(name)} from ${old.get(name) ?? "the default"} to ${now.get(name) ?? "the default"}`);
}
function limitsOf(text, path) {
	try {
		const { benchmarks, defaults } = parseConfigFile(text, path);
		const all = [{
			name: "defaults",
			limit: defaults.limit
		}, ...benchmarks];
		return new Map(all.flatMap(({ name, limit }) => limit === null ? [] : [[name, `${limit.absolute} or ${limit.percent} %`]]));
	} catch (error) {
		if (error instanceof UsageError) return null;
		throw error;
	}
}
// src/commands/inspect-base.ts
const benchmarksNamed = 5;
const nothing = {
	baselineRemoved: false,
	removedEntries: [],
	notices: [],
	files: []
};
/**
* Looks at the baseline of the base branch: where it has one and the pull request has not, the gate stays shut
* (deleting the baseline, or a benchmark's numbers in it, must not open it); where the pull request edits it, the report says so on top.
*/
async function inspectBase(client, { repository, pullRequest, base }, path, baseline, logger) {
	if (pullRequest === null || !base?.sha) return nothing;
	if (client === null) {
		logger.warning("There is no token, so the baseline of the base branch could not be looked at.");
		return {
			...nothing,
			baselineRemoved: baseline === null
		};
	}
	try {
		const text = await readFileAt(client, repository, path, base.sha);
		if (text === null) {
			if (baseline !== null) return nothing;
			const files = await readFolders(client, repository, [posix.dirname(path)], base.sha);
			return {
				...nothing,
				files: [...files?.keys() ?? []].map((file) => posix.basename(file))
			};
		}
		if (baseline === null) return {
			...nothing,
			baselineRemoved: true,
			notices: [`The base branch has a baseline, ${code(path)}, that this pull request removes.`]
		};
		const known = parseBaseline(text, path);
		const here = benchmarkNames(baseline);
		const removedEntries = benchmarkNames(known).filter((name) => !here.includes(name));
		return {
			...nothing,
			removedEntries,
			notices: editNotice(known, baseline, path)
		};
	} catch (error) {
		logger.warning(`The baseline of the base branch could not be read: ${messageOf(error)}`);
		return {
			...nothing,
			baselineRemoved: baseline === null
		};
	}
}
/** How the pull request's baseline differs from the base branch's; nothing where it does not. */
function editNotice(base, head, path) {
	if (formatBaseline(base) === formatBaseline(head)) return [];
	const changes = [.../* @__PURE__ */ new Set([...benchmarkNames(base), ...benchmarkNames(head)])].sort().flatMap((name) => {
		const [before, after] = [totalIn(base, name), totalIn(head, name)];
		return before === after ? [] : [`${code(name)} from ${before} to ${after}`];
	});
	const shown = changes.slice(0, benchmarksNamed).join(", ");
	const more = changes.length > benchmarksNamed ? `, and ${changes.length - benchmarksNamed} more` : "";
	return [`This pull request edits its own baseline, ${code(path)}: ${shown === "" ? "the totals stay as they are" : shown + more}.`];
}
function totalIn(baseline, name) {
	const benchmark = benchmarkIn(baseline, name);
	if (benchmark !== void 0) return formatCount(perUnit(benchmark.measurement).total);
	const threshold = importedIn(baseline, name);
	return threshold === void 0 ? "none" : `${formatCount(threshold.total)} (imported)`;
}
// src/commands/short-key.ts
const longest = 100;
/** The parts as one key of at most 100 characters; what is cut ends in a hash of the whole, so that two keys never become one. */
function shortKey(parts) {
	const key = parts.join(" ");
	if (key.length <= longest) return key;
	const ending = ` ${createHash("sha256").update(key).digest("hex").slice(0, 8)}`;
	return `${key.slice(0, longest - ending.length).toWellFormed()}${ending}`;
}
// src/github/comment-history.ts
const query = `query ($id: ID!) {
  node(id: $id) {
    ... on IssueComment { userContentEdits(first: 10) { nodes { diff } } }
  }
}`;
/**
* The last versions of a comment of ours under its key, newest first. Empty where GitHub keeps none, or does not show
* them to this token. Throws where the request fails.
*/
async function versionsOf(client, { nodeId, marker }) {
	return ((await client.graphql(query, { id: nodeId }).catch((error) => {
		if (requestFailureOf(error) !== null) throw error;
		return null;
	}))?.node?.userContentEdits?.nodes ?? []).flatMap((edit) => {
		const version = parseMarker(edit?.diff ?? "");
		return version?.key === marker.key ? [{
			body: edit?.diff ?? "",
			marker: version
		}] : [];
	});
}
// src/github/comment-outcome.ts
/** The outcome of a comment that was not written because of this error. */
function notWritten(error, { pullRequest }) {
	const failure = requestFailureOf(error);
	const what = `The comment on pull request #${pullRequest} was not written`;
	if (failure === null) return {
		outcome: "failed",
		message: `${what}: ${messageOf(error)}`
	};
	if (failure.status === 403 && !failure.rateLimited && !/locked/i.test(failure.message)) return {
		outcome: "refused",
		permission: "pull-requests: write",
		message: `${what}: the token lacks the permission \`pull-requests: write\`; add it to the job's \`permissions\` (on a pull request from a fork the token can only read, whatever they say).`
	};
	return {
		outcome: "failed",
		message: `${what}: ${reasonOf(error)}.`
	};
}
/** The outcome of a comment that was written, where what had to follow met this error. */
function notSettled(error, written, { pullRequest }) {
	return {
		...written,
		warning: unsettledSentence(pullRequest, reasonOf(error))
	};
}
/** That a comment stands, and may not be the only or the newest. */
function unsettledSentence(pullRequest, reason) {
	return `The comment on pull request #${pullRequest} may stand there twice or be of an older run until the next report: ${reason}.`;
}
function reasonOf(error) {
	return failureSentence(error) ?? messageOf(error);
}
// src/github/comment.ts
/** How often one report looks at the comments. Two jobs at once need three looks at most. */
const mostLooks = 6;
/**
* Writes the one comment of a key on a pull request: updates it where we have written it before, creates it where
* not. Never throws.
*
* Ours is a comment only if it starts with the key's marker and its author is who the token stands for: anybody can
* copy a marker. The oldest is kept. What it tells of an acceptance is told again.
*
* GitHub writes comments unconditionally, so jobs that report at the same moment can get in each other's way. Each
* therefore looks again after it wrote: two that both created a comment delete all but the oldest, and one that
* overwrote a newer report, which it could not see, puts that back from the comment's history. Whoever writes last
* sees what all have written; so when all are done, one comment stands, with the newest report in it.
*
* @param body Markdown whose first line is the marker that `formatMarker` makes.
* @param mayCreate Whether a comment is written where there is none yet; false only brings an older one up to date.
*/
async function upsertComment(client, target, body, mayCreate = true) {
	const marker = parseMarker(body);
	if (marker === null) return {
		outcome: "failed",
		message: "The comment was not written: it has no marker."
	};
	const report = {
		body,
		marker
	};
	const progress = {
		newest: report,
		created: null,
		written: null,
		mayHaveWritten: false
	};
	try {
		return await settle(client, target, {
			report,
			mayCreate
		}, progress);
	} catch (error) {
		return progress.written === null ? notWritten(error, target) : notSettled(error, progress.written, target);
	}
}
async function settle(client, target, { report, mayCreate }, progress) {
	for (let look = 1; look <= mostLooks; look++) {
		const own = await findOwnComments(client, target, ({ key }) => key === report.marker.key);
		const [kept, ...duplicates] = own;
		if (kept === void 0) {
			if (!mayCreate && !progress.mayHaveWritten) return { outcome: "skipped" };
			await create(client, target, progress);
			continue;
		}
		progress.newest = newestOf([progress.newest, ...own]);
		if (progress.newest !== report && !progress.mayHaveWritten) return {
			outcome: "outdated",
			url: kept.url
		};
		if (!await isBroughtUpToDate(client, target, kept, report, progress)) continue;
		if (!await areRemoved(client, target, duplicates)) continue;
		if (progress.newest !== report) return {
			outcome: "outdated",
			url: kept.url
		};
		if (progress.created === kept.id) return {
			outcome: "created",
			url: kept.url
		};
		return {
			outcome: progress.written === null ? "unchanged" : "updated",
			url: kept.url
		};
	}
	const warning = unsettledSentence(target.pullRequest, "other jobs kept writing it");
	return progress.written === null ? {
		outcome: "failed",
		message: warning
	} : {
		...progress.written,
		warning
	};
}
/** Creates the comment with the newest report. An answer may be lost after it got through: looking again tells. */
async function create(client, target, progress) {
	const isFirst = !progress.mayHaveWritten;
	progress.mayHaveWritten = true;
	const { body } = progress.newest;
	try {
		const { data } = await client.rest.issues.createComment({
			...locationOf(target),
			issue_number: target.pullRequest,
			body
		});
		progress.created = data.id;
		progress.written = {
			outcome: "created",
			url: data.html_url
		};
	} catch (error) {
		if (!isFirst || (requestFailureOf(error)?.status ?? 0) < 500) throw error;
	}
}
/**
* Whether the comment holds the newest report, after it was updated if need be; false where another look is needed:
* it is gone, or its history has a newer report, which our update has overwritten.
*/
async function isBroughtUpToDate(client, target, kept, report, progress) {
	const body = withEarlierAcceptance(progress.newest.body, kept.body);
	if (normalized(kept.body) === normalized(body)) return true;
	progress.mayHaveWritten = true;
	try {
		await client.rest.issues.updateComment({
			...locationOf(target),
			comment_id: kept.id,
			body
		});
	} catch (error) {
		if (isGone(error)) return false;
		throw error;
	}
	progress.written = {
		outcome: progress.newest === report ? "updated" : "outdated",
		url: kept.url
	};
	const newest = newestOf([progress.newest, ...await versionsOf(client, kept)]);
	const isNewest = newest === progress.newest;
	progress.newest = newest;
	return isNewest;
}
/** Deletes these; false where one was gone already, maybe by another job, so that another look is needed. */
async function areRemoved(client, target, duplicates) {
	let areAll = true;
	for (const { id } of duplicates) try {
		await client.rest.issues.deleteComment({
			...locationOf(target),
			comment_id: id
		});
	} catch (error) {
		if (!isGone(error)) throw error;
		areAll = false;
	}
	return areAll;
}
/** The first of the newest. */
function newestOf(versions) {
	return versions.reduce((newest, version) => isNewer(version.marker, newest.marker) ? version : newest);
}
function isNewer(a, b) {
	return a.runId === b.runId ? a.runAttempt > b.runAttempt : a.runId > b.runId;
}
/** GitHub may give a body back with other line ends and without the space around it. */
function normalized(body) {
	return body.replaceAll("\r\n", "\n").trim();
}
function isGone(error) {
	return requestFailureOf(error)?.status === 404;
}
// src/commands/write-comment.ts
/**
* Writes the comment where there is a pull request (else null) and the settings want one; returns its address or
* nothing. What keeps it from being written is a warning.
*/
async function writeComment(client, { comment }, target, { body, mayCreate }, logger) {
	if (target === null || comment === "never") return "";
	if (client === null) {
		logger.warning("There is no token, so the pull request gets no comment; the job summary has the report.");
		return "";
	}
	const outcome = await upsertComment(client, target, body, mayCreate);
	switch (outcome.outcome) {
		case "skipped": return "";
		case "refused":
		case "failed":
			logger.warning(outcome.message);
			return "";
	}
	if (outcome.outcome === "outdated") logger.info("A newer run has commented already; its comment stays.");
	if (outcome.warning !== void 0) logger.warning(outcome.warning);
	return outcome.url;
}
// src/commands/gate-on-github.ts
/**
* The gate in a job: measures and decides, then reports. What cannot be reported (a refused comment, a failed
* upload) is a warning; the exit status is the gate's alone.
*/
async function gateOnGitHub(settings, surroundings) {
	const { context, logger } = surroundings;
	if (context.triggeringRun !== null) throw new UsageError(`The event \`workflow_run\` is not one the gate answers to, but \`mode: publish\` does. Start the gate on one of: ${eventNames.join(", ")}.`);
	const client = settings.token === null ? null : await createClient(settings.token, { apiUrl: context.apiUrl });
	const result = await runGate(settings, {
		source: sourceOf(context, settings),
		image: context.image,
		inspectBase: async (path, baseline) => {
			const inspected = await inspectBase(client, context, path, baseline, logger);
			const edited = await configurationNotice(client, context, settings.config, logger);
			return {
				...inspected,
				notices: [...inspected.notices, ...edited]
			};
		},
		findBase: async () => {
			const found = await findBaseCommit(client, context, surroundings.run);
			return found === null ? null : {
				...found,
				prefix: ""
			};
		},
		alwaysBase: false,
		keyOf: (environmentName) => defaultKey$1(context, settings, environmentName)
	}, surroundings);
	const { report } = result;
	logger.info(renderTerminal(report, { color: false }));
	const { files, links } = await leaveResults(result, settings, surroundings);
	const body = renderComment(report, links);
	const mayCreate = settings.comment === "always" || hasChanged(report);
	const commentUrl = await writeComment(client, settings, targetOf(context), {
		body,
		mayCreate
	}, logger);
	const summary = await writeSummary(renderSummary(report, links));
	if (summary.outcome === "failed") logger.warning(summary.message);
	writeAnnotations(logger, annotationsOf(report));
	await writeOutputs({
		verdict: report.verdict,
		"report-path": files.report,
		"candidate-path": files.candidate ?? "",
		"comment-url": commentUrl,
		"flame-graph-url": links.flameGraphUrl ?? "",
		"comment-body": body
	});
	return exitStatusOf(report);
}
function targetOf({ pullRequest, repository }) {
	return pullRequest === null ? null : {
		repository,
		pullRequest: pullRequest.number
	};
}
function sourceOf(context, { jobId }) {
	const { repository, eventName, headSha, measuredSha, pullRequest, runId, runAttempt } = context;
	return {
		repository: `${repository.owner}/${repository.name}`,
		event: eventName,
		headSha,
		measuredSha,
		pullRequest: pullRequest?.number ?? null,
		runId,
		runAttempt,
		jobId
	};
}
/** Two jobs never share one by accident: the job, the package's folder and the environment are in it. */
function defaultKey$1({ job }, { packagePath }, environmentName) {
	return shortKey([
		job,
		...packagePath === "." ? [] : [packagePath],
		environmentName
	]);
}
async function leaveResults(result, settings, { context, logger, resultFolder }) {
	const { report } = result;
	const names = artifactNames({
		key: report.key,
		headSha: context.headSha,
		runAttempt: context.runAttempt
	});
	const files = await writeResults(join(resultFolder, "allocations"), result, names);
	const { warning } = reportText(report);
	if (warning !== null) logger.warning(warning);
	const orWarn = (uploaded) => {
		if (uploaded.outcome === "uploaded") return uploaded;
		logger.warning(uploaded.message);
		return null;
	};
	const reportArtifact = orWarn(await uploadArtifact(files.report, context, logger));
	const flameGraph = reportArtifact !== null && files.flameGraph !== null ? orWarn(await uploadArtifact(files.flameGraph, context, logger)) : null;
	if (flameGraph !== null) orWarn(await uploadArchive(names.stacks, files.stacks, context, logger));
	return {
		files,
		links: {
			runUrl: context.runUrl,
			runId: context.runId,
			flameGraphUrl: flameGraph?.url ?? null,
			flameGraphExpires: flameGraph?.expiresAt.toISOString() ?? null,
			reportArtifactName: reportArtifact?.name ?? null,
			reportArtifactUrl: reportArtifact?.url ?? null,
			label: context.pullRequest?.fromFork === true ? null : settings.label
		}
	};
}
/** Anything that a reviewer should see: a verdict other than pass, a count that moved, blocks that are not freed. */
function hasChanged(report) {
	return report.verdict !== "pass" || report.removed.length > 0 || report.notices.length > 0 || remainingLines(report).length > 0 || report.benchmarks.some(hasMoved);
}
// src/github/workflow-jobs.ts
/** All executions of all jobs of a run, of all its attempts. Throws what the API answers. */
async function listRunJobs(client, { owner, name }, runId) {
	return (await client.paginate(client.rest.actions.listJobsForWorkflowRun, {
		owner,
		repo: name,
		run_id: runId,
		filter: "all",
		per_page: 100
	})).map((job) => ({
		id: job.id,
		name: job.name,
		attempt: job.run_attempt ?? 1,
		status: job.status,
		conclusion: job.conclusion,
		startedAt: job.started_at,
		url: job.html_url
	}));
}
// src/report/matrix/matrix.ts
/** The only leg, where there is nothing besides it: it is shown as a report of its own. */
function singleLeg({ legs, missing, refusals }) {
	const [only, ...others] = legs;
	return only === void 0 || others.length + missing.length + refusals.length > 0 ? null : only;
}
// src/report/matrix/cell.ts
/** Kinds of cells, worst first; from `unchanged` on, there is nothing to see. */
const kinds = [
	"regression",
	"exceeding",
	"failed",
	"incomparable",
	"no-baseline",
	"improvement",
	"within-limit",
	"within-threshold",
	"removed",
	"unchanged",
	"leg-failed",
	"leg-missing",
	"absent"
];
/** Where the kind of the cell stands, the worst being 0. */
function rankOf({ kind }) {
	return kinds.indexOf(kind);
}
/** Whether something happened to the benchmark itself. */
function isNews(cell) {
	return rankOf(cell) < kinds.indexOf("unchanged");
}
/** How far the quantity that decides has moved; 0 where nothing was compared. */
function sizeOf$1(cell) {
	if ("delta" in cell) return Math.abs(cell.delta);
	return "compared" in cell ? Math.abs(cell.compared.delta[decidingQuantity(cell.compared)]) : 0;
}
/** The benchmarks of a leg, each with its cell. */
function cellsOf({ leg, groups }) {
	const compared = (kind, all) => all.map((each) => [each.benchmark.name, {
		kind,
		compared: each
	}]);
	const measured = (kind, all) => all.map((benchmark) => [benchmark.name, {
		kind,
		benchmark
	}]);
	const imported = (kind, all) => all.map((each) => [each.benchmark.name, {
		kind,
		benchmark: each.benchmark,
		delta: each.imported.delta
	}]);
	return new Map([
		...leg.report.removed.map((name) => [name, { kind: "removed" }]),
		...groups.unchanged.map(({ benchmark }) => [benchmark.name, {
			kind: "unchanged",
			benchmark
		}]),
		...compared("within-limit", groups.withinLimit),
		...compared("improvement", groups.improvements),
		...measured("no-baseline", groups.withoutBaseline),
		...measured("incomparable", groups.incomparable),
		...groups.failed.map(({ name }) => [name, { kind: "failed" }]),
		...imported("within-threshold", groups.imported.within),
		...imported("exceeding", groups.imported.exceeding),
		...compared("regression", groups.regressions)
	]);
}
/** What was measured; null where nothing was. */
function measuredIn(cell) {
	if ("compared" in cell) return cell.compared.benchmark;
	return "benchmark" in cell ? cell.benchmark : null;
}
/** The cell as Markdown: the total, on one line with what there is to say of it. Nothing in it is foreign. */
function cellText(cell) {
	switch (cell.kind) {
		case "regression":
		case "improvement":
		case "within-limit": return `${formatCount(cell.compared.benchmark.total)}&nbsp;(${moveText(cell.kind, cell.compared)})`;
		case "exceeding": return `${formatCount(cell.benchmark.total)}&nbsp;(**${formatDelta(cell.delta)}** imported)`;
		case "within-threshold": return `${formatCount(cell.benchmark.total)}&nbsp;(${formatDelta(cell.delta)} imported)`;
		case "unchanged": return formatCount(cell.benchmark.total);
		case "no-baseline": return `${formatCount(cell.benchmark.total)}&nbsp;new`;
		case "incomparable": return "incomparable";
		case "removed": return "removed";
		case "failed":
		case "leg-failed": return "failed";
		case "leg-missing": return "missing";
		case "absent": return "–";
	}
}
/** A regression in bold. */
function moveText(kind, compared) {
	const deciding = decidingQuantity(compared);
	const move = compared.delta[deciding];
	if (!isMove(move)) return "other functions";
	const delta = kind === "regression" ? `**${formatDelta(move)}**` : formatDelta(move);
	return deciding === "realloc" ? `${delta} \`realloc\`` : delta;
}
// src/report/matrix/standing.ts
/** What there is to say about a leg as a whole, in the order in which the verdict's sentence says it. */
const standings = [
	"regression",
	"exceeding",
	"failed",
	"failed-in-part",
	"incomparable",
	"no-baseline",
	"improvement",
	"within-limit",
	"within-threshold",
	"unchanged"
];
/** Each leg with what there is to say about it, in the order of the legs. */
function standingLegs(legs) {
	return legs.map((leg) => {
		const groups = groupBenchmarks(leg.report);
		return {
			leg,
			groups,
			standing: standings.find((each) => isTrue(each, leg, groups)) ?? "unchanged",
			largest: changedBenchmarks(groups)[0] ?? null
		};
	});
}
/** Whether this can be said of the leg, be it the worst of it or not. */
function hasStanding({ leg, groups }, standing) {
	return isTrue(standing, leg, groups);
}
/** Worst first, of equal ones the one with the largest change; else in the order in which they come. */
function worstFirst(a, b) {
	return standings.indexOf(a.standing) - standings.indexOf(b.standing) || sizeOf(b) - sizeOf(a);
}
function sizeOf({ largest }) {
	return largest === null ? 0 : Math.abs(largest.delta[decidingQuantity(largest)]);
}
function isTrue(standing, { report }, groups) {
	switch (standing) {
		case "regression": return groups.regressions.length > 0;
		case "exceeding": return groups.imported.exceeding.length > 0;
		case "failed": return report.failure !== null || groups.failed.length === report.benchmarks.length;
		case "failed-in-part": return report.failure === null && groups.failed.length > 0 && groups.failed.length < report.benchmarks.length;
		case "incomparable": return groups.incomparable.length > 0;
		case "no-baseline": return groups.withoutBaseline.length > 0;
		case "improvement": return groups.improvements.length > 0;
		case "within-limit": return groups.withinLimit.length > 0;
		case "within-threshold": return groups.imported.within.length > 0;
		case "unchanged": return true;
	}
}
/**
* The packages, each with a table, in the order in which they come.
*
* A leg that failed before it knew its package, and a missing one, belong to the package if there is only one.
*/
function gridsOf(legs, missing) {
	const packages = measuredPackages(legs);
	return packages.map((packageName) => {
		const isAlone = packages.length === 1;
		const own = legs.filter(({ leg }) => isAlone || leg.report.package === packageName);
		return gridOf(packageName, [...(own.length + missing.length < 9 ? own : own.toSorted(worstFirst)).map((each) => legEnvironment(each, cellsOf(each))), ...isAlone ? missing.map(missingEnvironment) : []]);
	});
}
/** The packages of which anything is known, each once. */
function measuredPackages(legs) {
	const known = legs.filter(({ leg: { report } }) => report.benchmarks.length + report.removed.length > 0);
	return [...new Set(known.map(({ leg }) => leg.report.package))];
}
function legEnvironment({ leg }, cells) {
	const other = { kind: leg.report.failure === null ? "absent" : "leg-failed" };
	return {
		name: leg.name,
		benchmarks: [...cells.keys()],
		cellOf: (name) => cells.get(name) ?? other
	};
}
function missingEnvironment({ name }) {
	return {
		name,
		benchmarks: [],
		cellOf: () => ({ kind: "leg-missing" })
	};
}
function gridOf(packageName, environments) {
	const rows = [...new Set(environments.flatMap(({ benchmarks }) => benchmarks))].flatMap((name) => weighed(name, environments)).toSorted(worstRowFirst);
	return {
		packageName,
		environments,
		changed: rows.filter(({ hasNews }) => hasNews),
		unchanged: rows.filter(({ hasNews }) => !hasNews)
	};
}
/** No row where it was only removed: the list of removed benchmarks has it. */
function weighed(benchmark, environments) {
	const cells = environments.map(({ cellOf }) => cellOf(benchmark));
	if (!cells.some((cell) => cell.kind === "failed" || measuredIn(cell) !== null)) return [];
	const units = new Set(cells.flatMap((cell) => measuredIn(cell)?.unit ?? []));
	const [unit = "run"] = units;
	return [{
		benchmark,
		unit: units.size > 1 ? "mixed" : unit,
		hasNews: cells.some(isNews),
		rank: Math.min(...cells.map(rankOf)),
		size: Math.max(...cells.map(sizeOf$1))
	}];
}
function worstRowFirst(a, b) {
	return a.rank - b.rank || b.size - a.size || (a.benchmark < b.benchmark ? -1 : 1);
}
// src/report/matrix/verdict.ts
/** The worst verdict of the legs; `failed` where a leg is missing, a report is not taken, or none is there. */
function matrixVerdict({ legs, missing, refusals }) {
	return missing.length + refusals.length > 0 ? "failed" : worstVerdict(legs.map(({ report }) => report.verdict));
}
/** Whether every leg's gate is open, nothing is missing or refused, and at least one was measured. */
function matrixPasses({ legs, missing, refusals }) {
	return legs.length > 0 && missing.length + refusals.length === 0 && legs.every(({ report }) => report.passes);
}
// src/report/matrix/sentence.ts
/**
* The verdict over all legs in one sentence: the worst of it in bold with its largest case, then how many say
* something else; a leg that could not be measured, or is missing, is always among what is said.
*/
function matrixSentence(matrix, legs) {
	if (legs.length === 0) return [
		{ strong: "Nothing was measured" },
		": ",
		noReports(matrix),
		"."
	];
	const [first, ...rest] = statements(matrix, legs);
	const gone = new Set(legs.flatMap(({ leg }) => leg.report.removed.map((name) => identity(leg.report.package, name))));
	const removed = gone.size > 0 ? [`${formatQuantity(gone.size, "benchmark")} ${gone.size === 1 ? "is" : "are"} not measured any more`] : [];
	const others = [...rest.map(({ summary }) => summary), ...removed];
	const tail = others.length > 0 ? [` Besides, ${others.join(", ")}.`] : [];
	const policy = policyOf({
		verdict: matrixVerdict(matrix),
		passes: matrixPasses(matrix)
	});
	return first === void 0 ? policy : [
		{ strong: first.claim },
		...first.detail,
		".",
		...tail,
		...policy
	];
}
/** The one sign that stands before the sentence where pictures are shown. */
function matrixSign(matrix, legs) {
	if (!matrixPasses(matrix)) return "❌";
	const verdict = matrixVerdict(matrix);
	return !legs.some(({ groups }) => [...changedBenchmarks(groups), ...groups.imported.within].some(({ benchmark }) => benchmark.suspicious)) && (verdict === "pass" || verdict === "improvement") ? "✅" : "⚠️";
}
function noReports({ missing }) {
	if (missing.length === 0) return "no job left a report";
	return missing.length === 1 ? "the only job left no report" : `none of ${formatQuantity(missing.length, "job")} left a report`;
}
/** Singular and plural of what is said of some of the legs. */
const predicates = {
	regression: ["allocates more", "allocate more"],
	exceeding: ["exceeds an imported threshold", "exceed imported thresholds"],
	failed: ["could not be measured", "could not be measured"],
	"failed-in-part": ["could only be measured in part", "could only be measured in part"],
	missing: ["is missing", "are missing"],
	incomparable: ["cannot be compared", "cannot be compared"],
	"no-baseline": ["has benchmarks without a baseline", "have benchmarks without a baseline"],
	improvement: ["allocates less", "allocate less"],
	"within-limit": ["changed within its limits", "changed within their limits"],
	"within-threshold": ["is within imported thresholds", "are within imported thresholds"]
};
/** What there is to say of the legs, worst first. What is good news is said only of legs without bad ones. */
function statements(matrix, legs) {
	const all = legs.length + matrix.missing.length;
	const noun = measuredPackages(legs).length > 1 ? "job" : "environment";
	const say = (what, count, detail) => {
		if (count === 0) return [];
		const [one, several] = predicates[what];
		const verb = count === 1 ? one : several;
		return [{
			claim: `${count === all && all > 1 ? `All ${all}` : `${count} of ${all}`} ${all === 1 ? noun : `${noun}s`} ${verb}`,
			detail: detail(),
			summary: `${count} ${verb}`
		}];
	};
	const every = (standing) => legs.filter((leg) => hasStanding(leg, standing));
	const only = (standing) => legs.filter((leg) => leg.standing === standing);
	const bad = (standing, detail) => say(standing, every(standing).length, () => detail(every(standing)));
	const good = (standing) => say(standing, only(standing).length, () => largestOf(only(standing)));
	return [
		...bad("regression", largestOf),
		...bad("exceeding", names),
		...bad("failed", names),
		...bad("failed-in-part", names),
		...say("missing", matrix.missing.length, () => missingNames(matrix)),
		...refused(matrix),
		...bad("incomparable", names),
		...noBaseline(every("no-baseline"), all, noun),
		...good("improvement"),
		...good("within-limit"),
		...say("within-threshold", only("within-threshold").length, () => names(only("within-threshold"))),
		...unchanged(only("unchanged"), noun)
	];
}
function refused({ refusals }) {
	if (refusals.length === 0) return [];
	const claim = `${formatQuantity(refusals.length, "report")} ${refusals.length === 1 ? "is" : "are"} not taken`;
	return [{
		claim,
		detail: [],
		summary: claim
	}];
}
/** A first run is told from a new benchmark beside known ones. */
function noBaseline(legs, all, noun) {
	if (legs.length === 0) return [];
	const first = legs.filter(({ leg }) => leg.report.baselineFile?.exists !== true);
	const count = `${legs.length} of ${all} ${noun}s`;
	if (first.length < legs.length) {
		const [one, several] = predicates["no-baseline"];
		const verb = legs.length === 1 ? one : several;
		return [{
			claim: `${count} ${verb}`,
			detail: names(legs),
			summary: `${legs.length} ${verb}`
		}];
	}
	const verb = legs.length === 1 ? "has" : "have";
	const summary = `${legs.length} ${verb} no baseline yet`;
	if (legs.length < all) return [{
		claim: `${count} ${verb} no baseline yet`,
		detail: names(legs),
		summary
	}];
	const measured = benchmarkCount(legs);
	const were = measured === 1 ? "was" : "were";
	return [{
		claim: "There is no baseline yet",
		detail: [`: ${formatQuantity(measured, "benchmark")} ${were} measured on ${formatQuantity(all, noun)}, with nothing to compare`],
		summary
	}];
}
function unchanged(legs, noun) {
	if (legs.length === 0) return [];
	const where = `${formatQuantity(benchmarkCount(legs), "benchmark")} on ${formatQuantity(legs.length, noun)}`;
	const summary = `${legs.length} ${legs.length === 1 ? "is" : "are"} unchanged`;
	return [{
		claim: "Allocations are unchanged",
		detail: [` in ${where}`],
		summary
	}];
}
/** `: +1,024 malloc per run in http-requests (+3.1 %, limit +1 %) on Swift 6.2.1, and in 2 other benchmarks`. */
function largestOf(legs) {
	const [worst] = legs.toSorted(worstFirst);
	if (worst === void 0 || worst.largest === null) return [];
	const { verdict } = worst.largest.benchmark;
	const alike = legs.flatMap(({ leg, groups }) => changedBenchmarks(groups).filter(({ benchmark }) => benchmark.verdict === verdict).map(({ benchmark }) => identity(leg.report.package, benchmark.name)));
	const others = new Set(alike).size - 1;
	const more = others > 0 ? [`, and in ${formatQuantity(others, "other benchmark")}`] : [];
	return [
		": ",
		...changeIn(worst.largest),
		" on ",
		{ code: worst.leg.name },
		...more
	];
}
function names(legs) {
	const [first, ...others] = legs;
	if (first === void 0) return [];
	return [
		": ",
		{ code: first.leg.name },
		...others.length > 0 ? [` and ${formatQuantity(others.length, "other")}`] : []
	];
}
function missingNames({ missing: [first, ...others] }) {
	if (first === void 0) return [];
	const more = others.length > 0 ? [`, and ${formatQuantity(others.length, "other")}`] : [];
	return [
		": ",
		{ code: first.name },
		" ",
		{ prose: first.reason },
		...more
	];
}
function benchmarkCount(legs) {
	return new Set(legs.flatMap(({ leg }) => leg.report.benchmarks.map(({ name }) => identity(leg.report.package, name)))).size;
}
/** Two packages may have a benchmark of the same name. */
function identity(packageName, benchmark) {
	return JSON.stringify([packageName, benchmark]);
}
// src/report/matrix/annotations.ts
/**
* The verdict over all legs where it is not a green one, then the missing and the failing legs, worst first: at
* most ten. What a regression is in, the annotations of the leg's own job say.
*/
function matrixAnnotations(matrix) {
	const single = singleLeg(matrix);
	if (single !== null) return annotationsOf(single.report);
	const passes = matrixPasses(matrix);
	if (passes && matrix.legs.every(({ report }) => annotationsOf(report).length === 0)) return [];
	const level = passes ? "warning" : "error";
	const legs = standingLegs(matrix.legs);
	const failing = legs.filter(({ leg }) => !leg.report.passes).toSorted(worstFirst);
	return [
		{
			level,
			title: "Swift Allocation Gate",
			message: plainOf(matrixSentence(matrix, legs))
		},
		...matrix.missing.map(({ name, reason }) => {
			const title = logLine(name, 160);
			return {
				level,
				title,
				message: `${title} ${logLine(reason)}`
			};
		}),
		...matrix.refusals.map((sentence) => ({
			level,
			title: "A report is not taken",
			message: logLine(sentence)
		})),
		...failing.map(({ leg }) => ({
			level,
			title: logLine(leg.name, 160),
			message: plainOf(verdictSentence(leg.report))
		}))
	].slice(0, 10);
}
// src/report/matrix/comparison.ts
/** What was compared with what, over all legs; a base commit that was measured instead of a baseline is named with its legs. */
function matrixComparison(legs) {
	const reports = legs.map(({ report }) => report);
	const counted = reports.filter(({ benchmarks, failure }) => benchmarks.length > 0 && failure === null);
	const packages = [...new Set((counted.length > 0 ? counted : reports).map((report) => report.package))];
	const source = reports.find((report) => report.source !== null)?.source ?? null;
	const files = counted.filter(({ base, baselineFile }) => base === null && baselineFile?.exists === true);
	return [
		counted.length > 0 ? "Measured " : "Tried to measure ",
		...listedNames(packages),
		...source === null ? [] : [", ", ...commitOf(source)],
		...againstFiles(files, counted.length),
		".",
		...baseSentences(legs)
	];
}
/** The file, or the folder that the files have in common. */
function againstFiles(reports, all) {
	const paths = [...new Set(reports.flatMap(({ baselineFile }) => baselineFile?.path ?? []))];
	const [path] = paths;
	if (path === void 0) return [];
	const where = reports.length < all ? ` in ${reports.length} of ${all} jobs` : "";
	if (paths.length === 1) return [`,${where} against `, { code: path }];
	const folders = new Set(paths.map((each) => each.replace(/\/?[^/]*$/, "")));
	return [`,${where} against the baselines in `, ...listedNames([...folders])];
}
/** A sentence for each base commit and reason to measure it. */
function baseSentences(legs) {
	const sentences = /* @__PURE__ */ new Map();
	for (const { name, report } of legs) {
		if (report.base === null) continue;
		const phrase = comparedWithBase(report.base, "there");
		const identity = markdownOf(phrase);
		const sentence = sentences.get(identity) ?? {
			phrase,
			names: []
		};
		sentence.names.push(name);
		sentences.set(identity, sentence);
	}
	return [...sentences.values()].slice(0, reasonsShown).flatMap(({ phrase, names }) => [
		" On ",
		...listedNames(names),
		": ",
		...phrase,
		"."
	]);
}
/** Legs whose baselines are of other ground mostly differ alike. */
const reasonsShown = 10;
// src/report/matrix/dependencies.ts
/** The dependencies that moved, of all legs in which a count did, each once. */
function matrixDependencies(legs) {
	const explained = legs.map(({ report }) => report).filter((report) => dependencyLine(report).length > 0);
	const changes = new Map(explained.flatMap(({ dependencyChanges }) => dependencyChanges.map((change) => [JSON.stringify(change), change])));
	return dependencyLine({
		benchmarks: explained.flatMap(({ benchmarks }) => benchmarks),
		dependencyChanges: [...changes.values()]
	});
}
// src/report/matrix/environment-table.ts
const columns = [
	"Job",
	"Swift",
	"Target",
	"libc",
	"Links"
].map((title) => ({
	title,
	align: "left"
}));
/** Where each leg was measured, and where its flame graph and its report are; collapsed. */
function environmentTable(legs, room) {
	if (legs.length === 0) return [];
	const { shown, omitted } = cut(legs, room.environments, "row");
	const rows = shown.map(({ name, report: { fingerprint }, links }) => [
		code(name),
		...fingerprint === null ? [
			"",
			"",
			""
		] : [
			code(fingerprint.swift),
			code(fingerprint.target),
			code(fingerprint.libc)
		],
		linkLine({
			...links,
			runUrl: null,
			flameGraphExpires: null
		})
	]);
	const content = [rows.length > 0 ? table$1(columns, rows) : "", omitted].filter((part) => part !== "");
	return [[
		`<details><summary>${`Environments, flame graphs and reports of ${formatQuantity(legs.length, "job")}`}</summary>`,
		...content,
		"</details>"
	].join("\n\n")];
}
// src/report/matrix/grid-table.ts
/** What happened, a table for each package. */
function changedTables(grids, titles, lengths, room) {
	return tables(grids, ({ changed }) => changed, titles, lengths, Math.min(room.rows, lengths.rows));
}
/** What did not change, collapsed. */
function unchangedTables(grids, titles, lengths, room) {
	const count = grids.reduce((sum, { unchanged }) => sum + unchanged.length, 0);
	if (count === 0) return [];
	const content = tables(grids, ({ unchanged }) => unchanged, titles, lengths, room.unchanged);
	return [[
		`<details><summary>${formatQuantity(count, "unchanged benchmark")}</summary>`,
		...content,
		"</details>"
	].join("\n\n")];
}
/** The rows there is room for, package by package, and in words how many there are besides. */
function tables(grids, rowsOf, titles, lengths, room) {
	let left = room;
	let omitted = 0;
	const sections = [];
	for (const grid of grids) {
		const rows = rowsOf(grid);
		if (rows.length === 0) continue;
		const layout = layoutOf(grid, rows, titles, lengths);
		const shown = layout.lines.slice(0, Math.max(0, left));
		left -= shown.length;
		omitted += layout.lines.length - shown.length;
		if (shown.length === 0) continue;
		const of = grids.length > 1 ? ` of ${code(grid.packageName)}` : "";
		const title = `Allocations per ${commonUnit(rows)}${of}:`;
		const cells = shown.map((line) => line());
		sections.push([
			title,
			table$1(layout.columns, cells),
			layout.remark
		].filter((part) => part !== "").join("\n\n"));
	}
	return [...sections, omission(omitted, "row")].filter((section) => section !== "");
}
/** Benchmarks down and environments across; the other way round where many environments would make it too wide. */
function layoutOf({ environments }, rows, titles, lengths) {
	const turned = environments.length >= 9 && rows.length < environments.length;
	const unit = commonUnit(rows);
	const benchmarks = rows.map((row) => ({
		row,
		title: rowTitle(row, unit)
	}));
	const columnsFor = (first, names) => [{
		title: first,
		align: "left"
	}, ...names.map((title) => ({
		title,
		align: "right"
	}))];
	const environmentTitle = ({ name }) => code(titles.get(name) ?? name, 80);
	if (turned) {
		const across = benchmarks.slice(0, lengths.columns);
		return {
			columns: columnsFor("Environment", across.map(({ title }) => title)),
			lines: environments.map((environment) => () => [environmentTitle(environment), ...across.map(({ row }) => textIn(environment, row))]),
			remark: omission(benchmarks.length - across.length, "benchmark")
		};
	}
	const across = environments.slice(0, lengths.columns);
	return {
		columns: columnsFor("Benchmark", across.map(environmentTitle)),
		lines: benchmarks.map(({ title, row }) => () => [title, ...across.map((environment) => textIn(environment, row))]),
		remark: omission(environments.length - across.length, "environment")
	};
}
/** The cell, with its unit where environments differ in that. */
function textIn({ cellOf }, { benchmark, unit }) {
	const cell = cellOf(benchmark);
	const isOdd = unit === "mixed" && measuredIn(cell)?.unit === "iteration";
	return `${cellText(cell)}${isOdd ? perIteration : ""}`;
}
const perIteration = ", per iteration";
/** The unit that is not said of each row: a run, unless there is none. */
function commonUnit(rows) {
	return rows.every(({ unit }) => unit === "iteration") ? "iteration" : "run";
}
function rowTitle({ benchmark, unit }, common) {
	return `${code(benchmark)}${unit === "iteration" && common === "run" ? perIteration : ""}`;
}
// src/report/matrix/missing.ts
/** The jobs without a report that counts, each with its reason and where to look. */
function missingList(missing, room) {
	if (missing.length === 0) return [];
	const { shown, omitted } = cut(missing, room.missing, "job");
	const lines = shown.map(({ name, reason, url }) => {
		const address = url === null ? "" : ` (${link("job", url)})`;
		return `- ${code(name)} ${prose(reason)}${address}`;
	});
	return [
		`**${formatQuantity(missing.length, "job")} left no report that counts:**`,
		lines.join("\n"),
		omitted
	].filter((part) => part !== "");
}
/** Reports that are not taken, one quoted warning each. */
function refusalList(refusals, room) {
	const { shown, omitted } = cut(refusals, room.missing, "sentence");
	return [...shown.map((sentence) => `> [!WARNING]\n> ${prose(sentence)}`), omitted];
}
// src/report/matrix/next-step.ts
/** How the measured numbers become the baselines, once for all legs; empty where there is nothing to accept. */
function matrixNextStep(legs, room) {
	const ready = legs.filter(({ leg }) => leg.report.candidate !== null && leg.report.candidate.diff !== "");
	const first = ready.filter(({ leg }) => leg.report.baselineFile?.exists !== true);
	const moved = ready.filter((each) => !first.includes(each) && hasNews(each.leg.report, each.groups));
	const label = ready.map(({ leg }) => labelOf(leg.report, leg.links) === null ? null : leg.links.label).find(isKnown);
	const creating = first.length === 0 ? null : createLabelCommand({ label: label ?? null });
	return [
		...byLabel(first, moved, label ?? null),
		...creating === null ? [] : ["Create the label once with", commandBlock([creating])],
		...byHand([...first, ...moved], label === void 0, room),
		moved.length === 0 ? "" : diffs(moved, label === void 0, room)
	].filter((part) => part !== "");
}
function isKnown(label) {
	return label !== null;
}
function byLabel(first, moved, label) {
	const count = first.length + moved.length;
	if (count === 0 || label === null) return [];
	const baselines = count === 1 ? "the new baseline" : "the new baselines, in one commit";
	return [`To ${purpose(first, moved)}, add the label ${code(label)}: they are committed to this branch as ${baselines}.`];
}
function purpose(first, moved) {
	const all = [...first, ...moved];
	const isBetter = all.some(({ groups }) => groups.improvements.length > 0);
	const isWorse = all.some(({ groups }) => groups.regressions.length > 0);
	return isBetter && !isWorse ? "lock these numbers in" : "accept these numbers";
}
/** More commands than this nobody runs one by one. */
const mostCommands = 12;
/** The commands that write the baselines, one for each environment: in the open where there is no label to set. */
function byHand(legs, isOnlyWay, room) {
	const commands = legs.flatMap(({ leg }) => fetchCommand(leg.report, leg.links) ?? []);
	if (commands.length === 0) return isOnlyWay ? byReport(legs) : [];
	const { shown, omitted } = cut(commands, Math.min(mostCommands, isOnlyWay ? room.others : room.diff), "command");
	const content = [shown.length > 0 ? commandBlock(shown) : "", omitted].filter((part) => part !== "");
	if (isOnlyWay) return [`To accept these numbers, run this at the top of a checkout of the branch, and commit ${commands.length === 1 ? "the file" : "the files"}:`, ...content];
	const summary = `Fetch ${commands.length === 1 ? "the baseline" : formatQuantity(commands.length, "baseline")} by hand`;
	return [details(summary, content.join("\n\n"))];
}
/** Where no command can be given: the reports, which the environments' table leads to. */
function byReport(legs) {
	if (!legs.some(({ leg }) => leg.links.reportArtifactUrl !== null)) return [];
	return ["To accept these numbers, commit each new baseline to the branch: it is `candidate.text` in the job's report."];
}
/** What the new baselines change, folded away. */
function diffs(moved, isOnlyWay, room) {
	const summary = moved.length === 1 ? "The baseline's diff" : "The baselines' diffs";
	const reports = moved.map(({ leg }) => ({
		title: `On ${code(leg.name)}`,
		report: leg.report
	}));
	return details(isOnlyWay ? summary : `${summary}, for whoever cannot set the label`, diffsOf(reports, room));
}
// src/report/matrix/shared-phrases.ts
/** Sentences of the legs, each once, with the names of those that say it where not all of them do. */
function sharedPhrases(legs, phrasesOf) {
	const shared = /* @__PURE__ */ new Map();
	for (const each of legs) for (const phrase of phrasesOf(each)) {
		const identity = JSON.stringify(phrase);
		const known = shared.get(identity) ?? {
			phrase,
			names: []
		};
		if (!known.names.includes(each.leg.name)) known.names.push(each.leg.name);
		shared.set(identity, known);
	}
	return [...shared.values()].map(({ phrase, names }) => names.length === legs.length ? phrase : [
		"On ",
		...listedNames(names),
		": ",
		...phrase
	]);
}
// src/report/matrix/notices.ts
/** What must not be overlooked, one quoted warning each, with the legs that say so; not among what is collapsed. */
function matrixNotices(legs, room) {
	const { shown, omitted } = cut(sharedPhrases(legs, noticesOf), room.notices, "notice");
	return [...shown.map((notice) => `> [!WARNING]\n> ${markdownOf(notice)}`), omitted];
}
function noticesOf({ leg, groups }) {
	const suspicious = changedBenchmarks(groups).filter(({ benchmark }) => benchmark.suspicious);
	return [
		...leg.report.notices.map((notice) => [{ prose: notice }]),
		...suspicious.map(suspicion),
		...importedSuspicions(groups.imported)
	];
}
// src/report/matrix/section-plan.ts
/** Sections for the legs in which something changed or failed, worst first; what is equal is said once. */
function planSections(legs, lengths) {
	const alike = /* @__PURE__ */ new Map();
	for (const leg of legs.filter(hasDetails).toSorted(worstFirst)) {
		const identity = JSON.stringify([detailsOf(leg), sitesOf(leg, lengths)]);
		const group = alike.get(identity);
		if (group === void 0) alike.set(identity, [leg]);
		else group.push(leg);
	}
	const bySites = /* @__PURE__ */ new Map();
	return [...alike.values()].map(([first, ...others]) => {
		const sites = sitesOf(first, lengths);
		const owners = bySites.get(sites) ?? [];
		if (sites !== noSites) bySites.set(sites, [...owners, first.leg]);
		return {
			first,
			others,
			sites,
			sitesAs: owners[0] ?? null
		};
	}).map(({ first, others, sites, sitesAs }) => ({
		first,
		explained: explainedBenchmarks(first.groups).length,
		alike: others.map(({ leg }) => leg),
		sitesAs,
		sitesAlso: sitesAs === null ? (bySites.get(sites) ?? []).slice(1) : [],
		isMild: [
			"no-baseline",
			"improvement",
			"within-limit",
			"within-threshold",
			"unchanged"
		].includes(first.standing)
	}));
}
/** New benchmarks are told by the table over all environments. */
function hasDetails({ standing, groups }) {
	const { failed, incomparable, imported } = groups;
	const others = failed.length + incomparable.length + imported.exceeding.length + imported.within.length;
	return standing === "failed" || changedBenchmarks(groups).length + others > 0;
}
/** What a section shows besides call sites, but for the totals, which the table over all environments has. */
function detailsOf({ leg: { report }, groups }) {
	return [
		[
			report.package,
			report.verdict,
			report.passes,
			report.failure
		],
		groups.failed,
		[...groups.imported.exceeding, ...groups.imported.within].map(({ benchmark: { name }, imported }) => [name, imported]),
		groups.incomparable.map(({ name, differences }) => [name, differences]),
		changedBenchmarks(groups).map(({ benchmark: { name, verdict, unit }, delta }) => [...[
			name,
			verdict,
			unit
		], ...Object.entries(delta).map(([quantity, move]) => [quantity, shown(move)])])
	];
}
const noSites = "[]";
/** Name, module and delta of the call sites that would be listed, and of those that are cut from the lists. */
function sitesOf({ groups }, { benchmarksWithSites }) {
	const explained = explainedBenchmarks(groups).slice(0, benchmarksWithSites);
	return JSON.stringify(explained.map((compared) => [...[compared.benchmark.name, compared.benchmark.unit], ...movedSites(compared).map(({ name, module, delta }) => [
		name,
		module,
		shown(delta)
	])]));
}
/** Two decimals, as deltas are written: quotients of counts may differ further behind. */
function shown(delta) {
	return Math.round(delta * 100);
}
// src/report/matrix/sections.ts
/** The legs in which something changed or failed, each as its own report shows it; the first is open. */
function legSections(planned, lengths, room) {
	const severe = planned.filter(({ isMild }) => !isMild);
	const mild = planned.filter(({ isMild }) => isMild);
	const shown = [...severe, ...mild.slice(0, room.mildSections)].slice(0, Math.min(lengths.sections, room.sections));
	const omitted = planned.slice(shown.length).reduce((sum, { alike }) => sum + 1 + alike.length, 0);
	const more = `*What changed in ${formatQuantity(omitted, "more job")} is in their own summaries.*`;
	return [...shown.map((section, index) => {
		const sites = index < room.sectionsWithSites ? room.sites : 0;
		return legSection(section, index === 0, lengths, {
			...room,
			sites
		});
	}), ...omitted > 0 ? [more] : []];
}
function legSection(section, isOpen, lengths, room) {
	const { first, alike } = section;
	const { leg, groups } = first;
	const others = alike.length > 0 ? ` and ${formatQuantity(alike.length, "other")}` : "";
	const summary = htmlOf([{ code: leg.name }, `${others}: ${verdictWords(leg.report, groups)}`]);
	const content = [
		leg.report.failure !== null || policyOf(leg.report).length > 0 ? markdownOf(verdictSentence(leg.report, groups)) : "",
		...failures(leg.report, groups.failed, room),
		changedTable(groups, room),
		...siteSections(section, lengths, room),
		markdownOf(dependencyLine(leg.report)),
		importedTable(groups.imported, room),
		incomparableTable(groups.incomparable, room),
		sameElsewhere(section),
		linkLine({
			...leg.links,
			runUrl: null
		})
	].filter((part) => part !== "");
	return [
		`<details${isOpen ? " open" : ""}><summary>${summary}</summary>`,
		...content,
		"</details>"
	].join("\n\n");
}
/** The call sites, or where the same ones are listed. */
function siteSections({ first, explained, sitesAs }, lengths, room) {
	if (explained > 0 && room.sites === 0) return [`*Call sites of ${formatQuantity(explained, "benchmark")} omitted.*`];
	if (sitesAs === null) return grownSites(first.groups, lengths, room, first.leg.links.flameGraphUrl);
	return [markdownOf([
		`The call sites that ${movedHow(first)} are the same as on `,
		{ code: sitesAs.name },
		"."
	])];
}
/** Which other legs it is true of. */
function sameElsewhere({ first, explained, alike, sitesAlso }) {
	const names = [...alike, ...sitesAlso].map(({ name }) => name);
	if (names.length === 0) return "";
	const beginning = explained > 0 ? `The same call sites ${movedHow(first)}, by as much, on ` : "The same on ";
	return markdownOf([
		beginning,
		...listedNames(names),
		"."
	]);
}
function movedHow({ groups }) {
	const [first, ...others] = new Set(changedBenchmarks(groups).map(movement));
	return first === void 0 || others.length > 0 ? "moved" : first;
}
// src/report/matrix/titles.ts
/**
* Names of jobs without what all of them have in common: `Allocations (6.1.3, ubuntu-24.04)` is `6.1.3` beside
* `Allocations (6.2.1, ubuntu-24.04)`. Only whole words go, and no name is left empty.
*/
function shortTitles(names) {
	const distinct = [...new Set(names)];
	const prefix = commonBeginning(distinct);
	const endings = distinct.map((name) => name.slice(prefix));
	const suffix = commonEnd(endings);
	const titles = endings.map((name) => name.slice(0, name.length - suffix).trim());
	const isReadable = titles.every((title) => title !== "" && isBalanced(title)) && new Set(titles).size === titles.length;
	return new Map(distinct.map((name, index) => [name, isReadable && distinct.length > 1 ? titles[index] ?? name : name]));
}
/** Where a word ends that can be left out: `gate (`, `packages/`, `Swift `. */
const boundary = /[\s(,/]/;
/** Length of the whole words with which all begin. */
function commonBeginning(names) {
	const [first = ""] = names;
	let length = 0;
	while (length < first.length && names.every((name) => name[length] === first[length])) length += 1;
	while (length > 0 && !boundary.test(first[length - 1] ?? "")) length -= 1;
	return length;
}
/** Length of the whole words with which all end. */
function commonEnd(names) {
	const [first = ""] = names;
	const fromEnd = (name, length) => name[name.length - 1 - length];
	let length = 0;
	while (length < first.length && names.every((name) => fromEnd(name, length) === fromEnd(first, length))) length += 1;
	while (length > 0 && !/[\s),/]/.test(fromEnd(first, length - 1) ?? "")) length -= 1;
	return length;
}
function isBalanced(text) {
	return text.split("(").length === text.split(")").length;
}
// src/report/matrix/compose.ts
/**
* Composes the matrix's sections (Markdown), top-down as a reviewer needs them; the room says what must be left out. All
* that does not depend on the room is done once.
*/
function matrixComposer(matrix, lengths) {
	const { legs, missing, refusals, runUrl, marker } = matrix;
	const standing = standingLegs(legs);
	const grids = gridsOf(standing, missing);
	const titles = shortTitles([...legs, ...missing].map(({ name }) => name));
	const unfreed = sharedPhrases(standing, ({ leg }) => remainingLines(leg.report));
	const planned = planSections(standing, lengths);
	const verdict = `${matrixSign(matrix, standing)} ${markdownOf(matrixSentence(matrix, standing))}`;
	const compared = legs.length === 0 ? "" : markdownOf(matrixComparison(legs));
	const removed = [...new Set(legs.flatMap(({ report }) => report.removed))];
	const moved = markdownOf(matrixDependencies(legs));
	const run = runUrl === null ? "" : link(marker === null ? "Run" : `Run ${marker.runId}`, runUrl);
	return (room) => [
		verdict,
		...missingList(missing, room),
		...refusalList(refusals, room),
		...matrixNotices(standing, room),
		compared,
		...changedTables(grids, titles, lengths, room),
		...remarks(unfreed, room.rows),
		removedList(removed, room.others),
		...legSections(planned, lengths, room),
		moved,
		...unchangedTables(grids, titles, lengths, room),
		...matrixNextStep(standing, room),
		...environmentTable(legs, room),
		run
	];
}
// src/report/matrix/fit.ts
/**
* The order in which things are left out: what explains the verdict least goes first. A leg's own rows are early
* among them, since the table over all environments has their totals.
*/
const order = [
	"diff",
	"unchanged",
	"callers",
	"changed",
	"sectionsWithSites",
	"mildSections",
	"environments",
	"lastLines",
	"sites",
	"others",
	"sections",
	"notices",
	"rows",
	"missing"
];
const roomForAll = {
	diff: enough,
	unchanged: enough,
	callers: enough,
	environments: enough,
	sectionsWithSites: enough,
	mildSections: enough,
	sites: enough,
	changed: enough,
	lastLines: enough,
	others: enough,
	sections: enough,
	notices: enough,
	rows: enough,
	missing: enough
};
/** The longest text over many legs that fits, as {@link fitInOrder} finds it. */
function fitMatrix(compose, fits) {
	return fitInOrder(order, roomForAll, compose, fits);
}
// src/report/matrix/comment.ts
/** The sections' lengths before anything has to be left out; all but the first are collapsed. */
const lengths$1 = {
	sitesPerBenchmark: 5,
	benchmarksWithSites: 3,
	sections: 12,
	columns: 12,
	rows: 100
};
/** One pull-request comment over all legs as Markdown, at most 60,000 characters; of a single leg, its own. */
function renderMatrixComment(matrix) {
	const { marker } = matrix;
	const single = singleLeg(matrix);
	if (single !== null) return renderComment(single.report, single.links, marker);
	const firstLine = marker === null ? "" : `${formatMarker(marker)}\n`;
	const fits = (markdown) => firstLine.length + markdown.length <= mostCharacters;
	return `${firstLine}${fitMatrix(matrixComposer(matrix, lengths$1), fits)}`;
}
// src/report/matrix/summary.ts
const lengths = {
	sitesPerBenchmark: 50,
	benchmarksWithSites: 100,
	sections: 20,
	columns: 20,
	rows: 1e3
};
/** The job summary over all legs as Markdown, at most 900 KiB of UTF-8; of a single leg, its own. */
function renderMatrixSummary(matrix) {
	const single = singleLeg(matrix);
	if (single !== null) return renderSummary(single.report, single.links);
	return fitMatrix(matrixComposer(matrix, lengths), (markdown) => Buffer.byteLength(markdown) <= mostBytes$1);
}
// src/report/matrix/terminal.ts
/** The matrix for the job's log: the verdict, and a line for each leg; plain text without colour. */
function renderMatrixTerminal(matrix) {
	const { legs, missing, refusals } = matrix;
	const single = singleLeg(matrix);
	const verdict = single === null ? matrixSentence(matrix, standingLegs(legs)) : verdictSentence(single.report);
	const lines = [
		...legs.map(({ name, report }) => `  ${logLine(name, 160)}: ${plainOf(verdictSentence(report))}`),
		...missing.map(({ name, reason }) => `  ${logLine(name, 160)} ${logLine(reason)}`),
		...refusals.map((sentence) => `  ${logLine(sentence)}`)
	];
	return `${[plainOf(verdict), ...lines.length > 0 ? [lines.join("\n")] : []].join("\n\n").replaceAll("−", "-")}\n`;
}
// src/commands/assemble-matrix.ts
/** Puts together what one comment is made of. */
function assembleMatrix({ matched, unmatched, idle, refusals }, artifacts, { run, key, label, artifactUrl }) {
	const perJob = /* @__PURE__ */ new Map();
	for (const { job } of matched) perJob.set(job.id, (perJob.get(job.id) ?? 0) + 1);
	const legs = matched.map(({ report: { report, artifact }, job }) => {
		const name = perJob.get(job.id) === 1 ? job.name : `${job.name}: ${report.package}`;
		const names = artifactNames({
			key: report.key,
			...report.source
		});
		const page = artifacts.find((one) => one.name === names.flameGraph && !one.expired);
		const flameGraph = run.fromFork ? void 0 : page;
		return {
			name,
			report,
			links: {
				runUrl: run.url,
				runId: run.id,
				flameGraphUrl: flameGraph === void 0 ? null : artifactUrl(flameGraph.id),
				flameGraphExpires: flameGraph?.expiresAt ?? null,
				reportArtifactName: artifact.name,
				reportArtifactUrl: artifactUrl(artifact.id),
				label: run.fromFork ? null : label
			}
		};
	});
	const missing = [...unmatched.map(({ job, reason }) => ({
		name: job.name,
		reason,
		url: job.url
	})), ...idle.map((name) => ({
		name,
		reason: "is the name of no job of this run",
		url: null
	}))];
	return {
		marker: {
			key,
			headSha: run.headSha,
			runId: run.id,
			runAttempt: run.attempt
		},
		legs,
		missing,
		refusals,
		runUrl: run.url
	};
}
// src/commands/fetch-reports.ts
/** Bytes of all reports of a run together: they are held in memory at once. */
const mostBytes = 134217728;
/**
* Downloads and checks the reports of a run, of each key that of the last attempt. One that is not what it should be
* is refused and the others stand. Throws what GitHub answers where it fails.
*/
async function fetchReports(client, repository, run, isPullRequest) {
	const artifacts = await listRunArtifacts(client, repository, run.id);
	const chosen = chooseArtifacts(artifacts, run);
	if (chosen.outcome === "refused") return {
		reports: [],
		refusals: [chosen.sentence],
		artifacts
	};
	const reports = [];
	const refusals = [];
	let bytes = 0;
	for (const artifact of chosen.artifacts) {
		const content = await downloadReport(client, repository, artifact);
		bytes += Buffer.isBuffer(content) ? content.length : 0;
		if (bytes > mostBytes) {
			refusals.push("The reports of this run are larger than all of a matrix should be: the rest was not read.");
			break;
		}
		const read = Buffer.isBuffer(content) ? readGateReport(content, {
			repository: fullNameOf(repository),
			event: run.event,
			isPullRequest,
			headSha: run.headSha,
			measuredSha: run.measuredSha,
			runId: run.id,
			runAttempt: artifact.attempt,
			artifactName: artifact.name
		}) : content;
		if (read.outcome === "report") reports.push({
			report: read.report,
			artifact
		});
		else refusals.push(read.sentence);
	}
	return {
		reports,
		refusals,
		artifacts
	};
}
// src/commands/match-jobs.ts
/**
* Which job left which report, and which left none.
*
* A job that has run again counts with its last execution alone: the report of the one before is of the past. Where only
* others ran again, GitHub lists it in the new attempt once more, with the old start.
*
* @param isMeant Whether a job should have left a report; those of others are left alone.
*/
function matchJobs(executions, reports, isMeant) {
	const jobs = lastExecutions(executions);
	const found = reports.map((report) => ({
		report,
		left: leftBy(report.report, executions)
	}));
	const matched = [];
	const unmatched = [];
	for (const job of jobs.filter(isMeant)) {
		const own = found.flatMap(({ report, left }) => left !== null && lastOf(left, executions, jobs) === job ? [{
			report,
			job
		}] : []);
		const reason = reasonAgainst(job, own);
		if (reason === null) matched.push(...own);
		else unmatched.push({
			job,
			reason
		});
	}
	return {
		matched,
		unmatched,
		strangers: found.filter(({ left }) => left === null).map(({ report }) => report)
	};
}
function leftBy({ source }, executions) {
	return executions.find(({ id }) => id === source.jobId) ?? null;
}
/**
* The last execution of a job, if it is the same as this one or a copy of it; null where the job ran again. Jobs of one
* name, which nothing forbids, are told apart by their order.
*/
function lastOf(left, executions, jobs) {
	if (jobs.includes(left)) return left;
	const place = namesakes(executions, left).findIndex(({ id }) => id === left.id);
	const [first] = jobs.filter(({ name }) => name === left.name);
	const last = first === void 0 ? void 0 : namesakes(jobs, first)[place];
	return last?.startedAt === left.startedAt ? last : null;
}
/** The jobs of one name in one attempt, in the order in which they were made. */
function namesakes(jobs, { name, attempt }) {
	return jobs.filter((job) => job.name === name && job.attempt === attempt).toSorted((a, b) => a.id - b.id);
}
/** Of each name the executions of the highest attempt. (Nothing keeps two jobs from having one name.) */
function lastExecutions(executions) {
	const last = /* @__PURE__ */ new Map();
	for (const { name, attempt } of executions) last.set(name, Math.max(attempt, last.get(name) ?? 0));
	return executions.filter(({ name, attempt }) => last.get(name) === attempt);
}
/** Why a job's result cannot stand; null where it can. The runner tells how a job ended, whatever its report says. */
function reasonAgainst({ status, conclusion }, own) {
	if (status !== "completed") return "has not finished";
	if (own.length === 0) return missing(conclusion);
	return own.every(({ report: { report } }) => report.passes) && conclusion !== "success" ? `ended with ${conclusion}, though its report passes` : null;
}
function missing(conclusion) {
	switch (conclusion) {
		case "success": return "left no report";
		case "failure": return "failed before it could leave a report";
		case "timed_out": return "ran out of time before it could leave a report";
		case "cancelled":
		case "skipped": return `was ${conclusion}`;
		default: return `ended with ${conclusion ?? "nothing"} and left no report`;
	}
}
// src/commands/published-run.ts
/**
* Which run is published. A run that no pull request started has nothing to comment on.
*
* @throws UsageError where another workflow than the gate's started this one.
*/
function publishedRun(context, { workflow }) {
	const { triggeringRun: run, pullRequest, repository, serverUrl } = context;
	if (run === null) return {
		outcome: "published",
		id: context.runId,
		attempt: context.runAttempt,
		url: context.runUrl,
		workflow: context.workflow,
		event: context.eventName,
		headSha: context.headSha,
		measuredSha: context.measuredSha,
		head: null,
		pullRequest: pullRequest?.number ?? null,
		fromFork: pullRequest?.fromFork === true,
		decides: true
	};
	if (run.workflow !== workflow) throw new UsageError(`workflow: is ${JSON.stringify(workflow)}, and the run that started this is of ${JSON.stringify(run.workflow)}; give the input the file name of the gate's workflow, and \`on: workflow_run\` its \`name:\`.`);
	if (run.event !== "pull_request") return {
		outcome: "ignored",
		sentence: `The run was started by \`${run.event}\` and not by a pull request: there is nothing to comment on.`
	};
	if (run.headRepository === null) return {
		outcome: "ignored",
		sentence: "The fork of this pull request is gone."
	};
	const ownName = fullNameOf(repository);
	return {
		outcome: "published",
		id: run.id,
		attempt: run.attempt,
		workflow: run.workflow,
		url: `${serverUrl}/${ownName}/actions/runs/${run.id}/attempts/${run.attempt}`,
		event: run.event,
		headSha: run.headSha,
		measuredSha: null,
		head: {
			ref: run.headRef,
			repository: run.headRepository
		},
		pullRequest: null,
		fromFork: run.headRepository !== ownName,
		decides: false
	};
}
// src/commands/publish.ts
/**
* `mode: publish`: one comment of what the jobs of a run measured, made here from their reports alone. Nothing of the
* pull request is checked out or run.
*
* In a job that needs the measuring ones, the exit status is the check for all of them: red also where one left no
* report. On `workflow_run` it is not a check, and says only whether what was found could be taken.
*/
async function publish(inputs, { context, logger }) {
	const run = publishedRun(context, inputs);
	if (run.outcome === "ignored") return nothingToSay(logger, run.sentence);
	if (inputs.token === null) throw new UsageError("token: is empty; leave it out to use the token of the job.");
	if (run.decides && inputs.jobId === null) throw new UsageError("job-id: is empty. Leave it out; if it is, the runner is too old to tell which job this is: update it.");
	const client = await createClient(inputs.token, { apiUrl: context.apiUrl });
	const found = await findMatrix(client, run, inputs, context).catch((error) => unread(error, run, logger));
	if (found === null) return 0;
	if ("sentence" in found) return nothingToSay(logger, found.sentence);
	return tell(client, found, run, inputs, {
		context,
		logger
	});
}
async function findMatrix(client, run, inputs, context) {
	const { repository } = context;
	const open = run.head === null ? null : await findPullRequests(client, repository, {
		...run.head,
		sha: run.headSha
	});
	if (open?.length === 0) return { sentence: "No open pull request has this head any more: the run of a newer one, if any, is published." };
	const executions = (await listRunJobs(client, repository, run.id)).filter(({ attempt }) => attempt <= run.attempt);
	const isPullRequest = (number) => open === null ? number === run.pullRequest : number !== null && open.includes(number);
	const fetched = await fetchReports(client, repository, run, isPullRequest);
	const found = matchJobs(executions, fetched.reports, (job) => isLeg(job, run, inputs));
	const reports = found.matched.map(({ report }) => report.report);
	const pullRequest = open === null ? run.pullRequest : onlyOne(reports, open);
	if (pullRequest === void 0) return { sentence: `This head has several pull requests (${open?.join(", ")}), and no report says which is meant.` };
	const idle = inputs.jobs.filter((name) => !executions.some((job) => isMeant([name], job.name)));
	const refusals = [...fetched.refusals, ...found.strangers.map(({ artifact }) => strangeSentence(artifact.name))];
	return {
		matrix: assembleMatrix({
			...found,
			idle,
			refusals
		}, fetched.artifacts, {
			run,
			key: inputs.key ?? defaultKey(run, inputs),
			label: inputs.label,
			artifactUrl: (id) => `${run.url.replace(/\/attempts\/\d+$/, "")}/artifacts/${id}`
		}),
		pullRequest
	};
}
function strangeSentence(artifact) {
	return `The artifact \`${artifact}\` is not taken: it tells no job of this run (a runner from before September 2025 tells none).`;
}
/** Without names all jobs of the run are meant, but the one that publishes. */
function isLeg({ id, name }, { decides }, { jobs, jobId }) {
	return !(decides && id === jobId) && isMeant(jobs, name);
}
/** The pull request that the reports are of; undefined where that is open. */
function onlyOne(reports, open) {
	const named = new Set(reports.map(({ source }) => source.pullRequest));
	const [first, ...others] = named.size === 0 ? open : [...named];
	return others.length === 0 ? first ?? void 0 : void 0;
}
/** The same for both ways of publishing one workflow, so that they share a comment; two groups of jobs have two. */
function defaultKey({ workflow }, inputs) {
	return shortKey([workflow ?? inputs.workflow, ...inputs.jobs]);
}
/** Where GitHub fails, a check must not be green; a comment that cannot be made is a warning. */
function unread(error, { decides }, logger) {
	const reason = failureSentence(error);
	if (reason === null) throw error;
	const sentence = `What the jobs of this run measured could not be read: ${reason}.`;
	if (decides) throw new MeasurementError(sentence, { remedy: "Run this job again when that is mended." });
	logger.warning(sentence);
	return null;
}
async function tell(client, { matrix, pullRequest }, run, inputs, { context, logger }) {
	logger.info(renderMatrixTerminal(matrix));
	const body = renderMatrixComment(matrix);
	const commentUrl = await writeComment(client, inputs, pullRequest === null ? null : {
		repository: context.repository,
		pullRequest
	}, {
		body,
		mayCreate: inputs.comment === "always" || !isQuiet(matrix)
	}, logger);
	const summary = await writeSummary(renderMatrixSummary(matrix));
	if (summary.outcome === "failed") logger.warning(summary.message);
	if (run.decides) writeAnnotations(logger, matrixAnnotations(matrix));
	const [only] = matrix.legs;
	await writeOutputs({
		...noOutputs,
		verdict: matrixVerdict(matrix),
		"comment-url": commentUrl,
		"flame-graph-url": matrix.legs.length === 1 && only?.links.flameGraphUrl || "",
		"comment-body": body
	});
	if (!run.decides) return matrix.refusals.length > 0 ? 1 : 0;
	if (matrixPasses(matrix)) return 0;
	return matrixVerdict(matrix) === "failed" ? 3 : 1;
}
function isQuiet(matrix) {
	return matrixPasses(matrix) && !matrix.legs.some(({ report }) => hasChanged(report));
}
const noOutputs = {
	verdict: "",
	"report-path": "",
	"candidate-path": "",
	"comment-url": "",
	"flame-graph-url": "",
	"comment-body": ""
};
async function nothingToSay(logger, sentence) {
	logger.info(sentence);
	await writeOutputs(noOutputs);
	return 0;
}
// src/config/unknown-inputs.ts
/**
* The inputs that were given and do not exist. The runner passes every key under `with:` as `INPUT_<NAME>`,
* upper-cased, spaces as underscores, and only warns of unknown ones.
* https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs
*/
function unknownInputs(env, actionInputs = Object.keys(inputDefaults)) {
	return Object.keys(env).filter((variable) => variable.startsWith("INPUT_")).map((variable) => variable.slice(6).toLowerCase()).filter((name) => !actionInputs.includes(name)).sort().map((name) => ({
		name,
		nearest: nearest(name, actionInputs)
	}));
}
/** @throws UsageError that names every unknown input, with the nearest right one. */
function refuseUnknownInputs(env) {
	const unknown = unknownInputs(env);
	if (unknown.length === 0) return;
	const lines = unknown.slice(0, 10).map(({ name, nearest: suggestion }) => {
		const hint = suggestion === null ? "action.yml lists the inputs" : `did you mean ${suggestion}?`;
		return `${quoted(name)} is not an input of this action; ${hint}`;
	});
	throw new UsageError(lines.join("\n"));
}
// src/action.ts
/** The Action: reads the runner's side of the contract, calls one command, maps the outcome to an exit status. */
const logger = createActionLogger();
const cleanup = new Cleanup(logger);
const lifetime = createLifetime(cleanup);
async function main() {
	refuseUnknownInputs(process.env);
	const inputs = parseInputs((name) => process.env[`INPUT_${name.toUpperCase()}`] ?? "");
	for (const token of [inputs.token, inputs.commitToken]) if (token !== null) maskToken(logger, token);
	const context = readContext(process.env);
	if (inputs.mode === "accept") return acceptLabel(inputs, {
		context,
		logger
	});
	if (inputs.mode === "publish") return publish(inputs, {
		context,
		logger
	});
	const environment = childEnvironment(process.env);
	const runAlways = createRun(environment);
	return gateOnGitHub(await readSettings(inputs, context.workspace), {
		logger,
		cleanup,
		environment,
		runAlways,
		context,
		run: interruptible(runAlways, lifetime.signal),
		repository: context.workspace,
		mayInstall: process.env.RUNNER_ENVIRONMENT === "github-hosted",
		resultFolder: process.env.RUNNER_TEMP ?? context.workspace
	});
}
try {
	endStep(logger, await lifetime.during(main));
} catch (error) {
	if (error instanceof UsageError) endStep(logger, 2, error.message);
	else if (error instanceof MeasurementError) endStep(logger, 3, [error.message, ...error.lastLines].join("\n"));
	else endStep(logger, 3, `This is a bug, please report it: ${error instanceof Error ? error.stack : messageOf(error)}`);
}
export {};
