import { type AllocationFunction, displayName, functionsInTotal, type OptionalFunction } from '../baseline/counts.ts';
import { createFrameRules } from '../perf/frame-rules.ts';
import { parseMemoryMaps } from '../perf/memory-maps.ts';
import { type CallGraph, readRecording, recordStacks } from '../perf/record.ts';
import { createSymbols } from '../perf/symbols.ts';
import type { Workload } from '../perf/workload.ts';
import { type CallKind, callKinds, kindsOf } from '../probes/call-kinds.ts';
import { insertCaller } from '../stacks/caller.ts';
import { type NamedStack, nameStack } from '../stacks/named-stack.ts';
import { type PerfFolded, parsePerfFolded, type RawStack } from '../stacks/perf-folded.ts';
import { withoutRelays } from '../stacks/relays.ts';
import { addressOf, type Resolve } from '../stacks/resolve.ts';
import { judgeStack, type RuleAtCall, withoutAstray } from '../stacks/trust.ts';
import { demangle } from '../swift/demangle.ts';
import { succeed } from '../system/process.ts';
import type { ProbedAllocator } from './probed-allocator.ts';
import type { Surroundings } from './surroundings.ts';
import type { Tools } from './tools.ts';

/** The stacks of one run, each allocation once, and how far they can be trusted. */
export interface RecordedStacks {
  readonly stacks: readonly (NamedStack & { readonly isTrusted: boolean })[];
  readonly callGraph: CallGraph;
  readonly samples: number;
  readonly lost: number;
  /** Lines of perf's report that were not understood. */
  readonly unread: number;
}

/** The function of each kind, under the name that people know; those in the total have their stacks shown. */
const functionOf: Readonly<Partial<Record<CallKind, AllocationFunction>>> = {
  malloc: 'malloc',
  calloc: 'calloc',
  posix_memalign_small: 'posix_memalign',
  posix_memalign_large: 'posix_memalign',
  realloc_null: 'realloc_null',
  aligned_alloc_small: 'aligned_alloc',
  aligned_alloc_large: 'aligned_alloc',
  memalign_small: 'memalign',
  memalign_large: 'memalign',
};

/** Records one run of the workload and names its stacks. */
export async function recordBenchmark(
  { group, relays }: ProbedAllocator,
  workload: Workload,
  callGraph: CallGraph,
  totalIncludes: readonly OptionalFunction[],
  tools: Tools,
  { run, logger }: Surroundings,
): Promise<RecordedStacks> {
  const data = `${tools.folder}/perf.data`;
  // `realloc` of an existing block makes no allocation: its stacks are not asked for.
  const events = group.functions.map((name) => ({
    event: `${group.name}:${name}`,
    filter: name === 'realloc' ? callKinds.realloc_null.filter : null,
  }));
  const { report, maps } = await recordWithoutLoss(callGraph, async (bufferSize) => {
    await recordStacks(run, tools.perf.path, events, { callGraph, bufferSize }, workload, data);
    const { folded, memoryMaps } = await readRecording(run, tools.perf.path, callGraph, data, tools.folder);
    return { report: parsePerfFolded(folded), maps: parseMemoryMaps(memoryMaps) };
  });
  const symbols = createSymbols(maps);
  // A return address lies behind the call: behind the whole function, where that never returns.
  const resolve: Resolve = (address, thread) => symbols.at(address - 1n, thread);

  const ofKind = (kind: CallKind) => report.stacks.filter((stack) => kindOf(stack) === kind);
  const own = kindsOf(group.functions).flatMap((kind) => {
    const called = functionOf[kind];
    if (called === undefined || !functionsInTotal(totalIncludes).includes(called)) return [];
    const relayed = (relays.get(kind) ?? []).flatMap(ofKind);
    const { stacks } = withoutRelays(ofKind(kind), relayed, resolve);
    return stacks.map((stack) => ({ stack: insertCaller(stack, resolve), name: displayName(called) }));
  });
  const checked = callGraph === 'fp' ? checkStacks(own, createFrameRules(maps).atCall) : own.map(trusted);

  const { names, note } = await demangle(
    checked.flatMap(({ stack }) => mangledNames(stack, resolve)),
    (file, given, input) => succeed(run, 'demangling names', { file, arguments: given, input }),
  );
  if (note !== null) logger.warning(note);
  const naming = { demangled: names, resolve, libraryOf: symbols.libraryOf };
  return {
    stacks: checked.map(({ stack, name, isTrusted }) => ({ ...nameStack(stack, name, naming), isTrusted })),
    callGraph,
    samples: report.events.reduce((sum, event) => sum + event.samples, 0),
    lost: lostSamples(report),
    unread: report.unparsed.lines,
  };
}

interface ReadRecording {
  readonly report: PerfFolded;
  readonly maps: ReturnType<typeof parseMemoryMaps>;
}

/** Buffers per CPU. fp never filled the smallest; dwarf dumps 8 KiB for each allocation (facts 11). */
const bufferSizes = ['16M', '128M', '512M', '1G'] as const;

/** Records with larger buffers until nothing is lost; with what was lost in the largest, if it comes to that. */
async function recordWithoutLoss(
  callGraph: CallGraph,
  record: (bufferSize: string) => Promise<ReadRecording>,
): Promise<ReadRecording> {
  const [first, ...larger] = callGraph === 'fp' ? bufferSizes : bufferSizes.slice(1);
  let recorded = await record(first ?? '16M');
  for (const bufferSize of larger) {
    if (lostSamples(recorded.report) === 0) break;
    recorded = await record(bufferSize);
  }
  return recorded;
}

interface OwnStack {
  readonly stack: RawStack;
  /** The function that the program called. */
  readonly name: string;
}

type CheckedStack = OwnStack & { readonly isTrusted: boolean };

const trusted = (own: OwnStack): CheckedStack => ({ ...own, isTrusted: true });

/** Of a stack that frame pointers led astray, the part that is right. */
function checkStacks(all: readonly OwnStack[], ruleAtCall: RuleAtCall): readonly CheckedStack[] {
  return all.map(({ stack, name }) => {
    const trust = judgeStack(stack, ruleAtCall);
    return { stack: withoutAstray(stack, trust), name, isTrusted: trust.reason === null };
  });
}

function kindOf({ event, fields }: RawStack): CallKind | 'unknown' {
  const probe = event.slice(event.indexOf(':') + 1);
  if (probe === 'realloc') return 'realloc_null';
  const size = fields.align !== undefined && fields.align <= 16n ? '_small' : '_large';
  const kinds: readonly string[] = [probe, `${probe}${size}`];
  return (
    kindsOf(['malloc', 'calloc', 'posix_memalign', 'aligned_alloc', 'memalign']).find((kind) => kinds.includes(kind)) ??
    'unknown'
  );
}

function lostSamples({ lost, events }: PerfFolded): number {
  const missing = events.reduce(
    (sum, { announced, samples }) => sum + Math.max(0, (announced ?? samples) - samples),
    0,
  );
  return Math.max(lost ?? 0, missing);
}

/** Every symbol that the stack will show: those of its frames, and of its return address. */
function mangledNames({ frames, fields, thread }: RawStack, resolve: Resolve): readonly string[] {
  const addresses = [...frames.map(addressOf), fields.ret ?? null].filter((address) => address !== null);
  const resolved = addresses.map((address) => resolve(address, thread)?.symbol ?? null);
  return [...frames.filter((frame) => addressOf(frame) === null), ...resolved.filter((symbol) => symbol !== null)];
}
