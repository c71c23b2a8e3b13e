import { afterAll, describe, expect, it } from 'vitest';
import { reportOf } from '../command-line.ts';
import { kernelProbes } from '../kernel-probes.ts';
import { programsIn } from '../processes.ts';
import { failedIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

const once = ['--runs', '1', '--flame-graph', 'false'];

/** What cannot be measured: exit 3, and never a number. */
describe.concurrent('a package that', () => {
  const sandboxes = new Map<string, Sandbox>();
  const sandboxOf = (name: string): Sandbox => {
    const sandbox = createSandbox(testProgram(name));
    sandboxes.set(name, sandbox);
    return sandbox;
  };

  afterAll(() => {
    for (const sandbox of sandboxes.values()) sandbox.remove();
  });

  it('does not build shows the compiler’s message once, with its file and line', async () => {
    const { exitCode, stdout } = await sandboxOf('NotBuilding').run(['gate', ...once]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/^Allocations could not be measured: The build broke: `swift build -c release /);
    const message = /main\.swift:1:24: error: cannot convert value of type 'String' to specified type 'Int'/g;
    expect(stdout.match(message)).toHaveLength(1);
    expect(kernelProbes()).toEqual([]);
  });

  it('crashes shows the signal and the last line that it printed', async () => {
    const { exitCode, stdout } = await sandboxOf('Crashing').run(['gate', ...once]);
    expect(exitCode).toBe(3);
    expect(stdout).toContain('1 benchmark could not be measured: Crashing');
    expect(stdout).toMatch(/\/Crashing crashed: (Trace\/breakpoint trap|Illegal instruction)\./);
    expect(stdout).toContain('| Crashing: about to serve 3 requests');
    expect(stdout).toContain('Fatal error: no handler for request number 1');
  });

  it('hangs is ended after `timeout`, and leaves no process behind', async () => {
    const sandbox = sandboxOf('Hanging');
    const ended = await sandbox.run(['gate', ...once, '--timeout', '1s', '--json']);
    expect(ended.exitCode).toBe(3);
    const { failure } = failedIn(reportOf(ended), 'Hanging');
    expect(failure.message).toMatch(/\/Hanging did not end within 1 s\.$/);
    expect(failure.remedy).toContain('`timeout`');
    expect(failure.lastLines).toContain('Hanging: waiting for a connection that never comes');
    expect(programsIn(sandbox.folder)).toEqual([]);
  });

  it('brings jemalloc along is refused, with the allocator’s name', async () => {
    const { exitCode, stdout } = await sandboxOf('Jemalloc').run(['gate', ...once]);
    expect(exitCode).toBe(3);
    expect(stdout).toMatch(/\/Jemalloc does not allocate through libc: its malloc is defined in .*\(jemalloc\)/);
    expect(stdout).not.toMatch(/Allocations\n/);
    expect(await sandboxes.get('Jemalloc')?.temporaryFiles()).toEqual([]);
    expect(kernelProbes()).toEqual([]);
  });
});
