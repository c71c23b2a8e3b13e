#!/usr/bin/env node
import { $t as formatCount, A as isMangled, At as resolveInside, B as chooseEnvironment, Bt as isOpen, Cn as logLine, D as openTraceFs, Dn as UsageError, Dt as succeed, E as prepareTools, En as MeasurementError, Et as createRun, F as judge, G as renderTerminal, Gt as baselineFileName, H as readToolchain, Ht as findTwin, I as buildCallTree, Kt as parseCanonicalBaseline, L as unknownName, Lt as reportSchema, Mt as oneOf, N as describeMeasuredPackage, O as findPerf, On as messageOf, P as findAllocator, R as dependencyChanges, Rt as worstVerdict, T as needsProduct, U as readBaseline, V as readMachine, Vt as benchmarkNameFor, W as writeBaseline, Wt as quoted, Z as listedNames, _ as renderFlameGraphSvg, an as baselineSchemaUrl, b as parseOptions, c as gate, f as folded, fn as thresholdSources, g as renderDifferentialSvg, h as renderFlameGraphPage, hn as visitKeys, ht as plainOf, in as parseBaseline, j as probeAllocator, k as demangle, kt as readSettings, l as measure, m as parseFolded, mn as findJsonProblem, n as interruptible, nn as formatQuantity, on as benchmarkIn, p as foldedName, qt as formatBaseline, r as Cleanup, s as exitStatusOf$1, sn as benchmarkNames, t as createLifetime, v as describeOptions, y as inputsOf, z as benchmarkLines } from "./shared.js";
import { readFile, readdir, stat, writeFile } from "node:fs/promises";
import { basename, isAbsolute, join, relative } from "node:path";
import { createReadStream } from "node:fs";
import { isUtf8 } from "node:buffer";
// src/commands/read-report.ts
/** 500 benchmarks of 64 KiB each stay below. */
const largestReport = 67108864;
/** Reads and validates a report.json; throws a {@link UsageError} that says what is wrong with it and where. */
async function readReport(path) {
	if (path === void 0) throw new UsageError("--report is missing: name the report.json that `measure` or `gate` wrote.");
	const found = await stat(path).catch(() => null);
	if (found === null) throw new UsageError(`${path} does not exist; \`measure\` and \`gate\` write it.`);
	if (found.size > largestReport) throw new UsageError(`${path} is larger than any report can be.`);
	const parsed = reportSchema.safeParse(parseJson(await readFile(path, "utf8"), path));
	if (parsed.success) return parsed.data;
	const [issue] = parsed.error.issues;
	throw new UsageError(`${path} is not a report of this version: ${issue?.path.join(".") || "the whole"}: ${issue?.message}.`);
}
function parseJson(text, path) {
	try {
		return JSON.parse(text);
	} catch {
		throw new UsageError(`${path} is not JSON.`);
	}
}
// src/commands/accept-report.ts
/** Writes the baseline that a report carries to its place; `git diff` is the review. */
const accept = {
	help: {
		summary: "Write the measured numbers of a report as the new baseline file.",
		usage: "--report FILE",
		options: [
			"report",
			"json",
			"help"
		],
		examples: [["accept --report .build/allocations/report.json", "after `gate`; then look at `git diff` and commit"]]
	},
	execute: async ({ texts, switches }, { print, repository }) => {
		const { candidate } = await readReport(texts.report);
		if (candidate === null) throw new UsageError(`${texts.report} holds no numbers to accept: nothing could be measured.`);
		const baseline = parseCanonicalBaseline(candidate.text, `the baseline in ${texts.report}`);
		await writeBaseline(repository, candidate.path, baseline);
		if (switches.has("json")) print(candidate.text);
		else print(`Wrote ${candidate.path}. Review it with \`git diff\`, and commit it.\n`);
		return 0;
	}
};
// src/commands/compare.ts
/** Compares a report that was written before with any baseline file, without measuring. */
const compare = {
	help: {
		summary: "Compare a report with a baseline file, without measuring.",
		usage: "--baseline FILE --report FILE [OPTION…]",
		options: [
			"baseline",
			"report",
			"limit",
			"fail-on",
			"on-missing-baseline",
			"on-incomparable",
			"json",
			"help"
		],
		meanings: { baseline: {
			value: "FILE",
			description: "the baseline file to compare with"
		} },
		examples: [["compare --baseline .github/allocations/swift-6.2-ubuntu-24.04-x86_64.json --report .build/allocations/report.json", "exits like `gate` would have with that baseline"]]
	},
	execute: async (given, terminal) => {
		const { baseline: path, ...texts } = given.texts;
		const { limit, ...policy } = inputsOf({
			...given,
			texts
		});
		const measured = await readReport(texts.report);
		const reference = await readReference(path, measured);
		const limitOf = given.texts.limit === void 0 ? null : limit;
		const judged = measured.benchmarks.map((benchmark) => {
			if (benchmark.verdict === "failed" || measured.fingerprint === null) return {
				report: benchmark,
				changed: false
			};
			const sites = benchmark.sites.filter(({ count }) => count !== 0);
			const side = {
				...benchmark,
				limit: limitOf ?? benchmark.limit,
				fingerprint: measured.fingerprint,
				sites
			};
			return judge(side, reference, measured.modules);
		});
		const names = measured.benchmarks.map(({ name }) => name);
		const removed = benchmarkNames(reference.baseline).filter((name) => !names.includes(name));
		const verdicts = judged.map(({ report }) => report.verdict);
		const anyChange = removed.length > 0 || judged.some(({ changed }) => changed);
		const report = {
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
		terminal.print(given.switches.has("json") ? `${JSON.stringify(report, null, 2)}\n` : renderTerminal(report, { color: terminal.color }));
		return exitStatusOf$1(report);
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
		moved
	};
}
// src/commands/doctor.ts
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
async function examine(surroundings, perfPath) {
	const { run, environment } = surroundings;
	const machine = readMachine();
	const search = {
		preferred: perfPath ?? "",
		searchPath: environment.PATH ?? "",
		kernel: machine.kernel
	};
	return [
		await check("system", async () => `${machine.os}, Linux ${machine.kernel}, ${machine.cpus} CPUs`),
		await check("swift", async () => (await readToolchain(run)).description),
		await check("perf", async () => {
			const { path, version } = await findPerf(run, search);
			return `${version} (${path})`;
		}),
		await check("probes", async () => {
			const { elevation } = await openTraceFs(surroundings.runAlways, surroundings.cleanup);
			return elevation === "root" ? "may be placed, as root" : "may be placed, through sudo";
		}),
		await check("calibration", async () => {
			const tools = await prepareTools(surroundings, perfPath);
			const allocator = await findAllocator(run, process.execPath, {});
			const { relays, free } = await probeAllocator(allocator, tools, surroundings);
			const words = [...relays].filter(([, kinds]) => kinds.length > 0).map(([kind, kinds]) => `${kinds.join(", ")} → ${kind}`);
			const freed = free.outcome === "countable" ? "too" : `are not counted: ${free.reason}`;
			return `every call counted once by ${allocator.libc} (${words.join("; ") || "no relays"}); freed blocks ${freed}`;
		})
	];
}
async function check(name, examine) {
	try {
		return {
			name,
			ok: true,
			finding: await examine(),
			remedy: null
		};
	} catch (error) {
		const remedy = error instanceof MeasurementError ? error.remedy ?? null : null;
		return {
			name,
			ok: false,
			finding: messageOf(error),
			remedy
		};
	}
}
function formatCheck({ name, ok, finding, remedy }) {
	const line = `${ok ? "ok  " : "FAIL"}  ${name.padEnd(11)}  ${logLine(finding)}`;
	return remedy === null ? line : `${line}\n${" ".repeat(19)}${logLine(remedy)}`;
}
// src/commands/flamegraph.ts
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
			spread: 0
		});
		await writeFile(texts.output ?? "", text).catch((error) => {
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
* What DTrace prints of an aggregation by stack (`@[ustack()] = count()`): for each stack a blank line, the frames
* (innermost first) and the count, all indented:
*
*                   libsystem_malloc.dylib`malloc+0x1
*                   Toy`buildList(_:)+0x2c
*                     20
*
* The program's own output comes in between: a number that no frame precedes, or that is not indented, is no count.
*/
const dtrace = {
	separator: "\n\n",
	readPiece: readPiece$1,
	framesOf: framesOf$1
};
const frameLine$1 = /^\s+(?:\S[^`]*`.+|0x[0-9a-f]+)$/;
const countLine = /^\s+(\d+)$/;
function readPiece$1(piece) {
	const stacks = [];
	const unparsed = [];
	let frames = [];
	for (const untrimmed of piece.split("\n")) {
		const line = untrimmed.trimEnd();
		if (line === "") continue;
		const [, count] = countLine.exec(line) ?? [];
		if (frameLine$1.test(line)) frames.push(line);
		else if (count === void 0 || frames.length === 0 || !Number.isSafeInteger(Number(count))) unparsed.push(line);
		else {
			stacks.push({
				text: frames.join("\n"),
				count: Number(count)
			});
			frames = [];
		}
	}
	return {
		stacks,
		unparsed: [...unparsed, ...frames],
		lost: 0
	};
}
function framesOf$1(text) {
	return {
		frames: text.split("\n").map(nameOf$1).reverse(),
		unparsed: []
	};
}
/** The function without its module and offset; `[module]` where it has no symbol. */
function nameOf$1(line) {
	const frame = line.trim();
	const tick = frame.indexOf("`");
	if (tick < 0) return unknownName;
	const symbol = frame.slice(tick + 1).replace(/\+0x[0-9a-f]+$/, "");
	return /^0x[0-9a-f]+$/.test(symbol) ? `[${frame.slice(0, tick)}]` : symbol;
}
// src/stacks/perf-script.ts
/**
* The text of `perf script`: for each sample a header, its frames (innermost first), a blank line, which the last
* sample may lack. Every sample counts once. Samples without frames follow each other without a blank line.
*/
const perfScript = {
	separator: "\n\n",
	readPiece,
	framesOf
};
/**
* `Toy 16753 [001] 1234.567890: probe:malloc: (7ffff745f8d0) size=16`: the thread's name (which may hold spaces,
* digits and `#`), the thread or `process/thread`, CPU, time, period, and the event, with whatever it shows behind it.
*/
const header = /^.*? +-?\d+(?:\/-?\d+)? +(?:\[\d+\] +)?(?:\d+\.\d+: +)?(?:\d+ +)?[^\s:]\S*:(?: |$)/;
const lostSamples = /: PERF_RECORD_LOST(?:_SAMPLES)? lost (\d+)/;
function readPiece(piece) {
	const end = piece.indexOf("\n");
	const first = end < 0 ? piece : piece.slice(0, end);
	const rest = end < 0 ? "" : piece.slice(end + 1);
	if (isSample(first) && /^\s/.test(rest) && !/\n\S/.test(rest)) return found([rest]);
	return readLines(piece.split("\n"));
}
function readLines(lines) {
	const samples = [];
	const unparsed = [];
	let lost = 0;
	let sample = null;
	for (const line of lines) {
		if (line === "" || line === "\r") continue;
		const [, lostHere] = lostSamples.exec(line) ?? [];
		if (lostHere !== void 0) lost += Number(lostHere);
		else if (/^\s/.test(line) && sample !== null) sample.push(line);
		else if (isSample(line)) {
			sample = [];
			samples.push(sample);
		} else if (!/^#(?: |$)/.test(line)) {
			unparsed.push(line);
			sample = null;
		}
	}
	return {
		...found(samples.map((frames) => frames.join("\n"))),
		unparsed,
		lost
	};
}
function isSample(line) {
	return header.test(line) && !lostSamples.test(line);
}
function found(texts) {
	return {
		stacks: texts.map((text) => ({
			text,
			count: 1
		})),
		unparsed: [],
		lost: 0
	};
}
const frameLine = /^\s+[0-9a-f]+(?: (.*?))?\r?$/;
/**
* What is behind the symbol: a file, also `(/path (deleted))`; `([vdso])`; `(inlined)`. Swift names hold brackets of
* their own, but none that begins with a slash.
*/
const mapped = /(?:^| )\((\/.*|\[[\w.-]+\]\w*|inlined|[^()/ ]+)\)$/;
function framesOf(text) {
	const unparsed = [];
	return {
		frames: (text === "" ? [] : text.split("\n").map((line) => nameOf(line, unparsed))).reverse(),
		unparsed
	};
}
function nameOf(line, unparsed) {
	const matched = frameLine.exec(line);
	if (matched === null) {
		unparsed.push(line);
		return unknownName;
	}
	const [, shown = ""] = matched;
	const file = mapped.exec(shown);
	const symbol = (file === null ? shown : shown.slice(0, file.index)).replace(/\+0x[0-9a-f]+$/, "");
	return symbol === "" || symbol === "[unknown]" ? libraryName(file?.[1] ?? "") : symbol;
}
/** `[libc.so.6]`, of `/usr/lib/libc.so.6` and of `/usr/lib/libc.so.6 (deleted)`. */
function libraryName(file) {
	const name = file.replace(/ \(deleted\)$/, "").replace(/^.*\//, "");
	if (name === "" || name === "inlined") return unknownName;
	return name.startsWith("[") ? name : `[${name}]`;
}
// src/stacks/stack-sums.ts
/** Characters of stacks that are held. With them `fold` needs about 200 MB, and it may use 300. */
const maximumCharacters = 8388608;
const maximumExamples = 5;
const maximumExampleLength = 200;
/**
* Adds up equal stacks as they come. What it holds is bounded: when {@link isFull}, the caller takes the sums
* ({@link take}) and goes on, and a stack that comes again is in a later part once more.
*/
var StackSums = class {
	#format;
	/** Count by the stack's text, which is taken apart only at the end. */
	#sums = /* @__PURE__ */ new Map();
	#characters = 0;
	#count = 0;
	#lost = 0;
	#unparsedLines = 0;
	#examples = [];
	constructor(format) {
		this.#format = format;
	}
	/** Reads one piece of the input, as the format cuts it. */
	add(piece) {
		const { stacks, unparsed, lost } = this.#format.readPiece(piece);
		this.#lost += lost;
		this.#reject(unparsed);
		for (const { text, count } of stacks) {
			const known = this.#sums.get(text);
			if (known === void 0) this.#characters += text.length;
			this.#sums.set(text, (known ?? 0) + count);
			this.#count += count;
		}
	}
	get isFull() {
		return this.#characters >= maximumCharacters;
	}
	get totals() {
		return {
			count: this.#count,
			lost: this.#lost,
			unparsedLines: this.#unparsedLines,
			examples: [...this.#examples]
		};
	}
	/** The sums since the last time, each let go when it is handed out. */
	*take() {
		this.#characters = 0;
		for (const [text, count] of this.#sums) {
			this.#sums.delete(text);
			const { frames, unparsed } = this.#format.framesOf(text);
			this.#reject(unparsed, count);
			yield {
				frames,
				count,
				bytes: 0
			};
		}
	}
	#reject(lines, times = 1) {
		this.#unparsedLines += lines.length * times;
		for (const line of lines) {
			if (this.#examples.length === maximumExamples) return;
			this.#examples.push(line.slice(0, maximumExampleLength));
		}
	}
};
// src/system/pieces.ts
/** A piece that is longer is cut, between two lines where there are any: memory has to stay bounded. */
const longestPiece = 1048576;
/** A stream's text (UTF-8) in pieces that end at a separator, which is left out; the last may lack it. */
async function* piecesOf(stream, separator) {
	let rest = Buffer.alloc(0);
	for await (const chunk of stream) {
		const text = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
		const pieces = [];
		let start = 0;
		for (let end = text.indexOf(separator); end >= 0; end = text.indexOf(separator, start)) {
			pieces.push(text.toString("utf8", start, end));
			start = end + separator.length;
		}
		while (text.length - start > longestPiece) {
			const afterLine = text.lastIndexOf("\n", start + longestPiece) + 1;
			const end = afterLine > start ? afterLine : start + longestPiece;
			pieces.push(text.toString("utf8", start, end));
			start = end;
		}
		rest = text.subarray(start);
		yield pieces;
	}
	if (rest.length > 0) yield [rest.toString("utf8")];
}
// src/commands/option-choice.ts
/** The word given to an option; throws a {@link UsageError} that shows all of them where it is none, or missing. */
function optionChoice(option, given, words) {
	if (given === void 0) throw new UsageError(`--${option} is missing; it is one of ${words.join(", ")}.`);
	const choice = oneOf(words)(given);
	if (choice.ok) return choice.value;
	throw new UsageError(`--${option}: ${choice.problem}.`);
}
// src/commands/fold.ts
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
		usage: "--from perf-script|dtrace|folded [FILE]",
		options: ["from", "help"],
		takesOperands: true,
		examples: [
			["fold --from perf-script stacks.txt > stacks.folded", "what `perf script` printed"],
			["fold --from dtrace < aggregation.txt", "what DTrace printed of `@[ustack()] = count()`, on macOS for instance"],
			["fold --from folded a.folded > sums.folded", "equal stacks added up, Swift names demangled"]
		]
	},
	execute: async ({ texts, operands: [file, ...others] }, terminal) => {
		if (others.length > 0) throw new UsageError("fold reads one file, or standard input where none is named.");
		const format = formats[optionChoice("from", texts.from, formatNames)];
		const input = file === void 0 ? createReadStream("", { fd: 0 }) : createReadStream(file, { highWaterMark });
		const name = file ?? "standard input";
		const totals = await foldStream(input, format, terminal).catch((error) => {
			if (error.syscall === void 0) throw error;
			throw new UsageError(`${name} cannot be read: ${error.message}`);
		});
		if (totals.count === 0) throw new UsageError(`There is no stack in ${name}, read as ${texts.from}.${doubt(totals)}`);
		if (totals.lost > 0) terminal.logger.warning(`${totals.lost} samples were lost when this was recorded.`);
		if (totals.unparsedLines > 0) terminal.logger.warning(doubt(totals).trim());
		return 0;
	}
};
/** Bytes that are read at once. */
const highWaterMark = 262144;
const examplesShown = 3;
async function foldStream(input, format, terminal) {
	const sums = new StackSums(format);
	for await (const pieces of piecesOf(input, format.separator)) {
		for (const piece of pieces) sums.add(piece);
		if (sums.isFull) await printSums(sums, terminal);
	}
	await printSums(sums, terminal);
	return sums.totals;
}
/** Names are demangled once folded: there are thousands of them in millions of frames (facts 17). */
async function printSums(sums, { run, logger, print }) {
	const recorded = /* @__PURE__ */ new Map();
	for (const { frames, count } of sums.take()) add(recorded, frames.length === 0 ? [unknownName] : frames, count);
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
	const path = frames.map(foldedName).join(";");
	sums.set(path, (sums.get(path) ?? 0) + count);
}
function uniqueNames(paths) {
	const names = /* @__PURE__ */ new Set();
	for (const path of paths) for (const name of path.split(";")) if (isMangled(name)) names.add(name);
	return names;
}
/** How much was not understood, and what it looks like. */
function doubt({ unparsedLines, examples }) {
	if (unparsedLines === 0) return "";
	return ` ${unparsedLines === 1 ? "1 line was" : `${unparsedLines} lines were`} not understood, for example: ${examples.slice(0, examplesShown).map((line) => JSON.stringify(line)).join(", ")}`;
}
// src/commands/choose-thresholds.ts
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
		formatVersion: 1,
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
// src/baseline/threshold-file.ts
/** Largest threshold file that is read, in bytes. */
const largestThresholdBytes = 1048576;
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
	let line = 1;
	let start = 0;
	visitKeys(text, ([key, ...deeper], offset) => {
		if (key === void 0 || deeper.length > 0) return;
		for (let end = text.indexOf("\n", start); end >= 0 && end < offset; end = text.indexOf("\n", start)) {
			line += 1;
			start = end + 1;
		}
		places.set(key, {
			line,
			column: offset - start + 1
		});
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
// src/commands/threshold-files.ts
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
	if (size > 1048576) throw new UsageError(`${file}: has ${Math.ceil(size / 1024 / 1024)} MiB, and a threshold file at most ${largestThresholdBytes / 1024 / 1024}.`);
	const bytes = await readFile(file);
	if (!isUtf8(bytes)) throw new UsageError(`${file}: not a text in UTF-8, so not a threshold file.`);
	return bytes.toString("utf8");
}
/** As it is in the repository; a file elsewhere is known by its name alone, since its folder is one machine's. */
function shownPath(file, { repository }) {
	const path = relative(repository, file);
	return path.startsWith("..") || isAbsolute(path) ? basename(file) : path;
}
// src/commands/import-thresholds.ts
/** Takes the thresholds of another tool over into a baseline, to be held until measured numbers are accepted. */
const importThresholds = {
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
		const { repository, run } = terminal;
		const settings = await readSettings(inputsOf(given), repository);
		const environment = await chooseEnvironment(given.texts.environment, terminal);
		const [swift = ""] = /^(?:\d+\.\d+|nightly-.+)/.exec(environment.swift) ?? [];
		const thresholds = await readThresholds({
			from,
			paths: given.operands,
			swift,
			repository
		});
		const path = join(settings.baseline, baselineFileName(environment));
		const existing = await readBaseline(repository, path);
		const chosen = chooseThresholds(thresholds, (settings.benchmarks ?? []).map(({ name }) => name), existing);
		if (chosen.taken.length === 0) throw nothingToImport(chosen, settings);
		for (const other of otherVersions(thresholds, swift)) terminal.logger.warning(`These are thresholds of Swift ${other}, and the baseline is of Swift ${swift}.`);
		const folder = await resolveInside(repository, settings.packagePath, "package-path");
		const { name } = await describeMeasuredPackage(run, folder, needsProduct(settings));
		const baseline = withThresholds(existing, name, chosen.taken, {
			from,
			unit
		});
		await writeBaseline(repository, path, baseline);
		terminal.print(given.switches.has("json") ? formatBaseline(baseline) : account(chosen, {
			from,
			unit,
			path
		}, settings));
		return 0;
	}
};
/** Nothing is written where nothing would be compared. */
function nothingToImport({ measured, unknown }, settings) {
	const others = `No benchmark of ${settings.config} has the name of`;
	if (measured.length === 0) return new UsageError(`${others} one of these ${formatQuantity(unknown.length, "threshold")}. ${toAdd(unknown)}`);
	const nothing = `There is nothing to import: the baseline has measured numbers for ${namesOf(measured)}.`;
	if (unknown.length === 0) return new UsageError(nothing);
	return new UsageError(`${nothing} ${others} the other ${unknown.length}. ${toAdd(unknown)}`);
}
/** Versions of Swift that files or their folders are named after, besides the baseline's. */
function otherVersions(thresholds, swift) {
	const versions = thresholds.flatMap(({ file }) => {
		const version = /(?:^|\/)(\d+\.\d+|nightly-[\w.]+?)(?:\.json$|\/)/.exec(file)?.[1];
		return version === void 0 || version === swift ? [] : [version];
	});
	return [...new Set(versions)];
}
/** What was done, what was not and why, and what holds from now on. */
function account({ taken, measured, unknown }, { from, unit, path }, settings) {
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
// src/commands/command-line.ts
const commands = {
	measure,
	gate,
	compare,
	accept,
	import: importThresholds,
	fold,
	flamegraph,
	doctor
};
// src/commands/help.ts
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
		...Object.entries(commands).map(([name, { summary }]) => `  ${name.padEnd(width)}  ${summary}`),
		"",
		`\`${program} COMMAND --help\` explains a command.`,
		"Exit status: 0 pass, improvement or allowed; 1 regression, or what the policy fails; 2 wrong usage or",
		"configuration; 3 could not measure.",
		""
	].join("\n");
}
// src/commands/terminal-logger.ts
/**
* Progress on standard error, so that standard output holds the result only. Quiet unless somebody watches (a
* terminal) or asks for it; warnings are always written.
*/
function terminalLogger(write, isVerbose) {
	const say = (line) => {
		if (isVerbose) write(`${logLine(line)}\n`);
	};
	return {
		info: say,
		warning: (line) => write(`warning: ${logLine(line)}\n`),
		output: (chunk) => {
			if (isVerbose) write(chunk.toString("utf8").split("\n").map(logLine).join("\n"));
		},
		group: (title, work) => {
			say(`${title} …`);
			return work();
		}
	};
}
// src/cli.ts
/** The command line: reads the outside, calls one command, maps the outcome to an exit status. */
async function main([name = "help", ...args]) {
	const command = Object.hasOwn(commands, name) ? commands[name] : void 0;
	if (command !== void 0) return execute(name, command, args);
	const help = programHelp(Object.fromEntries(Object.entries(commands).map(([key, one]) => [key, one.help])));
	if (![
		"help",
		"--help",
		"-h"
	].includes(name)) throw new UsageError(`There is no command ${JSON.stringify(name)}; the commands are ${Object.keys(commands).join(", ")}.`);
	process.stdout.write(help);
	return 0;
}
async function execute(name, command, args) {
	const given = parseOptions(name, args, command.help.options);
	if (given.switches.has("help")) {
		process.stdout.write(commandHelp(name, command.help));
		return 0;
	}
	if (given.operands.length > 0 && command.help.takesOperands !== true) throw new UsageError(`${name} takes options only, not ${JSON.stringify(given.operands[0])}.`);
	const logger = terminalLogger((text) => process.stderr.write(text), process.stderr.isTTY === true && process.env.CI === void 0 || given.switches.has("verbose"));
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
		repository: process.cwd(),
		mayInstall: false,
		print: (text) => process.stdout.write(text),
		color: process.stdout.isTTY === true && process.env.NO_COLOR === void 0
	}));
}
function ownEnvironment() {
	return Object.fromEntries(Object.entries(process.env).flatMap(([name, value]) => value === void 0 ? [] : [[name, value]]));
}
function exitStatusOf(error) {
	if (error instanceof UsageError) return 2;
	return 3;
}
try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	const isOurs = error instanceof UsageError || error instanceof MeasurementError;
	process.stderr.write(`${isOurs ? messageOf(error) : `This is a bug, please report it: ${error instanceof Error ? error.stack : error}`}\n`);
	if (error instanceof MeasurementError) {
		for (const line of [...error.lastLines, error.remedy ?? ""]) if (line !== "") process.stderr.write(`  ${line}\n`);
	}
	process.exitCode = exitStatusOf(error);
}
export {};
