import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WorkflowEvent } from '../../github-loopback/events.ts';
import type { Repository, WorkflowRun } from '../../github-loopback/model.ts';
import type { Permissions } from '../../github-loopback/permissions.ts';
import type { LoopbackGitHub } from '../../github-loopback/server.ts';

/** A run of one of our example workflows. */
export interface WorkflowStart {
  readonly gitHub: LoopbackGitHub;
  readonly repository: Repository;
  readonly event: WorkflowEvent;
  readonly run: WorkflowRun;
  /** Of its job. */
  readonly permissions: Permissions;
  /** Name of its file in `examples/workflows`. */
  readonly workflow: string;
  /** What `actions/checkout` checks out: act copies it. */
  readonly checkout: string;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** The path of act, as `scripts/find-act` prints it; undefined where there is none. */
export const act = process.env.ACT;
if (act === undefined) console.error('SKIPPED: the tests with act; ACT=$(scripts/find-act) is not set.');

/** Where the file of an example workflow is. */
export const exampleWorkflow = (name: string) => join(root, 'examples/workflows', name);

/** Runs act in a folder and returns its exit status and output. */
export async function runAct(args: readonly string[], folder: string, home: string) {
  const environment = { PATH: process.env.PATH ?? '', HOME: home, XDG_CACHE_HOME: home, TMPDIR: home };
  const child = spawn(act ?? 'act', args, { cwd: folder, env: environment, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
  }
  const [exitCode]: readonly (number | null)[] = await once(child, 'close');
  return { exitCode: exitCode ?? null, output };
}

/** Runs a workflow by act, which evaluates its expressions and the inputs' defaults; GitHub is the loopback's (facts 36). */
export async function runWorkflow(start: WorkflowStart) {
  const { gitHub, repository, event, run, permissions, workflow, checkout } = start;
  const home = mkdtempSync(join(tmpdir(), 'act-'));
  try {
    const payload = join(home, 'event.json');
    writeFileSync(payload, JSON.stringify(event.payload));
    // What GitHub's runner downloads of an action, as far as it matters.
    const action = join(home, 'action');
    mkdirSync(action);
    for (const name of ['action.yml', 'package.json', 'dist']) {
      cpSync(join(root, name), join(action, name), { recursive: true });
    }
    const variables = {
      ...{ GITHUB_API_URL: gitHub.addresses.api, GITHUB_GRAPHQL_URL: `${gitHub.addresses.api}/graphql` },
      ...{ GITHUB_SERVER_URL: gitHub.addresses.server, GITHUB_REPOSITORY: repository.fullName },
      ...{ GITHUB_RUN_ID: String(run.id), GITHUB_RUN_ATTEMPT: String(run.attempt) },
      ...{ GITHUB_SHA: event.sha, GITHUB_REF: event.ref },
      ...{ ACTIONS_RESULTS_URL: `${gitHub.addresses.api}/` },
      ...{ ACTIONS_RUNTIME_TOKEN: gitHub.runtimeToken(repository, run) },
    };
    const token = gitHub.state.issueToken([repository], permissions).value;
    const args = [
      ...[event.name, '--eventpath', payload, '--workflows', exampleWorkflow(workflow)],
      ...['--platform', 'ubuntu-24.04=-self-hosted', '--no-cache-server', '--secret', `GITHUB_TOKEN=${token}`],
      ...['--local-repository', `swift-allocation-gate/swift-allocation-gate@v1=${action}`],
      ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ];
    return await runAct(args, checkout, home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
