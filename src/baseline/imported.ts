import { z } from 'zod';
import type { Immutable } from './immutable.ts';

/** The tools whose threshold files can be imported. */
export const thresholdSources = ['swift-nio', 'package-benchmark'] as const;
export type ThresholdSource = (typeof thresholdSources)[number];

const text = z.string().min(1).max(10_000);

/**
 * A threshold of another tool: one number, of what that tool counts, with nothing known of functions, spread or call
 * sites. It stands for a benchmark until measured numbers are accepted.
 */
export const importedThresholdSchema = z.strictObject({
  from: z.enum(thresholdSources),
  /** The file that it was read from, as the repository has it. */
  file: text,
  /** What the file calls it: foreign text. */
  name: text,
  /** What the number is a count of. */
  unit: z.enum(['run', 'iteration']),
  /** The largest count that the other tool lets pass. */
  total: z.int().nonnegative(),
});
export type ImportedThreshold = Immutable<z.infer<typeof importedThresholdSchema>>;
