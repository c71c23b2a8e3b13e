import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { writeWhole } from '../../src/system/whole-file.ts';
import { temporaryDirectory } from './temporary-directory.ts';

it('makes the folder, replaces what is there, and leaves nothing but the file', async () => {
  const folder = temporaryDirectory();
  const path = join(folder, 'a/b/report.json');
  await writeWhole(path, 'old');
  await writeWhole(path, 'new');
  expect(readFileSync(path, 'utf8')).toBe('new');
  expect(readdirSync(join(folder, 'a/b'))).toEqual(['report.json']);
});

it('leaves the old file as it was where the new one cannot be written, and says why', async () => {
  const folder = temporaryDirectory();
  const path = join(folder, `${'long'.repeat(60)}.json`);
  writeFileSync(path, 'old');
  // The name that it has while it is written is longer than a name can be.
  await expect(writeWhole(path, 'new')).rejects.toThrow('.json could not be written: its name is too long.');
  expect(readFileSync(path, 'utf8')).toBe('old');

  mkdirSync(join(folder, 'taken'));
  await expect(writeWhole(join(folder, 'taken'), 'new')).rejects.toThrow(
    'taken could not be written: there is a folder',
  );
  await expect(writeWhole(join(path, 'x'), 'new')).rejects.toThrow(
    'could not be written: a part of its path is a file.',
  );
  expect(readdirSync(folder).length).toBe(2);
});
