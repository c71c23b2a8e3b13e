import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, chownSync, copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecordings } from '../../../src/measure/inside/read-recordings.ts';
import { recorderOptions, recorderSettings } from '../../../src/measure/inside/recorder.ts';
import { moduleOf, type Recording } from '../../../src/measure/inside/recording.ts';
import { compileC, plainly } from '../c-program.ts';
import { asRoot, asUser, doAsRoot, nobody } from '../privilege.ts';
import {
  beside,
  callsOf,
  compilers,
  functionNames,
  prepareRecorder,
  type Recorder,
  type RecordOptions,
} from './record.ts';

let recorder: Recorder;
let programs: string;
let surroundings: string;

beforeAll(async () => {
  recorder = await prepareRecorder();
  programs = join(recorder.folder, 'programs');
  // For the check: the unwinder that a program without C++ and Swift does not load by itself.
  compileC(beside('programs.c'), programs, [
    ...plainly,
    '-g',
    '-D_GNU_SOURCE',
    '-Wl,--no-as-needed',
    '-lgcc_s',
    '-ldl',
  ]);
  surroundings = join(recorder.folder, 'surroundings');
  compileC(beside('surroundings.c'), surroundings, [...plainly, '-D_GNU_SOURCE']);
});

afterAll(() => recorder.remove());

/** Calls that the program's start and end make: one block each of 1001 and 1002 bytes. */
const aroundMain = 2;

function record(how: string, ...args: readonly (string | number)[]) {
  return recordWith({}, how, ...args);
}

function recordWith(options: RecordOptions, how: string, ...args: readonly (string | number)[]) {
  const recorded = recorder.record([programs, how, ...args.map(String)], options);
  expect(recorded.unreadable).toEqual([]);
  return recorded;
}

/** The recording of a program that starts no other. */
function recordOne(how: string, ...args: readonly (string | number)[]): Recording {
  const { status, output, recordings } = recordWith({ checksStacks: true }, how, ...args);
  expect({ status, output }).toEqual({ status: 0, output: '' });
  const [recording] = recordings;
  if (recording === undefined || recordings.length > 1) throw new Error(`${recordings.length} recordings`);
  expect(recording.check).toMatchObject({ kind: 'on', different: 0 });
  return recording;
}

describe('the recorder’s sources', () => {
  it.each(compilers())('have no warning of %s', (compiler) => {
    const folder = beside('../../../src/measure/inside/recorder/');
    const files = readdirSync(folder).filter((name) => name.endsWith('.c'));
    const warnings = ['-Wall', '-Wextra', '-Werror'];
    const output = join(recorder.folder, 'without-warnings.so');
    const sources = files.map((name) => join(folder, name));
    const args = [...recorderOptions(), ...warnings, '-O2', '-shared', '-o', output, ...sources];
    expect(() => execFileSync(compiler, args, { stdio: 'inherit' })).not.toThrow();
  });
});

describe('a recorded program', () => {
  it('has each call counted once, by its kind, with the bytes it asked for', () => {
    const { stacks } = recordOne('kinds');
    const inMain = stacks.filter(({ kind, bytes }) => !kind.startsWith('free') && bytes < 1000);
    expect(Object.fromEntries(inMain.map(({ kind, calls, bytes }) => [kind, [calls, bytes]]))).toEqual({
      malloc: [1, 10],
      calloc: [1, 21],
      posix_memalign_small: [1, 20],
      posix_memalign_large: [1, 30],
      realloc_null: [1, 40],
      realloc_existing: [1, 50],
      realloc_freeing: [1, 0],
      reallocarray_null: [1, 60],
      reallocarray_existing: [1, 70],
      aligned_alloc_small: [1, 80],
      aligned_alloc_large: [1, 128],
      memalign_small: [1, 90],
      memalign_large: [1, 100],
      valloc: [1, 110],
      pvalloc: [1, 120],
    });
  });

  it('keeps errno, alignments, refusals and its environment, and finds every function in the recorder', () => {
    const recording = recordOne('leaf', 3);
    expect(recording.resolved.size).toBe(10);
    expect(recording).toMatchObject({ began: 'executed', stopped: 'none', typesUnread: 0 });
    expect(callsOf(recording, 'free_null')).toBe(0);
  });

  it('has calls before main and after it', () => {
    const bytes = recordOne('many', 0).stacks.map((stack) => stack.bytes);
    expect(bytes).toEqual(expect.arrayContaining([1001, 1002]));
  });

  it('has stacks that name who called whom', () => {
    const recording = recordOne('many', 1000);
    const stack = recording.stacks.find(({ calls, kind }) => calls === 1000 && kind === 'malloc');
    const own = (stack?.returns ?? []).flatMap((address) => {
      const module = moduleOf(recording, address, stack?.moment ?? 0);
      return module?.path === programs ? [address - module.bias - 1] : [];
    });
    expect(functionNames(programs, own)).toEqual(['allocate', 'main', '_start']);
    expect(stack?.end).toBe('end-of-stack');
  });

  it('may be recorded without being checked, with the same stacks', () => {
    const [checked, plain] = [true, false].map((checksStacks) =>
      recordWith({ checksStacks }, 'many', 10).recordings.map(({ stacks }) =>
        stacks.map(({ kind, calls, bytes, returns }) => ({ kind, calls, bytes, depth: returns.length })),
      ),
    );
    expect(plain).toEqual(checked);
  });
});

