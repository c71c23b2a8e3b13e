import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type ElfFile, readElf } from '../../src/elf/elf-file.ts';
import { createFrameRules, type FrameRule, fileFrameRules } from '../../src/elf/frame-rules.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

const path = (name: string) => fileURLToPath(new URL(`../fixtures/eh-frame/${name}`, import.meta.url));

function library(name: string): ElfFile {
  const elf = readElf(path(`${name}.so`));
  if (elf === null) throw new Error(`${name} is not read as an ELF file`);
  return elf;
}

/** Where a call returns to: the exported label behind it. */
function returnAddress(elf: ElfFile, name: string): number {
  const label = elf.dynamicSymbols.find((symbol) => symbol.name === `after_${name}`);
  if (label === undefined) throw new Error(`no call after_${name}`);
  return label.address;
}

/** The rules at the calls of a library, each asked as a stack's reader does: before the return address. */
function rulesAtCalls(name: string, calls: readonly string[]): readonly FrameRule[] {
  const elf = library(name);
  const rules = fileFrameRules(elf);
  return calls.map((call) => rules.at(returnAddress(elf, call) - 1));
}

/** What readelf says of each place: `000000000000140b rsp+8    c-24  c-16  c-8`, under the names of its columns. */
function rowsOf(name: string): readonly (readonly [address: number, rule: FrameRule])[] {
  let columns: readonly string[] = [];
  let isFunction = false;
  return readFileSync(path(`${name}.rows.txt`), 'utf8')
    .split('\n')
    .flatMap((line) => {
      if (/ (CIE|FDE) /.test(line)) isFunction = line.includes(' FDE ');
      if (/^ +LOC/.test(line)) columns = line.trim().split(/ +/);
      const [, address = ''] = /^([0-9a-f]{16}) /.exec(line) ?? [];
      if (address === '' || !isFunction) return [];
      const values = line.trim().split(/ +/);
      const column = (title: string) => values[columns.indexOf(title)];
      return [[Number.parseInt(address, 16), ruleOf(column)]];
    });
}

function ruleOf(column: (title: string) => string | undefined): FrameRule {
  const [, register, offset] = /^(\w+)\+(\d+)$/.exec(column('CFA') ?? '') ?? [];
  if (register === 'rsp' && column('ra') === 'u') return 'start';
  if (register === 'rsp' || register === 'sp') return 'stack-pointer';
  const saved = column(register ?? '') === `c-${offset}` && column('ra') === `c-${Number(offset) - 8}`;
  return saved ? 'frame-pointer' : 'unknown';
}

const calls = ['plain', 'early', 'growing'];

describe('the rule at a call', () => {
  it('is the frame pointer where the compiler was told to keep it', () => {
    expect(rulesAtCalls('frame-pointer', calls)).toEqual(['frame-pointer', 'frame-pointer', 'frame-pointer']);
    expect(rulesAtCalls('frame-pointer-aarch64', calls)).toEqual(['frame-pointer', 'frame-pointer', 'frame-pointer']);
  });

  it('is the stack pointer where it was not, but in a frame whose size nobody knows', () => {
    expect(rulesAtCalls('no-frame-pointer', calls)).toEqual(['stack-pointer', 'stack-pointer', 'frame-pointer']);
  });

  it('is the start where the return address is said to be undefined', () => {
    expect(rulesAtCalls('special', ['outermost'])).toEqual(['start']);
  });

  it('is unknown in the frame of a signal, and in one that an expression finds', () => {
    expect(rulesAtCalls('special', ['signal', 'expression'])).toEqual(['unknown', 'unknown']);
  });

  it('is unknown where the register does not point at that of the caller, or not at one with the return address', () => {
    expect(rulesAtCalls('special', ['elsewhere', 'apart'])).toEqual(['unknown', 'unknown']);
  });

  it('is not that of a described function for the code behind it', () => {
    expect(rulesAtCalls('special', ['undescribed'])).toEqual(['unknown']);
  });

  it('is found without an index, and in .debug_frame', () => {
    expect(rulesAtCalls('no-index', calls)).toEqual(['frame-pointer', 'frame-pointer', 'frame-pointer']);
    expect(rulesAtCalls('debug-frame', calls)).toEqual(['frame-pointer', 'frame-pointer', 'frame-pointer']);
  });

  it('without unwind information is what the code shows', () => {
    expect(rulesAtCalls('undescribed', calls)).toEqual(['frame-pointer', 'frame-pointer', 'frame-pointer']);
    expect(rulesAtCalls('undescribed-no-frame-pointer', ['plain', 'early'])).toEqual(['unknown', 'unknown']);
  });

  it('is unknown outside of all functions', () => {
    const rules = fileFrameRules(library('frame-pointer'));
    expect([0, 0x10, 0x13ef, 0x1496, 2 ** 52].map(rules.at)).toEqual(Array(5).fill('unknown'));
  });

  it.each(['frame-pointer', 'frame-pointer-aarch64', 'no-frame-pointer', 'no-index', 'debug-frame'])(
    'agrees with readelf in each row of %s',
    (name) => {
      const rows = rowsOf(name);
      const rules = fileFrameRules(library(name));
      expect(rows.length).toBeGreaterThan(10);
      expect(rows.map(([address]) => [address, rules.at(address)])).toEqual(rows);
    },
  );
});

