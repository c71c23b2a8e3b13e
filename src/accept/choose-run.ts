import type { WorkflowRun } from '../github/workflow-run.ts';
import { type Refusal, refused } from '../model/refusal.ts';

/** The run of the gate that somebody saw when they set the label. */
export interface WantedRun {
  /** File name of the gate's workflow. */
  readonly workflow: string;
  /** `owner/name`, of base and head alike. */
  readonly repository: string;
  readonly pullRequest: number;
  readonly headSha: string;
}

/**
 * Chooses the newest finished run of the gate for a head commit; `runs` is null where there is no such workflow.
 * While any of them is still at work nothing is chosen: nobody accepts numbers that they have not seen.
 */
export function chooseRun(
  runs: readonly WorkflowRun[] | null,
  wanted: WantedRun,
): { readonly outcome: 'chosen'; readonly run: WorkflowRun } | Refusal {
  const { workflow } = wanted;
  if (runs === null) {
    return refused(
      `There is no workflow \`${workflow}\` in this repository: the input \`workflow\` names the file of the gate's.`,
    );
  }
  const ours = runs.filter((run) => isWanted(run, wanted)).sort((a, b) => b.id - a.id);
  const shown = `\`${wanted.headSha.slice(0, 10)}\``;
  if (ours.some(({ status }) => status !== 'completed')) {
    return refused(`The gate has not finished for ${shown} yet: set the label again once its numbers are here.`);
  }
  // A gate that is red about a regression has failed, and its numbers are the ones to be accepted.
  const run = ours.find(({ conclusion }) => conclusion === 'success' || conclusion === 'failure');
  if (run !== undefined) return { outcome: 'chosen', run };
  const [latest] = ours;
  if (latest?.conclusion === 'action_required') {
    return refused(
      `The gate's run for ${shown} waits for approval: approve it, and set the label again once its numbers are here.`,
    );
  }
  return refused(
    latest === undefined
      ? `The workflow \`${workflow}\` has not run for ${shown}: set the label again once the gate's numbers are here.`
      : `The gate's run for ${shown} was not finished (${latest.conclusion ?? 'no conclusion'}): run it again, then set the label again.`,
  );
}

function isWanted(run: WorkflowRun, { repository, pullRequest, headSha }: WantedRun): boolean {
  const { pullRequests } = run;
  return (
    run.event === 'pull_request' &&
    run.headSha === headSha &&
    run.headRepository === repository &&
    // One branch can have two pull requests; GitHub tells them for pull requests that are open.
    (pullRequests.length === 0 || pullRequests.includes(pullRequest))
  );
}
