import type { Unit } from '../../baseline/measurement.ts';

/** What a payload says before its columns. */
export interface PayloadHead {
  readonly unit: Unit;
  /** What counts and bytes are divided by to be per unit. */
  readonly units: number;
  /** Per unit; changes up to it are noise. */
  readonly spread: number;
  /** Whether there is a baseline to compare with. */
  readonly compared: boolean;
  /** The names that stand for many small paths instead of a function. */
  readonly collective: readonly string[];
  /** The names of all frames, each once, in the order in which they are met. */
  readonly names: readonly string[];
  readonly frames: number;
  /** The columns that follow, each with one integer for each frame; one that is left out is all 0. Bytes are this run's: baselines have none. */
  readonly columns: readonly ('up' | 'name' | 'assumed' | 'count' | 'change' | 'bytes')[];
}
