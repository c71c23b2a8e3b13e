import { appendFile } from 'node:fs/promises';
import { MeasurementError, messageOf, UsageError } from '../model/errors.ts';
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
export type Outputs = Readonly<Partial<Record<(typeof outputNames)[number], string>>>;

/** Bytes of a job summary. GitHub drops a longer one whole (facts 21). */
const longestSummary = 1024 * 1024;
const cutNotice = '\n\n_The summary was cut here: it is longer than GitHub takes._\n';

/**
 * Sets the step's outputs, those that are not given to nothing; the runner keeps at most 1 MiB of them. A failure is a
 * warning.
 */
export async function writeOutputs(logger: ActionLogger, outputs: Outputs): Promise<void> {
  // Imported late, as in client.ts: not needed before the very end.
  const { setOutput } = await import('@actions/core');
  try {
    for (const name of outputNames) setOutput(name, outputs[name] ?? '');
  } catch (error) {
    logger.warning(`The outputs of this step could not be written: ${messageOf(error)}`);
  }
}

/** Adds Markdown to the job's summary page, cut at a line's end where GitHub would drop it. A failure is a warning. */
export async function writeSummary(logger: ActionLogger, markdown: string): Promise<void> {
  try {
    // Not through core.summary: it has no limit, and its helpers escape nothing.
    await appendFile(process.env.GITHUB_STEP_SUMMARY ?? '', fitSummary(markdown));
  } catch (error) {
    logger.warning(`The job summary could not be written: ${messageOf(error)}`);
  }
}

/** Writes these annotations, which are as many as GitHub shows. */
export function writeAnnotations(logger: ActionLogger, annotations: readonly Annotation[]): void {
  for (const { level, title, message, file, line } of annotations)
    logger.command(level, message, { title, file, line });
}

/** Ends the step: 0 passes; with 1 to 3 (the design's exit statuses) it fails, and the message says why. */
export function endStep(logger: ActionLogger, status: 0 | 1 | 2 | 3, message?: string): void {
  if (status !== 0 && message !== undefined) logger.command('error', message);
  logger.endOutput();
  process.exitCode = status;
}

/** Ends a step that threw: 2 for the user's mistake, 3 for what could not be measured, and for a bug of ours. */
export function endFailedStep(logger: ActionLogger, error: unknown): void {
  if (error instanceof UsageError) endStep(logger, 2, error.message);
  else if (error instanceof MeasurementError) endStep(logger, 3, [error.message, ...error.lastLines].join('\n'));
  else
    endStep(logger, 3, `This is a bug, please report it: ${error instanceof Error ? error.stack : messageOf(error)}`);
}

function fitSummary(markdown: string): string {
  if (Buffer.byteLength(markdown) < longestSummary) return `${markdown}\n`;
  const head = Buffer.from(markdown).subarray(0, longestSummary - Buffer.byteLength(cutNotice));
  const end = head.lastIndexOf('\n');
  return head.subarray(0, Math.max(end, 0)).toString() + cutNotice;
}
