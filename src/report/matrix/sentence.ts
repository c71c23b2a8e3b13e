import { changedBenchmarks } from '../benchmarks.ts';
import { changeIn } from '../change-phrase.ts';
import { formatQuantity } from '../numbers.ts';
import type { Phrase } from '../phrase.ts';
import { policyOf } from '../sentence.ts';
import { measuredPackages } from './grid.ts';
import type { Matrix } from './matrix.ts';
import { hasStanding, type Standing, type StandingLeg, worstFirst } from './standing.ts';
import { matrixPasses, matrixVerdict } from './verdict.ts';

/**
 * The verdict over all legs in one sentence: the worst of it in bold with its largest case, then how many say
 * something else; a leg that could not be measured, or is missing, is always among what is said.
 */
export function matrixSentence(matrix: Matrix, legs: readonly StandingLeg[]): Phrase {
  if (legs.length === 0) return [{ strong: 'Nothing was measured' }, ': ', noReports(matrix), '.'];
  const [first, ...rest] = statements(matrix, legs);
  const gone = new Set(legs.flatMap(({ leg }) => leg.report.removed.map((name) => identity(leg.report.package, name))));
  const removed =
    gone.size > 0
      ? [`${formatQuantity(gone.size, 'benchmark')} ${gone.size === 1 ? 'is' : 'are'} not measured any more`]
      : [];
  const others = [...rest.map(({ summary }) => summary), ...removed];
  const tail = others.length > 0 ? [` Besides, ${others.join(', ')}.`] : [];
  const policy = policyOf({ verdict: matrixVerdict(matrix), passes: matrixPasses(matrix) });
  return first === undefined ? policy : [{ strong: first.claim }, ...first.detail, '.', ...tail, ...policy];
}

/** The one sign that stands before the sentence where pictures are shown. */
export function matrixSign(matrix: Matrix, legs: readonly StandingLeg[]): '✅' | '⚠️' | '❌' {
  if (!matrixPasses(matrix)) return '❌';
  const verdict = matrixVerdict(matrix);
  const isDoubtful = legs.some(({ groups }) =>
    [...changedBenchmarks(groups), ...groups.imported.within].some(({ benchmark }) => benchmark.suspicious),
  );
  return !isDoubtful && (verdict === 'pass' || verdict === 'improvement') ? '✅' : '⚠️';
}

function noReports({ missing }: Matrix): string {
  if (missing.length === 0) return 'no job left a report';
  return missing.length === 1
    ? 'the only job left no report'
    : `none of ${formatQuantity(missing.length, 'job')} left a report`;
}

interface Statement {
  /** In bold, when this is the worst there is to say. */
  readonly claim: string;
  readonly detail: Phrase;
  /** In a few words, when there is worse. */
  readonly summary: string;
}

/** Singular and plural of what is said of some of the legs. */
const predicates: Readonly<Record<Exclude<Standing, 'unchanged'> | 'missing', readonly [string, string]>> = {
  regression: ['allocates more', 'allocate more'],
  exceeding: ['exceeds an imported threshold', 'exceed imported thresholds'],
  failed: ['could not be measured', 'could not be measured'],
  'failed-in-part': ['could only be measured in part', 'could only be measured in part'],
  missing: ['is missing', 'are missing'],
  incomparable: ['cannot be compared', 'cannot be compared'],
  'no-baseline': ['has benchmarks without a baseline', 'have benchmarks without a baseline'],
  improvement: ['allocates less', 'allocate less'],
  'within-limit': ['changed within its limits', 'changed within their limits'],
  'within-threshold': ['is within imported thresholds', 'are within imported thresholds'],
};

/** What there is to say of the legs, worst first. What is good news is said only of legs without bad ones. */
function statements(matrix: Matrix, legs: readonly StandingLeg[]): readonly Statement[] {
  const all = legs.length + matrix.missing.length;
  const noun = measuredPackages(legs).length > 1 ? 'job' : 'environment';
  const say = (what: keyof typeof predicates, count: number, detail: () => Phrase): readonly Statement[] => {
    if (count === 0) return [];
    const [one, several] = predicates[what];
    const verb = count === 1 ? one : several;
    const share = count === all && all > 1 ? `All ${all}` : `${count} of ${all}`;
    return [
      { claim: `${share} ${all === 1 ? noun : `${noun}s`} ${verb}`, detail: detail(), summary: `${count} ${verb}` },
    ];
  };
  const every = (standing: Standing) => legs.filter((leg) => hasStanding(leg, standing));
  const only = (standing: Standing) => legs.filter((leg) => leg.standing === standing);
  const bad = (standing: Exclude<Standing, 'unchanged'>, detail: (some: readonly StandingLeg[]) => Phrase) =>
    say(standing, every(standing).length, () => detail(every(standing)));
  const good = (standing: 'improvement' | 'within-limit') =>
    say(standing, only(standing).length, () => largestOf(only(standing)));
  return [
    ...bad('regression', largestOf),
    ...bad('exceeding', names),
    ...bad('failed', names),
    ...bad('failed-in-part', names),
    ...say('missing', matrix.missing.length, () => missingNames(matrix)),
    ...refused(matrix),
    ...bad('incomparable', names),
    ...noBaseline(every('no-baseline'), all, noun),
    ...good('improvement'),
    ...good('within-limit'),
    ...say('within-threshold', only('within-threshold').length, () => names(only('within-threshold'))),
    ...unchanged(only('unchanged'), noun),
  ];
}

