import { unknownName } from './call-tree.ts';
import type { Piece, StackFormat, StackFrames } from './stack-sums.ts';

/**
 * The text of `perf script`: for each sample a header, its frames (innermost first), a blank line, which the last
 * sample may lack. Every sample counts once. Samples without frames follow each other without a blank line (facts 16).
 */
export const perfScript: StackFormat = { separator: '\n\n', readPiece, framesOf };

/**
 * `Toy 16753 [001] 1234.567890: probe:malloc: (7ffff745f8d0) size=16`: the thread's name (which may hold spaces,
 * digits and `#`), the thread or `process/thread`, CPU, time, period, and the event, with whatever it shows behind it.
 * The name ends in no space: else each space of many would be tried as its end.
 */
const header = /^(?:.*?\S)? +-?\d+(?:\/-?\d+)? +(?:\[\d+\] +)?(?:\d+\.\d+: +)?(?:\d+ +)?[^\s:]\S*:(?: |$)/;
// Toy 16753 [001] 1234.567890: PERF_RECORD_LOST lost 34
const lostSamples = /: PERF_RECORD_LOST(?:_SAMPLES)? lost (\d+)/;

function readPiece(piece: string): Piece {
  const end = piece.indexOf('\n');
  const first = end < 0 ? piece : piece.slice(0, end);
  const rest = end < 0 ? '' : piece.slice(end + 1);
  // Nearly always: one header, then frames only, which are all indented.
  if (isSample(first) && /^\s/.test(rest) && !/\n\S/.test(rest)) return found([rest]);
  return readLines(piece.split('\n'));
}

function readLines(lines: readonly string[]): Piece {
  const samples: string[][] = [];
  const unparsed: string[] = [];
  let lost = 0;
  let sample: string[] | null = null;
  for (const line of lines) {
    if (line === '' || line === '\r') continue;
    const [, lostHere] = lostSamples.exec(line) ?? [];
    if (lostHere !== undefined) lost += Number(lostHere);
    else if (/^\s/.test(line) && sample !== null) sample.push(line);
    else if (isSample(line)) {
      sample = [];
      samples.push(sample);
      // `# captured on    : …` of `perf script --header`.
    } else if (!/^#(?: |$)/.test(line)) {
      unparsed.push(line);
      sample = null;
    }
  }
  return { ...found(samples.map((frames) => frames.join('\n'))), unparsed, lost };
}

function isSample(line: string): boolean {
  return header.test(line) && !lostSamples.test(line);
}

function found(texts: readonly string[]): Piece {
  return { stacks: texts.map((text) => ({ text, count: 1 })), unparsed: [], lost: 0 };
}

// "	    7ffff7c610f9 swift_slowAlloc+0x19 (/usr/lib/swift/linux/libswiftCore.so)", or without a symbol, or without `(…)`
const frameLine = /^\s+[0-9a-f]+(?: (.*?))?\r?$/;
// What is behind an offset, or a symbol that is not known, is the file, whatever it is: `main+0x10 (my bench/prog)`
const fileBehind = /^(\[unknown\]|.*\+0x[0-9a-f]+) \((.*)\)$/;
/**
 * Behind a symbol alone: a file, also `(/path (deleted))` and `(./bin/Toy)`; `([vdso])`, `([JIT app cache])`; `(inlined)`.
 * Swift names hold brackets of their own, but none whose first word has a slash.
 */
const mapped = /^(.*?)(?:^| )\(([^() ]*\/.*|\[[^()]+\]\w*|inlined|[^()/ ]+)\)$/;

function framesOf(text: string): StackFrames {
  const unparsed: string[] = [];
  const frames = text === '' ? [] : text.split('\n').map((line) => nameOf(line, unparsed));
  return { frames: frames.reverse(), unparsed };
}

function nameOf(line: string, unparsed: string[]): string {
  const matched = frameLine.exec(line);
  if (matched === null) {
    unparsed.push(line);
    return unknownName;
  }
  const [, shown = ''] = matched;
  // Without a bracket at the end, each bracket before it would be tried against the rest of the line.
  const matchedFile = shown.endsWith(')') ? (fileBehind.exec(shown) ?? mapped.exec(shown)) : null;
  const [, before = shown, file = ''] = matchedFile ?? [];
  const symbol = before.replace(/\+0x[0-9a-f]+$/, '');
  return symbol === '' || symbol === unknownName ? libraryName(file) : symbol;
}

/** `[libc.so.6]`, of `/usr/lib/libc.so.6` and of `/usr/lib/libc.so.6 (deleted)`. */
function libraryName(file: string): string {
  const name = file.replace(/ \(deleted\)$/, '').replace(/^.*\//, '');
  if (name === '' || name === 'inlined') return unknownName;
  return name.startsWith('[') ? name : `[${name}]`;
}
