import { createFrameRules } from '../../elf/frame-rules.ts';
import { placeIn } from '../../elf/memory-map.ts';
import { createSymbols } from '../../elf/symbols.ts';
import { type AllocationFunction, type CallKind, callKinds, probedFunctions } from '../../model/counted-functions.ts';
import { displayName } from '../../model/counts.ts';
import { directSymbols } from '../../model/direct-functions.ts';
import type { PerfCallGraph } from '../../model/recording.ts';
import { addressOf, type Naming, nameFrame, type Resolve } from '../../stacks/name-frame.ts';
import { insertCaller, nameStack } from '../../stacks/named-stack.ts';
import { type PerfFolded, parsePerfFolded, type RawStack, type Unparsed } from '../../stacks/perf-folded.ts';
import { roleOf } from '../../stacks/role-of.ts';
import { demangle } from '../../swift/demangle.ts';
import type { Host } from '../../system/host.ts';
import type { Logger } from '../../system/logger.ts';
import { succeed } from '../../system/process.ts';
import type { FailedRun, RecordedStacks, RecordRequest, RunResult, Workload } from '../measurer.ts';
import type { Relays } from '../relays.ts';
import type { ReturnAddress, SourceLines } from '../source-lines.ts';
import type { DirectKind } from './entry-points.ts';
import { parseMemoryMaps } from './memory-maps.ts';
import { sayOtherAllocators } from './other-allocators.ts';
import type { ProbeGroup } from './probe-group.ts';
import type { ProbedAllocator } from './probed-allocator.ts';
import type { ProbedEntryPoints } from './probed-entry-points.ts';
import { readRecording, recordStacks } from './record.ts';
import { recordedKind } from './recorded-kind.ts';
import type { ProbeEvent } from './stat.ts';
import type { Tools } from './tools.ts';
import { judgeStack, type RuleAtCall, rightPartOf } from './trust.ts';
import { withoutRelays } from './withhold-relays.ts';

/** What perf is to record. */
export type PerfRequest = RecordRequest & { readonly callGraph: PerfCallGraph };

/** Runs a program once and takes the stacks of its calls, under names that people know. */
export async function recordRun(
  { allocator, group, relays, ownCalls, entryPoints }: ProbedAllocator,
  workload: Workload,
  { callGraph, functions }: PerfRequest,
  tools: Tools,
  { run, logger }: Host,
  lines: SourceLines,
): Promise<RunResult> {
  const data = `${tools.folder}/perf.data`;
  // Those that are not counted may make calls of those that are.
  const direct = entryPoints.functions.some(({ isCounted }) => isCounted) ? entryPoints.events : [];
  const events = [...eventsOf(group), ...direct];
  const read = await recordWithoutLoss(callGraph, async (bufferSize) => {
    const failure = await recordStacks(run, tools, events, { callGraph, bufferSize }, workload, data);
    if (failure !== null) return failure;
    const { folded, memoryMaps } = await readRecording(run, tools.perf.path, callGraph, data, tools.folder);
    return { outcome: 'read', report: parsePerfFolded(folded), maps: parseMemoryMaps(memoryMaps) };
  });
  if (read.outcome === 'failed') return read;
  const maps = read.maps.threads;
  const mapped = [...maps.values()].flatMap((all) => all.map(({ path }) => path));
  const others = sayOtherAllocators(workload.command[0], mapped, allocator, entryPoints);
  if (others !== null) logger.info(others);
  const isOwn = ({ thread, fields: { ret } }: RawStack) => {
    const place = ret === undefined ? null : placeIn(maps.get(thread), ret);
    return place?.path === allocator.path && ownCalls.returns.has(place.offset);
  };
  const report = { ...read.report, stacks: read.report.stacks.filter((stack) => !isOwn(stack)) };
  warnOfUnread(report.unparsed, read.maps.unparsed, logger);
  const symbols = createSymbols(maps);
  // A return address lies behind the call: behind the whole function, where that never returns.
  const resolve: Resolve = (address, thread) => symbols.at(address - 1n, thread);
  const all = [...ownStacks(report, relays, resolve), ...directStacks(report, entryPoints, resolve)];
  const own = all.filter(({ countedAs }) => functions.includes(countedAs));
  const checked = callGraph === 'fp' ? checkStacks(own, createFrameRules(maps).atCall, logger) : own.map(trusted);

  const { names, note } = await demangle(
    checked.flatMap(({ stack }) => mangledNames(stack, resolve)),
    (file, given, input) => succeed(run, 'demangling names', { file, arguments: given, input }),
  );
  if (note !== null) logger.warning(note);
  const naming = { demangled: names, resolve, libraryOf: symbols.libraryOf };
  const { levelsAt } = await lines.inSpaces(
    checked.flatMap(({ stack }) => addressesOfCode(stack, naming)),
    maps,
  );
  const stacks: RecordedStacks = {
    stacks: checked.map(({ stack, countedAs, isTrusted }) => ({
      ...nameStack(stack, displayName(countedAs), naming, levelsAt),
      isTrusted,
    })),
    callGraph,
    // perf shows by DWARF no addresses, and which of its two ways it takes may differ from gate to gate.
    naming: 'functions',
    samples: report.events.reduce((sum, event) => sum + event.samples, 0),
    lost: lostSamples(report),
    whyNoLines: callGraph === 'fp' ? lines.whyNone() : noAddresses,
  };
  return { outcome: 'completed', counts: null, freed: null, stacks, disagreement: null };
}

