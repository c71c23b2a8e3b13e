import { findTwin, parseBenchmarkName } from './benchmark-name.ts';
import { type Parsed, parsed, problem, quoted } from './parsed.ts';

/** Reads names of products, separated by commas or newlines; empty lines and a comma at a line's end are fine. */
export function parseProducts(text: string): Parsed<readonly string[]> {
  const lines = text.split('\n').map((line) => line.trim());
  const names = lines
    .filter((line) => line !== '')
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

/** Reads the name of one product: anything that SwiftPM can put into its folder of built products. */
export function parseProduct(text: string): Parsed<string> {
  if (text === '') return problem('the name is empty; write the name of an executable product');
  if (/^[^-/\\\p{Cc}][^/\\\p{Cc}]{0,199}$/u.test(text) && text !== '.' && text !== '..') return parsed(text);
  return problem(`${quoted(text)} is not the name of a product; write it as in Package.swift`);
}
