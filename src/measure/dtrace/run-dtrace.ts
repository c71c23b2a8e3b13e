import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { MeasurementError } from '../../model/errors.ts';
import type { Host } from '../../system/host.ts';
import { endOf, lastLines } from '../../system/process.ts';
import { watchForText } from '../../system/text-watch.ts';
import { lostReport, type ProgramEnd } from '../inside/program-end.ts';
import { type FailedRun, hasEndedWell, type Workload } from '../measurer.ts';
import { type DTraceOutput, type DTraceStack, parseOutput } from './parse-output.ts';
import type { Platform } from './platform.ts';
import { type ScriptRequest, scriptFor } from './script.ts';

/** How DTrace is started. */
export interface Tools {
  readonly platform: Platform;
  /** Its path. */
  readonly dtrace: string;
  /** Words before it: `sudo -n`, or none for root. */
  readonly elevation: readonly string[];
  /** A private folder. */
  readonly folder: string;
}

/** A run that DTrace has seen from its first instruction to its end. */
export interface SeenRun {
  readonly outcome: 'seen';
  readonly counts: ReadonlyMap<string, number>;
  readonly stacks: readonly DTraceStack[];
  /** Processes that the program forked, whose calls are not in it. */
  readonly children: number;
}

/** What DTrace takes to start and to end, in ms, beside the program's time. On a busy machine it has not come back at all. */
const spareTime = 120_000;
/** What DTrace says where it could not keep all: on standard error alone, and it ends with 0. */
const losses = ['drops on CPU', 'drop on CPU', 'error on enabled probe', 'dynamic variable drop'];
const keptLines = 30;

/**
 * Runs a program once under DTrace. Its numbers are believed only when all is there: DTrace's own status, the program's
 * end, each kind once, the last line, and no word of a loss; anything else throws a {@link MeasurementError} that says
 * which. Returns how the program failed where it did not end as it should.
 *
 * DTrace has to start the program itself: it loses what a process that it watches makes of itself by exec. It cuts the
 * command into words at spaces, and there is no way to quote one.
 */
export async function runDTrace(
  request: Omit<ScriptRequest, 'limitSeconds'>,
  workload: Workload,
  tools: Tools,
  { run }: Pick<Host, 'run'>,
): Promise<SeenRun | FailedRun> {
  const { command, directory, environment, timeoutSeconds } = workload;
  const [program] = command;
  refuseUnsupported(workload);
  // A new file each time: DTrace appends.
  const folder = await mkdtemp(join(tools.folder, 'run-'));
  const [script, output] = [join(folder, 'count.d'), join(folder, 'output')];
  await writeFile(script, scriptFor(tools.platform, { ...request, limitSeconds: timeoutSeconds }));
  const watches = losses.map((text) => ({ text, watch: watchForText(text), isSeen: false }));
  for (const one of watches) void one.watch.seen.then(() => Object.assign(one, { isSeen: true }));
  const options = ['-x', 'evaltime=preinit', '-x', 'aggsize=64m', '-s', script, '-o', output, '-c', command.join(' ')];
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const words = [...tools.elevation, ...(tools.elevation.length === 0 ? [] : ['/usr/bin/env', '-i', ...variables])];
  const [file = tools.dtrace, ...before] = [...words, tools.dtrace];
  const begun = Date.now();
  const completion = await run({
    ...{ file, arguments: [...before, ...options], directory, environment, keep: 'tail' },
    onOutput: (chunk, stream) => {
      if (stream === 'stderr') for (const { watch } of watches) watch.add(chunk, stream);
    },
    killAfterMilliseconds: timeoutSeconds * 1000 + spareTime,
  });
  await nextTurn(); // What was seen last is told then.
  const printed = lastLines(`${completion.stdout}\n${completion.stderr}`, keptLines);
  const fail = (what: string, remedy?: string) =>
    new MeasurementError(`DTrace could not count ${program}: ${what}.`, {
      lastLines: printed,
      ...(remedy === undefined ? {} : { remedy }),
    });
  if (completion.exitCode !== 0) {
    const isStuck = Date.now() - begun >= timeoutSeconds * 1000 + spareTime;
    throw fail(isStuck ? 'it did not come back' : `it ${endOf(completion)}`, remedyFor(completion.stderr));
  }
  const loss = watches.find(({ isSeen }) => isSeen);
  if (loss !== undefined) throw fail(`it lost events (“${loss.text}”)`);
  const read = parseOutput(await readFile(output, 'utf8').catch(() => ''));
  if (!read.isWhole) throw fail('what it wrote is cut');
  if (read.unparsed !== null)
    throw fail(`it wrote what is not understood (${JSON.stringify(read.unparsed.slice(0, 100))})`);
  const failed = (end: ProgramEnd): FailedRun => {
    return { outcome: 'failed', report: { ...lostReport, end }, course: null, lastLines: printed };
  };
  if (read.isOverdue) return failed({ kind: 'timed-out' });
  if (read.ended === null) throw fail('it did not see the program end');
  if (read.ended !== 'exited') {
    const { signal, ended } = read;
    if (signal !== null) return failed({ kind: 'signalled', signal, dumpedCore: ended === 'dumped' });
    throw new MeasurementError(`${program} was ended by a signal that DTrace did not see.`, { lastLines: printed });
  }
  if (read.hasExecuted) {
    throw fail(
      'the program became another one (exec), which DTrace does not follow',
      'Measure the program itself, and not what starts it.',
    );
  }
  if (read.exitStatus === null) throw fail('it did not see what the program gave to exit');
  // The kernel keeps the lowest eight bits.
  const end: ProgramEnd = { kind: 'exited', status: read.exitStatus & 0xff };
  if (!hasEndedWell(end, workload)) return failed(end);
  const counts = countsOnce(read, request, fail);
  const sum = sumOf(read.stacks.map(({ count }) => count));
  if (request.stacks && sum !== sumOf(counts.values())) {
    throw fail(`it took ${sum} stacks of ${sumOf(counts.values())} calls`);
  }
  return { outcome: 'seen', counts, stacks: read.stacks, children: read.children };
}

