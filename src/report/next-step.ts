import { diffBesideLabel, diffInsteadOfLabel } from './baseline-diff.ts';
import { type BenchmarkGroups, changedBenchmarks } from './benchmarks.ts';
import { commandBlock, pasteable } from './command.ts';
import { code, link, shellWord } from './escape.ts';
import { fetchCommand } from './fetch-command.ts';
import type { Room } from './fit.ts';
import type { Links } from './links.ts';
import { remainingLines } from './remaining-line.ts';
import type { Report } from './schema.ts';

/** How the measured numbers become the baseline; empty where there is nothing to accept. */
export function nextStep(report: Report, groups: BenchmarkGroups, links: Links, room: Room): readonly string[] {
  if (report.candidate === null || report.candidate.diff === '') return [];
  if (report.baselineFile?.exists !== true && !report.base?.newEnvironment) return firstBaseline(report, links);
  if (!hasNews(report, groups)) return [];
  const purpose = purposeOf(report, groups);
  const label = labelOf(report, links);
  if (label === null) return diffInsteadOfLabel(report, links, room, purpose);
  return [
    `To ${purpose}, add the label ${label}: they are committed to this branch as the new baseline.`,
    ...diffBesideLabel(report, links, room),
  ];
}

/** Whether the numbers differ from a committed baseline, so that there is something to accept. */
export function hasNews(report: Report, groups: BenchmarkGroups): boolean {
  const news = changedBenchmarks(groups).length + groups.withoutBaseline.length + groups.incomparable.length;
  const imported = groups.imported.exceeding.length + groups.imported.within.length;
  return news + imported + report.removed.length + remainingLines(report).length > 0 || report.base !== null;
}

function purposeOf({ base, removed }: Report, groups: BenchmarkGroups): string {
  if (groups.regressions.length === 0 && groups.improvements.length > 0) return 'lock these numbers in';
  const hasChanges = changedBenchmarks(groups).length + groups.withoutBaseline.length + removed.length > 0;
  if (base === null || hasChanges) return 'accept these numbers';
  return base.newEnvironment === null ? 'renew the baseline' : 'make a baseline of these numbers';
}

/** The first run: nothing is committed yet, the numbers are ready. */
function firstBaseline(report: Report, links: Links): readonly string[] {
  const label = labelOf(report, links);
  const fetching = fetchCommand(report, links);
  const attached = attachedReport(links);
  const creating = createLabelCommand(links);
  const toCommit = `To commit it to this branch, add the label ${label}.`;
  const withLabel =
    creating === null ? [toCommit] : [`${toCommit} Create the label once with`, commandBlock([creating])];
  const byLabel = label === null ? [] : withLabel;
  const byHand =
    fetching === null ? [] : [`${label === null ? 'Fetch it' : 'Or fetch it yourself'} with`, commandBlock([fetching])];
  return [attached, ...byLabel, ...byHand];
}

function attachedReport({ reportArtifactName, reportArtifactUrl }: Links): string {
  if (reportArtifactUrl === null) return '';
  const name = reportArtifactName === null ? 'the report' : code(reportArtifactName);
  return `A ready baseline is attached to this run, as \`candidate.text\` in ${link(name, reportArtifactUrl)}.`;
}

/** The command that creates the label in the repository; null where there is none, or where it cannot be shown as it is. */
export function createLabelCommand({ label }: Pick<Links, 'label'>): string | null {
  const description = 'Commit the measured allocation counts as the new baseline';
  return label === null ? null : pasteable(`gh label create ${shellWord(label)} --description '${description}'`);
}

/** The label as code; null where there is none to set. */
export function labelOf({ source }: Report, { label }: Links): string | null {
  return label === null || source?.pullRequest === null || source === null ? null : code(label);
}

/** Where to look further. */
export function linkLine(links: Links): string {
  const { flameGraphUrl, flameGraphExpires, runUrl, runId, reportArtifactUrl } = links;
  const expiry = /^\d{4}-\d{2}-\d{2}/.exec(flameGraphExpires ?? '')?.[0];
  const run = runId === null ? 'Run' : `Run ${runId}`;
  return [
    ...(flameGraphUrl === null ? [] : [`${link('Flame graph', flameGraphUrl)}${expiry ? ` (until ${expiry})` : ''}`]),
    ...(runUrl === null ? [] : [link(run, runUrl)]),
    ...(reportArtifactUrl === null ? [] : [link('Report', reportArtifactUrl)]),
  ].join(' · ');
}
