import { messageOf } from '../errors.ts';
import type { Logger } from './logger.ts';

/** Puts something back. It may be called once only. */
export type Undo = () => Promise<void>;

/**
 * What has to be put back however the program ends: probes, settings, temporary files. The last thing done is
 * the first to be undone. One lives for the whole program; the doors undo it at the end and on a signal.
 */
export class Cleanup {
  readonly #undos = new Map<symbol, Undo>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Registers `undo`; the function returned undoes it now instead. */
  add(undo: Undo): Undo {
    const id = Symbol();
    this.#undos.set(id, undo);
    return async () => {
      if (this.#undos.delete(id)) await undo();
    };
  }

  /** Undoes everything that is left. What cannot be undone is a warning, and the rest is undone all the same. */
  async undoAll(): Promise<void> {
    for (const [id, undo] of [...this.#undos].reverse()) {
      this.#undos.delete(id);
      try {
        await undo();
      } catch (error) {
        this.#logger.warning(messageOf(error));
      }
    }
  }
}
