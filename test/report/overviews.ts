import { noticeOf } from '../../src/model/notice.ts';
import type { MeasuredBenchmark, Report } from '../../src/model/report.ts';
import type { Environment, MissingEnvironment, Overview } from '../../src/report/overview.ts';
import { benchmark, failedBenchmark, importedBenchmark, links, report, site } from './reports.ts';

const runUrl = 'https://github.com/example/swift-http-bench/actions/runs/15812345678';

/** The overview of these environments, with the marker of the run in which {@link report} was measured. */
export function overviewOf(
  environments: readonly Environment[],
  missing: readonly MissingEnvironment[] = [],
): Overview {
  const marker = {
    key: 'Allocations',
    headSha: '3f1c8a2b9d7e6f504132435465768798a9bacbdc',
    runId: 15_812_345_678,
    runAttempt: 1,
  };
  return { marker, environments, missing, refusals: [], runUrl };
}

/** The job's name, and what its report says of where it was measured. */
export interface Place {
  readonly swift: string;
  readonly runner: 'ubuntu-24.04' | 'ubuntu-24.04-arm';
}

export const places: readonly Place[] = ['6.1.3', '6.2.1', '6.3.0'].flatMap((swift) => [
  { swift, runner: 'ubuntu-24.04' },
  { swift, runner: 'ubuntu-24.04-arm' },
]);

export function jobName({ swift, runner }: Place): string {
  return `Swift ${swift} on ${runner}`;
}

/** A environment of the place with its own baseline file, fingerprint and artifacts. */
export function environment(place: Place, given: Partial<Report> = {}, name = jobName(place)): Environment {
  const processor = place.runner.endsWith('-arm') ? 'aarch64' : 'x86_64';
  const path = `.github/allocations/swift-${place.swift.split('.', 2).join('.')}-ubuntu-24.04-${processor}.json`;
  const plain = report(given);
  const at = places.findIndex(({ swift, runner }) => swift === place.swift && runner === place.runner);
  const { baselineFile, fingerprint, candidate } = plain;
  return {
    name,
    report: {
      ...plain,
      key: `allocations ${place.swift} ${processor}`,
      baselineFile: baselineFile && { ...baselineFile, path },
      fingerprint: fingerprint && { ...fingerprint, swift: place.swift, target: `${processor}-unknown-linux-gnu` },
      candidate: candidate && {
        ...candidate,
        path,
        diff: candidate.diff?.replaceAll(candidate.path, path) ?? null,
      },
    },
    links: links({
      flameGraphUrl: plain.fingerprint && `${runUrl}/artifacts/${4001 + 2 * at}`,
      reportArtifactUrl: `${runUrl}/artifacts/${4002 + 2 * at}`,
      reportArtifactName: `allocations-${place.swift}-${processor}-1.json`,
    }),
  };
}

/** `http-requests`, which allocates more where this was said. */
function requests(before: number, more: number, given: Partial<MeasuredBenchmark> = {}): MeasuredBenchmark {
  return benchmark({
    name: 'http-requests',
    verdict: more > 0 ? 'regression' : 'pass',
    before: { malloc: before, calloc: 200, posix_memalign: 1000 },
    now: { malloc: before + more, calloc: 200, posix_memalign: 1000 },
    limit: { absolute: 20, percent: 1 },
    ...(more > 0 ? { sites: grown(more), attribution: [{ origin: { kind: 'own' }, delta: more }] } : {}),
    ...given,
  });
}

function grown(more: number) {
  const builder = site({ delta: more - 24, count: more - 24, bytes: 32 * (more - 24) });
  const serializer = site({
    name: 'static HTTPResponse.serialize<A>(_: A) -> [UInt8] where A: Sequence',
    module: 'HTTPCore',
    callers: ['closure #1 in RequestLoop.run(count:)'],
    ...{ delta: 24, baselineCount: 2000, count: 2024, bytes: 129_536 },
  });
  return [builder, serializer];
}

function decoding(before: number, less: number): MeasuredBenchmark {
  return benchmark({
    name: 'json-decoding',
    verdict: less > 0 ? 'improvement' : 'pass',
    before: { malloc: before, posix_memalign: 15 },
    now: { malloc: before - less, posix_memalign: 15 },
    ...(less > 0
      ? {
          sites: [
            site({
              ...{ name: 'Parser.readString()', module: 'JSON', callers: ['Parser.parse()'] },
              ...{ delta: -less, baselineCount: 600, count: 600 - less, bytes: 2816 },
            }),
          ],
          attribution: [{ origin: { kind: 'dependency', module: 'JSON' }, delta: -less }],
        }
      : {}),
  });
}

