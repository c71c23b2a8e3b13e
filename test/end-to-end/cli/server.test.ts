import { createServer, type Server } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../src/model/report.ts';
import { reportOf } from '../command-line.ts';
import { kernelProbes, leavingProbes } from '../kernel-probes.ts';
import { programsIn, waitUntil } from '../processes.ts';
import { failedIn, measuredIn, only } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';

/** Listens on a port of its own until it is closed. */
async function listening(): Promise<Server & { readonly port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The server has no port');
  return Object.assign(server, { port: address.port });
}

async function freePort(): Promise<number> {
  const server = await listening();
  await new Promise((resolve) => server.close(resolve));
  return server.port;
}

const configuration = '.github/allocations.yml';

/** Sends a line that the changed server does not survive, and fails when there is no answer. */
const deadlyDriver = `#!/bin/bash
exec 3<>/dev/tcp/127.0.0.1/$1
printf '%02000d\\n' 0 >&3
read -r answer <&3
`;

describe('the example of a server', () => {
  let sandbox: Sandbox;
  let example: Report;

  beforeAll(async () => {
    sandbox = createSandbox(examplePackage('line-server'));
    sandbox.write(configuration, sandbox.read(configuration).replaceAll('8128', String(await freePort())));
    example = reportOf(await sandbox.run(['gate', '--json', '--on-incomparable', 'warn']));
  });
  afterAll(() => sandbox.remove());

  it('is counted exactly, request by request and connection by connection, and what drives it is not', () => {
    expect(measuredIn(example, 'request')).toMatchObject({ counts: only({ malloc: 2 }), noise: { total: 0 } });
    expect(measuredIn(example, 'connection')).toMatchObject({ counts: only({ malloc: 3 }), noise: { total: 0 } });
    // Cut off after its last answer, it would leave the last connection's buffer now and then.
    expect(measuredIn(example, 'connection').unfreed).toMatchObject({ allocated: 3, freed: 3 });
  });

  it('is recorded while it is driven: its request handler is the call site', () => {
    const { sites } = measuredIn(example, 'request');
    expect(sites).toEqual([expect.objectContaining({ module: 'LineServer', count: 2 })]);
    expect(sites[0]?.name).toContain('RequestHandler.answer(_:)');
    expect(JSON.stringify(sites[0]?.callers)).toContain('Connection.serve()');
  });

  it('is compared with numbers of the same load only', async () => {
    expect(await sandbox.run(['accept', '--report', '.build/allocations/report.json'])).toMatchObject({ exitCode: 0 });
    sandbox.replace(configuration, '"1", "{iterations}"]', '"2", "{iterations}"]');
    const other = await sandbox.run(['gate', '--json', '--flame-graph', 'false', '--on-incomparable', 'fail']);
    expect(other.exitCode).toBe(1);
    const [connection, request] = ['connection', 'request'].map((name) => measuredIn(reportOf(other), name));
    expect(connection).toMatchObject({ verdict: 'pass', delta: { total: 0 } });
    expect(request).toMatchObject({ verdict: 'incomparable', differences: [{ field: 'drive' }] });
    expect(request?.counts).toEqual(only({ malloc: 4 }));
  });
});

