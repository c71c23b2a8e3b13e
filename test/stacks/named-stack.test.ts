import { describe, expect, it } from 'vitest';
import type { NamedStack } from '../../src/model/recording.ts';
import { buildCallTree } from '../../src/stacks/call-tree.ts';
import { formatIndented } from '../../src/stacks/indented.ts';
import { addressOf, type NamedFrame, type Naming, type Resolve } from '../../src/stacks/name-frame.ts';
import { insertCaller, mergeStacks, nameStack, shownFrames, stackOf } from '../../src/stacks/named-stack.ts';
import type { RawStack } from '../../src/stacks/perf-folded.ts';
import { namedStacks, recorded, recordedResolve } from './recordings.ts';
import { sumOf } from './trees.ts';

const libraries = new Map([
  ['0x10', { symbol: null, library: 'libswiftCore.so' }],
  ['0x11', { symbol: null, library: 'libswiftCore.so' }],
  ['0x20', { symbol: null, library: 'libc.so.6' }],
  ['0x21', { symbol: null, library: 'libc-2.31.so' }],
]);
const naming: Naming = {
  demangled: new Map([
    ['$s3Toy3runyyF', 'run()'],
    ['$sSa6appendyyxnF', 'Array.append(_:)'],
    ['$s3Toy4walkyyF', 'walk(_:)'],
    ['$s3Toy4walkyyFTf4n_n', 'specialized walk(_:)'],
    ['$s3Toy3runyyFyyXEfU_', 'closure #1 in run()'],
    ['$s3Toy3runyyFyyXEfU_TA', 'partial apply for closure #1 in run()'],
    ['$s3Toy4NodeCACycfC', 'Node.__allocating_init()'],
    ['$s3Toy4NodeCACycfc', 'Node.init()'],
    ['$s3Toy4NodeCfD', 'Node.__deallocating_deinit'],
    ['$s3Toy4NodeCfd', 'Node.deinit'],
    ['$s3Toy4NodeCAA4WalkA2aDP4walkyyFTW', 'protocol witness for Walk.walk() in conformance Node'],
    ['$s3Toy4walkyyFTm', 'merged walk(_:)'],
    ['$sIeg_IegTR', 'thunk for @escaping @callee_guaranteed () -> ()'],
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

  it('has the functions that were written, in whatever form the compiler has made them', () => {
    expect(shown('main;$s3Toy4walkyyF;$s3Toy4walkyyFTf4n_n;malloc')).toBe('main;walk(_:);malloc');
    expect(shown('main;$s3Toy4walkyyFTm;malloc')).toBe('main;walk(_:);malloc');
    const closure = 'main;run();closure #1 in run();malloc';
    expect(shown('main;$s3Toy3runyyF;$s3Toy3runyyFyyXEfU_TA;malloc')).toBe(closure);
    expect(shown('main;$s3Toy3runyyF;$s3Toy3runyyFyyXEfU_TA;$s3Toy3runyyFyyXEfU_;malloc')).toBe(closure);
    expect(shown('main;$s3Toy4NodeCfD;malloc')).toBe('main;Node.deinit;malloc');
    expect(shown('main;$s3Toy4NodeCfD;$s3Toy4NodeCfd;malloc')).toBe('main;Node.deinit;malloc');
  });

  it('keeps each level of a function that calls itself', () => {
    expect(shown('main;$s3Toy4walkyyF;$s3Toy4walkyyF;malloc')).toBe('main;walk(_:);walk(_:);malloc');
    const specialized = 'main;$s3Toy4walkyyFTf4n_n;$s3Toy4walkyyFTf4n_n;malloc';
    expect(shown(specialized)).toBe('main;walk(_:);walk(_:);malloc');
  });

  it('leaves out what the compiler puts between functions: an object is made by who asks for it', () => {
    expect(shown('main;$s3Toy3runyyF;$s3Toy4NodeCACycfC;swift_allocObject;malloc')).toBe(
      'main;run();swift_allocObject;malloc',
    );
    expect(shown('main;$s3Toy4NodeCACycfC;$s3Toy4NodeCACycfc;malloc')).toBe('main;Node.init();malloc');
    expect(shown('main;$sIeg_IegTR;$s3Toy4NodeCAA4WalkA2aDP4walkyyFTW;$s3Toy4walkyyF;malloc')).toBe(
      'main;walk(_:);malloc',
    );
    expect(shown('$sIeg_IegTR;malloc')).toBe('thunk for @escaping @callee_guaranteed () -> ();malloc');
  });

  it('shows neighbours without a symbol once for each library', () => {
    expect(shown('main;0x20;0x20;0x10;0x11;run;malloc')).toBe('main;[libc.so.6];[libswiftCore.so];run;malloc');
  });

  it('begins with the program’s or the thread’s own code, so that both ways of unwinding show one path', () => {
    expect(shown('_start;0x20;0x20;main;malloc')).toBe('main;malloc');
    expect(shown('0x20;main;malloc')).toBe('main;malloc');
    expect(shown('0x21;main;malloc')).toBe('main;malloc'); // before glibc 2.34
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

/** `+` before a name: the compiler has put the function into its caller. */
const frame = (name: string): NamedFrame => {
  const plain = name.replace('+', '');
  return { name: plain, module: 'App', ...(plain === name ? {} : { inlined: 'always' }) };
};

describe('a frame that was inlined', () => {
  const malloc = { name: 'malloc', module: 'libc.so.6' };
  const marked = (...callers: readonly NamedFrame[]) =>
    shownFrames(callers, malloc).map(({ name, inlined }) => (inlined === undefined ? name : `+${name}`));

  it('is marked as such in the stack, also where the compiler’s own functions lie between', () => {
    expect(marked(frame('main'), frame('+run()'), frame('work()'))).toEqual(['main', '+run()', 'work()', 'malloc']);
    expect(marked(frame('run()'), frame('+thunk for @escaping'), frame('+work()'))).toEqual([
      ...['run()', '+work()', 'malloc'],
    ]);
  });

  it('is not inlined into its caller where it is so into a function of the compiler’s that is not', () => {
    const initializer = frame('Node.__allocating_init()');
    expect(marked(frame('run()'), initializer, frame('+Node.init()'))).toEqual(['run()', 'Node.init()', 'malloc']);
    expect(marked(frame('static App.$main()'), frame('+main()'))).toEqual(['main()', 'malloc']);
  });

  it('is what its outermost form is', () => {
    const form = { ...frame('+run()'), form: 'run()' };
    expect(marked(frame('main'), frame('run()'), form)).toEqual(['main', 'run()', 'malloc']);
    expect(marked(frame('main'), form, frame('run()'))).toEqual(['main', '+run()', 'malloc']);
  });

  const path = (...names: readonly string[]): NamedStack => ({ frames: names.map(frame), count: 1, bytes: 16 });

  it('is of the same path as one that was not, which then says so', () => {
    const merged = mergeStacks([
      path('main', '+run()', '+work()', 'stop()'),
      path('main', 'run()', '+work()', 'stop()'),
      path('main', '+run()', '+work()', 'stop()'),
    ]);
    expect(merged.map(({ count, frames }) => [count, ...frames.map(({ inlined }) => inlined)])).toEqual([
      [3, undefined, 'sometimes', 'always', undefined],
    ]);
  });
});

const stack = (path: string, ret = 0x1010n): RawStack => {
  return { event: 'g:malloc', thread: 1, command: 'a', fields: { ret }, frames: path.split(';'), count: 1 };
};
const resolve: Resolve = (address) => {
  if (address >= 0x1000n && address < 0x1100n) return { symbol: 'inner', aliases: ['_inner'], library: 'a' };
  return address >= 0x2000n && address < 0x3000n ? { symbol: null, library: 'lib.so' } : null;
};
const pathOf = (raw: RawStack) => insertCaller(raw, resolve).frames.join(';');

describe('the immediate caller', () => {
  it('is put in, as its return address, where the stack goes straight to the function above it', () => {
    expect(pathOf(stack('main;outer;malloc'))).toBe('main;outer;0x1010;malloc');
    expect(pathOf(stack('malloc'))).toBe('0x1010;malloc');
  });

  it('is not put in twice where the kernel found it, under whichever of its names', () => {
    expect(pathOf(stack('main;outer;inner;malloc'))).toBe('main;outer;inner;malloc');
    expect(pathOf(stack('main;outer;_inner;malloc'))).toBe('main;outer;_inner;malloc');
  });

  it('without a symbol is known by the return address itself, and put in as that', () => {
    expect(pathOf(stack('main;0x2010;malloc', 0x2010n))).toBe('main;0x2010;malloc');
    expect(pathOf(stack('main;0x2020;malloc', 0x2010n))).toBe('main;0x2020;0x2010;malloc');
  });

  it('stays out where the return address is not code, or was not recorded', () => {
    expect(pathOf(stack('main;malloc', 0x9n))).toBe('main;malloc');
    expect(pathOf({ ...stack('main;malloc'), fields: {} })).toBe('main;malloc');
  });

  it('was missing from every stack of a recorded C program', () => {
    const { stacks } = recorded('processes');
    const resolveRecorded = recordedResolve('processes');
    const outer = stacks.filter(({ frames }) => frames.includes('outer'));
    const callers = outer.map((raw) => {
      const [caller = '', leaf] = insertCaller(raw, resolveRecorded).frames.slice(-2);
      return [resolveRecorded(addressOf(caller) ?? 0n, raw.thread)?.symbol, leaf];
    });
    expect(callers).toEqual(outer.map(() => ['inner', 'malloc']));
  });
});
