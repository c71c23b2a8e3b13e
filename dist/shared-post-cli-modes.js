import { i as MeasurementError, u as messageOf } from "./shared-action-post-cli-demo-modes.js";
import { a as killTree, o as processStatus, r as endProcessesNaming } from "./shared-action-post-cli-modes.js";
import { a as kindsOf, n as callKinds, r as countedFunctions } from "./shared-post-cli-demo-modes.js";
import { readFileSync, readdirSync, readlinkSync, statSync } from "node:fs";
import { join } from "node:path";
import { appendFile, lstat, mkdtemp, readFile, readdir, rm, symlink } from "node:fs/promises";
import { setImmediate, setTimeout as setTimeout$1 } from "node:timers/promises";
import { spawn } from "node:child_process";
import { constants as constants$2, tmpdir } from "node:os";
import { once } from "node:events";
import { Duplex } from "node:stream";
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
/**
* Whether the owner is known to be dead. One in another process namespace is where that has no process any more, as that
* of a container that was killed; who cannot see all namespaces, being in a container itself, cannot know: false.
*/
function isDead(owner, namespaces = livingNamespaces) {
	const [namespace = "", pid, startTime] = owner.split("_");
	if (namespace === processNamespace()) return processStatus(Number(pid))?.startTime !== startTime;
	return namespaces()?.has(namespace) === false;
}
/** The namespace of the whole machine, in which all processes are seen: PROC_PID_INIT_INO in the kernel. */
const wholeMachine = "4026531836";
/** The process namespaces, other than this one, in which a process lives; null where not all can be seen. */
function livingNamespaces() {
	if (processNamespace() !== wholeMachine) return null;
	const living = /* @__PURE__ */ new Set();
	for (const pid of readdirSync("/proc").filter((name) => /^\d+$/.test(name))) try {
		if (isInner(pid)) living.add(processNamespace(pid));
	} catch {
		if ((processStatus(Number(pid))?.state ?? "Z") !== "Z") return null;
	}
	return living;
}
/** Whether a process has an id in a namespace inside this one too, as everybody may see: `NSpid:\t4242\t1`. */
function isInner(pid) {
	return !/^NSpid:\t\d+$/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}
