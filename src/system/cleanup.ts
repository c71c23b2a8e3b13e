import { messageOf } from '../model/errors.ts';
import type { Logger } from './logger.ts';

/** Puts something back. */
export type Undo = () => Promise<void>;

/**
 * What has to be put back however the program ends: probes, settings, temporary files. The last thing done is
 * the first to be undone. One lives for the whole program; the doors undo it at the end and on a signal.
 */
export class Cleanup {
  readonly #undos = new Set<Undo>();
  readonly #logger: Logger;

  constructor(logger: Logger) {
    this.#logger = logger;
  }

  /** Registers `undo`, to be called once; the function returned undoes it now instead. */
  add(undo: Undo): Undo {
    let begun: Promise<void> | null = null;
    const begin = async () => {
      try {
        await undo();
      } finally {
        this.#undos.delete(once);
      }
    };
    const once: Undo = () => {
      begun ??= begin();
      return begun;
    };
    this.#undos.add(once);
    return once;
  }

  /**
   * Undoes everything that is left, and waits for what is being undone: a signal may come in the middle of it, and in the
   * middle of the work, which goes on until it next starts a program. What cannot be undone is a warning, and the rest is
   * undone all the same.
   */
  async undoAll(): Promise<void> {
    for (let left = [...this.#undos]; left.length > 0; left = [...this.#undos]) {
      for (const undo of left.reverse()) {
        try {
          await undo();
        } catch (error) {
          this.#logger.warning(messageOf(error));
        }
      }
    }
  }
}
