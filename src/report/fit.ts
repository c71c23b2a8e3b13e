/** How long the sections are before anything has to be left out. */
export interface Lengths {
  readonly sitesPerBenchmark: number;
  readonly benchmarksWithSites: number;
}

/** How many rows or lines of each kind there is room for; each kind is left out from its end. */
export interface Room {
  /** Lines of the baseline's diff. */
  readonly diff: number;
  readonly unchanged: number;
  readonly callers: number;
  readonly sites: number;
  readonly changed: number;
  /** Lines of the tool that failed, of each failure. */
  readonly lastLines: number;
  /** Failed, removed, new and incomparable benchmarks. */
  readonly others: number;
  readonly notices: number;
}

/** More than there can be of anything. */
export const enough = 100_000;
const roomForAll: Room = {
  diff: enough,
  unchanged: enough,
  callers: enough,
  sites: enough,
  changed: enough,
  lastLines: enough,
  others: enough,
  notices: enough,
};

/** The order in which things are left out: what explains the verdict least goes first. */
const order = ['diff', 'unchanged', 'callers', 'sites', 'changed', 'lastLines', 'others', 'notices'] as const;

/** The longest text of one report that fits, as {@link fitInOrder} finds it. */
export function fitReport(compose: (room: Room) => string, fits: (text: string) => boolean): string {
  return fitInOrder<Room>(order, roomForAll, compose, fits);
}

/**
 * Composes the longest text that fits: kind after kind is left out in this order, and of the last of them only as
 * much as must be. What fits with nothing left out is untouched; what never fits is returned at its shortest.
 */
export function fitInOrder<Rooms extends { readonly [Kind in keyof Rooms]: number }>(
  order: readonly (keyof Rooms)[],
  roomForAll: Rooms,
  compose: (room: Rooms) => string,
  fits: (text: string) => boolean,
): string {
  let room = roomForAll;
  let text = compose(room);
  for (const kind of order) {
    if (fits(text)) return text;
    const without = { ...room, [kind]: 0 };
    text = compose(without);
    if (fits(text)) return longestThatFits((count) => compose({ ...room, [kind]: count }), fits) ?? text;
    room = without;
  }
  return text;
}

/** Doubles the count until the text is too long, so that nothing much longer than what fits is ever composed. */
function longestThatFits(compose: (count: number) => string, fits: (text: string) => boolean): string | null {
  let best: string | null = null;
  let fitting = 0;
  let tooMany = enough;
  while (tooMany - fitting > 1) {
    const count = tooMany === enough ? Math.min(2 * fitting + 1, enough - 1) : Math.floor((fitting + tooMany) / 2);
    const text = compose(count);
    if (fits(text)) {
      best = text;
      fitting = count;
    } else {
      tooMany = count;
    }
  }
  return best;
}
