import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { fold } from '../../src/command-line/fold.ts';
import { parseOptions } from '../../src/command-line/options.ts';
import { Cleanup } from '../../src/system/cleanup.ts';
import { noMeasurer } from '../measure/fake-measurer.ts';
import { fixture } from '../stacks/recordings.ts';
import { collectingLogger } from '../system/collecting-logger.ts';
import { scriptedRun } from '../system/scripted-run.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

/** Folds a file of this text; `swift demangle` puts angle brackets around every name. */
async function run(text: string, from: string, ...options: readonly string[]) {
  const file = join(temporaryDirectory(), 'input.txt');
  writeFileSync(file, text);
  const logger = collectingLogger();
  const never = () => Promise.reject(new Error('no process is needed'));
  const swift = scriptedRun((_, { input }) => ({ stdout: (input ?? '').replaceAll(/^(.+)$/gm, '<$1>') }));
  let printed = '';
  const status = await fold.execute(parseOptions('fold', ['--from', from, ...options, file], fold.help.options), {
    ...{
      logger,
      cleanup: new Cleanup(logger),
      environment: {},
      mayInstall: false,
      measurer: noMeasurer,
      color: false,
      program: 'gate',
    },
    ...{ run: swift, runAlways: never, repository: '/', print: (part: string) => (printed += part) },
  });
  return { status, printed, warnings: logger.lines, commands: swift.commands };
}

describe('fold', () => {
  test('adds up equal stacks, sorted, and says nothing where all was understood', async () => {
    const { status, printed, warnings } = await run('main;b 2\nmain;a 1\n\nmain;b 3\n', 'folded');
    expect(status).toBe(0);
    expect(printed).toBe('main;a 1\nmain;b 5\n');
    expect(warnings).toEqual([]);
  });

  test('demangles each name once, after folding', async () => {
    const { printed, commands } = await run('main;$s3App1ayyF 1\nmain;$s3App1ayyF;$s3App1byyF 2\n', 'folded');
    expect(printed).toBe('main;<$s3App1ayyF> 1\nmain;<$s3App1ayyF>;<$s3App1byyF> 2\n');
    expect(commands).toEqual(['swift demangle --simplified']);
  });

  test('folds a recording of perf to as many allocations as it has samples', async () => {
    const text = fixture('processes.script.txt');
    const { printed, warnings } = await run(text, 'perf-script');
    const counts = printed.split('\n').map((line) => Number(line.split(' ').at(-1)));
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(text.match(/sagstacks:\w+:$/gm)?.length);
    expect(printed).toMatch(/;main;outer;malloc \d+\n/);
    expect(warnings).toEqual([]);
  });

  test('writes sums that `fold --from folded` reads back unchanged', async () => {
    const { printed } = await run(fixture('processes.script.txt'), 'perf-script');
    expect((await run(printed, 'folded')).printed).toBe(printed);
  });

  test('says how many lines were not understood, and which', async () => {
    const { status, warnings } = await run('main;a 1\nwhat is this\nmain;b\n', 'folded');
    expect(status).toBe(0);
    expect(warnings).toEqual(['warning: 2 lines were not understood, for example: "what is this", "main;b"']);
  });

  test('says how many samples the recorder lost', async () => {
    const lost = 'Toy 1097 [000] 7452.278470: PERF_RECORD_LOST lost 34\n';
    const { warnings } = await run(`Toy 1097 [000] 7452.27: probe:malloc:\n 7f0010 malloc\n\n${lost}`, 'perf-script');
    expect(warnings).toEqual(['warning: 34 samples were lost when this was recorded.']);
  });

  test('says that events were added up which their stacks do not tell apart, or takes one of them', async () => {
    const sample = (event: string) => `Toy 1097 [000] 7452.27: ${event}:\n 7f0010 main+0x1 (/srv/Toy)\n\n`;
    const text = sample('cycles') + sample('instructions') + sample('cycles');
    expect(await run(text, 'perf-script')).toMatchObject({
      printed: 'main 3\n',
      warnings: [
        'warning: These are several events, added up: cycles 2, instructions 1. --event NAME folds one of them.',
      ],
    });
    expect(await run(text, 'perf-script', '--event', 'cycles')).toMatchObject({ printed: 'main 2\n', warnings: [] });
    await expect(run(text, 'perf-script', '--event', 'cycle')).rejects.toThrow(
      'There is no event "cycle" (there are cycles 2, instructions 1) in ',
    );
  });

  test('says how many samples have no call stack, and refuses where none has one', async () => {
    const header = 'Toy 1097 [000] 7452.27: probe:malloc:\n';
    expect(await run(`${header}${header} 7f0010 malloc\n`, 'perf-script')).toMatchObject({
      printed: '[unknown] 1\nmalloc 1\n',
      warnings: ['warning: 1 of 2 samples have no call stack: they are [unknown].'],
    });
    await expect(run(fixture('forms.no-stacks.txt'), 'perf-script')).rejects.toThrow(
      'There are 18 samples, and no call stack of any (record them with -g), in ',
    );
  });

  test('says that keys beside the stacks are left out', async () => {
    const text = '\n              a`f\n  malloc                                                            4\n';
    expect(await run(text, 'dtrace')).toMatchObject({
      printed: 'f 4\n',
      warnings: ['warning: What was recorded beside the stacks, to keep counts apart, is left out: they are added up.'],
    });
  });

  test('says of lines with two counts what they are', async () => {
    await expect(run('main;a 10 12\nmain;b 0 3\n', 'folded')).rejects.toThrow('There is no stack in ');
    const { printed, warnings } = await run('main;a 10 12\nmain;b 3\n', 'folded');
    expect(printed).toBe('main;b 3\n');
    expect(warnings).toEqual([
      'warning: 1 line was not understood, for example: "main;a 10 12"; of one: it has two counts, as difffolded.pl ' +
        'writes them: give the two recordings apart (`flamegraph --baseline`).',
    ]);
  });

  test('takes nothing from a line that does not end', async () => {
    const { printed, warnings } = await run(`main;a 1\nmain;${'b'.repeat(3_000_000)} 7\nmain;a 2\n`, 'folded');
    expect(printed).toBe('main;a 3\n');
    expect(warnings[0]).toMatch(/^warning: 1 line was not understood/);
  });

  test('refuses a text without a single stack, and shows what it begins with', async () => {
    await expect(run('hello\n', 'dtrace')).rejects.toThrow(
      /^There is no stack in .*input\.txt, read as dtrace\. 1 line was not understood, for example: "hello"$/,
    );
    await expect(run('', 'folded')).rejects.toThrow(/^There is no stack in /);
  });

  test('names the formats it reads where it is given another', async () => {
    await expect(run('main 1', 'pprof')).rejects.toThrow(
      '--from: "pprof" is unknown; write perf-script, dtrace or folded.',
    );
  });

  test('names a file that cannot be read', async () => {
    const given = parseOptions('fold', ['--from', 'folded', '/nonexistent/input'], fold.help.options);
    const logger = collectingLogger();
    const never = () => Promise.reject(new Error('no process is needed'));
    const terminal = {
      ...{
        logger,
        cleanup: new Cleanup(logger),
        environment: {},
        mayInstall: false,
        measurer: noMeasurer,
        color: false,
        program: 'gate',
      },
      ...{ run: never, runAlways: never, repository: '/', print: () => {} },
    };
    await expect(fold.execute(given, terminal)).rejects.toThrow(/^\/nonexistent\/input cannot be read: ENOENT/);
  });
});
