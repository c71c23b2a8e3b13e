import { describe, expect, test } from 'vitest';
import { renderComment } from '../../src/report/comment.ts';
import { reportSchema } from '../../src/report/schema.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { situations } from './situations.ts';

describe.each(Object.entries(situations))('%s', (name, { report, links }) => {
  test('is a report that the schema accepts', () => {
    expect(reportSchema.parse(report)).toEqual(report);
  });

  test('has the comment of its golden', async () => {
    await expect(renderComment(report, links)).toMatchFileSnapshot(`goldens/${name}.md`);
  });

  test('has the terminal text of its golden', async () => {
    await expect(renderTerminal(report, { color: false })).toMatchFileSnapshot(`goldens/${name}.txt`);
  });

  test('says the same in the summary, without the marker', () => {
    const summary = renderSummary(report, links);
    expect(summary).not.toContain('<!-- swift-allocation-gate');
    expect(summary.split('\n')[0]).toBe(renderComment(report, links).split('\n')[1]);
  });
});
