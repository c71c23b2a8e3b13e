import type { Failure } from '../github-loopback/failures.ts';
import type { LoopbackGitHub, RecordedRequest } from '../github-loopback/server.ts';
import type { Actor } from './conductor.ts';
import type { Truth } from './truth.ts';
import { type Run, type Waiting, World } from './world.ts';

/** Ways in which a request can fail; after a lost answer, what was asked is done. */
export const failures: readonly Failure[] = [
  ...([403, 404, 429, 500, 502, 503, 'secondary-rate-limit', 'disconnect'] as const),
  ...[{ lost: 500 }, { lost: 502 }, { lost: 'disconnect' } as const],
  ...[0, 0.3, 0.999].map((breaksOffAt) => ({ breaksOffAt })),
];

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
  readonly #world: World;
  readonly #failed: string[] = [];
  #failuresLeft: number;
  #atOnce = 0;

  constructor(gitHub: LoopbackGitHub, { failures: most, others }: Course) {
    this.#world = new World(gitHub, others);
    this.#failuresLeft = most;
    this.#world.push();
  }

  /** Plays the history to its end, then one more undisturbed run. Throws what is untrue, with all moves before it. */
  async play({ choices }: Course): Promise<Ending> {
    for (const choice of choices) await this.#move(choice);
    await this.#finish();
    const truths = this.#world.check();
    this.#world.push();
    await this.#finish();
    for (const truth of this.#world.check()) {
      if (truth.is !== 'certain' || truth.bodies.length === 0) this.#world.fail('the next report left a doubt');
    }
    return { truths, failed: this.#failed, atOnce: this.#atOnce };
  }

  async #finish(): Promise<void> {
    this.#failuresLeft = 0;
    while ((await this.#world.conductor.atRest()).length + this.#world.waiting.length > 0) await this.#move(0);
  }

  async #move(choice: number): Promise<void> {
    const held = await this.#world.conductor.atRest();
    const undisturbed = () => [
      ...held.map((actor) => this.#releaseMove(actor, actor.held.request)),
      ...this.#world.waiting.map((job) => this.#startMove(job)),
    ];
    // What deletes is rare among all that asks, and fails the more often for it.
    const deleting = held.filter(({ held: { request } }) => request.method === 'DELETE');
    const failing = () =>
      this.#failuresLeft === 0
        ? []
        : (deleting.length > 0 ? deleting : held).flatMap((actor) => this.#failureMoves(actor, actor.held.request));
    // Of twenty moves so many are of each kind; 0 is the simplest, so that a history shrinks to what matters in it.
    const kinds = [
      ...Array.from({ length: 14 }, () => undisturbed),
      ...Array.from({ length: 3 }, () => failing),
      ...[() => this.#runMoves(), () => this.#runMoves(), () => [...this.#cancelMoves(held), ...this.#peopleMoves()]],
    ];
    const moves = kinds[choice % kinds.length]?.() ?? [];
    const move = moves[Math.floor(choice / kinds.length) % moves.length];
    if (move === undefined) return;
    this.#world.trace.push(move.words);
    move.make();
    this.#atOnce = Math.max(this.#atOnce, this.#world.reporting.length);
  }

  #releaseMove(actor: Actor, request: RecordedRequest): Move {
    const make = () => {
      if (/^(POST|PATCH) comment/.test(nameOf(request)) && this.#world.isOldNews(actor)) {
        this.#world.fail('a report is written over a newer one that it could see');
      }
      this.#world.conductor.release(actor);
    };
    return { words: `${actor.name}: ${nameOf(request)}`, make };
  }

  #failureMoves(actor: Actor, request: RecordedRequest): readonly Move[] {
    return failures.map((failure) => {
      const words = `${nameOf(request)}: ${JSON.stringify(failure)}`;
      const make = () => {
        this.#failuresLeft -= 1;
        this.#failed.push(words);
        this.#world.conductor.release(actor, failure);
      };
      return { words: `${actor.name}: ${words}`, make };
    });
  }

  #startMove(job: Waiting): Move {
    return { words: `${job.key} of run ${job.run.id}/${job.attempt} reports`, make: () => this.#world.report(job) };
  }

  /** A push, and another attempt of a run that has ended. */
  #runMoves(): readonly Move[] {
    const hasEnded = (run: Run) => ![...this.#world.waiting, ...this.#world.reporting].some((job) => job.run === run);
    const again = this.#world.runs.filter((run) => run.attempt < 3 && hasEnded(run));
    return [
      ...(this.#world.runs.length < 4 ? [{ words: 'push', make: () => this.#world.push() }] : []),
      ...again.map((run) => ({ words: `run ${run.id} again`, make: () => this.#world.again(run) })),
    ];
  }

  #cancelMoves(held: readonly Actor[]): readonly Move[] {
    return this.#world.runs.flatMap((run) => [
      { words: `run ${run.id} is cancelled`, make: () => this.#world.cancel(run, false) },
      ...(held.length > 0
        ? [{ words: `run ${run.id} is cancelled late`, make: () => this.#world.cancel(run, true) }]
        : []),
    ]);
  }

  #peopleMoves(): readonly Move[] {
    const ours = this.#world.ours();
    return ours.flatMap((comment) => {
      const [line = ''] = comment.body.split('\n');
      return [
        { words: `somebody copies ${line}`, make: () => this.#world.copy(comment) },
        { words: `a job forges ${line}`, make: () => this.#world.forge(comment) },
        { words: `somebody deletes ${line}`, make: () => this.#world.delete(comment) },
      ];
    });
  }
}

/** `PATCH comment`, `POST node`: what is asked for, without whose. */
export function nameOf({ method, path, body }: RecordedRequest): string {
  const query: unknown = typeof body === 'object' && body !== null && 'query' in body ? body.query : undefined;
  if (typeof query === 'string') return `asks for ${/\{\s*(\w+)/.exec(query)?.[1]}`;
  const [, noun = path.split('/').at(-1)] = /\/(comment|run)s\/\d+$/.exec(path) ?? [];
  return `${method} ${noun}`;
}
