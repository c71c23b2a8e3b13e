import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCallTree } from '../../src/stacks/call-tree.ts';
import { formatIndented, parseIndented } from '../../src/stacks/indented.ts';
import { stacksWithoutBytes } from './trees.ts';

describe('the indented lines of a baseline', () => {
  it('are two spaces a level, the count with everything below, and the name', () => {
    const tree = buildCallTree([
      { frames: ['main', 'buildList(_:)', 'malloc'], count: 1000, bytes: 0 },
      { frames: ['main', 'malloc'], count: 2, bytes: 0 },
    ]);
    expect(formatIndented(tree)).toEqual(['1002 main', '  1000 buildList(_:)', '    1000 malloc', '  2 malloc']);
  });

  it('come back as the tree they were written from', () => {
    fc.assert(
      fc.property(stacksWithoutBytes, (all) => {
        const tree = buildCallTree(all);
        expect(parseIndented(formatIndented(tree))).toEqual(tree);
      }),
    );
  });

  it('may hold names that begin with spaces, digits or brackets', () => {
    for (const name of ['  two', '12 monkeys', '(1) suspend', 'line\nbreak']) {
      const tree = buildCallTree([{ frames: ['main', name], count: 7, bytes: 0 }]);
      expect(parseIndented(formatIndented(tree))).toEqual(tree);
    }
  });

  it.each([
    [['main'], 'line 1: a line is two spaces'],
    [['1 main', ' 1 odd'], 'line 2: a line is two spaces'],
    [['1 main', '    1 deep'], 'line 2: it is more than one level below'],
    [['  1 main'], 'line 1: it is more than one level below'],
    [['1 main', '2 main'], 'line 2: main is there twice'],
    [['1 '], 'line 1: a line is two spaces'],
  ])('are refused with the line number: %j', (lines, message) => {
    expect(() => parseIndented(lines)).toThrow(`Call tree, ${message}`);
  });
});
