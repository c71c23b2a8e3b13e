import { z } from 'zod';
import { type Baseline, baselineBenchmarkSchema, baselineFormatVersion, baselineSchema } from './baseline.ts';
import { levelSchema, type Measurement, measurementSchema } from './measurement.ts';
import { nameSchema } from './site.ts';

/** The numbers of the first version were the smallest of all runs, and their noise the largest minus the smallest. */
const level = levelSchema.omit({ noise: true }).extend({ spread: levelSchema.shape.noise });
const [perRun, perIteration] = measurementSchema.options;
const iterationLevel = level.extend({ iterations: perIteration.shape.from.shape.iterations });

/** A measurement as the first version of the gate wrote it; it becomes one of this version. */
export const measurementSchema1 = z
  .discriminatedUnion('unit', [
    perRun.omit({ noise: true }).extend({ spread: level.shape.spread }),
    perIteration.extend({ from: iterationLevel, to: iterationLevel }),
  ])
  .transform((measurement): Measurement => {
    if (measurement.unit === 'run') return renamed(measurement);
    return { ...measurement, from: renamed(measurement.from), to: renamed(measurement.to) };
  });

type Renamed<Numbers extends { readonly spread: unknown }> = Omit<Numbers, 'spread'> & {
  readonly noise: Numbers['spread'];
};

/** The numbers with their noise called so, which was their spread. */
export function renamed<Numbers extends { readonly spread: unknown }>(numbers: Numbers): Renamed<Numbers> {
  const { spread, ...others } = numbers;
  return { ...others, noise: spread };
}

const benchmark = baselineBenchmarkSchema
  .omit({ workload: true })
  .extend({ measurement: measurementSchema1 })
  .transform((one) => ({ ...one, workload: null }));

/** A baseline file as the first version of the gate wrote it; it becomes one of this version. */
export const baselineSchema1 = baselineSchema
  .extend({ formatVersion: z.literal(1), benchmarks: z.record(nameSchema, benchmark) })
  .transform((baseline): Baseline => ({ ...baseline, formatVersion: baselineFormatVersion }));
