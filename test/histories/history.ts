import { createClient } from '../../src/github/client.ts';
import { upsertComment } from '../../src/github/comment.ts';
import { renderComment } from '../../src/report/comment.ts';
import { formatMarker, parseMarker } from '../../src/report/marker.ts';
import { candidateReport, gateSource } from '../commands/candidate-reports.ts';
import type { Failure } from '../github-loopback/failures.ts';
import type { Comment, PullRequest, Repository } from '../github-loopback/model.ts';
import type { LoopbackGitHub, RecordedRequest } from '../github-loopback/server.ts';
import { workflowBot } from '../github-loopback/state.ts';
import { links } from '../report/reports.ts';
import { type Actor, Conductor } from './conductor.ts';
import { type Deletion, type Delivery, isNewer, type Truth, truthOf, untruth } from './truth.ts';

/** The jobs of a run: two of keys of their own, two that share one by a mistake of the workflow. */
const keys = ['amd64', 'arm64', 'shared', 'shared'] as const;

/** Ways in which a request can fail; after a lost answer, what was asked is done. */
export const failures: readonly Failure[] = [
  ...([403, 404, 429, 500, 502, 503, 'secondary-rate-limit', 'disconnect'] as const),
  ...[{ lost: 500 }, { lost: 502 }, { lost: 'disconnect' } as const],
];

interface Run {
  readonly id: number;
  readonly headSha: string;
  attempt: number;
}

/** A job that has measured and not yet begun to report. */
interface Waiting {
  readonly run: Run;
  readonly attempt: number;
  readonly key: string;
}

interface Reporting {
  readonly actor: Actor;
  readonly delivery: Delivery;
  readonly run: Run;
  /** Whether a newer report stood there undisturbed when this one set out. */
  readonly isOld: boolean;
}

interface Move {
  readonly words: string;
  readonly make: () => void;
}

/** How the moves of a history fall out. */
export interface Course {
  /** Each picks one of the moves that are possible then; past them, everybody finishes undisturbed. */
  readonly choices: readonly number[];
  /** How many requests fail at most. */
  readonly failures: number;
  /** Comments of other people that are there already. */
  readonly others: number;
}

/** What a history came to. */
export interface Ending {
  readonly truths: readonly Truth[];
  /** `PATCH comment: {"lost":502}` */
  readonly failed: readonly string[];
  /** How many reports were under way at once, at most. */
  readonly atOnce: number;
}

/** A pull request with pushes, runs that end in any order, re-runs, cancelled jobs and people, move by move. */
export class History {
  readonly #gitHub: LoopbackGitHub;
  readonly #repository: Repository;
  readonly #pullRequest: PullRequest;
  readonly #conductor: Conductor;
  readonly #runs: Run[] = [];
  #waiting: Waiting[] = [];
  #reporting: Reporting[] = [];
  readonly #deliveries: Delivery[] = [];
  readonly #deletions: Deletion[] = [];
  /** Other people's comments, as they wrote them. */
  readonly #foreign: Comment[] = [];
  readonly #failed: string[] = [];
  readonly #trace: string[] = [];
  #failuresLeft: number;
  #atOnce = 0;