describe('start functions', () => {
  it.each(['start', 'start-aarch64'])('are found in %s by how exported functions use them', (name) => {
    const rules = fileFrameRules(library(name));
    const hidden = readFileSync(path(`${name}.hidden.txt`), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(' '));
    const found = hidden.map(([address = '', , symbol]) => [symbol, rules.at(Number.parseInt(address, 16))]);
    expect(Object.fromEntries(found)).toEqual({
      call_main: 'start',
      start_thread: 'start',
      compare: 'stack-pointer',
      create_thread: 'stack-pointer',
    });
  });

  it('are not what programs call, too', () => {
    for (const elf of [library('start'), library('start-aarch64')]) {
      const rules = fileFrameRules(elf);
      const ruleOfSymbol = (name: string) =>
        rules.at((elf.dynamicSymbols.find((symbol) => symbol.name === name)?.address ?? 0) + 4);
      expect(ruleOfSymbol('__libc_start_main')).toBe('start');
      expect(['exported', 'qsort', 'pthread_create'].map(ruleOfSymbol)).toEqual(Array(3).fill('stack-pointer'));
    }
  });
});

describe('the rules of a recording', () => {
  const elf = library('frame-pointer');
  const file = path('frame-pointer.so');
  const base = 0x7ffff7000000n;
  const map = { start: base, end: base + 0x1000n, offset: 0n, path: file };
  const rules = createFrameRules(new Map([[1, [map]]]));
  const inMemory = (address: number) => base + BigInt(elf.fileOffset(address) ?? 0);

  it('are asked by return addresses in memory', () => {
    expect(rules.atCall(inMemory(returnAddress(elf, 'plain')), 1)).toBe('frame-pointer');
  });

  it('are those of the call, not of what may begin behind it', () => {
    expect(rules.atCall(inMemory(0x13f4), 1)).toBe('stack-pointer');
    expect(rules.atCall(inMemory(0x13f5), 1)).toBe('frame-pointer');
  });

  it('say what was never code', () => {
    expect(rules.atCall(0n, 1)).toBe('not-code');
    expect(rules.atCall(0x20776f7264736552n, 1)).toBe('not-code');
    expect(rules.atCall(inMemory(returnAddress(elf, 'plain')), 2)).toBe('not-code');
  });

  it('are unknown for what is no file', () => {
    const vdso = { ...map, path: '[vdso]' };
    expect(createFrameRules(new Map([[1, [vdso]]])).atCall(base + 0x400n, 1)).toBe('unknown');
  });
});

describe('a torn file', () => {
  it.each(['frame-pointer', 'no-index', 'debug-frame', 'start', 'undescribed'])(
    '(%s) throws nothing, whatever is asked of it',
    (name) => {
      const folder = temporaryDirectory();
      const whole = readFileSync(path(`${name}.so`));
      const copy = join(folder, 'torn.so');
      copyFileSync(path(`${name}.so`), copy);
      const elf = readElf(copy);
      fc.assert(
        fc.property(fc.nat(whole.length - 1), fc.uint8Array({ minLength: 1, maxLength: 16 }), (at, bytes) => {
          const torn = Buffer.from(whole);
          torn.set(bytes.subarray(0, torn.length - at), at);
          writeFileSync(copy, torn);
          const known: readonly FrameRule[] = ['frame-pointer', 'stack-pointer', 'start', 'unknown', 'not-code'];
          const rules = elf && fileFrameRules(elf);
          for (let address = 0x12f0; address < 0x1600; address += 11) expect(known).toContain(rules?.at(address));
        }),
        { numRuns: 30 },
      );
    },
  );
});
