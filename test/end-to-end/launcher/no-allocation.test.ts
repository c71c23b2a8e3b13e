import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compileLauncher } from '../../../src/measure/inside/launcher.ts';
import { createRun } from '../../../src/system/process.ts';
import { compileC, plainly } from '../c-program.ts';
import { placeProbe, removeProbe } from '../kernel-probes.ts';
import { testProgram } from '../sandbox.ts';
import { compilers, type LaunchOptions, launch } from './launch.ts';

/** All by which a block comes from libc or goes back to it. */
const functions = [
  ...['malloc', 'calloc', 'realloc', 'reallocarray', 'posix_memalign', 'aligned_alloc', 'memalign', 'valloc'],
  ...['pvalloc', 'free'],
];

let folder: string;
let probes: readonly string[] = [];

/** The libc that C programs load here, and where its functions lie in the file. */
function libcPlaces(program: string): readonly string[] {
  const [, libc = ''] = /libc\.so\.6 => (\S+)/.exec(execFileSync('ldd', [program], { encoding: 'utf8' })) ?? [];
  // `  LOAD  0x028000 0x0000000000028000 0x0000000000028000 0x165e55 0x165e55 R E 0x1000`
  const segments = execFileSync('readelf', ['-lW', libc], { encoding: 'utf8' });
  const [, offset = '', address = ''] = /LOAD\s+(0x\w+) (0x\w+) \S+ \S+ \S+ R E/.exec(segments) ?? [];
  // `00000000000a28d0 T malloc@@GLIBC_2.2.5`
  const symbols = execFileSync('nm', ['-D', libc], { encoding: 'utf8' });
  return functions.map((name) => {
    const [, value = ''] = new RegExp(`^(\\w+) [TWi] ${name}@@`, 'm').exec(symbols) ?? [];
    const place = Number.parseInt(value, 16) - Number(address) + Number(offset);
    return `${realpathSync(libc)}:0x${place.toString(16)}`;
  });
}

/** The probes' hits while this ran, each of which satisfies the filter. */
async function countHits(
  launcher: string,
  command: readonly [string, ...string[]],
  filter: readonly string[],
  options: LaunchOptions = {},
): Promise<Readonly<Record<string, number>>> {
  const output = join(folder, 'counted');
  const events = probes.flatMap((line) => ['-e', line.replace(/^p:(\w+)\/(\w+) .*$/, '$1:$2'), ...filter]);
  const prefix = ['perf', 'stat', '-x;', '-o', output, ...events, '--'];
  await launch(launcher, command, { ...options, prefix }).ended;
  const rows = readFileSync(output, 'utf8')
    .split('\n')
    .map((line) => line.split(';'));
  const counts = rows
    .filter((row) => row.length > 2)
    .map(([count, , event = '']) => [event.split(':')[1], Number(count)]);
  return Object.fromEntries(counts);
}

const none = Object.fromEntries(functions.map((name) => [name, 0]));

beforeAll(() => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'launcher-'));
  compileC(testProgram('known-calls.c'), join(folder, 'known-calls'), plainly);
  compileC(fileURLToPath(new URL('ends.c', import.meta.url)), join(folder, 'ends'), ['-O1', '-pthread']);
  const places = libcPlaces(join(folder, 'known-calls'));
  probes = functions.map((name, index) => placeProbe('launcher_test', name, places[index] ?? ''));
});

afterAll(() => {
  for (const line of probes) removeProbe(line);
  rmSync(folder, { recursive: true, force: true });
});

describe.each(compilers())('the launcher that %s compiles', (compiler) => {
  let launcher: string;
  const program = (name: string, ...words: readonly string[]): readonly [string, ...string[]] => [
    join(folder, name),
    ...words,
  ];

  beforeAll(async () => {
    launcher = await compileLauncher(createRun({ PATH: process.env.PATH ?? '' }), compiler, folder);
  });

  it('adds no allocation to a program that makes none', async () => {
    expect(await countHits(launcher, program('known-calls'), [])).toEqual(none);
  });

  it('adds none to those that a program makes', async () => {
    const counts = await countHits(launcher, program('known-calls', 'malloc=100', 'calloc=7'), []);
    const printed = execFileSync(join(folder, 'known-calls'), ['malloc=100', 'calloc=7'], { encoding: 'utf8' });
    expect(counts).toMatchObject({ malloc: expect.any(Number), calloc: 7 });
    expect(printed).toContain(`malloc=${counts.malloc}`);
  });

  const settings = { LD_PRELOAD: '', FIRST: 'x'.repeat(10_000) };
  it.each<[string, readonly [string, ...string[]], LaunchOptions]>([
    ['finds, names and ends what a program leaves', ['ends', 'daemons', '20'], {}],
    ['ends a program at its time limit', ['ends', 'deaf'], { limitMilliseconds: 100, graceMilliseconds: 50 }],
    ['ends a program that is stopped', ['ends', 'signal', '19'], { graceMilliseconds: 50 }],
    ['tells of a program that it cannot start', ['missing'], { settings }],
    ['sets variables and fixes addresses', ['ends', 'status', '1'], { settings, fixedAddresses: true }],
  ])('makes none where it %s', async (_, [name, ...words], options) => {
    const own = ['--filter', 'COMM == "launcher"'];
    expect(await countHits(launcher, program(name, ...words), own, options)).toEqual(none);
  });

  it('is seen by that filter: a program of its name is counted', async () => {
    execFileSync('mkdir', ['-p', join(folder, 'other')]);
    compileC(testProgram('known-calls.c'), join(folder, 'other/launcher'), plainly);
    const own = ['--filter', 'COMM == "launcher"'];
    const { malloc = 0 } = await countHits(launcher, program('other/launcher', 'malloc=100'), own);
    expect(malloc).toBeGreaterThanOrEqual(100);
  });
});
