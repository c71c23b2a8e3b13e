import { execFileSync } from 'node:child_process';
import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readElf } from '../../src/elf/elf-file.ts';
import { createLineTables } from '../../src/measure/line-tables.ts';
import { createSourceLines } from '../../src/measure/source-lines.ts';
import { type Completion, createRun, type Invocation } from '../../src/system/process.ts';

const folder = mkdtempSync(join(realpathSync(tmpdir()), 'lines-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** Compiles a library in which `outer` calls `inner`, inlined, which calls `malloc` in line 3. */
function compile(name: string, ...options: readonly string[]): string {
  const source = join(folder, 'code.c');
  writeFileSync(
    source,
    '#include <stdlib.h>\nstatic inline __attribute__((always_inline)) void *inner(int size) {\n  return malloc(size);\n}\nvoid *outer(int size) {\n  void *block = inner(size);\n  *(int *)block = 1;\n  return block;\n}\n',
  );
  const library = join(folder, name);
  execFileSync('cc', ['-O1', '-fPIC', '-shared', '-o', library, source, ...options]);
  return library;
}

/** Places in `outer`, the call among them, or in another function: each of its bytes. */
function placesIn(path: string, wanted = 'outer') {
  const elf = readElf(path);
  const found = elf?.dynamicSymbols.find(({ name }) => name === wanted);
  const offset = elf?.fileOffset(found?.address ?? -1) ?? -1;
  return Array.from({ length: found?.size ?? 0 }, (_, index) => ({ path, offset: offset + index }));
}

const environment = { PATH: process.env.PATH ?? '' };
const run = createRun(environment);
const withDebug = compile('with-debug.so', '-g');

const missing = { exitCode: 127 };

/** A host whose run tells what was asked, and answers as it is told for some programs; addr2line is real. */
function hostOf(answers: Readonly<Record<string, Partial<Completion>>> = { 'llvm-symbolizer': missing }) {
  const asked: Invocation[] = [];
  const host = {
    environment,
    repository: folder,
    run: async (invocation: Invocation) => {
      asked.push(invocation);
      const answer = answers[invocation.file];
      return answer === undefined ? run(invocation) : { exitCode: 0, stdout: '', stderr: '', ...answer };
    },
  };
  return { host, asked };
}

describe('the lines of places in a file', () => {
  it('are what its line table says, what was inlined first; each is asked for once, of addr2line for want of the other', async () => {
    const { host, asked } = hostOf();
    const tables = createLineTables(host);
    const places = placesIn(withDebug);
    await tables.find(places);
    await tables.find(places);
    expect(asked.map(({ file }) => file)).toEqual(['llvm-symbolizer', 'addr2line']);
    const levels = places.map((place) => tables.at(place)).find((found) => found.length === 2);
    expect(levels).toEqual([
      { symbol: 'inner', file: join(folder, 'code.c'), line: 3 },
      { symbol: 'outer', file: join(folder, 'code.c'), line: 6 },
    ]);
    expect(tables.whyNone()).toBeNull();
  });

  it('are not known where neither is there, and a sentence says so', async () => {
    const tables = createLineTables(hostOf({ addr2line: missing, 'llvm-symbolizer': missing }).host);
    await tables.find(placesIn(withDebug));
    expect(tables.whyNone()).toBe('Source lines are not known: neither llvm-symbolizer nor addr2line is on PATH.');
  });

  it.each([
    ['fails', { exitCode: 1 }, 'addr2line failed'],
    ['is ended', { exitCode: null }, 'addr2line failed'],
    ['says nothing', { stdout: '' }, 'what was measured has no line tables'],
  ])('are not known where addr2line %s', async (_, answer, reason) => {
    const tables = createLineTables(hostOf({ 'llvm-symbolizer': missing, addr2line: answer }).host);
    await tables.find(placesIn(withDebug));
    expect(tables.at({ path: withDebug, offset: placesIn(withDebug)[0]?.offset ?? 0 })).toEqual([]);
    expect(tables.whyNone()).toBe(`Source lines are not known: ${reason}.`);
  });

  it('are not looked for in a file without a line table, or in what is no file', async () => {
    const { host, asked } = hostOf();
    const tables = createLineTables(host);
    await tables.find([...placesIn(compile('without.so')), { path: '[vdso]', offset: 0 }]);
    expect(asked).toEqual([]);
    expect(tables.whyNone()).toBe('Source lines are not known: what was measured has no line tables.');
  });

  it('are asked for of code that has some, and of no other', async () => {
    const other = join(folder, 'other.c');
    writeFileSync(other, 'int other(int size) {\n  return size * 3;\n}\n');
    execFileSync('cc', ['-O1', '-fPIC', '-c', '-o', join(folder, 'other.o'), other]);
    const both = compile('both.so', '-g', join(folder, 'other.o'));
    const { host, asked } = hostOf();
    const tables = createLineTables(host);
    await tables.find([...placesIn(both), ...placesIn(both, 'other')]);
    expect(asked.map(({ input = '' }) => input.split('\n').length - 1)).toEqual(Array(2).fill(placesIn(both).length));
    expect(placesIn(both, 'other').flatMap((place) => tables.at(place))).toEqual([]);
  });

  it('are shown as lines of the repository', async () => {
    const { host } = hostOf();
    const places = placesIn(withDebug);
    const [first] = places;
    const end = BigInt((first?.offset ?? 0) + places.length);
    const maps = new Map([[1, [{ start: 0x7000_0000n, end: 0x7000_0000n + end, offset: 0n, path: withDebug }]]]);
    const addresses = places.map(({ offset }) => ({ address: 0x7000_0001n + BigInt(offset), thread: 1 }));
    const { levelsAt, naming } = await createSourceLines(host).inSpaces(addresses, maps);
    const levels = addresses.map(({ address, thread }) => levelsAt(address, thread)).find(({ length }) => length === 2);
    // code.c lies at the top of what is taken for the repository here.
    expect(levels?.map(({ line }) => `${line?.file}:${line?.line}`)).toEqual(['code.c:3', 'code.c:6']);
    expect(levelsAt(0x1n, 1)).toEqual([]);
    expect(naming).toBe('inlined');
  });

  it('are those of the package that a program names, where it was built elsewhere and no file of it is here', async () => {
    const [place] = placesIn(withDebug);
    const path = withDebug;
    const maps = new Map([[1, [{ start: 0n, end: 0x7000_0000n, offset: 0n, path }]]]);
    const address = { address: BigInt(place?.offset ?? 0) + 1n, thread: 1 };
    const lineWith = async (files: readonly string[]) => {
      const lines = files.map((file) => ({ symbol: 'f', file, line: 7 }));
      const tables = { find: async () => true, at: () => lines, whyNone: () => null };
      const { levelsAt } = await createSourceLines(hostOf().host, tables).inSpaces([address], maps);
      return levelsAt(address.address, address.thread).map(({ line }) => line);
    };
    const [elsewhere, here] = ['/build/app/Sources/App/main.swift', join(folder, 'code.c')];
    const ofApp = { file: 'Sources/App/main.swift', package: 'app', line: 7 };
    expect(await lineWith([elsewhere])).toEqual([ofApp]);
    expect(await lineWith([elsewhere, here])).toEqual([null, { file: 'code.c', package: null, line: 7 }]);
  });
});
