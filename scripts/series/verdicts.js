// What gates say of programs in which nothing changed, and of the same with more allocations or fewer. Each program is
// built once and the probes are calibrated once; then come many gates, whole but for these two. Prints a row for each
// program as it has it, of each way to take its call sites; exits 1 where something was said that is not so.
//
//   npm run series verdicts [GATES [PROGRAM…]]      GATES of the unchanged programs (50), and 2/5 as many of the others

import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inputsOf, parseOptions } from '../../src/command-line/options.ts';
import { runGate } from '../../src/gate/gate.ts';
import { nothingInspected } from '../../src/gate/inspect-base.ts';
import { measurerFor } from '../../src/measure/measurer-here.ts';
import { readSettings } from '../../src/settings/settings.ts';
import { Cleanup } from '../../src/system/cleanup.ts';
import { createLifetime, interruptible } from '../../src/system/lifetime.ts';
import { createRun } from '../../src/system/process.ts';

const repository = fileURLToPath(new URL('../../', import.meta.url));

/** One allocation that no optimiser takes away, where it is called. */
const extra = `
final class Extra { let value: Int; init(_ value: Int) { self.value = value } }
@inline(__always) func allocate(_ value: Int) { Unmanaged.passRetained(Extra(value)).release() }
`;

/** Programs; each change is a text for another one in a file, and what that adds to the benchmark per iteration. */
const programs = {
  'message-relay': {
    ...{ folder: 'examples/packages/message-relay', sources: 'Sources/MessageRelay', benchmark: 'batch' },
    changes: {
      'actor’s method': ['Mailbox.swift', '    defer {', '    allocate(1)\n    defer {', 3],
      'task’s body': [
        'Relay.swift',
        '{ try await deliver(data) }',
        '{ allocate(1); return try await deliver(data) }',
        3,
      ],
      closure: ['Relay.swift', '.map { try JSONEncoder()', '.map { allocate(1); return try JSONEncoder()', 3],
      'inlined function': ['Relay.swift', '    if batch % 16', '    allocate(batch)\n    if batch % 16', 1],
    },
  },
  EventLoops: {
    ...{ folder: 'test/programs/EventLoops', sources: 'Sources/EventLoops', benchmark: 'round' },
    changes: {
      'thread’s body': [
        'main.swift',
        '      let answer = Answer',
        '      allocate(next)\n      let answer = Answer',
        4,
      ],
      'inlined function': [
        'main.swift',
        '  for loop in loops { loop.wait() }',
        '  allocate(iteration)\n  for loop in loops { loop.wait() }',
        1,
      ],
    },
  },
  'request-loop': {
    ...{ folder: 'examples/packages/request-loop', sources: 'Sources/RequestLoop', benchmark: 'four-threads' },
    changes: {
      'request handler': ['Handlers.swift', '    let name =', '    allocate(1)\n    let name =', 100],
    },
  },
};

const [gates = 50, ...chosen] = [Number(process.argv[2] ?? 50), ...process.argv.slice(3)];
const some = Math.ceil((gates * 2) / 5);
const few = Math.ceil(gates / 10);
/** How call sites are taken, and how many gates there are of each program. Nothing but totals is left where neither can take any. */
const ways = [
  { way: 'call sites from inside', options: [], unchanged: gates, others: some },
  { way: 'call sites by perf', options: ['--recorder', 'perf'], unchanged: some, others: few },
  {
    way: 'totals alone',
    options: ['--flame-graph', 'false'],
    unchanged: some,
    others: few,
    whyNotInside: 'nobody wants it',
  },
];

const quiet = { info() {}, warning() {}, output() {}, progress() {}, group: (_title, work) => work() };
const environment = { ...process.env };
const cleanup = new Cleanup({ ...quiet, warning: console.error });
const lifetime = createLifetime(cleanup);
const runAlways = createRun(environment);
const run = asBuilt(interruptible(runAlways, lifetime.signal));
const kind = measurerFor(process.platform);
/** Opened at the first gate, and closed behind the last one. */
let opened;
const work = mkdtempSync(join(tmpdir(), 'verdicts-'));
cleanup.add(async () => rmSync(work, { recursive: true, force: true }));

await lifetime.during(async () => {
  const names = chosen.length === 0 ? Object.keys(programs) : chosen;
  // Compilers are many times slower while probes are on what they call.
  const built = [];
  for (const name of names) built.push({ name, ...programs[name], ...(await buildAll(name, programs[name])) });
  for (const program of built) for (const way of ways) await series(program, way);
});

/** The program as it is, and with each of its changes, built; measured nowhere yet. */
async function buildAll(name, { folder, sources, changes }) {
  const unchanged = copy(join(repository, folder), `${name}/unchanged`);
  writeFileSync(join(unchanged, sources, 'Extra.swift'), extra);
  const changed = Object.entries(changes).map(([where, [file, before, after, added]], index) => {
    const to = copy(unchanged, `${name}/${index}`);
    const path = join(to, sources, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(before)) throw new Error(`${path} has no ${JSON.stringify(before)}`);
    writeFileSync(path, text.replace(before, after));
    return { where, added, folder: to };
  });
  for (const directory of [unchanged, ...changed.map((one) => one.folder)]) {
    const { exitCode, stdout, stderr } = await runAlways({
      file: 'swift',
      arguments: ['build', '-c', 'release'],
      directory,
    });
    if (exitCode !== 0) throw new Error(`${stdout}\n${stderr}`);
  }
  return { unchanged, changed };
}