describe('a process of its own', () => {
  it('has a recording for each forked child, however it ends', () => {
    const { recordings } = record('children', 50);
    const children = recordings.filter(({ began }) => began === 'forked');
    // exit runs the destructors, the other three end at once.
    expect(children.map((child) => callsOf(child, 'malloc')).toSorted()).toEqual([50, 50, 50, 51]);
    const [parent] = recordings.filter(({ began }) => began === 'executed');
    expect(parent && callsOf(parent, 'malloc')).toBe(aroundMain);
    expect(children.every((child) => child.parent === parent?.pid)).toBe(true);
  });

  it('has one for each child of a program that has had threads, too', () => {
    const { recordings } = record('children-after-threads', 50);
    const children = recordings.filter(({ began }) => began === 'forked');
    expect(children.map((child) => callsOf(child, 'malloc'))).toEqual([50, 50, 50, 50]);
  });

  it('is recorded whichever function of libc executes it, and does not see the recorder', () => {
    const { status, output, recordings } = record('execute');
    expect({ status, output }).toEqual({ status: 0, output: '' });
    const leaves = recordings.filter(({ began, modules }) => began === 'executed' && isOf(modules, programs)).slice(1);
    const extra = asWithoutCalls + aroundMain;
    const calls = leaves.map((leaf) => callsOf(leaf, 'malloc') - extra).toSorted((one, other) => one - other);
    expect(calls).toEqual(Array.from({ length: 14 }, (_, way) => way + 1));
  });

  it('is missing where it was executed past libc, and the others stay', () => {
    const { recordings } = record('past-wrappers');
    expect(recordings).toHaveLength(1);
  });

  it('is not recorded where it could not be, and that is said', () => {
    const sanitizer = join(recorder.folder, 'libasan.so.8');
    compileC(beside('library.c'), sanitizer, ['-shared', '-fPIC', '-DPADDING=8', '-Wl,-soname,libasan.so.8']);
    const kinds = [
      ['static', ['-static']],
      ['other-loader', ['-Wl,--dynamic-linker=/lib/ld-musl-x86_64.so.1']],
      ['sanitizer', ['-Wl,--no-as-needed', sanitizer]],
    ] as const;
    for (const [reason, options] of kinds) {
      const path = join(recorder.folder, reason);
      compileC(beside('programs.c'), path, [...plainly, '-D_GNU_SOURCE', '-w', ...options]);
      const [recording] = record('run', path).recordings;
      expect(recording?.leftOut).toEqual([{ path, reason }]);
    }
    // By a script, since a shell takes over what the kernel does not execute, and would read the program as its own.
    const [other, script] = [join(recorder.folder, '32-bit'), join(recorder.folder, 'script')];
    writeFileSync(other, as32Bit(readFileSync(programs)));
    writeFileSync(script, `#!${other}\n`);
    for (const path of [other, script]) chmodSync(path, 0o755);
    expect(record('run', script).recordings[0]?.leftOut).toEqual([{ path: script, reason: 'other-machine' }]);
  });

  it
    .runIf(compilers().includes('gcc'))
    .each([
      [['-fsanitize=address']],
      [['-fsanitize=address', '-static-libasan']],
      [['-fsanitize=thread']],
      [['-fsanitize=thread', '-static-libtsan']],
    ])('is not recorded but runs where a sanitizer is in it: %j', (options) => {
    const path = join(recorder.folder, 'sanitized');
    compileC(beside('programs.c'), path, ['-D_GNU_SOURCE', '-w', '-pthread', ...options], 'gcc');
    const { status, output, recordings } = record('run', path, 'many', '10');
    expect({ status, output }).toEqual({ status: 0, output: '' });
    expect(recordings.map(({ leftOut }) => leftOut)).toEqual([[{ path, reason: 'sanitizer' }]]);
  });

  it('is not recorded where it runs as somebody else, and that is said', () => {
    const path = join(recorder.folder, 'privileged');
    copyFileSync('/bin/true', path);
    chownSync(path, 1, 1);
    chmodSync(path, 0o4755);
    const [recording] = record('run', path).recordings;
    expect(recording?.leftOut).toEqual([{ path, reason: 'privileged' }]);
  });

  it.each([['that may be read', 0o755] as const, ['that may not', 0o711] as const])(
    'is not recorded where its file has capabilities, in a file %s, and that is said',
    (_, mode) => {
      const path = join(recorder.folder, `granted-${mode}`);
      copyFileSync('/bin/true', path);
      chmodSync(path, mode);
      doAsRoot([surroundings, 'grant', path]);
      const [file, ...rest] = asUser(nobody, {}, []).slice(0, -2);
      const { status, recordings } = recordWith({ prefix: [file ?? '', ...rest] }, 'run', path);
      expect(status).toBe(0);
      expect(recordings.flatMap(({ leftOut }) => leftOut)).toEqual([{ path, reason: 'privileged' }]);
    },
  );

  it('has a file of its own where its number is that of another, as in a namespace', () => {
    const script = 'for calls in 3 4; do unshare --pid --fork "$0" many $calls; done';
    const [file = '', ...rest] = asRoot(['sh', '-c', script, programs]);
    const { status, recordings } = recorder.record([file, ...rest]);
    expect(status).toBe(0);
    const first = recordings.filter(({ pid, began }) => pid === 1 && began === 'executed');
    expect(first.map((one) => callsOf(one, 'malloc') - aroundMain)).toEqual([3, 4]);
  });

  it('says that it has an allocator of its own, and has no call in it', () => {
    const source = join(recorder.folder, 'own.c');
    writeFileSync(source, ownAllocator);
    compileC(source, join(recorder.folder, 'own'), [...plainly, '-rdynamic']);
    const { status, recordings } = recorder.record([join(recorder.folder, 'own')]);
    expect(status).toBe(0);
    expect(recordings.map((one) => [one.resolved.has('malloc'), callsOf(one, 'malloc')])).toEqual([[false, 0]]);
  });
});

