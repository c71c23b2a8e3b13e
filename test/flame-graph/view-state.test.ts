import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  changedState,
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
  first: fc.constantFrom('caller', 'function', 'type'),
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

test('what is known of this run only shows this run, and is left for another view', () => {
  const compared = initialState('changes');
  const byType = changedState(compared, { first: 'type' }, true);
  expect(byType).toMatchObject({ view: 'run', first: 'type' });
  expect(changedState(byType, { view: 'difference' }, true)).toMatchObject({ view: 'difference', first: 'caller' });
  const byBytes = changedState({ ...compared, first: 'function' }, { by: 'bytes' }, true);
  expect(byBytes).toMatchObject({ view: 'run', by: 'bytes' });
  expect(changedState(byBytes, { view: 'baseline' }, true)).toEqual({
    ...compared,
    ...{ view: 'baseline', first: 'function' },
  });
});

test('an address that asks for a comparison and for types shows this run; without types, the call paths', () => {
  const asked = parseFragment('#b-x/1?view=difference&first=type', initialState('changes'));
  expect(changedState(asked, {}, true)).toEqual({ ...asked, view: 'run' });
  expect(changedState(asked, {}, false)).toEqual({ ...asked, first: 'caller' });
});

test('in every state, only this run is shown by bytes or types', () => {
  fc.assert(
    fc.property(state, fc.record({ view: state.map(({ view }) => view) }, { requiredKeys: [] }), (given, change) => {
      const { view, by, first } = changedState(given, change, true);
      expect(view === 'run' || (by === 'count' && first !== 'type')).toBe(true);
      if (change.view !== undefined) expect(view).toBe(change.view);
    }),
  );
});
