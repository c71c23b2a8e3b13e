import { b as string, l as _enum, y as strictObject } from "./vendor.js";
// src/model/dependency-changes.ts
/** With which versions of the dependencies a base commit is built. */
const baseDependencies = ["as-resolved", "same-as-head"];
const text = string().max(1e4);
/** A dependency whose version differs; null where one side does not have it. */
const dependencyChangeSchema = strictObject({
	identity: text,
	baseline: text.nullable(),
	measured: text.nullable()
});
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
// src/model/policy.ts
/** The accepted words of the inputs that say what follows from a result. */
const policyChoices = {
	failOn: [
		"regression",
		"any-change",
		"never"
	],
	onMissingBaseline: [
		"warn",
		"fail",
		"pass"
	],
	onIncomparable: [
		"measure-base",
		"fail",
		"warn"
	]
};
/** What the user wants to fail: the inputs of the same names. */
const policySchema = strictObject({
	failOn: _enum(policyChoices.failOn),
	onMissingBaseline: _enum(policyChoices.onMissingBaseline),
	onIncomparable: _enum(policyChoices.onIncomparable)
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
// src/model/recording.ts
/** What the compiler makes for captured variables and for closures, which have no name of their own. */
const boxName = "box or closure context";
/** How perf takes stacks: by following frame pointers, or by DWARF's unwind information. */
const perfCallGraphs = ["fp", "dwarf"];
/** How stacks are taken: by the recorder inside the program, or by perf in one of its ways. */
const callGraphs = ["inside", ...perfCallGraphs];
/** What counts: the kernel's probes, or the recorder inside the program alone. */
const counters = ["probes", "inside"];
/** What takes stacks. */
const recorders = ["inside", "perf"];
function recorderOf(callGraph) {
	return callGraph === "inside" ? "inside" : "perf";
}
/**
* How frames, and so sites, are named: `inlined`, by the functions that were written, also where the compiler has put one
* into another; `functions`, by those that were compiled, where no line table tells what was inlined; `mixed`, where runs
* of one benchmark differ in it. Where the rules for names change, so do these words: see {@link isSameNaming}.
*/
const siteNamings = [
	"inlined",
	"functions",
	"mixed"
];
/** Whether sites can be compared. Versions that knew no inlined frames named their sites in a way without a name. */
function isSameNaming(a, b) {
	return a === b && a !== "mixed";
}
export { perfCallGraphs as a, siteNamings as c, policySchema as d, baseDependencies as f, isSameNaming as i, isOpen as l, dependencyChanges as m, callGraphs as n, recorderOf as o, dependencyChangeSchema as p, counters as r, recorders as s, boxName as t, policyChoices as u };
