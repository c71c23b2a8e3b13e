import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type BuiltFolders, measuredEnvironment, programsOf, workloadOf } from '../../src/measure/workload.ts';
import { MeasurementError } from '../../src/model/errors.ts';
import type { Benchmark } from '../../src/settings/settings.ts';
import type { Environment } from '../../src/system/process.ts';
import { benchmark } from '../gate/measured.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

const programOf = (one: Benchmark, folders: BuiltFolders, environment: Environment) =>
  programsOf(one, folders, environment).program;
const command = (word: string): Benchmark => ({ ...benchmark('load'), kind: 'command', command: [word] });

function script(path: string, mode = 0o755): string {
  writeFileSync(path, '#!/bin/sh\n');
  chmodSync(path, mode);
  return path;
}

/** Message and remedy of the failure. */
function refusal(one: Benchmark, folders: BuiltFolders): string {
  try {
    return programOf(one, folders, {});
  } catch (error) {
    return error instanceof MeasurementError
      ? `${error.message}\n${error.remedy}`
      : `not a failure to measure: ${error}`;
  }
}

describe('the program of a benchmark', () => {
  it('is the product in the build folder', () => {
    const folders = { packagePath: '/shop', binaries: '/shop/.build/release' };
    expect(programOf(benchmark('http'), folders, {})).toBe('/shop/.build/release/Server');
  });

  it('is relative to the package where the command has a slash', () => {
    const packagePath = temporaryDirectory();
    mkdirSync(join(packagePath, 'scripts'));
    const path = script(join(packagePath, 'scripts', 'load.sh'));
    const folders = { packagePath, binaries: '/nowhere' };
    expect(programOf(command('./scripts/load.sh'), folders, {})).toBe(path);
    expect(programOf(command('scripts/load.sh'), folders, {})).toBe(path);
    expect(programOf(command(path), folders, {})).toBe(path);
  });

  it('is looked up on the measured program’s own PATH where the command has none', () => {
    const [first, second] = [temporaryDirectory(), temporaryDirectory()];
    const path = script(join(second, 'wrk'));
    const folders = { packagePath: first, binaries: first };
    expect(programOf(command('wrk'), folders, { PATH: `/nowhere:${first}:${second}` })).toBe(path);
    script(join(first, 'local'));
    expect(() => programOf(command('local'), folders, { PATH: second })).toThrow('"local" of load was not found');
  });

  it('is an error with its remedy when it is missing', () => {
    const folders = { packagePath: temporaryDirectory(), binaries: '/nowhere' };
    expect(refusal(command('./load.sh'), folders)).toMatchInlineSnapshot(`
      "The command "./load.sh" of load was not found.
      Write its path relative to the package, such as ./scripts/load.sh, or install it in a step before."
    `);
    expect(() => programOf(command('load.sh'), folders, {})).toThrow('was not found');
  });

  it('is an error with its remedy when it is not executable', () => {
    const packagePath = temporaryDirectory();
    script(join(packagePath, 'load.sh'), 0o644);
    const folders = { packagePath, binaries: '/nowhere' };
    expect(refusal(command('./load.sh'), folders)).toMatchInlineSnapshot(`
      "The command "./load.sh" of load is not executable.
      Run \`git update-index --chmod=+x\` on it, and commit."
    `);
  });
});

describe('a command that is no program', () => {
  it('is an error of its own, a folder too', () => {
    const packagePath = temporaryDirectory();
    mkdirSync(join(packagePath, 'scripts'));
    execFileSync('mkfifo', ['-m', '755', join(packagePath, 'pipe')]);
    const folders = { packagePath, binaries: '/nowhere' };
    expect(refusal(command('./scripts'), folders)).toMatchInlineSnapshot(`
      "The command "./scripts" of load is a folder.
      Write the path of a program or a script, such as ./scripts/load.sh."
    `);
    expect(refusal(command('./pipe'), folders)).toContain('"./pipe" of load is no file with a program in it.');
    expect(refusal(command('./scripts/../pipe/more'), folders)).toContain('was not found');
  });

  it('is passed over on the PATH', () => {
    const [first, second] = [temporaryDirectory(), temporaryDirectory()];
    mkdirSync(join(first, 'wrk'));
    const path = script(join(second, 'wrk'));
    expect(programOf(command('wrk'), { packagePath: first, binaries: first }, { PATH: `${first}:${second}` })).toBe(
      path,
    );
  });
});

