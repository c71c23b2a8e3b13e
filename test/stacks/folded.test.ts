import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { buildCallTree, stacksOf } from '../../src/stacks/call-tree.ts';
import { formatFolded, parseFolded } from '../../src/stacks/folded.ts';
import { stacksWithoutBytes } from './trees.ts';

describe('folded text', () => {
  it('comes back as the tree it was written from', () => {
    fc.assert(
      fc.property(stacksWithoutBytes, (all) => {
        const tree = buildCallTree(all);
        expect(buildCallTree(parseFolded(formatFolded(stacksOf(tree))))).toEqual(tree);
      }),
    );
  });

  it('has the count after the last space: names may hold spaces and arrows', () => {
    expect(parseFolded('main;thunk for (A) -> B;malloc 12\n')).toEqual([
      { frames: ['main', 'thunk for (A) -> B', 'malloc'], count: 12, bytes: 0 },
    ]);
  });

  it('cannot hold the separator or a line break in a name', () => {
    expect(formatFolded([{ frames: ['a;b', 'c\nd', ''], count: 1, bytes: 0 }])).toBe('a:b;c d;[unknown] 1\n');
    expect(formatFolded([{ frames: [], count: 1, bytes: 0 }])).toBe('[unknown] 1\n');
  });

  it('has names and paths that are empty, in what other tools write', () => {
    expect(parseFolded('main;;malloc 3\n;a 1\n 2\n').map(({ frames }) => frames)).toEqual([
      ['main', '[unknown]', 'malloc'],
      ['[unknown]', 'a'],
      ['[unknown]'],
    ]);
  });

  it('is never written as if it had two counts', () => {
    expect(formatFolded([{ frames: ['main', 'worker 7'], count: 1, bytes: 0 }])).toBe('main;worker_7 1\n');
  });

  it('may have blank lines and Windows line ends', () => {
    expect(parseFolded('\na 1\r\n  \n')).toEqual([{ frames: ['a'], count: 1, bytes: 0 }]);
  });

  it.each([
    ['a;b', 'after the last space'],
    ['a;b 1.5', 'after the last space'],
    ['a;b -1', 'after the last space'],
    ['12', 'after the last space'],
    ['a;b 10 12', 'two counts, as difffolded.pl writes them'],
    ['a;b 0.5 12', 'two counts'],
    [`a ${'9'.repeat(30)}`, 'too large'],
    [`${'a;'.repeat(3000)}a 1`, '3001 frames'],
  ])('is refused with its line number: %j', (line, reason) => {
    expect(() => parseFolded(`ok 1\n${line}\n`)).toThrow(`Folded stacks, line 2: `);
    expect(() => parseFolded(`ok 1\n${line}\n`)).toThrow(reason);
  });
});
