import { MeasurementError } from '../../model/errors.ts';
import { isPortOpen } from '../../system/ports.ts';
import { endOf, lastLines, type Run } from '../../system/process.ts';
import { descendantsOf, isAnyBusy, processStatus } from '../../system/processes.ts';
import { watchForText } from '../../system/text-watch.ts';
import { launcherCommand } from '../inside/launcher.ts';
import { type LauncherChannel, openLauncherChannel } from '../inside/launcher-channel.ts';
import { lostReport, type ProgramReport } from '../inside/program-end.ts';
import {
  type FailedRun,
  hasFailed,
  type RunEnd,
  type RunResult,
  type ServedWorkload,
  type ServerCourse,
  type Workload,
} from '../measurer.ts';
import type { HeldProbes } from './held-probes.ts';
import { serve } from './serve.ts';

/** What starts measured programs: perf, which starts the launcher, which starts the program. */
export interface Starter {
  readonly perf: { readonly path: string };
  /** Path of the launcher. */
  readonly launcher: string;
  readonly probes: Pick<HeldProbes, 'during'>;
}

/** How perf is to start a program. */
export interface PerfCommand {
  /** `stat` or `record`, and its options. */
  readonly arguments: readonly [subcommand: string, ...options: string[]];
  /** Those that it counts or records, as perf names them. */
  readonly events: readonly string[];
  /** Whether addresses are to be the same in every run, where that is allowed (facts 13). */
  readonly fixedAddresses: boolean;
}

/** A workload that was run under perf. */
export interface WorkloadEnd extends RunEnd {
  /** Of perf itself; null where a signal ended it. */
  readonly perfStatus: number | null;
  /** The last lines that the program, or perf, printed. */
  readonly lastLines: readonly string[];
}

/** Output of the measured program that is worth keeping when it fails: Swift's backtrace among it. */
const keptLines = 30;
/** From SIGTERM to SIGKILL, in ms; a cancelled job has 7.5 s for everything (facts 23). */
const grace = 2000;
/** What a launcher that works may need, in ms, beside the program's time; one that is stopped or hangs takes longer. */
const spareTime = 20_000;

/**
 * Runs `perf … -- LAUNCHER … -- PROGRAM` to its end. How the program ended is what the launcher says. Throws a
 * {@link MeasurementError} where perf did not come as far as to start it.
 */
export function runWorkload(
  run: Run,
  { perf, launcher, probes }: Starter,
  { arguments: [subcommand, ...options], events, fixedAddresses }: PerfCommand,
  workload: Workload,
): Promise<WorkloadEnd> {
  const before = { name: `perf ${subcommand}`, words: [perf.path, subcommand, ...options, '--'], fixedAddresses };
  return probes.during(events, () => launch(run, launcher, before, workload));
}

/** Runs a program once for how it ends and what it prints: without perf, and so without a count. */
export async function runUncounted(
  run: Run,
  { launcher }: Pick<Starter, 'launcher'>,
  workload: Workload,
): Promise<RunResult> {
  const end = await launch(run, launcher, withoutPerf, workload);
  if (hasFailed(end, workload)) return failedRun(end);
  return { outcome: 'completed', counts: null, freed: null, stacks: null, disagreement: null };
}

/** What stands before the launcher on the command line. */
interface Before {
  readonly name: string;
  readonly words: readonly string[];
  readonly fixedAddresses: boolean;
}

const withoutPerf: Before = { name: 'the launcher', words: [], fixedAddresses: false };

