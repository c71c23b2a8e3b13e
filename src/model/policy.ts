import { z } from 'zod';
import type { Immutable } from './immutable.ts';
import type { Verdict } from './verdict.ts';

/** The accepted words of the inputs that say what follows from a result. */
export const policyChoices = {
  failOn: ['regression', 'any-change', 'never'],
  onMissingBaseline: ['warn', 'fail', 'pass'],
  onIncomparable: ['measure-base', 'fail', 'warn'],
} as const;

/** What the user wants to fail: the inputs of the same names. */
export const policySchema = z.strictObject({
  failOn: z.enum(policyChoices.failOn),
  onMissingBaseline: z.enum(policyChoices.onMissingBaseline),
  onIncomparable: z.enum(policyChoices.onIncomparable),
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
