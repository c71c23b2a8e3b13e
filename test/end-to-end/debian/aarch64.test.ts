import { execFileSync } from 'node:child_process';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileLauncher } from '../../../src/measure/inside/launcher.ts';
import { nameRecordings } from '../../../src/measure/inside/name-recordings.ts';
import type { Recording } from '../../../src/measure/inside/recording.ts';
import { callKinds } from '../../../src/model/counted-functions.ts';
import { sitesOf } from '../../../src/stacks/sites.ts';
import { createRun, succeed } from '../../../src/system/process.ts';
import { clangBesideSwift, compileC, plainly } from '../c-program.ts';
import { launch } from '../launcher/launch.ts';
import { chainsIn, expectedChains, symbolsOf } from '../recorder/chain-names.ts';
import { beside, prepareRecorder, type Recorder } from '../recorder/record.ts';
import { examplePackage } from '../sandbox.ts';
import { unpackPackages } from './packages.ts';

/** What Swift programs for aarch64 are compiled with and run on: Debian's packages, as they are. */
const system = '/opt/aarch64';
const libraries = `${system}/usr/lib/aarch64-linux-gnu`;
const swiftLibraries = `${system}/usr/libexec/swift/lib/swift`;
const emulator = '/opt/qemu/usr/bin/qemu-aarch64';
/** Without a prefix for paths: what the loader names in a recording is where the file is. */
const emulated = [emulator, '-E', `LD_LIBRARY_PATH=${swiftLibraries}/linux:${libraries}`] as const;
const linking = [`--dynamic-linker=${system}/lib/ld-linux-aarch64.so.1`, `-rpath=${libraries}`] as const;

const run = createRun({ PATH: process.env.PATH ?? '' });
let native: Recorder;
let recorder: Recorder;
let compiler: string;
let staticCompiler: string;

beforeAll(async () => {
  unpackPackages(system, 'trixie', 'arm64', [
    ...['swiftlang', 'libswiftlang', 'libc6', 'libc6-dev', 'linux-libc-dev', 'libgcc-s1', 'libgcc-14-dev'],
    ...['libstdc++6', 'libstdc++-14-dev', 'libuuid1', 'zlib1g', 'libxml2', 'liblzma5', 'libicu76', 'libcrypt1'],
  ]);
  unpackPackages('/opt/qemu', 'trixie', 'amd64', ['qemu-user']);
  native = await prepareRecorder();
  // A static program has no use for a loader, and is none where it names one.
  staticCompiler = script('clang-static', [
    ...[
      clangBesideSwift(),
      '--target=aarch64-linux-gnu',
      `--sysroot=${system}`,
      '-fuse-ld=lld',
      '-mno-outline-atomics',
    ],
  ]);
  compiler = script('clang', [staticCompiler, ...linking.map((option) => `-Wl,${option}`)]);
  recorder = await prepareRecorder(compiler);
});

afterAll(() => {
  native.remove();
  recorder?.remove();
});

/** A script that runs these words, and then its arguments. */
function script(name: string, words: readonly string[]): string {
  const path = join(native.folder, name);
  writeFileSync(path, `#!/bin/sh\nexec ${words.join(' ')} "$@"\n`);
  chmodSync(path, 0o755);
  return path;
}

/** The only process that a program of aarch64 has, every stack of it compared with a full unwind. */
function record(program: string, ...args: readonly string[]): Recording {
  const { status, output, recordings, unreadable } = recorder.record([program, ...args], {
    checksStacks: true,
    prefix: emulated,
  });
  expect({ status, output, unreadable }).toMatchObject({ status: 0, unreadable: [] });
  const [recording] = recordings;
  if (recording === undefined || recordings.length > 1) throw new Error(`${recordings.length} recordings`);
  expect(recording.check).toMatchObject({ kind: 'on', different: 0 });
  return recording;
}

function recordNatively(program: string, ...args: readonly string[]): Recording {
  const [recording] = native.record([program, ...args]).recordings;
  if (recording === undefined) throw new Error('no recording');
  return recording;
}

