import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../src/', import.meta.url));

/**
 * The folders that each folder may import, besides itself and `src/errors.ts`: the design's table, and
 * one edge more, since src/github writes to a logger and reads a base commit's files through git.
 */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  system: [],
  config: [],
  stacks: [],
  swift: ['system'],
  probes: ['system'],
  perf: ['system'],
  baseline: ['stacks'],
  report: ['baseline', 'stacks'],
  github: ['report', 'system'],
  commands: ['github', 'report', 'baseline', 'stacks', 'perf', 'probes', 'swift', 'config', 'system'],
};

/** The packages that only the edges may know. */
const github = /^@actions\/(core|github|artifact)$/;

interface Import {
  readonly from: string;
  readonly to: string;
}

const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
const imports: readonly Import[] = files.flatMap((from) => {
  const text = readFileSync(join(source, from), 'utf8');
  return [...text.matchAll(/(?:from|import\() ?'([^']+)'/g)].map(([, to = '']) => ({ from, to }));
});
const folderOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '');

describe('the architecture', () => {
  it('has no folder that the table does not name', () => {
    expect([...new Set(files.map(folderOf))].sort()).toEqual(['', ...Object.keys(mayImport)].sort());
  });

  it('has no import that runs upwards', () => {
    const upwards = imports
      .filter(({ to }) => to.startsWith('.'))
      .map(({ from, to }) => ({ from, to: normalize(join(dirname(from), to)) }))
      .filter(({ from, to }) => folderOf(from) !== '' && to !== 'errors.ts')
      .filter(({ from, to }) => folderOf(from) !== folderOf(to) && !mayImport[folderOf(from)]?.includes(folderOf(to)));
    expect(upwards).toEqual([]);
  });

  it('knows GitHub’s packages in src/github only, and runs processes through src/system only', () => {
    const strangers = imports.filter(
      ({ from, to }) =>
        (github.test(to) && folderOf(from) !== 'github') ||
        (['@actions/exec', 'node:child_process'].includes(to) && folderOf(from) !== 'system'),
    );
    expect(strangers).toEqual([]);
  });

  it('has no drawer for odds and ends', () => {
    expect(files.filter((name) => /(^|\/)(utils?|helpers?|common|misc)(\/|\.ts$)/.test(name))).toEqual([]);
  });
});