  constructor(gitHub: LoopbackGitHub, { failures: most, others }: Course) {
    this.#gitHub = gitHub;
    this.#repository = gitHub.state.addRepository('octo-org/shop');
    gitHub.state.addCommit(this.#repository, 'change');
    this.#pullRequest = gitHub.state.addPullRequest(this.#repository, { branch: 'change', number: 7 });
    this.#conductor = new Conductor(gitHub);
    this.#failuresLeft = most;
    for (let number = 0; number < others; number++) this.#comment(`Comment ${number}`);
    this.#push();
  }

  /** Plays the history to its end, then one more undisturbed run. Throws what is untrue, with all moves before it. */
  async play({ choices }: Course): Promise<Ending> {
    for (const choice of choices) await this.#move(choice);
    await this.#finish();
    const truths = this.#check();
    this.#push();
    await this.#finish();
    for (const truth of this.#check()) {
      if (truth.is !== 'certain' || truth.bodies.length === 0) this.#fail('the next report left a doubt');
    }
    return { truths, failed: this.#failed, atOnce: this.#atOnce };
  }

  async #finish(): Promise<void> {
    this.#failuresLeft = 0;
    while (this.#waiting.length + (await this.#conductor.atRest()).length > 0) await this.#move(0);
  }

  async #move(choice: number): Promise<void> {
    const held = await this.#conductor.atRest();
    const undisturbed = () => [
      ...held.map((actor) => this.#releaseMove(actor, actor.held.request)),
      ...this.#waiting.map((job) => this.#startMove(job)),
    ];
    const failing = () =>
      this.#failuresLeft === 0 ? [] : held.flatMap((actor) => this.#failureMoves(actor, actor.held.request));
    // Of twenty moves so many are of each kind; 0 is the simplest, so that a history shrinks to what matters in it.
    const kinds = [
      ...Array.from({ length: 14 }, () => undisturbed),
      ...Array.from({ length: 3 }, () => failing),
      ...[() => this.#runMoves(), () => this.#runMoves(), () => [...this.#cancelMoves(held), ...this.#peopleMoves()]],
    ];
    const moves = kinds[choice % kinds.length]?.() ?? [];
    const move = moves[Math.floor(choice / kinds.length) % moves.length];
    if (move === undefined) return;
    this.#trace.push(move.words);
    move.make();
  }

  #releaseMove(actor: Actor, request: RecordedRequest): Move {
    const make = () => {
      if (/^(POST|PATCH) comment/.test(nameOf(request)) && this.#isOldNews(actor)) {
        this.#fail('a report is written over a newer one that it could see');
      }
      this.#conductor.release(actor);
    };
    return { words: `${actor.name}: ${nameOf(request)}`, make };
  }

  /** Whether an actor has nothing to tell: a newer report stands, and nobody else has touched it since. */
  #isOldNews(actor: Actor): boolean {
    const own = this.#reporting.find((one) => one.actor === actor);
    if (own === undefined || !own.isOld) return false;
    const { started, marker } = own.delivery;
    const isDisturbed = (at: number, key: string) => key === marker.key && at >= started;
    return !(
      this.#deliveries.some((one) => one !== own.delivery && isDisturbed(one.started, one.marker.key)) ||
      this.#deletions.some(({ at, key }) => isDisturbed(at, key))
    );
  }

  #failureMoves(actor: Actor, request: RecordedRequest): readonly Move[] {
    return failures.map((failure) => {
      const words = `${nameOf(request)}: ${JSON.stringify(failure)}`;
      const make = () => {
        this.#failuresLeft -= 1;
        this.#failed.push(words);
        this.#conductor.release(actor, failure);
      };
      return { words: `${actor.name}: ${words}`, make };
    });
  }

  #startMove(job: Waiting): Move {
    return { words: `${job.key} of run ${job.run.id}/${job.attempt} reports`, make: () => this.#report(job) };
  }

