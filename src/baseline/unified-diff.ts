import { applyPatch, createTwoFilesPatch, FILE_HEADERS_ONLY, parsePatch, reversePatch } from 'diff';
import { longestDiff } from '../model/report.ts';

/** More lines than this, removed and added together, explain nothing; finding so many takes half a second. */
const mostChangedLines = 2000;

/**
 * The change of a baseline file as a unified diff that `git apply` takes; of a file that is not there yet (null), all
 * lines are added. Empty where nothing changes, null where too much does. `now` is the canonical text.
 */
export function unifiedDiff(path: string, before: string | null, now: string): string | null {
  if (before === now) return '';
  const patch = createTwoFilesPatch(
    before === null ? '/dev/null' : `a/${path}`,
    `b/${path}`,
    before ?? '',
    now,
    undefined,
    undefined,
    { context: 3, maxEditLength: mostChangedLines, headerOptions: FILE_HEADERS_ONLY },
  );
  return patch === undefined || patch.length > longestDiff ? null : withSections(patch, now.split('\n'));
}

/**
 * The content before a diff of {@link unifiedDiff}, from the one after it (null: there was no file); undefined where the
 * diff is not the one of these two.
 */
export function undoDiff(path: string, diff: string, now: string): string | null | undefined {
  if (diff === '') return now;
  try {
    const [patch, ...others] = parsePatch(diff);
    if (patch === undefined || others.length > 0) return undefined;
    const undone = applyPatch(now, reversePatch(patch), { autoConvertLineEndings: false });
    if (undone === false) return undefined;
    const before = undone === '' ? null : undone;
    return unifiedDiff(path, before, now) === diff ? before : undefined;
  } catch {
    // What is no patch at all.
    return undefined;
  }
}

/**
 * Each hunk with the section that it begins in, as git writes it: without it nobody sees which benchmark's numbers
 * these are. All other lines begin with a space, `+`, `-` or `\`.
 *
 *     @@ -64,7 +64,7 @@ "http-requests"
 */
function withSections(patch: string, now: readonly string[]): string {
  let line = 0;
  let section = '';
  return patch.replaceAll(/^@@ -\d+,\d+ \+(\d+),\d+ @@$/gm, (header, start: string) => {
    for (; line < Number(start) - 1; line += 1) section = sectionOf(now[line] ?? '') ?? section;
    return section === '' ? header : `${header} ${section.slice(0, 80)}`;
  });
}

/** `    "http-requests": {`: a benchmark, or a part of the file beside them. */
function sectionOf(line: string): string | null {
  return /^ {2,4}("(?:[^"\\]|\\.)*"): \{$/.exec(line)?.[1] ?? null;
}
