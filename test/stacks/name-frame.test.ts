import { describe, expect, it } from 'vitest';
import { moduleOfSymbol, nameFrame } from '../../src/stacks/name-frame.ts';
import { qualifiedNames, recordedNaming } from './recordings.ts';

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

/** The module in the long form of a name, as the demangler of the toolchain wrote it. */
function moduleOfQualified(name: string): string | null {
  if (/reabstraction thunk/.test(name)) return null;
  const plain = name.replace(/^.*? of (?=\S+\.)|^\(\d+\) suspend resume partial function for |^static /g, '');
  return (
    /\(extension in (\w+)\):/.exec(plain)?.[1] ??
    /^closure .* in (\w+)/.exec(plain)?.[1] ??
    /^(\w+)\./.exec(plain)?.[1] ??
    null
  );
}

describe('the module of a mangled name', () => {
  it.each(qualifiedNames)('%s is of the module the demangler says', (mangled, qualified) => {
    expect(moduleOfSymbol(mangled)).toBe(moduleOfQualified(qualified));
  });

  it('is unknown for C, C++ and what only looks mangled', () => {
    for (const symbol of ['malloc', 'main', '_ZN3foo3barEv', '$s', '$s99x', '0x1234', '$sSo7NSArrayC5helloyyF']) {
      expect(moduleOfSymbol(symbol), symbol).toBe(null);
    }
  });

  it('is that of the code although a parameter reads like an extension', () => {
    expect(moduleOfSymbol('$s3App5styleyyAA10RealEstateVF')).toBe('App');
    expect(moduleOfSymbol('$s3App5StackV4pushyyxSHRzlF')).toBe('App');
    expect(moduleOfSymbol('$s10Foundation4DataV3AppE5hellyyF')).toBe('App');
  });
});
