import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { MeasuredBenchmark } from '../../../src/model/report.ts';
import { reportOf } from '../command-line.ts';
import { measuredIn } from '../reports.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';

/** Once: the queue's threads make a count differ by one or two from run to run. */
const quickly = ['--runs', '1'];

describe('a program that allocates through code without frame pointers, recorded by perf', () => {
  let sandbox: Sandbox;
  const measure = async (callGraph: string): Promise<MeasuredBenchmark> => {
    const how = ['--recorder', 'perf', '--call-graph', callGraph];
    const ended = await sandbox.run(['measure', '--json', ...quickly, ...how]);
    expect(ended.exitCode).toBe(0);
    return measuredIn(reportOf(ended), 'MixedStacks');
  };

  beforeAll(() => {
    sandbox = createSandbox(testProgram('MixedStacks'));
  });
  afterAll(() => sandbox.remove());

  it('is recorded with dwarf by `auto`, and its sites are those of an explicit dwarf recording', async () => {
    const auto = await measure('auto');
    expect(auto.stacks).toMatchObject({ callGraph: 'dwarf', lost: 0, untrusted: 0, unresolved: 0 });
    const dwarf = await measure('dwarf');
    const named = ({ sites }: MeasuredBenchmark) =>
      sites.map(({ name, module, callers }) => ({ name, module, callers }));
    expect(sorted(named(auto))).toEqual(sorted(named(dwarf)));

    const site = (name: string) => auto.sites.find((one) => one.name === name && one.module === 'MixedStacks');
    // A block and a continuation for each turn, and what the queue itself needs.
    expect(site('enqueueWork(_:)')?.count).toBeGreaterThanOrEqual(40);
    // A stream, its buffer and a line in each of 20 turns.
    expect(site('readLines(_:)')).toMatchObject({ count: 60, callers: ['MixedStacks_main'] });
    expect(site('makeWork(_:)')).toMatchObject({ count: 18 });
    const encoding = auto.sites.filter(
      ({ name, callers }) => name === 'encodeOrders(_:)' || callers.some((caller) => caller === 'Order.encode(to:)'),
    );
    expect(encoding.reduce((sum, { count }) => sum + count, 0)).toBeGreaterThan(300);
  });

  it('says with `call-graph: fp` which share of the stacks is not to be trusted, in the report and in words', async () => {
    const fp = await measure('fp');
    expect(fp.stacks).toMatchObject({ callGraph: 'fp', lost: 0 });
    expect(fp.stacks?.untrusted).toBeGreaterThan(0.5);

    const accepted = await sandbox.run(['accept', '--report', '.build/allocations/report.json']);
    expect(accepted.exitCode).toBe(0);
    sandbox.replace('Sources/MixedStacks/main.swift', 'let turns = 20', 'let turns = 30');
    const { exitCode, stdout } = await sandbox.run(['gate', ...quickly, '--call-graph', 'fp']);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/These call sites may be incomplete: .*\d % lack callers, for want of frame pointers/);
  });
});

const sorted = (sites: readonly unknown[]) => sites.map((site) => JSON.stringify(site)).sort();
