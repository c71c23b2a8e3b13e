import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Report } from '../../src/model/report.ts';
import { renderComment, renderSummary } from '../../src/report/comment-and-summary.ts';
import type { Links } from '../../src/report/links.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { hostileName } from './hostile.ts';
import { parseMarkdown, piecesOf, type Shown, shapeOf } from './markdown-tree.ts';
import { benchmark, failedBenchmark, fingerprint, links, report, site } from './reports.ts';
import { situations } from './situations.ts';

/** All the HTML that we write ourselves. */
const ourHtml =
  /^(?:<!-- swift-allocation-gate\/1 key=[\w%.-]+ sha=[0-9a-f]{40} run=\d+ attempt=\d+ -->|<details><summary>[\w ',]+<\/summary>|<\/details>|<\/?code>|<br>|<!-- -->)$/;
const ourAddress =
  /^https:\/\/github\.com\/example\/swift-http-bench\/(?:actions\/runs\/15812345678(?:\/artifacts\/\d+)?(?:#[\w./%-]+)?|blob\/[0-9a-f]{40}\/Sources\/[\w/.]+#L\d+)$/;
/** What GitHub makes a mention, a reference, a picture or a link of, though it is text to Markdown. */
const meaningful = /@\w|#\d|\bGH-\d|:\w+:|\bwww\.|:\/\//;
/** The nodes that our Markdown consists of. */
const ourNodes = [
  'root',
  'paragraph',
  'strong',
  'emphasis',
  'list',
  'listItem',
  'table',
  'tableRow',
  'tableCell',
  'blockquote',
];

/** What GitHub would show of a text, piece by piece. */
function piecesIn(markdown: string): readonly Shown[] {
  return piecesOf(parseMarkdown(markdown));
}

/** Of these pieces what we did not put there; nothing, if all is well. */
function strangeIn(pieces: readonly Shown[]): readonly string[] {
  const isOurs = ({ kind, value, inside }: Shown): boolean => {
    switch (kind) {
      case 'code':
        return true;
      case 'text':
        return !meaningful.test(value);
      case 'link':
        return ourAddress.test(value);
      case 'html':
        return ourHtml.test(value) && (!isFold(value) || inside.join() === 'root');
      case 'other':
        return ourNodes.includes(value);
    }
  };
  const folds = pieces.filter(({ kind, value }) => kind === 'html' && isFold(value)).map(({ value }) => value[1]);
  const areClosed = /^(?:d\/)*$/.test(folds.join(''));
  return [
    ...pieces.filter((piece) => !isOurs(piece)).map(({ value }) => value),
    ...(areClosed ? [] : [folds.join('')]),
  ];
}

/** `<details>…` or `</details>`. */
function isFold(html: string): boolean {
  return /^<\/?details/.test(html);
}

/** Ends of the strings below, so that they are known where they are shown; sentences of ours may quote the second. */
const [nameEnd, quoteEnd] = ['Zqx', 'Zqy'];

/** A report with this text in every field that is foreign, and something in every section. */
function hostileReport(text: string): { readonly report: Report; readonly links: Links } {
  const name = `${text}${nameEnd}`;
  const line = text.replaceAll('\n', '');
  const sentence = `It said ${text}${quoteEnd}`;
  const sites = [
    site({
      ...{ name, module: name, callers: [name, name], delta: 7, file: name, line: 7, text: name },
      allocates: [{ name, count: 1000, baselineCount: 0 }],
    }),
    site({ name, module: name, delta: -2 }),
  ];
  const moved = { identity: name, baseline: name, measured: name };
  const changed = {
    before: { malloc: 100 },
    sites,
    attribution: [
      { origin: { kind: 'dependency' as const, module: name }, delta: 4, moved },
      { origin: null, delta: 1 },
    ],
  };
  const built = report({
    ...{
      verdict: 'failed',
      passes: false,
      key: name.slice(0, 200),
      package: name,
      notices: [[{ prose: sentence }], [{ code: name }, { code: name }, { prose: sentence }, { code: name }]],
    },
    source: { ...(report().source ?? neverSource()), repository: `example/${name}` },
    fingerprint: { ...fingerprint, swift: name, target: name, libc: name },
    baselineFile: { path: `${name}.json`, exists: true, blob: 'b10b'.repeat(10) },
    benchmarks: [
      benchmark({ ...changed, name: `${text}1${nameEnd}`, verdict: 'regression', now: { malloc: 109 } }),
      benchmark({
        ...changed,
        name: `${text}2${nameEnd}`,
        verdict: 'pass',
        now: { malloc: 108 },
        limit: { absolute: 20, percent: 0 },
      }),
      benchmark({
        ...changed,
        name: `${text}3${nameEnd}`,
        verdict: 'improvement',
        now: { malloc: 1 },
        suspicious: true,
      }),
      benchmark({ name: `${text}4${nameEnd}` }),
      benchmark({ name: `${text}5${nameEnd}`, before: null }),
      benchmark({
        name: `${text}6${nameEnd}`,
        verdict: 'incomparable',
        differences: [{ field: name, baseline: name, measured: name }],
      }),
      failedBenchmark({
        name: `${text}7${nameEnd}`,
        failure: { message: sentence, remedy: sentence, lastLines: [name, name] },
      }),
    ],
    removed: [name, name],
    dependencyChanges: [moved, { ...moved, baseline: null }, { ...moved, measured: null }],
  });
  return {
    report: {
      ...built,
      candidate: { path: 'x.json', text: '', diff: `--- a/${line}\n+${line}${nameEnd}\n-${line}\n` },
    },
    links: links({ reportArtifactName: name, label: name }),
  };
}

function neverSource(): never {
  throw new Error('the report of the builder has a source');
}

/** The same report in each place where there is something else to say. */
function variants(text: string): readonly { readonly report: Report; readonly links: Links }[] {
  const { report: changed, links: labelled } = hostileReport(text);
  const firstRun = { ...changed, baselineFile: { path: `${text}.json`, exists: false, blob: null } };
  const based = {
    ...changed,
    base: {
      ...{ commit: 'a'.repeat(40), differences: [{ field: text, baseline: text, measured: text }] },
      ...{ newEnvironment: null, dependencies: 'same-as-head' },
    },
  } satisfies Report;
  const environment = { swift: text, os: text };
  const drifted = {
    ...changed,
    base: {
      ...{ commit: 'a'.repeat(40), differences: [], dependencies: 'as-resolved' },
      newEnvironment: { ...environment, others: [environment, environment] },
    },
  } satisfies Report;
  const broken = {
    ...changed,
    failure: { message: `It said ${text}${quoteEnd}`, remedy: `Do ${text}${quoteEnd}`, lastLines: [text, text] },
    ...{ benchmarks: [], fingerprint: null, candidate: null, removed: [] },
  };
  return [
    { report: changed, links: labelled },
    { report: changed, links: { ...labelled, label: null } },
    { report: firstRun, links: labelled },
    { report: based, links: labelled },
    { report: drifted, links: labelled },
    { report: broken, links: labelled },
  ];
}

/** Foreign text that a command cannot hold takes the command away, which command.test.ts looks at. */
function withCommands(report: Report): Report {
  return { ...report, source: report.source && { ...report.source, repository: 'example/plain' } };
}

function withLabel(links: Links): Links {
  return { ...links, label: links.label && 'plain' };
}

describe('as GitHub parses it', () => {
  test.each(Object.entries(situations))('%s holds nothing but what we put there', (_name, { report, links }) => {
    expect(strangeIn(piecesIn(renderComment(overviewOfOne(report, links))))).toEqual([]);
    expect(strangeIn(piecesIn(renderSummary(overviewOfOne(report, links))))).toEqual([]);
  });

  test('a report has only our HTML and our links, and every foreign name is code, whatever it is', () => {
    fc.assert(
      fc.property(hostileName, (text) => {
        for (const { report, links } of variants(text)) {
          const pieces = piecesIn(renderComment(overviewOfOne(report, links)));
          expect(strangeIn(pieces)).toEqual([]);
          const named = pieces.filter(({ value }) => value.includes(nameEnd));
          expect(named.filter(({ kind }) => kind === 'text' || kind === 'link')).toEqual([]);
          expect(named.length).toBeGreaterThanOrEqual(report.failure === null ? 25 : 2);
        }
      }),
      { numRuns: 40 },
    );
  });

  test('no foreign text changes a heading, a list, a table, its rows and columns, or a folded section', () => {
    const shapes = (text: string) =>
      variants(text).map((one) =>
        shapeOf(parseMarkdown(renderComment(overviewOfOne(withCommands(one.report), withLabel(one.links))))),
      );
    const plain = shapes('plain');
    expect(plain[0]).toMatch(/table\(tableRow\((tableCell\([^()]*\) ?){7}\)/);
    fc.assert(
      fc.property(hostileName, (text) => {
        expect(shapes(text)).toEqual(plain);
      }),
      { numRuns: 40 },
    );
  });
});
