import { $ as link, B as renderTerminal, G as table, H as grownSites, I as parseBaseline, J as verdictSign, K as suspicion, L as benchmarkIn, N as createRun, Q as codeBlock, R as perUnit, U as movedSites, V as comparison, W as cut, X as plainOf, Y as markdownOf, Z as code, _ as inputDefaults, a as interruptible, at as formatQuantity, c as createActionLogger, ct as allocationFunctions, dt as nearest, et as logLine, ft as quoted, ht as messageOf, i as createLifetime, it as formatCount, l as maskToken, lt as displayName, mt as UsageError, nt as shellWord, o as Cleanup, ot as changedBenchmarks, p as writeResults, pt as MeasurementError, q as verdictSentence, rt as changesOf, s as childEnvironment, st as groupBenchmarks, tt as prose, u as exitStatusOf, ut as readSettings, v as parseInputs, y as runGate, z as formatBaseline } from "./shared.js";
import { c as int, f as object, h as string, r as number, v as url$1 } from "./vendor.js";
import { appendFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { createHash } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { readFileSync } from "node:fs";
// src/github/artifact.ts
/**
* Uploads one file as it is, so that GitHub opens `.html` in the browser and nothing has to be unpacked. The file's
* name becomes the artifact's name and must be new in this run. Never throws.
*/
async function uploadArtifact(file, context, logger, { retentionDays = context.retentionDays, now = /* @__PURE__ */ new Date() } = {}) {
	const name = basename(file);
	if (!isGitHubCloud(context.serverUrl)) return failed(name, "GitHub Enterprise Server does not take artifacts of this version.");
	const days = Math.max(1, Math.min(retentionDays, context.retentionDays));
	try {
		const { DefaultArtifactClient } = await import("./artifact.js");
		const { id } = await logger.group(`Upload ${name}`, () => new DefaultArtifactClient().uploadArtifact(name, [file], dirname(file), {
			skipArchive: true,
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
		flameGraph: `${stem}.html`
	};
}
/** At most 70 characters, lower case since some file systems do not tell `A` from `a`. */
function fileNamePart(key) {
	const safe = key.toLowerCase().replace(/[^a-z0-9._]+/g, "-").replace(/^[-.]+|[-.]+$/g, "").slice(0, 60);
	if (safe === key && safe !== "") return safe;
	const hash = createHash("sha256").update(key).digest("hex").slice(0, 8);
	return safe === "" ? hash : `${safe}-${hash}`;
}
// src/github/client.ts
/** Pauses after the first, second and third failed attempt, in milliseconds. */
const pauses = [
	1e3,
	3e3,
	9e3
];
/** GitHub asks for a minute where a secondary limit names no time; longer than that a job should not wait. */
const longestPause = 6e4;
/** A request that takes longer is given up, in milliseconds; the platform's own limit is five minutes. */
const requestTimeout = 3e4;
/**
* Makes a client that tries again when GitHub stumbles (5xx, no connection) or asks to slow down (429, secondary
* limit): at most four attempts, with growing pauses. All other answers are final.
*
* A request that creates something is not repeated after a 5xx, since the first may have got through; whoever
* sends it looks first. This and the injected pause are why it is not `@octokit/plugin-retry`.
*/
async function createClient(token, { apiUrl, sleep = setTimeout }) {
	const { getOctokit } = await import("./github2.js");
	const client = getOctokit(token, {
		baseUrl: apiUrl,
		log: silent
	});
	client.hook.wrap("request", async (request, options) => {
		for (let attempt = 0;; attempt++) try {
			options.request = {
				...options.request,
				signal: AbortSignal.timeout(requestTimeout)
			};
			return await request(options);
		} catch (error) {
			const pause = pauseBefore(attempt, error, isRepeatable(options));
			if (pause === null) throw error;
			await sleep(pause);
		}
	});
	return client;
}
/** Reads a thrown value as a failed request; null where it is something else, a bug of ours for instance. */
function requestFailureOf(thrown) {
	if (!(thrown instanceof Error) || !("status" in thrown) || typeof thrown.status !== "number") return null;
	const { status, message } = thrown;
	const request = "request" in thrown ? asRecord(thrown.request) : {};
	const response = asRecord("response" in thrown ? thrown.response : null);
	const headers = asRecord(response.headers);
	const retryAfter = Number(headers["retry-after"] ?? NaN);
	const rateLimited = status === 429 || status === 403 && (/rate limit/i.test(message) || !Number.isNaN(retryAfter) || headers["x-ratelimit-remaining"] === "0");
	const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null;
	return {
		method: String(request.method),
		status,
		answered: "status" in response,
		message,
		rateLimited,
		retryAfterSeconds
	};
}
/** The pause before the next attempt in milliseconds; null where there shall be none. */
function pauseBefore(attempt, error, repeatable) {
	const failure = requestFailureOf(error);
	const growing = pauses[attempt];
	if (failure === null || growing === void 0) return null;
	if (failure.rateLimited) {
		const asked = failure.retryAfterSeconds === null ? longestPause : failure.retryAfterSeconds * 1e3;
		return asked <= longestPause ? Math.max(asked, growing) : null;
	}
	return failure.status >= 500 && repeatable ? growing : null;
}
/** Whether sending the request twice does no more than once. A GraphQL query is a POST that changes nothing. */
function isRepeatable({ method, url, query }) {
	if (method !== "POST") return true;
	return url.endsWith("/graphql") && typeof query === "string" && !query.trimStart().startsWith("mutation");
}
function asRecord(value) {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
/** Octokit writes its own warnings to the console; what matters reaches the user as an outcome. */
const silent = {
	debug: () => {},
	info: () => {},
	warn: () => {},
	error: () => {}
};
// src/report/marker.ts
const line = /^<!-- swift-allocation-gate\/1 key=([\w%.-]{1,4000}) sha=([0-9a-f]{40}) run=([1-9]\d{0,15}) attempt=([1-9]\d{0,8}) -->$/;
/** The comment's first line. No key can end the HTML comment: only letters, digits, `%`, `_`, `.` and `-` are left of it. */
function formatMarker({ key, headSha, runId, runAttempt }) {
	return `<!-- swift-allocation-gate/1 key=${encodeKey(key)} sha=${headSha} run=${runId} attempt=${runAttempt} -->`;
}
/** The marker on the first line of a comment's body; null where there is none that {@link formatMarker} could have written. */
function parseMarker(body) {
	const firstLine = body.split(/\r?\n/, 1)[0] ?? "";
	const [, encodedKey, headSha, runId, runAttempt] = line.exec(firstLine) ?? [];
	if (encodedKey === void 0 || headSha === void 0) return null;
	const key = decodeKey(encodedKey);
	if (key === null) return null;
	const marker = {
		key,
		headSha,
		runId: Number(runId),
		runAttempt: Number(runAttempt)
	};
	return formatMarker(marker) === firstLine ? marker : null;
}
/** Percent-encoded; of two hyphens the first is encoded too, since HTML gives `--` in a comment a meaning. */
function encodeKey(key) {
	return encodeURIComponent(key.toWellFormed()).replace(/[!~*'()]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`).replace(/-(?=-)|-$/g, "%2D");
}
function decodeKey(encoded) {
	try {
		return decodeURIComponent(encoded);
	} catch {
		return null;
	}
}
// src/github/comment.ts
/**
* Writes the one comment of a key on a pull request: updates it where we have written it before, creates it where
* not. Never throws.
*
* Ours is a comment only if it starts with the key's marker and its author is who the token stands for: anybody can
* copy a marker. The oldest is kept, others of ours (of two jobs that started at the same moment) are deleted.
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
	const comment = {
		body,
		marker,
		mayCreate
	};
	try {
		return await write(client, target, comment);
	} catch (first) {
		if (!worthAnotherLook(first)) return outcomeOf(first, target);
	}
	try {
		return await write(client, target, comment);
	} catch (second) {
		return outcomeOf(second, target);
	}
}
async function write(client, target, comment) {
	const { body, marker, mayCreate } = comment;
	const location = locationOf(target);
	const own = await findOwnComments(client, target, marker.key);
	const [kept, ...duplicates] = own;
	if (kept === void 0) {
		if (!mayCreate) return { outcome: "skipped" };
		const { data } = await client.rest.issues.createComment({
			...location,
			issue_number: target.pullRequest,
			body
		});
		return {
			outcome: "created",
			url: data.html_url
		};
	}
	if (own.some((comment) => isNewer(comment.marker, marker))) return {
		outcome: "outdated",
		url: kept.url
	};
	const unchanged = normalized(kept.body) === normalized(body);
	if (!unchanged) await client.rest.issues.updateComment({
		...location,
		comment_id: kept.id,
		body
	});
	for (const { id } of duplicates) await client.rest.issues.deleteComment({
		...location,
		comment_id: id
	}).catch(() => {});
	return {
		outcome: unchanged ? "unchanged" : "updated",
		url: kept.url
	};
}
/** Our comments of this key, oldest first as GitHub lists them, from all pages: a duplicate may be on the last. */
async function findOwnComments(client, target, key) {
	const candidates = [];
	const pages = client.paginate.iterator(client.rest.issues.listComments, {
		...locationOf(target),
		issue_number: target.pullRequest,
		per_page: 100
	});
	for await (const { data } of pages) for (const { id, html_url: url, body = "", user } of data) {
		const marker = parseMarker(body);
		if (marker?.key === key && user !== null) candidates.push({
			id,
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
function isNewer(a, b) {
	return a.runId === b.runId ? a.runAttempt > b.runAttempt : a.runId > b.runId;
}
/** GitHub may give a body back with other line ends and without the space around it. */
function normalized(body) {
	return body.replaceAll("\r\n", "\n").trim();
}
function locationOf({ repository }) {
	return {
		owner: repository.owner,
		repo: repository.name
	};
}
function worthAnotherLook(error) {
	const failure = requestFailureOf(error);
	if (failure === null) return false;
	const { method, status } = failure;
	return method === "POST" && status >= 500 || method === "PATCH" && status === 404;
}
function outcomeOf(error, { pullRequest }) {
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
		message: `${what}: ${reasonOf(failure)}.`
	};
}
function reasonOf({ status, answered, rateLimited, message }) {
	if (!answered && status >= 500) return `GitHub could not be reached (${message})`;
	if (status >= 500) return `GitHub failed (status ${status})`;
	const said = message.replace(/ - https:\S+$/, "");
	if (rateLimited) return "GitHub asks for fewer requests, for longer than a job should wait";
	if (status === 401) return `GitHub does not accept the token (${said})`;
	if (status === 403) return "the conversation is locked";
	if (status === 404) return "GitHub does not find the pull request, or the token may not see it";
	return `GitHub answered ${status} (${said})`;
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
// src/report/annotations.ts
/** The verdict where it is not a green one, then the worst regressions: at most ten, all of one level. */
function annotationsOf(report) {
	const green = report.verdict === "pass" || report.verdict === "improvement";
	if (report.passes && green) return [];
	const level = report.passes ? "warning" : "error";
	const place = report.baselineFile?.exists === true ? { file: report.baselineFile.path } : {};
	return [{
		level,
		title: "Swift Allocation Gate",
		message: plainOf(verdictSentence(report))
	}, ...groupBenchmarks(report).regressions.slice(0, 9).map((compared) => {
		const moves = changesOf(compared).map(({ quantity, baseline, now, delta }) => `${quantity} ${baseline} → ${now} (${delta})`);
		const site = movedSites(compared)[0];
		const where = site === void 0 ? "" : `; most of it from ${logLine(site.name, 160)} in ${logLine(site.module, 60)}`;
		const title = `${logLine(compared.benchmark.name, 160)} allocates more`;
		return {
			level,
			title,
			message: `${moves.join(", ")}${where}`,
			...place
		};
	})];
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
// src/report/next-step.ts
/** How the measured numbers become the baseline; empty where there is nothing to accept. */
function nextStep(report, groups, links) {
	if (report.candidate === null) return [];
	if (report.baselineFile?.exists !== true) return firstBaseline(report, links);
	if (!(changedBenchmarks(groups).length + groups.withoutBaseline.length + groups.incomparable.length > 0) && report.removed.length === 0) return [];
	const label = labelOf(report, links);
	if (label === null) return [];
	return [`To ${groups.regressions.length === 0 && groups.improvements.length > 0 ? "lock these numbers in" : "accept these numbers"}, add the label ${label}: they are committed to this branch as the new baseline.`];
}
/** The first run: nothing is committed yet, the numbers are ready. */
function firstBaseline(report, links) {
	const label = labelOf(report, links);
	const fetching = fetchCommand(report, links);
	const attached = attachedReport(links);
	const byLabel = label === null || links.label === null ? [] : [`To commit it to this branch, add the label ${label}. Create the label once with`, codeBlock([createLabelCommand(links.label)], "sh")];
	const byHand = fetching === null ? [] : [`${label === null ? "Fetch it" : "Or fetch it yourself"} with`, codeBlock([fetching], "sh")];
	return [
		attached,
		...byLabel,
		...byHand
	];
}
function attachedReport({ reportArtifactName, reportArtifactUrl }) {
	if (reportArtifactUrl === null) return "";
	const name = reportArtifactName === null ? "the report" : code(reportArtifactName);
	return `A ready baseline is attached to this run, as \`candidate.baseline\` in ${link(name, reportArtifactUrl)}.`;
}
function createLabelCommand(label) {
	return `gh label create ${shellWord(label)} --description 'Commit the measured allocation counts as the new baseline'`;
}
/**
* One command that writes the candidate where the gate looks for it; null where the artifact is not known.
*
* Not `gh run download`: it unzips whatever it gets, and the report is uploaded unzipped
* (https://github.com/cli/cli/issues/13012). The address ends in `/zip` for every artifact and answers with the
* file as it was uploaded.
*/
function fetchCommand({ candidate, source }, { reportArtifactUrl }) {
	const artifact = /\/artifacts\/(\d+)$/.exec(reportArtifactUrl ?? "")?.[1];
	if (candidate === null || source === null || artifact === void 0) return null;
	const folder = candidate.path.includes("/") ? candidate.path.replace(/\/[^/]*$/, "") : ".";
	const address = shellWord(`repos/${source.repository}/actions/artifacts/${artifact}/zip`);
	return `mkdir -p -- ${shellWord(folder)} && gh api ${address} | jq .candidate.baseline > ${shellWord(candidate.path)}`;
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
	return withOmission(shown.length > 0 ? table(columns, shown.map((row) => row())) : "", omitted);
}
function changeRows(compared) {
	const regressed = compared.benchmark.verdict === "regression";
	return changesOf(compared).map((change, index) => () => [
		index === 0 ? code(compared.benchmark.name) : "",
		index === 0 ? change.quantity : code(change.quantity),
		change.baseline,
		change.now,
		regressed && change.decides ? `**${change.delta}**` : change.delta,
		change.percent,
		change.limit
	]);
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
	const content = withOmission(rows.length > 0 ? table(columns, rows) : "", omitted);
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
	return withOmission(rows.length > 0 ? `Measured without a baseline:\n\n${table(columns, rows)}` : "", omitted);
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
	return withOmission(cells.length > 0 ? table(columns, cells) : "", omitted);
}
function namesOf(names, all) {
	if (names.length === all && all > 1) return `all ${formatCount(all)}`;
	const shown = names.slice(0, 3).map((name) => code(name));
	return names.length > 3 ? `${shown.join(", ")} and ${formatCount(names.length - 3)} more` : shown.join(", ");
}
function withOmission(content, omitted) {
	return [content, omitted].filter((part) => part !== "").join("\n\n");
}
function details(summary, content) {
	return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
// src/report/compose.ts
/** The report as Markdown, top-down as a reviewer needs it; `room` says what must be left out. */
function composeReport(report, links, lengths, room) {
	const groups = groupBenchmarks(report);
	return `${[
		`${verdictSign(report)} ${markdownOf(verdictSentence(report))}`,
		...notices(report, groups, room),
		markdownOf(comparison(report)),
		...failures(report, groups.failed, room),
		changedTable(groups, room),
		...grownSites(groups, lengths, room),
		incomparableTable(groups.incomparable, room),
		measuredTable(groups.withoutBaseline, room),
		removed(report.removed, room),
		unchangedTable(groups.unchanged, room),
		...nextStep(report, groups, links),
		linkLine(links)
	].filter((section) => section !== "").join("\n\n")}\n`;
}
/** What must not be overlooked, one quoted warning each. */
function notices(report, groups, room) {
	const suspicious = changedBenchmarks(groups).filter(({ benchmark }) => benchmark.suspicious).map((compared) => () => markdownOf(suspicion(compared)));
	const all = [...report.notices.map((notice) => () => prose(notice)), ...suspicious];
	const { shown, omitted } = cut(all, room.notices, "notice");
	return [...shown.map((notice) => `> [!WARNING]\n> ${notice()}`), omitted];
}
function removed(names, room) {
	if (names.length === 0) return "";
	const { shown, omitted } = cut(names, room.others, "name");
	return `In the baseline, but not measured any more: ${[shown.map((name) => code(name)).join(", "), omitted].filter((part) => part !== "").join(" ")}`;
}
// src/report/fit.ts
const enough = 1e5;
const roomForAll = {
	unchanged: enough,
	callers: enough,
	sites: enough,
	changed: enough,
	lastLines: enough,
	others: enough,
	notices: enough
};
/** The order in which things are left out: what explains the verdict least goes first. */
const order = [
	"unchanged",
	"callers",
	"sites",
	"changed",
	"lastLines",
	"others",
	"notices"
];
/**
* Composes the longest text that fits: kind after kind is left out, and of the last of them only as much as
* must be. What fits with nothing left out is untouched; what never fits is returned at its shortest.
*/
function fitReport(compose, fits) {
	let room = roomForAll;
	let text = compose(room);
	for (const kind of order) {
		if (fits(text)) return text;
		const without = {
			...room,
			[kind]: 0
		};
		text = compose(without);
		if (fits(text)) return longestThatFits((count) => compose({
			...room,
			[kind]: count
		}), fits) ?? text;
		room = without;
	}
	return text;
}
/** Doubles the count until the text is too long, so that nothing much longer than what fits is ever composed. */
function longestThatFits(compose, fits) {
	let best = null;
	let fitting = 0;
	let tooMany = enough;
	while (tooMany - fitting > 1) {
		const count = tooMany === enough ? Math.min(2 * fitting + 1, 99999) : Math.floor((fitting + tooMany) / 2);
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
const lengths$1 = {
	sitesPerBenchmark: 5,
	benchmarksWithSites: 3
};
/** The pull-request comment as Markdown, at most 60,000 characters. */
function renderComment(report, links) {
	const marker = report.source === null ? "" : `${markerOf(report.key, report.source)}\n`;
	return `${marker}${fitReport((room) => composeReport(report, links, lengths$1, room), (markdown) => marker.length + markdown.length <= mostCharacters)}`;
}
function markerOf(key, { headSha, runId, runAttempt }) {
	return formatMarker({
		key,
		headSha,
		runId,
		runAttempt
	});
}
// src/report/summary.ts
/** GitHub drops a job summary of more than 1 MiB as a whole (facts 21); other steps write to it too. */
const mostBytes = 921600;
const lengths = {
	sitesPerBenchmark: 50,
	benchmarksWithSites: 500
};
/** The job summary as Markdown, at most 900 KiB of UTF-8. */
function renderSummary(report, links) {
	return fitReport((room) => composeReport(report, links, lengths, room), (markdown) => Buffer.byteLength(markdown) <= mostBytes);
}
// src/github/base-branch.ts
/** A file of the repository at a commit, as text; null where there is none. Throws what the API answers otherwise. */
async function readFileAt(client, { owner, name }, path, sha) {
	try {
		const { data } = await client.rest.repos.getContent({
			owner,
			repo: name,
			path,
			ref: sha,
			mediaType: { format: "raw" }
		});
		return typeof data === "string" ? data : null;
	} catch (error) {
		if (requestFailureOf(error)?.status === 404) return null;
		throw error;
	}
}
// src/commands/inspect-base.ts
const benchmarksNamed = 5;
/**
* Looks at the baseline of the base branch: where it has one and the pull request has not, the gate stays shut
* (deleting the baseline must not open it); where the pull request edits it, the report says so on top.
*/
async function inspectBase(client, { repository, pullRequest, base }, path, baseline, logger) {
	if (client === null || pullRequest === null || !base?.sha) return {
		baselineExpected: false,
		notices: []
	};
	try {
		const text = await readFileAt(client, repository, path, base.sha);
		if (text === null) return {
			baselineExpected: false,
			notices: []
		};
		if (baseline === null) return {
			baselineExpected: true,
			notices: [`The base branch has a baseline, ${code(path)}, that this pull request removes.`]
		};
		return {
			baselineExpected: true,
			notices: editNotice(parseBaseline(text, path), baseline, path)
		};
	} catch (error) {
		logger.warning(`The baseline of the base branch could not be read: ${messageOf(error)}`);
		return {
			baselineExpected: false,
			notices: []
		};
	}
}
/** How the pull request's baseline differs from the base branch's; nothing where it does not. */
function editNotice(base, head, path) {
	if (formatBaseline(base) === formatBaseline(head)) return [];
	const changes = [.../* @__PURE__ */ new Set([...Object.keys(base.benchmarks), ...Object.keys(head.benchmarks)])].sort().flatMap((name) => {
		const [before, after] = [totalIn(base, name), totalIn(head, name)];
		return before === after ? [] : [`${code(name)} from ${before} to ${after}`];
	});
	const shown = changes.slice(0, benchmarksNamed).join(", ");
	const more = changes.length > benchmarksNamed ? `, and ${changes.length - benchmarksNamed} more` : "";
	return [`This pull request edits its own baseline, ${code(path)}: ${shown === "" ? "the totals stay as they are" : shown + more}.`];
}
function totalIn(baseline, name) {
	const benchmark = benchmarkIn(baseline, name);
	return benchmark === void 0 ? "none" : formatCount(perUnit(benchmark.measurement).total);
}
// src/commands/gate-on-github.ts
/**
* The gate in a job: measures and decides, then reports. What cannot be reported (a refused comment, a failed
* upload) is a warning; the exit status is the gate's alone.
*/
async function gateOnGitHub(settings, surroundings) {
	const { context, logger } = surroundings;
	const client = settings.token === null ? null : await createClient(settings.token, { apiUrl: context.apiUrl });
	const result = await runGate(settings, {
		source: sourceOf(context),
		image: context.image,
		inspectBase: (path, baseline) => inspectBase(client, context, path, baseline, logger),
		keyOf: (environmentName) => defaultKey(context, settings, environmentName)
	}, surroundings);
	const { report } = result;
	logger.info(renderTerminal(report, { color: false }));
	const { files, links } = await leaveResults(result, settings, surroundings);
	const body = renderComment(report, links);
	const commentUrl = await comment(client, settings, report, body, surroundings);
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
function sourceOf(context) {
	const { repository, eventName, headSha, measuredSha, pullRequest, runId, runAttempt } = context;
	return {
		repository: `${repository.owner}/${repository.name}`,
		event: eventName,
		headSha,
		measuredSha,
		pullRequest: pullRequest?.number ?? null,
		runId,
		runAttempt
	};
}
/** Two jobs never share one by accident: the job, the package's folder and the environment are in it. */
function defaultKey({ job }, { packagePath }, environmentName) {
	return [
		job,
		...packagePath === "." ? [] : [packagePath],
		environmentName
	].join(" ").slice(0, 200);
}
async function leaveResults({ report, measured }, settings, { context, logger, resultFolder }) {
	const names = artifactNames({
		key: report.key,
		headSha: context.headSha,
		runAttempt: context.runAttempt
	});
	const files = await writeResults(join(resultFolder, "allocations"), report, measured, names);
	const upload = async (file) => {
		if (file === null) return null;
		const uploaded = await uploadArtifact(file, context, logger);
		if (uploaded.outcome === "uploaded") return uploaded;
		logger.warning(uploaded.message);
		return null;
	};
	const reportArtifact = await upload(files.report);
	const flameGraph = await upload(files.flameGraph);
	return {
		files,
		links: {
			runUrl: context.runUrl,
			runId: context.runId,
			flameGraphUrl: flameGraph?.url ?? null,
			flameGraphExpires: flameGraph?.expiresAt.toISOString() ?? null,
			reportArtifactName: reportArtifact?.name ?? null,
			reportArtifactUrl: reportArtifact?.url ?? null,
			label: settings.label
		}
	};
}
/** Writes the comment where there is a pull request and the settings want one; returns its address or nothing. */
async function comment(client, settings, report, body, { context, logger }) {
	const { pullRequest, repository } = context;
	if (pullRequest === null || settings.comment === "never") return "";
	if (client === null) {
		logger.warning("There is no token, so the pull request gets no comment; the job summary has the report.");
		return "";
	}
	const mayCreate = settings.comment === "always" || hasChanged(report);
	const outcome = await upsertComment(client, {
		repository,
		pullRequest: pullRequest.number
	}, body, mayCreate);
	switch (outcome.outcome) {
		case "skipped": return "";
		case "refused":
		case "failed":
			logger.warning(outcome.message);
			return "";
		case "outdated":
			logger.info("A newer run has commented already; its comment stays.");
			return outcome.url;
		default: return outcome.url;
	}
}
/** Anything that a reviewer should see: a verdict other than pass, or a count that moved. */
function hasChanged(report) {
	return report.verdict !== "pass" || report.removed.length > 0 || report.notices.length > 0 || report.benchmarks.some((one) => one.verdict !== "failed" && Object.values(one.delta ?? {}).some((delta) => delta !== 0));
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
		label: null
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
		} : null
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
		workspace: variables.GITHUB_WORKSPACE,
		serverUrl,
		apiUrl: variables.GITHUB_API_URL,
		retentionDays: variables.GITHUB_RETENTION_DAYS,
		image: variables.ImageOS ? [variables.ImageOS, variables.ImageVersion].filter(Boolean).join(" ") : null
	};
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
	if (inputs.mode !== "gate") throw new UsageError(`mode: ${inputs.mode} is not in this version yet; the gate is \`mode: gate\`.`);
	const context = readContext(process.env);
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
