import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { changesOf } from './changes.ts';
import { logLine } from './escape.ts';
import { type GroupedEnvironment, groupEnvironments, worstFirst } from './findings.ts';
import { formatCount, formatDelta } from './numbers.ts';
import { type Overview, onlyOne, overviewPasses } from './overview.ts';
import { plainOf } from './phrase.ts';
import { overviewSentence, verdictSentence } from './sentence.ts';
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

/** GitHub shows ten of a level and step (facts 21); two are left for the step's own warnings and its failure. */
const mostAnnotations = 8;

/** The verdict where it is not a green one, then the worst of what explains it: at most eight, all of one level. */
export function annotationsOf(overview: Overview): readonly Annotation[] {
  const passes = overviewPasses(overview);
  if (passes && overview.environments.every(({ report }) => isGreen(report))) return [];
  const environments = groupEnvironments(overview.environments);
  const only = onlyOne(environments, overview);
  const verdict = { title: 'Swift Allocation Gate', message: plainOf(overviewSentence(overview, environments)) };
  const reasons = only === null ? reasonsOfSeveral(overview, environments) : reasonsOfOne(only);
  const level = passes ? 'warning' : 'error';
  return [verdict, ...reasons].slice(0, mostAnnotations).map((each): Annotation => ({ level, ...each }));
}

function isGreen({ verdict, policy }: Report): boolean {
  const isAccepted = verdict === 'no-baseline' && policy.onMissingBaseline === 'pass';
  return verdict === 'pass' || verdict === 'improvement' || isAccepted;
}

type Reason = Omit<Annotation, 'level'>;

/** The missing and the failing environments, worst first. What a regression is in, their own jobs' annotations say. */
function reasonsOfSeveral(
  { missing, refusals }: Overview,
  environments: readonly GroupedEnvironment[],
): readonly Reason[] {
  const failing = environments.filter(({ report }) => !report.passes).toSorted(worstFirst);
  return [
    ...missing.map(({ name, reason }) => ({ name, message: `${logLine(name, 160)} ${logLine(reason)}` })),
    ...refusals.map((sentence) => ({ name: 'A report is not taken', message: logLine(sentence) })),
    ...failing.map(({ name, report }) => ({ name, message: plainOf(verdictSentence(report)) })),
  ].map(({ name, message }) => ({ title: logLine(name, 160), message }));
}

/** The worst regressions. */
function reasonsOfOne({ report, groups }: GroupedEnvironment): readonly Reason[] {
  return [
    ...groups.regressions.slice(0, mostAnnotations).map((compared) => {
      const moves = changesOf(compared).map(
        ({ quantity, baseline, now, delta }) => `${quantity} ${baseline} → ${now} (${delta})`,
      );
      const site = movedSites(compared).find(({ delta }) => delta > 0);
      const where =
        site === undefined ? '' : `; most of it from ${logLine(site.name, 160)} in ${logLine(site.module, 60)}`;
      const title = `${logLine(compared.benchmark.name, 160)} allocates more`;
      return { title, message: `${moves.join(', ')}${where}`, ...placeOf(report, compared.benchmark) };
    }),
    ...groups.exceeding.map(({ benchmark, imported }) => {
      const title = `${logLine(benchmark.name, 160)} exceeds its imported threshold`;
      const message = `total ${formatCount(benchmark.total)}, threshold ${formatCount(imported.total)} (${formatDelta(imported.delta)}), imported from ${imported.from}`;
      return { title, message, ...placeOf(report, benchmark) };
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
