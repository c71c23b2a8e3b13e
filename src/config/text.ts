import { type Parsed, parsed, problem, quoted } from './parsed.ts';

/** Takes the text as it is. */
export function text(given: string): Parsed<string> {
  return parsed(given);
}

/** A parser that reads an empty text as null: not given. */
export function optional<T>(parse: (text: string) => Parsed<T>): (text: string) => Parsed<T | null> {
  return (given) => (given === '' ? parsed(null) : parse(given));
}

/** A parser of one line of at most so many characters, without control characters. */
export function parseLine(longest: number): (text: string) => Parsed<string> {
  return (given) => {
    if (/\p{Cc}/u.test(given)) return problem(`${quoted(given)} has control characters; write one line of plain text`);
    if ([...given].length > longest)
      return problem(`${quoted(given)} is too long; write at most ${longest} characters`);
    return parsed(given);
  };
}

/** Reads the name of a workflow file, as it is called in `.github/workflows`. */
export function parseWorkflowFile(given: string): Parsed<string> {
  if (/^[^/\\\p{Cc}]{1,200}\.ya?ml$/u.test(given)) return parsed(given);
  return problem(`${quoted(given)} is not the file name of a workflow; write allocations.yml, without its folder`);
}
