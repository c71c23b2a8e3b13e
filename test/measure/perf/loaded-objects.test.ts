import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { executableOf, loadedObjects, parseListing } from '../../../src/measure/perf/loaded-objects.ts';
import { MeasurementError } from '../../../src/model/errors.ts';
import { elfFile } from '../../system/elf-files.ts';
import { scriptedRun } from '../../system/scripted-run.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';

// As `ld-linux-x86-64.so.2 --list` of glibc 2.41 prints it, with a library preloaded.
const listing = `\tlinux-vdso.so.1 (0x00007f3c5d0d5000)
\t/usr/lib/x86_64-linux-gnu/libjemalloc.so.2 (0x00007f3c5cc00000)
\tlibswiftCore.so => /usr/libexec/swift/lib/swift/linux/libswiftCore.so (0x00007f3c5c600000)
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f3c5c40a000)
\tlibodd.so => /opt/my libs (2)/libodd.so (0x00007f3c5c300000)
\t/lib64/ld-linux-x86-64.so.2 (0x00007f3c5d0d7000)
`;

function script(name: string, firstLine: string): string {
  const path = join(temporaryDirectory(), name);
  writeFileSync(path, `${firstLine}\necho hello\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('the loader’s listing', () => {
  it('is read in its order, which is the order of look-up; the kernel’s vdso is no file', () => {
    expect(parseListing(listing, '/app/server')).toEqual([
      '/usr/lib/x86_64-linux-gnu/libjemalloc.so.2',
      '/usr/libexec/swift/lib/swift/linux/libswiftCore.so',
      '/lib/x86_64-linux-gnu/libc.so.6',
      '/opt/my libs (2)/libodd.so',
      '/lib64/ld-linux-x86-64.so.2',
    ]);
  });

  it('names a library that is missing', () => {
    expect(() => parseListing('\tlibFoundation.so => not found\n', '/app/server')).toThrowErrorMatchingInlineSnapshot(
      `[MeasurementError: /app/server needs the library libFoundation.so, which the loader does not find.]`,
    );
  });
});

describe('the objects of a program', () => {
  it('are itself and what its own loader lists in the environment of the real start', async () => {
    const executable = executableOf(elfFile('programs/dynamic'));
    const run = scriptedRun(() => ({ stdout: listing }));
    const objects = await loadedObjects(run, executable, { LD_PRELOAD: 'libjemalloc.so.2' });
    expect(objects.slice(0, 2)).toEqual([executable.path, '/usr/lib/x86_64-linux-gnu/libjemalloc.so.2']);
    expect(run.invocations).toEqual([
      {
        file: '/lib64/ld-linux-x86-64.so.2',
        arguments: ['--list', executable.path],
        environment: { LD_PRELOAD: 'libjemalloc.so.2' },
      },
    ]);
  });

  it('are itself alone when it is static', async () => {
    const executable = executableOf(elfFile('programs/static'));
    const run = scriptedRun(() => ({ exitCode: 1 }));
    expect(await loadedObjects(run, executable, {})).toEqual([executable.path]);
  });

  it('cannot be had from a loader that fails', async () => {
    const run = scriptedRun(() => ({ exitCode: 1, stderr: 'error while loading shared libraries\n' }));
    await expect(loadedObjects(run, executableOf(elfFile('programs/dynamic')), {})).rejects.toThrow(
      /^listing the libraries of .*programs\/dynamic failed: .* ended with exit status 1$/,
    );
  });
});

describe('the executable of a command', () => {
  it('is the interpreter of a script, through several if need be', () => {
    const program = elfFile('programs/dynamic');
    const first = script('first', `#!${program}`);
    const second = script('second', `#! ${first} -e`);
    expect(executableOf(first).path).toBe(program);
    expect(executableOf(second).path).toBe(program);
  });

  it('is not found in a file that is neither program nor script', () => {
    const path = script('data', 'just text');
    expect(() => executableOf(path)).toThrow(
      `${path} is neither a 64-bit ELF executable (x86_64 or aarch64) nor a script.`,
    );
  });

  it.each([
    ['that is missing', '/nowhere/sh', 'ENOENT'],
    ['that is a folder', '/usr', 'it is no file'],
  ])('is not found behind an interpreter %s: a failure to measure, with its path', (_, interpreter, reason) => {
    const attempt = () => executableOf(script('odd', `#!${interpreter}`));
    expect(attempt).toThrow(MeasurementError);
    expect(attempt).toThrow(new RegExp(`^${interpreter} could not be read, so its allocator is not known: ${reason}`));
  });

  it('is not found in an executable that is torn off', () => {
    const path = join(temporaryDirectory(), 'torn');
    writeFileSync(path, readFileSync(elfFile('programs/dynamic')).subarray(0, 100));
    expect(() => executableOf(path)).toThrow(MeasurementError);
  });

  it('is not looked for in a circle of scripts', () => {
    const path = script('circle', '#!placeholder');
    writeFileSync(path, `#!${path}\n`);
    expect(() => executableOf(path)).toThrow('nor a script');
  });
});
