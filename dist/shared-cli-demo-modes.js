import { b as string, d as boolean, f as discriminatedUnion, g as number, l as _enum, m as literal, p as int, u as array, v as record, x as union, y as strictObject } from "./vendor.js";
import { l as failureSchema, n as directNames, t as directFunctions } from "./shared-action-post-cli-demo-modes.js";
import { c as siteNamings, d as policySchema, f as baseDependencies, n as callGraphs, p as dependencyChangeSchema, r as counters, s as recorders } from "./shared-action-cli-demo-modes.js";
import { o as optionalFunctions, r as countedFunctions, t as allocationFunctions } from "./shared-post-cli-demo-modes.js";
import { createHash } from "node:crypto";
// src/model/fingerprint.ts
/** What must be equal for two counts to be comparable. Deliberately not in it: kernel and perf. */
const fingerprintSchema = strictObject({
	/** `6.2.1`; `nightly-main` or `nightly-6.3` for snapshots. */
	swift: string().min(1).max(100),
	/** Target triple: `x86_64-unknown-linux-gnu`. */
	target: string().min(1).max(100),
	/** Name and version of the libc: `glibc 2.41`. */
	libc: string().min(1).max(100),
	/** Its build: the GNU build-id in hexadecimal, or `sha256:…` of the file where it has none. */
	libcBuild: string().min(1).max(100),
	/** Name and version of what serves allocations in place of the libc's own allocator: `jemalloc 5.3.0`. */
	allocator: string().min(1).max(200).optional(),
	/** Its build, as of the libc; `carried` where it is a part of the program and changes with it. */
	allocatorBuild: string().min(1).max(100).optional(),
	countingMethod: int().positive(),
	/** Number of CPUs the program could use. Counts per run follow it, counts per iteration do not. */
	cpus: int().positive()
});
/** The fields that make counts in this unit incomparable; empty when they may be compared. */
function fingerprintDifferences(baseline, measured, unit) {
	const fields = Object.keys(fingerprintSchema.shape);
	const sameAllocator = baseline.allocator === measured.allocator;
	return fields.filter((field) => baseline[field] !== measured[field]).filter((field) => (field !== "cpus" || unit === "run") && (field !== "allocatorBuild" || sameAllocator)).map((field) => ({
		field,
		baseline: inWords(baseline, field),
		measured: inWords(measured, field)
	}));
}
function inWords(fingerprint, field) {
	const value = fingerprint[field];
	return value === void 0 ? `${fingerprint.libc}’s own` : String(value);
}
// src/model/counts.ts
/** A record with `value(name)` for each function. */
function countsOf(value) {
	const counts = {};
	for (const name of allocationFunctions) counts[name] = value(name);
	return counts;
}
/** How people write the function: `realloc(NULL)` for `realloc_null`, else its name. */
function displayName(name) {
	return [...countedFunctions, ...directFunctions].find((row) => row.name === name)?.shownAs ?? name;
}
/** The functions in a total that includes these besides the usual ones. */
function functionsInTotal(includes = []) {
	return [...countedFunctions.filter(({ inTotal }) => inTotal === "always").map(({ name }) => name), ...includes];
}
/** Sum of the functions that make the total. */
function totalOf(counts, includes = []) {
	return sumOf(counts, functionsInTotal(includes));
}
/** New blocks that `free` takes: calls of every function but `realloc` of an existing block, and those called directly. */
function blocksAllocated(counts) {
	return sumOf(counts, countedFunctions.filter(({ inTotal }) => inTotal !== "never").map(({ name }) => name));
}
function sumOf(counts, functions) {
	return functions.reduce((sum, name) => sum + counts[name], 0);
}
const rare = [...countedFunctions.flatMap(({ name, isRare }) => isRare ? [name] : []), ...directNames];
/** Schemas of a number for each function; a rare one that is missing is 0. */
function countsShape(number) {
	return countsOf((name) => rare.includes(name) ? number.default(0) : number);
}
/** For `JSON.stringify` and its like: whether a key is a rare function's whose number is 0, which files leave out. */
function isLeftOut(key, value) {
	return value === 0 && rare.includes(key);
}
const countsSchema = strictObject(countsShape(int().nonnegative()));
// src/model/measurement.ts
/**
* Blocks in one run: how many came to be, by whatever function, and how many were freed. What remains, which the
* program keeps or the end of its process frees, is their difference.
*/
const blocksSchema = strictObject({
	allocated: int().nonnegative(),
	freed: int().nonnegative()
});
/** Blocks that remain. */
function unfreedOf({ allocated, freed }) {
	return allocated - freed;
}
/**
* What N runs of one program showed. `counts` is the median of each function over the runs, `total` that of the totals
* (so it may be another than the sum of the medians), `noise` how far the runs differ, the odd ones left out.
*/
const levelSchema = strictObject({
	counts: countsSchema,
	total: int().nonnegative(),
	noise: countsSchema.extend({ total: int().nonnegative() }),
	/** Of one of the runs; left out where `free` could not be counted. Informational. */
	blocks: blocksSchema.optional()
});
const common = {
	/** How often the program was run (at each level). */
	runs: int().positive(),
	/** What the total includes besides the usual functions; left out where that is nothing. */
	totalIncludes: array(_enum(optionalFunctions)).min(1).max(optionalFunctions.length).optional()
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
	counts: array(countsSchema).min(1).max(100),
	/** Blocks that remained, of the runs in which that was counted; left out where it was in none. */
	unfreed: array(int()).min(1).max(100).optional()
});
/** The runs or iterations that the integers of a measurement are of: one, or those between its two levels. */
function unitsOf(measurement) {
	return measurement.unit === "run" ? 1 : measurement.to.iterations - measurement.from.iterations;
}
/** The counts per run or per iteration: (count at `to` − count at `from`) / (iterations between). */
function perUnit(measurement) {
	if (measurement.unit === "run") {
		const { counts, total, noise } = measurement;
		return {
			counts,
			total,
			noise
		};
	}
	const { from, to } = measurement;
	const iterations = to.iterations - from.iterations;
	return {
		counts: countsOf((name) => (to.counts[name] - from.counts[name]) / iterations),
		total: (to.total - from.total) / iterations,
		noise: {
			...countsOf((name) => (to.noise[name] + from.noise[name]) / iterations),
			total: (to.noise.total + from.noise.total) / iterations
		}
	};
}
/** Sums up the counts of several runs (at least one) of the same program. */
function summarizeRuns(runCounts, includes = [], blocks = null) {
	const { low, high } = rangeOfRuns(runCounts, includes);
	return {
		counts: countsOf((name) => middleOf(runCounts.map((counts) => counts[name]))),
		total: middleOf(runCounts.map((counts) => totalOf(counts, includes))),
		noise: {
			...countsOf((name) => high[name] - low[name]),
			total: high.total - low.total
		},
		...blocks === null ? {} : { blocks }
	};
}
function rangeOfRuns(runCounts, includes) {
	const functions = countsOf((name) => rangeOf(runCounts.map((counts) => counts[name])));
	const total = rangeOf(runCounts.map((counts) => totalOf(counts, includes)));
	return {
		low: {
			...countsOf((name) => functions[name].low),
			total: total.low
		},
		high: {
			...countsOf((name) => functions[name].high),
			total: total.high
		}
	};
}
/**
* The lowest and the highest of several numbers without a tenth of them at either end, and from three on at least one:
* a cold first run, or a run that was cut short, is odd and moves nothing.
*/
function rangeOf(values) {
	const sorted = values.toSorted((a, b) => a - b);
	const odd = sorted.length < 3 ? 0 : Math.max(1, Math.floor(sorted.length / 10));
	return {
		low: sorted[odd] ?? 0,
		high: sorted[sorted.length - 1 - odd] ?? 0
	};
}
/** The middle one (the median); of an even number the lower of the two, since most of what is odd is more. */
function middleOf(values) {
	return values.toSorted((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? 0;
}
// src/model/site.ts
/** A name given by a person or a compiler: foreign text, to be escaped wherever it is shown. */
const nameSchema = string().min(1).max(1e4);
/**
* Whose code a site is: the package's own, a dependency's module, Swift's standard library and runtime, Foundation, or
* what came with the system.
*/
const originSchema = discriminatedUnion("kind", [strictObject({ kind: _enum([
	"own",
	"runtime",
	"foundation",
	"system",
	"unknown"
]) }), strictObject({
	kind: literal("dependency"),
	module: nameSchema
})]);
/** How many blocks of one type a site allocates, per run or per iteration. */
const allocatedSchema = strictObject({
	/** As people write it: `RequestHead`, `[Transfer] storage`, `box or closure context`. */
	name: nameSchema,
	count: number()
});
const siteSchema = strictObject({
	name: nameSchema,
	/** The module or library the frame belongs to: `App`, `NIOCore`, `libc.so.6`, `[unknown]`. */
	module: nameSchema,
	callers: array(nameSchema).max(8),
	/** Allocations per run or per iteration, as the benchmark's unit says. */
	count: number(),
	/** Bytes asked for; null where sizes were not recorded. */
	bytes: number().nullable(),
	/** What it allocates, largest first, adding up to its count; left out where that is not known. */
	allocates: array(allocatedSchema).max(100).optional()
});
const rangeSchema = strictObject({
	low: number(),
	high: number()
});
/** A site in a baseline. */
const baselineSiteSchema = siteSchema.extend({
	/** Of a site that varies: its lowest and highest count, odd runs left out. */
	range: rangeSchema.optional(),
	/** The same of a site at which the runtime allocates for itself, too, without that. */
	ownRange: rangeSchema.optional()
});
// src/model/workload.ts
const longestText = 200;
const longestList = 50;
/** Room for what {@link boundedTexts} makes of long texts. */
const text$3 = string().max(300);
const texts = array(text$3).max(longestList);
/**
* What a benchmark's numbers are numbers of, as far as the configuration says. Numbers of two workloads cannot be
* compared. Texts are as {@link boundedTexts} makes them.
*/
const workloadSchema = strictObject({
	/** The executable product; left out where a command runs. */
	product: text$3.optional(),
	/** The words of the command; left out where a product runs. */
	command: texts.optional(),
	arguments: texts,
	/** `NAME=value`, by name. */
	environment: texts,
	/** How the program is told its number of iterations: `ITERATIONS`, `--count={iterations}`; null where it is not. */
	iterations: text$3.nullable(),
	/** Of a server: how it is seen that it is ready, `port 8080`; what loads it; the signal that ends it. */
	ready: text$3.optional(),
	drive: texts.optional(),
	stop: text$3.optional(),
	/** Further arguments of `swift build`. */
	buildArguments: texts,
	/** What the build got besides the environment of every build, `NAME=value`, by name; left out where there is none. */
	buildEnvironment: texts.optional()
});
/** The fields that make the numbers of two workloads incomparable, and what each says there. */
function workloadDifferences(baseline, measured) {
	return [
		["program", ({ product, command }) => product === void 0 ? command ?? [] : ["product", product]],
		["arguments", (workload) => workload.arguments],
		["environment", ({ environment }) => environment],
		["iterations", ({ iterations }) => iterations === null ? [] : [iterations]],
		["ready", ({ ready }) => listOf(ready)],
		["drive", ({ drive = [] }) => drive],
		["stop", ({ stop }) => listOf(stop)],
		["build-arguments", ({ buildArguments }) => buildArguments],
		["build-environment", ({ buildEnvironment }) => buildEnvironment ?? []]
	].flatMap(([field, of]) => {
		const [before, now] = [of(baseline), of(measured)];
		return JSON.stringify(before) === JSON.stringify(now) ? [] : [{
			field,
			...shownApart(before, now)
		}];
	});
}
function listOf(one) {
	return one === void 0 ? [] : [one];
}
const longestShown = 300;
/** Both lists as one text each, of bounded length, `none` for an empty one; of long ones, from the first entry on that differs. */
function shownApart(before, now) {
	const first = [before, now].some((all) => words(all).length > longestShown) ? before.findIndex((one, index) => one !== now[index]) : 0;
	const from = first < 0 ? before.length : first;
	const shown = (all) => {
		const whole = `${from > 0 ? "… " : ""}${words(all.slice(from))}`;
		return whole.length > longestShown ? `${whole.slice(0, longestShown)}…` : whole;
	};
	return {
		baseline: shown(before),
		measured: shown(now)
	};
}
function words(all) {
	if (all.length === 0) return "none";
	return all.map((one) => /^[\w@%+=:,./{}-]+$/.test(one) ? one : JSON.stringify(one)).join(" ");
}
/** What a shortened text ends in; one that ends so by itself is shortened too, so that no text stands for another. */
const shortened = /SHA-256 [0-9a-f]{32}\)$/;
/** The text itself, or of a long one its beginning, its length and what tells it from every other. */
function boundedText(given) {
	if (given.length <= longestText && !shortened.test(given)) return given;
	return `${given.slice(0, longestText / 2)}… (${given.length} characters, SHA-256 ${hashOf(given)})`;
}
/** The texts, each as {@link boundedText}, and of a long list its beginning and what tells the rest from every other. */
function boundedTexts(given) {
	const bounded = given.map(boundedText);
	if (given.length <= longestList) return bounded;
	const rest = given.slice(49);
	return [...bounded.slice(0, 49), `… (${rest.length} more, SHA-256 ${hashOf(JSON.stringify(rest))})`];
}
function hashOf(given) {
	return createHash("sha256").update(given).digest("hex").slice(0, 32);
}
// src/model/baseline.ts
/** The tools whose threshold files can be imported. */
const thresholdSources = ["swift-nio", "package-benchmark"];
const text$2 = string().min(1).max(1e4);
/**
* A threshold of another tool: one number, of what that tool counts, with nothing known of functions, noise or call
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
/** Largest baseline file that is read, in bytes. */
const largestBaselineBytes = 8388608;
/** Where the JSON Schema of the baseline file is published, for editors. */
const baselineSchemaUrl = "https://raw.githubusercontent.com/swift-allocation-gate/swift-allocation-gate/main/schemas/baseline.json";
const baselineBenchmarkSchema = strictObject({
	measurement: measurementSchema,
	/** Null where it is not known: the first version of the gate did not write it. */
	workload: workloadSchema.nullable(),
	/** How the sites and the call tree were recorded; left out where they were not. */
	callGraph: _enum(callGraphs).optional(),
	/** How frames are named; left out where sites were not recorded, and by versions that knew no inlined frames. */
	naming: _enum(siteNamings).optional(),
	/** How many runs the sites are the middle of; left out where that is one. */
	recordedRuns: int().min(2).max(100).optional(),
	/** Complete: where all runs are alike, their counts add up to the total. */
	sites: array(baselineSiteSchema).max(2e4),
	/** The call tree as indented lines (`"  1000 buildList(_:)"`), pruned to what explains the counts. */
	callTree: array(string().max(2e4)).max(2e4)
});
/** The committed numbers of one package in one environment. */
const baselineSchema = strictObject({
	$schema: string().max(1e3).optional(),
	formatVersion: literal(2),
	/** Name of the Swift package: two packages must not share one folder. */
	package: nameSchema,
	/** Null where nothing was measured yet: the file holds imported thresholds only. */
	fingerprint: fingerprintSchema.nullable(),
	/** Resolved versions of the dependencies, by identity. Informational. */
	dependencies: record(nameSchema, string().max(1e3)),
	benchmarks: record(nameSchema, baselineBenchmarkSchema),
	/** Thresholds of another tool, for benchmarks whose own numbers were not accepted yet. */
	imported: record(nameSchema, importedThresholdSchema).optional()
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
/**
* The benchmarks without a single allocation per iteration that had some before, or were not there: most likely they do
* nothing, as the recipe's empty loop does.
*/
function idleBenchmarks(now, before) {
	const isIdle = ({ measurement }) => measurement.unit === "iteration" && perUnit(measurement).total === 0;
	return Object.entries(now.benchmarks).flatMap(([name, benchmark]) => {
		const known = before === null ? void 0 : benchmarkIn(before, name);
		return isIdle(benchmark) && (known === void 0 || !isIdle(known)) ? [name] : [];
	});
}
/** Every benchmark that the baseline knows, measured or imported. */
function benchmarkNames({ benchmarks, imported = {} }) {
	return [.../* @__PURE__ */ new Set([...Object.keys(benchmarks), ...Object.keys(imported)])];
}
// src/model/limit.ts
/** The increase that somebody allowed: the larger of a number of allocations and a share of the baseline. */
const limitSchema = strictObject({
	/** Allocations, in the benchmark's unit. */
	absolute: number().nonnegative(),
	/** Per cent of the baseline. */
	percent: number().nonnegative(),
	/** Allocations by which any call site of the package's own code may grow, whatever the sum does; left out: any number. */
	site: number().nonnegative().optional()
});
// src/model/notice.ts
const text$1 = string().max(1e4);
/** Nothing foreign of a sentence is interpreted, but two harmless halves side by side could make an address. */
const isJoined = (pieces) => !pieces.some((piece, index) => "prose" in piece && "prose" in (pieces[index - 1] ?? {}));
/**
* A sentence for the top of a report, read from files: `code` is a name, `prose` words that may quote names between
* backticks. Both are escaped where they are shown.
*/
const noticeSchema = array(union([strictObject({ prose: text$1 }), strictObject({ code: text$1 })])).max(100).refine(isJoined, "prose stands beside prose");
/** The sentence of these pieces, of which a bare string is prose. */
function noticeOf(...pieces) {
	const notice = [];
	for (const piece of pieces) {
		const last = notice.at(-1);
		if (typeof piece === "object" && "code" in piece) notice.push(piece);
		else if (last === void 0 || "code" in last) notice.push({ prose: wordsOf(piece) });
		else notice[notice.length - 1] = { prose: last.prose + wordsOf(piece) };
	}
	return notice;
}
function wordsOf(piece) {
	if (typeof piece === "string") return piece;
	return "strong" in piece ? piece.strong : piece.prose;
}
// src/model/verdict.ts
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
/** Longest diff of a candidate, in characters: the lines of a baseline may be long. */
const longestDiff = 262144;
const text = string().max(1e4);
const count = number();
const quantities = strictObject(countsShape(count));
const stacksSchema = strictObject({
	/** How the stacks were taken. */
	callGraph: _enum(callGraphs),
	/** What took them, and why it was this; left out in older reports. */
	recorder: strictObject({
		name: _enum(recorders),
		because: text
	}).optional(),
	/** How the baseline's were taken, where sites cannot be compared because that was another recorder. */
	baselineCallGraph: _enum(callGraphs).optional(),
	/** How frames are named; left out in older reports. */
	naming: _enum(siteNamings).optional(),
	/** How the baseline's are, where sites cannot be compared because of that: `older` is a version without inlined frames. */
	baselineNaming: _enum([...siteNamings, "older"]).optional(),
	/** How many runs the sites are the middle of, at each number of iterations; left out in older reports. */
	runs: int().positive().optional(),
	/** Why no source line is known, as a sentence. */
	whyNoLines: text.optional(),
	samples: int().nonnegative(),
	lost: int().nonnegative(),
	/** Share (0 to 1) of allocations whose stack frame pointers led astray, or that was cut; what is right of it is shown. */
	untrusted: number().min(0).max(1),
	/** Share (0 to 1) of allocations whose stack holds a frame without a name. */
	unresolved: number().min(0).max(1),
	/** Allocations per unit in the recorded run minus the counted total: what the sites show too many or too few. */
	difference: count
});
/** Whether the sites can be compared with the baseline's, if there is one. */
function areSitesComparable({ baselineCallGraph, baselineNaming }) {
	return baselineCallGraph === void 0 && baselineNaming === void 0;
}
/** A field in which two fingerprints differ. */
const difference = strictObject({
	field: text,
	baseline: text,
	measured: text
});
const modulesSchema = strictObject({
	own: array(text).max(1e4),
	dependencies: array(text).max(1e4),
	/** Identity of the package that a dependency's module belongs to, by module, where it is known. */
	packages: record(text, text)
});
/** Part of a delta. */
const attributionSchema = strictObject({
	/** Null: no code, but what two recordings of the same program differ by. */
	origin: originSchema.nullable(),
	delta: count,
	/** The package that a dependency's module belongs to; left out where its version did not move. */
	moved: dependencyChangeSchema.optional()
});
const blocks = strictObject({
	allocated: count,
	freed: count
});
const unfreedSchema = blocks.extend({
	/** The same of the baseline; null where it has none, or one that cannot be compared. */
	baseline: blocks.nullable(),
	/** What is left unfreed more than in the baseline; 0 where that is within the noise, null without a baseline. */
	change: count.nullable()
});
/** A line of a source file; nothing says that a report from elsewhere does not name what is not there. */
const sourceLineSchema = strictObject({
	/** Relative to the repository, or to the folder of a dependency. */
	file: string().min(1).max(1e3),
	/** Name of that folder (`swift-nio`); left out for the repository's own files. */
	package: string().min(1).max(1e3).optional(),
	line: int().positive()
});
const reportedSite = siteSchema.extend({
	/** Types that are gone are among them, with count 0; left out where they are not known. */
	allocates: array(allocatedSchema.extend({ 
	/** Left out where the baseline does not say. */
baselineCount: count.optional() })).max(200).optional(),
	/** The line that most of its change is from, or most of its count; left out where none is known, as the next two. */
	...sourceLineSchema.partial().shape,
	/** What stands there, where that was looked at. */
	text: string().max(200).optional(),
	/** The lines at which it allocates most, by what they allocate; left out where none is known. */
	lines: array(sourceLineSchema.extend({
		type: nameSchema.optional(),
		count
	})).max(20).optional(),
	baselineCount: count,
	/** Zero where the counts differ by no more than noise. */
	delta: count,
	/** Up to where its counts differ by noise; left out where it is zero. */
	tolerance: number().nonnegative().optional(),
	/** What it was called, where it is likely the same under another name, or in another place. */
	movedFrom: siteSchema.pick({
		name: true,
		module: true
	}).optional()
});
/** An increase that was allowed, per unit, and which part of the limit allowed it. */
const allowanceSchema = strictObject({
	increase: number().nonnegative(),
	by: _enum(["absolute", "percent"])
});
/** A number that a verdict can be about: the total, or `realloc` of existing blocks, which are not in it. */
const decidingQuantities = ["total", "realloc"];
const measuredBenchmarkSchema = strictObject({
	name: nameSchema,
	verdict: _enum(verdicts).exclude(["failed"]),
	unit: _enum(["run", "iteration"]),
	runs: int().positive(),
	/** Per unit: integers per run, fractions per iteration. */
	counts: quantities,
	total: count,
	noise: quantities.extend({ total: count }),
	/** The smallest increase that this comparison could have told from noise is beyond it, per unit; 0: it is exact. */
	resolution: number().nonnegative(),
	/** What the change of the total was read from: the totals of the runs, or, where these differ, the sites. */
	comparedBy: _enum(["totals", "sites"]),
	/** What it was compared with, per unit; null where there is none. */
	baseline: strictObject({
		counts: quantities,
		total: count,
		noise: quantities.extend({ total: count }),
		/** How many runs it is the middle of. */
		runs: int().positive()
	}).nullable(),
	/** The line (from 1) of the committed baseline file on which it begins; null where its numbers are not from there. */
	baselineLine: int().positive().nullable(),
	/** Measured minus baseline, per unit, zero within the noise; null where there is no baseline. */
	delta: quantities.extend({ total: count }).nullable(),
	/** Another tool's threshold for the total, compared with for want of a measured baseline; left out where there is none. */
	imported: importedThresholdSchema.pick({
		from: true,
		file: true,
		total: true
	}).extend({ delta: count }).optional(),
	limit: limitSchema,
	/**
	* Which number the verdict is about: the total where none moved past what is allowed, a call site where nothing but the
	* limit of call sites is exceeded.
	*/
	decidedBy: _enum([...decidingQuantities, "site"]),
	/** Of the package's own call sites the one that grew most, where that is more than the limit allows any of them. */
	siteBeyondLimit: siteSchema.pick({
		name: true,
		module: true
	}).extend({ delta: count }).optional(),
	/** What was allowed of each; null where nothing was compared. An imported threshold is for the total alone. */
	allowed: strictObject({
		total: allowanceSchema,
		realloc: allowanceSchema.nullable()
	}).nullable(),
	/** The fell-to-almost-nothing warning: the benchmark probably no longer does its work. */
	suspicious: boolean(),
	/** Blocks allocated and freed, per unit; left out where `free` could not be counted. It decides nothing. */
	unfreed: unfreedSchema.optional(),
	/** Where fingerprints or workloads differ: the fields. */
	differences: array(difference).max(20),
	measurement: measurementSchema,
	/** Null in reports of the first version of the gate, which did not write it. */
	workload: workloadSchema.nullable(),
	/** What each run showed, at each number of iterations. */
	singleRuns: array(singleRunsSchema).min(1).max(2),
	stacks: stacksSchema.nullable(),
	/** Largest absolute delta first (largest count first where there is no baseline). */
	sites: array(reportedSite).max(2e4),
	/** Sites that vary and that only one side has, as one sum; left out where there are none. */
	unmatched: strictObject({
		delta: count,
		tolerance: number().nonnegative()
	}).optional(),
	/** Whose sites the delta of the total comes from, largest absolute delta first; they add up to it. */
	attribution: array(attributionSchema).max(2e4)
});
const failedBenchmarkSchema = strictObject({
	name: nameSchema,
	verdict: literal("failed"),
	failure: failureSchema
});
const benchmarkReportSchema = union([measuredBenchmarkSchema, failedBenchmarkSchema]);
const sha = string().regex(/^[0-9a-f]{40}$/);
/** What was measured, where GitHub knows it; null on the command line. */
const sourceSchema = strictObject({
	repository: text,
	event: text,
	/** The commit people see: the pull request's head, or the commit of the push. */
	headSha: sha,
	/** The commit that was checked out and built; mostly the merge commit on a pull request. */
	measuredSha: sha,
	/** Whether that is the merge of the head with another commit, its base. */
	merged: boolean(),
	pullRequest: int().positive().nullable(),
	runId: int().positive(),
	runAttempt: int().positive(),
	/** The job of that attempt, as GitHub's API numbers it; null where the runner does not tell. */
	jobId: int().positive().nullable()
});
/** A Swift version as it is in the names of baseline files, and a distribution: `6.2`, `ubuntu-24.04`. */
const environment = strictObject({
	swift: text,
	os: text
});
const newEnvironmentSchema = environment.extend({ others: array(environment).min(1).max(1e3) });
const baseSchema = strictObject({
	commit: sha,
	/** How the environment of the committed baseline, or a unit in it, differs; empty where there is none, and with `--base`. */
	differences: array(difference).max(1e4),
	/** Where it was measured because this environment has no baseline yet: null for every other reason. */
	newEnvironment: newEnvironmentSchema.nullable(),
	/** Which versions of the dependencies it was built with. */
	dependencies: _enum(baseDependencies)
});
/** The one machine-readable result of a gate, `report.json`: everything the comment is rendered from. */
const reportSchema = strictObject({
	$schema: string().max(1e3).optional(),
	formatVersion: literal(2),
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
		perf: text.nullable(),
		/** What counted; left out where that is not known. */
		counter: _enum(counters).optional(),
		kernel: text.nullable(),
		image: text.nullable(),
		/** Exact compiler line, also of snapshots. */
		swift: text.nullable()
	}),
	source: sourceSchema.nullable(),
	/**
	* The committed file, relative to the repository, whether it existed when the gate ran, and the SHA-1 by which git
	* calls the content that was compared with; null where it did not exist or is not the committed one.
	*/
	baselineFile: strictObject({
		path: text,
		exists: boolean(),
		blob: sha.nullable()
	}).nullable(),
	/** The base commit that was measured here and compared with. */
	base: baseSchema.nullable(),
	/** Dependencies whose version is another than in what was compared with. */
	dependencyChanges: array(dependencyChangeSchema).max(1e4),
	/** Of the source files that sites name, those that the head commit has as they were measured. */
	filesAtHead: array(string().min(1).max(1e3)).max(1e3).optional(),
	/** Sentences for the top of the comment: the pull request edits its own baseline, and the like. */
	notices: array(noticeSchema).max(50),
	benchmarks: array(benchmarkReportSchema).max(500),
	/** In the baseline, or measured at the base commit, but not measured any more. */
	removed: array(nameSchema).max(500),
	/**
	* The ready-to-commit baseline file; null where nothing could be measured. `text` is its exact content, `diff` the
	* change from the committed file as a unified diff: empty where there is none, null where it is too long.
	*/
	candidate: strictObject({
		path: text,
		text: string().max(largestBaselineBytes),
		diff: string().max(longestDiff).nullable()
	}).nullable()
});
/** The exit status that stands for a report. */
function exitStatusOf(report) {
	if (report.verdict === "failed") return 3;
	return report.passes ? 0 : 1;
}
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
export { perUnit as A, totalOf as B, boundedTexts as C, levelSchema as D, nameSchema as E, blocksAllocated as F, fingerprintSchema as H, countsOf as I, displayName as L, summarizeRuns as M, unfreedOf as N, measurementSchema as O, unitsOf as P, functionsInTotal as R, boundedText as S, workloadDifferences as T, fingerprintDifferences as V, benchmarkNames as _, exitStatusOf as a, largestBaselineBytes as b, measuredBenchmarkSchema as c, worstVerdict as d, noticeOf as f, benchmarkIn as g, baselineSchemaUrl as h, decidingQuantities as i, rangeOf as j, middleOf as k, reportSchema as l, baselineSchema as m, parseMarker as n, failedBenchmarkSchema as o, baselineBenchmarkSchema as p, areSitesComparable as r, longestDiff as s, formatMarker as t, sourceSchema as u, idleBenchmarks as v, shownApart as w, thresholdSources as x, importedIn as y, isLeftOut as z };
