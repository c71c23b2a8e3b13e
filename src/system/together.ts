/**
 * Waits until all that was begun has ended, and returns what it gave, in its order. Throws what the first of them in that
 * order threw, and not before: what runs on would be in the way when things are put back.
 */
export async function together<const Work extends readonly Promise<unknown>[]>(work: Work) {
  await Promise.allSettled(work);
  return Promise.all(work);
}
