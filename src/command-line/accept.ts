import { writeBaseline } from '../baseline/file.ts';
import { parseCanonicalBaseline } from '../baseline/parse-text.ts';
import { requireBaselinePlace } from '../baseline/place.ts';
import { UsageError } from '../model/errors.ts';
import { readReport } from '../report-file/read-report.ts';
import type { Command } from './command.ts';

/** Writes the baseline that a report carries to its place; `git diff` is the review. */
export const accept: Command = {
  help: {
    summary: 'Write the measured numbers of a report as the new baseline file.',
    usage: '--report FILE',
    options: ['report', 'json', 'help'],
    examples: [['accept --report .build/allocations/report.json', 'after `gate`; then look at `git diff` and commit']],
  },
  execute: async ({ texts, switches }, { print, repository }) => {
    const { candidate } = await readReport(texts.report);
    if (candidate === null)
      throw new UsageError(`${texts.report} holds no numbers to accept: nothing could be measured.`);
    const baseline = parseCanonicalBaseline(candidate.text, `the baseline in ${texts.report}`);
    await requireBaselinePlace(repository, candidate.path, baseline);
    await writeBaseline(repository, candidate.path, baseline);
    if (switches.has('json')) print(candidate.text);
    else print(`Wrote ${candidate.path}. Review it with \`git diff\`, and commit it.\n`);
    return 0;
  },
};
