import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse, stringify } from 'yaml';
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
  /** The `job.check_run_id` of each job, by its name in the workflow, which act does not know. */
  readonly jobs?: Readonly<Record<string, number>>;
  /** The only job of its matrix that runs: `swift:6.2.1`. */
  readonly matrix?: readonly string[];
  /** Folders that take the place of actions on github.com, by the action. */
  readonly standIns?: Readonly<Record<string, string>>;
  readonly variables?: Readonly<Record<string, string>>;
}

const root = fileURLToPath(new URL('../../../', import.meta.url));
/** The path of act, as `scripts/find-act` prints it; undefined where there is none. */
export const act = process.env.ACT;
if (act === undefined) console.error('SKIPPED: the tests with act; ACT=$(scripts/find-act) is not set.');

/** Where the file of an example workflow is. */
export const exampleWorkflow = (name: string) => join(root, 'examples/workflows', name);

/** Programs that GitHub's runners have, and the roots of scripts/with-swift have not. */
const standInPrograms = join(root, 'test/end-to-end/runner/stand-ins/bin');

/** Runs act in a folder and returns its exit status and output. */
export async function runAct(args: readonly string[], folder: string, home: string) {
  const environment = {
    PATH: `${standInPrograms}:${process.env.PATH ?? ''}`,
    HOME: home,
    XDG_CACHE_HOME: home,
    TMPDIR: home,
  };
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
  const { jobs = {}, matrix = [], standIns = {} } = start;
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
    replaceIn(join(action, 'action.yml'), 'job.check_run_id', `fromJSON('${JSON.stringify(jobs)}')[github.job]`);
    const variables = {
      ...{ GITHUB_API_URL: gitHub.addresses.api, GITHUB_GRAPHQL_URL: `${gitHub.addresses.api}/graphql` },
      ...{ GITHUB_SERVER_URL: gitHub.addresses.server, GITHUB_REPOSITORY: repository.fullName },
      ...{ GITHUB_RUN_ID: String(run.id), GITHUB_RUN_ATTEMPT: String(run.attempt) },
      ...{ GITHUB_SHA: event.sha, GITHUB_REF: event.ref },
      ...{ ACTIONS_RESULTS_URL: `${gitHub.addresses.api}/` },
      ...{ ACTIONS_RUNTIME_TOKEN: gitHub.runtimeToken(repository, run) },
      ...start.variables,
    };
    const token = gitHub.state.issueToken([repository], permissions).value;
    const args = [
      ...[event.name, '--eventpath', payload, '--workflows', withoutContainers(workflow, home)],
      ...matrix.flatMap((one) => ['--matrix', one]),
      ...Object.entries(standIns).flatMap(([name, folder]) => ['--local-repository', `${name}=${folder}`]),
      ...['--platform', 'ubuntu-24.04=-self-hosted', '--no-cache-server', '--secret', `GITHUB_TOKEN=${token}`],
      ...['--local-repository', `swift-allocation-gate/swift-allocation-gate@v1=${action}`],
      ...Object.entries(variables).flatMap(([name, value]) => ['--env', `${name}=${value}`]),
    ];
    return await runAct(args, checkout, home);
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}

function replaceIn(path: string, before: string, after: string): void {
  const text = readFileSync(path, 'utf8');
  if (!text.includes(before)) throw new Error(`${path} does not contain ${before}`);
  writeFileSync(path, text.replace(before, after));
}

/** The path of an example workflow whose jobs run on the machine, since act needs Docker for containers. */
function withoutContainers(workflow: string, folder: string): string {
  const path = exampleWorkflow(workflow);
  const { jobs, ...rest } = parse(readFileSync(path, 'utf8'));
  const outside = Object.entries<object>(jobs).map(([name, job]) => [name, { ...job, container: undefined }]);
  const changed = join(folder, workflow);
  writeFileSync(changed, stringify({ ...rest, jobs: Object.fromEntries(outside) }));
  return changed;
}
