import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dtrace } from '../../src/stacks/dtrace.ts';
import { StackSums } from '../../src/stacks/stack-sums.ts';
import { sumOf } from './trees.ts';

function read(text: string) {
  const sums = new StackSums(dtrace);
  for (const piece of text.split('\n\n')) sums.add(piece);
  const stacks = [...sums.take()].map(({ frames, count }) => `${frames.join(';')} ${count}`);
  return { stacks, ...sums.totals };
}

const aggregation = `
              libsystem_malloc.dylib\`malloc+0x1
              libswiftCore.dylib\`swift_slowAlloc+0x28
              Toy\`specialized Array.append(_:)+0x4c
              Toy\`main+0x20
              dyld\`start+0x8fc
                5

              libsystem_malloc.dylib\`malloc+0x1
              libfoo.dylib\`0x1b2
              0x104f8a2c0
             1000
`;

describe('an aggregation by stack of DTrace', () => {
  it('has the stacks with their counts, root first, without modules and offsets', () => {
    expect(read(aggregation)).toEqual({
      stacks: [
        'start;main;specialized Array.append(_:);swift_slowAlloc;malloc 5',
        '[unknown];[libfoo.dylib];malloc 1000',
      ],
      count: 1005,
      lost: 0,
      unparsedLines: 0,
      examples: [],
    });
  });

  it('takes no number of the program’s own output for a count', () => {
    const { count, stacks, unparsedLines, examples } = read(`42\n   7\nTotal: 3\n${aggregation}\n   8\n99\n`);
    expect({ count, stacks: stacks.length, unparsedLines }).toEqual({ count: 1005, stacks: 2, unparsedLines: 5 });
    expect(examples).toEqual(['42', '   7', 'Total: 3', '   8', '99']);
  });

  it('counts the frames that no count follows', () => {
    expect(read('\n    Toy`main+0x20\n    Toy`other+0x20\n')).toMatchObject({ count: 0, unparsedLines: 2 });
  });

  it('is read as it was written, whatever the functions are called', () => {
    const name = fc.string({ minLength: 1, maxLength: 20 }).map((text) => `f${text.replaceAll(/[\s\p{Cc}]/gu, '_')}g`);
    const stack = fc.record({ frames: fc.array(name, { minLength: 1, maxLength: 8 }), count: fc.nat() });
    fc.assert(
      fc.property(fc.array(stack, { minLength: 1 }), (stacks) => {
        const text = stacks.map(({ frames, count }) =>
          [...frames.map((frame) => `        Toy\`${frame}+0x10`), `          ${count}`].join('\n'),
        );
        const totals = read(`\n${text.join('\n\n')}\n`);
        expect(totals).toMatchObject({ count: sumOf(stacks), unparsedLines: 0 });
        const paths = new Set(stacks.map(({ frames }) => frames.toReversed().join(';')));
        expect(new Set(totals.stacks.map((line) => line.replace(/ \d+$/, '')))).toEqual(paths);
      }),
    );
  });
});
