import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const source = fileURLToPath(new URL('../src/', import.meta.url));

/** What a story may use: everything but another story. The lowest first. */
const belowStories = [
  ...['model', 'system', 'elf', 'stacks', 'settings', 'swift', 'baseline', 'measure', 'judge', 'report'],
  ...['flame-graph', 'report-file', 'github'],
];

/** The folders that each folder may import besides itself: the design's table, the lowest first. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  system: ['model'],
  elf: ['model'],
  stacks: ['model'],
  settings: ['model', 'system'],
  swift: ['model', 'system'],
  baseline: ['model', 'system', 'stacks'],
  measure: ['model', 'system', 'elf', 'stacks', 'settings', 'swift', 'baseline'],
  judge: ['model', 'stacks', 'baseline'],
  report: ['model', 'stacks', 'baseline', 'judge'],
  'flame-graph': ['model', 'stacks', 'report'],
  'report-file': ['model', 'stacks', 'settings', 'baseline', 'judge', 'report'],
  github: ['model', 'system', 'settings', 'report', 'report-file'],
  gate: belowStories,
  accept: belowStories,
  publish: belowStories,
  import: belowStories,
  'command-line': [...belowStories, 'gate', 'accept', 'import'],
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
/** What each file imports of ours, types included. */
const importedBy = new Map(
  files.map((file) => [
    file,
    imports
      .filter(({ from, to }) => from === file && to.startsWith('.'))
      .map(({ to }) => normalize(join(dirname(file), to))),
  ]),
);
const folderOf = (file: string) => (file.includes('/') ? (file.split('/')[0] ?? '') : '');

describe('the architecture', () => {
  it('has no folder that the table does not name', () => {
    expect([...new Set(files.map(folderOf))].sort()).toEqual(['', ...Object.keys(mayImport)].sort());
  });

  it('has no import that runs upwards', () => {
    const upwards = [...importedBy]
      .flatMap(([from, all]) => all.map((to) => ({ from, to })))
      .filter(({ from }) => folderOf(from) !== '')
      .filter(({ from, to }) => folderOf(from) !== folderOf(to) && !mayImport[folderOf(from)]?.includes(folderOf(to)));
    expect(upwards).toEqual([]);
  });

  it('has measurers that know nothing of each other', () => {
    const across = [...importedBy].flatMap(([from, all]) =>
      all.filter(
        (to) =>
          (from.startsWith('measure/perf/') && to.startsWith('measure/dtrace/')) ||
          (from.startsWith('measure/dtrace/') && to.startsWith('measure/perf/')),
      ),
    );
    expect(across).toEqual([]);
  });

  it('has no circle of files, of types either', () => {
    const finished = new Set<string>();
    const circleFrom = (file: string, path: readonly string[]): readonly string[] => {
      if (path.includes(file)) return [...path.slice(path.indexOf(file)), file];
      if (finished.has(file)) return [];
      for (const imported of importedBy.get(file) ?? []) {
        const circle = circleFrom(imported, [...path, file]);
        if (circle.length > 0) return circle;
      }
      finished.add(file);
      return [];
    };
    expect(files.map((file) => circleFrom(file, [])).find((circle) => circle.length > 0)).toBeUndefined();
  });

  it('has no circle of folders: the table names each below those that may import it', () => {
    const named: string[] = [];
    for (const [folder, allowed] of Object.entries(mayImport)) {
      expect(allowed.filter((one) => !named.includes(one))).toEqual([]);
      named.push(folder);
    }
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
