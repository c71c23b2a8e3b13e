import { S as unknown, _ as object, a as reversePatch, b as string, d as boolean, f as discriminatedUnion, g as number, h as looseObject, i as createTwoFilesPatch, l as _enum, m as literal, n as require_dist, o as applyPatch, p as int, r as FILE_HEADERS_ONLY, s as parsePatch, t as getExecOutput, u as array, v as record$1, w as NEVER, x as union, y as strictObject } from "./vendor.js";
import { setTimeout } from "node:timers/promises";
import { appendFile, copyFile, lstat, mkdir, mkdtemp, open, readFile, readdir, readlink, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import { accessSync, closeSync, constants, createReadStream, existsSync, fstatSync, openSync, readFileSync, readSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { isUtf8 } from "node:buffer";
import { parseArgs } from "node:util";
import { availableParallelism, release, tmpdir } from "node:os";
import { spawn } from "node:child_process";
import { gzipSync } from "node:zlib";
// src/errors.ts
/**
* The ways the gate can end without a verdict. A verdict (also a red one) is never an error; everything else
* that is thrown and not one of these is a bug of ours.
*/
/** The user's input or configuration is wrong: names what, where, and the accepted form. Exit status 2. */
var UsageError = class extends Error {
	name = "UsageError";
};
/** Counts could not be had: build broke, program crashed, probes refused. Exit status 3. */
var MeasurementError = class extends Error {
	name = "MeasurementError";
	/** What the user can do about it, one sentence. */
	remedy;
	/** The last useful lines of the tool that failed; foreign text, to be escaped where it is shown. */
	lastLines;
	constructor(message, details = {}) {
		super(message, { cause: details.cause });
		this.remedy = details.remedy;
		this.lastLines = details.lastLines ?? [];
	}
};
/** The message of anything that was thrown. */
function messageOf(thrown) {
	return thrown instanceof Error ? thrown.message : String(thrown);
}
// src/report/escape.ts
/**
* The one place where foreign text (names of benchmarks, Swift symbols, compiler output) becomes part of
* something that is interpreted: Markdown, HTML, SVG, a terminal.
*/
/**
* Characters that a reader cannot see or that change what is seen around them: control characters (ANSI
* escapes begin with one), bidirectional overrides, zero-width and other ignorable characters, spaces that
* look like a space, lone surrogates, private use, and the two noncharacters that XML forbids.
*/
const invisible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFFE\uFFFF]|(?! )\p{Zs}/gu;
/** Ends of a bounded text are kept, since Swift names differ in both their type and their argument labels. */
const ellipsis = "…";
/** The text with every invisible character spelled out, as Swift would write it: `\u{202E}`. */
function visible(text) {
	return text.replace(invisible, (character) => spelledOut(character));
}
function spelledOut(character) {
	return `\\u{${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}`;
}
/** At most `limit` code points, the middle left out. */
function bounded(text, limit) {
	if (text.length <= limit) return text;
	const characters = Array.from(text);
	if (characters.length <= limit) return text;
	const head = Math.ceil((limit - 1) / 2);
	const tail = limit - 1 - head;
	return [
		...characters.slice(0, head),
		ellipsis,
		...characters.slice(characters.length - tail)
	].join("");
}
/** One line for a log or a terminal, at most `limit` characters: nothing in it moves the cursor or sets a colour. */
function logLine(text, limit = 2e3) {
	return bounded(visible(text.length > 4 * limit ? text.slice(0, 2 * limit) + text.slice(-2 * limit) : text), limit);
}
const entities = {
	"&": "&amp;",
	"<": "&lt;",
	">": "&gt;",
	"\"": "&quot;",
	"'": "&#39;"
};
/**
* Text or attribute value of HTML and SVG, at most `limit` characters before escaping. Characters that XML does
* not allow are among those spelled out, so none is left.
*/
function html(text, limit = 2e3) {
	return logLine(text, limit).replace(/[&<>"']/g, (character) => entities[character] ?? "");
}
/** An HTML `code` element that shows the text, at most `limit` characters of it: for Markdown and for HTML within it. */
function codeElement(text, limit = 160) {
	return `<code>${withoutPunctuation(spacesShown(logLine(text, limit)))}</code>`;
}
/** Spaces at the ends, which no format keeps, spelled out. */
function spacesShown(text) {
	return text.replace(/^ +| +$/g, (spaces) => spelledOut(" ").repeat(spaces.length));
}
/**
* Inline Markdown code that shows the text, at most `limit` characters of it, also inside a table's cell.
*
* A `|` ends a cell even within backticks, and `\|` shows its backslash outside a table, so a text with one
* becomes a `<code>` element in which all punctuation is an entity.
*/
function code(text, limit = 160) {
	const shown = spacesShown(logLine(text, limit));
	if (shown === "") return "(empty)";
	if (shown.includes("|")) return codeElement(text, limit);
	const fence = "`".repeat(longestBacktickRun(shown) + 1);
	const padding = /^`|`$/.test(shown) ? " " : "";
	return `${fence}${padding}${shown}${padding}${fence}`;
}
/**
* Bare addresses are looked for in text whose entities are resolved already, in elements too
* (https://github.com/github/cmark-gfm/blob/master/extensions/autolink.c, `postprocess_text`): an empty comment before
* each character that every address has makes two texts of one.
*/
function withoutPunctuation(text) {
	return text.replace(/[^\p{L}\p{N} ]/gu, (character) => {
		const entity = `&#${character.codePointAt(0)};`;
		return /[@:.]/.test(character) ? `<!-- -->${entity}` : entity;
	});
}
function longestBacktickRun(text) {
	return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
/** A fenced block of Markdown that shows the lines, each at most `limit` characters, and ends where we end it. */
function codeBlock(lines, language = "", limit = 400) {
	const shown = lines.map((line) => logLine(line.replaceAll("	", "    "), limit));
	const fence = "`".repeat(Math.max(3, longestBacktickRun(shown.join("\n")) + 1));
	return [
		`${fence}${language}`,
		...shown,
		fence
	].join("\n");
}
/** Words that Markdown and GitHub show as they are: no emphasis, no mention, no reference, no address. */
const plainWord = /^[\p{L}\p{N}.,;:!?'"()%/+=−–—…-]+$/u;
/** What plain characters can still mean: an address, an emoji's short name, an issue (`GH-1`). */
const meaningfulWord = /www\.|:.|gh-\d/i;
/** What they mean at the beginning of a line: a list's bullet or number, a heading's rule. */
const meaningfulBeginning = /^(?:[-+=]+|\d+[.)])$/;
/**
* Markdown of one sentence of ours that may quote foreign words, at most `limit` characters before escaping: what
* stands between two backticks becomes code, so does every word that Markdown or GitHub could interpret, and
* the rest stays as it is.
*/
function prose(text, limit = 1e3) {
	const pieces = [];
	const append = (piece) => {
		if (/[`>]$/.test(pieces.at(-1) ?? "") && /^[`<]/.test(piece)) pieces.push(" ");
		if (piece !== "") pieces.push(piece);
	};
	const parts = bounded(text, limit).replace(/\s+/g, " ").trim().split(/`([^`]+)`/);
	for (const [index, part] of parts.entries()) if (index % 2 === 1) append(code(part));
	else for (const word of part.split(/( )/)) append(word.trim() === "" ? word : proseWord(word, pieces.length === 0));
	return pieces.join("");
}
function proseWord(word, isFirst) {
	if (plainWord.test(word) && !meaningfulWord.test(word) && !(isFirst && meaningfulBeginning.test(word))) return word;
	const end = /[.,;:!?]$/.exec(word)?.[0] ?? "";
	return word === end ? code(word) : `${code(word.slice(0, word.length - end.length))}${end}`;
}
/** A Markdown link, or the label alone where the address is not one of the web. The label is ours. */
function link(label, address) {
	if (!URL.canParse(address)) return label;
	const url = new URL(address);
	if (url.protocol !== "https:" && url.protocol !== "http:") return label;
	return `[${label}](${url.href.replace(/[^\w\-.~:/?#@!$&*+,;=%]/g, percentEncoded)})`;
}
/** Of an ASCII character: all that an address that was parsed can hold. */
function percentEncoded(character) {
	return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`;
}
/** One word of a POSIX shell's command line. */
function shellWord(text) {
	return /^[\w./:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
// src/report/marker.ts
const line$1 = /^<!-- swift-allocation-gate\/1 key=([\w%.-]{1,4000}) sha=([0-9a-f]{40}) run=([1-9]\d{0,15}) attempt=([1-9]\d{0,8}) -->$/;
/** The comment's first line. No key can end the HTML comment: only letters, digits, `%`, `_`, `.` and `-` are left of it. */
function formatMarker({ key, headSha, runId, runAttempt }) {
	return `<!-- swift-allocation-gate/1 key=${encodeKey(key)} sha=${headSha} run=${runId} attempt=${runAttempt} -->`;
}
/** The marker on the first line of a comment's body; null where there is none that {@link formatMarker} could have written. */
function parseMarker(body) {
	const firstLine = body.split(/\r?\n/, 1)[0] ?? "";
	const [, encodedKey, headSha, runId, runAttempt] = line$1.exec(firstLine) ?? [];
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
// src/baseline/issue-text.ts
/** One problem of a baseline file as `KEY is VALUE; it must be …`, without a full stop. */
function wordIssue(issue) {
	if (issue.code === "unrecognized_keys") return `${keyPath$1([...issue.path, ...issue.keys.slice(0, 1)])} is an unknown key`;
	const key = keyPath$1(issue.path);
	if (issue.code === "invalid_key") return `${key} is empty or too long for a name`;
	if (issue.input === void 0 && issue.code === "invalid_type") return `${key} is missing`;
	if (typeof issue.input === "object" && issue.input !== null) return `${key} must be ${demandOf(issue)}`;
	return `${key} is ${shown(issue.input)}; it must be ${demandOf(issue)}`;
}
function demandOf(issue) {
	switch (issue.code) {
		case "invalid_type": return demands.get(issue.expected) ?? issue.expected;
		case "too_small":
			if (issue.origin === "string") return "a text that is not empty";
			return `${issue.inclusive === false ? Number(issue.minimum) + 1 : issue.minimum} or more`;
		case "too_big":
			if (issue.origin === "string") return `a text of at most ${issue.maximum} characters`;
			if (issue.origin === "array") return `a list of at most ${issue.maximum} entries`;
			return `${issue.maximum} or less`;
		case "invalid_value": return issue.values.map((value) => JSON.stringify(value)).join(" or ");
		case "invalid_union": return ("options" in issue && Array.isArray(issue.options) ? issue.options : []).map((option) => JSON.stringify(option)).join(" or ");
		default: return `something else: ${issue.message}`;
	}
}
const demands = /* @__PURE__ */ new Map([
	["int", "a whole number"],
	["number", "a number"],
	["string", "a text"],
	["array", "a list"],
	["object", "an object"],
	["record", "an object"]
]);
function shown(input) {
	const text = JSON.stringify(input) ?? "missing";
	return text.length <= 80 ? text : `${text.slice(0, 80)}…`;
}
/** `benchmarks."http".measurement.counts.malloc`, `sites[3]`: keys that people chose are quoted. */
function keyPath$1(path) {
	if (path.length === 0) return "the file";
	const [first] = path;
	return path.map((step, index) => {
		if (typeof step === "number") return `[${step}]`;
		const key = String(step);
		return index === 1 && (first === "benchmarks" || first === "dependencies") || !/^[$\w]{1,100}$/.test(key) ? `.${JSON.stringify(key.slice(0, 100))}` : `.${key}`;
	}).join("").slice(1);
}
// src/baseline/json-text.ts
const deepest$1 = 100;
/**
* Finds what is wrong in a text that should be JSON, or null when nothing is. Stricter than JSON.parse in two
* things. A key that is there twice is refused: a merge of two branches that both added a benchmark is valid
* JSON, of which JSON.parse would lose one in silence. So is nesting deeper than 100. (JSON.parse names the
* place of an error in some messages only, and in other words with each version of V8.)
*/
function findJsonProblem(text) {
	const misfit = scan(new Scanner(text));
	if (misfit === null) return null;
	const before = text.slice(0, misfit.offset).split("\n");
	return {
		line: before.length,
		column: (before.at(-1)?.length ?? 0) + 1,
		sentence: misfit.message
	};
}
/** Tells of each key of a JSON text, in the order of the text; of a text that is none, of those before the problem. */
function visitKeys(text, visit) {
	scan(new Scanner(text, visit));
}
function scan(scanner) {
	try {
		scanner.value(0);
		scanner.end();
		return null;
	} catch (thrown) {
		if (thrown instanceof Misfit) return thrown;
		throw thrown;
	}
}
var Misfit = class extends Error {
	offset;
	constructor(offset, sentence) {
		super(sentence);
		this.offset = offset;
	}
};
/** Walks over JSON (RFC 8259) without keeping it. */
var Scanner = class {
	#text;
	#visit;
	#path = [];
	#at = 0;
	constructor(text, visit = () => {}) {
		this.#text = text;
		this.#visit = visit;
	}
	value(depth) {
		if (depth > deepest$1) throw new Misfit(this.#at, `nested deeper than ${deepest$1} levels`);
		const first = this.#next();
		if (first === "{") this.#object(depth);
		else if (first === "[") this.#array(depth);
		else if (first === "\"") this.#string();
		else if (!this.#skip(/(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y)) throw this.#missing("a value");
	}
	end() {
		if (this.#next() !== void 0) throw this.#missing("the end of the file");
	}
	#object(depth) {
		this.#at += 1;
		if (this.#take("}")) return;
		const keys = /* @__PURE__ */ new Set();
		do {
			if (this.#next() !== "\"") throw this.#missing("a key in double quotes");
			const start = this.#at;
			const key = this.#string();
			if (keys.has(key)) throw new Misfit(start, `the key ${JSON.stringify(key.slice(0, 80))} is there twice; keep one`);
			if (key === "__proto__") throw new Misfit(start, "\"__proto__\" cannot be a key");
			keys.add(key);
			if (!this.#take(":")) throw this.#missing("\":\"");
			this.#path.push(key);
			this.#visit(this.#path, start);
			this.value(depth + 1);
			this.#path.pop();
		} while (this.#take(","));
		if (!this.#take("}")) throw this.#missing("\",\" or \"}\"");
	}
	#array(depth) {
		this.#at += 1;
		if (this.#take("]")) return;
		this.#path.push("[]");
		do
			this.value(depth + 1);
		while (this.#take(","));
		this.#path.pop();
		if (!this.#take("]")) throw this.#missing("\",\" or \"]\"");
	}
	#string() {
		const start = this.#at;
		this.#at += 1;
		while (this.#text[this.#at] !== "\"") {
			if (this.#skip(/\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y)) continue;
			if (!this.#skip(/[^"\\\u0000-\u001f]+/y)) throw this.#missing("the rest of a text in double quotes");
		}
		this.#at += 1;
		return String(JSON.parse(this.#text.slice(start, this.#at)));
	}
	/** The next character that is not white space, or undefined at the end. */
	#next() {
		this.#skip(/[ \t\n\r]+/y);
		return this.#text[this.#at];
	}
	#take(character) {
		const taken = this.#next() === character;
		if (taken) this.#at += 1;
		return taken;
	}
	#skip(pattern) {
		pattern.lastIndex = this.#at;
		const matches = pattern.test(this.#text);
		if (matches) this.#at = pattern.lastIndex;
		return matches;
	}
	#missing(wanted) {
		const found = this.#text[this.#at];
		return new Misfit(this.#at, found === void 0 ? `not JSON: the file ends where ${wanted} should be` : `not JSON: ${JSON.stringify(found)} where ${wanted} should be`);
	}
};
// src/baseline/fingerprint.ts
/** What must be equal for two counts to be comparable. Deliberately not in it: kernel and perf. */
const fingerprintSchema = strictObject({
	/** `6.2.1`; `nightly-main` or `nightly-6.3` for snapshots. */
	swift: string().min(1).max(100),
	/** Target triple: `x86_64-unknown-linux-gnu`. */
	target: string().min(1).max(100),
	/** Name and version of the libc that is probed: `glibc 2.41`. */
	libc: string().min(1).max(100),
	/** Its build: the GNU build-id in hexadecimal, or `sha256:…` of the file where it has none. */
	libcBuild: string().min(1).max(100),
	countingMethod: int().positive(),
	/** Number of CPUs the program could use. Counts per run follow it, counts per iteration do not. */
	cpus: int().positive()
});
/** The fields that make counts in this unit incomparable; empty when they may be compared. */
function fingerprintDifferences(baseline, measured, unit) {
	return Object.keys(fingerprintSchema.shape).filter((field) => baseline[field] !== measured[field]).filter((field) => field !== "cpus" || unit === "run").map((field) => ({
		field,
		baseline: String(baseline[field]),
		measured: String(measured[field])
	}));
}
// src/baseline/imported.ts
/** The tools whose threshold files can be imported. */
const thresholdSources = ["swift-nio", "package-benchmark"];
const text$2 = string().min(1).max(1e4);
/**
* A threshold of another tool: one number, of what that tool counts, with nothing known of functions, spread or call
* sites. It stands for a benchmark until measured numbers are accepted.
*/
const importedThresholdSchema = strictObject({
	from: _enum(thresholdSources),
	/** The file that it was read from, as the repository has it. */
	file: text$2,
	/** What the file calls it: foreign text. */
	name: text$2,
	/** What the number is a count of. */
	unit: _enum(["run", "iteration"]),
	/** The largest count that the other tool lets pass. */
	total: int().nonnegative()
});
// src/baseline/counts.ts
/**
* The allocation functions that are counted, in the order in which they are shown.
*
* `realloc_null` is `realloc(NULL, n)`: a new block. `realloc` is a call on an existing block with a size
* other than 0: how buffers grow (no new block). A call that one function makes of another (glibc's
* `posix_memalign(16)` jumps into `malloc`) is counted for the function that was called, never for both.
*/
const allocationFunctions = [
	"malloc",
	"calloc",
	"posix_memalign",
	"realloc_null",
	"realloc",
	"aligned_alloc",
	"memalign"
];
/** The functions whose sum is the total: each of their calls makes one new block. */
const totalFunctions = [
	"malloc",
	"calloc",
	"posix_memalign",
	"realloc_null"
];
/** How people write the function: `realloc(NULL)` for `realloc_null`, else its name. */
function displayName(name) {
	return name === "realloc_null" ? "realloc(NULL)" : name;
}
/** Functions that make new blocks too, and are put into the total only where the configuration says so. */
const optionalFunctions$1 = ["aligned_alloc", "memalign"];
/** The functions in a total that includes these besides the usual ones. */
function functionsInTotal(includes = []) {
	return [...totalFunctions, ...includes];
}
/** Sum of the functions that make the total. */
function totalOf(counts, includes = []) {
	return functionsInTotal(includes).reduce((sum, name) => sum + counts[name], 0);
}
/** A record with `value(name)` for each function. */
function countsOf(value) {
	return Object.fromEntries(allocationFunctions.map((name) => [name, value(name)]));
}
const hits = int().nonnegative();
const countsSchema = strictObject({
	malloc: hits,
	calloc: hits,
	posix_memalign: hits,
	realloc_null: hits,
	realloc: hits,
	aligned_alloc: hits,
	memalign: hits
});
// src/baseline/blocks.ts
/**
* Blocks in one run: how many came to be, by whatever function, and how many were freed. What remains, which the
* program keeps or the end of its process frees, is their difference.
*/
const blocksSchema = strictObject({
	allocated: int().nonnegative(),
	freed: int().nonnegative()
});
/** New blocks: calls of every function but `realloc` of an existing block. */
function blocksAllocated(counts) {
	return allocationFunctions.reduce((sum, name) => sum + (name === "realloc" ? 0 : counts[name]), 0);
}
// src/baseline/measurement.ts
/**
* What N runs of one program showed. `counts` is the minimum of each function over the runs, `total` that of
* the run with the smallest total (so it may be larger than the sum of the minima), `spread` the largest
* minus the smallest, by function and of the total.
*/
const levelSchema = strictObject({
	counts: countsSchema,
	total: int().nonnegative(),
	spread: countsSchema.extend({ total: int().nonnegative() }),
	/** Of one of the runs; left out where `free` could not be counted. Informational. */
	blocks: blocksSchema.optional()
});
const common = {
	/** How often the program was run (at each level). */
	runs: int().positive(),
	/** What the total includes besides the usual functions; left out where that is nothing. */
	totalIncludes: array(_enum(optionalFunctions$1)).min(1).max(2).optional()
};
const iterationLevelSchema = levelSchema.extend({ iterations: int().nonnegative() });
/** Counts per run as they are, or per iteration as the integers from which the fraction follows. */
const measurementSchema = discriminatedUnion("unit", [strictObject({
	unit: literal("run"),
	...common,
	...levelSchema.shape
}), strictObject({
	unit: literal("iteration"),
	...common,
	from: iterationLevelSchema,
	to: iterationLevelSchema
})]);
/** The counts of each run, as they came: at one number of iterations, or (null) of the program as it is. */
const singleRunsSchema = strictObject({
	iterations: int().nonnegative().nullable(),
	counts: array(countsSchema).min(1).max(100)
});
/** The counts per run or per iteration: (count at `to` − count at `from`) / (iterations between). */
function perUnit(measurement) {
	if (measurement.unit === "run") {
		const { counts, total, spread } = measurement;
		return {
			counts,
			total,
			spread
		};
	}
	const { from, to } = measurement;
	const iterations = to.iterations - from.iterations;
	return {
		counts: countsOf((name) => (to.counts[name] - from.counts[name]) / iterations),
		total: (to.total - from.total) / iterations,
		spread: {
			...countsOf((name) => (to.spread[name] + from.spread[name]) / iterations),
			total: (to.spread.total + from.spread.total) / iterations
		}
	};
}
/**
* Sums up the counts of several runs (at least one) of the same program.
*
* Noise only ever adds allocations in practice (facts 6), which is why the minimum is the number to compare.
*/
function summarizeRuns(runCounts, includes = [], blocks = null) {
	const totals = runCounts.map((counts) => totalOf(counts, includes));
	const spreadOf = (values) => Math.max(...values) - Math.min(...values);
	return {
		counts: countsOf((name) => Math.min(...runCounts.map((counts) => counts[name]))),
		total: Math.min(...totals),
		spread: {
			...countsOf((name) => spreadOf(runCounts.map((counts) => counts[name]))),
			total: spreadOf(totals)
		},
		...blocks === null ? {} : { blocks }
	};
}
/** Where the JSON Schema of the baseline file is published, for editors. */
const baselineSchemaUrl = "https://raw.githubusercontent.com/swift-allocation-gate/swift-allocation-gate/main/schemas/baseline.json";
/** A name given by a person or a compiler: foreign text, to be escaped wherever it is shown. */
const nameSchema = string().min(1).max(1e4);
const siteSchema = strictObject({
	name: nameSchema,
	module: nameSchema,
	callers: array(nameSchema).max(8),
	count: number(),
	bytes: number().nullable()
});
const baselineBenchmarkSchema = strictObject({
	measurement: measurementSchema,
	/** How the sites and the call tree were recorded; left out where they were not. */
	callGraph: _enum(["fp", "dwarf"]).optional(),
	/** Complete: their counts add up to the recorded run's total. */
	sites: array(siteSchema).max(2e4),
	/** The call tree as indented lines (`"  1000 buildList(_:)"`), pruned to what explains the counts. */
	callTree: array(string().max(2e4)).max(2e4)
});
/** The committed numbers of one package in one environment. */
const baselineSchema = strictObject({
	$schema: string().max(1e3).optional(),
	formatVersion: literal(1),
	/** Name of the Swift package: two packages must not share one folder. */
	package: nameSchema,
	/** Null where nothing was measured yet: the file holds imported thresholds only. */
	fingerprint: fingerprintSchema.nullable(),
	/** Resolved versions of the dependencies, by identity. Informational. */
	dependencies: record$1(nameSchema, string().max(1e3)),
	benchmarks: record$1(nameSchema, baselineBenchmarkSchema),
	/** Thresholds of another tool, for benchmarks whose own numbers were not accepted yet. */
	imported: record$1(nameSchema, importedThresholdSchema).optional()
});
/** The numbers of one benchmark; undefined when the baseline has none of this name (which may be `constructor`). */
function benchmarkIn(baseline, name) {
	return Object.hasOwn(baseline.benchmarks, name) ? baseline.benchmarks[name] : void 0;
}
/** The imported threshold that stands for a benchmark; undefined where there is none, or measured numbers instead. */
function importedIn(baseline, name) {
	const { imported = {} } = baseline;
	return benchmarkIn(baseline, name) === void 0 && Object.hasOwn(imported, name) ? imported[name] : void 0;
}
/** Every benchmark that the baseline knows, measured or imported. */
function benchmarkNames({ benchmarks, imported = {} }) {
	return [.../* @__PURE__ */ new Set([...Object.keys(benchmarks), ...Object.keys(imported)])];
}
// src/baseline/parse-text.ts
/** Largest baseline file that is read, in bytes. */
const largestBaselineBytes = 8388608;
const mend = "Restore the file from git, or delete it and accept a new baseline.";
/**
* Reads the text of a baseline file; `path` is how messages call it.
*
* @throws UsageError that names the file, the line or key, and how to mend it.
*/
function parseBaseline(text, path) {
	if (Buffer.byteLength(text) > 8388608) throw tooLarge$2(path, Buffer.byteLength(text));
	const conflict = /^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$/m.exec(text);
	if (conflict !== null) {
		const line = text.slice(0, conflict.index).split("\n").length;
		throw new UsageError(`${path}:${line}: git's conflict markers are in the file. Take the base branch's side of it, and accept the new numbers once the gate has measured the merged code.`);
	}
	const wrong = findJsonProblem(text);
	if (wrong !== null) throw new UsageError(`${path}:${wrong.line}:${wrong.column}: ${wrong.sentence}. ${mend}`);
	const value = JSON.parse(text);
	refuseOtherFormats(value, path);
	const result = baselineSchema.safeParse(value, { reportInput: true });
	if (!result.success) {
		const [first, ...others] = result.error.issues.map(wordIssue);
		throw new UsageError(`${path}: ${first}${others.length === 0 ? "" : ` (and ${others.length} more)`}. ${mend}`);
	}
	if (result.data.fingerprint === null && Object.keys(result.data.benchmarks).length > 0) throw new UsageError(`${path}: fingerprint is null; benchmarks were measured, so it must be an object. ${mend}`);
	for (const [name, { measurement }] of Object.entries(result.data.benchmarks)) if (measurement.unit === "iteration" && measurement.from.iterations >= measurement.to.iterations) throw new UsageError(`${path}: benchmarks.${JSON.stringify(name)}.measurement.to.iterations is ${measurement.to.iterations}; it must be larger than from.iterations, which is ${measurement.from.iterations}. ${mend}`);
	return result.data;
}
/** The error for a baseline file of so many bytes. */
function tooLarge$2(path, bytes) {
	return new UsageError(`${path}: the file has ${Math.ceil(bytes / 1024 / 1024)} MiB, and a baseline at most ${largestBaselineBytes / 1024 / 1024}. ${mend}`);
}
const versioned = looseObject({ formatVersion: int() });
function refuseOtherFormats(value, path) {
	const found = versioned.safeParse(value);
	if (!found.success) throw new UsageError(`${path}: not a baseline: it has no formatVersion, a whole number. ${mend}`);
	const { formatVersion } = found.data;
	if (formatVersion > 1) throw new UsageError(`${path}: written by a newer version of the gate (formatVersion is ${formatVersion}, this version reads 1): update the action.`);
	if (formatVersion < 1) throw new UsageError(`${path}: formatVersion is ${formatVersion}, which never was a format. ${mend}`);
}
// src/report/numbers.ts
/** How numbers are written everywhere in a report: `1,024`, `−12` with a true minus sign, `+3.1 %`. */
const minus = "−";
const upToTwoDigits = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const upToOneDigit = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
/** A count, at most two decimals (counts per iteration are fractions): `1,024`, `0.5`, `−3`. */
function formatCount(value) {
	return `${value < 0 ? minus : ""}${magnitude(value)}`;
}
/** A change with its sign; no change is `0`. */
function formatDelta(value) {
	return value > 0 ? `+${magnitude(value)}` : formatCount(value);
}
/** A change as a share of what it started from, with its sign; null where it started from nothing. */
function formatPercent(delta, baseline) {
	if (baseline <= 0) return null;
	if (delta === 0) return "0 %";
	const percent = Math.abs(delta) / baseline * 100;
	if (delta < 0 && percent < 100 && percent >= 99.95) return `${minus}99.9 %`;
	return `${delta < 0 ? minus : "+"}${percent < .05 ? "<0.1" : upToOneDigit.format(percent)} %`;
}
/** A share from 0 to 1 without a sign: `12.5 %`; never `0 %` or `100 %` of something that is neither. */
function formatShare(share) {
	if (share > 0 && share < 5e-4) return "<0.1 %";
	if (share < 1 && share > .9995) return ">99.9 %";
	return `${upToOneDigit.format(share * 100)} %`;
}
const byteUnits = [
	"B",
	"KiB",
	"MiB",
	"GiB",
	"TiB"
];
/** A number of bytes in the largest unit that leaves at least 1: `512 B`, `31.3 KiB`. */
function formatBytes(bytes) {
	let value = Math.abs(bytes);
	let unit = 0;
	while (value >= 1023.95 && unit < byteUnits.length - 1) {
		value /= 1024;
		unit += 1;
	}
	return `${bytes < 0 ? minus : ""}${upToOneDigit.format(value)} ${byteUnits[unit]}`;
}
/** `1 benchmark`, `1,024 benchmarks`. */
function formatQuantity(count, singular, plural = `${singular}s`) {
	return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
function magnitude(value) {
	const size = Math.abs(value);
	return size > 0 && size < .005 ? "<0.01" : upToTwoDigits.format(size);
}
// src/commands/acceptance-refusal.ts
function refused(sentence) {
	return {
		outcome: "refused",
		sentence
	};
}
/** What to do after most refusals. */
const updateAndLabelAgain = "Update the branch with its base, wait for the gate, and set the label again for the numbers it then shows.";
// src/baseline/git-blob.ts
/** The SHA-1 by which git calls a file's content: equal names, equal bytes (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
function gitBlob(content) {
	return createHash("sha1").update(`blob ${content.byteLength}\0`).update(content).digest("hex");
}
// src/github/run-artifacts.ts
/** All artifacts of a run, of all its attempts. Throws what the API answers. */
async function listRunArtifacts(client, { owner, name }, runId) {
	return (await client.paginate(client.rest.actions.listWorkflowRunArtifacts, {
		owner,
		repo: name,
		run_id: runId,
		per_page: 100
	})).map(({ id, name, size_in_bytes: bytes, expired, expires_at: expiresAt }) => ({
		id,
		name,
		bytes,
		expired,
		expiresAt
	}));
}
/**
* Downloads an artifact that was uploaded unzipped, as it is, and stops at the limit (bytes), whatever size was
* promised. Nothing is ever unpacked: a zip is told by its media type and left alone. (`downloadArtifact` of
* @actions/artifact unpacks without a limit, facts 23.) A download that breaks off is tried once more. Throws what the
* API answers otherwise.
*/
async function downloadRunArtifact(client, { owner, name }, id, limit, attempt = 1) {
	try {
		const { data, headers } = await client.rest.actions.downloadArtifact({
			owner,
			repo: name,
			artifact_id: id,
			archive_format: "zip",
			request: { parseSuccessResponseBody: false }
		});
		const body = data;
		if (!(body instanceof ReadableStream)) return { outcome: "too-large" };
		if (/^application\/(x-)?zip\b/i.test(headers["content-type"] ?? "")) {
			await body.cancel();
			return { outcome: "zipped" };
		}
		const content = await readAtMost(body, limit);
		return content === null ? { outcome: "too-large" } : {
			outcome: "downloaded",
			content
		};
	} catch (error) {
		if (requestFailureOf(error)?.status === 410) return { outcome: "expired" };
		if (error instanceof BrokenDownload && attempt === 1) return downloadRunArtifact(client, {
			owner,
			name
		}, id, limit, 2);
		throw error;
	}
}
/**
* The connection was lost, or the time was up, when the answer had begun: then the client has returned, and neither
* tries again nor has an error of its own. Reads as a request that was not answered.
*/
var BrokenDownload = class extends Error {
	name = "BrokenDownload";
	status = 500;
	request = { method: "GET" };
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
			bytes += chunk.byteLength;
			if (bytes > limit) return null;
			chunks.push(chunk);
		}
	} catch (error) {
		throw new BrokenDownload(error);
	}
	return Buffer.concat(chunks);
}
// src/commands/download-report.ts
/** Largest report that is downloaded, in bytes. */
const largestReportBytes = 5242880;
/**
* Downloads a report as bytes; its size is known before, and looked at again on the way. Refuses what has expired, is
* too large or a zip. Throws what GitHub answers where it fails.
*/
async function downloadReport(client, repository, artifact) {
	if (artifact.expired) return expired(artifact);
	if (artifact.bytes > 5242880) return tooLarge$1(artifact, formatBytes(artifact.bytes));
	const downloaded = await downloadRunArtifact(client, repository, artifact.id, largestReportBytes);
	switch (downloaded.outcome) {
		case "downloaded": return downloaded.content;
		case "expired": return expired(artifact);
		case "too-large": return tooLarge$1(artifact, "more than it said");
		case "zipped": return refused(`The artifact \`${artifact.name}\` is a zip, and the gate leaves a JSON file: it is not unpacked.`);
	}
}
function expired({ name }) {
	return refused(`The numbers have expired (\`${name}\`): run the gate again.`);
}
function tooLarge$1({ name }, size) {
	return refused(`The report \`${name}\` has ${size}, and at most ${formatBytes(largestReportBytes)} are read.`);
}
// src/baseline/format-text.ts
/** Keys that come before the others: what the file is. */
const firstKeys = ["$schema", "formatVersion"];
/**
* The canonical text of a baseline: JSON with sorted keys, one line for each number, each site and each line of
* the call tree, so that two competing edits conflict in git and a reviewer can read the difference. Equal
* baselines give equal texts, and `parseBaseline` gives the baseline back.
*/
function formatBaseline(baseline) {
	return `${block(baseline, "")}\n`;
}
/** Objects over several lines, one for each key; what is in a list, on one line each. */
function block(value, indent) {
	const inner = `${indent}  `;
	const [opening, closing, lines] = Array.isArray(value) ? [
		"[",
		"]",
		value.map((element) => line(element))
	] : isObject(value) ? [
		"{",
		"}",
		sortedEntries(value).map(([key, child]) => `${JSON.stringify(key)}: ${block(child, inner)}`)
	] : [
		"",
		"",
		null
	];
	if (lines === null) return JSON.stringify(value);
	if (lines.length === 0) return `${opening}${closing}`;
	return `${opening}\n${lines.map((text) => inner + text).join(",\n")}\n${indent}${closing}`;
}
function line(value) {
	if (Array.isArray(value)) return `[${value.map(line).join(", ")}]`;
	if (!isObject(value)) return JSON.stringify(value);
	const entries = sortedEntries(value).map(([key, child]) => `${JSON.stringify(key)}: ${line(child)}`);
	return entries.length === 0 ? "{}" : `{ ${entries.join(", ")} }`;
}
/** By code unit, the same everywhere; a key without a value is left out, as JSON does. */
function sortedEntries(value) {
	return Object.entries(value).filter(([, child]) => child !== void 0).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
function rank(key) {
	const index = firstKeys.indexOf(key);
	return index === -1 ? firstKeys.length : index;
}
function isObject(value) {
	return typeof value === "object" && value !== null;
}
// src/baseline/canonical-text.ts
/**
* Reads the text of a baseline that the gate has made ready: it must be byte for byte what {@link formatBaseline}
* makes of the numbers in it, so that the file that is committed is the one that was shown.
*
* @throws UsageError as {@link parseBaseline}, and where the text is another.
*/
function parseCanonicalBaseline(text, path) {
	const baseline = parseBaseline(text, path);
	if (formatBaseline({
		...baseline,
		$schema: "https://raw.githubusercontent.com/swift-allocation-gate/swift-allocation-gate/main/schemas/baseline.json"
	}) === text) return baseline;
	throw new UsageError(`${path}: not as the gate writes a baseline: measure again, and accept that report.`);
}
// src/baseline/file-name.ts
/**
* The name of the baseline file of an environment: `swift-6.2-ubuntu-24.04-x86_64.json`. Of a release of Swift
* the name holds major and minor only; the exact version is in the fingerprint. Whatever the parts are, the name
* is one file's: lower-case ASCII letters, digits, `_ . + -`, at most 140 characters, no two dots in a row.
*/
function baselineFileName({ swift, os, arch }) {
	const named = nameOf$1({
		swift,
		os
	});
	return `swift-${named.swift}-${named.os}-${part(arch)}.json`;
}
/** How an environment is called in the name of its baseline file. */
function nameOf$1({ swift, os }) {
	const release = /^(\d+\.\d+)(?:\.\d+)*$/.exec(swift)?.[1];
	return {
		swift: part(release ?? swift),
		os: part(os)
	};
}
/**
* The environment of which a file of this name is the baseline, if it is of the same kind: the same distribution, in
* any version, on the same architecture, with any Swift. Null for every other name.
*/
function kindredEnvironment(fileName, { os, arch }) {
	const [family, machine] = [part(os).replace(/-\d[^-]*$/, ""), part(arch)].map((text) => text.replaceAll(/[.+]/g, "\\$&"));
	const [, swift, found] = new RegExp(`^swift-(.+?)-(${family}(?:-\\d[^-]*)?)-${machine}\\.json$`).exec(fileName) ?? [];
	return swift === void 0 || found === void 0 ? null : {
		swift,
		os: found
	};
}
function part(text) {
	const name = text.toLowerCase().replaceAll(/[^a-z0-9_.+]+/g, "-").replaceAll(/\.{2,}/g, ".").slice(0, 40).replaceAll(/^[-.]+|[-.]+$/g, "");
	return name === "" ? "unknown" : name;
}
// src/config/parsed.ts
/** The text was understood. */
function parsed(value) {
	return {
		ok: true,
		value
	};
}
/** The text was not understood; `sentence` names it and the accepted form. */
function problem(sentence) {
	return {
		ok: false,
		problem: sentence
	};
}
const shownCharacters = 80;
/** The text as a message quotes it: in double quotes, invisible characters escaped, cut after 80 characters. */
function quoted(text) {
	const characters = [...text.slice(0, 162)];
	const isCut = characters.length > shownCharacters;
	const visible = JSON.stringify(characters.slice(0, shownCharacters).join("")).replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => `\\u{${character.codePointAt(0)?.toString(16)}}`);
	return isCut ? `${visible}…` : visible;
}
// src/config/benchmark-name.ts
const form = "a name starts with a letter or digit and has at most 100 letters (a to z), digits, spaces and - _ . +, without two dots in a row and without a space or dot at its end";
/**
* Reads the name of a benchmark or product. It becomes the name of files (`<name>.folded`) on every system that
* unpacks an artifact, so it has no `/`, never starts with a dot or dash, and holds ASCII only.
*/
function parseBenchmarkName(text) {
	if (text === "") return problem(`the name is empty; ${form}`);
	if (/^[A-Za-z0-9][A-Za-z0-9 _.+-]{0,99}$/.test(text) && !text.includes("..") && !/[ .]$/.test(text)) return parsed(text);
	return problem(`${quoted(text)} is not a name; ${form}`);
}
/**
* The first name that is there twice, with its earlier twin, or null. Names that differ in case only are twins:
* their files would overwrite each other on macOS and Windows.
*/
function findTwin(names) {
	const seen = /* @__PURE__ */ new Map();
	for (const second of names) {
		const first = seen.get(second.toLowerCase());
		if (first !== void 0) return {
			first,
			second
		};
		seen.set(second.toLowerCase(), second);
	}
	return null;
}
/**
* The name of a benchmark for what another tool calls so: the same where it can be one; else each run of characters
* that a name cannot have becomes a dash, and none is left at either end.
*/
function benchmarkNameFor(text) {
	if (parseBenchmarkName(text).ok) return parsed(text);
	const result = parseBenchmarkName(text.replaceAll(/[^A-Za-z0-9 _.+-]+/g, "-").replaceAll(/\.{2,}/g, ".").replaceAll(/^[^A-Za-z0-9]+|[ .-]+$/g, ""));
	return result.ok ? result : problem(`${quoted(text)} cannot be the name of a benchmark; ${form}`);
}
// src/baseline/policy.ts
/** What the user wants to fail: the inputs of the same names. */
const policySchema = strictObject({
	failOn: _enum([
		"regression",
		"any-change",
		"never"
	]),
	onMissingBaseline: _enum([
		"warn",
		"fail",
		"pass"
	]),
	onIncomparable: _enum([
		"measure-base",
		"fail",
		"warn"
	])
});
/** Whether the gate is open. A failure to measure never is, whatever the policy. */
function isOpen(result, policy) {
	if (result.verdicts.length === 0) return false;
	if (policy.failOn === "any-change" && result.anyChange) return false;
	const open = {
		failed: false,
		regression: policy.failOn === "never",
		incomparable: policy.failOn === "never" || policy.onIncomparable === "warn",
		"no-baseline": !result.baselineRemoved && policy.onMissingBaseline !== "fail",
		improvement: true,
		pass: true
	};
	return result.verdicts.every((verdict) => open[verdict]);
}
// src/baseline/unified-diff.ts
/** More lines than this, removed and added together, explain nothing; finding so many takes half a second. */
const mostChangedLines = 2e3;
/** Longest diff, in characters: the lines of a baseline may be long. */
const longestDiff = 262144;
/**
* The change of a baseline file as a unified diff that `git apply` takes; of a file that is not there yet (null), all
* lines are added. Empty where nothing changes, null where too much does. `now` is the canonical text.
*/
function unifiedDiff(path, before, now) {
	if (before === now) return "";
	const patch = createTwoFilesPatch(before === null ? "/dev/null" : `a/${path}`, `b/${path}`, before ?? "", now, void 0, void 0, {
		context: 3,
		maxEditLength: mostChangedLines,
		headerOptions: FILE_HEADERS_ONLY
	});
	return patch === void 0 || patch.length > 262144 ? null : withSections(patch, now.split("\n"));
}
/**
* The content before a diff of {@link unifiedDiff}, from the one after it (null: there was no file); undefined where the
* diff is not the one of these two.
*/
function undoDiff(path, diff, now) {
	if (diff === "") return now;
	try {
		const [patch, ...others] = parsePatch(diff);
		if (patch === void 0 || others.length > 0) return void 0;
		const undone = applyPatch(now, reversePatch(patch), { autoConvertLineEndings: false });
		if (undone === false) return void 0;
		const before = undone === "" ? null : undone;
		return unifiedDiff(path, before, now) === diff ? before : void 0;
	} catch {
		return;
	}
}
/**
* Each hunk with the section that it begins in, as git writes it: without it nobody sees which benchmark's numbers
* these are. All other lines begin with a space, `+`, `-` or `\`.
*
*     @@ -64,7 +64,7 @@ "http-requests"
*/
function withSections(patch, now) {
	let line = 0;
	let section = "";
	return patch.replaceAll(/^@@ -\d+,\d+ \+(\d+),\d+ @@$/gm, (header, start) => {
		for (; line < Number(start) - 1; line += 1) section = sectionOf(now[line] ?? "") ?? section;
		return section === "" ? header : `${header} ${section.slice(0, 80)}`;
	});
}
/** `    "http-requests": {`: a benchmark, or a part of the file beside them. */
function sectionOf(line) {
	return /^ {2,4}("(?:[^"\\]|\\.)*"): \{$/.exec(line)?.[1] ?? null;
}
// src/baseline/verdict.ts
/** The verdicts, worst first. */
const verdicts = [
	"failed",
	"regression",
	"incomparable",
	"no-baseline",
	"improvement",
	"pass"
];
/** The worst of the verdicts; `failed` when there are none, since then nothing was measured. */
function worstVerdict(all) {
	return verdicts.find((verdict) => all.includes(verdict)) ?? "failed";
}
const text$1 = string().max(1e4);
const count$1 = number();
const quantities = strictObject(Object.fromEntries(Object.keys(countsSchema.shape).map((name) => [name, count$1])));
/** Why something could not be measured. `lastLines` is the failing tool's own output. */
const failureSchema = strictObject({
	message: text$1,
	remedy: text$1.nullable(),
	lastLines: array(string().max(4e3)).max(50)
});
/** The allowed increase as configured; the larger of the two counts, and never less than the baseline's spread. */
const limitSchema = strictObject({
	absolute: number().nonnegative(),
	percent: number().nonnegative()
});
const stacksSchema = strictObject({
	/** How the stacks were taken. */
	callGraph: _enum(["fp", "dwarf"]),
	samples: int().nonnegative(),
	lost: int().nonnegative(),
	/** Share (0 to 1) of allocations whose stack frame pointers led astray; what is right of it is shown. */
	untrusted: number().min(0).max(1),
	/** Share (0 to 1) of allocations whose stack holds a frame without a name. */
	unresolved: number().min(0).max(1),
	/** Allocations per unit in the recorded run minus the counted total: what the sites show too many or too few. */
	difference: count$1
});
/** A field in which two fingerprints differ. */
const difference$1 = strictObject({
	field: text$1,
	baseline: text$1,
	measured: text$1
});
const modulesSchema = strictObject({
	own: array(text$1).max(1e4),
	dependencies: array(text$1).max(1e4),
	/** Identity of the package that a dependency's module belongs to, by module, where it is known. */
	packages: record$1(text$1, text$1)
});
/** A dependency whose version differs; null where one side does not have it. */
const dependencyChange = strictObject({
	identity: text$1,
	baseline: text$1.nullable(),
	measured: text$1.nullable()
});
/** Part of a delta: `own code`, `dependency NIOCore`, `Foundation`, …, as src/stacks/attribution.ts names them. */
const attributionSchema = strictObject({
	origin: text$1,
	delta: count$1,
	/** The package that a dependency's module belongs to; left out where its version did not move. */
	moved: dependencyChange.optional()
});
const blocks = strictObject({
	allocated: count$1,
	freed: count$1
});
const remainingSchema = blocks.extend({
	/** The same of the baseline; null where it has none, or one that cannot be compared. */
	baseline: blocks.nullable(),
	/** What is left unfreed more than in the baseline; 0 where that is within the noise, null without a baseline. */
	change: count$1.nullable()
});
const reportedSite = siteSchema.extend({
	baselineCount: count$1,
	delta: count$1
});
const measured = strictObject({
	name: nameSchema,
	verdict: _enum(verdicts).exclude(["failed"]),
	unit: _enum(["run", "iteration"]),
	runs: int().positive(),
	/** Per unit: integers per run, fractions per iteration. */
	counts: quantities,
	total: count$1,
	spread: quantities.extend({ total: count$1 }),
	/** What it was compared with, per unit; null where there is none. */
	baseline: strictObject({
		counts: quantities,
		total: count$1,
		spread: quantities.extend({ total: count$1 })
	}).nullable(),
	/** The line (from 1) of the committed baseline file on which it begins; null where its numbers are not from there. */
	baselineLine: int().positive().nullable(),
	/** Measured minus baseline, per unit; null where there is no baseline. */
	delta: quantities.extend({ total: count$1 }).nullable(),
	/** Another tool's threshold for the total, compared with for want of a measured baseline; left out where there is none. */
	imported: importedThresholdSchema.pick({
		from: true,
		file: true,
		total: true
	}).extend({ delta: count$1 }).optional(),
	limit: limitSchema,
	/** The increase of the total that was allowed, limit and baseline spread taken together; null without baseline and threshold. */
	allowed: number().nonnegative().nullable(),
	/** The fell-to-almost-nothing warning: the benchmark probably no longer does its work. */
	suspicious: boolean(),
	/** Blocks allocated and freed, per unit; left out where `free` could not be counted. It decides nothing. */
	remaining: remainingSchema.optional(),
	/** Where fingerprints differ: the fields. */
	differences: array(difference$1).max(20),
	measurement: measurementSchema,
	/** What each run showed, at each number of iterations. */
	singleRuns: array(singleRunsSchema).min(1).max(2),
	stacks: stacksSchema.nullable(),
	/** Largest absolute delta first (largest count first where there is no baseline). */
	sites: array(reportedSite).max(2e4),
	/** Whose sites the delta of the total comes from, largest absolute delta first; they add up to it. */
	attribution: array(attributionSchema).max(2e4)
});
const failed = strictObject({
	name: nameSchema,
	verdict: literal("failed"),
	failure: failureSchema
});
const benchmarkReportSchema = union([measured, failed]);
const sha = string().regex(/^[0-9a-f]{40}$/);
/** What was measured, where GitHub knows it; null on the command line. */
const sourceSchema = strictObject({
	repository: text$1,
	event: text$1,
	/** The commit people see: the pull request's head, or the commit of the push. */
	headSha: sha,
	/** The commit that was checked out and built; the merge commit on a pull request. */
	measuredSha: sha,
	pullRequest: int().positive().nullable(),
	runId: int().positive(),
	runAttempt: int().positive(),
	/** The job of that attempt, as GitHub's API numbers it; null where the runner does not tell. */
	jobId: int().positive().nullable()
});
/** A Swift version as it is in the names of baseline files, and a distribution: `6.2`, `ubuntu-24.04`. */
const environment = strictObject({
	swift: text$1,
	os: text$1
});
const newEnvironmentSchema = environment.extend({ others: array(environment).min(1).max(1e3) });
const baseSchema = strictObject({
	commit: sha,
	/** How the ground of the committed baseline, or a unit in it, differs; empty where there is none, and with `--base`. */
	differences: array(difference$1).max(1e4),
	/** Where it was measured because this environment has no baseline yet: null for every other reason. */
	newEnvironment: newEnvironmentSchema.nullable(),
	/** Which versions of the dependencies it was built with. */
	dependencies: _enum(["as-resolved", "same-as-head"])
});
/** The one machine-readable result of a gate, `report.json`: everything the comment is rendered from. */
const reportSchema = strictObject({
	$schema: string().max(1e3).optional(),
	formatVersion: literal(1),
	/** Tells the reports (and comments) of several jobs apart. */
	key: string().min(1).max(200),
	package: nameSchema,
	verdict: _enum(verdicts),
	/** Whether the gate is open under the policy it ran with: the exit status. */
	passes: boolean(),
	/** The settings that decided `passes`. */
	policy: policySchema,
	/** Why the whole measurement failed (build broke, no perf); null where benchmarks speak for themselves. */
	failure: failureSchema.nullable(),
	fingerprint: fingerprintSchema.nullable(),
	/** Modules that were built, by whose they are: what `attribution` rests on. */
	modules: modulesSchema,
	environment: strictObject({
		perf: text$1.nullable(),
		kernel: text$1.nullable(),
		image: text$1.nullable(),
		/** Exact compiler line, also of snapshots. */
		swift: text$1.nullable()
	}),
	source: sourceSchema.nullable(),
	/**
	* The committed file, relative to the repository, whether it existed when the gate ran, and the SHA-1 by which git
	* calls the content that was compared with; null where it did not exist or is not the committed one.
	*/
	baselineFile: strictObject({
		path: text$1,
		exists: boolean(),
		blob: sha.nullable()
	}).nullable(),
	/** The base commit that was measured here and compared with. */
	base: baseSchema.nullable(),
	/** Dependencies whose version is another than in what was compared with. */
	dependencyChanges: array(dependencyChange).max(1e4),
	/** Sentences for the top of the comment: the pull request edits its own baseline, and the like. */
	notices: array(text$1).max(50),
	benchmarks: array(benchmarkReportSchema).max(500),
	/** In the baseline, or measured at the base commit, but not measured any more. */
	removed: array(nameSchema).max(500),
	/**
	* The ready-to-commit baseline file; null where nothing could be measured. `text` is its exact content, `diff` the
	* change from the committed file as a unified diff: empty where there is none, null where it is too long.
	*/
	candidate: strictObject({
		path: text$1,
		text: string().max(largestBaselineBytes),
		diff: string().max(longestDiff).nullable()
	}).nullable()
});
// src/baseline/compare.ts
/**
* Compares a benchmark with its baseline (null: there is none).
*
* A regression is an increase of the total, or of `realloc` on existing blocks, beyond what is allowed: the
* limit or the spread stored in the baseline, whichever is larger. The measured spread allows nothing, so a
* noisy pull request cannot open the gate for itself.
*/
function compareBenchmark(measured, baseline, limit) {
	if (baseline === null) return {
		verdict: "no-baseline",
		baseline: null,
		delta: null,
		allowed: null,
		differences: [],
		suspicious: false
	};
	const before = perUnit(baseline.measurement);
	const now = perUnit(measured.measurement);
	const differences = differencesOf(baseline, measured);
	if (differences.length > 0) return {
		verdict: "incomparable",
		baseline: before,
		delta: null,
		allowed: null,
		differences,
		suspicious: false
	};
	return {
		...judgeChange(now, before, limit),
		baseline: before,
		differences
	};
}
/** The verdict on numbers that can be compared, per unit. */
function judgeChange(now, before, limit) {
	const delta = {
		...countsOf((name) => now.counts[name] - before.counts[name]),
		total: now.total - before.total
	};
	const allowed = allowedIncrease(before.total, before.spread.total, limit);
	const allowedReallocs = allowedIncrease(before.counts.realloc, before.spread.realloc, limit);
	const regressed = exceeds(delta.total, allowed) || exceeds(delta.realloc, allowedReallocs);
	const fewer = (change, spread) => exceeds(-change, spread);
	const improved = fewer(delta.total, before.spread.total) || delta.total <= 0 && fewer(delta.realloc, before.spread.realloc);
	return {
		verdict: regressed ? "regression" : improved ? "improvement" : "pass",
		delta,
		allowed,
		suspicious: isSuspicious(before.total, now.total)
	};
}
/**
* Whether any count differs from the baseline by more than the baseline's own noise, or the benchmark is new.
* Of counts that are incomparable nobody knows; what becomes of those is a policy of its own.
*/
function isChanged({ baseline, delta }) {
	if (baseline === null) return true;
	if (delta === null) return false;
	const moved = (change, spread) => exceeds(Math.abs(change), spread);
	return moved(delta.total, baseline.spread.total) || allocationFunctions.some((name) => moved(delta[name], baseline.spread[name]));
}
/** Whether a total fell to almost nothing: the benchmark probably no longer does its work. */
function isSuspicious(before, now) {
	return before >= 10 && now <= before / 20;
}
/** `change > allowed`, but for the rounding of fractions per iteration: 4/3 − 1/3 must not exceed 1. */
function exceeds(change, allowed) {
	return change > allowed + 1e-9;
}
/** The increase of a number that is allowed: the limit, or the baseline's spread of that number if it is larger. */
function allowedIncrease(baseline, spread, { absolute, percent }) {
	return Math.max(absolute, baseline * percent / 100, spread);
}
function differencesOf(baseline, measured) {
	const unit = measured.measurement.unit;
	const fields = fingerprintDifferences(baseline.fingerprint, measured.fingerprint, unit);
	const others = [{
		field: "unit",
		baseline: `per ${baseline.measurement.unit}`,
		measured: `per ${unit}`
	}, {
		field: "total",
		baseline: totalWords(baseline.measurement),
		measured: totalWords(measured.measurement)
	}];
	return [...fields, ...others.filter((other) => other.baseline !== other.measured)];
}
/** What a total is made of, in words. */
function totalWords({ totalIncludes }) {
	return functionsInTotal(totalIncludes).map(displayName).join(" + ");
}
// src/baseline/compare-imported.ts
/**
* Compares a benchmark's total with a threshold that was imported: above it by more than the limit is a regression,
* all else passes. Never an improvement, since the other tool counts differently (docs/importing.md). Numbers of
* different units are incomparable.
*/
function compareWithImported(measurement, threshold, limit) {
	const none = {
		baseline: null,
		delta: null
	};
	if (measurement.unit !== threshold.unit) {
		const differences = [{
			field: "unit",
			baseline: `per ${threshold.unit} (imported)`,
			measured: `per ${measurement.unit}`
		}];
		return {
			...none,
			verdict: "incomparable",
			allowed: null,
			differences,
			suspicious: false
		};
	}
	const { from, file, total } = threshold;
	const now = perUnit(measurement).total;
	const { delta, ...judged } = judgeTotal(now, total, limit);
	return {
		...none,
		...judged,
		differences: [],
		imported: {
			from,
			file,
			total,
			delta
		}
	};
}
/** The verdict on a total, per unit, beside the threshold that it may reach. */
function judgeTotal(now, threshold, limit) {
	const delta = now - threshold;
	const allowed = allowedIncrease(threshold, 0, limit);
	return {
		verdict: exceeds(delta, allowed) ? "regression" : "pass",
		delta,
		allowed,
		suspicious: isSuspicious(threshold, now)
	};
}
// src/config/nearest.ts
/**
* The candidate that `text` was most likely meant to be, or null when none is close: a third of its characters
* mistyped at most, `_` and `-` and upper and lower case alike, or an abbreviation (`args` for `arguments`).
*/
function nearest(text, candidates) {
	const wanted = plain$1(text.slice(0, 100));
	return candidates.map((candidate) => ({
		candidate,
		distance: distanceOf(wanted, plain$1(candidate))
	})).filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3))).sort((a, b) => a.distance - b.distance)[0]?.candidate ?? candidates.find((candidate) => abbreviates(wanted, plain$1(candidate))) ?? null;
}
function plain$1(text) {
	return text.trim().toLowerCase().replaceAll(/[_\s]/g, "-");
}
/** Edits between two words: insertions, deletions, replacements and swapped neighbours (Damerau–Levenshtein). */
function distanceOf(a, b) {
	let beforeLast = [];
	let last = Array.from({ length: b.length + 1 }, (_, column) => column);
	for (let row = 1; row <= a.length; row++) {
		const current = [row];
		for (let column = 1; column <= b.length; column++) {
			const replaced = (last[column - 1] ?? 0) + (a[row - 1] === b[column - 1] ? 0 : 1);
			const inserted = (current[column - 1] ?? 0) + 1;
			const deleted = (last[column] ?? 0) + 1;
			const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1] ? (beforeLast[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
			current.push(Math.min(replaced, inserted, deleted, swapped));
		}
		beforeLast = last;
		last = current;
	}
	return last[b.length] ?? 0;
}
/** Whether `short` has at least three characters, starts like `long`, and its characters appear in it in order. */
function abbreviates(short, long) {
	if (short.length < 3 || short[0] !== long[0]) return false;
	let from = 0;
	for (const character of short) {
		const at = long.indexOf(character, from);
		if (at === -1) return false;
		from = at + 1;
	}
	return true;
}
// src/config/choice.ts
/** A parser that accepts exactly these words, and suggests the nearest one for a typo. */
function oneOf(words) {
	return (text) => {
		const found = words.find((word) => word === text);
		if (found !== void 0) return parsed(found);
		const suggestion = nearest(text, words);
		if (suggestion === null) return problem(`${quoted(text)} is unknown; write ${alternatives(words)}`);
		return problem(`${quoted(text)} is unknown; did you mean ${suggestion}? Accepted: ${alternatives(words)}`);
	};
}
/** A parser of `true` and `false`, and of nothing else. */
function parseBoolean(text) {
	if (text === "true" || text === "false") return parsed(text === "true");
	return problem(`${quoted(text)} is neither true nor false`);
}
/** `a, b or c`. */
function alternatives(words) {
	return words.join(", ").replace(/, ([^,]*)$/, " or $1");
}
// src/config/duration.ts
const secondsPerUnit = /* @__PURE__ */ new Map([
	["s", 1],
	["m", 60],
	["h", 3600]
]);
const longestSeconds = 86400;
/** Reads a time limit, `90s`, `10m` or `1h`, up to 24 hours. The value is in seconds. */
function parseDuration(text) {
	if (/^\d+$/.test(text)) return problem(`${quoted(text)} has no unit; write ${text}s, ${text}m or ${text}h`);
	const [, digits = "", unit = ""] = /^(\d{1,9})([smh])$/.exec(text) ?? [];
	const perUnit = secondsPerUnit.get(unit);
	if (perUnit === void 0) return problem(`${quoted(text)} is not a time; write 90s, 10m or 1h`);
	const seconds = Number(digits) * perUnit;
	if (seconds === 0) return problem(`${quoted(text)} leaves no time to run; write 90s, 10m or 1h`);
	if (seconds > longestSeconds) return problem(`${quoted(text)} is longer than a day; write at most 24h`);
	return parsed(seconds);
}
// src/config/limit.ts
/** Reads `20` (allocations), `1%` or `0.5%` (of the baseline), or both in either order: `20, 1%`. */
function parseLimit(text) {
	let absolute;
	let percent;
	for (const part of text.split(",").map((piece) => piece.trim())) if (part.endsWith("%") && percent === void 0) {
		percent = decimal$1(part.slice(0, -1));
		if (percent === void 0) return notALimit(text);
	} else if (absolute === void 0) {
		absolute = decimal$1(part);
		if (absolute === void 0) return notALimit(text);
	} else return notALimit(text);
	return parsed({
		absolute: absolute ?? 0,
		percent: percent ?? 0
	});
}
function notALimit(text) {
	return problem(`${quoted(text)} is not a limit; write 20, 1% or "20, 1%"`);
}
/** Reads `20` or `0.5` (allocations per iteration may be fractions); nothing negative, no exponent. */
function parseDecimal(text) {
	const value = decimal$1(text);
	return value === void 0 ? problem(`${quoted(text)} is not a number; write 20 or 0.5`) : parsed(value);
}
function decimal$1(text) {
	return /^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : void 0;
}
// src/config/products.ts
/** Reads names of products, separated by commas or newlines; empty lines and a comma at a line's end are fine. */
function parseProducts(text) {
	const names = text.split("\n").map((line) => line.trim()).filter((line) => line !== "").flatMap((line) => line.replace(/(?<=[^,\s])\s*,$/, "").split(",")).map((name) => name.trim());
	if (names.length > 500) return problem("more than 500 products");
	for (const name of names) {
		if (name === "") return problem(`${quoted(text)} names an empty product; write "Server, Client" or one on each line`);
		const result = parseBenchmarkName(name);
		if (!result.ok) return problem(`${result.problem}; a product with another name needs a benchmark in the configuration file`);
	}
	const twin = findTwin(names);
	if (twin !== null) return problem(`${quoted(twin.second)} is there twice; name each product once`);
	return parsed(names);
}
/** Reads the name of one product: anything that SwiftPM can put into its folder of built products. */
function parseProduct(text) {
	if (text === "") return problem("the name is empty; write the name of an executable product");
	if (/^[^-/\\\p{Cc}][^/\\\p{Cc}]{0,199}$/u.test(text) && text !== "." && text !== "..") return parsed(text);
	return problem(`${quoted(text)} is not the name of a product; write it as in Package.swift`);
}
// src/config/schema-parts.ts
/** A text that a small parser reads. `form` says what to write where there is none, or a list or map instead. */
function scalar(form, parse) {
	const error = ({ input }) => input === void 0 ? `is missing; write ${form}` : `must be ${form}`;
	return string({ error }).transform((text, context) => {
		const result = parse(text);
		if (result.ok) return result.value;
		context.addIssue({
			code: "custom",
			message: result.problem
		});
		return NEVER;
	});
}
/** A map with exactly these keys; any other is an error, whose message has one line for each unknown key. */
function map(shape, example) {
	const known = Object.keys(shape);
	return strictObject(shape, { error: (issue) => issue.code === "unrecognized_keys" ? issue.keys.map((key) => unknownKey(String(key), known)).join("\n") : `must be a map, such as ${example}` });
}
/** A map whose keys the user chooses and `parseKey` checks. */
function mapOf(parseKey, value, example) {
	const key = string().refine((text) => parseKey(text).ok, { error: ({ input }) => {
		const result = parseKey(String(input));
		return result.ok ? void 0 : result.problem;
	} });
	return record$1(key, value, `must be a map, such as ${example}`);
}
/** A list of at most 1,000 entries. */
function list(entry, example) {
	return array(entry, `must be a list, such as ${example}`).max(1e3, "has more than 1,000 entries");
}
function unknownKey(key, known) {
	const suggestion = nearest(key, known);
	const hint = suggestion === null ? `the keys here are ${known.join(", ")}` : `did you mean ${suggestion}?`;
	return `unknown key ${quoted(key)}; ${hint}`;
}
// src/config/whole-number.ts
/** A parser of decimal digits (no sign, exponent or separator) with a value from `least` to `most`, inclusive. */
function wholeNumber(least, most) {
	return (text) => {
		const value = Number(text);
		if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return parsed(value);
		return problem(`${quoted(text)} is not ${wholeNumberForm(least, most)}`);
	};
}
/** The accepted form in words. */
function wholeNumberForm(least, most) {
	return `a whole number from ${least} to ${most}`;
}
// src/config/file-schema.ts
/** Functions that the total may include besides those that it always does. */
const optionalFunctions = ["aligned_alloc", "memalign"];
const textual = scalar("a text", parseText);
const variable = scalar("the name of an environment variable", parseVariable);
const mostIterations = 1e9;
const iterationCount = scalar(wholeNumberForm(0, mostIterations), wholeNumber(0, mostIterations));
const decimal = scalar("a number", parseDecimal);
const limit = map({
	percent: decimal.optional(),
	absolute: decimal.optional()
}, "{ percent: 1, absolute: 20 }").transform(({ percent, absolute }, context) => {
	if (context.issues.length > 0) return NEVER;
	if (percent === void 0 && absolute === void 0) context.addIssue({
		code: "custom",
		message: "names no limit; write percent, absolute or both"
	});
	return {
		percent: percent ?? 0,
		absolute: absolute ?? 0
	};
});
const overrides = {
	environment: mapOf(parseVariable, textual, "{ MODE: fast }").optional(),
	limit: limit.optional(),
	runs: scalar(wholeNumberForm(1, 100), wholeNumber(1, 100)).optional(),
	timeout: scalar("a time: 90s, 10m or 1h", parseDuration).optional()
};
function overridesOf(given) {
	return {
		environment: given.environment ?? {},
		limit: given.limit ?? null,
		runs: given.runs ?? null,
		timeoutSeconds: given.timeout ?? null
	};
}
const iterations = map({
	variable: variable.optional(),
	argument: textual.optional(),
	from: iterationCount,
	to: iterationCount
}, "{ variable: ITERATIONS, from: 1, to: 11 }").transform((given, context) => {
	if (context.issues.length > 0) return NEVER;
	const { from, to } = given;
	if (from >= to) context.addIssue({
		code: "custom",
		path: ["to"],
		message: `must be larger than from, which is ${from}`
	});
	if (given.variable !== void 0 && given.argument !== void 0) context.addIssue({
		code: "custom",
		path: ["argument"],
		message: "contradicts variable; keep one of the two"
	});
	if (given.variable !== void 0) return {
		kind: "variable",
		variable: given.variable,
		from,
		to
	};
	if (given.argument?.includes("{iterations}")) return {
		kind: "argument",
		argument: given.argument,
		from,
		to
	};
	context.addIssue(given.argument === void 0 ? {
		code: "custom",
		message: "does not say how to pass the number; write variable: ITERATIONS or argument: --count={iterations}"
	} : {
		code: "custom",
		path: ["argument"],
		message: `${quoted(given.argument)} lacks {iterations}; write --count={iterations}`
	});
	return NEVER;
});
/** The whole file, read from the plain texts, lists and maps of a YAML document. */
const fileSchema = map({
	benchmarks: mapOf(parseBenchmarkName, map({
		product: scalar("the name of an executable product", parseProduct).optional(),
		command: list(textual, "[./scripts/load.sh]").optional(),
		arguments: list(textual, "[--requests, \"1000\"]").optional(),
		iterations: iterations.optional(),
		...overrides
	}, "{ product: Server }").transform((given, context) => {
		if (context.issues.length > 0) return NEVER;
		const rest = {
			arguments: given.arguments ?? [],
			iterations: given.iterations ?? null,
			...overridesOf(given)
		};
		if (rest.iterations?.kind === "variable" && Object.hasOwn(rest.environment, rest.iterations.variable)) {
			const message = `contradicts iterations, which sets ${rest.iterations.variable} too; leave one of them out`;
			context.addIssue({
				code: "custom",
				path: ["environment", rest.iterations.variable],
				message
			});
		}
		if (given.product !== void 0 && given.command !== void 0) context.addIssue({
			code: "custom",
			path: ["command"],
			message: "contradicts product; keep one of the two"
		});
		if (given.product !== void 0) return {
			kind: "product",
			product: given.product,
			...rest
		};
		const [program, ...commandArguments] = given.command ?? [];
		if (program) return {
			kind: "command",
			command: [program, ...commandArguments],
			...rest
		};
		context.addIssue(given.command === void 0 ? {
			code: "custom",
			message: "names nothing to run; write product: Server or command: [./scripts/load.sh]"
		} : {
			code: "custom",
			path: ["command"],
			message: "names no program; write [./scripts/load.sh]"
		});
		return NEVER;
	}), "{ http: { product: Server } }").refine((all) => Object.keys(all).length > 0, "names no benchmark; add one or leave out the key").refine((all) => Object.keys(all).length <= 500, "has more than 500 benchmarks").optional(),
	defaults: map(overrides, "{ runs: 10 }").transform(overridesOf).optional(),
	"total-includes": list(scalar("aligned_alloc or memalign", oneOf(optionalFunctions)), "[aligned_alloc]").refine((all) => new Set(all).size === all.length, "names a function twice").optional()
}, "benchmarks: { http: { product: Server } }");
function parseText(text) {
	return text.includes("\0") ? problem(`${quoted(text)} has a NUL character, which no program can be given`) : parsed(text);
}
function parseVariable(text) {
	if (/^[A-Za-z_]\w{0,199}$/.test(text)) return parsed(text);
	return problem(`${quoted(text)} is not the name of an environment variable; write letters, digits and _, such as MODE`);
}
// src/config/yaml-nesting.ts
var import_dist = require_dist();
const deepest = 20;
/**
* Refuses lists and maps nested deeper than 20 levels, before they are composed: yaml composes recursively, and
* a stack that is nearly full makes V8 abort the process where it compiles a regular expression ("RegExpCompiler
* Allocation failed", seen with yaml 2.9.1 and `- ` 20,000 times), which nothing can catch.
*/
function refuseDeepNesting(tokens, refuse) {
	const open = tokens.map((token) => ({
		token,
		depth: 0
	}));
	for (let next = open.pop(); next !== void 0; next = open.pop()) {
		const { token, depth } = next;
		if (depth > deepest) refuse(token.offset, `nested deeper than ${deepest} levels`);
		for (const child of childrenOf(token)) open.push({
			token: child,
			depth: depth + 1
		});
	}
}
function childrenOf(token) {
	if (token.type === "document") return token.value === void 0 ? [] : [token.value];
	if (!("items" in token)) return [];
	return token.items.flatMap((item) => [item.key, item.value]).filter((child) => child !== void 0 && child !== null);
}
// src/config/yaml-document.ts
const largestBytes = 262144;
/** Enough to share an environment among benchmarks, too few to blow up when aliases hold aliases. */
const mostAliases = 100;
/**
* Reads YAML 1.2 without its surprises: every scalar is a text (the failsafe schema), keys are unique, tags and
* second documents are refused, size, nesting and aliases are bounded.
*
* @throws UsageError `path:line:column: what is wrong`, for the first thing that is.
*/
function readYaml(text, path) {
	if (Buffer.byteLength(text) > largestBytes) throw new UsageError(`${path}: the file is larger than 256 KiB; a configuration file is a page of YAML`);
	const lines = new import_dist.LineCounter();
	const placeAt = (offset) => {
		const { line, col } = lines.linePos(offset);
		return `${line}:${col}`;
	};
	const refuse = (offset, sentence) => {
		throw new UsageError(`${path}:${placeAt(offset)}: ${sentence}`);
	};
	const tokens = [...new import_dist.Parser(lines.addNewLine).parse(text)];
	refuseDeepNesting(tokens, refuse);
	const [document, second] = new import_dist.Composer({
		schema: "failsafe",
		stringKeys: true,
		prettyErrors: false,
		logLevel: "silent"
	}).compose(tokens, false, text.length);
	if (document === void 0) return {
		value: null,
		placeOf: () => "1:1"
	};
	if (second !== void 0) refuse(second.range[0], "a second document starts here; keep one");
	const [error] = [...document.errors, ...document.warnings];
	if (error !== void 0) refuse(error.pos[0], worded(error.code, error.message, text.slice(error.pos[0])));
	let aliases = 0;
	(0, import_dist.visit)(document, {
		Alias(_, alias) {
			const offset = alias.range?.[0] ?? 0;
			aliases += 1;
			if (aliases > mostAliases) refuse(offset, `more than ${mostAliases} aliases (*name); write the values out`);
			if (alias.resolve(document) === void 0) refuse(offset, `the alias *${alias.source} has no anchor &${alias.source} before it`);
		},
		Pair(_, { key }) {
			if ((0, import_dist.isScalar)(key) && key.value === "__proto__") refuse(key.range?.[0] ?? 0, "\"__proto__\" cannot be a key here");
		}
	});
	return {
		value: plainValue(document, path),
		placeOf: (at, part) => placeAt(offsetOf$1(document, at, part))
	};
}
function plainValue(document, path) {
	if ((0, import_dist.isScalar)(document.contents) && document.contents.value === "") return null;
	try {
		return document.toJS({ maxAliasCount: mostAliases });
	} catch (thrown) {
		if (!(thrown instanceof ReferenceError)) throw thrown;
		throw new UsageError(`${path}: the aliases (*name) repeat too much; write the values out`);
	}
}
/** Our sentence for what yaml found; `rest` is the text from there on. */
function worded(code, message, rest) {
	switch (code) {
		case "TAB_AS_INDENT": return "a tab indents this line; YAML takes spaces only, so replace each tab by two spaces";
		case "DUPLICATE_KEY": return `the key ${quoted(/^[^:\n]*/.exec(rest)?.[0].trim() ?? "")} is there twice; keep one`;
		case "TAG_RESOLVE_FAILED": return "tags (!name) have no meaning here; leave it out";
		case "NON_STRING_KEY": return "a key must be a text, not a list or a map";
		default: return `not YAML: ${message}`;
	}
}
function offsetOf$1(document, path, part) {
	let node = document.contents;
	let keyOffset = 0;
	let valueOffset = document.contents?.range[0] ?? 0;
	for (const step of path) {
		if ((0, import_dist.isAlias)(node)) node = node.resolve(document);
		if ((0, import_dist.isMap)(node)) {
			const pair = node.items.find(({ key }) => (0, import_dist.isScalar)(key) && key.value === step);
			if (pair === void 0) return keyOffset;
			keyOffset = startOf$1(pair.key) ?? keyOffset;
			node = pair.value;
		} else if ((0, import_dist.isSeq)(node)) {
			node = node.items[Number(step)];
			keyOffset = startOf$1(node) ?? keyOffset;
		} else return keyOffset;
		valueOffset = startOf$1(node) ?? keyOffset;
	}
	return part === "key" ? keyOffset : valueOffset;
}
function startOf$1(node) {
	return (0, import_dist.isScalar)(node) || (0, import_dist.isMap)(node) || (0, import_dist.isSeq)(node) || (0, import_dist.isAlias)(node) ? node.range?.[0] : void 0;
}
// src/config/file.ts
const noOverrides = {
	environment: {},
	limit: null,
	runs: null,
	timeoutSeconds: null
};
const mostProblems = 10;
/**
* Reads the text of a configuration file; an empty one is one without benchmarks.
*
* @throws UsageError with a line `path:line:column: key: what is wrong and what to write` for each problem, in
* the file's order, ten at most.
*/
function parseConfigFile(text, path) {
	const document = readYaml(text, path);
	const result = fileSchema.safeParse(document.value ?? {});
	if (!result.success) throw new UsageError(problemLines(result.error.issues, document, path).join("\n"));
	const { benchmarks = {}, defaults = noOverrides, "total-includes": totalIncludes = [] } = result.data;
	const twin = findTwin(Object.keys(benchmarks));
	if (twin !== null) throw new UsageError(`${path}:${document.placeOf(["benchmarks", twin.second], "key")}: ${keyPath(["benchmarks", twin.second])}: differs from ${quoted(twin.first)} in upper and lower case only, and both become names of files; rename one`);
	return {
		path,
		benchmarks: Object.entries(benchmarks).map(([name, entry]) => ({
			name,
			...entry
		})),
		defaults,
		totalIncludes
	};
}
function problemLines(issues, document, path) {
	const lines = issues.flatMap((issue) => {
		if (issue.code === "unrecognized_keys") {
			const messages = issue.message.split("\n");
			return issue.keys.map((key, index) => ({
				place: document.placeOf([...issue.path, key], "key"),
				where: issue.path,
				message: messages[index] ?? issue.message
			}));
		}
		if (issue.code === "invalid_key") {
			const message = issue.issues[0]?.message ?? issue.message;
			return [{
				place: document.placeOf(issue.path, "key"),
				where: issue.path.slice(0, -1),
				message
			}];
		}
		return [{
			place: document.placeOf(issue.path, "value"),
			where: issue.path,
			message: issue.message
		}];
	}).sort((a, b) => comparePlaces(a.place, b.place)).map(({ place, where, message }) => where.length === 0 ? `${path}:${place}: ${message}` : `${path}:${place}: ${keyPath(where)}: ${message}`);
	if (lines.length <= mostProblems) return lines;
	return [...lines.slice(0, mostProblems), `${path}: and ${lines.length - mostProblems} more`];
}
function comparePlaces(a, b) {
	const [aLine = 0, aColumn = 0] = a.split(":").map(Number);
	const [bLine = 0, bColumn = 0] = b.split(":").map(Number);
	return aLine - bLine || aColumn - bColumn;
}
/** `benchmarks.http.arguments[1]`; a key that is not a plain word is quoted. */
function keyPath(path) {
	return path.map((step) => {
		if (typeof step === "number") return `[${step}]`;
		const key = String(step);
		return `.${/^[\w-]{1,100}$/.test(key) ? key : quoted(key)}`;
	}).join("").replace(/^\./, "");
}
// src/config/settings.ts
/**
* Puts inputs and configuration file (null: there is none) together. For each benchmark the most specific wins:
* its own entry, then the file's `defaults`, then the input. Environments are merged in the same order.
*
* @throws UsageError when both the input `products` and the file name benchmarks.
*/
function resolveSettings(inputs, configFile) {
	const { products, limit, runs, timeoutSeconds, ...flags } = inputs;
	const defaults = overridden({
		environment: {},
		limit,
		runs,
		timeoutSeconds
	}, configFile?.defaults);
	const entries = configFile?.benchmarks ?? [];
	const totalIncludes = configFile?.totalIncludes ?? [];
	const common = {
		...flags,
		defaults,
		totalIncludes
	};
	if (products.length > 0 && entries.length > 0) throw new UsageError(`products: contradicts ${configFile?.path}, which names benchmarks; add the products there, or empty products`);
	if (entries.length > 0) return {
		...common,
		benchmarks: entries.map((entry) => ({
			...entry,
			...overridden(defaults, entry)
		}))
	};
	if (products.length > 0) return {
		...common,
		benchmarks: products.map((product) => productBenchmark(product, defaults))
	};
	return {
		...common,
		benchmarks: null
	};
}
/**
* The benchmark that runs a product as it is, under the product's name.
*
* @throws UsageError when the product's name cannot be a benchmark's.
*/
function productBenchmark(product, defaults) {
	const name = parseBenchmarkName(product);
	if (!name.ok) throw new UsageError(`the product ${quoted(product)} needs a benchmark with another name in the configuration file: ${name.problem}`);
	return {
		name: name.value,
		kind: "product",
		product,
		arguments: [],
		iterations: null,
		...defaults
	};
}
function overridden(defaults, overrides) {
	return {
		environment: {
			...defaults.environment,
			...overrides?.environment
		},
		limit: overrides?.limit ?? defaults.limit,
		runs: overrides?.runs ?? defaults.runs,
		timeoutSeconds: overrides?.timeoutSeconds ?? defaults.timeoutSeconds
	};
}
// src/system/inside.ts
/**
* The absolute path of a file or folder that has to exist inside of `root`, links followed. Throws a
* {@link UsageError} that names the input when it is missing or a link leads outside.
*/
async function resolveInside(root, path, input) {
	const top = await realpath(root);
	const found = await realpath(join(top, path)).catch(() => null);
	if (found === null) throw new UsageError(`${input}: ${JSON.stringify(path)} does not exist in ${top}.`);
	if (found === top || found.startsWith(top + sep)) return found;
	throw new UsageError(`${input}: ${JSON.stringify(path)} leads outside of the repository, to ${found}.`);
}
// src/commands/configuration.ts
/** A configuration file is written by people; more than this is not one. */
const largestFile$1 = 262144;
/** Inputs and configuration file as the one validated value; it is read before anything is built. */
async function readSettings(inputs, repository) {
	return resolveSettings(inputs, await readConfigFile(inputs.config, repository));
}
async function readConfigFile(path, repository) {
	const found = await stat(join(repository, path)).catch(() => null);
	if (found === null) return null;
	const file = await resolveInside(repository, path, "config");
	if (!found.isFile()) throw new UsageError(`config: ${JSON.stringify(path)} is not a file.`);
	if (found.size > largestFile$1) throw new UsageError(`config: ${JSON.stringify(path)} is larger than ${largestFile$1 / 1024} KiB; is it the right file?`);
	return parseConfigFile(await readFile(file, "utf8"), path);
}
// src/system/descendants.ts
/**
* Ends all processes that this one started, directly or not: first politely, after `graceMilliseconds` for
* good. They are found through /proc, so that processes in groups of their own are found as well.
*/
async function endDescendants(graceMilliseconds = 2e3) {
	const deadline = Date.now() + graceMilliseconds;
	signalAll("SIGTERM");
	while (descendantsOf(process.pid).length > 0 && Date.now() < deadline) await setTimeout(20);
	signalAll("SIGKILL");
}
function signalAll(signal) {
	for (const pid of descendantsOf(process.pid)) try {
		process.kill(pid, signal);
	} catch {}
}
/** Process ids of all living descendants, parents before their children. */
function descendantsOf(pid) {
	const children = /* @__PURE__ */ new Map();
	for (const entry of readdirSync("/proc")) {
		if (!/^\d+$/.test(entry)) continue;
		const status = processStatus(Number(entry));
		if (status === null || status.state === "Z") continue;
		children.set(status.parent, [...children.get(status.parent) ?? [], Number(entry)]);
	}
	const found = [];
	const visit = (parent) => {
		for (const child of children.get(parent) ?? []) {
			found.push(child);
			visit(child);
		}
	};
	visit(pid);
	return found;
}
/** State, parent and start time (clock ticks since boot) of a process; null when there is none. */
function processStatus(pid) {
	let text;
	try {
		text = readFileSync(`/proc/${pid}/stat`, "utf8");
	} catch {
		return null;
	}
	const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
	const [state, parent] = fields;
	const startTime = fields[19];
	if (state === void 0 || parent === void 0 || startTime === void 0) return null;
	return {
		state,
		parent: Number(parent),
		startTime
	};
}
// src/system/owner.ts
/**
* This process, in a form that can be part of a name: process namespace (a pid of another container means
* nothing here), pid, and its start time (pids are used again). What carries it can be told from the
* possessions of a gate that was killed.
*/
function ownerId() {
	return `${processNamespace()}_${process.pid}_${processStatus(process.pid)?.startTime ?? "0"}`;
}
/** The pattern of an {@link ownerId}, for use inside a larger one. */
const ownerPattern = String.raw`\d+_\d+_\d+`;
/** Whether the owner is known to be dead. Owners in other process namespaces cannot be judged: false. */
function isDead(owner) {
	const [namespace, pid, startTime] = owner.split("_");
	return namespace === processNamespace() && processStatus(Number(pid))?.startTime !== startTime;
}
/** `pid:[4026531836]` → `4026531836`. */
function processNamespace() {
	return /\d+/.exec(readlinkSync("/proc/self/ns/pid"))?.[0] ?? "0";
}
// src/system/temporary.ts
const prefix = "swift-allocation-gate-";
const leftover = new RegExp(`^${prefix}(${ownerPattern})-`);
/** A new folder that only this user can read, and whose name says whose it is; the caller removes it. */
function makeTemporaryFolder() {
	return mkdtemp(join(tmpdir(), `${prefix}${ownerId()}-`));
}
/** A new folder for temporary files; it is removed with everything in it at the end. */
async function temporaryFolder(cleanup) {
	const folder = await makeTemporaryFolder();
	cleanup.add(() => rm(folder, {
		recursive: true,
		force: true
	}));
	return folder;
}
/** Removes the temporary folders of gates that were killed; those of other users stay. */
async function removeLeftoverFolders() {
	for (const entry of await readdir(tmpdir())) {
		const owner = leftover.exec(entry)?.[1];
		if (owner === void 0 || !isDead(owner)) continue;
		await rm(join(tmpdir(), entry), {
			recursive: true,
			force: true
		}).catch(() => {});
	}
}
// src/system/process.ts
/**
* Replaces itself by the program, with a file as its standard input. @actions/exec would leave an open pipe there
* (a program that reads it hangs), and breaks with EPIPE where a program ends before it has read what it is given.
*/
const withInput = "exec \"$@\" <\"$0\"";
/** A {@link Run} on @actions/exec whose programs get exactly `environment` where they name none of their own. */
function createRun(environment) {
	return async (invocation) => {
		const listen = invocation.onOutput ?? (() => {});
		const spool = invocation.input === void 0 ? null : await makeTemporaryFolder();
		const input = spool === null ? "/dev/null" : join(spool, "input");
		try {
			if (spool !== null) await writeFile(input, invocation.input ?? "");
			return await getExecOutput("/bin/sh", [
				"-c",
				withInput,
				input,
				invocation.file,
				...invocation.arguments ?? []
			], {
				cwd: invocation.directory ?? process.cwd(),
				env: { ...invocation.environment ?? environment },
				silent: true,
				ignoreReturnCode: true,
				listeners: {
					stdout: listen,
					stderr: listen
				}
			});
		} catch (error) {
			throw new MeasurementError(`${invocation.file} could not be started: ${messageOf(error)}`, { cause: error });
		} finally {
			if (spool !== null) await rm(spool, {
				recursive: true,
				force: true
			});
		}
	};
}
/**
* A {@link Run} whose programs leave their temporary files in this folder, those with an environment of their own aside;
* `environment` is what the others get otherwise.
*/
function inTemporaryFolder(run, environment, folder) {
	return (invocation) => run({
		environment: {
			...environment,
			TMPDIR: folder
		},
		...invocation
	});
}
/**
* Runs a program that has to succeed and returns its standard output; throws a {@link MeasurementError} with
* the command, its exit status and its last lines. `purpose` completes "…failed", as in "reading the package".
*/
async function succeed(run, purpose, invocation) {
	const completion = await run(invocation);
	if (completion.exitCode === 0) return completion.stdout;
	throw new MeasurementError(`${purpose} failed: \`${commandLine(invocation)}\` ${endOf(completion)}`, { lastLines: lastLines(`${completion.stdout}\n${completion.stderr}`, 20) });
}
/** The command as a person would type it; for messages only. */
function commandLine({ file, arguments: given = [] }) {
	return [file, ...given].map((word) => /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word}'`).join(" ");
}
/** "ended with exit status 1" or "was ended by a signal". */
function endOf({ exitCode }) {
	return exitCode === null ? "was ended by a signal" : `ended with exit status ${exitCode}`;
}
/** The last `count` lines that hold anything. */
function lastLines(text, count) {
	return text.slice(-65536).split("\n").map((line) => line.trimEnd()).filter((line) => line !== "").slice(-count);
}
// src/system/commit-tree.ts
/** git, in a repository that another user may own: a checkout in a container belongs to the runner's user. */
function git(repository, ...given) {
	return {
		file: "git",
		arguments: [
			"-c",
			"safe.directory=*",
			"-C",
			repository,
			...given
		]
	};
}
/** The full SHA of a revision in a local repository; null where it is not known there (a shallow checkout). */
async function resolveCommit(run, repository, revision) {
	const completion = await run(git(repository, "rev-parse", "--verify", "--quiet", "--end-of-options", `${revision}^{commit}`));
	const sha = completion.stdout.trim();
	return completion.exitCode === 0 && /^[0-9a-f]{40,64}$/.test(sha) ? sha : null;
}
/**
* Writes the files of a commit into a new folder. The repository's own index and working tree stay as they are, and
* nothing is left in it. Throws a {@link MeasurementError} with git's words.
*/
async function writeCommitTree(run, repository, commit, folder) {
	await mkdir(folder, { recursive: true });
	const invocation = git((await run(git(repository, "rev-parse", "--show-toplevel"))).stdout.trim(), `--work-tree=${folder}`, "checkout", "--quiet", commit, "--", ".");
	const completion = await run({
		file: "env",
		arguments: [
			`GIT_INDEX_FILE=${join(folder, "..", "base-index")}`,
			invocation.file,
			...invocation.arguments
		]
	});
	if (completion.exitCode === 0) return;
	throw new MeasurementError(`The files of commit ${commit.slice(0, 10)} could not be written by git.`, { lastLines: lastLines(completion.stderr, 5) });
}
/** The path of a folder relative to the top of its repository, with `/` at its end unless it is the top. */
async function pathInRepository(run, folder) {
	const completion = await run(git(folder, "rev-parse", "--show-prefix"));
	return completion.exitCode === 0 ? completion.stdout.trim() : "";
}
// src/report/imported.ts
function importedBenchmarks({ benchmarks }) {
	const all = benchmarks.flatMap((benchmark) => benchmark.verdict === "failed" || benchmark.imported === void 0 ? [] : [{
		benchmark,
		imported: benchmark.imported
	}]).toSorted(({ benchmark: a }, { benchmark: b }) => a.name < b.name ? -1 : 1);
	return {
		exceeding: all.filter(({ benchmark }) => benchmark.verdict === "regression"),
		within: all.filter(({ benchmark }) => benchmark.verdict !== "regression")
	};
}
/** `: +210 allocations per iteration in http (threshold 1,000, limit +20) and 2 others`. */
function largestExcess(exceeding) {
	const [largest, ...others] = exceeding.toSorted((a, b) => b.imported.delta - a.imported.delta);
	if (largest === void 0) return [];
	const { benchmark, imported } = largest;
	const limit = benchmark.allowed ? `, limit ${formatDelta(benchmark.allowed)}` : "";
	return [
		`: ${formatDelta(imported.delta)} ${imported.delta === 1 ? "allocation" : "allocations"} per ${benchmark.unit} in `,
		{ code: benchmark.name },
		` (threshold ${formatCount(imported.total)}${limit})`,
		...others.length === 0 ? [] : [` and ${formatQuantity(others.length, "other")}`]
	];
}
/** `swift-nio and package-benchmark`: where the thresholds are from. */
function sourcesOf(all) {
	return [...new Set(all.map(({ imported }) => imported.from))].sort().join(" and ");
}
/** What must be known to read the numbers: said once, above them. */
function importedRemark(groups) {
	const all = [...groups.exceeding, ...groups.within];
	return `Compared with ${all.length === 1 ? "a threshold" : "thresholds"} imported from ${sourcesOf(all)} (counted differently), by the total alone. Accepting these numbers replaces ${all.length === 1 ? "it" : "them"}`;
}
/** What to say of totals that are almost nothing beside their thresholds. */
function importedSuspicions({ within }) {
	return within.filter(({ benchmark }) => benchmark.suspicious).map(suspicionOf);
}
function suspicionOf({ benchmark: { name, total, unit }, imported }) {
	const words = ` makes ${formatQuantity(total, "allocation")} per ${unit}, and its threshold is ${formatCount(imported.total)}`;
	return [{ code: name }, `${words}: it probably does not do the same work.`];
}
// src/report/benchmarks.ts
/** Groups and orders the benchmarks: the largest change first, equal ones by name. */
function groupBenchmarks(report) {
	const measured = report.benchmarks.filter((benchmark) => benchmark.verdict !== "failed");
	const changed = measured.flatMap((benchmark) => {
		const { verdict, baseline, delta } = benchmark;
		if (verdict === "incomparable" || verdict === "no-baseline" || baseline === null || delta === null) return [];
		return [{
			benchmark,
			baseline,
			delta
		}];
	}).toSorted(largestChangeFirst);
	const passing = changed.filter(({ benchmark }) => benchmark.verdict === "pass");
	return {
		failed: report.benchmarks.filter((benchmark) => benchmark.verdict === "failed").toSorted(byName),
		regressions: changed.filter(({ benchmark }) => benchmark.verdict === "regression"),
		withinLimit: passing.filter(hasChange),
		improvements: changed.filter(({ benchmark }) => benchmark.verdict === "improvement"),
		unchanged: passing.filter((each) => !hasChange(each)),
		incomparable: measured.filter(({ verdict }) => verdict === "incomparable").toSorted(byName),
		withoutBaseline: measured.filter(({ verdict }) => verdict === "no-baseline").toSorted(byName),
		imported: importedBenchmarks(report)
	};
}
/** The compared benchmarks in which a count moved, regressions first. */
function changedBenchmarks(groups) {
	return [
		...groups.regressions,
		...groups.withinLimit,
		...groups.improvements
	];
}
/** Whether any count of a benchmark differs from what it was compared with. */
function hasMoved(benchmark) {
	return benchmark.verdict !== "failed" && Object.values(benchmark.delta ?? {}).some((delta) => delta !== 0);
}
/** The functions whose count moved, in the order in which functions are shown. */
function changedFunctions({ delta }) {
	return allocationFunctions.filter((name) => isMove(delta[name]));
}
/**
* What the verdict on a benchmark is about: `realloc` of existing blocks where only that moved past what is
* allowed (it makes no new block, so it is not in the total), else the total.
*/
function decidingQuantity({ benchmark, baseline, delta }) {
	switch (benchmark.verdict) {
		case "regression": return delta.total > (benchmark.allowed ?? 0) + rounding$2 || delta.realloc <= 0 ? "total" : "realloc";
		case "improvement": return -delta.total > baseline.spread.total + rounding$2 || delta.realloc >= 0 ? "total" : "realloc";
		default: return "total";
	}
}
/** Counts per iteration are quotients: their difference may be off by this without any allocation more or less. */
const rounding$2 = 1e-9;
/** Whether a delta is more than rounding. */
function isMove(delta) {
	return Math.abs(delta) > rounding$2;
}
function hasChange(compared) {
	return isMove(compared.delta.total) || changedFunctions(compared).length > 0;
}
function largestChangeFirst(a, b) {
	const change = (compared) => Math.abs(compared.delta[decidingQuantity(compared)]);
	return change(b) - change(a) || byName(a.benchmark, b.benchmark);
}
function byName(a, b) {
	return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
// src/report/changes.ts
/** The rows of one benchmark: its total, then the functions that moved. */
function changesOf(compared) {
	return unwrittenChangesOf(compared).map((write) => write());
}
/** As {@link changesOf}, each row written out when it is asked for: of very many there is room for few. */
function unwrittenChangesOf(compared) {
	const { benchmark, baseline, delta } = compared;
	const deciding = decidingQuantity(compared);
	const total = () => ({
		quantity: benchmark.unit === "iteration" ? "total per iteration" : "total",
		...numbers(baseline.total, benchmark.total, delta.total),
		limit: limitOf(compared, "total"),
		decides: deciding === "total"
	});
	return [total, ...changedFunctions(compared).map((name) => () => ({
		quantity: displayName(name),
		...numbers(baseline.counts[name], benchmark.counts[name], delta[name]),
		limit: name === "realloc" && deciding === "realloc" ? limitOf(compared, "realloc") : "",
		decides: name === deciding
	}))];
}
function numbers(baseline, now, delta) {
	return {
		baseline: formatCount(baseline),
		now: formatCount(now),
		delta: formatDelta(delta),
		percent: formatPercent(delta, baseline) ?? ""
	};
}
/** The increase that was allowed: `+1 %` where the configured share of the baseline decided, else the number. */
function limitOf({ benchmark, baseline }, quantity) {
	const before = quantity === "total" ? baseline.total : baseline.counts.realloc;
	const { percent } = benchmark.limit;
	const share = percent / 100 * before;
	const allowed = allowedIncrease(before, baseline.spread[quantity], benchmark.limit);
	return share > 0 && Math.abs(allowed - share) < 1e-6 * share ? formatPercent(percent, 100) ?? "" : formatDelta(allowed);
}
// src/report/phrase.ts
/** The phrase as Markdown on one line. */
function markdownOf(phrase) {
	return render(phrase, {
		text: (text) => text,
		strong: (text) => `**${text}**`,
		code,
		prose
	});
}
/** The phrase as HTML. */
function htmlOf(phrase) {
	return render(phrase, {
		text: html,
		strong: (text) => `<strong>${html(text)}</strong>`,
		code: (text) => `<code>${html(text, 160)}</code>`,
		prose: html
	});
}
/** The phrase as plain text on one line, for logs, terminals and annotations. */
function plainOf(phrase) {
	return render(phrase, {
		text: (text) => text,
		strong: (text) => text,
		code: (text) => logLine(text, 160),
		prose: logLine
	});
}
function render(phrase, format) {
	return phrase.map((piece) => {
		if (typeof piece === "string") return format.text(piece);
		if ("strong" in piece) return format.strong(piece.strong);
		return "code" in piece ? format.code(piece.code) : format.prose(piece.prose);
	}).join("");
}
// src/report/change-phrase.ts
/** `+1,024 malloc per run in http-requests (+3.1 %, limit +1 %)`. */
function changeIn(compared) {
	const { benchmark, baseline, delta } = compared;
	const deciding = decidingQuantity(compared);
	if (!isMove(delta[deciding])) return [`the same number of allocations per ${benchmark.unit}, by other functions, in `, { code: benchmark.name }];
	const before = deciding === "total" ? baseline.total : baseline.counts.realloc;
	const limit = benchmark.verdict === "improvement" ? [] : [`limit ${limitOf(compared, deciding)}`];
	const remarks = [formatPercent(delta[deciding], before) ?? "from 0", ...limit];
	return [
		`${formatDelta(delta[deciding])} `,
		...quantityOf(compared),
		` per ${benchmark.unit} in `,
		{ code: benchmark.name },
		` (${remarks.join(", ")})`
	];
}
/** The function by name where it alone moved the total, else what its calls are. */
function quantityOf(compared) {
	const { benchmark, delta } = compared;
	if (decidingQuantity(compared) === "realloc") return [{ code: "realloc" }, " of existing blocks"];
	const only = functionsInTotal(benchmark.measurement.totalIncludes).filter((name) => isMove(delta[name]));
	const [name] = only;
	if (only.length !== 1 || name === void 0 || name === "realloc_null" || isMove(delta[name] - delta.total)) return [Math.abs(delta.total) === 1 ? "allocation" : "allocations"];
	return [{ code: name }];
}
// src/report/sentence.ts
/**
* The verdict in one sentence: the worst of it in bold with its largest case, then how many benchmarks say
* something else, then whether the gate's settings see it otherwise.
*/
function verdictSentence(report, groups = groupBenchmarks(report)) {
	if (report.failure !== null) return [
		{ strong: "Allocations could not be measured" },
		": ",
		{ prose: ended(report.failure.message) }
	];
	const [first, ...rest] = statements(groups, report);
	if (first === void 0) return [
		{ strong: "Nothing was measured" },
		".",
		...policyOf(report)
	];
	const gone = report.removed.length;
	const removed = gone > 0 ? [`${gone} ${gone === 1 ? "is" : "are"} not measured any more`] : [];
	const others = [...rest.map(({ summary }) => summary), ...removed];
	const tail = others.length > 0 ? [` Besides, ${others.join(", ")}.`] : [];
	return [
		{ strong: first.claim },
		...first.detail,
		".",
		...tail,
		...policyOf(report)
	];
}
/** The verdict in a few words of ours, nothing foreign in them: `1 benchmark allocates more, 3 are unchanged`. */
function verdictWords(report, groups) {
	if (report.failure !== null) return "allocations could not be measured";
	const [first, ...rest] = statements(groups, report);
	return first === void 0 ? "nothing was measured" : [first.claim, ...rest.map(({ summary }) => summary)].join(", ");
}
/** The one sign that stands before the sentence where pictures are shown. */
function verdictSign(report) {
	if (!report.passes) return "❌";
	return !report.benchmarks.some((benchmark) => benchmark.verdict !== "failed" && benchmark.suspicious) && (report.verdict === "pass" || report.verdict === "improvement") ? "✅" : "⚠️";
}
/** What to say of a benchmark that fell to almost nothing. */
function suspicion({ benchmark: { name, total, unit }, baseline }) {
	const fall = ` fell from ${formatCount(baseline.total)} to ${formatQuantity(total, "allocation")} per ${unit}`;
	return [{ code: name }, `${fall}: it probably no longer does its work.`];
}
/** What there is to say about the groups that are not empty, worst first. */
function statements(groups, report) {
	const { failed, regressions, withinLimit, improvements, unchanged, incomparable, withoutBaseline } = groups;
	const { exceeding, within } = groups.imported;
	const all = [];
	const say = (size, statement) => {
		if (size > 0) all.push(statement());
	};
	say(failed.length, () => ({
		claim: `${formatQuantity(failed.length, "benchmark")} could not be measured`,
		detail: nameOf(failed),
		summary: `${failed.length} could not be measured`
	}));
	say(regressions.length, () => ({
		claim: `${formatQuantity(regressions.length, "benchmark")} ${regressions.length === 1 ? "allocates" : "allocate"} more`,
		detail: largestOf(regressions),
		summary: `${regressions.length} ${regressions.length === 1 ? "allocates" : "allocate"} more`
	}));
	say(exceeding.length, () => ({
		claim: `${formatQuantity(exceeding.length, "benchmark")} ${exceeding.length === 1 ? "exceeds its imported threshold" : "exceed their imported thresholds"}`,
		detail: largestExcess(exceeding),
		summary: `${exceeding.length} ${exceeding.length === 1 ? "exceeds its imported threshold" : "exceed their imported thresholds"}`
	}));
	say(incomparable.length, () => ({
		claim: `${formatQuantity(incomparable.length, "benchmark")} cannot be compared`,
		detail: differenceOf(incomparable),
		summary: `${incomparable.length} cannot be compared`
	}));
	say(withoutBaseline.length, () => noBaseline(withoutBaseline, report));
	say(improvements.length, () => ({
		claim: `${formatQuantity(improvements.length, "benchmark")} ${improvements.length === 1 ? "allocates" : "allocate"} less`,
		detail: largestOf(improvements),
		summary: `${improvements.length} ${improvements.length === 1 ? "allocates" : "allocate"} less`
	}));
	say(withinLimit.length, () => ({
		claim: `${formatQuantity(withinLimit.length, "benchmark")} changed within ${withinLimit.length === 1 ? "its limit" : "their limits"}`,
		detail: largestOf(withinLimit),
		summary: `${withinLimit.length} changed within ${withinLimit.length === 1 ? "its limit" : "their limits"}`
	}));
	say(within.length, () => ({
		claim: `${formatQuantity(within.length, "benchmark")} ${within.length === 1 ? "is within its imported threshold" : "are within their imported thresholds"}`,
		detail: [`, from ${sourcesOf(within)}`],
		summary: `${within.length} ${within.length === 1 ? "is within its imported threshold" : "are within their imported thresholds"}`
	}));
	say(unchanged.length, () => ({
		claim: unchanged.length === 1 ? "Allocations are unchanged" : "All allocations are unchanged",
		detail: [` in ${formatQuantity(unchanged.length, "benchmark")}`],
		summary: `${unchanged.length} ${unchanged.length === 1 ? "is" : "are"} unchanged`
	}));
	return all;
}
function noBaseline(benchmarks, report) {
	const { length } = benchmarks;
	const summary = `${length} ${length === 1 ? "has" : "have"} no baseline yet`;
	if (report.baselineFile?.exists === true || report.base !== null) return {
		claim: `${formatQuantity(length, "benchmark")} ${length === 1 ? "has" : "have"} no baseline yet`,
		detail: nameOf(benchmarks),
		summary
	};
	return {
		claim: "There is no baseline yet",
		detail: [`: ${formatQuantity(length, "benchmark")} ${length === 1 ? "was" : "were"} measured, with nothing to compare`],
		summary
	};
}
/** `: +1,024 malloc per run in http-requests (+3.1 %, limit +1 %) and 2 others`. */
function largestOf(benchmarks) {
	const [largest] = benchmarks;
	return largest === void 0 ? [] : [
		": ",
		...changeIn(largest),
		...andOthers(benchmarks.length - 1)
	];
}
function nameOf(benchmarks) {
	const [first] = benchmarks;
	return first === void 0 ? [] : [
		": ",
		{ code: first.name },
		...andOthers(benchmarks.length - 1)
	];
}
function andOthers(count) {
	return count > 0 ? [` and ${formatQuantity(count, "other")}`] : [];
}
/** `: the baseline's swift is 6.2.1, this is 6.3.0`. */
function differenceOf(benchmarks) {
	const difference = benchmarks.flatMap(({ differences }) => differences)[0];
	if (difference === void 0) return nameOf(benchmarks);
	const { field, baseline, measured } = difference;
	return [
		": the baseline was measured with ",
		{ code: field },
		" ",
		{ code: baseline },
		", this with ",
		{ code: measured }
	];
}
/** Said only where the verdict alone does not tell whether the gate is open. */
function policyOf({ verdict, passes }) {
	switch (verdict) {
		case "pass":
		case "improvement": return passes ? [] : [" This gate's settings fail it all the same."];
		case "regression":
		case "failed": return passes ? [" This gate's settings let it pass."] : [];
		case "no-baseline":
		case "incomparable": return [passes ? " This does not fail the check." : " This fails the check."];
	}
}
function ended(sentence) {
	return /[.!?]$/.test(sentence.trim()) ? sentence : `${sentence.trim()}.`;
}
// src/report/dependency-line.ts
/** More than this is a `swift package update`; report.json has them all. */
const changesShown = 10;
/**
* The dependencies that moved, in a line; empty where none did, or where no count changed, so that there is nothing
* for them to explain.
*/
function dependencyLine({ dependencyChanges, benchmarks }) {
	if (dependencyChanges.length === 0 || !benchmarks.some(hasMoved)) return [];
	const omitted = dependencyChanges.length - changesShown;
	return [
		"Dependencies that moved: ",
		...dependencyChanges.slice(0, changesShown).map(versionsOf).flatMap((part, index) => index === 0 ? part : [", ", ...part]),
		omitted > 0 ? ` and ${omitted} more.` : "."
	];
}
/** `swift-nio` 2.80.0 → 2.81.0. */
function versionsOf({ identity, baseline, measured }) {
	const name = { code: identity };
	if (baseline === null) return [
		name,
		" ",
		...version(measured),
		" (new)"
	];
	if (measured === null) return [
		name,
		" ",
		...version(baseline),
		" (removed)"
	];
	return [
		name,
		" ",
		...version(baseline),
		" → ",
		...version(measured)
	];
}
function version(text) {
	return text === null ? [] : [{ code: text }];
}
// src/report/attribution-line.ts
/** The largest shares of a delta; the rest is summed up, so that what is shown adds up to the delta. */
const originsShown = 5;
/** Whose code the delta of a benchmark comes from, in a line that adds up to it; empty where it is not known. */
function attributionLine({ benchmark, delta }) {
	const { attribution } = benchmark;
	const [first] = attribution;
	if (first === void 0) return [];
	if (attribution.length === 1) return [
		`All ${formatDelta(delta.total)} in `,
		...origin(first),
		"."
	];
	const others = attribution.slice(originsShown);
	const rest = others.reduce((sum, each) => sum + each.delta, 0);
	const listed = [...attribution.slice(0, originsShown).map((each) => [`${formatDelta(each.delta)} in `, ...origin(each)]), ...others.length > 0 ? [[`${formatDelta(rest)} elsewhere`]] : []].flatMap((part, index) => index === 0 ? part : [", ", ...part]);
	return [
		`Of ${formatDelta(delta.total)}: `,
		...listed,
		"."
	];
}
/** `dependency NIOCore`, whose second word is a foreign name, with the versions between which it moved; or our words. */
function origin({ origin: name, moved }) {
	const [, module] = /^dependency (.+)$/s.exec(name) ?? [];
	if (module === void 0) return [{ prose: name }];
	return [
		"dependency ",
		{ code: module },
		...moved === void 0 ? [] : [
			" (",
			...versionsOf(moved),
			")"
		]
	];
}
// src/report/flame-graph/name-hash.ts
/** FNV-1a of the name's UTF-16 code units, 32 bits, with its bits mixed once more: similar names lie far apart. */
function hashOf(name) {
	let value = 2166136261;
	for (let index = 0; index < name.length; index += 1) value = Math.imul(value ^ name.charCodeAt(index), 16777619) >>> 0;
	return (value ^ value >>> 15) >>> 0;
}
/** The hash as at most seven characters (`a-z`, `0-9`) that mean nothing in HTML, Markdown or an address. */
function nameHash(name) {
	return hashOf(name).toString(36);
}
/** The index of a name's colour, the same everywhere. */
function colorIndex(name) {
	return hashOf(name) % 12;
}
// src/report/flame-graph/anchor.ts
/**
* The fragment that opens the page at a frame: `#b-http-requests/1x2y3z/9q8r7s`, to be put behind the page's
* address. `path` holds names, outermost first; frames between them may be left out, so that a call site's
* nearest callers and its own name are enough. Of several frames that fit, the one that changed most is opened.
* All characters are letters, digits, `#`, `-` and `/`, whatever the names are.
*/
function flameGraphAnchor(benchmark, path) {
	return `#${[sectionId(benchmark), ...path.map(nameHash)].join("/")}`;
}
/** The id of a benchmark's section: `b-http-requests`; names that would look alike are told apart by their hash. */
function sectionId(benchmark) {
	const slug = benchmark.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "").slice(0, 40);
	return slug === benchmark ? `b-${slug}` : [
		"b",
		...slug === "" ? [] : [slug],
		nameHash(benchmark)
	].join("-");
}
// src/report/table.ts
/** A Markdown table. Cells are Markdown already and hold neither a `|` nor a line break. */
function table$1(columns, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return [
		line(columns.map(({ title }) => title)),
		line(columns.map(({ align }) => align === "right" ? "--:" : ":--")),
		...rows.map(line)
	].join("\n");
}
/** The first rows, and in words how many there are besides. */
function cut(rows, room, singular) {
	const shown = rows.slice(0, Math.max(0, room));
	return {
		shown,
		omitted: omission$1(rows.length - shown.length, singular)
	};
}
/** `12 rows omitted`, in italics; empty where there are none. */
function omission$1(count, singular) {
	return count > 0 ? `*${formatCount(count)} ${singular}${count === 1 ? "" : "s"} omitted.*` : "";
}
/** A section that is folded until somebody opens it. The summary is ours, the content Markdown. */
function details(summary, content) {
	return `<details><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
// src/report/site-list.ts
/** From this share of stacks that are lost or nameless on, a list of sites may miss the one that matters. */
const noticeableShare = .01;
const callersShown$2 = 3;
/** The sites that grew (of an improvement: that shrank), largest change first; none where it was not recorded. */
function movedSites({ benchmark, delta }) {
	const direction = directionOf(benchmark, delta.total);
	return benchmark.sites.filter((site) => site.delta * direction > 0).toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta));
}
/** Which way the sites of {@link movedSites} went. */
function movement({ benchmark, delta }) {
	return directionOf(benchmark, delta.total) > 0 ? "grew" : "shrank";
}
/** The changed benchmarks of which some site is known that moved, in the order in which they are shown. */
function explainedBenchmarks(groups) {
	return changedBenchmarks(groups).filter(({ benchmark, delta }) => {
		const direction = directionOf(benchmark, delta.total);
		return benchmark.sites.some((site) => site.delta * direction > 0);
	});
}
/** Lists of sites as Markdown, for the benchmarks that moved most; each site leads to its frame in the flame graph. */
function grownSites(groups, lengths, room, flameGraphUrl) {
	const moved = changedBenchmarks(groups);
	const explained = explainedBenchmarks(groups);
	let left = room.sites;
	const sections = [];
	for (const compared of explained.slice(0, lengths.benchmarksWithSites)) {
		const list = siteList(compared, lengths.sitesPerBenchmark, left, room.callers, flameGraphUrl);
		left -= Math.min(left, lengths.sitesPerBenchmark, movedSites(compared).length);
		sections.push(list);
	}
	const benchmarksOmitted = explained.length - Math.min(explained.length, lengths.benchmarksWithSites);
	const more = benchmarksOmitted > 0 ? `*Call sites of ${formatQuantity(benchmarksOmitted, "more benchmark")} are in the job's summary.*` : "";
	return [
		...sections,
		...missingStacks(moved),
		more
	];
}
function siteList(compared, length, room, callers, flameGraphUrl) {
	const { benchmark } = compared;
	const sites = movedSites(compared);
	const shown = sites.slice(0, Math.min(length, room));
	const title = `**Call sites that ${movement(compared)}** in ${code(benchmark.name)}, allocations per ${benchmark.unit}:`;
	const lines = shown.map((site) => `- ${siteLine(site, callers, frameAddress(flameGraphUrl, benchmark.name, site))}`);
	const omitted = omission$1(sites.length - shown.length, "call site");
	const origins = markdownOf(attributionLine(compared));
	return [
		title,
		lines.join("\n"),
		omitted,
		origins,
		incompleteness(benchmark)
	].filter((part) => part !== "").join("\n\n");
}
/** Where the flame graph shows the site, below its nearest callers; null without a flame graph. */
function frameAddress(flameGraphUrl, benchmark, { name, callers }) {
	return flameGraphUrl === null ? null : flameGraphUrl + flameGraphAnchor(benchmark, [...callers.toReversed(), name]);
}
function siteLine({ name, module, callers, count, bytes, delta, baselineCount }, room, address) {
	const moved = address === null ? formatDelta(delta) : link(formatDelta(delta), address);
	const size = bytes === null ? "" : `, ${formatBytes(bytes)}`;
	const before = baselineCount === 0 ? "new" : `${formatCount(baselineCount)} → ${formatCount(count)}`;
	const chain = callers.slice(0, Math.min(callersShown$2, room)).map((caller) => ` ← ${code(caller, 100)}`);
	return `**${moved}** (${before}${size}) ${code(name)} in ${code(module, 60)}${chain.join("")}`;
}
/** What the recording missed, in words; empty where it missed next to nothing. */
function incompleteness({ stacks }) {
	if (stacks === null) return "";
	const { samples, lost, untrusted, unresolved } = stacks;
	const lostShare = samples + lost === 0 ? 0 : lost / (samples + lost);
	const remarks = [
		...lostShare >= noticeableShare ? [`${formatShare(lostShare)} of the stacks were lost`] : [],
		...untrusted >= noticeableShare ? [`${formatShare(untrusted)} lack callers, for want of frame pointers`] : [],
		...unresolved >= noticeableShare ? [`${formatShare(unresolved)} hold a frame without a name`] : []
	];
	return remarks.length > 0 ? `These call sites may be incomplete: ${remarks.join(", ")}. The counts are not affected.` : "";
}
function missingStacks(moved) {
	const regressed = moved.filter(({ benchmark }) => benchmark.verdict === "regression");
	return regressed.length > 0 && regressed.every(({ benchmark }) => benchmark.stacks === null) ? ["Call sites are not known, because no stacks were recorded."] : [];
}
function directionOf({ verdict }, totalDelta) {
	return verdict !== "regression" && totalDelta < 0 ? -1 : 1;
}
// src/report/list.ts
/** The first of several parts: `a`, `b` and `c`, or where there are more than `most` of them, `a`, `b` and 3 more. */
function listed(parts, most = 6) {
	const shown = parts.slice(0, parts.length > most ? most - 1 : most);
	const more = parts.length - shown.length;
	const separator = (index) => more === 0 && index === shown.length - 1 ? " and " : ", ";
	return [...shown.flatMap((part, index) => [...index === 0 ? [] : [separator(index)], ...part]), ...more > 0 ? [` and ${formatCount(more)} more`] : []];
}
/** Foreign names, as {@link listed} lists them. */
function listedNames(names, most) {
	return listed(names.map((name) => [{ code: name }]), most);
}
// src/report/ground.ts
/** More differences than these are none of the ground, but of whoever wrote the report. */
const differencesShown = 10;
/** Whether a base commit stands in for a baseline that is of other ground, or of none yet; else it was asked for. */
function isDrift({ differences, newEnvironment }) {
	return differences.length > 0 || newEnvironment !== null;
}
/**
* Why a base commit was measured, and that it was compared with: `the baseline was measured with Swift 6.2.1, this run
* has 6.2.3; compared with the base commit 9d3f…, measured here`.
*/
function comparedWithBase(base, place) {
	const compared = ["compared with ", ...measuredBase(base, place)];
	if (!isDrift(base)) return compared;
	return [
		...base.newEnvironment === null ? otherGround(base.differences) : noBaselineYet(base.newEnvironment),
		"; ",
		...compared
	];
}
/** `the base commit 9d3f…, measured here`. */
function measuredBase({ commit, dependencies }, place) {
	const same = dependencies === "same-as-head" ? " with the same versions of the dependencies" : "";
	return [
		"the base commit ",
		{ code: commit.slice(0, 10) },
		`, measured ${place}${same}`
	];
}
/**
* `there is no baseline for Swift 6.2 yet (the others are of 6.1)`. Only what tells the environments apart is named: the
* Swift version, or the distribution where that is the same.
*/
function noBaselineYet({ swift, os, others }) {
	const sameSwift = others.filter((other) => other.swift === swift);
	const isSystem = sameSwift.length > 0;
	const known = [...new Set(isSystem ? sameSwift.map((other) => other.os) : others.map((other) => other.swift))].sort();
	return [...[
		"there is no baseline for Swift ",
		{ code: swift },
		...isSystem ? [" on ", { code: os }] : []
	], ...[
		" yet (the others are of ",
		...listedNames(known),
		")"
	]];
}
/** The phrase as the beginning of a sentence. */
function capitalized([first = "", ...rest]) {
	return typeof first === "string" ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : [first, ...rest];
}
function otherGround([first, ...others]) {
	if (first === void 0) return [];
	const differ = others.length === 1 ? " differs too)" : " differ too)";
	const names = others.map(({ field }) => fieldName(field));
	const more = others.length === 0 ? [] : [
		" (",
		...listed(names, differencesShown),
		differ
	];
	return [...[
		"the baseline was measured with ",
		...fieldName(first.field),
		" ",
		{ code: first.baseline }
	], ...[
		", this run has ",
		{ code: first.measured },
		...more
	]];
}
/** `Swift`; the other fields, and dependencies, are shown as they are called in the file. */
function fieldName(field) {
	return field === "swift" ? ["Swift"] : [{ code: field }];
}
// src/report/comparison.ts
/** What was compared with what, and how it was measured. */
function comparison(report) {
	const { source, fingerprint } = report;
	const counted = report.benchmarks.length > 0 && report.failure === null;
	const verb = counted ? "Measured" : "Tried to measure";
	const commit = source === null ? [] : [", ", ...commitOf(source)];
	const baseline = counted ? against(report) : [];
	const where = fingerprint === null ? [] : [
		". Swift ",
		{ code: fingerprint.swift },
		", ",
		{ code: fingerprint.target },
		", ",
		{ code: fingerprint.libc }
	];
	return [
		`${verb} `,
		{ code: report.package },
		...commit,
		...baseline,
		...where,
		...runsOf(report),
		...source === null ? [] : [", job ", { code: report.key }],
		".",
		...counted ? drift(report) : []
	];
}
/** `commit 3f1c8a2b9d merged into its base`. */
function commitOf({ headSha, measuredSha, pullRequest }) {
	const merged = pullRequest !== null && headSha !== measuredSha ? [" merged into its base"] : [];
	return [
		"commit ",
		{ code: headSha.slice(0, 10) },
		...merged
	];
}
/** The committed file, or the base commit where it was asked for. */
function against({ base, baselineFile }) {
	if (base === null) return baselineFile?.exists === true ? [", against ", { code: baselineFile.path }] : [];
	return isDrift(base) ? [] : [", against ", ...measuredBase(base, "here")];
}
/** A sentence of its own where a base commit had to stand in for the baseline. */
function drift({ base }) {
	return base !== null && isDrift(base) ? [
		" ",
		...capitalized(comparedWithBase(base, "here")),
		"."
	] : [];
}
/** `, fewest of 5 runs`. */
function runsOf(report) {
	const runs = report.benchmarks.flatMap((benchmark) => benchmark.verdict === "failed" ? [] : [benchmark.runs]);
	if (runs.length === 0) return [];
	const least = Math.min(...runs);
	const most = Math.max(...runs);
	if (most === 1) return [", one run"];
	return [`, fewest of ${least === most ? most : `${least} to ${most}`} runs`];
}
// src/report/imported-table.ts
/** What is shown of each benchmark that was compared with an imported threshold, besides its name. */
const importedTitles = [
	"Threshold",
	"Now",
	"Delta",
	"Limit"
];
/** These numbers, written out. */
function importedNumbers({ benchmark, imported }) {
	return [
		formatCount(imported.total),
		formatCount(benchmark.total),
		formatDelta(imported.delta),
		formatDelta(benchmark.allowed ?? 0)
	];
}
/** The totals beside the imported thresholds, those that exceed them first; empty where there are none. */
function importedTable$1(groups, room) {
	const all = [...groups.exceeding, ...groups.within];
	if (all.length === 0) return "";
	const { shown, omitted } = cut(all, room.others, "row");
	const columns = [
		{
			title: "Benchmark",
			align: "left"
		},
		{
			title: "Per",
			align: "left"
		},
		...importedTitles.map((title) => ({
			title,
			align: "right"
		}))
	];
	const rows = shown.map((each) => {
		const [threshold = "", now = "", delta = "", limit = ""] = importedNumbers(each);
		const isDeciding = each.benchmark.verdict === "regression";
		return [
			code(each.benchmark.name),
			each.benchmark.unit,
			threshold,
			now,
			isDeciding ? `**${delta}**` : delta,
			limit
		];
	});
	return [
		`${importedRemark(groups)}:`,
		rows.length > 0 ? table$1(columns, rows) : "",
		omitted
	].filter((part) => part !== "").join("\n\n");
}
// src/report/remaining-line.ts
/** A sentence for each benchmark that leaves more or fewer blocks unfreed than before, in the table's order. */
function remainingLines(report) {
	const { regressions, withinLimit, improvements, unchanged } = groupBenchmarks(report);
	return [
		...regressions,
		...withinLimit,
		...improvements,
		...unchanged
	].flatMap(({ benchmark }) => remainingLine(benchmark, report));
}
function remainingLine({ name, unit, remaining, baselineLine }, { base }) {
	if (remaining === void 0 || remaining.baseline === null || remaining.change === null) return [];
	const { allocated, freed, baseline, change } = remaining;
	if (change === 0) return [];
	const moved = `${formatQuantity(Math.abs(change), "block")} ${change > 0 ? "more" : "fewer"} per ${unit}`;
	const now = `${formatCount(allocated)} allocated, ${formatCount(freed)} freed`;
	const before = `${formatCount(baseline.allocated)} and ${formatCount(baseline.freed)}`;
	const reference = base !== null && baselineLine === null ? "base commit" : "baseline";
	return [[{ code: name }, ` leaves ${moved} unfreed than the ${reference}: ${now} (${reference}: ${before}).`]];
}
// src/report/terminal.ts
const sitesShown$1 = 5;
const benchmarksWithSites = 5;
const callersShown$1 = 3;
const nameWidth = 60;
/** The report for a terminal: plain text, coloured with ANSI codes only where `color` says so. */
function renderTerminal(report, { color }) {
	const paint = palette(color);
	const groups = groupBenchmarks(report);
	const changed = changedBenchmarks(groups);
	return `${[
		[verdictPaint(report, paint)(plainOf(verdictSentence(report)))],
		report.notices.map((notice) => `Note: ${logLine(notice)}`),
		changed.filter(({ benchmark }) => benchmark.suspicious).map((compared) => `Note: ${plainOf(suspicion(compared))}`),
		importedSuspicions(groups.imported).map((phrase) => `Note: ${plainOf(phrase)}`),
		[paint.dim(plainOf(comparison(report)))],
		report.failure === null ? [] : explanation(report.failure, paint),
		...groups.failed.map(({ name, failure }) => [`${shortName(name)}: ${logLine(failure.message)}`, ...explanation(failure, paint)]),
		changedTable(changed, paint),
		remainingLines(report).map(plainOf),
		...changed.slice(0, benchmarksWithSites).map((compared) => siteLines(compared, paint)),
		[plainOf(dependencyLine(report))].filter((line) => line !== ""),
		importedTable(groups.imported, paint),
		groups.incomparable.flatMap(differenceLines),
		measuredTable(groups.withoutBaseline, paint),
		report.removed.map((name) => `In the baseline, but not measured any more: ${shortName(name)}`),
		groups.unchanged.length === 0 ? [] : [paint.dim(`${formatQuantity(groups.unchanged.length, "benchmark")} unchanged.`)]
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n").replaceAll("−", "-").replaceAll("→", "->")}\n`;
}
function verdictPaint({ passes, verdict }, paint) {
	if (!passes) return paint.red;
	return verdict === "improvement" ? paint.green : paint.bold;
}
function explanation({ remedy, lastLines }, paint) {
	return [...lastLines.map((line) => paint.dim(`  | ${logLine(line.replaceAll("	", "    "), 400)}`)), ...remedy === null ? [] : [`What helps: ${logLine(remedy)}`]];
}
function changedTable(changed, paint) {
	if (changed.length === 0) return [];
	const rows = changed.flatMap((compared) => changesOf(compared).map((change, index) => ({
		cells: [
			index === 0 ? shortName(compared.benchmark.name) : "",
			change.quantity,
			change.baseline,
			change.now,
			change.delta,
			change.percent,
			change.limit
		],
		paint: change.decides ? benchmarkPaint(compared.benchmark, paint) : plain
	})));
	return aligned([{
		cells: [
			"Benchmark",
			"Function",
			"Baseline",
			"Now",
			"Delta",
			"%",
			"Limit"
		],
		paint: paint.bold
	}, ...rows], 2);
}
function benchmarkPaint({ verdict }, paint) {
	if (verdict === "regression") return paint.red;
	return verdict === "improvement" ? paint.green : plain;
}
function measuredTable(benchmarks, paint) {
	if (benchmarks.length === 0) return [];
	const rows = benchmarks.map(({ name, unit, total }) => ({
		cells: [
			shortName(name),
			`per ${unit}`,
			formatCount(total)
		],
		paint: plain
	}));
	return aligned([{
		cells: [
			"Benchmark",
			"",
			"Allocations"
		],
		paint: paint.bold
	}, ...rows], 2);
}
function importedTable(groups, paint) {
	const all = [...groups.exceeding, ...groups.within];
	if (all.length === 0) return [];
	const rows = all.map((each) => ({
		cells: [
			shortName(each.benchmark.name),
			`per ${each.benchmark.unit}`,
			...importedNumbers(each)
		],
		paint: benchmarkPaint(each.benchmark, paint)
	}));
	const title = {
		cells: [
			"Benchmark",
			"",
			...importedTitles
		],
		paint: paint.bold
	};
	return [`${importedRemark(groups)}:`, ...aligned([title, ...rows], 2)];
}
/** Rows as lines, two spaces between columns; the first `leftAligned` columns are words, the others numbers. */
function aligned(rows, leftAligned) {
	const width = (column) => Math.max(...rows.map(({ cells }) => Array.from(cells[column] ?? "").length));
	const widths = (rows[0]?.cells ?? []).map((_, column) => width(column));
	return rows.map(({ cells, paint }) => {
		return paint(cells.map((cell, column) => {
			const space = " ".repeat((widths[column] ?? 0) - Array.from(cell).length);
			return column < leftAligned ? `${cell}${space}` : `${space}${cell}`;
		}).join("  ").trimEnd());
	});
}
function siteLines(compared, paint) {
	const { benchmark } = compared;
	const sites = movedSites(compared);
	if (sites.length === 0) return [];
	const shown = sites.slice(0, sitesShown$1).flatMap(({ name, module, delta, bytes, callers }) => [`  ${formatDelta(delta).padStart(9)}  ${logLine(name, 160)} (${logLine(module, nameWidth)}${bytes === null ? "" : `, ${formatBytes(bytes)}`})`, ...callers.slice(0, callersShown$1).map((caller) => paint.dim(`${" ".repeat(13)}from ${logLine(caller, 160)}`))]);
	const more = sites.length > sitesShown$1 ? [`  and ${formatQuantity(sites.length - sitesShown$1, "more call site")}`] : [];
	const remarks = [plainOf(attributionLine(compared)), incompleteness(benchmark)].filter((remark) => remark !== "");
	return [
		paint.bold(`Call sites that ${movement(compared)} in ${shortName(benchmark.name)}, allocations per ${benchmark.unit}:`),
		...shown,
		...more,
		...remarks.map((remark) => `  ${remark}`)
	];
}
function differenceLines({ name, differences }) {
	return differences.map(({ field, baseline, measured }) => `${shortName(name)}: ${logLine(field)} is ${logLine(measured, nameWidth)}, in the baseline ${logLine(baseline, nameWidth)}`);
}
function shortName(name) {
	return logLine(name, nameWidth);
}
function palette(color) {
	const sgr = (attribute) => color ? (text) => `\u001B[${attribute}m${text}\u001B[0m` : plain;
	return {
		bold: sgr(1),
		dim: sgr(2),
		red: sgr(31),
		green: sgr(32)
	};
}
function plain(text) {
	return text;
}
// src/baseline/file.ts
/**
* Reads the baseline file at `path`, which is relative to the folder `root`; null when there is none.
*
* @throws UsageError when it is no baseline, or lies outside the root by a symbolic link.
*/
async function readBaseline(root, path) {
	const text = await readBaselineText(root, path);
	return text === null ? null : parseBaseline(text, path);
}
/**
* Reads the text of the baseline file at `path`, which is relative to the folder `root`; null when there is none. The
* size is checked before the file is read.
*
* @throws UsageError when it is no text, or lies outside the root by a symbolic link.
*/
async function readBaselineText(root, path) {
	const file = await existing(join(root, path), path);
	if (file === null) return null;
	await refuseOutside(root, file, path);
	const { size, isRegular } = await stat(file).then((found) => ({
		size: found.size,
		isRegular: found.isFile()
	}));
	if (!isRegular) throw new UsageError(`${path}: not a file; the baseline is one JSON file in the baseline folder`);
	if (size > 8388608) throw tooLarge$2(path, size);
	const bytes = await readFile(file);
	if (!isUtf8(bytes)) throw new UsageError(`${path}: not a text in UTF-8, so not a baseline; restore the file from git`);
	return bytes.toString("utf8");
}
/**
* Writes the baseline file at `path`, relative to the folder `root`, and makes its folder. A reader sees the old
* file or the new one, never a part of one.
*
* @throws UsageError when the file there is another package's, or its folder lies outside the root by a symbolic
* link.
*/
async function writeBaseline(root, path, baseline) {
	const file = join(root, path);
	await refuseOutside(root, await resolvedFolder(dirname(file)), path);
	await mkdir(dirname(file), { recursive: true });
	const owner = await packageIn(root, path);
	if (owner !== null) refuseSharedFolder({ package: owner }, baseline.package, path);
	const temporary = `${file}.${randomUUID()}.tmp`;
	try {
		await writeFile(temporary, formatBaseline(baseline), {
			flag: "wx",
			flush: true
		});
		await rename(temporary, file);
	} catch (thrown) {
		await rm(temporary, { force: true });
		throw thrown;
	}
}
/** @throws UsageError when the baseline at `path` is that of another package than `packageName`. */
function refuseSharedFolder(baseline, packageName, path) {
	if (baseline.package === packageName) return;
	throw new UsageError(`${path}: this is the baseline of the package ${JSON.stringify(baseline.package.slice(0, 200))}, not of ${JSON.stringify(packageName.slice(0, 200))}. Two packages cannot share a folder of baselines: give each its own with the input baseline, such as ${dirname(path)}/server.`);
}
/** The package that the file there belongs to; null when there is no file, or a broken one that may be replaced. */
async function packageIn(root, path) {
	try {
		return (await readBaseline(root, path))?.package ?? null;
	} catch (thrown) {
		if (thrown instanceof UsageError) return null;
		throw thrown;
	}
}
async function existing(file, path) {
	try {
		return await realpath(file);
	} catch (thrown) {
		const code = codeOf(thrown);
		if (code === "ENOENT") return null;
		if (code === "ENOTDIR") throw new UsageError(`${path}: a part of this path is a file, not a folder`);
		if (code === "ELOOP") throw new UsageError(`${path}: symbolic links lead in a circle`);
		throw thrown;
	}
}
/** The folder with its symbolic links followed as far as it exists. */
async function resolvedFolder(folder) {
	const resolved = await existing(folder, folder);
	if (resolved !== null || dirname(folder) === folder) return resolved ?? folder;
	return join(await resolvedFolder(dirname(folder)), basename(folder));
}
async function refuseOutside(root, resolved, path) {
	const inside = relative(await realpath(root), resolved);
	if (inside === ".." || inside.startsWith("../") || isAbsolute(inside)) throw new UsageError(`${path}: leads out of the repository; a baseline must lie inside it`);
}
function codeOf(thrown) {
	return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : void 0;
}
// src/baseline/kindred.ts
/** A folder of baselines has one for each job of a matrix. */
const mostFiles$1 = 200;
/**
* The baselines in a folder (relative to `root`) of environments of this kind, this one's own left out. Where there are
* any, a missing baseline is not a first run: the ground moved.
*/
async function readKindredBaselines(root, folder, environment) {
	const names = await readdir(join(root, folder)).catch(() => []);
	const found = [];
	for (const kindred of kindredAmong(names, environment).slice(0, mostFiles$1)) found.push({
		...kindred,
		package: await packageOf(root, join(folder, kindred.name))
	});
	return found;
}
/** Those of the names that are baselines of environments of this kind, in alphabetical order. */
function kindredAmong(names, environment) {
	return names.toSorted().filter((name) => name !== baselineFileName(environment)).flatMap((name) => {
		const kindred = kindredEnvironment(name, environment);
		return kindred === null ? [] : [{
			name,
			...kindred
		}];
	});
}
async function packageOf(root, path) {
	try {
		return (await readBaseline(root, path))?.package ?? null;
	} catch (thrown) {
		if (thrown instanceof UsageError) return null;
		throw thrown;
	}
}
// src/swift/toolchain.ts
const targetInfo = object({
	compilerVersion: string(),
	swiftCompilerTag: string().optional(),
	target: object({ unversionedTriple: string() })
});
/** Asks the Swift on PATH what it is; throws a {@link MeasurementError} when there is none. */
async function readToolchain(run) {
	const output = await succeed(run, "asking Swift for its version", {
		file: "swift",
		arguments: ["-print-target-info"]
	}).catch((error) => {
		throw new MeasurementError("Swift was not found on PATH, or does not run.", {
			remedy: "Install it in a step before this one, or use a `container:` image such as swift:6.2.1-noble.",
			lastLines: error instanceof MeasurementError ? error.lastLines : [],
			cause: error
		});
	});
	const { compilerVersion, swiftCompilerTag = "", target } = targetInfo.parse(JSON.parse(output));
	return {
		version: versionName(compilerVersion, swiftCompilerTag),
		description: swiftCompilerTag === "" ? compilerVersion : `${compilerVersion}, ${swiftCompilerTag}`,
		target: target.unversionedTriple
	};
}
/**
* `Swift version 6.0.3 (swift-6.0.3-RELEASE)` is 6.0.3. A snapshot says `Swift version 6.3-dev (LLVM …)` and its
* tag, `swift-DEVELOPMENT-SNAPSHOT-2026-01-09-a`, `swift-6.3-DEVELOPMENT-SNAPSHOT-…` or, since 6.4,
* `swift-6.4.x-DEVELOPMENT-SNAPSHOT-…`, names the branch. There is no tag before 6.2
* (https://github.com/swiftlang/swift/pull/81697): then main is called by the version that it will become.
*/
function versionName(compilerVersion, tag) {
	const snapshot = /swift-(?:(\d+\.\d+)(?:\.\w+)*-)?DEVELOPMENT-SNAPSHOT/.exec(`${tag} ${compilerVersion}`);
	if (snapshot !== null) return `nightly-${snapshot[1] ?? "main"}`;
	const version = /Swift version (\d+(?:\.\d+)+)(-dev)?/.exec(compilerVersion);
	if (version?.[1] === void 0) throw new MeasurementError(`Swift’s version is not understood: ${compilerVersion}`);
	return version[2] === void 0 ? version[1] : `nightly-${version[1]}`;
}
// src/system/machine.ts
/** Reads /etc/os-release and asks the kernel. */
function readMachine() {
	return {
		cpus: availableParallelism(),
		kernel: release(),
		os: distribution(readOsRelease())
	};
}
function readOsRelease() {
	try {
		return readFileSync("/etc/os-release", "utf8");
	} catch {
		return "";
	}
}
/** `ID=ubuntu` and `VERSION_ID="24.04"` make `ubuntu-24.04`, see os-release(5). */
function distribution(osRelease) {
	const field = (name) => new RegExp(`^${name}=["']?([^"'\\n]+)`, "m").exec(osRelease)?.[1];
	return [field("ID") ?? "linux", field("VERSION_ID")].filter((part) => part !== void 0).join("-");
}
// src/commands/baseline-environment.ts
/** The environment of this machine and Swift, whose baseline a gate here compares with. */
function environmentHere({ version, target }) {
	const [arch = "unknown"] = target.split("-");
	return {
		swift: version,
		os: readMachine().os,
		arch
	};
}
/**
* The environment that `--environment` names as baseline files are named, or this machine's where it is not given.
* Throws a {@link UsageError} for a name that no baseline file has.
*/
async function chooseEnvironment(given, { run }) {
	if (given === void 0) return environmentHere(await readToolchain(run));
	const [, swift, os, arch] = /^swift-(\d+\.\d+|nightly-(?:main|\d+\.\d+))-(.+)-(\w+)$/.exec(given) ?? [];
	if (swift !== void 0 && os !== void 0 && arch !== void 0) {
		const environment = {
			swift,
			os,
			arch
		};
		if (baselineFileName(environment) === `${given}.json`) return environment;
	}
	throw new UsageError(`--environment: ${JSON.stringify(given.slice(0, 200))} is not the name of an environment; write it as baseline files are named, such as swift-6.2-ubuntu-24.04-x86_64.`);
}
// src/baseline/benchmark-lines.ts
/**
* The line (from 1) on which each benchmark, or the imported threshold that stands for it, begins in the text of a
* baseline file, however it is formatted: the line of its name. Of a text that is no JSON, those before the problem.
*/
function benchmarkLines(text) {
	const lines = /* @__PURE__ */ new Map();
	let line = 1;
	let counted = 0;
	visitKeys(text, (path, offset) => {
		const [first, name, ...deeper] = path;
		if (first !== "benchmarks" && first !== "imported" || name === void 0 || deeper.length > 0) return;
		for (; counted < offset; counted += 1) if (text[counted] === "\n") line += 1;
		if (first === "benchmarks" || !lines.has(name)) lines.set(name, line);
	});
	return lines;
}
// src/baseline/dependency-changes.ts
/** The dependencies whose version differs between two builds, in alphabetical order. */
function dependencyChanges(baseline, measured) {
	return [.../* @__PURE__ */ new Set([...Object.keys(baseline), ...Object.keys(measured)])].sort().map((identity) => ({
		identity,
		baseline: versionIn(baseline, identity),
		measured: versionIn(measured, identity)
	})).filter((change) => change.baseline !== change.measured);
}
function versionIn(versions, identity) {
	return Object.hasOwn(versions, identity) ? versions[identity] ?? null : null;
}
// src/stacks/call-tree.ts
/** The name of a frame, or of a whole path, about which nothing is known. */
const unknownName = "[unknown]";
/** The tree of all stacks; equal paths are added up, and a stack without frames is `[unknown]`. */
function buildCallTree(stacks) {
	const root = {
		count: 0,
		bytes: 0,
		children: /* @__PURE__ */ new Map()
	};
	for (const { frames, count, bytes } of stacks) {
		let node = root;
		node.count += count;
		node.bytes += bytes;
		for (const name of frames.length === 0 ? [unknownName] : frames) {
			let child = node.children.get(name);
			if (child === void 0) {
				child = {
					count: 0,
					bytes: 0,
					children: /* @__PURE__ */ new Map()
				};
				node.children.set(name, child);
			}
			child.count += count;
			child.bytes += bytes;
			node = child;
		}
	}
	return freeze("", root);
}
/** The order of names everywhere in trees and sites: by UTF-16 code unit, the same on every machine. */
function compareNames(a, b) {
	return a < b ? -1 : a > b ? 1 : 0;
}
function freeze(name, { count, bytes, children }) {
	return {
		name,
		count,
		bytes,
		children: [...children].sort(([a], [b]) => compareNames(a, b)).map(([childName, child]) => freeze(childName, child))
	};
}
// src/stacks/indented.ts
/**
* The baseline's form of a call tree: a line for each node but the root, depth first, two spaces for each level
* below the first, then the count (children included), one space, the name:
*
*     1000 main
*       1000 buildList(_:)
*
* Bytes are not part of it; the baseline keeps them with the sites.
*/
function formatIndented(tree) {
	const lines = [];
	const add = (node, depth) => {
		lines.push(`${"  ".repeat(depth)}${node.count} ${node.name}`);
		for (const child of node.children) add(child, depth + 1);
	};
	for (const child of tree.children) add(child, 0);
	return lines;
}
const nodeLine = /^((?: {2})*)(-?\d+(?:\.\d+)?(?:e[+-]?\d+)?) (.+)$/s;
/** Reads the lines again. Throws UsageError with the number (from 1) of the first wrong line. */
function parseIndented(lines) {
	const root = {
		name: "",
		count: 0,
		children: /* @__PURE__ */ new Map()
	};
	const path = [root];
	for (const [index, line] of lines.entries()) {
		const fail = (what) => new UsageError(`Call tree, line ${index + 1}: ${what}`);
		const [, indentation, count, name] = nodeLine.exec(line) ?? [];
		if (indentation === void 0 || count === void 0 || name === void 0) throw fail("a line is two spaces for each level, the count, one space, the name.");
		const depth = indentation.length / 2;
		const parent = path[depth];
		if (parent === void 0) throw fail("it is more than one level below the line before.");
		if (parent.children.has(name)) throw fail(`${name.slice(0, 100)} is there twice.`);
		const node = {
			name,
			count: Number(count),
			children: /* @__PURE__ */ new Map()
		};
		parent.children.set(name, node);
		path.length = depth + 1;
		path.push(node);
	}
	const children = finish$1(root);
	return {
		name: "",
		count: children.reduce((sum, child) => sum + child.count, 0),
		bytes: 0,
		children
	};
}
function finish$1(open) {
	return [...open.children.values()].map((child) => ({
		name: child.name,
		count: child.count,
		bytes: 0,
		children: finish$1(child)
	})).sort((a, b) => compareNames(a.name, b.name));
}
// src/stacks/resolve.ts
/** The address that perf printed in place of a symbol (`0x7ffff7c610f9`, `0`), or null for a symbol. */
function addressOf(frame) {
	return /^(?:0|0x[0-9a-f]{1,16})$/.test(frame) ? BigInt(frame) : null;
}
/** An address as perf prints it. */
function formatAddress(address) {
	return address === 0n ? "0" : `0x${address.toString(16)}`;
}
// src/stacks/caller.ts
/**
* The stack with the return address of the allocator's caller put in exactly when that caller is missing.
*
* At an allocation function's first instruction its frame is not set up yet, so that following frame pointers
* skips the immediate caller; kernels that repair this do so for some functions only (facts 12). The return
* address, a probe argument (`ret`), names that caller, and whether it is there already shows in the data:
*
* - an address above the allocator is the caller if it is the return address itself: unresolved frames are
*   printed as they are, and a row holds one return address;
* - a symbol above the allocator is the caller if the return address lies in it. A function that calls itself
*   right before it allocates looks the same with and without the repair: it then counts one level less.
*
* A return address that lies in nothing executable decides nothing, and the stack stays as it is.
*/
function insertCaller(stack, resolve) {
	const returnAddress = stack.fields.ret;
	if (returnAddress === void 0 || stack.frames.length === 0) return stack;
	const above = stack.frames.at(-2);
	if ((above === void 0 ? null : addressOf(above)) === returnAddress) return stack;
	const caller = resolve(returnAddress, stack.thread);
	if (caller === null) return stack;
	if (above !== void 0 && (above === caller.symbol || caller.aliases?.includes(above))) return stack;
	const inserted = formatAddress(returnAddress);
	return {
		...stack,
		frames: [
			...stack.frames.slice(0, -1),
			inserted,
			...stack.frames.slice(-1)
		]
	};
}
// src/stacks/frame.ts
function roleOf(frame) {
	if (allocators.test(frame.name)) return "allocator";
	if (frame.name === "[unknown]") return "unknown";
	if (runtimeModules.has(frame.module) || runtimeLibraries.test(frame.module)) return "runtime";
	return runtimeNames.test(frame.name) ? "runtime" : "code";
}
/** Functions that hand out memory, under the names they have in glibc, libstdc++ and Swift's runtime. */
const allocators = new RegExp(`^(?:${[
	"(?:__libc_|__)?(?:malloc|calloc|realloc|posix_memalign|aligned_alloc|memalign|valloc|pvalloc)",
	"reallocarray",
	"operator new(?:\\[\\])?(?:\\(.*\\))?",
	"_?swift_(?:alloc|slowAlloc|initStackObject|makeBoxUnique|bufferAllocate|coroFrameAlloc|task_alloc|job_alloc).*",
	"_ZN5swift\\d+swift_(?:alloc|slowAlloc).*"
].join("|")})_?$`);
/** Modules of the toolchain that every Swift program runs on, as they are spelled in mangled names. */
const runtimeModules = /* @__PURE__ */ new Set([
	"Swift",
	"_Concurrency",
	"_StringProcessing",
	"_RegexParser",
	"Synchronization",
	"Observation",
	"Distributed",
	"SwiftOnoneSupport",
	"Dispatch",
	"Glibc",
	"Musl"
]);
/** Their libraries, libc and what comes with it: `libswiftCore.so`, `libstdc++.so.6.0.33`, `ld-linux-x86-64.so.2`. */
const runtimeLibraries = /^(?:lib(?:swift(?:Core|_Concurrency|_StringProcessing|_RegexParser|Synchronization|Observation|Distributed|_Differentiation|Dispatch|Glibc|Musl|OnoneSupport)|swift_Builtin_float|dispatch|BlocksRuntime|c|m|pthread|dl|rt|util|stdc\+\+|c\+\+|c\+\+abi|gcc_s|unwind)|ld-(?:linux|musl).*|libc\.musl.*|\[vdso\])(?:\.so.*)?$/;
/** The same by name, for static linking and for symbols whose library nobody knows; and the compiler's own glue. */
const runtimeNames = /^(?:_*swift_|_ZNK?5swift|_*dispatch_|_Block_|_os_object_|__libc_|_start$|_dl_|_IO_|start_thread$|__clone|(?:specialized )?(?:reabstraction )?thunk (?:for|helper)|outlined |type metadata |lazy protocol witness |value witness )/;
// src/stacks/modules.ts
/**
* The Swift module to which a mangled name belongs (`$s3Kit5store…` → `Kit`), `Swift` for the standard
* library; null where the name is not Swift's or does not say (a reabstraction thunk of plain functions).
*
* Reads only the beginning of the mangling (https://github.com/swiftlang/swift/blob/main/docs/ABI/Mangling.rst):
* the context comes first, and its module is spelled out. A member of an extension belongs to the module that
* extends: `$sSS3KitE5shoutSSyF` is `String.shout()` of `Kit`.
*/
function moduleOfSymbol(symbol) {
	const [, mangled] = /^_?\$[sS](.*)$/.exec(symbol) ?? [];
	if (mangled === void 0) return null;
	const [standard] = /^(?:Sc[A-Za-z]|S[A-Za-z]|s)/.exec(mangled) ?? [];
	if (standard !== void 0) return extendingModule(mangled, standard.length) ?? (standard === "So" || standard === "SC" ? null : "Swift");
	const module = identifierAt(mangled, 0);
	return module === null ? null : extendingModule(mangled, module.end) ?? module.name;
}
/** After the (nested) types of a context, `module E` or `module signature lE` makes it an extension. */
function extendingModule(mangled, start) {
	let position = start;
	for (;;) {
		const next = identifierAt(mangled, position);
		if (next === null) return null;
		if (mangled[next.end] === "E" || endsAsExtension(mangled, next.end)) return next.name;
		if (!/[VOCP]/.test(mangled.charAt(next.end))) return null;
		position = next.end + 1;
	}
}
/** Whether a generic signature (`SiRszl`, "where A == Int") and `E` follow, before any function (`F`) does. */
function endsAsExtension(mangled, start) {
	for (let position = start; position < mangled.length;) {
		const skipped = identifierAt(mangled, position);
		if (skipped !== null) position = skipped.end;
		else if (mangled[position] === "F") return false;
		else if (mangled.startsWith("lE", position)) return true;
		else position += 1;
	}
	return false;
}
function identifierAt(mangled, start) {
	const [digits] = /^[1-9]\d{0,3}/.exec(mangled.slice(start, start + 4)) ?? [];
	if (digits === void 0) return null;
	const end = start + digits.length + Number(digits);
	return end <= mangled.length ? {
		name: mangled.slice(start + digits.length, end),
		end
	} : null;
}
// src/stacks/names.ts
/** Names one raw frame: a symbol, or an address that perf could not resolve, in the process of `thread`. */
function nameFrame(raw, thread, naming) {
	const address = addressOf(raw);
	if (address === null) return nameSymbol(raw, naming, null);
	const resolved = naming.resolve(address, thread);
	if (resolved === null) return {
		name: unknownName,
		module: unknownName
	};
	if (resolved.symbol !== null) return nameSymbol(resolved.symbol, naming, resolved.library);
	return {
		name: `[${resolved.library.replace(/^\[(.*)\]$/, "$1")}]`,
		module: resolved.library
	};
}
/**
* The form of a name that stays equal when the compiler numbers closures and partial functions anew, or
* specialises, merges and inlines differently. For matching only: what is shown is the name itself.
*/
function matchingName(name) {
	let rest = withoutSuffixes(name);
	for (let before = ""; before !== rest;) {
		before = rest;
		rest = rest.replace(wrapping, "");
	}
	return rest.replace(/^reabstraction thunk helper (?:<[^>]*> )?from (.*?) to .*$/, "thunk for $1").replace(/ ?#\d+/g, "").replace(/ +/g, " ").trim();
}
function nameSymbol(symbol, naming, library) {
	const module = moduleOfSymbol(symbol) ?? library ?? naming.libraryOf(symbol) ?? "[unknown]";
	const answer = naming.demangled.get(symbol) ?? symbol;
	const demangled = answer === symbol ? operatorNew(symbol) ?? withoutSuffixes(symbol) : answer;
	return {
		name: demangled.endsWith(" in ") ? demangled + module : demangled,
		module
	};
}
/** C++'s allocation functions, the only C++ names that swift demangle leaves and everyone would look for. */
function operatorNew(symbol) {
	const [, kind] = /^_Zn([wa])[jm]/.exec(symbol) ?? [];
	return kind === void 0 ? null : kind === "w" ? "operator new" : "operator new[]";
}
/** What LLVM and the Swift compiler append to the symbol of a part of a function, where nothing demangled it. */
function withoutSuffixes(symbol) {
	const plain = symbol.replace(/(?:\.(?:llvm|cold|resume|isra|constprop|part|lto_priv)(?:\.\d+)*)+$/, "");
	return /^[A-Za-z_]\w*T[YQ]\d*_$/.test(plain) && !plain.startsWith("_T") ? plain.replace(/T[YQ]\d*_$/, "") : plain;
}
const wrapping = new RegExp(`^(?:${[
	"specialized ",
	"merged ",
	"@objc ",
	"@nonobjc ",
	"partial apply (?:forwarder )?for ",
	"dispatch thunk of ",
	"(?:generic|function signature|generic not re-abstracted|closure) (?:partial )?specialization <.*?> of ",
	"\\(\\d+\\) (?:suspend resume|await resume) partial function for "
].join("|")})`);
// src/stacks/requested-bytes.ts
/**
* How many bytes one call asked for, from its probe arguments: `size`, times `n` for calloc. Null where the
* size was not recorded, or where it is no number that memory could have (`malloc(-1)`).
*/
function requestedBytes(fields) {
	const size = fields.size;
	if (size === void 0) return null;
	const bytes = size * (fields.n ?? 1n);
	return bytes >= 0n && bytes <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(bytes) : null;
}
// src/stacks/named-stack.ts
/**
* The recorded stack with its immediate caller, under names people recognise: what lies above an address that
* was never code is cut off (`[unknown]`), unresolved neighbours of one library are one frame, and the
* runtime's way to the allocator is one frame that says what was allocated. `allocation` is the function that
* the probe sits on; perf may know it under another name (`__libc_calloc`).
*/
function nameStack(raw, allocation, naming) {
	const { frames, thread, fields, count } = insertCaller(raw, naming.resolve);
	const callers = frames.slice(0, -1).map((frame) => nameFrame(frame, thread, naming));
	const trusted = callers.slice(Math.max(0, callers.findLastIndex(({ name }) => name === unknownName)));
	const known = trusted.length === 0 ? [{
		name: unknownName,
		module: unknownName
	}] : withoutStart(trusted);
	const leaf = {
		name: allocation,
		module: naming.libraryOf(frames.at(-1) ?? allocation) ?? "[unknown]"
	};
	const size = requestedBytes(fields);
	return {
		frames: [...collapse(known), leaf],
		count,
		bytes: size === null ? null : size * count
	};
}
/** The same path for the call tree: names only, 0 bytes where sizes were not recorded. */
function stackOf({ frames, count, bytes }) {
	return {
		frames: frames.map(({ name }) => name),
		count,
		bytes: bytes ?? 0
	};
}
/**
* Without the frames that start the program or a thread (`_start`, libc's own): they are the same for everything, and
* frame pointers see fewer of them than dwarf does, so that the same path would look like two.
*/
function withoutStart(callers) {
	const first = callers.findIndex(({ name, module }) => name !== "_start" && !/^(?:libc\.so|ld-|ld64)/.test(module));
	return first <= 0 ? callers : callers.slice(first);
}
/** One frame for the runtime's way to the allocator, one for each run of unnamed frames of a library. */
function collapse(callers) {
	const way = callers.slice(callers.findLastIndex((frame) => !isPlumbing(frame)) + 1);
	const above = callers.slice(0, callers.length - way.length);
	const named = way.filter(({ name }) => !name.startsWith("["));
	const shown = way.find((frame) => roleOf(frame) === "allocator") ?? named[0] ?? way[0];
	const frames = shown === void 0 ? above : [...above, shown];
	return frames.filter((frame, index) => !(frame.name.startsWith("[") && frames[index - 1]?.name === frame.name));
}
/** Frames of the runtime that are no Swift functions: those say more (`Array.append(_:)`) and stay. */
function isPlumbing(frame) {
	const role = roleOf(frame);
	return role === "allocator" || role === "runtime" && frame.module !== "Swift" && frame.module !== "_Concurrency";
}
// src/stacks/prune.ts
/** The name of the node that stands for what pruning left out: its count is the sum of what is missing. */
const prunedName = "[pruned]";
/**
* The tree without the nodes that allocate less than `threshold`: of each node, those children are one
* `[pruned]`, so that all sums hold.
*/
function pruneBelow(tree, threshold) {
	const isKept = ({ name, count }) => name !== "[pruned]" && Math.abs(count) >= threshold;
	const children = putTogether(tree.children, tree.children.filter((child) => !isKept(child)));
	return {
		...tree,
		children: children.map((child) => isKept(child) ? pruneBelow(child, threshold) : child)
	};
}
/** The children with some of them, and a `[pruned]` that is there already, summed up as one `[pruned]`. */
function putTogether(children, omitted) {
	if (omitted.length === 0) return children;
	const isOmitted = new Set(omitted);
	const rest = children.filter((child) => child.name === "[pruned]" || isOmitted.has(child));
	const pruned = {
		name: prunedName,
		count: rest.reduce((sum, child) => sum + child.count, 0),
		bytes: rest.reduce((sum, child) => sum + child.bytes, 0),
		children: []
	};
	return [...children.filter((child) => child.name !== "[pruned]" && !isOmitted.has(child)), pruned].sort((a, b) => compareNames(a.name, b.name));
}
/**
* The tree pruned just so far that its indented lines, as the baseline writes them, take at most `budget` bytes.
* The threshold grows in steps of a tenth: a count that moves a little hardly changes which nodes are there.
*/
function pruneToBudget(tree, budget) {
	let pruned = tree;
	for (let threshold = 1; textBytes(pruned) > budget; threshold = Math.ceil(threshold * 1.1)) {
		if (pruned.children.every(({ name }) => name === "[pruned]")) break;
		pruned = pruneBelow(pruned, threshold);
	}
	return pruned;
}
/** What one line takes in the baseline besides its own text: indentation, quotes, comma, line break. */
const lineOverhead = 12;
function textBytes(tree) {
	return formatIndented(tree).reduce((sum, line) => sum + Buffer.byteLength(JSON.stringify(line)) + lineOverhead, 0);
}
// src/stacks/sites.ts
const maximumCallers = 3;
/**
* The sites of the stacks, largest first, then by name. Every stack belongs to exactly one site, so that their
* counts add up to the stacks'. A stack without any code of its own (start-up of the runtime, an unknown path)
* belongs to its outermost frame that is known.
*/
function sitesOf(stacks) {
	const sites = /* @__PURE__ */ new Map();
	for (const { frames, count, bytes } of stacks) {
		const index = siteIndex(frames);
		const frame = frames[index];
		if (frame === void 0) throw new RangeError("a stack has at least one frame");
		const key = JSON.stringify([frame.module, frame.name]);
		const site = sites.get(key) ?? {
			frame,
			count: 0,
			bytes: 0,
			paths: /* @__PURE__ */ new Map()
		};
		sites.set(key, site);
		site.count += count;
		site.bytes = site.bytes === null || bytes === null ? null : site.bytes + bytes;
		const callers = callersOf(frames.slice(0, index), frame);
		const path = site.paths.get(JSON.stringify(callers)) ?? {
			callers,
			count: 0
		};
		site.paths.set(JSON.stringify(callers), path);
		path.count += count;
	}
	return [...sites.values()].map(finish).sort(bySize);
}
/** Largest count first, then name, then module: one order for equal profiles. */
function bySize(a, b) {
	return b.count - a.count || compareNames(a.name, b.name) || compareNames(a.module, b.module);
}
function siteIndex(frames) {
	const code = frames.findLastIndex((frame) => roleOf(frame) === "code");
	if (code >= 0) return code;
	const runtime = frames.findIndex((frame) => roleOf(frame) === "runtime");
	if (runtime >= 0) return runtime;
	return Math.max(0, frames.findIndex((frame) => roleOf(frame) === "unknown"));
}
/** The nearest code above, innermost first; a function that calls itself is named once. */
function callersOf(above, site) {
	const callers = [];
	let previous = site.name;
	for (const frame of above.toReversed()) {
		if (callers.length === maximumCallers) break;
		if (roleOf(frame) !== "code" || frame.name === previous) continue;
		callers.push(frame.name);
		previous = frame.name;
	}
	return callers;
}
function finish({ frame, count, bytes, paths }) {
	const [largest] = [...paths].sort(([keyA, a], [keyB, b]) => b.count - a.count || compareNames(keyA, keyB));
	return {
		name: frame.name,
		module: frame.module,
		callers: largest?.[1].callers ?? [],
		count,
		bytes
	};
}
// src/commands/candidate.ts
/** Bytes of one benchmark in the baseline file; the call tree gets what the sites leave. */
const mostOfBenchmark = 65536;
/** Bytes of all of them: a report, with the file in it, has to stay below what `accept` and `publish` download. */
const mostOfAll = 2097152;
const smallestTreeBudget = 8192;
/**
* The baseline file that accepts this measurement: the measured benchmarks as they are now; those that failed
* keep their old numbers, unless these were taken under another fingerprint than the file will have, or their imported
* threshold; those that the configuration no longer has drop out.
*/
function candidateBaseline(measured, fingerprint, existing) {
	const benchmarkBudget = Math.min(mostOfBenchmark, mostOfAll / measured.benchmarks.length);
	const benchmarks = measured.benchmarks.flatMap((outcome) => {
		const { name } = outcome.benchmark;
		if (outcome.outcome === "measured") return [[name, baselineBenchmark(outcome, benchmarkBudget)]];
		const known = existing === null ? void 0 : benchmarkIn(existing, name);
		if (existing?.fingerprint == null || known === void 0) return [];
		return fingerprintDifferences(existing.fingerprint, fingerprint, known.measurement.unit).length === 0 ? [[name, known]] : [];
	});
	const imported = measured.benchmarks.flatMap(({ outcome, benchmark: { name } }) => {
		const threshold = existing === null || outcome === "measured" ? void 0 : importedIn(existing, name);
		return threshold === void 0 ? [] : [[name, threshold]];
	});
	return {
		$schema: baselineSchemaUrl,
		formatVersion: 1,
		package: measured.package.name,
		fingerprint,
		dependencies: measured.dependencies.versions,
		benchmarks: Object.fromEntries(benchmarks),
		...imported.length === 0 ? {} : { imported: Object.fromEntries(imported) }
	};
}
function baselineBenchmark({ measurement, recording }, benchmarkBudget) {
	const stacks = recording?.stacks ?? [];
	const sites = sitesOf(stacks);
	const budget = Math.max(smallestTreeBudget, benchmarkBudget - Buffer.byteLength(JSON.stringify(sites)));
	const tree = pruneToBudget(buildCallTree(stacks.map(stackOf)), budget);
	return {
		measurement,
		...recording === null ? {} : { callGraph: recording.callGraph },
		sites,
		callTree: formatIndented(tree)
	};
}
// src/commands/describe-base.ts
/**
* The base commit, and why it was measured: where the committed baseline cannot be compared with, in which fields, those
* of single benchmarks (their unit) among them. `byBaseline` is what the committed baseline says of each.
*/
function baseOf({ base, baseline }, measured, fingerprint, byBaseline) {
	if (base === void 0) return null;
	const { commit, isAskedFor, newEnvironment, dependencies } = base;
	const withoutReason = {
		commit,
		differences: [],
		newEnvironment,
		dependencies
	};
	if (isAskedFor || baseline === null || fingerprint === null) return withoutReason;
	const differences = [
		...baseline.fingerprint === null ? [] : fingerprintDifferences(baseline.fingerprint, fingerprint, "run"),
		...dependencies === "same-as-head" ? resolvedOtherwise(baseline, measured).map(asDifference) : [],
		...byBaseline.flatMap((benchmark) => benchmark.verdict === "failed" ? [] : benchmark.differences)
	];
	const distinct = new Map(differences.map((difference) => [JSON.stringify(Object.entries(difference)), difference]));
	return {
		...withoutReason,
		differences: [...distinct.values()]
	};
}
/** Dependencies that SwiftPM resolves to another version than when the baseline was measured. */
function resolvedOtherwise(baseline, { dependencies: { versions, resolved } }) {
	return dependencyChanges(baseline.dependencies, versions).filter(({ identity }) => resolved.includes(identity));
}
function asDifference({ identity, baseline, measured }) {
	return {
		field: identity,
		baseline: baseline ?? "none",
		measured: measured ?? "none"
	};
}
// src/commands/describe-failure.ts
/** The first line of an error's message, at most 1,000 characters: what is said of it within another sentence. */
function briefly(error) {
	return (messageOf(error).split("\n")[0] ?? "").slice(0, 1e3);
}
/** An error as a report tells it, within the report's bounds. */
function failureOf(error) {
	const { remedy = null, lastLines = [] } = error instanceof MeasurementError ? error : {};
	return {
		message: messageOf(error).slice(0, 1e4),
		remedy,
		lastLines: lastLines.slice(-50).map((line) => line.slice(0, 4e3))
	};
}
// src/baseline/remaining.ts
/**
* The least change that is worth a sentence, in blocks per unit. One of three kinds of requests that leaks is a third
* of a block per request; a cache that fills between the two numbers of iterations is a few blocks divided by many.
*/
const leastChange = {
	iteration: .25,
	run: 1
};
/** Fractions per iteration are quotients. */
const rounding$1 = 1e-9;
/**
* Compares what remains with a comparable baseline (null: there is none); null where it was not counted. A change is
* one beyond the spreads of both totals: what is allocated once more by chance may remain.
*/
function compareRemaining(measured, baseline) {
	const now = blocksPerUnit(measured);
	if (now === null) return null;
	const before = baseline === null ? null : blocksPerUnit(baseline);
	if (baseline === null || before === null) return {
		...now,
		baseline: null,
		change: null
	};
	const change = remainingOf(now) - remainingOf(before);
	const noise = perUnit(measured).spread.total + perUnit(baseline).spread.total;
	const isNews = Math.abs(change) > noise + rounding$1 && Math.abs(change) >= leastChange[measured.unit] - rounding$1;
	return {
		...now,
		baseline: before,
		change: isNews ? change : 0
	};
}
function remainingOf({ allocated, freed }) {
	return allocated - freed;
}
function blocksPerUnit(measurement) {
	if (measurement.unit === "run") return measurement.blocks ?? null;
	const { from, to } = measurement;
	if (from.blocks === void 0 || to.blocks === void 0) return null;
	const iterations = to.iterations - from.iterations;
	return {
		allocated: (to.blocks.allocated - from.blocks.allocated) / iterations,
		freed: (to.blocks.freed - from.blocks.freed) / iterations
	};
}
// src/baseline/sites.ts
/** Sites whose counts are divided by a number of units, largest first. */
function sitesPerUnit(sites, units) {
	if (units === 1) return sites;
	return sites.map((site) => ({
		...site,
		count: site.count / units,
		bytes: site.bytes === null ? null : site.bytes / units
	})).sort(bySize);
}
/** The sites of a baseline's benchmark per run or iteration; the file holds the integers of all iterations measured. */
function baselineSitesPerUnit({ sites, measurement }) {
	return sitesPerUnit(sites, unitsOf$1(measurement));
}
function unitsOf$1(measurement) {
	return measurement.unit === "run" ? 1 : measurement.to.iterations - measurement.from.iterations;
}
// src/stacks/attribution.ts
/** Sums and differences of counts per iteration are off by this without any allocation more or less. */
const rounding = 1e-6;
/**
* The delta of a benchmark by origin, largest absolute delta first; what did not move is left out. The deltas add up
* to the sites' and the residual, which is the delta of the total.
*/
function attribute(deltas, residual, owners) {
	const origins = /* @__PURE__ */ new Map([["run-to-run difference", residual]]);
	const originOf = createOriginOf(owners);
	for (const { module, delta } of deltas) origins.set(originOf(module), (origins.get(originOf(module)) ?? 0) + delta);
	return [...origins].filter(([, delta]) => Math.abs(delta) >= rounding).map(([origin, delta]) => ({
		origin,
		delta
	})).sort((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || compareNames(a.origin, b.origin));
}
/** Foundation is several modules and libraries: `FoundationEssentials`, `lib_FoundationICU.so`, `libicuucswift.so.69`. */
const foundation = /^(?:lib)?(?:_?Foundation|CoreFoundation|icu\w*swift)\w*(?:\.so.*)?$/;
/** `libc.so.6`, `ld-linux-x86-64.so.2`, `[vdso]`: what comes with the machine. */
const systemLibrary = /\.so(?:\.|$)|^\[vdso\]$/;
/** Of the libraries that every program runs on, those that come with Swift. */
const swiftLibrary = /^lib(?:swift|dispatch|BlocksRuntime)/;
function createOriginOf({ own, dependencies }) {
	const ownModules = new Set(own);
	const dependencyModules = new Set(dependencies);
	return (module) => {
		if (ownModules.has(module)) return "own code";
		if (dependencyModules.has(module)) return `dependency ${module}`;
		if (foundation.test(module)) return "Foundation";
		if (runtimeModules.has(module)) return "Swift standard library and runtime";
		if (runtimeLibraries.test(module) && swiftLibrary.test(module)) return "Swift standard library and runtime";
		return systemLibrary.test(module) ? "system" : "unknown";
	};
}
// src/stacks/pairing.ts
/**
* Pairs what is the same before and after; what has no counterpart is alone in its pair. Names that differ only
* in what {@link matchingName} removes form a group. Where the same names are on both sides, they are paired as
* they are. Else something was renumbered (a closure put before others makes `#1` `#2`): equal counts are paired
* first, then equal names, then the largest that are left.
*/
function pairUp(before, after) {
	const groups = /* @__PURE__ */ new Map();
	const groupOf = (name) => {
		const key = matchingName(name);
		const group = groups.get(key) ?? {
			before: [],
			after: []
		};
		groups.set(key, group);
		return group;
	};
	for (const one of before) groupOf(one.name).before.push(one);
	for (const one of after) groupOf(one.name).after.push(one);
	return [...groups.values()].flatMap((group) => pairGroup(group.before, group.after));
}
function pairGroup(before, after) {
	const names = new Set(before.map(({ name }) => name));
	const renumbered = names.size !== after.length || after.some(({ name }) => !names.has(name));
	const sameName = (a, b) => a.name === b.name;
	const sameCount = (a, b) => a.count === b.count;
	const rules = renumbered ? [
		(a, b) => sameName(a, b) && sameCount(a, b),
		sameCount,
		sameName,
		() => true
	] : [sameName];
	let lonely = before.toSorted(largestFirst);
	const free = after.toSorted(largestFirst);
	const pairs = [];
	for (const matches of rules) lonely = lonely.filter((one) => {
		const index = free.findIndex((other) => matches(one, other));
		const [other] = index < 0 ? [] : free.splice(index, 1);
		if (other === void 0) return true;
		pairs.push({
			before: one,
			after: other
		});
		return false;
	});
	return [
		...pairs,
		...lonely.map((one) => ({
			before: one,
			after: null
		})),
		...free.map((one) => ({
			before: null,
			after: one
		}))
	];
}
function largestFirst(a, b) {
	return Math.abs(b.count) - Math.abs(a.count) || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0);
}
// src/stacks/diff.ts
/**
* Compares sites. `totalDelta` is the delta of the counted totals, which the deltas and the residual add up to.
*/
function diffSites(before, after, totalDelta) {
	const deltas = [...new Set([...before, ...after].map(({ module }) => module))].flatMap((module) => {
		const ofModule = (sites) => sites.filter((site) => site.module === module);
		return pairUp(ofModule(before), ofModule(after)).flatMap((pair) => siteDelta(pair.before, pair.after) ?? []);
	});
	deltas.sort(byDelta);
	return {
		deltas,
		residual: deltas.reduce((rest, { delta }) => rest - delta, totalDelta)
	};
}
function siteDelta(before, after) {
	const site = after ?? before;
	if (site === null) return null;
	const baselineCount = before?.count ?? 0;
	const count = after?.count ?? 0;
	const bytes = after === null ? site.bytes === null ? null : 0 : after.bytes;
	const baselineBytes = before === null ? 0 : before.bytes;
	const delta = count - baselineCount;
	return {
		...site,
		count,
		bytes,
		change: changeOf$1(before, after, delta),
		baselineCount,
		delta,
		bytesDelta: bytes === null || baselineBytes === null ? null : bytes - baselineBytes,
		baselineName: before === null || before.name === site.name ? null : before.name
	};
}
function changeOf$1(before, after, delta) {
	if (before === null) return "appeared";
	if (after === null) return "vanished";
	return delta > 0 ? "grew" : delta < 0 ? "shrank" : "unchanged";
}
function byDelta(a, b) {
	return Math.abs(b.delta) - Math.abs(a.delta) || b.count - a.count || compareNames(a.name, b.name) || compareNames(a.module, b.module);
}
// src/commands/judge-benchmark.ts
/** What became of one benchmark, compared with what is known of it. */
function benchmarkReport(outcome, reference, modules) {
	const { name, limit } = outcome.benchmark;
	if (outcome.outcome === "failed") return {
		report: {
			name,
			verdict: "failed",
			failure: failureOf(outcome.error)
		},
		changed: false
	};
	const { measurement, singleRuns, fingerprint, recording } = outcome;
	const sites = recording === null ? [] : sitesPerUnit(sitesOf(recording.stacks), recording.units);
	return judge({
		name,
		limit,
		measurement,
		singleRuns,
		fingerprint,
		stacks: recording && stacksOf(recording, perUnit(measurement).total),
		sites
	}, reference, modules);
}
/** Compares one benchmark with its baseline; `modules` says whose the sites are. */
function judge({ name, limit, measurement, singleRuns, fingerprint, stacks, sites }, { baseline, lines, moved }, modules) {
	const known = baseline === null ? void 0 : benchmarkIn(baseline, name);
	const before = baseline?.fingerprint && known ? {
		measurement: known.measurement,
		fingerprint: baseline.fingerprint
	} : null;
	const threshold = baseline === null ? void 0 : importedIn(baseline, name);
	const comparison = threshold === void 0 ? compareBenchmark({
		measurement,
		fingerprint
	}, before, limit) : compareWithImported(measurement, threshold, limit);
	const { verdict, delta, allowed, suspicious, differences } = comparison;
	const now = perUnit(measurement);
	const remaining = compareRemaining(measurement, known && delta ? known.measurement : null);
	const sitesBefore = known && delta && stacks ? baselineSitesPerUnit(known) : null;
	return {
		report: {
			name,
			verdict,
			unit: measurement.unit,
			runs: measurement.runs,
			measurement,
			singleRuns,
			counts: now.counts,
			total: now.total,
			spread: now.spread,
			baseline: comparison.baseline,
			baselineLine: lines.get(name) ?? null,
			delta,
			limit,
			allowed,
			suspicious,
			differences,
			stacks,
			...remaining === null ? {} : { remaining },
			...comparison.imported === void 0 ? {} : { imported: comparison.imported },
			...sitesBefore === null || delta === null ? {
				sites: sites.map((site) => ({
					...site,
					baselineCount: 0,
					delta: 0
				})),
				attribution: []
			} : explainDelta(sitesBefore, sites, delta.total, modules, moved)
		},
		changed: threshold === void 0 && isChanged(comparison)
	};
}
function stacksOf(recording, total) {
	const { callGraph, samples, lost, untrusted, unresolved, stacks, units } = recording;
	return {
		callGraph,
		samples,
		lost,
		untrusted,
		unresolved,
		difference: stacks.reduce((sum, { count }) => sum + count, 0) / units - total
	};
}
/** What the sites do not explain is a row of its own, so that all rows add up to the delta of the total. */
function explainDelta(before, after, totalDelta, modules, moved) {
	const { deltas, residual } = diffSites(before, after, totalDelta);
	const attribution = attribute(deltas, residual, modules).map((each) => {
		const module = /^dependency (.+)$/s.exec(each.origin)?.[1] ?? "";
		const change = moved.find(({ identity }) => identity === modules.packages[module]);
		return change === void 0 ? each : {
			...each,
			moved: change
		};
	});
	const sites = deltas.map(({ name, module, callers, count, bytes, baselineCount, delta }) => ({
		name,
		module,
		callers,
		count,
		bytes,
		baselineCount,
		delta
	}));
	if (Math.abs(residual) < 1e-6) return {
		sites,
		attribution
	};
	const difference = {
		name: "run-to-run difference",
		module: "[measurement]",
		callers: [],
		count: 0,
		bytes: null
	};
	return {
		sites: [...sites, {
			...difference,
			baselineCount: 0,
			delta: residual
		}],
		attribution
	};
}
// src/commands/judge-by-base.ts
/** One notice each, then one for the rest. */
const failuresShown = 5;
/**
* The benchmarks compared with the base commit. `byBaseline` is what the committed baseline says of each: that stays
* where the base commit has no numbers of it, so that a benchmark which failed there is never green for it, and where
* an imported threshold judges. Of a base that was asked for, the committed baseline has no say.
*/
function judgedByBase(outcomes, byBaseline, { base, moved }, modules) {
	const reference = {
		baseline: base.baseline,
		lines: /* @__PURE__ */ new Map(),
		moved
	};
	return outcomes.map((outcome, index) => {
		const { name } = outcome.benchmark;
		const without = byBaseline[index];
		const isKnown = benchmarkIn(base.baseline, name) !== void 0;
		if (!base.isAskedFor && without !== void 0 && (!isKnown || isImported(without.report))) return without;
		const judged = benchmarkReport(outcome, reference, modules);
		return base.failures.has(name) ? incomparable(judged) : judged;
	});
}
/** What to say of benchmarks that were measured here and failed at the base commit, and what that means for each. */
function failedAtBase(benchmarks, { commit, failures }) {
	const failed = benchmarks.flatMap((report) => {
		const error = failures.get(report.name);
		return error === void 0 || report.verdict === "failed" || isImported(report) ? [] : [{
			report,
			error
		}];
	});
	const at = `at the base commit ${commit.slice(0, 10)}`;
	const notices = failed.slice(0, failuresShown).map(({ report: { name, verdict }, error }) => `${code(name)} could not be measured ${at}, ${consequenceOf(verdict)}: ${briefly(error)}`);
	const more = failed.length - notices.length;
	return more === 0 ? notices : [...notices, `${formatQuantity(more, "more benchmark")} could not be measured ${at}.`];
}
function consequenceOf(verdict) {
	if (verdict === "incomparable") return "so it cannot be compared";
	if (verdict === "no-baseline") return "and it has no baseline, so it is compared with nothing";
	return "so it is compared with the committed baseline";
}
function incomparable(judged) {
	const { report } = judged;
	return report.verdict === "failed" ? judged : {
		report: {
			...report,
			verdict: "incomparable"
		},
		changed: false
	};
}
function isImported(report) {
	return report.verdict !== "failed" && report.imported !== void 0;
}
// src/commands/build-report.ts
/** Compares a measurement with its baseline; pure, like everything that it calls. */
function buildReport(measured, setting) {
	const { base } = setting;
	const modules = modulesOf(measured);
	const movedSince = (one) => one === null ? [] : dependencyChanges(one.dependencies, measured.dependencies.versions);
	const committed = {
		baseline: setting.baseline,
		lines: benchmarkLines(setting.baselineText ?? ""),
		moved: movedSince(setting.baseline)
	};
	const byBaseline = measured.benchmarks.map((outcome) => benchmarkReport(outcome, committed, modules));
	const moved = base === void 0 ? committed.moved : movedSince(base.baseline);
	const benchmarks = base === void 0 ? byBaseline : judgedByBase(measured.benchmarks, byBaseline, {
		base,
		moved
	}, modules);
	const references = [setting.baseline, base?.baseline ?? null].filter((one) => one !== null);
	const names = new Set(measured.benchmarks.map(({ benchmark }) => benchmark.name));
	const removed = [...new Set(references.flatMap(benchmarkNames))].filter((name) => !names.has(name));
	const reports = benchmarks.map(({ report }) => report);
	const verdicts = reports.map(({ verdict }) => verdict);
	const anyChange = references.length > 0 && (removed.length > 0 || benchmarks.some(({ changed }) => changed));
	const fingerprint = fingerprintOf(measured);
	const head = reportHead(setting);
	return {
		...head,
		notices: base === void 0 ? head.notices : [...head.notices, ...failedAtBase(reports, base)],
		base: baseOf(setting, measured, fingerprint, byBaseline.map(({ report }) => report)),
		dependencyChanges: moved,
		package: measured.package.name,
		verdict: worstVerdict(verdicts),
		passes: isOpen({
			verdicts,
			anyChange,
			baselineRemoved: isRemoved(setting, reports)
		}, setting.policy),
		failure: null,
		fingerprint,
		modules,
		environment: {
			perf: measured.perf,
			kernel: measured.machine.kernel,
			image: setting.image,
			swift: measured.toolchain.description
		},
		benchmarks: reports,
		removed,
		candidate: fingerprint === null ? null : candidateOf(measured, fingerprint, setting)
	};
}
/** Whether something that is measured has no baseline only because the pull request took it away. */
function isRemoved({ baselineRemoved, removedEntries }, reports) {
	const isTakenAway = ({ name, verdict }) => verdict === "no-baseline" && removedEntries.includes(name);
	return baselineRemoved || reports.some(isTakenAway);
}
function candidateOf(measured, fingerprint, { baselinePath, baseline, baselineText }) {
	const text = formatBaseline(candidateBaseline(measured, fingerprint, baseline));
	return {
		path: baselinePath,
		text,
		diff: unifiedDiff(baselinePath, baselineText, text)
	};
}
/** The report of a gate that could not measure at all. */
function buildFailureReport(error, packageName, setting) {
	return {
		...reportHead(setting),
		base: null,
		dependencyChanges: [],
		package: packageName,
		verdict: "failed",
		passes: false,
		failure: failureOf(error),
		fingerprint: null,
		modules: {
			own: [],
			dependencies: [],
			packages: {}
		},
		environment: {
			perf: null,
			kernel: null,
			image: setting.image,
			swift: null
		},
		benchmarks: [],
		removed: [],
		candidate: null
	};
}
function reportHead({ key, policy, source, baselinePath, baselineText, notices }) {
	const blob = baselineText === null ? null : gitBlob(Buffer.from(baselineText));
	const { failOn, onMissingBaseline, onIncomparable } = policy;
	return {
		formatVersion: 1,
		key,
		policy: {
			failOn,
			onMissingBaseline,
			onIncomparable
		},
		source,
		baselineFile: {
			path: baselinePath,
			exists: blob !== null,
			blob
		},
		notices
	};
}
/** The fingerprint of the first benchmark that was measured; null when none was. */
function fingerprintOf({ benchmarks }) {
	for (const outcome of benchmarks) if (outcome.outcome === "measured") return outcome.fingerprint;
	return null;
}
/** The executables are named too: C code and `main` belong to no module, but to the file they are in. */
function modulesOf({ package: { modules, executables }, builtModules, dependencies: { packages } }) {
	const own = [.../* @__PURE__ */ new Set([...modules, ...executables])].sort();
	return {
		own,
		dependencies: builtModules.filter((module) => !own.includes(module)).sort(),
		packages
	};
}
// src/commands/drift.ts
/**
* What is missing where this package has baselines for environments of this kind and none for this one; null where it
* has none at all: a first run.
*/
function newEnvironmentOf(environment, { here, onBase }, packageName) {
	const own = here.filter((one) => one.package === null || one.package === packageName);
	const deleted = kindredAmong(onBase, environment).filter(({ name }) => !here.some((one) => one.name === name));
	const others = [...own, ...deleted].map(({ swift, os }) => ({
		swift,
		os
	}));
	return others.length === 0 ? null : {
		...nameOf$1(environment),
		others
	};
}
/**
* Whether the base commit tells what the committed baseline does not: where the baseline was measured elsewhere, and,
* `isDrift`, where there is none for this environment yet or dependencies have moved since. What did not move needs no
* explanation.
*/
function needsBase({ benchmarks }, isDrift) {
	return benchmarks.some((benchmark) => benchmark.verdict === "incomparable" || isDrift && (benchmark.verdict === "no-baseline" || hasMoved(benchmark)));
}
// src/swift/resolved-dependencies.ts
const pin = object({
	identity: string(),
	state: object({
		version: string().nullish(),
		branch: string().nullish(),
		revision: string().nullish()
	})
});
const resolved = object({ pins: array(pin) });
/**
* The versions of the dependencies that were built, by identity, from Package.resolved (formats 2 and 3):
* `1.2.3`, or `main@0123abc` for a branch. Empty where there is no such file: the package has none.
*/
async function readResolvedDependencies(packagePath) {
	const text = await readFile(join(packagePath, "Package.resolved"), "utf8").catch(() => null);
	const parsed = text === null ? null : resolved.safeParse(JSON.parse(text));
	const pins = parsed?.success ? parsed.data.pins : [];
	return Object.fromEntries(pins.map(({ identity, state }) => {
		const revision = state.revision?.slice(0, 7) ?? "unknown";
		return [identity, state.version ?? (state.branch ? `${state.branch}@${revision}` : revision)];
	}));
}
/**
* Gives a package the Package.resolved of another, for SwiftPM to resolve the same versions as far as the manifest
* allows them; where that one has none, so has this.
*/
async function copyResolvedDependencies(from, to) {
	const resolved = await readFile(join(from, "Package.resolved")).catch(() => null);
	await rm(join(to, "Package.resolved"), { force: true });
	if (resolved !== null) await writeFile(join(to, "Package.resolved"), resolved, { flag: "wx" });
}
// src/system/elf.ts
const machines = /* @__PURE__ */ new Map([[62, "x86_64"], [183, "aarch64"]]);
/**
* Reads an ELF file (System V ABI, elf(5)): headers and symbol tables only, so that a library of 100 MB costs
* little. Returns null when it is no ELF file of a supported kind; throws when it cannot be read or is torn.
*/
function readElf(path) {
	return withFile(path, (read, size) => parseElf(path, read, size));
}
function withFile(path, use) {
	const file = openSync(path, "r");
	try {
		const size = fstatSync(file).size;
		const read = (offset, length) => {
			if (offset < 0 || length < 0 || offset + length > size) throw new RangeError(`${path}: torn ELF file`);
			const buffer = Buffer.alloc(length);
			readSync(file, buffer, 0, length, offset);
			return buffer;
		};
		return use(read, size);
	} finally {
		closeSync(file);
	}
}
function parseElf(path, read, size) {
	if (size < 64) return null;
	const header = read(0, 64);
	const machine = header.readUInt32BE(0) === 2135247942 && header[4] === 2 && header[5] === 1 ? machines.get(header.readUInt16LE(18)) : void 0;
	if (machine === void 0) return null;
	const segments = table(read, word(header, 32), header.readUInt16LE(54), header.readUInt16LE(56)).map(parseSegment);
	const sections = table(read, word(header, 40), header.readUInt16LE(58), header.readUInt16LE(60)).map(parseSection);
	const symbolsOf = (type) => {
		const section = sections.find((candidate) => candidate.type === type);
		const strings = section && sections[section.link];
		if (section === void 0 || strings === void 0) return [];
		return parseSymbols(read(section.offset, section.size), read(strings.offset, strings.size));
	};
	const interpreter = segments.find(({ type }) => type === PT_INTERP);
	const notes = segments.filter(({ type }) => type === PT_NOTE);
	const executable = segments.filter(({ type, flags }) => type === PT_LOAD && (flags & PF_X) !== 0);
	const sectionNames = sections[header.readUInt16LE(62)];
	return {
		path,
		machine,
		interpreter: interpreter ? cString(read(interpreter.offset, interpreter.size), 0) : null,
		hasDynamicSection: segments.some(({ type }) => type === PT_DYNAMIC),
		buildId: notes.map(({ offset, size: length }) => findBuildId(read(offset, length))).find((id) => id !== null) ?? null,
		dynamicSymbols: symbolsOf(SHT_DYNSYM),
		symbols: symbolsOf(SHT_SYMTAB),
		fileOffset(address) {
			const segment = executable.find((one) => address >= one.address && address < one.address + one.size);
			return segment ? address - segment.address + segment.offset : null;
		},
		addressAt(offset) {
			const segment = executable.find((one) => offset >= one.offset && offset < one.offset + one.size);
			return segment ? offset - segment.offset + segment.address : null;
		},
		section(name) {
			return withFile(path, (again) => {
				const names = sectionNames ? again(sectionNames.offset, sectionNames.size) : Buffer.alloc(0);
				const section = sections.find((one) => cString(names, one.name) === name);
				if (section === void 0 || section.type === SHT_NOBITS || (section.flags & SHF_COMPRESSED) !== 0) return null;
				return {
					address: section.address,
					bytes: again(section.offset, section.size)
				};
			});
		},
		code(start, end) {
			const segment = executable.find((one) => end > one.address && end <= one.address + one.size);
			if (segment === void 0) throw new RangeError(`${path}: no code before 0x${end.toString(16)}`);
			const first = Math.max(start, segment.address);
			return withFile(path, (again) => again(first - segment.address + segment.offset, end - first));
		}
	};
}
const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const PT_NOTE = 4;
const PF_X = 1;
const SHT_SYMTAB = 2;
const SHT_NOBITS = 8;
const SHT_DYNSYM = 11;
const SHF_COMPRESSED = 2048;
function word(buffer, offset) {
	return Number(buffer.readBigUInt64LE(offset));
}
function table(read, offset, entrySize, count) {
	if (count === 0) return [];
	const whole = read(offset, entrySize * count);
	return Array.from({ length: count }, (_, index) => whole.subarray(index * entrySize, (index + 1) * entrySize));
}
function parseSegment(entry) {
	return {
		type: entry.readUInt32LE(0),
		flags: entry.readUInt32LE(4),
		offset: word(entry, 8),
		address: word(entry, 16),
		size: word(entry, 32)
	};
}
function parseSection(entry) {
	return {
		name: entry.readUInt32LE(0),
		type: entry.readUInt32LE(4),
		flags: entry.readUInt32LE(8),
		address: word(entry, 16),
		offset: word(entry, 24),
		size: word(entry, 32),
		link: entry.readUInt32LE(40)
	};
}
function parseSymbols(entries, strings) {
	const symbols = [];
	for (let at = 0; at + 24 <= entries.length; at += 24) {
		const name = cString(strings, entries.readUInt32LE(at));
		if (name === "") continue;
		const type = (entries[at + 4] ?? 0) & 15;
		symbols.push({
			name,
			address: word(entries, at + 8),
			size: word(entries, at + 16),
			defined: entries.readUInt16LE(at + 6) !== 0,
			isFunction: type === 2 || type === 10
		});
	}
	return symbols;
}
/** A note is: name size, description size, type, name (padded to 4), description. Build-id is type 3 of `GNU`. */
function findBuildId(notes) {
	const padded = (length) => (length + 3 & -4) >>> 0;
	for (let at = 0; at + 12 <= notes.length;) {
		const nameSize = notes.readUInt32LE(at);
		const descriptionSize = notes.readUInt32LE(at + 4);
		const description = at + 12 + padded(nameSize);
		if (notes.readUInt32LE(at + 8) === 3 && cString(notes, at + 12) === "GNU") return notes.subarray(description, description + descriptionSize).toString("hex");
		at = description + padded(descriptionSize);
	}
	return null;
}
function cString(buffer, offset) {
	const end = buffer.indexOf(0, offset);
	return buffer.toString("utf8", offset, end < 0 ? buffer.length : end);
}
// src/probes/functions.ts
/** The C functions that get a probe. */
const probedFunctions = [
	"malloc",
	"calloc",
	"posix_memalign",
	"realloc",
	"aligned_alloc",
	"memalign"
];
/** First, second and third integer argument, and where the return address is at a function's first instruction. */
const registers$1 = {
	x86_64: {
		arguments: [
			"%di",
			"%si",
			"%dx"
		],
		returnAddress: "+0(%sp)"
	},
	aarch64: {
		arguments: [
			"%x0",
			"%x1",
			"%x2"
		],
		returnAddress: "%lr"
	}
};
/** What ends a block; it has a probe apart from the others, since it explains and never decides. */
const freeingFunction = "free";
const parameters = {
	malloc: ["size"],
	calloc: ["n", "size"],
	posix_memalign: [
		null,
		"align",
		"size"
	],
	realloc: ["ptr", "size"],
	aligned_alloc: ["align", "size"],
	memalign: ["align", "size"],
	free: ["ptr"]
};
/**
* What a probe fetches at each hit, in the syntax of uprobe_events (Documentation/trace/uprobetracer.rst):
* the function's arguments and, as `ret`, the address it will return to.
*/
function fetchArguments(name, machine) {
	const { arguments: places, returnAddress } = registers$1[machine];
	return [...parameters[name].map((parameter, index) => parameter && `${parameter}=${places[index]}:u64`).filter((one) => one !== null), `ret=${returnAddress}:x64`].join(" ");
}
// src/probes/loaded-objects.ts
/** The executable that a command really starts: itself, or the interpreter of a script's `#!` line. */
function executableOf(path, depth = 0) {
	const elf = readElf(path);
	if (elf !== null) return elf;
	const interpreter = shebang(path);
	if (interpreter === null || depth === 4) throw new MeasurementError(`${path} is neither a 64-bit ELF executable (x86_64 or aarch64) nor a script.`);
	return executableOf(interpreter, depth + 1);
}
/** The program named by a script's first line, `#!/bin/sh -e`; null when there is none. */
function shebang(path) {
	const file = openSync(path, "r");
	try {
		const buffer = Buffer.alloc(256);
		const start = buffer.toString("utf8", 0, readSync(file, buffer, 0, buffer.length, 0));
		return /^#!\s*(\/[^\s]+)/.exec(start)?.[1] ?? null;
	} finally {
		closeSync(file);
	}
}
/**
* The files that the dynamic loader maps for this executable, in the order in which it looks symbols up: the
* executable first, then what is preloaded, then the libraries. The loader is asked itself (`ld.so --list`), so
* that RUNPATH, LD_PRELOAD in `environment` and /etc/ld.so.preload count as they do for the real start.
*/
async function loadedObjects(run, executable, environment) {
	if (executable.interpreter === null) return [executable.path];
	const listing = await succeed(run, `listing the libraries of ${executable.path}`, {
		file: executable.interpreter,
		arguments: ["--list", executable.path],
		environment
	});
	return [executable.path, ...parseListing(listing, executable.path)];
}
/** Reads the loader's listing; throws when a library is missing. */
function parseListing(listing, executable) {
	const paths = [];
	for (const line of listing.split("\n")) {
		const missing = /^\s*(.+) => not found$/.exec(line)?.[1];
		if (missing !== void 0) throw new MeasurementError(`${executable} needs the library ${missing}, which the loader does not find.`);
		const path = /^\s*(?:.+ => )?(\/.+) \(0x[0-9a-f]+\)$/.exec(line)?.[1];
		if (path !== void 0) paths.push(path);
	}
	return paths;
}
// src/probes/allocator.ts
/** Libraries that replace libc's allocator, by the symbols that only they define. */
const foreignAllocators = [
	["mallocx", "jemalloc"],
	["je_malloc", "jemalloc"],
	["mi_malloc", "mimalloc"],
	["tc_malloc", "tcmalloc"]
];
/**
* Finds the allocator that a program will use, by symbol resolution: whoever defines `malloc` first. Throws a
* {@link MeasurementError} when that is not a libc, or when it cannot be probed.
*/
async function findAllocator(run, program, environment) {
	const executable = executableOf(program);
	if (executable.interpreter === null) return staticAllocator(executable);
	const definer = definerOf("malloc", (await loadedObjects(run, executable, environment)).map((path) => readElf(path)));
	if (definer === void 0) throw new MeasurementError(`${program} has no malloc: neither it nor a library that it loads defines one.`);
	refuseForeign(program, definer, /^(libc\.so|libc-2\.|ld-musl-|libc\.musl-)/.test(basename(definer.path)));
	return {
		path: realpathSync(definer.path),
		machine: definer.machine,
		linkage: "dynamic",
		libc: libcName(definer.path),
		libcBuild: definer.buildId ?? "unknown",
		offsets: offsetsIn(definer, definer.dynamicSymbols),
		freeOffset: offsetOf(freeingFunction, definer, definer.dynamicSymbols)
	};
}
function definerOf(name, objects) {
	return objects.find((elf) => elf?.dynamicSymbols.some((symbol) => defines(symbol, name)) ?? false);
}
function defines(symbol, name) {
	return symbol.name === name && symbol.defined && symbol.isFunction;
}
function staticAllocator(executable) {
	if (!executable.symbols.some((symbol) => defines(symbol, "malloc"))) throw new MeasurementError(`${executable.path} is statically linked and its symbol table is stripped: the allocator inside it cannot be found.`, { remedy: "Link it dynamically, or keep its symbols (no `-s`, no `strip`)." });
	refuseForeign(executable.path, executable, true);
	return {
		path: realpathSync(executable.path),
		machine: executable.machine,
		linkage: "static",
		libc: staticLibc(executable),
		libcBuild: "static",
		offsets: offsetsIn(executable, executable.symbols),
		freeOffset: offsetOf(freeingFunction, executable, executable.symbols)
	};
}
/** Symbols that only one libc's allocator has, so that every static executable which allocates carries one. */
const libcMarks = [["__libc_memalign", "static glibc"], ["__malloc_replaced", "static musl"]];
/** Which libc a static executable carries: which calls relay to which depends on it. */
function staticLibc({ path, symbols }) {
	const names = new Set(symbols.filter((one) => one.defined).map((one) => one.name));
	const libc = libcMarks.find(([symbol]) => names.has(symbol))?.[1];
	if (libc !== void 0) return libc;
	throw new MeasurementError(`${path} is statically linked with a libc that is neither glibc nor musl: its allocator cannot be calibrated.`, { remedy: "Link it dynamically." });
}
/** Throws unless `malloc` is that of a libc: `isLibc` goes by the file's name, and a static executable has its own. */
function refuseForeign(program, definer, isLibc) {
	const names = new Set([...definer.dynamicSymbols, ...definer.symbols].filter((one) => one.defined).map((one) => one.name));
	const known = foreignAllocators.find(([symbol]) => names.has(symbol))?.[1];
	if (known === void 0 && isLibc) return;
	throw new MeasurementError(`${program} does not allocate through libc: its malloc is defined ${definer.path === program ? "itself" : `in ${definer.path}`}${known ? ` (${known})` : ""}.`, { remedy: "The gate counts calls of libc’s allocator only. Measure a build that is not linked with (and does not preload) another one." });
}
function offsetsIn(elf, symbols) {
	const offsets = /* @__PURE__ */ new Map();
	for (const name of probedFunctions) {
		const offset = offsetOf(name, elf, symbols);
		if (offset !== null && ![...offsets.values()].includes(offset)) offsets.set(name, offset);
	}
	return offsets;
}
function offsetOf(name, elf, symbols) {
	const symbol = symbols.find((candidate) => defines(candidate, name));
	return symbol === void 0 ? null : elf.fileOffset(symbol.address);
}
/** glibc carries the line `GNU C Library (Debian GLIBC 2.41-12) stable release version 2.41.` in itself. */
function libcName(path) {
	const contents = readFileSync(path);
	const at = contents.indexOf("GNU C Library (");
	if (at < 0) return contents.includes("musl libc") ? "musl" : basename(path);
	return `glibc ${/version ([\d.]+\d)/.exec(contents.toString("latin1", at, at + 200))?.[1] ?? "unknown"}`;
}
// src/swift/build.ts
/**
* Builds in release mode, with the build's output going to the log as it comes, and returns the folder of the
* executables. Throws a {@link MeasurementError} with the compiler's messages when it breaks.
*/
async function build(run, logger, request) {
	const base = [
		"build",
		"-c",
		"release",
		"--package-path",
		request.packagePath,
		...request.arguments
	];
	const selections = request.products.length === 0 ? [[]] : request.products.map((product) => ["--product", product]);
	for (const selection of selections) {
		const invocation = {
			file: "swift",
			arguments: [...base, ...selection],
			directory: request.packagePath,
			onOutput: (chunk) => logger.output(chunk)
		};
		const completion = await logger.group(commandLine(invocation), () => run(invocation));
		if (completion.exitCode !== 0) throw new MeasurementError(`The build broke: \`${commandLine(invocation)}\` ${endOf(completion)}.`, { lastLines: compilerMessages(`${completion.stdout}\n${completion.stderr}`) });
	}
	return (await succeed(run, "asking SwiftPM for the build folder", {
		file: "swift",
		arguments: [...base, "--show-bin-path"],
		directory: request.packagePath
	})).trim().split("\n").at(-1) ?? "";
}
/**
* The lines that say `error:`, each once; the last lines where there is no such word. Swift 6 repeats each message
* below an excerpt of the source, as in ``  |                        `- error: cannot convert…``.
*/
function compilerMessages(output) {
	const errors = output.split("\n").filter((line) => /^[^|]*(^|\s)error: /.test(line));
	return errors.length === 0 ? lastLines(output, 20) : [...new Set(errors)].slice(0, 20);
}
// src/swift/built-modules.ts
/**
* Names of the modules that were built, from the folder of the executables: SwiftPM compiles each target, a
* dependency's too, in `MODULE.build` there. What an earlier build left counts as well. Throws nothing: without the
* folder there are none.
*/
async function readBuiltModules(binaries) {
	return (await readdir(binaries).catch(() => [])).flatMap((name) => name.endsWith(".build") ? [name.slice(0, -6)] : []).sort();
}
// src/system/own-repository.ts
/**
* What `git describe` calls the commit of a folder that is a repository of its own, with nothing changed in it:
* `1.2.0`, `1.2.0-3-g0123abc`, or `0123abc` without tags. Null where the folder belongs to a larger repository, to the
* one that `neighbour` lies in, or to none, and where something was changed, which the commit does not tell.
*/
async function describeOwnRepository(run, folder, neighbour) {
	const top = await topOf(run, folder);
	if (top === null || top !== await realpath(folder) || top === await topOf(run, neighbour)) return null;
	const { exitCode, stdout } = await run(git(folder, "describe", "--tags", "--always", "--dirty"));
	const description = stdout.trim();
	if (exitCode !== 0 || description === "" || description.endsWith("-dirty")) return null;
	return (await run(git(folder, "status", "--porcelain", "--untracked-files=normal"))).stdout.trim() === "" ? description : null;
}
async function topOf(run, folder) {
	const { exitCode, stdout } = await run(git(folder, "rev-parse", "--show-toplevel"));
	return exitCode === 0 ? stdout.trim() : null;
}
// src/swift/module-source.ts
/** The path of a source file is at the start of what is read. */
const mostBytes$1 = 8192;
/**
* A source file of a module that was built, by which the package is known that it belongs to; null where the build
* left no trace of one. SwiftPM lists the sources of a Swift module in `MODULE.build/sources`, one to a line; clang
* writes `dependencies: /path/of/file.c \` to `MODULE.build/file.c.d`. Throws nothing.
*/
async function readModuleSource(binaries, module) {
	const folder = join(binaries, `${module}.build`);
	const listed = (await firstBytes(join(folder, "sources")))?.split("\n")[0]?.replace(/^'(.*)'$/, "$1");
	if (listed !== void 0 && listed !== "") return listed;
	const dependencies = (await readdir(folder, { recursive: true }).catch(() => [])).sort().find((name) => /\.(?:c|cc|cpp|cxx|m|mm|S)\.d$/.test(name));
	return (dependencies === void 0 ? null : await firstBytes(join(folder, dependencies)))?.match(/^[^:]*:\s*(?:\\\n\s*)*((?:\\ |\S)+)/)?.[1]?.replaceAll("\\ ", " ") ?? null;
}
async function firstBytes(path) {
	const file = await open(path).catch(() => null);
	if (file === null) return null;
	try {
		const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes$1), 0, mostBytes$1, 0);
		return buffer.toString("utf8", 0, bytesRead);
	} finally {
		await file.close();
	}
}
// src/swift/source-hash.ts
/** The folders in which SwiftPM looks for targets (PackageBuilder.predefinedSourceDirectories). */
const sourceFolders = [
	"Sources",
	"Source",
	"src",
	"srcs"
];
const manifest$1 = /^Package(?:@swift-[\d.]+)?\.swift$/;
/** A package is source code; beyond this it is not read to its end only to be named. */
const mostFiles = 2e4;
const mostBytes = 268435456;
/**
* A hash of what makes a package what it is: its manifests and the files in its folders of sources, with their paths;
* tests, documentation and what was built are not in it. Seven hexadecimal digits, which tell apart versions of one
* package; null where it has no manifest, a file that cannot be read, or more than 20,000 files or 256 MiB.
*/
async function hashSources(folder) {
	const names = await readdir(folder).catch(() => []);
	const manifests = names.filter((name) => manifest$1.test(name));
	if (manifests.length === 0) return null;
	const paths = [...manifests];
	for (const name of names.filter((one) => sourceFolders.includes(one))) {
		const below = await readdir(join(folder, name), { recursive: true }).catch(() => []);
		paths.push(...below.map((path) => join(name, path)));
		if (paths.length > mostFiles) return null;
	}
	const hash = createHash("sha256");
	let bytes = 0;
	for (const path of paths.sort()) {
		const added = await addFile(hash, folder, path, mostBytes - bytes).catch(() => null);
		if (added === null) return null;
		bytes += added;
		if (bytes > mostBytes) return null;
	}
	return hash.digest("hex").slice(0, 7);
}
/** Adds the file's path, size and content, or where a link leads; a larger file than `room` is only measured. */
async function addFile(hash, folder, path, room) {
	const file = join(folder, path);
	const found = await lstat(file);
	if (found.isSymbolicLink()) hash.update(JSON.stringify([path, await readlink(file)]));
	if (!found.isFile() || found.size > room) return found.isFile() ? found.size : 0;
	hash.update(JSON.stringify([path, found.size]));
	for await (const chunk of createReadStream(file)) hash.update(chunk);
	return found.size;
}
// src/swift/workspace-state.ts
/**
* The parts of `workspace-state.json` that every version of it since 5 has
* (https://github.com/swiftlang/swift-package-manager/blob/main/Sources/Workspace/Workspace%2BState.swift).
*/
const workspaceState = object({ object: object({ dependencies: array(object({
	packageRef: object({ identity: string() }),
	state: object({
		name: string(),
		path: string().nullish()
	}),
	subpath: string()
})) }) });
/** A workspace of thousands of packages; more is something else. */
const largestFile = 16777216;
/** `.build/x86_64-unknown-linux-gnu/release`, and one folder more with other build systems. */
const deepestBinaries = 5;
/**
* The dependencies of the build whose executables lie in `binaries`, as SwiftPM notes them beside the build. Read from
* its file and not asked of `swift package show-dependencies`, which would need the arguments of the build again. Empty
* where there is no such file or it is not understood: it is for information.
*/
async function readManagedDependencies(binaries) {
	const scratch = await findScratchFolder(binaries);
	if (scratch === null) return [];
	const text = await readFile(join(scratch, "workspace-state.json"), "utf8").catch(() => "");
	const parsed = workspaceState.safeParse(parseJson(text));
	if (!parsed.success) return [];
	return parsed.data.object.dependencies.map(({ packageRef: { identity }, state, subpath }) => ({
		identity,
		folder: state.path ?? join(scratch, state.name === "registryDownload" ? "registry/downloads" : "checkouts", subpath),
		isLocal: state.name === "fileSystem" || state.name === "edited"
	}));
}
async function findScratchFolder(binaries) {
	let folder = binaries;
	for (let level = 0; level < deepestBinaries; level++) {
		const found = await stat(join(folder, "workspace-state.json")).catch(() => null);
		if (found !== null) return found.size <= largestFile ? folder : null;
		folder = dirname(folder);
	}
	return null;
}
function parseJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
// src/swift/dependencies.ts
/** Reads which dependencies a package was built with; what cannot be found out is left out. */
async function readDependencies(run, built) {
	const resolved = await readResolvedDependencies(built.packagePath);
	const own = await Promise.all(built.ownFolders.map((folder) => realFolder(folder)));
	const managed = [];
	for (const dependency of await readManagedDependencies(built.binaries)) if (!own.includes(await realFolder(dependency.folder))) managed.push(dependency);
	const versions = { ...resolved };
	for (const { identity, folder, isLocal } of managed) {
		const version = isLocal ? await localVersion(run, folder, built.packagePath) : null;
		if (version !== null) versions[identity] = version;
	}
	return {
		versions,
		resolved: Object.keys(resolved),
		packages: await packagesOfModules(managed, built)
	};
}
/**
* The tag or commit of a dependency that is a repository of its own (a submodule, say). One that lies in the
* package's own repository is told apart by its content: the repository's commit says nothing of it, and a commit that
* was fetched to be measured is in no repository at all.
*/
async function localVersion(run, folder, packagePath) {
	const described = await describeOwnRepository(run, folder, packagePath);
	if (described !== null) return described;
	const hash = await hashSources(folder);
	return hash === null ? null : `local ${hash}`;
}
function realFolder(folder) {
	return realpath(folder).catch(() => folder);
}
/** By a source file of each module: it lies in the folder of its package. */
async function packagesOfModules(managed, { binaries, modules }) {
	if (managed.length === 0) return {};
	const folders = await Promise.all(managed.map(async ({ identity, folder }) => ({
		identity,
		folder: await realFolder(folder)
	})));
	folders.sort((a, b) => b.folder.length - a.folder.length);
	const owned = [];
	for (const module of modules) {
		const source = await readModuleSource(binaries, module);
		const file = source === null ? null : await realpath(source).catch(() => source);
		const owner = folders.find(({ folder }) => file?.startsWith(folder + sep));
		if (owner !== void 0) owned.push([module, owner.identity]);
	}
	return Object.fromEntries(owned);
}
// src/swift/benchmark-recipe.ts
/** The folder in which libraries keep the package of their benchmarks, so that nobody who uses them resolves it. */
const benchmarksFolder = "Benchmarks";
/**
* What to say of a package without anything to run: two files to paste, complete, that make a nested package of its
* benchmarks, and the configuration that measures it. `found` says why a nested package that is there is not taken.
*/
function benchmarkRecipe({ name, libraries, libraryModules }, found = null) {
	const [library] = libraries;
	const reason = `The package ${name} has no executable product, so there is nothing to run (its libraries: ${libraries.join(", ") || "none"}).`;
	const product = library ?? "MyLibrary";
	const module = libraryModules.find((name) => name === product) ?? libraryModules[0] ?? product;
	return [
		reason,
		...found === null ? [] : [found],
		...library === void 0 ? [`Give it a library product, \`.library(name: "${product}", targets: ["${product}"])\`, for a program to use.`] : [],
		`A nested package that uses it is found by itself. Put this into ${benchmarksFolder}/Package.swift:`,
		"",
		...indented(manifest(name, product)),
		"",
		`this into ${benchmarksFolder}/Sources/AllocationBenchmark/main.swift:`,
		"",
		...indented(program(module)),
		"",
		"and this into .github/allocations.yml, so that start-up cancels out:",
		"",
		...indented(configuration)
	].join("\n");
}
/** The `name:` of the dependency keeps it right whatever the folder of a checkout is called. */
function manifest(name, product) {
	return [
		"// swift-tools-version: 5.9",
		"import PackageDescription",
		"",
		"let package = Package(",
		"  name: \"benchmarks\",",
		`  dependencies: [.package(name: ${JSON.stringify(name)}, path: "..")],`,
		"  targets: [",
		"    .executableTarget(",
		"      name: \"AllocationBenchmark\",",
		`      dependencies: [.product(name: ${JSON.stringify(product)}, package: ${JSON.stringify(name)})]`,
		"    )",
		"  ]",
		")"
	];
}
function program(module) {
	return [
		`import ${module}`,
		"",
		"// How often to do it: the last argument.",
		"let iterations = CommandLine.arguments.last.flatMap { Int($0) } ?? 1",
		"for _ in 0..<iterations {",
		`  // Do here what users of ${module} do.`,
		"}"
	];
}
const configuration = [
	"benchmarks:",
	"  everyday-use:",
	"    product: AllocationBenchmark",
	"    iterations: { argument: \"{iterations}\", from: 10, to: 110 }"
];
function indented(lines) {
	return lines.map((line) => line === "" ? "" : `    ${line}`);
}
// src/swift/package.ts
const description = object({
	name: string().min(1),
	dependencies: array(object({
		type: string(),
		path: string().optional()
	})),
	products: array(object({
		name: string(),
		type: record$1(string(), unknown()),
		targets: array(string())
	})),
	targets: array(object({
		name: string(),
		c99name: string()
	}))
});
/** Reads the package in this folder; throws with SwiftPM's own words when its manifest is wrong. */
async function describePackage(run, path) {
	const output = await succeed(run, "reading the package", {
		file: "swift",
		arguments: [
			"package",
			"--package-path",
			path,
			"describe",
			"--type",
			"json"
		],
		directory: path
	});
	const { name, dependencies, products, targets } = description.parse(JSON.parse(output.slice(output.indexOf("{"))));
	const ofType = (type) => products.filter((product) => type in product.type).map((product) => product.name).sort();
	const libraries = ofType("library");
	const inLibrary = products.find((product) => product.name === libraries[0])?.targets ?? [];
	return {
		name,
		path,
		executables: ofType("executable"),
		libraries,
		libraryModules: inLibrary.flatMap((target) => targets.find((one) => one.name === target)?.c99name ?? []),
		modules: targets.map(({ c99name }) => c99name),
		folders: [path],
		localDependencies: dependencies.flatMap((one) => one.type === "fileSystem" && one.path ? [one.path] : [])
	};
}
/** The package's only executable product; throws a {@link UsageError} that lists them when there are several. */
function onlyExecutable(swiftPackage) {
	const [first, ...others] = swiftPackage.executables;
	if (first === void 0) throw new UsageError(benchmarkRecipe(swiftPackage));
	if (others.length === 0) return first;
	throw new UsageError(`The package ${swiftPackage.name} has ${others.length + 1} executable products: ${swiftPackage.executables.join(", ")}. Name the ones to measure with the input \`products\`, or describe them in the configuration file.`);
}
/** Throws a {@link UsageError} when there is no such executable product. */
function requireExecutable(swiftPackage, product) {
	if (swiftPackage.executables.includes(product)) return;
	const available = swiftPackage.executables.length === 0 ? "none" : swiftPackage.executables.join(", ");
	throw new UsageError(`The package ${swiftPackage.name} has no executable product named ${JSON.stringify(product)}; it has: ${available}.`);
}
// src/swift/measured-package.ts
/**
* Describes the package to measure: the one in this folder, or, where that is a library and an executable product is
* needed, the nested package of its benchmarks. Throws a {@link UsageError} with a recipe where there is neither.
*/
async function describeMeasuredPackage(run, path, needsProduct) {
	const found = await describePackage(run, path);
	if (found.executables.length > 0 || !needsProduct) return withEnclosing(run, found);
	const folder = join(path, benchmarksFolder);
	if (!await isFile(join(folder, "Package.swift"))) throw new UsageError(benchmarkRecipe(found));
	const nested = await describePackage(run, folder);
	const measured = await withEnclosing(run, nested, found);
	if (measured === nested) throw new UsageError(benchmarkRecipe(found, `${benchmarksFolder}/ holds a package that does not depend on this one by path.`));
	if (nested.executables.length === 0) throw new UsageError(benchmarkRecipe(found, `${benchmarksFolder}/ holds a package without executable product.`));
	return measured;
}
/**
* A package that depends on the one around it measures that one: its modules are own code of the repository, not a
* dependency's, and its name says where it lies (`text-fields/Benchmarks`), since most are called `benchmarks`.
*/
async function withEnclosing(run, inner, known) {
	const folder = await realpath(inner.path);
	for (const dependency of inner.localDependencies) {
		const path = await realpath(dependency).catch(() => null);
		if (path === null) continue;
		const inside = relative(path, folder);
		if (inside === "" || inside === ".." || inside.startsWith("../")) continue;
		const outer = known?.path === path ? known : await describePackage(run, path);
		return {
			...inner,
			name: `${outer.name}/${inside}`,
			modules: [...inner.modules, ...outer.modules],
			folders: [...inner.folders, ...outer.folders]
		};
	}
	return inner;
}
async function isFile(path) {
	return stat(path).then((found) => found.isFile(), () => false);
}
// src/commands/count-benchmark.ts
/** How often the smallest total must be seen before it is believed. */
const settledAfter = 3;
/** Counts a benchmark until its numbers have settled, or as often as it is to be run. */
async function countBenchmark(countOnce, benchmark, totalIncludes) {
	const count = (iterations) => countLevel(countOnce, iterations, benchmark, totalIncludes);
	const summarize = ({ counts, blocks }) => summarizeRuns(counts, totalIncludes, blocks);
	const common = totalIncludes.length === 0 ? {} : { totalIncludes };
	if (benchmark.iterations === null) {
		const all = await count(null);
		refuseSilence(benchmark, [all]);
		return {
			measurement: {
				unit: "run",
				runs: all.counts.length,
				...common,
				...summarize(all)
			},
			singleRuns: [singleRunsOf(all)]
		};
	}
	const { from, to } = benchmark.iterations;
	const [low, high] = [await count(from), await count(to)];
	refuseSilence(benchmark, [low, high]);
	return {
		measurement: {
			unit: "iteration",
			runs: Math.max(low.counts.length, high.counts.length),
			...common,
			from: {
				iterations: from,
				...summarize(low)
			},
			to: {
				iterations: to,
				...summarize(high)
			}
		},
		singleRuns: [low, high].map(singleRunsOf)
	};
}
function singleRunsOf({ iterations, counts }) {
	return {
		iterations,
		counts
	};
}
/**
* Freed blocks are counted in one run only, since that takes as long again as counting allocations: in the second,
* so that a program which cannot be measured at all has shown it by then.
*/
async function countLevel(countOnce, iterations, benchmark, totalIncludes) {
	const counts = [];
	let blocks = null;
	while (counts.length < benchmark.runs && !isSettled(counts.map((one) => totalOf(one, totalIncludes)))) {
		const { calls, freed } = await countOnce(iterations, counts.length === Math.min(1, benchmark.runs - 1));
		const run = countsFrom(calls);
		counts.push(run);
		if (freed !== null) blocks = {
			allocated: blocksAllocated(run),
			freed
		};
	}
	return {
		iterations,
		counts,
		blocks
	};
}
/**
* Zero per iteration is a fine result, and so is a program that allocates nothing before its first iteration. But one
* that never calls the allocator at all, at no level, allocates in a way that the probes do not see (facts 4).
*/
function refuseSilence({ name }, levels) {
	if (levels.flatMap(({ counts }) => counts.flatMap((one) => Object.values(one))).every((count) => count === 0)) throw zeroHits(name);
}
function isSettled(totals) {
	const smallest = Math.min(...totals);
	return totals.filter((total) => total === smallest).length >= settledAfter;
}
const kindsOfFunction = {
	malloc: ["malloc"],
	calloc: ["calloc"],
	posix_memalign: ["posix_memalign_small", "posix_memalign_large"],
	realloc_null: ["realloc_null"],
	realloc: ["realloc_existing"],
	aligned_alloc: ["aligned_alloc_small", "aligned_alloc_large"],
	memalign: ["memalign_small", "memalign_large"]
};
/** Calls of each function, whatever the alignment. */
function countsFrom(calls) {
	return countsOf((name) => kindsOfFunction[name].reduce((sum, kind) => sum + calls[kind], 0));
}
function zeroHits(name) {
	return new MeasurementError(`${name} did not call the probed allocator once in a whole run.`, { remedy: "It allocates in another way (its own allocator, or another libc), or it does nothing at all." });
}
/** How the benchmark is started: its command, with the number of iterations in its place. */
function workloadOf(benchmark, program, iterations, directory, environment) {
	const given = benchmark.kind === "command" ? benchmark.command.slice(1) : [];
	const spec = benchmark.iterations;
	const count = String(iterations ?? "");
	const inArgument = spec?.kind === "argument" ? [spec.argument.replaceAll("{iterations}", count)] : [];
	const inVariable = spec?.kind === "variable" ? { [spec.variable]: count } : {};
	return {
		command: [
			program,
			...given,
			...benchmark.arguments,
			...inArgument
		],
		directory,
		environment: environment({
			...benchmark.environment,
			...inVariable
		}),
		timeoutSeconds: benchmark.timeoutSeconds
	};
}
// src/commands/measured-environment.ts
/**
* The whole environment of a measured program, before what the user adds. It is fixed because it is part of what
* is measured: two more variables cost a Foundation program about 16 allocations (facts 5).
*/
function measuredEnvironment(own, added) {
	return {
		PATH: "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
		HOME: own.HOME ?? "/",
		LANG: "C.UTF-8",
		SWIFT_DETERMINISTIC_HASHING: "1",
		SWIFT_BACKTRACE: "enable=no",
		...added
	};
}
// src/system/background.ts
/**
* Starts a program that stays in the background until its standard input ends. The function returned ends it and
* waits for that. Our own end does the same, whatever its cause: the kernel closes the pipe, after SIGKILL too.
* A program that cannot be started, or ends before its time, is nobody's concern.
*/
function startBackground(file, args, environment) {
	const child = spawn(file, [...args], {
		env: environment,
		stdio: [
			"pipe",
			"ignore",
			"ignore"
		]
	});
	const ended = new Promise((resolve) => {
		child.once("close", () => resolve()).once("error", () => resolve());
	});
	child.stdin.on("error", () => {});
	return async () => {
		child.stdin.end();
		await ended;
	};
}
// src/perf/hold-probes.ts
/**
* Keeps probes registered until the function returned is called, by counting the hits of an idle `cat`.
*
* The kernel registers a probe when its first event is opened, and when the last one is closed it waits for all
* CPUs to have passed (`uprobe_unregister_sync`): 0.1 s for each of six probes, at every run. With the probes held,
* opening and closing takes 0.02 s (Linux 6.18). It changes no count: events count their own workload only.
*/
function holdProbes(perf, events) {
	return startBackground(perf, [
		"stat",
		"-o",
		"/dev/null",
		...events.flatMap((event) => ["-e", event]),
		"--",
		"cat"
	], { PATH: "/usr/bin:/bin" });
}
// src/perf/workload.ts
/** Output of the measured program that is worth keeping when it fails. */
const keptLines = 20;
/** The exit status of coreutils' `timeout` when the limit was reached, and when it had to use SIGKILL. */
const timeoutStatus = [124, 137];
/**
* Runs `prefix WORKLOAD` (perf and its options) within the workload's time limit. Throws a
* {@link MeasurementError} when the program crashes or takes too long; any other end is the caller's to judge.
*
* `timeout` stands outside of perf, so it is not counted; perf enables its events at the workload's own exec.
*/
async function runWorkload(run, prefix, workload) {
	const [file] = workload.command;
	const started = Date.now();
	const completion = await run({
		file: "timeout",
		arguments: [
			"--kill-after=5",
			String(workload.timeoutSeconds),
			...prefix,
			"--",
			...workload.command
		],
		directory: workload.directory,
		environment: workload.environment
	});
	if (Date.now() - started >= workload.timeoutSeconds * 1e3 && timeoutStatus.includes(completion.exitCode)) throw new MeasurementError(`${file} did not end within ${workload.timeoutSeconds} s.`, {
		remedy: "Make the program end by itself, or give it more time with `timeout`.",
		lastLines: outputOf(completion)
	});
	const crash = crashOf(file, completion.stderr);
	if (crash !== null) throw new MeasurementError(`${file} crashed: ${crash}.`, { lastLines: outputOf(completion) });
	return completion;
}
/** The last lines that the program, or perf, printed. */
function outputOf({ stdout, stderr }) {
	return lastLines(`${stdout}\n${stderr}`, keptLines);
}
const signals = [
	...[
		"Hangup",
		"Interrupt",
		"Quit",
		"Illegal instruction",
		"Trace/breakpoint trap",
		"Aborted",
		"Bus error"
	],
	...[
		"Floating point exception",
		"Killed",
		"Segmentation fault",
		"Broken pipe",
		"Alarm clock",
		"Terminated"
	],
	...[
		"CPU time limit exceeded",
		"File size limit exceeded",
		"Bad system call"
	]
];
/**
* perf answers 0 when the program was ended by a signal, and only says so, as the last line on standard error:
* `./server: Segmentation fault` (`psignal` in tools/perf/builtin-stat.c, worded by strsignal(3)).
*/
function crashOf(file, stderr) {
	const last = stderr.trimEnd().split("\n").at(-1) ?? "";
	return signals.find((signal) => last === `${file}: ${signal}`) ?? null;
}
// src/perf/stat.ts
/** perf's options that select these events; a filter belongs to the event before it. */
function selectEvents(events) {
	return events.flatMap(({ event, filter }) => [
		"-e",
		event,
		...filter === null ? [] : ["--filter", filter]
	]);
}
/**
* Runs the workload once under `perf stat` and returns the hits of each event, in order. The kernel counts, so
* no hit can be lost. The workload's children and threads are counted too. Throws a {@link MeasurementError}
* when the program fails or an event could not be counted.
*/
async function countHits(run, perf, events, workload, outputFile) {
	const completion = await runWorkload(run, [
		perf,
		"stat",
		"-x;",
		"-o",
		outputFile,
		...selectEvents(events)
	], workload);
	const counts = parseCounts(await readFile(outputFile, "utf8").catch(() => ""), events);
	if (completion.exitCode === 0 && counts !== null) return counts;
	const [file] = workload.command;
	throw new MeasurementError(counts === null ? `perf stat could not count ${file} (it ${endOf(completion)}).` : `${file} ${endOf(completion)}.`, { lastLines: outputOf(completion) });
}
/**
* Reads `perf stat '-x;'`: one line an event, in the order of the events:
*
*     160;;allocation_gate_1_2_3_1:malloc;2254064;100.00;;
*     <not counted>;;allocation_gate_1_2_3_1:calloc;0;100.00;;
*
* perf writes the share with the locale's decimal separator (`100,00`), since it runs in the workload's environment.
* Null when a line is missing, is another event's, holds no number, or was not counted all the time.
*/
function parseCounts(text, events) {
	const rows = text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(";"));
	if (rows.length !== events.length) return null;
	const counts = rows.map(([count = "", , event, , share], index) => {
		return /^\d+$/.test(count) && event === events[index]?.event && /^100\D+00$/.test(share ?? "") ? Number(count) : null;
	});
	return counts.every((count) => count !== null) ? counts : null;
}
// src/probes/call-kinds.ts
/**
* The ways of calling an allocation function that are told apart, because an allocator may treat each
* differently: glibc's `posix_memalign` jumps into `malloc` for alignments up to 16 and does not beyond. Each
* has a probe and a filter on what the probe fetches, and no call belongs to two. `realloc(p, 0)` is in none:
* it frees.
*/
const callKinds = {
	malloc: {
		probe: "malloc",
		filter: null
	},
	calloc: {
		probe: "calloc",
		filter: null
	},
	posix_memalign_small: {
		probe: "posix_memalign",
		filter: "align <= 16"
	},
	posix_memalign_large: {
		probe: "posix_memalign",
		filter: "align > 16"
	},
	realloc_null: {
		probe: "realloc",
		filter: "ptr == 0"
	},
	realloc_existing: {
		probe: "realloc",
		filter: "ptr != 0 && size != 0"
	},
	aligned_alloc_small: {
		probe: "aligned_alloc",
		filter: "align <= 16"
	},
	aligned_alloc_large: {
		probe: "aligned_alloc",
		filter: "align > 16"
	},
	memalign_small: {
		probe: "memalign",
		filter: "align <= 16"
	},
	memalign_large: {
		probe: "memalign",
		filter: "align > 16"
	}
};
const allCallKinds = Object.keys(callKinds);
/** The kinds that can be counted where these functions have a probe. */
function kindsOf(functions) {
	return allCallKinds.filter((kind) => functions.includes(callKinds[kind].probe));
}
// src/probes/calibration.ts
/**
* Measures a program whose calls are known with the very probes that will count, and returns which calls relay
* to which; throws a {@link MeasurementError} when a function's number is not what was called.
*
* The kind of weight i is called 2·3ⁱ times: whatever kinds relay into a function, each shows as its own digit in base
* three of the surplus: 2 for all calls, 0 for none, and 1 for what must not be (half of them). The first kind has the
* largest weight, since a hit of malloc's probe costs a tenth of one of memalign's.
*/
async function calibrate(count, kinds) {
	const calls = allCallKinds.map((kind, index) => kinds.includes(kind) ? 2 * weightOf(index) : 0);
	const idle = await count(calls.map(() => "0"));
	const busy = await count(calls.map(String));
	return new Map(kinds.map((kind) => {
		const expected = calls[allCallKinds.indexOf(kind)] ?? 0;
		const counted = (busy.get(kind) ?? 0) - (idle.get(kind) ?? 0);
		const relaying = relayingKinds(counted - expected, kind, kinds);
		if (relaying === null) throw calibrationError(kind, expected, counted);
		return [kind, relaying];
	}));
}
function relayingKinds(surplus, into, kinds) {
	if (surplus < 0 || surplus >= 3 ** allCallKinds.length) return null;
	const digits = allCallKinds.map((_, index) => Math.floor(surplus / weightOf(index)) % 3);
	const relaying = allCallKinds.filter((_, index) => digits[index] === 2);
	return !digits.includes(1) && relaying.every((kind) => kind !== into && kinds.includes(kind)) ? relaying : null;
}
function calibrationError(kind, expected, counted) {
	return new MeasurementError(`Calibration is wrong: ${expected} calls of ${kind} were made, ${counted} were counted, and no other function explains the difference.`, { remedy: "The probes do not count what they should on this machine. Please report it with the output of `swift-allocation-gate doctor --json`." });
}
function weightOf(index) {
	return 3 ** (allCallKinds.length - 1 - index);
}
// src/probes/calibration-program.ts
/**
* Compiles the calibration program in `folder` with the toolchain's own clang, linked as the allocator to be
* probed is. Throws a {@link MeasurementError} when there is no compiler, or when the program loads another libc
* than the one that is probed.
*/
async function compileCalibrationProgram(run, allocator, folder, environment) {
	const source = join(folder, "calibration.c");
	const path = join(folder, `calibration-${allocator.linkage}`);
	await writeFile(source, calibrationProgram);
	const options = [
		"-O0",
		"-fno-builtin",
		"-pthread",
		...allocator.linkage === "static" ? ["-static"] : []
	];
	await succeed(run, "compiling the calibration program", {
		file: compilerFor(allocator, environment.PATH ?? ""),
		arguments: [
			...options,
			"-o",
			path,
			source
		]
	});
	const used = await findAllocator(run, path, {});
	if (!(allocator.linkage === "dynamic" ? used.path === allocator.path : used.libc === allocator.libc)) {
		const [its, theirs] = allocator.linkage === "dynamic" ? [used.path, allocator.path] : [used.libc, allocator.libc];
		throw new MeasurementError(`The calibration program uses ${its}, the measured program ${theirs}: its counts cannot be checked.`);
	}
	return {
		path,
		allocator: used
	};
}
/** The compiler that links with the libc to be probed; throws a {@link MeasurementError} when there is none. */
function compilerFor({ path, libc }, searchPath) {
	const folders = searchPath.split(":").filter((folder) => folder !== "");
	if (libc !== "static musl") return anyCompiler(folders);
	const musl = folders.map((folder) => join(folder, "musl-gcc")).find((candidate) => existsSync(candidate));
	if (musl !== void 0) return musl;
	throw new MeasurementError(`There is no musl-gcc to calibrate with, and ${path} is statically linked with musl.`, { remedy: "Install the package musl-tools, or link the program dynamically." });
}
/** The clang beside the real `swift` (which may be a link), else the first C compiler on PATH. */
function anyCompiler(folders) {
	const swift = folders.map((folder) => join(folder, "swift")).find((path) => existsSync(path));
	const beside = swift === void 0 ? [] : [join(dirname(realpathSync(swift)), "clang")];
	const onPath = [
		"clang",
		"cc",
		"gcc"
	].flatMap((name) => folders.map((folder) => join(folder, name)));
	const found = [...beside, ...onPath].find((path) => existsSync(path));
	if (found !== void 0) return found;
	throw new MeasurementError("There is no C compiler to calibrate with: neither clang beside swift, nor clang, cc or gcc on PATH.");
}
/**
* A C program that makes exactly as many calls of each kind as its arguments say, in the order of `callKinds`; then
* as many of `free(NULL)` and of `realloc(p, 0)`, and starts as many threads. It frees every block once, and is
* carried as source so that it is compiled against the allocator that will be probed.
*/
const calibrationProgram = `
#include <malloc.h>
#include <pthread.h>
#include <stdlib.h>

static void *volatile sink;

static void keep(void *block) {
  sink = block;
  free(block);
}

static void *fill_cache(void *context) {
  void *blocks[6];
  for (int i = 0; i < 6; i++) blocks[i] = malloc(24 << i % 3);
  for (int i = 0; i < 6; i++) keep(blocks[i]);
  return context;
}

int main(int argc, char **argv) {
  static const size_t small[] = {8, 16}, large[] = {32, 64, 4096};
  static const size_t sizes[] = {24, 100, 5000, 300000, 48};
  void *block = malloc(16);
  for (int kind = 0; kind + 1 < argc; kind++) {
    long calls = atol(argv[kind + 1]);
    for (long i = 0; i < calls; i++) {
      void *aligned = 0;
      pthread_t thread;
      switch (kind) {
        case 0: keep(malloc(24)); break;
        case 1: keep(calloc(3, 8)); break;
        case 2: if (posix_memalign(&aligned, small[i % 2], 24)) abort(); keep(aligned); break;
        case 3: if (posix_memalign(&aligned, large[i % 3], 24)) abort(); keep(aligned); break;
        case 4: keep(realloc(NULL, 24)); break;
        case 5: block = realloc(block, sizes[i % 5]); break;
        case 6: keep(aligned_alloc(small[i % 2], 48)); break;
        case 7: keep(aligned_alloc(large[i % 3], 4096)); break;
        case 8: keep(memalign(small[i % 2], 24)); break;
        case 9: keep(memalign(large[i % 3], 24)); break;
        case 10: free(NULL); break;
        case 11: keep(realloc(malloc(24), 0)); break;
        case 12: if (pthread_create(&thread, 0, fill_cache, 0) || pthread_join(thread, 0)) abort(); break;
      }
    }
  }
  keep(block);
  return 0;
}
`;
// src/system/orphans.ts
/**
* Ends the processes whose command line contains this text, such as the perf of a gate that was killed (by SIGKILL, so
* that it could not do it itself). Those of other users, and those that have just ended, are left alone.
*/
function endProcessesNaming(text) {
	for (const entry of readdirSync("/proc")) {
		if (!/^\d+$/.test(entry) || Number(entry) === process.pid || !commandLineOf(entry).includes(text)) continue;
		try {
			process.kill(Number(entry), "SIGTERM");
		} catch {}
	}
}
function commandLineOf(pid) {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8");
	} catch {
		return "";
	}
}
// src/probes/probe-group.ts
/** A group's name carries its owner, so that the probes of a killed gate are told from those of a living one. */
const ownedGroup = new RegExp(`^allocation_gate_(${ownerPattern})_\\d+$`);
let groups = 0;
function nextGroupName() {
	groups += 1;
	return `allocation_gate_${ownerId()}_${groups}`;
}
/**
* Places one probe on each function of the allocator, at its exact offset: `perf probe --add malloc` would also
* match the `malloc@plt` inside libc and count twice (facts 1). They are removed by `remove` or the cleanup.
*/
async function placeProbes(tracefs, allocator, cleanup) {
	const functions = [...allocator.offsets.keys()];
	const places = [...allocator.offsets].map(([event, offset]) => {
		return {
			event,
			offset,
			fetched: fetchArguments(event, allocator.machine)
		};
	});
	return {
		functions,
		...await placeAll(tracefs, allocator.path, places, cleanup)
	};
}
/** Places a probe at the start of the allocator's `free`, until the cleanup; returns it as `GROUP:EVENT`. */
async function placeFreeProbe(tracefs, { path, machine }, offset, cleanup) {
	const { name } = await placeAll(tracefs, path, [{
		event: freeingFunction,
		offset,
		fetched: fetchArguments(freeingFunction, machine)
	}], cleanup);
	return [`${name}:${freeingFunction}`];
}
/** Places probes on instructions at these offsets in the file, until the cleanup; returns them as `GROUP:EVENT`. */
async function placeInstructionProbes(tracefs, path, offsets, cleanup) {
	const places = offsets.map((offset, index) => ({
		event: `at_${index}`,
		offset,
		fetched: ""
	}));
	const { name } = await placeAll(tracefs, path, places, cleanup);
	return places.map(({ event }) => `${name}:${event}`);
}
async function placeAll(tracefs, path, places, cleanup) {
	const name = nextGroupName();
	const remove = cleanup.add(() => removeGroup(tracefs, name));
	for (const { event, offset, fetched } of places) {
		const place = `${path}:0x${offset.toString(16)}`;
		try {
			await tracefs.writeProbe(`p:${name}/${event} ${place} ${fetched}`.trimEnd());
		} catch (error) {
			await remove();
			throw new MeasurementError(`The kernel refused a probe on ${event} at ${place}: ${messageOf(error)}`, { remedy: "Uprobes need a file system with real inodes: put the package on a disk, not on FUSE or a network share." });
		}
	}
	return {
		name,
		remove
	};
}
/**
* Removes what gates that were killed left behind; probes of living gates and of others stay. Their perf may still be
* running, with the measured program below it, and holds the probes: it is ended first.
*/
async function removeLeftovers(tracefs) {
	for (const name of new Set(parseProbes(await tracefs.readProbes()).map(({ group }) => group))) {
		const owner = ownedGroup.exec(name)?.[1];
		if (owner === void 0 || !isDead(owner)) continue;
		endProcessesNaming(`${name}:`);
		await removeGroup(tracefs, name).catch(() => {});
	}
}
/** Removes the probes of one group, one by one; waits while perf still holds one open. */
async function removeGroup(tracefs, name) {
	const attempts = 40;
	for (let attempt = 1;; attempt += 1) {
		const left = parseProbes(await tracefs.readProbes()).filter(({ group }) => group === name);
		if (left.length === 0) return;
		try {
			for (const { event } of left) await tracefs.writeProbe(`-:${name}/${event}`);
		} catch (error) {
			if (attempt === attempts) throw new Error(`The probes of group ${name} could not be removed: ${messageOf(error)}`);
			await setTimeout(50);
		}
	}
}
/** The lines of `uprobe_events`: `p:GROUP/EVENT PATH:0xOFFSET ARGUMENTS`. */
function parseProbes(text) {
	return [...text.matchAll(/^[pr]:([^/\s]+)\/(\S+) /gm)].map(([, group = "", event = ""]) => ({
		group,
		event
	}));
}
// src/probes/relays.ts
/**
* The calls that the program and its libraries made, from the hits: those that other functions made of a
* function are subtracted from its hits. Throws a `RangeError` when two kinds relay to each other.
*/
function callsFrom(hits, relays) {
	const calls = /* @__PURE__ */ new Map();
	const solve = (kind, path) => {
		const known = calls.get(kind);
		if (known !== void 0) return known;
		if (path.includes(kind)) throw new RangeError(`${kind} and ${path.at(-1)} relay to each other`);
		const relayed = (relays.get(kind) ?? []).reduce((sum, other) => sum + solve(other, [...path, kind]), 0);
		const own = Math.max(0, (hits.get(kind) ?? 0) - relayed);
		calls.set(kind, own);
		return own;
	};
	return Object.fromEntries(allCallKinds.map((kind) => [kind, solve(kind, [])]));
}
// src/commands/count-freed.ts
/** Counts a run's calls alone. */
async function countCalls(count) {
	const { hits } = await count([]);
	return {
		hits,
		freed: null
	};
}
/** Counts the blocks that a run frees, too; where that fails, the program is run once more for its calls alone. */
async function countCallsAndFreed(count, free, logger) {
	if (free.outcome === "uncountable") return countCalls(count);
	try {
		const { hits, more } = await count(free.events);
		return {
			hits,
			freed: free.freedFrom(more)
		};
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		logger.info(`Once more, without freed blocks: ${error.message}`);
		return countCalls(count);
	}
}
// src/perf/machine-code.ts
/**
* Addresses that code at `start` calls directly: `call rel32`, `bl`. Instructions of x86_64 are not told apart
* from their operands, so that there may be addresses too many: the caller keeps those where a function begins.
*/
function callTargets(machine, code, start) {
	const targets = [];
	if (machine === "x86_64") {
		for (let at = code.indexOf(232); at >= 0 && at + 5 <= code.length; at = code.indexOf(232, at + 1)) targets.push(start + at + 5 + code.readInt32LE(at + 1));
		return targets;
	}
	for (let at = 0; at + 4 <= code.length; at += 4) {
		const instruction = code.readInt32LE(at);
		if (instruction >>> 26 === 37) targets.push(start + at + (instruction << 6 >> 6) * 4);
	}
	return targets;
}
/** Bytes of `call rel32` and of `bl`. */
const callLengths = {
	x86_64: 5,
	aarch64: 4
};
/**
* The place in the file of the direct call of a function that returns to this place; null where what ends there is
* another instruction, or calls something else. Throws like `readElf`.
*/
function directCallBefore(elf, returnOffset, calleeOffset) {
	const returnAddress = elf.addressAt(returnOffset);
	if (returnAddress === null) return null;
	const start = returnAddress - callLengths[elf.machine];
	const [target] = callTargets(elf.machine, elf.code(start, returnAddress), start);
	return target !== void 0 && target === elf.addressAt(calleeOffset) ? elf.fileOffset(start) : null;
}
const endbr64 = Buffer.from([
	243,
	15,
	30,
	250
]);
const testFirstArgument = Buffer.from([
	72,
	133,
	255
]);
/**
* The place in the file, at a function's start, where a probe that reads its first argument costs least: the kernel
* emulates pushes and jumps, and steps through anything else, which takes ten times as long (arch/x86/kernel/uprobes.c).
* glibc's `free` begins with `test %rdi,%rdi; je …`. The start itself where nothing is known to be better.
*/
function emulatedPlace(elf, start) {
	const address = elf.addressAt(start);
	if (elf.machine !== "x86_64" || address === null) return start;
	const code = elf.code(address, address + 16);
	let at = 0;
	for (const step of [endbr64, testFirstArgument]) if (code.subarray(at, at + step.length).equals(step)) at += step.length;
	return isEmulated(code[at] ?? 0, code[at + 1] ?? 0) ? start + at : start;
}
function isEmulated(first, second) {
	const isPush = (byte) => byte >= 80 && byte <= 87;
	return first >= 112 && first <= 127 || first === 15 && second >= 128 && second <= 143 || first === 233 || first === 235 || isPush(first) || first === 65 && isPush(second);
}
/** Addresses that code at `start` puts into a register: `lea disp32(%rip)`, `adrp` with `add`; maybe too many. */
function functionPointers(machine, code, start) {
	return machine === "x86_64" ? ripRelative(code, start) : pageRelative(code, start);
}
function ripRelative(code, start) {
	const pointers = [];
	for (let at = code.indexOf(141, 1); at >= 0 && at + 6 <= code.length; at = code.indexOf(141, at + 1)) {
		const wide = ((code[at - 1] ?? 0) & 251) === 72;
		const relative = ((code[at + 1] ?? 0) & 199) === 5;
		if (wide && relative) pointers.push(start + at + 6 + code.readInt32LE(at + 2));
	}
	return pointers;
}
function pageRelative(code, start) {
	const pointers = [];
	const pages = /* @__PURE__ */ new Map();
	for (let at = 0; at + 4 <= code.length; at += 4) {
		const instruction = code.readInt32LE(at);
		const target = instruction & 31;
		const source = instruction >>> 5 & 31;
		if ((instruction & 2667577344) >>> 0 === 2415919104) {
			const distance = instruction << 8 >> 13 << 2 | instruction >>> 29 & 3;
			pages.set(target, start + at - (start + at) % 4096 + distance * 4096);
		} else if ((instruction & 4290772992) >>> 0 === 2432696320) {
			const page = pages.get(source);
			if (page !== void 0) pointers.push(page + (instruction >>> 10 & 4095));
		}
	}
	return pointers;
}
// src/perf/memory-maps.ts
/**
* Reads `perf report --mmaps` into the executable maps of each thread, by thread id:
*
*     #      pid      tid     ppid  comm
*          31436    31438    31436 |  RequestLoop
*                                      7ffff7355000-7ffff74b8000 r-xs 00028000 16044058 /usr/lib/x86_64-linux-gnu/libc.so.6
*/
function parseMemoryMaps(text) {
	const threads = /* @__PURE__ */ new Map();
	let maps = null;
	for (const line of text.split("\n")) {
		const thread = /^ *\d+ +(\d+) +-?\d+ \|/.exec(line)?.[1];
		if (thread !== void 0) {
			maps = [];
			threads.set(Number(thread), maps);
			continue;
		}
		const [, start, end, offset, path] = /^ +([0-9a-f]+)-([0-9a-f]+) ..x. ([0-9a-f]+) \d+ (.+)$/.exec(line) ?? [];
		if (maps === null || start === void 0 || end === void 0 || offset === void 0 || path === void 0) continue;
		maps.push({
			start: BigInt(`0x${start}`),
			end: BigInt(`0x${end}`),
			offset: BigInt(`0x${offset}`),
			path
		});
	}
	return threads;
}
// src/perf/record.ts
/**
* Runs the workload once and records the stack of each hit to `dataFile`, through buffers of this size (`16M`) per
* CPU. Throws a {@link MeasurementError} when
* the program fails; lost samples are no error here: they show in what is read.
*
* Events of BPF programs are not asked for: perf's thread for them makes every recording a second longer.
*
* Addresses are not randomised where that is allowed, so that stacks repeat from run to run (facts 13).
*/
async function recordStacks(run, perf, events, { callGraph, bufferSize }, workload, dataFile) {
	const record = [...[
		perf,
		"record",
		"--quiet",
		"--no-buildid",
		"--no-buildid-cache",
		"--no-bpf-event",
		"-m",
		bufferSize
	], ...[
		"--call-graph",
		callGraph === "fp" ? "fp" : "dwarf,8192",
		"-o",
		dataFile,
		...selectEvents(events)
	]];
	const completion = await runWorkload(run, [...await withoutRandomisation(run), ...record], workload);
	if (completion.exitCode === 0) return;
	throw new MeasurementError(`perf record of ${workload.command[0]} ${endOf(completion)}.`, { lastLines: outputOf(completion) });
}
/** `setarch -R`, unless personality(2) is forbidden, as it is in some containers. */
async function withoutRandomisation(run) {
	const prefix = [
		"setarch",
		process.arch === "arm64" ? "aarch64" : "x86_64",
		"-R"
	];
	const [file, ...rest] = prefix;
	return (await run({
		file,
		arguments: [...rest, "true"]
	}).catch(() => null))?.exitCode === 0 ? prefix : [];
}
/** perf must neither ask addr2line for every frame nor the network for debug information (facts 14). */
const offline = {
	PATH: "/usr/bin:/bin",
	LC_ALL: "C",
	DEBUGINFOD_URLS: ""
};
/** Reads a recording: perf aggregates, so that kilobytes come back for millions of samples (facts 13). */
async function readRecording(run, perf, callGraph, dataFile, folder) {
	const noSymbols = join(folder, "no-symbols");
	await mkdir(noSymbols, { recursive: true });
	const report = (purpose, options) => succeed(run, purpose, {
		file: perf,
		arguments: [
			"report",
			"-i",
			dataFile,
			"--stdio",
			...options
		],
		environment: offline
	});
	return {
		folded: await report("reading the recorded stacks", [
			...[
				"--no-children",
				"--no-inline",
				"--no-demangle",
				"-n",
				"--percent-limit",
				"0"
			],
			...[
				"-g",
				"folded,0,caller,count",
				"-s",
				"pid,trace_fields"
			],
			...callGraph === "fp" ? [`--symfs=${noSymbols}`] : []
		]),
		memoryMaps: await report("reading the recorded memory maps", ["--mmaps"])
	};
}
// src/probes/free-calibration.ts
/** What the calibration program does besides calls of the kinds, in the order of its arguments. */
const otherActs = [
	"free_null",
	"realloc_to_zero",
	"thread"
];
const acts = [...allCallKinds, ...otherActs];
/** Blocks that each act frees; `realloc(p, 0)` frees p itself (glibc) or returns a block that is freed then (musl). */
function freedBy(act) {
	if (act === "thread") return 6;
	return act === "realloc_existing" || act === "free_null" ? 0 : 1;
}
/**
* Does everything that frees, each a power of two times, so that no two mistakes of one hit a call cancel out;
* functions without a probe are not called.
*/
function freeCalibration(kinds) {
	const isCalled = (act) => otherActs.some((other) => other === act) || kinds.some((kind) => kind === act);
	const times = acts.map((act, index) => isCalled(act) ? 2 ** (acts.length - 1 - index) : 0);
	return {
		arguments: times.map(String),
		freed: acts.reduce((sum, act, index) => sum + freedBy(act) * (times[index] ?? 0), 0)
	};
}
/** Does nothing: what starting the program frees. */
const idleCalibration = acts.map(() => "0");
/** Starts one thread, which frees its blocks and ends, and does nothing else. */
const threadCalibration = acts.map((act) => act === "thread" ? "1" : "0");
// src/stacks/perf-folded.ts
/** Reads the lines of a folded report (a string is split into them). Throws nothing: see `unparsed`. */
function parsePerfFolded(input) {
	const reader = new Reader();
	for (const line of typeof input === "string" ? input.split("\n") : input) reader.read(line);
	return reader.finish();
}
const lostLine = /^# Total Lost Samples: (\d+)$/;
const eventLine = /^# Samples: .* of event '(.+)'$/;
const announcedLine = /^# Event count \(approx\.\): (\d+)$/;
const columnsLine = /^# Overhead +Samples +Pid:Command((?: +\S+)*) *$/;
const rowLine = /^ +\d+\.\d+% +(\d+) +(\d+):(.*)$/;
const stackLine = /^(\d+) (.+)$/;
const maximumExamples = 5;
const maximumExampleLength = 200;
var Reader = class {
	#stacks = [];
	#events = [];
	#examples = [];
	#unparsedLines = 0;
	#lost = null;
	#columns = null;
	#row = null;
	/** Samples of the row for which no stack was read yet. */
	#open = 0;
	read(line) {
		if (line === "") return;
		if (line.startsWith("#")) this.#readHeader(line);
		else if (!(line.startsWith(" ") ? this.#readRow(line) : this.#readStack(line))) this.#reject(line);
	}
	finish() {
		this.#closeRow();
		const unparsed = {
			lines: this.#unparsedLines,
			examples: this.#examples
		};
		return {
			stacks: this.#stacks,
			events: this.#events,
			lost: this.#lost,
			unparsed
		};
	}
	#readHeader(line) {
		this.#closeRow();
		const [, name] = eventLine.exec(line) ?? [];
		if (name !== void 0) {
			this.#events.push({
				name,
				samples: 0,
				announced: null
			});
			this.#columns = null;
		}
		const [, lost] = lostLine.exec(line) ?? [];
		if (lost !== void 0) this.#lost = Number(lost);
		const [, announced] = announcedLine.exec(line) ?? [];
		const event = this.#events.at(-1);
		if (announced !== void 0 && event !== void 0) event.announced = Number(announced);
		const [, columns] = columnsLine.exec(line) ?? [];
		if (columns !== void 0) this.#columns = columns.split(" ").filter((name) => name !== "");
	}
	#readRow(line) {
		this.#closeRow();
		const [, samples, thread, rest] = rowLine.exec(line) ?? [];
		const event = this.#events.at(-1);
		if (samples === void 0 || thread === void 0 || rest === void 0 || event === void 0) return false;
		if (this.#columns === null) return false;
		const values = splitRow(rest, this.#columns);
		if (values === null) return false;
		this.#row = {
			samples: Number(samples),
			thread: Number(thread),
			...values
		};
		this.#open = Number(samples);
		event.samples += Number(samples);
		return true;
	}
	#readStack(line) {
		const [, count, path] = stackLine.exec(line) ?? [];
		if (count === void 0 || path === void 0 || Number(count) > this.#open) return false;
		this.#push(path.split(";"), Number(count));
		this.#open -= Number(count);
		return true;
	}
	/** The samples of a row that no stack explains have no stack, but they are not lost. */
	#closeRow() {
		if (this.#open > 0) this.#push([], this.#open);
		this.#open = 0;
		this.#row = null;
	}
	#push(frames, count) {
		const event = this.#events.at(-1);
		if (this.#row === null || event === void 0) return;
		const { thread, command, fields } = this.#row;
		this.#stacks.push({
			event: event.name,
			thread,
			command,
			fields,
			frames,
			count
		});
	}
	#reject(line) {
		this.#unparsedLines += 1;
		if (this.#examples.length < maximumExamples) this.#examples.push(line.slice(0, maximumExampleLength));
	}
};
/** Fields are numbers, commands are anything: the columns are taken from the right. Null if they do not fit. */
function splitRow(rest, columns) {
	const [, command, ...texts] = rest.match(new RegExp(`^(.*?)${" +(\\S+)".repeat(columns.length)} *$`)) ?? [];
	if (command === void 0) return null;
	const fields = {};
	for (const [index, name] of columns.entries()) {
		const value = parseField(name, texts[index] ?? "");
		if (value === null) return null;
		fields[name] = value;
	}
	return {
		command: command.trimEnd(),
		fields
	};
}
/** `__probe_ip` and its like are hexadecimal without a prefix: the kernel prints them with `%lx`. */
function parseField(name, text) {
	if (name.startsWith("__probe_")) return /^[0-9a-f]+$/.test(text) ? BigInt(`0x${text}`) : null;
	if (/^-\d+$/.test(text)) return -BigInt(text.slice(1));
	return /^(?:\d+|0x[0-9a-f]+)$/.test(text) ? BigInt(text) : null;
}
// src/commands/probed-free.ts
/**
* Places and calibrates a probe on `free`.
*
* When a thread ends, glibc frees what it had cached for that thread, and what was freed once hits the probe again
* (`tcache_thread_shutdown` in malloc/malloc.c calls `__libc_free`). No symbol tells where; so a program with one
* such thread is recorded, and the calls in libc that it makes get probes, whose hits are subtracted. (The instructions
* behind them would not do: those are reached in other ways too.)
*/
async function probeFree(request, tools, surroundings) {
	try {
		return await placeAndCalibrate(request, tools, surroundings);
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		return {
			outcome: "uncountable",
			reason: messageOf(error)
		};
	}
}
async function placeAndCalibrate(request, tools, surroundings) {
	const { allocator, calibrated } = request;
	const held = (events) => {
		surroundings.cleanup.add(holdProbes(tools.perf.path, events));
		return events;
	};
	const free = async (target) => {
		const offset = emulatedPlace(...freeOf(target));
		return freeEvents(held(await placeFreeProbe(tools.tracefs, target, offset, surroundings.cleanup)));
	};
	const freed = await free(calibrated);
	if (calibrated.path !== allocator.path) {
		await proveRight(request, freed, tools, surroundings);
		return {
			outcome: "countable",
			events: await free(allocator),
			freedFrom
		};
	}
	const calls = await callsOfEndingThread(request, freed, tools, surroundings);
	const again = calls.length === 0 ? [] : held(await placeInstructionProbes(tools.tracefs, allocator.path, calls, surroundings.cleanup));
	const events = [...freed, ...again.map((event) => ({
		event,
		filter: null
	}))];
	await proveRight(request, events, tools, surroundings);
	return {
		outcome: "countable",
		events,
		freedFrom
	};
}
function freeEvents(events) {
	return events.map((event) => ({
		event,
		filter: "ptr != 0"
	}));
}
/** Those freed again come after those freed. */
function freedFrom([all = 0, ...again]) {
	return again.reduce((left, hits) => left - hits, all);
}
/** Throws unless the calibration program is seen to free as many blocks as it does. */
async function proveRight({ kinds, workload }, events, tools, { run }) {
	const count = async (args) => freedFrom(await countHits(run, tools.perf.path, events, workload(args), `${tools.folder}/stat`));
	const known = freeCalibration(kinds);
	const counted = await count(known.arguments) - await count(idleCalibration);
	if (counted === known.freed) return;
	throw new MeasurementError(`Calibration of free is wrong: ${known.freed} blocks were freed, ${counted} were counted.`);
}
/** Where in libc `free` is called when a thread ends: the offsets in its file of those calls. */
async function callsOfEndingThread({ allocator, workload }, events, tools, { run }) {
	const data = `${tools.folder}/free.data`;
	const how = {
		callGraph: "fp",
		bufferSize: "1M"
	};
	await recordStacks(run, tools.perf.path, events, how, workload(threadCalibration), data);
	const { folded, memoryMaps } = await readRecording(run, tools.perf.path, how.callGraph, data, tools.folder);
	const [libc, free] = freeOf(allocator);
	return returnOffsets(folded, memoryMaps, libc.path).map((offset) => directCallBefore(libc, offset, free)).filter((offset) => offset !== null);
}
function freeOf({ path, freeOffset }) {
	const file = readElf(path);
	if (file === null || freeOffset === null) throw new MeasurementError(`${path} defines no free.`);
	return [file, freeOffset];
}
/** The offsets in the file to which recorded calls return; those that return elsewhere are the program's own. */
function returnOffsets(folded, memoryMaps, path) {
	const threads = parseMemoryMaps(memoryMaps);
	const offsets = parsePerfFolded(folded).stacks.flatMap(({ thread, fields: { ret } }) => {
		const map = (threads.get(thread) ?? []).find(({ start, end }) => ret !== void 0 && ret >= start && ret < end);
		return map === void 0 || ret === void 0 || map.path !== path ? [] : [Number(ret - map.start + map.offset)];
	});
	return [...new Set(offsets)];
}
// src/commands/probed-allocator.ts
/**
* Places probes on an allocator and calibrates them with a program whose calls are known. The calibration of a
* static allocator has its own probes, since its allocator is another copy.
*/
async function probeAllocator(allocator, tools, surroundings) {
	const { cleanup, environment, logger } = surroundings;
	const group = await placeProbes(tools.tracefs, allocator, cleanup);
	const events = group.functions.map((name) => `${group.name}:${name}`);
	cleanup.add(holdProbes(tools.perf.path, events));
	const calibration = await compileCalibrationProgram(surroundings.run, allocator, tools.folder, environment);
	const calibrated = allocator.linkage === "dynamic" ? group : await placeProbes(tools.tracefs, calibration.allocator, cleanup);
	const calibrationOf = (calls) => ({
		command: [calibration.path, ...calls],
		directory: tools.folder,
		environment: measuredEnvironment(environment, {}),
		timeoutSeconds: 60
	});
	const kinds = kindsOf(calibrated.functions);
	const relays = await calibrate(async (calls) => (await count(calibrated, calibrationOf(calls))).hits, kinds);
	if (calibrated !== group) await calibrated.remove();
	const free = await probeFree({
		allocator,
		calibrated: calibrated === group ? allocator : calibration.allocator,
		kinds,
		workload: calibrationOf
	}, tools, surroundings);
	logger.info(`Probes are on ${allocator.path} (${allocator.libc}), calibrated.`);
	if (free.outcome === "uncountable") logger.info(`Freed blocks are not counted: ${free.reason}`);
	async function count(probes, workload, more = []) {
		const kinds = kindsOf(probes.functions);
		const all = [...kinds.map((kind) => {
			const { probe, filter } = callKinds[kind];
			return {
				event: `${probes.name}:${probe}`,
				filter
			};
		}), ...more];
		const counted = await countHits(surroundings.run, tools.perf.path, all, workload, `${tools.folder}/stat`);
		return {
			hits: new Map(kinds.map((kind, index) => [kind, counted[index] ?? 0])),
			more: counted.slice(kinds.length)
		};
	}
	return {
		allocator,
		group,
		relays,
		free,
		count: async (workload, wantsFreed) => {
			const counted = (more) => count(group, workload, more);
			const { hits, freed } = await (wantsFreed ? countCallsAndFreed(counted, free, logger) : countCalls(counted));
			return {
				calls: callsFrom(hits, relays),
				freed
			};
		}
	};
}
// src/commands/program.ts
/**
* The absolute path of what a benchmark starts: the product's executable, or the command's first word, which is
* relative to the package where it has a slash and looked up on the measured program's PATH where it has none.
*/
function programOf(benchmark, { packagePath, binaries }, environment) {
	if (benchmark.kind === "product") return join(binaries, benchmark.product);
	const [word] = benchmark.command;
	const searched = (environment.PATH ?? "").split(":").map((folder) => join(folder, word));
	const found = word.includes("/") ? resolve(packagePath, word) : searched.find((path) => existsSync(path));
	if (found === void 0 || !existsSync(found)) throw new MeasurementError(`The command ${JSON.stringify(word)} of ${benchmark.name} was not found.`, { remedy: "Write its path relative to the package, such as ./scripts/load.sh, or install it in a step before." });
	try {
		accessSync(found, constants.X_OK);
	} catch {
		throw new MeasurementError(`The command ${JSON.stringify(word)} of ${benchmark.name} is not executable.`, { remedy: `Run \`git update-index --chmod=+x\` on it, and commit.` });
	}
	return found;
}
// src/stacks/between.ts
/** Equal paths added up, so that each path is there once. */
function mergeStacks(stacks) {
	return [...byPath(stacks).values()];
}
/**
* What the longer of two recordings has more than the shorter one: the stacks of the iterations between them.
* Paths of which there are fewer (start-up noise) are left out; the caller compares sums and says so.
*/
function stacksBetween(shorter, longer) {
	const before = byPath(shorter);
	const between = [];
	for (const [path, stack] of byPath(longer)) {
		const count = stack.count - (before.get(path)?.count ?? 0);
		const bytes = difference(stack.bytes, before.get(path)?.bytes ?? 0);
		if (count > 0) between.push({
			...stack,
			count,
			bytes
		});
	}
	return between;
}
function byPath(stacks) {
	const merged = /* @__PURE__ */ new Map();
	for (const stack of stacks) {
		const path = JSON.stringify(stack.frames.map(({ module, name }) => [module, name]));
		const same = merged.get(path);
		merged.set(path, {
			frames: stack.frames,
			count: stack.count + (same?.count ?? 0),
			bytes: same === void 0 ? stack.bytes : sum(stack.bytes, same.bytes)
		});
	}
	return merged;
}
function sum(a, b) {
	return a === null || b === null ? null : a + b;
}
function difference(a, b) {
	return a === null || b === null ? null : Math.max(0, a - b);
}
// src/perf/byte-reader.ts
/**
* Reads the numbers of which unwind information is made (System V ABI, DWARF 5 section 7.6), one after the other.
* Every read throws a RangeError past the end.
*/
var ByteReader = class {
	#bytes;
	/** Where in the bytes the next read begins. */
	offset;
	constructor(bytes, offset = 0) {
		this.#bytes = bytes;
		this.offset = offset;
	}
	get atEnd() {
		return this.offset >= this.#bytes.length;
	}
	u8() {
		return this.#bytes.readUInt8(this.#advance(1));
	}
	u16() {
		return this.#bytes.readUInt16LE(this.#advance(2));
	}
	u32() {
		return this.#bytes.readUInt32LE(this.#advance(4));
	}
	u64() {
		return Number(this.#bytes.readBigUInt64LE(this.#advance(8)));
	}
	i16() {
		return this.#bytes.readInt16LE(this.#advance(2));
	}
	i32() {
		return this.#bytes.readInt32LE(this.#advance(4));
	}
	i64() {
		return Number(this.#bytes.readBigInt64LE(this.#advance(8)));
	}
	/** Unsigned LEB128. */
	uleb() {
		return this.#leb().value;
	}
	/** Signed LEB128: the last byte's second highest bit is the sign. */
	sleb() {
		const { value, bits, last } = this.#leb();
		return (last & 64) === 0 ? value : value - 2 ** bits;
	}
	/** Text up to a zero byte. */
	text() {
		const end = this.#bytes.indexOf(0, this.offset);
		if (end < 0) throw new RangeError("text without an end");
		return this.#bytes.toString("latin1", this.#advance(end - this.offset + 1), end);
	}
	bytes(length) {
		const start = this.#advance(length);
		if (length < 0 || this.offset > this.#bytes.length) throw new RangeError("block past the end");
		return this.#bytes.subarray(start, this.offset);
	}
	skip(length) {
		this.bytes(length);
	}
	/** The place before a step of `length`. */
	#advance(length) {
		const before = this.offset;
		this.offset += length;
		return before;
	}
	#leb() {
		let value = 0;
		for (let bits = 0; bits < 70;) {
			const byte = this.u8();
			value += (byte & 127) * 2 ** bits;
			bits += 7;
			if ((byte & 128) === 0) return {
				value,
				bits,
				last: byte
			};
		}
		throw new RangeError("a number of more than 64 bits");
	}
};
// src/perf/call-frame-instructions.ts
/**
* Evaluates the call frame instructions of a function (DWARF 5 section 6.4.2) as they hold at an address in it.
* Throws a RangeError where they are torn or not known.
*/
function frameStateAt({ common, start, instructions }, address) {
	const initial = new Evaluation(common, {
		address: null,
		saved: /* @__PURE__ */ new Map()
	});
	initial.run(common.instructions, start, address);
	const evaluation = new Evaluation(common, initial.state);
	evaluation.run(instructions, start, address);
	return evaluation.state;
}
var Evaluation = class {
	#codeAlignment;
	#dataAlignment;
	#initial;
	#remembered = [];
	#address;
	#saved;
	constructor({ codeAlignment, dataAlignment }, initial) {
		this.#codeAlignment = codeAlignment;
		this.#dataAlignment = dataAlignment;
		this.#initial = initial;
		this.#address = initial.address;
		this.#saved = new Map(initial.saved);
	}
	get state() {
		return {
			address: this.#address,
			saved: new Map(this.#saved)
		};
	}
	/** Follows the instructions up to the first that is for a later place than `address`. */
	run(instructions, start, address) {
		const reader = new ByteReader(instructions);
		for (let place = start; !reader.atEnd && place <= address;) place += this.#follow(reader);
	}
	/** Follows one instruction; returns by how many bytes of code it advances. */
	#follow(reader) {
		const byte = reader.u8();
		const operand = byte & 63;
		switch (byte & 192) {
			case 64: return operand * this.#codeAlignment;
			case 128:
				this.#saved.set(operand, reader.uleb() * this.#dataAlignment);
				return 0;
			case 192:
				this.#restore(operand);
				return 0;
			default: return this.#followExtended(operand, reader);
		}
	}
	#followExtended(opcode, reader) {
		switch (opcode) {
			case 2: return reader.u8() * this.#codeAlignment;
			case 3: return reader.u16() * this.#codeAlignment;
			case 4: return reader.u32() * this.#codeAlignment;
			default:
				this.#change(opcode, reader);
				return 0;
		}
	}
	#change(opcode, reader) {
		switch (opcode) {
			case 0:
			case 44:
			case 45: return;
			case 5:
				this.#saved.set(reader.uleb(), reader.uleb() * this.#dataAlignment);
				return;
			case 6:
				this.#restore(reader.uleb());
				return;
			case 7:
				this.#saved.set(reader.uleb(), "undefined");
				return;
			case 8:
				this.#saved.set(reader.uleb(), "same");
				return;
			case 9:
				this.#saved.set(reader.uleb(), "elsewhere");
				reader.uleb();
				return;
			case 10:
				this.#remembered.push(this.state);
				return;
			case 11:
				this.#restoreState();
				return;
			case 12:
				this.#address = {
					register: reader.uleb(),
					offset: reader.uleb()
				};
				return;
			case 13:
				this.#address = {
					register: reader.uleb(),
					offset: this.#known().offset
				};
				return;
			case 14:
				this.#address = {
					register: this.#known().register,
					offset: reader.uleb()
				};
				return;
			case 15:
				reader.skip(reader.uleb());
				this.#address = null;
				return;
			case 16:
			case 22:
				this.#saved.set(reader.uleb(), "elsewhere");
				reader.skip(reader.uleb());
				return;
			case 17:
				this.#saved.set(reader.uleb(), reader.sleb() * this.#dataAlignment);
				return;
			case 18:
				this.#address = {
					register: reader.uleb(),
					offset: reader.sleb() * this.#dataAlignment
				};
				return;
			case 19:
				this.#address = {
					register: this.#known().register,
					offset: reader.sleb() * this.#dataAlignment
				};
				return;
			case 20:
			case 21:
				this.#saved.set(reader.uleb(), "elsewhere");
				reader.sleb();
				return;
			case 46:
				reader.uleb();
				return;
			case 47:
				this.#saved.set(reader.uleb(), -reader.uleb() * this.#dataAlignment);
				return;
			default: throw new RangeError(`unknown call frame instruction 0x${opcode.toString(16)}`);
		}
	}
	#known() {
		if (this.#address === null) throw new RangeError("half of a frame address, and nothing to complete it");
		return this.#address;
	}
	#restore(register) {
		const initial = this.#initial.saved.get(register);
		if (initial === void 0) this.#saved.delete(register);
		else this.#saved.set(register, initial);
	}
	#restoreState() {
		const state = this.#remembered.pop();
		if (state === void 0) throw new RangeError("a state is restored that was not remembered");
		this.#address = state.address;
		this.#saved = new Map(state.saved);
	}
};
// src/perf/prologue.ts
/**
* How many bytes before the end of x86_64 code, which is the end of a call, its frame was made (`push %rbp;
* mov %rsp,%rbp`), if that frame is still in force there; null where that is not certain.
*
* It is for functions without unwind information. A function ends in one of few ways, and nothing that could be
* one may lie in between. Instructions are not told apart from their operands, so that there are doubts without
* a reason; the other way round, only a function that never returns, without any padding behind it, before one
* that keeps no frame pointer, would be mistaken.
*/
function frameInForce(code) {
	const prologue = code.lastIndexOf(framePrologue);
	if (prologue < 0) return null;
	for (let at = prologue + framePrologue.length; at < code.length; at += 1) if (mayEndFunction(code[at - 1] ?? 0, code[at] ?? 0)) return null;
	return code.length - prologue;
}
const framePrologue = Buffer.from([
	85,
	72,
	137,
	229
]);
function mayEndFunction(previous, byte) {
	switch (byte) {
		case 195: return !registerOperations.has(previous);
		case 233:
		case 235:
		case 255: return previous === 93 || previous === 201;
		case 11:
		case 31: return previous === 15;
		case 204: return previous === 204;
		default: return false;
	}
}
/** Instructions with a register (mov, add, or, and, sub, xor, cmp, test, shifts) in front of that register's byte. */
const registerOperations = /* @__PURE__ */ new Set([...[
	137,
	139,
	1,
	3,
	9,
	11,
	33,
	35,
	41,
	43,
	49,
	51,
	57,
	59
], ...[
	129,
	131,
	133,
	193,
	209,
	211,
	247,
	255
]]);
// src/perf/start-functions.ts
/**
* glibc's functions that call the program for the first time, from which nothing has to be traced further: those
* that call `main` and the constructors of the executable, and the one that calls a thread's function. Empty for
* any other file. Throws a RangeError where the file is torn.
*
* They keep no frame pointer and are `static`, so that stripped libraries do not name them. They are found by
* how exported functions use them: `__libc_start_main` calls `__libc_start_call_main` (csu/libc-start.c), and
* `pthread_create` calls `create_thread`, which hands `start_thread` to the kernel (nptl/pthread_create.c).
*/
function startFunctions(elf, table) {
	const symbols = [...elf.dynamicSymbols, ...elf.symbols].filter(({ defined, isFunction }) => defined && isFunction);
	const named = (name) => {
		const symbol = symbols.find((candidate) => candidate.name === name);
		return symbol === void 0 ? null : table.functionAt(symbol.address);
	};
	const exported = new Set(symbols.filter(({ name }) => !startNames.has(name)).map(({ address }) => address));
	const hidden = (addresses) => [...new Set(addresses)].flatMap((address) => {
		const target = exported.has(address) ? null : table.functionAt(address);
		return target?.start === address ? [target] : [];
	});
	const codeOf = ({ start, end }) => elf.code(start, end);
	const calledBy = (one) => hidden(callTargets(elf.machine, codeOf(one), one.start));
	const takenBy = (one) => hidden(functionPointers(elf.machine, codeOf(one), one.start));
	const startMain = named("__libc_start_main");
	const createThread = named("pthread_create");
	return [...startMain === null ? [] : [startMain, ...calledBy(startMain)], ...createThread === null ? [] : [createThread, ...calledBy(createThread)].flatMap(takenBy)];
}
/** Their names, and that of the function between, where a file has them: of named functions, only these are taken. */
const startNames = /* @__PURE__ */ new Set([
	"__libc_start_call_main",
	"create_thread",
	"start_thread"
]);
// src/perf/encoded-pointer.ts
/**
* Reads a pointer in one of the encodings of the Linux Standard Base (Core, "DWARF Exception Header Encoding"):
* the low four bits say how it is stored, the next three to what it is relative. Null where the value is not
* in the file (relative to text or to a function, indirect); the reader stands behind it in any case. Throws a
* RangeError for a format that does not exist.
*/
function readPointer(reader, encoding, base) {
	const from = base.address + reader.offset;
	const value = readValue(reader, encoding & 15);
	if ((encoding & 128) !== 0) return null;
	switch (encoding & 112) {
		case 0: return value;
		case 16: return from + value;
		case 48: return base.data === void 0 ? null : base.data + value;
		default: return null;
	}
}
/** Bytes of a pointer of this encoding; null where that depends on the value. */
function pointerSize(encoding) {
	return {
		0: 8,
		2: 2,
		3: 4,
		4: 8,
		10: 2,
		11: 4,
		12: 8
	}[encoding & 15] ?? null;
}
function readValue(reader, format) {
	switch (format) {
		case 1: return reader.uleb();
		case 2: return reader.u16();
		case 3: return reader.u32();
		case 0:
		case 4: return reader.u64();
		case 9: return reader.sleb();
		case 10: return reader.i16();
		case 11: return reader.i32();
		case 12: return reader.i64();
		default: throw new RangeError(`no pointer has the format ${format}`);
	}
}
// src/perf/frame-entries.ts
/**
* The entries of `.eh_frame` (Linux Standard Base, Core, "Exception Frames") or `.debug_frame` (DWARF 5 section
* 6.4.1). A place is an entry's virtual address.
*/
var FrameEntries = class {
	#section;
	#form;
	#common = /* @__PURE__ */ new Map();
	constructor(section, form) {
		this.#section = section;
		this.#form = form;
	}
	/** The description at a place; null when there is none. Throws a RangeError where it is torn. */
	at(place) {
		const { reader, common: commonOffset, end } = this.#entry(place - this.#section.address);
		if (commonOffset === null) return null;
		const { pointerEncoding, isAugmented, ...common } = this.#commonAt(commonOffset);
		const start = readPointer(reader, pointerEncoding, this.#section);
		const length = readPointer(reader, pointerEncoding & 15, this.#section);
		if (start === null || length === null) return null;
		if (isAugmented) reader.skip(reader.uleb());
		return {
			start,
			end: start + length,
			common,
			instructions: reader.bytes(end - reader.offset)
		};
	}
	/** The places of all functions. Nothing is thrown: the list ends where the section is torn. */
	*places() {
		const { address, bytes } = this.#section;
		try {
			for (let offset = 0; offset < bytes.length;) {
				const { common, end } = this.#entry(offset);
				if (common !== null) yield address + offset;
				offset = end;
			}
		} catch (error) {
			if (!(error instanceof RangeError)) throw error;
		}
	}
	/** The entry at an offset, the reader at its contents; `common` is null for what describes no function. */
	#entry(offset) {
		const reader = new ByteReader(this.#section.bytes, offset);
		const short = reader.u32();
		const isLong = short === 4294967295;
		const length = isLong ? reader.u64() : short;
		const idOffset = reader.offset;
		const end = idOffset + length;
		if (end > this.#section.bytes.length) throw new RangeError("frame entry past the end");
		if (length === 0) return {
			reader,
			end,
			common: null
		};
		if (this.#form === "eh_frame") {
			const distance = reader.u32();
			return {
				reader,
				end,
				common: distance === 0 ? null : idOffset - distance
			};
		}
		const common = isLong ? reader.u64() : reader.u32();
		return {
			reader,
			end,
			common: common === (isLong ? 2 ** 64 : 4294967295) ? null : common
		};
	}
	#commonAt(offset) {
		const known = this.#common.get(offset);
		if (known !== void 0) return known;
		const { reader, end, common } = this.#entry(offset);
		if (common !== null) throw new RangeError("no common frame entry");
		const parsed = this.#parseCommon(reader, end);
		this.#common.set(offset, parsed);
		return parsed;
	}
	#parseCommon(reader, end) {
		const version = reader.u8();
		const augmentation = reader.text();
		const isAugmented = augmentation.startsWith("z");
		if (augmentation !== "" && !isAugmented) throw new RangeError(`unknown augmentation ${augmentation}`);
		if (version >= 4) reader.skip(2);
		const codeAlignment = reader.uleb();
		const dataAlignment = reader.sleb();
		const returnAddressRegister = version === 1 ? reader.u8() : reader.uleb();
		const data = isAugmented ? reader.bytes(reader.uleb()) : Buffer.alloc(0);
		return {
			codeAlignment,
			dataAlignment,
			returnAddressRegister,
			isSignalFrame: augmentation.includes("S"),
			instructions: reader.bytes(end - reader.offset),
			pointerEncoding: pointerEncoding(augmentation.slice(1), new ByteReader(data)),
			isAugmented
		};
	}
};
/** The letters say what follows each other in the data: of these, only `R`, the encoding of addresses, matters. */
function pointerEncoding(letters, data) {
	let encoding = 0;
	for (const letter of letters) if (letter === "R") encoding = data.u8();
	else if (letter === "L") data.u8();
	else if (letter === "P") readPointer(data, data.u8(), { address: 0 });
	return encoding;
}
// src/perf/unwind-table.ts
/**
* Opens the unwind information of a file. Throws when it cannot be read or is torn.
*
* `.eh_frame` is searched by its sorted index (`.eh_frame_hdr`), and only functions that are asked for are
* parsed; without an index, it is scanned once. Functions that nothing can be thrown through may be missing
* there (60 of 215 in one of our examples): their description is in `.debug_frame`, which has no index and is
* scanned when it is first needed.
*/
function openUnwindTable(elf) {
	const loaded = openLoaded(elf);
	let debug = null;
	return { functionAt(address) {
		const found = loaded.functionAt(address);
		if (found !== null) return found;
		debug ??= openDebug(elf);
		return debug.functionAt(address);
	} };
}
function openLoaded(elf) {
	const section = elf.section(".eh_frame");
	if (section === null) return empty;
	const entries = new FrameEntries(section, "eh_frame");
	return covering(entries, searchedIndex(elf) ?? scanned(entries));
}
function openDebug(elf) {
	const section = elf.section(".debug_frame");
	if (section === null) return empty;
	const entries = new FrameEntries(section, "debug_frame");
	return covering(entries, scanned(entries));
}
const empty = { functionAt: () => null };
function covering(entries, placeOf) {
	return { functionAt(address) {
		const place = placeOf(address);
		const description = place === null ? null : entries.at(place);
		return description !== null && address >= description.start && address < description.end ? description : null;
	} };
}
/** All of a section's functions, sorted; descriptions that are torn are left out. */
function scanned(entries) {
	const found = [];
	for (const place of entries.places()) {
		const start = startOf(entries, place);
		if (start !== null) found.push({
			start,
			place
		});
	}
	found.sort((a, b) => a.start - b.start);
	return (address) => found[lastAtOrBefore(found.length, (index) => found[index]?.start ?? 0, address)]?.place ?? null;
}
function startOf(entries, place) {
	try {
		return entries.at(place)?.start ?? null;
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
}
/**
* The index in `.eh_frame_hdr` (Linux Standard Base, Core, "The .eh_frame_hdr section"): pairs of a function's
* address and that of its description. Null when there is none, or none that can be searched.
*/
function searchedIndex(elf) {
	const section = elf.section(".eh_frame_hdr");
	if (section === null) return null;
	const { bytes, address: data } = section;
	const reader = new ByteReader(bytes);
	const [version, tableEncoding, countEncoding, encoding] = [
		reader.u8(),
		reader.u8(),
		reader.u8(),
		reader.u8()
	];
	const size = pointerSize(encoding);
	if (version !== 1 || countEncoding === 255 || encoding === 255 || size === null) return null;
	if (tableEncoding !== 255) readPointer(reader, tableEncoding, {
		address: data,
		data
	});
	const count = readPointer(reader, countEncoding, {
		address: data,
		data
	});
	const first = reader.offset;
	if (count === null || first + count * 2 * size > bytes.length) return null;
	const pointer = (index, column) => readPointer(new ByteReader(bytes, first + (2 * index + column) * size), encoding, {
		address: data,
		data
	});
	return (address) => {
		const index = lastAtOrBefore(count, (one) => pointer(one, 0) ?? 0, address);
		return index < 0 ? null : pointer(index, 1);
	};
}
/** Index of the last of `count` sorted starts that is not behind the address; -1 when all are. */
function lastAtOrBefore(count, startOf, address) {
	let low = 0;
	let high = count;
	while (low < high) {
		const middle = low + high >> 1;
		if (startOf(middle) <= address) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
// src/perf/frame-rules.ts
/** Rules by the memory maps of a recording. Files are opened when they are needed; each address is looked up once. */
function createFrameRules(threads) {
	const files = /* @__PURE__ */ new Map();
	const fileOf = (path) => {
		const file = files.get(path) ?? openFile(path);
		files.set(path, file);
		return file;
	};
	const ruleOf = (returnAddress, thread) => {
		const call = returnAddress - 1n;
		const map = threads.get(thread)?.find(({ start, end }) => call >= start && call < end);
		return map === void 0 ? "not-code" : fileOf(map.path).atOffset(Number(call - map.start + map.offset));
	};
	const known = /* @__PURE__ */ new Map();
	return { atCall(returnAddress, thread) {
		const rules = known.get(thread) ?? /* @__PURE__ */ new Map();
		known.set(thread, rules);
		const rule = rules.get(returnAddress) ?? ruleOf(returnAddress, thread);
		rules.set(returnAddress, rule);
		return rule;
	} };
}
/** The rules of an ELF file; its unwind information is read now, what it says of a place when that is asked. */
function fileFrameRules(elf) {
	const table = orNull(() => openUnwindTable(elf));
	if (table === null) return nothingKnown;
	const starts = orNull(() => startFunctions(elf, table)) ?? [];
	const at = (address) => starts.some(({ start, end }) => address >= start && address < end) ? "start" : orNull(() => ruleAt(elf, table, address)) ?? "unknown";
	return {
		at,
		atOffset(offset) {
			const address = elf.addressAt(offset);
			return address === null ? "not-code" : at(address);
		}
	};
}
const nothingKnown = {
	at: () => "unknown",
	atOffset: () => "unknown"
};
/** `[vdso]` and files that are gone have no rules. */
function openFile(path) {
	const elf = orNull(() => readElf(path));
	return elf === null ? nothingKnown : fileFrameRules(elf);
}
/** The frame pointer, in DWARF's numbering: System V ABI x86-64 figure 3.36, "DWARF for the Arm 64-bit Architecture". */
const registers = {
	x86_64: {
		framePointer: 6,
		stackPointer: 7
	},
	aarch64: {
		framePointer: 29,
		stackPointer: 31
	}
};
function ruleAt(elf, table, address) {
	const description = table.functionAt(address);
	if (description === null) return ruleOfCode(elf, table, address);
	if (description.common.isSignalFrame) return "unknown";
	const { framePointer, stackPointer } = registers[elf.machine];
	const { address: frame, saved } = frameStateAt(description, address);
	const returnAddress = saved.get(description.common.returnAddressRegister);
	if (returnAddress === "undefined") return "start";
	if (frame?.register === stackPointer) return "stack-pointer";
	return frame?.register === framePointer && saved.get(framePointer) === -frame.offset && returnAddress === wordSize - frame.offset ? "frame-pointer" : "unknown";
}
const wordSize = 8;
/**
* Functions of Swift that cannot throw have no unwind information in libraries whose `.debug_frame` was stripped
* (3,699 of 8,244 in libswiftCore 6.0.3): there, the code itself says whether it keeps a frame pointer.
*/
function ruleOfCode(elf, table, address) {
	if (elf.machine !== "x86_64") return "unknown";
	const end = address + 1;
	const distance = frameInForce(elf.code(end - searchedBytes, end));
	return distance !== null && table.functionAt(end - distance) === null ? "frame-pointer" : "unknown";
}
const searchedBytes = 2048;
/** Null where reading failed: what is torn, and what cannot be opened, is not known. */
function orNull(read) {
	try {
		return read();
	} catch {
		return null;
	}
}
// src/perf/symbols.ts
/** Symbols by the memory maps of a recording. Tables are read once a file; each address is looked up once. */
function createSymbols(threads) {
	const tableOf = remember((path) => readSymbolTable(path));
	const locate = (address, thread) => {
		const map = threads.get(thread)?.find(({ start, end }) => address >= start && address < end);
		if (map === void 0) return null;
		const [first, ...others] = tableOf(map.path)?.at(Number(address - map.start + map.offset)) ?? [];
		return {
			symbol: first ?? null,
			aliases: others,
			library: basename(map.path)
		};
	};
	const located = remember((key) => {
		const [thread = "", address = ""] = key.split(":");
		return locate(BigInt(address), Number(thread));
	});
	const paths = [...new Set([...threads.values()].flatMap((maps) => maps.map(({ path }) => path)))];
	const definer = remember((symbol) => paths.find((path) => tableOf(path)?.names.has(symbol)));
	return {
		at: (address, thread) => located(`${thread}:${address}`),
		libraryOf: (symbol) => {
			const path = definer(symbol);
			return path === void 0 ? null : basename(path);
		}
	};
}
/** Asks once for each key; what is not found (null) is asked again. */
function remember(find) {
	const known = /* @__PURE__ */ new Map();
	return (key) => {
		const found = known.get(key) ?? find(key);
		known.set(key, found);
		return found;
	};
}
/** The functions of one file, sorted by their place in it. */
var SymbolTable = class {
	#functions;
	names;
	constructor(elf) {
		const symbols = [...elf.symbols, ...elf.dynamicSymbols].filter((symbol) => symbol.defined && symbol.isFunction);
		this.#functions = symbols.map((symbol) => ({
			...symbol,
			offset: elf.fileOffset(symbol.address) ?? -1
		})).filter(({ offset }) => offset >= 0).sort((a, b) => a.offset - b.offset);
		this.names = new Set(symbols.map(({ name }) => name));
	}
	/** All names of the function that covers this offset in the file. */
	at(offset) {
		let low = 0;
		let high = this.#functions.length;
		while (low < high) {
			const middle = low + high >> 1;
			if ((this.#functions[middle]?.offset ?? 0) <= offset) low = middle + 1;
			else high = middle;
		}
		const start = this.#functions[low - 1]?.offset;
		const found = /* @__PURE__ */ new Set();
		for (let index = low - 1; index >= 0 && this.#functions[index]?.offset === start; index -= 1) {
			const candidate = this.#functions[index];
			if (candidate !== void 0 && offset < candidate.offset + Math.max(candidate.size, 1)) found.add(candidate.name);
		}
		return [...found];
	}
};
function readSymbolTable(path) {
	try {
		const elf = readElf(path);
		return elf === null ? null : new SymbolTable(elf);
	} catch {
		return null;
	}
}
// src/stacks/relays.ts
/**
* Takes the calls that were relayed (glibc's `posix_memalign(16)` uses `malloc`) out of a function's stacks, so
* that each allocation has one stack: that of the function that the program called. A relay that calls is told by
* its return address; one that jumps has, at both probes, the same thread, callers and size.
*/
function withoutRelays(stacks, relayed, resolve) {
	if (relayed.length === 0) return {
		stacks,
		unmatched: 0
	};
	const others = stacks.filter((stack) => !isRelay(stack, resolve));
	const missing = sumOf$1(relayed) - (sumOf$1(stacks) - sumOf$1(others));
	return missing <= 0 ? {
		stacks: others,
		unmatched: 0
	} : withoutJumps(others, relayed, missing);
}
/**
* Whether one allocation function was called by another: the block is counted where the program asked for it,
* and this stack must be left out.
*/
function isRelay(stack, resolve) {
	const returnAddress = stack.fields.ret;
	const caller = returnAddress === void 0 ? null : resolve(returnAddress, stack.thread);
	return caller !== null && [caller.symbol ?? "", ...caller.aliases ?? []].some((name) => relaying.test(name));
}
const relaying = /^(?:__libc_|__)?(?:calloc|realloc|posix_memalign|aligned_alloc|memalign|valloc|pvalloc)$/;
function withoutJumps(stacks, relayed, missing) {
	const owed = /* @__PURE__ */ new Map();
	for (const stack of relayed) owed.set(pathOf(stack), (owed.get(pathOf(stack)) ?? 0) + stack.count);
	let unmatched = missing;
	return {
		stacks: stacks.flatMap((stack) => {
			const owing = owed.get(pathOf(stack)) ?? 0;
			const taken = Math.min(stack.count, owing, unmatched);
			owed.set(pathOf(stack), owing - taken);
			unmatched -= taken;
			return stack.count === taken ? [] : [{
				...stack,
				count: stack.count - taken
			}];
		}),
		unmatched
	};
}
function pathOf({ thread, frames, fields }) {
	return JSON.stringify([
		thread,
		frames.slice(0, -1),
		String(fields.size)
	]);
}
function sumOf$1(stacks) {
	return stacks.reduce((sum, { count }) => sum + count, 0);
}
// src/stacks/trust.ts
/**
* Checks a stack that was recorded by following frame pointers. Its frames must be return addresses (what perf
* prints where it finds no symbol files), root first, with the immediate caller inserted, which was read from
* the stack itself and is therefore right.
*
* Each return address further out is right if the one before it belongs to a call at which the frame-pointer
* register holds that function's own frame: following the pointers then reads exactly the places that the
* unwind information names. One function that does not keep it hides its caller, so that nothing outside of it
* can be believed, even where it looks well.
*/
function judgeStack({ frames, thread }, ruleAtCall) {
	for (let index = frames.length - 2; index >= 0; index -= 1) {
		const returnAddress = addressOf(frames[index] ?? "");
		const rule = returnAddress === null ? "unknown" : ruleAtCall(returnAddress, thread);
		if (rule === "start") return {
			reason: null,
			outermost: index
		};
		if (rule === "stack-pointer") return {
			reason: "no-frame-pointer",
			outermost: index
		};
		if (rule === "unknown") return {
			reason: "unknown-frame",
			outermost: index
		};
		if (rule === "not-code") return {
			reason: "left-executable-code",
			outermost: index + 1
		};
	}
	return {
		reason: "does-not-reach-start",
		outermost: 0
	};
}
/** The part of a stack that is right. One that is cut short begins with address 0, which nothing resolves. */
function withoutAstray(stack, { reason, outermost }) {
	const right = stack.frames.slice(outermost);
	return {
		...stack,
		frames: reason === null ? right : ["0", ...right]
	};
}
// src/swift/demangle.ts
const mangled = /^(?:_?\$[sSe]|_?_T0|@__swiftmacro_)[^\r\n]*$/;
/** Whether a name is a mangled Swift name, which {@link demangle} would ask about. */
function isMangled(name) {
	return mangled.test(name);
}
/**
* Demangles with `swift demangle --simplified`, each name once, one to a line. Simplified names leave out module,
* types and compiler suffixes. Stacks explain and never decide: where `swift` fails, names stay and a note says so.
*/
async function demangle(symbols, run, swift = "swift") {
	const all = [...new Set(symbols)];
	const names = new Map(all.map((name) => [name, name]));
	const asked = all.filter(isMangled);
	if (asked.length === 0) return {
		names,
		note: null
	};
	try {
		const lines = (await run(swift, ["demangle", "--simplified"], `${asked.join("\n")}\n`)).replace(/\n$/, "").split("\n");
		if (lines.length !== asked.length) return {
			names,
			note: `Names are shown mangled: swift demangle answered ${lines.length} lines for ${asked.length} names.`
		};
		for (const [index, name] of asked.entries()) names.set(name, lines[index] || name);
		return {
			names,
			note: null
		};
	} catch (error) {
		return {
			names,
			note: `Names are shown mangled: swift demangle failed (${messageOf(error)}).`
		};
	}
}
// src/commands/record-benchmark.ts
/** The function of each kind, under the name that people know; those in the total have their stacks shown. */
const functionOf = {
	malloc: "malloc",
	calloc: "calloc",
	posix_memalign_small: "posix_memalign",
	posix_memalign_large: "posix_memalign",
	realloc_null: "realloc_null",
	aligned_alloc_small: "aligned_alloc",
	aligned_alloc_large: "aligned_alloc",
	memalign_small: "memalign",
	memalign_large: "memalign"
};
/** Records one run of the workload and names its stacks. */
async function recordBenchmark({ group, relays }, workload, callGraph, totalIncludes, tools, { run, logger }) {
	const data = `${tools.folder}/perf.data`;
	const events = group.functions.map((name) => ({
		event: `${group.name}:${name}`,
		filter: name === "realloc" ? callKinds.realloc_null.filter : null
	}));
	const { report, maps } = await recordWithoutLoss(callGraph, async (bufferSize) => {
		await recordStacks(run, tools.perf.path, events, {
			callGraph,
			bufferSize
		}, workload, data);
		const { folded, memoryMaps } = await readRecording(run, tools.perf.path, callGraph, data, tools.folder);
		return {
			report: parsePerfFolded(folded),
			maps: parseMemoryMaps(memoryMaps)
		};
	});
	const symbols = createSymbols(maps);
	const resolve = (address, thread) => symbols.at(address - 1n, thread);
	const ofKind = (kind) => report.stacks.filter((stack) => kindOf(stack) === kind);
	const own = kindsOf(group.functions).flatMap((kind) => {
		const called = functionOf[kind];
		if (called === void 0 || !functionsInTotal(totalIncludes).includes(called)) return [];
		const relayed = (relays.get(kind) ?? []).flatMap(ofKind);
		const { stacks } = withoutRelays(ofKind(kind), relayed, resolve);
		return stacks.map((stack) => ({
			stack: insertCaller(stack, resolve),
			name: displayName(called)
		}));
	});
	const checked = callGraph === "fp" ? checkStacks(own, createFrameRules(maps).atCall) : own.map(trusted);
	const { names, note } = await demangle(checked.flatMap(({ stack }) => mangledNames(stack, resolve)), (file, given, input) => succeed(run, "demangling names", {
		file,
		arguments: given,
		input
	}));
	if (note !== null) logger.warning(note);
	const naming = {
		demangled: names,
		resolve,
		libraryOf: symbols.libraryOf
	};
	return {
		stacks: checked.map(({ stack, name, isTrusted }) => ({
			...nameStack(stack, name, naming),
			isTrusted
		})),
		callGraph,
		samples: report.events.reduce((sum, event) => sum + event.samples, 0),
		lost: lostSamples(report),
		unread: report.unparsed.lines
	};
}
/** Buffers per CPU. fp never filled the smallest; dwarf dumps 8 KiB for each allocation (facts 11). */
const bufferSizes = [
	"16M",
	"128M",
	"512M",
	"1G"
];
/** Records with larger buffers until nothing is lost; with what was lost in the largest, if it comes to that. */
async function recordWithoutLoss(callGraph, record) {
	const [first, ...larger] = callGraph === "fp" ? bufferSizes : bufferSizes.slice(1);
	let recorded = await record(first ?? "16M");
	for (const bufferSize of larger) {
		if (lostSamples(recorded.report) === 0) break;
		recorded = await record(bufferSize);
	}
	return recorded;
}
const trusted = (own) => ({
	...own,
	isTrusted: true
});
/** Of a stack that frame pointers led astray, the part that is right. */
function checkStacks(all, ruleAtCall) {
	return all.map(({ stack, name }) => {
		const trust = judgeStack(stack, ruleAtCall);
		return {
			stack: withoutAstray(stack, trust),
			name,
			isTrusted: trust.reason === null
		};
	});
}
function kindOf({ event, fields }) {
	const probe = event.slice(event.indexOf(":") + 1);
	if (probe === "realloc") return "realloc_null";
	const kinds = [probe, `${probe}${fields.align !== void 0 && fields.align <= 16n ? "_small" : "_large"}`];
	return kindsOf([
		"malloc",
		"calloc",
		"posix_memalign",
		"aligned_alloc",
		"memalign"
	]).find((kind) => kinds.includes(kind)) ?? "unknown";
}
function lostSamples({ lost, events }) {
	const missing = events.reduce((sum, { announced, samples }) => sum + Math.max(0, (announced ?? samples) - samples), 0);
	return Math.max(lost ?? 0, missing);
}
/** Every symbol that the stack will show: those of its frames, and of its return address. */
function mangledNames({ frames, fields, thread }, resolve) {
	const resolved = [...frames.map(addressOf), fields.ret ?? null].filter((address) => address !== null).map((address) => resolve(address, thread)?.symbol ?? null);
	return [...frames.filter((frame) => addressOf(frame) === null), ...resolved.filter((symbol) => symbol !== null)];
}
// src/commands/record-unit.ts
/** Up to this share of untrusted stacks, frame pointers will do: start-up of the runtime, mostly. */
const tolerated = .01;
/**
* Records the stacks of one run, or of both levels of iterations, and subtracts. `auto` follows frame pointers, and
* records once more with dwarf where too many stacks went astray or one of a site whose count changed. Stacks
* explain and never decide: what goes wrong here is a warning and null.
*/
async function recordUnit(request, tools, surroundings) {
	const { logger } = surroundings;
	try {
		if (request.callGraph === "dwarf") return (await record(request, "dwarf", tools, surroundings)).recording;
		const { recording, astray } = await record(request, "fp", tools, surroundings);
		const wantsDwarf = recording.untrusted > tolerated || hasChanged(astray, recording, request.baselineSites);
		if (request.callGraph === "fp" || !wantsDwarf) return recording;
		logger.info(`${Math.ceil(recording.untrusted * 100)} % of the stacks lack frame pointers: recording again with dwarf.`);
		return (await record(request, "dwarf", tools, surroundings)).recording;
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		logger.warning(`The counts stand, but stacks could not be recorded: ${messageOf(error)}`);
		return null;
	}
}
async function record({ probes, workload, measurement }, callGraph, tools, surroundings) {
	const recordLevel = (iterations) => recordBenchmark(probes, workload(iterations), callGraph, measurement.totalIncludes ?? [], tools, surroundings);
	if (measurement.unit === "run") return summarize([await recordLevel(null)], 1, mergeStacks);
	const { from, to } = measurement;
	return summarize([await recordLevel(from.iterations), await recordLevel(to.iterations)], to.iterations - from.iterations, (high, low) => stacksBetween(low, high));
}
function summarize(levels, units, combine) {
	const high = levels.at(-1)?.stacks ?? [];
	const low = levels.length === 1 ? [] : levels[0]?.stacks ?? [];
	const stacks = combine(high, low);
	const astray = combine(high.filter(({ isTrusted }) => !isTrusted), low.filter(({ isTrusted }) => !isTrusted));
	const all = sumOf(stacks);
	const share = (some) => all === 0 ? 0 : Math.min(1, sumOf(some) / all);
	return {
		recording: {
			stacks,
			units,
			callGraph: levels[0]?.callGraph ?? "fp",
			samples: levels.reduce((sum, { samples }) => sum + samples, 0),
			lost: levels.reduce((sum, { lost }) => sum + lost, 0),
			untrusted: share(astray),
			unresolved: share(stacks.filter(({ frames }) => frames.some(({ name }) => name === unknownName)))
		},
		astray
	};
}
/** Whether a stack that went astray belongs to a site whose count is not the baseline's. */
function hasChanged(astray, { stacks, units }, before) {
	if (before === null || astray.length === 0) return false;
	const keyOf = ({ module, name }) => JSON.stringify([module, name]);
	const known = new Map(before.map((site) => [keyOf(site), site.count]));
	const suspects = new Set(sitesOf(astray).map(keyOf));
	return sitesOf(stacks).some((site) => suspects.has(keyOf(site)) && known.get(keyOf(site)) !== site.count / units);
}
function sumOf(stacks) {
	return stacks.reduce((sum, { count }) => sum + count, 0);
}
// src/perf/capable-perf.ts
/**
* The capabilities with which perf may count and record probes as an ordinary user: perfmon opens the events,
* dac_read_search reads their ids in tracefs, ipc_lock allows large buffers, sys_admin is what Ubuntu's `perf_event_paranoid = 4` asks for.
*/
const capabilities = "cap_perfmon,cap_dac_read_search,cap_sys_ptrace,cap_ipc_lock,cap_sys_admin=ep";
/**
* A copy of perf in `folder` (private, temporary) that carries capabilities, for users who are not root but may
* use sudo. The program that it starts loses them at exec, so it runs as the user, unwrapped: the count is the
* same as root's to the last allocation, and neither `perf_event_paranoid` nor the rights of tracefs have to be
* changed (and put back) for the whole machine.
*/
async function capablePerf(run, perf, folder) {
	const path = join(folder, "perf");
	await copyFile(await realpath(perf.path), path);
	await succeed(run, "giving perf its capabilities", {
		file: "sudo",
		arguments: [
			"-n",
			"setcap",
			capabilities,
			path
		]
	});
	return {
		...perf,
		path
	};
}
// src/perf/install-perf.ts
/** The packages that carry perf on Debian and Ubuntu, most fitting first. */
function perfPackages(kernel) {
	return [
		`linux-tools-${kernel}`,
		"linux-tools-azure",
		"linux-tools-generic",
		"linux-perf",
		"perf"
	];
}
/**
* Installs packages that carry perf, one by one, until `isFound` (facts 19: which one there is depends on the
* distribution and the runner's kernel). `asRoot` makes a command one that root runs. Says what it does; whatever
* fails is left to the search for perf, which knows what to say.
*/
async function installPerf(run, logger, kernel, asRoot, isFound) {
	const apt = (...given) => run(asRoot([
		"env",
		"DEBIAN_FRONTEND=noninteractive",
		"apt-get",
		"-qq",
		...given
	]));
	if ((await apt("update")).exitCode !== 0) return;
	for (const name of perfPackages(kernel)) {
		const { exitCode } = await apt("install", "--yes", "--no-install-recommends", name);
		if (exitCode !== 0) continue;
		logger.info(`perf was not found here; installed ${name}.`);
		if (await isFound()) return;
	}
}
// src/perf/find-perf.ts
/**
* Where perf may be. On GitHub's images /usr/bin/perf is a wrapper that often finds no perf for the running
* kernel, while one that works lies in /usr/lib/linux-tools* (facts 19): every candidate is asked to run.
*/
function candidates(searchPath) {
	const onPath = searchPath.split(":").map((folder) => `${folder}/perf`);
	const versioned = entries("/usr/lib").filter((folder) => /\/linux-tools(-|$)/.test(folder)).flatMap((folder) => [`${folder}/perf`, ...entries(folder).map((one) => `${one}/perf`)]);
	return [...onPath, ...versioned.sort().reverse()].filter((path) => path.startsWith("/") && existsSync(path));
}
function entries(folder) {
	try {
		return readdirSync(folder).map((entry) => `${folder}/${entry}`);
	} catch {
		return [];
	}
}
/** The oldest perf whose `stat` and `report` the gate relies on. */
const oldest = [5, 15];
/**
* The first perf that runs. Throws a {@link MeasurementError} that names what was tried and what to install.
*/
async function findPerf(run, { preferred, searchPath, kernel }) {
	const tried = [];
	for (const path of preferred === "" ? candidates(searchPath) : [preferred]) {
		const version = await versionOf(run, path);
		if (version !== null && isRecent(version)) return {
			path,
			version
		};
		tried.push(version === null ? `${path} does not run` : `${path} is too old (${version})`);
	}
	throw new MeasurementError(`No perf that works was found${tried.length === 0 ? "" : `: ${tried.join("; ")}`}.`, { remedy: preferred === "" ? `Install one of ${perfPackages(kernel).join(", ")} (whichever your distribution has), or name one with \`perf-path\`.` : "Correct `perf-path`, or leave it out to let the gate search." });
}
/** `perf version 6.12.107` → `6.12.107`; null when it does not run. */
async function versionOf(run, path) {
	const completion = await run({
		file: path,
		arguments: ["version"]
	}).catch(() => null);
	if (completion?.exitCode !== 0) return null;
	return /^perf version (\S+)/m.exec(completion.stdout)?.[1] ?? null;
}
function isRecent(version) {
	const [major = 0, minor = 0] = version.split(".").map((part) => Number.parseInt(part, 10));
	return major > oldest[0] || major === oldest[0] && minor >= oldest[1];
}
// src/probes/tracefs.ts
const folders = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];
/**
* Opens tracefs, mounting it where it is not (a bare container) until the cleanup, which leaves it to another gate
* that still has probes. Throws a {@link MeasurementError} that says which of Linux, root, `--privileged` or a kernel
* with uprobes is missing.
*/
async function openTraceFs(run, cleanup, platform = process.platform) {
	if (platform !== "linux") throw new MeasurementError(`Allocations are counted with perf user probes, which only Linux has; this is ${platform}.`, { remedy: "Run it on a Linux machine, in a Linux virtual machine, or in a privileged Linux container." });
	const elevation = await elevationOf(run);
	const tracefs = elevation === "root" ? asRoot : throughSudo(run);
	const found = await firstReadable(tracefs);
	if (found !== null) return found;
	const mounted = await run(elevated(elevation, [
		"mount",
		"-t",
		"tracefs",
		"nodev",
		folders[0]
	]));
	const afterMount = await firstReadable(tracefs);
	if (mounted.exitCode === 0) cleanup.add(async () => {
		if (!/^p:allocation_gate_/m.test(await afterMount?.readProbes() ?? "")) await run(elevated(elevation, ["umount", folders[0]]));
	});
	if (afterMount !== null) return afterMount;
	throw new MeasurementError(mounted.exitCode === 0 ? "This kernel has no uprobes (CONFIG_UPROBE_EVENTS)." : "The kernel’s tracing file system (tracefs) is not mounted here and may not be mounted.", { remedy: mounted.exitCode === 0 ? "Use a virtual machine, or a hosted runner such as ubuntu-24.04; `ubuntu-slim` is an unprivileged container." : "In a container job, add `options: --privileged` to `container:`. `ubuntu-slim` runners cannot do it." });
}
/** `root`, or `sudo` where that works without a password; throws when neither. */
async function elevationOf(run, uid = process.getuid?.()) {
	if (uid === 0) return "root";
	if ((await run({
		file: "sudo",
		arguments: ["-n", "true"]
	}).catch(() => null))?.exitCode === 0) return "sudo";
	throw new MeasurementError("Placing probes needs root, and this user has no sudo without a password.", { remedy: "Run it as root, or allow this user `sudo` without a password (GitHub’s hosted runners do)." });
}
/** The invocation of a program as root. */
function elevated(elevation, [file = "", ...rest], input = "") {
	return elevation === "root" ? {
		file,
		arguments: rest,
		input
	} : {
		file: "sudo",
		arguments: [
			"-n",
			file,
			...rest
		],
		input
	};
}
const asRoot = (folder) => ({
	elevation: "root",
	readProbes: () => readFile(`${folder}/uprobe_events`, "utf8"),
	writeProbe: (line) => appendFile(`${folder}/uprobe_events`, `${line}\n`)
});
/** In one write. `tee -a` of coreutils 9.7 seeks to the end first, which tracefs refuses (EINVAL). */
const append = [
	"dd",
	"status=none",
	"bs=64k",
	"oflag=append",
	"conv=notrunc"
];
const throughSudo = (run) => {
	return (folder) => ({
		elevation: "sudo",
		readProbes: () => succeed(run, "reading the kernel’s probes", elevated("sudo", ["cat", `${folder}/uprobe_events`])),
		writeProbe: async (line) => {
			await succeed(run, "changing the kernel’s probes", elevated("sudo", [...append, `of=${folder}/uprobe_events`], `${line}\n`));
		}
	});
};
async function firstReadable(access) {
	for (const folder of folders) {
		const tracefs = access(folder);
		try {
			await tracefs.readProbes();
			return tracefs;
		} catch {}
	}
	return null;
}
// src/commands/tools.ts
/**
* Finds perf and opens the kernel's probes, and puts away what a killed gate left behind. It comes before the
* build, which may take minutes. Throws a `MeasurementError` that says what is missing.
*/
async function prepareTools(surroundings, perfPath) {
	const { run, cleanup, environment } = surroundings;
	const machine = readMachine();
	const tracefs = await openTraceFs(surroundings.runAlways, cleanup);
	await removeLeftovers(tracefs);
	await removeLeftoverFolders();
	const folder = await temporaryFolder(cleanup);
	const search = {
		preferred: perfPath ?? "",
		searchPath: environment.PATH ?? "",
		kernel: machine.kernel
	};
	if (surroundings.mayInstall && search.preferred === "") await installMissingPerf(search, tracefs, surroundings);
	const perf = await findPerf(run, search);
	return {
		machine,
		tracefs,
		folder,
		perf: tracefs.elevation === "root" ? perf : await capablePerf(run, perf, folder)
	};
}
/** A fresh container has no perf; a step that has to be added by hand would be one too many. */
async function installMissingPerf(search, { elevation }, { run, logger }) {
	const isFound = () => findPerf(run, search).then(() => true, () => false);
	if (await isFound()) return;
	await installPerf(run, logger, search.kernel, (command) => elevated(elevation, command), isFound);
}
// src/commands/measure-package.ts
/**
* Builds the package and measures its benchmarks, as src/commands/gate.ts tells. A benchmark that fails does not
* keep the others from being measured; whatever else fails (no perf, a broken build) throws.
*/
async function measurePackage(settings, toolchain, baseline, surroundings) {
	const { run, logger, repository } = surroundings;
	const given = await resolveInside(repository, settings.packagePath, "package-path");
	const tools = await prepareTools(surroundings, settings.perfPath);
	logger.info(`${toolchain.description}, perf ${tools.perf.version}, Linux ${tools.machine.kernel}`);
	const swiftPackage = await describeMeasuredPackage(run, given, needsProduct(settings));
	const packagePath = swiftPackage.path;
	if (packagePath !== given) logger.info(`Measuring ${swiftPackage.name}: the package around it is a library.`);
	const benchmarks = benchmarksOf(settings, swiftPackage);
	const binaries = await build(run, logger, {
		packagePath,
		products: productsOf(benchmarks),
		arguments: settings.buildArguments
	});
	const measure = createMeasure(settings, tools, toolchain, {
		packagePath,
		binaries
	}, baseline, surroundings);
	const outcomes = [];
	for (const benchmark of benchmarks) outcomes.push(await measure(benchmark));
	const builtModules = await readBuiltModules(binaries);
	const modules = builtModules.filter((module) => !swiftPackage.modules.includes(module));
	return {
		package: swiftPackage,
		toolchain,
		machine: tools.machine,
		perf: tools.perf.version,
		dependencies: await readDependencies(run, {
			packagePath,
			binaries,
			modules,
			ownFolders: swiftPackage.folders
		}),
		builtModules,
		benchmarks: outcomes
	};
}
/** Commands alone run in any package, a library too. */
function needsProduct({ benchmarks }) {
	return benchmarks === null || benchmarks.some(({ kind }) => kind === "product");
}
function benchmarksOf(settings, swiftPackage) {
	if (settings.benchmarks === null) return [productBenchmark(onlyExecutable(swiftPackage), settings.defaults)];
	for (const benchmark of settings.benchmarks) if (benchmark.kind === "product") requireExecutable(swiftPackage, benchmark.product);
	return settings.benchmarks;
}
/** The products to build; none named means all, which a command may need. */
function productsOf(benchmarks) {
	if (benchmarks.some(({ kind }) => kind === "command")) return [];
	return [...new Set(benchmarks.flatMap((benchmark) => benchmark.kind === "product" ? [benchmark.product] : []))];
}
/** A function that measures one benchmark; each allocator is probed and calibrated once. */
function createMeasure(settings, tools, toolchain, folders, baseline, surroundings) {
	const { run, logger, environment } = surroundings;
	const probed = /* @__PURE__ */ new Map();
	const environmentOf = (added) => measuredEnvironment(environment, added);
	/** A baseline that needed dwarf is compared with dwarf: two ways of looking would differ by themselves. */
	const known = (name) => {
		const before = baseline === null ? void 0 : benchmarkIn(baseline, name);
		return {
			callGraph: settings.callGraph === "auto" && before?.callGraph === "dwarf" ? "dwarf" : settings.callGraph,
			baselineSites: before === void 0 ? null : baselineSitesPerUnit(before)
		};
	};
	const measure = async (benchmark) => {
		const program = programOf(benchmark, folders, environmentOf(benchmark.environment));
		const allocator = await findAllocator(run, program, environmentOf(benchmark.environment));
		const probes = probed.get(allocator.path) ?? await probeAllocator(allocator, tools, surroundings);
		probed.set(allocator.path, probes);
		const workload = (iterations) => workloadOf(benchmark, program, iterations, folders.packagePath, environmentOf);
		const { measurement, singleRuns } = await countBenchmark((iterations, wantsFreed) => probes.count(workload(iterations), wantsFreed), benchmark, settings.totalIncludes);
		return {
			benchmark,
			outcome: "measured",
			measurement,
			singleRuns,
			fingerprint: {
				swift: toolchain.version,
				target: toolchain.target,
				libc: allocator.libc,
				libcBuild: allocator.libcBuild,
				countingMethod: 1,
				cpus: tools.machine.cpus
			},
			recording: settings.flameGraph ? await recordUnit({
				probes,
				workload,
				measurement,
				...known(benchmark.name)
			}, tools, surroundings) : null
		};
	};
	return (benchmark) => logger.group(`Measuring ${benchmark.name}`, () => measure(benchmark).catch((error) => {
		if (!(error instanceof MeasurementError)) throw error;
		logger.warning(`${benchmark.name}: ${messageOf(error)}`);
		return {
			benchmark,
			outcome: "failed",
			error
		};
	}));
}
// src/commands/measure-base.ts
/** Finds the base commit, or null where there is none. Throws a {@link MeasurementError} or what was wrong usage. */
async function findBase(find) {
	try {
		return await find();
	} catch (error) {
		if (error instanceof UsageError) throw error;
		throw new MeasurementError(`The base commit could not be found: ${briefly(error)}`, { cause: error });
	}
}
/**
* Builds and measures a base commit in a folder and with a build folder of its own, with the same settings, on the same
* machine and where the settings want it with the same dependencies as the head. Throws a {@link MeasurementError} that
* says that it was the base which could not be measured, whatever went wrong there: the head's measurement stands.
*/
async function measureBase(base, head, settings, surroundings) {
	const short = base.commit.slice(0, 10);
	try {
		const temporary = await temporaryFolder(surroundings.cleanup);
		const top = resolve(surroundings.repository, relative(base.prefix, ""));
		const tree = join(temporary, "base", basename(top));
		const repository = join(tree, base.prefix);
		await base.writeTree(tree);
		const sameDependencies = settings.dependencies === "same-as-head";
		if (sameDependencies) {
			const place = relative(await realpath(surroundings.repository), await realpath(head.package.path));
			const packagePath = await resolveInside(repository, place === "" ? "." : place, "package-path");
			await copyResolvedDependencies(head.package.path, packagePath);
		}
		const run = inTemporaryFolder(surroundings.run, surroundings.environment, temporary);
		const measured = await measurePackage(settings, head.toolchain, null, {
			...surroundings,
			run,
			repository
		});
		if (sameDependencies) requireSameDependencies(measured, head);
		const fingerprint = fingerprintOf(measured);
		if (fingerprint === null) {
			const [first] = measured.benchmarks;
			throw first?.outcome === "failed" ? first.error : new MeasurementError("it has no benchmark");
		}
		const failures = measured.benchmarks.flatMap((outcome) => outcome.outcome === "failed" ? [[outcome.benchmark.name, outcome.error]] : []);
		const baseline = candidateBaseline(measured, fingerprint, null);
		return {
			commit: base.commit,
			baseline,
			failures: new Map(failures)
		};
	} catch (error) {
		const lastLines = error instanceof MeasurementError ? error.lastLines : [];
		throw new MeasurementError(`The base commit ${short} could not be measured: ${briefly(error)}`, {
			remedy: "Compare with a committed baseline instead: accept the numbers of this run as the new baseline.",
			lastLines,
			cause: error
		});
	}
}
/** SwiftPM takes another version than Package.resolved has where the manifest does not allow that one. */
function requireSameDependencies({ dependencies: base }, { dependencies: head }) {
	const differing = base.resolved.find((identity) => head.resolved.includes(identity) && base.versions[identity] !== head.versions[identity]);
	if (differing === void 0) return;
	throw new MeasurementError(`its manifest does not allow the dependencies of this run (\`dependencies: same-as-head\`): ${differing} is ${head.versions[differing]} here, and SwiftPM resolves ${base.versions[differing]} there`);
}
// src/commands/gate.ts
/**
* The gate: reads the baseline before anything of the package is built, builds and counts, compares, and decides.
* A failure to measure is a report with the verdict `failed`; only wrong usage throws.
*/
async function runGate(settings, situation, surroundings) {
	const toolchain = await readToolchain(surroundings.run).catch((error) => ({ error }));
	if ("error" in toolchain) {
		const setting = settingOf(settings, situation, settings.baseline, {
			baseline: null,
			baselineText: null
		}, {
			baselineRemoved: false,
			removedEntries: [],
			notices: [],
			files: []
		});
		return {
			report: buildFailureReport(toolchain.error, settings.packagePath, setting("unknown")),
			measured: null,
			comparedWith: null
		};
	}
	const environment = environmentHere(toolchain);
	const fileName = baselineFileName(environment);
	const baselinePath = join(settings.baseline, fileName);
	const baselineText = await readBaselineText(surroundings.repository, baselinePath);
	const baseline = baselineText === null ? null : parseBaseline(baselineText, baselinePath);
	const kindred = baseline === null ? await readKindredBaselines(surroundings.repository, settings.baseline, environment) : [];
	const base = await situation.inspectBase(baselinePath, baseline);
	const setting = settingOf(settings, situation, baselinePath, {
		baseline,
		baselineText
	}, base)(fileName.replace(/\.json$/, ""));
	try {
		const measured = await measurePackage(settings, toolchain, baseline, surroundings);
		if (baseline !== null) refuseSharedFolder(baseline, measured.package.name, baselinePath);
		const others = {
			here: kindred,
			onBase: base.files
		};
		return await judgeByBase({
			measured,
			setting,
			newEnvironment: baseline === null && !base.baselineRemoved && !situation.alwaysBase ? newEnvironmentOf(environment, others, measured.package.name) : null
		}, settings, situation, surroundings);
	} catch (error) {
		if (error instanceof UsageError) throw error;
		return {
			report: buildFailureReport(error, baseline?.package ?? settings.packagePath, setting),
			measured: null,
			comparedWith: null
		};
	}
}
/** The result, judged by the base commit where the baseline cannot judge it; where that fails, a notice says why. */
async function judgeByBase({ measured, setting, newEnvironment }, settings, situation, surroundings) {
	const { baseline } = setting;
	const { dependencies, onIncomparable } = settings;
	const report = buildReport(measured, setting);
	const byBaseline = (...notices) => {
		const drift = newEnvironment === null ? [] : [`${markdownOf(capitalized(noBaselineYet(newEnvironment)))}.`];
		const all = [
			...report.notices,
			...drift,
			...notices
		];
		return {
			report: {
				...report,
				notices: all
			},
			measured,
			comparedWith: baseline
		};
	};
	const moved = baseline === null || dependencies === "as-resolved" ? [] : resolvedOtherwise(baseline, measured);
	const isDrift = newEnvironment !== null || moved.length > 0;
	if (!(onIncomparable === "measure-base" && needsBase(report, isDrift)) && !situation.alwaysBase) return byBaseline();
	try {
		const found = await findBase(situation.findBase);
		if (found === null) return byBaseline(noBase);
		const numbers = await measureBase(found, measured, settings, surroundings);
		const base = {
			...numbers,
			isAskedFor: situation.alwaysBase,
			newEnvironment,
			dependencies
		};
		return {
			report: buildReport(measured, {
				...setting,
				base
			}),
			measured,
			comparedWith: numbers.baseline
		};
	} catch (error) {
		if (situation.alwaysBase || !(error instanceof MeasurementError)) throw error;
		return byBaseline(error.message);
	}
}
function settingOf(settings, situation, baselinePath, known, base) {
	return (environmentName) => ({
		key: settings.key ?? situation.keyOf(environmentName),
		policy: settings,
		source: situation.source,
		image: situation.image,
		baselinePath,
		...known,
		...base
	});
}
const noBase = "No base commit is known that could be measured instead (on the command line, name one with `--base`).";
// src/config/build-arguments.ts
/** What the gate decides itself: another value would measure something else than the report says. */
const own$1 = [
	"-c",
	"--configuration",
	"--package-path",
	"--product",
	"--target",
	"--show-bin-path"
];
/** Reads further arguments of `swift build`, one on each line; white space around them and empty lines are dropped. */
function parseBuildArguments(text) {
	const found = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
	for (const argument of found) {
		if (/\p{Cc}/u.test(argument)) return problem(`${quoted(argument)} has control characters`);
		const option = argument.split("=")[0] ?? "";
		if (own$1.includes(option)) return problem(`${option} is set by the gate itself, which builds -c release; leave it out`);
		if (/^--?[A-Za-z][\w-]*\s/.test(argument)) return problem(`${quoted(argument)} would be one argument with a space in it; write each argument on a line of its own`);
	}
	return parsed(found);
}
// src/config/text.ts
/** Takes the text as it is. */
function text(given) {
	return parsed(given);
}
/** A parser that reads an empty text as null: not given. */
function optional(parse) {
	return (given) => given === "" ? parsed(null) : parse(given);
}
/** A parser of one line of at most so many characters, without control characters. */
function parseLine(longest) {
	return (given) => {
		if (/\p{Cc}/u.test(given)) return problem(`${quoted(given)} has control characters; write one line of plain text`);
		if ([...given].length > longest) return problem(`${quoted(given)} is too long; write at most ${longest} characters`);
		return parsed(given);
	};
}
/** Reads the name of a workflow file, as it is called in `.github/workflows`. */
function parseWorkflowFile(given) {
	if (/^[^/\\\p{Cc}]{1,200}\.ya?ml$/u.test(given)) return parsed(given);
	return problem(`${quoted(given)} is not the file name of a workflow; write allocations.yml, without its folder`);
}
// src/config/jobs.ts
/** GitHub starts at most 256 jobs of a matrix. */
const most = 256;
/** Reads names of jobs as GitHub shows them, one on each line, in which `*` stands for anything. */
function parseJobs(text) {
	const names = text.split("\n").map((line) => line.trim()).filter((line) => line !== "");
	if (names.length > most) return problem(`more than ${most} jobs`);
	for (const name of names) {
		const result = parseLine(500)(name);
		if (!result.ok) return result;
	}
	return parsed([...new Set(names)]);
}
/** Whether one of the names is this job's; without any name every job is meant. */
function isMeant(names, job) {
	return names.length === 0 || names.some((name) => matches(name, job));
}
/** Part after part, each at its first place: no pattern is slow on a name that a stranger chose. */
function matches(pattern, job) {
	const [first = "", ...others] = pattern.split("*");
	const last = others.pop();
	if (last === void 0) return job === first;
	if (!job.startsWith(first) || !job.endsWith(last)) return false;
	const end = job.length - last.length;
	let at = first.length;
	for (const part of others) {
		const found = job.indexOf(part, at);
		if (found === -1) return false;
		at = found + part.length;
	}
	return at <= end;
}
// src/config/repository-path.ts
/**
* Reads a path that is relative to the repository and stays inside it. The value is normalized: `/` between
* folders, no `./`, no trailing `/`, `.` for the repository itself. Symbolic links are not followed here: they
* are checked where the path is opened.
*/
function parseRepositoryPath(text) {
	const accepted = "write a path inside the repository and relative to it, such as examples/server";
	if (text === "") return problem(`the path is empty; ${accepted}`);
	if (/\p{Cc}/u.test(text)) return problem(`${quoted(text)} has control characters; ${accepted}`);
	if (text.includes("\\")) return problem(`${quoted(text)} has a backslash; ${accepted}`);
	if (text.startsWith("/") || text.startsWith("~")) return problem(`${quoted(text)} is an absolute path; ${accepted}`);
	const normalized = posix.normalize(text).replace(/\/$/, "");
	if (normalized === ".." || normalized.startsWith("../")) return problem(`${quoted(text)} is outside the repository; ${accepted}`);
	return parsed(normalized);
}
/** Reads one such path on each line, each folder once; white space around them and empty lines are dropped. */
function parseRepositoryPaths(text) {
	const paths = [];
	for (const line of text.split("\n").map((line) => line.trim())) {
		if (line === "") continue;
		const path = parseRepositoryPath(line);
		if (!path.ok) return path;
		if (paths.includes(path.value)) return problem(`${quoted(line)} is there twice; write each folder once`);
		paths.push(path.value);
	}
	return parsed(paths);
}
// src/config/inputs.ts
/**
* What each input is when it is not given, as text, exactly as `action.yml` declares it. The exceptions are
* `token` and `job-id`: their defaults there are expressions that only the runner can evaluate.
*/
const inputDefaults = {
	mode: "gate",
	config: ".github/allocations.yml",
	"package-path": ".",
	products: "",
	"build-arguments": "",
	baseline: ".github/allocations",
	runs: "5",
	timeout: "10m",
	limit: "0",
	"fail-on": "regression",
	"on-missing-baseline": "warn",
	"on-incomparable": "measure-base",
	dependencies: "as-resolved",
	comment: "always",
	key: "",
	workflow: "allocations.yml",
	jobs: "",
	"job-id": "",
	label: "update-allocation-baseline",
	"flame-graph": "true",
	"call-graph": "auto",
	"perf-path": "",
	token: "",
	"commit-token": ""
};
/**
* Reads all inputs. `get` answers an input's text by its name in `action.yml`; an empty text (or white space)
* means the default, so that a workflow may pass on an expression that has no value.
*
* @throws UsageError that names the input and shows the accepted form, for the first input that is wrong or
* contradicts another.
*/
function parseInputs(get) {
	const read = (name, parse) => {
		const given = get(name).trim();
		const result = parse(given === "" ? inputDefaults[name] : given);
		if (!result.ok) throw new UsageError(`${name}: ${result.problem}`);
		return result.value;
	};
	const baselineFolders = read("baseline", parseRepositoryPaths);
	const inputs = {
		mode: read("mode", oneOf([
			"gate",
			"accept",
			"publish"
		])),
		config: read("config", parseRepositoryPath),
		packagePath: read("package-path", parseRepositoryPath),
		products: read("products", parseProducts),
		buildArguments: read("build-arguments", parseBuildArguments),
		baseline: baselineFolders[0] ?? inputDefaults.baseline,
		baselineFolders,
		runs: read("runs", wholeNumber(1, 100)),
		timeoutSeconds: read("timeout", parseDuration),
		limit: read("limit", parseLimit),
		failOn: read("fail-on", oneOf([
			"regression",
			"any-change",
			"never"
		])),
		onMissingBaseline: read("on-missing-baseline", oneOf([
			"warn",
			"fail",
			"pass"
		])),
		onIncomparable: read("on-incomparable", oneOf([
			"measure-base",
			"fail",
			"warn"
		])),
		dependencies: read("dependencies", oneOf(["as-resolved", "same-as-head"])),
		comment: read("comment", oneOf([
			"always",
			"on-change",
			"never"
		])),
		key: read("key", optional(parseLine(100))),
		workflow: read("workflow", parseWorkflowFile),
		jobs: read("jobs", parseJobs),
		jobId: read("job-id", optional(wholeNumber(1, Number.MAX_SAFE_INTEGER))),
		label: read("label", parseLine(50)),
		flameGraph: read("flame-graph", parseBoolean),
		callGraph: read("call-graph", oneOf([
			"auto",
			"fp",
			"dwarf"
		])),
		perfPath: read("perf-path", optional(parseLine(4096))),
		token: read("token", optional(text)),
		commitToken: read("commit-token", optional(text))
	};
	refuseContradictions(inputs);
	return inputs;
}
parseInputs(() => "");
function refuseContradictions({ mode, flameGraph, callGraph, commitToken, baselineFolders, jobs }) {
	if (jobs.length > 0 && mode !== "publish") throw new UsageError(`jobs: belongs to mode: "publish" only, not to "${mode}"; leave it out here`);
	if (baselineFolders.length > 1 && mode !== "accept") throw new UsageError(`baseline: names ${baselineFolders.length} folders, which only mode: "accept" takes; write the one of this package`);
	if (!flameGraph && callGraph !== "auto") throw new UsageError(`call-graph: "${callGraph}" contradicts flame-graph: "false", which records no stacks; leave one of them out`);
	if (commitToken !== null && mode !== "accept") throw new UsageError(`commit-token: belongs to mode: "accept" only, not to "${mode}": a token that can push must not lie in a job that may run code of the pull request; leave it out here`);
}
// src/commands/options.ts
/** Options that are inputs of the Action too, with the same meaning and default. */
const inputOptions = {
	"package-path": {
		value: "FOLDER",
		description: "the Swift package (default: the working directory)"
	},
	config: {
		value: "FILE",
		description: `configuration file (default: ${inputDefaults.config}, if it is there)`
	},
	"build-arguments": {
		value: "TEXT",
		description: "further arguments of `swift build`, one on each line"
	},
	baseline: {
		value: "FOLDER",
		description: `committed baselines (default: ${inputDefaults.baseline})`
	},
	runs: {
		value: "N",
		description: `how often each benchmark is run, at most (default: ${inputDefaults.runs})`
	},
	timeout: {
		value: "TIME",
		description: `time limit of one run (default: ${inputDefaults.timeout})`
	},
	limit: {
		value: "LIMIT",
		description: "allowed increase: 20, 1% or \"20, 1%\" (default: 0)"
	},
	"fail-on": {
		value: "WHAT",
		description: "regression, any-change or never (default: regression)"
	},
	"on-missing-baseline": {
		value: "HOW",
		description: "warn, fail or pass (default: warn)"
	},
	"on-incomparable": {
		value: "HOW",
		description: "measure-base, fail or warn (default: measure-base)"
	},
	dependencies: {
		value: "WHICH",
		description: "of the base: as-resolved or same-as-head (default: as-resolved)"
	},
	"flame-graph": {
		value: "BOOLEAN",
		description: "record stacks: true or false (default: true)"
	},
	"call-graph": {
		value: "HOW",
		description: "auto, fp or dwarf (default: auto)"
	},
	"perf-path": {
		value: "FILE",
		description: "the perf to use (default: the first that works)"
	}
};
const otherOptions = {
	base: {
		value: "REVISION",
		description: "compare with this commit, built and measured here, instead of the baseline"
	},
	product: {
		value: "NAME",
		description: "an executable product to measure as it is; may be repeated"
	},
	output: {
		value: "FOLDER",
		description: "where the results are written (default: .build/allocations)"
	},
	from: {
		value: "FORMAT",
		description: "what the text is: perf-script, dtrace or folded"
	},
	per: {
		value: "UNIT",
		description: "what one number is a count of: iteration or run (default: iteration)"
	},
	environment: {
		value: "NAME",
		description: "such as swift-6.2-ubuntu-24.04-x86_64 (default: this machine’s)"
	},
	report: {
		value: "FILE",
		description: "a report.json that was written by `measure` or `gate`"
	},
	json: {
		value: null,
		description: "print the machine-readable result instead of text"
	},
	verbose: {
		value: null,
		description: "show progress and the build’s output, also where nobody is watching"
	},
	help: {
		value: null,
		description: "print this"
	}
};
const options = {
	...inputOptions,
	...otherOptions
};
/** Parses the arguments after the command's name; throws a {@link UsageError} for what the command does not take. */
function parseOptions(command, args, allowed) {
	const specification = Object.fromEntries(allowed.map((name) => [name, {
		type: options[name].value === null ? "boolean" : "string",
		multiple: name === "product",
		...name === "output" ? { short: "o" } : {}
	}]));
	try {
		const { values, positionals } = parseArgs({
			args: [...args],
			options: specification,
			allowPositionals: true
		});
		const texts = {};
		for (const name of allowed) if (typeof values[name] === "string") texts[name] = values[name];
		return {
			texts,
			switches: new Set(allowed.filter((name) => values[name] === true)),
			products: Array.isArray(values.product) ? values.product.map(String) : [],
			operands: positionals
		};
	} catch (error) {
		throw new UsageError(`${messageOf(error)}\nSee \`swift-allocation-gate ${command} --help\`.`, { cause: error });
	}
}
/** The options as inputs: checked and worded exactly as the Action's. */
function inputsOf({ texts, products }) {
	const isInput = (name) => name in inputOptions;
	return parseInputs((name) => {
		if (name === "products") return products.join("\n");
		return isInput(name) ? texts[name] ?? "" : "";
	});
}
/** The lines of a command's help that explain these options. */
function describeOptions(allowed, meanings = {}) {
	const written = allowed.map((name) => {
		const { value, description } = meanings[name] ?? options[name];
		return {
			text: `--${name}${value === null ? "" : ` ${value}`}`,
			description
		};
	});
	const width = Math.max(...written.map(({ text }) => text.length));
	return written.map(({ text, description }) => `  ${text.padEnd(width)}  ${description}`).join("\n");
}
// src/report/flame-graph/change.ts
/**
* The change of a frame. A frame that stands for paths too small to be told apart is there in both runs, even
* where nothing is left of it on one side: it grows and shrinks, but is never new or removed.
*/
function changeOf({ before, after }, isCollective) {
	const delta = after - before;
	if (delta === 0) return "same";
	if (!isCollective && before === 0) return "new";
	if (!isCollective && after === 0) return "removed";
	return delta > 0 ? "more" : "less";
}
/** `NEW +12`, `REMOVED −12`, `+12 (100 → 112)`, `=`. */
function changeWords(change, { before, after }) {
	const short = shortWords(change, {
		before,
		after
	});
	if (change === "same") return short;
	if (change === "new" || change === "removed") return `${short} ${formatDelta(after - before)}`;
	return `${short} (${formatCount(before)} → ${formatCount(after)})`;
}
/** The same where there is little room: `NEW`, `REMOVED`, `+12`, `=`. */
function shortWords(change, { before, after }) {
	if (change === "same") return "=";
	return change === "new" || change === "removed" ? change.toUpperCase() : formatDelta(after - before);
}
/**
* How strongly a change is coloured, 1 to 4, on a scale that is the same for both directions and ends at the largest
* change of the graph; 0 (grey) within the spread. By the square root, so that small changes can be told from none.
*/
function changeLevel(delta, spread, largest) {
	const size = Math.abs(delta);
	if (size <= spread + 1e-9 || largest <= 0) return 0;
	return Math.min(4, 1 + Math.floor(4 * Math.sqrt(size / largest) * .999));
}
// src/report/flame-graph/collective.ts
/** What stands for the frames that a page has no room for; not the baseline's `[pruned]`, which is a fact of its own. */
const hiddenName = "[not shown]";
/** The names that stand for many small paths instead of a function. */
const collectiveNames = [prunedName, hiddenName];
// src/report/flame-graph/palette.ts
const lightPalette = {
	paper: "#fff",
	words: "#1f2328",
	quiet: "#59636e",
	name: "#1b0f05",
	root: "#d8dee4",
	narrow: "#c8b8a4",
	found: "#b083f0",
	same: "#e4e8ec",
	frames: warm(66, 82),
	more: steps((part) => hsl(32 - 12 * part, 96, 86 - 24 * part)),
	less: steps((part) => hsl(205 + 8 * part, 85, 89 - 22 * part))
};
const darkPalette = {
	paper: "#0d1117",
	words: "#f0f6fc",
	quiet: "#9198a1",
	name: "#fff6ec",
	root: "#3d444d",
	narrow: "#4a3f35",
	found: "#7d4ecb",
	same: "#30363d",
	frames: warm(30, 58),
	more: steps((part) => hsl(30 - 10 * part, 55 + 25 * part, 22 + 14 * part)),
	less: steps((part) => hsl(207 + 8 * part, 45 + 25 * part, 24 + 18 * part))
};
/** From red to yellow; the order alternates so that neighbours in it differ. */
function warm(lightness, saturation) {
	return Array.from({ length: 12 }, (_, index) => {
		return hsl(6 + index * 5 % 12 * 4, saturation, lightness + index % 3 * 4);
	});
}
/** One colour a level; `part` goes from 0 (weakest) to 1. */
function steps(color) {
	return Array.from({ length: 4 }, (_, index) => color(index / 3));
}
function hsl(hue, saturation, lightness) {
	return `hsl(${Math.round(hue)} ${Math.round(saturation)}% ${Math.round(lightness)}%)`;
}
// src/report/flame-graph/style.ts
/** The class of a frame's colour, the same for the same name everywhere. */
function colorClass(name) {
	return `fg${colorIndex(name)}`;
}
function rules(palette) {
	const numbered = (prefix, colors, first) => colors.map((color, index) => `.${prefix}${index + first}{fill:${color}}`).join("");
	return [
		`.fg-paper{fill:${palette.paper}}.fg-words{fill:${palette.words}}.fg-quiet{fill:${palette.quiet}}`,
		`.fg-name{fill:${palette.name}}.fg-root{fill:${palette.root}}.fg-same{fill:${palette.same}}`,
		`.fg g:hover rect{stroke:${palette.words}}.fg-hatch{stroke:${palette.name}}`,
		numbered("fg", palette.frames, 0),
		numbered("fg-more", palette.more, 1),
		numbered("fg-less", palette.less, 1)
	].join("");
}
/** The style sheet of a flame graph, on a page of its own or within one. */
const flameGraphStyle = [
	".fg{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",monospace}",
	".fg-name{pointer-events:none}.fg-hatch{stroke-width:1;opacity:.3;fill:none}",
	".fg-veil{pointer-events:none}.fg g:hover rect{stroke-width:1}",
	rules(lightPalette),
	"@media(prefers-color-scheme:dark){",
	rules(darkPalette),
	"}",
	`@media print{${rules(lightPalette)}}`
].join("");
/** The colours as custom properties, for the page's canvas. */
function inks(palette) {
	const { frames, more, less, name, root, narrow, found, same } = palette;
	const numbered = (prefix, colors, first) => Object.fromEntries(colors.map((color, index) => [`${prefix}${index + first}`, color]));
	const all = {
		name,
		root,
		narrow,
		found,
		same,
		...numbered("", frames, 0),
		...numbered("more", more, 1),
		...numbered("less", less, 1)
	};
	return Object.entries(all).map(([key, color]) => `--fg-${key}:${color}`).join(";");
}
/** The custom properties of {@link inks} for the reader's scheme, and on paper (the class `printing`). */
const inkStyle = `:root{${inks(lightPalette)}}@media(prefers-color-scheme:dark){:root{${inks(darkPalette)}}}:root.printing{${inks(lightPalette)}}`;
// src/report/flame-graph/text-width.ts
/** Of the monospaced fonts of the style sheet, at 12 px. */
const characterWidth = 7.25;
/** As much of the beginning as fits the width in pixels; empty where less than three characters do. */
function clipped(text, width) {
	const columns = Math.floor(width / characterWidth);
	if (columns < 3) return "";
	if (columnsOf(text) <= columns) return text;
	let used = 1;
	let kept = "";
	for (const character of text) {
		used += columnsOf(character);
		if (used > columns) break;
		kept += character;
	}
	return `${kept}…`;
}
/** How many columns a text takes: ideographs and pictures are up to two wide. */
function columnsOf(text) {
	let columns = 0;
	for (const character of text) columns += character > "⹿" ? 2 : 1;
	return columns;
}
// src/report/flame-graph/drawing.ts
/** A drawing has at most this many frames where nothing else is asked for: what GitHub and browsers show at once. */
const mostFrames = 2500;
const rowHeight = 18;
const margin = 12;
const headerHeight = 52;
/** The hatchings of new and removed frames, once in a document. */
const patterns = [
	"<defs>",
	"<pattern id=\"fg-new\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">",
	"<path class=\"fg-hatch\" d=\"M-1 8L8 -1M-1 1L1 -1M6 8L8 6\"/></pattern>",
	"<pattern id=\"fg-removed\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">",
	"<path class=\"fg-hatch\" d=\"M0 0L7 7M0 7L7 0\"/></pattern>",
	"</defs>"
].join("");
/** The frames as one SVG element, root at the bottom, under a title and a line of legend. */
function drawFrames({ frames }, legend, label, lookOf, { title, width = 1200, embedded = false }) {
	const rows = frames.reduce((most, { depth }) => Math.max(most, depth), 0) + 1;
	const height = headerHeight + rows * rowHeight + margin;
	return `${[
		`<svg${embedded ? "" : " xmlns=\"http://www.w3.org/2000/svg\""} class="fg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${html(label)}">`,
		...embedded ? [] : [`<style>${flameGraphStyle}</style>`, patterns],
		`<rect class="fg-paper" width="${width}" height="${height}"/>`,
		`<text class="fg-words" x="${margin}" y="20" font-weight="bold">${html(clipped(title, width - 24))}</text>`,
		`<text class="fg-quiet" x="${margin}" y="38">${html(legend)}</text>`,
		...frames.map((place) => frameElement(place, lookOf(place), {
			width,
			floor: height - margin
		})),
		"</svg>"
	].join("\n")}\n`;
}
function frameElement({ depth, start, share }, { tip, label, colorClass, pattern }, paper) {
	const room = paper.width - 24;
	const x = margin + start * room;
	const width = share * room;
	const y = paper.floor - (depth + 1) * rowHeight;
	const shape = `x="${pixels(x)}" y="${y}" width="${pixels(Math.max(.2, width - .4))}" height="17" rx="1.5"`;
	const veil = pattern === null ? "" : `<rect class="fg-veil" fill="url(#${pattern})" ${shape}/>`;
	const written = clipped(label, width - 6);
	const text = written === "" ? "" : `<text class="fg-name" x="${pixels(x + 3)}" y="${y + 13}">${html(written)}</text>`;
	return `<g><title>${html(tip)}</title><rect class="${colorClass}" ${shape}/>${veil}${text}</g>`;
}
function pixels(value) {
	return String(Math.round(value * 100) / 100);
}
// src/report/flame-graph/layout.ts
/**
* Lays out at most `mostFrames` frames, the widest; what calls a frame that is drawn is drawn too. `widthOf` says
* how much room a frame needs, its children's included.
*/
function layOut(root, widthOf, mostFrames) {
	const all = placed(root, widthOf);
	const largest = all.map((one, order) => ({
		...one,
		order
	})).toSorted((a, b) => b.place.share - a.place.share || a.order - b.order).slice(0, mostFrames).toSorted((a, b) => a.order - b.order);
	const drawn = new Set(largest.map(({ order }) => order));
	const cutOff = all.filter(({ caller }, order) => !drawn.has(order) && drawn.has(caller));
	return {
		frames: largest.map(({ place }) => place),
		omitted: {
			frames: all.length - largest.length,
			share: cutOff.reduce((sum, { place }) => sum + place.share, 0)
		}
	};
}
/** Every frame with a width, callers first; `caller` is the index of the frame below. */
function placed(root, widthOf) {
	const all = [];
	const whole = Math.max(widthOf(root), 0) || 1;
	const waiting = [{
		frame: root,
		depth: 0,
		start: 0,
		caller: -1
	}];
	for (let next = waiting.pop(); next !== void 0; next = waiting.pop()) {
		const { frame, depth, start, caller } = next;
		const width = widthOf(frame);
		if (width <= 0) continue;
		all.push({
			place: {
				frame,
				depth,
				start,
				share: width / whole
			},
			caller
		});
		const own = all.length - 1;
		let childStart = start;
		const children = frame.children.map((child) => {
			const place = {
				frame: child,
				depth: depth + 1,
				start: childStart,
				caller: own
			};
			childStart += Math.max(0, widthOf(child)) / whole;
			return place;
		});
		waiting.push(...children.reverse());
	}
	return all;
}
// src/report/flame-graph/overlay.ts
/**
* Lays this run's tree over the baseline's (null: there is none, everything is as it is now). The result holds
* both trees whole, and their counts add up at every frame.
*
* The baseline's tree may be pruned. What this run has beyond it, as far as it fits into what was pruned there, has
* not appeared: such paths are `assumed` to be unchanged, and what is left of the pruned sum keeps the name
* `[pruned]`.
*/
function overlayTrees(baseline, tree) {
	return baseline === null ? unchanged(tree, false) : paired({
		before: baseline,
		after: tree
	});
}
/** A frame with the width that its costs and children need. */
function overlayFrame(frame) {
	const own = (side) => frame.children.reduce((rest, child) => rest - child[side].count, frame[side].count);
	const width = frame.children.reduce((sum, child) => sum + child.width, Math.max(0, own("before"), own("after")));
	return {
		...frame,
		width
	};
}
function unchanged({ name, count, bytes, children }, assumed) {
	const cost = {
		count,
		bytes
	};
	return overlayFrame({
		name,
		before: cost,
		after: cost,
		assumed,
		children: children.map((child) => unchanged(child, assumed))
	});
}
function paired({ before, after }) {
	const pairs = pairChildren(before?.children ?? [], after?.children ?? []);
	const pruned = before?.children.find(({ name }) => name === prunedName);
	const assumed = pruned === void 0 ? /* @__PURE__ */ new Set() : fitting(pruned.count, pairs);
	const children = [...pairs.filter(({ after: child }) => child === null || !assumed.has(child)).map(paired).map((frame) => frame.name === "[pruned]" ? without(frame, assumed) : frame), ...[...assumed].map((child) => unchanged(child, true))];
	return overlayFrame({
		name: after?.name ?? before?.name ?? "",
		before: costOf(before),
		after: costOf(after),
		assumed: false,
		children: children.filter(isThere).sort((a, b) => compareNames(a.name, b.name))
	});
}
/** As `pairUp`, with a short way for what is most of a tree: the same names on both sides, in the same order. */
function pairChildren(before, after) {
	return before.length === after.length && before.every(({ name }, index) => name === after[index]?.name) ? before.map((child, index) => ({
		before: child,
		after: after[index] ?? null
	})) : pairUp(before, after);
}
/** What only this run has and a pruned sum has room for, smallest first. */
function fitting(room, pairs) {
	const alone = pairs.flatMap(({ before, after }) => before === null && after !== null ? [after] : []);
	const fits = /* @__PURE__ */ new Set();
	let left = room;
	for (const child of alone.sort((a, b) => a.count - b.count || compareNames(a.name, b.name))) {
		if (child.count > left) break;
		fits.add(child);
		left -= child.count;
	}
	return fits;
}
/** The baseline's pruned sum less what this run can name of it. */
function without(pruned, named) {
	const count = [...named].reduce((rest, child) => rest - child.count, pruned.before.count);
	return overlayFrame({
		...pruned,
		before: {
			...pruned.before,
			count
		}
	});
}
function costOf(tree) {
	return {
		count: tree?.count ?? 0,
		bytes: tree?.bytes ?? 0
	};
}
function isThere({ before, after }) {
	return before.count !== 0 || after.count !== 0 || after.bytes !== 0;
}
// src/report/flame-graph/limit.ts
/** The overlay with at most `most` frames: the largest, and beside them what stands for the others, so that all sums hold. */
function limitFrames(root, most) {
	const sizes = Float64Array.from(allFrames(root), sizeOf).sort();
	const total = sizes.length;
	if (total <= most) return {
		root,
		frames: total,
		hidden: 0
	};
	let threshold = (sizes[total - most] ?? 0) + 1;
	let limited = withoutSmaller(root, threshold);
	for (let frames = count(limited); frames > most && limited.children.length > 1; frames = count(limited)) {
		threshold = Math.ceil(threshold * 1.1);
		limited = withoutSmaller(root, threshold);
	}
	let kept = 0;
	for (const { name } of allFrames(limited)) if (name !== "[not shown]") kept += 1;
	return {
		root: limited,
		frames: count(limited),
		hidden: total - kept
	};
}
/** Every frame, callers before callees. */
function* allFrames(root) {
	const waiting = [root];
	for (let frame = waiting.pop(); frame !== void 0; frame = waiting.pop()) {
		yield frame;
		for (let index = frame.children.length - 1; index >= 0; index -= 1) {
			const child = frame.children[index];
			if (child !== void 0) waiting.push(child);
		}
	}
}
function count(root) {
	let frames = 0;
	for (const _ of allFrames(root)) frames += 1;
	return frames;
}
function withoutSmaller(frame, threshold) {
	const large = frame.children.filter((child) => sizeOf(child) >= threshold);
	const small = frame.children.filter((child) => sizeOf(child) < threshold);
	if (small.length === 0 && large.length === 0) return frame;
	const children = large.map((child) => withoutSmaller(child, threshold));
	return overlayFrame({
		...frame,
		children: small.length === 0 ? children : [...children, together(small)]
	});
}
function together(frames) {
	const sum = (side) => ({
		count: frames.reduce((all, frame) => all + frame[side].count, 0),
		bytes: frames.reduce((all, frame) => all + frame[side].bytes, 0)
	});
	const [before, after] = [sum("before"), sum("after")];
	return overlayFrame({
		name: hiddenName,
		before,
		after,
		assumed: false,
		children: []
	});
}
function sizeOf({ before, after }) {
	return Math.max(before.count, after.count);
}
// src/report/flame-graph/svg.ts
/**
* A static flame graph: root at the bottom, width by count, at most 2,500 frames, the rest counted in words.
* Every frame says its whole name, count and share as a tool tip and to a screen reader.
*/
function renderFlameGraphSvg(tree, options) {
	const { title, unit, units = 1, frames = mostFrames } = options;
	const layout = layOut(tree, ({ count }) => count, frames);
	return drawFrames(layout, tree.count <= 0 ? "No allocations were recorded." : [`${formatQuantity(tree.count / units, "allocation")} per ${unit}, callers below their callees`].concat(omission(layout.omitted)).join("; "), `Flame graph of ${title}`, (place) => lookOf$1(place, unit, units), options);
}
/** What is not drawn, in words; empty where everything is. */
function omission({ frames, share }) {
	return frames === 0 ? [] : [`${formatQuantity(frames, "narrow frame")} with ${formatShare(share)} of them not drawn`];
}
function lookOf$1({ frame, depth, share }, unit, units) {
	const name = depth === 0 ? "all" : frame.name;
	const bytes = frame.bytes > 0 ? `, ${formatBytes(frame.bytes / units)}` : "";
	return {
		tip: `${name}: ${formatCount(frame.count / units)} per ${unit} (${formatShare(share)}${bytes})`,
		label: name,
		colorClass: depth === 0 ? "fg-root" : colorClass(name),
		pattern: null
	};
}
// src/report/flame-graph/differential-svg.ts
/**
* A static differential flame graph: every frame of either run, with room for the larger of both, says what became
* of it. Orange grew, blue shrank, by the size of the change; grey is within the spread; new and removed frames are
* hatched.
*/
function renderDifferentialSvg(profile, options = {}) {
	const root = overlayTrees(profile.baseline, profile.tree);
	const layout = layOut(root, ({ width }) => width, options.frames ?? 2500);
	const largest = largestChange(root);
	const drawing = {
		...options,
		title: profile.benchmark
	};
	return drawFrames(layout, [legend(root, profile), ...omission(layout.omitted)].join("; "), `Differential flame graph of ${profile.benchmark}`, (place) => lookOf(place, largest, profile), drawing);
}
/** The largest absolute change of a frame, in the overlay's counts. */
function largestChange(root) {
	let largest = 0;
	for (const { before, after } of allFrames(root)) largest = Math.max(largest, Math.abs(after.count - before.count));
	return largest;
}
function legend(root, { unit, units }) {
	if (root.width <= 0) return "No allocations were recorded.";
	const [before, after] = [root.before.count / units, root.after.count / units];
	return `${`${formatCount(before)} → ${formatQuantity(after, "allocation")} per ${unit}`}; orange: more, blue: less, grey: the same; hatched: new, crossed: removed`;
}
const colorOf = {
	new: "fg-more",
	more: "fg-more",
	removed: "fg-less",
	less: "fg-less",
	same: "fg-same"
};
function lookOf({ frame, depth }, largest, profile) {
	const { unit, units, spread } = profile;
	const name = depth === 0 ? "all" : frame.name;
	const costs = {
		before: frame.before.count / units,
		after: frame.after.count / units
	};
	const change = changeOf(costs, depth === 0 || collectiveNames.includes(name));
	const level = changeLevel(costs.after - costs.before, spread, largest / units);
	return {
		tip: `${name}: ${change === "same" ? `= (${formatCount(costs.after)})` : changeWords(change, costs)} per ${unit}${remark(frame, change, level)}`,
		label: `${shortWords(change, costs)} ${name}`,
		colorClass: level === 0 ? "fg-same" : `${colorOf[change]}${level}`,
		pattern: change === "new" ? "fg-new" : change === "removed" ? "fg-removed" : null
	};
}
function remark({ assumed }, change, level) {
	if (assumed) return ", taken to be as it was: the baseline leaves out paths this small";
	return change !== "same" && level === 0 ? ", within the spread" : "";
}
// src/report/flame-graph/benchmark-table.ts
/** All benchmarks of the report as a table, what needs looking at first; the names lead to their sections. */
function benchmarkTable(report, profiles) {
	if (report.benchmarks.length === 0) return [];
	const groups = groupBenchmarks(report);
	const moved = changedBenchmarks(groups).map(({ benchmark }) => benchmark);
	const still = groups.unchanged.map(({ benchmark }) => benchmark);
	const imported = [...groups.imported.exceeding, ...groups.imported.within].map(({ benchmark }) => benchmark);
	return [
		"<div class=\"scroll\" role=\"region\" aria-label=\"Benchmarks\" tabindex=\"0\"><table>",
		"<thead><tr><th scope=\"col\">Benchmark</th><th scope=\"col\">Verdict</th><th scope=\"col\" class=\"number\">Baseline</th><th scope=\"col\" class=\"number\">Now</th><th scope=\"col\" class=\"number\">Delta</th><th scope=\"col\" class=\"number\">Delta %</th><th scope=\"col\">Per</th></tr></thead>",
		"<tbody>",
		...[...[
			...groups.failed,
			...moved,
			...imported
		], ...[
			...groups.incomparable,
			...groups.withoutBaseline,
			...still
		]].map((benchmark) => benchmarkRow(benchmark, profiles)),
		"</tbody></table></div>"
	];
}
function benchmarkRow(benchmark, profiles) {
	const hasSection = profiles.some((profile) => profile.benchmark === benchmark.name);
	const name = `<code>${html(benchmark.name, 160)}</code>`;
	const linked = hasSection ? `<a href="#${sectionId(benchmark.name)}">${name}</a>` : name;
	const verdict = `<span class="verdict ${benchmark.verdict}">${benchmark.verdict.replace("-", " ")}</span>`;
	const [baseline, now, delta, percent, unit] = benchmark.verdict === "failed" ? [
		"",
		"",
		"",
		"",
		""
	] : numberCells(benchmark);
	return `<tr><td class="name">${linked}</td><td>${verdict}</td>${[
		baseline,
		now,
		delta,
		percent
	].map((cell) => `<td class="number">${html(cell ?? "")}</td>`).join("")}<td>${unit}</td></tr>`;
}
function numberCells({ baseline, delta, total, unit, imported }) {
	if (imported !== void 0) return [
		`${formatCount(imported.total)} (imported)`,
		formatCount(total),
		formatDelta(imported.delta),
		"",
		unit
	];
	if (baseline === null || delta === null) return [
		"",
		formatCount(total),
		"",
		"",
		unit
	];
	const percent = formatPercent(delta.total, baseline.total) ?? "";
	return [
		formatCount(baseline.total),
		formatCount(total),
		formatDelta(delta.total),
		percent,
		unit
	];
}
// \0page-script:src/report/flame-graph/browser/main.ts
var main_default = `// decode.ts
async function decodePayload(base64) {
	const compressed = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
	const stream = new Blob([compressed]).stream().pipeThrough(new DecompressionStream("gzip"));
	const bytes = new Uint8Array(await new Response(stream).arrayBuffer());
	let at = 0;
	const next = () => {
		let value = 0;
		for (let scale = 1;; scale *= 128) {
			const byte = bytes[at] ?? 0;
			at += 1;
			value += (byte & 127) * scale;
			if (byte < 128) return value;
		}
	};
	const headLength = next();
	const head = JSON.parse(new TextDecoder().decode(bytes.subarray(at, at + headLength)));
	at += headLength;
	const size = head.frames;
	const columns = new Map(head.columns.map((name) => {
		const values = new Float64Array(size);
		for (let index = 0; index < size; index += 1) values[index] = next();
		return [name, values];
	}));
	const column = (name) => columns.get(name) ?? new Float64Array(size);
	const count = column("count").map(signed);
	const change = column("change").map(signed);
	return {
		head,
		...places(column("up")),
		name: Int32Array.from(column("name")),
		assumed: Uint8Array.from(column("assumed")),
		count: {
			after: count,
			before: count.map((value, index) => value + (change[index] ?? 0))
		},
		bytes: {
			after: column("bytes").map(signed),
			before: new Float64Array(size)
		}
	};
}
function signed(value) {
	return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
function places(up) {
	const parent = new Int32Array(up.length).fill(-1);
	const end = new Int32Array(up.length);
	for (let index = 1; index < up.length; index += 1) {
		let caller = index - 1;
		for (let levels = up[index] ?? 0; levels > 0; levels -= 1) caller = parent[caller] ?? 0;
		parent[index] = caller;
	}
	for (let index = up.length - 1; index >= 0; index -= 1) {
		const behind = end[index] || index + 1;
		end[index] = behind;
		const caller = parent[index] ?? -1;
		if (caller >= 0) end[caller] = Math.max(end[caller] ?? 0, behind);
	}
	return {
		parent,
		end
	};
}
// view-state.ts
const choices = {
	view: [
		"difference",
		"changes",
		"run",
		"baseline"
	],
	order: [
		"up",
		"down",
		"leaf"
	],
	by: ["count", "bytes"],
	per: ["unit", "all"],
	first: ["caller", "function"]
};
function initialState(compared) {
	return {
		view: compared ? "difference" : "run",
		order: "up",
		by: "count",
		per: "unit",
		first: "caller",
		path: []
	};
}
function sideOf({ view }) {
	return {
		difference: "both",
		changes: "moved",
		run: "after",
		baseline: "before"
	}[view];
}
function formatFragment(section, { path, ...settings }, initial) {
	const before = { ...initial };
	const changed = Object.entries(settings).filter(([key, value]) => value !== before[key]);
	const place = \`#\${section}/\${path.join("/")}\`;
	return changed.length === 0 ? place : \`\${place}?\${new URLSearchParams(changed)}\`;
}
function parseFragment(fragment, initial) {
	const [place = "", query = ""] = fragment.split("?");
	const given = new URLSearchParams(query);
	const chosen = (key) => choices[key].find((value) => value === given.get(key)) ?? initial[key];
	return {
		view: initial.view === "run" ? "run" : chosen("view"),
		order: chosen("order"),
		by: chosen("by"),
		per: chosen("per"),
		first: chosen("first"),
		path: place.split("/").slice(1).filter((hash) => hash !== "")
	};
}
function sectionOf(fragment) {
	return fragment.replace(/^#/, "").split(/[/?]/)[0] ?? "";
}
// dom.ts
function element(name, attributes = {}, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
	made.append(...children);
	return made;
}
// breadcrumb.ts
function breadcrumb(zoomed, wording, onZoom, onCopy) {
	const path = zoomed.path.map((frame) => {
		const button = element("button", { type: "button" }, wording.name(frame));
		if (frame === zoomed) button.ariaCurrent = "true";
		button.addEventListener("click", () => onZoom(frame));
		return element("li", {}, button);
	});
	const copy = element("button", {
		type: "button",
		class: "copy"
	}, "Copy name");
	copy.addEventListener("click", () => onCopy(zoomed));
	const whole = element("p", { class: "whole-name" }, element("code", {}, wording.name(zoomed)), \` \${wording.numbers(zoomed)} \`, copy);
	return [element("ol", {}, ...path), whole];
}
// frame.ts
var Frame = class {
	name;
	parent;
	depth;
	assumed;
	before;
	after;
	both;
	moved;
	#make;
	#children = null;
	constructor(name, parent, costs, make, assumed = false) {
		this.name = name;
		this.parent = parent;
		this.depth = parent === null ? 0 : parent.depth + 1;
		this.assumed = assumed;
		this.before = costs[0] ?? 0;
		this.after = costs[1] ?? 0;
		this.both = costs[2] ?? 0;
		this.moved = costs[3] ?? 0;
		this.#make = make;
	}
	get children() {
		this.#children ??= this.#make(this);
		return this.#children;
	}
	get path() {
		return this.parent === null ? [this] : [...this.parent.path, this];
	}
};
// call-frames.ts
function isAllocation(name = "") {
	return /^(?:malloc|calloc|posix_memalign|realloc|realloc\\(NULL\\)|aligned_alloc|memalign)$/.test(name);
}
function callFrames(tree, costs) {
	return callFrame(tree, totals(tree, costs, () => true), 0, null);
}
function callFramesByFunction(tree, costs) {
	const functions = tree.head.names.map((name, index) => isAllocation(name) ? index : 0);
	return new Frame(0, null, totals(tree, costs, () => true), (root) => [...new Set(functions)].map((group) => {
		return callFrame(tree, totals(tree, costs, (frame) => functions[tree.name[frame] ?? 0] === group), 0, root, group);
	}).filter(({ both }) => both > 0));
}
function totals(tree, own, counts) {
	const sums = new Float64Array(4 * tree.parent.length);
	const add = (place, cost = 0) => {
		sums[place] = (sums[place] ?? 0) + cost;
	};
	for (let frame = tree.parent.length - 1; frame >= 0; frame -= 1) {
		if (counts(frame)) addCosts(own, frame, (part, cost) => add(4 * frame + part, cost));
		const caller = tree.parent[frame] ?? -1;
		if (caller >= 0) for (let part = 0; part < 4; part += 1) add(4 * caller + part, sums[4 * frame + part]);
	}
	return sums;
}
function addCosts(own, frame, add) {
	const before = own.before[frame] ?? 0;
	const after = own.after[frame] ?? 0;
	add(0, before);
	add(1, after);
	add(2, Math.max(0, before, after));
	add(3, Math.abs(after - before));
}
function callFrame(tree, sums, index, parent, name = tree.name[index] ?? 0) {
	const costs = sums.subarray(4 * index, 4 * index + 4);
	const callees = (frame) => {
		const children = [];
		const end = tree.end[index] ?? 0;
		for (let child = index + 1; child < end; child = tree.end[child] ?? end) if ((sums[4 * child + 2] ?? 0) > 0) children.push(callFrame(tree, sums, child, frame));
		return children;
	};
	return new Frame(name, parent, costs, callees, tree.assumed[index] === 1);
}
// caller-frames.ts
function callerFrames(tree, costs, functions) {
	const callerFrame = (name, parent, leaves, next) => {
		const sums = [
			0,
			0,
			0,
			0
		];
		for (const leaf of leaves) addCosts(costs, leaf, (part, cost) => {
			sums[part] = (sums[part] ?? 0) + cost;
		});
		return new Frame(name, parent, sums, (frame) => {
			const groups = new Map();
			for (const [index, one] of next().entries()) {
				if (one === 0) continue;
				const caller = tree.name[one] ?? 0;
				const group = groups.get(caller) ?? {
					leaves: [],
					frames: []
				};
				groups.set(caller, group);
				group.leaves.push(leaves[index] ?? 0);
				group.frames.push(one);
			}
			return Array.from(groups, ([caller, group]) => callerFrame(caller, frame, group.leaves, () => group.frames.map((one) => tree.parent[one] ?? 0))).sort((a, b) => b.both - a.both || a.name - b.name);
		});
	};
	const leaves = Array.from(tree.parent.keys()).filter((frame) => costs.before[frame] || costs.after[frame]);
	const ends = leaves.map((leaf) => {
		const caller = tree.parent[leaf] ?? 0;
		return !functions && caller > 0 && isAllocation(tree.head.names[tree.name[leaf] ?? 0]) ? caller : leaf;
	});
	return callerFrame(0, null, leaves, () => ends);
}
// controls.ts
var Controls = class {
	element = element("div", { class: "controls" });
	search = element("input", {
		type: "search",
		autocomplete: "off"
	});
	found = element("output", { class: "quiet" });
	#onChange;
	#show = [];
	constructor({ head }, section, onChange) {
		const { compared, unit, units, columns } = head;
		this.#onChange = onChange;
		if (compared) this.#radios(section, [
			["difference", "Difference"],
			["changes", "Only what changed"],
			["run", "This run"],
			["baseline", "Baseline"]
		]);
		this.#select("order", "Order", [
			["up", "root at the bottom"],
			["down", "root at the top"],
			["leaf", "what allocates first"]
		]);
		this.#select("first", "Start with", [["caller", "call paths"], ["function", "allocation functions"]]);
		if (columns.includes("bytes")) this.#select("by", "By", [["count", "allocations"], ["bytes", compared ? "bytes (this run)" : "bytes"]]);
		if (units > 1) this.#select("per", "Per", [["unit", unit], ["all", \`\${units} \${unit}s\`]]);
		this.element.append(element("label", {}, "Search", this.search), this.found);
	}
	show(state) {
		for (const show of this.#show) show(state);
	}
	#radios(section, views) {
		const labels = views.map(([view, label]) => {
			const input = element("input", {
				type: "radio",
				name: \`\${section}-view\`
			});
			input.addEventListener("change", () => this.#onChange({
				view,
				by: "count"
			}));
			this.#show.push((state) => {
				input.checked = state.view === view;
			});
			return element("label", {}, input, label);
		});
		this.element.append(element("fieldset", { class: "views" }, element("legend", {}, "View"), ...labels));
	}
	#select(key, label, all) {
		const select = element("select", {}, ...all.map(([, text]) => element("option", {}, text)));
		select.addEventListener("change", () => {
			const value = all[select.selectedIndex]?.[0];
			this.#onChange(key === "by" && value === "bytes" ? {
				by: value,
				view: "run"
			} : { [key]: value });
		});
		this.#show.push((state) => {
			select.selectedIndex = all.findIndex(([value]) => value === state[key]);
		});
		this.element.append(element("label", {}, label, select));
	}
};
// name-hash.ts
function hashOf(name) {
	let value = 2166136261;
	for (let index = 0; index < name.length; index += 1) value = Math.imul(value ^ name.charCodeAt(index), 16777619) >>> 0;
	return (value ^ value >>> 15) >>> 0;
}
function nameHash(name) {
	return hashOf(name).toString(36);
}
function colorIndex(name) {
	return hashOf(name) % 12;
}
// find-frame.ts
var FrameFinder = class {
	#tree;
	#hashes;
	constructor(tree) {
		this.#tree = tree;
		this.#hashes = tree.head.names.map(nameHash);
	}
	hash(name = 0) {
		return this.#hashes[name] ?? "";
	}
	find(root, path, costs) {
		const exact = this.#descend(root, path);
		if (exact !== null) return exact;
		const frame = this.#through(path, costs);
		return frame === null ? null : this.#descend(root, this.#pathTo(frame));
	}
	#descend(root, path) {
		let frame = root;
		for (const hash of path) frame = frame?.children.find((child) => this.hash(child.name) === hash) ?? null;
		return frame;
	}
	#through(path, costs) {
		let best = null;
		let [bestChange, bestCost] = [-1, -1];
		for (let frame = 1; frame < this.#tree.parent.length; frame += 1) {
			if (this.hash(this.#tree.name[frame]) !== path.at(-1) || !this.#passes(frame, path)) continue;
			const [change, cost] = this.#sum(frame, costs);
			if (change < bestChange || change === bestChange && cost <= bestCost) continue;
			[best, bestChange, bestCost] = [
				frame,
				change,
				cost
			];
		}
		return best;
	}
	#passes(frame, path) {
		let left = path.length;
		for (let one = frame; one > 0 && left > 0; one = this.#tree.parent[one] ?? 0) if (this.hash(this.#tree.name[one]) === path[left - 1]) left -= 1;
		return left === 0;
	}
	#sum(frame, costs) {
		let [change, cost] = [0, 0];
		const end = this.#tree.end[frame] ?? 0;
		for (let index = frame; index < end; index += 1) {
			const [before, after] = [costs.before[index] ?? 0, costs.after[index] ?? 0];
			change += after - before;
			cost += Math.max(before, after);
		}
		return [Math.abs(change), cost];
	}
	#pathTo(frame) {
		const path = [];
		for (let one = frame; one > 0; one = this.#tree.parent[one] ?? 0) path.unshift(this.hash(this.#tree.name[one]));
		return path;
	}
};
// largest-change.ts
function largestChange({ parent }, { before, after }) {
	const changes = after.map((value, index) => value - (before[index] ?? 0));
	let largest = 0;
	for (let index = changes.length - 1; index >= 0; index -= 1) {
		const change = changes[index] ?? 0;
		largest = Math.max(largest, Math.abs(change));
		const caller = parent[index] ?? -1;
		if (caller >= 0) changes[caller] = (changes[caller] ?? 0) + change;
	}
	return largest;
}
// legend.ts
function legend() {
	return element("ul", {
		class: "legend quiet",
		"aria-label": "Colours"
	}, ...Object.entries({
		new: "new",
		more: "more",
		same: "the same, or within the spread",
		less: "less",
		removed: "removed"
	}).map(([kind, text]) => element("li", {}, element("span", { class: \`swatch \${kind}\` }), text)));
}
// escape.ts
const invisible = /[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}\\uFFFE\\uFFFF]|(?! )\\p{Zs}/gu;
const ellipsis = "…";
function visible(text) {
	return text.replace(invisible, (character) => spelledOut(character));
}
function spelledOut(character) {
	return \`\\\\u{\${(character.codePointAt(0) ?? 0).toString(16).toUpperCase()}}\`;
}
function bounded(text, limit) {
	if (text.length <= limit) return text;
	const characters = Array.from(text);
	if (characters.length <= limit) return text;
	const head = Math.ceil((limit - 1) / 2);
	const tail = limit - 1 - head;
	return [
		...characters.slice(0, head),
		ellipsis,
		...characters.slice(characters.length - tail)
	].join("");
}
function logLine(text, limit = 2e3) {
	return bounded(visible(text.length > 4 * limit ? text.slice(0, 2 * limit) + text.slice(-2 * limit) : text), limit);
}
// numbers.ts
const minus = "−";
const upToTwoDigits = new Intl.NumberFormat("en-US", { maximumFractionDigits: 2 });
const upToOneDigit = new Intl.NumberFormat("en-US", { maximumFractionDigits: 1 });
function formatCount(value) {
	return \`\${value < 0 ? minus : ""}\${magnitude(value)}\`;
}
function formatDelta(value) {
	return value > 0 ? \`+\${magnitude(value)}\` : formatCount(value);
}
function formatShare(share) {
	if (share > 0 && share < 5e-4) return "<0.1 %";
	if (share < 1 && share > .9995) return ">99.9 %";
	return \`\${upToOneDigit.format(share * 100)} %\`;
}
const byteUnits = [
	"B",
	"KiB",
	"MiB",
	"GiB",
	"TiB"
];
function formatBytes(bytes) {
	let value = Math.abs(bytes);
	let unit = 0;
	while (value >= 1023.95 && unit < byteUnits.length - 1) {
		value /= 1024;
		unit += 1;
	}
	return \`\${bytes < 0 ? minus : ""}\${upToOneDigit.format(value)} \${byteUnits[unit]}\`;
}
function magnitude(value) {
	const size = Math.abs(value);
	return size > 0 && size < .005 ? "<0.01" : upToTwoDigits.format(size);
}
// change.ts
function changeOf({ before, after }, isCollective) {
	const delta = after - before;
	if (delta === 0) return "same";
	if (!isCollective && before === 0) return "new";
	if (!isCollective && after === 0) return "removed";
	return delta > 0 ? "more" : "less";
}
function changeWords(change, { before, after }) {
	const short = shortWords(change, {
		before,
		after
	});
	if (change === "same") return short;
	if (change === "new" || change === "removed") return \`\${short} \${formatDelta(after - before)}\`;
	return \`\${short} (\${formatCount(before)} → \${formatCount(after)})\`;
}
function shortWords(change, { before, after }) {
	if (change === "same") return "=";
	return change === "new" || change === "removed" ? change.toUpperCase() : formatDelta(after - before);
}
function changeLevel(delta, spread, largest) {
	const size = Math.abs(delta);
	if (size <= spread + 1e-9 || largest <= 0) return 0;
	return Math.min(4, 1 + Math.floor(4 * Math.sqrt(size / largest) * .999));
}
// text-width.ts
const characterWidth = 7.25;
function clipped(text, width) {
	const columns = Math.floor(width / characterWidth);
	if (columns < 3) return "";
	if (columnsOf(text) <= columns) return text;
	let used = 1;
	let kept = "";
	for (const character of text) {
		used += columnsOf(character);
		if (used > columns) break;
		kept += character;
	}
	return \`\${kept}…\`;
}
function columnsOf(text) {
	let columns = 0;
	for (const character of text) columns += character > "⹿" ? 2 : 1;
	return columns;
}
// wording.ts
const longestName = 1e4;
var Wording = class {
	side;
	isDifference;
	unit;
	#tree;
	#bytes;
	#divisor;
	#root;
	#largest;
	constructor(tree, state, root, largestChange) {
		const { unit, units } = tree.head;
		this.side = sideOf(state);
		this.isDifference = this.side === "both" || this.side === "moved";
		this.unit = state.per === "all" ? \`\${units} \${unit}s\` : unit;
		this.#tree = tree;
		this.#bytes = state.by === "bytes";
		this.#divisor = state.per === "all" ? 1 : units;
		this.#root = root;
		this.#largest = largestChange;
	}
	name(frame) {
		return frame.parent === null ? "all" : nameOf(this.#tree, frame.name);
	}
	change(frame) {
		const { names, collective } = this.#tree.head;
		return changeOf(frame, frame.parent === null || collective.includes(names[frame.name] ?? ""));
	}
	level({ before, after }) {
		const { spread, units } = this.#tree.head;
		return changeLevel(after - before, spread * units, this.#largest);
	}
	cost(value) {
		return this.#bytes ? formatBytes(value / this.#divisor) : formatCount(value / this.#divisor);
	}
	share(value) {
		const whole = this.#root[this.side];
		return formatShare(whole > 0 ? value / whole : 0);
	}
	changed(frame, words = changeWords) {
		const before = frame.before / this.#divisor;
		return words(this.change(frame), {
			before,
			after: frame.after / this.#divisor
		});
	}
	numbers(frame) {
		const per = \`per \${this.unit}\`;
		const cost = frame[this.side];
		if (!this.isDifference) return \`\${this.cost(cost)} \${per} (\${this.share(cost)})\`;
		const isSame = frame.before === frame.after;
		const same = isSame ? \` (\${this.cost(frame.after)})\` : "";
		const noise = !isSame && this.level(frame) === 0 ? ", within the spread" : "";
		const assumed = frame.assumed ? ", taken to be as it was: the baseline leaves out paths this small" : "";
		return \`\${this.changed(frame)}\${same} \${per}\${noise}\${assumed}\`;
	}
	label(frame, width) {
		const name = this.name(frame);
		if (!this.isDifference) return clipped(name, width);
		const whole = \`\${name}  \${this.changed(frame)}\`;
		return width >= 8 * columnsOf(whole) ? whole : clipped(\`\${this.changed(frame, shortWords)} \${name}\`, width);
	}
};
function nameOf({ head }, name) {
	return logLine(head.names[name] ?? "", longestName) || "[other]";
}
// search.ts
function search(tree, { before, after }, side, text) {
	const wanted = text.trim().toLowerCase();
	const names = new Set();
	for (let name = 1; name < tree.head.names.length && wanted !== ""; name += 1) if (nameOf(tree, name).toLowerCase().includes(wanted)) names.add(name);
	let frames = 0;
	let cost = 0;
	const inside = new Uint8Array(tree.parent.length);
	for (let index = 1; index < tree.parent.length && names.size > 0; index += 1) {
		const isMatch = names.has(tree.name[index] ?? 0);
		if (isMatch) frames += 1;
		if (!isMatch && inside[tree.parent[index] ?? 0] === 0) continue;
		inside[index] = 1;
		const [was, is] = [before[index] ?? 0, after[index] ?? 0];
		cost += {
			before: was,
			after: is,
			both: Math.max(0, was, is),
			moved: Math.abs(is - was)
		}[side];
	}
	return {
		names,
		frames,
		cost
	};
}
// boxes.ts
const narrowest = 1;
const mostRows$1 = 400;
const mostCallers = 12;
function placeBoxes(zoomed, side, width) {
	const rows = [];
	const slivers = [];
	const callers = [];
	for (let one = zoomed.parent; one !== null && callers.length < mostCallers; one = one.parent) callers.unshift(one);
	for (const [row, frame] of callers.entries()) rows.push([{
		frame,
		row,
		x: 0,
		width
	}]);
	const scale = zoomed[side] > 0 ? width / zoomed[side] : 0;
	const open = [];
	const addSliver = (row, x, size) => {
		const last = open[row];
		const joins = last !== void 0 && x - (last.x + last.width) < .5;
		if (last !== void 0 && !joins) slivers.push(last);
		open[row] = joins ? {
			row,
			x: last.x,
			width: x + size - last.x
		} : {
			row,
			x,
			width: size
		};
	};
	const waiting = [{
		frame: zoomed,
		row: callers.length,
		x: 0,
		width
	}];
	for (let box = waiting.pop(); box !== void 0; box = waiting.pop()) {
		const boxes = rows[box.row] ?? [];
		rows[box.row] = boxes;
		boxes.push(box);
		const row = box.row + 1;
		if (row >= mostRows$1) continue;
		const children = [];
		let x = box.x;
		for (const frame of box.frame.children) {
			const size = Math.max(0, frame[side]) * scale;
			if (size >= narrowest) children.push({
				frame,
				row,
				x,
				width: size
			});
			else if (size > 0) addSliver(row, x, size);
			x += size;
		}
		for (const child of children.reverse()) waiting.push(child);
	}
	for (const sliver of open) if (sliver !== void 0) slivers.push(sliver);
	return {
		rows,
		slivers
	};
}
function boxAt({ rows }, row, x) {
	return rows[row]?.find((box) => x >= box.x && x < box.x + box.width);
}
function paint(canvas, boxes, painting) {
	const { wording, zoomed, found, width, upward } = painting;
	const rows = boxes.rows.length;
	const ratio = Math.min(2, devicePixelRatio);
	canvas.width = width * ratio;
	canvas.height = rows * 18 * ratio;
	canvas.style.height = \`\${rows * 18}px\`;
	const context = canvas.getContext("2d");
	if (context === null) return;
	const ink = inksOf(canvas);
	const hatches = {
		new: hatch(context, ink("name"), false),
		removed: hatch(context, ink("name"), true)
	};
	context.scale(ratio, ratio);
	context.font = "12px ui-monospace,SFMono-Regular,Menlo,Consolas,\\"DejaVu Sans Mono\\",monospace";
	context.textBaseline = "middle";
	context.fillStyle = ink("narrow");
	for (const { row, x, width: size } of boxes.slivers) context.fillRect(x, topOf(row, rows, upward), Math.max(.5, size - .4), 17);
	for (const { frame, x, row, width: space } of boxes.rows.flat()) {
		const size = Math.max(.5, space - .6);
		const y = topOf(row, rows, upward);
		const color = ink(found.has(frame.name) && frame.parent ? "found" : inkOf(frame, wording));
		context.globalAlpha = frame.depth < zoomed.depth ? .6 : 1;
		context.fillStyle = color;
		context.fillRect(x, y, size, 17);
		const change = wording.isDifference ? wording.change(frame) : "same";
		const veil = change === "new" || change === "removed" ? hatches[change] : null;
		if (veil) {
			context.fillStyle = veil;
			context.fillRect(x, y, size, 17);
		}
		const label = size < 24 ? "" : wording.label(frame, size - 6);
		if (label === "") continue;
		if (veil) {
			context.fillStyle = color;
			context.fillRect(x + 2, y + 2, Math.min(size - 4, context.measureText(label).width + 3), 13);
		}
		context.fillStyle = ink("name");
		context.fillText(label, x + 3, y + 9, size - 4);
	}
	performance.mark("flame-graph-painted");
}
function topOf(row, rows, upward) {
	return (upward ? rows - 1 - row : row) * 18;
}
function inkOf(frame, wording) {
	if (!wording.isDifference) return frame.parent === null ? "root" : String(colorIndex(wording.name(frame)));
	const level = wording.level(frame);
	if (level === 0) return "same";
	return \`\${frame.after > frame.before ? "more" : "less"}\${level}\`;
}
function inksOf(canvas) {
	const style = getComputedStyle(canvas);
	const known = new Map();
	return (name) => {
		const color = known.get(name) ?? style.getPropertyValue(\`--fg-\${name}\`);
		known.set(name, color);
		return color;
	};
}
function hatch(context, color, crossed) {
	const tile = document.createElement("canvas");
	tile.width = tile.height = 7;
	const lines = tile.getContext("2d");
	if (lines === null) return null;
	lines.strokeStyle = color;
	lines.globalAlpha = .4;
	lines.stroke(new Path2D(crossed ? "M0 0L7 7M0 7L7 0" : "M-1 8L8 -1M-1 1L1 -1M6 8L8 6"));
	return context.createPattern(tile, "repeat");
}
// stage.ts
var Stage = class {
	canvas = element("canvas", {
		tabindex: "0",
		role: "application"
	});
	#hover = element("div", { class: "mark" });
	#focus = element("div", { class: "mark focus" });
	#tip = element("div", { class: "tip" });
	element = element("div", { class: "stage" }, this.canvas, this.#hover, this.#focus, this.#tip);
	#boxes = {
		rows: [],
		slivers: []
	};
	#painting = null;
	constructor(onZoom) {
		this.canvas.addEventListener("mousemove", (event) => {
			this.#unmark();
			const box = this.#under(event);
			if (box === void 0) return;
			this.#mark(this.#hover, box);
			this.#explain(box, event.offsetX + 12);
		});
		this.canvas.addEventListener("mouseleave", () => this.#unmark());
		this.canvas.addEventListener("blur", () => this.#unmark(true));
		this.canvas.addEventListener("click", (event) => {
			const box = this.#under(event);
			if (box !== void 0) onZoom(box.frame);
		});
		this.#unmark(true);
	}
	get rows() {
		return this.#boxes.rows;
	}
	draw(painting) {
		this.#painting = painting;
		this.#boxes = placeBoxes(painting.zoomed, painting.wording.side, painting.width);
		paint(this.canvas, this.#boxes, painting);
		this.#unmark(true);
	}
	boxOf(frame) {
		return this.rows.flat().find((box) => box.frame === frame);
	}
	beside(frame, step) {
		const box = this.boxOf(frame);
		const row = box === void 0 ? [] : this.rows[box.row] ?? [];
		return row[box === void 0 ? -1 : row.indexOf(box) + step]?.frame;
	}
	focus(frame) {
		this.#unmark(true);
		const box = document.activeElement === this.canvas ? this.boxOf(frame) : void 0;
		if (box === void 0) return;
		this.#mark(this.#focus, box);
		this.#explain(box, box.x);
		this.#focus.scrollIntoView({ block: "nearest" });
	}
	#under({ offsetX, offsetY }) {
		const fromTop = Math.floor(offsetY / 18);
		return boxAt(this.#boxes, this.#painting?.upward ? this.rows.length - 1 - fromTop : fromTop, offsetX);
	}
	#top(box) {
		return topOf(box.row, this.rows.length, this.#painting?.upward ?? false);
	}
	#unmark(all = false) {
		this.#hover.hidden = true;
		this.#tip.hidden = true;
		if (all) this.#focus.hidden = true;
	}
	#mark(mark, box) {
		mark.hidden = false;
		mark.style.transform = \`translate(\${box.x}px,\${this.#top(box)}px)\`;
		mark.style.width = \`\${Math.max(2, box.width)}px\`;
		mark.style.height = \`17px\`;
	}
	#explain(box, x) {
		if (this.#painting === null) return;
		const { wording, width } = this.#painting;
		this.#tip.replaceChildren(element("code", {}, wording.name(box.frame)), element("div", {}, wording.numbers(box.frame)));
		this.#tip.hidden = false;
		const left = Math.max(0, Math.min(x, width - this.#tip.offsetWidth));
		const above = this.#top(box) - this.#tip.offsetHeight - 6;
		const hasRoom = this.element.getBoundingClientRect().top + above > 0;
		this.#tip.style.transform = \`translate(\${left}px,\${hasRoom ? above : this.#top(box) + 18 + 6}px)\`;
	}
};
// tree-table.ts
const mostRows = 200;
var TreeTable = class {
	element;
	#body = element("tbody");
	#wording;
	#onOpen;
	#entries = new Map();
	constructor(root, wording, onOpen) {
		this.#wording = wording;
		this.#onOpen = onOpen;
		const head = element("tr", {}, ...["Call path", ...wording.isDifference ? [
			"Change",
			"Baseline",
			"Now"
		] : [\`Per \${wording.unit}\`, "Share"]].map((text) => element("th", { scope: "col" }, text)));
		const attributes = {
			role: "treegrid",
			"aria-label": "Call paths"
		};
		this.element = element("table", attributes, element("thead", {}, head), this.#body);
		this.#body.addEventListener("keydown", (event) => this.#onKey(event));
		this.#body.addEventListener("click", ({ target }) => {
			const row = target instanceof Element ? target.closest("tr") : null;
			if (row === null) return;
			this.#focus(row);
			this.#toggle(row);
		});
		const first = this.#add(root, null, null);
		first.tabIndex = 0;
		this.#toggle(first);
	}
	#cells(frame) {
		const { isDifference, side } = this.#wording;
		const cost = (value) => this.#wording.cost(value);
		if (!isDifference) return [
			this.#wording.name(frame),
			cost(frame[side]),
			this.#wording.share(frame[side])
		];
		return [
			this.#wording.name(frame),
			this.#wording.changed(frame),
			cost(frame.before),
			cost(frame.after)
		];
	}
	#add(frame, parent, before) {
		const [name = "", ...numbers] = this.#cells(frame);
		const level = ((parent && this.#entries.get(parent)?.level) ?? 0) + 1;
		const cell = element("td", { class: "path" }, element("code", {}, name));
		cell.style.paddingLeft = \`\${8 + Math.min(level, 40) * 14}px\`;
		const others = numbers.map((text) => element("td", { class: "number" }, text));
		const row = element("tr", {
			tabindex: "-1",
			"aria-level": String(level)
		}, cell, ...others);
		if (this.#shown(frame).length > 0) row.ariaExpanded = "false";
		this.#entries.set(row, {
			frame,
			parent,
			level,
			children: []
		});
		this.#body.insertBefore(row, before);
		return row;
	}
	#shown(frame) {
		const { side, isDifference } = this.#wording;
		const weight = ({ after, before }) => isDifference ? Math.abs(after - before) : 0;
		return frame.children.filter((child) => child[side] > 0).sort((a, b) => weight(b) - weight(a) || b[side] - a[side] || a.name - b.name);
	}
	#toggle(row) {
		const entry = this.#entries.get(row);
		if (entry === void 0 || row.ariaExpanded === null) return;
		if (row.ariaExpanded === "true") {
			this.#close(row);
			return;
		}
		row.ariaExpanded = "true";
		const before = row.nextSibling;
		const all = this.#shown(entry.frame);
		for (const frame of all.slice(0, mostRows)) entry.children.push(this.#add(frame, row, before));
		if (all.length <= mostRows) return;
		const line = element("tr", {}, element("td", { colspan: "4" }, \`\${all.length - mostRows} smaller ones\`));
		this.#body.insertBefore(line, before);
		entry.children.push(line);
	}
	#close(row) {
		for (const child of this.#entries.get(row)?.children.splice(0) ?? []) {
			this.#close(child);
			this.#entries.delete(child);
			child.remove();
		}
		if (row.ariaExpanded !== null) row.ariaExpanded = "false";
	}
	#focus(row) {
		if (!(row instanceof HTMLTableRowElement)) return;
		for (const one of this.#body.querySelectorAll("tr[tabindex=\\"0\\"]")) one.setAttribute("tabindex", "-1");
		row.tabIndex = 0;
		row.focus();
	}
	#onKey(event) {
		const row = event.target;
		const entry = row instanceof Element ? this.#entries.get(row) : void 0;
		if (!(row instanceof HTMLTableRowElement) || entry === void 0) return;
		const isOpen = row.ariaExpanded === "true";
		const action = {
			ArrowDown: () => this.#focus(row.nextElementSibling),
			ArrowUp: () => this.#focus(row.previousElementSibling),
			ArrowRight: () => isOpen ? this.#focus(row.nextElementSibling) : this.#toggle(row),
			ArrowLeft: () => isOpen ? this.#toggle(row) : this.#focus(entry.parent),
			Enter: () => this.#onOpen(entry.frame)
		}[event.key];
		if (action === void 0) return;
		event.preventDefault();
		action();
	}
};
// viewer.ts
const help = "Arrow keys walk, Enter zooms in, Escape out, / searches, n is the next match, c copies the name.";
var Viewer = class {
	element;
	#tree;
	#finder;
	#controls;
	#onZoom = (frame) => this.#zoom(frame);
	#stage = new Stage(this.#onZoom);
	#breadcrumb = element("nav", {
		"aria-label": "Zoomed to",
		class: "path-bar"
	});
	#said = element("p", {
		class: "unseen",
		role: "status"
	});
	#sum = element("p", { class: "quiet sum" });
	#legend = legend();
	#table = element("div", { class: "scroll" });
	#details = element("details", { class: "frames" }, element("summary", {}, "As a table"), this.#table);
	#onNavigate;
	#state;
	#root;
	#zoomed;
	#focus;
	#wording;
	#largest = 0;
	#found = {
		names: new Set(),
		frames: 0,
		cost: 0
	};
	constructor(tree, section, title, onNavigate) {
		this.#tree = tree;
		this.#finder = new FrameFinder(tree);
		this.#onNavigate = onNavigate;
		this.#state = initialState(tree.head.compared);
		this.#zoomed = this.#focus = this.#root = this.#build();
		this.#wording = this.#newWording();
		this.#controls = new Controls(tree, section, (change) => this.#navigate({
			...this.#state,
			...change,
			path: []
		}));
		this.#stage.canvas.ariaLabel = \`Flame graph of \${title}. \${help}\`;
		this.element = element("div", { class: "viewer" }, ...[
			this.#controls.element,
			this.#sum,
			this.#legend,
			this.#breadcrumb,
			this.#stage.element,
			this.#said
		], element("p", { class: "quiet" }, \`Click a frame to zoom. \${help}\`), this.#details);
		this.#listen();
	}
	show(state) {
		const isOther = [
			"order",
			"by",
			"first"
		].some((key) => state[key] !== this.#state[key]);
		this.#state = state;
		if (isOther) this.#root = this.#build();
		const zoomed = this.#finder.find(this.#root, state.path, this.#costs);
		this.#zoomed = this.#focus = zoomed ?? this.#root;
		this.#wording = this.#newWording();
		this.#controls.show(state);
		this.#search();
		this.draw();
		this.#describe();
		this.#fillTable();
		if (zoomed === null) this.#say("This view has no such frame.");
	}
	draw() {
		const width = this.#stage.element.clientWidth;
		if (width === 0) return;
		const upward = this.#state.order === "up";
		this.#stage.draw({
			wording: this.#wording,
			zoomed: this.#zoomed,
			found: this.#found.names,
			upward,
			width
		});
		this.#stage.focus(this.#focus);
	}
	get #costs() {
		return this.#tree[this.#state.by];
	}
	#build() {
		const { order, first } = this.#state;
		this.#largest = largestChange(this.#tree, this.#costs);
		if (order === "leaf") return callerFrames(this.#tree, this.#costs, first === "function");
		return (first === "function" ? callFramesByFunction : callFrames)(this.#tree, this.#costs);
	}
	#newWording() {
		return new Wording(this.#tree, this.#state, this.#root, this.#largest);
	}
	#navigate(state) {
		this.show(state);
		this.#onNavigate(state);
	}
	#zoom(frame) {
		const path = frame.path.slice(1);
		this.#navigate({
			...this.#state,
			path: path.map((one) => this.#finder.hash(one.name))
		});
		this.#sayFrame(frame);
	}
	#describe() {
		const copy = (frame) => this.#copy(frame);
		this.#breadcrumb.replaceChildren(...breadcrumb(this.#zoomed, this.#wording, this.#onZoom, copy));
		this.#breadcrumb.hidden = this.#zoomed.parent === null;
		this.#legend.hidden = !this.#wording.isDifference;
		this.#sum.textContent = \`All: \${this.#wording.numbers(this.#root)}.\${this.#sumOfChanges()}\`;
	}
	#sumOfChanges() {
		if (!this.#wording.isDifference) return "";
		const { before, after, moved } = this.#root;
		return \` That is \${this.#wording.cost((moved + after - before) / 2)} more on some call paths and \${this.#wording.cost((moved - after + before) / 2)} less on others.\`;
	}
	#search() {
		const text = this.#controls.search.value;
		this.#found = search(this.#tree, this.#costs, this.#wording.side, text);
		const { frames, cost } = this.#found;
		const count = \`\${frames} \${frames === 1 ? "frame" : "frames"}, \${this.#wording.cost(cost)} (\${this.#wording.share(cost)})\`;
		this.#controls.found.textContent = text.trim() === "" ? "" : count;
	}
	#fillTable() {
		if (!this.#details.open) return;
		const open = (frame) => {
			this.#zoom(frame);
			this.#stage.canvas.focus();
		};
		this.#table.replaceChildren(new TreeTable(this.#zoomed, this.#wording, open).element);
	}
	#say(text) {
		this.#said.textContent = text;
	}
	#sayFrame(frame) {
		this.#say(\`\${this.#wording.name(frame)}: \${this.#wording.numbers(frame)}\`);
	}
	#copy(frame) {
		const name = this.#wording.name(frame);
		navigator.clipboard.writeText(name).then(() => this.#say(\`Copied \${name}\`), () => this.#say("The browser refused to copy."));
	}
	#setFocus(frame) {
		if (!frame) return;
		this.#focus = frame;
		this.#stage.focus(frame);
		this.#sayFrame(frame);
	}
	#listen() {
		const { search: field } = this.#controls;
		this.#stage.canvas.addEventListener("focus", () => this.#stage.focus(this.#focus));
		this.#stage.canvas.addEventListener("keydown", (event) => this.#onKey(event));
		field.addEventListener("input", () => {
			this.#search();
			this.draw();
		});
		field.addEventListener("keydown", ({ key }) => {
			if (key !== "Enter") return;
			this.#stage.canvas.focus();
			this.#nextMatch();
		});
		this.element.addEventListener("keydown", (event) => {
			if (event.key !== "/" || event.target === field) return;
			event.preventDefault();
			field.focus();
		});
		this.#details.addEventListener("toggle", () => this.#fillTable());
	}
	#onKey(event) {
		if (event.ctrlKey || event.metaKey || event.altKey) return;
		const frame = this.#focus;
		const outward = () => this.#setFocus(frame.parent);
		const inward = () => this.#setFocus(this.#widest(frame));
		const zoomOut = () => this.#zoom(this.#zoomed.parent ?? this.#root);
		const isUpward = this.#state.order === "up";
		const action = {
			ArrowUp: isUpward ? inward : outward,
			ArrowDown: isUpward ? outward : inward,
			ArrowLeft: () => this.#setFocus(this.#stage.beside(frame, -1)),
			ArrowRight: () => this.#setFocus(this.#stage.beside(frame, 1)),
			Enter: () => this.#zoom(frame),
			Escape: zoomOut,
			n: () => this.#nextMatch(),
			c: () => this.#copy(frame)
		}[event.key];
		if (action === void 0) return;
		event.preventDefault();
		action();
	}
	#widest(frame) {
		const { side } = this.#wording;
		return frame.children.filter((child) => this.#stage.boxOf(child) !== void 0).sort((a, b) => b[side] - a[side])[0];
	}
	#nextMatch() {
		const matches = this.#stage.rows.flat().map(({ frame }) => frame).filter(({ name, parent }) => parent !== null && this.#found.names.has(name));
		const next = matches[(matches.indexOf(this.#focus) + 1) % matches.length];
		if (next === void 0) this.#say("No match can be seen.");
		else this.#setFocus(next);
	}
};
// main.ts
const viewers = new Map();
let shown = "";
let last = null;
function viewerOf(section) {
	const viewer = viewers.get(section) ?? open(section);
	viewers.set(section, viewer);
	return viewer;
}
function initialOf(section) {
	return initialState(section.dataset.graph === "compared");
}
async function open(section) {
	const payload = section.querySelector("script")?.textContent ?? "";
	const still = section.querySelector(".still");
	const viewer = new Viewer(await decodePayload(payload), section.id, section.querySelector("h2")?.textContent ?? "", (state) => {
		location.hash = formatFragment(section.id, state, initialOf(section));
		shown = location.hash;
		last = section;
	});
	still?.replaceWith(viewer.element);
	viewer.show(initialOf(section));
	const draw = () => viewer.draw();
	addEventListener("resize", draw);
	matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
	const print = ({ type }) => {
		document.documentElement.classList.toggle("printing", type === "beforeprint");
		draw();
	};
	addEventListener("beforeprint", print);
	addEventListener("afterprint", print);
	return viewer;
}
async function follow() {
	if (location.hash === shown) return;
	shown = location.hash;
	const named = document.getElementById(sectionOf(shown));
	const section = named?.matches("[data-graph]") ? named : last;
	if (section === null) return;
	const viewer = await viewerOf(section);
	viewer.show(section === named ? parseFragment(shown, initialOf(section)) : initialOf(section));
	if (section !== last && shown.includes("/")) viewer.element.scrollIntoView();
	last = section;
}
const observer = new IntersectionObserver((entries) => {
	for (const { isIntersecting, target } of entries) {
		if (!isIntersecting || !(target instanceof HTMLElement)) continue;
		observer.unobserve(target);
		viewerOf(target);
	}
}, { rootMargin: "800px" });
const sections = document.querySelectorAll("[data-graph]");
if (sections[0]) viewerOf(sections[0]);
for (const section of sections) observer.observe(section);
addEventListener("hashchange", follow);
follow();
`;
// src/report/flame-graph/page-style.ts
/** The style sheet of the flame graph page: light and dark by the reader's setting, down to a phone's width. */
const pageStyle = [
	":root{color-scheme:light dark;--paper:#fff;--words:#1f2328;--quiet:#59636e;--line:#d1d9e0;--shade:#f6f8fa;",
	"--link:#0969da;--bad:#cf222e;--good:#1a7f37;--doubt:#9a6700}",
	inkStyle,
	"@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--words:#f0f6fc;--quiet:#9198a1;--line:#3d444d;",
	"--shade:#151b23;--link:#4493f8;--bad:#f85149;--good:#3fb950;--doubt:#d29922}}",
	"html{scrollbar-gutter:stable}body{margin:0 auto;max-width:1248px;padding:24px;background:var(--paper);color:var(--words);",
	"font:15px/1.5 system-ui,-apple-system,\"Segoe UI\",sans-serif}",
	"header{border-left:4px solid var(--line);padding-left:16px;margin-bottom:24px}",
	"header.closed{border-color:var(--bad)}header.open{border-color:var(--good)}",
	"h1{font-size:20px;font-weight:400;line-height:1.4;margin:0 0 8px;overflow-wrap:anywhere}",
	"h2{font-size:17px;margin:40px 0 8px;overflow-wrap:anywhere}p{margin:0 0 8px;overflow-wrap:anywhere}",
	".subject{margin:0;color:var(--quiet)}.quiet{color:var(--quiet);font-size:13px}",
	".notice{border-left:3px solid var(--doubt);padding-left:10px}",
	"code{font:0.88em ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",monospace;",
	"background:var(--shade);border-radius:4px;padding:1px 4px}",
	"a{color:var(--link);text-decoration:none}a:hover,a:focus{text-decoration:underline}",
	".scroll{overflow-x:auto;margin-bottom:16px}",
	"table{border-collapse:collapse;font-size:13px;min-width:100%}",
	"th,td{border-bottom:1px solid var(--line);padding:5px 10px;text-align:left;vertical-align:top}",
	"th{color:var(--quiet);font-weight:600;white-space:nowrap}td code{overflow-wrap:anywhere}.module code{white-space:nowrap}.name{min-width:110px}.path{min-width:220px}",
	".number{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}",
	".verdict{white-space:nowrap;color:var(--quiet)}.verdict.regression,.verdict.failed{color:var(--bad);font-weight:600}",
	".verdict.improvement{color:var(--good);font-weight:600}",
	".verdict.incomparable,.verdict.no-baseline{color:var(--doubt)}",
	".graph{border:1px solid var(--line);border-radius:6px}.graph svg{display:block;min-width:900px;width:100%;height:auto}",
	".patterns{position:absolute;width:0;height:0}section{scroll-margin-top:12px}[hidden]{display:none!important}",
	".unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}",
	".viewer{border:1px solid var(--line);border-radius:6px;padding:12px;scroll-margin-top:12px}",
	".controls{display:flex;flex-wrap:wrap;gap:8px 16px;align-items:center;font-size:13px;margin-bottom:8px}",
	".controls label{display:inline-flex;gap:6px;align-items:center}.controls fieldset{display:flex;flex-wrap:wrap;row-gap:4px;border:0;padding:0;margin:0}",
	".controls legend{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}",
	".views label{white-space:nowrap;border:1px solid var(--line);padding:3px 10px;margin-left:-1px;gap:0;cursor:pointer}.views label:first-of-type{border-radius:6px 0 0 6px}",
	".views label:last-of-type{border-radius:0 6px 6px 0}.views label:has(:checked){background:var(--words);color:var(--paper)}",
	".views input{position:absolute;opacity:0;width:1px;height:1px}.views label:has(:focus-visible){outline:2px solid var(--link);outline-offset:1px}",
	"select,input[type=search],button{font:inherit;color:inherit;background:var(--shade);border:1px solid var(--line);border-radius:6px;padding:3px 6px}",
	"input[type=search]{width:150px}button{cursor:pointer}button:hover{border-color:var(--quiet)}",
	":focus-visible{outline:2px solid var(--link);outline-offset:1px}",
	".sum{font-size:13px}.legend{display:flex;flex-wrap:wrap;gap:4px 14px;list-style:none;margin:0 0 8px;padding:0}",
	".legend li{display:flex;align-items:center;gap:5px}",
	".swatch{width:20px;height:12px;border-radius:2px;border:1px solid var(--line)}.swatch.same{background:var(--fg-same)}",
	".swatch.more,.swatch.new{background-color:var(--fg-more3)}.swatch.less,.swatch.removed{background-color:var(--fg-less3)}",
	".swatch.new{background-image:repeating-linear-gradient(135deg,#0000 0 4px,var(--quiet) 4px 5px)}",
	".swatch.removed{background-image:repeating-linear-gradient(135deg,#0000 0 4px,var(--quiet) 4px 5px),",
	"repeating-linear-gradient(45deg,#0000 0 4px,var(--quiet) 4px 5px)}",
	".path-bar ol{display:flex;flex-wrap:wrap;list-style:none;margin:0 0 8px;padding:0;gap:2px 0;font-size:12px}",
	".path-bar li+li::before{content:\"›\";color:var(--quiet);padding:0 3px}",
	".path-bar li button{border:0;background:none;color:var(--link);padding:1px 2px;max-width:24ch;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}",
	".path-bar li [aria-current]{color:var(--words);font-weight:600}.whole-name{font-size:13px}.whole-name code{user-select:all}.copy{padding:0 6px;font-size:12px}",
	".stage{position:relative;margin-bottom:8px}.stage canvas{display:block;width:100%;cursor:pointer;border-radius:2px}",
	".mark{position:absolute;top:0;left:0;pointer-events:none;border:1.5px solid var(--words);border-radius:2px;box-sizing:border-box}",
	".mark.focus{border:3px solid var(--link)}",
	".tip{position:absolute;top:0;left:0;z-index:1;pointer-events:none;max-width:min(560px,100%);max-height:240px;overflow:hidden;padding:6px 8px;",
	"background:var(--paper);border:1px solid var(--quiet);border-radius:6px;font-size:13px;overflow-wrap:anywhere;box-sizing:border-box}.tip code{background:none;padding:0}",
	".frames summary{cursor:pointer;font-size:13px;color:var(--link)}[role=treegrid] td,[role=treegrid] th{padding:2px 8px}",
	"[role=treegrid] tr:focus-visible{outline-offset:-2px}[role=treegrid] .path{width:100%;cursor:pointer}",
	"[role=treegrid] th+th{text-align:right}[role=treegrid] .path::before{content:\"\";display:inline-block;width:14px;color:var(--quiet)}",
	"[aria-expanded=false] .path::before{content:\"▸\"}[aria-expanded=true] .path::before{content:\"▾\"}",
	"@media print{:root{--paper:#fff;--words:#1f2328;--quiet:#59636e;--line:#d1d9e0;--shade:#f6f8fa}body{padding:0;max-width:none}.controls,.tip,.mark,.copy,.viewer>p:not(.sum){display:none}",
	"section,.scroll{break-inside:auto}.scroll{overflow:visible}.graph svg{min-width:0}h2{break-after:avoid}tr{break-inside:avoid}}",
	"@media(max-width:600px){body{padding:16px 12px}th,td{padding:5px 6px}td code{display:inline-block;max-width:60vw}}"
].join("");
// src/report/flame-graph/payload.ts
/**
* An overlay as text for the page: base64 of gzip of a head in JSON and columns of variable-length integers, a value
* for each frame, callers first. `browser/decode.ts` reads it. Each name is there once; costs are a frame's own, so
* that most are 0, and the baseline's are differences, so that most of those are 0 too.
*/
function encodePayload(root, head) {
	const names = /* @__PURE__ */ new Map();
	const columns = {
		up: [],
		name: [],
		assumed: [],
		count: [],
		change: [],
		bytes: []
	};
	let previous = -1;
	const add = (frame, depth) => {
		columns.up.push(previous + 1 - depth);
		previous = depth;
		const known = names.get(frame.name) ?? names.size;
		names.set(frame.name, known);
		columns.name.push(known);
		columns.assumed.push(frame.assumed ? 1 : 0);
		const count = own(frame, (one) => one.after.count);
		columns.count.push(zigzag(count));
		columns.change.push(zigzag(own(frame, (one) => one.before.count) - count));
		columns.bytes.push(zigzag(own(frame, (one) => one.after.bytes)));
		for (const child of frame.children) add(child, depth + 1);
	};
	add(root, 0);
	const used = Object.entries(columns).filter(([, values]) => values.some((value) => value !== 0));
	const full = {
		...head,
		collective: collectiveNames,
		frames: columns.up.length,
		columns: used.map(([name]) => name).filter(isColumn),
		names: [...names.keys()]
	};
	const text = Buffer.from(JSON.stringify(full));
	const parts = [
		varints([text.length]),
		text,
		...used.map(([, values]) => varints(values))
	];
	return gzipSync(Buffer.concat(parts), { level: 9 }).toString("base64");
	function isColumn(name) {
		return Object.hasOwn(columns, name);
	}
}
/** What a frame cost itself, its children left out. */
function own(frame, costOf) {
	return Math.round(frame.children.reduce((rest, child) => rest - costOf(child), costOf(frame)));
}
/** Signed to unsigned: 0, −1, 1, −2 become 0, 1, 2, 3. */
function zigzag(value) {
	return value < 0 ? -2 * value - 1 : 2 * value;
}
/** Seven bits a byte, lowest first; the highest bit says that more follow. */
function varints(values) {
	const bytes = [];
	for (const value of values) {
		let rest = value;
		for (; rest > 127; rest = Math.floor(rest / 128)) bytes.push(rest % 128 | 128);
		bytes.push(rest);
	}
	return Buffer.from(bytes);
}
// src/report/flame-graph/site-table.ts
const sitesShown = 10;
const callersShown = 3;
/** The call sites that changed as a table, or the largest where none did. */
function siteTable(benchmark) {
	const changed = benchmark.sites.filter(({ delta }) => delta !== 0);
	const sites = (changed.length > 0 ? changed : benchmark.sites).slice(0, sitesShown);
	if (sites.length === 0) return [];
	const compared = benchmark.delta !== null;
	const doubt = incompleteness(benchmark);
	return [
		`<p>Call sites, ${compared ? "largest change first" : "largest first"}, allocations per ${benchmark.unit}:</p>`,
		"<div class=\"scroll\" role=\"region\" aria-label=\"Call sites\" tabindex=\"0\"><table>",
		`<thead><tr>${compared ? "<th scope=\"col\" class=\"number\">Delta</th>" : ""}<th scope="col" class="number">Now</th><th scope="col" class="number">Size</th><th scope="col">Site</th><th scope="col">Module</th><th scope="col">Called by</th></tr></thead>`,
		"<tbody>",
		...sites.map((site) => siteRow(site, compared)),
		"</tbody></table></div>",
		...doubt === "" ? [] : [`<p class="notice">${html(doubt)}</p>`]
	];
}
function siteRow(site, compared) {
	const callers = site.callers.slice(0, callersShown).map((caller) => `<code>${html(caller, 100)}</code>`);
	return [
		"<tr>",
		compared ? `<td class="number">${html(formatDelta(site.delta))}</td>` : "",
		`<td class="number">${html(formatCount(site.count))}</td>`,
		`<td class="number">${site.bytes === null ? "" : formatBytes(site.bytes)}</td>`,
		`<td class="path"><code>${html(site.name, 160)}</code></td>`,
		`<td class="module"><code>${html(site.module, 60)}</code></td>`,
		`<td class="path">${callers.join(" ← ")}</td>`,
		"</tr>"
	].join("");
}
// src/report/flame-graph/section.ts
/** What stands without script is a sketch: the widest frames, so that pages of many benchmarks stay small. */
const stillFrames = 150;
/** A benchmark's part of the page: its call sites, a static graph, and the data of all frames for the script. */
function section(profile, overlay, report) {
	const { benchmark: title, unit, units, baseline, spread, tree } = profile;
	const measured = report?.benchmarks.filter((benchmark) => benchmark.verdict !== "failed").find((benchmark) => benchmark.name === title);
	const compared = baseline !== null;
	const drawing = {
		title,
		unit,
		units,
		embedded: true,
		frames: stillFrames
	};
	const still = compared ? renderDifferentialSvg(profile, drawing) : renderFlameGraphSvg(tree, drawing);
	const explanations = [...explained(profile, measured?.delta?.total), ...hidden(overlay, units)];
	return [
		`<section id="${sectionId(title)}" data-graph="${compared ? "compared" : "alone"}">`,
		`<h2><code>${html(title, 160)}</code></h2>`,
		...measured === void 0 ? [] : siteTable(measured),
		...explanations.map((sentence) => `<p class="quiet">${html(sentence)}</p>`),
		"<div class=\"scroll graph still\" role=\"region\" aria-label=\"Static flame graph\" tabindex=\"0\">",
		still.trimEnd(),
		"</div>",
		`<script type="application/octet-stream">${encodePayload(overlay.root, {
			unit,
			units,
			spread,
			compared
		})}<\/script>`,
		"</section>"
	];
}
/** Counting decides and stacks explain: where the two differ, how much is left. */
function explained({ tree, baseline, unit, units }, counted) {
	if (baseline === null || counted === void 0) return [];
	const delta = (tree.count - baseline.count) / units;
	const rest = counted - delta;
	const start = `Counted: ${formatDelta(counted)} per ${unit}. The frames below add up to ${formatDelta(delta)}`;
	return [Math.abs(rest) < 1e-6 ? `${start}.` : `${start}; ${formatDelta(rest)} is the run-to-run difference.`];
}
function hidden({ root, hidden: frames }, units) {
	if (frames === 0) return [];
	let count = 0;
	for (const { name, after } of allFrames(root)) if (name === "[not shown]") count += after.count;
	const share = root.after.count > 0 ? formatShare(count / root.after.count) : "0 %";
	return [`This page leaves out the ${formatQuantity(frames, "smallest frame")}, where ${formatCount(count / units)} allocations (${share}) end; the folded stacks have all.`];
}
// src/report/flame-graph/page.ts
/** All frames of all benchmarks up to here are in the page; beyond, the smallest are left out, and it says so. */
const mostPageFrames = 4e5;
const style = `${pageStyle}${flameGraphStyle}`;
/** The page's content security policy: its own style sheet and its own script, by their hashes, and nothing else. */
const policy = [
	"default-src 'none'",
	`script-src '${hash(main_default)}'`,
	`style-src '${hash(style)}'`,
	"base-uri 'none'",
	"form-action 'none'"
].join("; ");
/**
* One HTML file that needs nothing else: the verdict, a table of all benchmarks, and for each profile its call
* sites and its flame graph. Everything can be read without script; with it, the graphs can be explored.
*/
function renderFlameGraphPage(profiles, report, mostFrames = mostPageFrames) {
	const subject = report?.package ?? profiles[0]?.benchmark ?? "";
	const overlays = limited(profiles, mostFrames);
	return `${[
		"<!doctype html>",
		"<html lang=\"en\">",
		"<head>",
		"<meta charset=\"utf-8\">",
		`<meta http-equiv="Content-Security-Policy" content="${policy}">`,
		"<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">",
		"<meta name=\"color-scheme\" content=\"light dark\">",
		`<title>Allocations of ${html(subject, 160)}</title>`,
		`<style>${style}</style>`,
		"</head>",
		"<body>",
		`<svg class="patterns" aria-hidden="true">${patterns}</svg>`,
		"<main>",
		...report === void 0 ? heading() : reportHeading(report),
		...report === void 0 ? [] : benchmarkTable(report, profiles),
		...overlays.flatMap(({ profile, overlay }) => section(profile, overlay, report)),
		"</main>",
		...profiles.length === 0 ? [] : [`<script type="module">${main_default}<\/script>`],
		"</body>",
		"</html>"
	].join("\n")}\n`;
}
/** The overlay of each profile; if they are too large together, each is limited to its share. */
function limited(profiles, mostFrames) {
	const whole = profiles.map((profile) => {
		const root = overlayTrees(profile.baseline, profile.tree);
		return {
			profile,
			root,
			overlay: limitFrames(root, mostFrames)
		};
	});
	const all = whole.reduce((sum, { overlay }) => sum + overlay.frames, 0);
	if (all <= mostFrames) return whole;
	return whole.map(({ profile, root, overlay }) => {
		const share = Math.floor(mostFrames * overlay.frames / all);
		return {
			profile,
			overlay: limitFrames(root, Math.max(1, share))
		};
	});
}
function heading() {
	return ["<header><h1>Allocations by call path</h1></header>"];
}
function reportHeading(report) {
	const notices = report.notices.map((notice) => `<p class="notice">${html(notice)}</p>`);
	const suspicious = changedBenchmarks(groupBenchmarks(report)).filter(({ benchmark }) => benchmark.suspicious).map((compared) => `<p class="notice">${htmlOf(suspicion(compared))}</p>`);
	const remedy = report.failure?.remedy;
	return [
		`<header class="${report.passes ? "open" : "closed"}">`,
		`<p class="subject">Allocations of <code>${html(report.package, 160)}</code></p>`,
		`<h1>${htmlOf(verdictSentence(report))}</h1>`,
		`<p class="quiet">${htmlOf(comparison(report))}</p>`,
		...notices,
		...suspicious,
		...remedy ? [`<p class="notice">${html(remedy)}</p>`] : [],
		"</header>"
	];
}
function hash(text) {
	return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
// src/stacks/folded.ts
/** Deeper paths are refused: no recorder makes them, and trees are walked by recursion. */
const maximumDepth = 2e3;
/**
* Folded text: a line `root;…;leaf count` for each stack, as flame graph tools read it. The separator cannot be
* written inside a name, so `;` becomes `:` there, and line breaks become spaces.
*/
function formatFolded(stacks) {
	let text = "";
	for (const { frames, count } of stacks) {
		const path = (frames.length === 0 ? [unknownName] : frames).map(foldedName).join(";");
		text += `${path} ${count}\n`;
	}
	return text;
}
/** A name as it comes back from folded text. */
function foldedName(name) {
	return name.replaceAll(";", ":").replace(/[\r\n]+/g, " ") || "[unknown]";
}
/** Reads folded text; blank lines are skipped. Throws UsageError with the number of the first wrong line. */
function parseFolded(text) {
	return text.split("\n").flatMap((line, index) => parseFoldedLine(line, index + 1) ?? []);
}
/** Reads one line (`lineNumber` is for the error); null for a blank one. The count comes after the last space. */
function parseFoldedLine(line, lineNumber) {
	const content = line.endsWith("\r") ? line.slice(0, -1) : line;
	if (content.trim() === "") return null;
	const fail = (what) => new UsageError(`Folded stacks, line ${lineNumber}: ${what}`);
	const space = content.lastIndexOf(" ");
	const count = content.slice(space + 1);
	if (space <= 0 || !/^\d+$/.test(count)) throw fail("a line is `root;…;leaf count`, with a whole number after the last space.");
	if (!Number.isSafeInteger(Number(count))) throw fail(`the count ${count.slice(0, 40)} is too large.`);
	const frames = content.slice(0, space).split(";");
	if (frames.includes("")) throw fail("a frame has no name.");
	if (frames.length > maximumDepth) throw fail(`${frames.length} frames, at most ${maximumDepth} are read.`);
	return {
		frames,
		count: Number(count),
		bytes: 0
	};
}
/** Folded text as one of the formats that `fold` reads: lines that are wrong are counted there, not thrown. */
const folded = {
	separator: "\n",
	readPiece: (line) => {
		try {
			const stack = parseFoldedLine(line, 1);
			if (stack === null) return {
				stacks: [],
				unparsed: [],
				lost: 0
			};
			return {
				stacks: [{
					text: stack.frames.join(";"),
					count: stack.count
				}],
				unparsed: [],
				lost: 0
			};
		} catch (error) {
			if (!(error instanceof UsageError)) throw error;
			return {
				stacks: [],
				unparsed: [line],
				lost: 0
			};
		}
	},
	framesOf: (text) => ({
		frames: text.split(";"),
		unparsed: []
	})
};
// src/commands/flame-graph-profile.ts
/**
* What the flame graph shows of a benchmark: the recording, over the call tree of the baseline that the benchmark was
* compared with. A baseline without a tree, or one that cannot be compared with, is as none.
*/
function flameGraphProfile(benchmark, { stacks, units }, baseline) {
	const { name, unit, spread, delta } = benchmark;
	const tree = buildCallTree(stacks.map(stackOf));
	const known = baseline === null || delta === null ? void 0 : benchmarkIn(baseline, name);
	const alone = {
		benchmark: name,
		unit,
		units,
		tree,
		baseline: null,
		spread: spread.total
	};
	if (known === void 0 || known.callTree.length === 0) return alone;
	const baselineUnits = unitsOf(known);
	const common = units * baselineUnits / greatestCommonDivisor(units, baselineUnits);
	return {
		...alone,
		units: common,
		tree: multiplied(tree, common / units),
		baseline: multiplied(parseIndented(known.callTree), common / baselineUnits),
		spread: Math.max(spread.total, benchmark.baseline?.spread.total ?? 0)
	};
}
function unitsOf({ measurement }) {
	return measurement.unit === "run" ? 1 : measurement.to.iterations - measurement.from.iterations;
}
function multiplied(tree, factor) {
	if (factor === 1) return tree;
	const { name, count, bytes, children } = tree;
	return {
		name,
		count: count * factor,
		bytes: bytes * factor,
		children: children.map((child) => multiplied(child, factor))
	};
}
function greatestCommonDivisor(a, b) {
	return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
// src/commands/report-text.ts
/** The report as its file has it: without the baseline's diff where it would be too large to be read with it. */
function reportText(report) {
	const whole = jsonOf(report);
	if (Buffer.byteLength(whole) <= 5242880) return {
		text: whole,
		warning: null
	};
	const text = report.candidate === null ? whole : jsonOf({
		...report,
		candidate: {
			...report.candidate,
			diff: null
		}
	});
	const bytes = Buffer.byteLength(text);
	return {
		text,
		warning: bytes <= 5242880 ? null : tooLarge(bytes)
	};
}
function jsonOf(report) {
	return `${JSON.stringify(report, null, 2)}\n`;
}
function tooLarge(bytes) {
	return `The report has ${formatBytes(bytes)}, and \`mode: accept\` and \`mode: publish\` read at most ${formatBytes(largestReportBytes)}: they will refuse it. Measure fewer benchmarks in this job, and the others in a job of their own.`;
}
// src/commands/write-results.ts
/**
* Writes report, flame graph page, the candidate baseline, and each benchmark's folded stacks and static flame graphs
* into a folder, which is created.
*/
async function writeResults(folder, { report, measured, comparedWith }, names = {
	report: "report.json",
	flameGraph: "flamegraph.html"
}) {
	await mkdir(folder, { recursive: true });
	const write = async (name, text) => {
		const path = join(folder, name);
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, text);
		return path;
	};
	const stacks = [];
	const profiles = [];
	for (const outcome of measured?.benchmarks ?? []) {
		if (outcome.outcome !== "measured" || outcome.recording === null) continue;
		const { name } = outcome.benchmark;
		stacks.push(await write(`${name}.folded`, formatFolded(outcome.recording.stacks.map(stackOf))));
		const reported = measuredBenchmark(report, name);
		if (reported === null) continue;
		const profile = flameGraphProfile(reported, outcome.recording, comparedWith);
		stacks.push(await write(`${name}.svg`, renderFlameGraphSvg(profile.tree, {
			...profile,
			title: name
		})));
		if (profile.baseline !== null) stacks.push(await write(`${name}.diff.svg`, renderDifferentialSvg(profile)));
		profiles.push(profile);
	}
	return {
		stacks,
		report: await write(names.report, reportText(report).text),
		flameGraph: profiles.length === 0 ? null : await write(names.flameGraph, renderFlameGraphPage(profiles, report)),
		candidate: report.candidate === null ? null : await write("candidate.json", report.candidate.text)
	};
}
function measuredBenchmark(report, name) {
	const found = report.benchmarks.find((benchmark) => benchmark.name === name);
	return found === void 0 || found.verdict === "failed" ? null : found;
}
// src/commands/measure-and-gate.ts
const measuring = [...[
	"package-path",
	"product",
	"config",
	"build-arguments",
	"runs",
	"timeout",
	"flame-graph",
	"call-graph"
], ...[
	"perf-path",
	"output",
	"json",
	"verbose",
	"help"
]];
const judging = [...[
	"base",
	"baseline",
	"limit",
	"fail-on",
	"on-missing-baseline",
	"on-incomparable",
	"dependencies"
]];
/** Nobody else's branch is involved where the command line runs; the base is a commit that the user names. */
function localSituation(revision, { run, repository }) {
	return {
		source: null,
		image: null,
		inspectBase: async () => ({
			baselineRemoved: false,
			removedEntries: [],
			notices: [],
			files: []
		}),
		findBase: async () => {
			if (revision === void 0) return null;
			const commit = await resolveCommit(run, repository, revision);
			if (commit === null) throw new UsageError(`--base: there is no commit ${JSON.stringify(revision)} here.`);
			return {
				commit,
				prefix: await pathInRepository(run, repository),
				writeTree: (folder) => writeCommitTree(run, repository, commit, folder)
			};
		},
		alwaysBase: revision !== void 0,
		keyOf: (environmentName) => environmentName
	};
}
/** Builds, counts and records, without judging; the exit status is 0 when everything could be measured. */
const measure = {
	help: {
		summary: "Build, count and record; writes report.json, flamegraph.html and folded stacks.",
		usage: "[OPTION…]",
		options: measuring,
		examples: [["measure", "measures what .github/allocations.yml says, or the only executable product"], ["measure --product Server --runs 10", "measures one product as it is, ten times at most"]]
	},
	execute: async (given, terminal) => {
		return (await measureAndPrint(given, terminal)).verdict === "failed" ? 3 : 0;
	}
};
/** Measures and compares with the committed baseline; the exit status is the gate. */
const gate = {
	help: {
		summary: "Measure, compare with the committed baseline, print the report; the exit status is the gate.",
		usage: "[OPTION…]",
		options: [...measuring, ...judging],
		examples: [
			["gate", "fails when the package allocates more than its baseline in .github/allocations allows"],
			["gate --limit '20, 1%'", "allows 20 allocations or one per cent more, whichever is larger"],
			["gate --base HEAD~1", "compares with the commit before, built and measured here; needs no baseline"],
			["gate --json | jq .verdict", "for scripts"]
		]
	},
	execute: async (given, terminal) => exitStatusOf(await measureAndPrint(given, terminal))
};
/** The exit status that stands for a report. */
function exitStatusOf(report) {
	if (report.verdict === "failed") return 3;
	return report.passes ? 0 : 1;
}
async function measureAndPrint(given, terminal) {
	const result = await runGate(await readSettings(inputsOf(given), terminal.repository), localSituation(given.texts.base, terminal), terminal);
	const { report } = result;
	const files = await writeResults(given.texts.output ?? ".build/allocations", result);
	if (given.switches.has("json")) {
		terminal.print(`${JSON.stringify(report, null, 2)}\n`);
		return report;
	}
	const shown = (path) => relative(terminal.repository, path) || path;
	terminal.print(renderTerminal(report, { color: terminal.color }));
	terminal.print(`\nReport: ${shown(files.report)}\n`);
	if (files.flameGraph !== null) terminal.print(`Flame graph: ${shown(files.flameGraph)}\n`);
	if (report.candidate !== null && (report.verdict !== "pass" || importedBenchmarks(report).within.length > 0)) terminal.print(`To accept these numbers: swift-allocation-gate accept --report ${shown(files.report)}\n`);
	return report;
}
// src/github/workflow-command.ts
/**
* One line that the runner obeys: `::warning title=Regression::12 more allocations`.
*
* Escapes as the runner unescapes (actions/runner, src/Runner.Common/ActionCommand.cs), so that foreign text
* in a property or in the message stays there. Empty properties are left out.
*/
function workflowCommand(name, message = "", properties = {}) {
	const list = Object.entries(properties).filter(([, value]) => value !== void 0 && value !== "").map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
	return `::${name}${list.length > 0 ? ` ${list.join(",")}` : ""}::${escapeData(message)}\n`;
}
/**
* Text as lines of the log, none of which the runner obeys.
*
* It obeys `::name::` after any white space and `##[name]` anywhere in a line. It also searches by culture,
* where invisible characters do not count (`#<U+200B>#[` is `##[` to it), so those go first.
*/
function plainLines(text) {
	return text.split(/\r\n|[\r\n\u0085\u2028\u2029]/).map((line) => line.replace(/(?!\t)[\p{Cc}\p{Cf}\p{DI}]/gu, "").replace(/^(\s*):(?=:)/, "$1: ").replaceAll("##[", "## [")).map((line) => `${line}\n`).join("");
}
function escapeData(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
function escapeProperty(text) {
	return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
// src/github/action-logger.ts
const lineFeed = 10;
/**
* Makes the job's log out of workflow commands: groups fold, warnings become annotations.
*
* The output of children is code of the pull request speaking. The runner is told to obey nothing in it, until a
* token comes that no child can know (`::stop-commands::TOKEN` … `::TOKEN::`); our next own line ends the stretch.
*/
function createActionLogger(write = (text) => process.stdout.write(text), makeToken = () => randomBytes(16).toString("hex")) {
	let stretch = null;
	const endOutput = () => {
		if (stretch === null) return;
		write(`${stretch.endsLine ? "" : "\n"}${workflowCommand(stretch.token)}`);
		stretch = null;
	};
	const command = (...parts) => {
		endOutput();
		write(workflowCommand(...parts));
	};
	return {
		command,
		endOutput,
		info: (line) => {
			endOutput();
			write(plainLines(line));
		},
		warning: (line) => command("warning", line),
		output: (chunk) => {
			if (chunk.length === 0) return;
			if (stretch === null) {
				stretch = {
					token: makeToken(),
					endsLine: true
				};
				write(workflowCommand("stop-commands", stretch.token));
			}
			write(chunk);
			stretch.endsLine = chunk.at(-1) === lineFeed;
		},
		group: async (title, work) => {
			command("group", title);
			try {
				return await work();
			} finally {
				command("endgroup");
			}
		}
	};
}
/** Keeps a token out of the log, also where it appears in foreign output. */
function maskToken(logger, token) {
	if (token.trim() !== "") logger.command("add-mask", token);
}
// src/github/child-environment.ts
/**
* What a build and a benchmark may see of the job's environment: where tools and caches are, how to reach the
* network, which Swift it is. All else stays here: `INPUT_*` and `ACTIONS_*` hold tokens, and who can write to the
* files that `GITHUB_ENV`, `GITHUB_PATH`, `GITHUB_OUTPUT` and `GITHUB_STATE` name steers the steps that follow.
*/
const allowed = /* @__PURE__ */ new Set([
	...[
		"PATH",
		"HOME",
		"USER",
		"LOGNAME",
		"SHELL",
		"TERM",
		"LANG",
		"LANGUAGE",
		"TZ",
		"TMPDIR",
		"TMP",
		"TEMP"
	],
	...[
		"CI",
		"RUNNER_OS",
		"RUNNER_ARCH",
		"RUNNER_TEMP",
		"RUNNER_TOOL_CACHE",
		"AGENT_TOOLSDIRECTORY"
	],
	...[
		"TOOLCHAINS",
		"DEVELOPER_DIR",
		"SDKROOT",
		"CC",
		"CXX",
		"CFLAGS",
		"CXXFLAGS",
		"CPPFLAGS",
		"LDFLAGS"
	],
	...[
		"CPATH",
		"C_INCLUDE_PATH",
		"CPLUS_INCLUDE_PATH",
		"LIBRARY_PATH",
		"LD_LIBRARY_PATH",
		"PKG_CONFIG_PATH"
	],
	...[
		"HTTP_PROXY",
		"HTTPS_PROXY",
		"NO_PROXY",
		"http_proxy",
		"https_proxy",
		"no_proxy"
	],
	...[
		"SSL_CERT_FILE",
		"SSL_CERT_DIR",
		"SSH_AUTH_SOCK",
		"GIT_SSH_COMMAND"
	]
]);
const allowedPrefixes = [
	"SWIFT",
	"XDG_",
	"LC_"
];
const secret = /TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL|KEY/i;
/** A copy of the environment for child processes: what is on the list, and never what is named like a secret. */
function childEnvironment(env) {
	const passed = {};
	for (const [name, value] of Object.entries(env)) {
		const isAllowed = allowed.has(name) || allowedPrefixes.some((prefix) => name.startsWith(prefix));
		if (value !== void 0 && isAllowed && !secret.test(name)) passed[name] = value;
	}
	return passed;
}
// src/system/cleanup.ts
/**
* What has to be put back however the program ends: probes, settings, temporary files. The last thing done is
* the first to be undone. One lives for the whole program; the doors undo it at the end and on a signal.
*/
var Cleanup = class {
	#undos = /* @__PURE__ */ new Map();
	#logger;
	constructor(logger) {
		this.#logger = logger;
	}
	/** Registers `undo`; the function returned undoes it now instead. */
	add(undo) {
		const id = Symbol();
		this.#undos.set(id, undo);
		return async () => {
			if (this.#undos.delete(id)) await undo();
		};
	}
	/** Undoes everything that is left. What cannot be undone is a warning, and the rest is undone all the same. */
	async undoAll() {
		for (const [id, undo] of [...this.#undos].reverse()) {
			this.#undos.delete(id);
			try {
				await undo();
			} catch (error) {
				this.#logger.warning(messageOf(error));
			}
		}
	}
};
// src/system/lifetime.ts
const exitStatus = {
	SIGINT: 130,
	SIGTERM: 143,
	SIGHUP: 129
};
/**
* Handles SIGINT, SIGTERM and SIGHUP for the whole program: the processes that it started are ended, everything
* is put back, and it exits with 128 + the signal's number. A cancelled job has 7.5 s for that (facts 23).
*/
function createLifetime(cleanup) {
	const controller = new AbortController();
	const end = async (name) => {
		if (controller.signal.aborted) return;
		controller.abort();
		await endDescendants();
		await cleanup.undoAll();
		process.exit(exitStatus[name]);
	};
	for (const name of [
		"SIGINT",
		"SIGTERM",
		"SIGHUP"
	]) process.on(name, () => void end(name));
	return {
		signal: controller.signal,
		during: async (work) => {
			try {
				return await work();
			} finally {
				await cleanup.undoAll();
			}
		}
	};
}
/** A {@link Run} that starts nothing more, and never comes back, once the signal is aborted: the end is near. */
function interruptible(run, signal) {
	const never = () => new Promise(() => {});
	return async (invocation) => {
		if (signal.aborted) return never();
		try {
			return await run(invocation);
		} finally {
			if (signal.aborted) await never();
		}
	};
}
export { grownSites as $, formatCount as $t, isMangled as A, resolveInside as At, chooseEnvironment as B, isOpen as Bt, isMeant as C, logLine as Cn, importedSuspicions as Ct, openTraceFs as D, UsageError as Dn, succeed as Dt, prepareTools as E, MeasurementError as En, createRun as Et, judge as F, isChanged as Ft, renderTerminal as G, baselineFileName as Gt, readToolchain as H, findTwin as Ht, buildCallTree as I, judgeChange as It, commitOf as J, downloadReport as Jt, remainingLines as K, parseCanonicalBaseline as Kt, unknownName as L, reportSchema as Lt, removeLeftovers as M, oneOf as Mt, describeMeasuredPackage as N, nearest as Nt, findPerf as O, messageOf as On, removeLeftoverFolders as Ot, findAllocator as P, judgeTotal as Pt, explainedBenchmarks as Q, updateAndLabelAgain as Qt, dependencyChanges as R, worstVerdict as Rt, parseInputs as S, link as Sn, isMove as St, needsProduct as T, shellWord as Tn, writeCommitTree as Tt, readBaseline as U, parseBenchmarkName as Ut, readMachine as V, benchmarkNameFor as Vt, writeBaseline as W, quoted as Wt, comparedWithBase as X, gitBlob as Xt, comparison as Y, listRunArtifacts as Yt, listedNames as Z, refused as Zt, renderFlameGraphSvg as _, requestFailureOf as _n, unwrittenChangesOf as _t, createActionLogger as a, baselineSchemaUrl as an, table$1 as at, parseOptions as b, code as bn, groupBenchmarks as bt, gate as c, importedIn as cn, suspicion as ct, reportText as d, displayName as dn, verdictWords as dt, formatDelta as en, movedSites as et, folded as f, thresholdSources as fn, changeIn as ft, renderDifferentialSvg as g, createClient as gn, changesOf as gt, renderFlameGraphPage as h, visitKeys as hn, plainOf as ht, childEnvironment as i, parseBaseline as in, omission$1 as it, probeAllocator as j, parseConfigFile as jt, demangle as k, readSettings as kt, measure as l, perUnit as ln, verdictSentence as lt, parseFolded as m, findJsonProblem as mn, markdownOf as mt, interruptible as n, formatQuantity as nn, cut as nt, maskToken as o, benchmarkIn as on, dependencyLine as ot, foldedName as p, fingerprintSchema as pn, htmlOf as pt, importedTable$1 as q, formatBaseline as qt, Cleanup as r, largestBaselineBytes as rn, details as rt, exitStatusOf as s, benchmarkNames as sn, policyOf as st, createLifetime as t, formatPercent as tn, movement as tt, writeResults as u, allocationFunctions as un, verdictSign as ut, describeOptions as v, formatMarker as vn, changedBenchmarks as vt, runGate as w, prose as wn, resolveCommit as wt, inputDefaults as x, codeBlock as xn, hasMoved as xt, inputsOf as y, parseMarker as yn, decidingQuantity as yt, benchmarkLines as z, undoDiff as zt };
