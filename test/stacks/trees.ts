import fc from 'fast-check';
import type { Stack } from '../../src/stacks/call-tree.ts';

/** Few names, so that paths meet; among them what has tripped up parsers: arrows, brackets, spaces, ordinals. */
export const frameName = fc.oneof(
  fc.constantFrom('main', 'run(_:)', 'closure #1 in run(_:)', 'closure #2 in run(_:)', 'specialized run(_:)'),
  fc.constantFrom('thunk for @escaping (A) -> B', 'operator <= (3)', '[unknown]', '[libswiftCore.so]', 'é 中'),
  fc.string({ minLength: 1, maxLength: 6 }).filter((name) => foldable(name)),
);

export const stack: fc.Arbitrary<Stack> = fc.record({
  frames: fc.array(frameName, { minLength: 1, maxLength: 6 }),
  count: fc.integer({ min: 1, max: 5000 }),
  bytes: fc.integer({ min: 0, max: 100_000 }),
});

export const stacks = fc.array(stack, { maxLength: 40 });

/** Stacks as recordings without sizes have them. */
export const stacksWithoutBytes = stacks.map((all) => all.map((one) => ({ ...one, bytes: 0 })));

export function sumOf(all: Iterable<{ readonly count: number }>): number {
  return [...all].reduce((sum, { count }) => sum + count, 0);
}

function foldable(name: string): boolean {
  // What ends in a number of its own is written otherwise.
  return !/[;\r\n]|\s\d+(?:\.\d*)?$/.test(name) && name.trim() !== '';
}