/** An event for each probe. Calls that make no block (`realloc` of an existing one) are left out. */
function eventsOf({ name, functions }: ProbeGroup): readonly ProbeEvent[] {
  return functions.map((symbol) => {
    const kinds = callKinds.filter((kind) => kind.symbol === symbol);
    const [maker] = kinds.filter(({ makesBlock }) => makesBlock);
    const takesAll = kinds.every(({ makesBlock }) => makesBlock);
    return { event: `${name}:${symbol}`, filter: takesAll ? null : (maker?.filter ?? null) };
  });
}

/** Lines of perf's reports that were not understood hold stacks that nobody will see, or what lay where in memory. */
function warnOfUnread(stacks: Unparsed, maps: Unparsed, logger: Logger): void {
  const lines = stacks.lines + maps.lines;
  if (lines === 0) return;
  const [first = ''] = [...stacks.examples, ...maps.examples];
  const what = lines === 1 ? 'One line of perf’s report was' : `${lines} lines of perf’s report were`;
  logger.warning(`${what} not understood, so that stacks may be missing; the first: ${first}`);
}

/** The stacks of each kind of call, those left out that other functions made of it. */
function ownStacks(report: PerfFolded, relays: Relays, resolve: Resolve): readonly OwnStack[] {
  const ofKind = (kind: CallKind) => report.stacks.filter((stack) => recordedKind(stack) === kind);
  return callKinds.flatMap(({ kind, countedAs }) => {
    const stacks = withoutRelays(ofKind(kind), (relays.get(kind) ?? []).flatMap(ofKind), resolve);
    return stacks.map((stack) => ({ stack: insertCaller(stack, resolve), countedAs }));
  });
}

/** The same of functions that are called directly. */
function directStacks(
  report: PerfFolded,
  { functions, events, relays }: ProbedEntryPoints,
  resolve: Resolve,
): readonly OwnStack[] {
  const eventOf = new Map<string, string | undefined>(functions.map(({ kind }, index) => [kind, events[index]?.event]));
  const ofKind = (kind: CallKind | DirectKind) =>
    report.stacks.filter((stack) => stack.event === eventOf.get(kind) || recordedKind(stack) === kind);
  return functions.flatMap(({ kind, countedAs }) => {
    const stacks = withoutRelays(ofKind(kind), (relays.get(kind) ?? []).flatMap(ofKind), resolve, directMakers);
    return stacks.map((stack) => ({ stack: insertCaller(stack, resolve), countedAs }));
  });
}

