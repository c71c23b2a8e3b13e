import { type BaselineVersion, type BaselineVersions, whatChangedBetween } from '../baseline/versions.ts';
import type { Unit } from '../model/measurement.ts';
import { code, logLine } from './escape.ts';
import { formatCount, formatDelta, formatQuantity } from './numbers.ts';
import { aligned, palette, plain, typed } from './plain-text.ts';

/** A benchmark's total in one version of the baseline. */
export interface Point {
  readonly version: BaselineVersion;
  readonly total: number;
  /** Change since the point before; null for the first, and where the two cannot be compared. */
  readonly delta: number | null;
  /** What makes it incomparable with the point before: `swift 6.2.0 → 6.2.1`; empty where nothing does. */
  readonly because: string;
}

/** The totals of one benchmark, oldest first, at least one. */
export interface Series {
  readonly benchmark: string;
  readonly unit: Unit;
  readonly points: readonly Point[];
  /** Whether the newest version has it still. */
  readonly isCurrent: boolean;
}

/** The history of one baseline file. */
export interface EnvironmentHistory {
  /** `swift-6.2-ubuntu-24.04-x86_64` */
  readonly name: string;
  readonly versions: readonly BaselineVersion[];
  readonly series: readonly Series[];
}

/** The versions as a series for each file and benchmark; of `only`, where any is named. */
export function historyOf(versions: readonly BaselineVersion[], only: readonly string[] = []): EnvironmentHistory[] {
  const files = [...new Set(versions.map(({ file }) => file))].sort();
  return files.map((file) => {
    const own = versions.filter((version) => version.file === file);
    const names = [...new Set(own.flatMap(({ benchmarks }) => [...benchmarks.keys()]))].sort();
    const shown = names.filter((name) => only.length === 0 || only.includes(name));
    return {
      name: file.replace(/\.json$/, ''),
      versions: own,
      series: shown.map((name) => seriesOf(own, name)),
    };
  });
}

function seriesOf(versions: readonly BaselineVersion[], benchmark: string): Series {
  const points: Point[] = [];
  let unit: Unit = 'run';
  for (const version of versions) {
    const found = version.benchmarks.get(benchmark);
    if (found === undefined) continue;
    const before = points.at(-1);
    const changed = before === undefined ? [] : whatChangedBetween(before.version, version, benchmark);
    const because = changed.map((one) =>
      one.field === 'workload' ? 'another workload' : `${one.field} ${one.before} → ${one.now}`,
    );
    const delta = before === undefined || because.length > 0 ? null : found.total - before.total;
    points.push({ version, total: found.total, delta, because: because.join(', ') });
    unit = found.unit;
  }
  return { benchmark, unit, points, isCurrent: versions.at(-1)?.benchmarks.has(benchmark) === true };
}

/**
 * The points as shares of the one before which nothing comparable stands: a new Swift begins at 1 again, so that it is
 * no jump.
 */
export function sharesOf(points: readonly Point[]): readonly number[] {
  let first = 0;
  return points.map(({ total, delta }) => {
    if (delta === null) first = total;
    return first === 0 ? 1 + total : total / first;
  });
}

const steps = '▁▂▃▄▅▆▇█';
const widest = 60;

/** One character a point, `│` where what follows cannot be compared with what comes before; the newest points only. */
export function sparkline(points: readonly Point[]): string {
  const shares = sharesOf(points);
  const shown = points.map((point, index) => ({ point, share: shares[index] ?? 1 })).slice(-widest);
  const [least, most] = [Math.min(...shown.map(({ share }) => share)), Math.max(...shown.map(({ share }) => share))];
  return shown
    .map(({ point, share }, index) => {
      const level = most === least ? 0 : Math.round(((share - least) / (most - least)) * (steps.length - 1));
      return `${point.because !== '' && index > 0 ? '│' : ''}${steps[level]}`;
    })
    .join('');
}

/** A commit that changed something, and what. */
export interface HistoryEvent {
  readonly version: BaselineVersion;
  readonly changes: readonly string[];
}

