import { n as directNames, o as UsageError } from "./shared-action-post-cli-demo-modes.js";
import { n as endDescendants } from "./shared-action-post-cli-modes.js";
import { a as perfCallGraphs, f as baseDependencies, r as counters, s as recorders, u as policyChoices } from "./shared-action-cli-demo-modes.js";
import { posix } from "node:path";
// src/settings/nearest.ts
/**
* The candidate that `text` was most likely meant to be, or null when none is close: a third of its characters
* mistyped at most, `_` and `-` and upper and lower case alike, or an abbreviation (`args` for `arguments`).
*/
function nearest(text, candidates) {
	const wanted = plain(text.slice(0, 100));
	return candidates.map((candidate) => ({
		candidate,
		distance: distanceOf(wanted, plain(candidate))
	})).filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(Math.max(wanted.length, candidate.length) / 3))).sort((a, b) => a.distance - b.distance)[0]?.candidate ?? candidates.find((candidate) => abbreviates(wanted, plain(candidate))) ?? null;
}
function plain(text) {
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
// src/settings/parsers.ts
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
/** A parser that reads an empty text as null: not given. */
function optional(parse) {
	return (text) => text === "" ? parsed(null) : parse(text);
}
/** A parser of one line of at most so many characters, without control characters. */
function line(longest) {
	return (text) => {
		if (/\p{Cc}/u.test(text)) return problem(`${quoted(text)} has control characters; write one line of plain text`);
		if ([...text].length > longest) return problem(`${quoted(text)} is too long; write at most ${longest} characters`);
		return parsed(text);
	};
}
/** The lines of a text that have more than white space in them, without what is around them. */
function filledLines(text) {
	return text.split("\n").map((one) => one.trim()).filter((one) => one !== "");
}
/** A parser that accepts exactly these words, and suggests the nearest one for a typo. */
function oneOf(words) {
	const alternatives = words.join(", ").replace(/, ([^,]*)$/, " or $1");
	return (text) => {
		const found = words.find((word) => word === text);
		if (found !== void 0) return parsed(found);
		const suggestion = nearest(text, words);
		if (suggestion === null) return problem(`${quoted(text)} is unknown; write ${alternatives}`);
		return problem(`${quoted(text)} is unknown; did you mean ${suggestion}? Accepted: ${alternatives}`);
	};
}
/** A parser of such words, separated by commas or white space, none of them twice. */
function severalOf(words) {
	const parse = oneOf(words);
	return (text) => {
		const found = [];
		for (const word of text.split(/[\s,]+/).filter((one) => one !== "")) {
			const result = parse(word);
			if (!result.ok) return result;
			if (found.includes(result.value)) return problem(`${quoted(word)} is there twice; name it once`);
			found.push(result.value);
		}
		return parsed(found);
	};
}
/** A parser of decimal digits (no sign, exponent or separator) with a value from `least` to `most`, inclusive. */
function wholeNumber(least, most) {
	return (text) => {
		const value = Number(text);
		if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return parsed(value);
		return problem(`${quoted(text)} is not ${wholeNumberForm(least, most)}`);
	};
}
/** The accepted form of a {@link wholeNumber} in words. */
function wholeNumberForm(least, most) {
	return `a whole number from ${least} to ${most}`;
}
/** Reads `20` or `0.5` (allocations per iteration may be fractions); nothing negative, no exponent. */
function parseDecimal(text) {
	const value = decimal(text);
	return value === void 0 ? problem(`${quoted(text)} is not a number; write 20 or 0.5`) : parsed(value);
}
/** Reads `20` (allocations), `1%` or `0.5%` (of the baseline), or both in either order: `20, 1%`. */
function parseLimit(text) {
	let absolute;
	let percent;
	for (const part of text.split(",").map((piece) => piece.trim())) if (part.endsWith("%") && percent === void 0) {
		percent = decimal(part.slice(0, -1));
		if (percent === void 0) return notALimit(text);
	} else if (absolute === void 0) {
		absolute = decimal(part);
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
function decimal(text) {
	return /^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : void 0;
}
const secondsPerUnit = /* @__PURE__ */ new Map([
	["s", 1],
	["m", 60],
	["h", 3600]
]);
const longestSeconds = 86400;
/** Reads a time limit, `90s`, `10m` or `1h`, up to 24 hours. The value is in seconds. */
function parseTimeLimit(text) {
	if (/^\d+$/.test(text)) return problem(`${quoted(text)} has no unit; write ${text}s, ${text}m or ${text}h`);
	const [, digits = "", unit = ""] = /^(\d{1,9})([smh])$/.exec(text) ?? [];
	const perUnit = secondsPerUnit.get(unit);
	if (perUnit === void 0) return problem(`${quoted(text)} is not a time; write 90s, 10m or 1h`);
	const seconds = Number(digits) * perUnit;
	if (seconds === 0) return problem(`${quoted(text)} leaves no time to run; write 90s, 10m or 1h`);
	if (seconds > longestSeconds) return problem(`${quoted(text)} is longer than a day; write at most 24h`);
	return parsed(seconds);
}
const millisecondsPerUnit = /* @__PURE__ */ new Map([
	["ms", 1],
	["s", 1e3],
	["m", 6e4]
]);
const longestWait = 6e5;
/** Reads how long to wait, `0s`, `500ms`, `2s` or `1m`, up to ten minutes. The value is in milliseconds. */
function parseWait(text) {
	if (/^\d+$/.test(text)) return problem(`${quoted(text)} has no unit; write ${text}ms, ${text}s or ${text}m`);
	const [, digits = "", unit = ""] = /^(\d{1,9})(ms|s|m)$/.exec(text) ?? [];
	const perUnit = millisecondsPerUnit.get(unit);
	if (perUnit === void 0) return problem(`${quoted(text)} is not a time; write 500ms, 2s or 1m`);
	const milliseconds = Number(digits) * perUnit;
	if (milliseconds > longestWait) return problem(`${quoted(text)} is longer than ten minutes; write at most 10m`);
	return parsed(milliseconds);
}
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
	for (const line of filledLines(text)) {
		const path = parseRepositoryPath(line);
		if (!path.ok) return path;
		if (paths.includes(path.value)) return problem(`${quoted(line)} is there twice; write each folder once`);
		paths.push(path.value);
	}
	return parsed(paths);
}
/** What the gate decides itself: another value would measure something else than the report says. */
const ownArguments = [
	"-c",
	"--configuration",
	"--package-path",
	"--product",
	"--target",
	"--show-bin-path"
];
/** Reads further arguments of `swift build`, one on each line; white space around them and empty lines are dropped. */
function parseBuildArguments(text) {
	const found = filledLines(text);
	for (const argument of found) {
		if (/\p{Cc}/u.test(argument)) return problem(`${quoted(argument)} has control characters`);
		const option = argument.split("=")[0] ?? "";
		if (ownArguments.includes(option)) return problem(`${option} is set by the gate itself, which builds -c release; leave it out`);
		if (/^--?[A-Za-z][\w-]*\s/.test(argument)) return problem(`${quoted(argument)} would be one argument with a space in it; write each argument on a line of its own`);
	}
	return parsed(found);
}
/** Reads the name of an environment variable. */
function parseVariable(text) {
	if (/^[A-Za-z_]\w{0,199}$/.test(text)) return parsed(text);
	return problem(`${quoted(text)} is not the name of an environment variable; write letters, digits and _, such as MODE`);
}
/** Reads variables for the build, `NAME=value`, one on each line. */
function parseBuildEnvironment(text) {
	const variables = /* @__PURE__ */ new Map();
	for (const line of filledLines(text)) {
		const end = line.indexOf("=");
		if (end < 0) return problem(`${quoted(line)} has no value; write NAME=value, each variable on a line of its own`);
		const name = parseVariable(line.slice(0, end));
		if (!name.ok) return name;
		if (variables.has(name.value)) return problem(`${name.value} is there twice; write each variable once`);
		if (/TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIAL/i.test(name.value)) return problem(`${name.value} is called like a secret, and what is given here stands in the baseline and in the report; leave it out`);
		const value = line.slice(end + 1);
		if (/\p{Cc}/u.test(value)) return problem(`the value of ${name.value} has control characters`);
		variables.set(name.value, value);
	}
	return parsed(Object.fromEntries(variables));
}
/** Reads `true` or `false`, and nothing else. */
function parseBoolean(text) {
	if (text === "true" || text === "false") return parsed(text === "true");
	return problem(`${quoted(text)} is neither true nor false`);
}
/** Reads the name of a workflow file, as it is called in `.github/workflows`. */
function parseWorkflowFile(given) {
	if (/^[^/\\\p{Cc}]{1,200}\.ya?ml$/u.test(given)) return parsed(given);
	return problem(`${quoted(given)} is not the file name of a workflow; write allocations.yml, without its folder`);
}
// src/settings/benchmark-name.ts
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
/** Reads names of products, separated by commas or newlines; empty lines and a comma at a line's end are fine. */
function parseProducts(text) {
	const names = filledLines(text).flatMap((line) => line.replace(/(?<=[^,\s])\s*,$/, "").split(",")).map((name) => name.trim());
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
// src/settings/jobs.ts
/** GitHub starts at most 256 jobs of a matrix. */
const most = 256;
/** Reads names of jobs as GitHub shows them, one on each line, in which `*` stands for anything. */
function parseJobs(text) {
	const names = filledLines(text);
	if (names.length > most) return problem(`more than ${most} jobs`);
	for (const name of names) {
		const result = line(500)(name);
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
// src/settings/inputs.ts
/**
* The inputs of the Action in the order of `action.yml`, a row each: its name, what it is when it is not given, what
* reads it, and, where the command line has it too, its option there. (In `action.yml`, the defaults of `token` and
* `job-id` are expressions that only the runner can evaluate.)
*/
const inputTable = {
	mode: input("mode", "gate", oneOf([
		"gate",
		"accept",
		"publish"
	])),
	/** Relative to the repository and inside it, as `packagePath` and `baseline` are. */
	config: input("config", ".github/allocations.yml", parseRepositoryPath, {
		value: "FILE",
		means: "configuration file",
		without: ".github/allocations.yml, if it is there"
	}),
	packagePath: input("package-path", ".", parseRepositoryPath, {
		value: "FOLDER",
		means: "the Swift package",
		without: "the working directory"
	}),
	/** Benchmark and product names at once; empty when none is named. */
	products: input("products", "", parseProducts),
	buildArguments: input("build-arguments", "", parseBuildArguments, {
		value: "TEXT",
		means: "further arguments of `swift build`, one on each line"
	}),
	/** By name, for the build alone. */
	buildEnvironment: input("build-environment", "", parseBuildEnvironment, {
		value: "TEXT",
		means: "variables for the build, NAME=value, one on each line"
	}),
	/** Folders of the baseline files: several for `accept`, which commits for several packages at once, else one. */
	baselineFolders: input("baseline", ".github/allocations", parseRepositoryPaths, {
		value: "FOLDER",
		means: "committed baselines"
	}),
	/** Null: as often as a few seconds allow. */
	runs: input("runs", "", optional(wholeNumber(1, 100)), {
		value: "N",
		means: "how often each benchmark is run",
		without: "5 to 100 times, as a few seconds allow"
	}),
	/** Of one run. */
	timeoutSeconds: input("timeout", "10m", parseTimeLimit, {
		value: "TIME",
		means: "time limit of one run"
	}),
	limit: input("limit", "0", parseLimit, {
		value: "LIMIT",
		means: "allowed increase: 20, 1% or \"20, 1%\""
	}),
	alsoCount: input("also-count", "", severalOf(directNames), {
		value: "NAMES",
		means: "also count these, which are called directly",
		without: "none"
	}),
	failOn: input("fail-on", "regression", oneOf(policyChoices.failOn), {
		value: "WHAT",
		means: "regression, any-change or never"
	}),
	onMissingBaseline: input("on-missing-baseline", "warn", oneOf(policyChoices.onMissingBaseline), {
		value: "HOW",
		means: "warn, fail or pass"
	}),
	onIncomparable: input("on-incomparable", "measure-base", oneOf(policyChoices.onIncomparable), {
		value: "HOW",
		means: "measure-base, fail or warn"
	}),
	/** Versions of the dependencies with which a base commit is built. */
	dependencies: input("dependencies", "as-resolved", oneOf(baseDependencies), {
		value: "WHICH",
		means: "of the base: as-resolved or same-as-head"
	}),
	comment: input("comment", "always", oneOf([
		"always",
		"on-change",
		"never"
	])),
	/** Null: to be made from job, package and environment. */
	key: input("key", "", optional(line(100))),
	workflow: input("workflow", "allocations.yml", parseWorkflowFile),
	/** For `publish`: names of the jobs that must have left a report, `*` for anything; empty: all others of the run. */
	jobs: input("jobs", "", parseJobs),
	/** The job that this step is in, as GitHub's API numbers it; null where the runner is too old to tell. */
	jobId: input("job-id", "", optional(wholeNumber(1, Number.MAX_SAFE_INTEGER))),
	label: input("label", "update-allocation-baseline", line(50)),
	flameGraph: input("flame-graph", "true", parseBoolean, {
		value: "BOOLEAN",
		means: "make the page, and let perf take stacks: true or false"
	}),
	counter: input("counter", "probes", oneOf(counters), {
		value: "WHICH",
		means: "counts: probes or inside"
	}),
	recorder: input("recorder", "auto", oneOf(["auto", ...recorders]), {
		value: "WHICH",
		means: "takes stacks: auto, inside or perf"
	}),
	callGraph: input("call-graph", "auto", oneOf(["auto", ...perfCallGraphs]), {
		value: "HOW",
		means: "perf takes stacks: auto, fp or dwarf"
	}),
	/** Null: the first perf that works. */
	perfPath: input("perf-path", "", optional(line(4096)), {
		value: "FILE",
		means: "the perf to use",
		without: "the first that works"
	}),
	token: input("token", "", optional(parsed)),
	/** Null: `token`. */
	commitToken: input("commit-token", "", optional(parsed))
};
function input(name, standard, parse, option = null) {
	return {
		name,
		default: standard,
		parse,
		option
	};
}
/** What a message calls an input: `runs` in a workflow, `--runs` on the command line. */
function inputName(door, name) {
	if (door === "workflow") return name;
	return name === "products" ? "--product" : `--${name}`;
}
/**
* Reads all inputs. `get` answers an input's text by its name in `action.yml`; an empty text (or white space)
* means the default, so that a workflow may pass on an expression that has no value.
*
* @throws UsageError that names the input as the door does and shows the accepted form, for the first input that is
* wrong or contradicts another.
*/
function parseInputs(get, door = "workflow") {
	const values = readRows(inputTable, ({ name, default: standard, parse }) => {
		const result = parse(get(name).trim() || standard);
		if (!result.ok) throw new UsageError(`${inputName(door, name)}: ${result.problem}`);
		return result.value;
	});
	const inputs = {
		...values,
		baseline: values.baselineFolders[0] ?? inputTable.baselineFolders.default,
		door
	};
	refuseContradictions(inputs);
	return inputs;
}
function readRows(rows, read) {
	return Object.fromEntries(Object.entries(rows).map(([key, row]) => [key, read(row)]));
}
function refuseContradictions(inputs) {
	const { mode, flameGraph, counter, recorder, callGraph, commitToken, baselineFolders, jobs, door } = inputs;
	const given = (name, value) => door === "workflow" ? `${name}: "${value}"` : `${inputName(door, name)} ${value}`;
	const leaveOneOut = "leave one of them out";
	if (jobs.length > 0 && mode !== "publish") throw new UsageError(`jobs: belongs to mode: "publish" only, not to "${mode}"; leave it out here`);
	if (baselineFolders.length > 1 && mode !== "accept") {
		const takes = door === "workflow" ? "which only mode: \"accept\" takes" : "and takes one";
		throw new UsageError(`${inputName(door, "baseline")}: names ${baselineFolders.length} folders, ${takes}; write the one of this package`);
	}
	const noStacks = `contradicts ${given("flame-graph", "false")}, which keeps perf from stacks`;
	if (!flameGraph && callGraph !== "auto") throw new UsageError(`${given("call-graph", callGraph)} ${noStacks}; ${leaveOneOut}`);
	if (!flameGraph && recorder === "perf") throw new UsageError(`${given("recorder", recorder)} ${noStacks}; ${leaveOneOut}`);
	if (counter === "inside" && recorder === "perf") throw new UsageError(`${given("recorder", "perf")} records the hits of probes, and ${given("counter", "inside")} places none; ${leaveOneOut}`);
	if ((recorder === "inside" || counter === "inside") && callGraph !== "auto") {
		const other = given(counter === "inside" ? "counter" : "recorder", "inside");
		throw new UsageError(`${given("call-graph", callGraph)} says how perf takes stacks, and ${other} that it does not; ${leaveOneOut}`);
	}
	if (commitToken !== null && mode !== "accept") throw new UsageError(`commit-token: belongs to mode: "accept" only, not to "${mode}": a token that can push must not lie in a job that may run code of the pull request; leave it out here`);
}
/**
* Refuses inputs that were given and do not exist: the runner passes every key under `with:` as `INPUT_<NAME>`,
* upper-cased, spaces as underscores, and only warns of unknown ones.
* https://docs.github.com/en/actions/reference/workflows-and-actions/metadata-syntax#inputs
*
* @throws UsageError that names every unknown input, with the nearest right one.
*/
function refuseUnknownInputs(env) {
	const names = Object.values(inputTable).map(({ name }) => name);
	const unknown = Object.keys(env).filter((variable) => variable.startsWith("INPUT_")).map((variable) => variable.slice(6).toLowerCase()).filter((name) => !names.includes(name)).sort();
	if (unknown.length === 0) return;
	const lines = unknown.slice(0, 10).map((name) => {
		const meant = nearest(name, names);
		const hint = meant === null ? "action.yml lists the inputs" : `did you mean ${meant}?`;
		return `${quoted(name)} is not an input of this action; ${hint}`;
	});
	throw new UsageError(lines.join("\n"));
}
// src/system/lifetime.ts
const exitStatus = {
	SIGINT: 130,
	SIGTERM: 143,
	SIGHUP: 129,
	SIGPIPE: 141
};
/**
* Handles SIGINT, SIGTERM and SIGHUP for the whole program: the processes that it started are ended, everything
* is put back, and it exits with 128 + the signal's number. A cancelled job has 7.5 s for that (facts 23). Node has no
* SIGPIPE: who reads the output (`gate | head`) has gone where writing it fails.
*/
function createLifetime(cleanup, outputs = [process.stdout, process.stderr]) {
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
	for (const output of outputs) output.on("error", ({ code }) => {
		if (code === "EPIPE") end("SIGPIPE");
	});
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
/** Waits until all of this has ended, whatever came of it; after a signal for nothing, since it may never end then. */
async function settled(work, signal) {
	const aborted = new Promise((resolve) => {
		if (signal?.aborted) resolve();
		signal?.addEventListener("abort", () => resolve(), { once: true });
	});
	await Promise.race([Promise.allSettled(work), aborted]);
}
/** A {@link Run} that starts nothing more, and never comes back, once the signal is aborted: the end is near. */
function interruptible(run, signal) {
	return async (invocation) => signal.aborted ? never() : beforeSignal(run(invocation), signal);
}
/** The same of any work: what becomes of it after the signal, such as that the cleanup ends it, is nobody's error. */
async function beforeSignal(work, signal) {
	try {
		return await work;
	} finally {
		if (signal?.aborted) await never();
	}
}
function never() {
	return new Promise(() => {});
}
export { wholeNumber as C, quoted as S, nearest as T, parseTimeLimit as _, inputName as a, parsed as b, refuseUnknownInputs as c, findTwin as d, parseBenchmarkName as f, parseDecimal as g, parseBoolean as h, settled as i, isMeant as l, oneOf as m, createLifetime as n, inputTable as o, line as p, interruptible as r, parseInputs as s, beforeSignal as t, benchmarkNameFor as u, parseVariable as v, wholeNumberForm as w, problem as x, parseWait as y };
