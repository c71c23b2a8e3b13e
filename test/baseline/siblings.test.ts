import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSiblingBaselines } from '../../src/baseline/file.ts';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { baselineOf, run } from '../gate/measured.ts';
import { temporaryDirectory } from '../system/temporary-directory.ts';

const environment = { swift: '6.2.1', os: 'ubuntu-24.04', arch: 'x86_64' };

it('are the other baselines for this kind of machine, each with its package', async () => {
  const folder = temporaryDirectory();
  const text = formatBaseline(baselineOf({ http: run(1) }));
  for (const name of ['6.2-ubuntu-24.04-x86_64', '6.1-ubuntu-24.04-x86_64', '6.1-debian-13-x86_64'])
    writeFileSync(join(folder, `swift-${name}.json`), text);
  writeFileSync(join(folder, 'swift-6.0-ubuntu-22.04-x86_64.json'), '{');
  expect(await readSiblingBaselines(folder, '.', environment)).toEqual([
    { name: 'swift-6.0-ubuntu-22.04-x86_64.json', swift: '6.0', os: 'ubuntu-22.04', package: null },
    { name: 'swift-6.1-ubuntu-24.04-x86_64.json', swift: '6.1', os: 'ubuntu-24.04', package: 'server' },
  ]);
});

it('are none where there is no folder', async () => {
  expect(await readSiblingBaselines('/nonexistent', 'allocations', environment)).toEqual([]);
});
