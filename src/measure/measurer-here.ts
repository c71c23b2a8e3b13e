import { dtraceOn } from './dtrace/dtrace.ts';
import { linux, macOS } from './dtrace/platform.ts';
import type { MeasurerKind } from './measurer.ts';
import { perf } from './perf/perf.ts';
import { openWithoutProbes } from './perf/without-probes.ts';

const perfOrRecorder: MeasurerKind = {
  open: (host, options) => (options.counter === 'inside' ? openWithoutProbes(host) : perf.open(host, options)),
  needs: perf.needs,
};

/**
 * What measures: DTrace on macOS, perf on Linux. `MEASURER=dtrace` in the environment takes DTrace on Linux too, which is
 * how what macOS would do is proved without a Mac. `platform` is Node's name of the operating system.
 */
export function measurerFor(platform: NodeJS.Platform, chosen: string | undefined): MeasurerKind {
  if (platform === 'darwin') return dtraceOn(macOS);
  return chosen === 'dtrace' ? dtraceOn(linux) : perfOrRecorder;
}
