import type { Context } from '../github/context.ts';
import { fullNameOf } from '../github/repository.ts';
import { neverRan } from '../github/workflow-run.ts';
import { UsageError } from '../model/errors.ts';

/** The run whose reports are published: this job's own, or the finished one that started this workflow. */
export interface PublishedRun {
  readonly outcome: 'published';
  readonly id: number;
  readonly attempt: number;
  readonly url: string;
  /** File name of its workflow; null where the runner does not tell. */
  readonly workflow: string | null;
  readonly event: string;
  readonly headSha: string;
  /** The merge of the pull request with its base; null where there is none, or nobody we trust tells. */
  readonly mergeSha: string | null;
  /** Branch and repository (`owner/name`) of the head, to find the pull request by; null where it is known. */
  readonly head: { readonly ref: string; readonly repository: string } | null;
  /** Number of the pull request, where the event tells. */
  readonly pullRequest: number | null;
  /** Whether the code is of another repository, whose people may have made every byte of its artifacts. */
  readonly fromFork: boolean;
  /** Whether the exit status of this job is the check: GitHub ties that of a `workflow_run` to the default branch. */
  readonly decides: boolean;
}

/**
 * Which run is published. A run that no pull request started has nothing to comment on.
 *
 * @throws UsageError where another workflow than the gate's started this one.
 */
export function publishedRun(
  context: Context,
  { workflow }: { readonly workflow: string },
): PublishedRun | { readonly outcome: 'ignored'; readonly sentence: string } {
  const { triggeringRun: run, pullRequest, repository, serverUrl } = context;
  if (run === null) {
    return {
      outcome: 'published',
      id: context.runId,
      attempt: context.runAttempt,
      url: context.runUrl,
      workflow: context.workflow,
      event: context.eventName,
      headSha: context.headSha,
      mergeSha: context.merged ? context.measuredSha : null,
      head: null,
      pullRequest: pullRequest?.number ?? null,
      fromFork: pullRequest?.fromFork === true,
      decides: true,
    };
  }
  if (run.workflow !== workflow) {
    throw new UsageError(
      `workflow: is ${JSON.stringify(workflow)}, and the run that started this is of ${JSON.stringify(run.workflow)}; give the input the file name of the gate's workflow, and \`on: workflow_run\` its \`name:\`.`,
    );
  }
  if (run.event !== 'pull_request') {
    const sentence = `The run was started by \`${run.event}\` and not by a pull request: there is nothing to comment on.`;
    return { outcome: 'ignored', sentence };
  }
  if (!run.hasEnded) {
    const sentence = 'The run has not finished: start this workflow on the type `completed` of `workflow_run`.';
    return { outcome: 'ignored', sentence };
  }
  if (run.conclusion !== null && neverRan.includes(run.conclusion)) {
    const sentence = `The run has measured nothing (${run.conclusion}), and what stands on the pull request stays.`;
    return { outcome: 'ignored', sentence };
  }
  if (run.headRepository === null) return { outcome: 'ignored', sentence: 'The fork of this pull request is gone.' };
  const ownName = fullNameOf(repository);
  return {
    outcome: 'published',
    id: run.id,
    attempt: run.attempt,
    url: `${serverUrl}/${ownName}/actions/runs/${run.id}/attempts/${run.attempt}`,
    workflow: run.workflow,
    event: run.event,
    headSha: run.headSha,
    mergeSha: null,
    head: { ref: run.headRef, repository: run.headRepository },
    pullRequest: null,
    fromFork: run.headRepository !== ownName,
    decides: false,
  };
}
