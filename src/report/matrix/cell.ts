import { type ComparedBenchmark, decidingQuantity, isMove } from '../benchmarks.ts';
import type { ImportedBenchmark } from '../imported.ts';
import { formatCount, formatDelta } from '../numbers.ts';
import type { MeasuredBenchmark } from '../schema.ts';
import type { StandingLeg } from './standing.ts';

/** What became of one benchmark in one environment. */
export type Cell =
  | { readonly kind: 'regression' | 'improvement' | 'within-limit'; readonly compared: ComparedBenchmark }
  | { readonly kind: 'exceeding' | 'within-threshold'; readonly benchmark: MeasuredBenchmark; readonly delta: number }
  | { readonly kind: 'unchanged' | 'no-baseline' | 'incomparable'; readonly benchmark: MeasuredBenchmark }
  /** `removed`: it is in the baseline alone. `leg-failed`: nothing was measured there. */
  | { readonly kind: 'failed' | 'removed' | 'leg-failed' | 'leg-missing' | 'absent' };

/** Kinds of cells, worst first; from `unchanged` on, there is nothing to see. */
const kinds = [
  'regression',
  'exceeding',
  'failed',
  'incomparable',
  'no-baseline',
  'improvement',
  'within-limit',
  'within-threshold',
  'removed',
  'unchanged',
  'leg-failed',
  'leg-missing',
  'absent',
] as const satisfies readonly Cell['kind'][];

/** Where the kind of the cell stands, the worst being 0. */
export function rankOf({ kind }: Cell): number {
  return kinds.indexOf(kind);
}

/** Whether something happened to the benchmark itself. */
export function isNews(cell: Cell): boolean {
  return rankOf(cell) < kinds.indexOf('unchanged');
}

/** How far the quantity that decides has moved; 0 where nothing was compared. */
export function sizeOf(cell: Cell): number {
  if ('delta' in cell) return Math.abs(cell.delta);
  return 'compared' in cell ? Math.abs(cell.compared.delta[decidingQuantity(cell.compared)]) : 0;
}

/** The benchmarks of a leg, each with its cell. */
export function cellsOf({ leg, groups }: StandingLeg): ReadonlyMap<string, Cell> {
  const compared = (kind: 'regression' | 'improvement' | 'within-limit', all: readonly ComparedBenchmark[]) =>
    all.map((each): [string, Cell] => [each.benchmark.name, { kind, compared: each }]);
  const measured = (kind: 'no-baseline' | 'incomparable', all: readonly MeasuredBenchmark[]) =>
    all.map((benchmark): [string, Cell] => [benchmark.name, { kind, benchmark }]);
  const imported = (kind: 'exceeding' | 'within-threshold', all: readonly ImportedBenchmark[]) =>
    all.map((each): [string, Cell] => [
      each.benchmark.name,
      { kind, benchmark: each.benchmark, delta: each.imported.delta },
    ]);
  return new Map<string, Cell>([
    ...leg.report.removed.map((name): [string, Cell] => [name, { kind: 'removed' }]),
    ...groups.unchanged.map(({ benchmark }): [string, Cell] => [benchmark.name, { kind: 'unchanged', benchmark }]),
    ...compared('within-limit', groups.withinLimit),
    ...compared('improvement', groups.improvements),
    ...measured('no-baseline', groups.withoutBaseline),
    ...measured('incomparable', groups.incomparable),
    ...groups.failed.map(({ name }): [string, Cell] => [name, { kind: 'failed' }]),
    ...imported('within-threshold', groups.imported.within),
    ...imported('exceeding', groups.imported.exceeding),
    ...compared('regression', groups.regressions),
  ]);
}

/** What was measured; null where nothing was. */
export function measuredIn(cell: Cell): MeasuredBenchmark | null {
  if ('compared' in cell) return cell.compared.benchmark;
  return 'benchmark' in cell ? cell.benchmark : null;
}

/** The cell as Markdown: the total, on one line with what there is to say of it. Nothing in it is foreign. */
export function cellText(cell: Cell): string {
  switch (cell.kind) {
    case 'regression':
    case 'improvement':
    case 'within-limit':
      return `${formatCount(cell.compared.benchmark.total)}&nbsp;(${moveText(cell.kind, cell.compared)})`;
    case 'exceeding':
      return `${formatCount(cell.benchmark.total)}&nbsp;(**${formatDelta(cell.delta)}** imported)`;
    case 'within-threshold':
      return `${formatCount(cell.benchmark.total)}&nbsp;(${formatDelta(cell.delta)} imported)`;
    case 'unchanged':
      return formatCount(cell.benchmark.total);
    case 'no-baseline':
      return `${formatCount(cell.benchmark.total)}&nbsp;new`;
    case 'incomparable':
      return 'incomparable';
    case 'removed':
      return 'removed';
    case 'failed':
    case 'leg-failed':
      return 'failed';
    case 'leg-missing':
      return 'missing';
    case 'absent':
      return '–';
  }
}

/** A regression in bold. */
function moveText(kind: Cell['kind'], compared: ComparedBenchmark): string {
  const deciding = decidingQuantity(compared);
  const move = compared.delta[deciding];
  if (!isMove(move)) return 'other functions';
  const delta = kind === 'regression' ? `**${formatDelta(move)}**` : formatDelta(move);
  return deciding === 'realloc' ? `${delta} \`realloc\`` : delta;
}
