import { changedBenchmarks, importedBenchmarks } from './benchmarks.ts';
import { failures } from './failures.ts';
import { type GroupedEnvironment, isMild, worstFirst } from './findings.ts';
import { type Lengths, type Room, roomWith } from './fit.ts';
import { linkLine } from './links.ts';
import { formatQuantity } from './numbers.ts';
import { htmlOf, listedNames, markdownOf } from './phrase.ts';
import { policyOf, verdictSentence, verdictWords } from './sentence.ts';
import { areSitesCompared, explainedBenchmarks, grownSites, listedSites, movement } from './site-list.ts';
import { changedTable, details, importedTable, incomparableTable, paragraphs } from './tables.ts';

/** One of several environments, shown in detail. */
export interface Section {
  readonly first: GroupedEnvironment;
  /** Benchmarks of which call sites can be listed. */
  readonly explained: number;
  /** Names of those of which all of it is as true: they have no section. */
  readonly alike: readonly string[];
  /** The one with the same call sites whose section stands above; null where there is none. */
  readonly sitesAs: string | null;
  /** Those with the same call sites whose sections stand below. */
  readonly sitesAlso: readonly string[];
  /** Nothing in it is worse than an improvement. */
  readonly isMild: boolean;
}

/** Sections for the environments in which something changed or failed, worst first; what is equal is said once. */
export function planSections(environments: readonly GroupedEnvironment[], lengths: Lengths): readonly Section[] {
  const worst = environments.filter(hasDetails).toSorted(worstFirst);
  const withSites = worst.map((environment) => ({ environment, sites: sitesOf(environment, lengths) }));
  const equal = grouped(withSites, ({ environment, sites }) => JSON.stringify([detailsOf(environment), sites]));
  const bySites = grouped(equal, ([{ sites }], index) => (sites === noSites ? `${index}` : sites));
  return equal.map((each): Section => {
    const [{ environment: first }, ...others] = each;
    const [[owner], ...below] = bySites.find((same) => same.includes(each)) ?? [each];
    return {
      first,
      explained: explainedBenchmarks(first.groups).length,
      alike: others.map(({ environment }) => environment.name),
      sitesAs: owner.environment === first ? null : owner.environment.name,
      sitesAlso: owner.environment === first ? below.map(([{ environment }]) => environment.name) : [],
      isMild: isMild(first.findings[0]),
    };
  });
}

type Group<Each> = readonly [Each, ...Each[]];

/** Those with the same key, in the order of the first of each group. */
function grouped<Each>(all: readonly Each[], keyOf: (each: Each, index: number) => string): readonly Group<Each>[] {
  const groups = new Map<string, [Each, ...Each[]]>();
  for (const [index, each] of all.entries()) {
    const key = keyOf(each, index);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [each]);
    else group.push(each);
  }
  return [...groups.values()];
}

/** New benchmarks are told by the table over all environments. */
function hasDetails({ findings: [worst], groups }: GroupedEnvironment): boolean {
  const others = groups.failed.length + groups.incomparable.length + importedBenchmarks(groups).length;
  return worst === 'failed' || changedBenchmarks(groups).length + others > 0;
}

/** What a section shows besides call sites, but for the totals, which the table over all environments has. */
function detailsOf({ report, groups }: GroupedEnvironment): unknown {
  return [
    [report.package, report.verdict, report.passes, report.failure],
    groups.failed,
    importedBenchmarks(groups).map(({ benchmark: { name }, imported }) => [name, imported]),
    groups.incomparable.map(({ name, differences }) => [name, differences]),
    changedBenchmarks(groups).map(({ benchmark: { name, verdict, unit }, delta }) => [
      name,
      verdict,
      unit,
      ...Object.entries(delta).map(([quantity, move]) => [quantity, shown(move)]),
    ]),
  ];
}

const noSites = '[]';

/** Name, module and delta of the call sites that would be listed, and of those that are cut from the lists. */
function sitesOf({ groups }: GroupedEnvironment, { benchmarksWithSites }: Lengths): string {
  const explained = explainedBenchmarks(groups).slice(0, benchmarksWithSites);
  return JSON.stringify(
    explained.map((compared) => [
      compared.benchmark.name,
      compared.benchmark.unit,
      ...listedSites(compared).map((site) => [
        site.name,
        site.module,
        shown(areSitesCompared(compared) ? site.delta : site.count),
      ]),
    ]),
  );
}

/** Two decimals, as deltas are written: quotients of counts may differ further behind. */
function shown(delta: number): number {
  return Math.round(delta * 100);
}

/** The planned sections as Markdown, each as its environment's own report shows it; the first is open. */
export function environmentSections(planned: readonly Section[], lengths: Lengths, room: Room): readonly string[] {
  const severe = planned.filter(({ isMild }) => !isMild);
  const mild = planned.filter(({ isMild }) => isMild);
  const shown = [...severe, ...mild.slice(0, room('mildSections'))].slice(
    0,
    Math.min(lengths.sections, room('sections')),
  );
  const omitted = planned.slice(shown.length).reduce((sum, { alike }) => sum + 1 + alike.length, 0);
  const more = `*What changed in ${formatQuantity(omitted, 'more job')} is in their own summaries.*`;
  const markdown = shown.map((section, index) =>
    sectionOf(section, index === 0, lengths, index < room('sectionsWithSites') ? room : roomWith(room, 'sites', 0)),
  );
  return omitted > 0 ? [...markdown, more] : markdown;
}

function sectionOf(section: Section, isOpen: boolean, lengths: Lengths, room: Room): string {
  const { name, report, links, groups } = section.first;
  const { alike } = section;
  const others = alike.length > 0 ? ` and ${formatQuantity(alike.length, 'other')}` : '';
  const summary = htmlOf([{ code: name }, `${others}: ${verdictWords(report, groups)}`]);
  const isExplained = report.failure !== null || policyOf(report).length > 0;
  const content = paragraphs(
    isExplained ? markdownOf(verdictSentence(report, groups)) : '',
    ...failures(report, groups.failed, room),
    changedTable(groups, room('changed')),
    ...siteLists(section, lengths, room),
    importedTable(importedBenchmarks(groups), room('others')),
    incomparableTable(groups.incomparable, room('others')),
    sameElsewhere(section),
    linkLine({ ...links, runUrl: null }),
  );
  return details(summary, content, isOpen);
}

/** The call sites, or where the same ones are listed. */
function siteLists({ first, explained, sitesAs }: Section, lengths: Lengths, room: Room): readonly string[] {
  if (explained > 0 && room('sites') === 0) {
    return [`*Call sites of ${formatQuantity(explained, 'benchmark')} omitted.*`];
  }
  if (sitesAs === null) return grownSites(first, lengths, room);
  return [markdownOf([`The call sites that ${movedHow(first)} are the same as on `, { code: sitesAs }, '.'])];
}

/** Which other environments it is true of. */
function sameElsewhere({ first, explained, alike, sitesAlso }: Section): string {
  const names = [...alike, ...sitesAlso];
  if (names.length === 0) return '';
  const beginning = explained > 0 ? `The same call sites ${movedHow(first)}, by as much, on ` : 'The same on ';
  return markdownOf([beginning, ...listedNames(names), '.']);
}

function movedHow({ groups }: GroupedEnvironment): 'grew' | 'shrank' | 'changed' {
  const [first, ...others] = new Set(changedBenchmarks(groups).map(movement));
  return first === undefined || others.length > 0 ? 'changed' : first;
}
