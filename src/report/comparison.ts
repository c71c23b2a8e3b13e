import type { NewEnvironment, Report, Source } from '../model/report.ts';
import type { Environment } from './overview.ts';
import { listed, listedNames, type Phrase, sharedPhrases } from './phrase.ts';

type Base = NonNullable<Report['base']>;

/** What was compared with what in the only environment, and how it was measured. */
export function comparison(report: Report): Phrase {
  const { source, fingerprint, base, baselineFile } = report;
  const isCounted = wasCounted(report);
  const inside = report.environment.counter === 'inside' ? [', counted from inside, without probes'] : [];
  const file: Phrase = baselineFile?.exists === true ? [', against ', { code: baselineFile.path }] : [];
  const asked: Phrase = base === null || isStandIn(base) ? [] : [', against ', ...measuredBase(base, 'here')];
  const where: Phrase =
    fingerprint === null
      ? []
      : ['. Swift ', { code: fingerprint.swift }, ', ', { code: fingerprint.target }, ', ', { code: fingerprint.libc }];
  return [
    ...measured([report.package], isCounted, source),
    ...(isCounted ? (base === null ? file : asked) : []),
    ...where,
    ...(fingerprint?.allocator === undefined ? [] : [', ', { code: fingerprint.allocator }]),
    ...runsOf(report),
    ...inside,
    ...(source === null ? [] : [', job ', { code: report.key }]),
    '.',
    ...(isCounted && base !== null && isStandIn(base)
      ? [' ', ...capitalized(comparedWithBase(base, 'here')), '.']
      : []),
  ];
}

/** What was compared with what in several; a base commit that was measured instead of a baseline is named with them. */
export function comparisonOfSeveral(environments: readonly Environment[]): Phrase {
  const reports = environments.map(({ report }) => report);
  const counted = reports.filter(wasCounted);
  const packages = [...new Set((counted.length > 0 ? counted : reports).map((report) => report.package))];
  const source = reports.find((report) => report.source !== null)?.source ?? null;
  const files = counted.filter(({ base, baselineFile }) => base === null && baselineFile?.exists === true);
  const bases = sharedPhrases(environments, ({ report: { base } }) =>
    base === null ? [] : [comparedWithBase(base, 'there')],
  );
  return [
    ...measured(packages, counted.length > 0, source),
    ...againstFiles(files, counted.length),
    '.',
    ...bases
      .slice(0, reasonsShown)
      .flatMap(({ phrase, names }) => [' On ', ...listedNames(names), ': ', ...phrase, '.']),
  ];
}

/** Baselines that were made in other environments mostly differ alike. */
const reasonsShown = 10;

function wasCounted({ benchmarks, failure }: Report): boolean {
  return benchmarks.length > 0 && failure === null;
}

/** `Measured swift-http-bench, commit 3f1c8a2b9d merged into its base`. */
function measured(packages: readonly string[], isCounted: boolean, source: Source | null): Phrase {
  const what: Phrase = [isCounted ? 'Measured ' : 'Tried to measure ', ...listedNames(packages)];
  if (source === null) return what;
  const { headSha, measuredSha, merged, pullRequest } = source;
  const head = { code: headSha.slice(0, 10) };
  if (merged) return [...what, ', commit ', head, ' merged into its base'];
  if (measuredSha === headSha) return [...what, ', commit ', head];
  const whose = pullRequest === null ? ' of this run' : ' of the pull request';
  return [
    ...what,
    ', commit ',
    { code: measuredSha.slice(0, 10) },
    ', which was checked out and is not the commit ',
    head,
    whose,
  ];
}

/** The file, or the folder that the files have in common. */
function againstFiles(reports: readonly Report[], all: number): Phrase {
  const paths = [...new Set(reports.flatMap(({ baselineFile }) => baselineFile?.path ?? []))];
  const [path] = paths;
  if (path === undefined) return [];
  const where = reports.length < all ? ` in ${reports.length} of ${all} jobs` : '';
  if (paths.length === 1) return [`,${where} against `, { code: path }];
  const folders = new Set(paths.map((each) => each.replace(/\/?[^/]*$/, '')));
  return [`,${where} against the baselines in `, ...listedNames([...folders])];
}

/** `, median of 5 runs`. */
function runsOf(report: Report): Phrase {
  const runs = report.benchmarks.flatMap((benchmark) => (benchmark.verdict === 'failed' ? [] : [benchmark.runs]));
  if (runs.length === 0) return [];
  const least = Math.min(...runs);
  const most = Math.max(...runs);
  if (most === 1) return [', one run'];
  return [`, median of ${least === most ? most : `${least} to ${most}`} runs`];
}

/** Whether a base commit stands in for a baseline that cannot be compared, or that is not there yet; else it was asked for. */
function isStandIn({ differences, newEnvironment }: Base): boolean {
  return differences.length > 0 || newEnvironment !== null;
}

/**
 * Why a base commit was measured, and that it was compared with: `the baseline was measured with Swift 6.2.1, this run
 * has 6.2.3; compared with the base commit 9d3f…, measured here`.
 */
function comparedWithBase(base: Base, place: 'here' | 'there'): Phrase {
  const compared: Phrase = ['compared with ', ...measuredBase(base, place)];
  if (!isStandIn(base)) return compared;
  const reason = base.newEnvironment === null ? differently(base.differences) : noBaselineYet(base.newEnvironment);
  return [...reason, '; ', ...compared];
}

/** `the base commit 9d3f…, measured here`. */
function measuredBase({ commit, dependencies }: Base, place: 'here' | 'there'): Phrase {
  const same = dependencies === 'same-as-head' ? ' with the same versions of the dependencies' : '';
  return ['the base commit ', { code: commit.slice(0, 10) }, `, measured ${place}${same}`];
}

/**
 * `there is no baseline for Swift 6.2 yet (the others are of 6.1)`. Only what tells the environments apart is named: the
 * Swift version, or the distribution where that is the same.
 */
export function noBaselineYet({ swift, os, others }: NewEnvironment): Phrase {
  const sameSwift = others.filter((other) => other.swift === swift);
  const isSystem = sameSwift.length > 0;
  const known = [...new Set(isSystem ? sameSwift.map((other) => other.os) : others.map((other) => other.swift))].sort();
  return [
    'there is no baseline for Swift ',
    { code: swift },
    ...(isSystem ? [' on ', { code: os }] : []),
    ' yet (the others are of ',
    ...listedNames(known),
    ')',
  ];
}

/** The phrase as the beginning of a sentence. */
export function capitalized([first = '', ...rest]: Phrase): Phrase {
  return typeof first === 'string' ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : [first, ...rest];
}

/** More differences than these are none of two environments, but of whoever wrote the report. */
const differencesShown = 10;

/** `the baseline was measured with Swift 6.2.1, this run has 6.2.3 (libc differs too)`. */
function differently([first, ...others]: Base['differences']): Phrase {
  if (first === undefined) return [];
  const differ = others.length === 1 ? ' differs too)' : ' differ too)';
  const names = others.map(({ field }) => fieldName(field));
  const more: Phrase = others.length === 0 ? [] : [' (', ...listed(names, differencesShown), differ];
  return [
    'the baseline was measured with ',
    ...fieldName(first.field),
    ' ',
    { code: first.baseline },
    ', this run has ',
    { code: first.measured },
    ...more,
  ];
}

/** `Swift`; the other fields, and dependencies, are shown as they are called in the file. */
function fieldName(field: string): Phrase {
  return field === 'swift' ? ['Swift'] : [{ code: field }];
}
