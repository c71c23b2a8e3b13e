import { constants } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { isPortOpen } from '../../system/ports.ts';
import type { LauncherChannel } from '../inside/launcher-channel.ts';
import type { ProgramReport } from '../inside/program-end.ts';
import { hasFailed, type RunEnd, type ServedWorkload, type ServerCourse } from '../measurer.ts';

/** What loads a server, while it runs. */
export interface Driver {
  readonly ended: Promise<RunEnd & { readonly lastLines: readonly string[] }>;
  /** Kills it, and all that it started. */
  kill(): void;
}

/** What a server's course takes, beside the channel to its launcher. */
export interface Serving {
  /** Resolves when the text went by that says that it is ready; null where a port does. */
  readonly textSeen: Promise<void> | null;
  readonly startDriver: () => Driver;
  /** Whether the program of this process id, or what it started, has something to do. */
  readonly isBusy: (pid: number) => boolean;
  /** How long, in ms, an end may take that is under way: of a server whose driver failed, which may be why. */
  readonly graceMilliseconds: number;
}

/** Between two looks at a port, in ms. */
const betweenLooks = 20;
/** Between two looks at what a server does, and how often it is looked for one that always does something. */
const betweenGlances = 5;
const mostGlances = 200;

/**
 * Leads a server that has just been started: waits until it is ready, drives it, and tells it to end. Its launcher keeps
 * the time. Where the server ends too soon, what drives it is killed, and has ended when this returns.
 */
export async function serve(
  { ready, driver: workload, stop }: ServedWorkload,
  { started, report, signal, close }: LauncherChannel,
  { textSeen, startDriver, isBusy, graceMilliseconds }: Serving,
): Promise<ServerCourse> {
  let isOver = false;
  const over = report.then((): 'over' => {
    isOver = true;
    return 'over';
  });
  const within = (milliseconds: number) => Promise.race([over, sleep(milliseconds, 'late', { ref: false })]);

  const isReady = ready.kind === 'port' ? untilOpen(ready.port, () => isOver) : textSeen;
  if ((await Promise.race([over, isReady])) === 'over') return { stage: 'starting' };

  const driver = startDriver();
  const driven = await Promise.race([over, driver.ended]);
  if (driven === 'over') {
    driver.kill();
    return { stage: 'driven', driverLines: (await driver.ended).lastLines };
  }
  const { lastLines: driverLines, ...driverEnd } = driven;
  const tell = () => signal(constants.signals[stop]);
  if (!hasFailed(driverEnd, workload)) {
    const pid = await started;
    await untilQuiet(() => !isOver && pid !== null && isBusy(pid));
    tell();
    return { stage: 'told' };
  }
  if ((await within(graceMilliseconds)) === 'over' && endedByItself(await report))
    return { stage: 'driven', driverLines };
  tell();
  if ((await within(graceMilliseconds)) !== 'over') close();
  return { stage: 'driven-badly', driver: driverEnd, driverLines };
}

/** And not by its launcher, such as for the time limit. */
function endedByItself({ end: { kind } }: ProgramReport): boolean {
  return kind === 'exited' || kind === 'signalled';
}

async function untilOpen(port: number, isOver: () => boolean): Promise<void> {
  while (!isOver() && !(await isPortOpen(port))) await sleep(betweenLooks);
}

/**
 * The last answer was read, but what the server does after it (closing, freeing) may not have been done: a signal would
 * cut it off somewhere else in each run. It has been done when all threads wait twice in a row. Nothing is on its way
 * then: the kernel hands over what is sent to this machine at once.
 */
async function untilQuiet(isBusy: () => boolean): Promise<void> {
  for (let glance = 0, quiet = 0; glance < mostGlances && quiet < 2; glance += 1) {
    quiet = isBusy() ? 0 : quiet + 1;
    await sleep(betweenGlances);
  }
}
