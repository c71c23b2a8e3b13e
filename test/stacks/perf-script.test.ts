import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { perfScript } from '../../src/stacks/perf-script.ts';
import { StackSums } from '../../src/stacks/stack-sums.ts';
import { fixture } from './recordings.ts';

function read(text: string) {
  const sums = new StackSums(perfScript);
  for (const piece of text.split('\n\n')) sums.add(piece);
  const stacks = [...sums.take()].map(({ frames, count }) => `${frames.join(';')} ${count}`);
  return { stacks, ...sums.totals };
}

const frames = ['\t    7ffff7e688d0 malloc+0x0 (/usr/lib/libc.so.6)', '\t    555555555180 main+0x20 (/tmp/a program)'];
const one = { stacks: ['main;malloc 1'], count: 1, lost: 0, unparsedLines: 0, examples: [] };

describe('the text of perf script', () => {
  it.each([
    'Toy    1097 [000]  7452.278470:         sagstacks:malloc: (7ffff745f8d0) size=72 ret=0x7ffff7c44749',
    'sh    1391/1391     7454.701542:          1         sagstacks:malloc:',
    'my prog (2): x  1395 [001]  7454.7: probe_libc:malloc: (7ffff7e688d0)',
    '# 1 2 12 [x] 12.5:  1395/1396 [001]  7454.7: probe_libc:malloc: (7ffff7e688d0)',
    'NIO-ELT-0-#3 1097 7452.278470:     250000 cycles:u: ',
    'swapper     0 [000] 7452.278470:     250000 cpu-clock:pppH:',
    'Toy 1097 probe:malloc:',
    'Toy 1097 [000] 7452.278470: probe:malloc: (7ffff745f8d0) name="a b: c" size=1',
  ])('has a sample for the header %s', (header) => {
    expect(read([header, ...frames].join('\n'))).toEqual(one);
    expect(read(`${[header, ...frames, '', header, ...frames].join('\n')}\n\n`)).toMatchObject({ count: 2 });
  });

  it.each([
    ['	    7ffff7e688d0 malloc+0x1c (/usr/lib/libc.so.6)', 'malloc'],
    ['	    7ffff7e688d0 malloc (inlined)', 'malloc'],
    ['	    7ffff7e688d0 a(b: c) -> d (/tmp/a b (2) (deleted))', 'a(b: c) -> d'],
    ['	    7ffff7e688d0 thunk for @escaping ([Int]) -> ()+0x4 (/tmp/a)', 'thunk for @escaping ([Int]) -> ()'],
    ['	    7ffff7e688d0 __vdso_gettimeofday+0x1 ([vdso])', '__vdso_gettimeofday'],
    ['	    7ffff7e688d0 do_syscall_64+0x1 ([kernel.kallsyms])', 'do_syscall_64'],
    ['	    7ffff7e688d0 [unknown] (/usr/lib/libdispatch.so)', '[libdispatch.so]'],
    ['	    7ffff7e688d0 [unknown] (/tmp/My App (deleted))', '[My App]'],
    ['	              36 [unknown] ([unknown])', '[unknown]'],
    ['	    7ffff7e688d0 (/usr/lib/libdispatch.so)', '[libdispatch.so]'],
    ['	    7ffff7e688d0 main+0x10 (./bin/Toy)', 'main'],
    ['	    7ffff7e688d0 f(a: Int) -> (Int)+0x10 (my bench/Toy)', 'f(a: Int) -> (Int)'],
    ['	    7ffff7e688d0 main+0x10 (Toy (deleted))', 'main'],
    ['	    7ffff7e688d0 [unknown] (my bench/Toy)', '[Toy]'],
    ['	    7ffff7e688d0 [unknown] (../bin/Toy)', '[Toy]'],
    ['	    7ffff7e688d0 java.lang.String.hashCode ([JIT app cache])', 'java.lang.String.hashCode'],
    ['	    7ffff7e688d0 main (./my bench/Toy)', 'main'],
    ['	    7ffff7e688d0 f(a: Int) -> (Int, b: A)', 'f(a: Int) -> (Int, b: A)'],
    ['	    7ffff7e688d0 malloc', 'malloc'],
    ['	    7ffff7e688d0', '[unknown]'],
  ])('has the name of the frame %s', (line, name) => {
    expect(perfScript.framesOf(line)).toEqual({ frames: [name], unparsed: [] });
  });

  it('counts samples without a stack, which follow each other without a blank line', () => {
    const header = 'Toy 1097 [000] 7452.278470: probe:malloc: (7ffff745f8d0)';
    expect(read([header, header, header, ...frames].join('\n'))).toMatchObject({
      stacks: [' 2', 'main;malloc 1'],
      count: 3,
      unparsedLines: 0,
    });
  });

  it('adds up the samples that the recorder says were lost', () => {
    const lost = 'Toy 1097 [000] 7452.278470: PERF_RECORD_LOST lost 34';
    expect(read([lost, '', lost].join('\n'))).toMatchObject({ count: 0, lost: 68, unparsedLines: 0 });
  });

  it('counts every line that is not understood, each time it comes, and shows the first', () => {
    const header = 'Toy 1097 [000] 7452.278470: probe:malloc:';
    const broken = [header, frames[0], '\t  what is this'].join('\n');
    const totals = read(['Segmentation fault', '', broken, '', broken].join('\n'));
    expect(totals).toMatchObject({ stacks: ['[unknown];malloc 2'], count: 2, unparsedLines: 3 });
    expect(totals.examples[0]).toBe('Segmentation fault');
  });

  it.each(['toy.script.txt', 'processes.script.txt'])(
    'of a real recording, %s, is understood to the last line',
    (name) => {
      const text = fixture(name);
      const samples = text.split('\n').filter((line) => /^[^#\s].* (sagstacks:\w+):/.test(line)).length;
      expect(read(text)).toMatchObject({ count: samples, lost: 0, unparsedLines: 0, examples: [] });
      expect(samples).toBeGreaterThan(20);
    },
  );

  it.each([' (/a', '+0x1 (', ' ([a', '+0x1'])(
    'takes no longer than there is to read of a frame that repeats %j',
    (unit) => {
      // Were each tried against all that follows it, this would take longer than any test may.
      const text = `Toy 1 [000] 1.5: probe:malloc:\n\t 7ff ${unit.repeat(400_000)}x`;
      expect(read(text)).toMatchObject({ count: 1, unparsedLines: 0 });
    },
  );

  it.each([' ', '1 ', '1/1 ', '[1] ', '1.1: '])(
    'takes no longer than there is to read of a header that repeats %j',
    (unit) => {
      expect(read(`a${unit.repeat(400_000)}\u0001`)).toMatchObject({ count: 0, unparsedLines: 1 });
    },
  );

  it('throws for no text at all, and accounts for every line of it', () => {
    const line = fc.constantFrom('Toy 1 [000] 1.5: probe:malloc:', ...frames, '', 'x', ' 12', '# a comment');
    fc.assert(
      fc.property(fc.array(fc.oneof(line, fc.string())), (lines) => {
        const { count, unparsedLines } = read(lines.join('\n'));
        expect(count + unparsedLines).toBeLessThanOrEqual(lines.join('\n').split('\n').length);
      }),
    );
  });
});
