import type { MeasuredBenchmark, Report } from '../model/report.ts';
import { type BenchmarkGroups, type ComparedBenchmark, changedBenchmarks, groupBenchmarks } from './benchmarks.ts';
import { changeIn } from './changes.ts';
import { type Finding, type GroupedEnvironment, groupEnvironments, measuredPackages, worstFirst } from './findings.ts';
import { importedSuspicion, largestExcess, sourcesOf } from './imported.ts';
import { formatCount, formatQuantity } from './numbers.ts';
import { type Overview, onlyOne, overviewPasses, overviewVerdict } from './overview.ts';
import type { Phrase } from './phrase.ts';
import {
  claimOf,
  environmentPredicates,
  ofBenchmarks,
  type Statement,
  type Subject,
  sentenceOf,
  some,
  summaryOf,
} from './statements.ts';

/**
 * The verdict in one sentence: the worst of it in bold with its largest case, then how many environments (of a single
 * one, how many benchmarks) say something else, then whether the gate's settings see it otherwise.
 */
export function overviewSentence(
  overview: Overview,
  environments: readonly GroupedEnvironment[] = groupEnvironments(overview.environments),
): Phrase {
  const only = onlyOne(environments, overview);
  if (only !== null) return verdictSentence(only.report, only.groups);
  if (environments.length === 0) return [{ strong: 'Nothing was measured' }, ': ', noReports(overview), '.'];
  const subject = environmentsOf(overview, environments);
  const policy = policyOf({ verdict: overviewVerdict(overview), passes: overviewPasses(overview) });
  return sentenceOf(statementsOnEnvironments(overview, environments, subject), subject, policy);
}

/** The sentence on one environment by itself, as {@link overviewSentence} words it. */
export function verdictSentence(report: Report, groups: BenchmarkGroups = groupBenchmarks(report)): Phrase {
  if (report.failure !== null) {
    return [{ strong: 'Allocations could not be measured' }, ': ', { prose: ended(report.failure.message) }];
  }
  if (report.benchmarks.length === 0) return [{ strong: 'Nothing was measured' }, '.', ...policyOf(report)];
  const removed = some('removed', report.removed, nothing);
  return sentenceOf([...statementsOnBenchmarks(groups, report), ...removed], ofBenchmarks, policyOf(report));
}

/** The verdict in a few words of ours, nothing foreign in them: `1 benchmark allocates more, 3 are unchanged`. */
export function verdictWords(report: Report, groups: BenchmarkGroups): string {
  if (report.failure !== null) return 'allocations could not be measured';
  const [first, ...rest] = statementsOnBenchmarks(groups, report);
  if (first === undefined) return 'nothing was measured';
  return [claimOf(first, ofBenchmarks), ...rest.map((statement) => summaryOf(statement, ofBenchmarks))].join(', ');
}

/** The one sign that stands before the sentence where pictures are shown. */
export function verdictSign(overview: Overview): '✅' | '⚠️' | '❌' {
  if (!overviewPasses(overview)) return '❌';
  const verdict = overviewVerdict(overview);
  const isDoubtful = overview.environments.some(({ report }) =>
    report.benchmarks.some((benchmark) => benchmark.verdict !== 'failed' && benchmark.suspicious),
  );
  return !isDoubtful && (verdict === 'pass' || verdict === 'improvement') ? '✅' : '⚠️';
}

/** What to say of a benchmark that fell to almost nothing. */
export function suspicion({ benchmark: { name, total, unit }, baseline }: ComparedBenchmark): Phrase {
  const fall = ` fell from ${formatCount(baseline.total)} to ${formatQuantity(total, 'allocation')} per ${unit}`;
  return [{ code: name }, `${fall}: it probably no longer does its work.`];
}

/** What must not be overlooked; not among what is collapsed. */
export function warnings({ report, groups }: Pick<GroupedEnvironment, 'report' | 'groups'>): readonly Phrase[] {
  const suspicious = changedBenchmarks(groups).filter(({ benchmark }) => benchmark.suspicious);
  return [
    ...report.notices,
    ...suspicious.map(suspicion),
    ...groups.withoutBaseline.filter(({ unit, total }) => unit === 'iteration' && total === 0).map(idleness),
    ...groups.withinThreshold.filter(({ benchmark }) => benchmark.suspicious).map(importedSuspicion),
  ];
}

