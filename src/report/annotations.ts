import { groupBenchmarks } from './benchmarks.ts';
import { changesOf } from './changes.ts';
import { logLine } from './escape.ts';
import { formatCount, formatDelta } from './numbers.ts';
import { plainOf } from './phrase.ts';
import type { MeasuredBenchmark, Report } from './schema.ts';
import { verdictSentence } from './sentence.ts';
import { movedSites } from './site-list.ts';

/** A mark on the run's page, and in the diff where the line is in it. Its texts are single lines; the file is relative to the repository. */
export interface Annotation {
  readonly level: 'error' | 'warning';
  readonly title: string;
  readonly message: string;
  readonly file?: string;
  /** From 1. */
  readonly line?: number;
}

/** GitHub shows at most ten of a level and step (facts 21). */
export const mostAnnotations = 10;

/** The verdict where it is not a green one, then the worst regressions: at most ten, all of one level. */
export function annotationsOf(report: Report): readonly Annotation[] {
  const { verdict, policy } = report;
  const isGreen = verdict === 'pass' || verdict === 'improvement';
  const isAccepted = verdict === 'no-baseline' && policy.onMissingBaseline === 'pass';
  if (report.passes && (isGreen || isAccepted)) return [];
  const level = report.passes ? 'warning' : 'error';
  const summary = { level, title: 'Swift Allocation Gate', message: plainOf(verdictSentence(report)) } as const;
  const groups = groupBenchmarks(report);
  const regressions = groups.regressions.slice(0, mostAnnotations - 1);
  const exceeding = groups.imported.exceeding.slice(0, mostAnnotations - 1 - regressions.length);
  return [
    summary,
    ...regressions.map((compared): Annotation => {
      const moves = changesOf(compared).map(
        ({ quantity, baseline, now, delta }) => `${quantity} ${baseline} → ${now} (${delta})`,
      );
      const site = movedSites(compared)[0];
      const where =
        site === undefined ? '' : `; most of it from ${logLine(site.name, 160)} in ${logLine(site.module, 60)}`;
      const title = `${logLine(compared.benchmark.name, 160)} allocates more`;
      return { level, title, message: `${moves.join(', ')}${where}`, ...placeOf(report, compared.benchmark) };
    }),
    ...exceeding.map(({ benchmark, imported }): Annotation => {
      const title = `${logLine(benchmark.name, 160)} exceeds its imported threshold`;
      const message = `total ${formatCount(benchmark.total)}, threshold ${formatCount(imported.total)} (${formatDelta(imported.delta)}), imported from ${imported.from}`;
      return { level, title, message, ...placeOf(report, benchmark) };
    }),
  ];
}

/** Where the number stands that was exceeded; nowhere in the repository where it is the base commit's, measured here. */
function placeOf(
  { baselineFile, base }: Report,
  { baselineLine }: MeasuredBenchmark,
): Pick<Annotation, 'file' | 'line'> {
  if (baselineFile?.exists !== true || (base !== null && baselineLine === null)) return {};
  return { file: baselineFile.path, ...(baselineLine !== null && { line: baselineLine }) };
}
