import { describe, expect, it } from 'vitest';
import type { LauncherChannel } from '../../../src/measure/inside/launcher-channel.ts';
import { lostReport, type ProgramEnd, type ProgramReport } from '../../../src/measure/inside/program-end.ts';
import { type Driver, type Serving, serve } from '../../../src/measure/perf/serve.ts';
import { workloadOf } from './scripted-perf.ts';

const exited = (status: number): ProgramReport => ({ ...lostReport, end: { kind: 'exited', status } });
const reportOf = (end: ProgramEnd): ProgramReport => ({ ...lostReport, end });

/** A promise, and what resolves it. */
function pending<Value>() {
  let resolve: (value: Value) => void = () => {};
  const promise = new Promise<Value>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

/** A server without processes, what was done with it in order, and the ways to let things happen. */
function rehearsed(given: Partial<Serving> = {}) {
  const done: (string | number)[] = [];
  const ready = pending<void>();
  const report = pending<ProgramReport>();
  const driven = pending<ProgramReport>();
  const channel: LauncherChannel = {
    started: Promise.resolve(12),
    report: report.promise,
    signal: (number) => void done.push(number),
    close: () => void done.push('closed'),
  };
  const startDriver = (): Driver => {
    done.push('driven');
    return {
      ended: driven.promise.then((end) => ({ report: end, course: null, lastLines: ['a line'] })),
      kill: () => {
        done.push('driver killed');
        driven.resolve(lostReport);
      },
    };
  };
  const serving: Serving = {
    ...{ textSeen: ready.promise, startDriver, isBusy: () => false, graceMilliseconds: 20 },
    ...given,
  };
  const served = { ready: { kind: 'text', text: 'up' }, driver: workloadOf('./drive'), stop: 'SIGUSR1' } as const;
  return {
    ...{ done, setReady: ready.resolve, endServer: report.resolve, endDriver: driven.resolve },
    course: serve(served, channel, serving),
  };
}

describe('a server', () => {
  it('is driven when it is ready, and told to end when that is done', async () => {
    const { done, setReady, endDriver, course } = rehearsed();
    await new Promise((resolve) => setImmediate(resolve));
    expect(done).toEqual([]);
    setReady();
    endDriver(exited(0));
    expect(await course).toEqual({ stage: 'told' });
    expect(done).toEqual(['driven', 10]);
  });

  it('is told to end when it has nothing left to do', async () => {
    const looks: number[] = [];
    const isBusy = (pid: number) => looks.push(pid) < 5;
    const { done, setReady, endDriver, course } = rehearsed({ isBusy });
    setReady();
    endDriver(exited(0));
    await course;
    expect(looks).toEqual(Array.from({ length: 6 }, () => 12));
    expect(done).toEqual(['driven', 10]);
  });

  it('is told to end in the end where it always has something to do', async () => {
    const { done, setReady, endDriver, course } = rehearsed({ isBusy: () => true });
    setReady();
    endDriver(exited(0));
    expect(await course).toEqual({ stage: 'told' });
    expect(done).toEqual(['driven', 10]);
  });

  it('is not driven where it ends before it is ready', async () => {
    const { done, endServer, course } = rehearsed();
    endServer(exited(0));
    expect(await course).toEqual({ stage: 'starting' });
    expect(done).toEqual([]);
  });

  it('takes its driver along where it ends first', async () => {
    const { done, setReady, endServer, course } = rehearsed();
    setReady();
    setTimeout(() => endServer(exited(0)), 10);
    expect(await course).toEqual({ stage: 'driven', driverLines: ['a line'] });
    expect(done).toEqual(['driven', 'driver killed']);
  });

  it('is told to end where its driver failed, and ended for good where it does not', async () => {
    const { done, setReady, endDriver, course } = rehearsed();
    setReady();
    endDriver(exited(7));
    expect(await course).toMatchObject({ stage: 'driven-badly', driver: { report: exited(7) } });
    expect(done).toEqual(['driven', 10, 'closed']);
  });

  it('is what failed where it ended just before its driver did, but not where the time limit ended it then', async () => {
    const courseWith = async (end: ProgramReport) => {
      const { setReady, endServer, endDriver, course } = rehearsed({ graceMilliseconds: 5000 });
      setReady();
      endDriver(exited(7));
      setTimeout(() => endServer(end), 10);
      return (await course).stage;
    };
    expect(await courseWith(reportOf({ kind: 'signalled', signal: 11, dumpedCore: false }))).toBe('driven');
    expect(await courseWith(exited(0))).toBe('driven');
    expect(await courseWith(reportOf({ kind: 'timed-out' }))).toBe('driven-badly');
  });
});
