import { type Parsed, parsed, problem, quoted } from './parsed.ts';

const secondsPerUnit: ReadonlyMap<string, number> = new Map([
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

const longestSeconds = 24 * 3600;

/** Reads a time limit, `90s`, `10m` or `1h`, up to 24 hours. The value is in seconds. */
export function parseDuration(text: string): Parsed<number> {
  if (/^\d+$/.test(text)) return problem(`${quoted(text)} has no unit; write ${text}s, ${text}m or ${text}h`);
  const [, digits = '', unit = ''] = /^(\d{1,9})([smh])$/.exec(text) ?? [];
  const perUnit = secondsPerUnit.get(unit);
  if (perUnit === undefined) return problem(`${quoted(text)} is not a time; write 90s, 10m or 1h`);
  const seconds = Number(digits) * perUnit;
  if (seconds === 0) return problem(`${quoted(text)} leaves no time to run; write 90s, 10m or 1h`);
  if (seconds > longestSeconds) return problem(`${quoted(text)} is longer than a day; write at most 24h`);
  return parsed(seconds);
}
