import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Allocator, findAllocator } from '../../../src/measure/perf/allocator.ts';
import {
  calibrationWorkload,
  compileCalibrationProgram,
  freeCalibration,
} from '../../../src/measure/perf/calibration-program.ts';
import { kindsOf, probedFunctions } from '../../../src/model/counted-functions.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import { elfFile } from '../../system/elf-files.ts';
import { scriptedRun } from '../../system/scripted-run.ts';
import { silentLogger } from '../../system/silent-logger.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';

const glibc = elfFile('glibc-2.41-x86_64/libc.so.6');
const musl = elfFile('musl-1.2.5-x86_64/libc.so');

/** A compiler that makes the fixture, and a loader that lists the libc. */
const machine = (program: string, libc: string) =>
  scriptedRun((_, { arguments: given = [] }) => {
    const output = given[given.indexOf('-o') + 1];
    if (given.includes('-o') && output !== undefined) writeFileSync(output, readFileSync(elfFile(program)));
    return { stdout: `\tlibc.so.6 => ${libc} (0x00007f0000000000)\n` };
  });

const allocatorIn = (program: string, libc: string): Promise<Allocator> =>
  findAllocator(machine(program, libc), elfFile(program), {});

function folderWith(...names: readonly string[]): string {
  const folder = temporaryDirectory();
  for (const name of names) writeFileSync(join(folder, name), '');
  return folder;
}

