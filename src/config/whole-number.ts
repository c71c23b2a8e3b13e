import { type Parsed, parsed, problem, quoted } from './parsed.ts';

/** A parser of decimal digits (no sign, exponent or separator) with a value from `least` to `most`, inclusive. */
export function wholeNumber(least: number, most: number): (text: string) => Parsed<number> {
  return (text) => {
    const value = Number(text);
    if (/^\d{1,15}$/.test(text) && value >= least && value <= most) return parsed(value);
    return problem(`${quoted(text)} is not ${wholeNumberForm(least, most)}`);
  };
}

/** The accepted form in words. */
export function wholeNumberForm(least: number, most: number): string {
  return `a whole number from ${least} to ${most}`;
}
