import { n as directNames } from "./shared-action-post-cli-demo-modes.js";
// src/model/counted-functions.ts
/**
* The allocation functions that are counted, in the order in which they are shown: the one place that lists them.
*
* `realloc(NULL, n)` makes a new block; `realloc` of an existing one, to another size than 0, is how buffers grow, and
* `realloc(p, 0)` is in no kind: it frees. A call that one function makes of another (glibc's `posix_memalign(16)` jumps
* into `malloc`) is counted for the function that was called, never for both; which calls do that differs between
* allocators, so that it is no column here: calibration finds it (facts 2).
*/
const rows = [
	{
		name: "malloc",
		symbol: "malloc",
		parameters: ["size"],
		inTotal: "always",
		kinds: [{
			kind: "malloc",
			filter: null,
			call: "keep(malloc(24))"
		}]
	},
	{
		name: "calloc",
		symbol: "calloc",
		parameters: ["n", "size"],
		inTotal: "always",
		kinds: [{
			kind: "calloc",
			filter: null,
			call: "keep(calloc(3, 8))"
		}]
	},
	{
		name: "posix_memalign",
		symbol: "posix_memalign",
		parameters: [
			null,
			"align",
			"size"
		],
		inTotal: "always",
		kinds: [{
			kind: "posix_memalign_small",
			filter: "align <= 16",
			call: "keep(posix_aligned(small[i % 2], 24))"
		}, {
			kind: "posix_memalign_large",
			filter: "align > 16",
			call: "keep(posix_aligned(large[i % 3], 24))"
		}]
	},
	{
		name: "realloc_null",
		symbol: "realloc",
		shownAs: "realloc(NULL)",
		parameters: ["ptr", "size"],
		inTotal: "always",
		kinds: [{
			kind: "realloc_null",
			filter: "ptr == 0",
			call: "keep(realloc(NULL, 24))"
		}]
	},
	{
		name: "realloc",
		symbol: "realloc",
		parameters: ["ptr", "size"],
		inTotal: "never",
		kinds: [{
			kind: "realloc_existing",
			filter: "ptr != 0 && size != 0",
			call: "growing = realloc(growing, sizes[i % 5])"
		}]
	},
	{
		name: "aligned_alloc",
		symbol: "aligned_alloc",
		parameters: ["align", "size"],
		inTotal: "optional",
		kinds: [{
			kind: "aligned_alloc_small",
			filter: "align <= 16",
			call: "keep(aligned_alloc(small[i % 2], 48))"
		}, {
			kind: "aligned_alloc_large",
			filter: "align > 16",
			call: "keep(aligned_alloc(large[i % 3], 4096))"
		}]
	},
	{
		name: "memalign",
		symbol: "memalign",
		parameters: ["align", "size"],
		inTotal: "optional",
		kinds: [{
			kind: "memalign_small",
			filter: "align <= 16",
			call: "keep(memalign(small[i % 2], 24))"
		}, {
			kind: "memalign_large",
			filter: "align > 16",
			call: "keep(memalign(large[i % 3], 24))"
		}]
	},
	{
		name: "valloc",
		symbol: "valloc",
		parameters: ["size"],
		inTotal: "optional",
		isRare: true,
		kinds: [{
			kind: "valloc",
			filter: null,
			call: "keep(valloc(24))"
		}]
	},
	{
		name: "pvalloc",
		symbol: "pvalloc",
		parameters: ["size"],
		inTotal: "optional",
		isRare: true,
		kinds: [{
			kind: "pvalloc",
			filter: null,
			call: "keep(pvalloc(24))"
		}]
	}
];
/** The table. */
const countedFunctions = rows;
/** The kinds of calls, each with what it is counted as and the C function that it calls. */
const callKinds = countedFunctions.flatMap(({ name, symbol, inTotal, kinds }) => kinds.map((kind) => ({
	...kind,
	countedAs: name,
	symbol,
	makesBlock: inTotal !== "never"
})));
/** All that have a number: those that are called directly come last. */
const allocationFunctions = [...rows.map(({ name }) => name), ...directNames];
const probedFunctions = [...new Set(countedFunctions.map(({ symbol }) => symbol))];
/** Those of the table that settings put into the total; those that are called directly are in it where they are counted. */
const includableFunctions = rows.filter((row) => row.inTotal === "optional").map(({ name }) => name);
const optionalFunctions = [...includableFunctions, ...directNames];
/** The kinds of calls that can be counted where these functions have a probe. */
function kindsOf(functions) {
	return callKinds.flatMap(({ kind, symbol }) => functions.includes(symbol) ? [kind] : []);
}
export { kindsOf as a, includableFunctions as i, callKinds as n, optionalFunctions as o, countedFunctions as r, probedFunctions as s, allocationFunctions as t };
