import { expect, it } from 'vitest';
import { dependencyChanges } from '../../src/model/dependency-changes.ts';

it('are the dependencies that moved, came or went, by name', () => {
  const before = { nio: '2.80.0', log: '1.6.0', atomics: '1.2.0' };
  const after = { nio: '2.81.0', atomics: '1.2.0', Collections: 'main@0123abc' };
  expect(dependencyChanges(before, after)).toEqual([
    { identity: 'Collections', baseline: null, measured: 'main@0123abc' },
    { identity: 'log', baseline: '1.6.0', measured: null },
    { identity: 'nio', baseline: '2.80.0', measured: '2.81.0' },
  ]);
});

it('are not made up by names that every object has', () => {
  expect(dependencyChanges({ constructor: '1.0.0' }, {})).toEqual([
    { identity: 'constructor', baseline: '1.0.0', measured: null },
  ]);
});
