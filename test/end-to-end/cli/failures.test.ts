import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { reportOf } from '../command-line.ts';
import { kernelProbes } from '../kernel-probes.ts';
import { programsIn } from '../processes.ts';
import { failedIn, measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

const once = ['--runs', '1', '--flame-graph', 'false'];

/** What cannot be measured: exit 3, and never a number. */
describe.concurrent('a package that', () => {
  const sandboxes: Sandbox[] = [];
  const sandboxOf = (name: string): Sandbox => {
    const sandbox = createSandbox(testProgram(name));
    sandboxes.push(sandbox);
    return sandbox;
  };

  afterAll(() => {
    for (const sandbox of sandboxes) sandbox.remove();
  });

  it('does not build shows the compiler’s message once, with its file and line', async () => {
    const { exitCode, stdout } = await sandboxOf('NotBuilding').run(['gate', ...once]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^Allocations could not be measured: The build broke: `swift build -c release /);
    const message = /main\.swift:1:24: error: cannot convert value of type 'String' to specified type 'Int'/g;
    expect(stdout.match(message)).toHaveLength(1);
    expect(kernelProbes()).toEqual([]);
  });

  it('meets no Swift says so, and leaves nothing of what was prepared to count it', async () => {
    const sandbox = sandboxOf('Library');
    for (const name of ['perf', 'cc', 'as', 'ld']) {
      mkdirSync(join(sandbox.folder, 'tools'), { recursive: true });
      symlinkSync(join('/usr/bin', name), join(sandbox.folder, 'tools', name));
    }
    const { exitCode, stdout } = await sandbox.run(['gate', ...once], {
      environment: { PATH: join(sandbox.folder, 'tools') },
    });
    expect(exitCode).toBe(3);
    expect(stdout).toContain('swift');
    expect(kernelProbes()).toEqual([]);
    expect(await sandbox.temporaryFiles()).toEqual([]);
  });

  it('crashes shows the signal, the last lines that it printed with Swift’s backtrace, and how to run it again', async () => {
    const { exitCode, stdout } = await sandboxOf('Crashing').run(['gate', ...once]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('1 benchmark could not be measured: Crashing');
    expect(stdout).toMatch(/\/Crashing was ended by (SIGTRAP \(a trap\)|SIGILL \(an illegal instruction\))\./);
    expect(stdout).toContain('| Crashing: about to serve 3 requests');
    expect(stdout).toContain('Fatal error: no handler for request number 1');
    expect(stdout).toMatch(/\| Thread 0 "Crashing" crashed:/);
    expect(stdout).toMatch(/ Crashing_main .* at .*main\.swift:13/);
    expect(stdout).toMatch(/\| To run it again: cd \S+ && env -i .*PWD=.* \S+\/Crashing$/m);
  });

  it('hangs is ended after `timeout`, and leaves no process behind', async () => {
    const sandbox = sandboxOf('Hanging');
    const ended = await sandbox.run(['gate', ...once, '--timeout', '1s', '--json']);
    expect(ended.exitCode).toBe(3);
    const { failure } = failedIn(reportOf(ended), 'Hanging');
    expect(failure.message).toMatch(/\/Hanging did not end within 1 s\.$/);
    expect(failure.remedy).toContain('`--timeout`');
    expect(failure.lastLines).toContain('Hanging: waiting for a connection that never comes');
    expect(programsIn(sandbox.folder)).toEqual([]);
  });

  it('is removed by its own program does not keep the gate from its end', async () => {
    const sandbox = sandboxOf('Library');
    const remove = `benchmarks:\n  gone: { command: [/bin/rm, -rf, ${sandbox.folder}] }\n`;
    sandbox.write('.github/allocations.yml', `defaults: { runs: 1 }\n${remove}`);
    const { exitCode, stdout } = await sandbox.run(['gate', '--flame-graph', 'false']);
    expect({ exitCode, stdout }).toMatchObject({ exitCode: 0, stdout: expect.stringContaining('gone') });
  });

  it('has a folder for a command is measured in all its other benchmarks', async () => {
    const sandbox = sandboxOf('Library');
    sandbox.write('scripts/empty', '');
    const benchmarks = 'benchmarks:\n  good: { command: [/bin/echo] }\n  typo: { command: [./scripts] }\n';
    sandbox.write('.github/allocations.yml', benchmarks);
    const ended = await sandbox.run(['gate', ...once, '--json']);
    expect(ended.exitCode).toBe(3);
    expect(failedIn(reportOf(ended), 'typo').failure.message).toBe('The command "./scripts" of typo is a folder.');
    expect(measuredIn(reportOf(ended), 'good').total).toBeGreaterThan(0);
  });

  it('brings jemalloc along is none: it is counted, and the report names the allocator', async () => {
    const sandbox = sandboxOf('Jemalloc');
    const ended = await sandbox.run(['gate', ...once, '--json']);
    expect(ended.exitCode).toBe(0);
    expect(reportOf(ended).fingerprint).toMatchObject({ libc: 'glibc 2.41', allocator: 'jemalloc 5.3.0' });
    expect(measuredIn(reportOf(ended), 'Jemalloc').total).toBeGreaterThan(1000);
    expect(await sandbox.temporaryFiles()).toEqual([]);
    expect(kernelProbes()).toEqual([]);
  });
});
