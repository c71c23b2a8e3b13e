import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Counts } from '../../../src/model/counts.ts';
import type { Report } from '../../../src/model/report.ts';
import { compileC, plainly } from '../c-program.ts';
import { reportOf } from '../command-line.ts';
import { difference, failedIn, measuredIn, only, parseCounts } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

/** Calls that `known-calls` makes, by benchmark; it prints what must be counted. */
const calls = {
  functions: ['malloc=100', 'calloc=50', 'realloc_null=7', 'realloc=9', 'realloc_zero=4'],
  'inside-libc': ['strdup=30', 'fopen=20'],
  'posix-memalign': [8, 16, 32, 64, 4096].map((alignment, index) => `posix_memalign_${alignment}=${10 + index}`),
  'aligned-alloc': [8, 16, 32, 64, 4096].map((alignment, index) => `aligned_alloc_${alignment}=${20 + index}`),
  memalign: [8, 16, 32, 64, 4096].map((alignment, index) => `memalign_${alignment}=${30 + index}`),
  'page-aligned': ['valloc=40', 'pvalloc=41'],
  threads: ['malloc=100', 'calloc=10', 'posix_memalign_16=10', 'realloc=3', 'threads=8'],
  'forked-children': ['malloc=100', 'posix_memalign_16=5', 'forks=3'],
  'after-exec': ['malloc=100', 'calloc=5', 'execs=2'],
  all: ['malloc=11', 'posix_memalign_8=12', 'aligned_alloc_64=13', 'realloc=14', 'threads=4', 'forks=2', 'execs=1'],
} as const satisfies Record<string, readonly string[]>;

/** What musl has, too: all but pvalloc. */
const muslCalls = [
  ...calls.functions,
  ...calls['posix-memalign'],
  ...calls['aligned-alloc'],
  ...calls.memalign,
  'valloc=40',
];
const staticCalls = [...muslCalls, 'pvalloc=41'];

/** Benchmarks whose counts are known otherwise, or that must be refused. */
const others = `
  swift: { product: KnownCalls, iterations: { variable: ITERATIONS, from: 5, to: 25 } }
  one-thread: { command: [./bin/known-calls, threads=1] }
  nothing-per-iteration: { command: [./bin/known-calls, malloc=5], iterations: { variable: N, from: 1, to: 2 } }
  each-iteration: { command: [./bin/known-calls], iterations: { argument: "calloc={iterations}", from: 1, to: 4 } }
  by-script: { command: [./bin/script.sh] }
  nothing-at-all: { command: [./bin/known-calls] }
  preloaded: { command: [./bin/known-calls, malloc=5], environment: { LD_PRELOAD: libjemalloc.so.2 } }
  static-start: { command: [./bin/static-glibc] }
  static-glibc: { command: ["./bin/à #1/static glibc", ${staticCalls.join(', ')}] }
  static-musl: { command: [./bin/static-musl, ${muslCalls.join(', ')}] }
  static-musl-small: { command: [./bin/static-musl-small, "60", "3"] }
  dynamic-musl: { command: [./bin/dynamic-musl, ${muslCalls.join(', ')}] }
  dynamic-musl-threads: { command: [./bin/dynamic-musl, malloc=20, threads=4] }
  static-glibc-threads: { command: [./bin/static-glibc-small, "60", "3"] }
  static-stripped: { command: [./bin/stripped, malloc=5] }
`;

