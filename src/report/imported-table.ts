import { code } from './escape.ts';
import type { Room } from './fit.ts';
import { type ImportedBenchmark, type ImportedGroups, importedRemark } from './imported.ts';
import { formatCount, formatDelta } from './numbers.ts';
import { type Column, cut, table } from './table.ts';

/** What is shown of each benchmark that was compared with an imported threshold, besides its name. */
export const importedTitles = ['Threshold', 'Now', 'Delta', 'Limit'] as const;

/** These numbers, written out. */
export function importedNumbers({ benchmark, imported }: ImportedBenchmark): readonly string[] {
  return [
    formatCount(imported.total),
    formatCount(benchmark.total),
    formatDelta(imported.delta),
    formatDelta(benchmark.allowed ?? 0),
  ];
}

/** The totals beside the imported thresholds, those that exceed them first; empty where there are none. */
export function importedTable(groups: ImportedGroups, room: Room): string {
  const all = [...groups.exceeding, ...groups.within];
  if (all.length === 0) return '';
  const { shown, omitted } = cut(all, room.others, 'row');
  const columns: readonly Column[] = [
    { title: 'Benchmark', align: 'left' },
    { title: 'Per', align: 'left' },
    ...importedTitles.map((title) => ({ title, align: 'right' }) as const),
  ];
  const rows = shown.map((each) => {
    const [threshold = '', now = '', delta = '', limit = ''] = importedNumbers(each);
    const isDeciding = each.benchmark.verdict === 'regression';
    return [code(each.benchmark.name), each.benchmark.unit, threshold, now, isDeciding ? `**${delta}**` : delta, limit];
  });
  return [`${importedRemark(groups)}:`, rows.length > 0 ? table(columns, rows) : '', omitted]
    .filter((part) => part !== '')
    .join('\n\n');
}
