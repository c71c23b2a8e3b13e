import type { Unit } from '../../baseline/measurement.ts';
import type { CallTree } from '../../stacks/call-tree.ts';

/** What was recorded of one benchmark, and what its baseline has. */
export interface Profile {
  readonly benchmark: string;
  readonly unit: Unit;
  /** What counts and bytes of both trees are divided by to be per unit: 1, or iterations. A whole number. */
  readonly units: number;
  /** Whole allocations, as they were recorded. */
  readonly tree: CallTree;
  /** Whole allocations on the same scale, possibly pruned; null where there is nothing to compare with. */
  readonly baseline: CallTree | null;
  /** Changes of the total up to this size, per unit, are noise. */
  readonly spread: number;
}
