import { type Verdict, worstVerdict } from '../../baseline/verdict.ts';
import type { Matrix } from './matrix.ts';

/** The worst verdict of the legs; `failed` where a leg is missing or none is there. */
export function matrixVerdict({ legs, missing }: Matrix): Verdict {
  return missing.length > 0 ? 'failed' : worstVerdict(legs.map(({ report }) => report.verdict));
}

/** Whether every leg's gate is open, none is missing, and at least one was measured. */
export function matrixPasses({ legs, missing }: Matrix): boolean {
  return legs.length > 0 && missing.length === 0 && legs.every(({ report }) => report.passes);
}
