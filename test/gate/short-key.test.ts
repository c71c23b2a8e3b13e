import { expect, test } from 'vitest';
import { shortKey } from '../../src/model/short-key.ts';

test('a key of up to 100 characters is its parts', () => {
  expect(shortKey(['gate', 'packages/server', 'swift-6.2'])).toBe('gate packages/server swift-6.2');
  expect(shortKey(['x'.repeat(100)])).toBe('x'.repeat(100));
});

test('two long keys that differ at their ends alone stay two', () => {
  const [one, two] = ['6.1', '6.2'].map((swift) => shortKey(['gate', `packages/${'x'.repeat(100)}`, `swift-${swift}`]));
  expect(one).toMatch(/^gate packages\/x+ [0-9a-f]{8}$/);
  expect(one).toHaveLength(100);
  expect(two).toHaveLength(100);
  expect(one).not.toBe(two);
});

test('a key that is cut within a character stays text', () => {
  expect(shortKey([`x${'👩'.repeat(60)}`]).isWellFormed()).toBe(true);
});
