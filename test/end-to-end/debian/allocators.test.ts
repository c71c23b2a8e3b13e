import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { measuredEnvironment } from '../../../src/measure/workload.ts';
import type { Counts } from '../../../src/model/counts.ts';
import { compileC, plainly } from '../c-program.ts';
import { reportOf } from '../command-line.ts';
import { kernelProbes } from '../kernel-probes.ts';
import { createSudoUser } from '../ordinary-user.ts';
import { root } from '../privilege.ts';
import { difference, measuredIn, only, parseCounts } from '../reports.ts';
import { copyPackage, createSandbox, examplePackage, regression, type Sandbox, testProgram } from '../sandbox.ts';
import { unpackPackages } from './packages.ts';

const libraries = '/opt/allocators/usr/lib/x86_64-linux-gnu';

/** Debian's allocators. An archive is linked as a part of the program, and in a static program where libc leaves it room. */
const allocators = [
  {
    ...{ name: 'jemalloc', version: 'jemalloc 5.3.0', file: 'libjemalloc.so.2', carried: ['carried', 'static'] },
    alsoCount: 'operator_new, mallocx',
    // `new` of an alignment is `aligned_alloc`'s; libstdc++ allocates once for itself when it starts.
    direct: ['malloc=5', 'mallocx=7', '_Znwm=3', '_Znam=1', '_ZnwmSt11align_val_t=2'],
    counts: { malloc: 6, aligned_alloc: 2, operator_new: 4, mallocx: 7 },
  },
  {
    ...{ name: 'mimalloc', version: 'mimalloc 3.0.1', file: 'libmimalloc.so.3', carried: [] },
    alsoCount: 'operator_new, mi_malloc, strdup',
    // `mi_malloc` is `malloc` itself, `mi_new` is `new`, and `mi_new_n` and `mi_strdup` make no other call that counts.
    direct: [
      ...['malloc=5', 'mi_malloc=1', 'mi_zalloc=7', 'mi_malloc_aligned=4', 'mi_new_n=6', '_Znwm=3', 'mi_new=2'],
      ...['strdup=8', '_ZnwmSt11align_val_t=9'],
    ],
    counts: { malloc: 6, operator_new: 14, mi_malloc: 17, strdup: 8 },
  },
  {
    ...{ name: 'tcmalloc_minimal', version: 'tcmalloc 2.16', file: 'libtcmalloc_minimal.so.4' },
    carried: ['carried', 'static'],
    alsoCount: 'operator_new, tc_malloc',
    // `tc_malloc` is `malloc` itself.
    direct: [
      'malloc=5',
      'tc_malloc=4',
      'tc_malloc_skip_new_handler=2',
      '_Znwm=3',
      'tc_new=1',
      '_ZnwmSt11align_val_t=7',
    ],
    counts: { malloc: 10, operator_new: 11, tc_malloc: 2 },
  },
] as const;

const pathOf = ({ file }: { readonly file: string }) => join(libraries, file);

const alignments = [8, 16, 32, 64, 4096];
const calls = [
  ...['malloc=101', 'calloc=50', 'realloc_null=7', 'realloc=9', 'realloc_zero=4', 'valloc=40'],
  ...alignments.map((alignment, index) => `posix_memalign_${alignment}=${10 + index}`),
  ...alignments.map((alignment, index) => `aligned_alloc_${alignment}=${20 + index}`),
  ...alignments.map((alignment, index) => `memalign_${alignment}=${30 + index}`),
];

/** Without `pvalloc` where that is libc's: the allocator's `free` would crash on the block. */
const callsOn = (allocator: string) => (allocator === 'jemalloc' ? calls : [...calls, 'pvalloc=41']);

beforeAll(() => {
  unpackPackages('/opt/allocators', 'trixie', 'amd64', [
    ...['libjemalloc2', 'libjemalloc-dev', 'libmimalloc3', 'libmimalloc-dev'],
    ...['libtcmalloc-minimal4t64', 'libgoogle-perftools-dev'],
  ]);
});

