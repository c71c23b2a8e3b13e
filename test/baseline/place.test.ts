import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { requireBaselinePlace } from '../../src/baseline/place.ts';
import { baselineOf, pathOf } from '../report-file/candidate-reports.ts';

let root: string;
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'place-'));
});
afterEach(() => rmSync(root, { recursive: true }));

const baseline = baselineOf(1000);
const name = pathOf().split('/').at(-1) ?? '';
const write = (path: string, text: string) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
};
const place = (path: string) => requireBaselinePlace(root, path, baseline);

test('a baseline may be new, and may replace one of ours', async () => {
  await expect(place(pathOf())).resolves.toBeUndefined();
  write(pathOf(), formatBaseline(baseline));
  await expect(place(pathOf())).resolves.toBeUndefined();
});

test.each([
  ['of another name', 'README.md', /not the name of a baseline/],
  ['of another environment', pathOf().replace('x86_64', 'aarch64'), /not the name of a baseline/],
  ['out of the repository', `../${name}`, /inside of the repository/],
  ['that is absolute', `/tmp/${name}`, /inside of the repository/],
  ['with a detour', `a/../${name}`, /inside of the repository/],
  ['to a folder', `${name}/`, /inside of the repository/],
  ['with a line break', `a\n/${name}`, /inside of the repository/],
  ['with a zero', `a\0/${name}`, /inside of the repository/],
  ['that no file system takes', `${'x'.repeat(250)}/${name}`, /so long a path/],
  ['in git’s folder', `.git/${name}`, /git’s own folder/],
  ['in git’s folder as some file systems know it', `modules/.GIT/${name}`, /git’s own folder/],
  ['in git’s folder with what nobody sees', `.g\u200Cit/${name}`, /git’s own folder/],
  ['in git’s folder by its short name', `GIT~1/${name}`, /git’s own folder/],
])('a path %s is refused', async (_what, path, why) => {
  await expect(place(path)).rejects.toThrow(why);
});

test('a link on the way is refused, whether it is a folder or the file', async () => {
  mkdirSync(join(root, 'elsewhere'));
  symlinkSync('elsewhere', join(root, 'folder'));
  await expect(place(`folder/${name}`)).rejects.toThrow(/symbolic link/);
  write('elsewhere/other.json', formatBaseline(baseline));
  symlinkSync('other.json', join(root, 'elsewhere', name));
  await expect(place(`elsewhere/${name}`)).rejects.toThrow(/symbolic link/);
});

test('a file that is no baseline of ours is not written over', async () => {
  write(pathOf(), '{ "precious": true }');
  await expect(place(pathOf())).rejects.toThrow();
});