const leaking: Partial<MeasuredBenchmark> = {
  unfreed: { allocated: 32_900, freed: 32_400, baseline: { allocated: 32_900, freed: 32_450 }, change: 50 },
};

const steady = ['closures', 'dictionary-churn', 'string-building'].map((name, index) =>
  benchmark({ name, now: { malloc: 500 * (index + 1), calloc: 3 } }),
);
const turn = benchmark({ name: 'loop-turn', unit: 'iteration', now: { malloc: 472.5 } });

const brokenDecoding = failedBenchmark({
  name: 'json-decoding',
  failure: {
    message: '`json-decoding` was ended by SIGTRAP after 0.4 s',
    remedy: 'Run it once without the gate; its last lines are below.',
    lastLines: ['JSONBench/main.swift:41: Fatal error: Index out of range', '0  JSONBench  0x1f3a'],
  },
});

/** Mixed, in the order of {@link places}; the fifth failed, and the sixth never reported. */
function six(): Overview {
  const [first, second, third, fourth, fifth, sixth] = places;
  if (!first || !second || !third || !fourth || !fifth || !sixth) throw new Error('there are six places');
  return overviewOf(
    [
      environment(first, { benchmarks: [requests(31_700, 0), decoding(1946, 0), turn, ...steady] }),
      environment(second, {
        verdict: 'improvement',
        benchmarks: [requests(31_710, 0), decoding(1946, 512), turn, ...steady],
      }),
      environment(third, {
        ...{ verdict: 'regression', passes: false },
        benchmarks: [requests(31_800, 1024), decoding(1940, 0), turn, ...steady],
      }),
      environment(fourth, {
        ...{ verdict: 'failed', passes: false, candidate: null },
        benchmarks: [requests(31_810, 1024), brokenDecoding, turn, ...steady],
      }),
      environment(fifth, {
        ...{ verdict: 'failed', passes: false, fingerprint: null, candidate: null, benchmarks: [] },
        failure: {
          message: '`swift build -c release` failed with exit status 1',
          remedy: 'Mend the build; the compiler said what is wrong.',
          lastLines: [
            "Sources/HTTPBench/main.swift:12:5: error: cannot find 'biuldList' in scope",
            'error: fatalError',
          ],
        },
      }),
    ],
    [{ name: jobName(sixth), reason: 'was cancelled', url: `${runUrl}/job/44001122` }],
  );
}

const differences = (baseline: string, measured: string) => [
  { field: 'swift', baseline, measured },
  { field: 'libcBuild', baseline: '8e9fd827446c24067541ac5390e6f527fb5947bb', measured: 'aa9fd82744' },
];

function crowd(place: number): readonly MeasuredBenchmark[] {
  return Array.from({ length: 300 }, (_, index) => {
    const name = `generated-benchmark-${String(index + 1).padStart(3, '0')}`;
    const before = 1000 + index + place;
    if (index % 3 === 0) return benchmark({ name, now: { malloc: before } });
    const sites = Array.from({ length: 8 }, (_, at) =>
      site({ name: `Type${at}.method(_:label:)`, delta: 8 - at, count: 8 - at }),
    );
    return benchmark({
      ...{ name, verdict: 'regression', before: { malloc: before }, sites },
      now: { malloc: before + 10 + ((index * (place + 1)) % 97) },
    });
  });
}

const monorepoPlace: Place = { swift: '6.2.1', runner: 'ubuntu-24.04' };

function packageEnvironment(packageName: string, given: Partial<Report>): Environment {
  const measured = environment(monorepoPlace, { package: packageName, ...given }, `Allocations of ${packageName}`);
  const path = `packages/${packageName}/allocations/swift-6.2-ubuntu-24.04-x86_64.json`;
  return {
    ...measured,
    report: { ...measured.report, key: packageName, baselineFile: { path, exists: true, blob: 'b10b'.repeat(10) } },
  };
}

