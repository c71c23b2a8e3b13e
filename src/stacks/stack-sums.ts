import { type Stack, unknownName } from './call-tree.ts';

/** One kind of text in which recorded stacks come: makes a reader of its lines, which tells what it finds as it goes. */
export type StackFormat = (findings: Findings) => LineReader;

export interface LineReader {
  /** Takes the next line, without its end. */
  read(line: string): void;
  /** There is no further line. */
  end(): void;
}

export interface Findings {
  /** A stack, root first, `[library]` or `[unknown]` where a frame has no name; of no frames where none was recorded. */
  stack(frames: readonly string[], count: number, event?: string): void;
  /** A line that is no part of a stack and nothing else that is known; a sentence tells why, where that helps. */
  unparsed(line: string, why?: string): void;
  /** Samples that the recorder says it lost. */
  lost(samples: number): void;
  /** Something was recorded beside the stacks by which counts were kept apart; they are added up. */
  key(): void;
}

/** What was read so far. */
export interface Totals {
  readonly count: number;
  /** Of these, how many were recorded without a stack. */
  readonly withoutStack: number;
  /** Samples that the recorder lost. */
  readonly lost: number;
  /** Counts by event, where the text names events; a few hundred at most, all others under the last name. */
  readonly events: ReadonlyMap<string, number>;
  /** Whether their stacks do not tell them apart, as those of probes do, which end in the probed function. */
  readonly areEventsMixed: boolean;
  /** Whether the counts of equal stacks were kept apart by something else, which is not shown. */
  readonly hasKeys: boolean;
  readonly unparsedLines: number;
  /** The first few lines that were not understood, cut to a readable length. */
  readonly examples: readonly string[];
  /** Why the first of those is not understood for which there is a reason; null where there is none. */
  readonly why: string | null;
}

/** A longer line is not understood, and neither is what was cut off from one when it was read. */
const longestLine = 256 * 1024;
/** Deeper stacks are cut at the root: no recorder makes them. */
export const deepestStack = 2000;
/** Characters of stacks that are held. With them `fold` needs about 200 MB, and it may use 300. */
const maximumCharacters = 8 * 1024 * 1024;
const maximumEvents = 200;
const maximumExamples = 5;
const maximumExampleLength = 200;

/**
 * Adds up equal stacks as they come. What it holds is bounded: when {@link isFull}, the caller takes the sums
 * ({@link take}) and goes on, and a stack that comes again is in a later part once more.
 */
export class StackSums {
  readonly #reader: LineReader;
  /** Count by the names of the frames, a line each. */
  readonly #sums = new Map<string, number>();
  readonly #events = new Map<string, number>();
  readonly #examples: string[] = [];
  #characters = 0;
  #count = 0;
  #withoutStack = 0;
  #lost = 0;
  #areEventsMixed = false;
  #hasKeys = false;
  #unparsedLines = 0;
  #why: string | null = null;

  /** With an event's name, the stacks of others are left out. */
  constructor(format: StackFormat, only: string | null = null) {
    this.#reader = format({
      stack: (frames, count, event) => {
        if (event !== undefined) this.#addEvent(event, count, frames.at(-1));
        if (only === null || event === only) this.#add(frames, count);
      },
      unparsed: (line, why) => this.#reject(line, why),
      lost: (samples) => {
        this.#lost += samples;
      },
      key: () => {
        this.#hasKeys = true;
      },
    });
  }

  /** Takes the next line of the input, without its `\n`. */
  read(line: string): void {
    if (line.length > longestLine) this.#reject(line);
    else this.#reader.read(line.endsWith('\r') ? line.slice(0, -1) : line);
  }

  /** The input is over. */
  end(): void {
    this.#reader.end();
  }

  get isFull(): boolean {
    return this.#characters >= maximumCharacters;
  }

  get totals(): Totals {
    return {
      ...{ count: this.#count, withoutStack: this.#withoutStack, lost: this.#lost, events: this.#events },
      ...{ areEventsMixed: this.#areEventsMixed && this.#events.size > 1, hasKeys: this.#hasKeys },
      ...{ unparsedLines: this.#unparsedLines, examples: this.#examples, why: this.#why },
    };
  }

  /** The sums since the last time, each let go when it is handed out. */
  *take(): Generator<Stack> {
    this.#characters = 0;
    for (const [text, count] of this.#sums) {
      this.#sums.delete(text);
      yield { frames: text === '' ? [] : text.split('\n'), count, bytes: 0 };
    }
  }

  #add(frames: readonly string[], count: number): void {
    const text = frames.map((name) => name || unknownName).join('\n');
    const known = this.#sums.get(text);
    if (known === undefined) this.#characters += text.length;
    this.#sums.set(text, (known ?? 0) + count);
    this.#count += count;
    if (frames.length === 0) this.#withoutStack += count;
  }

  #addEvent(event: string, count: number, innermost = ''): void {
    const probed = event.slice(event.indexOf(':') + 1) || event;
    // libc knows its functions under other names, too: __libc_calloc.
    this.#areEventsMixed ||= innermost !== probed && !innermost.endsWith(`_${probed}`);
    const name = this.#events.size < maximumEvents || this.#events.has(event) ? event : 'others';
    this.#events.set(name, (this.#events.get(name) ?? 0) + count);
  }

  #reject(line: string, why?: string): void {
    this.#unparsedLines += 1;
    this.#why ??= why ?? null;
    if (this.#examples.length < maximumExamples) this.#examples.push(line.slice(0, maximumExampleLength));
  }
}
