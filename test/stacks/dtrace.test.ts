import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dtrace } from '../../src/stacks/dtrace.ts';
import { readText } from './read-text.ts';
import { sumOf } from './trees.ts';

const read = (text: string) => readText(dtrace, text);
const recorded = (name: string) => readFileSync(new URL(`../fixtures/dtrace/${name}.txt`, import.meta.url), 'utf8');

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
    expect(read(aggregation)).toMatchObject({
      stacks: [
        'start;main;specialized Array.append(_:);swift_slowAlloc;malloc 5',
        '[unknown];[libfoo.dylib];malloc 1000',
      ],
      ...{ count: 1005, lost: 0, hasKeys: false, unparsedLines: 0, examples: [] },
    });
    const plain = aggregation.split('\n').map((line) => line.trim());
    expect(read(plain.join('\n'))).toEqual(read(aggregation));
  });

  it('takes no number of the program’s own output for a count', () => {
    const { count, stacks, unparsedLines, examples } = read(`42\n   7\nTotal: 3\n${aggregation}\n   8\n99\n`);
    expect({ count, stacks: stacks.length, unparsedLines }).toEqual({ count: 1005, stacks: 2, unparsedLines: 5 });
    expect(examples).toEqual(['42', '   7', 'Total: 3', '   8', '99']);
  });

  it('takes a number behind a blank line for a count only where it stands in a count’s columns', () => {
    expect(read('  liba`fake+0x1\n\n  42\n')).toMatchObject({ count: 0, unparsedLines: 2 });
    expect(read('  liba`fake+0x1\n\n               42\n')).toMatchObject({ count: 42, unparsedLines: 0 });
  });

  it('counts the frames that no count follows', () => {
    expect(read('\n    Toy`main+0x20\n    Toy`other+0x20\n')).toMatchObject({ count: 0, unparsedLines: 2 });
  });

  it.each([
    // 31 of malloc, 10 of calloc, 12 of posix_memalign; the headings of a command without -q are understood.
    ['guide-one-liner-addresses', { count: 53, hasKeys: false, unparsedLines: 0 }],
    ['known-symbols', { count: 53, hasKeys: false, unparsedLines: 0 }],
    // Three aggregations.
    ['keys', { count: 159, hasKeys: true, unparsedLines: 0 }],
    ['aggregation-drops', { count: 1020, hasKeys: true, unparsedLines: 0 }],
    // What the program prints looks like a stack, and is none.
    ['stdout-mixed', { count: 20, hasKeys: false, unparsedLines: 6 }],
    ['count-by-function', { count: 0, unparsedLines: 5 }],
  ])('of a real recording, %s, is what was counted', (name, expected) => {
    expect(read(recorded(name))).toMatchObject(expected);
  });

  it('has the functions of known calls', () => {
    const { stacks } = read(recorded('known-symbols'));
    const calls = (name: string) =>
      stacks.filter((line) => line.includes(`;${name} `)).map((line) => line.replace(/^.* /, ''));
    expect({ malloc: calls('malloc'), calloc: calls('calloc'), aligned: calls('posix_memalign') }).toEqual({
      ...{ malloc: ['31'], calloc: ['10'], aligned: ['12'] },
    });
  });

  it('may be by the stacks of kernel and user, either of which may be empty', () => {
    const text = [
      ...['', '              kernel`fop_write+0x5d', '              kernel`sys_syscall+0x17d', ''],
      ...['              libsystem_malloc.dylib`malloc+0x1', '              Toy`main+0x10', '                3', ''],
      ...['              kernel`taskq_thread+0x2a6', '              kernel`thread_start+0xb', '', '                2'],
    ];
    expect(read(text.join('\n'))).toMatchObject({
      stacks: ['main;malloc;sys_syscall;fop_write 3', 'thread_start;taskq_thread 2'],
      unparsedLines: 0,
    });
  });

  it('believes nothing of a stack into which something else was printed, and all of the next', () => {
    const [, first = '', ...rest] = aggregation.split('\n');
    const text = ['', first, 'Listening on port 80', ...rest];
    expect(read(text.join('\n'))).toMatchObject({ stacks: ['[unknown];[libfoo.dylib];malloc 1000'], unparsedLines: 7 });
    const printed = ['  liba`fake+0x1', ...aggregation.split('\n')];
    expect(read(printed.join('\n'))).toMatchObject({ count: 1005, unparsedLines: 1, examples: ['  liba`fake+0x1'] });
  });

  it('lost what DTrace says it dropped', () => {
    const stderr = ["dtrace: description 'pid$target…' matched 3 probes", recorded('aggregation-drops.stderr')];
    expect(read([...stderr, aggregation].join('\n'))).toMatchObject({ count: 1005, lost: 3816, unparsedLines: 0 });
  });

  it.each([' ', '`', '0x1', '1', ' 1', '+0x1', 'a`', 'dtrace: 1 ', '  1  1  :'])(
    'takes no longer than there is to read of a line that repeats %j',
    (unit) => {
      for (const start of ['', '  ', '  a`', ' 1 '])
        read(`  a\`b\n${start}${unit.repeat(240_000 / unit.length)}\u0001`);
    },
  );

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
