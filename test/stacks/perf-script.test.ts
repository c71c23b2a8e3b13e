import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { perfScript } from '../../src/stacks/perf-script.ts';
import { readText } from './read-text.ts';
import { fixture } from './recordings.ts';

const read = (text: string) => readText(perfScript, text);
const header = 'Toy 100 [000] 1.5: probe:malloc: (7ffff7e688d0) size=16';
const frames = ['\t    7ffff7e688d0 malloc+0x0 (/usr/lib/libc.so.6)', '\t    555555555180 main+0x20 (/tmp/a program)'];
const two = { stacks: ['main;malloc 2'], count: 2, withoutStack: 0, lost: 0, unparsedLines: 0, examples: [] };

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
    'Toy 1097 [000] U     7452.278470: probe:malloc: (7ffff745f8d0)',
    'Toy 1097 [000] KUH   7452.278470:     250000 cycles:k: ',
    '  Toy 1097 [000] 7452.278470: probe:malloc:',
    '             Toy   1097 probe:malloc: ',
    'Toy 1097',
    'my prog 1097/1098 [001]',
  ])('has a sample for the header %s', (header) => {
    expect(read([header, ...frames, '', header, ...frames].join('\n'))).toMatchObject(two);
  });

  it.each([
    ['whose last sample lacks the blank line', [header, ...frames, '', header, ...frames]],
    ['with a blank line inside each sample', [header, '', ...frames, '', header, '', ...frames, '', '']],
    ['with a blank line between all lines', [header, ...frames, header, ...frames].flatMap((line) => [line, ''])],
    ['without blank lines', [header, ...frames, header, ...frames]],
    ['without indentation', [header, ...frames, '', header, ...frames].map((line) => line.trim())],
    ['that is indented further', [header, ...frames, '', header, ...frames].map((line) => `    ${line}`)],
    ['with the line ends of Windows', [header, ...frames, '', header, ...frames].map((line) => `${line}\r`)],
    [
      'with source lines',
      [
        header,
        frames[0],
        '  malloc.c:3301',
        frames[1],
        '  main.swift:12',
        header,
        frames[0],
        '  libc.so.6[a2]',
        frames[1],
      ],
    ],
    [
      'under a header of perf',
      ['# ========', '# cmdline : perf record foo 12 1.5: x: ', '#', header, ...frames, header, ...frames],
    ],
  ])('is the same %s', (_, lines) => {
    expect(read(lines.join('\n'))).toMatchObject(two);
  });

  it.each(['side-band', 'source-lines', 'file-offsets', 'short'])(
    'is the same in the form %s of a real recording',
    (form) => {
      const expected = read(fixture('forms.default.txt'));
      expect(expected).toMatchObject({ count: 18, withoutStack: 0, unparsedLines: 0 });
      const { stacks, count, unparsedLines, examples } = read(fixture(`forms.${form}.txt`));
      expect({ stacks, count, unparsedLines, examples }).toEqual({
        stacks: expected.stacks,
        count: 18,
        unparsedLines: 0,
        examples: [],
      });
    },
  );

  it('has as many samples without stacks as headers, indented as they are', () => {
    expect(read(fixture('forms.no-stacks.txt'))).toMatchObject({ count: 18, withoutStack: 18, unparsedLines: 0 });
  });

  it('has no sample for what else perf recorded', () => {
    const record = 'Toy   100 [000]     1.000002: PERF_RECORD_FORK(100:101):(100:100)';
    expect(read([record, header, ...frames, record, '', record, header, ...frames].join('\n'))).toMatchObject(two);
  });

  it('counts the samples of each event', () => {
    const other = header.replace('malloc', 'calloc');
    const text = [header, ...frames, '', other, ...frames, '', header, ...frames].join('\n');
    const { events, count, areEventsMixed } = read(text);
    expect(areEventsMixed).toBe(true);
    // Stacks of probes say themselves which function was called.
    expect(read(text.replace(/calloc(.*\n.*)malloc\+/, 'calloc$1__libc_calloc+'))).toMatchObject({
      areEventsMixed: false,
    });
    expect([...events]).toEqual([
      ['probe:malloc', 2],
      ['probe:calloc', 1],
    ]);
    expect(count).toBe(3);
  });

  it('makes no frame, and no sample, of what it does not understand', () => {
    const text = [
      header,
      frames[0],
      '\t  what is this',
      frames[1],
      'Listening on localhost',
      frames[1],
      '',
      'Total 12',
    ];
    expect(read(text.join('\n'))).toMatchObject({
      ...{ stacks: ['main;malloc 1'], count: 1, unparsedLines: 4 },
      examples: ['\t  what is this', 'Listening on localhost', frames[1], 'Total 12'],
    });
  });

  it('gives no frame to the sample before where a header is in a form that is not known', () => {
    const lines = [header, ...frames, '', '  weird header', ...frames];
    expect(read(lines.join('\n'))).toMatchObject({ stacks: ['main;malloc 1'], unparsedLines: 3 });
    const plain = lines.map((line) => line.trim());
    expect(read(plain.join('\n'))).toMatchObject({ stacks: ['main;malloc 1'], unparsedLines: 3 });
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
    ['	    7ffff7e688d0 main (my bench/Toy)', 'main'],
    ['	    7ffff7e688d0 main (a file)', 'main'],
    ['	    7ffff7e688d0 main (/srv/a (b/Toy)', 'main'],
    ['	    7ffff7e688d0 f(a: (Int)) -> (Int) (/srv/Toy (deleted))', 'f(a: (Int)) -> (Int)'],
    ['	    7ffff7e688d0 thunk for @escaping @callee_guaranteed (A)', 'thunk for @escaping @callee_guaranteed (A)'],
    ['	    7ffff7e688d0 [unknown] (/usr/lib/libc.so.6+0x9f8d0)', '[libc.so.6]'],
    ['	    7ffff7e688d0 (/usr/lib/libc.so.6+0x9f8d0)', '[libc.so.6]'],
    ['	    7ffff7e688d0  (/srv/Toy)', '[Toy]'],
    ['	    7ffff7e688d0 malloc', 'malloc'],
    ['	    7ffff7e688d0', '[unknown]'],
  ])('has the name of the frame %s', (line, name) => {
    expect(read(`${header}\n${line}`)).toMatchObject({ stacks: [`${name} 1`], unparsedLines: 0 });
  });

  it('counts samples without a stack, which follow each other without a blank line', () => {
    expect(read([header, header, header, ...frames].join('\n'))).toMatchObject({
      ...{ stacks: [' 2', 'main;malloc 1'], count: 3, withoutStack: 2, unparsedLines: 0 },
    });
  });

  it('adds up the samples that the recorder says were lost', () => {
    const lost = 'Toy 1097 [000] 7452.278470: PERF_RECORD_LOST lost 34';
    expect(read([lost, '', lost].join('\n'))).toMatchObject({ count: 0, lost: 68, unparsedLines: 0 });
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

  it.each([' (/a', '+0x1 (', ' ([a', '+0x1', '(', ')', ' (a)', '()', ' ', '0', 'a:1', '[a]'])(
    'takes no longer than there is to read of a frame that repeats %j',
    (unit) => {
      // Were each tried against all that follows it, this would take longer than any test may.
      for (const end of ['x', ')', ' 1', ': ', '\u0001']) {
        const text = `${header}\n\t 7ff ${unit.repeat(50_000)}${end}`;
        expect(read(text).count).toBe(1);
      }
    },
  );

  it.each([' ', '1 ', '1/1 ', '[1] ', '1.1: ', '1', 'K ', ': ', 'a 1 PERF_RECORD_', '# a : ', 'a:1 ', '(', '1 a:'])(
    'takes no longer than there is to read of a header that repeats %j',
    (unit) => {
      for (const start of ['', 'a', ' ', '# ']) read(`${start}${unit.repeat(240_000 / unit.length)}\u0001`);
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