describe('the environment of a measured program', () => {
  it('is the same wherever it runs, but for the home folder: two more variables would cost 16 allocations', () => {
    const own = { PATH: '/opt/swift/bin:/usr/bin', HOME: '/home/runner', CI: 'true', LANG: 'de_DE.UTF-8' };
    expect(measuredEnvironment(own, {})).toEqual({
      PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
      HOME: '/home/runner',
      LANG: 'C.UTF-8',
      SWIFT_DETERMINISTIC_HASHING: '1',
      SWIFT_BACKTRACE: 'enable=no',
    });
    expect(measuredEnvironment({}, {}).HOME).toBe('/');
  });

  it('has what the benchmark adds, which wins', () => {
    const environment = measuredEnvironment({}, { MODE: 'fast', LANG: 'de_DE.UTF-8' });
    expect(environment).toMatchObject({ MODE: 'fast', LANG: 'de_DE.UTF-8', SWIFT_DETERMINISTIC_HASHING: '1' });
  });
});

describe('the start of a benchmark', () => {
  const start = (one: ReturnType<typeof benchmark>, iterations: number | null) =>
    workloadOf(one, { program: '/build/server', driver: null }, iterations, '/shop', {});

  it('is the program with its arguments in its environment', () => {
    const one = benchmark('http', {
      arguments: ['--requests', '1000'],
      environment: { MODE: 'fast' },
      timeoutSeconds: 30,
    });
    expect(start(one, null)).toEqual({
      command: ['/build/server', '--requests', '1000'],
      directory: '/shop',
      environment: { ...measuredEnvironment({}, { MODE: 'fast' }), PWD: '/shop' },
      timeoutSeconds: 30,
      status: 0,
      leftovers: { waitMilliseconds: 2000, allowed: false },
      server: null,
    });
  });

  it('passes the number of iterations on in a variable', () => {
    const iterations = { kind: 'variable', variable: 'TURNS', levels: { from: 1, to: 11 } } as const;
    expect(start(benchmark('http', { iterations, environment: { TURNS: '5' } }), 11)).toMatchObject({
      command: ['/build/server'],
      environment: { TURNS: '11' },
    });
  });

  it('passes the number of iterations on in the last argument, wherever it stands in it', () => {
    const iterations = {
      kind: 'argument',
      argument: '--turns={iterations},{iterations}',
      levels: { from: 1, to: 11 },
    } as const;
    expect(start(benchmark('http', { iterations, arguments: ['-v'] }), 11).command).toEqual([
      '/build/server',
      '-v',
      '--turns=11,11',
    ]);
  });

  it('puts a command’s own words before further arguments', () => {
    const command = {
      ...benchmark('load', { arguments: ['--fast'] }),
      kind: 'command',
      command: ['./load.sh', 'all'],
    } as const;
    const programs = { program: '/shop/load.sh', driver: null };
    expect(workloadOf(command, programs, null, '/shop', {}).command).toEqual(['/shop/load.sh', 'all', '--fast']);
  });

  it('of a server has what drives it: in the same folder and environment, with the number in its words', () => {
    const server = {
      ready: { kind: 'port', port: 80 },
      drive: ['./drive.sh', '-n{iterations}'],
      stop: 'SIGINT',
    } as const;
    const one = benchmark('http', {
      ...{ server, iterations: { kind: 'driver', levels: { from: 1, to: 11 } }, environment: { MODE: 'fast' } },
      ...{ status: 3, timeoutSeconds: 30 },
    });
    const programs = { program: '/build/server', driver: '/shop/drive.sh' };
    const { server: served, ...own } = workloadOf(one, programs, 11, '/shop', {});
    expect(own.command).toEqual(['/build/server']);
    expect(served).toEqual({
      ready: { kind: 'port', port: 80 },
      stop: 'SIGINT',
      driver: { ...own, command: ['/shop/drive.sh', '-n11'], status: 0, server: null },
    });
  });
});

describe('what drives a server', () => {
  const serving = (drive: readonly [string]) =>
    benchmark('http', { server: { ready: { kind: 'port', port: 80 }, drive, stop: 'SIGTERM' } });

  it('is found as a command is, beside the server', () => {
    const packagePath = temporaryDirectory();
    const path = script(join(packagePath, 'drive.sh'));
    const folders = { packagePath, binaries: '/shop/.build/release' };
    expect(programsOf(serving(['./drive.sh']), folders, {})).toEqual({
      program: '/shop/.build/release/Server',
      driver: path,
    });
    expect(refusal(serving(['./load.sh']), folders)).toContain('The driver "./load.sh" of http was not found.');
  });
});