async function series({ name, benchmark, unchanged, changed }, how) {
  const { way, unchanged: times, others } = how;
  const tell = async (folder, baseline, number, what, judge) => {
    const wrong = [];
    let exact = 0;
    const begun = performance.now();
    for (let index = 0; index < number; index += 1) {
      const said = judge(await gate(folder, baseline, how));
      if (typeof said === 'string') wrong.push(said);
      else if (said.isExact) exact += 1;
    }
    const each = ((performance.now() - begun) / 1000 / number).toFixed(1);
    console.log(
      `${name}, ${way}: ${what}: ${number - wrong.length} of ${number} right, ${exact} to the last allocation, ${each} s each`,
    );
    for (const one of wrong) console.log(`    ${one}`);
    if (wrong.length > 0) process.exitCode = 1;
  };
  const sites = how.options.length === 0;
  const before = await candidate(unchanged, how);
  await tell(unchanged, before, times, 'unchanged', isUnchanged);
  for (const { where, added, folder } of changed) {
    await tell(folder, before, others, `+${added} in ${where}`, (report) => moved(report, benchmark, added, sites));
    const after = await candidate(folder, how);
    await tell(unchanged, after, others, `−${added} in ${where}`, (report) => moved(report, benchmark, -added, sites));
  }
}

/** What would be committed of a program, first without a baseline, then with that one, as by two accepts. */
async function candidate(folder, how) {
  const first = await gate(folder, null, how);
  const { candidate: second } = await gate(folder, first.candidate, how);
  return second;
}

/** The report of a gate in the folder, which has this baseline. */
async function gate(folder, baseline, { options, whyNotInside }) {
  rmSync(join(folder, '.github/allocations'), { recursive: true, force: true });
  if (baseline !== null) {
    mkdirSync(dirname(join(folder, baseline.path)), { recursive: true });
    writeFileSync(join(folder, baseline.path), baseline.text);
  }
  const given = parseOptions('gate', options, ['recorder', 'flame-graph']);
  const settings = await readSettings(inputsOf(given, folder), folder);
  const context = {
    ...{ source: null, image: null, alwaysBase: false, keyOf: (environmentName) => environmentName },
    inspectBase: async () => nothingInspected,
    findBase: async () => null,
    blobsAtHead: async () => null,
  };
  const host = {
    ...{ run, runAlways, logger: quiet, cleanup, environment, mayInstall: false, repository: folder },
    measurer: calibratedOnce(whyNotInside),
  };
  const { report } = await runGate(settings, context, host);
  if (report.candidate === null) throw new Error(JSON.stringify(report.failure ?? report.benchmarks, null, 2));
  return report;
}

/** SwiftPM's module cache holds absolute paths: what was built is left out. */
function copy(from, name) {
  const to = join(work, name);
  cpSync(from, to, { recursive: true, filter: (path) => basename(path) !== '.build' });
  return to;
}

/** What Swift says of a package, which nobody changes once it is built, is asked for once. */
function asBuilt(start) {
  const known = new Map();
  return (invocation) => {
    const { file, arguments: [subject] = [], directory } = invocation;
    if (file !== 'swift' || !['build', 'package', '--version', '-print-target-info'].includes(subject)) {
      return start(invocation);
    }
    const key = JSON.stringify([directory, invocation.arguments]);
    if (!known.has(key)) known.set(key, start(invocation));
    return known.get(key);
  };
}

/** The only measurer; its programs say why they cannot be recorded from inside, where that is given. */
function calibratedOnce(whyNotInside) {
  const open = async (host, options) => {
    opened ??= kind.open({ ...host, cleanup }, { ...options, mayRecordInside: true });
    const measurer = await opened;
    const prepare = async (...program) => {
      const prepared = await measurer.prepare(...program);
      return whyNotInside === undefined ? prepared : { ...prepared, whyNotInside: async () => whyNotInside };
    };
    return { ...measurer, prepare, close: async () => {} };
  };
  return { ...kind, open };
}

/** What is said that is not so of a program in which nothing changed. */
function isUnchanged({ benchmarks, candidate: { diff } }) {
  const wrong = benchmarks.flatMap(({ name, verdict, delta, sites, unfreed, failure }) => [
    ...(verdict === 'pass' ? [] : [`${name}: ${verdict} ${delta?.total ?? failure?.message ?? ''}`]),
    ...(verdict === 'failed' || Object.values(delta ?? {}).every((change) => change === 0) ? [] : [`${name}: changed`]),
    ...(sites ?? []).filter((site) => site.delta !== 0).map((site) => `${name}: ${site.delta} in ${site.name}`),
    ...((unfreed?.change ?? 0) === 0 ? [] : [`${name}: ${unfreed.change} unfreed`]),
  ]);
  if (diff !== '') wrong.push(`a candidate that differs:\n${diff}`);
  return wrong.length === 0 ? { isExact: true } : wrong.join(', ');
}

/**
 * What is said of a program that allocates so much more in each iteration, where it is not that; else whether it is so to
 * the last allocation: what varies itself, or has varied in the baseline, is known as far as the report's resolution says.
 */
function moved({ benchmarks }, name, added, hasSites) {
  const { verdict, delta, resolution, sites = [] } = benchmarks.find((one) => one.name === name);
  const said = `${verdict}, total ${delta?.total}`;
  if (verdict !== (added > 0 ? 'regression' : 'improvement')) return said;
  const [site] = sites.filter((one) => one.delta !== 0);
  const numbers = hasSites ? [delta.total, site?.delta ?? 0] : [delta.total];
  const isWithin = (difference) => numbers.every((number) => Math.abs(number - added) <= difference + 1e-6);
  return !hasSites || isWithin(resolution)
    ? { isExact: isWithin(0) }
    : `${said}, first ${site?.delta} in ${site?.name}`;
}
