import { noticeOf } from '../../src/model/notice.ts';
import type { Report } from '../../src/model/report.ts';
import type { Links } from '../../src/report/links.ts';
import {
  allowedOfTotal,
  benchmark,
  failedBenchmark,
  fingerprint,
  importedBenchmark,
  links,
  report,
  site,
} from './reports.ts';

export interface Situation {
  readonly report: Report;
  readonly links: Links;
}

const regressed = benchmark({
  name: 'http-requests',
  baselineLine: 63,
  verdict: 'regression',
  before: { malloc: 31_800, calloc: 200, posix_memalign: 1_000 },
  now: { malloc: 32_824, calloc: 200, posix_memalign: 1_000 },
  limit: { absolute: 20, percent: 1 },
  sites: [
    site({
      ...{ delta: 1000, bytes: 32_000, file: 'Sources/HTTPBench/HTTPRequestBuilder.swift', line: 35 },
      text: 'buffer.append(contentsOf: Array("\\(header.name): \\(header.value)".utf8))',
      allocates: [{ name: '[UInt8] storage', count: 1000, baselineCount: 0 }],
    }),
    site({
      name: 'static HTTPResponse.serialize<A>(_: A) -> [UInt8] where A: Sequence',
      module: 'HTTPCore',
      callers: ['closure #1 in RequestLoop.run(count:)'],
      delta: 24,
      baselineCount: 2000,
      count: 2024,
      bytes: 129_536,
      ...{ package: 'http-core', file: 'Sources/HTTPCore/HTTPResponse.swift', line: 112 },
      allocates: [
        { name: 'String storage', count: 2006, baselineCount: 2000 },
        { name: 'HTTPResponse.Trailer', count: 18, baselineCount: 0 },
      ],
    }),
  ],
  attribution: [
    { origin: { kind: 'own' }, delta: 1000 },
    { origin: { kind: 'dependency', module: 'HTTPCore' }, delta: 24 },
  ],
});

const improved = benchmark({
  name: 'json-decoding',
  verdict: 'improvement',
  before: { malloc: 1946, posix_memalign: 15 },
  now: { malloc: 1434, posix_memalign: 15 },
  sites: [
    site({
      name: 'Parser.readString()',
      module: 'JSON',
      delta: -512,
      baselineCount: 600,
      count: 88,
      bytes: 2816,
      callers: ['Parser.parse()'],
    }),
  ],
  attribution: [{ origin: { kind: 'dependency', module: 'JSON' }, delta: -512 }],
});

const unchanged = ['dictionary-churn', 'string-building', 'closures'].map((name, index) =>
  benchmark({ name, now: { malloc: 500 * (index + 1), calloc: 3 } }),
);

const longName = `Generic<${'Swift.Dictionary<Swift.String, '.repeat(16)}Swift.Int${'>'.repeat(16)}>`
  .padEnd(500, 'x')
  .slice(0, 500);

const many = Array.from({ length: 6 }, (_, index) =>
  benchmark({
    name: `route-${index + 1}`,
    baselineLine: 17 + 8 * index,
    verdict: 'regression',
    before: { malloc: 2000, realloc: 10 },
    now: { malloc: 2000 + 40 * (index + 1), realloc: 10 + index },
    sites: [site({ delta: 40 * (index + 1), count: 40 * (index + 1), bytes: null })],
  }),
);

const crowd = Array.from({ length: 300 }, (_, index) => {
  const name = `generated-benchmark-${String(index + 1).padStart(3, '0')}`;
  if (index % 3 === 0) return benchmark({ name, now: { malloc: 1000 + index } });
  return benchmark({
    name,
    verdict: 'regression',
    before: { malloc: 1000, calloc: 10 },
    now: { malloc: 1010 + index, calloc: 11 },
    sites: Array.from({ length: 8 }, (_, at) =>
      site({ name: `Type${at}.method(_:label:)`, delta: 8 - at, count: 8 - at }),
    ),
  });
});

const oneRegression = report({ verdict: 'regression', passes: false, benchmarks: [...unchanged, regressed] });

