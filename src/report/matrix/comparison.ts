import { commitOf } from '../comparison.ts';
import { comparedWithBase } from '../ground.ts';
import { listedNames } from '../list.ts';
import { markdownOf, type Phrase } from '../phrase.ts';
import type { Report } from '../schema.ts';
import type { Leg } from './matrix.ts';

/** What was compared with what, over all legs; a base commit that was measured instead of a baseline is named with its legs. */
export function matrixComparison(legs: readonly Leg[]): Phrase {
  const reports = legs.map(({ report }) => report);
  const counted = reports.filter(({ benchmarks, failure }) => benchmarks.length > 0 && failure === null);
  const packages = [...new Set((counted.length > 0 ? counted : reports).map((report) => report.package))];
  const source = reports.find((report) => report.source !== null)?.source ?? null;
  const files = counted.filter(({ base, baselineFile }) => base === null && baselineFile?.exists === true);
  return [
    counted.length > 0 ? 'Measured ' : 'Tried to measure ',
    ...listedNames(packages),
    ...(source === null ? [] : [', ', ...commitOf(source)]),
    ...againstFiles(files, counted.length),
    '.',
    ...baseSentences(legs),
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

/** A sentence for each base commit and reason to measure it. */
function baseSentences(legs: readonly Leg[]): Phrase {
  const sentences = new Map<string, { readonly phrase: Phrase; readonly names: string[] }>();
  for (const { name, report } of legs) {
    if (report.base === null) continue;
    const phrase = comparedWithBase(report.base, 'there');
    const identity = markdownOf(phrase);
    const sentence = sentences.get(identity) ?? { phrase, names: [] };
    sentence.names.push(name);
    sentences.set(identity, sentence);
  }
  return [...sentences.values()]
    .slice(0, reasonsShown)
    .flatMap(({ phrase, names }): Phrase => [' On ', ...listedNames(names), ': ', ...phrase, '.']);
}

/** Legs whose baselines are of other ground mostly differ alike. */
const reasonsShown = 10;
