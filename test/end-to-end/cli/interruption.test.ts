import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findAllocator } from '../../../src/measure/perf/allocator.ts';
import { createRun } from '../../../src/system/process.ts';
import { descendantsOf } from '../../../src/system/processes.ts';
import { reportOf } from '../command-line.ts';
import { kernelProbes, leavingProbes, placeProbe, probesOf, removeProbe } from '../kernel-probes.ts';
import { nameOf, programsIn, waitUntil } from '../processes.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox, testProgram } from '../sandbox.ts';

const quickly = ['--runs', '1', '--flame-graph', 'false'];

/** Whatever ends a gate, the kernel and the temporary folder are as they were before. */
describe('a gate that is ended in the middle of a run', () => {
  let hanging: Sandbox;

  beforeAll(() => {
    hanging = createSandbox(testProgram('Hanging'));
  });
  afterAll(() => hanging.remove());

  const startAndWait = async () => {
    const gate = hanging.start(['gate', ...quickly]);
    await waitUntil('the program runs under the probes', () => programsIn(hanging.folder).length > 0);
    expect(probesOf(gate.pid).length).toBeGreaterThan(3);
    expect(await hanging.temporaryFiles()).not.toEqual([]);
    return gate;
  };

  for (const [signal, exitCode] of [
    ['SIGTERM', 143],
    ['SIGINT', 130],
  ] as const) {
    it(`by ${signal} exits with ${exitCode} and leaves no probe, process or file, within a cancelled job’s 7.5 s`, async () => {
      const gate = await startAndWait();
      const killed = performance.now();
      gate.kill(signal);
      expect(await gate.ended).toMatchObject({ exitCode, stdout: '' });
      expect(performance.now() - killed).toBeLessThan(7500);
      expect(kernelProbes()).toEqual([]);
      expect(programsIn(hanging.folder)).toEqual([]);
      expect(await hanging.temporaryFiles()).toEqual([]);
    });
  }

  it.each([1, 4])('before that, when %i of its probes are placed, leaves nothing either', async (placed) => {
    const gate = hanging.start(['gate', ...quickly]);
    await waitUntil('it places probes', () => probesOf(gate.pid).length >= placed);
    const killed = performance.now();
    gate.kill('SIGTERM');
    expect(await gate.ended).toMatchObject({ exitCode: 143, stdout: '' });
    expect(performance.now() - killed).toBeLessThan(7500);
    expect(kernelProbes()).toEqual([]);
    expect(await hanging.temporaryFiles()).toEqual([]);
  });

  it('by SIGKILL leaves nothing once the next gate has run', async () => {
    const gate = await startAndWait();
    await leavingProbes(async () => {
      gate.kill('SIGKILL');
      await gate.ended;
      expect(probesOf(gate.pid).length).toBeGreaterThan(3);
      const next = await hanging.run(['gate', ...quickly, '--timeout', '1s']);
      expect(next.exitCode).toBe(3);
    });
    expect(kernelProbes()).toEqual([]);
    expect(programsIn(hanging.folder)).toEqual([]);
    expect(await hanging.temporaryFiles()).toEqual([]);
  });
});

/** The one that looks sees the whole machine, as root does where it is no container itself. */
describe.runIf(process.getuid?.() === 0)('a gate in a container that is killed', () => {
  let hanging: Sandbox;
  beforeAll(() => {
    hanging = createSandbox(testProgram('Hanging'));
  });
  afterAll(() => hanging.remove());

  it('leaves nothing once the next gate has run outside of it', async () => {
    const prefix = [
      'unshare',
      '--pid',
      '--fork',
      '--kill-child=KILL',
      '--mount',
      '--propagation=unchanged',
      '--',
      'sh',
      '-c',
      'mount -t proc proc /proc && exec "$@"',
      'container',
    ];
    const container = hanging.start(['gate', ...quickly], { prefix });
    const isProgram = (pid: number) => nameOf(pid) === 'Hanging';
    await waitUntil('the program runs under the probes', () => descendantsOf(container.pid).some(isProgram));
    expect(kernelProbes()).toEqual([]);
    await leavingProbes(async () => {
      container.kill('SIGKILL');
      await container.ended;
      await waitUntil('its last process has ended', () => kernelProbes().length > 3);
      expect(await hanging.temporaryFiles()).not.toEqual([]);
      expect((await hanging.run(['doctor'])).exitCode).toBe(0);
    });
    expect(kernelProbes()).toEqual([]);
    expect(await hanging.temporaryFiles()).toEqual([]);
  });
});

describe('on a machine that others use too', () => {
  let sandboxes: readonly [Sandbox, Sandbox];
  beforeAll(() => {
    sandboxes = [createSandbox(examplePackage('objects-and-strings')), createSandbox(testProgram('KnownCalls'))];
  });
  afterAll(() => {
    for (const sandbox of sandboxes) sandbox.remove();
  });

  it('two gates at a time count as each does alone, and somebody else’s probes are neither counted nor removed', async () => {
    const [first, second] = sandboxes;
    const { path, places } = await findAllocator(createRun({}), process.execPath, {});
    const place = `${path}:0x${places.get('malloc')?.offset.toString(16)}`;
    // One on the very place of ours, and one whose group looks like ours.
    const foreign = [placeProbe('somebody_else', 'malloc', place), placeProbe('allocation_gate', 'malloc', place)];
    try {
      const [one, other] = await Promise.all([
        first.run(['gate', ...quickly, '--json']),
        second.run(['gate', '--runs', '2', '--flame-graph', 'false', '--json']),
      ]);
      expect(one.exitCode).toBe(0);
      expect(measuredIn(reportOf(one), 'whole-program').delta).toMatchObject({ malloc: 0, calloc: 0, total: 0 });
      expect(other.exitCode).toBe(0);
      expect(measuredIn(reportOf(other), 'KnownCalls').noise.total).toBe(0);
      expect([...kernelProbes()].sort()).toEqual([...foreign].sort());
    } finally {
      foreign.forEach(removeProbe);
    }
    expect(kernelProbes()).toEqual([]);
  });
});