/** The commits at which a total changed, or became incomparable: the newest first. */
export function eventsOf({ series, versions }: EnvironmentHistory): readonly HistoryEvent[] {
  return versions.toReversed().flatMap((version) => {
    const here = series.flatMap(({ benchmark, points }) => {
      const index = points.findIndex((point) => point.version === version);
      const [before, point] = [points[index - 1], points[index]];
      return before === undefined || point === undefined ? [] : [{ benchmark, before, point }];
    });
    // A new Swift is said once for all benchmarks.
    const reasons = new Map<string, string[]>();
    for (const { benchmark, point } of here) {
      if (point.because !== '') reasons.set(point.because, [...(reasons.get(point.because) ?? []), benchmark]);
    }
    const incomparable = [...reasons].map(([because, names]) =>
      names.length === 1 && series.length > 1 ? `${names[0]}: ${because}` : because,
    );
    const changed = here.flatMap(({ benchmark, before, point: { total, delta } }) =>
      delta === null || delta === 0
        ? []
        : [`${benchmark} ${formatCount(before.total)} → ${formatCount(total)} (${formatDelta(delta)})`],
    );
    const changes = [...incomparable, ...changed].map((change) => logLine(change, 200));
    return changes.length === 0 ? [] : [{ version, changes }];
  });
}

const eventsShown = 12;
const changesShown = 5;

/** The history for a terminal: a sparkline a benchmark, and the last commits that changed one. */
export function renderHistory(
  all: readonly EnvironmentHistory[],
  read: Omit<BaselineVersions, 'versions'>,
  { color }: { readonly color: boolean },
): string {
  const paint = palette(color);
  const sections = all.flatMap((environment) => {
    const { name, versions, series } = environment;
    const [first, last] = [versions[0], versions.at(-1)];
    const rows = series.map(({ benchmark, unit, points, isCurrent }) => ({
      cells: [
        logLine(benchmark, 60),
        isCurrent ? `per ${unit}` : 'no longer there',
        sparkline(points),
        formatCount(points[0]?.total ?? 0),
        '->',
        formatCount(points.at(-1)?.total ?? 0),
      ],
      paint: isCurrent ? plain : paint.dim,
    }));
    const events = eventsOf(environment);
    const shown = events.slice(0, eventsShown).flatMap(({ version, changes }) => {
      const more = changes.length > changesShown ? `, and ${changes.length - changesShown} more` : '';
      const what = `${changes.slice(0, changesShown).join(', ')}${more}`;
      return `  ${version.date}  ${version.commit.slice(0, 10)}  ${logLine(version.by, 40)}: ${what}`;
    });
    const rest = events.length - eventsShown;
    return [
      [
        paint.bold(
          `${logLine(name, 100)}: ${formatQuantity(versions.length, 'version')}, ${first?.date ?? ''} to ${last?.date ?? ''}`,
        ),
      ],
      aligned(rows, 3),
      [...shown, ...(rest > 0 ? [`  and ${formatQuantity(rest, 'earlier commit')}`] : [])],
    ];
  });
  return typed([...sections, historyRemarks(read)]).replaceAll('→', '->');
}

/** What was not read, and why the history may be shorter than it is. */
export function historyRemarks({
  unreadable,
  omitted,
  isShallow,
}: Omit<BaselineVersions, 'versions'>): readonly string[] {
  return [
    ...(isShallow ? ['The clone is shallow, so older commits are not there: `git fetch --unshallow` has them.'] : []),
    ...(unreadable > 0
      ? [`Left out, since this version of the gate cannot read it: ${formatQuantity(unreadable, 'version')}.`]
      : []),
    ...(omitted > 0 ? [`Left out, since there are so many: ${formatQuantity(omitted, 'older version')}.`] : []),
  ];
}

/** Lines of Markdown, one a benchmark, for the job summary; empty where there are no two versions to draw. */
export function renderHistoryLines(all: readonly EnvironmentHistory[]): string {
  const lines = all.flatMap(({ series }) =>
    series
      .filter(({ points, isCurrent }) => isCurrent && points.length > 1)
      .slice(0, 20)
      .map(({ benchmark, unit, points }) => {
        const [first, last] = [points[0], points.at(-1)];
        const totals = `${formatCount(first?.total ?? 0)} → ${formatCount(last?.total ?? 0)}`;
        return `- ${code(benchmark)} ${sparkline(points)} ${totals} per ${unit}, since ${first?.version.date ?? ''}`;
      }),
  );
  return lines.length === 0 ? '' : `**The baseline so far**\n\n${lines.join('\n')}\n`;
}
