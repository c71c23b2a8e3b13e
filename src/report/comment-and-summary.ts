import { dependencyLine } from './attribution.ts';
import { importedBenchmarks } from './benchmarks.ts';
import { noiseLines, unfreedLines } from './changes.ts';
import { comparison, comparisonOfSeveral } from './comparison.ts';
import { code, link, prose } from './escape.ts';
import { failures } from './failures.ts';
import { type GroupedEnvironment, groupEnvironments } from './findings.ts';
import { fitInOrder, kindsOfOne, kindsOfSeveral, type Lengths, type Room } from './fit.ts';
import { linkLine } from './links.ts';
import { formatMarker } from './marker.ts';
import { nextStepOfOne, nextStepOfSeveral } from './next-step.ts';
import { formatQuantity } from './numbers.ts';
import { hasChanged, type Overview, onlyOne } from './overview.ts';
import { listedNames, markdownOf, type Phrase, sharedPhrases } from './phrase.ts';
import { environmentSections, planSections } from './sections.ts';
import { overviewSentence, verdictSign, warnings } from './sentence.ts';
import { shortTitles } from './short-titles.ts';
import { grownSites } from './site-list.ts';
import { changedTables, type GridTables, gridsOf, unchangedTables } from './table-over-environments.ts';
import {
  changedTable,
  cut,
  environmentTable,
  importedTable,
  incomparableTable,
  measuredTable,
  paragraphs,
  unchangedTable,
} from './tables.ts';

/** GitHub refuses a comment of more than 65,536 characters (facts 21). */
const mostCharacters = 60_000;

/** The sections' lengths before anything has to be left out: what a reviewer reads in ten seconds. */
const lengths = {
  sitesPerBenchmark: 5,
  benchmarksWithSites: 3,
  sections: 12,
  columns: 12,
  rows: 100,
  listsUnchanged: false,
};

/** The pull-request comment as Markdown, at most 60,000 characters. */
export function renderComment(overview: Overview): string {
  const { marker } = overview;
  const firstLine = marker === null ? '' : `${formatMarker(marker)}\n`;
  const fits = (markdown: string) => firstLine.length + markdown.length <= mostCharacters;
  return `${firstLine}${composeMarkdown(overview, lengths, fits)}`;
}

/** GitHub drops a job summary of more than 1 MiB as a whole (facts 21); other steps write to it too. */
export const mostBytes = 900 * 1024;

/** The job summary as Markdown, at most 900 KiB of UTF-8. */
export function renderSummary(overview: Overview): string {
  const isAlone = onlyOne(overview.environments, overview) !== null;
  const lengths = {
    sitesPerBenchmark: 50,
    benchmarksWithSites: isAlone ? 500 : 100,
    sections: 20,
    columns: 20,
    rows: 1000,
    listsUnchanged: true,
  };
  return composeMarkdown(overview, lengths, (markdown) => Buffer.byteLength(markdown) <= mostBytes);
}

/** The overview as the longest Markdown that fits, top-down as a reviewer needs it. */
function composeMarkdown(overview: Overview, lengths: Lengths, fits: (text: string) => boolean): string {
  const environments = groupEnvironments(overview.environments);
  const only = onlyOne(environments, overview);
  const verdict = `${verdictSign(overview)} ${markdownOf(overviewSentence(overview, environments))}`;
  const notices = saidBy(environments, warnings);
  const remarked = saidBy(environments, ({ report }) => [...unfreedLines(report), ...noiseLines(report)]);
  // Where nothing happened, a comment is one line and what was compared.
  const listed = { ...lengths, listsUnchanged: lengths.listsUnchanged || hasChanged(overview) };
  const rest = only === null ? restOfSeveral(overview, environments, listed) : restOfOne(only, listed);
  const sections = (room: Room) => [
    verdict,
    missingList(overview, room),
    ...quotedWarnings(
      overview.refusals.map((sentence) => [{ prose: sentence }]),
      room('missing'),
      'sentence',
    ),
    ...quotedWarnings(notices, room('notices'), 'notice'),
    ...rest(room, remarked),
  ];
  return fitInOrder(only === null ? kindsOfSeveral : kindsOfOne, sections, fits);
}

