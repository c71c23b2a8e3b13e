import { prose } from './escape.ts';

/** That somebody accepted the numbers of a commit, and which commit made them the baseline. */
export interface Acceptance {
  /** The commit that holds the new baseline. */
  readonly commit: string;
  /** The head that was measured and seen. */
  readonly measured: string;
  /** Login of who set the label. */
  readonly by: string;
  /** `2026-11-22` */
  readonly on: string;
}

/**
 * A comment of ours, taken apart. The notices stand at one place only, below the verdict's line, where nothing
 * foreign can stand: a program's output that is quoted further down cannot be taken for one.
 */
interface CommentParts {
  /** Marker, verdict and the empty line after them. */
  readonly head: readonly string[];
  readonly acceptance: Acceptance | null;
  readonly rest: readonly string[];
}

const acceptedTag =
  /^<!-- swift-allocation-gate\/accepted commit=([0-9a-f]{40}) measured=([0-9a-f]{40}) by=([\w[\]-]{1,100}) on=(\d{4}-\d{2}-\d{2}) -->$/;
const refusedTag = '<!-- swift-allocation-gate/not-accepted -->';

/** The comment with the news that it was accepted, instead of older news; `next` is what has to be done, if anything. */
export function withAcceptance(body: string, acceptance: Acceptance, next: string): string {
  const { head, rest } = takeApart(body);
  const sentence = `**Accepted** by ${prose(`\`${acceptance.by}\``)} on ${acceptance.on} in ${acceptance.commit}. ${prose(next)}`;
  return [...head, ...notice(tagOf(acceptance), 'NOTE', sentence), ...rest].join('\n');
}

/** The comment with the sentence that says why nothing was accepted; an earlier acceptance stays. */
export function withRefusal(body: string, sentence: string): string {
  const { head, acceptance, rest } = takeApart(body);
  const refusal = notice(refusedTag, 'WARNING', `**Not accepted.** ${prose(sentence)}`);
  return [...head, ...earlier(acceptance, head), ...refusal, ...rest].join('\n');
}

/** A new report's comment with the acceptance that the one before it tells of, which stays true. */
export function withEarlierAcceptance(body: string, previous: string): string {
  const { acceptance } = takeApart(previous);
  if (acceptance === null) return body;
  const { head, rest } = takeApart(body);
  return [...head, ...earlier(acceptance, head), ...rest].join('\n');
}

function earlier(acceptance: Acceptance | null, [marker = '', verdict = '']: readonly string[]): readonly string[] {
  if (acceptance === null) return [];
  const { by, on, commit } = acceptance;
  const who = prose(`\`${by}\``);
  const resolved = verdict.startsWith('✅') && marker.includes(` sha=${commit} `);
  const sentence = resolved
    ? `**Resolved**: ${who} accepted the baseline of this commit on ${on} in ${commit}.`
    : `${who} accepted a baseline earlier, on ${on} in ${commit}.`;
  return notice(tagOf(acceptance), 'NOTE', sentence);
}

function tagOf({ commit, measured, by, on }: Acceptance): string {
  return `<!-- swift-allocation-gate/accepted commit=${commit} measured=${measured} by=${by} on=${on} -->`;
}

/** A commit's 40 digits are left as they are: GitHub makes a short link of them. */
function notice(tag: string, kind: 'NOTE' | 'WARNING', sentence: string): readonly string[] {
  return [tag, `> [!${kind}]`, `> ${sentence.trimEnd()}`, ''];
}

function takeApart(body: string): CommentParts {
  const lines = body.replaceAll('\r\n', '\n').split('\n');
  const head = [lines[0] ?? '', lines[1] ?? '', ''];
  let rest = lines.slice(3);
  let acceptance: Acceptance | null = null;
  for (;;) {
    const [first = ''] = rest;
    const found = acceptanceOf(first);
    if (found === null && first !== refusedTag) return { head, acceptance, rest };
    acceptance ??= found;
    const end = rest.indexOf('');
    rest = end === -1 ? [] : rest.slice(end + 1);
  }
}

function acceptanceOf(line: string): Acceptance | null {
  const [, commit, measured, by, on] = acceptedTag.exec(line) ?? [];
  if (commit === undefined || measured === undefined || by === undefined || on === undefined) return null;
  return { commit, measured, by, on };
}
