import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Allocator, findAllocator, identityOf } from '../../../src/measure/perf/allocator.ts';
import { MeasurementError } from '../../../src/model/errors.ts';
import { elfFile } from '../../system/elf-files.ts';
import { scriptedRun } from '../../system/scripted-run.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';

const glibc = elfFile('glibc-2.41-x86_64/libc.so.6');

/** The allocator of a program whose loader lists these files. */
function allocatorOf(program: string, libraries: readonly string[]): Promise<Allocator> {
  const listing = libraries.map((path) => `\tlib.so => ${path} (0x00007f0000000000)\n`).join('');
  return findAllocator(
    scriptedRun(() => ({ stdout: listing })),
    program,
    {},
  );
}

const hexadecimal = ({ places }: Allocator) =>
  Object.fromEntries([...places].map(([name, { offset }]) => [name, offset.toString(16)]));

async function refusal(program: string, libraries: readonly string[]): Promise<string> {
  const error = await allocatorOf(program, libraries).catch((thrown: unknown) => thrown);
  if (!(error instanceof MeasurementError)) throw new Error('it was accepted');
  const folder = elfFile('');
  return [error.message, error.remedy ?? 'no remedy'].join('\n').replaceAll(folder, '');
}

describe('the allocator of a dynamic program', () => {
  it('is glibc’s, with its version, its build and the exact places of its functions', async () => {
    const allocator = await allocatorOf(elfFile('programs/dynamic'), [glibc]);
    expect(allocator).toMatchObject({
      path: glibc,
      machine: 'x86_64',
      linkage: 'dynamic',
      libc: 'glibc 2.41',
      libcBuild: '5e5b51f4c39af9ac589408c1dc432ba390a273cc',
    });
    expect(hexadecimal(allocator)).toEqual({
      malloc: 'a28d0',
      calloc: 'a3b00',
      posix_memalign: 'a47d0',
      realloc: 'a3310',
      aligned_alloc: 'a3a00',
      memalign: 'a39c0',
    });
    expect(allocator.free).toEqual({ path: glibc, offset: 0xa2fc0 });
  });

  it('is found in an aarch64 glibc in the same way', async () => {
    const allocator = await allocatorOf(elfFile('programs/dynamic'), [elfFile('glibc-2.41-aarch64/libc.so.6')]);
    expect(allocator).toMatchObject({ machine: 'aarch64', libc: 'glibc 2.41' });
    expect(hexadecimal(allocator)).toMatchObject({ malloc: '97804', calloc: '98e04', posix_memalign: '99be0' });
  });

  it('gets one probe on a function with two names: in older glibc aligned_alloc is memalign', async () => {
    const allocator = await allocatorOf(elfFile('programs/dynamic'), [elfFile('glibc-2.36-x86_64/libc.so.6')]);
    expect(allocator.libc).toBe('glibc 2.36');
    expect(hexadecimal(allocator)).toEqual({
      malloc: '98930',
      calloc: '996e0',
      posix_memalign: '9a280',
      realloc: '99130',
      aligned_alloc: '99610',
    });
  });

  it('may be musl’s', async () => {
    const allocator = await allocatorOf(elfFile('programs/musl'), [elfFile('musl-1.2.5-x86_64/libc.so')]);
    expect(allocator).toMatchObject({ libc: 'musl', libcBuild: '94afc8b406e6b9663d0c1380f18ecdd7fb15fad8' });
    expect(hexadecimal(allocator)).toMatchObject({ malloc: '4e0a0', calloc: '16a80' });
  });

  it.each([
    ['jemalloc 5.3.0', elfFile('jemalloc-5.3.0-x86_64/libjemalloc.so.2'), '16d086887ed57ed2350b288be499d57e5e595e73'],
    ['mimalloc', elfFile('mimalloc-3.0.1-x86_64/libmimalloc.so.3'), '75c53b92e0913be47206c617572c0cf9ec48f6ee'],
    [
      'tcmalloc 2.16',
      elfFile('gperftools-2.16-x86_64/libtcmalloc_minimal.so.4'),
      '1910280b19fadf990cc6afbe500aed23d2caf10c',
    ],
  ])('is %s where its library is looked up before libc', async (name, library, build) => {
    const allocator = await allocatorOf(elfFile('programs/dynamic'), [library, glibc]);
    expect(allocator).toMatchObject({
      ...{ path: library, linkage: 'dynamic', isCarried: false, preloads: [library], libc: 'glibc 2.41' },
      foreign: { name, build, hasOwnNew: true },
    });
    expect(identityOf(allocator)).toMatchObject({ libc: 'glibc 2.41', allocator: name, allocatorBuild: build });
    expect(allocator.free?.path).toBe(library);
  });

  it('is in two files where the library has not all of it: jemalloc has no pvalloc', async () => {
    const library = elfFile('jemalloc-5.3.0-x86_64/libjemalloc.so.2');
    const libc = elfFile('glibc-2.41-aarch64/libc.so.6');
    const { places } = await allocatorOf(elfFile('programs/dynamic'), [library, libc]);
    expect(new Set([...places.values()].map(({ path }) => path))).toEqual(new Set([library]));
    expect([...places.keys()]).not.toContain('pvalloc');
    const musl = elfFile('musl-1.2.5-x86_64/libc.so');
    const { places: both } = await allocatorOf(elfFile('programs/dynamic'), [glibc, musl]);
    expect([both.get('malloc')?.path, both.get('valloc')?.path]).toEqual([glibc, musl]);
  });

  it('is libc’s where jemalloc is looked up after it, which is there beside it', async () => {
    const jemalloc = elfFile('jemalloc-5.3.0-x86_64/libjemalloc.so.2');
    const { libc, foreign, others } = await allocatorOf(elfFile('programs/dynamic'), [glibc, jemalloc]);
    expect({ libc, foreign, others }).toEqual({
      ...{ libc: 'glibc 2.41', foreign: null, others: [jemalloc] },
    });
  });

  it('has its file’s name where nobody knows it', async () => {
    const library = join(temporaryDirectory(), 'libtbbmalloc_proxy.so.2');
    copyFileSync(elfFile('musl-1.2.5-x86_64/libc.so'), library);
    const allocator = await allocatorOf(elfFile('programs/dynamic'), [library, glibc]);
    expect(allocator).toMatchObject({ path: library, foreign: { name: 'libtbbmalloc_proxy.so.2', hasOwnNew: false } });
  });

  it('may be in the program itself: it is another copy in another program', async () => {
    const program = elfFile('programs/carried-jemalloc');
    const allocator = await allocatorOf(program, [glibc]);
    expect(allocator).toMatchObject({
      ...{ path: program, linkage: 'dynamic', isCarried: true, preloads: [], libc: 'glibc 2.41' },
      foreign: { name: 'jemalloc 5.3.0', build: 'carried' },
    });
  });

  it('is missing where nothing defines malloc', async () => {
    expect(await refusal(elfFile('programs/dynamic'), [])).toContain(
      'has no malloc: neither it nor a library that it loads defines one.',
    );
  });
});

