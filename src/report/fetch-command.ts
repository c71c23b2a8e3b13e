import { pasteable } from './command.ts';
import { shellWord } from './escape.ts';
import type { Links } from './links.ts';
import type { Report } from './schema.ts';

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
  const folder = candidate.path.includes('/') ? candidate.path.replace(/\/[^/]*$/, '') : '.';
  const address = shellWord(`repos/${source.repository}/actions/artifacts/${artifact}/zip`);
  return pasteable(
    `mkdir -p -- ${shellWord(folder)} && gh api ${address} | jq -j .candidate.text > ${shellWord(candidate.path)}`,
  );
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
