import { unknownName } from './call-tree.ts';
import { deepestStack, type Findings, type LineReader, type StackFormat } from './stack-sums.ts';

/**
 * The text of `perf script`: for each sample a header and its frames, innermost first. Every sample counts once. What a
 * line is shows in what it holds: text that was pasted, cut or formatted has lost its blank lines or its indentation, and
 * headers without frames follow each other, indented themselves (facts 16).
 */
export const perfScript: StackFormat = (findings) => new Reader(findings);

type Line =
  | { readonly kind: 'frame'; readonly name: string }
  | { readonly kind: 'header'; readonly event: string }
  /** A header without an event, if a frame follows: else it could be anything that ends in a number. */
  | { readonly kind: 'bare header' }
  /** Another record than a sample: a mapping, a fork, samples that were lost. */
  | { readonly kind: 'other record'; readonly lost: number }
  /** Where the frame above comes from. */
  | { readonly kind: 'source' }
  | { readonly kind: 'comment' }
  | { readonly kind: 'unknown' };

interface Sample {
  readonly event: string | undefined;
  /** Innermost first. */
  readonly frames: string[];
  isIndented: boolean;
}

/** Names by the lines of frames: there are thousands of lines in millions of frames. */
const maximumKnown = 50_000;
const longestKnown = 1000;

class Reader implements LineReader {
  readonly #findings: Findings;
  readonly #known = new Map<string, string>();
  #sample: Sample | null = null;
  #bareHeader: string | null = null;
  /** What the line before was; blank lines decide nothing but whether something unknown ends a sample. */
  #before: Line['kind'] | 'blank' = 'blank';

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  read(line: string): void {
    const known = this.#known.get(line);
    if (known !== undefined) {
      this.#readFrame(line, known);
      this.#before = 'frame';
    } else if (line === '' || /^\s*$/.test(line)) this.#before = 'blank';
    else this.#readLine(line, classify(line));
  }

  end(): void {
    this.#closeSample();
  }

