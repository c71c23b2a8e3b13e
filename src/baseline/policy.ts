import type { Verdict } from './verdict.ts';

/** What the user wants to fail. */
export interface Policy {
  readonly failOn: 'regression' | 'any-change' | 'never';
  readonly onMissingBaseline: 'warn' | 'fail' | 'pass';
  readonly onIncomparable: 'measure-base' | 'fail' | 'warn';
}

/** What the policy is applied to, for one gate. */
export interface Result {
  readonly verdicts: readonly Verdict[];
  /** There is a baseline, and some count moved by more than its noise, or a benchmark came or went. */
  readonly anyChange: boolean;
  /** The base branch has the baseline file: then its absence here never opens the gate. */
  readonly baselineExpected: boolean;
}

/** Whether the gate is open. A failure to measure never is, whatever the policy. */
export function isOpen(result: Result, policy: Policy): boolean {
  if (result.verdicts.length === 0) return false;
  if (policy.failOn === 'any-change' && result.anyChange) return false;
  const open: Readonly<Record<Verdict, boolean>> = {
    failed: false,
    regression: policy.failOn === 'never',
    incomparable: policy.failOn === 'never' || policy.onIncomparable === 'warn',
    'no-baseline': !result.baselineExpected && policy.onMissingBaseline !== 'fail',
    improvement: true,
    pass: true,
  };
  return result.verdicts.every((verdict) => open[verdict]);
}