describe('the calibration program', () => {
  it('is compiled by the clang beside the real swift, which the one on PATH may be a link to', async () => {
    const toolchain = folderWith('swift', 'clang');
    const bin = folderWith('cc');
    symlinkSync(join(toolchain, 'swift'), join(bin, 'swift'));
    const run = machine('programs/dynamic', glibc);
    const folder = temporaryDirectory();
    const allocator = await allocatorIn('programs/dynamic', glibc);
    const program = await compileCalibrationProgram(run, allocator, folder, { PATH: `/nowhere:${bin}` });
    expect(program.allocator).toEqual({ ...allocator, objects: expect.any(Array) });
    expect(program.command(new Map([['calloc', 3]])).slice(0, 4)).toEqual([
      join(folder, 'calibration-dynamic'),
      '0',
      '3',
      '0',
    ]);
    expect(run.commands[0]).toBe(
      `${toolchain}/clang -O0 -fno-builtin -pthread -o ${folder}/calibration-dynamic ${folder}/calibration.c`,
    );
  });

  it('is linked statically where the measured program is', async () => {
    const run = machine('programs/static', glibc);
    const folder = temporaryDirectory();
    const allocator = await allocatorIn('programs/static', glibc);
    const program = await compileCalibrationProgram(run, allocator, folder, { PATH: folderWith('gcc') });
    expect(program.allocator.path).toBe(join(folder, 'calibration-static'));
    expect(run.commands[0]).toContain('/gcc -O0 -fno-builtin -pthread -static -o ');
  });

  it('is compiled by musl-gcc where the measured program carries musl', async () => {
    const folder = temporaryDirectory();
    const allocator = await allocatorIn('programs/static-musl', glibc);
    const run = machine('programs/static-musl', glibc);
    await compileCalibrationProgram(run, allocator, folder, { PATH: folderWith('clang', 'musl-gcc') });
    expect(run.commands[0]).toContain('/musl-gcc -O0 -fno-builtin -pthread -static -o ');

    const without = compileCalibrationProgram(run, allocator, folder, { PATH: folderWith('clang') });
    await expect(without).rejects.toThrow('There is no musl-gcc to calibrate with');
    const glibcInside = machine('programs/static', glibc);
    const wrong = compileCalibrationProgram(glibcInside, allocator, folder, { PATH: folderWith('musl-gcc') });
    await expect(wrong).rejects.toThrow('The calibration program uses static glibc, the measured program static musl');
  });

  it('is compiled by musl-gcc where the measured program loads musl', async () => {
    const folder = temporaryDirectory();
    const allocator = { ...(await allocatorIn('programs/musl', musl)), libc: 'musl' };
    const run = machine('programs/musl', musl);
    await compileCalibrationProgram(run, allocator, folder, { PATH: folderWith('clang', 'musl-gcc') });
    expect(run.commands[0]).toContain('/musl-gcc -O0 -fno-builtin -pthread -o ');

    const without = compileCalibrationProgram(run, allocator, folder, { PATH: folderWith('clang') });
    await expect(without).rejects.toThrow(`There is no musl-gcc to calibrate with, and ${musl} is musl’s.`);
  });

  it('has one case for each kind of call, in their order, and then for what else frees', async () => {
    const folder = temporaryDirectory();
    const dynamic = await allocatorIn('programs/dynamic', glibc);
    const places = new Map(probedFunctions.map((name, offset) => [name, { path: dynamic.path, offset }]));
    // One that is carried is compared by its libc alone.
    const allocator = { ...dynamic, places, isCarried: true };
    const run = machine('programs/dynamic', glibc);
    const { kinds } = await compileCalibrationProgram(run, allocator, folder, { PATH: folderWith('cc') });
    const source = readFileSync(join(folder, 'calibration.c'), 'utf8');
    const cases = [...source.matchAll(/case (\d+): (.*); break;/g)].map(([, index, code]) => `${index} ${code}`);
    expect(cases).toEqual([
      '0 keep(malloc(24))',
      '1 keep(calloc(3, 8))',
      '2 keep(posix_aligned(small[i % 2], 24))',
      '3 keep(posix_aligned(large[i % 3], 24))',
      '4 keep(realloc(NULL, 24))',
      '5 growing = realloc(growing, sizes[i % 5])',
      '6 keep(aligned_alloc(small[i % 2], 48))',
      '7 keep(aligned_alloc(large[i % 3], 4096))',
      '8 keep(memalign(small[i % 2], 24))',
      '9 keep(memalign(large[i % 3], 24))',
      '10 keep(valloc(24))',
      '11 keep(pvalloc(24))',
      '12 free(NULL)',
      '13 keep(realloc(malloc(24), 0))',
      '14 run_thread()',
    ]);
    expect(kinds).toEqual(kindsOf(probedFunctions));
  });

  it('calls no function that the allocator to be probed has not: musl has no pvalloc, and would not link', async () => {
    const folder = temporaryDirectory();
    const allocator = await allocatorIn('programs/musl', musl);
    const run = machine('programs/musl', musl);
    const { kinds, command } = await compileCalibrationProgram(run, allocator, folder, {
      PATH: folderWith('musl-gcc'),
    });
    expect(readFileSync(join(folder, 'calibration.c'), 'utf8')).not.toContain('pvalloc');
    expect(kinds).toEqual(kindsOf(probedFunctions).filter((kind) => kind !== 'pvalloc'));
    expect(command(new Map()).length).toBe(1 + kinds.length + 3);
  });

  const jemalloc = elfFile('jemalloc-5.3.0-x86_64/libjemalloc.so.2');
  /** A machine whose loader lists jemalloc only where it is preloaded. */
  const withJemalloc = () =>
    scriptedRun((_, { arguments: given = [], environment = {} }) => {
      const output = given[given.indexOf('-o') + 1];
      if (given.includes('-o') && output !== undefined) {
        writeFileSync(output, readFileSync(elfFile('programs/dynamic')));
      }
      const preloaded = environment.LD_PRELOAD === jemalloc ? `\t${jemalloc} (0x00007f0000000000)\n` : '';
      return { stdout: `${preloaded}\tlibc.so.6 => ${glibc} (0x00007f0000000001)\n` };
    });

  it('gets the library preloaded that takes functions from libc, and runs with it', async () => {
    const run = withJemalloc();
    const allocator = await findAllocator(run, elfFile('programs/dynamic'), { LD_PRELOAD: jemalloc });
    const folder = temporaryDirectory();
    const program = await compileCalibrationProgram(run, allocator, folder, { PATH: folderWith('clang') });
    expect(program.allocator).toEqual({ ...allocator, objects: expect.any(Array) });
    expect(program.environment).toEqual({ LD_PRELOAD: jemalloc });
    const cleanup = new Cleanup(silentLogger);
    const host = { run, runAlways: run, logger: silentLogger, cleanup, environment: {}, mayInstall: false };
    const { environment } = calibrationWorkload(program, null, folder, { ...host, repository: '/' });
    expect(environment.LD_PRELOAD).toBe(jemalloc);
  });

  it('keeps the blocks that the allocator’s free does not know: of a function that libc serves beside it', async () => {
    const run = withJemalloc();
    const found = await findAllocator(run, elfFile('programs/dynamic'), { LD_PRELOAD: jemalloc });
    const places = new Map(found.places).set('pvalloc', { path: glibc, offset: 0xa1000 });
    const folder = temporaryDirectory();
    const compiled = compileCalibrationProgram(run, { ...found, places, isCarried: true, foreign: null }, folder, {
      PATH: folderWith('clang'),
    });
    expect((await compiled).kept).toEqual(['pvalloc']);
    const source = readFileSync(join(folder, 'calibration.c'), 'utf8');
    expect(source).toContain('sink = (pvalloc(24));');
    expect(source).toContain('keep(valloc(24));');
  });

  it('is linked with the archive that the measured program carries its allocator of, and refused without one', async () => {
    const program = elfFile('programs/carried-jemalloc');
    const allocator = await allocatorIn('programs/carried-jemalloc', glibc);
    const linked = (archives: readonly string[]) =>
      scriptedRun((_, { arguments: given = [] }) => {
        const output = given[given.indexOf('-o') + 1];
        if (!given.includes('-o') || output === undefined) return { stdout: `\tlibc.so.6 => ${glibc} (0x1)\n` };
        if (!archives.some((archive) => given.includes(`-l:${archive}`))) return { exitCode: 1 };
        writeFileSync(output, readFileSync(program));
        return {};
      });
    const compile = (archives: readonly string[]) =>
      compileCalibrationProgram(linked(archives), allocator, temporaryDirectory(), { PATH: folderWith('clang') });
    await expect(compile([])).rejects.toThrow(
      `${program} carries its allocator in itself (jemalloc 5.3.0), which cannot be calibrated: libjemalloc.a cannot be ` +
        'linked with here, libjemalloc_pic.a cannot be linked with here.',
    );
  });

  it('is linked from the folders of LIBRARY_PATH, where musl-gcc does not look by itself', async () => {
    const allocator = await allocatorIn('programs/carried-jemalloc', glibc);
    const run = machine('programs/dynamic', glibc);
    const environment = { PATH: folderWith('clang'), LIBRARY_PATH: '/opt/sdk/lib::/opt/lib' };
    await compileCalibrationProgram(run, allocator, temporaryDirectory(), environment).catch(() => {});
    expect(run.commands[0]).toContain(' -L/opt/sdk/lib -L/opt/lib -l:libjemalloc.a ');
  });

  it('cannot be linked with an allocator that nobody knows, as a sanitizer’s: the remedy says so', async () => {
    const found = await allocatorIn('programs/dynamic', glibc);
    const path = elfFile('programs/dynamic');
    const foreign = { name: 'an unknown allocator', build: 'carried', hasOwnNew: true };
    const refused = compileCalibrationProgram(
      machine('programs/dynamic', glibc),
      { ...found, path, foreign, isCarried: true },
      temporaryDirectory(),
      { PATH: folderWith('clang') },
    );
    await expect(refused).rejects.toMatchObject({
      message: expect.stringContaining('which cannot be calibrated: no archive of it is known.'),
      remedy: expect.stringContaining('a sanitizer brings one along'),
    });
  });

  it('proves nothing when it uses another libc than the measured program', async () => {
    const allocator = await allocatorIn('programs/musl', musl);
    const compiled = compileCalibrationProgram(machine('programs/dynamic', glibc), allocator, temporaryDirectory(), {
      PATH: folderWith('musl-gcc'),
    });
    await expect(compiled).rejects.toThrow(
      `uses ${glibc}, the measured program ${musl}: its counts cannot be checked.`,
    );
  });

  it('proves nothing when a function of it is another than the measured program’s, and names it', async () => {
    const allocator = await allocatorIn('programs/dynamic', glibc);
    const places = new Map(allocator.places).set('realloc', { path: '/app/bench', offset: 0x1230 });
    const compiled = compileCalibrationProgram(
      machine('programs/dynamic', glibc),
      { ...allocator, places },
      temporaryDirectory(),
      { PATH: folderWith('clang') },
    );
    await expect(compiled).rejects.toThrow(
      `uses realloc of ${glibc} at 0xa3310, the measured program realloc of /app/bench at 0x1230: its counts cannot`,
    );
  });

  it('needs a compiler', async () => {
    const allocator = await allocatorIn('programs/dynamic', glibc);
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'bin'));
    const compiled = compileCalibrationProgram(machine('programs/dynamic', glibc), allocator, folder, {
      PATH: `${folder}/bin`,
    });
    await expect(compiled).rejects.toThrow('There is no C compiler to make');
    expect(existsSync(join(folder, 'calibration-dynamic'))).toBe(false);
  });
});

