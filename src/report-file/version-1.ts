import { z } from 'zod';
import { formatBaseline } from '../baseline/format-text.ts';
import { parseBaseline } from '../baseline/parse-text.ts';
import { undoDiff, unifiedDiff } from '../baseline/unified-diff.ts';
import { judgeChange, judgeTotal, numbersOf } from '../judge/compare.ts';
import { fewRuns } from '../judge/tolerance.ts';
import { baselineSchemaUrl } from '../model/baseline.ts';
import { UsageError } from '../model/errors.ts';
import { noticeOf } from '../model/notice.ts';
import {
  failedBenchmarkSchema,
  type MeasuredBenchmark,
  measuredBenchmarkSchema,
  type Report,
  reportFormatVersion,
  reportSchema,
  sourceSchema,
} from '../model/report.ts';
import type { Origin } from '../model/site.ts';
import { measurementSchema1, renamed } from '../model/version-1.ts';

/** A delta's part was named in words: `own code`, `dependency NIOCore`. */
const attribution = measuredBenchmarkSchema.shape.attribution.element.extend({ origin: z.string().max(10_000) });
const numbers = measuredBenchmarkSchema.shape.baseline.unwrap();
/** Only what was allowed of the total was said, and not by what; unfreed blocks were called remaining, noise spread. */
const omitted = {
  decidedBy: true,
  unfreed: true,
  noise: true,
  workload: true,
  resolution: true,
  comparedBy: true,
} as const;
/** How often the baseline was run was not said; enough is assumed. */
const runsBefore = fewRuns;
const measuredBenchmark = measuredBenchmarkSchema.omit(omitted).extend({
  spread: measuredBenchmarkSchema.shape.noise,
  baseline: numbers
    .omit({ noise: true, runs: true })
    .extend({ spread: numbers.shape.noise })
    .transform(renamed)
    .nullable(),
  measurement: measurementSchema1,
  allowed: z.number().nonnegative().nullable(),
  remaining: measuredBenchmarkSchema.shape.unfreed,
  attribution: z.array(attribution).max(20_000),
});

/** `report.json` as the first version of the gate wrote it: this version's but for what is said here. */
export const reportSchema1 = reportSchema.extend({
  formatVersion: z.literal(1),
  source: sourceSchema.omit({ merged: true }).nullable(),
  notices: z.array(z.string().max(10_000)).max(50),
  benchmarks: z.array(z.union([measuredBenchmark, failedBenchmarkSchema])).max(500),
});

/** The report in the form of this version; what it did not say is judged from its numbers. */
export function upgradeReport(report: z.infer<typeof reportSchema1>): Report {
  const { source } = report;
  return {
    ...report,
    formatVersion: reportFormatVersion,
    source: source && { ...source, merged: source.pullRequest !== null && source.headSha !== source.measuredSha },
    notices: report.notices.map((sentence) => noticeOf(sentence)),
    benchmarks: report.benchmarks.map((benchmark) =>
      benchmark.verdict === 'failed' ? benchmark : upgradeBenchmark(benchmark),
    ),
    candidate: report.candidate === null ? null : upgradeCandidate(report.candidate),
  };
}

function upgradeBenchmark({ remaining, ...benchmark }: z.infer<typeof measuredBenchmark>): MeasuredBenchmark {
  const { baseline, ...upgraded } = renamed(benchmark);
  const { tolerance } = numbersOf(upgraded, runsBefore);
  return {
    ...(remaining === undefined ? {} : { unfreed: remaining }),
    ...upgraded,
    baseline: baseline && { ...baseline, runs: runsBefore },
    ...{ resolution: tolerance.total, comparedBy: 'totals', workload: null },
    ...decisionOn(benchmark),
    attribution: benchmark.attribution.map((part) => ({ ...part, origin: originNamed(part.origin) })),
  };
}

function decisionOn(
  benchmark: z.infer<typeof measuredBenchmark>,
): Pick<MeasuredBenchmark, 'decidedBy' | 'allowed' | 'delta'> {
  const { total, baseline, delta, imported, limit } = benchmark;
  if (imported !== undefined) {
    const { decidedBy, allowed } = judgeTotal(total, imported.total, limit);
    return { decidedBy, allowed, delta };
  }
  if (baseline === null || delta === null) return { decidedBy: 'total', allowed: null, delta };
  const judged = judgeChange(numbersOf(benchmark, runsBefore), baseline, limit, null);
  return { decidedBy: judged.decidedBy, allowed: judged.allowed, delta: judged.delta };
}

const origins: ReadonlyMap<string, Origin | null> = new Map([
  ['own code', { kind: 'own' }],
  ['Swift standard library and runtime', { kind: 'runtime' }],
  ['Foundation', { kind: 'foundation' }],
  ['system', { kind: 'system' }],
  ['run-to-run difference', null],
]);

function originNamed(name: string): Origin | null {
  const [, module] = /^dependency (.+)$/s.exec(name) ?? [];
  if (module !== undefined) return { kind: 'dependency', module };
  const origin = origins.get(name);
  return origin === undefined ? { kind: 'unknown' } : origin;
}

/** The baseline in the form of this version; what cannot be read stays, and is refused as what it is. */
function upgradeCandidate(candidate: NonNullable<Report['candidate']>): Report['candidate'] {
  const { path, text, diff } = candidate;
  try {
    const upgraded = formatBaseline({ ...parseBaseline(text, path), $schema: baselineSchemaUrl });
    const before = diff === null ? undefined : undoDiff(path, diff, text);
    return { path, text: upgraded, diff: before === undefined ? diff : unifiedDiff(path, before, upgraded) };
  } catch (error) {
    if (error instanceof UsageError) return candidate;
    throw error;
  }
}
