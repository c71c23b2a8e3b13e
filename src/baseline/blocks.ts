import { z } from 'zod';
import { allocationFunctions, type Counts } from './counts.ts';

/**
 * Blocks in one run: how many came to be, by whatever function, and how many were freed. What remains, which the
 * program keeps or the end of its process frees, is their difference.
 */
export const blocksSchema = z.strictObject({
  allocated: z.int().nonnegative(),
  freed: z.int().nonnegative(),
});
export type Blocks = Readonly<z.infer<typeof blocksSchema>>;

/** New blocks: calls of every function but `realloc` of an existing block. */
export function blocksAllocated(counts: Counts): number {
  return allocationFunctions.reduce((sum, name) => sum + (name === 'realloc' ? 0 : counts[name]), 0);
}