describe('a program whose calls are known', () => {
  let sandbox: Sandbox;
  let report: Report;
  const configure = (benchmark: string) => sandbox.write('.github/allocations.yml', `benchmarks:\n  ${benchmark}\n`);
  const countsOf = (name: string): Counts => measuredIn(report, name).counts;
  const unfreedBy = (name: string): number | null => {
    const { unfreed } = measuredIn(report, name);
    return unfreed === undefined ? null : unfreed.allocated - unfreed.freed;
  };
  const expected = (given: readonly string[]): Counts =>
    parseCounts(execFileSync(join(sandbox.folder, 'bin/known-calls'), given, { encoding: 'utf8' }));

  beforeAll(async () => {
    sandbox = createSandbox(testProgram('KnownCalls'));
    const bin = (name: string) => join(sandbox.folder, 'bin', name);
    const source = testProgram('known-calls.c');
    compileC(source, bin('known-calls'), plainly);
    compileC(source, bin('static-glibc'), [...plainly, '-static']);
    // Characters at which the kernel splits a probe's definition, or ends it.
    compileC(source, bin('à #1/static glibc'), [...plainly, '-static']);
    compileC(source, bin('stripped'), [...plainly, '-static', '-s']);
    compileC(source, bin('static-musl'), [...plainly, '-static'], 'musl-gcc');
    compileC(source, bin('dynamic-musl'), plainly, 'musl-gcc');
    const small = testProgram('malloc-and-free.c');
    compileC(small, bin('static-musl-small'), [...plainly, '-static'], 'musl-gcc');
    compileC(small, bin('static-glibc-small'), [...plainly, '-static']);
    sandbox.write('bin/script.sh', '#!/bin/sh\n./bin/known-calls malloc=1000\nexec ./bin/known-calls calloc=2000\n');
    sandbox.makeExecutable('bin/script.sh');
    const commands = Object.entries(calls).map(
      ([name, given]) => `  ${name}: { command: [./bin/known-calls, ${given.join(', ')}] }`,
    );
    sandbox.write('.github/allocations.yml', ['benchmarks:', ...commands, others].join('\n'));
    const measured = await sandbox.run(['measure', '--json', '--runs', '1', '--flame-graph', 'false']);
    expect(measured.exitCode).toBe(3); // Some of it must be refused.
    report = reportOf(measured);
  });
  afterAll(() => sandbox.remove());

  for (const name of [
    'functions',
    'inside-libc',
    'posix-memalign',
    'aligned-alloc',
    'memalign',
    'page-aligned',
  ] as const) {
    it(`is counted exactly, function by function: ${name}`, () => {
      expect(countsOf(name)).toEqual(expected(calls[name]));
    });
  }

  it('is counted exactly in threads, in forked children and after an exec', () => {
    expect(countsOf('forked-children')).toEqual(expected(calls['forked-children']));
    expect(countsOf('after-exec')).toEqual(expected(calls['after-exec']));
    // What libc itself allocates for a thread comes on top.
    const perThread = countsOf('one-thread').calloc;
    expect(countsOf('one-thread')).toEqual(only({ calloc: perThread }));
    expect(difference(countsOf('threads'), expected(calls.threads))).toEqual(only({ calloc: 8 * perThread }));
    // Four threads in three processes, twice; a child finds its parent's thread stacks, and uses them again.
    const all = difference(countsOf('all'), expected(calls.all));
    expect(all).toEqual(only({ calloc: all.calloc }));
    expect(all.calloc).toBeGreaterThan(0);
  });

  it('has freed every block but those that libc keeps for a thread’s next life', () => {
    for (const name of [
      'functions',
      'inside-libc',
      'posix-memalign',
      'aligned-alloc',
      'memalign',
      'page-aligned',
    ] as const) {
      expect([name, unfreedBy(name)]).toEqual([name, 0]);
    }
    expect(unfreedBy('forked-children')).toBe(0);
    expect(unfreedBy('after-exec')).toBe(0);
    // Each thread ends with blocks in its cache, which libc frees a second time.
    expect(unfreedBy('one-thread')).toBe(countsOf('one-thread').calloc);
    expect(unfreedBy('threads')).toBeGreaterThan(0);
    expect(unfreedBy('threads')).toBeLessThanOrEqual(8);
    expect(measuredIn(report, 'swift').unfreed).toMatchObject({ allocated: 17, freed: 17 });
  });

  it('is counted exactly in Swift, per iteration', () => {
    expect(countsOf('swift')).toEqual(only({ malloc: 8, posix_memalign: 9 }));
    expect(countsOf('each-iteration')).toEqual(only({ calloc: 1 }));
  });

  it('is counted with the shell script that starts it', () => {
    expect(countsOf('by-script').malloc).toBeGreaterThanOrEqual(1000);
    expect(countsOf('by-script').malloc).toBeLessThan(1500);
    expect(countsOf('by-script').calloc).toBeGreaterThanOrEqual(2000);
    expect(countsOf('by-script').calloc).toBeLessThan(2100);
  });

  it('may allocate nothing per iteration, but not nothing in a whole run', () => {
    expect(measuredIn(report, 'nothing-per-iteration')).toMatchObject({ counts: only({}), total: 0 });
    expect(failedIn(report, 'nothing-at-all').failure.message).toContain('did not call the probed allocator once');
  });

  it('is counted exactly when it is static, with glibc or musl, whose relays differ', () => {
    expect(difference(countsOf('static-glibc'), countsOf('static-start'))).toEqual(expected(staticCalls));
    expect(countsOf('static-musl')).toEqual(expected(muslCalls));
  });

  it('is counted exactly with musl where it carries only `malloc` and `free`, and where it is dynamic', () => {
    expect(countsOf('static-musl-small')).toEqual(only({ malloc: 60 }));
    expect(countsOf('dynamic-musl')).toEqual(expected(muslCalls));
    expect(countsOf('dynamic-musl-threads')).toEqual(expected(['malloc=20', 'threads=4']));
  });

  it('has freed every block where it is static, or uses musl', () => {
    for (const name of ['static-musl', 'static-musl-small', 'dynamic-musl', 'dynamic-musl-threads']) {
      expect([name, unfreedBy(name)]).toEqual([name, 0]);
    }
    // What glibc allocates for its start, it keeps; for threads, the stack that each finds again.
    const start = unfreedBy('static-start');
    expect(unfreedBy('static-glibc')).toBe(start);
    expect(unfreedBy('static-glibc-threads')).toBe((start ?? 0) + 1);
  });

  it('is counted exactly where it preloads another allocator: jemalloc, and what the C++ library asks for', () => {
    expect(countsOf('preloaded')).toEqual(only({ malloc: 5 + 1 }));
  });

  it('is refused when it is static and stripped', () => {
    expect(failedIn(report, 'static-stripped').failure.message).toContain('its symbol table is stripped');
  });

  it('passes with no allocation per iteration, and fails with one', async () => {
    const gate = ['gate', '--runs', '1', '--flame-graph', 'false'];
    configure('turn: { command: [./turn], iterations: { variable: N, from: 2, to: 4 } }');
    const turn = (call: string) => sandbox.write('turn', `#!/bin/sh\nexec ./bin/known-calls ${call}\n`);
    turn('malloc=5');
    sandbox.makeExecutable('turn');
    expect(await sandbox.run([...gate, '--on-missing-baseline', 'fail'])).toMatchObject({ exitCode: 1 });
    expect(await sandbox.run(['accept', '--report', '.build/allocations/report.json'])).toMatchObject({ exitCode: 0 });
    expect(await sandbox.run([...gate, '--on-missing-baseline', 'fail'])).toMatchObject({ exitCode: 0 });
    turn('malloc=$N');
    const worse = await sandbox.run([...gate, '--json']);
    expect(worse.exitCode).toBe(1);
    expect(measuredIn(reportOf(worse), 'turn').delta).toEqual({ ...only({ malloc: 1 }), total: 1 });
  });

  it('is counted alike with `--static-swift-stdlib`, whose libc is the system’s', async () => {
    configure('swift: { product: KnownCalls, iterations: { variable: ITERATIONS, from: 5, to: 25 } }');
    const options = ['--json', '--runs', '1', '--flame-graph', 'false', '--build-arguments=--static-swift-stdlib'];
    const measured = await sandbox.run(['measure', ...options]);
    expect(measured.exitCode).toBe(0);
    expect(measuredIn(reportOf(measured), 'swift').counts).toEqual(only({ malloc: 8, posix_memalign: 9 }));
  });

  /** Else they are proved right beside the build already, which nobody sees. */
  it.runIf(process.getuid?.() === 0)(
    'is counted exactly where the machine’s shell is no help: it has a libc of its own',
    async () => {
      configure('functions: { command: [./bin/known-calls, malloc=100, calloc=50] }');
      const shell = join(sandbox.folder, 'bin/shell');
      sandbox.write('shell.c', 'int main(void) { return 0; }\n');
      compileC(join(sandbox.folder, 'shell.c'), shell, ['-static']);
      const mount = 'mount --bind "$0" "$(readlink -f /bin/sh)" && exec "$@"';
      const prefix = ['unshare', '--mount', '--propagation=unchanged', '--', 'sh', '-c', mount, shell];
      const measured = await sandbox.run(['measure', '--json', '--runs', '1', '--flame-graph', 'false'], { prefix });
      expect(measured).toMatchObject({ exitCode: 0, stderr: '' });
      expect(measuredIn(reportOf(measured), 'functions').counts).toEqual(only({ malloc: 100, calloc: 50 }));
    },
  );
});
