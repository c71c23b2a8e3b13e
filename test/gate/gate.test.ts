import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type GateResult, runGate } from '../../src/gate/gate.ts';
import type { CompletedRun, FailedRun, MeasurerKind } from '../../src/measure/measurer.ts';
import { resolveSettings } from '../../src/settings/settings.ts';
import { Cleanup } from '../../src/system/cleanup.ts';
import { counts } from '../baseline/measurements.ts';
import { recorded } from '../elf/recorded.ts';
import { type FakeRun, fakeMeasurer, noMeasurer, reportOf } from '../measure/fake-measurer.ts';
import { defaultInputs } from '../settings/default-inputs.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { silentLogger } from '../system/silent-logger.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

/** A package whose executables are First and Second, as recorded, in a repository of its own; First is measured. */
function repository() {
  const folder = temporaryDirectory();
  writeFileSync(join(folder, 'Package.swift'), '');
  let measurer: MeasurerKind & Partial<ReturnType<typeof fakeMeasurer>> = noMeasurer;
  const run = scriptedRun((command) => {
    if (command.includes('-print-target-info')) return { stdout: recorded('swift/target-info.json') };
    if (command.includes(' describe ')) return { stdout: recorded('swift/two.describe.json') };
    if (command.includes('--show-bin-path')) return { stdout: `${folder}/.build/release\n` };
    return {};
  });
  /** The gate's result where each run shows this; null: there is nothing to measure with. */
  const gate = (
    show: ((run: FakeRun, index: number) => Partial<CompletedRun> | FailedRun) | null,
    products: readonly string[] = ['First'],
    keep?: (soFar: GateResult) => Promise<void>,
    whyNotInside?: string | null,
  ): Promise<GateResult> => {
    measurer = show === null ? noMeasurer : fakeMeasurer(show, whyNotInside);
    return runGate(
      resolveSettings({ ...defaultInputs, products }, null),
      {
        source: null,
        image: null,
        inspectBase: async () => ({ baselineRemoved: false, removedEntries: [], notices: [], files: [] }),
        findBase: async () => null,
        blobsAtHead: async () => null,
        alwaysBase: false,
        keyOf: (environmentName) => environmentName,
        ...(keep === undefined ? {} : { keep }),
      },
      {
        run,
        runAlways: run,
        logger: silentLogger,
        cleanup: new Cleanup(silentLogger),
        environment: {},
        mayInstall: false,
        repository: folder,
        measurer,
      },
    );
  };
  return { folder, gate, run, isMeasuring: () => measurer.isOpen?.(), letGoAfter: () => measurer.letGoAfter?.() };
}

const allocating = (malloc: number) => (): Partial<CompletedRun> => ({
  counts: counts({ malloc }),
  stacks: { stacks: [], callGraph: 'fp', naming: 'functions', samples: 0, lost: 0, whyNoLines: null },
});

/** Commits the candidate of a result. */
function accept(folder: string, { report: { candidate } }: GateResult): void {
  if (candidate === null) throw new Error('there is no candidate');
  mkdirSync(dirname(join(folder, candidate.path)), { recursive: true });
  writeFileSync(join(folder, candidate.path), candidate.text);
}

describe('the gate', () => {
  it('has put its probes away before it builds a base: all programs are slower meanwhile', async () => {
    const { gate, isMeasuring } = repository();
    let whileMeasured: boolean | undefined;
    await gate(() => {
      whileMeasured = isMeasuring();
      return allocating(100)();
    });
    expect(whileMeasured).toBe(true);
    expect(isMeasuring()).toBe(false);
  });

  it('reads the baseline before SwiftPM executes the manifest, which could change it', async () => {
    const { folder, gate, run } = repository();
    const { report } = await gate(allocating(100));
    const path = report.candidate?.path ?? '';
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), '{');
    const before = run.commands.length;
    await expect(gate(allocating(100))).rejects.toThrow(path);
    expect(run.commands.slice(before).filter((command) => command.includes(' package '))).toEqual([]);
  });

  it('lets go of its probes once the last benchmark is counted, and not before', async () => {
    const seen = ({ wanted: { record } }: FakeRun): Partial<CompletedRun> => {
      const { stacks = null, ...run } = allocating(100)();
      return { ...run, stacks: record === null || stacks === null ? null : { ...stacks, callGraph: 'inside' } };
    };
    const { gate, letGoAfter } = repository();
    // Each is run five times: by both instruments, by probes, and by the recorder alone.
    await gate(seen, ['First', 'Second'], undefined, null);
    expect(letGoAfter()).toBe(5 + 2);
    await gate(allocating(100), ['First', 'Second']);
    expect(letGoAfter()).toBeNull();
  });

  it('has no baseline at first, and compares with the candidate once that is accepted', async () => {
    const { folder, gate } = repository();
    const first = await gate(allocating(100));
    expect(first.report).toMatchObject({
      verdict: 'no-baseline',
      passes: true,
      benchmarks: [{ name: 'First', total: 100 }],
    });
    accept(folder, first);
    expect((await gate(allocating(100))).report).toMatchObject({ verdict: 'pass', passes: true });
    expect((await gate(allocating(101))).report).toMatchObject({ verdict: 'regression', passes: false });
    expect((await gate(allocating(99))).report).toMatchObject({ verdict: 'improvement', passes: true });
  });

  it('is shut, and says how the program ended, where a benchmark fails', async () => {
    const { gate } = repository();
    const crash = reportOf({ kind: 'signalled', signal: 11, dumpedCore: false });
    const { report } = await gate(() => ({
      outcome: 'failed',
      report: crash,
      course: null,
      lastLines: ['Fatal error: index out of range'],
    }));
    expect(report).toMatchObject({ verdict: 'failed', passes: false, failure: null, candidate: null });
    const [benchmark] = report.benchmarks;
    if (benchmark?.verdict !== 'failed') throw new Error('it was measured');
    expect(benchmark.failure.message).toMatch(/\/First was ended by SIGSEGV \(it used memory that is not its own\)\.$/);
    expect(benchmark.failure.lastLines).toContain('Fatal error: index out of range');
  });

  it('hands on what a finished benchmark showed before the next begins, for whatever ends it early', async () => {
    const kept: GateResult[] = [];
    await repository().gate(allocating(100), ['First', 'Second'], async (soFar) => void kept.push(soFar));
    expect(kept).toHaveLength(1);
    expect(kept[0]?.report).toMatchObject({
      ...{ verdict: 'failed', passes: false },
      benchmarks: [
        { name: 'First', total: 100 },
        { name: 'Second', failure: { message: 'It was not measured: the gate ended before its turn.' } },
      ],
    });
    expect(kept[0]?.report.candidate?.text).toContain('"First"');
  });

  it('is shut, and says what is missing, where nothing can be measured', async () => {
    const { report, measured } = await repository().gate(null);
    expect(report).toMatchObject({ verdict: 'failed', passes: false, benchmarks: [] });
    expect(report.failure?.message).toBe('There is nothing to measure with here.');
    expect(measured).toBeNull();
  });
});
