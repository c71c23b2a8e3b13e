import { UnexpectedAnswer } from './request-failure.ts';

/** Seconds between looks. GitHub shows the end of a job, and an artifact, within a few seconds. */
const pauses = [2, 3, 5, 10];

/**
 * Looks until what is seen is settled, and gives the last that was seen: GitHub's lists may lag behind what happened, or
 * lack what they themselves say they have. Throws what the last look throws, and what another does but that.
 *
 * @param sleep Waits that many milliseconds.
 */
export async function lookAgain<T>(
  look: () => Promise<T>,
  isSettled: (seen: T) => boolean,
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<T> {
  for (const seconds of pauses) {
    try {
      const seen = await look();
      if (isSettled(seen)) return seen;
    } catch (error) {
      if (!(error instanceof UnexpectedAnswer)) throw error;
    }
    await sleep(seconds * 1000);
  }
  return look();
}
