import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/** The increase that somebody allowed: the larger of a number of allocations and a share of the baseline. */
export const limitSchema = z.strictObject({
  /** Allocations, in the benchmark's unit. */
  absolute: z.number().nonnegative(),
  /** Per cent of the baseline. */
  percent: z.number().nonnegative(),
  /** Allocations by which any call site of the package's own code may grow, whatever the sum does; left out: any number. */
  site: z.number().nonnegative().optional(),
});
export type Limit = Immutable<z.infer<typeof limitSchema>>;
