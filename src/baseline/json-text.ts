/** Where something stands in a text, both from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** The first thing that is wrong in a JSON text, and where. */
export interface JsonProblem extends Place {
  readonly sentence: string;
}

const deepest = 100;

/**
 * Finds what is wrong in a text that should be JSON, or null when nothing is. Stricter than JSON.parse in two
 * things. A key that is there twice is refused: a merge of two branches that both added a benchmark is valid
 * JSON, of which JSON.parse would lose one in silence. So is nesting deeper than 100. (JSON.parse names the
 * place of an error in some messages only, and in other words with each version of V8.)
 */
export function findJsonProblem(text: string): JsonProblem | null {
  const misfit = scan(new Scanner(text));
  if (misfit === null) return null;
  return { ...placesIn(text)(misfit.offset), sentence: misfit.message };
}

/** Is told of a key: the keys that lead to it, itself the last (`[]` for a list), and where its first quote stands. */
export type KeyVisitor = (path: readonly string[], place: () => Place) => void;

/** Tells of each key of a JSON text, in the order of the text; of a text that is none, of those before the problem. */
export function visitKeys(text: string, visit: KeyVisitor): void {
  const placeOf = placesIn(text);
  scan(new Scanner(text, (path, offset) => visit(path, () => placeOf(offset))));
}

/** The places of offsets that only grow: each line is passed over once. */
function placesIn(text: string): (offset: number) => Place {
  let line = 1;
  let start = 0;
  return (offset) => {
    for (let end = text.indexOf('\n', start); end >= 0 && end < offset; end = text.indexOf('\n', start)) {
      line += 1;
      start = end + 1;
    }
    return { line, column: offset - start + 1 };
  };
}

function scan(scanner: Scanner): Misfit | null {
  try {
    scanner.value(0);
    scanner.end();
    return null;
  } catch (thrown) {
    if (thrown instanceof Misfit) return thrown;
    throw thrown;
  }
}

class Misfit extends Error {
  readonly offset: number;

  constructor(offset: number, sentence: string) {
    super(sentence);
    this.offset = offset;
  }
}

/** Walks over JSON (RFC 8259) without keeping it. */
class Scanner {
  readonly #text: string;
  readonly #visit: (path: readonly string[], offset: number) => void;
  readonly #path: string[] = [];
  #at = 0;

  constructor(text: string, visit: (path: readonly string[], offset: number) => void = () => {}) {
    this.#text = text;
    this.#visit = visit;
  }

  value(depth: number): void {
    if (depth > deepest) throw new Misfit(this.#at, `nested deeper than ${deepest} levels`);
    const first = this.#next();
    if (first === '{') this.#object(depth);
    else if (first === '[') this.#array(depth);
    else if (first === '"') this.#string();
    else if (!this.#skip(/(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.+-])/y)) {
      throw this.#missing('a value');
    }
  }

  end(): void {
    if (this.#next() !== undefined) throw this.#missing('the end of the file');
  }

  #object(depth: number): void {
    this.#at += 1;
    if (this.#take('}')) return;
    const keys = new Set<string>();
    do {
      if (this.#next() !== '"') throw this.#missing('a key in double quotes');
      const start = this.#at;
      const key = this.#string();
      if (keys.has(key))
        throw new Misfit(start, `the key ${JSON.stringify(key.slice(0, 80))} is there twice; keep one`);
      if (key === '__proto__') throw new Misfit(start, '"__proto__" cannot be a key');
      keys.add(key);
      if (!this.#take(':')) throw this.#missing('":"');
      this.#path.push(key);
      this.#visit(this.#path, start);
      this.value(depth + 1);
      this.#path.pop();
    } while (this.#take(','));
    if (!this.#take('}')) throw this.#missing('"," or "}"');
  }

  #array(depth: number): void {
    this.#at += 1;
    if (this.#take(']')) return;
    this.#path.push('[]');
    do this.value(depth + 1);
    while (this.#take(','));
    this.#path.pop();
    if (!this.#take(']')) throw this.#missing('"," or "]"');
  }

  #string(): string {
    const start = this.#at;
    this.#at += 1;
    while (this.#text[this.#at] !== '"') {
      if (this.#skip(/\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y)) continue;
      // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON strings hold none unescaped
      if (!this.#skip(/[^"\\\u0000-\u001f]+/y)) throw this.#missing('the rest of a text in double quotes');
    }
    this.#at += 1;
    return String(JSON.parse(this.#text.slice(start, this.#at)));
  }

  /** The next character that is not white space, or undefined at the end. */
  #next(): string | undefined {
    this.#skip(/[ \t\n\r]+/y);
    return this.#text[this.#at];
  }

  #take(character: string): boolean {
    const taken = this.#next() === character;
    if (taken) this.#at += 1;
    return taken;
  }

  #skip(pattern: RegExp): boolean {
    pattern.lastIndex = this.#at;
    const matches = pattern.test(this.#text);
    if (matches) this.#at = pattern.lastIndex;
    return matches;
  }

  #missing(wanted: string): Misfit {
    const found = this.#text[this.#at];
    return new Misfit(
      this.#at,
      found === undefined
        ? `not JSON: the file ends where ${wanted} should be`
        : `not JSON: ${JSON.stringify(found)} where ${wanted} should be`,
    );
  }
}
