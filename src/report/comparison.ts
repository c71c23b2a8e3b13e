import { capitalized, comparedWithBase, isDrift, measuredBase } from './ground.ts';
import type { Phrase } from './phrase.ts';
import type { Report, Source } from './schema.ts';

/** What was compared with what, and how it was measured. */
export function comparison(report: Report): Phrase {
  const { source, fingerprint } = report;
  const counted = report.benchmarks.length > 0 && report.failure === null;
  const verb = counted ? 'Measured' : 'Tried to measure';
  const commit: Phrase = source === null ? [] : [', ', ...commitOf(source)];
  const baseline: Phrase = counted ? against(report) : [];
  const where: Phrase =
    fingerprint === null
      ? []
      : ['. Swift ', { code: fingerprint.swift }, ', ', { code: fingerprint.target }, ', ', { code: fingerprint.libc }];
  return [
    `${verb} `,
    { code: report.package },
    ...commit,
    ...baseline,
    ...where,
    ...runsOf(report),
    ...(source === null ? [] : [', job ', { code: report.key }]),
    '.',
    ...(counted ? drift(report) : []),
  ];
}

/** `commit 3f1c8a2b9d merged into its base`. */
export function commitOf({ headSha, measuredSha, pullRequest }: Source): Phrase {
  const merged = pullRequest !== null && headSha !== measuredSha ? [' merged into its base'] : [];
  return ['commit ', { code: headSha.slice(0, 10) }, ...merged];
}

/** The committed file, or the base commit where it was asked for. */
function against({ base, baselineFile }: Report): Phrase {
  if (base === null) return baselineFile?.exists === true ? [', against ', { code: baselineFile.path }] : [];
  return isDrift(base) ? [] : [', against ', ...measuredBase(base, 'here')];
}

/** A sentence of its own where a base commit had to stand in for the baseline. */
function drift({ base }: Report): Phrase {
  return base !== null && isDrift(base) ? [' ', ...capitalized(comparedWithBase(base, 'here')), '.'] : [];
}

/** `, fewest of 5 runs`. */
function runsOf(report: Report): Phrase {
  const runs = report.benchmarks.flatMap((benchmark) => (benchmark.verdict === 'failed' ? [] : [benchmark.runs]));
  if (runs.length === 0) return [];
  const least = Math.min(...runs);
  const most = Math.max(...runs);
  if (most === 1) return [', one run'];
  return [`, fewest of ${least === most ? most : `${least} to ${most}`} runs`];
}
