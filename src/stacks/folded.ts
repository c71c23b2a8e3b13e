import { UsageError } from '../model/errors.ts';
import { type Stack, unknownName } from './call-tree.ts';
import type { StackFormat } from './stack-sums.ts';

/** Deeper paths are refused: no recorder makes them, and trees are walked by recursion. */
const maximumDepth = 2000;

/**
 * Folded text: a line `root;…;leaf count` for each stack, as flame graph tools read it. The separator cannot be
 * written inside a name, so `;` becomes `:` there, and line breaks become spaces.
 */
export function formatFolded(stacks: Iterable<Stack>): string {
  return Array.from(stacks, ({ frames, count }) => `${foldedPath(frames)} ${count}\n`).join('');
}

/** The frames as folded text has them; `[unknown]` where there are none. */
export function foldedPath(frames: readonly string[]): string {
  const names = frames.map((name) => name.replaceAll(';', ':').replace(/[\r\n]+/g, ' ') || unknownName);
  return names.length === 0 ? unknownName : names.join(';');
}

/** Reads folded text; blank lines are skipped. Throws UsageError with the number of the first wrong line. */
export function parseFolded(text: string): readonly Stack[] {
  return text.split('\n').flatMap((line, index) => parseLine(line, index + 1) ?? []);
}

/** Reads one line (`lineNumber` is for the error); null for a blank one. The count comes after the last space. */
function parseLine(line: string, lineNumber: number): Stack | null {
  const content = line.endsWith('\r') ? line.slice(0, -1) : line;
  if (content.trim() === '') return null;
  const fail = (what: string) => new UsageError(`Folded stacks, line ${lineNumber}: ${what}`);
  const space = content.lastIndexOf(' ');
  const count = content.slice(space + 1);
  if (space <= 0 || !/^\d+$/.test(count)) {
    throw fail('a line is `root;…;leaf count`, with a whole number after the last space.');
  }
  if (!Number.isSafeInteger(Number(count))) throw fail(`the count ${count.slice(0, 40)} is too large.`);
  const frames = content.slice(0, space).split(';');
  if (frames.includes('')) throw fail('a frame has no name.');
  if (frames.length > maximumDepth) throw fail(`${frames.length} frames, at most ${maximumDepth} are read.`);
  return { frames, count: Number(count), bytes: 0 };
}

/** Folded text as one of the formats that `fold` reads: lines that are wrong are counted there, not thrown. */
export const folded: StackFormat = {
  separator: '\n',
  readPiece: (line) => {
    try {
      const stack = parseLine(line, 1);
      const stacks = stack === null ? [] : [{ text: stack.frames.join(';'), count: stack.count }];
      return { stacks, unparsed: [], lost: 0 };
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      return { stacks: [], unparsed: [line], lost: 0 };
    }
  },
  framesOf: (text) => ({ frames: text.split(';'), unparsed: [] }),
};
