import { z } from 'zod';
import { nearest } from './nearest.ts';
import { type Parsed, type Parser, parsed, problem, quoted } from './parsers.ts';

/** Says what is wrong with what is here, or, with `path`, with what is below it. */
export function refuse(context: z.RefinementCtx, message: string, ...path: readonly string[]): never {
  context.addIssue({ code: 'custom', path: [...path], message });
  return z.NEVER;
}

/** A text that a small parser reads. `form` says what to write where there is none, or a list or map instead. */
export function scalar<T>(form: string, parse: Parser<T>) {
  const error = ({ input }: { readonly input?: unknown }) =>
    input === undefined ? `is missing; write ${form}` : `must be ${form}`;
  return z.string({ error }).transform((text, context): T => {
    const result = parse(text);
    if (result.ok) return result.value;
    return refuse(context, result.problem);
  });
}

/** A map with exactly these keys; any other is an error, whose message has one line for each unknown key. */
export function map<Shape extends z.ZodRawShape>(shape: Shape, example: string) {
  const known = Object.keys(shape);
  return z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => unknownKey(String(key), known)).join('\n')
        : `must be a map, such as ${example}`,
  });
}

/** A map whose keys the user chooses and `parseKey` checks. */
export function mapOf<Value extends z.ZodType>(parseKey: Parser<string>, value: Value, example: string) {
  const key = z.string().refine((text) => parseKey(text).ok, {
    error: ({ input }) => {
      const result = parseKey(String(input));
      return result.ok ? undefined : result.problem;
    },
  });
  return z.record(key, value, `must be a map, such as ${example}`);
}

/** A list of at most 1,000 entries. */
export function list<Entry extends z.ZodType>(entry: Entry, example: string) {
  return z.array(entry, `must be a list, such as ${example}`).max(1000, 'has more than 1,000 entries');
}

function unknownKey(key: string, known: readonly string[]): string {
  const suggestion = nearest(key, known);
  const hint = suggestion === null ? `the keys here are ${known.join(', ')}` : `did you mean ${suggestion}?`;
  return `unknown key ${quoted(key)}; ${hint}`;
}

/** Reads a text that a program is given. */
export function parseText(text: string): Parsed<string> {
  return text.includes('\0')
    ? problem(`${quoted(text)} has a NUL character, which no program can be given`)
    : parsed(text);
}
