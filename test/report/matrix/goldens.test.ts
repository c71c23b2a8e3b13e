import { describe, expect, test } from 'vitest';
import { renderMatrixComment } from '../../../src/report/matrix/comment.ts';
import { renderMatrixSummary } from '../../../src/report/matrix/summary.ts';
import { renderMatrixTerminal } from '../../../src/report/matrix/terminal.ts';
import { reportSchema } from '../../../src/report/schema.ts';
import { situations } from './situations.ts';

describe.each(Object.entries(situations))('%s', (name, matrix) => {
  test('is made of reports that the schema accepts', () => {
    for (const { report } of matrix.legs) expect(reportSchema.parse(report)).toEqual(report);
  });

  test('has the comment of its golden', async () => {
    await expect(renderMatrixComment(matrix)).toMatchFileSnapshot(`../goldens/${name}.md`);
  });

  test('has the log of its golden', async () => {
    await expect(renderMatrixTerminal(matrix)).toMatchFileSnapshot(`../goldens/${name}.txt`);
  });

  test('says the same in the summary, without the marker', () => {
    const summary = renderMatrixSummary(matrix);
    expect(summary).not.toContain('<!--');
    expect(summary.split('\n')[0]).toBe(renderMatrixComment(matrix).split('\n')[1]);
  });
});
