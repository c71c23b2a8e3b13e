import { describe, expect, it } from 'vitest';
import { allocationFunctions } from '../../src/model/counted-functions.ts';
import { countsSchema, displayName, isLeftOut, totalOf } from '../../src/model/counts.ts';
import { directNames } from '../../src/model/direct-functions.ts';
import { counts } from '../baseline/measurements.ts';

const oneEach = counts({
  malloc: 1,
  calloc: 10,
  posix_memalign: 100,
  realloc_null: 1000,
  realloc: 10_000,
  aligned_alloc: 100_000,
  memalign: 1_000_000,
});

describe('the total', () => {
  it('is malloc, calloc, posix_memalign and realloc(NULL): growing an existing block makes no new one', () => {
    expect(totalOf(oneEach)).toBe(1111);
  });

  it('includes what the configuration adds, once', () => {
    expect(totalOf(oneEach, ['aligned_alloc'])).toBe(101_111);
    expect(totalOf(oneEach, ['aligned_alloc', 'memalign'])).toBe(1_101_111);
  });
});

describe('counts', () => {
  it('have a place for every function, in the schema too', () => {
    expect(Object.keys(countsSchema.shape)).toEqual([...allocationFunctions]);
    expect(countsSchema.safeParse(oneEach).success).toBe(true);
  });

  it.each([-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, '1', null])('are whole numbers from 0: not %s', (malloc) => {
    expect(countsSchema.safeParse({ ...oneEach, malloc }).success).toBe(false);
  });

  it('have none of a rare function where a file has none: it was not called, or not known when the file was written', () => {
    const { valloc, pvalloc, ...known } = oneEach;
    expect(countsSchema.parse(known)).toEqual({ ...known, valloc: 0, pvalloc: 0 });
    expect(countsSchema.safeParse({ ...known, memalign: undefined }).success).toBe(false);
    expect(
      Object.entries({ ...oneEach, memalign: 0, valloc: 0, pvalloc: 2 }).filter((entry) => isLeftOut(...entry)),
    ).toEqual([['valloc', 0], ...directNames.map((name) => [name, 0])]);
  });

  it('are called as in the code', () => {
    expect(allocationFunctions.map(displayName)).toEqual([
      'malloc',
      'calloc',
      'posix_memalign',
      'realloc(NULL)',
      'realloc',
      'aligned_alloc',
      'memalign',
      'valloc',
      'pvalloc',
      'operator new',
      'strdup',
      'mallocx',
      'je_malloc',
      'tc_malloc',
      'mi_malloc',
      'malloc of another allocator',
    ]);
  });
});
