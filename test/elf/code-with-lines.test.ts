import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { codeWithLines, isInRanges } from '../../src/elf/code-with-lines.ts';
import { readElf } from '../../src/elf/elf-file.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'code-with-lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A function of more than 255 bytes, so that the table has long steps too. */
const code = (name: string) => `int ${name}(int a) {\n${'  a = (a * 3) ^ (a / 7);\n'.repeat(40)}  return a;\n}\n`;

/** A library whose `first` and `last` are compiled with debug information of a kind, and `between` without any. */
function libraryWith(kind: readonly string[]) {
  const objects = ['first', 'between', 'last'].map((name) => {
    writeFileSync(join(folder, `${name}.c`), code(name));
    const options = name === 'between' ? [] : kind;
    execFileSync('cc', ['-O1', '-fPIC', '-c', `${name}.c`, '-o', `${name}.o`, ...options], { cwd: folder });
    return `${name}.o`;
  });
  execFileSync('cc', ['-shared', '-o', 'library.so', ...objects], { cwd: folder });
  const elf = readElf(join(folder, 'library.so'));
  const addressesOf = (name: string) => {
    const { address = 0, size = 0 } = elf?.dynamicSymbols.find((symbol) => symbol.name === name) ?? {};
    return Array.from({ length: size }, (_, index) => address + index);
  };
  return { section: elf?.section('.debug_line')?.bytes ?? Buffer.alloc(0), addressesOf };
}

describe('the code that has lines', () => {
  it.each([
    ['DWARF 2', ['-gdwarf-2']],
    ['DWARF 3', ['-gdwarf-3']],
    ['DWARF 4', ['-gdwarf-4']],
    ['DWARF 5', ['-gdwarf-5']],
    ['DWARF 5 of 64 bits', ['-gdwarf-5', '-gdwarf64']],
  ])('is each byte of what was compiled with %s, and of nothing else', (_, kind) => {
    const { section, addressesOf } = libraryWith(kind);
    const ranges = codeWithLines(section) ?? [];
    const within = (name: string) => addressesOf(name).map((address) => isInRanges(ranges, address));
    expect(within('first').length).toBeGreaterThan(255);
    expect([...new Set([...within('first'), ...within('last')])]).toEqual([true]);
    expect([...new Set(within('between'))]).toEqual([false]);
    expect(isInRanges(ranges, (addressesOf('first')[0] ?? 0) - 1)).toBe(false);
  });

  it('is not known of a table that is torn, or of another kind', () => {
    const { section } = libraryWith(['-gdwarf-4']);
    for (const length of [3, 20, section.length - 1]) expect(codeWithLines(section.subarray(0, length))).toBeNull();
    const newer = Buffer.from(section);
    newer.writeUInt16LE(6, 4);
    expect(codeWithLines(newer)).toBeNull();
    expect(codeWithLines(Buffer.alloc(0))).toEqual([]);
  });

  it('is not looked for without end, whatever a table says', () => {
    const { section } = libraryWith(['-gdwarf-5']);
    for (let at = 0; at < section.length; at += 1) {
      for (const value of [0, 0xff]) {
        const wrong = Buffer.from(section);
        wrong[at] = value;
        const ranges = codeWithLines(wrong) ?? [];
        expect(ranges.every(({ start, end }) => start < end)).toBe(true);
      }
    }
  });
});