/** Of a benchmark on its first run: it may be the empty loop of the recipe that was pasted. */
function idleness({ name }: MeasuredBenchmark): Phrase {
  return [{ code: name }, ' allocates nothing per iteration: does its loop do the work already?'];
}

/** Said only where the verdict alone does not tell whether the gate is open. */
export function policyOf({ verdict, passes }: Pick<Report, 'verdict' | 'passes'>): Phrase {
  switch (verdict) {
    case 'pass':
    case 'improvement':
      return passes ? [] : [" This gate's settings fail it all the same."];
    case 'regression':
    case 'failed':
      return passes ? [" This gate's settings let it pass."] : [];
    case 'no-baseline':
    case 'incomparable':
      return [passes ? ' This does not fail the check.' : ' This fails the check.'];
  }
}

/** What there is to say of the benchmarks, worst first. */
function statementsOnBenchmarks(groups: BenchmarkGroups, report: Report): readonly Statement[] {
  const { exceeding, withinThreshold, unchanged } = groups;
  const claim = unchanged.length === 1 ? 'Allocations are unchanged' : 'All allocations are unchanged';
  return [
    ...some('failed', groups.failed, firstName),
    ...some('regression', groups.regressions, largestOf),
    ...some('exceeding', exceeding, largestExcess),
    ...some('incomparable', groups.incomparable, differenceOf),
    ...withoutBaseline(groups.withoutBaseline, report),
    ...some('improvement', groups.improvements, largestOf),
    ...some('within-limit', groups.withinLimit, largestOf),
    ...some('within-threshold', withinThreshold, () => [`, from ${sourcesOf(withinThreshold)}`]),
    ...some('unchanged', unchanged, () => [` in ${formatQuantity(unchanged.length, 'benchmark')}`], { claim }),
  ];
}

/** What there is to say of the environments, worst first. What is good news is said only of those without bad ones. */
function statementsOnEnvironments(
  { missing, refusals }: Overview,
  environments: readonly GroupedEnvironment[],
  subject: Subject,
): readonly Statement[] {
  const having = (finding: Finding) => environments.filter(({ findings }) => findings.includes(finding));
  const onlyHaving = (finding: Finding) => environments.filter(({ findings: [worst] }) => worst === finding);
  const removed = new Set(environments.flatMap(({ report }) => report.removed.map((name) => identity(report, name))));
  const claim = 'Allocations are unchanged';
  return [
    ...some('regression', having('regression'), largestChange),
    ...some('exceeding', having('exceeding'), firstName),
    ...some('failed', having('failed'), firstName),
    ...some('failed-in-part', having('failed-in-part'), firstName),
    ...some('missing', missing, firstMissing),
    ...some('refused', refusals, nothing, { noun: 'report' }),
    ...some('incomparable', having('incomparable'), firstName),
    ...newEnvironments(having('no-baseline'), environments.length + missing.length, subject),
    ...some('improvement', onlyHaving('improvement'), largestChange),
    ...some('within-limit', onlyHaving('within-limit'), largestChange),
    ...some('within-threshold', onlyHaving('within-threshold'), firstName),
    ...some('unchanged', onlyHaving('unchanged'), (all) => [` in ${whereMeasured(all, 'on', subject)}`], { claim }),
    ...some('removed', [...removed], nothing, { noun: 'benchmark' }),
  ];
}

/** Jobs, where they measured several packages. */
function environmentsOf({ missing }: Overview, environments: readonly GroupedEnvironment[]): Subject {
  const noun = measuredPackages(environments).length > 1 ? 'job' : 'environment';
  const all = environments.length + missing.length;
  const nouns = all === 1 ? noun : `${noun}s`;
  return {
    predicates: environmentPredicates,
    noun,
    share: (count) =>
      count === all && all > 1 ? `${all === 2 ? 'Both' : `All ${all}`} ${nouns}` : `${count} of ${all} ${nouns}`,
  };
}

function nothing(): Phrase {
  return [];
}

const firstRun = 'There is no baseline yet';

function withoutBaseline(benchmarks: readonly MeasuredBenchmark[], report: Report): readonly Statement[] {
  if (report.baselineFile?.exists === true || report.base !== null) return some('no-baseline', benchmarks, firstName);
  const measured = `${formatQuantity(benchmarks.length, 'benchmark')} ${benchmarks.length === 1 ? 'was' : 'were'} measured`;
  return some('no-baseline', benchmarks, () => [`: ${measured}, with nothing to compare`], { claim: firstRun });
}

