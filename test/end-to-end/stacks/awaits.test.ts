import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeasuredBenchmark } from '../../../src/model/report.ts';
import { reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, examplePackage, type Sandbox } from '../sandbox.ts';

/** How often it is measured. */
const times = 5;

describe('the async example', () => {
  let sandbox: Sandbox;
  const measurements: MeasuredBenchmark[] = [];

  beforeAll(async () => {
    sandbox = createSandbox(examplePackage('message-relay'));
    for (let time = 0; time < times; time += 1) {
      const ended = await sandbox.run(['measure', '--json', '--runs', '1']);
      measurements.push(measuredIn(reportOf(ended), 'batch'));
    }
  });
  afterAll(() => sandbox.remove());

  it('is recorded from inside each time, whole', () => {
    for (const { stacks } of measurements) {
      expect(stacks).toMatchObject({ callGraph: 'inside', recorder: { name: 'inside' }, lost: 0 });
      expect(stacks?.untrusted).toBeLessThan(0.01);
    }
  });

  it('has sites with who calls and then who awaits them, and not the runtime that resumes them', () => {
    const [deliver] = measurements.map(({ sites }) => sites.find(({ name }) => name === 'Relay.deliver(_:)'));
    expect(deliver?.callers).toEqual([
      'await in closure #1 in closure #2 in Relay.relay(batch:)',
      'await in partial apply for closure #1 in closure #2 in Relay.relay(batch:)',
    ]);
  });

  it('has the same sites with the same counts in its own code and in Foundation each time', () => {
    const steady = measurements.map(({ sites }) =>
      sites
        .filter(({ module }) => /^(?:MessageRelay|FoundationEssentials|libFoundationEssentials\.so)$/.test(module))
        // What the runtime makes when it resumes a task or starts one belongs to who awaits it, and follows from time.
        .filter(({ name }) => !/^await in |^specialized thunk /.test(name))
        // JSONDecoder's arrays: whether one grows once more depends on the heap (facts 43), and on threads that differs.
        .filter(({ callers }) => callers[0] !== '__DataStorage.withUnsafeBytes<A>(in:apply:)')
        // Whoever comes first pays for what is made once, and some task for its next slab: parts of one in a batch.
        .map(({ name, module, count, callers }) => JSON.stringify([name, module, Math.round(count), callers]))
        .sort(),
    );
    expect(steady[0]?.length).toBeGreaterThan(5);
    for (const one of steady) expect(one).toEqual(steady[0]);
  });
});