describe('the calibration of free', () => {
  it('does each thing another power of two times: no mistake of one hit a call hides behind another', () => {
    const { times, freed } = freeCalibration(kindsOf(probedFunctions), []);
    expect([...times.values()]).toEqual(Array.from({ length: 15 }, (_, index) => 2 ** (14 - index)));
    // Growing a block and free(NULL) free nothing; a thread frees six blocks.
    const nothing = (times.get('realloc_existing') ?? 0) + (times.get('free_null') ?? 0);
    expect(freed).toBe(2 ** 15 - 1 - nothing + 5);
  });

  it('frees no block that it keeps', () => {
    const { times, freed } = freeCalibration(kindsOf(['malloc', 'pvalloc']), ['pvalloc']);
    expect(freed).toBe((times.get('malloc') ?? 0) + (times.get('realloc_to_zero') ?? 0) + 6);
  });

  it('calls no function that has no probe', () => {
    const { times, freed } = freeCalibration(kindsOf(['malloc', 'realloc']), []);
    expect(Object.fromEntries(times)).toEqual({
      ...{ malloc: 32, realloc_null: 16, realloc_existing: 8, free_null: 4, realloc_to_zero: 2, thread: 1 },
    });
    expect(freed).toBe(32 + 16 + 2 + 6);
  });
});
