import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allCallKinds, type CallKind, callKinds, kindsOf } from '../../src/probes/call-kinds.ts';
import { fetchArguments, probedFunctions } from '../../src/probes/functions.ts';

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
        const kinds = kindsOf([probe]).filter((kind) => passes(callKinds[kind].filter, call));
        const frees = probe === 'realloc' && call.ptr !== 0 && call.size === 0;
        expect(kinds.length).toBe(frees ? 0 : 1);
      }),
    );
  });

  it('are told apart by what their probe fetches', () => {
    for (const { probe, filter } of Object.values(callKinds)) {
      const names = (filter ?? '').match(/\b[a-z]+\b/g) ?? [];
      for (const name of names) expect(fetchArguments(probe, 'x86_64')).toContain(`${name}=`);
    }
  });

  it('are in the order in which the calibration program takes them', () => {
    expect(allCallKinds).toEqual<CallKind[]>([
      'malloc',
      'calloc',
      'posix_memalign_small',
      'posix_memalign_large',
      'realloc_null',
      'realloc_existing',
      'aligned_alloc_small',
      'aligned_alloc_large',
      'memalign_small',
      'memalign_large',
    ]);
  });

  it('can be counted where their function has a probe', () => {
    expect(kindsOf(['realloc', 'malloc'])).toEqual(['malloc', 'realloc_null', 'realloc_existing']);
    expect(kindsOf([...probedFunctions])).toEqual(allCallKinds);
  });
});
