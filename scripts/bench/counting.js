import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { sum, timeGate } from './gate.js';

const programs = fileURLToPath(new URL('../../test/programs', import.meta.url));
const allocations = 1_000_000;
const commandOf = (program) => [program, `malloc=${allocations}`];
const probeEvents = '/sys/kernel/tracing/uprobe_events';
const group = `bench_${process.pid}`;
const functions = ['malloc', 'calloc', 'posix_memalign'];

/** The gate's runs of a program that allocates a million times, against as many runs under bare `perf stat`. */
export async function measureCounting(folder) {
  const directory = join(folder, 'counting');
  cpSync(join(programs, 'KnownCalls'), directory, {
    recursive: true,
    filter: (path) => basename(path) !== '.build',
  });
  const program = join(directory, 'million');
  compile(join(programs, 'known-calls.c'), program);
  const configuration = `benchmarks: { million: { command: [./million, malloc=${allocations}] } }\n`;
  writeFileSync(join(directory, '.allocations.yml'), configuration);
  const options = ['--config', '.allocations.yml', '--flame-graph', 'false'];
  await timeGate(directory, options);
  const { runs: all } = await timeGate(directory, options);
  // The second run counts freed blocks too, which bare perf does not.
  const [withFreed] = all.slice(1);
  const runs = all.toSpliced(1, 1);
  const bare = await withProbes(program, (events) => timeBareRuns(commandOf(program), events, runs.length));
  return [
    {
      what: `Counting a million allocations, against bare perf stat (${runs.length} runs each)`,
      value: sum(runs) / bare,
      unit: '×',
      limit: 1.15,
    },
    {
      what: '  the run that counts freed blocks too, against the others',
      value: withFreed / (sum(runs) / runs.length),
      unit: '×',
      limit: 2.5,
    },
    { what: '  the runs of the gate', value: sum(runs), unit: 's', limit: null },
    { what: '  the runs under bare perf stat, with three probes', value: bare, unit: 's', limit: null },
  ];
}

/** With the clang of the Swift toolchain. `-fno-builtin` keeps it from leaving out blocks that nobody uses. */
export function compile(source, program) {
  const { paths } = JSON.parse(execFileSync('swift', ['-print-target-info'], { encoding: 'utf8' }));
  // PREFIX/lib/swift → PREFIX/bin/clang
  const clang = join(dirname(dirname(paths.runtimeResourcePath)), 'bin/clang');
  execFileSync(clang, ['-O0', '-fno-builtin', '-pthread', '-o', program, source]);
}

/** Seconds of so many runs under `perf stat`. */
export function timeBareRuns(command, events, times, environment = {}) {
  const started = performance.now();
  for (let time = 0; time < times; time++) {
    const perf = ['stat', '-x,', '-o', '/dev/null', ...events, '--', ...command];
    execFileSync('perf', perf, { env: { PATH: '/usr/bin:/bin', ...environment }, stdio: 'ignore' });
  }
  return (performance.now() - started) / 1000;
}

/** What `use` resolves to, which gets the options of perf for three probes that are placed for it and removed again. */
export async function withProbes(program, use) {
  const libc = /=> (\/\S*libc\.so\.6)/.exec(execFileSync('ldd', [program], { encoding: 'utf8' }))?.[1];
  const symbols = execFileSync('readelf', ['--dyn-syms', '--wide', libc], { encoding: 'utf8' });
  const placed = [];
  try {
    for (const name of functions) {
      // "  1234: 00000000000a28d0   549 FUNC    GLOBAL DEFAULT   16 malloc@@GLIBC_2.2.5"; in libc an address of
      // code is its place in the file, too.
      const [, address] = new RegExp(`: 0*([0-9a-f]+) .* ${name}@@`).exec(symbols) ?? [];
      appendFileSync(probeEvents, `p:${group}/${name} ${libc}:0x${address}\n`);
      placed.push(name);
    }
    return await use(functions.flatMap((name) => ['-e', `${group}:${name}`]));
  } finally {
    for (const name of placed) appendFileSync(probeEvents, `-:${group}/${name}\n`);
  }
}
