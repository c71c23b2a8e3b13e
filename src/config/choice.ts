import { nearest } from './nearest.ts';
import { type Parsed, parsed, problem, quoted } from './parsed.ts';

/** A parser that accepts exactly these words, and suggests the nearest one for a typo. */
export function oneOf<const T extends string>(words: readonly T[]): (text: string) => Parsed<T> {
  return (text) => {
    const found = words.find((word) => word === text);
    if (found !== undefined) return parsed(found);
    const suggestion = nearest(text, words);
    if (suggestion === null) return problem(`${quoted(text)} is unknown; write ${alternatives(words)}`);
    return problem(`${quoted(text)} is unknown; did you mean ${suggestion}? Accepted: ${alternatives(words)}`);
  };
}

/** A parser of `true` and `false`, and of nothing else. */
export function parseBoolean(text: string): Parsed<boolean> {
  if (text === 'true' || text === 'false') return parsed(text === 'true');
  return problem(`${quoted(text)} is neither true nor false`);
}

/** `a, b or c`. */
export function alternatives(words: readonly string[]): string {
  return words.join(', ').replace(/, ([^,]*)$/, ' or $1');
}
