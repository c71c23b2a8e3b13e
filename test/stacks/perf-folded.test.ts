import { describe, expect, it } from 'vitest';
import { parsePerfFolded } from '../../src/stacks/perf-folded.ts';
import { fixture, recorded } from './recordings.ts';
import { sumOf } from './trees.ts';

describe('what perf 6.12 folded', () => {
  it.each(['toy', 'processes'])('%s: is understood to the last line', (recording) => {
    const { unparsed, lost } = recorded(recording);
    expect(unparsed).toEqual({ lines: 0, examples: [] });
    expect(lost).toBe(0);
  });

  it.each(['toy', 'processes'])(
    '%s: has as many allocations in its stacks as perf counted, event by event',
    (recording) => {
      const { stacks, events } = recorded(recording);
      expect(events.length).toBeGreaterThan(1);
      for (const { name, samples, announced } of events) {
        expect(samples).toBe(announced);
        expect(sumOf(stacks.filter((stack) => stack.event === name))).toBe(announced);
      }
    },
  );

  it('names the probe arguments of each event by its own header', () => {
    const { stacks } = recorded('toy');
    const fieldsOf = (event: string) => Object.keys(stacks.find((stack) => stack.event === event)?.fields ?? {});
    expect(fieldsOf('sagstacks:malloc')).toEqual(['__probe_ip', 'size', 'ret']);
    expect(fieldsOf('sagstacks:calloc')).toEqual(['__probe_ip', 'n', 'size', 'ret']);
    expect(fieldsOf('sagstacks:posix_memalign')).toEqual(['__probe_ip', 'align', 'size', 'ret']);
  });

  it('keeps processes apart, and a command with spaces, digits and colons whole', () => {
    const { stacks } = recorded('processes');
    expect([...new Set(stacks.map(({ command }) => command))].sort()).toEqual([
      'my prog (2): x',
      'plain',
      'sh',
      'stripped',
    ]);
    expect(
      sumOf(stacks.filter(({ command, frames }) => command === 'my prog (2): x' && frames.includes('outer'))),
    ).toBe(3);
    expect(sumOf(stacks.filter(({ command, frames }) => command === 'plain' && frames.includes('outer')))).toBe(5);
  });

  it('leaves frames without a symbol as the addresses they are, zero included', () => {
    const { stacks } = recorded('processes');
    const stripped = stacks.find(({ command, frames }) => command === 'stripped' && frames.length === 4);
    expect(stripped?.frames.slice(1)).toEqual(['0x55555555520c', '0x555555555199', 'malloc']);
    expect(stacks.some(({ frames }) => frames[0] === '0')).toBe(true);
  });
});

describe('what other versions of perf folded', () => {
  it.each(['perf-5.10', 'perf-6.1', 'perf-6.12'])('%s: is the same program, read to the last line', (recording) => {
    const { stacks, unparsed, lost } = recorded(recording);
    expect({ unparsed, lost }).toEqual({ unparsed: { lines: 0, examples: [] }, lost: 0 });
    expect(sumOf(stacks)).toBe(230);
    for (const { fields, frames } of stacks) {
      // Each stack ends at the probe, and every one of these frames is an address.
      expect(frames.at(-1)).toBe(`0x${fields.__probe_ip?.toString(16)}`);
    }
  });
});

const header = [
  "# Samples: 1K of event 'g:malloc'",
  '# Event count (approx.): 5',
  '# Overhead  Samples  Pid:Command  size  ret',
].join('\n');

describe('what perf did not write like that', () => {
  it('is counted and shown, not skipped', () => {
    const { unparsed, stacks } = parsePerfFolded(
      `${header}\nhello\n  what is this\n 100.00%  5  7:a b  16  0x1\n5 main;malloc\n`,
    );
    expect(unparsed).toEqual({ lines: 2, examples: ['hello', '  what is this'] });
    expect(sumOf(stacks)).toBe(5);
  });

  it('keeps the samples of a row whose stacks are missing or do not add up', () => {
    const { stacks, events } = parsePerfFolded(
      `${header}\n 60.00%  3  7:a  16  0x1\n2 main;malloc\n 40.00%  2  7:a  32  0x1\n`,
    );
    expect(stacks.map(({ frames, count }) => [frames.join(';'), count])).toEqual([
      ['main;malloc', 2],
      ['', 1],
      ['', 2],
    ]);
    expect(events).toEqual([{ name: 'g:malloc', samples: 5, announced: 5 }]);
  });

  it('is put together where a line break in a thread’s name has cut it', () => {
    const name = 'pool\n\n1 a b:';
    const text = fixture('toy.folded.txt');
    const broken = text.replaceAll(/^( +\d+\.\d+% +\d+ +\d+:)Toy {4}/gm, `$1${name}`);
    expect(broken.split('\n').length).toBeGreaterThan(text.split('\n').length + 100);
    const { stacks, unparsed } = parsePerfFolded(broken);
    expect(unparsed).toEqual({ lines: 0, examples: [] });
    const named = parsePerfFolded(text).stacks.map((stack) => ({
      ...stack,
      command: stack.command === 'Toy' ? name : stack.command,
    }));
    expect(stacks).toEqual(named);
  });

  it('takes no other row and no header for the rest of one that was cut', () => {
    const row = (command: string) =>
      `     4.31%            26    16753:${command}            7ffff745f8d0                  16`;
    const text = [
      ...[
        "# Samples: 1K of event 'group:malloc'",
        '# Overhead       Samples      Pid:Command          __probe_ip                size',
      ],
      ...[
        '     4.31%            26    16753:pool',
        row('Toy'),
        '26 main;malloc',
        '     4.31%            26    16753:pool',
      ],
      ...["# Samples: 1K of event 'group:calloc'", '     4.31%            26    16753:pool'],
    ];
    const { stacks, events, unparsed } = parsePerfFolded(text);
    expect(stacks).toMatchObject([{ command: 'Toy', count: 26, frames: ['main', 'malloc'] }]);
    expect(events.map((event) => event.name)).toEqual(['group:malloc', 'group:calloc']);
    expect(unparsed.lines).toBe(3);
  });

  it('is not understood without headers (perf report -q): rows cannot be told apart by event', () => {
    const quiet = fixture('processes.folded.txt').replaceAll(/^#.*\n/gm, '');
    const { stacks, unparsed } = parsePerfFolded(quiet);
    expect(stacks).toEqual([]);
    expect(unparsed.lines).toBe(quiet.split('\n').filter((line) => line !== '').length);
  });

  it('may have more stacks than samples or a value that is no number: both are rejected', () => {
    const { unparsed, stacks } = parsePerfFolded(
      `${header}\n 60.00%  3  7:a  16  0x1\n4 main;malloc\n 40.00%  2  7:a  x  0x1\n`,
    );
    expect(unparsed.lines).toBe(2);
    expect(sumOf(stacks)).toBe(3);
  });
});
