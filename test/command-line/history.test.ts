import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { history } from '../../src/command-line/history.ts';
import { parseOptions } from '../../src/command-line/options.ts';
import { Cleanup } from '../../src/system/cleanup.ts';
import { repositoryOf, run } from '../baseline/commits.ts';
import { baselineOf, run as perRun } from '../gate/measured.ts';
import { noMeasurer } from '../measure/fake-measurer.ts';
import { silentLogger } from '../system/silent-logger.ts';

const baselineFile = '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json';

/** What the command prints in a repository whose baseline had these totals, one commit each. */
async function printed(totals: readonly number[], ...args: readonly string[]) {
  const repository = repositoryOf(
    totals.map((total) => ({
      message: `Now ${total}`,
      files: { [baselineFile]: formatBaseline(baselineOf({ http: perRun(total), json: perRun(9) })) },
    })),
  );
  let text = '';
  const given = args.map((argument) => argument.replace('FOLDER', repository));
  await history.execute(parseOptions('history', given, history.help.options), {
    ...{ logger: silentLogger, cleanup: new Cleanup(silentLogger), run, runAlways: run, environment: {}, repository },
    ...{ mayInstall: false, measurer: noMeasurer, color: false, program: 'gate' },
    print: (more) => {
      text += more;
    },
  });
  return { text, repository };
}

it('history draws what git has of the committed baselines', async () => {
  const { text } = await printed([50, 42]);
  expect(text).toContain('http  per run  █▁  50  ->  42\n');
  expect(text).toMatch(/2026-01-02 {2}[0-9a-f]{10} {2}mona: http 50 -> 42 \(-8\)/);
});

it('history is a page, or JSON, of the benchmarks that are asked for', async () => {
  const { repository } = await printed([50, 42], '--benchmark', 'http', '-o', 'FOLDER/history.html');
  expect(readFileSync(join(repository, 'history.html'), 'utf8')).toContain('<b>http</b>');
  const { text } = await printed([50, 42], '--benchmark', 'http', '--json');
  expect(JSON.parse(text)).toMatchObject({
    environments: [
      {
        benchmarks: [
          {
            name: 'http',
            points: [
              { total: 50, delta: null },
              { total: 42, delta: -8 },
            ],
          },
        ],
      },
    ],
  });
});

it('history refuses what it cannot draw', async () => {
  await expect(printed([])).rejects.toThrow('git has no baseline in .github/allocations');
  await expect(printed([50], '--benchmark', 'nothing')).rejects.toThrow('no version of a baseline');
  await expect(printed([50], '-o', 'history.svg')).rejects.toThrow('--output: "history.svg" is no page');
});
