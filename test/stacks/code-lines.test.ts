import { describe, expect, it } from 'vitest';
import { parseCodeLines } from '../../src/stacks/code-lines.ts';

// addr2line -f -i -a of binutils 2.44, for a program of Swift 6.0.3.
const ofAddr2line = `0x0000000000005c7f
$s17ObjectsAndStrings12parseHeadersyAA11RequestHeadVSSF
/src/<stdin>:?
0x0000000000005ca3
$sSlsSQ7ElementRpzrlE5split9separator9maxSplits25omittingEmptySubsequencesSay11SubSequenceQzGAB_SiSbtFSS_Tg5
/src/<stdin>:?
$s17ObjectsAndStrings12parseHeadersyAA11RequestHeadVSSF
/src/Sources/ObjectsAndStrings/Headers.swift:27 (discriminator 2)
0x0000000000005da1
??
??:0
`;
// llvm-symbolizer --functions=linkage --no-demangle -i -a --output-style=GNU, of LLVM 14.
const ofSymbolizer = `0x5c7f
$s17ObjectsAndStrings12parseHeadersyAA11RequestHeadVSSF
/src/<stdin>:0
0x5ca3
$sSlsSQ7ElementRpzrlE5split9separator9maxSplits25omittingEmptySubsequencesSay11SubSequenceQzGAB_SiSbtFSS_Tg5
/src/<stdin>:0
$s17ObjectsAndStrings12parseHeadersyAA11RequestHeadVSSF
/src/Sources/ObjectsAndStrings/Headers.swift:27
0x5da1
??
??:0
`;
const addresses = [0x5c7f, 0x5ca3, 0x5da1];

describe('the lines of addresses', () => {
  it.each([
    ['addr2line', ofAddr2line],
    ['llvm-symbolizer', ofSymbolizer],
  ])('are read as %s prints them: what was inlined first, 0 where the compiler made the code', (_, text) => {
    const lines = parseCodeLines(text, addresses);
    const parseHeaders = '$s17ObjectsAndStrings12parseHeadersyAA11RequestHeadVSSF';
    expect(lines.get(0x5c7f)).toEqual([{ symbol: parseHeaders, file: '/src/<stdin>', line: 0 }]);
    expect(lines.get(0x5ca3)).toEqual([
      expect.objectContaining({ symbol: expect.stringContaining('5split9separator'), line: 0 }),
      { symbol: parseHeaders, file: '/src/Sources/ObjectsAndStrings/Headers.swift', line: 27 },
    ]);
    expect(lines.get(0x5da1)).toEqual([{ symbol: null, file: '', line: 0 }]);
  });

  it.each([
    ['is not the one asked for', '0x1\nf\n/a.swift:1\n', [2], []],
    ['is missing', '0x1\nf\n/a.swift:1\n', [1, 2], [1]],
    ['has a function whose name breaks the line', '0x1\nf\nrest of it\n/a.swift:1\n0x2\ng\n/b.swift:2\n', [1, 2], []],
    ['has a place without a line', '0x1\nf\n/a.swift\n', [1], []],
    ['comes with nothing', '', [1], []],
  ])('are not known from an address on that %s', (_, text, asked, known) => {
    expect([...parseCodeLines(text, asked).keys()]).toEqual(known);
  });

  it('are not followed into paths and names that nobody gives', () => {
    const [level] = parseCodeLines(`0x1\n${'f'.repeat(20_000)}\n/${'d'.repeat(10_000)}.swift:7\n`, [1]).get(1) ?? [];
    expect(level).toEqual({ symbol: null, file: '', line: 0 });
  });

  it('are those of the function itself where more is inlined in it than any compiler would', () => {
    const levels = parseCodeLines(`0x1\n${'f\n/a.swift:1\n'.repeat(1000)}g\n/a.swift:2\n`, [1]).get(1);
    expect(levels).toEqual([{ symbol: 'g', file: '/a.swift', line: 2 }]);
  });
});
