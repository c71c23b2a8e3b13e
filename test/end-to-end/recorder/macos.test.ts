import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readMachO } from '../../../src/elf/mach-o.ts';
import { appleKinds } from '../../../src/measure/dtrace/kinds.ts';
import { nameRecordings } from '../../../src/measure/inside/name-recordings.ts';
import {
  recorderFilesForMacOS,
  recorderOptionsForMacOS,
  recorderSources,
} from '../../../src/measure/inside/recorder.ts';
import type { Recording } from '../../../src/measure/inside/recording.ts';
import { moduleAt, recordingOf, stackOf } from '../../measure/inside/recordings.ts';
import { clangBesideSwift, compileC, plainly } from '../c-program.ts';
import { beside, prepareRecorder, type Recorder } from './record.ts';

/** Apple's headers that the recorder includes: each is empty here, and `macos/declarations.h` stands for all of them. */
const headers = [
  ...['errno', 'fcntl', 'unistd', 'sched', 'limits', 'spawn', 'sys/mman', 'sys/resource', 'pthread', 'dlfcn'],
  ...['mach/mach', 'mach/mach_vm', 'mach-o/loader', 'mach-o/dyld', 'crt_externs', 'stdlib', 'malloc/malloc'],
];

let native: Recorder;
beforeAll(async () => {
  native = await prepareRecorder();
  for (const name of headers) {
    mkdirSync(dirname(join(native.folder, 'include', name)), { recursive: true });
    writeFileSync(join(native.folder, 'include', `${name}.h`), '');
  }
});
afterAll(() => native.remove());

/** Compiled and linked by the toolchain's own clang and lld, against our list of what libSystem has. */
async function build(machine: string): Promise<{ readonly library: string; readonly map: string }> {
  const folder = join(native.folder, machine);
  mkdirSync(folder);
  const objects = (await recorderFilesForMacOS()).map((file) => {
    const object = join(folder, `${basename(file)}.o`);
    compileC(file, object, [
      ...['-target', `${machine}-apple-macos14`, '-nostdlibinc', '-I', join(native.folder, 'include')],
      ...['-include', beside('macos/declarations.h'), ...recorderOptionsForMacOS, '-Wall', '-Wextra', '-Werror', '-c'],
    ]);
    return object;
  });
  const [library, map] = [join(folder, 'recorder.dylib'), join(folder, 'map')];
  const linker = join(dirname(clangBesideSwift()), 'ld64.lld');
  execFileSync(linker, [
    ...['-dylib', '-arch', machine, '-platform_version', 'macos', '14.0', '14.0', '-map', map, '-o', library],
    ...[...objects, beside('macos/libSystem.tbd')],
  ]);
  return { library, map };
}

describe.each(['arm64', 'x86_64'])('the recorder for macOS on %s, as far as can be told without a Mac', (machine) => {
  let built: Awaited<ReturnType<typeof build>>;
  beforeAll(async () => {
    built = await build(machine);
  });

  it('is C without a warning, and takes nothing that libSystem has not', () => {
    expect(readdirSync(dirname(built.library))).toContain('recorder.dylib');
  });

  it('stands in for every function that DTrace would count, for those that free, and for those that execute', () => {
    const replaced = [...readFileSync(built.map, 'utf8').matchAll(/ _pair_of_(\w+)$/gm)].map(([, name = '']) => name);
    const counted = appleKinds.map(({ symbol }) => symbol);
    const freeing = ['', 'malloc_zone_', 'malloc_type_', 'malloc_type_zone_'].map((prefix) => `${prefix}free`);
    const expected = [...new Set(counted), ...freeing, 'execve', 'posix_spawn', 'posix_spawnp'];
    expect(replaced.toSorted()).toEqual(expected.toSorted());
    // Each is two words, and all lie where dyld looks.
    const [, size = '0'] = /^0x\w+\s+0x(\w+)\s+__DATA\s+__interpose$/m.exec(readFileSync(built.map, 'utf8')) ?? [];
    expect(Number.parseInt(size, 16)).toBe(16 * expected.length);
  });

  it('has its functions where the linker put them, by our reader of Mach-O', () => {
    const text = readFileSync(built.map, 'utf8');
    const [, start = '', size = ''] = /^0x(\w+)\s+0x(\w+)\s+__TEXT\s+__text$/m.exec(text) ?? [];
    const [first, bytes] = [Number.parseInt(start, 16), Number.parseInt(size, 16)];
    const placed = [...text.matchAll(/^0x(\w+)\s+0x(\w+)\s+\[ *\d+\] _(\S+)$/gm)]
      .map(([, at = '', length = '', name = '']) => ({ at: Number.parseInt(at, 16), length, name }))
      .filter(({ at }) => at >= first && at < first + bytes);
    const read = readMachO(built.library) ?? [];
    expect(read.map(({ name, offset }) => `${name} ${offset}`).sort()).toEqual(
      placed.map(({ name, at }) => `${name} ${at}`).sort(),
    );
    const recorded = read.find(({ name }) => name === 'recorded_malloc');
    expect(recorded?.size).toBe(
      Number.parseInt(placed.find(({ name }) => name === 'recorded_malloc')?.length ?? '', 16),
    );
  });

  it('leaves addresses that get the names of a Mach-O file’s functions', async () => {
    const [first, second] = (readMachO(built.library) ?? []).filter(({ size }) => size > 16);
    if (first === undefined || second === undefined) throw new Error('no functions');
    const base = 0x1_0400_0000;
    const stack = stackOf({ returns: [second.offset + base + 8, first.offset + base + 8] });
    const recording = recordingOf([stack], { modules: [moduleAt(base, built.library, { end: base + 0x10_0000 })] });
    const wished = { functions: ['malloc'], kinds: ['malloc'], library: '/none' } as const;
    const { stacks } = await nameRecordings([recording], wished, async () => '');
    expect(stacks.stacks.map(({ frames }) => frames.map(({ name }) => name))).toEqual([
      [first.name, second.name, 'malloc'],
    ]);
  });
});