/** Each situation of a overview that a reader can meet, by the name of its golden. */
export const overviews: Readonly<Record<string, Overview>> = {
  'matrix-six-legs': six(),
  'matrix-leak': overviewOf(
    places.slice(0, 3).map((place, index) => {
      const counted = index === 0 ? {} : leaking;
      return environment(place, { benchmarks: [requests(31_700, 0, counted), turn] });
    }),
  ),
  'matrix-unchanged': overviewOf(
    places.map((place, index) =>
      environment(place, { benchmarks: [requests(31_700 + 10 * index, 0), decoding(1946, 0), turn, ...steady] }),
    ),
  ),
  'matrix-first-run': overviewOf(
    places.map((place, index) =>
      environment(place, {
        verdict: 'no-baseline',
        baselineFile: { path: '', exists: false, blob: null },
        benchmarks: [
          benchmark({ name: 'http-requests', before: null, now: { malloc: 31_800 + 10 * index, calloc: 200 } }),
          benchmark({ name: 'loop-turn', before: null, unit: 'iteration', now: { malloc: 472.5 } }),
        ],
      }),
    ),
  ),
  'matrix-same-regression': overviewOf(
    places.map((place, index) =>
      environment(place, {
        ...{ verdict: 'regression', passes: false },
        benchmarks: [requests(31_700 + 10 * index, 1024), decoding(1946, 0), ...steady],
      }),
    ),
  ),
  'matrix-improvements': overviewOf(
    places.map((place, index) =>
      environment(place, {
        verdict: 'improvement',
        benchmarks: [requests(31_700, 0), decoding(1946, index < 4 ? 512 : 498), ...steady],
      }),
    ),
  ),
  'matrix-measured-base': overviewOf(
    places.map((place) => {
      const benchmarks = [requests(31_700, 0), ...steady];
      if (place.swift === '6.2.1')
        return environment(place, {
          base: {
            commit: '9d7e'.repeat(10),
            differences: differences('6.2.0', '6.2.1'),
            newEnvironment: null,
            dependencies: 'as-resolved' as const,
          },
          benchmarks,
        });
      if (place.swift === '6.1.3') return environment(place, { benchmarks });
      const incomparable = benchmarks.map(
        (each): MeasuredBenchmark => ({
          ...each,
          verdict: 'incomparable',
          differences: differences('6.3.0-beta', '6.3.0'),
        }),
      );
      return environment(place, { verdict: 'incomparable', passes: false, benchmarks: incomparable });
    }),
  ),
  'matrix-monorepo': overviewOf([
    packageEnvironment('http', {
      ...{ verdict: 'regression', passes: false },
      benchmarks: [requests(31_800, 1024), benchmark({ name: 'routing', now: { malloc: 12 } })],
      notices: [
        noticeOf(
          'This pull request edits its own baseline ',
          { code: 'packages/http/allocations/swift-6.2-ubuntu-24.04-x86_64.json' },
          ': ',
          { code: 'routing' },
          ' goes from 11 to 12.',
        ),
      ],
    }),
    packageEnvironment('json', { benchmarks: [decoding(1946, 0)], removed: ['json-encoding'] }),
  ]),
  'matrix-three-hundred-benchmarks': overviewOf(
    places.map((place, index) =>
      environment(place, { verdict: 'regression', passes: false, benchmarks: crowd(index) }),
    ),
  ),
  'matrix-imported': overviewOf(
    places.slice(0, 3).map((place, index) => {
      const exceeds = index === 1;
      const greetings = importedBenchmark('1000_greetings', exceeds ? 47_120 : 45_010 + index, 46_050);
      const verdict = exceeds ? 'regression' : 'pass';
      return environment(place, { verdict, passes: !exceeds, benchmarks: [greetings, ...steady] });
    }),
  ),
  'matrix-single-leg': overviewOf([
    environment(monorepoPlace, {
      verdict: 'regression',
      passes: false,
      benchmarks: [requests(31_800, 1024), ...steady],
    }),
  ]),
  'matrix-report-not-taken': {
    ...overviewOf(
      places.slice(0, 1).map((place) => environment(place, { benchmarks: steady })),
      places.slice(1, 2).map((place) => ({ name: jobName(place), reason: 'left no report', url: null })),
    ),
    refusals: ['The artifact `allocations-6.1.3-aarch64-3f1c8a2b9d7e-1.json` is not taken: it is of another commit.'],
  },
  'matrix-no-report': overviewOf(
    [],
    places.map((place, index) => ({
      name: jobName(place),
      reason: index === 0 ? 'failed before it could report' : 'was skipped',
      url: index === 0 ? `${runUrl}/job/44001122` : null,
    })),
  ),
};
