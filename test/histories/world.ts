import { createClient } from '../../src/github/client.ts';
import { upsertComment } from '../../src/github/comment.ts';
import { parseMarker } from '../../src/report/marker.ts';
import type { Comment, PullRequest, Repository } from '../github-loopback/model.ts';
import type { LoopbackGitHub } from '../github-loopback/server.ts';
import { workflowBot } from '../github-loopback/state.ts';
import { bodyOf, measuringKeys, publishingKey } from './bodies.ts';
import { type Actor, Conductor } from './conductor.ts';
import { type Deletion, type Delivery, type Forgery, isNewer, type Truth, truthOf, untruth } from './truth.ts';

export interface Run {
  readonly id: number;
  readonly headSha: string;
  attempt: number;
}

/** A job that has measured and not yet begun to report. */
export interface Waiting {
  readonly run: Run;
  readonly attempt: number;
  readonly key: string;
}

export interface Reporting {
  readonly actor: Actor;
  readonly delivery: Delivery;
  readonly run: Run;
  /** Whether a newer report stood there undisturbed when this one set out. */
  readonly isOld: boolean;
}

/** A pull request and all who have to do with it: what can happen to it, each thing as one call. */
export class World {
  readonly conductor: Conductor;
  /** Everything that happened so far, in words; its length is the time. */
  readonly trace: string[] = [];
  readonly runs: Run[] = [];
  waiting: Waiting[] = [];
  reporting: Reporting[] = [];
  readonly #gitHub: LoopbackGitHub;
  readonly #repository: Repository;
  readonly #pullRequest: PullRequest;
  readonly #deliveries: Delivery[] = [];
  readonly #deletions: Deletion[] = [];
  readonly #forgeries: Forgery[] = [];
  /** Other people's comments, as they wrote them. */
  readonly #foreign: Comment[] = [];

