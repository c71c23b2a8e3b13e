import type { Failure } from '../model/errors.ts';
import type { FailedBenchmark, Report } from '../model/report.ts';
import { code, codeBlock, prose } from './escape.ts';
import type { Room } from './fit.ts';
import { cut, paragraphs } from './tables.ts';

/** Why something could not be measured, how to mend it, and what the failing tool said last. */
export function failures(report: Report, failed: readonly FailedBenchmark[], room: Room): readonly string[] {
  // The failure of the whole is the verdict's sentence already.
  const whole = report.failure === null ? [] : [...remedyOf(report.failure), lastLines(report.failure, room)];
  const { shown, omitted } = cut(failed, room('others'), 'failed benchmark');
  const single = shown.flatMap(({ name, failure }) => [
    `**${code(name)} could not be measured**: ${prose(failure.message)}`,
    ...remedyOf(failure),
    lastLines(failure, room),
  ]);
  return [...whole, ...single, omitted];
}

function remedyOf({ remedy }: Failure): readonly string[] {
  return remedy === null ? [] : [`What helps: ${prose(remedy)}`];
}

/** The last lines; where not all have room, the later ones, since tools say last why they stop. */
function lastLines({ lastLines }: Failure, room: Room): string {
  const shown = lastLines.slice(Math.max(0, lastLines.length - room('lastLines')));
  const { omitted } = cut(lastLines, shown.length, 'line');
  const block = shown.length > 0 ? codeBlock(shown, 'text') : '';
  return paragraphs(omitted, block);
}
