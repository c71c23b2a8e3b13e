import { describe, expect, it } from 'vitest';
import { doctor } from '../../../src/command-line/doctor.ts';
import { parseOptions } from '../../../src/command-line/options.ts';
import { dtraceOn } from '../../../src/measure/dtrace/dtrace.ts';
import { macOS } from '../../../src/measure/dtrace/platform.ts';
import type { RunResult, Wanted, Workload } from '../../../src/measure/measurer.ts';
import { inTurn } from '../../../src/measure/measurer-here.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import { collectingLogger } from '../../system/collecting-logger.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';
import { fakeMac, type Played, pathWithTools } from './fake-dtrace.ts';

const counting: Wanted = { count: true, countFreed: false, record: null };
const recording: Wanted = { count: false, countFreed: false, record: { callGraph: 'fp', functions: ['malloc'] } };

function macRunning(played: Played, { isRoot = true, sudo = 0 } = {}) {
  const logger = collectingLogger();
  const folder = temporaryDirectory();
  const run = fakeMac(
    () => played,
    (command) => (command.startsWith('sudo -n true') ? { exitCode: sudo } : undefined),
  );
  const cleanup = new Cleanup(logger);
  const host = {
    ...{ run, runAlways: run, logger, cleanup, environment: { PATH: pathWithTools(`${folder}/bin`) } },
    ...{ mayInstall: false, repository: folder, measurer: inTurn(dtraceOn(macOS, isRoot)) },
  };
  const workload: Workload = {
    ...{ command: ['/srv/Tool', '--requests', '10'], directory: folder, environment: { PATH: '/usr/bin', A: 'b c' } },
    ...{ timeoutSeconds: 10, status: 0, leftovers: { waitMilliseconds: 0, allowed: false }, server: null },
  };
  const measure = async (wanted: Wanted, changes: Partial<Workload> = {}): Promise<RunResult> => {
    const measurer = await host.measurer.open(host, { perfPath: null, mayRecordInside: false, counter: 'probes' });
    const program = await measurer.prepare('/srv/Tool', {});
    return program.run({ ...workload, ...changes }, wanted);
  };
  return { host, logger, run, measure };
}

