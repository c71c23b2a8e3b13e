import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { accept } from '../../../src/command-line/accept.ts';
import { measure } from '../../../src/command-line/measure-and-gate.ts';
import { parseOptions } from '../../../src/command-line/options.ts';
import { type GateResult, runGate } from '../../../src/gate/gate.ts';
import { writeResults } from '../../../src/gate/write-results.ts';
import { dtraceOn } from '../../../src/measure/dtrace/dtrace.ts';
import { macOS } from '../../../src/measure/dtrace/platform.ts';
import { inTurn } from '../../../src/measure/measurer-here.ts';
import { resolveSettings } from '../../../src/settings/settings.ts';
import { Cleanup } from '../../../src/system/cleanup.ts';
import { recorded } from '../../elf/recorded.ts';
import { defaultInputs } from '../../settings/default-inputs.ts';
import { collectingLogger } from '../../system/collecting-logger.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';
import { fakeMac, type Played, pathWithTools } from './fake-dtrace.ts';

/** The package of `test/fixtures/swift/two.describe.json` on a Mac; First is measured. */
function mac() {
  const folder = temporaryDirectory();
  writeFileSync(join(folder, 'Package.swift'), '');
  const settings = resolveSettings({ ...defaultInputs, products: ['First'], runs: 3 }, null);
  const logger = collectingLogger();
  const hostWith = (played: Played) => {
    const run = fakeMac(
      () => played,
      (command) => {
        if (command.includes('-print-target-info')) return { stdout: recorded('swift/target-info.json') };
        if (command.includes(' describe ')) return { stdout: recorded('swift/two.describe.json') };
        if (command.includes('--show-bin-path')) return { stdout: `${folder}/.build/release\n` };
        return undefined;
      },
    );
    return {
      ...{ run, runAlways: run, logger, cleanup: new Cleanup(logger) },
      ...{ environment: { PATH: pathWithTools(join(folder, 'bin')) }, mayInstall: false, repository: folder },
      measurer: inTurn(dtraceOn(macOS)),
    };
  };
  const gate = (played: Played): Promise<GateResult> =>
    runGate(
      settings,
      {
        ...{ source: null, image: null, findBase: async () => null, alwaysBase: false, keyOf: (name) => name },
        blobsAtHead: async () => null,
        inspectBase: async () => ({ baselineRemoved: false, removedEntries: [], notices: [], files: [] }),
      },
      hostWith(played),
    );
  return { folder, gate, logger, hostWith };
}

const allocating = (calls: number): Played => ({
  calls: { malloc_type_malloc: calls },
  stack: (kind) => [`libsystem_malloc.dylib\`${kind}+0x1`, 'First`run()+0x10', 'First`main+0x10', 'dyld`start+0x8fc'],
});

describe('the gate on a Mac, played', () => {
  it('has a baseline of DTrace’s numbers, compares with it, and says where they come from', async () => {
    const { folder, gate, hostWith } = mac();
    const first = await gate(allocating(100));
    expect(first.report).toMatchObject({
      verdict: 'no-baseline',
      benchmarks: [{ name: 'First', total: 100, counts: { malloc: 100 } }],
      environment: { counter: 'probes', perf: null },
      fingerprint: { libc: 'libSystem of macOS 15.6.1 by DTrace', libcBuild: '24G90' },
    });
    const output = join(folder, 'out');
    await writeResults(output, first, true);
    const given = parseOptions('accept', ['--report', join(output, 'report.json')], accept.help.options);
    const said: string[] = [];
    const print = (text: string) => void said.push(text);
    const accepting = () => accept.execute(given, { ...hostWith({}), print, color: false, program: 'gate' });
    expect([await accepting(), await accepting()]).toEqual([0, 0]);
    // What git does not know yet, `git diff` does not show.
    expect(said.map((text) => text.replace(/^Wrote \S+ /, ''))).toEqual([
      ...['It is new: commit it.\n', 'Review it with `git diff`, and commit it.\n'],
    ]);

    expect((await gate(allocating(100))).report).toMatchObject({ verdict: 'pass', passes: true });
    const more = await gate(allocating(110));
    expect(more.report).toMatchObject({ verdict: 'regression', passes: false });
    const [benchmark] = more.report.benchmarks;
    if (benchmark?.verdict !== 'regression') throw new Error('it is none');
    expect(benchmark.sites).toMatchObject([{ name: 'run()', module: 'First', count: 110, delta: 10 }]);

    await writeResults(output, more, true);
    expect(readFileSync(join(output, 'flamegraph.html'), 'utf8')).toContain('run()');
    expect(readFileSync(join(output, 'First.folded'), 'utf8')).toBe('start;main;run();malloc 110\n');
  });

  it('measures, and prints what allocates most', async () => {
    const { folder, hostWith } = mac();
    const printed: string[] = [];
    const options = ['--product', 'First', '--runs', '1', '--output', join(folder, 'out')];
    const given = parseOptions('measure', options, measure.help.options);
    const terminal = { print: (text: string) => void printed.push(text), color: false, program: 'gate' };
    expect(await measure.execute(given, { ...hostWith(allocating(100)), ...terminal })).toBe(0);
    expect(printed.join('')).toMatch(/First\D+100/);
    expect(printed.join('')).toContain('run()');
  });

  it('is shut where DTrace may not look at the program', async () => {
    const { gate } = mac();
    const { report } = await gate({
      exitCode: 1,
      stderr: 'dtrace: target is protected by System Integrity Protection\n',
    });
    expect(report).toMatchObject({ verdict: 'failed', passes: false });
    const [benchmark] = report.benchmarks;
    if (benchmark?.verdict !== 'failed') throw new Error('it was measured');
    expect(benchmark.failure).toMatchObject({ remedy: expect.stringContaining('System Integrity Protection') });
  });

  it('has its counts where the stacks do not add up to them', async () => {
    const { gate, logger } = mac();
    const { report } = await gate({
      ...allocating(100),
      output: (text) => text.replace('\n100\nend', '\n99\nend'),
    });
    expect(report).toMatchObject({ verdict: 'no-baseline', benchmarks: [{ total: 100, sites: [] }] });
    expect(logger.lines.join('\n')).toContain('it took 99 stacks of 100 calls');
  });
});
