import { posix } from 'node:path';
import type { CommitMessage } from '../github/commit.ts';
import { type Baseline, benchmarkIn, importedIn } from '../model/baseline.ts';
import { perUnit } from '../model/measurement.ts';
import { formatCount, formatDelta, formatPercent, formatQuantity } from '../report/numbers.ts';
import { parseBenchmarkName } from '../settings/benchmark-name.ts';

/** A baseline file of the commit: what it was (null: there was none that can be read), and what it becomes. */
export interface FileChange {
  readonly path: string;
  readonly before: Baseline | null;
  readonly now: Baseline;
}

export interface AcceptanceFacts {
  readonly changes: readonly FileChange[];
  /** The head that was measured. */
  readonly measured: string;
  readonly runUrl: string;
  /** Login of who set the label; without `@`, since GitHub tells people who are mentioned in commits. */
  readonly by: string;
}

/** Of one file, and of all together: a run leaves up to 256. */
const mostRows = { file: 50, all: 500 } as const;

/** The commit's message: the change of the total, a table of what changed, and trailers that machines read. */
export function acceptanceMessage({ changes, measured, runUrl, by }: AcceptanceFacts): CommitMessage {
  const rows = Math.max(1, Math.min(mostRows.file, Math.floor(mostRows.all / changes.length)));
  const trailers = [
    `Measured-Commit: ${measured}`,
    `Measured-Run: ${runUrl}`,
    `Accepted-By: ${by.replaceAll(/[^\w[\]-]/g, '-')}`,
    ...changes.map(({ now }) => `Fingerprint: ${fingerprintText(now)}`),
  ];
  return {
    headline: `${headline(changes)}`,
    body: [...changes.map((change) => table(change, rows)), [...new Set(trailers)].join('\n')].join('\n\n'),
  };
}

/** Whether a commit's message says that it accepts the numbers of this head. */
export function acceptsNumbersOf(message: string, measured: string): boolean {
  const trailers = message.trimEnd().split('\n\n').at(-1)?.split('\n') ?? [];
  return trailers.includes(`Measured-Commit: ${measured}`);
}

function headline(changes: readonly FileChange[]): string {
  const baselines = changes.length === 1 ? 'allocation baseline' : `${changes.length} allocation baselines`;
  const known = changes.flatMap(({ before, now }) =>
    before === null || before.fingerprint === null ? [] : [totals(before, now)],
  );
  const [first] = known;
  if (first === undefined) return `Add ${changes.length === 1 ? 'an ' : ''}${baselines}`;
  const subject = `Update ${changes.length === 1 ? 'the ' : ''}${baselines}`;
  // Allocations of a run and of an iteration have no sum.
  if (known.some(({ units }) => units > 1)) {
    const benchmarks = new Set(changes.flatMap(({ before, now }) => changedRows(before, now)).map(({ name }) => name));
    return `${subject}: ${formatQuantity(benchmarks.size, 'benchmark')} changed`;
  }
  const deltas = known.map(({ delta }) => delta);
  const [least, most] = [Math.min(...deltas), Math.max(...deltas)];
  const change = least === most ? formatDelta(most) : `${formatDelta(least)} to ${formatDelta(most)}`;
  const percent = known.length === 1 && first.delta !== 0 ? formatPercent(first.delta, first.before) : null;
  const each = known.length > 1 && least === most ? ' each' : '';
  return `${subject}: ${change} ${most === 1 && least === 1 ? 'allocation' : 'allocations'}${each}${percent === null ? '' : ` (${percent})`}`;
}

/** The sum over the benchmarks that both have, and how many units those have that changed. */
function totals(
  before: Baseline,
  now: Baseline,
): { readonly before: number; readonly delta: number; readonly units: number } {
  const rows = rowsOf(before, now).filter((row) => row.before !== null && row.now !== null);
  const sum = (pick: (row: Row) => number | null) => rows.reduce((total, row) => total + (pick(row) ?? 0), 0);
  const changed = rows.filter((row) => row.before !== row.now);
  const units = new Set(changed.map(({ name }) => benchmarkIn(now, name)?.measurement.unit)).size;
  return { before: sum((row) => row.before), delta: sum((row) => row.now) - sum((row) => row.before), units };
}

interface Row {
  readonly name: string;
  /** Total per unit; null where there is no such benchmark. */
  readonly before: number | null;
  readonly now: number | null;
  /** Stands for the total before where that was a threshold of another tool, with which nothing is subtracted. */
  readonly imported: boolean;
}

function rowsOf(before: Baseline | null, now: Baseline): readonly Row[] {
  const names = [...new Set([...Object.keys(before?.benchmarks ?? {}), ...Object.keys(now.benchmarks)])].sort();
  return names.map((name) => ({
    name,
    before: totalIn(before, name),
    now: totalIn(now, name),
    imported: before !== null && importedIn(before, name) !== undefined,
  }));
}

function changedRows(before: Baseline | null, now: Baseline): readonly Row[] {
  return rowsOf(before, now).filter((row) => row.before !== row.now);
}

function totalIn(baseline: Baseline | null, name: string): number | null {
  const benchmark = baseline === null ? undefined : benchmarkIn(baseline, name);
  return benchmark === undefined ? null : perUnit(benchmark.measurement).total;
}

function table({ path, before, now }: FileChange, most: number): string {
  const changed = changedRows(before, now);
  if (changed.length === 0) return `${posix.basename(path)}: no total changed.`;
  const rows = changed.slice(0, most).map((row) => [shownName(row.name), ...numbers(row)]);
  const header = ['benchmark', 'before', 'now', 'change'];
  const widths = header.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join('  ');
  const omitted = changed.length - rows.length;
  const more = omitted > 0 ? [`  and ${formatQuantity(omitted, 'other')}`] : [];
  return [`${posix.basename(path)}:`, '', ...[header, ...rows].map((cells) => `  ${line(cells)}`), ...more].join('\n');
}

/**
 * The replaced file is whatever the branch has: of a name that no benchmark can have, nothing is told. One that can be is
 * short, on one line, and behind two spaces, where no trailer is looked for; it has no `#`, and no issue to close.
 */
function shownName(name: string): string {
  return parseBenchmarkName(name).ok ? withoutIssues(name) : '(not a name)';
}

/** `Fixes GH-12` closes an issue as `Fixes #12` does, wherever in the message it stands. */
function withoutIssues(text: string): string {
  return text.replaceAll(/GH-(?=\d)/gi, 'GH.');
}

function numbers({ before, now, imported }: Row): readonly string[] {
  const written = (total: number | null) => (total === null ? 'none' : formatCount(total));
  const change = before === null || now === null ? '' : formatDelta(now - before);
  return [imported ? 'imported' : written(before), written(now), change];
}

/** One line without spaces inside a value, so that no words of a foreign version form a sentence that GitHub obeys. */
function fingerprintText({ fingerprint }: Baseline): string {
  return Object.entries(fingerprint ?? {})
    .map(([field, value]) => `${field}=${withoutIssues(String(value).replaceAll(/[^\w.+:-]/g, '-'))}`)
    .join(' ');
}
