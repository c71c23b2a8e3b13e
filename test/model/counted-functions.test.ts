import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isAllocation } from '../../src/flame-graph/browser/frame-trees.ts';
import {
  allocationFunctions,
  callKinds,
  countedFunctions,
  includableFunctions,
  kindsOf,
  optionalFunctions,
  probedFunctions,
} from '../../src/model/counted-functions.ts';
import { displayName } from '../../src/model/counts.ts';
import { directFunctions, directNames } from '../../src/model/direct-functions.ts';

/** Evaluates a filter as the kernel does: comparisons of a field with a constant, joined by `&&`. */
function passes(filter: string | null, fields: Readonly<Record<string, number>>): boolean {
  if (filter === null) return true;
  return filter.split(' && ').every((comparison) => {
    const [name = '', operator = '', constant = ''] = comparison.split(' ');
    const field = fields[name];
    if (field === undefined) throw new Error(`${comparison}: the probe does not fetch ${name}`);
    switch (operator) {
      case '<=':
        return field <= Number(constant);
      case '>':
        return field > Number(constant);
      case '==':
        return field === Number(constant);
      case '!=':
        return field !== Number(constant);
      default:
        throw new Error(`${comparison}: unknown operator`);
    }
  });
}

const fields = fc.record({
  n: fc.nat(64),
  size: fc.nat(64),
  align: fc.constantFrom(8, 16, 17, 32, 64),
  ptr: fc.nat(1),
});

describe('the kinds of calls', () => {
  it('share every call out: each belongs to exactly one, but for realloc(p, 0), which frees and belongs to none', () => {
    fc.assert(
      fc.property(fc.constantFrom(...probedFunctions), fields, (probe, call) => {
        const kinds = callKinds.filter(({ symbol, filter }) => symbol === probe && passes(filter, call));
        const frees = probe === 'realloc' && call.ptr !== 0 && call.size === 0;
        expect(kinds.length).toBe(frees ? 0 : 1);
      }),
    );
  });

  it('are told apart by what their probe fetches', () => {
    for (const { parameters, kinds } of countedFunctions) {
      const names = kinds.flatMap(({ filter }) => (filter ?? '').match(/\b[a-z]+\b/g) ?? []);
      for (const name of names) expect(parameters).toContain(name);
    }
  });

  it('can be counted where their function has a probe', () => {
    expect(kindsOf(['realloc', 'malloc'])).toEqual(['malloc', 'realloc_null', 'realloc_existing']);
    expect(kindsOf(probedFunctions)).toEqual(callKinds.map(({ kind }) => kind));
  });
});

describe('the functions that are called directly', () => {
  it('are each in one family only, but for `malloc` and its like, and are told apart by what their probe fetches', () => {
    const symbols = directFunctions.flatMap(({ entries }) => entries.map(({ symbol }) => symbol));
    expect(new Set(symbols).size).toBe(symbols.length);
    for (const { parameters, filter } of directFunctions.flatMap(({ entries }) => entries)) {
      for (const name of filter?.match(/\b[a-z]+\b/g) ?? []) expect(parameters).toContain(name);
    }
  });
});

describe('the counted functions', () => {
  it('are each a row; two rows of one C function fetch the same', () => {
    expect(new Set(allocationFunctions).size).toBe(countedFunctions.length + directNames.length);
    for (const symbol of probedFunctions) {
      const fetched = countedFunctions.filter((row) => row.symbol === symbol).map(({ parameters }) => parameters);
      for (const other of fetched) expect(other).toEqual(fetched[0]);
    }
  });

  it('are in the total, but for those that must be asked for and for realloc, which makes no block', () => {
    expect(includableFunctions).toEqual(['aligned_alloc', 'memalign', 'valloc', 'pvalloc']);
    expect(optionalFunctions).toEqual([...includableFunctions, ...directNames]);
    expect(countedFunctions.filter(({ inTotal }) => inTotal === 'never').map(({ name }) => name)).toEqual(['realloc']);
  });

  it('are known as such on the page of flame graphs', () => {
    for (const name of allocationFunctions) expect([name, isAllocation(displayName(name))]).toEqual([name, true]);
  });
});
