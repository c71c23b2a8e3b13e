import { readBaselineVersions } from '../baseline/versions.ts';
import type { Context } from '../github/context.ts';
import { historyOf, renderHistoryLines } from '../report/history.ts';
import type { Settings } from '../settings/settings.ts';
import type { Host } from '../system/host.ts';

/**
 * What the committed baselines have said so far, as Markdown for the job summary of a run that is of no pull request, as
 * those on the default branch are. Empty elsewhere, and where the checkout holds the newest commit alone, as
 * `actions/checkout` makes it without `fetch-depth: 0`.
 */
export async function baselineHistory(
  { baseline }: Pick<Settings, 'baseline'>,
  { eventName }: Pick<Context, 'eventName'>,
  { run, repository }: Pick<Host, 'run' | 'repository'>,
): Promise<string> {
  if (eventName !== 'push' && eventName !== 'schedule' && eventName !== 'workflow_dispatch') return '';
  const { versions } = await readBaselineVersions(run, repository, baseline);
  const lines = renderHistoryLines(historyOf(versions));
  return lines === '' ? '' : `\n\n${lines}`;
}