/** Of a process, this one if not said: `pid:[4026531836]` → `4026531836`. macOS has but one. */
function processNamespace(pid = "self") {
	if (process.platform === "darwin") return "0";
	return /\d+/.exec(readlinkSync(`/proc/${pid}/ns/pid`))?.[0] ?? "0";
}
// src/system/temporary.ts
const prefix = "swift-allocation-gate-";
const leftover = new RegExp(`^${prefix}(${ownerPattern})-`);
/** A new folder that only this user can read, and whose name says whose it is; the caller removes it. */
function makeTemporaryFolder() {
	return mkdtemp(join(tmpdir(), `${prefix}${ownerId()}-`));
}
/** A new folder for temporary files; it is removed with everything in it at the end. */
async function temporaryFolder(cleanup) {
	const making = makeTemporaryFolder();
	cleanup.add(async () => {
		const folder = await making.catch(() => null);
		if (folder !== null) await rm(folder, {
			recursive: true,
			force: true
		});
	});
	return making;
}
/** Removes the temporary folders of gates that were killed; those of other users stay. */
async function removeLeftoverFolders() {
	for (const entry of await readdir(tmpdir())) {
		const owner = leftover.exec(entry)?.[1];
		if (owner === void 0 || !isDead(owner)) continue;
		const path = join(tmpdir(), entry);
		if ((await lstat(path).catch(() => null))?.uid === process.getuid?.()) await rm(path, {
			recursive: true,
			force: true
		}).catch(() => {});
	}
}
// src/measure/perf/probe-group.ts
/** First, second and third integer argument, and where the return address is at a function's first instruction (facts 3). */
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
/**
* What a probe fetches at each hit, in the syntax of uprobe_events (Documentation/trace/uprobetracer.rst): the
* arguments that have a name and, as `ret`, the address that the function will return to.
*/
function fetchArguments(parameters, machine) {
	const { arguments: places, returnAddress } = registers[machine];
	return [...parameters.map((parameter, index) => parameter && `${parameter}=${places[index]}:u64`).filter((one) => one !== null), `ret=${returnAddress}:x64`].join(" ");
}
function fetchedAt(name, machine) {
	return fetchArguments(countedFunctions.find(({ symbol }) => symbol === name)?.parameters ?? [], machine);
}
/** A group's name carries its owner, so that the probes of a killed gate are told from those of a living one. */
const ownedGroup = new RegExp(`^allocation_gate_(${ownerPattern})_\\d+$`);
let groups = 0;
function nextGroupName() {
	groups += 1;
	return `allocation_gate_${ownerId()}_${groups}`;
}
/**
* Places one probe on each function of the allocator, at exactly the offset given: `perf probe --add malloc` would also
* match the `malloc@plt` inside libc and count twice (facts 1). They are removed by `remove` or the cleanup.
*/
async function placeProbes(tracefs, { places, machine }, cleanup) {
	const probes = [...places].map(([event, place]) => ({
		event,
		...place,
		fetched: fetchedAt(event, machine)
	}));
	return {
		functions: [...places.keys()],
		...await placeAll(tracefs, probes, cleanup)
	};
}
/** The group's events, `NAME:malloc`, one for each function. */
function namesOfGroup({ name, functions }) {
	return functions.map((symbol) => `${name}:${symbol}`);
}
/** An event for each kind of call that a group can count, in the order of the kinds. */
function eventsOf({ name, functions }) {
	return callKinds.filter(({ symbol }) => functions.includes(symbol)).map(({ symbol, filter }) => ({
		event: `${name}:${symbol}`,
		filter
	}));
}
/** The hits of those events, in their order, by kind. */
function hitsByKind({ functions }, hits) {
	return new Map(kindsOf(functions).map((kind, index) => [kind, hits[index] ?? 0]));
}
/** Places probes at the first instructions of functions that fetch these arguments, until they are removed or the cleanup. */
async function placeFunctionProbes(tracefs, { machine }, functions, cleanup) {
	const probes = functions.map(({ path, offset, parameters }, index) => {
		return {
			event: `at_${index}`,
			path,
			offset,
			fetched: fetchArguments(parameters, machine)
		};
	});
	const { name, remove } = await placeAll(tracefs, probes, cleanup);
	return {
		events: probes.map(({ event }) => `${name}:${event}`),
		remove
	};
}
/** Places a probe at this place in a `free`, until the cleanup; returns it as `GROUP:EVENT`. */
async function placeFreeProbe(tracefs, { machine }, place, cleanup) {
	const { name } = await placeAll(tracefs, [{
		event: "free",
		...place,
		fetched: fetchArguments(["ptr"], machine)
	}], cleanup);
	return [`${name}:free`];
}
/** Places probes on instructions at these offsets in the file, until they are removed or the cleanup. */
async function placeInstructionProbes(tracefs, path, offsets, cleanup) {
	const probes = offsets.map((offset, index) => ({
		event: `at_${index}`,
		path,
		offset,
		fetched: ""
	}));
	const { name, remove } = await placeAll(tracefs, probes, cleanup);
	return {
		events: probes.map(({ event }) => `${name}:${event}`),
		remove
	};
}
async function placeAll(tracefs, probes, cleanup) {
	const name = nextGroupName();
	const files = /* @__PURE__ */ new Map();
	for (const { path } of probes) if (!files.has(path)) files.set(path, await nameForKernel(path, cleanup));
	let placing = Promise.resolve();
	let isRemoved = false;
	const remove = cleanup.add(async () => {
		isRemoved = true;
		await placing.catch(() => {});
		await removeGroup(tracefs, name);
	});
	for (const { event, path, offset, fetched } of probes) {
		const place = `0x${offset.toString(16)}`;
		if (isRemoved) await new Promise(() => {});
		try {
			placing = tracefs.writeProbe(`p:${name}/${event} ${files.get(path)}:${place} ${fetched}`.trimEnd());
			await placing;
		} catch (error) {
			await remove();
			throw new MeasurementError(`The kernel refused a probe on ${event} at ${path}:${place}: ${messageOf(error)}`, { remedy: "Uprobes need a file system with real inodes: put the package on a disk, not on FUSE or a network share." });
		}
	}
	return {
		name,
		remove
	};
}
/**
* The kernel splits a probe's definition at white space, Latin-1's too, which may be a part of a letter in UTF-8, and ends
* it at `#` (trace_parse_run_command in kernel/trace/trace.c, argv_split in lib/argv_split.c).
*/
const plain = /^[!"$-~]+$/;
/** The file's path, or that of a link to it where the kernel would not read the path as one word. */
async function nameForKernel(path, cleanup) {
	if (plain.test(path)) return path;
	const link = join(await temporaryFolder(cleanup), "allocator");
	if (!plain.test(link)) throw new MeasurementError(`The kernel takes no probe on ${path}: it has a space, a \`#\` or a letter beyond ASCII.`, { remedy: "Move it to a folder without any, or set TMPDIR to one, where a link to it is made." });
	await symlink(path, link);
	return link;
}
/**
* Removes what gates that were killed left behind; probes of living gates and of others stay. Their perf may still be
* running, with the measured program below it, and holds the probes: it is ended first.
*/
async function removeLeftovers(tracefs) {
	for (const name of new Set(parseProbes(await tracefs.readProbes()).map(({ group }) => group))) {
		const owner = ownedGroup.exec(name)?.[1];
		if (owner === void 0 || !isDead(owner)) continue;
		endProcessesNaming(`${name}:`);
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
			await setTimeout$1(50);
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
// src/model/shell-word.ts
/** One word of a POSIX shell's command line. */
function shellWord(text) {
	return /^[\w.,/:=@%+-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
// src/system/child-process.ts
/**
* Starts a child, hands on what it writes as it comes, and waits until it has ended: not for those that it left behind,
* which may hold its output open for ever. Returns its exit status, null where a signal ended it, which is then there by
* its number; and as shells do 127 for a program that does not exist, 126 for one that cannot be executed. Throws a
* {@link MeasurementError} where nothing can be started at all.
*/
async function runChild(start) {
	const child = spawned(start);
	const overdue = start.killAfterMilliseconds === null ? void 0 : setTimeout(() => killTree(child.pid), start.killAfterMilliseconds);
	const closed = new Promise((resolve) => child.once("close", () => resolve()));
	const hearing = hear(child, start);
	try {
		await once(child, "exit");
		await Promise.race([closed, hearing.untilQuiet()]);
		const { exitCode, signalCode } = child;
		return signalCode === null ? { exitCode } : {
			exitCode,
			signal: constants$2.signals[signalCode]
		};
	} catch (error) {
		return { exitCode: statusOfRefusal(start, error) };
	} finally {
		clearTimeout(overdue);
		for (const stream of child.stdio) stream?.destroy();
	}
}
function spawned({ file, arguments: given, directory, environment, input, onChannel }) {
	if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) throw new MeasurementError(`${file} could not be started: there is no folder ${directory}.`);
	try {
		return spawn(file, [...given], {
			cwd: directory,
			env: environment,
			stdio: [
				input === null ? "ignore" : "pipe",
				"pipe",
				"pipe",
				...onChannel === null ? [] : ["pipe"]
			]
		});
	} catch (error) {
		throw new MeasurementError(`${file} could not be started: ${messageOf(error)}`, { cause: error });
	}
}
function hear(child, { input, onStdout, onStderr, onChannel }) {
	let chunks = 0;
	const pipe = (stream, listen) => {
		stream?.on("data", (chunk) => {
			chunks += 1;
			listen(chunk);
		});
		stream?.on("error", () => {});
	};
	pipe(child.stdout, onStdout);
	pipe(child.stderr, onStderr);
	const channel = child.stdio[3];
	if (channel instanceof Duplex) {
		pipe(channel, () => {});
		onChannel?.(channel);
	}
	child.stdin?.on("error", () => {});
	child.stdin?.end(input ?? "");
	return { 
	/** What a child wrote before its end lies in the pipes: each turn of the event loop empties them. */
untilQuiet: async () => {
		for (let turn = 0, quiet = 0; turn < 40 && quiet < 2; turn += 1) {
			const before = chunks;
			await setTimeout$1(25);
			await setImmediate();
			quiet = chunks === before ? quiet + 1 : 0;
		}
	} };
}
/** errno(3) of `execve`, as shells answer it. */
function statusOfRefusal({ file }, error) {
	const code = error instanceof Error && "code" in error ? error.code : null;
	if (code === "ENOENT" || code === "ENOTDIR") return 127;
	if (code === "EACCES" || code === "ENOEXEC" || code === "EISDIR") return 126;
	throw new MeasurementError(`${file} could not be started: ${messageOf(error)}`, { cause: error });
}
// src/system/process.ts
/** Of each stream, in bytes: the most that is parsed, and what is kept of output that is only shown. */
const longest = {
	whole: 268435456,
	tail: 1048576
};
/** A {@link Run} whose programs get exactly `environment` where they name none of their own. */
function createRun(environment) {
	return async (invocation) => {
		const { file, keep = "whole", onOutput = () => {} } = invocation;
		const stdout = keep === "whole" ? keepWhole(longest.whole) : keepLast(longest.tail);
		const stderr = keepLast(longest.tail);
		const into = (kept, stream) => (chunk) => {
			kept.add(chunk);
			onOutput(chunk, stream);
		};
		const end = await runChild({
			file,
			arguments: invocation.arguments ?? [],
			directory: invocation.directory ?? process.cwd(),
			environment: { ...invocation.environment ?? environment },
			input: invocation.input ?? null,
			onStdout: into(stdout, "stdout"),
			onStderr: into(stderr, "stderr"),
			onChannel: invocation.onChannel ?? null,
			killAfterMilliseconds: invocation.killAfterMilliseconds ?? null
		});
		if (keep === "whole" && stdout.isCut()) throw new MeasurementError(`${commandLine(invocation)} printed more than ${longest.whole >> 20} MiB.`);
		return {
			...end,
			stdout: stdout.text(),
			stderr: stderr.text()
		};
	};
}
/** Keeps a stream to be parsed; nothing any more once it is longer than the limit, since a part says nothing. */
function keepWhole(limit) {
	let chunks = [];
	let length = 0;
	return {
		add: (chunk) => {
			length += chunk.length;
			if (length <= limit) chunks.push(chunk);
			else chunks = [];
		},
		isCut: () => length > limit,
		text: () => Buffer.concat(chunks).toString("utf8")
	};
}
/** Keeps the last bytes of a stream: as many as the limit, and never more than twice as many in memory. */
function keepLast(limit) {
	let chunks = [];
	let kept = 0;
	let cut = false;
	const trim = () => {
		const last = Buffer.concat(chunks).subarray(-limit);
		cut ||= kept > limit;
		chunks = [last];
		kept = last.length;
		return last;
	};
	return {
		add: (chunk) => {
			chunks.push(chunk);
			kept += chunk.length;
			if (kept > 2 * limit) trim();
		},
		isCut: () => cut || kept > limit,
		text: () => trim().toString("utf8")
	};
}
/** A {@link Run} whose programs get this environment, those with one of their own aside. */
function withEnvironment(run, environment) {
	return (invocation) => run({
		environment,
		...invocation
	});
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
	return [file, ...given].map(shellWord).join(" ");
}
/** "ended with exit status 1" or "was ended by a signal". */
function endOf({ exitCode }) {
	return exitCode === null ? "was ended by a signal" : `ended with exit status ${exitCode}`;
}
/** A line that is longer is cut: it is there to be read. */
const longestLine = 1e3;
/** The last `count` lines that hold anything. */
function lastLines(text, count) {
	return text.slice(-65536).split("\n").map((line) => line.trimEnd()).filter((line) => line !== "").slice(-count).map((line) => line.length > longestLine ? `…${line.slice(-1e3)}` : line);
}
/** How long a program in the background may take to be ready, in ms. */
const startPatience = 6e4;
/**
* Starts `cat`, by a command that executes it when all is ready, and keeps it in the background: it answers the one line
* that it is sent at once. Its standard input is open until `end`; our own end does the same, whatever its cause, since
* the kernel closes the pipe, after SIGKILL too.
*/
function startBackground(file, args, environment) {
	const child = spawn(file, [...args], {
		env: environment,
		stdio: "pipe"
	});
	const said = keepLast(longest.tail);
	child.stderr.on("data", (chunk) => said.add(chunk));
	let isOver = false;
	const ended = new Promise((resolve) => {
		const over = () => {
			isOver = true;
			resolve();
		};
		child.once("exit", over).once("close", over).once("error", over);
	});
	const late = setTimeout(() => {
		child.stdin.end();
		child.kill("SIGKILL");
	}, startPatience);
	const isReady = new Promise((resolve, reject) => {
		const fail = (end) => {
			const command = commandLine({
				file,
				arguments: args
			});
			reject(new MeasurementError(`\`${command}\` ${end}`, { lastLines: lastLines(said.text(), 20) }));
		};
		child.stdout.once("data", () => resolve());
		child.once("error", (error) => fail(`could not be started: ${error.message}`));
		child.once("close", () => fail("ended before its time"));
	}).finally(() => clearTimeout(late));
	isReady.catch(() => {});
	child.stdin.on("error", () => {});
	child.stdin.write("\n");
	return {
		isReady,
		hasEnded: () => isOver,
		end: async () => {
			child.stdin.end();
			await ended;
		},
		abandon: () => {
			child.stdin.end();
			child.stdout.destroy();
			child.stderr.destroy();
			child.unref();
		}
	};
}
// src/measure/perf/confinement.ts
function readKernelState() {
	return {
		lockdown: textOf("/sys/kernel/security/lockdown"),
		userIds: textOf("/proc/self/uid_map"),
		mounts: textOf("/proc/self/mountinfo")
	};
}
function textOf(path) {
	try {
		return readFileSync(path, "utf8");
	} catch {
		return "";
	}
}
/**
* What forbids probes here, asked once they have failed; null where nothing is known to. `programs` is null
* where it did not come as far as to start one.
*/
function whatForbidsProbes({ lockdown, userIds, mounts }, programs) {
	if (lockdown.includes("[confidentiality]")) return {
		sentence: "This kernel is locked down (confidentiality), so that nobody may place a probe.",
		remedy: "Start it without `lockdown=confidentiality`, use another machine, or count by `counter: inside`."
	};
	if (!/^\s*(0\s+0\s+4294967295\s*)?$/.test(userIds)) return {
		sentence: "This is a user namespace, such as a rootless container, whose root may not use the kernel’s probes.",
		remedy: "Run it outside of it, in a container that the machine’s root has started with `--privileged`, or count by `counter: inside`."
	};
	const all = parseMounts(mounts);
	return readOnly(all) ?? (programs === null ? null : unusable(programs, all));
}
function readOnly(all) {
	const tracefs = all.findLast(({ kind }) => kind === "tracefs");
	if (!tracefs?.options.includes("ro")) return null;
	return {
		sentence: `The kernel’s tracing file system is mounted read-only at ${tracefs.path}.`,
		remedy: `In a container job, add \`options: --privileged\` to \`container:\`; elsewhere, run \`mount -o remount,rw ${tracefs.path}\`.`
	};
}
function unusable({ folder, haveCapabilities }, all) {
	const disk = mountOf(folder, all);
	const forbidding = ["noexec", ...haveCapabilities ? ["nosuid"] : []].find((option) => disk?.options.includes(option));
	if (disk === void 0 || forbidding === void 0) return null;
	return {
		sentence: `${forbidding === "noexec" ? "Programs may not be executed" : "The capabilities of programs are ignored"} below ${disk.path}, which is mounted \`${forbidding}\`.`,
		remedy: "Set `TMPDIR` to a folder on another disk."
	};
}
/** One line a mount: `36 24 0:12 / /sys/kernel/tracing rw,nosuid shared:8 - tracefs tracefs rw`. */
function parseMounts(text) {
	return [...text.matchAll(/^\S+ \S+ \S+ \S+ (\S+) (\S+) (?:\S+ )*?- (\S+) \S+ (\S+)$/gm)].map(([, path = "", own = "", kind = "", whole = ""]) => ({
		path,
		kind,
		options: [...own.split(","), ...whole.split(",")]
	}));
}
/** The mount that a folder is on: of those around it the innermost, and of several there the last. */
function mountOf(folder, all) {
	const around = all.filter(({ path }) => path === "/" || folder === path || folder.startsWith(`${path}/`));
	const innermost = Math.max(...around.map(({ path }) => path.length));
	return around.findLast(({ path }) => path.length === innermost);
}
// src/measure/perf/tracefs.ts
const folders = ["/sys/kernel/tracing", "/sys/kernel/debug/tracing"];
/**
* Opens tracefs, mounting it where it is not (a bare container) until the cleanup, which leaves it to another gate
* that still has probes. Throws a {@link MeasurementError} that says which of Linux, root, `--privileged` or a kernel
* with uprobes is missing.
*/
async function openTraceFs(run, cleanup, platform = process.platform, kernelState = readKernelState) {
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
	if (mounted.exitCode === 0) cleanup.add(async () => {
		if (!/^p:allocation_gate_/m.test(await afterMount?.readProbes() ?? "")) await run(elevated(elevation, ["umount", folders[0]]));
	});
	if (afterMount !== null) return afterMount;
	const forbidden = whatForbidsProbes(kernelState(), null);
	if (forbidden !== null) throw new MeasurementError(forbidden.sentence, { remedy: forbidden.remedy });
	throw new MeasurementError(mounted.exitCode === 0 ? "This kernel has no uprobes (CONFIG_UPROBE_EVENTS)." : "The kernel’s tracing file system (tracefs) is not mounted here and may not be mounted.", { remedy: mounted.exitCode === 0 ? "Use a virtual machine, or a hosted runner such as ubuntu-24.04; in an unprivileged container such as `ubuntu-slim`, `counter: inside` counts without probes." : "In a container job, add `options: --privileged` to `container:`. Where that cannot be, as on `ubuntu-slim`, `counter: inside` counts without probes." });
}
/** `root`, or `sudo` where that works without a password; throws when neither. */
async function elevationOf(run, uid = process.getuid?.()) {
	if (uid === 0) return "root";
	if ((await run({
		file: "sudo",
		arguments: ["-n", "true"]
	}).catch(() => null))?.exitCode === 0) return "sudo";
	throw new MeasurementError("Placing probes needs root, and this user has no sudo without a password.", { remedy: "Run it as root, or allow this user `sudo` without a password (GitHub’s hosted runners do). Where neither can be had, `counter: inside` counts without probes." });
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
/** In one write. `tee -a` of coreutils 9.7 seeks to the end first, which tracefs refuses (EINVAL). */
const append = [
	"dd",
	"status=none",
	"bs=64k",
	"oflag=append",
	"conv=notrunc"
];
const throughSudo = (run) => {
	return (folder) => ({
		elevation: "sudo",
		readProbes: () => succeed(run, "reading the kernel’s probes", elevated("sudo", ["cat", `${folder}/uprobe_events`])),
		writeProbe: async (line) => {
			await succeed(run, "changing the kernel’s probes", elevated("sudo", [...append, `of=${folder}/uprobe_events`], `${line}\n`));
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
export { temporaryFolder as S, placeFunctionProbes as _, commandLine as a, removeLeftovers as b, lastLines as c, withEnvironment as d, shellWord as f, placeFreeProbe as g, namesOfGroup as h, whatForbidsProbes as i, startBackground as l, hitsByKind as m, openTraceFs as n, createRun as o, eventsOf as p, readKernelState as r, endOf as s, elevated as t, succeed as u, placeInstructionProbes as v, removeLeftoverFolders as x, placeProbes as y };
