import { describe, expect, test } from 'vitest';
import { acceptOrRefuse, type BaselineFiles } from '../../src/accept/accept-or-refuse.ts';
import { gitBlob } from '../../src/baseline/file.ts';
import { formatBaseline } from '../../src/baseline/format-text.ts';
import type { Files } from '../../src/github/repository.ts';
import type { Candidate } from '../../src/report-file/read-candidate.ts';
import { baselineOf, pathOf } from '../report-file/candidate-reports.ts';

const textOf = (total: number) => formatBaseline(baselineOf(total));
const blobOf = (total: number) => gitBlob(Buffer.from(textOf(total)));
const candidate = (total: number, compared: number | null, given: Partial<Candidate> = {}): Candidate => ({
  ...{ key: 'allocations', path: pathOf(), baseline: baselineOf(total), text: textOf(total), failed: [] },
  comparedBlob: compared === null ? null : blobOf(compared),
  ...given,
});
/** A folder whose one file is the baseline of this total; null: an empty one. */
const holding = (total: number | null, type = 'file'): Files =>
  new Map(total === null ? [] : [[pathOf(), { type, blob: blobOf(total) }]]);
const files = (head: number | null, base = head, mergeBase = base): BaselineFiles => ({
  ...{ head: holding(head), base: holding(base), mergeBase: holding(mergeBase) },
});
const decide = (one: Candidate, where: BaselineFiles) => {
  const decision = acceptOrRefuse([one], where);
  return decision.outcome === 'commit' ? 'commit' : decision.sentence;
};

describe('new numbers are committed', () => {
  test('where the head has the file that was compared with', () => {
    expect(acceptOrRefuse([candidate(1024, 1000)], files(1000))).toEqual({
      outcome: 'commit',
      files: [{ candidate: candidate(1024, 1000), replaced: blobOf(1000) }],
    });
  });

  test('as the first of their environment', () => {
    expect(acceptOrRefuse([candidate(1024, null)], files(null))).toMatchObject({ files: [{ replaced: null }] });
  });

  test('a second time, when the branch has had its own baseline before', () => {
    expect(decide(candidate(1030, 1024), files(1024, 1000))).toBe('commit');
  });

  test('where the base has the very same change', () => {
    expect(decide(candidate(1024, 1000), files(1000, 1024, 1000))).toBe('commit');
  });

  test('once, where two jobs found the same', () => {
    const twins = [candidate(1024, 1000), candidate(1024, 1000, { key: 'again' })];
    expect(acceptOrRefuse(twins, files(1000))).toMatchObject({ files: { length: 1 } });
  });
});

describe('nothing is committed', () => {
  test.each<[string, Candidate, BaselineFiles]>([
    ['the head has another file than the measured merge', candidate(1024, 900), files(1000, 900, 1000)],
    ['the head has a file, and the measured merge had none', candidate(1024, null), files(1000)],
    ['the measured merge had a file, and the head has none', candidate(1024, 900), files(null, 900, null)],
  ])('where %s', (_name, one, where) => {
    expect(decide(one, where)).toMatch(/is not the one that the gate compared with.*Update the branch/);
  });

  test.each<[string, BaselineFiles]>([
    ['changed', files(1000, 900, 1000)],
    ['added', files(1000, 900, null)],
    ['removed', files(1000, null, 1000)],
  ])('where the base has %s the file since, and the commit would conflict', (_name, where) => {
    expect(decide(candidate(1024, 1000), where)).toMatch(/The base branch has changed .* would conflict/);
  });

  test.each(['symlink', 'dir', 'submodule'])('where the file is a %s', (type) => {
    const where = files(1000);
    for (const commit of ['head', 'base'] as const) {
      expect(decide(candidate(1024, 1000), { ...where, [commit]: holding(1000, type) })).toContain(
        'is not a plain file',
      );
    }
  });

  test.each(['head', 'base', 'mergeBase'] as const)('where the folder is none at the %s', (commit) => {
    expect(decide(candidate(1024, 1000), { ...files(1000), [commit]: null })).toContain('is not a folder');
  });

  test('of several files where one may not be', () => {
    const other = candidate(990, null, { path: pathOf('debian-13') });
    const twin = { ...other, comparedBlob: blobOf(1) };
    expect(acceptOrRefuse([candidate(1024, 1000), other], files(1000))).toMatchObject({ files: { length: 2 } });
    expect(acceptOrRefuse([candidate(1024, 1000), twin], files(1000)).outcome).toBe('refused');
  });

  test('where two jobs have different numbers for one file', () => {
    const other = candidate(1025, 1000, { key: 'other' });
    expect(acceptOrRefuse([candidate(1024, 1000), other], files(1000))).toEqual({
      outcome: 'refused',
      sentence:
        `The jobs \`allocations\` and \`other\` of that run have different numbers for the one file \`${pathOf()}\`: ` +
        'give each a folder of its own with the input `baseline`.',
    });
  });

  test('where the branch has these bytes already', () => {
    expect(acceptOrRefuse([candidate(1000, 1000)], files(1000)).outcome).toBe('nothing');
  });

  test('where nothing could be measured', () => {
    expect(acceptOrRefuse([], files(1000))).toMatchObject({ outcome: 'refused' });
  });
});
