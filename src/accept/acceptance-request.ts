import type { Context } from '../github/context.ts';
import type { PullRequest } from '../github/event.ts';
import { fullNameOf, type Repository } from '../github/repository.ts';
import { UsageError } from '../model/errors.ts';
import { type Refusal, refused } from '../model/refusal.ts';

/** Somebody set the label on a pull request, when this was its head. */
export interface AcceptanceRequest {
  readonly outcome: 'requested';
  readonly repository: Repository;
  readonly pullRequest: PullRequest;
  /** The label as the repository writes it. */
  readonly label: string;
  /** Login of who set it. */
  readonly sender: string;
}

/**
 * Whether an event asks for an acceptance. Other actions and labels do not, the `synchronize` and `unlabeled` of
 * our own commit among them. On a pull request from a fork nothing can be done, not even taking the label off.
 *
 * @throws UsageError for an event other than `pull_request`: a mistake in the workflow.
 */
export function readRequest(
  { eventName, pullRequest, label, repository }: Pick<Context, 'eventName' | 'pullRequest' | 'label' | 'repository'>,
  wanted: { readonly label: string },
): AcceptanceRequest | { readonly outcome: 'ignored'; readonly sentence: string } | Refusal {
  if (eventName !== 'pull_request' || pullRequest === null) {
    throw new UsageError(
      `mode: \`accept\` answers to the event \`pull_request\` of the type \`labeled\`, not to \`${eventName}\`; give it a workflow of its own, as in examples/workflows/accept.yml.`,
    );
  }
  if (label === null) return { outcome: 'ignored', sentence: 'No label was set: there is nothing to accept.' };
  // To GitHub, labels that differ in case are one.
  if (label.name.toLowerCase() !== wanted.label.toLowerCase()) {
    const sentence = `The label ${JSON.stringify(label.name)} is not ${JSON.stringify(wanted.label)}: there is nothing to accept.`;
    return { outcome: 'ignored', sentence };
  }
  if (pullRequest.fromFork || pullRequest.headRepository !== fullNameOf(repository)) {
    return refused(
      'The branch is in a fork, to which nothing can be committed from here. Its author can take the numbers over ' +
        'from the report of the gate with `swift-allocation-gate accept`, and commit them.',
    );
  }
  return { outcome: 'requested', repository, pullRequest, label: label.name, sender: label.sender };
}
