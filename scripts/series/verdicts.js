// What gates say of programs in which nothing changed, and of the same with one allocation more or less: many gates of
// each, on one build. Prints a row for each program as it has it; exits 1 where a gate said what is not so.
//
//   npm run series verdicts [GATES]      GATES of the unchanged programs (50), and 2/5 as many of each changed one

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const cli = join(repository, 'dist/cli.js');

/** One allocation that no optimiser takes away, where it is called. */
const extra = `
final class Extra { let value: Int; init(_ value: Int) { self.value = value } }
@inline(__always) func allocate(_ value: Int) { Unmanaged.passRetained(Extra(value)).release() }
`;

/** Programs; each change is a text for another one in a file, and what that adds to the benchmark per iteration. */
const programs = [
  {
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
  {
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
  {
    ...{ folder: 'examples/packages/request-loop', sources: 'Sources/RequestLoop', benchmark: 'four-threads' },
    changes: {
      'request handler': ['Handlers.swift', '    let name =', '    allocate(1)\n    let name =', 100],
    },
  },
];

const gates = Number(process.argv[2] ?? 50);
const some = Math.ceil((gates * 2) / 5);
const work = mkdtempSync(join(tmpdir(), 'verdicts-'));
try {
  for (const program of programs) series(program);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function series({ folder, sources, benchmark, changes }) {
  const name = basename(folder);
  const unchanged = copy(folder, `${name}/unchanged`);
  writeFileSync(join(unchanged, sources, 'Extra.swift'), extra);
  const baseline = gate(unchanged);
  run(unchanged, 'accept', '--report', join(unchanged, '.build/gate/report.json'));
  tell(
    name,
    'unchanged',
    repeat(gates, () => isUnchanged(gate(unchanged))),
    baseline.seconds,
  );
  for (const [where, [file, before, after, added]] of Object.entries(changes)) {
    const more = copy(unchanged, `${name}/${where.replace(/\W/g, '-')}`);
    const path = join(more, sources, file);
    const text = readFileSync(path, 'utf8');
    if (!text.includes(before)) throw new Error(`${path} has no ${JSON.stringify(before)}`);
    writeFileSync(path, text.replace(before, after));
    const first = gate(more);
    tell(
      name,
      `+${added} in ${where}`,
      repeat(some, () => moved(gate(more), benchmark, added)),
      first.seconds,
    );
    run(more, 'accept', '--report', join(more, '.build/gate/report.json'));
    writeFileSync(path, text);
    gate(more);
    tell(
      name,
      `−${added} in ${where}`,
      repeat(some, () => moved(gate(more), benchmark, -added)),
      first.seconds,
    );
    rmSync(more, { recursive: true, force: true });
  }
}

/** SwiftPM's module cache holds absolute paths: what was built is left out. */
function copy(from, name) {
  const to = join(work, name);
  cpSync(from.startsWith('/') ? from : join(repository, from), to, {
    recursive: true,
    filter: (path) => basename(path) !== '.build',
  });
  return to;
}

function gate(folder) {
  const begun = performance.now();
  const { status } = run(folder, 'gate', '--output', '.build/gate', '--fail-on', 'never');
  const report = JSON.parse(readFileSync(join(folder, '.build/gate/report.json'), 'utf8'));
  return { status, report, seconds: (performance.now() - begun) / 1000 };
}

function run(folder, ...args) {
  return spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: 'utf8' });
}

function repeat(times, say) {
  return Array.from({ length: times }, say).filter((said) => said !== null);
}

/** What is said that is not so of a program in which nothing changed; null where nothing is. */
function isUnchanged({ report }) {
  const wrong = report.benchmarks.flatMap(({ name, verdict, delta, sites, unfreed, failure }) => [
    ...(verdict === 'pass' ? [] : [`${name}: ${verdict} ${delta?.total ?? failure?.message ?? ''}`]),
    ...(verdict === 'failed' || Object.values(delta ?? {}).every((change) => change === 0) ? [] : [`${name}: changed`]),
    ...(sites ?? []).filter((site) => site.delta !== 0).map((site) => `${name}: ${site.delta} in ${site.name}`),
    ...((unfreed?.change ?? 0) === 0 ? [] : [`${name}: ${unfreed.change} unfreed`]),
  ]);
  if (report.candidate.diff !== '') wrong.push('a candidate that differs');
  return wrong.length === 0 ? null : wrong.join(', ');
}

/** What is said of a program that allocates so much more in each iteration; null where it is that. */
function moved({ report }, benchmark, added) {
  const { verdict, delta, sites = [] } = report.benchmarks.find(({ name }) => name === benchmark);
  const isRight = verdict === (added > 0 ? 'regression' : 'improvement') && Math.abs(delta.total - added) < 1e-6;
  const [site] = sites.filter((one) => one.delta !== 0);
  return isRight && Math.abs((site?.delta ?? 0) - added) < 1e-6
    ? null
    : `${verdict}, total ${delta?.total}, first ${site?.delta} in ${site?.name}`;
}

function tell(name, what, wrong, seconds) {
  const times = what === 'unchanged' ? gates : some;
  console.log(
    `${name}: ${what}: ${times - wrong.length} of ${times} right (the first gate took ${seconds.toFixed(1)} s)`,
  );
  for (const one of wrong) console.log(`    ${one}`);
  if (wrong.length > 0) process.exitCode = 1;
}