describe('the walk by frame records, which macOS has everywhere', () => {
  /** The recorder of Linux, led by the rule of macOS in place of what it learns from unwind tables. */
  function ledByFrames(): Recorder {
    const library = join(native.folder, 'recorder.so');
    const without = join(native.folder, 'without.c');
    writeFileSync(
      without,
      `#include "${recorderSources}rules.h"
       bool start_rules(void) { return true; }
       void forget_rules(void) {}
       void keep_rule(uintptr_t address, rule_t rule) { (void)address, (void)rule; }
       bool may_be_resumed(uintptr_t address) { return address == 0; }`,
    );
    const files = readdirSync(recorderSources).filter((name) => name.endsWith('.c') && name !== 'rules.c');
    execFileSync(clangBesideSwift(), [
      ...['-std=gnu11', '-D_GNU_SOURCE', '-O2', '-fPIC', '-shared', '-fvisibility=hidden', '-fno-builtin'],
      ...['-fno-omit-frame-pointer', '-fno-optimize-sibling-calls', '-fno-stack-protector', '-nodefaultlibs'],
      ...['-Wl,-z,now,-z,initfirst,--as-needed', '-o', library, without],
      ...[
        join(recorderSources, '../recorder-macos/frames.c'),
        ...files.map((name) => join(recorderSources, name)),
        '-lc',
      ],
    ]);
    return native;
  }

  it('finds the callers that unwind tables find, in a program that keeps them', () => {
    const program = join(native.folder, 'programs');
    compileC(beside('programs.c'), program, [...plainly, '-fno-omit-frame-pointer', '-D_GNU_SOURCE', '-ldl']);
    const callersOf = ({ recordings: [recording] }: { readonly recordings: readonly Recording[] }) => {
      const own = recording?.modules.filter(({ path }) => path === program) ?? [];
      const isOwn = (address: number) => own.some(({ start, end }) => address >= start && address < end);
      return (recording?.stacks ?? []).map(({ kind, calls, returns }) => {
        return { kind, calls, returns: returns.filter(isOwn).map((address) => address - (own[0]?.bias ?? 0)) };
      });
    };
    const deep = (rows: ReturnType<typeof callersOf>) =>
      rows
        .filter(({ returns }) => returns.length > 1)
        .map((row) => JSON.stringify(row))
        .sort();
    // Who calls main is behind libc, which keeps no frame records here.
    const byTables = callersOf(native.record([program, 'kinds'])).map((row) => {
      return { ...row, returns: row.returns.slice(0, -1) };
    });
    expect(deep(byTables).length).toBeGreaterThan(10);
    expect(deep(callersOf(ledByFrames().record([program, 'kinds'])))).toEqual(deep(byTables));
  });
});
