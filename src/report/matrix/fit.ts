import { enough, fitInOrder, type Room } from '../fit.ts';

/** How long a text over many legs is before anything has to be left out. */
export interface MatrixLengths {
  readonly sitesPerBenchmark: number;
  /** Of each leg. */
  readonly benchmarksWithSites: number;
  /** Legs whose changes are shown one by one. */
  readonly sections: number;
  /** Columns of a table over all environments, besides the first. */
  readonly columns: number;
  /** Rows of all these tables in which something changed. */
  readonly rows: number;
}

/** How much of each kind there is room for, as in {@link Room}; what is said of each leg has a room of its own. */
export interface MatrixRoom extends Omit<Room, 'unchanged'> {
  /** Rows of benchmarks that nothing happened to. */
  readonly unchanged: number;
  /** Rows that say where each environment's flame graph is. */
  readonly environments: number;
  /** Sections, the worst first, that list call sites. */
  readonly sectionsWithSites: number;
  /** Sections of legs that are no worse than an improvement. */
  readonly mildSections: number;
  readonly sections: number;
  /** Rows of the tables over all environments in which something changed. */
  readonly rows: number;
  readonly missing: number;
}

/**
 * The order in which things are left out: what explains the verdict least goes first. A leg's own rows are early
 * among them, since the table over all environments has their totals.
 */
const order = [
  'diff',
  'unchanged',
  'callers',
  'changed',
  'sectionsWithSites',
  'mildSections',
  'environments',
  'lastLines',
  'sites',
  'others',
  'sections',
  'notices',
  'rows',
  'missing',
] as const;

const roomForAll: MatrixRoom = {
  diff: enough,
  unchanged: enough,
  callers: enough,
  environments: enough,
  sectionsWithSites: enough,
  mildSections: enough,
  sites: enough,
  changed: enough,
  lastLines: enough,
  others: enough,
  sections: enough,
  notices: enough,
  rows: enough,
  missing: enough,
};

/** The longest text over many legs that fits, as {@link fitInOrder} finds it. */
export function fitMatrix(compose: (room: MatrixRoom) => readonly string[], fits: (text: string) => boolean): string {
  return fitInOrder<MatrixRoom>(order, roomForAll, compose, fits);
}
