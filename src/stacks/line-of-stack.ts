import type { Frame, SourceLine } from '../model/recording.ts';
import { roleOf } from './role-of.ts';

/** The source lines of what was called at a return address of a thread's process, what was inlined innermost first. */
export type LinesAt = (address: bigint, thread: number) => readonly SourceLine[];

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
