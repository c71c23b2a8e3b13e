import type { MeasurerKind } from './measurer.ts';
import { perf } from './perf/perf.ts';
import { openWithoutProbes } from './perf/without-probes.ts';

/** What measures on this platform. On any other than Linux, it says so when it is opened. */
export const measurerHere: MeasurerKind = {
  open: (host, options) => (options.counter === 'inside' ? openWithoutProbes(host) : perf.open(host, options)),
  needs: perf.needs,
};
