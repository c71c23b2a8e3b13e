import { UsageError } from '../model/errors.ts';
import { type Stack, unknownName } from './call-tree.ts';
import { deepestStack, type StackFormat } from './stack-sums.ts';

/**
 * Folded text: a line `root;…;leaf count` for each stack, as flame graph tools read it. The separator cannot be
 * written inside a name, so `;` becomes `:` there, and line breaks become spaces. A path that ends in a number of its own
 * would be read as one with two counts: its last space becomes `_`.
 */
export function formatFolded(stacks: Iterable<Stack>): string {
  return Array.from(stacks, ({ frames, count }) => `${foldedPath(frames)} ${count}\n`).join('');
}

/** The frames as folded text has them; `[unknown]` where there are none. */
export function foldedPath(frames: readonly string[]): string {
  const names = frames.map((name) => name.replaceAll(';', ':').replace(/[\r\n]+/g, ' ') || unknownName);
  return names.length === 0 ? unknownName : names.join(';').replace(numberBehind, '_$1');
}

// "main;worker 12"
const numberBehind = /\s(\d+(?:\.\d*)?)$/;

const twoCounts =
  'it has two counts, as difffolded.pl writes them: give the two recordings apart (`flamegraph --baseline`).';

/** Reads folded text; blank lines are skipped. Throws UsageError with the number of the first wrong line. */
export function parseFolded(text: string): readonly Stack[] {
  return text.split('\n').flatMap((line, index) => {
    const read = parseLine(line);
    if (typeof read === 'string') throw new UsageError(`Folded stacks, line ${index + 1}: ${read}`);
    return read ?? [];
  });
}

/**
 * Reads one line; null for a blank one, and what is wrong where it is none. The count comes after the last space. A frame
 * without a name (`main;;malloc 3`), and a path without frames (` 3`), are `[unknown]`.
 */
function parseLine(line: string): Stack | string | null {
  const content = line.trimEnd();
  if (content === '') return null;
  const space = content.lastIndexOf(' ');
  const count = content.slice(space + 1);
  if (space < 0 || !/^\d+$/.test(count)) {
    return 'a line is `root;…;leaf count`, with a whole number after the last space.';
  }
  if (!Number.isSafeInteger(Number(count))) return `the count ${count.slice(0, 40)} is too large.`;
  const path = content.slice(0, space);
  if (numberBehind.test(path)) {
    return twoCounts;
  }
  const frames = path.split(';').map((name) => name || unknownName);
  if (frames.length > deepestStack) return `${frames.length} frames, at most ${deepestStack} are read.`;
  return { frames, count: Number(count), bytes: 0 };
}

/** Folded text as one of the formats that `fold` reads: lines that are wrong are counted there, not thrown. */
export const folded: StackFormat = (findings) => ({
  read: (line) => {
    const read = parseLine(line);
    if (read === twoCounts) findings.unparsed(line, read);
    else if (typeof read === 'string') findings.unparsed(line);
    else if (read !== null) findings.stack(read.frames, read.count);
  },
  end: () => {},
});
