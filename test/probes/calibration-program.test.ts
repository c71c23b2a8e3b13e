import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Allocator, findAllocator } from '../../src/probes/allocator.ts';
import { compileCalibrationProgram } from '../../src/probes/calibration-program.ts';
import { allCallKinds } from '../../src/probes/call-kinds.ts';
import { elfFile } from '../system/elf-files.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

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
    expect(program).toEqual({ path: join(folder, 'calibration-dynamic'), allocator });
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

  it('has one case for each kind of call, in their order, and then for what else frees', async () => {
    const folder = temporaryDirectory();
    const allocator = await allocatorIn('programs/dynamic', glibc);
    await compileCalibrationProgram(machine('programs/dynamic', glibc), allocator, folder, { PATH: folderWith('cc') });
    const cases = [...readFileSync(join(folder, 'calibration.c'), 'utf8').matchAll(/case (\d+): (.*)/g)];
    const calls = cases.map(
      ([, index, code = '']) =>
        `${index} ${/(\w+)\((?:&aligned, )?(small|large|NULL|block,|malloc(?=\(24\), 0)|&thread|\d)/.exec(code)?.slice(1).join(' ')}`,
    );
    expect(calls).toEqual([
      '0 malloc 2',
      '1 calloc 3',
      '2 posix_memalign small',
      '3 posix_memalign large',
      '4 realloc NULL',
      '5 realloc block,',
      '6 aligned_alloc small',
      '7 aligned_alloc large',
      '8 memalign small',
      '9 memalign large',
      '10 free NULL',
      '11 realloc malloc',
      '12 pthread_create &thread',
    ]);
    expect(cases.length).toBe(allCallKinds.length + 3);
  });

  it('proves nothing when it uses another libc than the measured program', async () => {
    const allocator = await allocatorIn('programs/musl', musl);
    const compiled = compileCalibrationProgram(machine('programs/dynamic', glibc), allocator, temporaryDirectory(), {
      PATH: folderWith('cc'),
    });
    await expect(compiled).rejects.toThrow(
      `uses ${glibc}, the measured program ${musl}: its counts cannot be checked.`,
    );
  });

  it('needs a compiler', async () => {
    const allocator = await allocatorIn('programs/dynamic', glibc);
    const folder = temporaryDirectory();
    mkdirSync(join(folder, 'bin'));
    const compiled = compileCalibrationProgram(machine('programs/dynamic', glibc), allocator, folder, {
      PATH: `${folder}/bin`,
    });
    await expect(compiled).rejects.toThrow('There is no C compiler to calibrate with');
    expect(existsSync(join(folder, 'calibration-dynamic'))).toBe(false);
  });
});
