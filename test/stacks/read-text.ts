import { type StackFormat, StackSums, type Totals } from '../../src/stacks/stack-sums.ts';

/** What a text holds, read line by line: each path with its count, and the totals. */
export function readText(format: StackFormat, text: string): Totals & { readonly stacks: readonly string[] } {
  const sums = new StackSums(format);
  for (const line of text.split('\n')) sums.read(line);
  sums.end();
  return { stacks: [...sums.take()].map(({ frames, count }) => `${frames.join(';')} ${count}`), ...sums.totals };
}
