import { S as unknown, _ as object, a as applyPatch, b as string, f as discriminatedUnion, g as number, h as looseObject, i as reversePatch, l as _enum, m as literal, n as FILE_HEADERS_ONLY, o as parsePatch, p as int, r as createTwoFilesPatch, t as require_dist, u as array, v as record$1, w as NEVER, x as union, y as strictObject } from "./vendor.js";
import { a as ReportingError, c as failureOf, i as MeasurementError, n as directNames, o as UsageError, r as directSymbols, s as briefly, t as directFunctions, u as messageOf } from "./shared-action-post-cli-demo-modes.js";
import { i as isAnyBusy, o as processStatus, s as Cleanup, t as descendantsOf, u as shaSchema } from "./shared-action-post-cli-modes.js";
import { i as isSameNaming, l as isOpen, m as dependencyChanges, o as recorderOf, t as boxName } from "./shared-action-cli-demo-modes.js";
import { C as wholeNumber$1, S as quoted, T as nearest, _ as parseTimeLimit, a as inputName, b as parsed$1, d as findTwin, f as parseBenchmarkName, g as parseDecimal, h as parseBoolean, i as settled, m as oneOf$1, p as line$1, t as beforeSignal, v as parseVariable, w as wholeNumberForm, x as problem, y as parseWait } from "./shared-action-cli-modes.js";
import { a as kindsOf, i as includableFunctions, n as callKinds, r as countedFunctions, s as probedFunctions, t as allocationFunctions } from "./shared-post-cli-demo-modes.js";
import { S as temporaryFolder, _ as placeFunctionProbes, a as commandLine, b as removeLeftovers, c as lastLines$1, d as withEnvironment, f as shellWord, g as placeFreeProbe, h as namesOfGroup, i as whatForbidsProbes, l as startBackground, m as hitsByKind, n as openTraceFs, p as eventsOf$2, r as readKernelState, s as endOf$1, t as elevated, u as succeed, v as placeInstructionProbes, x as removeLeftoverFolders, y as placeProbes } from "./shared-post-cli-modes.js";
import { A as perUnit, B as totalOf, C as boundedTexts, D as levelSchema, E as nameSchema, F as blocksAllocated, H as fingerprintSchema, I as countsOf, L as displayName, M as summarizeRuns, N as unfreedOf, O as measurementSchema, P as unitsOf, R as functionsInTotal, S as boundedText, T as workloadDifferences, V as fingerprintDifferences, _ as benchmarkNames, b as largestBaselineBytes, c as measuredBenchmarkSchema, d as worstVerdict, f as noticeOf, g as benchmarkIn, h as baselineSchemaUrl, i as decidingQuantities, j as rangeOf, k as middleOf, l as reportSchema, m as baselineSchema, o as failedBenchmarkSchema, p as baselineBenchmarkSchema, r as areSitesComparable, t as formatMarker, u as sourceSchema, w as shownApart, y as importedIn, z as isLeftOut } from "./shared-cli-demo-modes.js";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { accessSync, closeSync, constants, createReadStream, existsSync, fstatSync, openSync, readFileSync, readSync, readdirSync, realpathSync, statSync } from "node:fs";
import { basename, dirname, isAbsolute, join, normalize, posix, relative, resolve, sep } from "node:path";
import { access, constants as constants$1, copyFile, lstat, mkdir, mkdtemp, open, readFile, readdir, readlink, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { setImmediate, setTimeout } from "node:timers/promises";
import { availableParallelism, constants as constants$2, release, type } from "node:os";
import { isDeepStrictEqual } from "node:util";
import { isUtf8 } from "node:buffer";
import { gzipSync } from "node:zlib";
import { fileURLToPath } from "node:url";
import { connect } from "node:net";
// src/system/whole-file.ts
/** What the system says that people should not have to look up. */
const reasons$1 = /* @__PURE__ */ new Map([
	["ENOSPC", "the disk is full"],
	["EDQUOT", "there is no room left for this user"],
	["EROFS", "the file system can only be read"],
	["EACCES", "this user may not write there"],
	["ENOENT", "its folder cannot be made"],
	["EISDIR", "there is a folder of this name"],
	["ENOTDIR", "a part of its path is a file"],
	["EEXIST", "a part of its path is a file"],
	["ENAMETOOLONG", "its name is too long"]
]);
/**
* Writes a file and makes its folder. A reader sees the old file or the new one, never a part of one.
*
* @throws ReportingError where the system refuses, with its reason; the old file stays.
*/
async function writeWhole(path, text) {
	const file = resolve(path);
	const temporary = `${file}.${randomUUID()}.tmp`;
	try {
		await mkdir(dirname(file), { recursive: true });
		await writeFile(temporary, text, {
			flag: "wx",
			flush: true
		});
		await rename(temporary, file);
	} catch (error) {
		await rm(temporary, { force: true }).catch(() => {});
		const code = error instanceof Error && "code" in error ? String(error.code) : null;
		if (code === null) throw error;
		throw new ReportingError(`${path} could not be written: ${reasons$1.get(code) ?? code}.`, { cause: error });
	}
}
// src/baseline/file-name.ts
/**
* The name of the baseline file of an environment: `swift-6.2-ubuntu-24.04-x86_64.json`. Of a release of Swift
* the name holds major and minor only; the exact version is in the fingerprint. Whatever the parts are, the name
* is one file's: lower-case ASCII letters, digits, `_ . + -`, at most 140 characters, no two dots in a row.
*/
function baselineFileName({ swift, os, arch }) {
	const named = nameOf$2({
		swift,
		os
	});
	return `swift-${named.swift}-${named.os}-${part(arch)}.json`;
}
/** Whether {@link baselineFileName} gives this name for some distribution, which no fingerprint holds. */
function isNameFor(fileName, { swift, target }) {
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
/** How an environment is called in the name of its baseline file. */
function nameOf$2({ swift, os }) {
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
function siblingEnvironment(fileName, { os, arch }) {
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
/** By code unit, the same everywhere; a key without a value is left out, as JSON does, and a number that need not be there. */
function sortedEntries(value) {
	return Object.entries(value).filter(([key, child]) => child !== void 0 && !isLeftOut(key, child)).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
function rank(key) {
	const index = firstKeys.indexOf(key);
	return index === -1 ? firstKeys.length : index;
}
function isObject(value) {
	return typeof value === "object" && value !== null;
}
// src/model/version-1.ts
/** The numbers of the first version were the smallest of all runs, and their noise the largest minus the smallest. */
const level = levelSchema.omit({ noise: true }).extend({ spread: levelSchema.shape.noise });
const [perRun, perIteration$1] = measurementSchema.options;
const iterationLevel = level.extend({ iterations: perIteration$1.shape.from.shape.iterations });
/** A measurement as the first version of the gate wrote it; it becomes one of this version. */
const measurementSchema1 = discriminatedUnion("unit", [perRun.omit({ noise: true }).extend({ spread: level.shape.spread }), perIteration$1.extend({
	from: iterationLevel,
	to: iterationLevel
})]).transform((measurement) => {
	if (measurement.unit === "run") return renamed(measurement);
	return {
		...measurement,
		from: renamed(measurement.from),
		to: renamed(measurement.to)
	};
});
/** The numbers with their noise called so, which was their spread. */
function renamed(numbers) {
	const { spread, ...others } = numbers;
	return {
		...others,
		noise: spread
	};
}
const benchmark$1 = baselineBenchmarkSchema.omit({ workload: true }).extend({ measurement: measurementSchema1 }).transform((one) => ({
	...one,
	workload: null
}));
/** A baseline file as the first version of the gate wrote it; it becomes one of this version. */
const baselineSchema1 = baselineSchema.extend({
	formatVersion: literal(1),
	benchmarks: record$1(nameSchema, benchmark$1)
}).transform((baseline) => ({
	...baseline,
	formatVersion: 2
}));
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
	return {
		...placesIn$1(text)(misfit.offset),
		sentence: misfit.message
	};
}
/** Tells of each key of a JSON text, in the order of the text; of a text that is none, of those before the problem. */
function visitKeys(text, visit) {
	const placeOf = placesIn$1(text);
	scan(new Scanner(text, (path, offset) => visit(path, () => placeOf(offset))));
}
/** The places of offsets that only grow: each line is passed over once. */
function placesIn$1(text) {
	let line = 1;
	let start = 0;
	return (offset) => {
		for (let end = text.indexOf("\n", start); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
			line += 1;
			start = end + 1;
		}
		return {
			line,
			column: offset - start + 1
		};
	};
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
// src/baseline/parse-text.ts
const mend = "Restore the file from git, or delete it and accept a new baseline.";
/**
* Reads the text of a baseline file; `path` is how messages call it.
*
* @throws UsageError that names the file, the line or key, and how to mend it.
*/
function parseBaseline(text, path) {
	if (Buffer.byteLength(text) > 8388608) throw tooLarge$1(path, Buffer.byteLength(text));
	const conflict = /^(?:<{7}|\|{7}|={7}|>{7})(?: .*)?\r?$/m.exec(text);
	if (conflict !== null) {
		const line = text.slice(0, conflict.index).split("\n").length;
		throw new UsageError(`${path}:${line}: git's conflict markers are in the file. Take the base branch's side of it, and accept the new numbers once the gate has measured the merged code.`);
	}
	const wrong = findJsonProblem(text);
	if (wrong !== null) throw new UsageError(`${path}:${wrong.line}:${wrong.column}: ${wrong.sentence}. ${mend}`);
	const value = JSON.parse(text);
	const result = (versionOf$1(value, path) === 1 ? baselineSchema1 : baselineSchema).safeParse(value, { reportInput: true });
	if (!result.success) {
		const [first, ...others] = result.error.issues.map(wordIssue);
		const more = others.length === 0 ? "" : ` (and ${others.length} more)`;
		throw new UsageError(`${path}: ${first}${more}. ${mend}`);
	}
	if (result.data.fingerprint === null && Object.keys(result.data.benchmarks).length > 0) throw new UsageError(`${path}: fingerprint is null; benchmarks were measured, so it must be an object. ${mend}`);
	for (const [name, { measurement }] of Object.entries(result.data.benchmarks)) if (measurement.unit === "iteration" && measurement.from.iterations >= measurement.to.iterations) throw new UsageError(`${path}: benchmarks.${JSON.stringify(name)}.measurement.to.iterations is ${measurement.to.iterations}; it must be larger than from.iterations, which is ${measurement.from.iterations}. ${mend}`);
	return result.data;
}
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
/** The error for a baseline file of so many bytes. */
function tooLarge$1(path, bytes) {
	return new UsageError(`${path}: the file has ${Math.ceil(bytes / 1024 / 1024)} MiB, and a baseline at most ${largestBaselineBytes / 1024 / 1024}. ${mend}`);
}
const versioned$1 = looseObject({ formatVersion: int() });
/** The version of a file's format, one that this version of the gate reads. */
function versionOf$1(value, path) {
	const found = versioned$1.safeParse(value);
	if (!found.success) throw new UsageError(`${path}: not a baseline: it has no formatVersion, a whole number. ${mend}`);
	const { formatVersion } = found.data;
	if (formatVersion > 2) throw new UsageError(`${path}: written by a newer version of the gate (formatVersion is ${formatVersion}, this version reads 2): update the action.`);
	if (formatVersion < 1) throw new UsageError(`${path}: formatVersion is ${formatVersion}, which never was a format. ${mend}`);
	return formatVersion;
}
/** One problem of a baseline file as `KEY is VALUE; it must be …`, without a full stop. */
function wordIssue(issue) {
	if (issue.code === "unrecognized_keys") return `${keyPath$1([...issue.path, ...issue.keys.slice(0, 1)])} is an unknown key`;
	const key = keyPath$1(issue.path);
	if (issue.code === "invalid_key") return `${key} is empty or too long for a name`;
	if (issue.input === void 0 && issue.code === "invalid_type") return `${key} is missing`;
	if (typeof issue.input === "object" && issue.input !== null) return `${key} must be ${demandOf(issue)}`;
	return `${key} is ${shown$1(issue.input)}; it must be ${demandOf(issue)}`;
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
function shown$1(input) {
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
/**
* The line (from 1) on which each benchmark, or the imported threshold that stands for it, begins in the text of a
* baseline file, however it is formatted: the line of its name. Of a text that is no JSON, those before the problem.
*/
function benchmarkLines(text) {
	const lines = /* @__PURE__ */ new Map();
	visitKeys(text, (path, place) => {
		const [first, name, ...deeper] = path;
		if (first !== "benchmarks" && first !== "imported" || name === void 0 || deeper.length > 0) return;
		if (first === "benchmarks" || !lines.has(name)) lines.set(name, place().line);
	});
	return lines;
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
	const file = await existing$1(join(root, path), path);
	if (file === null) return null;
	await refuseOutside(root, file, path);
	const { size, isRegular } = await stat(file).then((found) => ({
		size: found.size,
		isRegular: found.isFile()
	}));
	if (!isRegular) throw new UsageError(`${path}: not a file; the baseline is one JSON file in the baseline folder`);
	if (size > 8388608) throw tooLarge$1(path, size);
	const bytes = await readFile(file);
	if (!isUtf8(bytes)) throw new UsageError(`${path}: not a text in UTF-8, so not a baseline; restore the file from git`);
	return bytes.toString("utf8");
}
/**
* Writes the baseline file at `path`, relative to the folder `root`, and makes its folder. A reader sees the old
* file or the new one, never a part of one.
*
* @throws UsageError when the file there is another package's, or its folder lies outside the root by a symbolic
* link; what {@link writeWhole} throws.
*/
async function writeBaseline(root, path, baseline) {
	const file = join(root, path);
	await refuseOutside(root, await resolvedFolder(dirname(file)), path);
	const owner = await packageIn(root, path);
	if (owner !== null) refuseSharedFolder({ package: owner }, baseline.package, path);
	await writeWhole(file, formatBaseline(baseline));
}
/** @throws UsageError when the baseline at `path` is that of another package than `packageName`. */
function refuseSharedFolder(baseline, packageName, path) {
	if (baseline.package === packageName) return;
	throw new UsageError(`${path}: this is the baseline of the package ${JSON.stringify(baseline.package.slice(0, 200))}, not of ${JSON.stringify(packageName.slice(0, 200))}. Two packages cannot share a folder of baselines: give each its own, such as ${dirname(path)}/server (\`baseline\` in a workflow, \`--baseline\` on the command line).`);
}
/** The package that the file there belongs to; null when there is no file, or a broken one, which may be replaced. */
async function packageIn(root, path) {
	try {
		return (await readBaseline(root, path))?.package ?? null;
	} catch (thrown) {
		if (thrown instanceof UsageError) return null;
		throw thrown;
	}
}
async function existing$1(file, path) {
	try {
		return await realpath(file);
	} catch (thrown) {
		const code = codeOf$1(thrown);
		if (code === "ENOENT") return null;
		if (code === "ENOTDIR") throw new UsageError(`${path}: a part of this path is a file, not a folder`);
		if (code === "ELOOP") throw new UsageError(`${path}: symbolic links lead in a circle`);
		throw thrown;
	}
}
/** The folder with its symbolic links followed as far as it exists. */
async function resolvedFolder(folder) {
	const resolved = await existing$1(folder, folder);
	if (resolved !== null || dirname(folder) === folder) return resolved ?? folder;
	return join(await resolvedFolder(dirname(folder)), basename(folder));
}
async function refuseOutside(root, resolved, path) {
	const inside = relative(await realpath(root), resolved);
	if (inside === ".." || inside.startsWith("../") || isAbsolute(inside)) throw new UsageError(`${path}: leads out of the repository; a baseline must lie inside it`);
}
function codeOf$1(thrown) {
	return thrown instanceof Error && "code" in thrown && typeof thrown.code === "string" ? thrown.code : void 0;
}
/** The SHA-1 by which git calls a file's content: equal names, equal bytes (https://git-scm.com/book/en/v2/Git-Internals-Git-Objects). */
function gitBlob(content) {
	return createHash("sha1").update(`blob ${content.byteLength}\0`).update(content).digest("hex");
}
/** A folder of baselines has one for each job of a matrix. */
const mostFiles$2 = 200;
/**
* The baselines in a folder (relative to `root`) of environments of this kind, this one's own left out. Where there are
* any, a missing baseline is not a first run: the environment changed.
*/
async function readSiblingBaselines(root, folder, environment) {
	const names = await readdir(join(root, folder)).catch(() => []);
	const found = [];
	for (const sibling of siblingsAmong(names, environment).slice(0, mostFiles$2)) found.push({
		...sibling,
		package: await packageIn(root, join(folder, sibling.name))
	});
	return found;
}
/** Those of the names that are baselines of environments of this kind, in alphabetical order. */
function siblingsAmong(names, environment) {
	return names.toSorted().filter((name) => name !== baselineFileName(environment)).flatMap((name) => {
		const sibling = siblingEnvironment(name, environment);
		return sibling === null ? [] : [{
			name,
			...sibling
		}];
	});
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
// src/baseline/unified-diff.ts
/** More lines than this, removed and added together, explain nothing; finding so many takes half a second. */
const mostChangedLines = 2e3;
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
		for (; line < Number(start) - 1; line += 1) section = sectionOf$1(now[line] ?? "") ?? section;
		return section === "" ? header : `${header} ${section.slice(0, 80)}`;
	});
}
/** `    "http-requests": {`: a benchmark, or a part of the file beside them. */
function sectionOf$1(line) {
	return /^ {2,4}("(?:[^"\\]|\\.)*"): \{$/.exec(line)?.[1] ?? null;
}
/** Of sorted runs, those at each end that are odd: a cold first one, one that was cut short. */
const oddShare = 1 / 20;
/**
* By how much the middle of these runs may lie from that of `others` runs of the same program, in allocations: what is
* less is no change. `levels` has the runs at each number of iterations, whose middles are subtracted. Zero where all
* show the same.
*
* Between two gates on one machine the middle of a count moved by less than 1.5 times the standard deviation of single
* runs, beyond what the number of runs explains (docs/counting.md). That is taken of all runs but the odd ones, which move
* it no further than the last one that is not. Where runs differ, or are few, the middle may be the next integer.
*/
function toleranceOf(levels, others) {
	const parts = levels.map((runs) => {
		const deviation = deviationOf(runs);
		const uncertain = deviation > 0 || runs.length < 5 || others < 5 ? .5 : 0;
		return {
			spread: deviation * (1.5 + 2 * Math.sqrt(1 / runs.length + 1 / Math.max(1, others))),
			uncertain
		};
	});
	return Math.hypot(...parts.map(({ spread }) => spread)) + parts.reduce((sum, { uncertain }) => sum + uncertain, 0);
}
/** Whether runs differ, odd ones aside. */
function isVarying(levels) {
	return levels.some((runs) => deviationOf(runs) > 0);
}
/** The middle of the only level, or that of the second minus that of the first. */
function differenceOfMiddles(levels) {
	const [first = 0, second] = levels.map(middleOf);
	return second === void 0 ? first : second - first;
}
/**
* What even the lowest runs show, odd ones aside: of two levels the lowest of the second less the highest of the first.
* Half a call is left at each level, where middles are integers.
*/
function lowestOf(levels) {
	const [first = {
		low: 0,
		high: 0
	}, second] = levels.map(rangeOf);
	return (second === void 0 ? first.low : second.low - first.high) - .5 * levels.length;
}
/** The standard deviation of all but the odd runs, which count as the last that is not odd. */
function deviationOf(runs) {
	const sorted = runs.toSorted((a, b) => a - b);
	const odd = sorted.length < 5 ? 0 : Math.max(1, Math.floor(sorted.length * oddShare));
	const low = sorted[odd] ?? 0;
	const high = sorted[sorted.length - 1 - odd] ?? 0;
	const values = sorted.map((value) => Math.min(high, Math.max(low, value)));
	const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
	const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
	return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
}
// src/judge/compare.ts
/**
* Compares a benchmark with its baseline (null: there is none). `bySites` is by how much its sites changed, per unit, where
* they tell it better than totals that differ from run to run; null elsewhere.
*
* A regression is an increase of the total, or of `realloc` on existing blocks, beyond the limit, that is more than noise.
* Noise is what the runs measured here show: what the baseline says about its own allows nothing.
*/
function compareBenchmark(measured, baseline, limit, bySites = null) {
	if (baseline === null) return {
		...notCompared$1,
		verdict: "no-baseline",
		baseline: null,
		differences: []
	};
	const { runs } = baseline.measurement;
	const before = {
		...perUnit(baseline.measurement),
		runs
	};
	const differences = differencesOf(baseline, measured);
	if (differences.length > 0) return {
		...notCompared$1,
		verdict: "incomparable",
		baseline: before,
		differences
	};
	return {
		...judgeChange(numbersOf$1(measured, runs), before, limit, bySites),
		baseline: before,
		differences
	};
}
/** The totals of the runs, by level. */
function totalsOf({ measurement, singleRuns }) {
	return singleRuns.map(({ counts }) => counts.map((each) => totalOf(each, measurement.totalIncludes)));
}
/** A benchmark's numbers per unit, as far as they can be told from those of so many runs of the same program. */
function numbersOf$1(measured, runsBefore) {
	const { measurement, singleRuns } = measured;
	const units = unitsOf(measurement);
	const totals = totalsOf(measured);
	const ofFunction = (name) => singleRuns.map(({ counts }) => counts.map((each) => each[name]));
	return {
		...perUnit(measurement),
		tolerance: {
			...countsOf((name) => toleranceOf(ofFunction(name), runsBefore) / units),
			total: toleranceOf(totals, runsBefore) / units
		},
		lowest: {
			...countsOf((name) => lowestOf(ofFunction(name)) / units),
			total: lowestOf(totals) / units
		}
	};
}
/** What is said of numbers beside which there is nothing. */
const notCompared$1 = {
	delta: null,
	decidedBy: "total",
	allowed: null,
	suspicious: false
};
/**
* The verdict on numbers that can be compared, per unit. What is no more than noise is no change; but what even the lowest
* runs have more than the baseline and its noise is one, however much the others vary.
*/
function judgeChange(now, before, limit, bySites) {
	const ofSites = bySites === null ? 0 : Math.abs(now.total - before.total - bySites);
	const inTotal = functionsInTotal();
	const isInTotal = (quantity) => inTotal.some((name) => name === quantity);
	const settled = (quantity) => {
		const [count, known] = quantity === "total" ? [now.total, before.total] : [now.counts[quantity], before.counts[quantity]];
		const moved = isInTotal(quantity) ? ofSites : 0;
		return !exceeds(Math.abs(count - known), now.tolerance[quantity] + moved) && !exceeds(now.lowest[quantity] - moved, known + before.noise[quantity]) ? 0 : count - known;
	};
	const total = bySites ?? settled("total");
	const isNoiseOnly = total === 0 && inTotal.every((name) => {
		const noise = Math.max(before.noise[name], before.noise.total, now.tolerance.total);
		return !exceeds(Math.abs(now.counts[name] - before.counts[name]), noise);
	});
	const settledOf = (name) => isNoiseOnly && isInTotal(name) ? 0 : settled(name);
	const delta = {
		...countsOf(settledOf),
		total
	};
	const allowed = {
		total: allowedIncrease(before.total, limit),
		realloc: allowedIncrease(before.counts.realloc, limit)
	};
	const judged = (verdict, decidedBy) => ({
		verdict,
		decidedBy,
		delta,
		allowed,
		suspicious: isSuspicious(before.total, now.total)
	});
	for (const quantity of decidingQuantities) if (exceeds(delta[quantity], allowed[quantity].increase)) return judged("regression", quantity);
	if (exceeds(-delta.total, 0)) return judged("improvement", "total");
	return delta.total <= 0 && exceeds(-delta.realloc, 0) ? judged("improvement", "realloc") : judged("pass", "total");
}
/**
* Whether any count changed, or the benchmark is new. Of counts that are incomparable nobody knows; what becomes of those
* is a policy of its own.
*/
function isChanged$2({ baseline, delta }) {
	if (baseline === null) return true;
	return delta !== null && Object.values(delta).some((change) => exceeds(Math.abs(change), 0));
}
/** Whether a total fell to almost nothing: the benchmark probably no longer does its work. */
function isSuspicious(before, now) {
	return before >= 10 && now <= before / 20;
}
/** `change > allowed`, but for the rounding of fractions per iteration: 4/3 − 1/3 must not exceed 1. */
function exceeds(change, allowed) {
	return change > allowed + 1e-9;
}
/** The increase of a number that the limit allows. */
function allowedIncrease(baseline, { absolute, percent }) {
	const share = baseline * percent / 100;
	return share > 0 && share >= absolute ? {
		increase: share,
		by: "percent"
	} : {
		increase: absolute,
		by: "absolute"
	};
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
	const workload = baseline.workload === null || measured.workload === null ? [] : [...workloadDifferences(baseline.workload, measured.workload), ...iterationDifferences(baseline, measured)];
	return [
		...fields,
		...others.filter((other) => other.baseline !== other.measured),
		...workload
	];
}
/** Other numbers of iterations are another workload, since not all that a program does grows evenly. */
function iterationDifferences({ measurement: before }, { measurement: now }) {
	if (before.unit === "run" || now.unit === "run") return [];
	const words = ({ from, to }) => `${from.iterations} to ${to.iterations}`;
	const [baseline, measured] = [words(before), words(now)];
	return baseline === measured ? [] : [{
		field: "numbers of iterations",
		baseline,
		measured
	}];
}
/** What a total is made of, in words. */
function totalWords({ totalIncludes }) {
	return functionsInTotal(totalIncludes).map(displayName).join(" + ");
}
/**
* Compares a benchmark's total with a threshold that was imported: above it by more than the limit is a regression,
* all else passes. Never an improvement, since the other tool counts differently (docs/importing.md). Numbers of
* different units are incomparable.
*/
function compareWithImported(measurement, threshold, limit) {
	if (measurement.unit !== threshold.unit) {
		const differences = [{
			field: "unit",
			baseline: `per ${threshold.unit} (imported)`,
			measured: `per ${measurement.unit}`
		}];
		return {
			...notCompared$1,
			verdict: "incomparable",
			baseline: null,
			differences
		};
	}
	const { from, file, total } = threshold;
	const now = perUnit(measurement).total;
	const { delta, ...judged } = judgeTotal(now, total, limit);
	return {
		...notCompared$1,
		...judged,
		baseline: null,
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
	const total = allowedIncrease(threshold, limit);
	return {
		verdict: exceeds(delta, total.increase) ? "regression" : "pass",
		decidedBy: "total",
		delta,
		allowed: {
			total,
			realloc: null
		},
		suspicious: isSuspicious(threshold, now)
	};
}
// src/report-file/version-1.ts
/** A delta's part was named in words: `own code`, `dependency NIOCore`. */
const attribution = measuredBenchmarkSchema.shape.attribution.element.extend({ origin: string().max(1e4) });
const numbers$1 = measuredBenchmarkSchema.shape.baseline.unwrap();
/** Only what was allowed of the total was said, and not by what; unfreed blocks were called remaining, noise spread. */
const omitted = {
	decidedBy: true,
	unfreed: true,
	noise: true,
	workload: true,
	resolution: true,
	comparedBy: true
};
/** How often the baseline was run was not said; enough is assumed. */
const runsBefore = 5;
const measuredBenchmark$1 = measuredBenchmarkSchema.omit(omitted).extend({
	spread: measuredBenchmarkSchema.shape.noise,
	baseline: numbers$1.omit({
		noise: true,
		runs: true
	}).extend({ spread: numbers$1.shape.noise }).transform(renamed).nullable(),
	measurement: measurementSchema1,
	allowed: number().nonnegative().nullable(),
	remaining: measuredBenchmarkSchema.shape.unfreed,
	attribution: array(attribution).max(2e4)
});
/** `report.json` as the first version of the gate wrote it: this version's but for what is said here. */
const reportSchema1 = reportSchema.extend({
	formatVersion: literal(1),
	source: sourceSchema.omit({ merged: true }).nullable(),
	notices: array(string().max(1e4)).max(50),
	benchmarks: array(union([measuredBenchmark$1, failedBenchmarkSchema])).max(500)
});
/** The report in the form of this version; what it did not say is judged from its numbers. */
function upgradeReport(report) {
	const { source } = report;
	return {
		...report,
		formatVersion: 2,
		source: source && {
			...source,
			merged: source.pullRequest !== null && source.headSha !== source.measuredSha
		},
		notices: report.notices.map((sentence) => noticeOf(sentence)),
		benchmarks: report.benchmarks.map((benchmark) => benchmark.verdict === "failed" ? benchmark : upgradeBenchmark(benchmark)),
		candidate: report.candidate === null ? null : upgradeCandidate(report.candidate)
	};
}
function upgradeBenchmark({ remaining, ...benchmark }) {
	const { baseline, ...upgraded } = renamed(benchmark);
	const { tolerance } = numbersOf$1(upgraded, runsBefore);
	return {
		...remaining === void 0 ? {} : { unfreed: remaining },
		...upgraded,
		baseline: baseline && {
			...baseline,
			runs: runsBefore
		},
		resolution: tolerance.total,
		comparedBy: "totals",
		workload: null,
		...decisionOn(benchmark),
		attribution: benchmark.attribution.map((part) => ({
			...part,
			origin: originNamed(part.origin)
		}))
	};
}
function decisionOn(benchmark) {
	const { total, baseline, delta, imported, limit } = benchmark;
	if (imported !== void 0) {
		const { decidedBy, allowed } = judgeTotal(total, imported.total, limit);
		return {
			decidedBy,
			allowed,
			delta
		};
	}
	if (baseline === null || delta === null) return {
		decidedBy: "total",
		allowed: null,
		delta
	};
	const judged = judgeChange(numbersOf$1(benchmark, runsBefore), baseline, limit, null);
	return {
		decidedBy: judged.decidedBy,
		allowed: judged.allowed,
		delta: judged.delta
	};
}
const origins = /* @__PURE__ */ new Map([
	["own code", { kind: "own" }],
	["Swift standard library and runtime", { kind: "runtime" }],
	["Foundation", { kind: "foundation" }],
	["system", { kind: "system" }],
	["run-to-run difference", null]
]);
function originNamed(name) {
	const [, module] = /^dependency (.+)$/s.exec(name) ?? [];
	if (module !== void 0) return {
		kind: "dependency",
		module
	};
	const origin = origins.get(name);
	return origin === void 0 ? { kind: "unknown" } : origin;
}
/** The baseline in the form of this version; what cannot be read stays, and is refused as what it is. */
function upgradeCandidate(candidate) {
	const { path, text, diff } = candidate;
	try {
		const upgraded = formatBaseline({
			...parseBaseline(text, path),
			$schema: baselineSchemaUrl
		});
		const before = diff === null ? void 0 : undoDiff(path, diff, text);
		return {
			path,
			text: upgraded,
			diff: before === void 0 ? diff : unifiedDiff(path, before, upgraded)
		};
	} catch (error) {
		if (error instanceof UsageError) return candidate;
		throw error;
	}
}
// src/report-file/read-report.ts
/** 500 benchmarks of 64 KiB each stay below. */
const largestReport = 67108864;
/** Reads and validates a report.json; throws a {@link UsageError} that says what is wrong with it and where. */
async function readReport(path) {
	if (path === void 0) throw new UsageError("--report is missing: name the report.json that `measure` or `gate` wrote.");
	const found = await stat(path).catch(() => null);
	if (found === null) throw new UsageError(`${path} does not exist; \`measure\` and \`gate\` write it.`);
	if (found.size > largestReport) throw new UsageError(`${path} is larger than any report can be.`);
	const parsed = parseReport(parseJson$1(await readFile(path, "utf8"), path));
	if (parsed.outcome === "report") return parsed.report;
	if (parsed.outcome === "newer") throw new UsageError(`${path} was ${parsed.sentence}.`);
	const { key, problem } = parsed;
	throw new UsageError(`${path} is not a report of this version: ${key.join(".") || "the whole"}: ${problem}.`);
}
function parseJson$1(text, path) {
	try {
		return JSON.parse(text);
	} catch {
		throw new UsageError(`${path} is not JSON.`);
	}
}
const versioned = looseObject({ formatVersion: int() });
/** Takes the value of a report.json of this version, or of one before, for a report. */
function parseReport(value) {
	const version = versioned.safeParse(value).data?.formatVersion;
	if (version !== void 0 && version > 2) return {
		outcome: "newer",
		sentence: `written by a newer version of the gate (formatVersion is ${version}, this version reads 2): update the action`
	};
	const parsed = version === 1 ? reportSchema1.transform(upgradeReport).safeParse(value) : reportSchema.safeParse(value);
	if (parsed.success) return {
		outcome: "report",
		report: parsed.data
	};
	const [issue] = parsed.error.issues;
	return {
		outcome: "wrong",
		key: issue?.path.map(String) ?? [],
		problem: issue?.message ?? ""
	};
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
		add$2(node, count, bytes);
		for (const name of frames.length === 0 ? [unknownName] : frames) {
			const child = node.children.get(name) ?? {
				count: 0,
				bytes: 0,
				children: /* @__PURE__ */ new Map()
			};
			node.children.set(name, child);
			add$2(child, count, bytes);
			node = child;
		}
	}
	return freeze("", root);
}
function add$2(node, count, bytes) {
	node.count += count;
	node.bytes += bytes;
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
// src/stacks/role-of.ts
function roleOf(frame) {
	if (allocators.test(frame.name)) return "allocator";
	if (frame.name === "[unknown]") return "unknown";
	if (glue.test(frame.name)) return "glue";
	if (runtimeModules.has(frame.module) || runtimeLibraries.test(frame.module)) return "runtime";
	return runtimeNames.test(frame.name) ? "runtime" : "code";
}
/** Functions that hand out memory, under the names they have in glibc, libstdc++ and Swift's runtime. */
const allocators = new RegExp(`^(?:${[
	`(?:__libc_|__)?(?:${probedFunctions.join("|")})`,
	"reallocarray",
	"operator new(?:\\[\\])?(?:\\(.*\\))?",
	`(?:je|mi|mi_heap|tc)_(?:${probedFunctions.join("|")})`,
	...directSymbols.filter((name) => /^(?:je|mi|tc)_|^mallocx$/.test(name)),
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
/**
* Their libraries, libc and what comes with it: `libswiftCore.so`, `libstdc++.so.6.0.33`, `libc-2.31.so`,
* `ld-linux-x86-64.so.2`; on macOS `libswiftCore.dylib`, `libsystem_malloc.dylib`, `libobjc.A.dylib`, `dyld`.
*/
const runtimeLibraries = /^(?:lib(?:swift(?:Core|_Concurrency|_StringProcessing|_RegexParser|Synchronization|Observation|Distributed|_Differentiation|Dispatch|Glibc|Musl|OnoneSupport)|swift_Builtin_float|dispatch|BlocksRuntime|c|m|pthread|dl|rt|util|stdc\+\+|c\+\+|c\+\+abi|gcc_s|unwind|jemalloc|mimalloc(?:-secure|-debug)?|tcmalloc(?:_minimal|_and_profiler)?(?:_debug)?|system_\w+|objc|dyld)|dyld|ld-(?:linux|musl).*|libc\.musl.*|\[vdso\])(?:-[\d.]+)?(?:\.so.*|(?:\.\w+)?\.dylib)?$/;
/** The same by name, for static linking and for symbols whose library nobody knows. */
const runtimeNames = new RegExp(`^(?:${[
	"_*swift_|_ZNK?5swift",
	"_Z(?:L|NK?12_GLOBAL__N_1)\\d+\\w*(?<!\\d)5swift",
	"_ZNK?12_GLOBAL__N_1\\d+(?:DefaultActorImpl|ExecutorTrackingInfo|ProcessOutOfLineJob|\\w*TaskGroup|\\w*MirrorImpl)",
	"_*dispatch_|_Block_|_os_object_|__libc_|tcmalloc::|_ZN8tcmalloc|_mi_|je_|_start$|_dl_|_IO_|start_thread$|__clone"
].join("|")})`);
/**
* What the compiler makes by itself between a function and what that calls. An `__allocating_init` makes the object, which
* its type says, and calls the `init` that somebody wrote. The expansion of a macro is a part of the function around it.
*/
const glue = new RegExp(`^(?:${[
	"(?:reabstraction )?thunk (?:for|helper) ",
	"(?:dispatch thunk of|vtable thunk for|protocol witness for) ",
	"(?:outlined|type metadata|value witness|lazy protocol witness) ",
	"async function pointer to ",
	"OUTLINED_FUNCTION_\\d+$",
	"(?:freestanding|\\w+) macro expansion #\\d+ of ",
	".*\\.__allocating_init(?:<|\\(|$)",
	"static .*\\.\\$main\\(\\)$"
].join("|")})`);
// src/stacks/memory-words.ts
const ofAsyncFunctions = "memory of an async function";
/** What most of the runtime's own memory is called. */
const ofTheRuntime = "memory of the Swift runtime";
/** The runtime's functions that hand out memory without a type, and what they are called for. */
const entries$1 = [
	[/^_?swift_(?:allocObject|initStackObject|bufferAllocate)/, "object"],
	[/^_?swift_slowAlloc/, "UnsafeMutablePointer memory"],
	[/^_?swift_allocError/, "error"],
	[/^_?swift_(?:task_create|asyncLet)/, "task"],
	[/^_?swift_taskGroup/, "task group"],
	[/^_?swift_task_localValue/, "task-local value"],
	[/^_?dispatch_(?:\w+_)?create/, "Dispatch object"],
	[/^_?swift_(?:task|job|coroFrame)_?[aA]lloc/, ofAsyncFunctions],
	[/^_?swift_weak/, "side table of a weak reference"],
	[/^_*(?:swift_|dispatch_|_ZNK?5swift)/, ofTheRuntime],
	[/^operator new/, "C++ allocation"]
];
/**
* What a block is that is no object with a type, by the function that its code has called for it: `callers` are the
* frames above the allocation function, root first.
*/
function memoryWords(callers) {
	const below = callers.slice(callers.findLastIndex(isCode) + 1);
	for (const { name, module } of below) {
		const words = entries$1.find(([entry]) => entry.test(name))?.[1];
		if (words !== void 0) return words;
		if (/^lib(?:swift|dispatch|BlocksRuntime)/.test(module)) return ofTheRuntime;
	}
	return "C allocation";
}
/**
* Whether blocks of this name are the runtime's own: the slabs of tasks, libdispatch's continuations, what is made once for
* a type. In a program whose runs differ, how many there are is up to the scheduler. What code has asked the runtime for
* (an error, a task, a queue) is none of it.
*/
function isOfRuntime({ name }) {
	return name === "memory of the Swift runtime" || name === ofAsyncFunctions;
}
/** So many of a site's blocks are the runtime's own, as far as their types are known. */
function ofRuntimeAt({ allocates = [] }) {
	return allocates.filter(isOfRuntime).reduce((sum, { count }) => sum + count, 0);
}
/** Code, the standard library's too: that allocates for who calls it. */
function isCode(frame) {
	const role = roleOf(frame);
	return role === "code" || role === "runtime" && runtimeModules.has(frame.module);
}
// src/stacks/allocated-types.ts
/** Each type of each line once, largest first. */
function addTypes(types) {
	const sums = /* @__PURE__ */ new Map();
	for (const type of types) {
		const key = keyOf$3(type);
		const { count, bytes } = sums.get(key) ?? {
			count: 0,
			bytes: 0
		};
		sums.set(key, {
			...type,
			count: type.count + count,
			bytes: type.bytes + bytes
		});
	}
	return [...sums.entries()].toSorted(([keyA, a], [keyB, b]) => b.count - a.count || compareNames(keyA, keyB)).map(([, type]) => type);
}
function keyOf$3({ name, line }) {
	return JSON.stringify([name, line && [
		line.package,
		line.file,
		line.line
	]]);
}
/** What stacks allocate together; undefined where it is not known of one of them. */
function typesTogether(...stacks) {
	const known = stacks.flatMap(({ types }) => types === void 0 ? [] : [types]);
	return known.length < stacks.length ? void 0 : addTypes(known.flat());
}
/** What the longer of two recordings of a path allocates more, of at most so many blocks. */
function typesBetween(shorter, longer, blocks) {
	if (shorter.types === void 0 || longer.types === void 0) return void 0;
	const before = new Map(shorter.types.map((type) => [keyOf$3(type), type]));
	let left = blocks;
	return addTypes(longer.types.map((type) => {
		const less = before.get(keyOf$3(type)) ?? {
			count: 0,
			bytes: 0
		};
		const more = Math.max(0, Math.min(left, type.count - less.count));
		left -= more;
		return {
			...type,
			count: more,
			bytes: Math.max(0, type.bytes - less.bytes)
		};
	}).filter(({ count }) => count > 0));
}
/** Types of a site that are told apart; generic code may allocate for hundreds. */
const mostTypes = 20;
/** What the others are called together. */
const otherTypes = "other types";
/** How many there are of each type, whatever the lines; null where it is not known of some. */
function countsByName(types) {
	const sums = /* @__PURE__ */ new Map();
	for (const { name, count } of types) {
		if (name === null) return null;
		sums.set(name, (sums.get(name) ?? 0) + count);
	}
	return Array.from(sums, ([name, count]) => ({
		name,
		count
	}));
}
/** The types of a site that are kept, largest first: they add up to `count`, of what varies too. */
function typesOfSite(types, count) {
	const sorted = types.toSorted(largestFirst$1);
	const others = sorted.slice(mostTypes).reduce((sum, type) => sum + type.count, 0);
	const isAll = others === 0 && sorted.length > 0;
	const kept = [...sorted.slice(0, mostTypes), ...isAll ? [] : [{
		name: otherTypes,
		count: others
	}]];
	let missing = kept.reduce((rest, type) => rest - type.count, count);
	return kept.map(({ name, count: of }) => {
		const fitting = Math.max(0, of + missing);
		missing -= fitting - of;
		return {
			name,
			count: fitting
		};
	}).filter((type) => type.count > 0);
}
/**
* The types of a site now with how many of each there were, those that are gone among them; undefined where nothing is
* known of now. Of a baseline that does not say, none has a `baselineCount`; where there was no site, it is 0 for each.
*/
function compareTypes(before, after) {
	const now = after === null ? [] : after.allocates;
	if (now === void 0) return void 0;
	const known = before === null ? [] : before.allocates;
	if (known === void 0) return after === null ? void 0 : now;
	const counts = new Map(known.map(({ name, count }) => [name, count]));
	const gone = known.filter(({ name }) => !now.some((type) => type.name === name));
	return [...now.map((type) => ({
		...type,
		baselineCount: counts.get(type.name) ?? 0
	})), ...gone.map(({ name, count }) => ({
		name,
		count: 0,
		baselineCount: count
	}))];
}
function largestFirst$1(a, b) {
	return b.count - a.count || compareNames(a.name, b.name);
}
// src/stacks/sites.ts
const maximumCallers = 3;
/**
* The sites of the stacks, largest first, then by name. Every stack belongs to exactly one site, so that their
* counts add up to the stacks'. A stack without any code of its own (start-up of the runtime, an unknown path)
* belongs to its outermost frame that is known.
*/
function sitesOf$1(stacks) {
	const sites = /* @__PURE__ */ new Map();
	for (const { frames, count, bytes, types } of stacks) {
		const index = siteIndex(frames);
		const frame = siteFrame(frames);
		const key = siteKey(frame);
		const site = sites.get(key) ?? {
			frame,
			count: 0,
			bytes: 0,
			types: [],
			paths: /* @__PURE__ */ new Map()
		};
		sites.set(key, site);
		site.count += count;
		site.bytes = site.bytes === null || bytes === null ? null : site.bytes + bytes;
		if (types === void 0) site.types = null;
		else site.types?.push(...types);
		const callers = callersOf(frames.slice(0, index), frame);
		const path = site.paths.get(JSON.stringify(callers)) ?? {
			callers,
			count: 0
		};
		site.paths.set(JSON.stringify(callers), path);
		path.count += count;
	}
	return [...sites.values()].map(finish$1).sort(bySize);
}
/** The numbers of a site per unit, from those of so many. */
function sitePerUnit(site, units) {
	const { count, bytes, allocates } = site;
	if (units === 1) return site;
	return {
		...site,
		count: count / units,
		bytes: bytes === null ? null : bytes / units,
		...allocates && { allocates: allocates.map((type) => ({
			...type,
			count: type.count / units
		})) }
	};
}
/** Largest count first, then name, then module: one order for equal profiles. */
function bySize(a, b) {
	return b.count - a.count || compareNames(a.name, b.name) || compareNames(a.module, b.module);
}
/** The frame of a stack that is its site. Throws a RangeError where there is no frame at all. */
function siteFrame(frames) {
	const frame = frames[siteIndex(frames)];
	if (frame === void 0) throw new RangeError("a stack has at least one frame");
	return frame;
}
/** What tells a site from others: its function and the module that this is in. */
function siteKey({ module, name }) {
	return JSON.stringify([module, name]);
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
function finish$1({ frame, count, bytes, types, paths }) {
	const [largest] = [...paths].sort(([keyA, a], [keyB, b]) => b.count - a.count || compareNames(keyA, keyB));
	const { name, module } = frame;
	const known = types === null ? null : countsByName(types);
	const allocates = known === null ? {} : { allocates: typesOfSite(known, count) };
	return {
		name,
		module,
		callers: largest?.[1].callers ?? [],
		count,
		bytes,
		...allocates
	};
}
// src/baseline/sites.ts
/** The sites of a baseline's benchmark per run or iteration; the file holds the integers of all iterations measured. */
function baselineSitesPerUnit({ sites, measurement }) {
	const units = unitsOf(measurement);
	if (units === 1) return sites;
	return sites.map(({ range, ownRange, ...site }) => ({
		...sitePerUnit(site, units),
		...range === void 0 ? {} : { range: {
			low: range.low / units,
			high: range.high / units
		} },
		...ownRange === void 0 ? {} : { ownRange: {
			low: ownRange.low / units,
			high: ownRange.high / units
		} }
	})).sort(bySize);
}
/** The sites of several runs as a baseline has them: those that are there in the middle, with the range of what varies. */
function sitesToCommit(sites) {
	return sites.filter(({ site }) => site.count > 0).map(({ site, counts, own }) => {
		const range = rangeBetween(counts);
		if (range === null || range.low === range.high) return site;
		const ownRange = own === void 0 ? null : rangeBetween(own);
		return ownRange === null ? {
			...site,
			range
		} : {
			...site,
			range,
			ownRange
		};
	});
}
/** From the lowest to the highest of the only level's runs, or of what the second's are more than the first's. */
function rangeBetween(levels) {
	const [first, second] = levels.map(rangeOf);
	if (first === void 0 || second === void 0) return first ?? null;
	return {
		low: second.low - first.high,
		high: second.high - first.low
	};
}
/** Committed sites as if they had just been recorded: of what varies, its range stands for the runs. */
function asRecorded({ sites, measurement, recordedRuns = 1 }) {
	return {
		sites: sites.map(({ range, ownRange, ...site }) => {
			const { count } = site;
			const own = count - ofRuntimeAt(site);
			return {
				site,
				counts: [range === void 0 ? [count] : [
					range.low,
					count,
					count,
					range.high
				]],
				...ownRange === void 0 ? {} : { own: [[
					ownRange.low,
					own,
					own,
					ownRange.high
				]] }
			};
		}),
		runs: recordedRuns,
		units: unitsOf(measurement)
	};
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
	const imported = measured.flatMap((benchmark) => benchmark.imported === void 0 ? [] : [{
		benchmark,
		imported: benchmark.imported
	}]).toSorted((a, b) => byName(a.benchmark, b.benchmark));
	const passing = changed.filter(({ benchmark }) => benchmark.verdict === "pass");
	return {
		failed: report.benchmarks.filter((benchmark) => benchmark.verdict === "failed").toSorted(byName),
		regressions: changed.filter(({ benchmark }) => benchmark.verdict === "regression"),
		withinLimit: passing.filter(hasChange),
		improvements: changed.filter(({ benchmark }) => benchmark.verdict === "improvement"),
		unchanged: passing.filter((each) => !hasChange(each)),
		incomparable: measured.filter(({ verdict }) => verdict === "incomparable").toSorted(byName),
		withoutBaseline: measured.filter(({ verdict }) => verdict === "no-baseline").toSorted(byName),
		exceeding: imported.filter(({ benchmark }) => benchmark.verdict === "regression"),
		withinThreshold: imported.filter(({ benchmark }) => benchmark.verdict !== "regression")
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
/** The benchmarks that were compared with imported thresholds, those above them first. */
function importedBenchmarks({ exceeding, withinThreshold }) {
	return [...exceeding, ...withinThreshold];
}
/** Whether any count of a benchmark differs from what it was compared with. */
function hasMoved(benchmark) {
	return benchmark.verdict !== "failed" && benchmark.delta !== null && isChanged$2(benchmark);
}
/** The functions whose count moved, in the order in which functions are shown. */
function changedFunctions({ delta }) {
	return allocationFunctions.filter((name) => isMove(delta[name]));
}
/** By how much the number moved that the verdict is about. */
function decidingMove({ benchmark, delta }) {
	const { decidedBy, siteBeyondLimit } = benchmark;
	return decidedBy === "site" ? siteBeyondLimit?.delta ?? 0 : delta[decidedBy];
}
/** Counts per iteration are quotients: their difference may be off by this without any allocation more or less. */
const rounding$2 = 1e-9;
/** Whether a delta is more than rounding. */
function isMove(delta) {
	return Math.abs(delta) > rounding$2;
}
function hasChange({ benchmark }) {
	return isChanged$2(benchmark);
}
function largestChangeFirst(a, b) {
	return Math.abs(decidingMove(b)) - Math.abs(decidingMove(a)) || byName(a.benchmark, b.benchmark);
}
function byName(a, b) {
	return a.name < b.name ? -1 : a.name > b.name ? 1 : 0;
}
// src/report/numbers.ts
/** How numbers are written everywhere in a report: `1,024`, `−12` with a true minus sign, `+3.1 %`. */
const minus = "−";
/** Made once it is needed: the first one takes 14 ms, which no start has to wait for. */
function upTo(digits) {
	formats[digits] ??= new Intl.NumberFormat("en-US", { maximumFractionDigits: digits });
	return formats[digits];
}
const formats = {};
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
	return `${delta < 0 ? minus : "+"}${percent < .05 ? "<0.1" : upTo(1).format(percent)} %`;
}
/** A share from 0 to 1 without a sign: `12.5 %`; never `0 %` or `100 %` of something that is neither. */
function formatShare(share) {
	if (share > 0 && share < 5e-4) return "<0.1 %";
	if (share < 1 && share > .9995) return ">99.9 %";
	return `${upTo(1).format(share * 100)} %`;
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
	return `${bytes < 0 ? minus : ""}${upTo(1).format(value)} ${byteUnits[unit]}`;
}
/** `1 benchmark`, `1,024 benchmarks`. */
function formatQuantity(count, singular, plural = `${singular}s`) {
	return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
function magnitude(value) {
	const size = Math.abs(value);
	return size > 0 && size < .005 ? "<0.01" : upTo(2).format(size);
}
// src/report/phrase.ts
/** The phrase as Markdown on one line. */
function markdownOf(phrase) {
	return render(phrase, {
		text: (text) => text,
		strong: (text) => `**${text}**`,
		code,
		prose: proseWithin
	}).reduce((text, piece) => text + (/[`>]$/.test(text) && /^[`<]/.test(piece) ? ` ${piece}` : piece), "");
}
/** Prose keeps the space that parts it from what stands beside it. */
function proseWithin(text) {
	if (text.trim() === "") return text === "" ? "" : " ";
	return `${/^ /.test(text) ? " " : ""}${prose(text)}${/ $/.test(text) ? " " : ""}`;
}
/** The phrase as HTML. */
function htmlOf(phrase) {
	return render(phrase, {
		text: html,
		strong: (text) => `<strong>${html(text)}</strong>`,
		code: htmlCode,
		prose: (text) => text.replaceAll(/`([^`]+)`|[^`]+|`/g, (part, quoted) => quoted === void 0 ? html(part) : htmlCode(quoted))
	}).join("");
}
function htmlCode(text) {
	return `<code>${html(text, 160)}</code>`;
}
/** The phrase as plain text on one line, for logs, terminals and annotations. */
function plainOf(phrase) {
	return render(phrase, {
		text: (text) => text,
		strong: (text) => text,
		code: (text) => logLine(text, 160),
		prose: logLine
	}).join("");
}
function render(phrase, format) {
	return phrase.map((piece) => {
		if (typeof piece === "string") return format.text(piece);
		if ("strong" in piece) return format.strong(piece.strong);
		return "code" in piece ? format.code(piece.code) : format.prose(piece.prose);
	});
}
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
/** The parts one after the other. */
function separated(parts) {
	return parts.flatMap((part, index) => index === 0 ? part : [", ", ...part]);
}
/** What several say, each once, with the names of all that say it. */
function sharedPhrases(speakers, phrasesOf) {
	const shared = /* @__PURE__ */ new Map();
	for (const speaker of speakers) for (const phrase of phrasesOf(speaker)) {
		const identity = JSON.stringify(phrase);
		const known = shared.get(identity) ?? {
			phrase,
			names: /* @__PURE__ */ new Set()
		};
		known.names.add(speaker.name);
		shared.set(identity, known);
	}
	return [...shared.values()].map(({ phrase, names }) => ({
		phrase,
		names: [...names]
	}));
}
// src/report/allocated.ts
const typesShown$1 = 3;
/**
* The types that a site's change is of, those that went its way first, largest first: they add up to it. Where nothing is
* compared, those of its count. None where the types are not known, or not which of them moved.
*/
function sharesOf$1(site, isCompared) {
	const { allocates = [], delta } = site;
	if (!isCompared) return allocates.map(({ name, count }) => ({
		name,
		count,
		isNew: false
	}));
	const [only, ...others] = allocates;
	if (allocates.some(({ baselineCount }) => baselineCount === void 0)) return only === void 0 || others.length > 0 ? [] : [{
		name: only.name,
		count: delta,
		isNew: false
	}];
	return allocates.map(({ name, count, baselineCount = 0 }) => {
		return {
			name,
			count: count - baselineCount,
			isNew: baselineCount === 0 && site.baselineCount > 0
		};
	}).filter(({ count }) => isMove(count)).toSorted((a, b) => delta < 0 ? a.count - b.count : b.count - a.count);
}
/** `RequestHead`; of several +10 `RequestHead`, −2 `String storage` and 3 others; empty where it is not known. */
function allocatedWords(site, isCompared) {
	const shares = sharesOf$1(site, isCompared);
	const [only, ...others] = shares;
	if (only === void 0) return [];
	if (others.length === 0) return [{ code: only.name }];
	const number = isCompared ? formatDelta : formatCount;
	const shown = shares.slice(0, typesShown$1);
	const more = shares.length - shown.length;
	return [...separated(shown.map(({ name, count }) => [`${number(count)} `, { code: name }])), ...more > 0 ? [` and ${more} more`] : []];
}
/** `RequestHead` is new; empty where no type of a site that was there is. */
function newTypeWords(site) {
	const [first] = sharesOf$1(site, true);
	return first?.isNew === true && site.delta > 0 ? [{ code: first.name }, " is new"] : [];
}
// src/report/site-line.ts
/**
* The line that a site's change is most likely from: of the type that moved most, where that is known, one at which there
* are as many as it moved by, else the one with most. Where nothing changed, the one with most. Null where none is known,
* or where nobody can tell which of several it is: the baseline had some, and as many as it moved by are at several of
* them, or, with no type to tell them apart, at none.
*/
function mainLine(site) {
	const { lines = [], delta } = site;
	const [share] = delta === 0 ? [] : sharesOf$1(site, true);
	const candidates = share === void 0 ? lines : lines.filter(({ type }) => type === share.name);
	const moved = share?.count ?? delta;
	const fitting = candidates.filter(({ count }) => !isMove(count - moved));
	const likely = delta === 0 || share !== void 0 ? candidates.slice(0, 1) : candidates;
	const [found, ...others] = fitting.length > 0 ? fitting : likely;
	if (found === void 0) return null;
	const isElsewhere = (other) => pathOf$1(other) !== pathOf$1(found) || other.line !== found.line;
	if (countBefore(site, share?.name) > 0 && others.some(isElsewhere)) return null;
	const { file, line } = found;
	return found.package === void 0 ? {
		file,
		line
	} : {
		file,
		package: found.package,
		line
	};
}
/** How many the baseline has at a site, of one type where that is known. */
function countBefore({ allocates = [], baselineCount }, type) {
	return allocates.find(({ name }) => name === type)?.baselineCount ?? baselineCount;
}
/** The place that a site names; null where it names none. */
function placeOfSite({ file, package: dependency, line }) {
	return file === void 0 || line === void 0 ? null : {
		file,
		package: dependency,
		line
	};
}
/** `Sources/App/Headers.swift`, `swift-nio/Sources/NIOCore/Channel.swift`. */
function pathOf$1({ file, package: dependency }) {
	return dependency === void 0 ? file : `${dependency}/${file}`;
}
/** `Headers.swift:35`; of a dependency its whole path, since people do not know its files. */
function shortPlace(place) {
	const path = pathOf$1(place);
	return `${place.package === void 0 ? path.slice(path.lastIndexOf("/") + 1) : path}:${place.line}`;
}
// src/system/git.ts
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
/** What is checked out around a folder; null where git knows of nothing, as where the files came without it. */
async function readCheckedOut(run, folder) {
	const top = await topOf(run, folder);
	const commit = top === null ? null : await resolveCommit(run, top, "HEAD");
	if (top === null || commit === null) return null;
	const { stdout } = await run(git(top, "cat-file", "commit", commit));
	const [header = ""] = stdout.split("\n\n", 1);
	return {
		top,
		commit,
		parents: [...header.matchAll(/^parent ([0-9a-f]{40,64})$/gm)].map(([, sha = ""]) => sha)
	};
}
/** The commit where two histories parted; null where the repository has not the whole of them. */
async function findMergeBase(run, repository, one, other) {
	const { stdout: isShallow } = await run(git(repository, "rev-parse", "--is-shallow-repository"));
	if (isShallow.trim() !== "false") return null;
	const { exitCode, stdout } = await run(git(repository, "merge-base", one, other));
	const [sha = ""] = stdout.split("\n");
	return exitCode === 0 && /^[0-9a-f]{40,64}$/.test(sha) ? sha : null;
}
/** Whether a commit's files are here too, and not only its name (`filter: blob:none`, `sparse-checkout`). */
async function hasFiles(run, repository, commit) {
	const { exitCode, stdout } = await run(git(repository, "rev-list", "--objects", "--no-object-names", "--missing=print", "-1", commit));
	return exitCode === 0 && !/^\?/m.test(stdout);
}
/**
* The tracked files at or below these paths that the working tree leaves out (`sparse-checkout`), relative to the top,
* which `repository` is.
*/
async function listLeftOut(run, repository, paths) {
	const { stdout } = await run(git(repository, "--literal-pathspecs", "ls-files", "-t", "-z", "--", ...paths));
	return stdout.split("\0").flatMap((entry) => entry.startsWith("S ") ? [entry.slice(2)] : []);
}
/**
* What git would call the content of a file in the working tree. What it has in the repository may be other bytes than
* those in the working tree: of another line end, or a pointer (`.gitattributes`). Null where git cannot tell.
*/
async function storedName(run, repository, path) {
	const { exitCode, stdout } = await run(git(repository, "hash-object", "--", path));
	return exitCode === 0 && /^[0-9a-f]{40}$/.test(stdout.trim()) ? stdout.trim() : null;
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
	throw new MeasurementError(`The files of commit ${commit.slice(0, 10)} could not be written by git.`, { lastLines: lastLines$1(completion.stderr, 5) });
}
/** The path of a folder relative to the top of its repository, with `/` at its end unless it is the top. */
async function pathInRepository(run, folder) {
	const completion = await run(git(folder, "rev-parse", "--show-prefix"));
	return completion.exitCode === 0 ? completion.stdout.trim() : "";
}
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
// src/gate/lines-in-report.ts
/** The report with the lines of its sites, as they were recorded. */
function withLines(report, { benchmarks }) {
	const recordings = new Map(benchmarks.flatMap((outcome) => outcome.outcome === "measured" && outcome.recording !== null ? [[outcome.benchmark.name, outcome.recording]] : []));
	return mapSites(report, ({ name }) => {
		const recording = recordings.get(name);
		if (recording === void 0) return (site) => site;
		const lines = linesOfSites(recording);
		return (site) => {
			const known = lines.get(siteKey(site)) ?? [];
			return known.length === 0 ? site : withMainLine(site, known);
		};
	});
}
/** The report with the lines that another report has of the same sites: they are the same recording. */
function withLinesOf(report, recorded) {
	return mapSites(report, ({ name }) => {
		const same = recorded.benchmarks.find((one) => one.name === name);
		const known = new Map(same === void 0 || same.verdict === "failed" ? [] : same.sites.map((site) => [siteKey(site), site]));
		return (site) => {
			const { lines, text, file, line } = known.get(siteKey(site)) ?? {};
			if (lines === void 0) return site;
			const chosen = withMainLine(site, lines);
			return text !== void 0 && chosen.file === file && chosen.line === line ? {
				...chosen,
				text
			} : chosen;
		};
	});
}
function mapSites(report, mapper) {
	const benchmarks = report.benchmarks.map((one) => one.verdict === "failed" ? one : {
		...one,
		sites: one.sites.map(mapper(one))
	});
	return {
		...report,
		benchmarks
	};
}
function withMainLine(site, lines) {
	return {
		...site,
		...mainLine({
			...site,
			lines
		}),
		lines: lines.slice(0, 20)
	};
}
/**
* The lines at which sites allocate, by {@link siteKey}: a line once for each type, counts per unit, those of a site with
* the largest count first.
*/
function linesOfSites({ stacks, units }) {
	const bySite = /* @__PURE__ */ new Map();
	for (const { frames, types } of stacks) {
		const key = siteKey(siteFrame(frames));
		const known = bySite.get(key);
		if (known === void 0) bySite.set(key, [types]);
		else known.push(types);
	}
	return new Map(Array.from(bySite, ([key, all]) => {
		return [key, addTypes(all.flatMap((each) => each ?? [])).flatMap((one) => reportedLine(one, units) ?? [])];
	}));
}
/** Blocks of one type that are allocated at one line; null where the line is not known. */
function reportedLine({ name, line, count }, units) {
	if (line === null) return null;
	return {
		file: line.file,
		...line.package === null ? {} : { package: line.package },
		line: line.line,
		...name === null ? {} : { type: name },
		count: count / units
	};
}
/** What is looked at of each benchmark: more sites are not shown in a comment. */
const sitesLookedAt = 5;
const filesLookedAt = 50;
/** A source file of more is made by a program. */
const largestFile$2 = 4194304;
const longestText$1 = 200;
/** The report with the text of the lines that it shows, and with the files that are the same at the head commit. */
async function withSources(report, { repository, run, blobsAtHead }) {
	const shown = report.benchmarks.flatMap((one) => one.verdict === "failed" ? [] : one.sites.filter(isChanged$1).slice(0, sitesLookedAt)).flatMap((site) => placeOfSite(site) ?? []).filter((place) => place.package === void 0);
	const files = [...new Set(shown.map(({ file }) => file))].slice(0, filesLookedAt);
	if (files.length === 0) return report;
	const texts = /* @__PURE__ */ new Map();
	for (const file of files) texts.set(file, await readLines(join(repository, file)));
	const atHead = await blobsAtHead(files);
	const filesAtHead = [];
	for (const file of atHead === null ? [] : files) {
		const blob = atHead?.get(file);
		if (blob !== void 0 && blob === await storedName(run, repository, file)) filesAtHead.push(file);
	}
	const withText = mapSites(report, () => (site) => {
		const place = isChanged$1(site) ? placeOfSite(site) : null;
		const text = (place === null || place.package !== void 0 ? void 0 : texts.get(place.file))?.[(place?.line ?? 0) - 1]?.trim().slice(0, longestText$1) ?? "";
		return text === "" ? site : {
			...site,
			text
		};
	});
	return atHead === null ? withText : {
		...withText,
		filesAtHead
	};
}
function isChanged$1({ delta, movedFrom }) {
	return delta !== 0 || movedFrom !== void 0;
}
async function readLines(path) {
	const found = await stat(path).catch(() => null);
	if (found === null || !found.isFile() || found.size > largestFile$2) return [];
	return (await readFile(path, "utf8").catch(() => "")).split("\n");
}
// src/stacks/attribute.ts
/** Sums and differences of counts per iteration are off by this without any allocation more or less. */
const rounding$1 = 1e-6;
/**
* The delta of a benchmark by origin, largest absolute delta first; what did not move is left out. The deltas add up
* to the sites' and the residual, which is the delta of the total.
*/
function attribute(deltas, residual, owners) {
	const byKey = /* @__PURE__ */ new Map([[keyOf$2(null), {
		origin: null,
		delta: residual
	}]]);
	for (const { module, delta } of deltas) {
		const origin = originOf(module, owners);
		const sum = byKey.get(keyOf$2(origin))?.delta ?? 0;
		byKey.set(keyOf$2(origin), {
			origin,
			delta: sum + delta
		});
	}
	return [...byKey].filter(([, { delta }]) => Math.abs(delta) >= rounding$1).sort(([a, one], [b, other]) => Math.abs(other.delta) - Math.abs(one.delta) || compareNames(a, b)).map(([, attribution]) => attribution);
}
/** Tells origins apart, and orders those of equal deltas: by whose code it is, dependencies by name. */
function keyOf$2(origin) {
	return `${ranks.indexOf(origin?.kind ?? null)} ${origin?.kind === "dependency" ? origin.module : ""}`;
}
const ranks = [
	"foundation",
	"runtime",
	"dependency",
	"own",
	null,
	"system",
	"unknown"
];
/** Foundation is several modules and libraries: `FoundationEssentials`, `lib_FoundationICU.so`, `libicuucswift.so.69`. */
const foundation = /^(?:lib)?(?:_?Foundation|CoreFoundation|icu\w*swift)\w*(?:\.so.*|\.dylib)?$/;
/** `libc.so.6`, `ld-linux-x86-64.so.2`, `[vdso]`, `libsystem_c.dylib`, `dyld`: what comes with the machine. */
const systemLibrary = /\.so(?:\.|$)|\.dylib$|^\[vdso\]$|^dyld$/;
/** Of the libraries that every program runs on, those that come with Swift. */
const swiftLibrary = /^lib(?:swift|dispatch|BlocksRuntime)/;
function originOf(module, { own, dependencies }) {
	if (own.includes(module)) return { kind: "own" };
	if (dependencies.includes(module)) return {
		kind: "dependency",
		module
	};
	if (foundation.test(module)) return { kind: "foundation" };
	if (runtimeModules.has(module)) return { kind: "runtime" };
	if (runtimeLibraries.test(module) && swiftLibrary.test(module)) return { kind: "runtime" };
	return { kind: systemLibrary.test(module) ? "system" : "unknown" };
}
// src/stacks/name-frame.ts
/** The address that perf printed in place of a symbol (`0x7ffff7c610f9`, `0`), or null for a symbol. */
function addressOf(frame) {
	return /^(?:0|0x[0-9a-f]{1,16})$/.test(frame) ? BigInt(frame) : null;
}
/** An address as perf prints it. */
function formatAddress(address) {
	return address === 0n ? "0" : `0x${address.toString(16)}`;
}
/** Names one raw frame: a symbol, or an address that perf could not resolve, in the process of `thread`. */
function nameFrame(raw, thread, naming) {
	const address = addressOf(raw);
	return address === null ? nameSymbol(raw, naming, null) : nameResolved(naming.resolve(address, thread), naming);
}
/** Names what lies at an address; null where nothing that is executable does. */
function nameResolved(resolved, naming) {
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
/** Names a function by its symbol, which is in this library; null where that is not known. */
function nameSymbol(symbol, naming, library) {
	const module = moduleOfSymbol(symbol) ?? library ?? naming.libraryOf(symbol) ?? "[unknown]";
	const answer = naming.demangled.get(symbol) ?? symbol;
	const demangled = answer === symbol ? operatorNew(symbol) ?? withoutSuffixes(symbol) : answer;
	const plain = withoutForm(demangled);
	const name = plain.endsWith(" in ") ? plain + module : plain;
	return plain === demangled ? {
		name,
		module
	} : {
		name,
		module,
		form: symbol.replace(asyncPart, "")
	};
}
/** `$s…TQ0_`, `$s…TY1_`: the compiler makes a function of what follows each `await`. */
const asyncPart = /T[YQ]\d*_$/;
/**
* The function of which this is a form: which forms there are is the optimiser's choice, and the function is what somebody
* wrote. The name of a function that was merged with others of the same code is that of one of them.
*/
function withoutForm(name) {
	let rest = name;
	for (let before = ""; before !== rest;) {
		before = rest;
		rest = rest.replace(forms, "");
	}
	return rest.replace(/\.__(?:isolated_)?deallocating_deinit$/, ".deinit");
}
const forms = new RegExp(`^(?:${[
	"specialized ",
	"merged ",
	"@objc ",
	"@nonobjc ",
	"partial apply (?:forwarder )?for ",
	"(?:generic|function signature|generic not re-abstracted|closure) (?:partial )?specialization <.*?> of ",
	"\\(\\d+\\) (?:suspend resume|await resume) partial function for "
].join("|")})`);
/** C++'s allocation functions, the only C++ names that swift demangle leaves and everyone would look for. */
function operatorNew(symbol) {
	const [, kind] = /^_Zn([wa])[jm]/.exec(symbol) ?? [];
	return kind === void 0 ? null : kind === "w" ? "operator new" : "operator new[]";
}
/** A symbol without what LLVM and the Swift compiler append to that of a part of a function. */
function withoutSuffixes(symbol) {
	const plain = symbol.replace(/(?:\.(?:llvm|cold|resume|isra|constprop|part|lto_priv)(?:\.\d+)*)+$/, "");
	return /^[A-Za-z_]\w*T[YQ]\d*_$/.test(plain) && !plain.startsWith("_T") ? plain.replace(/T[YQ]\d*_$/, "") : plain;
}
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
// src/stacks/pair-up.ts
/**
* Pairs what is the same before and after; what has no counterpart is alone in its pair. Names that differ only
* in what {@link matchingName} removes form a group. Where the same names are on both sides, they are paired as
* they are. Else something was renumbered (a closure put before others makes `#1` `#2`): equal counts are paired
* first, then equal names, then the largest that are left.
*/
function pairUp(before, after) {
	const groups = /* @__PURE__ */ new Map();
	for (const [side, all] of [["before", before], ["after", after]]) for (const one of all) {
		const key = matchingName(one.name);
		const group = groups.get(key) ?? {
			before: [],
			after: []
		};
		groups.set(key, group);
		group[side].push(one);
	}
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
		if (other !== void 0) pairs.push({
			before: one,
			after: other
		});
		return other === void 0;
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
	return Math.abs(b.count) - Math.abs(a.count) || compareNames(a.name, b.name);
}
/**
* The form of a name that stays equal when the compiler numbers closures and partial functions anew, or
* specialises, merges and inlines differently, and when another build system leaves top-level code the name `main` (facts
* 37). For matching only: what is shown is the name itself.
*/
function matchingName(name) {
	return withoutForm(withoutSuffixes(name).replace(/^dispatch thunk of /, "")).replace(/^reabstraction thunk helper (?:<[^>]*> )?from (.*?) to .*$/, "thunk for $1").replace(/^\w+_main$/, "main").replace(/ ?#\d+/g, "").replace(/ +/g, " ").trim();
}
// src/judge/compare-sites.ts
/**
* Compares sites of several runs with those of a baseline, per unit. What repeats is compared exactly. What varies is
* compared by the middle of its runs, with the noise that the runs of now show: what the baseline says about its own can
* only keep a decrease from being praised, or the smallest increases from being said. A site that varies and has no counterpart may be another's new name: these
* are compared as one sum. What the runtime allocates for itself at a site that varies is no part of it: how much that is
* follows the scheduler, and so whatever else the machine does (facts 55).
*/
function compareSites(now, before, rules) {
	const { units, runsBefore } = rules;
	const sides = {
		before: before.map((site) => ({
			...site,
			runs: [],
			range: site.range,
			ownRuns: [],
			ownRange: site.ownRange
		})),
		now: now.map(({ site, counts, own }) => {
			return {
				...sitePerUnit(site, units),
				runs: counts,
				range: void 0,
				ownRuns: own,
				ownRange: void 0
			};
		})
	};
	const pairs = pairModules(sides.before, sides.now);
	const isLonely = ({ before: one, after }) => rules.tolerance === null && (one === null && isVarying(after.runs) || after === null && one.range !== void 0);
	const renamed = onlyOnes(pairs, isLonely);
	const isRenamed = ({ before: one, after }) => renamed.some((pair) => pair.before === one || pair.after === after);
	const rest = pairs.filter((pair) => !isRenamed(pair));
	const [lonely, others] = [rest.filter(isLonely), rest.filter((pair) => !isLonely(pair))];
	const named = compareUnmatched(lonely, units, runsBefore).delta !== 0 ? lonely.filter((pair) => !mayBeRenamed(pair, lonely)) : [];
	const nameless = lonely.filter((pair) => !named.includes(pair));
	const compared = [
		...movedTogether(others),
		...renamed,
		...named
	].map((pair) => compareSite(pair, rules));
	const sites = compared.map(({ site }) => site);
	const unmatched = compareUnmatched(nameless, units, runsBefore);
	return {
		sites: [...sites, ...nameless.map((pair) => ({
			...siteOf(pair),
			delta: 0,
			tolerance: unmatched.tolerance
		}))].filter(({ count, baselineCount }) => count > 0 || baselineCount > 0).sort(byDelta),
		unmatched,
		delta: sites.reduce((sum, { delta }) => sum + delta, unmatched.delta),
		resolution: Math.max(unmatched.tolerance, ...compared.map(({ resolution }) => resolution))
	};
}
function pairModules(before, now) {
	return [...new Set([...before, ...now].map(({ module }) => module))].flatMap((module) => {
		const ofModule = (sides) => sides.filter((side) => side.module === module);
		return pairUp(ofModule(before), ofModule(now));
	});
}
/**
* What vanished with what appeared, where it is likely the same: first with as many allocations as before, then with
* about as many under a like name. Each side is used once, the largest first.
*/
function movedTogether(pairs) {
	const gone = pairs.flatMap(({ before, after }) => after === null ? [before] : []);
	const free = pairs.flatMap(({ before, after }) => before === null ? [after] : []);
	const moved = [];
	let missed = gone.toSorted((a, b) => b.count - a.count);
	for (const areTheSame of [allocateAsMuch, areLike]) missed = missed.filter((before) => {
		const index = free.findIndex((after) => areTheSame(before, after));
		const [after] = index < 0 ? [] : free.splice(index, 1);
		if (after !== void 0) moved.push({
			before,
			after,
			isMoved: true
		});
		return after === void 0;
	});
	const used = new Set(moved.flatMap(({ before, after }) => [before, after]));
	const isAlone = ({ before, after }) => before === null || after === null;
	return [...pairs.filter((pair) => !isAlone(pair) || !used.has(pair.before ?? pair.after)), ...moved];
}
/**
* Of each module in which one site vanished and one appeared, the two, where either is lonely: whatever it is called, it is
* the same.
*/
function onlyOnes(pairs, isLonely) {
	const gone = pairs.filter((pair) => pair.after === null);
	const come = pairs.filter((pair) => pair.before === null);
	return gone.flatMap((vanished) => {
		const { before } = vanished;
		const ofModule = ({ before: one, after }) => (one ?? after).module === before.module;
		const [appeared, ...further] = come.filter(ofModule);
		if (!(appeared !== void 0 && further.length === 0 && gone.filter(ofModule).length === 1) || !(isLonely(vanished) || isLonely(appeared))) return [];
		return [{
			before,
			after: appeared.after,
			isMoved: true
		}];
	});
}
/** Whether one of these sites of the same module is on the other side only. */
function mayBeRenamed({ before, after }, lonely) {
	const { module } = before ?? after;
	return lonely.some((other) => (other.before ?? other.after).module === module && other.before === null === (after === null));
}
/** As many allocations, called by the same, or in the same module, or under the same name in another one. */
function allocateAsMuch(before, after) {
	if (Math.abs(before.count - after.count) > 1e-9 || before.count <= 0) return false;
	return areCalledAlike(before, after) || before.module === after.module || before.name === after.name;
}
/** Neither more than twice as many allocations as the other, in one module, called by the same, under names of which half is the same. */
function areLike(before, after) {
	const [less, more] = [before.count, after.count].sort((a, b) => a - b);
	if (less === void 0 || more === void 0 || less <= 0 || more > 2 * less) return false;
	return before.module === after.module && areCalledAlike(before, after) && shareHalf(before.name, after.name);
}
function areCalledAlike(before, after) {
	return before.callers.length > 0 && before.callers[0] === after.callers[0];
}
/** Whether at least half of the longer text begins or ends the other as well. */
function shareHalf(one, other) {
	const [short, long] = one.length < other.length ? [one, other] : [other, one];
	let begin = 0;
	while (begin < short.length && short[begin] === long[begin]) begin += 1;
	let end = 0;
	while (end < short.length - begin && short.at(-1 - end) === long.at(-1 - end)) end += 1;
	return 2 * (begin + end) >= long.length;
}
function siteOf({ before, after }) {
	const { name, module, callers, count, bytes } = after ?? {
		...before,
		count: 0,
		bytes: before.bytes === null ? null : 0
	};
	const allocates = compareTypes(before, after);
	return {
		name,
		module,
		callers,
		count,
		bytes,
		...allocates === void 0 ? {} : { allocates },
		baselineCount: before?.count ?? 0
	};
}
/** What became of a site, and what it has more that could not be told from noise, per unit. */
function compareSite(pair, { units, runsBefore, tolerance: given }) {
	const comparable = given === null ? withoutRuntime(pair) : pair;
	const toleranceIn = ({ after }) => isVarying(after?.runs ?? []) ? toleranceOf(after?.runs ?? [], runsBefore) / units : given ?? 0;
	const { before, after } = comparable;
	const [count, baselineCount] = [after?.count ?? 0, before?.count ?? 0];
	const change = count - baselineCount;
	const { low, high } = before?.range ?? {
		low: baselineCount,
		high: baselineCount
	};
	const mostExcused = given === null ? smallest(baselineCount, units) : Number.POSITIVE_INFINITY;
	const isExcused = Math.abs(change) < mostExcused && !exceeds(Math.abs(change), high - low) || change < 0 && count >= low;
	const ofRuns = toleranceIn(comparable);
	const resolution = Math.max(ofRuns, given === null ? Math.min(mostExcused, high - low) : 0);
	const isCertain = given === null && exceeds(lowestOf(after?.runs ?? []) / units, baselineCount + high - low);
	const isNoise = isExcused || !(isCertain || exceeds(Math.abs(change), ofRuns));
	const tolerance = isNoise ? Math.max(toleranceIn(pair), resolution) : ofRuns;
	const { before: known, isMoved = false } = pair;
	return {
		site: {
			...siteOf(isNoise ? pair : comparable),
			delta: isNoise ? 0 : change,
			...tolerance === 0 ? {} : { tolerance },
			...isMoved && known !== null ? { movedFrom: {
				name: known.name,
				module: known.module
			} } : {}
		},
		resolution
	};
}
/**
* What is less may be as it was where the baseline's runs differed as much: half an allocation an iteration, or the
* hundredth part of what a run allocates. An array grows by what the heap looks like (facts 43), and that follows the
* scheduler; a pull request that allocates once more does so in an iteration.
*/
function smallest(count, units) {
	return units > 1 ? .5 : count / 100;
}
/** The same pair without what the runtime allocates for itself, where the site varies and that is known of both sides. */
function withoutRuntime(pair) {
	const { before, after } = pair;
	const isKnown = [before, after].every((side) => side === null || side.allocates !== void 0);
	const varies = before?.range !== void 0 || isVarying(after?.runs ?? []);
	if (!isKnown || !varies) return pair;
	if (before === null) return {
		before,
		after: ownPart(after)
	};
	return after === null ? {
		before: ownPart(before),
		after
	} : {
		before: ownPart(before),
		after: ownPart(after)
	};
}
function ownPart(side) {
	const { count, allocates = [], runs, ownRuns = runs } = side;
	const ofRuntime = ofRuntimeAt(side);
	const range = ofRuntime > 0 ? side.ownRange : side.range;
	const own = allocates.filter((type) => !isOfRuntime(type));
	return {
		...side,
		count: count - ofRuntime,
		allocates: own,
		runs: ownRuns,
		range
	};
}
function compareUnmatched(pairs, units, runsBefore) {
	const own = pairs.map(withoutRuntime);
	const [first = [], ...more] = own.flatMap(({ after }) => after === null ? [] : [after.runs]);
	const sums = first.map((runs, level) => runs.map((count, run) => more.reduce((sum, counts) => sum + (counts[level]?.[run] ?? 0), count)));
	const gone = own.flatMap(({ before }) => before === null ? [] : [before]);
	const before = gone.reduce((sum, { count }) => sum + count, 0);
	const excused = gone.reduce((sum, { range, count }) => sum + Math.max(0, count - (range?.low ?? count)), 0);
	const tolerance = sums.length === 0 ? 0 : toleranceOf(sums, runsBefore) / units;
	const change = (sums.length === 0 ? 0 : differenceOfMiddles(sums) / units) - before;
	return {
		delta: !exceeds(lowestOf(sums) / units, before + gone.reduce((sum, { range }) => sum + widthOf(range), 0)) && !exceeds(Math.abs(change), tolerance + (change < 0 ? excused : 0)) ? 0 : change,
		tolerance
	};
}
function widthOf(range) {
	return range === void 0 ? 0 : range.high - range.low;
}
function byDelta(a, b) {
	return Math.abs(b.delta) - Math.abs(a.delta) || b.count - a.count || compareNames(a.name, b.name) || compareNames(a.module, b.module);
}
// src/judge/unfreed.ts
/**
* The least change that is worth a sentence, in blocks per unit. One of three kinds of requests that leaks is a third
* of a block per request; a cache that fills between the two numbers of iterations is a few blocks divided by many.
*/
const leastChange = {
	iteration: .25,
	run: 1
};
/** Fractions per iteration are quotients. */
const rounding = 1e-9;
/**
* Compares what remains with a comparable baseline (null: there is none); null where it was not counted. A change is
* one beyond the noise of both totals, since what is allocated once more by chance may remain, and beyond that of what
* remains: a program may end while other threads still free.
*/
function compareUnfreed({ measurement: measured, singleRuns }, baseline) {
	const now = blocksPerUnit(measured);
	if (now === null) return null;
	const before = baseline === null ? null : blocksPerUnit(baseline);
	if (baseline === null || before === null) return {
		...now,
		baseline: null,
		change: null
	};
	const change = unfreedOf(now) - unfreedOf(before);
	const runs = singleRuns.map(({ unfreed = [] }) => unfreed);
	const tolerance = runs.some((each) => each.length > 1) ? toleranceOf(runs, 1) / unitsOf(measured) : 0;
	const noise = Math.max(tolerance, perUnit(measured).noise.total + perUnit(baseline).noise.total);
	const isNews = Math.abs(change) > noise + rounding && Math.abs(change) >= leastChange[measured.unit] - rounding;
	return {
		...now,
		baseline: before,
		change: isNews ? change : 0
	};
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
// src/judge/judge-benchmark.ts
/** What became of one benchmark, compared with what is known of it. */
function benchmarkReport(outcome, reference, modules) {
	const { name } = outcome.benchmark;
	if (outcome.outcome === "failed") return {
		report: {
			name,
			verdict: "failed",
			failure: failureOf(outcome.error)
		},
		changed: false
	};
	const { recording } = outcome;
	const stacks = recording && stacksOf(recording, perUnit(outcome.measurement).total);
	return judge({
		...outcome,
		...outcome.benchmark,
		stacks,
		recorded: recording
	}, reference, modules);
}
/** Compares one benchmark with its baseline; `modules` says whose the sites are. */
function judge({ name, limit, measurement, singleRuns, fingerprint, workload, stacks, recorded }, { baseline, lines, moved }, modules) {
	const known = baseline === null ? void 0 : benchmarkIn(baseline, name);
	const before = baseline?.fingerprint && known ? {
		...known,
		fingerprint: baseline.fingerprint
	} : null;
	const threshold = baseline === null ? void 0 : importedIn(baseline, name);
	const measured = {
		measurement,
		singleRuns,
		fingerprint,
		workload
	};
	const { tolerance } = numbersOf$1(measured, before?.measurement.runs ?? measurement.runs);
	const found = stacks && recorded && compareWithKnown({
		...measured,
		stacks,
		recorded
	}, known, tolerance.total);
	const bySites = found?.decides === true ? found.comparison.delta : null;
	const comparison = threshold === void 0 ? compareBenchmark(measured, before, limit, bySites) : compareWithImported(measurement, threshold, limit);
	const { delta } = comparison;
	const isOtherGraph = known?.callGraph !== void 0 && known.callGraph !== stacks?.callGraph;
	const sites = found !== null && isOtherGraph && !isChanged$2(comparison) ? asTheyWere(found) : found;
	const decisive = delta !== null && sites?.decides === true ? sites.comparison : null;
	const unfreed = compareUnfreed(measured, known && delta ? known.measurement : null);
	return {
		report: withSiteLimit({
			name,
			unit: measurement.unit,
			runs: measurement.runs,
			measurement,
			workload,
			singleRuns,
			...perUnit(measurement),
			...comparison,
			comparedBy: decisive === null ? "totals" : "sites",
			resolution: decisive?.resolution ?? tolerance.total,
			baselineLine: lines.get(name) ?? null,
			limit,
			stacks: stacks && {
				...withoutOtherWay(stacks),
				...delta === null ? {} : otherWay(known, stacks)
			},
			...unfreed === null ? {} : { unfreed },
			...delta === null || sites === null ? {
				sites: recorded === null ? [] : sitesOfNow(recorded),
				attribution: []
			} : explainDelta(sites, delta.total, modules, moved)
		}, modules),
		changed: threshold === void 0 && isChanged$2(comparison)
	};
}
/** A regression where a call site of the package's own code grew by more than any may, whatever the sum did. */
function withSiteLimit(report, modules) {
	const { limit, delta, verdict, sites } = report;
	if (limit.site === void 0 || delta === null || verdict === "regression") return report;
	const [most] = sites.filter(({ module }) => modules.own.includes(module)).toSorted((a, b) => b.delta - a.delta);
	if (most === void 0 || !exceeds(most.delta, limit.site)) return report;
	const siteBeyondLimit = {
		name: most.name,
		module: most.module,
		delta: most.delta
	};
	return {
		...report,
		verdict: "regression",
		decidedBy: "site",
		siteBeyondLimit
	};
}
/**
* The sites of now with the baseline's; null where they cannot be compared. They decide where runs differ, here or there,
* and enough of them were recorded on both sides. Else they explain: where the totals repeat, to the last allocation.
*/
function compareWithKnown({ stacks, recorded, ...measured }, known, tolerance) {
	if (known === void 0 || Object.keys(otherWay(known, stacks)).length > 0) return null;
	const { recordedRuns = 1 } = known;
	const isExact = !isVarying(totalsOf(measured)) && isQuiet(known.measurement);
	const areManyBefore = recordedRuns >= 5 || isQuiet(known.measurement);
	const decides = !isExact && recorded.runs >= 5 && areManyBefore;
	const before = baselineSitesPerUnit(known);
	const ofRuns = isExact ? 0 : Math.max(tolerance, ofSingleRecordings(measured, known.measurement));
	const ofOddOnes = recorded.runs < 5 ? Math.abs(stacks.difference - differenceOf$1(before, known)) : 0;
	const rules = {
		units: recorded.units,
		runsBefore: recordedRuns,
		tolerance: decides ? null : ofRuns + ofOddOnes
	};
	return {
		comparison: compareSites(recorded.sites, before, rules),
		decides
	};
}
/** What a baseline's recorded run had beyond those that were counted, per unit; 0 where none was recorded. */
function differenceOf$1(sites, { measurement }) {
	const recorded = sites.reduce((sum, { count }) => sum + count, 0);
	return sites.length === 0 ? 0 : recorded - perUnit(measurement).total;
}
/**
* By how much the counts of two single recordings may differ where nothing changed, per unit. Each is of any one run, an odd
* one too, and a few runs do not show all that there are: twice as far as all that were counted lie from each other.
*/
function ofSingleRecordings(measured, before) {
	return 2 * totalsOf(measured).map((totals) => Math.max(...totals) - Math.min(...totals)).reduce((sum, spread) => sum + spread, 0) / unitsOf(measured.measurement) + 2 * perUnit(before).noise.total;
}
/**
* The same sites without a change: of a program that allocates as before, perf's two ways to take stacks name some
* differently, and where a few runs were odd, `auto` takes the other one.
*/
function asTheyWere({ comparison, decides }) {
	const sites = comparison.sites.filter(({ count }) => count > 0).map(({ movedFrom: _, ...site }) => ({
		...site,
		delta: 0
	})).sort(bySize);
	return {
		comparison: {
			...comparison,
			sites
		},
		decides
	};
}
/** Whether all runs were alike, odd ones aside. */
function isQuiet(measurement) {
	return perUnit(measurement).noise.total === 0;
}
function sitesOfNow({ sites, units }) {
	return sites.flatMap(({ site }) => site.count === 0 ? [] : [{
		...sitePerUnit(site, units),
		baselineCount: 0,
		delta: 0
	}]);
}
/** What a report said of another baseline is not true of this one. */
function withoutOtherWay({ baselineCallGraph: _, baselineNaming: __, ...stacks }) {
	return stacks;
}
/**
* How the baseline's sites were taken, where they would differ by that alone: two recorders cut stacks each in its own way,
* and what was inlined has a name of its own or not. Empty where they can be compared.
*/
function otherWay(known, { callGraph, naming }) {
	if (known?.callGraph === void 0) return {};
	if (recorderOf(known.callGraph) !== recorderOf(callGraph)) return { baselineCallGraph: known.callGraph };
	return isSameNaming(known.naming, naming) ? {} : { baselineNaming: known.naming ?? "older" };
}
function stacksOf(recording, total) {
	const { callGraph, naming, because, runs, samples, lost, untrusted, unresolved, sites, units } = recording;
	const recorded = sites.reduce((sum, { site }) => sum + site.count, 0) / units;
	const recorder = {
		name: recorderOf(callGraph),
		because
	};
	const lines = recording.whyNoLines === null ? {} : { whyNoLines: recording.whyNoLines };
	const difference = recorded - total;
	return {
		callGraph,
		naming,
		recorder,
		runs,
		...lines,
		samples,
		lost,
		untrusted,
		unresolved,
		difference
	};
}
/** What the sites do not explain is a part of its own, so that all parts add up to the delta of the total. */
function explainDelta({ comparison: { sites, unmatched }, decides }, totalDelta, modules, moved) {
	const attribution = attribute(sites, sites.reduce((rest, { delta }) => rest - delta, totalDelta), modules).map((each) => {
		if (each.origin?.kind !== "dependency") return each;
		const { module } = each.origin;
		const change = moved.find(({ identity }) => identity === modules.packages[module]);
		return change === void 0 ? each : {
			...each,
			moved: change
		};
	});
	return {
		sites,
		...decides ? { unmatched } : {},
		attribution
	};
}
// src/report/attribution.ts
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
	const parts = [...attribution.slice(0, originsShown).map((each) => [`${formatDelta(each.delta)} in `, ...origin(each)]), ...others.length > 0 ? [[`${formatDelta(rest)} elsewhere`]] : []];
	return [
		`Of ${formatDelta(delta.total)}: `,
		...separated(parts),
		"."
	];
}
/** `dependency NIOCore`, with the versions between which it moved; or our words. */
function origin({ origin, moved }) {
	if (origin?.kind !== "dependency") return [origin === null ? "run-to-run difference" : originWords[origin.kind]];
	const versions = moved === void 0 ? [] : [
		" (",
		...versionsOf(moved),
		")"
	];
	return [
		"dependency ",
		{ code: origin.module },
		...versions
	];
}
const originWords = {
	own: "own code",
	runtime: "Swift standard library and runtime",
	foundation: "Foundation",
	system: "system",
	unknown: "unknown"
};
/** More than this is a `swift package update`; report.json has them all. */
const changesShown$1 = 10;
/**
* The dependencies that moved where a count changed, each once, in a line; empty where none did, so that there is nothing
* for them to explain.
*/
function dependencyLine(reports) {
	const all = reports.filter(({ benchmarks }) => benchmarks.some(hasMoved)).flatMap(({ dependencyChanges }) => dependencyChanges);
	const changes = [...new Map(all.map((change) => [JSON.stringify(change), change])).values()];
	if (changes.length === 0) return [];
	const omitted = changes.length - changesShown$1;
	return [
		"Dependencies that moved: ",
		...separated(changes.slice(0, changesShown$1).map(versionsOf)),
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
// src/report/limit-words.ts
/**
* The limit of a quantity in words, for comment, summary and terminal alike: `+1 %` where the configured share of the
* baseline decided, else the number of allocations, `0` for none. Empty where nothing was compared.
*/
function limitWords({ allowed, limit }, quantity) {
	const allowance = allowed?.[quantity];
	if (!allowance) return "";
	return allowance.by === "percent" ? formatPercent(limit.percent, 100) ?? "" : formatDelta(allowance.increase);
}
/** The same above an imported threshold, of which a share is written as the number that it is. */
function importedLimitWords({ allowed }) {
	return formatDelta(allowed?.total.increase ?? 0);
}
// src/report/changes.ts
/** The rows of one benchmark: its total, then the functions that moved. */
function changesOf(compared) {
	return unwrittenChangesOf(compared).map((write) => write());
}
/** As {@link changesOf}, each row written out when it is asked for: of very many there is room for few. */
function unwrittenChangesOf(compared) {
	const { benchmark, baseline, delta } = compared;
	const deciding = benchmark.decidedBy;
	const total = () => ({
		quantity: benchmark.unit === "iteration" ? "total per iteration" : "total",
		...numbers(baseline.total, benchmark.total, delta.total),
		limit: limitWords(benchmark, "total"),
		decides: deciding === "total"
	});
	return [total, ...changedFunctions(compared).map((name) => () => ({
		quantity: displayName(name),
		...numbers(baseline.counts[name], benchmark.counts[name], delta[name]),
		limit: name === "realloc" && deciding === "realloc" ? limitWords(benchmark, "realloc") : "",
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
/** `+1,024 malloc per run in http-requests (+3.1 %, limit +1 %)`. */
function changeIn(compared) {
	const { benchmark, baseline } = compared;
	const deciding = benchmark.decidedBy;
	if (deciding === "site") return siteBeyondLimit(compared);
	const move = decidingMove(compared);
	if (!isMove(move)) return [`the same number of allocations per ${benchmark.unit}, by other functions, in `, { code: benchmark.name }];
	const before = deciding === "total" ? baseline.total : baseline.counts.realloc;
	const limit = benchmark.verdict === "improvement" ? [] : [`limit ${limitWords(benchmark, deciding)}`];
	const remarks = [formatPercent(move, before) ?? "from 0", ...limit];
	return [
		`${formatDelta(move)} `,
		...quantityOf(compared),
		` per ${benchmark.unit} in `,
		{ code: benchmark.name },
		` (${remarks.join(", ")})`
	];
}
/** `+10 allocations per iteration in log(_:) of http-requests (limit of each call site 0)`. */
function siteBeyondLimit({ benchmark: { name, unit, limit, siteBeyondLimit: site } }) {
	if (site === void 0) return [{ code: name }];
	return [`${formatDelta(site.delta)} ${Math.abs(site.delta) === 1 ? "allocation" : "allocations"} per ${unit} in `, ...[
		{ code: site.name },
		" of ",
		{ code: name },
		` (limit of each call site ${formatDelta(limit.site ?? 0)})`
	]];
}
/** The function by name where it alone moved the total, else what its calls are. */
function quantityOf(compared) {
	const { benchmark, delta } = compared;
	if (benchmark.decidedBy === "realloc") return [{ code: "realloc" }, " of existing blocks"];
	const only = functionsInTotal(benchmark.measurement.totalIncludes).filter((name) => isMove(delta[name]));
	const [name] = only;
	if (only.length !== 1 || name === void 0 || name === "realloc_null" || isMove(delta[name] - delta.total)) return [Math.abs(delta.total) === 1 ? "allocation" : "allocations"];
	return [{ code: name }];
}
/** A sentence for each benchmark that leaves more or fewer blocks unfreed than before, in the table's order. */
function unfreedLines(report) {
	const { regressions, withinLimit, improvements, unchanged } = groupBenchmarks(report);
	return [
		...regressions,
		...withinLimit,
		...improvements,
		...unchanged
	].flatMap(({ benchmark }) => unfreedLine(benchmark, report));
}
function unfreedLine({ name, unit, unfreed, baselineLine }, { base }) {
	if (unfreed === void 0 || unfreed.baseline === null || unfreed.change === null) return [];
	const { allocated, freed, baseline, change } = unfreed;
	if (change === 0) return [];
	const moved = `${formatQuantity(Math.abs(change), "block")} ${change > 0 ? "more" : "fewer"} per ${unit}`;
	const now = `${formatCount(allocated)} allocated, ${formatCount(freed)} freed`;
	const before = `${formatCount(baseline.allocated)} and ${formatCount(baseline.freed)}`;
	const reference = base !== null && baselineLine === null ? "base commit" : "baseline";
	return [[{ code: name }, ` leaves ${moved} unfreed than the ${reference}: ${now} (${reference}: ${before}).`]];
}
/**
* A sentence for each benchmark whose runs differ by so much that one allocation more in an iteration, or in two hundred
* of a run, could not have been told from noise, at any call site or at those that vary.
*/
function noiseLines(report) {
	return report.benchmarks.flatMap((benchmark) => {
		if (benchmark.verdict === "failed" || benchmark.delta === null) return [];
		const { name, unit, total, resolution, comparedBy } = benchmark;
		if (resolution < (unit === "iteration" ? 1 : Math.max(1, total / 200))) return [];
		const less = `what changes by less than ${formatQuantity(resolution, "allocation")} per ${unit} is taken for noise`;
		const words = comparedBy === "totals" ? ` differ: ${less}.` : ` differ at some call sites: there, ${less}. The others are compared exactly.`;
		return [[
			"The runs of ",
			{ code: name },
			words
		]];
	});
}
// src/report/comparison.ts
/** What was compared with what in the only environment, and how it was measured. */
function comparison(report) {
	const { source, fingerprint, base, baselineFile } = report;
	const isCounted = wasCounted(report);
	const inside = report.environment.counter === "inside" ? [", counted from inside, without probes"] : [];
	const file = baselineFile?.exists === true ? [", against ", { code: baselineFile.path }] : [];
	const asked = base === null || isStandIn(base) ? [] : [", against ", ...measuredBase(base, "here")];
	const where = fingerprint === null ? [] : [
		". Swift ",
		{ code: fingerprint.swift },
		", ",
		{ code: fingerprint.target },
		", ",
		{ code: fingerprint.libc }
	];
	return [
		...measured([report.package], isCounted, source),
		...isCounted ? base === null ? file : asked : [],
		...where,
		...fingerprint?.allocator === void 0 ? [] : [", ", { code: fingerprint.allocator }],
		...runsOf$1(report),
		...inside,
		...source === null ? [] : [", job ", { code: report.key }],
		".",
		...isCounted && base !== null && isStandIn(base) ? [
			" ",
			...capitalized(comparedWithBase(base, "here")),
			"."
		] : []
	];
}
/** What was compared with what in several; a base commit that was measured instead of a baseline is named with them. */
function comparisonOfSeveral(environments) {
	const reports = environments.map(({ report }) => report);
	const counted = reports.filter(wasCounted);
	const packages = [...new Set((counted.length > 0 ? counted : reports).map((report) => report.package))];
	const source = reports.find((report) => report.source !== null)?.source ?? null;
	const files = counted.filter(({ base, baselineFile }) => base === null && baselineFile?.exists === true);
	const bases = sharedPhrases(environments, ({ report: { base } }) => base === null ? [] : [comparedWithBase(base, "there")]);
	return [
		...measured(packages, counted.length > 0, source),
		...againstFiles(files, counted.length),
		".",
		...bases.slice(0, reasonsShown).flatMap(({ phrase, names }) => [
			" On ",
			...listedNames(names),
			": ",
			...phrase,
			"."
		])
	];
}
/** Baselines that were made in other environments mostly differ alike. */
const reasonsShown = 10;
function wasCounted({ benchmarks, failure }) {
	return benchmarks.length > 0 && failure === null;
}
/** `Measured swift-http-bench, commit 3f1c8a2b9d merged into its base`. */
function measured(packages, isCounted, source) {
	const what = [isCounted ? "Measured " : "Tried to measure ", ...listedNames(packages)];
	if (source === null) return what;
	const { headSha, measuredSha, merged, pullRequest } = source;
	const head = { code: headSha.slice(0, 10) };
	if (merged) return [
		...what,
		", commit ",
		head,
		" merged into its base"
	];
	if (measuredSha === headSha) return [
		...what,
		", commit ",
		head
	];
	const whose = pullRequest === null ? " of this run" : " of the pull request";
	return [
		...what,
		", commit ",
		{ code: measuredSha.slice(0, 10) },
		", which was checked out and is not the commit ",
		head,
		whose
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
/** `, median of 5 runs`. */
function runsOf$1(report) {
	const runs = report.benchmarks.flatMap((benchmark) => benchmark.verdict === "failed" ? [] : [benchmark.runs]);
	if (runs.length === 0) return [];
	const least = Math.min(...runs);
	const most = Math.max(...runs);
	if (most === 1) return [", one run"];
	return [`, median of ${least === most ? most : `${least} to ${most}`} runs`];
}
/** Whether a base commit stands in for a baseline that cannot be compared, or that is not there yet; else it was asked for. */
function isStandIn({ differences, newEnvironment }) {
	return differences.length > 0 || newEnvironment !== null;
}
/**
* Why a base commit was measured, and that it was compared with: `the baseline was measured with Swift 6.2.1, this run
* has 6.2.3; compared with the base commit 9d3f…, measured here`.
*/
function comparedWithBase(base, place) {
	const compared = ["compared with ", ...measuredBase(base, place)];
	if (!isStandIn(base)) return compared;
	return [
		...base.newEnvironment === null ? differently(base.differences) : noBaselineYet(base.newEnvironment),
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
	return [
		"there is no baseline for Swift ",
		{ code: swift },
		...isSystem ? [" on ", { code: os }] : [],
		" yet (the others are of ",
		...listedNames(known),
		")"
	];
}
/** The phrase as the beginning of a sentence. */
function capitalized([first = "", ...rest]) {
	return typeof first === "string" ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : [first, ...rest];
}
/** More differences than these are none of two environments, but of whoever wrote the report. */
const differencesShown = 10;
/** `the baseline was measured with Swift 6.2.1, this run has 6.2.3 (libc differs too)`. */
function differently([first, ...others]) {
	if (first === void 0) return [];
	const differ = others.length === 1 ? " differs too)" : " differ too)";
	const names = others.map(({ field }) => fieldName(field));
	const more = others.length === 0 ? [] : [
		" (",
		...listed(names, differencesShown),
		differ
	];
	return [
		"the baseline was measured with ",
		...fieldName(first.field),
		" ",
		{ code: first.baseline },
		", this run has ",
		{ code: first.measured },
		...more
	];
}
/** `Swift`; the other fields, and dependencies, are shown as they are called in the file. */
function fieldName(field) {
	return field === "swift" ? ["Swift"] : [{ code: field }];
}
// src/report/findings.ts
/** What can be said of an environment as a whole, worst first. */
const findings = [
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
/** Whether a finding is no worse than a new benchmark. */
function isMild(finding) {
	return findings.indexOf(finding) >= findings.indexOf("no-baseline");
}
/** Each environment with what there is to say about it, in their order. */
function groupEnvironments(environments) {
	return environments.map((environment) => {
		const groups = groupBenchmarks(environment.report);
		const isTrue = whatIsTrue(environment, groups);
		const [worst = "unchanged", ...others] = findings.filter((finding) => isTrue[finding]);
		return {
			...environment,
			groups,
			findings: [worst, ...others],
			largest: changedBenchmarks(groups)[0] ?? null
		};
	});
}
/** The packages of which anything is known, each once. */
function measuredPackages(environments) {
	const known = environments.filter(({ report }) => report.benchmarks.length + report.removed.length > 0);
	return [...new Set(known.map(({ report }) => report.package))];
}
/** Worst first, of equal ones the one with the largest change; else in the order in which they come. */
function worstFirst$1(a, b) {
	return findings.indexOf(a.findings[0]) - findings.indexOf(b.findings[0]) || sizeOf$1(b) - sizeOf$1(a);
}
function sizeOf$1({ largest }) {
	return largest === null ? 0 : Math.abs(decidingMove(largest));
}
function whatIsTrue({ report }, groups) {
	const failed = report.failure !== null || groups.failed.length === report.benchmarks.length;
	return {
		regression: groups.regressions.length > 0,
		exceeding: groups.exceeding.length > 0,
		failed,
		"failed-in-part": !failed && groups.failed.length > 0,
		incomparable: groups.incomparable.length > 0,
		"no-baseline": groups.withoutBaseline.length > 0,
		improvement: groups.improvements.length > 0,
		"within-limit": groups.withinLimit.length > 0,
		"within-threshold": groups.withinThreshold.length > 0,
		unchanged: groups.unchanged.length > 0
	};
}
// src/report/imported.ts
/** `: +210 allocations per iteration in http (threshold 1,000, limit +20) and 2 others`. */
function largestExcess(exceeding) {
	const [largest, ...others] = exceeding.toSorted((a, b) => b.imported.delta - a.imported.delta);
	if (largest === void 0) return [];
	const { benchmark, imported } = largest;
	const allowed = importedLimitWords(benchmark);
	const limit = allowed === "0" ? "" : `, limit ${allowed}`;
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
/** What is shown of each benchmark that was compared with an imported threshold, besides its name. */
const importedTitles = [
	"Threshold",
	"Now",
	"Delta",
	"Limit"
];
/** These numbers, written out. */
function importedNumbers({ benchmark, imported }) {
	return {
		threshold: formatCount(imported.total),
		now: formatCount(benchmark.total),
		delta: formatDelta(imported.delta),
		limit: importedLimitWords(benchmark)
	};
}
/** What must be known to read the numbers: said once, above them. */
function importedRemark(all) {
	return `Compared with ${all.length === 1 ? "a threshold" : "thresholds"} imported from ${sourcesOf(all)} (counted differently), by the total alone. Accepting these numbers replaces ${all.length === 1 ? "it" : "them"}`;
}
/** What to say of a total that is almost nothing beside its threshold. */
function importedSuspicion({ benchmark: { name, total, unit }, imported }) {
	const words = ` makes ${formatQuantity(total, "allocation")} per ${unit}, and its threshold is ${formatCount(imported.total)}`;
	return [{ code: name }, `${words}: it probably does not do the same work.`];
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
/** The sections that have lines, an empty line between them. A hyphen can be typed, searched for, and shown by every font. */
function typed$1(sections) {
	return `${sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n").replaceAll("−", "-")}\n`;
}
/** A foreign name in a column. */
function shortName(name) {
	return logLine(name, 60);
}
/** ANSI colours, or none. */
function palette(color) {
	const sgr = (attribute) => color ? (text) => `\u001B[${attribute}m${text}\u001B[0m` : plain;
	return {
		bold: sgr(1),
		dim: sgr(2),
		red: sgr(31),
		green: sgr(32)
	};
}
/** No colour. */
function plain(text) {
	return text;
}
// src/report/overview.ts
/** The overview of what a single gate measured. */
function overviewOfOne(report, links) {
	const { key, source } = report;
	return {
		marker: source === null ? null : {
			key,
			headSha: source.headSha,
			runId: source.runId,
			runAttempt: source.runAttempt
		},
		environments: [{
			name: key,
			report,
			links
		}],
		missing: [],
		refusals: [],
		runUrl: links.runUrl
	};
}
/** The first environment where there is nothing besides it, so that nothing has to be told apart; else null. */
function onlyOne([first, ...others], { missing, refusals }) {
	return first === void 0 || others.length + missing.length + refusals.length > 0 ? null : first;
}
/** The worst verdict; `failed` where an environment is missing, a report is not taken, or none is there. */
function overviewVerdict({ environments, missing, refusals }) {
	return missing.length + refusals.length === 0 ? worstVerdict(environments.map(({ report }) => report.verdict)) : "failed";
}
/** Whether every environment's gate is open, nothing is missing or refused, and at least one was measured. */
function overviewPasses({ environments, missing, refusals }) {
	return environments.length > 0 && missing.length + refusals.length === 0 && environments.every(({ report }) => report.passes);
}
/** Anything that a reviewer should see: a verdict other than pass, a count that moved, blocks that are not freed. */
function hasChanged$1(overview) {
	const saysMore = ({ verdict, removed, notices }) => verdict !== "pass" || removed.length + notices.length > 0;
	return !overviewPasses(overview) || overview.environments.some(({ report }) => saysMore(report) || unfreedLines(report).length > 0 || report.benchmarks.some(hasMoved));
}
// src/report/statements.ts
/** What is said of one and of several. */
const predicates = {
	regression: ["allocates more", "allocate more"],
	exceeding: ["exceeds its imported threshold", "exceed their imported thresholds"],
	failed: ["could not be measured", "could not be measured"],
	"failed-in-part": ["could only be measured in part", "could only be measured in part"],
	missing: ["is missing", "are missing"],
	refused: ["is not taken", "are not taken"],
	incomparable: ["cannot be compared", "cannot be compared"],
	"no-baseline": ["has no baseline yet", "have no baseline yet"],
	"new-benchmarks": ["has benchmarks without a baseline", "have benchmarks without a baseline"],
	improvement: ["allocates less", "allocate less"],
	"within-limit": ["changed within its limit", "changed within their limits"],
	"within-threshold": ["is within its imported threshold", "are within their imported thresholds"],
	unchanged: ["is unchanged", "are unchanged"],
	removed: ["is not measured any more", "are not measured any more"]
};
/** Of an environment, which has several benchmarks with limits and thresholds. */
const environmentPredicates = {
	...predicates,
	exceeding: ["exceeds an imported threshold", "exceed imported thresholds"],
	"within-limit": ["changed within its limits", "changed within their limits"],
	"within-threshold": ["is within imported thresholds", "are within imported thresholds"]
};
/** Benchmarks of one environment. */
const ofBenchmarks = {
	predicates,
	noun: "benchmark",
	share: (count) => formatQuantity(count, "benchmark")
};
/** The statements as one sentence, the first of them in bold, then the policy. */
function sentenceOf([first, ...rest], subject, policy) {
	if (first === void 0) return policy;
	const others = rest.map((statement) => summaryOf(statement, subject)).join(", ");
	const tail = others === "" ? [] : [` Besides, ${others}.`];
	return [
		{ strong: claimOf(first, subject) },
		...first.detail,
		".",
		...tail,
		...policy
	];
}
/** In bold, of the worst statement. */
function claimOf(statement, subject) {
	const { count, noun, claim } = statement;
	return claim ?? `${noun === void 0 ? subject.share(count) : formatQuantity(count, noun)} ${verbOf(statement, subject)}`;
}
/** In a few words, of every other. */
function summaryOf(statement, subject) {
	const { count, noun } = statement;
	return `${noun === void 0 ? count : formatQuantity(count, noun)} ${verbOf(statement, subject)}`;
}
function verbOf({ predicate, count }, { predicates }) {
	const [one, several] = predicates[predicate];
	return count === 1 ? one : several;
}
/** The statement, where it is true of any. */
function some(predicate, all, detail, words = {}) {
	return all.length === 0 ? [] : [{
		predicate,
		count: all.length,
		detail: detail(all),
		...words
	}];
}
// src/report/sentence.ts
/**
* The verdict in one sentence: the worst of it in bold with its largest case, then how many environments (of a single
* one, how many benchmarks) say something else, then whether the gate's settings see it otherwise.
*/
function overviewSentence(overview, environments = groupEnvironments(overview.environments)) {
	const only = onlyOne(environments, overview);
	if (only !== null) return verdictSentence(only.report, only.groups);
	if (environments.length === 0) return [
		{ strong: "Nothing was measured" },
		": ",
		noReports(overview),
		"."
	];
	const subject = environmentsOf(overview, environments);
	const policy = policyOf({
		verdict: overviewVerdict(overview),
		passes: overviewPasses(overview)
	});
	return sentenceOf(statementsOnEnvironments(overview, environments, subject), subject, policy);
}
/** The sentence on one environment by itself, as {@link overviewSentence} words it. */
function verdictSentence(report, groups = groupBenchmarks(report)) {
	if (report.failure !== null) return [
		{ strong: "Allocations could not be measured" },
		": ",
		{ prose: ended(report.failure.message) }
	];
	if (report.benchmarks.length === 0) return [
		{ strong: "Nothing was measured" },
		".",
		...policyOf(report)
	];
	const removed = some("removed", report.removed, nothing$2);
	return sentenceOf([...statementsOnBenchmarks(groups, report), ...removed], ofBenchmarks, policyOf(report));
}
/** The verdict in a few words of ours, nothing foreign in them: `1 benchmark allocates more, 3 are unchanged`. */
function verdictWords(report, groups) {
	if (report.failure !== null) return "allocations could not be measured";
	const [first, ...rest] = statementsOnBenchmarks(groups, report);
	if (first === void 0) return "nothing was measured";
	return [claimOf(first, ofBenchmarks), ...rest.map((statement) => summaryOf(statement, ofBenchmarks))].join(", ");
}
/** The one sign that stands before the sentence where pictures are shown. */
function verdictSign(overview) {
	if (!overviewPasses(overview)) return "❌";
	const verdict = overviewVerdict(overview);
	return !overview.environments.some(({ report }) => report.benchmarks.some((benchmark) => benchmark.verdict !== "failed" && benchmark.suspicious)) && (verdict === "pass" || verdict === "improvement") ? "✅" : "⚠️";
}
/** What to say of a benchmark that fell to almost nothing. */
function suspicion({ benchmark: { name, total, unit }, baseline }) {
	const fall = ` fell from ${formatCount(baseline.total)} to ${formatQuantity(total, "allocation")} per ${unit}`;
	return [{ code: name }, `${fall}: it probably no longer does its work.`];
}
/** What must not be overlooked; not among what is collapsed. */
function warnings({ report, groups }) {
	const suspicious = changedBenchmarks(groups).filter(({ benchmark }) => benchmark.suspicious);
	return [
		...report.notices,
		...suspicious.map(suspicion),
		...groups.withoutBaseline.filter(({ unit, total }) => unit === "iteration" && total === 0).map(idleness),
		...groups.withinThreshold.filter(({ benchmark }) => benchmark.suspicious).map(importedSuspicion)
	];
}
/** Of a benchmark on its first run: it may be the empty loop of the recipe that was pasted. */
function idleness({ name }) {
	return [{ code: name }, " allocates nothing per iteration: does its loop do the work already?"];
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
/** What there is to say of the benchmarks, worst first. */
function statementsOnBenchmarks(groups, report) {
	const { exceeding, withinThreshold, unchanged } = groups;
	const claim = unchanged.length === 1 ? "Allocations are unchanged" : "All allocations are unchanged";
	return [
		...some("failed", groups.failed, firstName),
		...some("regression", groups.regressions, largestOf),
		...some("exceeding", exceeding, largestExcess),
		...some("incomparable", groups.incomparable, differenceOf),
		...withoutBaseline(groups.withoutBaseline, report),
		...some("improvement", groups.improvements, largestOf),
		...some("within-limit", groups.withinLimit, largestOf),
		...some("within-threshold", withinThreshold, () => [`, from ${sourcesOf(withinThreshold)}`]),
		...some("unchanged", unchanged, () => [` in ${formatQuantity(unchanged.length, "benchmark")}`], { claim })
	];
}
/** What there is to say of the environments, worst first. What is good news is said only of those without bad ones. */
function statementsOnEnvironments({ missing, refusals }, environments, subject) {
	const having = (finding) => environments.filter(({ findings }) => findings.includes(finding));
	const onlyHaving = (finding) => environments.filter(({ findings: [worst] }) => worst === finding);
	const removed = new Set(environments.flatMap(({ report }) => report.removed.map((name) => identity(report, name))));
	const claim = "Allocations are unchanged";
	return [
		...some("regression", having("regression"), largestChange),
		...some("exceeding", having("exceeding"), firstName),
		...some("failed", having("failed"), firstName),
		...some("failed-in-part", having("failed-in-part"), firstName),
		...some("missing", missing, firstMissing),
		...some("refused", refusals, nothing$2, { noun: "report" }),
		...some("incomparable", having("incomparable"), firstName),
		...newEnvironments(having("no-baseline"), environments.length + missing.length, subject),
		...some("improvement", onlyHaving("improvement"), largestChange),
		...some("within-limit", onlyHaving("within-limit"), largestChange),
		...some("within-threshold", onlyHaving("within-threshold"), firstName),
		...some("unchanged", onlyHaving("unchanged"), (all) => [` in ${whereMeasured(all, "on", subject)}`], { claim }),
		...some("removed", [...removed], nothing$2, { noun: "benchmark" })
	];
}
/** Jobs, where they measured several packages. */
function environmentsOf({ missing }, environments) {
	const noun = measuredPackages(environments).length > 1 ? "job" : "environment";
	const all = environments.length + missing.length;
	const nouns = all === 1 ? noun : `${noun}s`;
	return {
		predicates: environmentPredicates,
		noun,
		share: (count) => count === all && all > 1 ? `${all === 2 ? "Both" : `All ${all}`} ${nouns}` : `${count} of ${all} ${nouns}`
	};
}
function nothing$2() {
	return [];
}
const firstRun = "There is no baseline yet";
function withoutBaseline(benchmarks, report) {
	if (report.baselineFile?.exists === true || report.base !== null) return some("no-baseline", benchmarks, firstName);
	const measured = `${formatQuantity(benchmarks.length, "benchmark")} ${benchmarks.length === 1 ? "was" : "were"} measured`;
	return some("no-baseline", benchmarks, () => [`: ${measured}, with nothing to compare`], { claim: firstRun });
}
/** A first run is told from a new benchmark beside known ones. */
function newEnvironments(environments, all, subject) {
	const { length } = environments;
	const isFirst = environments.every(({ report }) => report.baselineFile?.exists !== true);
	if (isFirst && length === all) {
		const measured = whereMeasured(environments, `${benchmarkCount(environments) === 1 ? "was" : "were"} measured on`, subject);
		return some("no-baseline", environments, () => [`: ${measured}, with nothing to compare`], { claim: firstRun });
	}
	const predicate = isFirst ? "no-baseline" : "new-benchmarks";
	return some(predicate, environments, firstName, { claim: `${length} of ${all} ${subject.noun}s ${environmentPredicates[predicate][length === 1 ? 0 : 1]}` });
}
/** `6 benchmarks on 4 environments`. */
function whereMeasured(environments, on, { noun }) {
	return `${formatQuantity(benchmarkCount(environments), "benchmark")} ${on} ${formatQuantity(environments.length, noun)}`;
}
/** `: +1,024 malloc per run in http-requests (+3.1 %, limit +1 %) and 2 others`. */
function largestOf([largest, ...others]) {
	return largest === void 0 ? [] : [
		": ",
		...changeIn(largest),
		...andOthers(others.length)
	];
}
/** `: +1,024 malloc per run in http-requests (+3.1 %, limit +1 %) on Swift 6.2.1, and in 2 other benchmarks`. */
function largestChange(environments) {
	const [worst] = environments.toSorted(worstFirst$1);
	if (worst === void 0 || worst.largest === null) return [];
	const { verdict } = worst.largest.benchmark;
	const alike = environments.flatMap(({ report, groups }) => changedBenchmarks(groups).filter(({ benchmark }) => benchmark.verdict === verdict).map(({ benchmark }) => identity(report, benchmark.name)));
	const others = new Set(alike).size - 1;
	const more = others > 0 ? [`, and in ${formatQuantity(others, "other benchmark")}`] : [];
	return [
		": ",
		...changeIn(worst.largest),
		" on ",
		{ code: worst.name },
		...more
	];
}
function firstName([first, ...others]) {
	return first === void 0 ? [] : [
		": ",
		{ code: first.name },
		...andOthers(others.length)
	];
}
function firstMissing([first, ...others]) {
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
function andOthers(count) {
	return count > 0 ? [` and ${formatQuantity(count, "other")}`] : [];
}
/** `: the baseline was measured with swift 6.2.1, this with 6.3.0`. */
function differenceOf(benchmarks) {
	const difference = benchmarks.flatMap(({ differences }) => differences)[0];
	if (difference === void 0) return firstName(benchmarks);
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
function noReports({ missing }) {
	if (missing.length === 0) return "no job left a report";
	const jobs = formatQuantity(missing.length, "job");
	return missing.length === 1 ? "the only job left no report" : `none of ${jobs} left a report`;
}
function benchmarkCount(environments) {
	const names = environments.flatMap(({ report }) => report.benchmarks.map(({ name }) => identity(report, name)));
	return new Set(names).size;
}
/** Two packages may have a benchmark of the same name. */
function identity(report, benchmark) {
	return JSON.stringify([report.package, benchmark]);
}
function ended(sentence) {
	return /[.!?]$/.test(sentence.trim()) ? sentence : `${sentence.trim()}.`;
}
// src/report/flame-graph-anchor.ts
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
// src/report/links.ts
/** The links of a report that is shown where nothing was uploaded. */
const noLinks = {
	runUrl: null,
	runId: null,
	flameGraphUrl: null,
	flameGraphExpires: null,
	reportArtifactName: null,
	reportArtifactUrl: null,
	label: null
};
/**
* The address of a line at the head commit; null where it is not known that the file there is the one that was measured.
* The place is foreign text, and nothing in it leads out of the repository.
*/
function lineUrl({ runUrl }, { source, filesAtHead = [] }, place) {
	const [, repository] = /^(https?:\/\/[^?#]+)\/actions\/runs\/\d+/.exec(runUrl ?? "") ?? [];
	if (repository === void 0 || source === null) return null;
	if (place.package !== void 0 || !filesAtHead.includes(place.file)) return null;
	const steps = place.file.split("/");
	if (steps.some((step) => [
		"",
		".",
		".."
	].includes(step))) return null;
	return `${repository}/blob/${source.headSha}/${steps.map((step) => encodeURIComponent(step.toWellFormed())).join("/")}#L${place.line}`;
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
/** A column of words. */
function left(title) {
	return {
		title,
		align: "left"
	};
}
/** A column of numbers. */
function right(title) {
	return {
		title,
		align: "right"
	};
}
/** A Markdown table. Cells are Markdown already and hold neither a `|` nor a line break. */
function table$1(columns, rows) {
	const line = (cells) => `| ${cells.join(" | ")} |`;
	return [
		line(columns.map(({ title }) => title)),
		line(columns.map(({ align }) => align === "right" ? "--:" : ":--")),
		...rows.map(line)
	].join("\n");
}
/** As a table the first of the rows, each written only when it is shown, and in words how many there are besides. */
function tableWithin(room, columns, rows, cellsOf) {
	const { shown, omitted } = cut(rows, room, "row");
	return paragraphs(shown.length > 0 ? table$1(columns, shown.map(cellsOf)) : "", omitted);
}
/** The first rows, and in words how many there are besides. */
function cut(rows, room, singular) {
	const shown = rows.slice(0, Math.max(0, room));
	return {
		shown,
		omitted: omission(rows.length - shown.length, singular)
	};
}
/** `12 rows omitted`, in italics; empty where there are none. */
function omission(count, singular) {
	return count > 0 ? `*${formatCount(count)} ${singular}${count === 1 ? "" : "s"} omitted.*` : "";
}
/** The parts (Markdown) one below the other; empty ones are left out. */
function paragraphs(...parts) {
	return parts.filter((part) => part !== "").join("\n\n");
}
/** A section that is folded until somebody opens it. The summary is ours (HTML), the content Markdown. */
function details$1(summary, content, isOpen = false) {
	return `<details${isOpen ? " open" : ""}><summary>${summary}</summary>\n\n${content}\n\n</details>`;
}
/** What moved, regressions first: each benchmark's total, then its functions. */
function changedTable$1(groups, room) {
	const rows = changedBenchmarks(groups).flatMap(changeRows);
	if (rows.length === 0) return "";
	const words = ["Benchmark", "Function"].map(left);
	const numbers = [
		"Baseline",
		"Now",
		"Delta",
		"Delta %",
		"Limit"
	].map(right);
	return tableWithin(room, [...words, ...numbers], rows, (write) => write());
}
function changeRows(compared) {
	const regressed = compared.benchmark.verdict === "regression";
	return unwrittenChangesOf(compared).map((write, index) => () => {
		const { quantity, baseline, now, delta, percent, limit, decides } = write();
		const name = index === 0 ? code(compared.benchmark.name) : "";
		const moved = regressed && decides ? `**${delta}**` : delta;
		return [
			name,
			index === 0 ? quantity : code(quantity),
			baseline,
			now,
			moved,
			percent,
			limit
		];
	});
}
/** The totals beside the imported thresholds, those that exceed them first; empty where there are none. */
function importedTable$1(all, room) {
	if (all.length === 0) return "";
	const rows = tableWithin(room, [
		left("Benchmark"),
		left("Per"),
		...importedTitles.map(right)
	], all, (each) => {
		const { name, unit, verdict } = each.benchmark;
		const { threshold, now, delta, limit } = importedNumbers(each);
		return [
			code(name),
			unit,
			threshold,
			now,
			verdict === "regression" ? `**${delta}**` : delta,
			limit
		];
	});
	return paragraphs(`${importedRemark(all)}:`, rows);
}
/** What did not move, collapsed. */
function unchangedTable(unchanged, room) {
	if (unchanged.length === 0) return "";
	const rows = tableWithin(room, [
		left("Benchmark"),
		right("Total"),
		left("Per")
	], unchanged, ({ benchmark: { name, total, unit } }) => [
		code(name),
		formatCount(total),
		unit
	]);
	return details$1(formatQuantity(unchanged.length, "unchanged benchmark"), rows);
}
/** What was measured without a baseline to compare it with. */
function measuredTable$1(benchmarks, room) {
	if (benchmarks.length === 0) return "";
	const functions = allocationFunctions.filter((name) => benchmarks.some(({ counts }) => counts[name] !== 0));
	const numbers = functions.map((name) => right(code(displayName(name))));
	const rows = tableWithin(room, [
		left("Benchmark"),
		right("Total"),
		left("Per"),
		...numbers
	], benchmarks, ({ name, total, unit, counts }) => [
		code(name),
		formatCount(total),
		unit,
		...functions.map((each) => formatCount(counts[each]))
	]);
	return paragraphs(room > 0 ? "Measured without a baseline:" : "", rows);
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
	return tableWithin(room, [
		"Differs",
		"Baseline",
		"Now",
		"Benchmarks"
	].map(left), [...rows.values()], (row) => [...row.cells, namesOf$1(row.names, benchmarks.length)]);
}
function namesOf$1(names, all) {
	if (names.length === all && all > 1) return `all ${formatCount(all)}`;
	const shown = names.slice(0, 3).map((name) => code(name));
	return names.length > 3 ? `${shown.join(", ")} and ${formatCount(names.length - 3)} more` : shown.join(", ");
}
/** Where each environment is, and where its flame graph and its report are; collapsed. */
function environmentTable(environments, room) {
	if (environments.length === 0) return "";
	const rows = tableWithin(room, [
		"Job",
		"Swift",
		"Target",
		"libc",
		"Links"
	].map(left), environments, ({ name, report: { fingerprint }, links }) => [
		code(name),
		...[
			"swift",
			"target",
			"libc"
		].map((field) => fingerprint === null ? "" : code(fingerprint[field])),
		linkLine({
			...links,
			runUrl: null,
			flameGraphExpires: null
		})
	]);
	return details$1(`Environments, flame graphs and reports of ${formatQuantity(environments.length, "job")}`, rows);
}
// src/report/site-list.ts
/** From this share of stacks that are lost or nameless on, a list of sites may miss the one that matters. */
const noticeableShare = .01;
const callersShown$2 = 3;
/**
* The sites that grew, then those that shrank, then those that only have another name or place, largest change first, so
* that they add up to the change; none where it was not recorded.
*/
function movedSites({ benchmark }) {
	const rank = ({ delta }) => delta > 0 ? 0 : delta < 0 ? 1 : 2;
	return benchmark.sites.filter(({ delta, movedFrom }) => delta !== 0 || movedFrom !== void 0).toSorted((a, b) => rank(a) - rank(b) || Math.abs(b.delta) - Math.abs(a.delta));
}
/** The sites to list: those that moved, or, where they cannot be compared with the baseline's, the largest of now. */
function listedSites(compared) {
	return areSitesCompared(compared) ? movedSites(compared) : compared.benchmark.sites;
}
function areSitesCompared({ benchmark: { stacks } }) {
	return stacks === null || areSitesComparable(stacks);
}
/** What stands above a list of sites, without the benchmark's name. */
function sitesTitle(compared) {
	return areSitesCompared(compared) ? `Call sites that ${movement(compared)}` : "Call sites, not compared,";
}
/** Which way the sites of {@link movedSites} went. */
function movement({ benchmark }) {
	const isAny = (direction) => benchmark.sites.some(({ delta }) => delta * direction > 0);
	if (isAny(1) && isAny(-1)) return "changed";
	return isAny(-1) ? "shrank" : "grew";
}
/** The changed benchmarks of which there are sites to list, in the order in which they are shown. */
function explainedBenchmarks(groups) {
	return changedBenchmarks(groups).filter((compared) => listedSites(compared).length > 0);
}
/** Lists of sites as Markdown, for the benchmarks that moved most; each site leads to its frame in the flame graph. */
function grownSites(environment, lengths, room) {
	const { groups } = environment;
	const moved = changedBenchmarks(groups);
	const explained = explainedBenchmarks(groups);
	let left = room("sites");
	const sections = [];
	for (const compared of explained.slice(0, lengths.benchmarksWithSites)) {
		const list = siteList(compared, lengths.sitesPerBenchmark, left, room("callers"), environment);
		left -= Math.min(left, lengths.sitesPerBenchmark, listedSites(compared).length);
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
function siteList(compared, length, room, callers, environment) {
	const { benchmark } = compared;
	const sites = listedSites(compared);
	const shown = sites.slice(0, Math.min(length, room));
	const title = `**${sitesTitle(compared)}** in ${code(benchmark.name)}, allocations per ${benchmark.unit}:`;
	const isCompared = areSitesCompared(compared);
	const addresses = (site) => addressesOf(environment, benchmark.name, site);
	const lines = shown.map((site) => `- ${siteLine(site, isCompared, callers, addresses(site))}`);
	const omitted = omission(sites.length - shown.length, "call site");
	const origins = markdownOf(attributionLine(compared));
	return paragraphs(title, lines.join("\n"), omitted, origins, markdownOf(incompleteness(benchmark)));
}
function addressesOf({ report, links }, benchmark, site) {
	const { flameGraphUrl } = links;
	const { name, callers } = site;
	const place = placeOfSite(site);
	return {
		frame: flameGraphUrl === null ? null : flameGraphUrl + flameGraphAnchor(benchmark, [...callers.toReversed(), name]),
		line: place === null ? null : lineUrl(links, report, place)
	};
}
/** `**+10** (50 → 60, 3 KiB) RequestHead · Headers.swift:35 in parseHeaders(_:) of App ← runTurn(_:)`, and the line's text. */
function siteLine(site, isCompared, room, { frame, line }) {
	const { name, module, callers, count, delta, text } = site;
	const number = isCompared ? changeWords$1(delta) : formatCount(count);
	const moved = frame === null ? number : link(number, frame);
	const remarks = siteRemarks(site, isCompared).map(markdownOf);
	const bracket = remarks.length === 0 ? "" : ` (${remarks.join(", ")})`;
	const place = placeOfSite(site);
	const shown = place === null ? "" : code(shortPlace(place), 100);
	const what = [markdownOf(allocatedWords(site, isCompared)), line === null ? shown : link(shown, line)].filter((part) => part !== "").join(" · ");
	const [before, belongs] = what === "" ? ["", "in"] : [`${what} in `, "of"];
	const chain = callers.slice(0, Math.min(callersShown$2, room)).map((caller) => ` ← ${code(caller, 100)}`);
	const source = text === void 0 || room === 0 ? "" : `<br>${code(text, 120)}`;
	return `**${moved}**${bracket} ${before}${code(name)} ${belongs} ${code(module, 60)}${chain.join("")}${source}`;
}
/** What is said of a site beside its change: where it came from, what of it is new, and how many bytes it asks for. */
function siteRemarks(site, isCompared) {
	const { count, bytes, baselineCount, delta, movedFrom } = site;
	const size = bytes === null ? [] : [[formatBytes(bytes)]];
	if (!isCompared) return size;
	const counts = `${formatCount(baselineCount)} → ${formatCount(count)}`;
	if (movedFrom !== void 0) return [[`${delta === 0 ? formatCount(count) : counts}, was `, { code: movedFrom.name }], ...size];
	return [
		[baselineCount === 0 ? "new" : counts],
		newTypeWords(site),
		...size
	].filter((remark) => remark.length > 0);
}
/** What stands for a change: nothing changed where a site only has another name or place. */
function changeWords$1(delta) {
	return delta === 0 ? "moved" : formatDelta(delta);
}
/** What the recording missed, and with what it cannot be compared, in words; empty where there is nothing to say. */
function incompleteness({ stacks }) {
	if (stacks === null) return [];
	const { samples, lost, untrusted, unresolved, callGraph, whyNoLines } = stacks;
	const lostShare = samples + lost === 0 ? 0 : lost / (samples + lost);
	const why = callGraph === "inside" ? "are cut" : "lack callers, for want of frame pointers";
	const remarks = [
		...lostShare >= noticeableShare ? [`${formatShare(lostShare)} of the stacks were lost`] : [],
		...untrusted >= noticeableShare ? [`${formatShare(untrusted)} ${why}`] : [],
		...unresolved >= noticeableShare ? [`${formatShare(unresolved)} hold a frame without a name`] : []
	];
	const ours = [
		...remarks.length === 0 ? [] : [`These call sites may be incomplete: ${remarks.join(", ")}. The counts are not affected.`],
		...areSitesComparable(stacks) ? [] : [notCompared(stacks)],
		...stacks.recorder?.name === "perf" ? ["What is allocated is not known: only the recorder inside a program sees it."] : []
	].join(" ");
	const space = ours === "" || whyNoLines === void 0 ? [] : [" "];
	return [
		...ours === "" ? [] : [ours],
		...space,
		...whyNoLines === void 0 ? [] : [{ prose: whyNoLines }]
	];
}
function notCompared({ callGraph, baselineCallGraph, naming, baselineNaming }) {
	const byRecorder = (one) => one === "inside" ? "recorded inside the program" : "recorded by perf";
	const [here, there] = baselineCallGraph === void 0 ? [namedWords[naming ?? "older"], namedWords[baselineNaming ?? "older"]] : [byRecorder(callGraph), byRecorder(baselineCallGraph)];
	return `The call sites of the baseline were ${there}, these ${here}, so they are not compared; the next baseline that is accepted has these.`;
}
const namedWords = {
	inlined: "named with what the compiler had inlined",
	functions: "named without what the compiler had inlined",
	mixed: "named with what the compiler had inlined in some runs only",
	older: "named by an older version"
};
function missingStacks(moved) {
	const regressed = moved.filter(({ benchmark }) => benchmark.verdict === "regression");
	return regressed.length > 0 && regressed.every(({ benchmark }) => benchmark.stacks === null) ? ["Call sites are not known, because no stacks were recorded."] : [];
}
// src/report/terminal.ts
const sitesShown$1 = 5;
const benchmarksWithSites = 5;
const callersShown$1 = 3;
/** The report for a terminal: plain text, coloured with ANSI codes only where `color` says so. */
function renderTerminal(report, { color }) {
	const paint = palette(color);
	const groups = groupBenchmarks(report);
	const changed = changedBenchmarks(groups);
	return typed$1([
		[verdictPaint(report, paint)(plainOf(verdictSentence(report)))],
		warnings({
			report,
			groups
		}).map((warning) => `Note: ${plainOf(warning)}`),
		[paint.dim(plainOf(comparison(report)))],
		report.failure === null ? [] : explanation(report.failure, paint),
		...groups.failed.map(({ name, failure }) => [`${shortName(name)}: ${logLine(failure.message)}`, ...explanation(failure, paint)]),
		changedTable(changed, paint),
		unfreedLines(report).map(plainOf),
		noiseLines(report).map(plainOf),
		...changed.slice(0, benchmarksWithSites).map((compared) => siteLines(compared, paint)),
		[plainOf(dependencyLine([report]))].filter((line) => line !== ""),
		importedTable(importedBenchmarks(groups), paint),
		groups.incomparable.flatMap(differenceLines),
		measuredTable(groups.withoutBaseline, paint),
		report.removed.map((name) => `In the baseline, but not measured any more: ${shortName(name)}`),
		groups.unchanged.length === 0 ? [] : [paint.dim(`${formatQuantity(groups.unchanged.length, "benchmark")} unchanged.`)]
	]).replaceAll("→", "->");
}
/** The overview in a few lines, for the log of the job that publishes it: the verdict, and a line for each environment. */
function renderOutline(overview) {
	const environments = groupEnvironments(overview.environments);
	return typed$1([[plainOf(overviewSentence(overview, environments))], [
		...environments.map(({ name, report, groups }) => `  ${logLine(name, 160)}: ${plainOf(verdictSentence(report, groups))}`),
		...overview.missing.map(({ name, reason }) => `  ${logLine(name, 160)} ${logLine(reason)}`),
		...overview.refusals.map((sentence) => `  ${logLine(sentence)}`)
	]]);
}
function verdictPaint({ passes, verdict }, paint) {
	if (!passes) return paint.red;
	return verdict === "improvement" ? paint.green : paint.bold;
}
/** The last lines of a failure, and what helps. */
function explanation({ remedy, lastLines }, paint) {
	return [...lastLines.map((line) => paint.dim(`  | ${logLine(line.replaceAll("	", "    "), 400)}`)), ...remedy === null ? [] : [`What helps: ${logLine(remedy)}`]];
}
function changedTable(changed, paint) {
	if (changed.length === 0) return [];
	const rows = changed.flatMap((compared) => changesOf(compared).map(({ quantity, baseline, now, delta, percent, limit, decides }, index) => {
		return {
			cells: [
				index === 0 ? shortName(compared.benchmark.name) : "",
				quantity,
				baseline,
				now,
				delta,
				percent,
				limit
			],
			paint: decides ? benchmarkPaint(compared.benchmark, paint) : plain
		};
	}));
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
function importedTable(all, paint) {
	if (all.length === 0) return [];
	const rows = all.map((each) => ({
		cells: [
			shortName(each.benchmark.name),
			`per ${each.benchmark.unit}`,
			...Object.values(importedNumbers(each))
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
	return [`${importedRemark(all)}:`, ...aligned([title, ...rows], 2)];
}
function siteLines(compared, paint) {
	const { benchmark } = compared;
	const sites = listedSites(compared);
	const isCompared = areSitesCompared(compared);
	if (sites.length === 0) return [];
	const shown = sites.slice(0, sitesShown$1).flatMap((site) => linesOfSite(site, isCompared, paint));
	const more = sites.length > sitesShown$1 ? [`  and ${formatQuantity(sites.length - sitesShown$1, "more call site")}`] : [];
	const remarks = [plainOf(attributionLine(compared)), plainOf(incompleteness(benchmark))].filter((remark) => remark !== "");
	return [
		paint.bold(`${sitesTitle(compared)} in ${shortName(benchmark.name)}, allocations per ${benchmark.unit}:`),
		...shown,
		...more,
		...remarks.map((remark) => `  ${remark}`)
	];
}
/** What allocates, what that is, at which line, and who calls it, each on a line; compared, how much that changed. */
function linesOfSite(site, isCompared, paint) {
	const { name, module, count, delta, bytes, callers, movedFrom } = site;
	const number = isCompared ? changeWords$1(delta) : formatCount(count);
	const size = bytes === null ? "" : `, ${formatBytes(bytes)}`;
	const types = plainOf(allocatedWords(site, isCompared));
	const place = placeOfSite(site);
	const at = place === null ? [] : [`at ${logLine(pathOf$1(place), 160)}:${place.line}`];
	const source = site.text === void 0 ? [] : [`   ${logLine(site.text, 120)}`];
	const more = [
		...types === "" ? [] : [types],
		...at,
		...source,
		...movedFrom === void 0 ? [] : [`was ${logLine(movedFrom.name, 160)}`],
		...callers.slice(0, callersShown$1).map((caller) => `from ${logLine(caller, 160)}`)
	];
	return [`  ${number.padStart(9)}  ${logLine(name, 160)} (${logLine(module, 60)}${size})`, ...more.map((line) => paint.dim(`${" ".repeat(13)}${line}`))];
}
function differenceLines({ name, differences }) {
	return differences.map(({ field, baseline, measured }) => `${shortName(name)}: ${logLine(field)} is ${logLine(measured, 60)}, in the baseline ${logLine(baseline, 60)}`);
}
// src/judge/is-undecided.ts
/** Runs that differ, that a baseline is made of them. */
const enoughToCommit = 20;
/**
* For what a benchmark is to be run more often before anything is said of it; null where for nothing. Its counts: the runs
* differ, here or in the baseline, and it seems to have changed, or a baseline is to be made of a few of them. What it
* leaves unfreed: that seems to have changed, in too few runs to know by how much they differ.
*/
function whatIsUndecided(measured, baseline) {
	const { name } = measured.benchmark;
	if (baseline !== null && importedIn(baseline, name) !== void 0) return null;
	const known = baseline === null ? void 0 : benchmarkIn(baseline, name);
	if (known === void 0) return runsDiffer(measured) && measured.measurement.runs < enoughToCommit ? "counts" : null;
	const reference = {
		baseline,
		lines: /* @__PURE__ */ new Map(),
		moved: []
	};
	const { report } = benchmarkReport({
		...measured,
		outcome: "measured"
	}, reference, nobodysModules);
	if (report.verdict === "failed") return null;
	const { noise } = perUnit(known.measurement);
	if ((runsDiffer(measured) || noise.total !== 0 || noise.realloc !== 0) && (report.verdict === "regression" || report.verdict === "improvement")) return "counts";
	const recordedRuns = measured.recording?.runs ?? 1;
	if (report.delta?.total === 0 && report.sites.some(({ delta }) => delta !== 0) && recordedRuns > 1 && recordedRuns < 19) return "counts";
	const isCountedOften = measured.singleRuns.every(({ unfreed = [] }) => unfreed.length >= 5);
	return (report.unfreed?.change ?? 0) === 0 || isCountedOften ? null : "unfreed";
}
/** Whose code it is does not matter here. */
const nobodysModules = {
	own: [],
	dependencies: [],
	packages: {}
};
/** Whether any run differs from the others, odd ones too: a program with two ways to go may have shown one of them once. */
function runsDiffer({ singleRuns }) {
	return singleRuns.some(({ counts }) => new Set(counts.map((each) => JSON.stringify(each))).size > 1);
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
// src/settings/forms.ts
/** Says what is wrong with what is here, or, with `path`, with what is below it. */
function refuse(context, message, ...path) {
	context.addIssue({
		code: "custom",
		path: [...path],
		message
	});
	return NEVER;
}
/** A text that a small parser reads. `form` says what to write where there is none, or a list or map instead. */
function scalar(form, parse) {
	const error = ({ input }) => input === void 0 ? `is missing; write ${form}` : `must be ${form}`;
	return string({ error }).transform((text, context) => {
		const result = parse(text);
		if (result.ok) return result.value;
		return refuse(context, result.problem);
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
/** Reads a text that a program is given. */
function parseText(text) {
	return text.includes("\0") ? problem(`${quoted(text)} has a NUL character, which no program can be given`) : parsed$1(text);
}
// src/settings/server-schema.ts
/** Signals that may tell a server to end. */
const stopSignals = [
	"SIGTERM",
	"SIGINT",
	"SIGHUP",
	"SIGQUIT",
	"SIGUSR1",
	"SIGUSR2",
	"SIGKILL"
];
const ready = map({
	text: scalar("a text that the program prints", parseReadyText).optional(),
	port: scalar(wholeNumberForm(1, 65535), wholeNumber$1(1, 65535)).optional()
}, "{ port: 8080 }").transform(({ text, port }, context) => {
	if (context.issues.length > 0) return NEVER;
	if (text !== void 0 && port !== void 0) refuse(context, "contradicts text; keep one of the two", "port");
	if (text !== void 0) return {
		kind: "text",
		text
	};
	if (port !== void 0) return {
		kind: "port",
		port
	};
	return refuse(context, "says nothing; write port: 8080 or text: listening");
});
const exampleOfDrive = "[./scripts/drive.sh, \"{iterations}\"]";
/** The keys of a benchmark that make a server of its program. */
const serverKeys = {
	ready: ready.optional(),
	drive: list(scalar("a text", parseText), exampleOfDrive).optional(),
	stop: scalar(stopSignals.join(", "), oneOf$1(stopSignals)).optional()
};
/**
* The server that these keys describe; null where there are none of them. `told` is how the program is told its number
* of iterations; null where there are no iterations.
*/
function serverOf({ ready, drive, stop }, told, context) {
	const saysIterations = drive?.some((word) => word.includes("{iterations}")) === true;
	if (told === "driver" && !saysIterations) refuse(context, `does not say how to pass the number; write variable: ITERATIONS or argument: --count={iterations}${drive === void 0 ? "" : ", or put {iterations} into drive"}`, "iterations");
	if (drive === void 0) {
		const lone = ready === void 0 ? "stop" : "ready";
		if (ready === void 0 && stop === void 0) return null;
		return refuse(context, `takes a command that loads the server; write drive: ${exampleOfDrive} too`, lone);
	}
	const [file, ...rest] = drive;
	if (!file) return refuse(context, `names no program; write ${exampleOfDrive}`, "drive");
	if (ready !== void 0) return {
		ready,
		drive: [file, ...rest],
		stop: stop ?? "SIGTERM"
	};
	return refuse(context, "begins when the server is ready; say how that is seen: ready: { port: 8080 }", "drive");
}
function parseReadyText(text) {
	if (text === "") return problem(`${quoted(text)} is in every output; write a text that the program prints`);
	return line$1(200)(text);
}
// src/settings/configuration-schema.ts
/** What holds where the file says nothing: they have a moment to end, and have to. */
const strictLeftovers = {
	waitMilliseconds: 2e3,
	allowed: false
};
const textual = scalar("a text", parseText);
const variable = scalar("the name of an environment variable", parseVariable);
const mostIterations = 1e9;
const iterationCount = scalar(wholeNumberForm(0, mostIterations), wholeNumber$1(0, mostIterations));
const decimal = scalar("a number", parseDecimal);
const limit = map({
	percent: decimal.optional(),
	absolute: decimal.optional(),
	site: decimal.optional()
}, "{ percent: 1, absolute: 20 }").transform(({ percent, absolute, site }, context) => {
	if (context.issues.length > 0) return NEVER;
	if (percent === void 0 && absolute === void 0 && site === void 0) refuse(context, "names no limit; write percent, absolute, site or several of them");
	return {
		percent: percent ?? 0,
		absolute: absolute ?? 0,
		...site === void 0 ? {} : { site }
	};
});
const leftovers = map({
	wait: scalar("a time: 500ms, 2s or 1m", parseWait).optional(),
	allow: scalar("true or false", parseBoolean).optional()
}, "{ wait: 2s, allow: true }").transform(({ wait, allow }, context) => {
	if (context.issues.length > 0) return NEVER;
	if (wait === void 0 && allow === void 0) refuse(context, "says nothing; write wait, allow or both");
	return {
		waitMilliseconds: wait ?? strictLeftovers.waitMilliseconds,
		allowed: allow ?? strictLeftovers.allowed
	};
});
/** A list of these words, none of them twice. */
function listOf(words, example) {
	const isNothingTwice = (all) => new Set(all).size === all.length;
	return list(scalar(words.join(" or "), oneOf$1(words)), example).refine(isNothingTwice, "names a function twice");
}
const overrides = {
	environment: mapOf(parseVariable, textual, "{ MODE: fast }").optional(),
	limit: limit.optional(),
	runs: scalar(wholeNumberForm(1, 100), wholeNumber$1(1, 100)).optional(),
	timeout: scalar("a time: 90s, 10m or 1h", parseTimeLimit).optional(),
	status: scalar(wholeNumberForm(0, 255), wholeNumber$1(0, 255)).optional(),
	"leftover-processes": leftovers.optional(),
	"also-count": listOf(directNames, "[operator_new]").optional()
};
function overridesOf(given) {
	return {
		environment: given.environment ?? {},
		limit: given.limit ?? null,
		runs: given.runs ?? null,
		timeoutSeconds: given.timeout ?? null,
		status: given.status ?? null,
		leftovers: given["leftover-processes"] ?? null,
		alsoCount: given["also-count"] ?? null
	};
}
/** Of a file that is silent. */
const noOverrides = overridesOf({});
const iterationsOf$2 = map({
	variable: variable.optional(),
	argument: textual.optional(),
	from: iterationCount.optional(),
	to: iterationCount.optional()
}, "{ variable: ITERATIONS }").transform((given, context) => {
	if (context.issues.length > 0) return NEVER;
	const { from, to } = given;
	if (from !== void 0 && to === void 0) refuse(context, "is one of two; write to: 11 too, or neither", "from");
	if (to !== void 0 && from === void 0) refuse(context, "is one of two; write from: 1 too, or neither", "to");
	const levels = from === void 0 || to === void 0 ? null : {
		from,
		to
	};
	if (levels !== null && levels.from >= levels.to) refuse(context, `must be larger than from, which is ${levels.from}`, "to");
	if (given.variable !== void 0 && given.argument !== void 0) refuse(context, "contradicts variable; keep one of the two", "argument");
	if (given.variable !== void 0) return {
		kind: "variable",
		variable: given.variable,
		levels
	};
	if (given.argument?.includes("{iterations}")) return {
		kind: "argument",
		argument: given.argument,
		levels
	};
	if (given.argument === void 0) return {
		kind: "driver",
		levels
	};
	return refuse(context, `${quoted(given.argument)} lacks {iterations}; write --count={iterations}`, "argument");
});
const benchmark = map({
	product: scalar("the name of an executable product", parseProduct).optional(),
	command: list(textual, "[./scripts/load.sh]").optional(),
	arguments: list(textual, "[--requests, \"1000\"]").optional(),
	iterations: iterationsOf$2.optional(),
	...serverKeys,
	...overrides
}, "{ product: Server }").transform((given, context) => {
	if (context.issues.length > 0) return NEVER;
	const saysIterations = given.drive?.some((word) => word.includes("{iterations}")) === true;
	const iterations = given.iterations ?? (saysIterations ? {
		kind: "driver",
		levels: null
	} : null);
	const server = serverOf(given, iterations?.kind ?? null, context);
	const rest = {
		arguments: given.arguments ?? [],
		iterations,
		server,
		...overridesOf(given)
	};
	if (rest.iterations?.kind === "variable" && Object.hasOwn(rest.environment, rest.iterations.variable)) {
		const { variable } = rest.iterations;
		refuse(context, `contradicts iterations, which sets ${variable} too; leave one of them out`, "environment", variable);
	}
	if (given.product !== void 0 && given.command !== void 0) refuse(context, "contradicts product; keep one of the two", "command");
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
	if (given.command !== void 0) return refuse(context, "names no program; write [./scripts/load.sh]", "command");
	return refuse(context, "names nothing to run; write product: Server or command: [./scripts/load.sh]");
});
/** The whole file, read from the plain texts, lists and maps of a YAML document. */
const configurationSchema = map({
	benchmarks: mapOf(parseBenchmarkName, benchmark, "{ http: { product: Server } }").refine((all) => Object.keys(all).length > 0, "names no benchmark; add one or leave out the key").refine((all) => Object.keys(all).length <= 500, "has more than 500 benchmarks").optional(),
	defaults: map(overrides, "{ runs: 10 }").transform(overridesOf).optional(),
	"total-includes": listOf(includableFunctions, "[aligned_alloc]").optional()
}, "benchmarks: { http: { product: Server } }");
/** Reads the name of one product: anything that SwiftPM can put into its folder of built products. */
function parseProduct(text) {
	if (text === "") return problem("the name is empty; write the name of an executable product");
	if (/^[^-/\\\p{Cc}][^/\\\p{Cc}]{0,199}$/u.test(text) && text !== "." && text !== "..") return parsed$1(text);
	return problem(`${quoted(text)} is not the name of a product; write it as in Package.swift`);
}
// src/settings/yaml-document.ts
var import_dist = require_dist();
const largestBytes = 262144;
const deepest = 20;
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
	const refuse = (offset, sentence) => {
		const { line, col } = lines.linePos(offset);
		throw new UsageError(`${path}:${line}:${col}: ${sentence}`);
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
		placeOf: () => ({
			line: 1,
			col: 1
		})
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
		placeOf: (at, part) => lines.linePos(offsetOf(document, at, part))
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
function offsetOf(document, path, part) {
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
// src/settings/configuration-file.ts
const mostProblems = 10;
/**
* Reads the text of a configuration file; an empty one is one without benchmarks.
*
* @throws UsageError with a line `path:line:column: key: what is wrong and what to write` for each problem, in
* the file's order, ten at most.
*/
function parseConfigFile(text, path) {
	const document = readYaml(text, path);
	const result = configurationSchema.safeParse(document.value ?? {});
	if (!result.success) throw new UsageError(problemLines(result.error.issues, document, path).join("\n"));
	const { benchmarks = {}, defaults = noOverrides, "total-includes": totalIncludes = [] } = result.data;
	const twin = findTwin(Object.keys(benchmarks));
	if (twin !== null) {
		const { line, col } = document.placeOf(["benchmarks", twin.second], "key");
		throw new UsageError(`${path}:${line}:${col}: ${keyPath(["benchmarks", twin.second])}: differs from ${quoted(twin.first)} in upper and lower case only, and both become names of files; rename one`);
	}
	const placeOf = (name, { kind }) => {
		const { line, col } = document.placeOf([
			"benchmarks",
			name,
			kind
		], "value");
		return `${path}:${line}:${col}`;
	};
	return {
		path,
		benchmarks: Object.entries(benchmarks).map(([name, entry]) => ({
			name,
			...entry
		})),
		places: Object.fromEntries(Object.entries(benchmarks).map(([name, entry]) => [name, placeOf(name, entry)])),
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
	}).sort(({ place: a }, { place: b }) => a.line - b.line || a.col - b.col).map(({ place: { line, col }, where, message }) => {
		return `${path}:${line}:${col}: ${where.length === 0 ? "" : `${keyPath(where)}: `}${message}`;
	});
	if (lines.length <= mostProblems) return lines;
	return [...lines.slice(0, mostProblems), `${path}: and ${lines.length - mostProblems} more`];
}
/** `benchmarks.http.arguments[1]`; a key that is not a plain word is quoted. */
function keyPath(path) {
	return path.map((step) => {
		if (typeof step === "number") return `[${step}]`;
		const key = String(step);
		return `.${/^[\w-]{1,100}$/.test(key) ? key : quoted(key)}`;
	}).join("").replace(/^\./, "");
}
// src/settings/settings.ts
/** A configuration file is written by people; more than this is not one. */
const largestFile$1 = 262144;
/** Inputs and configuration file as the one validated value; it is read before anything is built. */
async function readSettings(inputs, repository) {
	return resolveSettings(inputs, await readConfigFile(inputs, repository));
}
async function readConfigFile({ config: path, door }, repository) {
	const found = await stat(join(repository, path)).catch(() => null);
	if (found === null) return null;
	const name = inputName(door, "config");
	const file = await resolveInside(repository, path, name);
	if (!found.isFile()) throw new UsageError(`${name}: ${JSON.stringify(path)} is not a file.`);
	if (found.size > largestFile$1) throw new UsageError(`${name}: ${JSON.stringify(path)} is larger than ${largestFile$1 / 1024} KiB; is it the right file?`);
	return parseConfigFile(await readFile(file, "utf8").catch((error) => {
		throw new UsageError(`${name}: ${JSON.stringify(path)} cannot be read: ${messageOf(error)}`);
	}), path);
}
/**
* Puts inputs and configuration file (null: there is none) together. For each benchmark the most specific wins:
* its own entry, then the file's `defaults`, then the input. Environments are merged in the same order.
*
* @throws UsageError when both the input `products` and the file name benchmarks.
*/
function resolveSettings(inputs, configFile) {
	const { products, limit, runs, timeoutSeconds, alsoCount, ...flags } = inputs;
	const defaults = overridden({
		environment: {},
		limit,
		runs,
		timeoutSeconds,
		status: 0,
		leftovers: strictLeftovers,
		alsoCount
	}, configFile?.defaults);
	const entries = configFile?.benchmarks ?? [];
	const totalIncludes = configFile?.totalIncludes ?? [];
	const common = {
		...flags,
		defaults,
		totalIncludes,
		places: configFile?.places ?? {},
		leftOut: []
	};
	if (products.length > 0 && entries.length > 0) {
		const [name, instead] = inputs.door === "workflow" ? ["products", "empty products"] : ["--product", "pick some of them with --benchmark"];
		throw new UsageError(`${name}: contradicts ${configFile?.path}, which names benchmarks; add the products there, or ${instead}`);
	}
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
* The settings with these benchmarks of the configuration file alone, in the file's order; with all where none is named.
*
* @throws UsageError for a name that is no benchmark's, with the nearest one and all that there are.
*/
function chooseBenchmarks(settings, names) {
	if (names.length === 0) return settings;
	const { benchmarks, config, places } = settings;
	if (benchmarks === null || Object.keys(places).length === 0) throw new UsageError(`--benchmark: picks from the benchmarks of ${config}, which names none; leave it out`);
	const all = benchmarks.map(({ name }) => name);
	for (const name of names) {
		if (all.includes(name)) continue;
		const meant = nearest(name, all);
		const hint = meant === null ? "it" : `did you mean ${meant}? It`;
		throw new UsageError(`--benchmark: there is no benchmark ${quoted(name)} in ${config}; ${hint} has: ${all.slice(0, 50).join(", ")}`);
	}
	return {
		...settings,
		benchmarks: benchmarks.filter(({ name }) => names.includes(name)),
		leftOut: all.filter((name) => !names.includes(name))
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
		server: null,
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
		timeoutSeconds: overrides?.timeoutSeconds ?? defaults.timeoutSeconds,
		status: overrides?.status ?? defaults.status,
		leftovers: overrides?.leftovers ?? defaults.leftovers,
		alsoCount: overrides?.alsoCount ?? defaults.alsoCount
	};
}
// src/swift/build.ts
/**
* Builds in release mode, with the build's output going to the log as it comes, and returns the folder of the
* executables, to be run without `swift run`, whose allocations would count too (facts 8). Where no link tells it, SwiftPM
* is asked, and after it has built: of two at once on one package, one crashed (Swift 6.0.3). Throws a
* {@link MeasurementError} with the compiler's messages when it breaks.
*/
async function build(run, logger, request) {
	const before = await readLink(request);
	await buildProducts(run, logger, request);
	return await linkedFolder(request, before) ?? await askForFolder(run, request);
}
/** Null where there is none. */
async function readLink({ packagePath }) {
	const link = join(packagePath, ".build/release");
	try {
		const [target, { ctimeNs: made }] = await Promise.all([readlink(link), lstat(link, { bigint: true })]);
		return {
			folder: resolve(packagePath, ".build", target),
			made
		};
	} catch {
		return null;
	}
}
/**
* What the link leads to, if this build made it, which spares half a second of asking: with other arguments or another
* build system it may be an older build's, or none (facts 8). Null then, and where the products are not there.
*/
async function linkedFolder(request, before) {
	const after = await readLink(request);
	if (after === null || after.made === before?.made) return null;
	const wanted = request.products.length === 0 ? request.executables : request.products;
	return (await Promise.all(wanted.map((name) => access(join(after.folder, name)).then(() => false, () => true)))).includes(true) ? null : after.folder;
}
/**
* All of several products by one build, which takes a second each otherwise. Where that breaks, it may be by a target that
* none of them needs: then they are built one by one, as a part of the package is.
*/
async function buildProducts(run, logger, request) {
	const { products, executables } = request;
	if (products.length === 0) return buildOnce(run, logger, request, []);
	if (products.length > 1 && executables.every((name) => products.includes(name))) try {
		return await buildOnce(run, logger, request, []);
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		logger.info("Not everything in the package builds; the products are built one by one.");
	}
	for (const product of products) await buildOnce(run, logger, request, ["--product", product]);
}
async function buildOnce(run, logger, request, selection) {
	const invocation = {
		file: "swift",
		arguments: [...argumentsFor(request), ...selection],
		directory: request.packagePath,
		onOutput: (chunk) => logger.output(chunk),
		keep: "tail"
	};
	const completion = await logger.group(commandLine(invocation), () => run(invocation));
	if (completion.exitCode === 0) return;
	const output = `${completion.stdout}\n${completion.stderr}`;
	const remedy = await remedyFor$1(output, request.packagePath);
	throw new MeasurementError(`The build broke: \`${commandLine(invocation)}\` ${endOf$1(completion)}.`, {
		lastLines: compilerMessages(output),
		...remedy === null ? {} : { remedy }
	});
}
/** What helps where the folder is the reason, and not the code; else null. */
async function remedyFor$1(output, packagePath) {
	const folder = join(packagePath, ".build");
	if (/ was compiled with module cache path '.*', but the path is currently '/.test(output)) return `${folder} was built at another path, and does not build here: remove it, and try again.`;
	if (await isReadOnly(folder, packagePath)) return `SwiftPM writes to ${folder}, where this user cannot write: copy the package to a folder that can be written to.`;
	return null;
}
async function isReadOnly(folder, parent) {
	const refusal = (path) => access(path, constants$1.W_OK).then(() => null, (error) => error.code ?? "");
	const code = await refusal(folder);
	const decisive = code === "ENOENT" ? await refusal(parent) : code;
	return decisive === "EROFS" || decisive === "EACCES" || decisive === "EPERM";
}
async function askForFolder(run, request) {
	return (await succeed(run, "asking SwiftPM for the build folder", {
		file: "swift",
		arguments: [...argumentsFor(request), "--show-bin-path"],
		directory: request.packagePath
	})).trim().split("\n").at(-1) ?? "";
}
function argumentsFor(request) {
	return [
		"build",
		"-c",
		"release",
		"--package-path",
		request.packagePath,
		...request.arguments
	];
}
/**
* The lines that say `error:`, and what a linker said, each once; the last lines where there is neither. Swift 6 repeats
* each message below an excerpt of the source, as in ``  |                        `- error: cannot convert…``.
*/
function compilerMessages(output) {
	const lines = output.split("\n");
	const errors = lines.filter((line, index) => isError(line) || isOfLinker(lines, index));
	return errors.length === 0 ? lastLines$1(output, 20) : [...new Set(errors)].slice(0, 20);
}
function isError(line) {
	return /^[^|]*(^|\s)error: /.test(line);
}
/**
* Whether a line is a linker's: GNU ld's have no word in common (`/usr/bin/ld: cannot find -lz…`, ``a.c:(.text+0x9): undefined
* reference to `f'``), but stand above what clang says of it, below a line of SwiftPM's.
*/
function isOfLinker(lines, index) {
	const line = lines[index] ?? "";
	if (line.trim() === "" || isProgress(line)) return false;
	const next = lines.slice(index + 1, index + 1 + mostOfLinker).find((one) => isError(one) || isProgress(one));
	return next !== void 0 && /^clang(\+\+)?(-\d+)?: error: linker command failed/.test(next);
}
const mostOfLinker = 100;
/** `[3/4] Linking Server` */
function isProgress(line) {
	return /^\[\d+\/\d+\] /.test(line);
}
// src/swift/built-modules.ts
/**
* Names of the modules that were built, from the folder of the executables: SwiftPM compiles each target, a
* dependency's too, in `MODULE.build` there, and Swift Build leaves a `MODULE.swiftmodule`. What an earlier build left
* counts as well. Throws nothing: without the folder there are none.
*/
async function readBuiltModules(binaries) {
	const modules = (await readdir(binaries).catch(() => [])).flatMap((name) => /^(.+)\.(?:build|swiftmodule)$/.exec(name)?.[1] ?? []);
	return [...new Set(modules)].sort();
}
/** The path of a source file is at the start of what is read. */
const mostBytes$3 = 8192;
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
		const { buffer, bytesRead } = await file.read(Buffer.alloc(mostBytes$3), 0, mostBytes$3, 0);
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
const mostFiles$1 = 2e4;
const mostBytes$2 = 268435456;
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
		if (paths.length > mostFiles$1) return null;
	}
	const hash = createHash("sha256");
	let bytes = 0;
	for (const path of paths.sort()) {
		const added = await addFile(hash, folder, path, mostBytes$2 - bytes).catch(() => null);
		if (added === null) return null;
		bytes += added;
		if (bytes > mostBytes$2) return null;
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
const pin = object({
	identity: string(),
	state: object({
		version: string().nullish(),
		branch: string().nullish(),
		revision: string().nullish()
	})
});
const resolvedFile = object({ pins: array(pin) });
/**
* The versions of the dependencies that were built, by identity, from Package.resolved (formats 2 and 3):
* `1.2.3`, or `main@0123abc` for a branch. Empty where there is no such file: the package has none.
*/
async function readResolvedDependencies(packagePath) {
	const text = await readFile(join(packagePath, "Package.resolved"), "utf8").catch(() => null);
	const parsed = text === null ? null : resolvedFile.safeParse(JSON.parse(text));
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
// src/swift/manifest-variables.ts
/** A manifest is written by people. */
const largestManifest = 1048576;
/**
* Those of the variables that a manifest in one of the folders names as a text, in whatever way it reads them:
*
*     Context.environment["BENCHMARK_DISABLE_JEMALLOC"]
*/
async function readByManifests(folders, variables) {
	const texts = [];
	for (const folder of folders) {
		const names = (await readdir(folder).catch(() => [])).filter((name) => /^Package(@swift-[\d.]+)?\.swift$/.test(name));
		for (const path of names.map((name) => join(folder, name))) {
			const found = await stat(path).catch(() => null);
			if (found?.isFile() && found.size <= largestManifest) texts.push(await readFile(path, "utf8").catch(() => ""));
		}
	}
	return variables.filter((name) => texts.some((text) => text.includes(`"${name}"`)));
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
/**
* The package's only executable product; throws a {@link UsageError} that lists them when there are several. `input` is
* what names some of them.
*/
function onlyExecutable(swiftPackage, input) {
	const [first, ...others] = swiftPackage.executables;
	if (first === void 0) throw new UsageError(benchmarkRecipe(swiftPackage));
	if (others.length === 0) return first;
	throw new UsageError(`The package ${swiftPackage.name} has ${others.length + 1} executable products: ${swiftPackage.executables.join(", ")}. Name the ones to measure with \`${input}\`, or describe them in the configuration file.`);
}
/**
* Throws a {@link UsageError} when there is no such executable product. `place` is where it is named, `path:line:column`;
* left out where it is in no file.
*/
function requireExecutable(swiftPackage, product, place) {
	if (swiftPackage.executables.includes(product)) return;
	const available = swiftPackage.executables.length === 0 ? "none" : swiftPackage.executables.join(", ");
	throw new UsageError(`${place === void 0 ? "The" : `${place}: the`} package ${swiftPackage.name} has no executable product named ${JSON.stringify(product)}; it has: ${available}.`);
}
/**
* Describes the package to measure: the one in this folder, or, where that is a library and an executable product is
* needed, the nested package of its benchmarks. Throws a {@link UsageError} with a recipe where there is neither.
*/
async function describeMeasuredPackage(run, path, needsProduct) {
	const found = await describePackage(run, path);
	if (found.executables.length > 0 || !needsProduct) return withEnclosing(run, found);
	const folder = join(path, benchmarksFolder);
	if (!await isFile$1(join(folder, "Package.swift"))) throw new UsageError(benchmarkRecipe(found));
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
/**
* Throws a {@link UsageError} where a folder holds no package. SwiftPM itself looks into the folders above, too, but what
* is relative to the package, such as its baselines, would be looked for here. `input` is what names the folder.
*/
async function requirePackage(folder, input) {
	if (await holdsPackage(folder)) return;
	for (let above = dirname(folder); above !== dirname(above); above = dirname(above)) {
		if (!await holdsPackage(above)) continue;
		throw new UsageError(`There is no Package.swift in ${folder}, but in ${above}: start there, or name that folder with ${input}.`);
	}
	throw new UsageError(`There is no Package.swift in ${folder}, so it is no Swift package: name the package's folder with ${input}.`);
}
/** `Package.swift`, or `Package@swift-6.2.swift` */
async function holdsPackage(folder) {
	return (await readdir(folder).catch(() => [])).some((name) => /^Package(@swift-\d+(\.\d+)*)?\.swift$/.test(name));
}
async function isFile$1(path) {
	return stat(path).then((found) => found.isFile(), () => false);
}
// src/system/machine.ts
/** Reads what the system says of its version, and asks the kernel. */
function readMachine() {
	const os = process.platform === "darwin" ? macOSRelease(readIfThere("/System/Library/CoreServices/SystemVersion.plist")) : distribution(readIfThere("/etc/os-release"));
	return {
		cpus: availableParallelism(),
		kernel: release(),
		os
	};
}
/** `Linux 6.18.4`, `Darwin 24.6.0`: the kernel as people call it. */
function kernelName({ kernel }) {
	return `${type()} ${kernel}`;
}
function readIfThere(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
/** `<key>ProductVersion</key><string>15.6.1</string>` makes `macos-15`: minor versions come and go with updates. */
function macOSRelease(systemVersion) {
	const major = /<key>ProductVersion<\/key>\s*<string>(\d+)/.exec(systemVersion)?.[1];
	return major === void 0 ? "macos" : `macos-${major}`;
}
/** `ID=ubuntu` and `VERSION_ID="24.04"` make `ubuntu-24.04`, see os-release(5). */
function distribution(osRelease) {
	const field = (name) => new RegExp(`^${name}=["']?([^"'\\n]+)`, "m").exec(osRelease)?.[1];
	return [field("ID") ?? "linux", field("VERSION_ID")].filter((part) => part !== void 0).join("-");
}
// src/system/together.ts
/**
* Waits until all that was begun has ended, and returns what it gave, in its order. Throws what the first of them in that
* order threw, and not before: what runs on would be in the way when things are put back.
*/
async function together$1(work) {
	await Promise.allSettled(work);
	return Promise.all(work);
}
// src/measure/identify-workload.ts
/** What a benchmark's numbers will be numbers of. The two numbers of iterations stand with the numbers themselves. */
function identifyWorkload(benchmark, { buildArguments, buildEnvironment }) {
	const { environment, iterations, server } = benchmark;
	const ofBuild = assignments(buildEnvironment);
	const told = howItIsTold(iterations);
	return {
		...benchmark.kind === "product" ? { product: boundedText(benchmark.product) } : { command: boundedTexts(benchmark.command) },
		arguments: boundedTexts(benchmark.arguments),
		environment: boundedTexts(assignments(environment)),
		iterations: told === null ? null : boundedText(told),
		...server === null ? {} : identifyServer(server),
		buildArguments: boundedTexts(buildArguments),
		...ofBuild.length === 0 ? {} : { buildEnvironment: boundedTexts(ofBuild) }
	};
}
function assignments(environment) {
	return Object.entries(environment).map(([name, value]) => `${name}=${value}`).sort();
}
function howItIsTold(iterations) {
	if (iterations === null || iterations.kind === "driver") return null;
	return iterations.kind === "variable" ? iterations.variable : iterations.argument;
}
function identifyServer({ ready, drive, stop }) {
	const seen = ready.kind === "port" ? `port ${ready.port}` : `text ${ready.text}`;
	return {
		ready: boundedText(seen),
		drive: boundedTexts(drive),
		stop
	};
}
// src/measure/choose-iterations.ts
/** A run at the larger number is to take about so long beyond start-up, in ms, and where noise asks for more so long. */
const shortEnough = 400;
const longestForNoise = 2e3;
/** What all iterations of a run take is told from start-up once it is so long, in ms. */
const tellingTime = 100;
/** For all runs that are made to choose, in ms; after it, what they showed has to do. */
const patience$3 = 1e4;
/** The larger of the two numbers is eleven times the smaller, so that ten times the smaller one lies between them. */
const ratio = 11;
/** Finer than any noise, even of a program that hardly allocates. */
const mostAtFrom = 1e4;
/** Runs at the larger number whose totals show the noise. */
const runsForNoise = 3;
/** How much of an allocation per iteration the noise of both numbers may hide. */
const finestWanted = .25;
/**
* Chooses the two numbers of iterations of a benchmark that names none: as many as give a resolution well below one
* allocation per iteration, if that takes few seconds. `tryOnce` runs the program with that many iterations, at most
* some twenty times.
*/
async function chooseIterations(tryOnce) {
	const begun = performance.now();
	const isLate = () => performance.now() - begun > patience$3;
	await tryOnce(1);
	const trials = [await tryOnce(1)];
	for (let next = nextTrial(trials); next !== null && !isLate(); next = nextTrial(trials)) trials.push(await tryOnce(next));
	const from = affordable(trials, shortEnough);
	if (from === mostAtFrom || isLate()) return levelsFrom(from);
	const totals = [];
	while (totals.length < runsForNoise && !isLate()) totals.push((await tryOnce(ratio * from)).total);
	const wanted = 2 * (Math.max(...totals) - Math.min(...totals)) / finestWanted / 10;
	return levelsFrom(Math.max(from, Math.min(roundUp(wanted), affordable(trials, longestForNoise))));
}
function levelsFrom(from) {
	return {
		from,
		to: ratio * from
	};
}
/** How many iterations to try after these; null where their time can be told from start-up. */
function nextTrial(trials) {
	const last = trials.at(-1);
	if (last === void 0) return 1;
	if (trials.length > 1 && last.milliseconds - quickest(trials).milliseconds >= tellingTime || last.iterations >= ratio * mostAtFrom) return null;
	return last.iterations * (last.milliseconds > longestForNoise ? 2 : 10);
}
/** The largest of 1, 2, 5, 10, 20 … with which a run at the larger number takes so long, in ms; 1 where none does. */
function affordable(trials, milliseconds) {
	const [last, least] = [trials.at(-1), quickest(trials)];
	if (last === void 0 || last.iterations <= least.iterations) return mostAtFrom;
	const each = (last.milliseconds - least.milliseconds) / (last.iterations - least.iterations);
	return each <= 0 ? mostAtFrom : roundDown(milliseconds / each / ratio);
}
function quickest(trials) {
	return trials.reduce((best, trial) => trial.milliseconds < best.milliseconds ? trial : best);
}
const choices = [
	0,
	1,
	2,
	3,
	4
].flatMap((power) => [
	1,
	2,
	5
].map((one) => one * 10 ** power)).filter((one) => one <= mostAtFrom);
function roundDown(number) {
	return choices.findLast((one) => one <= number) ?? 1;
}
function roundUp(number) {
	return choices.find((one) => one >= number) ?? mostAtFrom;
}
// src/stacks/line-of-stack.ts
/**
* The line that allocates, of a stack's named callers, root first: that of the innermost code that has one. Within a
* function the repository's own line says more than one of what was inlined from a dependency. Null where none is known.
*/
function lineOfStack(callers, linesOf) {
	for (let index = callers.findLastIndex((frame) => roleOf(frame) === "code"); index >= 0; index -= 1) {
		const lines = linesOf(index);
		const line = lines.find((one) => one.package === null) ?? lines[0];
		if (line !== void 0) return line;
	}
	return null;
}
// src/stacks/named-stack.ts
/**
* The recorded stack with its immediate caller, under names people recognise: what lies above an address that
* was never code is cut off (`[unknown]`), unresolved neighbours of one library are one frame, and the
* runtime's way to the allocator is one frame that says what was allocated. `allocation` is the function that
* the probe sits on; perf may know it under another name (`__libc_calloc`). `levelsAt` knows the lines of addresses.
*/
function nameStack$1(raw, allocation, naming, levelsAt = () => []) {
	const { frames, thread, fields, count } = insertCaller(raw, naming.resolve);
	const callers = frames.slice(0, -1).map((frame) => nameFrame(frame, thread, naming));
	const leaf = {
		name: allocation,
		module: naming.libraryOf(frames.at(-1) ?? allocation) ?? "[unknown]"
	};
	const size = requestedBytes(fields);
	const bytes = size === null ? null : size * count;
	const line = lineOfStack(callers, (index) => {
		const address = addressOf(frames[index] ?? "");
		return address === null ? [] : levelsAt(address, thread).flatMap(({ line: of }) => of ?? []);
	});
	return {
		frames: shownFrames(callers, leaf),
		count,
		bytes,
		types: [{
			name: null,
			line,
			count,
			bytes: bytes ?? 0
		}]
	};
}
/**
* The path as it is shown, from the frames of all callers, root first, and that of the allocation function: the functions
* that were written, however the compiler has cut, copied and joined them.
*/
function shownFrames(callers, allocation) {
	const lastUnknown = callers.findLastIndex(({ name }) => name === unknownName);
	const trusted = callers.slice(Math.max(0, lastUnknown));
	return [...collapse(joinForms(withoutGlue(trusted.length === 0 ? [{
		name: unknownName,
		module: unknownName
	}] : withoutStart(trusted)))), allocation];
}
/** The frames that were written; one is inlined into the next that is shown if all between them are inlined as well. */
function withoutGlue(frames) {
	const written = [];
	let isInlined = true;
	for (const { inlined, ...frame } of frames) {
		isInlined &&= inlined !== void 0;
		if (roleOf(frame) === "glue") continue;
		written.push(isInlined && inlined !== void 0 ? {
			...frame,
			inlined
		} : frame);
		isInlined = true;
	}
	return written.length === 0 ? frames : written;
}
/** Where a function is inlined, by two places of it. */
function inlinedTogether(a, b) {
	return a === b ? a : "sometimes";
}
/** One frame for forms of a function that lead to one another; a function that calls itself does so in the same form. */
function joinForms(frames) {
	const isOther = (frame, above) => frame.name !== above?.name || frame.module !== above.module || frame.form === above.form;
	return frames.filter((frame, index) => isOther(frame, frames[index - 1])).map(({ name, module, inlined }) => inlined === void 0 ? {
		name,
		module
	} : {
		name,
		module,
		inlined
	});
}
/** The same path for the call tree: names only, 0 bytes where sizes were not recorded. */
function stackOf({ frames, count, bytes }) {
	return {
		frames: frames.map(({ name }) => name),
		count,
		bytes: bytes ?? 0
	};
}
/** Equal paths added up, so that each path is there once. */
function mergeStacks$1(stacks) {
	return [...byPath(stacks).values()];
}
/**
* What the longer of two recordings has more than the shorter one: the stacks of the iterations between them.
* Paths of which there are fewer (start-up noise) are left out; the caller compares sums and says so.
*/
function stacksBetween(shorter, longer) {
	const before = byPath(shorter);
	return Array.from(byPath(longer), ([path, stack]) => {
		const { frames, bytes } = stack;
		const less = before.get(path) ?? nothing$1;
		const count = stack.count - less.count;
		return {
			frames,
			count,
			bytes: bytes === null || less.bytes === null ? null : Math.max(0, bytes - less.bytes),
			...typed(typesBetween(less, stack, count))
		};
	}).filter(({ count }) => count > 0);
}
function byPath(stacks) {
	const merged = /* @__PURE__ */ new Map();
	for (const stack of stacks) {
		const { frames, count, bytes } = stack;
		const path = JSON.stringify(frames.map(({ module, name }) => [module, name]));
		const known = merged.get(path);
		const same = known ?? nothing$1;
		const sum = bytes === null || same.bytes === null ? null : bytes + same.bytes;
		merged.set(path, {
			frames: framesTogether(known?.frames, frames),
			count: count + same.count,
			bytes: sum,
			...typed(typesTogether(same, stack))
		});
	}
	return merged;
}
/** One path for two of the same names. */
function framesTogether(known = [], frames) {
	if (known.every(({ inlined }, index) => inlined === frames[index]?.inlined)) return frames;
	return known.map((frame, index) => {
		const inlined = inlinedTogether(frame.inlined, frames[index]?.inlined);
		return inlined === void 0 ? frame : {
			...frame,
			inlined
		};
	});
}
const nothing$1 = {
	count: 0,
	bytes: 0,
	types: []
};
function typed(types) {
	return types === void 0 ? {} : { types };
}
/**
* Without the frames that start the program or a thread (`_start`, libc's own): they are the same for everything, and
* frame pointers see fewer of them than dwarf does, so that the same path would look like two.
*/
function withoutStart(callers) {
	const first = callers.findIndex(({ name, module }) => name !== "_start" && !/^(?:libc(?:-[\d.]+)?\.so|ld-|ld64)/.test(module));
	return callers.slice(Math.max(0, first));
}
/** One frame for the runtime's way to the allocator, one for each run of unnamed frames of a library. */
function collapse(callers) {
	const way = callers.slice(callers.findLastIndex((frame) => !isPlumbing(frame)) + 1);
	const above = callers.slice(0, callers.length - way.length);
	const named = way.filter(({ name }) => !name.startsWith("["));
	const shown = way.find((frame) => roleOf(frame) === "allocator") ?? named[0] ?? way[0];
	const frames = shown === void 0 ? above : [...above, shown];
	return frames.filter((frame, index) => !frame.name.startsWith("[") || frames[index - 1]?.name !== frame.name);
}
/** Frames of the runtime that are no Swift functions: those say more (`Array.append(_:)`) and stay. */
function isPlumbing(frame) {
	const role = roleOf(frame);
	return role === "allocator" || role === "runtime" && frame.module !== "Swift" && frame.module !== "_Concurrency";
}
/** The bytes that one call asked for: `size`, times `n` for calloc. Null where memory could not have it (`malloc(-1)`). */
function requestedBytes({ size, n = 1n }) {
	const bytes = size === void 0 ? -1n : size * n;
	return bytes >= 0n && bytes <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(bytes) : null;
}
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
// src/stacks/sample-sites.ts
/**
* The sites of several runs at each of one or two levels, largest first: of one level the middle of what its runs show, of
* two the difference of their middles. `callersOf` are shown where it has the site, else those of some run.
*/
function sampleSites(levels, callersOf) {
	const known = new Map([...levels.flat(2), ...callersOf].map((site) => [siteKey(site), site]));
	const indexed = levels.map((runs) => runs.map((sites) => new Map(sites.map((site) => [siteKey(site), site]))));
	return [...known].map(([key, site]) => {
		const counts = indexed.map((runs) => runs.map((sites) => sites.get(key)?.count ?? 0));
		const bytes = indexed.map((runs) => runs.map((sites) => sites.get(key)?.bytes ?? 0));
		const isSized = indexed.every((runs) => runs.every((sites) => sites.get(key)?.bytes !== null));
		const own = indexed.map((runs) => runs.map((sites) => ownCount(sites.get(key))));
		const { allocates, ...rest } = site;
		const count = between(counts);
		const ownPart = Math.min(count, between(own));
		const types = allocates === void 0 ? {} : { allocates: scaled(allocates, ownPart, count - ownPart) };
		const isShared = own.some((runs, level) => runs.some((one, run) => one !== counts[level]?.[run]));
		return {
			site: {
				...rest,
				count,
				bytes: isSized ? between(bytes) : null,
				...types
			},
			counts,
			...isShared ? { own } : {}
		};
	}).filter(({ site, counts }) => site.count > 0 || counts.some((runs) => new Set(runs).size > 1)).sort((a, b) => bySize(a.site, b.site));
}
/** What a site's code allocates, and not the runtime for itself; all of it where types are not known. */
function ownCount(site) {
	return site === void 0 ? 0 : site.count - ofRuntimeAt(site);
}
/** Types of a run as they are in the middle of all: so many of code's own, and of the runtime's. */
function scaled(types, own, ofRuntime) {
	const typesOfCode = types.filter((type) => !isOfRuntime(type));
	const byCode = own === 0 && ofRuntime > 0 ? [] : typesOfSite(typesOfCode, own);
	const words = [...types.filter(isOfRuntime), {
		name: ofTheRuntime,
		count: 0
	}];
	const byRuntime = ofRuntime === 0 ? [] : typesOfSite(words, ofRuntime);
	return [...byCode, ...byRuntime].sort(largestFirst$1);
}
/** What the middle run of the only level shows, or that of the second more than that of the first; below zero is none. */
function between(levels) {
	const [first = 0, second] = levels.map(middleOf);
	return second === void 0 ? first : Math.max(0, second - first);
}
// src/measure/recording-plan.ts
/** Whether the settings let stacks be taken inside the program. */
function mayRecordInside({ recorder, callGraph }) {
	return recorder !== "perf" && callGraph === "auto";
}
/**
* Which recorder takes stacks follows from settings and program, never from what the stacks look like. Null where only
* perf could, which takes a run or two more, and without a flame graph may not.
*/
async function planRecording({ totalIncludes, flameGraph, counter, recorder, callGraph }, { benchmark, program }, baseline) {
	const functions = functionsInTotal(totalIncludes);
	const perf = chooseCallGraph(callGraph, benchmark.name, baseline);
	const byPerf = (because) => {
		return !flameGraph ? null : {
			functions,
			recorder: "perf",
			because,
			mayFallBack: false,
			perf
		};
	};
	if (recorder === "perf") return byPerf("recorder: perf asks for it");
	if (callGraph !== "auto") return byPerf(`call-graph: ${callGraph} asks for it`);
	const whyNot = await program.whyNotInside();
	if (whyNot !== null && recorder === "auto") return byPerf(whyNot);
	return {
		functions,
		recorder: "inside",
		because: counter === "inside" ? "counter: inside asks for it" : "the recorder saw the calls that the probes counted, in a run with both",
		mayFallBack: flameGraph && recorder === "auto",
		perf
	};
}
/** What to ask of the next run, after these: of a recorder that has failed, or that is perf, nothing. */
function requestInside({ recorder, functions }, levels) {
	return recorder === "perf" || disagreementIn(levels) !== null ? null : {
		callGraph: "inside",
		functions
	};
}
/** What kept the recorder inside from being believed; null where it was. */
function disagreementIn(levels) {
	return levels.flatMap(({ runs }) => runs.map((run) => run.disagreement)).find((one) => one !== null) ?? null;
}
/** A baseline that needed dwarf is compared with dwarf: two ways of looking would differ by themselves. */
function chooseCallGraph(setting, name, baseline) {
	const before = baseline === null ? void 0 : benchmarkIn(baseline, name);
	const auto = before?.callGraph === "dwarf" ? "dwarf" : "fp";
	const isByPerf = before?.callGraph !== "inside" && before?.naming === "functions";
	return {
		first: setting === "auto" ? auto : setting,
		mayRepeat: setting === "auto" && auto === "fp",
		baselineSites: before === void 0 || !isByPerf ? null : baselineSitesPerUnit(before)
	};
}
// src/measure/inside/signals.ts
const runAgain$1 = "Run it outside of the gate with the same arguments and environment, in a debugger or with output, to see why.";
const swiftError = "Swift ends a program this way at fatalError, a failed precondition, an overflow or an uncaught error: its last lines say where.";
const fromOutside = "The gate did not send it. A script’s `kill 0` reaches the script itself too: end what it started with `kill \"$!\"`.";
const memory = {
	cause: "it used memory that is not its own",
	remedy: runAgain$1
};
const another = {
	cause: null,
	remedy: "Find out which process sends it, or which timer; a program that expects it handles it."
};
/** signal(7). */
const signals = [
	{
		name: "SIGHUP",
		cause: null,
		remedy: fromOutside
	},
	{
		name: "SIGINT",
		cause: null,
		remedy: fromOutside
	},
	{
		name: "SIGQUIT",
		cause: null,
		remedy: fromOutside
	},
	{
		name: "SIGILL",
		cause: "an illegal instruction",
		remedy: swiftError
	},
	{
		name: "SIGTRAP",
		cause: "a trap",
		remedy: swiftError
	},
	{
		name: "SIGABRT",
		cause: "it aborted itself",
		remedy: swiftError
	},
	{
		name: "SIGBUS",
		...memory
	},
	{
		name: "SIGFPE",
		cause: "an arithmetic error",
		remedy: runAgain$1
	},
	{
		name: "SIGKILL",
		cause: "the gate did not send it",
		remedy: "The kernel sends it when memory runs out: `dmesg` tells. Else another process did, perhaps one of its own."
	},
	{
		name: "SIGUSR1",
		...another
	},
	{
		name: "SIGSEGV",
		...memory
	},
	{
		name: "SIGUSR2",
		...another
	},
	{
		name: "SIGPIPE",
		cause: "it wrote to a pipe or socket that nobody reads",
		remedy: "Ignore SIGPIPE in the program and handle the error of the write, or keep the reader open."
	},
	{
		name: "SIGALRM",
		cause: "a timer of its own",
		remedy: another.remedy
	},
	{
		name: "SIGTERM",
		cause: null,
		remedy: fromOutside
	},
	{
		name: "SIGSTKFLT",
		...another
	},
	{
		name: "SIGCHLD",
		...another
	},
	{
		name: "SIGCONT",
		...another
	},
	{
		name: "SIGSTOP",
		cause: null,
		remedy: "Find out which process sends it: a program has to run through to be counted."
	},
	{
		name: "SIGTSTP",
		...another
	},
	{
		name: "SIGTTIN",
		...another
	},
	{
		name: "SIGTTOU",
		...another
	},
	{
		name: "SIGURG",
		...another
	},
	{
		name: "SIGXCPU",
		cause: "its limit of processor time",
		remedy: "Raise the limit (`ulimit -t`), or let it do less."
	},
	{
		name: "SIGXFSZ",
		cause: "its limit of file size",
		remedy: "Raise the limit (`ulimit -f`), or let it write less."
	},
	{
		name: "SIGVTALRM",
		cause: "a timer of its own",
		remedy: another.remedy
	},
	{
		name: "SIGPROF",
		cause: "a profiling timer",
		remedy: another.remedy
	},
	{
		name: "SIGWINCH",
		...another
	},
	{
		name: "SIGIO",
		...another
	},
	{
		name: "SIGPWR",
		...another
	},
	{
		name: "SIGSYS",
		cause: "a system call that is forbidden here",
		remedy: "Loosen the container’s seccomp profile, or leave the call out."
	}
];
/** glibc keeps 32 and 33 for itself; musl one more, which no program of Swift meets. */
const firstRealTime = 34;
/** A signal by its number on this system: its name (`SIGRTMIN+3` for those without one), why it came, what helps. */
function signalHere(number) {
	return signals.find(({ name }) => constants$2.signals[name] === number) ?? {
		name: nameless(number),
		...another
	};
}
function nameless(number) {
	if (number <= firstRealTime) return number === firstRealTime ? "SIGRTMIN" : `signal ${number}`;
	return `SIGRTMIN+${number - firstRealTime}`;
}
// src/measure/inside/describe-end.ts
/** Says how the program ended, by what its launcher saw, and what helps where that is not what was wanted. */
function describeEnd({ program, limitMilliseconds }, report) {
	const { end } = report;
	switch (end.kind) {
		case "exited": return {
			sentence: `${program} ended with exit status ${end.status}${fromShell(end.status)}.`,
			remedy: "Make it end with status 0, or allow this status for the benchmark."
		};
		case "signalled": {
			const { name, cause, remedy } = signalHere(end.signal);
			const how = [...cause === null ? [] : [cause], ...end.dumpedCore ? ["core dumped"] : []].join("; ");
			return {
				sentence: `${program} was ended by ${name}${how === "" ? "" : ` (${how})`}.`,
				remedy
			};
		}
		case "timed-out": return {
			sentence: `${program} did not end within ${(limitMilliseconds ?? 0) / 1e3} s. ${stillRunning(report)}`.trimEnd(),
			remedy: "Make the program end by itself, or give it more time with `timeout`."
		};
		case "stopped": {
			const { name, cause, remedy } = signalHere(end.signal);
			return {
				sentence: `${program} was stopped by ${name}${cause === null ? "" : ` (${cause})`}, and nothing let it go on.`,
				remedy
			};
		}
		case "interrupted": return {
			sentence: `The gate was told to end (${signalHere(end.signal).name}) while ${program} ran, and ended it.`,
			remedy: "Run it again; where a job was cancelled, there is nothing to mend."
		};
		case "not-started": return describeRefusal(program, end);
		case "lost": return {
			sentence: `It is not known how ${program} ended: the launcher that watched it was killed.`,
			remedy: "See whether memory ran out (`dmesg`), or whether the program kills processes that are not its own."
		};
	}
}
/** Says what the program left behind when it ended by itself; null where it left nothing. */
function describeLeftovers(program, report) {
	const { end, runningCount, unendedCount } = report;
	if (end.kind !== "exited" && end.kind !== "signalled" || runningCount === 0) return null;
	const outcome = unendedCount === 0 ? runningCount === 1 ? "It was ended." : "They were ended." : `${unendedCount} of them could not be ended.`;
	return {
		sentence: `${program} left ${processes(runningCount)} running: ${namedRunning(report)}. ${outcome}`,
		remedy: "Let it wait for what it starts in the background (`wait` in a script), or end that itself."
	};
}
/** Says which processes failed after they had lost their parent, and so unnoticed; null where none did. */
function describeFailures(program, { failed, failedCount }) {
	if (failedCount === 0) return null;
	const named = withMore(failed.map(({ pid, end }) => `${pid} (${shortEnd(end)})`), failedCount);
	return {
		sentence: `Of what ${program} left in the background, ${processes(failedCount)} failed: ${named}.`,
		remedy: "Let it wait for what it starts in the background, and end with the status of that."
	};
}
/** 126, 127 and 128 + signal are what shells answer for a command of theirs. */
function fromShell(status) {
	if (status === 126) return ", a shell’s answer where a command cannot be executed";
	if (status === 127) return ", a shell’s answer where a command was not found";
	const signal = status - 128;
	return signal >= 1 && signal <= 31 ? `, a shell’s answer where ${signalHere(signal).name} ended a command` : "";
}
/** What ran when the time limit came, as a sentence; empty where that was the program alone. */
function stillRunning(report) {
	return report.runningCount < 2 ? "" : `Then ${processes(report.runningCount)} ran: ${namedRunning(report)}.`;
}
function namedRunning({ running, runningCount }) {
	return withMore(running.map(nameOf$1), runningCount);
}
function nameOf$1({ pid, state, commandLine }) {
	return `${pid} (${commandLine}${state === "T" ? "; stopped" : ""})`;
}
function withMore(named, count) {
	const more = count - named.length;
	return more > 0 ? `${named.join(", ")} and ${more} more` : named.join(", ");
}
function shortEnd(end) {
	return end.kind === "exited" ? `exit status ${end.status}` : signalHere(end.signal).name;
}
function processes(count) {
	return count === 1 ? "one process" : `${count} processes`;
}
/** errno(3) of Linux, where `execve` gives it, with what it means for a program and what helps. */
const refusals = {
	1: [
		"EPERM",
		"this user may not execute it",
		"See its permissions, and whether a security policy forbids it."
	],
	2: [
		"ENOENT",
		"it was not found, or the interpreter that it names was not",
		"See its path, the first line of a script (`#!`), and whether it was built for this system’s loader."
	],
	7: [
		"E2BIG",
		"its arguments and environment are too long",
		"Give it what is long by a file."
	],
	8: [
		"ENOEXEC",
		"it is neither a program for this machine nor a script that begins with `#!`",
		"Begin a script with `#!/bin/sh`; build a program for this architecture."
	],
	11: [
		"EAGAIN",
		"there are too many processes",
		"Raise the limit (`ulimit -u`, or the container’s), or end some."
	],
	12: [
		"ENOMEM",
		"there is too little memory",
		"Give the machine or the container more memory."
	],
	13: [
		"EACCES",
		"it is not executable, or is a folder",
		"Run `git update-index --chmod=+x` on it and commit; a folder’s disk may be mounted `noexec`."
	],
	20: [
		"ENOTDIR",
		"a part of its path is no folder",
		"See its path."
	],
	23: [
		"ENFILE",
		"too many files are open",
		"Close some, or raise the limit."
	],
	24: [
		"EMFILE",
		"too many files are open",
		"Raise the limit (`ulimit -n`)."
	],
	26: [
		"ETXTBSY",
		"another process has it open for writing",
		"Wait until it is written before it is measured."
	],
	36: [
		"ENAMETOOLONG",
		"its path is too long",
		"Put the package into a folder with a shorter path."
	],
	40: [
		"ELOOP",
		"its path is a circle of links",
		"See where the links lead."
	]
};
function describeRefusal(program, { step, errno }) {
	const [name, why, remedy] = refusals[errno] ?? [
		`errno ${errno}`,
		"the kernel refused it",
		"See errno(3)."
	];
	return {
		sentence: `${program} could not be started: ${why} (${name}${step === "exec" ? "" : `, at ${step}`}).`,
		remedy
	};
}
// src/measure/measurer.ts
/** Throws where functions are to be counted that only perf's probes see; `counter` is what counts instead. */
function refuseDirect(alsoCount, counter) {
	if (alsoCount.length === 0) return;
	throw new MeasurementError(`${counter} does not count ${alsoCount.map(displayName).join(", ")}, which also-count names.`, { remedy: "Count on Linux by probes (`counter: probes`), or leave also-count out." });
}
/** Whether a program did not do what it was started for, by how it ended and what it left. */
function hasFailed({ report, course }, workload) {
	const { end, runningCount, failedCount } = report;
	if (!hasEndedWell(end, workload)) return true;
	if (workload.server !== null && course?.stage !== "told") return true;
	return !workload.leftovers.allowed && (runningCount > 0 || failedCount > 0);
}
/** Whether this is the end that the program is to have: a server's may be the signal that told it, in a shell's words too. */
function hasEndedWell(end, { status, server }) {
	const told = server === null ? null : constants$2.signals[server.stop];
	if (end.kind === "signalled") return end.signal === told;
	return end.kind === "exited" && (end.status === status || told !== null && end.status === 128 + told);
}
// src/measure/failure-of-run.ts
/** The failed run as an error that names the program. */
function failureOfRun(workload, failed) {
	const { sentence, remedy } = describeFailure(workload, failed);
	const { report, course, lastLines } = failed;
	const driverLines = course !== null && "driverLines" in course ? course.driverLines : [];
	const again = report.end.kind === "exited" || report.end.kind === "signalled" ? commandsToRepeat(workload) : [];
	return new MeasurementError(sentence, {
		remedy,
		lastLines: [
			...lastLines,
			...driverLines,
			...again
		]
	});
}
/** What a person types to run it in the same folder with the same arguments and environment. */
function commandsToRepeat({ server, ...program }) {
	const typed = ({ command, directory, environment }) => {
		const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
		return `cd ${shellWord(directory)} && env -i ${[...variables, ...command].map(shellWord).join(" ")}`;
	};
	const driver = server === null ? [] : [`To drive it then: ${typed(server.driver)}`];
	return [`To run it again: ${typed(program)}`, ...driver];
}
function describeFailure(workload, failed) {
	const { command, leftovers } = workload;
	const [program] = command;
	const { report } = failed;
	const descriptions = [
		describeOwnEnd(workload, failed),
		leftovers.allowed ? null : describeLeftovers(program, report),
		leftovers.allowed ? null : describeFailures(program, report)
	].filter((one) => one !== null);
	return {
		sentence: descriptions.map(({ sentence }) => sentence).join(" "),
		remedy: descriptions[0]?.remedy ?? ""
	};
}
/** Null where the program ended as it should. */
function describeOwnEnd(workload, { report, course }) {
	const { server, command, timeoutSeconds } = workload;
	const [program] = command;
	if (server !== null && course !== null) {
		if (course.stage === "driven-badly") return describeDriver(program, server.driver, course.driver);
		if (report.end.kind === "timed-out") return describeDelay(workload, server, course.stage, report);
		if (course.stage !== "told") return describeEarlyEnd(program, server, course.stage, report);
	}
	if (hasEndedWell(report.end, workload)) return null;
	return describeEnd({
		program,
		limitMilliseconds: timeoutSeconds * 1e3
	}, report);
}
function describeDriver(program, driver, end) {
	const { sentence, remedy } = describeFailure(driver, end);
	const hasStatus = end.report.end.kind === "exited" && end.report.end.status !== 0;
	return {
		sentence: `What drives ${program} failed: ${sentence}`,
		remedy: hasStatus ? "See its last lines, and make it end with status 0 once it has had its answers." : remedy
	};
}
/** A server that the time limit ended. */
function describeDelay({ command: [program], timeoutSeconds }, { ready, driver, stop }, stage, report) {
	const limit = `${timeoutSeconds} s`;
	switch (stage) {
		case "starting": return ready.kind === "port" ? {
			sentence: `${program} was not ready within ${limit}: nothing listened on port ${ready.port}.`,
			remedy: "Let it listen on this port of 127.0.0.1 or ::1, or give it more time with `timeout`."
		} : {
			sentence: `${program} was not ready within ${limit}: it did not print ${JSON.stringify(ready.text)}.`,
			remedy: "Let it print this text and flush it (what goes to standard output waits in a buffer where that is no terminal), or wait for its port: ready: { port: 8080 }."
		};
		case "driven": return {
			sentence: `What drives ${program} (${driver.command[0]}) had not ended when the run’s ${limit} were over.`,
			remedy: "Let it end by itself once it has had its answers, or give the run more time with `timeout`."
		};
		case "told": return {
			sentence: `${program} did not stop: it got ${stop} after it had been driven, and had not ended when the run’s ` + `${limit} were over. ${stillRunning(report)}`.trimEnd(),
			remedy: "Let it end at this signal, or name the one that it ends at with `stop`."
		};
	}
}
/** A server that ended by itself, or by whatever else, before it was told to. */
function describeEarlyEnd(program, { stop }, stage, report) {
	const { kind } = report.end;
	const { sentence, remedy } = describeEnd({
		program: "it",
		limitMilliseconds: null
	}, report);
	if (kind !== "exited" && kind !== "signalled") return describeEnd({
		program,
		limitMilliseconds: null
	}, report);
	return {
		sentence: `${program} died ${stage === "starting" ? "before it was ready" : "while it was driven"}: ${sentence}`,
		remedy: kind === "exited" ? `See its last lines, and let it serve until it gets ${stop}.` : remedy
	};
}
// src/measure/workload.ts
/** Swift's own report of a crash allocates, and takes its time. */
const noBacktrace = "enable=no";
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
		SWIFT_BACKTRACE: noBacktrace,
		...added
	};
}
/** Finds what a benchmark starts: the product's executable or the command's first word, and its driver's first word. */
function programsOf(benchmark, folders, environment) {
	const { name, server } = benchmark;
	const find = (word, what) => findCommand(word, `The ${what} ${JSON.stringify(word)} of ${name}`, folders, environment);
	return {
		program: benchmark.kind === "product" ? join(folders.binaries, benchmark.product) : find(benchmark.command[0], "command"),
		driver: server === null ? null : find(server.drive[0], "driver")
	};
}
/** A word is relative to the package where it has a slash, and looked up on the measured program's PATH where it has none. */
function findCommand(word, what, { packagePath }, environment) {
	const searched = (environment.PATH ?? "").split(":").map((folder) => join(folder, word));
	const found = word.includes("/") ? resolve(packagePath, word) : searched.find((path) => stat$1(path)?.isFile());
	const status = found === void 0 ? void 0 : stat$1(found);
	if (found === void 0 || status === void 0) throw new MeasurementError(`${what} was not found.`, { remedy: "Write its path relative to the package, such as ./scripts/load.sh, or install it in a step before." });
	if (!status.isFile()) {
		const kind = status.isDirectory() ? "a folder" : "no file with a program in it";
		throw new MeasurementError(`${what} is ${kind}.`, { remedy: "Write the path of a program or a script, such as ./scripts/load.sh." });
	}
	try {
		accessSync(found, constants.X_OK);
	} catch {
		throw new MeasurementError(`${what} is not executable.`, { remedy: `Run \`git update-index --chmod=+x\` on it, and commit.` });
	}
	return found;
}
/** What is at a path, links followed; undefined where it leads to nothing. */
function stat$1(path) {
	try {
		return statSync(path, { throwIfNoEntry: false });
	} catch {
		return;
	}
}
/** How the benchmark is started: its commands, with the number of iterations in its place; `own` is our environment. */
function workloadOf(benchmark, { program, driver }, iterations, directory, own) {
	const given = benchmark.kind === "command" ? benchmark.command.slice(1) : [];
	const spec = benchmark.iterations;
	const withCount = (word) => word.replaceAll("{iterations}", String(iterations ?? ""));
	const inArgument = spec?.kind === "argument" ? [withCount(spec.argument)] : [];
	const inVariable = spec?.kind === "variable" ? { [spec.variable]: String(iterations ?? "") } : {};
	const common = {
		directory,
		environment: {
			PWD: directory,
			...measuredEnvironment(own, {
				...benchmark.environment,
				...inVariable
			})
		},
		timeoutSeconds: benchmark.timeoutSeconds,
		leftovers: benchmark.leftovers
	};
	const { server } = benchmark;
	const served = (file, { ready, drive, stop }) => {
		const command = [file, ...drive.slice(1).map(withCount)];
		return {
			ready,
			stop,
			driver: {
				...common,
				command,
				status: 0,
				server: null
			}
		};
	};
	return {
		...common,
		command: [
			program,
			...given,
			...benchmark.arguments,
			...inArgument
		],
		status: benchmark.status,
		server: server === null || driver === null ? null : served(driver, server)
	};
}
// src/measure/run-level.ts
/** Stacks are many, and those of a few runs are enough to choose from. */
const runsWithStacks = 3;
/** The level with one counted run more. */
async function runAgain(ready, level, wanted) {
	const { counts, ...run } = await believable(ready, level, wanted);
	if (counts === null) throw new TypeError("A run that was to be counted was not.");
	const isKept = level.runs.filter(({ stacks }) => stacks !== null).length < runsWithStacks;
	const sites = run.stacks === null ? null : sitesOf$1(run.stacks.stacks);
	const naming = run.stacks?.naming ?? null;
	const counted = {
		...run,
		counts,
		sites,
		naming,
		stacks: isKept ? run.stacks : null
	};
	return {
		...level,
		runs: [...level.runs, counted]
	};
}
/** Where something came past the recorder that counted alone, the probes count another run in place of that one. */
async function believable(ready, { iterations }, wanted) {
	const run = await runOnce(ready, iterations, wanted);
	if (wanted.count || run.disagreement === null) return run;
	return {
		...await runOnce(ready, iterations, {
			count: true,
			countFreed: false,
			record: null
		}),
		disagreement: run.disagreement
	};
}
/** Runs a benchmark once. Throws a {@link MeasurementError} where the program fails. */
async function runOnce({ program, workload }, iterations, wanted) {
	const start = workload(iterations);
	const result = await program.run(start, wanted);
	if (result.outcome === "completed") return result;
	throw failureOfRun(start, await withBacktrace(program, start, result));
}
/**
* A crash once more, uncounted, with Swift's own backtrace among its last lines, which is off in runs that count: it
* allocates. As it was where the program does not crash in the same way again.
*/
async function withBacktrace(program, start, failed) {
	const { end } = failed.report;
	if (!(end.kind === "signalled" && crashSignals.includes(end.signal)) || start.environment.SWIFT_BACKTRACE !== "enable=no") return failed;
	const environment = {
		...start.environment,
		SWIFT_BACKTRACE: shortBacktrace
	};
	const nothing = {
		count: false,
		countFreed: false,
		record: null
	};
	const again = await program.run({
		...start,
		environment
	}, nothing);
	return again.outcome === "failed" && again.report.end.kind === "signalled" && again.report.end.signal === end.signal ? {
		...failed,
		lastLines: again.lastLines
	} : failed;
}
/** Of those at which Swift prints a backtrace: SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE and SIGSEGV. */
const crashSignals = [
	4,
	5,
	6,
	7,
	8,
	11
];
/** The crashed thread alone, and what of it fits on a page (https://github.com/swiftlang/swift/blob/main/docs/Backtracing.rst). */
const shortBacktrace = "enable=yes,color=no,interactive=no,threads=crashed,registers=none,images=none,limit=16,top=4";
// src/measure/record-levels.ts
/** Up to this share of untrusted stacks, frame pointers will do: start-up of the runtime, mostly. */
const tolerated = .01;
/**
* The stacks of a benchmark: those that the recorder inside took, or perf's of one more run at each level; of two levels,
* what lies between them. Stacks explain and never decide: what goes wrong here is a warning and null.
*/
async function recordLevels(ready, levels, plan, logger) {
	try {
		if (plan.recorder === "perf") return await recordByPerf(ready, levels, plan, plan.because, logger);
		const inside = recordingInside(levels, plan);
		if (inside !== null) return inside;
		const disagreement = disagreementIn(levels) ?? "it took no stacks";
		if (!plan.mayFallBack) throw new MeasurementError(`perf may not take them, and ${disagreement}.`);
		logger.warning(`${ready.benchmark.name}: stacks are taken by perf, because ${disagreement}.`);
		return await recordByPerf(ready, levels, plan, disagreement, logger);
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		logger.warning(`The counts stand, but stacks could not be recorded: ${messageOf(error)}`);
		return null;
	}
}
/** What the recorder inside took in these runs; null where it is not to, or is not to be believed. */
function recordingInside(levels, plan) {
	if (plan === null || plan.recorder === "perf" || disagreementIn(levels) !== null) return null;
	const taken = levels.map(inTheMiddle$1).filter((stacks) => stacks !== null);
	if (taken.length < levels.length) return null;
	return summarize(taken, levels.map(({ runs }) => runs.flatMap((run) => run.sites === null ? [] : [run.sites])), levels.flatMap(({ runs }) => runs.flatMap(({ naming }) => naming ?? [])), levels, plan.because).recording;
}
/** Of the runs whose stacks were kept, those of the one whose number is nearest to the middle of all. */
function inTheMiddle$1({ runs }) {
	const kept = runs.flatMap(({ stacks }) => stacks === null ? [] : [stacks]);
	const middle = middleOf(runs.map(({ sites }) => sumOf$2(sites ?? [])));
	const distance = ({ stacks }) => Math.abs(sumOf$2(stacks) - middle);
	return kept.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}
/**
* By frame pointers they are taken once more with dwarf where too many went astray, or one of a site whose count changed.
*/
async function recordByPerf(ready, levels, { functions, perf: { first, mayRepeat, baselineSites } }, because, logger) {
	const { recording, astray } = await take({
		callGraph: first,
		functions
	}, ready, levels, because);
	if (recording.untrusted <= tolerated && !hasChanged(astray, recording, baselineSites) || !mayRepeat) return recording;
	const percent = Math.ceil(recording.untrusted * 100);
	logger.info(`${percent} % of the stacks lack frame pointers: recording again with dwarf.`);
	return (await take({
		callGraph: "dwarf",
		functions
	}, ready, levels, because)).recording;
}
/** The stacks of one more run at each level. */
async function take(record, ready, levels, because) {
	const taken = [];
	for (const { iterations } of levels) {
		const { stacks } = await runOnce(ready, iterations, {
			count: false,
			countFreed: false,
			record
		});
		if (stacks === null) throw new TypeError("A run whose stacks were to be taken has none.");
		taken.push(stacks);
	}
	return summarize(taken, taken.map(({ stacks }) => [sitesOf$1(stacks)]), taken.map(({ naming }) => naming), levels, because);
}
/** The stacks of the only level, or those between both, and the sites of all recorded runs of each. */
function summarize(taken, sitesOfRuns, namings, levels, because) {
	const [low, high] = taken;
	if (low === void 0) throw new RangeError("a benchmark has at least one level");
	const combined = (of) => high === void 0 ? mergeStacks$1(of(low)) : stacksBetween(of(low), of(high));
	const stacks = combined((one) => one.stacks);
	const astray = combined((one) => one.stacks.filter(({ isTrusted }) => !isTrusted));
	const all = sumOf$2(stacks);
	const share = (some) => all === 0 ? 0 : Math.min(1, sumOf$2(some) / all);
	return {
		recording: {
			sites: sampleSites(sitesOfRuns, sitesOf$1(stacks)),
			runs: Math.min(...sitesOfRuns.map((runs) => runs.length)),
			stacks,
			units: high === void 0 ? 1 : (levels[1]?.iterations ?? 1) - (levels[0]?.iterations ?? 0),
			callGraph: low.callGraph,
			naming: new Set(namings).size > 1 ? "mixed" : low.naming,
			because,
			samples: low.samples + (high?.samples ?? 0),
			lost: low.lost + (high?.lost ?? 0),
			untrusted: share(astray),
			whyNoLines: low.whyNoLines,
			unresolved: share(stacks.filter(({ frames }) => frames.some(({ name }) => name === unknownName)))
		},
		astray
	};
}
/** Whether a stack that went astray belongs to a site whose count is not the baseline's. */
function hasChanged(astray, { stacks, units }, before) {
	if (before === null || astray.length === 0) return false;
	const known = new Map(before.map((site) => [siteKey(site), site.count]));
	const suspects = new Set(sitesOf$1(astray).map(siteKey));
	return sitesOf$1(stacks).some((site) => suspects.has(siteKey(site)) && known.get(siteKey(site)) !== site.count / units);
}
function sumOf$2(all) {
	return all.reduce((sum, { count }) => sum + count, 0);
}
// src/measure/measure-benchmark.ts
/**
* Runs a benchmark at each of its numbers of iterations as often as its numbers need, more often where that leaves
* something undecided, and sums up what the runs showed.
*/
async function measureBenchmark(ready, settings, known, logger) {
	const { benchmark } = ready;
	const { baseline, whatIsUndecided } = known;
	const totalIncludes = [...settings.totalIncludes, ...benchmark.alsoCount];
	const plan = await planRecording({
		...settings,
		totalIncludes
	}, ready, baseline);
	const begun = performance.now();
	let levels = (await iterationsOf$1(ready, known, logger)).map((iterations) => ({
		iterations,
		runs: []
	}));
	const runEach = async (wanted = null) => {
		const taken = [...levels];
		for (const [index, level] of levels.entries()) {
			const next = wanted ?? nextWanted(taken, level.runs.length, benchmark.runs, plan);
			logger.progress(runWords(benchmark, level));
			if (!next.count) known.onCounted();
			taken[index] = await runAgain(ready, level, next);
		}
		levels = taken;
	};
	await runEach();
	refuseSilence(benchmark, levels);
	while (!areEnough(levels, benchmark.runs, plan, performance.now() - begun)) await runEach();
	const numbers = () => ({
		...numbersOf(levels, totalIncludes),
		recording: recordingInside(levels, plan)
	});
	for (let again = 0; again < mostRepeats && runsOf(levels) < enoughAtLast && whatIsUndecided(numbers()) === "counts"; again += 1) {
		if (again === 0) logger.info(`Running ${benchmark.name} more often, to tell a change from noise.`);
		const wanted = Math.min(100, 2 * runsOf(levels));
		while (runsOf(levels) < wanted) await runEach();
	}
	if (benchmark.runs === null && whatIsUndecided(numbers()) === "unfreed") for (let again = 0; again < runsForUnfreed; again += 1) await runEach({
		count: true,
		countFreed: true,
		record: null
	});
	const recording = plan === null ? null : await recordLevels(ready, levels, plan, logger);
	return {
		...numbersOf(levels, totalIncludes),
		recording
	};
}
/** Runs of which all show the same, that this is believed. */
const fewest = 5;
/** The same of a program whose runs take longer than is patience for. */
const fewestOfSlow = 3;
/** Runs that differ, that their middle and their spread are known. */
const manyThatDiffer = 20;
/** For all runs of one benchmark, in ms: of those that repeat, and of those that differ, before there are many and after. */
const patience$2 = 4e3;
const patienceForMany = 2e4;
const patienceForMore = 1500;
/** How often the number of runs is doubled at most. */
const mostRepeats = 2;
/** So many runs are not doubled. */
const enoughAtLast = 40;
/** Beside the one that there is. */
const runsForUnfreed = 4;
/** How often each level was run: all of them alike. */
function runsOf(levels) {
	return Math.min(...levels.map(({ runs }) => runs.length));
}
/**
* What the next run of a level is to show, after so many. The first has both instruments on, which have to agree. Freed
* blocks are counted in the second, since that takes as long again as counting allocations, and a program that cannot be
* measured has shown it by then. From then on the recorder counts alone, which takes far less time.
*/
function nextWanted(levels, after, atMost, plan) {
	const record = plan === null ? null : requestInside(plan, levels);
	if (after === 0) return {
		count: true,
		countFreed: atMost === 1,
		record
	};
	if (after === 1 || record === null) return {
		count: true,
		countFreed: after === 1,
		record: null
	};
	return {
		count: false,
		countFreed: false,
		record
	};
}
/**
* Whether these runs, which took so many ms, are enough: `wanted`, where that is said. Else a few of a program that
* repeats, and of one that does not as many as there is patience for, if they cost little.
*/
function areEnough(levels, wanted, plan, milliseconds) {
	const runs = runsOf(levels);
	if (wanted !== null || runs === 100) return runs >= (wanted ?? 100);
	if (levels.every(repeats)) return runs >= fewest || runs >= fewestOfSlow && milliseconds > patience$2;
	if (plan === null || requestInside(plan, levels) === null) return runs >= fewest;
	return milliseconds > (runs < manyThatDiffer ? patienceForMany : patienceForMore) && runs >= fewest;
}
/** Whether all runs of a level show the same. */
function repeats({ runs }) {
	return new Set(runs.map(({ counts }) => JSON.stringify(counts))).size === 1;
}
function numbersOf(levels, totalIncludes) {
	const singleRuns = levels.map(({ iterations, runs }) => {
		const unfreed = blocksOf(runs).map(unfreedOf);
		return {
			iterations,
			counts: runs.map(({ counts }) => counts),
			...unfreed.length === 0 ? {} : { unfreed }
		};
	});
	return {
		measurement: measurementOf(levels, totalIncludes),
		singleRuns
	};
}
/** `run 3 of 5 at 110 iterations`; without `of 5` where the numbers decide how many there are. */
function runWords({ runs: wanted }, { iterations, runs }) {
	const number = `run ${runs.length + 1}${wanted === null || runs.length >= wanted ? "" : ` of ${wanted}`}`;
	return iterations === null ? number : `${number} at ${iterations} iteration${iterations === 1 ? "" : "s"}`;
}
/** The numbers of iterations that the settings name, else those of what it is compared with, else what runs well. */
async function iterationsOf$1(ready, { levels: known }, logger) {
	const { name, iterations } = ready.benchmark;
	if (iterations === null) return [null];
	const settled = iterations.levels ?? known;
	if (settled !== null) return [settled.from, settled.to];
	const tryOnce = async (number) => {
		const begun = performance.now();
		const { counts } = await runOnce(ready, number, {
			count: true,
			countFreed: false,
			record: null
		});
		if (counts === null) throw new TypeError("A run that was to be counted was not.");
		return {
			iterations: number,
			total: totalOf(counts),
			milliseconds: performance.now() - begun
		};
	};
	const { from, to } = await chooseIterations(tryOnce);
	logger.info(`${name}: ${from} and ${to} iterations, chosen by how long they take.`);
	return [from, to];
}
/**
* Zero per iteration is a fine result, and so is a program that allocates nothing before its first iteration. But one
* that never calls the allocator at all, at no level, allocates in a way that is not seen (facts 4).
*/
function refuseSilence({ name }, levels) {
	if (levels.flatMap(({ runs }) => runs.flatMap(({ counts }) => Object.values(counts))).some((count) => count !== 0)) return;
	throw new MeasurementError(`${name} did not call the probed allocator once in a whole run.`, { remedy: "It allocates in another way (its own allocator, or another libc), or it does nothing at all." });
}
function measurementOf(levels, totalIncludes) {
	const summary = ({ runs }) => summarizeRuns(runs.map(({ counts }) => counts), totalIncludes, inTheMiddle(blocksOf(runs)));
	const common = {
		runs: runsOf(levels),
		...totalIncludes.length === 0 ? {} : { totalIncludes }
	};
	const [low, high] = levels;
	if (low === void 0) throw new RangeError("a benchmark has at least one level");
	if (low.iterations === null || high === void 0 || high.iterations === null) return {
		unit: "run",
		...common,
		...summary(low)
	};
	return {
		unit: "iteration",
		...common,
		from: {
			iterations: low.iterations,
			...summary(low)
		},
		to: {
			iterations: high.iterations,
			...summary(high)
		}
	};
}
/** The blocks of the runs in which freed ones were counted. */
function blocksOf(runs) {
	return runs.flatMap(({ counts, freed }) => freed === null ? [] : [{
		allocated: blocksAllocated(counts),
		freed
	}]);
}
/** Those of which as many remained as in the middle of all; null where there are none. */
function inTheMiddle(all) {
	const middle = middleOf(all.map(unfreedOf));
	return all.find((blocks) => unfreedOf(blocks) === middle) ?? null;
}
// src/measure/measure-package.ts
/** The fingerprint of the first benchmark that was measured; null when none was. */
function fingerprintOf({ benchmarks }) {
	for (const outcome of benchmarks) if (outcome.outcome === "measured") return outcome.fingerprint;
	return null;
}
/**
* Builds the package and measures its benchmarks, as src/gate/gate.ts tells. A benchmark that fails does not
* keep the others from being measured; whatever else fails (nothing to measure with, a broken build) throws.
*/
async function measurePackage(settings, toolchain, { baseline, comparedWith, whatIsUndecided, onFinished }, host) {
	const { run, logger, repository } = host;
	const named = inputName(settings.door, "package-path");
	const given = await resolveInside(repository, settings.packagePath, named);
	await requirePackage(given, named);
	const building = withEnvironment(run, {
		...host.environment,
		...settings.buildEnvironment
	});
	const wishes = {
		perfPath: settings.perfPath,
		mayRecordInside: mayRecordInside(settings),
		counter: settings.counter
	};
	const [measurer, swiftPackage] = await logger.group("Reading the package and preparing to count", () => together$1([host.measurer.open(host, wishes), describeMeasuredPackage(building, given, needsProduct(settings))]));
	const machine = readMachine();
	logger.info(`${toolchain.description}, ${`${measurer.name} ${measurer.version}`.trim()}, ${kernelName(machine)}`);
	const packagePath = swiftPackage.path;
	if (packagePath !== given) logger.info(`Measuring ${swiftPackage.name}: the package around it is a library.`);
	const benchmarks = benchmarksOf(settings, swiftPackage);
	await warnOfWithheld(swiftPackage, settings, host);
	const binaries = await build(building, logger, {
		packagePath,
		products: productsOf(benchmarks),
		executables: swiftPackage.executables,
		arguments: settings.buildArguments
	});
	const builtModules = await readBuiltModules(binaries);
	const modules = builtModules.filter((module) => !swiftPackage.modules.includes(module));
	const measured = {
		package: swiftPackage,
		toolchain,
		machine,
		counter: measurer.counter,
		perf: measurer.name === "perf" && measurer.counter === "probes" ? measurer.version : null,
		dependencies: await readDependencies(run, {
			packagePath,
			binaries,
			modules,
			ownFolders: swiftPackage.folders
		}),
		builtModules,
		leftOut: settings.leftOut
	};
	const outcomes = [];
	for (const [index, benchmark] of benchmarks.entries()) {
		if (index > 0) {
			const missing = benchmarks.slice(index).map((one) => notYet(one));
			await onFinished?.({
				...measured,
				benchmarks: [...outcomes, ...missing]
			});
		}
		const which = benchmarks.length === 1 ? "" : ` (${index + 1} of ${benchmarks.length})`;
		outcomes.push(await logger.group(`Measuring ${benchmark.name}${which}`, async () => {
			try {
				const ready = await makeReady(benchmark, {
					packagePath,
					binaries
				}, measurer, host);
				const workload = identifyWorkload(benchmark, settings);
				const fixed = {
					benchmark,
					workload,
					fingerprint: fingerprintFor(ready.program, toolchain, machine)
				};
				const known = {
					baseline,
					levels: levelsOf(comparedWith(benchmark.name), workload),
					whatIsUndecided: (numbers) => whatIsUndecided({
						...fixed,
						...numbers
					}),
					onCounted: () => {
						if (index === benchmarks.length - 1) measurer.letGo?.();
					}
				};
				return {
					outcome: "measured",
					...fixed,
					...await measureBenchmark(ready, settings, known, logger)
				};
			} catch (error) {
				if (!(error instanceof MeasurementError)) throw error;
				logger.warning(`${benchmark.name}: ${messageOf(error)}`);
				return {
					benchmark,
					outcome: "failed",
					error
				};
			}
		}));
	}
	measurer.close();
	return {
		...measured,
		benchmarks: outcomes
	};
}
function notYet(benchmark) {
	return {
		benchmark,
		outcome: "failed",
		error: new MeasurementError("It was not measured: the gate ended before its turn.")
	};
}
/** Without a variable that its manifest reads, another product may be built than the one that people know. */
async function warnOfWithheld({ folders, localDependencies }, { buildEnvironment }, { withheld = [], logger }) {
	const missing = withheld.filter((name) => !Object.hasOwn(buildEnvironment, name));
	const read = await readByManifests([...folders, ...localDependencies], missing);
	if (read.length === 0) return;
	const [are, them] = read.length === 1 ? ["is", "it"] : ["are", "them"];
	logger.warning(`The job sets ${read.join(", ")}, which Package.swift reads, but the build does not get ${them}: only what ${are} named in the input build-environment (NAME=value, one on each line), and what toolchains and the network need.`);
}
/** Commands alone run in any package, a library too. */
function needsProduct({ benchmarks }) {
	return benchmarks === null || benchmarks.some(({ kind }) => kind === "product");
}
function benchmarksOf(settings, swiftPackage) {
	if (settings.benchmarks === null) return [productBenchmark(onlyExecutable(swiftPackage, inputName(settings.door, "products")), settings.defaults)];
	for (const benchmark of settings.benchmarks) if (benchmark.kind === "product") requireExecutable(swiftPackage, benchmark.product, settings.places[benchmark.name]);
	return settings.benchmarks;
}
/** The products to build; none named means all, which a command may need, and what drives a server. */
function productsOf(benchmarks) {
	if (benchmarks.some(({ kind, server }) => kind === "command" || server !== null)) return [];
	return [...new Set(benchmarks.flatMap((benchmark) => benchmark.kind === "product" ? [benchmark.product] : []))];
}
/** Finds the benchmark's program, and makes the measurer ready for it. */
async function makeReady(benchmark, folders, measurer, { environment }) {
	const own = measuredEnvironment(environment, benchmark.environment);
	const programs = programsOf(benchmark, folders, own);
	return {
		benchmark,
		program: await measurer.prepare(programs.program, own, benchmark.alsoCount),
		workload: (iterations) => workloadOf(benchmark, programs, iterations, folders.packagePath, environment)
	};
}
/** The numbers of iterations of numbers that are of this workload; null where they are of another, or per run. */
function levelsOf(compared, workload) {
	if (compared === void 0 || compared.measurement.unit === "run") return null;
	if (compared.workload && workloadDifferences(compared.workload, workload).length > 0) return null;
	const { from, to } = compared.measurement;
	return {
		from: from.iterations,
		to: to.iterations
	};
}
function fingerprintFor({ libc, libcBuild, allocator, allocatorBuild }, { version, target }, { cpus }) {
	return {
		swift: version,
		target,
		libc,
		libcBuild,
		...allocator === void 0 ? {} : {
			allocator,
			allocatorBuild
		},
		countingMethod: 1,
		cpus
	};
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
			remedy: "Install Swift 6. On Debian or Ubuntu, the gate’s `scripts/with-swift` before the command provides one; in a workflow, a step before this one does, or a `container:` image such as swift:6.2.1-noble.",
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
// src/gate/baseline-environment.ts
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
	const children = finish(root);
	return {
		name: "",
		count: children.reduce((sum, child) => sum + child.count, 0),
		bytes: 0,
		children
	};
}
function finish(open) {
	return [...open.children.values()].map((child) => ({
		name: child.name,
		count: child.count,
		bytes: 0,
		children: finish(child)
	})).sort((a, b) => compareNames(a.name, b.name));
}
// src/stacks/prune.ts
/** The name of the node that stands for what pruning left out: its count is the sum of what is missing. */
const prunedName = "[pruned]";
/**
* The tree without the nodes that allocate less than `threshold`: of each node, those children and a `[pruned]` that is
* there already are one `[pruned]`, so that all sums hold.
*/
function pruneBelow(tree, threshold) {
	const isKept = ({ name, count }) => name !== "[pruned]" && Math.abs(count) >= threshold;
	const kept = tree.children.filter(isKept).map((child) => pruneBelow(child, threshold));
	const rest = tree.children.filter((child) => !isKept(child));
	if (rest.length === 0) return {
		...tree,
		children: kept
	};
	const count = rest.reduce((sum, child) => sum + child.count, 0);
	const bytes = rest.reduce((sum, child) => sum + child.bytes, 0);
	const children = [...kept, {
		name: prunedName,
		count,
		bytes,
		children: []
	}];
	return {
		...tree,
		children: children.sort((a, b) => compareNames(a.name, b.name))
	};
}
/**
* The tree pruned just so far that its indented lines, as the baseline writes them, take at most `budget` bytes.
* The threshold grows in steps of a tenth: a count that moves a little hardly changes which nodes are there.
*/
function pruneToBudget(tree, budget) {
	let pruned = tree;
	const lengths = /* @__PURE__ */ new Map();
	for (let threshold = 1; textBytes(pruned, lengths) > budget; threshold = Math.ceil(threshold * 1.1)) {
		if (pruned.children.every(({ name }) => name === "[pruned]")) break;
		pruned = pruneBelow(pruned, threshold);
	}
	return pruned;
}
/** What one line takes in the baseline besides its own text: indentation, quotes, comma, line break. */
const lineOverhead = 12;
/** Bytes of the lines that `formatIndented` makes, without making them. `lengths` keeps those of names, with quotes. */
function textBytes(tree, lengths) {
	const lengthOf = (name) => {
		const length = lengths.get(name) ?? Buffer.byteLength(JSON.stringify(name));
		lengths.set(name, length);
		return length;
	};
	const add = (sum, { name, count, children }, depth) => {
		const line = 2 * depth + `${count} `.length + lengthOf(name) + lineOverhead;
		return children.reduce((all, child) => add(all, child, depth + 1), sum + line);
	};
	return tree.children.reduce((sum, child) => add(sum, child, 0), 0);
}
// src/gate/candidate.ts
/** Bytes of one benchmark in the baseline file; the call tree gets what the sites leave. */
const mostOfBenchmark = 65536;
/** Bytes of all of them: a report, with the file in it, has to stay below what `accept` and `publish` download. */
const mostOfAll = 2097152;
const smallestTreeBudget = 8192;
/**
* Whether the numbers of benchmarks that were left out this time, of those that the committed baseline has, can stay
* beside the ones that were measured: they were taken under the same fingerprint.
*/
function canKeepLeftOut({ leftOut }, fingerprint, existing) {
	return leftOut.every((name) => {
		return !(existing !== null && benchmarkIn(existing, name) !== void 0) || keptBenchmark(name, fingerprint, existing) !== null;
	});
}
/** The committed numbers of a benchmark that has no new ones; null where they are of another fingerprint. */
function keptBenchmark(name, fingerprint, existing) {
	const known = existing === null ? void 0 : benchmarkIn(existing, name);
	if (existing?.fingerprint == null || known === void 0) return null;
	return fingerprintDifferences(existing.fingerprint, fingerprint, known.measurement.unit).length === 0 ? known : null;
}
/**
* The baseline file that accepts this measurement: the measured benchmarks as they are now, but those that did not change
* (`unchanged`, by name) as they were, so that noise is no difference; those that failed or were left out
* keep their old numbers, unless these were taken under another fingerprint than the file will have, or their imported
* threshold; those that the configuration no longer has drop out.
*/
function candidateBaseline(measured, fingerprint, existing, unchanged = /* @__PURE__ */ new Set()) {
	const benchmarkBudget = Math.min(mostOfBenchmark, mostOfAll / measured.benchmarks.length);
	const kept = (name) => {
		const known = keptBenchmark(name, fingerprint, existing);
		return known === null ? [] : [[name, known]];
	};
	const benchmarks = measured.benchmarks.flatMap((outcome) => {
		const { name } = outcome.benchmark;
		const known = existing === null ? void 0 : benchmarkIn(existing, name);
		if (known !== void 0 && unchanged.has(name)) return [[name, known]];
		if (outcome.outcome === "measured") return [[name, baselineBenchmark(outcome, benchmarkBudget)]];
		return kept(name);
	});
	const imported = [...measured.leftOut, ...namesUnmeasured(measured)].flatMap((name) => {
		const threshold = existing === null ? void 0 : importedIn(existing, name);
		return threshold === void 0 ? [] : [[name, threshold]];
	});
	return {
		$schema: baselineSchemaUrl,
		formatVersion: 2,
		package: measured.package.name,
		fingerprint,
		dependencies: measured.dependencies.versions,
		benchmarks: Object.fromEntries([...benchmarks, ...measured.leftOut.flatMap(kept)]),
		...imported.length === 0 ? {} : { imported: Object.fromEntries(imported) }
	};
}
function namesUnmeasured({ benchmarks }) {
	return benchmarks.flatMap(({ outcome, benchmark: { name } }) => outcome === "measured" ? [] : [name]);
}
function baselineBenchmark({ measurement, workload, recording }, benchmarkBudget) {
	const stacks = recording?.stacks ?? [];
	const sites = sitesToCommit(recording?.sites ?? []);
	const budget = Math.max(smallestTreeBudget, benchmarkBudget - Buffer.byteLength(JSON.stringify(sites)));
	const tree = pruneToBudget(buildCallTree(stacks.map(stackOf)), budget);
	return {
		measurement,
		workload,
		...howRecorded(recording),
		sites,
		callTree: formatIndented(tree)
	};
}
function howRecorded(recording) {
	if (recording === null) return {};
	const { callGraph, naming, runs } = recording;
	return runs === 1 ? {
		callGraph,
		naming
	} : {
		callGraph,
		naming,
		recordedRuns: runs
	};
}
// src/gate/judge-by-base.ts
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
	const notices = failed.slice(0, failuresShown).map(({ report: { name, verdict }, error }) => noticeOf({ code: name }, ` could not be measured ${at}, ${consequenceOf(verdict)}: ${briefly(error)}`));
	const more = failed.length - notices.length;
	if (more === 0) return notices;
	return [...notices, noticeOf(`${formatQuantity(more, "more benchmark")} could not be measured ${at}.`)];
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
// src/gate/why-base.ts
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
/**
* What is missing where this package has baselines for environments of this kind and none for this one; null where it
* has none at all: a first run.
*/
function newEnvironmentOf(environment, { siblings, files }, packageName) {
	const own = siblings.filter((one) => one.package === null || one.package === packageName);
	const deleted = siblingsAmong(files, environment).filter(({ name }) => !siblings.some((one) => one.name === name));
	const others = [...own, ...deleted].map(({ swift, os }) => ({
		swift,
		os
	}));
	return others.length === 0 ? null : {
		...nameOf$2(environment),
		others
	};
}
/**
* Whether the base commit tells what the committed baseline does not: where the baseline was measured elsewhere, and,
* `isOutdated`, where there is none for this environment yet or dependencies have moved since. What did not move needs no
* explanation.
*/
function needsBase({ benchmarks }, isOutdated) {
	return benchmarks.some((benchmark) => benchmark.verdict === "incomparable" || isOutdated && (benchmark.verdict === "no-baseline" || hasMoved(benchmark)));
}
// src/gate/build-report.ts
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
	const names = /* @__PURE__ */ new Set([...measured.benchmarks.map(({ benchmark }) => benchmark.name), ...measured.leftOut]);
	const removed = [...new Set(references.flatMap(benchmarkNames))].filter((name) => !names.has(name));
	const reports = benchmarks.map(({ report }) => report);
	const verdicts = reports.map(({ verdict }) => verdict);
	const anyChange = references.length > 0 && (removed.length > 0 || benchmarks.some(({ changed }) => changed));
	const fingerprint = fingerprintOf(measured);
	const head = reportHead(setting);
	return {
		...head,
		notices: [
			...head.notices,
			...base === void 0 ? unknownWorkload(setting, reports) : failedAtBase(reports, base),
			...partOfBaseline(measured, fingerprint, setting)
		],
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
			counter: measured.counter,
			kernel: measured.machine.kernel,
			image: setting.image,
			swift: measured.toolchain.description
		},
		benchmarks: reports,
		removed,
		candidate: fingerprint === null ? null : candidateOf(measured, fingerprint, setting, namesUnchanged(byBaseline, setting))
	};
}
/** That the baseline is compared with as it is where it does not say of which workload its numbers are. */
function unknownWorkload({ baseline }, reports) {
	const isUnknown = (report) => report.verdict !== "failed" && report.delta !== null && baseline !== null && benchmarkIn(baseline, report.name)?.workload === null;
	if (!reports.some(isUnknown)) return [];
	return [noticeOf("The baseline was written by an older version of the gate, which did not note arguments, environment and iterations: if they have changed since, the numbers say nothing. The next baseline that is accepted has them.")];
}
/** That a part of the benchmarks makes no baseline where the others' committed numbers cannot stay beside them. */
function partOfBaseline(measured, fingerprint, { baseline }) {
	if (fingerprint === null || canKeepLeftOut(measured, fingerprint, baseline)) return [];
	return [noticeOf("These numbers alone cannot become the baseline: those of the benchmarks that were left out are of another Swift, libc or machine. Measure all of them to renew it.")];
}
/** Whether something that is measured has no baseline only because the pull request took it away. */
function isRemoved({ baselineRemoved, removedEntries }, reports) {
	const isTakenAway = ({ name, verdict }) => verdict === "no-baseline" && removedEntries.includes(name);
	return baselineRemoved || reports.some(isTakenAway);
}
/** The benchmarks of which the committed numbers are as good as these: nothing changed, and they were taken as these were. */
function namesUnchanged(byBaseline, { baseline }) {
	const isUnchanged = ({ report, changed }) => {
		const known = baseline === null ? void 0 : benchmarkIn(baseline, report.name);
		if (known === void 0 || report.verdict !== "pass" || changed || (report.unfreed?.change ?? 0) !== 0) return false;
		const { stacks, sites, measurement } = report;
		const areSitesAlike = sites.every((site) => site.delta === 0 && site.movedFrom === void 0 && hasKnownTypes(site));
		const isAsGood = (known.recordedRuns ?? 1) >= Math.min(4, stacks?.runs ?? 1);
		return known.workload !== null && areSitesAlike && isAsGood && known.measurement.runs >= Math.min(5, measurement.runs) && (stacks === null || known.callGraph !== void 0 && areSitesComparable(stacks));
	};
	return new Set(byBaseline.filter(isUnchanged).map(({ report }) => report.name));
}
/**
* Whether the baseline has the types of a site as they are, but for the hundredth part of what it allocates, and all of what
* varies: a thread that is cut off leaves an object without its type, and whoever comes first pays for what is made once.
* The runtime's own memory is no part of what decides.
*/
function hasKnownTypes({ allocates = [], count, tolerance }) {
	const mayDiffer = Math.max(count / 100, tolerance ?? 0);
	return allocates.every(({ name, count: now, baselineCount }) => {
		if (isOfRuntime({ name }) || baselineCount !== void 0 && tolerance !== void 0) return true;
		return Math.abs(now - (baselineCount ?? 0)) <= mayDiffer + 1e-6;
	});
}
function candidateOf(measured, fingerprint, { baselinePath, baseline, baselineText }, unchanged) {
	if (!canKeepLeftOut(measured, fingerprint, baseline)) return null;
	const text = formatBaseline(candidateBaseline(measured, fingerprint, baseline, unchanged));
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
		formatVersion: 2,
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
/** The executables are named too: C code and `main` belong to no module, but to the file they are in. */
function modulesOf({ package: { modules, executables }, builtModules, dependencies: { packages } }) {
	const own = [.../* @__PURE__ */ new Set([...modules, ...executables])].sort();
	return {
		own,
		dependencies: builtModules.filter((module) => !own.includes(module)).sort(),
		packages
	};
}
// src/flame-graph/types-by-path.ts
/**
* The types of stacks by path, as the call tree of the same stacks has its paths, each count and size times `factor`; of
* blocks whose type is not known, nothing.
*/
function typesByPath(stacks, factor) {
	const root = {
		types: /* @__PURE__ */ new Map(),
		callees: /* @__PURE__ */ new Map()
	};
	for (const { frames, types = [] } of stacks) {
		let node = root;
		for (const { name } of frames.length === 0 ? [{ name: unknownName }] : frames) {
			const callee = node.callees.get(name) ?? {
				types: /* @__PURE__ */ new Map(),
				callees: /* @__PURE__ */ new Map()
			};
			node.callees.set(name, callee);
			node = callee;
		}
		for (const { name, count, bytes } of types) if (name !== null) add$1(node.types, name, {
			count: count * factor,
			bytes: bytes * factor
		});
	}
	return root;
}
/** What is allocated by all of these and by what they call. */
function typesWithin(all) {
	const sums = /* @__PURE__ */ new Map();
	const waiting = [...all];
	for (let node = waiting.pop(); node !== void 0; node = waiting.pop()) {
		for (const [name, cost] of node.types) add$1(sums, name, cost);
		for (const callee of node.callees.values()) waiting.push(callee);
	}
	return sums;
}
function add$1(sums, name, { count, bytes }) {
	const known = sums.get(name) ?? {
		count: 0,
		bytes: 0
	};
	sums.set(name, {
		count: known.count + count,
		bytes: known.bytes + bytes
	});
}
// src/gate/flame-graph-profile.ts
/** The trees that a committed file has; a benchmark without one is left out. */
function committedTrees(baseline) {
	const withTree = Object.entries(baseline?.benchmarks ?? {}).filter(([, { callTree }]) => callTree.length > 0);
	return new Map(withTree.map(([name, { callTree, measurement }]) => [name, {
		tree: parseIndented(callTree),
		units: unitsOf(measurement)
	}]));
}
/** The trees of benchmarks that were recorded here. */
function recordedTrees(outcomes) {
	return new Map(outcomes.flatMap((outcome) => {
		if (outcome.outcome === "failed" || outcome.recording === null) return [];
		const { stacks, units } = outcome.recording;
		const tree = buildCallTree(stacks.map(stackOf));
		return [[outcome.benchmark.name, {
			tree,
			units,
			modules: modulesIn(stacks)
		}]];
	}));
}
/** What the flame graph shows of a benchmark: the recording, over the call tree that it was compared with, if any. */
function flameGraphProfile(benchmark, { stacks, units }, trees) {
	const { name, unit, delta, stacks: taken } = benchmark;
	const tree = buildCallTree(stacks.map(stackOf));
	const compared = delta !== null && (taken === null || areSitesComparable(taken)) ? trees.get(name) : void 0;
	const modules = new Map([...compared?.modules ?? [], ...modulesIn(stacks)]);
	const known = {
		noise: noiseIn(benchmark),
		modules,
		inlined: inlinedIn(stacks)
	};
	if (compared === void 0) return {
		benchmark: name,
		unit,
		units,
		tree,
		baseline: null,
		types: typesByPath(stacks, 1),
		...known
	};
	const common = units * compared.units / greatestCommonDivisor(units, compared.units);
	return {
		benchmark: name,
		unit,
		units: common,
		tree: multiplied(tree, common / units),
		baseline: multiplied(compared.tree, common / compared.units),
		types: typesByPath(stacks, common / units),
		...known
	};
}
/** The module of each function that the stacks name; of two modules' with one name, that of the first stack. */
function modulesIn(stacks) {
	const modules = /* @__PURE__ */ new Map();
	for (const { frames } of stacks) for (const { name, module } of frames) if (module !== "[unknown]" && !modules.has(name)) modules.set(name, module);
	return modules;
}
/** Which functions were inlined into their callers, everywhere or in some places. */
function inlinedIn(stacks) {
	const inlined = /* @__PURE__ */ new Map();
	for (const { frames } of stacks) for (const frame of frames) {
		const { name } = frame;
		inlined.set(name, inlined.has(name) ? inlinedTogether(inlined.get(name), frame.inlined) : frame.inlined);
	}
	return new Map([...inlined].flatMap(([name, where]) => where === void 0 ? [] : [[name, where]]));
}
/**
* Up to where a frame's change is noise: stacks are of one run each. What is less than half of the change that was found
* is none of it. Not what a baseline says of its own: that would be a way to make a change look like none.
*/
function noiseIn({ noise, resolution, delta }) {
	const change = Math.abs(delta?.total ?? 0);
	return change === 0 ? Math.max(noise.total, resolution) : Math.min(Math.max(noise.total, resolution), change / 2);
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
// src/github/ask.ts
/**
* Asks GitHub and returns as much of its answer as the shape names. An answer of another shape is asked for again, as
* one that broke off is. Throws what the API answers otherwise.
*
* @param route As GitHub's reference writes it: `GET /repos/{owner}/{repo}/pulls/{pull_number}`.
*/
async function ask(client, route, parameters, shape) {
	const { data } = await client.request(route, {
		...parameters,
		request: { shape }
	});
	return shape.parse(data);
}
/** Asks for all pages of a list, a hundred entries each, and returns the pages in order. Throws as {@link ask}. */
async function askForPages(client, route, parameters, shape) {
	const pages = [];
	for (let page = 1;; page++) {
		const { data, headers } = await client.request(route, {
			...parameters,
			per_page: 100,
			page,
			request: { shape }
		});
		pages.push(shape.parse(data));
		if (!/\brel="next"/.test(headers.link ?? "")) return pages;
	}
}
const graphqlErrors = object({ errors: array(unknown()).min(1) });
/** The shape of an answer with this data. For a constant: zod compiles each schema when it is first used. */
function graphqlShape(data) {
	return {
		data,
		answer: union([graphqlErrors, object({ data })])
	};
}
/** The same for GraphQL. Throws the errors that GraphQL answers as Octokit's `GraphqlResponseError`. */
async function askGraphql(client, query, variables, { data, answer }) {
	return data.parse(await client.graphql(query, {
		...variables,
		request: { shape: answer }
	}));
}
// src/github/request-failure.ts
/** An answer that did not come whole. What was asked for may have been done. */
var TransferFailure = class extends Error {
	name = "TransferFailure";
	status = 500;
};
/** A whole answer that is none to what was asked; `message` is a place in it and what was expected there. */
var UnexpectedAnswer = class extends TransferFailure {
	name = "UnexpectedAnswer";
};
/** Reads a thrown value as a failed request; null where it is something else, a bug of ours for instance. */
function requestFailureOf(thrown) {
	if (!(thrown instanceof Error) || !("status" in thrown) || typeof thrown.status !== "number") return null;
	const { status, message } = thrown;
	const response = asRecord("response" in thrown ? thrown.response : null);
	const headers = asRecord(response.headers);
	const isUsedUp = headers["x-ratelimit-remaining"] === "0";
	const rateLimited = status === 429 || status === 403 && (/rate limit/i.test(message) || headers["retry-after"] !== void 0 || isUsedUp);
	return {
		status,
		answered: "status" in response,
		message,
		rateLimited,
		retryAt: retryTime(headers),
		permission: permissionIn(headers["x-accepted-github-permissions"])
	};
}
/** `retry-after` is in seconds from now, `x-ratelimit-reset` in seconds since 1970 and says nothing while some are left. */
function retryTime(headers) {
	const seconds = (name) => Number.parseInt(String(headers[name] ?? ""), 10);
	const after = seconds("retry-after");
	if (Number.isFinite(after)) return dateAt(Date.now() + after * 1e3);
	return headers["x-ratelimit-remaining"] === "0" ? dateAt(seconds("x-ratelimit-reset") * 1e3) : null;
}
/** The date of a number of milliseconds since 1970; null where that is none, or one that no calendar has. */
function dateAt(milliseconds) {
	const date = new Date(milliseconds);
	return Number.isNaN(date.getTime()) ? null : date;
}
/** What a request answers, or null where GitHub answers 404. */
async function nullIfMissing(request) {
	try {
		return await request;
	} catch (error) {
		if (requestFailureOf(error)?.status === 404) return null;
		throw error;
	}
}
/** Whether GitHub failed or was not reached, so that a request may have got through all the same. */
function isOutage(thrown) {
	return (requestFailureOf(thrown)?.status ?? 0) >= 500;
}
/**
* What went wrong with a request to GitHub, as the end of a sentence without its full stop; null where the error
* is not a failed request. A missing permission is named as the answer itself names it.
*/
function failureSentence(thrown) {
	const failure = requestFailureOf(thrown);
	if (failure === null) return null;
	if (thrown instanceof UnexpectedAnswer) return `GitHub answered something else than was asked for (${thrown.message})`;
	const { status, answered, rateLimited, retryAt, message, permission } = failure;
	const said = message.replace(/ - https:\S+$/, "");
	if (!answered && status >= 500) return `GitHub could not be reached (${said})`;
	if (status >= 500) return `GitHub failed (status ${status})`;
	if (rateLimited) return `GitHub asks for fewer requests, ${retryAt === null ? "" : `until ${retryAt.toISOString().slice(0, 16).replace("T", " ")} UTC, `}which is longer than a job should wait`;
	if (status === 401) return `GitHub does not accept the token (${said})`;
	if (status === 403 && /locked/i.test(said)) return "the conversation is locked";
	if ((status === 403 || status === 404) && permission !== null) return `the token may not do this: it needs the permission \`${permission}\``;
	if (status === 404) return `GitHub does not find it, or the token may not see it (${said})`;
	return `GitHub answered ${status} (${said})`;
}
/** The same for any error, in its own words where it is not a failed request. */
function reasonOf(thrown) {
	return failureSentence(thrown) ?? messageOf(thrown);
}
/** `issues=write; pull_requests=write` are alternatives; the last is the one that pull requests have. */
function permissionIn(header) {
	const [, scope, access] = typeof header === "string" && /(\w+)=(read|write)$/.exec(header) || [];
	return scope === void 0 ? null : `${scope.replaceAll("_", "-")}: ${access}`;
}
function asRecord(value) {
	return typeof value === "object" && value !== null ? { ...value } : {};
}
// src/github/repository.ts
/** `owner/name` */
function fullNameOf({ owner, name }) {
	return `${owner}/${name}`;
}
/** Owner and name as the REST API wants them. */
function parametersOf({ owner, name }) {
	return {
		owner,
		repo: name
	};
}
const permissionShape = object({ permission: string() });
const referenceShape = object({ object: object({ sha: shaSchema }) });
const comparisonShape = object({ merge_base_commit: object({ sha: shaSchema }) });
const commitShape = object({
	commit: object({ message: string() }),
	parents: array(object({ sha: shaSchema }))
});
const blobShape = object({
	content: string(),
	encoding: _enum(["base64", "utf-8"])
});
const entryShape = object({
	name: string(),
	type: string(),
	sha: shaSchema
});
/** A folder has entries; anything else is one. */
const contentsShape = union([array(entryShape), entryShape]);
/**
* Whether somebody may push to the repository; not, if there is no such login. Labels can be set from the role
* "triage" on, which may not (facts 23b).
*/
async function mayPush(client, repository, username) {
	const permission = (await nullIfMissing(ask(client, "GET /repos/{owner}/{repo}/collaborators/{username}/permission", {
		...parametersOf(repository),
		username
	}, permissionShape)))?.permission;
	return permission === "admin" || permission === "write";
}
/** The commit that a branch points to; null where there is no such branch. */
async function readTip(client, repository, branch) {
	return (await nullIfMissing(ask(client, "GET /repos/{owner}/{repo}/git/ref/{ref}", {
		...parametersOf(repository),
		ref: `heads/${branch}`
	}, referenceShape)))?.object.sha ?? null;
}
/** The commit where two histories parted. */
async function readMergeBase(client, repository, base, head) {
	return (await ask(client, "GET /repos/{owner}/{repo}/compare/{basehead}", {
		...parametersOf(repository),
		basehead: `${base}...${head}`,
		per_page: 1
	}, comparisonShape)).merge_base_commit.sha;
}
/** Reads a commit by any name of it. */
async function readCommit(client, repository, ref) {
	const { commit, parents } = await ask(client, "GET /repos/{owner}/{repo}/commits/{ref}", {
		...parametersOf(repository),
		ref,
		per_page: 1
	}, commitShape);
	return {
		message: commit.message,
		parents: parents.map(({ sha }) => sha)
	};
}
const contentsRoute = "GET /repos/{owner}/{repo}/contents/{path}";
/** A file of the repository at a commit, as text; null where there is none. */
async function readFileAt(client, repository, path, ref) {
	const mediaType = { format: "raw" };
	const data = await nullIfMissing(ask(client, contentsRoute, {
		...parametersOf(repository),
		path,
		ref,
		mediaType
	}, unknown()));
	return data instanceof ArrayBuffer ? Buffer.from(data).toString() : typeof data === "string" ? data : null;
}
/**
* What the folders at these paths hold in a commit, those below them left out. A folder that is not there holds
* nothing; null where a path is no folder (a symbolic link, say).
*/
async function readFolders(client, repository, folders, ref) {
	const all = /* @__PURE__ */ new Map();
	for (const folder of folders) {
		const path = folder === "." ? "" : folder;
		const entries = await nullIfMissing(ask(client, contentsRoute, {
			...parametersOf(repository),
			path,
			ref
		}, contentsShape)) ?? [];
		if (!Array.isArray(entries)) return null;
		for (const { name, type, sha } of entries) all.set(posix.join(folder, name), {
			type,
			blob: sha
		});
	}
	return all;
}
/** The content that git calls by this SHA-1. */
async function readBlob(client, repository, blob) {
	const { content, encoding } = await ask(client, "GET /repos/{owner}/{repo}/git/blobs/{file_sha}", {
		...parametersOf(repository),
		file_sha: blob
	}, blobShape);
	return Buffer.from(content, encoding === "base64" ? "base64" : "utf8");
}
// src/gate/configuration-changes.ts
/** The settings of a benchmark, what could open the gate first. */
const settings = [
	["limit", ({ limit }) => limit && limitInWords(limit)],
	["status", ({ status }) => status === null ? null : String(status)],
	["leftover-processes", ({ leftovers }) => leftovers && `${leftovers.waitMilliseconds} ms${leftovers.allowed ? ", allowed" : ""}`],
	["program", programOf],
	["arguments", (entry) => entry.arguments ?? []],
	["environment", ({ environment }) => Object.entries(environment).map(([name, value]) => `${name}=${value}`)],
	["iterations", iterationsOf],
	["ready", readyOf],
	["drive", ({ server }) => server?.drive ?? []],
	["stop", ({ server }) => server ? [server.stop] : []],
	["also-count", ({ alsoCount }) => alsoCount ?? []],
	["runs", ({ runs }) => runs === null ? null : String(runs)],
	["timeout", ({ timeoutSeconds }) => timeoutSeconds === null ? null : `${timeoutSeconds} s`]
];
/**
* What an edit of the configuration file (its text before, and now) moves, each with both values, by weight. Where the
* text before is not understood, that alone.
*/
function configurationChanges(before, now, path) {
	const [old, current] = [parsed(before, path), parsed(now, path)];
	if (old === null || current === null) return [["its old form is not understood"]];
	const [was, is] = [entriesOf(old), entriesOf(current)];
	const removed = [...was.keys()].filter((name) => !is.has(name));
	const added = [...is.keys()].filter((name) => !was.has(name));
	const kept = [...was].flatMap(([name, from]) => {
		const to = is.get(name);
		return to === void 0 ? [] : [{
			name: name === forAll ? "defaults" : name,
			from,
			to
		}];
	});
	return [
		...removed.map((name) => [{ code: name }, " is removed"]),
		...moved$1([{ code: "total-includes" }], old.totalIncludes, current.totalIncludes),
		...settings.flatMap(([setting, of]) => kept.flatMap(({ name, from, to }) => moved$1([`the ${setting} of `, { code: name }], of(from), of(to)))),
		...added.map((name) => [{ code: name }, " is new"])
	];
}
/** In place of a benchmark's name, which is never empty. */
const forAll = "";
function entriesOf({ defaults, benchmarks }) {
	return new Map([[forAll, defaults], ...benchmarks.map((one) => [one.name, one])]);
}
function moved$1(what, from, to) {
	if (isDeepStrictEqual(from, to)) return [];
	if (from === null || to === null || typeof from === "string" || typeof to === "string") return [[...what, ` from ${from ?? "the default"} to ${to ?? "the default"}`]];
	const apart = shownApart(from, to);
	if (apart.baseline === apart.measured) return [what];
	return [[
		...what,
		" from ",
		{ code: apart.baseline },
		" to ",
		{ code: apart.measured }
	]];
}
function programOf(entry) {
	if (entry.kind === void 0) return [];
	return entry.kind === "product" ? ["product", entry.product] : entry.command;
}
function iterationsOf({ iterations }) {
	if (!iterations) return [];
	const { kind, levels } = iterations;
	return [...kind === "driver" ? [] : [kind === "variable" ? iterations.variable : iterations.argument], ...levels === null ? ["chosen"] : [
		"from",
		String(levels.from),
		"to",
		String(levels.to)
	]];
}
function readyOf({ server }) {
	if (!server) return [];
	return server.ready.kind === "port" ? ["port", String(server.ready.port)] : ["text", server.ready.text];
}
function parsed(text, path) {
	try {
		return parseConfigFile(text, path);
	} catch (error) {
		if (error instanceof UsageError) return null;
		throw error;
	}
}
function limitInWords({ absolute, percent, site }) {
	return `${absolute} or ${percent} %${site === void 0 ? "" : `, ${site} in a call site`}`;
}
// src/gate/stored-text.ts
/**
* The text of a file as git has it, from its text in the working tree: `.gitattributes` may say that lines end otherwise
* there. The file's path is relative to the folder `repository`.
*
* @throws UsageError where git has something else than a text: Git LFS, or another filter.
*/
async function asStored(run, repository, path, text) {
	const blob = await storedName(run, repository, path);
	const stored = [text, text.replaceAll("\r\n", "\n")].find((one) => blob === null || blob === gitBlob(Buffer.from(one)));
	if (stored !== void 0 && !stored.startsWith("version https://git-lfs.github.com/spec/")) return stored;
	throw new UsageError(`${path}: git has another content than this file, by Git LFS or another filter; take the file out of it with a line of .gitattributes: ${path} -filter -working-tree-encoding -ident text`);
}
// src/gate/inspect-base.ts
/** Where there is no base branch, or nothing to say of it. */
const nothingInspected = {
	baselineRemoved: false,
	removedEntries: [],
	notices: [],
	files: []
};
/**
* Looks at the baseline of the base branch, in the commit that the change is compared with: where it has one and the pull
* request has not, the gate stays shut (deleting the baseline, or a benchmark's numbers in it, must not open it); where the
* pull request edits it, the report says so on top.
*/
async function inspectBase(client, { repository, pullRequest }, base, { path, baseline }, logger) {
	const nothing = nothingInspected;
	if (pullRequest === null) return nothing;
	if (client === null) {
		logger.warning("There is no token, so the baseline of the base branch could not be looked at.");
		return {
			...nothing,
			baselineRemoved: baseline === null
		};
	}
	try {
		const commit = await base;
		if (commit === null) return nothing;
		const text = await readFileAt(client, repository, path, commit);
		if (text === null) {
			if (baseline !== null) return nothing;
			const files = await readFolders(client, repository, [posix.dirname(path)], commit);
			if (files === null) {
				const notice = noticeOf(...[
					"In the base branch, ",
					{ code: posix.dirname(path) },
					" is a symbolic link or a file, behind which GitHub "
				], "shows no baseline: give `baseline` a folder.");
				return {
					...nothing,
					baselineRemoved: true,
					notices: [notice]
				};
			}
			return {
				...nothing,
				files: [...files.keys()].map((file) => posix.basename(file))
			};
		}
		if (baseline === null) {
			const notice = noticeOf("The base branch has a baseline, ", { code: path }, ", that this pull request removes.");
			return {
				...nothing,
				baselineRemoved: true,
				notices: [notice]
			};
		}
		const known = parseBaseline(text, path);
		const here = benchmarkNames(baseline);
		const removedEntries = benchmarkNames(known).filter((name) => !here.includes(name));
		return {
			...nothing,
			removedEntries,
			notices: baselineNotice(known, baseline, path)
		};
	} catch (error) {
		logger.warning(`The baseline of the base branch could not be read: ${reasonOf(error)}.`);
		return {
			...nothing,
			baselineRemoved: baseline === null
		};
	}
}
/** How the pull request's baseline differs from the base branch's; nothing where it does not. */
function baselineNotice(base, head, path) {
	if (formatBaseline(base) === formatBaseline(head)) return [];
	const moved = enumerated([.../* @__PURE__ */ new Set([...benchmarkNames(base), ...benchmarkNames(head)])].sort().flatMap((name) => {
		const [before, after] = [totalIn(base, name), totalIn(head, name)];
		return [...before === after ? [] : [[{ code: name }, ` from ${before} to ${after}`]], ...movedBeside(benchmarkIn(base, name), benchmarkIn(head, name), name)];
	}), "the numbers stay as they are");
	return [noticeOf("This pull request edits its own baseline, ", { code: path }, ": ", ...moved, ".")];
}
/**
* What else of a benchmark moved that matters to a verdict: `realloc`, the noise, the call sites where they alone moved, and
* of which workload they are.
*/
function movedBeside(before, after, name) {
	if (before === void 0 || after === void 0) return [];
	const [old, now] = [perUnit(before.measurement), perUnit(after.measurement)];
	const moved = [
		[
			"realloc",
			old.counts.realloc,
			now.counts.realloc
		],
		[
			"the noise",
			old.noise.total,
			now.noise.total
		],
		[
			"the noise of realloc",
			old.noise.realloc,
			now.noise.realloc
		]
	].filter(([, from, to]) => from !== to).map(([what, from, to]) => [
		`${what} of `,
		{ code: name },
		` from ${formatCount(from)} to ${formatCount(to)}`
	]);
	const [levels, levelsNow] = [iterationsIn(before), iterationsIn(after)];
	if (levels !== levelsNow) moved.push([
		"the iterations of ",
		{ code: name },
		` from ${levels} to ${levelsNow}`
	]);
	if (old.total === now.total && !isDeepStrictEqual(before.sites, after.sites)) moved.push(["the call sites of ", { code: name }]);
	if (isDeepStrictEqual(before.workload, after.workload)) return moved;
	const fields = (before.workload && after.workload ? workloadDifferences(before.workload, after.workload) : []).map(({ field, baseline, measured }) => [...[
		`the ${field} of `,
		{ code: name },
		" from "
	], ...[
		{ code: baseline },
		" to ",
		{ code: measured }
	]]);
	return [...moved, ...fields.length === 0 ? [["the workload of ", { code: name }]] : fields];
}
/** `10 and 110`; `none` of numbers per run. */
function iterationsIn({ measurement }) {
	return measurement.unit === "run" ? "none" : `${measurement.from.iterations} and ${measurement.to.iterations}`;
}
function totalIn(baseline, name) {
	const benchmark = benchmarkIn(baseline, name);
	if (benchmark !== void 0) return formatCount(perUnit(benchmark.measurement).total);
	const threshold = importedIn(baseline, name);
	return threshold === void 0 ? "none" : `${formatCount(threshold.total)} (imported)`;
}
/**
* Says that the pull request edits the configuration which judges it, and which settings it moves; nothing where the
* file is the base branch's. A limit that was raised would otherwise be a quiet way through the gate.
*/
async function inspectConfiguration(client, { repository, pullRequest, workspace }, base, path, { run, logger }) {
	if (client === null || pullRequest === null) return [];
	const text = await readFile(join(workspace, path), "utf8").catch(() => null);
	const head = text === null ? null : await asStored(run, workspace, path, text);
	try {
		const commit = await base;
		const before = commit === null ? null : await readFileAt(client, repository, path, commit);
		if (before === null || before === head) return [];
		if (head === null) return [noticeOf("This pull request removes the configuration ", { code: path }, " of the base branch.")];
		const moved = enumerated(configurationChanges(before, head, path), "no setting moves", mostSettings);
		return [noticeOf("This pull request edits the configuration that judges it, ", { code: path }, ": ", ...moved, ".")];
	} catch (error) {
		logger.warning(`The configuration of the base branch could not be read: ${reasonOf(error)}.`);
		return [];
	}
}
const mostNamed = 5;
/** Of a configuration, where a change that matters could hide among others. */
const mostSettings = 10;
/** `a, b, and 3 more`; `none` where there is no change. */
function enumerated(changes, none, most = mostNamed) {
	if (changes.length === 0) return [none];
	const shown = changes.slice(0, most).flatMap((change, index) => index === 0 ? change : [", ", ...change]);
	return changes.length <= most ? shown : [...shown, `, and ${changes.length - most} more`];
}
// src/gate/measure-base.ts
/** Finds the base commit, or null where there is none. Throws a {@link MeasurementError} or what was wrong usage. */
async function findBase(find) {
	try {
		return await find();
	} catch (error) {
		if (error instanceof UsageError) throw error;
		throw new MeasurementError(`The base commit could not be found: ${failureSentence(error) ?? briefly(error)}`, { cause: error });
	}
}
/**
* Builds and measures a base commit in a folder and with a build folder of its own, with the same settings, on the same
* machine and where the settings want it with the same dependencies as the head. Throws a {@link MeasurementError} that
* says that it was the base which could not be measured, whatever went wrong there: the head's measurement stands.
*/
async function measureBase(base, head, settings, host) {
	const short = base.commit.slice(0, 10);
	try {
		const temporary = await temporaryFolder(host.cleanup);
		const top = resolve(host.repository, relative(base.prefix, ""));
		const tree = join(temporary, "base", basename(top));
		const repository = join(tree, base.prefix);
		await base.writeTree(tree);
		const sameDependencies = settings.dependencies === "same-as-head";
		if (sameDependencies) {
			const place = relative(await realpath(host.repository), await realpath(head.package.path));
			const packagePath = await resolveInside(repository, place === "" ? "." : place, "package-path");
			await copyResolvedDependencies(head.package.path, packagePath);
		}
		const environment = {
			...host.environment,
			TMPDIR: temporary
		};
		const run = withEnvironment(host.run, environment);
		const measured = await measurePackage(settings, head.toolchain, {
			baseline: null,
			comparedWith: (name) => measuredIn(head, name),
			whatIsUndecided: (one) => whatIsUndecided(one, null)
		}, {
			...host,
			run,
			environment,
			repository,
			withheld: []
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
			failures: new Map(failures),
			trees: recordedTrees(measured.benchmarks)
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
function measuredIn({ benchmarks }, name) {
	return benchmarks.filter((one) => one.outcome === "measured").find(({ benchmark }) => benchmark.name === name);
}
/** SwiftPM takes another version than Package.resolved has where the manifest does not allow that one. */
function requireSameDependencies({ dependencies: base }, { dependencies: head }) {
	const differing = base.resolved.find((identity) => head.resolved.includes(identity) && base.versions[identity] !== head.versions[identity]);
	if (differing === void 0) return;
	throw new MeasurementError(`its manifest does not allow the dependencies of this run (\`dependencies: same-as-head\`): ${differing} is ${head.versions[differing]} here, and SwiftPM resolves ${base.versions[differing]} there`);
}
// src/gate/gate.ts
/**
* The gate: reads the baseline before anything of the package is built, builds and counts, compares, and decides.
* A failure to measure is a report with the verdict `failed`; only wrong usage throws.
*/
async function runGate(settings, context, host) {
	const toolchain = await readToolchain(host.run).catch((error) => ({ error }));
	if ("error" in toolchain) {
		const nothing = {
			baselinePath: settings.baseline,
			baseline: null,
			baselineText: null,
			...nothingInspected
		};
		return unmeasured(toolchain.error, folderName(settings, host), settingOf(settings, context, "unknown", nothing));
	}
	const environment = environmentHere(toolchain);
	const committed = await readCommitted(settings.baseline, environment, context, host);
	const { baseline, baselinePath } = committed;
	const setting = settingOf(settings, context, basename(baselinePath, ".json"), committed);
	const decisive = context.alwaysBase ? null : baseline;
	try {
		const measured = await measurePackage(settings, toolchain, {
			baseline,
			comparedWith: (name) => baseline === null ? void 0 : benchmarkIn(baseline, name),
			whatIsUndecided: (measured) => whatIsUndecided(measured, decisive),
			onFinished: async (soFar) => context.keep?.({
				report: buildReport(soFar, setting),
				measured: soFar,
				trees: committedTrees(baseline)
			})
		}, host);
		if (baseline !== null) refuseSharedFolder(baseline, measured.package.name, baselinePath);
		const result = await judgeMeasured({
			measured,
			setting,
			newEnvironment: baseline === null && !committed.baselineRemoved && !context.alwaysBase ? newEnvironmentOf(environment, committed, measured.package.name) : null
		}, settings, context, host);
		const tree = {
			repository: host.repository,
			run: host.run,
			blobsAtHead: context.blobsAtHead
		};
		return {
			...result,
			report: await withSources(withLines(result.report, measured), tree)
		};
	} catch (error) {
		if (error instanceof UsageError) throw error;
		return unmeasured(error, baseline?.package ?? folderName(settings, host), setting);
	}
}
async function readCommitted(folder, environment, context, { run, repository }) {
	const baselinePath = join(folder, baselineFileName(environment));
	const text = await readBaselineText(repository, baselinePath);
	const baselineText = text === null ? null : await asStored(run, repository, baselinePath, text);
	const baseline = baselineText === null ? null : parseBaseline(baselineText, baselinePath);
	return {
		baselinePath,
		baselineText,
		baseline,
		siblings: baseline === null ? await readSiblingBaselines(repository, folder, environment) : [],
		...await context.inspectBase(baselinePath, baseline)
	};
}
/** Stands for the package's own name where that could not be read. */
function folderName({ packagePath }, { repository }) {
	return basename(resolve(repository, packagePath));
}
function unmeasured(error, packageName, setting) {
	return {
		report: buildFailureReport(error, packageName, setting),
		measured: null,
		trees: /* @__PURE__ */ new Map()
	};
}
/** The result, judged by the base commit where the baseline cannot judge it; where that fails, a notice says why. */
async function judgeMeasured({ measured, setting, newEnvironment }, settings, context, host) {
	const { baseline } = setting;
	const { dependencies, onIncomparable } = settings;
	const report = buildReport(measured, setting);
	const byBaseline = (...notices) => {
		const missing = newEnvironment === null ? [] : [noticeOf(...capitalized(noBaselineYet(newEnvironment)), ".")];
		const all = [
			...report.notices,
			...missing,
			...notices
		];
		return {
			report: {
				...report,
				notices: all
			},
			measured,
			trees: committedTrees(baseline)
		};
	};
	const moved = baseline === null || dependencies === "as-resolved" ? [] : resolvedOtherwise(baseline, measured);
	const isOutdated = newEnvironment !== null || moved.length > 0;
	if (!(onIncomparable === "measure-base" && needsBase(report, isOutdated)) && !context.alwaysBase) return byBaseline();
	try {
		const found = await findBase(context.findBase);
		if (found === null) return byBaseline(noBase);
		const { trees, ...numbers } = await measureBase(found, measured, settings, host);
		const base = {
			...numbers,
			isAskedFor: context.alwaysBase,
			newEnvironment,
			dependencies
		};
		return {
			report: buildReport(measured, {
				...setting,
				base
			}),
			measured,
			trees
		};
	} catch (error) {
		if (context.alwaysBase || !(error instanceof MeasurementError)) throw error;
		return byBaseline(noticeOf(error.message));
	}
}
function settingOf({ key, ...policy }, { source, image, keyOf }, environmentName, committed) {
	return {
		key: key ?? keyOf(environmentName),
		policy,
		source,
		image,
		...committed
	};
}
const noBase = noticeOf("No base commit is known that could be measured instead (on the command line, name one: ", { code: "gate --base REV" }, ").");
// \0page-script:src/flame-graph/browser/main.ts
var main_default = `// tree-data.ts
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
	const values = (length) => {
		const read = new Float64Array(length);
		for (let index = 0; index < length; index += 1) read[index] = next();
		return read;
	};
	const columns = new Map(head.columns.map((name) => [name, values(size)]));
	const column = (name) => columns.get(name) ?? new Float64Array(size);
	const count = column("count").map(signed);
	const change = column("change").map(signed);
	const bytesOf = column("bytes").map(signed);
	const behindColumns = at;
	const readTypes = () => {
		at = behindColumns;
		return ownTypes(count, bytesOf, values);
	};
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
			after: bytesOf,
			before: new Float64Array(size)
		},
		...head.typeNames === void 0 ? {} : { types: readTypes }
	};
}
function ownTypes(count, bytes, values) {
	const allocating = Array.from(count.keys()).filter((frame) => count[frame] !== 0 || bytes[frame] !== 0);
	const known = values(allocating.length);
	const entries = known.reduce((sum, one) => sum + one, 0);
	const frame = new Int32Array(entries);
	const type = Int32Array.from(values(entries));
	const [counts, sizes] = [values(entries), values(entries)];
	let entry = 0;
	for (const [index, one] of allocating.entries()) {
		let [left, leftBytes] = [count[one] ?? 0, bytes[one] ?? 0];
		for (const end = entry + (known[index] ?? 0); entry < end; entry += 1) {
			const [rest, restBytes] = [counts[entry] ?? 0, sizes[entry] ?? 0];
			frame[entry] = one;
			counts[entry] = left - rest;
			sizes[entry] = leftBytes - restBytes;
			[left, leftBytes] = [rest, restBytes];
		}
	}
	return {
		frame,
		type,
		count: counts,
		bytes: sizes
	};
}
function signed(value) {
	return value % 2 === 0 ? value / 2 : -(value + 1) / 2;
}
function places(up) {
	const parent = new Int32Array(up.length).fill(-1);
	for (let index = 1; index < up.length; index += 1) {
		let caller = index - 1;
		for (let levels = up[index] ?? 0; levels > 0; levels -= 1) caller = parent[caller] ?? 0;
		parent[index] = caller;
	}
	return {
		parent,
		end: endsOf(parent)
	};
}
function endsOf(parent) {
	const end = new Int32Array(parent.length);
	for (let index = parent.length - 1; index >= 0; index -= 1) {
		const behind = end[index] || index + 1;
		end[index] = behind;
		const caller = parent[index] ?? -1;
		if (caller >= 0) end[caller] = Math.max(end[caller] ?? 0, behind);
	}
	return end;
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
	first: [
		"caller",
		"function",
		"type"
	],
	runtime: ["shown", "folded"],
	color: [
		"frame",
		"module",
		"type"
	]
};
function initialState(view) {
	return {
		view,
		order: "up",
		by: "count",
		per: "unit",
		first: "caller",
		runtime: "shown",
		color: "frame",
		of: "",
		path: []
	};
}
function changedState(state, change, hasTypes) {
	const next = {
		...state,
		...change
	};
	const first = next.first === "type" && !hasTypes ? "caller" : next.first;
	if (next.view === "run" || next.by === "count" && first !== "type") return {
		...next,
		first
	};
	if (change.view === void 0) return {
		...next,
		first,
		view: "run"
	};
	return {
		...next,
		by: "count",
		first: first === "type" ? "caller" : first
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
		runtime: chosen("runtime"),
		color: chosen("color"),
		of: /^[a-z0-9]{1,7}$/.exec(given.get("of") ?? "")?.[0] ?? "",
		path: place.split("/").slice(1).filter((hash) => hash !== "")
	};
}
function sectionOf(fragment) {
	return fragment.replace(/^#/, "").split(/[/?]/)[0] ?? "";
}
// by-type.ts
const unknownTypeName = "[type not known]";
const note$1 = "of these it is not known what they are";
function typesFirst(tree) {
	const entries = typedEntries(tree);
	const byType = new Map();
	for (const [entry, type] of entries.type.entries()) {
		const group = byType.get(type) ?? [];
		byType.set(type, group);
		group.push(entry);
	}
	const sizeOf = (group) => group.reduce((sum, entry) => sum + (entries.count[entry] ?? 0), 0);
	const unknown = entries.head.names.length - 1;
	const sorted = Array.from(byType, ([type, group]) => ({
		type,
		group,
		size: type === unknown ? -1 : sizeOf(group)
	}));
	const made = new Growing();
	const copies = new Int32Array(tree.parent.length);
	for (const { type, group } of sorted.sort((a, b) => b.size - a.size || a.type - b.type)) {
		const top = made.add(0, type);
		for (const entry of group) {
			const missing = [];
			let frame = entries.frame[entry] ?? 0;
			for (; frame > 0 && (copies[frame] ?? 0) <= top; frame = tree.parent[frame] ?? 0) missing.push(frame);
			let place = frame > 0 ? copies[frame] ?? 0 : top;
			for (const one of missing.reverse()) {
				place = made.add(place, tree.name[one] ?? 0);
				copies[one] = place;
			}
			made.cost(place, entries.count[entry] ?? 0, entries.bytes[entry] ?? 0);
		}
	}
	return made.tree(entries.head);
}
function typesLast(tree) {
	const entries = typedEntries(tree);
	const made = new Growing();
	const places = new Int32Array(tree.parent.length);
	let entry = 0;
	for (let frame = 0; frame < tree.parent.length; frame += 1) {
		const place = frame === 0 ? 0 : made.add(places[tree.parent[frame] ?? 0] ?? 0, tree.name[frame] ?? 0);
		places[frame] = place;
		for (; entries.frame[entry] === frame; entry += 1) {
			const type = made.add(place, entries.type[entry] ?? 0);
			made.cost(type, entries.count[entry] ?? 0, entries.bytes[entry] ?? 0);
		}
	}
	return made.tree(entries.head);
}
function typedEntries({ head, count, bytes, types: read }) {
	const types = read?.();
	const first = head.names.length;
	const typeNames = head.typeNames ?? [];
	const entries = {
		frame: [],
		type: [],
		count: [],
		bytes: []
	};
	const add = (frame, type, blocks, size) => {
		entries.frame.push(frame);
		entries.type.push(first + type);
		entries.count.push(blocks);
		entries.bytes.push(size);
	};
	let next = 0;
	for (let frame = 0; frame < count.after.length; frame += 1) {
		let [left, leftBytes] = [count.after[frame] ?? 0, bytes.after[frame] ?? 0];
		for (; types !== void 0 && types.frame[next] === frame; next += 1) {
			const [blocks, size] = [types.count[next] ?? 0, types.bytes[next] ?? 0];
			add(frame, types.type[next] ?? 0, blocks, size);
			[left, leftBytes] = [left - blocks, leftBytes - size];
		}
		if (left !== 0 || leftBytes !== 0) add(frame, typeNames.length, left, leftBytes);
	}
	return {
		head: typedHead(head, typeNames),
		frame: Int32Array.from(entries.frame),
		type: Int32Array.from(entries.type),
		count: Float64Array.from(entries.count),
		bytes: Float64Array.from(entries.bytes)
	};
}
function typedHead(head, typeNames) {
	const noneOf = (all) => head.names.map((_, index) => all?.[index] ?? "");
	return {
		...head,
		names: [
			...head.names,
			...typeNames,
			unknownTypeName
		],
		notes: [
			...noneOf(head.notes),
			...typeNames.map(() => ""),
			note$1
		],
		...head.types === void 0 ? {} : { types: [
			...noneOf(head.types),
			...typeNames,
			""
		] }
	};
}
var Growing = class {
	#parent = [-1];
	#name = [0];
	#count = [0];
	#bytes = [0];
	add(parent, name) {
		this.#count.push(0);
		this.#bytes.push(0);
		this.#name.push(name);
		return this.#parent.push(parent) - 1;
	}
	cost(frame, count, bytes) {
		this.#count[frame] = (this.#count[frame] ?? 0) + count;
		this.#bytes[frame] = (this.#bytes[frame] ?? 0) + bytes;
	}
	tree(head) {
		const parent = Int32Array.from(this.#parent);
		const nothing = new Float64Array(parent.length);
		return {
			head,
			parent,
			end: endsOf(parent),
			name: Int32Array.from(this.#name),
			assumed: new Uint8Array(parent.length),
			count: {
				before: nothing,
				after: Float64Array.from(this.#count)
			},
			bytes: {
				before: nothing,
				after: Float64Array.from(this.#bytes)
			}
		};
	}
};
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
// element.ts
function element(name, attributes = {}, ...children) {
	const made = document.createElement(name);
	for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
	made.append(...children);
	return made;
}
// controls.ts
const longestGroup = 80;
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
		const { compared, unit, units, columns, runtime = [], modules, types, typeNames } = head;
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
		this.#select("first", "Start with", [
			["caller", "call paths"],
			["function", "allocation functions"],
			...typeNames ? [["type", compared ? "types (this run)" : "types"]] : []
		]);
		if (runtime.length > 0) this.#select("runtime", "Runtime", [["shown", "frame by frame"], ["folded", "as one frame"]]);
		if (modules ?? types) this.#select("color", "Colour", [
			["frame", compared ? "change, or function" : "function"],
			...modules ? [["module", "module"]] : [],
			...types ? [["type", "type allocated most"]] : []
		]);
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
			input.addEventListener("change", () => this.#onChange({ view }));
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
			this.#onChange({ [key]: value });
		});
		this.#show.push((state) => {
			select.selectedIndex = all.findIndex(([value]) => value === state[key]);
		});
		this.element.append(element("label", {}, label, select));
	}
};
const [firstShown, lastShown] = [3, 6];
function breadcrumb(zoomed, wording, actions) {
	const path = zoomed.path.map((frame) => {
		const button = element("button", { type: "button" }, wording.name(frame));
		if (frame === zoomed) button.ariaCurrent = "true";
		button.addEventListener("click", () => actions.zoom(frame));
		return element("li", {}, button);
	});
	const between = path.slice(firstShown, -lastShown);
	if (between.length > 1) {
		const unfold = element("button", { type: "button" }, \`… \${between.length} more …\`);
		const item = element("li", {}, unfold);
		unfold.addEventListener("click", () => {
			item.replaceWith(...between);
			between[0]?.querySelector("button")?.focus();
		});
		path.splice(firstShown, between.length, item);
	}
	const action = (label, act) => {
		const button = element("button", {
			type: "button",
			class: "copy"
		}, label);
		button.addEventListener("click", () => act(zoomed));
		return button;
	};
	const copy = action("Copy name", actions.copy);
	const around = actions.sandwich === null ? "with its callers above and what it calls below" : action("Callers and callees", actions.sandwich);
	const whole = element("p", { class: "whole-name" }, element("code", {}, wording.name(zoomed)), \` \${wording.numbers(zoomed)} \`, copy, " ", around);
	const note = wording.note(zoomed);
	return [
		element("ol", {}, ...path),
		whole,
		...note === "" ? [] : [element("p", { class: "quiet" }, note)]
	];
}
function legend(groups) {
	if (groups !== null) {
		const entries = groups.names.map((name, rank) => [\`group\${rank}\`, logLine(name, longestGroup)]);
		const others = groups.hasOthers ? [["others", "others"]] : [];
		return [
			...entries,
			...others,
			["same", "none known"]
		].map(([color, text]) => {
			const swatch = element("span", { class: "swatch" });
			swatch.style.background = \`var(--fg-\${color})\`;
			return element("li", {}, swatch, text);
		});
	}
	return Object.entries({
		new: "new",
		more: "more",
		same: "the same, or within the noise",
		less: "less",
		removed: "removed"
	}).map(([kind, text]) => element("li", {}, element("span", { class: \`swatch \${kind}\` }), text));
}
// flame-graph-anchor.ts
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
// numbers.ts
const minus = "−";
function upTo(digits) {
	formats[digits] ??= new Intl.NumberFormat("en-US", { maximumFractionDigits: digits });
	return formats[digits];
}
const formats = {};
function formatCount(value) {
	return \`\${value < 0 ? minus : ""}\${magnitude(value)}\`;
}
function formatDelta(value) {
	return value > 0 ? \`+\${magnitude(value)}\` : formatCount(value);
}
function formatShare(share) {
	if (share > 0 && share < 5e-4) return "<0.1 %";
	if (share < 1 && share > .9995) return ">99.9 %";
	return \`\${upTo(1).format(share * 100)} %\`;
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
	return \`\${bytes < 0 ? minus : ""}\${upTo(1).format(value)} \${byteUnits[unit]}\`;
}
function magnitude(value) {
	const size = Math.abs(value);
	return size > 0 && size < .005 ? "<0.01" : upTo(2).format(size);
}
// bracketed.ts
function bracketed(name) {
	return /^\\[([^[\\]]+)\\]$/.exec(name)?.[1] ?? null;
}
// text-width.ts
const characterWidth = 7.25;
const fewestColumns = 8;
function fits(text, width) {
	return columnsOf(text) <= Math.floor(width / characterWidth);
}
function clipped(text, width) {
	if (fits(text, width)) return text;
	const columns = Math.floor(width / characterWidth);
	if (columns < fewestColumns) return "";
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
function changeLabel(name, change, costs, width) {
	const whole = \`\${name}  \${changeWords(change, costs)}\`;
	const short = shortWords(change, costs);
	if (fits(whole, width)) return whole;
	return change === "same" ? clipped(name, width) : clipped(\`\${short} \${name}\`, width) || clipped(short, width);
}
function changeColor(delta, noise, largest) {
	const size = Math.abs(delta);
	if (size <= noise + 1e-9 || largest <= 0) return "same";
	const level = Math.min(4, 1 + Math.floor(4 * Math.sqrt(size / largest) * .999));
	return \`\${delta > 0 ? "more" : "less"}\${level}\`;
}
function changeRemark(change, color, isAssumed) {
	if (isAssumed) return ", taken to be as it was: the baseline leaves out paths this small";
	return change !== "same" && color === "same" ? ", within the noise" : "";
}
// wording.ts
const longestName = 1e4;
const longestNote = 1e3;
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
	note(frame) {
		return frame.parent === null ? "" : noteOf(this.#tree, frame.name);
	}
	change(frame) {
		const { names, collective } = this.#tree.head;
		return changeOf(frame, frame.parent === null || collective.includes(names[frame.name] ?? ""));
	}
	changeColor({ before, after }) {
		const { noise, units } = this.#tree.head;
		return changeColor(after - before, noise * units, this.#largest);
	}
	cost(value) {
		return this.#bytes ? formatBytes(value / this.#divisor) : formatCount(value / this.#divisor);
	}
	share(value) {
		const whole = this.#root[this.side];
		return formatShare(whole > 0 ? value / whole : 0);
	}
	changed(frame) {
		return changeWords(this.change(frame), this.#costs(frame));
	}
	#costs({ before, after }) {
		return {
			before: before / this.#divisor,
			after: after / this.#divisor
		};
	}
	numbers(frame) {
		const per = \`per \${this.unit}\`;
		const cost = frame[this.side];
		if (!this.isDifference) return \`\${this.cost(cost)} \${per} (\${this.share(cost)})\`;
		const change = this.change(frame);
		const same = change === "same" ? \` (\${this.cost(frame.after)})\` : "";
		const remark = changeRemark(change, this.changeColor(frame), frame.assumed);
		return \`\${this.changed(frame)}\${same} \${per}\${remark}\`;
	}
	label(frame, width) {
		const name = this.name(frame);
		return this.isDifference ? changeLabel(name, this.change(frame), this.#costs(frame), width) : clipped(name, width);
	}
};
function nameOf({ head }, name) {
	return logLine(head.names[name] ?? "", longestName) || "[other]";
}
function noteOf({ head }, name) {
	const module = bracketed(head.names[name] ?? "") === null ? head.modules?.[name] ?? "" : "";
	return logLine([module === "" ? "" : \`module \${module}\`, head.notes?.[name] ?? ""].filter((note) => note !== "").join("; "), longestNote);
}
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
// find-frames.ts
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
	name(hash) {
		const name = this.#hashes.indexOf(hash, 1);
		return name < 0 ? void 0 : name;
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
function search(tree, { before, after }, side, text) {
	const wanted = text.trim().toLowerCase();
	const names = new Set();
	for (let name = 1; name < tree.head.names.length && wanted !== ""; name += 1) if ([nameOf(tree, name), noteOf(tree, name)].some((one) => one.toLowerCase().includes(wanted))) names.add(name);
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
// fold-runtime.ts
const note = "Swift's runtime, the standard library and libc, put together";
const runtimeName = "[runtime]";
function foldRuntime(tree) {
	const { head } = tree;
	const runtime = new Set(head.runtime);
	const folded = head.names.length;
	const parent = [-1];
	const name = [0];
	const became = new Int32Array(tree.parent.length);
	const known = new Map();
	for (let frame = 1; frame < tree.parent.length; frame += 1) {
		const caller = became[tree.parent[frame] ?? 0] ?? 0;
		const own = tree.name[frame] ?? 0;
		const isRuntime = runtime.has(own);
		const key = caller * (folded + 1) + (isRuntime ? folded : own);
		const place = isRuntime && name[caller] === folded ? caller : known.get(key) ?? parent.length;
		became[frame] = place;
		if (place < parent.length) continue;
		known.set(key, place);
		parent.push(caller);
		name.push(isRuntime ? folded : own);
	}
	const order = callersFirst(parent);
	const places = new Int32Array(parent.length);
	for (const [place, frame] of order.entries()) places[frame] = place;
	const assumed = new Uint8Array(parent.length).fill(1);
	for (const [frame, one] of became.entries()) if (tree.assumed[frame] !== 1) assumed[places[one] ?? 0] = 0;
	const summed = (costs) => {
		const sums = new Float64Array(parent.length);
		for (const [frame, one] of became.entries()) {
			const place = places[one] ?? 0;
			sums[place] = (sums[place] ?? 0) + (costs[frame] ?? 0);
		}
		return sums;
	};
	const both = ({ before, after }) => ({
		before: summed(before),
		after: summed(after)
	});
	const callers = Int32Array.from(order, (frame) => frame === 0 ? -1 : places[parent[frame] ?? 0] ?? 0);
	return {
		head: {
			...head,
			names: [...head.names, runtimeName],
			notes: [...head.names.map((_, index) => head.notes?.[index] ?? ""), note]
		},
		parent: callers,
		end: endsOf(callers),
		name: Int32Array.from(order, (frame) => name[frame] ?? 0),
		assumed,
		count: both(tree.count),
		bytes: both(tree.bytes)
	};
}
function callersFirst(parent) {
	const first = new Int32Array(parent.length);
	const next = new Int32Array(parent.length);
	for (let frame = parent.length - 1; frame > 0; frame -= 1) {
		const caller = parent[frame] ?? 0;
		next[frame] = first[caller] ?? 0;
		first[caller] = frame;
	}
	const order = [];
	const waiting = [0];
	for (let frame = waiting.pop(); frame !== void 0; frame = waiting.pop()) {
		order.push(frame);
		if (next[frame]) waiting.push(next[frame] ?? 0);
		if (first[frame]) waiting.push(first[frame] ?? 0);
	}
	return order;
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
// frame-trees.ts
function callFrames(tree, costs) {
	return callFrame(tree, totals(tree, costs, () => true), 0, null);
}
function callFramesByFunction(tree, costs) {
	const functions = tree.head.names.map((name, index) => isAllocation(name) ? index : 0);
	return new Frame(0, null, totals(tree, costs, () => true), (root) => [...new Set(functions)].map((group) => {
		return callFrame(tree, totals(tree, costs, (frame) => functions[tree.name[frame] ?? 0] === group), 0, root, group);
	}).filter(({ both }) => both > 0));
}
function callerFrames(tree, costs, functions) {
	const leaves = Array.from(tree.parent.keys()).filter((frame) => costs.before[frame] || costs.after[frame]);
	const ends = leaves.map((leaf) => {
		const caller = tree.parent[leaf] ?? 0;
		return !functions && caller > 0 && isAllocation(tree.head.names[tree.name[leaf] ?? 0]) ? caller : leaf;
	});
	return callerFrame(tree, ownSums(tree, costs, () => true), 0, null, leaves, () => ends);
}
function callerFrame(tree, sums, name, parent, starts, next) {
	return new Frame(name, parent, [
		0,
		1,
		2,
		3
	].map((part) => starts.reduce((sum, start) => sum + (sums[4 * start + part] ?? 0), 0)), (frame) => {
		const groups = new Map();
		for (const [index, one] of next().entries()) {
			if (one === 0) continue;
			const caller = tree.name[one] ?? 0;
			const group = groups.get(caller) ?? {
				starts: [],
				frames: []
			};
			groups.set(caller, group);
			group.starts.push(starts[index] ?? 0);
			group.frames.push(one);
		}
		return Array.from(groups, ([caller, group]) => callerFrame(tree, sums, caller, frame, group.starts, () => group.frames.map((one) => tree.parent[one] ?? 0))).sort((a, b) => b.both - a.both || a.name - b.name);
	});
}
function totals(tree, own, counts) {
	const sums = ownSums(tree, own, counts);
	for (let frame = tree.parent.length - 1; frame > 0; frame -= 1) {
		const caller = tree.parent[frame] ?? 0;
		for (let part = 0; part < 4; part += 1) sums[4 * caller + part] = (sums[4 * caller + part] ?? 0) + (sums[4 * frame + part] ?? 0);
	}
	return sums;
}
function ownSums(tree, { before, after }, counts) {
	const sums = new Float64Array(4 * tree.parent.length);
	for (let frame = 0; frame < tree.parent.length; frame += 1) {
		if (!counts(frame)) continue;
		const [was, is] = [before[frame] ?? 0, after[frame] ?? 0];
		sums.set([
			was,
			is,
			Math.max(0, was, is),
			Math.abs(is - was)
		], 4 * frame);
	}
	return sums;
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
function isAllocation(name = "") {
	return /^(?:malloc(?: of another allocator|x)?|calloc|posix_memalign|realloc|realloc\\(NULL\\)|aligned_alloc|memalign|p?valloc|operator new|strdup|(?:je|tc|mi)_malloc)$/.test(name);
}
function groupsOf(tree, costs, all) {
	const sums = totals(tree, costs, () => true);
	const room = new Map();
	for (const [frame, name] of tree.name.entries()) {
		const group = all[name] ?? "";
		if (group !== "") room.set(group, (room.get(group) ?? 0) + (sums[4 * frame + 2] ?? 0));
	}
	const ranked = [...room].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1)).map(([group]) => group);
	const colors = new Map(ranked.map((group, rank) => [group, rank < 8 ? \`group\${rank}\` : "others"]));
	return {
		names: ranked.slice(0, 8),
		hasOthers: ranked.length > 8 || all.some((group) => group !== "" && !colors.has(group)),
		color: (name) => colors.get(all[name] ?? "") ?? (all[name] ? "others" : "same")
	};
}
// sandwich.ts
function sandwichOf(tree, costs, name) {
	const sums = totals(tree, costs, () => true);
	const entered = [];
	for (let frame = 1; frame < tree.parent.length;) {
		const isEntry = tree.name[frame] === name && (sums[4 * frame + 2] ?? 0) > 0;
		if (isEntry) entered.push(frame);
		frame = isEntry ? tree.end[frame] ?? 0 : frame + 1;
	}
	const root = new Frame(0, null, sums.subarray(0, 4), () => []);
	return {
		root,
		callers: callerFrame(tree, sums, name, root, entered, () => entered.map((frame) => tree.parent[frame] ?? 0)),
		callees: calleeFrame(tree, sums, name, root, entered)
	};
}
function calleeFrame(tree, sums, name, parent, frames) {
	const costs = [
		0,
		1,
		2,
		3
	].map((part) => frames.reduce((sum, frame) => sum + (sums[4 * frame + part] ?? 0), 0));
	const callees = (frame) => {
		const groups = new Map();
		for (const one of frames) {
			const end = tree.end[one] ?? 0;
			for (let child = one + 1; child < end; child = tree.end[child] ?? end) {
				if ((sums[4 * child + 2] ?? 0) <= 0) continue;
				const callee = tree.name[child] ?? 0;
				const group = groups.get(callee) ?? [];
				groups.set(callee, group);
				group.push(child);
			}
		}
		return Array.from(groups, ([callee, group]) => calleeFrame(tree, sums, callee, frame, group)).sort((a, b) => b.both - a.both || a.name - b.name);
	};
	return new Frame(name, parent, costs, callees, frames.length > 0 && frames.every((frame) => tree.assumed[frame] === 1));
}
// boxes.ts
const narrowest = 1;
const mostRows$1 = 400;
const mostCallers = 12;
function placeBoxes(zoomed, side, width, most = mostRows$1) {
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
		if (row >= most) continue;
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
function placeSandwich({ callers, callees }, side, width) {
	const [above, below] = [callers, callees].map((one) => placeBoxes(one, side, width, mostRows$1 / 2));
	if (above === void 0 || below === void 0) return {
		rows: [],
		slivers: []
	};
	const middle = above.slivers.reduce((most, { row }) => Math.max(most, row - 1), Math.max(0, above.rows.length - 2));
	const before = (one) => ({
		...one,
		row: middle + 1 - one.row
	});
	const after = (one) => ({
		...one,
		row: middle - 1 + one.row
	});
	const rows = Array.from({ length: middle }, () => []);
	for (const box of above.rows.slice(2).flat().map(before)) rows[box.row]?.push(box);
	return {
		rows: [...rows, ...below.rows.slice(1).map((row) => row.map(after))],
		slivers: [...above.slivers.map(before), ...below.slivers.map(after)]
	};
}
function boxAt({ rows }, row, x) {
	return rows[row]?.find((box) => x >= box.x && x < box.x + box.width);
}
// stage.ts
const rowHeight = 18;
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
		const { sandwich, zoomed, wording, width } = painting;
		this.#boxes = sandwich === null ? placeBoxes(zoomed, wording.side, width) : placeSandwich(sandwich, wording.side, width);
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
		const fromTop = Math.floor(offsetY / rowHeight);
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
		const note = wording.note(box.frame);
		this.#tip.replaceChildren(element("code", {}, wording.name(box.frame)), element("div", {}, wording.numbers(box.frame)), ...note === "" ? [] : [element("div", {}, note)]);
		this.#tip.hidden = false;
		const left = Math.max(0, Math.min(x, width - this.#tip.offsetWidth));
		const above = this.#top(box) - this.#tip.offsetHeight - 6;
		const hasRoom = this.element.getBoundingClientRect().top + above > 0;
		this.#tip.style.transform = \`translate(\${left}px,\${hasRoom ? above : this.#top(box) + rowHeight + 6}px)\`;
	}
};
function paint(canvas, boxes, painting) {
	const { wording, zoomed, groups, found, width, upward } = painting;
	const rows = boxes.rows.length;
	const ratio = Math.min(2, devicePixelRatio);
	canvas.width = width * ratio;
	canvas.height = rows * rowHeight * ratio;
	canvas.style.height = \`\${rows * rowHeight}px\`;
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
		const color = ink(found.has(frame.name) && frame.parent ? "found" : inkOf(frame, wording, groups));
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
		context.fillText(label, x + 3, y + rowHeight / 2, size - 4);
	}
	performance.mark("flame-graph-painted");
}
function topOf(row, rows, upward) {
	return (upward ? rows - 1 - row : row) * rowHeight;
}
function inkOf(frame, wording, groups) {
	if (groups !== null) return frame.parent === null ? "root" : groups.color(frame.name);
	if (wording.isDifference) return wording.changeColor(frame);
	if (frame.parent === null) return "root";
	const name = wording.name(frame);
	return bracketed(name) === null ? String(colorIndex(name)) : "same";
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
// tree-table.ts
const mostRows = 200;
var TreeTable = class {
	element;
	#body = element("tbody");
	#wording;
	#onOpen;
	#entries = new Map();
	constructor(root, wording, onOpen, label = "Call paths") {
		this.#wording = wording;
		this.#onOpen = onOpen;
		const columns = wording.isDifference ? [
			"Change",
			"Baseline",
			"Now"
		] : [\`Per \${wording.unit}\`, "Share"];
		const head = element("tr", {}, ...[label.replace(/s$/, ""), ...columns].map((text) => element("th", { scope: "col" }, text)));
		const attributes = {
			role: "treegrid",
			"aria-label": label
		};
		this.element = element("table", attributes, element("thead", {}, head), this.#body);
		this.#body.addEventListener("keydown", (event) => this.#onKey(event));
		this.#body.addEventListener("click", ({ target }) => {
			if (!(target instanceof Element)) return;
			const row = target.closest("tr");
			const entry = row === null ? void 0 : this.#entries.get(row);
			if (row === null || entry === void 0) return;
			if (target.closest("code") !== null) return this.#onOpen(entry.frame);
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
const help = "Arrow keys walk, Enter zooms in, Escape out, / searches, n is the next match, c copies the name, s shows callers and callees.";
var Viewer = class {
	element;
	#whole;
	#forms = new Map();
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
	#legend = element("ul", {
		class: "legend quiet",
		"aria-label": "Colours"
	});
	#table = element("div", { class: "scroll" });
	#details = element("details", { class: "frames" }, element("summary", {}, "As a table"), this.#table);
	#onNavigate;
	#state;
	#root;
	#zoomed;
	#focus;
	#wording;
	#sandwich = null;
	#groups = null;
	#largest = 0;
	#found = {
		names: new Set(),
		frames: 0,
		cost: 0
	};
	constructor(tree, section, title, onNavigate) {
		this.#whole = {
			tree,
			finder: new FrameFinder(tree)
		};
		this.#onNavigate = onNavigate;
		this.#state = initialState(tree.head.compared ? "difference" : "run");
		this.#zoomed = this.#focus = this.#root = this.#build();
		this.#wording = this.#newWording();
		this.#controls = new Controls(tree, section, (change) => {
			const next = this.#changed(this.#state, change);
			const leaves = next.order !== this.#state.order || next.first !== this.#state.first;
			this.#navigate({
				...next,
				path: [],
				...leaves ? { of: "" } : {}
			});
		});
		this.#stage.canvas.ariaLabel = \`Flame graph of \${title}. \${help}\`;
		this.element = element("div", { class: "viewer" }, this.#controls.element, this.#sum, this.#legend, this.#breadcrumb, this.#stage.element, this.#said, element("p", { class: "quiet" }, \`Click a frame to zoom. \${help}\`), this.#details);
		this.#listen();
	}
	show(given) {
		const state = this.#changed(given, {});
		const isOther = [
			"order",
			"by",
			"first",
			"runtime",
			"of"
		].some((key) => state[key] !== this.#state[key]);
		const isColored = [
			"color",
			"by",
			"first"
		].some((key) => state[key] !== this.#state[key]);
		this.#state = state;
		if (isColored) this.#groups = this.#newGroups();
		if (isOther) this.#root = this.#build();
		const zoomed = this.#sandwich?.callees ?? this.#shown.finder.find(this.#root, state.path, this.#costs);
		this.#zoomed = this.#focus = zoomed ?? this.#root;
		const isUnchanged = zoomed !== null && zoomed.depth > 0 && zoomed.moved === 0;
		if (state.view === "changes" && isUnchanged) this.#state = {
			...state,
			view: "difference"
		};
		this.#wording = this.#newWording();
		this.#controls.show(this.#state);
		this.#search();
		this.draw();
		this.#describe();
		this.#fillTable();
		if (zoomed === null || state.of !== "" && this.#sandwich === null) this.#say("This view has no such frame.");
	}
	draw() {
		const width = this.#stage.element.clientWidth;
		if (width === 0) return;
		const [wording, zoomed, groups, sandwich] = [
			this.#wording,
			this.#zoomed,
			this.#groups,
			this.#sandwich
		];
		const upward = this.#state.order === "up" && sandwich === null;
		this.#stage.draw({
			wording,
			zoomed,
			groups,
			sandwich,
			found: this.#found.names,
			upward,
			width
		});
		this.#stage.focus(this.#focus);
	}
	#changed(state, change) {
		return changedState(state, change, this.#whole.tree.types !== void 0);
	}
	get #shown() {
		const { first, order, runtime } = this.#state;
		const typed = order === "leaf" ? typesLast : typesFirst;
		const shown = first === "type" ? this.#form(this.#whole, typed) : this.#whole;
		return runtime === "folded" ? this.#form(shown, foldRuntime) : shown;
	}
	#form(shown, form) {
		const forms = this.#forms.get(shown) ?? new Map();
		this.#forms.set(shown, forms);
		const known = forms.get(form);
		if (known !== void 0) return known;
		const tree = form(shown.tree);
		const made = {
			tree,
			finder: new FrameFinder(tree)
		};
		forms.set(form, made);
		return made;
	}
	get #tree() {
		return this.#shown.tree;
	}
	get #costs() {
		return this.#tree[this.#state.by];
	}
	#build() {
		const { order, first, of } = this.#state;
		this.#largest = largestChange(this.#tree, this.#costs);
		const name = this.#shown.finder.name(of);
		const sandwich = name === void 0 ? null : sandwichOf(this.#tree, this.#costs, name);
		this.#sandwich = sandwich !== null && sandwich.callees.both > 0 ? sandwich : null;
		if (this.#sandwich !== null) return this.#sandwich.root;
		if (order === "leaf") return callerFrames(this.#tree, this.#costs, first !== "caller");
		return (first === "function" ? callFramesByFunction : callFrames)(this.#tree, this.#costs);
	}
	#newWording() {
		return new Wording(this.#tree, this.#state, this.#root, this.#largest);
	}
	#newGroups() {
		const { tree } = this.#whole;
		const { modules, types } = this.#tree.head;
		const all = {
			frame: void 0,
			module: modules,
			type: types
		}[this.#state.color];
		return all === void 0 ? null : groupsOf(tree, tree[this.#state.by], all);
	}
	#navigate(state) {
		this.show(state);
		this.#onNavigate(state);
	}
	#zoom(frame) {
		if (this.#sandwich !== null) {
			this.#surround(frame);
			return;
		}
		const path = frame.path.slice(1);
		this.#navigate({
			...this.#state,
			path: path.map((one) => this.#shown.finder.hash(one.name))
		});
		this.#sayFrame(frame);
	}
	#surround(frame) {
		const of = frame.parent === null ? "" : this.#shown.finder.hash(frame.name);
		this.#navigate({
			...this.#state,
			of
		});
		if (of !== "") this.#say(\`Callers and callees of \${this.#wording.name(frame)}: \${this.#wording.numbers(this.#zoomed)}\`);
	}
	#describe() {
		const copy = (frame) => this.#copy(frame);
		const sandwich = this.#sandwich === null ? (frame) => this.#surround(frame) : null;
		this.#breadcrumb.replaceChildren(...breadcrumb(this.#zoomed, this.#wording, {
			zoom: this.#onZoom,
			copy,
			sandwich
		}));
		this.#breadcrumb.hidden = this.#zoomed.parent === null;
		this.#legend.replaceChildren(...legend(this.#groups));
		this.#legend.hidden = !this.#wording.isDifference && this.#groups === null;
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
		const table = (frame, label) => new TreeTable(frame, this.#wording, open, label).element;
		const { callers, callees } = this.#sandwich ?? {};
		const tables = callers && callees ? [table(callers, "Callers"), table(callees, "Callees")] : [table(this.#zoomed)];
		this.#table.replaceChildren(...tables);
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
		const isCaller = frame.path[1] === this.#sandwich?.callers;
		const outward = () => this.#setFocus(frame.parent === this.#sandwich?.callers ? this.#zoomed : frame.parent);
		const inward = () => this.#setFocus(this.#widest(frame));
		const callers = () => this.#setFocus(this.#sandwich && this.#widest(this.#sandwich.callers));
		const zoomOut = () => this.#zoom(this.#zoomed.parent ?? this.#root);
		const isUpward = this.#sandwich === null ? this.#state.order === "up" : isCaller;
		const up = isUpward ? inward : outward;
		const action = {
			ArrowUp: this.#sandwich?.callees === frame ? callers : up,
			ArrowDown: isUpward ? outward : inward,
			ArrowLeft: () => this.#setFocus(this.#stage.beside(frame, -1)),
			ArrowRight: () => this.#setFocus(this.#stage.beside(frame, 1)),
			Enter: () => this.#zoom(frame),
			Escape: zoomOut,
			n: () => this.#nextMatch(),
			c: () => this.#copy(frame),
			s: () => this.#surround(frame)
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
	return initialState(["changes", "difference"].find((view) => view === section.dataset.graph) ?? "run");
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
	if (shown.includes("/")) viewer.element.scrollIntoView({ block: section === last ? "nearest" : "start" });
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
// src/flame-graph/bracketed.ts
/** What is in the brackets of a frame that is no function (`[libswiftCore.so]`, `[unknown]`, `[pruned]`); null for functions. */
function bracketed(name) {
	return /^\[([^[\]]+)\]$/.exec(name)?.[1] ?? null;
}
// src/flame-graph/browser/frame-trees.ts
/** Whether a frame's name is that of an allocation function, as the last frames of paths are called. */
function isAllocation(name = "") {
	return /^(?:malloc(?: of another allocator|x)?|calloc|posix_memalign|realloc|realloc\(NULL\)|aligned_alloc|memalign|p?valloc|operator new|strdup|(?:je|tc|mi)_malloc)$/.test(name);
}
// src/flame-graph/text-width.ts
/** Of the monospaced fonts of the style sheet, at 12 px. */
const characterWidth = 7.25;
/** Of a text that is cut there are at least so many columns: `= m…` tells nobody anything. */
const fewestColumns = 8;
/** Whether a text has room in a width in pixels. */
function fits(text, width) {
	return columnsOf(text) <= Math.floor(width / characterWidth);
}
/** The text where it fits the width in pixels, else as much of its beginning as does; empty where that is too little. */
function clipped(text, width) {
	if (fits(text, width)) return text;
	const columns = Math.floor(width / characterWidth);
	if (columns < fewestColumns) return "";
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
// src/flame-graph/change.ts
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
* What is written on a frame with room for so many pixels: its name with what became of it, whole or cut; of a change at
* least its size. Grey says by itself that nothing changed.
*/
function changeLabel(name, change, costs, width) {
	const whole = `${name}  ${changeWords(change, costs)}`;
	const short = shortWords(change, costs);
	if (fits(whole, width)) return whole;
	return change === "same" ? clipped(name, width) : clipped(`${short} ${name}`, width) || clipped(short, width);
}
/**
* The name of a change's colour: `more1` to `more4`, `less1` to `less4`, on a scale that is the same for both directions
* and ends at the largest change of the graph; `same` within the noise. By the square root, so that small changes can be
* told from none.
*/
function changeColor(delta, noise, largest) {
	const size = Math.abs(delta);
	if (size <= noise + 1e-9 || largest <= 0) return "same";
	const level = Math.min(4, 1 + Math.floor(4 * Math.sqrt(size / largest) * .999));
	return `${delta > 0 ? "more" : "less"}${level}`;
}
/** What else there is to say of a frame's change, `color` being its colour's name. */
function changeRemark(change, color, isAssumed) {
	if (isAssumed) return ", taken to be as it was: the baseline leaves out paths this small";
	return change !== "same" && color === "same" ? ", within the noise" : "";
}
// src/flame-graph/colors.ts
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
	groups: groups(66, 80),
	more: steps$1((part) => hsl(32 - 12 * part, 96, 86 - 24 * part)),
	less: steps$1((part) => hsl(205 + 8 * part, 85, 89 - 22 * part))
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
	groups: groups(42, 27),
	more: steps$1((part) => hsl(30 - 10 * part, 55 + 25 * part, 22 + 14 * part)),
	less: steps$1((part) => hsl(207 + 8 * part, 45 + 25 * part, 24 + 18 * part))
};
/** The class of a frame's colour where nothing is compared, the same for the same name everywhere; grey for what is no function. */
function colorClass(name) {
	return bracketed(name) === null ? `fg${colorIndex(name)}` : "fg-same";
}
/** From red to yellow; the order alternates so that neighbours in it differ. */
function warm(lightness, saturation) {
	return Array.from({ length: 12 }, (_, index) => {
		return hsl(6 + index * 5 % 12 * 4, saturation, lightness + index % 3 * 4);
	});
}
function groups(saturation, lightness) {
	return [
		210,
		40,
		330,
		150,
		270,
		70,
		185,
		10
	].slice(0, 8).map((hue, index) => {
		return hsl(hue, saturation, lightness - index % 2 * 7);
	});
}
/** One colour a level; `part` goes from 0 (weakest) to 1. */
function steps$1(color) {
	return Array.from({ length: 4 }, (_, index) => color(index / 3));
}
function hsl(hue, saturation, lightness) {
	return `hsl(${Math.round(hue)} ${Math.round(saturation)}% ${Math.round(lightness)}%)`;
}
// src/flame-graph/style.ts
/** The style sheet of a flame graph, on a page of its own or within one. */
const flameGraphStyle = [
	".fg{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",monospace}",
	".fg-name{pointer-events:none}.fg-hatch{stroke-width:1;opacity:.3;fill:none}",
	".fg-veil{pointer-events:none}.fg g:hover rect{stroke-width:1}",
	frameColors(lightPalette),
	`@media(prefers-color-scheme:dark){${frameColors(darkPalette)}}`,
	`@media print{${frameColors(lightPalette)}}`
].join("");
/** The style sheet of the flame graph page: light and dark by the reader's setting, down to a phone's width. */
const pageStyle = [
	":root{color-scheme:light dark;--paper:#fff;--words:#1f2328;--quiet:#59636e;--line:#d1d9e0;--shade:#f6f8fa;",
	"--link:#0969da;--bad:#cf222e;--good:#1a7f37;--doubt:#9a6700}",
	`:root{${canvasColors(lightPalette)}}@media(prefers-color-scheme:dark){:root{${canvasColors(darkPalette)}}}`,
	`:root.printing{${canvasColors(lightPalette)}}`,
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
	".path-bar{position:sticky;top:0;z-index:1;max-height:40vh;overflow:auto;padding-top:4px;background:var(--paper)}",
	".path-bar ol{display:flex;flex-wrap:wrap;list-style:none;margin:0 0 8px;padding:0;gap:2px 0;font-size:12px}",
	".path-bar li+li::before{content:\"›\";color:var(--quiet);padding:0 3px}",
	".path-bar li button{border:0;background:none;color:var(--link);padding:1px 2px;max-width:24ch;overflow:hidden;text-overflow:ellipsis;white-space:nowrap}",
	".path-bar li [aria-current]{color:var(--words);font-weight:600}.whole-name{font-size:13px}.whole-name code{user-select:all}.copy{padding:0 6px;font-size:12px}",
	".stage{position:relative;margin-bottom:8px}.stage canvas{display:block;width:100%;cursor:pointer;border-radius:2px}",
	".mark{position:absolute;top:0;left:0;pointer-events:none;border:1.5px solid var(--words);border-radius:2px;box-sizing:border-box;scroll-margin:140px 0 24px}",
	".mark.focus{border:3px solid var(--link)}",
	".tip{position:absolute;top:0;left:0;z-index:2;pointer-events:none;max-width:min(560px,100%);max-height:240px;overflow:hidden;padding:6px 8px;",
	"background:var(--paper);border:1px solid var(--quiet);border-radius:6px;font-size:13px;overflow-wrap:anywhere;box-sizing:border-box}.tip code{background:none;padding:0}",
	".frames summary{cursor:pointer;font-size:13px;color:var(--link)}[role=treegrid] td,[role=treegrid] th{padding:2px 8px}",
	"[role=treegrid] tr:focus-visible{outline-offset:-2px}[role=treegrid] .path{width:100%;cursor:pointer}",
	"[role=treegrid] td code:hover{text-decoration:underline}[role=treegrid] th+th{text-align:right}[role=treegrid] .path::before{content:\"\";display:inline-block;width:14px;color:var(--quiet)}",
	"[aria-expanded=false] .path::before{content:\"▸\"}[aria-expanded=true] .path::before{content:\"▾\"}",
	"@media print{:root{--paper:#fff;--words:#1f2328;--quiet:#59636e;--line:#d1d9e0;--shade:#f6f8fa}body{padding:0;max-width:none}.controls,.tip,.mark,.copy,.viewer>p:not(.sum){display:none}",
	"section,.scroll{break-inside:auto}.scroll{overflow:visible}.graph svg{min-width:0}h2{break-after:avoid}tr{break-inside:avoid}}",
	"@media(max-width:600px){body{padding:16px 12px}table{font-size:12px}th,td,[role=treegrid] td,[role=treegrid] th{padding:5px 4px}",
	"td code{display:inline-block;max-width:60vw}.name{min-width:84px}[role=treegrid] .path{min-width:120px}[role=treegrid] .number{white-space:normal}}"
].join("");
/** The colours as classes of an SVG's elements. */
function frameColors(palette) {
	const changes = Object.entries(changeColors(palette));
	return [
		`.fg-paper{fill:${palette.paper}}.fg-words{fill:${palette.words}}.fg-quiet{fill:${palette.quiet}}`,
		`.fg-name{fill:${palette.name}}.fg-root{fill:${palette.root}}.fg-same{fill:${palette.same}}`,
		`.fg g:hover rect{stroke:${palette.words}}.fg-hatch{stroke:${palette.name}}`,
		...palette.frames.map((color, index) => `.fg${index}{fill:${color}}`),
		...changes.map(([key, color]) => `.fg-${key}{fill:${color}}`)
	].join("");
}
/** The colours as custom properties, for the page's canvas. */
function canvasColors(palette) {
	const { frames, name, root, narrow, found, same } = palette;
	const groups = palette.groups.map((color, index) => [`group${index}`, color]);
	const all = {
		...frames,
		name,
		root,
		narrow,
		others: narrow,
		found,
		same,
		...Object.fromEntries(groups),
		...changeColors(palette)
	};
	return Object.entries(all).map(([key, color]) => `--fg-${key}:${color}`).join(";");
}
/** By the name that `changeColor` gives: `more1`, the weakest, to `more4`, and `less1` to `less4`. */
function changeColors({ more, less }) {
	const named = (change, colors) => colors.map((color, index) => [`${change}${index + 1}`, color]);
	return Object.fromEntries([...named("more", more), ...named("less", less)]);
}
// src/flame-graph/drawing.ts
/** The hatchings of new and removed frames, once in a document. */
const patterns = [
	"<defs>",
	"<pattern id=\"fg-new\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">",
	"<path class=\"fg-hatch\" d=\"M-1 8L8 -1M-1 1L1 -1M6 8L8 6\"/></pattern>",
	"<pattern id=\"fg-removed\" width=\"7\" height=\"7\" patternUnits=\"userSpaceOnUse\">",
	"<path class=\"fg-hatch\" d=\"M0 0L7 7M0 7L7 0\"/></pattern>",
	"</defs>"
].join("");
const rowHeight = 18;
const margin = 12;
const headerHeight = 52;
/** The frames as one SVG element, root at the bottom, under a title and a line of legend. What is not drawn is said there. */
function drawFrames({ root, widthOf, lookOf, title, label, legend }, { width = 1200, frames = 2500, embedded = false }) {
	const { drawn, omission } = layOut(root, widthOf, frames);
	const rows = drawn.reduce((most, { depth }) => Math.max(most, depth), 0) + 1;
	const height = headerHeight + rows * rowHeight + margin;
	return `${[
		`<svg${embedded ? "" : " xmlns=\"http://www.w3.org/2000/svg\""} class="fg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${html(label)}">`,
		...embedded ? [] : [`<style>${flameGraphStyle}</style>`, patterns],
		`<rect class="fg-paper" width="${width}" height="${height}"/>`,
		`<text class="fg-words" x="${margin}" y="20" font-weight="bold">${html(clipped(title, width - 24))}</text>`,
		`<text class="fg-quiet" x="${margin}" y="38">${html([legend, ...omission].join("; "))}</text>`,
		...drawn.map((place) => frameElement(place, lookOf(place), {
			width,
			floor: height - margin
		})),
		"</svg>"
	].join("\n")}\n`;
}
function frameElement({ depth, start, share }, { tip, labelIn, colorClass, pattern }, paper) {
	const room = paper.width - 24;
	const x = margin + start * room;
	const width = share * room;
	const y = paper.floor - (depth + 1) * rowHeight;
	const shape = `x="${pixels(x)}" y="${y}" width="${pixels(Math.max(.2, width - .4))}" height="17" rx="1.5"`;
	const veil = pattern === null ? "" : `<rect class="fg-veil" fill="url(#${pattern})" ${shape}/>`;
	const written = labelIn(width - 6);
	const text = written === "" ? "" : `<text class="fg-name" x="${pixels(x + 3)}" y="${y + 13}">${html(written)}</text>`;
	return `<g><title>${html(tip)}</title><rect class="${colorClass}" ${shape}/>${veil}${text}</g>`;
}
function pixels(value) {
	return String(Math.round(value * 100) / 100);
}
/** The widest frames, callers before their callees; what calls a frame that is drawn is drawn too. */
function layOut(root, widthOf, most) {
	const all = placed(root, widthOf);
	const widest = [...all.keys()].sort((a, b) => (all[b]?.share ?? 0) - (all[a]?.share ?? 0) || a - b).slice(0, most);
	const isDrawn = new Set(widest);
	const omitted = all.filter((_, index) => !isDrawn.has(index));
	if (omitted.length === 0) return {
		drawn: all,
		omission: []
	};
	const share = omitted.filter(({ caller }) => isDrawn.has(caller)).reduce((sum, place) => sum + place.share, 0);
	return {
		drawn: all.filter((_, index) => isDrawn.has(index)),
		omission: [`${formatQuantity(omitted.length, "narrow frame")} with ${formatShare(share)} of them not drawn`]
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
		const width = widthOf(next.frame);
		if (width <= 0) continue;
		const caller = all.push({
			...next,
			share: width / whole
		}) - 1;
		let { start } = next;
		const children = next.frame.children.map((frame) => {
			const place = {
				frame,
				depth: next.depth + 1,
				start,
				caller
			};
			start += Math.max(0, widthOf(frame)) / whole;
			return place;
		});
		for (const child of children.reverse()) waiting.push(child);
	}
	return all;
}
// src/flame-graph/overlay.ts
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
/** What stands for the frames that a page has no room for; not the baseline's `[pruned]`, which is a fact of its own. */
const hiddenName = "[not shown]";
/** The names that stand for many small paths instead of a function. */
const collectiveNames = [prunedName, hiddenName];
/** Every frame, callers before callees. */
function* allFrames(root) {
	const waiting = [root];
	for (let frame = waiting.pop(); frame !== void 0; frame = waiting.pop()) {
		yield frame;
		for (const child of frame.children.toReversed()) waiting.push(child);
	}
}
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
	while ([...allFrames(limited)].length > most && limited.children.length > 1) {
		threshold = Math.ceil(threshold * 1.1);
		limited = withoutSmaller(root, threshold);
	}
	const names = Array.from(allFrames(limited), ({ name }) => name);
	const kept = names.filter((name) => name !== hiddenName).length;
	return {
		root: limited,
		frames: names.length,
		hidden: total - kept
	};
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
function withoutSmaller(frame, threshold) {
	const large = frame.children.filter((child) => sizeOf(child) >= threshold);
	const small = frame.children.filter((child) => sizeOf(child) < threshold);
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
	return overlayFrame({
		name: hiddenName,
		before: sum("before"),
		after: sum("after"),
		assumed: false,
		children: []
	});
}
function sizeOf({ before, after }) {
	return Math.max(before.count, after.count);
}
// src/flame-graph/no-function.ts
/**
* What a frame is that is no function, by its name in brackets: code of a library without symbols (`[libswiftCore.so]`),
* many paths put together, or nothing known. Empty for functions.
*/
function noFunctionWords(name) {
	const inside = bracketed(name);
	if (inside === null) return "";
	return known.get(name) ?? `code of ${inside} that has no symbol, so that its functions are not known`;
}
const known = /* @__PURE__ */ new Map([
	[unknownName, "nothing is known of what was called here"],
	[prunedName, "paths that the baseline keeps as one sum"],
	[hiddenName, "paths too small for this page, put together"]
]);
// src/flame-graph/payload.ts
const columnNames = [
	"up",
	"name",
	"assumed",
	"count",
	"change",
	"bytes"
];
/**
* An overlay as text for the page: base64 of gzip of a head in JSON and columns of variable-length integers, a value
* for each frame, callers first. `browser/tree-data.ts` reads it. Each name is there once; costs are a frame's own, so
* that most are 0, and the baseline's are differences, so that most of those are 0 too. What is known of types follows,
* see {@link TypeColumns}.
*/
function encodePayload(root, head, known = {}) {
	const names = /* @__PURE__ */ new Map();
	const columns = {
		up: [],
		name: [],
		assumed: [],
		count: [],
		change: [],
		bytes: []
	};
	const types = new TypeColumns();
	let previous = -1;
	const add = (frame, depth, at) => {
		const name = names.get(frame.name) ?? names.size;
		names.set(frame.name, name);
		const count = own(frame, (one) => one.after.count);
		columns.up.push(previous + 1 - depth);
		columns.name.push(name);
		columns.assumed.push(frame.assumed ? 1 : 0);
		columns.count.push(zigzag(count));
		columns.change.push(zigzag(own(frame, (one) => one.before.count) - count));
		const bytes = own(frame, (one) => one.after.bytes);
		columns.bytes.push(zigzag(bytes));
		if (count !== 0 || bytes !== 0) types.add(at?.types ?? /* @__PURE__ */ new Map(), count, bytes);
		previous = depth;
		for (const child of frame.children) add(child, depth + 1, typesBelow(frame, child, at));
	};
	add(root, 0, known.typesByPath);
	const used = columnNames.filter((name) => columns[name].some((value) => value !== 0));
	const all = [...names.keys()];
	const runtime = [...all.keys()].filter((index) => isRuntime(all[index] ?? "", known.modules));
	const full = {
		...head,
		collective: collectiveNames,
		frames: columns.up.length,
		columns: used,
		names: all,
		...knownOf(all, "notes", (name) => [
			noFunctionWords(name),
			inlinedWords(known.inlined?.get(name)),
			known.notes?.get(name) ?? ""
		].filter(Boolean).join("; ")),
		...knownOf(all, "modules", (name) => moduleOf(name, known.modules)),
		...knownOf(all, "types", (name) => known.types?.get(name) ?? ""),
		...runtime.length > 0 ? { runtime } : {},
		...types.names.length > 0 ? { typeNames: types.names } : {}
	};
	const text = Buffer.from(JSON.stringify(full));
	const parts = [
		varints([text.length]),
		text,
		...used.map((name) => varints(columns[name])),
		...types.names.length > 0 ? types.columns.map(varints) : []
	];
	return gzipSync(Buffer.concat(parts), { level: 9 }).toString("base64");
}
/**
* The types of what frames allocate themselves: for each frame that does, how many types are known; then for each of
* those which one it is, and by how much its count and its bytes are less than what is left of the frame's: nothing for
* most, since most have one type.
*/
var TypeColumns = class {
	#known = [];
	#type = [];
	#count = [];
	#bytes = [];
	#names = /* @__PURE__ */ new Map();
	get names() {
		return [...this.#names.keys()];
	}
	get columns() {
		return [
			this.#known,
			this.#type,
			this.#count,
			this.#bytes
		];
	}
	/** What a frame allocates that costs so much itself; types never add up to more. */
	add(types, ownCount, ownBytes) {
		let [left, leftBytes, known] = [
			ownCount,
			ownBytes,
			0
		];
		for (const [name, cost] of [...types].sort(([, a], [, b]) => b.count - a.count)) {
			const [count, bytes] = [Math.min(left, cost.count), Math.min(leftBytes, cost.bytes)];
			if (count <= 0) continue;
			const type = this.#names.get(name) ?? this.#names.size;
			this.#names.set(name, type);
			[left, leftBytes, known] = [
				left - count,
				leftBytes - bytes,
				known + 1
			];
			this.#type.push(type);
			this.#count.push(left);
			this.#bytes.push(leftBytes);
		}
		this.#known.push(known);
	}
};
/** What a callee allocates; of what stands for those that a page has no room for, what those allocate. */
function typesBelow({ children }, { name }, at) {
	if (at === void 0 || name !== "[not shown]") return at?.callees.get(name);
	const shown = new Set(children.filter(({ after }) => after.count > 0).map((child) => child.name));
	return {
		types: typesWithin([...at.callees].filter(([callee]) => !shown.has(callee)).map(([, below]) => below)),
		callees: /* @__PURE__ */ new Map()
	};
}
/** Something about each name, left out where there is nothing about any. */
function knownOf(names, key, textOf) {
	const texts = names.map(textOf);
	return texts.some((text) => text !== "") ? { [key]: texts } : {};
}
function inlinedWords(where) {
	if (where === void 0) return "";
	return where === "always" ? "inlined" : "inlined in some places";
}
/** The module or library of a name; empty where it is not known. */
function moduleOf(name, modules) {
	if (name === "[unknown]" || collectiveNames.includes(name)) return "";
	return modules?.get(name) ?? bracketed(name) ?? "";
}
/** Whether a frame is the runtime's, the allocation function at its end left out: that is what was counted. */
function isRuntime(name, modules) {
	if (isAllocation(name) || name === "[unknown]") return false;
	const role = roleOf({
		name,
		module: moduleOf(name, modules) || "[unknown]"
	});
	return role === "runtime" || role === "allocator" || role === "glue";
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
// src/flame-graph/svg.ts
/**
* A static flame graph: root at the bottom, width by count, at most 2,500 frames, the rest counted in words.
* Every frame says its whole name, count and share as a tool tip and to a screen reader.
*/
function renderFlameGraphSvg(tree, options) {
	const { title, unit, units = 1 } = options;
	const total = formatQuantity(tree.count / units, "allocation");
	return drawFrames({
		root: tree,
		widthOf: ({ count }) => count,
		lookOf: (place) => lookOf(place, unit, units),
		title,
		label: `Flame graph of ${title}`,
		legend: tree.count > 0 ? `${total} per ${unit}, callers below their callees` : "No allocations were recorded."
	}, options);
}
function lookOf({ frame, depth, share }, unit, units) {
	const name = depth === 0 ? "all" : frame.name;
	const bytes = frame.bytes > 0 ? `, ${formatBytes(frame.bytes / units)}` : "";
	return {
		tip: `${name}: ${formatCount(frame.count / units)} per ${unit} (${formatShare(share)}${bytes})`,
		labelIn: (width) => clipped(name, width),
		colorClass: depth === 0 ? "fg-root" : colorClass(name),
		pattern: null
	};
}
/**
* A static differential flame graph: every frame of either run, with room for the larger of both, says what became
* of it. Orange grew, blue shrank, by the size of the change; grey is within the noise; new and removed frames are
* hatched.
*/
function renderDifferentialSvg(profile, options = {}) {
	const root = overlayTrees(profile.baseline, profile.tree);
	const largest = Array.from(allFrames(root), ({ before, after }) => Math.abs(after.count - before.count)).reduce((most, delta) => Math.max(most, delta), 0);
	return drawFrames({
		root,
		widthOf: ({ width }) => width,
		lookOf: (place) => changedLookOf(place, largest, profile),
		title: profile.benchmark,
		label: `Differential flame graph of ${profile.benchmark}`,
		legend: changeLegend(root, profile)
	}, options);
}
function changeLegend(root, { unit, units }) {
	if (root.width <= 0) return "No allocations were recorded.";
	const [before, after] = [root.before.count / units, root.after.count / units];
	return `${`${formatCount(before)} → ${formatQuantity(after, "allocation")} per ${unit}`}; orange: more, blue: less, grey: the same; hatched: new, crossed: removed`;
}
function changedLookOf({ frame, depth }, largest, profile) {
	const { unit, units, noise } = profile;
	const name = depth === 0 ? "all" : frame.name;
	const costs = {
		before: frame.before.count / units,
		after: frame.after.count / units
	};
	const change = changeOf(costs, depth === 0 || collectiveNames.includes(name));
	const color = changeColor(costs.after - costs.before, noise, largest / units);
	return {
		tip: `${name}: ${change === "same" ? `= (${formatCount(costs.after)})` : changeWords(change, costs)} per ${unit}${changeRemark(change, color, frame.assumed)}`,
		labelIn: (width) => changeLabel(name, change, costs, width),
		colorClass: `fg-${color}`,
		pattern: change === "new" || change === "removed" ? `fg-${change}` : null
	};
}
// src/flame-graph/type-table.ts
const typesShown = 20;
/**
* What a benchmark allocates, type by type, as a table that can be opened; nothing where types are not known. Those that
* its graph can begin with lead there.
*/
function typeTable(benchmark, inGraph = /* @__PURE__ */ new Set()) {
	const compared = benchmark.delta !== null && areSitesCompared({ benchmark }) && hasTypesBefore(benchmark);
	const sums = typeSums(benchmark, compared);
	if (sums.length === 0) return [];
	const shown = sums.slice(0, typesShown);
	const order = compared ? "largest change first" : "largest first";
	return [
		`<details><summary>By type, allocations per ${benchmark.unit}, ${order}</summary>`,
		"<div class=\"scroll\" role=\"region\" aria-label=\"Types\" tabindex=\"0\"><table>",
		`<thead><tr>${compared ? "<th scope=\"col\" class=\"number\">Delta</th>" : ""}<th scope="col" class="number">Now</th><th scope="col">Type</th><th scope="col">Most of it from</th></tr></thead>`,
		"<tbody>",
		...shown.map((type) => typeRow(benchmark.name, type, compared, inGraph.has(type.name))),
		"</tbody></table></div>",
		...sums.length > shown.length ? [`<p class="quiet">${formatCount(sums.length - shown.length)} more types.</p>`] : [],
		"</details>"
	];
}
/** Whether each site's types are known on both sides. */
function hasTypesBefore({ sites }) {
	return sites.every(({ allocates = [] }) => allocates.every(({ baselineCount }) => baselineCount !== void 0));
}
function typeSums({ sites }, compared) {
	const byName = /* @__PURE__ */ new Map();
	for (const { name: site, allocates = [] } of sites) for (const { name, count, baselineCount = 0 } of allocates) {
		const known = byName.get(name) ?? [];
		byName.set(name, known);
		known.push({
			site,
			count,
			delta: compared ? count - baselineCount : 0
		});
	}
	const sizeOf = ({ count, delta }) => isMove(delta) ? Math.abs(delta) : count / 1e9;
	return Array.from(byName, ([name, all]) => {
		const [first] = all.toSorted((a, b) => sizeOf(b) - sizeOf(a));
		return {
			name,
			count: all.reduce((sum, { count }) => sum + count, 0),
			delta: all.reduce((sum, { delta }) => sum + delta, 0),
			from: first?.site ?? "",
			others: all.length - 1
		};
	}).toSorted((a, b) => Math.abs(b.delta) - Math.abs(a.delta) || b.count - a.count);
}
function typeRow(benchmark, { name, count, delta, from, others }, compared, isInGraph) {
	const type = `<code>${html(name, 160)}</code>`;
	return [
		"<tr>",
		compared ? `<td class="number">${html(isMove(delta) ? formatDelta(delta) : "0")}</td>` : "",
		`<td class="number">${html(formatCount(count))}</td>`,
		`<td class="path">${isInGraph ? `<a href="${flameGraphAnchor(benchmark, [name])}?first=type">${type}</a>` : type}</td>`,
		`<td class="path"><a href="${flameGraphAnchor(benchmark, [from])}"><code>${html(from, 100)}</code></a>${others === 0 ? "" : ` and ${formatCount(others)} more`}</td>`,
		"</tr>"
	].join("");
}
// src/flame-graph/section.ts
/** What stands without script is a sketch: the widest frames, so that pages of many benchmarks stay small. */
const stillFrames = 150;
const sitesShown = 10;
const callersShown = 3;
/** A benchmark's part of the page: its call sites, a static graph, and the data of all frames for the script. */
function section(profile, overlay, report) {
	const { benchmark: title, unit, units, baseline, noise, tree, modules = /* @__PURE__ */ new Map(), inlined = /* @__PURE__ */ new Map(), types } = profile;
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
	const known = {
		notes: notesOn(measured),
		modules,
		inlined,
		types: typesIn(measured),
		...types === void 0 ? {} : { typesByPath: types }
	};
	const typeNames = new Set(types === void 0 ? [] : typesWithin([types]).keys());
	const explanations = [...explained(profile, measured?.delta?.total), ...hidden(overlay, units)];
	return [
		`<section id="${sectionId(title)}" data-graph="${compared ? firstView(overlay, noise * units) : "run"}">`,
		`<h2><code>${html(title, 160)}</code></h2>`,
		...measured === void 0 ? [] : [...siteTable(measured), ...typeTable(measured, typeNames)],
		...explanations.map((sentence) => `<p class="quiet">${html(sentence)}</p>`),
		"<div class=\"scroll graph still\" role=\"region\" aria-label=\"Static flame graph\" tabindex=\"0\">",
		still.trimEnd(),
		"</div>",
		`<script type="application/octet-stream">${encodePayload(overlay.root, {
			unit,
			units,
			noise,
			compared
		}, known)}<\/script>`,
		"</section>"
	];
}
/** The view that a comparison opens with: what changed, if anything did beyond the noise (not divided, as counts are). */
function firstView({ root }, noise) {
	const isChange = ({ before, after }) => Math.abs(after.count - before.count) > noise + 1e-9;
	return [...allFrames(root)].some(isChange) ? "changes" : "difference";
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
	const count = Array.from(allFrames(root), ({ name, after }) => name === "[not shown]" ? after.count : 0).reduce((sum, one) => sum + one, 0);
	const share = root.after.count > 0 ? formatShare(count / root.after.count) : "0 %";
	return [`This page leaves out the ${formatQuantity(frames, "smallest frame")}, where ${formatCount(count / units)} allocations (${share}) end; the folded stacks have all.`];
}
/** The call sites that changed as a table, or the largest where none did. */
function siteTable(benchmark) {
	const changed = benchmark.sites.filter(({ delta }) => delta !== 0);
	const sites = (changed.length > 0 ? changed : benchmark.sites).slice(0, sitesShown);
	if (sites.length === 0) return [];
	const compared = benchmark.delta !== null;
	const doubt = htmlOf(incompleteness(benchmark));
	return [
		`<p>Call sites, ${compared ? "largest change first" : "largest first"}, allocations per ${benchmark.unit}:</p>`,
		"<div class=\"scroll\" role=\"region\" aria-label=\"Call sites\" tabindex=\"0\"><table>",
		`<thead><tr>${compared ? "<th scope=\"col\" class=\"number\">Delta</th>" : ""}<th scope="col" class="number">Now</th><th scope="col" class="number">Size</th><th scope="col">Site</th><th scope="col">Module</th><th scope="col">Called by</th></tr></thead>`,
		"<tbody>",
		...sites.map((site) => siteRow(benchmark.name, site, compared, areSitesCompared({ benchmark }))),
		"</tbody></table></div>",
		...doubt === "" ? [] : [`<p class="notice">${doubt}</p>`]
	];
}
/** A site, whose name leads to its frame below its nearest callers. */
function siteRow(benchmark, site, compared, isExplained) {
	const frame = flameGraphAnchor(benchmark, [...site.callers.toReversed(), site.name]);
	const callers = site.callers.slice(0, callersShown).map((caller) => `<code>${html(caller, 100)}</code>`);
	return [
		"<tr>",
		compared ? `<td class="number">${html(formatDelta(site.delta))}</td>` : "",
		`<td class="number">${html(formatCount(site.count))}</td>`,
		`<td class="number">${site.bytes === null ? "" : formatBytes(site.bytes)}</td>`,
		`<td class="path"><a href="${frame}"><code>${html(site.name, 160)}</code></a>${details(site, compared && isExplained)}</td>`,
		`<td class="module"><code>${html(site.module, 60)}</code></td>`,
		`<td class="path">${callers.join(" ← ")}</td>`,
		"</tr>"
	].join("");
}
/** What a site allocates, and the line at which it allocates most; of a site that changed, what that line says. */
function details(site, isCompared) {
	const types = htmlOf(allocatedWords(site, isCompared && site.delta !== 0));
	const place = placeOfSite(site);
	return [
		types,
		place === null ? "" : `<code>${html(`${pathOf$1(place)}:${place.line}`, 200)}</code>`,
		site.text === void 0 || site.delta === 0 ? "" : `<code>${html(site.text, 120)}</code>`
	].filter((detail) => detail !== "").map((detail) => `<br>${detail}`).join("");
}
/** What sites allocate and at which lines, by name: for their frames' details, and to be searched. */
function notesOn(measured) {
	const notes = /* @__PURE__ */ new Map();
	for (const site of measured?.sites ?? []) {
		const known = notes.get(site.name);
		const note = noteOn(site);
		if (note !== "") notes.set(site.name, known === void 0 ? note : `${known}; ${note}`);
	}
	return notes;
}
/** The type of which each function allocates most. */
function typesIn(measured) {
	const counts = /* @__PURE__ */ new Map();
	for (const { name: site, allocates = [] } of measured?.sites ?? []) {
		const types = counts.get(site) ?? /* @__PURE__ */ new Map();
		counts.set(site, types);
		for (const { name, count } of allocates) types.set(name, (types.get(name) ?? 0) + count);
	}
	const most = Array.from(counts, ([site, types]) => {
		const [[type, count] = ["", 0]] = [...types].sort(([, a], [, b]) => b - a);
		return [site, count > 0 ? type : ""];
	});
	return new Map(most.filter(([, type]) => type !== ""));
}
const linesNoted = 5;
function noteOn({ allocates = [], lines = [] }) {
	const types = allocates.filter(({ count }) => count > 0).map(({ name, count }) => `${formatCount(count)} ${name}`);
	const places = [...new Set(lines.map((place) => `${pathOf$1(place)}:${place.line}`))].slice(0, linesNoted);
	return [types.join(", "), ...places.length === 0 ? [] : [`at ${places.join(", ")}`]].join(" ").trim();
}
// src/flame-graph/page.ts
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
	const overlays = limited(report === void 0 ? profiles : worstFirst(profiles, report), mostFrames);
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
		...report === void 0 ? ["<header><h1>Allocations by call path</h1></header>"] : [...heading(report), ...benchmarkTable(report, profiles)],
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
function heading(report) {
	const notices = report.notices.map((notice) => `<p class="notice">${htmlOf(notice)}</p>`);
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
/** The benchmarks of a report, what needs looking at first. */
function inOrder$1(report) {
	const groups = groupBenchmarks(report);
	const changed = changedBenchmarks(groups).map(({ benchmark }) => benchmark);
	const imported = importedBenchmarks(groups).map(({ benchmark }) => benchmark);
	const unchanged = groups.unchanged.map(({ benchmark }) => benchmark);
	return [
		groups.failed,
		changed,
		imported,
		groups.incomparable,
		groups.withoutBaseline,
		unchanged
	].flat();
}
/** The profiles in the order of the table, so that the page begins with what changed most. */
function worstFirst(profiles, report) {
	const order = inOrder$1(report).map(({ name }) => name);
	return profiles.toSorted((a, b) => order.indexOf(a.benchmark) - order.indexOf(b.benchmark));
}
/** All benchmarks of the report as a table, what needs looking at first; the names lead to their sections. */
function benchmarkTable(report, profiles) {
	if (report.benchmarks.length === 0) return [];
	const drawn = new Set(profiles.map(({ benchmark }) => benchmark));
	return [
		"<div class=\"scroll\" role=\"region\" aria-label=\"Benchmarks\" tabindex=\"0\"><table>",
		"<thead><tr><th scope=\"col\">Benchmark</th><th scope=\"col\">Verdict</th><th scope=\"col\" class=\"number\">Baseline</th><th scope=\"col\" class=\"number\">Now</th><th scope=\"col\" class=\"number\">Delta</th><th scope=\"col\" class=\"number\">Delta %</th><th scope=\"col\">Per</th></tr></thead>",
		"<tbody>",
		...inOrder$1(report).map((benchmark) => benchmarkRow(benchmark, drawn.has(benchmark.name))),
		"</tbody></table></div>"
	];
}
function benchmarkRow(benchmark, hasSection) {
	const name = `<code>${html(benchmark.name, 160)}</code>`;
	const linked = hasSection ? `<a href="#${sectionId(benchmark.name)}">${name}</a>` : name;
	const verdict = `<span class="verdict ${benchmark.verdict}">${benchmark.verdict.replace("-", " ")}</span>`;
	const [numbers, unit] = benchmark.verdict === "failed" ? [[
		"",
		"",
		"",
		""
	], ""] : [numberCells(benchmark), benchmark.unit];
	return `<tr><td class="name">${linked}</td><td>${verdict}</td>${numbers.map((cell) => `<td class="number">${html(cell)}</td>`).join("")}<td>${unit}</td></tr>`;
}
/** Baseline, now, delta and its percentage. */
function numberCells({ baseline, delta, total, imported }) {
	const now = formatCount(total);
	if (imported !== void 0) return [
		`${formatCount(imported.total)} (imported)`,
		now,
		formatDelta(imported.delta),
		""
	];
	if (baseline === null || delta === null) return [
		"",
		now,
		"",
		""
	];
	const percent = formatPercent(delta.total, baseline.total) ?? "";
	return [
		formatCount(baseline.total),
		now,
		formatDelta(delta.total),
		percent
	];
}
function hash(text) {
	return `sha256-${createHash("sha256").update(text).digest("base64")}`;
}
// src/report-file/report-text.ts
/** Largest report that is read by those who download one, in bytes. */
const largestReportBytes = 5242880;
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
/** The report as JSON. */
function jsonOf(report) {
	return `${JSON.stringify(report, (key, value) => isLeftOut(key, value) ? void 0 : value, 2)}\n`;
}
function tooLarge(bytes) {
	return `The report has ${formatBytes(bytes)}, and \`mode: accept\` and \`mode: publish\` read at most ${formatBytes(largestReportBytes)}: they will refuse it. Measure fewer benchmarks in this job, and the others in a job of their own.`;
}
// src/stacks/stack-sums.ts
/** A longer line is not understood, and neither is what was cut off from one when it was read. */
const longestLine = 262144;
/** Deeper stacks are cut at the root: no recorder makes them. */
const deepestStack = 2e3;
/** Characters of stacks that are held. With them `fold` needs about 200 MB, and it may use 300. */
const maximumCharacters = 8388608;
const maximumEvents = 200;
const maximumExamples$2 = 5;
const maximumExampleLength$2 = 200;
/**
* Adds up equal stacks as they come. What it holds is bounded: when {@link isFull}, the caller takes the sums
* ({@link take}) and goes on, and a stack that comes again is in a later part once more.
*/
var StackSums = class {
	#reader;
	/** Count by the names of the frames, a line each. */
	#sums = /* @__PURE__ */ new Map();
	#events = /* @__PURE__ */ new Map();
	#examples = [];
	#characters = 0;
	#count = 0;
	#withoutStack = 0;
	#lost = 0;
	#areEventsMixed = false;
	#hasKeys = false;
	#unparsedLines = 0;
	#why = null;
	/** With an event's name, the stacks of others are left out. */
	constructor(format, only = null) {
		this.#reader = format({
			stack: (frames, count, event) => {
				if (event !== void 0) this.#addEvent(event, count, frames.at(-1));
				if (only === null || event === only) this.#add(frames, count);
			},
			unparsed: (line, why) => this.#reject(line, why),
			lost: (samples) => {
				this.#lost += samples;
			},
			key: () => {
				this.#hasKeys = true;
			}
		});
	}
	/** Takes the next line of the input, without its `\n`. */
	read(line) {
		if (line.length > longestLine) this.#reject(line);
		else this.#reader.read(line.endsWith("\r") ? line.slice(0, -1) : line);
	}
	/** The input is over. */
	end() {
		this.#reader.end();
	}
	get isFull() {
		return this.#characters >= maximumCharacters;
	}
	get totals() {
		return {
			count: this.#count,
			withoutStack: this.#withoutStack,
			lost: this.#lost,
			events: this.#events,
			areEventsMixed: this.#areEventsMixed && this.#events.size > 1,
			hasKeys: this.#hasKeys,
			unparsedLines: this.#unparsedLines,
			examples: this.#examples,
			why: this.#why
		};
	}
	/** The sums since the last time, each let go when it is handed out. */
	*take() {
		this.#characters = 0;
		for (const [text, count] of this.#sums) {
			this.#sums.delete(text);
			yield {
				frames: text === "" ? [] : text.split("\n"),
				count,
				bytes: 0
			};
		}
	}
	#add(frames, count) {
		const text = frames.map((name) => name || "[unknown]").join("\n");
		const known = this.#sums.get(text);
		if (known === void 0) this.#characters += text.length;
		this.#sums.set(text, (known ?? 0) + count);
		this.#count += count;
		if (frames.length === 0) this.#withoutStack += count;
	}
	#addEvent(event, count, innermost = "") {
		const probed = event.slice(event.indexOf(":") + 1) || event;
		this.#areEventsMixed ||= innermost !== probed && !innermost.endsWith(`_${probed}`);
		const name = this.#events.size < maximumEvents || this.#events.has(event) ? event : "others";
		this.#events.set(name, (this.#events.get(name) ?? 0) + count);
	}
	#reject(line, why) {
		this.#unparsedLines += 1;
		this.#why ??= why ?? null;
		if (this.#examples.length < maximumExamples$2) this.#examples.push(line.slice(0, maximumExampleLength$2));
	}
};
// src/stacks/folded.ts
/**
* Folded text: a line `root;…;leaf count` for each stack, as flame graph tools read it. The separator cannot be
* written inside a name, so `;` becomes `:` there, and line breaks become spaces. A path that ends in a number of its own
* would be read as one with two counts: its last space becomes `_`.
*/
function formatFolded(stacks) {
	return Array.from(stacks, ({ frames, count }) => `${foldedPath(frames)} ${count}\n`).join("");
}
/** The frames as folded text has them; `[unknown]` where there are none. */
function foldedPath(frames) {
	const names = frames.map((name) => name.replaceAll(";", ":").replace(/[\r\n]+/g, " ") || "[unknown]");
	return names.length === 0 ? unknownName : names.join(";").replace(numberBehind, "_$1");
}
const numberBehind = /\s(\d+(?:\.\d*)?)$/;
const twoCounts = "it has two counts, as difffolded.pl writes them: give the two recordings apart (`flamegraph --baseline`).";
/** Reads folded text; blank lines are skipped. Throws UsageError with the number of the first wrong line. */
function parseFolded(text) {
	return text.split("\n").flatMap((line, index) => {
		const read = parseLine(line);
		if (typeof read === "string") throw new UsageError(`Folded stacks, line ${index + 1}: ${read}`);
		return read ?? [];
	});
}
/**
* Reads one line; null for a blank one, and what is wrong where it is none. The count comes after the last space. A frame
* without a name (`main;;malloc 3`), and a path without frames (` 3`), are `[unknown]`.
*/
function parseLine(line) {
	const content = line.trimEnd();
	if (content === "") return null;
	const space = content.lastIndexOf(" ");
	const count = content.slice(space + 1);
	if (space < 0 || !/^\d+$/.test(count)) return "a line is `root;…;leaf count`, with a whole number after the last space.";
	if (!Number.isSafeInteger(Number(count))) return `the count ${count.slice(0, 40)} is too large.`;
	const path = content.slice(0, space);
	if (numberBehind.test(path)) return twoCounts;
	const frames = path.split(";").map((name) => name || "[unknown]");
	if (frames.length > 2e3) return `${frames.length} frames, at most ${deepestStack} are read.`;
	return {
		frames,
		count: Number(count),
		bytes: 0
	};
}
/** Folded text as one of the formats that `fold` reads: lines that are wrong are counted there, not thrown. */
const folded = (findings) => ({
	read: (line) => {
		const read = parseLine(line);
		if (read === twoCounts) findings.unparsed(line, read);
		else if (typeof read === "string") findings.unparsed(line);
		else if (read !== null) findings.stack(read.frames, read.count);
	},
	end: () => {}
});
// src/gate/write-results.ts
/**
* Writes report and candidate baseline into a folder, which is created, and where the page is wanted that, and each
* benchmark's folded stacks and static flame graphs. Where that fails, a warning says why: the verdict stands.
*/
async function writeResults(folder, result, wantsPage, names = {
	report: "report.json",
	flameGraph: "flamegraph.html"
}) {
	try {
		return await writeAll(folder, result, wantsPage, names);
	} catch (error) {
		if (!(error instanceof ReportingError)) throw error;
		return {
			report: null,
			warning: error.message,
			flameGraph: null,
			candidate: null,
			stacks: []
		};
	}
}
async function writeAll(folder, { report, measured, trees }, wantsPage, names) {
	const write = async (name, text) => {
		const path = join(folder, name);
		await writeWhole(path, text);
		return path;
	};
	const stacks = [];
	const profiles = [];
	for (const outcome of wantsPage && measured?.benchmarks || []) {
		if (outcome.outcome !== "measured" || outcome.recording === null) continue;
		const { name } = outcome.benchmark;
		stacks.push(await write(`${name}.folded`, formatFolded(outcome.recording.stacks.map(stackOf))));
		const reported = measuredBenchmark(report, name);
		if (reported === null) continue;
		const profile = flameGraphProfile(reported, outcome.recording, trees);
		stacks.push(await write(`${name}.svg`, renderFlameGraphSvg(profile.tree, {
			...profile,
			title: name
		})));
		if (profile.baseline !== null) stacks.push(await write(`${name}.diff.svg`, renderDifferentialSvg(profile)));
		profiles.push(profile);
	}
	const { text, warning } = reportText(report);
	return {
		stacks,
		warning,
		report: await write(names.report, text),
		flameGraph: profiles.length === 0 ? null : await write(names.flameGraph, renderFlameGraphPage(profiles, report)),
		candidate: report.candidate === null ? null : await write("candidate.json", report.candidate.text)
	};
}
function measuredBenchmark(report, name) {
	const found = report.benchmarks.find((benchmark) => benchmark.name === name);
	return found === void 0 || found.verdict === "failed" ? null : found;
}
// src/report/failures.ts
/** Why something could not be measured, how to mend it, and what the failing tool said last. */
function failures(report, failed, room) {
	const whole = report.failure === null ? [] : [...remedyOf(report.failure), lastLines(report.failure, room)];
	const { shown, omitted } = cut(failed, room("others"), "failed benchmark");
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
	const shown = lastLines.slice(Math.max(0, lastLines.length - room("lastLines")));
	const { omitted } = cut(lastLines, shown.length, "line");
	return paragraphs(omitted, shown.length > 0 ? codeBlock(shown, "text") : "");
}
// src/report/fit.ts
/** The kinds that are left out of the text of one environment, in this order: what explains the verdict least goes first. */
const kindsOfOne = [
	"diff",
	"unchanged",
	"callers",
	"sites",
	"changed",
	"lastLines",
	"others",
	"notices"
];
/**
* The kinds, each with what it counts, and the order in which they are left out of the text of several environments.
* What is said of each environment has kinds of its own, and its own rows are early among them, since the table over
* all environments has their totals.
*/
const kindsOfSeveral = [
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
/** More than there can be of anything. */
const enough = 1e5;
/** The room with another number for one kind. */
function roomWith(room, kind, count) {
	return (asked) => asked === kind ? count : room(asked);
}
/**
* Composes the longest text that fits of sections (Markdown, the verdict first, empty ones dropped): kind after kind is
* left out in this order, and of the last of them only as much as must be. What fits with nothing left out is untouched;
* what is still too long loses whole sections from the end, and says so.
*/
function fitInOrder(order, compose, fits) {
	const composed = (room) => joined$1(compose(room));
	let room = () => enough;
	let text = composed(room);
	for (const kind of order) {
		if (fits(text)) return text;
		const before = room;
		room = roomWith(before, kind, 0);
		text = composed(room);
		if (fits(text)) return longestThatFits((count) => composed(roomWith(before, kind, count)), fits) ?? text;
	}
	return fits(text) ? text : mostSections(compose(room), fits);
}
function joined$1(sections) {
	return `${sections.filter((section) => section !== "").join("\n\n")}\n`;
}
const tooLong$1 = "*The rest is too long to be shown here.*";
/** As many of the first sections as fit, and the last, which leads to the run; whole ones, so that none is left open. */
function mostSections(sections, fits) {
	const last = sections.at(-1) ?? "";
	for (let count = sections.length - 1; count > 0; count -= 1) {
		const shortened = joined$1([
			...sections.slice(0, count),
			tooLong$1,
			last
		]);
		if (fits(shortened)) return shortened;
	}
	const verdict = joined$1([...sections.slice(0, 1), tooLong$1]);
	return fits(verdict) ? verdict : joined$1([tooLong$1]);
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
/** The command that creates the label in the repository; null where there is none, or where it cannot be shown as it is. */
function createLabelCommand(label) {
	return label === null ? null : pasteable(`gh label create ${shellWord(label)} --description 'Commit the measured allocation counts as the new baseline'`);
}
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
	const host = hostOption(reportArtifactUrl);
	if (host === null) return null;
	const folder = candidate.path.includes("/") ? candidate.path.replace(/\/[^/]*$/, "") : ".";
	const address = shellWord(`repos/${source.repository}/actions/artifacts/${artifact}/zip`);
	return pasteable(`mkdir -p -- ${shellWord(folder)} && gh api ${host}${address} | jq -j .candidate.text > ${shellWord(candidate.path)}`);
}
/** `gh` speaks to github.com unless it is told another host; null where the address names none that a shell can be shown. */
function hostOption(address) {
	const host = /^https?:\/\/([\w.-]+(?::\d+)?)\//.exec(address ?? "")?.[1];
	if (host === void 0) return null;
	return host === "github.com" ? "" : `--hostname ${host} `;
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
// src/report/next-step.ts
const accepting = "accept these numbers";
const atTheTop = "run this at the top of a checkout of the branch";
/** How the measured numbers become the baseline of the only environment; empty where there is nothing to accept. */
function nextStepOfOne({ report, links, groups }, room) {
	if (!isReady(report)) return [];
	if (isFirst(report) && !report.base?.newEnvironment) return firstBaseline(report, links);
	if (!hasNews(report, groups)) return [];
	const purpose = purposeOf([groups], otherPurpose(report, groups));
	const label = labelOf(report, links);
	const command = fetchCommand(report, links);
	const diff = diffOf(report, room("diff"));
	if (label !== null) {
		const content = paragraphs(diff ?? tooLong, command === null ? "" : `${toApply}\n\n${commandBlock([command])}`);
		const isKnown = command !== null || diff !== null;
		return [byLabel(purpose, label, "the new baseline"), isKnown ? details$1(`${oneDiff}${notByLabel}`, content) : ""];
	}
	const attached = links.reportArtifactUrl;
	if (command === null && diff === null && attached === null) return [];
	const where = attached === null ? "" : ` (\`candidate.text\` in the ${link("report", attached)})`;
	return [command === null ? `To ${purpose}, commit the new baseline to the branch${where}:` : `To ${purpose}, ${atTheTop}, and commit the file:\n\n${commandBlock([command])}`, details$1(oneDiff, diff ?? tooLong)];
}
/** How the measured numbers become the baselines, once for all environments. */
function nextStepOfSeveral(environments, room) {
	const ready = environments.filter(({ report }) => isReady(report));
	const first = ready.filter(({ report }) => isFirst(report));
	const moved = ready.filter(({ report, groups }) => !isFirst(report) && hasNews(report, groups));
	const all = [...first, ...moved];
	if (all.length === 0) return [];
	const label = ready.map(({ report, links }) => labelOf(report, links)).find((each) => each !== null) ?? null;
	const creating = first.length === 0 ? null : createLabelCommand(label);
	const baselines = all.length === 1 ? "the new baseline" : "the new baselines, in one commit";
	const purpose = purposeOf(all.map(({ groups }) => groups));
	return [
		label === null ? "" : byLabel(purpose, label, baselines),
		creating === null ? "" : `Create the label once with\n\n${commandBlock([creating])}`,
		byHand(all, label === null, room),
		moved.length === 0 ? "" : diffs(moved, label === null, room)
	];
}
/** Whether there are numbers that are not the committed ones. */
function isReady({ candidate }) {
	return candidate !== null && candidate.diff !== "";
}
function isFirst({ baselineFile }) {
	return baselineFile?.exists !== true;
}
/** Whether the numbers differ from a committed baseline, so that there is something to accept. */
function hasNews(report, groups) {
	return changedBenchmarks(groups).length + groups.withoutBaseline.length + groups.incomparable.length + importedBenchmarks(groups).length + report.removed.length + unfreedLines(report).length > 0 || report.base !== null;
}
/** The label; null where there is no pull request to set it on. */
function labelOf({ source }, { label }) {
	return source === null || source.pullRequest === null ? null : label;
}
function purposeOf(all, otherwise = accepting) {
	const isBetter = all.some(({ improvements }) => improvements.length > 0);
	const isWorse = all.some(({ regressions }) => regressions.length > 0);
	return isBetter && !isWorse ? "lock these numbers in" : otherwise;
}
/** Where no number changed, but the baseline is of another environment, or of none. */
function otherPurpose({ base, removed }, groups) {
	const hasChanges = changedBenchmarks(groups).length + groups.withoutBaseline.length + removed.length > 0;
	if (base === null || hasChanges) return accepting;
	return base.newEnvironment === null ? "renew the baseline" : "make a baseline of these numbers";
}
function byLabel(purpose, label, baselines) {
	return `To ${purpose}, add the label ${code(label)}: they are committed to this branch as ${baselines}.`;
}
/** The first run: nothing is committed yet, the numbers are ready. */
function firstBaseline(report, links) {
	const { reportArtifactName, reportArtifactUrl } = links;
	const label = labelOf(report, links);
	const fetching = fetchCommand(report, links);
	const creating = createLabelCommand(label);
	const toCommit = label === null ? "" : `To commit it to this branch, add the label ${code(label)}.`;
	const name = reportArtifactName === null ? "the report" : code(reportArtifactName);
	return [
		reportArtifactUrl === null ? "" : `A ready baseline is attached to this run, as \`candidate.text\` in ${link(name, reportArtifactUrl)}.`,
		creating === null ? toCommit : `${toCommit} Create the label once with\n\n${commandBlock([creating])}`,
		fetching === null ? "" : `${label === null ? "Fetch it" : "Or fetch it yourself"} with\n\n${commandBlock([fetching])}`
	];
}
/** More commands than this nobody runs one by one. */
const mostCommands = 12;
/** The commands that write the baselines, one for each environment: in the open where there is no label to set. */
function byHand(environments, isOnlyWay, room) {
	const commands = environments.flatMap(({ report, links }) => fetchCommand(report, links) ?? []);
	if (commands.length === 0) return isOnlyWay ? byReport(environments) : "";
	const { shown, omitted } = cut(commands, Math.min(mostCommands, room(isOnlyWay ? "others" : "diff")), "command");
	const content = paragraphs(shown.length > 0 ? commandBlock(shown) : "", omitted);
	const files = commands.length === 1 ? "the file" : "the files";
	if (isOnlyWay) return paragraphs(`To ${accepting}, ${atTheTop}, and commit ${files}:`, content);
	return details$1(`Fetch ${commands.length === 1 ? "the baseline" : formatQuantity(commands.length, "baseline")} by hand`, content);
}
/** Where no command can be given: the reports, which the environments' table leads to. */
function byReport(environments) {
	return environments.some(({ links }) => links.reportArtifactUrl !== null) ? `To ${accepting}, commit each new baseline to the branch: it is \`candidate.text\` in the job's report.` : "";
}
/** A baseline is one line for each number: what is longer is a new call tree, which nobody reads here. */
const mostLines = 150;
const oneDiff = "The baseline's diff";
const notByLabel = ", for whoever cannot set the label";
const toApply = "This command writes the new baseline; run it at the top of a checkout of the branch:";
const tooLong = "*Too many lines differ to show them here.*";
/** What the new baselines change, folded away: of all together as many lines as of one. */
function diffs(moved, isOnlyWay, room) {
	const summary = moved.length === 1 ? oneDiff : "The baselines' diffs";
	const each = moved.map(({ name, report }) => `On ${code(name)}:\n\n${diffOf(report, room("diff"), moved.length) ?? tooLong}`);
	return details$1(`${summary}${isOnlyWay ? "" : notByLabel}`, each.join("\n\n"));
}
/** A site is one line of a baseline, with its callers and types; a line that is cut could not be applied. */
const longestDiffLine = 2e3;
/** The diff's first lines, and how many there are besides; null where it is too long to be known. */
function diffOf({ candidate }, room, share = 1) {
	if (candidate === null || candidate.diff === null) return null;
	const { shown, omitted } = cut(candidate.diff.trimEnd().split("\n"), Math.ceil(Math.min(mostLines, room) / share), "line");
	return paragraphs(shown.length === 0 ? "" : codeBlock(shown, "diff", longestDiffLine), omitted);
}
// src/report/sections.ts
/** Sections for the environments in which something changed or failed, worst first; what is equal is said once. */
function planSections(environments, lengths) {
	const equal = grouped(environments.filter(hasDetails).toSorted(worstFirst$1).map((environment) => ({
		environment,
		sites: sitesOf(environment, lengths)
	})), ({ environment, sites }) => JSON.stringify([detailsOf(environment), sites]));
	const bySites = grouped(equal, ([{ sites }], index) => sites === noSites ? `${index}` : sites);
	return equal.map((each) => {
		const [{ environment: first }, ...others] = each;
		const [[owner], ...below] = bySites.find((same) => same.includes(each)) ?? [each];
		return {
			first,
			explained: explainedBenchmarks(first.groups).length,
			alike: others.map(({ environment }) => environment.name),
			sitesAs: owner.environment === first ? null : owner.environment.name,
			sitesAlso: owner.environment === first ? below.map(([{ environment }]) => environment.name) : [],
			isMild: isMild(first.findings[0])
		};
	});
}
/** Those with the same key, in the order of the first of each group. */
function grouped(all, keyOf) {
	const groups = /* @__PURE__ */ new Map();
	for (const [index, each] of all.entries()) {
		const key = keyOf(each, index);
		const group = groups.get(key);
		if (group === void 0) groups.set(key, [each]);
		else group.push(each);
	}
	return [...groups.values()];
}
/** New benchmarks are told by the table over all environments. */
function hasDetails({ findings: [worst], groups }) {
	const others = groups.failed.length + groups.incomparable.length + importedBenchmarks(groups).length;
	return worst === "failed" || changedBenchmarks(groups).length + others > 0;
}
/** What a section shows besides call sites, but for the totals, which the table over all environments has. */
function detailsOf({ report, groups }) {
	return [
		[
			report.package,
			report.verdict,
			report.passes,
			report.failure
		],
		groups.failed,
		importedBenchmarks(groups).map(({ benchmark: { name }, imported }) => [name, imported]),
		groups.incomparable.map(({ name, differences }) => [name, differences]),
		changedBenchmarks(groups).map(({ benchmark: { name, verdict, unit }, delta }) => [
			name,
			verdict,
			unit,
			...Object.entries(delta).map(([quantity, move]) => [quantity, shown(move)])
		])
	];
}
const noSites = "[]";
/** Name, module and delta of the call sites that would be listed, and of those that are cut from the lists. */
function sitesOf({ groups }, { benchmarksWithSites }) {
	const explained = explainedBenchmarks(groups).slice(0, benchmarksWithSites);
	return JSON.stringify(explained.map((compared) => [
		compared.benchmark.name,
		compared.benchmark.unit,
		...listedSites(compared).map((site) => [
			site.name,
			site.module,
			shown(areSitesCompared(compared) ? site.delta : site.count)
		])
	]));
}
/** Two decimals, as deltas are written: quotients of counts may differ further behind. */
function shown(delta) {
	return Math.round(delta * 100);
}
/** The planned sections as Markdown, each as its environment's own report shows it; the first is open. */
function environmentSections(planned, lengths, room) {
	const severe = planned.filter(({ isMild }) => !isMild);
	const mild = planned.filter(({ isMild }) => isMild);
	const shown = [...severe, ...mild.slice(0, room("mildSections"))].slice(0, Math.min(lengths.sections, room("sections")));
	const omitted = planned.slice(shown.length).reduce((sum, { alike }) => sum + 1 + alike.length, 0);
	const more = `*What changed in ${formatQuantity(omitted, "more job")} is in their own summaries.*`;
	const markdown = shown.map((section, index) => sectionOf(section, index === 0, lengths, index < room("sectionsWithSites") ? room : roomWith(room, "sites", 0)));
	return omitted > 0 ? [...markdown, more] : markdown;
}
function sectionOf(section, isOpen, lengths, room) {
	const { name, report, links, groups } = section.first;
	const { alike } = section;
	const others = alike.length > 0 ? ` and ${formatQuantity(alike.length, "other")}` : "";
	return details$1(htmlOf([{ code: name }, `${others}: ${verdictWords(report, groups)}`]), paragraphs(report.failure !== null || policyOf(report).length > 0 ? markdownOf(verdictSentence(report, groups)) : "", ...failures(report, groups.failed, room), changedTable$1(groups, room("changed")), ...siteLists(section, lengths, room), importedTable$1(importedBenchmarks(groups), room("others")), incomparableTable(groups.incomparable, room("others")), sameElsewhere(section), linkLine({
		...links,
		runUrl: null
	})), isOpen);
}
/** The call sites, or where the same ones are listed. */
function siteLists({ first, explained, sitesAs }, lengths, room) {
	if (explained > 0 && room("sites") === 0) return [`*Call sites of ${formatQuantity(explained, "benchmark")} omitted.*`];
	if (sitesAs === null) return grownSites(first, lengths, room);
	return [markdownOf([
		`The call sites that ${movedHow(first)} are the same as on `,
		{ code: sitesAs },
		"."
	])];
}
/** Which other environments it is true of. */
function sameElsewhere({ first, explained, alike, sitesAlso }) {
	const names = [...alike, ...sitesAlso];
	if (names.length === 0) return "";
	return markdownOf([
		explained > 0 ? `The same call sites ${movedHow(first)}, by as much, on ` : "The same on ",
		...listedNames(names),
		"."
	]);
}
function movedHow({ groups }) {
	const [first, ...others] = new Set(changedBenchmarks(groups).map(movement));
	return first === void 0 || others.length > 0 ? "changed" : first;
}
// src/report/short-titles.ts
/**
* Names of jobs without what all of them have in common: `Allocations (6.1.3, ubuntu-24.04)` is `6.1.3` beside
* `Allocations (6.2.1, ubuntu-24.04)`. Only whole words go, and no name is left empty.
*/
function shortTitles(names) {
	const distinct = [...new Set(names)];
	const prefix = commonBeginning(distinct, /[\s(,/]/);
	const endings = distinct.map((name) => name.slice(prefix));
	const suffix = commonEnd(endings, /[\s),/]/);
	const titles = endings.map((name) => name.slice(0, name.length - suffix).trim());
	const isReadable = titles.every((title) => title !== "" && isBalanced(title)) && new Set(titles).size === titles.length;
	return new Map(distinct.map((name, index) => [name, isReadable && distinct.length > 1 ? titles[index] ?? name : name]));
}
/** Length of the whole words with which all begin; a word that can be left out ends where `boundary` says. */
function commonBeginning(names, boundary) {
	const [first = ""] = names;
	let length = 0;
	while (length < first.length && names.every((name) => name[length] === first[length])) length += 1;
	while (length > 0 && !boundary.test(first[length - 1] ?? "")) length -= 1;
	return length;
}
/** Length of the whole words with which all end. */
function commonEnd(names, boundary) {
	return commonBeginning(names.map((name) => name.split("").reverse().join("")), boundary);
}
function isBalanced(text) {
	return text.split("(").length === text.split(")").length;
}
// src/report/table-over-environments.ts
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
	"environment-failed",
	"environment-missing",
	"absent"
];
/** Whether something happened to the benchmark somewhere. */
function isChanged({ severity }) {
	return severity < kinds.indexOf("unchanged");
}
/** From this many environments on, the worst stand first, since not all may be in sight. */
const manyEnvironments = 9;
/**
* The packages, each with a table, in the order in which they come.
*
* An environment that failed before it knew its package, and a missing one, belong to the package if there is only one.
*/
function gridsOf(environments, missing) {
	const packages = measuredPackages(environments);
	return packages.map((packageName) => {
		const isAlone = packages.length === 1;
		const own = environments.filter(({ report }) => isAlone || report.package === packageName);
		const ordered = own.length + missing.length < manyEnvironments ? own : own.toSorted(worstFirst$1);
		const columns = ordered.map(cellsOf);
		const gone = isAlone ? missing : [];
		const absent = gone.map(() => word$1("environment-missing", "missing"));
		const rows = [...new Set(columns.flatMap(({ cells }) => [...cells.keys()]))].flatMap((name) => rowOf(name, [...columns.map(({ cells, other }) => cells.get(name) ?? other), ...absent]));
		return {
			packageName,
			environments: [...ordered, ...gone].map(({ name }) => name),
			rows: rows.toSorted(worstRowFirst)
		};
	});
}
/** No row where it was only removed: the list of removed benchmarks has it. */
function rowOf(benchmark, cells) {
	if (!cells.some(({ kind, unit }) => kind === "failed" || unit !== null)) return [];
	const units = new Set(cells.flatMap(({ unit }) => unit ?? []));
	const [only = "run"] = units;
	const severity = Math.min(...cells.map(({ kind }) => kinds.indexOf(kind)));
	const size = Math.max(...cells.map((cell) => cell.size));
	return [{
		benchmark,
		unit: units.size > 1 ? "mixed" : only,
		cells,
		severity,
		size
	}];
}
function worstRowFirst(a, b) {
	return a.severity - b.severity || b.size - a.size || (a.benchmark < b.benchmark ? -1 : 1);
}
/** The cells of the environment's benchmarks, and that of every other. */
function cellsOf({ report, groups }) {
	const cells = /* @__PURE__ */ new Map();
	for (const name of report.removed) cells.set(name, word$1("removed", "removed"));
	for (const { benchmark } of groups.unchanged) cells.set(benchmark.name, total("unchanged", benchmark));
	for (const each of groups.withinLimit) cells.set(each.benchmark.name, moved("within-limit", each));
	for (const each of groups.improvements) cells.set(each.benchmark.name, moved("improvement", each));
	for (const each of groups.withoutBaseline) cells.set(each.name, total("no-baseline", each, 0, () => "&nbsp;new"));
	for (const { name, unit } of groups.incomparable) cells.set(name, word$1("incomparable", "incomparable", unit));
	for (const { name } of groups.failed) cells.set(name, word$1("failed", "failed"));
	for (const each of groups.withinThreshold) cells.set(each.benchmark.name, besideThreshold("within-threshold", each));
	for (const each of groups.exceeding) cells.set(each.benchmark.name, besideThreshold("exceeding", each));
	for (const each of groups.regressions) cells.set(each.benchmark.name, moved("regression", each));
	return {
		cells,
		other: report.failure === null ? word$1("absent", "–") : word$1("environment-failed", "failed")
	};
}
function word$1(kind, text, unit = null) {
	return {
		kind,
		unit,
		size: 0,
		text: () => text
	};
}
function total(kind, { unit, total }, move = 0, remark = () => "") {
	return {
		kind,
		unit,
		size: Math.abs(move),
		text: () => `${formatCount(total)}${remark()}`
	};
}
/** What exceeds is in bold. */
function besideThreshold(kind, { benchmark, imported: { delta } }) {
	return total(kind, benchmark, delta, () => `&nbsp;(${emphasized(kind === "exceeding", delta)} imported)`);
}
/** A regression is in bold. */
function moved(kind, compared) {
	const move = decidingMove(compared);
	return total(kind, compared.benchmark, move, () => {
		if (!isMove(move)) return "&nbsp;(other functions)";
		return `&nbsp;(${emphasized(kind === "regression", move)}${compared.benchmark.decidedBy === "realloc" ? " `realloc`" : ""})`;
	});
}
function emphasized(isBold, delta) {
	return isBold ? `**${formatDelta(delta)}**` : formatDelta(delta);
}
/** What happened. */
function changedTables(tables, room) {
	return tablesOf(tables, isChanged, Math.min(room, tables.lengths.rows));
}
/** What did not change, collapsed. */
function unchangedTables(tables, room) {
	const isUnchanged = (row) => !isChanged(row);
	const count = tables.grids.reduce((sum, { rows }) => sum + rows.filter(isUnchanged).length, 0);
	if (count === 0) return "";
	return details$1(formatQuantity(count, "unchanged benchmark"), paragraphs(...tablesOf(tables, isUnchanged, room)));
}
/** The rows there is room for, package by package, and in words how many there are besides. */
function tablesOf(tables, isMeant, room) {
	let free = Math.max(0, room);
	let omitted = 0;
	const sections = [];
	for (const grid of tables.grids) {
		const rows = grid.rows.filter(isMeant);
		if (rows.length === 0) continue;
		const { columns, lines, remark } = layoutOf(grid, rows, tables);
		const shown = lines.slice(0, free);
		free -= shown.length;
		omitted += lines.length - shown.length;
		if (shown.length === 0) continue;
		const of = tables.grids.length > 1 ? ` of ${code(grid.packageName)}` : "";
		const cells = shown.map((line) => line());
		sections.push(paragraphs(`Allocations per ${commonUnit(rows)}${of}:`, table$1(columns, cells), remark));
	}
	return [...sections, omission(omitted, "row")];
}
/** Benchmarks down and environments across; the other way round where many environments would make it too wide. */
function layoutOf({ environments }, rows, { titles, lengths }) {
	const benchmarks = rows.map((row) => rowTitle(row, commonUnit(rows)));
	const jobs = environments.map((name) => code(titles.get(name) ?? name, 80));
	if (jobs.length >= manyEnvironments && rows.length < jobs.length) {
		const across = rows.slice(0, lengths.columns);
		return {
			columns: [left("Environment"), ...benchmarks.slice(0, across.length).map(right)],
			lines: jobs.map((title, index) => () => [title, ...across.map((row) => cellText(row, index))]),
			remark: omission(rows.length - across.length, "benchmark")
		};
	}
	const across = jobs.slice(0, lengths.columns);
	return {
		columns: [left("Benchmark"), ...across.map(right)],
		lines: rows.map((row, index) => () => [benchmarks[index] ?? "", ...across.map((_, job) => cellText(row, job))]),
		remark: omission(jobs.length - across.length, "environment")
	};
}
const perIteration = ", per iteration";
/** The cell of an environment, with its unit where environments differ in that. */
function cellText({ unit, cells }, environment) {
	const cell = cells[environment];
	if (cell === void 0) return "";
	return `${cell.text()}${unit === "mixed" && cell.unit === "iteration" ? perIteration : ""}`;
}
/** The unit that is not said of each row: a run, unless there is none. */
function commonUnit(rows) {
	return rows.every(({ unit }) => unit === "iteration") ? "iteration" : "run";
}
function rowTitle({ benchmark, unit }, common) {
	return `${code(benchmark)}${unit === "iteration" && common === "run" ? perIteration : ""}`;
}
// src/report/comment-and-summary.ts
/** GitHub refuses a comment of more than 65,536 characters (facts 21). */
const mostCharacters = 6e4;
/** The sections' lengths before anything has to be left out: what a reviewer reads in ten seconds. */
const lengths = {
	sitesPerBenchmark: 5,
	benchmarksWithSites: 3,
	sections: 12,
	columns: 12,
	rows: 100,
	listsUnchanged: false
};
/** The pull-request comment as Markdown, at most 60,000 characters. */
function renderComment(overview) {
	const { marker } = overview;
	const firstLine = marker === null ? "" : `${formatMarker(marker)}\n`;
	const fits = (markdown) => firstLine.length + markdown.length <= mostCharacters;
	return `${firstLine}${composeMarkdown(overview, lengths, fits)}`;
}
/** GitHub drops a job summary of more than 1 MiB as a whole (facts 21); other steps write to it too. */
const mostBytes$1 = 921600;
/** The job summary as Markdown, at most 900 KiB of UTF-8. */
function renderSummary(overview) {
	return composeMarkdown(overview, {
		sitesPerBenchmark: 50,
		benchmarksWithSites: onlyOne(overview.environments, overview) !== null ? 500 : 100,
		sections: 20,
		columns: 20,
		rows: 1e3,
		listsUnchanged: true
	}, (markdown) => Buffer.byteLength(markdown) <= mostBytes$1);
}
/** The overview as the longest Markdown that fits, top-down as a reviewer needs it. */
function composeMarkdown(overview, lengths, fits) {
	const environments = groupEnvironments(overview.environments);
	const only = onlyOne(environments, overview);
	const verdict = `${verdictSign(overview)} ${markdownOf(overviewSentence(overview, environments))}`;
	const notices = saidBy(environments, warnings);
	const remarked = saidBy(environments, ({ report }) => [...unfreedLines(report), ...noiseLines(report)]);
	const listed = {
		...lengths,
		listsUnchanged: lengths.listsUnchanged || hasChanged$1(overview)
	};
	const rest = only === null ? restOfSeveral(overview, environments, listed) : restOfOne(only, listed);
	const sections = (room) => [
		verdict,
		missingList(overview, room),
		...quotedWarnings(overview.refusals.map((sentence) => [{ prose: sentence }]), room("missing"), "sentence"),
		...quotedWarnings(notices, room("notices"), "notice"),
		...rest(room, remarked)
	];
	return fitInOrder(only === null ? kindsOfSeveral : kindsOfOne, sections, fits);
}
function restOfOne(environment, lengths) {
	const { report, links, groups } = environment;
	return (room, remarked) => [
		markdownOf(comparison(report)),
		...failures(report, groups.failed, room),
		changedTable$1(groups, room("changed")),
		...remarks(remarked, room("changed")),
		...grownSites(environment, lengths, room),
		markdownOf(dependencyLine([report])),
		importedTable$1(importedBenchmarks(groups), room("others")),
		incomparableTable(groups.incomparable, room("others")),
		measuredTable$1(groups.withoutBaseline, room("others")),
		removedList(report.removed, room),
		lengths.listsUnchanged ? unchangedTable(groups.unchanged, room("unchanged")) : "",
		...nextStepOfOne(environment, room),
		linkLine(links)
	];
}
function restOfSeveral({ missing, marker, runUrl }, environments, lengths) {
	const tables = {
		grids: gridsOf(environments, missing),
		lengths,
		titles: shortTitles([...environments, ...missing].map(({ name }) => name))
	};
	const reports = environments.map(({ report }) => report);
	const planned = planSections(environments, lengths);
	const compared = environments.length === 0 ? "" : markdownOf(comparisonOfSeveral(environments));
	const removed = [...new Set(reports.flatMap((report) => report.removed))];
	const moved = markdownOf(dependencyLine(reports));
	return (room, remarked) => [
		compared,
		...changedTables(tables, room("rows")),
		...remarks(remarked, room("rows")),
		removedList(removed, room),
		...environmentSections(planned, lengths, room),
		moved,
		lengths.listsUnchanged ? unchangedTables(tables, room("unchanged")) : "",
		...nextStepOfSeveral(environments, room),
		environmentTable(environments, room("environments")),
		runUrl === null ? "" : link(marker === null ? "Run" : `Run ${marker.runId}`, runUrl)
	];
}
/** What environments say, each sentence once, with the names of those that say it where not all of them do. */
function saidBy(environments, phrasesOf) {
	return sharedPhrases(environments, phrasesOf).map(({ phrase, names }) => names.length === environments.length ? phrase : [
		"On ",
		...listedNames(names),
		": ",
		...phrase
	]);
}
function quotedWarnings(phrases, room, singular) {
	const { shown, omitted } = cut(phrases, room, singular);
	return [...shown.map((phrase) => `> [!WARNING]\n> ${markdownOf(phrase)}`), omitted];
}
/** The jobs without a report that counts, each with its reason and where to look. */
function missingList({ missing }, room) {
	if (missing.length === 0) return "";
	const { shown, omitted } = cut(missing, room("missing"), "job");
	const lines = shown.map(({ name, reason, url }) => {
		const address = url === null ? "" : ` (${link("job", url)})`;
		return `- ${code(name)} ${prose(reason)}${address}`;
	});
	return paragraphs(`**${formatQuantity(missing.length, "job")} left no report that counts:**`, lines.join("\n"), omitted);
}
/** The first sentences, a paragraph each, and how many there are besides. */
function remarks(sentences, room) {
	const { shown, omitted } = cut(sentences, room, "remark");
	return [...shown.map(markdownOf), omitted];
}
/** The first of the benchmarks that only the baseline has; empty where there is none. */
function removedList(names, room) {
	if (names.length === 0) return "";
	const { shown, omitted } = cut(names, room("others"), "name");
	return `In the baseline, but not measured any more: ${[shown.map((name) => code(name)).join(", "), omitted].filter((part) => part !== "").join(" ")}`;
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
// src/baseline/versions.ts
/** Changes of baseline files that are read, the newest first. */
const mostVersions = 5e3;
/** Bytes of all their contents. */
const mostBytes = 268435456;
/**
* Reads what git has of the baseline files directly in a folder, which is relative to `repository`: their content after
* each commit that changed one. Two programs are started for any number of versions, and nothing but numbers is kept.
*/
async function readBaselineVersions(run, repository, folder) {
	const prefix = posix.join(await pathInRepository(run, repository), folder);
	const changes = await readChanges(run, repository, folder, prefix === "." ? "" : `${prefix}/`);
	const shallow = await run(git(repository, "rev-parse", "--is-shallow-repository"));
	const contents = await readContents(run, repository, [...new Set(changes.map(({ blob }) => blob))]);
	const versions = [];
	const counted = {
		unreadable: 0,
		omitted: 0
	};
	for (const { blob, ...change } of changes) {
		const content = removed.test(blob) ? nothing : contents.get(blob);
		if (content === void 0) counted.omitted += 1;
		else if (content === null) counted.unreadable += 1;
		else versions.push({
			...change,
			...content
		});
	}
	return {
		versions: versions.reverse(),
		...counted,
		isShallow: shallow.stdout.trim() === "true"
	};
}
/** Which fields make two versions of a benchmark incomparable: another Swift, libc or machine, or another workload. */
function whatChangedBetween(before, now, benchmark) {
	const [one, other] = [before.benchmarks.get(benchmark), now.benchmarks.get(benchmark)];
	if (one === void 0 || other === void 0 || before.fingerprint === null || now.fingerprint === null) return [];
	const fields = fingerprintDifferences(before.fingerprint, now.fingerprint, other.unit).map((difference) => ({
		field: difference.field,
		before: difference.baseline.slice(0, 40),
		now: difference.measured.slice(0, 40)
	}));
	if (one.unit !== other.unit) return [...fields, {
		field: "unit",
		before: one.unit,
		now: other.unit
	}];
	if (one.workload !== other.workload) return [...fields, {
		field: "workload",
		before: "another",
		now: "changed"
	}];
	return fields;
}
/** As git calls the content of a file that is not there. */
const removed = /^0+$/;
const nothing = {
	fingerprint: null,
	benchmarks: /* @__PURE__ */ new Map()
};
/** The changes of baseline files, the newest first. `prefix` is the folder's path from the top, with a `/` at its end. */
async function readChanges(run, repository, folder, prefix) {
	const format = "%x01%H%x02%cs%x02%an%x02%(trailers:key=Accepted-By,valueonly,separator=%x2C)%x02%s";
	const { exitCode, stdout } = await run(git(...[
		repository,
		"-c",
		"core.quotePath=false",
		"--literal-pathspecs",
		"log",
		`--max-count=${mostVersions}`
	], ...[
		"--raw",
		"--no-abbrev",
		"--no-renames",
		"--no-color",
		`--format=${format}`,
		"--",
		folder
	]));
	if (exitCode !== 0) return [];
	const changes = [];
	let commit = null;
	for (const line of stdout.split("\n")) {
		if (line.startsWith("")) commit = commitOf(line.slice(1).split(""));
		const [, blob, path] = /^:\d{6} \d{6} [0-9a-f]{40,64} ([0-9a-f]{40,64}) [A-Z]\t(.+)$/.exec(line) ?? [];
		if (commit === null || blob === void 0 || path === void 0 || !path.startsWith(prefix)) continue;
		const file = path.slice(prefix.length);
		if (/^[^/]{1,200}\.json$/.test(file)) changes.push({
			...commit,
			file,
			blob
		});
	}
	return changes.slice(0, mostVersions);
}
function commitOf([commit = "", date = "", author = "", acceptedBy = "", ...subject]) {
	if (!/^[0-9a-f]{40,64}$/.test(commit)) return null;
	return {
		commit,
		date,
		by: acceptedBy || author,
		subject: subject.join(" ")
	};
}
/**
* What is read of each content, by its name in git; null for what is no baseline. Those that come after so many bytes,
* and are thus older, are left out.
*/
async function readContents(run, repository, blobs) {
	const names = blobs.filter((blob) => !removed.test(blob));
	const contents = /* @__PURE__ */ new Map();
	if (names.length === 0) return contents;
	const sizes = await run({
		...git(repository, "cat-file", "--batch-check"),
		input: `${names.join("\n")}\n`
	});
	const wanted = [];
	let bytes = 0;
	for (const [, blob = "", size] of sizes.stdout.matchAll(/^([0-9a-f]{40,64}) blob (\d+)$/gm)) {
		if (Number(size) > 8388608) {
			contents.set(blob, null);
			continue;
		}
		bytes += Number(size);
		if (bytes > mostBytes) break;
		wanted.push(blob);
	}
	const chunks = [];
	const onOutput = (chunk, stream) => void (stream === "stdout" && chunks.push(chunk));
	await run({
		...git(repository, "cat-file", "--batch"),
		input: `${wanted.join("\n")}\n`,
		onOutput,
		keep: "tail"
	});
	const output = Buffer.concat(chunks);
	for (let at = 0; at < output.length;) {
		const end = output.indexOf("\n", at);
		const [, blob, size] = /^([0-9a-f]{40,64}) blob (\d+)$/.exec(output.toString("latin1", at, end)) ?? [];
		if (end === -1 || blob === void 0) break;
		contents.set(blob, parseContent(output.toString("utf8", end + 1, end + 1 + Number(size))));
		at = end + 1 + Number(size) + 1;
	}
	return contents;
}
/** Of a baseline, what is drawn: sites and call trees, which are nearly all of it, are passed over. */
const contentSchema = (measurement) => object({
	fingerprint: fingerprintSchema.nullable(),
	benchmarks: record$1(nameSchema, object({
		measurement,
		workload: unknown()
	}))
});
const schemas = {
	1: contentSchema(measurementSchema1),
	2: contentSchema(measurementSchema)
};
function parseContent(text) {
	const value = parsedJson(text);
	const version = object({ formatVersion: union([literal(1), literal(2)]) }).safeParse(value);
	if (!version.success) return null;
	const content = schemas[version.data.formatVersion].safeParse(value);
	if (!content.success) return null;
	const { fingerprint, benchmarks } = content.data;
	const versions = Object.entries(benchmarks).map(([name, { measurement, workload }]) => {
		return [name, {
			unit: measurement.unit,
			total: perUnit(measurement).total,
			workload: JSON.stringify(workload)
		}];
	});
	return {
		fingerprint,
		benchmarks: new Map(versions)
	};
}
function parsedJson(text) {
	try {
		return JSON.parse(text);
	} catch {
		return null;
	}
}
// src/report/history.ts
/** The versions as a series for each file and benchmark; of `only`, where any is named. */
function historyOf(versions, only = []) {
	return [...new Set(versions.map(({ file }) => file))].sort().map((file) => {
		const own = versions.filter((version) => version.file === file);
		const shown = [...new Set(own.flatMap(({ benchmarks }) => [...benchmarks.keys()]))].sort().filter((name) => only.length === 0 || only.includes(name));
		return {
			name: file.replace(/\.json$/, ""),
			versions: own,
			series: shown.map((name) => seriesOf(own, name))
		};
	});
}
function seriesOf(versions, benchmark) {
	const points = [];
	let unit = "run";
	for (const version of versions) {
		const found = version.benchmarks.get(benchmark);
		if (found === void 0) continue;
		const before = points.at(-1);
		const because = (before === void 0 ? [] : whatChangedBetween(before.version, version, benchmark)).map((one) => one.field === "workload" ? "another workload" : `${one.field} ${one.before} → ${one.now}`);
		const delta = before === void 0 || because.length > 0 ? null : found.total - before.total;
		points.push({
			version,
			total: found.total,
			delta,
			because: because.join(", ")
		});
		unit = found.unit;
	}
	return {
		benchmark,
		unit,
		points,
		isCurrent: versions.at(-1)?.benchmarks.has(benchmark) === true
	};
}
/**
* The points as shares of the one before which nothing comparable stands: a new Swift begins at 1 again, so that it is
* no jump.
*/
function sharesOf(points) {
	let first = 0;
	return points.map(({ total, delta }) => {
		if (delta === null) first = total;
		return first === 0 ? 1 + total : total / first;
	});
}
const steps = "▁▂▃▄▅▆▇█";
/** One character a point, `│` where what follows cannot be compared with what comes before; the newest points only. */
function sparkline(points) {
	const shares = sharesOf(points);
	const shown = points.map((point, index) => ({
		point,
		share: shares[index] ?? 1
	})).slice(-60);
	const [least, most] = [Math.min(...shown.map(({ share }) => share)), Math.max(...shown.map(({ share }) => share))];
	return shown.map(({ point, share }, index) => {
		const level = most === least ? 0 : Math.round((share - least) / (most - least) * 7);
		return `${point.because !== "" && index > 0 ? "│" : ""}${steps[level]}`;
	}).join("");
}
/** The commits at which a total changed, or became incomparable: the newest first. */
function eventsOf$1({ series, versions }) {
	return versions.toReversed().flatMap((version) => {
		const here = series.flatMap(({ benchmark, points }) => {
			const index = points.findIndex((point) => point.version === version);
			const [before, point] = [points[index - 1], points[index]];
			return before === void 0 || point === void 0 ? [] : [{
				benchmark,
				before,
				point
			}];
		});
		const reasons = /* @__PURE__ */ new Map();
		for (const { benchmark, point } of here) if (point.because !== "") reasons.set(point.because, [...reasons.get(point.because) ?? [], benchmark]);
		const incomparable = [...reasons].map(([because, names]) => names.length === 1 && series.length > 1 ? `${names[0]}: ${because}` : because);
		const changed = here.flatMap(({ benchmark, before, point: { total, delta } }) => delta === null || delta === 0 ? [] : [`${benchmark} ${formatCount(before.total)} → ${formatCount(total)} (${formatDelta(delta)})`]);
		const changes = [...incomparable, ...changed].map((change) => logLine(change, 200));
		return changes.length === 0 ? [] : [{
			version,
			changes
		}];
	});
}
const eventsShown = 12;
const changesShown = 5;
/** The history for a terminal: a sparkline a benchmark, and the last commits that changed one. */
function renderHistory(all, read, { color }) {
	const paint = palette(color);
	return typed$1([...all.flatMap((environment) => {
		const { name, versions, series } = environment;
		const [first, last] = [versions[0], versions.at(-1)];
		const rows = series.map(({ benchmark, unit, points, isCurrent }) => ({
			cells: [
				logLine(benchmark, 60),
				isCurrent ? `per ${unit}` : "no longer there",
				sparkline(points),
				formatCount(points[0]?.total ?? 0),
				"->",
				formatCount(points.at(-1)?.total ?? 0)
			],
			paint: isCurrent ? plain : paint.dim
		}));
		const events = eventsOf$1(environment);
		const shown = events.slice(0, eventsShown).flatMap(({ version, changes }) => {
			const more = changes.length > changesShown ? `, and ${changes.length - changesShown} more` : "";
			const what = `${changes.slice(0, changesShown).join(", ")}${more}`;
			return `  ${version.date}  ${version.commit.slice(0, 10)}  ${logLine(version.by, 40)}: ${what}`;
		});
		const rest = events.length - eventsShown;
		return [
			[paint.bold(`${logLine(name, 100)}: ${formatQuantity(versions.length, "version")}, ${first?.date ?? ""} to ${last?.date ?? ""}`)],
			aligned(rows, 3),
			[...shown, ...rest > 0 ? [`  and ${formatQuantity(rest, "earlier commit")}`] : []]
		];
	}), historyRemarks(read)]).replaceAll("→", "->");
}
/** What was not read, and why the history may be shorter than it is. */
function historyRemarks({ unreadable, omitted, isShallow }) {
	return [
		...isShallow ? ["The clone is shallow, so older commits are not there: `git fetch --unshallow` has them."] : [],
		...unreadable > 0 ? [`Left out, since this version of the gate cannot read it: ${formatQuantity(unreadable, "version")}.`] : [],
		...omitted > 0 ? [`Left out, since there are so many: ${formatQuantity(omitted, "older version")}.`] : []
	];
}
/** Lines of Markdown, one a benchmark, for the job summary; empty where there are no two versions to draw. */
function renderHistoryLines(all) {
	const lines = all.flatMap(({ series }) => series.filter(({ points, isCurrent }) => isCurrent && points.length > 1).slice(0, 20).map(({ benchmark, unit, points }) => {
		const [first, last] = [points[0], points.at(-1)];
		const totals = `${formatCount(first?.total ?? 0)} → ${formatCount(last?.total ?? 0)}`;
		return `- ${code(benchmark)} ${sparkline(points)} ${totals} per ${unit}, since ${first?.version.date ?? ""}`;
	}));
	return lines.length === 0 ? "" : `**The baseline so far**\n\n${lines.join("\n")}\n`;
}
// src/measure/calibration.ts
/** Of so many kinds, the one that is called most often is called 486 times. */
const kindsAtOnce = 6;
/**
* Measures a program whose calls are known with the very probes that will count, and returns which calls relay
* to which; throws a {@link MeasurementError} when a function's number is not what was called.
*
* A few kinds are called at once, the i-th of them 2·3ⁱ times: whatever kinds relay into a function, each shows as its own
* digit in base three of the surplus: 2 for all calls, 0 for none, and 1 for what must not be (half of them).
*/
async function calibrate(count, kinds) {
	const relays = new Map(kinds.map((kind) => [kind, []]));
	const idle = await count(/* @__PURE__ */ new Map());
	for (let first = 0; first < kinds.length; first += kindsAtOnce) {
		const called = kinds.slice(first, first + kindsAtOnce);
		const times = new Map(called.map((kind, index) => [kind, 2 * weightOf(index)]));
		const busy = await count(times);
		for (const [kind, relaying] of relays) {
			const expected = times.get(kind) ?? 0;
			const counted = (busy.get(kind) ?? 0) - (idle.get(kind) ?? 0);
			const found = relayingKinds(counted - expected, kind, called);
			if (found === null) throw calibrationError(kind, expected, counted);
			relaying.push(...found);
		}
	}
	return relays;
}
/** The kinds whose calls make up the surplus; null where none do. */
function relayingKinds(surplus, into, called) {
	const relaying = called.filter((_, index) => Math.floor(surplus / weightOf(index)) % 3 === 2);
	return relaying.reduce((sum, kind) => sum + 2 * weightOf(called.indexOf(kind)), 0) === surplus && !relaying.includes(into) ? relaying : null;
}
function calibrationError(kind, expected, counted) {
	return new MeasurementError(`Calibration is wrong: ${expected} calls of ${kind} were made, ${counted} were counted, and no other function explains the difference.`, { remedy: "The probes do not count what they should on this machine. Please report it with the output of `swift-allocation-gate doctor --json`." });
}
/** The first kind has the largest weight of six: a hit of malloc's probe costs a tenth of one of memalign's. */
function weightOf(index) {
	return 3 ** (5 - index);
}
/** The C of every calibration program that makes blocks, of sizes that allocators serve in different ways, and frees each once. */
const blocks = `\
static const size_t small[] = {8, 16}, large[] = {32, 64, 4096};
static const size_t sizes[] = {24, 100, 5000, 300000, 48};
static void *volatile sink;
static void *growing;

static void keep(void *block) {
  sink = block;
  free(block);
}

static void *posix_aligned(size_t alignment, size_t size) {
  void *block = 0;
  if (posix_memalign(&block, alignment, size)) abort();
  return block;
}
`;
// src/measure/compiler.ts
/**
* The compiler of the calibration program for an allocator: one that links with its libc. `searchPath` is a PATH. Throws
* a {@link MeasurementError} when there is none.
*/
function compilerFor(allocator, libc, searchPath) {
	if (!libc.endsWith("musl")) return anyCompiler(searchPath);
	const [musl] = existing(["musl-gcc"], searchPath);
	if (musl !== void 0) return musl;
	throw new MeasurementError(`There is no musl-gcc to calibrate with, and ${allocator} ${libc === "musl" ? "is musl’s" : "is statically linked with musl"}.`, { remedy: "Install the package musl-tools, or link the program with glibc." });
}
/**
* The clang beside the real `swift` (which may be a link), else the first C compiler on the PATH. Throws a
* {@link MeasurementError} when there is none.
*/
function anyCompiler(searchPath) {
	const [found] = [...besideSwift("clang", searchPath), ...existing([
		"clang",
		"cc",
		"gcc"
	], searchPath)];
	if (found !== void 0) return found;
	throw new MeasurementError("There is no C compiler to make launcher and calibration program with: neither clang beside swift, nor clang, cc or gcc on PATH.", { remedy: "Install the package clang or gcc." });
}
/**
* How C files in one folder are compiled together: a compiler takes longer to start, and to read the headers, than for what
* they say. `options` name the output, by an absolute path.
*/
function compileAsOne(compiler, folder, files, options) {
	const input = files.map((file) => `#include "${file}"\n`).join("");
	return {
		file: compiler,
		arguments: [
			...options,
			"-x",
			"c",
			"-"
		],
		directory: folder,
		input
	};
}
/** The Swift compiler beside the real `swift`; null where there is none. */
function swiftCompiler(searchPath) {
	return besideSwift("swiftc", searchPath)[0] ?? null;
}
function besideSwift(name, searchPath) {
	const [swift] = existing(["swift"], searchPath);
	return swift === void 0 ? [] : [join(dirname(realpathSync(swift)), name)].filter(existsSync);
}
/** The paths of these programs that exist, by name first, and then in the order of the PATH. */
function existing(names, searchPath) {
	const folders = searchPath.split(":").filter((folder) => folder !== "");
	return names.flatMap((name) => folders.map((folder) => join(folder, name))).filter((path) => existsSync(path));
}
// src/measure/relays.ts
/** The calls of each function, from those of its kinds. */
function countsOfCalls(calls) {
	return countsOf((name) => callKinds.reduce((sum, { kind, countedAs }) => sum + (countedAs === name ? calls.get(kind) ?? 0 : 0), 0));
}
/**
* The calls of each kind, from the hits: those that other functions made of a function are subtracted from its hits.
* Throws a `RangeError` when two kinds relay to each other.
*/
function callsFrom(hits, relays) {
	return callsOfKinds(callKinds.map(({ kind }) => kind), hits, relays);
}
/** The same of whatever kinds there are. */
function callsOfKinds(kinds, hits, relays) {
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
	return new Map(kinds.map((kind) => [kind, solve(kind, [])]));
}
// src/measure/dtrace/calibration-program.ts
/** Compiles the program that calls each kind as often as its arguments say, in their order, and returns its path. */
async function compileCalibration(run, compiler, kinds, folder) {
	const [source, path] = [join(folder, "calibration.c"), join(folder, "calibration")];
	await writeFile(source, sourceOf$1(kinds));
	await succeed(run, "compiling the calibration program", {
		file: compiler,
		arguments: [
			"-O0",
			"-fno-builtin",
			"-o",
			path,
			source
		]
	});
	return path;
}
/** The program as it is started. */
function calibrationWorkload$1(path, kinds, times, directory, { environment }) {
	return {
		command: [path, ...kinds.map(({ kind }) => String(times.get(kind) ?? 0))],
		directory,
		environment: measuredEnvironment(environment, {}),
		timeoutSeconds: 60,
		status: 0,
		leftovers: {
			waitMilliseconds: 0,
			allowed: false
		},
		server: null
	};
}
/** The functions that the platform's library has, of `dtrace -l`: `ID PROVIDER MODULE FUNCTION entry`, a line each. */
function parseFunctions(listing) {
	return new Set(listing.split("\n").flatMap((line) => {
		const [, name] = /^\s*\d+\s+pid\d+\s+\S+\s+(\S+)\s+entry\s*$/.exec(line) ?? [];
		return name === void 0 ? [] : [name];
	}));
}
/** What lists them: every function of the library, in a program that does nothing else. */
function listingProbe({ module }) {
	return ["*alloc*", "*memalign*"].flatMap((glob) => ["-n", `pid$target:${module}:${glob}:entry`]);
}
/** Before the calls that are counted each is made once: a first call may be special (facts 44). */
function sourceOf$1(kinds) {
	return `
#include <stdlib.h>
#ifdef __APPLE__
#define SYMBOL(name) __asm__("_" #name)
void *malloc_default_zone(void);
#else
#include <malloc.h>
#endif

${[...new Set(kinds.flatMap(({ prototype }) => prototype === null ? [] : [`${prototype};`]))].join("\n")}
static void *zone;
${blocks}
static void perform(int act, long i) {
  switch (act) {
${kinds.map(({ call }, index) => `    case ${index}: ${call}; break;`).join("\n")}
  }
}

int main(int argc, char **argv) {
#ifdef __APPLE__
  zone = (void *)malloc_default_zone();
#endif
  growing = malloc(16);
  for (int act = 0; act < ${kinds.length}; act++) perform(act, 0);
  for (int act = 0; act + 1 < argc; act++) {
    long times = atol(argv[act + 1]);
    for (long i = 0; i < times; i++) perform(act, i);
  }
  keep(growing);
  (void)small, (void)large, (void)zone, (void)posix_aligned;
  return 0;
}
`;
}
// src/elf/elf-file.ts
const machines = /* @__PURE__ */ new Map([[62, "x86_64"], [183, "aarch64"]]);
/**
* Reads an ELF file (System V ABI, elf(5)): headers and symbol tables only, so that a library of 100 MB costs
* little. Returns null when it is no ELF file of a supported kind; throws when it cannot be read or is torn.
*/
function readElf(path) {
	return withFile(path, (read, size) => parseElf(path, read, size));
}
/** Opens a plain file for a while; `read` throws a `RangeError` for what is not all in it. */
function withFile(path, use) {
	if (!statSync(path).isFile()) throw new RangeError(`${path}: not a file`);
	const file = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
	try {
		const size = fstatSync(file).size;
		const read = (offset, length) => {
			if (offset < 0 || length < 0 || offset + length > size) throw new RangeError(`${path}: torn file`);
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
		entry: word(header, 24),
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
		hasSection: (name) => withFile(path, (again) => {
			const names = sectionNames ? again(sectionNames.offset, sectionNames.size) : Buffer.alloc(0);
			return sections.some((one) => one.type !== SHT_NOBITS && cString(names, one.name) === name);
		}),
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
			const segment = executable.find((one) => end > one.address && end <= one.address + one.size) ?? executable.find((one) => start >= one.address && start < one.address + one.size);
			if (segment === void 0) throw new RangeError(`${path}: no code before 0x${end.toString(16)}`);
			const first = Math.max(start, segment.address);
			const length = Math.min(end, segment.address + segment.size) - first;
			return withFile(path, (again) => again(first - segment.address + segment.offset, length));
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
/** Of 64 bits; a BigInt for each of a hundred thousand symbols would be half of what reading them takes. */
function word(buffer, offset) {
	return buffer.readUInt32LE(offset) + buffer.readUInt32LE(offset + 4) * 2 ** 32;
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
		const information = entries[at + 4] ?? 0;
		const type = information & 15;
		symbols.push({
			name,
			address: word(entries, at + 8),
			size: word(entries, at + 16),
			defined: entries.readUInt16LE(at + 6) !== 0,
			isFunction: type === 2 || type === 10,
			isWeak: information >> 4 === 2
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
// src/elf/mach-o.ts
/**
* The functions of a Mach-O file of one 64-bit machine (mach-o/loader.h, mach-o/nlist.h), by their place. Returns null when
* it is none; throws a `RangeError` when it is torn.
*/
function readMachO(path) {
	return withFile(path, (read, size) => {
		if (size < headerBytes$1 || read(0, 4).readUInt32LE(0) !== MH_MAGIC_64) return null;
		const commands = read(headerBytes$1, read(0, headerBytes$1).readUInt32LE(20));
		const code = [];
		let symbols = [];
		for (let at = 0; at + 8 <= commands.length;) {
			const length = commands.readUInt32LE(at + 4);
			if (length < 8 || at + length > commands.length) throw new RangeError(`${path}: torn Mach-O file`);
			const command = commands.subarray(at, at + length);
			if (command.readUInt32LE(0) === LC_SEGMENT_64) code.push(...sectionsOf(command));
			if (command.readUInt32LE(0) === LC_SYMTAB) symbols = symbolsOf(command, read, code);
			at += length;
		}
		const sorted = symbols.toSorted((one, other) => one.offset - other.offset);
		return sorted.map((symbol, index) => ({
			...symbol,
			size: endOf(sorted, index, code) - symbol.offset
		}));
	});
}
const MH_MAGIC_64 = 4277009103;
const LC_SYMTAB = 2;
const LC_SEGMENT_64 = 25;
const S_ATTR_PURE_INSTRUCTIONS = 2147483648;
const N_STAB_OR_TYPE = 238;
const N_SECT = 14;
const headerBytes$1 = 32;
const segmentBytes = 72;
const sectionBytes = 80;
const symbolBytes = 16;
function sectionsOf(segment) {
	const count = Math.min(segment.readUInt32LE(64), Math.floor((segment.length - segmentBytes) / sectionBytes));
	return Array.from({ length: count }, (_, index) => {
		const section = segment.subarray(segmentBytes + index * sectionBytes);
		if ((section.readUInt32LE(64) & S_ATTR_PURE_INSTRUCTIONS) === 0) return null;
		const [address, size] = [Number(section.readBigUInt64LE(32)), Number(section.readBigUInt64LE(40))];
		return {
			address,
			size,
			offset: section.readUInt32LE(48)
		};
	});
}
function symbolsOf(command, read, code) {
	const table = read(command.readUInt32LE(8), command.readUInt32LE(12) * symbolBytes);
	const names = read(command.readUInt32LE(16), command.readUInt32LE(20));
	const found = [];
	for (let at = 0; at < table.length; at += symbolBytes) {
		const section = code[table.readUInt8(at + 5) - 1];
		if ((table.readUInt8(at + 4) & N_STAB_OR_TYPE) !== N_SECT || section === void 0 || section === null) continue;
		const start = table.readUInt32LE(at);
		const name = names.toString("utf8", start, Math.max(start, names.indexOf(0, start))).replace(/^_/, "");
		if (name === "") continue;
		found.push({
			name,
			offset: Number(table.readBigUInt64LE(at + 8)) - section.address + section.offset
		});
	}
	return found;
}
/** Where a function ends: at the next one that begins elsewhere, or with its section. */
function endOf(sorted, index, code) {
	const start = sorted[index]?.offset ?? 0;
	const section = code.find((one) => one !== null && start >= one.offset && start < one.offset + one.size);
	const end = section === void 0 || section === null ? start : section.offset + section.size;
	let next = index + 1;
	while (sorted[next]?.offset === start) next += 1;
	return Math.min(end, sorted[next]?.offset ?? end);
}
// src/elf/memory-map.ts
/** What lies at an address of a process with these maps; null outside of all of them. */
function placeIn$1(maps, address) {
	const map = maps?.find(({ start, end }) => address >= start && address < end);
	return map === void 0 ? null : {
		path: map.path,
		offset: Number(address - map.start + map.offset)
	};
}
// src/elf/symbols.ts
function createSymbolTables() {
	return remember((path) => readSymbolTable(path));
}
/** Symbols by the memory maps of a recording; each address is looked up once. */
function createSymbols(threads, tableOf = createSymbolTables()) {
	const locate = (address, thread) => {
		const place = placeIn$1(threads.get(thread), address);
		if (place === null) return null;
		const [first, ...others] = tableOf(place.path)?.at(place.offset) ?? [];
		return {
			symbol: first ?? null,
			aliases: others,
			library: basename(place.path)
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
	constructor(functions) {
		this.#functions = functions.filter(({ offset }) => offset >= 0).sort((a, b) => a.offset - b.offset);
		this.names = new Set(functions.map(({ name }) => name));
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
/** `.symtab` has everything; it is stripped from most libraries, whose exported functions remain. */
function functionsOf$1(elf) {
	return [...elf.symbols, ...elf.dynamicSymbols].filter(({ defined, isFunction }) => defined && isFunction).map(({ name, address, size }) => ({
		name,
		size,
		offset: elf.fileOffset(address) ?? -1
	}));
}
function readSymbolTable(path) {
	try {
		const elf = readElf(path);
		const functions = elf === null ? readMachO(path) : functionsOf$1(elf);
		return functions === null ? null : new SymbolTable(functions);
	} catch {
		return null;
	}
}
// src/stacks/type-words.ts
/** How the standard library calls what its collections keep their elements in. */
const storages = /* @__PURE__ */ new Map([
	["_ContiguousArrayStorage", "Array"],
	["_DictionaryStorage", "Dictionary"],
	["_SetStorage", "Set"],
	["__StringStorage", "String"],
	["__SharedStringStorage", "String"]
]);
/**
* A type as people write it, from its full name as the recorder has it: without modules, `Swift.Optional<Swift.Int>` is
* `Int?`, and what the standard library keeps elements in says so (`[Transfer] storage`, `Dictionary<String, Int>
* storage`). A name that is built in another way is left as it is.
*/
function typeWords(fullName) {
	const type = new Parser(fullName).whole();
	if (type === null) return fullName;
	const storage = type.isOfSwift ? storages.get(type.name) : void 0;
	if (storage === void 0) return written(type);
	const holder = {
		...type,
		name: storage
	};
	return `${storage === "Array" ? written(holder) : plainly(holder)} storage`;
}
function written(type) {
	const [first, second, ...more] = type.arguments.map(written);
	if (!type.isOfSwift || first === void 0 || more.length > 0) return plainly(type);
	if (second !== void 0) return type.name === "Dictionary" ? `[${first}: ${second}]` : plainly(type);
	if (type.name === "Array") return `[${first}]`;
	if (type.name !== "Optional") return plainly(type);
	return / -> |^any /.test(first) ? `(${first})?` : `${first}?`;
}
function plainly({ name, arguments: given }) {
	return given.length === 0 ? name : `${name}<${given.map(written).join(", ")}>`;
}
/** Reads what recorder/type-names.c writes: `Module.Outer.Name<Module.A, (Swift.Int) -> any Module.P>`. */
var Parser = class {
	#text;
	#at = 0;
	constructor(text) {
		this.#text = text;
	}
	/** The type that is all of the text; null where that is none. */
	whole() {
		const type = this.#type();
		return type === null || this.#at < this.#text.length ? null : type;
	}
	#type() {
		const type = this.#take("(") ? this.#tuple() : this.#named();
		if (type === null || !this.#take(".Type")) return type;
		return {
			name: `${written(type)}.Type`,
			isOfSwift: false,
			arguments: []
		};
	}
	#tuple() {
		const elements = this.#list(")");
		if (elements === null) return null;
		const tuple = `(${elements.map(written).join(", ")})`;
		const result = this.#take(" -> ") ? this.#type() : void 0;
		if (result === null) return null;
		return {
			name: result === void 0 ? tuple : `${tuple} -> ${written(result)}`,
			isOfSwift: false,
			arguments: []
		};
	}
	#named() {
		const [path = ""] = /^(?:(?!\.Type(?![^<>(),]))[^<>(),])+/.exec(this.#text.slice(this.#at)) ?? [];
		if (path === "") return null;
		this.#at += path.length;
		const given = this.#take("<") ? this.#list(">") : [];
		if (given === null) return null;
		return {
			name: withoutModules(path),
			isOfSwift: path.startsWith("Swift."),
			arguments: given
		};
	}
	/** Types up to this end. */
	#list(end) {
		const types = [];
		while (!this.#take(end)) {
			if (types.length > 0 && !this.#take(", ")) return null;
			const type = this.#type();
			if (type === null) return null;
			types.push(type);
		}
		return types;
	}
	#take(text) {
		if (!this.#text.startsWith(text, this.#at)) return false;
		this.#at += text.length;
		return true;
	}
};
/** `any App.P & Kit.Q` is `any P & Q`: what stands before the first dot is a module. */
function withoutModules(path) {
	return path.split(" ").map((word) => word.replace(/^[^.]+\./, "")).join(" ");
}
// src/elf/byte-reader.ts
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
	/** What begins a unit of DWARF (7.4): how long it is behind this, and whether its offsets have eight bytes. */
	initialLength() {
		const short = this.u32();
		const isLong = short === 4294967295;
		return {
			length: isLong ? this.u64() : short,
			isLong
		};
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
// src/elf/code-with-lines.ts
/**
* The code that a `.debug_line` section (DWARF 2 to 5) has lines of, by address, none beside or in another; null where
* that cannot be told: the section is torn or of another kind. Of each row only the address is followed.
*/
function codeWithLines(section) {
	const reader = new ByteReader(section);
	const ranges = [];
	try {
		while (!reader.atEnd) {
			const found = rangesOfUnit(reader);
			if (found === null) return null;
			ranges.push(...found);
		}
	} catch (error) {
		if (error instanceof RangeError) return null;
		throw error;
	}
	return joined(ranges);
}
/** Whether an address is in one of the ranges, which are as {@link codeWithLines} returns them. */
function isInRanges(ranges, address) {
	let [low, high] = [0, ranges.length];
	while (low < high) {
		const middle = low + high >>> 1;
		if ((ranges[middle]?.end ?? 0) > address) high = middle;
		else low = middle + 1;
	}
	const range = ranges[low];
	return range !== void 0 && address >= range.start;
}
/** The line number program of one compilation unit (DWARF 5 section 6.2): its header, then a sequence for each range. */
function rangesOfUnit(reader) {
	const { length, isLong } = reader.initialLength();
	const end = reader.offset + length;
	const version = reader.u16();
	if (version < 2 || version > 5) return null;
	if (version === 5) reader.skip(2);
	const headerLength = isLong ? reader.u64() : reader.u32();
	const program = reader.offset + headerLength;
	const step = reader.u8();
	if (version >= 4 && reader.u8() !== 1) return null;
	reader.skip(2);
	const lineRange = reader.u8();
	const firstSpecial = reader.u8();
	if (lineRange === 0 || firstSpecial === 0) return null;
	const operands = [0, ...reader.bytes(firstSpecial - 1)];
	reader.offset = program;
	const ranges = [];
	const special = (code) => Math.trunc((code - firstSpecial) / lineRange) * step;
	let address = 0;
	let start = null;
	while (reader.offset < end) {
		const code = reader.u8();
		if (code >= firstSpecial) {
			address += special(code);
			start ??= address;
		} else if (code === 0) {
			const next = reader.uleb() + reader.offset;
			const extended = reader.u8();
			if (extended === DW_LNE_set_address) address = reader.u64();
			if (extended === DW_LNE_end_sequence) {
				if (start !== null && address > start) ranges.push({
					start,
					end: address
				});
				[address, start] = [0, null];
			}
			reader.offset = next;
		} else if (code === DW_LNS_copy) start ??= address;
		else if (code === DW_LNS_advance_pc) address += reader.uleb() * step;
		else if (code === DW_LNS_const_add_pc) address += special(255);
		else if (code === DW_LNS_fixed_advance_pc) address += reader.u16();
		else for (let left = operands[code] ?? 0; left > 0; left -= 1) reader.uleb();
	}
	reader.offset = end;
	return ranges;
}
const DW_LNS_copy = 1;
const DW_LNS_advance_pc = 2;
const DW_LNS_const_add_pc = 8;
const DW_LNS_fixed_advance_pc = 9;
const DW_LNE_end_sequence = 1;
const DW_LNE_set_address = 2;
function joined(ranges) {
	const whole = [];
	for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
		const last = whole.at(-1);
		if (last === void 0 || range.start > last.end) whole.push(range);
		else whole.splice(-1, 1, {
			start: last.start,
			end: Math.max(last.end, range.end)
		});
	}
	return whole;
}
// src/stacks/code-lines.ts
/** Longer names are none that anybody has given: a path on Linux has at most so many bytes. */
const longest = {
	symbol: 1e4,
	file: 4096
};
/** Of deeper levels than any compiler makes only the function itself is kept. */
const mostLevels = 200;
/**
* What `addr2line -f -i -a` says of these addresses, by address, what was inlined innermost first:
*
*     0x0000000000005ca3
*     $sSlsSQ7ElementRpzrlE5split9separator…Tg5
*     /src/<stdin>:?
*     $s17ObjectsAndStrings12parseHeadersyAA11RequestHeadVSSF
*     /src/Sources/ObjectsAndStrings/Headers.swift:27 (discriminator 2)
*
* An address of which it says something else, or nothing, is left out: debug information may say anything.
*/
function parseCodeLines(text, addresses) {
	const found = /* @__PURE__ */ new Map();
	const lines = text.split("\n");
	let at = 0;
	for (const [index, address] of addresses.entries()) {
		if (addressIn(lines[at]) !== address) return found;
		const next = addresses[index + 1];
		const levels = [];
		for (at += 1; at + 1 < lines.length && (next === void 0 || addressIn(lines[at]) !== next); at += 2) {
			const level = levelOf(lines[at] ?? "", lines[at + 1] ?? "");
			if (level === null) return found;
			levels.push(level);
		}
		found.set(address, levels.length > mostLevels ? levels.slice(-1) : levels);
	}
	return found;
}
function addressIn(line) {
	return line !== void 0 && /^0x[0-9a-f]{1,16}$/.test(line) ? Number(line) : null;
}
function levelOf(name, place) {
	const [, file, line] = /^(.*):(\d{1,9}|\?)(?: \(discriminator \d+\))?$/.exec(place) ?? [];
	if (file === void 0 || line === void 0) return null;
	const isKnown = file !== "??" && file.length <= longest.file;
	return {
		symbol: name === "??" || name.length > longest.symbol ? null : name,
		file: isKnown ? file : "",
		line: isKnown && line !== "?" ? Number(line) : 0
	};
}
// src/measure/line-tables.ts
/** Of one file, in a process of its own; what a program allocates from is some thousands of places. */
const mostPlaces = 5e4;
const mostFiles = 50;
/** For all files together, in milliseconds: a program of 16 MB takes a tenth of a second (facts 34). */
const patience$1 = 2e4;
/**
* What resolves places, the first that is there; both print the same. Neither is asked about code without lines, which a
* static standard library is: addr2line looks through all symbols for each place of it (facts 34).
*/
const resolvers = [{
	file: "llvm-symbolizer",
	arguments: (path) => [...[
		"--functions=linkage",
		"--no-demangle",
		"-i",
		"-a",
		"--output-style=GNU"
	], `--obj=${path}`]
}, {
	file: "addr2line",
	arguments: (path) => [
		"-f",
		"-i",
		"-a",
		"-e",
		path
	]
}];
/** Line tables as `llvm-symbolizer` reads them, or `addr2line` where that is not there. */
function createLineTables({ run, environment }) {
	const files = /* @__PURE__ */ new Map();
	const problems = [];
	let timeLeft = patience$1;
	const fileAt = (path) => {
		const known = files.get(path) ?? openFile$1(path, files.size < mostFiles);
		files.set(path, known);
		return known;
	};
	const resolve = async (path, addresses) => {
		const input = addresses.map((address) => `0x${address.toString(16)}\n`).join("");
		let problem = "neither llvm-symbolizer nor addr2line is on PATH";
		for (const resolver of resolvers) {
			if (timeLeft <= 0) throw new Error(`to find them took more than ${patience$1 / 1e3} s`);
			const begun = performance.now();
			const { exitCode, stdout } = await run({
				file: resolver.file,
				arguments: resolver.arguments(path),
				input,
				environment: {
					PATH: environment.PATH ?? "",
					LC_ALL: "C",
					DEBUGINFOD_URLS: ""
				},
				killAfterMilliseconds: Math.ceil(timeLeft)
			});
			timeLeft -= performance.now() - begun;
			if (exitCode === 0) return parseCodeLines(stdout, addresses);
			if (exitCode !== 127) problem = `${resolver.file} failed`;
		}
		throw new Error(problem);
	};
	return {
		find: async (places) => {
			const wanted = /* @__PURE__ */ new Map();
			for (const { path, offset } of places) {
				const file = fileAt(path);
				const address = file.addressAt(offset);
				if (address === null || file.lines.has(address)) continue;
				const addresses = wanted.get(file) ?? /* @__PURE__ */ new Set();
				wanted.set(file, addresses);
				if (file.lines.size + addresses.size < mostPlaces) addresses.add(address);
			}
			for (const [file, addresses] of wanted) {
				const asked = [...addresses];
				for (const address of asked) file.lines.set(address, []);
				try {
					for (const [address, lines] of await resolve(file.path, asked)) file.lines.set(address, lines);
				} catch (error) {
					problems.push(messageOf(error));
				}
			}
			return problems.length === 0;
		},
		at: ({ path, offset }) => {
			const file = files.get(path);
			const address = file?.addressAt(offset) ?? null;
			return address === null ? [] : file?.lines.get(address) ?? [];
		},
		whyNone: () => {
			const asked = [...files.values()].flatMap(({ lines }) => [...lines.values()]);
			if (files.size === 0 || asked.some((levels) => levels.some(({ line }) => line > 0))) return null;
			return `Source lines are not known: ${problems[0] ?? "what was measured has no line tables"}.`;
		}
	};
}
function openFile$1(path, mayRead) {
	const file = {
		path,
		lines: /* @__PURE__ */ new Map()
	};
	try {
		const elf = mayRead ? readElf(path) : null;
		if (!elf?.hasSection(".debug_line")) return {
			...file,
			addressAt: () => null
		};
		const lines = elf.section(".debug_line");
		const ranges = lines === null ? null : codeWithLines(lines.bytes);
		const addressAt = (offset) => {
			const address = elf.addressAt(offset);
			return address === null || ranges === null || isInRanges(ranges, address) ? address : null;
		};
		return {
			...file,
			addressAt
		};
	} catch {}
	return {
		...file,
		addressAt: () => null
	};
}
// src/measure/source-files.ts
/** Debug information may name any file: only what is source code is looked at. */
const sourceNames = /\.(?:swift|c|cc|cpp|cxx|h|hpp|m|mm)$/;
/** Longer paths are not shown to people. */
const longestPath = 1e3;
const mostPaths = 2e4;
/**
* Files of the repository in this folder. A path that a build elsewhere has written (`/build/Sources/App/main.swift`) is
* taken for the file with the longest end of it, of a folder and a name at least, that the repository has.
*/
function createSourceFiles(repository) {
	const top = realOrNull(repository);
	const known = /* @__PURE__ */ new Map();
	return (path) => {
		const found = known.get(path);
		if (found !== void 0 || top === null) return found ?? null;
		const file = known.size < mostPaths && isPlausible(path) ? locate(normalize(path), top) : null;
		known.set(path, file);
		return file;
	};
}
/** `/build/swift-nio/Sources/NIOCore/Channel.swift`: how packages are laid out, whatever machine they are built on. */
const inSomePackage = /^\/(?:[^/]+\/)*?([^/]+)\/(Sources\/.+)$/;
/**
* The file of a program that was built elsewhere, of which nothing is here: that of the package in the folder of this name.
* Null where the path is not laid out as a package's.
*/
const fileElsewhere = (path) => {
	const [, folder, file] = isPlausible(path) ? inSomePackage.exec(normalize(path)) ?? [] : [];
	if (folder === void 0 || file === void 0 || `${folder}/${file}`.split("/").some(isHidden)) return null;
	return {
		file,
		package: folder
	};
};
const isHidden = (step) => step.startsWith(".");
function isPlausible(path) {
	return path.length <= longestPath && sourceNames.test(path) && path.startsWith("/") && !path.includes("\0");
}
/** `.build/checkouts/swift-nio/Sources/NIOCore/Channel.swift`, `.build/registry/downloads/apple/swift-nio/2.81.0/Sources/…` */
const dependencyFile = /^(?:.*\/)?(?:checkouts\/([^/]+)|registry\/downloads\/[^/]+\/([^/]+)\/[^/]+)\/(.+)$/;
function locate(path, top) {
	const [, checkout, download, inPackage] = dependencyFile.exec(path) ?? [];
	if (inPackage !== void 0) return isFile(path) ? {
		file: inPackage,
		package: checkout ?? download ?? ""
	} : null;
	const real = realOrNull(path);
	if (real !== null) return real.startsWith(top + sep) ? ownFile(real.slice(top.length + 1), top) : null;
	const steps = path.split("/").filter((step) => step !== "");
	for (let first = 0; first + 1 < steps.length; first += 1) {
		const found = ownFile(steps.slice(first).join("/"), top);
		if (found !== null) return found;
	}
	return null;
}
/** The file of the repository at this path, if it is one: no link out of it, and nothing in a hidden folder. */
function ownFile(file, top) {
	if (file.split("/").some(isHidden)) return null;
	const path = join(top, file);
	return isFile(path) && realOrNull(path) === path ? {
		file,
		package: null
	} : null;
}
function isFile(path) {
	try {
		return statSync(path).isFile();
	} catch {
		return false;
	}
}
function realOrNull(path) {
	try {
		return realpathSync(path);
	} catch {
		return null;
	}
}
// src/measure/source-lines.ts
/** For programs whose lines nobody asks for. */
const noSourceLines = {
	inSpaces: async () => ({
		levelsAt: () => [],
		naming: "functions"
	}),
	whyNone: () => null
};
/** The lines of the repository's files, and of its dependencies'; of a program of which no file is here, those it names. */
function createSourceLines(host, tables = createLineTables(host), fileAt = createSourceFiles(host.repository)) {
	return {
		inSpaces: async (addresses, maps) => {
			const placeOf = ({ address, thread }) => placeIn$1(maps.get(thread), address - 1n);
			const places = distinct(Array.from(addresses, placeOf));
			const isWhole = await tables.find(places);
			const hasLine = (place) => tables.at(place).some(({ line }) => line > 0);
			const areKnown = isWhole && (places.length === 0 || places.some(hasLine));
			const isHere = places.some((place) => tables.at(place).some(({ file }) => fileAt(file) !== null));
			const levelsAt = (address, thread) => {
				const place = placeOf({
					address,
					thread
				});
				return (place === null ? [] : tables.at(place)).map(({ symbol, file, line }) => ({
					symbol,
					line: sourceLine(file, line, isHere ? fileAt : fileElsewhere)
				}));
			};
			return {
				levelsAt,
				naming: areKnown ? "inlined" : "functions"
			};
		},
		whyNone: () => tables.whyNone()
	};
}
function distinct(places) {
	const known = /* @__PURE__ */ new Map();
	for (const place of places) if (place !== null) known.set(`${place.offset} ${place.path}`, place);
	return [...known.values()];
}
function sourceLine(path, line, fileAt) {
	const file = line > 0 ? fileAt(path) : null;
	return file === null ? null : {
		...file,
		line
	};
}
// src/measure/inside/map-stacks.ts
/** Together, all address spaces of a run have at most so many parts; of stacks beyond them nothing can be named. */
const partsAtMost = 2e6;
/** The recorder is mapped once; a recording may have been written by somebody else. */
const ownAtMost = 16;
/** The stacks of these kinds with the address spaces that their addresses are of; `library` is the recorder itself. */
function mapStacks(recordings, library, isWanted) {
	const maps = /* @__PURE__ */ new Map();
	let parts = 0;
	const addSpace = (space) => {
		parts += space.length;
		maps.set(maps.size, parts > partsAtMost ? [] : space);
		return maps.size - 1;
	};
	const places = [];
	return {
		stacks: recordings.flatMap((recording) => {
			const own = recording.modules.filter(({ path }) => path === library).slice(0, ownAtMost);
			const isOwn = (address) => own.some(({ start, end }) => address > start && address <= end);
			const spaceAt = spacesOf(recording, library, addSpace);
			const [returnTo, awaitIn] = [createPlaces(places, false), createPlaces(places, true)];
			return recording.stacks.filter(isWanted).map((stack) => {
				const space = spaceAt(stack.moment);
				const awaits = stack.awaits.toReversed().map((start) => awaitIn(start + 1, space));
				const returns = stack.returns.toReversed().filter((address) => !isOwn(address)).map((address) => returnTo(address, space));
				return {
					stack,
					frames: [...awaits, ...returns]
				};
			});
		}),
		places,
		maps
	};
}
/** Makes a place where there is none yet, and notes it. */
function createPlaces(places, isAwait) {
	const spaces = /* @__PURE__ */ new Map();
	return (address, space) => {
		const inSpace = spaces.get(space) ?? /* @__PURE__ */ new Map();
		spaces.set(space, inSpace);
		const known = inSpace.get(address);
		if (known !== void 0) return known;
		const place = {
			address: BigInt(address),
			isAwait,
			space
		};
		places.push(place);
		inSpace.set(address, place);
		return place;
	};
}
/** Tells the address space of a moment; each is added once. */
function spacesOf({ modules }, library, addSpace) {
	const changes = [...new Set(modules.flatMap(({ came, went }) => [came, went ?? came]))].sort((a, b) => a - b);
	const spaces = /* @__PURE__ */ new Map();
	return (moment) => {
		const last = lastUpTo(changes, moment);
		const space = spaces.get(last) ?? addSpace(mapsAt(modules, changes[last] ?? 0, library));
		spaces.set(last, space);
		return space;
	};
}
/** The index of the last of sorted numbers that is not beyond a limit; -1 where all are. */
function lastUpTo(sorted, limit) {
	let low = 0;
	let high = sorted.length;
	while (low < high) {
		const middle = low + high >> 1;
		if ((sorted[middle] ?? 0) <= limit) low = middle + 1;
		else high = middle;
	}
	return low - 1;
}
/** Of two modules at one address, the later one is meant. */
function mapsAt(modules, moment, library) {
	return modules.filter(({ came, went, path }) => came <= moment && (went === null || went > moment) && path !== library).toReversed().map(({ start, end, offset, path }) => ({
		start: BigInt(start),
		end: BigInt(end),
		offset: BigInt(offset),
		path: fileOf(path)
	}));
}
/** The loader knows `libstdc++.so.6`, the kernel, and so perf, the file that this leads to. */
function fileOf(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}
// src/measure/inside/recorded-calls.ts
/**
* The kind as which probes would count a recorded call, where these kinds have probes; null where they count none, such
* as `free`. glibc's `reallocarray` calls `realloc`; before 2.38, `memalign` is `aligned_alloc` under another name.
*/
function countedKind(recorded, probed) {
	const name = recorded.replace(/^reallocarray_/, "realloc_");
	return [name, name.replace(/^memalign_/, "aligned_alloc_")].flatMap((one) => callKinds.filter(({ kind }) => kind === one && probed.includes(kind)))[0]?.kind ?? null;
}
/** The calls of each of these kinds that the processes of a run made, with a stack or without. */
function recordedCalls(recordings, probed) {
	const sums = new Map(probed.map((kind) => [kind, 0]));
	const add = (recorded, calls) => {
		const kind = countedKind(recorded, probed);
		if (kind !== null) sums.set(kind, (sums.get(kind) ?? 0) + calls);
	};
	for (const { stacks, unrecorded } of recordings) {
		for (const { kind, calls } of stacks) add(kind, calls);
		for (const [kind, { calls }] of unrecorded) add(kind, calls);
	}
	return sums;
}
// src/measure/inside/recording-layout.ts
/**
* The numbers of `recorder/layout.h`, which says what they mean, in the same order. A test compares both.
*/
const layout = {
	magic: 4847371022980893761n,
	version: 1,
	chunkBytes: 65536,
	chunksAtMost: 32768,
	framesAtMost: 512
};
/** The ways of calling the allocator that are told apart; the names of a probe's kinds where there is one. */
const recordedKinds = [
	"malloc",
	"calloc",
	"posix_memalign_small",
	"posix_memalign_large",
	"realloc_null",
	"realloc_existing",
	"realloc_freeing",
	"aligned_alloc_small",
	"aligned_alloc_large",
	"memalign_small",
	"memalign_large",
	"valloc",
	"pvalloc",
	"reallocarray_null",
	"reallocarray_existing",
	"reallocarray_freeing",
	"free",
	"free_null"
];
/** Why a stack has no more frames. */
const stackEnds = [
	"end-of-stack",
	"not-walked",
	"too-deep",
	"no-unwind-information",
	"unreadable",
	"end-of-task",
	"end-of-child-task",
	"await-cut"
];
/** Why recording stopped before the program ended. */
const stops = [
	"none",
	"no-space",
	"full"
];
/** The allocator's functions, as bits of the header's `resolved`. */
const recordedFunctions = [
	"malloc",
	"calloc",
	"realloc",
	"reallocarray",
	"posix_memalign",
	"aligned_alloc",
	"memalign",
	"valloc",
	"pvalloc",
	"free"
];
/** Types of records; 0 is none. */
const recordTypes = [
	"none",
	"stack",
	"typed",
	"type",
	"module",
	"module-gone",
	"left-out"
];
/** Why a program that was executed is not recorded; 0 is none. */
const leftOutReasons = [
	"none",
	"privileged",
	"static",
	"other-machine",
	"other-loader",
	"sanitizer",
	"not-followed"
];
// src/measure/inside/name-recordings.ts
function noNamesYet(lines = noSourceLines) {
	return {
		tables: createSymbolTables(),
		demangled: /* @__PURE__ */ new Map(),
		lines
	};
}
/**
* The stacks of a run under names that people know: those that perf's have, with who awaits in place of the concurrency
* runtime's own frames. `note`: why names were left as they are, or null.
*/
async function nameRecordings(recordings, { functions, kinds, library }, run, { tables, demangled, lines } = noNamesYet()) {
	const allocations = new Map(recordedKinds.map((kind) => {
		const counted = countedKind(kind, kinds);
		return [kind, callKinds.find((one) => one.kind === counted && one.makesBlock && functions.includes(one.countedAs))?.countedAs ?? null];
	}));
	const countedAs = ({ kind }) => allocations.get(kind) ?? null;
	const { stacks, places, maps } = mapStacks(recordings, library, (stack) => countedAs(stack) !== null);
	const symbols = createSymbols(maps, tables);
	const resolved = new Map(places.map((place) => [place, symbols.at(place.address - 1n, place.space)]));
	const mayHaveLines = (place) => !place.isAwait && mayHoldCode(resolved.get(place) ?? null);
	const returns = places.filter(mayHaveLines).map(({ address, space }) => ({
		address,
		thread: space
	}));
	const { levelsAt, naming: siteNaming } = await lines.inSpaces(returns, maps);
	const levelsOf = ({ address, isAwait, space }) => isAwait ? [] : levelsAt(address, space);
	const isNew = (symbol) => isMangled(symbol) && !demangled.has(symbol);
	const symbolsOf = (place) => [resolved.get(place)?.symbol ?? "", ...levelsOf(place).map(({ symbol }) => symbol ?? "")];
	const { names, note } = await demangle(places.flatMap(symbolsOf).filter(isNew), run);
	if (note === null) for (const [symbol, name] of names) demangled.set(symbol, name);
	const naming = {
		demangled,
		libraryOf: symbols.libraryOf
	};
	const nameOne = (place) => framesAt({
		place,
		resolved: resolved.get(place) ?? null,
		levels: levelsOf(place)
	}, siteNaming, naming);
	const framesOf = new Map(places.map((place) => [place, nameOne(place)]));
	const named = stacks.map(({ stack, frames }) => {
		const allocation = countedAs(stack) ?? "malloc";
		const symbol = callKinds.find((one) => one.countedAs === allocation)?.symbol ?? allocation;
		const leaf = {
			name: displayName(allocation),
			module: symbols.libraryOf(symbol) ?? "[unknown]"
		};
		const isTrusted = wholeEnds.has(stack.end);
		const callers = frames.flatMap((place) => framesOf.get(place) ?? []);
		const cut = isTrusted ? [] : [unknownFrame];
		const { calls: count, bytes } = stack;
		const line = lineOfStack(callers, (index) => callers[index]?.lines ?? []);
		return {
			frames: shownFrames([...cut, ...callers], leaf),
			count,
			bytes,
			types: typesOf(stack, callers, line),
			isTrusted
		};
	});
	return {
		stacks: {
			stacks: named,
			callGraph: "inside",
			naming: siteNaming,
			samples: named.reduce((sum, { count }) => sum + count, 0),
			lost: lostCalls(recordings, functions, kinds),
			whyNoLines: lines.whyNone()
		},
		note
	};
}
const unknownFrame = {
	name: unknownName,
	module: unknownName
};
/** Where a stack leads to the start of its program, thread or task. */
const wholeEnds = /* @__PURE__ */ new Set([
	"end-of-stack",
	"end-of-task",
	"end-of-child-task"
]);
/** Calls without a record of their own. */
function lostCalls(recordings, functions, kinds) {
	return recordings.flatMap((recording) => [...recording.unrecorded]).reduce((sum, [recorded, { calls }]) => {
		const kind = countedKind(recorded, kinds);
		return callKinds.some((one) => one.kind === kind && one.makesBlock && functions.includes(one.countedAs)) ? sum + calls : sum;
	}, 0);
}
/** What the blocks are: objects under the names of their types, and memory without a type by the way it was allocated. */
function typesOf({ types, calls, bytes }, callers, line) {
	const named = types.flatMap(({ type, calls: count, bytes: size }) => {
		const name = type.kind === "class" ? typeWords(type.name) : type.kind === "box" ? boxName : "";
		return name === "" ? [] : [{
			name,
			line,
			count,
			bytes: size
		}];
	});
	const left = named.reduce((rest, type) => rest - type.count, calls);
	const leftBytes = named.reduce((rest, type) => rest - type.bytes, bytes);
	if (left <= 0) return addTypes(named);
	return addTypes([...named, {
		name: memoryWords(callers),
		line,
		count: left,
		bytes: Math.max(0, leftBytes)
	}]);
}
/** The frames of a place, root first: the function that it is in and, where that is known, what was inlined there. */
function framesAt({ place, resolved, levels }, siteNaming, naming) {
	const frame = nameResolved(resolved, naming);
	if (place.isAwait) {
		const isNamed = roleOf(frame) === "code" && !frame.name.startsWith("[");
		return [{
			...frame,
			name: isNamed ? `await in ${frame.name}` : frame.name,
			lines: []
		}];
	}
	if (siteNaming === "functions") return [{
		...frame,
		lines: levels.flatMap(({ line }) => line ?? [])
	}];
	const library = resolved?.library ?? null;
	const [inlined, whole] = [levels.slice(0, -1).toReversed(), levels.slice(-1)];
	return [{
		...frame,
		lines: whole.flatMap(({ line }) => line ?? [])
	}, ...inlined.map(({ symbol, line }) => ({
		...nameSymbol(symbol ?? "[unknown]", naming, library),
		inlined: "always",
		lines: line === null ? [] : [line]
	})).filter(({ name }) => name !== unknownName)];
}
/** Whether code that somebody wrote can lie at a place: the standard library has some where it is specialised for it. */
function mayHoldCode(resolved) {
	if (resolved === null) return false;
	const { symbol, library } = resolved;
	if (symbol === null) return !runtimeLibraries.test(library);
	return roleOf({
		name: symbol,
		module: moduleOfSymbol(symbol) ?? library
	}) === "code" || isMangled(symbol) && /T(?:[gG]|f\d|m$)/.test(symbol);
}
// src/measure/inside/program-end.ts
/** What is known of a run whose launcher was killed. */
const lostReport = {
	end: { kind: "lost" },
	running: [],
	runningCount: 0,
	unendedCount: 0,
	failed: [],
	failedCount: 0,
	wallMicroseconds: 0,
	userMicroseconds: 0,
	systemMicroseconds: 0,
	memoryKibibytes: 0
};
// src/measure/inside/parse-recording.ts
/** A recording that says what the recorder never writes: another version, or written by somebody else. */
var DamagedRecording = class extends Error {
	name = "DamagedRecording";
};
/** A program maps hundreds of files; each is looked through for the addresses of stacks. */
const modulesAtMost = 1e4;
/**
* Reads what `recorder/layout.h` describes, part by part. It was written by code that is measured, honest or not:
* every number is checked before it is used, and nothing is followed in circles. Throws a {@link DamagedRecording}.
*/
function parseRecording(read, limits) {
	const header = parseHeader(readExactly(read, 0, headerBytes));
	if (header.chunks > limits.chunks) throw new DamagedRecording(`it has ${header.chunks} chunks`);
	const records = {
		stacks: /* @__PURE__ */ new Map(),
		types: /* @__PURE__ */ new Map(),
		typed: [],
		modules: [],
		leftOut: []
	};
	for (let chunk = 1; chunk <= header.chunks; chunk += 1) {
		const start = chunk * layout.chunkBytes;
		parseChunk(read(start, layout.chunkBytes), start, records);
	}
	const { chunks: _, ...described } = header;
	return {
		...described,
		stacks: mergeStacks(records),
		modules: endModules(records.modules),
		leftOut: records.leftOut
	};
}
const unfinishedAt = 88 + 16 * recordedKinds.length;
const headerBytes = unfinishedAt + 8;
function parseHeader(bytes) {
	if (bytes.readBigUInt64LE(0) !== layout.magic) throw new DamagedRecording("it does not begin as a recording does");
	const version = bytes.readUInt32LE(8);
	if (version !== layout.version) throw new DamagedRecording(`it has version ${version}, not ${layout.version}`);
	if (bytes.readUInt32LE(12) !== layout.chunkBytes || bytes.readUInt32LE(20) !== recordedKinds.length) throw new DamagedRecording("its header does not fit its version");
	const resolved = bytes.readBigUInt64LE(40);
	return {
		chunks: bytes.readUInt32LE(16),
		pid: bytes.readUInt32LE(24),
		parent: bytes.readUInt32LE(28),
		began: bytes.readUInt32LE(32) === 0 ? "executed" : "forked",
		stopped: oneOf(stops, bytes.readUInt32LE(36), "reason to stop"),
		resolved: new Set(recordedFunctions.filter((_, bit) => (resolved >> BigInt(bit)) % 2n === 1n)),
		check: parseCheck(bytes),
		unwoundInFull: count(bytes, 72),
		typesUnread: count(bytes, 80),
		unrecorded: parseUnrecorded(bytes),
		unfinished: count(bytes, unfinishedAt)
	};
}
function parseCheck(bytes) {
	switch (count(bytes, 48)) {
		case 0: return { kind: "off" };
		case 1: return {
			kind: "on",
			compared: count(bytes, 56),
			different: count(bytes, 64)
		};
		default: return { kind: "unavailable" };
	}
}
function parseUnrecorded(bytes) {
	const sums = recordedKinds.map((kind, index) => [kind, sumAt(bytes, 88 + 16 * index)]);
	return new Map(sums.filter(([, { calls }]) => calls > 0));
}
const chunkHeaderBytes = 8;
const recordHeaderBytes = 8;
function parseChunk(chunk, start, records) {
	if (chunk.length < chunkHeaderBytes) throw new DamagedRecording("it ends before its last chunk");
	const used = chunk.readUInt32LE(0);
	if (used > layout.chunkBytes) throw new DamagedRecording(`a chunk has ${used} bytes`);
	if (used > chunk.length) throw new DamagedRecording("it ends within a chunk");
	for (let at = chunkHeaderBytes; at < used;) {
		if (used - at < recordHeaderBytes) throw new DamagedRecording("a record ends within its header");
		const length = chunk.readUInt32LE(at);
		if (length < recordHeaderBytes || length % 8 !== 0 || length > used - at) throw new DamagedRecording(`a record has ${length} bytes`);
		parseRecord(chunk.subarray(at, at + length), start + at, records);
		at += length;
	}
}
const contentBytes = {
	stack: 40,
	typed: 40,
	type: 33,
	module: 81,
	"module-gone": 24,
	"left-out": 17
};
function parseRecord(record, offset, records) {
	const type = oneOf(recordTypes, record.readUInt32LE(4), "type of record");
	if (type === "none") throw new DamagedRecording("a record has no type");
	if (record.length < contentBytes[type]) throw new DamagedRecording(`a ${type} record has ${record.length} bytes`);
	switch (type) {
		case "stack":
			records.stacks.set(offset, parseStack(record));
			return;
		case "typed":
			records.typed.push({
				stack: count(record, 8),
				type: count(record, 16),
				sum: sumAt(record, 24)
			});
			return;
		case "type":
			records.types.set(offset, parseType(record));
			return;
		case "module":
			if (records.modules.length === modulesAtMost) throw new DamagedRecording(`it has more than ${modulesAtMost} modules`);
			records.modules.push(parseModule(record));
			return;
		case "module-gone":
			records.modules.push({
				start: address(record, 8),
				went: record.readUInt32LE(16)
			});
			return;
		case "left-out": records.leftOut.push({
			reason: parseReason(record.readUInt32LE(8)),
			path: textAt(record, 16)
		});
	}
}
function parseStack(record) {
	const frames = record.readUInt16LE(28);
	const awaits = record.readUInt16LE(30);
	const end = 40 + 8 * frames;
	if (end > record.length || awaits > frames) throw new DamagedRecording(`a stack has ${frames} frames`);
	const addresses = Array.from({ length: frames }, (_, index) => address(record, 40 + 8 * index));
	return {
		...sumAt(record, 8),
		kind: oneOf(recordedKinds, record.readUInt16LE(24), "kind of call"),
		end: oneOf(stackEnds, record.readUInt16LE(26), "end of a stack"),
		returns: addresses.slice(0, frames - awaits),
		awaits: addresses.slice(frames - awaits),
		moment: record.readUInt32LE(32),
		identity: record.toString("latin1", 24, end)
	};
}
/** Metadata kinds (swift/ABI/MetadataKind.def): a class where there is no Objective-C, and a heap-allocated box. */
const metadataKinds = {
	class: 0n,
	box: 1024n
};
function parseType(record) {
	const kind = record.readBigUInt64LE(16);
	if (kind === metadataKinds.box) return { kind: "box" };
	return kind === metadataKinds.class ? {
		kind: "class",
		name: textAt(record, 32)
	} : { kind: "unknown" };
}
function parseModule(record) {
	const buildIdBytes = record.readUInt32LE(44);
	if (buildIdBytes > 32) throw new DamagedRecording(`a build-id has ${buildIdBytes} bytes`);
	return {
		start: address(record, 8),
		end: address(record, 16),
		bias: address(record, 24),
		offset: address(record, 32),
		came: record.readUInt32LE(40),
		went: null,
		buildId: buildIdBytes === 0 ? null : record.toString("hex", 48, 48 + buildIdBytes),
		path: textAt(record, 80)
	};
}
function parseReason(number) {
	const reason = oneOf(leftOutReasons, number, "reason not to record");
	if (reason === "none") throw new DamagedRecording("a program was left out for no reason");
	return reason;
}
/** A module that went is followed by a record that says so: the last that came at its start. */
function endModules(records) {
	const modules = [];
	for (const record of records) if ("path" in record) modules.push(record);
	else {
		const index = modules.findLastIndex(({ start, went }) => start === record.start && went === null);
		const module = modules[index];
		if (module === void 0) throw new DamagedRecording("code went that had not come");
		modules[index] = {
			...module,
			went: record.went
		};
	}
	return modules;
}
/** One stack of each identity, with the calls of all threads and the types of its objects. */
function mergeStacks({ stacks, types, typed }) {
	const merged = /* @__PURE__ */ new Map();
	for (const stack of stacks.values()) {
		const known = merged.get(stack.identity);
		if (known === void 0) merged.set(stack.identity, {
			stack,
			sum: stack,
			types: /* @__PURE__ */ new Map()
		});
		else known.sum = add(known.sum, stack);
	}
	for (const { stack: stackOffset, type: typeOffset, sum } of typed) {
		const of = merged.get(stacks.get(stackOffset)?.identity ?? "");
		const type = types.get(typeOffset);
		if (of === void 0 || type === void 0) throw new DamagedRecording("a typed record belongs to nothing");
		const key = type.kind === "class" ? `class ${type.name}` : type.kind;
		of.types.set(key, {
			type,
			...add(of.types.get(key) ?? {
				calls: 0,
				bytes: 0
			}, sum)
		});
	}
	return [...merged.values()].map(({ stack: { identity: _, ...stack }, sum, types }) => ({
		...stack,
		calls: sum.calls,
		bytes: sum.bytes,
		types: [...types.values()].sort((one, other) => other.calls - one.calls)
	}));
}
function add(one, other) {
	return {
		calls: one.calls + other.calls,
		bytes: one.bytes + other.bytes
	};
}
function readExactly(read, offset, length) {
	const bytes = read(offset, length);
	if (bytes.length < length) throw new DamagedRecording("it ends within its header");
	return bytes;
}
function sumAt(bytes, offset) {
	return {
		calls: count(bytes, offset),
		bytes: count(bytes, offset + 8)
	};
}
/** A number that arithmetic stays exact with, also when a thousand of them are added. */
function count(bytes, offset) {
	const number = bytes.readBigUInt64LE(offset);
	if (number > 2n ** 52n) throw new DamagedRecording(`it counts ${number}`);
	return Number(number);
}
/** User space ends at 2 to the power of 47, or of 52 on aarch64. */
function address(bytes, offset) {
	return count(bytes, offset);
}
function textAt(record, offset) {
	const end = record.indexOf(0, offset);
	if (end < 0) throw new DamagedRecording("a text does not end");
	return record.toString("utf8", offset, end);
}
function oneOf(choices, number, what) {
	const choice = choices[number];
	if (choice === void 0) throw new DamagedRecording(`${number} is no ${what}`);
	return choice;
}
// src/measure/inside/read-recordings.ts
const recordingsLimits = {
	files: 2e4,
	chunks: 4096
};
const fileName = /^(\d{1,10})-(\d{1,10})\.recording$/;
/**
* Reads what the processes of a run have left. The folder was open to the measured program: no link is followed,
* nothing but plain files is read, and what is not a recording is named and left alone.
*/
function readRecordings(folder, limits = recordingsLimits) {
	const recordings = [];
	const unreadable = [];
	let chunks = limits.chunks;
	for (const name of inOrder(readdirSync(folder))) if (!fileName.test(name)) unreadable.push({
		name,
		problem: "it has not the name of a recording"
	});
	else if (recordings.length + unreadable.length >= limits.files) {
		unreadable.push({
			name,
			problem: `there are more than ${limits.files} files`
		});
		break;
	} else try {
		const { recording, read } = readRecording$1(join(folder, name), { chunks });
		recordings.push(recording);
		chunks -= read;
	} catch (error) {
		unreadable.push({
			name,
			problem: messageOf(error)
		});
	}
	return {
		recordings,
		unreadable
	};
}
function inOrder(names) {
	const numbers = (name) => fileName.exec(name)?.slice(1).map(Number) ?? [Number.POSITIVE_INFINITY, 0];
	return names.toSorted((one, other) => {
		const [pid = 0, image = 0] = numbers(one);
		const [otherPid = 0, otherImage = 0] = numbers(other);
		return pid === otherPid ? image - otherImage : pid - otherPid;
	});
}
/** Opens without waiting for a FIFO's other end, and looks at what was opened, not at what has that name by then. */
function readRecording$1(path, limits) {
	const file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
	try {
		if (!fstatSync(file).isFile()) throw new Error("it is not a plain file");
		let parts = 0;
		const read = (offset, length) => {
			parts += 1;
			return readPart(file, offset, length);
		};
		return {
			recording: parseRecording(read, limits),
			read: parts
		};
	} finally {
		closeSync(file);
	}
}
function readPart(file, offset, length) {
	const bytes = Buffer.alloc(length);
	let filled = 0;
	while (filled < length) {
		const count = readSync(file, bytes, filled, length - filled, offset + filled);
		if (count === 0) break;
		filled += count;
	}
	return bytes.subarray(0, filled);
}
// src/measure/inside/recorder.ts
/** The recorder's C sources, of which `layout.h` describes what it leaves. */
const recorderSources = fileURLToPath(new URL("recorder/", import.meta.url));
/** What runs at each call of the allocator, or needs much of a stack that may be small, unless it is optimized. */
const atEachCall = [...[
	"allocator-entries.c",
	"awaits.c",
	"calls.c",
	"frame-rows.c",
	"memory.c",
	"paths.c",
	"rules.c"
], ...[
	"stack-walk.c",
	"thread.c",
	"types.c"
]];
/**
* The compiler's options. Frame pointers and unwind tables make the entry points' own frames the first that can be
* walked; and no library is loaded for it that the program has not, which on aarch64 leaves out the functions that gcc
* would call for an atomic addition.
*/
function recorderOptions(architecture = process.arch) {
	return [
		...[
			"-std=gnu11",
			"-D_GNU_SOURCE",
			"-fPIC",
			"-fvisibility=hidden",
			"-fno-builtin"
		],
		...[
			"-fno-omit-frame-pointer",
			"-fno-optimize-sibling-calls",
			"-fasynchronous-unwind-tables"
		],
		...["-fno-stack-protector", ...architecture === "arm64" ? ["-mno-outline-atomics"] : []]
	];
}
/** The linker's: nothing may be bound late, or come before the recorder when the program starts. */
const linkOptions = [
	"-shared",
	"-nodefaultlibs",
	"-Wl,-z,now,-z,initfirst,--as-needed"
];
/**
* Compiles the recorder into `folder` and returns the shared library's path; `compiler` is the toolchain's clang, or
* another compiler of gnu11. Each gate waits for it, and it is the optimizer that takes long: what runs only once for a
* file or a function goes without. Throws a `MeasurementError` with the compiler's last lines when it cannot be compiled.
*/
async function compileRecorder(run, compiler, folder) {
	const library = join(folder, "recorder.so");
	const start = (invocation) => succeed(run, "compiling the recorder", invocation);
	const files = await readdir(recorderSources);
	const compile = async (names, optimization) => {
		const object = join(folder, `recorder${optimization}.o`);
		await start(compileAsOne(compiler, recorderSources, names, [
			...recorderOptions(),
			optimization,
			"-c",
			"-o",
			object
		]));
		return object;
	};
	const others = files.filter((name) => name.endsWith(".c") && !atEachCall.includes(name));
	const objects = await Promise.all([compile(atEachCall, "-O2"), compile(others, "-O0")]);
	await start({
		file: compiler,
		arguments: [
			...linkOptions,
			"-o",
			library,
			...objects,
			"-lc"
		]
	});
	return library;
}
/** macOS's own part, and what it shares with Linux's of the recorder. */
const sourcesForMacOS = fileURLToPath(new URL("recorder-macos/", import.meta.url));
const sharedWithMacOS = [
	"calls.c",
	"memory.c",
	"paths.c",
	"recording-file.c",
	"stack-walk.c",
	"thread.c"
];
/** The compiler's options for macOS, without those that link. */
const recorderOptionsForMacOS = [...[
	"-std=gnu11",
	"-O2",
	"-fvisibility=hidden",
	"-fno-builtin",
	"-fno-omit-frame-pointer"
], ...[
	"-fno-optimize-sibling-calls",
	"-fno-stack-protector",
	"-mmacosx-version-min=14.0"
]];
/** The C files of the recorder for macOS, as paths. */
async function recorderFilesForMacOS() {
	return [...(await readdir(sourcesForMacOS)).filter((name) => name.endsWith(".c")).sort().map((name) => join(sourcesForMacOS, name)), ...sharedWithMacOS.map((name) => join(recorderSources, name))];
}
/** The same for macOS, which was compiled without a Mac, and has run on none. */
async function compileRecorderForMacOS(run, compiler, folder) {
	const library = join(folder, "recorder.dylib");
	await succeed(run, "compiling the recorder", {
		file: compiler,
		arguments: [
			...recorderOptionsForMacOS,
			"-dynamiclib",
			"-o",
			library,
			...await recorderFilesForMacOS()
		]
	});
	return library;
}
/** The variables that start the recorder in a program and in what it executes; the program does not see them. */
function recorderSettings({ library, folder, checksStacks }) {
	return {
		LD_PRELOAD: library,
		ALLOCATION_RECORDER_FOLDER: folder,
		...checksStacks ? { ALLOCATION_RECORDER_CHECK: "1" } : {}
	};
}
// src/measure/dtrace/kinds.ts
/** The kinds of Linux's libc, as the model has them. */
const linuxKinds = callKinds.map(({ kind, symbol, filter, countedAs, call }) => {
	const { parameters } = countedFunctions.find(({ name }) => name === countedAs) ?? { parameters: [] };
	return {
		kind,
		symbol,
		predicate: predicateOf(filter, parameters),
		countedAs,
		call,
		prototype: null
	};
});
/** `ptr != 0 && size != 0` with the parameters `ptr, size` is `arg0 != 0 && arg1 != 0`. */
function predicateOf(filter, parameters) {
	return filter?.replaceAll(/[a-z]+/g, (name) => `arg${parameters.indexOf(name)}`) ?? null;
}
const size = "unsigned long";
/** Those of macOS's libmalloc. What a version lacks is left out when its functions are listed. */
const appleKinds = [
	{
		prefix: "",
		before: null,
		behind: null,
		aligned: "posix_memalign",
		hasC11: true
	},
	{
		prefix: "malloc_zone_",
		before: "zone",
		behind: null,
		aligned: "memalign",
		hasC11: false
	},
	{
		prefix: "malloc_type_",
		before: null,
		behind: "type",
		aligned: "posix_memalign",
		hasC11: true
	},
	{
		prefix: "malloc_type_zone_",
		before: "zone",
		behind: "type",
		aligned: "memalign",
		hasC11: false
	}
].flatMap(({ prefix, before, behind, aligned, hasC11 }) => {
	const first = before === null ? 0 : 1;
	const parameters = (own) => [
		...before === null ? [] : ["void *"],
		own,
		...behind === null ? [] : ["unsigned long long"]
	].join(", ");
	const call = (name, given) => `called_${prefix}${name}(${[
		...before === null ? [] : ["zone"],
		given,
		...behind === null ? [] : ["1"]
	].join(", ")})`;
	const row = (name, variant, countedAs, predicate, own, code) => {
		const result = name === "posix_memalign" ? "int" : "void *";
		return {
			kind: `${prefix}${name}${variant}`,
			symbol: `${prefix}${name}`,
			predicate,
			countedAs,
			call: code((given) => call(name, given)),
			prototype: `${result} called_${prefix}${name}(${parameters(own)}) SYMBOL(${prefix}${name})`
		};
	};
	const pointer = `arg${first}`;
	const zoneAligned = aligned === "memalign";
	return [
		row("malloc", "", "malloc", null, size, (to) => `keep(${to("24")})`),
		row("calloc", "", "calloc", null, `${size}, ${size}`, (to) => `keep(${to("3, 8")})`),
		row("realloc", "_null", "realloc_null", `${pointer} == 0`, `void *, ${size}`, (to) => `keep(${to("0, 24")})`),
		row(...[
			"realloc",
			"_existing",
			"realloc",
			`${pointer} != 0 && arg${first + 1} != 0`,
			`void *, ${size}`
		], (to) => `growing = ${to("growing, sizes[i % 5]")}`),
		row("valloc", "", "valloc", null, size, (to) => `keep(${to("24")})`),
		...hasC11 ? [row("aligned_alloc", "", "aligned_alloc", null, `${size}, ${size}`, (to) => `keep(${to("64, 4096")})`)] : [],
		zoneAligned ? row(aligned, "", "posix_memalign", null, `${size}, ${size}`, (to) => `keep(${to("large[i % 3], 24")})`) : row(aligned, "", "posix_memalign", null, `void **, ${size}, ${size}`, (to) => {
			return `{ void *block = 0; if (${to("&block, large[i % 3], 24")}) abort(); keep(block); }`;
		})
	];
});
/** The calls of each function, from those of its kinds. */
function countsOfKinds(kinds, calls) {
	return countsOf((name) => kinds.reduce((sum, { kind, countedAs }) => sum + (countedAs === name ? calls.get(kind) ?? 0 : 0), 0));
}
// src/measure/dtrace/inside.ts
const everyKind = callKinds.map(({ kind }) => kind);
/**
* Lets the recorder count inside the program, which on macOS needs neither root nor DTrace: dyld loads it and binds the
* allocator's functions to it. Written without a Mac and tried on none, so it says so, and a program whose calls are known
* has to prove it right first. Throws a {@link MeasurementError} where it does not.
*/
async function openInside(platform, host) {
	host.logger.warning("`counter: inside` is untested on macOS: nobody has run it on a Mac yet.");
	const tools = await prepareTools$1(platform, host);
	await proveInside(tools, host);
	const { name, build } = await platform.library(host.run);
	return {
		name: "recorder inside the program",
		version: "",
		counter: "inside",
		prepare: async () => ({
			libc: `${name} by the recorder`,
			libcBuild: build,
			whyNotInside: async () => null,
			run: (workload, wanted) => runInside$1(workload, wanted, tools, host)
		})
	};
}
/** Whether the recorder counts right on this Mac, as a sentence for `doctor`, which does not need it. */
async function tryInside(platform, host) {
	try {
		await proveInside(await prepareTools$1(platform, host), host);
		return "counter: inside is off by default and untested on macOS; here its calibration is right";
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		return `counter: inside is off by default and untested on macOS; here it does not count: ${error.message}`;
	}
}
async function prepareTools$1(platform, { run, cleanup, environment }) {
	const folder = await temporaryFolder(cleanup);
	const compiler = anyCompiler(environment.PATH ?? "");
	return {
		platform,
		compiler,
		recorder: await compileRecorderForMacOS(run, compiler, folder),
		folder,
		names: noNamesYet()
	};
}
/** Each function has to show the calls of its kinds, of whatever family, and no other's. */
async function proveInside({ platform, compiler, ...tools }, host) {
	const { kinds } = platform;
	const program = await compileCalibration(host.run, compiler, kinds, tools.folder);
	const count = async (times) => {
		const workload = calibrationWorkload$1(program, kinds, times, tools.folder, host);
		const recorded = await record(workload, tools, host);
		if (recorded.outcome === "failed") throw failureOfRun(workload, recorded);
		return countsOfCalls(recordedCalls(recorded.recordings, everyKind));
	};
	const times = new Map(kinds.map(({ kind }, index) => [kind, index + 1]));
	const [idle, busy, expected] = [
		await count(/* @__PURE__ */ new Map()),
		await count(times),
		countsOfKinds(kinds, times)
	];
	const wrong = allocationFunctions.find((name) => busy[name] - idle[name] !== expected[name]);
	if (wrong === void 0) return;
	throw new MeasurementError(`The recorder saw ${busy[wrong] - idle[wrong]} of ${expected[wrong]} calls of ${displayName(wrong)}.`, { remedy: "Leave out `counter: inside`, and please report it with the output of `doctor --json`." });
}
async function runInside$1(workload, { count, record: wanted }, tools, host) {
	const [program] = workload.command;
	if (workload.server !== null) throw new MeasurementError("A server is not measured on macOS yet.", { remedy: "Measure it on Linux, or a program that starts, loads and stops it in one process." });
	const recorded = await record(workload, tools, host);
	if (recorded.outcome === "failed") return recorded;
	const { recordings } = recorded;
	const [leftOut] = recordings.flatMap((recording) => recording.leftOut);
	if (leftOut !== void 0) throw new MeasurementError(`${program} starts ${leftOut.path}, into which the recorder does not follow on macOS.`, { remedy: "Measure a program that does its work itself, or count by DTrace, which leaves such processes out." });
	return {
		outcome: "completed",
		freed: null,
		disagreement: null,
		counts: count ? countsOfCalls(recordedCalls(recordings, everyKind)) : null,
		stacks: wanted === null ? null : await nameStacks$2(recordings, wanted, tools, host)
	};
}
async function nameStacks$2(recordings, { functions }, { recorder, names }, { run, logger }) {
	const { stacks, note } = await nameRecordings(recordings, {
		functions,
		kinds: everyKind,
		library: recorder
	}, (file, given, input) => succeed(run, "demangling names", {
		file,
		arguments: given,
		input
	}), names);
	if (note !== null) logger.warning(note);
	return stacks;
}
/** Runs the program once with the recorder in it. Throws a {@link MeasurementError} where that has not left what it should. */
async function record(workload, { recorder, folder }, { run }) {
	const { command, directory, environment, timeoutSeconds } = workload;
	const [program, ...given] = command;
	const left = await mkdtemp(join(folder, "recordings-"));
	try {
		const begun = Date.now();
		const { exitCode, signal, ...printed } = await run({
			file: program,
			arguments: given,
			directory,
			keep: "tail",
			killAfterMilliseconds: timeoutSeconds * 1e3,
			environment: {
				...environment,
				DYLD_INSERT_LIBRARIES: recorder,
				ALLOCATION_RECORDER_FOLDER: left
			}
		});
		const end = exitCode === null && Date.now() - begun >= timeoutSeconds * 1e3 ? { kind: "timed-out" } : endOfProgram(exitCode, signal ?? null);
		const lines = lastLines$1(`${printed.stdout}\n${printed.stderr}`, 30);
		if (!hasEndedWell(end, workload)) return {
			outcome: "failed",
			report: {
				...lostReport,
				end
			},
			course: null,
			lastLines: lines
		};
		const { recordings, unreadable } = readRecordings(left);
		const [damaged] = unreadable;
		if (damaged !== void 0) throw new MeasurementError(`What the recorder left cannot be read (${damaged.name}: ${damaged.problem}).`);
		if (recordings.length === 0) throw new MeasurementError(`The recorder was not loaded into ${program}.`, { remedy: "dyld loads it into programs of your own only: not into Apple’s, nor into hardened ones." });
		return {
			outcome: "recorded",
			recordings
		};
	} finally {
		await rm(left, {
			recursive: true,
			force: true
		});
	}
}
function endOfProgram(exitCode, signal) {
	if (exitCode !== null) return {
		kind: "exited",
		status: exitCode
	};
	return signal === null ? { kind: "lost" } : {
		kind: "signalled",
		signal,
		dumpedCore: false
	};
}
// src/measure/dtrace/name-stacks.ts
/**
* The stacks of the calls of these functions, each call once, under names that people know. `calls` is how often each kind
* was called. Throws a {@link MeasurementError} where the stacks do not tell which calls another function passed on.
*/
async function nameStacks$1(stacks, calls, { kinds, relays }, functions, { run, logger }) {
	const read = stacks.map(({ kind, frames, count }) => {
		return {
			kind,
			count,
			places: frames.map(readPlace),
			callers: frames.slice(1).join("\n")
		};
	});
	const { names, note } = await demangle(read.flatMap(({ places }) => places.flatMap(({ symbol }) => symbol ?? [])), (file, given, input) => succeed(run, "demangling names", {
		file,
		arguments: given,
		input
	}));
	if (note !== null) logger.warning(note);
	const named = kinds.flatMap((row) => {
		const relaying = relays.get(row.kind) ?? [];
		const passedOn = new Set(relaying.map((kind) => kinds.find((one) => one.kind === kind)?.symbol));
		const own = withoutJumps$1(read.filter(({ kind, places }) => kind === row.kind && !places.slice(1).some(({ symbol }) => passedOn.has(symbol ?? ""))), read.filter(({ kind }) => relaying.includes(kind)));
		const sum = own.reduce((all, { count }) => all + count, 0);
		if (sum !== (calls.get(row.kind) ?? 0)) throw new MeasurementError(`${calls.get(row.kind)} calls of ${row.kind} have ${sum} stacks of their own.`);
		if (!functions.includes(row.countedAs)) return [];
		return own.map(({ places, count }) => nameStack(places, count, displayName(row.countedAs), names));
	});
	return {
		stacks: named,
		callGraph: "fp",
		naming: "functions",
		samples: named.reduce((all, { count }) => all + count, 0),
		lost: 0,
		whyNoLines: "Source lines are not known: DTrace tells functions, and no lines."
	};
}
/** A function that passes a call on by a jump leaves no frame: then both have the same callers, and the call is the first's. */
function withoutJumps$1(stacks, jumping) {
	const jumps = /* @__PURE__ */ new Map();
	for (const { callers, count } of jumping) jumps.set(callers, (jumps.get(callers) ?? 0) + count);
	return stacks.flatMap((stack) => {
		const count = stack.count - (jumps.get(stack.callers) ?? 0);
		return count > 0 ? [{
			...stack,
			count
		}] : [];
	});
}
/** Of ``Toy`$s3Toy3runyyF+0x2c``, ``libfoo.dylib`0x1b2`` or `0x104f8a2c0`. */
function readPlace(frame) {
	const tick = frame.indexOf("`");
	if (tick < 0) return {
		module: unknownName,
		symbol: null
	};
	const symbol = frame.slice(tick + 1).replace(/\+0x[0-9a-f]+$/, "");
	return {
		module: frame.slice(0, tick),
		symbol: /^(?:0x[0-9a-f]+)?$/.test(symbol) ? null : symbol
	};
}
function nameStack(places, count, allocation, demangled) {
	const frames = places.map(({ module, symbol }) => {
		if (module === "[unknown]") return {
			name: unknownName,
			module
		};
		if (symbol === null) return {
			name: `[${module}]`,
			module
		};
		return nameFrame(symbol, 0, {
			demangled,
			resolve: () => null,
			libraryOf: () => module
		});
	});
	const leaf = {
		name: allocation,
		module: places[0]?.module ?? "[unknown]"
	};
	return {
		frames: shownFrames(frames.slice(1).reverse(), leaf),
		count,
		bytes: null,
		isTrusted: true
	};
}
// src/system/text-watch.ts
/** Watches for a text (not empty), which chunks may cut: of each stream less than the text's length is kept. */
function watchForText(text) {
	const wanted = Buffer.from(text);
	const ends = /* @__PURE__ */ new Map();
	let isSeen = false;
	let resolveSeen = () => {};
	return {
		seen: new Promise((resolve) => {
			resolveSeen = resolve;
		}),
		add: (chunk, stream) => {
			if (isSeen) return;
			const all = Buffer.concat([ends.get(stream) ?? Buffer.alloc(0), chunk]);
			isSeen = all.includes(wanted);
			if (isSeen) resolveSeen();
			ends.set(stream, Buffer.from(all.subarray(Math.max(0, all.length - wanted.length + 1))));
		}
	};
}
// src/measure/dtrace/parse-output.ts
const countLine = /^count (\w+) (\d{1,15})$/;
const exitLine = /^exit (-?\d{1,10})$/;
const endedLine = /^ended ([123]) (\d{1,3})$/;
const stackLine$1 = /^stack (\w+)$/;
const ends = {
	1: "exited",
	2: "killed",
	3: "dumped"
};
/** Reads what the script of `scriptFor` printed. What is not understood is named, for nothing is believed then. */
function parseOutput(text) {
	const counts = /* @__PURE__ */ new Map();
	const stacks = [];
	let open = null;
	let exitStatus = null;
	let ended = null;
	let signal = null;
	let [children, hasExecuted, isOverdue, isWhole] = [
		0,
		false,
		false,
		false
	];
	let unparsed = null;
	for (const raw of text.split("\n")) {
		const line = raw.trim();
		if (line === "") continue;
		if (isWhole) unparsed ??= line;
		const [, kind, calls] = countLine.exec(line) ?? [];
		const [, status] = exitLine.exec(line) ?? [];
		const [, cause, taken] = endedLine.exec(line) ?? [];
		const [, stack] = stackLine$1.exec(line) ?? [];
		if (kind !== void 0) counts.set(kind, [...counts.get(kind) ?? [], Number(calls)]);
		else if (stack !== void 0 && open === null) open = {
			kind: stack,
			frames: []
		};
		else if (open !== null && /^\d{1,15}$/.test(line)) {
			stacks.push({
				...open,
				count: Number(line)
			});
			open = null;
		} else if (open !== null) open.frames.push(line);
		else if (status !== void 0) exitStatus = Number(status);
		else if (cause === "1" || cause === "2" || cause === "3") {
			ended = ends[cause];
			signal = Number(taken) || null;
		} else if (line === "child") children += 1;
		else if (line === "exec") hasExecuted = true;
		else if (line === "overdue") isOverdue = true;
		else if (line === "end") isWhole = true;
		else unparsed ??= line;
	}
	if (open !== null) unparsed ??= `stack ${open.kind}`;
	return {
		counts,
		stacks,
		exitStatus,
		ended,
		signal,
		children,
		hasExecuted,
		isOverdue,
		isWhole,
		unparsed
	};
}
// src/measure/dtrace/script.ts
/** Deeper stacks are cut. */
const maximumDepth = 200;
/**
* The D program that counts the calls of its target, one line for each thing that {@link parseOutput} reads:
*
*     exit 0                   what the program gave to exit
*     ended 1 0                how it ended (CLD_EXITED, CLD_KILLED, CLD_DUMPED), and the last signal it took, 0: none
*     child                    it forked, and the child is not counted
*     exec                     it became another program, which is not counted
*     overdue                  the time limit came first
*     count malloc 31          each kind once, 0 too: the counts begin as sums of 0
*     stack malloc             a stack, innermost frame first, and its count
*     end                      the last line: what is before it is whole
*/
function scriptFor({ module, exit, namesTheDead }, { kinds, stacks, limitSeconds }) {
	const probe = (symbol) => `pid$target:${module}:${symbol}:entry`;
	const clause = ({ kind, symbol, predicate }) => {
		const taken = stacks ? ` @stacks["${kind}", ustack(${maximumDepth})] = count();` : "";
		return [`${probe(symbol)}${predicate === null ? "" : ` /${predicate}/`}`, `{ @counts["${kind}"] = sum(1);${taken} }`].join(" ");
	};
	const isHeld = stacks && !namesTheDead;
	const held = isHeld ? " raise(19); printf(\"ended 1 0\\n\"); exit(0);" : "";
	return [
		"#pragma D option quiet",
		...isHeld ? ["#pragma D option destructive"] : [],
		"BEGIN",
		"{",
		"  started = timestamp;",
		"  taken = 0;",
		...kinds.map(({ kind }) => `  @counts["${kind}"] = sum(0);`),
		"}",
		...kinds.map(clause),
		`pid$target:${exit}:entry { printf("exit %d\\n", (int)arg0);${held} }`,
		"proc:::create /pid == $target && args[0]->pr_pid != $target/ { printf(\"child\\n\"); }",
		"proc:::exec-success /pid == $target/ { printf(\"exec\\n\"); }",
		"proc:::signal-handle /pid == $target/ { taken = args[0]; }",
		"proc:::exit /pid == $target/ { printf(\"ended %d %d\\n\", (int)arg0, taken); exit(0); }",
		`profile:::tick-100ms,profile:::profile-10hz /timestamp - started > ${limitSeconds * 1e3}000000/ { printf("overdue\\n"); exit(0); }`,
		"END",
		"{",
		"  printa(\"count %s %@d\\n\", @counts);",
		...stacks ? ["  printa(\"stack %s%k%@d\\n\", @stacks);"] : [],
		"  printf(\"end\\n\");",
		"}",
		""
	].join("\n");
}
// src/measure/dtrace/run-dtrace.ts
/** What DTrace takes to start and to end, in ms, beside the program's time. On a busy machine it has not come back at all. */
const spareTime$1 = 12e4;
/** What DTrace says where it could not keep all: on standard error alone, and it ends with 0. */
const losses = [
	"drops on CPU",
	"drop on CPU",
	"error on enabled probe",
	"dynamic variable drop"
];
const keptLines$1 = 30;
/**
* Runs a program once under DTrace. Its numbers are believed only when all is there: DTrace's own status, the program's
* end, each kind once, the last line, and no word of a loss; anything else throws a {@link MeasurementError} that says
* which. Returns how the program failed where it did not end as it should.
*
* DTrace has to start the program itself: it loses what a process that it watches makes of itself by exec. It cuts the
* command into words at spaces, and there is no way to quote one.
*/
async function runDTrace(request, workload, tools, { run }) {
	const { command, directory, environment, timeoutSeconds } = workload;
	const [program] = command;
	refuseUnsupported(workload);
	const folder = await mkdtemp(join(tools.folder, "run-"));
	const [script, output] = [join(folder, "count.d"), join(folder, "output")];
	await writeFile(script, scriptFor(tools.platform, {
		...request,
		limitSeconds: timeoutSeconds
	}));
	const watches = losses.map((text) => ({
		text,
		watch: watchForText(text),
		isSeen: false
	}));
	for (const one of watches) one.watch.seen.then(() => Object.assign(one, { isSeen: true }));
	const options = [
		"-x",
		"evaltime=preinit",
		"-x",
		"aggsize=64m",
		"-s",
		script,
		"-o",
		output,
		"-c",
		command.join(" ")
	];
	const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
	const [file = tools.dtrace, ...before] = [...[...tools.elevation, ...tools.elevation.length === 0 ? [] : [
		"/usr/bin/env",
		"-i",
		...variables
	]], tools.dtrace];
	const begun = Date.now();
	const completion = await run({
		file,
		arguments: [...before, ...options],
		directory,
		environment,
		keep: "tail",
		onOutput: (chunk, stream) => {
			if (stream === "stderr") for (const { watch } of watches) watch.add(chunk, stream);
		},
		killAfterMilliseconds: timeoutSeconds * 1e3 + spareTime$1
	});
	await setImmediate();
	const printed = lastLines$1(`${completion.stdout}\n${completion.stderr}`, keptLines$1);
	const fail = (what, remedy) => new MeasurementError(`DTrace could not count ${program}: ${what}.`, {
		lastLines: printed,
		...remedy === void 0 ? {} : { remedy }
	});
	if (completion.exitCode !== 0) throw fail(Date.now() - begun >= timeoutSeconds * 1e3 + spareTime$1 ? "it did not come back" : `it ${endOf$1(completion)}`, remedyFor(completion.stderr));
	const loss = watches.find(({ isSeen }) => isSeen);
	if (loss !== void 0) throw fail(`it lost events (“${loss.text}”)`);
	const read = parseOutput(await readFile(output, "utf8").catch(() => ""));
	if (!read.isWhole) throw fail("what it wrote is cut");
	if (read.unparsed !== null) throw fail(`it wrote what is not understood (${JSON.stringify(read.unparsed.slice(0, 100))})`);
	const failed = (end) => {
		return {
			outcome: "failed",
			report: {
				...lostReport,
				end
			},
			course: null,
			lastLines: printed
		};
	};
	if (read.isOverdue) return failed({ kind: "timed-out" });
	if (read.ended === null) throw fail("it did not see the program end");
	if (read.ended !== "exited") {
		const { signal, ended } = read;
		if (signal !== null) return failed({
			kind: "signalled",
			signal,
			dumpedCore: ended === "dumped"
		});
		throw new MeasurementError(`${program} was ended by a signal that DTrace did not see.`, { lastLines: printed });
	}
	if (read.hasExecuted) throw fail("the program became another one (exec), which DTrace does not follow", "Measure the program itself, and not what starts it.");
	if (read.exitStatus === null) throw fail("it did not see what the program gave to exit");
	const end = {
		kind: "exited",
		status: read.exitStatus & 255
	};
	if (!hasEndedWell(end, workload)) return failed(end);
	const counts = countsOnce(read, request, fail);
	const sum = sumOf$1(read.stacks.map(({ count }) => count));
	if (request.stacks && sum !== sumOf$1(counts.values())) throw fail(`it took ${sum} stacks of ${sumOf$1(counts.values())} calls`);
	return {
		outcome: "seen",
		counts,
		stacks: read.stacks,
		children: read.children
	};
}
/** Each kind that was asked for, and no other, exactly once. */
function countsOnce({ counts }, { kinds }, fail) {
	const once = kinds.map(({ kind }) => {
		const [count, ...more] = counts.get(kind) ?? [];
		if (count === void 0) throw fail(`it did not say how often ${kind} was called`);
		if (more.length > 0) throw fail(`it said more than once how often ${kind} was called`);
		return [kind, count];
	});
	const unknown = [...counts.keys()].find((kind) => !kinds.some((one) => one.kind === kind));
	if (unknown !== void 0) throw fail(`it counted ${unknown}, which it was not asked for`);
	return new Map(once);
}
function refuseUnsupported({ command, server }) {
	if (server !== null) throw new MeasurementError("A server is not measured by DTrace yet.", { remedy: "Measure it on Linux, or a program that starts, loads and stops it in one process." });
	const wrong = command.find((word) => word === "" || /\s/.test(word));
	if (wrong === void 0) return;
	throw new MeasurementError(`DTrace cannot start ${command[0]}: it cuts its command at spaces, and ${JSON.stringify(wrong)} would not be one word.`, { remedy: "Give the benchmark words without spaces, for example through its environment." });
}
/** What helps where DTrace was refused, by what it said on standard error. */
function remedyFor(stderr) {
	if (/system integrity protection/i.test(stderr)) return "System Integrity Protection keeps DTrace from this program: build it in release mode on this Mac without a hardened runtime, or measure where SIP is off, as on GitHub’s hosted runners.";
	if (/sudo:|password is required|requires additional privileges/i.test(stderr)) return "Run it as root, or let this user run `sudo` without a password.";
	if (/translated|rosetta/i.test(stderr)) return "Build the program for this Mac’s own processor: DTrace does not follow translated ones.";
	return "The last lines are DTrace’s own. Please report it with the output of `swift-allocation-gate doctor --json`.";
}
function sumOf$1(numbers) {
	let sum = 0;
	for (const number of numbers) sum += number;
	return sum;
}
// src/measure/dtrace/dtrace.ts
/** Counts with DTrace's pid provider: macOS's own way, which Linux has too. Experimental: no one has run it on a Mac. */
function dtraceOn(platform, isRoot = process.getuid?.() === 0) {
	const place = {
		platform,
		isRoot
	};
	return {
		open: (host, options) => open$2(place, host, options),
		needs: (host) => needs$1(place, host)
	};
}
async function open$2(place, host, { counter }) {
	if (counter === "inside" && place.platform.name === "macOS") return openInside(place.platform, host);
	if (counter === "inside") throw new MeasurementError("The recorder inside the program does not count on its own here: DTrace does.", { remedy: "Leave out `counter: inside`." });
	const { tools, version } = await findTools(place, host);
	const calibrated = await calibrateOn(tools, host);
	let hasWarned = false;
	const warnOfChildren = (children, [program]) => {
		if (children === 0 || hasWarned) return;
		hasWarned = true;
		host.logger.warning(`${program} starts other processes, and DTrace counts none of their calls.`);
	};
	return {
		name: "DTrace",
		version,
		counter: "probes",
		prepare: async (_program, _environment, alsoCount = []) => {
			refuseDirect(alsoCount, "DTrace");
			return {
				libc: `${calibrated.library.name} by DTrace`,
				libcBuild: calibrated.library.build,
				whyNotInside: async () => "DTrace counts, and takes stacks itself",
				run: (workload, wanted) => measureRun(workload, wanted, calibrated, tools, host, warnOfChildren)
			};
		}
	};
}
/** Every run is one under DTrace, and counts: what was not asked for is left out. */
async function measureRun(workload, { count, record }, { kinds, relays }, tools, host, warnOfChildren) {
	const stacks = !count && record !== null;
	const seen = await runDTrace({
		kinds,
		stacks
	}, workload, tools, host);
	if (seen.outcome === "failed") return seen;
	warnOfChildren(seen.children, workload.command);
	const calls = callsOfKinds(kinds.map(({ kind }) => kind), seen.counts, relays);
	return {
		outcome: "completed",
		freed: null,
		disagreement: null,
		counts: count ? countsOfKinds(kinds, calls) : null,
		stacks: stacks ? await nameStacks$1(seen.stacks, calls, {
			kinds,
			relays
		}, record.functions, host) : null
	};
}
/** Counts a program whose calls are known, and finds which calls pass through which. */
async function calibrateOn(tools, host) {
	const { platform, folder } = tools;
	const library = await platform.library(host.run);
	const compiler = anyCompiler(host.environment.PATH ?? "");
	const listed = await compileCalibration(host.run, compiler, [], folder);
	const listing = await host.run({
		...commandOf(tools, [
			"-l",
			"-x",
			"evaltime=preinit",
			...listingProbe(platform),
			"-c",
			listed
		]),
		killAfterMilliseconds: 12e4
	});
	if (listing.exitCode !== 0) throw new MeasurementError(`DTrace could not list the allocation functions (it ${endOf$1(listing)}).`, {
		remedy: remedyFor(listing.stderr),
		lastLines: lastLines$1(listing.stderr, 20)
	});
	const functions = parseFunctions(listing.stdout);
	const kinds = platform.kinds.filter(({ symbol }) => functions.has(symbol));
	if (!kinds.some(({ kind }) => kind === "malloc")) throw new MeasurementError(`DTrace sees no malloc in ${platform.module}.`, { remedy: "Please report it with the output of `swift-allocation-gate doctor --json`." });
	const program = await compileCalibration(host.run, compiler, kinds, folder);
	const count = async (times) => {
		const workload = calibrationWorkload$1(program, kinds, times, folder, host);
		const seen = await runDTrace({
			kinds,
			stacks: false
		}, workload, tools, host);
		if (seen.outcome === "failed") throw failureOfRun(workload, seen);
		return seen.counts;
	};
	const relays = await calibrate(count, kinds.map(({ kind }) => kind));
	host.logger.info(`DTrace counts ${kinds.length} kinds of calls of ${library.name}, calibrated.`);
	return {
		library,
		kinds,
		relays
	};
}
async function findTools({ platform, isRoot }, host) {
	const { run, environment, cleanup } = host;
	const dtrace = [...(environment.PATH ?? "").split(":"), "/usr/sbin"].map((folder) => join(folder, "dtrace")).find((path) => existsSync(path));
	if (dtrace === void 0) throw new MeasurementError("There is no dtrace on PATH.", { remedy: platform.name === "macOS" ? "It is part of macOS: /usr/sbin/dtrace." : "Install the package dtrace." });
	const elevation = isRoot ? [] : ["sudo", "-n"];
	if (!isRoot && (await run({
		file: "sudo",
		arguments: ["-n", "true"]
	})).exitCode !== 0) throw new MeasurementError("DTrace needs root, and `sudo` is not there or asks for a password.", { remedy: "Run it as root, or let this user run `sudo` without a password." });
	const tools = {
		platform,
		dtrace,
		elevation,
		folder: await temporaryFolder(cleanup)
	};
	const said = await succeed(run, "asking DTrace for its version", {
		file: dtrace,
		arguments: ["-V"]
	});
	return {
		tools,
		version: /(\d[\d.]*)\s*$/m.exec(said)?.[1] ?? said.trim()
	};
}
function commandOf({ dtrace, elevation }, options) {
	const [file = dtrace, ...rest] = [...elevation, dtrace];
	return {
		file,
		arguments: [...rest, ...options]
	};
}
function needs$1(place, host) {
	return [
		{
			name: "dtrace",
			find: async () => {
				const { tools, version } = await findTools(place, host);
				return `${version} (${tools.dtrace}), ${tools.elevation.length === 0 ? "as root" : "through sudo"}`;
			}
		},
		{
			name: "calibration",
			find: async () => {
				const { tools } = await findTools(place, host);
				const { library, kinds, relays } = await calibrateOn(tools, host);
				const words = [...relays].filter(([, into]) => into.length > 0).map(([kind, from]) => `${from.join(", ")} → ${kind}`).join("; ") || "no relays";
				return `${kinds.length} kinds of calls, each counted once by ${library.name}, ${library.build} (${words})`;
			}
		},
		...place.platform.name === "macOS" ? [{
			name: "recorder",
			find: () => tryInside(place.platform, host)
		}] : []
	];
}
// src/measure/dtrace/platform.ts
/**
* macOS: its libraries lie in one cache file, which changes with the build of the system alone. Names: DTrace keeps the
* symbols of a target that it has started. Not tried by us on any Mac.
*/
const macOS = {
	name: "macOS",
	module: "libsystem_malloc.dylib",
	exit: "libsystem_kernel.dylib:__exit",
	kinds: appleKinds,
	namesTheDead: true,
	library: async (run) => {
		const ask = (what) => succeed(run, "asking for the system’s version", {
			file: "sw_vers",
			arguments: [what]
		});
		const [version, build] = [await ask("-productVersion"), await ask("-buildVersion")];
		return {
			name: `libSystem of macOS ${version.trim()}`,
			build: build.trim()
		};
	}
};
/** Linux with glibc. There DTrace reads symbols from /proc, which a program that has ended is not in any more. */
const linux = {
	name: "Linux",
	module: "libc.so.6",
	exit: "libc.so.6:_exit",
	kinds: linuxKinds,
	namesTheDead: false,
	library: async (run) => {
		const version = await succeed(run, "asking for libc’s version", {
			file: "getconf",
			arguments: ["GNU_LIBC_VERSION"]
		});
		const path = /\S*\/libc\.so\.6$/m.exec(readFileSync("/proc/self/maps", "utf8"))?.[0];
		const build = path === void 0 ? void 0 : readElf(path)?.buildId;
		if (build === void 0 || build === null) throw new MeasurementError("The build of this machine’s libc is not known.");
		return {
			name: version.trim(),
			build
		};
	}
};
// src/measure/inside/why-not-inside.ts
/**
* Why the recorder cannot be loaded into a program, as a part of a sentence; null where it can. It follows from the
* program alone, so that stacks are taken in the same way in each gate.
*/
function whyNotInside({ path }, { libc, linkage, isCarried }, isCalledDirectly = false) {
	if (linkage === "static") return `${path} is linked statically, so that nothing can be loaded into it`;
	if (isCarried) return `${path} carries its allocator in itself, so that its calls never reach the recorder`;
	if (!libc.startsWith("glibc ")) return `${path} runs on ${libc}, and the recorder on glibc only`;
	if ((statSync(path).mode & setId) !== 0) return `${path} runs as another user (set-user-id): nothing is loaded into it`;
	if (isCalledDirectly) return "also-count names functions whose calls never reach the recorder";
	return null;
}
/** S_ISUID and S_ISGID (inode(7)). */
const setId = 3072;
// src/measure/perf/foreign-allocator.ts
const knownAllocators = [
	{
		name: "jemalloc",
		marks: [
			"mallocx",
			"je_mallocx",
			"je_malloc"
		],
		version: (_, contents) => textIn(contents, /\0(\d+\.\d+\.\d+)-\d+-g[0-9a-f]{40}\0/),
		archives: ["libjemalloc.a", "libjemalloc_pic.a"],
		libraries: [
			"-lstdc++",
			"-lm",
			"-ldl"
		]
	},
	{
		name: "mimalloc",
		marks: ["mi_malloc"],
		version: (elf) => mimallocVersion(constantOf(elf, "mi_version")),
		archives: ["libmimalloc.a", "libc.a"],
		libraries: []
	},
	{
		name: "tcmalloc",
		marks: ["tc_malloc", "TCMalloc_Internal_Malloc"],
		version: (_, contents) => textIn(contents, /\0gperftools (\d[\w.]*)\0/),
		archives: ["libtcmalloc_minimal.a", "libtcmalloc.a"],
		libraries: ["-lstdc++", "-lm"]
	}
];
const everyMark = new Set(knownAllocators.flatMap(({ marks }) => marks));
/** The allocator that this file has in place of libc's. `isCarried`: the file is the program that uses it. */
function identifyForeign(elf, isCarried) {
	return {
		name: nameOf(elf, isCarried),
		build: isCarried ? "carried" : elf.buildId ?? "unknown",
		hasOwnNew: namesIn(elf).has("_Znwm")
	};
}
/** Name and version of the allocator in a file; of one that nobody knows, the file's name. */
function nameOf(elf, isCarried = elf.interpreter !== null) {
	const known = knownIn(elf);
	const version = known?.version(elf, readFileSync(elf.path)) ?? null;
	const name = known?.name ?? (isCarried ? "an unknown allocator" : basename(elf.path));
	return version === null ? name : `${name} ${version}`;
}
/** `jemalloc 5.3.0 (/usr/lib/libjemalloc.so.2)` */
function describeForeign(elf) {
	return `${nameOf(elf)} (${elf.path})`;
}
/** Whether a file defines what only an allocator does that is not libc's. */
function isForeign(elf) {
	const isMark = ({ name, defined }) => defined && !name.startsWith("$") && !name.startsWith("_") && everyMark.has(name);
	return elf.dynamicSymbols.some(isMark) || elf.symbols.some(isMark);
}
function namesIn({ dynamicSymbols, symbols }) {
	return new Set([...dynamicSymbols, ...symbols].filter(({ defined }) => defined).map(({ name }) => name));
}
function knownIn(elf) {
	const names = namesIn(elf);
	return knownAllocators.find(({ marks }) => marks.some((mark) => names.has(mark)));
}
/** The archives that a program may carry the allocator of, each with the libraries that it needs; none of an unknown one. */
function archivesOf(elf) {
	const { archives = [], libraries = [] } = knownIn(elf) ?? {};
	return archives.map((archive) => ({
		archive,
		libraries
	}));
}
function textIn(contents, pattern) {
	return pattern.exec(contents.toString("latin1"))?.[1] ?? null;
}
/** `301` is 3.0.1 (`MI_MALLOC_VERSION` in mimalloc.h: a digit for each part). */
function mimallocVersion(number) {
	if (number === null) return null;
	return number >= 100 && number < 1e3 ? [...String(number)].join(".") : String(number);
}
/** What a function returns that does nothing else; null where it does, or is not there. */
function constantOf(elf, name) {
	const isIt = (symbol) => symbol.name === name && symbol.defined && symbol.isFunction;
	const symbol = [...elf.dynamicSymbols, ...elf.symbols].find(isIt);
	if (symbol === void 0 || symbol.size < 6 || symbol.size > 16) return null;
	const code = elf.code(symbol.address, symbol.address + symbol.size);
	if (elf.machine === "x86_64") {
		const at = code.readUInt32BE(0) === endbr64$1 ? 4 : 0;
		return code.length === at + 6 && code[at] === 184 && code[at + 5] === 195 ? code.readUInt32LE(at + 1) : null;
	}
	const [move = 0, last = 0] = [8, 4].map((fromEnd) => code.readUInt32LE(code.length - fromEnd));
	return (move & 4292870175) >>> 0 === 1384120320 && last === 3596551104 ? move >>> 5 & 65535 : null;
}
const endbr64$1 = 4077854458;
// src/measure/perf/loaded-objects.ts
/** The executable that a command really starts: itself, or the interpreter of a script's `#!` line. */
function executableOf(path, depth = 0) {
	const { elf, interpreter } = readProgram(path);
	if (elf !== null) return elf;
	if (interpreter === null || depth === 4) throw new MeasurementError(`${path} is neither a 64-bit ELF executable (x86_64 or aarch64) nor a script.`);
	return executableOf(interpreter, depth + 1);
}
/** An executable, or the interpreter that a script names. */
function readProgram(path) {
	try {
		if (!statSync(path).isFile()) throw new Error("it is no file");
		const elf = readElf(path);
		return {
			elf,
			interpreter: elf === null ? shebang(path) : null
		};
	} catch (error) {
		throw new MeasurementError(`${path} could not be read, so its allocator is not known: ${messageOf(error)}`, { remedy: "The gate’s user has to be able to read the program and, of a script, the interpreter in its first line." });
	}
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
// src/measure/perf/allocator.ts
/**
* Finds the functions that a program will call, by symbol resolution: of each, who defines it first, as the dynamic loader
* searches. They may be in several files: jemalloc has no `pvalloc`, so that libc's serves. Throws a
* {@link MeasurementError} where nobody defines `malloc`, or its symbols are gone.
*/
async function findAllocator(run, program, environment) {
	const executable = executableOf(program);
	if (executable.interpreter === null) return staticAllocator(executable);
	const files = (await loadedObjects(run, executable, environment)).map((path) => readElf(path)).filter((elf) => elf !== null);
	const searched = files.map((elf) => ({
		elf,
		symbols: elf.dynamicSymbols.filter(isSearched)
	}));
	const definer = definerOf("malloc", searched)?.elf;
	if (definer === void 0) throw new MeasurementError(`${program} has no malloc: neither it nor a library that it loads defines one.`);
	const libc = files.find(isLibc);
	const isCarried = definer === files[0];
	const definers = [...probedFunctions, "free"].map((name) => definerOf(name, searched)?.elf);
	return {
		path: realpathSync(definer.path),
		machine: definer.machine,
		linkage: "dynamic",
		isCarried,
		libc: libcName((libc ?? definer).path),
		libcBuild: (libc ?? definer).buildId ?? "unknown",
		foreign: isLibc(definer) ? null : identifyForeign(definer, isCarried),
		places: placesIn(searched),
		free: placeOf$1("free", searched),
		preloads: files.filter((elf, index) => index > 0 && !isLibc(elf) && definers.includes(elf)).map(({ path }) => path),
		objects: files.map(({ path }) => realpathSync(path)),
		others: files.filter((elf) => elf !== definer && (elf === libc || isForeign(elf) || elf !== files[0] && hasOwnMalloc(elf))).map(({ path }) => realpathSync(path))
	};
}
/** Exported or not; the dynamic loader's, of glibc before 2.32, serves nobody once libc is there. */
function hasOwnMalloc({ path, dynamicSymbols, symbols }) {
	const isIt = (symbol) => defines(symbol, "malloc");
	return !basename(path).startsWith("ld-") && (dynamicSymbols.some(isIt) || symbols.some(isIt));
}
/** By the file's name, and since it defines nothing that only another allocator does. */
function isLibc(elf) {
	return /^(libc\.so|libc-2\.|ld-musl-|libc\.musl-)/.test(basename(elf.path)) && !isForeign(elf);
}
const searchedNames = /* @__PURE__ */ new Set([...probedFunctions, "free"]);
/** Most of a Swift library's symbols are told apart by their first letter alone: there are tens of thousands. */
function isSearched({ name }) {
	return !name.startsWith("$") && searchedNames.has(name);
}
function definerOf(name, files) {
	return files.find(({ symbols }) => symbols.some((symbol) => defines(symbol, name)));
}
function defines(symbol, name) {
	return symbol.name === name && symbol.defined && symbol.isFunction;
}
function staticAllocator(executable) {
	if (!executable.symbols.some((symbol) => defines(symbol, "malloc"))) throw new MeasurementError(`${executable.path} is statically linked and its symbol table is stripped: the allocator inside it cannot be found.`, { remedy: "Link it dynamically, or keep its symbols (no `-s`, no `strip`)." });
	const { libc, hasItsAllocator } = staticLibc(executable);
	const searched = [{
		elf: executable,
		symbols: executable.symbols
	}];
	return {
		path: realpathSync(executable.path),
		machine: executable.machine,
		linkage: "static",
		isCarried: true,
		libc,
		libcBuild: "static",
		foreign: hasItsAllocator ? null : identifyForeign(executable, true),
		places: placesIn(searched),
		free: placeOf$1("free", searched),
		preloads: [],
		objects: [realpathSync(executable.path)],
		others: []
	};
}
/**
* Symbols that only one libc's allocator has. glibc's comes as a whole; of musl's only what the program calls is linked:
* `malloc` alone is `__simple_malloc`, with `free` beside it `__libc_malloc_impl`.
*/
const allocatorMarks = [
	["__libc_memalign", "static glibc"],
	["__simple_malloc", "static musl"],
	["__libc_malloc_impl", "static musl"],
	["__malloc_replaced", "static musl"]
];
/** What starts a program has one libc only, whoever serves its allocations. */
const startMarks = [["__libc_setup_tls", "static glibc"], ["__libc_start_init", "static musl"]];
/** Which libc a static executable carries: which calls relay to which depends on it. */
function staticLibc(elf) {
	const names = new Set(elf.symbols.filter((one) => one.defined).map((one) => one.name));
	const marked = (marks) => marks.find(([symbol]) => names.has(symbol))?.[1];
	const own = isForeign(elf) ? void 0 : marked(allocatorMarks);
	const libc = own ?? marked(startMarks);
	if (libc !== void 0) return {
		libc,
		hasItsAllocator: own !== void 0
	};
	throw new MeasurementError(`${elf.path} is statically linked with a libc that is neither glibc nor musl: its allocator cannot be calibrated.`, { remedy: "Link it dynamically." });
}
function placesIn(files) {
	const places = /* @__PURE__ */ new Map();
	for (const name of probedFunctions) {
		const place = placeOf$1(name, files);
		if (place !== null && ![...places.values()].some((one) => isSame(one, place))) places.set(name, place);
	}
	return places;
}
/** Where the first of these files that defines a function has it. */
function placeOf$1(name, files) {
	const definer = definerOf(name, files);
	const symbol = definer?.symbols.find((candidate) => defines(candidate, name));
	const offset = symbol === void 0 ? null : definer?.elf.fileOffset(symbol.address) ?? null;
	return definer === void 0 || offset === null ? null : {
		path: realpathSync(definer.elf.path),
		offset
	};
}
function isSame(one, other) {
	return one.path === other.path && one.offset === other.offset;
}
/** Whether two programs call the very same functions. */
function areSameFunctions(one, other) {
	return keyOf$1({
		...one,
		others: []
	}) === keyOf$1({
		...other,
		others: []
	});
}
/** What is the same for the programs that call the very same functions, and may call those of the same others. */
function keyOf$1({ path, places, free, others }) {
	return JSON.stringify([
		path,
		...places,
		free,
		others
	]);
}
/** What serves the program's allocations, as fingerprints name it. */
function identityOf({ libc, libcBuild, foreign }) {
	return {
		libc,
		libcBuild,
		...foreign === null ? {} : {
			allocator: foreign.name,
			allocatorBuild: foreign.build
		}
	};
}
/** glibc carries the line `GNU C Library (Debian GLIBC 2.41-12) stable release version 2.41.` in itself. */
function libcName(path) {
	const contents = readFileSync(path);
	const at = contents.indexOf("GNU C Library (");
	if (at < 0) return contents.includes("musl libc") ? "musl" : basename(path);
	return `glibc ${/version ([\d.]+\d)/.exec(contents.toString("latin1", at, at + 200))?.[1] ?? "unknown"}`;
}
// src/measure/perf/find-perf.ts
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
* The first perf that runs: the program itself where it is started by a wrapper. A wrapper that hides its program is taken
* where there is nothing else. Throws a {@link MeasurementError} that names what was tried and what to install.
*/
async function findPerf(run, { preferred, searchPath, kernel, folder }) {
	const tried = [];
	const wrappers = [];
	for (const path of preferred === "" ? candidates(searchPath) : [preferred]) {
		const version = await versionOf(run, path);
		if (version === null || !isRecent(version)) {
			tried.push(version === null ? `${path} does not run` : `${path} is too old (${version})`);
			continue;
		}
		const program = await programBehind(run, path, searchPath, folder);
		if (program !== null && (program === path || await versionOf(run, program) === version)) return {
			path: program,
			version
		};
		wrappers.push({
			path,
			version
		});
	}
	const [wrapper] = wrappers;
	if (wrapper !== void 0) return wrapper;
	throw new MeasurementError(`No perf that works was found${tried.length === 0 ? "" : `: ${tried.join("; ")}`}.`, { remedy: preferred === "" ? `Install one of ${perfPackages(kernel).join(", ")} (whichever your distribution has), or name one with \`perf-path\`.` : "Correct `perf-path`, or leave it out to let the gate search." });
}
/** No command of perf's own. */
const unknownCommand = "allocation-gate-parent";
/** Prints which program has started it. */
const askedScript = "#!/bin/sh\nexec readlink \"/proc/$PPID/exe\"\n";
/**
* The program that runs when this perf is started: Ubuntu's is a script that starts the one of the running kernel, and each
* version of it looks in other places (facts 19). So it is asked by a command that perf does not know: perf starts
* `perf-COMMAND` on PATH for it (`execv_dashed_external` in tools/perf/perf.c), which sees who its parent is. `folder` is
* private. Null for a script that does not tell.
*/
async function programBehind(run, perf, searchPath, folder) {
	const bin = join(folder, "perf-commands");
	await mkdir(bin, { recursive: true });
	await writeFile(join(bin, `perf-${unknownCommand}`), askedScript, { mode: 448 });
	const { exitCode, stdout } = await run({
		file: perf,
		arguments: [unknownCommand],
		environment: { PATH: `${bin}:${searchPath}` }
	});
	const answer = stdout.trim();
	if (exitCode === 0 && answer.startsWith("/") && existsSync(answer)) return answer;
	return existsSync(perf) && readElf(perf) !== null ? realpath(perf) : null;
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
/**
* The capabilities with which perf may count and record probes as an ordinary user: perfmon opens the events,
* dac_read_search reads their ids in tracefs, ipc_lock allows large buffers, sys_admin is what Ubuntu's `perf_event_paranoid = 4` asks for.
*/
const capabilities = "cap_perfmon,cap_dac_read_search,cap_sys_ptrace,cap_ipc_lock,cap_sys_admin=ep";
/**
* A copy of perf in `folder` (private, temporary) that carries capabilities, for users who are not root but may
* use sudo. The program that it starts loses them at exec, so it runs as the user, unwrapped: the count is the
* same as root's to the last allocation, and neither `perf_event_paranoid` nor the rights of tracefs have to be
* changed (and put back) for the whole machine. Throws a {@link MeasurementError} where it cannot be made.
*/
async function capablePerf(run, perf, folder) {
	if (readElf(perf.path) === null) throw new MeasurementError(`${perf.path} is a script, which the kernel gives no capabilities.`, { remedy: "Name the program that it starts with `perf-path`." });
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
// src/measure/inside/proof.ts
/**
* Compares the recorder's calls of one run with those that the probes counted in the same run; null where they agree, for
* every kind of call. `free` is no part of it (facts 50). A thread that the end of the program cuts off may be inside a
* call that the recorder has counted and the allocator has not begun: it may have one call more for each, and none less,
* so that no process can hide behind another's threads.
*/
function disagreement(program, probed, { recordings, unreadable }) {
	const [damaged] = unreadable;
	if (damaged !== void 0) return {
		because: `what the recorder left in ${program} cannot be read (${damaged.name}: ${damaged.problem})`,
		kind: null
	};
	if (recordings.length === 0) return {
		because: `the recorder was not loaded into ${program}, as the loader leaves it out where a program has privileges of its own (set-user-id, file capabilities)`,
		kind: null
	};
	const recorded = recordedCalls(recordings, [...probed.keys()]);
	const differences = [...probed].map(([kind, counted]) => ({
		kind,
		counted,
		difference: (recorded.get(kind) ?? 0) - counted
	})).toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference));
	const more = differences.reduce((all, { difference }) => all + difference, 0);
	const allowed = recordings.reduce((all, { unfinished }) => all + unfinished, 0);
	const [worst] = differences;
	if (worst === void 0 || more <= allowed && differences.every(({ difference }) => difference >= 0)) return null;
	const { kind, counted, difference } = worst;
	const moreOrLess = `${Math.abs(difference)} ${difference < 0 ? "fewer" : "more"}`;
	return {
		because: `of ${counted} calls of ${kind} that the probes counted in ${program} and its children, the recorder saw ${counted + difference}, ${moreOrLess}${sayLeftOut(recordings)}`,
		kind
	};
}
/**
* The process in which the recorder's calls of a kind are furthest from its probe's hits, with both numbers, as a part of
* a sentence; null where they agree in each. `relays`: the kinds whose calls hit this probe, too.
*/
function disagreeingProcess(kind, relays, processes, recordings) {
	const [worst] = processes.map(({ pid, name, hits }) => {
		const recorded = recordedCalls(recordings.filter((recording) => recording.pid === pid), [kind, ...relays]);
		return {
			pid,
			name,
			counted: hits - relays.reduce((sum, one) => sum + (recorded.get(one) ?? 0), 0),
			seen: recorded.get(kind) ?? 0
		};
	}).toSorted((a, b) => Math.abs(b.seen - b.counted) - Math.abs(a.seen - a.counted));
	if (worst === void 0 || worst.seen === worst.counted) return null;
	return `${worst.seen} of ${worst.counted} in process ${worst.pid} (${worst.name})`;
}
/**
* What a program executed that neither the recorder nor the probes see, so that both agree on it; null where there was
* nothing of the kind. A sentence, in which names are foreign text.
*/
function sayUncounted$1(program, recordings) {
	const [first, ...others] = new Map(leftOutOf(recordings).map((one) => [one.path, one])).values();
	if (first === void 0) return null;
	const more = others.length === 0 ? "" : `, and ${others.length} more such programs`;
	return `${program} executes ${first.path}, which ${reasons[first.reason]}${more}: what that allocates is not counted.`;
}
const reasons = {
	privileged: "has privileges of its own",
	static: "is statically linked",
	"other-machine": "is for another machine",
	"other-loader": "has another libc’s loader",
	sanitizer: "is built with a sanitizer",
	"not-followed": "is not followed"
};
function sayLeftOut(recordings) {
	const [first] = leftOutOf(recordings);
	return first === void 0 ? "" : `; it executes ${first.path}, which ${reasons[first.reason]}`;
}
function leftOutOf(recordings) {
	return recordings.flatMap(({ leftOut }) => leftOut);
}
// src/measure/perf/other-allocators.ts
/** A program that maps thousands of files was written to keep the gate busy. */
const readAtMost = 500;
/**
* What a run may have allocated with and no probe has seen, as a sentence; null where that is nothing. `mapped` are the
* paths of what its processes had in memory: programs that the measured one started may have another allocator, and so may
* libraries that were opened later. Those that the program starts with are told by their own probes, but for libraries
* that keep a heap to themselves.
*/
function sayOtherAllocators(program, mapped, { path, objects, others }, { functions }) {
	const told = new Set(functions.map((one) => one.path));
	const known = /* @__PURE__ */ new Set([path, ...objects]);
	const later = [...new Set(mapped)].filter((one) => one.startsWith("/")).slice(0, readAtMost).map(realPathOf).filter((one) => !known.has(one));
	const found = [.../* @__PURE__ */ new Set([...others.filter((one) => !told.has(one)), ...later])].map(tryToRead).filter((elf) => elf !== null).filter(isForeign).map(describeForeign);
	if (found.length === 0) return null;
	return `${program} and its children have ${found.join(", ")} beside their allocator: what that serves is not counted.`;
}
function realPathOf(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}
function tryToRead(path) {
	try {
		return readElf(path);
	} catch {
		return null;
	}
}
// src/elf/emulated-place.ts
/** Registers by their number in x86_64's encoding: what a function gets its first three integer arguments in. */
const argumentRegisters = [
	7,
	6,
	2
];
const [rax, rdx, rsp] = [
	0,
	2,
	4
];
/** How many bytes of a function are looked at; a probe further in is no probe on its start. */
const reach = 64;
/**
* The place in the file, at a function's start, where a probe that reads the arguments at these positions (0 is the first)
* and the return address costs least: the kernel emulates pushes and jumps, and steps through anything else, which takes
* ten times as long (facts 31, 42). The start itself where nothing is known to be better.
*
* What lies before it runs from one end to the other whenever the function is called, and leaves those arguments and the
* stack pointer as they were, so that a probe there sees what one on the first instruction would.
*/
function emulatedPlace(elf, start, positions) {
	const address = elf.addressAt(start);
	if (address === null) return start;
	const code = elf.code(address, address + reach);
	return start + (elf.machine === "x86_64" ? behindComputations(code, positions) : behindLandingPad(code));
}
/** How far into x86_64 code the kernel emulates an instruction, with these arguments in place; 0 where that is not known. */
function behindComputations(code, positions) {
	const kept = [rsp, ...positions.map((position) => argumentRegisters[position])];
	for (let at = 0; at < code.length;) {
		if (isEmulated(code[at] ?? 0, code[at + 1] ?? 0)) return at;
		const step = decode(code, at);
		if (step === null || step.writes.some((register) => kept.includes(register))) return 0;
		at += step.length;
	}
	return 0;
}
/**
* The same in aarch64's code, where the kernel simulates what goes by its own place, and steps through `bti c`, `paciasp`
* and `stp` alike. It looks no further than behind the landing pad: `paciasp` signs the return address. Seen on no machine.
*/
function behindLandingPad(code) {
	const [first, second] = [0, 4].map((at) => at + 4 <= code.length ? code.readUInt32LE(at) : 0);
	return isBranchTarget(first ?? 0) && isSimulated(second ?? 0) ? 4 : 0;
}
/** `bti`, `bti c`, `bti j`, `bti jc` */
function isBranchTarget(instruction) {
	return (instruction & 4294967103) >>> 0 === 3573752863;
}
/** `arch/arm64/kernel/probes/decode-insn.c`: arm_probe_decode_insn. */
function isSimulated(instruction) {
	const has = (mask, value) => (instruction & mask) >>> 0 === value;
	const branches = has(2080374784, 335544320) || has(4278190096, 1409286144);
	const comparing = has(2113929216, 872415232) || has(2113929216, 905969664);
	return branches || comparing || has(520093696, 268435456);
}
/** `arch/x86/kernel/uprobes.c`: branch_setup_xol_ops, push_setup_xol_ops. */
function isEmulated(first, second) {
	const isPush = (byte) => byte >= 80 && byte <= 87;
	return first >= 112 && first <= 127 || first === 15 && second >= 128 && second <= 143 || first === 233 || first === 235 || isPush(first) || first === 65 && isPush(second);
}
const endbr64 = Buffer.from([
	243,
	15,
	30,
	250
]);
/** Opcodes that begin functions of an allocator; those with an immediate say how long it is. Each knows its `reg` field. */
function opcodeForm(opcode, extension) {
	switch (opcode) {
		case 132:
		case 133:
		case 56:
		case 57:
		case 58:
		case 59: return ["nothing", 0];
		case 1:
		case 9:
		case 33:
		case 41:
		case 49:
		case 137: return ["operand", 0];
		case 3:
		case 11:
		case 35:
		case 43:
		case 51:
		case 139:
		case 141: return ["register", 0];
		case 128: return extension === 7 ? ["nothing", 1] : null;
		case 129: return [extension === 7 ? "nothing" : "operand", 4];
		case 131: return [extension === 7 ? "nothing" : "operand", 1];
		case 193: return ["operand", 1];
		case 209: return ["operand", 0];
		case 246: return extension === 0 ? ["nothing", 1] : null;
		case 247:
			if (extension === 4) return ["product", 0];
			return extension === 0 ? ["nothing", 4] : null;
		default: return null;
	}
}
/** The instruction at a place in the code; null for one that is not known to compute only, or that writes to memory. */
function decode(code, start) {
	if (code.subarray(start, start + endbr64.length).equals(endbr64)) return {
		length: endbr64.length,
		writes: []
	};
	const prefix = code[start] ?? 0;
	const hasRex = prefix >= 64 && prefix <= 79;
	const rex = hasRex ? prefix : 0;
	const at = start + (hasRex ? 1 : 0);
	const modrm = code[at + 1];
	if (modrm === void 0) return null;
	const extension = modrm >> 3 & 7;
	const form = opcodeForm(code[at] ?? 0, extension);
	if (form === null) return null;
	const [written, immediateLength] = form;
	const isMemory = modrm >> 6 !== 3;
	if (written === "operand" && isMemory) return null;
	const operand = modrm & 7 | (rex & 1) << 3;
	const writes = {
		register: [extension | (rex & 4) << 1],
		operand: [operand],
		product: [rax, rdx],
		nothing: []
	}[written];
	return {
		length: at - start + 2 + addressLength(modrm, code[at + 2] ?? 0) + immediateLength,
		writes
	};
}
/** Bytes between an instruction's ModRM byte and its immediate. */
function addressLength(modrm, scaleIndexBase) {
	const [mode, operand] = [modrm >> 6, modrm & 7];
	if (mode === 3) return 0;
	const hasBase = operand === 4;
	const base = hasBase ? scaleIndexBase & 7 : operand;
	return (hasBase ? 1 : 0) + (mode === 1 ? 1 : mode === 2 || base === 5 ? 4 : 0);
}
// src/elf/same-build.ts
/** What relocation may change at once in the code of x86_64 and aarch64: a displacement, an instruction. */
const relocated = 4;
/**
* Whether two executables carry the same build of what defines these functions: each has the same code in both but for
* what linking changes, and every function that both have under one name has one size, but for those of `own`, which are
* not part of it, and for those that only one of them has in earnest: musl's `__acquire_ptc` does nothing in a program that
* cannot open libraries. Throws like `readElf`.
*/
function areSameBuild(one, other, functions, own) {
	const [ours, theirs] = [functionsOf(one), functionsOf(other)];
	const haveOneSize = [...ours].every(([name, symbols]) => {
		const twins = theirs.get(name);
		const fits = (symbol) => (twin) => twin.size === symbol.size || twin.isWeak !== symbol.isWeak;
		return twins === void 0 || own.has(name) || symbols.some((symbol) => twins.some(fits(symbol)));
	});
	const isSame = (name) => {
		const [symbol, twin] = [ours.get(name)?.[0], theirs.get(name)?.[0]];
		return symbol !== void 0 && twin !== void 0 && isSameCode(codeOf(one, symbol), codeOf(other, twin));
	};
	return haveOneSize && functions.every(isSame);
}
function functionsOf({ symbols }) {
	const found = /* @__PURE__ */ new Map();
	for (const symbol of symbols) {
		if (!symbol.defined || !symbol.isFunction) continue;
		const known = found.get(symbol.name);
		if (known === void 0) found.set(symbol.name, [symbol]);
		else known.push(symbol);
	}
	return found;
}
function codeOf(elf, { address, size }) {
	return size === 0 ? Buffer.alloc(0) : elf.code(address, address + size);
}
/**
* Of the same length, and with differences in places that are relocated alone: one after another there are two at most, as
* in `movq $ADDRESS, DISPLACEMENT(%rip)`.
*/
function isSameCode(one, other) {
	if (one.length !== other.length || one.length === 0) return false;
	let end = 0;
	let together = 0;
	for (let at = 0; at < one.length; at += 1) {
		if (one[at] === other[at] || at < end) continue;
		together = at === end && end > 0 ? together + 1 : 1;
		if (together > 2) return false;
		end = at + relocated;
	}
	return true;
}
// src/measure/perf/link-with-archive.ts
/**
* Links a program, to be made by `compile` at `target`, with the archive that the measured one carries its allocator of:
* the first one that the linker finds and that gives it the very same functions. `own` names those of its source. Throws
* a {@link MeasurementError} where there is none.
*/
async function linkWithArchive(path, functions, target, own, compile) {
	const measured = readElf(path);
	if (measured === null) throw new MeasurementError(`${path} is no ELF executable any more.`);
	const tried = [];
	for (const { archive, libraries } of archivesOf(measured)) {
		const isLinked = await compile([
			...linkedAs(measured),
			`-l:${archive}`,
			...libraries
		]).then(() => true, (error) => {
			if (error instanceof MeasurementError) return false;
			throw error;
		});
		const linked = isLinked ? readElf(target) : null;
		if (linked !== null && areSameBuild(linked, measured, functions, own)) return;
		tried.push(`${archive} ${isLinked ? "is another build of it" : "cannot be linked with here"}`);
	}
	const because = tried.length === 0 ? "no archive of it is known" : tried.join(", ");
	throw new MeasurementError(`${path} carries its allocator in itself (${nameOf(measured, true)}), which cannot be calibrated: ${because}.`, { remedy: tried.length === 0 ? "Measure a build without it (a sanitizer brings one along), or with the shared library of it." : "Link the program with the allocator’s shared library, or let the linker find the archive that the build used (LIBRARY_PATH), and keep the program’s symbols." });
}
/** Options by which an executable is linked as this one was, as far as that shows: linkers relax code differently. */
function linkedAs(elf) {
	const comment = elf.section(".comment")?.bytes.toString("latin1") ?? "";
	const linker = elf.section(".note.gnu.gold-version") !== null ? "gold" : comment.includes("Linker: LLD") ? "lld" : null;
	return linker === null ? [] : [`-fuse-ld=${linker}`];
}
// src/measure/perf/calibration-program.ts
/** The blocks that each thread of the calibration program allocates and frees. */
const blocksOfThread = 6;
/** What the program does, in the order of its arguments, where only these functions may be called. */
function actsOf(kinds, kept, direct = []) {
	return [
		...callKinds.filter(({ kind }) => kinds.includes(kind)).map(({ kind, call, makesBlock }) => {
			const isKept = kept.includes(kind);
			return {
				act: kind,
				code: isKept ? call.replace("keep(", "sink = (") : call,
				frees: makesBlock && !isKept ? 1 : 0
			};
		}),
		...direct.map(({ kind, entry }) => ({
			act: kind,
			frees: 0,
			code: `sink = ${callOf(kind)}(${entry.needs === void 0 ? entry.given : entry.given.replace(entry.needs, `${callOf(kind)}_needed`)})`
		})),
		{
			act: "free_null",
			code: "free(NULL)",
			frees: 0
		},
		{
			act: "realloc_to_zero",
			code: "keep(realloc(malloc(24), 0))",
			frees: 1
		},
		{
			act: "thread",
			code: "run_thread()",
			frees: blocksOfThread
		}
	];
}
/** The calibration program, as it is started. */
function calibrationWorkload({ command, environment: added }, times, directory, { environment }) {
	return {
		command: command(times),
		directory,
		environment: measuredEnvironment(environment, added),
		timeoutSeconds: 60,
		status: 0,
		leftovers: {
			waitMilliseconds: 0,
			allowed: false
		},
		server: null
	};
}
/** Everything that frees, each a power of two times, so that no two mistakes of one hit a call cancel out. */
function freeCalibration(kinds, kept) {
	const acts = actsOf(kinds, kept);
	const timesOf = (index) => 2 ** (acts.length - 1 - index);
	return {
		times: new Map(acts.map(({ act }, index) => [act, timesOf(index)])),
		freed: acts.reduce((sum, { frees }, index) => sum + frees * timesOf(index), 0)
	};
}
/**
* Compiles the calibration program in `folder` with the toolchain's own clang, linked as the allocator to be
* probed is; libraries that take functions from libc are preloaded. Throws a {@link MeasurementError} when there is no
* compiler, or when the program uses other functions than those that are probed. It can make calls of `direct`, too, and
* keeps their blocks, which each allocator frees in its own way.
*/
async function compileCalibrationProgram(run, allocator, folder, environment, direct = []) {
	const name = direct.length === 0 ? "calibration" : "direct-calls";
	const source = join(folder, `${name}.c`);
	const path = join(folder, `${name}-${allocator.linkage}`);
	const kinds = kindsOf([...allocator.places.keys()]);
	const kept = keptIn(allocator, kinds);
	const acts = actsOf(kinds, kept, direct);
	await writeFile(source, sourceOf(acts, kinds.length + direct.length, direct));
	const compiler = compilerFor(allocator.path, allocator.libc, environment.PATH ?? "");
	const options = [
		"-O0",
		"-fno-builtin",
		"-pthread",
		...allocator.linkage === "static" ? ["-static"] : []
	];
	const compile = (linked) => succeed(run, "compiling the calibration program", {
		file: compiler,
		arguments: [
			...options,
			"-o",
			path,
			source,
			...linked
		]
	});
	const carried = carriedBy(allocator, direct);
	if (carried !== null) {
		const folders = (environment.LIBRARY_PATH ?? "").split(":").filter((folder) => folder !== "");
		const compileThere = (linked) => compile([...folders.map((folder) => `-L${folder}`), ...linked]);
		await linkWithArchive(allocator.objects[0] ?? allocator.path, carried, path, ownFunctions, compileThere);
	} else await compile(direct.length === 0 ? [] : ["-ldl"]);
	const preloads = [...allocator.preloads, ...startedWith(direct)];
	const added = preloads.length === 0 ? {} : { LD_PRELOAD: preloads.join(":") };
	const used = await findAllocator(run, path, added);
	const [its, theirs] = allocator.isCarried ? [used.libc, allocator.libc] : differingPlaces(used, allocator);
	if (its !== theirs) throw new MeasurementError(`The calibration program uses ${its}, the measured program ${theirs}: its counts cannot be checked.`, { remedy: "Link the program with the libc that the compiler of this machine links with." });
	return {
		allocator: used,
		kinds,
		kept,
		environment: added,
		command: (times) => [path, ...times === null ? [] : acts.map(({ act }) => String(times.get(act) ?? 0))]
	};
}
/** Where two programs have the first function that is not the same one: twice the same where they all are. */
function differingPlaces(one, other) {
	if (areSameFunctions(one, other)) return [one.path, other.path];
	if (one.path !== other.path) return [one.path, other.path];
	const names = [.../* @__PURE__ */ new Set([
		...one.places.keys(),
		...other.places.keys(),
		"free"
	])];
	const pathIn = (allocator, name) => {
		const place = name === "free" ? allocator.free : allocator.places.get(name);
		return place == null ? `no ${name}` : `${name} of ${place.path} at 0x${place.offset.toString(16)}`;
	};
	const differing = names.find((name) => pathIn(one, name) !== pathIn(other, name)) ?? "free";
	return [pathIn(one, differing), pathIn(other, differing)];
}
/** jemalloc has no `pvalloc`: libc's makes the block then, which jemalloc's `free` would crash on. */
function keptIn({ places, free }, kinds) {
	return callKinds.filter(({ kind, symbol }) => kinds.includes(kind) && places.get(symbol)?.path !== free?.path).map(({ kind }) => kind);
}
/** Libraries that cannot be opened later, since they have thread-local storage in the room that there is at the start. */
function startedWith(direct) {
	return [...new Set(direct.filter(({ reach, isOfLibc }) => reach.by !== "linking" && !isOfLibc).map(({ path }) => path))];
}
/** The functions that the measured program carries of another allocator than libc's; null where it carries none. */
function carriedBy({ isCarried, foreign, path, places }, direct) {
	const entries = direct.filter(({ reach }) => reach.by === "linking").map(({ entry }) => entry.symbol);
	if (!isCarried || foreign === null) return entries.length === 0 ? null : entries;
	return [...[...places].filter(([, place]) => place.path === path).map(([name]) => name), ...entries];
}
/** In C, a function that a library exports, and one that it keeps to itself, so many bytes behind where it is. */
const findsInLibraries = `
static void *opened(const char *library) {
  void *handle = dlopen(library, RTLD_NOW);
  if (handle == NULL) fprintf(stderr, "%s\\n", dlerror()), exit(1);
  return handle;
}

static void *named(const char *library, const char *name) { return dlsym(opened(library), name); }

static void *placed(const char *library, unsigned long address) {
  struct link_map *map;
  if (dlinfo(opened(library), RTLD_DI_LINKMAP, &map) != 0) abort();
  return (void *)(map->l_addr + address);
}
`;
/** The calibration program's own functions, which may have any name in another. */
const ownFunctions = /* @__PURE__ */ new Set([...[
	"main",
	"keep",
	"posix_aligned",
	"opened",
	"named",
	"placed",
	"open_libraries"
], ...[
	"fill_cache",
	"run_thread",
	"perform"
]]);
/** musl's headers have none, though an allocator that is linked with it may. */
const pageAligned = "void *pvalloc(size_t);\n";
/**
* A C program that does each thing exactly as many times as its arguments say, in their order; nothing without any. Before that it makes each
* of the `calls` that come first in them once: a first call may be special, as in glibc 2.31, where `realloc` calls itself
* (facts 44). It frees every block once, and is carried as source so that it is compiled against the allocator that will
* be probed.
*/
function sourceOf(acts, calls, direct) {
	return `
#define _GNU_SOURCE
#include <dlfcn.h>
#include <link.h>
#include <malloc.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>

${blocks}
${acts.some(({ act }) => act === "pvalloc") ? pageAligned : ""}static void *block;
${direct.map(declarationOf).join("")}
${direct.some(({ reach }) => reach.by !== "linking") ? findsInLibraries : ""}
static void open_libraries(void) {
${direct.map(lookUp).join("")}}

static void *fill_cache(void *context) {
  void *blocks[${blocksOfThread}];
  for (int i = 0; i < ${blocksOfThread}; i++) blocks[i] = malloc(24 << i % 3);
  for (int i = 0; i < ${blocksOfThread}; i++) keep(blocks[i]);
  return context;
}

static void run_thread(void) {
  pthread_t thread;
  if (pthread_create(&thread, 0, fill_cache, 0) || pthread_join(thread, 0)) abort();
}

static void perform(int act, long i) {
  switch (act) {
${acts.map(({ code }, index) => `    case ${index}: ${code}; break;`).join("\n")}
  }
}

int main(int argc, char **argv) {
  if (argc == 1) return 0;
  open_libraries();
  growing = malloc(16);
  for (int act = 0; act < ${calls}; act++) perform(act, 0);
  for (int act = 0; act + 1 < argc; act++) {
    long times = atol(argv[act + 1]);
    for (long i = 0; i < times; i++) perform(act, i);
  }
  keep(growing);
  return 0;
}
`;
}
/** In C, what a function that is called directly is called: its own name may be declared in another way. */
function callOf(kind) {
	return kind.replace(" ", "_");
}
/** Declares a function that the program carries, or a pointer to one of a library. */
function declarationOf({ kind, entry: { symbol, types, needs }, reach }) {
	const all = [{
		name: callOf(kind),
		symbol,
		types
	}];
	if (needs !== void 0) all.push({
		name: `${callOf(kind)}_needed`,
		symbol: needs,
		types: "void"
	});
	const declare = ({ name, symbol: label, types: taken }) => reach.by === "linking" ? `extern void *${name}(${taken}) __asm__("${label}");\n` : `static void *(*${name})(${taken});\n`;
	return all.map(declare).join("");
}
/** Looks a function of a library up in that very library, whoever else defines one of its name. */
function lookUp({ kind, entry: { symbol, needs }, path, reach, neededReach }) {
	const library = JSON.stringify(path);
	const find = (name, label, how) => {
		if (how.by === "linking") return "";
		return `  ${name} = ${how.by === "name" ? `named(${library}, "${label}")` : `placed(${library}, ${how.address}ul)`};\n`;
	};
	const needed = needs === void 0 || neededReach === null ? "" : find(`${callOf(kind)}_needed`, needs, neededReach);
	return find(callOf(kind), symbol, reach) + needed;
}
// src/elf/machine-code.ts
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
/**
* The unconditional jumps in code at `start`: `jmp rel32`, `b`. As with {@link callTargets}, there may be too many: what
* counts is where they go.
*/
function jumps(machine, code, start) {
	const found = [];
	if (machine === "x86_64") {
		for (let at = code.indexOf(233); at >= 0 && at + 5 <= code.length; at = code.indexOf(233, at + 1)) found.push({
			at: start + at,
			target: start + at + 5 + code.readInt32LE(at + 1)
		});
		return found;
	}
	for (let at = 0; at + 4 <= code.length; at += 4) {
		const instruction = code.readInt32LE(at);
		if (instruction >>> 26 === 5) found.push({
			at: start + at,
			target: start + at + (instruction << 6 >> 6) * 4
		});
	}
	return found;
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
// src/elf/same-call.ts
/**
* The place in `copy` of a direct call that is at this place in `elf`: both have the function that makes it, and in it
* the call is as far from the start. Null where `copy` has no function of that name and size that calls the function at
* `calleeOffset` there. Throws like `readElf`.
*/
function sameCall(elf, offset, copy, calleeOffset) {
	const address = elf.addressAt(offset);
	if (address === null) return null;
	const around = elf.symbols.filter((symbol) => symbol.isFunction && symbol.address <= address && address < symbol.address + symbol.size);
	for (const { name, size, address: start } of around) for (const twin of copy.symbols) {
		if (twin.name !== name || twin.size !== size) continue;
		const behind = copy.fileOffset(twin.address + address - start + callLengths[copy.machine]);
		const call = behind === null ? null : directCallBefore(copy, behind, calleeOffset);
		if (call !== null) return call;
	}
	return null;
}
// src/measure/perf/recorded-kind.ts
/** The kind of call that was recorded; undefined where perf did not say what was passed. */
function recordedKind({ event, fields }) {
	const probe = event.slice(event.indexOf(":") + 1);
	return callKinds.find(({ symbol, filter }) => symbol === probe && satisfies(fields, filter))?.kind;
}
/** Whether a probe's arguments satisfy a filter, as the kernel would say: `ptr != 0 && size != 0`. */
function satisfies(fields, filter) {
	return (filter?.split(" && ") ?? []).every((condition) => {
		const [name = "", comparison = "", constant = ""] = condition.split(" ");
		const value = fields[name];
		if (value === void 0) return false;
		const isEqual = value === BigInt(constant);
		if (comparison === "==" || comparison === "!=") return isEqual === (comparison === "==");
		return value <= BigInt(constant) === (comparison === "<=");
	});
}
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
const rowLine = /^ +\d+\.\d+% +(\d+) +(\d+):(.*)$/s;
const stackLine = /^(\d+) (.+)$/;
const rowStart = /^ +\d+\.\d+% +\d+ +\d+:/;
/** A name is 15 characters long at most. */
const longestName = 16;
const maximumExamples$1 = 5;
const maximumExampleLength$1 = 200;
var Reader = class {
	#stacks = [];
	#events = [];
	#examples = [];
	#unparsedLines = 0;
	#lost = null;
	#columns = null;
	/** The row whose stacks follow, with the samples for which no stack was read yet; null before the first. */
	#row = null;
	/** The lines of a row that are read so far, where a line break in the thread's name has cut it. */
	#cut = [];
	read(line) {
		if (this.#cut.length > 0 && this.#mend(line)) return;
		if (line === "") return;
		if (line.startsWith("#")) this.#readHeader(line);
		else if (rowStart.test(line)) {
			if (this.#readRow(line)) return;
			if (this.#columns === null) this.#reject(line);
			else this.#cut = [line];
		} else if (!this.#readStack(line)) this.#reject(line);
	}
	/** Reads a row together with one line more; false where that cannot be its end or its middle. */
	#mend(line) {
		const lines = [...this.#cut, line];
		this.#cut = [];
		const isOther = line.startsWith("#") || rowStart.test(line);
		if (!isOther && this.#readRow(lines.join("\n"))) return true;
		if (!isOther && lines.length < longestName) this.#cut = lines;
		else for (const one of lines.slice(0, -1)) this.#reject(one);
		return this.#cut.length > 0;
	}
	finish() {
		for (const line of this.#cut) this.#reject(line);
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
		if (rest === void 0 || event === void 0 || this.#columns === null) return false;
		const values = splitRow(rest, this.#columns);
		if (values === null) return false;
		this.#row = {
			event: event.name,
			thread: Number(thread),
			...values,
			frames: [],
			count: Number(samples)
		};
		event.samples += Number(samples);
		return true;
	}
	#readStack(line) {
		const [, samples, path] = stackLine.exec(line) ?? [];
		const count = Number(samples);
		if (path === void 0 || this.#row === null || count > this.#row.count) return false;
		this.#stacks.push({
			...this.#row,
			frames: path.split(";"),
			count
		});
		this.#row = {
			...this.#row,
			count: this.#row.count - count
		};
		return true;
	}
	/** The samples of a row that no stack explains have no stack, but they are not lost. */
	#closeRow() {
		if (this.#row !== null && this.#row.count > 0) this.#stacks.push(this.#row);
		this.#row = null;
	}
	#reject(line) {
		if (line === "") return;
		this.#unparsedLines += 1;
		if (this.#examples.length < maximumExamples$1) this.#examples.push(line.slice(0, maximumExampleLength$1));
	}
};
/** Fields are numbers, commands are anything: the columns are taken from the right. Null if they do not fit. */
function splitRow(rest, columns) {
	const [, command, ...texts] = rest.match(new RegExp(`^(.*?)${" +(\\S+)".repeat(columns.length)} *$`, "s")) ?? [];
	if (command === void 0) return null;
	const fields = {};
	for (const [index, name] of columns.entries()) {
		const value = parseField$1(name, texts[index] ?? "");
		if (value === null) return null;
		fields[name] = value;
	}
	return {
		command: command.trimEnd(),
		fields
	};
}
/**
* `__probe_ip` and its like are hexadecimal: the kernel prints them with `%lx`, and a perf with its own libtraceevent
* (up to 6.1) puts `0x` before them (facts 35).
*/
function parseField$1(name, text) {
	if (name.startsWith("__probe_")) {
		const [, digits] = /^(?:0x)?([0-9a-f]+)$/.exec(text) ?? [];
		return digits === void 0 ? null : BigInt(`0x${digits}`);
	}
	if (/^-\d+$/.test(text)) return -BigInt(text.slice(1));
	return /^(?:\d+|0x[0-9a-f]+)$/.test(text) ? BigInt(text) : null;
}
// src/measure/perf/memory-maps.ts
const threadLine = /^ *\d+ +(\d+) +-?\d+ \|/;
const mapLine = /^ +([0-9a-f]+)-([0-9a-f]+) ..([x-]). ([0-9a-f]+) (?:[0-9a-f]+)? (.+)$/;
const maximumExamples = 5;
const maximumExampleLength = 200;
/**
* Reads `perf report --mmaps`. Before the path stands the inode; where a perf from 6.17 on keeps maps with their build-ids
* (facts 35), the build-id, which kernel code like `[vdso]` has none of. Throws nothing: see `unparsed`.
*/
function parseMemoryMaps(text) {
	const threads = /* @__PURE__ */ new Map();
	const unread = [];
	let maps = null;
	for (const line of text.split("\n")) {
		if (line === "" || line.startsWith("#")) continue;
		const thread = threadLine.exec(line)?.[1];
		const [, start, end, executable, offset, path] = mapLine.exec(line) ?? [];
		if (thread !== void 0) {
			maps = [];
			threads.set(Number(thread), maps);
		} else if (maps === null || path === void 0) unread.push(line);
		else if (executable === "x") maps.push({
			start: BigInt(`0x${start}`),
			end: BigInt(`0x${end}`),
			offset: BigInt(`0x${offset}`),
			path
		});
	}
	const examples = unread.slice(0, maximumExamples).map((line) => line.slice(0, maximumExampleLength));
	return {
		threads,
		unparsed: {
			lines: unread.length,
			examples
		}
	};
}
// src/system/ports.ts
/** How long one attempt may take, in ms: a connection to this machine is made or refused at once. */
const patience = 1e3;
/** Whether something listens on this TCP port of 127.0.0.1 or ::1. It is connected to, once, and sent nothing. */
async function isPortOpen(port) {
	return await accepts("127.0.0.1", port) || await accepts("::1", port);
}
function accepts(host, port) {
	return new Promise((resolve) => {
		const socket = connect({
			host,
			port
		});
		const end = (isOpen) => {
			socket.destroy();
			resolve(isOpen);
		};
		socket.setTimeout(patience, () => end(false));
		const isItself = () => socket.localPort === port;
		socket.once("connect", () => end(!isItself())).once("error", () => end(false));
	});
}
// src/measure/inside/launcher.ts
/** The launcher's C sources, of which `main.c` describes command line and report. */
const sources = fileURLToPath(new URL("launcher/", import.meta.url));
/**
* Compiles the launcher into `folder` and returns its path; `compiler` is the toolchain's clang, or another compiler
* of C11. Throws a `MeasurementError` with the compiler's last lines when it cannot be compiled.
*
* It is linked statically where there is a static libc: perf keeps a process's maps over an exec, and unwinds wrongly
* with DWARF where the launcher had mapped the program's libc at another address (facts 51). It has no symbols, since
* libc's in it would name the program's frames. Linked dynamically, too, nothing that it uses calls an allocator.
*/
async function compileLauncher(run, compiler, folder) {
	const path = join(folder, "launcher");
	const files = (await readdir(sources)).filter((name) => name.endsWith(".c")).sort();
	const compile = (...linking) => compileAsOne(compiler, sources, files, [
		"-std=c11",
		"-D_GNU_SOURCE",
		...linking,
		"-o",
		path
	]);
	const { exitCode } = await run(compile("-static", "-s"));
	if (exitCode !== 0) await succeed(run, "compiling the launcher", compile());
	return path;
}
/** The command line that starts a program through the launcher, to follow perf's `--`. */
function launcherCommand(launcher, launch) {
	const settings = Object.entries(launch.settings).flatMap(([name, value]) => ["--set", `${name}=${value}`]);
	return [
		...[
			launcher,
			"--channel",
			String(launch.channel)
		],
		...launch.limitMilliseconds === null ? [] : ["--time-limit", String(launch.limitMilliseconds)],
		...[
			"--leftover-wait",
			String(launch.leftoverMilliseconds),
			"--grace",
			String(launch.graceMilliseconds)
		],
		...launch.fixedAddresses ? ["--no-randomize"] : [],
		...settings,
		...["--", ...launch.command]
	];
}
// src/measure/inside/parse-program-report.ts
/**
* Reads what the launcher wrote (its `main.c` describes it): the line that begins with the key, which the program does
* not know, and ends in ` .`. Null when there is none, or it is not of that form.
*
*     3f9c started=4243
*     3f9c end=exited:3 process=4250:S:sleep%2030 running=1 unended=0 failures=0 wall=1520 user=800 system=400 memory=1900 .
*/
function parseProgramReport(text, key) {
	const line = linesOf(text, key).find((words) => words.startsWith("end="));
	if (line === void 0 || !line.endsWith(" .")) return null;
	const fields = line.split(" ").slice(0, -1).map(parseField);
	const all = (wanted) => fields.filter(({ name }) => name === wanted).map(({ value }) => value);
	const number = (name) => wholeNumber(all(name)[0]);
	const end = parseEnd(all("end")[0] ?? "");
	const running = all("process").map(parseRunning);
	const failed = all("failure").map(parseFailed);
	const [runningCount, unendedCount, failedCount] = [
		number("running"),
		number("unended"),
		number("failures")
	];
	const [wallMicroseconds, userMicroseconds] = [number("wall"), number("user")];
	const [systemMicroseconds, memoryKibibytes] = [number("system"), number("memory")];
	if (end === null || runningCount === null || unendedCount === null || failedCount === null) return null;
	if (wallMicroseconds === null || userMicroseconds === null) return null;
	if (systemMicroseconds === null || memoryKibibytes === null) return null;
	if (!running.every((one) => one !== null) || !failed.every((one) => one !== null)) return null;
	return {
		end,
		running,
		runningCount,
		unendedCount,
		failed,
		failedCount,
		wallMicroseconds,
		userMicroseconds,
		systemMicroseconds,
		memoryKibibytes
	};
}
/** The program's process id; null as long as it has not started. `3f9c started=4243` */
function parseStarted(text, key) {
	return wholeNumber(linesOf(text, key).find((words) => words.startsWith("started="))?.slice(8));
}
/** What follows the key on the lines that are complete and begin with it. */
function linesOf(text, key) {
	return text.split("\n").slice(0, -1).filter((line) => line.startsWith(`${key} `)).map((line) => line.slice(key.length + 1));
}
function parseField(field) {
	const [name = "", ...rest] = field.split("=");
	return {
		name,
		value: rest.join("=")
	};
}
function parseEnd(text) {
	const [kind, first = "", second = ""] = text.split(":");
	const value = wholeNumber(first);
	if (kind === "timed-out") return { kind };
	if (kind === "not-started") {
		const errno = wholeNumber(second);
		return errno === null ? null : {
			kind,
			step: first,
			errno
		};
	}
	if (value === null) return null;
	if (kind === "exited") return {
		kind,
		status: value
	};
	if (kind === "signalled") return {
		kind,
		signal: value,
		dumpedCore: second === "1"
	};
	return kind === "stopped" || kind === "interrupted" ? {
		kind,
		signal: value
	} : null;
}
/** `4250:S:sleep%2030` */
function parseRunning(text) {
	const [, pid = "", state = "", escaped = ""] = /^(\d+):(.):(.*)$/.exec(text) ?? [];
	return pid === "" ? null : {
		pid: Number(pid),
		state,
		commandLine: unescaped(escaped)
	};
}
/** `4250:signalled:11:0` */
function parseFailed(text) {
	const [, pid = "", rest = ""] = /^(\d+):(.*)$/.exec(text) ?? [];
	const end = parseEnd(rest);
	return end !== null && (end.kind === "exited" || end.kind === "signalled") ? {
		pid: Number(pid),
		end
	} : null;
}
/** Bytes that are no UTF-8, as where the launcher cut a letter, become U+FFFD. */
function unescaped(text) {
	const codes = (text.match(/%[0-9A-F]{2}|[^%]/g) ?? []).map((one) => one.length === 1 ? one.charCodeAt(0) : Number.parseInt(one.slice(1), 16));
	return new TextDecoder().decode(Uint8Array.from(codes));
}
function wholeNumber(text) {
	return text !== void 0 && /^\d+$/.test(text) ? Number(text) : null;
}
// src/measure/inside/launcher-channel.ts
/** More than the launcher ever writes; what comes after it is not the launcher's. */
const longestText = 65536;
/** Opens the channel on a socket whose other end the launcher inherits (`stdio: [… , 'pipe']` of a child process). */
function openLauncherChannel(socket) {
	const key = randomBytes(16).toString("hex");
	let text = "";
	socket.on("data", (chunk) => {
		text = (text + chunk.toString("latin1")).slice(0, longestText);
	});
	socket.on("error", () => {});
	/** What can be read of the text as soon as it can, or what is left to say once the launcher is gone. */
	const first = (read, otherwise) => new Promise((resolve) => {
		socket.on("data", () => {
			const value = read(text);
			if (value !== null) resolve(value);
		});
		for (const gone of ["end", "close"]) socket.on(gone, () => resolve(otherwise));
	});
	const started = first((words) => parseStarted(words, key), null);
	const report = first((words) => parseProgramReport(words, key), lostReport);
	socket.write(`${key}\n`);
	return {
		started,
		report,
		signal: (number) => void socket.write(Buffer.of(number)),
		close: () => void socket.destroy()
	};
}
// src/measure/perf/serve.ts
/** Between two looks at a port, in ms. */
const betweenLooks = 20;
/** Between two looks at what a server does, and how often it is looked for one that always does something. */
const betweenGlances = 5;
const mostGlances = 200;
/**
* Leads a server that has just been started: waits until it is ready, drives it, and tells it to end. Its launcher keeps
* the time. Where the server ends too soon, what drives it is killed, and has ended when this returns.
*/
async function serve({ ready, driver: workload, stop }, { started, report, signal, close }, { textSeen, startDriver, isBusy, graceMilliseconds }) {
	let isOver = false;
	const over = report.then(() => {
		isOver = true;
		return "over";
	});
	const within = (milliseconds) => Promise.race([over, setTimeout(milliseconds, "late", { ref: false })]);
	const isReady = ready.kind === "port" ? untilOpen(ready.port, () => isOver) : textSeen;
	if (await Promise.race([over, isReady]) === "over") return { stage: "starting" };
	const driver = startDriver();
	const driven = await Promise.race([over, driver.ended]);
	if (driven === "over") {
		driver.kill();
		return {
			stage: "driven",
			driverLines: (await driver.ended).lastLines
		};
	}
	const { lastLines: driverLines, ...driverEnd } = driven;
	const tell = () => signal(constants$2.signals[stop]);
	if (!hasFailed(driverEnd, workload)) {
		const pid = await started;
		await untilQuiet(() => !isOver && pid !== null && isBusy(pid));
		tell();
		return { stage: "told" };
	}
	if (await within(graceMilliseconds) === "over" && endedByItself(await report)) return {
		stage: "driven",
		driverLines
	};
	tell();
	if (await within(graceMilliseconds) !== "over") close();
	return {
		stage: "driven-badly",
		driver: driverEnd,
		driverLines
	};
}
/** And not by its launcher, such as for the time limit. */
function endedByItself({ end: { kind } }) {
	return kind === "exited" || kind === "signalled";
}
async function untilOpen(port, isOver) {
	while (!isOver() && !await isPortOpen(port)) await setTimeout(betweenLooks);
}
/**
* The last answer was read, but what the server does after it (closing, freeing) may not have been done: a signal would
* cut it off somewhere else in each run. It has been done when all threads wait twice in a row. Nothing is on its way
* then: the kernel hands over what is sent to this machine at once.
*/
async function untilQuiet(isBusy) {
	for (let glance = 0, quiet = 0; glance < mostGlances && quiet < 2; glance += 1) {
		quiet = isBusy() ? 0 : quiet + 1;
		await setTimeout(betweenGlances);
	}
}
// src/measure/perf/run-workload.ts
/** Output of the measured program that is worth keeping when it fails: Swift's backtrace among it. */
const keptLines = 30;
/** From SIGTERM to SIGKILL, in ms; a cancelled job has 7.5 s for everything (facts 23). */
const grace = 2e3;
/** What a launcher that works may need, in ms, beside the program's time; one that is stopped or hangs takes longer. */
const spareTime = 2e4;
/**
* Runs `perf … -- LAUNCHER … -- PROGRAM` to its end. How the program ended is what the launcher says. Throws a
* {@link MeasurementError} where perf did not come as far as to start it.
*/
function runWorkload(run, { perf, launcher, probes }, { arguments: [subcommand, ...options], events, fixedAddresses }, workload) {
	const before = {
		name: `perf ${subcommand}`,
		words: [
			perf.path,
			subcommand,
			...options,
			"--"
		],
		fixedAddresses
	};
	return probes.during(events, () => launch(run, launcher, before, workload));
}
/** Runs a program once for how it ends and what it prints: without perf, and so without a count. */
async function runUncounted(run, { launcher }, workload) {
	const end = await launch(run, launcher, withoutPerf, workload);
	if (hasFailed(end, workload)) return failedRun(end);
	return {
		outcome: "completed",
		counts: null,
		freed: null,
		stacks: null,
		disagreement: null
	};
}
const withoutPerf = {
	name: "the launcher",
	words: [],
	fixedAddresses: false
};
async function launch(run, launcher, before, workload, onChannel = () => {}) {
	const { command, directory, environment, timeoutSeconds, leftovers, server } = workload;
	await refuseOpenPort(workload);
	const limitMilliseconds = timeoutSeconds * 1e3;
	const [file, ...words] = launcherCommand(launcher, {
		command,
		settings: environment,
		channel: 3,
		limitMilliseconds,
		leftoverMilliseconds: leftovers.waitMilliseconds,
		graceMilliseconds: grace,
		fixedAddresses: before.fixedAddresses
	});
	const watch = server?.ready.kind === "text" ? watchForText(server.ready.text) : null;
	const channels = [];
	const courses = [];
	const begun = Date.now();
	const completion = await run({
		file: before.words[0] ?? file,
		arguments: before.words.length === 0 ? words : [
			...before.words.slice(1),
			file,
			...words
		],
		directory,
		environment: { PATH: environment.PATH ?? "/usr/bin:/bin" },
		keep: "tail",
		...watch === null ? {} : { onOutput: watch.add },
		onChannel: (socket) => {
			const channel = openLauncherChannel(socket);
			channels.push(channel);
			if (server !== null) courses.push(conduct(run, launcher, workload, server, channel, watch?.seen ?? null));
			onChannel(channel);
		},
		killAfterMilliseconds: limitMilliseconds + leftovers.waitMilliseconds + 2 * grace + spareTime
	});
	const printed = lastLines$1(`${completion.stdout}\n${completion.stderr}`, keptLines);
	const [channel] = channels;
	const [course = null] = await Promise.all(courses);
	const [started, report] = channel === void 0 ? [null, lostReport] : await heard(channel);
	if (started === null && report.end.kind === "lost" && completion.exitCode !== 0) throw new MeasurementError(`${before.name} did not start ${command[0]}: it ${endOf$1(completion)}.`, { lastLines: printed });
	return {
		report: report.end.kind === "lost" && Date.now() - begun >= limitMilliseconds ? {
			...report,
			end: { kind: "timed-out" }
		} : report,
		course,
		perfStatus: completion.exitCode,
		lastLines: printed
	};
}
/** Whoever listens on a server's port before it is started would be taken for it. */
async function refuseOpenPort({ command: [file], server }) {
	if (server?.ready.kind !== "port" || !await isPortOpen(server.ready.port)) return;
	throw new MeasurementError(`Port ${server.ready.port} was open before ${file} was started.`, { remedy: "End what listens there (`ss -ltnp` names it), or give the server another port." });
}
/** Leads a server through its run; what drives it has a launcher of its own, without perf. Where that fails, the server ends. */
function conduct(run, launcher, { leftovers }, server, channel, textSeen) {
	const startDriver = () => {
		let kill = () => {};
		return {
			ended: launch(run, launcher, withoutPerf, server.driver, ({ close }) => {
				kill = close;
			}),
			kill: () => kill()
		};
	};
	const isBusy = (pid) => isAnyBusy(descendantsOf(processStatus(pid)?.parent ?? pid));
	const course = serve(server, channel, {
		textSeen,
		startDriver,
		isBusy,
		graceMilliseconds: leftovers.waitMilliseconds + grace
	});
	course.catch(() => channel.close());
	return course;
}
/** What a launcher said, now that it has ended. */
function heard({ started, report }) {
	return Promise.all([started, report]);
}
/** The end of a run as that of one that failed. */
function failedRun({ report, course, lastLines }) {
	return {
		outcome: "failed",
		report,
		course,
		lastLines
	};
}
/** perf's own failure, of a run in which the program did what it should. */
function perfFailure(subcommand, { command: [file] }, { perfStatus, lastLines }) {
	const verb = subcommand === "stat" ? "count" : "record";
	const end = endOf$1({ exitCode: perfStatus });
	return new MeasurementError(`perf ${subcommand} could not ${verb} ${file} (it ${end}).`, { lastLines });
}
// src/measure/perf/stat.ts
/** perf's options that select these events; a filter belongs to the event before it. */
function selectEvents(events) {
	return events.flatMap(({ event, filter }) => [
		"-e",
		event,
		...filter === null ? [] : ["--filter", filter]
	]);
}
/** Their names, as perf's options have them. */
function namesOf(events) {
	return events.map(({ event }) => event);
}
/**
* Runs the workload once under `perf stat`. The kernel counts, so no hit can be lost. The workload's children and
* threads are counted too; so is the launcher, which makes no call. Throws a {@link MeasurementError} when an event could
* not be counted.
*/
async function countHits(run, starter, events, workload, outputFile) {
	const all = [...events, ...taskEvents];
	const stat = [
		"stat",
		"-x;",
		"-o",
		outputFile,
		...selectEvents(all)
	];
	const output = await open(outputFile, "w+", 384);
	try {
		const end = await runWorkload(run, starter, {
			arguments: stat,
			events: namesOf(all),
			fixedAddresses: false
		}, workload);
		if (hasFailed(end, workload)) return failedRun(end);
		await refuseReplaced(output, outputFile, workload);
		const hits = parseCounts(await output.readFile("utf8"), all);
		if (hits === null || end.perfStatus !== 0) throw perfFailure("stat", workload, end);
		refuseUnseen(workload, hits.slice(events.length));
		return {
			outcome: "counted",
			hits: hits.slice(0, events.length)
		};
	} finally {
		await output.close();
	}
}
/** Throws where the file that perf wrote its counts into is not the one of this name any more. */
async function refuseReplaced(output, path, { command: [file] }) {
	const [opened, found] = await Promise.all([output.stat(), lstat(path).catch(() => null)]);
	if (found !== null && found.ino === opened.ino && found.dev === opened.dev) return;
	throw new MeasurementError(`The file with the counts of ${file} was replaced while it ran.`, { remedy: "Nothing but perf writes to it: find out which code of the package does." });
}
/** Starts and ends of the tasks (threads) that are counted, beside any event. */
const taskEvents = ["sched:sched_process_fork", "sched:sched_process_exit"].map((event) => ({
	event,
	filter: null
}));
/**
* Throws where not every task that was started, and the launcher, was seen to end: the kernel takes the events from a task
* that executes a file which its user may not read, or which changes its user (`begin_new_exec` in fs/exec.c calls
* `perf_event_exit_task` where the new memory is not dumpable), and says so to nobody.
*/
function refuseUnseen({ command: [file] }, [started = 0, ended = 0]) {
	const unseen = started + 1 - ended;
	if (unseen === 0) return;
	const which = unseen === 1 ? "One process of" : `${unseen} processes of`;
	throw new MeasurementError(`${which} ${file} could not be counted to the end: the kernel took the probes from it.`, { remedy: "It does so where a program is executed that its user may not read (chmod +r), or that runs as another user (set-user-id, such as sudo): start what is measured without those." });
}
/** The hits of a program that must not fail; throws a {@link MeasurementError} when it does. */
async function requireHits(counted, workload) {
	const result = await counted;
	if (result.outcome === "failed") throw failureOfRun(workload, result);
	return result.hits;
}
/**
* Reads `perf stat '-x;'`: one line an event, in the order of the events:
*
*     160;;allocation_gate_1_2_3_1:malloc;2254064;100.00;;
*     <not counted>;;allocation_gate_1_2_3_1:calloc;0;100.00;;
*
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
// src/measure/perf/record.ts
/**
* Runs the workload once and records the stack of each hit to `dataFile`, through buffers of this size (`16M`) per
* CPU; returns how the program failed, else null. Throws a {@link MeasurementError} where perf fails; lost samples are no
* error here: they show in what is read.
*
* Events of BPF programs are not asked for: perf's thread for them makes every recording a second longer.
*
* Addresses are not randomised where that is allowed, so that stacks repeat from run to run (facts 13).
*/
async function recordStacks(run, starter, events, { callGraph, bufferSize }, workload, dataFile) {
	const end = await runWorkload(run, starter, {
		arguments: [
			...[
				"record",
				"--quiet",
				"--no-buildid",
				"--no-buildid-cache",
				"--no-bpf-event",
				"-m",
				bufferSize
			],
			...await withoutBuildIds(run, starter.perf.path),
			...[
				"--call-graph",
				callGraph === "fp" ? "fp" : "dwarf,8192",
				"-o",
				dataFile,
				...selectEvents(events)
			]
		],
		events: namesOf(events),
		fixedAddresses: true
	}, workload);
	if (hasFailed(end, workload)) return failedRun(end);
	if (end.perfStatus === 0) return null;
	throw perfFailure("record", workload, end);
}
/**
* From 6.17 on perf keeps maps with the build-ids of their files and finds those files by them, in the cache of build-ids that
* was turned off (facts 35). A perf that does not know the option refuses it, so it is asked for its options.
*/
async function withoutBuildIds(run, perf) {
	const { stdout } = await run({
		file: perf,
		arguments: ["record", "--list-opts"]
	});
	return stdout.split(/\s+/).includes("--buildid-mmap") ? ["--no-buildid-mmap"] : [];
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
	const [folded, memoryMaps] = await together$1([report("reading the recorded stacks", [
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
	]), report("reading the recorded memory maps", ["--mmaps"])]);
	return {
		folded,
		memoryMaps
	};
}
// src/measure/perf/recorded-returns.ts
/**
* Runs a program and finds where the calls that hit these probes return to in the file of this path, each place once for
* each probe. Throws a {@link MeasurementError} where the program fails, or perf's report is not understood.
*/
async function returnsInto(path, workload, events, tools, { run }) {
	const { perf, folder } = tools;
	const data = `${folder}/returns.data`;
	const how = {
		callGraph: "fp",
		bufferSize: "1M"
	};
	const failure = await recordStacks(run, tools, events, how, workload, data);
	if (failure !== null) throw failureOfRun(workload, failure);
	const { folded, memoryMaps } = await readRecording(run, perf.path, how.callGraph, data, folder);
	return returnsIn(folded, memoryMaps, path);
}
/** Those in perf's own words; calls that return elsewhere are not of the file's code. */
function returnsIn(folded, memoryMaps, path) {
	const { threads, unparsed } = parseMemoryMaps(memoryMaps);
	const report = parsePerfFolded(folded);
	const [unread] = [...report.unparsed.examples, ...unparsed.examples];
	if (unread !== void 0) throw new MeasurementError(`perf’s report was not understood: ${unread}`);
	const returns = report.stacks.flatMap(({ thread, event, fields }) => {
		const place = fields.ret === void 0 ? null : placeIn$1(threads.get(thread), fields.ret);
		return place?.path === path ? [{
			offset: place.offset,
			call: {
				event,
				fields
			}
		}] : [];
	});
	return [...new Map(returns.map((one) => [`${one.call.event} ${one.offset}`, one])).values()];
}
// src/measure/perf/own-calls.ts
const noOwnCalls = {
	events: [],
	kinds: [],
	returns: /* @__PURE__ */ new Set()
};
/**
* Finds the calls that an allocator makes of itself when it starts, as tcmalloc does to set up its tables, by a program
* that does nothing else, and places probes on them until the cleanup. What is relayed is none of them: where other
* functions make calls of one for whoever called them, none of its calls is taken for the allocator's own. `group` has the probes of the calibration's copy. Throws a `MeasurementError` where perf fails.
*/
async function findOwnCalls(allocator, calibration, group, relays, tools, host) {
	const known = calibration.allocator;
	const file = readElf(known.path);
	const measured = allocator.isCarried ? readElf(allocator.path) : file;
	if (file === null || measured === null) return noOwnCalls;
	const events = namesOfGroup(group).map((event) => ({
		event,
		filter: null
	}));
	const workload = calibrationWorkload(calibration, null, tools.folder, host);
	const found = (await returnsInto(file.path, workload, events, tools, host)).flatMap(({ offset, call }) => {
		const kind = recordedKind(call);
		if (kind === void 0 || (relays.get(kind) ?? []).length > 0 || isInNew(file, offset)) return [];
		const at = placeIn(measured, offset - callLengths[file.machine], file, allocator, kind);
		return at === null ? [] : [{
			kind,
			at
		}];
	});
	if (found.length === 0) return noOwnCalls;
	const places = found.map(({ at }) => at);
	const placed = await placeInstructionProbes(tools.tracefs, measured.path, places, host.cleanup);
	await tools.probes.hold(placed.events);
	return {
		events: placed.events.map((event) => ({
			event,
			filter: null
		})),
		kinds: found.map(({ kind }) => kind),
		returns: new Set(places.map((at) => at + callLengths[file.machine]))
	};
}
/** Whether a call is one that C++'s `operator new` makes: for whoever wants the object. */
function isInNew(file, offset) {
	const address = file.addressAt(offset) ?? -1;
	return [...file.symbols, ...file.dynamicSymbols].some(({ name, address: start, size, defined }) => defined && /^_Zn[wa]/.test(name) && start < address && address <= start + size);
}
/** Where the measured program has a call of the calibration's; null where a copy has not the same one. */
function placeIn(measured, call, file, { places }, kind) {
	if (measured === file) return call;
	const symbol = callKinds.find((one) => one.kind === kind)?.symbol;
	const callee = symbol === void 0 ? void 0 : places.get(symbol);
	return callee === void 0 ? null : sameCall(file, call, measured, callee.offset);
}
// src/measure/perf/entry-points.ts
/**
* The entry points of an allocator that is not libc's, and of those beside it, each function once: none of those that are
* counted in any case under another name, as mimalloc's `mi_malloc`, which is its `malloc`. Throws like `readElf`.
*/
function findEntryPoints(allocator) {
	const taken = new Set([...allocator.places.values()].map(keyOf));
	const found = [];
	const definer = allocator.foreign === null ? [] : [allocator.path];
	for (const path of [...definer, ...allocator.others]) {
		const elf = readElf(path);
		if (elf === null) continue;
		const isCarried = path === allocator.objects[0];
		const isOfLibc = path !== allocator.path && isLibc(elf);
		const name = isOfLibc ? allocator.libc : nameOf(elf, isCarried);
		for (const { name: countedAs, entries } of rowsFor(elf, path === allocator.path)) for (const entry of entries) {
			const place = placeOf(elf, path, entry.symbol, isCarried);
			if (place === null || taken.has(keyOf(place))) continue;
			const needed = entry.needs === void 0 ? null : placeOf(elf, path, entry.needs, isCarried);
			if (entry.needs !== void 0 && needed === null) continue;
			taken.add(keyOf(place));
			const kind = `direct ${found.length}`;
			const neededReach = needed?.reach ?? null;
			found.push({
				kind,
				countedAs,
				entry,
				...place,
				neededReach,
				allocator: name,
				isOfLibc
			});
		}
	}
	return found;
}
/** Where a file has a function, and how others call it. */
function placeOf(elf, path, name, isCarried) {
	const isIt = (one) => one.name === name && one.defined && one.isFunction;
	const exported = elf.dynamicSymbols.find(isIt);
	const symbol = (isCarried ? void 0 : exported) ?? elf.symbols.find(isIt) ?? exported;
	const offset = symbol === void 0 ? null : elf.fileOffset(symbol.address);
	if (symbol === void 0 || offset === null) return null;
	if (isCarried) return {
		path,
		offset,
		reach: { by: "linking" }
	};
	return {
		path,
		offset,
		reach: symbol === exported ? { by: "name" } : {
			by: "address",
			address: symbol.address
		}
	};
}
/** What of the table a file may have: `malloc` and its like are another allocator's unless they are the program's. */
function rowsFor(elf, isDefiner) {
	const others = directFunctions.filter(({ name }) => name === "other_malloc");
	const own = directFunctions.filter((row) => !others.includes(row));
	if (isDefiner) return own;
	return isForeign(elf) ? [...others, ...own] : others;
}
function keyOf({ path, offset }) {
	return `${offset} ${path}`;
}
// src/measure/perf/probed-entry-points.ts
const noEntryPoints = {
	functions: [],
	events: [],
	relays: /* @__PURE__ */ new Map()
};
/**
* Places probes on the entry points of an allocator, and of those beside it, until the cleanup, and proves them right with
* calls that are known. Throws a {@link MeasurementError} where that fails of what `alsoCount` names; the others explain
* and never decide, so that they are left out then.
*/
async function probeEntryPoints(allocator, group, alsoCount, tools, host) {
	const found = findEntryPoints(allocator).map((one) => ({
		...one,
		isCounted: alsoCount.includes(one.countedAs)
	}));
	const missing = alsoCount.filter((name) => !found.some(({ countedAs }) => countedAs === name));
	if (missing.length > 0) {
		const names = missing.map(displayName).join(", ");
		host.logger.warning(`also-count names ${names}, which is in no allocator that ${allocator.objects[0]} starts with.`);
	}
	const exported = found.filter(({ reach, isCounted }) => isCounted || reach.by !== "address");
	const counted = found.filter(({ isCounted }) => isCounted);
	const attempts = [{
		entries: found,
		lost: "What is allocated past malloc"
	}, ...exported.length < found.length ? [{
		entries: exported,
		lost: "What libraries export for it"
	}] : []];
	for (const { entries, lost } of attempts) try {
		return await probeAll(entries, allocator, group, tools, host);
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		host.logger.info(`${lost} is not told: ${messageOf(error)}`);
	}
	return probeAll(counted, allocator, group, tools, host);
}
async function probeAll(found, allocator, group, tools, host) {
	if (found.length === 0) return noEntryPoints;
	const program = await compileCalibrationProgram(host.run, allocator, tools.folder, host.environment, found);
	const placed = await placeFunctionProbes(tools.tracefs, allocator, found.map(probeOf), host.cleanup);
	const events = placed.events.map((event, index) => ({
		event,
		filter: found[index]?.entry.filter ?? null
	}));
	await tools.probes.hold(placed.events);
	const relays = await calibrateWith(program, found, {
		group,
		events
	}, tools, host);
	const relaying = new Set(program.kinds.flatMap((kind) => relays.get(kind) ?? []));
	const kept = found.filter(({ kind }) => !relaying.has(kind));
	return {
		functions: kept,
		events: events.filter((_, index) => kept.some((one) => one === found[index])),
		relays: new Map(kept.map(({ kind }) => [kind, (relays.get(kind) ?? []).filter((one) => !relaying.has(one))]))
	};
}
function probeOf({ path, offset, entry }) {
	return {
		path,
		offset,
		parameters: entry.parameters
	};
}
/** Which kinds of calls hit which probes. Where the program carries the functions, its calibration's are others. */
async function calibrateWith(program, found, measured, tools, host) {
	const own = program.allocator;
	const group = own.isCarried ? await placeProbes(tools.tracefs, own, host.cleanup) : measured.group;
	const copied = found.some(({ reach }) => reach.by === "linking") ? await placeFunctionProbes(tools.tracefs, own, found.map(inCopy(own)), host.cleanup) : null;
	const onlyHere = [...group === measured.group ? [] : namesOfGroup(group), ...copied?.events ?? []];
	const letGo = onlyHere.length === 0 ? null : await tools.probes.hold(onlyHere);
	const events = measured.events.map((one, index) => ({
		...one,
		event: copied?.events[index] ?? one.event
	}));
	const relays = await calibrate(async (times) => {
		const workload = calibrationWorkload(program, times, tools.folder, host);
		const all = [...eventsOf$2(group), ...events];
		const hits = await requireHits(countHits(host.run, tools, all, workload, `${tools.folder}/stat`), workload);
		return new Map([...hitsByKind(group, hits), ...hitsOf(found, hits.slice(-found.length))]);
	}, [...program.kinds, ...found.map(({ kind }) => kind)]);
	await letGo?.();
	if (group !== measured.group) await group.remove();
	await copied?.remove();
	return relays;
}
/** Where the calibration program has a function that it carries as the measured one does. */
function inCopy({ objects: [program = ""] }) {
	const elf = readElf(program);
	return (one) => {
		const place = one.reach.by === "linking" && elf !== null ? placeOf(elf, program, one.entry.symbol, true) : one;
		if (place === null) throw new MeasurementError(`${program} has no ${one.entry.symbol}.`);
		return {
			...place,
			parameters: one.entry.parameters
		};
	};
}
function hitsOf(functions, hits) {
	return new Map(functions.map(({ kind }, index) => [kind, hits[index] ?? 0]));
}
/** What a run called directly, from the hits of the events and the calls of all other functions. */
function directCalls(program, { functions, relays }, hits, calls) {
	const direct = callsOfKinds(functions.map(({ kind }) => kind), new Map([...calls, ...hitsOf(functions, hits)]), relays);
	const counted = /* @__PURE__ */ new Map();
	const others = /* @__PURE__ */ new Map();
	for (const { kind, countedAs: name, allocator, isCounted } of functions) {
		const made = direct.get(kind) ?? 0;
		const words = `${displayName(name)} (${allocator})`;
		if (isCounted) counted.set(name, (counted.get(name) ?? 0) + made);
		else if (made > 0) others.set(words, {
			name,
			sum: (others.get(words)?.sum ?? 0) + made
		});
	}
	return {
		counted,
		uncounted: others.size === 0 ? null : sayUncounted(program, others)
	};
}
function sayUncounted(program, others) {
	return `${program} and its children made calls that are not counted: ${[...others].map(([words, { sum }]) => `${sum} of ${words}`).join(", ")}. With also-count: ${[...new Set([...others.values()].map(({ name }) => name))].join(", ")} they are.`;
}
// src/elf/frame-entries.ts
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
		const { length, isLong } = reader.initialLength();
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
// src/elf/unwind-table.ts
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
// src/elf/reentries.ts
/**
* The places in the file of the jumps by which a function is entered once more for the same call: it jumps to a function
* that jumps back to its start. glibc 2.43's `free` does so to set up a thread's cache, and where a block looks as if it had
* been freed before (`tcache_free_init` and `tcache_double_free_verify` in malloc/malloc.c; facts 41). `table` says where functions begin and end. Throws like `readElf`.
*/
function reentries(elf, offset, table = openUnwindTable(elf)) {
	const address = elf.addressAt(offset);
	const own = address === null ? null : table.functionAt(address);
	if (own === null || own.start !== address) return [];
	const jumpsOf = ({ start, end }) => jumps(elf.machine, elf.code(start, end), start);
	return [...new Set(jumpsOf(own).map(({ target }) => target))].flatMap((target) => {
		const helper = table.functionAt(target);
		if (helper === null || helper.start !== target || target === own.start) return [];
		return jumpsOf(helper).filter((jump) => jump.target === own.start).map(({ at }) => elf.fileOffset(at)).filter((place) => place !== null);
	});
}
// src/measure/perf/probed-free.ts
/**
* Places and calibrates a probe on the `free` of an allocator; where the program has a copy of its own, all is found and
* proved right on the calibration program's.
*
* When a thread ends, glibc frees what it had cached for that thread, and what was freed once hits the probe again
* (`tcache_thread_shutdown` in malloc/malloc.c calls `__libc_free`). No symbol tells where; so a program with one
* such thread is recorded, and the calls in libc that it makes get probes, whose hits are subtracted. (The instructions
* behind them would not do: those are reached in other ways too.) So do the jumps by which `free` enters itself again.
*/
async function probeFree(allocator, calibration, tools, host) {
	const { cleanup } = host;
	const place = async (target) => {
		const [file, start] = freeOf(target);
		const place = {
			path: file.path,
			offset: emulatedPlace(file, start, [0])
		};
		const events = await placeFreeProbe(tools.tracefs, target, place, cleanup);
		await tools.probes.hold(events);
		return events.map((event) => ({
			event,
			filter: "ptr != 0"
		}));
	};
	const placeAgain = async (target, calls) => {
		const places = [...calls, ...reentries(...freeOf(target))];
		if (places.length === 0) return [];
		const { events } = await placeInstructionProbes(tools.tracefs, freeOf(target)[0].path, places, cleanup);
		await tools.probes.hold(events);
		return events.map((event) => ({
			event,
			filter: null
		}));
	};
	try {
		refuseUnpaired(allocator);
		const freed = await place(calibration.allocator);
		const calls = await callsOfEndingThread(calibration, freed, tools, host);
		const events = [...freed, ...await placeAgain(calibration.allocator, calls)];
		await proveRight(calibration, events, tools, host);
		if (!allocator.isCarried) return {
			outcome: "countable",
			events,
			freedFrom
		};
		const own = callsInCopy(calls, calibration.allocator, allocator);
		return {
			outcome: "countable",
			events: [...await place(allocator), ...await placeAgain(allocator, own)],
			freedFrom
		};
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		return {
			outcome: "uncountable",
			reason: messageOf(error)
		};
	}
}
/** Throws where `free` takes blocks that are made past the functions that are counted: more are freed than were made then. */
function refuseUnpaired({ foreign }) {
	if (foreign === null || !foreign.hasOwnNew) return;
	throw new MeasurementError(`${foreign.name} serves \`new\` and \`delete\` of C++ itself, past \`malloc\`.`);
}
/** The same calls of `free` in a program that has a copy of the allocator. Throws where they are not found. */
function callsInCopy(calls, known, copy) {
	const [from] = freeOf(known);
	const [to, free] = freeOf(copy);
	return calls.map((call) => {
		const place = sameCall(from, call, to, free);
		if (place !== null) return place;
		throw new MeasurementError(`${copy.path} has another build of libc than the calibration program.`);
	});
}
/** Those freed again come after those freed. */
function freedFrom([all = 0, ...again]) {
	return again.reduce((left, hits) => left - hits, all);
}
/** Throws unless the calibration program is seen to free as many blocks as it does. */
async function proveRight(calibration, events, tools, host) {
	const count = async (times, name) => {
		const workload = calibrationWorkload(calibration, times, tools.folder, host);
		return freedFrom(await requireHits(countHits(host.run, tools, events, workload, `${tools.folder}/${name}`), workload));
	};
	const known = freeCalibration(calibration.kinds, calibration.kept);
	const [busy, idle] = await together$1([count(known.times, "freed"), count(/* @__PURE__ */ new Map(), "freed-idle")]);
	const counted = busy - idle;
	if (counted === known.freed) return;
	throw new MeasurementError(`Calibration of free is wrong: ${known.freed} blocks were freed, ${counted} were counted.`);
}
/** Where `free` is called when a thread ends: the offsets in the allocator's file of those calls. */
async function callsOfEndingThread(calibration, events, tools, host) {
	const calls = (times) => callsOfFree(calibration, times, events, tools, host);
	const all = await calls(/* @__PURE__ */ new Map([["thread", 1]]));
	const others = calibration.allocator.isCarried ? await calls(/* @__PURE__ */ new Map()) : [];
	return all.filter((call) => !others.includes(call));
}
/** The calls of `free` inside the allocator's file that the calibration program makes, by their offsets in that file. */
async function callsOfFree(calibration, times, events, tools, host) {
	const workload = calibrationWorkload(calibration, times, tools.folder, host);
	const [file, free] = freeOf(calibration.allocator);
	return (await returnsInto(file.path, workload, events, tools, host)).map(({ offset }) => directCallBefore(file, offset, free)).filter((offset) => offset !== null);
}
function freeOf({ path, free }) {
	const file = free === null ? null : readElf(free.path);
	if (file === null || free === null) throw new MeasurementError(`${path} defines no free.`);
	return [file, free.offset];
}
// src/measure/perf/probed-allocator.ts
/**
* Places probes on an allocator and calibrates them with a program whose calls are known. Where the measured program
* carries its allocator, the calibration's is another copy, with probes of its own.
*/
async function probeAllocator(allocator, alsoCount, tools, host) {
	const { run, cleanup, environment } = host;
	const place = (target) => {
		return placeProbes(tools.tracefs, {
			...target,
			places: cheapestPlaces(target.places)
		}, cleanup);
	};
	const program = await compileCalibrationProgram(run, allocator, tools.folder, environment);
	const group = await place(allocator);
	const events = namesOfGroup(group);
	await tools.probes.hold(events);
	const calibrated = allocator.isCarried ? await place(program.allocator) : group;
	const count = async (times) => {
		const workload = calibrationWorkload(program, times, tools.folder, host);
		const hits = countHits(run, tools, eventsOf$2(calibrated), workload, `${tools.folder}/calibrated`);
		return hitsByKind(calibrated, await requireHits(hits, workload));
	};
	const calibrateAll = () => together$1([calibrate(count, program.kinds), probeFree(allocator, program, tools, host)]);
	const letGo = calibrated === group ? null : await tools.probes.hold(namesOfGroup(calibrated));
	const [relays, free] = await tools.probes.during(events, calibrateAll);
	const ownCalls = allocator.foreign === null ? noOwnCalls : await findOwnCalls(allocator, program, calibrated, relays, tools, host);
	await letGo?.();
	if (calibrated !== group) await calibrated.remove();
	return {
		allocator,
		group,
		relays,
		ownCalls,
		entryPoints: await probeEntryPoints(allocator, group, alsoCount, tools, host),
		free
	};
}
/**
* For the place of each function, that of the instruction in it where its probe costs least and sees the same calls with the
* same arguments (facts 31, 42); calibration proves that. Throws like `readElf`.
*/
function cheapestPlaces(starts) {
	const files = new Map([...new Set([...starts.values()].map(({ path }) => path))].map((path) => [path, readElf(path)]));
	return new Map([...starts].map(([name, { path, offset }]) => {
		const elf = files.get(path) ?? null;
		return [name, {
			path,
			offset: elf === null ? offset : emulatedPlace(elf, offset, fetchedPositions(name))
		}];
	}));
}
/** The positions of the arguments that the function's probe reads. */
function fetchedPositions(name) {
	return (countedFunctions.find(({ symbol }) => symbol === name)?.parameters ?? []).flatMap((parameter, position) => parameter === null ? [] : [position]);
}
/** Runs a program once and counts its calls, and the blocks that it frees where they are wanted. */
async function countRun(probed, workload, countFreed, tools, host) {
	const counted = await countFreedOrNot(probed, workload, countFreed, host, (free) => countCalls(probed, workload, free, tools, host));
	return counted.outcome === "failed" ? counted : completedRun(counted);
}
/** The run as nothing but its numbers. */
function completedRun({ calls, direct, freed }) {
	return {
		outcome: "completed",
		counts: {
			...countsOfCalls(calls),
			...Object.fromEntries(direct)
		},
		freed,
		stacks: null,
		disagreement: null
	};
}
/** Freed blocks explain and never decide: where counting them fails, the program is run once more for its calls alone. */
async function countFreedOrNot({ free }, workload, countFreed, { logger }, count) {
	if (!countFreed || free.outcome === "uncountable") return count(null);
	try {
		const counted = await count(free);
		if (counted.outcome === "counted") return counted;
		throw failureOfRun(workload, counted);
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		logger.info(`Once more, without freed blocks: ${messageOf(error)}`);
	}
	return count(null);
}
/** Runs a program once under the probes. */
async function countCalls({ group, relays, ownCalls, entryPoints }, workload, free, tools, { run, logger }) {
	const events = eventsOf$2(group);
	const counted = await countHits(run, tools, [
		...events,
		...ownCalls.events,
		...entryPoints.events,
		...free?.events ?? []
	], workload, `${tools.folder}/stat`);
	if (counted.outcome === "failed") return counted;
	const others = counted.hits.slice(events.length);
	const own = others.splice(0, ownCalls.events.length);
	const entered = others.splice(0, entryPoints.events.length);
	const freed = free === null ? null : free.freedFrom(others);
	if (freed !== null && freed < 0) throw new MeasurementError("More blocks were counted as freed again than as freed.");
	const calls = callsFrom(withoutOwn(hitsByKind(group, counted.hits), ownCalls, own), relays);
	const direct = directCalls(workload.command[0], entryPoints, entered, calls);
	if (direct.uncounted !== null) logger.info(direct.uncounted);
	return {
		outcome: "counted",
		calls: new Map(kindsOf(group.functions).map((kind) => [kind, calls.get(kind) ?? 0])),
		direct: direct.counted,
		freed
	};
}
function withoutOwn(hits, { kinds }, own) {
	const ofKind = (kind) => own.reduce((sum, calls, index) => kinds[index] === kind ? sum + calls : sum, 0);
	return new Map([...hits].map(([kind, all]) => [kind, all - ofKind(kind)]));
}
// src/measure/perf/process-hits.ts
/**
* Runs the workload once and counts the hits of one probe in each process; of none where that fails, since it explains
* only. `perf stat` has no numbers for a process; a recording without samples has them, as each thread’s last words.
*/
async function countByProcess(run, starter, event, workload, dataFile) {
	try {
		return await recordEnds(run, starter, event, workload, dataFile);
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		return [];
	}
}
async function recordEnds(run, starter, event, workload, dataFile) {
	const end = await runWorkload(run, starter, {
		arguments: [
			...[
				"record",
				"--quiet",
				"--no-samples",
				"--stat",
				"--no-buildid",
				"--no-buildid-cache"
			],
			...[
				"--no-bpf-event",
				"-o",
				dataFile,
				...selectEvents([event])
			],
			...["-e", `${event.event}/no-inherit/`]
		],
		events: [event.event],
		fixedAddresses: false
	}, workload);
	if (hasFailed(end, workload) || end.perfStatus !== 0) return [];
	return parseProcessHits(await succeed(run, "reading the hits of each process", {
		file: starter.perf.path,
		arguments: [
			"report",
			"-D",
			"-i",
			dataFile
		],
		environment: offline
	}));
}
/**
* Reads what `perf report -D` says of processes, in the order of time; a thread has a READ for each CPU:
*
*     0 667518037413 0x328 [0x38]: PERF_RECORD_COMM exec: sh:5501/5501
*     0 667518826573 0x570 [0x40]: PERF_RECORD_FORK(5511:5511):(5501:5501)
*     1 667522494061 0xf30 [0x58]: PERF_RECORD_READ: 5511 5511 allocation_gate_1_2_3_1:malloc 35
*/
function parseProcessHits(dump) {
	const names = /* @__PURE__ */ new Map();
	const hits = /* @__PURE__ */ new Map();
	for (const [, name, of, child, parent, pid, count] of dump.matchAll(records)) {
		if (name !== void 0 && of !== void 0) names.set(of, name);
		if (child !== void 0 && parent !== void 0) names.set(child, names.get(parent) ?? "");
		if (pid !== void 0) hits.set(pid, (hits.get(pid) ?? 0) + Number(count));
	}
	return Array.from(hits, ([pid, sum]) => ({
		pid: Number(pid),
		name: names.get(pid) ?? "",
		hits: sum
	}));
}
/** Of processes alone: a thread's own name and its start say nothing here. */
const records = /PERF_RECORD_(?:COMM(?: exec)?: (.*):(\d+)\/\2$|FORK\((\d+):\3\):\((\d+):\d+\)|READ: (\d+) \d+ \S+ (\d+)$)/gm;
// src/measure/perf/inside-run.ts
/**
* Runs a program once with probes and the recorder on, and has both: its calls as the probes count them, and their stacks,
* if the recorder saw the same calls. A program that fails with the recorder in it gets another run without.
*/
async function countAndRecordRun(probed, workload, { countFreed, functions, library, names }, tools, host) {
	const counted = await countFreedOrNot(probed, workload, countFreed, host, (free) => inFolder(tools, async (folder) => {
		const calls = await countCalls(probed, withRecorder(workload, library, folder), free, tools, host);
		return calls.outcome === "failed" ? calls : {
			...calls,
			recordings: readRecordings(folder)
		};
	}));
	if (counted.outcome === "failed") return withoutRecorder(counted, probed, workload, tools, host);
	const mapped = counted.recordings.recordings.flatMap(({ modules }) => modules.map(({ path }) => path));
	const others = sayOtherAllocators(workload.command[0], mapped, probed.allocator, probed.entryPoints);
	if (others !== null) host.logger.info(others);
	const problem = disagreement(workload.command[0], counted.calls, counted.recordings);
	if (problem !== null) {
		const process = await sayProcess(problem, probed, workload, library, tools, host);
		return {
			...completedRun(counted),
			disagreement: problem.because + process
		};
	}
	const uncounted = sayUncounted$1(workload.command[0], counted.recordings.recordings);
	if (uncounted !== null) host.logger.info(uncounted);
	const wished = {
		functions,
		kinds: kindsOf(probed.group.functions),
		library
	};
	return {
		...completedRun(counted),
		stacks: await nameStacks(counted.recordings.recordings, wished, names, host)
	};
}
/** In which process they differ shows in a run of its own: `perf stat` does not tell processes apart. */
async function sayProcess({ kind }, { group, relays }, workload, library, tools, { run }) {
	const row = callKinds.find((one) => one.kind === kind);
	if (row === void 0) return "";
	const event = {
		event: `${group.name}:${row.symbol}`,
		filter: row.filter
	};
	return inFolder(tools, async (folder) => {
		const again = withRecorder(workload, library, folder);
		const processes = await countByProcess(run, tools, event, again, `${tools.folder}/processes.data`);
		const { recordings } = readRecordings(folder);
		const found = disagreeingProcess(row.kind, relays.get(row.kind) ?? [], processes, recordings);
		return found === null ? "" : `; run again, it saw ${found}`;
	});
}
/** The stacks of a run's processes, with names; what could not be named is a warning. */
async function nameStacks(recordings, wished, names, { run, logger }) {
	const { stacks, note } = await nameRecordings(recordings, wished, (file, given, input) => succeed(run, "demangling names", {
		file,
		arguments: given,
		input
	}), names);
	if (note !== null) logger.warning(note);
	return stacks;
}
/**
* Runs a program once with the recorder alone, and has its calls of these kinds, and their stacks where they are wanted.
* What may have allocated unseen is a disagreement. Throws a {@link MeasurementError} where nothing was left.
*/
async function countInsideRun(workload, { record }, kinds, tools, host) {
	const recorded = await recordUncounted(workload, tools, host);
	if (recorded.outcome === "failed") return recorded;
	const { recordings } = recorded;
	const counted = {
		outcome: "completed",
		counts: countsOfCalls(recordedCalls(recordings, kinds)),
		freed: null,
		disagreement: missingIn(workload.command[0], recordings)
	};
	if (record === null) return {
		...counted,
		stacks: null
	};
	const wished = {
		functions: record.functions,
		kinds,
		library: tools.recorder
	};
	return {
		...counted,
		stacks: await nameStacks(recordings, wished, tools.names, host)
	};
}
/** Where a process allocated, or may have allocated, in a way that nobody saw. */
function missingIn(file, recordings) {
	if (recordings.length === 0) return `the recorder was not loaded into ${file}`;
	const unseen = recordings.flatMap((recording) => recording.leftOut).find(({ reason }) => reason === "privileged" || reason === "sanitizer");
	if (unseen !== void 0) return `${file} executes ${unseen.path}, into which nothing can be loaded`;
	const other = recordings.find(({ resolved }) => !resolved.has("malloc") || !resolved.has("posix_memalign"));
	return other === void 0 ? null : `process ${other.pid} of ${file} has an allocator of its own`;
}
/** Runs a program once with the recorder in it, and no probe. Throws a {@link MeasurementError} where it left nothing. */
function recordUncounted(workload, tools, { run }) {
	return inFolder(tools, async (folder) => {
		const result = await runUncounted(run, tools, withRecorder(workload, tools.recorder, folder));
		if (result.outcome === "failed") return result;
		const { recordings, unreadable } = readRecordings(folder);
		const [damaged] = unreadable;
		if (damaged !== void 0) throw new MeasurementError(`What the recorder left cannot be read (${damaged.name}: ${damaged.problem}).`);
		return {
			outcome: "recorded",
			recordings
		};
	});
}
/** A program that the user preloads stays behind the recorder. */
function withRecorder(workload, library, folder) {
	const { LD_PRELOAD: preloaded = "" } = workload.environment;
	const settings = recorderSettings({
		library,
		folder,
		checksStacks: false
	});
	const both = preloaded === "" ? library : `${library}:${preloaded}`;
	return {
		...workload,
		environment: {
			...workload.environment,
			...settings,
			LD_PRELOAD: both
		}
	};
}
async function inFolder({ folder }, use) {
	const recordings = await mkdtemp(join(folder, "recordings-"));
	try {
		return await use(recordings);
	} finally {
		await rm(recordings, {
			recursive: true,
			force: true
		});
	}
}
/** Whether the recorder is to blame shows in a run without it; one that took all its time is not run again. */
async function withoutRecorder(failed, probed, workload, tools, host) {
	const { kind } = failed.report.end;
	if (kind !== "exited" && kind !== "signalled") return failed;
	const again = await countCalls(probed, workload, null, tools, host);
	if (again.outcome === "failed") return again;
	return {
		...completedRun(again),
		disagreement: `${workload.command[0]} fails with the recorder in it`
	};
}
// src/measure/perf/prove-awaits.ts
/** Makes one object in an async function, which another one awaits. */
const source = `final class Known {}

@inline(never) func make() async -> Known { Known() }

@inline(never) func wait() async -> Known {
  let known = await make()
  await Task.yield()
  return known
}

@main struct Program {
  static func main() async { withExtendedLifetime(await wait()) {} }
}
`;
const knownType = "Known";
const knownChain = ["await in wait()", "make()"];
/**
* Runs a Swift program whose only object is known with the recorder in it: it has to say of which class that is, who made
* it, and who awaits that. Throws a {@link MeasurementError} that says what it saw instead.
*/
async function proveAwaits(swiftc, tools, host) {
	const program = join(tools.folder, "proof");
	await writeFile(`${program}.swift`, source);
	await succeed(host.run, "compiling a program with an await", {
		file: swiftc,
		arguments: [
			"-O",
			"-parse-as-library",
			"-module-name",
			"proof",
			"-module-cache-path",
			join(tools.folder, "modules"),
			"-o",
			program,
			`${program}.swift`
		]
	});
	const workload = {
		command: [program],
		directory: tools.folder,
		timeoutSeconds: 60,
		status: 0,
		server: null,
		environment: measuredEnvironment(host.environment, {}),
		leftovers: {
			waitMilliseconds: 0,
			allowed: false
		}
	};
	const recorded = await recordUncounted(workload, tools, host);
	if (recorded.outcome === "failed") throw failureOfRun(workload, recorded);
	const wished = {
		functions: ["malloc"],
		kinds: kindsOf(probedFunctions),
		library: tools.recorder
	};
	const { stacks } = await nameRecordings(recorded.recordings, wished, (file, given, input) => succeed(host.run, "demangling names", {
		file,
		arguments: given,
		input
	}));
	const paths = stacks.stacks.filter(({ types = [] }) => types.some(({ name }) => name === knownType)).map(({ frames }) => frames.map(({ name }) => name).join(" → "));
	if (paths.length === 1 && paths[0]?.includes(knownChain.join(" → "))) return;
	throw new MeasurementError(`The recorder is wrong in a program whose only object is known: for ${knownType} made by ${knownChain.join(" → ")} it took ${paths.join(", ") || "nothing"}.`, { remedy: "Counts stand. Set `recorder: perf` where who awaits matters, and please report it with the output of `swift-allocation-gate doctor --json`." });
}
// src/measure/perf/prove-recorder.ts
/** From the start of the calibration program to `malloc`. */
const knownStack = [
	"main",
	"perform",
	displayName("malloc")
];
/**
* Runs the program whose calls are known with the recorder in it, and without probes: it has to see each call once, whatever
* libc relays, and from where it was made. Throws a {@link MeasurementError} that says what it saw instead.
*/
async function proveRecorder(program, tools, host) {
	const record = async (times) => {
		const workload = calibrationWorkload(program, times, tools.folder, host);
		const recorded = await recordUncounted(workload, tools, host);
		if (recorded.outcome === "failed") throw failureOfRun(workload, recorded);
		return recorded.recordings;
	};
	const idle = recordedCalls(await record(/* @__PURE__ */ new Map()), program.kinds);
	const times = new Map(program.kinds.map((kind, index) => [kind, index + 1]));
	const recordings = await record(times);
	const busy = recordedCalls(recordings, program.kinds);
	for (const [kind, expected] of times) {
		const seen = (busy.get(kind) ?? 0) - (idle.get(kind) ?? 0);
		if (seen !== expected) throw wrong(`it saw ${seen} calls of ${kind} where ${expected} were made`);
	}
	const { stacks } = await nameRecordings(recordings, {
		functions: ["malloc"],
		kinds: program.kinds,
		library: tools.recorder
	}, (file, given, input) => succeed(host.run, "demangling names", {
		file,
		arguments: given,
		input
	}));
	const paths = stacks.stacks.map(({ frames }) => frames.map(({ name }) => name));
	if (paths.some((path) => path.join() === knownStack.join())) return;
	const [path = []] = paths;
	throw wrong(`it took ${path.join(" → ") || "no stack"} for ${knownStack.join(" → ")}`);
}
function wrong(what) {
	return new MeasurementError(`The recorder is wrong in a program whose calls are known: ${what}.`, { remedy: "Set `recorder: perf`, and please report it with the output of `swift-allocation-gate doctor --json`: what it sees is never believed where it is not what the probes count." });
}
// src/elf/call-frame-instructions.ts
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
// src/elf/frame-rules.ts
/** Rules by the memory maps of a recording. Files are opened when they are needed; each address is looked up once. */
function createFrameRules(threads) {
	const files = /* @__PURE__ */ new Map();
	const fileOf = (path) => {
		const file = files.get(path) ?? openFile(path);
		files.set(path, file);
		return file;
	};
	const ruleOf = (returnAddress, thread) => {
		const place = placeIn$1(threads.get(thread), returnAddress - 1n);
		return place === null ? "not-code" : fileOf(place.path).atOffset(place.offset);
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
// src/measure/perf/trust.ts
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
function rightPartOf(stack, { reason, outermost }) {
	const right = stack.frames.slice(outermost);
	return {
		...stack,
		frames: reason === null ? right : ["0", ...right]
	};
}
// src/measure/perf/withhold-relays.ts
/**
* Takes the calls that were relayed (glibc's `posix_memalign(16)` uses `malloc`) out of a function's stacks, so
* that each allocation has one stack: that of the function that the program called. A relay that calls is told by
* its return address; one that jumps has, at both probes, the same thread, callers and size. One whose stack is not
* found at the function (it went astray, by frame pointers) stays: the report says how many stacks there are too many.
*/
function withoutRelays(stacks, relayed, resolve, makers = blockMakers) {
	if (relayed.length === 0) return stacks;
	const others = stacks.filter((stack) => !isRelay(stack, resolve, makers));
	const missing = sumOf(relayed) - (sumOf(stacks) - sumOf(others));
	return missing <= 0 ? others : withoutJumps(others, relayed, missing);
}
/** Whether another allocation function made the call: the block is counted where the program asked for it. */
function isRelay(stack, resolve, makers = blockMakers) {
	const returnAddress = stack.fields.ret;
	const caller = returnAddress === void 0 ? null : resolve(returnAddress, stack.thread);
	return (caller === null ? [] : [caller.symbol ?? "", ...caller.aliases ?? []]).some((name) => makers.some((maker) => name.replace(/^__(?:libc_)?/, "") === maker));
}
/** Nothing is made of `malloc`. */
const blockMakers = probedFunctions.filter((name) => name !== "malloc");
function withoutJumps(stacks, relayed, missing) {
	const owed = /* @__PURE__ */ new Map();
	for (const stack of relayed) owed.set(pathOf(stack), (owed.get(pathOf(stack)) ?? 0) + stack.count);
	let left = missing;
	return stacks.flatMap((stack) => {
		const owing = owed.get(pathOf(stack)) ?? 0;
		const taken = Math.min(stack.count, owing, left);
		owed.set(pathOf(stack), owing - taken);
		left -= taken;
		return stack.count === taken ? [] : [{
			...stack,
			count: stack.count - taken
		}];
	});
}
function pathOf({ thread, frames, fields }) {
	return JSON.stringify([
		thread,
		frames.slice(0, -1),
		String(fields.size)
	]);
}
function sumOf(stacks) {
	return stacks.reduce((sum, { count }) => sum + count, 0);
}
// src/measure/perf/recorded-run.ts
/** Runs a program once and takes the stacks of its calls, under names that people know. */
async function recordRun({ allocator, group, relays, ownCalls, entryPoints }, workload, { callGraph, functions }, tools, { run, logger }, lines) {
	const data = `${tools.folder}/perf.data`;
	const direct = entryPoints.functions.some(({ isCounted }) => isCounted) ? entryPoints.events : [];
	const events = [...eventsOf(group), ...direct];
	const read = await recordWithoutLoss(callGraph, async (bufferSize) => {
		const failure = await recordStacks(run, tools, events, {
			callGraph,
			bufferSize
		}, workload, data);
		if (failure !== null) return failure;
		const { folded, memoryMaps } = await readRecording(run, tools.perf.path, callGraph, data, tools.folder);
		return {
			outcome: "read",
			report: parsePerfFolded(folded),
			maps: parseMemoryMaps(memoryMaps)
		};
	});
	if (read.outcome === "failed") return read;
	const maps = read.maps.threads;
	const mapped = [...maps.values()].flatMap((all) => all.map(({ path }) => path));
	const others = sayOtherAllocators(workload.command[0], mapped, allocator, entryPoints);
	if (others !== null) logger.info(others);
	const isOwn = ({ thread, fields: { ret } }) => {
		const place = ret === void 0 ? null : placeIn$1(maps.get(thread), ret);
		return place?.path === allocator.path && ownCalls.returns.has(place.offset);
	};
	const report = {
		...read.report,
		stacks: read.report.stacks.filter((stack) => !isOwn(stack))
	};
	warnOfUnread(report.unparsed, read.maps.unparsed, logger);
	const symbols = createSymbols(maps);
	const resolve = (address, thread) => symbols.at(address - 1n, thread);
	const own = [...ownStacks(report, relays, resolve), ...directStacks(report, entryPoints, resolve)].filter(({ countedAs }) => functions.includes(countedAs));
	const checked = callGraph === "fp" ? checkStacks(own, createFrameRules(maps).atCall, logger) : own.map(trusted);
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
	const { levelsAt } = await lines.inSpaces(checked.flatMap(({ stack }) => addressesOfCode(stack, naming)), maps);
	return {
		outcome: "completed",
		counts: null,
		freed: null,
		stacks: {
			stacks: checked.map(({ stack, countedAs, isTrusted }) => ({
				...nameStack$1(stack, displayName(countedAs), naming, levelsAt),
				isTrusted
			})),
			callGraph,
			naming: "functions",
			samples: report.events.reduce((sum, event) => sum + event.samples, 0),
			lost: lostSamples(report),
			whyNoLines: callGraph === "fp" ? lines.whyNone() : noAddresses
		},
		disagreement: null
	};
}
/** An event for each probe. Calls that make no block (`realloc` of an existing one) are left out. */
function eventsOf({ name, functions }) {
	return functions.map((symbol) => {
		const kinds = callKinds.filter((kind) => kind.symbol === symbol);
		const [maker] = kinds.filter(({ makesBlock }) => makesBlock);
		const takesAll = kinds.every(({ makesBlock }) => makesBlock);
		return {
			event: `${name}:${symbol}`,
			filter: takesAll ? null : maker?.filter ?? null
		};
	});
}
/** Lines of perf's reports that were not understood hold stacks that nobody will see, or what lay where in memory. */
function warnOfUnread(stacks, maps, logger) {
	const lines = stacks.lines + maps.lines;
	if (lines === 0) return;
	const [first = ""] = [...stacks.examples, ...maps.examples];
	const what = lines === 1 ? "One line of perf’s report was" : `${lines} lines of perf’s report were`;
	logger.warning(`${what} not understood, so that stacks may be missing; the first: ${first}`);
}
/** The stacks of each kind of call, those left out that other functions made of it. */
function ownStacks(report, relays, resolve) {
	const ofKind = (kind) => report.stacks.filter((stack) => recordedKind(stack) === kind);
	return callKinds.flatMap(({ kind, countedAs }) => {
		return withoutRelays(ofKind(kind), (relays.get(kind) ?? []).flatMap(ofKind), resolve).map((stack) => ({
			stack: insertCaller(stack, resolve),
			countedAs
		}));
	});
}
/** The same of functions that are called directly. */
function directStacks(report, { functions, events, relays }, resolve) {
	const eventOf = new Map(functions.map(({ kind }, index) => [kind, events[index]?.event]));
	const ofKind = (kind) => report.stacks.filter((stack) => stack.event === eventOf.get(kind) || recordedKind(stack) === kind);
	return functions.flatMap(({ kind, countedAs }) => {
		return withoutRelays(ofKind(kind), (relays.get(kind) ?? []).flatMap(ofKind), resolve, directMakers).map((stack) => ({
			stack: insertCaller(stack, resolve),
			countedAs
		}));
	});
}
/** Whatever may make a call of a function that is called directly. */
const directMakers = [...probedFunctions, ...directSymbols];
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
		if (recorded.outcome === "failed" || lostSamples(recorded.report) === 0) break;
		recorded = await record(bufferSize);
	}
	return recorded;
}
const trusted = (own) => ({
	...own,
	isTrusted: true
});
/** Of a stack that frame pointers led astray, the part that is right; the log says how many there are, and why. */
function checkStacks(all, ruleAtCall, logger) {
	const reasons = /* @__PURE__ */ new Map();
	const checked = all.map(({ stack, countedAs }) => {
		const trust = judgeStack(stack, ruleAtCall);
		if (trust.reason !== null) reasons.set(trust.reason, (reasons.get(trust.reason) ?? 0) + stack.count);
		return {
			stack: rightPartOf(stack, trust),
			countedAs,
			isTrusted: trust.reason === null
		};
	});
	const counted = [...reasons].map(([reason, count]) => `${count} ${reason}`);
	if (counted.length > 0) logger.info(`Allocations whose stack frame pointers do not tell: ${counted.join(", ")}.`);
	return checked;
}
function lostSamples({ lost, events }) {
	const missing = events.reduce((sum, { announced, samples }) => sum + Math.max(0, (announced ?? samples) - samples), 0);
	return Math.max(lost ?? 0, missing);
}
/** With dwarf perf reads the program's files, and names each frame instead of saying where it is. */
const noAddresses = "Source lines are not known: perf took the stacks by DWARF, which it shows without addresses.";
/** The return addresses whose lines may be asked for: what the runtime does has none that anybody looks for. */
function addressesOfCode({ frames, thread }, naming) {
	return frames.flatMap((frame) => {
		const address = addressOf(frame);
		return address !== null && roleOf(nameFrame(frame, thread, naming)) === "code" ? [{
			address,
			thread
		}] : [];
	});
}
/** Every symbol that the stack will show: those of its frames, and of its return address. */
function mangledNames({ frames, fields, thread }, resolve) {
	const resolved = [...frames.map(addressOf), fields.ret ?? null].filter((address) => address !== null).map((address) => resolve(address, thread)?.symbol ?? null);
	return [...frames.filter((frame) => addressOf(frame) === null), ...resolved.filter((symbol) => symbol !== null)];
}
// src/measure/perf/held-probes.ts
/**
* Holds probes by idle perfs that have their events open, disabled. They change no count: events count their own program
* only.
*
* One is open for its own program, and spares registering the probes at every run (facts 39). Another is open for a CPU,
* while there is a run: the kernel asks each event which task it was made for, to know which memory has to have the probe.
* Where two threads exchanged their events and one of them ended, it takes the probe from the other, whose calls are lost
* from then on (facts 47). An event that is made for a CPU answers for all.
*/
function createHeldProbes(perf, { cleanup, signal }) {
	const all = [];
	const idle = /* @__PURE__ */ new Set();
	let mayLetGo = false;
	const start = (where, events) => {
		const selected = events.flatMap((event) => ["-e", event]);
		const command = [
			"stat",
			"-o",
			"/dev/null",
			...where,
			"--delay",
			"-1",
			...selected,
			"--",
			"cat"
		];
		const background = startBackground(perf, command, { PATH: "/usr/bin:/bin" });
		const isReady = beforeSignal(background.isReady, signal);
		isReady.catch(() => {});
		return {
			...background,
			isReady
		};
	};
	const startIdle = (where, events) => {
		const background = start(where, events);
		idle.add(background);
		return background;
	};
	const end = async (held) => {
		const { everywhere } = held;
		if (everywhere === null) return;
		held.everywhere = null;
		await everywhere.end();
		idle.delete(everywhere);
	};
	const cpu = anyCpu();
	return {
		keep: (events) => {
			const own = start([], events);
			cleanup.add(async () => own.abandon());
			return own.isReady;
		},
		hold: async (events) => {
			const own = startIdle([], events);
			cleanup.add(async () => void await Promise.all([...idle].map(({ end: endOne }) => endOne())));
			const held = {
				events,
				own,
				everywhere: null,
				users: 0
			};
			all.push(held);
			await own.isReady;
			return async () => {
				if (all.includes(held)) all.splice(all.indexOf(held), 1);
				await Promise.all([own.end(), end(held)]);
				idle.delete(own);
			};
		},
		during: async (events, run) => {
			const where = await cpu;
			const needed = all.filter((held) => held.events.some((event) => events.includes(event)));
			const isAlone = all.every(({ users }) => users === 0);
			const spare = isAlone ? all.filter((held) => !needed.includes(held)) : [];
			for (const held of needed) held.users += 1;
			for (const held of needed) if (held.everywhere === null || held.everywhere.hasEnded()) held.everywhere = startIdle(where, held.events);
			const holding = needed.map(({ everywhere }) => everywhere);
			try {
				await Promise.all([...holding.map((one) => one?.isReady), ...spare.map(end)]);
				if (mayLetGo && isAlone && needed.length === 0) {
					mayLetGo = false;
					for (const { own } of all) own.end();
				}
				const done = await run();
				if (holding.some((one) => one?.hasEnded())) throw new MeasurementError("perf, which held the probes, ended while the program ran: calls may be missing.");
				return done;
			} finally {
				for (const held of needed) held.users -= 1;
			}
		},
		letGo: () => {
			mayLetGo = true;
		}
	};
}
async function anyCpu() {
	const [cpu = "0"] = /^\d+/.exec(await readFile("/sys/devices/system/cpu/online", "utf8")) ?? [];
	return ["--cpu", cpu];
}
// src/measure/perf/try-probe.ts
/** A program that is everywhere, on the disk of the libc, and mostly linked with that. */
const shell = "/bin/sh";
/**
* Places a probe where a shell begins, starts the shell once, and removes the probe: what may be opened and written may
* still not be counted. `launcher` is its path, once that is compiled. Throws a {@link MeasurementError} that says what
* forbids it, where that is known. It is over before the probe is removed.
*/
async function tryProbe(tools, launcher, host) {
	const { events, putBack } = await saidWhatForbids(tools, () => placeProbe(tools, host));
	const all = {
		...tools,
		launcher: await launcher
	};
	await saidWhatForbids(tools, async () => {
		const hits = await hitsOfStart(events, all, host);
		if (hits !== 1) throw new MeasurementError(`A probe on the start of ${shell} was hit ${hits} times, not once.`);
	});
	const removing = putBack();
	removing.catch(() => {});
	return { putBack: removing };
}
async function saidWhatForbids({ folder, tracefs }, work) {
	try {
		return await work();
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		const programs = {
			folder,
			haveCapabilities: tracefs.elevation === "sudo"
		};
		const forbidden = whatForbidsProbes(readKernelState(), programs);
		if (forbidden === null) throw error;
		throw new MeasurementError(forbidden.sentence, {
			remedy: forbidden.remedy,
			lastLines: [messageOf(error), ...error.lastLines],
			cause: error
		});
	}
}
/** The probe is held while the launcher is compiled, and so are the events that each run counts. */
async function placeProbe({ tracefs, probes }, { cleanup }) {
	const elf = readElf(shell);
	const start = elf === null ? null : elf.fileOffset(elf.entry);
	if (start === null) throw new MeasurementError(`${shell} is no program of this machine.`);
	const { events, remove } = await placeInstructionProbes(tracefs, shell, [start], cleanup);
	const [letGo] = await Promise.all([probes.hold(events), probes.keep(namesOf(taskEvents))]);
	return {
		events,
		putBack: cleanup.add(async () => {
			await letGo();
			await remove();
		})
	};
}
async function hitsOfStart(events, tools, { run }) {
	const workload = {
		command: [
			shell,
			"-c",
			":"
		],
		directory: tools.folder,
		environment: { PATH: "/usr/bin:/bin" },
		timeoutSeconds: 60,
		status: 0,
		leftovers: {
			waitMilliseconds: 0,
			allowed: false
		},
		server: null
	};
	const [hit = 0] = await requireHits(countHits(run, tools, events.map((event) => ({
		event,
		filter: null
	})), workload, `${tools.folder}/tried`), workload);
	return hit;
}
// src/measure/perf/tools.ts
/** Opens the kernel's probes, and puts away what a killed gate left behind. Throws a `MeasurementError` where it may not. */
async function openProbes({ runAlways, cleanup }) {
	const tracefs = await openTraceFs(runAlways, cleanup);
	await removeLeftovers(tracefs);
	await removeLeftoverFolders();
	return {
		tracefs,
		folder: await temporaryFolder(cleanup)
	};
}
/**
* Finds perf, and tries it with a probe. It comes before the build, which may take minutes. Throws a `MeasurementError` that
* says what is missing.
*/
async function prepareTools(host, perfPath, { tracefs, folder }) {
	const { run, environment } = host;
	const search = perfSearch(perfPath, environment, folder);
	if (host.mayInstall && search.preferred === "") await installMissingPerf(search, tracefs, host);
	const compiling = compileLauncher(run, anyCompiler(environment.PATH ?? ""), folder);
	const findAndTry = async () => {
		const found = await findPerf(run, search);
		const perf = tracefs.elevation === "root" ? found : await capablePerf(run, found, folder);
		const trial = {
			tracefs,
			folder,
			perf,
			probes: createHeldProbes(perf.path, host)
		};
		return {
			...trial,
			trialPutBack: (await tryProbe(trial, compiling, host)).putBack
		};
	};
	const [tried, launcher] = await together$1([findAndTry(), compiling]);
	return {
		...tried,
		launcher
	};
}
/** How perf is searched for with this `perf-path`. `folder` is private and temporary. */
function perfSearch(perfPath, { PATH = "" }, folder) {
	return {
		preferred: perfPath ?? "",
		searchPath: PATH,
		kernel: readMachine().kernel,
		folder
	};
}
/** A fresh container has no perf; a step that has to be added by hand would be one too many. */
async function installMissingPerf(search, { elevation }, { run, logger }) {
	const isFound = () => findPerf(run, search).then(() => true, () => false);
	if (await isFound()) return;
	await installPerf(run, logger, search.kernel, (command) => elevated(elevation, command), isFound);
}
// src/measure/perf/without-probes.ts
/**
* Lets the recorder count alone, where no probe may be placed. In place of the probes, a program whose calls are known has
* to prove it right on each allocator, and each program that is run has to leave all that it should.
*/
async function openWithoutProbes(host) {
	await removeLeftoverFolders();
	const tools = await prepareInsideTools(host);
	const proved = /* @__PURE__ */ new Set();
	return {
		name: "recorder inside the program",
		version: "",
		counter: "inside",
		prepare: async (path, environment, alsoCount = []) => {
			refuseDirect(alsoCount, "The recorder inside the program");
			const allocator = await findAllocator(host.run, path, environment);
			const whyNot = whyNotInside(executableOf(path), allocator);
			if (whyNot !== null) throw new MeasurementError(`It cannot be counted from inside: ${whyNot}.`, { remedy: "Link it dynamically with glibc, or count it by probes (`counter: probes`)." });
			const key = keyOf$1(allocator);
			if (!proved.has(key)) await proveRecorder(await calibrationOf(allocator, tools, host), tools, host);
			proved.add(key);
			return {
				...identityOf(allocator),
				whyNotInside: async () => null,
				run: (workload, wanted) => runInside(workload, wanted, allocator, tools, host)
			};
		}
	};
}
/** What recording without probes needs. Throws a {@link MeasurementError} where there is no compiler for it. */
async function prepareInsideTools(host) {
	const { run, cleanup, environment } = host;
	const folder = await temporaryFolder(cleanup);
	const compiler = anyCompiler(environment.PATH ?? "");
	const [launcher, recorder] = await together$1([compileLauncher(run, compiler, folder), compileRecorder(run, compiler, folder)]);
	return {
		folder,
		launcher,
		recorder,
		names: noNamesYet(createSourceLines(host))
	};
}
/** The calibration program on an allocator. */
function calibrationOf(allocator, { folder }, { run, environment }) {
	return compileCalibrationProgram(run, allocator, folder, environment);
}
async function runInside(workload, { count, record }, allocator, tools, host) {
	if (!count && record === null) return runUncounted(host.run, tools, workload);
	const result = await countInsideRun(workload, { record }, kindsOf([...allocator.places.keys()]), tools, host);
	if (result.outcome === "failed" || result.disagreement === null) return result;
	throw new MeasurementError(`It could not be counted from inside: ${result.disagreement}.`, { remedy: "Count it by probes (`counter: probes`), or measure it without that." });
}
// src/measure/perf/perf.ts
/** Counts with the kernel's user probes and `perf stat`, and takes stacks with `perf record`. */
const perf = {
	open: open$1,
	needs
};
async function open$1(whole, { perfPath, mayRecordInside }) {
	const cleanup = new Cleanup(whole.logger);
	const beside = [];
	whole.cleanup.add(async () => {
		await settled(beside, whole.signal);
		await cleanup.undoAll();
	});
	const host = {
		...whole,
		cleanup
	};
	const opened = await openProbes(host);
	const tools = await prepareTools(host, perfPath, opened);
	const compiling = mayRecordInside ? tryToCompile(host, opened) : null;
	const ahead = proveAhead(tools, host);
	beside.push(ahead, ...compiling === null ? [] : [compiling]);
	tools.trialPutBack.catch((error) => host.logger.warning(messageOf(error)));
	const probed = /* @__PURE__ */ new Map();
	const proved = async (allocator, alsoCount) => {
		const key = [keyOf$1(allocator), ...alsoCount].join(" ");
		const already = await ahead;
		const isThat = already !== null && keyOf$1(already.allocator) === key;
		const found = probed.get(key) ?? (isThat ? already : await probeAllocator(allocator, alsoCount, tools, host));
		if (!probed.has(key)) sayProved(found, host.logger);
		probed.set(key, found);
		return {
			...found,
			allocator
		};
	};
	const compiledRecorder = () => compiling ?? tryToCompile(host, tools);
	const withoutProbes = (uncounted) => tools.probes.during([], uncounted);
	const lines = createSourceLines(host);
	const names = noNamesYet(lines);
	return {
		name: "perf",
		version: tools.perf.version,
		counter: "probes",
		letGo: tools.probes.letGo,
		prepare: async (program, environment, alsoCount = []) => {
			const allocator = await findAllocator(host.run, program, environment);
			const probes = await proved(allocator, alsoCount);
			const isDirect = probes.entryPoints.functions.some(({ isCounted }) => isCounted);
			return {
				...identityOf(allocator),
				whyNotInside: async () => {
					return whyNotInside(executableOf(program), allocator, isDirect) ?? (await compiledRecorder()).problem;
				},
				run: async (workload, { count, countFreed, record }) => {
					if (record?.callGraph === "inside") {
						const { library } = await compiledRecorder();
						if (!count && !isDirect) {
							const inside = {
								...tools,
								recorder: library,
								names
							};
							const kinds = kindsOf(probes.group.functions);
							return withoutProbes(() => countInsideRun(workload, { record }, kinds, inside, host));
						}
						const request = {
							countFreed,
							functions: record.functions,
							library,
							names
						};
						return countAndRecordRun(probes, workload, request, tools, host);
					}
					if (!count && record === null) return withoutProbes(() => runUncounted(host.run, tools, workload));
					if (record === null || count) return countRun(probes, workload, countFreed, tools, host);
					return recordRun(probes, workload, {
						...record,
						callGraph: record.callGraph
					}, tools, host, lines);
				}
			};
		}
	};
}
/**
* Places probes on the libc that this machine's own programs use, which the measured one most often has, and proves them
* right. Null where that cannot be, or `free` could not be counted: what is wrong is found again when it is needed.
*/
async function proveAhead(tools, host) {
	try {
		const allocator = await findAllocator(host.run, shell, {});
		if (allocator.linkage === "static") return null;
		const proved = await probeAllocator(allocator, [], tools, host);
		return proved.free.outcome === "countable" ? proved : null;
	} catch {
		return null;
	} finally {
		await tools.probes.during([], async () => {});
	}
}
/** What was found out about the allocator, said where it is used first. */
function sayProved({ allocator: { path, foreign, libc }, free }, logger) {
	logger.info(`Probes are on ${path} (${foreign?.name ?? libc}), calibrated.`);
	if (free.outcome === "uncountable") logger.info(`Freed blocks are not counted: ${free.reason}`);
}
async function tryToCompile({ run, environment }, { folder }) {
	try {
		return {
			library: await compileRecorder(run, anyCompiler(environment.PATH ?? ""), folder),
			problem: null
		};
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		return {
			library: "",
			problem: `the recorder could not be compiled: ${messageOf(error)}`
		};
	}
}
function needs(host, { perfPath }) {
	const { run, environment } = host;
	return Object.entries({
		perf: async () => {
			const folder = await temporaryFolder(host.cleanup);
			const { path, version } = await findPerf(run, perfSearch(perfPath, environment, folder));
			return `${version} (${path})`;
		},
		probes: async () => {
			const { tracefs, trialPutBack } = await prepareTools(host, perfPath, await openProbes(host));
			await trialPutBack;
			return `are placed, hit and removed, ${tracefs.elevation === "root" ? "as root" : "through sudo"}`;
		},
		calibration: async () => {
			const { trialPutBack, ...tools } = await prepareTools(host, perfPath, await openProbes(host));
			await trialPutBack;
			const allocator = await findAllocator(run, process.execPath, {});
			const { relays, free } = await probeAllocator(allocator, [], tools, host);
			const words = [...relays].filter(([, kinds]) => kinds.length > 0).map(([kind, kinds]) => `${kinds.join(", ")} → ${kind}`);
			const freed = free.outcome === "countable" ? "too" : `are not counted: ${free.reason}`;
			return `every call counted once by ${allocator.libc} (${words.join("; ") || "no relays"}); freed blocks ${freed}`;
		},
		recorder: async () => {
			const allocator = await findAllocator(run, process.execPath, {});
			const inside = await prepareInsideTools(host);
			await proveRecorder(await calibrationOf(allocator, inside, host), inside, host);
			const swiftc = swiftCompiler(environment.PATH ?? "");
			if (swiftc !== null) await proveAwaits(swiftc, inside, host);
			const more = swiftc === null ? "" : ", an object’s class and who awaits";
			return `every call and its stack seen inside a program on ${allocator.libc}${more}`;
		}
	}).map(([name, find]) => ({
		name,
		find
	}));
}
// src/measure/measurer-here.ts
const perfOrRecorder = {
	open: (host, options) => options.counter === "inside" ? openWithoutProbes(host) : perf.open(host, options),
	needs: perf.needs
};
/**
* What measures: DTrace on macOS, perf on Linux. `MEASURER=dtrace` in the environment takes DTrace on Linux too, which is
* how what macOS would do is proved without a Mac. `platform` is Node's name of the operating system.
*/
function measurerFor(platform, chosen) {
	if (platform === "darwin") return inTurn(dtraceOn(macOS));
	return inTurn(chosen === "dtrace" ? dtraceOn(linux) : perfOrRecorder);
}
/**
* The same measurer with a cleanup of its own, which closes it, and opened once the one before is closed: what that puts
* back, as the kernel's file system for probes, would go from under it. One that nobody waited for is open, or has failed
* to be, before it is put back.
*/
function inTurn({ open, needs }) {
	let closed = Promise.resolve();
	return {
		needs,
		open: async (host, options) => {
			const cleanup = new Cleanup(host.logger);
			const before = closed;
			const opening = (async () => {
				await before;
				return open({
					...host,
					cleanup
				}, options);
			})();
			const close = host.cleanup.add(async () => {
				await settled([opening], host.signal);
				await cleanup.undoAll();
			});
			return {
				...await opening,
				close: () => {
					closed = close();
					return closed;
				}
			};
		}
	};
}
export { requirePackage as $, numbersOf$1 as $t, parametersOf as A, listLeftOut as At, nullIfMissing as B, formatCount as Bt, renderFlameGraphSvg as C, groupEnvironments as Ct, nothingInspected as D, withLinesOf as Dt, inspectConfiguration as E, judge as Et, readTip as F, placeOfSite as Ft, askGraphql as G, asRecorded as Gt, requestFailureOf as H, formatPercent as Ht, TransferFailure as I, allocatedWords as It, readToolchain as J, parseReport as Jt, graphqlShape as K, buildCallTree as Kt, UnexpectedAnswer as L, listedNames as Lt, readCommit as M, readCheckedOut as Mt, readFolders as N, resolveCommit as Nt, fullNameOf as O, findMergeBase as Ot, readMergeBase as P, writeCommitTree as Pt, describeMeasuredPackage as Q, judgeTotal as Qt, failureSentence as R, plainOf as Rt, renderDifferentialSvg as S, typed$1 as St, inspectBase as T, changesOf as Tt, ask as U, formatQuantity as Ut, reasonOf as V, formatDelta as Vt, askForPages as W, groupBenchmarks as Wt, kernelName as X, isChanged$2 as Xt, needsProduct as Y, readReport as Yt, readMachine as Z, judgeChange as Zt, StackSums as _, overviewVerdict as _t, renderHistory as a, readBaseline as an, renderOutline as at, largestReportBytes as b, plain as bt, readBaselineVersions as c, parseBaseline as cn, movedSites as ct, renderComment as d, visitKeys as dn, verdictSentence as dt, undoDiff as en, chooseBenchmarks as et, renderSummary as f, formatBaseline as fn, warnings as ft, parseFolded as g, overviewPasses as gt, foldedPath as h, writeWhole as hn, overviewOfOne as ht, historyRemarks as i, gitBlob as in, linesOfSite as it, readBlob as j, pathInRepository as jt, mayPush as k, hasFiles as kt, demangle as l, parseCanonicalBaseline as ln, noLinks as lt, folded as m, isNameFor as mn, onlyOne as mt, eventsOf$1 as n, logLine as nn, resolveInside as nt, renderHistoryLines as o, writeBaseline as on, renderTerminal as ot, writeResults as p, baselineFileName as pn, hasChanged$1 as pt, chooseEnvironment as q, unknownName as qt, historyOf as r, prose as rn, explanation as rt, sharesOf as s, benchmarkLines as sn, areSitesCompared as st, measurerFor as t, html as tn, readSettings as tt, isMangled as u, findJsonProblem as un, overviewSentence as ut, deepestStack as v, aligned as vt, runGate as w, worstFirst$1 as wt, renderFlameGraphPage as x, shortName as xt, jsonOf as y, palette as yt, isOutage as z, formatBytes as zt };