describe('a program whose calls are known, with an allocator of Debian’s', () => {
  let sandbox: Sandbox;
  let user: ReturnType<typeof createSudoUser>;
  const bin = (name: string) => join(sandbox.folder, 'bin', name);
  /** The ways in which programs come by an allocator, each with the program, and its environment. */
  const ways = allocators.flatMap(({ name, file, carried, alsoCount }) => [
    { allocator: name, alsoCount, way: 'linked', program: `linked-${name}`, preloaded: null },
    { allocator: name, alsoCount, way: 'preloaded', program: 'known-calls', preloaded: pathOf({ file }) },
    ...carried.map((way) => ({ allocator: name, alsoCount, way, program: `${way}-${name}`, preloaded: null })),
  ]);
  const both = [pathOf(allocators[1]), pathOf(allocators[0])].join(':');

  beforeAll(() => {
    user = createSudoUser();
    sandbox = createSandbox(testProgram('Library'));
    const source = testProgram('known-calls.c');
    compileC(source, bin('known-calls'), plainly);
    compileC(testProgram('direct-calls.c'), bin('direct-calls'), plainly);
    for (const allocator of allocators) {
      const { name, carried } = allocator;
      const shared = ['-Wl,--no-as-needed', pathOf(allocator), `-Wl,-rpath,${libraries}`];
      compileC(source, bin(`linked-${name}`), [...plainly, ...shared]);
      const archive = ['-L', libraries, '-Wl,--whole-archive', `-l:lib${name}.a`, '-Wl,--no-whole-archive', '-lstdc++'];
      for (const way of carried) {
        // In a static program libc's own allocator cannot be beside jemalloc's, not even for `pvalloc`.
        const options = way === 'static' ? ['-static', ...(name === 'jemalloc' ? ['-Dpvalloc=valloc'] : [])] : [];
        compileC(source, bin(`${way}-${name}`), [...plainly, ...options, ...archive, '-lm']);
      }
    }
    const benchmarks = ways.flatMap(({ allocator, way, program, preloaded, alsoCount }) => {
      const preload = preloaded === null ? '' : `, environment: { LD_PRELOAD: ${preloaded} }`;
      const environment = `${preload}, also-count: [${alsoCount}]`;
      return [['malloc=1'], callsOn(allocator)].map((given, index) => {
        const name = `${way}-${allocator}${index === 0 ? '-start' : ''}`;
        return `  ${name}: { command: [./bin/${program}, ${given.join(', ')}]${environment} }\n`;
      });
    });
    const direct = [
      ...allocators.map((one) => ({ ...one, preloaded: pathOf(one) })),
      {
        ...{ name: 'both', alsoCount: 'other_malloc, mallocx', preloaded: both },
        direct: ['malloc=5', `open=${pathOf(allocators[0])}`, 'malloc=6', 'mallocx=7'],
      },
    ].map(({ name, alsoCount, direct: given, preloaded }) => {
      const command = `[./bin/direct-calls, ${given.join(', ')}]`;
      return `  direct-${name}: { command: ${command}, environment: { LD_PRELOAD: "${preloaded}" }, also-count: [${alsoCount}] }\n`;
    });
    sandbox.write('.github/allocations.yml', `benchmarks:\n${[...benchmarks, ...direct].join('')}`);
  });
  afterAll(() => {
    sandbox.remove();
    user.remove();
  });

  /** What is to be counted: where two functions are one, both are `aligned_alloc`. */
  function expected(allocator: string): Counts {
    const line = (given: readonly string[]) => execFileSync(bin('known-calls'), given, { encoding: 'utf8' });
    const counts = difference(parseCounts(line(callsOn(allocator))), parseCounts(line(['malloc=1'])));
    if (allocator !== 'tcmalloc_minimal') return counts;
    return { ...counts, aligned_alloc: counts.aligned_alloc + counts.memalign, memalign: 0 };
  }

  it.each(['root', 'an ordinary user with sudo'])('is counted exactly, function by function, as %s', async (who) => {
    const as = who === 'root' ? root : user;
    const measure = ['measure', '--json', '--runs', '1', '--flame-graph', 'false'];
    const ended = await sandbox.run(measure, { user: as, environment: { LIBRARY_PATH: libraries } });
    expect(ended).toMatchObject({ exitCode: 0, stderr: '' });
    const report = reportOf(ended);
    const countsOf = (name: string) => measuredIn(report, name).counts;
    for (const { allocator, way } of ways) {
      const counted = difference(countsOf(`${way}-${allocator}`), countsOf(`${way}-${allocator}-start`));
      expect([way, allocator, counted]).toEqual([way, allocator, expected(allocator)]);
    }
    for (const { name, counts } of allocators) {
      expect([name, countsOf(`direct-${name}`)]).toEqual([name, only(counts)]);
    }
    // Two allocators in one program are counted apart.
    expect(countsOf('direct-both')).toEqual(only({ malloc: 7, other_malloc: 6, mallocx: 7 }));
    expect(kernelProbes()).toEqual([]);
  });

  it('is said to allocate past malloc where it does, and to have another allocator, from the start, later or elsewhere', async () => {
    sandbox.write('start.sh', '#!/bin/sh\nexec ./bin/linked-jemalloc malloc=5\n');
    sandbox.makeExecutable('start.sh');
    const again = (calls: number) => `./bin/direct-calls, namespace=/lib/x86_64-linux-gnu/libc.so.6, malloc=${calls}`;
    const commands = [
      './bin/linked-mimalloc, malloc=5, strdup=3',
      './start.sh',
      `./bin/direct-calls, malloc=5, open=${pathOf(allocators[1])}, malloc=6`,
      ...[again(10), again(110)],
    ];
    const benchmarks = commands.map((command, index) => `  b${index}: { command: [${command}] }\n`);
    const preloaded = `{ command: [./bin/direct-calls, open=${pathOf(allocators[0])}, malloc=6], environment: { LD_PRELOAD: "${both}" } }`;
    sandbox.write('.github/allocations.yml', `benchmarks:\n${benchmarks.join('')}  both: ${preloaded}\n`);
    const ended = await sandbox.run(['measure', '--runs', '1', '--verbose', '--json', '--flame-graph', 'false']);
    const { stderr } = ended;
    expect(stderr).toContain('that are not counted: 3 of strdup (mimalloc 3.0.1). With also-count: strdup they are.');
    expect(stderr).toContain('that are not counted: 6 of malloc of another allocator (jemalloc 5.3.0).');
    expect(stderr).toMatch(/direct-calls and its children have mimalloc 3\.0\.1 \(.*libmimalloc\.so\.3\.0\) beside/);
    // What libc serves in a namespace of its own is counted as any other call of it.
    const [less, more] = ['b3', 'b4'].map((name) => measuredIn(reportOf(ended), name).counts.malloc);
    expect((more ?? 0) - (less ?? 0)).toBe(100);
    expect(stderr).toMatch(
      /start\.sh and its children have jemalloc 5\.3\.0 \(.*libjemalloc\.so\.2\) beside their allocator/,
    );
  });

  it('is said to call a heap that a library keeps to itself, which is counted where that is asked for', async () => {
    const kept = testProgram('kept-heap.c');
    const keeping = ['-shared', '-fPIC', '-Wl,-Bsymbolic'];
    const archive = ['-L', libraries, '-Wl,--whole-archive', '-l:libjemalloc_pic.a', '-Wl,--no-whole-archive'];
    compileC(kept, bin('libkept.so'), [
      ...plainly,
      ...keeping,
      ...archive,
      '-Wl,--exclude-libs,ALL',
      '-lstdc++',
      '-lm',
    ]);
    compileC(kept, bin('libbump.so'), [...plainly, ...keeping, '-DBUMP']);
    const benchmark = (library: string, more = '') =>
      `{ command: [./bin/direct-calls, malloc=5, allocate_kept=6], environment: { LD_PRELOAD: ${bin(library)} }${more} }`;
    const counted = ', also-count: [other_malloc]';
    const benchmarks = ['libkept.so', 'libbump.so'].flatMap((library, index) => [
      `  said-${index}: ${benchmark(library)}\n`,
      `  counted-${index}: ${benchmark(library, counted)}\n`,
    ]);
    sandbox.write('.github/allocations.yml', `benchmarks:\n${benchmarks.join('')}`);
    const ended = await sandbox.run(['measure', '--runs', '1', '--verbose', '--json', '--flame-graph', 'false']);
    expect(ended.exitCode).toBe(0);
    expect(ended.stderr).toContain('not counted: 6 of malloc of another allocator (jemalloc 5.3.0). With also-count:');
    expect(ended.stderr).toContain('not counted: 6 of malloc of another allocator (libbump.so). With also-count:');
    const countsOf = (name: string) => measuredIn(reportOf(ended), name).counts;
    for (const index of [0, 1]) {
      expect(countsOf(`said-${index}`)).toEqual(only({ malloc: countsOf(`said-${index}`).malloc }));
      expect(countsOf(`counted-${index}`)).toEqual({ ...countsOf(`said-${index}`), other_malloc: 6 });
    }
    expect(kernelProbes()).toEqual([]);
  });

  it('is refused where the archive that it carries its allocator of is not to be found', async () => {
    sandbox.write(
      '.github/allocations.yml',
      'benchmarks:\n  carried: { command: [./bin/carried-jemalloc, malloc=5] }\n',
    );
    const ended = await sandbox.run(['measure', '--runs', '1', '--flame-graph', 'false']);
    expect(ended.exitCode).toBe(3);
    expect(ended.stdout).toMatch(/carries its allocator in itself \(jemalloc 5\.3\.0\), which cannot be calibrated/);
  });
});

