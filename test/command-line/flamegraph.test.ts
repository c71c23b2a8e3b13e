import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { flamegraph } from '../../src/command-line/flamegraph.ts';
import { parseOptions } from '../../src/command-line/options.ts';
import { Cleanup } from '../../src/system/cleanup.ts';
import { noMeasurer } from '../measure/fake-measurer.ts';
import { malformation } from '../report/well-formed.ts';
import { silentLogger } from '../system/silent-logger.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

/** Runs the command on files that are in a folder of their own; `{}` in an argument is the folder. */
async function draw(files: Readonly<Record<string, string>>, ...args: readonly string[]) {
  const folder = temporaryDirectory();
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  const given = args.map((arg) => arg.replace('{}', folder));
  let printed = '';
  const never = () => Promise.reject(new Error('no process is needed'));
  const status = await flamegraph.execute(parseOptions('flamegraph', given, flamegraph.help.options), {
    ...{
      logger: silentLogger,
      cleanup: new Cleanup(silentLogger),
      environment: {},
      mayInstall: false,
      measurer: noMeasurer,
      color: false,
      program: 'gate',
    },
    ...{ run: never, runAlways: never, repository: folder, print: (text: string) => (printed += text) },
  });
  return { status, printed, read: (name: string) => readFileSync(join(folder, name), 'utf8') };
}

const stacks = { 'before.folded': 'main;run();malloc 5\n', 'after.folded': 'main;run();malloc 7\nmain;malloc 1\n' };

describe('flamegraph', () => {
  test('draws folded stacks as a picture', async () => {
    const { status, printed, read } = await draw(stacks, '{}/after.folded', '-o', '{}/after.svg');
    expect(status).toBe(0);
    expect(printed).toMatch(/^Wrote .*after\.svg\.\n$/);
    expect(malformation(read('after.svg'))).toBeNull();
    expect(read('after.svg')).toContain('<title>run(): 7 per run (87.5 %)</title>');
  });

  test('draws what changed since other stacks', async () => {
    const { read } = await draw(
      stacks,
      '--baseline',
      '{}/before.folded',
      '{}/after.folded',
      '--output',
      '{}/change.svg',
    );
    expect(read('change.svg')).toContain('<title>run(): +2 (5 → 7) per run</title>');
  });

  test('makes a page named after the file', async () => {
    const { read } = await draw(stacks, '--baseline', '{}/before.folded', '{}/after.folded', '-o', '{}/change.html');
    expect(read('change.html')).toContain('<section id="b-after" data-graph="changes">');
  });

  test.each([
    ['nothing to draw', ['-o', '{}/x.svg'], 'flamegraph takes one file of folded stacks'],
    ['two files', ['{}/before.folded', '{}/after.folded', '-o', '{}/x.svg'], 'flamegraph takes one file'],
    ['no file to write', ['{}/after.folded'], '-o is missing or neither'],
    ['another kind of file', ['{}/after.folded', '-o', '{}/x.png'], '-o is missing or neither'],
    ['a file that is not there', ['{}/gone.folded', '-o', '{}/x.svg'], 'gone.folded cannot be read'],
    ['a text that is not folded', ['{}/not.folded', '-o', '{}/x.svg'], 'not.folded: Folded stacks, line 2: '],
    ['a folder that is a file', ['{}/after.folded', '-o', '{}/after.folded/x.svg'], 'a part of its path is a file'],
  ])('%s is wrong usage, and says so', async (_name, args, message) => {
    await expect(draw({ ...stacks, 'not.folded': 'main 1\n\tmain\n' }, ...args)).rejects.toMatchObject({
      name: 'UsageError',
      message: expect.stringContaining(message),
    });
  });
});
