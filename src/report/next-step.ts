import type { Report } from '../model/report.ts';
import { type BenchmarkGroups, changedBenchmarks, importedBenchmarks } from './benchmarks.ts';
import { unfreedLines } from './changes.ts';
import { commandBlock, createLabelCommand, fetchCommand } from './command.ts';
import { code, codeBlock, link } from './escape.ts';
import type { GroupedEnvironment } from './findings.ts';
import type { Room } from './fit.ts';
import type { Links } from './links.ts';
import { formatQuantity } from './numbers.ts';
import type { Environment } from './overview.ts';
import { cut, details, paragraphs } from './tables.ts';

const accepting = 'accept these numbers';
const atTheTop = 'run this at the top of a checkout of the branch';

/** How the measured numbers become the baseline of the only environment; empty where there is nothing to accept. */
export function nextStepOfOne({ report, links, groups }: GroupedEnvironment, room: Room): readonly string[] {
  if (!isReady(report)) return [];
  if (isFirst(report) && !report.base?.newEnvironment) return firstBaseline(report, links);
  if (!hasNews(report, groups)) return [];
  const purpose = purposeOf([groups], otherPurpose(report, groups));
  const label = labelOf(report, links);
  const command = fetchCommand(report, links);
  const diff = diffOf(report, room('diff'));
  if (label !== null) {
    const content = paragraphs(diff ?? tooLong, command === null ? '' : `${toApply}\n\n${commandBlock([command])}`);
    const isKnown = command !== null || diff !== null;
    return [byLabel(purpose, label, 'the new baseline'), isKnown ? details(`${oneDiff}${notByLabel}`, content) : ''];
  }
  const attached = links.reportArtifactUrl;
  if (command === null && diff === null && attached === null) return [];
  const where = attached === null ? '' : ` (\`candidate.text\` in the ${link('report', attached)})`;
  const how =
    command === null
      ? `To ${purpose}, commit the new baseline to the branch${where}:`
      : `To ${purpose}, ${atTheTop}, and commit the file:\n\n${commandBlock([command])}`;
  return [how, details(oneDiff, diff ?? tooLong)];
}

/** How the measured numbers become the baselines, once for all environments. */
export function nextStepOfSeveral(environments: readonly GroupedEnvironment[], room: Room): readonly string[] {
  const ready = environments.filter(({ report }) => isReady(report));
  const first = ready.filter(({ report }) => isFirst(report));
  const moved = ready.filter(({ report, groups }) => !isFirst(report) && hasNews(report, groups));
  const all = [...first, ...moved];
  if (all.length === 0) return [];
  const label = ready.map(({ report, links }) => labelOf(report, links)).find((each) => each !== null) ?? null;
  const creating = first.length === 0 ? null : createLabelCommand(label);
  const baselines = all.length === 1 ? 'the new baseline' : 'the new baselines, in one commit';
  const purpose = purposeOf(all.map(({ groups }) => groups));
  return [
    label === null ? '' : byLabel(purpose, label, baselines),
    creating === null ? '' : `Create the label once with\n\n${commandBlock([creating])}`,
    byHand(all, label === null, room),
    moved.length === 0 ? '' : diffs(moved, label === null, room),
  ];
}

/** Whether there are numbers that are not the committed ones. */
function isReady({ candidate }: Report): boolean {
  return candidate !== null && candidate.diff !== '';
}

function isFirst({ baselineFile }: Report): boolean {
  return baselineFile?.exists !== true;
}

/** Whether the numbers differ from a committed baseline, so that there is something to accept. */
function hasNews(report: Report, groups: BenchmarkGroups): boolean {
  const news = changedBenchmarks(groups).length + groups.withoutBaseline.length + groups.incomparable.length;
  return (
    news + importedBenchmarks(groups).length + report.removed.length + unfreedLines(report).length > 0 ||
    report.base !== null
  );
}

/** The label; null where there is no pull request to set it on. */
function labelOf({ source }: Report, { label }: Links): string | null {
  return source === null || source.pullRequest === null ? null : label;
}

function purposeOf(all: readonly BenchmarkGroups[], otherwise = accepting): string {
  const isBetter = all.some(({ improvements }) => improvements.length > 0);
  const isWorse = all.some(({ regressions }) => regressions.length > 0);
  return isBetter && !isWorse ? 'lock these numbers in' : otherwise;
}

