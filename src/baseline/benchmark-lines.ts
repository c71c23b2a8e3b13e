import { visitKeys } from './json-text.ts';

/**
 * The line (from 1) on which each benchmark, or the imported threshold that stands for it, begins in the text of a
 * baseline file, however it is formatted: the line of its name. Of a text that is no JSON, those before the problem.
 */
export function benchmarkLines(text: string): ReadonlyMap<string, number> {
  const lines = new Map<string, number>();
  let line = 1;
  let counted = 0;
  visitKeys(text, (path, offset) => {
    const [first, name, ...deeper] = path;
    if ((first !== 'benchmarks' && first !== 'imported') || name === undefined || deeper.length > 0) return;
    for (; counted < offset; counted += 1) if (text[counted] === '\n') line += 1;
    if (first === 'benchmarks' || !lines.has(name)) lines.set(name, line);
  });
  return lines;
}
