import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdirSync, mkdtempSync, openSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { constants, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { describeEnd, describeFailures, describeLeftovers } from '../../../src/measure/inside/describe-end.ts';
import { compileLauncher } from '../../../src/measure/inside/launcher.ts';
import type { ProgramEnd } from '../../../src/measure/inside/program-end.ts';
import { createRun } from '../../../src/system/process.ts';
import { descendantsOf, processStatus } from '../../../src/system/processes.ts';
import { compileC } from '../c-program.ts';
import { asRoot, doAsRoot, nobody } from '../privilege.ts';
import { programsIn, waitUntil } from '../processes.ts';
import { compilers, type LaunchOptions, launch } from './launch.ts';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
const { SIGABRT, SIGCONT, SIGHUP, SIGINT, SIGKILL, SIGSEGV, SIGSTOP, SIGTERM, SIGTSTP } = constants.signals;

const [clang = 'clang'] = compilers();
let folder: string;
let launcher: string;
let ends: string;

const run = (command: readonly [string, ...string[]], options?: LaunchOptions) =>
  launch(launcher, command, options).ended;
const runEnds = (how: string, number: number | string = 0, options?: LaunchOptions) =>
  run([ends, how, String(number)], options);
const asNobody = asRoot(['setpriv', `--reuid=${nobody.uid}`, `--regid=${nobody.gid}`, '--clear-groups', '--']);
const script = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  chmodSync(path, 0o755);
  return path;
};
const isAlive = (pid: number): boolean => !['Z', undefined].includes(processStatus(pid)?.state);

