#!/usr/bin/env node
import { $ as reportSchema, A as readToolchain, At as messageOf, C as findPerf, D as judge, E as findAllocator, J as createRun, M as renderTerminal, O as buildCallTree, Ot as MeasurementError, S as openTraceFs, Tt as logLine, _ as parseOptions, c as gate, d as parseFolded, et as worstVerdict, f as renderFlameGraphPage, g as inputsOf, h as describeOptions, it as formatBaseline, j as writeBaseline, k as readMachine, kt as UsageError, l as measure, m as renderFlameGraphSvg, n as interruptible, p as renderDifferentialSvg, pt as parseBaseline, r as Cleanup, s as exitStatusOf$1, t as createLifetime, tt as isOpen, w as probeAllocator, x as prepareTools } from "./shared.js";
import { readFile, stat, writeFile } from "node:fs/promises";
import { basename } from "node:path";
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
		await writeBaseline(repository, candidate.path, candidate.baseline);
		if (switches.has("json")) print(formatBaseline(candidate.baseline));
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
		const baseline = await readAnyBaseline(path);
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
			return judge(side, baseline);
		});
		const names = measured.benchmarks.map(({ name }) => name);
		const removed = Object.keys(baseline.benchmarks).filter((name) => !names.includes(name));
		const verdicts = judged.map(({ report }) => report.verdict);
		const anyChange = removed.length > 0 || judged.some(({ changed }) => changed);
		const report = {
			...measured,
			benchmarks: judged.map(({ report: one }) => one),
			removed,
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
async function readAnyBaseline(path) {
	if (path === void 0) throw new UsageError("--baseline is missing: name the baseline file to compare with.");
	const contents = await readFile(path).catch(() => null);
	if (contents === null) throw new UsageError(`${path} does not exist or cannot be read.`);
	if (contents.byteLength > 8388608) throw new UsageError(`${path} is larger than any baseline can be.`);
	return parseBaseline(contents.toString("utf8"), path);
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
			const { relays } = await probeAllocator(allocator, tools, surroundings);
			const words = [...relays].filter(([, kinds]) => kinds.length > 0).map(([kind, kinds]) => `${kinds.join(", ")} → ${kind}`);
			return `every call counted once by ${allocator.libc} (${words.join("; ") || "no relays"})`;
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
// src/commands/command-line.ts
const commands = {
	measure,
	gate,
	compare,
	accept,
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
