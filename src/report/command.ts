import type { Report } from '../model/report.ts';
import { shellWord } from '../model/shell-word.ts';
import { codeBlock, logLine } from './escape.ts';
import type { Links } from './links.ts';

/** Longest command that is shown, in characters: the longest path that a file system takes is in it twice. */
const longest = 2000;

/**
 * The command of a POSIX shell, where a code block shows exactly it; null where anything of it would be spelled out or
 * left out, since people paste what they see, and a quoted word that lost a quote is another command.
 */
export function pasteable(command: string): string | null {
  return logLine(command, longest) === command ? command : null;
}

/** A fenced block of commands, one on each line; one that is not {@link pasteable} is not in it. */
export function commandBlock(commands: readonly string[]): string {
  const shown = commands.filter((command) => pasteable(command) !== null);
  return shown.length === 0 ? '' : codeBlock(shown, 'sh', longest);
}

/** The command that creates the label in the repository; null where there is none, or where it cannot be shown as it is. */
export function createLabelCommand(label: string | null): string | null {
  const description = 'Commit the measured allocation counts as the new baseline';
  return label === null ? null : pasteable(`gh label create ${shellWord(label)} --description '${description}'`);
}

/**
 * One command that writes the candidate where the gate looks for it, to be run at the top of a checkout; null where
 * the artifact is not known, where the path is none of a baseline, or where the command cannot be shown as it is.
 *
 * Not `gh run download`: it unzips whatever it gets, and the report is uploaded unzipped
 * (https://github.com/cli/cli/issues/13012). The address ends in `/zip` for every artifact and answers with the
 * file as it was uploaded. `jq -j` prints the text as it is; `-r` adds a line's end to the one that it has.
 */
export function fetchCommand({ candidate, source }: Report, { reportArtifactUrl }: Links): string | null {
  const artifact = /\/artifacts\/(\d+)$/.exec(reportArtifactUrl ?? '')?.[1];
  if (candidate === null || source === null || artifact === undefined) return null;
  if (!isInside(candidate.path) || !isRepository(source.repository)) return null;
  const host = hostOption(reportArtifactUrl);
  if (host === null) return null;
  const folder = candidate.path.includes('/') ? candidate.path.replace(/\/[^/]*$/, '') : '.';
  const address = shellWord(`repos/${source.repository}/actions/artifacts/${artifact}/zip`);
  return pasteable(
    `mkdir -p -- ${shellWord(folder)} && gh api ${host}${address} | jq -j .candidate.text > ${shellWord(candidate.path)}`,
  );
}

/** `gh` speaks to github.com unless it is told another host; null where the address names none that a shell can be shown. */
function hostOption(address: string | null): string | null {
  const host = /^https?:\/\/([\w.-]+(?::\d+)?)\//.exec(address ?? '')?.[1];
  if (host === undefined) return null;
  return host === 'github.com' ? '' : `--hostname ${host} `;
}

/**
 * People run the command, and code of the pull request may have written the report: it writes nothing but JSON files
 * of the checkout, and nothing in their paths means anything to a shell.
 */
function isInside(path: string): boolean {
  if (!/^[\w./@+ -]+$/.test(path)) return false;
  const segments = path.toLowerCase().split('/');
  return path.endsWith('.json') && !segments.some((segment) => ['', '.', '..', '.git'].includes(segment));
}

function isRepository(name: string): boolean {
  return /^[\w.-]+\/[\w.-]+$/.test(name);
}
