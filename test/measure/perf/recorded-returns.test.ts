import { describe, expect, it } from 'vitest';
import { returnsIn } from '../../../src/measure/perf/recorded-returns.ts';

const folded = `# Samples: 5  of event 'g:malloc'
# Overhead       Samples      Pid:Command          __probe_ip                size                 ret
    60.00%             3     3022:start          7ffff7c1f5c0                   1      0x7ffff7c0fe73
3 0x7ffff7fc1000;malloc
    20.00%             1     3022:start          7ffff7c1f5c0                   1      0x7ffff7c0fe73
1 0x7ffff7fc2000;malloc
    20.00%             1     3022:start          7ffff7c1f5c0               72704      0x7ffff7800010
1 0x7ffff7fc1000;malloc
`;
const maps = `     3022     3022     2993 |  start
      7ffff7c0d000-7ffff7c21000 r-xs 0000d000 16044058 /opt/libtcmalloc_minimal.so.4.5.18
      7ffff7800000-7ffff7900000 r-xs 00000000 16044059 /usr/lib/libstdc++.so.6
`;

describe('where recorded calls return to in a file', () => {
  it('is each place once for each probe, by its offset; what other files call is left out', () => {
    const returns = returnsIn(folded, maps, '/opt/libtcmalloc_minimal.so.4.5.18');
    expect(returns.map(({ offset, call }) => [call.event, offset, call.fields.size])).toEqual([
      ['g:malloc', 0xfe73, 1n],
    ]);
    expect(returnsIn(folded, maps, '/usr/lib/libc.so.6')).toEqual([]);
  });

  it('is not told where a line of perf’s report was not understood', () => {
    expect(() => returnsIn(folded, `${maps}what is this\n`, '/opt')).toThrow(
      'perf’s report was not understood: what is',
    );
  });
});
