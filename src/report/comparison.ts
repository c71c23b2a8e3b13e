import type { Phrase } from './phrase.ts';
import type { Report } from './schema.ts';

/** What was compared with what, and how it was measured. */
export function comparison(report: Report): Phrase {
  const { source, fingerprint } = report;
  const counted = report.benchmarks.length > 0 && report.failure === null;
  const verb = counted ? 'Measured' : 'Tried to measure';
  const commit: Phrase = source === null ? [] : [', commit ', { code: source.headSha.slice(0, 10) }, ...merged(source)];
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
  ];
}

/** The committed file, or the base commit with the reason why it was measured. */
function against({ base, baselineFile }: Report): Phrase {
  if (base === null) return baselineFile?.exists === true ? [', against ', { code: baselineFile.path }] : [];
  const commit: Phrase = [', against the base commit ', { code: base.commit.slice(0, 10) }, ', measured here'];
  const [first, ...others] = base.differences;
  if (first === undefined) return commit;
  const more = others.length === 0 ? '' : ` (and ${others.map(({ field }) => field).join(', ')} differ)`;
  return [
    ...commit,
    ` because the baseline was measured with ${first.field} `,
    ...[{ code: first.baseline }, ' and this run has ', { code: first.measured }, more],
  ];
}

function merged({ pullRequest, headSha, measuredSha }: NonNullable<Report['source']>): Phrase {
  return pullRequest !== null && headSha !== measuredSha ? [' merged into its base'] : [];
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