describe('a server', () => {
  let sandbox: Sandbox;
  let occupied: Awaited<ReturnType<typeof listening>>;
  let port: number;
  let report: Report;

  const messageOf = (name: string) => failedIn(report, name).failure.message;
  const remedyOf = (name: string) => failedIn(report, name).failure.remedy;

  const server = () => `.build/release/LineServer ${port}`;
  const client = () => `.build/release/LineClient, "${port}", "1"`;
  const byShell = (script: string) => `command: [/bin/sh, -c, "${script}"]`;
  const product = () => `product: LineServer, arguments: ["${port}"]`;
  const good = () => `ready: { port: ${port} }, drive: [${client()}, "{iterations}"], iterations: { from: 10, to: 60 }`;
  /** What is to run out of time has little; everything else has what a busy machine may take. */
  const brief = 'timeout: 3s';
  const driven = (words: string) => `ready: { port: ${port} }, drive: [${words}]`;
  const benchmarks = (): Readonly<Record<string, string>> => ({
    'by-a-shell': `${byShell(`${server()}; true`)}, ${good()}`,
    'by-a-shell-that-waits': `${byShell(`${server()} & wait`)}, ${good()}`,
    'by-exec': `${byShell(`exec ${server()}`)}, ${good()}`,
    'by-a-shell-that-tells': `${byShell(`trap 'kill $pid' TERM; ${server()} & pid=$!; wait; wait $pid`)}, ${good()}`,
    'other-signal': `${byShell(`trap '' TERM; exec ${server()}`)}, stop: SIGUSR1, ${good()}`,
    'own-status': `${byShell(`trap 'exit 5' TERM; ${server()} & wait`)}, status: 5, ${good()}`,
    'other-status': `${byShell(`trap 'exit 6' TERM; ${server()} & wait`)}, status: 5, ${good()}`,
    'by-variable': `${product()}, ${driven(`/bin/sh, -c, "exec ${client().replaceAll(/[",]/g, '')} $N"`)}, iterations: { variable: N, from: 10, to: 60 }`,
    'port-never-opened': `${product()}, ready: { port: 1 }, drive: [${client()}, "1"], ${brief}`,
    'text-never-printed': `${product()}, ready: { text: never printed }, drive: [${client()}, "1"], ${brief}`,
    'ends-at-once': `product: LineServer, arguments: ["${occupied.port}"], ready: { port: ${port} }, drive: [${client()}, "1"]`,
    'dies-while-driven': `${product()}, ${driven(`./deadly.sh, "${port}"`)}`,
    'leaves-while-driven': `${byShell(`${server()} & sleep 1; kill $!; wait; exit 0`)}, ${driven('sleep, "60"')}`,
    'does-not-stop': `${byShell(`trap '' TERM; exec ${server()}`)}, ${driven(`${client()}, "1"`)}, ${brief}`,
    'driver-fails': `${product()}, ${driven('/bin/sh, -c, "echo no luck; exit 7"')}`,
    'driver-hangs': `${product()}, ${driven('/bin/sh, -c, "echo waiting; sleep 60; true"')}, ${brief}`,
    'driver-leaves': `${product()}, ${driven('/bin/sh, -c, "sleep 60 &"')}`,
    'driver-missing': `${product()}, ${driven('./no-driver')}`,
    'port-open-before': `${product()}, ready: { port: ${occupied.port} }, drive: [${client()}, "1"]`,
  });

  beforeAll(async () => {
    occupied = await listening();
    port = await freePort();
    sandbox = createSandbox(examplePackage('line-server'));
    sandbox.replace(
      'Sources/LineServer/RequestHandler.swift',
      '    var answer',
      '    precondition(text.utf8.count < 1000)\n    var answer',
    );
    sandbox.write('deadly.sh', deadlyDriver);
    sandbox.makeExecutable('deadly.sh');
    const entries = Object.entries(benchmarks()).map(([name, keys]) => `  ${name}: { ${keys} }\n`);
    sandbox.write(
      configuration,
      `defaults: { timeout: 1m, runs: 1, leftover-processes: { wait: 500ms } }\nbenchmarks:\n${entries.join('')}`,
    );
    report = reportOf(await sandbox.run(['measure', '--json', '--flame-graph', 'false']));
  });
  afterAll(() => {
    occupied.close();
    sandbox.remove();
  });

  it.each([
    'by-a-shell',
    'by-a-shell-that-waits',
    'by-exec',
    'by-a-shell-that-tells',
    'other-signal',
    'own-status',
    'by-variable',
  ])('is counted the same however it is started, told its work and stopped: %s', (name) => {
    // A shell that kills what has ended already says so, which takes two allocations, once in fifty requests more.
    const { malloc, ...others } = measuredIn(report, name).counts;
    expect(malloc).toBeCloseTo(2, 1);
    expect({ malloc: 0, ...others }).toEqual(only({}));
  });

  it('that never becomes ready is told, with what was waited for', () => {
    expect(messageOf('port-never-opened')).toMatch(
      /LineServer was not ready within 3 s: nothing listened on port 1\.$/,
    );
    expect(messageOf('text-never-printed')).toMatch(/was not ready within 3 s: it did not print "never printed"\.$/);
    expect(remedyOf('text-never-printed')).toContain('flush it');
  });

  it('that ends before it is ready is told, with how', () => {
    expect(messageOf('ends-at-once')).toMatch(/LineServer died before it was ready: it ended with exit status 1\.$/);
    expect(failedIn(report, 'ends-at-once').failure.lastLines.join('\n')).toContain('bind: Address already in use');
  });

  it('that dies while it is driven is the failure, and not its driver, which fails for that', () => {
    expect(messageOf('dies-while-driven')).toMatch(
      /LineServer died while it was driven: it was ended by SIG(ILL|TRAP)/,
    );
    expect(failedIn(report, 'dies-while-driven').failure.lastLines.join('\n')).toMatch(
      /precondition failure[\s\S]*RequestHandler\.answer/,
    );
    expect(messageOf('leaves-while-driven')).toMatch(/died while it was driven: it ended with exit status 0\.$/);
  });

  it('that does not stop is told, with the signal', () => {
    expect(messageOf('does-not-stop')).toMatch(/did not stop: it got SIGTERM after it had been driven/);
    expect(remedyOf('does-not-stop')).toContain('`stop`');
    expect(messageOf('other-status')).toMatch(/ended with exit status 6\./);
  });

  it('whose driver fails is not measured: that fails, hangs, leaves something or is not there', () => {
    expect(messageOf('driver-fails')).toMatch(
      /^What drives \S+LineServer failed: \/bin\/sh ended with exit status 7\.$/,
    );
    expect(failedIn(report, 'driver-fails').failure.lastLines).toContain('no luck');
    expect(messageOf('driver-hangs')).toMatch(/LineServer \(\/bin\/sh\) had not ended when the run’s 3 s were over\.$/);
    expect(failedIn(report, 'driver-hangs').failure.lastLines).toContain('waiting');
    expect(messageOf('driver-leaves')).toMatch(/\/bin\/sh left one process running: \d+ \(sleep 60\)/);
    expect(messageOf('driver-missing')).toBe('The driver "./no-driver" of driver-missing was not found.');
  });

  it('whose port is open before it is started is refused: another would be taken for it', () => {
    expect(messageOf('port-open-before')).toMatch(/^Port \d+ was open before \S+LineServer was started\.$/);
  });

  it('takes what drives it along when the gate is killed', async () => {
    const forever = `${product()}, ${driven(`${client()}, "100000000"`)}`;
    sandbox.write(configuration, `benchmarks: { forever: { ${forever}, timeout: 5m } }\n`);
    const gate = sandbox.start(['measure', '--flame-graph', 'false']);
    await waitUntil('server and client run', () => programsIn(sandbox.folder).length === 2, 120);
    await leavingProbes(async () => {
      gate.kill('SIGKILL');
      await waitUntil('both have ended', () => programsIn(sandbox.folder).length === 0, 10);
      // The next start removes what it left.
      await sandbox.run(['doctor']);
    });
  });

  it('leaves no process and no probe behind', () => {
    expect(programsIn(sandbox.folder)).toEqual([]);
    expect(kernelProbes()).toEqual([]);
  });
});
