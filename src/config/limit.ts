import { type Parsed, parsed, problem, quoted } from './parsed.ts';

/** The increase of a total that is allowed: the larger of a number of allocations and a share of the baseline. */
export interface Limit {
  /** Allocations, in the benchmark's unit. */
  readonly absolute: number;
  /** Per cent of the baseline's total. */
  readonly percent: number;
}

/** Reads `20` (allocations), `1%` or `0.5%` (of the baseline), or both in either order: `20, 1%`. */
export function parseLimit(text: string): Parsed<Limit> {
  let absolute: number | undefined;
  let percent: number | undefined;
  for (const part of text.split(',').map((piece) => piece.trim())) {
    if (part.endsWith('%') && percent === undefined) {
      percent = decimal(part.slice(0, -1));
      if (percent === undefined) return notALimit(text);
    } else if (absolute === undefined) {
      absolute = decimal(part);
      if (absolute === undefined) return notALimit(text);
    } else {
      return notALimit(text);
    }
  }
  return parsed({ absolute: absolute ?? 0, percent: percent ?? 0 });
}

function notALimit(text: string): Parsed<never> {
  return problem(`${quoted(text)} is not a limit; write 20, 1% or "20, 1%"`);
}

/** Reads `20` or `0.5` (allocations per iteration may be fractions); nothing negative, no exponent. */
export function parseDecimal(text: string): Parsed<number> {
  const value = decimal(text);
  return value === undefined ? problem(`${quoted(text)} is not a number; write 20 or 0.5`) : parsed(value);
}

function decimal(text: string): number | undefined {
  return /^\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) : undefined;
}