const ownAllocator = `#include <stddef.h>
static char space[65536];
static size_t used;
void *malloc(size_t bytes) { return space + (used += (bytes + 15) / 16 * 16); }
void free(void *block) { (void)block; }
int main(void) { for (int i = 0; i < 5; i++) free(malloc(24)); }
`;

/** The same file with the header of a 32-bit program (EI_CLASS and e_machine of elf.h). */
function as32Bit(elf: Buffer): Buffer {
  elf[4] = 1;
  elf.writeUInt16LE(3, 18);
  return elf;
}

/** Calls of malloc that `as_without` makes itself. */
const asWithoutCalls = 2;

function isOf(modules: Recording['modules'], program: string): boolean {
  return modules.some(({ path }) => path === program);
}

describe('what makes recording hard', () => {
  it('500 threads come and go, ten at a time, and share few slots', () => {
    const recording = recordOne('threads', 100);
    const inThreads = recording.stacks.filter(({ kind, bytes, calls }) => kind === 'malloc' && bytes === 24 * calls);
    expect(inThreads.reduce((sum, { calls }) => sum + calls, 0)).toBe(500 * 100);
    expect(recording.unrecorded.size).toBe(0);
  });

  it('libraries take turns at the same addresses, and each stack is in the one that was there', () => {
    const [small, large] = [40, 2000].map((padding) => {
      const path = join(recorder.folder, `library-${padding}.so`);
      compileC(beside('library.c'), path, ['-shared', '-fPIC', '-O0', `-DPADDING=${padding}`]);
      return path;
    });
    const recording = recordOne('load', 7, small ?? '', large ?? '');
    for (const [path, padding] of [
      [small, 40],
      [large, 2000],
    ] as const) {
      const stacks = recording.stacks.filter(
        ({ bytes, calls, kind }) => kind === 'malloc' && bytes === calls * padding,
      );
      expect(stacks.reduce((sum, { calls }) => sum + calls, 0)).toBe(3 * 7);
      const innermost = stacks.map(({ returns, moment }) => moduleOf(recording, returns[0] ?? 0, moment)?.path);
      expect(new Set(innermost)).toEqual(new Set([path]));
    }
  });

  it('a recursion of 10,000 is cut after 512 frames, and that is marked', () => {
    const { stacks } = recordOne('deep', 5);
    const cut = stacks.filter(({ end }) => end === 'too-deep');
    expect(cut.map(({ kind, calls, returns }) => [kind, calls, returns.length])).toEqual([['malloc', 5, 512]]);
  });

  it('a stack that was switched by hand is walked to its own end', () => {
    const { stacks } = recordOne('switch', 4);
    const switched = stacks.filter(({ kind, calls, bytes }) => kind === 'malloc' && bytes === 24 * calls);
    expect(switched.map(({ calls }) => calls).toSorted()).toEqual([4, 4, 4]);
    // What makecontext lets the function return to has no unwind information in glibc.
    const ends = switched.map(({ end, returns }) => [end, returns.length]);
    expect(ends).toEqual(expect.arrayContaining([['no-unwind-information', 3]]));
    expect(ends.filter(([end]) => end === 'end-of-stack')).toHaveLength(1);
  });

  it.each([[[]], [['on a stack of its own']]])(
    'a signal handler is walked through into what it interrupted %j',
    (args) => {
      const recording = recordOne('signal', 20, ...args);
      const handled = recording.stacks.filter(({ kind, bytes, calls }) => kind === 'malloc' && bytes === 48 * calls);
      expect(handled.map(({ calls, end }) => [calls, end])).toEqual([[20, 'end-of-stack']]);
      expect(recording.unwoundInFull).toBeGreaterThanOrEqual(20);
    },
  );

  it('a file that may not grow stops the recording, not the program, and later calls are counted without a stack', () => {
    const { status, recordings } = record('limited');
    expect(status).toBe(0);
    const limited = recordings.filter(({ stopped }) => stopped === 'full');
    expect(limited.map((recording) => callsOf(recording, 'malloc'))).toEqual([40_000 + aroundMain]);
    const uncharted = limited[0]?.stacks.filter(({ kind, end }) => kind === 'malloc' && end === 'not-walked') ?? [];
    expect(uncharted.reduce((sum, { calls }) => sum + calls, 0)).toBeGreaterThan(1000);
  });
});

