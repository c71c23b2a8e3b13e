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
export function fitReport(compose: (room: Room) => readonly string[], fits: (text: string) => boolean): string {
  return fitInOrder<Room>(order, roomForAll, compose, fits);
}

/**
 * Composes the longest text that fits of sections (Markdown, the verdict first, empty ones dropped): kind after kind is
 * left out in this order, and of the last of them only as much as must be. What fits with nothing left out is untouched;
 * what is still too long loses whole sections from the end, and says so.
 */
export function fitInOrder<Rooms extends { readonly [Kind in keyof Rooms]: number }>(
  order: readonly (keyof Rooms)[],
  roomForAll: Rooms,
  compose: (room: Rooms) => readonly string[],
  fits: (text: string) => boolean,
): string {
  const composed = (room: Rooms) => joined(compose(room));
  let room = roomForAll;
  let text = composed(room);
  for (const kind of order) {
    if (fits(text)) return text;
    const without = { ...room, [kind]: 0 };
    text = composed(without);
    if (fits(text)) return longestThatFits((count) => composed({ ...room, [kind]: count }), fits) ?? text;
    room = without;
  }
  return fits(text) ? text : mostSections(compose(room), fits);
}

function joined(sections: readonly string[]): string {
  return `${sections.filter((section) => section !== '').join('\n\n')}\n`;
}

const tooLong = '*The rest is too long to be shown here.*';

/** As many of the first sections as fit, and the last, which leads to the run; whole ones, so that none is left open. */
function mostSections(sections: readonly string[], fits: (text: string) => boolean): string {
  const last = sections.at(-1) ?? '';
  for (let count = sections.length - 1; count > 0; count -= 1) {
    const shortened = joined([...sections.slice(0, count), tooLong, last]);
    if (fits(shortened)) return shortened;
  }
  const verdict = joined([...sections.slice(0, 1), tooLong]);
  return fits(verdict) ? verdict : joined([tooLong]);
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
