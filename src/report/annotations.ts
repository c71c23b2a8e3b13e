import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { allocatedWords } from './allocated.ts';
import type { ComparedBenchmark } from './benchmarks.ts';
import { changesOf } from './changes.ts';
import { logLine } from './escape.ts';
import { type GroupedEnvironment, groupEnvironments, worstFirst } from './findings.ts';
import { formatCount, formatDelta } from './numbers.ts';
import { type Overview, onlyOne, overviewPasses } from './overview.ts';
import { plainOf } from './phrase.ts';
import { overviewSentence, verdictSentence } from './sentence.ts';
import { placeOfSite } from './site-line.ts';
import { areSitesCompared, movedSites } from './site-list.ts';

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

/** The worst regressions: the lines that grew most, then, of a benchmark of which no line is known, its number's. */
function reasonsOfOne({ report, groups }: GroupedEnvironment): readonly Reason[] {
  const regressions = groups.regressions.slice(0, mostAnnotations);
  const grown = regressions.map((compared) => ({ compared, lines: grownLines(compared, report) }));
  return [
    ...byLine(grown.flatMap(({ lines }) => lines)),
    ...grown.filter(({ lines }) => lines.length === 0).map(({ compared }) => regressionOf(compared, report)),
    ...groups.exceeding.map(({ benchmark, imported }) => {
      const title = `${logLine(benchmark.name, 160)} exceeds its imported threshold`;
      const message = `total ${formatCount(benchmark.total)}, threshold ${formatCount(imported.total)} (${formatDelta(imported.delta)}), imported from ${imported.from}`;
      return { title, message, ...placeOf(report, benchmark) };
    }),
  ];
}

function regressionOf(compared: ComparedBenchmark, report: Report): Reason {
  const site = movedSites(compared).find(({ delta }) => delta > 0);
  const where = site === undefined ? '' : `; most of it from ${logLine(site.name, 160)} in ${logLine(site.module, 60)}`;
  const title = `${logLine(compared.benchmark.name, 160)} allocates more`;
  return { title, message: `${movesOf(compared)}${where}`, ...placeOf(report, compared.benchmark) };
}

/** `total 33,000 → 34,024 (+1,024), malloc 31,800 → 32,824 (+1,024)`. */
function movesOf(compared: ComparedBenchmark): string {
  const moves = changesOf(compared).map(
    ({ quantity, baseline, now, delta }) => `${quantity} ${baseline} → ${now} (${delta})`,
  );
  return moves.join(', ');
}

/** What grew at a line in one benchmark. */
interface GrownLine {
  readonly file: string;
  readonly line: number;
  /** `+10 RequestHead per run in whole-program`. */
  readonly words: string;
  /** `in parseHeaders(_:); total 195 → 205 (+10)`. */
  readonly where: string;
}

/** Lines of one benchmark that are marked: the others are in the comment. */
const linesOfBenchmark = 3;

/** Where a benchmark's sites grew, in files that the head commit has as they were measured. */
function grownLines(compared: ComparedBenchmark, { filesAtHead }: Report): readonly GrownLine[] {
  if (!areSitesCompared(compared)) return [];
  const { name: benchmark, unit } = compared.benchmark;
  const grown = movedSites(compared).filter(({ delta }) => delta > 0);
  return grown.slice(0, linesOfBenchmark).flatMap((site) => {
    const place = placeOfSite(site);
    if (place === null || place.package !== undefined) return [];
    if (filesAtHead !== undefined && !filesAtHead.includes(place.file)) return [];
    const types = plainOf(allocatedWords(site, true)) || (site.delta === 1 ? 'allocation' : 'allocations');
    const words = `${formatDelta(site.delta)} ${types} per ${unit} in ${logLine(benchmark, 160)}`;
    return [
      { file: place.file, line: place.line, words, where: `in ${logLine(site.name, 160)}; ${movesOf(compared)}` },
    ];
  });
}

/** One mark for each line, whatever number of benchmarks grew there. */
function byLine(grown: readonly GrownLine[]): readonly Reason[] {
  const isSame = (one: GrownLine, other: GrownLine) => one.line === other.line && one.file === other.file;
  const firsts = grown.filter((one, index) => grown.findIndex((other) => isSame(one, other)) === index);
  return firsts.map((first) => {
    const others = grown.filter((other) => other !== first && isSame(first, other)).map(({ words }) => words);
    const { file, line, words, where } = first;
    return { title: words, message: [where, ...others].join('; '), file, line };
  });
}

/** Where the number stands that was exceeded; nowhere in the repository where it is the base commit's, measured here. */
function placeOf(
  { baselineFile, base }: Report,
  { baselineLine }: MeasuredBenchmark,
): Pick<Annotation, 'file' | 'line'> {
  if (baselineFile?.exists !== true || (base !== null && baselineLine === null)) return {};
  return { file: baselineFile.path, ...(baselineLine !== null && { line: baselineLine }) };
}
