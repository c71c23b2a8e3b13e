import { unknownName } from './call-tree.ts';
import type { Piece, StackFormat, StackFrames } from './stack-sums.ts';

/**
 * What DTrace prints of an aggregation by stack (`@[ustack()] = count()`): for each stack a blank line, the frames
 * (innermost first) and the count, all indented:
 *
 *                   libsystem_malloc.dylib`malloc+0x1
 *                   Toy`buildList(_:)+0x2c
 *                     20
 *
 * The program's own output comes in between (facts 18): a number that no frame precedes, or that is not indented, is no count.
 */
export const dtrace: StackFormat = { separator: '\n\n', readPiece, framesOf };

// "              Toy`buildList(_:)+0x2c", "              0x104f8a2c0"
const frameLine = /^\s+(?:\S[^`]*`.+|0x[0-9a-f]+)$/;
// "                20"
const countLine = /^\s+(\d+)$/;

function readPiece(piece: string): Piece {
  const stacks: Piece['stacks'][number][] = [];
  const unparsed: string[] = [];
  let frames: string[] = [];
  for (const untrimmed of piece.split('\n')) {
    const line = untrimmed.trimEnd();
    if (line === '') continue;
    const [, count] = countLine.exec(line) ?? [];
    if (frameLine.test(line)) frames.push(line);
    else if (count === undefined || frames.length === 0 || !Number.isSafeInteger(Number(count))) unparsed.push(line);
    else {
      stacks.push({ text: frames.join('\n'), count: Number(count) });
      frames = [];
    }
  }
  return { stacks, unparsed: [...unparsed, ...frames], lost: 0 };
}

function framesOf(text: string): StackFrames {
  return { frames: text.split('\n').map(nameOf).reverse(), unparsed: [] };
}

/** The function without its module and offset; `[module]` where it has no symbol. */
function nameOf(line: string): string {
  const frame = line.trim();
  const tick = frame.indexOf('`');
  if (tick < 0) return unknownName;
  const symbol = frame.slice(tick + 1).replace(/\+0x[0-9a-f]+$/, '');
  return /^0x[0-9a-f]+$/.test(symbol) ? `[${frame.slice(0, tick)}]` : symbol;
}
