// Whether the recorder inside the program and `perf record --call-graph dwarf` name the same sites with the same counts, in
// each deterministic example and test program without async code, of which dwarf knows no chain of awaits. Prints a line
// for each benchmark; exits 1 where one differs. They are built without debug information, by which the recorder's stacks
// would have a row for what was inlined: perf shows those by DWARF without addresses, and so by functions alone.
//
//   npm run series recorders             three minutes

import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const repository = fileURLToPath(new URL('../../', import.meta.url));
const cli = join(repository, 'dist/cli.js');

const programs = [
  'examples/packages/objects-and-strings',
  'examples/packages/comma-separated',
  'test/programs/KnownCalls',
  'test/programs/Leaking',
  'test/programs/MixedStacks',
];

const work = mkdtempSync(join(tmpdir(), 'recorders-'));
try {
  for (const folder of programs) compare(folder);
} finally {
  rmSync(work, { recursive: true, force: true });
}

function compare(folder) {
  const copy = join(work, folder);
  // SwiftPM's module cache holds absolute paths: what was built is left out.
  cpSync(join(repository, folder), copy, { recursive: true, filter: (path) => basename(path) !== '.build' });
  const [inside, dwarf] = [[], ['--call-graph', 'dwarf']].map((options) => measure(copy, options));
  const failure = inside === null || dwarf === null ? 'no report' : (inside.failure ?? dwarf.failure)?.message;
  if (failure !== undefined) return fail(`${folder}: ${failure}`);
  for (const { name, sites, stacks, failure: why } of inside.benchmarks) {
    const other = dwarf.benchmarks.find((one) => one.name === name);
    if (sites === undefined || other?.sites === undefined) {
      fail(`${folder}, ${name}: ${(why ?? other?.failure)?.message ?? 'no sites'}`);
      continue;
    }
    const [ours, perfs] = [new Set(sites.map(textOf)), new Set(other.sites.map(textOf))];
    const wrong = [
      ...(stacks.recorder.name === 'inside' ? [] : [`recorded by ${stacks.recorder.name}: ${stacks.recorder.because}`]),
      ...[...ours].filter((site) => !perfs.has(site)).map((site) => `only inside: ${site}`),
      ...[...perfs].filter((site) => !ours.has(site)).map((site) => `only by dwarf: ${site}`),
    ];
    const counted = sites.reduce((sum, { count }) => sum + count, 0);
    console.log(`${folder}, ${name}: ${ours.size} sites with ${counted} allocations, ${wrong.length} different`);
    for (const one of wrong) fail(`    ${one}`);
  }
}

/**
 * A site's name and count; a function of libc's that has two names is shown by one recorder under each. Bytes are left
 * out: what libc keeps for each thread has an entry more where one library more, the recorder, has thread-local memory.
 */
function textOf({ name, module, callers, count }) {
  return JSON.stringify([name.replace(/^__(?=strdup)/, ''), module, callers, count]);
}

function measure(folder, options) {
  const args = [cli, 'measure', '--json', '--runs', '1', '--build-arguments=-Xswiftc\n-gnone', ...options];
  const { stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (stdout === '') console.log(stderr.split('\n').slice(-5).join('\n'));
  return stdout === '' ? null : JSON.parse(stdout);
}

function fail(line) {
  console.log(line);
  process.exitCode = 1;
}
