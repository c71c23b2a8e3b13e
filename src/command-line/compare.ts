import { readFile } from 'node:fs/promises';
import { benchmarkLines, parseBaseline } from '../baseline/parse-text.ts';
import { asRecorded } from '../baseline/sites.ts';
import { withLinesOf } from '../gate/lines-in-report.ts';
import { judge, type Reference } from '../judge/judge-benchmark.ts';
import { type Baseline, benchmarkIn, benchmarkNames, largestBaselineBytes } from '../model/baseline.ts';
import { dependencyChanges } from '../model/dependency-changes.ts';
import { UsageError } from '../model/errors.ts';
import { isOpen } from '../model/policy.ts';
import { exitStatusOf, type Report } from '../model/report.ts';
import { worstVerdict } from '../model/verdict.ts';
import { renderTerminal } from '../report/terminal.ts';
import { readReport } from '../report-file/read-report.ts';
import type { Command } from './command.ts';
import { inFormat } from './measure-and-gate.ts';
import { formatOf, inputsOf } from './options.ts';

/** Compares a report that was written before with any baseline file, without measuring. */
export const compare: Command = {
  help: {
    summary: 'Compare a report with a baseline file, without measuring.',
    usage: '--baseline FILE --report FILE [OPTION…]',
    options: [
      ...(['baseline', 'report', 'limit', 'fail-on', 'on-missing-baseline', 'on-incomparable'] as const),
      ...(['format', 'json', 'help'] as const),
    ],
    meanings: { baseline: { value: 'FILE', description: 'the baseline file to compare with' } },
    examples: [
      [
        'compare --baseline .github/allocations/swift-6.2-ubuntu-24.04-x86_64.json --report .build/allocations/report.json',
        'exits like `gate` would have with that baseline',
      ],
    ],
  },
  execute: async (given, terminal) => {
    const { baseline: path, ...texts } = given.texts;
    const format = formatOf(given);
    const { limit, ...policy } = inputsOf({ ...given, texts }, terminal.repository);
    const measured = await readReport(texts.report);
    const reference = await readReference(path, measured);
    const limitOf = given.texts.limit === undefined ? null : limit;

    const judged = measured.benchmarks.map((benchmark) => {
      if (benchmark.verdict === 'failed' || measured.fingerprint === null) return { report: benchmark, changed: false };
      const accepted = reference.now === null ? undefined : benchmarkIn(reference.now, benchmark.name);
      const recorded = accepted === undefined || benchmark.stacks === null ? null : asRecorded(accepted);
      const side = { ...benchmark, limit: limitOf ?? benchmark.limit, fingerprint: measured.fingerprint, recorded };
      return judge(side, reference, measured.modules);
    });
    const names = measured.benchmarks.map(({ name }) => name);
    const removed = benchmarkNames(reference.baseline).filter((name) => !names.includes(name));
    const verdicts = judged.map(({ report }) => report.verdict);
    const anyChange = removed.length > 0 || judged.some(({ changed }) => changed);
    const compared: Report = {
      ...measured,
      benchmarks: judged.map(({ report: one }) => one),
      removed,
      base: null,
      dependencyChanges: reference.moved,
      verdict: worstVerdict(verdicts),
      passes: isOpen({ verdicts, anyChange, baselineRemoved: false }, policy),
      baselineFile: { path: path ?? '', exists: true, blob: null },
      notices: [],
    };
    const report = withLinesOf(compared, measured);
    terminal.print(
      format === 'terminal' ? renderTerminal(report, { color: terminal.color }) : inFormat(report, format),
    );
    return exitStatusOf(report);
  },
};

async function readReference(path: string | undefined, { candidate }: Report) {
  if (path === undefined) throw new UsageError('--baseline is missing: name the baseline file to compare with.');
  const contents = await readFile(path).catch(() => null);
  if (contents === null) throw new UsageError(`${path} does not exist or cannot be read.`);
  if (contents.byteLength > largestBaselineBytes) throw new UsageError(`${path} is larger than any baseline can be.`);
  const text = contents.toString('utf8');
  const baseline = parseBaseline(text, path);
  const now = candidate === null ? null : parseBaseline(candidate.text, 'candidate');
  const moved = now === null ? [] : dependencyChanges(baseline.dependencies, now.dependencies);
  return { baseline, lines: benchmarkLines(text), moved, now } satisfies Reference & { readonly now: Baseline | null };
}
