import { describe, expect, it } from 'vitest';
import { buildCallTree } from '../../src/stacks/call-tree.ts';
import { formatIndented } from '../../src/stacks/indented.ts';
import { nameStack, stackOf } from '../../src/stacks/named-stack.ts';
import type { Naming } from '../../src/stacks/names.ts';
import type { RawStack } from '../../src/stacks/perf-folded.ts';
import { namedStacks, recorded } from './recordings.ts';
import { sumOf } from './trees.ts';

const libraries = new Map([
  ['0x10', { symbol: null, library: 'libswiftCore.so' }],
  ['0x11', { symbol: null, library: 'libswiftCore.so' }],
  ['0x20', { symbol: null, library: 'libc.so.6' }],
]);
const naming: Naming = {
  demangled: new Map([
    ['$s3Toy3runyyF', 'run()'],
    ['$sSa6appendyyxnF', 'Array.append(_:)'],
  ]),
  resolve: (address) => libraries.get(`0x${address.toString(16)}`) ?? null,
  libraryOf: (symbol) => (symbol.startsWith('swift_') ? 'libswiftCore.so' : symbol === 'main' ? 'Toy' : null),
};
const raw = (path: string, fields: RawStack['fields'] = {}): RawStack => {
  return { event: 'g:malloc', thread: 1, command: 'a', fields, frames: path === '' ? [] : path.split(';'), count: 2 };
};
const shown = (path: string) => stackOf(nameStack(raw(path), 'malloc', naming)).frames.join(';');

describe('a stack as it is shown', () => {
  it('has one frame for the way through the runtime, which says what is allocated', () => {
    expect(shown('main;$s3Toy3runyyF;swift_allocObject;swift_slowAlloc;malloc')).toBe(
      'main;run();swift_allocObject;malloc',
    );
    expect(shown('main;$s3Toy3runyyF;0x10;swift_allocBox;swift_allocObject;malloc')).toBe(
      'main;run();swift_allocBox;malloc',
    );
    expect(shown('main;_Znwm;malloc')).toBe('main;operator new;malloc');
  });

  it('names the entry into the runtime where no allocation function of it is on the way', () => {
    expect(shown('main;swift_getTypeByMangledName;0x10;0x11;malloc')).toBe('main;swift_getTypeByMangledName;malloc');
    expect(shown('main;0x10;0x11;malloc')).toBe('main;[libswiftCore.so];malloc');
  });

  it('keeps the functions of the standard library: they say how', () => {
    expect(shown('main;$sSa6appendyyxnF;0x10;swift_allocObject;malloc')).toBe(
      'main;Array.append(_:);swift_allocObject;malloc',
    );
  });

  it('shows neighbours without a symbol once for each library', () => {
    expect(shown('main;0x20;0x20;0x10;0x11;run;malloc')).toBe('main;[libc.so.6];[libswiftCore.so];run;malloc');
  });

  it('begins with the program’s or the thread’s own code, so that both ways of unwinding show one path', () => {
    expect(shown('_start;0x20;0x20;main;malloc')).toBe('main;malloc');
    expect(shown('0x20;main;malloc')).toBe('main;malloc');
    expect(shown('0x20;malloc')).toBe('[libc.so.6];malloc');
  });

  it('ends, towards the root, at an address that was never code', () => {
    expect(shown('main;0x746f6f722f3d544f;$s3Toy3runyyF;malloc')).toBe('[unknown];run();malloc');
    expect(shown('malloc')).toBe('[unknown];malloc');
    expect(shown('')).toBe('[unknown];malloc');
  });

  it('ends in the function that is counted, whatever perf calls it', () => {
    const stack = nameStack({ ...raw('main;__libc_calloc', { n: 3n, size: 8n }), event: 'g:calloc' }, 'calloc', naming);
    expect(stackOf(stack)).toEqual({ frames: ['main', 'calloc'], count: 2, bytes: 48 });
  });

  it('knows no bytes where the size was not recorded or is none', () => {
    expect(nameStack(raw('main;malloc'), 'malloc', naming).bytes).toBe(null);
    expect(nameStack(raw('main;malloc', { size: 2n ** 64n - 1n }), 'malloc', naming).bytes).toBe(null);
    expect(nameStack(raw('main;malloc', { size: 16n }), 'malloc', naming).bytes).toBe(32);
  });

  it.each(['toy', 'processes'])(
    '%s: every recorded allocation is in the call tree, no raw address is',
    async (recording) => {
      const stacks = namedStacks(recording);
      const lines = formatIndented(buildCallTree(stacks.map(stackOf)));
      expect(sumOf(stacks)).toBe(recorded(recording).events.reduce((sum, { samples }) => sum + samples, 0));
      expect(lines.filter((line) => /0x|\$s/.test(line))).toEqual([]);
      await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot(`goldens/${recording}.call-tree.txt`);
    },
  );
});
