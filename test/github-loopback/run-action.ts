import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { inputVariables, readActionManifest, unexpectedInputs } from './action-manifest.ts';
import { parseCommandFile, shownSummary } from './command-files.ts';
import type { WorkflowEvent } from './events.ts';
import type { Job, Repository, Token, WorkflowRun } from './model.ts';
import { Output } from './output.ts';
import { type Permissions, readOnly } from './permissions.ts';
import { commandFiles, type RunnerJob, runnerEnvironment } from './runner-environment.ts';
import type { LoopbackGitHub } from './server.ts';
import { type Annotation, parseWorkflowCommands, type WorkflowCommands } from './workflow-commands.ts';

/** The step `uses: ./` in a job. */
export interface ActionStep {
  readonly gitHub: LoopbackGitHub;
  readonly repository: Repository;
  readonly event: WorkflowEvent;
  /** The job's `permissions:`; on a fork's pull request writing becomes reading, as GitHub does it. */
  readonly permissions: Permissions;
  /** The checkout: where the step runs. */
  readonly workspace: string;
  /** The step's `with:`. */
  readonly inputs?: Readonly<Record<string, string>>;
  /** The step's `env:`, and what a test wants to be different from a hosted runner. */
  readonly environment?: Readonly<Record<string, string>>;
  /** The run the job belongs to; without it, a new one of the event is added to the state. */
  readonly run?: WorkflowRun;
  /** `GITHUB_JOB`: the job's key in the workflow file. */
  readonly job?: string;
  /** The job of the run as the API lists it; without it, a new one under the name of `job` is added to the state. */
  readonly listedJob?: Job;
  readonly debug?: boolean;
  /** Makes its pauses and time limits ten times shorter (`hurry.js`). */
  readonly hurried?: boolean;
  /** Path of `action.yml`, from which inputs and entry files are taken. */
  readonly manifest?: string;
  /** The file to run instead of `runs.main`. */
  readonly entry?: string;
  /** The file to run instead of `runs.post`. */
  readonly postEntry?: string;
  /** Where the runner's folders of the step are made, for the caller to remove; else the system's. */
  readonly runnerFolder?: string;
}

/** A step that has ended. */
export interface ActionResult {
  /** Null if a signal ended it. */
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Standard output and error as one text, in the order in which they were written. */
  readonly output: string;
  readonly outputs: Readonly<Record<string, string>>;
  /** The job summary as the run's page shows it. */
  readonly summary: string;
  readonly state: Readonly<Record<string, string>>;
  /** Variables for the steps that follow (`GITHUB_ENV`), and folders for their PATH. */
  readonly exported: Readonly<Record<string, string>>;
  readonly addedPaths: readonly string[];
  readonly annotations: readonly Annotation[];
  readonly commands: WorkflowCommands;
  readonly run: WorkflowRun;
  readonly listedJob: Job;
  readonly token: Token;
  /** `RUNNER_TEMP` of the step. */
  readonly temporaryFolder: string;
  /** Runs the `post` step, with this step's state as `STATE_…`. Throws if the action has none. */
  runPost(): Promise<ActionResult>;
}

/** A step that is running. */
export interface RunningAction {
  readonly pid: number;
  /** The end of it. */
  readonly result: Promise<ActionResult>;
  /** Resolves as soon as the output so far matches; rejects if the step ends without it. */
  waitForOutput(pattern: RegExp): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  /** Cancels as the runner does: SIGINT, SIGTERM after 7.5 s, SIGKILL after another 2.5 s. */
  cancel(): Promise<ActionResult>;
}

const hurry = new URL('hurry.js', import.meta.url).href;
const repositoryRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Runs the step to its end. */
export function runAction(step: ActionStep): Promise<ActionResult> {
  return startAction(step).result;
}

/** Starts the action as the runner does: a child process that knows nothing but what the runner tells it. */
export function startAction(step: ActionStep): RunningAction {
  const prepared = prepareStep(step);
  const running = start(prepared, 'main', {});
  let cancelled = false;
  const result = running.result.then((ended) => {
    endJob(prepared.listedJob, cancelled ? 'cancelled' : ended.exitCode === 0 ? 'success' : 'failure');
    return ended;
  });
  const cancel = () => {
    cancelled = true;
    return running.cancel().then(() => result);
  };
  return { ...running, result, cancel };
}

/** Gives a step its run, its job, which begins, and its token. */
function prepareStep(step: ActionStep): PreparedStep {
  const { gitHub, repository, event } = step;
  const { head } = event;
  const run =
    step.run ??
    gitHub.state.addRun(repository, {
      event: event.name,
      actor: event.actor,
      headSha: head.sha,
      headBranch: head.branch,
      headRepository: head.repository,
    });
  const permissions = event.fromFork ? readOnly(step.permissions) : step.permissions;
  const token = gitHub.state.issueToken([repository], permissions);
  const job = step.job ?? 'allocations';
  const listedJob = step.listedJob ?? gitHub.state.addJob(repository, run, { name: job });
  listedJob.status = 'in_progress';
  return { ...step, run, token, listedJob, debug: step.debug ?? false, job };
}

