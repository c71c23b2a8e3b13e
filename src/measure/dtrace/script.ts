import type { DTraceKind } from './kinds.ts';
import type { Platform } from './platform.ts';

/** What a script finds out of one run. */
export interface ScriptRequest {
  /** What is counted. */
  readonly kinds: readonly DTraceKind[];
  /** Whether the stack of each call is taken beside its count. */
  readonly stacks: boolean;
  /** After so long DTrace ends, and the program with it. */
  readonly limitSeconds: number;
}

/** Deeper stacks are cut. */
const maximumDepth = 200;

/**
 * The D program that counts the calls of its target, one line for each thing that {@link parseOutput} reads:
 *
 *     exit 0                   what the program gave to exit
 *     ended 1 0                how it ended (CLD_EXITED, CLD_KILLED, CLD_DUMPED), and the last signal it took, 0: none
 *     child                    it forked, and the child is not counted
 *     exec                     it became another program, which is not counted
 *     overdue                  the time limit came first
 *     count malloc 31          each kind once, 0 too: the counts begin as sums of 0
 *     stack malloc             a stack, innermost frame first, and its count
 *     end                      the last line: what is before it is whole
 */
export function scriptFor(
  { module, exit, namesTheDead }: Platform,
  { kinds, stacks, limitSeconds }: ScriptRequest,
): string {
  const probe = (symbol: string) => `pid$target:${module}:${symbol}:entry`;
  const clause = ({ kind, symbol, predicate }: DTraceKind) => {
    const taken = stacks ? ` @stacks["${kind}", ustack(${maximumDepth})] = count();` : '';
    return [
      `${probe(symbol)}${predicate === null ? '' : ` /${predicate}/`}`,
      `{ @counts["${kind}"] = sum(1);${taken} }`,
    ].join(' ');
  };
  // Held by SIGSTOP at its own exit, it is there until the stacks are printed; then DTrace ends it.
  const isHeld = stacks && !namesTheDead;
  const held = isHeld ? ' raise(19); printf("ended 1 0\\n"); exit(0);' : '';
  return [
    '#pragma D option quiet',
    ...(isHeld ? ['#pragma D option destructive'] : []),
    'BEGIN',
    '{',
    '  started = timestamp;',
    '  taken = 0;',
    ...kinds.map(({ kind }) => `  @counts["${kind}"] = sum(0);`),
    '}',
    ...kinds.map(clause),
    `pid$target:${exit}:entry { printf("exit %d\\n", (int)arg0);${held} }`,
    'proc:::create /pid == $target && args[0]->pr_pid != $target/ { printf("child\\n"); }',
    'proc:::exec-success /pid == $target/ { printf("exec\\n"); }',
    'proc:::signal-handle /pid == $target/ { taken = args[0]; }',
    'proc:::exit /pid == $target/ { printf("ended %d %d\\n", (int)arg0, taken); exit(0); }',
    // One CPU ticks, and not while it idles (facts 18b).
    `profile:::tick-100ms,profile:::profile-10hz /timestamp - started > ${limitSeconds * 1000}000000/ { printf("overdue\\n"); exit(0); }`,
    'END',
    '{',
    '  printa("count %s %@d\\n", @counts);',
    ...(stacks ? ['  printa("stack %s%k%@d\\n", @stacks);'] : []),
    '  printf("end\\n");',
    '}',
    '',
  ].join('\n');
}
