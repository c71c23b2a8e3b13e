import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { accept } from '../../src/accept/accept.ts';
import { gateOnGitHub } from '../../src/gate/gate-on-github.ts';
import { publish } from '../../src/publish/publish.ts';
import { resolveSettings } from '../../src/settings/settings.ts';
import { pullRequestEvent } from '../github-loopback/events.ts';
import type { Failure } from '../github-loopback/failures.ts';
import { type InProcess, runWith, type StepHost } from '../github-loopback/in-process.ts';
import type { Commit, Job, PullRequest, Repository, WorkflowRun } from '../github-loopback/model.ts';
import { permissionsOf } from '../github-loopback/permissions-of.ts';
import { environmentOfStep } from '../github-loopback/run-action.ts';
import type { LoopbackGitHub } from '../github-loopback/server.ts';
import { workflowBot } from '../github-loopback/state.ts';
import type { defaultInputs } from '../settings/default-inputs.ts';
import { type Architecture, architectures, type Checkouts, machine } from './checkouts.ts';
import { type EndedAcceptance, type Fate, type Outcome, type Person, untruths } from './claims.ts';
import { type Actor, Conductor } from './conductor.ts';
import { nameOf } from './history.ts';

const label = 'update-allocation-baseline';
const example = (name: string) => new URL(`../../examples/workflows/${name}`, import.meta.url);
const permissions = {
  measure: permissionsOf(example('allocations.yml'), 'allocations'),
  publish: permissionsOf(example('matrix.yml'), 'allocations'),
  accept: permissionsOf(example('accept.yml'), 'accept'),
};

/** How a history falls out. */
export interface Course {
  readonly fates: readonly [Fate, Fate];
  /** Each picks one of the moves that are possible then; past them, everybody finishes undisturbed. */
  readonly choices: readonly number[];
  /** The failures that there are, met one after the other. */
  readonly failures: readonly Failure[];
}

/** A job that speaks to GitHub in this history. */
interface Story {
  readonly kind: 'gate' | 'publish' | 'accept';
  readonly actor: Actor;
  /** Whether GitHub failed in it. */
  isDisturbed: boolean;
  ended: InProcess<number> | null;
}

type Acceptance = Story & Pick<EndedAcceptance, 'sender' | 'gate'>;

interface Leg {
  readonly architecture: Architecture;
  readonly fate: Fate;
  readonly job: Job;
  readonly story: Story;
}

/**
 * A pull request with two measuring jobs, the job that publishes for both, and people who set the label, all of them
 * speaking to GitHub at once, and some not being answered or answered half.
 */
export class Decisions {
  readonly #trace: string[] = [];
  /** `publish: GET jobs: {"breaksOffAt":0.3}` */
  readonly failed: string[] = [];
  readonly #gitHub: LoopbackGitHub;
  readonly #checkouts: Checkouts;
  readonly #folder: string;
  readonly #conductor: Conductor;
  readonly #repository: Repository;
  readonly #pullRequest: PullRequest;
  readonly #head: string;
  readonly #run: WorkflowRun;
  readonly #failures: Failure[];
  readonly #legs: readonly Leg[];
  readonly #acceptances: Acceptance[] = [];
  /** Content that a gate has measured, by its path. */
  readonly #measured = new Map<string, string>();
  #publishing: Story | null = null;

