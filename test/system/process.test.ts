import { chmodSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { MeasurementError } from '../../src/model/errors.ts';
import { commandLine, createRun, endOf, lastLines, startBackground, succeed } from '../../src/system/process.ts';
import { scriptedRun } from './scripted-run.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const run = createRun({ PATH: '/usr/bin:/bin' });
const shell = (script: string) => ({ file: 'sh', arguments: ['-c', script] });

describe('a started program', () => {
  it('ends with its own exit status and both outputs', async () => {
    const completion = await run(shell('echo out; echo err >&2; exit 3'));
    expect(completion).toEqual({ exitCode: 3, stdout: 'out\n', stderr: 'err\n' });
  });

  it('has no exit status when a signal ended it', async () => {
    expect((await run(shell('kill -SEGV $$'))).exitCode).toBeNull();
  });

  it('ends with 127 when it does not exist and 126 when it cannot be executed', async () => {
    const file = join(temporaryDirectory(), 'data');
    writeFileSync(file, 'no program');
    chmodSync(file, 0o644);
    expect((await run({ file: 'no-such-program-anywhere' })).exitCode).toBe(127);
    expect((await run({ file })).exitCode).toBe(126);
  });

  it('cannot be started where its folder is missing, and the error names the program', async () => {
    const started = run({ file: 'true', directory: '/no/such/folder' });
    await expect(started).rejects.toThrow(MeasurementError);
    await expect(started).rejects.toThrow(/^true could not be started: .*\/no\/such\/folder/);
  });

  it('finds its standard input at its end', async () => {
    expect(await run({ file: 'cat' })).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('reads the input it is given, whatever is in it', async () => {
    const input = '$HOME "ä" \0 \u{1f4a5}\n'.repeat(50_000);
    expect((await run({ file: 'cat', input })).stdout).toBe(input);
  });

  it('may leave its input unread', async () => {
    const completion = await run({ file: 'true', input: 'x'.repeat(10_000_000) });
    expect(completion).toEqual({ exitCode: 0, stdout: '', stderr: '' });
  });

  it('leaves no input behind on disk, also when it cannot be started', async () => {
    const folder = temporaryDirectory();
    vi.stubEnv('TMPDIR', folder);
    await run({ file: 'cat', input: 'secret' });
    await run({ file: 'cat', input: 'secret', directory: '/no/such/folder' }).catch(() => {});
    expect(readdirSync(folder)).toEqual([]);
    vi.unstubAllEnvs();
  });

  it('may print five million bytes', async () => {
    const { stdout } = await run(shell('head -c 5000000 /dev/zero | tr "\\0" a'));
    expect(stdout.length).toBe(5_000_000);
  });

  it('gets its arguments as they are: no shell reads them', async () => {
    const texts = ['$HOME', '`id`', '; exit 1', '*', 'a  b', '"', "'", '', '-n', '\\', 'line\nline'];
    const { stdout } = await run({ file: 'printf', arguments: ['%s\\0', ...texts] });
    expect(stdout.split('\0').slice(0, -1)).toEqual(texts);
  });

  it('gets the environment it is given and nothing of ours', async () => {
    vi.stubEnv('GITHUB_TOKEN', 'secret');
    const names = async (environment?: Record<string, string>) => {
      const { stdout } = await run({ file: '/usr/bin/env', ...(environment && { environment }) });
      return stdout.split('\n').filter((line) => line !== '' && !line.startsWith('PWD='));
    };
    expect(await names()).toEqual(['PATH=/usr/bin:/bin']);
    expect(await names({ MODE: 'fast' })).toEqual(['MODE=fast']);
    vi.unstubAllEnvs();
  });

  it('is heard while it runs', async () => {
    const chunks: string[] = [];
    await run({ ...shell('echo one; echo two >&2'), onOutput: (chunk) => chunks.push(chunk.toString()) });
    expect(chunks.join('').split('\n').sort()).toEqual(['', 'one', 'two']);
  });

  it.each([
    ['700 MB in lines', 'yes "0123456789 0123456789 0123456789" | head -c 700000000', 'tail', 200],
    ['one line of 300 MB', 'head -c 300000000 /dev/zero', 'tail', 200],
    ['600 MB, of which all is wanted', 'head -c 600000000 /dev/zero', 'whole', 400],
  ] as const)('may print any amount, which is not kept: %s', async (_, script, keep, mostMegabytes) => {
    let [heard, peak] = [0, 0];
    const onOutput = (chunk: Buffer) => {
      heard += chunk.length;
      peak = Math.max(peak, process.memoryUsage().arrayBuffers / 1e6);
    };
    const ended = run({ ...shell(script), keep, onOutput });
    if (keep === 'whole') await expect(ended).rejects.toThrow(/ printed more than 256 MiB\.$/);
    else expect((await ended).stdout).toHaveLength(1024 * 1024);
    expect(heard).toBe(Number(/-c (\d+)/.exec(script)?.[1]));
    expect(peak).toBeLessThan(mostMegabytes);
  });

  it('runs in the folder that is named', async () => {
    const directory = temporaryDirectory();
    expect((await run({ file: 'pwd', directory })).stdout).toBe(`${directory}\n`);
  });
});

describe('a program that has to succeed', () => {
  it('answers its standard output', async () => {
    expect(await succeed(run, 'asking', { file: 'echo', arguments: ['yes'] })).toBe('yes\n');
  });

  it('throws purpose, command, end and the last twenty lines of both outputs when it does not', async () => {
    const failing = scriptedRun(() => ({
      exitCode: 2,
      stdout: Array.from({ length: 30 }, (_, line) => `line ${line}\n`).join(''),
      stderr: 'no such package\n',
    }));
    const error = await succeed(failing, 'reading the package', {
      file: 'swift',
      arguments: ['package', 'describe', 'a b'],
    }).catch((thrown: unknown) => thrown);
    if (!(error instanceof MeasurementError)) throw error;
    expect(error.message).toBe("reading the package failed: `swift package describe 'a b'` ended with exit status 2");
    expect(error.lastLines.length).toBe(20);
    expect(error.lastLines.slice(-2)).toEqual(['line 29', 'no such package']);
  });
});

describe('words about a program', () => {
  it('quote what a person would quote', () => {
    expect(commandLine({ file: 'perf', arguments: ['-e', 'g:malloc', '--filter', 'align <= 16', ''] })).toBe(
      "perf -e g:malloc --filter 'align <= 16' ''",
    );
  });

  it('tell a signal from an exit status', () => {
    expect(endOf({ exitCode: null })).toBe('was ended by a signal');
    expect(endOf({ exitCode: 0 })).toBe('ended with exit status 0');
  });

  it('keep the last lines that hold anything', () => {
    expect(lastLines('a\n\n  \nb  \r\nc\n\n', 2)).toEqual(['b', 'c']);
    expect(lastLines(`${'x'.repeat(10_000_000)}\nend`, 5).at(-1)).toBe('end');
    expect(lastLines('', 5)).toEqual([]);
  });
});

describe('a program in the background', () => {
  const directory = { PATH: '/usr/bin:/bin' };

  it('is ready when it is started at last, and stays until its end', async () => {
    const file = join(temporaryDirectory(), 'ended');
    const { isReady, end } = startBackground('sh', ['-c', `cat; echo yes >${file}`], directory);
    await isReady;
    expect(() => readFileSync(file)).toThrow();
    await end();
    expect(readFileSync(file, 'utf8')).toBe('yes\n');
  });

  it('keeps nobody from ending once it is abandoned, and ends by itself', async () => {
    const file = join(temporaryDirectory(), 'ended');
    const { isReady, abandon } = startBackground('sh', ['-c', `cat; sleep 0.5; echo yes >${file}`], directory);
    await isReady;
    const keeping = () => process.getActiveResourcesInfo().filter((name) => /^(Process|Pipe)Wrap$/.test(name)).length;
    const before = keeping();
    abandon();
    // The process, and its three streams.
    await vi.waitFor(() => expect(keeping()).toBeLessThanOrEqual(before - 4), { interval: 5 });
    expect(() => readFileSync(file)).toThrow();
    await vi.waitFor(() => expect(readFileSync(file, 'utf8')).toBe('yes\n'), 10_000);
  });

  it('is an error with its last words where it ends before, or does not exist', async () => {
    const refused = startBackground('sh', ['-c', 'echo no such event >&2; exit 129'], directory);
    await expect(refused.isReady).rejects.toMatchObject({
      message: "`sh -c 'echo no such event >&2; exit 129'` ended before its time",
      lastLines: ['no such event'],
    });
    await refused.end();
    const missing = startBackground('/nowhere/perf', [], directory);
    await expect(missing.isReady).rejects.toThrow(MeasurementError);
    await expect(missing.isReady).rejects.toThrow('`/nowhere/perf` could not be started: ');
    await missing.end();
  });
});
