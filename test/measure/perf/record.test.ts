import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readRecording, recordStacks } from '../../../src/measure/perf/record.ts';
import { MeasurementError } from '../../../src/model/errors.ts';
import type { PerfCallGraph } from '../../../src/model/recording.ts';
import type { Run } from '../../../src/system/process.ts';
import { scriptedRun } from '../../system/scripted-run.ts';
import { temporaryDirectory } from '../../system/temporary-directory.ts';
import { type Scripted, scriptedPerf, starter, workloadOf } from './scripted-perf.ts';

const events = [
  { event: 'g:malloc', filter: null },
  { event: 'g:realloc', filter: 'ptr == 0' },
];
/** Records with a perf that ends so, and answers what came of it and the command. */
async function record(callGraph: PerfCallGraph, bufferSize: string, scripted: Scripted = {}) {
  const run = scriptedPerf(() => scripted);
  const how = { callGraph, bufferSize };
  const failure = recordStacks(run, starter, events, how, workloadOf('./server'), 'perf.data');
  return { failure: await failure.catch((error: unknown) => error), command: run.commands.at(-1) ?? '' };
}

describe('recording stacks', () => {
  it('follows frame pointers, without address randomisation', async () => {
    const { failure, command } = await record('fp', '16M');
    expect(failure).toBeNull();
    expect(command).toMatch(/^\/usr\/bin\/perf record /);
    expect(command).toContain(' -m 16M --call-graph fp -o perf.data ');
    expect(command).toContain(" -e g:malloc -e g:realloc --filter 'ptr == 0' -- /tmp/gate/launcher ");
    expect(command).toMatch(/ --no-randomize .*-- \.\/server$/);
  });

  it('copies 8 KiB of stack for DWARF, into buffers of the size that is asked for', async () => {
    expect((await record('dwarf', '128M')).command).toContain(' -m 128M --call-graph dwarf,8192 ');
  });

  it('keeps build-ids out of the maps where perf knows how', async () => {
    const commandOf = async (options: string) => {
      const { command } = await record('fp', '16M', { stdout: options });
      return command;
    };
    expect(await commandOf('--buildid-all\n--buildid-mmap\n--synth\n')).toContain(' --no-buildid-mmap ');
    expect(await commandOf('--buildid-all --synth')).not.toContain('mmap');
  });

  it('fails when perf does, although the program ended well', async () => {
    const { failure } = await record('fp', '16M', { exitCode: 9, stderr: 'out of luck' });
    expect(failure).toBeInstanceOf(MeasurementError);
    expect(failure).toMatchObject({
      message: 'perf record could not record ./server (it ended with exit status 9).',
      lastLines: ['out of luck'],
    });
  });

  it('is a failed run where the program crashes: how it ended is told', async () => {
    expect((await record('fp', '16M', { end: 'signalled:6:0' })).failure).toMatchObject({
      outcome: 'failed',
      report: { end: { kind: 'signalled', signal: 6 } },
    });
  });
});

describe('reading a recording', () => {
  const read = (run: Run, callGraph: PerfCallGraph, folder = temporaryDirectory()) =>
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
    const symbolsOf = async (callGraph: PerfCallGraph) => {
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
