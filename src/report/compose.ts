import { type BenchmarkGroups, changedBenchmarks, groupBenchmarks } from './benchmarks.ts';
import { comparison } from './comparison.ts';
import { dependencyLine } from './dependency-line.ts';
import { prose } from './escape.ts';
import { failures } from './failures.ts';
import type { Lengths, Room } from './fit.ts';
import { importedSuspicions } from './imported.ts';
import { importedTable } from './imported-table.ts';
import type { Links } from './links.ts';
import { linkLine, nextStep } from './next-step.ts';
import { markdownOf } from './phrase.ts';
import { remainingLines } from './remaining-line.ts';
import { remarks, removedList } from './remarks.ts';
import type { Report } from './schema.ts';
import { suspicion, verdictSentence, verdictSign } from './sentence.ts';
import { grownSites } from './site-list.ts';
import { cut } from './table.ts';
import { changedTable, incomparableTable, measuredTable, unchangedTable } from './tables.ts';

/** The report's sections (Markdown), top-down as a reviewer needs them; `room` says what must be left out. */
export function composeReport(report: Report, links: Links, lengths: Lengths, room: Room): readonly string[] {
  const groups = groupBenchmarks(report);
  return [
    `${verdictSign(report)} ${markdownOf(verdictSentence(report))}`,
    ...notices(report, groups, room),
    markdownOf(comparison(report)),
    ...failures(report, groups.failed, room),
    changedTable(groups, room),
    ...remarks(remainingLines(report), room.changed),
    ...grownSites(groups, lengths, room, links.flameGraphUrl),
    markdownOf(dependencyLine(report)),
    importedTable(groups.imported, room),
    incomparableTable(groups.incomparable, room),
    measuredTable(groups.withoutBaseline, room),
    removedList(report.removed, room.others),
    unchangedTable(groups.unchanged, room),
    ...nextStep(report, groups, links, room),
    linkLine(links),
  ];
}

/** What must not be overlooked, one quoted warning each. */
function notices(report: Report, groups: BenchmarkGroups, room: Room): readonly string[] {
  const suspicious = changedBenchmarks(groups)
    .filter(({ benchmark }) => benchmark.suspicious)
    .map((compared) => () => markdownOf(suspicion(compared)));
  const unlikely = importedSuspicions(groups.imported).map((phrase) => () => markdownOf(phrase));
  const all = [...report.notices.map((notice) => () => prose(notice)), ...suspicious, ...unlikely];
  const { shown, omitted } = cut(all, room.notices, 'notice');
  return [...shown.map((notice) => `> [!WARNING]\n> ${notice()}`), omitted];
}