  #readLine(line: string, read: Line): void {
    const isBehindFrame = this.#before === 'frame';
    const isBehindBlank = this.#before === 'blank';
    this.#before = read.kind;
    if (read.kind === 'frame') {
      if (line.length <= longestKnown) {
        if (this.#known.size >= maximumKnown) this.#known.clear();
        this.#known.set(line, read.name);
      }
      this.#readFrame(line, read.name);
    } else if (read.kind === 'header') {
      this.#closeSample();
      this.#sample = { event: read.event, frames: [], isIndented: false };
    } else if (read.kind === 'bare header') {
      this.#closeSample();
      this.#bareHeader = line;
    } else if (read.kind === 'other record') {
      this.#closeSample();
      this.#findings.lost(read.lost);
    } else if (read.kind === 'unknown' || (read.kind === 'source' && !isBehindFrame)) {
      // It may be the header of frames that follow, in a form that is not known: these are not the last sample's.
      if (isBehindBlank || (this.#sample?.isIndented !== false && !/^\s/.test(line))) this.#closeSample();
      this.#findings.unparsed(line);
    }
  }

  #readFrame(line: string, name: string): void {
    if (this.#bareHeader !== null) {
      this.#bareHeader = null;
      this.#sample = { event: undefined, frames: [], isIndented: false };
    }
    if (this.#sample === null || this.#sample.frames.length >= deepestStack) {
      this.#findings.unparsed(line);
      return;
    }
    if (this.#sample.frames.length === 0) this.#sample.isIndented = /^\s/.test(line);
    this.#sample.frames.push(name);
  }

  #closeSample(): void {
    if (this.#bareHeader !== null) this.#findings.unparsed(this.#bareHeader);
    if (this.#sample !== null) this.#findings.stack(this.#sample.frames.reverse(), 1, this.#sample.event);
    this.#bareHeader = null;
    this.#sample = null;
  }
}

/**
 * `Toy 16753 [001] U     1234.567890:     250000 probe:malloc: (7ffff745f8d0) size=16`: the thread's name (which may hold
 * spaces, digits, colons and `#`), the thread or `process/thread`, CPU, mode (`-F +misc`), time, period, and the event,
 * with whatever it shows behind it. The name ends in no space: else each space of many would be tried as its end.
 */
const thread = String.raw`^(?:.*?\S)? +-?\d+(?:\/-?\d+)? +`;
const cpu = String.raw`\[\d+\] +`;
const mode = '(?:[KUHGgMESp]{1,6} +)?';
const time = String.raw`\d+\.\d+: +`;
const event = String.raw`(?:\d+ +)?([^\s:]\S*):(?: |$)`;
/** With a CPU or a time nothing else looks like it, wherever it stands. */
const sureHeader = new RegExp(`${thread}(?:${cpu}${mode}(?:${time})?|${mode}${time})${event}`);
/** `Toy 1097 probe:malloc:`; an indented frame may look like that: `  401000 f(a: Int)`. */
const shortHeader = new RegExp(`${thread}${mode}${event}`);
// sh   19344/19344
const bareHeader = new RegExp(String.raw`^\S.*? -?\d+(?:\/-?\d+)?(?: +${cpu.replace(' +', '')})?(?: +\d+\.\d+:)? *$`);
// Toy 16753 [001] 1234.567890: PERF_RECORD_LOST lost 34
const otherRecord = new RegExp(`${thread}(?:${cpu})?${mode}(?:${time})?PERF_RECORD_([A-Z0-9_]+)(.*)`);
// "# cmdline : /usr/bin/perf record …", "# ========"
const headerComment = /^#(?:$| =+$| [a-z][\w ()]* : )/;
/**
 * "	    7ffff7c610f9 swift_slowAlloc+0x19 (/usr/lib/swift/linux/libswiftCore.so)", or without a symbol, or without `(…)`.
 * Where the indentation is lost, `(…)` is needed to know it.
 */
const indentedFrame = /^\s+[0-9a-f]+(?: (.*))?$/;
const plainFrame = /^[0-9a-f]+ (.*\))$/;
// "  main.swift:12", "  libc.so.6[a28d0]", "  [kernel.kallsyms][ffffffff814f9302]"
const sourceLine = /^\s*(?:\S.*:(?:\d+|\?)(?: \(discriminator \d+\))?|\S+\[[0-9a-f]+\])$/;

function classify(text: string): Line {
  const line = text.trimEnd();
  if (headerComment.test(line)) return { kind: 'comment' };
  const [, record, details = ''] = (line.includes('PERF_RECORD_') ? otherRecord.exec(line) : null) ?? [];
  if (record !== undefined) return { kind: 'other record', lost: lostSamples(record, details) };
  const [, surely] = sureHeader.exec(text) ?? [];
  if (surely !== undefined) return { kind: 'header', event: surely };
  if (line.startsWith('#')) return { kind: /^#\S/.test(line) ? 'unknown' : 'comment' };
  const isIndented = /^\s/.test(line);
  const frame = (isIndented ? indentedFrame : plainFrame).exec(line);
  const [, probably] = (isIndented && frame !== null ? null : shortHeader.exec(text)) ?? [];
  if (probably !== undefined) return { kind: 'header', event: probably };
  if (frame !== null) return { kind: 'frame', name: nameOf(frame[1] ?? '') };
  if (bareHeader.test(line)) return { kind: 'bare header' };
  return { kind: sourceLine.test(line) ? 'source' : 'unknown' };
}

function lostSamples(record: string, details: string): number {
  const [, lost] = /^ lost (\d+)/.exec(details) ?? [];
  return record.startsWith('LOST') && Number.isSafeInteger(Number(lost)) ? Number(lost) : 0;
}

/** The name in what stands behind a frame's address: its symbol without offset and file; `[file]` where it has none. */
function nameOf(shown: string): string {
  const { before, file } = cutFile(shown);
  const symbol = before.replace(/\+0x[0-9a-f]+$/, '').trim();
  return symbol === '' || symbol === unknownName ? libraryName(file) : symbol;
}

// What is behind an offset, or a symbol that is not known, is the file, whatever it is: `main+0x10 (my bench (2)/prog`
const fileBehind = /^(\[unknown\]|.*\+0x[0-9a-f]+) \((.*)\)$/;

/**
 * Behind a symbol alone a path shows its slash, and any other file is the last brackets, unless they belong to a Swift
 * type: `f() -> (Int, b: A)`.
 */
function cutFile(shown: string): { readonly before: string; readonly file: string } {
  if (!shown.endsWith(')')) return { before: shown, file: '' };
  const [, symbol, behind] = fileBehind.exec(shown) ?? [];
  if (symbol !== undefined && behind !== undefined) return { before: symbol, file: behind };
  const path = shown.search(/(?:^| )\(\.{0,2}\//);
  if (path >= 0) return { before: shown.slice(0, path).trimEnd(), file: shown.slice(shown.indexOf('(', path) + 1, -1) };
  let depth = 0;
  let start = shown.length;
  do {
    start -= 1;
    if (shown[start] === ')') depth += 1;
    else if (shown[start] === '(') depth -= 1;
  } while (depth > 0 && start > 0);
  const before = shown.slice(0, start).trimEnd();
  const isFile = depth === 0 && (start === 0 || (shown[start - 1] === ' ' && !/(?:->|@\w+)$/.test(before)));
  return isFile ? { before, file: shown.slice(start + 1, -1) } : { before: shown, file: '' };
}

/** `[libc.so.6]`, of `/usr/lib/libc.so.6`, `/usr/lib/libc.so.6 (deleted)` and `/usr/lib/libc.so.6+0x9f8d0` (`-F +dsoff`). */
function libraryName(file: string): string {
  const name = file.replace(/(?: \(deleted\))?(?:\+0x[0-9a-f]+)?$/, '').replace(/^.*\//, '');
  if (name === '' || name === 'inlined') return unknownName;
  return name.startsWith('[') ? name : `[${name}]`;
}
