/** How long the sections are before anything has to be left out. */
export interface Lengths {
  readonly sitesPerBenchmark: number;
  /** Of each environment. */
  readonly benchmarksWithSites: number;
  /** Environments whose changes are shown one by one. */
  readonly sections: number;
  /** Columns of a table over all environments, besides the first. */
  readonly columns: number;
  /** Rows of all these tables in which something changed. */
  readonly rows: number;
  /** Whether what did not change is listed where nothing did. */
  readonly listsUnchanged: boolean;
}

/** The kinds that are left out of the text of one environment, in this order: what explains the verdict least goes first. */
export const kindsOfOne = [
  'diff',
  'unchanged',
  'callers',
  'sites',
  'changed',
  'lastLines',
  'others',
  'notices',
] as const;

/**
 * The kinds, each with what it counts, and the order in which they are left out of the text of several environments.
 * What is said of each environment has kinds of its own, and its own rows are early among them, since the table over
 * all environments has their totals.
 */
export const kindsOfSeveral = [
  /** Lines of the baseline's diff. */
  'diff',
  'unchanged',
  'callers',
  /** Rows in which something changed, of one environment. */
  'changed',
  /** Sections, the worst first, that list call sites. */
  'sectionsWithSites',
  /** Sections of environments that are no worse than an improvement. */
  'mildSections',
  /** Rows that say where each environment's flame graph is. */
  'environments',
  /** Lines of the tool that failed, of each failure. */
  'lastLines',
  'sites',
  /** Failed, removed, new and incomparable benchmarks. */
  'others',
  'sections',
  'notices',
  /** Rows of the tables over all environments in which something changed. */
  'rows',
  'missing',
] as const;
export type Kind = (typeof kindsOfSeveral)[number];

/** How many rows or lines of a kind there is room for; each kind is left out from its end. */
export type Room = (kind: Kind) => number;

/** More than there can be of anything. */
const enough = 100_000;

/** The room with another number for one kind. */
export function roomWith(room: Room, kind: Kind, count: number): Room {
  return (asked) => (asked === kind ? count : room(asked));
}

/**
 * Composes the longest text that fits of sections (Markdown, the verdict first, empty ones dropped): kind after kind is
 * left out in this order, and of the last of them only as much as must be. What fits with nothing left out is untouched;
 * what is still too long loses whole sections from the end, and says so.
 */
export function fitInOrder(
  order: readonly Kind[],
  compose: (room: Room) => readonly string[],
  fits: (text: string) => boolean,
): string {
  const composed = (room: Room) => joined(compose(room));
  let room: Room = () => enough;
  let text = composed(room);
  for (const kind of order) {
    if (fits(text)) return text;
    const before = room;
    room = roomWith(before, kind, 0);
    text = composed(room);
    if (fits(text)) return longestThatFits((count) => composed(roomWith(before, kind, count)), fits) ?? text;
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
