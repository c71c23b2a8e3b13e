import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { reportSchema } from '../../src/model/report.ts';
import { artifactNames } from '../../src/report-file/artifact-names.ts';
import { pullRequestEvent } from '../github-loopback/events.ts';
import type { PullRequest } from '../github-loopback/model.ts';
import { type ActionStep, runAction } from '../github-loopback/run-action.ts';
import { startGitHub } from '../github-loopback/server.ts';

/**
 * Comments of real runs, for the pictures in README and docs: `scripts/with-swift node test/demo/comments.ts KIND`.
 *
 * - `first`, `unchanged` and `red`: the built Action on the example of `examples/demo`, without a baseline, as it is, and
 *   with the change that allocates more. What they leave goes to `.build/real-runs/NAME`, NAME being the environment's.
 * - `matrix`: one comment over what `red` left in each environment, so that other roots come first.
 */
const kinds = ['first', 'unchanged', 'red', 'matrix'] as const;

const repositoryFolder = fileURLToPath(new URL('../../', import.meta.url));
const kept = join(repositoryFolder, '.build/real-runs');
const example = join(repositoryFolder, 'examples/packages/objects-and-strings');
const change = join(repositoryFolder, 'examples/demo-regression/objects-and-strings');

const work = mkdtempSync(join(tmpdir(), 'real-runs-'));
const workspace = join(work, 'objects-and-strings');
const baselines = join(workspace, '.github/allocations');
/** Baselines that were accepted here, for an environment of which none is committed. */
const accepted = join(work, 'accepted');

process.on('exit', () => rmSync(work, { recursive: true, force: true }));

const kind = kinds.find((one) => one === process.argv[2]);
if (kind === undefined) throw new Error(`Which one? ${kinds.join(', ')}`);
console.log(kind === 'matrix' ? await publishAll() : await measure(kind));

/** Runs the Action, after it has accepted the unchanged example where the environment has no baseline; says what came out. */
async function measure(which: 'first' | 'unchanged' | 'red'): Promise<string> {
  let left = await gate(which);
  if (which !== 'first' && left.report.verdict === 'no-baseline') {
    const { report } = which === 'unchanged' ? left : await gate('unchanged');
    mkdirSync(accepted);
    writeFileSync(join(accepted, basename(report.candidate?.path ?? '')), report.candidate?.text ?? '');
    left = await gate(which);
  }
  const { report, comment, page } = left;
  const folder = join(kept, basename(report.baselineFile?.path ?? 'unknown', '.json'));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, `${which}.md`), comment);
  writeFileSync(join(folder, `${which}.html`), page);
  writeFileSync(join(folder, `${which}.json`), JSON.stringify(report));
  return `${join(folder, `${which}.md`)}: ${report.verdict}`;
}

async function gate(which: 'first' | 'unchanged' | 'red') {
  rmSync(workspace, { recursive: true, force: true });
  cpSync(example, workspace, { recursive: true, filter: (path) => basename(path) !== '.build' });
  if (which === 'first') rmSync(baselines, { recursive: true });
  else if (existsSync(accepted)) cpSync(accepted, baselines, { recursive: true });
  if (which === 'red') cpSync(change, workspace, { recursive: true });
  const { repository, pullRequest, step, close } = await openPullRequest();
  const { outputs, run } = await runAction(step);
  await close();
  const artifacts = [...repository.artifacts.values()].filter(({ runId }) => runId === run.id);
  return {
    report: reportSchema.parse(JSON.parse(readFileSync(outputs['report-path'] ?? '', 'utf8'))),
    comment: commentOn(pullRequest),
    page: artifacts.find(({ name }) => name.endsWith('.html'))?.content ?? '',
  };
}

/** As the job does that needs those of a matrix. */
async function publishAll(): Promise<string> {
  mkdirSync(workspace);
  const { gitHub, repository, pullRequest, step, close } = await openPullRequest();
  const { sha: headSha, branch: headBranch } = step.event.head;
  const given = { event: 'pull_request', headSha, headBranch, headRepository: repository.fullName } as const;
  const run = gitHub.state.addRun(repository, given);
  const environments = readdirSync(kept).filter((name) => existsSync(join(kept, name, 'red.json')));
  for (const environment of environments.sort()) {
    const [, swift, system] = /^swift-([\d.]+)-(.*)-\w+$/.exec(environment) ?? [];
    const name = `Swift ${swift} on ${system}`;
    const job = gitHub.state.addJob(repository, run, { name, status: 'completed', conclusion: 'failure' });
    const report = reportSchema.parse(JSON.parse(readFileSync(join(kept, environment, 'red.json'), 'utf8')));
    const here = { headSha, measuredSha: pullRequest.mergeSha, runId: run.id, runAttempt: run.attempt, jobId: job.id };
    gitHub.state.addArtifact(repository, run, {
      name: artifactNames({ key: report.key, headSha, runAttempt: run.attempt }).report,
      mimeType: 'application/json',
      content: JSON.stringify({ ...report, source: { ...report.source, ...here } }),
    });
  }
  const inputs = { mode: 'publish' };
  await runAction({ ...step, run, inputs, permissions: { actions: 'read', 'pull-requests': 'write' } });
  await close();
  writeFileSync(join(kept, 'matrix.md'), commentOn(pullRequest));
  return `${join(kept, 'matrix.md')}: ${environments.join(', ')}`;
}

/** A pull request on a GitHub inside this process, and the step that answers it. */
async function openPullRequest() {
  const gitHub = await startGitHub();
  const repository = gitHub.state.addRepository('octo-org/shop');
  const changed = 'Sources/ObjectsAndStrings/Headers.swift';
  gitHub.state.addCommit(repository, 'headers-as-a-class', {
    message: 'Make RequestHead a class',
    files: { [changed]: readFileSync(join(change, changed)) },
  });
  const pullRequest = gitHub.state.addPullRequest(repository, { branch: 'headers-as-a-class', author: 'mona' });
  const step: ActionStep = {
    ...{ gitHub, repository, workspace, runnerFolder: work, manifest: join(repositoryFolder, 'action.yml') },
    event: pullRequestEvent(gitHub, repository, pullRequest),
    permissions: { contents: 'read', 'pull-requests': 'write' },
  };
  return { gitHub, repository, pullRequest, step, close: () => gitHub.close() };
}

function commentOn({ comments }: PullRequest): string {
  return comments.map(({ body }) => body).join('\n');
}
