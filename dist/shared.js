import { _ as unknown, a as array, c as int, d as number, f as object, g as union, h as string, i as _enum, l as literal, m as strictObject, n as require_dist, o as boolean, p as record, s as discriminatedUnion, t as getExecOutput, u as looseObject, y as NEVER } from "./vendor.js";
import { appendFile, copyFile, mkdir, mkdtemp, readFile, readdir, realpath, rename, rm, stat, writeFile } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, posix, relative, resolve, sep } from "node:path";
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { isUtf8 } from "node:buffer";
import { availableParallelism, release, tmpdir } from "node:os";
import { accessSync, closeSync, constants, existsSync, fstatSync, openSync, readFileSync, readSync, readdirSync, readlinkSync, realpathSync } from "node:fs";
import { parseArgs } from "node:util";
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
	return record(key, value, `must be a map, such as ${example}`);
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
	defaults: map(overrides, "{ runs: 10 }").transform(overridesOf).optional()
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
const deepest$1 = 20;
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
		if (depth > deepest$1) refuse(token.offset, `nested deeper than ${deepest$1} levels`);
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
		placeOf: (at, part) => placeAt(offsetOf(document, at, part))
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
			keyOffset = startOf(pair.key) ?? keyOffset;
			node = pair.value;
		} else if ((0, import_dist.isSeq)(node)) {
			node = node.items[Number(step)];
			keyOffset = startOf(node) ?? keyOffset;
		} else return keyOffset;
		valueOffset = startOf(node) ?? keyOffset;
	}
	return part === "key" ? keyOffset : valueOffset;
}
function startOf(node) {
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
	const { benchmarks = {}, defaults = noOverrides } = result.data;
	const twin = findTwin(Object.keys(benchmarks));
	if (twin !== null) throw new UsageError(`${path}:${document.placeOf(["benchmarks", twin.second], "key")}: ${keyPath$1(["benchmarks", twin.second])}: differs from ${quoted(twin.first)} in upper and lower case only, and both become names of files; rename one`);
	return {
		path,
		benchmarks: Object.entries(benchmarks).map(([name, entry]) => ({
			name,
			...entry
		})),
		defaults
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
	}).sort((a, b) => comparePlaces(a.place, b.place)).map(({ place, where, message }) => where.length === 0 ? `${path}:${place}: ${message}` : `${path}:${place}: ${keyPath$1(where)}: ${message}`);
	if (lines.length <= mostProblems) return lines;
	return [...lines.slice(0, mostProblems), `${path}: and ${lines.length - mostProblems} more`];
}
function comparePlaces(a, b) {
	const [aLine = 0, aColumn = 0] = a.split(":").map(Number);
	const [bLine = 0, bColumn = 0] = b.split(":").map(Number);
	return aLine - bLine || aColumn - bColumn;
}
/** `benchmarks.http.arguments[1]`; a key that is not a plain word is quoted. */
function keyPath$1(path) {
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
	if (products.length > 0 && entries.length > 0) throw new UsageError(`products: contradicts ${configFile?.path}, which names benchmarks; add the products there, or empty products`);
	if (entries.length > 0) return {
		...flags,
		defaults,
		benchmarks: entries.map((entry) => ({
			...entry,
			...overridden(defaults, entry)
		}))
	};
	if (products.length > 0) return {
		...flags,
		defaults,
		benchmarks: products.map((product) => productBenchmark(product, defaults))
	};
	return {
		...flags,
		defaults,
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
const largestFile = 262144;
/** Inputs and configuration file as the one validated value; it is read before anything is built. */
async function readSettings(inputs, repository) {
	return resolveSettings(inputs, await readConfigFile(inputs.config, repository));
}
async function readConfigFile(path, repository) {
	const found = await stat(join(repository, path)).catch(() => null);
	if (found === null) return null;
	const file = await resolveInside(repository, path, "config");
	if (!found.isFile()) throw new UsageError(`config: ${JSON.stringify(path)} is not a file.`);
	if (found.size > largestFile) throw new UsageError(`config: ${JSON.stringify(path)} is larger than ${largestFile / 1024} KiB; is it the right file?`);
	return parseConfigFile(await readFile(file, "utf8"), path);
}
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
/** Sum of the functions that make the total. */
function totalOf(counts) {
	return totalFunctions.reduce((sum, name) => sum + counts[name], 0);
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
		withoutBaseline: measured.filter(({ verdict }) => verdict === "no-baseline").toSorted(byName)
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
		case "regression": return delta.total > (benchmark.allowed ?? 0) + rounding || delta.realloc <= 0 ? "total" : "realloc";
		case "improvement": return -delta.total > baseline.spread.total + rounding || delta.realloc >= 0 ? "total" : "realloc";
		default: return "total";
	}
}
/** Counts per iteration are quotients: their difference may be off by this without any allocation more or less. */
const rounding = 1e-9;
/** Whether a delta is more than rounding. */
function isMove(delta) {
	return Math.abs(delta) > rounding;
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
// src/report/changes.ts
/** The rows of one benchmark: its total, then the functions that moved. */
function changesOf(compared) {
	const { benchmark, baseline, delta } = compared;
	const deciding = decidingQuantity(compared);
	return [{
		quantity: benchmark.unit === "iteration" ? "total per iteration" : "total",
		...numbers(baseline.total, benchmark.total, delta.total),
		limit: limitOf(compared, "total"),
		decides: deciding === "total"
	}, ...changedFunctions(compared).map((name) => ({
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
	const { absolute, percent } = benchmark.limit;
	const share = percent / 100 * before;
	const allowed = (quantity === "total" ? benchmark.allowed : null) ?? Math.max(absolute, share, baseline.spread[quantity]);
	return share > 0 && Math.abs(allowed - share) < 1e-6 * share ? formatPercent(percent, 100) ?? "" : formatDelta(allowed);
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
/**
* Inline Markdown code that shows the text, at most `limit` characters of it, also inside a table's cell.
*
* A `|` ends a cell even within backticks, and `\|` shows its backslash outside a table, so a text with one
* becomes a `<code>` element in which all punctuation is an entity.
*/
function code(text, limit = 160) {
	const shown = logLine(text, limit).replace(/^ +| +$/g, (spaces) => spelledOut(" ").repeat(spaces.length));
	if (shown === "") return "(empty)";
	if (shown.includes("|")) return `<code>${withoutPunctuation(shown)}</code>`;
	const fence = "`".repeat(longestBacktickRun(shown) + 1);
	const padding = /^`|`$/.test(shown) ? " " : "";
	return `${fence}${padding}${shown}${padding}${fence}`;
}
function withoutPunctuation(text) {
	return text.replace(/[^\p{L}\p{N} ]/gu, (character) => `&#${character.codePointAt(0)};`);
}
function longestBacktickRun(text) {
	return Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length));
}
/** A fenced block of Markdown that shows the lines, each at most 400 characters, and ends where we end it. */
function codeBlock(lines, language = "") {
	const shown = lines.map((line) => logLine(line.replaceAll("	", "    "), 400));
	const fence = "`".repeat(Math.max(3, longestBacktickRun(shown.join("\n")) + 1));
	return [
		`${fence}${language}`,
		...shown,
		fence
	].join("\n");
}
/** Words that Markdown and GitHub show as they are: no emphasis, no mention, no reference, no address. */
const plainWord = /^[\p{L}\p{N}.,;:!?'"()%/+=−–—…-]+$/u;
/** What plain characters can still mean: an address, an emoji's short name. */
const meaningfulWord = /www\.|:./i;
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
// src/report/sentence.ts
/**
* The verdict in one sentence: the worst of it in bold with its largest case, then how many benchmarks say
* something else, then whether the gate's settings see it otherwise.
*/
function verdictSentence(report) {
	if (report.failure !== null) return [
		{ strong: "Allocations could not be measured" },
		": ",
		{ prose: ended(report.failure.message) }
	];
	const [first, ...rest] = statements(groupBenchmarks(report), report);
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
	if (report.baselineFile?.exists === true) return {
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
	if (largest === void 0) return [];
	const { benchmark, baseline, delta } = largest;
	const deciding = decidingQuantity(largest);
	if (!isMove(delta[deciding])) return [
		`: the same number of allocations per ${benchmark.unit}, by other functions, in `,
		{ code: benchmark.name },
		...andOthers(benchmarks.length - 1)
	];
	const before = deciding === "total" ? baseline.total : baseline.counts.realloc;
	const limit = benchmark.verdict === "improvement" ? [] : [`limit ${limitOf(largest, deciding)}`];
	const remarks = [formatPercent(delta[deciding], before) ?? "from 0", ...limit];
	return [
		`: ${formatDelta(delta[deciding])} `,
		...quantityOf(largest),
		` per ${benchmark.unit} in `,
		{ code: benchmark.name },
		` (${remarks.join(", ")})`,
		...andOthers(benchmarks.length - 1)
	];
}
/** The function by name where it alone moved the total, else what its calls are. */
function quantityOf(compared) {
	const { delta } = compared;
	if (decidingQuantity(compared) === "realloc") return [{ code: "realloc" }, " of existing blocks"];
	const only = totalFunctions.filter((name) => isMove(delta[name]));
	const [name] = only;
	if (only.length !== 1 || name === void 0 || name === "realloc_null" || isMove(delta[name] - delta.total)) return [Math.abs(delta.total) === 1 ? "allocation" : "allocations"];
	return [{ code: name }];
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
		omitted: omission(rows.length - shown.length, singular)
	};
}
/** `12 rows omitted`, in italics; empty where there are none. */
function omission(count, singular) {
	return count > 0 ? `*${formatCount(count)} ${singular}${count === 1 ? "" : "s"} omitted.*` : "";
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
/** Lists of sites as Markdown, for the benchmarks that moved most. */
function grownSites(groups, lengths, room) {
	const moved = [
		...groups.regressions,
		...groups.withinLimit,
		...groups.improvements
	];
	const explained = moved.filter((compared) => movedSites(compared).length > 0);
	let left = room.sites;
	const sections = [];
	for (const compared of explained.slice(0, lengths.benchmarksWithSites)) {
		const list = siteList(compared, lengths.sitesPerBenchmark, left, room.callers);
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
function siteList(compared, length, room, callers) {
	const { benchmark } = compared;
	const sites = movedSites(compared);
	const shown = sites.slice(0, Math.min(length, room));
	const title = `**Call sites that ${movement(compared)}** in ${code(benchmark.name)}, allocations per ${benchmark.unit}:`;
	const lines = shown.map((site) => `- ${siteLine(site, callers)}`);
	const omitted = omission(sites.length - shown.length, "call site");
	return [
		title,
		lines.join("\n"),
		omitted,
		incompleteness(benchmark)
	].filter((part) => part !== "").join("\n\n");
}
function siteLine({ name, module, callers, count, bytes, delta, baselineCount }, room) {
	const size = bytes === null ? "" : `, ${formatBytes(bytes)}`;
	const before = baselineCount === 0 ? "new" : `${formatCount(baselineCount)} → ${formatCount(count)}`;
	const chain = callers.slice(0, Math.min(callersShown$2, room)).map((caller) => ` ← ${code(caller, 100)}`);
	return `**${formatDelta(delta)}** (${before}${size}) ${code(name)} in ${code(module, 60)}${chain.join("")}`;
}
/** What the recording missed, in words; empty where it missed next to nothing. */
function incompleteness({ stacks }) {
	if (stacks === null) return "";
	const { samples, lost, unresolved } = stacks;
	const lostShare = samples + lost === 0 ? 0 : lost / (samples + lost);
	const remarks = [...lostShare >= noticeableShare ? [`${formatShare(lostShare)} of the stacks were lost`] : [], ...unresolved >= noticeableShare ? [`${formatShare(unresolved)} hold a frame without a name`] : []];
	return remarks.length > 0 ? `These call sites may be incomplete: ${remarks.join(", ")}. The counts are not affected.` : "";
}
function missingStacks(moved) {
	const regressed = moved.filter(({ benchmark }) => benchmark.verdict === "regression");
	return regressed.length > 0 && regressed.every(({ benchmark }) => benchmark.stacks === null) ? ["Call sites are not known, because no stacks were recorded."] : [];
}
function directionOf({ verdict }, totalDelta) {
	return verdict !== "regression" && totalDelta < 0 ? -1 : 1;
}
// src/report/comparison.ts
/** What was compared with what, and how it was measured. */
function comparison(report) {
	const { source, baselineFile, fingerprint } = report;
	const counted = report.benchmarks.length > 0 && report.failure === null;
	const verb = counted ? "Measured" : "Tried to measure";
	const commit = source === null ? [] : [
		", commit ",
		{ code: source.headSha.slice(0, 10) },
		...merged(source)
	];
	const baseline = counted && baselineFile?.exists === true ? [", against ", { code: baselineFile.path }] : [];
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
		"."
	];
}
function merged({ pullRequest, headSha, measuredSha }) {
	return pullRequest !== null && headSha !== measuredSha ? [" merged into its base"] : [];
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
// src/report/terminal.ts
const sitesShown$1 = 5;
const benchmarksWithSites = 5;
const callersShown$1 = 3;
const nameWidth = 60;
/** The report for a terminal: plain text, coloured with ANSI codes only where `color` says so. */
function renderTerminal(report, { color }) {
	const paint = palette$1(color);
	const groups = groupBenchmarks(report);
	const changed = changedBenchmarks(groups);
	return `${[
		[verdictPaint(report, paint)(plainOf(verdictSentence(report)))],
		report.notices.map((notice) => `Note: ${logLine(notice)}`),
		changed.filter(({ benchmark }) => benchmark.suspicious).map((compared) => `Note: ${plainOf(suspicion(compared))}`),
		[paint.dim(plainOf(comparison(report)))],
		report.failure === null ? [] : explanation(report.failure, paint),
		...groups.failed.map(({ name, failure }) => [`${shortName(name)}: ${logLine(failure.message)}`, ...explanation(failure, paint)]),
		changedTable(changed, paint),
		...changed.slice(0, benchmarksWithSites).map((compared) => siteLines(compared, paint)),
		groups.incomparable.flatMap(differenceLines),
		measuredTable(groups.withoutBaseline, paint),
		report.removed.map((name) => `In the baseline, but not measured any more: ${shortName(name)}`),
		groups.unchanged.length === 0 ? [] : [paint.dim(`${formatQuantity(groups.unchanged.length, "benchmark")} unchanged.`)]
	].filter((lines) => lines.length > 0).map((lines) => lines.join("\n")).join("\n\n").replaceAll("−", "-")}\n`;
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
	const doubt = incompleteness(benchmark);
	return [
		paint.bold(`Call sites that ${movement(compared)} in ${shortName(benchmark.name)}, allocations per ${benchmark.unit}:`),
		...shown,
		...more,
		...doubt === "" ? [] : [`  ${doubt}`]
	];
}
function differenceLines({ name, differences }) {
	return differences.map(({ field, baseline, measured }) => `${shortName(name)}: ${logLine(field)} is ${logLine(measured, nameWidth)}, in the baseline ${logLine(baseline, nameWidth)}`);
}
function shortName(name) {
	return logLine(name, nameWidth);
}
function palette$1(color) {
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
// src/baseline/issue-text.ts
/** One problem of a baseline file as `KEY is VALUE; it must be …`, without a full stop. */
function wordIssue(issue) {
	if (issue.code === "unrecognized_keys") return `${keyPath([...issue.path, ...issue.keys.slice(0, 1)])} is an unknown key`;
	const key = keyPath(issue.path);
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
function keyPath(path) {
	if (path.length === 0) return "the file";
	const [first] = path;
	return path.map((step, index) => {
		if (typeof step === "number") return `[${step}]`;
		const key = String(step);
		return index === 1 && (first === "benchmarks" || first === "dependencies") || !/^[$\w]{1,100}$/.test(key) ? `.${JSON.stringify(key.slice(0, 100))}` : `.${key}`;
	}).join("").slice(1);
}
// src/baseline/json-text.ts
const deepest = 100;
/**
* Finds what is wrong in a text that should be JSON, or null when nothing is. Stricter than JSON.parse in two
* things. A key that is there twice is refused: a merge of two branches that both added a benchmark is valid
* JSON, of which JSON.parse would lose one in silence. So is nesting deeper than 100. (JSON.parse names the
* place of an error in some messages only, and in other words with each version of V8.)
*/
function findJsonProblem(text) {
	const scanner = new Scanner(text);
	try {
		scanner.value(0);
		scanner.end();
		return null;
	} catch (thrown) {
		if (!(thrown instanceof Misfit)) throw thrown;
		const before = text.slice(0, thrown.offset).split("\n");
		return {
			line: before.length,
			column: (before.at(-1)?.length ?? 0) + 1,
			sentence: thrown.message
		};
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
	#at = 0;
	constructor(text) {
		this.#text = text;
	}
	value(depth) {
		if (depth > deepest) throw new Misfit(this.#at, `nested deeper than ${deepest} levels`);
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
			this.value(depth + 1);
		} while (this.#take(","));
		if (!this.#take("}")) throw this.#missing("\",\" or \"}\"");
	}
	#array(depth) {
		this.#at += 1;
		if (this.#take("]")) return;
		do
			this.value(depth + 1);
		while (this.#take(","));
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
// src/baseline/measurement.ts
/**
* What N runs of one program showed. `counts` is the minimum of each function over the runs, `total` that of
* the run with the smallest total (so it may be larger than the sum of the minima), `spread` the largest
* minus the smallest, by function and of the total.
*/
const levelSchema = strictObject({
	counts: countsSchema,
	total: int().nonnegative(),
	spread: countsSchema.extend({ total: int().nonnegative() })
});
const runs = int().positive();
const iterationLevelSchema = levelSchema.extend({ iterations: int().nonnegative() });
/** Counts per run as they are, or per iteration as the integers from which the fraction follows. */
const measurementSchema = discriminatedUnion("unit", [strictObject({
	unit: literal("run"),
	runs,
	...levelSchema.shape
}), strictObject({
	unit: literal("iteration"),
	runs,
	from: iterationLevelSchema,
	to: iterationLevelSchema
})]);
/** The counts per run or per iteration: (count at `to` − count at `from`) / (iterations between). */
function perUnit(measurement) {
	if (measurement.unit === "run") return measurement;
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
function summarizeRuns(runCounts) {
	const totals = runCounts.map(totalOf);
	const spreadOf = (values) => Math.max(...values) - Math.min(...values);
	return {
		counts: countsOf((name) => Math.min(...runCounts.map((counts) => counts[name]))),
		total: Math.min(...totals),
		spread: {
			...countsOf((name) => spreadOf(runCounts.map((counts) => counts[name]))),
			total: spreadOf(totals)
		}
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
	fingerprint: fingerprintSchema,
	/** Resolved versions of the dependencies, by identity. Informational. */
	dependencies: record(nameSchema, string().max(1e3)),
	benchmarks: record(nameSchema, baselineBenchmarkSchema)
});
/** The numbers of one benchmark; undefined when the baseline has none of this name (which may be `constructor`). */
function benchmarkIn(baseline, name) {
	return Object.hasOwn(baseline.benchmarks, name) ? baseline.benchmarks[name] : void 0;
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
	if (Buffer.byteLength(text) > 8388608) throw tooLarge(path, Buffer.byteLength(text));
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
	for (const [name, { measurement }] of Object.entries(result.data.benchmarks)) if (measurement.unit === "iteration" && measurement.from.iterations >= measurement.to.iterations) throw new UsageError(`${path}: benchmarks.${JSON.stringify(name)}.measurement.to.iterations is ${measurement.to.iterations}; it must be larger than from.iterations, which is ${measurement.from.iterations}. ${mend}`);
	return result.data;
}
/** The error for a baseline file of so many bytes. */
function tooLarge(path, bytes) {
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
// src/baseline/file.ts
/**
* Reads the baseline file at `path`, which is relative to the folder `root`; null when there is none. The size
* is checked before the file is read.
*
* @throws UsageError when it is no baseline, or lies outside the root by a symbolic link.
*/
async function readBaseline(root, path) {
	const file = await existing(join(root, path), path);
	if (file === null) return null;
	await refuseOutside(root, file, path);
	const { size, isRegular } = await stat(file).then((found) => ({
		size: found.size,
		isRegular: found.isFile()
	}));
	if (!isRegular) throw new UsageError(`${path}: not a file; the baseline is one JSON file in the baseline folder`);
	if (size > 8388608) throw tooLarge(path, size);
	const bytes = await readFile(file);
	if (!isUtf8(bytes)) throw new UsageError(`${path}: not a text in UTF-8, so not a baseline; restore the file from git`);
	return parseBaseline(bytes.toString("utf8"), path);
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
// src/baseline/file-name.ts
/**
* The name of the baseline file of an environment: `swift-6.2-ubuntu-24.04-x86_64.json`. Of a release of Swift
* the name holds major and minor only; the exact version is in the fingerprint. Whatever the parts are, the name
* is one file's: lower-case ASCII letters, digits, `_ . + -`, at most 140 characters, no two dots in a row.
*/
function baselineFileName({ swift, os, arch }) {
	return `swift-${[
		/^(\d+\.\d+)(?:\.\d+)*$/.exec(swift)?.[1] ?? swift,
		os,
		arch
	].map(part).join("-")}.json`;
}
function part(text) {
	const name = text.toLowerCase().replaceAll(/[^a-z0-9_.+]+/g, "-").replaceAll(/\.{2,}/g, ".").slice(0, 40).replaceAll(/^[-.]+|[-.]+$/g, "");
	return name === "" ? "unknown" : name;
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
		const spool = invocation.input === void 0 ? null : await mkdtemp(join(tmpdir(), "input-"));
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
* tag, `swift-DEVELOPMENT-SNAPSHOT-2026-01-09-a` or `swift-6.3-DEVELOPMENT-SNAPSHOT-…`, names the branch.
*/
function versionName(compilerVersion, tag) {
	const snapshot = /swift-(?:([\d.]+)-)?DEVELOPMENT-SNAPSHOT/.exec(`${tag} ${compilerVersion}`);
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
		baseline: before,
		delta,
		allowed,
		differences,
		suspicious: before.total >= 10 && now.total <= before.total / 20
	};
}
/** Whether any count differs from the baseline by more than the baseline's own noise. */
function isChanged({ baseline, delta }) {
	if (baseline === null || delta === null) return true;
	const moved = (change, spread) => exceeds(Math.abs(change), spread);
	return moved(delta.total, baseline.spread.total) || allocationFunctions.some((name) => moved(delta[name], baseline.spread[name]));
}
/** `change > allowed`, but for the rounding of fractions per iteration: 4/3 − 1/3 must not exceed 1. */
function exceeds(change, allowed) {
	return change > allowed + 1e-9;
}
function allowedIncrease(baseline, spread, { absolute, percent }) {
	return Math.max(absolute, baseline * percent / 100, spread);
}
function differencesOf(baseline, measured) {
	const unit = measured.measurement.unit;
	const fields = fingerprintDifferences(baseline.fingerprint, measured.fingerprint, unit);
	if (baseline.measurement.unit === unit) return fields;
	return [...fields, {
		field: "unit",
		baseline: `per ${baseline.measurement.unit}`,
		measured: `per ${unit}`
	}];
}
// src/baseline/policy.ts
/** Whether the gate is open. A failure to measure never is, whatever the policy. */
function isOpen(result, policy) {
	if (result.verdicts.length === 0) return false;
	if (policy.failOn === "any-change" && result.anyChange) return false;
	const open = {
		failed: false,
		regression: policy.failOn === "never",
		incomparable: policy.failOn === "never" || policy.onIncomparable === "warn",
		"no-baseline": !result.baselineExpected && policy.onMissingBaseline !== "fail",
		improvement: true,
		pass: true
	};
	return result.verdicts.every((verdict) => open[verdict]);
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
const count = number();
const quantities = strictObject(Object.fromEntries(Object.keys(countsSchema.shape).map((name) => [name, count])));
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
	/** Share (0 to 1) of allocations whose stack holds a frame without a name. */
	unresolved: number().min(0).max(1)
});
const reportedSite = siteSchema.extend({
	baselineCount: count,
	delta: count
});
const measured = strictObject({
	name: nameSchema,
	verdict: _enum(verdicts).exclude(["failed"]),
	unit: _enum(["run", "iteration"]),
	runs: int().positive(),
	/** Per unit: integers per run, fractions per iteration. */
	counts: quantities,
	total: count,
	spread: quantities.extend({ total: count }),
	/** What it was compared with, per unit; null where there is none. */
	baseline: strictObject({
		counts: quantities,
		total: count,
		spread: quantities.extend({ total: count })
	}).nullable(),
	/** Measured minus baseline, per unit; null where there is no baseline. */
	delta: quantities.extend({ total: count }).nullable(),
	limit: limitSchema,
	/** The increase of the total that was allowed, limit and baseline spread taken together; null without a baseline. */
	allowed: number().nonnegative().nullable(),
	/** The fell-to-almost-nothing warning: the benchmark probably no longer does its work. */
	suspicious: boolean(),
	/** Where fingerprints differ: the fields. */
	differences: array(strictObject({
		field: text$1,
		baseline: text$1,
		measured: text$1
	})).max(20),
	measurement: measurementSchema,
	stacks: stacksSchema.nullable(),
	/** Largest absolute delta first (largest count first where there is no baseline). */
	sites: array(reportedSite).max(2e4)
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
	runAttempt: int().positive()
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
	/** Why the whole measurement failed (build broke, no perf); null where benchmarks speak for themselves. */
	failure: failureSchema.nullable(),
	fingerprint: fingerprintSchema.nullable(),
	environment: strictObject({
		perf: text$1.nullable(),
		kernel: text$1.nullable(),
		image: text$1.nullable(),
		/** Exact compiler line, also of snapshots. */
		swift: text$1.nullable()
	}),
	source: sourceSchema.nullable(),
	/** The committed file, relative to the repository, and whether it existed when the gate ran. */
	baselineFile: strictObject({
		path: text$1,
		exists: boolean()
	}).nullable(),
	/** Sentences for the top of the comment: the pull request edits its own baseline, and the like. */
	notices: array(text$1).max(50),
	benchmarks: array(benchmarkReportSchema).max(500),
	/** In the baseline, but not measured any more. */
	removed: array(nameSchema).max(500),
	/** The ready-to-commit baseline file; null where nothing could be measured. */
	candidate: strictObject({
		path: text$1,
		baseline: baselineSchema
	}).nullable()
});
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
// src/stacks/resolve.ts
/** The address that perf printed in place of a symbol (`0x7ffff7c610f9`, `0`), or null for a symbol. */
function addressOf(frame) {
	return /^(?:0|0x[0-9a-f]{1,16})$/.test(frame) ? BigInt(frame) : null;
}
/** An address as perf prints it. */
function formatAddress(address) {
	return address === 0n ? "0" : `0x${address.toString(16)}`;
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
	const demangled = naming.demangled.get(symbol) ?? operatorNew(symbol) ?? withoutSuffixes(symbol);
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
		change: changeOf(before, after, delta),
		baselineCount,
		delta,
		bytesDelta: bytes === null || baselineBytes === null ? null : bytes - baselineBytes,
		baselineName: before === null || before.name === site.name ? null : before.name
	};
}
function changeOf(before, after, delta) {
	if (before === null) return "appeared";
	if (after === null) return "vanished";
	return delta > 0 ? "grew" : delta < 0 ? "shrank" : "unchanged";
}
function byDelta(a, b) {
	return Math.abs(b.delta) - Math.abs(a.delta) || b.count - a.count || compareNames(a.name, b.name) || compareNames(a.module, b.module);
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
	}] : trusted;
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
// src/commands/candidate.ts
/** Bytes of one benchmark in the baseline file; the call tree gets what the sites leave. */
const benchmarkBudget = 65536;
const smallestTreeBudget = 8192;
/**
* The baseline file that accepts this measurement: the measured benchmarks as they are now; those that failed
* keep their old numbers; those that the configuration no longer has drop out.
*/
function candidateBaseline(measured, fingerprint, existing) {
	const benchmarks = measured.benchmarks.flatMap((outcome) => {
		const { name } = outcome.benchmark;
		if (outcome.outcome === "measured") return [[name, baselineBenchmark(outcome)]];
		const known = existing === null ? void 0 : benchmarkIn(existing, name);
		return known === void 0 ? [] : [[name, known]];
	});
	return {
		$schema: baselineSchemaUrl,
		formatVersion: 1,
		package: measured.package.name,
		fingerprint,
		dependencies: measured.dependencies,
		benchmarks: Object.fromEntries(benchmarks)
	};
}
function baselineBenchmark({ measurement, recording }) {
	const stacks = recording?.stacks ?? [];
	const sites = sitesOf(stacks);
	const budget = Math.max(smallestTreeBudget, benchmarkBudget - Buffer.byteLength(JSON.stringify(sites)));
	return {
		measurement,
		sites,
		callTree: formatIndented(pruneToBudget(buildCallTree(stacks.map(stackOf)), budget))
	};
}
// src/commands/build-report.ts
/** Compares a measurement with its baseline; pure, like everything that it calls. */
function buildReport(measured, setting) {
	const { baseline } = setting;
	const benchmarks = measured.benchmarks.map((outcome) => benchmarkReport(outcome, baseline));
	const names = new Set(measured.benchmarks.map(({ benchmark }) => benchmark.name));
	const removed = Object.keys(baseline?.benchmarks ?? {}).filter((name) => !names.has(name));
	const verdicts = benchmarks.map(({ report }) => report.verdict);
	const anyChange = baseline !== null && (removed.length > 0 || benchmarks.some(({ changed }) => changed));
	const fingerprint = fingerprintOf(measured);
	return {
		...reportHead(setting),
		package: measured.package.name,
		verdict: worstVerdict(verdicts),
		passes: isOpen({
			verdicts,
			anyChange,
			baselineExpected: setting.baselineExpected
		}, setting.policy),
		failure: null,
		fingerprint,
		environment: {
			perf: measured.perf,
			kernel: measured.machine.kernel,
			image: setting.image,
			swift: measured.toolchain.description
		},
		benchmarks: benchmarks.map(({ report }) => report),
		removed,
		candidate: fingerprint === null ? null : {
			path: setting.baselinePath,
			baseline: candidateBaseline(measured, fingerprint, baseline)
		}
	};
}
/** The report of a gate that could not measure at all. */
function buildFailureReport(error, packageName, setting) {
	return {
		...reportHead(setting),
		package: packageName,
		verdict: "failed",
		passes: false,
		failure: failureOf(error),
		fingerprint: null,
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
function reportHead({ key, source, baselinePath, baseline, notices }) {
	return {
		formatVersion: 1,
		key,
		source,
		baselineFile: {
			path: baselinePath,
			exists: baseline !== null
		},
		notices
	};
}
/** The fingerprint of the first benchmark that was measured; null when none was. */
function fingerprintOf({ benchmarks }) {
	for (const outcome of benchmarks) if (outcome.outcome === "measured") return outcome.fingerprint;
	return null;
}
function benchmarkReport(outcome, baseline) {
	const { name, limit } = outcome.benchmark;
	if (outcome.outcome === "failed") return {
		report: {
			name,
			verdict: "failed",
			failure: failureOf(outcome.error)
		},
		changed: false
	};
	const { measurement, fingerprint, recording } = outcome;
	const sites = recording === null ? [] : scaled(sitesOf(recording.stacks), recording.units);
	return judge({
		name,
		limit,
		measurement,
		fingerprint,
		stacks: recording && stacksOf(recording),
		sites
	}, baseline);
}
/** Compares one benchmark with its baseline. */
function judge({ name, limit, measurement, fingerprint, stacks, sites }, baseline) {
	const known = baseline === null ? void 0 : benchmarkIn(baseline, name);
	const before = baseline && known ? {
		measurement: known.measurement,
		fingerprint: baseline.fingerprint
	} : null;
	const comparison = compareBenchmark({
		measurement,
		fingerprint
	}, before, limit);
	const { verdict, delta, allowed, suspicious, differences } = comparison;
	const now = perUnit(measurement);
	const sitesBefore = known && delta && stacks ? scaled(known.sites, unitsOf(known.measurement)) : null;
	return {
		report: {
			name,
			verdict,
			unit: measurement.unit,
			runs: measurement.runs,
			measurement,
			counts: now.counts,
			total: now.total,
			spread: now.spread,
			baseline: comparison.baseline,
			delta,
			limit,
			allowed,
			suspicious,
			differences,
			stacks,
			sites: sitesBefore === null || delta === null ? sites.map((site) => ({
				...site,
				baselineCount: 0,
				delta: 0
			})) : siteDeltas(sitesBefore, sites, delta.total)
		},
		changed: isChanged(comparison)
	};
}
function stacksOf({ callGraph, samples, lost, unresolved }) {
	return {
		callGraph,
		samples,
		lost,
		unresolved
	};
}
/** What the sites do not explain is a row of its own, so that all rows add up to the delta of the total. */
function siteDeltas(before, after, totalDelta) {
	const { deltas, residual } = diffSites(before, after, totalDelta);
	const rows = deltas.map(({ name, module, callers, count, bytes, baselineCount, delta }) => ({
		name,
		module,
		callers,
		count,
		bytes,
		baselineCount,
		delta
	}));
	if (Math.abs(residual) < 1e-6) return rows;
	const difference = {
		name: "run-to-run difference",
		module: "[measurement]",
		callers: [],
		count: 0,
		bytes: null
	};
	return [...rows, {
		...difference,
		baselineCount: 0,
		delta: residual
	}];
}
function scaled(sites, units) {
	if (units === 1) return sites;
	const perUnit = (value) => value === null ? null : value / units;
	return sites.map((site) => ({
		...site,
		count: site.count / units,
		bytes: perUnit(site.bytes)
	})).sort(bySize);
}
function unitsOf(measurement) {
	return measurement.unit === "run" ? 1 : measurement.to.iterations - measurement.from.iterations;
}
function failureOf(error) {
	const { remedy = null, lastLines = [] } = error instanceof MeasurementError ? error : {};
	return {
		message: messageOf(error).slice(0, 1e4),
		remedy,
		lastLines: lastLines.slice(-50).map((line) => line.slice(0, 4e3))
	};
}
// src/system/elf.ts
const machines = /* @__PURE__ */ new Map([[62, "x86_64"], [183, "aarch64"]]);
/**
* Reads an ELF file (System V ABI, elf(5)): headers and symbol tables only, so that a library of 100 MB costs
* little. Returns null when it is no ELF file of a supported kind; throws when it cannot be read or is torn.
*/
function readElf(path) {
	const file = openSync(path, "r");
	try {
		const size = fstatSync(file).size;
		return parseElf(path, (offset, length) => {
			if (offset < 0 || length < 0 || offset + length > size) throw new RangeError(`${path}: torn ELF file`);
			const buffer = Buffer.alloc(length);
			readSync(file, buffer, 0, length, offset);
			return buffer;
		}, size);
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
		}
	};
}
const PT_LOAD = 1;
const PT_DYNAMIC = 2;
const PT_INTERP = 3;
const PT_NOTE = 4;
const PF_X = 1;
const SHT_SYMTAB = 2;
const SHT_DYNSYM = 11;
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
		type: entry.readUInt32LE(4),
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
	const padded = (length) => length + 3 & -4;
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
const registers = {
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
	memalign: ["align", "size"]
};
/**
* What a probe fetches at each hit, in the syntax of uprobe_events (Documentation/trace/uprobetracer.rst):
* the function's sizes and, as `ret`, the address it will return to.
*/
function fetchArguments(name, machine) {
	const { arguments: places, returnAddress } = registers[machine];
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
	refuseForeign(program, definer);
	return {
		path: realpathSync(definer.path),
		machine: definer.machine,
		linkage: "dynamic",
		libc: libcName(definer.path),
		libcBuild: definer.buildId ?? "unknown",
		offsets: offsetsIn(definer, definer.dynamicSymbols)
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
	refuseForeign(executable.path, executable);
	return {
		path: realpathSync(executable.path),
		machine: executable.machine,
		linkage: "static",
		libc: "static",
		libcBuild: "static",
		offsets: offsetsIn(executable, executable.symbols)
	};
}
function refuseForeign(program, definer) {
	const names = new Set([...definer.dynamicSymbols, ...definer.symbols].filter((one) => one.defined).map((one) => one.name));
	const known = foreignAllocators.find(([symbol]) => names.has(symbol))?.[1];
	const isLibc = /^(libc\.so|libc-2\.|ld-musl-|libc\.musl-)/.test(basename(definer.path));
	if (known === void 0 && (isLibc || definer.interpreter === null)) return;
	throw new MeasurementError(`${program} does not allocate through libc: its malloc is defined ${definer.path === program ? "itself" : `in ${definer.path}`}${known ? ` (${known})` : ""}.`, { remedy: "The gate counts calls of libc’s allocator only. Measure a build that is not linked with (and does not preload) another one." });
}
function offsetsIn(elf, symbols) {
	const offsets = /* @__PURE__ */ new Map();
	for (const name of probedFunctions) {
		const symbol = symbols.find((candidate) => defines(candidate, name));
		const offset = symbol && elf.fileOffset(symbol.address);
		if (offset != null && ![...offsets.values()].includes(offset)) offsets.set(name, offset);
	}
	return offsets;
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
/** The lines from the first `error:` on, each once; the last lines where there is no such word. */
function compilerMessages(output) {
	const errors = output.split("\n").filter((line) => /(^|\s)error: /.test(line));
	return errors.length === 0 ? lastLines(output, 20) : [...new Set(errors)].slice(0, 20);
}
// src/swift/package.ts
const description = object({
	name: string().min(1),
	products: array(object({
		name: string(),
		type: record(string(), unknown())
	})),
	targets: array(object({ c99name: string() }))
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
	const { name, products, targets } = description.parse(JSON.parse(output.slice(output.indexOf("{"))));
	const ofType = (type) => products.filter((product) => type in product.type).map((product) => product.name);
	return {
		name,
		path,
		executables: ofType("executable"),
		libraries: ofType("library"),
		modules: targets.map(({ c99name }) => c99name)
	};
}
/** The package's only executable product; throws a {@link UsageError} that lists them when there are several. */
function onlyExecutable(swiftPackage) {
	const [first, ...others] = swiftPackage.executables;
	if (first === void 0) throw new UsageError(missingBenchmarkTarget(swiftPackage));
	if (others.length === 0) return first;
	throw new UsageError(`The package ${swiftPackage.name} has ${others.length + 1} executable products: ${swiftPackage.executables.join(", ")}. Name the ones to measure with the input \`products\`, or describe them in the configuration file.`);
}
/** Throws a {@link UsageError} when there is no such executable product. */
function requireExecutable(swiftPackage, product) {
	if (swiftPackage.executables.includes(product)) return;
	const available = swiftPackage.executables.length === 0 ? "none" : swiftPackage.executables.join(", ");
	throw new UsageError(`The package ${swiftPackage.name} has no executable product named ${JSON.stringify(product)}; it has: ${available}.`);
}
/** A library has nothing to run: the message is a complete target to paste. */
function missingBenchmarkTarget({ name, libraries, modules }) {
	const module = modules[0] ?? "MyLibrary";
	return [
		`The package ${name} has no executable product, so there is nothing to run (its libraries: ${libraries.join(", ") || "none"}).`,
		"Add a target that does what your users do, in Package.swift:",
		"",
		`    .executableTarget(name: "AllocationBenchmark", dependencies: ["${module}"]),`,
		"",
		"and in Sources/AllocationBenchmark/main.swift:",
		"",
		`    import ${module}`,
		"",
		"    // Run with ITERATIONS=1 and ITERATIONS=11: the difference is what one turn allocates.",
		"    let iterations = Int(CommandLine.arguments.dropFirst().first ?? \"10\") ?? 10",
		"    for _ in 0..<iterations {",
		`        // Call ${module} here.`,
		"    }"
	].join("\n");
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
// src/commands/count-benchmark.ts
/** How often the smallest total must be seen before it is believed. */
const settledAfter = 3;
/** Counts a benchmark until its numbers have settled, or as often as it is to be run. */
async function countBenchmark(countOnce, benchmark) {
	if (benchmark.iterations === null) {
		const { runs, level } = await countLevel(() => countOnce(null), benchmark);
		return {
			unit: "run",
			runs,
			...level
		};
	}
	const { from, to } = benchmark.iterations;
	const low = await countLevel(() => countOnce(from), benchmark);
	const high = await countLevel(() => countOnce(to), benchmark);
	return {
		unit: "iteration",
		runs: Math.max(low.runs, high.runs),
		from: {
			iterations: from,
			...low.level
		},
		to: {
			iterations: to,
			...high.level
		}
	};
}
async function countLevel(countOnce, benchmark) {
	const all = [];
	while (all.length < benchmark.runs && !isSettled(all)) {
		const calls = await countOnce();
		if (Object.values(calls).every((count) => count === 0)) throw zeroHits(benchmark.name);
		all.push(countsFrom(calls));
	}
	return {
		runs: all.length,
		level: summarizeRuns(all)
	};
}
function isSettled(all) {
	const totals = all.map(totalOf);
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
		"-x,",
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
* Reads `perf stat -x,`: one line an event, in the order of the events:
*
*     160,,allocation_gate_1_2_3_1:malloc,2254064,100.00,,
*     <not counted>,,allocation_gate_1_2_3_1:calloc,0,100.00,,
*
* Null when a line is missing, is another event's, holds no number, or was not counted all the time.
*/
function parseCounts(text, events) {
	const rows = text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => line.split(","));
	if (rows.length !== events.length) return null;
	const counts = rows.map(([count = "", , event, , share], index) => {
		return /^\d+$/.test(count) && event === events[index]?.event && share === "100.00" ? Number(count) : null;
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
* Kind number i is called 2·3ⁱ times: whatever kinds relay into a function, each shows as its own digit in base
* three of the surplus: 2 for all calls, 0 for none, and 1 for what must not be (half of them).
*/
async function calibrate(count, kinds) {
	const calls = allCallKinds.map((kind, index) => kinds.includes(kind) ? 2 * 3 ** index : 0);
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
	const digits = allCallKinds.map((_, index) => Math.floor(surplus / 3 ** index) % 3);
	const relaying = allCallKinds.filter((_, index) => digits[index] === 2);
	return !digits.includes(1) && relaying.every((kind) => kind !== into && kinds.includes(kind)) ? relaying : null;
}
function calibrationError(kind, expected, counted) {
	return new MeasurementError(`Calibration is wrong: ${expected} calls of ${kind} were made, ${counted} were counted, and no other function explains the difference.`, { remedy: "The probes do not count what they should on this machine. Please report it with the output of `swift-allocation-gate doctor --json`." });
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
		...allocator.linkage === "static" ? ["-static"] : []
	];
	await succeed(run, "compiling the calibration program", {
		file: compiler(environment.PATH ?? ""),
		arguments: [
			...options,
			"-o",
			path,
			source
		]
	});
	const used = await findAllocator(run, path, {});
	if (allocator.linkage === "dynamic" && used.path !== allocator.path) throw new MeasurementError(`The calibration program loads ${used.path}, the measured program ${allocator.path}: its counts cannot be checked.`);
	return {
		path,
		allocator: used
	};
}
/** The clang beside the real `swift` (which may be a link), else the first C compiler on PATH. */
function compiler(searchPath) {
	const folders = searchPath.split(":").filter((folder) => folder !== "");
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
* A C program that makes exactly as many calls of each kind as its arguments say, in the order of `callKinds`.
* It is carried as source so that it is compiled against the allocator that will be probed.
*/
const calibrationProgram = `
#include <malloc.h>
#include <stdlib.h>

static void *volatile sink;

static void keep(void *block) {
  sink = block;
  free(block);
}

int main(int argc, char **argv) {
  static const size_t small[] = {8, 16}, large[] = {32, 64, 4096};
  static const size_t sizes[] = {24, 100, 5000, 300000, 48};
  void *block = malloc(16);
  for (int kind = 0; kind + 1 < argc; kind++) {
    long calls = atol(argv[kind + 1]);
    for (long i = 0; i < calls; i++) {
      void *aligned = 0;
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
      }
    }
  }
  keep(block);
  return 0;
}
`;
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
	const name = nextGroupName();
	const remove = cleanup.add(() => removeGroup(tracefs, name));
	for (const [probed, offset] of allocator.offsets) {
		const place = `${allocator.path}:0x${offset.toString(16)}`;
		try {
			await tracefs.writeProbe(`p:${name}/${probed} ${place} ${fetchArguments(probed, allocator.machine)}`);
		} catch (error) {
			await remove();
			throw new MeasurementError(`The kernel refused a probe on ${probed} at ${place}: ${messageOf(error)}`, { remedy: "Uprobes need a file system with real inodes: put the package on a disk, not on FUSE or a network share." });
		}
	}
	return {
		name,
		functions: [...allocator.offsets.keys()],
		remove
	};
}
/** Removes what gates that were killed left behind; probes of living gates and of others stay. */
async function removeLeftovers(tracefs) {
	for (const name of new Set(parseProbes(await tracefs.readProbes()).map(({ group }) => group))) {
		const owner = ownedGroup.exec(name)?.[1];
		if (owner === void 0 || !isDead(owner)) continue;
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
// src/commands/probed-allocator.ts
/**
* Places probes on an allocator and calibrates them with a program whose calls are known. The calibration of a
* static allocator has its own probes, since its allocator is another copy.
*/
async function probeAllocator(allocator, tools, surroundings) {
	const { cleanup, environment, logger } = surroundings;
	const group = await placeProbes(tools.tracefs, allocator, cleanup);
	const calibration = await compileCalibrationProgram(surroundings.run, allocator, tools.folder, environment);
	const calibrated = allocator.linkage === "dynamic" ? group : await placeProbes(tools.tracefs, calibration.allocator, cleanup);
	const relays = await calibrate((calls) => count(calibrated, {
		command: [calibration.path, ...calls],
		directory: tools.folder,
		environment: measuredEnvironment(environment, {}),
		timeoutSeconds: 60
	}), kindsOf(calibrated.functions));
	if (calibrated !== group) await calibrated.remove();
	logger.info(`Probes are on ${allocator.path} (${allocator.libc}), calibrated.`);
	async function count(probes, workload) {
		const kinds = kindsOf(probes.functions);
		const events = kinds.map((kind) => {
			const { probe, filter } = callKinds[kind];
			return {
				event: `${probes.name}:${probe}`,
				filter
			};
		});
		const hits = await countHits(surroundings.run, tools.perf.path, events, workload, `${tools.folder}/stat`);
		return new Map(kinds.map((kind, index) => [kind, hits[index] ?? 0]));
	}
	return {
		allocator,
		group,
		relays,
		count: async (workload) => callsFrom(await count(group, workload), relays)
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
/** Buffers per CPU: large enough that fp loses nothing, and what dwarf needs for its dumps (facts 11). */
const bufferSize = {
	fp: "16M",
	dwarf: "512M"
};
/**
* Runs the workload once and records the stack of each hit to `dataFile`. Throws a {@link MeasurementError} when
* the program fails; lost samples are no error here: they show in what is read.
*
* Addresses are not randomised where that is allowed, so that stacks repeat from run to run (facts 13).
*/
async function recordStacks(run, perf, events, callGraph, workload, dataFile) {
	const record = [...[
		perf,
		"record",
		"--quiet",
		"--no-buildid",
		"--no-buildid-cache",
		"-m",
		bufferSize[callGraph]
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
async function readRecording(run, perf, dataFile) {
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
		folded: await report("reading the recorded stacks", [...[
			"--no-children",
			"--no-inline",
			"--no-demangle",
			"-n",
			"--percent-limit",
			"0"
		], ...[
			"-g",
			"folded,0,caller,count",
			"-s",
			"pid,trace_fields"
		]]),
		memoryMaps: await report("reading the recorded memory maps", ["--mmaps"])
	};
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
	const missing = sumOf(relayed) - (sumOf(stacks) - sumOf(others));
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
function sumOf(stacks) {
	return stacks.reduce((sum, { count }) => sum + count, 0);
}
// src/swift/demangle.ts
const mangled = /^(?:_?\$[sSe]|_?_T0|@__swiftmacro_)[^\r\n]*$/;
/**
* Demangles with `swift demangle --simplified`, each name once, one to a line. Simplified names leave out module,
* types and compiler suffixes. Stacks explain and never decide: where `swift` fails, names stay and a note says so.
*/
async function demangle(symbols, run, swift = "swift") {
	const all = [...new Set(symbols)];
	const names = new Map(all.map((name) => [name, name]));
	const asked = all.filter((name) => mangled.test(name));
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
/** The kinds that make the total; each has its stacks under the name that people know. */
const recordedKinds = {
	malloc: "malloc",
	calloc: "calloc",
	posix_memalign_small: "posix_memalign",
	posix_memalign_large: "posix_memalign",
	realloc_null: displayName("realloc_null")
};
/** Records one run of the workload and names its stacks. */
async function recordBenchmark({ group, relays }, workload, callGraph, tools, { run, logger }) {
	const data = `${tools.folder}/perf.data`;
	const events = group.functions.map((name) => ({
		event: `${group.name}:${name}`,
		filter: name === "realloc" ? callKinds.realloc_null.filter : null
	}));
	await recordStacks(run, tools.perf.path, events, callGraph, workload, data);
	const { folded, memoryMaps } = await readRecording(run, tools.perf.path, data);
	const report = parsePerfFolded(folded);
	const byKind = Map.groupBy(report.stacks, kindOf);
	const symbols = createSymbols(parseMemoryMaps(memoryMaps));
	const named = kindsOf(group.functions).flatMap((kind) => {
		const relayed = (relays.get(kind) ?? []).flatMap((other) => byKind.get(other) ?? []);
		const name = recordedKinds[kind];
		if (name === void 0) return [];
		return withoutRelays(byKind.get(kind) ?? [], relayed, symbols.at).stacks.map((stack) => ({
			stack,
			name
		}));
	});
	const { names, note } = await demangle(named.flatMap(({ stack }) => mangledNames(stack, symbols)), (file, given, input) => succeed(run, "demangling names", {
		file,
		arguments: given,
		input
	}));
	if (note !== null) logger.warning(note);
	const naming = {
		demangled: names,
		resolve: symbols.at,
		libraryOf: symbols.libraryOf
	};
	return {
		stacks: named.map(({ stack, name }) => nameStack(stack, name, naming)),
		callGraph,
		samples: report.events.reduce((sum, event) => sum + event.samples, 0),
		lost: lostSamples(report)
	};
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
/** Every symbol that the stack will show: its frames, and the function of its return address. */
function mangledNames({ frames, fields, thread }, symbols) {
	const resolved = [...frames.map(addressOf), fields.ret ?? null].filter((address) => address !== null).map((address) => symbols.at(address, thread)?.symbol ?? null);
	return [...frames.filter((frame) => addressOf(frame) === null), ...resolved.filter((symbol) => symbol !== null)];
}
// src/commands/record-unit.ts
/**
* Records the stacks of one run, or of both levels of iterations, and subtracts. Stacks explain and never decide:
* what goes wrong here is a warning and null.
*/
async function recordUnit(probes, workload, measurement, setting, tools, surroundings) {
	const callGraph = setting === "dwarf" ? "dwarf" : "fp";
	const record = (iterations) => recordBenchmark(probes, workload(iterations), callGraph, tools, surroundings);
	try {
		if (measurement.unit === "run") {
			const { stacks, ...rest } = await record(null);
			return withUnresolved({
				...rest,
				stacks: mergeStacks(stacks),
				units: 1
			});
		}
		const { from, to } = measurement;
		const low = await record(from.iterations);
		const high = await record(to.iterations);
		return withUnresolved({
			stacks: stacksBetween(low.stacks, high.stacks),
			units: to.iterations - from.iterations,
			callGraph,
			samples: low.samples + high.samples,
			lost: low.lost + high.lost
		});
	} catch (error) {
		if (!(error instanceof MeasurementError)) throw error;
		surroundings.logger.warning(`The counts stand, but stacks could not be recorded: ${messageOf(error)}`);
		return null;
	}
}
function withUnresolved(recording) {
	const sum = (stacks) => stacks.reduce((total, { count }) => total + count, 0);
	const all = sum(recording.stacks);
	const unresolved = recording.stacks.filter(({ frames }) => frames.some(({ name }) => name === unknownName));
	return {
		...recording,
		unresolved: all === 0 ? 0 : sum(unresolved) / all
	};
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
/** The packages that carry perf on Debian and Ubuntu, most fitting first. */
function packages(kernelRelease) {
	return [
		`linux-tools-${kernelRelease}`,
		"linux-tools-azure",
		"linux-tools-generic",
		"linux-perf",
		"perf"
	];
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
	throw new MeasurementError(`No perf that works was found${tried.length === 0 ? "" : `: ${tried.join("; ")}`}.`, { remedy: preferred === "" ? `Install one of ${packages(kernel).join(", ")} (whichever your distribution has), or name one with \`perf-path\`.` : "Correct `perf-path`, or leave it out to let the gate search." });
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
* Opens tracefs, mounting it where it is not (a bare container). Throws a {@link MeasurementError} that says
* which of Linux, root, `--privileged` or a kernel with uprobes is missing.
*/
async function openTraceFs(run, platform = process.platform) {
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
const throughSudo = (run) => {
	return (folder) => ({
		elevation: "sudo",
		readProbes: () => succeed(run, "reading the kernel’s probes", elevated("sudo", ["cat", `${folder}/uprobe_events`])),
		writeProbe: async (line) => {
			await succeed(run, "changing the kernel’s probes", elevated("sudo", [
				"tee",
				"-a",
				`${folder}/uprobe_events`
			], `${line}\n`));
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
// src/system/temporary.ts
const prefix = "swift-allocation-gate-";
const leftover = new RegExp(`^${prefix}(${ownerPattern})-`);
/** A new folder for temporary files that only this user can read; it is removed with everything in it. */
async function temporaryFolder(cleanup) {
	const folder = await mkdtemp(join(tmpdir(), `${prefix}${ownerId()}-`));
	cleanup.add(() => rm(folder, {
		recursive: true,
		force: true
	}));
	return folder;
}
/** Removes the temporary folders of gates that were killed. */
async function removeLeftoverFolders() {
	for (const entry of await readdir(tmpdir())) {
		const owner = leftover.exec(entry)?.[1];
		if (owner !== void 0 && isDead(owner)) await rm(join(tmpdir(), entry), {
			recursive: true,
			force: true
		});
	}
}
// src/commands/tools.ts
/**
* Finds perf and opens the kernel's probes, and puts away what a killed gate left behind. It comes before the
* build, which may take minutes. Throws a `MeasurementError` that says what is missing.
*/
async function prepareTools(surroundings, perfPath) {
	const { run, cleanup, environment } = surroundings;
	const machine = readMachine();
	const tracefs = await openTraceFs(surroundings.runAlways);
	await removeLeftovers(tracefs);
	await removeLeftoverFolders();
	const folder = await temporaryFolder(cleanup);
	const perf = await findPerf(run, {
		preferred: perfPath ?? "",
		searchPath: environment.PATH ?? "",
		kernel: machine.kernel
	});
	return {
		machine,
		tracefs,
		folder,
		perf: tracefs.elevation === "root" ? perf : await capablePerf(run, perf, folder)
	};
}
// src/commands/measure-package.ts
/**
* Builds the package and measures its benchmarks, as src/commands/gate.ts tells. A benchmark that fails does not
* keep the others from being measured; whatever else fails (no perf, a broken build) throws.
*/
async function measurePackage(settings, surroundings) {
	const { run, logger, repository } = surroundings;
	const packagePath = await resolveInside(repository, settings.packagePath, "package-path");
	const tools = await prepareTools(surroundings, settings.perfPath);
	const toolchain = await readToolchain(run);
	logger.info(`${toolchain.description}, perf ${tools.perf.version}, Linux ${tools.machine.kernel}`);
	const swiftPackage = await describePackage(run, packagePath);
	const benchmarks = benchmarksOf(settings, swiftPackage);
	const measure = createMeasure(settings, tools, toolchain, {
		packagePath,
		binaries: await build(run, logger, {
			packagePath,
			products: productsOf(benchmarks),
			arguments: settings.buildArguments
		})
	}, surroundings);
	const outcomes = [];
	for (const benchmark of benchmarks) outcomes.push(await measure(benchmark));
	return {
		package: swiftPackage,
		toolchain,
		machine: tools.machine,
		perf: tools.perf.version,
		dependencies: await readResolvedDependencies(packagePath),
		benchmarks: outcomes
	};
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
function createMeasure(settings, tools, toolchain, folders, surroundings) {
	const { run, logger, environment } = surroundings;
	const probed = /* @__PURE__ */ new Map();
	const environmentOf = (added) => measuredEnvironment(environment, added);
	const measure = async (benchmark) => {
		const program = programOf(benchmark, folders, environmentOf(benchmark.environment));
		const allocator = await findAllocator(run, program, environmentOf(benchmark.environment));
		const probes = probed.get(allocator.path) ?? await probeAllocator(allocator, tools, surroundings);
		probed.set(allocator.path, probes);
		const workload = (iterations) => workloadOf(benchmark, program, iterations, folders.packagePath, environmentOf);
		const measurement = await countBenchmark((iterations) => probes.count(workload(iterations)), benchmark);
		return {
			benchmark,
			outcome: "measured",
			measurement,
			fingerprint: {
				swift: toolchain.version,
				target: toolchain.target,
				libc: allocator.libc,
				libcBuild: allocator.libcBuild,
				countingMethod: 1,
				cpus: tools.machine.cpus
			},
			recording: settings.flameGraph ? await recordUnit(probes, workload, measurement, settings.callGraph, tools, surroundings) : null
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
// src/commands/gate.ts
/**
* The gate: reads the baseline before anything of the package is built, builds and counts, compares, and decides.
* A failure to measure is a report with the verdict `failed`; only wrong usage throws.
*/
async function runGate(settings, situation, surroundings) {
	const toolchain = await readToolchain(surroundings.run).catch((error) => ({ error }));
	if ("error" in toolchain) {
		const setting = settingOf(settings, situation, settings.baseline, null, {
			baselineExpected: false,
			notices: []
		});
		return {
			report: buildFailureReport(toolchain.error, settings.packagePath, setting("unknown")),
			measured: null
		};
	}
	const [arch = "unknown"] = toolchain.target.split("-");
	const fileName = baselineFileName({
		swift: toolchain.version,
		os: readMachine().os,
		arch
	});
	const baselinePath = join(settings.baseline, fileName);
	const baseline = await readBaseline(surroundings.repository, baselinePath);
	const setting = settingOf(settings, situation, baselinePath, baseline, await situation.inspectBase(baselinePath, baseline))(fileName.replace(/\.json$/, ""));
	try {
		const measured = await measurePackage(settings, surroundings);
		if (baseline !== null) refuseSharedFolder(baseline, measured.package.name, baselinePath);
		return {
			report: buildReport(measured, setting),
			measured
		};
	} catch (error) {
		if (error instanceof UsageError) throw error;
		return {
			report: buildFailureReport(error, baseline?.package ?? settings.packagePath, setting),
			measured: null
		};
	}
}
function settingOf(settings, situation, baselinePath, baseline, base) {
	return (environmentName) => ({
		key: settings.key ?? situation.keyOf(environmentName),
		policy: settings,
		source: situation.source,
		image: situation.image,
		baselinePath,
		baseline,
		...base
	});
}
// src/config/build-arguments.ts
/** What the gate decides itself: another value would measure something else than the report says. */
const own = [
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
		if (own.includes(option)) return problem(`${option} is set by the gate itself, which builds -c release; leave it out`);
		if (/^--?[A-Za-z][\w-]*\s/.test(argument)) return problem(`${quoted(argument)} would be one argument with a space in it; write each argument on a line of its own`);
	}
	return parsed(found);
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
// src/config/inputs.ts
/**
* What each input is when it is not given, as text, exactly as `action.yml` declares it. The one exception is
* `token`: its default there is an expression that only the runner can evaluate.
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
	comment: "always",
	key: "",
	workflow: "allocations.yml",
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
		baseline: read("baseline", parseRepositoryPath),
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
		comment: read("comment", oneOf([
			"always",
			"on-change",
			"never"
		])),
		key: read("key", optional(parseLine(100))),
		workflow: read("workflow", parseWorkflowFile),
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
function refuseContradictions({ mode, flameGraph, callGraph, commitToken }) {
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
	product: {
		value: "NAME",
		description: "an executable product to measure as it is; may be repeated"
	},
	output: {
		value: "FOLDER",
		description: "where the results are written (default: .build/allocations)"
	},
	report: {
		value: "FILE",
		description: "a report.json that was written by `measure` or `gate`"
	},
	"baseline-file": {
		value: "FILE",
		description: "one baseline file"
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
		multiple: name === "product"
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
function describeOptions(allowed) {
	const written = allowed.map((name) => ({
		name,
		text: `--${name}${options[name].value ? ` ${options[name].value}` : ""}`
	}));
	const width = Math.max(...written.map(({ text }) => text.length));
	return written.map(({ name, text }) => `  ${text.padEnd(width)}  ${options[name].description}`).join("\n");
}
// src/report/flame-graph-style.ts
/** Colours of flame graphs: warm, by name, so that a function has one colour in every graph. */
const hues = 12;
/** The class of a frame's colour, the same for the same name everywhere. */
function colorClass(name) {
	return `fg${hash(name) % hues}`;
}
/** FNV-1a, 32 bits: spreads similar names over all colours. */
function hash(name) {
	let value = 2166136261;
	for (let index = 0; index < name.length; index += 1) value = Math.imul(value ^ name.charCodeAt(index), 16777619) >>> 0;
	return (value ^ value >>> 15) >>> 0;
}
/** From red to yellow; the order alternates so that neighbours in it differ. */
function warm(index, lightness, saturation) {
	return `hsl(${6 + index * 5 % hues * 4} ${saturation}% ${lightness + index % 3 * 4}%)`;
}
function palette(lightness, saturation) {
	return Array.from({ length: hues }, (_, index) => `.fg${index}{fill:${warm(index, lightness, saturation)}}`).join("");
}
/** The style sheet of a flame graph, on a page of its own or within one. */
const flameGraphStyle = [
	".fg{font:12px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",monospace}",
	".fg-paper{fill:#fff}.fg-words{fill:#1f2328}.fg-quiet{fill:#59636e}",
	".fg-name{fill:#1b0f05;pointer-events:none}.fg-root{fill:#d8dee4}",
	".fg g:hover rect{stroke:#1f2328;stroke-width:1}",
	palette(66, 82),
	"@media(prefers-color-scheme:dark){",
	".fg-paper{fill:#0d1117}.fg-words{fill:#f0f6fc}.fg-quiet{fill:#9198a1}",
	".fg-name{fill:#fff6ec}.fg-root{fill:#3d444d}",
	".fg g:hover rect{stroke:#f0f6fc}",
	palette(30, 58),
	"}"
].join("");
// src/report/flame-graph-layout.ts
/** Lays out at most `mostFrames` frames, the largest; what calls a frame that is drawn is drawn too. */
function layOut(tree, mostFrames) {
	const all = placed(tree);
	const largest = all.map((frame, order) => ({
		...frame,
		order
	})).toSorted((a, b) => b.frame.count - a.frame.count || a.order - b.order).slice(0, mostFrames).toSorted((a, b) => a.order - b.order);
	const drawn = new Set(largest.map(({ order }) => order));
	const cutOff = all.filter(({ caller }, order) => !drawn.has(order) && drawn.has(caller));
	return {
		frames: largest.map(({ frame }) => frame),
		omitted: {
			frames: all.length - largest.length,
			share: cutOff.reduce((sum, { frame }) => sum + frame.share, 0)
		}
	};
}
/** Every frame that counts anything, callers first; `caller` is the index of the frame below. */
function placed(tree) {
	const all = [];
	const whole = tree.count > 0 ? tree.count : 1;
	const waiting = [{
		node: tree,
		depth: 0,
		start: 0,
		caller: -1
	}];
	for (let next = waiting.pop(); next !== void 0; next = waiting.pop()) {
		const { node, depth, start, caller } = next;
		if (node.count <= 0) continue;
		const { name, count, bytes } = node;
		all.push({
			frame: {
				name,
				count,
				bytes,
				depth,
				start,
				share: count / whole
			},
			caller
		});
		const own = all.length - 1;
		let childStart = start;
		const children = node.children.map((child) => {
			const place = {
				node: child,
				depth: depth + 1,
				start: childStart,
				caller: own
			};
			childStart += Math.max(0, child.count) / whole;
			return place;
		});
		waiting.push(...children.reverse());
	}
	return all;
}
// src/report/flame-graph-svg.ts
const mostFrames = 2500;
const rowHeight = 18;
const margin = 12;
const headerHeight = 52;
/** Of the monospaced fonts of the style sheet, at 12 px. */
const characterWidth = 7.25;
/**
* A static flame graph: root at the bottom, width by count, at most 2,500 frames, the rest counted in words.
* Every frame says its whole name, count and share as a tool tip and to a screen reader.
*/
function renderFlameGraphSvg(tree, options) {
	const { title, unit, width = 1200, embedded = false } = options;
	const { frames, omitted } = layOut(tree, mostFrames);
	const rows = frames.reduce((most, { depth }) => Math.max(most, depth), 0) + 1;
	const height = headerHeight + rows * rowHeight + margin;
	return `${[
		`<svg${embedded ? "" : " xmlns=\"http://www.w3.org/2000/svg\""} class="fg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-label="${html(`Flame graph of ${title}`)}">`,
		...embedded ? [] : [`<style>${flameGraphStyle}</style>`],
		`<rect class="fg-paper" width="${width}" height="${height}"/>`,
		`<text class="fg-words" x="${margin}" y="20" font-weight="bold">${html(clipped(title, width - 24))}</text>`,
		`<text class="fg-quiet" x="${margin}" y="38">${html(legend(tree, unit, omitted))}</text>`,
		...frames.map((frame) => frameElement(frame, unit, {
			width,
			baseline: height - margin
		})),
		"</svg>"
	].join("\n")}\n`;
}
function legend(tree, unit, omitted) {
	if (tree.count <= 0) return "No allocations were recorded.";
	const whole = `${formatQuantity(tree.count, "allocation")} per ${unit}, callers below their callees`;
	if (omitted.frames === 0) return whole;
	return `${whole}; ${formatQuantity(omitted.frames, "narrow frame")} with ${formatShare(omitted.share)} of them not drawn`;
}
function frameElement(frame, unit, paper) {
	const isRoot = frame.depth === 0;
	const name = isRoot ? "all" : frame.name;
	const room = paper.width - 24;
	const x = margin + frame.start * room;
	const width = frame.share * room;
	const y = paper.baseline - (frame.depth + 1) * rowHeight;
	const bytes = frame.bytes > 0 ? `, ${formatBytes(frame.bytes)}` : "";
	const tip = `${name}: ${formatCount(frame.count)} per ${unit} (${formatShare(frame.share)}${bytes})`;
	const color = isRoot ? "fg-root" : colorClass(name);
	const label = clipped(name, width - 6);
	const text = label === "" ? "" : `<text class="fg-name" x="${pixels(x + 3)}" y="${y + 13}">${html(label)}</text>`;
	const shape = `x="${pixels(x)}" y="${y}" width="${pixels(Math.max(.2, width - .4))}" height="17"`;
	return `<g><title>${html(tip)}</title><rect class="${color}" ${shape} rx="1.5"/>${text}</g>`;
}
/** As much of the beginning as fits the width in pixels; empty where less than three characters do. */
function clipped(text, width) {
	const columns = Math.floor(width / characterWidth);
	if (columns < 3) return "";
	const characters = Array.from(text);
	let used = 0;
	for (const [index, character] of characters.entries()) {
		used += character > "˿" ? 2 : 1;
		if (used > columns) return `${fitting(characters.slice(0, index), columns - 1)}…`;
	}
	return text;
}
function fitting(characters, columns) {
	let used = 0;
	let text = "";
	for (const character of characters) {
		used += character > "˿" ? 2 : 1;
		if (used > columns) break;
		text += character;
	}
	return text;
}
function pixels(value) {
	return String(Math.round(value * 100) / 100);
}
// src/report/page-style.ts
/** The style sheet of the flame graph page: light and dark by the reader's setting, down to a phone's width. */
const pageStyle = [
	":root{color-scheme:light dark;--paper:#fff;--words:#1f2328;--quiet:#59636e;--line:#d1d9e0;--shade:#f6f8fa;",
	"--link:#0969da;--bad:#cf222e;--good:#1a7f37;--doubt:#9a6700}",
	"@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--words:#f0f6fc;--quiet:#9198a1;--line:#3d444d;",
	"--shade:#151b23;--link:#4493f8;--bad:#f85149;--good:#3fb950;--doubt:#d29922}}",
	"body{margin:0 auto;max-width:1248px;padding:24px;background:var(--paper);color:var(--words);",
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
	"@media(max-width:600px){body{padding:16px 12px}th,td{padding:5px 6px}td code{display:inline-block;max-width:60vw}}"
].join("");
// src/report/flame-graph-page.ts
const sitesShown = 10;
const callersShown = 3;
/**
* One HTML file that needs nothing else: the verdict, a table of all benchmarks, and for each profile its call
* sites and its flame graph. Its content security policy admits its own style sheet and nothing more.
*/
function renderFlameGraphPage(profiles, report) {
	const style = `${pageStyle}${flameGraphStyle}`;
	const policy = `default-src 'none'; style-src 'sha256-${createHash("sha256").update(style).digest("base64")}'; base-uri 'none'; form-action 'none'`;
	const subject = report?.package ?? profiles[0]?.benchmark ?? "";
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
		...report === void 0 ? heading() : reportHeading(report),
		...report === void 0 ? [] : benchmarkTable(report, profiles),
		...profiles.flatMap((profile, index) => profileSection(profile, index, report)),
		"</body>",
		"</html>"
	].join("\n")}\n`;
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
function benchmarkTable(report, profiles) {
	if (report.benchmarks.length === 0) return [];
	const groups = groupBenchmarks(report);
	const moved = changedBenchmarks(groups).map(({ benchmark }) => benchmark);
	const still = groups.unchanged.map(({ benchmark }) => benchmark);
	return [
		"<div class=\"scroll\"><table>",
		"<thead><tr><th>Benchmark</th><th>Verdict</th><th class=\"number\">Baseline</th><th class=\"number\">Now</th><th class=\"number\">Delta</th><th class=\"number\">Delta %</th><th>Per</th></tr></thead>",
		"<tbody>",
		...[
			...groups.failed,
			...moved,
			...groups.incomparable,
			...groups.withoutBaseline,
			...still
		].map((benchmark) => benchmarkRow(benchmark, profiles)),
		"</tbody></table></div>"
	];
}
function benchmarkRow(benchmark, profiles) {
	const index = profiles.findIndex((profile) => profile.benchmark === benchmark.name);
	const name = `<code>${html(benchmark.name, 160)}</code>`;
	const linked = index >= 0 ? `<a href="#benchmark-${index + 1}">${name}</a>` : name;
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
function numberCells({ baseline, delta, total, unit }) {
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
function profileSection(profile, index, report) {
	const measured = report?.benchmarks.filter((benchmark) => benchmark.verdict !== "failed").find((benchmark) => benchmark.name === profile.benchmark);
	const { benchmark: title, unit, tree } = profile;
	return [
		`<section id="benchmark-${index + 1}">`,
		`<h2><code>${html(title, 160)}</code></h2>`,
		...measured === void 0 ? [] : siteTable(measured),
		`<div class="scroll graph">`,
		renderFlameGraphSvg(tree, {
			title,
			unit,
			embedded: true
		}).trimEnd(),
		"</div>",
		"</section>"
	];
}
function siteTable(benchmark) {
	const sites = benchmark.sites.slice(0, sitesShown);
	if (sites.length === 0) return [];
	const compared = benchmark.delta !== null;
	const doubt = incompleteness(benchmark);
	return [
		`<p>Call sites, ${compared ? "largest change first" : "largest first"}, allocations per ${benchmark.unit}:</p>`,
		"<div class=\"scroll\"><table>",
		`<thead><tr>${compared ? "<th class=\"number\">Delta</th>" : ""}<th class="number">Now</th><th class="number">Size</th><th>Site</th><th>Module</th><th>Called by</th></tr></thead>`,
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
// src/stacks/folded.ts
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
// src/commands/write-results.ts
/** Writes report, flame graph page, folded stacks and the candidate baseline into a folder, which is created. */
async function writeResults(folder, report, measured, names = {
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
	const profiles = [];
	for (const outcome of measured?.benchmarks ?? []) {
		if (outcome.outcome !== "measured" || outcome.recording === null) continue;
		const { units } = outcome.recording;
		const stacks = outcome.recording.stacks.map(stackOf);
		await write(`${outcome.benchmark.name}.folded`, formatFolded(stacks));
		profiles.push({
			benchmark: outcome.benchmark.name,
			unit: outcome.measurement.unit,
			tree: buildCallTree(stacks.map((stack) => ({
				...stack,
				count: stack.count / units,
				bytes: stack.bytes / units
			})))
		});
	}
	return {
		report: await write(names.report, `${JSON.stringify(report, null, 2)}\n`),
		flameGraph: profiles.length === 0 ? null : await write(names.flameGraph, renderFlameGraphPage(profiles, report)),
		candidate: report.candidate === null ? null : await write("candidate.json", formatBaseline(report.candidate.baseline))
	};
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
	"baseline",
	"limit",
	"fail-on",
	"on-missing-baseline",
	"on-incomparable"
]];
/** Nobody else's branch is involved where the command line runs. */
const local = {
	source: null,
	image: null,
	inspectBase: async () => ({
		baselineExpected: false,
		notices: []
	}),
	keyOf: (environmentName) => environmentName
};
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
	const { report, measured } = await runGate(await readSettings(inputsOf(given), terminal.repository), local, terminal);
	const files = await writeResults(given.texts.output ?? ".build/allocations", report, measured);
	if (given.switches.has("json")) {
		terminal.print(`${JSON.stringify(report, null, 2)}\n`);
		return report;
	}
	const shown = (path) => relative(terminal.repository, path) || path;
	terminal.print(renderTerminal(report, { color: terminal.color }));
	terminal.print(`\nReport: ${shown(files.report)}\n`);
	if (files.flameGraph !== null) terminal.print(`Flame graph: ${shown(files.flameGraph)}\n`);
	if (report.candidate !== null && report.verdict !== "pass") terminal.print(`To accept these numbers: swift-allocation-gate accept --report ${shown(files.report)}\n`);
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
// node_modules/universal-user-agent/index.js
function getUserAgent() {
	if (typeof navigator === "object" && "userAgent" in navigator) return navigator.userAgent;
	if (typeof process === "object" && process.version !== void 0) return `Node.js/${process.version.substr(1)} (${process.platform}; ${process.arch})`;
	return "<environment undetectable>";
}
// node_modules/before-after-hook/lib/register.js
function register(state, name, method, options) {
	if (typeof method !== "function") throw new Error("method for before hook must be a function");
	if (!options) options = {};
	if (Array.isArray(name)) return name.reverse().reduce((callback, name) => {
		return register.bind(null, state, name, callback, options);
	}, method)();
	return Promise.resolve().then(() => {
		if (!state.registry[name]) return method(options);
		return state.registry[name].reduce((method, registered) => {
			return registered.hook.bind(null, method, options);
		}, method)();
	});
}
// node_modules/before-after-hook/lib/add.js
function addHook(state, kind, name, hook) {
	const orig = hook;
	if (!state.registry[name]) state.registry[name] = [];
	if (kind === "before") hook = (method, options) => {
		return Promise.resolve().then(orig.bind(null, options)).then(method.bind(null, options));
	};
	if (kind === "after") hook = (method, options) => {
		let result;
		return Promise.resolve().then(method.bind(null, options)).then((result_) => {
			result = result_;
			return orig(result, options);
		}).then(() => {
			return result;
		});
	};
	if (kind === "error") hook = (method, options) => {
		return Promise.resolve().then(method.bind(null, options)).catch((error) => {
			return orig(error, options);
		});
	};
	state.registry[name].push({
		hook,
		orig
	});
}
// node_modules/before-after-hook/lib/remove.js
function removeHook(state, name, method) {
	if (!state.registry[name]) return;
	const index = state.registry[name].map((registered) => {
		return registered.orig;
	}).indexOf(method);
	if (index === -1) return;
	state.registry[name].splice(index, 1);
}
// node_modules/before-after-hook/index.js
const bind = Function.bind;
const bindable = bind.bind(bind);
function bindApi(hook, state, name) {
	const removeHookRef = bindable(removeHook, null).apply(null, name ? [state, name] : [state]);
	hook.api = { remove: removeHookRef };
	hook.remove = removeHookRef;
	[
		"before",
		"error",
		"after",
		"wrap"
	].forEach((kind) => {
		const args = name ? [
			state,
			kind,
			name
		] : [state, kind];
		hook[kind] = hook.api[kind] = bindable(addHook, null).apply(null, args);
	});
}
function Singular() {
	const singularHookName = Symbol("Singular");
	const singularHookState = { registry: {} };
	const singularHook = register.bind(null, singularHookState, singularHookName);
	bindApi(singularHook, singularHookState, singularHookName);
	return singularHook;
}
function Collection() {
	const state = { registry: {} };
	const hook = register.bind(null, state);
	bindApi(hook, state);
	return hook;
}
var before_after_hook_default = {
	Singular,
	Collection
};
// node_modules/@octokit/endpoint/dist-bundle/index.js
var DEFAULTS = {
	method: "GET",
	baseUrl: "https://api.github.com",
	headers: {
		accept: "application/vnd.github.v3+json",
		"user-agent": `octokit-endpoint.js/0.0.0-development ${getUserAgent()}`
	},
	mediaType: { format: "" }
};
function lowercaseKeys(object) {
	if (!object) return {};
	return Object.keys(object).reduce((newObj, key) => {
		newObj[key.toLowerCase()] = object[key];
		return newObj;
	}, {});
}
function isPlainObject$1(value) {
	if (typeof value !== "object" || value === null) return false;
	if (Object.prototype.toString.call(value) !== "[object Object]") return false;
	const proto = Object.getPrototypeOf(value);
	if (proto === null) return true;
	const Ctor = Object.prototype.hasOwnProperty.call(proto, "constructor") && proto.constructor;
	return typeof Ctor === "function" && Ctor instanceof Ctor && Function.prototype.call(Ctor) === Function.prototype.call(value);
}
function mergeDeep(defaults, options) {
	const result = Object.assign({}, defaults);
	Object.keys(options).forEach((key) => {
		if (isPlainObject$1(options[key])) {
			if (!(key in defaults)) Object.assign(result, { [key]: options[key] });
			else result[key] = mergeDeep(defaults[key], options[key]);
		} else Object.assign(result, { [key]: options[key] });
	});
	return result;
}
function removeUndefinedProperties(obj) {
	for (const key in obj) if (obj[key] === void 0) delete obj[key];
	return obj;
}
function merge(defaults, route, options) {
	if (typeof route === "string") {
		let [method, url] = route.split(" ");
		options = Object.assign(url ? {
			method,
			url
		} : { url: method }, options);
	} else options = Object.assign({}, route);
	options.headers = lowercaseKeys(options.headers);
	removeUndefinedProperties(options);
	removeUndefinedProperties(options.headers);
	const mergedOptions = mergeDeep(defaults || {}, options);
	if (options.url === "/graphql") {
		if (defaults && defaults.mediaType.previews?.length) mergedOptions.mediaType.previews = defaults.mediaType.previews.filter((preview) => !mergedOptions.mediaType.previews.includes(preview)).concat(mergedOptions.mediaType.previews);
		mergedOptions.mediaType.previews = (mergedOptions.mediaType.previews || []).map((preview) => preview.replace(/-preview/, ""));
	}
	return mergedOptions;
}
function addQueryParameters(url, parameters) {
	const separator = /\?/.test(url) ? "&" : "?";
	const names = Object.keys(parameters);
	if (names.length === 0) return url;
	return url + separator + names.map((name) => {
		if (name === "q") return "q=" + parameters.q.split("+").map(encodeURIComponent).join("+");
		return `${name}=${encodeURIComponent(parameters[name])}`;
	}).join("&");
}
var urlVariableRegex = /\{[^{}}]+\}/g;
function removeNonChars(variableName) {
	return variableName.replace(/(?:^\W+)|(?:(?<!\W)\W+$)/g, "").split(/,/);
}
function extractUrlVariableNames(url) {
	const matches = url.match(urlVariableRegex);
	if (!matches) return [];
	return matches.map(removeNonChars).reduce((a, b) => a.concat(b), []);
}
function omit(object, keysToOmit) {
	const result = { __proto__: null };
	for (const key of Object.keys(object)) if (keysToOmit.indexOf(key) === -1) result[key] = object[key];
	return result;
}
function encodeReserved(str) {
	return str.split(/(%[0-9A-Fa-f]{2})/g).map(function(part) {
		if (!/%[0-9A-Fa-f]/.test(part)) part = encodeURI(part).replace(/%5B/g, "[").replace(/%5D/g, "]");
		return part;
	}).join("");
}
function encodeUnreserved(str) {
	return encodeURIComponent(str).replace(/[!'()*]/g, function(c) {
		return "%" + c.charCodeAt(0).toString(16).toUpperCase();
	});
}
function encodeValue(operator, value, key) {
	value = operator === "+" || operator === "#" ? encodeReserved(value) : encodeUnreserved(value);
	if (key) return encodeUnreserved(key) + "=" + value;
	else return value;
}
function isDefined(value) {
	return value !== void 0 && value !== null;
}
function isKeyOperator(operator) {
	return operator === ";" || operator === "&" || operator === "?";
}
function getValues(context, operator, key, modifier) {
	var value = context[key], result = [];
	if (isDefined(value) && value !== "") {
		if (typeof value === "string" || typeof value === "number" || typeof value === "bigint" || typeof value === "boolean") {
			value = value.toString();
			if (modifier && modifier !== "*") value = value.substring(0, parseInt(modifier, 10));
			result.push(encodeValue(operator, value, isKeyOperator(operator) ? key : ""));
		} else if (modifier === "*") {
			if (Array.isArray(value)) value.filter(isDefined).forEach(function(value2) {
				result.push(encodeValue(operator, value2, isKeyOperator(operator) ? key : ""));
			});
			else Object.keys(value).forEach(function(k) {
				if (isDefined(value[k])) result.push(encodeValue(operator, value[k], k));
			});
		} else {
			const tmp = [];
			if (Array.isArray(value)) value.filter(isDefined).forEach(function(value2) {
				tmp.push(encodeValue(operator, value2));
			});
			else Object.keys(value).forEach(function(k) {
				if (isDefined(value[k])) {
					tmp.push(encodeUnreserved(k));
					tmp.push(encodeValue(operator, value[k].toString()));
				}
			});
			if (isKeyOperator(operator)) result.push(encodeUnreserved(key) + "=" + tmp.join(","));
			else if (tmp.length !== 0) result.push(tmp.join(","));
		}
	} else if (operator === ";") {
		if (isDefined(value)) result.push(encodeUnreserved(key));
	} else if (value === "" && (operator === "&" || operator === "?")) result.push(encodeUnreserved(key) + "=");
	else if (value === "") result.push("");
	return result;
}
function parseUrl(template) {
	return { expand: expand.bind(null, template) };
}
function expand(template, context) {
	var operators = [
		"+",
		"#",
		".",
		"/",
		";",
		"?",
		"&"
	];
	template = template.replace(/\{([^\{\}]+)\}|([^\{\}]+)/g, function(_, expression, literal) {
		if (expression) {
			let operator = "";
			const values = [];
			if (operators.indexOf(expression.charAt(0)) !== -1) {
				operator = expression.charAt(0);
				expression = expression.substr(1);
			}
			expression.split(/,/g).forEach(function(variable) {
				var tmp = /([^:\*]*)(?::(\d+)|(\*))?/.exec(variable);
				values.push(getValues(context, operator, tmp[1], tmp[2] || tmp[3]));
			});
			if (operator && operator !== "+") {
				var separator = ",";
				if (operator === "?") separator = "&";
				else if (operator !== "#") separator = operator;
				return (values.length !== 0 ? operator : "") + values.join(separator);
			} else return values.join(",");
		} else return encodeReserved(literal);
	});
	if (template === "/") return template;
	else return template.replace(/\/$/, "");
}
function parse$1(options) {
	let method = options.method.toUpperCase();
	let url = (options.url || "/").replace(/:([a-z]\w+)/g, "{$1}");
	let headers = Object.assign({}, options.headers);
	let body;
	let parameters = omit(options, [
		"method",
		"baseUrl",
		"url",
		"headers",
		"request",
		"mediaType"
	]);
	const urlVariableNames = extractUrlVariableNames(url);
	url = parseUrl(url).expand(parameters);
	if (!/^http/.test(url)) url = options.baseUrl + url;
	const remainingParameters = omit(parameters, Object.keys(options).filter((option) => urlVariableNames.includes(option)).concat("baseUrl"));
	if (!/application\/octet-stream/i.test(headers.accept)) {
		if (options.mediaType.format) headers.accept = headers.accept.split(/,/).map((format) => format.replace(/application\/vnd(\.\w+)(\.v3)?(\.\w+)?(\+json)?$/, `application/vnd$1$2.${options.mediaType.format}`)).join(",");
		if (url.endsWith("/graphql")) {
			if (options.mediaType.previews?.length) headers.accept = (headers.accept.match(/(?<![\w-])[\w-]+(?=-preview)/g) || []).concat(options.mediaType.previews).map((preview) => {
				return `application/vnd.github.${preview}-preview${options.mediaType.format ? `.${options.mediaType.format}` : "+json"}`;
			}).join(",");
		}
	}
	if (["GET", "HEAD"].includes(method)) url = addQueryParameters(url, remainingParameters);
	else if ("data" in remainingParameters) body = remainingParameters.data;
	else if (Object.keys(remainingParameters).length) body = remainingParameters;
	if (!headers["content-type"] && typeof body !== "undefined") headers["content-type"] = "application/json; charset=utf-8";
	if (["PATCH", "PUT"].includes(method) && typeof body === "undefined") body = "";
	return Object.assign({
		method,
		url,
		headers
	}, typeof body !== "undefined" ? { body } : null, options.request ? { request: options.request } : null);
}
function endpointWithDefaults(defaults, route, options) {
	return parse$1(merge(defaults, route, options));
}
function withDefaults$2(oldDefaults, newDefaults) {
	const DEFAULTS2 = merge(oldDefaults, newDefaults);
	const endpoint2 = endpointWithDefaults.bind(null, DEFAULTS2);
	return Object.assign(endpoint2, {
		DEFAULTS: DEFAULTS2,
		defaults: withDefaults$2.bind(null, DEFAULTS2),
		merge: merge.bind(null, DEFAULTS2),
		parse: parse$1
	});
}
var endpoint = withDefaults$2(null, DEFAULTS);
// node_modules/content-type/dist/index.js
/*!
* content-type
* Copyright(c) 2015 Douglas Christopher Wilson
* MIT Licensed
*/
const SP = 32;
const HTAB = 9;
const SEMI = 59;
const EQ = 61;
const DQUOTE = 34;
const BSLASH = 92;
const COMMA = 44;
const LOWER_CASE = 1;
const OWS = 2;
const SEMI_FLAG = 4;
const COMMA_FLAG = 8;
const TOKEN_FLAG = 16;
const NON_ASCII = 65280;
const CASE_FLAGS = 65281;
/**
* Character flags used to normalize HTTP field values while scanning.
* Out-of-range reads intentionally coerce to zero in bitwise expressions.
*/
const CHAR_MAP = /* @__PURE__ */ new Uint8Array(256);
CHAR_MAP[HTAB] |= OWS;
CHAR_MAP[SP] |= OWS;
CHAR_MAP[SEMI] |= SEMI_FLAG;
CHAR_MAP[COMMA] |= COMMA_FLAG;
for (let code = 128; code <= 255; code++) CHAR_MAP[code] |= LOWER_CASE;
for (const char of "!#$%&'*+-.^_`|~") CHAR_MAP[char.charCodeAt(0)] |= TOKEN_FLAG;
for (let code = 48; code <= 57; code++) CHAR_MAP[code] |= TOKEN_FLAG;
for (let code = 65; code <= 90; code++) CHAR_MAP[code] |= 17;
for (let code = 97; code <= 122; code++) CHAR_MAP[code] |= TOKEN_FLAG;
/**
* Null object perf optimization. Faster than `Object.create(null)` and `{ __proto__: null }`.
*/
const NullObject = /* @__PURE__ */ (() => {
	const C = function() {};
	C.prototype = Object.create(null);
	return C;
})();
/**
* Parse a `Content-Type` header.
*/
function parse(header, options) {
	const stopFlags = SEMI_FLAG | (options?.comma === true ? COMMA_FLAG : 0);
	const len = header.length;
	let valueStart = options?.start ?? 0;
	while ((CHAR_MAP[header.charCodeAt(valueStart)] & OWS) !== 0) valueStart++;
	let index = valueStart;
	let typeFlags = 0;
	let whitespace = -1;
	let stop = options?.parameters === false ? COMMA_FLAG : 0;
	while (index < len) {
		const code = header.charCodeAt(index);
		const flags = CHAR_MAP[code];
		if ((flags & stopFlags) !== 0) {
			stop |= flags & COMMA_FLAG;
			break;
		}
		if ((flags & OWS) !== 0) {
			if (whitespace === -1) whitespace = index;
		} else whitespace = -1;
		typeFlags |= code & NON_ASCII | flags;
		index++;
	}
	const valueEnd = whitespace === -1 ? index : whitespace;
	const value = header.slice(valueStart, valueEnd);
	const type = (typeFlags & CASE_FLAGS) === 0 ? value : value.toLowerCase();
	if (index === len || stop !== 0) return {
		type,
		index,
		parameters: new NullObject()
	};
	return parseParameters(header, type, index, len, stopFlags);
}
/**
* Parses the parameters of a `Content-Type` header starting at the given index.
*/
function parseParameters(header, type, index, len, stopFlags) {
	const parameters = new NullObject();
	parameter: while (index < len) {
		index++;
		while ((CHAR_MAP[header.charCodeAt(index)] & OWS) !== 0) index++;
		const keyStart = index;
		let keyFlags = 0;
		let keyWhitespace = -1;
		while (index < len) {
			const code = header.charCodeAt(index);
			const flags = CHAR_MAP[code];
			if ((flags & stopFlags) !== 0) {
				if ((flags & COMMA_FLAG) !== 0) break parameter;
				continue parameter;
			}
			if (code === EQ) {
				const keyEnd = keyWhitespace === -1 ? index : keyWhitespace;
				const value = header.slice(keyStart, keyEnd);
				const key = (keyFlags & CASE_FLAGS) === 0 ? value : value.toLowerCase();
				index++;
				while ((CHAR_MAP[header.charCodeAt(index)] & OWS) !== 0) index++;
				if (index < len && header.charCodeAt(index) === DQUOTE) {
					const quotedStart = ++index;
					let escaped = false;
					while (index < len) {
						const code = header.charCodeAt(index);
						if (code === DQUOTE) {
							if (parameters[key] === void 0) parameters[key] = escaped ? unescapeQuotedPairs(header, quotedStart, index) : header.slice(quotedStart, index);
							index++;
							let stop = 0;
							while (index < len) {
								const code = header.charCodeAt(index);
								const flags = CHAR_MAP[code];
								if ((flags & stopFlags) !== 0) {
									stop = flags & COMMA_FLAG;
									break;
								}
								index++;
							}
							if (stop !== 0) break parameter;
							continue parameter;
						}
						if (code === BSLASH && index + 1 < len) {
							escaped = true;
							index += 2;
							continue;
						}
						index++;
					}
					continue parameter;
				}
				const valueStart = index;
				let stop = 0;
				let valueWhitespace = -1;
				while (index < len) {
					const code = header.charCodeAt(index);
					const flags = CHAR_MAP[code];
					if ((flags & stopFlags) !== 0) {
						stop = flags & COMMA_FLAG;
						break;
					}
					if ((flags & OWS) !== 0) {
						if (valueWhitespace === -1) valueWhitespace = index;
					} else valueWhitespace = -1;
					index++;
				}
				if (parameters[key] === void 0) {
					const valueEnd = valueWhitespace === -1 ? index : valueWhitespace;
					parameters[key] = header.slice(valueStart, valueEnd);
				}
				if (stop !== 0) break parameter;
				continue parameter;
			}
			if ((flags & OWS) !== 0) {
				if (keyWhitespace === -1) keyWhitespace = index;
			} else keyWhitespace = -1;
			keyFlags |= code & NON_ASCII | flags;
			index++;
		}
	}
	return {
		type,
		index,
		parameters
	};
}
/**
* Remove backslashes from quoted pairs in a known-terminated quoted string body.
*/
function unescapeQuotedPairs(str, start, end) {
	let result = "";
	for (let index = start; index < end; index++) if (str.charCodeAt(index) === BSLASH) {
		result += str.slice(start, index);
		start = ++index;
	}
	return result + str.slice(start, end);
}
// node_modules/json-with-bigint/json-with-bigint.js
const intRegex = /^-?\d+$/;
const noiseValue = /^-?\d+n+$/;
const originalStringify = JSON.stringify;
const originalParse = JSON.parse;
const customFormat = /^-?\d+n$/;
const bigIntsStringify = /([\[:])?"(-?\d+)n"($|\s*[,\}\]])/g;
const noiseStringify = /([\[:])?("-?\d+n+)n("$|"\s*[,\}\]])/g;
/**
* @typedef {(this: any, key: string | number | undefined, value: any) => any} Replacer
* @typedef {(key: string | number | undefined, value: any, context?: { source: string }) => any} Reviver
*/
/**
* Checks if a value is unstringifiable according to native JSON.stringify rules.
*
* @param {any} val The value to check.
* @returns {boolean} True if the value is undefined, a function, or a symbol.
*/
const isUnstringifiable = (val) => val === void 0 || typeof val === "function" || typeof val === "symbol";
/**
* Checks if a value is a native JSON.rawJSON object (Node.js 22+).
*
* @param {any} val The value to check.
* @returns {boolean} True if the value is a RawJSON instance.
*/
const isRawJSON = (val) => val !== null && typeof val === "object" && val.constructor && val.constructor.name === "RawJSON";
/**
* Iteratively converts a JS value to a JSON string.
* Used as a fallback when the native JSON.stringify hits the Maximum Call Stack size.
* Fully compliant with JSON formatting (space), replacers, and toJSON behaviors.
*
* @param {any} rootValue The value to stringify.
* @param {Replacer | Array<string | number> | null} [replacer] User's custom replacer function.
* @param {string | number} [spaceParam] Indentation for pretty-printing.
* @returns {string | undefined} The generated JSON string.
*/
const stringifyIteratively = (rootValue, replacer, spaceParam) => {
	let space = "";
	if (typeof spaceParam === "number") space = " ".repeat(Math.min(10, Math.max(0, Math.floor(spaceParam))));
	else if (typeof spaceParam === "string") space = spaceParam.slice(0, 10);
	const isFunctionReplacer = typeof replacer === "function";
	const propertyList = Array.isArray(replacer) ? new Set(replacer.map(String)) : null;
	/**
	* Prepares a value for stringification by resolving toJSON, handling BigInts,
	* applying custom replacers, and unwrapping primitive objects.
	*
	* @param {object|Array} parent The parent object or array holding the value.
	* @param {string} key The key associated with the value.
	* @param {any} val The raw value to process.
	* @returns {any} The processed value ready for stringification.
	*/
	const prepareVal = (parent, key, val) => {
		if (val !== null && typeof val === "object" && typeof val.toJSON === "function") val = val.toJSON(key);
		if (typeof val === "string" && noiseValue.test(val)) return val + "n";
		if (typeof val === "bigint") {
			if ("rawJSON" in JSON) return JSON.rawJSON(val.toString());
			return val.toString() + "n";
		}
		if (isFunctionReplacer) val = replacer.call(parent, key, val);
		if (val !== null && typeof val === "object") {
			if (val instanceof Number || val instanceof String || val instanceof Boolean) val = val.valueOf();
		}
		return val;
	};
	const rootProcessed = prepareVal({ "": rootValue }, "", rootValue);
	if (isUnstringifiable(rootProcessed)) return;
	const isRootPrimitive = rootProcessed === null || typeof rootProcessed !== "object";
	const isRootNativeRawJSON = isRawJSON(rootProcessed);
	if (isRootPrimitive || isRootNativeRawJSON) return originalStringify(rootProcessed);
	const chunks = [];
	let level = 0;
	const stack = [{
		parent: { "": rootProcessed },
		key: "",
		val: rootProcessed,
		isArray: Array.isArray(rootProcessed),
		keys: Array.isArray(rootProcessed) ? null : Object.keys(rootProcessed),
		index: 0,
		first: true
	}];
	const visited = new WeakSet([rootProcessed]);
	while (stack.length > 0) {
		const node = stack[stack.length - 1];
		if (node.index === 0) {
			chunks.push(node.isArray ? "[" : "{");
			level++;
		}
		let isDone = false;
		if (node.isArray) {
			if (node.index < node.val.length) {
				if (!node.first) chunks.push(",");
				if (space) chunks.push("\n" + space.repeat(level));
				const childRaw = node.val[node.index];
				const childVal = prepareVal(node.val, String(node.index), childRaw);
				if (isUnstringifiable(childVal)) {
					chunks.push("null");
					node.first = false;
					node.index++;
				} else {
					const isComplexObject = childVal !== null && typeof childVal === "object";
					const isNativeRaw = isRawJSON(childVal);
					if (isComplexObject && !isNativeRaw) {
						if (visited.has(childVal)) throw new TypeError("Converting circular structure to JSON");
						visited.add(childVal);
						stack.push({
							parent: node.val,
							key: String(node.index),
							val: childVal,
							isArray: Array.isArray(childVal),
							keys: Array.isArray(childVal) ? null : Object.keys(childVal),
							index: 0,
							first: true
						});
						node.first = false;
						node.index++;
					} else {
						chunks.push(originalStringify(childVal));
						node.first = false;
						node.index++;
					}
				}
			} else isDone = true;
		} else {
			while (node.index < node.keys.length) {
				const k = node.keys[node.index++];
				if (propertyList && !propertyList.has(k)) continue;
				const childRaw = node.val[k];
				const childVal = prepareVal(node.val, k, childRaw);
				if (isUnstringifiable(childVal)) continue;
				if (!node.first) chunks.push(",");
				if (space) chunks.push("\n" + space.repeat(level) + originalStringify(k) + ": ");
				else chunks.push(originalStringify(k) + ":");
				const isComplexObject = childVal !== null && typeof childVal === "object";
				const isNativeRaw = isRawJSON(childVal);
				if (isComplexObject && !isNativeRaw) {
					if (visited.has(childVal)) throw new TypeError("Converting circular structure to JSON");
					visited.add(childVal);
					stack.push({
						parent: node.val,
						key: k,
						val: childVal,
						isArray: Array.isArray(childVal),
						keys: Array.isArray(childVal) ? null : Object.keys(childVal),
						index: 0,
						first: true
					});
					node.first = false;
					break;
				} else {
					chunks.push(originalStringify(childVal));
					node.first = false;
				}
			}
			if (node.index >= node.keys.length && stack[stack.length - 1] === node) isDone = true;
		}
		if (isDone) {
			level--;
			if (!node.first && space) chunks.push("\n" + space.repeat(level));
			chunks.push(node.isArray ? "]" : "}");
			visited.delete(node.val);
			stack.pop();
		}
	}
	return chunks.join("");
};
/**
* Converts a JavaScript value to a JSON string.
*
* Supports serialization of BigInt values using two strategies:
* 1. Custom format "123n" → "123" (universal fallback)
* 2. Native JSON.rawJSON() (Node.js 22+, fastest) when available
*
* All other values are serialized exactly like native JSON.stringify().
*
* @param {*} value The value to convert to a JSON string.
* @param {Replacer | Array<string | number> | null} [replacer]
* A function that alters the behavior of the stringification process,
* or an array of strings/numbers to indicate properties to exclude.
* @param {string | number} [space]
* A string or number to specify indentation or pretty-printing.
* @returns {string} The JSON string representation.
*/
const JSONStringify = (value, replacer, space) => {
	try {
		if ("rawJSON" in JSON) return originalStringify(value, (key, val) => {
			if (typeof val === "bigint") return JSON.rawJSON(val.toString());
			if (typeof replacer === "function") return replacer(key, val);
			if (Array.isArray(replacer) && replacer.includes(key)) return val;
			return val;
		}, space);
		if (!value) return originalStringify(value, replacer, space);
		return originalStringify(value, (key, val) => {
			if (typeof val === "string" && noiseValue.test(val)) return val.toString() + "n";
			if (typeof val === "bigint") return val.toString() + "n";
			if (typeof replacer === "function") return replacer(key, val);
			if (Array.isArray(replacer) && replacer.includes(key)) return val;
			return val;
		}, space).replace(bigIntsStringify, "$1$2$3").replace(noiseStringify, "$1$2$3");
	} catch (error) {
		if (error instanceof RangeError) {
			const convertedJSON = stringifyIteratively(value, replacer, space);
			if (convertedJSON === void 0) return void 0;
			if ("rawJSON" in JSON) return convertedJSON;
			return convertedJSON.replace(bigIntsStringify, "$1$2$3").replace(noiseStringify, "$1$2$3");
		}
		throw error;
	}
};
const featureCache = /* @__PURE__ */ new Map();
/**
* Detects if the current JSON.parse implementation supports the context.source feature.
*
* Uses toString() fingerprinting to cache results and automatically detect runtime
* replacements of JSON.parse (polyfills, mocks, etc.).
*
* @returns {boolean} true if context.source is supported, false otherwise.
*/
const isContextSourceSupported = () => {
	const parseFingerprint = JSON.parse.toString();
	if (featureCache.has(parseFingerprint)) return featureCache.get(parseFingerprint);
	try {
		const result = JSON.parse("1", (_, __, context) => !!context?.source && context.source === "1");
		featureCache.set(parseFingerprint, result);
		return result;
	} catch {
		featureCache.set(parseFingerprint, false);
		return false;
	}
};
/**
* Reviver function that converts custom-format BigInt strings back to BigInt values.
* Also handles "noise" strings that accidentally match the BigInt format.
*
* @param {string | number | undefined} key The object key.
* @param {*} value The value being parsed.
* @param {object} [context] Parse context (if supported by JSON.parse).
* @param {Reviver} [userReviver] User's custom reviver function.
* @returns {any} The transformed value.
*/
const convertMarkedBigIntsReviver = (key, value, context, userReviver) => {
	if (typeof value === "string" && customFormat.test(value)) return BigInt(value.slice(0, -1));
	if (typeof value === "string" && noiseValue.test(value)) return value.slice(0, -1);
	if (!(typeof userReviver === "function")) return value;
	return userReviver(key, value, context);
};
/**
* Fast JSON.parse implementation (~2x faster than classic fallback).
* Uses JSON.parse's context.source feature to detect integers and convert
* large numbers directly to BigInt without string manipulation.
*
* Does not support legacy custom format from v1 of this library.
*
* @param {string} text JSON string to parse.
* @param {Reviver} [reviver] Transform function to apply to each value.
* @returns {any} Parsed JavaScript value.
*/
const JSONParseV2 = (text, reviver) => {
	return JSON.parse(text, (key, value, context) => {
		const isBigNumber = typeof value === "number" && (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER);
		const isInt = context && intRegex.test(context.source);
		if (isBigNumber && isInt) return BigInt(context.source);
		if (!(typeof reviver === "function")) return value;
		return reviver(key, value, context);
	});
};
const MAX_INT = Number.MAX_SAFE_INTEGER.toString();
const MAX_DIGITS = MAX_INT.length;
const stringsOrLargeNumbers = /"(?:[^"\\]|\\.)*"|-?(0|[1-9][0-9]*)(\.[0-9]+)?([eE][+-]?[0-9]+)?/g;
const noiseValueWithQuotes = /^"-?\d+n+"$/;
/**
* Iteratively traverses the parsed object bottom-up (post-order),
* emulating the native JSON.parse reviver behavior.
* This avoids Call Stack overflows (RangeError) on deeply nested structures.
*
* @param {any} parsed The natively parsed JSON object.
* @param {Reviver} [userReviver] User's custom reviver function.
* @returns {any} The fully processed object.
*/
const applyReviverIteratively = (parsed, userReviver) => {
	const rootHolder = { "": parsed };
	const stack = [{
		parent: rootHolder,
		key: "",
		visited: false
	}];
	while (stack.length > 0) {
		const node = stack[stack.length - 1];
		if (!node.visited) {
			node.visited = true;
			const value = node.parent[node.key];
			if (value !== null && typeof value === "object") {
				const keys = Object.keys(value);
				for (let i = keys.length - 1; i >= 0; i--) stack.push({
					parent: value,
					key: keys[i],
					visited: false
				});
			}
		} else {
			const { parent, key } = node;
			let value = parent[key];
			if (typeof value === "string") {
				if (customFormat.test(value)) value = BigInt(value.slice(0, -1));
				else if (noiseValue.test(value)) value = value.slice(0, -1);
			}
			if (typeof userReviver === "function") value = userReviver.call(parent, key, value);
			if (value === void 0) delete parent[key];
			else parent[key] = value;
			stack.pop();
		}
	}
	return rootHolder[""];
};
/**
* Pre-processes the JSON string to mark large numbers with an 'n' suffix.
*
* @param {string} text The raw JSON string.
* @returns {string} The serialized string with marked BigInts.
*/
const serializeBigInts = (text) => {
	return text.replace(stringsOrLargeNumbers, (match, digits, fractional, exponential) => {
		const isString = match[0] === "\"";
		if (isString && noiseValueWithQuotes.test(match)) return match.substring(0, match.length - 1) + "n\"";
		const hasFractionalOrExponential = fractional || exponential;
		const isLessThanMaxSafeInt = digits && (digits.length < MAX_DIGITS || digits.length === MAX_DIGITS && digits <= MAX_INT);
		if (isString || hasFractionalOrExponential || isLessThanMaxSafeInt) return match;
		return "\"" + match + "n\"";
	});
};
/**
* Converts a JSON string into a JavaScript value.
*
* Supports parsing of large integers using two strategies:
* 1. Classic fallback: Marks large numbers with "123n" format, then converts to BigInt
* 2. Fast path (JSONParseV2): Uses context.source feature (~2x faster) when available
*
* All other JSON values are parsed exactly like native JSON.parse().
*
* @param {string} text A valid JSON string.
* @param {Reviver} [reviver]
* A function that transforms the results. This function is called for each member
* of the object. If a member contains nested objects, the nested objects are
* transformed before the parent object is.
* @returns {any} The parsed JavaScript value.
* @throws {SyntaxError} If text is not valid JSON.
*/
const JSONParse = (text, reviver) => {
	if (!text) return originalParse(text, reviver);
	try {
		if (isContextSourceSupported()) return JSONParseV2(text, reviver);
		const serializedData = serializeBigInts(text);
		return originalParse(serializedData, (key, value, context) => convertMarkedBigIntsReviver(key, value, context, reviver));
	} catch (error) {
		if (error instanceof RangeError) {
			const serializedData = serializeBigInts(text);
			const parsed = originalParse(serializedData);
			return applyReviverIteratively(parsed, reviver);
		}
		throw error;
	}
};
// node_modules/@octokit/request-error/dist-src/index.js
var RequestError = class extends Error {
	name;
	/**
	* http status code
	*/
	status;
	/**
	* Request options that lead to the error.
	*/
	request;
	/**
	* Response object if a response was received
	*/
	response;
	constructor(message, statusCode, options) {
		super(message, { cause: options.cause });
		this.name = "HttpError";
		this.status = Number.parseInt(statusCode);
		if (Number.isNaN(this.status)) this.status = 0;
		/* v8 ignore else -- @preserve -- Bug with vitest coverage where it sees an else branch that doesn't exist */
		if ("response" in options) this.response = options.response;
		const requestCopy = Object.assign({}, options.request);
		if (options.request.headers.authorization) requestCopy.headers = Object.assign({}, options.request.headers, { authorization: options.request.headers.authorization.replace(/(?<! ) .*$/, " [REDACTED]") });
		requestCopy.url = requestCopy.url.replace(/\bclient_secret=\w+/g, "client_secret=[REDACTED]").replace(/\baccess_token=\w+/g, "access_token=[REDACTED]");
		this.request = requestCopy;
	}
};
// node_modules/@octokit/request/dist-bundle/index.js
var defaults_default = { headers: { "user-agent": `octokit-request.js/10.0.16 ${getUserAgent()}` } };
function isPlainObject(value) {
	if (typeof value !== "object" || value === null) return false;
	if (Object.prototype.toString.call(value) !== "[object Object]") return false;
	const proto = Object.getPrototypeOf(value);
	if (proto === null) return true;
	const Ctor = Object.prototype.hasOwnProperty.call(proto, "constructor") && proto.constructor;
	return typeof Ctor === "function" && Ctor instanceof Ctor && Function.prototype.call(Ctor) === Function.prototype.call(value);
}
var noop$1 = () => "";
async function fetchWrapper(requestOptions) {
	const fetch = requestOptions.request?.fetch || globalThis.fetch;
	if (!fetch) throw new Error("fetch is not set. Please pass a fetch implementation as new Octokit({ request: { fetch }}). Learn more at https://github.com/octokit/octokit.js/#fetch-missing");
	const log = requestOptions.request?.log || console;
	const parseSuccessResponseBody = requestOptions.request?.parseSuccessResponseBody !== false;
	const body = isPlainObject(requestOptions.body) || Array.isArray(requestOptions.body) ? JSONStringify(requestOptions.body) : requestOptions.body;
	const requestHeaders = Object.fromEntries(Object.entries(requestOptions.headers).map(([name, value]) => [name, String(value)]));
	let fetchResponse;
	try {
		fetchResponse = await fetch(requestOptions.url, {
			method: requestOptions.method,
			body,
			redirect: requestOptions.request?.redirect,
			headers: requestHeaders,
			signal: requestOptions.request?.signal,
			...requestOptions.body && { duplex: "half" }
		});
	} catch (error) {
		let message = "Unknown Error";
		if (error instanceof Error) {
			if (error.name === "AbortError") {
				error.status = 500;
				throw error;
			}
			message = error.message;
			if (error.name === "TypeError" && "cause" in error) {
				if (error.cause instanceof Error) message = error.cause.message;
				else if (typeof error.cause === "string") message = error.cause;
			}
		}
		const requestError = new RequestError(message, 500, { request: requestOptions });
		requestError.cause = error;
		throw requestError;
	}
	const status = fetchResponse.status;
	const url = fetchResponse.url;
	const responseHeaders = {};
	for (const [key, value] of fetchResponse.headers) responseHeaders[key] = value;
	const octokitResponse = {
		url,
		status,
		headers: responseHeaders,
		data: ""
	};
	if ("deprecation" in responseHeaders) {
		const matches = responseHeaders.link && responseHeaders.link.match(/<([^<>]+)>; rel="deprecation"/);
		const deprecationLink = matches && matches.pop();
		log.warn(`[@octokit/request] "${requestOptions.method} ${requestOptions.url}" is deprecated. It is scheduled to be removed on ${responseHeaders.sunset}${deprecationLink ? `. See ${deprecationLink}` : ""}`);
	}
	if (status === 204 || status === 205) return octokitResponse;
	if (requestOptions.method === "HEAD") {
		if (status < 400) return octokitResponse;
		throw new RequestError(fetchResponse.statusText, status, {
			response: octokitResponse,
			request: requestOptions
		});
	}
	if (status === 304) {
		octokitResponse.data = await getResponseData(fetchResponse);
		throw new RequestError("Not modified", status, {
			response: octokitResponse,
			request: requestOptions
		});
	}
	if (status >= 400) {
		octokitResponse.data = await getResponseData(fetchResponse);
		throw new RequestError(toErrorMessage(octokitResponse.data), status, {
			response: octokitResponse,
			request: requestOptions
		});
	}
	octokitResponse.data = parseSuccessResponseBody ? await getResponseData(fetchResponse) : fetchResponse.body;
	return octokitResponse;
}
async function getResponseData(response) {
	const contentType = response.headers.get("content-type");
	if (!contentType) return response.text().catch(noop$1);
	const mimetype = parse(contentType);
	if (isJSONResponse(mimetype)) {
		let text = "";
		try {
			text = await response.text();
			return JSONParse(text);
		} catch (err) {
			return text;
		}
	} else if (mimetype.type.startsWith("text/") || mimetype.parameters.charset?.toLowerCase() === "utf-8" && mimetype.type !== "application/octet-stream") return response.text().catch(noop$1);
	else return response.arrayBuffer().catch(
		/* v8 ignore next -- @preserve */
		() => /* @__PURE__ */ new ArrayBuffer(0)
	);
}
function isJSONResponse(mimetype) {
	return mimetype.type === "application/json" || mimetype.type === "application/scim+json";
}
function toErrorMessage(data) {
	if (typeof data === "string") return data;
	if (data instanceof ArrayBuffer) return "Unknown error";
	if (typeof data === "object" && data !== null && "message" in data) {
		const objectData = data;
		const suffix = "documentation_url" in objectData ? ` - ${objectData.documentation_url}` : "";
		return Array.isArray(objectData.errors) ? `${objectData.message}: ${objectData.errors.map((v) => JSON.stringify(v)).join(", ")}${suffix}` : `${objectData.message}${suffix}`;
	}
	return `Unknown error: ${JSON.stringify(data)}`;
}
function withDefaults$1(oldEndpoint, newDefaults) {
	const endpoint2 = oldEndpoint.defaults(newDefaults);
	const newApi = function(route, parameters) {
		const endpointOptions = endpoint2.merge(route, parameters);
		if (!endpointOptions.request || !endpointOptions.request.hook) return fetchWrapper(endpoint2.parse(endpointOptions));
		const request2 = (route2, parameters2) => {
			return fetchWrapper(endpoint2.parse(endpoint2.merge(route2, parameters2)));
		};
		Object.assign(request2, {
			endpoint: endpoint2,
			defaults: withDefaults$1.bind(null, endpoint2)
		});
		return endpointOptions.request.hook(request2, endpointOptions);
	};
	return Object.assign(newApi, {
		endpoint: endpoint2,
		defaults: withDefaults$1.bind(null, endpoint2)
	});
}
var request = withDefaults$1(endpoint, defaults_default);
/* v8 ignore next -- @preserve */
/* v8 ignore else -- @preserve */
// node_modules/@octokit/graphql/dist-bundle/index.js
var VERSION$2 = "0.0.0-development";
function _buildMessageForResponseErrors(data) {
	return `Request failed due to following response errors:
` + data.errors.map((e) => ` - ${e.message}`).join("\n");
}
var GraphqlResponseError = class extends Error {
	constructor(request2, headers, response) {
		super(_buildMessageForResponseErrors(response));
		this.request = request2;
		this.headers = headers;
		this.response = response;
		this.errors = response.errors;
		this.data = response.data;
		if (Error.captureStackTrace) Error.captureStackTrace(this, this.constructor);
	}
	request;
	headers;
	response;
	name = "GraphqlResponseError";
	errors;
	data;
};
var NON_VARIABLE_OPTIONS = [
	"method",
	"baseUrl",
	"url",
	"headers",
	"request",
	"query",
	"mediaType",
	"operationName"
];
var FORBIDDEN_VARIABLE_OPTIONS = [
	"query",
	"method",
	"url"
];
var GHES_V3_SUFFIX_REGEX = /\/api\/v3\/?$/;
function graphql(request2, query, options) {
	if (options) {
		if (typeof query === "string" && "query" in options) return Promise.reject(/* @__PURE__ */ new Error(`[@octokit/graphql] "query" cannot be used as variable name`));
		for (const key in options) {
			if (!FORBIDDEN_VARIABLE_OPTIONS.includes(key)) continue;
			return Promise.reject(/* @__PURE__ */ new Error(`[@octokit/graphql] "${key}" cannot be used as variable name`));
		}
	}
	const parsedOptions = typeof query === "string" ? Object.assign({ query }, options) : query;
	const requestOptions = Object.keys(parsedOptions).reduce((result, key) => {
		if (NON_VARIABLE_OPTIONS.includes(key)) {
			result[key] = parsedOptions[key];
			return result;
		}
		if (!result.variables) result.variables = {};
		result.variables[key] = parsedOptions[key];
		return result;
	}, {});
	const baseUrl = parsedOptions.baseUrl || request2.endpoint.DEFAULTS.baseUrl;
	if (GHES_V3_SUFFIX_REGEX.test(baseUrl)) requestOptions.url = baseUrl.replace(GHES_V3_SUFFIX_REGEX, "/api/graphql");
	return request2(requestOptions).then((response) => {
		if (response.data.errors) {
			const headers = {};
			for (const key of Object.keys(response.headers)) headers[key] = response.headers[key];
			throw new GraphqlResponseError(requestOptions, headers, response.data);
		}
		return response.data.data;
	});
}
function withDefaults(request2, newDefaults) {
	const newRequest = request2.defaults(newDefaults);
	const newApi = (query, options) => {
		return graphql(newRequest, query, options);
	};
	return Object.assign(newApi, {
		defaults: withDefaults.bind(null, newRequest),
		endpoint: newRequest.endpoint
	});
}
withDefaults(request, {
	headers: { "user-agent": `octokit-graphql.js/${VERSION$2} ${getUserAgent()}` },
	method: "POST",
	url: "/graphql"
});
function withCustomRequest(customRequest) {
	return withDefaults(customRequest, {
		method: "POST",
		url: "/graphql"
	});
}
/* v8 ignore if -- @preserve */
// node_modules/@octokit/auth-token/dist-bundle/index.js
var b64url = "(?:[a-zA-Z0-9_-]+)";
var sep$1 = "\\.";
var jwtRE = new RegExp(`^${b64url}${sep$1}${b64url}${sep$1}${b64url}$`);
var isJWT = jwtRE.test.bind(jwtRE);
async function auth(token) {
	const isApp = isJWT(token);
	const isInstallation = token.startsWith("v1.") || token.startsWith("ghs_");
	const isUserToServer = token.startsWith("ghu_");
	return {
		type: "token",
		token,
		tokenType: isApp ? "app" : isInstallation ? "installation" : isUserToServer ? "user-to-server" : "oauth"
	};
}
function withAuthorizationPrefix(token) {
	if (token.split(/\./).length === 3) return `bearer ${token}`;
	return `token ${token}`;
}
async function hook(token, request, route, parameters) {
	const endpoint = request.endpoint.merge(route, parameters);
	endpoint.headers.authorization = withAuthorizationPrefix(token);
	return request(endpoint);
}
var createTokenAuth = function createTokenAuth2(token) {
	if (!token) throw new Error("[@octokit/auth-token] No token passed to createTokenAuth");
	if (typeof token !== "string") throw new Error("[@octokit/auth-token] Token passed to createTokenAuth is not a string");
	token = token.replace(/^(token|bearer) +/i, "");
	return Object.assign(auth.bind(null, token), { hook: hook.bind(null, token) });
};
// node_modules/@octokit/core/dist-src/version.js
const VERSION$1 = "7.0.8";
// node_modules/@octokit/core/dist-src/index.js
const noop = () => {};
const consoleWarn = console.warn.bind(console);
const consoleError = console.error.bind(console);
function createLogger(logger = {}) {
	if (typeof logger.debug !== "function") logger.debug = noop;
	if (typeof logger.info !== "function") logger.info = noop;
	if (typeof logger.warn !== "function") logger.warn = consoleWarn;
	if (typeof logger.error !== "function") logger.error = consoleError;
	return logger;
}
const userAgentTrail = `octokit-core.js/${VERSION$1} ${getUserAgent()}`;
var Octokit = class {
	static VERSION = VERSION$1;
	static defaults(defaults) {
		const OctokitWithDefaults = class extends this {
			constructor(...args) {
				const options = args[0] || {};
				if (typeof defaults === "function") {
					super(defaults(options));
					return;
				}
				super(Object.assign({}, defaults, options, options.userAgent && defaults.userAgent ? { userAgent: `${options.userAgent} ${defaults.userAgent}` } : null));
			}
		};
		return OctokitWithDefaults;
	}
	static plugins = [];
	/**
	* Attach a plugin (or many) to your Octokit instance.
	*
	* @example
	* const API = Octokit.plugin(plugin1, plugin2, plugin3, ...)
	*/
	static plugin(...newPlugins) {
		const currentPlugins = this.plugins;
		const NewOctokit = class extends this {
			static plugins = currentPlugins.concat(newPlugins.filter((plugin) => !currentPlugins.includes(plugin)));
		};
		return NewOctokit;
	}
	constructor(options = {}) {
		const hook = new before_after_hook_default.Collection();
		const requestDefaults = {
			baseUrl: request.endpoint.DEFAULTS.baseUrl,
			headers: {},
			request: Object.assign({}, options.request, { hook: hook.bind(null, "request") }),
			mediaType: {
				previews: [],
				format: ""
			}
		};
		requestDefaults.headers["user-agent"] = options.userAgent ? `${options.userAgent} ${userAgentTrail}` : userAgentTrail;
		if (options.baseUrl) requestDefaults.baseUrl = options.baseUrl;
		if (options.previews) requestDefaults.mediaType.previews = options.previews;
		if (options.timeZone) requestDefaults.headers["time-zone"] = options.timeZone;
		this.request = request.defaults(requestDefaults);
		this.graphql = withCustomRequest(this.request).defaults(requestDefaults);
		this.log = createLogger(options.log);
		this.hook = hook;
		if (!options.authStrategy) {
			if (!options.auth) this.auth = async () => ({ type: "unauthenticated" });
			else {
				const auth = createTokenAuth(options.auth);
				hook.wrap("request", auth.hook);
				this.auth = auth;
			}
		} else {
			const { authStrategy, ...otherOptions } = options;
			const auth = authStrategy(Object.assign({
				request: this.request,
				log: this.log,
				octokit: this,
				octokitOptions: otherOptions
			}, options.auth));
			hook.wrap("request", auth.hook);
			this.auth = auth;
		}
		const classConstructor = this.constructor;
		for (let i = 0; i < classConstructor.plugins.length; ++i) Object.assign(this, classConstructor.plugins[i](this, options));
	}
	request;
	graphql;
	log;
	hook;
	auth;
};
// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/version.js
const VERSION = "17.0.0";
// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/generated/endpoints.js
var endpoints_default = {
	actions: {
		addCustomLabelsToSelfHostedRunnerForOrg: ["POST /orgs/{org}/actions/runners/{runner_id}/labels"],
		addCustomLabelsToSelfHostedRunnerForRepo: ["POST /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"],
		addRepoAccessToSelfHostedRunnerGroupInOrg: ["PUT /orgs/{org}/actions/runner-groups/{runner_group_id}/repositories/{repository_id}"],
		addSelectedRepoToOrgSecret: ["PUT /orgs/{org}/actions/secrets/{secret_name}/repositories/{repository_id}"],
		addSelectedRepoToOrgVariable: ["PUT /orgs/{org}/actions/variables/{name}/repositories/{repository_id}"],
		approveWorkflowRun: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/approve"],
		cancelWorkflowRun: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/cancel"],
		createEnvironmentVariable: ["POST /repos/{owner}/{repo}/environments/{environment_name}/variables"],
		createHostedRunnerForOrg: ["POST /orgs/{org}/actions/hosted-runners"],
		createOrUpdateEnvironmentSecret: ["PUT /repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}"],
		createOrUpdateOrgSecret: ["PUT /orgs/{org}/actions/secrets/{secret_name}"],
		createOrUpdateRepoSecret: ["PUT /repos/{owner}/{repo}/actions/secrets/{secret_name}"],
		createOrgVariable: ["POST /orgs/{org}/actions/variables"],
		createRegistrationTokenForOrg: ["POST /orgs/{org}/actions/runners/registration-token"],
		createRegistrationTokenForRepo: ["POST /repos/{owner}/{repo}/actions/runners/registration-token"],
		createRemoveTokenForOrg: ["POST /orgs/{org}/actions/runners/remove-token"],
		createRemoveTokenForRepo: ["POST /repos/{owner}/{repo}/actions/runners/remove-token"],
		createRepoVariable: ["POST /repos/{owner}/{repo}/actions/variables"],
		createWorkflowDispatch: ["POST /repos/{owner}/{repo}/actions/workflows/{workflow_id}/dispatches"],
		deleteActionsCacheById: ["DELETE /repos/{owner}/{repo}/actions/caches/{cache_id}"],
		deleteActionsCacheByKey: ["DELETE /repos/{owner}/{repo}/actions/caches{?key,ref}"],
		deleteArtifact: ["DELETE /repos/{owner}/{repo}/actions/artifacts/{artifact_id}"],
		deleteCustomImageFromOrg: ["DELETE /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}"],
		deleteCustomImageVersionFromOrg: ["DELETE /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}/versions/{version}"],
		deleteEnvironmentSecret: ["DELETE /repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}"],
		deleteEnvironmentVariable: ["DELETE /repos/{owner}/{repo}/environments/{environment_name}/variables/{name}"],
		deleteHostedRunnerForOrg: ["DELETE /orgs/{org}/actions/hosted-runners/{hosted_runner_id}"],
		deleteOrgSecret: ["DELETE /orgs/{org}/actions/secrets/{secret_name}"],
		deleteOrgVariable: ["DELETE /orgs/{org}/actions/variables/{name}"],
		deleteRepoSecret: ["DELETE /repos/{owner}/{repo}/actions/secrets/{secret_name}"],
		deleteRepoVariable: ["DELETE /repos/{owner}/{repo}/actions/variables/{name}"],
		deleteSelfHostedRunnerFromOrg: ["DELETE /orgs/{org}/actions/runners/{runner_id}"],
		deleteSelfHostedRunnerFromRepo: ["DELETE /repos/{owner}/{repo}/actions/runners/{runner_id}"],
		deleteWorkflowRun: ["DELETE /repos/{owner}/{repo}/actions/runs/{run_id}"],
		deleteWorkflowRunLogs: ["DELETE /repos/{owner}/{repo}/actions/runs/{run_id}/logs"],
		disableSelectedRepositoryGithubActionsOrganization: ["DELETE /orgs/{org}/actions/permissions/repositories/{repository_id}"],
		disableWorkflow: ["PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/disable"],
		downloadArtifact: ["GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}/{archive_format}"],
		downloadJobLogsForWorkflowRun: ["GET /repos/{owner}/{repo}/actions/jobs/{job_id}/logs"],
		downloadWorkflowRunAttemptLogs: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/logs"],
		downloadWorkflowRunLogs: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/logs"],
		enableSelectedRepositoryGithubActionsOrganization: ["PUT /orgs/{org}/actions/permissions/repositories/{repository_id}"],
		enableWorkflow: ["PUT /repos/{owner}/{repo}/actions/workflows/{workflow_id}/enable"],
		forceCancelWorkflowRun: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/force-cancel"],
		generateRunnerJitconfigForOrg: ["POST /orgs/{org}/actions/runners/generate-jitconfig"],
		generateRunnerJitconfigForRepo: ["POST /repos/{owner}/{repo}/actions/runners/generate-jitconfig"],
		getActionsCacheList: ["GET /repos/{owner}/{repo}/actions/caches"],
		getActionsCacheUsage: ["GET /repos/{owner}/{repo}/actions/cache/usage"],
		getActionsCacheUsageByRepoForOrg: ["GET /orgs/{org}/actions/cache/usage-by-repository"],
		getActionsCacheUsageForOrg: ["GET /orgs/{org}/actions/cache/usage"],
		getAllowedActionsOrganization: ["GET /orgs/{org}/actions/permissions/selected-actions"],
		getAllowedActionsRepository: ["GET /repos/{owner}/{repo}/actions/permissions/selected-actions"],
		getArtifact: ["GET /repos/{owner}/{repo}/actions/artifacts/{artifact_id}"],
		getCustomImageForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}"],
		getCustomImageVersionForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}/versions/{version}"],
		getCustomOidcSubClaimForRepo: ["GET /repos/{owner}/{repo}/actions/oidc/customization/sub"],
		getEnvironmentPublicKey: ["GET /repos/{owner}/{repo}/environments/{environment_name}/secrets/public-key"],
		getEnvironmentSecret: ["GET /repos/{owner}/{repo}/environments/{environment_name}/secrets/{secret_name}"],
		getEnvironmentVariable: ["GET /repos/{owner}/{repo}/environments/{environment_name}/variables/{name}"],
		getGithubActionsDefaultWorkflowPermissionsOrganization: ["GET /orgs/{org}/actions/permissions/workflow"],
		getGithubActionsDefaultWorkflowPermissionsRepository: ["GET /repos/{owner}/{repo}/actions/permissions/workflow"],
		getGithubActionsPermissionsOrganization: ["GET /orgs/{org}/actions/permissions"],
		getGithubActionsPermissionsRepository: ["GET /repos/{owner}/{repo}/actions/permissions"],
		getHostedRunnerForOrg: ["GET /orgs/{org}/actions/hosted-runners/{hosted_runner_id}"],
		getHostedRunnersGithubOwnedImagesForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/github-owned"],
		getHostedRunnersLimitsForOrg: ["GET /orgs/{org}/actions/hosted-runners/limits"],
		getHostedRunnersMachineSpecsForOrg: ["GET /orgs/{org}/actions/hosted-runners/machine-sizes"],
		getHostedRunnersPartnerImagesForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/partner"],
		getHostedRunnersPlatformsForOrg: ["GET /orgs/{org}/actions/hosted-runners/platforms"],
		getJobForWorkflowRun: ["GET /repos/{owner}/{repo}/actions/jobs/{job_id}"],
		getOrgPublicKey: ["GET /orgs/{org}/actions/secrets/public-key"],
		getOrgSecret: ["GET /orgs/{org}/actions/secrets/{secret_name}"],
		getOrgVariable: ["GET /orgs/{org}/actions/variables/{name}"],
		getPendingDeploymentsForRun: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments"],
		getRepoPermissions: [
			"GET /repos/{owner}/{repo}/actions/permissions",
			{},
			{ renamed: ["actions", "getGithubActionsPermissionsRepository"] }
		],
		getRepoPublicKey: ["GET /repos/{owner}/{repo}/actions/secrets/public-key"],
		getRepoSecret: ["GET /repos/{owner}/{repo}/actions/secrets/{secret_name}"],
		getRepoVariable: ["GET /repos/{owner}/{repo}/actions/variables/{name}"],
		getReviewsForRun: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/approvals"],
		getSelfHostedRunnerForOrg: ["GET /orgs/{org}/actions/runners/{runner_id}"],
		getSelfHostedRunnerForRepo: ["GET /repos/{owner}/{repo}/actions/runners/{runner_id}"],
		getWorkflow: ["GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}"],
		getWorkflowAccessToRepository: ["GET /repos/{owner}/{repo}/actions/permissions/access"],
		getWorkflowRun: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}"],
		getWorkflowRunAttempt: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}"],
		getWorkflowRunUsage: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/timing"],
		getWorkflowUsage: ["GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/timing"],
		listArtifactsForRepo: ["GET /repos/{owner}/{repo}/actions/artifacts"],
		listCustomImageVersionsForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/custom/{image_definition_id}/versions"],
		listCustomImagesForOrg: ["GET /orgs/{org}/actions/hosted-runners/images/custom"],
		listEnvironmentSecrets: ["GET /repos/{owner}/{repo}/environments/{environment_name}/secrets"],
		listEnvironmentVariables: ["GET /repos/{owner}/{repo}/environments/{environment_name}/variables"],
		listGithubHostedRunnersInGroupForOrg: ["GET /orgs/{org}/actions/runner-groups/{runner_group_id}/hosted-runners"],
		listHostedRunnersForOrg: ["GET /orgs/{org}/actions/hosted-runners"],
		listJobsForWorkflowRun: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/jobs"],
		listJobsForWorkflowRunAttempt: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/attempts/{attempt_number}/jobs"],
		listLabelsForSelfHostedRunnerForOrg: ["GET /orgs/{org}/actions/runners/{runner_id}/labels"],
		listLabelsForSelfHostedRunnerForRepo: ["GET /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"],
		listOrgSecrets: ["GET /orgs/{org}/actions/secrets"],
		listOrgVariables: ["GET /orgs/{org}/actions/variables"],
		listRepoOrganizationSecrets: ["GET /repos/{owner}/{repo}/actions/organization-secrets"],
		listRepoOrganizationVariables: ["GET /repos/{owner}/{repo}/actions/organization-variables"],
		listRepoSecrets: ["GET /repos/{owner}/{repo}/actions/secrets"],
		listRepoVariables: ["GET /repos/{owner}/{repo}/actions/variables"],
		listRepoWorkflows: ["GET /repos/{owner}/{repo}/actions/workflows"],
		listRunnerApplicationsForOrg: ["GET /orgs/{org}/actions/runners/downloads"],
		listRunnerApplicationsForRepo: ["GET /repos/{owner}/{repo}/actions/runners/downloads"],
		listSelectedReposForOrgSecret: ["GET /orgs/{org}/actions/secrets/{secret_name}/repositories"],
		listSelectedReposForOrgVariable: ["GET /orgs/{org}/actions/variables/{name}/repositories"],
		listSelectedRepositoriesEnabledGithubActionsOrganization: ["GET /orgs/{org}/actions/permissions/repositories"],
		listSelfHostedRunnersForOrg: ["GET /orgs/{org}/actions/runners"],
		listSelfHostedRunnersForRepo: ["GET /repos/{owner}/{repo}/actions/runners"],
		listWorkflowRunArtifacts: ["GET /repos/{owner}/{repo}/actions/runs/{run_id}/artifacts"],
		listWorkflowRuns: ["GET /repos/{owner}/{repo}/actions/workflows/{workflow_id}/runs"],
		listWorkflowRunsForRepo: ["GET /repos/{owner}/{repo}/actions/runs"],
		reRunJobForWorkflowRun: ["POST /repos/{owner}/{repo}/actions/jobs/{job_id}/rerun"],
		reRunWorkflow: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun"],
		reRunWorkflowFailedJobs: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/rerun-failed-jobs"],
		removeAllCustomLabelsFromSelfHostedRunnerForOrg: ["DELETE /orgs/{org}/actions/runners/{runner_id}/labels"],
		removeAllCustomLabelsFromSelfHostedRunnerForRepo: ["DELETE /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"],
		removeCustomLabelFromSelfHostedRunnerForOrg: ["DELETE /orgs/{org}/actions/runners/{runner_id}/labels/{name}"],
		removeCustomLabelFromSelfHostedRunnerForRepo: ["DELETE /repos/{owner}/{repo}/actions/runners/{runner_id}/labels/{name}"],
		removeSelectedRepoFromOrgSecret: ["DELETE /orgs/{org}/actions/secrets/{secret_name}/repositories/{repository_id}"],
		removeSelectedRepoFromOrgVariable: ["DELETE /orgs/{org}/actions/variables/{name}/repositories/{repository_id}"],
		reviewCustomGatesForRun: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/deployment_protection_rule"],
		reviewPendingDeploymentsForRun: ["POST /repos/{owner}/{repo}/actions/runs/{run_id}/pending_deployments"],
		setAllowedActionsOrganization: ["PUT /orgs/{org}/actions/permissions/selected-actions"],
		setAllowedActionsRepository: ["PUT /repos/{owner}/{repo}/actions/permissions/selected-actions"],
		setCustomLabelsForSelfHostedRunnerForOrg: ["PUT /orgs/{org}/actions/runners/{runner_id}/labels"],
		setCustomLabelsForSelfHostedRunnerForRepo: ["PUT /repos/{owner}/{repo}/actions/runners/{runner_id}/labels"],
		setCustomOidcSubClaimForRepo: ["PUT /repos/{owner}/{repo}/actions/oidc/customization/sub"],
		setGithubActionsDefaultWorkflowPermissionsOrganization: ["PUT /orgs/{org}/actions/permissions/workflow"],
		setGithubActionsDefaultWorkflowPermissionsRepository: ["PUT /repos/{owner}/{repo}/actions/permissions/workflow"],
		setGithubActionsPermissionsOrganization: ["PUT /orgs/{org}/actions/permissions"],
		setGithubActionsPermissionsRepository: ["PUT /repos/{owner}/{repo}/actions/permissions"],
		setSelectedReposForOrgSecret: ["PUT /orgs/{org}/actions/secrets/{secret_name}/repositories"],
		setSelectedReposForOrgVariable: ["PUT /orgs/{org}/actions/variables/{name}/repositories"],
		setSelectedRepositoriesEnabledGithubActionsOrganization: ["PUT /orgs/{org}/actions/permissions/repositories"],
		setWorkflowAccessToRepository: ["PUT /repos/{owner}/{repo}/actions/permissions/access"],
		updateEnvironmentVariable: ["PATCH /repos/{owner}/{repo}/environments/{environment_name}/variables/{name}"],
		updateHostedRunnerForOrg: ["PATCH /orgs/{org}/actions/hosted-runners/{hosted_runner_id}"],
		updateOrgVariable: ["PATCH /orgs/{org}/actions/variables/{name}"],
		updateRepoVariable: ["PATCH /repos/{owner}/{repo}/actions/variables/{name}"]
	},
	activity: {
		checkRepoIsStarredByAuthenticatedUser: ["GET /user/starred/{owner}/{repo}"],
		deleteRepoSubscription: ["DELETE /repos/{owner}/{repo}/subscription"],
		deleteThreadSubscription: ["DELETE /notifications/threads/{thread_id}/subscription"],
		getFeeds: ["GET /feeds"],
		getRepoSubscription: ["GET /repos/{owner}/{repo}/subscription"],
		getThread: ["GET /notifications/threads/{thread_id}"],
		getThreadSubscriptionForAuthenticatedUser: ["GET /notifications/threads/{thread_id}/subscription"],
		listEventsForAuthenticatedUser: ["GET /users/{username}/events"],
		listNotificationsForAuthenticatedUser: ["GET /notifications"],
		listOrgEventsForAuthenticatedUser: ["GET /users/{username}/events/orgs/{org}"],
		listPublicEvents: ["GET /events"],
		listPublicEventsForRepoNetwork: ["GET /networks/{owner}/{repo}/events"],
		listPublicEventsForUser: ["GET /users/{username}/events/public"],
		listPublicOrgEvents: ["GET /orgs/{org}/events"],
		listReceivedEventsForUser: ["GET /users/{username}/received_events"],
		listReceivedPublicEventsForUser: ["GET /users/{username}/received_events/public"],
		listRepoEvents: ["GET /repos/{owner}/{repo}/events"],
		listRepoNotificationsForAuthenticatedUser: ["GET /repos/{owner}/{repo}/notifications"],
		listReposStarredByAuthenticatedUser: ["GET /user/starred"],
		listReposStarredByUser: ["GET /users/{username}/starred"],
		listReposWatchedByUser: ["GET /users/{username}/subscriptions"],
		listStargazersForRepo: ["GET /repos/{owner}/{repo}/stargazers"],
		listWatchedReposForAuthenticatedUser: ["GET /user/subscriptions"],
		listWatchersForRepo: ["GET /repos/{owner}/{repo}/subscribers"],
		markNotificationsAsRead: ["PUT /notifications"],
		markRepoNotificationsAsRead: ["PUT /repos/{owner}/{repo}/notifications"],
		markThreadAsDone: ["DELETE /notifications/threads/{thread_id}"],
		markThreadAsRead: ["PATCH /notifications/threads/{thread_id}"],
		setRepoSubscription: ["PUT /repos/{owner}/{repo}/subscription"],
		setThreadSubscription: ["PUT /notifications/threads/{thread_id}/subscription"],
		starRepoForAuthenticatedUser: ["PUT /user/starred/{owner}/{repo}"],
		unstarRepoForAuthenticatedUser: ["DELETE /user/starred/{owner}/{repo}"]
	},
	apps: {
		addRepoToInstallation: [
			"PUT /user/installations/{installation_id}/repositories/{repository_id}",
			{},
			{ renamed: ["apps", "addRepoToInstallationForAuthenticatedUser"] }
		],
		addRepoToInstallationForAuthenticatedUser: ["PUT /user/installations/{installation_id}/repositories/{repository_id}"],
		checkToken: ["POST /applications/{client_id}/token"],
		createFromManifest: ["POST /app-manifests/{code}/conversions"],
		createInstallationAccessToken: ["POST /app/installations/{installation_id}/access_tokens"],
		deleteAuthorization: ["DELETE /applications/{client_id}/grant"],
		deleteInstallation: ["DELETE /app/installations/{installation_id}"],
		deleteToken: ["DELETE /applications/{client_id}/token"],
		getAuthenticated: ["GET /app"],
		getBySlug: ["GET /apps/{app_slug}"],
		getInstallation: ["GET /app/installations/{installation_id}"],
		getOrgInstallation: ["GET /orgs/{org}/installation"],
		getRepoInstallation: ["GET /repos/{owner}/{repo}/installation"],
		getSubscriptionPlanForAccount: ["GET /marketplace_listing/accounts/{account_id}"],
		getSubscriptionPlanForAccountStubbed: ["GET /marketplace_listing/stubbed/accounts/{account_id}"],
		getUserInstallation: ["GET /users/{username}/installation"],
		getWebhookConfigForApp: ["GET /app/hook/config"],
		getWebhookDelivery: ["GET /app/hook/deliveries/{delivery_id}"],
		listAccountsForPlan: ["GET /marketplace_listing/plans/{plan_id}/accounts"],
		listAccountsForPlanStubbed: ["GET /marketplace_listing/stubbed/plans/{plan_id}/accounts"],
		listInstallationReposForAuthenticatedUser: ["GET /user/installations/{installation_id}/repositories"],
		listInstallationRequestsForAuthenticatedApp: ["GET /app/installation-requests"],
		listInstallations: ["GET /app/installations"],
		listInstallationsForAuthenticatedUser: ["GET /user/installations"],
		listPlans: ["GET /marketplace_listing/plans"],
		listPlansStubbed: ["GET /marketplace_listing/stubbed/plans"],
		listReposAccessibleToInstallation: ["GET /installation/repositories"],
		listSubscriptionsForAuthenticatedUser: ["GET /user/marketplace_purchases"],
		listSubscriptionsForAuthenticatedUserStubbed: ["GET /user/marketplace_purchases/stubbed"],
		listWebhookDeliveries: ["GET /app/hook/deliveries"],
		redeliverWebhookDelivery: ["POST /app/hook/deliveries/{delivery_id}/attempts"],
		removeRepoFromInstallation: [
			"DELETE /user/installations/{installation_id}/repositories/{repository_id}",
			{},
			{ renamed: ["apps", "removeRepoFromInstallationForAuthenticatedUser"] }
		],
		removeRepoFromInstallationForAuthenticatedUser: ["DELETE /user/installations/{installation_id}/repositories/{repository_id}"],
		resetToken: ["PATCH /applications/{client_id}/token"],
		revokeInstallationAccessToken: ["DELETE /installation/token"],
		scopeToken: ["POST /applications/{client_id}/token/scoped"],
		suspendInstallation: ["PUT /app/installations/{installation_id}/suspended"],
		unsuspendInstallation: ["DELETE /app/installations/{installation_id}/suspended"],
		updateWebhookConfigForApp: ["PATCH /app/hook/config"]
	},
	billing: {
		getGithubActionsBillingOrg: ["GET /orgs/{org}/settings/billing/actions"],
		getGithubActionsBillingUser: ["GET /users/{username}/settings/billing/actions"],
		getGithubBillingPremiumRequestUsageReportOrg: ["GET /organizations/{org}/settings/billing/premium_request/usage"],
		getGithubBillingPremiumRequestUsageReportUser: ["GET /users/{username}/settings/billing/premium_request/usage"],
		getGithubBillingUsageReportOrg: ["GET /organizations/{org}/settings/billing/usage"],
		getGithubBillingUsageReportUser: ["GET /users/{username}/settings/billing/usage"],
		getGithubPackagesBillingOrg: ["GET /orgs/{org}/settings/billing/packages"],
		getGithubPackagesBillingUser: ["GET /users/{username}/settings/billing/packages"],
		getSharedStorageBillingOrg: ["GET /orgs/{org}/settings/billing/shared-storage"],
		getSharedStorageBillingUser: ["GET /users/{username}/settings/billing/shared-storage"]
	},
	campaigns: {
		createCampaign: ["POST /orgs/{org}/campaigns"],
		deleteCampaign: ["DELETE /orgs/{org}/campaigns/{campaign_number}"],
		getCampaignSummary: ["GET /orgs/{org}/campaigns/{campaign_number}"],
		listOrgCampaigns: ["GET /orgs/{org}/campaigns"],
		updateCampaign: ["PATCH /orgs/{org}/campaigns/{campaign_number}"]
	},
	checks: {
		create: ["POST /repos/{owner}/{repo}/check-runs"],
		createSuite: ["POST /repos/{owner}/{repo}/check-suites"],
		get: ["GET /repos/{owner}/{repo}/check-runs/{check_run_id}"],
		getSuite: ["GET /repos/{owner}/{repo}/check-suites/{check_suite_id}"],
		listAnnotations: ["GET /repos/{owner}/{repo}/check-runs/{check_run_id}/annotations"],
		listForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/check-runs"],
		listForSuite: ["GET /repos/{owner}/{repo}/check-suites/{check_suite_id}/check-runs"],
		listSuitesForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/check-suites"],
		rerequestRun: ["POST /repos/{owner}/{repo}/check-runs/{check_run_id}/rerequest"],
		rerequestSuite: ["POST /repos/{owner}/{repo}/check-suites/{check_suite_id}/rerequest"],
		setSuitesPreferences: ["PATCH /repos/{owner}/{repo}/check-suites/preferences"],
		update: ["PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}"]
	},
	codeScanning: {
		commitAutofix: ["POST /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/autofix/commits"],
		createAutofix: ["POST /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/autofix"],
		createVariantAnalysis: ["POST /repos/{owner}/{repo}/code-scanning/codeql/variant-analyses"],
		deleteAnalysis: ["DELETE /repos/{owner}/{repo}/code-scanning/analyses/{analysis_id}{?confirm_delete}"],
		deleteCodeqlDatabase: ["DELETE /repos/{owner}/{repo}/code-scanning/codeql/databases/{language}"],
		getAlert: [
			"GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}",
			{},
			{ renamedParameters: { alert_id: "alert_number" } }
		],
		getAnalysis: ["GET /repos/{owner}/{repo}/code-scanning/analyses/{analysis_id}"],
		getAutofix: ["GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/autofix"],
		getCodeqlDatabase: ["GET /repos/{owner}/{repo}/code-scanning/codeql/databases/{language}"],
		getDefaultSetup: ["GET /repos/{owner}/{repo}/code-scanning/default-setup"],
		getSarif: ["GET /repos/{owner}/{repo}/code-scanning/sarifs/{sarif_id}"],
		getVariantAnalysis: ["GET /repos/{owner}/{repo}/code-scanning/codeql/variant-analyses/{codeql_variant_analysis_id}"],
		getVariantAnalysisRepoTask: ["GET /repos/{owner}/{repo}/code-scanning/codeql/variant-analyses/{codeql_variant_analysis_id}/repos/{repo_owner}/{repo_name}"],
		listAlertInstances: ["GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/instances"],
		listAlertsForOrg: ["GET /orgs/{org}/code-scanning/alerts"],
		listAlertsForRepo: ["GET /repos/{owner}/{repo}/code-scanning/alerts"],
		listAlertsInstances: [
			"GET /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}/instances",
			{},
			{ renamed: ["codeScanning", "listAlertInstances"] }
		],
		listCodeqlDatabases: ["GET /repos/{owner}/{repo}/code-scanning/codeql/databases"],
		listRecentAnalyses: ["GET /repos/{owner}/{repo}/code-scanning/analyses"],
		updateAlert: ["PATCH /repos/{owner}/{repo}/code-scanning/alerts/{alert_number}"],
		updateDefaultSetup: ["PATCH /repos/{owner}/{repo}/code-scanning/default-setup"],
		uploadSarif: ["POST /repos/{owner}/{repo}/code-scanning/sarifs"]
	},
	codeSecurity: {
		attachConfiguration: ["POST /orgs/{org}/code-security/configurations/{configuration_id}/attach"],
		attachEnterpriseConfiguration: ["POST /enterprises/{enterprise}/code-security/configurations/{configuration_id}/attach"],
		createConfiguration: ["POST /orgs/{org}/code-security/configurations"],
		createConfigurationForEnterprise: ["POST /enterprises/{enterprise}/code-security/configurations"],
		deleteConfiguration: ["DELETE /orgs/{org}/code-security/configurations/{configuration_id}"],
		deleteConfigurationForEnterprise: ["DELETE /enterprises/{enterprise}/code-security/configurations/{configuration_id}"],
		detachConfiguration: ["DELETE /orgs/{org}/code-security/configurations/detach"],
		getConfiguration: ["GET /orgs/{org}/code-security/configurations/{configuration_id}"],
		getConfigurationForRepository: ["GET /repos/{owner}/{repo}/code-security-configuration"],
		getConfigurationsForEnterprise: ["GET /enterprises/{enterprise}/code-security/configurations"],
		getConfigurationsForOrg: ["GET /orgs/{org}/code-security/configurations"],
		getDefaultConfigurations: ["GET /orgs/{org}/code-security/configurations/defaults"],
		getDefaultConfigurationsForEnterprise: ["GET /enterprises/{enterprise}/code-security/configurations/defaults"],
		getRepositoriesForConfiguration: ["GET /orgs/{org}/code-security/configurations/{configuration_id}/repositories"],
		getRepositoriesForEnterpriseConfiguration: ["GET /enterprises/{enterprise}/code-security/configurations/{configuration_id}/repositories"],
		getSingleConfigurationForEnterprise: ["GET /enterprises/{enterprise}/code-security/configurations/{configuration_id}"],
		setConfigurationAsDefault: ["PUT /orgs/{org}/code-security/configurations/{configuration_id}/defaults"],
		setConfigurationAsDefaultForEnterprise: ["PUT /enterprises/{enterprise}/code-security/configurations/{configuration_id}/defaults"],
		updateConfiguration: ["PATCH /orgs/{org}/code-security/configurations/{configuration_id}"],
		updateEnterpriseConfiguration: ["PATCH /enterprises/{enterprise}/code-security/configurations/{configuration_id}"]
	},
	codesOfConduct: {
		getAllCodesOfConduct: ["GET /codes_of_conduct"],
		getConductCode: ["GET /codes_of_conduct/{key}"]
	},
	codespaces: {
		addRepositoryForSecretForAuthenticatedUser: ["PUT /user/codespaces/secrets/{secret_name}/repositories/{repository_id}"],
		addSelectedRepoToOrgSecret: ["PUT /orgs/{org}/codespaces/secrets/{secret_name}/repositories/{repository_id}"],
		checkPermissionsForDevcontainer: ["GET /repos/{owner}/{repo}/codespaces/permissions_check"],
		codespaceMachinesForAuthenticatedUser: ["GET /user/codespaces/{codespace_name}/machines"],
		createForAuthenticatedUser: ["POST /user/codespaces"],
		createOrUpdateOrgSecret: ["PUT /orgs/{org}/codespaces/secrets/{secret_name}"],
		createOrUpdateRepoSecret: ["PUT /repos/{owner}/{repo}/codespaces/secrets/{secret_name}"],
		createOrUpdateSecretForAuthenticatedUser: ["PUT /user/codespaces/secrets/{secret_name}"],
		createWithPrForAuthenticatedUser: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/codespaces"],
		createWithRepoForAuthenticatedUser: ["POST /repos/{owner}/{repo}/codespaces"],
		deleteForAuthenticatedUser: ["DELETE /user/codespaces/{codespace_name}"],
		deleteFromOrganization: ["DELETE /orgs/{org}/members/{username}/codespaces/{codespace_name}"],
		deleteOrgSecret: ["DELETE /orgs/{org}/codespaces/secrets/{secret_name}"],
		deleteRepoSecret: ["DELETE /repos/{owner}/{repo}/codespaces/secrets/{secret_name}"],
		deleteSecretForAuthenticatedUser: ["DELETE /user/codespaces/secrets/{secret_name}"],
		exportForAuthenticatedUser: ["POST /user/codespaces/{codespace_name}/exports"],
		getCodespacesForUserInOrg: ["GET /orgs/{org}/members/{username}/codespaces"],
		getExportDetailsForAuthenticatedUser: ["GET /user/codespaces/{codespace_name}/exports/{export_id}"],
		getForAuthenticatedUser: ["GET /user/codespaces/{codespace_name}"],
		getOrgPublicKey: ["GET /orgs/{org}/codespaces/secrets/public-key"],
		getOrgSecret: ["GET /orgs/{org}/codespaces/secrets/{secret_name}"],
		getPublicKeyForAuthenticatedUser: ["GET /user/codespaces/secrets/public-key"],
		getRepoPublicKey: ["GET /repos/{owner}/{repo}/codespaces/secrets/public-key"],
		getRepoSecret: ["GET /repos/{owner}/{repo}/codespaces/secrets/{secret_name}"],
		getSecretForAuthenticatedUser: ["GET /user/codespaces/secrets/{secret_name}"],
		listDevcontainersInRepositoryForAuthenticatedUser: ["GET /repos/{owner}/{repo}/codespaces/devcontainers"],
		listForAuthenticatedUser: ["GET /user/codespaces"],
		listInOrganization: [
			"GET /orgs/{org}/codespaces",
			{},
			{ renamedParameters: { org_id: "org" } }
		],
		listInRepositoryForAuthenticatedUser: ["GET /repos/{owner}/{repo}/codespaces"],
		listOrgSecrets: ["GET /orgs/{org}/codespaces/secrets"],
		listRepoSecrets: ["GET /repos/{owner}/{repo}/codespaces/secrets"],
		listRepositoriesForSecretForAuthenticatedUser: ["GET /user/codespaces/secrets/{secret_name}/repositories"],
		listSecretsForAuthenticatedUser: ["GET /user/codespaces/secrets"],
		listSelectedReposForOrgSecret: ["GET /orgs/{org}/codespaces/secrets/{secret_name}/repositories"],
		preFlightWithRepoForAuthenticatedUser: ["GET /repos/{owner}/{repo}/codespaces/new"],
		publishForAuthenticatedUser: ["POST /user/codespaces/{codespace_name}/publish"],
		removeRepositoryForSecretForAuthenticatedUser: ["DELETE /user/codespaces/secrets/{secret_name}/repositories/{repository_id}"],
		removeSelectedRepoFromOrgSecret: ["DELETE /orgs/{org}/codespaces/secrets/{secret_name}/repositories/{repository_id}"],
		repoMachinesForAuthenticatedUser: ["GET /repos/{owner}/{repo}/codespaces/machines"],
		setRepositoriesForSecretForAuthenticatedUser: ["PUT /user/codespaces/secrets/{secret_name}/repositories"],
		setSelectedReposForOrgSecret: ["PUT /orgs/{org}/codespaces/secrets/{secret_name}/repositories"],
		startForAuthenticatedUser: ["POST /user/codespaces/{codespace_name}/start"],
		stopForAuthenticatedUser: ["POST /user/codespaces/{codespace_name}/stop"],
		stopInOrganization: ["POST /orgs/{org}/members/{username}/codespaces/{codespace_name}/stop"],
		updateForAuthenticatedUser: ["PATCH /user/codespaces/{codespace_name}"]
	},
	copilot: {
		addCopilotSeatsForTeams: ["POST /orgs/{org}/copilot/billing/selected_teams"],
		addCopilotSeatsForUsers: ["POST /orgs/{org}/copilot/billing/selected_users"],
		cancelCopilotSeatAssignmentForTeams: ["DELETE /orgs/{org}/copilot/billing/selected_teams"],
		cancelCopilotSeatAssignmentForUsers: ["DELETE /orgs/{org}/copilot/billing/selected_users"],
		copilotMetricsForOrganization: ["GET /orgs/{org}/copilot/metrics"],
		copilotMetricsForTeam: ["GET /orgs/{org}/team/{team_slug}/copilot/metrics"],
		getCopilotOrganizationDetails: ["GET /orgs/{org}/copilot/billing"],
		getCopilotSeatDetailsForUser: ["GET /orgs/{org}/members/{username}/copilot"],
		listCopilotSeats: ["GET /orgs/{org}/copilot/billing/seats"]
	},
	credentials: { revoke: ["POST /credentials/revoke"] },
	dependabot: {
		addSelectedRepoToOrgSecret: ["PUT /orgs/{org}/dependabot/secrets/{secret_name}/repositories/{repository_id}"],
		createOrUpdateOrgSecret: ["PUT /orgs/{org}/dependabot/secrets/{secret_name}"],
		createOrUpdateRepoSecret: ["PUT /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"],
		deleteOrgSecret: ["DELETE /orgs/{org}/dependabot/secrets/{secret_name}"],
		deleteRepoSecret: ["DELETE /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"],
		getAlert: ["GET /repos/{owner}/{repo}/dependabot/alerts/{alert_number}"],
		getOrgPublicKey: ["GET /orgs/{org}/dependabot/secrets/public-key"],
		getOrgSecret: ["GET /orgs/{org}/dependabot/secrets/{secret_name}"],
		getRepoPublicKey: ["GET /repos/{owner}/{repo}/dependabot/secrets/public-key"],
		getRepoSecret: ["GET /repos/{owner}/{repo}/dependabot/secrets/{secret_name}"],
		listAlertsForEnterprise: ["GET /enterprises/{enterprise}/dependabot/alerts"],
		listAlertsForOrg: ["GET /orgs/{org}/dependabot/alerts"],
		listAlertsForRepo: ["GET /repos/{owner}/{repo}/dependabot/alerts"],
		listOrgSecrets: ["GET /orgs/{org}/dependabot/secrets"],
		listRepoSecrets: ["GET /repos/{owner}/{repo}/dependabot/secrets"],
		listSelectedReposForOrgSecret: ["GET /orgs/{org}/dependabot/secrets/{secret_name}/repositories"],
		removeSelectedRepoFromOrgSecret: ["DELETE /orgs/{org}/dependabot/secrets/{secret_name}/repositories/{repository_id}"],
		repositoryAccessForOrg: ["GET /organizations/{org}/dependabot/repository-access"],
		setRepositoryAccessDefaultLevel: ["PUT /organizations/{org}/dependabot/repository-access/default-level"],
		setSelectedReposForOrgSecret: ["PUT /orgs/{org}/dependabot/secrets/{secret_name}/repositories"],
		updateAlert: ["PATCH /repos/{owner}/{repo}/dependabot/alerts/{alert_number}"],
		updateRepositoryAccessForOrg: ["PATCH /organizations/{org}/dependabot/repository-access"]
	},
	dependencyGraph: {
		createRepositorySnapshot: ["POST /repos/{owner}/{repo}/dependency-graph/snapshots"],
		diffRange: ["GET /repos/{owner}/{repo}/dependency-graph/compare/{basehead}"],
		exportSbom: ["GET /repos/{owner}/{repo}/dependency-graph/sbom"]
	},
	emojis: { get: ["GET /emojis"] },
	enterpriseTeamMemberships: {
		add: ["PUT /enterprises/{enterprise}/teams/{enterprise-team}/memberships/{username}"],
		bulkAdd: ["POST /enterprises/{enterprise}/teams/{enterprise-team}/memberships/add"],
		bulkRemove: ["POST /enterprises/{enterprise}/teams/{enterprise-team}/memberships/remove"],
		get: ["GET /enterprises/{enterprise}/teams/{enterprise-team}/memberships/{username}"],
		list: ["GET /enterprises/{enterprise}/teams/{enterprise-team}/memberships"],
		remove: ["DELETE /enterprises/{enterprise}/teams/{enterprise-team}/memberships/{username}"]
	},
	enterpriseTeamOrganizations: {
		add: ["PUT /enterprises/{enterprise}/teams/{enterprise-team}/organizations/{org}"],
		bulkAdd: ["POST /enterprises/{enterprise}/teams/{enterprise-team}/organizations/add"],
		bulkRemove: ["POST /enterprises/{enterprise}/teams/{enterprise-team}/organizations/remove"],
		delete: ["DELETE /enterprises/{enterprise}/teams/{enterprise-team}/organizations/{org}"],
		getAssignment: ["GET /enterprises/{enterprise}/teams/{enterprise-team}/organizations/{org}"],
		getAssignments: ["GET /enterprises/{enterprise}/teams/{enterprise-team}/organizations"]
	},
	enterpriseTeams: {
		create: ["POST /enterprises/{enterprise}/teams"],
		delete: ["DELETE /enterprises/{enterprise}/teams/{team_slug}"],
		get: ["GET /enterprises/{enterprise}/teams/{team_slug}"],
		list: ["GET /enterprises/{enterprise}/teams"],
		update: ["PATCH /enterprises/{enterprise}/teams/{team_slug}"]
	},
	gists: {
		checkIsStarred: ["GET /gists/{gist_id}/star"],
		create: ["POST /gists"],
		createComment: ["POST /gists/{gist_id}/comments"],
		delete: ["DELETE /gists/{gist_id}"],
		deleteComment: ["DELETE /gists/{gist_id}/comments/{comment_id}"],
		fork: ["POST /gists/{gist_id}/forks"],
		get: ["GET /gists/{gist_id}"],
		getComment: ["GET /gists/{gist_id}/comments/{comment_id}"],
		getRevision: ["GET /gists/{gist_id}/{sha}"],
		list: ["GET /gists"],
		listComments: ["GET /gists/{gist_id}/comments"],
		listCommits: ["GET /gists/{gist_id}/commits"],
		listForUser: ["GET /users/{username}/gists"],
		listForks: ["GET /gists/{gist_id}/forks"],
		listPublic: ["GET /gists/public"],
		listStarred: ["GET /gists/starred"],
		star: ["PUT /gists/{gist_id}/star"],
		unstar: ["DELETE /gists/{gist_id}/star"],
		update: ["PATCH /gists/{gist_id}"],
		updateComment: ["PATCH /gists/{gist_id}/comments/{comment_id}"]
	},
	git: {
		createBlob: ["POST /repos/{owner}/{repo}/git/blobs"],
		createCommit: ["POST /repos/{owner}/{repo}/git/commits"],
		createRef: ["POST /repos/{owner}/{repo}/git/refs"],
		createTag: ["POST /repos/{owner}/{repo}/git/tags"],
		createTree: ["POST /repos/{owner}/{repo}/git/trees"],
		deleteRef: ["DELETE /repos/{owner}/{repo}/git/refs/{ref}"],
		getBlob: ["GET /repos/{owner}/{repo}/git/blobs/{file_sha}"],
		getCommit: ["GET /repos/{owner}/{repo}/git/commits/{commit_sha}"],
		getRef: ["GET /repos/{owner}/{repo}/git/ref/{ref}"],
		getTag: ["GET /repos/{owner}/{repo}/git/tags/{tag_sha}"],
		getTree: ["GET /repos/{owner}/{repo}/git/trees/{tree_sha}"],
		listMatchingRefs: ["GET /repos/{owner}/{repo}/git/matching-refs/{ref}"],
		updateRef: ["PATCH /repos/{owner}/{repo}/git/refs/{ref}"]
	},
	gitignore: {
		getAllTemplates: ["GET /gitignore/templates"],
		getTemplate: ["GET /gitignore/templates/{name}"]
	},
	hostedCompute: {
		createNetworkConfigurationForOrg: ["POST /orgs/{org}/settings/network-configurations"],
		deleteNetworkConfigurationFromOrg: ["DELETE /orgs/{org}/settings/network-configurations/{network_configuration_id}"],
		getNetworkConfigurationForOrg: ["GET /orgs/{org}/settings/network-configurations/{network_configuration_id}"],
		getNetworkSettingsForOrg: ["GET /orgs/{org}/settings/network-settings/{network_settings_id}"],
		listNetworkConfigurationsForOrg: ["GET /orgs/{org}/settings/network-configurations"],
		updateNetworkConfigurationForOrg: ["PATCH /orgs/{org}/settings/network-configurations/{network_configuration_id}"]
	},
	interactions: {
		getRestrictionsForAuthenticatedUser: ["GET /user/interaction-limits"],
		getRestrictionsForOrg: ["GET /orgs/{org}/interaction-limits"],
		getRestrictionsForRepo: ["GET /repos/{owner}/{repo}/interaction-limits"],
		getRestrictionsForYourPublicRepos: [
			"GET /user/interaction-limits",
			{},
			{ renamed: ["interactions", "getRestrictionsForAuthenticatedUser"] }
		],
		removeRestrictionsForAuthenticatedUser: ["DELETE /user/interaction-limits"],
		removeRestrictionsForOrg: ["DELETE /orgs/{org}/interaction-limits"],
		removeRestrictionsForRepo: ["DELETE /repos/{owner}/{repo}/interaction-limits"],
		removeRestrictionsForYourPublicRepos: [
			"DELETE /user/interaction-limits",
			{},
			{ renamed: ["interactions", "removeRestrictionsForAuthenticatedUser"] }
		],
		setRestrictionsForAuthenticatedUser: ["PUT /user/interaction-limits"],
		setRestrictionsForOrg: ["PUT /orgs/{org}/interaction-limits"],
		setRestrictionsForRepo: ["PUT /repos/{owner}/{repo}/interaction-limits"],
		setRestrictionsForYourPublicRepos: [
			"PUT /user/interaction-limits",
			{},
			{ renamed: ["interactions", "setRestrictionsForAuthenticatedUser"] }
		]
	},
	issues: {
		addAssignees: ["POST /repos/{owner}/{repo}/issues/{issue_number}/assignees"],
		addBlockedByDependency: ["POST /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by"],
		addLabels: ["POST /repos/{owner}/{repo}/issues/{issue_number}/labels"],
		addSubIssue: ["POST /repos/{owner}/{repo}/issues/{issue_number}/sub_issues"],
		checkUserCanBeAssigned: ["GET /repos/{owner}/{repo}/assignees/{assignee}"],
		checkUserCanBeAssignedToIssue: ["GET /repos/{owner}/{repo}/issues/{issue_number}/assignees/{assignee}"],
		create: ["POST /repos/{owner}/{repo}/issues"],
		createComment: ["POST /repos/{owner}/{repo}/issues/{issue_number}/comments"],
		createLabel: ["POST /repos/{owner}/{repo}/labels"],
		createMilestone: ["POST /repos/{owner}/{repo}/milestones"],
		deleteComment: ["DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}"],
		deleteLabel: ["DELETE /repos/{owner}/{repo}/labels/{name}"],
		deleteMilestone: ["DELETE /repos/{owner}/{repo}/milestones/{milestone_number}"],
		get: ["GET /repos/{owner}/{repo}/issues/{issue_number}"],
		getComment: ["GET /repos/{owner}/{repo}/issues/comments/{comment_id}"],
		getEvent: ["GET /repos/{owner}/{repo}/issues/events/{event_id}"],
		getLabel: ["GET /repos/{owner}/{repo}/labels/{name}"],
		getMilestone: ["GET /repos/{owner}/{repo}/milestones/{milestone_number}"],
		getParent: ["GET /repos/{owner}/{repo}/issues/{issue_number}/parent"],
		list: ["GET /issues"],
		listAssignees: ["GET /repos/{owner}/{repo}/assignees"],
		listComments: ["GET /repos/{owner}/{repo}/issues/{issue_number}/comments"],
		listCommentsForRepo: ["GET /repos/{owner}/{repo}/issues/comments"],
		listDependenciesBlockedBy: ["GET /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by"],
		listDependenciesBlocking: ["GET /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocking"],
		listEvents: ["GET /repos/{owner}/{repo}/issues/{issue_number}/events"],
		listEventsForRepo: ["GET /repos/{owner}/{repo}/issues/events"],
		listEventsForTimeline: ["GET /repos/{owner}/{repo}/issues/{issue_number}/timeline"],
		listForAuthenticatedUser: ["GET /user/issues"],
		listForOrg: ["GET /orgs/{org}/issues"],
		listForRepo: ["GET /repos/{owner}/{repo}/issues"],
		listLabelsForMilestone: ["GET /repos/{owner}/{repo}/milestones/{milestone_number}/labels"],
		listLabelsForRepo: ["GET /repos/{owner}/{repo}/labels"],
		listLabelsOnIssue: ["GET /repos/{owner}/{repo}/issues/{issue_number}/labels"],
		listMilestones: ["GET /repos/{owner}/{repo}/milestones"],
		listSubIssues: ["GET /repos/{owner}/{repo}/issues/{issue_number}/sub_issues"],
		lock: ["PUT /repos/{owner}/{repo}/issues/{issue_number}/lock"],
		removeAllLabels: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels"],
		removeAssignees: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/assignees"],
		removeDependencyBlockedBy: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/dependencies/blocked_by/{issue_id}"],
		removeLabel: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/labels/{name}"],
		removeSubIssue: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/sub_issue"],
		reprioritizeSubIssue: ["PATCH /repos/{owner}/{repo}/issues/{issue_number}/sub_issues/priority"],
		setLabels: ["PUT /repos/{owner}/{repo}/issues/{issue_number}/labels"],
		unlock: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/lock"],
		update: ["PATCH /repos/{owner}/{repo}/issues/{issue_number}"],
		updateComment: ["PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}"],
		updateLabel: ["PATCH /repos/{owner}/{repo}/labels/{name}"],
		updateMilestone: ["PATCH /repos/{owner}/{repo}/milestones/{milestone_number}"]
	},
	licenses: {
		get: ["GET /licenses/{license}"],
		getAllCommonlyUsed: ["GET /licenses"],
		getForRepo: ["GET /repos/{owner}/{repo}/license"]
	},
	markdown: {
		render: ["POST /markdown"],
		renderRaw: ["POST /markdown/raw", { headers: { "content-type": "text/plain; charset=utf-8" } }]
	},
	meta: {
		get: ["GET /meta"],
		getAllVersions: ["GET /versions"],
		getOctocat: ["GET /octocat"],
		getZen: ["GET /zen"],
		root: ["GET /"]
	},
	migrations: {
		deleteArchiveForAuthenticatedUser: ["DELETE /user/migrations/{migration_id}/archive"],
		deleteArchiveForOrg: ["DELETE /orgs/{org}/migrations/{migration_id}/archive"],
		downloadArchiveForOrg: ["GET /orgs/{org}/migrations/{migration_id}/archive"],
		getArchiveForAuthenticatedUser: ["GET /user/migrations/{migration_id}/archive"],
		getStatusForAuthenticatedUser: ["GET /user/migrations/{migration_id}"],
		getStatusForOrg: ["GET /orgs/{org}/migrations/{migration_id}"],
		listForAuthenticatedUser: ["GET /user/migrations"],
		listForOrg: ["GET /orgs/{org}/migrations"],
		listReposForAuthenticatedUser: ["GET /user/migrations/{migration_id}/repositories"],
		listReposForOrg: ["GET /orgs/{org}/migrations/{migration_id}/repositories"],
		listReposForUser: [
			"GET /user/migrations/{migration_id}/repositories",
			{},
			{ renamed: ["migrations", "listReposForAuthenticatedUser"] }
		],
		startForAuthenticatedUser: ["POST /user/migrations"],
		startForOrg: ["POST /orgs/{org}/migrations"],
		unlockRepoForAuthenticatedUser: ["DELETE /user/migrations/{migration_id}/repos/{repo_name}/lock"],
		unlockRepoForOrg: ["DELETE /orgs/{org}/migrations/{migration_id}/repos/{repo_name}/lock"]
	},
	oidc: {
		getOidcCustomSubTemplateForOrg: ["GET /orgs/{org}/actions/oidc/customization/sub"],
		updateOidcCustomSubTemplateForOrg: ["PUT /orgs/{org}/actions/oidc/customization/sub"]
	},
	orgs: {
		addSecurityManagerTeam: [
			"PUT /orgs/{org}/security-managers/teams/{team_slug}",
			{},
			{ deprecated: "octokit.rest.orgs.addSecurityManagerTeam() is deprecated, see https://docs.github.com/rest/orgs/security-managers#add-a-security-manager-team" }
		],
		assignTeamToOrgRole: ["PUT /orgs/{org}/organization-roles/teams/{team_slug}/{role_id}"],
		assignUserToOrgRole: ["PUT /orgs/{org}/organization-roles/users/{username}/{role_id}"],
		blockUser: ["PUT /orgs/{org}/blocks/{username}"],
		cancelInvitation: ["DELETE /orgs/{org}/invitations/{invitation_id}"],
		checkBlockedUser: ["GET /orgs/{org}/blocks/{username}"],
		checkMembershipForUser: ["GET /orgs/{org}/members/{username}"],
		checkPublicMembershipForUser: ["GET /orgs/{org}/public_members/{username}"],
		convertMemberToOutsideCollaborator: ["PUT /orgs/{org}/outside_collaborators/{username}"],
		createArtifactStorageRecord: ["POST /orgs/{org}/artifacts/metadata/storage-record"],
		createInvitation: ["POST /orgs/{org}/invitations"],
		createIssueType: ["POST /orgs/{org}/issue-types"],
		createWebhook: ["POST /orgs/{org}/hooks"],
		customPropertiesForOrgsCreateOrUpdateOrganizationValues: ["PATCH /organizations/{org}/org-properties/values"],
		customPropertiesForOrgsGetOrganizationValues: ["GET /organizations/{org}/org-properties/values"],
		customPropertiesForReposCreateOrUpdateOrganizationDefinition: ["PUT /orgs/{org}/properties/schema/{custom_property_name}"],
		customPropertiesForReposCreateOrUpdateOrganizationDefinitions: ["PATCH /orgs/{org}/properties/schema"],
		customPropertiesForReposCreateOrUpdateOrganizationValues: ["PATCH /orgs/{org}/properties/values"],
		customPropertiesForReposDeleteOrganizationDefinition: ["DELETE /orgs/{org}/properties/schema/{custom_property_name}"],
		customPropertiesForReposGetOrganizationDefinition: ["GET /orgs/{org}/properties/schema/{custom_property_name}"],
		customPropertiesForReposGetOrganizationDefinitions: ["GET /orgs/{org}/properties/schema"],
		customPropertiesForReposGetOrganizationValues: ["GET /orgs/{org}/properties/values"],
		delete: ["DELETE /orgs/{org}"],
		deleteAttestationsBulk: ["POST /orgs/{org}/attestations/delete-request"],
		deleteAttestationsById: ["DELETE /orgs/{org}/attestations/{attestation_id}"],
		deleteAttestationsBySubjectDigest: ["DELETE /orgs/{org}/attestations/digest/{subject_digest}"],
		deleteIssueType: ["DELETE /orgs/{org}/issue-types/{issue_type_id}"],
		deleteWebhook: ["DELETE /orgs/{org}/hooks/{hook_id}"],
		disableSelectedRepositoryImmutableReleasesOrganization: ["DELETE /orgs/{org}/settings/immutable-releases/repositories/{repository_id}"],
		enableSelectedRepositoryImmutableReleasesOrganization: ["PUT /orgs/{org}/settings/immutable-releases/repositories/{repository_id}"],
		get: ["GET /orgs/{org}"],
		getImmutableReleasesSettings: ["GET /orgs/{org}/settings/immutable-releases"],
		getImmutableReleasesSettingsRepositories: ["GET /orgs/{org}/settings/immutable-releases/repositories"],
		getMembershipForAuthenticatedUser: ["GET /user/memberships/orgs/{org}"],
		getMembershipForUser: ["GET /orgs/{org}/memberships/{username}"],
		getOrgRole: ["GET /orgs/{org}/organization-roles/{role_id}"],
		getOrgRulesetHistory: ["GET /orgs/{org}/rulesets/{ruleset_id}/history"],
		getOrgRulesetVersion: ["GET /orgs/{org}/rulesets/{ruleset_id}/history/{version_id}"],
		getWebhook: ["GET /orgs/{org}/hooks/{hook_id}"],
		getWebhookConfigForOrg: ["GET /orgs/{org}/hooks/{hook_id}/config"],
		getWebhookDelivery: ["GET /orgs/{org}/hooks/{hook_id}/deliveries/{delivery_id}"],
		list: ["GET /organizations"],
		listAppInstallations: ["GET /orgs/{org}/installations"],
		listArtifactStorageRecords: ["GET /orgs/{org}/artifacts/{subject_digest}/metadata/storage-records"],
		listAttestationRepositories: ["GET /orgs/{org}/attestations/repositories"],
		listAttestations: ["GET /orgs/{org}/attestations/{subject_digest}"],
		listAttestationsBulk: ["POST /orgs/{org}/attestations/bulk-list{?per_page,before,after}"],
		listBlockedUsers: ["GET /orgs/{org}/blocks"],
		listFailedInvitations: ["GET /orgs/{org}/failed_invitations"],
		listForAuthenticatedUser: ["GET /user/orgs"],
		listForUser: ["GET /users/{username}/orgs"],
		listInvitationTeams: ["GET /orgs/{org}/invitations/{invitation_id}/teams"],
		listIssueTypes: ["GET /orgs/{org}/issue-types"],
		listMembers: ["GET /orgs/{org}/members"],
		listMembershipsForAuthenticatedUser: ["GET /user/memberships/orgs"],
		listOrgRoleTeams: ["GET /orgs/{org}/organization-roles/{role_id}/teams"],
		listOrgRoleUsers: ["GET /orgs/{org}/organization-roles/{role_id}/users"],
		listOrgRoles: ["GET /orgs/{org}/organization-roles"],
		listOrganizationFineGrainedPermissions: ["GET /orgs/{org}/organization-fine-grained-permissions"],
		listOutsideCollaborators: ["GET /orgs/{org}/outside_collaborators"],
		listPatGrantRepositories: ["GET /orgs/{org}/personal-access-tokens/{pat_id}/repositories"],
		listPatGrantRequestRepositories: ["GET /orgs/{org}/personal-access-token-requests/{pat_request_id}/repositories"],
		listPatGrantRequests: ["GET /orgs/{org}/personal-access-token-requests"],
		listPatGrants: ["GET /orgs/{org}/personal-access-tokens"],
		listPendingInvitations: ["GET /orgs/{org}/invitations"],
		listPublicMembers: ["GET /orgs/{org}/public_members"],
		listSecurityManagerTeams: [
			"GET /orgs/{org}/security-managers",
			{},
			{ deprecated: "octokit.rest.orgs.listSecurityManagerTeams() is deprecated, see https://docs.github.com/rest/orgs/security-managers#list-security-manager-teams" }
		],
		listWebhookDeliveries: ["GET /orgs/{org}/hooks/{hook_id}/deliveries"],
		listWebhooks: ["GET /orgs/{org}/hooks"],
		pingWebhook: ["POST /orgs/{org}/hooks/{hook_id}/pings"],
		redeliverWebhookDelivery: ["POST /orgs/{org}/hooks/{hook_id}/deliveries/{delivery_id}/attempts"],
		removeMember: ["DELETE /orgs/{org}/members/{username}"],
		removeMembershipForUser: ["DELETE /orgs/{org}/memberships/{username}"],
		removeOutsideCollaborator: ["DELETE /orgs/{org}/outside_collaborators/{username}"],
		removePublicMembershipForAuthenticatedUser: ["DELETE /orgs/{org}/public_members/{username}"],
		removeSecurityManagerTeam: [
			"DELETE /orgs/{org}/security-managers/teams/{team_slug}",
			{},
			{ deprecated: "octokit.rest.orgs.removeSecurityManagerTeam() is deprecated, see https://docs.github.com/rest/orgs/security-managers#remove-a-security-manager-team" }
		],
		reviewPatGrantRequest: ["POST /orgs/{org}/personal-access-token-requests/{pat_request_id}"],
		reviewPatGrantRequestsInBulk: ["POST /orgs/{org}/personal-access-token-requests"],
		revokeAllOrgRolesTeam: ["DELETE /orgs/{org}/organization-roles/teams/{team_slug}"],
		revokeAllOrgRolesUser: ["DELETE /orgs/{org}/organization-roles/users/{username}"],
		revokeOrgRoleTeam: ["DELETE /orgs/{org}/organization-roles/teams/{team_slug}/{role_id}"],
		revokeOrgRoleUser: ["DELETE /orgs/{org}/organization-roles/users/{username}/{role_id}"],
		setImmutableReleasesSettings: ["PUT /orgs/{org}/settings/immutable-releases"],
		setImmutableReleasesSettingsRepositories: ["PUT /orgs/{org}/settings/immutable-releases/repositories"],
		setMembershipForUser: ["PUT /orgs/{org}/memberships/{username}"],
		setPublicMembershipForAuthenticatedUser: ["PUT /orgs/{org}/public_members/{username}"],
		unblockUser: ["DELETE /orgs/{org}/blocks/{username}"],
		update: ["PATCH /orgs/{org}"],
		updateIssueType: ["PUT /orgs/{org}/issue-types/{issue_type_id}"],
		updateMembershipForAuthenticatedUser: ["PATCH /user/memberships/orgs/{org}"],
		updatePatAccess: ["POST /orgs/{org}/personal-access-tokens/{pat_id}"],
		updatePatAccesses: ["POST /orgs/{org}/personal-access-tokens"],
		updateWebhook: ["PATCH /orgs/{org}/hooks/{hook_id}"],
		updateWebhookConfigForOrg: ["PATCH /orgs/{org}/hooks/{hook_id}/config"]
	},
	packages: {
		deletePackageForAuthenticatedUser: ["DELETE /user/packages/{package_type}/{package_name}"],
		deletePackageForOrg: ["DELETE /orgs/{org}/packages/{package_type}/{package_name}"],
		deletePackageForUser: ["DELETE /users/{username}/packages/{package_type}/{package_name}"],
		deletePackageVersionForAuthenticatedUser: ["DELETE /user/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		deletePackageVersionForOrg: ["DELETE /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		deletePackageVersionForUser: ["DELETE /users/{username}/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		getAllPackageVersionsForAPackageOwnedByAnOrg: [
			"GET /orgs/{org}/packages/{package_type}/{package_name}/versions",
			{},
			{ renamed: ["packages", "getAllPackageVersionsForPackageOwnedByOrg"] }
		],
		getAllPackageVersionsForAPackageOwnedByTheAuthenticatedUser: [
			"GET /user/packages/{package_type}/{package_name}/versions",
			{},
			{ renamed: ["packages", "getAllPackageVersionsForPackageOwnedByAuthenticatedUser"] }
		],
		getAllPackageVersionsForPackageOwnedByAuthenticatedUser: ["GET /user/packages/{package_type}/{package_name}/versions"],
		getAllPackageVersionsForPackageOwnedByOrg: ["GET /orgs/{org}/packages/{package_type}/{package_name}/versions"],
		getAllPackageVersionsForPackageOwnedByUser: ["GET /users/{username}/packages/{package_type}/{package_name}/versions"],
		getPackageForAuthenticatedUser: ["GET /user/packages/{package_type}/{package_name}"],
		getPackageForOrganization: ["GET /orgs/{org}/packages/{package_type}/{package_name}"],
		getPackageForUser: ["GET /users/{username}/packages/{package_type}/{package_name}"],
		getPackageVersionForAuthenticatedUser: ["GET /user/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		getPackageVersionForOrganization: ["GET /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		getPackageVersionForUser: ["GET /users/{username}/packages/{package_type}/{package_name}/versions/{package_version_id}"],
		listDockerMigrationConflictingPackagesForAuthenticatedUser: ["GET /user/docker/conflicts"],
		listDockerMigrationConflictingPackagesForOrganization: ["GET /orgs/{org}/docker/conflicts"],
		listDockerMigrationConflictingPackagesForUser: ["GET /users/{username}/docker/conflicts"],
		listPackagesForAuthenticatedUser: ["GET /user/packages"],
		listPackagesForOrganization: ["GET /orgs/{org}/packages"],
		listPackagesForUser: ["GET /users/{username}/packages"],
		restorePackageForAuthenticatedUser: ["POST /user/packages/{package_type}/{package_name}/restore{?token}"],
		restorePackageForOrg: ["POST /orgs/{org}/packages/{package_type}/{package_name}/restore{?token}"],
		restorePackageForUser: ["POST /users/{username}/packages/{package_type}/{package_name}/restore{?token}"],
		restorePackageVersionForAuthenticatedUser: ["POST /user/packages/{package_type}/{package_name}/versions/{package_version_id}/restore"],
		restorePackageVersionForOrg: ["POST /orgs/{org}/packages/{package_type}/{package_name}/versions/{package_version_id}/restore"],
		restorePackageVersionForUser: ["POST /users/{username}/packages/{package_type}/{package_name}/versions/{package_version_id}/restore"]
	},
	privateRegistries: {
		createOrgPrivateRegistry: ["POST /orgs/{org}/private-registries"],
		deleteOrgPrivateRegistry: ["DELETE /orgs/{org}/private-registries/{secret_name}"],
		getOrgPrivateRegistry: ["GET /orgs/{org}/private-registries/{secret_name}"],
		getOrgPublicKey: ["GET /orgs/{org}/private-registries/public-key"],
		listOrgPrivateRegistries: ["GET /orgs/{org}/private-registries"],
		updateOrgPrivateRegistry: ["PATCH /orgs/{org}/private-registries/{secret_name}"]
	},
	projects: {
		addItemForOrg: ["POST /orgs/{org}/projectsV2/{project_number}/items"],
		addItemForUser: ["POST /users/{username}/projectsV2/{project_number}/items"],
		deleteItemForOrg: ["DELETE /orgs/{org}/projectsV2/{project_number}/items/{item_id}"],
		deleteItemForUser: ["DELETE /users/{username}/projectsV2/{project_number}/items/{item_id}"],
		getFieldForOrg: ["GET /orgs/{org}/projectsV2/{project_number}/fields/{field_id}"],
		getFieldForUser: ["GET /users/{username}/projectsV2/{project_number}/fields/{field_id}"],
		getForOrg: ["GET /orgs/{org}/projectsV2/{project_number}"],
		getForUser: ["GET /users/{username}/projectsV2/{project_number}"],
		getOrgItem: ["GET /orgs/{org}/projectsV2/{project_number}/items/{item_id}"],
		getUserItem: ["GET /users/{username}/projectsV2/{project_number}/items/{item_id}"],
		listFieldsForOrg: ["GET /orgs/{org}/projectsV2/{project_number}/fields"],
		listFieldsForUser: ["GET /users/{username}/projectsV2/{project_number}/fields"],
		listForOrg: ["GET /orgs/{org}/projectsV2"],
		listForUser: ["GET /users/{username}/projectsV2"],
		listItemsForOrg: ["GET /orgs/{org}/projectsV2/{project_number}/items"],
		listItemsForUser: ["GET /users/{username}/projectsV2/{project_number}/items"],
		updateItemForOrg: ["PATCH /orgs/{org}/projectsV2/{project_number}/items/{item_id}"],
		updateItemForUser: ["PATCH /users/{username}/projectsV2/{project_number}/items/{item_id}"]
	},
	pulls: {
		checkIfMerged: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
		create: ["POST /repos/{owner}/{repo}/pulls"],
		createReplyForReviewComment: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/comments/{comment_id}/replies"],
		createReview: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews"],
		createReviewComment: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/comments"],
		deletePendingReview: ["DELETE /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"],
		deleteReviewComment: ["DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}"],
		dismissReview: ["PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/dismissals"],
		get: ["GET /repos/{owner}/{repo}/pulls/{pull_number}"],
		getReview: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"],
		getReviewComment: ["GET /repos/{owner}/{repo}/pulls/comments/{comment_id}"],
		list: ["GET /repos/{owner}/{repo}/pulls"],
		listCommentsForReview: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/comments"],
		listCommits: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/commits"],
		listFiles: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/files"],
		listRequestedReviewers: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers"],
		listReviewComments: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/comments"],
		listReviewCommentsForRepo: ["GET /repos/{owner}/{repo}/pulls/comments"],
		listReviews: ["GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews"],
		merge: ["PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge"],
		removeRequestedReviewers: ["DELETE /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers"],
		requestReviewers: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/requested_reviewers"],
		submitReview: ["POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}/events"],
		update: ["PATCH /repos/{owner}/{repo}/pulls/{pull_number}"],
		updateBranch: ["PUT /repos/{owner}/{repo}/pulls/{pull_number}/update-branch"],
		updateReview: ["PUT /repos/{owner}/{repo}/pulls/{pull_number}/reviews/{review_id}"],
		updateReviewComment: ["PATCH /repos/{owner}/{repo}/pulls/comments/{comment_id}"]
	},
	rateLimit: { get: ["GET /rate_limit"] },
	reactions: {
		createForCommitComment: ["POST /repos/{owner}/{repo}/comments/{comment_id}/reactions"],
		createForIssue: ["POST /repos/{owner}/{repo}/issues/{issue_number}/reactions"],
		createForIssueComment: ["POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"],
		createForPullRequestReviewComment: ["POST /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions"],
		createForRelease: ["POST /repos/{owner}/{repo}/releases/{release_id}/reactions"],
		createForTeamDiscussionCommentInOrg: ["POST /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}/reactions"],
		createForTeamDiscussionInOrg: ["POST /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/reactions"],
		deleteForCommitComment: ["DELETE /repos/{owner}/{repo}/comments/{comment_id}/reactions/{reaction_id}"],
		deleteForIssue: ["DELETE /repos/{owner}/{repo}/issues/{issue_number}/reactions/{reaction_id}"],
		deleteForIssueComment: ["DELETE /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions/{reaction_id}"],
		deleteForPullRequestComment: ["DELETE /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions/{reaction_id}"],
		deleteForRelease: ["DELETE /repos/{owner}/{repo}/releases/{release_id}/reactions/{reaction_id}"],
		deleteForTeamDiscussion: ["DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/reactions/{reaction_id}"],
		deleteForTeamDiscussionComment: ["DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}/reactions/{reaction_id}"],
		listForCommitComment: ["GET /repos/{owner}/{repo}/comments/{comment_id}/reactions"],
		listForIssue: ["GET /repos/{owner}/{repo}/issues/{issue_number}/reactions"],
		listForIssueComment: ["GET /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions"],
		listForPullRequestReviewComment: ["GET /repos/{owner}/{repo}/pulls/comments/{comment_id}/reactions"],
		listForRelease: ["GET /repos/{owner}/{repo}/releases/{release_id}/reactions"],
		listForTeamDiscussionCommentInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}/reactions"],
		listForTeamDiscussionInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/reactions"]
	},
	repos: {
		acceptInvitation: [
			"PATCH /user/repository_invitations/{invitation_id}",
			{},
			{ renamed: ["repos", "acceptInvitationForAuthenticatedUser"] }
		],
		acceptInvitationForAuthenticatedUser: ["PATCH /user/repository_invitations/{invitation_id}"],
		addAppAccessRestrictions: [
			"POST /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps",
			{},
			{ mapToData: "apps" }
		],
		addCollaborator: ["PUT /repos/{owner}/{repo}/collaborators/{username}"],
		addStatusCheckContexts: [
			"POST /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts",
			{},
			{ mapToData: "contexts" }
		],
		addTeamAccessRestrictions: [
			"POST /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams",
			{},
			{ mapToData: "teams" }
		],
		addUserAccessRestrictions: [
			"POST /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users",
			{},
			{ mapToData: "users" }
		],
		cancelPagesDeployment: ["POST /repos/{owner}/{repo}/pages/deployments/{pages_deployment_id}/cancel"],
		checkAutomatedSecurityFixes: ["GET /repos/{owner}/{repo}/automated-security-fixes"],
		checkCollaborator: ["GET /repos/{owner}/{repo}/collaborators/{username}"],
		checkImmutableReleases: ["GET /repos/{owner}/{repo}/immutable-releases"],
		checkPrivateVulnerabilityReporting: ["GET /repos/{owner}/{repo}/private-vulnerability-reporting"],
		checkVulnerabilityAlerts: ["GET /repos/{owner}/{repo}/vulnerability-alerts"],
		codeownersErrors: ["GET /repos/{owner}/{repo}/codeowners/errors"],
		compareCommits: ["GET /repos/{owner}/{repo}/compare/{base}...{head}"],
		compareCommitsWithBasehead: ["GET /repos/{owner}/{repo}/compare/{basehead}"],
		createAttestation: ["POST /repos/{owner}/{repo}/attestations"],
		createAutolink: ["POST /repos/{owner}/{repo}/autolinks"],
		createCommitComment: ["POST /repos/{owner}/{repo}/commits/{commit_sha}/comments"],
		createCommitSignatureProtection: ["POST /repos/{owner}/{repo}/branches/{branch}/protection/required_signatures"],
		createCommitStatus: ["POST /repos/{owner}/{repo}/statuses/{sha}"],
		createDeployKey: ["POST /repos/{owner}/{repo}/keys"],
		createDeployment: ["POST /repos/{owner}/{repo}/deployments"],
		createDeploymentBranchPolicy: ["POST /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies"],
		createDeploymentProtectionRule: ["POST /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules"],
		createDeploymentStatus: ["POST /repos/{owner}/{repo}/deployments/{deployment_id}/statuses"],
		createDispatchEvent: ["POST /repos/{owner}/{repo}/dispatches"],
		createForAuthenticatedUser: ["POST /user/repos"],
		createFork: ["POST /repos/{owner}/{repo}/forks"],
		createInOrg: ["POST /orgs/{org}/repos"],
		createOrUpdateEnvironment: ["PUT /repos/{owner}/{repo}/environments/{environment_name}"],
		createOrUpdateFileContents: ["PUT /repos/{owner}/{repo}/contents/{path}"],
		createOrgRuleset: ["POST /orgs/{org}/rulesets"],
		createPagesDeployment: ["POST /repos/{owner}/{repo}/pages/deployments"],
		createPagesSite: ["POST /repos/{owner}/{repo}/pages"],
		createRelease: ["POST /repos/{owner}/{repo}/releases"],
		createRepoRuleset: ["POST /repos/{owner}/{repo}/rulesets"],
		createUsingTemplate: ["POST /repos/{template_owner}/{template_repo}/generate"],
		createWebhook: ["POST /repos/{owner}/{repo}/hooks"],
		customPropertiesForReposCreateOrUpdateRepositoryValues: ["PATCH /repos/{owner}/{repo}/properties/values"],
		customPropertiesForReposGetRepositoryValues: ["GET /repos/{owner}/{repo}/properties/values"],
		declineInvitation: [
			"DELETE /user/repository_invitations/{invitation_id}",
			{},
			{ renamed: ["repos", "declineInvitationForAuthenticatedUser"] }
		],
		declineInvitationForAuthenticatedUser: ["DELETE /user/repository_invitations/{invitation_id}"],
		delete: ["DELETE /repos/{owner}/{repo}"],
		deleteAccessRestrictions: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions"],
		deleteAdminBranchProtection: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection/enforce_admins"],
		deleteAnEnvironment: ["DELETE /repos/{owner}/{repo}/environments/{environment_name}"],
		deleteAutolink: ["DELETE /repos/{owner}/{repo}/autolinks/{autolink_id}"],
		deleteBranchProtection: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection"],
		deleteCommitComment: ["DELETE /repos/{owner}/{repo}/comments/{comment_id}"],
		deleteCommitSignatureProtection: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_signatures"],
		deleteDeployKey: ["DELETE /repos/{owner}/{repo}/keys/{key_id}"],
		deleteDeployment: ["DELETE /repos/{owner}/{repo}/deployments/{deployment_id}"],
		deleteDeploymentBranchPolicy: ["DELETE /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies/{branch_policy_id}"],
		deleteFile: ["DELETE /repos/{owner}/{repo}/contents/{path}"],
		deleteInvitation: ["DELETE /repos/{owner}/{repo}/invitations/{invitation_id}"],
		deleteOrgRuleset: ["DELETE /orgs/{org}/rulesets/{ruleset_id}"],
		deletePagesSite: ["DELETE /repos/{owner}/{repo}/pages"],
		deletePullRequestReviewProtection: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_pull_request_reviews"],
		deleteRelease: ["DELETE /repos/{owner}/{repo}/releases/{release_id}"],
		deleteReleaseAsset: ["DELETE /repos/{owner}/{repo}/releases/assets/{asset_id}"],
		deleteRepoRuleset: ["DELETE /repos/{owner}/{repo}/rulesets/{ruleset_id}"],
		deleteWebhook: ["DELETE /repos/{owner}/{repo}/hooks/{hook_id}"],
		disableAutomatedSecurityFixes: ["DELETE /repos/{owner}/{repo}/automated-security-fixes"],
		disableDeploymentProtectionRule: ["DELETE /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/{protection_rule_id}"],
		disableImmutableReleases: ["DELETE /repos/{owner}/{repo}/immutable-releases"],
		disablePrivateVulnerabilityReporting: ["DELETE /repos/{owner}/{repo}/private-vulnerability-reporting"],
		disableVulnerabilityAlerts: ["DELETE /repos/{owner}/{repo}/vulnerability-alerts"],
		downloadArchive: [
			"GET /repos/{owner}/{repo}/zipball/{ref}",
			{},
			{ renamed: ["repos", "downloadZipballArchive"] }
		],
		downloadTarballArchive: ["GET /repos/{owner}/{repo}/tarball/{ref}"],
		downloadZipballArchive: ["GET /repos/{owner}/{repo}/zipball/{ref}"],
		enableAutomatedSecurityFixes: ["PUT /repos/{owner}/{repo}/automated-security-fixes"],
		enableImmutableReleases: ["PUT /repos/{owner}/{repo}/immutable-releases"],
		enablePrivateVulnerabilityReporting: ["PUT /repos/{owner}/{repo}/private-vulnerability-reporting"],
		enableVulnerabilityAlerts: ["PUT /repos/{owner}/{repo}/vulnerability-alerts"],
		generateReleaseNotes: ["POST /repos/{owner}/{repo}/releases/generate-notes"],
		get: ["GET /repos/{owner}/{repo}"],
		getAccessRestrictions: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions"],
		getAdminBranchProtection: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/enforce_admins"],
		getAllDeploymentProtectionRules: ["GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules"],
		getAllEnvironments: ["GET /repos/{owner}/{repo}/environments"],
		getAllStatusCheckContexts: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts"],
		getAllTopics: ["GET /repos/{owner}/{repo}/topics"],
		getAppsWithAccessToProtectedBranch: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps"],
		getAutolink: ["GET /repos/{owner}/{repo}/autolinks/{autolink_id}"],
		getBranch: ["GET /repos/{owner}/{repo}/branches/{branch}"],
		getBranchProtection: ["GET /repos/{owner}/{repo}/branches/{branch}/protection"],
		getBranchRules: ["GET /repos/{owner}/{repo}/rules/branches/{branch}"],
		getClones: ["GET /repos/{owner}/{repo}/traffic/clones"],
		getCodeFrequencyStats: ["GET /repos/{owner}/{repo}/stats/code_frequency"],
		getCollaboratorPermissionLevel: ["GET /repos/{owner}/{repo}/collaborators/{username}/permission"],
		getCombinedStatusForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/status"],
		getCommit: ["GET /repos/{owner}/{repo}/commits/{ref}"],
		getCommitActivityStats: ["GET /repos/{owner}/{repo}/stats/commit_activity"],
		getCommitComment: ["GET /repos/{owner}/{repo}/comments/{comment_id}"],
		getCommitSignatureProtection: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/required_signatures"],
		getCommunityProfileMetrics: ["GET /repos/{owner}/{repo}/community/profile"],
		getContent: ["GET /repos/{owner}/{repo}/contents/{path}"],
		getContributorsStats: ["GET /repos/{owner}/{repo}/stats/contributors"],
		getCustomDeploymentProtectionRule: ["GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/{protection_rule_id}"],
		getDeployKey: ["GET /repos/{owner}/{repo}/keys/{key_id}"],
		getDeployment: ["GET /repos/{owner}/{repo}/deployments/{deployment_id}"],
		getDeploymentBranchPolicy: ["GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies/{branch_policy_id}"],
		getDeploymentStatus: ["GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses/{status_id}"],
		getEnvironment: ["GET /repos/{owner}/{repo}/environments/{environment_name}"],
		getLatestPagesBuild: ["GET /repos/{owner}/{repo}/pages/builds/latest"],
		getLatestRelease: ["GET /repos/{owner}/{repo}/releases/latest"],
		getOrgRuleSuite: ["GET /orgs/{org}/rulesets/rule-suites/{rule_suite_id}"],
		getOrgRuleSuites: ["GET /orgs/{org}/rulesets/rule-suites"],
		getOrgRuleset: ["GET /orgs/{org}/rulesets/{ruleset_id}"],
		getOrgRulesets: ["GET /orgs/{org}/rulesets"],
		getPages: ["GET /repos/{owner}/{repo}/pages"],
		getPagesBuild: ["GET /repos/{owner}/{repo}/pages/builds/{build_id}"],
		getPagesDeployment: ["GET /repos/{owner}/{repo}/pages/deployments/{pages_deployment_id}"],
		getPagesHealthCheck: ["GET /repos/{owner}/{repo}/pages/health"],
		getParticipationStats: ["GET /repos/{owner}/{repo}/stats/participation"],
		getPullRequestReviewProtection: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/required_pull_request_reviews"],
		getPunchCardStats: ["GET /repos/{owner}/{repo}/stats/punch_card"],
		getReadme: ["GET /repos/{owner}/{repo}/readme"],
		getReadmeInDirectory: ["GET /repos/{owner}/{repo}/readme/{dir}"],
		getRelease: ["GET /repos/{owner}/{repo}/releases/{release_id}"],
		getReleaseAsset: ["GET /repos/{owner}/{repo}/releases/assets/{asset_id}"],
		getReleaseByTag: ["GET /repos/{owner}/{repo}/releases/tags/{tag}"],
		getRepoRuleSuite: ["GET /repos/{owner}/{repo}/rulesets/rule-suites/{rule_suite_id}"],
		getRepoRuleSuites: ["GET /repos/{owner}/{repo}/rulesets/rule-suites"],
		getRepoRuleset: ["GET /repos/{owner}/{repo}/rulesets/{ruleset_id}"],
		getRepoRulesetHistory: ["GET /repos/{owner}/{repo}/rulesets/{ruleset_id}/history"],
		getRepoRulesetVersion: ["GET /repos/{owner}/{repo}/rulesets/{ruleset_id}/history/{version_id}"],
		getRepoRulesets: ["GET /repos/{owner}/{repo}/rulesets"],
		getStatusChecksProtection: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks"],
		getTeamsWithAccessToProtectedBranch: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams"],
		getTopPaths: ["GET /repos/{owner}/{repo}/traffic/popular/paths"],
		getTopReferrers: ["GET /repos/{owner}/{repo}/traffic/popular/referrers"],
		getUsersWithAccessToProtectedBranch: ["GET /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users"],
		getViews: ["GET /repos/{owner}/{repo}/traffic/views"],
		getWebhook: ["GET /repos/{owner}/{repo}/hooks/{hook_id}"],
		getWebhookConfigForRepo: ["GET /repos/{owner}/{repo}/hooks/{hook_id}/config"],
		getWebhookDelivery: ["GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries/{delivery_id}"],
		listActivities: ["GET /repos/{owner}/{repo}/activity"],
		listAttestations: ["GET /repos/{owner}/{repo}/attestations/{subject_digest}"],
		listAutolinks: ["GET /repos/{owner}/{repo}/autolinks"],
		listBranches: ["GET /repos/{owner}/{repo}/branches"],
		listBranchesForHeadCommit: ["GET /repos/{owner}/{repo}/commits/{commit_sha}/branches-where-head"],
		listCollaborators: ["GET /repos/{owner}/{repo}/collaborators"],
		listCommentsForCommit: ["GET /repos/{owner}/{repo}/commits/{commit_sha}/comments"],
		listCommitCommentsForRepo: ["GET /repos/{owner}/{repo}/comments"],
		listCommitStatusesForRef: ["GET /repos/{owner}/{repo}/commits/{ref}/statuses"],
		listCommits: ["GET /repos/{owner}/{repo}/commits"],
		listContributors: ["GET /repos/{owner}/{repo}/contributors"],
		listCustomDeploymentRuleIntegrations: ["GET /repos/{owner}/{repo}/environments/{environment_name}/deployment_protection_rules/apps"],
		listDeployKeys: ["GET /repos/{owner}/{repo}/keys"],
		listDeploymentBranchPolicies: ["GET /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies"],
		listDeploymentStatuses: ["GET /repos/{owner}/{repo}/deployments/{deployment_id}/statuses"],
		listDeployments: ["GET /repos/{owner}/{repo}/deployments"],
		listForAuthenticatedUser: ["GET /user/repos"],
		listForOrg: ["GET /orgs/{org}/repos"],
		listForUser: ["GET /users/{username}/repos"],
		listForks: ["GET /repos/{owner}/{repo}/forks"],
		listInvitations: ["GET /repos/{owner}/{repo}/invitations"],
		listInvitationsForAuthenticatedUser: ["GET /user/repository_invitations"],
		listLanguages: ["GET /repos/{owner}/{repo}/languages"],
		listPagesBuilds: ["GET /repos/{owner}/{repo}/pages/builds"],
		listPublic: ["GET /repositories"],
		listPullRequestsAssociatedWithCommit: ["GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls"],
		listReleaseAssets: ["GET /repos/{owner}/{repo}/releases/{release_id}/assets"],
		listReleases: ["GET /repos/{owner}/{repo}/releases"],
		listTags: ["GET /repos/{owner}/{repo}/tags"],
		listTeams: ["GET /repos/{owner}/{repo}/teams"],
		listWebhookDeliveries: ["GET /repos/{owner}/{repo}/hooks/{hook_id}/deliveries"],
		listWebhooks: ["GET /repos/{owner}/{repo}/hooks"],
		merge: ["POST /repos/{owner}/{repo}/merges"],
		mergeUpstream: ["POST /repos/{owner}/{repo}/merge-upstream"],
		pingWebhook: ["POST /repos/{owner}/{repo}/hooks/{hook_id}/pings"],
		redeliverWebhookDelivery: ["POST /repos/{owner}/{repo}/hooks/{hook_id}/deliveries/{delivery_id}/attempts"],
		removeAppAccessRestrictions: [
			"DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps",
			{},
			{ mapToData: "apps" }
		],
		removeCollaborator: ["DELETE /repos/{owner}/{repo}/collaborators/{username}"],
		removeStatusCheckContexts: [
			"DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts",
			{},
			{ mapToData: "contexts" }
		],
		removeStatusCheckProtection: ["DELETE /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks"],
		removeTeamAccessRestrictions: [
			"DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams",
			{},
			{ mapToData: "teams" }
		],
		removeUserAccessRestrictions: [
			"DELETE /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users",
			{},
			{ mapToData: "users" }
		],
		renameBranch: ["POST /repos/{owner}/{repo}/branches/{branch}/rename"],
		replaceAllTopics: ["PUT /repos/{owner}/{repo}/topics"],
		requestPagesBuild: ["POST /repos/{owner}/{repo}/pages/builds"],
		setAdminBranchProtection: ["POST /repos/{owner}/{repo}/branches/{branch}/protection/enforce_admins"],
		setAppAccessRestrictions: [
			"PUT /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/apps",
			{},
			{ mapToData: "apps" }
		],
		setStatusCheckContexts: [
			"PUT /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks/contexts",
			{},
			{ mapToData: "contexts" }
		],
		setTeamAccessRestrictions: [
			"PUT /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/teams",
			{},
			{ mapToData: "teams" }
		],
		setUserAccessRestrictions: [
			"PUT /repos/{owner}/{repo}/branches/{branch}/protection/restrictions/users",
			{},
			{ mapToData: "users" }
		],
		testPushWebhook: ["POST /repos/{owner}/{repo}/hooks/{hook_id}/tests"],
		transfer: ["POST /repos/{owner}/{repo}/transfer"],
		update: ["PATCH /repos/{owner}/{repo}"],
		updateBranchProtection: ["PUT /repos/{owner}/{repo}/branches/{branch}/protection"],
		updateCommitComment: ["PATCH /repos/{owner}/{repo}/comments/{comment_id}"],
		updateDeploymentBranchPolicy: ["PUT /repos/{owner}/{repo}/environments/{environment_name}/deployment-branch-policies/{branch_policy_id}"],
		updateInformationAboutPagesSite: ["PUT /repos/{owner}/{repo}/pages"],
		updateInvitation: ["PATCH /repos/{owner}/{repo}/invitations/{invitation_id}"],
		updateOrgRuleset: ["PUT /orgs/{org}/rulesets/{ruleset_id}"],
		updatePullRequestReviewProtection: ["PATCH /repos/{owner}/{repo}/branches/{branch}/protection/required_pull_request_reviews"],
		updateRelease: ["PATCH /repos/{owner}/{repo}/releases/{release_id}"],
		updateReleaseAsset: ["PATCH /repos/{owner}/{repo}/releases/assets/{asset_id}"],
		updateRepoRuleset: ["PUT /repos/{owner}/{repo}/rulesets/{ruleset_id}"],
		updateStatusCheckPotection: [
			"PATCH /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks",
			{},
			{ renamed: ["repos", "updateStatusCheckProtection"] }
		],
		updateStatusCheckProtection: ["PATCH /repos/{owner}/{repo}/branches/{branch}/protection/required_status_checks"],
		updateWebhook: ["PATCH /repos/{owner}/{repo}/hooks/{hook_id}"],
		updateWebhookConfigForRepo: ["PATCH /repos/{owner}/{repo}/hooks/{hook_id}/config"],
		uploadReleaseAsset: ["POST /repos/{owner}/{repo}/releases/{release_id}/assets{?name,label}", { baseUrl: "https://uploads.github.com" }]
	},
	search: {
		code: ["GET /search/code"],
		commits: ["GET /search/commits"],
		issuesAndPullRequests: ["GET /search/issues"],
		labels: ["GET /search/labels"],
		repos: ["GET /search/repositories"],
		topics: ["GET /search/topics"],
		users: ["GET /search/users"]
	},
	secretScanning: {
		createPushProtectionBypass: ["POST /repos/{owner}/{repo}/secret-scanning/push-protection-bypasses"],
		getAlert: ["GET /repos/{owner}/{repo}/secret-scanning/alerts/{alert_number}"],
		getScanHistory: ["GET /repos/{owner}/{repo}/secret-scanning/scan-history"],
		listAlertsForOrg: ["GET /orgs/{org}/secret-scanning/alerts"],
		listAlertsForRepo: ["GET /repos/{owner}/{repo}/secret-scanning/alerts"],
		listLocationsForAlert: ["GET /repos/{owner}/{repo}/secret-scanning/alerts/{alert_number}/locations"],
		listOrgPatternConfigs: ["GET /orgs/{org}/secret-scanning/pattern-configurations"],
		updateAlert: ["PATCH /repos/{owner}/{repo}/secret-scanning/alerts/{alert_number}"],
		updateOrgPatternConfigs: ["PATCH /orgs/{org}/secret-scanning/pattern-configurations"]
	},
	securityAdvisories: {
		createFork: ["POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/forks"],
		createPrivateVulnerabilityReport: ["POST /repos/{owner}/{repo}/security-advisories/reports"],
		createRepositoryAdvisory: ["POST /repos/{owner}/{repo}/security-advisories"],
		createRepositoryAdvisoryCveRequest: ["POST /repos/{owner}/{repo}/security-advisories/{ghsa_id}/cve"],
		getGlobalAdvisory: ["GET /advisories/{ghsa_id}"],
		getRepositoryAdvisory: ["GET /repos/{owner}/{repo}/security-advisories/{ghsa_id}"],
		listGlobalAdvisories: ["GET /advisories"],
		listOrgRepositoryAdvisories: ["GET /orgs/{org}/security-advisories"],
		listRepositoryAdvisories: ["GET /repos/{owner}/{repo}/security-advisories"],
		updateRepositoryAdvisory: ["PATCH /repos/{owner}/{repo}/security-advisories/{ghsa_id}"]
	},
	teams: {
		addOrUpdateMembershipForUserInOrg: ["PUT /orgs/{org}/teams/{team_slug}/memberships/{username}"],
		addOrUpdateRepoPermissionsInOrg: ["PUT /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}"],
		checkPermissionsForRepoInOrg: ["GET /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}"],
		create: ["POST /orgs/{org}/teams"],
		createDiscussionCommentInOrg: ["POST /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments"],
		createDiscussionInOrg: ["POST /orgs/{org}/teams/{team_slug}/discussions"],
		deleteDiscussionCommentInOrg: ["DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}"],
		deleteDiscussionInOrg: ["DELETE /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}"],
		deleteInOrg: ["DELETE /orgs/{org}/teams/{team_slug}"],
		getByName: ["GET /orgs/{org}/teams/{team_slug}"],
		getDiscussionCommentInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}"],
		getDiscussionInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}"],
		getMembershipForUserInOrg: ["GET /orgs/{org}/teams/{team_slug}/memberships/{username}"],
		list: ["GET /orgs/{org}/teams"],
		listChildInOrg: ["GET /orgs/{org}/teams/{team_slug}/teams"],
		listDiscussionCommentsInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments"],
		listDiscussionsInOrg: ["GET /orgs/{org}/teams/{team_slug}/discussions"],
		listForAuthenticatedUser: ["GET /user/teams"],
		listMembersInOrg: ["GET /orgs/{org}/teams/{team_slug}/members"],
		listPendingInvitationsInOrg: ["GET /orgs/{org}/teams/{team_slug}/invitations"],
		listReposInOrg: ["GET /orgs/{org}/teams/{team_slug}/repos"],
		removeMembershipForUserInOrg: ["DELETE /orgs/{org}/teams/{team_slug}/memberships/{username}"],
		removeRepoInOrg: ["DELETE /orgs/{org}/teams/{team_slug}/repos/{owner}/{repo}"],
		updateDiscussionCommentInOrg: ["PATCH /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}/comments/{comment_number}"],
		updateDiscussionInOrg: ["PATCH /orgs/{org}/teams/{team_slug}/discussions/{discussion_number}"],
		updateInOrg: ["PATCH /orgs/{org}/teams/{team_slug}"]
	},
	users: {
		addEmailForAuthenticated: [
			"POST /user/emails",
			{},
			{ renamed: ["users", "addEmailForAuthenticatedUser"] }
		],
		addEmailForAuthenticatedUser: ["POST /user/emails"],
		addSocialAccountForAuthenticatedUser: ["POST /user/social_accounts"],
		block: ["PUT /user/blocks/{username}"],
		checkBlocked: ["GET /user/blocks/{username}"],
		checkFollowingForUser: ["GET /users/{username}/following/{target_user}"],
		checkPersonIsFollowedByAuthenticated: ["GET /user/following/{username}"],
		createGpgKeyForAuthenticated: [
			"POST /user/gpg_keys",
			{},
			{ renamed: ["users", "createGpgKeyForAuthenticatedUser"] }
		],
		createGpgKeyForAuthenticatedUser: ["POST /user/gpg_keys"],
		createPublicSshKeyForAuthenticated: [
			"POST /user/keys",
			{},
			{ renamed: ["users", "createPublicSshKeyForAuthenticatedUser"] }
		],
		createPublicSshKeyForAuthenticatedUser: ["POST /user/keys"],
		createSshSigningKeyForAuthenticatedUser: ["POST /user/ssh_signing_keys"],
		deleteAttestationsBulk: ["POST /users/{username}/attestations/delete-request"],
		deleteAttestationsById: ["DELETE /users/{username}/attestations/{attestation_id}"],
		deleteAttestationsBySubjectDigest: ["DELETE /users/{username}/attestations/digest/{subject_digest}"],
		deleteEmailForAuthenticated: [
			"DELETE /user/emails",
			{},
			{ renamed: ["users", "deleteEmailForAuthenticatedUser"] }
		],
		deleteEmailForAuthenticatedUser: ["DELETE /user/emails"],
		deleteGpgKeyForAuthenticated: [
			"DELETE /user/gpg_keys/{gpg_key_id}",
			{},
			{ renamed: ["users", "deleteGpgKeyForAuthenticatedUser"] }
		],
		deleteGpgKeyForAuthenticatedUser: ["DELETE /user/gpg_keys/{gpg_key_id}"],
		deletePublicSshKeyForAuthenticated: [
			"DELETE /user/keys/{key_id}",
			{},
			{ renamed: ["users", "deletePublicSshKeyForAuthenticatedUser"] }
		],
		deletePublicSshKeyForAuthenticatedUser: ["DELETE /user/keys/{key_id}"],
		deleteSocialAccountForAuthenticatedUser: ["DELETE /user/social_accounts"],
		deleteSshSigningKeyForAuthenticatedUser: ["DELETE /user/ssh_signing_keys/{ssh_signing_key_id}"],
		follow: ["PUT /user/following/{username}"],
		getAuthenticated: ["GET /user"],
		getById: ["GET /user/{account_id}"],
		getByUsername: ["GET /users/{username}"],
		getContextForUser: ["GET /users/{username}/hovercard"],
		getGpgKeyForAuthenticated: [
			"GET /user/gpg_keys/{gpg_key_id}",
			{},
			{ renamed: ["users", "getGpgKeyForAuthenticatedUser"] }
		],
		getGpgKeyForAuthenticatedUser: ["GET /user/gpg_keys/{gpg_key_id}"],
		getPublicSshKeyForAuthenticated: [
			"GET /user/keys/{key_id}",
			{},
			{ renamed: ["users", "getPublicSshKeyForAuthenticatedUser"] }
		],
		getPublicSshKeyForAuthenticatedUser: ["GET /user/keys/{key_id}"],
		getSshSigningKeyForAuthenticatedUser: ["GET /user/ssh_signing_keys/{ssh_signing_key_id}"],
		list: ["GET /users"],
		listAttestations: ["GET /users/{username}/attestations/{subject_digest}"],
		listAttestationsBulk: ["POST /users/{username}/attestations/bulk-list{?per_page,before,after}"],
		listBlockedByAuthenticated: [
			"GET /user/blocks",
			{},
			{ renamed: ["users", "listBlockedByAuthenticatedUser"] }
		],
		listBlockedByAuthenticatedUser: ["GET /user/blocks"],
		listEmailsForAuthenticated: [
			"GET /user/emails",
			{},
			{ renamed: ["users", "listEmailsForAuthenticatedUser"] }
		],
		listEmailsForAuthenticatedUser: ["GET /user/emails"],
		listFollowedByAuthenticated: [
			"GET /user/following",
			{},
			{ renamed: ["users", "listFollowedByAuthenticatedUser"] }
		],
		listFollowedByAuthenticatedUser: ["GET /user/following"],
		listFollowersForAuthenticatedUser: ["GET /user/followers"],
		listFollowersForUser: ["GET /users/{username}/followers"],
		listFollowingForUser: ["GET /users/{username}/following"],
		listGpgKeysForAuthenticated: [
			"GET /user/gpg_keys",
			{},
			{ renamed: ["users", "listGpgKeysForAuthenticatedUser"] }
		],
		listGpgKeysForAuthenticatedUser: ["GET /user/gpg_keys"],
		listGpgKeysForUser: ["GET /users/{username}/gpg_keys"],
		listPublicEmailsForAuthenticated: [
			"GET /user/public_emails",
			{},
			{ renamed: ["users", "listPublicEmailsForAuthenticatedUser"] }
		],
		listPublicEmailsForAuthenticatedUser: ["GET /user/public_emails"],
		listPublicKeysForUser: ["GET /users/{username}/keys"],
		listPublicSshKeysForAuthenticated: [
			"GET /user/keys",
			{},
			{ renamed: ["users", "listPublicSshKeysForAuthenticatedUser"] }
		],
		listPublicSshKeysForAuthenticatedUser: ["GET /user/keys"],
		listSocialAccountsForAuthenticatedUser: ["GET /user/social_accounts"],
		listSocialAccountsForUser: ["GET /users/{username}/social_accounts"],
		listSshSigningKeysForAuthenticatedUser: ["GET /user/ssh_signing_keys"],
		listSshSigningKeysForUser: ["GET /users/{username}/ssh_signing_keys"],
		setPrimaryEmailVisibilityForAuthenticated: [
			"PATCH /user/email/visibility",
			{},
			{ renamed: ["users", "setPrimaryEmailVisibilityForAuthenticatedUser"] }
		],
		setPrimaryEmailVisibilityForAuthenticatedUser: ["PATCH /user/email/visibility"],
		unblock: ["DELETE /user/blocks/{username}"],
		unfollow: ["DELETE /user/following/{username}"],
		updateAuthenticated: ["PATCH /user"]
	}
};
// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/endpoints-to-methods.js
const endpointMethodsMap = /* @__PURE__ */ new Map();
for (const [scope, endpoints] of Object.entries(endpoints_default)) for (const [methodName, endpoint] of Object.entries(endpoints)) {
	const [route, defaults, decorations] = endpoint;
	const [method, url] = route.split(/ /);
	const endpointDefaults = Object.assign({
		method,
		url
	}, defaults);
	if (!endpointMethodsMap.has(scope)) endpointMethodsMap.set(scope, /* @__PURE__ */ new Map());
	endpointMethodsMap.get(scope).set(methodName, {
		scope,
		methodName,
		endpointDefaults,
		decorations
	});
}
const handler = {
	has({ scope }, methodName) {
		return endpointMethodsMap.get(scope).has(methodName);
	},
	getOwnPropertyDescriptor(target, methodName) {
		return {
			value: this.get(target, methodName),
			configurable: true,
			writable: true,
			enumerable: true
		};
	},
	defineProperty(target, methodName, descriptor) {
		Object.defineProperty(target.cache, methodName, descriptor);
		return true;
	},
	deleteProperty(target, methodName) {
		delete target.cache[methodName];
		return true;
	},
	ownKeys({ scope }) {
		return [...endpointMethodsMap.get(scope).keys()];
	},
	set(target, methodName, value) {
		return target.cache[methodName] = value;
	},
	get({ octokit, scope, cache }, methodName) {
		if (cache[methodName]) return cache[methodName];
		const method = endpointMethodsMap.get(scope).get(methodName);
		if (!method) return;
		const { endpointDefaults, decorations } = method;
		if (decorations) cache[methodName] = decorate(octokit, scope, methodName, endpointDefaults, decorations);
		else cache[methodName] = octokit.request.defaults(endpointDefaults);
		return cache[methodName];
	}
};
function endpointsToMethods(octokit) {
	const newMethods = {};
	for (const scope of endpointMethodsMap.keys()) newMethods[scope] = new Proxy({
		octokit,
		scope,
		cache: {}
	}, handler);
	return newMethods;
}
function decorate(octokit, scope, methodName, defaults, decorations) {
	const requestWithDefaults = octokit.request.defaults(defaults);
	function withDecorations(...args) {
		let options = requestWithDefaults.endpoint.merge(...args);
		if (decorations.mapToData) {
			options = Object.assign({}, options, {
				data: options[decorations.mapToData],
				[decorations.mapToData]: void 0
			});
			return requestWithDefaults(options);
		}
		if (decorations.renamed) {
			const [newScope, newMethodName] = decorations.renamed;
			octokit.log.warn(`octokit.${scope}.${methodName}() has been renamed to octokit.${newScope}.${newMethodName}()`);
		}
		if (decorations.deprecated) octokit.log.warn(decorations.deprecated);
		if (decorations.renamedParameters) {
			const options2 = requestWithDefaults.endpoint.merge(...args);
			for (const [name, alias] of Object.entries(decorations.renamedParameters)) if (name in options2) {
				octokit.log.warn(`"${name}" parameter is deprecated for "octokit.${scope}.${methodName}()". Use "${alias}" instead`);
				if (!(alias in options2)) options2[alias] = options2[name];
				delete options2[name];
			}
			return requestWithDefaults(options2);
		}
		return requestWithDefaults(...args);
	}
	return Object.assign(withDecorations, requestWithDefaults);
}
// node_modules/@octokit/plugin-rest-endpoint-methods/dist-src/index.js
function restEndpointMethods(octokit) {
	return { rest: endpointsToMethods(octokit) };
}
restEndpointMethods.VERSION = VERSION;
function legacyRestEndpointMethods(octokit) {
	const api = endpointsToMethods(octokit);
	return {
		...api,
		rest: api
	};
}
legacyRestEndpointMethods.VERSION = VERSION;
export { link as $, isOpen as A, renderTerminal as B, findPerf as C, judge as D, findAllocator as E, largestBaselineBytes as F, table$1 as G, grownSites as H, parseBaseline as I, verdictSign as J, suspicion as K, benchmarkIn as L, readToolchain as M, createRun as N, reportSchema as O, writeBaseline as P, codeBlock as Q, perUnit as R, openTraceFs as S, removeLeftovers as T, movedSites as U, comparison as V, cut as W, plainOf as X, markdownOf as Y, code as Z, inputDefaults as _, interruptible as a, formatQuantity as at, prepareTools as b, createActionLogger as c, allocationFunctions as ct, gate as d, nearest as dt, logLine as et, measure as f, quoted as ft, parseOptions as g, inputsOf as h, messageOf as ht, createLifetime as i, formatCount as it, readMachine as j, worstVerdict as k, maskToken as l, displayName as lt, describeOptions as m, UsageError as mt, Octokit as n, shellWord as nt, Cleanup as o, changedBenchmarks as ot, writeResults as p, MeasurementError as pt, verdictSentence as q, RequestError as r, changesOf as rt, childEnvironment as s, groupBenchmarks as st, restEndpointMethods as t, prose as tt, exitStatusOf as u, readSettings as ut, parseInputs as v, probeAllocator as w, removeLeftoverFolders as x, runGate as y, formatBaseline as z };
