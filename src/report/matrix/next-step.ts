import { diffsOf } from '../baseline-diff.ts';
import { commandBlock } from '../command.ts';
import { code } from '../escape.ts';
import { fetchCommand } from '../fetch-command.ts';
import { createLabelCommand, hasNews, labelOf } from '../next-step.ts';
import { formatQuantity } from '../numbers.ts';
import { cut, details } from '../table.ts';
import type { MatrixRoom } from './fit.ts';
import type { StandingLeg } from './standing.ts';

/** How the measured numbers become the baselines, once for all legs; empty where there is nothing to accept. */
export function matrixNextStep(legs: readonly StandingLeg[], room: MatrixRoom): readonly string[] {
  const ready = legs.filter(({ leg }) => leg.report.candidate !== null && leg.report.candidate.diff !== '');
  const first = ready.filter(({ leg }) => leg.report.baselineFile?.exists !== true);
  const moved = ready.filter((each) => !first.includes(each) && hasNews(each.leg.report, each.groups));
  const label = ready
    .map(({ leg }) => (labelOf(leg.report, leg.links) === null ? null : leg.links.label))
    .find(isKnown);
  const creating = first.length === 0 ? null : createLabelCommand({ label: label ?? null });
  return [
    ...byLabel(first, moved, label ?? null),
    ...(creating === null ? [] : ['Create the label once with', commandBlock([creating])]),
    ...byHand([...first, ...moved], label === undefined, room),
    moved.length === 0 ? '' : diffs(moved, label === undefined, room),
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

/** More commands than this nobody runs one by one. */
const mostCommands = 12;

/** The commands that write the baselines, one for each environment: in the open where there is no label to set. */
function byHand(legs: readonly StandingLeg[], isOnlyWay: boolean, room: MatrixRoom): readonly string[] {
  const commands = legs.flatMap(({ leg }) => fetchCommand(leg.report, leg.links) ?? []);
  if (commands.length === 0) return isOnlyWay ? byReport(legs) : [];
  const { shown, omitted } = cut(commands, Math.min(mostCommands, isOnlyWay ? room.others : room.diff), 'command');
  const content = [shown.length > 0 ? commandBlock(shown) : '', omitted].filter((part) => part !== '');
  if (isOnlyWay) {
    const files = commands.length === 1 ? 'the file' : 'the files';
    return [
      `To accept these numbers, run this at the top of a checkout of the branch, and commit ${files}:`,
      ...content,
    ];
  }
  const summary = `Fetch ${commands.length === 1 ? 'the baseline' : formatQuantity(commands.length, 'baseline')} by hand`;
  return [details(summary, content.join('\n\n'))];
}

/** Where no command can be given: the reports, which the environments' table leads to. */
function byReport(legs: readonly StandingLeg[]): readonly string[] {
  if (!legs.some(({ leg }) => leg.links.reportArtifactUrl !== null)) return [];
  return [
    "To accept these numbers, commit each new baseline to the branch: it is `candidate.text` in the job's report.",
  ];
}

/** What the new baselines change, folded away. */
function diffs(moved: readonly StandingLeg[], isOnlyWay: boolean, room: MatrixRoom): string {
  const summary = moved.length === 1 ? "The baseline's diff" : "The baselines' diffs";
  const reports = moved.map(({ leg }) => ({ title: `On ${code(leg.name)}`, report: leg.report }));
  return details(isOnlyWay ? summary : `${summary}, for whoever cannot set the label`, diffsOf(reports, room));
}
