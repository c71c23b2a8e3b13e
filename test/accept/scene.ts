import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect } from 'vitest';
import { gitBlob } from '../../src/baseline/file.ts';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import type { Report } from '../../src/model/report.ts';
import { renderComment } from '../../src/report/comment-and-summary.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { artifactNames } from '../../src/report-file/artifact-names.ts';
import { pullRequestEvent } from '../github-loopback/events.ts';
import { checkWithGitHubSchema } from '../github-loopback/graphql-schema.ts';
import type { Artifact, Comment, PullRequest, Repository, WorkflowRun } from '../github-loopback/model.ts';
import { loadGitHubDescription } from '../github-loopback/openapi-description.ts';
import { permissionsOf } from '../github-loopback/permissions-of.ts';
import { type ActionResult, type ActionStep, runAction } from '../github-loopback/run-action.ts';
import { type LoopbackGitHub, startGitHub } from '../github-loopback/server.ts';
import { workflowBot } from '../github-loopback/state.ts';
import { links } from '../report/reports.ts';
import { baselineOf, candidateReport, gateSource, pathOf } from '../report-file/candidate-reports.ts';

import { quickFolder } from '../system/temporary-directory.ts';
/** A pull request whose gate has just been red, with somebody who may set the label. */
export interface Scene {
  readonly gitHub: LoopbackGitHub;
  readonly repository: Repository;
  readonly pullRequest: PullRequest;
  /** The gate's run. */
  readonly gate: WorkflowRun;
  /** Runs `mode: accept` as the example workflow does, for a label that this person sets now. */
  label(sender?: string, step?: Partial<ActionStep>): Promise<ActionResult>;
  /** Sets the label, and leaves it to the caller to run the step. */
  labeled(sender?: string): ActionStep;
  /** What the gate leaves for an environment: report, artifact and comment. */
  leave(given?: Leaving): Artifact;
  /** The report that {@link leave} leaves. */
  reportOf(given?: Leaving): Report;
  /** The commits that came upon the measured head. */
  commits(): readonly string[];
  comment(): Comment;
}

export interface Leaving {
  readonly os?: string;
  /** The total that was measured; the baseline's is 1000. */
  readonly total?: number;
  readonly attempt?: number;
  /** The head that was measured; without it the first. */
  readonly headSha?: string;
  readonly change?: (report: Report) => unknown;
}

export const labelName = 'update-allocation-baseline';
const workflow = fileURLToPath(new URL('../../examples/workflows/accept.yml', import.meta.url));
const permissions = permissionsOf(workflow, 'accept');
const description = await loadGitHubDescription();
const open: (() => Promise<readonly string[]>)[] = [];

/** To be called once in a test file: closes its scenes after each test. GitHub must have had nothing to object to. */
export function closeScenes(): void {
  afterEach(async () => {
    const violations = await Promise.all(open.splice(0).map((close) => close()));
    expect(violations.flat()).toEqual([]);
  });
}

/**
 * `base` holds the files of the base branch; without it, the baseline of the ubuntu environment. What is asked and
 * answered is checked against GitHub's description, unless there is so much of it that others have to do that.
 */
export async function openScene(
  options: {
    readonly fork?: boolean;
    readonly base?: Readonly<Record<string, string>>;
    readonly described?: boolean;
  } = {},
): Promise<Scene> {
  const gitHub = await startGitHub(
    options.described === false ? {} : { description, checkGraphql: checkWithGitHubSchema },
  );
  const workspace = mkdtempSync(join(quickFolder, 'accept-'));
  open.push(async () => {
    await gitHub.close();
    rmSync(workspace, { recursive: true });
    return gitHub.violations;
  });
  const { state } = gitHub;
  const repository = state.addRepository('octo-org/shop');
  repository.collaborators.set('octocat', 'write').set('tria', 'triage').set('hubot', 'maintain');
  const files = options.base ?? { [pathOf()]: formatBaseline(baselineOf(1000)) };
  state.addCommit(repository, 'main', { files });
  const from = options.fork === true ? state.addRepository('mona/shop') : repository;
  state.addCommit(from, 'change', options.fork === true ? { files } : { message: 'Change something' });
  const pullRequest = state.addPullRequest(repository, { branch: 'change', from, number: 7, author: 'mona' });
  const gate = state.addRun(repository, {
    ...{ event: 'pull_request', headSha: pullRequest.head.sha, headBranch: 'change' },
    ...{ headRepository: from.fullName, status: 'completed', conclusion: 'failure' },
  });
  const measuredHead = pullRequest.head.sha;

  const labeled: Scene['labeled'] = (sender = 'octocat') => {
    pullRequest.labels.add(labelName);
    return {
      ...{ gitHub, repository, permissions, workspace, runnerFolder: workspace, inputs: { mode: 'accept' } },
      ...{ job: 'accept', hurried: true },
      event: pullRequestEvent(gitHub, repository, pullRequest, { action: 'labeled', label: labelName }, sender),
      run: state.addRun(repository, {
        ...{ event: 'pull_request', headSha: pullRequest.head.sha, headBranch: 'change', actor: sender },
        workflowPath: '.github/workflows/accept-allocations.yml',
      }),
    };
  };
  const reportOf: Scene['reportOf'] = ({ os, total = 1024, attempt = 1, headSha = measuredHead } = {}) => {
    const known = state.commits.get(headSha)?.files.get(pathOf(os));
    const source = {
      ...gateSource,
      headSha,
      measuredSha: pullRequest.mergeSha ?? '',
      runId: gate.id,
      runAttempt: attempt,
    };
    return candidateReport({ ...(os && { os }), total, source, blob: known === undefined ? null : gitBlob(known) });
  };
  const scene: Scene = {
    ...{ gitHub, repository, pullRequest, gate, labeled, reportOf },
    label: (sender, step) => runAction({ ...labeled(sender), ...step }),
    leave: (given = {}) => {
      const left = reportOf(given);
      const body = renderComment(overviewOfOne(left, links()));
      if (!pullRequest.comments.some((comment) => comment.body === body)) {
        state.addComment(pullRequest, { author: workflowBot, body });
      }
      const { key, source } = left;
      const runAttempt = given.attempt ?? 1;
      return state.addArtifact(repository, gate, {
        name: artifactNames({ key, headSha: source?.headSha ?? '', runAttempt }).report,
        content: JSON.stringify(given.change?.(left) ?? left),
        mimeType: 'application/json',
      });
    },
    commits: () => {
      const messages: string[] = [];
      let sha = state.tip(from, 'change');
      while (sha !== measuredHead) {
        const commit = state.commits.get(sha);
        messages.push(commit?.message ?? '');
        sha = commit?.parents[0] ?? measuredHead;
      }
      return messages;
    },
    comment: () => {
      const ours = pullRequest.comments.filter(({ author }) => author === workflowBot);
      expect(ours).toHaveLength(1);
      const [only] = ours;
      if (only === undefined) throw new Error('there is no comment of ours');
      return only;
    },
  };
  return scene;
}