/** Where no number changed, but the baseline is of another environment, or of none. */
function otherPurpose({ base, removed }: Report, groups: BenchmarkGroups): string {
  const hasChanges = changedBenchmarks(groups).length + groups.withoutBaseline.length + removed.length > 0;
  if (base === null || hasChanges) return accepting;
  return base.newEnvironment === null ? 'renew the baseline' : 'make a baseline of these numbers';
}

function byLabel(purpose: string, label: string, baselines: string): string {
  return `To ${purpose}, add the label ${code(label)}: they are committed to this branch as ${baselines}.`;
}

/** The first run: nothing is committed yet, the numbers are ready. */
function firstBaseline(report: Report, links: Links): readonly string[] {
  const { reportArtifactName, reportArtifactUrl } = links;
  const label = labelOf(report, links);
  const fetching = fetchCommand(report, links);
  const creating = createLabelCommand(label);
  const toCommit = label === null ? '' : `To commit it to this branch, add the label ${code(label)}.`;
  const name = reportArtifactName === null ? 'the report' : code(reportArtifactName);
  return [
    reportArtifactUrl === null
      ? ''
      : `A ready baseline is attached to this run, as \`candidate.text\` in ${link(name, reportArtifactUrl)}.`,
    creating === null ? toCommit : `${toCommit} Create the label once with\n\n${commandBlock([creating])}`,
    fetching === null
      ? ''
      : `${label === null ? 'Fetch it' : 'Or fetch it yourself'} with\n\n${commandBlock([fetching])}`,
  ];
}

/** More commands than this nobody runs one by one. */
const mostCommands = 12;

/** The commands that write the baselines, one for each environment: in the open where there is no label to set. */
function byHand(environments: readonly Environment[], isOnlyWay: boolean, room: Room): string {
  const commands = environments.flatMap(({ report, links }) => fetchCommand(report, links) ?? []);
  if (commands.length === 0) return isOnlyWay ? byReport(environments) : '';
  const { shown, omitted } = cut(commands, Math.min(mostCommands, room(isOnlyWay ? 'others' : 'diff')), 'command');
  const content = paragraphs(shown.length > 0 ? commandBlock(shown) : '', omitted);
  const files = commands.length === 1 ? 'the file' : 'the files';
  if (isOnlyWay) return paragraphs(`To ${accepting}, ${atTheTop}, and commit ${files}:`, content);
  return details(
    `Fetch ${commands.length === 1 ? 'the baseline' : formatQuantity(commands.length, 'baseline')} by hand`,
    content,
  );
}

/** Where no command can be given: the reports, which the environments' table leads to. */
function byReport(environments: readonly Environment[]): string {
  const isAttached = environments.some(({ links }) => links.reportArtifactUrl !== null);
  const where = "it is `candidate.text` in the job's report";
  return isAttached ? `To ${accepting}, commit each new baseline to the branch: ${where}.` : '';
}

/** A baseline is one line for each number: what is longer is a new call tree, which nobody reads here. */
const mostLines = 150;
const oneDiff = "The baseline's diff";
const notByLabel = ', for whoever cannot set the label';
const toApply = 'This command writes the new baseline; run it at the top of a checkout of the branch:';
const tooLong = '*Too many lines differ to show them here.*';

/** What the new baselines change, folded away: of all together as many lines as of one. */
function diffs(moved: readonly Environment[], isOnlyWay: boolean, room: Room): string {
  const summary = moved.length === 1 ? oneDiff : "The baselines' diffs";
  const each = moved.map(
    ({ name, report }) => `On ${code(name)}:\n\n${diffOf(report, room('diff'), moved.length) ?? tooLong}`,
  );
  return details(`${summary}${isOnlyWay ? '' : notByLabel}`, each.join('\n\n'));
}

/** A site is one line of a baseline, with its callers and types; a line that is cut could not be applied. */
const longestDiffLine = 2000;

/** The diff's first lines, and how many there are besides; null where it is too long to be known. */
function diffOf({ candidate }: Report, room: number, share = 1): string | null {
  if (candidate === null || candidate.diff === null) return null;
  const lines = candidate.diff.trimEnd().split('\n');
  const { shown, omitted } = cut(lines, Math.ceil(Math.min(mostLines, room) / share), 'line');
  return paragraphs(shown.length === 0 ? '' : codeBlock(shown, 'diff', longestDiffLine), omitted);
}