describe('DTrace on macOS, played', () => {
  it('counts each call once, of whatever family of functions', async () => {
    const { measure } = macRunning({
      calls: {
        malloc: 3,
        malloc_type_malloc: 20,
        malloc_zone_calloc: 4,
        malloc_type_posix_memalign: 5,
        valloc: 2,
        realloc_null: 1,
      },
    });
    expect(await measure(counting)).toMatchObject({
      outcome: 'completed',
      counts: { malloc: 23, calloc: 4, posix_memalign: 5, valloc: 2, realloc_null: 1, realloc: 0 },
      ...{ stacks: null, freed: null, disagreement: null },
    });
  });

  it('names itself and the system’s build in the fingerprint', async () => {
    const { host } = macRunning({});
    const measurer = await host.measurer.open(host, { perfPath: null, mayRecordInside: false, counter: 'probes' });
    expect(await measurer.prepare('/srv/Tool', {})).toMatchObject({
      ...{ libc: 'libSystem of macOS 15.6.1 by DTrace', libcBuild: '24G90' },
    });
    expect(measurer).toMatchObject({ name: 'DTrace', version: '1.18', counter: 'probes' });
  });

  it('does not count what is called directly, and says so', async () => {
    const { host } = macRunning({});
    const measurer = await host.measurer.open(host, { perfPath: null, mayRecordInside: false, counter: 'probes' });
    await expect(measurer.prepare('/srv/Tool', {}, ['operator_new'])).rejects.toThrow(
      'DTrace does not count operator new, which also-count names.',
    );
  });

  it('starts the program with its own environment, from its first instruction on, writing to a new file', async () => {
    const { measure, run } = macRunning({ calls: { malloc: 1 } });
    await measure(counting);
    const { file, arguments: given = [], environment } = run.invocations.at(-1) ?? { file: '' };
    const words = [file, ...given];
    expect(words).toEqual(expect.arrayContaining(['-x', 'evaltime=preinit', '-c', '/srv/Tool --requests 10']));
    expect(environment).toEqual({ PATH: '/usr/bin', A: 'b c' });
    const outputs = run.invocations.flatMap(({ arguments: all = [] }) =>
      all.includes('-s') ? [all[all.indexOf('-o') + 1]] : [],
    );
    expect(new Set(outputs).size).toBe(outputs.length);
  });

  it('goes through sudo, which takes the environment away, where it is not root', async () => {
    const { measure, run } = macRunning({ calls: { malloc: 1 } }, { isRoot: false });
    await measure(counting);
    const { file, arguments: given = [] } = run.invocations.at(-1) ?? { file: '' };
    expect([file, ...given].slice(0, 6)).toEqual(['sudo', '-n', '/usr/bin/env', '-i', 'PATH=/usr/bin', 'A=b c']);
    const refused = macRunning({}, { isRoot: false, sudo: 1 });
    await expect(refused.measure(counting)).rejects.toMatchObject({
      ...{ message: expect.stringContaining('asks for a password'), remedy: expect.stringContaining('Run it as root') },
    });
  });

  it('takes stacks under names that people know, those that were passed on left out', async () => {
    const { measure } = macRunning({
      calls: { malloc: 7, realloc_null: 2 },
      stack: (kind) => [`libsystem_malloc.dylib\`${kind}`, `Tool\`${kind}Caller+0x10`, 'dyld`start+0x8fc'],
    });
    // Of the 9 stacks of malloc none is realloc's, which passed two of its calls on.
    await expect(measure(recording)).rejects.toThrow('7 calls of malloc have 9 stacks of their own.');
    const plain = macRunning({
      calls: { malloc: 7 },
      stack: () => ['libsystem_malloc.dylib`malloc+0x1', 'Tool`$s4Tool3runyyF+0x10', 'Tool`0x100003f00', '0x104f8a2c0'],
    });
    const result = await plain.measure(recording);
    if (result.outcome === 'failed') throw new Error('it failed');
    expect(result).toMatchObject({ counts: null, stacks: { callGraph: 'fp', samples: 7, lost: 0 } });
    const [stack] = result.stacks?.stacks ?? [];
    expect(stack?.frames.map(({ name }) => name)).toEqual(['[unknown]', '[Tool]', '$s4Tool3runyyF', 'malloc']);
    expect(stack?.frames.map(({ module }) => module)).toEqual(['[unknown]', 'Tool', 'Tool', 'libsystem_malloc.dylib']);
  });

  const without = (word: string) => (text: string) => text.replace(new RegExp(`^${word}.*\n`, 'm'), '');
  it.each<readonly [string, Played, string]>([
    ['drops', { stderr: 'dtrace: 3816 aggregation drops on CPU 1\n' }, 'it lost events'],
    ['a drop', { stderr: 'said abcdtrace: 1 drop on CPU 0\n' }, 'it lost events'],
    ['an error at a probe', { stderr: 'dtrace: error on enabled probe ID 3 (ID 18: …)\n' }, 'it lost events'],
    ['an older file', { output: (text) => `${text}${text}` }, 'it wrote what is not understood ("exit 0")'],
    ['a line of somebody else', { output: (text) => `hello\n${text}` }, 'not understood ("hello")'],
    ['a cut file', { output: without('end$') }, 'what it wrote is cut'],
    ['no file', { output: () => '' }, 'what it wrote is cut'],
    ['a kind that is missing', { output: without('count calloc') }, 'it did not say how often calloc was called'],
    ['a kind twice', { output: (text) => `count calloc 1\n${text}` }, 'more than once how often calloc was called'],
    ['a kind of nobody', { output: (text) => `count strdup 1\n${text}` }, 'it counted strdup'],
    ['an end that nobody saw', { output: without('ended') }, 'it did not see the program end'],
    ['a status that nobody saw', { output: without('exit') }, 'it did not see what the program gave to exit'],
    ['another program', { output: (text) => `exec\n${text}` }, 'the program became another one'],
    [
      'a failure of its own',
      { exitCode: 1, stderr: 'dtrace: failed to compile script\n' },
      'it ended with exit status 1',
    ],
  ])('believes nothing where there is %s', async (_, played, problem) => {
    const { measure } = macRunning({ calls: { malloc: 3 }, ...played });
    await expect(measure(counting)).rejects.toThrow('DTrace could not count /srv/Tool: ');
    await expect(measure(counting)).rejects.toThrow(problem);
  });

  it.each([
    [
      'dtrace: failed to grab pid 77: target is protected by System Integrity Protection',
      /System Integrity Protection keeps/,
    ],
    ['sudo: a password is required', /without a password/],
    ['dtrace: failed to initialize dtrace: DTrace requires additional privileges', /Run it as root/],
    ['dtrace: target is a translated process', /own processor/],
  ])('says what helps where it is refused: %s', async (stderr, remedy) => {
    const { measure } = macRunning({ exitCode: 1, stderr });
    await expect(measure(counting)).rejects.toMatchObject({
      remedy: expect.stringMatching(remedy),
      lastLines: [stderr],
    });
  });

  it.each<readonly [string, Played, unknown]>([
    ['a status', { output: (text) => text.replace('exit 0', 'exit 7') }, { kind: 'exited', status: 7 }],
    ['a negative status', { output: (text) => text.replace('exit 0', 'exit -1') }, { kind: 'exited', status: 255 }],
    [
      'a signal',
      { output: (text) => without('exit')(text).replace('ended 1 0', 'ended 3 6') },
      { kind: 'signalled', signal: 6, dumpedCore: true },
    ],
    ['the time limit', { output: (text) => `overdue\n${without('ended')(text)}` }, { kind: 'timed-out' }],
  ])('tells how the program failed: %s', async (_, played, end) => {
    const { measure } = macRunning({ calls: { malloc: 3 }, ...played });
    expect(await measure(counting)).toMatchObject({ outcome: 'failed', report: { end } });
  });

  it('refuses a program that a signal ended unseen', async () => {
    const { measure } = macRunning({ output: (text) => without('exit')(text).replace('ended 1 0', 'ended 3 0') });
    await expect(measure(counting)).rejects.toThrow('/srv/Tool was ended by a signal that DTrace did not see.');
  });

  it('says once that children are not counted', async () => {
    const { measure, logger } = macRunning({ calls: { malloc: 3 }, output: (text) => `child\nchild\n${text}` });
    expect(await measure(counting)).toMatchObject({ counts: { malloc: 3 } });
    expect(logger.lines.filter((line) => line.startsWith('warning'))).toEqual([
      'warning: /srv/Tool starts other processes, and DTrace counts none of their calls.',
    ]);
  });

  it('refuses words that DTrace would cut', async () => {
    const { measure } = macRunning({});
    await expect(measure(counting, { command: ['/srv/Tool', 'a b'] })).rejects.toThrow('"a b" would not be one word');
    await expect(measure(counting, { command: ['/srv/Tool', ''] })).rejects.toThrow('"" would not be one word');
  });

  it('is what doctor tries', async () => {
    const { host } = macRunning({});
    let printed = '';
    const status = await doctor.execute(parseOptions('doctor', ['--json'], doctor.help.options), {
      ...{ ...host, print: (text: string) => (printed += text), color: false, program: 'gate' },
    });
    const { checks } = JSON.parse(printed);
    expect(status).toBe(3); // There is no Swift on this Mac.
    expect(checks.slice(2, 4)).toEqual([
      {
        name: 'dtrace',
        ok: true,
        finding: expect.stringMatching(/^1\.18 \(.*\/dtrace\), as root$/),
        remedy: null,
      },
      {
        ...{ name: 'calibration', ok: true, remedy: null },
        finding:
          '25 kinds of calls, each counted once by libSystem of macOS 15.6.1, 24G90 (realloc_null → malloc; valloc → malloc_zone_valloc)',
      },
    ]);
  });
});