/** All that depends on no room is done once, before there is one. */
type Rest = (room: Room, remarked: readonly Phrase[]) => readonly string[];

function restOfOne(environment: GroupedEnvironment, lengths: Lengths): Rest {
  const { report, links, groups } = environment;
  return (room, remarked) => [
    markdownOf(comparison(report)),
    ...failures(report, groups.failed, room),
    changedTable(groups, room('changed')),
    ...remarks(remarked, room('changed')),
    ...grownSites(environment, lengths, room),
    markdownOf(dependencyLine([report])),
    importedTable(importedBenchmarks(groups), room('others')),
    incomparableTable(groups.incomparable, room('others')),
    measuredTable(groups.withoutBaseline, room('others')),
    removedList(report.removed, room),
    lengths.listsUnchanged ? unchangedTable(groups.unchanged, room('unchanged')) : '',
    ...nextStepOfOne(environment, room),
    linkLine(links),
  ];
}

function restOfSeveral(
  { missing, marker, runUrl }: Overview,
  environments: readonly GroupedEnvironment[],
  lengths: Lengths,
): Rest {
  const tables: GridTables = {
    grids: gridsOf(environments, missing),
    lengths,
    titles: shortTitles([...environments, ...missing].map(({ name }) => name)),
  };
  const reports = environments.map(({ report }) => report);
  const planned = planSections(environments, lengths);
  const compared = environments.length === 0 ? '' : markdownOf(comparisonOfSeveral(environments));
  const removed = [...new Set(reports.flatMap((report) => report.removed))];
  const moved = markdownOf(dependencyLine(reports));
  return (room, remarked) => [
    compared,
    ...changedTables(tables, room('rows')),
    ...remarks(remarked, room('rows')),
    removedList(removed, room),
    ...environmentSections(planned, lengths, room),
    moved,
    lengths.listsUnchanged ? unchangedTables(tables, room('unchanged')) : '',
    ...nextStepOfSeveral(environments, room),
    environmentTable(environments, room('environments')),
    runUrl === null ? '' : link(marker === null ? 'Run' : `Run ${marker.runId}`, runUrl),
  ];
}

/** What environments say, each sentence once, with the names of those that say it where not all of them do. */
function saidBy(
  environments: readonly GroupedEnvironment[],
  phrasesOf: (environment: GroupedEnvironment) => readonly Phrase[],
): readonly Phrase[] {
  return sharedPhrases(environments, phrasesOf).map(({ phrase, names }) =>
    names.length === environments.length ? phrase : ['On ', ...listedNames(names), ': ', ...phrase],
  );
}

function quotedWarnings(phrases: readonly Phrase[], room: number, singular: string): readonly string[] {
  const { shown, omitted } = cut(phrases, room, singular);
  return [...shown.map((phrase) => `> [!WARNING]\n> ${markdownOf(phrase)}`), omitted];
}

/** The jobs without a report that counts, each with its reason and where to look. */
function missingList({ missing }: Overview, room: Room): string {
  if (missing.length === 0) return '';
  const { shown, omitted } = cut(missing, room('missing'), 'job');
  const lines = shown.map(({ name, reason, url }) => {
    const address = url === null ? '' : ` (${link('job', url)})`;
    return `- ${code(name)} ${prose(reason)}${address}`;
  });
  const title = `**${formatQuantity(missing.length, 'job')} left no report that counts:**`;
  return paragraphs(title, lines.join('\n'), omitted);
}

/** The first sentences, a paragraph each, and how many there are besides. */
function remarks(sentences: readonly Phrase[], room: number): readonly string[] {
  const { shown, omitted } = cut(sentences, room, 'remark');
  return [...shown.map(markdownOf), omitted];
}

/** The first of the benchmarks that only the baseline has; empty where there is none. */
function removedList(names: readonly string[], room: Room): string {
  if (names.length === 0) return '';
  const { shown, omitted } = cut(names, room('others'), 'name');
  const list = shown.map((name) => code(name)).join(', ');
  return `In the baseline, but not measured any more: ${[list, omitted].filter((part) => part !== '').join(' ')}`;
}