describe('the allocator of a static program', () => {
  it('is inside it, at a place in the file that is not its address', async () => {
    const program = elfFile('programs/static');
    const allocator = await allocatorOf(program, []);
    expect(allocator).toMatchObject({ path: program, linkage: 'static', libc: 'static glibc', libcBuild: 'static' });
    expect(hexadecimal(allocator)).toEqual({
      malloc: 'f010',
      calloc: '10220',
      posix_memalign: '10ec0',
      realloc: 'fa40',
      aligned_alloc: '10120',
      memalign: '100e0',
    });
  });

  it('may be musl’s', async () => {
    const allocator = await allocatorOf(elfFile('programs/static-musl'), []);
    expect(allocator).toMatchObject({ linkage: 'static', libc: 'static musl' });
    expect([...allocator.places.keys()]).toContain('malloc');
  });

  it('may be another’s, whose libc shows in how it starts', async () => {
    const program = elfFile('programs/static-tcmalloc');
    expect(await allocatorOf(program, [])).toMatchObject({
      ...{ path: program, linkage: 'static', isCarried: true, libc: 'static glibc', libcBuild: 'static' },
      foreign: { name: 'tcmalloc 2.16', build: 'carried' },
    });
  });

  it('cannot be found once the symbols are stripped', async () => {
    expect(await refusal(elfFile('programs/static-stripped'), [])).toMatchInlineSnapshot(`
      "programs/static-stripped is statically linked and its symbol table is stripped: the allocator inside it cannot be found.
      Link it dynamically, or keep its symbols (no \`-s\`, no \`strip\`)."
    `);
  });
});
