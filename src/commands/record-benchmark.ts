import { displayName } from '../baseline/counts.ts';
import { parseMemoryMaps } from '../perf/memory-maps.ts';
import { type CallGraph, readRecording, recordStacks } from '../perf/record.ts';
import { createSymbols, type Symbols } from '../perf/symbols.ts';
import type { Workload } from '../perf/workload.ts';
import { type CallKind, callKinds, kindsOf } from '../probes/call-kinds.ts';
import { type NamedStack, nameStack } from '../stacks/named-stack.ts';
import { type PerfFolded, parsePerfFolded, type RawStack } from '../stacks/perf-folded.ts';
import { withoutRelays } from '../stacks/relays.ts';
import { addressOf } from '../stacks/resolve.ts';
import { demangle } from '../swift/demangle.ts';
import { succeed } from '../system/process.ts';
import type { ProbedAllocator } from './probed-allocator.ts';
import type { Surroundings } from './surroundings.ts';
import type { Tools } from './tools.ts';

/** The stacks of one run, each allocation once, and how far they can be trusted. */
export interface RecordedStacks {
  readonly stacks: readonly NamedStack[];
  readonly callGraph: CallGraph;
  readonly samples: number;
  readonly lost: number;
}

/** The kinds that make the total; each has its stacks under the name that people know. */
const recordedKinds: Readonly<Partial<Record<CallKind, string>>> = {
  malloc: 'malloc',
  calloc: 'calloc',
  posix_memalign_small: 'posix_memalign',
  posix_memalign_large: 'posix_memalign',
  realloc_null: displayName('realloc_null'),
};

/** Records one run of the workload and names its stacks. */
export async function recordBenchmark(
  { group, relays }: ProbedAllocator,
  workload: Workload,
  callGraph: CallGraph,
  tools: Tools,
  { run, logger }: Surroundings,
): Promise<RecordedStacks> {
  const data = `${tools.folder}/perf.data`;
  // `realloc` of an existing block makes no allocation: its stacks are not asked for.
  const events = group.functions.map((name) => ({
    event: `${group.name}:${name}`,
    filter: name === 'realloc' ? callKinds.realloc_null.filter : null,
  }));
  await recordStacks(run, tools.perf.path, events, callGraph, workload, data);
  const { folded, memoryMaps } = await readRecording(run, tools.perf.path, data);
  const report = parsePerfFolded(folded);
  const byKind = Map.groupBy(report.stacks, kindOf);

  const symbols = createSymbols(parseMemoryMaps(memoryMaps));
  const named = kindsOf(group.functions).flatMap((kind) => {
    const relayed = (relays.get(kind) ?? []).flatMap((other) => byKind.get(other) ?? []);
    const name = recordedKinds[kind];
    if (name === undefined) return [];
    return withoutRelays(byKind.get(kind) ?? [], relayed, symbols.at).stacks.map((stack) => ({ stack, name }));
  });
  const { names, note } = await demangle(
    named.flatMap(({ stack }) => mangledNames(stack, symbols)),
    (file, given, input) => succeed(run, 'demangling names', { file, arguments: given, input }),
  );
  if (note !== null) logger.warning(note);
  const naming = { demangled: names, resolve: symbols.at, libraryOf: symbols.libraryOf };
  return {
    stacks: named.map(({ stack, name }) => nameStack(stack, name, naming)),
    callGraph,
    samples: report.events.reduce((sum, event) => sum + event.samples, 0),
    lost: lostSamples(report),
  };
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

/** Every symbol that the stack will show: its frames, and the function of its return address. */
function mangledNames({ frames, fields, thread }: RawStack, symbols: Symbols): readonly string[] {
  const addresses = [...frames.map(addressOf), fields.ret ?? null].filter((address) => address !== null);
  const resolved = addresses.map((address) => symbols.at(address, thread)?.symbol ?? null);
  return [...frames.filter((frame) => addressOf(frame) === null), ...resolved.filter((symbol) => symbol !== null)];
}
