import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('..', import.meta.url));
const numbers = [...read('docs/facts.md').matchAll(/^### (\S+)\. /gm)].map(([, number = '']) => number);

/** `facts 12`, `facts 2, 12` and `fact 23b`, also where a comment goes on in the next line. */
const citation = /\bfacts?[\s*/#]+(\d+b?(?:(?:, | and )\d+b?)*)/g;

function read(path: string): string {
  return readFileSync(join(repository, path), 'utf8');
}

function citationsIn(text: string): readonly string[] {
  return [...text.matchAll(citation)].flatMap(([, cited = '']) => cited.match(/\d+b?/g) ?? []);
}

describe('docs/facts.md', () => {
  it('numbers its facts from 1 on, in order, each number once; those with a letter come behind their number', () => {
    const last = Number.parseInt(numbers.at(-1) ?? '', 10);
    const expected = Array.from({ length: last }, (_, index) => String(index + 1)).flatMap((number) =>
      numbers.includes(`${number}b`) ? [number, `${number}b`] : [number],
    );
    expect(numbers).toEqual(expected);
    expect(numbers).toEqual(expect.arrayContaining(['10b', '23b', '38']));
  });

  it('has every fact that a comment or a document names', () => {
    const unknown = ['src', 'test', 'docs', 'scripts']
      .flatMap((folder) => readdirSync(join(repository, folder), { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !/\/(fixtures|goldens|images)(\/|$)/.test(entry.parentPath))
      .map(({ parentPath, name }) => join(parentPath, name))
      .flatMap((path) => citationsIn(readFileSync(path, 'utf8')).map((number) => ({ path, number })))
      .filter(({ number }) => !numbers.includes(number));
    expect(unknown).toEqual([]);
  });

  it('finds what a comment names, over the end of a line too', () => {
    expect(citationsIn('// (facts 2, 12)\n * as facts\n * 23b says, fact 7 and 9')).toEqual([
      '2',
      '12',
      '23b',
      '7',
      '9',
    ]);
  });
});