/** Compiles Swift sources for both processors. */
function compileSwift(name: string, options: readonly string[]): { readonly here: string; readonly there: string } {
  const [here, there] = [join(native.folder, name), join(recorder.folder, name)];
  execFileSync('swiftc', ['-O', '-g', '-module-name', name, '-o', here, ...options], { stdio: 'pipe' });
  const cross = [
    ...['-target', 'aarch64-unknown-linux-gnu', '-sdk', system, '-resource-dir', swiftLibraries, '-use-ld=lld'],
    ...['-Xclang-linker', `--sysroot=${system}`, ...linking.flatMap((option) => ['-Xlinker', option])],
  ];
  execFileSync('swiftc', ['-O', '-g', '-module-name', name, '-o', there, ...cross, ...options], { stdio: 'pipe' });
  return { here, there };
}

describe('the recorder in a C program of aarch64', () => {
  let programs: { readonly here: string; readonly there: string };

  beforeAll(() => {
    programs = { here: join(native.folder, 'programs'), there: join(recorder.folder, 'programs') };
    const options = [...plainly, '-g', '-D_GNU_SOURCE', '-Wl,--no-as-needed', '-lgcc_s', '-ldl'];
    compileC(beside('programs.c'), programs.here, options);
    compileC(beside('programs.c'), programs.there, options, compiler);
  });

  it.each([['kinds'], ['many', '1000'], ['signal', '5'], ['switch', '5']])(
    'sees the calls of %s as on x86_64, with every stack as by a full unwind',
    (...args) => {
      const calls = ({ stacks }: Recording) =>
        stacks.map(({ kind, calls, bytes }) => JSON.stringify([kind, calls, bytes])).sort();
      expect(calls(record(programs.there, ...args))).toEqual(calls(recordNatively(programs.here, ...args)));
    },
  );
});

describe('the launcher on aarch64', () => {
  let launcher: string;

  beforeAll(async () => {
    launcher = script('launcher', [emulator, await compileLauncher(run, staticCompiler, recorder.folder)]);
  });

  it.each([
    ['exit 3', { kind: 'exited', status: 3 }],
    ['kill -SEGV $$', { kind: 'signalled', signal: 11 }],
    ['sleep 30', { kind: 'timed-out' }],
  ])('tells how a program ends: %s', async (command, end) => {
    const { report } = await launch(launcher, ['/bin/sh', '-c', command], { limitMilliseconds: 2_000 }).ended;
    expect(report.end).toMatchObject(end);
  });
});

describe('a Swift program of aarch64', () => {
  it('has for each allocation who called it and who awaits that', () => {
    const { there } = compileSwift('chains', ['-parse-as-library', beside('chains.swift')]);
    expect(chainsIn(there, record(there), symbolsOf(there))).toEqual(expectedChains);
  });

  it('has the types and the sites of the same program on x86_64', async () => {
    const sources = execFileSync('find', [join(examplePackage('objects-and-strings'), 'Sources'), '-name', '*.swift']);
    const program = compileSwift('ObjectsAndStrings', sources.toString().trim().split('\n'));
    const [there, here] = [record(program.there), recordNatively(program.here)];
    expect(there.typesUnread).toBe(0);
    // How often an array grows depends on the heap (facts 43).
    const isArray = (line: string) => line.includes('Swift._ContiguousArrayStorage');
    expect(typesIn(there).filter((line) => !isArray(line))).toEqual(typesIn(here).filter((line) => !isArray(line)));
    expect(await ownSites(there, recorder.library)).toEqual(await ownSites(here, native.library));
  });
});

/** How many objects of each type. */
function typesIn({ stacks }: Recording): readonly string[] {
  const counts = new Map<string, number>();
  for (const { type, calls } of stacks.flatMap(({ types }) => types)) {
    const name = JSON.stringify(type);
    counts.set(name, (counts.get(name) ?? 0) + calls);
  }
  return [...counts].map(([name, calls]) => `${calls} ${name}`).sort();
}

/** The sites of the program's own code with their callers; how much is inlined into which is the processor's. */
async function ownSites(recording: Recording, library: string): Promise<readonly string[]> {
  const kinds = callKinds.map(({ kind }) => kind);
  const functions = callKinds.flatMap(({ countedAs, makesBlock }) => (makesBlock ? [countedAs] : []));
  const { stacks } = await nameRecordings([recording], { functions, kinds, library }, (file, args, input) =>
    succeed(run, 'demangling names', { file, arguments: args, input }),
  );
  const own = sitesOf(stacks.stacks).filter(({ module }) => module === 'ObjectsAndStrings');
  return own.map(({ name, callers }) => [name, ...callers].join(' ← ')).sort();
}
