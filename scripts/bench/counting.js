import { execFileSync } from 'node:child_process';
import { appendFileSync, cpSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { timeGate } from './gate.js';
import { median } from './table.js';

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
  const options = ['--config', '.allocations.yml', '--runs', '7'];
  await timeGate(directory, options);
  const byProbes = await timeGate(directory, [...options, '--recorder', 'perf']);
  // The second run counts freed blocks too, which bare perf does not.
  const [withFreed] = byProbes.counted.splice(1, 1);
  const { recorded, counted } = await timeGate(directory, options);
  const bare = await withProbes(program, (events) =>
    byProbes.counted.map(() => timeBareRuns(commandOf(program), events, 1)),
  );
  const plain = byProbes.counted.map(() => timePlainRun(commandOf(program)));
  return [
    {
      what: `Counting a million allocations, against bare perf stat (the middle of ${bare.length} runs each)`,
      ...{ value: median(byProbes.counted) / median(bare), unit: '×', limit: 1.1 },
    },
    { what: '  with the recorder on, too', value: counted[0] / median(bare), unit: '×', limit: null },
    {
      what: '  the run that counts freed blocks too, against the others',
      ...{ value: withFreed / median(byProbes.counted), unit: '×', limit: 2.5 },
    },
    { what: '  a run under bare perf stat, with three probes', value: median(bare), unit: 's', limit: null },
    { what: 'A run of it that the recorder counts alone', value: median(recorded), unit: 's', limit: null },
    { what: '  a plain one', value: median(plain), unit: 's', limit: null },
  ];
}

/** Seconds that a program takes that nobody counts. */
function timePlainRun([file, ...args]) {
  const started = performance.now();
  execFileSync(file, args, { env: { PATH: '/usr/bin:/bin' }, stdio: 'ignore' });
  return (performance.now() - started) / 1000;
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