  /** With so many comments of other people. */
  constructor(gitHub: LoopbackGitHub, others: number) {
    this.#gitHub = gitHub;
    this.#repository = gitHub.state.addRepository('octo-org/shop');
    gitHub.state.addCommit(this.#repository, 'change');
    this.#pullRequest = gitHub.state.addPullRequest(this.#repository, { branch: 'change', number: 7 });
    this.conductor = new Conductor(gitHub);
    for (let number = 0; number < others; number++) this.#comment(`Comment ${number}`);
  }

  /** Our comments. */
  ours(): readonly Comment[] {
    return this.#pullRequest.comments.filter(({ author }) => author === workflowBot);
  }

  /** A push to the branch, and a run of it whose jobs have measured. */
  push(): void {
    const { state } = this.#gitHub;
    state.addCommit(this.#repository, 'change');
    state.pushed(this.#repository, this.#pullRequest);
    const { sha: headSha } = this.#pullRequest.head;
    const { id } = state.addRun(this.#repository, { event: 'pull_request', headSha, headBranch: 'change' });
    const run: Run = { id, headSha, attempt: 1 };
    this.runs.push(run);
    this.waiting.push(...measuringKeys.map((key) => ({ run, attempt: 1, key })));
  }

  /** Another attempt of all jobs of a run. */
  again(run: Run): void {
    run.attempt += 1;
    const known = this.#repository.runs.get(run.id);
    if (known !== undefined) known.attempt = run.attempt;
    const { attempt } = run;
    this.waiting.push(...measuringKeys.map((key) => ({ run, attempt, key })));
  }

  /** Cancels what is left of a run; whoever is reporting ends in the middle of a request, maybe after its effect. */
  cancel(run: Run, afterEffect: boolean): void {
    this.waiting = this.waiting.filter((job) => job.run !== run);
    for (const { actor, delivery } of this.reporting.filter((one) => one.run === run)) {
      this.conductor.kill(actor, afterEffect);
      this.#end(delivery, 'killed');
    }
  }

  /** Lets a job begin to report. */
  report(job: Waiting): void {
    this.waiting.splice(this.waiting.indexOf(job), 1);
    const { run, attempt: runAttempt, key } = job;
    const marker = { key, headSha: run.headSha, runId: run.id, runAttempt };
    const total = 1000 + this.#deliveries.length;
    const body = bodyOf(marker, total);
    const isAlone = !this.reporting.some((one) => one.delivery.marker.key === key);
    const standing = truthOf(key, this.#deliveries, this.#deletions, this.#forgeries);
    const isOld =
      isAlone && standing.is === 'certain' && standing.bodies.some((other) => isNewer(parseMarker(other), marker));
    const delivery: Delivery = { marker, body, started: this.trace.length, ended: -1, outcome: null };
    this.#deliveries.push(delivery);
    const token = this.#gitHub.state.issueToken([this.#repository], {
      'pull-requests': 'write',
      actions: 'read',
    }).value;
    const target = { repository: { owner: 'octo-org', name: 'shop' }, pullRequest: 7 };
    const name = `${key} ${run.id}/${runAttempt} (${total})`;
    const actor = this.conductor.start(name, token, async (sleep) => {
      const client = await createClient(token, { apiUrl: this.#gitHub.addresses.api, sleep });
      const outcome = await upsertComment(client, target, body);
      if (delivery.outcome === null) this.#end(delivery, outcome);
    });
    this.reporting.push({ actor, delivery, run, isOld });
  }

  #end(delivery: Delivery, outcome: NonNullable<Delivery['outcome']>): void {
    delivery.outcome = outcome;
    delivery.ended = this.trace.length;
    this.trace.push(`${JSON.stringify(delivery.marker)}: ${JSON.stringify(outcome)}`);
    this.reporting = this.reporting.filter((one) => one.delivery !== delivery);
    if (outcome !== 'killed' && delivery.marker.key !== publishingKey) this.#publishAfter(delivery);
  }

  /** The publishing job begins when the last measuring one of its attempt has ended. */
  #publishAfter({ marker: { runId, runAttempt: attempt } }: Delivery): void {
    const run = this.runs.find(({ id }) => id === runId);
    const isOf = (job: Waiting) => job.run === run && job.attempt === attempt;
    const reports = (one: Reporting) => one.run === run && one.delivery.marker.runAttempt === attempt;
    if (run === undefined || this.waiting.some(isOf) || this.reporting.some(reports)) return;
    this.waiting.push({ run, attempt, key: publishingKey });
  }

  /** Somebody deletes a comment of ours. */
  delete(comment: Comment): void {
    const { comments } = this.#pullRequest;
    comments.splice(comments.indexOf(comment), 1);
    const key = parseMarker(comment.body)?.key ?? '';
    const amidReports = this.reporting.some(({ delivery }) => delivery.marker.key === key);
    this.#deletions.push({ key, at: this.trace.length, amidReports });
  }

  /** Somebody copies a comment of ours, with a run that is newer than any. */
  copy({ body }: Comment): void {
    this.#comment(body.replace(/ run=\d+ /, ' run=9999999 '));
  }

  /** Code of the pull request writes into a comment of ours, with a job's token: a report newer than any to come. */
  forge(comment: Comment): void {
    const body = `${comment.body.replace(/ run=\d+ /, ' run=9999999 ')}\nAll is well.`;
    this.#gitHub.state.editComment(comment, body);
    this.#forgeries.push({ key: parseMarker(body)?.key ?? '', at: this.trace.length, body });
  }

  #comment(body: string): void {
    this.#foreign.push({ ...this.#gitHub.state.addComment(this.#pullRequest, { author: 'mallory', body }) });
  }

  /** The truth of each key. */
  check(): readonly Truth[] {
    const { comments } = this.#pullRequest;
    const foreign = comments.filter(({ author }) => author !== workflowBot);
    if (JSON.stringify(foreign) !== JSON.stringify(this.#foreign)) this.fail("somebody else's comment was touched");
    return [...new Set<string>([...measuringKeys, publishingKey])].map((key) => {
      const truth = truthOf(key, this.#deliveries, this.#deletions, this.#forgeries);
      const wrong = untruth(truth, comments, key);
      if (wrong !== null) this.fail(`under ${key} there is ${wrong}`);
      return truth;
    });
  }

  /** Whether an actor has nothing to tell: a newer report stands, and nobody else has touched it since. */
  isOldNews(actor: Actor): boolean {
    const own = this.reporting.find((one) => one.actor === actor);
    if (own === undefined || !own.isOld) return false;
    const { started, marker } = own.delivery;
    const isDisturbed = (at: number, key: string) => key === marker.key && at >= started;
    return !(
      this.#deliveries.some((one) => one !== own.delivery && isDisturbed(one.started, one.marker.key)) ||
      [...this.#deletions, ...this.#forgeries].some(({ at, key }) => isDisturbed(at, key))
    );
  }

  /** Throws what is wrong, with all that led to it. */
  fail(what: string): never {
    throw new Error(`${what}\n\nafter:\n${this.trace.join('\n')}`);
  }
}
