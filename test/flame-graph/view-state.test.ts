import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  formatFragment,
  initialState,
  parseFragment,
  sectionOf,
  type ViewState,
} from '../../src/flame-graph/browser/view-state.ts';

const state: fc.Arbitrary<ViewState> = fc.record({
  view: fc.constantFrom('difference', 'changes', 'run', 'baseline'),
  order: fc.constantFrom('up', 'down', 'leaf'),
  by: fc.constantFrom('count', 'bytes'),
  per: fc.constantFrom('unit', 'all'),
  first: fc.constantFrom('caller', 'function'),
  runtime: fc.constantFrom('shown', 'folded'),
  color: fc.constantFrom('frame', 'module', 'type'),
  of: fc.stringMatching(/^[a-z0-9]{0,7}$/),
  path: fc.array(fc.stringMatching(/^[a-z0-9]{1,7}$/), { maxLength: 5 }),
});

test('an address holds everything that is shown', () => {
  fc.assert(
    fc.property(state, (shown) => {
      const fragment = formatFragment('b-x', shown, initialState('difference'));
      expect(sectionOf(fragment)).toBe('b-x');
      expect(parseFragment(fragment, initialState('difference'))).toEqual(shown);
    }),
  );
});

test('an address holds nothing that is as at first', () => {
  expect(formatFragment('b-x', { ...initialState('difference'), path: ['1a', '2b'] }, initialState('difference'))).toBe(
    '#b-x/1a/2b',
  );
});

test('what an address asks for and cannot be is as at first', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const { path, ...settings } = parseFragment(`#b-x?view=sideways&order=${text}`, initialState('difference'));
      expect(settings.view).toBe('difference');
      expect(['up', 'down', 'leaf']).toContain(settings.order);
      expect(path).toEqual([]);
    }),
  );
  expect(parseFragment('#b-x/1?view=baseline', initialState('run')).view).toBe('run');
});
