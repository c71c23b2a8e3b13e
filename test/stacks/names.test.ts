import { describe, expect, it } from 'vitest';
import { matchingName, nameFrame } from '../../src/stacks/names.ts';
import { demangledNames, recordedNaming } from './recordings.ts';

const naming = recordedNaming('toy');

describe('the name of a frame', () => {
  it('is the simplified Swift name with its module', () => {
    expect(nameFrame('$s3Toy9buildListy3Kit3BoxCSgSiF', 1, naming)).toEqual({ name: 'buildList(_:)', module: 'Toy' });
    expect(nameFrame('$sSS3KitE5shoutSSyF', 1, naming)).toEqual({ name: 'String.shout()', module: 'Kit' });
  });

  it('says in which module a closure of top-level code is', () => {
    expect(nameFrame('$s3ToyyyYbcfU0_', 1, naming)).toEqual({ name: 'closure #2 in Toy', module: 'Toy' });
  });

  it('is the library where an address has no symbol, [unknown] where nothing was mapped', () => {
    const here = {
      ...naming,
      resolve: (address: bigint) => (address === 0x10n ? { symbol: null, library: 'libfoo.so' } : null),
    };
    expect(nameFrame('0x10', 1, here)).toEqual({ name: '[libfoo.so]', module: 'libfoo.so' });
    expect(nameFrame('0x746f6f722f3d544f', 1, here)).toEqual({ name: '[unknown]', module: '[unknown]' });
    expect(nameFrame('0', 1, here).name).toBe('[unknown]');
  });

  it('loses what compilers append for their own use', () => {
    expect(nameFrame('work.llvm.1234567', 1, naming).name).toBe('work');
    expect(nameFrame('async_MainTY1_', 1, naming).name).toBe('async_Main');
    const demangled = new Map([['async_MainTY1_', 'async_MainTY1_']]);
    expect(nameFrame('async_MainTY1_', 1, { ...naming, demangled }).name).toBe('async_Main');
  });
});

describe('the matching name', () => {
  it.each([
    ['specialized Box.init(_:)', 'Box.init(_:)'],
    ['merged specialized run(_:)', 'run(_:)'],
    ['partial apply for closure #3 in run(_:)', 'closure in run(_:)'],
    ['implicit closure #1 in closure #2 in run(_:)', 'implicit closure in closure in run(_:)'],
    ['(2) suspend resume partial function for run(_:)', 'run(_:)'],
    [
      'generic specialization <Swift.Int> of Swift.Array.append(__owned A) -> ()',
      'Swift.Array.append(__owned A) -> ()',
    ],
    ['reabstraction thunk helper from @escaping (A) -> B to @escaping (C) -> D', 'thunk for @escaping (A) -> B'],
    ['thunk for @escaping () -> ()', 'thunk for @escaping () -> ()'],
    ['work.llvm.99', 'work'],
  ])('of %s is %s', (name, expected) => {
    expect(matchingName(name)).toBe(expected);
  });

  it('of a matching name is itself', () => {
    for (const name of demangledNames.values()) expect(matchingName(matchingName(name))).toBe(matchingName(name));
  });

  it('does not throw different functions together', () => {
    const plain = [...demangledNames.values()].filter((name) => !/^specialized|#|^thunk/.test(name));
    expect(new Set(plain.map(matchingName)).size).toBe(new Set(plain).size);
  });
});
