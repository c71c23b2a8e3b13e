import { changedBenchmarks } from '../benchmarks.ts';
import { dependencyLine } from '../dependency-line.ts';
import { failures } from '../failures.ts';
import type { Room } from '../fit.ts';
import { importedTable } from '../imported-table.ts';
import { listedNames } from '../list.ts';
import { linkLine } from '../next-step.ts';
import { formatQuantity } from '../numbers.ts';
import { htmlOf, markdownOf } from '../phrase.ts';
import { policyOf, verdictSentence, verdictWords } from '../sentence.ts';
import { grownSites, movement } from '../site-list.ts';
import { changedTable, incomparableTable } from '../tables.ts';
import type { MatrixLengths, MatrixRoom } from './fit.ts';
import type { PlannedSection } from './section-plan.ts';
import type { StandingLeg } from './standing.ts';

/** The legs in which something changed or failed, each as its own report shows it; the first is open. */
export function legSections(
  planned: readonly PlannedSection[],
  lengths: MatrixLengths,
  room: MatrixRoom,
): readonly string[] {
  const severe = planned.filter(({ isMild }) => !isMild);
  const mild = planned.filter(({ isMild }) => isMild);
  const shown = [...severe, ...mild.slice(0, room.mildSections)].slice(0, Math.min(lengths.sections, room.sections));
  const omitted = planned.slice(shown.length).reduce((sum, { alike }) => sum + 1 + alike.length, 0);
  const more = `*What changed in ${formatQuantity(omitted, 'more job')} is in their own summaries.*`;
  return [
    ...shown.map((section, index) => {
      const sites = index < room.sectionsWithSites ? room.sites : 0;
      return legSection(section, index === 0, lengths, { ...room, sites });
    }),
    ...(omitted > 0 ? [more] : []),
  ];
}

function legSection(section: PlannedSection, isOpen: boolean, lengths: MatrixLengths, room: Room): string {
  const { first, alike } = section;
  const { leg, groups } = first;
  const others = alike.length > 0 ? ` and ${formatQuantity(alike.length, 'other')}` : '';
  const summary = htmlOf([{ code: leg.name }, `${others}: ${verdictWords(leg.report, groups)}`]);
  const isExplained = leg.report.failure !== null || policyOf(leg.report).length > 0;
  const content = [
    isExplained ? markdownOf(verdictSentence(leg.report, groups)) : '',
    ...failures(leg.report, groups.failed, room),
    changedTable(groups, room),
    ...siteSections(section, lengths, room),
    markdownOf(dependencyLine(leg.report)),
    importedTable(groups.imported, room),
    incomparableTable(groups.incomparable, room),
    sameElsewhere(section),
    linkLine({ ...leg.links, runUrl: null }),
  ].filter((part) => part !== '');
  return [`<details${isOpen ? ' open' : ''}><summary>${summary}</summary>`, ...content, '</details>'].join('\n\n');
}

/** The call sites, or where the same ones are listed. */
function siteSections(
  { first, explained, sitesAs }: PlannedSection,
  lengths: MatrixLengths,
  room: Room,
): readonly string[] {
  if (explained > 0 && room.sites === 0) return [`*Call sites of ${formatQuantity(explained, 'benchmark')} omitted.*`];
  if (sitesAs === null) return grownSites(first.groups, lengths, room, first.leg.links.flameGraphUrl);
  return [markdownOf([`The call sites that ${movedHow(first)} are the same as on `, { code: sitesAs.name }, '.'])];
}

/** Which other legs it is true of. */
function sameElsewhere({ first, explained, alike, sitesAlso }: PlannedSection): string {
  const names = [...alike, ...sitesAlso].map(({ name }) => name);
  if (names.length === 0) return '';
  const beginning = explained > 0 ? `The same call sites ${movedHow(first)}, by as much, on ` : 'The same on ';
  return markdownOf([beginning, ...listedNames(names), '.']);
}

function movedHow({ groups }: StandingLeg): 'grew' | 'shrank' | 'moved' {
  const [first, ...others] = new Set(changedBenchmarks(groups).map(movement));
  return first === undefined || others.length > 0 ? 'moved' : first;
}