/** A first run is told from a new benchmark beside known ones. */
function newEnvironments(
  environments: readonly GroupedEnvironment[],
  all: number,
  subject: Subject,
): readonly Statement[] {
  const { length } = environments;
  const isFirst = environments.every(({ report }) => report.baselineFile?.exists !== true);
  if (isFirst && length === all) {
    const were = benchmarkCount(environments) === 1 ? 'was' : 'were';
    const measured = whereMeasured(environments, `${were} measured on`, subject);
    return some('no-baseline', environments, () => [`: ${measured}, with nothing to compare`], { claim: firstRun });
  }
  const predicate = isFirst ? 'no-baseline' : 'new-benchmarks';
  const claim = `${length} of ${all} ${subject.noun}s ${environmentPredicates[predicate][length === 1 ? 0 : 1]}`;
  return some(predicate, environments, firstName, { claim });
}

/** `6 benchmarks on 4 environments`. */
function whereMeasured(environments: readonly GroupedEnvironment[], on: string, { noun }: Subject): string {
  const benchmarks = formatQuantity(benchmarkCount(environments), 'benchmark');
  return `${benchmarks} ${on} ${formatQuantity(environments.length, noun)}`;
}

/** `: +1,024 malloc per run in http-requests (+3.1 %, limit +1 %) and 2 others`. */
function largestOf([largest, ...others]: readonly ComparedBenchmark[]): Phrase {
  return largest === undefined ? [] : [': ', ...changeIn(largest), ...andOthers(others.length)];
}

/** `: +1,024 malloc per run in http-requests (+3.1 %, limit +1 %) on Swift 6.2.1, and in 2 other benchmarks`. */
function largestChange(environments: readonly GroupedEnvironment[]): Phrase {
  const [worst] = environments.toSorted(worstFirst);
  if (worst === undefined || worst.largest === null) return [];
  const { verdict } = worst.largest.benchmark;
  const alike = environments.flatMap(({ report, groups }) =>
    changedBenchmarks(groups)
      .filter(({ benchmark }) => benchmark.verdict === verdict)
      .map(({ benchmark }) => identity(report, benchmark.name)),
  );
  const others = new Set(alike).size - 1;
  const more = others > 0 ? [`, and in ${formatQuantity(others, 'other benchmark')}`] : [];
  return [': ', ...changeIn(worst.largest), ' on ', { code: worst.name }, ...more];
}

function firstName([first, ...others]: readonly { readonly name: string }[]): Phrase {
  return first === undefined ? [] : [': ', { code: first.name }, ...andOthers(others.length)];
}

function firstMissing([first, ...others]: Overview['missing']): Phrase {
  if (first === undefined) return [];
  const more = others.length > 0 ? [`, and ${formatQuantity(others.length, 'other')}`] : [];
  return [': ', { code: first.name }, ' ', { prose: first.reason }, ...more];
}

function andOthers(count: number): Phrase {
  return count > 0 ? [` and ${formatQuantity(count, 'other')}`] : [];
}

/** `: the baseline was measured with swift 6.2.1, this with 6.3.0`. */
function differenceOf(benchmarks: readonly MeasuredBenchmark[]): Phrase {
  const difference = benchmarks.flatMap(({ differences }) => differences)[0];
  if (difference === undefined) return firstName(benchmarks);
  const { field, baseline, measured } = difference;
  return [
    ': the baseline was measured with ',
    { code: field },
    ' ',
    { code: baseline },
    ', this with ',
    { code: measured },
  ];
}

function noReports({ missing }: Overview): string {
  if (missing.length === 0) return 'no job left a report';
  const jobs = formatQuantity(missing.length, 'job');
  return missing.length === 1 ? 'the only job left no report' : `none of ${jobs} left a report`;
}

function benchmarkCount(environments: readonly GroupedEnvironment[]): number {
  const names = environments.flatMap(({ report }) => report.benchmarks.map(({ name }) => identity(report, name)));
  return new Set(names).size;
}

/** Two packages may have a benchmark of the same name. */
function identity(report: Report, benchmark: string): string {
  return JSON.stringify([report.package, benchmark]);
}

function ended(sentence: string): string {
  return /[.!?]$/.test(sentence.trim()) ? sentence : `${sentence.trim()}.`;
}
