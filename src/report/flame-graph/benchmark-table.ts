import { changedBenchmarks, groupBenchmarks } from '../benchmarks.ts';
import { html } from '../escape.ts';
import { formatCount, formatDelta, formatPercent } from '../numbers.ts';
import type { BenchmarkReport, MeasuredBenchmark, Report } from '../schema.ts';
import { sectionId } from './anchor.ts';
import type { Profile } from './profile.ts';

/** All benchmarks of the report as a table, what needs looking at first; the names lead to their sections. */
export function benchmarkTable(report: Report, profiles: readonly Profile[]): readonly string[] {
  if (report.benchmarks.length === 0) return [];
  const groups = groupBenchmarks(report);
  const moved = changedBenchmarks(groups).map(({ benchmark }) => benchmark);
  const still = groups.unchanged.map(({ benchmark }) => benchmark);
  const imported = [...groups.imported.exceeding, ...groups.imported.within].map(({ benchmark }) => benchmark);
  const ordered = [
    ...[...groups.failed, ...moved, ...imported],
    ...[...groups.incomparable, ...groups.withoutBaseline, ...still],
  ];
  return [
    '<div class="scroll" role="region" aria-label="Benchmarks" tabindex="0"><table>',
    '<thead><tr><th scope="col">Benchmark</th><th scope="col">Verdict</th><th scope="col" class="number">Baseline</th><th scope="col" class="number">Now</th><th scope="col" class="number">Delta</th><th scope="col" class="number">Delta %</th><th scope="col">Per</th></tr></thead>',
    '<tbody>',
    ...ordered.map((benchmark) => benchmarkRow(benchmark, profiles)),
    '</tbody></table></div>',
  ];
}

function benchmarkRow(benchmark: BenchmarkReport, profiles: readonly Profile[]): string {
  const hasSection = profiles.some((profile) => profile.benchmark === benchmark.name);
  const name = `<code>${html(benchmark.name, 160)}</code>`;
  const linked = hasSection ? `<a href="#${sectionId(benchmark.name)}">${name}</a>` : name;
  const verdict = `<span class="verdict ${benchmark.verdict}">${benchmark.verdict.replace('-', ' ')}</span>`;
  const cells = benchmark.verdict === 'failed' ? ['', '', '', '', ''] : numberCells(benchmark);
  const [baseline, now, delta, percent, unit] = cells;
  const numbers = [baseline, now, delta, percent].map((cell) => `<td class="number">${html(cell ?? '')}</td>`).join('');
  return `<tr><td class="name">${linked}</td><td>${verdict}</td>${numbers}<td>${unit}</td></tr>`;
}

function numberCells({ baseline, delta, total, unit, imported }: MeasuredBenchmark): readonly string[] {
  // No percentage of a number that was counted differently.
  if (imported !== undefined) {
    return [`${formatCount(imported.total)} (imported)`, formatCount(total), formatDelta(imported.delta), '', unit];
  }
  if (baseline === null || delta === null) return ['', formatCount(total), '', '', unit];
  const percent = formatPercent(delta.total, baseline.total) ?? '';
  return [formatCount(baseline.total), formatCount(total), formatDelta(delta.total), percent, unit];
}