function refused({ refusals }: Matrix): readonly Statement[] {
  if (refusals.length === 0) return [];
  const claim = `${formatQuantity(refusals.length, 'report')} ${refusals.length === 1 ? 'is' : 'are'} not taken`;
  return [{ claim, detail: [], summary: claim }];
}

/** A first run is told from a new benchmark beside known ones. */
function noBaseline(legs: readonly StandingLeg[], all: number, noun: string): readonly Statement[] {
  if (legs.length === 0) return [];
  const first = legs.filter(({ leg }) => leg.report.baselineFile?.exists !== true);
  const count = `${legs.length} of ${all} ${noun}s`;
  if (first.length < legs.length) {
    const [one, several] = predicates['no-baseline'];
    const verb = legs.length === 1 ? one : several;
    return [{ claim: `${count} ${verb}`, detail: names(legs), summary: `${legs.length} ${verb}` }];
  }
  const verb = legs.length === 1 ? 'has' : 'have';
  const summary = `${legs.length} ${verb} no baseline yet`;
  if (legs.length < all) return [{ claim: `${count} ${verb} no baseline yet`, detail: names(legs), summary }];
  const measured = benchmarkCount(legs);
  const were = measured === 1 ? 'was' : 'were';
  const detail = `: ${formatQuantity(measured, 'benchmark')} ${were} measured on ${formatQuantity(all, noun)}, with nothing to compare`;
  return [{ claim: 'There is no baseline yet', detail: [detail], summary }];
}

function unchanged(legs: readonly StandingLeg[], noun: string): readonly Statement[] {
  if (legs.length === 0) return [];
  const where = `${formatQuantity(benchmarkCount(legs), 'benchmark')} on ${formatQuantity(legs.length, noun)}`;
  const summary = `${legs.length} ${legs.length === 1 ? 'is' : 'are'} unchanged`;
  return [{ claim: 'Allocations are unchanged', detail: [` in ${where}`], summary }];
}

/** `: +1,024 malloc per run in http-requests (+3.1 %, limit +1 %) on Swift 6.2.1, and in 2 other benchmarks`. */
function largestOf(legs: readonly StandingLeg[]): Phrase {
  const [worst] = legs.toSorted(worstFirst);
  if (worst === undefined || worst.largest === null) return [];
  const { verdict } = worst.largest.benchmark;
  const alike = legs.flatMap(({ leg, groups }) =>
    changedBenchmarks(groups)
      .filter(({ benchmark }) => benchmark.verdict === verdict)
      .map(({ benchmark }) => identity(leg.report.package, benchmark.name)),
  );
  const others = new Set(alike).size - 1;
  const more = others > 0 ? [`, and in ${formatQuantity(others, 'other benchmark')}`] : [];
  return [': ', ...changeIn(worst.largest), ' on ', { code: worst.leg.name }, ...more];
}

function names(legs: readonly StandingLeg[]): Phrase {
  const [first, ...others] = legs;
  if (first === undefined) return [];
  return [
    ': ',
    { code: first.leg.name },
    ...(others.length > 0 ? [` and ${formatQuantity(others.length, 'other')}`] : []),
  ];
}

function missingNames({ missing: [first, ...others] }: Matrix): Phrase {
  if (first === undefined) return [];
  const more = others.length > 0 ? [`, and ${formatQuantity(others.length, 'other')}`] : [];
  return [': ', { code: first.name }, ' ', { prose: first.reason }, ...more];
}

function benchmarkCount(legs: readonly StandingLeg[]): number {
  return new Set(legs.flatMap(({ leg }) => leg.report.benchmarks.map(({ name }) => identity(leg.report.package, name))))
    .size;
}

/** Two packages may have a benchmark of the same name. */
function identity(packageName: string, benchmark: string): string {
  return JSON.stringify([packageName, benchmark]);
}