/** Each situation a reader can meet, by the name of its goldens. */
export const situations: Readonly<Record<string, Situation>> = {
  'first-run': {
    report: report({
      verdict: 'no-baseline',
      baselineFile: { path: '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json', exists: false, blob: null },
      benchmarks: [
        benchmark({
          name: 'http-requests',
          before: null,
          now: { malloc: 31_800, calloc: 200, posix_memalign: 1000, realloc: 45 },
        }),
        benchmark({ name: 'json-decoding', before: null, now: { malloc: 1946, posix_memalign: 15 } }),
      ],
    }),
    links: links(),
  },
  unchanged: { report: report({ benchmarks: unchanged }), links: links() },
  'inside-limit': {
    report: report({
      benchmarks: [
        benchmark({
          before: { malloc: 31_800 },
          now: { malloc: 31_812 },
          limit: { absolute: 20, percent: 0 },
          sites: [site({ delta: 12, baselineCount: 88, count: 100, bytes: 3200 })],
        }),
        ...unchanged,
      ],
    }),
    links: links(),
  },
  'one-regression': { report: oneRegression, links: links() },
  'fork-with-regression': {
    report: oneRegression,
    links: links({ label: null }),
  },
  'fork-with-first-run': {
    report: report({
      verdict: 'no-baseline',
      baselineFile: { path: '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json', exists: false, blob: null },
      benchmarks: [benchmark({ name: 'json-decoding', before: null, now: { malloc: 1946, posix_memalign: 15 } })],
    }),
    links: links({ label: null }),
  },
  'fork-with-long-diff': {
    report: report({ verdict: 'regression', passes: false, benchmarks: crowd.slice(0, 100) }),
    links: links({ label: null }),
  },
  'diff-too-long': {
    report: { ...oneRegression, candidate: oneRegression.candidate && { ...oneRegression.candidate, diff: null } },
    links: links(),
  },
  'many-regressions': {
    report: report({ verdict: 'regression', passes: false, benchmarks: [...unchanged, ...many] }),
    links: links(),
  },
  'realloc-regression': {
    report: report({
      verdict: 'regression',
      passes: false,
      benchmarks: [
        benchmark({
          name: 'growing-buffers',
          verdict: 'regression',
          before: { malloc: 200, realloc: 0 },
          now: { malloc: 198, calloc: 2, realloc: 900 },
          limit: { absolute: 10, percent: 0 },
        }),
      ],
    }),
    links: links(),
  },
  improvement: {
    report: report({ verdict: 'improvement', benchmarks: [improved, ...unchanged] }),
    links: links(),
  },
  mixed: {
    report: report({
      verdict: 'regression',
      passes: false,
      benchmarks: [
        improved,
        regressed,
        benchmark({ name: 'new-benchmark', before: null, now: { malloc: 77 } }),
        benchmark({
          name: 'inside',
          before: { malloc: 100 },
          now: { malloc: 101 },
          limit: { absolute: 5, percent: 0 },
        }),
        ...unchanged,
      ],
    }),
    links: links(),
  },
  'regression-allowed-by-policy': {
    report: report({ verdict: 'regression', passes: true, benchmarks: [regressed] }),
    links: links(),
  },
  'improvement-failed-by-policy': {
    report: report({ verdict: 'improvement', passes: false, benchmarks: [improved] }),
    links: links(),
  },
  incomparable: {
    report: report({
      fingerprint: { ...fingerprint, swift: '6.3.0', libcBuild: 'aa9fd827446c24067541ac5390e6f527fb5947bb' },
      verdict: 'incomparable',
      passes: false,
      benchmarks: ['http-requests', 'json-decoding'].map((name) =>
        benchmark({
          name,
          verdict: 'incomparable',
          differences: [
            { field: 'swift', baseline: '6.2.1', measured: '6.3.0' },
            {
              field: 'libcBuild',
              baseline: '8e9fd827446c24067541ac5390e6f527fb5947bb',
              measured: 'aa9fd827446c24067541ac5390e6f527fb5947bb',
            },
          ],
        }),
      ),
    }),
    links: links(),
  },
  'base-measured-for-another-swift': {
    report: report({
      verdict: 'regression',
      passes: false,
      base: {
        commit: 'ba5e'.repeat(10),
        differences: [
          { field: 'swift', baseline: '6.2.0', measured: '6.2.1' },
          { field: 'libc', baseline: 'glibc 2.38', measured: 'glibc 2.39' },
          { field: 'cpus', baseline: '2', measured: '4' },
        ],
        newEnvironment: null,
        dependencies: 'as-resolved',
      },
      benchmarks: [...unchanged, regressed],
    }),
    links: links(),
  },
  'base-measured-for-a-new-swift': {
    report: report({
      base: {
        commit: 'ba5e'.repeat(10),
        differences: [],
        newEnvironment: {
          swift: '6.2',
          os: 'ubuntu-24.04',
          others: [
            { swift: '6.1', os: 'ubuntu-24.04' },
            { swift: '6.0', os: 'ubuntu-22.04' },
          ],
        },
        dependencies: 'as-resolved',
      },
      baselineFile: { path: '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json', exists: false, blob: null },
      benchmarks: unchanged,
    }),
    links: links(),
  },
  'base-measured-with-the-same-dependencies': {
    report: report({
      base: {
        commit: 'ba5e'.repeat(10),
        differences: [{ field: 'swift-nio', baseline: '2.80.0', measured: '2.81.0' }],
        newEnvironment: null,
        dependencies: 'same-as-head',
      },
      benchmarks: unchanged,
    }),
    links: links(),
  },
  'dependencies-moved': {
    report: report({
      verdict: 'regression',
      passes: false,
      dependencyChanges: [
        { identity: 'swift-atomics', baseline: null, measured: '1.2.0' },
        { identity: 'swift-log', baseline: '1.6.0', measured: null },
        { identity: 'swift-nio', baseline: '2.80.0', measured: 'main|`x`@0123abc' },
        ...Array.from({ length: 9 }, (_, at) => ({ identity: `tool-${at}`, baseline: '1.0.0', measured: '1.1.0' })),
      ],
      benchmarks: [...unchanged, regressed],
    }),
    links: links(),
  },
  'dependencies-moved-without-effect': {
    report: report({
      dependencyChanges: [{ identity: 'swift-nio', baseline: '2.80.0', measured: '2.81.0' }],
      benchmarks: unchanged,
    }),
    links: links(),
  },
  'failed-build': {
    report: report({
      verdict: 'failed',
      passes: false,
      failure: {
        message: '`swift build -c release` failed with exit status 1',
        remedy: 'Mend the build; the compiler said what is wrong.',
        lastLines: [
          "/home/runner/work/bench/Sources/HTTPBench/main.swift:12:5: error: cannot find 'biuldList' in scope",
          '12 |     biuldList(1000)',
          "   |     `- error: cannot find 'biuldList' in scope",
          'error: fatalError',
        ],
      },
      benchmarks: [],
      fingerprint: null,
      candidate: null,
    }),
    links: links({ flameGraphUrl: null, flameGraphExpires: null }),
  },
  'failed-benchmark': {
    report: report({
      verdict: 'failed',
      passes: false,
      benchmarks: [failedBenchmark(), regressed, ...unchanged],
      candidate: null,
    }),
    links: links(),
  },
  'baseline-edited': {
    report: report({
      notices: [
        noticeOf(
          'This pull request edits its own baseline ',
          { code: '.github/allocations/swift-6.2-ubuntu-24.04-x86_64.json' },
          ': against the base branch, ',
          { code: 'http-requests' },
          ' goes from 33,000 to 34,024.',
        ),
      ],
      benchmarks: unchanged,
    }),
    links: links(),
  },
  'added-and-removed': {
    report: report({
      verdict: 'no-baseline',
      benchmarks: [benchmark({ name: 'http2-requests', before: null, now: { malloc: 41_000 } }), ...unchanged],
      removed: ['http1-requests', 'old | odd `name`'],
    }),
    links: links(),
  },
  'suspicious-fall': {
    report: report({
      verdict: 'improvement',
      benchmarks: [
        benchmark({ verdict: 'improvement', suspicious: true, before: { malloc: 31_800 }, now: { malloc: 3 } }),
      ],
    }),
    links: links(),
  },
  'three-hundred-benchmarks': {
    report: report({ verdict: 'regression', passes: false, benchmarks: crowd }),
    links: links(),
  },
  'long-names': {
    report: report({
      verdict: 'regression',
      passes: false,
      benchmarks: [
        benchmark({
          name: longName,
          verdict: 'regression',
          before: { malloc: 10 },
          now: { malloc: 12 },
          sites: [
            site({
              ...{ name: longName, module: longName, callers: [longName, longName, longName], delta: 2, count: 2 },
              allocates: [{ name: longName, count: 2, baselineCount: 0 }],
              ...{ file: longName.slice(0, 1000), line: 1, text: longName.slice(0, 200) },
            }),
          ],
        }),
      ],
    }),
    links: links(),
  },
  'no-flame-graph': {
    report: report({
      verdict: 'regression',
      passes: false,
      benchmarks: [{ ...regressed, stacks: null, sites: [] }],
    }),
    links: links({ flameGraphUrl: null, flameGraphExpires: null }),
  },
  'incomplete-stacks': {
    report: report({
      verdict: 'regression',
      passes: false,
      benchmarks: [
        {
          ...regressed,
          stacks: { callGraph: 'dwarf', samples: 32_000, lost: 2000, untrusted: 0, difference: 0, unresolved: 0.12 },
        },
      ],
    }),
    links: links(),
  },
  'other-recorder': {
    report: report({
      verdict: 'regression',
      passes: false,
      benchmarks: [
        {
          ...regressed,
          ...{ sites: regressed.sites.map((one) => ({ ...one, baselineCount: 0, delta: 0 })), attribution: [] },
          stacks: {
            ...{ callGraph: 'inside', baselineCallGraph: 'fp', samples: 2000, lost: 0, untrusted: 0, unresolved: 0 },
            ...{ recorder: { name: 'inside', because: 'both agreed' }, difference: 0 },
          },
        },
      ],
    }),
    links: links(),
  },
  'other-naming': {
    report: report({
      verdict: 'regression',
      passes: false,
      benchmarks: [
        {
          ...regressed,
          ...{ sites: regressed.sites.map((one) => ({ ...one, baselineCount: 0, delta: 0 })), attribution: [] },
          stacks: {
            ...{ callGraph: 'inside', naming: 'inlined', baselineNaming: 'older' },
            ...{ samples: 2000, lost: 0, untrusted: 0, unresolved: 0, difference: 0 },
          },
        },
      ],
    }),
    links: links(),
  },
  leak: {
    report: report({
      verdict: 'regression',
      passes: false,
      benchmarks: [
        benchmark({
          name: 'requests',
          unit: 'iteration',
          now: { malloc: 473 },
          unfreed: { allocated: 473, freed: 472, baseline: { allocated: 473, freed: 473 }, change: 1 },
        }),
        {
          ...regressed,
          unfreed: {
            ...{ allocated: 34_024, freed: 33_000, change: 1014 },
            baseline: { allocated: 33_000, freed: 32_990 },
          },
        },
        benchmark({
          name: 'three-kinds',
          unit: 'iteration',
          now: { malloc: 31 },
          unfreed: { allocated: 31, freed: 31, baseline: { allocated: 31, freed: 92 / 3 }, change: -1 / 3 },
        }),
        benchmark({
          name: 'always-leaked',
          unfreed: { allocated: 1000, freed: 990, baseline: { allocated: 1000, freed: 990 }, change: 0 },
        }),
        benchmark({
          name: 'not-known-before',
          unfreed: { allocated: 1000, freed: 990, baseline: null, change: null },
        }),
      ],
    }),
    links: links(),
  },
  'leak-alone': {
    report: report({
      benchmarks: [
        benchmark({
          name: 'requests',
          unit: 'iteration',
          now: { malloc: 473 },
          unfreed: { allocated: 473, freed: 472, baseline: { allocated: 473, freed: 473 }, change: 1 },
        }),
      ],
    }),
    links: links(),
  },
  'per-iteration': {
    report: report({
      verdict: 'regression',
      passes: false,
      benchmarks: [
        benchmark({
          verdict: 'regression',
          unit: 'iteration',
          before: { malloc: 2, calloc: 0 },
          now: { malloc: 2.1, calloc: 1 / 3 },
          sites: [site({ delta: 1 / 3, count: 1 / 3, bytes: null })],
        }),
      ],
    }),
    links: links(),
  },
  'imported-exceeded': {
    report: report({
      verdict: 'regression',
      passes: false,
      benchmarks: [
        importedBenchmark('1000_greetings', 47_120, 46_050),
        importedBenchmark('routing', 1024, 1000, {
          verdict: 'regression',
          limit: { absolute: 20, percent: 0 },
          allowed: allowedOfTotal(20),
        }),
        importedBenchmark('decoding', 88, 2050, { suspicious: true }),
        ...unchanged,
      ],
    }),
    links: links(),
  },
  'imported-within': {
    report: report({ benchmarks: [importedBenchmark('1000_greetings', 44_001, 46_050)] }),
    links: links(),
  },
};