  /** A push, and another attempt of a run that has ended. */
  #runMoves(): readonly Move[] {
    const hasEnded = (run: Run) => ![...this.#waiting, ...this.#reporting].some((job) => job.run === run);
    const again = this.#runs.filter((run) => run.attempt < 3 && hasEnded(run));
    return [
      ...(this.#runs.length < 4 ? [{ words: 'push', make: () => this.#push() }] : []),
      ...again.map((run) => ({ words: `run ${run.id} again`, make: () => this.#again(run) })),
    ];
  }

  #cancelMoves(held: readonly Actor[]): readonly Move[] {
    return this.#runs.flatMap((run) => [
      { words: `run ${run.id} is cancelled`, make: () => this.#cancel(run, false) },
      ...(held.length > 0 ? [{ words: `run ${run.id} is cancelled late`, make: () => this.#cancel(run, true) }] : []),
    ]);
  }

  #peopleMoves(): readonly Move[] {
    const ours = this.#pullRequest.comments.filter(({ author }) => author === workflowBot);
    return ours.flatMap((comment) => {
      const [line = ''] = comment.body.split('\n');
      return [
        { words: `somebody copies ${line}`, make: () => this.#copy(comment) },
        { words: `somebody deletes ${line}`, make: () => this.#delete(comment) },
      ];
    });
  }

  #push(): void {
    const { state } = this.#gitHub;
    state.addCommit(this.#repository, 'change');
    state.pushed(this.#repository, this.#pullRequest);
    const { sha: headSha } = this.#pullRequest.head;
    const { id } = state.addRun(this.#repository, { event: 'pull_request', headSha, headBranch: 'change' });
    const run: Run = { id, headSha, attempt: 1 };
    this.#runs.push(run);
    this.#waiting.push(...keys.map((key) => ({ run, attempt: 1, key })));
  }

  #again(run: Run): void {
    run.attempt += 1;
    const { attempt } = run;
    this.#waiting.push(...keys.map((key) => ({ run, attempt, key })));
  }

  #cancel(run: Run, afterEffect: boolean): void {
    this.#waiting = this.#waiting.filter((job) => job.run !== run);
    for (const { actor, delivery } of this.#reporting.filter((one) => one.run === run)) {
      this.#conductor.kill(actor, afterEffect);
      this.#end(delivery, 'killed');
    }
  }

  #report(job: Waiting): void {
    this.#waiting.splice(this.#waiting.indexOf(job), 1);
    const { run, attempt: runAttempt, key } = job;
    const marker = { key, headSha: run.headSha, runId: run.id, runAttempt };
    const total = 1000 + this.#deliveries.length;
    const source = { ...gateSource, headSha: run.headSha, runId: run.id, runAttempt };
    const body = renderComment({ ...candidateReport({ total, source }), key }, links());
    if (!body.startsWith(formatMarker(marker))) throw new Error('the comment of a report has another marker');
    const isAlone = !this.#reporting.some((one) => one.delivery.marker.key === key);
    const standing = truthOf(key, this.#deliveries, this.#deletions);
    const isOld =
      isAlone && standing.is === 'certain' && standing.bodies.some((other) => isNewer(parseMarker(other), marker));
    const delivery: Delivery = { marker, body, started: this.#trace.length, ended: -1, outcome: null };
    this.#deliveries.push(delivery);
    const token = this.#gitHub.state.issueToken([this.#repository], { 'pull-requests': 'write' }).value;
    const target = { repository: { owner: 'octo-org', name: 'shop' }, pullRequest: 7 };
    const name = `${key} ${run.id}/${runAttempt} (${total})`;
    const actor = this.#conductor.start(name, token, async (sleep) => {
      const client = await createClient(token, { apiUrl: this.#gitHub.addresses.api, sleep });
      const outcome = await upsertComment(client, target, body);
      if (delivery.outcome === null) this.#end(delivery, outcome);
    });
    this.#reporting.push({ actor, delivery, run, isOld });
    this.#atOnce = Math.max(this.#atOnce, this.#reporting.length);
  }

  #end(delivery: Delivery, outcome: NonNullable<Delivery['outcome']>): void {
    delivery.outcome = outcome;
    delivery.ended = this.#trace.length;
    this.#trace.push(`${JSON.stringify(delivery.marker)}: ${JSON.stringify(outcome)}`);
    this.#reporting = this.#reporting.filter((one) => one.delivery !== delivery);
  }

  #delete(comment: Comment): void {
    const { comments } = this.#pullRequest;
    comments.splice(comments.indexOf(comment), 1);
    const key = parseMarker(comment.body)?.key ?? '';
    const amidReports = this.#reporting.some(({ delivery }) => delivery.marker.key === key);
    this.#deletions.push({ key, at: this.#trace.length, amidReports });
  }

  /** With a run that is newer than any. */
  #copy({ body }: Comment): void {
    this.#comment(body.replace(/ run=\d+ /, ' run=9999999 '));
  }

  #comment(body: string): void {
    this.#foreign.push({ ...this.#gitHub.state.addComment(this.#pullRequest, { author: 'mallory', body }) });
  }

  /** The truth of each key. */
  #check(): readonly Truth[] {
    const { comments } = this.#pullRequest;
    const foreign = comments.filter(({ author }) => author !== workflowBot);
    if (JSON.stringify(foreign) !== JSON.stringify(this.#foreign)) this.#fail("somebody else's comment was touched");
    return [...new Set<string>(keys)].map((key) => {
      const truth = truthOf(key, this.#deliveries, this.#deletions);
      const wrong = untruth(truth, comments, key);
      if (wrong !== null) this.#fail(`under ${key} there is ${wrong}`);
      return truth;
    });
  }

  #fail(what: string): never {
    throw new Error(`${what}\n\nafter:\n${this.#trace.join('\n')}`);
  }
}

/** `PATCH comment`, `POST node`: what is asked for, without whose. */
export function nameOf({ method, path, body }: RecordedRequest): string {
  const query: unknown = typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
  if (typeof query === 'string') return `asks for ${/\{\s*(\w+)/.exec(query)?.[1]}`;
  return `${method} ${/\/comments\/\d+$/.test(path) ? 'comment' : path.split('/').at(-1)}`;
}