/** Whatever may make a call of a function that is called directly. */
const directMakers = [...probedFunctions, ...directSymbols];

interface ReadRecording {
  readonly outcome: 'read';
  readonly report: PerfFolded;
  readonly maps: ReturnType<typeof parseMemoryMaps>;
}

/** Buffers per CPU. fp never filled the smallest; dwarf dumps 8 KiB for each allocation (facts 11). */
const bufferSizes = ['16M', '128M', '512M', '1G'] as const;

/** Records with larger buffers until nothing is lost; with what was lost in the largest, if it comes to that. */
async function recordWithoutLoss(
  callGraph: PerfCallGraph,
  record: (bufferSize: string) => Promise<ReadRecording | FailedRun>,
): Promise<ReadRecording | FailedRun> {
  const [first, ...larger] = callGraph === 'fp' ? bufferSizes : bufferSizes.slice(1);
  let recorded = await record(first ?? '16M');
  for (const bufferSize of larger) {
    if (recorded.outcome === 'failed' || lostSamples(recorded.report) === 0) break;
    recorded = await record(bufferSize);
  }
  return recorded;
}

interface OwnStack {
  readonly stack: RawStack;
  /** The function that the program called. */
  readonly countedAs: AllocationFunction;
}

type CheckedStack = OwnStack & { readonly isTrusted: boolean };

const trusted = (own: OwnStack): CheckedStack => ({ ...own, isTrusted: true });

/** Of a stack that frame pointers led astray, the part that is right; the log says how many there are, and why. */
function checkStacks(all: readonly OwnStack[], ruleAtCall: RuleAtCall, logger: Logger): readonly CheckedStack[] {
  const reasons = new Map<string, number>();
  const checked = all.map(({ stack, countedAs }) => {
    const trust = judgeStack(stack, ruleAtCall);
    if (trust.reason !== null) reasons.set(trust.reason, (reasons.get(trust.reason) ?? 0) + stack.count);
    return { stack: rightPartOf(stack, trust), countedAs, isTrusted: trust.reason === null };
  });
  const counted = [...reasons].map(([reason, count]) => `${count} ${reason}`);
  if (counted.length > 0) logger.info(`Allocations whose stack frame pointers do not tell: ${counted.join(', ')}.`);
  return checked;
}

function lostSamples({ lost, events }: PerfFolded): number {
  const missing = events.reduce(
    (sum, { announced, samples }) => sum + Math.max(0, (announced ?? samples) - samples),
    0,
  );
  return Math.max(lost ?? 0, missing);
}

/** With dwarf perf reads the program's files, and names each frame instead of saying where it is. */
const noAddresses = 'Source lines are not known: perf took the stacks by DWARF, which it shows without addresses.';

/** The return addresses whose lines may be asked for: what the runtime does has none that anybody looks for. */
function addressesOfCode({ frames, thread }: RawStack, naming: Naming): readonly ReturnAddress[] {
  return frames.flatMap((frame) => {
    const address = addressOf(frame);
    const isCode = address !== null && roleOf(nameFrame(frame, thread, naming)) === 'code';
    return isCode ? [{ address, thread }] : [];
  });
}

/** Every symbol that the stack will show: those of its frames, and of its return address. */
function mangledNames({ frames, fields, thread }: RawStack, resolve: Resolve): readonly string[] {
  const addresses = [...frames.map(addressOf), fields.ret ?? null].filter((address) => address !== null);
  const resolved = addresses.map((address) => resolve(address, thread)?.symbol ?? null);
  return [...frames.filter((frame) => addressOf(frame) === null), ...resolved.filter((symbol) => symbol !== null)];
}
