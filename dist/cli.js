#!/usr/bin/env node
import { a as ReportingError, i as MeasurementError, o as UsageError, u as messageOf } from "./shared-action-post-cli-demo-modes.js";
import { f as shellWord, o as createRun, u as succeed } from "./shared-post-cli-modes.js";
import { S as quoted, T as nearest, a as inputName, d as findTwin, m as oneOf, n as createLifetime, o as inputTable, r as interruptible, s as parseInputs, u as benchmarkNameFor } from "./shared-action-cli-modes.js";
import { $ as requirePackage, Bt as formatCount, C as renderFlameGraphSvg, D as nothingInspected, Dt as withLinesOf, Et as judge, Gt as asRecorded, J as readToolchain, Kt as buildCallTree, Lt as listedNames, Nt as resolveCommit, Pt as writeCommitTree, Q as describeMeasuredPackage, Rt as plainOf, S as renderDifferentialSvg, St as typed, Ut as formatQuantity, Vt as formatDelta, Wt as groupBenchmarks, X as kernelName, Y as needsProduct, Yt as readReport, Z as readMachine, _ as StackSums, a as renderHistory, an as readBaseline, bt as plain, c as readBaselineVersions, cn as parseBaseline, d as renderComment, dn as visitKeys, et as chooseBenchmarks, fn as formatBaseline, ft as warnings$1, g as parseFolded, h as foldedPath, hn as writeWhole, ht as overviewOfOne, i as historyRemarks, it as linesOfSite, jt as pathInRepository, l as demangle, ln as parseCanonicalBaseline, lt as noLinks, m as folded, mn as isNameFor, n as eventsOf, nn as logLine, nt as resolveInside, on as writeBaseline, ot as renderTerminal, p as writeResults, pn as baselineFileName, q as chooseEnvironment, qt as unknownName, r as historyOf, rt as explanation, s as sharesOf, sn as benchmarkLines, t as measurerFor, tn as html, tt as readSettings, u as isMangled, un as findJsonProblem, vt as aligned, w as runGate, x as renderFlameGraphPage, xt as shortName, y as jsonOf, yt as palette } from "./shared-cli-modes.js";
import { _ as benchmarkNames, a as exitStatusOf, d as worstVerdict, g as benchmarkIn, h as baselineSchemaUrl, v as idleBenchmarks, x as thresholdSources } from "./shared-cli-demo-modes.js";
import { l as isOpen, m as dependencyChanges } from "./shared-action-cli-demo-modes.js";
import { n as formatElapsed, t as createSignOfLife } from "./shared-action-post-cli.js";
import { s as Cleanup } from "./shared-action-post-cli-modes.js";
import { createReadStream, realpathSync } from "node:fs";
import { basename, isAbsolute, join, posix, relative } from "node:path";
import { lstat, readFile, readdir, realpath, stat } from "node:fs/promises";
import { parseArgs } from "node:util";
import { isUtf8 } from "node:buffer";
import { StringDecoder } from "node:string_decoder";
// package.json
var version = "0.1.0";
// src/command-line/options.ts
/** The options that are no inputs of the Action. */
const otherOptions = {
	base: {
		value: "REVISION",
		description: "compare with this commit, built and measured here, instead of the baseline"
	},
	benchmark: {
		value: "NAME",
		description: "measure this benchmark of the configuration file only; may be repeated"
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
	event: {
		value: "NAME",
		description: "of the events that were recorded, the one to take (default: all, added up)"
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
	format: {
		value: "FORMAT",
		description: "what is printed: terminal, markdown or json (default: terminal)"
	},
	json: {
		value: null,
		description: "print the machine-readable result instead of text"
	},
	verbose: {
		value: null,
		description: "show each step and the build’s output, also where nobody is watching"
	},
	help: {
		value: null,
		description: "print this"
	}
};
/** Options that are inputs too have the same meaning and default. */
const inputOptions = Object.values(inputTable).flatMap(({ name, default: standard, option }) => {
	if (option === null) return [];
	const without = option.without ?? standard;
	const description = `${option.means}${without === "" ? "" : ` (default: ${without})`}`;
	return [[name, {
		value: option.value,
		description
	}]];
});
const options = new Map([...inputOptions, ...Object.entries(otherOptions)]);
/** The options that may be given more than once. */
const repeated = ["product", "benchmark"];
/** Parses the arguments after the command's name; throws a {@link UsageError} for what the command does not take. */
function parseOptions(command, args, allowed) {
	const refuse = (problem) => new UsageError(`${problem}\nSee \`swift-allocation-gate ${command} --help\`.`);
	const isSwitch = (name) => options.get(name)?.value === null;
	const specification = Object.fromEntries(allowed.map((name) => {
		return [name, {
			type: isSwitch(name) ? "boolean" : "string",
			multiple: true,
			...name === "output" ? { short: "o" } : {}
		}];
	}));
	const { tokens } = parseArgs({
		args: [...args],
		options: specification,
		allowPositionals: true,
		strict: false,
		tokens: true
	});
	const texts = /* @__PURE__ */ new Map();
	const switches = /* @__PURE__ */ new Set();
	const operands = [];
	for (const token of tokens) {
		if (token.kind === "positional") operands.push(token.value);
		if (token.kind !== "option") continue;
		const name = allowed.find((one) => one === token.name);
		if (name === void 0) throw refuse(unknownOption(command, token.rawName, allowed));
		const { value } = token;
		if (isSwitch(name)) {
			if (value !== void 0) throw refuse(`--${name} takes no value, and got ${quoted(value)}.`);
			switches.add(name);
		} else {
			const earlier = texts.get(name) ?? [];
			if (value === void 0) throw refuse(missingValue(name));
			if (token.inlineValue === false && /^-(?!\d)./.test(value)) throw refuse(`${missingValue(name)} If ${quoted(value)} is meant, write --${name}=${shellWord(value)}.`);
			if (earlier.length > 0 && !repeated.some((one) => one === name)) throw refuse(`--${name} is there twice; give it once.`);
			texts.set(name, [...earlier, value]);
		}
	}
	const single = [...texts].flatMap(([name, [text = "", ...others]]) => others.length > 0 || repeated.some((one) => one === name) ? [] : [[name, text]]);
	return {
		texts: Object.fromEntries(single),
		switches,
		products: texts.get("product") ?? [],
		benchmarks: texts.get("benchmark") ?? [],
		operands
	};
}
function unknownOption(command, rawName, allowed) {
	const name = rawName.replace(/^-+/, "");
	const meant = name.length < 2 ? null : nearest(name, allowed);
	const hint = meant === null ? "" : `; did you mean --${meant}?`;
	return `${command} has no option ${logged(rawName)}${hint || "."}`;
}
/** As somebody typed it, where it is plain; else quoted. */
function logged(rawName) {
	return /^[\w-]{1,60}$/.test(rawName) ? rawName : quoted(rawName);
}
function missingValue(name) {
	const { value, description } = options.get(name) ?? {
		value: "VALUE",
		description: ""
	};
	return `--${name} needs a value: ${value}, ${description}.`;
}
/**
* The options as inputs, read as the Action's are and named as options in what is said of them. A path may be absolute
* where it lies in `repository`, the working directory.
*/
function inputsOf({ texts, products }, repository) {
	const paths = [
		"config",
		"package-path",
		"baseline"
	];
	return parseInputs((name) => {
		if (name === "products") return products.join("\n");
		const text = texts[name] ?? "";
		if (!paths.includes(name) || !isAbsolute(text)) return text;
		const inside = relativeInside(repository, text);
		if (inside !== null) return inside;
		throw new UsageError(`--${name}: ${quoted(text)} is outside the working directory, which stands for the repository`);
	}, "command line");
}
/** The path relative to a folder that it lies in; null where it lies elsewhere. */
function relativeInside(folder, path) {
	return [path, existing(path)].map((one) => relative(folder, one) || ".").find((inside) => inside !== ".." && !inside.startsWith("../")) ?? null;
}
function existing(path) {
	try {
		return realpathSync(path);
	} catch {
		return path;
	}
}
/** What helps, in the words of the command line: what workflows write as `counter: inside` is `--counter inside`. */
function inOptions(remedy) {
	return remedy.replaceAll(/`([a-z-]+)(?:: ([a-z]+))?`/g, (whole, name, value) => {
		const option = value === void 0 ? `--${name}` : `--${name} ${value}`;
		return options.has(name) ? `\`${option}\`` : whole;
	});
}
/** The word given to an option; throws a {@link UsageError} that shows all of them where it is none, or missing. */
function optionChoice(option, given, words) {
	if (given === void 0) throw new UsageError(`--${option} is missing; it is one of ${words.join(", ")}.`);
	const choice = oneOf(words)(given);
	if (choice.ok) return choice.value;
	throw new UsageError(`--${option}: ${choice.problem}.`);
}
/** `--format`, and its older name for one of them, `--json`. */
function formatOf({ texts, switches }) {
	const isJson = switches.has("json");
	const format = optionChoice("format", texts.format ?? (isJson ? "json" : "terminal"), [
		"terminal",
		"markdown",
		"json"
	]);
	if (isJson && format !== "json") throw new UsageError(`--format ${format} contradicts --json; leave one of them out.`);
	return format;
}
/** The lines of a command's help that explain these options. */
function describeOptions(allowed, meanings = {}) {
	const written = allowed.flatMap((name) => {
		const option = meanings[name] ?? options.get(name);
		if (option === void 0) return [];
		const { value, description } = option;
		return [{
			text: `--${name}${value === null ? "" : ` ${value}`}`,
			description
		}];
	});
	const width = Math.max(...written.map(({ text }) => text.length));
	return written.map(({ text, description }) => `  ${text.padEnd(width)}  ${description}`).join("\n");
}
// src/command-line/command.ts
const program = "swift-allocation-gate";
function commandHelp(name, help) {
	const examples = help.examples.map(([command, meaning]) => `  ${program} ${command}\n      ${meaning}`);
	return [
		`${help.summary}`,
		"",
		`Usage: ${program} ${name} ${help.usage}`,
		"",
		"Options:",
		describeOptions(help.options, help.meanings),
		"",
		"Examples:",
		...examples,
		""
	].join("\n");
}
function programHelp(commands) {
	const width = Math.max(...Object.keys(commands).map((name) => name.length));
	return [
		"Counts the heap allocations of a Swift package and compares them with a committed baseline.",
		"",
		`Usage: ${program} COMMAND [OPTION…]`,
		"",
		...Object.entries(commands).map(([name, { help }]) => `  ${name.padEnd(width)}  ${help.summary}`),
		"",
		`\`${program} COMMAND --help\` explains a command.`,
		"Exit status: 0 pass, improvement or allowed; 1 regression, or what the policy fails; 2 wrong usage or",
		"configuration; 3 could not measure.",
		""
	].join("\n");
}
// src/baseline/place.ts
/** In bytes, which are fewer than the shortest limit of a file system for one name. */
const longestPath = 250;
/** Also as HFS+ (without invisible characters) and NTFS (`git~1`, dots and spaces at the end) know it. */
function isGitFolder(segment) {
	return /^(\.git|git~\d+)[ .]*$/i.test(segment.replaceAll(/\p{Cf}/gu, ""));
}
/**
* Makes sure that a path out of a report, which code of others may have written, is that of this baseline: below the
* folder `root`, of the environment's name, reached through no symbolic link, not in git's own folder, and either free or
* a baseline that is to be replaced.
*
* @throws UsageError where it is not.
*/
async function requireBaselinePlace(root, path, { fingerprint }) {
	const refuse = (why) => new UsageError(`${JSON.stringify(path)}: ${why}; nothing was written.`);
	const segments = path.split("/");
	if (!(!/^[/~]|[\p{Cc}\\]|\/$/u.test(path) && posix.normalize(path) === path && segments[0] !== "..")) throw refuse("a baseline has a plain path inside of the repository");
	if (Buffer.byteLength(path) > longestPath) throw refuse("no baseline has so long a path");
	if (segments.some(isGitFolder)) throw refuse("this is git’s own folder");
	if (fingerprint === null || !isNameFor(posix.basename(path), fingerprint)) throw refuse("this is not the name of a baseline of this environment");
	let place = await realpath(root);
	for (const segment of segments) {
		place = join(place, segment);
		if ((await lstat(place).catch(() => null))?.isSymbolicLink() === true) throw refuse("a symbolic link is on the way");
	}
	await readBaseline(root, path);
}
// src/command-line/accept.ts
const reviewing = "Review it with `git diff`, and commit it.";
/** Writes the baseline that a report carries to its place; `git diff` is the review. */
const accept = {
	help: {
		summary: "Write the measured numbers of a report as the new baseline file.",
		usage: "--report FILE [--baseline FOLDER]",
		options: [
			"report",
			"baseline",
			"json",
			"help"
		],
		meanings: { baseline: {
			value: "FOLDER",
			description: "where the file is written (default: as in the report)"
		} },
		examples: [["accept --report .build/allocations/report.json", "after `gate`; then look at `git diff` and commit"], ["accept --report report.json --baseline Server/.github/allocations", "into the folder of another package"]]
	},
	execute: async (given, { print, repository, logger }) => {
		const { report, baseline: folder } = given.texts;
		const { candidate } = await readReport(report);
		if (candidate === null) throw new UsageError(`${report} holds no numbers to accept: nothing could be measured, or only a part of what the baseline has.`);
		const path = folder === void 0 ? candidate.path : posix.join(inputsOf(given, repository).baseline, posix.basename(candidate.path));
		const baseline = parseCanonicalBaseline(candidate.text, `the baseline in ${report}`);
		await requireBaselinePlace(repository, path, baseline);
		const before = await readBaseline(repository, path);
		for (const name of idleBenchmarks(baseline, before)) logger.warning(`${name} allocates nothing per iteration: does its loop do the work already?`);
		await writeBaseline(repository, path, baseline);
		if (given.switches.has("json")) print(candidate.text);
		else print(`Wrote ${logLine(path)}. ${before === null ? "It is new: commit it." : reviewing}\n`);
		return 0;
	}
};
// src/report/measured.ts
const sitesShown = 5;
/** What `measure` shows in a terminal: each benchmark's allocations, and its largest call sites. Nothing is judged. */
function renderMeasured(report, { color }) {
	const paint = palette(color);
	const measured = report.benchmarks.filter((benchmark) => benchmark.verdict !== "failed");
	const failed = report.benchmarks.filter((benchmark) => benchmark.verdict === "failed");
	const swift = report.environment.swift === null ? "" : `, ${logLine(report.environment.swift, 100)}`;
	return typed([
		report.failure === null ? [paint.bold(`Measured ${formatQuantity(measured.length, "benchmark")} of ${shortName(report.package)}${swift}.`)] : [paint.red(`Allocations could not be measured: ${logLine(report.failure.message)}`)],
		report.failure === null ? [] : explanation(report.failure, paint),
		warnings$1({
			report,
			groups: groupBenchmarks(report)
		}).map((warning) => `Note: ${plainOf(warning)}`),
		...failed.map(({ name, failure }) => [paint.red(`${shortName(name)} could not be measured: ${logLine(failure.message)}`), ...explanation(failure, paint)]),
		totals(measured, paint),
		...measured.map((benchmark) => largestSites(benchmark, paint))
	]);
}
function totals(measured, paint) {
	if (measured.length === 0) return [];
	const rows = measured.map(({ name, unit, total, noise, runs }) => ({
		cells: [
			shortName(name),
			`per ${unit}`,
			formatCount(total),
			formatCount(noise.total),
			formatCount(runs)
		],
		paint: plain
	}));
	return aligned([{
		cells: [
			"Benchmark",
			"",
			"Allocations",
			"Noise",
			"Runs"
		],
		paint: paint.bold
	}, ...rows], 2);
}
function largestSites({ name, unit, sites }, paint) {
	const largest = sites.filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count);
	if (largest.length === 0) return [];
	return [
		paint.bold(`The largest call sites of ${shortName(name)}, allocations per ${unit}:`),
		...largest.slice(0, sitesShown).flatMap((site) => linesOfSite(site, false, paint)),
		...largest.length > sitesShown ? [`  and ${formatQuantity(largest.length - sitesShown, "more call site")}; the flame graph has all of them`] : []
	];
}
// src/command-line/measure-and-gate.ts
const measuring = [...[
	"package-path",
	"product",
	"config",
	"benchmark",
	"build-arguments",
	"build-environment",
	"runs",
	"also-count",
	"timeout",
	"flame-graph",
	"counter",
	"recorder",
	"call-graph"
], ...[
	"perf-path",
	"output",
	"format",
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
function localContext(revision, { run, repository }) {
	return {
		source: null,
		image: null,
		inspectBase: async () => nothingInspected,
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
		blobsAtHead: async () => null,
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
		examples: [
			["measure", "measures what .github/allocations.yml says, or the only executable product"],
			["measure --product Server --runs 10", "measures one product as it is, ten times"],
			["measure --benchmark request", "measures one benchmark of the configuration, and shows its largest call sites"]
		]
	},
	execute: async (given, terminal) => {
		return (await measureAndPrint(given, terminal, renderMeasured)).verdict === "failed" ? 3 : 0;
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
			["gate --format markdown > comment.md", "the comment, for any CI to post"],
			["gate --json | jq .verdict", "for scripts"]
		]
	},
	execute: async (given, terminal) => exitStatusOf(await measureAndPrint(given, terminal, renderTerminal))
};
async function measureAndPrint(given, terminal, renderText) {
	const format = formatOf(given);
	const all = await readSettings(inputsOf(given, terminal.repository), terminal.repository);
	const settings = chooseBenchmarks(all, given.benchmarks);
	const folder = given.texts.output ?? ".build/allocations";
	const result = await runGate(settings, {
		...localContext(given.texts.base, terminal),
		keep: async (soFar) => void await writeResults(folder, soFar, settings.flameGraph)
	}, terminal);
	const report = withOptions(result.report);
	const files = await writeResults(folder, {
		...result,
		report
	}, settings.flameGraph);
	if (files.report === null) terminal.logger.warning(files.warning ?? "");
	if (format !== "terminal") {
		terminal.print(inFormat(report, format));
		return report;
	}
	terminal.print(renderText(report, { color: terminal.color }));
	if (files.report === null) return report;
	const shown = (path) => relative(terminal.repository, path) || path;
	terminal.print(`\nReport: ${shown(files.report)}\n`);
	if (files.flameGraph !== null) terminal.print(`Flame graph: ${shown(files.flameGraph)}\n`);
	if (report.candidate !== null && (report.verdict !== "pass" || groupBenchmarks(report).withinThreshold.length > 0)) terminal.print(`To accept these numbers: ${terminal.program} accept --report ${shellWord(shown(files.report))}\n`);
	return report;
}
/** The report, in which what helps where something failed speaks of options. */
function withOptions(report) {
	const { failure, benchmarks } = report;
	const inWords = (failed) => ({
		...failed,
		remedy: failed.remedy === null ? null : inOptions(failed.remedy)
	});
	return {
		...report,
		failure: failure === null ? null : inWords(failure),
		benchmarks: benchmarks.map((one) => one.verdict === "failed" ? {
			...one,
			failure: inWords(one.failure)
		} : one)
	};
}
/** The report for a machine, or as the comment that any CI can post. */
function inFormat(report, format) {
	return format === "json" ? jsonOf(report) : `${renderComment(overviewOfOne(report, noLinks))}\n`;
}
// src/command-line/compare.ts
/** Compares a report that was written before with any baseline file, without measuring. */
const compare = {
	help: {
		summary: "Compare a report with a baseline file, without measuring.",
		usage: "--baseline FILE --report FILE [OPTION…]",
		options: [...[
			"baseline",
			"report",
			"limit",
			"fail-on",
			"on-missing-baseline",
			"on-incomparable"
		], ...[
			"format",
			"json",
			"help"
		]],
		meanings: { baseline: {
			value: "FILE",
			description: "the baseline file to compare with"
		} },
		examples: [["compare --baseline .github/allocations/swift-6.2-ubuntu-24.04-x86_64.json --report .build/allocations/report.json", "exits like `gate` would have with that baseline"]]
	},
	execute: async (given, terminal) => {
		const { baseline: path, ...texts } = given.texts;
		const format = formatOf(given);
		const { limit, ...policy } = inputsOf({
			...given,
			texts
		}, terminal.repository);
		const measured = await readReport(texts.report);
		const reference = await readReference(path, measured);
		const limitOf = given.texts.limit === void 0 ? null : limit;
		const judged = measured.benchmarks.map((benchmark) => {
			if (benchmark.verdict === "failed" || measured.fingerprint === null) return {
				report: benchmark,
				changed: false
			};
			const accepted = reference.now === null ? void 0 : benchmarkIn(reference.now, benchmark.name);
			const recorded = accepted === void 0 || benchmark.stacks === null ? null : asRecorded(accepted);
			const side = {
				...benchmark,
				limit: limitOf ?? benchmark.limit,
				fingerprint: measured.fingerprint,
				recorded
			};
			return judge(side, reference, measured.modules);
		});
		const names = measured.benchmarks.map(({ name }) => name);
		const removed = benchmarkNames(reference.baseline).filter((name) => !names.includes(name));
		const verdicts = judged.map(({ report }) => report.verdict);
		const anyChange = removed.length > 0 || judged.some(({ changed }) => changed);
		const compared = {
			...measured,
			benchmarks: judged.map(({ report: one }) => one),
			removed,
			base: null,
			dependencyChanges: reference.moved,
			verdict: worstVerdict(verdicts),
			passes: isOpen({
				verdicts,
				anyChange,
				baselineRemoved: false
			}, policy),
			baselineFile: {
				path: path ?? "",
				exists: true,
				blob: null
			},
			notices: []
		};
		const report = withLinesOf(compared, measured);
		terminal.print(format === "terminal" ? renderTerminal(report, { color: terminal.color }) : inFormat(report, format));
		return exitStatusOf(report);
	}
};
async function readReference(path, { candidate }) {
	if (path === void 0) throw new UsageError("--baseline is missing: name the baseline file to compare with.");
	const contents = await readFile(path).catch(() => null);
	if (contents === null) throw new UsageError(`${path} does not exist or cannot be read.`);
	if (contents.byteLength > 8388608) throw new UsageError(`${path} is larger than any baseline can be.`);
	const text = contents.toString("utf8");
	const baseline = parseBaseline(text, path);
	const now = candidate === null ? null : parseBaseline(candidate.text, "candidate");
	const moved = now === null ? [] : dependencyChanges(baseline.dependencies, now.dependencies);
	return {
		baseline,
		lines: benchmarkLines(text),
		moved,
		now
	};
}
// src/command-line/doctor.ts
/** Says what this machine can do, each missing thing with its remedy. */
const doctor = {
	help: {
		summary: "Say what this machine can do (Swift, perf, probes, calibration), each with its remedy.",
		usage: "[OPTION…]",
		options: [
			"perf-path",
			"json",
			"help"
		],
		examples: [["doctor", "every line must be ok for `gate` to work here"]]
	},
	execute: async ({ texts, switches }, terminal) => {
		const checks = await examine(terminal, texts["perf-path"] ?? null);
		if (switches.has("json")) terminal.print(`${JSON.stringify({ checks }, null, 2)}\n`);
		else for (const check of checks) terminal.print(`${formatCheck(check)}\n`);
		return checks.every(({ ok }) => ok) ? 0 : 3;
	}
};
async function examine(host, perfPath) {
	const machine = readMachine();
	const needs = [
		{
			name: "system",
			find: async () => `${machine.os}, ${kernelName(machine)}, ${machine.cpus} CPUs`
		},
		{
			name: "swift",
			find: async () => (await readToolchain(host.run)).description
		},
		...host.measurer.needs(host, {
			perfPath,
			mayRecordInside: true,
			counter: "probes"
		})
	];
	const checks = [];
	for (const need of needs) checks.push(await check(need));
	return checks;
}
async function check({ name, find }) {
	try {
		return {
			name,
			ok: true,
			finding: await find(),
			remedy: null
		};
	} catch (error) {
		const remedy = error instanceof MeasurementError ? error.remedy : void 0;
		return {
			name,
			ok: false,
			finding: messageOf(error),
			remedy: remedy === void 0 ? null : inOptions(remedy)
		};
	}
}
function formatCheck({ name, ok, finding, remedy }) {
	const line = `${ok ? "ok  " : "FAIL"}  ${name.padEnd(11)}  ${logLine(finding)}`;
	return remedy === null ? line : `${line}\n${" ".repeat(19)}${logLine(remedy)}`;
}
// src/command-line/flamegraph.ts
/** Draws folded stacks, or what changed between two of them, without measuring anything. */
const flamegraph = {
	help: {
		summary: "Draw folded stacks, or what changed since others, as a page or a picture.",
		usage: "[--baseline BASE.folded] HEAD.folded -o FILE.html|FILE.svg",
		options: [
			"baseline",
			"output",
			"help"
		],
		takesOperands: true,
		meanings: {
			baseline: {
				value: "FILE",
				description: "folded stacks to compare with"
			},
			output: {
				value: "FILE",
				description: "what is written: .html is a page to explore, .svg a static picture"
			}
		},
		examples: [["flamegraph request.folded -o request.html", "a page that needs nothing else, also offline"], ["flamegraph --baseline before.folded after.folded -o change.svg", "new, removed and changed frames in words"]]
	},
	execute: async ({ texts, operands }, { print }) => {
		const [file, ...others] = operands;
		if (file === void 0 || others.length > 0) throw new UsageError("flamegraph takes one file of folded stacks: HEAD.folded, and --baseline BASE.folded.");
		const render = rendererFor(texts.output);
		const tree = await readTree(file);
		const baseline = texts.baseline === void 0 ? null : await readTree(texts.baseline);
		const text = render({
			benchmark: basename(file).replace(/\.folded$/, "") || file,
			unit: "run",
			units: 1,
			tree,
			baseline,
			noise: 0
		});
		await writeWhole(texts.output ?? "", text).catch((error) => {
			throw new UsageError(`--output: ${messageOf(error)}`);
		});
		print(`Wrote ${texts.output}.\n`);
		return 0;
	}
};
function rendererFor(output) {
	if (output?.endsWith(".html")) return (profile) => renderFlameGraphPage([profile]);
	if (!output?.endsWith(".svg")) throw new UsageError("-o is missing or neither FILE.html (a page) nor FILE.svg (a picture).");
	return (profile) => profile.baseline === null ? renderFlameGraphSvg(profile.tree, {
		title: profile.benchmark,
		unit: profile.unit
	}) : renderDifferentialSvg(profile);
}
async function readTree(file) {
	const text = await readFile(file, "utf8").catch((error) => {
		throw new UsageError(`${file} cannot be read: ${messageOf(error)}`);
	});
	try {
		return buildCallTree(parseFolded(text));
	} catch (error) {
		if (!(error instanceof UsageError)) throw error;
		throw new UsageError(`${file}: ${error.message}`);
	}
}
// src/stacks/dtrace.ts
/**
* What DTrace prints of an aggregation by stack (`@[ustack()] = count()`): for each stack the frames (innermost first) and
* the count, right-aligned:
*
*                   libsystem_malloc.dylib`malloc+0x1
*                   Toy`buildList(_:)+0x2c
*                     20
*
* Blank lines lie between the stacks, and inside those of an aggregation by two (`@[stack(), ustack()]`). Other keys stand
* in columns before the frames and before the count. The program's own output comes in between (facts 18): a number that
* no frame precedes, or that is not indented where the frames are, is no count.
*/
const dtrace = (findings) => new Reader$1(findings);
const frameLine = /^(\s*)(?:(\S[^`]*)`(.+)|0x[0-9a-f]+)$/;
const countLine = /^(\s*)(\d+)$/;
const countColumns = 17;
const keyedCountLine = /^ .{8,}(?=.{17}$) +(\d+)$/;
/** A text's columns as a key, of which there is a line by itself before a stack. */
const textColumns = 52;
const heading = /^(?:CPU +ID +FUNCTION:NAME| *\d+ +\d+ +\S*:\S+)$/;
const message = /^dtrace: (?:(\d+) (?:aggregation )?drops? on CPU|(error on enabled probe))?/;
var Reader$1 = class {
	#findings;
	/** The lines of frames since the last count, as they are. */
	#frames = [];
	/** How these are indented, all alike. */
	#indentation = "";
	/** Something unknown came between the frames of a stack: up to its count or a blank line nothing of it is believed. */
	#isAstray = false;
	#isBehindBlank = true;
	constructor(findings) {
		this.#findings = findings;
	}
	read(text) {
		const line = text.trimEnd();
		if (line === "") {
			this.#isAstray = false;
			this.#isBehindBlank = true;
			return;
		}
		if (!this.#readCount(line) && !this.#readFrame(line)) this.#readOther(text, line);
		this.#isBehindBlank = false;
	}
	end() {
		this.#rejectFrames();
	}
	#readFrame(line) {
		const [, indentation] = frameLine.exec(line) ?? [];
		if (indentation === void 0) return false;
		if (indentation !== this.#indentation) this.#rejectFrames();
		this.#indentation = indentation;
		if (this.#isAstray || this.#frames.length >= 2e3) this.#findings.unparsed(line);
		else this.#frames.push(line);
		return true;
	}
	#readCount(line) {
		if (this.#frames.length === 0) return false;
		const [, , alone] = countLine.exec(line) ?? [];
		const [, last] = keyedCountLine.exec(line) ?? [];
		const count = Number(alone ?? last);
		if (!Number.isSafeInteger(count) || alone !== void 0 && !this.#isCount(line)) return false;
		if (alone === void 0) this.#findings.key();
		this.#findings.stack(this.#frames.map(nameOf$1).reverse(), count);
		this.#frames = [];
		return true;
	}
	/** Whether a number by itself is the count of the frames before it, by where it stands. */
	#isCount(line) {
		if (this.#indentation === "") return true;
		return /^\s/.test(line) && (line.length >= countColumns || !this.#isBehindBlank);
	}
	#readOther(text, line) {
		const [isMessage, drops, isError] = message.exec(line) ?? [];
		if (isMessage !== void 0) {
			if (isError !== void 0) this.#findings.lost(1);
			else if (drops !== void 0 && Number.isSafeInteger(Number(drops))) this.#findings.lost(Number(drops));
			return;
		}
		if (heading.test(line)) this.#rejectFrames();
		else if (text.length >= textColumns && text.startsWith("  ") && this.#frames.length === 0 && text !== line) this.#findings.key();
		else {
			this.#isAstray = this.#isAstray || this.#frames.length > 0;
			this.#rejectFrames();
			this.#findings.unparsed(line);
		}
	}
	#rejectFrames() {
		for (const line of this.#frames) this.#findings.unparsed(line);
		this.#frames = [];
	}
};
/** The function without its module and offset; `[module]` where it has no symbol. */
function nameOf$1(line) {
	const [, , module, place] = frameLine.exec(line) ?? [];
	if (module === void 0 || place === void 0) return unknownName;
	const symbol = place.replace(/\+0x[0-9a-f]+$/, "");
	return symbol === "" || /^0x[0-9a-f]+$/.test(symbol) ? `[${module}]` : symbol;
}
// src/stacks/perf-script.ts
/**
* The text of `perf script`: for each sample a header and its frames, innermost first. Every sample counts once. What a
* line is shows in what it holds: text that was pasted, cut or formatted has lost its blank lines or its indentation, and
* headers without frames follow each other, indented themselves (facts 16).
*/
const perfScript = (findings) => new Reader(findings);
/** Names by the lines of frames: there are thousands of lines in millions of frames. */
const maximumKnown = 5e4;
const longestKnown = 1e3;
var Reader = class {
	#findings;
	#known = /* @__PURE__ */ new Map();
	#sample = null;
	#bareHeader = null;
	/** What the line before was; blank lines decide nothing but whether something unknown ends a sample. */
	#before = "blank";
	constructor(findings) {
		this.#findings = findings;
	}
	read(line) {
		const known = this.#known.get(line);
		if (known !== void 0) {
			this.#readFrame(line, known);
			this.#before = "frame";
		} else if (line === "" || /^\s*$/.test(line)) this.#before = "blank";
		else this.#readLine(line, classify(line));
	}
	end() {
		this.#closeSample();
	}
	#readLine(line, read) {
		const isBehindFrame = this.#before === "frame";
		const isBehindBlank = this.#before === "blank";
		this.#before = read.kind;
		if (read.kind === "frame") {
			if (line.length <= longestKnown) {
				if (this.#known.size >= maximumKnown) this.#known.clear();
				this.#known.set(line, read.name);
			}
			this.#readFrame(line, read.name);
		} else if (read.kind === "header") {
			this.#closeSample();
			this.#sample = {
				event: read.event,
				frames: [],
				isIndented: false
			};
		} else if (read.kind === "bare header") {
			this.#closeSample();
			this.#bareHeader = line;
		} else if (read.kind === "other record") {
			this.#closeSample();
			this.#findings.lost(read.lost);
		} else if (read.kind === "unknown" || read.kind === "source" && !isBehindFrame) {
			if (isBehindBlank || this.#sample?.isIndented !== false && !/^\s/.test(line)) this.#closeSample();
			this.#findings.unparsed(line);
		}
	}
	#readFrame(line, name) {
		if (this.#bareHeader !== null) {
			this.#bareHeader = null;
			this.#sample = {
				event: void 0,
				frames: [],
				isIndented: false
			};
		}
		if (this.#sample === null || this.#sample.frames.length >= 2e3) {
			this.#findings.unparsed(line);
			return;
		}
		if (this.#sample.frames.length === 0) this.#sample.isIndented = /^\s/.test(line);
		this.#sample.frames.push(name);
	}
	#closeSample() {
		if (this.#bareHeader !== null) this.#findings.unparsed(this.#bareHeader);
		if (this.#sample !== null) this.#findings.stack(this.#sample.frames.reverse(), 1, this.#sample.event);
		this.#bareHeader = null;
		this.#sample = null;
	}
};
/**
* `Toy 16753 [001] U     1234.567890:     250000 probe:malloc: (7ffff745f8d0) size=16`: the thread's name (which may hold
* spaces, digits, colons and `#`), the thread or `process/thread`, CPU, mode (`-F +misc`), time, period, and the event,
* with whatever it shows behind it. The name ends in no space: else each space of many would be tried as its end.
*/
const thread = String.raw`^(?:.*?\S)? +-?\d+(?:\/-?\d+)? +`;
const cpu = String.raw`\[\d+\] +`;
const mode = "(?:[KUHGgMESp]{1,6} +)?";
const time = String.raw`\d+\.\d+: +`;
const event = String.raw`(?:\d+ +)?([^\s:]\S*):(?: |$)`;
/** With a CPU or a time nothing else looks like it, wherever it stands. */
const sureHeader = new RegExp(`${thread}(?:${cpu}${mode}(?:${time})?|${mode}${time})${event}`);
/** `Toy 1097 probe:malloc:`; an indented frame may look like that: `  401000 f(a: Int)`. */
const shortHeader = new RegExp(`${thread}${mode}${event}`);
const bareHeader = new RegExp(String.raw`^\S.*? -?\d+(?:\/-?\d+)?(?: +${cpu.replace(" +", "")})?(?: +\d+\.\d+:)? *$`);
const otherRecord = new RegExp(`${thread}(?:${cpu})?${mode}(?:${time})?PERF_RECORD_([A-Z0-9_]+)(.*)`);
const headerComment = /^#(?:$| =+$| [a-z][\w ()]* : )/;
/**
* "	    7ffff7c610f9 swift_slowAlloc+0x19 (/usr/lib/swift/linux/libswiftCore.so)", or without a symbol, or without `(…)`.
* Where the indentation is lost, `(…)` is needed to know it.
*/
const indentedFrame = /^\s+[0-9a-f]+(?: (.*))?$/;
const plainFrame = /^[0-9a-f]+ (.*\))$/;
const sourceLine = /^\s*(?:\S.*:(?:\d+|\?)(?: \(discriminator \d+\))?|\S+\[[0-9a-f]+\])$/;
function classify(text) {
	const line = text.trimEnd();
	if (headerComment.test(line)) return { kind: "comment" };
	const [, record, details = ""] = (line.includes("PERF_RECORD_") ? otherRecord.exec(line) : null) ?? [];
	if (record !== void 0) return {
		kind: "other record",
		lost: lostSamples(record, details)
	};
	const [, surely] = sureHeader.exec(text) ?? [];
	if (surely !== void 0) return {
		kind: "header",
		event: surely
	};
	if (line.startsWith("#")) return { kind: /^#\S/.test(line) ? "unknown" : "comment" };
	const isIndented = /^\s/.test(line);
	const frame = (isIndented ? indentedFrame : plainFrame).exec(line);
	const [, probably] = (isIndented && frame !== null ? null : shortHeader.exec(text)) ?? [];
	if (probably !== void 0) return {
		kind: "header",
		event: probably
	};
	if (frame !== null) return {
		kind: "frame",
		name: nameOf(frame[1] ?? "")
	};
	if (bareHeader.test(line)) return { kind: "bare header" };
	return { kind: sourceLine.test(line) ? "source" : "unknown" };
}
function lostSamples(record, details) {
	const [, lost] = /^ lost (\d+)/.exec(details) ?? [];
	return record.startsWith("LOST") && Number.isSafeInteger(Number(lost)) ? Number(lost) : 0;
}
/** The name in what stands behind a frame's address: its symbol without offset and file; `[file]` where it has none. */
function nameOf(shown) {
	const { before, file } = cutFile(shown);
	const symbol = before.replace(/\+0x[0-9a-f]+$/, "").trim();
	return symbol === "" || symbol === "[unknown]" ? libraryName(file) : symbol;
}
const fileBehind = /^(\[unknown\]|.*\+0x[0-9a-f]+) \((.*)\)$/;
/**
* Behind a symbol alone a path shows its slash, and any other file is the last brackets, unless they belong to a Swift
* type: `f() -> (Int, b: A)`.
*/
function cutFile(shown) {
	if (!shown.endsWith(")")) return {
		before: shown,
		file: ""
	};
	const [, symbol, behind] = fileBehind.exec(shown) ?? [];
	if (symbol !== void 0 && behind !== void 0) return {
		before: symbol,
		file: behind
	};
	const path = shown.search(/(?:^| )\(\.{0,2}\//);
	if (path >= 0) return {
		before: shown.slice(0, path).trimEnd(),
		file: shown.slice(shown.indexOf("(", path) + 1, -1)
	};
	let depth = 0;
	let start = shown.length;
	do {
		start -= 1;
		if (shown[start] === ")") depth += 1;
		else if (shown[start] === "(") depth -= 1;
	} while (depth > 0 && start > 0);
	const before = shown.slice(0, start).trimEnd();
	return depth === 0 && (start === 0 || shown[start - 1] === " " && !/(?:->|@\w+)$/.test(before)) ? {
		before,
		file: shown.slice(start + 1, -1)
	} : {
		before: shown,
		file: ""
	};
}
/** `[libc.so.6]`, of `/usr/lib/libc.so.6`, `/usr/lib/libc.so.6 (deleted)` and `/usr/lib/libc.so.6+0x9f8d0` (`-F +dsoff`). */
function libraryName(file) {
	const name = file.replace(/(?: \(deleted\))?(?:\+0x[0-9a-f]+)?$/, "").replace(/^.*\//, "");
	if (name === "" || name === "inlined") return unknownName;
	return name.startsWith("[") ? name : `[${name}]`;
}
// src/system/lines.ts
/** A line is held no longer than this many bytes: memory has to stay bounded. */
const longestLine$1 = 1048576;
/** As a byte: a text would be encoded anew for each line. */
const lineFeed = 10;
/**
* A stream's lines (UTF-8) in groups, each line without its `\n`; the last one may lack it. What is behind the first MiB
* of a line is left out. Takes time in proportion to what there is to read, whatever lines there are.
*/
async function* linesOf(stream) {
	let held = [];
	let heldBytes = 0;
	const hold = (part) => {
		const kept = part.subarray(0, longestLine$1 - heldBytes);
		if (kept.length > 0) held.push(kept);
		heldBytes += kept.length;
	};
	for await (const chunk of stream) {
		const lines = [];
		let start = 0;
		for (let end = chunk.indexOf(lineFeed); end >= 0; end = chunk.indexOf(lineFeed, start)) {
			if (held.length === 0 && end - start <= longestLine$1) lines.push(chunk.toString("utf8", start, end));
			else {
				hold(chunk.subarray(start, end));
				lines.push(Buffer.concat(held).toString("utf8"));
				held = [];
				heldBytes = 0;
			}
			start = end + 1;
		}
		if (start < chunk.length) hold(Buffer.from(chunk.subarray(start)));
		yield lines;
	}
	if (held.length > 0) yield [Buffer.concat(held).toString("utf8")];
}
// src/command-line/fold.ts
const formatNames = [
	"perf-script",
	"dtrace",
	"folded"
];
const formats = {
	"perf-script": perfScript,
	dtrace,
	folded
};
/** Folds stacks that were recorded elsewhere, however long the text is. */
const fold = {
	help: {
		summary: "Fold stacks that were recorded elsewhere, by perf or DTrace, for flame graphs.",
		usage: "--from perf-script|dtrace|folded [--event NAME] [FILE]",
		options: [
			"from",
			"event",
			"help"
		],
		takesOperands: true,
		examples: [
			["fold --from perf-script stacks.txt > stacks.folded", "what `perf script` printed"],
			["fold --from perf-script --event probe:malloc stacks.txt", "of several events in one recording, one"],
			["fold --from dtrace < aggregation.txt", "what DTrace printed of `@[ustack()] = count()`, on macOS for instance"],
			["fold --from folded a.folded > sums.folded", "equal stacks added up, Swift names demangled"]
		]
	},
	execute: async ({ texts, operands: [file, ...others] }, terminal) => {
		if (others.length > 0) throw new UsageError("fold reads one file, or standard input where none is named.");
		const format = formats[optionChoice("from", texts.from, formatNames)];
		const input = file === void 0 ? createReadStream("", { fd: 0 }) : createReadStream(file, { highWaterMark });
		const name = file ?? "standard input";
		const sums = new StackSums(format, texts.event);
		await foldStream(input, sums, terminal).catch((error) => {
			if (error.syscall === void 0) throw error;
			throw new UsageError(`${name} cannot be read: ${error.message}`);
		});
		const problem = whyNothing(sums.totals, texts.event);
		if (problem !== null) throw new UsageError(`${problem} in ${name}, read as ${texts.from}.${doubt(sums.totals)}`);
		for (const warning of warnings(sums.totals, texts.event)) terminal.logger.warning(warning);
		return 0;
	}
};
/** Bytes that are read at once. */
const highWaterMark = 262144;
const examplesShown = 3;
const eventsShown = 10;
async function foldStream(input, sums, terminal) {
	for await (const lines of linesOf(input)) {
		for (const line of lines) sums.read(line);
		if (sums.isFull) await printSums(sums, terminal);
	}
	sums.end();
	if (whyNothing(sums.totals) === null) await printSums(sums, terminal);
}
/** What is missing, as the beginning of a sentence; null where there are stacks. */
function whyNothing({ count, withoutStack, events }, event) {
	if (count === 0 && event !== void 0 && events.size > 0) return `There is no event ${JSON.stringify(event)} (there are ${listEvents(events)})`;
	if (count === 0) return "There is no stack";
	return withoutStack < count ? null : `There are ${count} samples, and no call stack of any (record them with -g),`;
}
/** What somebody has to know of the sums that were printed. */
function warnings(totals, event) {
	const { count, withoutStack, lost, events, areEventsMixed, hasKeys, unparsedLines } = totals;
	return [
		...lost > 0 ? [`${lost} samples were lost when this was recorded.`] : [],
		...withoutStack > 0 ? [`${withoutStack} of ${count} samples have no call stack: they are [unknown].`] : [],
		...event === void 0 && areEventsMixed ? [`These are several events, added up: ${listEvents(events)}. --event NAME folds one of them.`] : [],
		...hasKeys ? ["What was recorded beside the stacks, to keep counts apart, is left out: they are added up."] : [],
		...unparsedLines > 0 ? [doubt(totals).trim()] : []
	];
}
/** `probe:malloc 20, probe:calloc 10`. */
function listEvents(events) {
	const shown = [...events].slice(0, eventsShown).map(([name, count]) => `${name} ${count}`);
	const rest = events.size - shown.length;
	return rest > 0 ? `${shown.join(", ")} and ${rest} more` : shown.join(", ");
}
/** Names are demangled once folded: there are thousands of them in millions of frames (facts 17). */
async function printSums(sums, { run, logger, print }) {
	const recorded = /* @__PURE__ */ new Map();
	for (const { frames, count } of sums.take()) add(recorded, frames, count);
	const { names, note } = await demangle(uniqueNames(recorded.keys()), (file, given, input) => succeed(run, "demangling names", {
		file,
		arguments: given,
		input
	}));
	if (note !== null) logger.warning(note);
	const shown = /* @__PURE__ */ new Map();
	for (const [path, count] of recorded) {
		recorded.delete(path);
		add(shown, path.split(";").map((name) => names.get(name) ?? name), count);
	}
	for (const path of [...shown.keys()].sort()) print(`${path} ${shown.get(path)}\n`);
}
function add(sums, frames, count) {
	const path = foldedPath(frames);
	sums.set(path, (sums.get(path) ?? 0) + count);
}
function uniqueNames(paths) {
	const names = /* @__PURE__ */ new Set();
	for (const path of paths) for (const name of path.split(";")) if (isMangled(name)) names.add(name);
	return names;
}
/** How much was not understood, and what it looks like. */
function doubt({ unparsedLines, examples, why }) {
	if (unparsedLines === 0) return "";
	return ` ${unparsedLines === 1 ? "1 line was" : `${unparsedLines} lines were`} not understood, for example: ${examples.slice(0, examplesShown).map((line) => JSON.stringify(line)).join(", ")}${why === null ? "" : `; of one: ${why}`}`;
}
// src/report/history-page.ts
const width = 960;
const height = 120;
const margin = 8;
/** The history as one HTML file that needs nothing else: a curve for each benchmark, and the commits that changed one. */
function renderHistoryPage(all, remarks) {
	return [
		"<!doctype html><html lang=\"en\"><meta charset=\"utf-8\">",
		"<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">",
		`<title>History of allocations</title><style>${style}</style>`,
		"<h1>History of allocations</h1>",
		...remarks.map((remark) => `<p class="quiet">${html(remark)}</p>`),
		...all.map(environmentSection),
		"</html>\n"
	].join("\n");
}
function environmentSection(environment) {
	const { name, versions, series } = environment;
	const [first, last] = [versions[0]?.date ?? "", versions.at(-1)?.date ?? ""];
	const rows = eventsOf(environment).map(({ version, changes }) => `<tr><td>${html(version.date)}<td><code>${html(version.commit.slice(0, 10))}</code><td>${html(version.by, 100)}<td>${html(version.subject, 200)}<td>${changes.map((change) => html(change)).join("<br>")}</tr>`);
	return [
		`<section><h2>${html(name, 100)}</h2>`,
		`<p class="quiet">${formatQuantity(versions.length, "version")}, ${html(first)} to ${html(last)}</p>`,
		...series.map(figure),
		rows.length === 0 ? "<p class=\"quiet\">No total has changed.</p>" : `<div class="scroll"><table><tr><th>Date<th>Commit<th>By<th>Subject<th>Change</tr>${rows.join("\n")}</table></div>`,
		"</section>"
	].join("\n");
}
function figure(series) {
	const { benchmark, unit, points, isCurrent } = series;
	const shares = sharesOf(points);
	const [least, most] = [Math.min(...shares), Math.max(...shares)];
	const x = (index) => margin + index * 944 / Math.max(1, points.length - 1);
	const y = (share) => 112 - (share - least) / (most - least || 1) * 104;
	const place = (index) => ({
		x: round(x(index)),
		y: round(y(shares[index] ?? 1))
	});
	let path = "";
	const marks = [];
	const dots = points.map((point, index) => {
		const here = place(index);
		path += index === 0 || point.delta === null ? `M${here.x} ${here.y}` : `H${here.x}V${here.y}`;
		if (index > 0 && point.because !== "") {
			const title = `${point.version.date}: ${point.because}`;
			marks.push(`<g class="mark"><line x1="${here.x}" x2="${here.x}" y1="0" y2="${height}"/><title>${html(title)}</title></g>`);
		}
		return `<circle cx="${here.x}" cy="${here.y}" r="4"><title>${html(titleOf(point, unit))}</title></circle>`;
	});
	const [first, last] = [points[0]?.total ?? 0, points.at(-1)?.total ?? 0];
	const caption = `${formatCount(first)} → ${formatCount(last)} per ${unit}${isCurrent ? "" : ", no longer there"}`;
	return [
		`<figure><figcaption><b>${html(benchmark, 100)}</b> <span class="quiet">${html(caption)}</span></figcaption>`,
		`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="${html(`${benchmark}: ${caption}`)}">`,
		`${marks.join("")}<path d="${path}"/>${dots.join("")}</svg></figure>`
	].join("");
}
function titleOf({ version, total, delta, because }, unit) {
	const change = because !== "" ? ` (${because})` : delta === null || delta === 0 ? "" : ` (${formatDelta(delta)})`;
	return `${version.date} ${version.commit.slice(0, 10)}, ${version.by}: ${formatCount(total)} per ${unit}${change}. ${version.subject}`;
}
function round(value) {
	return Math.round(value * 10) / 10;
}
const style = [
	":root{color-scheme:light dark;--paper:#fff;--words:#1f2328;--quiet:#59636e;--line:#d1d9e0;--curve:#0969da;--mark:#9a6700}",
	"@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--words:#f0f6fc;--quiet:#9198a1;--line:#3d444d;--curve:#4493f8;--mark:#d29922}}",
	"body{margin:0 auto;max-width:1000px;padding:24px;background:var(--paper);color:var(--words);font:15px/1.5 system-ui,sans-serif}",
	"h1{font-size:20px}h2{font-size:17px;margin:32px 0 0;overflow-wrap:anywhere}.quiet{color:var(--quiet);font-size:13px}",
	"figure{margin:16px 0}figcaption{overflow-wrap:anywhere}svg{width:100%;height:auto;border-bottom:1px solid var(--line);overflow:visible}",
	"path{fill:none;stroke:var(--curve);stroke-width:2}circle{fill:var(--curve)}",
	".mark line{stroke:var(--mark);stroke-width:2;stroke-dasharray:4 4}",
	".scroll{overflow-x:auto}table{border-collapse:collapse;font-size:13px;min-width:100%}",
	"th,td{border-bottom:1px solid var(--line);padding:4px 10px 4px 0;text-align:left;vertical-align:top}"
].join("");
// src/command-line/history.ts
/** Draws what the committed baselines have said, version by version, as git has them. */
const history = {
	help: {
		summary: "Draw the totals of the committed baselines over their commits, and who accepted what.",
		usage: "[--baseline FOLDER] [--benchmark NAME]… [-o FILE.html]",
		options: [
			"baseline",
			"benchmark",
			"output",
			"json",
			"help"
		],
		meanings: {
			benchmark: {
				value: "NAME",
				description: "draw this benchmark only; may be repeated"
			},
			output: {
				value: "FILE",
				description: "a page to open in a browser, FILE.html, besides"
			}
		},
		examples: [["history", "a line for each benchmark, and the last commits that changed one"], ["history --benchmark request -o history.html", "a curve, in one file that needs nothing else"]]
	},
	execute: async (given, { run, repository, print, color }) => {
		const folder = inputsOf({
			...given,
			benchmarks: []
		}, repository).baseline;
		const { output } = given.texts;
		if (output !== void 0 && !output.endsWith(".html")) throw new UsageError(`--output: ${JSON.stringify(output)} is no page; write FILE.html`);
		const { versions, ...read } = await readBaselineVersions(run, repository, folder);
		if (versions.length === 0) throw new UsageError(`git has no baseline in ${folder}: commit one, or name its folder with --baseline, from the repository's folder.`);
		const all = historyOf(versions, given.benchmarks);
		if (all.every(({ series }) => series.length === 0)) throw new UsageError(`--benchmark: no version of a baseline in ${folder} has ${given.benchmarks.join(" or ")}`);
		if (output !== void 0) await writeWhole(output, renderHistoryPage(all, historyRemarks(read)));
		print(given.switches.has("json") ? `${JSON.stringify({ environments: all.map(plainHistory) }, null, 2)}\n` : renderHistory(all, read, { color }));
		return 0;
	}
};
function plainHistory({ name, series }) {
	return {
		name,
		benchmarks: series.map(({ benchmark, unit, points, isCurrent }) => ({
			name: benchmark,
			unit,
			isCurrent,
			points: points.map(({ version: { commit, date, by, subject }, total, delta, because }) => ({
				commit,
				date,
				by,
				subject,
				total,
				delta,
				...because === "" ? {} : { incomparable: because }
			}))
		}))
	};
}
// src/import/read-thresholds.ts
/** Largest threshold file that is read, in bytes. */
const largestThresholdBytes = 1048576;
const mostFiles = 2e3;
/** Reads all thresholds of these files and folders. Throws a {@link UsageError} for the first thing that is wrong. */
async function readThresholds(request) {
	const thresholds = [];
	const files = (await Promise.all(request.paths.map((path) => filesAt(path, request)))).flat();
	if (files.length > mostFiles) throw new UsageError(`These are ${files.length} files; at most ${mostFiles} are read.`);
	for (const file of files) thresholds.push(...parseThresholds(await readText(file), shownPath(file, request), request.from));
	if (thresholds.length > 0) return thresholds;
	throw new UsageError(`${request.paths.join(", ")}: no file says anything of mallocCountTotal.`);
}
/** The file itself, or the files of a folder: its own, or those for the version of Swift. */
async function filesAt(path, { from, swift }) {
	const found = await stat(path).catch(() => null);
	if (found === null) throw new UsageError(`${path}: there is no such file or folder.`);
	if (!found.isDirectory()) return [path];
	const names = (await readdir(path)).sort();
	if (from === "swift-nio") {
		if (names.includes(`${swift}.json`)) return [join(path, `${swift}.json`)];
		throw new UsageError(`${path}: has no ${swift}.json, of the environment's Swift; ${whatIsThere(names)}.`);
	}
	const own = names.filter((name) => name.endsWith(".p90.json"));
	if (own.length > 0) return own.map((name) => join(path, name));
	if (names.includes(swift)) {
		const nested = (await readdir(join(path, swift))).filter((name) => name.endsWith(".p90.json")).sort();
		if (nested.length > 0) return nested.map((name) => join(path, swift, name));
	}
	const place = `neither in it nor in ${join(path, swift)}`;
	throw new UsageError(`${path}: there is no TARGET.BENCHMARK.p90.json, ${place}; ${whatIsThere(names)}.`);
}
function whatIsThere(names) {
	if (names.length === 0) return "it is empty";
	const more = names.length > 10 ? ` and ${names.length - 10} more` : "";
	return `it has ${names.slice(0, 10).join(", ")}${more}: name the one to import`;
}
async function readText(file) {
	const { size } = await stat(file);
	if (size > largestThresholdBytes) throw new UsageError(`${file}: has ${Math.ceil(size / 1024 / 1024)} MiB, and a threshold file at most ${largestThresholdBytes / 1024 / 1024}.`);
	const bytes = await readFile(file);
	if (!isUtf8(bytes)) throw new UsageError(`${file}: not a text in UTF-8, so not a threshold file.`);
	return bytes.toString("utf8");
}
/** As it is in the repository; a file elsewhere is known by its name alone, since its folder is one machine's. */
function shownPath(file, { repository }) {
	const path = relative(repository, file);
	return path.startsWith("..") || isAbsolute(path) ? basename(file) : path;
}
/**
* Reads the text of a threshold file; `path` is its path as messages show it. Empty where a file of package-benchmark
* says nothing of allocations.
*
* @throws UsageError `path:line:column: what is wrong` for the first thing that is.
*/
function parseThresholds(text, path, from) {
	const numbers = readNumbers(text, path);
	return from === "swift-nio" ? allOf(numbers, path) : totalOf(numbers, path);
}
/**
* One file for a version of Swift, a number for each test: `{ "1000_addHandlers": 46050, … }`. A test passes with at
* most this many allocations
* (https://github.com/apple/swift-nio/blob/main/IntegrationTests/tests_04_performance/test_01_allocation_counts.sh).
*/
function allOf(numbers, path) {
	if (numbers.size === 0) throw new UsageError(`${path}: holds no threshold, such as { "1000_requests": 27350 }.`);
	return [...numbers].map(([name, { value, place }]) => {
		refuseNegative(name, value, path, place);
		return {
			name,
			total: value,
			file: path,
			place
		};
	});
}
const fileSuffix = ".p90.json";
const metric = "mallocCountTotal";
/**
* One file for a benchmark, TARGET.BENCHMARK.p90.json, a number for each metric: `{ "mallocCountTotal": 1012, … }`
* (https://github.com/ordo-one/package-benchmark/blob/main/Plugins/BenchmarkTool/BenchmarkTool%2BReadP90AbsoluteThresholds.swift).
*/
function totalOf(numbers, path) {
	const fileName = path.split("/").at(-1) ?? "";
	if (!/^[^.]+\..+\.p90\.json$/.test(fileName)) throw new UsageError(`${path}: a threshold file of package-benchmark is called TARGET.BENCHMARK${fileSuffix}.`);
	const found = numbers.get(metric);
	if (found === void 0) return [];
	refuseNegative(metric, found.value, path, found.place);
	return [{
		name: fileName.slice(0, -9),
		total: found.value,
		file: path,
		place: found.place
	}];
}
/** The numbers of a flat object, which both formats are. */
function readNumbers(text, path) {
	const wrong = findJsonProblem(text);
	if (wrong !== null) throw new UsageError(`${path}:${wrong.line}:${wrong.column}: ${wrong.sentence}.`);
	const value = JSON.parse(text);
	if (typeof value !== "object" || value === null || Array.isArray(value)) throw new UsageError(`${path}:1:1: not an object; a threshold file is { "NAME": NUMBER, … }.`);
	const places = keyPlaces(text);
	const first = {
		line: 1,
		column: 1
	};
	return new Map(Object.entries(value).map(([name, number]) => {
		const place = places.get(name) ?? first;
		if (typeof number !== "number" || !Number.isSafeInteger(number)) throw notANumber(name, number, path, place);
		return [name, {
			value: number,
			place
		}];
	}));
}
/** Where the keys of the outermost object stand. */
function keyPlaces(text) {
	const places = /* @__PURE__ */ new Map();
	visitKeys(text, ([key, ...deeper], place) => {
		if (key !== void 0 && deeper.length === 0) places.set(key, place());
	});
	return places;
}
function refuseNegative(name, value, path, place) {
	if (value < 0) throw notANumber(name, value, path, place);
}
function notANumber(name, value, path, { line, column }) {
	const shown = JSON.stringify(value);
	return new UsageError(`${path}:${line}:${column}: ${JSON.stringify(name.slice(0, 100))} is ${shown.length <= 80 ? shown : `${shown.slice(0, 80)}…`}; it must be a whole number of allocations, 0 or more.`);
}
// src/import/import.ts
/**
* Takes the thresholds of another tool over into a baseline, to be held until measured numbers are accepted. Nothing is
* written where nothing would be compared.
*/
async function importThresholds({ from, unit, paths, environment }, settings, { run, repository, logger }) {
	const [swift = ""] = /^(?:\d+\.\d+|nightly-.+)/.exec(environment.swift) ?? [];
	const thresholds = await readThresholds({
		from,
		paths,
		swift,
		repository
	});
	const path = join(settings.baseline, baselineFileName(environment));
	const existing = await readBaseline(repository, path);
	const chosen = chooseThresholds(thresholds, (settings.benchmarks ?? []).map(({ name }) => name), existing);
	if (chosen.taken.length === 0) return {
		chosen,
		path,
		baseline: null
	};
	for (const other of otherVersions(thresholds, swift)) logger.warning(`These are thresholds of Swift ${other}, and the baseline is of Swift ${swift}.`);
	const named = inputName(settings.door, "package-path");
	const folder = await resolveInside(repository, settings.packagePath, named);
	await requirePackage(folder, named);
	const { name } = await describeMeasuredPackage(run, folder, needsProduct(settings));
	const baseline = withThresholds(existing, name, chosen.taken, {
		from,
		unit
	});
	await writeBaseline(repository, path, baseline);
	return {
		chosen,
		path,
		baseline
	};
}
/** Versions of Swift that files or their folders are named after, besides the baseline's. */
function otherVersions(thresholds, swift) {
	const versions = thresholds.flatMap(({ file }) => {
		const version = /(?:^|\/)(\d+\.\d+|nightly-[\w.]+?)(?:\.json$|\/)/.exec(file)?.[1];
		return version === void 0 || version === swift ? [] : [version];
	});
	return [...new Set(versions)];
}
/**
* Gives each threshold the name of a benchmark, and tells those that can be imported from the others.
*
* @throws UsageError with file, line and column where a name cannot be a benchmark's, or two become the same.
*/
function chooseThresholds(thresholds, benchmarks, baseline) {
	const named = thresholds.map((threshold) => {
		const name = benchmarkNameFor(threshold.name);
		if (!name.ok) throw new UsageError(`${placeOf(threshold)}: ${name.problem}.`);
		return {
			benchmark: name.value,
			threshold
		};
	});
	refuseTwins(named);
	const known = named.filter(({ benchmark }) => benchmarks.includes(benchmark));
	const isMeasured = ({ benchmark }) => baseline !== null && benchmarkIn(baseline, benchmark) !== void 0;
	return {
		taken: known.filter((one) => !isMeasured(one)),
		measured: known.filter(isMeasured),
		unknown: named.filter(({ benchmark }) => !benchmarks.includes(benchmark))
	};
}
/** The baseline with these thresholds in it: an existing one, whose measured numbers stay, or a new one. */
function withThresholds(baseline, packageName, taken, { from, unit }) {
	const added = taken.map(({ benchmark, threshold: { file, name, total } }) => [benchmark, {
		from,
		file,
		name,
		unit,
		total
	}]);
	return {
		$schema: baselineSchemaUrl,
		formatVersion: 2,
		package: packageName,
		fingerprint: baseline?.fingerprint ?? null,
		dependencies: baseline?.dependencies ?? {},
		benchmarks: baseline?.benchmarks ?? {},
		imported: {
			...baseline?.imported,
			...Object.fromEntries(added)
		}
	};
}
function placeOf({ file, place: { line, column } }) {
	return `${file}:${line}:${column}`;
}
function refuseTwins(named) {
	const twin = findTwin(named.map(({ benchmark }) => benchmark));
	if (twin === null) return;
	const [first, second] = named.filter(({ benchmark }) => benchmark.toLowerCase() === twin.second.toLowerCase()).map(({ threshold }) => threshold);
	if (first === void 0 || second === void 0) return;
	throw new UsageError(`${placeOf(second)}: ${quoted(second.name)} would be the same benchmark as ${quoted(first.name)} (${placeOf(first)}), ${quoted(twin.second)}; import them into baselines of two packages, or rename one.`);
}
// src/command-line/import.ts
/** Imports thresholds, and says what was done, what was not and why. */
const importCommand = {
	help: {
		summary: "Import the thresholds of swift-nio style files or of package-benchmark into a baseline.",
		usage: "--from swift-nio|package-benchmark FILE|FOLDER…",
		options: [
			"from",
			"per",
			"environment",
			"package-path",
			"product",
			"config",
			"baseline",
			"json",
			"help"
		],
		takesOperands: true,
		meanings: { from: {
			value: "TOOL",
			description: "whose thresholds they are: swift-nio or package-benchmark"
		} },
		examples: [
			["import --from swift-nio IntegrationTests/tests_04_performance/Thresholds", "the file of this machine’s Swift, such as 6.2.json"],
			["import --from package-benchmark Benchmarks/Thresholds", "TARGET.BENCHMARK.p90.json, of each benchmark"],
			["import --from swift-nio Thresholds/6.2.json --environment swift-6.2-ubuntu-24.04-x86_64", "into the baseline of another machine"]
		]
	},
	execute: async (given, terminal) => {
		const from = optionChoice("from", given.texts.from, thresholdSources);
		const unit = optionChoice("per", given.texts.per ?? "iteration", ["iteration", "run"]);
		if (given.operands.length === 0) throw new UsageError("import reads files or folders: name one.");
		const settings = await readSettings(inputsOf(given, terminal.repository), terminal.repository);
		const environment = await chooseEnvironment(given.texts.environment, terminal);
		const request = {
			from,
			unit,
			paths: given.operands,
			environment
		};
		const { chosen, path, baseline } = await importThresholds(request, settings, terminal);
		if (baseline === null) throw nothingToImport(chosen, settings);
		terminal.print(given.switches.has("json") ? formatBaseline(baseline) : account(chosen, path, request, settings));
		return 0;
	}
};
function nothingToImport({ measured, unknown }, settings) {
	const others = `No benchmark of ${settings.config} has the name of`;
	if (measured.length === 0) {
		const these = unknown.length === 1 ? "this threshold" : `one of these ${formatQuantity(unknown.length, "threshold")}`;
		return new UsageError(`${others} ${these}. ${toAdd(unknown)}`);
	}
	const nothing = `There is nothing to import: the baseline has measured numbers for ${namesOf(measured)}.`;
	if (unknown.length === 0) return new UsageError(nothing);
	return new UsageError(`${nothing} ${others} the other ${unknown.length}. ${toAdd(unknown)}`);
}
/** What was done, what was not and why, and what holds from now on. */
function account({ taken, measured, unknown }, path, { from, unit }, settings) {
	const lines = taken.map(({ benchmark, threshold: { total, file, place } }) => logLine(`  ${benchmark}: at most ${formatCount(total)} per ${unit} (${file}:${place.line})`));
	return `${[
		`Wrote ${path}: ${formatQuantity(taken.length, "threshold")} of ${from}.`,
		...lines,
		...measured.length === 0 ? [] : [`Left out, since the baseline has measured numbers: ${namesOf(measured)}.`],
		...unknown.length === 0 ? [] : [`Left out, since no benchmark of ${settings.config} has their name: ${unknown.length}. ${toAdd(unknown)}`],
		`${from} counts differently, so the gate compares the total alone, and fails above it, until measured numbers are`,
		"accepted. docs/importing.md says what is comparable."
	].join("\n")}\n`;
}
const mostNames = 50;
function namesOf(thresholds) {
	return plainOf(listedNames(thresholds.map(({ benchmark }) => benchmark), mostNames));
}
/** YAML to paste: names of benchmarks hold nothing that YAML could interpret. */
function toAdd(unknown) {
	const entries = unknown.slice(0, mostNames).flatMap(({ benchmark }) => [
		`  ${benchmark}:`,
		"    product: NameOfTheProgram",
		"    iterations: { variable: ITERATIONS, from: 1, to: 11 }"
	]);
	const more = unknown.length > mostNames ? ["", `(and ${unknown.length - mostNames} more)`] : [];
	const [first] = unknown;
	return [
		`One iteration is what the other tool measures once. To hold ${first?.benchmark ?? "them"}${unknown.length > 1 ? " and the others" : ""}, add:`,
		"",
		"benchmarks:",
		...entries,
		...more,
		""
	].join("\n");
}
// src/command-line/commands.ts
/** The commands, by the word that chooses them, in the order of the help. */
const commands = {
	measure,
	gate,
	compare,
	accept,
	history,
	import: importCommand,
	fold,
	flamegraph,
	doctor
};
/** The command of this name; throws a {@link UsageError} that has the nearest one and all that there are. */
function findCommand(name) {
	const command = Object.hasOwn(commands, name) ? commands[name] : void 0;
	if (command !== void 0) return command;
	const names = Object.keys(commands);
	const meant = nearest(name, names);
	const hint = meant === null ? "the" : `did you mean ${meant}? The`;
	throw new UsageError(`There is no command ${JSON.stringify(name)}; ${hint} commands are ${names.join(", ")}.`);
}
// src/command-line/terminal-logger.ts
/** Clears the line that the cursor is in. */
const clearLine = "\r\x1B[K";
const redrawEach = 1e3;
/** A line of a build that is longer is shown in parts: of one without end, nothing would be seen. */
const longestLine = 16384;
/** Progress on standard error, so that standard output holds the result only. `columns` is the terminal's width. */
function terminalLogger(write, showing, columns = 80) {
	const isWatched = showing === "watched";
	const signOfLife = createSignOfLife((line) => {
		if (!isWatched) writeLine(line);
	});
	const writeLine = (line) => {
		write(`${isWatched ? clearLine : ""}${logLine(line)}\n`);
		signOfLife.heard();
		draw();
	};
	const draw = () => {
		if (!isWatched) return;
		const line = signOfLife.now();
		if (line !== "") write(`${clearLine}${logLine(line, columns - 1)}`);
	};
	const inform = (line) => {
		if (showing !== "quiet") writeLine(line);
	};
	const lines = lineSplitter((line) => {
		if (showing === "verbose") return writeLine(line);
		if (/^\[\d+\/\d+\] /.test(line)) signOfLife.progress(line);
		draw();
	});
	return {
		info: inform,
		warning: (line) => writeLine(`warning: ${line}`),
		output: (chunk) => lines.add(chunk),
		progress: (line) => {
			signOfLife.progress(line);
			draw();
		},
		group: async (title, work) => {
			if (showing !== "watched") inform(`${title} …`);
			const begun = performance.now();
			const end = signOfLife.begin(title);
			const redrawing = isWatched ? setInterval(draw, redrawEach).unref() : void 0;
			draw();
			try {
				return await work();
			} finally {
				clearInterval(redrawing);
				lines.end();
				end();
				if (isWatched) writeLine(`${title} (${formatElapsed(performance.now() - begun)})`);
			}
		}
	};
}
/** Calls `take` with each whole line of a stream of bytes, wherever it was cut into chunks. */
function lineSplitter(take) {
	const decoder = new StringDecoder("utf8");
	let rest = "";
	return {
		add: (chunk) => {
			const lines = `${rest}${decoder.write(chunk)}`.split("\n");
			rest = lines.pop() ?? "";
			for (const line of lines) take(line.replace(/\r$/, ""));
			for (; rest.length > longestLine; rest = rest.slice(longestLine)) take(rest.slice(0, longestLine));
		},
		/** What came last without a line's end. */
		end: () => {
			const last = rest + decoder.end();
			rest = "";
			if (last !== "") take(last);
		}
	};
}
// src/cli.ts
/** The command line: reads the outside, calls one command, maps the outcome to an exit status. */
async function main([name = "help", ...args]) {
	if ([
		"--version",
		"-V",
		"version"
	].includes(name)) {
		process.stdout.write(`swift-allocation-gate ${version}\n`);
		return 0;
	}
	if (![
		"help",
		"--help",
		"-h"
	].includes(name)) return execute(name, findCommand(name), args);
	const [about] = args;
	process.stdout.write(about === void 0 ? programHelp(commands) : commandHelp(about, findCommand(about).help));
	return 0;
}
async function execute(name, command, args) {
	const given = parseOptions(name, args, command.help.options);
	if (given.switches.has("help")) {
		process.stdout.write(commandHelp(name, command.help));
		return 0;
	}
	if (given.operands.length > 0 && command.help.takesOperands !== true) throw new UsageError(`${name} takes options only, not ${JSON.stringify(given.operands[0])}.`);
	const logger = terminalLogger((text) => process.stderr.write(text), showing(given.switches.has("verbose")), process.stderr.columns);
	const cleanup = new Cleanup(logger);
	const lifetime = createLifetime(cleanup);
	const environment = ownEnvironment();
	const runAlways = createRun(environment);
	return lifetime.during(() => command.execute(given, {
		logger,
		cleanup,
		environment,
		runAlways,
		run: interruptible(runAlways, lifetime.signal),
		signal: lifetime.signal,
		repository: process.cwd(),
		measurer: measurerFor(process.platform, environment.MEASURER),
		mayInstall: false,
		print: (text) => process.stdout.write(text),
		color: process.stdout.isTTY === true && process.env.NO_COLOR === void 0,
		program: startedAs(process.argv[1])
	}));
}
/** The command that npm makes of `bin` has a name; a file is started by node, by the shorter of its paths. */
function startedAs(script = "") {
	if (!script.endsWith(".js")) return "swift-allocation-gate";
	const path = relative(process.cwd(), script);
	return `node ${shellWord(path.length < script.length ? path : script)}`;
}
function showing(isVerbose) {
	if (isVerbose) return "verbose";
	if (process.env.CI !== void 0) return "steps";
	return process.stderr.isTTY === true ? "watched" : "quiet";
}
function ownEnvironment() {
	return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]));
}
/** What is said of an error: our own ones and the system's say what is wrong, all others are bugs of ours. */
function wordsOf(error) {
	const isOurs = error instanceof UsageError || error instanceof MeasurementError || error instanceof ReportingError;
	const isOfSystem = error instanceof Error && "syscall" in error && "code" in error;
	if (isOurs || isOfSystem) return messageOf(error);
	return `This is a bug, please report it: ${error instanceof Error ? error.stack : error}`;
}
process.stdout.on("error", (error) => {
	if (error.code !== "EPIPE") throw error;
});
try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	process.stderr.write(`${wordsOf(error)}\n`);
	if (error instanceof MeasurementError) {
		const lines = [...error.lastLines, inOptions(error.remedy ?? "")];
		for (const line of lines) if (line !== "") process.stderr.write(`  ${line}\n`);
	}
	process.exitCode = error instanceof UsageError ? 2 : 3;
}
export {};
