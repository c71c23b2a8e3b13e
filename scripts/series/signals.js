// `npm run series signals [FIRST LAST [SEED]]`: real gates, ended at 200 random moments by SIGTERM, SIGINT or SIGKILL,
// the clean-up's own moments among them, alone or with their process group. After the next start (after SIGTERM and
// SIGINT mostly at once) nothing may be left: no probe, no temporary folder, no process, no setting of the machine.
// FIRST and LAST are the rounds to play, 1 to 200; the seed says which they are. SIGTERM ends the series after its round.
import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { probesOf } from '../../test/end-to-end/kernel-probes.ts';
import { createSandbox, testProgram } from '../../test/end-to-end/sandbox.ts';

const [first = 1, last = 200, seed = 20261129] = process.argv.slice(2).map(Number);

/** A share of the time that a whole gate takes; so it is longer on a busy machine, and as likely to hit each part. */
const share = fc.double({ min: 0, max: 1.02, noNaN: true });
const signal = fc.constantFrom('SIGTERM', 'SIGINT', 'SIGKILL');
const round = fc.record({
  signal,
  /** The end of a gate is its clean-up. */
  at: fc.oneof({ weight: 2, arbitrary: share }, fc.double({ min: 0.9, max: 1.02, noNaN: true })),
  /** Ctrl-C reaches all processes of the group, the runner's signal the gate alone. */
  wholeGroup: fc.boolean(),
  /** Another one so many milliseconds later: in the clean-up that the first one began. */
  again: fc.option(fc.record({ signal, after: fc.nat({ max: 600 }) })),
});
const rounds = fc.sample(round, { seed, numRuns: 200 });

const sandbox = createSandbox(testProgram('KnownCalls'));
const gate = ['gate', '--runs', '1'];

/** What a gate might change for the whole machine. */
function settings() {
  const folder = '/proc/sys/kernel/';
  const names = readdirSync(folder).filter((name) => /^(perf_|kptr|randomize|core_pattern|yama|kprobes)/.test(name));
  const values = names.map((name) => {
    try {
      return [name, readFileSync(folder + name, 'utf8').trim()];
    } catch {
      return [name, '']; // A folder.
    }
  });
  const mounts = readFileSync('/proc/self/mountinfo', 'utf8').match(/ \S+ .* - tracefs /g);
  return JSON.stringify({ ...Object.fromEntries(values), mounts });
}

/** Processes of the gate: what runs, works or lies in the sandbox, or names its probes. */
function processesOf(pid) {
  const top = dirname(sandbox.folder);
  const isOurs = (entry) => {
    const texts = ['exe', 'cwd'].map((link) => attempt(() => readlinkSync(`/proc/${entry}/${link}`)));
    const command = attempt(() => readFileSync(`/proc/${entry}/cmdline`, 'utf8'));
    const group = new RegExp(`allocation_gate_\\d+_${pid}_`);
    return texts.some((text) => text.startsWith(top)) || command.includes(top) || group.test(command);
  };
  return readdirSync('/proc')
    .filter((entry) => /^\d+$/.test(entry) && Number(entry) !== process.pid && isOurs(entry))
    .map((entry) => attempt(() => readFileSync(`/proc/${entry}/cmdline`, 'utf8')).replaceAll('\0', ' '))
    .filter((command) => command !== ''); // A zombie's is empty.
}

function attempt(read) {
  try {
    return read();
  } catch {
    return '';
  }
}

/** What is left of the gate with this process id, in words. */
async function leftOf(pid) {
  return [
    ...probesOf(pid).map((line) => `probe ${line}`),
    ...(await sandbox.temporaryFiles()).map((name) => `folder ${name}`),
    ...processesOf(pid).map((command) => `process ${command.slice(0, 200)}`),
    ...(settings() === before ? [] : [`settings ${settings()}, not ${before}`]),
  ];
}

/** Plays a round. */
async function play({ signal, at, wholeGroup, again }, whole) {
  const running = sandbox.start(gate, { prefix: ['setsid'] });
  let isRunning = true;
  const ended = running.ended.finally(() => {
    isRunning = false;
  });
  const send = (name) => isRunning && attempt(() => process.kill(wholeGroup ? -running.pid : running.pid, name));
  await Promise.race([sleep(at * whole), ended]);
  const wasHit = isRunning;
  send(signal);
  if (again !== null) {
    await Promise.race([sleep(again.after), ended]);
    send(again.signal);
  }
  const { exitCode, stderr, seconds } = await ended;
  const wrong = [];
  if (stderr.includes('This is a bug')) wrong.push(stderr);
  if (![null, 0, 130, 143].includes(exitCode)) wrong.push(`exit ${exitCode}: ${stderr}`);
  const leftAtOnce = await leftOf(running.pid);
  if (leftAtOnce.length === 0) return { wrong, wasHit, exitCode, leftAtOnce, seconds };
  const next = await sandbox.run(['doctor']);
  if (next.exitCode !== 0) wrong.push(`the next start: exit ${next.exitCode}: ${next.stderr}${next.stdout}`);
  wrong.push(...(await leftOf(running.pid)));
  return { wrong, wasHit, exitCode, leftAtOnce, seconds };
}

let before = '';
let isStopped = false;
process.on('SIGTERM', () => {
  isStopped = true;
});
const failed = [];
try {
  await sandbox.run(gate);
  before = settings();
  let { seconds: whole } = await sandbox.run(gate);
  console.log(`A whole gate takes ${whole.toFixed(1)} s; rounds ${first} to ${last} of seed ${seed}.`);
  const counts = { rounds: 0, hit: 0, killed: 0, 'left until the next start': 0, 'left after it': 0 };
  for (let number = first; number <= last && !isStopped; number++) {
    const one = rounds[number - 1];
    const { wrong, wasHit, exitCode, leftAtOnce, seconds } = await play(one, whole * 1000);
    counts.rounds++;
    if (wasHit) counts.hit++;
    else whole = seconds; // The machine has become faster.
    if (exitCode === null) counts.killed++;
    else if (leftAtOnce.length > 0) {
      counts['left until the next start']++;
      console.log(
        `round ${number}, exit ${exitCode}: ${JSON.stringify(one)}: left at once\n  ${leftAtOnce.join('\n  ')}`,
      );
    }
    if (wrong.length === 0) continue;
    counts['left after it']++;
    failed.push(number);
    console.log(`round ${number}: ${JSON.stringify(one)}\n  ${wrong.join('\n  ')}`);
  }
  console.log(JSON.stringify(counts));
} finally {
  if (existsSync(sandbox.folder)) sandbox.remove();
}
process.exitCode = failed.length > 0 ? 1 : 0;
