import fc from 'fast-check';
import { type Baseline, baselineFormatVersion } from '../../src/model/baseline.ts';
import { countsOf } from '../../src/model/counts.ts';
import type { Level } from '../../src/model/measurement.ts';
import { workload } from './measurements.ts';

const level = (malloc: number, total: number): Level => ({
  counts: { ...countsOf(() => 0), malloc, calloc: 2, posix_memalign: 3 },
  total,
  noise: { ...countsOf(() => 0), total: 0 },
});

/** A small baseline with a benchmark per run and one per iteration. */
export const exampleBaseline: Baseline = {
  $schema: 'https://example.com/baseline.json',
  formatVersion: baselineFormatVersion,
  package: 'server',
  fingerprint: {
    swift: '6.2.1',
    target: 'x86_64-unknown-linux-gnu',
    libc: 'glibc 2.39',
    libcBuild: '282c2c16e7b6600b0b22ea0c99010d2795752b5f',
    countingMethod: 1,
    cpus: 4,
  },
  dependencies: { 'swift-nio': '2.81.0', 'swift-collections': '1.1.4' },
  benchmarks: {
    http: {
      measurement: { unit: 'run', runs: 5, ...level(1000, 1005) },
      workload,
      sites: [
        {
          name: 'buildList(_:)',
          module: 'Server',
          callers: ['main', 'static Main.main()'],
          count: 1000,
          bytes: 32_000,
        },
        { name: 'swift_once', module: 'libswiftCore.so', callers: [], count: 5, bytes: null },
      ],
      callTree: ['1005 main', '  1000 buildList(_:)', '    1000 malloc', '  5 [pruned]'],
    },
    'decode json': {
      measurement: {
        unit: 'iteration',
        runs: 10,
        from: { iterations: 1, ...level(100, 105) },
        to: { iterations: 11, ...level(1100, 1105) },
      },
      workload: {
        ...{ command: ['./scripts/load.sh', '--fast'], arguments: ['--requests', '10 000'], environment: ['MODE=a'] },
        ...{ iterations: 'ITERATIONS', buildArguments: ['-Xswiftc', '-O'] },
      },
      sites: [],
      callTree: [],
    },
  },
};

const hits = fc.nat({ max: Number.MAX_SAFE_INTEGER });
const finite = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => (value === 0 ? 0 : value));
const name = fc
  .oneof(
    fc.string({ unit: 'binary', minLength: 1, maxLength: 20 }),
    fc.constantFrom('constructor', 'toString', '12', '3'),
  )
  .filter((text) => text !== '__proto__');
const counts = fc.record(countsOf(() => hits));
const levelParts = {
  counts,
  total: hits,
  noise: fc.tuple(counts, hits).map(([noise, total]) => ({ ...noise, total })),
};
const runs = fc.integer({ min: 1, max: 100 });
const measurement = fc.oneof(
  fc.record({ unit: fc.constant('run' as const), runs, ...levelParts }),
  fc
    .tuple(runs, fc.nat(1000), fc.integer({ min: 1, max: 1000 }), fc.record(levelParts), fc.record(levelParts))
    .map(([times, from, more, low, high]) => ({
      unit: 'iteration' as const,
      runs: times,
      from: { iterations: from, ...low },
      to: { iterations: from + more, ...high },
    })),
);
const site = fc.record({
  name,
  module: name,
  callers: fc.array(name, { maxLength: 8 }),
  count: finite,
  bytes: fc.option(finite),
});
const entry = fc.string({ maxLength: 30 });
const entries = fc.array(entry, { maxLength: 3 });
const anyWorkload = fc.record({
  ...{ product: entry, arguments: entries, environment: entries, buildArguments: entries, buildEnvironment: entries },
  iterations: fc.option(entry),
});
const benchmark = fc.record({
  measurement,
  workload: fc.option(anyWorkload),
  sites: fc.array(site, { maxLength: 4 }),
  callTree: fc.array(fc.string({ maxLength: 30 }), { maxLength: 4 }),
});

/** Any baseline that the schema allows, names of any characters included. */
export const anyBaseline: fc.Arbitrary<Baseline> = fc.record(
  {
    $schema: fc.string(),
    formatVersion: fc.constant(baselineFormatVersion),
    package: name,
    fingerprint: fc.record({
      swift: name,
      target: name,
      libc: name,
      libcBuild: name,
      countingMethod: runs,
      cpus: runs,
    }),
    dependencies: fc.dictionary(name, fc.string(), { maxKeys: 4, noNullPrototype: true }),
    benchmarks: fc.dictionary(name, benchmark, { maxKeys: 3, noNullPrototype: true }),
  },
  { requiredKeys: ['formatVersion', 'package', 'fingerprint', 'dependencies', 'benchmarks'], noNullPrototype: true },
);