async function launch(
  run: Run,
  launcher: string,
  before: Before,
  workload: Workload,
  onChannel: (channel: LauncherChannel) => void = () => {},
): Promise<WorkloadEnd> {
  const { command, directory, environment, timeoutSeconds, leftovers, server } = workload;
  await refuseOpenPort(workload);
  const limitMilliseconds = timeoutSeconds * 1000;
  const [file, ...words] = launcherCommand(launcher, {
    ...{ command, settings: environment, channel: 3, limitMilliseconds },
    ...{ leftoverMilliseconds: leftovers.waitMilliseconds, graceMilliseconds: grace },
    fixedAddresses: before.fixedAddresses,
  });
  const watch = server?.ready.kind === 'text' ? watchForText(server.ready.text) : null;
  const channels: LauncherChannel[] = [];
  const courses: Promise<ServerCourse>[] = [];
  const begun = Date.now();
  const completion = await run({
    file: before.words[0] ?? file,
    arguments: before.words.length === 0 ? words : [...before.words.slice(1), file, ...words],
    directory,
    // The launcher sets the program's: of what perf inherits, perf changes PATH, and the loader takes LD_PRELOAD, TMPDIR
    // and more from a perf with capabilities.
    environment: { PATH: environment.PATH ?? '/usr/bin:/bin' },
    keep: 'tail',
    ...(watch === null ? {} : { onOutput: watch.add }),
    onChannel: (socket) => {
      const channel = openLauncherChannel(socket);
      channels.push(channel);
      if (server !== null) courses.push(conduct(run, launcher, workload, server, channel, watch?.seen ?? null));
      onChannel(channel);
    },
    killAfterMilliseconds: limitMilliseconds + leftovers.waitMilliseconds + 2 * grace + spareTime,
  });
  const printed = lastLines(`${completion.stdout}\n${completion.stderr}`, keptLines);
  const [channel] = channels;
  const [course = null] = await Promise.all(courses);
  const [started, report] = channel === undefined ? [null, lostReport] : await heard(channel);
  // Of a launcher that was killed, perf says that it ended well.
  if (started === null && report.end.kind === 'lost' && completion.exitCode !== 0) {
    throw new MeasurementError(`${before.name} did not start ${command[0]}: it ${endOf(completion)}.`, {
      lastLines: printed,
    });
  }
  const isOverdue = report.end.kind === 'lost' && Date.now() - begun >= limitMilliseconds;
  return {
    // A launcher that was stopped cannot keep the limit; it was killed long after it.
    report: isOverdue ? { ...report, end: { kind: 'timed-out' } } : report,
    course,
    perfStatus: completion.exitCode,
    lastLines: printed,
  };
}

/** Whoever listens on a server's port before it is started would be taken for it. */
async function refuseOpenPort({ command: [file], server }: Workload): Promise<void> {
  if (server?.ready.kind !== 'port' || !(await isPortOpen(server.ready.port))) return;
  throw new MeasurementError(`Port ${server.ready.port} was open before ${file} was started.`, {
    remedy: 'End what listens there (`ss -ltnp` names it), or give the server another port.',
  });
}

/** Leads a server through its run; what drives it has a launcher of its own, without perf. Where that fails, the server ends. */
function conduct(
  run: Run,
  launcher: string,
  { leftovers }: Workload,
  server: ServedWorkload,
  channel: LauncherChannel,
  textSeen: Promise<void> | null,
): Promise<ServerCourse> {
  const startDriver = () => {
    let kill = () => {};
    const ended = launch(run, launcher, withoutPerf, server.driver, ({ close }) => {
      kill = close;
    });
    return { ended, kill: () => kill() };
  };
  // All that the program started is below its launcher.
  const isBusy = (pid: number) => isAnyBusy(descendantsOf(processStatus(pid)?.parent ?? pid));
  const serving = { textSeen, startDriver, isBusy, graceMilliseconds: leftovers.waitMilliseconds + grace };
  const course = serve(server, channel, serving);
  course.catch(() => channel.close()); // What is thrown is for whoever waits for the course.
  return course;
}

/** What a launcher said, now that it has ended. */
function heard({ started, report }: LauncherChannel): Promise<readonly [number | null, ProgramReport]> {
  return Promise.all([started, report]);
}

/** The end of a run as that of one that failed. */
export function failedRun({ report, course, lastLines }: WorkloadEnd): FailedRun {
  return { outcome: 'failed', report, course, lastLines };
}

/** perf's own failure, of a run in which the program did what it should. */
export function perfFailure(
  subcommand: 'stat' | 'record',
  { command: [file] }: Workload,
  { perfStatus, lastLines }: WorkloadEnd,
): MeasurementError {
  const verb = subcommand === 'stat' ? 'count' : 'record';
  const end = endOf({ exitCode: perfStatus });
  return new MeasurementError(`perf ${subcommand} could not ${verb} ${file} (it ${end}).`, { lastLines });
}
