import { Cleanup } from '../system/cleanup.ts';
import { settled } from '../system/lifetime.ts';
import { dtraceOn } from './dtrace/dtrace.ts';
import { linux, macOS } from './dtrace/platform.ts';
import type { MeasurerKind, MeasurerSource } from './measurer.ts';
import { perf } from './perf/perf.ts';
import { openWithoutProbes } from './perf/without-probes.ts';

const perfOrRecorder: MeasurerSource = {
  open: (host, options) => (options.counter === 'inside' ? openWithoutProbes(host) : perf.open(host, options)),
  needs: perf.needs,
};

/**
 * What measures: DTrace on macOS, perf on Linux. `MEASURER=dtrace` in the environment takes DTrace on Linux too, which is
 * how what macOS would do is proved without a Mac. `platform` is Node's name of the operating system.
 */
export function measurerFor(platform: NodeJS.Platform, chosen: string | undefined): MeasurerKind {
  if (platform === 'darwin') return inTurn(dtraceOn(macOS));
  return inTurn(chosen === 'dtrace' ? dtraceOn(linux) : perfOrRecorder);
}

/**
 * The same measurer with a cleanup of its own, which closes it, and opened once the one before is closed: what that puts
 * back, as the kernel's file system for probes, would go from under it. One that nobody waited for is open, or has failed
 * to be, before it is put back.
 */
export function inTurn({ open, needs }: MeasurerSource): MeasurerKind {
  let closed = Promise.resolve();
  return {
    needs,
    open: async (host, options) => {
      const cleanup = new Cleanup(host.logger);
      const before = closed;
      const opening = (async () => {
        await before;
        return open({ ...host, cleanup }, options);
      })();
      const close = host.cleanup.add(async () => {
        await settled([opening], host.signal);
        await cleanup.undoAll();
      });
      const measurer = await opening;
      return {
        ...measurer,
        close: () => {
          closed = close();
          return closed;
        },
      };
    },
  };
}
