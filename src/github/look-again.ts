/** Seconds between looks. GitHub shows the end of a job, and an artifact, within a few seconds. */
const pauses = [2, 3, 5, 10];

/**
 * Looks until what is seen is settled, and gives the last that was seen: GitHub's lists may lag behind what happened.
 *
 * @param sleep Waits that many milliseconds.
 */
export async function lookAgain<T>(
  look: () => Promise<T>,
  isSettled: (seen: T) => boolean,
  sleep: (milliseconds: number) => Promise<unknown>,
): Promise<T> {
  let seen = await look();
  for (const seconds of pauses) {
    if (isSettled(seen)) break;
    await sleep(seconds * 1000);
    seen = await look();
  }
  return seen;
}
