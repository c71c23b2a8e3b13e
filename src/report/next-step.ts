import { type BenchmarkGroups, changedBenchmarks } from './benchmarks.ts';
import { code, codeBlock, link, shellWord } from './escape.ts';
import type { Links } from './links.ts';
import type { Report } from './schema.ts';

/** How the measured numbers become the baseline; empty where there is nothing to accept. */
export function nextStep(report: Report, groups: BenchmarkGroups, links: Links): readonly string[] {
  if (report.candidate === null) return [];
  if (report.baselineFile?.exists !== true) return firstBaseline(report, links);
  if (!hasNews(report, groups)) return [];
  const label = labelOf(report, links);
  if (label === null) return [];
  const purpose =
    groups.regressions.length === 0 && groups.improvements.length > 0
      ? 'lock these numbers in'
      : 'accept these numbers';
  return [`To ${purpose}, add the label ${label}: they are committed to this branch as the new baseline.`];
}

/** Whether the numbers differ from a committed baseline, so that there is something to accept. */
export function hasNews({ removed, base }: Report, groups: BenchmarkGroups): boolean {
  const news = changedBenchmarks(groups).length + groups.withoutBaseline.length + groups.incomparable.length;
  return news + removed.length > 0 || base !== null;
}

/** The first run: nothing is committed yet, the numbers are ready. */
function firstBaseline(report: Report, links: Links): readonly string[] {
  const label = labelOf(report, links);
  const fetching = fetchCommand(report, links);
  const attached = attachedReport(links);
  const byLabel =
    label === null || links.label === null
      ? []
      : [
          `To commit it to this branch, add the label ${label}. Create the label once with`,
          codeBlock([createLabelCommand(links.label)], 'sh'),
        ];
  const byHand =
    fetching === null
      ? []
      : [`${label === null ? 'Fetch it' : 'Or fetch it yourself'} with`, codeBlock([fetching], 'sh')];
  return [attached, ...byLabel, ...byHand];
}

function attachedReport({ reportArtifactName, reportArtifactUrl }: Links): string {
  if (reportArtifactUrl === null) return '';
  const name = reportArtifactName === null ? 'the report' : code(reportArtifactName);
  return `A ready baseline is attached to this run, as \`candidate.baseline\` in ${link(name, reportArtifactUrl)}.`;
}

/** The command that creates the label in the repository. */
export function createLabelCommand(label: string): string {
  return `gh label create ${shellWord(label)} --description 'Commit the measured allocation counts as the new baseline'`;
}

/**
 * One command that writes the candidate where the gate looks for it; null where the artifact is not known.
 *
 * Not `gh run download`: it unzips whatever it gets, and the report is uploaded unzipped
 * (https://github.com/cli/cli/issues/13012). The address ends in `/zip` for every artifact and answers with the
 * file as it was uploaded.
 */
export function fetchCommand({ candidate, source }: Report, { reportArtifactUrl }: Links): string | null {
  const artifact = /\/artifacts\/(\d+)$/.exec(reportArtifactUrl ?? '')?.[1];
  if (candidate === null || source === null || artifact === undefined) return null;
  const folder = candidate.path.includes('/') ? candidate.path.replace(/\/[^/]*$/, '') : '.';
  const address = shellWord(`repos/${source.repository}/actions/artifacts/${artifact}/zip`);
  return `mkdir -p -- ${shellWord(folder)} && gh api ${address} | jq .candidate.baseline > ${shellWord(candidate.path)}`;
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
