import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import type { Verdict } from './verdict.ts';

/** What the user wants to fail: the inputs of the same names. */
export const policySchema = z.strictObject({
  failOn: z.enum(['regression', 'any-change', 'never']),
  onMissingBaseline: z.enum(['warn', 'fail', 'pass']),
  onIncomparable: z.enum(['measure-base', 'fail', 'warn']),
});
export type Policy = Immutable<z.infer<typeof policySchema>>;

/** What the policy is applied to, for one gate. */
export interface Result {
  readonly verdicts: readonly Verdict[];
  /** There is a baseline, and some count moved by more than its noise, or a benchmark came or went. */
  readonly anyChange: boolean;
  /** The base branch has a baseline file that is missing here: its absence never opens the gate. */
  readonly baselineRemoved: boolean;
}

/** Whether the gate is open. A failure to measure never is, whatever the policy. */
export function isOpen(result: Result, policy: Policy): boolean {
  if (result.verdicts.length === 0) return false;
  if (policy.failOn === 'any-change' && result.anyChange) return false;
  const open: Readonly<Record<Verdict, boolean>> = {
    failed: false,
    regression: policy.failOn === 'never',
    incomparable: policy.failOn === 'never' || policy.onIncomparable === 'warn',
    'no-baseline': !result.baselineRemoved && policy.onMissingBaseline !== 'fail',
    improvement: true,
    pass: true,
  };
  return result.verdicts.every((verdict) => open[verdict]);
}
