import { lostReport, type ProgramEnd, type ProgramReport } from '../../src/measure/inside/program-end.ts';
import type { CompletedRun, FailedRun, MeasurerKind, Wanted, Workload } from '../../src/measure/measurer.ts';
import { MeasurementError } from '../../src/model/errors.ts';

/** One run that a fake measurer made. */
export interface FakeRun {
  readonly workload: Workload;
  readonly wanted: Wanted;
}

/** A measurer that starts nothing: `show` says what a run shows; what it leaves out is null, or a completed run. */
export function fakeMeasurer(
  show: (run: FakeRun, index: number) => Partial<CompletedRun> | FailedRun,
  whyNot: string | null = 'a fake records nothing inside',
): MeasurerKind & {
  readonly runs: readonly FakeRun[];
  readonly isOpen: () => boolean;
  readonly letGoAfter: () => number | null;
} {
  const runs: FakeRun[] = [];
  let isOpen = false;
  let letGoAfter: number | null = null;
  return {
    runs,
    isOpen: () => isOpen,
    letGoAfter: () => letGoAfter,
    needs: () => [],
    open: async () => {
      isOpen = true;
      return {
        name: 'fake',
        version: '1.0',
        counter: 'probes',
        letGo: () => {
          letGoAfter ??= runs.length;
        },
        close: async () => {
          isOpen = false;
        },
        prepare: async () => ({
          libc: 'glibc 2.39',
          libcBuild: '282c2c16e7b6600b0b22ea0c99010d2795752b5f',
          whyNotInside: async () => whyNot,
          run: async (workload, wanted) => {
            const shown = show({ workload, wanted }, runs.length);
            runs.push({ workload, wanted });
            if (shown.outcome === 'failed') return shown;
            return { counts: null, freed: null, stacks: null, disagreement: null, ...shown, outcome: 'completed' };
          },
        }),
      };
    },
  };
}

/** What a launcher says of a program that ended so, and left nothing. */
export function reportOf(end: ProgramEnd): ProgramReport {
  return { ...lostReport, end };
}

/** A measurer where nothing can be measured: for commands that must not. */
export const noMeasurer: MeasurerKind = {
  needs: () => [],
  open: () => Promise.reject(new MeasurementError('There is nothing to measure with here.')),
};
