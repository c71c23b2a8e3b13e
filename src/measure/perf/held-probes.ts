import { readFile } from 'node:fs/promises';
import { MeasurementError } from '../../model/errors.ts';
import type { Undo } from '../../system/cleanup.ts';
import type { Host } from '../../system/host.ts';
import { beforeSignal } from '../../system/lifetime.ts';
import { type Background, startBackground } from '../../system/process.ts';

/**
 * Probes that stay registered, and are in the memory of programs from a run that counts them to one that does not. A
 * breakpoint costs a microsecond a hit in every process that has it, whoever counts, or nobody (facts 47, 56).
 */
export interface HeldProbes {
  /** Keeps events of the kernel's own ready until the end. Throws a `MeasurementError` where it cannot. */
  readonly keep: (events: readonly string[]) => Promise<void>;
  /**
   * Keeps the probes of these events registered until the cleanup, or until the function returned is called. Throws a
   * `MeasurementError` where it cannot.
   */
  readonly hold: (events: readonly string[]) => Promise<Undo>;
  /**
   * While `run` goes on, the probes of these events are in every process. Those held that are not among them are in none,
   * unless another run needs them at the same time. Throws a `MeasurementError` where they cannot be held, or were let go of
   * meanwhile.
   */
  readonly during: <T>(events: readonly string[], run: () => Promise<T>) => Promise<T>;
  /**
   * From the next run that needs no probe on, none stays registered: the kernel takes a tenth of a second for each, beside
   * the runs that follow. One that needs them is slower to start from then on.
   */
  readonly letGo: () => void;
}

/** Events that were held together. */
interface Held {
  readonly events: readonly string[];
  /** The perf that keeps their probes registered. */
  readonly own: Background;
  /** The perf that has their probes in every process; null where none does. */
  everywhere: Background | null;
  /** The runs that need them there. */
  users: number;
}

/**
 * Holds probes by idle perfs that have their events open, disabled. They change no count: events count their own program
 * only.
 *
 * One is open for its own program, and spares registering the probes at every run (facts 39). Another is open for a CPU,
 * while there is a run: the kernel asks each event which task it was made for, to know which memory has to have the probe.
 * Where two threads exchanged their events and one of them ended, it takes the probe from the other, whose calls are lost
 * from then on (facts 47). An event that is made for a CPU answers for all.
 */
export function createHeldProbes(perf: string, { cleanup, signal }: Pick<Host, 'cleanup' | 'signal'>): HeldProbes {
  const all: Held[] = [];
  const idle = new Set<Background>();
  let mayLetGo = false;
  const start = (where: readonly string[], events: readonly string[]): Background => {
    const selected = events.flatMap((event) => ['-e', event]);
    const command = ['stat', '-o', '/dev/null', ...where, '--delay', '-1', ...selected, '--', 'cat'];
    const background = startBackground(perf, command, { PATH: '/usr/bin:/bin' });
    // Of one that nobody waits for any longer nothing is heard.
    const isReady = beforeSignal(background.isReady, signal);
    isReady.catch(() => {});
    return { ...background, isReady };
  };
  const startIdle = (where: readonly string[], events: readonly string[]): Background => {
    const background = start(where, events);
    idle.add(background);
    return background;
  };
  const end = async (held: Held): Promise<void> => {
    const { everywhere } = held;
    if (everywhere === null) return;
    held.everywhere = null;
    await everywhere.end();
    idle.delete(everywhere);
  };
  const cpu = anyCpu();
  return {
    keep: (events) => {
      const own = start([], events);
      // There is nothing to put back, so that nobody waits for it.
      cleanup.add(async () => own.abandon());
      return own.isReady;
    },
    hold: async (events) => {
      const own = startIdle([], events);
      // All at once: the kernel makes each of them wait for as long as its own events take. Probes that were placed behind
      // the first ones are removed before those, and nobody may hold them then.
      cleanup.add(async () => void (await Promise.all([...idle].map(({ end: endOne }) => endOne()))));
      const held: Held = { events, own, everywhere: null, users: 0 };
      all.push(held);
      await own.isReady;
      return async () => {
        if (all.includes(held)) all.splice(all.indexOf(held), 1);
        await Promise.all([own.end(), end(held)]);
        idle.delete(own);
      };
    },
    during: async (events, run) => {
      const where = await cpu;
      const needed = all.filter((held) => held.events.some((event) => events.includes(event)));
      // Beside another run this one is a part of something: what is idle now may be needed again at once.
      const isAlone = all.every(({ users }) => users === 0);
      const spare = isAlone ? all.filter((held) => !needed.includes(held)) : [];
      for (const held of needed) held.users += 1;
      // One that was ended by somebody else, for want of memory, holds nothing any more.
      for (const held of needed) {
        if (held.everywhere === null || held.everywhere.hasEnded()) held.everywhere = startIdle(where, held.events);
      }
      const holding = needed.map(({ everywhere }) => everywhere);
      try {
        await Promise.all([...holding.map((one) => one?.isReady), ...spare.map(end)]);
        if (mayLetGo && isAlone && needed.length === 0) {
          mayLetGo = false;
          for (const { own } of all) void own.end();
        }
        const done = await run();
        if (holding.some((one) => one?.hasEnded())) {
          throw new MeasurementError('perf, which held the probes, ended while the program ran: calls may be missing.');
        }
        return done;
      } finally {
        for (const held of needed) held.users -= 1;
      }
    },
    letGo: () => {
      mayLetGo = true;
    },
  };
}

async function anyCpu(): Promise<readonly string[]> {
  const [cpu = '0'] = /^\d+/.exec(await readFile('/sys/devices/system/cpu/online', 'utf8')) ?? [];
  return ['--cpu', cpu];
}
