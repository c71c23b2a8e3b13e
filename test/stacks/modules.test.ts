import { describe, expect, it } from 'vitest';
import { moduleOfSymbol } from '../../src/stacks/modules.ts';
import { qualifiedNames } from './recordings.ts';

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
