import type { Phrase } from './phrase.ts';
import type { Report, Source } from './schema.ts';

type Base = NonNullable<Report['base']>;

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
  ];
}

/** `commit 3f1c8a2b9d merged into its base`. */
export function commitOf({ headSha, measuredSha, pullRequest }: Source): Phrase {
  const merged = pullRequest !== null && headSha !== measuredSha ? [' merged into its base'] : [];
  return ['commit ', { code: headSha.slice(0, 10) }, ...merged];
}

/** The committed file, or the base commit with the reason why it was measured. */
function against({ base, baselineFile }: Report): Phrase {
  if (base === null) return baselineFile?.exists === true ? [', against ', { code: baselineFile.path }] : [];
  return [', ', ...againstBase(base, 'here')];
}

/** `against the base commit 9d3f…, measured here because the baseline was measured with swift 6.2.1 and this run has 6.2.3`. */
export function againstBase({ commit: sha, differences }: Base, place: 'here' | 'there'): Phrase {
  const commit: Phrase = ['against the base commit ', { code: sha.slice(0, 10) }, `, measured ${place}`];
  const [first, ...others] = differences;
  if (first === undefined) return commit;
  const fields = others.map(({ field }) => field).join(', ');
  const more: Phrase = others.length === 0 ? [] : [' (and ', { prose: fields }, ' differ)'];
  return [
    ...commit,
    ...[' because the baseline was measured with ', { prose: first.field }, ' ', { code: first.baseline }],
    ...[' and this run has ', { code: first.measured }, ...more],
  ];
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
