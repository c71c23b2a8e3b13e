import { visitKeys } from './json-text.ts';

/**
 * The line (from 1) on which each benchmark begins in the text of a baseline file, however it is formatted: the line
 * of its name. Of a text that is no JSON, those before the problem.
 */
export function benchmarkLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  let counted = 0;
  visitKeys(text, (path, offset) => {
    const [first, name, ...deeper] = path;
    if (first !== 'benchmarks' || name === undefined || deeper.length > 0) return;
    for (; counted < offset; counted += 1) if (text[counted] === '\n') line += 1;
    lines.set(name, line);
  });
  return lines;
}
