/**
 * A place in the code that allocates: the innermost frame that is neither allocator nor Swift runtime nor
 * standard library, with its nearest callers (innermost first).
 */
export interface Site {
  readonly name: string;
  /** The module or library the frame belongs to: `App`, `NIOCore`, `libc.so.6`, `[unknown]`. */
  readonly module: string;
  readonly callers: readonly string[];
  /** Allocations per run or per iteration, as the benchmark's unit says. */
  readonly count: number;
  /** Bytes asked for; null where sizes were not recorded. */
  readonly bytes: number | null;
}
