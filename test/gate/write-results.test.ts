import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeResults } from '../../src/gate/write-results.ts';
import { report } from '../report/reports.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

const result = { report: report({ verdict: 'pass' }), measured: null, trees: new Map() };

it('writes the report, and the candidate where there is one', async () => {
  const { report: path, warning } = await writeResults(join(temporaryDirectory(), 'new'), result);
  expect(warning).toBeNull();
  expect(JSON.parse(readFileSync(path ?? '', 'utf8'))).toMatchObject({ verdict: 'pass' });
});

it('says in a warning why nothing could be written: the verdict stands', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  expect(await writeResults(join(file, 'folder'), result)).toEqual({
    ...{ report: null, flameGraph: null, candidate: null, stacks: [] },
    warning: `${join(file, 'folder/report.json')} could not be written: a part of its path is a file.`,
  });
});
