import { C as url$1, _ as object, b as string, p as int, s as number } from "./vendor.js";
import { u as messageOf } from "./shared-action-post-cli-demo-modes.js";
import { readFileSync, readdirSync } from "node:fs";
import { setTimeout } from "node:timers/promises";
import { execFileSync } from "node:child_process";
// src/github/environment.ts
/** A full commit id. */
const shaSchema = string().regex(/^[0-9a-f]{40}$/);
const url = url$1({ protocol: /^https?$/ });
const positive = number().pipe(int().positive());
/**
* The variables of the runner that the Action reads, and what for
* (https://docs.github.com/actions/reference/workflows-and-actions/variables). Besides these, inputs come as `INPUT_*`,
* `outputs.ts` writes to the file that GITHUB_STEP_SUMMARY names, and the command line heeds CI and NO_COLOR.
*/
const runnerVariables = object({
	/** Which payload to expect. */
	GITHUB_EVENT_NAME: string().min(1),
	/** The payload: pull request, commits, label. */
	GITHUB_EVENT_PATH: string().min(1),
	/** Whom to ask and where to write. */
	GITHUB_REPOSITORY: string().regex(/^[\w.-]+\/[\w.-]+$/),
	/** The commit that was checked out. */
	GITHUB_SHA: shaSchema,
	/** Which run this is, and which attempt: the newest report wins. */
	GITHUB_RUN_ID: positive,
	GITHUB_RUN_ATTEMPT: positive,
	/** For the key that tells the reports of several jobs apart. */
	GITHUB_JOB: string().min(1),
	/** For the key of a published comment. */
	GITHUB_WORKFLOW_REF: string().max(2e3).optional(),
	/** Where the repository is. */
	GITHUB_WORKSPACE: string().min(1),
	/** Links, and whether this is a GitHub Enterprise Server. */
	GITHUB_SERVER_URL: url.default("https://github.com"),
	GITHUB_API_URL: url.default("https://api.github.com"),
	/** When the artifacts expire, to say so beside their links. */
	GITHUB_RETENTION_DAYS: positive.catch(90),
	/** The image of the machine, for the report. */
	ImageOS: string().optional(),
	ImageVersion: string().optional(),
	/** Whether this is a machine that is thrown away, on which a missing perf may be installed. */
	RUNNER_ENVIRONMENT: string().optional(),
	/** Where results are left for later steps. */
	RUNNER_TEMP: string().optional()
});
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
		"ALL_PROXY",
		"all_proxy",
		"CURL_CA_BUNDLE",
		"GIT_SSL_CAINFO",
		"GIT_SSL_CAPATH"
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
	#undos = /* @__PURE__ */ new Set();
	#logger;
	constructor(logger) {
		this.#logger = logger;
	}
	/** Registers `undo`, to be called once; the function returned undoes it now instead. */
	add(undo) {
		let begun = null;
		const begin = async () => {
			try {
				await undo();
			} finally {
				this.#undos.delete(once);
			}
		};
		const once = () => {
			begun ??= begin();
			return begun;
		};
		this.#undos.add(once);
		return once;
	}
	/**
	* Undoes everything that is left, and waits for what is being undone: a signal may come in the middle of it, and in the
	* middle of the work, which goes on until it next starts a program. What cannot be undone is a warning, and the rest is
	* undone all the same.
	*/
	async undoAll() {
		for (let left = [...this.#undos]; left.length > 0; left = [...this.#undos]) for (const undo of left.reverse()) try {
			await undo();
		} catch (error) {
			this.#logger.warning(messageOf(error));
		}
	}
};
// src/system/process-table.ts
/** All processes by their ids, as ps(1) tells them: where there is no /proc. */
function askForProcesses() {
	return parseProcessTable(execFileSync("/bin/ps", ["-axo", "pid=,ppid=,stat=,lstart="], {
		encoding: "utf8",
		env: {
			LC_ALL: "C",
			TZ: "UTC"
		},
		maxBuffer: 16777216
	}));
}
/** Reads lines such as ` 4242     1 Ss   Mon Nov 30 05:07:57 2026`; others are left out. */
function parseProcessTable(text) {
	const rows = text.split("\n").flatMap((line) => {
		const [, pid, parent, state, started = ""] = /^ *(\d+) +(\d+) +([A-Za-z?])\S* +(\S.*\S) *$/.exec(line) ?? [];
		const time = Date.parse(`${started} UTC`);
		if (pid === void 0 || parent === void 0 || state === void 0 || Number.isNaN(time)) return [];
		return [[Number(pid), {
			state,
			parent: Number(parent),
			startTime: String(time / 1e3)
		}]];
	});
	return new Map(rows);
}
// src/system/processes.ts
/** macOS has none. */
const hasProc = process.platform !== "darwin";
/**
* Ends all processes that this one started, directly or not: first politely, after `graceMilliseconds` for
* good. They are found by their parents, so that processes in groups of their own are found as well.
*/
async function endDescendants(graceMilliseconds = 2e3) {
	const deadline = Date.now() + graceMilliseconds;
	signalAll("SIGTERM");
	while (descendantsOf(process.pid).length > 0 && Date.now() < deadline) await setTimeout(20);
	signalAll("SIGKILL");
}
function signalAll(signal) {
	for (const pid of descendantsOf(process.pid)) send(pid, signal);
}
function send(pid, signal) {
	try {
		process.kill(pid, signal);
	} catch {}
}
/** Kills a process and all that it started, those of other users aside. */
function killTree(pid) {
	if (pid !== void 0) for (const one of [pid, ...descendantsOf(pid)]) send(one, "SIGKILL");
}
/** Process ids of all living descendants, parents before their children. */
function descendantsOf(pid) {
	const children = /* @__PURE__ */ new Map();
	for (const [child, { state, parent }] of hasProc ? readProcesses() : askForProcesses()) if (state !== "Z") children.set(parent, [...children.get(parent) ?? [], child]);
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
function* readProcesses() {
	for (const entry of readdirSync("/proc")) {
		const status = /^\d+$/.test(entry) ? processStatus(Number(entry)) : null;
		if (status !== null) yield [Number(entry), status];
	}
}
/** Whether a thread of these processes runs, or waits for a CPU or a disk, and not for what somebody sends it. */
function isAnyBusy(pids) {
	return pids.some((pid) => threadsOf(pid).some((thread) => /^[RD]$/.test(statusIn(`${pid}/task/${thread}`)?.state ?? "")));
}
function threadsOf(pid) {
	try {
		return readdirSync(`/proc/${pid}/task`);
	} catch {
		return [];
	}
}
/** State, parent and start time (clock ticks since boot) of a process; null when there is none. */
function processStatus(pid) {
	return hasProc ? statusIn(String(pid)) : askForProcesses().get(pid) ?? null;
}
/** What the folder of a process in /proc, or of one of its threads, says. */
function statusIn(folder) {
	let text;
	try {
		text = readFileSync(`/proc/${folder}/stat`, "utf8");
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
/**
* Ends the processes whose command line contains this text, such as the perf of a gate that was killed (by SIGKILL, so
* that it could not do it itself). Those of other users, and those that have just ended, are left alone.
*/
function endProcessesNaming(text) {
	for (const entry of hasProc ? readdirSync("/proc") : []) {
		if (!/^\d+$/.test(entry) || Number(entry) === process.pid || !commandLineOf(entry).includes(text)) continue;
		send(Number(entry), "SIGTERM");
	}
}
function commandLineOf(pid) {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, "utf8");
	} catch {
		return "";
	}
}
export { killTree as a, childEnvironment as c, isAnyBusy as i, runnerVariables as l, endDescendants as n, processStatus as o, endProcessesNaming as r, Cleanup as s, descendantsOf as t, shaSchema as u };
