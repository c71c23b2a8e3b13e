import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeResults } from '../../src/gate/write-results.ts';
import { perRun } from '../baseline/measurements.ts';
import { report } from '../report/reports.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';
import { measured, packageOf, recorded, stack } from './measured.ts';

const result = { report: report({ verdict: 'pass' }), measured: null, trees: new Map() };

it('writes the report, and the candidate where there is one', async () => {
  const { report: path, warning } = await writeResults(join(temporaryDirectory(), 'new'), result, true);
  expect(warning).toBeNull();
  expect(JSON.parse(readFileSync(path ?? '', 'utf8'))).toMatchObject({ verdict: 'pass' });
});

it('writes page, pictures and folded stacks where the page is wanted, and none of them where not', async () => {
  const outcome = measured('http', perRun({ malloc: 5 }), { recording: recorded([stack(5, 'main')]) });
  const both = { ...result, measured: packageOf(outcome) };
  const files = (wantsPage: boolean) => writeResults(temporaryDirectory(), both, wantsPage);
  expect((await files(true)).stacks).not.toEqual([]);
  expect(await files(false)).toMatchObject({ report: expect.any(String), flameGraph: null, stacks: [] });
});

it('says in a warning why nothing could be written: the verdict stands', async () => {
  const file = join(temporaryDirectory(), 'file');
  writeFileSync(file, '');
  expect(await writeResults(join(file, 'folder'), result, true)).toEqual({
    ...{ report: null, flameGraph: null, candidate: null, stacks: [] },
    warning: `${join(file, 'folder/report.json')} could not be written: a part of its path is a file.`,
  });
});
