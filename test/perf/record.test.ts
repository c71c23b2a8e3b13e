import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { MeasurementError } from '../../src/errors.ts';
import { type CallGraph, readRecording, recordStacks } from '../../src/perf/record.ts';
import type { Workload } from '../../src/perf/workload.ts';
import type { Run } from '../../src/system/process.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

const events = [
  { event: 'g:malloc', filter: null },
  { event: 'g:realloc', filter: 'ptr == 0' },
];
const workload: Workload = { command: ['./server'], directory: '/build', environment: { A: 'b' }, timeoutSeconds: 60 };

describe('recording stacks', () => {
  it('follows frame pointers, without address randomisation', async () => {
    const run = scriptedRun(() => ({}));
    await recordStacks(run, 'perf', events, { callGraph: 'fp', bufferSize: '16M' }, workload, 'perf.data');
    const command = run.commands.at(-1) ?? '';
    expect(command).toMatch(/^timeout --kill-after=5 60 setarch (x86_64|aarch64) -R perf record /);
    expect(command).toContain(' -m 16M --call-graph fp -o perf.data ');
    expect(command).toContain(" -e g:malloc -e g:realloc --filter 'ptr == 0' -- ./server");
  });

  it('copies 8 KiB of stack for DWARF, into buffers of the size that is asked for', async () => {
    const run = scriptedRun(() => ({}));
    await recordStacks(run, 'perf', events, { callGraph: 'dwarf', bufferSize: '128M' }, workload, 'perf.data');
    expect(run.commands.at(-1)).toContain(' -m 128M --call-graph dwarf,8192 ');
  });

  it('lives with address randomisation where personality(2) is forbidden', async () => {
    const run = scriptedRun((command) => (command.startsWith('setarch') ? { exitCode: 1 } : {}));
    await recordStacks(run, 'perf', events, { callGraph: 'fp', bufferSize: '16M' }, workload, 'perf.data');
    expect(run.commands.at(-1)).toMatch(/^timeout --kill-after=5 60 perf record /);
  });

  it('fails when the program fails', async () => {
    const run = scriptedRun((command) => (command.startsWith('timeout') ? { exitCode: 9, stderr: 'out of luck' } : {}));
    const error = await recordStacks(
      run,
      'perf',
      events,
      { callGraph: 'fp', bufferSize: '16M' },
      workload,
      'perf.data',
    ).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(MeasurementError);
    expect(error).toMatchObject({
      message: 'perf record of ./server ended with exit status 9.',
      lastLines: ['out of luck'],
    });
  });
});

describe('reading a recording', () => {
  const read = (run: Run, callGraph: CallGraph, folder = temporaryDirectory()) =>
    readRecording(run, 'perf', callGraph, 'perf.data', folder);

  it('lets perf fold, and asks neither the network nor addr2line', async () => {
    const run = scriptedRun((command) => ({ stdout: command.includes('--mmaps') ? 'maps' : 'folded' }));
    expect(await read(run, 'dwarf')).toEqual({ folded: 'folded', memoryMaps: 'maps' });
    for (const { environment } of run.invocations) {
      expect(environment).toMatchObject({ DEBUGINFOD_URLS: '', LC_ALL: 'C' });
    }
    const folding = run.commands.find((command) => !command.includes('--mmaps'));
    expect(folding).toContain('--no-children --no-inline --no-demangle -n --percent-limit 0');
    expect(folding).toContain('-g folded,0,caller,count -s pid,trace_fields');
  });

  it('gets addresses instead of names for frame pointers, which are to be checked: perf finds no symbols', async () => {
    const folder = temporaryDirectory();
    const symbolsOf = async (callGraph: CallGraph) => {
      const run = scriptedRun(() => ({}));
      await read(run, callGraph, folder);
      return run.commands.map((command) => / --symfs=(\S+)/.exec(command)?.[1]).find((found) => found !== undefined);
    };
    const symbols = await symbolsOf('fp');
    expect(symbols).toMatch(new RegExp(`^${folder}/`));
    expect(readdirSync(symbols ?? '')).toEqual([]);
    expect(await symbolsOf('dwarf')).toBeUndefined();
  });

  it('fails with perf’s words when perf fails', async () => {
    const run = scriptedRun(() => ({ exitCode: 255, stderr: 'incompatible file format\n' }));
    const error = await read(run, 'dwarf').catch((thrown) => thrown);
    expect(error).toMatchObject({ lastLines: ['incompatible file format'] });
  });
});