describe('a Swift program with an allocator of Debian’s', () => {
  let sandbox: Sandbox;
  const configuration = (preloaded: string) => `benchmarks:
  loop-turn:
    product: ObjectsAndStrings
    environment: { LD_PRELOAD: ${preloaded} }
    iterations: { variable: ITERATIONS, from: 1, to: 11 }
`;
  const gate = (name: string, ...options: readonly string[]) =>
    sandbox.run(['gate', '--baseline', `.github/${name}`, '--runs', '3', '--json', ...options]);

  beforeAll(() => {
    sandbox = createSandbox(examplePackage('objects-and-strings'));
  });
  afterAll(() => sandbox.remove());

  it('is counted as by a preloaded library, an added allocation is found with its site, and a switch is incomparable', async () => {
    const interposed = join(sandbox.folder, 'interpose.so');
    const output = join(sandbox.folder, 'counted');
    compileC(testProgram('interpose.c'), interposed, ['-O2', '-shared', '-fPIC']);
    for (const allocator of allocators) {
      sandbox.write('.github/allocations.yml', configuration(pathOf(allocator)));
      const first = await gate(allocator.name);
      expect(first.exitCode).toBe(0);
      const report = reportOf(first);
      expect(report.fingerprint).toMatchObject({ libc: 'glibc 2.41', allocator: allocator.version });
      const { singleRuns, stacks } = measuredIn(report, 'loop-turn');
      expect(stacks?.recorder?.name).toBe('inside');
      for (const { iterations, counts } of singleRuns) {
        const preloads = `${interposed}:${pathOf(allocator)}`;
        const added = { ITERATIONS: String(iterations), LD_PRELOAD: preloads, ORACLE_OUTPUT: output };
        execFileSync(join(sandbox.folder, '.build/release/ObjectsAndStrings'), {
          env: measuredEnvironment({ HOME: homedir() }, added),
        });
        expect(counts).toContainEqual(parseCounts(readFileSync(output, 'utf8')));
      }
      const accept = ['accept', '--report', '.build/allocations/report.json'];
      expect(await sandbox.run(accept)).toMatchObject({ exitCode: 0 });
    }

    copyPackage(regression, sandbox.folder);
    for (const allocator of allocators) {
      sandbox.write('.github/allocations.yml', configuration(pathOf(allocator)));
      const worse = await gate(allocator.name);
      expect(worse.exitCode).toBe(1);
      const turn = measuredIn(reportOf(worse), 'loop-turn');
      expect([allocator.name, turn.verdict, turn.delta?.total]).toEqual([allocator.name, 'regression', 1]);
      expect(turn.sites[0]).toMatchObject({ name: 'parseHeaders(_:)', delta: 1 });
    }
  });

  it('is incomparable where it switches from libc’s to jemalloc, though the base is measured; both are named', async () => {
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=test', '-c', 'user.email=test@localhost', ...args], {
        cwd: sandbox.folder,
      });
    copyPackage(examplePackage('objects-and-strings'), sandbox.folder);
    sandbox.write('.gitignore', '.build\n');
    git('init', '--quiet');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'before');
    const linked =
      '.executableTarget(name: "ObjectsAndStrings", linkerSettings: [.linkedLibrary(":libjemalloc.so.2")])';
    sandbox.replace('Package.swift', '.executableTarget(name: "ObjectsAndStrings")', linked);
    git('commit', '--quiet', '--all', '--message', 'after');
    const report = reportOf(await gate('none', '--base', 'HEAD~1'));
    expect(report).toMatchObject({ verdict: 'incomparable', fingerprint: { allocator: 'jemalloc 5.3.0' } });
    expect(report.base?.commit).toBe(
      execFileSync('git', ['rev-parse', 'HEAD~1'], { cwd: sandbox.folder }).toString().trim(),
    );
    expect(measuredIn(report, 'loop-turn').differences).toEqual([
      { field: 'allocator', baseline: 'glibc 2.41’s own', measured: 'jemalloc 5.3.0' },
    ]);
  });
});
