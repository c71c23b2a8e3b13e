import { code, codeBlock } from '../escape.ts';
import { createLabelCommand, fetchCommand, hasNews, labelOf } from '../next-step.ts';
import { formatQuantity } from '../numbers.ts';
import { cut } from '../table.ts';
import type { MatrixRoom } from './fit.ts';
import type { StandingLeg } from './standing.ts';

/** How the measured numbers become the baselines, once for all legs; empty where there is nothing to accept. */
export function matrixNextStep(legs: readonly StandingLeg[], room: MatrixRoom): readonly string[] {
  const ready = legs.filter(({ leg }) => leg.report.candidate !== null);
  const first = ready.filter(({ leg }) => leg.report.baselineFile?.exists !== true);
  const moved = ready.filter((each) => !first.includes(each) && hasNews(each.leg.report, each.groups));
  const label = ready
    .map(({ leg }) => (labelOf(leg.report, leg.links) === null ? null : leg.links.label))
    .find(isKnown);
  return [
    ...byLabel(first, moved, label ?? null),
    ...(first.length > 0 && label !== undefined
      ? ['Create the label once with', codeBlock([createLabelCommand(label)], 'sh')]
      : []),
    fetching(first, room),
  ].filter((part) => part !== '');
}

function isKnown(label: string | null): label is string {
  return label !== null;
}

function byLabel(
  first: readonly StandingLeg[],
  moved: readonly StandingLeg[],
  label: string | null,
): readonly string[] {
  const count = first.length + moved.length;
  if (count === 0 || label === null) return [];
  const baselines = count === 1 ? 'the new baseline' : 'the new baselines, in one commit';
  return [
    `To ${purpose(first, moved)}, add the label ${code(label)}: they are committed to this branch as ${baselines}.`,
  ];
}

function purpose(first: readonly StandingLeg[], moved: readonly StandingLeg[]): string {
  const all = [...first, ...moved];
  const isBetter = all.some(({ groups }) => groups.improvements.length > 0);
  const isWorse = all.some(({ groups }) => groups.regressions.length > 0);
  return isBetter && !isWorse ? 'lock these numbers in' : 'accept these numbers';
}

/** The commands for a first baseline by hand, one for each environment. */
function fetching(first: readonly StandingLeg[], room: MatrixRoom): string {
  const commands = first.flatMap(({ leg }) => fetchCommand(leg.report, leg.links) ?? []);
  if (commands.length === 0) return '';
  const { shown, omitted } = cut(commands, room.others, 'command');
  const summary = `Fetch ${commands.length === 1 ? 'the baseline' : formatQuantity(commands.length, 'baseline')} by hand`;
  const content = [shown.length > 0 ? codeBlock(shown, 'sh') : '', omitted].filter((part) => part !== '');
  return [`<details><summary>${summary}</summary>`, ...content, '</details>'].join('\n\n');
}
