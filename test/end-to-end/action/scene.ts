import { fileURLToPath } from 'node:url';
import { afterEach, expect } from 'vitest';
import { formatBaseline } from '../../../src/baseline/format-text.ts';
import { parseBaseline } from '../../../src/baseline/parse-text.ts';
import { type Report, reportSchema } from '../../../src/model/report.ts';
import { parseMarker } from '../../../src/report/marker.ts';
import { pullRequestEvent } from '../../github-loopback/events.ts';
import type { Comment, PullRequest, Repository } from '../../github-loopback/model.ts';
import { loadGitHubDescription } from '../../github-loopback/openapi-description.ts';
import { permissionsOf } from '../../github-loopback/permissions-of.ts';
import { type ActionResult, type ActionStep, runAction } from '../../github-loopback/run-action.ts';
import { type LoopbackGitHub, startGitHub } from '../../github-loopback/server.ts';
import type { Sandbox } from '../sandbox.ts';

/** A pull request on a GitHub of its own, with the step that gates it. */
export interface Scene {
  readonly gitHub: LoopbackGitHub;
  readonly repository: Repository;
  readonly pullRequest: PullRequest;
  /** The job of the example workflow, with its permissions and its checkout. */
  readonly step: ActionStep;
  /** Our comments on the pull request: those with a marker, whoever wrote them. */
  marked(): readonly Comment[];
}

export interface SceneOptions {
  /** Files of the base branch by path; those of the checkout are not on this GitHub, which nobody asks for them. */
  readonly base?: Readonly<Record<string, string>>;
  /** Real commits, where the checkout is a clone of them. */
  readonly history?: History;
  readonly fork?: boolean;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** A commit as it is in a git repository on this machine. */
export interface RealCommit {
  readonly sha: string;
  readonly files: Readonly<Record<string, string>>;
}

/** The base branch's tip, the pull request's head, and the merge of the two. */
export interface History {
  readonly base: RealCommit;
  readonly head: RealCommit;
  readonly merge: RealCommit;
}

const workflow = fileURLToPath(new URL('../../../examples/workflows/allocations.yml', import.meta.url));
const permissions = permissionsOf(workflow, 'allocations');
const description = await loadGitHubDescription();
const open: LoopbackGitHub[] = [];

/** To be called once in a test file: closes its scenes after each test. GitHub must have had nothing to object to. */
export function closeScenes(): void {
  afterEach(async () => {
    const violations = open.flatMap((gitHub) => gitHub.violations);
    await Promise.all(open.splice(0).map((gitHub) => gitHub.close()));
    expect(violations).toEqual([]);
  });
}

/** Opens a pull request whose merge commit is checked out in the sandbox. */
export async function openPullRequest(sandbox: Sandbox, options: SceneOptions = {}): Promise<Scene> {
  const gitHub = await startGitHub({ description });
  open.push(gitHub);
  const repository = gitHub.state.addRepository('octo-org/shop');
  gitHub.state.addCommit(repository, 'main', options.history?.base ?? { files: options.base ?? {} });
  const from = options.fork === true ? gitHub.state.addRepository('mona/shop') : repository;
  gitHub.state.addCommit(from, 'change', { message: 'Change something', ...options.history?.head });
  const pullRequest = gitHub.state.addPullRequest(repository, { branch: 'change', from, number: 7, author: 'mona' });
  if (options.history !== undefined) {
    const { base, head, merge } = options.history;
    const parents = [base.sha, head.sha];
    pullRequest.mergeSha = gitHub.state.addCommit(repository, 'refs/pull/7/merge', { ...merge, parents }).sha;
  }
  return {
    gitHub,
    repository,
    pullRequest,
    step: {
      ...{ gitHub, repository, permissions, inputs: options.inputs ?? {} },
      event: pullRequestEvent(gitHub, repository, pullRequest),
      workspace: sandbox.folder,
      runnerFolder: `${sandbox.folder}/..`,
    },
    marked: () => pullRequest.comments.filter(({ body }) => parseMarker(body) !== null),
  };
}

/** The report that a step uploaded, which is the very file that it left for later steps. */
export function reportOf({ repository }: Scene, { run }: Pick<ActionResult, 'run'>): Report {
  const [report] = [...repository.artifacts.values()].filter(
    ({ runId, name }) => runId === run.id && name.endsWith('.json'),
  );
  if (report === undefined) throw new Error('the run has no report among its artifacts');
  return reportSchema.parse(JSON.parse(report.content.toString()));
}

/** A baseline file as a gate left it. */
export interface BaselineFile {
  readonly path: string;
  readonly text: string;
}

/** Measures the sandbox's package without a baseline, and returns the one that the gate made ready. */
export async function firstBaseline(sandbox: Sandbox, inputs: Readonly<Record<string, string>>): Promise<BaselineFile> {
  const scene = await openPullRequest(sandbox, { inputs });
  const { candidate } = reportOf(scene, await runAction(scene.step));
  if (candidate === null) throw new Error('the gate made no baseline ready');
  return candidate;
}

/** A baseline with so many calls of `malloc` less per run (or more), against which the same program is worse. */
export function withFewerMallocs({ path, text }: BaselineFile, fewer: number): BaselineFile {
  const baseline = parseBaseline(text, path);
  const benchmarks = Object.entries(baseline.benchmarks).map(([name, benchmark]) => {
    const { measurement } = benchmark;
    if (measurement.unit !== 'run') throw new Error(`${name} is measured per iteration`);
    const counts = { ...measurement.counts, malloc: measurement.counts.malloc - fewer };
    return [name, { ...benchmark, measurement: { ...measurement, counts, total: measurement.total - fewer } }];
  });
  return { path, text: formatBaseline({ ...baseline, benchmarks: Object.fromEntries(benchmarks) }) };
}

/** Where a baseline file names a benchmark, as an annotation says it; the name stands on no other line. */
export function placeOf(
  benchmark: string,
  { path, text }: BaselineFile,
): { readonly file: string; readonly line: number } {
  const [before, ...others] = text.split(`"${benchmark}":`);
  if (before === undefined || others.length !== 1) throw new Error(`${path} does not name ${benchmark} once`);
  return { file: path, line: before.split('\n').length };
}
