import { isLeftOut } from '../model/counts.ts';
import type { Report } from '../model/report.ts';
import { formatBytes } from '../report/numbers.ts';

/** Largest report that is read by those who download one, in bytes. */
export const largestReportBytes = 5 * 1024 * 1024;

export interface ReportText {
  /** The content of the report's file. */
  readonly text: string;
  /** That `accept` and `publish` will not read it, and what helps, in a sentence; null where they will. */
  readonly warning: string | null;
}

/** The report as its file has it: without the baseline's diff where it would be too large to be read with it. */
export function reportText(report: Report): ReportText {
  const whole = jsonOf(report);
  if (Buffer.byteLength(whole) <= largestReportBytes) return { text: whole, warning: null };
  const text =
    report.candidate === null ? whole : jsonOf({ ...report, candidate: { ...report.candidate, diff: null } });
  const bytes = Buffer.byteLength(text);
  return { text, warning: bytes <= largestReportBytes ? null : tooLarge(bytes) };
}

/** The report as JSON. */
export function jsonOf(report: Report): string {
  return `${JSON.stringify(report, (key, value: unknown) => (isLeftOut(key, value) ? undefined : value), 2)}\n`;
}

function tooLarge(bytes: number): string {
  return `The report has ${formatBytes(bytes)}, and \`mode: accept\` and \`mode: publish\` read at most ${formatBytes(largestReportBytes)}: they will refuse it. Measure fewer benchmarks in this job, and the others in a job of their own.`;
}