/** The calls of malloc that asked for 24 bytes, with a stack and without one, of each process. */
function callsIn(how: string, ...args: readonly string[]) {
  const { status, output, recordings, unreadable } = recorder.record([surroundings, how, ...args]);
  expect({ status, output, unreadable }).toEqual({ status: 0, output: '', unreadable: [] });
  return recordings.map(({ stacks, unrecorded }) => {
    const own = stacks.filter(({ kind, bytes, calls }) => kind === 'malloc' && bytes === 24 * calls);
    return [own.map(({ calls }) => calls), unrecorded.get('malloc')?.calls ?? 0];
  });
}

describe('a program to which little is left', () => {
  it('is recorded with every descriptor closed, and its child in its own file', () => {
    expect(callsIn('closed')).toEqual([
      [[10, 20], 0],
      [[30], 0],
    ]);
  });

  it('is recorded where no file can be found or opened any more, and has the calls of its children counted in its own', () => {
    const elsewhere = join(recorder.folder, 'elsewhere');
    mkdirSync(elsewhere);
    expect(callsIn('elsewhere', elsewhere)).toEqual([[[10, 20], 30]]);
    expect(callsIn('forbidden')).toEqual([[[10, 20], 30]]);
  });

  it('has no more than a kilobyte less of a thread’s stack', () => {
    const bytes = (text: string) => Number.parseInt(text, 10);
    const plain = bytes(spawnSync(surroundings, ['stack'], { encoding: 'utf8', env: {} }).stdout);
    expect(plain).toBeGreaterThan(0);
    expect(bytes(recorder.record([surroundings, 'stack']).output) - plain).toBeLessThan(1024);
  });
});

