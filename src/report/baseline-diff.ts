import { commandBlock } from './command.ts';
import { codeBlock, link } from './escape.ts';
import { fetchCommand } from './fetch-command.ts';
import type { Room } from './fit.ts';
import type { Links } from './links.ts';
import type { Report } from './schema.ts';
import { cut, details } from './table.ts';

/** A baseline is one line for each number: what is longer is a new call tree, which nobody reads here. */
const mostLines = 150;

/** How to accept where the label works: the diff and the command, folded away, for whoever cannot set it. */
export function diffBesideLabel(report: Report, links: Links, room: Room): readonly string[] {
  const command = fetchCommand(report, links);
  const diff = diffOf(report, Math.min(mostLines, room.diff));
  if (command === null && diff === null) return [];
  const byCommand = command === null ? [] : [`${toApply} the branch:`, commandBlock([command])];
  const content = [diff ?? tooLong, ...byCommand].join('\n\n');
  return [details("The baseline's diff, for whoever cannot set the label", content)];
}

/** How to accept where there is no label to set, as on a fork's pull request: the command, and the diff folded away. */
export function diffInsteadOfLabel(report: Report, links: Links, room: Room, purpose: string): readonly string[] {
  const command = fetchCommand(report, links);
  const diff = diffOf(report, Math.min(mostLines, room.diff));
  const attached = whereAttached(links);
  if (command === null && diff === null && attached === '') return [];
  const how =
    command === null
      ? [`To ${purpose}, commit the new baseline to the branch${attached}:`]
      : [
          `To ${purpose}, run this at the top of a checkout of the branch, and commit the file:`,
          commandBlock([command]),
        ];
  return [...how, details("The baseline's diff", diff ?? tooLong)];
}

/** ` (candidate.text in the report)`; empty where nothing was uploaded. */
function whereAttached({ reportArtifactUrl }: Links): string {
  return reportArtifactUrl === null ? '' : ` (\`candidate.text\` in the ${link('report', reportArtifactUrl)})`;
}

const toApply = 'This command writes the new baseline; run it at the top of a checkout of';
const tooLong = '*Too many lines differ to show them here.*';

/** The diff's first lines, and how many there are besides; null where it is too long to be known. */
function diffOf({ candidate }: Report, most: number): string | null {
  if (candidate === null || candidate.diff === null) return null;
  const lines = candidate.diff.trimEnd().split('\n');
  const { shown, omitted } = cut(lines, most, 'line');
  return [shown.length === 0 ? '' : codeBlock(shown, 'diff'), omitted].filter((part) => part !== '').join('\n\n');
}

/** The diffs of several reports, each under a title (Markdown), in as many lines as one has. */
export function diffsOf(reports: readonly { readonly title: string; readonly report: Report }[], room: Room): string {
  const most = Math.ceil(Math.min(mostLines, room.diff) / reports.length);
  return reports.map(({ title, report }) => `${title}:\n\n${diffOf(report, most) ?? tooLong}`).join('\n\n');
}
