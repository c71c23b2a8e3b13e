import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCallTree } from '../../src/stacks/call-tree.ts';
import { folded, formatFolded } from '../../src/stacks/folded.ts';
import { perfScript } from '../../src/stacks/perf-script.ts';
import { StackSums } from '../../src/stacks/stack-sums.ts';
import { stacksWithoutBytes, sumOf } from './trees.ts';

describe('the sums of stacks', () => {
  it('are the stacks that were written, equal ones added up', () => {
    fc.assert(
      fc.property(stacksWithoutBytes, (stacks) => {
        const text = formatFolded(stacks);
        const sums = new StackSums(folded);
        for (const line of text.split('\n')) sums.read(line);
        const { totals } = sums;
        const taken = [...sums.take()];
        expect(buildCallTree(taken)).toEqual(buildCallTree(stacks));
        expect(new Set(taken.map(({ frames }) => frames.join(';'))).size).toBe(taken.length);
        expect(totals).toMatchObject({ count: sumOf(stacks), unparsedLines: 0 });
      }),
    );
  });

  it('are the same where they are taken in parts', () => {
    const lines = fc.array(fc.constantFrom('a;b 1', 'a;c 2', 'a;b 4', 'd 8', 'no count', ''));
    fc.assert(
      fc.property(lines, lines, (first, second) => {
        const whole = new StackSums(folded);
        for (const line of [...first, ...second]) whole.read(line);
        const parts = new StackSums(folded);
        for (const line of first) parts.read(line);
        const before = [...parts.take()];
        for (const line of second) parts.read(line);
        expect(buildCallTree([...before, ...parts.take()])).toEqual(buildCallTree(whole.take()));
        expect(parts.totals).toEqual(whole.totals);
      }),
    );
  });

  it('say when they hold as much as they may, and are empty once taken', () => {
    const sums = new StackSums(folded);
    let lines = 0;
    for (; !sums.isFull; lines += 1) sums.read(`${lines};${'x'.repeat(100_000)} 1`);
    expect(lines).toBeLessThan(400);
    expect([...sums.take()]).toHaveLength(lines);
    expect(sums.isFull).toBe(false);
    expect(sums.totals.count).toBe(lines);
  });

  it('count each line that was not understood and show the first five, cut', () => {
    const sums = new StackSums(folded);
    for (let line = 0; line < 7; line += 1) sums.read(`${line}${'y'.repeat(1000)}`);
    const { unparsedLines, examples } = sums.totals;
    expect({ unparsedLines, shown: examples.length }).toEqual({ unparsedLines: 7, shown: 5 });
    expect(Math.max(...examples.map(({ length }) => length))).toBe(200);
  });

  it('have nothing of a line that is longer than any recorder’s', () => {
    const sums = new StackSums(folded);
    sums.read(`${'a'.repeat(300_000)} 1`);
    expect(sums.totals).toMatchObject({ count: 0, unparsedLines: 1 });
  });

  it('name a bounded number of events', () => {
    const sums = new StackSums(perfScript);
    for (let event = 0; event < 1000; event += 1) sums.read(`Toy 1 [000] 1.5: event-${event}:`);
    sums.end();
    expect(sums.totals.events.size).toBeLessThan(300);
    expect(sumOf([...sums.totals.events.values()].map((count) => ({ count })))).toBe(1000);
  });
});