function endJob(job: Job, conclusion: NonNullable<Job['conclusion']>): void {
  job.status = 'completed';
  job.conclusion = conclusion;
}

/** The variables that the runner would start the step with, for what is to run in this process. */
export function environmentOfStep(step: ActionStep): Readonly<Record<string, string>> {
  return beginStep(step).environment;
}

/** The same, with what ends the step's job. */
export function beginStep(step: ActionStep): {
  readonly environment: Readonly<Record<string, string>>;
  readonly end: (exitCode: number) => void;
} {
  const prepared = prepareStep(step);
  const end = (exitCode: number) => endJob(prepared.listedJob, exitCode === 0 ? 'success' : 'failure');
  return { environment: layOut(prepared, {}).environment, end };
}

type PreparedStep = ActionStep & Omit<RunnerJob, 'folder'> & { readonly listedJob: Job };

/** Makes the folder of a step and the variables that lead to it. */
function layOut(step: PreparedStep, state: Readonly<Record<string, string>>) {
  const { token, listedJob } = step;
  const manifestFile = step.manifest ?? join(repositoryRoot, 'action.yml');
  const manifest = readActionManifest(manifestFile);
  const folder = mkdtempSync(join(step.runnerFolder ?? tmpdir(), 'runner-'));
  const temporaryFolder = join(folder, 'temp');
  mkdirSync(temporaryFolder);
  for (const file of Object.values(commandFiles)) writeFileSync(join(folder, file), '');
  writeFileSync(join(folder, 'event.json'), JSON.stringify(step.event.payload));

  const inputs = step.inputs ?? {};
  const states = Object.entries(state).map(([name, value]) => [`STATE_${name}`, value]);
  const environment = {
    ...machineEnvironment(),
    ...runnerEnvironment({ ...step, folder }),
    GITHUB_ACTION_PATH: resolve(manifestFile, '..'),
    ...inputVariables(manifest, inputs, { 'github.token': token.value, 'job.check_run_id': String(listedJob.id) }),
    ...Object.fromEntries(states),
    ...step.environment,
  };
  return { manifest, manifestFile, folder, temporaryFolder, environment };
}

function start(step: PreparedStep, phase: 'main' | 'post', state: Readonly<Record<string, string>>): RunningAction {
  const { run, token, listedJob } = step;
  const { manifest, manifestFile, folder, temporaryFolder, environment } = layOut(step, state);
  const declared = manifest[phase] === undefined ? undefined : resolve(manifestFile, '..', manifest[phase]);
  const entry = (phase === 'main' ? step.entry : step.postEntry) ?? declared;
  if (entry === undefined) throw new Error('the action has no post step');
  const inputs = step.inputs ?? {};

  const output = new Output(join(folder, 'output'));
  const child = spawn(process.execPath, [...(step.hurried === true ? ['--import', hurry] : []), entry], {
    cwd: step.workspace,
    env: environment,
    stdio: ['ignore', output.writeEnd, output.writeEnd],
  });
  output.started();

  const result = ended(child, output).then(({ exitCode, signal }): ActionResult => {
    const read = (name: keyof typeof commandFiles) => readFileSync(join(folder, commandFiles[name]), 'utf8');
    const commands = parseWorkflowCommands(output.text);
    const unexpected = unexpectedInputs(manifest, inputs);
    const warnings: readonly Annotation[] = unexpected === undefined ? [] : [{ level: 'warning', message: unexpected }];
    const saved = parseCommandFile(read('GITHUB_STATE'));
    return {
      exitCode,
      signal,
      output: output.text,
      outputs: parseCommandFile(read('GITHUB_OUTPUT')),
      summary: shownSummary(read('GITHUB_STEP_SUMMARY')),
      state: saved,
      exported: parseCommandFile(read('GITHUB_ENV')),
      addedPaths: read('GITHUB_PATH').split('\n').filter(Boolean),
      annotations: [...warnings, ...commands.annotations],
      commands,
      run,
      listedJob,
      token,
      temporaryFolder,
      runPost: () => start(step, 'post', { ...state, ...saved }).result,
    };
  });

  return {
    pid: child.pid ?? -1,
    result,
    waitForOutput: (pattern) => output.waitFor(pattern),
    kill: (signal) => void child.kill(signal),
    cancel: async () => {
      child.kill('SIGINT');
      await Promise.race([result, wait(7500, undefined, { ref: false })]);
      child.kill('SIGTERM');
      await Promise.race([result, wait(2500, undefined, { ref: false })]);
      child.kill('SIGKILL');
      return result;
    },
  };
}

/** What the machine itself gives to every process; nothing else is inherited. */
function machineEnvironment(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

/** The end of a process and of its output; a grandchild that keeps the pipe open is not waited for. */
async function ended(child: ChildProcess, output: Output) {
  const [exitCode, signal]: [number | null, NodeJS.Signals | null] = await new Promise((settle, reject) => {
    child.once('error', reject);
    child.once('exit', (...ending) => settle(ending));
  });
  await Promise.race([output.ended, wait(1000, undefined, { ref: false })]);
  output.stop();
  return { exitCode, signal };
}
