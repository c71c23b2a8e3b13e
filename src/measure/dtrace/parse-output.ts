import type { RawStack } from '../../stacks/perf-folded.ts';

/** What DTrace wrote of one run. */
export interface DTraceOutput {
  /** Calls by kind, as often as it was said: once, where all is well. */
  readonly counts: ReadonlyMap<string, readonly number[]>;
  readonly stacks: readonly DTraceStack[];
  /** What the program gave to exit; null where it did not. */
  readonly exitStatus: number | null;
  /** How the kernel ended it; null where that was not seen. */
  readonly ended: 'exited' | 'killed' | 'dumped' | null;
  /** The last signal that it took, by its number; null where there was none. */
  readonly signal: number | null;
  readonly children: number;
  readonly hasExecuted: boolean;
  readonly isOverdue: boolean;
  /** Whether the last line is there. */
  readonly isWhole: boolean;
  /** The first line that is none of ours; null where there is none. */
  readonly unparsed: string | null;
}

/** A call path and how often it was taken. */
export interface DTraceStack {
  readonly kind: string;
  /** Innermost first, as DTrace names them: ``libc.so.6`malloc+0x1``. */
  readonly frames: readonly string[];
  readonly count: RawStack['count'];
}

// count malloc 31
const countLine = /^count (\w+) (\d{1,15})$/;
// exit 0, exit -1
const exitLine = /^exit (-?\d{1,10})$/;
// ended 2 6
const endedLine = /^ended ([123]) (\d{1,3})$/;
// stack malloc
const stackLine = /^stack (\w+)$/;
const ends = { 1: 'exited', 2: 'killed', 3: 'dumped' } as const;

/** Reads what the script of `scriptFor` printed. What is not understood is named, for nothing is believed then. */
export function parseOutput(text: string): DTraceOutput {
  const counts = new Map<string, readonly number[]>();
  const stacks: DTraceStack[] = [];
  let open: { readonly kind: string; readonly frames: string[] } | null = null;
  let exitStatus: number | null = null;
  let ended: DTraceOutput['ended'] = null;
  let signal: number | null = null;
  let [children, hasExecuted, isOverdue, isWhole] = [0, false, false, false];
  let unparsed: string | null = null;
  for (const raw of text.split('\n')) {
    const line = raw.trim();
    if (line === '') continue;
    if (isWhole) unparsed ??= line; // What follows the end was there before: -o appends.
    const [, kind, calls] = countLine.exec(line) ?? [];
    const [, status] = exitLine.exec(line) ?? [];
    const [, cause, taken] = endedLine.exec(line) ?? [];
    const [, stack] = stackLine.exec(line) ?? [];
    if (kind !== undefined) counts.set(kind, [...(counts.get(kind) ?? []), Number(calls)]);
    else if (stack !== undefined && open === null) open = { kind: stack, frames: [] };
    else if (open !== null && /^\d{1,15}$/.test(line)) {
      stacks.push({ ...open, count: Number(line) });
      open = null;
    } else if (open !== null) open.frames.push(line);
    else if (status !== undefined) exitStatus = Number(status);
    else if (cause === '1' || cause === '2' || cause === '3') {
      ended = ends[cause];
      signal = Number(taken) || null;
    } else if (line === 'child') children += 1;
    else if (line === 'exec') hasExecuted = true;
    else if (line === 'overdue') isOverdue = true;
    else if (line === 'end') isWhole = true;
    else unparsed ??= line;
  }
  if (open !== null) unparsed ??= `stack ${open.kind}`;
  return { counts, stacks, exitStatus, ended, signal, children, hasExecuted, isOverdue, isWhole, unparsed };
}
