import { posix } from 'node:path';
import { readBaseline, writeBaseline } from '../baseline/file.ts';
import { parseCanonicalBaseline } from '../baseline/parse-text.ts';
import { requireBaselinePlace } from '../baseline/place.ts';
import { idleBenchmarks } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import { logLine } from '../report/escape.ts';
import { readReport } from '../report-file/read-report.ts';
import type { Command } from './command.ts';
import { inputsOf } from './options.ts';

const reviewing = 'Review it with `git diff`, and commit it.';

/** Writes the baseline that a report carries to its place; `git diff` is the review. */
export const accept: Command = {
  help: {
    summary: 'Write the measured numbers of a report as the new baseline file.',
    usage: '--report FILE [--baseline FOLDER]',
    options: ['report', 'baseline', 'json', 'help'],
    meanings: { baseline: { value: 'FOLDER', description: 'where the file is written (default: as in the report)' } },
    examples: [
      ['accept --report .build/allocations/report.json', 'after `gate`; then look at `git diff` and commit'],
      ['accept --report report.json --baseline Server/.github/allocations', 'into the folder of another package'],
    ],
  },
  execute: async (given, { print, repository, logger }) => {
    const { report, baseline: folder } = given.texts;
    const { candidate } = await readReport(report);
    if (candidate === null) {
      throw new UsageError(
        `${report} holds no numbers to accept: nothing could be measured, or only a part of what the baseline has.`,
      );
    }
    const path =
      folder === undefined
        ? candidate.path
        : posix.join(inputsOf(given, repository).baseline, posix.basename(candidate.path));
    const baseline = parseCanonicalBaseline(candidate.text, `the baseline in ${report}`);
    await requireBaselinePlace(repository, path, baseline);
    const before = await readBaseline(repository, path);
    for (const name of idleBenchmarks(baseline, before)) {
      logger.warning(`${name} allocates nothing per iteration: does its loop do the work already?`);
    }
    await writeBaseline(repository, path, baseline);
    if (given.switches.has('json')) print(candidate.text);
    else print(`Wrote ${logLine(path)}. ${before === null ? 'It is new: commit it.' : reviewing}\n`);
    return 0;
  },
};
