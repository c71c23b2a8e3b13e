import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Environment, type Invocation, type Run, succeed } from '../../system/process.ts';
import { compileAsOne } from '../compiler.ts';

/** The recorder's C sources, of which `layout.h` describes what it leaves. */
export const recorderSources = fileURLToPath(new URL('recorder/', import.meta.url));

/** What runs at each call of the allocator, or needs much of a stack that may be small, unless it is optimized. */
const atEachCall: readonly string[] = [
  ...['allocator-entries.c', 'awaits.c', 'calls.c', 'frame-rows.c', 'memory.c', 'paths.c', 'rules.c'],
  ...['stack-walk.c', 'thread.c', 'types.c'],
];

/**
 * The compiler's options. Frame pointers and unwind tables make the entry points' own frames the first that can be
 * walked; and no library is loaded for it that the program has not, which on aarch64 leaves out the functions that gcc
 * would call for an atomic addition.
 */
export function recorderOptions(architecture: string = process.arch): readonly string[] {
  return [
    ...['-std=gnu11', '-D_GNU_SOURCE', '-fPIC', '-fvisibility=hidden', '-fno-builtin'],
    ...['-fno-omit-frame-pointer', '-fno-optimize-sibling-calls', '-fasynchronous-unwind-tables'],
    ...['-fno-stack-protector', ...(architecture === 'arm64' ? ['-mno-outline-atomics'] : [])],
  ];
}

/** The linker's: nothing may be bound late, or come before the recorder when the program starts. */
const linkOptions = ['-shared', '-nodefaultlibs', '-Wl,-z,now,-z,initfirst,--as-needed'] as const;

/**
 * Compiles the recorder into `folder` and returns the shared library's path; `compiler` is the toolchain's clang, or
 * another compiler of gnu11. Each gate waits for it, and it is the optimizer that takes long: what runs only once for a
 * file or a function goes without. Throws a `MeasurementError` with the compiler's last lines when it cannot be compiled.
 */
export async function compileRecorder(run: Run, compiler: string, folder: string): Promise<string> {
  const library = join(folder, 'recorder.so');
  const start = (invocation: Invocation) => succeed(run, 'compiling the recorder', invocation);
  const files = await readdir(recorderSources);
  const compile = async (names: readonly string[], optimization: '-O2' | '-O0'): Promise<string> => {
    const object = join(folder, `recorder${optimization}.o`);
    await start(
      compileAsOne(compiler, recorderSources, names, [...recorderOptions(), optimization, '-c', '-o', object]),
    );
    return object;
  };
  const others = files.filter((name) => name.endsWith('.c') && !atEachCall.includes(name));
  const objects = await Promise.all([compile(atEachCall, '-O2'), compile(others, '-O0')]);
  await start({ file: compiler, arguments: [...linkOptions, '-o', library, ...objects, '-lc'] });
  return library;
}

/** macOS's own part, and what it shares with Linux's of the recorder. */
const sourcesForMacOS = fileURLToPath(new URL('recorder-macos/', import.meta.url));
const sharedWithMacOS = ['calls.c', 'memory.c', 'paths.c', 'recording-file.c', 'stack-walk.c', 'thread.c'] as const;

/** The compiler's options for macOS, without those that link. */
export const recorderOptionsForMacOS = [
  ...['-std=gnu11', '-O2', '-fvisibility=hidden', '-fno-builtin', '-fno-omit-frame-pointer'],
  ...['-fno-optimize-sibling-calls', '-fno-stack-protector', '-mmacosx-version-min=14.0'],
] as const;

/** The C files of the recorder for macOS, as paths. */
export async function recorderFilesForMacOS(): Promise<readonly string[]> {
  const own = (await readdir(sourcesForMacOS)).filter((name) => name.endsWith('.c')).sort();
  return [
    ...own.map((name) => join(sourcesForMacOS, name)),
    ...sharedWithMacOS.map((name) => join(recorderSources, name)),
  ];
}

/** The same for macOS, which was compiled without a Mac, and has run on none. */
export async function compileRecorderForMacOS(run: Run, compiler: string, folder: string): Promise<string> {
  const library = join(folder, 'recorder.dylib');
  await succeed(run, 'compiling the recorder', {
    file: compiler,
    arguments: [...recorderOptionsForMacOS, '-dynamiclib', '-o', library, ...(await recorderFilesForMacOS())],
  });
  return library;
}

/** What a recorded run leaves where, and whether each stack is unwound a second time to compare. */
export interface Recorded {
  /** The compiled recorder. */
  readonly library: string;
  /** An absolute path: each process leaves a file there. */
  readonly folder: string;
  readonly checksStacks: boolean;
}

/** The variables that start the recorder in a program and in what it executes; the program does not see them. */
export function recorderSettings({ library, folder, checksStacks }: Recorded): Environment {
  return {
    LD_PRELOAD: library,
    ALLOCATION_RECORDER_FOLDER: folder,
    ...(checksStacks ? { ALLOCATION_RECORDER_CHECK: '1' } : {}),
  };
}
