import { appendFile } from 'node:fs/promises';
import { messageOf } from '../errors.ts';
import type { Annotation } from '../report/annotations.ts';
import type { ActionLogger } from './action-logger.ts';

/** The outputs that action.yml promises. */
export const outputNames = [
  'verdict',
  'report-path',
  'candidate-path',
  'comment-url',
  'flame-graph-url',
  'comment-body',
] as const;
export type Outputs = Readonly<Record<(typeof outputNames)[number], string>>;

export type SummaryOutcome = { readonly outcome: 'written' } | { readonly outcome: 'failed'; readonly message: string };

/** Bytes of a job summary. GitHub drops a longer one whole (facts 21). */
const longestSummary = 1024 * 1024;
const cutNotice = '\n\n_The summary was cut here: it is longer than GitHub takes._\n';

/** GitHub keeps ten annotations of each level a step; two are left for warnings and the failure itself. */
const annotationsPerLevel = 8;

/** Sets the step's outputs; the runner keeps at most 1 MiB of them. */
export async function writeOutputs(outputs: Outputs): Promise<void> {
  // Imported late, as in client.ts: not needed before the very end.
  const { setOutput } = await import('@actions/core');
  for (const name of outputNames) setOutput(name, outputs[name]);
}

/** Adds Markdown to the job's summary page, cut at a line's end where GitHub would drop it. Never throws. */
export async function writeSummary(markdown: string): Promise<SummaryOutcome> {
  try {
    // Not through core.summary: it has no limit, and its helpers escape nothing.
    await appendFile(process.env.GITHUB_STEP_SUMMARY ?? '', fitSummary(markdown));
    return { outcome: 'written' };
  } catch (error) {
    return { outcome: 'failed', message: `The job summary could not be written: ${messageOf(error)}` };
  }
}

/** Writes the first annotations of each level as such; the others are in the summary, and their number is told. */
export function writeAnnotations(logger: ActionLogger, annotations: readonly Annotation[]): void {
  for (const level of ['error', 'warning'] as const) {
    const all = annotations.filter((annotation) => annotation.level === level);
    for (const { title, message, file, line } of all.slice(0, annotationsPerLevel)) {
      logger.command(level, message, { title, file, line });
    }
    const others = all.length - annotationsPerLevel;
    if (others > 0) logger.info(`${others} more of these (${level}) are in the job summary.`);
  }
}

/** Ends the step: 0 passes; with 1 to 3 (the design's exit statuses) it fails, and the message says why. */
export function endStep(logger: ActionLogger, status: 0 | 1 | 2 | 3, message?: string): void {
  if (status !== 0 && message !== undefined) logger.command('error', message);
  logger.endOutput();
  process.exitCode = status;
}

function fitSummary(markdown: string): string {
  if (Buffer.byteLength(markdown) < longestSummary) return `${markdown}\n`;
  const head = Buffer.from(markdown).subarray(0, longestSummary - Buffer.byteLength(cutNotice));
  const end = head.lastIndexOf('\n');
  return head.subarray(0, Math.max(end, 0)).toString() + cutNotice;
}
