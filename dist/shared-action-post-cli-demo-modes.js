import { b as string, u as array, y as strictObject } from "./vendor.js";
// src/model/errors.ts
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
/** A verdict exists but could not be delivered (comment refused, upload failed). Becomes a warning. */
var ReportingError = class extends Error {
	name = "ReportingError";
};
/** The message of anything that was thrown. */
function messageOf(thrown) {
	return thrown instanceof Error ? thrown.message : String(thrown);
}
/** Why something could not be measured. `lastLines` is the failing tool's own output. */
const failureSchema = strictObject({
	message: string().max(1e4),
	remedy: string().max(1e4).nullable(),
	lastLines: array(string().max(4e3)).max(50)
});
/** The first line of an error's message, at most 1,000 characters: what is said of it within another sentence. */
function briefly(error) {
	return (messageOf(error).split("\n")[0] ?? "").slice(0, 1e3);
}
/** A write that the system refused for want of room, as a failure to measure; null for every other error. */
function fullDisk(error) {
	if (!(error instanceof Error && "code" in error && (error.code === "ENOSPC" || error.code === "EDQUOT"))) return null;
	return new MeasurementError(`A disk is full (${error.message}).`, {
		remedy: "Make room where the package is, or set `TMPDIR` to a folder on another disk.",
		cause: error
	});
}
/** An error as a report tells it, within the report's bounds. */
function failureOf(thrown) {
	const error = fullDisk(thrown) ?? thrown;
	const { remedy = null, lastLines = [] } = error instanceof MeasurementError ? error : {};
	return {
		message: messageOf(error).slice(0, 1e4),
		remedy,
		lastLines: lastLines.slice(-50).map((line) => line.slice(0, 4e3))
	};
}
// src/model/direct-functions.ts
const [size, alignment] = ["sizes[i % 5]", "large[i % 3]"];
const text = "\"a string of 24 characters\"";
const always = { filter: null };
const shapes = {
	sized: {
		parameters: ["size"],
		...always,
		types: "size_t",
		given: size
	},
	small: {
		parameters: ["size"],
		...always,
		types: "size_t",
		given: "small[i % 2]"
	},
	counted: {
		parameters: ["n", "size"],
		...always,
		types: "size_t, size_t",
		given: `3, ${size}`
	},
	nothrow: {
		parameters: ["size"],
		...always,
		types: "size_t, const void *",
		given: `${size}, ""`
	},
	flagged: {
		parameters: ["size"],
		...always,
		types: "size_t, int",
		given: `${size}, 0`
	},
	sizeThenAlignment: {
		parameters: ["size"],
		...always,
		types: "size_t, size_t",
		given: `${size}, ${alignment}`
	},
	alignedNothrow: {
		parameters: ["size"],
		...always,
		types: "size_t, size_t, const void *",
		given: `${size}, ${alignment}, ""`
	},
	alignmentThenSize: {
		parameters: [null, "size"],
		...always,
		types: "size_t, size_t",
		given: `${alignment}, ${size}`
	},
	posix: {
		parameters: [
			null,
			null,
			"size"
		],
		...always,
		types: "void **, size_t, size_t",
		given: `&block, ${alignment}, ${size}`
	},
	fromNull: {
		parameters: ["ptr", "size"],
		filter: "ptr == 0",
		types: "void *, size_t",
		given: `NULL, ${size}`
	},
	arrayFromNull: {
		parameters: [
			"ptr",
			"n",
			"size"
		],
		filter: "ptr == 0",
		types: "void *, size_t, size_t",
		given: `NULL, 3, ${size}`
	},
	text: {
		parameters: [],
		...always,
		types: "const char *",
		given: text
	},
	textUpTo: {
		parameters: [],
		...always,
		types: "const char *, size_t",
		given: `${text}, 24`
	}
};
/** These functions, each called in the same way. */
function like(shape, prefix, ...names) {
	return names.map((name) => ({
		symbol: `${prefix}${name}`,
		...shape
	}));
}
/** Of a heap of the caller's choice. */
function onHeap(shape, ...names) {
	const { parameters, types, given } = shape;
	const with_ = {
		parameters: [null, ...parameters],
		types: `void *, ${types}`,
		given: `mi_heap_get_default(), ${given}`
	};
	return like({
		...shape,
		...with_,
		needs: "mi_heap_get_default"
	}, "mi_heap_", ...names);
}
/** Each allocator's own functions have the names of C's behind a prefix. */
function ofC(prefix) {
	return [
		...like(shapes.sized, prefix, "malloc", "valloc", "pvalloc"),
		...like(shapes.counted, prefix, "calloc"),
		...like(shapes.posix, prefix, "posix_memalign"),
		...like(shapes.fromNull, prefix, "realloc"),
		...like(shapes.alignmentThenSize, prefix, "aligned_alloc", "memalign")
	];
}
/**
* The functions by which programs call an allocator directly, in families: they are counted where `also-count` names the
* family, and are then in the total, since each call makes a block; where it does not, that they were called is said.
*/
const rows = [
	{
		name: "operator_new",
		shownAs: "operator new",
		entries: ["_Znwm", "_Znam"].flatMap((name) => [
			...like(shapes.sized, name, ""),
			...like(shapes.nothrow, name, "RKSt9nothrow_t"),
			...like(shapes.sizeThenAlignment, name, "St11align_val_t"),
			...like(shapes.alignedNothrow, name, "St11align_val_tRKSt9nothrow_t")
		])
	},
	{
		name: "strdup",
		entries: [
			...like(shapes.text, "", "strdup"),
			...like(shapes.textUpTo, "", "strndup"),
			...like(shapes.arrayFromNull, "", "reallocarray")
		]
	},
	{
		name: "mallocx",
		entries: like(shapes.flagged, "", "mallocx", "je_mallocx")
	},
	{
		name: "je_malloc",
		entries: ofC("je_")
	},
	{
		name: "tc_malloc",
		entries: [
			...ofC("tc_"),
			...like(shapes.sized, "tc_", "malloc_skip_new_handler", "new", "newarray"),
			...like(shapes.nothrow, "tc_", "new_nothrow", "newarray_nothrow"),
			...like(shapes.sizeThenAlignment, "tc_", "new_aligned", "newarray_aligned"),
			...like(shapes.alignedNothrow, "tc_", "new_aligned_nothrow", "newarray_aligned_nothrow")
		]
	},
	{
		name: "mi_malloc",
		entries: [
			...ofC("mi_"),
			...like(shapes.sized, "mi_", "zalloc", "new", "new_nothrow"),
			...like(shapes.small, "mi_", "malloc_small", "zalloc_small"),
			...like(shapes.counted, "mi_", "mallocn", "new_n"),
			...like(shapes.sizeThenAlignment, "mi_", "malloc_aligned", "zalloc_aligned", "new_aligned", "new_aligned_nothrow"),
			...like(shapes.text, "mi_", "strdup"),
			...like(shapes.textUpTo, "mi_", "strndup"),
			...onHeap(shapes.sized, "malloc", "zalloc"),
			...onHeap(shapes.small, "malloc_small"),
			...onHeap(shapes.counted, "calloc", "mallocn"),
			...onHeap(shapes.sizeThenAlignment, "malloc_aligned", "zalloc_aligned"),
			...onHeap(shapes.text, "strdup")
		]
	},
	{
		name: "other_malloc",
		shownAs: "malloc of another allocator",
		entries: ofC("")
	}
];
/** The table. */
const directFunctions = rows;
const directNames = rows.map(({ name }) => name);
/** The symbols of all of them. */
const directSymbols = [...new Set(directFunctions.flatMap(({ entries }) => entries.map(({ symbol }) => symbol)))];
export { ReportingError as a, failureOf as c, MeasurementError as i, failureSchema as l, directNames as n, UsageError as o, directSymbols as r, briefly as s, directFunctions as t, messageOf as u };
