import { describe, expect, it } from 'vitest';
import { MeasurementError } from '../../src/errors.ts';
import { build, compilerMessages } from '../../src/swift/build.ts';
import { recorded } from '../perf/recorded.ts';
import { collectingLogger } from '../system/collecting-logger.ts';
import { scriptedRun } from '../system/scripted-run.ts';

const request = { packagePath: '/build/shop', products: ['Server', 'Worker'], arguments: ['-Xswiftc', '-O'] };
const folder = '/build/shop/.build/x86_64-unknown-linux-gnu/release';

describe('a build', () => {
  it('makes each product in release mode and answers the folder that SwiftPM names for the same arguments', async () => {
    const run = scriptedRun((command) =>
      command.endsWith('--show-bin-path') ? { stdout: `warning: old\n${folder}\n` } : {},
    );
    expect(await build(run, collectingLogger(), request)).toBe(folder);
    expect(run.commands).toEqual([
      'swift build -c release --package-path /build/shop -Xswiftc -O --product Server',
      'swift build -c release --package-path /build/shop -Xswiftc -O --product Worker',
      'swift build -c release --package-path /build/shop -Xswiftc -O --show-bin-path',
    ]);
  });

  it('makes everything where no product is named', async () => {
    const run = scriptedRun(() => ({ stdout: folder }));
    await build(run, collectingLogger(), { ...request, products: [], arguments: [] });
    expect(run.commands[0]).toBe('swift build -c release --package-path /build/shop');
  });

  it('shows its output as it comes, under the command', async () => {
    const logger = collectingLogger();
    const run = scriptedRun((_, { onOutput }) => {
      onOutput?.(Buffer.from('[1/3] Compiling'));
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
    expect(run.commands.length).toBe(1);
  });
});

describe('the compiler’s messages', () => {
  it('are the lines that say error, each once', () => {
    const output = 'a.swift:1:1: error: one\nnote: more\na.swift:1:1: error: one\nerror: fatalError\n[2/3] Compiling';
    expect(compilerMessages(output)).toEqual(['a.swift:1:1: error: one', 'error: fatalError']);
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