beforeAll(async () => {
  folder = mkdtempSync(join(realpathSync(tmpdir()), 'launcher-'));
  chmodSync(folder, 0o755);
  launcher = await compileLauncher(createRun({ PATH: process.env.PATH ?? '' }), clang, folder);
  ends = join(folder, 'ends');
  compileC(here('ends.c'), ends, ['-O1', '-pthread']);
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('the launcher’s sources', () => {
  it.each(compilers())('have no warning of %s', (compiler) => {
    const warnings = ['-Wall', '-Wextra', '-Wpedantic', '-Wshadow', '-Wconversion', '-Wstrict-prototypes', '-Werror'];
    const files = execFileSync('find', [here('../../../src/measure/inside/launcher'), '-name', '*.c'], {
      encoding: 'utf8',
    });
    const options = ['-std=c11', '-D_GNU_SOURCE', '-O2', ...warnings, '-o', join(folder, 'without-warnings')];
    expect(() => execFileSync(compiler, [...options, ...files.trim().split('\n')], { stdio: 'inherit' })).not.toThrow();
  });
});

describe('the end of a program', () => {
  it.each([0, 1, 2, 3, 126, 127, 128, 139, 255])('is its exit status %i', async (status) => {
    const { report } = await runEnds('status', status);
    expect(report).toMatchObject({ end: { kind: 'exited', status }, runningCount: 0, failedCount: 0 });
  });

  it('is the exit status that another thread gave', async () => {
    expect((await runEnds('thread', 7)).report.end).toEqual({ kind: 'exited', status: 7 });
  });

  /** What is neither ignored by default (SIGCHLD, SIGCONT, SIGURG, SIGWINCH), nor stops, nor is libc's own. */
  const deadly = Array.from({ length: 64 }, (_, index) => index + 1).filter(
    (signal) => ![17, 18, 23, 28, 19, 20, 21, 22, 32, 33].includes(signal),
  );

  it.each(deadly)('is signal %i, with and without output before it', async (signal) => {
    const end: ProgramEnd = { kind: 'signalled', signal, dumpedCore: false };
    const [silent, loud] = await Promise.all([runEnds('signal', signal), runEnds('words-and-signal', signal)]);
    expect(silent).toMatchObject({ report: { end }, output: '' });
    expect(loud).toMatchObject({ report: { end }, output: 'a line\nprogress 10 %…' });
  });

  it('is a signal with a core dump where one was written', async () => {
    const directory = join(folder, 'core');
    mkdirSync(directory);
    const { report } = await runEnds('core', 0, { directory });
    expect(report.end).toEqual({ kind: 'signalled', signal: SIGABRT, dumpedCore: true });
  });

  it('is its own, whatever ends a child of it', async () => {
    expect((await runEnds('killed-child')).report.end).toEqual({ kind: 'exited', status: 0 });
  });

  it('is SIGKILL where its own child sends that, and what the child prints later is waited for', async () => {
    const { report, output } = await runEnds('killed-parent');
    expect(report).toMatchObject({ end: { kind: 'signalled', signal: SIGKILL }, runningCount: 0 });
    expect(output).toContain('the child prints later');
  });

  it('comes with the time and the memory that it took', async () => {
    const { report } = await run(['/bin/sh', '-c', 'i=0; while [ $i -lt 100000 ]; do i=$((i + 1)); done; sleep 0.2']);
    expect(report.wallMicroseconds).toBeGreaterThan(200_000);
    expect(report.userMicroseconds + report.systemMicroseconds).toBeGreaterThan(10_000);
    expect(report.userMicroseconds + report.systemMicroseconds).toBeLessThan(report.wallMicroseconds);
    expect(report.memoryKibibytes).toBeGreaterThan(500);
  });
});

describe('a Swift program', () => {
  const swiftProgram = (name: string, text: string): string => {
    const source = join(folder, `${name}.swift`);
    writeFileSync(source, text);
    execFileSync('swiftc', ['-O', '-o', join(folder, name), source], { stdio: ['ignore', 'ignore', 'inherit'] });
    return join(folder, name);
  };

  it.each([
    ['fatal-error', 'print("begins")\nfatalError("no more")\n', 'no more'],
    ['uncaught-error', 'struct Refused: Error {}\nprint("begins")\nthrow Refused()\n', 'Refused'],
  ])('that ends by a %s was ended by a signal, and its own words are there', async (name, text, words) => {
    const { report, output } = await run([swiftProgram(name, text)]);
    expect(report.end).toMatchObject({ kind: 'signalled' });
    expect(describeEnd({ program: name, limitMilliseconds: null }, report)).toEqual({
      sentence: expect.stringMatching(/was ended by (SIGILL \(an illegal instruction|SIGTRAP \(a trap)/),
      remedy: expect.stringContaining('fatalError'),
    });
    expect(output).toContain(words);
  });
});

describe('2,000 programs that end at once with status 3, under perf, on a busy machine,', () => {
  it('are all seen', async () => {
    const prefix = ['perf', 'stat', '-o', '/dev/null', '-e', 'task-clock', '--'];
    const lanes = 4;
    const statuses = new Map<string, number>();
    const lane = async () => {
      for (let i = 0; i < 2000 / lanes; i += 1) {
        const { report } = await runEnds('status', 3, { prefix });
        const end = JSON.stringify(report.end);
        statuses.set(end, (statuses.get(end) ?? 0) + 1);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
    expect([...statuses]).toEqual([['{"kind":"exited","status":3}', 2000]]);
  });
});

describe('what a program leaves behind', () => {
  it('is waited for where it ends in time', async () => {
    const { report, output } = await runEnds('orphan', 100);
    expect(report).toMatchObject({ end: { kind: 'exited', status: 0 }, runningCount: 0, failedCount: 0 });
    expect(output).toBe('the orphan prints later\n');
  });

  it('is ended and named where it does not', async () => {
    const { report, output } = await runEnds('orphan', 30_000);
    expect(report).toMatchObject({ end: { kind: 'exited', status: 0 }, runningCount: 1, unendedCount: 0 });
    expect(report.running).toEqual([{ pid: expect.any(Number), state: 'S', commandLine: `${ends} orphan 30000` }]);
    expect(report.running.some(({ pid }) => isAlive(pid))).toBe(false);
    expect(output).toBe('');
    expect(describeLeftovers('ends', report)?.sentence).toBe(
      `ends left one process running: ${report.running[0]?.pid} (${ends} orphan 30000). It was ended.`,
    );
  });

  it('is found in a session of its own, as a daemon is', async () => {
    const { report } = await runEnds('daemon');
    expect(report).toMatchObject({ end: { kind: 'exited', status: 0 }, runningCount: 1 });
    expect(report.running.some(({ pid }) => isAlive(pid))).toBe(false);
  });

  it('is counted where there is much of it, and the first eight are named', async () => {
    const { report } = await runEnds('daemons', 20);
    expect(report.runningCount).toBe(20);
    expect(report.running).toHaveLength(8);
    expect(describeLeftovers('ends', report)?.sentence).toMatch(/^ends left 20 processes running: .* and 12 more\./);
  });

  it('is named in one line, whatever its arguments are', async () => {
    const text = `two\nlines % and ü ${'x'.repeat(500)}`;
    const { report } = await run(['/bin/sh', '-c', 'exec 2>&1; sleep 30 & exec true', text]);
    expect(report.running.map(({ commandLine }) => commandLine)).toEqual(['sleep 30']);
    const odd = await run([ends, 'daemon', text]);
    expect(odd.report.running[0]?.commandLine).toBe(`${ends} daemon ${text}`.slice(0, 95));
  });

  it.each([
    ['failing-orphan', 3, 'exit status 3'],
    ['crashing-orphan', SIGSEGV, 'SIGSEGV'],
  ])('and ends badly is told (%s %i)', async (how, number, words) => {
    const { report } = await runEnds(how, number);
    expect(report).toMatchObject({ end: { kind: 'exited', status: 0 }, runningCount: 0, failedCount: 1 });
    expect(describeFailures('ends', report)?.sentence).toContain(words);
  });

  it('is no failure where its own script ended it', async () => {
    const { report } = await run(['/bin/sh', '-c', 'sleep 30 & kill $!']);
    expect(report).toMatchObject({ end: { kind: 'exited', status: 0 }, runningCount: 0, failedCount: 0 });
  });
});

describe('a process of another user that is left behind', () => {
  it('is named as one that could not be ended', async () => {
    const ofRoot = join(folder, 'ends-as-root');
    doAsRoot(['install', '--owner=root', '--mode=4755', ends, ofRoot]);
    const report = await launch(launcher, [ofRoot, 'daemon-of-root'], { prefix: asNobody }).channel.report;
    for (const { pid } of report.running) doAsRoot(['kill', '-KILL', String(pid)]);
    expect(report).toMatchObject({ end: { kind: 'exited', status: 0 }, runningCount: 1, unendedCount: 1 });
  });
});

describe('a time limit', () => {
  it('ends a program that does not end, and names it', async () => {
    const { report } = await runEnds('forever', 0, { limitMilliseconds: 200 });
    expect(report).toMatchObject({ end: { kind: 'timed-out' }, runningCount: 1, unendedCount: 0 });
    expect(report.wallMicroseconds).toBeGreaterThan(199_000);
    expect(report.wallMicroseconds).toBeLessThan(450_000);
  });

  it('ends children and daemons with it, though all of them ignore SIGTERM', async () => {
    const { report } = await runEnds('deaf', 0, { limitMilliseconds: 300 });
    expect(report).toMatchObject({ end: { kind: 'timed-out' }, runningCount: 4, unendedCount: 0 });
    expect(report.running.map(({ pid }) => pid).filter(isAlive)).toEqual([]);
  });

  it('says which of the processes was stopped', async () => {
    const { report } = await runEnds('stopped-child', 0, { limitMilliseconds: 200 });
    expect(describeEnd({ program: 'ends', limitMilliseconds: 200 }, report).sentence).toMatch(
      /^ends did not end within 0\.2 s\. Then 2 processes ran: .*, \d+ \(.*; stopped\)\.$/,
    );
  });

  it('ends what a program left in the background, too', async () => {
    const { report } = await runEnds('orphan', 30_000, { limitMilliseconds: 300, leftoverMilliseconds: 20_000 });
    expect(report).toMatchObject({ end: { kind: 'exited', status: 0 }, runningCount: 1 });
  });
});

describe('a program that is stopped', () => {
  it('is noticed before its time is over', async () => {
    const { report } = await runEnds('signal', SIGSTOP);
    expect(report).toMatchObject({ end: { kind: 'stopped', signal: SIGSTOP }, runningCount: 1 });
    expect(report.wallMicroseconds).toBeLessThan(2_000_000);
  });

  it('and is let go on within the grace is none', async () => {
    expect((await runEnds('continued', 4)).report.end).toEqual({ kind: 'exited', status: 4 });
  });

  /** SIGTSTP, SIGTTIN and SIGTTOU stop no process whose group is orphaned, see setpgid(2). */
  it.each([SIGTSTP, 21, 22, SIGCONT, 17, 23, 28])('is none by signal %i', async (signal) => {
    expect((await runEnds('signal', signal)).report.end).toEqual({ kind: 'exited', status: 0 });
  });
});

describe('a program that cannot be started', () => {
  const refusal = async (command: readonly [string, ...string[]]) => {
    const { report, output } = await run(command);
    expect(output).toBe('');
    expect(report.end).toMatchObject({ kind: 'not-started', step: 'exec' });
    return describeEnd({ program: 'it', limitMilliseconds: null }, report).sentence;
  };

  it('was not found, by path or by name', async () => {
    expect(await refusal([join(folder, 'missing')])).toContain('it was not found');
    expect(await refusal(['no-such-program-anywhere'])).toContain('(ENOENT)');
    expect(await refusal([''])).toContain('(ENOENT)');
  });

  it('has an interpreter that was not found', async () => {
    expect(await refusal([script('no-interpreter', '#!/nowhere/sh\n')])).toContain('the interpreter that it names');
  });

  it('is not executable, or a folder', async () => {
    const path = script('not-executable', '#!/bin/sh\n');
    chmodSync(path, 0o644);
    expect(await refusal([path])).toContain('(EACCES)');
    expect(await refusal([folder])).toContain('is a folder');
  });

  it('is no program', async () => {
    expect(await refusal([script('no-program', 'exit 0\n')])).toContain('nor a script that begins with `#!`');
  });

  it('is being written', async () => {
    const path = join(folder, 'busy');
    execFileSync('cp', [ends, path]);
    openSync(path, 'r+');
    expect(await refusal([path])).toContain('(ETXTBSY)');
  });

  it('is a circle of links, or its path goes through a file', async () => {
    symlinkSync(join(folder, 'circle'), join(folder, 'circle'));
    expect(await refusal([join(folder, 'circle')])).toContain('(ELOOP)');
    expect(await refusal([`${ends}/more`])).toContain('(ENOTDIR)');
  });
});

describe('the program’s surroundings:', () => {
  it('standard input is empty, and no descriptor but the three is open', async () => {
    expect((await runEnds('read')).output).toBe('0 bytes\n');
    expect((await runEnds('descriptors')).output).toBe('0 1 2 ');
  });

  it('no signal is blocked or ignored, though the launcher got it so', async () => {
    const prefix = ['env', '--ignore-signal=INT,USR1,CHLD', '--block-signal=WINCH,TERM'];
    const { output, report } = await runEnds('signals', 0, { prefix });
    expect(output).toBe('SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n');
    expect(report.end).toEqual({ kind: 'exited', status: 0 });
  });

  it('variables that are set replace those of their name, for the program alone', async () => {
    const environment = { FIRST: 'old', SECOND: 'kept' };
    const { output } = await runEnds('variables', 0, { environment, settings: { FIRST: 'a=b c' } });
    expect(output).toBe('a=b c kept\n');
    const twice = await runEnds('variables', 0, {
      environment: { FIRSTLY: 'x' },
      settings: { FIRST: '', SECOND: '2' },
    });
    expect(twice.output).toBe(' 2\n');
  });

  it('a name without a slash is looked up on the program’s PATH', async () => {
    const settings = { PATH: `/nowhere:${ends}:${folder}` };
    expect((await run(['ends', 'status', '5'], { settings })).report.end).toEqual({ kind: 'exited', status: 5 });
  });

  it('addresses are the same in every run where that is asked for', async () => {
    const places = await Promise.all(
      [1, 2, 3].map(async () => (await runEnds('where', 0, { fixedAddresses: true })).output),
    );
    const random = await Promise.all([1, 2, 3].map(async () => (await runEnds('where')).output));
    expect(new Set(places).size).toBe(1);
    expect(new Set(random).size).toBe(3);
  });

  it('`kill 0` in a script reaches what the script started, and nobody else', async () => {
    const path = script('kills-its-group', "#!/bin/sh\ntrap 'kill 0' EXIT\nsleep 30 &\n");
    const { report } = await run([path], { prefix: ['perf', 'stat', '-o', '/dev/null', '-e', 'task-clock', '--'] });
    expect(report).toMatchObject({ end: { kind: 'signalled', signal: SIGTERM }, runningCount: 0 });
    expect(describeEnd({ program: 'it', limitMilliseconds: null }, report).remedy).toContain('`kill 0`');
  });

  it('an ordinary user’s program may look into neither the launcher’s descriptors nor its memory, where the key is', async () => {
    const { output, report } = await runEnds('look-up', 0, { prefix: asNobody });
    expect(report.end).toEqual({ kind: 'exited', status: 0 });
    expect(output).toBe('');
    const between = await run(['/bin/sh', '-c', `${ends} look-up; exit 0`], { prefix: asNobody });
    expect(between.output).toMatch(/^descriptors of (\d+)\nmemory of \1\n$/);
  });
});

describe('the launcher’s own end', () => {
  it.each([SIGTERM, SIGINT, SIGHUP])('by signal %i takes the program along, and is told', async (signal) => {
    const { child, channel, ended } = launch(launcher, [ends, 'forever']);
    await channel.started;
    child.kill(signal);
    const { report } = await ended;
    expect(report).toMatchObject({ end: { kind: 'interrupted', signal }, runningCount: 1, unendedCount: 0 });
  });

  it('by SIGTERM twice is not delayed by a program that ignores it', async () => {
    const { child, channel, ended, output } = launch(launcher, [ends, 'deaf'], { graceMilliseconds: 20_000 });
    await channel.started;
    await waitUntil('all four wait', () => output().match(/waits/g)?.length === 4);
    child.kill('SIGTERM');
    await waitUntil('the launcher has begun', () => processStatus(child.pid ?? 0)?.state === 'S');
    const again = setInterval(() => child.kill('SIGTERM'), 200);
    const started = performance.now();
    expect((await ended).report).toMatchObject({ end: { kind: 'interrupted' }, runningCount: 4, unendedCount: 0 });
    clearInterval(again);
    expect(performance.now() - started).toBeLessThan(5000);
  });

  it('by SIGKILL takes the program along, and nothing is known', async () => {
    const { child, channel, ended } = launch(launcher, [ends, 'forever']);
    const program = await channel.started;
    child.kill('SIGKILL');
    expect((await ended).report.end).toEqual({ kind: 'lost' });
    await waitUntil('the program has ended', () => !isAlive(program ?? 0));
  });

  it('is not for the program to decide: a report that it prevents is none', async () => {
    const { report } = await runEnds('kill-launcher');
    expect(report.end).toEqual({ kind: 'lost' });
  });

  it('comes with the gate’s, and takes everything along: a killed gate leaves no process', async () => {
    const gate = spawn(process.execPath, [here('gate.ts'), launcher, ends, 'deaf'], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [line]: unknown[] = await once(gate.stdout, 'data');
    const program = Number(String(line));
    const launcherPid = processStatus(program)?.parent ?? 0;
    await waitUntil('all four run', () => descendantsOf(launcherPid).length === 4);
    const all = [launcherPid, ...descendantsOf(launcherPid)];
    gate.kill('SIGKILL');
    await waitUntil('all have ended', () => !all.some(isAlive), 10);
  });

  it('is what a wrong command line gets, with a line that says so', () => {
    const wrong = [
      [],
      ['--', 'true'],
      ['--channel', '3'],
      ['--channel', 'x', '--', 'true'],
      ['--channel', '3', '--set', '=', '--', 'true'],
    ];
    for (const words of wrong) {
      expect(() => execFileSync(launcher, words, { stdio: 'pipe' })).toThrow(/launcher: --channel N/);
    }
  });
});

describe('the launcher', () => {
  it('takes less than two milliseconds more than the program alone', async () => {
    const timing = join(folder, 'timing');
    compileC(here('timing.c'), timing, ['-O1']);
    const [alone = 0, launched = 0] = execFileSync(timing, [launcher], { encoding: 'utf8' }).split(' ').map(Number);
    expect(alone).toBeGreaterThan(0);
    expect(launched - alone).toBeLessThan(2000);
  });
});

describe('the gate', () => {
  it('can have any signal sent to the program', async () => {
    const { channel, ended } = launch(launcher, [ends, 'forever']);
    await channel.started;
    channel.signal(SIGINT);
    expect((await ended).report).toMatchObject({ end: { kind: 'signalled', signal: SIGINT }, runningCount: 0 });
  });

  it('tells all that a shell started, too, and waits for what takes longer than a leftover may', async () => {
    const slow = script(
      'slow',
      "#!/bin/sh\ntrap 'sleep 1; echo done; kill -USR1 $$' USR2\necho ready\nwhile :; do sleep 0.1; done\n",
    );
    const { channel, ended, output } = launch(launcher, ['/bin/sh', '-c', `${slow}; true`]);
    await waitUntil('it is ready', () => output() === 'ready\n');
    channel.signal(constants.signals.SIGUSR2);
    const { report } = await ended;
    // The shell ended by it at once, its child a second later by SIGUSR1, which nobody told it.
    expect(report).toMatchObject({ end: { kind: 'signalled', signal: constants.signals.SIGUSR2 }, runningCount: 0 });
    expect(report.failed).toMatchObject([{ end: { kind: 'signalled', signal: constants.signals.SIGUSR1 } }]);
    expect(output()).toMatch(/done\n$/);
  });

  it('is not told of a failure where one that lost its parent ends by the signal that all were sent', async () => {
    const { channel, ended } = launch(launcher, ['/bin/sh', '-c', `${ends} forever & ${ends} forever; true`]);
    const shell = (await channel.started) ?? 0;
    await waitUntil(
      'both wait',
      () => programsIn(folder).filter((pid) => descendantsOf(shell).includes(pid)).length === 2,
    );
    channel.signal(constants.signals.SIGUSR2);
    expect((await ended).report).toMatchObject({
      ...{ end: { kind: 'signalled', signal: constants.signals.SIGUSR2 }, runningCount: 0, failedCount: 0 },
    });
  });

  it('can end all at once by closing the channel', async () => {
    const { channel, ended } = launch(launcher, [ends, 'deaf'], { graceMilliseconds: 20_000 });
    const program = await channel.started;
    channel.close();
    expect((await ended).report.end).toEqual({ kind: 'lost' });
    expect(isAlive(program ?? 0)).toBe(false);
  });
});
