import type { Frame, SourceLine } from '../model/recording.ts';
import { roleOf } from './role-of.ts';

/** A function at an address: one that was inlined there, or the one that the address is in. */
export interface CodeLevel {
  /** As in the symbol table, not demangled; null where it is not known. */
  readonly symbol: string | null;
  /** Null where it is none that anybody can open: the compiler has made the code, or it is somebody else's. */
  readonly line: SourceLine | null;
}

/** What was called at a return address of a thread's process, what was inlined innermost first; empty where it is not known. */
export type LevelsAt = (address: bigint, thread: number) => readonly CodeLevel[];

/**
 * The line that allocates, of a stack's named callers, root first: that of the innermost code that has one. Within a
 * function the repository's own line says more than one of what was inlined from a dependency. Null where none is known.
 */
export function lineOfStack(
  callers: readonly Frame[],
  linesOf: (index: number) => readonly SourceLine[],
): SourceLine | null {
  for (let index = callers.findLastIndex((frame) => roleOf(frame) === 'code'); index >= 0; index -= 1) {
    const lines = linesOf(index);
    const line = lines.find((one) => one.package === null) ?? lines[0];
    if (line !== undefined) return line;
  }
  return null;
}
