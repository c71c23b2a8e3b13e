// How often the judge is wrong, without measuring: random programs with call sites that repeat and call sites that vary,
// odd runs and renames, measured twice, on a machine that is busier at one time than at the other, which the runtime's own
// memory shows. Prints the rate of false alarms where nothing changed, and of changes that were found.
//
//   npm run series judge [PAIRS] [SEED]      PAIRS of measurements (10,000)
import { sitesToCommit } from '../../src/baseline/sites.ts';
import { whatIsUndecided } from '../../src/judge/is-undecided.ts';
import { benchmarkReport } from '../../src/judge/judge-benchmark.ts';
import { countsOf } from '../../src/model/counts.ts';
import { summarizeRuns } from '../../src/model/measurement.ts';
import { sampleSites } from '../../src/stacks/sample-sites.ts';

const pairs = Number(process.argv[2] ?? 10_000);
const random = generator(Number(process.argv[3] ?? 1));
const levels = [100, 500];
const fingerprint = { swift: '6', target: 'x', libc: 'glibc', libcBuild: 'b', countingMethod: 1, cpus: 2 };
const workload = { product: 'P', arguments: [], environment: [], iterations: 'N', buildArguments: [] };
const nobodys = { own: [], dependencies: [], packages: {} };

const tally = { unchanged: 0, falseAlarms: 0, more: 0, foundMore: 0, exact: 0, less: 0, foundLess: 0 };
for (let pair = 0; pair < pairs; pair += 1) {
  const program = randomProgram();
  const baseline = commit(measure(program, 20));
  const renamed = random() < 0.3 ? rename(program) : program;
  tally.unchanged += 1;
  if (judge(renamed, baseline).verdict !== 'pass') tally.falseAlarms += 1;
  const index = Math.floor(random() * program.stable.length);
  const grown = change(renamed, index, 1);
  const { verdict, delta } = judge(grown, baseline);
  tally.more += 1;
  if (verdict === 'regression') tally.foundMore += 1;
  if (Math.abs(delta.total - 1) < 1e-6) tally.exact += 1;
  tally.less += 1;
  if (judge(change(renamed, index, -1), baseline).verdict === 'improvement') tally.foundLess += 1;
}
const share = (some, all) => `${some} of ${all} (${((100 * some) / all).toFixed(3)} %)`;
console.log(`nothing changed, and something is said to have: ${share(tally.falseAlarms, tally.unchanged)}`);
console.log(
  `one allocation more per iteration, found: ${share(tally.foundMore, tally.more)}, to the last one: ${share(tally.exact, tally.more)}`,
);
console.log(`one allocation fewer per iteration, found: ${share(tally.foundLess, tally.less)}`);

/** Sites that repeat, so many an iteration, and sites that vary: so much at each level, give or take, and with odd runs. */
function randomProgram() {
  const stable = Array.from({ length: 3 + Math.floor(random() * 30) }, (_, index) => ({
    name: `site${index}`,
    each: 1 + Math.floor(random() * 40),
    start: Math.floor(random() * 50),
  }));
  const varying = Array.from({ length: Math.floor(random() * 8) }, (_, index) => ({
    name: `noise${index}`,
    each: random() * 3,
    spread: 0.5 + random() ** 3 * 100,
    isSkewed: random() < 0.5,
    odd: random() < 0.3 ? 0.03 : 0,
    isOfRuntime: random() < 0.3,
  }));
  return { stable, varying };
}

function rename({ stable, varying }) {
  const index = Math.floor(random() * stable.length);
  return {
    varying,
    stable: stable.map((site, at) => (at === index ? { ...site, name: `${site.name}Renamed` } : site)),
  };
}

function change({ stable, varying }, index, added) {
  return { varying, stable: stable.map((site, at) => (at === index ? { ...site, each: site.each + added } : site)) };
}

function measure(program, runs, load = random()) {
  return levels.map((iterations) => ({
    iterations,
    runs: Array.from({ length: runs }, () => runOnce(program, iterations, load)),
  }));
}

function runOnce({ stable, varying }, iterations, load) {
  const site = (name, number, type = 'Object') => {
    const count = Math.max(0, Math.round(number));
    return { name, module: 'P', callers: ['main'], count, bytes: null, allocates: [{ name: type, count }] };
  };
  return [
    ...stable.map(({ name, each, start }) => site(name, start + each * iterations)),
    ...varying.map(({ name, each, spread, isSkewed, odd, isOfRuntime }) => {
      const noise = isSkewed ? -Math.log(1 - random()) : normal();
      const outlier = random() < odd ? 50 * spread : 0;
      const inAll = 200 + each * iterations * (isOfRuntime ? 0.5 + 1.5 * load : 1) + spread * noise + outlier;
      return site(name, inAll, isOfRuntime ? 'memory of the Swift runtime' : 'Object');
    }),
  ].filter(({ count }) => count > 0);
}

function numbersOf(measured) {
  const singleRuns = measured.map(({ iterations, runs }) => ({
    iterations,
    counts: runs.map((sites) =>
      countsOf((name) => (name === 'malloc' ? sites.reduce((sum, one) => sum + one.count, 0) : 0)),
    ),
  }));
  const [from, to] = singleRuns.map(({ iterations, counts }) => ({ iterations, ...summarizeRuns(counts) }));
  const measurement = { unit: 'iteration', runs: measured[0].runs.length, from, to };
  const sites = sampleSites(
    measured.map(({ runs }) => runs),
    [],
  );
  const recording = {
    ...{ sites, runs: measurement.runs, stacks: [], units: levels[1] - levels[0], callGraph: 'inside', because: '' },
    ...{ samples: 1, lost: 0, untrusted: 0, unresolved: 0 },
  };
  const benchmark = { name: 'P', limit: { absolute: 0, percent: 0 } };
  return { benchmark, measurement, singleRuns, fingerprint, workload, recording };
}

function commit(measured) {
  const { measurement, recording } = numbersOf(measured);
  const one = {
    measurement,
    workload,
    callGraph: 'inside',
    recordedRuns: recording.runs,
    sites: sitesToCommit(recording.sites),
    callTree: [],
  };
  return { formatVersion: 2, package: 'p', fingerprint, dependencies: {}, benchmarks: { P: one } };
}

/** As a gate does: where something is left undecided, there are twice as many runs. */
function judge(program, baseline) {
  const load = random();
  let measured = measure(program, 20, load);
  if (whatIsUndecided(numbersOf(measured), baseline) === 'counts') {
    const more = measure(program, 20, load);
    measured = measured.map((level, index) => ({ ...level, runs: [...level.runs, ...more[index].runs] }));
  }
  const reference = { baseline, lines: new Map(), moved: [] };
  return benchmarkReport({ ...numbersOf(measured), outcome: 'measured' }, reference, nobodys).report;
}

function normal() {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/** Numbers from 0 to 1, the same for each seed (mulberry32). */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
