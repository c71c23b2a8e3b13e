import { type Verdict, worstVerdict } from '../../baseline/verdict.ts';
import type { Matrix } from './matrix.ts';

/** The worst verdict of the legs; `failed` where a leg is missing, a report is not taken, or none is there. */
export function matrixVerdict({ legs, missing, refusals }: Matrix): Verdict {
  return missing.length + refusals.length > 0 ? 'failed' : worstVerdict(legs.map(({ report }) => report.verdict));
}

/** Whether every leg's gate is open, nothing is missing or refused, and at least one was measured. */
export function matrixPasses({ legs, missing, refusals }: Matrix): boolean {
  return legs.length > 0 && missing.length + refusals.length === 0 && legs.every(({ report }) => report.passes);
}
