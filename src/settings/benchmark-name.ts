import { filledLines, type Parsed, parsed, problem, quoted } from './parsers.ts';

const form =
  'a name starts with a letter or digit and has at most 100 letters (a to z), digits, spaces and - _ . +, ' +
  'without two dots in a row and without a space or dot at its end';

/**
 * Reads the name of a benchmark or product. It becomes the name of files (`<name>.folded`) on every system that
 * unpacks an artifact, so it has no `/`, never starts with a dot or dash, and holds ASCII only.
 */
export function parseBenchmarkName(text: string): Parsed<string> {
  if (text === '') return problem(`the name is empty; ${form}`);
  if (/^[A-Za-z0-9][A-Za-z0-9 _.+-]{0,99}$/.test(text) && !text.includes('..') && !/[ .]$/.test(text)) {
    return parsed(text);
  }
  return problem(`${quoted(text)} is not a name; ${form}`);
}

/**
 * The first name that is there twice, with its earlier twin, or null. Names that differ in case only are twins:
 * their files would overwrite each other on macOS and Windows.
 */
export function findTwin(names: readonly string[]): { readonly first: string; readonly second: string } | null {
  const seen = new Map<string, string>();
  for (const second of names) {
    const first = seen.get(second.toLowerCase());
    if (first !== undefined) return { first, second };
    seen.set(second.toLowerCase(), second);
  }
  return null;
}

/**
 * The name of a benchmark for what another tool calls so: the same where it can be one; else each run of characters
 * that a name cannot have becomes a dash, and none is left at either end.
 */
export function benchmarkNameFor(text: string): Parsed<string> {
  if (parseBenchmarkName(text).ok) return parsed(text);
  const name = text
    .replaceAll(/[^A-Za-z0-9 _.+-]+/g, '-')
    .replaceAll(/\.{2,}/g, '.')
    .replaceAll(/^[^A-Za-z0-9]+|[ .-]+$/g, '');
  const result = parseBenchmarkName(name);
  return result.ok ? result : problem(`${quoted(text)} cannot be the name of a benchmark; ${form}`);
}

/** Reads names of products, separated by commas or newlines; empty lines and a comma at a line's end are fine. */
export function parseProducts(text: string): Parsed<readonly string[]> {
  const names = filledLines(text)
    .flatMap((line) => line.replace(/(?<=[^,\s])\s*,$/, '').split(','))
    .map((name) => name.trim());
  if (names.length > 500) return problem('more than 500 products');
  for (const name of names) {
    if (name === '')
      return problem(`${quoted(text)} names an empty product; write "Server, Client" or one on each line`);
    const result = parseBenchmarkName(name);
    if (!result.ok)
      return problem(`${result.problem}; a product with another name needs a benchmark in the configuration file`);
  }
  const twin = findTwin(names);
  if (twin !== null) return problem(`${quoted(twin.second)} is there twice; name each product once`);
  return parsed(names);
}
