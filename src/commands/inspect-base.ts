import { posix } from 'node:path';
import { formatBaseline } from '../baseline/format-text.ts';
import { perUnit } from '../baseline/measurement.ts';
import { parseBaseline } from '../baseline/parse-text.ts';
import { type Baseline, benchmarkIn, benchmarkNames, importedIn } from '../baseline/schema.ts';
import { messageOf } from '../errors.ts';
import { readFileAt } from '../github/base-branch.ts';
import type { Client } from '../github/client.ts';
import type { Context } from '../github/context.ts';
import { readFolders } from '../github/folder.ts';
import { code } from '../report/escape.ts';
import { formatCount } from '../report/numbers.ts';
import type { Logger } from '../system/logger.ts';
import type { BaseInspection } from './gate.ts';

const benchmarksNamed = 5;

const nothing: BaseInspection = { baselineRemoved: false, removedEntries: [], notices: [], files: [] };

/**
 * Looks at the baseline of the base branch: where it has one and the pull request has not, the gate stays shut
 * (deleting the baseline, or a benchmark's numbers in it, must not open it); where the pull request edits it, the report says so on top.
 */
export async function inspectBase(
  client: Client | null,
  { repository, pullRequest, base }: Context,
  path: string,
  baseline: Baseline | null,
  logger: Logger,
): Promise<BaseInspection> {
  if (pullRequest === null || !base?.sha) return nothing;
  if (client === null) {
    logger.warning('There is no token, so the baseline of the base branch could not be looked at.');
    return { ...nothing, baselineRemoved: baseline === null };
  }
  try {
    const text = await readFileAt(client, repository, path, base.sha);
    if (text === null) {
      if (baseline !== null) return nothing;
      const files = await readFolders(client, repository, [posix.dirname(path)], base.sha);
      return { ...nothing, files: [...(files?.keys() ?? [])].map((file) => posix.basename(file)) };
    }
    if (baseline === null) {
      return {
        ...nothing,
        baselineRemoved: true,
        notices: [`The base branch has a baseline, ${code(path)}, that this pull request removes.`],
      };
    }
    const known = parseBaseline(text, path);
    const here = benchmarkNames(baseline);
    const removedEntries = benchmarkNames(known).filter((name) => !here.includes(name));
    return { ...nothing, removedEntries, notices: editNotice(known, baseline, path) };
  } catch (error) {
    logger.warning(`The baseline of the base branch could not be read: ${messageOf(error)}`);
    // What cannot be looked up may have been deleted: then a missing baseline is not accepted.
    return { ...nothing, baselineRemoved: baseline === null };
  }
}

/** How the pull request's baseline differs from the base branch's; nothing where it does not. */
function editNotice(base: Baseline, head: Baseline, path: string): readonly string[] {
  if (formatBaseline(base) === formatBaseline(head)) return [];
  const names = [...new Set([...benchmarkNames(base), ...benchmarkNames(head)])].sort();
  const changes = names.flatMap((name) => {
    const [before, after] = [totalIn(base, name), totalIn(head, name)];
    return before === after ? [] : [`${code(name)} from ${before} to ${after}`];
  });
  const shown = changes.slice(0, benchmarksNamed).join(', ');
  const more = changes.length > benchmarksNamed ? `, and ${changes.length - benchmarksNamed} more` : '';
  return [
    `This pull request edits its own baseline, ${code(path)}: ${shown === '' ? 'the totals stay as they are' : shown + more}.`,
  ];
}

function totalIn(baseline: Baseline, name: string): string {
  const benchmark = benchmarkIn(baseline, name);
  if (benchmark !== undefined) return formatCount(perUnit(benchmark.measurement).total);
  const threshold = importedIn(baseline, name);
  return threshold === undefined ? 'none' : `${formatCount(threshold.total)} (imported)`;
}
