import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, expect } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { artifactNames } from '../../src/report-file/artifact-names.ts';
import { pullRequestEvent } from '../github-loopback/events.ts';
import type { StepResult } from '../github-loopback/in-process.ts';
import type { Artifact, Comment, Job, PullRequest, Repository, WorkflowRun } from '../github-loopback/model.ts';
import { loadGitHubDescription } from '../github-loopback/openapi-description.ts';
import { permissionsOf } from '../github-loopback/permissions-of.ts';
import { workflowRunEvent } from '../github-loopback/recorded-events.ts';
import { type ActionResult, type ActionStep, runAction } from '../github-loopback/run-action.ts';
import { type LoopbackGitHub, startGitHub } from '../github-loopback/server.ts';
import { workflowBot } from '../github-loopback/state.ts';
import { benchmark, failedBenchmark, report as reportOf } from '../report/reports.ts';

import { quickFolder } from '../system/temporary-directory.ts';
/** A pull request whose matrix has run, with the job that publishes. */
export interface Scene {
  readonly gitHub: LoopbackGitHub;
  readonly repository: Repository;
  readonly pullRequest: PullRequest;
  /** The run of the matrix. */
  readonly run: WorkflowRun;
  /** A job of the run, with the report that it left. */
  leg(name: string, given?: LegGiven): Leg;
  /** The job that needs the legs, as matrix.yml has it. */
  readonly needing: ActionStep;
  /** The job that a finished run starts, as publish.yml has it. */
  finished(): ActionStep;
  /** Our comments. */
  ours(): readonly Comment[];
}

export interface LegGiven {
  /** What was measured, where the baseline has 1000: more is a regression. */
  readonly total?: number;
  /** How the job ended; without it, as its report says. */
  readonly conclusion?: Job['conclusion'];
  readonly change?: (report: Report) => Report;
  /** The artifact's content instead of the report; null leaves none. */
  readonly content?: string | Buffer | null;
  readonly artifact?: Partial<Pick<Artifact, 'name' | 'mimeType' | 'promisedBytes' | 'expiresAt'>>;
}

export interface Leg {
  readonly job: Job;
  readonly report: Report;
  readonly artifact: Artifact | null;
}

const matrix = fileURLToPath(new URL('../../examples/workflows/matrix.yml', import.meta.url));
const publish = fileURLToPath(new URL('../../examples/workflows/publish.yml', import.meta.url));
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
 * Opens a pull request, a fork's on demand, and a run of its head in which nothing has happened yet. What is asked and
 * answered is checked against GitHub's description, unless there is so much of it that others have to do that.
 */
export async function openScene({ fork = false, described = true } = {}): Promise<Scene> {
  const gitHub = await startGitHub(described ? { description } : {});
  const workspace = mkdtempSync(join(quickFolder, 'publish-'));
  open.push(async () => {
    await gitHub.close();
    rmSync(workspace, { recursive: true });
    return gitHub.violations;
  });
  const { state } = gitHub;
  const repository = state.addRepository('octo-org/shop');
  const from = fork ? state.addRepository('mona/shop') : repository;
  state.addCommit(from, 'change');
  const pullRequest = state.addPullRequest(repository, { branch: 'change', from, number: 7, author: 'mona' });
  const event = pullRequestEvent(gitHub, repository, pullRequest);
  const run = state.addRun(repository, {
    ...{ event: 'pull_request', headSha: pullRequest.head.sha, headBranch: 'change', headRepository: from.fullName },
  });
  const step = {
    ...{ gitHub, repository, workspace, runnerFolder: workspace, inputs: { mode: 'publish' }, hurried: true },
  };
  const measuredSha = pullRequest.mergeSha ?? '';
  return {
    ...{ gitHub, repository, pullRequest, run },
    leg: (name, given = {}) => leave(gitHub, repository, run, { name, measuredSha, ...given }),
    needing: { ...step, event, run, job: 'allocations', permissions: permissionsOf(matrix, 'allocations') },
    finished: () => {
      run.status = 'completed';
      const finished = workflowRunEvent(gitHub, repository, run);
      const { sha, branch } = finished.head;
      return {
        ...{ ...step, event: finished, job: 'publish', permissions: permissionsOf(publish, 'publish') },
        run: state.addRun(repository, {
          ...{ event: 'workflow_run', headSha: sha, headBranch: branch },
          workflowPath: '.github/workflows/publish-allocations.yml',
        }),
      };
    },
    ours: () => pullRequest.comments.filter(({ author }) => author === workflowBot),
  };
}

function leave(
  { state }: LoopbackGitHub,
  repository: Repository,
  run: WorkflowRun,
  given: LegGiven & { readonly name: string; readonly measuredSha: string },
): Leg {
  const { name, total = 1000, measuredSha, change = (report: Report) => report } = given;
  const grew = total > 1000;
  const conclusion = given.conclusion ?? (grew ? 'failure' : 'success');
  const key = `measure ${name}`.slice(0, 100);
  const job = state.addJob(repository, run, { name, status: 'completed', conclusion });
  const { id: runId, attempt: runAttempt, headSha } = run;
  const report = change(
    reportOf({
      ...{ key, package: 'shop', verdict: grew ? 'regression' : 'pass', passes: !grew },
      source: {
        ...{ repository: repository.fullName, event: 'pull_request', pullRequest: 7 },
        ...{ headSha, measuredSha, merged: true, runId, runAttempt, jobId: job.id },
      },
      benchmarks: [
        benchmark({
          ...{ name: 'requests', verdict: grew ? 'regression' : 'pass' },
          ...{ now: { malloc: total }, before: { malloc: 1000 } },
        }),
      ],
    }),
  );
  if (given.content === null) return { job, report, artifact: null };
  const artifact = state.addArtifact(repository, run, {
    name: artifactNames({ key, headSha, runAttempt }).report,
    mimeType: 'application/json',
    content: given.content ?? JSON.stringify(report),
    ...given.artifact,
  });
  return { job, report, artifact };
}

/** A report of a job whose benchmark could not be measured. */
export function withFailure(report: Report): Report {
  return { ...report, verdict: 'failed', passes: false, benchmarks: [failedBenchmark()] };
}

/** The warnings of a step. */
export function warningsOf({ annotations }: StepResult): readonly string[] {
  return annotations.filter(({ level }) => level === 'warning').map(({ message }) => message);
}

/** Runs a step, whose exit status must be this: as a child process, or otherwise. */
export async function expectExit<T extends StepResult>(
  step: ActionStep,
  exitCode: number,
  run: (step: ActionStep) => Promise<T>,
): Promise<T>;
export async function expectExit(step: ActionStep, exitCode: number): Promise<ActionResult>;
export async function expectExit(
  step: ActionStep,
  exitCode: number,
  run: (step: ActionStep) => Promise<StepResult> = runAction,
): Promise<StepResult> {
  const result = await run(step);
  expect([result.exitCode, result.output]).toEqual([exitCode, result.output]);
  return result;
}
