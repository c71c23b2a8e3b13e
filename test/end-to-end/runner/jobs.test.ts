import { copyFileSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { parseMarker } from '../../../src/report/marker.ts';
import { artifactNames } from '../../../src/report-file/artifact-names.ts';
import { pullRequestEvent } from '../../github-loopback/events.ts';
import type { Job, WorkflowRun } from '../../github-loopback/model.ts';
import type { Permissions } from '../../github-loopback/permissions.ts';
import { permissionsOf } from '../../github-loopback/permissions-of.ts';
import { workflowDispatchEvent, workflowRunEvent } from '../../github-loopback/recorded-events.ts';
import {
  type BaselineFile,
  closeScenes,
  openPullRequest,
  reportOf,
  type Scene,
  withFewerMallocs,
} from '../action/scene.ts';
import { compileC, plainly } from '../c-program.ts';
import { commitAll, git } from '../git.ts';
import { createSandbox, type Sandbox, testProgram } from '../sandbox.ts';
import { act, exampleWorkflow, runWorkflow, type WorkflowStart } from './act.ts';
import { checkOutMerge } from './merge-checkout.ts';

/** Next to nothing to compile: what is measured is a program in C that makes a hundred calls. */
const manifest = `// swift-tools-version:5.9
import PackageDescription
let package = Package(name: "shop", targets: [.target(name: "Shop")])
`;
const configuration = 'benchmarks: { calls: { command: [./known-calls, malloc=100], runs: 1 } }\n';
const standIn = (name: string) => fileURLToPath(new URL(`stand-ins/${name}`, import.meta.url));

let sandbox: Sandbox;
/** read-only.yml on a fork's pull request, where there is no baseline. */
let readOnly: { readonly scene: Scene; readonly run: WorkflowRun };
/** The baseline that it made ready. */
let candidate: BaselineFile;

closeScenes();

function writePackage(folder: string, configurationFile: string): void {
  sandbox.write(join(folder, 'Package.swift'), manifest);
  sandbox.write(join(folder, 'Sources/Shop/Shop.swift'), '');
  sandbox.write(join(folder, configurationFile), configuration);
  if (folder !== '.') copyFileSync(join(sandbox.folder, 'known-calls'), join(sandbox.folder, folder, 'known-calls'));
}

/** The jobs of a run as GitHub lists them, by their names in the workflow. */
type Jobs = Readonly<Record<string, Pick<Job, 'name'> & Partial<Pick<Job, 'status' | 'conclusion'>>>>;

/** A token has the permissions of one job; act has one token for all jobs of a workflow. */
function permissionsIn(workflow: string, jobs: Jobs): Permissions {
  const each = Object.keys(jobs).map((job) => permissionsOf(exampleWorkflow(workflow), job));
  return Object.assign({}, ...each);
}

/** Runs a workflow for a pull request. */
async function runFor(scene: Scene, workflow: string, jobs: Jobs, more: Partial<WorkflowStart> = {}) {
  const { gitHub, repository, pullRequest } = scene;
  const { sha: headSha, ref: headBranch, repository: headRepository } = pullRequest.head;
  checkOutMerge(scene, sandbox);
  const event = pullRequestEvent(gitHub, repository, pullRequest);
  const run = gitHub.state.addRun(repository, { event: 'pull_request', headSha, headBranch, headRepository });
  const ids = Object.entries(jobs).map(([job, shown]) => [job, gitHub.state.addJob(repository, run, shown).id]);
  const ended = await runWorkflow({
    ...{ gitHub, repository, event, run, workflow, checkout: sandbox.folder, ...more },
    ...{ permissions: permissionsIn(workflow, jobs), jobs: Object.fromEntries(ids) },
  });
  Object.assign(run, { status: 'completed', conclusion: ended.exitCode === 0 ? 'success' : 'failure' });
  return { ...ended, run };
}

/** What a run has left: comments by key, artifacts by name, labels. */
function leftBy({ marked, repository, pullRequest }: Scene, { id }: WorkflowRun) {
  return {
    comments: marked().map(({ body }) => parseMarker(body)?.key),
    artifacts: [...repository.artifacts.values()].flatMap(({ runId, name }) => (runId === id ? [name] : [])).sort(),
    labels: [...pullRequest.labels],
  };
}

/** The artifacts that gates with these keys leave. */
function artifactsOf(headSha: string, ...keys: readonly string[]) {
  return keys.flatMap((key) => Object.values(artifactNames({ key, headSha, runAttempt: 1 }))).sort();
}

/** `swift-6.0-debian-13-x86_64` */
const environmentName = () => /([^/]+)\.json$/.exec(candidate.path)?.[1] ?? '';

describe.skipIf(act === undefined)('by a runner that is not ours', () => {
  beforeAll(async () => {
    sandbox = createSandbox(testProgram('KnownCalls'));
    for (const name of ['Package.swift', 'Sources']) rmSync(join(sandbox.folder, name), { recursive: true });
    compileC(testProgram('known-calls.c'), join(sandbox.folder, 'known-calls'), plainly);
    writePackage('.', '.github/allocations.yml');
    const scene = await openPullRequest(sandbox, { fork: true });
    const jobs = { allocations: { name: 'allocations', status: 'completed', conclusion: 'success' } } as const;
    const measured = await runFor(scene, 'read-only.yml', jobs);
    expect(measured.exitCode, measured.output).toBe(0);
    const { candidate: made } = reportOf(scene, measured);
    if (made === null) throw new Error('the gate made no baseline ready');
    readOnly = { scene, run: measured.run };
    candidate = made;
  });
  afterAll(() => sandbox.remove());

  test('publish.yml comments on a fork’s pull request what read-only.yml has measured', async () => {
    const { scene, run } = readOnly;
    const { gitHub, repository } = scene;
    const artifacts = artifactsOf(scene.pullRequest.head.sha, `allocations ${environmentName()}`);
    expect(leftBy(scene, run)).toEqual({ comments: [], artifacts, labels: [] });
    const event = workflowRunEvent(gitHub, repository, run);
    const workflow = 'publish.yml';
    const published = await runWorkflow({
      ...{ gitHub, repository, event, workflow, checkout: sandbox.folder },
      permissions: permissionsOf(exampleWorkflow(workflow), 'publish'),
      run: gitHub.state.addRun(repository, {
        ...{ event: 'workflow_run', headSha: event.sha, headBranch: 'main' },
        workflowPath: '.github/workflows/publish-allocations.yml',
      }),
    });
    expect(published.exitCode, published.output).toBe(0);
    expect(leftBy(scene, run)).toEqual({ comments: ['allocations.yml'], artifacts, labels: [] });
    expect(scene.marked()[0]?.body).toContain('There is no baseline yet');
  });

  test('a job of matrix.yml leaves its report, and the one that needs it comments and is red', async () => {
    const baseline = withFewerMallocs(candidate, 5);
    sandbox.write(baseline.path, baseline.text);
    const scene = await openPullRequest(sandbox, { base: { [baseline.path]: baseline.text } });
    const { exitCode, output, run } = await runFor(
      scene,
      'matrix.yml',
      {
        measure: { name: 'Swift 6.2.1 on ubuntu-24.04', status: 'completed', conclusion: 'failure' },
        allocations: { name: 'Allocations', status: 'in_progress' },
      },
      { matrix: ['swift:6.2.1', 'runner:ubuntu-24.04'] },
    );
    rmSync(join(sandbox.folder, baseline.path));
    expect(exitCode, output).toBe(1);
    const artifacts = artifactsOf(scene.pullRequest.head.sha, `measure ${environmentName()}`);
    expect(leftBy(scene, run)).toEqual({ comments: ['allocations.yml'], artifacts, labels: [] });
    const [body = ''] = scene.marked().map((comment) => comment.body);
    expect(body).toContain('1 benchmark allocates more');
    expect(body).toMatch(/calls.*\+5\b/);
  });

  test('the jobs of monorepo.yml have a comment each', async () => {
    const packages = ['client', 'server'];
    for (const name of packages) writePackage(`packages/${name}`, 'allocations.yml');
    const scene = await openPullRequest(sandbox);
    const jobs = { allocations: { name: 'Allocations of client' } };
    const { exitCode, output, run } = await runFor(scene, 'monorepo.yml', jobs);
    rmSync(join(sandbox.folder, 'packages'), { recursive: true });
    expect(exitCode, output).toBe(0);
    const left = leftBy(scene, run);
    expect({ ...left, comments: left.comments.toSorted() }).toEqual({
      ...{ comments: packages, artifacts: artifactsOf(scene.pullRequest.head.sha, ...packages), labels: [] },
    });
    for (const { body } of scene.marked()) expect(body).toContain('There is no baseline yet');
  });

  test('refresh.yml pushes the new numbers to a branch of its own, and asks for a pull request', async () => {
    const outdated = withFewerMallocs(candidate, 5);
    sandbox.write(outdated.path, outdated.text);
    rmSync(join(sandbox.folder, '.git'), { recursive: true });
    const sha = commitAll(sandbox.folder, 'main');
    const origin = join(sandbox.folder, '../origin.git');
    git(sandbox.folder, 'clone', '--quiet', '--bare', '.', origin);
    git(sandbox.folder, 'remote', 'add', 'origin', origin);

    const scene = await openPullRequest(sandbox);
    const { gitHub, repository } = scene;
    const workflow = 'refresh.yml';
    const asked = join(sandbox.folder, '../asked');
    const run = gitHub.state.addRun(repository, { event: 'workflow_dispatch', headSha: sha, headBranch: 'main' });
    const ended = await runWorkflow({
      ...{ gitHub, repository, run, workflow, checkout: sandbox.folder },
      event: workflowDispatchEvent(gitHub, repository),
      permissions: permissionsIn(workflow, { measure: { name: 'measure' }, propose: { name: 'propose' } }),
      standIns: {
        'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f': standIn('upload-artifact'),
        'actions/download-artifact@3e5f45b2cfb9172054b4087a40e8e0b5a5461e7c': standIn('download-artifact'),
      },
      variables: { ARTIFACT_LIBRARY: import.meta.resolve('@actions/artifact'), GH_ASKED: asked },
    });
    expect(ended.exitCode, ended.output).toBe(0);
    const branch = 'refresh-allocations';
    expect(git(origin, 'log', '--format=%s', `main..${branch}`)).toBe('Refresh the allocation baselines');
    expect(git(origin, 'diff', '--name-only', 'main', branch)).toBe(candidate.path);
    expect(`${git(origin, 'show', `${branch}:${candidate.path}`)}\n`).toBe(candidate.text);
    expect(git(origin, 'rev-parse', 'main')).toBe(sha);
    const ours = artifactsOf(sha, `measure ${environmentName()}`);
    expect(leftBy(scene, run)).toEqual({ comments: [], artifacts: [...ours, 'baselines-'].sort(), labels: [] });
    const calls = readFileSync(asked, 'utf8').trim().split('\n');
    expect(calls.map((line) => JSON.parse(line).asked.slice(0, 4))).toEqual([
      ['auth', 'setup-git'],
      ['pr', 'create', '--head', branch],
    ]);
  });
});
