import { readBaselineVersions } from '../baseline/versions.ts';
import { UsageError } from '../model/errors.ts';
import { historyOf, historyRemarks, renderHistory } from '../report/history.ts';
import { renderHistoryPage } from '../report/history-page.ts';
import { writeWhole } from '../system/whole-file.ts';
import type { Command } from './command.ts';
import { inputsOf } from './options.ts';

/** Draws what the committed baselines have said, version by version, as git has them. */
export const history: Command = {
  help: {
    summary: 'Draw the totals of the committed baselines over their commits, and who accepted what.',
    usage: '[--baseline FOLDER] [--benchmark NAME]… [-o FILE.html]',
    options: ['baseline', 'benchmark', 'output', 'json', 'help'],
    meanings: {
      benchmark: { value: 'NAME', description: 'draw this benchmark only; may be repeated' },
      output: { value: 'FILE', description: 'a page to open in a browser, FILE.html, besides' },
    },
    examples: [
      ['history', 'a line for each benchmark, and the last commits that changed one'],
      ['history --benchmark request -o history.html', 'a curve, in one file that needs nothing else'],
    ],
  },
  execute: async (given, { run, repository, print, color }) => {
    const folder = inputsOf({ ...given, benchmarks: [] }, repository).baseline;
    const { output } = given.texts;
    if (output !== undefined && !output.endsWith('.html')) {
      throw new UsageError(`--output: ${JSON.stringify(output)} is no page; write FILE.html`);
    }
    const { versions, ...read } = await readBaselineVersions(run, repository, folder);
    if (versions.length === 0) {
      throw new UsageError(
        `git has no baseline in ${folder}: commit one, or name its folder with --baseline, from the repository's folder.`,
      );
    }
    const all = historyOf(versions, given.benchmarks);
    if (all.every(({ series }) => series.length === 0)) {
      throw new UsageError(`--benchmark: no version of a baseline in ${folder} has ${given.benchmarks.join(' or ')}`);
    }
    if (output !== undefined) await writeWhole(output, renderHistoryPage(all, historyRemarks(read)));
    print(
      given.switches.has('json')
        ? `${JSON.stringify({ environments: all.map(plainHistory) }, null, 2)}\n`
        : renderHistory(all, read, { color }),
    );
    return 0;
  },
};

function plainHistory({ name, series }: ReturnType<typeof historyOf>[number]) {
  return {
    name,
    benchmarks: series.map(({ benchmark, unit, points, isCurrent }) => ({
      ...{ name: benchmark, unit, isCurrent },
      points: points.map(({ version: { commit, date, by, subject }, total, delta, because }) => ({
        ...{ commit, date, by, subject, total, delta },
        ...(because === '' ? {} : { incomparable: because }),
      })),
    })),
  };
}
