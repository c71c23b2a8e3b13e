import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileLauncher } from '../../src/measure/inside/launcher.ts';
import { readRecordings } from '../../src/measure/inside/read-recordings.ts';
import { compileRecorder, recorderSettings } from '../../src/measure/inside/recorder.ts';
import { createRun } from '../../src/system/process.ts';
import { clangBesideSwift } from '../../test/end-to-end/c-program.ts';
import { launch } from '../../test/end-to-end/launcher/launch.ts';
import { timeBareRuns, withProbes } from './counting.js';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const allocationsPerTurn = 17;
const rounds = 5;

/** What the recorder inside a program costs: processor time, memory and disk beyond the plain run. */
export async function measureRecorder(folder) {
  const run = createRun({ PATH: process.env.PATH });
  const tools = {
    folder,
    launcher: await compileLauncher(run, 'cc', folder),
    library: await compileRecorder(run, clangBesideSwift(), folder),
  };
  const known = build(here('../../test/programs/KnownCalls'), folder, 'KnownCalls');
  const relay = build(here('../../examples/packages/message-relay'), folder, 'MessageRelay');
  return [
    ...(await measureMillion(tools, known)),
    ...(await measureTenMillion(tools, known)),
    ...(await measureAsync(tools, relay)),
    ...(await measureBoth(tools, known)),
  ];
}

function build(source, folder, product) {
  const directory = join(folder, `recorded-${basename(source)}`);
  cpSync(source, directory, { recursive: true, filter: (path) => basename(path) !== '.build' });
  execFileSync('swift', ['build', '-c', 'release'], { cwd: directory, stdio: 'ignore' });
  return realpathSync(join(directory, '.build/release', product));
}

const turns = (allocations) => ({ ITERATIONS: String(Math.ceil(allocations / allocationsPerTurn)) });

async function measureMillion(tools, program) {
  const environment = turns(1_000_000);
  const { plain, recorded } = await compare(tools, [program], environment);
  const heaptrack = await measureHeaptrack(tools, program, environment, { plain, recorded });
  return [
    {
      what: 'A million stacks recorded inside, beyond the plain run',
      ...{ value: recorded.processor - plain.processor, unit: 's', limit: 0.1 },
    },
    { what: '  the plain run', value: plain.processor, unit: 's', limit: null },
    ...heaptrack,
  ];
}

/** Beside heaptrack, which does the same work, where it is installed (Debian's package of that name). */
async function measureHeaptrack({ launcher, folder }, program, environment, { plain, recorded }) {
  if (spawnSync('heaptrack', ['--version']).status !== 0) return [];
  const command = ['heaptrack', '--record-only', '--output', join(folder, 'heaptrack'), program];
  const runs = [];
  for (let round = 0; round < rounds; round++) runs.push(await timeRun(launcher, command, environment));
  const wall = Math.min(...runs.map((one) => one.wall));
  return [
    {
      what: '  the time from start to end beyond the plain run, against heaptrack’s',
      ...{ value: (recorded.wall - plain.wall) / (wall - plain.wall), unit: '×', limit: 0.25 },
    },
    { what: '  the recorded run against heaptrack’s', value: recorded.wall / wall, unit: '×', limit: null },
    { what: '  heaptrack’s run', value: wall, unit: 's', limit: null },
  ];
}

async function measureTenMillion(tools, program) {
  const { plain, recorded } = await compare(tools, [program], turns(10_000_000));
  return [
    {
      what: 'Ten million stacks recorded inside, beyond the plain run',
      ...{ value: recorded.processor - plain.processor, unit: 's', limit: 1 },
    },
    {
      what: '  memory beyond the plain run, and what is on disk',
      ...{ value: recorded.memory - plain.memory + recorded.disk, unit: 'MB', limit: 300 },
    },
  ];
}

/** An async program on a Foundation that keeps no frame pointers, and on several threads. */
async function measureAsync(tools, program) {
  const { plain, recorded } = await compare(tools, [program], { BATCHES: '2000' });
  return [
    {
      what: 'A stack of the async example',
      ...{ value: ((recorded.processor - plain.processor) * 1e6) / recorded.calls, unit: 'µs', limit: 0.5 },
    },
    { what: '  its stacks', value: recorded.calls, unit: 'samples', limit: null },
    { what: '  the plain run', value: plain.processor, unit: 's', limit: null },
  ];
}

/** A run under probes, with the recorder in it and without, in turns. */
async function measureBoth({ library, folder }, program) {
  const environment = turns(1_000_000);
  return withProbes(program, (events) => {
    const pairs = Array.from({ length: 3 }, () => {
      const settings = recorderSettings({ library, folder: mkdtempSync(join(folder, 'both-')), checksStacks: false });
      const words = Object.entries(settings).map(([name, value]) => `${name}=${value}`);
      const bare = timeBareRuns([program], events, 1, environment);
      return [bare, timeBareRuns(['env', ...words, program], events, 1, environment)];
    });
    const [bare, both] = [0, 1].map((which) => Math.min(...pairs.map((pair) => pair[which])));
    return [
      {
        what: 'A million calls with probes and recorder on, against bare perf stat with the same probes',
        ...{ value: both / bare, unit: '×', limit: 1.1 },
      },
      { what: '  under bare perf stat', value: bare, unit: 's', limit: null },
    ];
  });
}

/** The quickest of some runs of a command, plain and recorded in turns. */
async function compare({ launcher, library, folder }, command, environment) {
  const plain = [];
  const recorded = [];
  for (let round = 0; round < rounds; round++) {
    plain.push(await timeRun(launcher, command, environment));
    const left = mkdtempSync(join(folder, 'recorded-'));
    const settings = recorderSettings({ library, folder: left, checksStacks: false });
    recorded.push({ ...(await timeRun(launcher, command, { ...environment, ...settings })), ...readLeft(left) });
  }
  const quickest = (runs) => {
    const wall = Math.min(...runs.map((one) => one.wall));
    return { ...runs.toSorted((a, b) => a.processor - b.processor)[0], wall };
  };
  return { plain: quickest(plain), recorded: quickest(recorded) };
}

/** Seconds of processor time and of wall time, and MB of memory, of one run. */
async function timeRun(launcher, command, environment) {
  const settings = { PATH: process.env.PATH ?? '', ...environment };
  const { report } = await launch(launcher, command, { settings, limitMilliseconds: 120_000 }).ended;
  if (report.end.kind !== 'exited' || report.end.status !== 0)
    throw new Error(`${command[0]}: ${JSON.stringify(report.end)}`);
  return {
    processor: (report.userMicroseconds + report.systemMicroseconds) / 1e6,
    wall: report.wallMicroseconds / 1e6,
    memory: (report.memoryKibibytes * 1024) / 1e6,
  };
}

/** Calls that have a stack, and MB on disk, of what a run left. */
function readLeft(folder) {
  const { recordings } = readRecordings(folder);
  const stacks = recordings.flatMap((one) => one.stacks).filter(({ end }) => end !== 'not-walked');
  const blocks = readdirSync(folder).map((name) => statSync(join(folder, name)).blocks);
  return {
    calls: stacks.reduce((sum, { calls }) => sum + calls, 0),
    disk: (blocks.reduce((sum, one) => sum + one, 0) * 512) / 1e6,
  };
}
