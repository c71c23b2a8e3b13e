import { mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MeasurementError } from '../../src/model/errors.ts';
import { build, compilerMessages } from '../../src/swift/build.ts';
import { recorded } from '../elf/recorded.ts';
import { collectingLogger } from '../system/collecting-logger.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

const request = {
  ...{ packagePath: '/build/shop', products: ['Server', 'Worker'], executables: ['Server', 'Tool', 'Worker'] },
  arguments: ['-Xswiftc', '-O'],
};
const base = 'swift build -c release --package-path /build/shop -Xswiftc -O';
const folder = '/build/shop/.build/x86_64-unknown-linux-gnu/release';

describe('a build', () => {
  it('makes a part of the package product by product in release mode', async () => {
    const run = scriptedRun(() => ({ stdout: folder }));
    await build(run, collectingLogger(), request);
    const builds = run.commands.filter((command) => !command.endsWith('--show-bin-path'));
    expect(builds).toEqual([`${base} --product Server`, `${base} --product Worker`]);
    await build(run, collectingLogger(), { ...request, products: ['Tool'], executables: ['Tool'] });
    expect(run.commands).toContain(`${base} --product Tool`);
  });

  it('answers the folder that SwiftPM names for the same arguments, never two of it at once on one package', async () => {
    let running = 0;
    let most = 0;
    const run = async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      return { exitCode: 0, stdout: `warning: old\n${folder}\n`, stderr: '' };
    };
    expect(await build(run, collectingLogger(), request)).toBe(folder);
    expect(most).toBe(1);
  });

  /** A build that makes the link anew, or leaves it alone, in a package that has been built before; and what is asked. */
  async function folderAfter(makesLink: boolean, products: readonly string[] = request.products) {
    const packagePath = temporaryDirectory();
    const binaries = join(packagePath, '.build/x86_64-unknown-linux-gnu/release');
    mkdirSync(binaries, { recursive: true });
    for (const product of request.products) writeFileSync(join(binaries, product), '');
    const link = join(packagePath, '.build/release');
    symlinkSync('x86_64-unknown-linux-gnu/release', link);
    const run = scriptedRun((command) => {
      if (makesLink && !command.endsWith('--show-bin-path')) {
        rmSync(link);
        symlinkSync('x86_64-unknown-linux-gnu/release', link);
      }
      return { stdout: folder };
    });
    const found = await build(run, collectingLogger(), { ...request, packagePath, products });
    return {
      isLinked: found === binaries,
      asked: run.commands.filter((one) => one.endsWith('--show-bin-path')).length,
    };
  }

  it('takes the folder of the link that it has made, and asks nobody', async () => {
    expect(await folderAfter(true)).toEqual({ isLinked: true, asked: 0 });
  });

  it('asks where the link is an older build’s, or leads where a product is not', async () => {
    expect(await folderAfter(false)).toEqual({ isLinked: false, asked: 1 });
    expect(await folderAfter(true, ['Tool'])).toEqual({ isLinked: false, asked: 1 });
  });

  it('makes all products at once where all are needed', async () => {
    const run = scriptedRun(() => ({ stdout: folder }));
    await build(run, collectingLogger(), { ...request, executables: request.products });
    expect(run.commands.toSorted()).toEqual([base, `${base} --show-bin-path`]);
  });

  it('makes them one by one where something else in the package does not build', async () => {
    const run = scriptedRun((command) => ({ stdout: folder, exitCode: command === base ? 1 : 0 }));
    const logger = collectingLogger();
    await build(run, logger, { ...request, executables: request.products });
    expect(run.commands.filter((command) => command.includes('--product')).length).toBe(2);
    expect(logger.lines).toContain('info: Not everything in the package builds; the products are built one by one.');
  });

  it('makes everything where no product is named', async () => {
    const run = scriptedRun(() => ({ stdout: folder }));
    await build(run, collectingLogger(), { ...request, products: [], arguments: [] });
    expect(run.commands).toContain('swift build -c release --package-path /build/shop');
  });

  it('shows its output as it comes, under the command', async () => {
    const logger = collectingLogger();
    const run = scriptedRun((_, { onOutput }) => {
      onOutput?.(Buffer.from('[1/3] Compiling'), 'stdout');
      return { stdout: folder };
    });
    await build(run, logger, { ...request, products: ['Server'] });
    expect(logger.lines).toEqual([
      'group: swift build -c release --package-path /build/shop -Xswiftc -O --product Server',
      'output: [1/3] Compiling',
    ]);
  });

  it('that breaks is a failure with the compiler’s messages, and nothing else is built', async () => {
    const run = scriptedRun(() => ({ exitCode: 1, stdout: recorded('swift/type-error.txt') }));
    const error = await build(run, collectingLogger(), request).catch((thrown: unknown) => thrown);
    if (!(error instanceof MeasurementError)) throw error;
    expect(error.message).toBe(
      'The build broke: `swift build -c release --package-path /build/shop -Xswiftc -O --product Server` ended with exit status 1.',
    );
    expect(error.lastLines).toEqual([
      "/build/NotBuilding/Sources/NotBuilding/main.swift:1:24: error: cannot convert value of type 'String' to specified type 'Int'",
    ]);
    expect(run.commands).not.toContain(`${base} --product Worker`);
  });
});

describe('the compiler’s messages', () => {
  it('are the lines that say error, each once', () => {
    const output = 'a.swift:1:1: error: one\nnote: more\na.swift:1:1: error: one\nerror: fatalError\n[2/3] Compiling';
    expect(compilerMessages(output)).toEqual(['a.swift:1:1: error: one', 'error: fatalError']);
  });

  it('are what the linker said too, which has no word in common', () => {
    const output = [
      '[1/4] Compiling thing.c\nthing.c:1:1: warning: unused\n[3/4] Linking Tool',
      'error: link command failed with exit code 1 (use -v to see invocation)',
      '/usr/bin/ld: cannot find -lnotinstalled: No such file or directory',
      "/usr/bin/ld: /build/main.o: in function `main':",
      "main.swift:(.text+0x9): undefined reference to `other'",
      'clang: error: linker command failed with exit code 1 (use -v to see invocation)',
      '[4/4] Build complete',
    ].join('\n');
    expect(compilerMessages(output)).toEqual(output.split('\n').slice(3, -1));
  });

  it('are at most twenty', () => {
    const output = Array.from({ length: 100 }, (_, line) => `a.swift:${line}:1: error: wrong`).join('\n');
    expect(compilerMessages(output).length).toBe(20);
    expect(compilerMessages(output)[0]).toBe('a.swift:0:1: error: wrong');
  });

  it('are the last lines where none says error, as when the linker is killed', () => {
    expect(compilerMessages('[3/3] Linking Server\nclang: terminated by signal 9\n')).toEqual([
      '[3/3] Linking Server',
      'clang: terminated by signal 9',
    ]);
    expect(compilerMessages('Compiling Parseerror: yes')).toEqual(['Compiling Parseerror: yes']);
  });
});