describe('what goes on unheard', () => {
  it('is in the file of each child, also of one that no handler of fork hears of', () => {
    expect(callsIn('unheard')).toEqual([
      [[], 0],
      [[40], 0],
      [[50], 0],
    ]);
  });

  it('is counted in destructors of a thread’s keys, of which there are more than it has room for', () => {
    expect(callsIn('keys')).toEqual([[[100], 0]]);
  });

  it('may be a call of each thread that the end of the program cuts off: their number is known', () => {
    const [recording] = recorder.record([surroundings, 'cut-off', '8']).recordings;
    expect(recording?.unfinished).toBe(8);
  });
});

describe('a disk that is full', () => {
  it('stops the recording, not the program, and no call is lost', () => {
    const disk = join(recorder.folder, 'disk');
    mkdirSync(disk);
    doAsRoot(['mount', '-t', 'tmpfs', '-o', 'size=1m,mode=777', 'tmpfs', disk]);
    try {
      const settings = recorderSettings({ library: recorder.library, folder: disk, checksStacks: false });
      const { status } = spawnSync(programs, ['stacks', '40000'], { env: settings });
      const { recordings, unreadable } = readRecordings(disk);
      expect({ status, unreadable }).toEqual({ status: 0, unreadable: [] });
      expect(recordings.map((one) => [one.stopped, callsOf(one, 'malloc')])).toEqual([
        ['no-space', 40_000 + aroundMain],
      ]);
    } finally {
      doAsRoot(['umount', disk]);
    }
  });
});

describe('a signal in the middle of recording a call', () => {
  let interrupted: string;
  let library: string;

  beforeAll(() => {
    interrupted = join(recorder.folder, 'interrupted');
    library = join(recorder.folder, 'opened.so');
    compileC(beside('interrupted.c'), interrupted, [...plainly, '-D_GNU_SOURCE', '-rdynamic', '-ldl']);
    compileC(beside('library.c'), library, ['-shared', '-fPIC', '-DPADDING=8']);
  });

  /** How often 70 bytes were asked for (in the handler), 80 (after it), and 90 (in the call that it interrupted). */
  const calls = ({ stacks }: Recording) =>
    [70, 80, 90].map((each) => {
      const found = stacks.filter(({ kind, bytes, calls }) => kind === 'malloc' && bytes === each * calls);
      return found.reduce((sum, stack) => sum + stack.calls, 0);
    });

  it('counts what its handler allocates, and what it interrupted', () => {
    const { status, recordings } = recorder.record([interrupted, 'return', library]);
    expect(status).toBe(0);
    expect(recordings.map(calls)).toEqual([[15, 50, 5]]);
  });

  it('counts all that comes after its handler has jumped out of it, and hangs nothing', () => {
    const { status, recordings } = recorder.record([interrupted, 'jump', library]);
    expect(status).toBe(0);
    // The call that was jumped out of has not reached the allocator.
    expect(recordings.map(calls)).toEqual([[15, 50, 0]]);
  });

  it('counts the interrupted call of a child that its handler has forked in the child’s own file', () => {
    const { status, recordings } = recorder.record([interrupted, 'fork', library]);
    expect(status).toBe(0);
    const [parent, ...children] = recordings.map(calls);
    expect(parent).toEqual([15, 50, 5]);
    expect(children).toEqual(Array(5).fill([0, 10, 1]));
  });
});

describe('a million calls', () => {
  it('take at most a tenth of a second more of the processor', () => {
    const command = ['bash', '-c', 'TIMEFORMAT="%U %S"; time "$@"', '-', programs, 'many', '1000000'] as const;
    const seconds = (output: string) =>
      output
        .trim()
        .split(' ')
        .reduce((sum, one) => sum + Number(one), 0);
    const differences = Array.from({ length: 7 }, () => {
      const plain = spawnSync(command[0], command.slice(1), { encoding: 'utf8' }).stderr;
      return seconds(recorder.record(command).output) - seconds(plain);
    });
    expect(Math.min(...differences)).toBeLessThan(0.1);
  });
});
