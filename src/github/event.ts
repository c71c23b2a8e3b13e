import { readFileSync } from 'node:fs';
import { posix } from 'node:path';
import { z } from 'zod';
import { messageOf, UsageError } from '../model/errors.ts';
import { shaSchema } from './environment.ts';

/** The events the gate answers to. */
export const eventNames = ['pull_request', 'merge_group', 'push', 'workflow_dispatch', 'schedule'] as const;
export type EventName = (typeof eventNames)[number] | 'workflow_run';

/** A pull request as its event describes it. Branch names are chosen by its author: foreign text. */
export interface PullRequest {
  readonly number: number;
  readonly headSha: string;
  readonly headRef: string;
  /** `owner/name`; null where the fork is gone. */
  readonly headRepository: string | null;
  readonly baseSha: string;
  readonly baseRef: string;
  /** Whether the head lies in another repository than the base: its token can only read. */
  readonly fromFork: boolean;
}

/** The run of another workflow that started this one. Its branch was named by whoever pushed it. */
export interface TriggeringRun {
  readonly id: number;
  readonly attempt: number;
  /** What started it. */
  readonly event: string;
  /** Its workflow's file name: `allocations.yml`. */
  readonly workflow: string;
  /** Whether it was completed; the types `requested` and `in_progress` of `workflow_run` come before. */
  readonly hasEnded: boolean;
  /** `success`, `failure`, `action_required` and others. */
  readonly conclusion: string | null;
  readonly headSha: string;
  readonly headRef: string;
  /** `owner/name`; null where the fork is gone. */
  readonly headRepository: string | null;
}

/** What an event says about the commits, and about the label where one was just added. */
export interface Event {
  readonly name: EventName;
  readonly pullRequest: PullRequest | null;
  /** The commit that people see; null where the event names none and the commit of the run is meant. */
  readonly headSha: string | null;
  /** What the change is measured against; `sha` is null where there is no commit before (a new branch). */
  readonly base: { readonly sha: string | null; readonly ref: string } | null;
  /** The label whose adding is this event, and who added it. */
  readonly label: { readonly name: string; readonly sender: string } | null;
  readonly triggeringRun: TriggeringRun | null;
  /** When it happened, or earlier; null where it does not say. */
  readonly since: Date | null;
}

const ref = z.string().min(1).max(1000);
const time = z.iso.datetime({ offset: true }).optional();
const repository = z.object({ id: z.int(), full_name: z.string().max(300) });

const pullRequestPayload = z.object({
  action: z.string(),
  pull_request: z.object({
    number: z.int().positive(),
    updated_at: time,
    head: z.object({ sha: shaSchema, ref, repo: repository.nullable() }),
    base: z.object({ sha: shaSchema, ref, repo: repository }),
  }),
  label: z.object({ name: z.string().max(1000) }).nullish(),
  sender: z.object({ login: z.string().max(300) }),
});
const mergeGroupPayload = z.object({
  merge_group: z.object({ head_sha: shaSchema, base_sha: shaSchema, base_ref: ref }),
});
const pushPayload = z.object({ ref, before: shaSchema });
const workflowRunPayload = z.object({
  workflow_run: z.object({
    id: z.int().positive(),
    run_attempt: z.int().positive(),
    event: z.string().max(100),
    path: z.string().max(1000),
    status: z.string().max(100),
    conclusion: z.string().max(100).nullish(),
    run_started_at: time,
    head_sha: shaSchema,
    head_branch: ref.nullable(),
    head_repository: z.object({ full_name: z.string().max(300) }).nullable(),
  }),
});

/** GitHub's "no commit": `before` of the push that makes a branch. */
const noCommit = '0'.repeat(40);

/**
 * Reads the event of this run from its name and the file that holds its payload.
 *
 * @throws UsageError for an event that the gate does not answer to and for a payload that is not GitHub's.
 */
export function readEvent(name: string, payloadPath: string): Event {
  const payload = <T>(schema: z.ZodType<T>): T => readPayload(name, payloadPath, schema);
  const none = { pullRequest: null, headSha: null, base: null, label: null, triggeringRun: null, since: null };
  switch (name) {
    case 'pull_request':
      return pullRequestEvent(payload(pullRequestPayload));
    case 'merge_group': {
      const { head_sha, base_sha, base_ref } = payload(mergeGroupPayload).merge_group;
      return { ...none, name, headSha: head_sha, base: { sha: base_sha, ref: branchOf(base_ref) } };
    }
    case 'push': {
      const { ref, before } = payload(pushPayload);
      return { ...none, name, base: { sha: before === noCommit ? null : before, ref: branchOf(ref) } };
    }
    case 'workflow_dispatch':
    case 'schedule':
      return { ...none, name };
    case 'workflow_run':
      return finishedRunEvent(payload(workflowRunPayload));
    case 'pull_request_target':
      throw new UsageError(
        'The event `pull_request_target` is refused: it would run the code of the pull request with a token that can write to the repository. Start the workflow `on: pull_request`.',
      );
    default:
      throw new UsageError(
        `The event \`${name}\` is not one the gate answers to. Start the workflow on one of: ${eventNames.join(', ')}.`,
      );
  }
}

function pullRequestEvent({ action, pull_request, label, sender }: z.infer<typeof pullRequestPayload>): Event {
  const { number, head, base } = pull_request;
  return {
    name: 'pull_request',
    pullRequest: {
      number,
      headSha: head.sha,
      headRef: head.ref,
      headRepository: head.repo?.full_name ?? null,
      baseSha: base.sha,
      baseRef: base.ref,
      fromFork: head.repo?.id !== base.repo.id,
    },
    headSha: head.sha,
    base: { sha: base.sha, ref: base.ref },
    label: action === 'labeled' && label ? { name: label.name, sender: sender.login } : null,
    triggeringRun: null,
    since: dateOf(pull_request.updated_at),
  };
}

function finishedRunEvent({ workflow_run: run }: z.infer<typeof workflowRunPayload>): Event {
  const none = { pullRequest: null, headSha: null, base: null, label: null };
  return { ...none, name: 'workflow_run', triggeringRun: triggeringRun(run), since: dateOf(run.run_started_at) };
}

function dateOf(time: string | undefined): Date | null {
  return time === undefined ? null : new Date(time);
}

function triggeringRun(run: z.infer<typeof workflowRunPayload>['workflow_run']): TriggeringRun {
  return {
    id: run.id,
    attempt: run.run_attempt,
    event: run.event,
    // `.github/workflows/allocations.yml`; of a required workflow of an organisation, `@main` may follow.
    workflow: posix.basename(run.path.replace(/@.*$/, '')),
    hasEnded: run.status === 'completed',
    conclusion: run.conclusion ?? null,
    headSha: run.head_sha,
    headRef: run.head_branch ?? '',
    headRepository: run.head_repository?.full_name ?? null,
  };
}

function readPayload<T>(name: string, path: string, schema: z.ZodType<T>): T {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new UsageError(
      `The payload of the event \`${name}\` (GITHUB_EVENT_PATH) is not readable: ${messageOf(error)}`,
    );
  }
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const place = issue?.path.join('.') || 'its top level';
  throw new UsageError(`The payload of the event \`${name}\` is not GitHub's: ${place}: ${issue?.message}`);
}

/** `refs/heads/main` is the branch `main`; a tag keeps its full name. */
function branchOf(ref: string): string {
  return ref.replace(/^refs\/heads\//, '');
}
