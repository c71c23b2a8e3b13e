import { expect, it } from 'vitest';
import { nearest } from '../../src/settings/nearest.ts';

const keys = ['product', 'command', 'arguments', 'environment', 'iterations', 'limit', 'runs', 'timeout'];

it.each([
  ['prodcut', 'product'],
  ['itterations', 'iterations'],
  ['Limit', 'limit'],
  ['run', 'runs'],
  ['args', 'arguments'],
  ['env', 'environment'],
  ['cmd', 'command'],
])('%s was most likely meant to be %s', (text, meant) => {
  expect(nearest(text, keys)).toBe(meant);
});

it.each(['', 'x', 'threshold', 'ar'])('%j resembles nothing', (text) => {
  expect(nearest(text, keys)).toBeNull();
});

it('is quick for a text of any length', () => {
  expect(nearest('x'.repeat(1_000_000), keys)).toBeNull();
});
