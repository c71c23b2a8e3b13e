import { describe, expect, test } from 'vitest';
import { reportSchema } from '../../src/model/report.ts';
import { renderComment, renderSummary } from '../../src/report/comment-and-summary.ts';
import { overviewOfOne } from '../../src/report/overview.ts';
import { renderOutline, renderTerminal } from '../../src/report/terminal.ts';
import { overviews } from './overviews.ts';
import { situations } from './situations.ts';

describe.each(Object.entries(situations))('%s', (name, { report, links }) => {
  test('is a report that the schema accepts', () => {
    expect(reportSchema.parse(report)).toEqual(report);
  });

  test('has the comment of its golden', async () => {
    await expect(renderComment(overviewOfOne(report, links))).toMatchFileSnapshot(`goldens/${name}.md`);
  });

  test('has the terminal text of its golden', async () => {
    await expect(renderTerminal(report, { color: false })).toMatchFileSnapshot(`goldens/${name}.txt`);
  });

  test('says the same in the summary, without the marker', () => {
    const summary = renderSummary(overviewOfOne(report, links));
    expect(summary).not.toContain('<!-- swift-allocation-gate');
    expect(summary.split('\n')[0]).toBe(renderComment(overviewOfOne(report, links)).split('\n')[1]);
  });
});

describe.each(Object.entries(overviews))('%s', (name, overview) => {
  test('is made of reports that the schema accepts', () => {
    for (const { report } of overview.environments) expect(reportSchema.parse(report)).toEqual(report);
  });

  test('has the comment of its golden', async () => {
    await expect(renderComment(overview)).toMatchFileSnapshot(`goldens/${name}.md`);
  });

  test('has the log of its golden', async () => {
    await expect(renderOutline(overview)).toMatchFileSnapshot(`goldens/${name}.txt`);
  });

  test('says the same in the summary, without the marker', () => {
    const summary = renderSummary(overview);
    expect(summary).not.toContain('<!--');
    expect(summary.split('\n')[0]).toBe(renderComment(overview).split('\n')[1]);
  });
});
