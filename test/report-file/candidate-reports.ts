import { gitBlob } from '../../src/baseline/file.ts';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { unifiedDiff } from '../../src/baseline/unified-diff.ts';
import { type Baseline, baselineFormatVersion, baselineSchemaUrl } from '../../src/model/baseline.ts';
import type { Report, Source } from '../../src/model/report.ts';
import { workload } from '../baseline/measurements.ts';
import { benchmark, counts, report } from '../report/reports.ts';

export const folder = '.github/allocations';

/** The baseline file of Swift 6.2 on this distribution. */
export const pathOf = (os = 'ubuntu-24.04') => `${folder}/swift-6.2-${os}-x86_64.json`;

/** The run of a gate on pull request 7 of octo-org/shop. */
export const gateSource: Source = {
  ...{ repository: 'octo-org/shop', event: 'pull_request', pullRequest: 7 },
  ...{ headSha: 'c'.repeat(40), measuredSha: 'd'.repeat(40), merged: true, runId: 1000, runAttempt: 1, jobId: null },
};

/** A baseline with one benchmark of so many mallocs per run. */
export function baselineOf(total: number, name = 'requests'): Baseline {
  const { measurement } = benchmark({ now: { malloc: total } });
  return {
    $schema: baselineSchemaUrl,
    formatVersion: baselineFormatVersion,
    package: 'shop',
    fingerprint: {
      swift: '6.2.1',
      target: 'x86_64-unknown-linux-gnu',
      libc: 'glibc 2.39',
      libcBuild: '282c2c16e7b6600b0b22ea0c99010d2795752b5f',
      countingMethod: 1,
      cpus: 4,
    },
    dependencies: {},
    benchmarks: { [name]: { measurement, workload, sites: [], callTree: [] } },
  };
}

export interface CandidateGiven {
  readonly os?: string;
  readonly total?: number;
  readonly source?: Source;
  /** Git's name for the baseline that was compared with, of 1000 mallocs; null: there was none. */
  readonly blob?: string | null;
}

/** What a gate leaves that measured so many mallocs. */
export function candidateReport({ os, total = 1024, source = gateSource, blob = null }: CandidateGiven = {}): Report {
  const path = pathOf(os);
  const baseline = baselineOf(total);
  const text = formatBaseline(baseline);
  const verdict = blob === null ? 'no-baseline' : verdictOf(total);
  const before = blob === null ? null : { malloc: 1000 };
  // Of a file that is none of ours nobody has the content, and too much may differ for a diff.
  const isKnown = blob === null || blob === gitBlob(Buffer.from(known));
  return report({
    key: `allocations ${os ?? 'ubuntu-24.04'}`,
    ...{ package: 'shop', verdict, passes: verdict === 'pass', fingerprint: baseline.fingerprint, source },
    baselineFile: { path, exists: blob !== null, blob },
    benchmarks: [benchmark({ name: 'requests', verdict, now: counts({ malloc: total }), before })],
    candidate: { path, text, diff: isKnown ? unifiedDiff(path, blob === null ? null : known, text) : null },
  });
}

/** The baseline that a gate compared with. */
const known = formatBaseline(baselineOf(1000));

function verdictOf(total: number) {
  return total > 1000 ? 'regression' : total < 1000 ? 'improvement' : 'pass';
}
