import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { outputNames } from '../src/github/outputs.ts';
import { problemsOf, repository } from './examples/validator.ts';

const content = readFileSync(new URL('action.yml', repository), 'utf8');

describe('action.yml', () => {
  test('is valid for GitHub', async () => {
    expect(await problemsOf('action.yml', content)).toEqual([]);
  });

  test('would not be with a key that GitHub does not know', async () => {
    expect(await problemsOf('action.yml', `${content}\nsteps: []\n`)).not.toEqual([]);
    expect(await problemsOf('action.yml', content.replace('using: node24', 'using: node3'))).not.toEqual([]);
  });

  test('promises the outputs that are set', () => {
    expect(Object.keys(parse(content).outputs)).toEqual([...outputNames]);
  });

  test('describes each input and gives each a default', () => {
    for (const [name, input] of Object.entries(parse(content).inputs)) {
      expect(input, name).toEqual({ description: expect.stringMatching(/\.$/), default: expect.any(String) });
    }
  });
});

describe('the tables of README and reference', () => {
  const tables = (...args: string[]) =>
    spawnSync(process.execPath, [fileURLToPath(new URL('scripts/readme-tables.js', repository)), ...args], {
      encoding: 'utf8',
    });
  let folder: string;
  const page = (path: string, text: string) => {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'readme-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('are what action.yml and the list of what was seen say', () => {
    const { status, stderr } = tables('--check');
    expect(stderr).toBe('');
    expect(status).toBe(0);
  });

  test('are written between their markers, and only there', () => {
    const place = (name: string) => `<!-- ${name}:start -->\n<!-- ${name}:end -->\n`;
    const readme = page('README.md', `before\n${place('seen')}after\n`);
    const reference = page('docs/reference.md', `before\n${place('inputs')}between\n${place('outputs')}after\n`);

    expect(tables('--check', folder)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('Run: node scripts'),
    });
    expect(tables(folder).status).toBe(0);
    const written = readFileSync(reference, 'utf8');
    expect(written).toContain('| `baseline` | Folder of the committed baselines');
    expect(written).toContain('| `.github/allocations` |\n');
    expect(written).toContain('| `comment-url` | Address of the comment; empty when there is none. |\n');
    expect(written.replaceAll(/^\|.*\n/gm, '')).toMatch(
      /^before\n<!--.*-->\n\n\n<!--.*-->\nbetween\n<!--.*-->\n\n\n<!--.*-->\nafter\n$/,
    );
    expect(readFileSync(readme, 'utf8')).toContain('| Swift | perf |');
    expect(tables('--check', folder).status).toBe(0);
  });

  test('name tests that there are', () => {
    const seen = JSON.parse(readFileSync(new URL('test/end-to-end/seen.json', repository), 'utf8'));
    const named: readonly string[] = seen.flatMap(({ tests }: { tests: readonly string[] }) => tests);
    expect(named.filter((path) => !existsSync(new URL(path, repository)))).toEqual([]);
  });

  test('a page without the markers is an error that names them', () => {
    page('README.md', 'nothing');
    page('docs/reference.md', 'nothing');
    expect(tables(folder)).toMatchObject({ status: 1, stderr: expect.stringContaining('<!-- seen:start -->') });
  });
});
