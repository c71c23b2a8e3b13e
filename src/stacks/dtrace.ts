import { unknownName } from './call-tree.ts';
import { deepestStack, type Findings, type LineReader, type StackFormat } from './stack-sums.ts';

/**
 * What DTrace prints of an aggregation by stack (`@[ustack()] = count()`): for each stack the frames (innermost first) and
 * the count, right-aligned:
 *
 *                   libsystem_malloc.dylib`malloc+0x1
 *                   Toy`buildList(_:)+0x2c
 *                     20
 *
 * Blank lines lie between the stacks, and inside those of an aggregation by two (`@[stack(), ustack()]`). Other keys stand
 * in columns before the frames and before the count. The program's own output comes in between (facts 18): a number that
 * no frame precedes, or that is not indented where the frames are, is no count.
 */
export const dtrace: StackFormat = (findings) => new Reader(findings);

// "              Toy`buildList(_:)+0x2c", "              0x104f8a2c0"
const frameLine = /^(\s*)(?:(\S[^`]*)`(.+)|0x[0-9a-f]+)$/;
// "               20"
const countLine = /^(\s*)(\d+)$/;
const countColumns = 17;
// "               32               10", "  malloc                                                            4"
const keyedCountLine = /^ .{8,}(?=.{17}$) +(\d+)$/;
/** A text's columns as a key, of which there is a line by itself before a stack. */
const textColumns = 52;
// "CPU     ID                    FUNCTION:NAME", "  0      2                             :END"
const heading = /^(?:CPU +ID +FUNCTION:NAME| *\d+ +\d+ +\S*:\S+)$/;
// "dtrace: 3816 aggregation drops on CPU 1", "dtrace: error on enabled probe ID 3 …"
const message = /^dtrace: (?:(\d+) (?:aggregation )?drops? on CPU|(error on enabled probe))?/;

class Reader implements LineReader {
  readonly #findings: Findings;
  /** The lines of frames since the last count, as they are. */
  #frames: string[] = [];
  /** How these are indented, all alike. */
  #indentation = '';
  /** Something unknown came between the frames of a stack: up to its count or a blank line nothing of it is believed. */
  #isAstray = false;
  #isBehindBlank = true;

  constructor(findings: Findings) {
    this.#findings = findings;
  }

  read(text: string): void {
    const line = text.trimEnd();
    if (line === '') {
      this.#isAstray = false;
      this.#isBehindBlank = true;
      return;
    }
    if (!this.#readCount(line) && !this.#readFrame(line)) this.#readOther(text, line);
    this.#isBehindBlank = false;
  }

  end(): void {
    this.#rejectFrames();
  }

  #readFrame(line: string): boolean {
    const [, indentation] = frameLine.exec(line) ?? [];
    if (indentation === undefined) return false;
    // What is indented otherwise was printed by something else.
    if (indentation !== this.#indentation) this.#rejectFrames();
    this.#indentation = indentation;
    if (this.#isAstray || this.#frames.length >= deepestStack) this.#findings.unparsed(line);
    else this.#frames.push(line);
    return true;
  }

  #readCount(line: string): boolean {
    if (this.#frames.length === 0) return false;
    const [, , alone] = countLine.exec(line) ?? [];
    const [, last] = keyedCountLine.exec(line) ?? [];
    const count = Number(alone ?? last);
    if (!Number.isSafeInteger(count) || (alone !== undefined && !this.#isCount(line))) return false;
    if (alone === undefined) this.#findings.key();
    this.#findings.stack(this.#frames.map(nameOf).reverse(), count);
    this.#frames = [];
    return true;
  }

  /** Whether a number by itself is the count of the frames before it, by where it stands. */
  #isCount(line: string): boolean {
    if (this.#indentation === '') return true;
    return /^\s/.test(line) && (line.length >= countColumns || !this.#isBehindBlank);
  }

  #readOther(text: string, line: string): void {
    const [isMessage, drops, isError] = message.exec(line) ?? [];
    if (isMessage !== undefined) {
      if (isError !== undefined) this.#findings.lost(1);
      else if (drops !== undefined && Number.isSafeInteger(Number(drops))) this.#findings.lost(Number(drops));
      return;
    }
    if (heading.test(line)) this.#rejectFrames();
    else if (text.length >= textColumns && text.startsWith('  ') && this.#frames.length === 0 && text !== line)
      this.#findings.key();
    else {
      this.#isAstray = this.#isAstray || this.#frames.length > 0;
      this.#rejectFrames();
      this.#findings.unparsed(line);
    }
  }

  #rejectFrames(): void {
    for (const line of this.#frames) this.#findings.unparsed(line);
    this.#frames = [];
  }
}

/** The function without its module and offset; `[module]` where it has no symbol. */
function nameOf(line: string): string {
  const [, , module, place] = frameLine.exec(line) ?? [];
  if (module === undefined || place === undefined) return unknownName;
  const symbol = place.replace(/\+0x[0-9a-f]+$/, '');
  return symbol === '' || /^0x[0-9a-f]+$/.test(symbol) ? `[${module}]` : symbol;
}
