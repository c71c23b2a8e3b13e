import { mkdir, mkdtemp, readdir, readFile, rm, symlink, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readBaseline, refuseSharedFolder, writeBaseline } from '../../src/baseline/file.ts';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import { exampleBaseline } from './baselines.ts';

const folder = '.github/allocations';
const path = `${folder}/swift-6.2-ubuntu-24.04-x86_64.json`;

let outside: string;
let root: string;
beforeEach(async () => {
  outside = await mkdtemp(join(tmpdir(), 'baseline-'));
  root = join(outside, 'repository');
  await mkdir(root);
});
afterEach(() => rm(outside, { recursive: true }));

describe('readBaseline', () => {
  it('gives null where there is no file or no folder', async () => {
    expect(await readBaseline(root, path)).toBeNull();
    await mkdir(join(root, folder), { recursive: true });
    expect(await readBaseline(root, path)).toBeNull();
  });

  it('gives back what writeBaseline wrote', async () => {
    await writeBaseline(root, path, exampleBaseline);
    expect(await readBaseline(root, path)).toEqual(exampleBaseline);
  });

  it('refuses a file of 50 MB without reading it', async () => {
    await writeBaseline(root, path, exampleBaseline);
    await truncate(join(root, path), 50_000_000);
    await expect(readBaseline(root, path)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UsageError: .github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: the file has 48 MiB, and a baseline at most 8. Restore the file from git, or delete it and accept a new baseline.]`,
    );
  });

  it('refuses what is no file, or below one, or not text', async () => {
    await mkdir(join(root, path), { recursive: true });
    await expect(readBaseline(root, path)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UsageError: .github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: not a file; the baseline is one JSON file in the baseline folder]`,
    );
    await writeFile(join(root, 'file'), Buffer.from([0x7b, 0xff, 0x7d]));
    await expect(readBaseline(root, 'file/x.json')).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UsageError: file/x.json: a part of this path is a file, not a folder]`,
    );
    await expect(readBaseline(root, 'file')).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UsageError: file: not a text in UTF-8, so not a baseline; restore the file from git]`,
    );
  });

  it('follows a symbolic link inside the root, and none that leads out of it', async () => {
    await writeBaseline(root, 'shared.json', exampleBaseline);
    await symlink('shared.json', join(root, 'link.json'));
    expect(await readBaseline(root, 'link.json')).toEqual(exampleBaseline);

    await writeFile(join(outside, 'secret.json'), formatBaseline(exampleBaseline));
    await symlink('../secret.json', join(root, 'file.json'));
    await symlink('..', join(root, 'folder'));
    await symlink('circle.json', join(root, 'circle.json'));
    await expect(readBaseline(root, 'file.json')).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UsageError: file.json: leads out of the repository; a baseline must lie inside it]`,
    );
    await expect(readBaseline(root, 'folder/secret.json')).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UsageError: folder/secret.json: leads out of the repository; a baseline must lie inside it]`,
    );
    await expect(readBaseline(root, '../secret.json')).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UsageError: ../secret.json: leads out of the repository; a baseline must lie inside it]`,
    );
    await expect(readBaseline(root, 'circle.json')).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UsageError: circle.json: symbolic links lead in a circle]`,
    );
  });
});

describe('writeBaseline', () => {
  it('makes the folder and leaves nothing but the file', async () => {
    await writeBaseline(root, path, exampleBaseline);
    await writeBaseline(root, path, exampleBaseline);
    expect(await readdir(join(root, folder))).toEqual(['swift-6.2-ubuntu-24.04-x86_64.json']);
    expect(await readFile(join(root, path), 'utf8')).toBe(formatBaseline(exampleBaseline));
  });

  it('leaves nothing half-written when it fails', async () => {
    await mkdir(join(root, path, 'in the way'), { recursive: true });
    await expect(writeBaseline(root, path, exampleBaseline)).rejects.toThrow();
    expect(await readdir(join(root, folder))).toEqual(['swift-6.2-ubuntu-24.04-x86_64.json']);
  });

  it('refuses the file of another package, and says that each needs a folder', async () => {
    await writeBaseline(root, path, exampleBaseline);
    const other = { ...exampleBaseline, package: 'client' };
    await expect(writeBaseline(root, path, other)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UsageError: .github/allocations/swift-6.2-ubuntu-24.04-x86_64.json: this is the baseline of the package "server", not of "client". Two packages cannot share a folder of baselines: give each its own, such as .github/allocations/server (\`baseline\` in a workflow, \`--baseline\` on the command line).]`,
    );
    expect(await readBaseline(root, path)).toEqual(exampleBaseline);
    expect(() => refuseSharedFolder(exampleBaseline, 'client', path)).toThrow('Two packages cannot share');
    expect(() => refuseSharedFolder(exampleBaseline, 'server', path)).not.toThrow();
  });

  it('replaces a broken file', async () => {
    await mkdir(join(root, folder), { recursive: true });
    await writeFile(join(root, path), '<<<<<<< HEAD\n');
    await writeBaseline(root, path, exampleBaseline);
    expect(await readBaseline(root, path)).toEqual(exampleBaseline);
  });

  it('writes nothing outside the root', async () => {
    await symlink('..', join(root, 'folder'));
    await expect(writeBaseline(root, 'folder/new/x.json', exampleBaseline)).rejects.toThrowErrorMatchingInlineSnapshot(
      `[UsageError: folder/new/x.json: leads out of the repository; a baseline must lie inside it]`,
    );
    await expect(writeBaseline(root, '../x.json', exampleBaseline)).rejects.toThrow('leads out of the repository');
    expect(await readdir(outside)).toEqual(['repository']);

    await writeFile(join(outside, 'victim'), 'untouched');
    await symlink('../victim', join(root, 'x.json'));
    await writeBaseline(root, 'x.json', exampleBaseline);
    expect(await readFile(join(outside, 'victim'), 'utf8')).toBe('untouched');
  });
});
