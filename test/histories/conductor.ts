import type { Failure } from '../github-loopback/failures.ts';
import type { LoopbackGitHub, RecordedRequest } from '../github-loopback/server.ts';

/** Work that speaks to GitHub with a token of its own, one request after the other. */
export interface Actor {
  readonly name: string;
  /** The request that waits to be let through; null while the actor works. */
  held: HeldRequest | null;
  state: 'running' | 'ended' | 'killed';
}

interface HeldRequest {
  readonly request: RecordedRequest;
  readonly release: (failure: Failure | undefined) => void;
}

/**
 * Lets several actors speak to GitHub at once and decides whose request is next: every request of theirs waits until
 * it is released, and nothing is released before all of them wait. So an order of releases is a whole interleaving.
 */
export class Conductor {
  readonly #actors = new Map<string, Actor>();
  /** Told when an actor has come to a request or to its end. */
  #changed = () => {};

  constructor(gitHub: LoopbackGitHub) {
    gitHub.intercept((request) => this.#hold(request));
  }

  /** Starts work whose requests carry this token. `work` is given the pauses of a client: none, and no end once killed. */
  start(name: string, token: string, work: (sleep: () => Promise<void>) => Promise<void>): Actor {
    const actor: Actor = { name, held: null, state: 'running' };
    this.#actors.set(token, actor);
    const sleep = () => (actor.state === 'killed' ? new Promise<void>(() => {}) : Promise.resolve());
    void work(sleep).then(() => {
      if (actor.state === 'running') actor.state = 'ended';
      this.#changed();
    });
    return actor;
  }

  /** Resolves once every actor that is running waits with a request, and returns these. */
  async atRest(): Promise<readonly (Actor & { readonly held: HeldRequest })[]> {
    const running = () => [...this.#actors.values()].filter(({ state }) => state === 'running');
    while (running().some(({ held }) => held === null)) {
      await new Promise<void>((changed) => {
        this.#changed = changed;
      });
    }
    return running().filter(isHeld);
  }

  /** Lets an actor's request through, or lets it fail. */
  release(actor: Actor, failure?: Failure): void {
    const { held } = actor;
    actor.held = null;
    held?.release(failure);
  }

  /** Ends an actor as a cancelled job ends: in the middle of a request, which may have got through. */
  kill(actor: Actor, afterEffect: boolean): void {
    actor.state = 'killed';
    this.release(actor, afterEffect ? { lost: 'disconnect' } : 'disconnect');
  }

  async #hold(request: RecordedRequest): Promise<Failure | undefined> {
    const actor = this.#actors.get(request.token ?? '');
    if (actor === undefined) return undefined;
    if (actor.state !== 'running') return 'disconnect';
    return new Promise((release) => {
      actor.held = { request, release };
      this.#changed();
    });
  }
}

function isHeld(actor: Actor): actor is Actor & { readonly held: HeldRequest } {
  return actor.held !== null;
}
