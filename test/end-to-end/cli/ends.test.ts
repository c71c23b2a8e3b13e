import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { compileC } from '../c-program.ts';
import { reportOf } from '../command-line.ts';
import { kernelProbes } from '../kernel-probes.ts';
import { programsIn } from '../processes.ts';
import { failedIn, measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

/** Standard signals that end a program: name, number, and whether ours is to see them with a cause. */
const signals = {
  ...{ SIGHUP: 1, SIGINT: 2, SIGQUIT: 3, SIGILL: 4, SIGTRAP: 5, SIGABRT: 6, SIGBUS: 7, SIGFPE: 8, SIGKILL: 9 },
  ...{ SIGUSR1: 10, SIGSEGV: 11, SIGUSR2: 12, SIGPIPE: 13, SIGALRM: 14, SIGTERM: 15, SIGXCPU: 24, SIGXFSZ: 25 },
  ...{ SIGSTKFLT: 16, SIGVTALRM: 26, SIGPROF: 27, SIGIO: 29, SIGPWR: 30, SIGSYS: 31, 'SIGRTMIN+3': 37 },
};

/** Ends by what `ends.c` is asked for, and the sentence that each has to have. */
const ends: Readonly<Record<string, readonly [arguments: string, sentence: RegExp]>> = {
  ...Object.fromEntries(
    Object.entries(signals).flatMap(([name, number]) => {
      const sentence = new RegExp(`was ended by ${name.replace('+', '\\+')}( \\(|\\.)`);
      return [
        [`silent ${number}`, [`signal ${number}`, sentence]],
        [`talking ${number}`, [`words-and-signal ${number}`, sentence]],
      ];
    }),
  ),
  ...Object.fromEntries(
    [1, 3, 126, 127, 139, 255].map((status) => [
      `status ${status}`,
      [`status ${status}`, new RegExp(`ended with exit status ${status}\\b`)],
    ]),
  ),
  // Swift's own ends: a trap on x86_64, an illegal instruction before Swift 6.
  ...Object.fromEntries(
    ['error', 'fatal', 'none', 'range'].map((how) => [
      `swift ${how}`,
      [`swift-ends ${how}`, /was ended by (SIGTRAP \(a trap\)|SIGILL \(an illegal instruction\))\./],
    ]),
  ),
  'exit in a thread': ['thread 3', /ended with exit status 3\./],
  'core dump': ['core', /was ended by SIGABRT \(it aborted itself(; core dumped)?\)\./],
  'killed parent': ['killed-parent', /was ended by SIGKILL/],
  'failing orphan': [
    'failing-orphan 4',
    /Of what \S+ left in the background, one process failed: \d+ \(exit status 4\)/,
  ],
  'crashing orphan': ['crashing-orphan 11', /one process failed: \d+ \(SIGSEGV\)/],
  'late orphan': ['orphan 60000', /left one process running: \d+ \(\.\/ends orphan 60000\)\. It was ended\./],
  daemon: ['daemon', /left one process running/],
  'many daemons': ['daemons 12', /left 12 processes running: .* and 4 more\. They were ended\./],
  stopped: ['signal 19', /was stopped by SIGSTOP, and nothing let it go on\./],
  'stopped child': ['stopped-child', /did not end within 2 s\. Then 2 processes ran: .*; stopped\)/],
  'never ends': ['forever', /did not end within 2 s\.$/],
  'never ends, nor do its children': ['deaf', /did not end within 2 s\. Then [34] processes ran/],
  'kills its launcher': ['kill-launcher', /It is not known how .* ended: the launcher that watched it was killed\./],
  'not a program': ['', /ended with exit status 126, a shell’s answer where a command cannot be executed/],
};

/** Ends that are none of the above: the run is good. */
const good = {
  plain: 'status 0',
  'short orphan': 'orphan 100',
  'child killed, which it waited for': 'killed-child',
  'stopped and continued': 'continued 0',
};

describe('a program’s end', () => {
  let sandbox: Sandbox;
  let report: Report;

  /** `run NAME` becomes what the file of that name says: the benchmark stays the same. */
  const say = (name: string, words: string) => sandbox.write(`ends.d/${name}`, words);

  beforeAll(async () => {
    sandbox = createSandbox(testProgram('Library'));
    compileC(new URL('../launcher/ends.c', import.meta.url).pathname, `${sandbox.folder}/ends`, ['-pthread']);
    const swiftSource = new URL('../launcher/ends.swift', import.meta.url).pathname;
    execFileSync('swiftc', ['-O', '-o', `${sandbox.folder}/swift-ends`, swiftSource], { stdio: 'ignore' });
    sandbox.write(
      'run',
      '#!/bin/sh\nread -r words <"ends.d/$1"\n[ -n "$words" ] || exec ./no-program\n' +
        'case $words in swift*) exec ./$words ;; esac\nexec ./ends $words\n',
    );
    sandbox.write('no-program', '\u007fELF');
    for (const name of ['run', 'no-program']) sandbox.makeExecutable(name);
    const names = [...Object.keys(ends), ...Object.keys(good)];
    const benchmark = (name: string) => `  ${name.replace(/\W+/g, '-')}: { command: [./run, "${name}"] }\n`;
    sandbox.write(
      '.github/allocations.yml',
      'defaults: { runs: 1, timeout: 2s, leftover-processes: { wait: 500ms } }\n' +
        `benchmarks:\n${names.map(benchmark).join('')}`,
    );
    for (const name of names) say(name, name.startsWith('swift') ? 'swift-ends\n' : 'status 0\n');
    const before = await sandbox.run(['gate', '--flame-graph', 'false', '--on-missing-baseline', 'pass']);
    expect(before).toMatchObject({ exitCode: 0 });
    expect((await sandbox.run(['accept', '--report', '.build/allocations/report.json'])).exitCode).toBe(0);
    for (const [name, [words]] of Object.entries(ends)) say(name, `${words}\n`);
    for (const [name, words] of Object.entries(good)) say(name, `${words}\n`);
    report = reportOf(await sandbox.run(['gate', '--flame-graph', 'false', '--json']));
  });
  afterAll(() => sandbox.remove());

  it.each(Object.entries(ends))('is told, and is never a number: %s', (name, [, sentence]) => {
    expect(failedIn(report, name.replace(/\W+/g, '-')).failure.message).toMatch(sentence);
  });

  it.each([
    ['error', 'noHandler'],
    ['fatal', 'Fatal error: no handler'],
    ['none', 'Program crashed'],
    ['range', 'Program crashed'],
  ])('has Swift’s own words where it is an end of Swift’s: %s', (how, words) => {
    expect(failedIn(report, `swift-${how}`).failure.lastLines.join('\n')).toContain(words);
  });

  it.each(Object.keys(good))('is a good one: %s', (name) => {
    expect(measuredIn(report, name.replace(/\W+/g, '-')).measurement.runs).toBe(1);
  });

  it('leaves no process and no probe behind', () => {
    expect(programsIn(sandbox.folder)).toEqual([]);
    expect(kernelProbes()).toEqual([]);
  });
});
