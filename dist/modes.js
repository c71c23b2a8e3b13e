import { S as unknown, _ as object, b as string, c as datetime, d as boolean, g as number, p as int, u as array } from "./vendor.js";
import { $t as numbersOf, A as parametersOf, At as listLeftOut, B as nullIfMissing, Bt as formatCount, Ct as groupEnvironments, E as inspectConfiguration, F as readTip, Ft as placeOfSite, G as askGraphql, H as requestFailureOf, Ht as formatPercent, I as TransferFailure, It as allocatedWords, Jt as parseReport, K as graphqlShape, L as UnexpectedAnswer, M as readCommit, Mt as readCheckedOut, N as readFolders, Nt as resolveCommit, O as fullNameOf, Ot as findMergeBase, P as readMergeBase, Pt as writeCommitTree, Qt as judgeTotal, R as failureSentence, Rt as plainOf, T as inspectBase, Tt as changesOf, U as ask, Ut as formatQuantity, V as reasonOf$1, Vt as formatDelta, W as askForPages, Xt as isChanged, Zt as judgeChange, _t as overviewVerdict, at as renderOutline, b as largestReportBytes, c as readBaselineVersions, cn as parseBaseline, ct as movedSites, d as renderComment, dt as verdictSentence, en as undoDiff, f as renderSummary, gt as overviewPasses, ht as overviewOfOne, in as gitBlob, j as readBlob, k as mayPush, kt as hasFiles, ln as parseCanonicalBaseline, mn as isNameFor, mt as onlyOne$1, nn as logLine, o as renderHistoryLines, ot as renderTerminal, p as writeResults, pt as hasChanged, r as historyOf, rn as prose, st as areSitesCompared, t as measurerFor, tt as readSettings, un as findJsonProblem, ut as overviewSentence, w as runGate, wt as worstFirst, z as isOutage, zt as formatBytes } from "./shared-cli-modes.js";
import { c as childEnvironment, u as shaSchema } from "./shared-action-post-cli-modes.js";
import { i as MeasurementError, o as UsageError, u as messageOf } from "./shared-action-post-cli-demo-modes.js";
import { A as perUnit, B as totalOf, H as fingerprintSchema, _ as benchmarkNames, a as exitStatusOf, d as worstVerdict, g as benchmarkIn, n as parseMarker, t as formatMarker, v as idleBenchmarks, y as importedIn } from "./shared-cli-demo-modes.js";
import { f as parseBenchmarkName, l as isMeant, o as inputTable, r as interruptible } from "./shared-action-cli-modes.js";
import { l as isOpen } from "./shared-action-cli-demo-modes.js";
import { a as writeSummary, i as writeOutputs, o as eventNames, r as writeAnnotations } from "./shared-action-modes.js";
import { o as createRun, u as succeed } from "./shared-post-cli-modes.js";
import { createHash } from "node:crypto";
import { basename, dirname, join, posix, relative, sep } from "node:path";
import { access, mkdir, mkdtemp, realpath, rm, writeFile } from "node:fs/promises";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { isUtf8 } from "node:buffer";
// src/github/client.ts
/** A question that takes longer is given up, in milliseconds; the platform's own limit is five minutes. */
const questionTimeout = 3e4;
/** A request is not sent again that long after it was first, in milliseconds. */
const longestTrial = 12e4;
/** Pauses after the first, second and third failed attempt, in milliseconds. After the fourth a request has failed. */
const pauses$1 = [
	1e3,
	3e3,
	9e3
];
/** GitHub asks for a minute where a secondary limit names no time; longer than that a job should not wait. */
const longestPause = 6e4;
/** All pauses of a job together, in milliseconds: where GitHub asks everybody to slow down, each request is asked to. */
const longestOfAllPauses = 12e4;
/**
* Makes a client that knows a whole answer from half of one, and tries again where {@link pauseBeforeRetry} says so;
* all other answers are final.
*/
async function createClient(token, { apiUrl, sleep = setTimeout$1 }) {
	const { getOctokit } = await import("./github2.js");
	const client = getOctokit(token, {
		baseUrl: apiUrl,
		log: silent
	});
	let patience = longestOfAllPauses;
	client.hook.wrap("request", async (request, options) => {
		const own = { ...options.request };
		const started = Date.now();
		for (let attempt = 0;; attempt++) try {
			options.request = {
				...options.request,
				...limited(own)
			};
			const response = await request(options);
			requireShape(response.data, own);
			return response;
		} catch (error) {
			const pause = pauseBeforeRetry(attempt, error, options);
			if (pause === null || pause > patience || Date.now() - started >= longestTrial) throw error;
			patience -= pause;
			await sleep(pause);
		}
	});
	return client;
}
/**
* The pause before a request is sent again in milliseconds; null where it is not: GitHub has not stumbled (5xx, no
* connection, half an answer) nor asked to slow down (429, a limit that is reset within a minute), or enough was tried.
*
* A request that creates something is not repeated after a 5xx, since the first may have got through; whoever
* sends it looks first. This and the injected pause are why it is not `@octokit/plugin-retry`.
*
* @param attempt From 0.
*/
function pauseBeforeRetry(attempt, error, request) {
	const failure = requestFailureOf(error);
	const growing = pauses$1[attempt];
	if (failure === null || growing === void 0) return null;
	if (failure.rateLimited) {
		const asked = failure.retryAt === null ? longestPause : failure.retryAt.getTime() - Date.now();
		return asked <= longestPause ? Math.max(asked, growing) : null;
	}
	return failure.status >= 500 && isRepeatable(request) ? growing : null;
}
/** Whether sending the request twice does no more than once. A GraphQL query is a POST that changes nothing. */
function isRepeatable({ method, url, query }) {
	if (method !== "POST") return true;
	return url.endsWith("/graphql") && typeof query === "string" && !query.trimStart().startsWith("mutation");
}
/** A time limit for one attempt, and a `fetch` that fails where the answer does not come whole and in time. */
function limited({ fetch: send = fetch, timeout = questionTimeout, parseSuccessResponseBody }) {
	const signal = AbortSignal.timeout(timeout);
	const fetchWhole = async (...request) => {
		try {
			const response = await send(...request);
			if (parseSuccessResponseBody !== false || !response.ok) await requireWhole(response.clone());
			return response;
		} catch (error) {
			if (signal.aborted) throw new Error(`no answer within ${timeout / 1e3} seconds`, { cause: error });
			throw error;
		}
	};
	return {
		signal,
		fetch: fetchWhole
	};
}
/** Octokit takes a body that breaks off for an empty one, and half of a JSON for a text. */
async function requireWhole(response) {
	try {
		const text = await response.text();
		const isJson = response.headers.get("content-type")?.startsWith("application/json") === true;
		if (response.ok && isJson && response.status !== 204) JSON.parse(text);
	} catch (error) {
		throw new Error("its answer broke off", { cause: error });
	}
}
function requireShape(data, { shape }) {
	const parsed = shape?.safeParse(data);
	if (parsed === void 0 || parsed.success) return;
	const [issue] = parsed.error.issues;
	throw new UnexpectedAnswer(`${issue?.path.join(".") || "its top level"}: ${issue?.message}`);
}
/** Octokit writes its own warnings to the console; what matters reaches the user as an outcome. */
const silent = {
	debug: () => {},
	info: () => {},
	warn: () => {},
	error: () => {}
};
// src/github/look-again.ts
/** Seconds between looks. GitHub shows the end of a job, and an artifact, within a few seconds. */
const pauses = [
	2,
	3,
	5,
	10
];
/**
* Looks until what is seen is settled, and gives the last that was seen: GitHub's lists may lag behind what happened, or
* lack what they themselves say they have. Throws what the last look throws, and what another does but that.
*
* @param sleep Waits that many milliseconds.
*/
async function lookAgain(look, isSettled, sleep) {
	for (const seconds of pauses) {
		try {
			const seen = await look();
			if (isSettled(seen)) return seen;
		} catch (error) {
			if (!(error instanceof UnexpectedAnswer)) throw error;
		}
		await sleep(seconds * 1e3);
	}
	return look();
}
// src/github/commit.ts
/** Fixed text; everything that differs is in the variables. */
const commitMutation = `mutation ($input: CreateCommitOnBranchInput!) {
  createCommitOnBranch(input: $input) { commit { oid } }
}`;
const committedShape = graphqlShape(object({ createCommitOnBranch: object({ commit: object({ oid: string() }) }) }));
/**
* Commits by GraphQL's createCommitOnBranch: atomic, signed by GitHub, and refused where the branch has moved
* (facts 24). Never throws, but for bugs.
*
* @param sleep Waits that many milliseconds, before the branch is looked at again.
*/
async function commitOnBranch(client, request, sleep) {
	try {
		return {
			outcome: "committed",
			sha: (await askGraphql(client, commitMutation, { input: inputOf(request) }, committedShape)).createCommitOnBranch.commit.oid
		};
	} catch (error) {
		const [first] = graphqlErrorsOf(error);
		if (first !== void 0) return refusalOf(first);
		const reason = failureSentence(error);
		if (reason === null) throw error;
		return isOutage(error) ? findCommit(client, request, reason, sleep) : {
			outcome: "failed",
			reason
		};
	}
}
function inputOf({ repository, branch, expectedHead, message, files }) {
	return {
		branch: {
			repositoryNameWithOwner: fullNameOf(repository),
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
/** What became of a commit whose answer was lost, as far as the tip of the branch tells. */
async function findCommit(client, { repository, branch, expectedHead, message: { headline, body } }, reason, sleep) {
	try {
		const tip = await lookAgain(() => readTip(client, repository, branch), (sha) => sha !== expectedHead, sleep);
		if (tip === expectedHead) return {
			outcome: "failed",
			reason
		};
		if (tip === null) return {
			outcome: "unknown",
			reason
		};
		const { message, parents } = await readCommit(client, repository, tip);
		return parents[0] === expectedHead && message.trim() === `${headline}\n\n${body}`.trim() ? {
			outcome: "committed",
			sha: tip
		} : {
			outcome: "unknown",
			reason
		};
	} catch {
		return {
			outcome: "unknown",
			reason
		};
	}
}
/** The errors of an answer that GraphQL gave; empty where there was none. */
function graphqlErrorsOf(thrown) {
	if (!(thrown instanceof Error) || !("errors" in thrown) || !Array.isArray(thrown.errors)) return [];
	return thrown.errors.map((error) => ({
		type: textIn(error, "type"),
		message: textIn(error, "message")
	}));
}
function textIn(value, name) {
	const found = typeof value === "object" && value !== null ? Reflect.get(value, name) : void 0;
	return typeof found === "string" ? found : "";
}
function refusalOf({ type, message }) {
	if (type === "STALE_DATA" || /^Expected branch to point to/.test(message)) return { outcome: "moved" };
	if (type === "NOT_FOUND") return {
		outcome: "failed",
		reason: "GitHub does not find the branch, or the token may not see its repository"
	};
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
// src/github/pull-request.ts
const pullRequestShape = object({
	number: int(),
	state: string(),
	head: object({
		sha: shaSchema,
		ref: string(),
		repo: object({ full_name: string() }).nullish()
	}),
	base: object({ ref: string() })
});
const pullRequestsShape = array(pullRequestShape);
/** Reads a pull request. Throws what the API answers. */
async function readPullRequest(client, repository, number) {
	const { state, head, base } = await ask(client, "GET /repos/{owner}/{repo}/pulls/{pull_number}", {
		...parametersOf(repository),
		pull_number: number
	}, pullRequestShape);
	const headRepository = head.repo?.full_name ?? null;
	return {
		isOpen: state === "open",
		headSha: head.sha,
		headRepository,
		baseRef: base.ref
	};
}
/**
* The numbers of the open pull requests whose head is this commit of this branch and repository, which may be a fork
* (facts 22). Throws what the API answers.
*/
async function findPullRequests(client, repository, head) {
	const [headOwner] = head.repository.split("/");
	const wanted = {
		...parametersOf(repository),
		state: "open",
		head: `${headOwner}:${head.ref}`
	};
	return (await askForPages(client, "GET /repos/{owner}/{repo}/pulls", wanted, pullRequestsShape)).flat().filter((pull) => pull.head.sha === head.sha && pull.head.ref === head.ref).filter((pull) => pull.head.repo?.full_name === head.repository).map(({ number }) => number);
}
/** Takes a label off a pull request; one that is not there (any more) is fine. Throws what the API answers otherwise. */
async function removeLabel(client, repository, number, name) {
	const route = "DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}";
	const label = {
		...parametersOf(repository),
		issue_number: number,
		name
	};
	await nullIfMissing(ask(client, route, label, unknown()));
}
// src/model/refusal.ts
function refused(sentence) {
	return {
		outcome: "refused",
		sentence
	};
}
/** What to do after most refusals. */
const updateAndLabelAgain = "Update the branch with its base, wait for the gate, and set the label again for the numbers it then shows.";
// src/github/download.ts
/**
* Downloads what a request answers as it is, and stops at the limits, whatever size was promised. A download that breaks
* off is tried once more. Throws what the API answers otherwise.
*/
async function download(client, route, parameters, limits, attempt = 1) {
	const request = {
		parseSuccessResponseBody: false,
		timeout: limits.milliseconds
	};
	try {
		const { data, headers } = await client.request(route, {
			...parameters,
			request
		});
		const body = data;
		if (!(body instanceof ReadableStream)) throw new TransferFailure("it answered nothing");
		if (!limits.isWanted(headers["content-type"] ?? "")) {
			await body.cancel();
			return { outcome: "unwanted" };
		}
		const content = await readAtMost(body, limits.bytes);
		return content === null ? { outcome: "too-large" } : {
			outcome: "downloaded",
			content
		};
	} catch (error) {
		if (error instanceof BrokenDownload && attempt === 1) return download(client, route, parameters, limits, 2);
		throw error;
	}
}
/**
* The connection was lost, or the time was up, when the answer had begun: then the client has returned, and neither
* tries again nor has an error of its own.
*/
var BrokenDownload = class extends TransferFailure {
	name = "BrokenDownload";
	constructor(cause) {
		super(`a download broke off: ${messageOf(cause)}`, { cause });
	}
};
/** The whole stream, or null where it is longer than the limit. Throws {@link BrokenDownload} where it ends early. */
async function readAtMost(stream, limit) {
	const chunks = [];
	let bytes = 0;
	try {
		for await (const chunk of stream) {
			bytes += chunk.length;
			if (bytes > limit) return null;
			chunks.push(chunk);
		}
	} catch (error) {
		throw new BrokenDownload(error);
	}
	return Buffer.concat(chunks);
}
// src/github/report-artifacts.ts
const artifactsShape = object({ artifacts: array(object({
	id: int(),
	name: string(),
	size_in_bytes: number(),
	expired: boolean(),
	expires_at: string().nullable()
})) });
/** All artifacts of a run, of all its attempts. Throws what the API answers. */
async function listRunArtifacts(client, repository, runId) {
	return (await askForPages(client, "GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts", {
		...parametersOf(repository),
		run_id: runId
	}, artifactsShape)).flatMap((page) => page.artifacts).map(({ id, name, size_in_bytes: bytes, expired, expires_at: expiresAt }) => {
		return {
			id,
			name,
			bytes,
			expired,
			expiresAt
		};
	});
}
/** A matrix can have 256 jobs. */
const mostReports = 256;
/**
* Chooses the reports that the gate left for a head commit in a run, by name: of each key that of the highest attempt.
* Everything here was written by the run, in which code of the pull request ran: a name promises nothing, and
* other artifacts are of no interest.
*/
function chooseReports(artifacts, { headSha, attempt }) {
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
		else if (known.attempt === found.attempt) return refused(`The run has two artifacts called ${`\`${artifact.name}\``}, where the gate leaves one: nothing was read.`);
	}
	const chosen = [...newest.values()].sort((a, b) => a.name < b.name ? -1 : 1);
	if (chosen.length <= mostReports) return {
		outcome: "chosen",
		artifacts: chosen
	};
	return refused(`The run left ${chosen.length} reports, which is more than a gate does: nothing was read.`);
}
/**
* Downloads a report as bytes; its size is known before, and looked at again on the way. Refuses what has expired, is
* too large or a zip. Throws what GitHub answers where it fails.
*/
async function downloadReport(client, repository, artifact) {
	const { id, name, bytes } = artifact;
	if (artifact.expired) return expired(name);
	if (bytes > 5242880) return tooLarge(name, formatBytes(bytes));
	const downloaded = await downloadArtifact(client, repository, id, largestReportBytes);
	switch (downloaded.outcome) {
		case "downloaded": return downloaded.content;
		case "expired": return expired(name);
		case "too-large": return tooLarge(name, "more than it said");
		case "unwanted": return refused(`The artifact \`${name}\` is a zip, and the gate leaves a JSON file: it is not unpacked.`);
	}
}
function expired(name) {
	return refused(`The numbers have expired (\`${name}\`): run the gate again.`);
}
function tooLarge(name, size) {
	return refused(`The report \`${name}\` has ${size}, and at most ${formatBytes(largestReportBytes)} are read.`);
}
/**
* Downloads an artifact that was uploaded unzipped, as it is, and stops at the limit (bytes), whatever size was promised. Nothing
* is ever unpacked: a zip is told by its media type and left alone. (`downloadArtifact` of @actions/artifact unpacks
* without a limit, facts 23.)
*/
async function downloadArtifact(client, repository, id, limit) {
	const route = "GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}";
	const artifact = {
		...parametersOf(repository),
		artifact_id: id,
		archive_format: "zip"
	};
	const isWanted = (mediaType) => !/^application\/(x-)?zip\b/i.test(mediaType);
	try {
		return await download(client, route, artifact, {
			isWanted,
			bytes: limit,
			milliseconds: 6e4
		});
	} catch (error) {
		if (requestFailureOf(error)?.status === 410) return { outcome: "expired" };
		throw error;
	}
}
// src/github/workflow-run.ts
/** Conclusions of completed runs of which no job was started; the first waits for somebody to approve it. */
const neverRan = [
	"action_required",
	"skipped",
	"stale",
	"startup_failure"
];
const runsShape = object({ workflow_runs: array(object({
	id: int(),
	run_attempt: int().optional(),
	event: string(),
	status: string().nullable(),
	conclusion: string().nullable(),
	head_sha: shaSchema,
	head_repository: object({ full_name: string() }).nullish(),
	pull_requests: array(object({ number: int() })).nullish(),
	html_url: string()
})) });
/**
* The runs of a workflow (its file's name) on `pull_request` for a head commit; null where there is no such
* workflow. Throws what the API answers otherwise.
*/
async function listPullRequestRuns(client, repository, workflow, headSha) {
	const route = "GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs";
	const wanted = {
		...parametersOf(repository),
		workflow_id: workflow,
		event: "pull_request",
		head_sha: headSha
	};
	const pages = await nullIfMissing(askForPages(client, route, wanted, runsShape));
	if (pages === null) return null;
	return pages.flatMap((page) => page.workflow_runs).map((run) => ({
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
}
const jobsShape = object({
	total_count: int(),
	jobs: array(object({
		id: int(),
		name: string(),
		run_attempt: int().optional(),
		status: string(),
		conclusion: string().nullable(),
		started_at: string(),
		html_url: string().nullable()
	}))
});
/** All executions of all jobs of a run, of all its attempts. Throws what the API answers. */
async function listRunJobs(client, repository, runId) {
	const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs";
	const wanted = {
		...parametersOf(repository),
		run_id: runId,
		filter: "all"
	};
	const pages = await askForPages(client, route, wanted, jobsShape);
	const jobs = [...new Map(pages.flatMap((page) => page.jobs).map((job) => [job.id, job])).values()];
	const promised = pages.at(-1)?.total_count ?? 0;
	if (jobs.length < promised) throw new UnexpectedAnswer(`total_count: is ${promised}, of which ${jobs.length} came`);
	return jobs.map((job) => ({
		id: job.id,
		name: job.name,
		attempt: job.run_attempt ?? 1,
		status: job.status,
		conclusion: job.conclusion,
		startedAt: job.started_at,
		url: job.html_url
	}));
}
// src/report-file/artifact-names.ts
/**
* The names of a job's artifacts, which are also the names of the uploaded files (facts 20).
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
// src/report-file/contradiction.ts
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
	const isOfReport = (benchmark) => {
		const accepted = benchmarkIn(baseline, benchmark.name);
		if (accepted === void 0 || !isDeepStrictEqual(accepted.workload, benchmark.workload)) return false;
		if (isDeepStrictEqual(accepted.measurement, benchmark.measurement)) return true;
		const { verdict, baseline: before } = benchmark;
		const { counts, total, noise } = perUnit(accepted.measurement);
		return verdict === "pass" && before !== null && !isChanged(benchmark) && areNear(before, {
			counts,
			total,
			noise
		});
	};
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
	const { verdict, measurement, counts, total, noise, baseline, delta, decidedBy, allowed, limit } = benchmark;
	const { imported } = benchmark;
	if (measurement.unit === "iteration" && measurement.from.iterations >= measurement.to.iterations) return false;
	const now = perUnit(measurement);
	if (measurement.unit !== benchmark.unit || !areNear(now, {
		counts,
		total,
		noise
	})) return false;
	if (!isOfItsRuns(benchmark)) return false;
	if (imported !== void 0) {
		const judged = judgeTotal(total, imported.total, limit);
		return baseline === null && areNear(judged, {
			verdict,
			delta: imported.delta,
			decidedBy,
			allowed
		});
	}
	if (baseline === null || delta === null) return allowed === null && (verdict === "no-baseline" || verdict === "incomparable");
	if (benchmark.differences.length > 0) return false;
	const bySites = benchmark.comparedBy === "sites" ? changeOfSites(benchmark) : null;
	const judged = judgeChange(numbersOf(benchmark, baseline.runs), baseline, limit, bySites);
	if (decidedBy !== "site") return areNear(judged, {
		verdict,
		delta,
		decidedBy,
		allowed
	});
	return judged.verdict !== "regression" && isBeyondSiteLimit(benchmark) && areNear(judged, {
		delta,
		allowed
	});
}
/** Whether the call site that is said to exceed the limit of call sites does. */
function isBeyondSiteLimit({ verdict, siteBeyondLimit, sites, limit }) {
	const { name, module, delta } = siteBeyondLimit ?? {
		name: "",
		module: "",
		delta: 0
	};
	const isThere = sites.some((site) => site.name === name && site.module === module && site.delta === delta);
	return verdict === "regression" && isThere && limit.site !== void 0 && delta > limit.site;
}
/** What the sites changed by; not a number where one of them changed by something else than the difference of its counts. */
function changeOfSites({ sites, unmatched }) {
	return sites.reduce((sum, { count, baselineCount, delta }) => {
		return delta === 0 || isNear(delta, count - baselineCount) ? sum + delta : NaN;
	}, unmatched?.delta ?? 0);
}
/** Whether the total at each number of iterations is one that lies among its single runs. */
function isOfItsRuns({ measurement, singleRuns }) {
	const levels = measurement.unit === "run" ? [{
		...measurement,
		iterations: null
	}] : [measurement.from, measurement.to];
	return levels.length === singleRuns.length && levels.every(({ iterations, total }, index) => {
		const runs = singleRuns[index];
		const totals = runs?.counts.map((counts) => totalOf(counts, measurement.totalIncludes)) ?? [];
		return runs?.iterations === iterations && Math.min(...totals) <= total && total <= Math.max(...totals);
	});
}
/** Whether all that the second value has is in the first too, but for the rounding of numbers. */
function areNear(a, b) {
	if (typeof a === "number" && typeof b === "number") return isNear(a, b);
	if (typeof a !== "object" || a === null || typeof b !== "object" || b === null) return a === b;
	return Object.entries(b).every(([key, one]) => areNear(Reflect.get(a, key), one));
}
/** Equal but for the rounding of fractions per iteration. */
function isNear(a, b) {
	return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}
// src/report-file/read-gate-report.ts
/**
* Reads a report of the gate as hostile data: the code of the pull request ran beside the gate and may have written
* it. What comes out has the form of a report, belongs to exactly this commit, run, pull request and repository, and
* does not contradict itself.
*/
function readGateReport(content, expected) {
	const wrong = (why) => refused(`The artifact \`${expected.artifactName}\` is not taken: ${why}.`);
	if (content.subarray(0, 2).toString("latin1") === "PK") return wrong("it is a zip, and the gate leaves a JSON file");
	if (!isUtf8(content)) return wrong("it is no text in UTF-8");
	const text = content.toString("utf8");
	if (findJsonProblem(text) !== null) return wrong("it is no JSON that the gate writes");
	const parsed = parseReport(JSON.parse(text));
	if (parsed.outcome === "newer") return wrong(`it was ${parsed.sentence}`);
	if (parsed.outcome === "wrong") {
		const [key = "the whole"] = parsed.key;
		return wrong(`it is no report of this version (\`${key}\` is wrong)`);
	}
	const { source, ...report } = parsed.report;
	if (source === null) return wrong("it is not of a run on GitHub");
	const why = strangeness(report.key, source, expected) ?? contradictionIn(parsed.report);
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
	const { mergeSha, headSha } = expected;
	if (source.headSha !== headSha) return "it is of another commit";
	if (mergeSha !== null && ![mergeSha, headSha].includes(source.measuredSha)) return "it is of another commit";
	if (source.runId !== expected.runId || source.runAttempt !== expected.runAttempt) return "it is of another run";
	return artifactNames({
		key,
		...source
	}).report === expected.artifactName ? null : "its name does not fit its key";
}
// src/report-file/read-candidate.ts
/**
* Reads a report of the gate as hostile data: the code of the pull request ran beside the gate and may have
* written it. What comes out has the form of a baseline, whole numbers, a path that was made here, and says that
* it belongs to exactly this commit, run, pull request and repository.
*/
function readCandidate(content, expected) {
	const read = readGateReport(content, {
		...expected,
		event: "pull_request",
		mergeSha: null,
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
	const wrong = (why) => refused(`The artifact \`${expected.artifactName}\` is not taken: ${why}.`);
	const { fingerprint, baselineFile } = report;
	const baseline = readBaseline(text);
	if (baseline === null) return wrong("its baseline is none, or not as the gate writes one");
	if (fingerprint === null || baseline.fingerprint === null || !isSame(fingerprint, baseline.fingerprint)) return wrong("the baseline's fingerprint is not the report's");
	if (baseline.package !== report.package) return wrong("the baseline's package is not the report's");
	if (benchmarkNames(baseline).find((benchmark) => !parseBenchmarkName(benchmark).ok) !== void 0) return wrong("a benchmark has a name that none can have");
	const fileName = posix.basename(path);
	if (!isNameFor(fileName, baseline.fingerprint)) return wrong("the file name is not that of its environment");
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
// src/accept/accept-or-refuse.ts
/**
* Decides whether the candidates of a run may be committed to the head that they were measured for.
*
* They were measured on the merge with the base, and are committed to the head. So each file there must be the one
* that was compared with; and the base must not have changed it since the branch parted, for the commit would
* conflict, and a pull request that conflicts starts no run at all (facts 25).
*/
function acceptOrRefuse(candidates, files) {
	const { head, base, mergeBase } = files;
	const [first] = candidates;
	if (first === void 0) return refused("The gate could measure nothing, so there is nothing to accept.");
	if (head === null || base === null || mergeBase === null) return refused(`\`${posix.dirname(first.path)}\` is not a folder on the branch or its base: nothing can be committed to it.`);
	const twins = findTwins(candidates);
	if (twins !== null) return refused(twins);
	const accepted = [];
	for (const candidate of new Map(candidates.map((one) => [one.path, one])).values()) {
		const problem = problemOf(candidate, {
			head,
			base,
			mergeBase
		});
		if (problem !== null) return refused(problem);
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
// src/accept/acceptance-request.ts
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
	if (label.name.toLowerCase() !== wanted.label.toLowerCase()) return {
		outcome: "ignored",
		sentence: `The label ${JSON.stringify(label.name)} is not ${JSON.stringify(wanted.label)}: there is nothing to accept.`
	};
	if (pullRequest.fromFork || pullRequest.headRepository !== fullNameOf(repository)) return refused("The branch is in a fork, to which nothing can be committed from here. Its author can take the numbers over from the report of the gate with `swift-allocation-gate accept`, and commit them.");
	return {
		outcome: "requested",
		repository,
		pullRequest,
		label: label.name,
		sender: label.sender
	};
}
// src/accept/choose-run.ts
/**
* Chooses the newest finished run of the gate for a head commit; `runs` is null where there is no such workflow.
* While any of them is still at work nothing is chosen: nobody accepts numbers that they have not seen.
*/
function chooseRun(runs, wanted) {
	const { workflow } = wanted;
	if (runs === null) return refused(`There is no workflow \`${workflow}\` in this repository: the input \`workflow\` names the file of the gate's.`);
	const ours = runs.filter((run) => isWanted(run, wanted)).sort((a, b) => b.id - a.id);
	const shown = `\`${wanted.headSha.slice(0, 10)}\``;
	if (ours.some(({ status }) => status !== "completed")) return refused(`The gate has not finished for ${shown} yet: set the label again once its numbers are here.`);
	const run = ours.find(({ conclusion }) => conclusion === "success" || conclusion === "failure");
	if (run !== void 0) return {
		outcome: "chosen",
		run
	};
	const [latest] = ours;
	if (latest?.conclusion === "action_required") return refused(`The gate's run for ${shown} waits for approval: approve it, and set the label again once its numbers are here.`);
	return refused(latest === void 0 ? `The workflow \`${workflow}\` has not run for ${shown}: set the label again once the gate's numbers are here.` : `The gate's run for ${shown} was not finished (${latest.conclusion ?? "no conclusion"}): run it again, then set the label again.`);
}
function isWanted(run, { repository, pullRequest, headSha }) {
	const { pullRequests } = run;
	return run.event === "pull_request" && run.headSha === headSha && run.headRepository === repository && (pullRequests.length === 0 || pullRequests.includes(pullRequest));
}
// src/accept/commit-message.ts
/** Of one file, and of all together: a run leaves up to 256. */
const mostRows = {
	file: 50,
	all: 500
};
/** The commit's message: the change of the total, a table of what changed, and trailers that machines read. */
function acceptanceMessage({ changes, measured, runUrl, by }) {
	const rows = Math.max(1, Math.min(mostRows.file, Math.floor(mostRows.all / changes.length)));
	const trailers = [
		`Measured-Commit: ${measured}`,
		`Measured-Run: ${runUrl}`,
		`Accepted-By: ${by.replaceAll(/[^\w[\]-]/g, "-")}`,
		...changes.map(({ now }) => `Fingerprint: ${fingerprintText(now)}`)
	];
	return {
		headline: `${headline(changes)}`,
		body: [...changes.map((change) => table(change, rows)), [...new Set(trailers)].join("\n")].join("\n\n")
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
	const subject = `Update ${changes.length === 1 ? "the " : ""}${baselines}`;
	if (known.some(({ units }) => units > 1)) {
		const benchmarks = new Set(changes.flatMap(({ before, now }) => changedRows(before, now)).map(({ name }) => name));
		return `${subject}: ${formatQuantity(benchmarks.size, "benchmark")} changed`;
	}
	const deltas = known.map(({ delta }) => delta);
	const [least, most] = [Math.min(...deltas), Math.max(...deltas)];
	const change = least === most ? formatDelta(most) : `${formatDelta(least)} to ${formatDelta(most)}`;
	const percent = known.length === 1 && first.delta !== 0 ? formatPercent(first.delta, first.before) : null;
	const each = known.length > 1 && least === most ? " each" : "";
	return `${subject}: ${change} ${most === 1 && least === 1 ? "allocation" : "allocations"}${each}${percent === null ? "" : ` (${percent})`}`;
}
/** The sum over the benchmarks that both have, and how many units those have that changed. */
function totals(before, now) {
	const rows = rowsOf(before, now).filter((row) => row.before !== null && row.now !== null);
	const sum = (pick) => rows.reduce((total, row) => total + (pick(row) ?? 0), 0);
	const changed = rows.filter((row) => row.before !== row.now);
	const units = new Set(changed.map(({ name }) => benchmarkIn(now, name)?.measurement.unit)).size;
	return {
		before: sum((row) => row.before),
		delta: sum((row) => row.now) - sum((row) => row.before),
		units
	};
}
function rowsOf(before, now) {
	return [.../* @__PURE__ */ new Set([...Object.keys(before?.benchmarks ?? {}), ...Object.keys(now.benchmarks)])].sort().map((name) => ({
		name,
		before: totalIn(before, name),
		now: totalIn(now, name),
		imported: before !== null && importedIn(before, name) !== void 0
	}));
}
function changedRows(before, now) {
	return rowsOf(before, now).filter((row) => row.before !== row.now);
}
function totalIn(baseline, name) {
	const benchmark = baseline === null ? void 0 : benchmarkIn(baseline, name);
	return benchmark === void 0 ? null : perUnit(benchmark.measurement).total;
}
function table({ path, before, now }, most) {
	const changed = changedRows(before, now);
	if (changed.length === 0) return `${posix.basename(path)}: no total changed.`;
	const rows = changed.slice(0, most).map((row) => [shownName(row.name), ...numbers(row)]);
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
/**
* The replaced file is whatever the branch has: of a name that no benchmark can have, nothing is told. One that can be is
* short, on one line, and behind two spaces, where no trailer is looked for; it has no `#`, and no issue to close.
*/
function shownName(name) {
	return parseBenchmarkName(name).ok ? withoutIssues(name) : "(not a name)";
}
/** `Fixes GH-12` closes an issue as `Fixes #12` does, wherever in the message it stands. */
function withoutIssues(text) {
	return text.replaceAll(/GH-(?=\d)/gi, "GH.");
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
	return Object.entries(fingerprint ?? {}).map(([field, value]) => `${field}=${withoutIssues(String(value).replaceAll(/[^\w.+:-]/g, "-"))}`).join(" ");
}
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
const commentShape = object({
	id: int(),
	node_id: string(),
	html_url: string(),
	body: string().nullish(),
	updated_at: datetime({ offset: true }),
	user: object({ login: string() }).nullish()
});
const commentsShape = array(commentShape);
const createdShape = commentShape.pick({
	id: true,
	html_url: true
});
const viewerShape = graphqlShape(object({ viewer: object({ login: string() }) }));
/** Of answers that say nothing. */
const anyShape = unknown();
/**
* Our comments whose marker is wanted, oldest first as GitHub lists them, from all pages: a duplicate may be on the
* last. Throws what the API answers.
*/
async function findOwnComments(client, target, isWanted) {
	const candidates = (await askForPages(client, "GET /repos/{owner}/{repo}/issues/{issue_number}/comments", placeOf$1(target), commentsShape)).flat().flatMap((found) => {
		const comment = ownComment(found);
		return comment === null || !isWanted(comment.marker) || !found.user ? [] : [{
			...comment,
			author: found.user.login
		}];
	});
	if (candidates.length === 0) return [];
	const { viewer } = await askGraphql(client, "query { viewer { login } }", {}, viewerShape);
	return candidates.filter(({ author }) => isViewer(viewer.login, author));
}
/** A comment of ours by its id, which the list may not show yet; null where it is gone. Throws what the API answers else. */
async function readOwnComment(client, target, id) {
	const asked = ask(client, "GET /repos/{owner}/{repo}/issues/comments/{comment_id}", {
		...parametersOf(target.repository),
		comment_id: id
	}, commentShape);
	const found = await nullIfMissing(asked);
	return found === null ? null : ownComment(found);
}
/** Null where its first line is no marker. */
function ownComment({ id, node_id: nodeId, html_url: url, body, updated_at: updatedAt }) {
	const marker = parseMarker(body ?? "");
	return marker && {
		id,
		nodeId,
		url,
		body: body ?? "",
		marker,
		writtenAt: new Date(updatedAt)
	};
}
/** Writes a new comment, and returns its id and address. Throws what the API answers. */
function createComment(client, target, body) {
	return ask(client, "POST /repos/{owner}/{repo}/issues/{issue_number}/comments", {
		...placeOf$1(target),
		body
	}, createdShape);
}
/** Replaces the text of a comment. Throws what the API answers. */
async function updateComment(client, target, { id }, body) {
	await ask(client, "PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}", {
		...parametersOf(target.repository),
		comment_id: id,
		body
	}, anyShape);
}
/** Deletes a comment. Throws what the API answers. */
async function deleteComment(client, target, { id }) {
	await ask(client, "DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}", {
		...parametersOf(target.repository),
		comment_id: id
	}, anyShape);
}
/** The pull request as the REST API wants it; to it a pull request is an issue. */
function placeOf$1({ repository, pullRequest }) {
	return {
		...parametersOf(repository),
		issue_number: pullRequest
	};
}
/**
* REST names an app's author `github-actions[bot]`, and so does GraphQL for the viewer; elsewhere GraphQL leaves the
* suffix out, so both forms are taken. A person's login holds no bracket and cannot be mistaken for an app's.
*/
function isViewer(viewer, author) {
	return author === viewer || author === `${viewer}[bot]`;
}
const historyQuery = `query ($id: ID!) {
  node(id: $id) {
    ... on IssueComment { userContentEdits(first: 10) { nodes { diff editedAt } } }
  }
}`;
/** `node` is null where the comment is gone. */
const historyShape = graphqlShape(object({ node: object({ userContentEdits: object({ nodes: array(object({
	diff: string().nullable(),
	editedAt: datetime({ offset: true })
}).nullable()).nullish() }).nullish() }).nullable() }));
/**
* The last versions of a comment of ours under its key, newest first. Empty where GitHub keeps none, or does not show
* them to this token. Throws where the request fails.
*/
async function versionsOf(client, { nodeId, marker }) {
	return ((await askGraphql(client, historyQuery, { id: nodeId }, historyShape).catch((error) => {
		if (requestFailureOf(error) !== null) throw error;
		return null;
	}))?.node?.userContentEdits?.nodes ?? []).flatMap((edit) => {
		const version = parseMarker(edit?.diff ?? "");
		if (edit === null || version?.key !== marker.key) return [];
		return [{
			body: edit.diff ?? "",
			marker: version,
			writtenAt: new Date(edit.editedAt)
		}];
	});
}
// src/github/acceptance-comment.ts
/** The comment that is written where the gate has written none. */
const ownKey = "accept";
const ownVerdict = "**Allocation baseline**";
/**
* Writes into the gate's comments of these keys that their numbers were accepted, and into the one over all jobs of
* the run (its marker has the run, and a key that is no job's); returns the address of the first. Where there is none
* of them (the gate comments on nothing), into a comment of its own. Throws what the API answers.
*/
async function tellAcceptance(client, target, run, { keys, gate, acceptance, next }) {
	const comments = await ourComments(client, target);
	const concerned = comments.gate.filter(({ marker }) => keys.includes(marker.key) || marker.runId === gate.runId && !gate.keys.includes(marker.key));
	return tell$1(client, target, run, {
		own: comments.own,
		concerned
	}, (body) => withAcceptance(body, acceptance, next));
}
/** Writes into the gate's oldest comment why nothing was accepted; else as {@link tellAcceptance}. */
async function tellRefusal(client, target, run, sentence) {
	const { own, gate } = await ourComments(client, target);
	return tell$1(client, target, run, {
		own,
		concerned: gate.slice(0, 1)
	}, (body) => withRefusal(body, sentence));
}
/** While GraphQL alone is down nobody can tell which comments are ours: then none is, and a new one is written. */
async function ourComments(client, target) {
	const comments = await findOwnComments(client, target, () => true).catch((error) => {
		if (isOutage(error)) return [];
		throw error;
	});
	return {
		own: comments.find(({ marker }) => marker.key === ownKey) ?? null,
		gate: comments.filter(({ marker }) => marker.key !== ownKey)
	};
}
async function tell$1(client, target, run, { own, concerned }, edited) {
	const update = (comment) => updateComment(client, target, comment, edited(comment.body));
	const [first] = concerned;
	if (first !== void 0) {
		for (const comment of concerned) await update(comment);
		if (own !== null) await deleteComment(client, target, own);
		return first.url;
	}
	if (own !== null) {
		await update(own);
		return own.url;
	}
	return (await createComment(client, target, edited(`${formatMarker({
		...run,
		key: ownKey
	})}\n${ownVerdict}\n\n`))).html_url;
}
// src/accept/tell-outcome.ts
/** Writes the outcome into the comment; returns its address or nothing. A comment that is refused is a warning. */
async function tellPullRequest(client, { repository, pullRequest, sender }, { runId, runAttempt, headSha }, { outcome, next }, logger) {
	const target = {
		repository,
		pullRequest: pullRequest.number
	};
	const run = {
		headSha,
		runId,
		runAttempt
	};
	try {
		switch (outcome.outcome) {
			case "accepted": {
				const { commit, keys, gate, kept, idle } = outcome;
				return await tellAcceptance(client, target, run, {
					keys,
					gate,
					acceptance: {
						commit,
						measured: headSha,
						by: sender,
						on: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10)
					},
					next: `${keptSentence(kept)}${idleSentence(idle)}${next}`
				});
			}
			case "accepted-already": return "";
			default: return await tellRefusal(client, target, run, outcome.sentence);
		}
	} catch (error) {
		logger.warning(`The comment was not written: ${reasonOf$1(error)}.`);
		return "";
	}
}
function keptSentence(kept) {
	return kept.length === 0 ? "" : `What could not be measured keeps its numbers: ${namesOf(kept)}. `;
}
function idleSentence(idle) {
	return idle.length === 0 ? "" : `Nothing is allocated per iteration by ${namesOf(idle)}: is that the work it is for? `;
}
function namesOf(all) {
	const names = all.slice(0, 5).map((name) => `\`${name.replaceAll("`", "'")}\``);
	const others = all.length > names.length ? ` and ${all.length - names.length} more` : "";
	return `${names.join(", ")}${others}`;
}
const titles = {
	accepted: "The allocations are accepted",
	"accepted-already": "The allocations are accepted already",
	nothing: "There is nothing to accept",
	refused: "The allocations are not accepted"
};
/** Shows the outcome in the job, sets the outputs, and gives the exit status. */
async function showOutcome(logger, outcome, commentUrl) {
	const isRefused = outcome.outcome === "refused";
	const sentence = outcome.outcome === "accepted" ? `${outcome.headline}, in ${outcome.commit}.` : outcome.sentence;
	const title = titles[outcome.outcome];
	logger.command(isRefused ? "error" : "notice", logLine(sentence), { title });
	await writeSummary(logger, `## ${title}\n\n${prose(sentence)}\n`);
	await writeOutputs(logger, { "comment-url": commentUrl });
	return isRefused ? 1 : 0;
}
// src/accept/accept.ts
/**
* `mode: accept`: a maintainer has set the label, and the numbers that the gate measured become the baseline. Every
* end is told on the pull request in a sentence; the exit status is 1 where the label asked for something that was
* not done.
*/
async function accept(inputs, { context, logger, sleep }) {
	const request = readRequest(context, inputs);
	if (request.outcome === "ignored") {
		logger.info(request.sentence);
		return 0;
	}
	if (request.outcome === "refused") return showOutcome(logger, request, "");
	const { token, commitToken } = inputs;
	if (token === null) throw new UsageError("token: is empty; leave it out to use the token of the job.");
	const reading = await createClient(token, {
		apiUrl: context.apiUrl,
		sleep
	});
	const ownToken = commitToken === null || commitToken === token;
	const committing = ownToken ? reading : await createClient(commitToken, {
		apiUrl: context.apiUrl,
		sleep
	});
	await takeLabelOff(reading, request, logger);
	const outcome = await acceptNumbers(request, inputs, {
		reading,
		committing,
		sleep
	}).catch(failed$1);
	return showOutcome(logger, outcome, await tellPullRequest(reading, request, context, {
		outcome,
		next: nextStep(ownToken)
	}, logger));
}
/** The label is a trigger, not a state. The numbers can be accepted though it sticks. */
async function takeLabelOff(client, { repository, pullRequest, label }, logger) {
	try {
		await removeLabel(client, repository, pullRequest.number, label);
	} catch (error) {
		logger.warning(`The label was not taken off: ${reasonOf$1(error)}.`);
	}
}
function failed$1(error) {
	const reason = failureSentence(error);
	if (reason === null) throw error;
	return refused(`Nothing was committed: ${reason}. Set the label again when that is mended.`);
}
/** A commit that is made with a job's own token starts no workflow, or one that waits for approval (facts 24). */
function nextStep(ownToken) {
	return ownToken ? "GitHub does not start checks by itself for a commit of a job: approve the waiting run below, or close and reopen the pull request, and the gate runs on it." : "The gate runs on that commit now.";
}
/**
* Commits the numbers that the gate measured for exactly the head on which somebody set the label. Runs nothing
* and checks nothing out. Throws what GitHub answers where it fails.
*/
async function acceptNumbers(request, { workflow, baselineFolders }, clients) {
	const { repository, pullRequest, sender } = request;
	const { headSha, number } = pullRequest;
	const client = clients.reading;
	if (!await mayPush(client, repository, sender)) return refused(`\`${sender}\` may not push to this repository, and accepting numbers is a push. Somebody who may can set the label.`);
	const moved = await movedSince(client, request);
	if (moved !== null) return moved;
	const wanted = {
		workflow,
		repository: fullNameOf(repository),
		pullRequest: number,
		headSha
	};
	const chosen = chooseRun(await listPullRequestRuns(client, repository, workflow, headSha), wanted);
	if (chosen.outcome === "refused") return chosen;
	const fetched = await fetchCandidates(client, request, chosen.run, baselineFolders, clients.sleep);
	if (fetched.outcome === "refused") return fetched;
	const folders = await readBaselineFiles(client, request, baselineFolders);
	if (folders === null) return refused("The base branch of this pull request is gone.");
	const decision = acceptOrRefuse(fetched.candidates, folders);
	return decision.outcome === "commit" ? commit(decision.files, fetched, request, chosen.run, clients) : decision;
}
/** Why the request is too late; null where the pull request is as it was when the label was set. */
async function movedSince(client, { repository, pullRequest }) {
	const now = await readPullRequest(client, repository, pullRequest.number);
	if (!now.isOpen) return refused("The pull request is closed.");
	if (now.baseRef !== pullRequest.baseRef) return refused(`The pull request has another base branch since the label was set. ${updateAndLabelAgain}`);
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
	return refused(`The branch has moved since the label was set on \`${measured.slice(0, 10)}\`: wait for the gate, look at its numbers, and set the label again.`);
}
const setAgainOrAcceptHere = "Set the label again after that, or accept on your own machine with `swift-allocation-gate accept`.";
/**
* Downloads the reports of a run and reads the candidates in them; one that is not what it should be refuses them
* all. Throws what GitHub answers where it fails.
*/
async function fetchCandidates(client, { repository, pullRequest }, run, folders, sleep) {
	const { headSha } = pullRequest;
	const look = async () => {
		return chooseReports(await listRunArtifacts(client, repository, run.id), {
			headSha,
			attempt: run.attempt
		});
	};
	const isSettled = (seen) => seen.outcome === "refused" || seen.artifacts.length > 0;
	const chosen = await lookAgain(look, isSettled, sleep);
	if (chosen.outcome === "refused") return chosen;
	if (chosen.artifacts.length === 0) return refused("The run of the gate left no numbers that could be accepted: run it again, then set the label again.");
	const candidates = [];
	const keys = [];
	for (const artifact of chosen.artifacts) {
		const content = await downloadReport(client, repository, artifact);
		if (!Buffer.isBuffer(content)) return refused(`${content.sentence} ${setAgainOrAcceptHere}`);
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
/** What is in the folders of baselines; null where the base branch is gone. Throws what GitHub answers where it fails. */
async function readBaselineFiles(client, { repository, pullRequest }, folders) {
	const { headSha, baseRef } = pullRequest;
	const base = await readTip(client, repository, baseRef);
	if (base === null) return null;
	const mergeBase = await readMergeBase(client, repository, base, headSha);
	const at = (sha) => readFolders(client, repository, folders, sha);
	const [atHead, atBase] = [await at(headSha), await at(base)];
	return {
		head: atHead,
		base: atBase,
		mergeBase: mergeBase === base ? atBase : await at(mergeBase)
	};
}
async function commit(files, { candidates, keys: gateKeys }, { repository, pullRequest, sender }, run, { reading, committing, sleep }) {
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
	const wanted = {
		repository,
		branch: headRef,
		expectedHead: headSha,
		message
	};
	const contents = files.map(({ candidate: { path, text } }) => ({
		path,
		text
	}));
	const committed = await commitOnBranch(committing, {
		...wanted,
		files: contents
	}, sleep);
	switch (committed.outcome) {
		case "committed": {
			const committedPaths = files.map(({ candidate }) => candidate.path);
			const keys = candidates.filter(({ path }) => committedPaths.includes(path)).map(({ key }) => key);
			const kept = [...new Set(files.flatMap(({ candidate }) => candidate.failed))];
			const gate = {
				runId: run.id,
				keys: gateKeys
			};
			const idle = [...new Set(changes.flatMap(({ now, before }) => idleBenchmarks(now, before)))];
			return {
				outcome: "accepted",
				commit: committed.sha,
				headline: message.headline,
				keys,
				gate,
				kept,
				idle
			};
		}
		case "moved": return afterMove(reading, repository, headSha, await readTip(reading, repository, headRef));
		case "failed": return refused(`Nothing was committed: ${committed.reason}.`);
		case "unknown": return refused(`Whether the numbers were committed is not known: ${committed.reason}. Look at the branch, and set the label again if they are not there.`);
	}
}
/** A baseline that is replaced, for the commit's message only; null where it is of a format that this version does not read. */
async function readOldBaseline(client, repository, blob, path) {
	const content = await readBlob(client, repository, blob);
	try {
		return parseBaseline(content.toString("utf8"), posix.basename(path));
	} catch (error) {
		if (error instanceof UsageError) return null;
		throw error;
	}
}
// src/gate/checkout.ts
/**
* Asks git what is checked out. `actions/checkout` puts a repository into a folder of the workspace where it is given a
* `path:`, and another commit there than the run's where it is given a `ref:`. What git does not know (files that came
* without it) stays as the runner says.
*
* @throws UsageError where a path of the inputs lies outside of the repository, and where the checkout leaves out the
* configuration or a baseline.
*/
async function askCheckout(inputs, context, run) {
	const workspace = await realpath(context.workspace);
	const found = await readCheckedOut(run, await existing(join(workspace, inputs.baseline))) ?? await readCheckedOut(run, await existing(join(workspace, inputs.packagePath)));
	if (found === null || found.top !== workspace && !found.top.startsWith(workspace + sep)) return {
		inputs,
		context
	};
	const { top, commit, parents } = found;
	const merged = context.pullRequest !== null && parents.length === 2 && parents.includes(context.headSha);
	const asked = belowTop(inputs, relative(workspace, top));
	await refuseLeftOut(run, top, asked);
	const mergedBase = merged ? parents.find((parent) => parent !== context.headSha) ?? null : null;
	return {
		inputs: asked,
		context: {
			...context,
			workspace: top,
			measuredSha: commit,
			merged,
			mergedBase
		}
	};
}
/** A file that is not here would be taken for one that the pull request has deleted. */
async function refuseLeftOut(run, top, { config, baseline }) {
	const isBaseline = (path) => posix.dirname(path) === baseline && /(^|\/)swift-[^/]+\.json$/.test(path);
	const [leftOut] = (await listLeftOut(run, top, [config, baseline])).filter((path) => path === config || isBaseline(path));
	if (leftOut === void 0) return;
	throw new UsageError(`${leftOut}: the commit has this file, and the checkout leaves it out; add its folder to \`sparse-checkout\``);
}
/** The folder itself, or the nearest around it that there is. */
async function existing(folder) {
	return await access(folder).then(() => true, () => false) ? folder : existing(dirname(folder));
}
/**
* The inputs with their paths relative to the repository's top, which is at `place` in the workspace. Those that are not
* given mean it already.
*/
function belowTop(inputs, place) {
	if (place === "") return inputs;
	const from = ({ name, default: standard }, path) => {
		if (path === place) return ".";
		if (path.startsWith(`${place}/`)) return path.slice(place.length + 1);
		if (path === standard) return path;
		throw new UsageError(`${name}: ${JSON.stringify(path)} lies outside of the repository, which is checked out in ${JSON.stringify(place)}; write ${JSON.stringify(join(place, path))}, or check out without \`path:\``);
	};
	const baseline = from(inputTable.baselineFolders, inputs.baseline);
	return {
		...inputs,
		baseline,
		baselineFolders: [baseline],
		config: from(inputTable.config, inputs.config),
		packagePath: from(inputTable.packagePath, inputs.packagePath)
	};
}
// src/github/base-commit.ts
/** A repository is source code; an archive beyond this is refused rather than held in memory. */
const largestArchive = 536870912;
/**
* The commit that the measured tree is to be compared with. Of a pull request's merge, that is the base branch as it
* was merged (the payload's base may be older); of its head, the commit where it left the base branch; of a push, what
* was there before. Null where there is no such commit, as for a new branch or a schedule, and where it cannot be had.
* Throws what the API answers.
*/
async function findBaseSha(client, context, run) {
	const { measuredSha, headSha, merged, mergedBase, base, pullRequest, workspace } = context;
	if (!base?.sha) return null;
	if (pullRequest === null) return measuredSha === headSha ? base.sha : null;
	if (!merged) {
		const parted = await findMergeBase(run, workspace, base.sha, measuredSha);
		if (parted !== null || client === null) return parted;
		return readMergeBase(client, context.repository, base.sha, measuredSha);
	}
	const parent = mergedBase ?? await resolveCommit(run, workspace, `${measuredSha}^1`);
	if (parent !== null) return parent;
	return (client === null ? null : await readCommit(client, context.repository, measuredSha))?.parents[0] ?? base.sha;
}
/**
* How the files of a commit are had: from git where the checkout has them, else from the API, so that a shallow
* checkout, or one without the files of other commits, will do without credentials. Null where neither has them.
*/
async function findBaseFiles(client, context, commit, run) {
	const { workspace } = context;
	const isHere = await resolveCommit(run, workspace, commit) !== null;
	if (client === null) return isHere ? {
		commit,
		writeTree: (folder) => writeCommitTree(run, workspace, commit, folder)
	} : null;
	const writeTree = async (folder) => {
		if (isHere && await hasFiles(run, workspace, commit)) return writeCommitTree(run, workspace, commit, folder);
		await writeArchive(client, context, commit, folder, run);
	};
	return {
		commit,
		writeTree
	};
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
async function downloadArchive(client, repository, commit) {
	const route = "GET /repos/{owner}/{repo}/tarball/{ref}";
	const archive = {
		...parametersOf(repository),
		ref: commit
	};
	const limits = {
		isWanted: () => true,
		bytes: largestArchive,
		milliseconds: 3e5
	};
	try {
		const downloaded = await download(client, route, archive, limits);
		if (downloaded.outcome === "downloaded") return downloaded.content;
	} catch (error) {
		const reason = failureSentence(error);
		if (reason === null) throw error;
		throw new MeasurementError(`The files of the base commit could not be fetched: ${reason}.`, {
			remedy: "Give the job `contents: read`, or check out with `fetch-depth: 2`.",
			cause: error
		});
	}
	throw new MeasurementError("The base commit’s archive is larger than 512 MiB.", { remedy: "Check out with `fetch-depth: 2`, so that git has it." });
}
// src/github/upload-artifact.ts
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
async function upload({ name, files, isArchive }, context, logger, { retentionDays = context.retentionDays, milliseconds = 6e4, now = /* @__PURE__ */ new Date() }) {
	if (!isGitHubCloud(context.serverUrl)) return failed(name, "GitHub Enterprise Server does not take artifacts of this version.");
	const days = Math.max(1, Math.min(retentionDays, context.retentionDays));
	try {
		const { DefaultArtifactClient } = await import("./artifact.js");
		const { id } = await logger.group(`Upload ${name}`, () => within(milliseconds, new DefaultArtifactClient().uploadArtifact(name, [...files], dirname(files[0] ?? "."), {
			skipArchive: !isArchive,
			retentionDays: days
		})));
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
		return failed(name, reasonOf(messageOf(error)));
	}
}
/**
* What the work gives, if it does so in time. The package's HTTP client waits for ever for the rest of an answer that
* breaks off (`readBody` of @actions/http-client resolves on `end` alone); what it still does is ended with the step.
*/
async function within(milliseconds, work) {
	let timer;
	const limit = new Promise((_resolve, reject) => {
		const told = `The artifact service was not done within ${Math.round(milliseconds / 1e3)} seconds.`;
		timer = setTimeout(() => reject(new Error(told)), milliseconds);
	});
	try {
		return await Promise.race([work, limit]);
	} finally {
		clearTimeout(timer);
	}
}
/** Where the artifact service is: github.com and its data-residency hosts (as in @actions/artifact, `isGhes`). */
function isGitHubCloud(serverUrl) {
	const { hostname } = new URL(serverUrl);
	return hostname === "github.com" || hostname.endsWith(".ghe.com") || hostname.endsWith(".localhost");
}
function reasonOf(message) {
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
// src/github/believe-marker.ts
const runShape = object({
	head_sha: shaSchema,
	event: string(),
	run_attempt: int().optional(),
	pull_requests: array(object({ number: int() })).nullish()
});
/**
* Code of a pull request that got hold of a job's token writes comments under our name: one that calls itself newer than
* every run to come would pin what it says. So a marker is believed only if the comment was written since this run's
* event, and if there is such a run of this pull request. Where the token may not see runs (`actions: read`; in a public
* repository any may), a report on the head that the pull request has gives way to none on another.
*/
function believeMarkers(client, target, { headSha, since }) {
	const known = /* @__PURE__ */ new Map();
	const find = async (marker) => {
		const isOne = await isRunOf(client, target, marker);
		if (isOne !== null || marker.headSha === headSha) return isOne ?? true;
		return (await readPullRequest(client, target.repository, target.pullRequest)).headSha !== headSha;
	};
	return async ({ marker, writtenAt }) => {
		if (since !== null && writtenAt !== null && writtenAt < since) return false;
		const name = JSON.stringify([
			marker.runId,
			marker.runAttempt,
			marker.headSha
		]);
		const believed = known.get(name) ?? find(marker);
		known.set(name, believed);
		return believed;
	};
}
/** Whether there is such a run of the pull request; null where the token may not see runs. */
async function isRunOf(client, target, marker) {
	const route = "GET /repos/{owner}/{repo}/actions/runs/{run_id}";
	try {
		const run = await ask(client, route, {
			...parametersOf(target.repository),
			run_id: marker.runId
		}, runShape);
		const numbers = (run.pull_requests ?? []).map(({ number }) => number);
		return run.event === "pull_request" && run.head_sha === marker.headSha && (run.run_attempt ?? 1) >= marker.runAttempt && (numbers.length === 0 || numbers.includes(target.pullRequest));
	} catch (error) {
		const failure = requestFailureOf(error);
		if (failure?.status === 404) return false;
		if (failure?.status === 403 && !failure.rateLimited) return null;
		throw error;
	}
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
*/
async function upsertComment(client, target, body, { mayCreate = true, since = null } = {}) {
	const marker = parseMarker(body);
	if (marker === null) return {
		outcome: "failed",
		message: "The comment was not written: it has no marker."
	};
	const report = {
		body,
		marker,
		writtenAt: null
	};
	const progress = {
		newest: report,
		created: null,
		written: null,
		mayHaveWritten: false
	};
	const isBelieved = believeMarkers(client, target, {
		headSha: marker.headSha,
		since
	});
	try {
		return await settle(client, target, {
			report,
			mayCreate,
			isBelieved
		}, progress);
	} catch (error) {
		if (progress.written === null) return notWritten(error, target);
		return {
			...progress.written,
			warning: unsettledSentence(target, reasonOf$1(error))
		};
	}
}
async function settle(client, target, task, progress) {
	const { report, mayCreate, isBelieved } = task;
	for (let look = 1; look <= mostLooks; look++) {
		const own = await ownComments(client, target, report.marker.key, progress);
		const [kept, ...duplicates] = own;
		if (kept === void 0) {
			if (!mayCreate && !progress.mayHaveWritten) return { outcome: "skipped" };
			await create(client, target, progress);
			continue;
		}
		progress.newest = await newestOf(progress.newest, own, isBelieved);
		if (progress.newest !== report && !progress.mayHaveWritten) return {
			outcome: "outdated",
			url: kept.url
		};
		if (!await isBroughtUpToDate(client, target, kept, task, progress)) continue;
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
	const warning = unsettledSentence(target, "other jobs kept writing it");
	return progress.written === null ? {
		outcome: "failed",
		message: warning
	} : {
		...progress.written,
		warning
	};
}
/** Our comments of a key, oldest first; the one that this report created is there also while the list does not show it. */
async function ownComments(client, target, wanted, { created }) {
	const listed = await findOwnComments(client, target, ({ key }) => key === wanted);
	if (created === null || listed.some(({ id }) => id === created)) return listed;
	const unlisted = await readOwnComment(client, target, created);
	return unlisted === null ? listed : [...listed, unlisted];
}
/** Creates the comment with the newest report. An answer may be lost after it got through: looking again tells. */
async function create(client, target, progress) {
	const isFirst = !progress.mayHaveWritten;
	progress.mayHaveWritten = true;
	const { body } = progress.newest;
	try {
		const { id, html_url: url } = await createComment(client, target, body);
		progress.created = id;
		progress.written = {
			outcome: "created",
			url
		};
	} catch (error) {
		if (!isFirst || !isOutage(error)) throw error;
	}
}
/**
* Whether the comment holds the newest report, after it was updated if need be; false where another look is needed:
* it is gone, or its history has a newer report, which our update has overwritten.
*/
async function isBroughtUpToDate(client, target, kept, { report, isBelieved }, progress) {
	const body = withEarlierAcceptance(progress.newest.body, kept.body);
	if (normalized(kept.body) === normalized(body)) return true;
	progress.mayHaveWritten = true;
	try {
		await updateComment(client, target, kept, body);
	} catch (error) {
		if (isGone(error)) return false;
		throw error;
	}
	progress.written = {
		outcome: progress.newest === report ? "updated" : "outdated",
		url: kept.url
	};
	const newest = await newestOf(progress.newest, await versionsOf(client, kept), isBelieved);
	const isNewest = newest === progress.newest;
	progress.newest = newest;
	return isNewest;
}
/** Deletes these; false where one was gone already, maybe by another job, so that another look is needed. */
async function areRemoved(client, target, duplicates) {
	let areAll = true;
	for (const duplicate of duplicates) try {
		await deleteComment(client, target, duplicate);
	} catch (error) {
		if (!isGone(error)) throw error;
		areAll = false;
	}
	return areAll;
}
/** The newest that can be believed; of equals this one, or the first. */
async function newestOf(first, others, isBelieved) {
	let newest = first;
	for (const version of others) if (isNewer(version.marker, newest.marker) && await isBelieved(version)) newest = version;
	return newest;
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
		message: `${what}: ${reasonOf$1(error)}.`
	};
}
/** That a comment stands, and may not be the only or the newest. */
function unsettledSentence({ pullRequest }, reason) {
	return `The comment on pull request #${pullRequest} may stand there twice or be of an older run until the next report: ${reason}.`;
}
// src/github/write-comment.ts
/**
* Writes the comment where there is a pull request (else null) and the settings want one; returns its address or
* nothing. What keeps it from being written is a warning.
*/
async function writeComment(client, { comment }, target, { body, mayCreate, since }, logger) {
	if (target === null || comment === "never") return "";
	if (client === null) {
		logger.warning("There is no token, so the pull request gets no comment; the job summary has the report.");
		return "";
	}
	const outcome = await upsertComment(client, target, body, {
		mayCreate,
		since
	});
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
// src/model/short-key.ts
const longest = 100;
/** The parts as one key of at most 100 characters; what is cut ends in a hash of the whole, so that two keys never become one. */
function shortKey(parts) {
	const key = parts.join(" ");
	if (key.length <= longest) return key;
	const ending = ` ${createHash("sha256").update(key).digest("hex").slice(0, 8)}`;
	return `${key.slice(0, longest - ending.length).toWellFormed()}${ending}`;
}
// src/report/annotations.ts
/** GitHub shows ten of a level and step (facts 21); two are left for the step's own warnings and its failure. */
const mostAnnotations = 8;
/** The verdict where it is not a green one, then the worst of what explains it: at most eight, all of one level. */
function annotationsOf(overview) {
	const passes = overviewPasses(overview);
	if (passes && overview.environments.every(({ report }) => isGreen(report))) return [];
	const environments = groupEnvironments(overview.environments);
	const only = onlyOne$1(environments, overview);
	const verdict = {
		title: "Swift Allocation Gate",
		message: plainOf(overviewSentence(overview, environments))
	};
	const reasons = only === null ? reasonsOfSeveral(overview, environments) : reasonsOfOne(only);
	const level = passes ? "warning" : "error";
	return [verdict, ...reasons].slice(0, mostAnnotations).map((each) => ({
		level,
		...each
	}));
}
function isGreen({ verdict, policy }) {
	const isAccepted = verdict === "no-baseline" && policy.onMissingBaseline === "pass";
	return verdict === "pass" || verdict === "improvement" || isAccepted;
}
/** The missing and the failing environments, worst first. What a regression is in, their own jobs' annotations say. */
function reasonsOfSeveral({ missing, refusals }, environments) {
	const failing = environments.filter(({ report }) => !report.passes).toSorted(worstFirst);
	return [
		...missing.map(({ name, reason }) => ({
			name,
			message: `${logLine(name, 160)} ${logLine(reason)}`
		})),
		...refusals.map((sentence) => ({
			name: "A report is not taken",
			message: logLine(sentence)
		})),
		...failing.map(({ name, report }) => ({
			name,
			message: plainOf(verdictSentence(report))
		}))
	].map(({ name, message }) => ({
		title: logLine(name, 160),
		message
	}));
}
/** The worst regressions: the lines that grew most, then, of a benchmark of which no line is known, its number's. */
function reasonsOfOne({ report, groups }) {
	const grown = groups.regressions.slice(0, mostAnnotations).map((compared) => ({
		compared,
		lines: grownLines(compared, report)
	}));
	return [
		...byLine(grown.flatMap(({ lines }) => lines)),
		...grown.filter(({ lines }) => lines.length === 0).map(({ compared }) => regressionOf(compared, report)),
		...groups.exceeding.map(({ benchmark, imported }) => {
			return {
				title: `${logLine(benchmark.name, 160)} exceeds its imported threshold`,
				message: `total ${formatCount(benchmark.total)}, threshold ${formatCount(imported.total)} (${formatDelta(imported.delta)}), imported from ${imported.from}`,
				...placeOf(report, benchmark)
			};
		})
	];
}
function regressionOf(compared, report) {
	const site = movedSites(compared).find(({ delta }) => delta > 0);
	const where = site === void 0 ? "" : `; most of it from ${logLine(site.name, 160)} in ${logLine(site.module, 60)}`;
	return {
		title: `${logLine(compared.benchmark.name, 160)} allocates more`,
		message: `${movesOf(compared)}${where}`,
		...placeOf(report, compared.benchmark)
	};
}
/** `total 33,000 → 34,024 (+1,024), malloc 31,800 → 32,824 (+1,024)`. */
function movesOf(compared) {
	return changesOf(compared).map(({ quantity, baseline, now, delta }) => `${quantity} ${baseline} → ${now} (${delta})`).join(", ");
}
/** Lines of one benchmark that are marked: the others are in the comment. */
const linesOfBenchmark = 3;
/** Where a benchmark's sites grew, in files that the head commit has as they were measured. */
function grownLines(compared, { filesAtHead }) {
	if (!areSitesCompared(compared)) return [];
	const { name: benchmark, unit } = compared.benchmark;
	return movedSites(compared).filter(({ delta }) => delta > 0).slice(0, linesOfBenchmark).flatMap((site) => {
		const place = placeOfSite(site);
		if (place === null || place.package !== void 0) return [];
		if (filesAtHead !== void 0 && !filesAtHead.includes(place.file)) return [];
		const types = plainOf(allocatedWords(site, true)) || (site.delta === 1 ? "allocation" : "allocations");
		const words = `${formatDelta(site.delta)} ${types} per ${unit} in ${logLine(benchmark, 160)}`;
		return [{
			file: place.file,
			line: place.line,
			words,
			where: `in ${logLine(site.name, 160)}; ${movesOf(compared)}`
		}];
	});
}
/** One mark for each line, whatever number of benchmarks grew there. */
function byLine(grown) {
	const isSame = (one, other) => one.line === other.line && one.file === other.file;
	return grown.filter((one, index) => grown.findIndex((other) => isSame(one, other)) === index).map((first) => {
		const others = grown.filter((other) => other !== first && isSame(first, other)).map(({ words }) => words);
		const { file, line, words, where } = first;
		return {
			title: words,
			message: [where, ...others].join("; "),
			file,
			line
		};
	});
}
/** Where the number stands that was exceeded; nowhere in the repository where it is the base commit's, measured here. */
function placeOf({ baselineFile, base }, { baselineLine }) {
	if (baselineFile?.exists !== true || base !== null && baselineLine === null) return {};
	return {
		file: baselineFile.path,
		...baselineLine !== null && { line: baselineLine }
	};
}
// src/gate/baseline-history.ts
/**
* What the committed baselines have said so far, as Markdown for the job summary of a run that is of no pull request, as
* those on the default branch are. Empty elsewhere, and where the checkout holds the newest commit alone, as
* `actions/checkout` makes it without `fetch-depth: 0`.
*/
async function baselineHistory({ baseline }, { eventName }, { run, repository }) {
	if (eventName !== "push" && eventName !== "schedule" && eventName !== "workflow_dispatch") return "";
	const { versions } = await readBaselineVersions(run, repository, baseline);
	const lines = renderHistoryLines(historyOf(versions));
	return lines === "" ? "" : `\n\n${lines}`;
}
// src/gate/gate-on-github.ts
/**
* The gate in a job: measures and decides, then reports. What cannot be reported (a refused comment, a failed
* upload) is a warning; the exit status is the gate's alone.
*/
async function gateOnGitHub(settings, host) {
	const { context, logger, sleep } = host;
	if (context.triggeringRun !== null) throw new UsageError(`The event \`workflow_run\` is not one the gate answers to, but \`mode: publish\` does. Start the gate on one of: ${eventNames.join(", ")}.`);
	const client = settings.token === null ? null : await createClient(settings.token, {
		apiUrl: context.apiUrl,
		sleep
	});
	const baseSha = findBaseSha(client, context, host.run);
	baseSha.catch(() => {});
	const result = await runGate(settings, {
		source: sourceOf(context, settings),
		image: context.image,
		inspectBase: async (path, baseline) => {
			const inspected = await inspectBase(client, context, baseSha, {
				path,
				baseline
			}, logger);
			const edited = await inspectConfiguration(client, context, baseSha, settings.config, host);
			return {
				...inspected,
				notices: [...inspected.notices, ...edited]
			};
		},
		findBase: async () => {
			const sha = await baseSha;
			const found = sha === null ? null : await findBaseFiles(client, context, sha, host.run);
			return found === null ? null : {
				...found,
				prefix: ""
			};
		},
		blobsAtHead: (sources) => blobsAt(client, context, sources, logger),
		alwaysBase: false,
		keyOf: (environmentName) => defaultKey$1(context, settings, environmentName)
	}, host);
	const { report } = result;
	logger.info(renderTerminal(report, { color: false }));
	const { files, links } = await leaveResults(result, settings, host);
	const overview = overviewOfOne(report, links);
	const body = renderComment(overview);
	const mayCreate = settings.comment === "always" || hasChanged(overview);
	const commentUrl = await writeComment(client, settings, targetOf(context), {
		body,
		mayCreate,
		since: context.since
	}, logger);
	const history = await baselineHistory(settings, context, host);
	await writeSummary(logger, `${renderSummary(overview)}${history}`);
	writeAnnotations(logger, annotationsOf(overview));
	await writeOutputs(logger, {
		verdict: report.verdict,
		"report-path": files.report ?? "",
		"candidate-path": files.candidate ?? "",
		"comment-url": commentUrl,
		"flame-graph-url": links.flameGraphUrl ?? "",
		"comment-body": body
	});
	return exitStatusOf(report);
}
/** In how many folders files are looked up: a request each. */
const foldersAtHead = 10;
/** What the head commit has of files; null where it cannot be asked, so that they are not linked to. */
async function blobsAt(client, { repository, headSha }, sources, logger) {
	if (client === null) return null;
	const folders = [...new Set(sources.map((source) => posix.dirname(source)))].slice(0, foldersAtHead);
	try {
		const found = await readFolders(client, repository, folders, headSha);
		return new Map([...found ?? []].flatMap(([path, { type, blob }]) => type === "file" ? [[path, blob]] : []));
	} catch (error) {
		logger.info(`Source files of the head commit could not be looked up, so that lines are not linked: ${messageOf(error)}`);
		return null;
	}
}
function targetOf({ pullRequest, repository }) {
	return pullRequest === null ? null : {
		repository,
		pullRequest: pullRequest.number
	};
}
function sourceOf(context, { jobId }) {
	const { repository, eventName, headSha, measuredSha, merged, pullRequest, runId, runAttempt } = context;
	return {
		repository: `${repository.owner}/${repository.name}`,
		event: eventName,
		headSha,
		measuredSha,
		merged,
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
/** All uploads together, in milliseconds: the comment and the summary come after them. */
const longestUploads = 6e4;
async function leaveResults(result, settings, { context, logger, resultFolder }) {
	const { report } = result;
	const names = artifactNames({
		key: report.key,
		headSha: context.headSha,
		runAttempt: context.runAttempt
	});
	const folder = await mkdtemp(join(resultFolder, "allocations-")).catch(() => join(resultFolder, "allocations"));
	const files = await writeResults(folder, result, settings.flameGraph, names);
	if (files.warning !== null) logger.warning(files.warning);
	const end = Date.now() + longestUploads;
	const timeLeft = () => ({ milliseconds: Math.max(1e3, end - Date.now()) });
	const orWarn = (uploaded) => {
		if (uploaded.outcome === "uploaded") return uploaded;
		logger.warning(uploaded.message);
		return null;
	};
	const reportArtifact = files.report === null ? null : orWarn(await uploadArtifact(files.report, context, logger, timeLeft()));
	const flameGraph = reportArtifact !== null && files.flameGraph !== null ? orWarn(await uploadArtifact(files.flameGraph, context, logger, timeLeft())) : null;
	if (flameGraph !== null) orWarn(await uploadArchive(names.stacks, files.stacks, context, logger, timeLeft()));
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
// src/publish/match-jobs.ts
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
			reason,
			mayLag: mayLag(job, own.length)
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
	if (!hasEnded({
		status,
		conclusion
	})) return "has not finished";
	if (own.length === 0) return missing(conclusion);
	return own.every(({ report: { report } }) => report.passes) && conclusion !== "success" ? `ended with ${conclusion}, though its report passes` : null;
}
/** GitHub may show that a job has ended before it shows how. */
function hasEnded({ status, conclusion }) {
	return status === "completed" && conclusion !== null;
}
/** A job ends before GitHub shows it, and an artifact is there before it is listed. */
function mayLag({ status, conclusion }, reports) {
	if (!hasEnded({
		status,
		conclusion
	})) return "end";
	return reports === 0 && (conclusion === "success" || conclusion === "failure") ? "report" : null;
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
// src/publish/published-run.ts
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
		mergeSha: context.merged ? context.measuredSha : null,
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
	if (!run.hasEnded) return {
		outcome: "ignored",
		sentence: "The run has not finished: start this workflow on the type `completed` of `workflow_run`."
	};
	if (run.conclusion !== null && neverRan.includes(run.conclusion)) return {
		outcome: "ignored",
		sentence: `The run has measured nothing (${run.conclusion}), and what stands on the pull request stays.`
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
		url: `${serverUrl}/${ownName}/actions/runs/${run.id}/attempts/${run.attempt}`,
		workflow: run.workflow,
		event: run.event,
		headSha: run.headSha,
		mergeSha: null,
		head: {
			ref: run.headRef,
			repository: run.headRepository
		},
		pullRequest: null,
		fromFork: run.headRepository !== ownName,
		decides: false
	};
}
// src/publish/publish.ts
/**
* `mode: publish`: one comment of what the jobs of a run measured, made here from their reports alone. Nothing of the
* pull request is checked out or run.
*
* In a job that needs the measuring ones, the exit status is the check for all of them: red also where one left no
* report. On `workflow_run` it is not a check, and says only whether what was found could be taken.
*/
async function publish(inputs, host) {
	const { context, logger, sleep } = host;
	const run = publishedRun(context, inputs);
	if (run.outcome === "ignored") return nothingToSay(logger, run.sentence);
	if (inputs.token === null) throw new UsageError("token: is empty; leave it out to use the token of the job.");
	if (run.decides && inputs.jobId === null) throw new UsageError("job-id: is empty. Leave it out; if it is, the runner is too old to tell which job this is: update it.");
	const client = await createClient(inputs.token, {
		apiUrl: context.apiUrl,
		sleep
	});
	const found = await findOverview(client, run, inputs, host).catch((error) => unread(error, run, logger));
	if (found === null) return 0;
	if ("sentence" in found) return nothingToSay(logger, found.sentence);
	return tell(client, found, run, inputs, host);
}
async function findOverview(client, run, inputs, { context: { repository }, sleep }) {
	const open = run.head === null ? null : await findPullRequests(client, repository, {
		...run.head,
		sha: run.headSha
	});
	if (open?.length === 0) return { sentence: "No open pull request has this head any more: the run of a newer one, if any, is published." };
	const isPullRequest = (number) => open === null ? number === run.pullRequest : number !== null && open.includes(number);
	const look = async () => {
		const executions = (await listRunJobs(client, repository, run.id)).filter(({ attempt }) => attempt <= run.attempt);
		const fetched = await fetchReports(client, repository, run, isPullRequest);
		return {
			executions,
			fetched,
			...matchJobs(executions, fetched.reports, (job) => isMeasuring(job, run, inputs))
		};
	};
	const listsThisJob = (executions) => !run.decides || executions.some(({ id }) => id === inputs.jobId);
	const isSettled = ({ executions, unmatched, strangers, fetched }) => listsThisJob(executions) && strangers.every(({ report }) => report.source.jobId === null) && !unmatched.some(({ mayLag }) => mayLag === "end") && unmatched.filter(({ mayLag }) => mayLag === "report").length <= strangers.length + fetched.refusals.length;
	const { executions, fetched, ...found } = await lookAgain(look, isSettled, sleep);
	if (!listsThisJob(executions)) throw new UnexpectedAnswer(`jobs: has not this one, ${inputs.jobId}`);
	const reports = found.matched.map(({ report }) => report.report);
	const pullRequest = open === null ? run.pullRequest : onlyOne(reports, open);
	if (pullRequest === void 0) return { sentence: `This head has several pull requests (${open?.join(", ")}), and no report says which is meant.` };
	const idle = inputs.jobs.filter((name) => !executions.some((job) => isMeant([name], job.name)));
	const refusals = [...fetched.refusals, ...found.strangers.map(({ artifact }) => strangeSentence(artifact.name))];
	return {
		overview: assembleOverview({
			...found,
			idle,
			refusals
		}, fetched.artifacts, run, inputs),
		pullRequest
	};
}
/** Bytes of all reports of a run together: they are held in memory at once. */
const mostBytes = 134217728;
/**
* Downloads and checks the reports of a run, of each key that of the last attempt. One that is not what it should be
* is refused and the others stand. Throws what GitHub answers where it fails.
*/
async function fetchReports(client, repository, run, isPullRequest) {
	const artifacts = await listRunArtifacts(client, repository, run.id);
	const chosen = chooseReports(artifacts, run);
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
			mergeSha: run.mergeSha,
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
/** Without names all jobs of the run are meant, but the one that publishes. */
function isMeasuring({ id, name }, { decides }, { jobs, jobId }) {
	return !(decides && id === jobId) && isMeant(jobs, name);
}
/** The pull request that the reports are of; undefined where that is open. */
function onlyOne(reports, open) {
	const named = new Set(reports.map(({ source }) => source.pullRequest));
	const [first, ...others] = named.size === 0 ? open : [...named];
	return others.length === 0 ? first ?? void 0 : void 0;
}
function strangeSentence(artifact) {
	return `The artifact \`${artifact}\` is not taken: it tells no job of this run (a runner from before September 2025 tells none).`;
}
/** Puts together what one comment is made of. */
function assembleOverview({ matched, unmatched, idle, refusals }, artifacts, run, inputs) {
	const artifactUrl = (id) => `${run.url.replace(/\/attempts\/\d+$/, "")}/artifacts/${id}`;
	const perJob = /* @__PURE__ */ new Map();
	for (const { job } of matched) perJob.set(job.id, (perJob.get(job.id) ?? 0) + 1);
	const environments = matched.map(({ report: { report, artifact }, job }) => {
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
				label: run.fromFork ? null : inputs.label
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
			key: inputs.key ?? defaultKey(run, inputs),
			headSha: run.headSha,
			runId: run.id,
			runAttempt: run.attempt
		},
		environments,
		missing,
		refusals,
		runUrl: run.url
	};
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
async function tell(client, { overview, pullRequest }, run, inputs, { context, logger }) {
	logger.info(renderOutline(overview));
	const body = renderComment(overview);
	const commentUrl = await writeComment(client, inputs, pullRequest === null ? null : {
		repository: context.repository,
		pullRequest
	}, {
		body,
		mayCreate: inputs.comment === "always" || hasChanged(overview),
		since: context.since
	}, logger);
	await writeSummary(logger, renderSummary(overview));
	if (run.decides) writeAnnotations(logger, annotationsOf(overview));
	const [only] = overview.environments;
	await writeOutputs(logger, {
		verdict: overviewVerdict(overview),
		"comment-url": commentUrl,
		"flame-graph-url": overview.environments.length === 1 && only?.links.flameGraphUrl || "",
		"comment-body": body
	});
	if (!run.decides) return overview.refusals.length > 0 ? 1 : 0;
	if (overviewPasses(overview)) return 0;
	return overviewVerdict(overview) === "failed" ? 3 : 1;
}
async function nothingToSay(logger, sentence) {
	logger.info(sentence);
	await writeOutputs(logger, {});
	return 0;
}
// src/modes.ts
/** What the Action does, by its mode; returns the step's exit status. */
function runMode(inputs, context, step) {
	const { logger } = step;
	if (inputs.mode === "accept") return accept(inputs, {
		context,
		logger,
		sleep: setTimeout$1
	});
	if (inputs.mode === "publish") return publish(inputs, {
		context,
		logger,
		sleep: setTimeout$1
	});
	return gate(inputs, context, step);
}
async function gate(given, described, { logger, cleanup, signal }) {
	const environment = childEnvironment(process.env);
	const runAlways = createRun(environment);
	const run = interruptible(runAlways, signal);
	const { inputs, context } = await askCheckout(given, described, run);
	return gateOnGitHub(await readSettings(inputs, context.workspace), {
		logger,
		cleanup,
		environment,
		run,
		runAlways,
		context,
		sleep: setTimeout$1,
		signal,
		withheld: Object.keys(process.env).filter((name) => !Object.hasOwn(environment, name)),
		repository: context.workspace,
		measurer: measurerFor(process.platform, void 0),
		mayInstall: context.isHosted,
		resultFolder: context.resultFolder
	});
}
export { runMode };