/** Each kind that was asked for, and no other, exactly once. */
function countsOnce(
  { counts }: DTraceOutput,
  { kinds }: Pick<ScriptRequest, 'kinds'>,
  fail: (what: string) => MeasurementError,
): ReadonlyMap<string, number> {
  const once = kinds.map(({ kind }) => {
    const [count, ...more] = counts.get(kind) ?? [];
    if (count === undefined) throw fail(`it did not say how often ${kind} was called`);
    if (more.length > 0) throw fail(`it said more than once how often ${kind} was called`);
    return [kind, count] as const;
  });
  const unknown = [...counts.keys()].find((kind) => !kinds.some((one) => one.kind === kind));
  if (unknown !== undefined) throw fail(`it counted ${unknown}, which it was not asked for`);
  return new Map(once);
}

function refuseUnsupported({ command, server }: Workload): void {
  if (server !== null) {
    throw new MeasurementError('A server is not measured by DTrace yet.', {
      remedy: 'Measure it on Linux, or a program that starts, loads and stops it in one process.',
    });
  }
  const wrong = command.find((word) => word === '' || /\s/.test(word));
  if (wrong === undefined) return;
  throw new MeasurementError(
    `DTrace cannot start ${command[0]}: it cuts its command at spaces, and ${JSON.stringify(wrong)} would not be one word.`,
    { remedy: 'Give the benchmark words without spaces, for example through its environment.' },
  );
}

/** What helps where DTrace was refused, by what it said on standard error. */
export function remedyFor(stderr: string): string {
  if (/system integrity protection/i.test(stderr)) {
    return 'System Integrity Protection keeps DTrace from this program: build it in release mode on this Mac without a hardened runtime, or measure where SIP is off, as on GitHub’s hosted runners.';
  }
  if (/sudo:|password is required|requires additional privileges/i.test(stderr)) {
    return 'Run it as root, or let this user run `sudo` without a password.';
  }
  if (/translated|rosetta/i.test(stderr))
    return 'Build the program for this Mac’s own processor: DTrace does not follow translated ones.';
  return 'The last lines are DTrace’s own. Please report it with the output of `swift-allocation-gate doctor --json`.';
}

function sumOf(numbers: Iterable<number>): number {
  let sum = 0;
  for (const number of numbers) sum += number;
  return sum;
}
