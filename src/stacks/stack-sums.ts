import type { Stack } from './call-tree.ts';

/** One kind of text in which recorded stacks come. Its readers are pure and see one piece of the input at a time. */
export interface StackFormat {
  /** What ends a piece: a blank line, or the end of a line. */
  readonly separator: '\n\n' | '\n';
  /** The stacks of one piece, without its separator. */
  readonly readPiece: (piece: string) => Piece;
  /** The frames of a stack's text. Equal texts are equal stacks, so that each is taken apart once. */
  readonly framesOf: (text: string) => StackFrames;
}

/** What a piece holds. */
export interface Piece {
  readonly stacks: readonly { readonly text: string; readonly count: number }[];
  /** Lines that are no part of a stack and nothing else that is known. */
  readonly unparsed: readonly string[];
  /** Samples that the recorder says it lost. */
  readonly lost: number;
}

/** A stack taken apart. */
export interface StackFrames {
  /** Root first; `[library]` or `[unknown]` where there is no name. */
  readonly frames: readonly string[];
  /** Its lines that were not understood; each is an `[unknown]` among the frames. */
  readonly unparsed: readonly string[];
}

/** What was read and taken so far. */
export interface Totals {
  readonly count: number;
  /** Samples that the recorder lost. */
  readonly lost: number;
  readonly unparsedLines: number;
  /** The first few lines that were not understood, cut to a readable length. */
  readonly examples: readonly string[];
}

/** Characters of stacks that are held. With them `fold` needs about 200 MB, and it may use 300. */
const maximumCharacters = 8 * 1024 * 1024;
const maximumExamples = 5;
const maximumExampleLength = 200;

/**
 * Adds up equal stacks as they come. What it holds is bounded: when {@link isFull}, the caller takes the sums
 * ({@link take}) and goes on, and a stack that comes again is in a later part once more.
 */
export class StackSums {
  readonly #format: StackFormat;
  /** Count by the stack's text, which is taken apart only at the end. */
  readonly #sums = new Map<string, number>();
  #characters = 0;
  #totals: Totals = { count: 0, lost: 0, unparsedLines: 0, examples: [] };

  constructor(format: StackFormat) {
    this.#format = format;
  }

  /** Reads one piece of the input, as the format cuts it. */
  add(piece: string): void {
    const { stacks, unparsed, lost } = this.#format.readPiece(piece);
    this.#reject(unparsed);
    let { count } = this.#totals;
    for (const one of stacks) {
      const known = this.#sums.get(one.text);
      if (known === undefined) this.#characters += one.text.length;
      this.#sums.set(one.text, (known ?? 0) + one.count);
      count += one.count;
    }
    this.#totals = { ...this.#totals, count, lost: this.#totals.lost + lost };
  }

  get isFull(): boolean {
    return this.#characters >= maximumCharacters;
  }

  get totals(): Totals {
    return this.#totals;
  }

  /** The sums since the last time, each let go when it is handed out. */
  *take(): Generator<Stack> {
    this.#characters = 0;
    for (const [text, count] of this.#sums) {
      this.#sums.delete(text);
      const { frames, unparsed } = this.#format.framesOf(text);
      this.#reject(unparsed, count);
      yield { frames, count, bytes: 0 };
    }
  }

  #reject(lines: readonly string[], times = 1): void {
    if (lines.length === 0) return;
    const { unparsedLines, examples } = this.#totals;
    const shown = [...examples, ...lines.map((line) => line.slice(0, maximumExampleLength))].slice(0, maximumExamples);
    this.#totals = { ...this.#totals, unparsedLines: unparsedLines + lines.length * times, examples: shown };
  }
}
