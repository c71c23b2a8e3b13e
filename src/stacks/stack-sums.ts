import type { Stack } from './call-tree.ts';
import type { StackFormat } from './stack-format.ts';

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
  #count = 0;
  #lost = 0;
  #unparsedLines = 0;
  readonly #examples: string[] = [];

  constructor(format: StackFormat) {
    this.#format = format;
  }

  /** Reads one piece of the input, as the format cuts it. */
  add(piece: string): void {
    const { stacks, unparsed, lost } = this.#format.readPiece(piece);
    this.#lost += lost;
    this.#reject(unparsed);
    for (const { text, count } of stacks) {
      const known = this.#sums.get(text);
      if (known === undefined) this.#characters += text.length;
      this.#sums.set(text, (known ?? 0) + count);
      this.#count += count;
    }
  }

  get isFull(): boolean {
    return this.#characters >= maximumCharacters;
  }

  get totals(): Totals {
    return {
      count: this.#count,
      lost: this.#lost,
      unparsedLines: this.#unparsedLines,
      examples: [...this.#examples],
    };
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
    this.#unparsedLines += lines.length * times;
    for (const line of lines) {
      if (this.#examples.length === maximumExamples) return;
      this.#examples.push(line.slice(0, maximumExampleLength));
    }
  }
}