  constructor(gitHub: LoopbackGitHub, checkouts: Checkouts, folder: string, course: Course) {
    this.#gitHub = gitHub;
    this.#checkouts = checkouts;
    this.#folder = folder;
    this.#failures = [...course.failures];
    const { state } = gitHub;
    this.#repository = state.addRepository('octo-org/shop');
    this.#repository.collaborators.set('octocat', 'write').set('tria', 'triage');
    state.addCommit(this.#repository, 'main', { files: checkouts.baselines });
    const removed = architectures.filter((_name, number) => course.fates[number] === 'has no baseline any more');
    const isGone = (path: string) => removed.some((name) => path.includes(name));
    const gone = Object.keys(checkouts.baselines).filter(isGone);
    state.addCommit(this.#repository, 'change', { files: Object.fromEntries(gone.map((path) => [path, null])) });
    this.#pullRequest = state.addPullRequest(this.#repository, { branch: 'change', number: 7 });
    this.#head = this.#pullRequest.head.sha;
    this.#run = state.addRun(this.#repository, { event: 'pull_request', headSha: this.#head, headBranch: 'change' });
    this.#conductor = new Conductor(gitHub);
    this.#legs = architectures.map((name, number) => this.#gate(name, course.fates[number] ?? 'unchanged'));
  }

  /**
   * Plays to the end, and throws what is untrue then, with all moves before it. Gives how each job ended: `publish 0`,
   * or `publish cannot say`.
   */
  async play({ choices }: Course): Promise<readonly string[]> {
    for (const choice of choices) await this.#move(choice);
    this.#failures.length = 0;
    while ((await this.#conductor.atRest()).length > 0) await this.#move(0);
    const wrong = untruths(this.#outcome());
    if (wrong.length > 0) throw new Error(`${wrong.join('\n')}\n\nafter:\n${this.#trace.join('\n')}`);
    return this.#stories().map(({ kind, ended }) => `${kind} ${ended?.given ?? 'cannot say'}`);
  }

  async #move(choice: number): Promise<void> {
    const held = await this.#conductor.atRest();
    const rest = Math.floor(choice / 20);
    const actor = held[rest % Math.max(1, held.length)];
    // Of twenty moves, thirteen let a request through, six let one fail, and one is somebody's who sets the label.
    if (choice % 20 === 19 && this.#acceptances.length < 3) return this.#label(rest % 3 === 0 ? 'tria' : 'octocat');
    if (actor === undefined) return;
    const words = `${actor.name}: ${nameOf(actor.held.request)}`;
    const leg = this.#legs.find(({ story }) => story.actor.name === actor.name);
    if (leg?.fate === 'is cancelled') {
      this.#trace.push(`${words}, and is cancelled`);
      this.#conductor.kill(actor, false);
      this.#endJob(leg.job, 'cancelled');
      return;
    }
    const failure = choice % 20 >= 13 ? this.#failures.shift() : undefined;
    this.#trace.push(failure === undefined ? words : `${words}: ${JSON.stringify(failure)}`);
    if (failure !== undefined) {
      const story = this.#stories().find((one) => one.actor.name === actor.name);
      if (story !== undefined) story.isDisturbed = true;
      this.failed.push(`${actor.name.split(' ')[0]}: ${nameOf(actor.held.request)}: ${kindOf(failure)}`);
    }
    this.#conductor.release(actor, failure);
  }

  #stories(): readonly Story[] {
    return [
      ...this.#legs.map(({ story }) => story),
      ...(this.#publishing === null ? [] : [this.#publishing]),
      ...this.#acceptances,
    ];
  }

  /** Starts a job's story with a token of its own, which tells its requests. */
  #start(
    kind: Story['kind'],
    name: string,
    environment: Readonly<Record<string, string>>,
    work: Parameters<typeof runWith<number>>[1],
    after: (ended: InProcess<number>) => void,
  ): Story {
    const token = environment.INPUT_TOKEN ?? '';
    let story: Story | null = null;
    const actor = this.#conductor.start(name, token, async (sleep) => {
      const ended = await runWith(environment, work, sleep);
      this.#trace.push(`${name} ends with ${ended.given ?? String(ended.thrown)}`);
      if (story !== null) story.ended = ended;
      after(ended);
    });
    story = { kind, actor, isDisturbed: false, ended: null };
    return story;
  }

  #step(given: Partial<Parameters<typeof environmentOfStep>[0]>) {
    return environmentOfStep({
      ...{ gitHub: this.#gitHub, repository: this.#repository, permissions: permissions.measure },
      ...{ event: pullRequestEvent(this.#gitHub, this.#repository, this.#pullRequest), run: this.#run },
      ...{ workspace: this.#checkouts.whole, runnerFolder: this.#folder },
      ...given,
    });
  }

  /** A job of the matrix measures. What it leaves is uploaded here: the package for that takes its token from elsewhere. */
  #gate(architecture: Architecture, fate: Fate): Leg {
    const job = this.#gitHub.state.addJob(this.#repository, this.#run, { name: `Swift on ${architecture}` });
    const workspace = fate === 'has no baseline any more' ? this.#checkouts.bare : this.#checkouts.whole;
    const inputs = { products: 'First', 'flame-graph': 'false', key: architecture };
    const environment = this.#step({ workspace, inputs, listedJob: job, job: 'measure' });
    const host = machine(architecture, workspace, fate === 'crashes' ? null : fate === 'grew' ? 103 : 100);
    const work = (given: typeof defaultInputs, { logger, context, sleep }: StepHost) =>
      gateOnGitHub(resolveSettings(given, null), {
        ...{ ...host, logger, sleep, resultFolder: context.resultFolder },
        // Takes no artifacts.
        context: { ...context, serverUrl: 'https://github.example' },
      });
    const story = this.#start('gate', `gate of ${architecture}`, environment, work, ({ given }) => {
      this.#upload(environment.RUNNER_TEMP ?? '');
      const isCancelled = fate === 'is cancelled at its very end';
      this.#endJob(job, isCancelled ? 'cancelled' : given === 0 ? 'success' : 'failure');
    });
    return { architecture, fate, job, story };
  }

  #upload(folder: string): void {
    const [left = ''] = readdirSync(folder).filter((name) => name.startsWith('allocations-'));
    const name = readdirSync(join(folder, left)).find((file) => /^allocations-.*\.json$/.test(file)) ?? '';
    const content = readFileSync(join(folder, left, name), 'utf8');
    this.#gitHub.state.addArtifact(this.#repository, this.#run, { name, content, mimeType: 'application/json' });
    const { candidate } = JSON.parse(content);
    if (candidate !== null) this.#measured.set(candidate.path, candidate.text);
  }

  #endJob(job: Job, conclusion: NonNullable<Job['conclusion']>): void {
    job.status = 'completed';
    job.conclusion = conclusion;
    if (this.#legs.every((leg) => leg.job.status === 'completed')) this.#publish();
  }

  #publish(): void {
    const job = this.#gitHub.state.addJob(this.#repository, this.#run, { name: 'Allocations' });
    const environment = this.#step({
      ...{ inputs: { mode: 'publish' }, permissions: permissions.publish, listedJob: job, job: 'allocations' },
    });
    this.#publishing = this.#start('publish', 'publish', environment, publish, ({ given }) => {
      job.status = 'completed';
      job.conclusion = given === 0 ? 'success' : 'failure';
      this.#run.status = 'completed';
      this.#run.conclusion = job.conclusion;
    });
  }

  #label(sender: Person): void {
    this.#pullRequest.labels.add(label);
    const action = { action: 'labeled', label } as const;
    const run = this.#gitHub.state.addRun(this.#repository, {
      ...{ event: 'pull_request', headSha: this.#head, headBranch: 'change', actor: sender },
      workflowPath: '.github/workflows/accept-allocations.yml',
    });
    const event = pullRequestEvent(this.#gitHub, this.#repository, this.#pullRequest, action, sender);
    const inputs = { mode: 'accept' };
    const environment = this.#step({ inputs, event, run, permissions: permissions.accept, job: 'accept' });
    const name = `accept ${this.#acceptances.length} of ${sender}`;
    this.#trace.push(`${sender} sets the label`);
    const isMeasured = this.#pullRequest.head.sha === this.#head;
    const gate = !isMeasured ? 'not begun' : this.#run.status === 'completed' ? 'finished' : 'at work';
    const story = this.#start('accept', name, environment, accept, () => {});
    // The very story, which its end is told to.
    this.#acceptances.push(Object.assign(story, { sender, gate } as const));
  }

  #outcome(): Outcome {
    const ours = this.#pullRequest.comments.filter(({ author }) => author === workflowBot);
    return {
      legs: this.#legs.map(({ architecture, fate, story }) => ({ architecture, fate, ...story })),
      publishing: this.#publishing,
      acceptances: this.#acceptances,
      comments: ours.flatMap(({ body, versions }) => [body, ...versions.map((version) => version.body)]),
      commits: this.#commits(),
      baselines: this.#checkouts.baselines,
      measured: this.#measured,
    };
  }

  #commits(): readonly Commit[] {
    const { state } = this.#gitHub;
    const commits: Commit[] = [];
    for (let sha = state.tip(this.#repository, 'change'); sha !== this.#head; ) {
      const commit = state.commits.get(sha);
      if (commit === undefined) throw new Error('the measured head is not below the branch');
      commits.push(commit);
      sha = commit.parents[0] ?? this.#head;
    }
    return commits;
  }
}

function kindOf(failure: Failure): string {
  return typeof failure === 'object' ? (Object.keys(failure)[0] ?? '') : String(failure);
}
